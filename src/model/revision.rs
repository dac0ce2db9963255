//! The revisions of a report: what each import of a revised source changed, and what became of every address.
//!
//! Kept in `content/<report>/_revisions.yaml`, oldest first. Words are plain text, dates are ISO dates, pages are named by
//! their slugs (`index` for the report's own page).

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::page::Page;
use crate::message::Message;

/// Every revision of a report.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct History {
    /// Oldest first.
    pub revisions: Vec<Revision>,
}

/// One import that changed a report.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Revision {
    /// ISO date of the import.
    pub date: String,
    /// Name of the source file.
    pub file: String,
    /// What the source changed, in reading order.
    pub changes: Vec<Change>,
    /// Addresses that lead elsewhere since.
    pub forwards: Vec<Forward>,
    /// Pages that are no longer pages.
    pub pages: Vec<GonePage>,
    /// Addresses of pages that the program makes which went with it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub made: Vec<MadeAddress>,
}

/// What happened to a passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ChangeKind {
    /// Its words changed; it may have moved as well.
    #[default]
    Edited,
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// The same words stand elsewhere.
    Moved,
    /// It is part of another passage now.
    Joined,
    /// It was part of another passage before.
    Split,
}

impl ChangeKind {
    /// The name in the record, in templates and in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Edited => "edited",
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Moved => "moved",
            Self::Joined => "joined",
            Self::Split => "split",
        }
    }
}

/// What a changed passage is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ChangedPart {
    /// A paragraph, item, table.
    #[default]
    Block,
    /// A heading.
    Section,
    /// A note; its id is `fn-` and the label.
    Note,
    /// A figure of the sidebar; its id is that of its words, `fig-k7f2-1`.
    Indicator,
}

impl ChangedPart {
    /// The name in the record, in templates and in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Block => "block",
            Self::Section => "section",
            Self::Note => "note",
            Self::Indicator => "indicator",
        }
    }
}

/// A changed passage.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Change {
    /// What happened.
    pub kind: ChangeKind,
    /// What it is.
    pub part: ChangedPart,
    /// Its HTML id, before and after.
    pub id: String,
    /// Id of the section that holds it now, or held it when it went; empty for none.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub section: String,
    /// The passage that it became part of, or was part of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other: Option<String>,
    /// The words before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old: Option<String>,
    /// The words after.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new: Option<String>,
    /// Whether an edited passage stands elsewhere, too.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub moved: bool,
}

/// An address that a revision took from its page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Forward {
    /// The anchor.
    pub id: String,
    /// Slug of the page that had it.
    pub was: String,
    /// The passage whose fate it shares: the one that a removed paragraph became part of, the block of a figure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub with: Option<String>,
}

/// An address on a page that the program makes: an entry of a register, two passages side by side.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(default)]
pub struct MadeAddress {
    /// The page, relative to the site's root.
    pub page: String,
    /// The anchor; empty for the page itself.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub id: String,
    /// What stood there, in words.
    pub words: String,
    /// The page of the edition that it was about, relative to the site's root; empty for none.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub of: String,
}

/// A page that a revision removed, with all that a return needs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct GonePage {
    /// Id of the section that it was.
    pub section: String,
    /// Its names.
    #[serde(flatten)]
    pub name: PageName,
    /// Its title.
    pub title: String,
}

/// What names a page: it stays when the words of its heading change.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PageName {
    /// File name in the report's folder.
    pub file: String,
    /// Part of its address.
    pub slug: String,
    /// Its order.
    pub weight: i64,
}

impl PageName {
    /// The names that a page has.
    #[must_use]
    pub fn of(page: &Page) -> Self {
        let file = page.path.rsplit('/').next().unwrap_or_default().to_owned();
        Self { file, slug: page.slug(), weight: page.front.weight.unwrap_or(0) }
    }
}

/// The names of a report's pages before a revision, by the id of their section.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PageNames {
    /// Of the pages that stand.
    pub kept: BTreeMap<String, PageName>,
    /// Of pages that are gone, for their return; their slugs are not given to others.
    pub gone: BTreeMap<String, PageName>,
    /// Ids of the sections that stood within a page.
    pub inner: BTreeSet<String>,
    /// File names that the editor's own pages have.
    pub taken: Vec<String>,
}

/// An entry of the editor's that a revision took the place from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Aside {
    /// The list that it stood in: `indicators`, `annotations`, `corrections`; `front` for keys of a page that is gone.
    pub list: String,
    /// File name of its page.
    pub page: String,
    /// Why it could not stay.
    pub why: Message,
    /// Its lines, YAML at the left margin.
    pub text: String,
}

impl History {
    /// The words of every passage that is gone, newest first, with its part and id: an equal passage that comes back
    /// gets its id back.
    pub fn gone(&self) -> impl Iterator<Item = (ChangedPart, &str, &str)> {
        let gone = |change: &&Change| matches!(change.kind, ChangeKind::Removed | ChangeKind::Joined);
        let changes = self.revisions.iter().rev().flat_map(|revision| &revision.changes);
        changes.filter(gone).filter_map(|change| Some((change.part, change.id.as_str(), change.old.as_deref()?)))
    }

    /// The words that passages had before they were edited, newest first, with their part and id.
    pub fn had(&self) -> impl Iterator<Item = (ChangedPart, &str, &str)> {
        let changes = self.revisions.iter().rev().flat_map(|revision| &revision.changes);
        let edited = changes.filter(|change| change.kind == ChangeKind::Edited);
        edited.filter_map(|change| Some((change.part, change.id.as_str(), change.old.as_deref()?)))
    }

    /// Every id that was ever given and taken away.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        let changes = self.revisions.iter().flat_map(|revision| revision.changes.iter().map(|c| c.id.as_str()));
        let forwards = self.revisions.iter().flat_map(|revision| revision.forwards.iter().map(|f| f.id.as_str()));
        changes.chain(forwards)
    }

    /// The names of the pages that are gone, the newest last.
    pub fn gone_pages(&self) -> impl Iterator<Item = &GonePage> {
        self.revisions.iter().flat_map(|revision| &revision.pages)
    }
}
