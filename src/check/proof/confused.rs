//! Words that exist and look misread where they stand: they differ only by their marks from a word that the edition, or the language, has between
//! these neighbours.
//!
//! In: a word with two neighbours on each side, and the edition's counts. Out: a suspicion. What always holds: a word that makes a compound of the language with
//! its neighbour is not sure to be misread, however seldom the edition has it; words that stand beside anything ("của", "đã") speak for nobody; without a
//! compound of the language both sides must speak.

use super::around::{Around, capital};
use super::counts::Counts;
use super::place::suspicion;
use super::suspicion::Suspicion;
use super::tokens::{Text, Token};
use crate::language::{Compounds, compounds};
use crate::text::spelling;

/// What no rule below is sure of.
const DOUBTFUL: f64 = 0.6;

/// A word, and others that may have been printed, none of which the neighbours speak against.
#[derive(Debug)]
pub(super) struct Question<'t> {
    token: &'t Token,
    around: Around<'t>,
    readings: Vec<String>,
    is_name: bool,
}

impl<'t> Question<'t> {
    /// None where the neighbours have no other word.
    pub fn of(text: &'t Text<'_>, at: usize, around: Around<'t>, counts: &Counts) -> Option<Self> {
        let kin = counts.kin(around.word);
        if kin.len() < 2 {
            return None;
        }
        // "uỷ" and "ủy" are two spellings of one word.
        let others = kin.iter().filter(|word| spelling(word) != spelling(around.word));
        let readings: Vec<String> = others.filter(|word| outweighs(word, &around, counts)).cloned().collect();
        let token = &text.tokens[at];
        (!readings.is_empty()).then(|| Self { token, around, readings, is_name: is_name(text, at) })
    }

    /// The rows of three that [`Self::answer`] asks for.
    pub fn triples(&self) -> impl Iterator<Item = [&str; 3]> {
        let Around { before, word, after, .. } = self.around;
        let words = self.readings.iter().map(String::as_str).chain([word]);
        words.map(move |word| [before, word, after])
    }

    /// The best reading, if anything speaks for it.
    pub fn answer(&self, text: &Text<'_>, counts: &Counts) -> Option<Suspicion> {
        let weighed = self.readings.iter().filter_map(|word| Some((self.confidence(word, counts)?, word)));
        let (confidence, word) = weighed.max_by(|(one, _), (other, _)| one.total_cmp(other))?;
        let read = if self.token.is_capital { capital(word) } else { word.clone() };
        let reason = message!("reason-between", word = word);
        Some(suspicion(text, "proof-word", self.token.range.clone(), Some(read), reason, confidence))
    }

    /// How sure it is that the other word was printed; none where too little speaks for it.
    fn confidence(&self, word: &str, counts: &Counts) -> Option<f64> {
        let (known, around) = (compounds(), &self.around);
        let sides = Sides::of(word, around, counts, known);
        let row = counts.triple([around.before, word, around.after]);
        let same_row = elsewhere(counts.triple([around.before, around.word, around.after]));
        let is_row = row >= 3 && same_row == 0 && sides.has_content();
        if known.holds(around.before, around.word) || known.holds(around.word, around.after) {
            // What is printed is a word of the language, too.
            return (is_row && sides.compound().is_some()).then_some(DOUBTFUL);
        }
        let certain = sides.certainty(is_row)?;
        let common = (f64::from(counts.word(word)) / f64::from(counts.word(around.word).max(1))).ln().clamp(-3.0, 3.0);
        let certain = certain + 0.01 * common;
        let is_grammar =
            known.is_weak(word) || known.is_weak(around.word) || sides.compound().is_some_and(|side| !side.speaks);
        let is_doubtful = self.is_name || is_grammar && !is_row && !sides.both();
        Some(if is_doubtful { certain.min(DOUBTFUL) } else { certain.clamp(0.0, 0.99) })
    }
}

/// Whether a word is part of a name: a large first letter, and one beside it.
fn is_name(text: &Text<'_>, at: usize) -> bool {
    let is_large = |at: Option<usize>| at.and_then(|at| text.tokens.get(at)).is_some_and(|token| token.is_capital);
    let token = &text.tokens[at];
    let after = text.tokens.get(at + 1).is_some_and(|after| !after.apart && after.is_capital);
    token.is_capital && (after || !token.apart && is_large(at.checked_sub(1)))
}

/// This place itself counts for nothing.
fn elsewhere(count: u32) -> u32 {
    count.saturating_sub(1)
}

/// Both neighbours are asked how often they stand beside the other word, and how often beside this one elsewhere; and one of them has the other word.
fn outweighs(word: &str, around: &Around<'_>, counts: &Counts) -> bool {
    let left = (counts.pair(around.before, word), elsewhere(counts.pair(around.before, around.word)));
    let right = (counts.pair(word, around.after), elsewhere(counts.pair(around.word, around.after)));
    let [left_holds, right_holds] = [left, right].map(|(theirs, ours)| theirs >= 8 * ours);
    left_holds && right_holds && left.0 + right.0 > 0
}

/// What the neighbour on one side says of a word.
#[derive(Debug, Clone, Copy, Default)]
struct Side {
    /// How often the edition has the two.
    count: u32,
    /// How often it has the neighbour.
    neighbour: u32,
    /// Whether the two are a word of the language.
    is_compound: bool,
    /// Whether the neighbour says anything: it is there, does not stand beside everything, and is no part of another word.
    speaks: bool,
}

/// Both sides.
struct Sides([Side; 2]);

impl Sides {
    fn of(word: &str, around: &Around<'_>, counts: &Counts, known: &Compounds) -> Self {
        let side = |neighbour: &str, is_bound: bool, is_compound: bool, count: u32| Side {
            count,
            neighbour: counts.word(neighbour),
            is_compound: is_compound && !is_bound,
            speaks: !neighbour.is_empty() && !known.is_weak(neighbour) && !is_bound,
        };
        let Around { earlier, before, after, later, .. } = *around;
        Self([
            side(before, known.holds(earlier, before), known.holds(before, word), counts.free_pair(before, word)),
            side(after, known.holds(after, later), known.holds(word, after), counts.free_pair(word, after)),
        ])
    }

    /// The side with which the word is one of the language.
    fn compound(&self) -> Option<Side> {
        self.0.into_iter().filter(|side| side.is_compound).max_by_key(|side| side.count)
    }

    fn has_content(&self) -> bool {
        self.0.iter().any(|side| side.speaks)
    }

    fn both(&self) -> bool {
        self.0.iter().all(|side| side.speaks && side.count >= 2)
    }

    /// How sure they make it; none where they say too little.
    fn certainty(&self, is_row: bool) -> Option<f64> {
        let seen = self.0.iter().map(|side| side.count).sum::<u32>();
        let speaking = self.0.iter().filter(|side| side.speaks).map(|side| side.count).max().unwrap_or(0);
        // A neighbour that mostly stands beside the word.
        let is_bound = self.0.iter().any(|side| side.speaks && side.count >= 8 && side.count * 4 >= side.neighbour);
        let weight = 0.02 * f64::from(seen.max(1)).ln();
        match self.compound() {
            Some(side) if side.count >= 2 || side.count == 1 && is_row => Some(0.82 + weight),
            _ if is_row || self.both() => Some(0.74 + weight),
            _ if is_bound => Some(0.72 + weight),
            Some(_) => Some(DOUBTFUL),
            None => (speaking >= 5).then_some(0.5 + weight),
        }
    }
}
