//! Links beside the text: what the link phase resolved, as side tables over the pages.

mod cross;
mod facsimile;
mod letters;
mod other_editions;
mod printed;
mod within;

pub use cross::{
    Degree, Discrepancy, DiscrepancyKind, DocumentLink, Field, Figure, LinkTarget, Mention, ParallelLink, Place, Side,
    TermLink, WordLink,
};
pub use facsimile::{PictureLink, PictureLinks};
pub use other_editions::{ForeignLink, ForeignLinks, PassageFacts};
pub use printed::{PrintedPage, PrintedPages};
pub use within::{
    AnnotationLink, BlockLink, BlockOrNote, CommentLink, Concept, ConceptCell, ConceptRow, CorrectionLink,
    IndicatorLink, LinkedNote, MarkLink, Misquote, MissingMark, QuoteFault, QuotePlace, SectionLink, Span, Stated,
};

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::config::Outputs;
use super::indicator::Indicator;
use crate::digest::Digest;

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
    /// The entries of `parallels:` in `edition.yaml` that fit no pair, by their places in the list.
    pub idle_parallels: Vec<usize>,
    /// What leads to other editions.
    pub elsewhere: ForeignLinks,
    /// The passages as other editions compare theirs with them, where the edition writes its facts.
    pub passages: Vec<PassageFacts>,
    /// Figures that differ, in reading order.
    pub discrepancies: Vec<Discrepancy>,
    /// Abbreviations and terms, in alphabetical order.
    pub terms: Vec<TermLink>,
    /// The passages of the readers' comments, in the order of the edition's; none for those without a place.
    pub comments: Vec<Option<CommentLink>>,
    /// Titles that are read otherwise than they are printed, by what is printed.
    pub titles: BTreeMap<String, String>,
    /// The links of former versions, by the id of the version's report.
    pub versions: BTreeMap<String, Links>,
}

impl Links {
    /// What readers see of it: without what a machine found and the edition does not ask for.
    #[must_use]
    pub fn shown(&self, outputs: Outputs) -> Cow<'_, Self> {
        if outputs.discrepancies && outputs.parallels {
            return Cow::Borrowed(self);
        }
        let mut shown = self.clone();
        shown.leave_out(outputs);
        Cow::Owned(shown)
    }

    /// Leaves out what a machine found and the edition does not ask for.
    pub fn leave_out(&mut self, outputs: Outputs) {
        if !outputs.discrepancies {
            self.discrepancies.clear();
        }
        if !outputs.parallels {
            self.parallels.clear();
            self.elsewhere = ForeignLinks::default();
        }
    }

    /// Adds what the words of a page lead to.
    pub(crate) fn add_leads(&self, page: &str, digest: &mut Digest) {
        for link in self.words.get(page).into_iter().flatten() {
            digest.add(&(link.field, link.range.start, link.range.end));
            match &link.leads {
                LinkTarget::Document(at) => digest.add(&self.documents.get(*at).map(|document| &document.id)),
                LinkTarget::Place(address, preview) => digest.add(&(address, preview)),
                LinkTarget::Term(at) => digest.add(&self.terms.get(*at).map(|term| (&term.id, &term.term))),
            }
        }
        for ((_, written), address) in self.targets_of(page) {
            digest.add(&(written, address));
        }
    }

    /// Where the links of a page to other pages lead.
    pub(crate) fn targets_of(&self, page: &str) -> impl Iterator<Item = (&(String, String), &String)> {
        let from = (page.to_owned(), String::new());
        self.targets.range(from.clone()..).take_while(move |((path, _), _)| *path == from.0)
    }

    /// A title as it is read.
    #[must_use]
    pub fn title<'t>(&'t self, printed: &'t str) -> &'t str {
        self.titles.get(printed).map_or(printed, String::as_str)
    }
}

/// The resolved outline and notes of one report (or of one page outside the reports).
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ReportLinks {
    /// The outline in reading order, pages and headings alike.
    pub sections: Vec<SectionLink>,
    /// The section of each block, in reading order.
    pub blocks: Vec<BlockLink>,
    /// The notes in the order of their numbers: `notes[0]` is note 1 or the first one with a text.
    pub notes: Vec<LinkedNote>,
    /// Marks that lead to no note, in reading order.
    pub missing: Vec<MissingMark>,
    /// The figures, page by page, in the order of the text: indicators, and what was found besides.
    pub indicators: Vec<IndicatorLink>,
    /// What was found in each page's text, the indicators' own figures among it.
    pub found: Vec<Vec<Arc<Indicator>>>,
    /// The editor's notes, in reading order.
    pub annotations: Vec<AnnotationLink>,
    /// The corrections that the pages show, in reading order.
    pub corrections: Vec<CorrectionLink>,
    /// Annotations and corrections whose words have no place.
    pub misquotes: Vec<Misquote>,
    /// The pages of the print.
    pub printed: PrintedPages,
    /// The pictures of these pages.
    pub pictures: PictureLinks,
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

    /// The note with a number.
    #[must_use]
    pub fn numbered(&self, number: usize) -> Option<&LinkedNote> {
        self.notes.get(self.notes.binary_search_by_key(&number, |note| note.number).ok()?)
    }

    /// HTML id of the block or note that holds quoted words.
    #[must_use]
    pub fn id_of(&self, place: &QuotePlace) -> String {
        let note = || place.note.and_then(|number| self.numbered(number)).map(|note| note.id.clone());
        place.block.clone().or_else(note).unwrap_or_default()
    }

    /// The plain text of a block or note as corrected; none when nothing of it is.
    #[must_use]
    pub fn corrected(&self, block: Option<&str>, note: Option<usize>, printed: &str) -> Option<String> {
        let found = self.corrections_of(block, note);
        let mut text = printed.to_owned();
        for link in found.iter().rev() {
            if printed.get(link.place.range.clone()).is_some() {
                text.replace_range(link.place.range.clone(), &link.read);
            }
        }
        (!found.is_empty()).then_some(text)
    }

    /// The corrections of a block or note, in the order of the text.
    fn corrections_of(&self, block: Option<&str>, note: Option<usize>) -> Vec<&CorrectionLink> {
        let here = |link: &&CorrectionLink| match block {
            Some(id) => link.place.block.as_deref() == Some(id),
            None => link.place.block.is_none() && link.place.note == note,
        };
        let mut found: Vec<&CorrectionLink> = self.corrections.iter().filter(here).collect();
        found.sort_by_key(|link| link.place.range.start);
        found
    }
}
