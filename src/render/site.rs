//! What every page of the site draws on: addresses, outlines and counts, worked out once.
//!
//! In: the edition and its links. Out: [`Site`], with the values of the global context.
//! What always holds: addresses are relative to the site's root.

use std::collections::{BTreeMap, HashMap};

use super::contexts::changes::RevisedContext;
use super::contexts::{ConfigContext, DownloadContext, FeedbackContext, FreePage, OutlineEntry, ReportContext};
use super::html::title_html;
use crate::model::download::{Download, Format};
use crate::model::edition::{Edition, EditionReport};
use crate::model::facsimile::PrintPage;
use crate::model::links::{Concept, ConceptCell, Links, PictureLinks, ReportLinks, SectionLink};
use crate::model::page::Page;
use crate::model::report::ReportKind;
use crate::words::Words;

/// The address of a concept's page.
pub(super) fn concept_url(id: &str) -> String {
    format!("concepts/{id}.html")
}

/// Words (syllables) that are read in a minute.
const WORDS_A_MINUTE: usize = 250;

/// The edition with what its pages have in common.
pub(super) struct Site<'a> {
    /// The edition.
    pub edition: &'a Edition,
    /// Its links.
    pub links: &'a Links,
    /// The words of the interface.
    pub words: &'a Words,
    /// The address of every page, by its path in the edition.
    pub urls: BTreeMap<String, String>,
    /// Every page, by its path in the edition.
    pub pages: HashMap<&'a str, &'a Page>,
    /// What there is to take along.
    pub downloads: &'a [Download],
    /// By report: the figures of the concepts that a reader asks for first.
    pub core: HashMap<&'a str, Vec<Core<'a>>>,
    /// Stands for the links of a report that has none.
    pub no_links: ReportLinks,
    /// What these pages are a former version of; none for the edition as it is.
    pub former: Option<Former<'a>>,
}

/// A concept with the figures of a report that stand for it.
pub(super) type Core<'a> = (&'a Concept, Vec<&'a ConceptCell>);

/// What a former version is a version of.
pub(super) struct Former<'a> {
    /// The site of today.
    pub now: &'a Site<'a>,
    /// The report of today.
    pub report: &'a EditionReport,
    /// The revision that replaced the version, counted from 1.
    pub revision: usize,
    /// From a page of the version to the folder with the report's pictures.
    pub pictures: String,
}

impl<'a> Site<'a> {
    /// Works out what the pages share.
    pub fn new(edition: &'a Edition, links: &'a Links, words: &'a Words, downloads: &'a [Download]) -> Self {
        let urls = edition.addresses().map(|(page, url)| (page.path.clone(), url)).collect();
        let pages = edition.addresses().map(|(page, _)| (page.path.as_str(), page)).collect();
        let (core, no_links) = (core(links), ReportLinks::default());
        Self { edition, links, words, urls, pages, downloads, core, no_links, former: None }
    }

    /// The concepts that a reader asks for first, in the order in which they stand for a report, with its figures.
    pub fn core(&self, report: &EditionReport) -> &[Core<'a>] {
        self.core.get(report.id.as_str()).map_or(&[], Vec::as_slice)
    }

    /// The links of a report.
    pub fn report_links(&self, report: &EditionReport) -> &ReportLinks {
        self.links.reports.get(&report.id).unwrap_or(&self.no_links)
    }

    /// The links of a page outside the reports.
    pub fn page_links(&self, page: &Page) -> &ReportLinks {
        self.links.pages.get(&page.path).unwrap_or(&self.no_links)
    }

    /// `config`, as templates see it.
    pub fn config_context(&self) -> ConfigContext<'_> {
        let config = &self.edition.config;
        ConfigContext {
            title: &config.title,
            description: &config.description,
            language: &config.language,
            base_url: &config.base_url,
            publisher: &config.publisher,
            logo: config.logo.trim_start_matches('/'),
            outputs: config.outputs,
            feedback: FeedbackContext { config: &config.feedback, is_open: config.feedback.is_open() },
            extra: &config.extra,
        }
    }

    /// Whether there is a page of readers' comments.
    pub fn has_feedback(&self) -> bool {
        let config = &self.edition.config.feedback;
        config.gather || config.responses && self.edition.feedback.iter().any(|comment| !comment.hidden)
    }

    /// `reports`: a card for each report.
    pub fn cards(&self) -> Vec<ReportContext<'_>> {
        self.edition.reports.iter().map(|report| self.card(report)).collect()
    }

    /// `pages`: the editor's own pages.
    pub fn free_pages(&self) -> Vec<FreePage> {
        let entry = |page: &Page| {
            let url = Edition::free_url(page);
            FreePage { title: self.title_of(page), top: !url.contains('/'), url }
        };
        self.edition.pages.iter().map(entry).collect()
    }

    /// What there is to take along of a report; of the edition as a whole without one.
    pub fn downloads(&self, report: Option<&str>) -> Vec<DownloadContext> {
        let own = self.downloads.iter().filter(|download| download.report.as_deref() == report);
        own.map(|download| {
            let name = match download.format {
                Format::Epub => "downloads.format.epub",
                Format::Docx => "downloads.format.docx",
                Format::Pdf => "downloads.format.pdf",
                Format::Tei => "downloads.format.tei",
                Format::Akn => "downloads.format.akn",
                Format::Zip => "downloads.format.zip",
            };
            DownloadContext {
                format: download.format.name(),
                name: self.words.phrase(name, &[]),
                url: download.path.clone(),
                size: if download.size > 0 { self.size(download.size) } else { String::new() },
            }
        })
        .collect()
    }

    /// How large a file is, as it is read.
    fn size(&self, bytes: usize) -> String {
        const KB: usize = 1000;
        let tenths = bytes.div_ceil(KB * KB / 10);
        let (key, number) = match tenths {
            0..10 => {
                ("downloads.size.kb", self.words.number(f64::from(u32::try_from(bytes.div_ceil(KB)).unwrap_or(0))))
            }
            _ => ("downloads.size.mb", self.words.number(f64::from(u32::try_from(tenths).unwrap_or(0)) / 10.0)),
        };
        self.words.phrase(key, &[("n", &number)])
    }

    /// `report`, without outline, letterhead and notes.
    pub fn card<'r>(&'r self, report: &'r EditionReport) -> ReportContext<'r> {
        let front = &report.index.front;
        let links = self.report_links(report);
        let words = report.all_pages().map(|page| page.words).sum();
        ReportContext {
            id: &report.id,
            title: title_html(self.links.title(&front.title)),
            title_plain: self.title_of(&report.index),
            label: report.kind_label(),
            place: self.edition.place_of(report),
            issuer: front.issuer.as_deref(),
            number: front.document_number.as_deref(),
            kind: kind_name(front.kind.unwrap_or_default()),
            lang: front.lang.as_deref().unwrap_or(&self.edition.config.language),
            date: front.date.as_deref(),
            date_text: front.date.as_deref().and_then(|date| self.words.date(date)),
            url: report.page_url(0),
            notes_url: notes_url(report),
            indicators_url: (!links.indicators.is_empty()).then(|| indicators_url(report)),
            indicator_count: links.indicators.len(),
            print_url: self.edition.config.outputs.print.then(|| print_url(report)),
            summary: front.summary.as_deref(),
            word_count: words,
            reading_time: minutes(words),
            note_count: links.notes.len(),
            section_count: links.sections.len(),
            revised: self.newest_revision(report),
            downloads: self.downloads(Some(&report.id)),
            facsimile_url: report.facsimile.pages.first().map(|page| print_page_url(report, page)),
            ..ReportContext::default()
        }
    }

    /// The newest revision of a report.
    pub fn newest_revision(&self, report: &EditionReport) -> Option<RevisedContext> {
        let index = report.history.revisions.len().checked_sub(1)?;
        let revision = report.history.revisions.get(index)?;
        Some(RevisedContext {
            date_text: self.words.date(&revision.date).unwrap_or_else(|| revision.date.clone()),
            date: revision.date.clone(),
            url: revision_url(report, index),
        })
    }

    /// The plain title of a page, as it is read.
    pub fn title_of(&self, page: &Page) -> String {
        self.links.title(&page.plain_title).to_owned()
    }

    /// The whole outline of a report.
    pub fn outline(&self, report: &EditionReport) -> Vec<OutlineEntry> {
        let sections: Vec<&SectionLink> = self.report_links(report).sections.iter().collect();
        nest(&sections, &|section| self.outline_entry(report, section))
    }

    /// The headings within one page.
    pub fn toc(&self, report: &EditionReport, page: usize) -> Vec<OutlineEntry> {
        let within = |section: &&SectionLink| section.page == page && !section.is_page;
        let sections: Vec<&SectionLink> = self.report_links(report).sections.iter().filter(within).collect();
        nest(&sections, &|section| self.outline_entry(report, section))
    }

    fn outline_entry(&self, report: &EditionReport, section: &SectionLink) -> OutlineEntry {
        OutlineEntry {
            id: section.id.clone(),
            number: section.number.clone(),
            label: section.label.clone(),
            title: self.links.title(&section.title).to_owned(),
            url: section_url(report, section),
            page_path: report.page_url(section.page),
            children: Vec::new(),
        }
    }

    /// The absolute address of a file, when the edition has a base address.
    pub fn permalink(&self, path: &str) -> Option<String> {
        let base = &self.edition.config.base_url;
        let path = path.strip_suffix("index.html").unwrap_or(path);
        (!base.is_empty()).then(|| format!("{base}{path}"))
    }
}

fn core(links: &Links) -> HashMap<&str, Vec<Core<'_>>> {
    let mut chosen: Vec<&Concept> = links.concepts.iter().filter(|concept| concept.is_core).collect();
    chosen.sort_by_key(|concept| concept.headline.unwrap_or(usize::MAX));
    let mut core: HashMap<&str, Vec<Core<'_>>> = HashMap::new();
    for concept in chosen {
        for cell in concept.rows.iter().flat_map(|row| &row.cells) {
            let own = core.entry(&cell.report).or_default();
            match own.last_mut().filter(|(last, _)| std::ptr::eq(*last, concept)) {
                Some((_, cells)) => cells.push(cell),
                None => own.push((concept, vec![cell])),
            }
        }
    }
    core
}

/// Address of the page of a report's notes.
pub(super) fn notes_url(report: &EditionReport) -> String {
    format!("{}/notes.html", report.id)
}

/// Address of the page of a report's indicators.
pub(super) fn indicators_url(report: &EditionReport) -> String {
    format!("{}/indicators.html", report.id)
}

/// Address of the print view.
pub(super) fn print_url(report: &EditionReport) -> String {
    format!("{}/print.html", report.id)
}

/// Address of the page of a printed page.
pub(super) fn print_page_url(report: &EditionReport, page: &PrintPage) -> String {
    format!("{}/{}", report.id, PictureLinks::beside(&page.name))
}

/// Address of the picture of a printed page.
pub(super) fn picture_url(report: &EditionReport, page: &PrintPage) -> String {
    format!("{}/{}", report.id, PictureLinks::picture(&page.picture))
}

/// Address of a revision's page, by its index in the report's history.
pub(super) fn revision_url(report: &EditionReport, index: usize) -> String {
    format!("changes/{}-{}.html", report.id, index + 1)
}

/// Address of a section: its page, or its heading on a page.
pub(super) fn section_url(report: &EditionReport, section: &SectionLink) -> String {
    let page = report.page_url(section.page);
    if section.is_page { page } else { format!("{page}#{}", section.id) }
}

/// Minutes that so many words take, at least one.
pub(super) fn minutes(words: usize) -> usize {
    words.div_ceil(WORDS_A_MINUTE).max(1)
}

fn kind_name(kind: ReportKind) -> &'static str {
    match kind {
        ReportKind::Report => "report",
        ReportKind::Appendix => "appendix",
    }
}

/// Sections in reading order as a tree: one goes below the last one before it that is less deep.
fn nest(sections: &[&SectionLink], entry: &dyn Fn(&SectionLink) -> OutlineEntry) -> Vec<OutlineEntry> {
    let mut open: Vec<(usize, OutlineEntry)> = Vec::new();
    let mut roots = Vec::new();
    for section in sections {
        close_to(&mut open, &mut roots, section.level);
        open.push((section.level, entry(section)));
    }
    close_to(&mut open, &mut roots, 0);
    roots
}

/// Closes the open entries that are as deep as `level` or deeper.
fn close_to(open: &mut Vec<(usize, OutlineEntry)>, roots: &mut Vec<OutlineEntry>, level: usize) {
    while open.last().is_some_and(|(depth, _)| *depth >= level) {
        let Some((_, done)) = open.pop() else { return };
        match open.last_mut() {
            Some((_, parent)) => parent.children.push(done),
            None => roots.push(done),
        }
    }
}
