//! Import of real reports against what a person read in them (`tests/corpus/*.yaml`).
//!
//! `cargo test --test all corpus:: -- --nocapture` prints a line a document. `IBID_CORPUS_ONLY=audit` measures one document,
//! `IBID_CORPUS_VERBOSE=1` lists each miss with its line. What the corpus lacks is skipped, and said to be.
#![allow(clippy::print_stdout, reason = "what a score is made of is for people to read")]

mod gold;
mod notes;
mod outline;
mod pages;
mod score;

use gold::{Gold, Heading, Note};
use outline::key;
use score::{Score, score, score_of_pdf};

use crate::support::real::document;

/// The gold files with their documents; says which documents are absent.
fn documents() -> Vec<(Gold, Vec<u8>)> {
    let documents = gold::all().into_iter();
    documents.filter_map(|gold| document(&gold.source).map(|bytes| (gold, bytes))).collect()
}

#[test]
fn import_reaches_its_floors() {
    let mut faults = Vec::new();
    for (gold, bytes) in documents() {
        let score = score(&gold, &bytes);
        say(&score, 1);
        faults.extend(score.faults(&gold));
    }
    assert!(faults.is_empty(), "below the floors:\n{}", faults.join("\n"));
}

/// The same of PDFs, read page by page.
#[test]
fn import_of_pdfs_reaches_its_floors() {
    let mut faults = Vec::new();
    for gold in pages::all() {
        let Some(bytes) = document(&gold.source) else { continue };
        let (gold, score) = score_of_pdf(&gold, bytes);
        say(&score, gold.page.unwrap_or(1));
        faults.extend(score.faults(&gold));
    }
    assert!(faults.is_empty(), "below the floors:\n{}", faults.join("\n"));
}

/// Prints a score, and its misses where they are asked for. `unit`: what lines are divided by.
fn say(score: &Score, unit: usize) {
    println!("{score}");
    for miss in score.misses.iter().filter(|_| std::env::var_os("IBID_CORPUS_VERBOSE").is_some()) {
        println!("  {}:{}: {}", score.source, miss.line / unit, miss.what);
    }
}

/// A gold file that names the wrong lines would measure nothing: labels, marks and titles stand where it says.
#[test]
fn gold_agrees_with_the_documents() {
    let mut faults = Vec::new();
    for (gold, bytes) in documents() {
        let text = String::from_utf8_lossy(&bytes);
        let lines: Vec<&str> = text.split('\n').map(|line| line.trim_end_matches('\r')).collect();
        let mut say = |line: usize, what: String| faults.push(format!("{}:{line}: {what}", gold.source));
        for note in gold.notes.iter().chain(&gold.either_notes) {
            check_note(note, &lines, &mut say);
        }
        for heading in &gold.headings {
            check_heading(heading, &gold, &lines, &mut say);
        }
        let ranges = gold.not_text.iter().filter(|(first, last)| first > last || *last > lines.len());
        ranges.for_each(|(first, last)| say(*first, format!("no lines {first} to {last}")));
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

/// A line of the document; empty beyond its end.
fn at<'a>(lines: &[&'a str], line: usize) -> &'a str {
    lines.get(line.wrapping_sub(1)).copied().unwrap_or_default()
}

fn check_note(note: &Note, lines: &[&str], say: &mut impl FnMut(usize, String)) {
    let line = at(lines, note.label_line.unwrap_or(note.line));
    let opening: String = key(line).chars().take(key(&note.label).chars().count()).collect();
    let is_there = note.label_lost || (note.inside && line.contains(&note.label)) || opening == key(&note.label);
    if !is_there || line.is_empty() || at(lines, note.line).is_empty() {
        say(note.line, format!("note {} does not begin here", note.label));
    }
    for mark in &note.marks {
        if !at(lines, *mark).contains(&note.label) {
            say(*mark, format!("no mark {} here", note.label));
        }
    }
    if note.marks.is_empty() {
        say(note.line, format!("note {} has no mark", note.label));
    }
}

fn check_heading(heading: &Heading, gold: &Gold, lines: &[&str], say: &mut impl FnMut(usize, String)) {
    let printed = || (heading.line..=heading.to.unwrap_or(heading.line)).map(|line| at(lines, line));
    let as_it_is: String = printed().map(key).collect();
    let without_marks: String = printed().map(|line| key(&without_raised(line))).collect();
    if ![as_it_is, without_marks].iter().any(|printed| printed.contains(&key(&heading.title))) {
        say(heading.line, format!("the heading {:?} does not stand here", heading.title));
    }
    let is_above = |line: usize| line < heading.line && gold.headings.iter().any(|other| other.line == line);
    if heading.parent.is_some_and(|parent| !is_above(parent)) {
        say(heading.line, format!("no heading in the parent's line {:?}", heading.parent));
    }
}

/// A line without its raised words: note marks.
fn without_raised(line: &str) -> String {
    let mut parts = line.split("<sup>");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |plain, part| plain + part.split_once("</sup>").map_or(part, |(_, rest)| rest))
}

/// The measure itself: what is right, wrong, told and false in a small report whose gold is known to be off.
#[test]
fn the_measure_tells_right_from_wrong() {
    let text = "# BÁO CÁO\n\nVĩnh Giang, ngày 3 tháng 4 năm 2025\n\n## 1. Mở đầu\n\nMột câu có chú thích[^1].\n\n\
                ## 2. Kết quả\n\nMột câu khác[^2] và thêm[^3].\n\n[^1]: Lời một.\n\n[^2]: Lời hai.\n";
    let note = |label: &str, line: usize, mark: usize| Note {
        label: label.to_owned(),
        line,
        marks: vec![mark],
        ..Note::default()
    };
    let heading = |line: usize, title: &str, parent: Option<usize>| Heading {
        line,
        title: title.to_owned(),
        parent,
        ..Heading::default()
    };
    let mut gold = Gold {
        source: "small.md".to_owned(),
        reports: 1,
        notes: vec![note("1", 13, 7), note("2", 15, 11), note("3", 17, 11)],
        headings: vec![heading(5, "Mở đầu", None), heading(9, "Kết quả", None)],
        ..Gold::default()
    };
    let right = score(&gold, text.as_bytes());
    assert_eq!((right.notes.linked, right.notes.wrong, right.notes.told, right.notes.silent), (2, 0, 1, 0), "{right}");
    assert_eq!((right.outline.found, right.outline.parents, right.outline.false_headings), (2, 2, 0), "{right}");
    assert!(right.faults(&gold).is_empty());

    gold.notes = vec![note("1", 15, 7), note("2", 13, 11)];
    gold.headings = vec![heading(5, "Mở đầu", None), heading(7, "Kết luận", Some(5))];
    gold.floors.notes = 0.5;
    gold.ceilings.false_headings = Some(0);
    let wrong = score(&gold, text.as_bytes());
    assert_eq!((wrong.notes.linked, wrong.notes.wrong, wrong.notes.false_notes), (0, 2, 0), "{wrong}");
    assert_eq!((wrong.outline.found, wrong.outline.false_headings), (1, 1), "{wrong}");
    assert_eq!(wrong.faults(&gold).len(), 2, "{:?}", wrong.faults(&gold));
}
