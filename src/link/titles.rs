//! Titles that are printed in capitals, in the case of a sentence, as they are read and cited.
//!
//! In: the edition. Out: [`titles`], from a title as written to the title as read; titles that are not all capitals have no entry.
//! What always holds: only the case of letters changes, and no title grows or shrinks by a byte, so that every place in it stays.

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;

use crate::cache::Cache;
use crate::digest::Digest;
use crate::language::{self, Language};
use crate::markdown::plain_inline;
use crate::model::edition::{Edition, EditionReport};
use crate::model::page::Element;
use crate::text::{is_all_caps, is_alphabetic};

/// A title of one word with fewer letters is an abbreviation.
const SHORTEST: usize = 5;

/// The titles of an edition that are read otherwise than they are written, and their plain words likewise.
pub(super) fn titles(edition: &Edition, cache: &Cache) -> BTreeMap<String, String> {
    if !edition.config.titles.case.is_sentence() {
        return BTreeMap::new();
    }
    let own = &edition.config.titles.names;
    let places: Vec<String> = edition.reports.iter().filter_map(|report| report.index.front.place.clone()).collect();
    let of = |report| {
        let language = &edition.config.language;
        cache.kept(digest(report, language, own, &places), || of_report(report, language, own, &places))
    };
    let found = edition.reports.par_iter().map(of);
    found.reduce(BTreeMap::new, |mut all, more| {
        for (title, read) in more {
            all.entry(title).or_insert(read);
        }
        all
    })
}

/// A digest of all that the titles of a report are read by.
fn digest(report: &EditionReport, language: &str, own: &[String], places: &[String]) -> Option<u128> {
    let mut digest = Digest::default();
    digest.add(&("titles", language, own, places, &report.index.front.lang));
    for page in report.all_pages() {
        digest.add(&page.front.title);
        for element in &page.elements {
            match element {
                Element::Heading(heading) => digest.add(&(true, &heading.title)),
                Element::Block(block) => digest.add(&(false, &block.text)),
            }
        }
    }
    digest.done()
}

fn of_report(report: &EditionReport, language: &str, own: &[String], places: &[String]) -> BTreeMap<String, String> {
    let mut written: Vec<&str> = Vec::new();
    for page in report.all_pages() {
        written.push(&page.front.title);
        written.extend(page.elements.iter().filter_map(|element| match element {
            Element::Heading(heading) => Some(heading.title.as_str()),
            Element::Block(_) => None,
        }));
    }
    written.retain(|title| is_in_capitals(title));
    if written.is_empty() {
        return BTreeMap::new();
    }
    let code = report.index.front.lang.as_deref().unwrap_or(language);
    let known = language::get(code).map_or(&[][..], |language: &Language| &language.names);
    // Every report of the edition may name the places of the others.
    let cases = Cases::of(report, known.iter().chain(own).chain(places), &written);
    let mut read = BTreeMap::new();
    for title in written {
        let sentence = cases.sentence(title);
        read.insert(plain_inline(title), plain_inline(&sentence));
        read.insert(title.to_owned(), sentence);
    }
    read
}

/// Whether a title is printed in capitals throughout, and is more than an abbreviation.
fn is_in_capitals(title: &str) -> bool {
    let mut words = words(title).map(|range| &title[range]);
    let first = words.next().map_or(0, |word| word.chars().count());
    is_all_caps(title) && (words.next().is_some() || first >= SHORTEST)
}

/// How a word is written: small, with a capital, in capitals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Case {
    Small,
    Capital,
    Capitals,
}

/// How often a word is written in each case, and how often both words of a pair.
#[derive(Debug, Default)]
struct Counted {
    alone: [u32; 3],
    /// By the word that follows.
    before: HashMap<String, CountedPair>,
}

/// How often each word of a pair is written in each case.
#[derive(Debug, Default)]
struct CountedPair {
    first: [u32; 3],
    second: [u32; 3],
}

/// What a report shows of the case of words and pairs of words, within its sentences.
struct Cases {
    words: HashMap<String, Counted>,
    /// Names as they are written, by their small letters.
    names: Vec<(Vec<String>, Vec<Case>)>,
}

impl Cases {
    fn of<'n>(report: &EditionReport, names: impl Iterator<Item = &'n String>, titles: &[&str]) -> Self {
        let mut wanted: HashMap<String, Counted> = HashMap::new();
        for title in titles {
            let small: Vec<String> = words(title).map(|range| title[range].to_lowercase()).collect();
            for (at, word) in small.iter().enumerate() {
                let counted = wanted.entry(word.clone()).or_default();
                if let Some(next) = small.get(at + 1) {
                    counted.before.entry(next.clone()).or_default();
                }
            }
        }
        let names = names.map(|name| {
            let parts: Vec<&str> = words(name).map(|range| &name[range]).collect();
            (parts.iter().map(|part| part.to_lowercase()).collect(), parts.iter().map(|part| case_of(part)).collect())
        });
        let mut cases = Self { words: wanted, names: names.collect() };
        // The longest name first: it says most.
        cases.names.sort_by_key(|(words, _): &(Vec<String>, Vec<Case>)| std::cmp::Reverse(words.len()));
        let blocks = report.all_pages().flat_map(|page| &page.elements).filter_map(|element| match element {
            Element::Block(block) if !is_all_caps(&block.text) => Some(block.text.as_str()),
            _ => None,
        });
        blocks.for_each(|text| cases.count(text));
        cases
    }

    /// Counts the words of a text that do not open a sentence.
    fn count(&mut self, text: &str) {
        let mut last: Option<(String, usize)> = None;
        for range in words(text) {
            let (word, end) = (&text[range.clone()], range.end);
            let before = last.take();
            let gap = before.as_ref().map_or("", |(_, from)| text.get(*from..range.start).unwrap_or_default());
            let opens = before.is_none() || !gap.chars().all(|c| c.is_whitespace() || c == ',' || c == '-');
            let small = word.to_lowercase();
            if !opens {
                if let Some(counted) = self.words.get_mut(&small) {
                    counted.alone[case_of(word) as usize] += 1;
                }
                if let Some((previous, start)) = before.filter(|_| gap == " ")
                    && let Some(pair) = self.words.get_mut(&previous).and_then(|first| first.before.get_mut(&small))
                {
                    let first = text.get(start - previous.len()..start).unwrap_or_default();
                    pair.first[case_of(first) as usize] += 1;
                    pair.second[case_of(word) as usize] += 1;
                }
            }
            last = Some((small, end));
        }
    }

    /// A title in the case of a sentence.
    fn sentence(&self, title: &str) -> String {
        let ranges: Vec<_> = words(title).collect();
        let small: Vec<String> = ranges.iter().map(|range| title[range.clone()].to_lowercase()).collect();
        let mut cases: Vec<Case> = (0..small.len()).map(|at| self.case(&small, at)).collect();
        let mut at = 0;
        while at < small.len() {
            let name = self.names.iter().find(|(words, _)| small[at..].starts_with(words));
            if let Some((words, written)) = name {
                cases[at..at + words.len()].copy_from_slice(written);
            }
            at += name.map_or(1, |(words, _)| words.len().max(1));
        }
        let mut out = String::with_capacity(title.len());
        let mut done = 0;
        for (at, range) in ranges.iter().enumerate() {
            let between = &title[done..range.start];
            let opens = at == 0 || between.trim_end().ends_with(['.', ':', '!', '?']);
            let case = if opens && cases[at] == Case::Small { Case::Capital } else { cases[at] };
            out.push_str(between);
            out.push_str(&set(&title[range.clone()], case));
            done = range.end;
        }
        out.push_str(&title[done..]);
        // A letter whose capital has another length would move what is linked in the title.
        if out.len() == title.len() { out } else { title.to_owned() }
    }

    /// The case of a word among its neighbours: what most of the same pairs show, else the word alone, else what it is.
    fn case(&self, words: &[String], at: usize) -> Case {
        let known = self.words.get(&words[at]);
        let pair = |first: usize| self.words.get(&words[first])?.before.get(words.get(first + 1)?);
        let after = pair(at).map_or([0; 3], |pair| pair.first);
        let before = at.checked_sub(1).and_then(pair).map_or([0; 3], |pair| pair.second);
        let pairs = [0, 1, 2].map(|case| after[case] + before[case]);
        most(pairs).or_else(|| most(known?.alone)).unwrap_or(if is_roman(&words[at]) {
            Case::Capitals
        } else {
            Case::Small
        })
    }
}

/// The case that more than half of the places show.
fn most(counts: [u32; 3]) -> Option<Case> {
    let all: u32 = counts.iter().sum();
    let cases = [Case::Small, Case::Capital, Case::Capitals];
    cases.into_iter().find(|case| counts[*case as usize] * 2 > all)
}

fn case_of(word: &str) -> Case {
    match (word.chars().next().is_some_and(char::is_uppercase), word.chars().skip(1).any(char::is_uppercase)) {
        (true, true) => Case::Capitals,
        (true, false) => Case::Capital,
        (false, _) => Case::Small,
    }
}

fn set(word: &str, case: Case) -> String {
    match case {
        Case::Capitals => word.to_owned(),
        Case::Small => word.to_lowercase(),
        Case::Capital => {
            let mut letters = word.chars();
            letters.next().map(|first| first.to_string() + &letters.as_str().to_lowercase()).unwrap_or_default()
        }
    }
}

/// A Roman number, in small letters.
fn is_roman(word: &str) -> bool {
    word.chars().all(|c| "ivxlc".contains(c))
}

/// The runs of letters of a text. A run with a digit beside it is a number of something and no word; so is what stands in a tag.
fn words(text: &str) -> impl Iterator<Item = std::ops::Range<usize>> + '_ {
    let is_part = |c: char| is_alphabetic(c) || ('\u{300}'..='\u{36f}').contains(&c);
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(is_part)?;
        let end = start + text[start..].find(|c| !is_part(c)).unwrap_or(text.len() - start);
        at = end;
        Some(start..end)
    })
    .filter(move |range| {
        let beside = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit() || c == '/' && is_number(text, range));
        !beside(text[..range.start].chars().next_back()) && !beside(text[range.end..].chars().next())
    })
}

/// Whether a run of letters is part of a number such as "57-NQ/TW", not of words with a stroke between them ("ĐẮP/NẠO VÉT").
fn is_number(text: &str, range: &std::ops::Range<usize>) -> bool {
    let start = text[..range.start].rfind(char::is_whitespace).map_or(0, |at| at + 1);
    let end = text[range.end..].find(char::is_whitespace).map_or(text.len(), |at| range.end + at);
    let token = &text[start..end];
    token.contains(|c: char| c.is_ascii_digit()) || token.split('/').all(|part| part.chars().count() <= 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cases(text: &str, names: &[&str], title: &str) -> String {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        let empty = EditionReport::default();
        let mut cases = Cases::of(&empty, names.iter(), &[title]);
        cases.count(text);
        cases.sentence(title)
    }

    #[test]
    fn what_the_report_writes_with_a_capital_keeps_it() {
        let text =
            "Năm nay tỉnh Hậu Giang thực hiện Nghị quyết Đại hội lần thứ XIV; mùa vụ ở Hậu Giang tốt, vi phạm giảm.";
        assert_eq!(
            cases(text, &[], "KẾT QUẢ CỦA TỈNH HẬU GIANG, LẦN THỨ XIV"),
            "Kết quả của tỉnh Hậu Giang, lần thứ XIV"
        );
        assert_eq!(cases(text, &[], "XỬ LÝ VI PHẠM"), "Xử lý vi phạm");
    }

    #[test]
    fn names_are_known_by_language_and_editor_and_numbers_of_documents_stay() {
        assert_eq!(
            cases("", &["Đảng bộ", "OCOP"], "CÔNG TÁC ĐẢNG BỘ VÀ SẢN PHẨM OCOP"),
            "Công tác Đảng bộ và sản phẩm OCOP"
        );
        assert_eq!(cases("", &[], "THỰC HIỆN 57-NQ/TW: KỲ II"), "Thực hiện 57-NQ/TW: Kỳ II");
        assert_eq!(cases("", &[], "KẾ HOẠCH ĐẮP/NẠO VÉT/XÂY LẠI"), "Kế hoạch đắp/nạo vét/xây lại");
    }

    #[test]
    fn an_abbreviation_is_no_title_in_capitals() {
        assert!(!is_in_capitals("UBND") && is_in_capitals("MỞ ĐẦU") && !is_in_capitals("Mở đầu"));
    }
}
