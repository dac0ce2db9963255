//! Abbreviations that the text defines, and the editor's glossary.
//!
//! In: the units, the configuration. Out: terms in Vietnamese alphabetical order, with the places that use them.
//! What always holds: a definition in the text is accepted only when the letters of the short form begin the words
//! of the long one; the editor's entry wins over the text's.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

use super::units::Unit;
use super::words::LinkedWords;
use crate::cache::Cache;
use crate::digest::{Digest, named};
use crate::model::config::GlossaryEntry;
use crate::model::edition::Edition;
use crate::model::links::{LinkTarget, TermLink};
use crate::text::{IdMaker, fold, is_alphanumeric, slug};

/// Letters of a short form.
const SHORT: Range<usize> = 2..9;

/// The terms, and the first use of each on each page.
pub(super) fn terms(edition: &Edition, units: &[Unit], cache: &Cache) -> (Vec<TermLink>, Vec<LinkedWords>) {
    let glossary = &edition.config.glossary;
    let reports = of_reports(edition, units);
    let mut terms: Vec<TermLink> = glossary.iter().filter(|entry| !entry.term.trim().is_empty()).map(editors).collect();
    let mut known: HashMap<String, usize> = HashMap::new();
    for (at, term) in terms.iter().enumerate().rev() {
        known.extend(term.abbr.clone().map(|abbr| (abbr, at)));
    }
    for own in &reports {
        for (unit, long, abbr) in cache.kept(named("definitions", own.origin), || own.definitions()) {
            let at = *known.entry(abbr.clone()).or_insert(terms.len());
            if at == terms.len() {
                terms.push(TermLink { abbr: Some(abbr), term: long, ..TermLink::default() });
            }
            terms[at].defined.get_or_insert_with(|| own.units[unit].place.clone());
        }
    }
    terms.sort_by_cached_key(|term| vietnamese_key(term.abbr.as_deref().unwrap_or(&term.term)));
    let mut ids = IdMaker::default();
    for term in &mut terms {
        let name = slug(term.abbr.as_deref().unwrap_or(&term.term), 60);
        term.id = if ids.reserve(&name) { name } else { ids.make(&term.term) };
    }
    let asked = Asked::new(&terms);
    let mut words = Vec::new();
    for own in &reports {
        let (found, first) = cache.kept(asked.digest(own.origin), || own.uses(&asked));
        found.into_iter().for_each(|(term, unit)| push_use(&mut terms[term], &own.units[unit]));
        words.extend(first.into_iter().map(|(unit, range, term)| LinkedWords {
            unit: own.first + unit,
            range,
            leads: LinkTarget::Term(term),
        }));
    }
    (terms, words)
}

/// The units of a report.
struct OfReport<'u> {
    /// The place of its first unit among all.
    first: usize,
    units: &'u [Unit],
    /// A digest of all that they are read from.
    origin: Option<u128>,
}

/// The units by their reports; those of a page follow one another.
fn of_reports<'u>(edition: &Edition, units: &'u [Unit]) -> Vec<OfReport<'u>> {
    let mut first = 0;
    let own = units.chunk_by(|a, b| a.report == b.report).map(|units| {
        let report = units.first().and_then(|unit| edition.reports.get(unit.report));
        let own = OfReport { first, units, origin: report.and_then(|report| report.origin) };
        first += units.len();
        own
    });
    own.collect()
}

fn editors(entry: &GlossaryEntry) -> TermLink {
    TermLink {
        abbr: entry.abbr.clone(),
        term: entry.term.clone(),
        definition: entry.definition.clone(),
        ..TermLink::default()
    }
}

/// "Ủy ban nhân dân (UBND)": the long and the short form.
fn definitions(text: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    for (open, _) in text.match_indices('(') {
        let Some(length) = text[open..].find(')') else { break };
        let inside = &text[open + 1..open + length];
        let abbr = inside.trim().trim_start_matches("viết tắt là ").trim_start_matches("gọi tắt là ").trim();
        if is_short_form(abbr)
            && let Some(long) = long_form(text[..open].trim_end(), abbr)
        {
            found.push((long, abbr));
        }
    }
    found
}

/// Capitals, with small letters or a digit among them: "UBND", "NTTS", "THPT".
fn is_short_form(word: &str) -> bool {
    let letters = word.chars().count();
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    SHORT.contains(&letters) && capitals * 3 >= letters * 2 && word.chars().all(char::is_alphabetic)
}

/// The last words of a text whose first letters are those of a short form. In a name whose words have capitals, "Office of
/// Bridges and Roads", the small words between them may have no letter.
fn long_form<'t>(text: &'t str, abbr: &str) -> Option<&'t str> {
    spelled(text, abbr, true).or_else(|| spelled(text, abbr, false))
}

fn spelled<'t>(text: &'t str, abbr: &str, is_name: bool) -> Option<&'t str> {
    /// Letters of a word that a name may leave out of its short form.
    const SMALL: usize = 4;
    let letters: Vec<char> = abbr.chars().collect();
    let (mut start, mut left) = (text.len(), letters.len());
    while left > 0 {
        let head = text[..start].trim_end_matches([' ', '-', '–']);
        if head.len() < start && text[head.len()..start].contains(['-', '–']) && start == text.len() {
            return None;
        }
        let word = head.char_indices().rev().take_while(|(_, c)| c.is_alphanumeric()).last().map(|(at, _)| at)?;
        let own = &head[word..];
        let letter = letters[left - 1];
        let has_case = !is_name || letter.is_lowercase() || own.starts_with(char::is_uppercase);
        if has_case && fold(own).starts_with(&fold(&letter.to_string())) {
            left -= 1;
        } else if !is_name || start == text.len() || !own.starts_with(char::is_lowercase) || own.chars().count() > SMALL
        {
            return None;
        }
        start = word;
    }
    let long = &text[start..];
    (letters.len() > 1 && !long.contains(['(', ')', ';', ':', '.', ','])).then_some(long.trim())
}

/// What is looked for: short forms, and the editor's terms that have none, by the places of their terms.
struct Asked {
    short: BTreeMap<String, usize>,
    /// Their first letters: most words begin with one that no short form has.
    letters: BTreeSet<Option<char>>,
    long: Vec<(usize, String)>,
}

impl Asked {
    fn new(terms: &[TermLink]) -> Self {
        let short: BTreeMap<String, usize> =
            terms.iter().enumerate().filter_map(|(at, term)| Some((term.abbr.clone()?, at))).collect();
        let long = terms.iter().enumerate().filter(|(_, term)| term.abbr.is_none());
        Self {
            letters: short.keys().map(|abbr| abbr.chars().next()).collect(),
            short,
            long: long.map(|(at, term)| (at, term.term.to_lowercase())).collect(),
        }
    }

    fn digest(&self, origin: Option<u128>) -> Option<u128> {
        let mut digest = Digest::default();
        digest.add(&("uses of terms", &self.short, &self.long));
        digest.add_done(origin);
        digest.done()
    }
}

/// The units that use a term; and the first use of each on each page, with its bytes.
type Uses = (Vec<(usize, usize)>, Vec<(usize, Range<usize>, usize)>);

impl OfReport<'_> {
    /// What the units define: the unit, the long and the short form.
    fn definitions(&self) -> Vec<(usize, String, String)> {
        let texts = self.units.iter().enumerate().filter(|(_, unit)| unit.is_text());
        let of = |(at, unit): (usize, &Unit)| {
            let found = definitions(unit.text()).into_iter();
            found.map(|(long, abbr)| (at, long.to_owned(), abbr.to_owned())).collect::<Vec<_>>()
        };
        texts.flat_map(of).collect()
    }

    /// Where the units use terms.
    fn uses(&self, asked: &Asked) -> Uses {
        let (mut page, mut seen) = ("", BTreeSet::new());
        let (mut found, mut first) = (Vec::new(), Vec::new());
        for (index, unit) in self.units.iter().enumerate().filter(|(_, unit)| unit.is_text()) {
            let text = unit.text();
            if unit.place.page != page {
                page = &unit.place.page;
                seen.clear();
            }
            for range in words_of(text).filter(|range| asked.letters.contains(&text[range.clone()].chars().next())) {
                let Some(term) = asked.short.get(&text[range.clone()]).copied() else { continue };
                let is_defined_here = text[..range.start].ends_with('(') && text[range.end..].starts_with(')');
                let in_number = text[..range.start].ends_with(['-', '/']) || text[range.end..].starts_with(['/', '-']);
                if in_number {
                    continue;
                }
                found.push((term, index));
                // Where the text gives the long form itself the reader needs no help.
                if seen.insert(term) && !is_defined_here {
                    first.push((index, range, term));
                }
            }
            let lower = if asked.long.is_empty() { String::new() } else { text.to_lowercase() };
            let long = asked.long.iter().filter(|(_, words)| lower.contains(words));
            found.extend(long.map(|(term, _)| (*term, index)));
        }
        (found, first)
    }
}

fn push_use(term: &mut TermLink, unit: &Unit) {
    if term.uses.last() != Some(&unit.place) {
        term.uses.push(unit.place.clone());
    }
}

/// The words of a text.
fn words_of(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(is_alphanumeric)?;
        let end = start + text[start..].find(|c: char| !is_alphanumeric(c)).unwrap_or(text.len() - start);
        at = end;
        Some(start..end)
    })
}

/// A key that sorts as Vietnamese dictionaries do: a ă â b c d đ e ê …, then the tones.
#[must_use]
pub(super) fn vietnamese_key(text: &str) -> Vec<(usize, usize)> {
    const LETTERS: &str = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";
    /// The tones in dictionary order, and letters that carry them.
    const TONES: [&str; 6] =
        ["aăâeêioôơuưy", "àằầèềìòồờùừỳ", "ảẳẩẻểỉỏổởủửỷ", "ãẵẫẽễĩõỗỡũữỹ", "áắấéếíóốớúứý", "ạặậẹệịọộợụựỵ"];
    let lower = text.to_lowercase();
    let mut letters = Vec::new();
    let mut tones = Vec::new();
    for c in lower.chars() {
        let toned = TONES.iter().enumerate().find_map(|(tone, row)| {
            let at = row.chars().position(|letter| letter == c)?;
            Some((tone, TONES[0].chars().nth(at)?))
        });
        let (tone, base) = toned.unwrap_or((0, c));
        let place = LETTERS
            .chars()
            .position(|letter| letter == base)
            .map_or_else(|| if base.is_whitespace() { 0 } else { 1 }, |at| at + 2);
        letters.push((0, place));
        tones.push((1, tone));
    }
    // Letters decide first, tones break ties, as syllable by syllable in print.
    letters.push((0, 0));
    letters.extend(tones);
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn definitions_begin_with_the_same_letters() {
        assert_eq!(definitions("Từ đó, Ủy ban nhân dân (UBND) tỉnh"), [("Ủy ban nhân dân", "UBND")]);
        assert_eq!(definitions("các hợp tác xã (HTX) và trung học phổ thông (THPT)").len(), 2);
        assert_eq!(definitions("Đề án (ĐA), thành phố (VSIP)"), [("Đề án", "ĐA")]);
        assert!(definitions("tổng sản phẩm trên địa bàn (GRDP)").is_empty());
        let named = "by the Office of Outer Inlets Shipping (OOIS) and the Office of Bridges and Roads (OBR)";
        let names = [("Office of Outer Inlets Shipping", "OOIS"), ("Office of Bridges and Roads", "OBR")];
        assert_eq!(definitions(named), names);
    }

    #[test]
    fn dictionary_order() {
        let mut words = ["đa", "da", "ba", "bà", "bá", "ăn", "an", "âm", "đất", "dân"];
        words.sort_by_cached_key(|word| vietnamese_key(word));
        assert_eq!(words, ["an", "ăn", "âm", "ba", "bà", "bá", "da", "dân", "đa", "đất"]);
    }
}
