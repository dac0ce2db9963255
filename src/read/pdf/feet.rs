//! Notes at the feet of pages: by the tags, by size, by the rule above them and by their labels.
//!
//! In: the rows of all pages, those that are furniture known. Out: the rows that are notes'. A note may fill whole pages: they
//! are its own when their print is that of the foot before and of the foot behind them.

use super::matrix::Area;
use super::order::Row;
use super::page::{PageRegions, PageRows};
use crate::model::scan::Region;

/// A note is printed smaller than this part of the body's size …
const SMALL: f32 = 0.96;
/// … and below this part of the page's height.
const FOOT_FROM: f32 = 0.2;
/// Sizes that differ by no more than this part are one print.
const ALIKE: f32 = 0.03;
/// A page that a note fills has so many rows.
const FULL: usize = 5;

/// Whether a note of a page before may go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum GoesOn {
    /// The page before has no notes.
    No,
    /// It has.
    FromPage,
    /// Pages between are full of the print of notes.
    OverPages,
}

/// What is known when a page's notes are looked for.
#[derive(Clone, Copy)]
struct Before {
    /// Most of what is tagged as notes is smaller than the text.
    are_small: bool,
    /// Whether a note may go on.
    goes_on: GoesOn,
    /// The label of the last note.
    label: Option<u32>,
}

/// Marks the rows that are notes'; `body` is the size of the text's print.
pub fn mark(pages: &[PageRows], body: f32, found: &mut [PageRegions]) {
    let are_small = notes_are_small(pages, body);
    let mut print: Option<f32> = None;
    let mut label: Option<u32> = None;
    // Pages full of that print, which a foot behind them proves to be a note's.
    let mut full: Vec<usize> = Vec::new();
    for (at, page) in pages.iter().enumerate() {
        let goes_on = match (print, full.is_empty()) {
            (None, _) => GoesOn::No,
            (_, true) => GoesOn::FromPage,
            (_, false) => GoesOn::OverPages,
        };
        find_notes(page, body, Before { are_small, goes_on, label }, &mut found[at].regions);
        label = last_label(page, &found[at].regions).or(label);
        let own = print_at_foot(page, &found[at].regions);
        if own.is_none() && print.is_some_and(|print| is_full_of(page, &found[at].regions, print)) {
            full.push(at);
            continue;
        }
        if own.zip(print).is_some_and(|(own, print)| is_alike(own, print)) {
            for page in &full {
                let regions = found[*page].regions.iter_mut();
                regions.filter(|region| **region == Region::Body).for_each(|region| *region = Region::Foot);
            }
        }
        full.clear();
        print = own;
    }
}

fn is_alike(size: f32, other: f32) -> bool {
    (size - other).abs() <= ALIKE * other
}

/// The size of the print of a page's last note.
fn print_at_foot(page: &PageRows, regions: &[Region]) -> Option<f32> {
    let last = page.rows.iter().zip(regions).rfind(|(_, region)| **region == Region::Foot)?.0;
    last.pieces.iter().max_by_key(|piece| piece.letters()).map(|piece| piece.size)
}

/// Whether all text of a page is in one print.
fn is_full_of(page: &PageRows, regions: &[Region], size: f32) -> bool {
    let rows = || page.rows.iter().zip(regions).filter(|(_, region)| **region == Region::Body).map(|(row, _)| row);
    rows().count() >= FULL
        && rows().all(|row| row.table.is_none() && row.pieces.iter().all(|piece| is_alike(piece.size, size)))
}

/// Notes at the foot: by the tags, else by a short rule or a label above small print.
fn find_notes(page: &PageRows, body: f32, before: Before, regions: &mut [Region]) {
    let is_text = |regions: &[Region], at: usize| regions[at] == Region::Body;
    for (at, row) in page.rows.iter().enumerate() {
        // Some files tag the text behind a note as a part of it; its print tells.
        let is_print = !before.are_small || row.pieces.iter().all(|piece| piece.size <= SMALL * body);
        let noted = is_print && row.aside.is_none() && row.pieces.iter().any(|piece| piece.place.note.is_some());
        if noted && is_text(regions, at) {
            regions[at] = Region::Foot;
        }
    }
    let inner = stand_above_text(page, body, regions);
    let tagged_from = (0..page.rows.len()).filter(|at| regions[*at] == Region::Foot).min();
    let highest = if before.goes_on == GoesOn::No { FOOT_FROM * page.size.1 } else { 0.0 };
    let mut from = page.rows.len();
    for at in (0..page.rows.len()).rev() {
        let row = &page.rows[at];
        if regions[at] != Region::Body || inner[at] {
            continue;
        }
        let small = row.pieces.iter().all(|piece| piece.size <= SMALL * body);
        let in_cell =
            row.aside.is_some() || row.table.is_some() || row.pieces.iter().any(|piece| piece.place.cell.is_some());
        if !small || in_cell || row.area.y0 < highest || tagged_from.is_some_and(|tagged| at < tagged) {
            break;
        }
        from = at;
    }
    let rows: Vec<usize> = (from..page.rows.len()).filter(|at| is_text(regions, *at) && !inner[*at]).collect();
    let is_page = |first: &usize| (0..*first).all(|at| !is_text(regions, at));
    let counts_on = rows.first().is_some_and(is_page) && counts_on(page, &rows, before);
    let first = if counts_on { rows.first().copied() } else { first_note(page, (&rows, before.goes_on), regions) };
    let Some(first) = first else { return };
    for at in rows.into_iter().filter(|at| *at >= first) {
        regions[at] = Region::Foot;
    }
}

/// Whether the notes of the page before go on with the next label on a page that has nothing else, as where all notes stand
/// behind the text.
fn counts_on(page: &PageRows, rows: &[usize], before: Before) -> bool {
    let number = |at: &usize| label(&page.rows[*at]).filter(|label| label.raised)?.sign.parse::<u32>().ok();
    let first = rows.iter().find_map(number);
    before.goes_on != GoesOn::No && first.zip(before.label).is_some_and(|(first, last)| first == last + 1)
}

/// The label of the last note of a page.
fn last_label(page: &PageRows, regions: &[Region]) -> Option<u32> {
    let foot = page.rows.iter().zip(regions).rev().filter(|(_, region)| **region == Region::Foot);
    foot.map(|(row, _)| row).find_map(|row| label(row).filter(|label| label.raised)?.sign.parse().ok())
}

/// Which rows stand above text that is read before them, as the labels of a chart do that a page draws last.
fn stand_above_text(page: &PageRows, body: f32, regions: &[Region]) -> Vec<bool> {
    /// Strips of the page's width.
    const STRIPS: usize = 24;
    let strip = |x: f32| ((x / page.size.0.max(1.0)).clamp(0.0, 1.0) * (STRIPS - 1) as f32) as usize;
    // Without their ends, which may share a strip with the column beside them.
    let end = page.size.0 / STRIPS as f32;
    let covered = |area: &Area| match (strip(area.x0 + end), strip(area.x1 - end)) {
        (from, to) if from <= to => from..=to,
        _ => strip((area.x0 + area.x1) / 2.0)..=strip((area.x0 + area.x1) / 2.0),
    };
    let mut lowest = [f32::MIN; STRIPS];
    let above = page.rows.iter().zip(regions).map(|(row, region)| {
        let strips = &mut lowest[covered(&row.area)];
        if *region == Region::Body && row.pieces.iter().any(|piece| piece.size > SMALL * body) {
            strips.iter_mut().for_each(|lowest| *lowest = lowest.max(row.area.y0));
        }
        strips.iter().any(|lowest| *lowest > row.area.y1)
    });
    above.collect()
}

/// Whether most of what is tagged as notes is smaller than the text.
fn notes_are_small(pages: &[PageRows], body: f32) -> bool {
    let pieces = pages.iter().flat_map(|page| &page.rows).flat_map(|row| &row.pieces);
    let (mut small, mut all) = (0, 0);
    for piece in pieces.filter(|piece| piece.place.note.is_some()) {
        all += piece.letters();
        small += if piece.size <= SMALL * body { piece.letters() } else { 0 };
    }
    small * 2 > all
}

/// The row at which notes begin, of a run of small print that ends the page.
fn first_note(page: &PageRows, (own, goes_on): (&[usize], GoesOn), regions: &[Region]) -> Option<usize> {
    let from = *own.first()?;
    let rows = || own.iter().copied();
    let above = |at: usize| {
        let top = page.rows[at].area.y0;
        let bottom =
            (0..at).rev().find(|other| regions[*other] == Region::Body).map_or(0.0, |other| page.rows[other].area.y1);
        // What is drawn cell by cell is one rule, the end of a table.
        page.grids.level.iter().any(|(y, left, right)| {
            let short = right - left > 40.0 && right - left < 0.5 * page.size.0;
            short && *y > bottom - 4.0 && *y < top + 6.0
        })
    };
    // Small print without any label below a rule is a form, unless a note of the page before goes on.
    let has_labels = goes_on != GoesOn::No || rows().any(|at| label(&page.rows[at]).is_some());
    // Without a rule above them, notes that begin high on a page are taken for such only behind pages full of them.
    let highest = if goes_on == GoesOn::OverPages { 0.0 } else { FOOT_FROM * page.size.1 };
    // A label is raised, or a raised sign of the text above calls it.
    let called = |at: usize, sign: &str| {
        let parts = page.rows[..at].iter().flat_map(|row| &row.pieces).flat_map(|piece| &piece.parts);
        parts.filter(|part| part.raised).any(|part| part.run.text.trim() == sign)
    };
    let is_called = |label: &Label| label.raised || called(from, &label.sign);
    let opens = |at: &usize| {
        let row = &page.rows[*at];
        row.area.y0 >= highest && label(row).as_ref().is_some_and(is_called)
    };
    rows().find(|at| has_labels && above(*at)).or_else(|| rows().find(opens))
}

/// The label that a row opens with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// "7", "*".
    pub sign: String,
    /// It is set raised.
    pub raised: bool,
}

/// The label that a row of a note opens with.
pub fn label(row: &Row) -> Option<Label> {
    let mut parts = row.pieces.iter().flat_map(|piece| &piece.parts).skip_while(|part| part.run.text.trim().is_empty());
    let first = parts.next()?;
    let text = first.run.text.trim_start();
    if first.raised {
        return Some(Label { sign: text.trim().to_owned(), raised: true });
    }
    let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
    let stars: String = text.chars().take_while(|c| "*†‡§".contains(*c)).collect();
    let sign = if digits.is_empty() { stars } else { digits };
    // "18. In the year …" is a label, too.
    let rest = text[sign.len()..].trim_start_matches(['.', ')']);
    let ends = rest.chars().next().is_none_or(|c| c.is_whitespace() || c.is_alphabetic() && sign.starts_with('*'));
    ((1..=3).contains(&sign.chars().count()) && ends).then_some(Label { sign, raised: false })
}
