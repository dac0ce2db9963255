//! The gold files of the corpus as values: what a person found in a real report, by source line.
//!
//! One file a document, `tests/corpus/<stem>.yaml`. All lines count from 1 in the source file.

use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde::de::DeserializeOwned;

/// Inclusive, 1-based lines.
pub type Lines = (usize, usize);

/// What a person finds in one document.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gold {
    /// The document's name in the corpus.
    pub source: String,
    /// The title as the title block prints it.
    pub title: String,
    pub issuer: Option<String>,
    /// Where it was signed or published.
    pub place_of_issue: Option<String>,
    /// ISO, as far as printed.
    pub date: Option<String>,
    /// What the document calls itself: "audit report", "nghị quyết".
    pub kind: Option<String>,
    /// The number that the issuer gave it: not in the model yet.
    #[allow(dead_code)]
    pub number: Option<String>,
    pub language: String,
    /// Other readings of the title block that a careful reader may prefer.
    #[serde(default)]
    pub either_title: Vec<String>,
    #[serde(default)]
    pub either_issuer: Vec<String>,
    #[serde(default)]
    pub either_place_of_issue: Vec<String>,
    #[serde(default)]
    pub either_date: Vec<String>,
    #[serde(default)]
    pub either_kind: Vec<String>,
    /// How many reports the file is.
    pub reports: usize,
    pub notes: Vec<Note>,
    /// Notes that are right both linked and left alone: a star that a table explains beneath itself.
    #[serde(default)]
    pub either_notes: Vec<Note>,
    pub headings: Vec<Heading>,
    /// Lines that a careful reader may take for a heading or for text.
    #[serde(default)]
    pub either: Vec<usize>,
    /// Running heads, page numbers, tables of contents.
    #[serde(default)]
    pub not_text: Vec<Lines>,
    /// Lines are pages times this number: see `pages`.
    #[serde(skip)]
    pub page: Option<usize>,
    /// What import must reach; raise them as it improves.
    #[serde(default)]
    pub floors: Floors,
    /// What import must not exceed; lower them as it improves.
    #[serde(default)]
    pub ceilings: Ceilings,
}

/// A note and the lines of its marks; a line that has two marks is named twice.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// As printed, without brackets.
    pub label: String,
    /// The line on which the note's words begin.
    pub line: usize,
    /// Where the label stands, when it stands on another line than the words.
    pub label_line: Option<usize>,
    /// Whether the converter lost the label: the note's words stand alone.
    #[serde(default)]
    pub label_lost: bool,
    /// Whether the note begins within its line, after the end of another.
    #[serde(default)]
    pub inside: bool,
    pub marks: Vec<usize>,
    /// The lines on which the note goes on after a break.
    #[serde(default)]
    pub continued: Vec<usize>,
}

/// A heading of the text.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Heading {
    pub line: usize,
    /// The last line, when it takes several.
    pub to: Option<usize>,
    /// A printed name in place of a number: "Điều 1", "Appendix I".
    pub label: Option<String>,
    pub number: Option<String>,
    pub title: String,
    /// The line of the heading that holds this one.
    pub parent: Option<usize>,
    /// Whether its parent is not to be known: lost, or printed later by the converter.
    #[serde(default)]
    pub any_parent: bool,
    /// Whether a paragraph goes on in the heading's line.
    #[serde(default)]
    pub run_in: bool,
}

/// Shares between 0 and 1, and the facts of the title block that must be right.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Floors {
    /// Marks linked to their notes.
    pub notes: f64,
    /// Headings found with their words.
    pub headings: f64,
    /// Headings found that also have their parent.
    pub parents: f64,
    /// `title`, `date`, `issuer`, `place_of_issue`, `place`, `kind`, `language`, `reports`.
    pub right: Vec<String>,
}

/// Counts, and a share for `outside`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Ceilings {
    pub wrong: Option<usize>,
    pub silent: Option<usize>,
    pub false_notes: Option<usize>,
    pub spliced: Option<usize>,
    pub false_headings: Option<usize>,
    /// Headings that were missed and that no list of the unread names.
    pub silent_headings: Option<usize>,
    /// Words in the front and back matter, as a share of all.
    pub outside: Option<f64>,
}

/// The gold files, in the order of their names; `IBID_CORPUS_ONLY=audit` keeps those whose names hold the word.
pub fn all() -> Vec<Gold> {
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus"))
}

/// The gold files of a folder, whatever they count by.
pub fn files<G: DeserializeOwned>(folder: &Path) -> Vec<G> {
    let only = std::env::var("IBID_CORPUS_ONLY").unwrap_or_default();
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the folder of gold files is there")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|ending| ending == "yaml"))
        .filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().contains(&only)))
        .collect();
    files.sort();
    files.iter().map(|path| read(path)).collect()
}

fn read<G: DeserializeOwned>(path: &Path) -> G {
    let text = std::fs::read_to_string(path).expect("a gold file is text");
    serde_yaml::from_str(&text).map_err(|trouble| format!("{}: {trouble}", path.display())).expect("a gold file reads")
}
