//! A digest of all that the pages of a report are made from, so that none of it need be made where nothing of it changed.
//!
//! In: the site, its cross links, a report. Out: a digest. What always holds: whatever a page of the report shows is in it: the
//! report's own files by their digest, the configuration, the words of the interface, the templates, and for each page what it
//! shows of the rest of the edition. More than that may be in it, less may not.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::crosslinks::Crosslinks;
use super::engine::Engine;
use super::known;
use super::other_editions;
use super::report_pages::UP;
use super::site::{Site, concept_url};
use crate::digest::Digest;
use crate::markdown::{Destination, destination};
use crate::model::edition::EditionReport;
use crate::model::links::LinkTarget;
use crate::model::page::Page;

/// The templates of a report's pages.
const TEMPLATES: [&str; 6] =
    ["report.html", "section.html", "notes.html", "indicators.html", "print.html", "facsimile.html"];

/// What the digests of all reports share.
pub(super) struct ReportDigests<'a, 'c, 'e> {
    site: &'a Site<'a>,
    crosslinks: &'a Crosslinks<'c>,
    engine: &'a Engine<'e>,
    /// The configuration, the words, the templates, how titles are read.
    shared: Digest,
    concepts: HashSet<&'a str>,
    /// By report: the figures that stand for concepts which a reader asks for first.
    core: HashMap<&'a str, Digest>,
}

impl<'a, 'c, 'e> ReportDigests<'a, 'c, 'e> {
    /// Digests what all reports share.
    pub fn new(site: &'a Site<'a>, crosslinks: &'a Crosslinks<'c>, engine: &'a Engine<'e>) -> Self {
        let mut shared = Digest::default();
        shared.add(&site.edition.config);
        shared.add(site.words.value());
        shared.add(&site.links.titles);
        TEMPLATES.iter().for_each(|name| shared.add_done(engine.template(name)));
        let mut core: HashMap<&str, Digest> = HashMap::new();
        for concept in site.links.concepts.iter().filter(|concept| concept.is_core) {
            for cell in concept.rows.iter().flat_map(|row| &row.cells) {
                let own = core.entry(&cell.report).or_default();
                own.add(&(&concept.id, &concept.name, concept.headline, cell.indicator, cell.kind));
            }
        }
        let concepts = site.links.concepts.iter().map(|concept| concept.id.as_str()).collect();
        Self { site, crosslinks, engine, shared, concepts, core }
    }

    /// The digest of a report; none where it is not known what it is read from, or where it leads.
    pub fn of(&self, report: &EditionReport) -> Option<u128> {
        // A former version shows what the report of today has.
        report.origin.filter(|_| self.site.former.is_none())?;
        if report.all_pages().any(has_written_links) {
            return None;
        }
        let mut digest = self.shared.clone();
        digest.add_done(report.origin);
        digest.add(&(&report.id, self.site.edition.place_of(report)));
        for download in self.site.downloads(Some(&report.id)) {
            digest.add(&download);
        }
        digest.add_done(self.core.get(report.id.as_str()).map_or(Some(0), Digest::done));
        let mut addresses = BTreeSet::new();
        for link in &self.site.report_links(report).indicators {
            let concept = link.concept.as_deref().filter(|id| self.concepts.contains(id));
            digest.add(&concept);
            addresses.extend(concept.map(concept_url));
        }
        for (index, page) in report.all_pages().enumerate() {
            digest.add(&(&page.path, report.page_url(index)));
            if let Some(template) = &page.front.template {
                digest.add_done(self.engine.template(template).or(Some(0)));
            }
            self.add_page(page, &mut addresses, &mut digest);
        }
        for address in &addresses {
            digest.add(&self.crosslinks.previews.entry(address));
        }
        digest.done()
    }

    /// Adds what a page shows of the rest of the edition, but for what the addresses tell to which it leads.
    fn add_page(&self, page: &Page, addresses: &mut BTreeSet<String>, digest: &mut Digest) {
        let (site, crosslinks) = (self.site, self.crosslinks);
        site.links.add_leads(&page.path, digest);
        let related = site.links.related.get(&page.path);
        let (documents, parallels) = (crosslinks.documents_of(page), crosslinks.parallels_of(page));
        digest.add(&(related, &documents, &parallels, crosslinks.discrepancies_of(page)));
        digest.add(&other_editions::of_page(site, page));
        digest.add(&known::from_elsewhere(site, crosslinks, page));
        self.add_addresses(page, addresses);
        addresses.extend(related.into_iter().flatten().map(|(_, url)| url.clone()));
        addresses.extend(parallels.into_iter().map(|also| also.at.url));
    }

    /// Adds the addresses to which the text of a page leads.
    fn add_addresses(&self, page: &Page, addresses: &mut BTreeSet<String>) {
        let links = self.site.links;
        let address = |lead: &LinkTarget| match lead {
            LinkTarget::Document(at) => Some(format!("documents.html#{}", links.documents.get(*at)?.id)),
            LinkTarget::Term(at) => Some(format!("glossary.html#{}", links.terms.get(*at)?.id)),
            LinkTarget::Place(address, _) => Some(address.clone()),
        };
        let words = links.words.get(&page.path).into_iter().flatten();
        addresses.extend(words.filter_map(|link| address(&link.leads)));
        addresses.extend(links.targets_of(&page.path).map(|(_, address)| address.clone()));
        addresses.extend(page.links.iter().filter_map(|link| match destination(&link.destination, UP) {
            Destination::Local(address) => Some(address.strip_prefix(UP)?.to_owned()),
            _ => None,
        }));
    }
}

/// Whether a page may have links in HTML, which are not among those of its Markdown.
fn has_written_links(page: &Page) -> bool {
    let is_name = |word: &[u8]| word.eq_ignore_ascii_case(b"href");
    page.text.contains('<') && page.text.as_bytes().windows(4).any(is_name)
}
