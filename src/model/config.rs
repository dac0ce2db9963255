//! `edition.yaml`: what the editor says of the edition as a whole.

use std::collections::BTreeMap;
use std::fmt;

use schemars::JsonSchema;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::concept::ConceptEntry;
use super::feedback::FeedbackConfig;

/// The edition's configuration. Unknown keys are errors; `extra` is the editor's own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// Title of the edition.
    pub title: String,
    /// A sentence about it.
    pub description: String,
    /// Language of the interface and, by default, of the texts: `vi` or `en`.
    pub language: String,
    /// Where the site will stand: `https://example.org/edition/`. Empty for none.
    pub base_url: String,
    /// Who publishes it.
    pub publisher: String,
    /// A picture in `static/` that stands before the title on every page. Empty for none.
    pub logo: String,
    /// Folder below `themes/`, or a theme of the program's own: `default`, `plain`.
    pub theme: String,
    /// The outline level that becomes a page.
    pub page_depth: usize,
    /// A section of at most this many words (syllables) stays on one page.
    pub page_words: usize,
    /// What the build writes besides the pages.
    pub outputs: Outputs,
    /// How typeset books look.
    pub book: BookSettings,
    /// Concepts for the comparison: a name or the id of a known one, and the other names that reports give it, or what
    /// else there is to say of it. They extend the program's own, and override what they say otherwise.
    #[schemars(with = "BTreeMap<String, Option<ConceptShape>>")]
    pub concepts: Concepts,
    /// Terms that the editor explains.
    pub glossary: Vec<GlossaryEntry>,
    /// What the editor knows of documents, by number (`59-NQ/TW`) or by id in the register.
    pub documents: BTreeMap<String, DocumentEntry>,
    /// Discrepancies that the editor has looked at.
    pub settled: Vec<SettledEntry>,
    /// Pairs of passages that the editor has looked at.
    pub parallels: Vec<ParallelEntry>,
    /// Words and phrases that are right as they stand, so that the proofreader leaves them alone.
    pub accepted: Vec<String>,
    /// How titles that are printed in capitals are read.
    pub titles: Titles,
    /// How readers may comment, and what the site shows of it.
    pub feedback: FeedbackConfig,
    /// Whether the site shows what a machine proposed and no editor has accepted: `show` (with a sign) or `hide`.
    pub proposals: Proposals,
    /// What becomes of the state of a report that a revision replaces: `forget`, or `keep` to publish it at an address of its own.
    pub versions: Versions,
    /// Whether imports draw the pages of the print, and the site shows them.
    pub facsimile: bool,
    /// The folder with what a job over many editions found for this one. Empty for none.
    pub other_editions: String,
    /// Anything the editor's templates want.
    #[schemars(with = "Option<serde_json::Value>")]
    pub extra: Option<serde_yaml::Value>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            title: String::new(),
            description: String::new(),
            language: "vi".to_owned(),
            base_url: String::new(),
            publisher: String::new(),
            logo: String::new(),
            theme: "default".to_owned(),
            page_depth: 4,
            page_words: 2500,
            outputs: Outputs::default(),
            book: BookSettings::default(),
            concepts: Concepts::default(),
            glossary: Vec::new(),
            documents: BTreeMap::new(),
            settled: Vec::new(),
            parallels: Vec::new(),
            accepted: Vec::new(),
            titles: Titles::default(),
            feedback: FeedbackConfig::default(),
            proposals: Proposals::default(),
            versions: Versions::default(),
            facsimile: false,
            other_editions: String::new(),
            extra: None,
        }
    }
}

/// What becomes of what a machine proposed and no editor has accepted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Proposals {
    /// It is shown with a sign.
    #[default]
    Show,
    /// It is left out everywhere.
    Hide,
}

impl Proposals {
    /// Whether it is left out.
    #[must_use]
    pub fn are_hidden(self) -> bool {
        self == Self::Hide
    }
}

/// What becomes of the state of a report that a revision replaces.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Versions {
    /// What changed is kept in the record of the revision alone.
    #[default]
    Forget,
    /// It is kept and stays readable.
    Keep,
}

impl Versions {
    /// Whether they are kept.
    #[must_use]
    pub fn are_kept(self) -> bool {
        self == Self::Keep
    }
}

/// How titles that are printed in capitals are read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Titles {
    /// `sentence`, or `printed` to leave them in capitals.
    pub case: TitleCase,
    /// Names and abbreviations that keep their capitals, as they are written: "Hậu Giang", "OCOP".
    pub names: Vec<String>,
}

/// The case of titles that are printed in capitals.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum TitleCase {
    /// As a sentence is written.
    #[default]
    Sentence,
    /// As printed.
    Printed,
}

impl TitleCase {
    /// Whether they are read as sentences.
    #[must_use]
    pub fn is_sentence(self) -> bool {
        self == Self::Sentence
    }
}

/// What the build writes besides the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Outputs {
    /// `/data/edition.json`.
    pub data: bool,
    /// One page a report for printing.
    pub print: bool,
    /// `/search.html` and the index in `/search/`.
    pub search: bool,
    /// EPUB books: `/edition.epub`, and one a report.
    pub epub: bool,
    /// A Word document of each report.
    pub docx: bool,
    /// Each report in TEI P5.
    pub tei: bool,
    /// Each report in Akoma Ntoso 3.0.
    pub akn: bool,
    /// Each report as a typeset book.
    pub pdf: bool,
    /// The whole site as an archive, for a memory stick.
    pub zip: bool,
    /// A service worker that keeps the reports that a reader opened, for when there is no network.
    pub offline: bool,
    /// What other editions compare theirs with, as Parquet files in `/facts/`.
    pub facts: bool,
    /// Figures that differ between passages: their page, the signs in the text, the open data. `ibid check` tells them in any case.
    pub discrepancies: bool,
    /// Passages that are restated elsewhere: their pages, the signs in the text, the open data.
    pub parallels: bool,
    /// The page numbers of the print, where the text has them: in the margin, in citations, books and open data.
    pub page_numbers: bool,
}

impl Default for Outputs {
    fn default() -> Self {
        Self {
            data: true,
            print: true,
            search: true,
            epub: false,
            docx: false,
            tei: false,
            akn: false,
            pdf: false,
            zip: false,
            offline: false,
            facts: false,
            discrepancies: true,
            parallels: true,
            page_numbers: true,
        }
    }
}

/// How typeset books look, and what else files to take along are to say.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct BookSettings {
    /// The size of their pages: `a4` or `a5`.
    pub paper: Paper,
    /// Whether the whole edition is a typeset book, too: one file beside those of its reports.
    pub whole: bool,
    /// The country whose documents these are, as two letters (`vn`): Akoma Ntoso has it in every address.
    pub country: String,
}

/// The size of a page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Paper {
    /// 210 by 297 mm.
    #[default]
    A4,
    /// 148 by 210 mm.
    A5,
}

impl Paper {
    /// The name in `edition.yaml` and in templates.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::A4 => "a4",
            Self::A5 => "a5",
        }
    }
}

/// The concepts of the comparison, in the editor's order: the name or id, and what is said of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Concepts(pub Vec<(String, ConceptEntry)>);

/// How a concept may be written: other names alone, or all that there is to say.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
enum ConceptShape {
    Names(Vec<String>),
    Whole(Box<ConceptEntry>),
}

impl Serialize for Concepts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, entry)| (name, entry)))
    }
}

impl<'de> Deserialize<'de> for Concepts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ConceptsVisitor)
    }
}

/// Reads the map and keeps its order.
struct ConceptsVisitor;

impl<'de> Visitor<'de> for ConceptsVisitor {
    type Value = Concepts;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map from the name of a concept to the list of its other names, or to what is said of it")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Concepts, A::Error> {
        let mut concepts = Vec::new();
        while let Some((name, shape)) = map.next_entry::<String, Option<ConceptShape>>()? {
            let entry = match shape {
                Some(ConceptShape::Names(names)) => ConceptEntry { names, ..ConceptEntry::default() },
                Some(ConceptShape::Whole(entry)) => *entry,
                None => ConceptEntry::default(),
            };
            concepts.push((name, entry));
        }
        Ok(Concepts(concepts))
    }
}

/// A term that the editor explains.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct GlossaryEntry {
    /// The term: "hợp tác xã".
    pub term: String,
    /// Its short form: "HTX".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub abbr: Option<String>,
    /// What it means.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub definition: Option<String>,
}

/// What the editor knows of a document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct DocumentEntry {
    /// Its title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Its address, `http(s)`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Who issued it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issuer: Option<String>,
    /// ISO date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
}

/// A discrepancy that the editor lets stand.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct SettledEntry {
    /// The places, `report#id`, one or both.
    pub at: Vec<String>,
    /// The figures as printed; empty for all of these places.
    pub values: Vec<String>,
    /// Why.
    pub reason: String,
}

/// Two passages that a program set side by side, and what the editor says of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ParallelEntry {
    /// The two places, `report#id`.
    pub at: Vec<String>,
    /// Whether they say the same: `same`, or `other` for passages that are not to be set side by side.
    pub answer: ParallelAnswer,
}

/// What an editor says of two passages.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ParallelAnswer {
    /// They say the same.
    #[default]
    Same,
    /// They speak of other things.
    Other,
}
