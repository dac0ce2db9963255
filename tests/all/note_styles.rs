//! Forty ways in which reports write notes, twenty notes each: every note is linked, or told; none is linked wrongly, none
//! stands in a sentence.
//!
//! A table says how a source writes its marks, its notes, its numbers and its pages; [`written`] writes the source from
//! it, in one of five languages. A note is known by the name of a site that its mark's sentence names as well.
//! `IBID_STYLES_VERBOSE=1 cargo test --test all note_styles -- --nocapture` prints a line a style and the source of each
//! that is not whole; `IBID_STYLES_ONLY=glued` keeps the styles whose names hold the word.
#![allow(clippy::print_stdout, reason = "what a score is made of is for people to read")]

mod table;
mod writer;

use ibid::import::{Compilation, UnreadKind, import};
use ibid::source::Source;

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
