//! `tests/real_input.gold.yaml` as values; the file says what each key means.

use serde::Deserialize;

/// Inclusive, 1-based lines.
pub type Lines = (usize, usize);

/// What a person finds in the real input.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gold {
    pub file: String,
    pub lines: usize,
    pub front_matter: Lines,
    pub back_matter: Lines,
    pub reports: Vec<Report>,
    pub note_joins: Vec<Lines>,
    pub units: Vec<usize>,
    pub doubtful: Doubtful,
}

/// One report of the compilation.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Report {
    pub name: String,
    pub lines: Lines,
    pub kind: String,
    pub label: Option<String>,
    pub place: String,
    pub date: Option<String>,
    pub title: Lines,
    pub letterhead: Option<Lines>,
    pub epigraph: Option<Lines>,
    pub recipients: Option<Lines>,
    pub signature: Option<Lines>,
    pub sections: Vec<Section>,
    pub unnumbered: Vec<(usize, usize)>,
    pub numbered_paragraphs: Vec<usize>,
    pub references: Vec<Reference>,
    pub note_continuations: Vec<(usize, usize)>,
    pub joins: Vec<(usize, usize)>,
}

/// A numbered heading.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    pub line: usize,
    pub number: Option<String>,
    pub label: Option<String>,
    pub level: usize,
    pub parent: Option<usize>,
    /// The line that holds the title, when it is not the heading's own.
    pub title: Option<usize>,
    #[serde(default)]
    pub run_in: bool,
}

/// A mark and its definition: line, label as printed, place in the report, the definition's line, the label printed there.
#[derive(Debug, Deserialize)]
pub struct Reference(pub usize, pub String, pub usize, pub usize, pub String);

/// Places where two readings can be defended.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Doubtful {
    pub joins: Vec<(usize, usize)>,
    pub note_continuations: Vec<usize>,
    pub not_headings: Vec<usize>,
    pub maybe_headings: Vec<usize>,
    pub levels: Vec<usize>,
    pub titles: Vec<usize>,
    pub parents: Vec<usize>,
}

impl Gold {
    /// The committed gold file.
    pub fn read() -> Result<Self, serde_yaml::Error> {
        serde_yaml::from_str(include_str!("../real_input.gold.yaml"))
    }

    /// The reports' lines, in order.
    pub fn report_lines(&self) -> Vec<Lines> {
        self.reports.iter().map(|report| report.lines).collect()
    }

    /// The line of each note's definition with a later line of the same note.
    pub fn note_continuations(&self) -> Vec<(usize, usize)> {
        self.reports.iter().flat_map(|report| report.note_continuations.iter().copied()).collect()
    }
}
