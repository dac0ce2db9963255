//! Proofreading: words and signs that the scan is likely to have misread.
//!
//! In: an [`Edition`]. Out: [`Suspicion`]s, the surest first: where, what is printed, what it may have been, and why. What always
//! holds: the quote stands once in its block or note, a suggestion changes nothing but the quoted words, and what the
//! editor's `corrections` speak of already is left alone.
//!
//! The way: [`tokens`] are the words with their places, [`counts`] what the edition itself writes how often; [`syllables`] knows
//! which syllables Vietnamese can have. [`words`], [`confused`], [`signs`] and [`tones`] are the kinds of suspicion.

mod around;
mod confused;
mod counts;
mod place;
mod signs;
mod suspicion;
mod syllables;
mod tokens;
mod tones;
mod words;

use std::collections::{BTreeMap, HashMap};

pub use suspicion::Suspicion;

use crate::diagnostic::{Diagnostic, Span};
use crate::model::edition::Edition;

/// Suspicions below this are not told.
const LEAST: f64 = 0.5;
/// Suspicions from here on are proposed as corrections.
pub const PROPOSED: f64 = 0.7;
/// So much surer is a suspicion of a word that the OCR engine doubted.
const DOUBTED: f64 = 0.15;
/// From here on a suspicion is a warning; below it is a note.
const SURE: f64 = 0.8;

/// Everything in the edition that looks misread, the surest first.
#[must_use]
pub fn proofread(edition: &Edition) -> Vec<Suspicion> {
    suspicions(&tokens::texts(edition), edition)
}

/// The words that an OCR engine doubted, by the page, and by block and note.
type Doubted<'e> = HashMap<&'e str, &'e BTreeMap<String, Vec<String>>>;

fn doubted(edition: &Edition) -> Doubted<'_> {
    let records = edition.reports.iter().filter(|report| !report.record.doubtful.is_empty());
    let pages = records.flat_map(|report| report.all_pages().map(move |page| (page, &report.record.doubtful)));
    pages.map(|(page, doubtful)| (page.path.as_str(), doubtful)).collect()
}

/// A word that the engine doubted, too, is suspected sooner.
fn weigh(one: &mut Suspicion, doubted: &Doubted<'_>) {
    let same = |word: &String| {
        let own = word.trim_matches(|c: char| !c.is_alphanumeric());
        own.to_lowercase() == one.word.to_lowercase()
    };
    let words = one.at.as_ref().and_then(|at| doubted.get(one.page.as_str())?.get(at));
    if words.is_some_and(|words| words.iter().any(same)) {
        one.confidence = (one.confidence + DOUBTED).min(1.0);
    }
}

fn suspicions(texts: &[tokens::Text<'_>], edition: &Edition) -> Vec<Suspicion> {
    let (accepted, doubted) = (&edition.config.accepted, doubted(edition));
    let mut counts = counts::Counts::of(texts);
    let known: Vec<_> = texts.iter().map(|text| words::suspicions(text, &counts)).collect();
    counts.count_triples(known.iter().flat_map(|(_, questions)| questions).flat_map(confused::Question::triples));
    let mut found: Vec<Suspicion> = Vec::new();
    for (text, (mut own, questions)) in texts.iter().zip(known) {
        own.extend(questions.iter().filter_map(|question| question.answer(text, &counts)));
        own.extend(signs::suspicions(text, &counts));
        own.iter_mut().for_each(|one| weigh(one, &doubted));
        let is_told = |one: &Suspicion| {
            one.confidence >= LEAST && !one.is_known(text) && !accepted.iter().any(|words| one.is_accepted(text, words))
        };
        found.extend(own.into_iter().filter(is_told));
    }
    found.sort_by(|a, b| b.confidence.total_cmp(&a.confidence));
    found
}

/// The suspicions as diagnostics, and one for the whole edition when it spells in two ways.
#[must_use]
pub fn check(edition: &Edition) -> Vec<Diagnostic> {
    let texts = tokens::texts(edition);
    let pages: HashMap<&str, &str> =
        texts.iter().map(|text| (text.page.path.as_str(), text.page.text.as_str())).collect();
    let text_of = |path: &str| pages.get(path).copied().unwrap_or_default();
    let mut said: Vec<Diagnostic> =
        suspicions(&texts, edition).iter().map(|one| diagnostic(one, text_of(&one.page))).collect();
    said.extend(tones::check(&texts));
    said
}

fn diagnostic(one: &Suspicion, text: &str) -> Diagnostic {
    let percent = (one.confidence * 100.0).round();
    let message = message!("proof-suspect", word = one.word, reason = one.reason, percent = percent);
    let hint = match &one.read {
        Some(read) if one.confidence >= SURE => message!("proof-suspect-hint", read = read),
        Some(read) => message!("proof-unsure-hint", read = read),
        None => message!("proof-compare-hint"),
    };
    let said = Diagnostic::new(one.code, &one.page, message).at(Span::in_text(text, one.range.clone())).hint(hint);
    if one.confidence >= SURE { said } else { said.as_note() }
}
