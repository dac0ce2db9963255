//! A Markdown page of the edition and what its front matter says.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::as_text;
use super::indicator::{Indicator, Status};
use super::report::{BlockKind, Lines, ReportKind};

/// A page as it stands in `content/`: the text is kept to the byte, the rest is read from it. Serde has what was read alone.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Page {
    /// Path below the edition's folder: `content/can-tho/01-mo-dau.md`.
    #[serde(skip)]
    pub path: String,
    /// The whole file.
    #[serde(skip)]
    pub text: String,
    /// Where the body begins in `text`, in bytes.
    pub body_start: usize,
    /// The front matter.
    #[serde(with = "as_text")]
    pub front: FrontMatter,
    /// The title as plain text.
    pub plain_title: String,
    /// How many words (in Vietnamese, syllables) its title and text have, notes not counted.
    pub words: usize,
    /// Entries of lists of the front matter that could not be read: the list's key, and the entry's index as written.
    pub left_out: Vec<(String, usize)>,
    /// HTML id of the section that the page is: the one in the front matter, or one made from the words.
    pub id: String,
    /// What the body holds, in order.
    pub elements: Vec<Element>,
    /// The notes that the page defines, in order.
    pub notes: Vec<NoteDefinition>,
    /// The links in the body and its notes, in order.
    pub links: Vec<LinkElement>,
    /// Where printed pages begin in the body and its notes, in order.
    pub page_marks: Vec<PageMark>,
}

impl Page {
    /// The file's name without folder and ending: `01-mo-dau`.
    #[must_use]
    pub fn stem(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        name.strip_suffix(".md").unwrap_or(name)
    }

    /// The bytes of the number that a list gives an item, "3. ", where the item's text begins with it.
    #[must_use]
    pub fn item_number(&self, block: &BlockElement) -> usize {
        let text = block.text.as_str();
        let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (number, rest) = text.split_at_checked(digits + 1).unwrap_or_default();
        let is_item = (1..=9).contains(&digits)
            && number.ends_with(['.', ')'])
            && (rest.is_empty() || rest.starts_with(' '))
            && block.kind != BlockKind::Code;
        let source = self.text.get(block.range.start..).unwrap_or_default().trim_start();
        if is_item && source.starts_with(number) { number.len() } else { 0 }
    }

    /// The page's name in addresses: the front matter's, or the file's name without its order number.
    #[must_use]
    pub fn slug(&self) -> String {
        if let Some(slug) = &self.front.slug {
            return slug.clone();
        }
        let stem = self.stem();
        let rest = stem.trim_start_matches(|c: char| c.is_ascii_digit());
        match rest.strip_prefix('-') {
            Some(named) if !named.is_empty() && rest.len() < stem.len() => named.to_owned(),
            _ => stem.to_owned(),
        }
    }

    /// The Markdown below the front matter.
    #[must_use]
    pub fn body(&self) -> &str {
        self.text.get(self.body_start..).unwrap_or_default()
    }
}

/// Front matter of any page. Unknown keys are errors; `extra` is the editor's own.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct FrontMatter {
    /// Title; may hold inline Markdown and note marks.
    pub title: String,
    /// "I", "1.1": the section's number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// "Phần thứ nhất", "Phụ lục 1".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Stable id of the section that the page is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Depth of the page's section in the outline, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<usize>,
    /// Order among the pages of a report, or among reports.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weight: Option<i64>,
    /// Folder of the report that the page belongs to, when it is not the page's own folder.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub report: Option<String>,
    /// Address of the page below its report, without ending.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub slug: Option<String>,
    /// Earlier addresses (and `old#anchor`) that lead here.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// A sentence for cards and feeds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// A sentence for search engines.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Topics, for filters.
    #[serde(alias = "tags", skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<String>,
    /// The printed page that begins with the title: `"12"`, `"[12]"`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub printed_page: Option<String>,
    /// Left out of the site unless `--drafts`.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub draft: bool,
    /// Template, in place of the page type's own.
    #[serde(alias = "layout", skip_serializing_if = "Option::is_none")]
    pub template: Option<String>,
    /// Language, in place of the edition's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
    /// Who issued the report.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issuer: Option<String>,
    /// What the report calls itself: "Báo cáo".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document_kind: Option<String>,
    /// The number of the document: "12/BC-UBND".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document_number: Option<String>,
    /// The place that a report is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Where a report was signed or published, when that is another place or it is about none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place_of_issue: Option<String>,
    /// Report or appendix.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<ReportKind>,
    /// ISO date, as far as known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// ISO date of the last change.
    #[serde(alias = "lastmod", skip_serializing_if = "Option::is_none")]
    pub updated: Option<String>,
    /// Where the page came from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<SourceRef>,
    /// The sidebar of figures.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub indicators: Vec<Indicator>,
    /// The editor's own notes, shown by letters apart from the report's.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub annotations: Vec<Annotation>,
    /// Emendations: the page shows the corrected reading, the apparatus the printed one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<Correction>,
    /// The editor's own cross links.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(with = "Vec<serde_json::Value>")]
    pub related: Vec<serde_yaml::Value>,
    /// Anything the editor's templates want.
    #[serde(alias = "params", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<serde_json::Value>")]
    pub extra: Option<serde_yaml::Value>,
}

/// The editor's own note on words of a page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Annotation {
    /// The words that it is about, as they stand in the page without marks; none for the whole block.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub quote: String,
    /// Id of the block that holds them, or `^12` for the note `[^12]`; may be left out when the quote stands once in the page.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub at: String,
    /// What the editor says, in Markdown; an empty line parts paragraphs.
    pub note: String,
    /// Who says it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// ISO date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
}

/// An emendation: words that were printed wrongly, and how they are to be read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Correction {
    /// The words as printed, without marks.
    pub quote: String,
    /// Id of the block that holds them, or `^12` for the note `[^12]`; may be left out when the quote stands once in the page.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub at: String,
    /// How they are to be read.
    pub read: String,
    /// Why.
    pub reason: String,
    /// Who says it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// ISO date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Whether `ibid check --suggest` proposes it: it is not applied until the editor takes this mark away.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub proposed: bool,
    /// The same in the word of indicators; one that is refused is not applied, and not proposed again.
    #[serde(skip_serializing_if = "Status::is_accepted")]
    pub status: Status,
}

impl Correction {
    /// Whether it waits for the editor's decision.
    #[must_use]
    pub fn is_proposed(&self) -> bool {
        self.status == Status::Proposed || self.proposed && self.status == Status::Accepted
    }

    /// Whether the pages show it.
    #[must_use]
    pub fn is_applied(&self) -> bool {
        self.status.is_accepted() && !self.proposed
    }
}

/// The part of a source file that a page came from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SourceRef {
    /// The file's name, as imported.
    pub file: String,
    /// First and last line, from 1.
    pub lines: Lines,
}

/// A heading or block of a page's body. Ranges are bytes of the page's whole text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Element {
    /// A heading below the page's own.
    Heading(HeadingElement),
    /// A block of text.
    Block(BlockElement),
}

/// A heading in a page's body.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeadingElement {
    /// The id given with `{#id}`, or one made from the words.
    pub id: String,
    /// Whether the id is written in the page.
    pub id_given: bool,
    /// The number or label as printed, with its punctuation: "1.1.", "Phần thứ nhất."; empty for none.
    pub head: String,
    /// 1 to 6, as written.
    pub depth: usize,
    /// "1.1", "(1)".
    pub number: Option<String>,
    /// "Phần thứ nhất".
    pub label: Option<String>,
    /// Inline Markdown without number, label and attributes.
    pub title: String,
    /// The note marks in it.
    pub marks: Vec<Mark>,
    /// The printed pages that begin in it.
    pub pages: Vec<PageStart>,
    /// Where it stands.
    pub range: std::ops::Range<usize>,
}

/// A block in a page's body.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlockElement {
    /// The id given with `{#id}`, or one made from the words.
    pub id: String,
    /// Whether the id is written in the page.
    pub id_given: bool,
    /// What it is.
    pub kind: BlockKind,
    /// Plain text without marks; list items with the marker when it is a number.
    pub text: String,
    /// The note marks in it.
    pub marks: Vec<Mark>,
    /// The printed pages that begin in it.
    pub pages: Vec<PageStart>,
    /// Where it stands.
    pub range: std::ops::Range<usize>,
}

/// A reference mark `[^label]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// The label as written, without `[^` and `]`.
    pub label: String,
    /// Where it stands, in bytes of the page's whole text.
    pub range: std::ops::Range<usize>,
}

/// Where a printed page begins: `{p. 12}`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageMark {
    /// The page's number as printed; in square brackets where the page prints none.
    pub label: String,
    /// Where the mark stands, in bytes of the page's whole text.
    pub range: std::ops::Range<usize>,
}

/// A printed page on which words of a heading, block or note stand.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageStart {
    /// The page's number as printed; in square brackets where the page prints none.
    pub label: String,
    /// How many bytes of the plain text, white space not counted, stand on earlier pages.
    pub from: usize,
}

/// A note's definition `[^label]: …`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteDefinition {
    /// The label as written.
    pub label: String,
    /// Plain text, paragraphs parted by a line feed.
    pub text: String,
    /// The note marks in it.
    pub marks: Vec<Mark>,
    /// The printed pages that begin in it.
    pub pages: Vec<PageStart>,
    /// Where it stands.
    pub range: std::ops::Range<usize>,
}

/// A link `[words](destination)` in a page's body.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkElement {
    /// Where it leads, as written.
    pub destination: String,
    /// Where it stands, in bytes of the page's whole text.
    pub range: std::ops::Range<usize>,
}
