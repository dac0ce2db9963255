//! A scan as a text with form feeds, for as long as import reads texts.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::message::Message;
use crate::model::scan::{Line, Overleaf, Page, Region, Scan, Shape};
use crate::source::{
    Beside, FOOT_LINE, LABEL_LINE, LAID_OUT, LeftOutLine, PARAGRAPH_END, Sheet, Source, SourcePage, TABLE_GOES_ON,
};

/// So many pages show the heads that all have.
const HEAD_PAGES: usize = 4;

/// The text of a scan: page after page, notes behind the text that calls them, running heads and page numbers left out.
#[must_use]
pub fn text(scan: &Scan) -> Source {
    let mut text = String::new();
    let mut pages = Vec::new();
    let (mut places, mut doubtful, mut left_out) = (Vec::new(), Vec::new(), Vec::new());
    if scan.is_laid_out {
        text.push_str(LAID_OUT);
        text.push('\n');
    }
    for (index, page) in scan.pages.iter().enumerate() {
        if scan.is_laid_out && !scan.is_flowing {
            let line = text.matches('\n').count() + 1;
            pages.push(SourcePage { line, printed: page.printed.clone() });
        }
        let (first, mut own) = (text.len(), Vec::new());
        let at = text.matches('\n').count() + 1;
        left_out.extend(page.lines.iter().filter_map(|line| {
            Some(LeftOutLine { line: at, what: furniture(line)?, words: line.text.trim().to_owned() })
        }));
        let shown: Vec<&Line> = page.lines.iter().filter(|line| furniture(line).is_none()).collect();
        if shown.is_empty() && index > 0 && !scan.is_flowing {
            // A page without text is one all the same: those after it keep their numbers.
            text.push_str("\n\u{c}\n");
        }
        let mut before: Option<&Line> = None;
        for (at, line) in shown.into_iter().enumerate() {
            // Notes end a page, and the text that goes on over it must not join them.
            let parted = !scan.is_flowing && before.is_some_and(|before| ends_bold_print(before, line));
            let is_apart = |line: &Line| line.shape == Shape::Picture;
            let parted = parted || is_apart(line) || before.is_some_and(is_apart);
            let blank = if at == 0 && index > 0 || parted { 1 } else { line.blank_before.min(1) };
            before = Some(line);
            text.extend(std::iter::repeat_n('\n', blank));
            // Nothing goes on over the end of a page that its writer wished.
            if at == 0 && index > 0 && !scan.is_flowing {
                text.push('\u{c}');
            }
            own.extend(area(line, page).map(|area| (text.len(), area)));
            doubtful.extend(line.doubtful.iter().map(|word| (text.len(), word)));
            text.push_str(&written(line));
            let is_running = matches!(line.shape, Shape::Text | Shape::Item) && !line.text.ends_with('\\');
            if scan.is_flowing && is_running {
                text.push(PARAGRAPH_END);
            }
            if line.region == Some(Region::Foot) && !scan.is_flowing {
                text.push(FOOT_LINE);
            }
            // Once: the table goes on; twice: its last row does.
            let signs = line.overleaf.map_or(0, |overleaf| 1 + usize::from(overleaf == Overleaf::Row));
            text.extend(std::iter::repeat_n(TABLE_GOES_ON, signs));
            text.extend((line.shape == Shape::Label).then_some(LABEL_LINE));
            text.push('\n');
        }
        places.push((page, first, own));
    }
    let starts: Vec<usize> = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
    let line = |at: usize| starts.partition_point(|start| *start <= at);
    let doubtful = doubtful.into_iter().map(|(at, word)| (line(at), word.clone())).collect();
    let sheets = if scan.is_flowing { Vec::new() } else { sheets(places, &line) };
    Source {
        name: scan.name.clone(),
        text,
        pages,
        sheets,
        doubtful,
        beside: beside(scan),
        left_out,
        pictures: scan.pictures.clone(),
    }
}

/// Where a line stands, in thousandths of its page.
fn area(line: &Line, page: &Page) -> Option<[u16; 4]> {
    let ([x0, y0, x1, y1], (width, height)) = (line.bounds?, page.size?);
    let share = |at: f32, of: f32| (at / of * 1000.0).round().clamp(0.0, 1000.0) as u16;
    (width > 0.0 && height > 0.0).then(|| [share(x0, width), share(y0, height), share(x1, width), share(y1, height)])
}

/// A page with where it begins and its lines, as bytes of the text.
type Placed<'p> = (&'p Page, usize, Vec<(usize, [u16; 4])>);

/// The pages of the file by the lines of the text; `line` gives that of a byte.
fn sheets(places: Vec<Placed<'_>>, line: &impl Fn(usize) -> usize) -> Vec<Sheet> {
    if places.iter().all(|(_, _, lines)| lines.is_empty()) {
        return Vec::new();
    }
    let sheet = |(page, first, lines): Placed<'_>| Sheet {
        number: page.number,
        picture: page.picture.clone(),
        line: line(first),
        lines: lines.into_iter().map(|(at, area)| (line(at), area)).collect(),
    };
    places.into_iter().map(sheet).collect()
}

/// What the file says beside its text, the lines of heads and feet as they come first.
fn beside(scan: &Scan) -> Beside {
    let mut heads: Vec<String> = Vec::new();
    let lines = scan.pages.iter().take(HEAD_PAGES).flat_map(|page| &page.lines);
    for line in lines.filter(|line| line.region == Some(Region::RunningHead)) {
        let words = line.text.trim();
        if !words.is_empty() && !heads.iter().any(|head| head == words) {
            heads.push(words.to_owned());
        }
    }
    Beside { properties: scan.metadata.clone(), heads }
}

/// Whether bold lines end above a line: a title, and the text under it.
fn ends_bold_print(above: &Line, line: &Line) -> bool {
    let is_bold = |text: &str| text.len() > 4 && text.starts_with("**") && text.ends_with("**");
    let both = [above, line].iter().all(|line| line.shape == Shape::Text && line.region != Some(Region::Foot));
    both && is_bold(&above.text) && !line.text.contains("**") && line.text.starts_with(char::is_uppercase)
}

/// What the text leaves out, by kind, with a count and the first of its lines; one diagnostic for all.
#[must_use]
pub fn left_out(scan: &Scan) -> Option<Diagnostic> {
    let mut kinds: BTreeMap<&'static str, (usize, usize, &str)> = BTreeMap::new();
    for page in &scan.pages {
        for line in &page.lines {
            if let Some(kind) = furniture(line) {
                kinds.entry(kind).or_insert((0, page.number, line.text.trim())).0 += 1;
            }
        }
    }
    let kinds_are_none = kinds.is_empty();
    let told: Vec<Message> = kinds
        .into_iter()
        .map(|(kind, (count, page, words))| {
            let words: String = words.chars().take(60).collect();
            message!("left-out-page", count = count, what = Message::new(kind), page = page, words = words)
        })
        .collect();
    let message = message!("lines-left-out", what = told);
    let hint = message!("lines-left-out-hint");
    (!kinds_are_none).then(|| Diagnostic::new("page-numbers-left-out", &scan.name, message).hint(hint))
}

/// What a line is called that is no text.
fn furniture(line: &Line) -> Option<&'static str> {
    match line.region {
        Some(Region::RunningHead) => Some("left-running-heads"),
        Some(Region::PageNumber) => Some("left-page-numbers"),
        Some(Region::Stamp) => Some("left-stamps"),
        Some(Region::LineNumber) => Some("left-line-numbers"),
        Some(Region::TableHead) => Some("left-table-heads"),
        Some(Region::Body | Region::Foot) | None => None,
    }
}

/// A line with the signs of its shape.
fn written(line: &Line) -> String {
    let words = line.text.as_str();
    match line.shape {
        Shape::Heading(level) => format!("{} {words}", "#".repeat(level.clamp(1, 6))),
        Shape::Item if !words.starts_with("+ ") => format!("- {words}"),
        Shape::Quote | Shape::Label => format!("> {words}"),
        Shape::Rule => "---".to_owned(),
        Shape::Picture => format!("![]({words})"),
        Shape::Text if ["- ", "+ ", "# ", "> ", "|"].iter().any(|sign| words.starts_with(sign)) => format!("\\{words}"),
        Shape::Text | Shape::Item | Shape::Table | Shape::Code => words.to_owned(),
    }
}
