//! Figures that should be the same and are not: the same words with another figure, a slip of unit, parts that do
//! not add up.
//!
//! In: the units of all reports with the documents cited in them, the configuration. Out: [`Discrepancy`]s.
//! What always holds: only places that speak of the same thing are compared (one report, or reports of one place);
//! years, dates, labels, numbers of documents, rounding and other units are no differences; what sets norms is not compared with itself.

mod breakdowns;
mod by_pages;
mod counted;
mod entries;
mod figures;
mod following;
mod found;
mod groups;
mod indicators;
mod named;
mod nouns;
mod periods;
mod ratios;
mod scaled;
mod sentences;
mod series;
mod sums;
mod values;
mod wholes;
mod within;

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use rayon::prelude::*;

use super::subjects::{Subject, callers};
use super::texts::HeldTexts;
use super::units::Unit;
use crate::cache::{Cache, Parts};
use crate::model::config::SettledEntry;
use crate::model::edition::Edition;
use crate::model::links::{Discrepancy, DiscrepancyKind, Figure, Links};
use crate::text::digest;
use found::Found;
use groups::{Group, Known};
use sentences::Cut;

/// All discrepancies, in reading order. `names`: the words that name documents; `cache`: what was found before.
pub(super) fn discrepancies(
    edition: &Edition,
    links: &Links,
    units: &[Unit],
    (subjects, names): (&[Subject], &BTreeMap<usize, Vec<Range<usize>>>),
    cache: &Cache,
) -> Vec<Discrepancy> {
    let callers = callers(links, units);
    let known = Known { units, subjects, callers: &callers, names };
    let groups = groups::groups(edition, links, units);
    let of_group = |group: &Group<'_>| {
        let digest = group.digest(edition, links, known);
        let mut found = cache.kept_whole(digest, |parts| raw((edition, links), group, known, parts));
        for one in &mut found {
            (one.order.0, one.other.0) = (group.units[one.order.0], group.units[one.other.0]);
        }
        found
    };
    let found: Vec<Found> = groups.par_iter().flat_map_iter(of_group).collect();
    let mut all = entries::entries(found, &entries::Names::new(edition, links, units));
    let mut taken = HashSet::new();
    for discrepancy in &mut all {
        if discrepancy.kind == DiscrepancyKind::Figure && entries::is_one_digit(&discrepancy.a, &discrepancy.b) {
            discrepancy.kind = DiscrepancyKind::Digit;
        }
        discrepancy.id = id(discrepancy, &mut taken);
        discrepancy.settled = settled(&edition.config.settled, discrepancy);
    }
    all
}

/// What is found in a group of reports; the units are counted within the group.
fn raw((edition, links): (&Edition, &Links), group: &Group<'_>, known: Known<'_>, parts: &Parts<'_>) -> Vec<Found> {
    // Numbers of words are the group's own, so that nothing that stands elsewhere has a say.
    let units: Vec<Unit> = group.units.iter().map(|at| known.units[*at].clone()).collect();
    let subjects: Vec<Subject> = group.units.iter().map(|at| known.subjects[*at]).collect();
    let callers: Vec<Option<&str>> = group.units.iter().map(|at| known.callers[*at]).collect();
    let named = group.units.iter().enumerate().filter_map(|(at, unit)| Some((at, known.names.get(unit)?.clone())));
    let names: BTreeMap<usize, Vec<Range<usize>>> = named.collect();
    let (units, subjects, callers) = (&units[..], &subjects[..], &callers[..]);
    let held = HeldTexts::new(units);
    let texts = &held.texts;
    let (store, whole) = rayon::join(
        || sentences::store(units, &held, &names, Cut::Clauses),
        || sentences::store(units, &held, &names, Cut::Passages),
    );
    let (sentences, passages) = (store.sentences(), whole.sentences());
    let ((mut found, passed), (named, rest)) = rayon::join(
        || {
            rayon::join(
                || figures::figures(units, &sentences, subjects, callers),
                || figures::figures(units, &passages, subjects, callers),
            )
        },
        || {
            let named = named::named(units, &texts.lexicon, &sentences, subjects);
            let mut rest = indicators::indicators(edition, links, group, (units, &sentences));
            rest.extend(scaled::scaled(units, &passages, subjects));
            rest.extend(counted::counted(units, &sentences, subjects));
            rest.extend(by_pages::by_pages(edition, units, parts));
            rest.extend(wholes::wholes(units, &held));
            rest.extend(series::series(units, callers));
            rest.extend(breakdowns::breakdowns(units, callers));
            (named, rest)
        },
    );
    found.extend(passed.into_iter().chain(named).chain(rest));
    found
}

/// An id by which a discrepancy is known as long as its figures and their passages stand, wherever it is listed.
fn id(found: &Discrepancy, taken: &mut HashSet<String>) -> String {
    let (a, b) = (&found.a, &found.b);
    let words = [&a.place.report, &a.value, &b.place.report, &b.value].map(String::as_str).join("\n");
    let places = if a.place.id == b.place.id { a.place.id.clone() } else { format!("{}-{}", a.place.id, b.place.id) };
    (0..)
        .map(|round| format!("d-{places}-{:05x}", digest(format!("{round} {words}").as_bytes()) & 0xf_ffff))
        .find(|id| taken.insert(id.clone()))
        .unwrap_or_default()
}

/// The editor's reason for letting a discrepancy stand.
fn settled(entries: &[SettledEntry], discrepancy: &Discrepancy) -> Option<String> {
    let at = |figure: &Figure| format!("{}#{}", figure.place.report, figure.place.id);
    let (a, b) = (at(&discrepancy.a), at(&discrepancy.b));
    let fits = |entry: &&SettledEntry| {
        let places = entry.at.iter().all(|place| *place == a || *place == b);
        let mine = |value: &String| *value == discrepancy.a.value || *value == discrepancy.b.value;
        !entry.at.is_empty() && places && entry.values.iter().all(mine)
    };
    entries.iter().find(fits).map(|entry| entry.reason.clone())
}
