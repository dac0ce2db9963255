//! What parts two rows: the gap between them, the indent of the second, the length of the first; or what the tags say.

use super::feet;
use super::order::{Aside, Row};
use super::page::{PageRegions, PageRows};
use super::regions;
use crate::model::scan::Region;

/// The measures of a page.
#[derive(Debug, Clone, Default)]
pub struct Spacing {
    /// From baseline to baseline within a paragraph, in sizes.
    leading: f32,
    /// The print of most rows.
    print: f32,
    /// Left and right edge of each column of the text.
    margins: Vec<(usize, f32, f32)>,
    /// How far the full lines of each column reach: a quarter of its lines reach further, or as far.
    edges: Vec<(usize, f32)>,
    /// The numbers of the notes at its foot that are set raised.
    raised: Vec<usize>,
}

/// How a row stands to the row above it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Opening {
    /// It opens a paragraph.
    pub paragraph: bool,
    /// It opens a note.
    pub note: bool,
    /// Blank lines above it.
    pub blank: usize,
}

/// A gap wider than the leading by this factor parts paragraphs.
const WIDE: f32 = 1.3;
/// Room for a word is its width and so many sizes for what stands between two words.
const ROOM: f32 = 1.0;
/// Print larger than that of most rows by this factor is that of titles.
const LARGE: f32 = 1.15;
/// Fewer lines show no edge.
const ENOUGH: usize = 8;

impl Spacing {
    /// Measures a page.
    pub fn of(page: &PageRows, regions: &PageRegions) -> Self {
        let body = |region: Region| {
            page.rows.iter().zip(&regions.regions).filter(move |(_, found)| **found == region).map(|(row, _)| row)
        };
        let mut leadings = Vec::new();
        for region in [Region::Body, Region::Foot] {
            let rows: Vec<&Row> = body(region).collect();
            for pair in rows.windows(2) {
                let step = (pair[1].baseline() - pair[0].baseline()) / pair[1].print();
                leadings.extend((0.9..3.0).contains(&step).then_some(step));
            }
        }
        leadings.sort_by(f32::total_cmp);
        let leading = leadings.get(leadings.len() / 3).copied().unwrap_or(1.2);
        let mut margins: Vec<(usize, f32, f32)> = Vec::new();
        // A page that notes fill has the margins of its notes.
        let is_foot = body(Region::Body).next().is_none();
        let measured = || {
            let rows = body(if is_foot { Region::Foot } else { Region::Body });
            rows.filter(|row| row.pieces.iter().all(|piece| piece.place.cell.is_none()))
        };
        for row in measured() {
            match margins.iter_mut().find(|(column, ..)| *column == row.column) {
                Some((_, left, right)) => (*left, *right) = (left.min(row.area.x0), right.max(row.area.x1)),
                None => margins.push((row.column, row.area.x0, row.area.x1)),
            }
        }
        let edge = |column: usize| {
            let rows = measured().filter(|row| row.column == column);
            let mut ends: Vec<f32> = rows.map(|row| row.area.x1).collect();
            ends.sort_by(f32::total_cmp);
            (ends.len() >= ENOUGH).then(|| (column, ends[ends.len() * 3 / 4]))
        };
        let edges = margins.iter().filter_map(|(column, ..)| edge(*column)).collect();
        let labels = body(Region::Foot).filter_map(feet::label).filter(|label| label.raised);
        let mut prints: Vec<f32> = body(Region::Body).map(Row::print).collect();
        prints.sort_by(f32::total_cmp);
        let print = prints.get(prints.len() / 2).copied().unwrap_or(f32::MAX);
        Self { leading, print, margins, edges, raised: labels.filter_map(|label| label.sign.parse().ok()).collect() }
    }

    fn margin(&self, row: &Row) -> (f32, f32) {
        let known = self.margins.iter().find(|(column, ..)| *column == row.column);
        known.map_or((row.area.x0, row.area.x1), |(_, left, right)| (*left, *right))
    }

    /// How far a row is set in, in letters.
    pub fn indent(&self, row: &Row) -> usize {
        let (left, _) = self.margin(row);
        ((row.area.x0 - left) / (0.5 * row.print())).clamp(0.0, 200.0) as usize
    }

    /// How a row stands to the one above it in the same region.
    pub fn opens(&self, above: Option<&Row>, row: &Row, region: Region) -> Opening {
        let note = region == Region::Foot && self.opens_note(above, row);
        let Some(above) = above else {
            return Opening { paragraph: true, note: note || region == Region::Foot && self.has_label(row), blank: 1 };
        };
        let step = (row.baseline() - above.baseline()) / row.print().max(above.print());
        let lines = (step / self.leading - 0.7).clamp(0.0, 9.0) as usize;
        let paragraph = note || self.opens_paragraph(above, row, step, region);
        Opening { paragraph, note, blank: if paragraph { lines.max(1) } else { 0 } }
    }

    fn opens_note(&self, above: Option<&Row>, row: &Row) -> bool {
        let note = |row: &Row| row.pieces.first().and_then(|piece| piece.place.note);
        match (note(row), above.and_then(note)) {
            (Some(this), other) if Some(this) != other => self.has_label(row),
            (Some(_), _) => false,
            (None, _) => feet::label(row).filter(|_| self.has_label(row)).is_some_and(|label| {
                label.raised || above.is_some_and(|above| row.area.x0 >= above.area.x0 + 4.0 || ends_sentence(above))
            }),
        }
    }

    /// Whether a row opens with a label of a note. Beside raised ones a plain number is one only if it counts on with them:
    /// "14 June 2025" goes on with a note.
    fn has_label(&self, row: &Row) -> bool {
        let counts_on = |number: usize| self.raised.iter().any(|raised| raised.abs_diff(number) == 1);
        feet::label(row).is_some_and(|label| {
            label.raised || self.raised.is_empty() || label.sign.parse().ok().is_none_or(counts_on)
        })
    }

    fn opens_paragraph(&self, above: &Row, row: &Row, step: f32, region: Region) -> bool {
        if row.is_tabular() || above.is_tabular() {
            return row.is_tabular() != above.is_tabular() || starts_table(row, above);
        }
        if row.beside != above.beside || row.aside != above.aside {
            return true;
        }
        if row.aside == Some(Aside::Chart) {
            return false;
        }
        let block = |row: &Row| row.pieces.first().and_then(|piece| piece.place.block);
        let wide = step > WIDE * self.leading;
        if let (Some(this), Some(other)) = (block(row), block(above)) {
            // Titles are often set as one paragraph a line.
            return this != other && (wide || !self.is_one_title(above, row) && !self.goes_on_large(above, row));
        }
        if wide || step < 0.0 || style(above) != style(row) && region == Region::Body {
            return !(step < 0.0 && self.runs_over(above, row));
        }
        if self.is_one_title(above, row) || self.goes_on_large(above, row) {
            return false;
        }
        let (left, right) = self.margin(row);
        let indented = row.area.x0 > left + 0.8 * row.print() && row.area.x0 > above.area.x0 + 0.8 * row.print();
        let short = above.area.x1 < right - 0.15 * (right - left);
        indented || short && ends_sentence(above) || self.had_room(above, row)
    }

    /// Whether the first word of a row had room at the end of the line above: that one was to end there.
    fn had_room(&self, above: &Row, row: &Row) -> bool {
        let Some((_, edge)) = self.edges.iter().find(|(column, _)| *column == row.column) else { return false };
        let words = regions::plain(row);
        let first = words.split(' ').next().unwrap_or_default();
        let letter = (row.area.x1 - row.area.x0) / words.chars().count().max(1) as f32;
        let is_begun = !first.starts_with(char::is_lowercase) || ends_sentence(above);
        is_begun && above.area.x1 + letter * first.chars().count() as f32 + ROOM * row.print() < *edge
    }

    /// Whether a row goes on with the bold line above that fills its column: a title over several lines, whatever its next
    /// line begins with.
    pub fn goes_on_in_bold(&self, above: &Row, row: &Row) -> bool {
        let (left, right) = self.margin(above);
        let is_full = above.area.x1 > right - 0.1 * (right - left) && above.area.x0 < left + 0.2 * (right - left);
        let in_cell = row.pieces.iter().chain(&above.pieces).any(|piece| piece.place.cell.is_some());
        // An entry of a table of contents ends on its page's number.
        let is_entry = regions::plain(above).contains("....");
        is_full && !in_cell && !is_entry && style(above) == (true, false) && style(row) == (true, false)
    }

    /// Whether a row goes on with a title above it in larger print: such titles seldom fill the column of the text.
    fn goes_on_large(&self, above: &Row, row: &Row) -> bool {
        let is_alike = style(above) == style(row) && (above.print() - row.print()).abs() < 0.3;
        let is_flush = (above.area.x0 - row.area.x0).abs() < 1.5 * row.print();
        let opens = |row: &Row| regions::plain(row).starts_with(|c: char| c.is_ascii_digit() || !c.is_alphanumeric());
        is_alike && is_flush && row.print() > LARGE * self.print && !ends_sentence(above) && !opens(row)
    }

    /// Whether a paragraph runs from the foot of a column to the head of the next.
    fn runs_over(&self, above: &Row, row: &Row) -> bool {
        let (left, _) = self.margin(row);
        above.column != row.column && !ends_sentence(above) && row.area.x0 < left + 0.8 * row.print()
    }

    /// Whether two rows are lines of one title: set about one axis in one style, neither filling its line.
    fn is_one_title(&self, above: &Row, row: &Row) -> bool {
        let (left, right) = self.margin(row);
        let centre = |row: &Row| (row.area.x0 + row.area.x1) / 2.0;
        let is_inner = |row: &Row| row.area.x0 > left + 0.6 * row.print();
        let about_one_axis = (centre(above) - centre(row)).abs() < 0.8 * row.print();
        let middle = (centre(row) - (left + right) / 2.0).abs() < 0.15 * (right - left);
        about_one_axis
            && middle
            && (is_inner(above) || is_inner(row))
            && style(above) == style(row)
            && (above.print() - row.print()).abs() < 0.3
            && !regions::plain(above).ends_with(['.', ';', ':'])
    }
}

/// Whether a row begins another table than the one above belongs to.
fn starts_table(row: &Row, above: &Row) -> bool {
    let table = |row: &Row| row.pieces.first().and_then(|piece| piece.place.cell).map(|cell| cell.table);
    match (table(above), table(row)) {
        (Some(above), Some(row)) => above != row,
        _ => false,
    }
}

/// Whether all of a row is bold, and all italic.
fn style(row: &Row) -> (bool, bool) {
    let all = |holds: fn(&super::drawing::Run) -> bool| row.pieces.iter().all(|piece| piece.share(holds) > 90);
    (all(|run| run.bold), all(|run| run.italic))
}

fn ends_sentence(row: &Row) -> bool {
    regions::plain(row).trim_end_matches(|c: char| c.is_ascii_digit()).ends_with(['.', ';', ':', '!', '?', '”'])
}
