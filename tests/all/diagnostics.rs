//! `docs/diagnostics.md` and the catalogue are one: every code has its part, every part its code, and every example gives that
//! code at the places that are written under it, and no other.
//!
//! An example is a run of blocks `~~~LANGUAGE PATH` and a block `~~~said`. `LANGUAGE` is for the reader, but `bytes` has
//! escapes (`\xe1`, `\n`) and `none` takes a file away. A file `source.md` is imported; without one the edition is checked,
//! or, where the last block is `~~~suggested`, proposals are made for it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use ibid::check::explanation;
use ibid::codes::CODES;
use ibid::diagnostic::Diagnostic;
use ibid::pipeline;
use ibid::source::Source;
use ibid::tree::FileTree;

/// An example: files with their texts, and the places that must be told.
#[derive(Default)]
struct Example {
    files: Vec<(String, String, String)>,
    places: Vec<String>,
    is_suggested: bool,
}

fn document() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/diagnostics.md");
    fs::read_to_string(path).expect("the document")
}

/// The parts of the document: code and examples.
fn parts() -> Vec<(String, Vec<Example>)> {
    let document = document();
    let of = |part: &str| {
        let (code, rest) = part.split_once('\n').unwrap_or((part, ""));
        (code.trim_end_matches('`').to_owned(), examples(rest))
    };
    document.split("\n### `").skip(1).map(of).collect()
}

fn examples(part: &str) -> Vec<Example> {
    let mut found = Vec::new();
    let mut open = Example::default();
    let mut lines = part.lines();
    while let Some(line) = lines.next() {
        let Some(info) = line.strip_prefix("~~~") else { continue };
        let body: Vec<&str> = lines.by_ref().take_while(|line| *line != "~~~").collect();
        match info.split_once(' ') {
            Some((language, path)) => {
                let text = body.iter().map(|line| format!("{line}\n")).collect();
                open.files.push((language.to_owned(), path.to_owned(), text));
            }
            None => {
                assert!(["said", "suggested"].contains(&info), "a block names its file, or is `said` or `suggested`");
                open.is_suggested = info == "suggested";
                open.places = body.iter().map(|line| (*line).to_owned()).collect();
                found.push(std::mem::take(&mut open));
            }
        }
    }
    assert!(open.files.is_empty(), "an example without `~~~said`: {part}");
    found
}

/// `\xe1` and `\n` as bytes.
fn unescaped(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text.trim_end_matches('\n');
    while let Some(at) = rest.find('\\') {
        bytes.extend(rest[..at].bytes());
        let hex = rest[at + 1..].strip_prefix('x').and_then(|digits| u8::from_str_radix(digits.get(..2)?, 16).ok());
        bytes.push(hex.unwrap_or(b'\n'));
        rest = &rest[at + if hex.is_some() { 4 } else { 2 }..];
    }
    bytes.extend(rest.bytes());
    bytes
}

/// What is told of an example.
fn told(example: &Example) -> Vec<Diagnostic> {
    let mut tree = FileTree::new();
    let given = |path: &str| example.files.iter().any(|(_, file, _)| file == path);
    for (path, text) in [
        ("edition.yaml", "title: Ấn bản\n"),
        ("content/_index.md", "---\ntitle: Ấn bản\n---\n"),
        ("content/r/_index.md", "---\ntitle: Báo cáo\n---\n"),
    ] {
        if !given(path) {
            tree.insert(path, text).expect("a path inside");
        }
    }
    let mut source = None;
    for (language, path, text) in &example.files {
        match (language.as_str(), path.as_str()) {
            ("none", _) => {}
            (_, "source.md") => source = Source::from_bytes(path, text.as_bytes()).ok(),
            ("bytes", _) => tree.insert(path.as_str(), unescaped(text)).expect("a path inside"),
            _ => tree.insert(path.as_str(), text.as_bytes()).expect("a path inside"),
        }
    }
    match source {
        Some(source) => pipeline::import(&tree, &source, "2026-01-01").diagnostics,
        None if example.is_suggested => pipeline::suggest(&tree).diagnostics,
        None => pipeline::check(&tree),
    }
}

#[test]
fn every_code_has_its_part_and_every_part_its_code() {
    let known: BTreeSet<String> = CODES.iter().map(|code| code.code.to_owned()).collect();
    let written: BTreeSet<String> = parts().into_iter().map(|(code, _)| code).collect();
    assert_eq!(known.symmetric_difference(&written).collect::<Vec<_>>(), Vec::<&String>::new());
    for code in CODES {
        let words = explanation(code.code, "en").unwrap_or_default();
        assert!(words.lines().count() >= 2 && words.len() > 80, "{}: says too little: {words}", code.code);
        assert!(!words.contains("~~~"), "{}: the explanation holds its example", code.code);
    }
}

#[test]
fn every_example_gives_its_code_at_its_places_and_no_other() {
    let mut wrong = Vec::new();
    for (code, examples) in parts() {
        for example in &examples {
            let said: Vec<String> = told(example).iter().map(|d| format!("{} {}", d.code, d.place())).collect();
            // A place may name another code that comes with this one.
            let wanted = example.places.iter().map(|place| match place.split_once(' ') {
                Some((place, other)) => format!("{other} {place}"),
                None => format!("{code} {place}"),
            });
            let wanted: Vec<String> = wanted.collect();
            if said != wanted {
                wrong.push(format!("{code}: wanted {wanted:?}, said {said:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn all_but_a_few_codes_have_an_example() {
    let without: Vec<String> =
        parts().into_iter().filter(|(_, examples)| examples.is_empty()).map(|(code, _)| code).collect();
    // Books are set where the program has typst in it: `tests/all/typeset.rs`.
    // Languages are taken up once a program: `tests/all/cli.rs` runs it.
    // A PDF, a Word file and a text in another encoding cannot be shown: `tests/all/pdf.rs` and `word.rs` make them. Import must not lose or add words: no
    // text is known that makes it do so.
    // Pages of a print that stay need two imports: `tests/all/printed_pages.rs` makes them.
    let of_files = [
        "page-marks-kept",
        "language-broken",
        "pdf-unavailable",
        "pdf-failed",
        "pdf-doubtful",
        "pdf-standard",
        "page-without-text",
        "encoding-converted",
        "changes-tracked",
        "comments-left-out",
        "cells-merged",
        "parts-left-out",
    ];
    let wanted: Vec<&str> = of_files
        .into_iter()
        .chain([
            "number-guessed",
            "words-doubtful",
            "letters-unknown",
            "letters-unseen",
            "table-by-places",
            "words-lost",
            "words-added",
        ])
        .collect();
    assert_eq!(without, wanted);
}
