//! Rows become the lines of a scan: their text, shape, size and place, and what parts them.

use super::feet;
use super::inline;
use super::lines::Piece;
use super::order::{Aside, Row};
use super::overleaf;
use super::page::{PageRegions, PageRows};
use super::regions;
use super::spacing::Spacing;
use crate::diagnostic::{Checked, Diagnostic};
use crate::model::scan::{Bookmark, Line, Overleaf, Page, Region, Scan, Shape};
use crate::source::Metadata;

/// What a file says of itself beside its pages.
#[derive(Debug, Default)]
pub struct Beside {
    /// Its properties.
    pub metadata: Metadata,
    /// Its outline.
    pub bookmarks: Vec<Bookmark>,
    /// Letters that its fonts do not name.
    pub unknown: usize,
    /// Letters that are too small to be seen.
    pub unseen: usize,
}

/// The scan of all pages.
pub fn scan(name: &str, beside: Beside, mut pages: Vec<PageRows>) -> Checked<Scan> {
    let body = body_size(&pages);
    let mut regions = regions::regions(&pages, body);
    overleaf::join(&mut pages, &mut regions);
    let headings = headings_are_sane(&pages);
    let mut scan = Scan {
        name: name.to_owned(),
        metadata: beside.metadata,
        bookmarks: beside.bookmarks,
        is_laid_out: true,
        ..Scan::default()
    };
    let mut number = 0;
    for (index, (page, regions)) in pages.iter().zip(&regions).enumerate() {
        let mut writer =
            Writer { page, regions, body, headings, spacing: Spacing::of(page, regions), lines: Vec::new() };
        writer.write();
        for line in &mut writer.lines {
            number += 1;
            line.number = number;
        }
        let (printed, size) = (regions.printed.clone(), Some(page.size));
        scan.pages.push(Page { number: index + 1, printed, size, lines: writer.lines, picture: None });
    }
    super::large::mark(&mut scan.pages);
    super::outlined::mark(&mut scan.pages, &scan.bookmarks);
    super::captions::lower(&mut scan.pages);
    let left = super::pictures::put_in(&mut scan, &pages);
    for (page, rows) in scan.pages.iter_mut().zip(&pages) {
        let line = |region: Region| {
            move |words: &String| Line {
                text: words.trim().to_owned(),
                number,
                region: Some(region),
                ..Line::default()
            }
        };
        page.lines.extend(rows.stamps.iter().filter(|words| !words.trim().is_empty()).map(line(Region::Stamp)));
        page.lines.extend(rows.line_numbers.iter().map(line(Region::LineNumber)));
    }
    let diagnostics = diagnostics(name, &pages, &left, (beside.unknown, beside.unseen));
    Checked::new(scan, diagnostics)
}

/// The size of most letters of the file.
fn body_size(pages: &[PageRows]) -> f32 {
    let mut counts = std::collections::BTreeMap::<i32, usize>::new();
    for piece in pages.iter().flat_map(|page| &page.rows).flat_map(|row| &row.pieces).filter(|piece| !piece.artifact) {
        *counts.entry((piece.size * 4.0).round() as i32).or_default() += piece.letters();
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map_or(1.0, |(size, _)| (size as f32 / 4.0).max(0.25))
}

/// Whether the tagged headings of a file are headings: some programs tag whole paragraphs so for their looks.
fn headings_are_sane(pages: &[PageRows]) -> bool {
    let (mut headed, mut all) = (0, 0);
    for piece in pages.iter().flat_map(|page| &page.rows).flat_map(|row| &row.pieces) {
        let letters = piece.letters();
        all += letters;
        headed += if piece.place.heading.is_some() { letters } else { 0 };
    }
    headed * 6 <= all
}

fn diagnostics(name: &str, pages: &[PageRows], left: &[usize], (unknown, unseen): (usize, usize)) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let pictured: Vec<usize> = (1..=left.len()).filter(|page| left[page - 1] > 0).collect();
    let count: usize = left.iter().sum();
    if !pictured.is_empty() {
        let message = message!("pdf-pictures-shown", count = count, pages = list(&pictured));
        let hint = message!("pdf-pictures-shown-hint");
        found.push(Diagnostic::new("picture-left-out", name, message).hint(hint));
    }
    if unknown > 0 {
        let message = message!("letters-unknown", count = unknown);
        let hint = message!("letters-unknown-hint");
        found.push(Diagnostic::new("letters-unknown", name, message).hint(hint));
    }
    if unseen > 0 {
        let message = message!("letters-unseen", count = unseen);
        let hint = message!("letters-unseen-hint");
        found.push(Diagnostic::new("letters-unseen", name, message).hint(hint));
    }
    let tables = |page: &PageRows| -> std::collections::BTreeSet<i32> {
        page.rows
            .iter()
            .filter_map(|row| row.table.as_ref().filter(|row| row.is_by_places()).map(|row| row.table))
            .collect()
    };
    let placed: Vec<usize> = (1..=pages.len()).filter(|page| !tables(&pages[page - 1]).is_empty()).collect();
    if !placed.is_empty() {
        let count: usize = pages.iter().map(|page| tables(page).len()).sum();
        let message = message!("table-by-places", count = count, pages = list(&placed));
        found.push(Diagnostic::new("table-by-places", name, message).hint(message!("table-by-places-hint")));
    }
    let empty: Vec<usize> = (1..=pages.len()).filter(|page| pages[page - 1].is_pictured_only()).collect();
    if !empty.is_empty() {
        let message = message!("page-without-text", count = empty.len(), pages = list(&empty));
        let hint = message!("page-without-text-hint");
        found.push(Diagnostic::new("page-without-text", name, message).hint(hint));
    }
    found
}

/// Numbers as people write them: "3, 5–7, 9".
fn list(numbers: &[usize]) -> String {
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    for number in numbers {
        match ranges.last_mut().filter(|last| last.1 + 1 == *number) {
            Some(last) => last.1 = *number,
            None => ranges.push((*number, *number)),
        }
    }
    let written =
        ranges.into_iter().map(|(from, to)| if from == to { from.to_string() } else { format!("{from}–{to}") });
    written.collect::<Vec<_>>().join(", ")
}

/// Writes the lines of a page.
struct Writer<'p> {
    page: &'p PageRows,
    regions: &'p PageRegions,
    body: f32,
    headings: bool,
    spacing: Spacing,
    lines: Vec<Line>,
}

impl Writer<'_> {
    /// The text first, then the notes, then what is neither.
    fn write(&mut self) {
        let furniture = [Region::RunningHead, Region::PageNumber, Region::Stamp, Region::TableHead];
        let order = [&furniture[..], &[Region::Body][..], &[Region::Foot][..]];
        let stars = self.stars();
        for regions in order {
            let rows: Vec<usize> =
                (0..self.page.rows.len()).filter(|at| regions.contains(&self.regions.regions[*at])).collect();
            let mut before = None;
            for at in rows {
                self.row(before, at, &stars);
                before = Some(at);
            }
        }
    }

    /// The stars that notes of this page have as labels, longest first.
    fn stars(&self) -> Vec<String> {
        let foot = (0..self.page.rows.len()).filter(|at| self.regions.regions[*at] == Region::Foot);
        let labels = foot.filter_map(|at| feet::label(&self.page.rows[at])).map(|label| label.sign);
        let mut stars: Vec<String> = labels.filter(|sign| sign.starts_with(['*', '†', '‡'])).collect();
        stars.sort_by_key(|sign| std::cmp::Reverse(sign.chars().count()));
        stars.dedup();
        stars
    }

    fn row(&mut self, before: Option<usize>, at: usize, stars: &[String]) {
        let row = &self.page.rows[at];
        let region = self.regions.regions[at];
        let pieces: Vec<&Piece> = row.pieces.iter().collect();
        let is_gone = region == Region::TableHead && pieces.is_empty();
        let table = row.table.as_ref().map(|row| row.text.clone());
        let mut text = table.unwrap_or_else(|| inline::markdown(&pieces));
        if text.is_empty() || is_gone {
            return;
        }
        let above = before.map(|before| &self.page.rows[before]);
        let opens = self.spacing.opens(above, row, region);
        let heading = self.heading(row, region);
        if region == Region::Foot && opens.note {
            text = labelled(&text, row);
        }
        if region == Region::Body {
            text = starred(&text, stars);
        }
        // What a heading is meant for stands in brackets and italics below it.
        let is_aside = text.starts_with("*(");
        let joins =
            heading.is_some() && !is_aside && above.is_some_and(|above| same_block(above, row)) && !opens.paragraph;
        let goes_on = above.is_some_and(|above| !opens.paragraph && self.spacing.goes_on_in_bold(above, row));
        let is_title = |last: &&mut Line| joins && matches!(last.shape, Shape::Heading(_));
        let is_line = |last: &&mut Line| goes_on && last.shape == Shape::Text && region == Region::Body;
        if let Some(last) = self.lines.last_mut().filter(|last| is_title(last) || is_line(last)) {
            last.text = crate::text::fold_space(&inline::joined(&last.text, &text));
            last.bounds = last.bounds.map(|bounds| around(bounds, row));
            return;
        }
        let mut shape = heading.map_or(Shape::Text, Shape::Heading);
        if row.is_tabular() {
            shape = Shape::Table;
        }
        if let Some(aside) = row.aside {
            shape = match aside {
                Aside::Chart => Shape::Label,
                Aside::Box => Shape::Quote,
            };
        } else if shape == Shape::Text && (opens.paragraph || before.is_none()) {
            (shape, text) = item(text);
        }
        let size = if row.pieces.is_empty() { 0.0 } else { row.print() };
        self.lines.push(Line {
            number: 0,
            text,
            shape,
            blank_before: opens.blank,
            indent: self.spacing.indent(row),
            region: Some(region),
            print_size: (size > 0.0).then(|| (size / self.body * 100.0).round().clamp(1.0, 10_000.0) as u16),
            confidence: None,
            doubtful: Vec::new(),
            overleaf: row.table.as_ref().filter(|row| row.goes_on).map(|row| match row.is_half {
                true => Overleaf::Row,
                false => Overleaf::Table,
            }),
            bounds: Some([row.area.x0, row.area.y0, row.area.x1, row.area.y1]),
        });
    }

    fn heading(&self, row: &Row, region: Region) -> Option<usize> {
        let is_text = region == Region::Body && row.aside.is_none();
        let level = row.pieces.first()?.place.heading.filter(|_| self.headings && is_text)?;
        row.pieces.iter().all(|piece| piece.place.heading.is_some() && piece.place.cell.is_none()).then_some(level)
    }
}

/// The box around a box and a row.
fn around([x0, y0, x1, y1]: [f32; 4], row: &Row) -> [f32; 4] {
    let area = &row.area;
    [x0.min(area.x0), y0.min(area.y0), x1.max(area.x1), y1.max(area.y1)]
}

fn same_block(a: &Row, b: &Row) -> bool {
    let block = |row: &Row| row.pieces.first().and_then(|piece| piece.place.block);
    block(a).is_some() && block(a) == block(b)
}

/// A note's first line with its label raised, when the print has it small or plain.
fn labelled(text: &str, row: &Row) -> String {
    let Some(label) = feet::label(row) else { return text.to_owned() };
    let written = label.sign.replace('*', "\\*");
    let raised = format!("<sup>{written}</sup>");
    let plain =
        if label.raised { None } else { text.strip_prefix(&written).or_else(|| text.strip_prefix(&label.sign)) };
    let rest = text.strip_prefix(&raised).or(plain);
    // A stop behind the label belongs to it.
    rest.map_or_else(|| text.to_owned(), |rest| format!("{raised} {}", rest.trim_start_matches(['.', ')', ' '])))
}

/// Stars behind words as raised marks, where a note of the page has them as its label.
fn starred(text: &str, stars: &[String]) -> String {
    let mut text = text.to_owned();
    for star in stars {
        let written = star.replace('*', "\\*");
        let ends: Vec<usize> = text.match_indices(&written).map(|(at, _)| at).collect();
        for at in ends.into_iter().rev() {
            let before = text[..at].chars().next_back();
            let after = text[at + written.len()..].chars().next();
            let is_mark = before.is_some_and(|c| c.is_alphanumeric() || ".,;:)”\"’".contains(c))
                && after.is_none_or(|c| !c.is_alphanumeric() && c != '\\');
            if is_mark {
                text.replace_range(at..at + written.len(), &format!("<sup>{written}</sup>"));
            }
        }
    }
    text
}

/// A line that opens with the sign of an item.
fn item(text: String) -> (Shape, String) {
    let bare = text.trim_start();
    for sign in ["- ", "• ", "– ", "▪ ", "◦ ", "● ", "■ ", "\\* "] {
        if let Some(rest) = bare.strip_prefix(sign).map(str::trim_start).filter(|rest| !rest.is_empty()) {
            return (Shape::Item, rest.to_owned());
        }
    }
    if bare.starts_with("+ ") && bare.len() > 2 {
        return (Shape::Item, bare.to_owned());
    }
    (Shape::Text, text)
}
