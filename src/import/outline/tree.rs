//! The cheapest tree: which candidates are headings, how their numbers read, and what holds each.
//!
//! A walk through the candidates in order. A state is the path of open headings; each candidate is text, or a heading at
//! some depth of that path. What a place costs is how far it strays from what the path asks for next. The cheapest [`BEAM`]
//! states go on, so that a doubtful line costs itself alone: the next number tells which reading was right. Linear in
//! the number of candidates.

use std::rc::Rc;

use super::candidate::{Candidate, Number, Setting, is_title_like};
use super::open::{BARE_RANK, Kind, Open, form_cost, order, prefix_cost};
use super::weights::{Weights, cost};
use crate::numbering::{self, Style};

/// How many states go on from each candidate.
const BEAM: usize = 24;
/// How deep an outline may be.
const DEEPEST: usize = 12;

/// Where a candidate stands in the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed {
    /// The candidate that holds it.
    pub parent: Option<usize>,
    /// Which of its readings counts; none for a heading without number.
    pub reading: Option<usize>,
}

/// One way to have read all candidates so far.
#[derive(Debug, Clone, Default)]
struct State<'a> {
    cost: i32,
    path: Vec<Rc<Open<'a>>>,
    /// The last of each label and of the first numbers: they may count on through the parts above them.
    counts: Rc<Vec<(Style, usize)>>,
    /// Under which kind each kind last stood.
    under: Rc<Vec<(Kind, Option<Kind>)>>,
    /// The last heading in [`Walk::steps`].
    step: Option<usize>,
}

/// A heading placed, and the one before it: the way back.
struct Step {
    candidate: usize,
    placed: Placed,
    before: Option<usize>,
}

/// A state's next step, weighed and not yet taken.
struct Choice<'a> {
    cost: i32,
    from: usize,
    /// The depth and the heading; none for text.
    place: Option<(usize, Open<'a>, Option<usize>)>,
}

/// What the walk goes through, and what its steps cost.
#[derive(Clone, Copy)]
struct Walk<'a> {
    weights: &'a Weights,
    candidates: &'a [Candidate],
}

/// The place of each candidate in the cheapest tree; none for text.
pub fn cheapest(weights: &Weights, candidates: &[Candidate]) -> Vec<Option<Placed>> {
    let walk = Walk { weights, candidates };
    let mut steps: Vec<Step> = Vec::new();
    let mut states = vec![State::default()];
    let mut choices: Vec<Choice<'_>> = Vec::new();
    for (at, candidate) in candidates.iter().enumerate().filter(|(_, candidate)| candidate.as_text > 0) {
        choices.clear();
        for (from, state) in states.iter().enumerate() {
            choices.push(Choice { cost: state.cost + candidate.as_text, from, place: None });
            weigh_all(walk, at, state, from, &mut choices);
        }
        let mut order: Vec<usize> = (0..choices.len()).collect();
        order.sort_by_key(|choice| choices[*choice].cost);
        let mut next: Vec<State<'_>> = Vec::new();
        for choice in order.into_iter().map(|choice| &choices[choice]) {
            let from = &states[choice.from];
            if !next.iter().any(|other| leads_to(from, choice, other)) {
                next.push(take(from, choice, at, &mut steps));
            }
            if next.len() == BEAM {
                break;
            }
        }
        states = next;
    }
    let mut placed = vec![None; candidates.len()];
    let mut step = states.first().and_then(|best| best.step);
    while let Some(at) = step {
        placed[steps[at].candidate] = Some(steps[at].placed);
        step = steps[at].before;
    }
    placed
}

/// How much more each line that became text would cost as a heading, in the cheapest place below the headings above it; none
/// where it can be no heading, or is one.
pub fn gaps(weights: &Weights, candidates: &[Candidate], placed: &[Option<Placed>]) -> Vec<Option<i32>> {
    let walk = Walk { weights, candidates };
    let mut state = State::default();
    let mut gaps = vec![None; candidates.len()];
    for (at, candidate) in candidates.iter().enumerate() {
        let mut choices = Vec::new();
        weigh_all(walk, at, &state, 0, &mut choices);
        let Some(own) = &placed[at] else {
            gaps[at] = choices.iter().map(|choice| choice.cost - state.cost - candidate.as_text).min();
            continue;
        };
        let parent = |depth: usize| depth.checked_sub(1).map(|above| state.path[above].candidate);
        let is_own = |choice: &Choice<'_>| {
            let place = choice.place.as_ref();
            place.is_some_and(|(depth, _, reading)| parent(*depth) == own.parent && *reading == own.reading)
        };
        if let Some(choice) = choices.iter().find(|choice| is_own(choice)) {
            state = take(&state, choice, at, &mut Vec::new());
        }
    }
    gaps
}

/// Whether a choice leads to the path of a state.
fn leads_to(from: &State<'_>, choice: &Choice<'_>, other: &State<'_>) -> bool {
    let (kept, last) = match &choice.place {
        Some((depth, open, _)) => (*depth, Some(open)),
        None => (from.path.len(), None),
    };
    let path = from.path[..kept].iter().map(|open| &**open).chain(last);
    path.map(|open| (open.kind, open.components)).eq(other.path.iter().map(|open| (open.kind, open.components)))
}

fn take<'a>(from: &State<'a>, choice: &Choice<'a>, at: usize, steps: &mut Vec<Step>) -> State<'a> {
    let mut state = State { cost: choice.cost, ..from.clone() };
    let Some((depth, open, reading)) = choice.place else { return state };
    state.path.truncate(depth);
    let parent = state.path.last().map(|parent| (parent.candidate, parent.kind));
    let kind = parent.map(|(_, kind)| kind);
    match state.under.iter().position(|(known, _)| *known == open.kind) {
        Some(known) if state.under[known].1 == kind => {}
        Some(known) => Rc::make_mut(&mut state.under)[known].1 = kind,
        None => Rc::make_mut(&mut state.under).push((open.kind, kind)),
    }
    if let Some(style) =
        open.style().filter(|style| *style == Style::Counted || style.rank() <= Style::Decimal(1).rank())
    {
        let counts = Rc::make_mut(&mut state.counts);
        counts.retain(|(other, _)| *other != style);
        counts.push((style, open.ordinal()));
    }
    state.path.push(Rc::new(open));
    let placed = Placed { parent: parent.map(|(candidate, _)| candidate), reading };
    steps.push(Step { candidate: at, placed, before: state.step });
    state.step = Some(steps.len() - 1);
    state
}

/// Every place that a candidate may take in a state.
fn weigh_all<'a>(walk: Walk<'a>, at: usize, state: &State<'_>, from: usize, choices: &mut Vec<Choice<'a>>) {
    let Walk { weights, candidates } = walk;
    let candidate = &candidates[at];
    // A title right above another one holds it, or it was none.
    let above = state.path.last().filter(|open| {
        let above = &candidates[open.candidate];
        above.is_bare && above.entry.is_none() && above.last_chunk() + 1 == candidate.chunk
    });
    // So does one without number right above the first of a row.
    let is_over = state.path.last().is_some_and(|open| opens_row(candidates, open, candidate));
    let empty = |depth: usize| {
        let is_empty = depth < state.path.len() && (above.is_some() || is_over);
        i32::from(is_empty) * weights[cost!(place_holds_nothing)]
    };
    // A title that the table of contents leaves out holds none that it lists.
    let is_unlisted = |depth: usize| {
        let above = depth.checked_sub(1).map(|above| &candidates[state.path[above].candidate]);
        candidate.entry.is_some() && above.is_some_and(|above| above.entry.is_none() && above.numbers.is_empty())
    };
    let apart = |depth: usize| i32::from(is_unlisted(depth)) * weights[cost!(place_unlisted)];
    let deepest = state.path.len().min(DEEPEST - 1);
    for (index, number) in candidate.numbers.iter().enumerate() {
        for depth in 0..=deepest {
            let mut open = Open {
                kind: Kind::Numbered(number.style),
                look: candidate.look,
                rank: number.style.rank(),
                components: &number.components,
                candidate: at,
            };
            let Some(cost) = numbered(walk, &open, number, state, depth) else { continue };
            // "3 Treatment" after "Chapter 2": the chapters' row goes on.
            if let Some(row) = state.path.get(depth).filter(|row| goes_on_with_chapters(number, row)) {
                (open.kind, open.rank) = (row.kind, row.rank);
            }
            let cost = state.cost + candidate.as_heading + cost + empty(depth) + apart(depth);
            choices.push(Choice { cost, from, place: Some((depth, open, Some(index))) });
        }
    }
    let is_number = candidate.numbers.iter().any(|number| number.marked && !number.title.is_empty());
    let is_label = candidate.numbers.iter().any(|number| number.label.is_some());
    // "E-mail" and "A. Smith" open with no number: such a title may have none.
    let without = if is_number { weights[cost!(place_without_number)] } else { 0 };
    if is_label || candidate.setting == Setting::RunIn || candidate.setting == Setting::Plain && !candidate.is_bare {
        return;
    }
    for depth in 0..=deepest {
        let open = bare_open(candidate, state, depth, at);
        let cost =
            state.cost + candidate.as_heading + without + empty(depth) + apart(depth) + bare(walk, &open, state, depth);
        choices.push(Choice { cost, from, place: Some((depth, open, None)) });
    }
}

/// A heading without number; where it looks like the numbered row that it joins, it has that row's rank.
fn bare_open<'a>(candidate: &Candidate, state: &State<'_>, depth: usize, at: usize) -> Open<'a> {
    let look = candidate.look;
    let equal = state.path.get(depth).filter(|row| row.look == look && look.level > 0);
    let rank = equal.map_or(BARE_RANK + look.lead + look.print, |row| row.rank);
    Open { kind: Kind::Bare(look), look, rank, components: &[], candidate: at }
}

/// The cost of a heading without number at a depth of the path.
fn bare(walk: Walk<'_>, open: &Open<'_>, state: &State<'_>, depth: usize) -> i32 {
    let Walk { weights, candidates } = walk;
    let parent = depth.checked_sub(1).map(|above| &*state.path[above]);
    let closed = &state.path[depth..];
    let mut cost = match closed.first() {
        Some(row) if row.kind == open.kind => 0,
        Some(row) if row.rank == open.rank && row.look == open.look => weights[cost!(place_bare_equal)],
        _ => weights[cost!(place_bare_new)],
    };
    cost += order(weights, parent, open);
    // A title of the same row may hold numbers; it ends them.
    let is_row = closed.first().is_some_and(|row| row.kind == open.kind);
    let is_inner = |closed: &Open<'_>| is_row && closed.rank >= Style::Decimal(1).rank();
    // What stands before the table of contents may have other levels.
    let is_part = |open: &Open<'_>| candidates[open.candidate].is_listed_part;
    for closed in closed.iter().filter(|closed| closed.kind != open.kind && is_part(closed) == is_part(open)) {
        cost += match (open.look.level, closed.look.level) {
            (own @ 1..=8, other @ 1..=8) => i32::from(other < own) * weights[cost!(place_bare_higher_level)],
            _ => i32::from(closed.rank < open.rank && !is_inner(closed)) * weights[cost!(place_bare_higher_rank)],
        };
    }
    cost + habit(weights, state, open.kind, parent)
}

/// What it costs that a kind stands elsewhere than before.
fn habit(weights: &Weights, state: &State<'_>, kind: Kind, parent: Option<&Open<'_>>) -> i32 {
    let usual = state.under.iter().find(|(known, _)| *known == kind);
    if usual.is_some_and(|(_, usual)| *usual != parent.map(|parent| parent.kind)) {
        weights[cost!(place_unusual)]
    } else {
        0
    }
}

/// "3 Treatment" after "Chapter 2"; the items of an article count on by chance.
fn goes_on_with_chapters(number: &Number, row: &Open<'_>) -> bool {
    /// Words of a chapter's title.
    const TITLE: usize = 12;
    number.style == Style::Decimal(1)
        && is_title_like(&number.title, TITLE)
        && row.kind == Kind::Numbered(Style::Chapter)
        && row.components.last() == Some(&(number.ordinal.wrapping_sub(1)))
}

/// The cost of a number at a depth of the path; none where it cannot stand there.
fn numbered(walk: Walk<'_>, open: &Open<'_>, number: &Number, state: &State<'_>, depth: usize) -> Option<i32> {
    let Walk { weights, candidates } = walk;
    let candidate = &candidates[open.candidate];
    let parent = depth.checked_sub(1).map(|above| &*state.path[above]);
    // Forms follow one another in no order, and none holds another.
    if number.style == Style::Form {
        return Some(form_cost(weights, parent, &state.path[depth..]));
    }
    let (own, prefix) = number.components.split_last()?;
    let is_row = |row: &Open<'_>| {
        row.kind == Kind::Numbered(number.style)
            && row.components.len() == number.components.len()
            && row.components.starts_with(prefix)
    };
    let sibling = state.path.get(depth).map(|row| &**row).filter(|row| is_row(row));
    let is_inserted = number.label.as_deref().or(number.number.as_deref()).is_some_and(numbering::is_inserted);
    let follows = |last: usize| numbering::follows(number.style, last, *own) || is_inserted && last == *own;
    let row = state.path.get(depth);
    // Codes of articles ("41.7.TB.3") come in any order.
    let is_code = |row: &Open<'_>| number.style == Style::Article && *own == 0 && row.ordinal() == 0;
    let next = row.is_some_and(|row| goes_on_with_chapters(number, row))
        || sibling.is_some_and(|row| follows(row.ordinal()) || is_code(row));
    let is_label = number.label.is_some();
    let may_count_on = is_label || number.style == Style::Decimal(1) && sibling.is_none();
    let counts_on = may_count_on && state.counts.iter().any(|(style, last)| *style == number.style && follows(*last));
    let begins = *own <= 1 || counts_on;
    if number.title.is_empty() && !is_label {
        return None;
    }
    if next {
        return Some(weights[cost!(place_next)]);
    }
    let stray = |cost: i32| if candidate.setting == Setting::Plain { cost * 3 / 2 } else { cost };
    if let Some(row) = sibling {
        return Some(if counts_on || begins && is_label && is_another_word(candidates, number, row) {
            0
        } else if *own > row.ordinal() {
            stray(weights[cost!(place_gap)])
        } else if is_label && own == row.components.last().unwrap_or(&0) {
            weights[cost!(place_same_label)]
        } else {
            stray(weights[cost!(place_back)])
        });
    }
    if begins && *own == 1 && parent.is_some_and(|parent| parent.kind == open.kind && collects(parent, candidates)) {
        return Some(weights[cost!(place_of_collection)]);
    }
    let mut cost = if begins { 0 } else { stray(weights[cost!(place_stray)]) };
    let is_first = |parent: &Open<'_>| number.label.is_none() && *own == 1 && opens_row(candidates, parent, candidate);
    cost += if parent.is_some_and(is_first) { 0 } else { order(weights, parent, open) };
    cost += prefix_cost(weights, prefix, parent);
    for closed in &state.path[depth..] {
        let ends_equal = closed.rank == open.rank && closed.kind != open.kind;
        if number.style == Style::Counted && (1..open.look.level).contains(&closed.look.level) {
            cost += weights[cost!(place_bare_higher_level)];
        }
        cost += if closed.rank < open.rank && closed.rank < BARE_RANK {
            weights[cost!(place_closes_higher)]
        } else {
            i32::from(ends_equal) * weights[cost!(place_closes_equal)]
        };
    }
    Some(cost + habit(weights, state, open.kind, parent))
}

/// Whether a row that begins right below a title without number is that title's.
fn opens_row(candidates: &[Candidate], parent: &Open<'_>, candidate: &Candidate) -> bool {
    let above = &candidates[parent.candidate];
    let may_hold = above.is_bare || parent.style().is_none() && above.look.level <= candidate.look.level;
    let is_set = candidate.setting != Setting::Plain;
    let is_first =
        |number: &Number| (number.marked || is_set) && number.label.is_none() && number.components.last() == Some(&1);
    may_hold && candidate.numbers.iter().any(is_first) && above.last_chunk() + 1 == candidate.chunk
}

/// Whether a label has another word than that of the row: "Transitional provision 1" after "Additional provision 8".
fn is_another_word(candidates: &[Candidate], number: &Number, row: &Open<'_>) -> bool {
    let above = candidates[row.candidate].numbers.iter().find(|other| Kind::Numbered(other.style) == row.kind);
    let word = |number: &Number| {
        let label = number.label.as_deref().unwrap_or_default();
        label.rsplit_once(' ').map_or_else(String::new, |(word, _)| word.to_lowercase())
    };
    above.is_some_and(|above| word(above) != word(number))
}

/// "Annexes" or "Annex" holds "Annex I"; an annexed document without such a word does not.
fn collects(parent: &Open<'_>, candidates: &[Candidate]) -> bool {
    parent.ordinal() == 0
        && parent.kind == Kind::Numbered(Style::Appendix)
        && !numbering::readings(&candidates[parent.candidate].text).is_empty()
}
