//! What a place says of a concept for which a row has no figure of it.
//!
//! In: the concepts with their figures. Out: a state for each column. What holds: a column is `Nothing` only where no sentence of its
//! reports has one of the concept's names and a figure, but for sentences whose figures belong to other concepts.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use aho_corasick::AhoCorasick;
use rayon::prelude::*;

use super::columns::column_of;
use super::known::{Known, holds};
use crate::cache::{Cache, Parts};
use crate::digest::Digest;
use crate::language;
use crate::model::concept::ConceptEntry;
use crate::model::edition::{Edition, EditionReport};
use crate::model::indicator::IndicatorKind;
use crate::model::links::{Concept, ConceptRow, LinkedNote, Links, Place, ReportLinks, Stated};
use crate::model::page::Element;

/// A sentence of a report.
pub(super) struct Sentence<'a> {
    column: usize,
    report: &'a str,
    page: &'a str,
    id: String,
    note: Option<usize>,
    words: &'a str,
    /// The words in plain form, without the digits of figures that belong to a concept.
    plain: String,
}

/// The sentences of the reports that have words of a concept.
pub(super) fn sentences<'a>(
    edition: &'a Edition,
    links: &'a Links,
    known: &Known,
    (columns, phrases): (&[String], &[Phrases]),
    cache: &Cache,
) -> Vec<Sentence<'a>> {
    let words = all_words(phrases);
    let finder = AhoCorasick::new(&words).ok();
    let of = |report: &'a EditionReport| {
        let column = columns.iter().position(|column| *column == column_of(report)).unwrap_or_default();
        let Some(own) = links.reports.get(&report.id) else { return Vec::new() };
        let passages = passages(report, own);
        let origin = |name, passages: &[Passage<'_>]| digest(name, passages, &words, &edition.config.language);
        // What has none of the words is never asked for.
        let is_asked = |plain: &str| finder.as_ref().is_none_or(|finder| finder.is_match(plain));
        let read = |parts: &Parts<'_>| {
            let mut found: Vec<Cut> = Vec::new();
            let mut first = 0;
            for page in passages.chunk_by(|a, b| a.page == b.page) {
                let read = || cut(page, known).into_iter().filter(|(.., plain)| is_asked(plain)).collect();
                let own: Vec<Cut> = parts.kept(origin("sentences of a page", page), read);
                found.extend(own.into_iter().map(|(at, range, plain)| (first + at, range, plain)));
                first += page.len();
            }
            found
        };
        let found: Vec<Cut> = cache.kept_whole(origin("sentences", &passages), read);
        let sentence = |(at, range, plain): Cut| {
            let Passage { page, id, note, text, .. } = passages.get(at)?;
            let (id, words) = ((*id).to_owned(), text.get(range)?);
            Some(Sentence { column, report: &report.id, page, id, note: *note, words, plain })
        };
        found.into_iter().filter_map(sentence).collect()
    };
    edition.reports.par_iter().flat_map_iter(of).collect()
}

/// The words of all phrases, each once.
fn all_words(phrases: &[Phrases]) -> Vec<&str> {
    let all = phrases.iter().flat_map(|one| one.promises.iter().chain(&one.names)).map(String::as_str);
    all.collect::<BTreeSet<&str>>().into_iter().collect()
}

/// A digest of all that the sentences of passages are read from.
fn digest(name: &str, passages: &[Passage<'_>], words: &[&str], language: &str) -> Option<u128> {
    let mut digest = Digest::default();
    digest.add(&(name, words, language));
    passages.iter().for_each(|passage| digest.add(&(passage.text, &passage.linked)));
    digest.done()
}

/// Gives the columns without a figure their states, and those without a target the promise that they make in words.
pub(super) fn states(
    sentences: &[Sentence<'_>],
    phrases: &[Phrases],
    entries: &[&ConceptEntry],
    found: &mut [Concept],
) {
    let columns_of = |concept: &Concept| {
        let columns = concept.rows.iter().flat_map(|row| &row.cells).map(|cell| cell.column);
        (concept.id.clone(), columns.collect::<BTreeSet<usize>>())
    };
    let stated: BTreeMap<String, BTreeSet<usize>> = found.iter().map(columns_of).collect();
    let index = Index::new(sentences, phrases);
    for ((concept, entry), phrases) in found.iter_mut().zip(entries).zip(phrases) {
        let columns = concept.rows.first().map_or(0, |row| row.states.len());
        for column in 0..columns {
            let row = concept.rows.iter().position(|row| row.states[column] == Stated::Figure);
            let said = match row {
                Some(row) => Stated::Elsewhere(row),
                None => otherwise(entry, index.said(phrases, column), column, &stated),
            };
            for row in concept.rows.iter_mut().filter(|row| row.states[column] == Stated::Nothing) {
                row.states[column] = said.clone();
            }
            let is_promised = |row: &ConceptRow| {
                row.cells.iter().any(|cell| cell.column == column && cell.kind == IndicatorKind::Target)
            };
            if row.is_some() && !concept.rows.iter().any(is_promised) {
                let promise = index.promise(phrases, column);
                let rows = concept.rows.iter_mut().filter(|row| row.states[column] == Stated::Figure);
                rows.for_each(|row| row.promises[column].clone_from(&promise));
            }
        }
    }
}

/// A promise in words tells most; then a concept that the place states instead, and then a sentence whose figures are not linked.
fn otherwise(entry: &ConceptEntry, said: Stated, column: usize, stated: &BTreeMap<String, BTreeSet<usize>>) -> Stated {
    if matches!(said, Stated::InWords(..)) {
        return said;
    }
    let has = |id: &&String| stated.get(*id).is_some_and(|columns| columns.contains(&column));
    entry.see.iter().find(has).map_or(said, |id| Stated::OtherScope(id.clone()))
}

impl Sentence<'_> {
    fn place(&self) -> Place {
        Place { report: self.report.to_owned(), page: self.page.to_owned(), id: self.id.clone(), note: self.note }
    }

    fn quoted(&self) -> (Place, String) {
        (self.place(), self.words.trim().to_owned())
    }
}

/// The words of a concept, in plain form.
pub(super) struct Phrases {
    /// What promises it in words alone.
    promises: Vec<String>,
    /// Its names. A name of one word ("GRDP") stands in sentences that speak of something else.
    names: Vec<String>,
}

impl Phrases {
    /// The words of an entry.
    pub fn of(entry: &ConceptEntry, known: &Known) -> Self {
        let names = std::iter::once(&entry.name).chain(&entry.names).map(|name| known.words.normal(name, None));
        Self {
            promises: entry.in_words.iter().map(|words| known.words.normal(words, None)).collect(),
            names: names.filter(|name| name.contains(' ')).collect(),
        }
    }
}

/// Which sentences have which words, found in one walk through all of them.
struct Index<'s, 'a> {
    sentences: &'s [Sentence<'a>],
    holders: HashMap<&'s str, Vec<usize>>,
}

impl<'s, 'a> Index<'s, 'a> {
    fn new(sentences: &'s [Sentence<'a>], phrases: &'s [Phrases]) -> Self {
        let words = all_words(phrases);
        let mut holders: Vec<Vec<usize>> = vec![Vec::new(); words.len()];
        match AhoCorasick::new(&words) {
            Ok(finder) => {
                for (at, sentence) in sentences.iter().enumerate() {
                    for word in finder.find_overlapping_iter(&sentence.plain) {
                        let holders = &mut holders[word.pattern().as_usize()];
                        if holders.last() != Some(&at) {
                            holders.push(at);
                        }
                    }
                }
            }
            // More words than the finder can hold: each sentence may have each of them.
            Err(_) => holders.iter_mut().for_each(|holders| holders.extend(0..sentences.len())),
        }
        Self { sentences, holders: words.into_iter().zip(holders).collect() }
    }

    /// The sentences of a column that have any of some words, in reading order.
    fn with_any(&self, words: &[String], column: usize) -> impl Iterator<Item = &'s Sentence<'a>> {
        let holders = words.iter().filter_map(|words| self.holders.get(words.as_str())).flatten();
        let places: BTreeSet<usize> = holders.copied().filter(|at| self.sentences[*at].column == column).collect();
        places.into_iter().map(|at| &self.sentences[at])
    }

    /// The first sentence that promises a concept in words alone.
    fn promise(&self, phrases: &Phrases, column: usize) -> Option<(Place, String)> {
        let promised = |sentence: &&Sentence<'_>| phrases.promises.iter().any(|words| holds(&sentence.plain, words));
        self.with_any(&phrases.promises, column).find(promised).map(Sentence::quoted)
    }

    /// What sentences say of a concept: a promise in words, or figures that are not linked.
    fn said(&self, phrases: &Phrases, column: usize) -> Stated {
        if let Some((place, words)) = self.promise(phrases, column) {
            return Stated::InWords(place, words);
        }
        let speaks = |sentence: &&Sentence<'_>| {
            phrases.names.iter().any(|name| {
                let at = sentence.plain.find(name.as_str()).map(|at| at + name.len());
                // A figure of the concept stands after its name, in the same clause.
                let clause = at.and_then(|at| sentence.plain[at..].split(", ").next());
                clause.is_some_and(|clause| clause.contains(|c: char| c.is_ascii_digit()))
            })
        };
        let found = self.with_any(&phrases.names, column).find(speaks).map(Sentence::quoted);
        found.map_or(Stated::Nothing, |(place, words)| Stated::Unlinked(place, words))
    }
}

/// A block or note of a report.
struct Passage<'a> {
    page: &'a str,
    id: &'a str,
    note: Option<usize>,
    text: &'a str,
    /// The words of its figures that belong to a concept.
    linked: Vec<&'a str>,
}

/// A sentence: the place of its passage in the list, its bytes there, its plain form.
type Cut = (usize, std::ops::Range<usize>, String);

/// The blocks of a report, and its notes.
fn passages<'a>(report: &'a EditionReport, own: &'a ReportLinks) -> Vec<Passage<'a>> {
    let mut linked: HashMap<&str, Vec<&str>> = HashMap::new();
    for link in own.indicators.iter().filter(|link| link.concept.is_some()) {
        linked.entry(&link.place).or_default().push(&link.figure.quote);
    }
    let blocks = report.all_pages().flat_map(|page| page.elements.iter().map(move |element| (page, element)));
    let blocks = blocks.filter_map(|(page, element)| match element {
        Element::Block(block) => Some((page.path.as_str(), block.id.as_str(), None, block.text.as_str())),
        _ => None,
    });
    let note = |note: &'a LinkedNote| (note.page.as_str(), note.id.as_str(), Some(note.number), note.text.as_str());
    let all = blocks.chain(own.notes.iter().map(note));
    all.map(|(page, id, note, text)| Passage {
        page,
        id,
        note,
        text,
        linked: linked.get(id).cloned().unwrap_or_default(),
    })
    .collect()
}

/// The sentences of passages.
fn cut(passages: &[Passage<'_>], known: &Known) -> Vec<Cut> {
    let mut found = Vec::new();
    for (at, Passage { text, linked, .. }) in passages.iter().enumerate() {
        let mut from = 0;
        while from < text.len() {
            let end = sentence_end(text, from);
            let bare =
                |words: String, quote: &&str| words.replace(*quote, &quote.replace(|c: char| c.is_ascii_digit(), ""));
            let words = linked.iter().fold(text[from..end].to_owned(), bare);
            found.push((at, from..end, without_times(known, &known.words.plain(&words))));
            from = end;
        }
    }
    found
}

/// Words in plain form without years and spans of years, which are no figures.
fn without_times(known: &Known, plain: &str) -> String {
    let words: Vec<&str> = plain.split(' ').collect();
    let is_year = |word: &str| language::year(word.trim_end_matches(',')).is_some();
    let counts_years = |at: usize| {
        let next = words.get(at + 1).map_or("", |next| next.trim_end_matches(','));
        known.words.yearly.iter().any(|year| *year == next)
    };
    let is_number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    let kept = words.iter().enumerate().filter(|(at, word)| !(is_year(word) || is_number(word) && counts_years(*at)));
    kept.map(|(_, word)| *word).collect::<Vec<_>>().join(" ")
}

/// Where the sentence begins that a text breaks off in.
pub(super) fn sentence_start(text: &str) -> usize {
    let mut from = 0;
    loop {
        let end = sentence_end(text, from);
        if end >= text.len() {
            return from;
        }
        from = end;
    }
}

/// Where the sentence ends that begins there: behind a stop, a semicolon or a line.
pub(super) fn sentence_end(text: &str, from: usize) -> usize {
    let ends = |(at, sign): (usize, &str)| {
        let after = from + at + sign.len();
        (sign == "\n" || text[after..].starts_with(char::is_whitespace)).then_some(after)
    };
    text[from..].match_indices(['.', ';', '\n', '!', '?']).find_map(ends).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_behind_their_stops() {
        let text = "Đạt 2.500 ha. Còn 3%; hết";
        assert_eq!(sentence_end(text, 0), "Đạt 2.500 ha.".len());
        assert_eq!(&text[sentence_start(text)..], " hết");
        assert_eq!(sentence_start("không có dấu"), 0);
    }
}
