//! Notes that run over several paragraphs: which chunks after a definition are still the note's.
//!
//! In: the definitions, linked. Out: the same, with the chunks that go on with them. On a page the notes stand
//! together under the text; what stands between two notes of one page is the first one's, and the half of a paragraph
//! that the page end broke comes after the last. A note that the page end cut goes on at the next page's foot, above the
//! notes of that page.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;

use super::chunks::{Document, Shape};
use super::marks::OPEN;
use super::notes::Notes;
use super::pages::is_foot_rule;
use super::quotations;
use super::sentence::{self, End, Start};

/// A note's own paragraph is rarely longer; a longer one is the body's.
const LONGEST_TAIL: usize = 600;
/// A shorter line is no paragraph: "For the board," and the name under it.
const SHORTEST_TAIL: usize = 8;

/// Adds to each definition the chunks that go on with it.
pub fn continue_notes(document: &Document, body: Range<usize>, headings: &HashSet<usize>, notes: &mut Notes) {
    let owner = owners(notes);
    let reader =
        Reader { document, body: body.clone(), headings, owner: &owner, last_call: last_calls(document, notes) };
    let mut taken = reader.at_feet();
    let mut at = body.start;
    while at < body.end {
        match owner.get(&at) {
            Some(&definition) => {
                let is_whole = notes.definitions[definition].is_whole;
                let tail = if is_whole { reader.indented(at) } else { reader.tail(at, definition) };
                taken.extend(tail.iter().map(|chunk| (definition, *chunk)));
                at = tail.last().map_or(at, |last| *last) + 1;
            }
            None => at += 1,
        }
    }
    let known: HashSet<usize> = notes.chunks.iter().copied().chain(taken.iter().map(|(_, chunk)| *chunk)).collect();
    taken.extend(reader.cut_by_page_ends(&known));
    for (definition, chunk) in taken {
        notes.chunks.insert(chunk);
        let text = document.chunks[chunk].text.clone();
        notes.definitions[definition].paragraphs.push((chunk, text));
    }
}

/// The last definition that each chunk opens.
fn owners(notes: &Notes) -> HashMap<usize, usize> {
    let opened = notes.definitions.iter().enumerate();
    opened.filter_map(|(index, d)| Some((d.paragraphs.first()?.0, index))).collect()
}

/// The line of the first mark that calls each definition.
fn last_calls(document: &Document, notes: &Notes) -> Vec<Option<usize>> {
    let line = |index: &usize| document.marks[*index].line;
    notes.definitions.iter().map(|d| d.references.first().map(line)).collect()
}

struct Reader<'a> {
    document: &'a Document,
    body: Range<usize>,
    headings: &'a HashSet<usize>,
    owner: &'a HashMap<usize, usize>,
    last_call: Vec<Option<usize>>,
}

impl Reader<'_> {
    /// Where the source's reader saw the feet of pages: the chunks there that open no note, with the definition above them,
    /// on the same page or on the one before.
    fn at_feet(&self) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        let mut last: Option<(usize, usize)> = None;
        for at in self.body.clone().filter(|at| self.document.is_at_foot(&self.document.chunks[*at])) {
            let pages = |from: usize| self.document.notation.pages.ends_between(self.line(from).1, self.line(at).0);
            let goes_on = last.filter(|(_, before)| pages(*before) <= 1).map(|(definition, _)| definition);
            found.extend(goes_on.filter(|_| !self.owner.contains_key(&at)).map(|definition| (definition, at)));
            last = self.owner.get(&at).copied().or(goes_on).map(|definition| (definition, at));
        }
        found
    }

    /// The chunks after the definition at `at` that go on with it.
    fn tail(&self, at: usize, definition: usize) -> Vec<usize> {
        let window: Vec<usize> = (at + 1..self.body.end).take_while(|next| self.is_text(*next)).collect();
        let next = window.last().map_or(at + 1, |last| last + 1);
        let empty = self.document.chunks[at].plain().chars().filter(|c| c.is_alphabetic()).count() == 0;
        if self.next_is_of_same_page(at, next) {
            return window;
        }
        // The reader saw where the feet of pages end: what follows one is the text.
        if self.document.is_at_foot(&self.document.chunks[at]) {
            return Vec::new();
        }
        let own = match self.open_body_before(at) {
            true => self.before_second_half(at, &window),
            false => self.own_paragraphs(at, definition, &window),
        };
        let own = if own.is_empty() && empty { window.iter().copied().take(1).collect() } else { own };
        let known = window.iter().take_while(|at| self.document.notation.inside_notes.contains(&self.line(**at).0));
        if known.clone().count() > own.len() { known.copied().collect() } else { own }
    }

    /// The chunks after the definition at `at` that go on with it as Markdown has it: all their lines are indented.
    fn indented(&self, at: usize) -> Vec<usize> {
        let is_indented = |next: &usize| {
            let mut lines = self.document.source_lines(self.document.chunks[*next].lines);
            lines.all(|line| line.starts_with("    ") || line.starts_with('\t'))
        };
        (at + 1..self.body.end).take_while(|next| self.is_text(*next) && is_indented(next)).collect()
    }

    fn is_text(&self, at: usize) -> bool {
        let chunk = &self.document.chunks[at];
        matches!(chunk.shape, Shape::Text | Shape::Item)
            && !self.document.is_at_foot(chunk)
            && !self.headings.contains(&at)
            && !self.owner.contains_key(&at)
    }

    /// Whether the next chunk opens a note whose mark stands before this one: then both are on one page, and
    /// what lies between belongs to the first.
    fn next_is_of_same_page(&self, at: usize, next: usize) -> bool {
        let Some(other) = self.owner.get(&next) else { return false };
        let (here, end) = self.document.chunks[at].lines;
        self.last_call[*other].is_some_and(|line| line < here) && !self.document.page_ends(end, self.line(next).0)
    }

    /// Whether the body text before these notes breaks off.
    fn open_body_before(&self, at: usize) -> bool {
        let before = (self.body.start..at).rev().find(|before| self.is_text(*before) || self.headings.contains(before));
        before.is_some_and(|before| {
            !self.headings.contains(&before) && sentence::end_of(self.document.chunks[before].plain()) == End::Open
        })
    }

    /// The body breaks off: its second half is the first chunk that begins with a small letter; what stands
    /// before that, on the note's page and without a mark of its own, is the note's.
    fn before_second_half(&self, at: usize, window: &[usize]) -> Vec<usize> {
        let half = window.iter().take(6).position(|at| self.start(*at) == Start::Small).unwrap_or(0);
        let lines = |at: usize| self.document.chunks[at].lines;
        let on_page = window.iter().take_while(|next| !self.document.page_ends(lines(at).1, lines(**next).0)).count();
        let is_body = |at: &usize| self.document.chunks[*at].text.contains(OPEN);
        let own = &window[..half.min(on_page)];
        if own.iter().any(is_body) { Vec::new() } else { own.to_vec() }
    }

    /// The body is whole: the note goes on where it broke off itself, or in short paragraphs that end as notes
    /// end and body paragraphs do not.
    fn own_paragraphs(&self, at: usize, definition: usize, window: &[usize]) -> Vec<usize> {
        let mut own = Vec::new();
        let mut last = at;
        let opens = window.first().is_some_and(|next| quotations::opens(&self.document.chunks[*next]));
        let quoted = window.first().filter(|_| opens).map_or_else(BTreeSet::new, |first| {
            let end = self.body.end.min(first + window.len());
            quotations::chunks(&self.document.chunks, *first..end)
        });
        for (index, next) in window.iter().enumerate() {
            let plain = self.document.chunks[*next].plain();
            // "… as follows:" and the words that it quotes, on its own page: what stands above the next foot is the body.
            let lines = |at: usize| self.document.chunks[at].lines;
            let is_quoted = quoted.contains(next) && (index > 0 || self.plain(at).ends_with(':'));
            if is_quoted && !self.document.page_ends(lines(last).1, lines(*next).0) {
                own.push(*next);
                last = *next;
                continue;
            }
            let broke_off = sentence::end_of(self.document.chunks[last].plain()) == End::Open;
            let chunk = &self.document.chunks[*next];
            let next_page = self.document.page_ends(self.document.chunks[last].lines.1, chunk.lines.0);
            // At the top of the next page a note goes on only where notes alone stand there.
            let is_last = index + 1 == window.len() && self.owner.contains_key(&(next + 1));
            let goes_on = broke_off && self.start(*next) == Start::Small && (!next_page || is_last);
            let unfinished = matches!(sentence::end_of(plain), End::Open | End::Bracket)
                && plain.len() <= LONGEST_TAIL
                && crate::text::word_count(plain) >= SHORTEST_TAIL;
            let second_half_follows = window.get(index + 1).is_some_and(|after| self.start(*after) == Start::Small);
            let called = self.last_call[definition].is_some();
            let is_body = self.document.chunks[*next].text.contains(OPEN);
            if !called
                || is_body
                || crate::language::any().is_caption(plain)
                || !(goes_on || (unfinished && !second_half_follows && !next_page && chunk.shape == Shape::Text))
            {
                break;
            }
            own.push(*next);
            last = *next;
        }
        own
    }

    /// The chunks at a page's foot with which the last note of the page before goes on. `notes`: the chunks that are
    /// known to be notes'.
    fn cut_by_page_ends(&self, notes: &HashSet<usize>) -> Vec<(usize, usize)> {
        let feet = self.feet(notes);
        let mut found = Vec::new();
        for (index, (_, last, definition)) in feet.iter().enumerate() {
            let end = self.plain(*last);
            if sentence::end_of(end) != End::Open && !end.ends_with('-') {
                continue;
            }
            let next = feet.get(index + 1).map_or(self.body.end, |(first, ..)| *first);
            let page: Vec<usize> = (*last + 1..next).filter(|at| !self.is_rule(*at)).collect();
            let is_last = |at: usize| {
                let after = page.get(at + 1).copied().unwrap_or(next);
                after == next || self.document.page_ends(self.line(page[at]).1, self.line(after).0)
            };
            let Some(at) = (0..page.len()).find(|at| is_last(*at)).filter(|at| *at > 0) else { continue };
            let after = (page[at] + 1..self.body.end).find(|after| !notes.contains(after) && !self.is_rule(*after));
            if self.goes_on_at_foot(*last, page[at - 1], page[at], after) {
                found.push((*definition, page[at]));
            }
        }
        found
    }

    /// The notes of each page, as first and last chunk, with the definition that the last belongs to.
    fn feet(&self, notes: &HashSet<usize>) -> Vec<(usize, usize, usize)> {
        let mut feet: Vec<(usize, usize, usize)> = Vec::new();
        let mut open = false;
        for at in self.body.clone().filter(|at| !self.is_rule(*at)) {
            let own = self.owner.get(&at).copied();
            match (feet.last_mut().filter(|_| open), own) {
                (Some(foot), own) if notes.contains(&at) => {
                    *foot = (foot.0, at, own.unwrap_or(foot.2));
                }
                (None, Some(definition)) => {
                    feet.push((at, at, definition));
                    open = true;
                }
                _ => open = false,
            }
        }
        feet
    }

    /// Whether the last chunk above a page's notes goes on with a note that broke off (`last`) and not with the text
    /// before it. `after`: what follows the page.
    fn goes_on_at_foot(&self, last: usize, before: usize, chunk: usize, after: Option<usize>) -> bool {
        let plain = self.plain(chunk);
        let is_text = self.document.chunks[chunk].shape == Shape::Text && self.is_text(chunk);
        if !is_text || plain.len() > LONGEST_TAIL || self.document.chunks[chunk].text.contains(OPEN) {
            return false;
        }
        let under_rule = chunk > self.body.start && self.is_rule(chunk - 1);
        let body_is_whole = self.headings.contains(&before) || sentence::end_of(self.plain(before)) != End::Open;
        // The text before has its second half on the next page, and this chunk is whole.
        let body_goes_on = after.is_some_and(|after| self.is_text(after) && self.start(after) != Start::Capital)
            && sentence::end_of(plain) == End::Closed;
        let fits = under_rule || body_is_whole || body_goes_on;
        let rule = || self.document.source_lines(self.document.chunks[chunk - 1].lines).any(is_foot_rule);
        match self.start(chunk) {
            Start::Small => fits,
            // Nothing but a note stands under its rule.
            _ => fits && (under_rule && rule() || sentence::must_go_on(self.plain(last))),
        }
    }

    fn is_rule(&self, at: usize) -> bool {
        self.document.chunks[at].shape == Shape::Rule
    }

    fn line(&self, at: usize) -> crate::model::report::Lines {
        self.document.chunks.get(at).map_or((usize::MAX, usize::MAX), |chunk| chunk.lines)
    }

    fn plain(&self, at: usize) -> &str {
        self.document.chunks[at].plain()
    }

    fn start(&self, at: usize) -> Start {
        sentence::start_of(self.document.chunks[at].plain())
    }
}
