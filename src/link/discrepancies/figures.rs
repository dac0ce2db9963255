//! The same words with another figure.
//!
//! In: sentences. Out: pairs of figures that differ in sentences that otherwise say the same.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::following::with_following;
use super::found::Found;
use super::sentences::{Sense, Sentence};
use super::values::compare;
use super::within;
use crate::compare::{Step, steps};
use crate::language::has;
use crate::link::parallels::{ComparedTexts, LENGTH, candidates, ratio};
use crate::link::subjects::Subject;
use crate::link::units::Unit;

/// How alike two sentences must be: in two reports of a place, in one report.
const ALIKE: (f64, f64) = (0.5, 0.93);
/// How alike two passages must be that are compared as a whole.
const PASSAGES: f64 = 0.6;
/// Words to a figure from which a passage is no form that is filled twice.
const TELLING: usize = 24;
/// From here on sentences are alike as a whole, and a figure needs less of its own surroundings.
const WHOLE: f64 = 0.66;

/// Two sentences that say the same, with their aligned tokens.
struct AlignedSentences {
    a: usize,
    b: usize,
    score: f64,
    /// Indices of tokens that stand for each other, in runs without a break.
    runs: Vec<Vec<(usize, usize)>>,
}

/// The figures that differ.
pub(super) fn figures(
    units: &[Unit],
    sentences: &[Sentence],
    subjects: &[Subject],
    callers: &[Option<&str>],
) -> Vec<Found> {
    let comparable = |a: usize, b: usize| {
        let (a, b) = (sentences[a].unit, sentences[b].unit);
        let in_one = units[a].report == units[b].report;
        let of_one_block = in_one && callers[a].is_some() && callers[a] == callers[b];
        let may_be_one = || within::are_comparable((&units[a], subjects[a]), (&units[b], subjects[b]));
        a != b && !of_one_block && (!in_one || may_be_one())
    };
    let forms = within::Forms::new(units, sentences);
    // What speaks of another place is not looked at, so that the words of the office lead to no other province.
    let mut by_subject: BTreeMap<Subject, Vec<usize>> = BTreeMap::new();
    for (at, sentence) in sentences.iter().enumerate() {
        by_subject.entry(subjects[sentence.unit]).or_default().push(at);
    }
    let mut combs = ComparedTexts::default();
    let mut twins: Vec<AlignedSentences> = Vec::new();
    for own in by_subject.values() {
        let lists: Vec<&[u32]> = own.iter().map(|at| sentences[*at].folded).collect();
        for (a, b, shared) in candidates(&lists, 2) {
            let (a, b) = (own[a], own[b]);
            if comparable(a, b) {
                twins.extend(self::twins((units, sentences, &forms), &mut combs, (a, b), shared));
            }
        }
    }
    let best = best(units, sentences, &twins);
    let mut found = Vec::new();
    for pair in twins.iter().enumerate().filter(|(at, _)| best[*at]).map(|(_, pair)| pair) {
        found.extend(differences(units, sentences, pair));
    }
    found
}

fn twins(
    (units, sentences, forms): (&[Unit], &[Sentence], &within::Forms),
    combs: &mut ComparedTexts,
    (a, b): (usize, usize),
    shared: usize,
) -> Option<AlignedSentences> {
    let (left, right) = (&sentences[a], &sentences[b]);
    let in_one = units[left.unit].report == units[right.unit].report;
    let (least, part) = match (in_one, left.is_passage) {
        (true, _) => (ALIKE.1, 4),
        (false, true) => (PASSAGES, 6),
        (false, false) => (ALIKE.0, 10),
    };
    let (short, long) = (left.tokens.len().min(right.tokens.len()), left.tokens.len().max(right.tokens.len()));
    // Not even the whole shorter one would be enough, or what they share is a phrase of the office.
    if ratio(2 * short, short + long) < least || shared * part < long.saturating_sub(LENGTH) {
        return None;
    }
    let common = combs.of(a, left.folded).common(right.folded);
    let score = ratio(2 * common, short + long);
    if score < least {
        return None;
    }
    let steps = steps(left.folded, right.folded);
    let runs: Vec<Vec<(usize, usize)>> =
        steps.iter().filter(|step| step.is_same).map(|step| step.a.clone().zip(step.b.clone()).collect()).collect();
    let differ = |sense: Sense| {
        runs.iter().flatten().any(|(i, j)| {
            let named = left.senses[*i] == sense || right.senses[*j] == sense;
            named && left.tokens[*i].word != right.tokens[*j].word
        })
    };
    let is_form = || forms.are_filled(a) || forms.are_filled(b);
    if in_one && (is_form() || !within::say_the_same(units, (left, right), &steps)) {
        return None;
    }
    // Another number of a name is another thing; in one report another year is another quantity.
    let is_other = differ(Sense::Name) || in_one && differ(Sense::Year) || are_of_two_periods(left, right, &steps);
    (!is_other).then_some(AlignedSentences { a, b, score, runs })
}

/// Whether the sentences speak of two quarters, terms or rounds that words and not figures count: "quý I", "quý II".
fn are_of_two_periods(left: &Sentence, right: &Sentence, steps: &[Step]) -> bool {
    let counted =
        |sentence: &Sentence, at: usize| at > 0 && has(&sentence.language.differences.rounds, sentence.key(at - 1));
    let differ = |step: &&Step| {
        let words = !step.a.is_empty() && !step.b.is_empty();
        words && counted(left, step.a.start) && counted(right, step.b.start)
    };
    steps.iter().filter(|step| !step.is_same).any(|step| differ(&step))
}

/// Which of the pairs is the best one that a sentence has in the other's report.
fn best(units: &[Unit], sentences: &[Sentence], twins: &[AlignedSentences]) -> Vec<bool> {
    let report = |sentence: usize| units[sentences[sentence].unit].report;
    let mut scores: HashMap<(usize, usize), f64, foldhash::fast::FixedState> = HashMap::default();
    for pair in twins {
        for (own, other) in [(pair.a, pair.b), (pair.b, pair.a)] {
            let score = scores.entry((own, report(other))).or_insert(0.0);
            *score = score.max(pair.score);
        }
    }
    let is_best =
        |own: usize, other: usize, score: f64| scores.get(&(own, report(other))).is_some_and(|best| score >= *best);
    twins.iter().map(|pair| is_best(pair.a, pair.b, pair.score) && is_best(pair.b, pair.a, pair.score)).collect()
}

fn differences(units: &[Unit], sentences: &[Sentence], pair: &AlignedSentences) -> Vec<Found> {
    let (left, right) = (&sentences[pair.a], &sentences[pair.b]);
    let mut found = Vec::new();
    let mut count = 0;
    // What is said of another thing ("41 dự án mới và mở rộng", "10 dự án") stays so to the sentence's end.
    let mut is_other = false;
    for (index, run) in pair.runs.iter().enumerate() {
        for (at, (i, j)) in run.iter().copied().enumerate() {
            let figures = left.senses[i] == Sense::Figure && right.senses[j] == Sense::Figure;
            if !figures {
                continue;
            }
            count += 1;
            let kind = compare(units, left, i, right, j);
            let is_dated = || is_dated_alike(left, right, run, at) && pair.score >= WHOLE;
            let close = (is_surrounded(left, run, at, pair.score) || is_dated()) && same_period(left, i, right, j);
            let moved = || is_moved(left, i, right, j) || is_moved(right, j, left, i);
            is_other |= kind.is_some() && is_qualified(left, run, at, pair.runs.get(index + 1));
            if let Some(kind) = kind.filter(|_| close && !is_other && !moved()) {
                found.push((i, j, kind));
            }
        }
    }
    // Where most figures differ the sentences speak of two things in the same words.
    let words: usize = pair.runs.iter().map(Vec::len).sum();
    let is_form = !left.is_passage || words <= found.len() * TELLING;
    if is_form && found.len() > 1 && found.len() * 3 > count * 2 {
        return Vec::new();
    }
    found.into_iter().flat_map(|(i, j, kind)| with_following(units, left, i, right, j, kind)).collect()
}

/// Whether one sentence says more of what a figure counts than the other: words are put in right behind its noun.
fn is_qualified(sentence: &Sentence, run: &[(usize, usize)], at: usize, next: Option<&Vec<(usize, usize)>>) -> bool {
    /// Words of a noun, and of what is put in behind it.
    const NOUN: usize = 3;
    const MORE: usize = 6;
    let noun = &run[at + 1..];
    let is_noun = (1..=NOUN).contains(&noun.len()) && noun.iter().all(|(i, _)| sentence.senses[*i] == Sense::Word);
    let (Some((i, j)), Some((k, l))) = (run.last(), next.and_then(|next| next.first())) else { return false };
    let (own, other) = (k - i - 1, l - j - 1);
    is_noun && own.min(other) == 0 && (2..=MORE).contains(&own.max(other))
}

/// Whether enough of the words around a figure are the same in both sentences.
fn is_surrounded(sentence: &Sentence, run: &[(usize, usize)], at: usize, score: f64) -> bool {
    let is_word = |(i, _): &&(usize, usize)| sentence.senses[*i] == Sense::Word;
    let before = run[..at].iter().rev().take_while(is_word).take(8).count();
    let near = run[..at].iter().rev().take(6).filter(is_word).count();
    let after = run[at + 1..].iter().take(6).filter(is_word).count();
    match score {
        score if score >= WHOLE => near >= 2 && near + after >= 5 || after >= 5 && score >= 0.85,
        // In sentences that differ much the words before the figure must say what it is.
        _ => before >= 4 && near + after >= 7,
    }
}

/// Whether a year stands right before a figure in passages that go on alike, and the words before name one thing in
/// another order: "revenue …; in 2025 it reached".
fn is_dated_alike(left: &Sentence, right: &Sentence, run: &[(usize, usize)], at: usize) -> bool {
    /// Words that are looked at, and those of them that both must have.
    const WORDS: usize = 24;
    const SHARED: usize = 8;
    const AFTER: usize = 5;
    let is_year = |(i, _): &(usize, usize)| left.senses[*i] == Sense::Year;
    let dated = run[..at].iter().rev().take(2).any(is_year);
    let is_word = |(i, _): &&(usize, usize)| left.senses[*i] == Sense::Word;
    let after = run[at + 1..].iter().take(AFTER).filter(is_word).count();
    if !left.is_passage || !dated || after < AFTER {
        return false;
    }
    let (i, j) = run[at];
    let named = |sentence: &Sentence<'_>, at: usize| -> BTreeSet<u32> {
        let words = at.saturating_sub(WORDS)..at;
        words.filter(|at| sentence.senses[*at] == Sense::Word).map(|at| sentence.folded[at]).collect()
    };
    named(left, i).intersection(&named(right, j)).count() >= SHARED
}

/// Whether the last year before two figures is the same, as far as there is one. A year or a part of a year that stands
/// right before one of them alone ("năm 2024 đạt 61,9%", "9 tháng đạt …") is another period than the other's.
pub(super) fn same_period(left: &Sentence, i: usize, right: &Sentence, j: usize) -> bool {
    /// Words between a year and the figure that it dates: "năm 2024 ước đạt".
    const NEAR: usize = 2;
    let last = |sentence: &Sentence, at: usize| (0..at).rev().find(|at| sentence.senses[*at] == Sense::Year);
    let parts = |sentence: &Sentence, at: usize| {
        let seasons = &sentence.language.differences.seasons;
        (at.saturating_sub(NEAR + 2)..at).any(|at| has(seasons, sentence.key(at)))
    };
    let years = match (last(left, i), last(right, j)) {
        (Some(a), Some(b)) => left.tokens[a].word == right.tokens[b].word,
        (Some(a), None) => a + NEAR < i,
        (None, Some(b)) => b + NEAR < j,
        (None, None) => true,
    };
    years && parts(left, i) == parts(right, j)
}

/// Whether a figure of one sentence stands elsewhere in the other than at its partner's place; short ones may do
/// so by chance.
fn is_moved(from: &Sentence, at: usize, to: &Sentence, partner: usize) -> bool {
    let word = from.tokens[at].word;
    let mut others = to.tokens.iter().enumerate().filter(|(index, _)| *index != partner);
    from.key(at).len() >= 3 && others.any(|(_, token)| token.is_number && token.word == word)
}
