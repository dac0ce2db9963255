//! Forty ways in which reports write notes, twenty notes each: every note is linked, or told; none is linked wrongly, none
//! stands in a sentence.
//!
//! A table says how a source writes its marks, its notes, its numbers and its pages; [`written`] writes the source from
//! it, in one of five languages. A note is known by the name of a site that its mark's sentence names as well.
//! `IBID_STYLES_VERBOSE=1 cargo test --test all note_styles -- --nocapture` prints a line a style and the source of each
//! that is not whole; `IBID_STYLES_ONLY=glued` keeps the styles whose names hold the word.
#![allow(clippy::print_stdout, reason = "what a score is made of is for people to read")]

mod dense;
mod table;
mod writer;

use ibid::import::{Compilation, UnreadKind, import};
use ibid::model::report::Report;
use ibid::source::Source;

use dense::{DENSE, Dense, Written};
use table::{STYLES, Style};
use writer::{LANGUAGES, NOTES, Words, written};

/// What became of the twenty notes of a style.
#[derive(Debug, Default)]
struct Score {
    linked: usize,
    told: usize,
    silent: Vec<String>,
    wrong: Vec<String>,
    spliced: Vec<String>,
}

/// The lines of a source that hold some words.
fn lines_with(text: &str, words: &str) -> Vec<usize> {
    text.split('\n').enumerate().filter(|(_, line)| line.contains(words)).map(|(at, _)| at + 1).collect()
}

fn measure(text: &str, read: &Compilation, words: &Words) -> Score {
    let told: Vec<usize> = read
        .ledgers
        .iter()
        .flat_map(|ledger| &ledger.coverage.unread)
        .filter(|place| !matches!(place.kind, UnreadKind::Heading | UnreadKind::Gap))
        .map(|place| place.line)
        .collect();
    let mut score = Score::default();
    let blocks = || read.reports.iter().flat_map(|report| &report.blocks);
    let notes = || read.reports.iter().flat_map(|report| &report.notes);
    for site in words.sites {
        let (calls, answers) = (words.call(site), words.answer(site));
        let is_note = |text: &str| text.contains(&answers);
        let note = notes().find(|note| note.paragraphs.iter().any(|paragraph| is_note(paragraph)));
        let called: Vec<bool> = note
            .iter()
            .flat_map(|note| &note.references)
            .map(|line| {
                let within = |lines: &(usize, usize)| (lines.0..=lines.1).contains(line);
                blocks().any(|block| block.lines.iter().any(within) && block.text.contains(&calls))
            })
            .collect();
        if called.contains(&false) {
            score.wrong.push(site.to_string());
        } else if called.contains(&true) {
            score.linked += 1;
        } else if lines_with(text, &calls).iter().chain(&lines_with(text, &answers)).any(|line| {
            // The label may stand alone on the line above, the mark on the next one.
            told.iter().any(|told| told.abs_diff(*line) <= 1)
        }) {
            score.told += 1;
        } else {
            score.silent.push(site.to_string());
        }
        let is_text = |text: &str| words.sites.iter().any(|site| text.contains(&words.call(site)));
        let in_text = blocks().any(|block| is_note(&block.text) && is_text(&block.text));
        let in_note = notes().flat_map(|note| &note.paragraphs).any(|paragraph| paragraph.contains(&calls));
        if in_text || in_note {
            score.spliced.push(site.to_string());
        }
    }
    score
}

#[test]
fn notes_in_forty_styles_are_linked_or_told() {
    assert!(STYLES.len() >= 40, "{} styles", STYLES.len());
    let (is_verbose, only) = (std::env::var_os("IBID_STYLES_VERBOSE"), std::env::var("IBID_STYLES_ONLY"));
    let wanted = |style: &&Style| only.as_ref().map_or(true, |only| style.name.contains(only.as_str()));
    let (mut faults, mut linked, mut all) = (Vec::new(), 0, 0);
    for style in STYLES.iter().filter(wanted) {
        let words = &LANGUAGES[style.language];
        let text = written(style, words);
        let source = Source { name: format!("{}.md", style.name), text, ..Source::default() };
        let read = import(&source);
        let score = measure(&source.text, &read.value, words);
        (linked, all) = (linked + score.linked, all + NOTES);
        let is_whole = score.linked == NOTES && score.wrong.is_empty() && score.spliced.is_empty();
        if is_verbose.is_some() {
            println!("{}: {score:?}", style.name);
            if !is_whole {
                println!(
                    "{}\n{:#?}",
                    source.text,
                    read.value.ledgers.iter().map(|l| &l.coverage.unread).collect::<Vec<_>>()
                );
            }
        }
        if !(score.wrong.is_empty() && score.spliced.is_empty() && score.silent.is_empty()) {
            faults.push(format!("{}: {score:?}", style.name));
        } else if !is_whole && !style.only_told {
            faults.push(format!("{}: {} linked, {} told", style.name, score.linked, score.told));
        }
    }
    println!("note styles: {linked} of {all} linked");
    assert!(faults.is_empty(), "{} of {} styles:\n{}", faults.len(), STYLES.len(), faults.join("\n"));
}

/// The keys of the marks right behind a name, in all that a report says.
fn marks_behind(report: &Report, name: &str) -> Vec<String> {
    let texts = report.blocks.iter().map(|block| &block.text);
    let texts = texts.chain(report.notes.iter().flat_map(|note| &note.paragraphs));
    let mut found = Vec::new();
    for text in texts {
        for (at, _) in text.match_indices(name) {
            let mut rest = text[at + name.len()..].trim_start_matches([' ', ',', '.', '*']);
            while let Some((key, after)) = rest.strip_prefix("[^").and_then(|rest| rest.split_once(']')) {
                found.push(key.to_owned());
                rest = after.trim_start_matches([',', ' ']);
            }
        }
    }
    found
}

/// What became of the twenty notes of a dense style: each mark is looked at, not its block alone.
fn measure_dense(written: &Written, read: &Compilation, words: &Words) -> Score {
    let told: Vec<(usize, String)> = read
        .ledgers
        .iter()
        .flat_map(|ledger| &ledger.coverage.unread)
        .filter(|place| !matches!(place.kind, UnreadKind::Heading | UnreadKind::ShortLine | UnreadKind::Gap))
        .map(|place| (place.line, place.words.to_string()))
        .collect();
    let mut score = Score::default();
    for ((site, label), name) in words.sites.iter().zip(&written.labels).zip(&written.called_at) {
        let answers = words.answer(site);
        let is_note = |key: &String| {
            let notes = read.reports.iter().flat_map(|report| &report.notes);
            let mut notes = notes.filter(|note| note.key == *key);
            notes.any(|note| note.paragraphs.iter().any(|text| text.contains(&answers)))
        };
        let keys: Vec<String> = read.reports.iter().flat_map(|report| marks_behind(report, name)).collect();
        let lines = lines_with(&written.text, site);
        if keys.iter().any(is_note) {
            score.linked += 1;
        } else if told
            .iter()
            .any(|(line, words)| lines.contains(line) && words.trim_matches(['[', ']', '^', '(', ')']) == label)
        {
            score.told += 1;
        } else if keys.is_empty() {
            score.silent.push((*site).to_owned());
        } else {
            score.wrong.push((*site).to_owned());
        }
    }
    score
}

#[test]
fn dense_notes_are_linked_or_told() {
    let (is_verbose, only) = (std::env::var_os("IBID_STYLES_VERBOSE"), std::env::var("IBID_STYLES_ONLY"));
    let wanted = |style: &&Dense| only.as_ref().map_or(true, |only| style.name.contains(only.as_str()));
    let (mut faults, mut linked, mut all) = (Vec::new(), 0, 0);
    for style in DENSE.iter().filter(wanted) {
        let words = &LANGUAGES[style.language];
        let written = dense::written(style, words);
        let source = Source { name: format!("{}.md", style.name), text: written.text.clone(), ..Source::default() };
        let read = import(&source);
        let score = measure_dense(&written, &read.value, words);
        (linked, all) = (linked + score.linked, all + NOTES);
        if is_verbose.is_some() {
            println!("{}: {score:?}", style.name);
            if score.linked < NOTES && only.is_ok() {
                let ledgers = read.value.ledgers.iter();
                println!("{}\n{:#?}", source.text, ledgers.map(|ledger| &ledger.coverage.unread).collect::<Vec<_>>());
            }
        }
        if !(score.wrong.is_empty() && score.silent.is_empty()) {
            faults.push(format!("{}: {score:?}", style.name));
        }
    }
    println!("dense note styles: {linked} of {all} linked");
    assert!(faults.is_empty(), "{} of {} styles:\n{}", faults.len(), DENSE.len(), faults.join("\n"));
}
