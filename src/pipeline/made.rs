//! Addresses on the pages that the program makes, before and after a revision.
//!
//! In: an edition's folder and the plan of a revision. Out: the plan, with the addresses that the revision takes in the
//! record of the first report that it changes. What always holds: a plan that revises nothing stays as it is.

use std::collections::BTreeSet;

use super::plan::{ImportPlan, put};
use crate::edition::{self, REVISIONS};
use crate::link;
use crate::model::revision::MadeAddress;
use crate::render;
use crate::tree::FileTree;

/// Records the addresses that a revision takes from the pages that the program makes.
pub(super) fn record(folder: &FileTree, plan: &mut ImportPlan) {
    let Some(path) = plan.revisions.first().map(|(report, _)| format!("content/{report}/{REVISIONS}")) else { return };
    let Some(mut history) = plan.writes.text(&path).and_then(edition::parse_history) else { return };
    let now: BTreeSet<(String, String)> = addresses(&plan.applied(folder)).into_iter().map(key).collect();
    let gone = addresses(folder).into_iter().filter(|one| !now.contains(&key(one.clone())));
    let Some((_, revision)) = plan.revisions.first_mut() else { return };
    revision.made = gone.collect();
    if let Some(last) = history.revisions.last_mut().filter(|_| !revision.made.is_empty()) {
        last.made.clone_from(&revision.made);
        put(&mut plan.writes, path, edition::write_history(&history));
    }
}

fn key(one: MadeAddress) -> (String, String) {
    (one.page, one.id)
}

fn addresses(folder: &FileTree) -> Vec<MadeAddress> {
    let edition = edition::read(folder).value;
    let mut links = link::link(&edition).value;
    links.leave_out(edition.config.outputs);
    render::made_addresses(&edition, &links)
}
