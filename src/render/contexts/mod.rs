//! What templates see, field by field as in `docs/theming.md`.
//!
//! What always holds: `title` is HTML where the name says so in the contract (`page.title`, `report.title`,
//! `page.sections[].title`), and plain text in every list; addresses are relative to the site's root.

pub(super) mod annotations;
pub(super) mod changes;
pub(super) mod concepts;
pub(super) mod crosslinks;
pub(super) mod facsimile;
pub(super) mod indicators;

use serde::Serialize;

use crate::model::config::Outputs;
use crate::model::feedback::FeedbackConfig;
use annotations::{AnnotationContext, CorrectionContext};
use changes::{Redirect, RevisedContext, VersionContext, VersionEntry};
use concepts::ComparisonContext;
use crosslinks::{AlsoContext, DiscrepancyContext, DocumentRef, ElsewhereContext};
use indicators::{CardContext, FigureContext};

/// `config`.
#[derive(Debug, Serialize)]
pub(in crate::render) struct ConfigContext<'a> {
    pub title: &'a str,
    pub description: &'a str,
    pub language: &'a str,
    pub base_url: &'a str,
    pub publisher: &'a str,
    /// A picture of the site, from its root; empty for none.
    pub logo: &'a str,
    pub outputs: Outputs,
    pub feedback: FeedbackContext<'a>,
    pub extra: &'a Option<serde_yaml::Value>,
}

/// `config.feedback`.
#[derive(Debug, Serialize)]
pub(in crate::render) struct FeedbackContext<'a> {
    #[serde(flatten)]
    pub config: &'a FeedbackConfig,
    /// Whether a reader may comment at all.
    pub is_open: bool,
}

/// An entry of `pages`.
#[derive(Debug, Serialize)]
pub(in crate::render) struct FreePage {
    pub title: String,
    pub url: String,
    /// Whether it stands directly below `content/`: pages in a folder of their own are no part of the main navigation.
    pub top: bool,
}

/// A file to take along.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct DownloadContext {
    /// `epub`.
    pub format: &'static str,
    /// As the interface calls it.
    pub name: String,
    pub url: String,
    /// As it is read: "83 KB".
    pub size: String,
}

/// A link to a page or heading: breadcrumbs, children, previous and next.
#[derive(Debug, Clone, Default, Serialize)]
pub(in crate::render) struct PageLink {
    pub number: Option<String>,
    pub label: Option<String>,
    pub title: String,
    pub url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub word_count: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reading_time: Option<usize>,
}

/// What stands below a page that holds only a heading.
#[derive(Debug, Clone, Default, Serialize)]
pub(in crate::render) struct OpeningContext {
    pub section_count: usize,
    pub word_count: usize,
    pub reading_time: usize,
    pub note_count: usize,
    pub indicator_count: usize,
    pub key_figures: Vec<FigureContext>,
}

/// An entry of an outline.
#[derive(Debug, Clone, Default, Serialize)]
pub(in crate::render) struct OutlineEntry {
    pub id: String,
    pub number: Option<String>,
    pub label: Option<String>,
    pub title: String,
    pub url: String,
    pub page_path: String,
    pub children: Vec<OutlineEntry>,
}

/// A mark of a note.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct MarkContext {
    pub id: String,
    pub letter: Option<String>,
    pub url: String,
    pub section: String,
}

/// A note.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct NoteContext {
    pub number: Option<u32>,
    pub sign: String,
    pub printed: Option<String>,
    pub repair: Option<String>,
    pub id: String,
    pub content: String,
    pub url: String,
    pub marks: Vec<MarkContext>,
}

/// The notes that one section calls first.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct NoteGroupContext {
    pub title: String,
    pub url: String,
    pub notes: Vec<NoteContext>,
}

/// A part of the print view.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct PrintSection {
    pub depth: usize,
    pub heading_id: Option<String>,
    pub number: Option<String>,
    pub label: Option<String>,
    pub title: String,
    pub content: String,
    pub notes: Vec<NoteContext>,
    pub annotations: Vec<AnnotationContext>,
    pub corrections: Vec<CorrectionContext>,
}

/// Where a page came from.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct SourceContext<'a> {
    pub file: &'a str,
    pub first: usize,
    pub last: usize,
    /// The printed pages, where they are known: the first and the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pages: Option<(&'a str, &'a str)>,
}

/// `page`.
#[derive(Debug, Default, Serialize)]
pub(in crate::render) struct PageContext<'a> {
    pub kind: &'static str,
    /// Whether the printed pages of its report are known.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_paged: bool,
    /// Whether pictures of these are published.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_pictured: bool,
    pub title: String,
    pub title_plain: String,
    pub number: Option<&'a str>,
    pub label: Option<&'a str>,
    pub heading_id: Option<&'a str>,
    pub content: String,
    pub summary: Option<&'a str>,
    pub description: Option<&'a str>,
    pub opening_words: Option<String>,
    pub toc: Vec<OutlineEntry>,
    pub children: Vec<PageLink>,
    pub opening: Option<OpeningContext>,
    pub path: String,
    pub permalink: Option<String>,
    pub ancestors: Vec<PageLink>,
    pub lower: Option<PageLink>,
    pub higher: Option<PageLink>,
    pub word_count: usize,
    pub reading_time: usize,
    pub notes: Vec<NoteContext>,
    pub annotations: Vec<AnnotationContext>,
    pub corrections: Vec<CorrectionContext>,
    pub sections: Vec<PrintSection>,
    pub indicators: Vec<CardContext>,
    pub comparison: Option<ComparisonContext>,
    pub lang: &'a str,
    pub source: Option<SourceContext<'a>>,
    pub date: Option<&'a str>,
    pub updated: Option<&'a str>,
    pub extra: Option<&'a serde_yaml::Value>,
    pub json_ld: Option<String>,
    pub previews: Option<String>,
    pub related: Vec<FreePage>,
    pub documents: Vec<DocumentRef>,
    pub parallels: Vec<AlsoContext>,
    pub elsewhere: Vec<ElsewhereContext>,
    pub discrepancies: Vec<DiscrepancyContext>,
    pub revised: Option<RevisedContext>,
    pub led: Vec<Redirect>,
    pub version: Option<VersionContext>,
    pub versions: Vec<VersionEntry>,
}

/// `report`, and the cards in `reports`.
#[derive(Debug, Default, Serialize)]
pub(in crate::render) struct ReportContext<'a> {
    pub id: &'a str,
    pub title: String,
    pub title_plain: String,
    pub label: Option<String>,
    pub place: Option<&'a str>,
    pub issuer: Option<&'a str>,
    pub number: Option<&'a str>,
    pub kind: &'static str,
    pub lang: &'a str,
    pub date: Option<&'a str>,
    pub date_text: Option<String>,
    pub url: String,
    pub notes_url: String,
    pub print_url: Option<String>,
    pub summary: Option<&'a str>,
    pub word_count: usize,
    pub reading_time: usize,
    pub note_count: usize,
    pub section_count: usize,
    pub outline: Vec<OutlineEntry>,
    pub letterhead: Option<String>,
    pub notes: Vec<NoteContext>,
    pub note_groups: Vec<NoteGroupContext>,
    pub indicators_url: Option<String>,
    pub indicator_count: usize,
    pub key_figures: Vec<FigureContext>,
    pub indicators: Vec<FigureContext>,
    pub revised: Option<RevisedContext>,
    pub downloads: Vec<DownloadContext>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub facsimile_url: Option<String>,
}
