//! Links beside the text: which note a mark means, which section holds a block, where a link leads.
//!
//! In: an [`Edition`]. Out: [`Links`], side tables over its pages, with a diagnostic for every mark, note
//! and link that leads nowhere. What always holds: the pages are not touched; notes are numbered from 1 in
//! reading order without a gap, a mark without a note included.

mod again;
mod annotations;
mod concepts;
mod cross;
mod discrepancies;
mod documents;
mod indicators;
mod notes;
mod outline;
mod parallels;
mod quotes;
mod references;
mod related;
mod terms;
mod texts;
mod units;
mod words;

pub use again::relink;

use crate::diagnostic::Checked;
use crate::model::edition::{Edition, EditionReport};
use crate::model::links::{Links, ReportLinks};
use crate::model::page::Page;

/// Resolves the links of an edition.
#[must_use]
pub fn link(edition: &Edition) -> Checked<Links> {
    let mut said = Vec::new();
    let mut links = Links::default();
    for report in &edition.reports {
        let pages: Vec<&Page> = report.all_pages().collect();
        let resolved = link_pages(&pages, true).collect_into(&mut said);
        links.reports.insert(report.id.clone(), resolved);
    }
    for page in std::iter::once(&edition.home).chain(&edition.pages) {
        let resolved = link_pages(&[page], false).collect_into(&mut said);
        links.pages.insert(page.path.clone(), resolved);
    }
    concepts::concepts(edition, &mut links);
    links.targets = cross::targets(edition).collect_into(&mut said);
    links.related = related::related(edition).collect_into(&mut said);
    said.extend(related::aliases(edition));
    let units = units::units(edition, &links);
    let mut words = words::Words::default();
    let (documents, cited) = documents::documents(edition, &units);
    links.documents = documents;
    let texts = texts::Texts::new(&units);
    let pairs = parallels::pairs(&texts);
    links.parallels = parallels::links(edition, &links, &units, &texts, &pairs);
    links.discrepancies = discrepancies::discrepancies(edition, &links, &units, &texts, &cited);
    annotations::settle(edition, &mut links);
    words.extend(&units, cited);
    words.extend(&units, references::references(edition, &links, &units));
    let (terms, uses) = terms::terms(&edition.config.glossary, &units);
    words.extend(&units, uses);
    links.terms = terms;
    links.words = words.finish();
    Checked::new(links, said)
}

/// The outline, notes and figures of one report, without what leads to other reports.
#[must_use]
pub fn report(report: &EditionReport) -> ReportLinks {
    let pages: Vec<&Page> = report.all_pages().collect();
    link_pages(&pages, true).value
}

/// The outline and notes of pages that belong together. In a report the first one is its index.
fn link_pages(pages: &[&Page], is_report: bool) -> Checked<ReportLinks> {
    let (sections, blocks) = outline::outline(pages, is_report);
    let notes = notes::resolve(pages);
    let indicators = indicators::indicators(pages, &blocks, &notes.value.notes);
    let mut links = ReportLinks {
        sections,
        blocks,
        notes: notes.value.notes,
        missing: notes.value.missing,
        indicators,
        ..ReportLinks::default()
    };
    annotations::resolve(pages, &mut links);
    Checked::new(links, notes.diagnostics)
}
