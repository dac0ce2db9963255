//! Words that look misread: syllables that cannot exist, words run together, and words that differ only by their marks
//! from the one that the edition has between the same neighbours.

use super::counts::Counts;
use super::place::suspicion;
use super::suspicion::Suspicion;
use super::syllables::is_possible;
use super::tokens::{Text, Token};
use crate::text::fold;

/// The suspicions of a text's words.
pub(super) fn suspicions(text: &Text<'_>, counts: &Counts) -> Vec<Suspicion> {
    (0..text.tokens.len()).filter_map(|at| word(text, at, counts)).collect()
}

/// A word between its neighbours; a sign parts it from them.
struct Around<'t> {
    before: &'t str,
    word: &'t str,
    after: &'t str,
}

fn word(text: &Text<'_>, at: usize, counts: &Counts) -> Option<Suspicion> {
    let token = &text.tokens[at];
    // Names, abbreviations and numbers of documents are spared.
    if token.is_code || has_large_letters(text, token) {
        return None;
    }
    let before = at.checked_sub(1).and_then(|at| text.tokens.get(at)).filter(|_| !token.apart);
    let after = text.tokens.get(at + 1).filter(|after| !after.apart);
    let around = Around {
        before: before.map_or("", |token| token.low.as_str()),
        word: &token.low,
        after: after.map_or("", |token| token.low.as_str()),
    };
    if counts.is_possible(&token.low) {
        return confused(text, token, &around, counts);
    }
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

/// "chi tiêu" where the edition has "chỉ tiêu": another word with the same letters stands far oftener beside these neighbours.
fn confused(text: &Text<'_>, token: &Token, around: &Around<'_>, counts: &Counts) -> Option<Suspicion> {
    let kin = counts.kin(around.word);
    if kin.len() < 2 {
        return None;
    }
    let (confidence, word) = kin
        .iter()
        .filter(|word| word.as_str() != around.word)
        .filter_map(|word| Some((confidence(word, around, counts)?, word)))
        .filter(|(_, word)| !is_same_sound(word, around.word))
        .max_by(|(one, _), (other, _)| one.total_cmp(other))?;
    let read = if token.is_capital { capital(word) } else { word.clone() };
    let reason = message!("reason-between", word = word);
    Some(suspicion(text, "proof-word", token.range.clone(), Some(read), reason, confidence))
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// "uỷ" and "ủy" are two spellings of one word.
fn is_same_sound(one: &str, other: &str) -> bool {
    crate::text::spelling(one) == crate::text::spelling(other)
}

/// How sure it is that the other word was printed; none where too little speaks for it.
///
/// Both neighbours are asked how often they stand beside the other word, and how often beside this one elsewhere (this
/// place itself counts for nothing). Two that speak for it are better than one that speaks loudly.
fn confidence(word: &str, around: &Around<'_>, counts: &Counts) -> Option<f64> {
    let elsewhere = |count: u32| count.saturating_sub(1);
    let left = (counts.pair(around.before, word), elsewhere(counts.pair(around.before, around.word)));
    let right = (counts.pair(word, around.after), elsewhere(counts.pair(around.word, around.after)));
    let outweighs = |(theirs, ours): (u32, u32)| theirs >= 8 * ours;
    if !outweighs(left) || !outweighs(right) {
        return None;
    }
    let seen = f64::from(left.0 + right.0);
    let common = (f64::from(counts.word(word)) / f64::from(counts.word(around.word).max(1))).ln().clamp(-3.0, 3.0);
    let is_edge = around.before.is_empty() || around.after.is_empty();
    let certain = if left.0 > 0 && right.0 > 0 && seen >= 5.0 {
        // Once may be chance.
        let both = if left.0.min(right.0) >= 2 { 0.80 } else { 0.71 };
        both + 0.03 * seen.ln()
    } else if is_edge && seen >= 8.0 {
        0.68 + 0.02 * seen.ln()
    } else if !is_edge && seen >= 10.0 && left.1 + right.1 == 0 {
        0.50 + 0.02 * seen.ln()
    } else if counts.word(around.word) == 1 && seen >= 3.0 {
        // A small edition speaks softly, and this word nowhere else.
        0.50 + 0.02 * seen.ln()
    } else {
        return None;
    };
    Some((certain + 0.015 * common).clamp(0.0, 0.99))
}
