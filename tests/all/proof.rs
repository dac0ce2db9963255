//! Proofreading: what looks misread in the real input, in the shipped edition, and in a text of our own with planted faults.

#![allow(clippy::print_stdout, reason = "what a score is made of is for people to read")]

use std::path::Path;

use crate::support;
use crate::support::real::edition_of;
use ibid::check::proof::{Suspicion, proofread};
use ibid::model::edition::Edition;
use ibid::model::page::Element;
use ibid::tree::FileTree;
use serde::Deserialize;

/// The line of the source that a suspicion came from, or at least its paragraph.
fn source_line(edition: &Edition, one: &Suspicion) -> usize {
    let report = edition.reports.iter().find(|report| report.all_pages().any(|page| page.path == one.page));
    let Some(report) = report else { return 0 };
    let Some(at) = one.at.as_deref() else {
        let page = report.all_pages().find(|page| page.path == one.page);
        let elements = page.map_or(&[][..], |page| page.elements.as_slice());
        let heading = elements.iter().find_map(|element| match element {
            Element::Heading(heading) if heading.range.contains(&one.range.start) => Some(&heading.id),
            _ => None,
        });
        return heading.and_then(|id| report.record.sections.get(id)).copied().unwrap_or_default();
    };
    let lines = match at.strip_prefix('^') {
        Some(label) => report.record.notes.get(label).and_then(|note| note.lines.first().copied()),
        None => report.record.blocks.get(at).and_then(|lines| lines.first().copied()),
    };
    lines.map_or(0, |lines| lines.0)
}

fn suspicions(folder: &FileTree) -> Vec<Suspicion> {
    proofread(&ibid::edition::read(folder).value)
}

/// Prints what looks misread in the file that `IBID_DUMP` names.
#[test]
#[ignore = "a listing for people"]
fn listing() {
    let Some(path) = std::env::var_os("IBID_DUMP") else { return };
    let text = std::fs::read_to_string(path).expect("a file");
    let folder = edition_of("source.md", &text, "");
    for one in suspicions(&folder) {
        let page = folder.text(&one.page).unwrap_or_default();
        let cut = |at: usize| (0..=at).rev().find(|at| page.is_char_boundary(*at)).unwrap_or(0);
        let around =
            page[cut(one.range.start.saturating_sub(60))..cut((one.range.end + 60).min(page.len()))].to_owned();
        let line = source_line(&ibid::edition::read(&folder).value, &one);
        println!(
            "{line}\t{:.3}\t{}\t{}\t{}\t{}\t{}\t{}\t{}",
            one.confidence,
            one.code,
            one.page,
            one.at.as_deref().unwrap_or("-"),
            one.word,
            one.quote,
            one.read.as_deref().unwrap_or("-"),
            around.replace('\n', " ")
        );
    }
}

#[test]
fn the_shipped_edition_is_nearly_silent() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folder = FileTree::new();
    for name in ["content", "edition.yaml"] {
        for entry in walkdir::WalkDir::new(root.join(name)).into_iter().filter_map(Result::ok) {
            let path = entry.path().strip_prefix(root).expect("below its root").to_string_lossy().into_owned();
            if entry.file_type().is_file() {
                folder.insert(path, std::fs::read(entry.path()).expect("a file")).expect("a path inside");
            }
        }
    }
    let found = suspicions(&folder);
    for one in &found {
        println!("{:.2} {} {} {:?} -> {:?}", one.confidence, one.code, one.page, one.quote, one.read);
    }
    assert!(found.len() <= 5, "{}", found.len());
}

#[test]
fn what_the_editor_accepts_is_not_told_of() {
    let mut folder = edition_of("own.md", include_str!("../proof/own.md"), "");
    let told = |folder: &FileTree| -> Vec<String> { suspicions(folder).into_iter().map(|one| one.word).collect() };
    let before = told(&folder);
    let (word, other) = (before.first().expect("a suspicion"), before.last().expect("another one"));
    assert_ne!(word, other);
    let config = folder.text("edition.yaml").expect("a configuration").to_owned();
    let accept = |folder: &mut FileTree, words: &str| {
        folder.insert("edition.yaml", format!("{config}\naccepted: [\"{words}\"]\n")).expect("a path inside");
        told(folder)
    };
    let expected: Vec<String> = before.iter().filter(|told| *told != word).cloned().collect();
    assert_eq!(accept(&mut folder, &word.to_uppercase()), expected);
    // A phrase that no text has accepts nothing.
    assert_eq!(accept(&mut folder, &format!("{word} không đâu có")), before);
    // One that stands in the text accepts its words.
    let quote = suspicions(&folder).into_iter().next().map(|one| one.quote).expect("a suspicion");
    assert!(!accept(&mut folder, &quote).contains(word));
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Judgments {
    file: String,
    judged: Vec<Judged>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Judged {
    line: usize,
    word: String,
    right: bool,
}

/// Precision: of the fifty surest suspicions of the real input, those that a person found true.
#[test]
fn the_first_fifty_of_the_real_input() {
    let judgments: Judgments = serde_yaml::from_str(include_str!("../proof.judged.yaml")).expect("the file reads");
    let Some(text) = support::real::text(&judgments.file) else { return };
    let folder = edition_of(&judgments.file, &text, "");
    let read = ibid::edition::read(&folder).value;
    let mut unjudged = Vec::new();
    let mut right = 0;
    for one in suspicions(&folder).iter().take(50) {
        let line = source_line(&read, one);
        match judgments.judged.iter().find(|known| known.line == line && known.word == one.word) {
            Some(known) => right += usize::from(known.right),
            None => unjudged.push(format!("{line} {} -> {:?}", one.word, one.read)),
        }
    }
    println!("{right} of 50 are true; not judged yet: {unjudged:?}");
    assert!(unjudged.len() <= 3, "judge these and write them down: {unjudged:?}");
    assert!(right >= 40, "{right} of 50");
}

/// Recall and precision on a text of our own with planted faults.
#[test]
fn planted_faults() {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Planted {
        planted: Vec<Fault>,
    }
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Fault {
        word: String,
        read: String,
    }
    let planted: Planted = serde_yaml::from_str(include_str!("../proof/own.planted.yaml")).expect("the file reads");
    let found = suspicions(&edition_of("own.md", include_str!("../proof/own.md"), ""));
    let hits = |fault: &Fault| found.iter().filter(|one| one.word.contains(&fault.word)).count();
    let met = planted.planted.iter().filter(|fault| hits(fault) > 0).count();
    let read_right = planted
        .planted
        .iter()
        .filter(|fault| {
            let right =
                |one: &&Suspicion| one.read.as_ref().map_or(fault.read.is_empty(), |read| read.contains(&fault.read));
            found.iter().filter(|one| one.word.contains(&fault.word)).any(|one| right(&one))
        })
        .count();
    let false_ones: Vec<String> = found
        .iter()
        .filter(|one| planted.planted.iter().all(|fault| !one.word.contains(&fault.word)))
        .map(|one| format!("{} -> {:?}", one.word, one.read))
        .collect();
    for fault in planted.planted.iter().filter(|fault| hits(fault) == 0) {
        println!("not met: {}", fault.word);
    }
    println!("{met} of {} met, {read_right} with the right reading; false: {false_ones:?}", planted.planted.len());
    assert!(met * 100 >= planted.planted.len() * 80 && false_ones.len() <= 2);
}
