//! Numbers that a scan misread: "Programme 71" where the same passage of another report cites "Programme 77" of the same day.
//!
//! In: all citations in reading order. Out: the same, each misread one with the ordinal that it stands for; its number stays as printed.
//! What always holds: one digit is another, kind, issuer, day and month are the same, and so are the documents cited before and behind, or
//! the words around; two numbers that one report cites with the same day are two documents.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use strsim::levenshtein;

use super::identity::Citation;
use super::scan::Cited;
use crate::link::units::Unit;
use crate::text::{fold, words};

/// Documents before and behind that are looked at.
const NEAR: usize = 2;
/// Words before and behind that prove that two passages say the same; those behind lead beyond date and issuer.
const BEFORE: usize = 5;
const BEHIND: usize = 14;

/// Documents of one kind and issuer and of one day of some year.
type Day<'c> = (String, String, &'c str);

/// Gives misread citations the ordinals that they stand for, and tells which they are.
pub(super) fn settle(units: &[Unit], citations: &mut [Citation]) -> BTreeSet<usize> {
    let slips = slips(units, citations);
    for (from, to) in &slips {
        let Cited { ordinal, stem, .. } = citations[*to].cited.clone();
        (citations[*from].cited.ordinal, citations[*from].cited.stem) = (ordinal, stem);
    }
    slips.into_iter().map(|(from, _)| from).collect()
}

/// The misread citations, each with one that has the number right.
fn slips(units: &[Unit], citations: &[Citation]) -> Vec<(usize, usize)> {
    let mut days: BTreeMap<Day<'_>, Vec<usize>> = BTreeMap::new();
    for (at, citation) in citations.iter().enumerate().filter(|(_, citation)| citation.cited.is_whole) {
        if let Some(day) = day(&citation.cited) {
            days.entry(day).or_default().push(at);
        }
    }
    let mut slips = Vec::new();
    for all in days.values() {
        let mut by_stem: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for at in all {
            by_stem.entry(&citations[*at].cited.stem).or_default().push(*at);
        }
        // The number that most citations have is right, else the first one.
        let mut stems: Vec<&Vec<usize>> = by_stem.values().collect();
        stems.sort_by_key(|group| (usize::MAX - group.len(), group[0]));
        for (rank, right) in stems.iter().enumerate() {
            for wrong in &stems[rank + 1..] {
                if !is_one_digit(&citations[right[0]].cited, &citations[wrong[0]].cited)
                    || share_a_report(citations, right, wrong)
                {
                    continue;
                }
                let twin = |from: &usize| right.iter().find(|to| are_one_place(units, citations, *from, **to));
                slips.extend(wrong.iter().filter_map(|from| Some((*from, *twin(from)?))));
            }
        }
    }
    slips
}

fn day(cited: &Cited) -> Option<Day<'_>> {
    let day = cited.date.as_deref()?.get(4..)?;
    Some((fold(&cited.kind), fold(&cited.issuer.series), day))
}

/// Whether two numbers differ by one digit of their ordinals, or one has a digit more.
fn is_one_digit(a: &Cited, b: &Cited) -> bool {
    let rest = |cited: &Cited| cited.stem.strip_prefix(&cited.ordinal).map(str::to_owned);
    rest(a) == rest(b) && levenshtein(&a.ordinal, &b.ordinal) == 1
}

fn share_a_report(citations: &[Citation], a: &[usize], b: &[usize]) -> bool {
    let reports = |group: &[usize]| group.iter().map(|at| citations[*at].report).collect::<BTreeSet<usize>>();
    !reports(a).is_disjoint(&reports(b))
}

/// Whether two citations stand at the same place of passages that say the same.
fn are_one_place(units: &[Unit], citations: &[Citation], a: usize, b: usize) -> bool {
    let is_one = |a: usize, b: usize| {
        let (x, y) = (&citations[a].cited, &citations[b].cited);
        let is_day = x.date.is_some() && day(x) == day(y);
        match x.stem == y.stem {
            true => fold(&x.kind) == fold(&y.kind) && x.issuer.series == y.issuer.series,
            false => is_day && is_one_digit(x, y),
        }
    };
    let mut same = 0;
    for step in [1, -1] {
        for (x, y) in (1..=NEAR).filter_map(|far| beside(citations, (a, b), step, far)) {
            if !is_one(x, y) {
                return has_same_words(units, citations, a, b);
            }
            same += usize::from(citations[x].cited.stem == citations[y].cited.stem);
        }
    }
    same > 0 || has_same_words(units, citations, a, b)
}

/// The citations so far before or behind two others, in their passages.
fn beside(citations: &[Citation], (a, b): (usize, usize), step: isize, far: usize) -> Option<(usize, usize)> {
    let of = |at: usize| {
        let other = at.checked_add_signed(step * isize::try_from(far).ok()?)?;
        (citations.get(other)?.unit == citations[at].unit).then_some(other)
    };
    of(a).zip(of(b))
}

/// Whether the words before and behind two citations are the same, figures not counted.
fn has_same_words(units: &[Unit], citations: &[Citation], a: usize, b: usize) -> bool {
    let (before_a, behind_a) = around(units, &citations[a]);
    let (before_b, behind_b) = around(units, &citations[b]);
    let alike = |x: &mut dyn Iterator<Item = &String>, y: &mut dyn Iterator<Item = &String>| {
        x.zip(y).take_while(|(x, y)| x == y).count()
    };
    alike(&mut before_a.iter().rev(), &mut before_b.iter().rev()) >= BEFORE
        && alike(&mut behind_a.iter(), &mut behind_b.iter()) >= BEHIND
}

/// The folded words before and behind a citation.
fn around(units: &[Unit], citation: &Citation) -> (Vec<String>, Vec<String>) {
    let (text, Range { start, end }) = (units.get(citation.unit).map_or("", Unit::text), citation.cited.range.clone());
    let read = |text: Option<&str>| {
        let folded = fold(text.unwrap_or_default());
        words(&folded).filter(|word| !word.starts_with(|c: char| c.is_ascii_digit())).map(str::to_owned).collect()
    };
    (read(text.get(..start)), read(text.get(end..)))
}

#[cfg(test)]
mod tests {
    use super::super::identity::group;
    use super::super::issuers::CitingReport;
    use super::super::scan::scan;
    use super::*;

    fn groups(texts: &[(usize, &str)]) -> Vec<Vec<usize>> {
        let home = CitingReport { place: Some("Hải Sa".to_owned()), is_city: false };
        let of_unit = |(unit, (report, text)): (usize, &(usize, &str))| {
            let report = *report;
            scan(text, &home, &[]).into_iter().map(move |cited| Citation { unit, report, cited })
        };
        let mut citations: Vec<Citation> = texts.iter().enumerate().flat_map(of_unit).collect();
        for (from, to) in slips(&[], &citations) {
            citations[from].cited.stem = citations[to].cited.stem.clone();
        }
        group(&citations)
    }

    #[test]
    fn a_misread_number_is_that_of_the_other_report() {
        let right = "Chương trình số 77-CTr/TU ngày 09/03/2022, Kế hoạch số 62-KH/TU ngày 05/07/2024";
        let wrong = "Chương trình số 71-CTr/TU ngày 09/03/2022, Kế hoạch số 62-KH/TU ngày 05/07/2024";
        assert_eq!(groups(&[(0, right), (1, wrong)]), [vec![1, 3], vec![0, 2]]);
        assert_eq!(groups(&[(0, right), (0, wrong)]).len(), 3, "one report cites both");
        let other_day = wrong.replace("09/03", "08/03");
        assert_eq!(groups(&[(0, right), (1, &other_day)]).len(), 3);
        let other_list = wrong.replace("62-KH", "48-KH");
        assert_eq!(groups(&[(0, right), (1, &other_list)]).len(), 4);
    }
}
