//! Reports of our own making, in other fields, languages and house styles: import reads them with no setting changed.
//!
//! Each `tests/fixtures/<name>.md` has a `<name>.expected.yaml` that says what a careful reader finds in it.

use std::path::{Path, PathBuf};

use ibid::diagnostic::Diagnostic;
use ibid::import::{Compilation, import};
use ibid::model::report::{BlockKind, Report, Section};
use ibid::source::Source;
use ibid::text::fold;
use serde::Deserialize;

#[derive(Debug, Deserialize)]
struct Expected {
    title: String,
    place: Option<String>,
    place_of_issue: Option<String>,
    date: Option<String>,
    lang: String,
    outline: Vec<Heading>,
    notes: Vec<Note>,
    joined: Vec<Joined>,
    unresolved: Vec<Label>,
    unused: Vec<Label>,
    #[serde(default)]
    units_not_notes: Vec<String>,
    #[serde(default)]
    not_headings: Vec<String>,
    #[serde(default)]
    either: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Heading {
    number: Option<String>,
    label: Option<String>,
    title: String,
    /// None where two readings are as good.
    level: Option<usize>,
    parent: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Note {
    number: Option<usize>,
    label: String,
    starts: String,
    marks: usize,
    ends: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Joined {
    starts: String,
    ends: String,
    seam: String,
}

#[derive(Debug, Deserialize)]
struct Label {
    label: String,
}

fn read(name: &str) -> (Compilation, Vec<Diagnostic>, Expected) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let path: PathBuf = folder.join(format!("{name}.md"));
    let bytes = std::fs::read(&path).expect("the fixture is there");
    let source = Source::from_bytes(name, &bytes).expect("the fixture is text");
    let yaml = std::fs::read_to_string(folder.join(format!("{name}.expected.yaml"))).expect("so is what is expected");
    let checked = import(&source);
    (checked.value, checked.diagnostics, serde_yaml::from_str(&yaml).expect("it reads"))
}

fn plain(text: &str) -> String {
    let mut out = String::new();
    let mut parts = text.split("[^");
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        out.push_str(part.split_once(']').map_or("", |(_, rest)| rest));
    }
    ibid::text::fold_space(&out.replace("\\", "").replace("<sup>", "").replace("</sup>", ""))
}

fn name_of(section: &Section) -> Option<String> {
    section.number.clone().or_else(|| section.label.clone())
}

fn assert_fixture(name: &str) {
    let (read, diagnostics, expected) = read(name);
    assert_eq!(read.reports.len(), 1, "{name}: reports");
    let report = &read.reports[0];
    assert_eq!(fold(&report.title), fold(&expected.title), "{name}");
    assert_eq!(report.place, expected.place, "{name}");
    assert_eq!(report.place_of_issue, expected.place_of_issue, "{name}");
    assert_eq!(report.date, expected.date, "{name}");
    assert_eq!(report.lang, expected.lang, "{name}");
    assert_outline(name, report, &expected);
    assert_notes(name, report, &expected);
    assert_joined(name, report, &expected);
    assert_said(name, &diagnostics, &expected);
    let all: String = report.blocks.iter().map(|b| b.text.clone() + "\n").collect();
    for unit in &expected.units_not_notes {
        assert!(all.contains(unit.as_str()), "{name}: {unit}");
    }
    for ledger in &read.ledgers {
        // A word that a hyphen broke at a page end is not lost, nor is the whole one added.
        assert!(ledger.added.is_empty(), "{name}: added {:?}", ledger.added);
        assert!(ledger.lost.is_empty(), "{name}: lost {:?}", ledger.lost);
    }
}

fn assert_outline(name: &str, report: &Report, expected: &Expected) {
    let either = |title: &str| expected.either.iter().any(|other| plain(other).trim_end_matches('.') == title);
    let open: Vec<bool> = expected.outline.iter().map(|heading| heading.level.is_none()).collect();
    let found: Vec<_> = report
        .sections
        .iter()
        .filter(|section| !either(&plain(&section.title)))
        .enumerate()
        .map(|(at, section)| {
            let parent = section.parent.and_then(|parent| name_of(&report.sections[parent]));
            let level = Some(section.level).filter(|_| open.get(at) != Some(&true));
            (section.number.clone(), section.label.clone(), fold(&plain(&section.title)), level, parent)
        })
        .collect();
    let wanted: Vec<_> = expected
        .outline
        .iter()
        .map(|h| (h.number.clone(), h.label.clone(), fold(&h.title), h.level, h.parent.clone()))
        .collect();
    assert_eq!(found, wanted, "{name}");
    for text in &expected.not_headings {
        let text = plain(text);
        let is_block = report.blocks.iter().any(|block| plain(&block.text).starts_with(&text));
        assert!(is_block, "{name}: {text:?} should be text");
    }
}

fn assert_notes(name: &str, report: &Report, expected: &Expected) {
    let mut found: Vec<_> = report.notes.iter().collect();
    found.sort_by_key(|note| note.lines.first().copied());
    assert_eq!(found.len(), expected.notes.len(), "{name}: {found:#?}");
    for (note, wanted) in found.iter().zip(&expected.notes) {
        let text = plain(&note.paragraphs.join(" "));
        assert!(text.starts_with(&wanted.starts), "{name}: note {}: {text:?}", note.number);
        assert_eq!(note.label, wanted.label, "{name}: {text:?}");
        assert_eq!(note.references.len(), wanted.marks, "{name}: {text:?}");
        if let Some(number) = wanted.number {
            assert_eq!(note.number, number, "{name}: {text:?}");
        }
        if let Some(ends) = &wanted.ends {
            assert!(text.ends_with(ends.as_str()), "{name}: {text:?}");
        }
    }
}

fn assert_joined(name: &str, report: &Report, expected: &Expected) {
    let joined: Vec<String> = report.blocks.iter().filter(|b| b.lines.len() > 1).map(|b| plain(&b.text)).collect();
    for wanted in &expected.joined {
        let starts = plain(&wanted.starts);
        let block = joined.iter().find(|text| text.starts_with(&starts));
        assert!(block.is_some(), "{name}: {starts:?} is not joined");
        let block = block.map_or("", String::as_str);
        let stop = |c: char| c.is_ascii_punctuation();
        let (block, ends) = (block.trim_end_matches(stop), wanted.ends.trim_end_matches(stop));
        assert!(block.ends_with(ends), "{name}: {block:?}");
        assert!(block.contains(&wanted.seam), "{name}: {:?} in {block:?}", wanted.seam);
    }
    assert_eq!(joined.len(), expected.joined.len(), "{name}: {joined:#?}");
}

fn assert_said(name: &str, diagnostics: &[Diagnostic], expected: &Expected) {
    for (code, wanted) in [("note-unresolved", &expected.unresolved), ("note-unused", &expected.unused)] {
        let said: Vec<_> = diagnostics.iter().filter(|d| d.code == code).collect();
        assert_eq!(said.len(), wanted.len(), "{name}: {said:#?}");
        for label in wanted {
            let named = format!("note {} ", label.label);
            assert!(said.iter().any(|d| d.message.to_string().contains(&named)), "{name}: {named}");
        }
    }
}

#[test]
fn an_english_annual_report() {
    assert_fixture("annual-report");
    let (read, diagnostics, _) = read("annual-report");
    assert!(diagnostics.iter().any(|d| d.code == "picture-left-out"));
    assert!(diagnostics.iter().any(|d| d.code == "contents-left-out"));
    assert!(read.reports[0].blocks.iter().any(|b| b.kind == BlockKind::Letterhead));
}

#[test]
fn superscript_digits_and_numbering_on_every_page() {
    assert_fixture("superscript-digits");
}

#[test]
fn markdown_notes_and_articles() {
    assert_fixture("markdown-notes");
}

#[test]
fn plain_brackets_and_notes_at_the_end() {
    assert_fixture("bracket-notes");
}

#[test]
fn notes_that_begin_anew_on_every_page() {
    assert_fixture("page-notes");
}

#[test]
fn numbers_with_strokes_and_notes_with_stars() {
    assert_fixture("slash-numbers");
}

#[test]
fn notes_at_the_end_of_every_section() {
    assert_fixture("section-notes");
}

#[test]
fn an_english_report_with_letters_below_decimals() {
    assert_fixture("harbour-report");
}

#[test]
fn halves_that_begin_with_figures() {
    assert_fixture("hard-breaks");
}

/// The same report with labels that lost their mark-up below the page.
#[test]
fn notes_of_a_page_without_mark_up() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let text = std::fs::read_to_string(folder.join("page-notes.md")).expect("the fixture is there");
    for (opens, closes) in [("", " "), ("", ". "), ("(", ") "), ("", ") ")] {
        let bare = |line: &str| match line.strip_prefix("<sup>") {
            Some(rest) => format!("{opens}{}\n", rest.replacen("</sup> ", closes, 1)),
            None => format!("{line}\n"),
        };
        let text: String = text.lines().map(bare).collect();
        let read = import(&Source { name: "page-notes".into(), text, ..Source::default() }).value;
        let notes = &read.reports[0].notes;
        assert_eq!(notes.len(), 12, "{opens}1{closes}");
        assert!(notes.iter().all(|note| note.references.len() == 1), "{opens}1{closes}: {notes:#?}");
    }
}

/// Numbered notes at the end, below a numbered list of the text; a hectare has no square.
#[test]
fn numbered_notes_at_the_end() {
    let text = "# BÁO CÁO TRỒNG RỪNG HUYỆN SA MẠC NĂM 2022\n\nSa Mạc, ngày 20 tháng 12 năm 2022\n\n## I. KẾT QUẢ\n\n\
        Trồng 1.240 ha rừng<sup>1</sup>, chăm sóc 3.100 ha<sup>2</sup>; cây sống 91%<sup>3</sup>.\n\n\
        1. Xã Đồi Cát trồng 310 ha.\n\n2. Xã Suối Cạn trồng 204 ha.\n\n## II. HẠN CHẾ\n\nCây về muộn<sup>4</sup>.\n\n\
        ## Ghi chú\n\n1. Chưa kể cây phân tán.\n2. Gồm rừng từ năm 2019.\n3. Kiểm tra tháng 11.\n4. Muộn 25 ngày.\n";
    let read = import(&Source { name: "notes".into(), text: text.into(), ..Source::default() }).value;
    let notes: Vec<(&str, usize)> =
        read.reports[0].notes.iter().map(|note| (note.paragraphs[0].as_str(), note.references.len())).collect();
    let wanted = ["Chưa kể cây phân tán.", "Gồm rừng từ năm 2019.", "Kiểm tra tháng 11.", "Muộn 25 ngày."];
    assert_eq!(notes, wanted.map(|words| (words, 1)));
}
