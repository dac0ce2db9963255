//! The same quantity by its name: "chi cho đường sá là 12.345 tỷ đồng" and the same name elsewhere.
//!
//! In: sentences. Out: pairs of figures whose names and units are the same.
//! What always holds: a name counts only where it has one figure in each of two reports of one subject; a name with
//! several figures belongs to several quantities.

use std::collections::BTreeMap;

use super::figures::same_period;
use super::following::with_following;
use super::found::Found;
use super::sentences::{Sense, Sentence};
use super::values::compare;
use crate::language::{self, has};
use crate::link::subjects::Subject;
use crate::link::texts::Lexicon;
use crate::link::units::Unit;
use crate::model::links::DiscrepancyKind;
use crate::text::fold;

/// Syllables of a name.
const NAME: usize = 4;

/// The words that are passed over, as the texts' numbers.
struct Known {
    fillers: Vec<u32>,
    vague: Vec<[u32; 2]>,
    years: Vec<u32>,
}

impl Known {
    fn new(lexicon: &Lexicon) -> Self {
        let words = &language::any().differences;
        let number = |word: &str| lexicon.folded(&fold(word));
        let pair = |name: &String| {
            let (a, b) = name.split_once(' ')?;
            Some([number(a)?, number(b)?])
        };
        Self {
            fillers: words.lead_words.iter().filter_map(|word| number(word)).collect(),
            vague: words.vague.iter().filter_map(pair).collect(),
            years: words.years.iter().filter_map(|word| number(word)).collect(),
        }
    }
}

/// Where a named figure stands: sentence, token.
type Position = (usize, usize);

/// Name and unit: the words, folded; after a stroke the figure itself is the unit.
type Key = ([u32; NAME], u32, Option<u32>);

/// The quantities whose figures differ between two reports.
pub(super) fn named(units: &[Unit], lexicon: &Lexicon, sentences: &[Sentence], subjects: &[Subject]) -> Vec<Found> {
    let known = Known::new(lexicon);
    let mut spots: BTreeMap<(Subject, Key), BTreeMap<usize, Vec<Position>>> = BTreeMap::new();
    for (index, sentence) in sentences.iter().enumerate() {
        let subject = subjects[sentence.unit];
        if subject.is_target {
            continue;
        }
        for at in (0..sentence.tokens.len()).filter(|at| sentence.senses[*at] == Sense::Figure) {
            if let Some(key) = key(&known, units, sentence, at) {
                let reports = spots.entry((subject, key)).or_default();
                reports.entry(units[sentence.unit].report).or_default().push((index, at));
            }
        }
    }
    let mut differ: Vec<(Position, Position, DiscrepancyKind)> = Vec::new();
    for reports in spots.into_values().filter(|reports| reports.len() == 2) {
        let singles: Vec<Position> = reports.values().filter_map(|spots| single(sentences, spots)).collect();
        let [(a, i), (b, j)] = singles[..] else { continue };
        let kind = compare(units, &sentences[a], i, &sentences[b], j);
        let kind = kind.filter(|_| same_period(&sentences[a], i, &sentences[b], j));
        differ.extend(kind.map(|kind| ((a, i), (b, j), kind)));
    }
    // Where two sentences count two things ("41 dự án mới", "10 dự án") what they say next is of these two things.
    let noun = |(index, at): Position| noun(units, &sentences[index], at);
    let are_two = |a: Position, b: Position| {
        let (a, b) = (noun(a), noun(b));
        a != b && !a.is_empty() && !b.is_empty()
    };
    let others: Vec<(Position, Position)> =
        differ.iter().map(|(a, b, _)| (*a, *b)).filter(|(a, b)| are_two(*a, *b)).collect();
    let is_other = |a: &Position, b: &Position| {
        let goes_on = |(from, to): &(Position, Position)| (from.0, to.0) == (a.0, b.0) && from.1 <= a.1 && to.1 <= b.1;
        others.iter().any(goes_on)
    };
    let same = differ.into_iter().filter(|(a, b, _)| !is_other(a, b));
    same.flat_map(|((a, i), (b, j), kind)| with_following(units, &sentences[a], i, &sentences[b], j, kind)).collect()
}

/// What a figure counts, with what is said of it, to the next sign or word that leads on; none for measures.
fn noun<'s>(units: &[Unit], sentence: &Sentence<'s>, at: usize) -> Vec<&'s str> {
    /// Words that are looked at.
    const WORDS: usize = 4;
    let text = units[sentence.unit].text();
    let ends = &sentence.language.differences.noun_ends;
    let after = at + 1..sentence.tokens.len().min(at + 1 + WORDS);
    if after.clone().next().is_none_or(|next| sentence.language.scale(sentence.key(next)).is_some()) {
        return Vec::new();
    }
    let goes_on = |next: &usize| {
        let between = &text[sentence.tokens[*next - 1].range().end..sentence.tokens[*next].range().start];
        between.trim().is_empty() && sentence.senses[*next] == Sense::Word && !has(ends, sentence.key(*next))
    };
    after.take_while(goes_on).map(|next| sentence.key(next)).collect()
}

/// The one figure of a name in a report: the first, when all others say the same.
fn single(sentences: &[Sentence], spots: &[Position]) -> Option<Position> {
    let first = spots.first()?;
    let printed = |spot: &Position| sentences[spot.0].tokens[spot.1].word;
    spots.iter().all(|spot| printed(spot) == printed(first)).then_some(*first)
}

/// What a figure is of, when the words before it name it; years between them are passed over.
fn key(known: &Known, units: &[Unit], sentence: &Sentence, at: usize) -> Option<Key> {
    let next = sentence.tokens.get(at + 1)?;
    // "90.178/75.000": the plan after the stroke is part of what is measured.
    let mut unit = sentence.folded[at + 1];
    let plan = next.is_number.then_some(next.word);
    let mut name = [0; NAME];
    let mut count = 0;
    let mut is_rate = false;
    for index in (0..at).rev() {
        let word = sentence.folded[index];
        match sentence.senses[index] {
            Sense::Word if sentence.key(index) == "%" => break,
            Sense::Word if known.years.contains(&word) || count == 0 && known.fillers.contains(&word) => {}
            Sense::Word => {
                count += 1;
                name[NAME - count] = word;
            }
            Sense::Year => {}
            // "per 10.000 people" is part of the name.
            Sense::Figure if count > 0 && round_digits(sentence.key(index)).is_some() => {
                is_rate = true;
                count += 1;
                name[NAME - count] = u32::MAX - round_digits(sentence.key(index)).unwrap_or_default();
            }
            _ => break,
        }
        if count == NAME {
            break;
        }
    }
    if is_rate && plan.is_none() {
        // A rate has no unit of its own, or what is counted once more.
        let text = units[sentence.unit].text();
        let parted = !text[sentence.tokens[at].range().end..next.range().start].trim().is_empty();
        unit = if parted || name.contains(&unit) { 0 } else { unit };
    }
    let is_vague = || name.windows(2).any(|pair| known.vague.iter().any(|vague| vague == pair));
    (count == NAME && !is_vague()).then_some((name, unit, plan))
}

/// The digits of a hundred, a thousand and so on.
fn round_digits(figure: &str) -> Option<u32> {
    let digits: String = figure.chars().filter(char::is_ascii_digit).collect();
    let is_round = digits.len() >= 3 && digits.starts_with('1') && digits[1..].bytes().all(|byte| byte == b'0');
    is_round.then(|| u32::try_from(digits.len()).unwrap_or_default())
}
