//! Suspicions of the proofreader as proposed corrections in the pages.
//!
//! In: the edition's folder. Out: the pages that change. What always holds: only suspicions that are sure enough, have a reading, and stand in a block or
//! note become proposals; what `corrections` speak of already is not proposed again; the words of a page stay as they are.

use std::collections::BTreeMap;

use crate::check::proof::{PROPOSED, Suspicion, proofread};
use crate::diagnostic::{Checked, Diagnostic};
use crate::edition::{self, Proposal, propose};
use crate::tree::FileTree;

/// What `ibid check --suggest` is about to write.
#[derive(Debug, Clone, Default)]
pub struct Suggested {
    /// The pages with their proposals.
    pub writes: FileTree,
    /// How many proposals there are.
    pub count: usize,
}

/// Proposes corrections for what looks misread.
#[must_use]
pub fn suggest(folder: &FileTree) -> Checked<Suggested> {
    let mut said = Vec::new();
    let edition = edition::read(folder).collect_into(&mut said);
    let mut pages: BTreeMap<String, Vec<Suspicion>> = BTreeMap::new();
    let sure = |one: &Suspicion| one.confidence >= PROPOSED && one.at.is_some() && one.read.is_some();
    for one in proofread(&edition).into_iter().filter(sure) {
        pages.entry(one.page.clone()).or_default().push(one);
    }
    let mut suggested = Suggested::default();
    for (path, mut suspicions) in pages {
        // In the order of the text, for the editor who reads along.
        suspicions.sort_by_key(|one| one.range.start);
        let reasons: Vec<String> =
            suspicions.iter().map(|one| one.reason.in_language(&edition.config.language)).collect();
        let proposals: Vec<Proposal<'_>> =
            suspicions.iter().zip(&reasons).filter_map(|(one, reason)| proposal(one, reason)).collect();
        let text = folder.text(&path).unwrap_or_default();
        let written = propose(text, &proposals).is_some_and(|text| suggested.writes.insert(&path, text).is_ok());
        if written {
            suggested.count += proposals.len();
        } else {
            said.push(no_place(&path));
        }
    }
    Checked::new(suggested, said)
}

fn proposal<'a>(one: &'a Suspicion, reason: &'a str) -> Option<Proposal<'a>> {
    Some(Proposal { quote: &one.quote, at: one.at.as_deref()?, read: one.read.as_deref()?, reason })
}

fn no_place(path: &str) -> Diagnostic {
    let message = message!("suggest-written");
    Diagnostic::new("proof-place", path, message).hint(message!("suggest-written-hint"))
}
