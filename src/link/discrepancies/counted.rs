//! The same things counted twice: "91.218 turns of officials in courses" here, "67.929 turns of officials sent to courses" there.
//!
//! In: sentences. Out: pairs of figures of two reports with the same words behind them.
//! What always holds: the words behind the figures name one thing, the words around it say alike what of it; a thing that the reports count
//! in more than two ways is several things, and what is added to a count is no count.

use std::collections::{BTreeMap, BTreeSet};

use super::figures::same_period;
use super::found::Found;
use super::sentences::{Sense, Sentence};
use super::values::{compare, measured, pair_of};
use crate::language::has;
use crate::link::subjects::Subject;
use crate::link::units::Unit;
use crate::model::links::DiscrepancyKind;

/// Syllables that name a thing, those that name it so that a report may tell two numbers of it, and those looked at on either side.
const NOUN: usize = 4;
const LONG_NOUN: usize = 6;
const AROUND: (usize, usize) = (10, 12);
/// Syllables around a thing that both sentences must have, and the part of the shorter one's that they must be: behind a noun, a long one.
const SHARED: usize = 5;
const PARTS: (f64, f64) = (0.6, 0.5);
/// How many times the smaller figure the larger one may be: what differs more is counted otherwise.
const TIMES: f64 = 2.0;

/// Sentence and token.
type Position = (usize, usize);

/// A sentence and one of its tokens.
type Word<'s, 'a> = (&'a Sentence<'s>, usize);

/// The things of which two reports tell two numbers.
pub(super) fn counted(units: &[Unit], sentences: &[Sentence], subjects: &[Subject]) -> Vec<Found> {
    let mut spots: BTreeMap<(Subject, [u32; NOUN]), Vec<Position>> = BTreeMap::new();
    for (index, sentence) in sentences.iter().enumerate().filter(|(_, sentence)| !subjects[sentence.unit].is_target) {
        for at in (0..sentence.tokens.len()).filter(|at| sentence.senses[*at] == Sense::Figure) {
            if let Some(noun) = noun(units, sentence, at) {
                spots.entry((subjects[sentence.unit], noun)).or_default().push((index, at));
            }
        }
    }
    let printed = |(sentence, at): &Position| sentences[*sentence].tokens[*at].word;
    let mut found = Vec::new();
    for spots in spots.values().filter(|spots| spots.iter().map(printed).collect::<BTreeSet<u32>>().len() == 2) {
        let mut told: BTreeMap<(bool, usize), BTreeSet<u32>> = BTreeMap::new();
        for spot in spots {
            let unit = sentences[spot.0].unit;
            told.entry((false, unit)).or_default().insert(printed(spot));
            told.entry((true, units[unit].report)).or_default().insert(printed(spot));
        }
        // Two numbers in one passage are of two things.
        if told.iter().any(|((is_report, _), values)| !is_report && values.len() > 1) {
            continue;
        }
        let in_one_report = told.iter().any(|((is_report, _), values)| *is_report && values.len() > 1);
        let least = if in_one_report { LONG_NOUN } else { NOUN };
        let pairs = spots.iter().enumerate().flat_map(|(nth, a)| spots[nth + 1..].iter().map(move |b| (*a, *b)));
        found.extend(pairs.filter_map(|(a, b)| pair(units, sentences, (a, b), least)));
    }
    found
}

fn pair(units: &[Unit], sentences: &[Sentence], ((a, i), (b, j)): (Position, Position), least: usize) -> Option<Found> {
    let (left, right) = (&sentences[a], &sentences[b]);
    let noun =
        (1..).take_while(|offset| named(left, i + offset).is_some_and(|word| named(right, j + offset) == Some(word)));
    let noun = noun.count();
    if units[left.unit].report == units[right.unit].report || noun < least || !are_alike((left, i), (right, j), noun) {
        return None;
    }
    let kind = compare(units, left, i, right, j).filter(|kind| *kind == DiscrepancyKind::Figure)?;
    let (x, y) = (measured(left, i)?, measured(right, j)?);
    let is_near = x.max(y) <= x.min(y) * TIMES && same_period(left, i, right, j);
    is_near.then(|| pair_of(units, left, i, right, j, kind))
}

/// A word of a noun; small figures belong to it: "4 star products".
fn named(sentence: &Sentence, at: usize) -> Option<u32> {
    let sense = sentence.senses.get(at)?;
    let word = if *sense == Sense::Word { sentence.folded[at] } else { u32::MAX - sentence.tokens[at].word };
    (sentence.key(at) != "%").then_some(word)
}

/// The words behind a figure, when they name what it counts.
fn noun(units: &[Unit], sentence: &Sentence, at: usize) -> Option<[u32; NOUN]> {
    let words = &sentence.language.differences;
    let text = units[sentence.unit].text();
    let is_more = at > 0 && has(&words.added, sentence.key(at - 1));
    let all: Option<Vec<u32>> = (at + 1..=at + NOUN).map(|word| named(sentence, word)).collect();
    let noun: [u32; NOUN] = all?.try_into().ok()?;
    let is_word = |offset: usize| sentence.senses[at + offset] == Sense::Word;
    let begins =
        sentence.language.scale(sentence.key(at + 1)).is_none() && !has(&words.noun_ends, sentence.key(at + 1));
    let between = &text[sentence.tokens[at].range().end..sentence.tokens[at + NOUN].range().start];
    let is_one = !between.contains(['.', ';', ':', '(', ')', '/']) && !between.trim_start().starts_with(',');
    (is_word(1) && is_word(2) && is_word(NOUN) && begins && is_one && !is_more).then_some(noun)
}

/// Whether the words around two counts say alike what of the thing is counted.
fn are_alike((left, i): Word, (right, j): Word, noun: usize) -> bool {
    let around = |sentence: &Sentence, at: usize| -> BTreeSet<u32> {
        let end = at + noun + 1;
        let behind = end..sentence.tokens.len().min(end + AROUND.1).max(end);
        let words = (at.saturating_sub(AROUND.0)..at).chain(behind);
        words.filter(|at| sentence.senses[*at] == Sense::Word).map(|at| sentence.folded[at]).collect()
    };
    let (a, b) = (around(left, i), around(right, j));
    let shared = a.intersection(&b).count();
    #[expect(clippy::cast_precision_loss, reason = "a few words")]
    let part = shared as f64 / a.len().min(b.len()).max(1) as f64;
    shared >= SHARED && part >= if noun >= LONG_NOUN { PARTS.1 } else { PARTS.0 }
}
