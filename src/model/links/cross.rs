//! What leads from report to report: documents, parallels, discrepancies, terms.

use serde::{Deserialize, Serialize};

/// A part of a page that holds words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
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
    pub leads: LinkTarget,
}

/// A part of a text, with its link and the bytes of the part within the field.
pub type Part<'w, 'a> = (&'w str, Option<(&'a WordLink, std::ops::Range<usize>)>);

impl WordLink {
    /// A piece of text parted at the links in it. `all`: the links
    /// of the page, in order; `range`: the bytes of the piece.
    #[must_use]
    pub fn part<'a, 'w>(
        all: &'a [Self],
        field: Field,
        words: &'w str,
        range: &std::ops::Range<usize>,
    ) -> Vec<Part<'w, 'a>> {
        let first = all.partition_point(|link| (link.field, link.range.end) <= (field, range.start));
        let touches = |link: &&Self| link.field == field && link.range.start < range.end;
        let links = &all[first..];
        let links = &links[..links.iter().take_while(touches).count()];
        if links.is_empty() || words.len() != range.len() {
            // An entity or escape: its bytes are not those of the words, so it belongs to one link or none.
            let around = links.iter().find(|link| link.range.start <= range.start && range.end <= link.range.end);
            return vec![(words, around.map(|link| (link, range.clone())))];
        }
        let mut parts = Vec::new();
        let mut at = range.start;
        for link in links {
            let (start, end) = (link.range.start.max(at), link.range.end.min(range.end));
            let piece = |from: usize, to: usize| words.get(from - range.start..to - range.start);
            let (Some(before), Some(inside)) = (piece(at, start), piece(start, end)) else { continue };
            parts.push((before, None));
            parts.push((inside, Some((link, start..end))));
            at = end;
        }
        parts.push((words.get(at - range.start..).unwrap_or_default(), None));
        parts
    }
}

/// What words lead to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkTarget {
    /// A document: index into [`Links::documents`].
    Document(usize),
    /// An address relative to the site's root, and a short text of what is there.
    Place(String, Option<String>),
    /// The first use of a term on the page: index into [`Links::terms`].
    Term(usize),
}

/// A passage: a block, a note or a section of a report.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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
    /// The term of office in which it was issued, as printed: "khóa XII".
    pub term: Option<String>,
    /// Other documents of the register that have the same number and issuer, or the same kind and subject and a number that a scan may have
    /// made of it, and may be the same: their ids.
    pub doubles: Vec<String>,
    /// Numbers that a scan made of its own, as they are printed.
    pub misread: Vec<String>,
    /// What it is about, in the words of the reports: "về …".
    pub subject: Option<String>,
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
    /// The number in its normal form, with the code that is printed there.
    pub number: String,
}

/// How far a passage is restated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Degree {
    /// The same words.
    #[default]
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
    /// The side that sets a target, where the other one tells a result.
    pub target: Option<Side>,
    /// Whether they share hardly more than it takes to be a pair, and no editor has confirmed it.
    pub is_doubtful: bool,
}

/// A side of two passages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The one that comes first.
    A,
    /// The other one.
    B,
}

/// Why two figures are set side by side.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum DiscrepancyKind {
    /// The same words, another figure.
    #[default]
    Figure,
    /// The same words, a figure that differs in one digit alone: perhaps misread or mistyped.
    Digit,
    /// The same words and figure, another unit.
    Unit,
    /// The parts do not add up to the total.
    Sum,
    /// Shares of a whole that do not add up to 100.
    Shares,
    /// A percentage that does not follow from the figures beside it.
    Ratio,
}

impl DiscrepancyKind {
    /// The name for templates and words of the interface.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Figure => "figure",
            Self::Digit => "digit",
            Self::Unit => "unit",
            Self::Sum => "sum",
            Self::Shares => "shares",
            Self::Ratio => "ratio",
        }
    }
}

/// A figure in its sentence.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Discrepancy {
    /// HTML id on the page of discrepancies.
    pub id: String,
    /// Why they stand side by side.
    pub kind: DiscrepancyKind,
    /// The words that both share, before the figure.
    pub what: String,
    /// The year or span of years that it is of: "2024", "2021-2025".
    pub period: Option<String>,
    /// The one that comes first; the total of a sum.
    pub a: Figure,
    /// The other one; the parts of a sum.
    pub b: Figure,
    /// Further places that give one of the two figures for the same.
    pub also: Vec<Figure>,
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
