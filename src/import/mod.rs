//! Import: OCR text in, reports out.
//!
//! In: a [`Source`]. Out: its reports with outline, blocks and notes, the matter before and after them, and a ledger
//! for each. What always holds: import is total, it never panics and never stops at the first fault; every
//! word of the source is in a report, in the front or back matter, or named in a diagnostic.
//!
//! The way: lines become [`chunks`]; [`split`] finds the reports; in each, [`outline`] finds the headings, [`notes`] the
//! definitions and what calls them, [`paragraphs`] the halves that belong together; [`assemble`] puts it in order;
//! [`quantities`] reads the figures of the result; [`ledger`] proves that nothing is lost. Rules, not cases: no name and no line of any one source is known here.

mod align;
mod assemble;
mod block_kinds;
mod broken_words;
mod bullets;
mod chunks;
mod contents;
mod continuation;
mod coverage;
mod days;
mod diagnose;
mod echoes;
mod emphasis;
mod front_matter;
mod head;
mod head_lines;
mod joined_notes;
mod joined_words;
mod labels;
mod layout;
mod ledger;
mod letterhead;
mod letters;
mod line_breaks;
mod line_ends;
mod line_numbers;
mod linked;
mod lone_labels;
mod marks;
mod notation;
mod note_numbers;
mod note_pages;
mod note_rows;
mod notes;
mod numbered_titles;
mod outline;
mod overlong;
mod page_rows;
mod page_starts;
mod pages;
mod pandoc_cells;
mod pandoc_tables;
mod paragraphs;
mod pictures;
mod prepared;
mod printed;
mod quantities;
mod quotations;
mod roman_notes;
mod rows;
mod running_heads;
mod sentence;
mod split;
mod table_halves;
mod tags;
mod titles;
mod trial;
mod verbatim;
mod vocabulary;

use std::collections::HashSet;

pub use coverage::{Coverage, LeftOut, Unread, UnreadKind};
pub use ledger::Ledger;
pub use page_starts::PageStart;
pub use split::ImportOptions;
pub use trial::{OutlineTrial, TrialHeading};

use crate::diagnostic::{Checked, Diagnostic};
use crate::language;
use crate::model::report::{Lines, Report, ReportKind};
use crate::source::Source;
use crate::text::{slug, word_count};

use assemble::Parts;
use chunks::{Chunk, Document};
use prepared::{prepared, without_contents, without_notes_headings};
use split::{Part, Said, Split};

/// A source file as import understands it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Compilation {
    /// The reports, in order.
    pub reports: Vec<Report>,
    /// The paragraphs before the first report, Markdown.
    pub front: Vec<String>,
    /// The paragraphs after the last, Markdown.
    pub back: Vec<String>,
    /// One ledger a report.
    pub ledgers: Vec<Ledger>,
    /// Where the printed pages begin.
    pub page_starts: Vec<PageStart>,
}

impl Compilation {
    /// The words of the source that stand in no report, and all its words.
    #[must_use]
    pub fn words_outside(&self) -> (usize, usize) {
        let outside: usize = self.front.iter().chain(&self.back).map(|text| word_count(text)).sum();
        (outside, outside + self.ledgers.iter().map(|ledger| ledger.words_in).sum::<usize>())
    }
}

/// Reads a source file as a compilation of reports.
#[must_use]
pub fn import(source: &Source) -> Checked<Compilation> {
    import_with(source, &ImportOptions::default())
}

/// Reads a source file as [`import`] does, with what the editor said of it by hand.
#[must_use]
pub fn import_with(source: &Source, options: &ImportOptions) -> Checked<Compilation> {
    let (metadata, read, mut document) = prepared(source);
    let original = source;
    let source = &read;
    let said = Said { metadata: &metadata, beside: &source.beside };
    let split = split::split(&mut document, &said, options);
    let document = &document;
    let mut compilation = Compilation {
        front: matter(document, split.front.clone()),
        back: matter(document, split.back.clone()),
        page_starts: page_starts::page_starts(source, &document.notation.pages),
        ..Compilation::default()
    };
    let mut diagnostics = Vec::new();
    diagnose::say_pages(source, document, &mut diagnostics);
    diagnose::say_doubtful_marks(source, document, &mut diagnostics);
    diagnose::say_pictures(source, document, &mut diagnostics);
    let mut taken = HashSet::new();
    for part in &split.parts {
        let id = report_id(part, &split, source, &mut taken);
        let said = metadata.language.as_deref();
        let lang = said
            .map_or_else(|| language_of(document, part), |code| code.split('-').next().unwrap_or(code).to_lowercase());
        let named = Named { id: &id, lang: &lang };
        let starts = &compilation.page_starts;
        let (report, ledger) = report((source, starts), document, &split, part, &named, &mut diagnostics);
        compilation.reports.push(report);
        compilation.ledgers.push(ledger);
    }
    let title = metadata.title.as_deref();
    let unused = title.and_then(|title| coverage::unused_title(original, title, &compilation.reports));
    if let Some(first) = compilation.ledgers.first_mut() {
        first.coverage.left_out.extend(unused);
    }
    diagnose::check_contents(source, document, (&split, &compilation.reports), &mut diagnostics);
    Checked::new(compilation, diagnostics)
}

/// What may be title and facts of a source that is one report, with what speaks for each: for training the weights.
#[must_use]
pub fn head_candidates(source: &Source) -> Vec<head::Trained> {
    let (metadata, source, document) = prepared(source);
    head::candidates(&document, &metadata, &source.beside)
}

/// What a report is called, and its language.
struct Named<'a> {
    id: &'a str,
    lang: &'a str,
}

/// Understands one report and says what was met.
fn report(
    (source, page_starts): (&Source, &[PageStart]),
    document: &Document,
    split: &Split,
    part: &Part,
    named: &Named<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Report, Ledger) {
    let part = &without_contents(part, split);
    let mut outline = outline::outline(document, part.head(), part.body.clone());
    let headings = std::mem::take(&mut outline.headings);
    let lines: HashSet<usize> =
        headings.iter().flat_map(|h| h.title_chunks.iter().chain([&h.chunk])).copied().collect();
    let mut notes = notes::notes(document, part.head(), part.body.clone(), &lines);
    continuation::continue_notes(document, part.body.clone(), &lines, &mut notes);
    notes.headings = notes::headings_over_notes(document, part.body.clone(), &lines, &notes);
    let headings = without_notes_headings(headings, &notes.headings);
    let parts = Parts { document, part, headings: &headings, notes: &notes };
    let mut report = assemble::assemble(&parts, named.id, named.lang);
    report.issuer.clone_from(&part.issuer);
    report.document_kind.clone_from(&part.document_kind);
    report.document_number.clone_from(&part.document_number);
    report.page_breaks = printed::page_breaks(document, &report, page_starts, &title_lines(document, part));
    let (figures, without_figures) = quantities::quantities(&report);
    report.indicators = figures;
    let mut left_out: Vec<Lines> = split.contents_lines.clone();
    let is_section = |at: &&usize| headings.iter().any(|heading| heading.chunk == **at);
    let over_notes = notes.headings.iter().filter(|at| !is_section(at));
    left_out.extend(over_notes.map(|at| document.chunks[*at].lines));
    let logos = part.letterhead.clone().filter(|at| !part.title_chunks.contains(at));
    left_out.extend(logos.filter_map(|at| document.picture_lines(&document.chunks[at])));
    // A title that the text does not print is none of its words.
    let unprinted = (!part.is_title_printed).then(|| std::mem::take(&mut report.title));
    let mut ledger = ledger::ledger(document, &report, &notes, &left_out);
    ledger.tables_without_figures = without_figures;
    if let Some(title) = unprinted {
        ledger.title.clone_from(&title);
        report.title = title;
    }
    let lines = if split.parts.len() == 1 { (1, document.source.len()) } else { report.lines };
    let contents = &split.contents_lines;
    let found = coverage::Found { document, report: &report, notes: &notes, outline: &outline, contents, lines };
    ledger.coverage = Coverage::of(&found);
    diagnose::say_title(source, document, part, (&report, &ledger.coverage), diagnostics);
    diagnose::say_doubtful(source, document, &outline, diagnostics);
    diagnose::say_notes(source, document, &report, &notes, diagnostics);
    diagnose::say_words(source, &ledger, &report, diagnostics);
    (report, ledger)
}

/// The lines of a report's title, as far as its text prints it.
fn title_lines(document: &Document, part: &Part) -> Vec<Lines> {
    part.title_chunks.clone().map(|at| document.chunks[at].lines).collect()
}

/// The words of front or back matter, as paragraphs.
fn matter(document: &Document, range: std::ops::Range<usize>) -> Vec<String> {
    document.chunks[range]
        .iter()
        .filter(|chunk| chunk.shape != chunks::Shape::Rule)
        .map(|chunk| marks::replace(&chunk.text, |index| document.marks[index].raw.clone()))
        .collect()
}

/// A report's folder: its title, the label for appendices. In a compilation its place, where no other has it.
fn report_id(part: &Part, split: &Split, source: &Source, taken: &mut HashSet<String>) -> String {
    let alone = |place: &str| {
        let same = |other: &&Part| other.kind == ReportKind::Report && other.place.as_deref() == Some(place);
        split.parts.iter().filter(same).count() == 1
    };
    let is_name = |place: &&str| part.kind == ReportKind::Report && split.parts.len() > 1 && alone(place);
    let place = part.place.as_deref().filter(is_name);
    let stem = source.name.rsplit(['/', '\\']).next().unwrap_or("report");
    let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
    let name = match (place, &part.label) {
        (Some(place), _) => place,
        (None, Some(label)) => label,
        (None, None) if part.title.is_empty() => stem,
        (None, None) => &part.title,
    };
    let base = slug(name, 40);
    let mut id = base.clone();
    let mut count = 2;
    while !taken.insert(id.clone()) {
        id = format!("{base}-{count}");
        count += 1;
    }
    id
}

/// The language that a report is written in; `und` when it is none of those known.
fn language_of(document: &Document, part: &Part) -> String {
    /// Chunks that show a language.
    const ENOUGH: usize = 80;
    let head = [&part.title_chunks, &part.body]
        .into_iter()
        .flat_map(|range| document.chunks[range.clone()].iter().take(ENOUGH));
    let sample: Vec<&str> = head.map(Chunk::plain).collect();
    language::detect(&sample.join(" ")).unwrap_or("und").to_owned()
}
