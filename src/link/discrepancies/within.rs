//! Two sentences of one report: an author hardly says a thing twice in the same words, but fills a form again and again.
//!
//! In: sentences of one report and what they differ in. Out: whether they can be of one thing. What always holds: lines of lists and
//! tables, documents that set norms, and a form that is filled more than twice tell of several things; sentences of one thing differ
//! in one figure, which has a unit or counts a noun, and in no other word that says something.

use std::collections::{HashMap, HashSet};

use super::sentences::{Sense, Sentence};
use crate::compare::Step;
use crate::language::has;
use crate::link::subjects::Subject;
use crate::link::units::Unit;

/// Times from which on a sentence with other figures is a form.
const FILLED: usize = 3;

/// Whether two passages of one report may tell one thing.
pub(super) fn are_comparable((a, of_a): (&Unit, Subject), (b, of_b): (&Unit, Subject)) -> bool {
    !a.is_line && !b.is_line && !of_a.is_norm && !of_b.is_norm
}

/// Sentences that stand several times in a report, with other figures each time.
pub(super) struct Forms {
    filled: HashSet<usize>,
}

/// Sentences by their report and words.
type ByWords<'s> = HashMap<(usize, &'s [u32]), Vec<usize>, foldhash::fast::FixedState>;

impl Forms {
    /// Counts the sentences by their words.
    pub fn new(units: &[Unit], sentences: &[Sentence]) -> Self {
        let mut known = ByWords::default();
        for (at, sentence) in sentences.iter().enumerate() {
            known.entry((units[sentence.unit].report, sentence.folded)).or_default().push(at);
        }
        let figures = |at: &usize| -> Vec<u32> {
            sentences[*at].tokens.iter().filter(|token| token.is_number).map(|token| token.word).collect()
        };
        let is_form = |all: &&Vec<usize>| {
            all.len() >= FILLED && all.iter().map(figures).collect::<HashSet<Vec<u32>>>().len() >= FILLED
        };
        Self { filled: known.values().filter(is_form).flatten().copied().collect() }
    }

    /// Whether a sentence is one of a form.
    pub fn are_filled(&self, sentence: usize) -> bool {
        self.filled.contains(&sentence)
    }
}

/// Whether two sentences say the same of the same but for one quantity.
pub(super) fn say_the_same(units: &[Unit], (left, right): (&Sentence, &Sentence), steps: &[Step]) -> bool {
    let leads = |sentence: &Sentence, at: usize| {
        let (words, key) = (&sentence.language.differences, sentence.key(at));
        has(&words.lead_words, key) || has(&words.fillers, key)
    };
    let says_nothing =
        |step: &Step| step.a.clone().all(|at| leads(left, at)) && step.b.clone().all(|at| leads(right, at));
    if !steps.iter().filter(|step| !step.is_same).all(says_nothing) {
        return false;
    }
    let pairs = steps.iter().filter(|step| step.is_same).flat_map(|step| step.a.clone().zip(step.b.clone()));
    let differ = |(i, j): &(usize, usize)| left.tokens[*i].is_number && left.tokens[*i].word != right.tokens[*j].word;
    let mut other = pairs.filter(differ);
    let (one, more) = (other.next(), other.next());
    one.is_some_and(|(i, j)| more.is_none() && is_quantity(units, left, i) && is_quantity(units, right, j))
}

/// Whether a figure has a unit, or a noun that it counts right behind it.
fn is_quantity(units: &[Unit], sentence: &Sentence, at: usize) -> bool {
    let text = units[sentence.unit].text();
    let range = sentence.tokens[at].range();
    if text[..range.start].ends_with(['$', '€', '£', '¥']) {
        return true;
    }
    let Some(next) = sentence.tokens.get(at + 1).map(crate::link::texts::Token::range) else { return false };
    let (behind, key) = (&text[range.end..next.start], sentence.key(at + 1));
    let is_word = sentence.senses[at + 1] == Sense::Word && behind.trim().is_empty();
    let is_measure = key == "%" || key == "‰" || sentence.language.scale(key).is_some();
    let leads_on = has(&sentence.language.differences.noun_ends, key) || sentence.language.must_go_on(key);
    let is_noun = !behind.is_empty() && text[next].starts_with(char::is_lowercase) && !leads_on;
    is_word && (is_measure || is_noun)
}
