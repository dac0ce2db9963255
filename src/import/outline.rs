//! The outline of a report: which chunks are headings, and what holds what.
//!
//! In: the body's chunks. Out: headings with number, label, title and parent. The numbering rules; the Markdown
//! level and the emphasis only say that a line may be a heading. What always holds: a parent stands before its
//! children; levels grow by one from parent to child.

use std::collections::HashMap;
use std::ops::Range;

use super::chunks::{Chunk, Document, Shape};
use super::{emphasis, marks};
use crate::numbering::{self, Reading, Style};
use crate::text::{is_all_caps, word_count};

/// A heading found in a report's body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// The chunk that it is, or that it opens.
    pub chunk: usize,
    /// A second chunk that holds its title ("Phần thứ nhất" and the line under it).
    pub title_chunk: Option<usize>,
    /// "II", "2.1", "a)".
    pub number: Option<String>,
    /// "Phần thứ nhất".
    pub label: Option<String>,
    /// The title, with tokens, without emphasis.
    pub title: String,
    /// What follows a run-in heading in its paragraph.
    pub rest: Option<String>,
    /// Depth, from 1.
    pub level: usize,
    /// Index of the heading that holds it.
    pub parent: Option<usize>,
}

/// How a line may be a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Dress {
    /// A `#` line.
    Hash(usize),
    /// Wholly bold.
    Bold,
    /// Wholly italic (or bold and italic mixed).
    Italic,
    /// Opens a paragraph in bold or italics.
    RunIn,
    /// Nothing but its words.
    Plain,
}

/// A chunk that may be a heading.
#[derive(Debug, Clone)]
struct Candidate {
    chunk: usize,
    dress: Dress,
    /// `-`, `+` or `*` before the words.
    lead: Option<char>,
    /// Words with tokens, without emphasis and lead.
    text: String,
    rest: Option<String>,
}

/// Finds the headings of a report's body.
#[must_use]
pub fn outline(document: &Document, body: Range<usize>) -> Vec<Heading> {
    let candidates = candidates(&document.chunks, body.clone());
    let mut builder = Builder::new(&candidates);
    let mut at = 0;
    while at < candidates.len() {
        let taken = builder.take(&candidates, at, &document.chunks);
        at += taken;
    }
    builder.headings
}

/// The chunks that may be headings, in order.
fn candidates(chunks: &[Chunk], body: Range<usize>) -> Vec<Candidate> {
    let is_set = |at: usize| matches!(chunks[at].shape, Shape::Heading(_)) || chunks[at].text.contains('*');
    let bare = !body.clone().any(is_set);
    let in_row = |at: usize| body.contains(&at) && bare && is_short_item(chunks, at, &body);
    // From the list of recipients or the signature on, bold lines are names and offices.
    let last_chunks = body.end.saturating_sub(END_MATTER).max(body.start)..body.end;
    let ends = |at: &usize| is_recipients_line(chunks[*at].plain()) || is_signature_line(chunks[*at].plain());
    let end_matter = last_chunks.into_iter().find(ends).unwrap_or(body.end);
    let is_name = |heading: &Candidate| heading.chunk >= end_matter && numbering::readings(&heading.text).is_empty();
    let found = body.clone().filter_map(|at| candidate(&chunks[at], at, bare && !in_row(at)));
    let mut found: Vec<Candidate> = found.filter(|heading| !is_name(heading)).collect();
    while found.last().is_some_and(|last| holds_nothing(last, chunks, &body)) {
        found.pop();
    }
    found
}

/// Whether a bold line without number is followed by no text: an office or a name under the report, not a heading.
fn holds_nothing(last: &Candidate, chunks: &[Chunk], body: &Range<usize>) -> bool {
    let mut after = chunks[last.chunk + 1..body.end].iter();
    let is_line = |chunk: &Chunk| {
        let is_note = marks::leading(&chunk.text).is_some();
        is_note || chunk.shape == Shape::Rule || chunk.shape == Shape::Text && word_count(chunk.plain()) <= 6
    };
    last.dress == Dress::Bold && numbering::readings(&last.text).is_empty() && after.all(is_line)
}

/// How many chunks the end matter may take, the names of those who sign included.
const END_MATTER: usize = 24;

/// "Nơi nhận:", "Copies to:".
pub(super) fn is_recipients_line(plain: &str) -> bool {
    let lower = plain.trim().to_lowercase();
    ["nơi nhận", "kính gửi", "copies to", "distribution:"].iter().any(|word| lower.starts_with(word))
}

/// "T/M TỈNH ỦY", "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "BÍ THƯ".
pub(super) fn is_signature_line(plain: &str) -> bool {
    let plain = plain.trim();
    let on_behalf = ["T/M ", "TM. ", "TM ", "KT. ", "T/L ", "TL. ", "(Đã ký)", "(đã ký)", "For the ", "On behalf of "]
        .iter()
        .any(|sign| plain.starts_with(sign));
    let offices = ["BÍ THƯ", "CHỦ TỊCH", "GIÁM ĐỐC", "TỔNG GIÁM ĐỐC", "CHÁNH ", "CHỦ NHIỆM", "THỦ TƯỚNG"];
    let office = plain.strip_prefix("PHÓ ").unwrap_or(plain);
    let heads = office.ends_with("TRƯỞNG") && !office.ends_with("TĂNG TRƯỞNG") || office.starts_with("TRƯỞNG ");
    let title = heads || offices.iter().any(|title| office.starts_with(title));
    on_behalf || (title && is_all_caps(plain) && word_count(plain) <= 6)
}

/// Whether a chunk counts on from the chunk before it, or the next one from it: an item, not a heading.
fn is_short_item(chunks: &[Chunk], at: usize, body: &Range<usize>) -> bool {
    let reading = |at: usize| {
        let first = body.contains(&at).then(|| numbering::readings(chunks[at].plain()).into_iter().next()).flatten();
        first.map(|reading| (reading.style, reading.ordinal))
    };
    let follows = |a: Option<(Style, usize)>, b: Option<(Style, usize)>| {
        a.zip(b).is_some_and(|(a, b)| a.0 == b.0 && a.1 + 1 == b.1)
    };
    let own = reading(at);
    follows(own, reading(at + 1)) || at > 0 && follows(reading(at - 1), own)
}

/// `bare`: nothing in the report is set apart, so a number and a short line are all that a heading has.
fn candidate(chunk: &Chunk, at: usize, bare: bool) -> Option<Candidate> {
    if marks::leading(&chunk.text).is_some() || chunk.text.contains("  \n") && !matches!(chunk.shape, Shape::Heading(_))
    {
        return None;
    }
    let (dress, head, rest) = match chunk.shape {
        Shape::Heading(level) => (Dress::Hash(level), chunk.text.clone(), None),
        Shape::Text if emphasis::is_whole(&chunk.text, false) => (Dress::Bold, chunk.text.clone(), None),
        Shape::Text => match run_in(&chunk.text) {
            Some((head, rest)) => (Dress::RunIn, head, Some(rest)),
            None if emphasis::is_whole(&chunk.text, true) => (Dress::Italic, chunk.text.clone(), None),
            None => (Dress::Plain, chunk.text.clone(), None),
        },
        _ => return None,
    };
    let (lead, text) = without_lead(&emphasis::strip(&head));
    let heading = Candidate { chunk: at, dress, lead, text: crate::text::fold_space(&text), rest };
    (!heading.text.is_empty() && may_be_heading(&heading, bare)).then_some(heading)
}

/// Splits a paragraph that opens with an emphasised, numbered title: head and rest.
fn run_in(text: &str) -> Option<(String, String)> {
    let runs = emphasis::runs(text);
    let first = runs.first()?;
    // "2.1. **Mục tiêu:** …": the number alone may stand outside the emphasis.
    let plain_number = !first.emphasised() && {
        let number = text[first.range.clone()].trim();
        numbering::readings(&format!("{number} X")).iter().any(|r| r.head.rest == "X" && r.style.rank() < 80)
    };
    let title = if plain_number { runs.get(1)? } else { first };
    if !title.emphasised() || text[..first.range.start].chars().any(|c| c != '*') {
        return None;
    }
    let rest_start = runs.iter().find(|run| run.range.start > title.range.end)?.range.start;
    let marker = text[title.range.end..rest_start].trim_matches(' ');
    let closing = if title.bold && title.italic {
        3
    } else if title.bold {
        2
    } else {
        1
    };
    let rest = format!("{}{}", &marker[closing.min(marker.len())..], &text[rest_start..]);
    let head = text[first.range.start..title.range.end].to_owned();
    let plain = emphasis::strip(&head);
    let numbered = numbering::readings(plain.trim()).iter().any(|r| r.marked && word_count(r.head.rest) >= 1);
    let after = rest.trim_start_matches([' ', '*']);
    let closes = plain.trim_end().ends_with([':', '.']) || after.starts_with([':', '.']);
    let rest = rest.trim_start().strip_prefix([':', '.']).unwrap_or(rest.trim_start()).trim_start().to_owned();
    (numbered && closes && !rest.is_empty()).then_some((head, rest))
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

/// Whether the words and their dress allow a heading at all.
fn may_be_heading(candidate: &Candidate, bare: bool) -> bool {
    let text = candidate.text.as_str();
    let words = word_count(text);
    let sentence = text.ends_with(['.', ';', ',', '…', '!', '?']);
    let numbered = !numbering::readings(text).is_empty();
    match candidate.dress {
        Dress::Hash(_) => true,
        Dress::RunIn => words <= 80,
        Dress::Bold if numbered => words <= 90,
        Dress::Bold => words <= 40 && !sentence && !text.starts_with(['“', '"', '(']),
        Dress::Italic if numbered => words <= 90,
        Dress::Italic => candidate.lead.is_some() && words <= 20 && (text.ends_with(':') || !sentence),
        Dress::Plain => plain_heading(text, words, sentence, bare),
    }
}

/// A heading that lost every sign but its number: a label on its own, capitals after a letter or Roman number,
/// or a short title after a decimal of two components or more; in a bare report after any number.
fn plain_heading(text: &str, words: usize, sentence: bool, bare: bool) -> bool {
    let Some(first) = numbering::readings(text).into_iter().next() else {
        return false;
    };
    let rest = first.head.rest;
    match first.style {
        Style::Part | Style::Chapter | Style::Division => {
            words <= 40 && !sentence && (rest.is_empty() || is_all_caps(rest))
        }
        Style::Upper | Style::Roman if bare && words <= 20 && !sentence => {
            first.marked && rest.starts_with(char::is_uppercase)
        }
        Style::Upper | Style::Roman => first.marked && words <= 40 && is_all_caps(rest),
        Style::Decimal(components) if components >= 2 => {
            words <= 25 && !text.ends_with(['.', ';', ',', ':']) && rest.starts_with(char::is_uppercase)
        }
        Style::Article => words <= 30 && !sentence,
        Style::Decimal(1) => {
            bare && first.marked
                && words <= 16
                && !sentence
                && !text.ends_with(':')
                && rest.starts_with(char::is_uppercase)
        }
        _ => false,
    }
}

/// The outline while it grows.
struct Builder {
    headings: Vec<Heading>,
    /// The headings that are open: style, ordinal, index.
    stack: Vec<Open>,
    /// The Markdown level that a style keeps throughout, where it keeps one.
    levels: HashMap<usize, usize>,
    /// Whether Roman or letter numbers stand before capitals, so that a line in capitals is their equal.
    capitals: bool,
    /// Whether nothing is numbered: then the Markdown levels are all there is.
    unnumbered: bool,
    has_second_roman: bool,
}

#[derive(Debug, Clone)]
struct Open {
    kind: Kind,
    rank: usize,
    components: Vec<usize>,
    heading: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Numbered(Style),
    Bare(Option<char>),
}

/// Rank of letters below decimals.
const BELOW_DECIMALS: usize = 79;
/// Rank of a heading without number below every numbered one.
const BARE_RANK: usize = 90;

impl Builder {
    fn new(candidates: &[Candidate]) -> Self {
        let first = |c: &Candidate| {
            numbering::readings(&c.text).into_iter().next().map(|r| (r.style, is_all_caps(r.head.rest)))
        };
        let mut by_level: HashMap<usize, HashMap<usize, usize>> = HashMap::new();
        let (mut capital, mut small, mut numbered) = (0, 0, 0);
        for candidate in candidates {
            let Some((style, caps)) = first(candidate) else { continue };
            numbered += usize::from(candidate.dress != Dress::Plain);
            if matches!(style, Style::Roman | Style::Upper) {
                if caps { capital += 1 } else { small += 1 }
            }
            if let Dress::Hash(level) = candidate.dress {
                *by_level.entry(level).or_default().entry(style.rank()).or_default() += 1;
            }
        }
        let has_second_roman = candidates
            .iter()
            .any(|c| numbering::readings(&c.text).iter().any(|r| r.style == Style::Roman && r.ordinal == 2));
        Self {
            headings: Vec::new(),
            stack: Vec::new(),
            levels: steady_levels(&by_level),
            capitals: capital >= 2 && capital > small * 3,
            unnumbered: numbered == 0,
            has_second_roman,
        }
    }

    /// Looks at the candidate at `at`; returns how many candidates it used.
    fn take(&mut self, candidates: &[Candidate], at: usize, chunks: &[Chunk]) -> usize {
        let candidate = &candidates[at];
        match self.choose(candidate) {
            Some(reading) => {
                let title_next = reading.head.label.is_some() && reading.head.rest.is_empty();
                let next =
                    candidates.get(at + 1).filter(|next| title_next && is_title_of_part(candidate, next, chunks));
                let rank = self.rank(&reading, &candidates[at + 1..]);
                self.add_numbered(candidate, &reading, rank, next);
                1 + usize::from(next.is_some())
            }
            None => {
                self.add_bare(candidate);
                1
            }
        }
    }

    /// The reading of a heading's number that fits what stands before; none for a heading without number.
    fn choose<'a>(&self, candidate: &'a Candidate) -> Option<Reading<'a>> {
        let readings = numbering::readings(&candidate.text);
        let follows = |reading: &Reading<'_>| self.follows(reading);
        let fitting = readings.iter().find(|r| r.style != Style::Lower && follows(r) && self.plausible(r, candidate));
        fitting.or_else(|| readings.iter().find(|r| self.plausible(r, candidate))).cloned()
    }

    /// "3 Treatment" after "Chapter 2", with no row of its own open in between: the chapters' row goes on.
    fn goes_on_with_chapters(&self, reading: &Reading<'_>) -> bool {
        let last =
            self.stack.iter().rfind(|open| matches!(open.kind, Kind::Numbered(Style::Chapter | Style::Decimal(1))));
        reading.style == Style::Decimal(1)
            && last.is_some_and(|open| {
                open.kind == Kind::Numbered(Style::Chapter) && open.components.last() == Some(&(reading.ordinal - 1))
            })
    }

    /// Whether a reading is the next in a row that is open.
    fn follows(&self, reading: &Reading<'_>) -> bool {
        if self.goes_on_with_chapters(reading) {
            return true;
        }
        self.stack.iter().rev().any(|open| {
            open.kind == Kind::Numbered(reading.style)
                && open.components.last().is_some_and(|last| last + 1 == reading.ordinal)
        })
    }

    fn plausible(&self, reading: &Reading<'_>, candidate: &Candidate) -> bool {
        let rest = reading.head.rest;
        if rest.is_empty() && reading.head.label.is_none() {
            return false;
        }
        match reading.style {
            // "C." is the third letter, not a hundred; "I" alone is a number.
            Style::Roman if reading.ordinal >= 50 => false,
            Style::Upper if "IVX".contains(reading.head.number.as_deref().unwrap_or("-")) => self.follows(reading),
            Style::Upper if !reading.marked => is_all_caps(rest) || self.follows(reading),
            Style::Roman if !reading.marked => {
                let title = rest.starts_with(char::is_uppercase);
                is_all_caps(rest) || self.follows(reading) || (title && reading.ordinal == 1 && self.has_second_roman)
            }
            Style::Decimal(1) if !reading.marked => {
                reading.ordinal <= 30
                    && rest.starts_with(char::is_uppercase)
                    && (reading.ordinal == 1 || self.follows(reading))
            }
            // Only a bare report has candidates like this.
            Style::Decimal(1) if candidate.dress == Dress::Plain => reading.ordinal == 1 || self.follows(reading),
            Style::Decimal(_) if candidate.dress == Dress::Plain => self.continues_decimal(reading),
            _ => true,
        }
    }

    /// Whether a decimal is the next after an open one: 2.3 after 2.2, 2.1 under 2.
    fn continues_decimal(&self, reading: &Reading<'_>) -> bool {
        let parent = &reading.components[..reading.components.len() - 1];
        self.stack.iter().any(|open| {
            let sibling = open.components.len() == reading.components.len()
                && open.components[..parent.len()] == *parent
                && open.components.last().is_some_and(|last| last + 1 == reading.ordinal);
            let first = open.components == parent && reading.ordinal == 1;
            matches!(open.kind, Kind::Numbered(Style::Decimal(_))) && (sibling || first)
        })
    }

    /// The rank of a number where it stands: letters that open among decimals, whose row goes on after them, are
    /// below the decimals ("2.2", "A.", "B.", "2.3").
    fn rank(&self, reading: &Reading<'_>, later: &[Candidate]) -> usize {
        if self.goes_on_with_chapters(reading) {
            return Style::Chapter.rank();
        }
        let letters = self.stack.iter().rfind(|open| open.kind == Kind::Numbered(Style::Upper));
        let is_below = match letters {
            Some(open) => open.rank == BELOW_DECIMALS && open.components.last() == Some(&(reading.ordinal - 1)),
            None => reading.ordinal == 1 && self.decimals_go_on(later),
        };
        if reading.style == Style::Upper && is_below { BELOW_DECIMALS } else { reading.style.rank() }
    }

    /// Whether the next decimal of a length that is open here is the next of its row.
    fn decimals_go_on(&self, later: &[Candidate]) -> bool {
        let open = |count: usize| self.stack.iter().rfind(|open| open.kind == Kind::Numbered(Style::Decimal(count)));
        let is_next = |reading: &Reading<'_>| {
            let Style::Decimal(count) = reading.style else { return None };
            let last = &open(count)?.components;
            let (own, own_row) = reading.components.split_last()?;
            let (before, row) = last.split_last()?;
            Some(row == own_row && *own == before + 1)
        };
        later.iter().flat_map(|next| numbering::readings(&next.text)).find_map(|reading| is_next(&reading))
            == Some(true)
    }

    fn add_numbered(&mut self, candidate: &Candidate, reading: &Reading<'_>, rank: usize, title: Option<&Candidate>) {
        let style = if self.goes_on_with_chapters(reading) { Style::Chapter } else { reading.style };
        let same = self.stack.iter().rposition(|open| open.kind == Kind::Numbered(style) && open.rank == rank);
        match same {
            // A sibling closes everything from its own kind on, unless a higher rank came in between.
            Some(at) if self.stack[at + 1..].iter().all(|open| open.rank >= rank) => self.stack.truncate(at),
            _ => {
                let keep = self.stack.iter().take_while(|open| open.rank <= rank && open.rank < BARE_RANK).count();
                let equal_decimal = |open: &Open| open.rank == rank && (51..80).contains(&rank);
                self.stack.truncate(keep);
                while self.stack.last().is_some_and(equal_decimal) {
                    self.stack.pop();
                }
            }
        }
        let words = title.map_or(reading.head.rest, |next| next.text.as_str());
        let heading = Heading {
            chunk: candidate.chunk,
            title_chunk: title.map(|next| next.chunk),
            number: reading.head.number.clone(),
            label: reading.head.label.clone(),
            title: clean_title(words),
            rest: candidate.rest.clone(),
            level: 0,
            parent: None,
        };
        self.push(heading, Kind::Numbered(style), rank, reading.components.clone());
    }

    fn add_bare(&mut self, candidate: &Candidate) {
        if matches!(candidate.dress, Dress::RunIn | Dress::Plain) {
            return;
        }
        let rank = self.bare_rank(candidate);
        while self.stack.last().is_some_and(|open| open.rank >= rank) {
            self.stack.pop();
        }
        let heading = Heading {
            chunk: candidate.chunk,
            title_chunk: None,
            number: None,
            label: None,
            title: clean_title(&candidate.text),
            rest: None,
            level: 0,
            parent: None,
        };
        self.push(heading, Kind::Bare(candidate.lead), rank, Vec::new());
    }

    /// A heading without number belongs below the innermost numbered one, unless its level or its capitals
    /// make it the equal of a numbered row.
    fn bare_rank(&self, candidate: &Candidate) -> usize {
        if let (true, Dress::Hash(level)) = (self.unnumbered, candidate.dress) {
            return BARE_RANK + level;
        }
        if candidate.lead.is_none() {
            if self.capitals && is_all_caps(&candidate.text) && word_count(&candidate.text) >= 2 {
                return Style::Roman.rank();
            }
            if let Dress::Hash(level) = candidate.dress
                && let Some(rank) = self.levels.get(&level)
            {
                return *rank;
            }
        }
        BARE_RANK
            + match (candidate.lead, candidate.dress) {
                (None, _) => 0,
                (Some('*' | '•'), _) => 1,
                (Some('-' | '–'), _) => 2,
                (Some(_), _) => 3,
            }
    }

    fn push(&mut self, mut heading: Heading, kind: Kind, rank: usize, components: Vec<usize>) {
        heading.parent = self.stack.last().map(|open| open.heading);
        heading.level = heading.parent.map_or(1, |parent| self.headings[parent].level + 1);
        self.stack.push(Open { kind, rank, components, heading: self.headings.len() });
        self.headings.push(heading);
    }
}

/// The Markdown levels that belong to one style throughout, by level.
#[expect(clippy::iter_over_hash_type, reason = "a level that is steady for one rank is so for no other")]
fn steady_levels(by_level: &HashMap<usize, HashMap<usize, usize>>) -> HashMap<usize, usize> {
    let mut level_of_rank: HashMap<usize, Vec<(usize, usize)>> = HashMap::new();
    for (level, ranks) in by_level {
        for (rank, count) in ranks {
            level_of_rank.entry(*rank).or_default().push((*level, *count));
        }
    }
    let mut steady = HashMap::new();
    for (rank, levels) in &level_of_rank {
        let all: usize = levels.iter().map(|(_, count)| count).sum();
        for (level, count) in levels {
            let on_level: usize = by_level[level].values().sum();
            if *count >= 2 && count * 10 >= all * 9 && count * 10 >= on_level * 9 {
                steady.insert(*level, *rank);
            }
        }
    }
    steady
}

/// Whether the next candidate is the title of a part or chapter whose label stands alone.
fn is_title_of_part(label: &Candidate, next: &Candidate, chunks: &[Chunk]) -> bool {
    let between = &chunks[label.chunk + 1..next.chunk];
    let near = between.iter().all(|chunk| chunk.shape == Shape::Rule);
    let numbered = numbering::readings(&next.text)
        .iter()
        .any(|r| r.marked || is_all_caps(r.head.rest) && word_count(r.head.number.as_deref().unwrap_or_default()) > 0);
    near && !numbered
        && next.rest.is_none()
        && next.lead.is_none()
        && matches!(next.dress, Dress::Hash(_) | Dress::Bold | Dress::Italic)
}

/// A title without the sign that closes it.
fn clean_title(words: &str) -> String {
    let words = words.trim();
    let cut = words.strip_suffix(':').or_else(|| words.strip_suffix('.').filter(|rest| !rest.ends_with('.')));
    cut.unwrap_or(words).trim().to_owned()
}
