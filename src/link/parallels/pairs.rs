//! Pairs of passages that say the same: what shares runs of words is judged word by word.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::common::ComparedTexts;
use super::crossing::{Fit, uncrossed};
use super::figures::{self, SharedFigures};
use super::names::own_words;
pub(in crate::link) use super::pair::Pair;
use super::pair::SURE;
use super::runs::{Index, Run};
use super::sameness::are_same;
use super::shingles::{LENGTH, candidates};
use super::within;
use crate::language::year;
use crate::link::subjects::Subject;
use crate::link::texts::{Texts, Token};
use crate::link::units::{Kind, Unit};
use crate::model::links::Degree;

/// Words (syllables) that a passage must have to be looked for elsewhere.
pub(in crate::link) const SHORTEST: usize = 8;

/// Runs that two passages must share.
const LEAST: usize = 3;

/// Share of the shorter passage that must stand in common runs, by its words: a line may be made of phrases.
const SHARED: [(usize, f64); 3] = [(24, 0.75), (48, 0.6), (usize::MAX, 0.5)];

/// What passages of one place need less: each says in words of its own when and how much.
const OWN_WORDS: f64 = 0.05;

/// Words in common runs that are enough, however long the passages are.
#[derive(Clone, Copy)]
struct Enough {
    /// Words of a run that is no phrase.
    run: usize,
    /// Words in such runs.
    words: usize,
}

/// Passages of one place speak of the same things; those of two places share the phrases of the office.
const ONE_PLACE: Enough = Enough { run: 5, words: 30 };

const TWO_PLACES: Enough = Enough { run: 8, words: 40 };

/// Documents that a list of documents shares with another passage, and how much of its words stand in common runs.
const LISTED: (usize, f64) = (2, 0.7);

/// Share of the longer passage from which both are the same as a whole.
const WHOLE: f64 = 0.8;

/// What tells a form that is filled twice, with other figures.
#[derive(Clone, Copy)]
struct Form {
    /// Figures that stand for each other.
    figures: usize,
    /// At most so many words to a figure: in longer texts figures are not what it is about.
    words: usize,
}

/// A place says the same thing twice with another figure, too.
const FORM: Form = Form { figures: 4, words: 10 };

/// Two places have figures of their own.
const FORM_OF_TWO: Form = Form { figures: 1, words: 24 };

/// Words of one run that are enough.
const LONG: usize = 25;

/// Share of both passages from which they are the same text, edited.
pub(super) const EDITED: f64 = 0.8;

/// All pairs, in reading order. `names`: the words of each unit that name a document, which two passages may share and
/// say different things.
pub(in crate::link) fn pairs(
    units: &[Unit],
    texts: &Texts,
    subjects: &[Subject],
    names: &BTreeMap<usize, Vec<Range<usize>>>,
    callers: &[Option<&str>],
) -> Vec<Pair> {
    let figures = SharedFigures::new(units, texts, subjects, callers);
    let candidates = figures.add_to(candidates(&texts.all(), LEAST));
    judged(units, texts, (subjects, names), &figures, candidates)
}

/// Those of some candidates that say the same, in reading order: two units each, and how many runs they share.
pub(in crate::link) fn judged(
    units: &[Unit],
    texts: &Texts,
    (subjects, names): (&[Subject], &BTreeMap<usize, Vec<Range<usize>>>),
    figures: &SharedFigures,
    candidates: Vec<(usize, usize, usize)>,
) -> Vec<Pair> {
    let mut judge = Judge {
        units,
        texts,
        subjects,
        names,
        figures,
        combs: ComparedTexts::default(),
        index: Index::default(),
        tokens: units.iter().map(|_| OnceCell::new()).collect(),
        own: units.iter().map(|_| OnceCell::new()).collect(),
    };
    let is_apart = |a: usize, b: usize| units[a].place != units[b].place;
    let mut fits: Vec<Fit> = candidates
        .into_iter()
        .filter(|(a, b, _)| is_apart(*a, *b))
        .filter_map(|(a, b, shared)| judge.fit(a, b, shared))
        .collect();
    within::leave_formulas(units, &mut fits);
    uncrossed(units, texts, fits)
}

/// Tells whether two units say the same.
struct Judge<'t> {
    units: &'t [Unit],
    subjects: &'t [Subject],
    texts: &'t Texts<'t>,
    names: &'t BTreeMap<usize, Vec<Range<usize>>>,
    figures: &'t SharedFigures,
    combs: ComparedTexts,
    index: Index,
    /// The words of each unit, read when it is first judged.
    tokens: Vec<OnceCell<Vec<Token>>>,
    /// For each unit which of its words are its own, worked out when it is first judged.
    own: Vec<OnceCell<Vec<bool>>>,
}

impl Judge<'_> {
    /// Whether two units that share runs of words say the same.
    fn fit(&mut self, a: usize, b: usize, shared: usize) -> Option<Fit> {
        let (left, right) = (self.texts.folded(a), self.texts.folded(b));
        let shorter = left.len().min(right.len());
        // A fifth of the shorter one's runs, or a long one: what is less is a phrase of the office.
        let is_promising = shared.saturating_mul(5) >= shorter.saturating_sub(LENGTH)
            || shared > LONG - LENGTH
            || self.figures.has(a, b);
        if shorter < SHORTEST || !is_promising {
            return None;
        }
        self.index.lay_out(a, left);
        let runs = self.index.runs(left, right);
        let margin = self.margin_of_things(a, b, &runs).or_else(|| self.margin_of_words(a, b, &runs))?;
        let common = self.combs.of(a, left).common(right);
        let score = ratio(2 * common, left.len() + right.len());
        let degree = match score {
            score if score >= EDITED && are_same(self.texts, self.tokens(a), self.tokens(b)) => Degree::Same,
            score if score >= EDITED => Degree::Edited,
            _ => Degree::Partial,
        };
        // All the words and other figures: edited, and not quite 1.
        let score = if degree == Degree::Same { 1.0 } else { (score.min(0.999) * 1000.0).round() / 1000.0 };
        Some(Fit { pair: Pair { a, b, common, score, degree, margin }, runs })
    }

    /// How many times over the words are enough; none for two passages of one report that only look alike.
    fn margin_of_words(&self, a: usize, b: usize, runs: &[Run]) -> Option<f64> {
        let margin = self.margin(a, b, runs).filter(|margin| *margin >= 1.0)?;
        let in_one = self.units[a].report == self.units[b].report;
        let is_norm = || self.subjects[a].is_norm || self.subjects[b].is_norm;
        let is_again = || self.is_said_again(a, b, margin) || !is_norm() && self.shared_figures(a, b) > 0;
        (!in_one || is_again()).then_some(margin)
    }

    /// How many times over two passages of one place speak of the same things, by precise figures that hardly another passage gives, or
    /// as lists of the same documents; none where that is not enough.
    fn margin_of_things(&self, a: usize, b: usize, runs: &[Run]) -> Option<f64> {
        if self.subjects[a].place != self.subjects[b].place {
            return None;
        }
        let shared = if self.figures.has(a, b) { self.shared_figures(a, b) } else { 0 };
        if shared >= figures::ENOUGH {
            return Some(SURE * ratio(shared, figures::ENOUGH));
        }
        self.list_the_same(a, b, runs).then_some(1.0)
    }

    /// How many rare figures two passages share, labels and the names of documents not counted.
    fn shared_figures(&self, a: usize, b: usize) -> usize {
        let place = self.subjects[a].place;
        let figures = |unit: usize| {
            let Unit { language, passage, .. } = &self.units[unit];
            let counts = |token: &Token| token.is_number && !language.is_label(&passage.text, &token.range());
            let own = self.tokens(unit).iter().zip(self.own(unit)).filter(|(token, own)| **own && counts(token));
            own.filter_map(|(token, _)| self.figures.rare(place, token.word)).collect::<BTreeSet<u64>>()
        };
        figures(a).intersection(&figures(b)).count()
    }

    /// Whether two passages name mostly the same documents, and one of them is a note that says nothing else.
    fn list_the_same(&self, a: usize, b: usize, runs: &[Run]) -> bool {
        let is_list = |unit: usize| {
            self.units[unit].kind == Kind::Note && self.own(unit).iter().filter(|own| **own).count() < SHORTEST
        };
        let listed = |unit: usize| -> BTreeSet<u32> {
            let names = self.names.get(&unit).into_iter().flatten();
            let number = |name: &Range<usize>| {
                self.tokens(unit).iter().find(|token| token.is_number && name.contains(&token.range().start))
            };
            names.filter_map(number).map(|token| token.word).collect()
        };
        let (shorter, lists) = match self.tokens(a).len() <= self.tokens(b).len() {
            true => (self.tokens(a).len(), is_list(a)),
            false => (self.tokens(b).len(), is_list(b)),
        };
        lists
            && ratio(runs.iter().map(|run| run.a.len()).sum(), shorter) >= LISTED.1
            && listed(a).intersection(&listed(b)).count() >= LISTED.0
    }

    /// Whether two passages of one report say one thing twice.
    fn is_said_again(&self, a: usize, b: usize, margin: f64) -> bool {
        let is_norm = self.subjects[a].is_norm || self.subjects[b].is_norm;
        // An aim and what was reached are told in one form, with other figures.
        if self.subjects[a].is_target != self.subjects[b].is_target {
            return !is_norm;
        }
        let own = |unit: usize| self.own(unit).iter().filter(|own| **own).count();
        let words = |unit: usize| (&self.units[unit], self.tokens(unit), own(unit));
        !is_norm && margin >= within::ENOUGH && within::is_said_again(self.texts, words(a), words(b))
    }

    /// How many times over the runs are enough to say the same thing, the names of documents and other figures not counted; none
    /// where no run would be.
    fn margin(&self, a: usize, b: usize, runs: &[Run]) -> Option<f64> {
        let (left, right) = (self.tokens(a), self.tokens(b));
        let is_one_place = self.subjects[a].place == self.subjects[b].place;
        let (enough, form) = if is_one_place { (ONE_PLACE, FORM) } else { (TWO_PLACES, FORM_OF_TWO) };
        if self.are_of_two_things((left, right), runs, form) {
            return None;
        }
        // What is whole the same is the same, whatever it names.
        let longer = left.len().max(right.len());
        if ratio(runs.iter().map(|run| run.a.len()).sum(), longer) >= WHOLE {
            return Some(f64::INFINITY);
        }
        let (own_left, own_right) = (self.own(a), self.own(b));
        let counts = |(i, j): &(usize, usize)| {
            own_left[*i] && own_right[*j] && (!left[*i].is_number || left[*i].word == right[*j].word)
        };
        let lengths: Vec<usize> = runs.iter().map(|run| run.pairs().filter(counts).count()).collect();
        let sum = near(runs, &lengths, left.len() <= right.len(), left.len().min(right.len()));
        let in_long_runs: usize = lengths.iter().filter(|length| **length >= enough.run).sum();
        let longest = lengths.iter().max().copied().unwrap_or(0);
        let own = |words: &[bool]| words.iter().filter(|own| **own).count();
        let shorter = own(own_left).min(own(own_right));
        let (_, share) = SHARED.into_iter().find(|(words, _)| shorter < *words).unwrap_or_default();
        let least = if is_one_place { share - OWN_WORDS } else { share };
        let shares = [ratio(sum, shorter) / least, ratio(in_long_runs, enough.words), ratio(longest, LONG)];
        (shorter >= SHORTEST).then(|| shares.into_iter().fold(0.0, f64::max))
    }

    /// Whether the words are a form that is filled twice: of the figures that stand for each other hardly one is the same. Years
    /// belong to the form.
    fn are_of_two_things(&self, (left, right): (&[Token], &[Token]), runs: &[Run], form: Form) -> bool {
        let is_figure = |token: &Token| token.is_number && year(self.texts.lexicon.key(token.word)).is_none();
        let figures = runs.iter().flat_map(Run::pairs).filter(|(i, j)| is_figure(&left[*i]) && is_figure(&right[*j]));
        let (mut all, mut other) = (0, 0);
        for (i, j) in figures {
            all += 1;
            other += usize::from(left[i].word != right[j].word);
        }
        let words: usize = runs.iter().map(|run| run.a.len()).sum();
        all >= form.figures && other * 4 >= all * 3 && words <= all * form.words
    }

    fn tokens(&self, unit: usize) -> &[Token] {
        self.tokens[unit].get_or_init(|| self.texts.tokens(unit))
    }

    fn own(&self, unit: usize) -> &[bool] {
        self.own[unit].get_or_init(|| {
            let names = self.names.get(&unit).map_or(&[][..], Vec::as_slice);
            own_words(self.units[unit].text(), self.tokens(unit), names)
        })
    }
}

/// Words in runs that lie near to one another in the longer passage, of a line those alone that keep its order: phrases of a
/// line that are strewn over a long passage do not restate it. `is_a_shorter`: whether the second passage is the longer one.
fn near(runs: &[Run], lengths: &[usize], is_a_shorter: bool, shorter: usize) -> usize {
    /// How many times the shorter passage the runs may be spread over.
    const SPREAD: usize = 3;
    /// Words of the longest line.
    const LINE: usize = 48;
    let place = |run: &Run| if is_a_shorter { run.b.clone() } else { run.a.clone() };
    let mut ordered: Vec<(&Run, usize)> = runs.iter().zip(lengths.iter().copied()).collect();
    ordered.sort_by_key(|(run, _)| run.a.start);
    let from = |start: usize| {
        let is_near = |run: &Run| place(run).start >= start && place(run).end <= start + SPREAD * shorter;
        let here: Vec<(&Run, usize)> = ordered.iter().filter(|(run, _)| is_near(run)).copied().collect();
        if shorter >= LINE { here.iter().map(|(_, length)| length).sum() } else { in_order(&here) }
    };
    runs.iter().map(|run| from(place(run).start)).max().unwrap_or(0)
}

/// Most words in runs that stand in one order in both passages. `runs` are in the order of the first.
fn in_order(runs: &[(&Run, usize)]) -> usize {
    let mut best: Vec<usize> = Vec::new();
    for (at, (run, length)) in runs.iter().enumerate() {
        let before = (0..at).filter(|other| runs[*other].0.b.end <= run.b.start).map(|other| best[other]);
        best.push(length + before.max().unwrap_or(0));
    }
    best.into_iter().max().unwrap_or(0)
}

/// A share of two counts.
pub(in crate::link) fn ratio(part: usize, whole: usize) -> f64 {
    // Counts of words in a text are far below the numbers that f64 cannot tell apart.
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}
