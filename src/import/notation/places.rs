//! What the text around a line says of its place: whether notes stand there.

use super::definitions::{self, Definition};
use super::lines::{Kind, Line};
use crate::import::sentence::{self, End, Start};
use crate::language;
use crate::numbering;

/// What is known of the place of a definition.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Place {
    /// How much the text above speaks for a foot of notes that begins here.
    pub above: i32,
    /// How much the text below speaks for a foot of notes that ends here.
    pub below: i32,
    /// How many headings stand above.
    pub headings: usize,
}

/// How much the text around each definition says that notes stand there.
pub fn of(lines: &[Line<'_>], definitions: &[Definition], page_of: &[usize]) -> Vec<Place> {
    let mut headings = Vec::with_capacity(lines.len());
    let mut count = 0;
    for line in lines {
        count += usize::from(line.kind == Kind::Heading);
        headings.push(count);
    }
    let place = |definition: &Definition| {
        let at = definition.line;
        let alone = definition.form == definitions::Form::Alone;
        let above = match above(lines, at, page_of) {
            // A number on a line of its own parts what stands above from what stands below.
            above @ ..0 if alone => above / 3,
            above => above,
        };
        Place { above, below: below(lines, at, page_of), headings: headings[at] }
    };
    definitions.iter().map(place).collect()
}

/// What the lines above a definition say of its place.
fn above(lines: &[Line<'_>], at: usize, page_of: &[usize]) -> i32 {
    let Some(before) = at.checked_sub(1).map(|before| &lines[before]) else { return 0 };
    if before.kind == Kind::Rule || before.foot_rule {
        return 3;
    }
    let end = sentence::end_of(&before.text);
    match (lines[at].opens, before.kind) {
        (_, Kind::Heading) if language::any().is_notes_heading(&before.text) => 4,
        // What stands right below a heading is its text.
        _ if is_heading(before) => -4,
        (true, Kind::Text) if language::any().is_notes_heading(&before.text) => 4,
        // It stands in the midst of a paragraph.
        (false, _) if end == End::Open => -6,
        (false, _) => -2,
        (true, Kind::Text) if end == End::Open && page_of[at] == page_of[at - 1] => 3,
        _ => 0,
    }
}

/// Whether a line is a heading by its sign or by its label: "§ 3 Boats".
fn is_heading(line: &Line<'_>) -> bool {
    let readings = || numbering::readings(line.text.trim().trim_matches(['*', '_'])).into_iter();
    line.kind == Kind::Heading || line.opens && readings().any(|reading| reading.head.label.is_some())
}

/// What the lines below a definition say of its place.
fn below(lines: &[Line<'_>], at: usize, page_of: &[usize]) -> i32 {
    let Some(next) = (at + 1..lines.len()).find(|next| lines[*next].opens) else { return 2 };
    if page_of[next] != page_of[at] {
        return 3;
    }
    let line = &lines[next];
    match line.kind {
        Kind::Text if sentence::start_of(&line.text) == Start::Small && !opens_item(next, &line.text) => 3,
        _ => 0,
    }
}

/// Whether a line opens with a number or a letter: "a) boats" is no second half of a sentence.
fn opens_item(at: usize, line: &str) -> bool {
    definitions::of(at, line).is_some() || numbering::readings(line.trim()).iter().any(|reading| reading.marked)
}

/// Whether a line that opens with "[7]" goes on with the sentence above: a converter broke the line before the mark.
pub fn goes_on(lines: &[Line<'_>], definition: &Definition) -> bool {
    let above = definition.line.checked_sub(1).map(|above| &lines[above]);
    let is_broken = |above: &Line<'_>| above.kind == Kind::Text && sentence::end_of(&above.text) == End::Open;
    let line = &lines[definition.line].text;
    let words = &line[definition.text..];
    let is_square = |line: &str| line.starts_with(['[', '\\']) && !line.starts_with("[^");
    is_square(line.trim_start()) && sentence::start_of(words) == Start::Small && above.is_some_and(is_broken)
}

/// Whether a line stands between the halves of a sentence of running text; cells of a table stand alone as well.
pub fn parts_a_sentence(lines: &[Line<'_>], at: usize) -> bool {
    /// A shorter line may be a cell.
    const RUNNING_TEXT: usize = 30;
    let above = at.checked_sub(1).map(|above| lines[above].text.trim());
    let below = lines.get(at + 1).map(|below| below.text.trim());
    let is_running = |text: &str| text.chars().count() >= RUNNING_TEXT;
    above.zip(below).is_some_and(|(above, below)| {
        is_running(above)
            && is_running(below)
            && (sentence::end_of(above) == End::Open) == (sentence::start_of(below) == Start::Small)
    })
}
