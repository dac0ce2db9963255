//! The lines that may be headings, found and weighed.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use super::aside::run_in;
use super::candidate::{Candidate, LevelStyle, Number, Setting, is_choice, is_sentence};
use super::habits::{self, Habits};
use super::levels::{CAPITALS, ITALIC, PLAIN, level_capitals, level_listed};
use super::weights::{Weights, cost};
use super::{annexed, counted, evidence, front, label, margin, plain, series};
use crate::import::chunks::{Chunk, Document, Shape};
use crate::import::{emphasis, marks};
use crate::language;
use crate::numbering::{self, Style};
use crate::text::{fold, fold_space, word_count};

/// The chunks that may be headings, and all that is known of them before they are weighed.
#[derive(Debug)]
pub struct Scan {
    found: Vec<Candidate>,
    lines: Vec<plain::Line>,
    others: plain::Others,
    have_margin: bool,
    /// The table of contents lists the upper levels.
    is_listing: bool,
    /// The first chunk of running text: no title of the report stands below it.
    pub first_text: usize,
}

impl Scan {
    /// Reads a body; `head`: what stands above it.
    pub fn of(document: &Document, head: Range<usize>, body: &Range<usize>) -> Self {
        let chunks = &document.chunks;
        let margin = margin::titles(document, body);
        let names = names(document, body);
        let labels = annexed::titles(chunks, body, &names);
        let mut found = found(document, body, &margin, &labels);
        counted::read(&mut found, chunks);
        let others = habits::others(&found);
        let habits = Habits::of(&found, document, body.clone());
        found.retain(|candidate| !names.contains(&candidate.chunk) || !candidate.numbers.is_empty());
        let clauses = series::clauses(&found);
        found.retain(|candidate| !clauses.contains(&candidate.chunk));
        let listing = front::listing(&found, body);
        let cover = front::cover(&found, document, body, &listing);
        let lines = plain::lines(document, body, &margin);
        let head = head_lines(&document.chunks[head]);
        let mut copies: HashMap<String, usize> = HashMap::new();
        for candidate in found.iter().filter(|candidate| candidate.words <= 20) {
            *copies.entry(candidate.text.clone()).or_default() += 1;
        }
        for candidate in &mut found {
            candidate.leave = evidence::as_text(candidate, &habits, chunks);
        }
        let terms = terms(&found, &lines, chunks);
        for candidate in &mut found {
            candidate.entry = entry(document, candidate);
            candidate.look = habits.look(candidate);
            candidate.against = evidence::against(candidate, &habits, chunks, body);
            let is_sign = matches!(candidate.setting, Setting::Hash(_));
            let plain = chunks[candidate.chunk].plain();
            let below = chunks.get(candidate.last_chunk() + 1).filter(|below| below.shape == Shape::Text);
            let is_over_line = below.is_some_and(|below| word_count(below.plain()) <= HELD);
            // "S. No." heads a column, and is no letter.
            let is_bare = candidate.numbers.is_empty() || candidate.words <= COLUMN && is_over_line;
            let may_come_again = is_bare && (!is_sign || candidate.words >= FORMULA);
            let copies = copies.get(&candidate.text).copied().filter(|_| may_come_again).unwrap_or(0);
            let said = [
                (
                    cover.contains(&candidate.chunk)
                        || language::any().is_contents_heading(plain)
                        || candidate.entry.is_none() && head.contains(&fold(&candidate.text)),
                    cost!(against_cover),
                ),
                (listing.contains(&candidate.chunk), cost!(against_listing)),
                (copies > 1, cost!(against_twice)),
                (copies > 2, cost!(against_thrice)),
                (
                    copies > 2 && candidate.words >= FORMULA
                        || copies > 3 && is_over_line
                        || copies > 1 && is_choice(plain),
                    cost!(against_formula),
                ),
                (terms.contains(&candidate.chunk), cost!(against_term)),
            ];
            candidate.against.extend(said.into_iter().filter_map(|(is_so, cost)| is_so.then_some(cost)));
        }
        let is_listing = document.notation.contents.named.len() >= LISTING;
        let first_text = front::first_text(document, body);
        Self { found, lines, others, have_margin: !margin.is_empty(), is_listing, first_text }
    }

    /// The candidates in order, with their costs.
    pub fn weighed(&self, weights: &Weights) -> Vec<Candidate> {
        let titles = plain::titles(weights, &self.lines, self.others, self.have_margin);
        let mut found = self.found.clone();
        for candidate in &mut found {
            candidate.as_text = candidate.leave.map_or(0, |cost| weights[cost]);
            candidate.as_heading = candidate.against.iter().map(|cost| weights[*cost]).sum();
            take_plain(weights, candidate, titles.get(&candidate.chunk));
            // What the table of contents leaves out is less than what it lists.
            if self.is_listing && candidate.entry.is_none() && candidate.look.print > 0 {
                candidate.look.print += UNLISTED;
            }
        }
        level_listed(&mut found);
        level_capitals(&mut found);
        if self.is_listing {
            weigh_unlisted(weights, &mut found);
        }
        found
    }
}

/// The chunks that may be headings, in order, with the chunks that go on with them.
fn found(
    document: &Document,
    body: &Range<usize>,
    margin: &BTreeMap<usize, margin::Title>,
    labels: &HashMap<usize, Number>,
) -> Vec<Candidate> {
    let chunks = &document.chunks;
    let contents_end = document.notation.contents.lines.map_or(0, |(_, last)| last);
    let mut found: Vec<Candidate> = Vec::new();
    let mut at = body.start;
    while at < body.end {
        let Some(mut candidate) = candidate(&chunks[at], at).filter(|_| !document.is_at_foot(&chunks[at])) else {
            at += 1;
            continue;
        };
        let label = labels.get(&at);
        if let Some(label) = label {
            candidate.numbers = vec![label.clone()];
        }
        label::take_title(&mut candidate, chunks, body.end, label.is_some());
        if candidate.more.is_empty() {
            let title = margin.get(&at);
            candidate.margin = title.map(|title| title.is_over_text);
            let listed = label::listed_pieces(document, at, body.end);
            for piece in listed.as_ref().or(title.map(|title| &title.more)).into_iter().flatten() {
                candidate.more.push(*piece);
                candidate.say_more(chunks[*piece].plain());
            }
        }
        let is_code = candidate.numbers.first().is_some_and(|first| first.style == Style::Form);
        let opens_page = at > body.start && document.page_ends(chunks[at - 1].lines.1, chunks[at].lines.0);
        candidate.is_text_of_label |= is_code && opens_page && candidate.more.is_empty() && candidate.words > CODE;
        candidate.is_listed_part = chunks[at].lines.0 > contents_end;
        at = candidate.more.last().map_or(at, |last| *last) + 1;
        found.push(candidate);
    }
    found
}

/// What the head of a report says, its title before all: said again below, it names the report and no part of it.
fn head_lines(head: &[Chunk]) -> HashSet<String> {
    /// Words of a line that is the report's own; what is shorter may name a part, too.
    const OWN: usize = 4;
    let lines = head.iter().map(Chunk::plain);
    lines.filter(|plain| word_count(plain) >= OWN).map(fold).collect()
}

/// Titles without number that follow one another with one short paragraph below each: the terms of a list.
fn terms(found: &[Candidate], lines: &[plain::Line], chunks: &[Chunk]) -> HashSet<usize> {
    /// So many are a list.
    const ROW: usize = 5;
    /// Words of what is said of a term.
    const WORDS: std::ops::RangeInclusive<usize> = 4..=70;
    let lines: HashSet<usize> = lines.iter().map(|line| line.chunk).collect();
    let may_be = |one: &&Candidate| one.leave.is_some() || lines.contains(&one.chunk);
    let titles: Vec<&Candidate> = found.iter().filter(may_be).collect();
    let is_term = |pair: &[&Candidate]| {
        let below = &chunks[pair[0].last_chunk() + 1..pair[1].chunk];
        let words: usize = below.iter().map(|chunk| word_count(chunk.plain())).sum();
        let is_bare = |one: &Candidate| one.numbers.is_empty() && !matches!(one.setting, Setting::Hash(_));
        pair.iter().all(|one| is_bare(one)) && (1..=2).contains(&below.len()) && WORDS.contains(&words)
    };
    let mut terms = HashSet::new();
    let mut row: Vec<usize> = Vec::new();
    for pair in titles.windows(2) {
        if is_term(pair) {
            row.push(pair[0].chunk);
            if row.len() >= ROW {
                terms.extend(row.iter().copied());
                terms.insert(pair[1].chunk);
            }
        } else {
            row.clear();
        }
    }
    terms
}

/// The code of a form and its title have no more words: what follows on the same line is its text.
const CODE: usize = 12;
/// A table of contents that names so many titles lists the upper levels.
const LISTING: usize = 3;
/// Words of a formula that a text says again.
const FORMULA: usize = 7;
/// Words of what stands below a title; the heads of tables have none.
const HELD: usize = 12;
/// Words of a column's head.
const COLUMN: usize = 2;
/// Prints below the listed ones.
const UNLISTED: usize = 5;

/// The entry of the table of contents that names a candidate's lines.
fn entry(document: &Document, candidate: &Candidate) -> Option<usize> {
    let chunks = [candidate.chunk].into_iter().chain(candidate.more.iter().copied());
    let mut lines = chunks.map(|chunk| document.chunks[chunk].lines);
    let end = document.chunks[candidate.last_chunk()].lines.1;
    lines.find_map(|(first, last)| {
        let (from, (to, entry)) = document.notation.contents.named.range(..=last).next_back()?;
        (*from >= first && *to <= end).then_some(*entry)
    })
}

/// Where the table of contents lists most headings of one print and number, the others are less.
fn weigh_unlisted(weights: &Weights, found: &mut [Candidate]) {
    let print = |candidate: &Candidate| (candidate.setting, candidate.numbers.first().map(|first| first.style));
    let mut counts: HashMap<(Setting, Option<Style>), (usize, usize)> = HashMap::new();
    for candidate in found.iter().filter(|candidate| candidate.as_text > 0 && candidate.is_listed_part) {
        let (listed, all) = counts.entry(print(candidate)).or_default();
        *listed += usize::from(candidate.entry.is_some());
        *all += 1;
    }
    for candidate in found.iter_mut().filter(|candidate| candidate.entry.is_none()) {
        let (listed, all) = counts.get(&print(candidate)).copied().unwrap_or_default();
        candidate.as_heading += i32::from(listed * 10 >= all * 6 && listed > 0) * weights[cost!(against_unlisted)];
    }
}

/// What makes a plain line a title: its place, or the table of contents.
fn take_plain(weights: &Weights, candidate: &mut Candidate, title: Option<&plain::Title>) {
    /// A sentence has more words.
    const CLAUSE: usize = 12;
    let is_counted = candidate.numbers.iter().any(|number| number.label.is_some() || number.marked);
    let is_unset = matches!(candidate.setting, Setting::Plain | Setting::Italic);
    if let Some(title) = title.filter(|_| is_unset && !is_counted) {
        candidate.is_bare = true;
        candidate.as_text = if candidate.as_text > 0 { candidate.as_text.max(title.weight) } else { title.weight };
        candidate.look.print = match (title.print.centred, title.print.capitals, title.print.over) {
            _ if title.print.italic => ITALIC,
            (true, true, _) => 1,
            (false, true, _) => CAPITALS,
            (true, false, _) => 3,
            (false, false, true) => 4,
            (false, false, false) => PLAIN,
        };
    }
    if let Some(is_over_text) = candidate.margin {
        candidate.is_bare = true;
        // Where no text follows it weighs as much on both sides, so that it is told.
        let alone = weights[cost!(leave_margin_alone)];
        candidate.as_text = candidate.as_text.max(if is_over_text { weights[cost!(leave_margin)] } else { alone });
        candidate.as_heading += if is_over_text { 0 } else { alone };
        candidate.look.print = PLAIN;
    }
    // Bold lines that stand as the cells of a table do are cells.
    if let Some(title) = title.filter(|title| title.print.bold && (title.in_list || candidate.numbers.is_empty())) {
        let most = weights[cost!(plain_bold_cell_most)].max(0);
        candidate.as_text += (title.weight - weights[cost!(plain_bold_cell)]).clamp(-most, 0);
    }
    // The list may end on a line of the text; an article's title may be a sentence.
    let is_part = candidate.numbers.iter().any(|number| number.label.is_some());
    let is_clause = !is_part && is_sentence(&candidate.text) && candidate.words > CLAUSE;
    if candidate.entry.is_some() && !is_clause {
        candidate.is_bare |= candidate.setting == Setting::Plain && !is_counted;
        candidate.as_text = candidate.as_text.max(0) + weights[cost!(leave_listed)];
    }
}

/// How many chunks the names of those who sign may take.
const END_MATTER: usize = 24;

/// The chunks from each signature or list of recipients on, until text or a number follows: names and offices.
fn names(document: &Document, body: &Range<usize>) -> Vec<usize> {
    let chunks = &document.chunks;
    let mut names = Vec::new();
    let mut until = 0;
    for at in body.clone() {
        let (plain, near_end) = (chunks[at].plain(), at + END_MATTER >= body.end);
        // What opens a page is no signature's rest, unless the report ends there.
        let opens_page = at > body.start && document.page_ends(chunks[at - 1].lines.1, chunks[at].lines.0);
        if opens_page && !near_end {
            until = 0;
        }
        if opens_names(&chunks[at], near_end) {
            until = if near_end { body.end } else { at + END_MATTER / 3 };
        } else if !near_end && (word_count(plain) > 12 || numbering::readings(plain).iter().any(|r| r.marked)) {
            until = 0;
        }
        if at < until {
            names.push(at);
        }
    }
    names
}

/// Whether names and offices follow; far from the end a `#` line is a heading, whatever words it opens with.
fn opens_names(chunk: &Chunk, near_end: bool) -> bool {
    let words = word_count(chunk.plain());
    let is_place = near_end || !matches!(chunk.shape, Shape::Heading(_));
    let recipients = words <= 12 && language::any().is_recipients(chunk.plain());
    is_place && (recipients || words <= 20 && language::any().is_signature(chunk.plain().trim()))
}

/// A chunk as a candidate, its costs still open.
fn candidate(chunk: &Chunk, at: usize) -> Option<Candidate> {
    let is_heading = matches!(chunk.shape, Shape::Heading(_));
    if marks::leading(&chunk.text).is_some() || chunk.text.contains("  \n") && !is_heading {
        return None;
    }
    let (setting, head, rest) = setting(chunk)?;
    let (lead, text) = without_lead(&emphasis::strip(&head));
    let mut candidate = Candidate {
        chunk: at,
        more: Vec::new(),
        setting,
        lead,
        text: String::new(),
        words: 0,
        rest,
        numbers: Vec::new(),
        look: LevelStyle { level: 0, lead: 0, print: 0 },
        leave: None,
        against: Vec::new(),
        as_text: 0,
        as_heading: 0,
        is_italic: false,
        is_text_of_label: false,
        entry: None,
        is_bare: false,
        margin: None,
        is_listed_part: false,
    };
    let is_bold = emphasis::runs(&chunk.text).iter().any(|run| run.bold);
    candidate.is_italic = matches!(setting, Setting::Hash(_)) && !is_bold && emphasis::is_whole(&chunk.text, true);
    candidate.say(fold_space(&text));
    candidate.text.contains(char::is_alphabetic).then_some(candidate)
}

/// How a chunk is set, the words that are set so, and what follows them.
fn setting(chunk: &Chunk) -> Option<(Setting, String, Option<String>)> {
    let text = &chunk.text;
    let unmarked = || marks::replace(text, |_| String::new());
    match chunk.shape {
        Shape::Heading(level) => Some((Setting::Hash(level), text.clone(), None)),
        Shape::Text if !text.contains('*') => Some((Setting::Plain, text.clone(), None)),
        Shape::Text if emphasis::is_whole(&unmarked(), false) => Some((Setting::Bold, text.clone(), None)),
        Shape::Text => match run_in(text) {
            Some((head, rest)) => Some((Setting::RunIn, head, Some(rest))),
            None if emphasis::is_whole(&unmarked(), true) => Some((Setting::Italic, text.clone(), None)),
            None => Some((Setting::Plain, text.clone(), None)),
        },
        _ => None,
    }
}

/// Takes a leading `-`, `+`, `*` or `•` off a heading's words.
fn without_lead(text: &str) -> (Option<char>, String) {
    let text = text.trim();
    let mut chars = text.chars();
    match chars.next() {
        Some(sign @ ('-' | '+' | '*' | '•' | '–')) if chars.as_str().starts_with([' ', '\t']) => {
            (Some(sign), chars.as_str().trim_start().to_owned())
        }
        _ => (None, text.to_owned()),
    }
}
