//! Words that look misread by themselves: syllables that cannot exist, words run together. Words that exist and look misread
//! where they stand are asked of [`confused`](super::confused).

use super::around::{Around, capital};
use super::confused::Question;
use super::counts::Counts;
use super::place::suspicion;
use super::suspicion::Suspicion;
use super::syllables::is_possible;
use super::tokens::{Text, Token};
use crate::text::fold;

/// What is found of a text's words: suspicions, and questions that more counting answers.
pub(super) fn suspicions<'t>(text: &'t Text<'_>, counts: &Counts) -> (Vec<Suspicion>, Vec<Question<'t>>) {
    let mut questions = Vec::new();
    let mut found = Vec::new();
    for at in 0..text.tokens.len() {
        let token = &text.tokens[at];
        // Names, abbreviations and numbers of documents are spared.
        // So are letters that stand alone: "đ)" counts, "1.000 đ" is money.
        if token.is_code || has_large_letters(text, token) || token.low.chars().count() < 2 {
            continue;
        }
        if counts.is_possible(&token.low) {
            questions.extend(Question::of(text, at, Around::of(text, at), counts));
        } else {
            found.extend(word(text, at, counts));
        }
    }
    (found, questions)
}

fn word(text: &Text<'_>, at: usize, counts: &Counts) -> Option<Suspicion> {
    let token = &text.tokens[at];
    let around = Around::of(text, at);
    let before = (!around.before.is_empty()).then_some(());
    // Words without any mark of Vietnamese are foreign: "logistics", "container"; large letters within a sentence begin names.
    let is_name = token.is_capital && before.is_some();
    if token.low.is_ascii() || is_name || !is_latin(&token.low) {
        return None;
    }
    let found = joined(text, token, &around, counts).or_else(|| impossible(text, token, &around, counts));
    // At the head of a sentence it may be a name, too, unless its neighbour speaks for a word.
    found.filter(|one| !token.is_capital || one.read.is_some())
}

fn has_large_letters(text: &Text<'_>, token: &Token) -> bool {
    text.words()[token.range.clone()].chars().skip(1).any(char::is_uppercase)
}

fn is_latin(word: &str) -> bool {
    word.chars().all(|c| {
        c.is_ascii_alphabetic() || ('\u{c0}'..='\u{1b0}').contains(&c) || ('\u{1ea0}'..='\u{1ef9}').contains(&c)
    })
}

/// "pháttriển": two words that the edition writes beside one another.
fn joined(text: &Text<'_>, token: &Token, around: &Around<'_>, counts: &Counts) -> Option<Suspicion> {
    let cuts = token.low.char_indices().skip(1).map(|(at, _)| at);
    let parted = cuts.map(|at| token.low.split_at(at)).filter(|(one, other)| is_possible(one) && is_possible(other));
    let known = |(one, other): &(&str, &str)| {
        let pair = counts.pair(one, other);
        let neighbours = counts.pair(around.before, one) + counts.pair(other, around.after);
        let common = counts.word(one).min(counts.word(other));
        (pair >= 2 || neighbours >= 3 && common >= 5).then_some(pair * 4 + neighbours)
    };
    let (one, other) = parted.filter(|pair| known(pair).is_some()).max_by_key(|pair| known(pair))?;
    let printed = &text.words()[token.range.clone()];
    let read = format!("{} {}", &printed[..one.len()], &printed[one.len()..]);
    let reason = message!("reason-apart", one = one, other = other);
    let confidence = if counts.pair(one, other) >= 2 { 0.97 } else { 0.9 };
    Some(suspicion(text, "proof-joined", token.range.clone(), Some(read), reason, confidence))
}

/// "ngiệp": no syllable of Vietnamese; of the edition's words that are one letter away, the one that fits its neighbours.
fn impossible(text: &Text<'_>, token: &Token, around: &Around<'_>, counts: &Counts) -> Option<Suspicion> {
    // What the edition writes again and again is its own word: a loan, a name of a thing.
    let often = counts.word(&token.low) >= 5;
    let fits = |word: &&str| {
        3 * (counts.pair(around.before, word) + counts.pair(word, around.after)) + counts.word(word).min(8)
    };
    let near: Vec<&str> = counts.possible().filter(|word| is_near(&token.low, word)).collect();
    let best = near.into_iter().filter(|word| counts.word(word) >= 2).max_by_key(|word| (fits(word), *word));
    let placed = best.is_some_and(|word| counts.pair(around.before, word) + counts.pair(word, around.after) > 0);
    let confidence = match (often, placed, best.is_some()) {
        (true, _, _) => 0.4,
        (false, true, _) => 0.98,
        (false, false, true) => 0.75,
        (false, false, false) => 0.6,
    };
    let reason = match best {
        Some(word) => message!("reason-no-syllable-here", word = word),
        None => message!("reason-no-syllable"),
    };
    // A suggestion that no neighbour speaks for would be a guess.
    let read = best.filter(|_| placed).map(|word| if token.is_capital { capital(word) } else { word.to_owned() });
    Some(suspicion(text, "proof-syllable", token.range.clone(), read, reason, confidence))
}

/// Whether two words are one letter apart (or only marks), the word longer than two letters.
fn is_near(one: &str, other: &str) -> bool {
    if fold(one) == fold(other) {
        return true;
    }
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    if one.len().abs_diff(other.len()) > 1 || one.len() < 3 {
        return false;
    }
    let head = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let tail = one.iter().rev().zip(other.iter().rev()).take_while(|(a, b)| a == b).count();
    head + tail + 1 >= one.len().max(other.len())
}
