//! The sentences of the reports, with their figures read.
//!
//! In: units. Out: [`Sentence`]s with tokens; figures that count nothing (years, dates, numbers of documents) are
//! known as such.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::language::{self, has};
use crate::link::texts::{HeldTexts, Lexicon, Token};
use crate::link::units::Unit;
use crate::sentences;
use crate::text::fold;

/// A sentence, or a clause between semicolons.
pub(super) struct Sentence<'s> {
    /// Index of the unit.
    pub unit: usize,
    /// Its words and figures; ranges are bytes of the unit's text.
    pub tokens: &'s [Token],
    /// What each token is.
    pub senses: &'s [Sense],
    /// The words folded; figures are all alike.
    pub folded: &'s [u32],
    /// Whether it is a whole passage and not a clause of it.
    pub is_passage: bool,
    /// The words of its language.
    pub language: &'static language::Lexicon,
    lexicon: &'s Lexicon,
}

impl<'s> Sentence<'s> {
    /// What a token is compared by.
    pub fn key(&self, at: usize) -> &'s str {
        self.lexicon.key(self.tokens[at].word)
    }
}

/// The words of all sentences one after another, and where each sentence stands in them.
pub(super) struct Store<'s> {
    lexicon: &'s Lexicon,
    tokens: Vec<Token>,
    senses: Vec<Sense>,
    cut: Cut,
    folded: Vec<u32>,
    /// Units, the words of their languages, and the ends of their sentences.
    ends: Vec<(usize, &'static language::Lexicon, usize)>,
}

impl Store<'_> {
    /// The sentences, in reading order.
    pub fn sentences(&self) -> Vec<Sentence<'_>> {
        let starts = std::iter::once(0).chain(self.ends.iter().map(|(_, _, end)| *end));
        let sentence =
            |(start, (unit, language, end)): (usize, &(usize, &'static language::Lexicon, usize))| Sentence {
                unit: *unit,
                is_passage: self.cut == Cut::Passages,
                language,
                tokens: &self.tokens[start..*end],
                senses: &self.senses[start..*end],
                folded: &self.folded[start..*end],
                lexicon: self.lexicon,
            };
        starts.zip(&self.ends).map(sentence).collect()
    }
}

/// Where texts are cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cut {
    /// At the ends of sentences and at semicolons.
    Clauses,
    /// Nowhere.
    Passages,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sense {
    /// A word.
    Word,
    /// A year.
    Year,
    /// A figure that counts or measures.
    Figure,
    /// A figure of a date, a document's number or the like.
    Name,
}

/// Fewest words of a sentence that is compared.
const SHORTEST: usize = 8;

/// The sentences of all units. `closed`: bytes of each unit whose figures are names.
pub(super) fn store<'s>(
    units: &[Unit],
    held: &'s HeldTexts<'_>,
    closed: &BTreeMap<usize, Vec<Range<usize>>>,
    cut: Cut,
) -> Store<'s> {
    let texts = &held.texts;
    let lexicon = &texts.lexicon;
    let fillers: Vec<u32> = language::any().differences.fillers.iter().filter_map(|word| lexicon.word(word)).collect();
    let alike = alike(lexicon);
    let mut store =
        Store { lexicon, tokens: Vec::new(), senses: Vec::new(), cut, folded: Vec::new(), ends: Vec::new() };
    // Without words for figures nobody can tell what two of them are of.
    let is_read = |unit: &Unit| unit.is_text() && unit.language.reads_figures();
    for (index, unit) in units.iter().enumerate().filter(|(_, unit)| is_read(unit)) {
        let text = unit.text();
        let mut names = closed.get(&index).cloned().unwrap_or_default();
        names.extend(language::dates_in_figures(text));
        let all = held.tokens(index).iter().zip(texts.folded(index));
        let mut rest = all.filter(|(token, _)| !fillers.contains(&token.word)).peekable();
        let clauses = || sentences::clauses(text, unit.language).into_iter().map(|clause| clause.end).collect();
        let ends: Vec<usize> = if cut == Cut::Passages { vec![text.len()] } else { clauses() };
        for end in ends {
            let start = store.tokens.len();
            while let Some((token, folded)) = rest.next_if(|(token, _)| token.range().start < end) {
                store.tokens.push(*token);
                store.folded.push(*folded);
            }
            if store.tokens.len() < start + SHORTEST {
                store.tokens.truncate(start);
                store.folded.truncate(start);
                continue;
            }
            fold_alike(&alike, &mut store.folded[start..]);
            let tokens = &store.tokens[start..];
            store.senses.extend((0..tokens.len()).map(|at| sense((text, unit.language), lexicon, tokens, at, &names)));
            store.ends.push((index, unit.language, store.tokens.len()));
        }
    }
    store
}

/// Phrases that mean the same, each with the one that stands for it, as the texts' numbers.
fn alike(lexicon: &Lexicon) -> Vec<(Vec<u32>, Vec<u32>)> {
    let numbers =
        |phrase: &String| phrase.split(' ').map(|word| lexicon.folded(&fold(word))).collect::<Option<Vec<u32>>>();
    let mut found = Vec::new();
    for group in language::all().iter().flat_map(|language| &language.same_words) {
        let Some(first) = group.first().and_then(numbers) else { continue };
        let others = group.iter().skip(1).filter_map(numbers);
        // Words keep their places, so only phrases of one length stand for each other.
        found.extend(others.filter(|other| other.len() == first.len()).map(|other| (other, first.clone())));
    }
    found
}

fn fold_alike(alike: &[(Vec<u32>, Vec<u32>)], folded: &mut [u32]) {
    for (phrase, first) in alike {
        let mut from = 0;
        while let Some(at) = folded[from..].windows(phrase.len()).position(|words| words == phrase.as_slice()) {
            folded[from + at..from + at + first.len()].copy_from_slice(first);
            from += at + first.len();
        }
    }
}

fn sense(
    (text, language): (&str, &language::Lexicon),
    lexicon: &Lexicon,
    tokens: &[Token],
    at: usize,
    names: &[Range<usize>],
) -> Sense {
    let (token, words) = (&tokens[at], &language.differences);
    if !token.is_number {
        return Sense::Word;
    }
    let range = token.range();
    let key = |at: usize| lexicon.key(tokens[at].word);
    if names.iter().any(|name| name.start < range.end && range.start < name.end) {
        return Sense::Name;
    }
    if language::year(key(at)).is_some() {
        let unit = (at + 1 < tokens.len()).then(|| key(at + 1));
        let counts = unit.is_some_and(|unit| has(&words.counted, unit));
        return if counts { Sense::Figure } else { Sense::Year };
    }
    let before = at.checked_sub(1).map_or("", key);
    let is_month = |at: usize| tokens.get(at).is_some_and(|word| !word.is_number && language.month(key(at)).is_some());
    if language.is_label(text, &range) || is_month(at + 1) || at.checked_sub(1).is_some_and(is_month) {
        return Sense::Name;
    }
    // "số 3" is a name, "một số 3" is none; "tổng số 120 hộ" counts.
    let summed = || at >= 2 && has(&words.summed, &format!("{} {before}", key(at - 2)));
    let glued = text[..range.start].chars().next_back().is_some_and(char::is_alphabetic);
    if glued || has(&words.ranked, before) && !summed() {
        return Sense::Name;
    }
    Sense::Figure
}
