//! The links of former versions: a version leads to its own passages and notes; registers and what other reports say are of today.
//!
//! In: the edition. Out: links for each version by the id of its report. What always holds: nothing is said of a former text, since
//! nobody can mend it; it was said when the text was the edition's.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::pages::{resolve, show};
use super::{annotations, cross, references, titles, units, words};
use crate::cache::Cache;
use crate::model::edition::{Edition, EditionReport};
use crate::model::links::Links;

/// The links of every version that was kept.
pub(super) fn versions(edition: &Edition, cache: &Cache) -> BTreeMap<String, Links> {
    let all: Vec<(&Edition, &EditionReport)> = edition
        .reports
        .iter()
        .flat_map(|report| &report.versions)
        .filter_map(|version| Some((&version.edition, version.report()?)))
        .collect();
    let linked = all.into_par_iter().map(|(former, report)| (report.id.clone(), link(former, report, edition, cache)));
    linked.collect()
}

fn link(former: &Edition, report: &EditionReport, now: &Edition, cache: &Cache) -> Links {
    let mut links = Links::default();
    let mut own = resolve(report, cache).value;
    show(&former.config, &mut own);
    links.reports.insert(report.id.clone(), own);
    links.targets = cross::targets_beside(former, Some(now)).value;
    links.titles = titles::titles(former, cache);
    let units = units::units(former, &links, cache);
    let mut led = words::Words::default();
    led.extend(&units, references::references(former, &links, &units, cache));
    links.words = led.finish();
    annotations::settle(former, &mut links);
    links
}
