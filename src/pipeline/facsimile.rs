//! The pictures of a print in the plan of an import: which report has which pages, and where its passages stand on them.
//!
//! In: the plan, the source with the places of its lines, and the pictures of its pages. Out: files in the plan. Invariants: pictures of
//! another print never stay beside a text that has pages of its own; a source that shows no pages leaves them as they are.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::plan::{ImportPlan, put};
use crate::edition::{self, BASE, PRINT, RECORD};
use crate::facsimile::Picture;
use crate::model::edition::ImportRecord;
use crate::model::facsimile::{Area, Facsimile, PICTURES, PrintPage, Printed, letters};
use crate::model::page::Element;
use crate::model::report::Lines;
use crate::source::{Sheet, Source};
use crate::tree::FileTree;

/// Whether an edition wants pictures of the pages of its sources.
#[must_use]
pub fn wants_pictures(folder: &FileTree) -> bool {
    edition::read_config(folder.text("edition.yaml").unwrap_or_default()).value.facsimile
}

/// Gives the reports of a plan the pictures of their pages, in the order of the source's sheets; none: none are kept.
pub fn keep_pictures(folder: &FileTree, source: &Source, pictures: &[Option<Picture>], plan: &mut ImportPlan) {
    if source.sheets.is_empty() {
        return;
    }
    let reports: Vec<String> = plan.ledgers.iter().map(|ledger| ledger.report.clone()).collect();
    let print = Print::of(source, pictures, plan);
    for id in &reports {
        let base = format!("content/{id}");
        let record = plan.writes.text(&format!("{base}/{RECORD}")).and_then(edition::parse_record);
        let Some(record) = record else { continue };
        let of_print =
            |path: &&str| *path == format!("{base}/{PRINT}") || path.starts_with(&format!("{base}/{PICTURES}/"));
        let mut gone: BTreeSet<String> =
            folder.within(&base).map(|(path, _)| path).filter(of_print).map(str::to_owned).collect();
        let pages = print.pages(&record, reports.len() == 1);
        if !pages.is_empty() {
            let places = print.places(&record, &letters_of(&plan.writes, &base), &pages);
            let mut facsimile = Facsimile { places, ..Facsimile::default() };
            for (page, picture) in pages.into_values() {
                let path = format!("{base}/{PICTURES}/{}", page.picture);
                gone.remove(&path);
                // The name is made of letters and digits.
                let _ = plan.writes.insert(path, picture.bytes.clone());
                facsimile.pages.push(page);
            }
            gone.remove(&format!("{base}/{PRINT}"));
            put(&mut plan.writes, format!("{base}/{PRINT}"), edition::write_facsimile(&facsimile));
        }
        plan.removes.extend(gone);
    }
}

/// How many letters each block and note has, by id and by `^` and label.
fn letters_of(writes: &FileTree, base: &str) -> HashMap<String, usize> {
    let mut found = HashMap::new();
    for (path, bytes) in writes.within(&format!("{base}/{BASE}")).filter(|(path, _)| path.ends_with(".md")) {
        let page = edition::read_page(path, &String::from_utf8_lossy(bytes)).value;
        for element in &page.elements {
            if let Element::Block(block) = element {
                found.insert(block.id.clone(), letters(&block.text));
            }
        }
        found.extend(page.notes.iter().map(|note| (format!("^{}", note.label), letters(&note.text))));
    }
    found
}

/// The pages of a report by the places of their sheets.
type Pages<'p> = BTreeMap<usize, (PrintPage, &'p Picture)>;

/// The source as sheets.
struct Print<'a> {
    sheets: &'a [Sheet],
    pictures: &'a [Option<Picture>],
    /// The name and the printed number of each sheet.
    names: Vec<(String, Option<String>)>,
    /// Where each line stands: its sheet, and the place on it.
    lines: HashMap<usize, (usize, [u16; 4])>,
}

impl<'a> Print<'a> {
    fn of(source: &'a Source, pictures: &'a [Option<Picture>], plan: &ImportPlan) -> Self {
        let sheets = source.sheets.as_slice();
        let end = |at: usize| sheets.get(at + 1).map_or(usize::MAX, |next| next.line);
        let mut taken = BTreeSet::new();
        let mut names = Vec::new();
        for (at, sheet) in sheets.iter().enumerate() {
            let start = plan.page_starts.iter().find(|start| (sheet.line..end(at)).contains(&start.line));
            let label = start.map(|start| start.label.clone());
            names.push((name_of(sheet.number, label.as_deref(), &mut taken), label));
        }
        let of_sheet =
            |(at, sheet): (usize, &'a Sheet)| sheet.lines.iter().map(move |(line, area)| (*line, (at, *area)));
        Self { sheets, pictures, names, lines: sheets.iter().enumerate().flat_map(of_sheet).collect() }
    }

    /// The pages with a picture on which a report stands; one that is alone in its source has all of them.
    fn pages(&self, record: &ImportRecord, is_alone: bool) -> Pages<'a> {
        let (first, last) = record.lines;
        let end = |at: usize| self.sheets.get(at + 1).map_or(usize::MAX, |next| next.line);
        let is_of_report = |at: usize| is_alone || self.sheets[at].line <= last && end(at) > first;
        let page = |at: usize| {
            let picture = self.pictures.get(self.sheets[at].number.checked_sub(1)?)?.as_ref()?;
            let (name, label) = self.names[at].clone();
            let file = format!("{name}.{}", picture.ending);
            let size = (picture.width, picture.height);
            Some((at, (PrintPage { name, label, picture: file, size }, picture)))
        };
        (0..self.sheets.len()).filter(|at| is_of_report(*at)).filter_map(page).collect()
    }

    /// Where everything stands that the record knows, as far as its page has a picture.
    fn places(
        &self,
        record: &ImportRecord,
        letters: &HashMap<String, usize>,
        pages: &Pages<'_>,
    ) -> BTreeMap<String, Printed> {
        let blocks = record.blocks.iter().map(|(id, lines)| (id.clone(), lines.clone()));
        let sections = record.sections.iter().map(|(id, line)| (id.clone(), vec![(*line, *line)]));
        let notes = record.notes.iter().map(|(label, note)| (format!("^{label}"), note.lines.clone()));
        let printed = |(id, lines): (String, Vec<Lines>)| {
            let areas = self.areas(&lines, pages);
            let letters = letters.get(&id).copied().unwrap_or_default();
            (!areas.is_empty()).then_some((id, Printed { letters, at: areas }))
        };
        blocks.chain(sections).chain(notes).filter_map(printed).collect()
    }

    /// The boxes around lines: those below one another in one.
    fn areas(&self, lines: &[Lines], pages: &Pages<'_>) -> Vec<Area> {
        let mut found: Vec<(usize, [u16; 4])> = Vec::new();
        for line in lines.iter().flat_map(|(first, last)| *first..=*last) {
            let Some((sheet, area)) = self.lines.get(&line).filter(|(sheet, _)| pages.contains_key(sheet)) else {
                continue;
            };
            match found.last_mut().filter(|(last, around)| last == sheet && are_in_column(around, area)) {
                Some((_, around)) => {
                    let [x0, y0, x1, y1] = *around;
                    *around = [x0.min(area[0]), y0.min(area[1]), x1.max(area[2]), y1.max(area[3])];
                }
                None => found.push((*sheet, *area)),
            }
        }
        let area = |(sheet, [x0, y0, x1, y1]): (usize, [u16; 4])| Area(self.names[sheet].0.clone(), x0, y0, x1, y1);
        found.into_iter().map(area).collect()
    }
}

/// Whether a line stands in the column of what is above it.
fn are_in_column(above: &[u16; 4], line: &[u16; 4]) -> bool {
    above[0] < line[2] && line[0] < above[2] && above[1] <= line[1]
}

/// The name of a page: its printed number; `f` and its place in the file where nobody knows that.
fn name_of(number: usize, label: Option<&str>, taken: &mut BTreeSet<String>) -> String {
    let own = label.map(|label| label.trim_matches(['[', ']']).to_lowercase());
    let is_plain = |own: &String| !own.is_empty() && own.bytes().all(|c| c.is_ascii_alphanumeric());
    let own = own.filter(is_plain).unwrap_or_else(|| format!("f{number}"));
    let mut name = own.clone();
    let mut count = 2;
    while !taken.insert(name.clone()) {
        name = format!("{own}-{count}");
        count += 1;
    }
    name
}
