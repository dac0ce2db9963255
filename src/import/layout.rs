//! Paragraphs that no blank line parts, as programs give them that copy the print: an indent opens each, or the line
//! before ends short.
//!
//! In: a source. Out: the lines that open a paragraph though no blank line stands before them.
//! What always holds: where blank lines part the paragraphs only headings stand so close; a line that goes on with a
//! sentence in full lines opens nothing.

use std::collections::{BTreeSet, HashMap};

use super::contents::Contents;
use super::line_breaks::{Pair, are_paragraphs, full_line, goes_on, is_ragged, is_shorter};
use super::pages::Pages;
use super::sentence::{self, End, Start};
use super::{labels, line_breaks, rows};
use crate::numbering::{self, Style};
use crate::source::Source;
use crate::text::{is_all_caps, word_count};

/// Spaces that set a line in the middle of the page.
const CENTRED: usize = 10;
/// A title on a line of its own has no more words.
const TITLE: usize = 16;

/// So much shorter than a full line is one that a word more would have fitted: letters differ in width.
const ROOM: usize = 4;

/// A line of text with its neighbours, where no blank line parts them.
struct Place<'a> {
    number: usize,
    above: Option<&'a str>,
    line: &'a str,
    below: Option<&'a str>,
}

/// The lines that open paragraphs.
#[must_use]
pub(super) fn openers(source: &Source, pages: &Pages, contents: &Contents) -> BTreeSet<usize> {
    let (places, parted) = places(source, pages);
    let pairs: Vec<Pair<'_>> = places
        .iter()
        .filter_map(|place| Some(Pair { number: place.number, above: place.above?, line: place.line }))
        .collect();
    let mut found = by_contents(&places, contents);
    if pairs.is_empty() {
        return found;
    }
    let width = full_line(&pairs);
    let enough = pairs.len() >= line_breaks::ENOUGH;
    let ragged = is_ragged(&pairs, width);
    let indents = enough && is_indented(&pairs);
    // Where blank lines part paragraphs, lines that open without one are headings and what follows them.
    let dense = indents || enough && parted * 5 <= pairs.len();
    let row = rows::running(places.iter().map(|place| (place.number, place.line)));
    // Where short lines show nothing, numbers and bold openings do.
    let may_show = |pair: &Pair<'_>| !ragged || is_numbered(pair.line) || pair.line.starts_with("**");
    let opens = |pair: &&Pair<'_>| {
        let is_centred = indent(pair.line).min(indent(pair.above)) >= CENTRED;
        let by_indent = indents && indent(pair.line) >= 2 && !is_sign(pair.line) && !is_centred;
        let under_number = row.contains(&(pair.number - 1));
        by_indent
            || !under_number && by_heading(pair, width, dense)
            || dense && !indents && may_show(pair) && by_short_line(pair, width)
    };
    // A reader that saw the print has parted what its gaps, indents and short lines part.
    let is_laid_out = source.is_laid_out();
    found.extend(&row);
    if enough {
        found.extend(
            places
                .iter()
                .filter(|place| place.below.is_none() && labels::is_alone(place.line))
                .map(|place| place.number),
        );
        found.extend(by_title(&places, &row, (width, ragged)).filter(|_| !is_laid_out));
        found.extend(by_label(&places));
        found.extend(by_part(&places));
        found.extend(by_clauses(&places));
        found.extend(by_list(&places));
    }
    let are_whole = dense && !is_laid_out && are_paragraphs(&pairs);
    let begins = |pair: &&Pair<'_>| are_whole && !goes_on(pair);
    found.extend(pairs.iter().filter(begins).map(|pair| pair.number));
    found.extend(pairs.iter().filter(|_| !is_laid_out).filter(opens).map(|pair| pair.number));
    // Within a title that the contents list nothing opens.
    let named = |line: &usize| contents.named.range(..*line).next_back().is_some_and(|(_, (last, _))| line <= last);
    found.retain(|line| !named(line));
    found
}

/// The titles that the table of contents names, and what follows each.
fn by_contents(places: &[Place<'_>], contents: &Contents) -> BTreeSet<usize> {
    let mut found: BTreeSet<usize> = contents.named.iter().flat_map(|(first, (last, _))| [*first, last + 1]).collect();
    found.extend(contents.lines.iter().flat_map(|(first, last)| [*first, last + 1]));
    let known: BTreeSet<usize> = places.iter().map(|place| place.number).collect();
    found.retain(|line| known.contains(line));
    found
}

/// Short lines in the form of a title that stand between whole sentences and what begins below them, and what begins there.
fn by_title<'a>(
    places: &'a [Place<'a>],
    row: &'a BTreeSet<usize>,
    (width, ragged): (usize, bool),
) -> impl Iterator<Item = usize> + 'a {
    let opens = move |place: &Place<'_>| {
        let (line, below) = (place.line.trim(), place.below.unwrap_or_default().trim());
        // A title in capitals goes on in capitals.
        let is_one = is_all_caps(line) && is_all_caps(below) && !is_numbered(below);
        let is_paragraph = !is_one && sentence::start_of(below) != Start::Small && !is_shorter(below, width, 75);
        let begins = row.contains(&(place.number + 1)) || labels::is_alone(below) || is_paragraph;
        let closed = place.above.is_none_or(|above| sentence::end_of(above.trim()) == End::Closed);
        let is_label = labels::is_label(line) && place.below.is_some();
        // The first of a row may stand below a title that takes several lines.
        let begins_row = opens_row(line) && place.above.is_some_and(|above| !sentence::must_go_on(above));
        let may_be_one = !ragged || is_all_caps(line) || is_numbered(line);
        let is_line = begins && may_be_one && is_title_line(line) && is_shorter(line, width, 75);
        let is_title = closed && (is_label || is_line) || begins_row && is_line;
        // The last line of a title that takes several.
        let ends = is_paragraph && may_be_one && is_whole_line(line) && is_shorter(line, width, 60);
        let first = (is_title && place.above.is_some()).then_some(place.number);
        first.into_iter().chain((is_title || ends).then_some(place.number + 1))
    };
    places.iter().flat_map(opens)
}

/// The first of a row below a title with a label, however long the title is: "Article 3. …" and, under it, "1. …".
fn by_label<'a>(places: &'a [Place<'a>]) -> impl Iterator<Item = usize> + 'a {
    /// Lines that such a title may have.
    const LONGEST: usize = 5;
    let mut title = 0;
    places.iter().filter_map(move |place| {
        let line = place.line.trim();
        let closed = place.above.is_none_or(|above| sentence::end_of(above.trim()) == End::Closed);
        let is_open = is_whole_line(line) || line.ends_with([',', ';']);
        let begins = title > 0 && opens_row(line) && place.above.is_some_and(is_whole_line);
        // "Article 3. Boats" alone below a whole sentence.
        let is_last = closed && place.below.is_none() && labels::has_label(line) && is_whole_line(line);
        title = match title {
            _ if closed && labels::has_label(line) && is_open => 1,
            1..LONGEST if is_open && place.above.is_some() => title + 1,
            _ => 0,
        };
        (begins || is_last && place.above.is_some()).then_some(place.number)
    })
}

/// The label of a part below a title in capitals, or below another label: "TITLE II", "BOATS", "CHAPTER I".
fn by_part<'a>(places: &'a [Place<'a>]) -> impl Iterator<Item = usize> + 'a {
    let opens = |place: &&Place<'_>| {
        let is_below = |above: &str| is_all_caps(above) && !sentence::must_go_on(above) || labels::is_label(above);
        labels::is_label(place.line) && place.above.is_some_and(|above| is_below(above.trim()))
    };
    places.iter().filter(opens).map(|place| place.number)
}

/// The items of a list, whatever room the line above left: "2. …" below a whole sentence or a clause, the first of them below a
/// colon; and labels that count on.
fn by_list<'a>(places: &'a [Place<'a>]) -> impl Iterator<Item = usize> + 'a {
    let mut last: HashMap<Style, usize> = HashMap::new();
    places.iter().filter_map(move |place| {
        // A number alone needs words to be read.
        let line = if labels::is_alone(place.line) {
            format!("{} X", place.line.trim())
        } else {
            place.line.trim().to_owned()
        };
        let readings = numbering::readings(&line).into_iter();
        let mut marked = readings.filter(|reading| reading.marked || reading.head.label.is_some());
        let is_alone = labels::is_alone(place.line) || labels::is_label(place.line);
        let reading = marked.find(|reading| is_alone || !reading.head.rest.is_empty())?;
        let above = place.above.map(str::trim);
        let is_first =
            reading.ordinal == 1 && above.is_none_or(|above| above.ends_with(':') || labels::has_label(above));
        let is_next =
            last.get(&reading.style).is_some_and(|last| numbering::follows(reading.style, *last, reading.ordinal))
                && above.is_none_or(|above| sentence::end_of(above) == End::Closed || above.ends_with(';'));
        let is_apart = above.is_none_or(|above| sentence::end_of(above) == End::Closed || is_all_caps(above));
        if is_first || is_next || is_apart {
            last.insert(reading.style, reading.ordinal);
        }
        above.filter(|_| is_first || is_next).map(|_| place.number)
    })
}

/// Clauses that open alike ("Having regard to …;"): the first of them opens a paragraph as the others do.
fn by_clauses<'a>(places: &'a [Place<'a>]) -> impl Iterator<Item = usize> + 'a {
    /// Fewer are no row.
    const ROW: usize = 3;
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for place in places.iter().filter(|place| place.above.is_some_and(|above| above.trim_end().ends_with(';'))) {
        counts.entry(first_words(place.line).unwrap_or_default()).and_modify(|count| *count += 1).or_insert(1);
    }
    let is_clause = move |place: &&'a Place<'a>| {
        let count = first_words(place.line).and_then(|words| counts.get(words));
        place.above.is_some() && count.is_some_and(|count| *count >= ROW)
    };
    places.iter().filter(is_clause).map(|place| place.number)
}

/// The first two words of a line, when the first has a capital.
fn first_words(line: &str) -> Option<&str> {
    let line = line.trim();
    let (end, _) = line.match_indices(' ').nth(1)?;
    line.starts_with(char::is_uppercase).then_some(&line[..end])
}

/// A line in the form of a title.
fn is_title_line(line: &str) -> bool {
    let opens = line.starts_with(|c: char| c.is_uppercase()) || is_numbered(line) || opens_with_year(line);
    opens && is_whole_line(line) && word_count(line) <= TITLE && !crate::language::any().is_caption(line)
}

/// "1. Boats", "I. Boats".
fn opens_row(line: &str) -> bool {
    is_numbered(line) && numbering::readings(line).iter().any(|reading| reading.marked && reading.ordinal == 1)
}

/// "2022 delivery model".
fn opens_with_year(line: &str) -> bool {
    let (year, rest) = line.split_once(' ').unwrap_or_default();
    year.len() == 4 && year.chars().all(|c| c.is_ascii_digit()) && rest.starts_with(char::is_alphabetic)
}

/// A line without mark-up that goes on with no sentence.
fn is_whole_line(line: &str) -> bool {
    !line.contains(['*', '|', '<'])
        && sentence::end_of(line) == End::Open
        && !line.ends_with([',', '-', '–'])
        && !sentence::must_go_on(line)
}

/// The lines of text with their neighbours, and how many lines a blank one parts from the text above, page ends aside.
fn places<'a>(source: &'a Source, pages: &Pages) -> (Vec<Place<'a>>, usize) {
    let (mut places, mut parted): (Vec<Place<'a>>, usize) = (Vec::new(), 0);
    let (mut above, mut fenced, mut last) = (None, false, 0);
    for (number, line) in source.lines() {
        let trimmed = line.trim();
        let fence = trimmed.starts_with("```") || trimmed.starts_with("~~~");
        fenced ^= fence;
        let is_tag = trimmed.starts_with('<') && !trimmed.starts_with("<sup");
        let is_text = !fenced && !fence && !is_tag && !trimmed.starts_with(['|', '>']);
        if trimmed.is_empty() || pages.left_out.contains_key(&number) || !is_text {
            above = None;
            continue;
        }
        parted += usize::from(above.is_none() && !pages.end_between(last, number));
        if let Some(before) = places.last_mut().filter(|_| above.is_some()) {
            before.below = Some(line);
        }
        places.push(Place { number, above, line, below: None });
        (above, last) = (Some(line), number);
    }
    (places, parted)
}

fn indent(line: &str) -> usize {
    line.chars().take_while(|c| c.is_whitespace()).count()
}

/// A line of a list: its indent is the list's.
fn is_sign(line: &str) -> bool {
    line.trim_start().starts_with(['-', '+', '*', '•', '–'])
}

/// Whether paragraphs are indented: some lines are, most are not, and those that are come after whole sentences.
/// Lines of lists and of notes are indented where they go on.
fn is_indented(pairs: &[Pair<'_>]) -> bool {
    let indented: Vec<&Pair<'_>> = pairs.iter().filter(|pair| indent(pair.line) >= 2 && !is_sign(pair.line)).collect();
    let begin = |pair: &&&Pair<'_>| {
        let line = pair.line.trim_start();
        sentence::start_of(line) != Start::Small || !numbering::readings(line).is_empty()
    };
    let begun = indented.iter().filter(begin).count();
    indented.len() >= 3 && indented.len() * 10 <= pairs.len() * 8 && begun * 10 >= indented.len() * 9
}

fn is_short(line: &str, width: usize) -> bool {
    is_shorter(line, width, 85)
}

/// Whether a heading stands above, or opens with this line. `dense`: capitals and dates are signs as good as numbers.
fn by_heading(pair: &Pair<'_>, width: usize, dense: bool) -> bool {
    let (above, line) = (pair.above.trim(), pair.line.trim());
    // A short line with a number is a heading under a full line, too.
    let closed = sentence::end_of(above) == End::Closed;
    if closed && is_numbered(line) && line.chars().count() * 100 < width * 70 && sentence::end_of(line) == End::Open {
        return true;
    }
    // A numbered title ends where the next word had room beside it.
    let first = line.split(' ').next().unwrap_or_default().chars().count();
    let has_room = is_numbered(above) && above.chars().count() + first + ROOM <= width;
    if !is_short(pair.above, width) && !has_room || sentence::start_of(line) == Start::Small && !is_numbered(line) {
        return false;
    }
    let capitals = (is_all_caps(above), is_all_caps(line));
    let set_apart = match capitals {
        (true, true) => crate::language::any().names_kind(line) && !is_numbered(above),
        _ => capitals.0 || capitals.1 || is_date(above) || is_date(line),
    };
    let after_whole = is_numbered(line) && (is_numbered(above) || closed);
    // A bold title goes on in bold.
    let is_bold = |line: &str| line.starts_with("**") && line.ends_with("**");
    let is_one_title = is_bold(above) && is_bold(line) && !is_numbered(line);
    let above_is_heading =
        !is_one_title && is_numbered(above) && is_whole_heading(above) && !(is_all_caps(title(above)) && capitals.1);
    above_is_heading || after_whole || dense && set_apart
}

/// Whether the line above ends a sentence before the line is full.
fn by_short_line(pair: &Pair<'_>, width: usize) -> bool {
    let line = pair.line.trim();
    let begins = sentence::start_of(line) != Start::Small || is_numbered(line);
    begins && is_short(pair.above, width) && (sentence::end_of(pair.above) != End::Open || is_numbered(line))
}

/// Whether a numbered line may be a heading on its own: it goes on with no comma, and its emphasis is closed.
fn is_whole_heading(line: &str) -> bool {
    sentence::end_of(line) == End::Open
        && !line.trim_end_matches('*').ends_with([',', '-', '–'])
        && !sentence::must_go_on(line)
        && line.matches("**").count().is_multiple_of(2)
        && line.matches('*').count().is_multiple_of(2)
        && !line.starts_with('(')
}

/// The words of a numbered line.
fn title(line: &str) -> &str {
    let line = line.trim_start_matches(['*', '#', ' ']);
    numbering::readings(line).into_iter().next().map_or(line, |reading| reading.head.rest)
}

fn is_numbered(line: &str) -> bool {
    let opens = |rest: &str| rest.starts_with(char::is_uppercase);
    let line = line.trim_start_matches(['*', '#', ' ']);
    numbering::readings(line).iter().any(|reading| reading.marked && opens(reading.head.rest))
}

fn is_date(line: &str) -> bool {
    super::days::place_and_date(line).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<usize> {
        let source = Source { name: "t".into(), text: text.into(), ..Source::default() };
        openers(&source, &Pages::of(&source), &Contents::default()).into_iter().collect()
    }

    #[test]
    fn indents_open_paragraphs() {
        let text = "   Xã có ba bến đò và\nhai cây cầu.\n   1. Bến\n   Bến trên mới sửa\nxong.\n".repeat(4);
        assert_eq!(read(&text)[..4], [3, 4, 6, 8]);
    }

    #[test]
    fn short_lines_end_paragraphs_where_none_is_blank() {
        let text =
            "1. Bến\nXã có ba bến đò và hai cây cầu qua\nsông cái.\nBến trên mới sửa xong trong mùa khô\nvừa rồi.\n"
                .repeat(4);
        assert_eq!(read(&text)[..4], [2, 4, 6, 7]);
        let parted = "Xã có ba bến đò và hai cây cầu qua\nsông cái.\nNăm.\n\n".repeat(14);
        assert!(read(&parted).is_empty());
        let tight = "I. BẾN\n1. Bến trên\nXã có ba bến đò và hai cây cầu qua\nsông cái.\n\n".repeat(6);
        assert_eq!(read(&tight)[..3], [2, 3, 7]);
    }

    #[test]
    fn lines_that_are_paragraphs() {
        let text = "A. Bến đò\nBến trên\n".to_owned() + &"Xã có ba bến đò và hai cây cầu. ".repeat(12) + "\nBến dưới\n";
        assert_eq!(read(&text.repeat(12))[..5], [2, 3, 4, 5, 6]);
    }
}
