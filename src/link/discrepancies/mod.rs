//! Figures that should be the same and are not: the same words with another figure, a slip of unit, parts that do
//! not add up.
//!
//! In: the units of all reports with the documents cited in them, the configuration. Out: [`Discrepancy`]s.
//! What always holds: only places that speak of the same thing are compared (one report, or reports of one place);
//! years, dates, numbers of documents, rounding and other units are no differences.

mod figures;
mod found;
mod indicators;
mod named;
mod sentences;
mod sums;

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use super::subjects::{Subject, callers};
use super::texts::Texts;
use super::units::Unit;
use crate::model::config::SettledEntry;
use crate::model::edition::Edition;
use crate::model::links::{Discrepancy, Figure, Links};
use crate::text::digest;

/// All discrepancies, in reading order. `names`: the words that name documents.
pub(super) fn discrepancies(
    edition: &Edition,
    links: &Links,
    units: &[Unit],
    texts: &Texts,
    subjects: &[Subject],
    names: &BTreeMap<usize, Vec<Range<usize>>>,
) -> Vec<Discrepancy> {
    let store = sentences::store(units, texts, names);
    let sentences = store.sentences();
    let ((mut found, named), (indicators, sums)) = rayon::join(
        || {
            rayon::join(
                || figures::figures(units, &sentences, subjects, &callers(links, units)),
                || named::named(units, &texts.lexicon, &sentences, subjects),
            )
        },
        || rayon::join(|| indicators::indicators(edition, links, units, &sentences), || sums::sums(units)),
    );
    found.extend(named.into_iter().chain(indicators).chain(sums));
    found.sort_by_key(|found| found.order);
    let mut known = HashSet::new();
    let places = |found: &Discrepancy| {
        (found.a.place.clone(), found.a.value.clone(), found.b.place.clone(), found.b.value.clone())
    };
    let found = found.into_iter().map(|found| found.discrepancy);
    let mut all: Vec<Discrepancy> = found.filter(|found| known.insert(places(found))).collect();
    let mut taken = HashSet::new();
    for discrepancy in &mut all {
        discrepancy.id = id(discrepancy, &mut taken);
        discrepancy.what = as_title(&discrepancy.what);
        discrepancy.settled = settled(&edition.config.settled, discrepancy);
    }
    all
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

/// Words before a figure as a title: without what only leads on to the figure, and without half a pair of signs.
fn as_title(words: &str) -> String {
    const LEADS: [&str; 10] =
        ["trong đó có", "trong đó", "bao gồm", "gồm", "hiện có", "có", "ước đạt", "đạt", "là", "ước"];
    let mut kept = words.trim();
    if let Some(open) = kept.rfind('(').filter(|open| *open > 0 && !kept[*open..].contains(')')) {
        kept = &kept[..open];
    }
    loop {
        let signs = kept.trim_end().trim_end_matches([',', ';', ':', '(', '-', '–']).trim_end();
        let lead = LEADS.iter().find_map(|lead| signs.strip_suffix(lead).filter(|rest| rest.ends_with([' ', ','])));
        kept = lead.unwrap_or(signs);
        if lead.is_none() {
            break;
        }
    }
    let unpaired = kept.matches('"').count() % 2 == 1 || kept.contains('”') != kept.contains('“');
    let whole: String = if unpaired { kept.replace(['"', '“', '”'], "") } else { kept.to_owned() };
    // The words may begin within a bracket.
    let closes = whole.find(')').filter(|close| !whole[..*close].contains('('));
    let whole = closes.map_or(whole.clone(), |close| format!("{}{}", &whole[..close], &whole[close + 1..]));
    let mut signs = whole.trim().chars();
    match signs.next() {
        Some(first) => first.to_uppercase().chain(signs).collect(),
        None => words.to_owned(),
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_end_where_the_figure_is_led_to() {
        assert_eq!(as_title("637 hội viên ra khỏi hội, trong đó"), "637 hội viên ra khỏi hội");
        assert_eq!(as_title("nếp sống văn hóa\" (trong đó có"), "Nếp sống văn hóa");
        assert_eq!(as_title("tổng chi ngân sách năm 2025 ước đạt"), "Tổng chi ngân sách năm 2025");
        assert_eq!(as_title("GRDP) năm 2024 đạt"), "GRDP năm 2024");
        assert_eq!(as_title("diện tích (cả năm) là"), "Diện tích (cả năm)");
    }
}
