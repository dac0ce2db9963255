//! Links beside the text: which note a mark means, which section holds a block, where a link leads.
//!
//! In: an [`Edition`]. Out: [`Links`], side tables over its pages, with a diagnostic for every mark, note
//! and link that leads nowhere. What always holds: the pages are not touched; notes are numbered from 1 in
//! reading order without a gap, a mark without a note included.

mod again;
mod annotations;
mod articles;
mod concepts;
mod cross;
mod discrepancies;
mod documents;
mod facsimile;
mod feedback;
mod indicators;
mod notes;
mod other_editions;
mod other_texts;
mod outline;
mod pages;
mod parallels;
mod printed;
mod quantities;
mod quotes;
mod references;
mod referring;
mod related;
mod stored_figures;
mod subjects;
mod terms;
mod texts;
mod titles;
mod units;
mod versions;
mod words;

pub use again::relink;
pub use concepts::meant;
pub use pages::{accounts, report};

use pages::{link_pages, resolve, show};
use rayon::prelude::*;

use crate::cache::Cache;
use crate::diagnostic::Checked;
use crate::model::edition::Edition;
use crate::model::links::{Links, ReportLinks};

/// Resolves the links of an edition.
#[must_use]
pub fn link(edition: &Edition) -> Checked<Links> {
    link_cached(edition, &Cache::default())
}

/// Resolves the links of an edition of which something was worked out before.
#[must_use]
pub fn link_cached(edition: &Edition, cache: &Cache) -> Checked<Links> {
    link_facts(edition, facts(edition, cache), cache)
}

/// What each report says by itself: outline, notes and figures.
pub struct Facts(Vec<Checked<ReportLinks>>);

/// Reads the facts of the reports, side by side.
#[must_use]
pub fn facts(edition: &Edition, cache: &Cache) -> Facts {
    Facts(edition.reports.par_iter().map(|report| resolve(report, cache)).collect())
}

/// Resolves the links of an edition by the facts of its reports.
#[must_use]
pub fn link_facts(edition: &Edition, facts: Facts, cache: &Cache) -> Checked<Links> {
    let mut said = Vec::new();
    let mut links = Links::default();
    for (report, resolved) in edition.reports.iter().zip(facts.0) {
        let mut own = resolved.collect_into(&mut said);
        show(&edition.config, &mut own);
        own.pictures = facsimile::pictures(report, &own.printed);
        links.reports.insert(report.id.clone(), own);
    }
    for page in std::iter::once(&edition.home).chain(&edition.pages) {
        let mut resolved = link_pages(&[page], None, |_, _| Vec::new()).collect_into(&mut said);
        show(&edition.config, &mut resolved);
        links.pages.insert(page.path.clone(), resolved);
    }
    concepts::concepts(edition, &mut links, cache);
    links.targets = cross::targets(edition).collect_into(&mut said);
    links.related = related::related(edition).collect_into(&mut said);
    said.extend(related::aliases(edition));
    links.titles = titles::titles(edition, cache);
    find(edition, &mut links, cache);
    annotations::settle(edition, &mut links);
    links.versions = versions::versions(edition, cache);
    Checked::new(links, said)
}

/// Finds what leads elsewhere. The finders do not see one another, but for the words that name documents, which hold no
/// figures; so they look side by side.
fn find(edition: &Edition, links: &mut Links, cache: &Cache) {
    let units = units::units(edition, links, cache);
    let known: &Links = links;
    let (((documents, cited), texts), ((terms, uses), references)) = rayon::join(
        || {
            rayon::join(
                || documents::documents(edition, &units, cache),
                || texts::Texts::of_edition(edition, &units, cache),
            )
        },
        || {
            rayon::join(
                || terms::terms(edition, &units, cache),
                || references::references(edition, known, &units, cache),
            )
        },
    );
    let names = words::by_unit(&cited);
    let subjects = subjects::subjects(edition, known, &units);
    let ((parallels, idle, elsewhere, passages), discrepancies) = rayon::join(
        || {
            let elsewhere = other_editions::links(edition, &units, (&subjects, &names));
            let passages = match edition.config.outputs.facts {
                true => other_editions::facts(edition, known, &units, &texts, (&subjects, &names)),
                false => Vec::new(),
            };
            let callers = subjects::callers(known, &units);
            let pairs = parallels::pairs(&units, &texts, &subjects, &names, &callers);
            let (found, idle) = parallels::links(edition, known, &units, &texts, &subjects, pairs);
            (found, idle, elsewhere, passages)
        },
        || discrepancies::discrepancies(edition, known, &units, (&subjects, &names), cache),
    );
    let mut words = words::Words::default();
    for leads in [cited, references, uses] {
        words.extend(&units, leads);
    }
    links.words = words.finish();
    links.comments = feedback::places(edition, &units);
    (links.documents, links.terms) = (documents, terms);
    (links.parallels, links.discrepancies) = (parallels, discrepancies);
    (links.elsewhere, links.passages) = (elsewhere, passages);
    links.idle_parallels = idle;
}
