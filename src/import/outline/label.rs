//! Titles that stand on lines of their own: under a label ("Chương I"), or broken over two lines.

use super::aside::head_and_rest;
use super::candidate::{Candidate, Setting, is_sentence, is_title_like};
use super::forms;
use crate::import::chunks::{Chunk, Document, Shape};
use crate::import::sentence::{self, Start};
use crate::import::{emphasis, marks};
use crate::language;
use crate::numbering::{self, Style};
use crate::text::{fold_space, is_all_caps, word_count};

/// How many lines a title may take.
const MOST_LINES: usize = 4;

/// Gives a candidate the chunks under it that hold its title or the rest of it.
/// `is_annexed`: it opens the title of a document that the report puts in force, all in one print.
pub fn take_title(candidate: &mut Candidate, chunks: &[Chunk], end: usize, is_annexed: bool) {
    if let Some(first) = candidate.numbers.first().filter(|first| first.style == Style::Form) {
        // "26/TB - ĐKT" is one code.
        if word_count(&first.title) == 1 {
            candidate.say(candidate.text.replace(" - ", "-").replace("- ", "-"));
        }
        if is_alone(candidate) {
            for line in forms::title(chunks, candidate.chunk + 1..end) {
                candidate.more.push(line.chunk);
                candidate.rest = line.rest;
                candidate.say_more(&line.words);
            }
        }
        return;
    }
    for _ in 0..MOST_LINES {
        if candidate.rest.is_some() {
            break;
        }
        let last = candidate.more.last().map_or(candidate.chunk, |more| *more);
        let Some(next) = (last + 1..end).find(|at| chunks[*at].shape != Shape::Rule) else { break };
        let (head, rest) = head_and_rest(&chunks[next]);
        let plain = fold_space(&emphasis::strip(&head));
        let goes_on = (is_alone(candidate) && is_title(candidate, &chunks[next], &head, &plain))
            || (next == last + 1 && is_broken(candidate, &chunks[next], &plain, is_annexed));
        if !goes_on || marks::leading(&head).is_some() {
            break;
        }
        candidate.more.push(next);
        candidate.rest = rest;
        candidate.say_more(&plain);
    }
    candidate.is_text_of_label = is_text_of_label(candidate);
}

/// The chunks under one that hold the rest of the title that the table of contents lists there.
pub fn listed_pieces(document: &Document, at: usize, end: usize) -> Option<Vec<usize>> {
    let (first, last) = document.chunks[at].lines;
    let (to, _) = document.notation.contents.named.get(&first).filter(|(to, _)| *to > last)?;
    let pieces: Vec<usize> = (at + 1..end).take_while(|at| document.chunks[*at].lines.0 <= *to).collect();
    let opens = |chunk: &Chunk| opens_with_number(chunk.plain());
    let is_line = |chunk: &Chunk| matches!(chunk.shape, Shape::Text | Shape::Heading(_)) && !opens(chunk);
    let ends = pieces.last().is_some_and(|last| document.chunks[*last].lines.1 == *to);
    (ends && pieces.iter().all(|at| is_line(&document.chunks[*at]))).then_some(pieces)
}

/// Whether a line opens with a label or a number before a title: "2. Boats", "2 Boats".
fn opens_with_number(plain: &str) -> bool {
    let is_title = |rest: &str| rest.starts_with(char::is_uppercase);
    let opens = |r: &numbering::Reading<'_>| r.marked || r.style == Style::Decimal(1) && is_title(r.head.rest);
    numbering::readings(plain).iter().any(opens)
}

/// Whether a label or a number of the upper levels has no words beside it.
fn is_alone(candidate: &Candidate) -> bool {
    let first = candidate.numbers.first();
    first.is_some_and(|first| first.title.chars().all(|c| !c.is_alphabetic()) && first.label.is_some())
}

/// Whether a chunk is the title of the label above it.
fn is_title(label: &Candidate, chunk: &Chunk, head: &str, plain: &str) -> bool {
    let numbered = numbering::readings(plain).iter().any(|reading| reading.marked);
    let set = match chunk.shape {
        Shape::Heading(_) => true,
        Shape::Text if head.len() < chunk.text.len() => true,
        Shape::Text if chunk.text.contains('*') => {
            emphasis::is_whole(&marks::replace(&chunk.text, |_| String::new()), true)
        }
        Shape::Text => (label.setting == Setting::Plain || is_all_caps(plain)) && is_title_like(plain, 40),
        _ => false,
    };
    // "(Issued with …)" is said of the label, and is no title.
    let is_closed = plain.ends_with(')') || !plain.contains(')');
    let is_aside = plain.starts_with('(') && is_closed && !matches!(chunk.shape, Shape::Heading(_));
    set && !numbered && !is_aside && word_count(plain) <= 60 && !plain.starts_with(['-', '+'])
}

/// Whether a heading that is set apart breaks off and the next chunk, set alike, goes on with it.
fn is_broken(candidate: &Candidate, chunk: &Chunk, plain: &str, is_annexed: bool) -> bool {
    let alike = match (candidate.setting, chunk.shape) {
        (Setting::Hash(level), Shape::Heading(other)) => level == other,
        (Setting::Bold | Setting::Italic, Shape::Text) | (Setting::Hash(_), Shape::Text) => {
            let unmarked = marks::replace(&chunk.text, |_| String::new());
            emphasis::is_whole(&unmarked, candidate.setting == Setting::Italic)
        }
        (Setting::Plain, Shape::Text) => is_label_in_capitals(candidate) && is_all_caps(plain),
        _ => false,
    };
    let text = candidate.text.as_str();
    // Below an annex's title another one may stand, below that of a chapter its rest.
    let is_annex = candidate.numbers.first().is_some_and(|first| first.style == Style::Appendix);
    // "A BOATS" may open a row.
    let is_rest = !is_annex && is_label_in_capitals(candidate) && numbering::readings(plain).is_empty();
    let is_one_print = (is_annexed || is_rest) && is_all_caps(plain);
    let breaks_off = language::any().must_go_on(text) || text.ends_with([',', '-', '–']) || is_one_print;
    let numbered = opens_with_number(plain);
    let goes_on = sentence::start_of(plain) == Start::Small && !is_sentence(text) && !text.ends_with(':');
    alike && !numbered && word_count(text) + word_count(plain) <= 90 && (breaks_off || goes_on)
}

/// "CHAPTER II. BOATS AND".
fn is_label_in_capitals(candidate: &Candidate) -> bool {
    candidate.numbers.first().is_some_and(|first| first.label.is_some() && is_all_caps(&first.title))
}

/// Words of an article's title.
const LONGEST_TITLE: usize = 45;

/// "Điều 3. A long sentence.": the label is the heading, the sentence is its text.
fn is_text_of_label(candidate: &Candidate) -> bool {
    let Some(first) = candidate.numbers.first() else { return false };
    let words = word_count(&first.title);
    first.style.is_article()
        && candidate.setting == Setting::Plain
        && candidate.rest.is_none()
        && (words > LONGEST_TITLE || words > 8 && first.title.ends_with(['.', ';', ':']))
}
