//! Abbreviations that the text defines, and the editor's glossary.
//!
//! In: the units, the configuration. Out: terms in Vietnamese alphabetical order, with the places that use them.
//! What always holds: a definition in the text is accepted only when the letters of the short form begin the words
//! of the long one; the editor's entry wins over the text's.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

use super::units::{Kind, Unit};
use super::words::LinkedWords;
use crate::model::config::GlossaryEntry;
use crate::model::links::{LinkTarget, TermLink};
use crate::text::{IdMaker, fold, is_alphanumeric, slug};

/// Letters of a short form.
const SHORT: Range<usize> = 2..9;

/// The terms, and the first use of each on each page.
pub(super) fn terms(glossary: &[GlossaryEntry], units: &[Unit]) -> (Vec<TermLink>, Vec<LinkedWords>) {
    let mut terms: Vec<TermLink> = glossary.iter().filter(|entry| !entry.term.trim().is_empty()).map(editors).collect();
    let mut known: HashMap<String, usize> = HashMap::new();
    for (at, term) in terms.iter().enumerate().rev() {
        known.extend(term.abbr.clone().map(|abbr| (abbr, at)));
    }
    for unit in units.iter().filter(|unit| unit.is_text()) {
        for (long, abbr) in definitions(unit.text()) {
            let at = *known.entry(abbr.to_owned()).or_insert(terms.len());
            if at == terms.len() {
                terms.push(TermLink { abbr: Some(abbr.to_owned()), term: long.to_owned(), ..TermLink::default() });
            }
            terms[at].defined.get_or_insert_with(|| unit.place.clone());
        }
    }
    terms.sort_by_cached_key(|term| vietnamese_key(term.abbr.as_deref().unwrap_or(&term.term)));
    let mut ids = IdMaker::default();
    for term in &mut terms {
        let name = slug(term.abbr.as_deref().unwrap_or(&term.term), 60);
        term.id = if ids.reserve(&name) { name } else { ids.make(&term.term) };
    }
    let words = uses(&mut terms, units);
    (terms, words)
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

/// The last words of a text whose first letters are those of a short form.
fn long_form<'t>(text: &'t str, abbr: &str) -> Option<&'t str> {
    let letters: Vec<String> = abbr.chars().map(|c| fold(&c.to_string())).collect();
    let mut end = text.len();
    let mut start = end;
    for letter in letters.iter().rev() {
        let head = text[..end].trim_end_matches([' ', '-', '–']);
        if head.len() < end && text[head.len()..end].contains(['-', '–']) && end == text.len() {
            return None;
        }
        let word = head.char_indices().rev().take_while(|(_, c)| c.is_alphanumeric()).last().map(|(at, _)| at)?;
        if !fold(&head[word..]).starts_with(letter.as_str()) {
            return None;
        }
        start = word;
        end = word;
    }
    let long = &text[start..];
    (letters.len() > 1 && !long.contains(['(', ')', ';', ':', '.', ','])).then_some(long.trim())
}

/// The places that use each term; the first use on each page is a link.
fn uses(terms: &mut [TermLink], units: &[Unit]) -> Vec<LinkedWords> {
    let short: BTreeMap<String, usize> =
        terms.iter().enumerate().filter_map(|(at, term)| Some((term.abbr.clone()?, at))).collect();
    // Most words begin with a letter that no short form has.
    let letters: BTreeSet<Option<char>> = short.keys().map(|abbr| abbr.chars().next()).collect();
    let is_first = |word: &str| letters.contains(&word.chars().next());
    let long: Vec<(usize, String)> = terms
        .iter()
        .enumerate()
        .filter(|(_, term)| term.abbr.is_none())
        .map(|(at, term)| (at, term.term.to_lowercase()))
        .collect();
    // The units of a page follow one another.
    let (mut page, mut seen) = ("", BTreeSet::new());
    let mut words = Vec::new();
    for (index, unit) in units.iter().enumerate().filter(|(_, unit)| matches!(unit.kind, Kind::Block | Kind::Note)) {
        let text = unit.text();
        if unit.place.page != page {
            page = &unit.place.page;
            seen.clear();
        }
        for range in words_of(text).filter(|range| is_first(&text[range.clone()])) {
            let Some(term) = short.get(&text[range.clone()]).copied() else { continue };
            let is_defined_here = text[..range.start].ends_with('(') && text[range.end..].starts_with(')');
            let in_number = text[..range.start].ends_with(['-', '/']) || text[range.end..].starts_with(['/', '-']);
            if in_number {
                continue;
            }
            push_use(&mut terms[term], unit);
            // Where the text gives the long form itself the reader needs no help.
            if seen.insert(term) && !is_defined_here {
                words.push(LinkedWords { unit: index, range, leads: LinkTarget::Term(term) });
            }
        }
        let lower = if long.is_empty() { String::new() } else { text.to_lowercase() };
        for (term, _) in long.iter().filter(|(_, words)| lower.contains(words)) {
            push_use(&mut terms[*term], unit);
        }
    }
    words
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
    }

    #[test]
    fn dictionary_order() {
        let mut words = ["đa", "da", "ba", "bà", "bá", "ăn", "an", "âm", "đất", "dân"];
        words.sort_by_cached_key(|word| vietnamese_key(word));
        assert_eq!(words, ["an", "ăn", "âm", "ba", "bà", "bá", "da", "dân", "đa", "đất"]);
    }
}
