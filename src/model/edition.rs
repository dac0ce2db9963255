//! The edition: configuration, home page and reports, as read from `content/`.

use std::collections::BTreeMap;

use super::config::Config;
use super::facsimile::Facsimile;
use super::feedback::Comment;
use super::other_editions::OtherEditions;
use super::page::{BlockElement, Element, Page};
use super::repair::Repair;
use super::report::Lines;
use super::revision::History;
use crate::numbering::notes::Printed;
use crate::text::{capitalised, fold, is_all_caps};

/// All that the editor's folder says.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Edition {
    /// `edition.yaml`.
    pub config: Config,
    /// `content/_index.md`.
    pub home: Page,
    /// The reports, in order.
    pub reports: Vec<EditionReport>,
    /// The comments of readers, in the order in which they came.
    pub feedback: Vec<Comment>,
    /// What a job over many editions found, by file: passages of other editions that may say what some of this one say.
    pub other_editions: Vec<(String, OtherEditions)>,
    /// Pages that belong to no report (`content/about.md`, `content/sources/…`), in order of their paths.
    pub pages: Vec<Page>,
}

impl Edition {
    /// The place by which a report is called ("Báo cáo Cần Thơ"): one that its title names, or that no other report has. Where a
    /// document was only signed does not tell it from others.
    #[must_use]
    pub fn place_of<'e>(&'e self, report: &'e EditionReport) -> Option<&'e str> {
        let place = report.index.front.place.as_deref()?;
        let is_in_title = fold(&report.index.plain_title).contains(&fold(place));
        let others = || self.reports.iter().filter(|other| other.id != report.id).map(|other| &other.index.front);
        let is_alone = others().next().is_some() && others().all(|front| front.place.as_deref() != Some(place));
        (is_in_title || is_alone).then_some(place)
    }

    /// Address of a page outside the reports, relative to the site's root: `sources/can-tho.html`.
    #[must_use]
    pub fn free_url(page: &Page) -> String {
        let below = page.path.strip_prefix("content/").unwrap_or(&page.path);
        match below.rsplit_once('/') {
            Some((folder, _)) => format!("{folder}/{}.html", page.slug()),
            None => format!("{}.html", page.slug()),
        }
    }

    /// Every page of the edition with its address, in reading order: home, reports, free pages.
    pub fn addresses(&self) -> impl Iterator<Item = (&Page, String)> {
        let home = std::iter::once((&self.home, "index.html".to_owned()));
        let reports = self.reports.iter().flat_map(|report| {
            let pages = report.all_pages().enumerate();
            pages.map(|(at, page)| (page, report.page_url(at)))
        });
        let free = self.pages.iter().map(|page| (page, Self::free_url(page)));
        home.chain(reports).chain(free)
    }
}

/// One report of the edition.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct EditionReport {
    /// Its folder, which is the first part of its addresses.
    pub id: String,
    /// `_index.md`: title block and opening words.
    pub index: Page,
    /// One page a section, in reading order.
    pub pages: Vec<Page>,
    /// What the last import knew.
    pub record: ImportRecord,
    /// What each revision changed.
    pub history: History,
    /// The pages of its print in pictures; empty where they are not published.
    pub facsimile: Facsimile,
    /// Width and height of the pictures in its folder, by their files.
    pub picture_sizes: BTreeMap<String, (u32, u32)>,
    /// The states that revisions replaced, as far as they were kept, oldest first.
    pub versions: Vec<Version>,
    /// A digest of all files that it was read from; none where that is not known.
    pub origin: Option<u128>,
}

/// A report as it was published until a revision replaced it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Version {
    /// The revision that replaced it, counted from 1.
    pub revision: usize,
    /// An edition of this report alone. The report's id tells it from the one of today; its pages have the paths that they had.
    pub edition: Edition,
}

impl Version {
    /// The id of a version's report, which is the first part of its addresses: no folder of the edition can have this name.
    #[must_use]
    pub fn id(report: &str, revision: usize) -> String {
        format!("{report}@{revision}")
    }

    /// The report as it was.
    #[must_use]
    pub fn report(&self) -> Option<&EditionReport> {
        self.edition.reports.first()
    }
}

impl EditionReport {
    /// What the report is in its own words: its label, else the kind of document that it calls itself; none where it says neither.
    #[must_use]
    pub fn kind_label(&self) -> Option<String> {
        let front = &self.index.front;
        let kind = || {
            front
                .document_kind
                .as_deref()
                .map(|kind| if is_all_caps(kind) { kind.to_lowercase() } else { kind.to_owned() })
        };
        front.label.clone().or_else(|| kind().map(|kind| capitalised(&kind)))
    }

    /// The index and then the section pages: reading order.
    pub fn all_pages(&self) -> impl Iterator<Item = &Page> {
        std::iter::once(&self.index).chain(&self.pages)
    }

    /// The same, to change them.
    pub fn all_pages_mut(&mut self) -> impl Iterator<Item = &mut Page> {
        std::iter::once(&mut self.index).chain(&mut self.pages)
    }

    /// A block of a page of [`EditionReport::all_pages`].
    #[must_use]
    pub fn block(&self, page: usize, id: &str) -> Option<&BlockElement> {
        self.all_pages().nth(page)?.elements.iter().find_map(|element| match element {
            Element::Block(own) if own.id == id => Some(own),
            _ => None,
        })
    }

    /// The plain text of a block of a page of [`EditionReport::all_pages`].
    #[must_use]
    pub fn block_text(&self, page: usize, id: &str) -> Option<&str> {
        self.block(page, id).map(|block| block.text.as_str())
    }

    /// Address of a page of [`EditionReport::all_pages`], relative to the site's root: `can-tho/mo-dau.html`.
    #[must_use]
    pub fn page_url(&self, page: usize) -> String {
        match page.checked_sub(1).and_then(|at| self.pages.get(at)) {
            Some(page) => format!("{}/{}.html", self.id, page.slug()),
            None => format!("{}/index.html", self.id),
        }
    }

    /// The name in addresses of a page of [`EditionReport::all_pages`]; `index` for the report's own.
    #[must_use]
    pub fn page_slug(&self, page: usize) -> String {
        page.checked_sub(1).and_then(|at| self.pages.get(at)).map_or_else(|| "index".to_owned(), Page::slug)
    }

    /// A page of [`EditionReport::all_pages`] by its path.
    #[must_use]
    pub fn page_index(&self, path: &str) -> Option<usize> {
        self.all_pages().position(|page| page.path == path)
    }
}

/// What the last import knew of a report: kept in `content/<report>/_import.yaml`.
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct ImportRecord {
    /// Name of the source file.
    pub file: String,
    /// The report's lines in it.
    pub lines: Lines,
    /// The first line of each section, by id.
    pub sections: BTreeMap<String, usize>,
    /// Source lines of each block, by id.
    pub blocks: BTreeMap<String, Vec<Lines>>,
    /// What was printed and mended, by the note's label in the pages.
    pub notes: BTreeMap<String, NoteRecord>,
    /// Words that an OCR engine doubted, by the id of the block, or `^` and the label of the note.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub doubtful: BTreeMap<String, Vec<String>>,
}

/// What the last import knew of a note.
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct NoteRecord {
    /// The label that the source printed.
    pub label: String,
    /// Source lines of its text.
    pub lines: Vec<Lines>,
    /// Source lines of its marks, in order.
    pub marks: Vec<usize>,
    /// What import mended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repair: Option<String>,
}

impl NoteRecord {
    /// What it says of the printed label, where the pages call the note or do not; `key`: its label in the pages.
    #[must_use]
    pub fn printed<'a>(&'a self, is_called: bool, key: &'a str) -> Printed<'a> {
        Printed::of(&self.label, is_called, self.repair.as_deref().is_some_and(Repair::is_misread), key)
    }
}
