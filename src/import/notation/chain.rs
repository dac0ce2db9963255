//! Notes and their marks chosen together: the best chain of definitions through the source, each with the reference that
//! calls it.
//!
//! In: candidates on both sides. Out: those that are notes and marks. A definition counts the more the better its
//! reference looks, the better its own label looks, and the more its place is one where notes stand: below a text that
//! breaks off, under a rule, above a page's end. A list of the text has few of these, so that its items cost more than
//! they bring and the chain leaves them out. Numbers go on by one; a lost note costs a little, numbering that begins
//! anew a little more. The work is linear: each definition looks at the few chains that end with the labels before its own.

use std::collections::HashMap;

use super::definitions::{self, Definition};
use super::places::Place;
use super::references::{self, Reference};
use super::weight;
use crate::numbering::label::Label;

/// What the chain leaves as notes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Chosen {
    /// Definitions with their references: indexes of the candidates, in order.
    pub notes: Vec<(usize, Option<usize>)>,
}

/// Lines that a note may have before the next one of the same foot.
const LONGEST_NOTE: usize = 60;
/// Lines between neighbours.
const NEAR: usize = 4;
/// Chains that are kept for each definition, and for each label.
const FRONTIER: usize = 6;
const KEPT: usize = 16;
/// References with one label that are looked at.
const LOOKED_AT: usize = 12;
/// Best chains after which numbering may begin anew.
const REMEMBERED: usize = 12;
/// Labels that may be lost between two notes.
const LONGEST_GAP: u32 = 4;
/// Labels that may be lost where whole pages of notes are.
const LONGEST_LEAP: u32 = 80;

/// How most notes of a source are written.
type Habit = (HashMap<references::Form, usize>, HashMap<definitions::Form, usize>);

/// A chain that ends with a definition.
#[derive(Debug, Clone, Copy)]
struct State {
    definition: usize,
    reference: Option<usize>,
    /// Line at which the foot of notes begins that holds it, and the one before.
    foot: usize,
    foot_before: usize,
    /// Place of the last reference: line and byte.
    called: (usize, usize),
    score: i32,
    before: Option<usize>,
}

/// Chooses notes and marks. `places`: one for each definition; `pages`: the page of each line.
#[must_use]
pub fn choose(definitions: &[Definition], references: &[Reference], places: &[Place], pages: &[usize]) -> Chosen {
    let chain = Chain::new(definitions, references, places, pages);
    let first = chain.walk(None);
    // What most of the source does speaks for a candidate, and never alone against it.
    let habit = chain.habit(&first);
    chain.walk(Some(&habit))
}

struct Chain<'a> {
    definitions: &'a [Definition],
    references: &'a [Reference],
    places: &'a [Place],
    pages: &'a [usize],
    by_label: HashMap<Label, Vec<usize>>,
    /// Several definitions have their labels in brackets.
    has_brackets: bool,
}

impl<'a> Chain<'a> {
    fn new(
        definitions: &'a [Definition],
        references: &'a [Reference],
        places: &'a [Place],
        pages: &'a [usize],
    ) -> Self {
        let mut by_label: HashMap<Label, Vec<usize>> = HashMap::new();
        for (index, reference) in references.iter().enumerate() {
            by_label.entry(reference.label).or_default().push(index);
        }
        let in_brackets = |definition: &&Definition| {
            matches!(definition.form, definitions::Form::Brackets | definitions::Form::Colon)
        };
        let has_brackets = definitions.iter().filter(in_brackets).count() >= NEAR;
        Self { definitions, references, places, pages, by_label, has_brackets }
    }

    fn habit(&self, chosen: &Chosen) -> Habit {
        let mut habit = Habit::default();
        for (definition, reference) in &chosen.notes {
            *habit.1.entry(self.definitions[*definition].form).or_default() += 1;
            if let Some(reference) = reference {
                *habit.0.entry(self.references[*reference].form).or_default() += 1;
            }
        }
        habit
    }

    fn walk(&self, habit: Option<&Habit>) -> Chosen {
        let mut states: Vec<State> = Vec::new();
        let mut ends: HashMap<Label, Vec<usize>> = HashMap::new();
        // The best chains so far, each better than the one before: numbering may begin anew after any of the last.
        let mut best: Vec<usize> = Vec::new();
        for (index, definition) in self.definitions.iter().enumerate() {
            let mut found: Vec<State> = Vec::new();
            let first = first_label(definition);
            found.push(self.open(index, None, ((0, 0), 0), first.unwrap_or(weight::LEAP), habit));
            for before in best.iter().rev().take(REMEMBERED) {
                let state = (*before, &states[*before]);
                if let Some(penalty) = first {
                    found.extend(self.begin(index, state, penalty, habit));
                } else if self.leaps(index, state.1) {
                    found.extend(self.follow(index, state, weight::LEAP, habit).into_iter().flatten());
                }
            }
            for (label, penalty) in definition.label.before(LONGEST_GAP) {
                // A raised label needs no row: what it lacks is misread or lost.
                let penalty = if definition.is_raised() { penalty.max(weight::GAP) } else { penalty };
                for before in ends.get(&label).into_iter().flatten() {
                    let state = states[*before];
                    if self.definitions[state.definition].line < definition.line {
                        found.extend(self.follow(index, (*before, &state), penalty, habit).into_iter().flatten());
                    }
                }
            }
            let kept = ends.entry(definition.label).or_default();
            for state in frontier(found) {
                let at = states.len();
                let total = self.gain(&state);
                let better = best.last().map_or(0, |best| self.gain(&states[*best])) < total;
                states.push(state);
                kept.push(at);
                if better {
                    best.push(at);
                }
            }
            kept.drain(..kept.len().saturating_sub(KEPT));
        }
        self.trace(&states, best.last().copied())
    }

    /// What a chain brings in all, if it ends here.
    fn gain(&self, state: &State) -> i32 {
        state.score + self.places[state.definition].below
    }

    /// Whether a definition may go on with a chain though many labels between the two are lost.
    fn leaps(&self, index: usize, state: &State) -> bool {
        let (last, own) = (&self.definitions[state.definition], &self.definitions[index]);
        let lost = own.label.number().saturating_sub(last.label.number());
        last.line < own.line && (LONGEST_GAP + 2..=LONGEST_LEAP).contains(&lost)
    }

    /// A chain in which numbering begins anew with a definition.
    ///
    /// Its references stand below the last notes; or, where the notes of all chapters stand at the end,
    /// below the last reference.
    fn begin(&self, index: usize, (at, state): (usize, &State), penalty: i32, habit: Option<&Habit>) -> Vec<State> {
        let definition = &self.definitions[index];
        let last = self.definitions[state.definition].line;
        let score = self.gain(state) + weight::ANEW + penalty;
        let windows = [((last, 0), last), (state.called, state.foot_before)];
        let near = definition.line - last <= LONGEST_NOTE;
        let windows = windows.into_iter().take(if near { 2 } else { 1 });
        windows.map(|window| self.open(index, Some(at), window, score, habit)).collect()
    }

    /// A foot of notes that begins with a definition. `window`: where its references begin, and the foot before.
    fn open(
        &self,
        index: usize,
        before: Option<usize>,
        (from, foot): ((usize, usize), usize),
        score: i32,
        habit: Option<&Habit>,
    ) -> State {
        let definition = &self.definitions[index];
        let own = self.own(index, (from, (definition.line, 0)), foot, habit);
        State {
            definition: index,
            reference: own.reference,
            foot: definition.line,
            foot_before: foot,
            called: own.place(self.references).unwrap_or(from),
            score: score + own.score + self.places[index].above + self.pages_away(index, own.reference),
            before,
        }
    }

    /// A definition at another page's foot than its reference: the next page at most.
    fn pages_away(&self, index: usize, reference: Option<usize>) -> i32 {
        let page = |line: usize| self.pages.get(line).copied().unwrap_or_default();
        let away = reference.map_or(0, |at| page(self.definitions[index].line) - page(self.references[at].line));
        if away > 1 { weight::PAGES_AWAY } else { 0 }
    }

    /// Whether a label without sign stands on the page of the digit that sticks to its word.
    fn is_of_foot(&self, definition: &Definition, at: usize) -> bool {
        let reference = &self.references[at];
        let page = self.page(definition);
        matches!(definition.form, definitions::Form::Number | definitions::Form::Alone)
            && reference.form == references::Form::Glued
            && self.pages.get(reference.line) == Some(&page)
            && self.pages.last().is_some_and(|last| *last > 0)
    }

    fn page(&self, definition: &Definition) -> usize {
        self.pages.get(definition.line).copied().unwrap_or_default()
    }

    /// The ways in which a definition goes on with a chain: below the same text, or at the next foot.
    fn follow(
        &self,
        index: usize,
        (at, state): (usize, &State),
        penalty: i32,
        habit: Option<&Habit>,
    ) -> [Option<State>; 2] {
        let definition = &self.definitions[index];
        let last = &self.definitions[state.definition];
        let in_row = if penalty == 0 { weight::IN_ROW } else { penalty };
        let near = definition.line - last.line <= LONGEST_NOTE
            && self.places[index].headings == self.places[state.definition].headings;
        let same = near.then(|| {
            let own = self.own(index, (state.called, (state.foot, 0)), state.foot_before, habit);
            let uncalled = own.reference.is_none() && penalty == 0 && !definition.is_raised();
            let beside = definition.line - last.line <= 2 * NEAR && self.page(definition) == self.page(last);
            let within = match (uncalled, own.reference) {
                (true, _) if beside => weight::WITHIN_FOOT,
                // Marks and notes that count on side by side are hardly chance.
                (false, Some(at)) if beside && penalty == 0 && self.is_of_foot(definition, at) => weight::BOTH_IN_ROW,
                _ => 0,
            };
            State {
                definition: index,
                reference: own.reference,
                called: own.place(self.references).unwrap_or(state.called),
                score: state.score + own.score + in_row + weight::SAME_FOOT + within,
                before: Some(at),
                ..*state
            }
        });
        let score = state.score + self.places[state.definition].below + in_row;
        let next = self.open(index, Some(at), (state.called, state.foot), score, habit);
        [same, Some(next)]
    }

    /// What a definition brings, with the reference that fits it best between two places. `foot`: the line where the
    /// foot of notes before begins.
    fn own(&self, index: usize, window: ((usize, usize), (usize, usize)), foot: usize, habit: Option<&Habit>) -> Own {
        let definition = &self.definitions[index];
        let raised = definition.is_raised();
        let strength = definition.strength + habit.map_or(0, |habit| self.usual(&habit.1, definition.form))
            - if raised { 0 } else { weight::PLAIN }
            + if habit.is_some_and(|habit| self.stands_out(index, habit)) { weight::STANDS_OUT } else { 0 };
        let least = if habit.is_some_and(|habit| mostly(&habit.0, references::Form::Raised)) { 5 } else { 3 };
        let candidates = self.by_label.get(&definition.label).map_or(&[][..], Vec::as_slice);
        let from = candidates.partition_point(|at| place(&self.references[*at]) <= window.0);
        let called = candidates[from..]
            .iter()
            .take(LOOKED_AT)
            .take_while(|at| place(&self.references[**at]) < window.1)
            // A raised label is no answer to a digit that is hardly a mark.
            .filter(|at| !raised || self.references[**at].strength >= least)
            .map(|at| (self.call_score(*at, index, foot, habit), *at))
            // Of two alike the first, so that the others are left for the labels that follow.
            .max_by_key(|(score, at)| (*score, std::cmp::Reverse(*at)));
        match called {
            Some((score, at)) if score > weight::UNCALLED => Own { score: strength + score, reference: Some(at) },
            // A note with a raised label stands in no need of the chain.
            _ if raised => Own { score: weight::UNCALLED_RAISED, reference: None },
            _ => Own { score: strength + weight::UNCALLED, reference: None },
        }
    }

    /// Whether nearly all notes have raised labels and this one has none, nor a place where notes stand.
    fn stands_out(&self, index: usize, habit: &Habit) -> bool {
        let definition = &self.definitions[index];
        let beside = |other: &Definition| other.is_raised() && other.line.abs_diff(definition.line) <= NEAR;
        let neighbours = [index.checked_sub(1), Some(index + 1)].into_iter().flatten();
        let is_beside = neighbours.filter_map(|at| self.definitions.get(at)).any(beside);
        let place = self.places[index].above + self.places[index].below;
        !definition.is_raised() && mostly(&habit.1, definitions::Form::Raised) && place < 3 && !is_beside
    }

    fn call_score(&self, at: usize, index: usize, foot: usize, habit: Option<&Habit>) -> i32 {
        let (reference, definition) = (&self.references[at], &self.definitions[index]);
        let usual = |form: references::Form| habit.map_or(0, |habit| self.usual(&habit.0, form));
        // Whether a blank stands between the full stop and a plain digit is the converter's doing.
        let is_plain = matches!(reference.form, references::Form::Glued) && reference.strength >= 5;
        let mut score = reference.strength
            + if is_plain { usual(reference.form).max(usual(references::Form::Spaced)) } else { usual(reference.form) };
        let alike = matches!(
            (reference.form, definition.form),
            (references::Form::Brackets, definitions::Form::Brackets | definitions::Form::Colon)
                | (references::Form::Square, definitions::Form::Square | definitions::Form::Colon)
                | (references::Form::HalfBracket, definitions::Form::HalfBracket)
        );
        score += if alike { weight::ALIKE } else { 0 };
        // Where notes are labelled "(1)", a raised "(1)" calls one of these, not an item "1.".
        let is_item = matches!(definition.form, definitions::Form::Point | definitions::Form::HalfBracket);
        score += if reference.bracketed && is_item && self.has_brackets { weight::UNLIKE } else { 0 };
        if reference.line < foot {
            score += weight::FOOT_SKIPPED;
        }
        score
    }

    /// What the habit of the source adds for a form.
    fn usual<Form: Copy + Eq + std::hash::Hash>(&self, habit: &HashMap<Form, usize>, form: Form) -> i32 {
        let all: usize = habit.values().sum();
        let own = habit.get(&form).copied().unwrap_or_default();
        match all {
            0..4 => 0,
            _ if own * 2 >= all => weight::HABIT.0,
            _ if own * 10 >= all => 0,
            4..12 => weight::HABIT.1,
            _ if own * 40 >= all => weight::HABIT.2,
            _ => weight::HABIT.3,
        }
    }

    fn trace(&self, states: &[State], best: Option<usize>) -> Chosen {
        let mut notes = Vec::new();
        let mut at = best;
        while let Some(index) = at {
            let state = &states[index];
            notes.push((state.definition, state.reference, state.score));
            at = state.before;
        }
        notes.reverse();
        let plain = |definition: usize| !self.definitions[definition].is_raised();
        let total = best.map_or(0, |best| self.gain(&states[best]));
        if total < weight::LEAST && notes.iter().all(|(definition, ..)| plain(*definition)) {
            return Chosen::default();
        }
        Chosen { notes: notes.into_iter().map(|(definition, reference, _)| (definition, reference)).collect() }
    }
}

/// The chains that are worth keeping: a chain that brings less may still have its references higher up, so that more of
/// them are left for what follows.
fn frontier(mut states: Vec<State>) -> Vec<State> {
    states.sort_by_key(|state| (std::cmp::Reverse(state.score), state.called));
    let mut kept: Vec<State> = Vec::new();
    for state in states {
        if kept.last().is_none_or(|last| state.called < last.called) {
            // The one with its references highest up stays, however little it brings so far.
            kept.truncate(FRONTIER - 1);
            kept.push(state);
        }
    }
    kept
}

fn place(reference: &Reference) -> (usize, usize) {
    (reference.line, reference.range.start)
}

/// Whether nearly all of many have one form.
fn mostly<Form: Eq + std::hash::Hash>(habit: &HashMap<Form, usize>, form: Form) -> bool {
    let all: usize = habit.values().sum();
    all >= 12 && habit.get(&form).copied().unwrap_or_default() * 10 >= all * 9
}

/// What it costs to begin with a definition; none when it cannot be the first.
fn first_label(definition: &Definition) -> Option<i32> {
    let number = definition.label.number();
    let raised = definition.is_raised();
    match number {
        1 => Some(0),
        2..=3 if raised => Some(0),
        2..=3 => Some(weight::GAP * i32::try_from(number - 1).unwrap_or(1)),
        _ if raised => Some(weight::GAP),
        _ => None,
    }
}

/// What a definition brings by itself.
struct Own {
    score: i32,
    reference: Option<usize>,
}

impl Own {
    fn place(&self, references: &[Reference]) -> Option<(usize, usize)> {
        self.reference.map(|at| place(&references[at]))
    }
}
