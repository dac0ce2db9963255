//! Links beside the text: what the link phase resolved, as side tables over the pages.

use std::collections::BTreeMap;

use super::indicator::IndicatorKind;

/// All resolved links of the edition.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Links {
    /// By report id.
    pub reports: BTreeMap<String, ReportLinks>,
    /// Notes of pages outside the reports, by page path.
    pub pages: BTreeMap<String, ReportLinks>,
    /// Where links between pages lead: by page path and destination as written, an address relative
    /// to the site's root (`can-tho/mo-dau.html#k7f2`).
    pub targets: BTreeMap<(String, String), String>,
    /// The columns of the comparison: places, or reports that have none.
    pub columns: Vec<String>,
    /// What indicators of several reports measure alike.
    pub concepts: Vec<Concept>,
    /// The editor's own cross links, by page path: title and address.
    pub related: BTreeMap<String, Vec<(String, String)>>,
    /// What the words of a page lead to, by page path, in the order of their bytes.
    pub words: BTreeMap<String, Vec<WordLink>>,
    /// The official documents that the reports cite, in the order of the register.
    pub documents: Vec<DocumentLink>,
    /// Passages that are restated elsewhere: sections first, then blocks, in reading order.
    pub parallels: Vec<ParallelLink>,
    /// Figures that differ, in reading order.
    pub discrepancies: Vec<Discrepancy>,
    /// Abbreviations and terms, in alphabetical order.
    pub terms: Vec<TermLink>,
}

/// The resolved outline and notes of one report (or of one page outside the reports).
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ReportLinks {
    /// The outline in reading order, pages and headings alike.
    pub sections: Vec<SectionLink>,
    /// The section of each block, in reading order.
    pub blocks: Vec<BlockLink>,
    /// The notes by their numbers: `notes[0]` is note 1 or the first one with a text.
    pub notes: Vec<LinkedNote>,
    /// Marks that lead to no note, in reading order.
    pub missing: Vec<MissingMark>,
    /// The indicators, page by page.
    pub indicators: Vec<IndicatorLink>,
    /// The editor's notes, in reading order.
    pub annotations: Vec<AnnotationLink>,
    /// The corrections that the pages show, in reading order.
    pub corrections: Vec<CorrectionLink>,
    /// Annotations and corrections whose words have no place.
    pub misquotes: Vec<Misquote>,
}

impl ReportLinks {
    /// The note that a label means on a page: the page's own first, then the report's if only one has it.
    #[must_use]
    pub fn note(&self, page: &str, label: &str) -> Option<&LinkedNote> {
        let mut named = self.notes.iter().filter(|note| note.label == label);
        if let Some(own) = named.clone().find(|note| note.page == page) {
            return Some(own);
        }
        let first = named.next()?;
        named.next().is_none().then_some(first)
    }

    /// The plain text of a block or note as corrected; none when nothing of it is.
    #[must_use]
    pub fn corrected(&self, block: Option<&str>, note: Option<usize>, printed: &str) -> Option<String> {
        let here = |link: &&CorrectionLink| match block {
            Some(id) => link.place.block.as_deref() == Some(id),
            None => link.place.block.is_none() && link.place.note == note,
        };
        let mut text = printed.to_owned();
        let mut found: Vec<&CorrectionLink> = self.corrections.iter().filter(here).collect();
        found.sort_by_key(|link| std::cmp::Reverse(link.place.range.start));
        for link in &found {
            if printed.get(link.place.range.clone()).is_some() {
                text.replace_range(link.place.range.clone(), &link.read);
            }
        }
        (!found.is_empty()).then_some(text)
    }
}

/// Where quoted words stand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct QuotePlace {
    /// Id of the block that holds them.
    pub block: Option<String>,
    /// Number of the note that holds them.
    pub note: Option<usize>,
    /// Their bytes in the plain text of the block or note; empty for the whole of it.
    pub range: std::ops::Range<usize>,
    /// How many equal runs of letters stand before them, white space not counted.
    pub nth: usize,
    /// Whether only the corrected text has them.
    pub in_corrected: bool,
}

impl QuotePlace {
    /// The block's id, or `fn-5` for a note.
    #[must_use]
    pub fn id(&self) -> String {
        match (&self.block, self.note) {
            (Some(block), _) => block.clone(),
            (None, number) => format!("fn-{}", number.unwrap_or_default()),
        }
    }
}

/// The editor's own note with its letter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AnnotationLink {
    /// Its place among those of the report, from 1: `a` is 1.
    pub number: usize,
    /// The end of its HTML ids: `k7f2-1` of `ann-k7f2-1` and `annref-k7f2-1`.
    pub id: String,
    /// Index of the page in `EditionReport::all_pages`.
    pub page: usize,
    /// Index in the page's front matter.
    pub index: usize,
    /// Where its words stand; none when they are gone: it is listed without a mark.
    pub place: Option<QuotePlace>,
}

/// A correction with its place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CorrectionLink {
    /// The end of its HTML ids: `k7f2-1` of `cor-k7f2-1` and `corref-k7f2-1`.
    pub id: String,
    /// Index of the page in `EditionReport::all_pages`.
    pub page: usize,
    /// Index in the page's front matter.
    pub index: usize,
    /// Where the printed words stand.
    pub place: QuotePlace,
    /// How they are to be read.
    pub read: String,
}

/// An annotation or correction whose words have no place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misquote {
    /// Path of the page.
    pub page: String,
    /// Whether it is a correction.
    pub is_correction: bool,
    /// Index in the page's front matter.
    pub index: usize,
    /// What is wrong.
    pub fault: QuoteFault,
}

/// Why words have no place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuoteFault {
    /// A key that it needs is missing.
    Missing(&'static str),
    /// `at` names no block and no note of the page.
    Place,
    /// The words are not there.
    Lost,
    /// The words are not there, and the corrected ones are.
    Done,
    /// The words stand there so many times.
    Often(usize),
    /// Another correction takes some of the words.
    Overlap,
    /// What is read is what is printed.
    Same,
}

/// A section with its address.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SectionLink {
    /// HTML id.
    pub id: String,
    /// Number, when it has one.
    pub number: Option<String>,
    /// Label, when it has one.
    pub label: Option<String>,
    /// Plain title.
    pub title: String,
    /// Depth, from 1.
    pub level: usize,
    /// Id of the parent section.
    pub parent: Option<String>,
    /// Index of the page in `EditionReport::all_pages`.
    pub page: usize,
    /// Whether the section is a page, not a heading within one.
    pub is_page: bool,
}

/// A note with its number and the marks that call it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LinkedNote {
    /// HTML id: `fn-` and the label, which keeps it through a revision that gives the note another number.
    pub id: String,
    /// Its place in the report, from 1.
    pub number: usize,
    /// The label as written in the page.
    pub label: String,
    /// Path of the page that defines it.
    pub page: String,
    /// Plain text.
    pub text: String,
    /// The marks, in reading order.
    pub marks: Vec<MarkLink>,
}

impl LinkedNote {
    /// HTML id of one of its marks, from 1: `fnref-5-2`.
    #[must_use]
    pub fn mark_id(&self, nth: usize) -> String {
        format!("fnref-{}-{nth}", self.id.trim_start_matches("fn-"))
    }
}

/// A mark that calls a note.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MarkLink {
    /// Path of the page that holds the mark.
    pub page: String,
    /// HTML id of the block or heading that holds it.
    pub block: String,
    /// Which mark of this note it is, from 1: `fnref-5-2` is the second.
    pub nth: usize,
}

/// A block and the section that holds it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BlockLink {
    /// HTML id of the block.
    pub id: String,
    /// Id of its section; none for front and end matter.
    pub section: Option<String>,
    /// Index of the page in `EditionReport::all_pages`.
    pub page: usize,
    /// Index in the page's elements.
    pub element: usize,
}

/// A mark whose note is nowhere defined; it takes a number all the same, so that the others keep theirs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MissingMark {
    /// The number that its note would have.
    pub number: usize,
    /// Path of the page that holds the mark.
    pub page: String,
    /// The label as written.
    pub label: String,
}

/// An indicator with its address.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IndicatorLink {
    /// HTML id of its words: `fig-k7f2-1`, `fig-fn-5-1`.
    pub id: String,
    /// Index of the page in `EditionReport::all_pages`.
    pub page: usize,
    /// Index in the page's front matter.
    pub index: usize,
    /// Id of the block that holds it.
    pub block: Option<String>,
    /// Number of the note that holds it.
    pub note: Option<usize>,
    /// HTML id of the block or note that holds it.
    pub place: String,
    /// Id of the section that holds it, or that calls the note.
    pub section: Option<String>,
    /// What it is about, for filters: its own topic, the page's, or the page's title.
    pub topic: String,
    /// Id of its concept.
    pub concept: Option<String>,
}

/// What indicators of several reports measure alike.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Concept {
    /// Its id, unique in the edition.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The unit that most of its figures have; the others are converted to it.
    pub unit: String,
    /// At most one figure a column and kind, by column and kind.
    pub cells: Vec<ConceptCell>,
}

/// The figure of a concept in a column.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ConceptCell {
    /// Index in [`Links::columns`].
    pub column: usize,
    /// Id of the report that states it.
    pub report: String,
    /// Index in the report's [`ReportLinks::indicators`].
    pub indicator: usize,
    /// Target, actual, plan or baseline.
    pub kind: IndicatorKind,
    /// The figure, or the lower end, in the concept's unit.
    pub low: f64,
    /// The upper end.
    pub high: f64,
    /// Whether the unit is not the one that the report states.
    pub is_converted: bool,
}

/// A part of a page that holds words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Field {
    /// The title in the front matter; ranges are bytes of the title.
    Title,
    /// A heading, by its index in the page's elements; ranges are bytes of its title.
    Heading(usize),
    /// The text and the notes; ranges are bytes of the page's whole text.
    #[default]
    Body,
}

/// Words of a page that lead somewhere. Links of one field do not overlap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordLink {
    /// Where the words stand.
    pub field: Field,
    /// Their bytes.
    pub range: std::ops::Range<usize>,
    /// What they lead to.
    pub leads: Leads,
}

/// What words lead to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Leads {
    /// A document: index into [`Links::documents`].
    Document(usize),
    /// An address relative to the site's root, and a short text of what is there.
    Place(String, Option<String>),
    /// The first use of a term on the page: index into [`Links::terms`].
    Term(usize),
}

/// A passage: a block, a note or a section of a report.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Id of the report.
    pub report: String,
    /// Path of the page.
    pub page: String,
    /// HTML id: a block's or section's own, `fn-5` for a note.
    pub id: String,
    /// The note's number, when the place is one.
    pub note: Option<usize>,
}

/// An official document with all places that cite it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DocumentLink {
    /// HTML id in the register: `nghi-quyet-59-nq-tw`.
    pub id: String,
    /// The number in its normal form: `59-NQ/TW`.
    pub number: String,
    /// What it is: "Nghị quyết".
    pub kind: String,
    /// Who issued it, as far as known.
    pub issuer: Option<String>,
    /// ISO date, when it is printed.
    pub date: Option<String>,
    /// All dates that are printed, the most frequent one first.
    pub dates: Vec<String>,
    /// Other documents of the register that have the same number and issuer, and may be the same: their ids.
    pub doubles: Vec<String>,
    /// The editor's title.
    pub title: Option<String>,
    /// The editor's address outside of the site.
    pub address: Option<String>,
    /// The places, in reading order.
    pub mentions: Vec<Mention>,
}

/// A place that cites a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mention {
    /// Where.
    pub place: Place,
    /// Bytes of the words in the page's text; none in a title or heading.
    pub source: Option<std::ops::Range<usize>>,
    /// The words that name the document, as printed.
    pub quote: String,
    /// The sentence around them.
    pub sentence: String,
    /// Where the words stand in the sentence, in bytes.
    pub range: std::ops::Range<usize>,
    /// The ISO date that is printed there.
    pub date: Option<String>,
}

/// How far a passage is restated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Degree {
    /// The same words.
    Same,
    /// The same words for the most part.
    Edited,
    /// A part of the words.
    Partial,
}

impl Degree {
    /// The name in open data.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Edited => "edited",
            Self::Partial => "partial",
        }
    }
}

/// Two passages that say the same.
#[derive(Debug, Clone, PartialEq)]
pub struct ParallelLink {
    /// Whether they are sections; otherwise blocks.
    pub is_section: bool,
    /// The one that comes first.
    pub a: Place,
    /// The other one.
    pub b: Place,
    /// How far.
    pub degree: Degree,
    /// 0 to 1: the share of the words that both have.
    pub score: f64,
}

/// Why two figures are set side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DiscrepancyKind {
    /// The same words, another figure.
    Figure,
    /// The same words and figure, another unit.
    Unit,
    /// The parts do not add up to the total.
    Sum,
    /// Shares of a whole that do not add up to 100.
    Shares,
}

impl DiscrepancyKind {
    /// The name for templates and words of the interface.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Figure => "figure",
            Self::Unit => "unit",
            Self::Sum => "sum",
            Self::Shares => "shares",
        }
    }
}

/// A figure in its sentence.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figure {
    /// Where.
    pub place: Place,
    /// Bytes of the figure in the page's text.
    pub source: std::ops::Range<usize>,
    /// The sentence, or the part of it around the figure.
    pub quote: String,
    /// Where the figure stands in the quote, in bytes.
    pub range: std::ops::Range<usize>,
    /// The figure as printed, with its unit; for parts their sum.
    pub value: String,
}

/// Two figures that should be the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Discrepancy {
    /// HTML id on the page of discrepancies.
    pub id: String,
    /// Why they stand side by side.
    pub kind: DiscrepancyKind,
    /// The words that both share, before the figure.
    pub what: String,
    /// The one that comes first; the total of a sum.
    pub a: Figure,
    /// The other one; the parts of a sum.
    pub b: Figure,
    /// Why the editor lets it stand.
    pub settled: Option<String>,
}

/// An abbreviation or term.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TermLink {
    /// HTML id in the glossary.
    pub id: String,
    /// The short form, when there is one: "UBND".
    pub abbr: Option<String>,
    /// The long form: "Ủy ban nhân dân".
    pub term: String,
    /// The editor's explanation.
    pub definition: Option<String>,
    /// Where the text defines it.
    pub defined: Option<Place>,
    /// The places that use it, in reading order, one a block.
    pub uses: Vec<Place>,
}
