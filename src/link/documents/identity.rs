//! Which citations mean the same document.
//!
//! In: all citations in reading order. Out: groups of them. What always holds: every citation is in one group;
//! a group has one kind, number and series; two dates in one group are of one year, or of one day and month; two
//! terms of office that are named in one group are the same.

use std::collections::{BTreeMap, BTreeSet};

use strsim::levenshtein;

use super::scan::Cited;
use crate::model::links::DocumentLink;
use crate::text::{fold, slug, words};

/// A citation in a unit.
#[derive(Debug, Clone)]
pub(super) struct Citation {
    /// Index of the unit.
    pub unit: usize,
    /// Index of the unit's report.
    pub report: usize,
    /// What was read.
    pub cited: Cited,
}

/// A series: number without its code, kind, issuer.
type Key = (String, String, String);

/// The years in which documents of a term of office are dated, by issuer and number of the term.
type Terms<'c> = BTreeMap<(&'c str, &'c str), (&'c str, &'c str)>;

/// Groups the citations; each group's indices are in reading order.
pub(super) fn group(citations: &[Citation]) -> Vec<Vec<usize>> {
    let mut series: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
    for (at, citation) in citations.iter().enumerate() {
        let cited = &citation.cited;
        let key = (cited.stem.clone(), fold(&cited.kind), fold(&cited.issuer.series));
        series.entry(key).or_default().push(at);
    }
    let terms = terms(citations);
    series.into_values().flat_map(|members| by_date(citations, &members, &terms)).collect()
}

/// What the citations with both a date and a term tell of the terms.
fn terms(citations: &[Citation]) -> Terms<'_> {
    let mut terms = Terms::new();
    for cited in citations.iter().map(|citation| &citation.cited) {
        let year = cited.date.as_deref().and_then(|date| date.get(..4));
        let Some((term, year)) = cited.term.as_ref().zip(year) else { continue };
        let span = terms.entry((cited.issuer.series.as_str(), term.number.as_str())).or_insert((year, year));
        *span = (span.0.min(year), span.1.max(year));
    }
    terms
}

/// Parts a series by the dates that are printed; what has none goes to the nearest of its report that may be of its term.
fn by_date(citations: &[Citation], members: &[usize], terms: &Terms<'_>) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for at in members {
        let Some(date) = &citations[*at].cited.date else { continue };
        let known = groups.iter_mut().find(|group| {
            let dates = group.iter().filter_map(|at| citations[*at].cited.date.as_ref());
            dates.into_iter().any(|other| is_same_date(date, other))
        });
        match known {
            Some(group) => group.push(*at),
            None => groups.push(vec![*at]),
        }
    }
    let undated = || members.iter().filter(|at| citations[**at].cited.date.is_none());
    // First those whose term is known: they may open groups, which the others may join.
    let has_term = |at: &&usize| citations[**at].cited.term.is_some();
    for at in undated().filter(has_term).chain(undated().filter(|at| !has_term(at))) {
        let may_hold = |group: &Vec<usize>| {
            !group.iter().any(|other| is_of_another_term(&citations[*at].cited, &citations[*other].cited, terms))
        };
        match nearest(citations, &groups, *at, may_hold) {
            Some(home) => groups[home].push(*at),
            None => groups.push(vec![*at]),
        }
    }
    groups.iter_mut().for_each(|group| group.sort_unstable());
    groups
}

/// Whether two citations of one series are of two terms of office, by the terms that they name, or by the date of the second.
fn is_of_another_term(cited: &Cited, other: &Cited, terms: &Terms<'_>) -> bool {
    let Some(term) = cited.term.as_ref().map(|term| term.number.as_str()) else { return false };
    if let Some(other) = &other.term {
        return other.number != term;
    }
    let Some(year) = other.date.as_deref().and_then(|date| date.get(..4)) else { return false };
    let series = cited.issuer.series.as_str();
    let holds = |span: &(&str, &str)| span.0 <= year && year <= span.1;
    let own = terms.get(&(series, term)).is_some_and(holds);
    let others = terms.iter().filter(|((of, number), _)| *of == series && *number != term);
    !own && others.into_iter().any(|(_, span)| holds(span))
}

/// One year, or one day of two years: the second is a slip more likely than another document.
fn is_same_date(a: &str, b: &str) -> bool {
    a.get(..4) == b.get(..4) || a.get(4..) == b.get(4..)
}

/// Of the groups that may hold a citation, that of the nearest dated one before in the same report, else in the same
/// report, else the largest.
fn nearest(
    citations: &[Citation],
    groups: &[Vec<usize>],
    at: usize,
    may_hold: impl Fn(&Vec<usize>) -> bool,
) -> Option<usize> {
    let report = citations[at].report;
    let dated = |group: &Vec<usize>| {
        let own =
            group.iter().filter(|other| citations[**other].report == report && citations[**other].cited.date.is_some());
        own.map(|other| if *other < at { at - other } else { (other - at) * 4 }).min()
    };
    let open: Vec<(usize, &Vec<usize>)> = groups.iter().enumerate().filter(|(_, group)| may_hold(group)).collect();
    let close = open.iter().filter_map(|(index, group)| dated(group).map(|far| (far, *index))).min();
    let largest = || open.iter().max_by_key(|(index, group)| (group.len(), usize::MAX - index));
    close.map(|(_, index)| index).or_else(|| largest().map(|(index, _)| *index))
}

/// Order of the register: kind, then issuer, then the number's ordinal.
pub(super) fn register_key(cited: &Cited) -> (usize, String, String, usize, String, String) {
    /// Who stands above whom.
    const RANKS: [&str; 5] = ["TW", "QH", "UBTVQH", "CP", "TTg"];
    let rank = RANKS.iter().position(|series| cited.issuer.series == *series).unwrap_or(RANKS.len());
    let digits: String = cited.ordinal.chars().take_while(char::is_ascii_digit).collect();
    (
        rank,
        fold(&cited.issuer.series),
        fold(&cited.kind),
        digits.parse().unwrap_or(0),
        cited.number.clone(),
        cited.date.clone().unwrap_or_default(),
    )
}

/// Gives each document an id that is a name: kind, number, a province's issuer, and the year where a number recurs.
pub(super) fn give_ids(documents: &mut [DocumentLink]) {
    let base = |document: &DocumentLink| {
        let issuer = document.issuer.as_deref().unwrap_or_default();
        let is_local = ["TU", "UBND", "HĐND"].iter().any(|organ| document.number.ends_with(organ));
        slug(&format!("{} {} {}", document.kind, document.number, if is_local { issuer } else { "" }), 90)
    };
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    for document in documents.iter() {
        *count.entry(base(document)).or_default() += 1;
    }
    let mut given = BTreeSet::new();
    for document in documents.iter_mut() {
        let plain = base(document);
        let year = document.date.as_deref().and_then(|date| date.get(..4));
        let id = match year.filter(|_| count.get(&plain).is_some_and(|count| *count > 1)) {
            Some(year) => format!("{plain}-{year}"),
            None => plain,
        };
        let others = (2..).map(|nth| format!("{id}-{nth}"));
        document.id = std::iter::once(id.clone()).chain(others).find(|id| !given.contains(id)).unwrap_or_default();
        given.insert(document.id.clone());
    }
}

/// Finds entries that may be one document under two kinds: number and issuer are the same, and the dates too as
/// far as they are printed.
pub(super) fn find_doubles(documents: &mut [DocumentLink]) {
    let mut same: BTreeMap<(String, String), Vec<usize>> = BTreeMap::new();
    for (at, document) in documents.iter().enumerate().filter(|(_, document)| document.number.contains('/')) {
        let central = document.number.ends_with("TW");
        let issuer = if central { String::new() } else { document.issuer.clone().unwrap_or_default() };
        same.entry((document.number.clone(), issuer)).or_default().push(at);
    }
    for group in same.into_values().filter(|group| group.len() > 1) {
        for at in &group {
            let doubles = group.iter().filter(|other| {
                let (a, b) = (&documents[*at], &documents[**other]);
                let dates_agree = a.dates.iter().any(|date| b.dates.contains(date));
                a.id != b.id && a.kind != b.kind && (a.dates.is_empty() || b.dates.is_empty() || dates_agree)
            });
            documents[*at].doubles = doubles.map(|other| documents[*other].id.clone()).collect();
        }
    }
    find_near(documents);
}

/// Finds entries of one kind and subject whose numbers differ by a digit, as where a scan misread one; the dates are the same as far as
/// they are printed, and no report cites both.
fn find_near(documents: &mut [DocumentLink]) {
    /// Words of a subject that two documents hardly share.
    const TELLING: usize = 8;
    let mut alike: BTreeMap<(String, Vec<String>), Vec<usize>> = BTreeMap::new();
    for (at, document) in documents.iter().enumerate() {
        let subject = fold(document.subject.as_deref().unwrap_or_default());
        let telling: Vec<String> = words(&subject).take(TELLING).map(str::to_owned).collect();
        if telling.len() == TELLING {
            alike.entry((document.kind.clone(), telling)).or_default().push(at);
        }
    }
    let may_be_one = |a: &DocumentLink, b: &DocumentLink| {
        let dated = a.dates.is_empty() || b.dates.is_empty() || a.dates.iter().any(|date| b.dates.contains(date));
        let cites = |other: &DocumentLink, report: &str| other.mentions.iter().any(|at| at.place.report == report);
        let is_apart = !a.mentions.iter().any(|at| cites(b, &at.place.report));
        let ordinal = |number: &str| number.find(|c: char| !c.is_ascii_digit()).unwrap_or(number.len());
        let ((one, rest), (other, other_rest)) =
            (a.number.split_at(ordinal(&a.number)), b.number.split_at(ordinal(&b.number)));
        a.issuer == b.issuer && dated && is_apart && rest == other_rest && levenshtein(one, other) == 1
    };
    for group in alike.into_values().filter(|group| group.len() > 1) {
        for at in &group {
            let near = group.iter().filter(|other| may_be_one(&documents[*at], &documents[**other]));
            let near: Vec<String> = near.map(|other| documents[*other].id.clone()).collect();
            documents[*at].doubles.extend(near);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::issuers::CitingReport;
    use super::super::scan::scan;
    use super::*;

    #[test]
    fn a_term_of_office_tells_two_documents_with_one_number_apart() {
        let texts = [
            "Nghị quyết số 4-NQ/TW ngày 02/3/2018 của Ban Chấp hành Trung ương khoá XII về chợ",
            "Nghị quyết số 7-NQ/TW ngày 16/6/2022 của Ban Chấp hành Trung ương khóa XIII về bến",
            "Nghị quyết số 4-NQ/TW ngày 16/6/2022 Ban Chấp hành Trung ương về ruộng",
            "Nghị quyết số 7-NQ/TW của Ban Chấp hành Trung ương khoá XII về sông",
            "Nghị quyết số 4-NQ/TW của Ban Chấp hành Trung ương khóa XII",
            "Nghị quyết số 7-NQ/TW",
        ];
        let home = CitingReport::default();
        let of_unit = |(unit, text): (usize, &&str)| {
            scan(text, &home, &[]).into_iter().map(move |cited| Citation { unit, report: 0, cited })
        };
        let citations: Vec<Citation> = texts.iter().enumerate().flat_map(of_unit).collect();
        assert_eq!(group(&citations), [vec![0, 4], vec![2], vec![1, 5], vec![3]]);
    }
}
