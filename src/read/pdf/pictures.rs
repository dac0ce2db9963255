//! Which parts of the pages are pictures of the text, and where their lines stand.
//!
//! In: the pages with what they draw, and their lines. Out: lines for pictures among those of the text. Invariants: no picture parts a
//! paragraph or a table; grounds, what comes again at one place, what lies behind text, signs and scanned pages are no pictures.

use std::collections::HashMap;

use super::matrix::Area;
use super::page::PageRows;
use crate::model::scan::{Line, Page, Region, Scan, Shape};
use crate::source::{PictureArea, SourcePicture};

/// A picture has sides of at least so many points, and one of them is at least so long.
const SIDE: f32 = 36.0;
const LONG: f32 = 72.0;
/// What covers so much of a page is its ground, or the page itself as a scan.
const GROUND: f32 = 0.7;
/// What stands so often within so many points of one place belongs to the pages.
const OFTEN: usize = 3;
const PLACE: f32 = 6.0;
/// Parts of one picture are no farther apart: programs cut pictures into strips.
const APART: f32 = 2.0;
/// Points of the page around a picture that are shown with it.
const EDGE: f32 = 2.0;
/// So many letters of running text on a picture: it lies behind them.
const LETTERS: usize = 60;
/// A page shows no more pictures, nor is more than this looked at.
const MOST: usize = 40;
const MOST_PARTS: usize = 2000;

/// Puts lines for the pictures of all pages; says how many pictures of each page are none of the text.
pub fn put_in(scan: &mut Scan, pages: &[PageRows]) -> Vec<usize> {
    let whole: Vec<Vec<Area>> = pages.iter().map(joined).collect();
    let mut places: HashMap<[i32; 4], usize> = HashMap::new();
    for area in whole.iter().flatten() {
        *places.entry(place(area)).or_default() += 1;
    }
    let mut left = Vec::new();
    for ((page, rows), all) in scan.pages.iter_mut().zip(pages).zip(whole) {
        let count = all.len();
        let is_shown = |area: &Area| {
            // A ground lies behind charts, too.
            let is_chart = rows.charts.iter().any(|chart| overlap(chart, area, 0.0) && 2.0 * size(chart) >= size(area));
            is_chart || places[&place(area)] < OFTEN && !is_ground(area, rows.size) && letters_on(area, page) < LETTERS
        };
        let shown: Vec<Area> = all.into_iter().filter(is_shown).take(MOST).collect();
        left.push(count - shown.len());
        let labels = page.lines.iter_mut().filter(|line| line.shape == Shape::Label);
        labels.filter(|line| !shown.iter().any(|area| is_on(area, line))).for_each(|line| line.shape = Shape::Quote);
        for (at, area) in shown.iter().enumerate() {
            let picture = picture(page, at + 1, area, rows.size);
            put(page, area, &picture.name);
            scan.pictures.push(picture);
        }
    }
    left
}

fn place(area: &Area) -> [i32; 4] {
    [area.x0, area.y0, area.x1, area.y1].map(|end| (end / PLACE).round() as i32)
}

/// The pictures and charts of a page that are large enough, parts of one in one, from top to bottom.
fn joined(page: &PageRows) -> Vec<Area> {
    let (width, height) = page.size;
    let cut = |area: &Area| Area {
        x0: area.x0.clamp(0.0, width),
        y0: area.y0.clamp(0.0, height),
        x1: area.x1.clamp(0.0, width),
        y1: area.y1.clamp(0.0, height),
    };
    let mut found: Vec<Area> = Vec::new();
    for area in page.charts.iter().chain(&page.pictures).take(MOST_PARTS).map(cut) {
        // A ground is no part of what stands on it.
        let mut area = area;
        if !is_ground(&area, page.size) {
            while let Some(at) =
                found.iter().position(|known| !is_ground(known, page.size) && overlap(known, &area, APART))
            {
                area = area.with(found.swap_remove(at));
            }
        }
        found.push(area);
    }
    let is_large = |area: &Area| area.width().min(area.height()) >= SIDE && area.width().max(area.height()) >= LONG;
    found.retain(is_large);
    found.sort_by(|a, b| a.y0.total_cmp(&b.y0).then(a.x0.total_cmp(&b.x0)));
    found
}

fn size(area: &Area) -> f32 {
    area.width() * area.height()
}

fn is_ground(area: &Area, (width, height): (f32, f32)) -> bool {
    size(area) > GROUND * width * height
}

fn overlap(a: &Area, b: &Area, by: f32) -> bool {
    a.x0 <= b.x1 + by && b.x0 <= a.x1 + by && a.y0 <= b.y1 + by && b.y0 <= a.y1 + by
}

/// The letters of running text whose lines stand on an area.
fn letters_on(area: &Area, page: &Page) -> usize {
    let is_text = |line: &&Line| !matches!(line.shape, Shape::Quote | Shape::Label);
    let lines = page.lines.iter().filter(is_text).filter(|line| is_on(area, line));
    lines.map(|line| line.text.chars().filter(|c| c.is_alphanumeric()).count()).sum()
}

/// Whether the middle of a line stands on an area.
fn is_on(area: &Area, line: &Line) -> bool {
    let centre = |[x0, y0, x1, y1]: [f32; 4]| ((x0 + x1) / 2.0, (y0 + y1) / 2.0);
    let is_within = |(x, y): (f32, f32)| (area.x0..=area.x1).contains(&x) && (area.y0..=area.y1).contains(&y);
    line.bounds.map(centre).is_some_and(is_within)
}

fn picture(page: &Page, count: usize, area: &Area, (width, height): (f32, f32)) -> SourcePicture {
    // Labels reach a little over the boxes of their letters.
    let area = Area { x0: area.x0 - EDGE, y0: area.y0 - EDGE, x1: area.x1 + EDGE, y1: area.y1 + EDGE };
    let share = |at: f32, of: f32| (at / of.max(1.0) * 10_000.0).clamp(0.0, 10_000.0).round() as u16;
    let bounds = [share(area.x0, width), share(area.y0, height), share(area.x1, width), share(area.y1, height)];
    let name = format!("picture-{}-{count}", page.number);
    let file = format!("{name}.png");
    SourcePicture { name, file, area: Some(PictureArea { page: page.number, bounds }), ..SourcePicture::default() }
}

/// Puts the line of a picture before the first line of its column that stands below its top and opens something.
fn put(page: &mut Page, area: &Area, name: &str) {
    let lines = &page.lines;
    let is_body = |line: &Line| line.region == Some(Region::Body);
    let Some(end) = lines.iter().rposition(is_body).map(|at| at + 1) else {
        let at = lines.iter().position(|line| line.region == Some(Region::Foot)).unwrap_or(lines.len());
        return page.lines.insert(at, line_of(area, name));
    };
    let below =
        |line: &Line| line.bounds.is_some_and(|[x0, y0, x1, _]| y0 >= area.y0 - 1.0 && x0 < area.x1 && area.x0 < x1);
    let above = |line: &Line| line.bounds.is_some_and(|[x0, _, x1, _]| x0 < area.x1 && area.x0 < x1);
    let in_column = || lines[..end].iter().rposition(|line| is_body(line) && above(line)).map(|at| at + 1);
    let mut at = lines[..end].iter().position(|line| is_body(line) && below(line)).or_else(in_column).unwrap_or(end);
    let goes_on = |at: usize| {
        let Some((before, line)) = at.checked_sub(1).map(|before| &lines[before]).zip(lines.get(at)) else {
            return false;
        };
        let is_one = |shape: Shape| before.shape == shape && line.shape == shape;
        let is_paragraph = line.shape == Shape::Text && line.blank_before == 0 && is_body(before);
        is_paragraph || is_one(Shape::Table) || (is_one(Shape::Quote) || is_one(Shape::Label)) && line.blank_before == 0
    };
    while at < end && goes_on(at) {
        at += 1;
    }
    // A table may go on overleaf.
    if at == end {
        while at > 0 && lines[at - 1].shape == Shape::Table {
            at -= 1;
        }
    }
    if let Some(next) = page.lines.get_mut(at) {
        next.blank_before = next.blank_before.max(1);
    }
    page.lines.insert(at, line_of(area, name));
}

fn line_of(area: &Area, name: &str) -> Line {
    Line {
        text: name.to_owned(),
        shape: Shape::Picture,
        blank_before: 1,
        region: Some(Region::Body),
        bounds: Some([area.x0, area.y0, area.x1, area.y1]),
        ..Line::default()
    }
}
