//! What is true of the words of a line by themselves, as names of features.
//!
//! In: words. Out: names, in one order. The words of languages are asked; nothing is decided.

use super::roles::{LONGEST, is_only_numbered, names_author};
use crate::import::days::place_and_date;
use crate::language;
use crate::text::{is_all_caps, word_count};

/// A sentence has more words.
const SENTENCE: usize = 20;

/// What is true of some words.
#[must_use]
pub fn traits(words: &str) -> Vec<&'static str> {
    let count = word_count(words);
    // What is longer than any title is text.
    let mut found = if count <= LONGEST { of_languages(words, count) } else { Vec::new() };
    found.extend(of_signs(words, count));
    found
}

/// The names of what is true.
#[must_use]
pub fn true_of<const N: usize>(all: [(bool, &str); N]) -> Vec<&str> {
    all.into_iter().filter(|(is, _)| *is).map(|(_, name)| name).collect()
}

/// Adds the names of what is true to features.
pub fn say<const N: usize>(features: &mut Vec<String>, all: [(bool, &str); N]) {
    features.extend(all.into_iter().filter(|(is, _)| *is).map(|(_, name)| name.to_owned()));
}

/// Adds the name of what is true, by itself and with the zone that it is true in.
pub fn say_in_zone(features: &mut Vec<String>, is: bool, name: &str, zone: &str) {
    if is {
        features.extend([name.to_owned(), format!("{name}:{zone}")]);
    }
}

/// What the languages know.
fn of_languages(words: &str, count: usize) -> Vec<&'static str> {
    let lexicon = language::any();
    let kind = lexicon.kind(words, 10);
    let is_labelled = words.split_once(':').is_some_and(|(key, _)| lexicon.fact(key).is_some());
    true_of([
        (lexicon.is_stamp(words), "stamp"),
        (lexicon.is_head_line(words), "head-line"),
        (lexicon.is_letterhead(words), "letterhead"),
        (lexicon.is_motto(words), "motto"),
        (lexicon.is_byline(words), "byline"),
        (lexicon.is_gazette(words), "gazette"),
        (lexicon.is_organ(words), "organ"),
        (lexicon.opens_enacting(words), "enacting"),
        (lexicon.is_signature(words), "signature"),
        (lexicon.is_recipients(words), "recipients"),
        (lexicon.opens_with_issuer(words), "opens-with-issuer"),
        (lexicon.opens_with_number_label(words), "number-label"),
        (lexicon.form_subject(words) == Some(0), "subject"),
        (lexicon.must_go_on(words), "breaks-off"),
        (lexicon.is_kind(words), "is-kind"),
        (lexicon.names_kind(words), "names-kind"),
        (kind.as_ref().is_some_and(|kind| kind.words_before == 0), "opens-with-kind"),
        (kind.as_ref().is_some_and(|kind| kind.words_before > 0), "has-kind"),
        (is_labelled, "labelled"),
        (is_only_numbered(words, count), "only-numbered"),
        (names_author(words), "author"),
        (lexicon.document_number(words).is_some(), "has-number"),
        (place_and_date(words).is_some(), "place-and-date"),
        (lexicon.date(words).is_some(), "has-date"),
    ])
}

/// What its signs show.
fn of_signs(words: &str, count: usize) -> Vec<&'static str> {
    let single = words.split(' ').filter(|word| word.chars().count() == 1).count();
    let digits = words.chars().filter(char::is_ascii_digit).count();
    // "2024 Annual report"
    let opens_with_year = count > 1 && words.split(' ').next().is_some_and(|word| language::year(word).is_some());
    true_of([
        (is_all_caps(words), "caps"),
        (words.starts_with(char::is_lowercase), "opens-small"),
        (words.starts_with(|c: char| c.is_ascii_digit()) && !opens_with_year, "opens-with-digit"),
        (words.starts_with(['(', '[', '*', '"', '“', '\\']), "opens-with-sign"),
        (words.ends_with('.') && count > SENTENCE, "ends-sentence"),
        (words.ends_with('.') && count <= SENTENCE, "ends-with-stop"),
        (words.ends_with([';', ':']), "ends-open"),
        (words.ends_with(','), "ends-with-comma"),
        (words.contains(". "), "has-stop"),
        (words.contains(": "), "has-colon"),
        (words.contains(['<', '>', '|']), "has-markup"),
        (count > 2 && single * 2 > count, "letters-apart"),
        (digits * 4 > words.chars().count(), "mostly-digits"),
        (words.contains("://") || words.contains('@'), "has-address"),
    ])
}

/// A number as one of some steps.
#[must_use]
pub fn step(number: usize, steps: &[usize]) -> usize {
    steps.iter().take_while(|step| number >= **step).count()
}
