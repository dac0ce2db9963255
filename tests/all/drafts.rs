//! Reports not seen before, in three house styles, revised by chance: nothing is lost, no address dies.

use std::collections::{BTreeMap, BTreeSet};

use crate::support::chance::Chance;
use crate::support::draft::{self, Part, Printed, Style, USUAL};
use crate::support::edition::{empty, imported, planned, reports};
use crate::support::editor::{pages, plant};
use ibid::diagnostic::Severity;
use ibid::model::revision::ChangeKind;
use ibid::pipeline;
use ibid::source::Source;
use ibid::tree::FileTree;

const TEXTS: [(&str, &str, Style); 3] = [
    ("xa", include_str!("../revision/xa.txt"), Style::Raised),
    ("cang", include_str!("../revision/cang.txt"), Style::Feet),
    ("library", include_str!("../revision/library.txt"), Style::Brackets),
];
const SEEDS: std::ops::Range<u64> = 1..7;

/// Each case: its name, its parts, their first printing and the edition of it, the style.
fn cases() -> Vec<(&'static str, Vec<Part>, Printed, FileTree, Style)> {
    let case = |(name, text, style): (&'static str, &str, Style)| {
        let parts = draft::read(text);
        let printed = draft::print(&parts, style);
        let before = imported(&empty(), &printed.text, "2026-01-01");
        (name, parts, printed, before, style)
    };
    TEXTS.into_iter().map(case).collect()
}

/// The parts that hold each block and section, by report and id.
fn keys_of(folder: &FileTree, printed: &Printed) -> BTreeMap<(String, String), BTreeSet<usize>> {
    let mut by_line: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for (key, lines) in &printed.lines {
        for line in lines {
            by_line.entry(*line).or_default().insert(*key);
        }
    }
    let keys =
        |from: usize, to: usize| by_line.range(from..=to).flat_map(|(_, keys)| keys.clone()).collect::<BTreeSet<_>>();
    let mut found: BTreeMap<(String, String), BTreeSet<usize>> = BTreeMap::new();
    for report in reports(folder) {
        for (id, lines) in &report.record.blocks {
            let all = lines.iter().flat_map(|(from, to)| keys(*from, *to)).collect();
            found.insert((report.id.clone(), id.clone()), all);
        }
        for (id, line) in &report.record.sections {
            found.insert((report.id.clone(), id.clone()), keys(*line, *line));
        }
    }
    found
}

/// The notes of an edition: report and words to label.
fn notes(folder: &FileTree) -> BTreeMap<(String, String), String> {
    let mut found = BTreeMap::new();
    for report in reports(folder) {
        for page in report.all_pages() {
            for note in &page.notes {
                found.insert((report.id.clone(), note.text.clone()), note.label.clone());
            }
        }
    }
    found
}

fn told(faults: &[String]) {
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn every_draft_is_read_as_it_was_meant() {
    let mut faults = Vec::new();
    for (name, parts, printed, before, _) in cases() {
        let keys = keys_of(&before, &printed);
        let found: BTreeSet<usize> = keys.values().flatten().copied().collect();
        let wanted = parts.iter().filter(|part| part.kind != draft::Kind::Report).flat_map(|part| part.keys.clone());
        faults.extend(wanted.filter(|key| !found.contains(key)).map(|key| format!("{name}: part {key} is nowhere")));
        faults.extend(keys.iter().filter(|(_, keys)| keys.len() != 1).map(|one| format!("{name}: {one:?}")));
        let (meant, read) =
            (parts.iter().map(|part| part.text.matches('{').count()).sum::<usize>(), notes(&before).len());
        if meant != read {
            faults.push(format!("{name}: {read} of {meant} notes"));
        }
    }
    told(&faults);
}

#[test]
fn ids_follow_the_words() {
    let mut faults = Vec::new();
    let mut survivors = 0;
    for (name, parts, printed, before, style) in cases() {
        let old = keys_of(&before, &printed);
        for seed in SEEDS {
            let next = draft::print(&draft::revise(&parts, USUAL, seed), style);
            let plan = planned(&before, &next.text, "2026-02-01");
            let after = plan.applied(&before);
            let new = keys_of(&after, &next);
            let changes: Vec<_> = plan
                .revisions
                .iter()
                .flat_map(|(id, revision)| revision.changes.iter().map(move |change| (id, change)))
                .collect();
            let stone = |id: &(String, String)| {
                let gone = |kind| matches!(kind, ChangeKind::Removed | ChangeKind::Joined);
                changes.iter().any(|(report, change)| **report == id.0 && change.id == id.1 && gone(change.kind))
            };
            for (id, keys) in &old {
                let now: BTreeSet<&(String, String)> =
                    new.iter().filter(|(_, held)| !held.is_disjoint(keys)).map(|(id, _)| id).collect();
                let words = |id: &(String, String)| format!("{name} {seed}: {id:?} {keys:?}");
                match (new.get(id), now.is_empty()) {
                    (Some(held), _) if held.is_disjoint(keys) => {
                        faults.push(format!("{} stands on {held:?}", words(id)))
                    }
                    (Some(_), _) => survivors += 1,
                    (None, _) if !stone(id) => faults.push(format!("{} has no stone", words(id))),
                    // Of joined parts one keeps its id.
                    (None, false) if !now.iter().any(|one| old.contains_key(*one)) => {
                        faults.push(format!("{} is now {now:?}", words(id)))
                    }
                    (None, _) => {}
                }
            }
            let (was, is) = (notes(&before), notes(&after));
            for (words, label) in &was {
                if is.get(words).is_some_and(|now| now != label) {
                    faults.push(format!("{name} {seed}: note {label} is {:?}: {words:?}", is.get(words)));
                }
            }
        }
    }
    println!("{survivors} ids kept");
    told(&faults);
}

#[test]
fn twice_changes_nothing_and_back_restores() {
    let mut faults = Vec::new();
    for (name, parts, printed, before, style) in cases() {
        for seed in SEEDS {
            let draft = draft::revise(&parts, USUAL, seed);
            let next = draft::print(&draft, style);
            let third = draft::print(&draft::revise(&draft, USUAL, seed + 50), style);
            let there = imported(&before, &next.text, "2026-02-01");
            if imported(&there, &next.text, "2026-03-01") != there {
                faults.push(format!("{name} {seed}: the same file changes something"));
            }
            let beyond = imported(&there, &third.text, "2026-03-01");
            for (way, from) in [("back", &there), ("back from the third", &beyond)] {
                let back = pages(&imported(from, &printed.text, "2026-04-01"));
                for (path, text) in pages(&before) {
                    let now = back.get(&path).map_or("", String::as_str);
                    for line in text.lines().filter(|line| !now.lines().any(|other| other == *line)) {
                        faults.push(format!("{name} {seed} {way}: {path} - {line:.160}"));
                    }
                    for line in now.lines().filter(|line| !text.lines().any(|other| other == *line)) {
                        faults.push(format!("{name} {seed} {way}: {path} + {line:.160}"));
                    }
                    if now != text {
                        faults.push(format!("{name} {seed} {way}: {path} differs"));
                    }
                }
                faults.extend(
                    back.keys()
                        .filter(|path| !pages(&before).contains_key(*path))
                        .map(|path| format!("{name} {seed} {way}: {path} is more")),
                );
            }
        }
    }
    told(&faults);
}

#[test]
fn what_the_editor_did_is_all_there() {
    let mut faults = Vec::new();
    let (mut count, mut open) = (0, 0);
    for (name, parts, printed, before, style) in cases() {
        for seed in SEEDS {
            let (ours, planted) = plant(&before, 30, &mut Chance::new(seed));
            count += planted.len();
            let draft = draft::revise(&parts, USUAL, seed);
            let mut folder = ours.clone();
            for step in 0..2 {
                let text = if step == 0 { draft::print(&draft, style).text } else { printed.text.clone() };
                folder = settled(&folder, &mut open);
                let source = Source::from_bytes("bao-cao.md", text.as_bytes()).expect("text");
                let plan = pipeline::import(&folder, &source, "2026-02-01");
                folder = plan.value.applied(&folder);
                let kept = all_text(&folder);
                for (path, word) in planted.iter().filter(|(_, word)| !kept.contains(word.as_str())) {
                    faults.push(format!("{name} {seed}.{step}: {word} of {path} is lost"));
                }
                let open_now = pages(&folder).values().filter(|text| text.contains("<<<<<<<")).count();
                let said = pipeline::build(&folder, &pipeline::BuildOptions::default()).diagnostics;
                let merges = said
                    .iter()
                    .filter(|one| one.code == "merge-open")
                    .map(|one| &one.file)
                    .collect::<BTreeSet<_>>()
                    .len();
                if open_now != merges {
                    faults.push(format!("{name} {seed}.{step}: {merges} of {open_now} open pages are told"));
                }
                for one in said.iter().filter(|one| one.severity == Severity::Error && one.code != "merge-open") {
                    faults.push(format!("{name} {seed}.{step}: {}", one.render(false)));
                }
            }
        }
    }
    println!("{count} planted, {open} conflicts settled");
    told(&faults);
}

/// All that stands below `content/` but the base of the next merge.
fn all_text(folder: &FileTree) -> String {
    let files = folder.iter().filter(|(path, _)| path.starts_with("content/") && !path.contains("/_import/"));
    files.map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned()).collect()
}

/// Conflicts settled for the editor's reading.
fn settled(folder: &FileTree, open: &mut usize) -> FileTree {
    let mut after = FileTree::new();
    for (path, bytes) in folder.iter() {
        let text = String::from_utf8_lossy(bytes).into_owned();
        let is_page = path.ends_with(".md") && text.contains("<<<<<<<");
        *open += usize::from(is_page);
        let text = if is_page { ibid::markdown::conflict::ours_only(&text).into_owned() } else { text };
        after.insert(path, text).expect("a path that was read");
    }
    after
}

/// The ids of a page, and the addresses that it leads to.
fn anchors(html: &str) -> (BTreeSet<&str>, Vec<&str>) {
    let values = |name: &'static str| html.split(name).skip(1).filter_map(|rest| rest.split('"').next());
    (values(" id=\"").collect(), values(" href=\"").collect())
}

/// Links of a site that lead nowhere.
fn dead_links(site: &FileTree) -> Vec<String> {
    let html: BTreeMap<&str, String> = site
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(path, bytes)| (path, String::from_utf8_lossy(bytes).into_owned()))
        .collect();
    let ids: BTreeMap<&str, BTreeSet<&str>> = html.iter().map(|(path, text)| (*path, anchors(text).0)).collect();
    let mut dead = Vec::new();
    for (path, text) in &html {
        for href in anchors(text).1.into_iter().filter(|href| !href.contains(':') && !href.contains('?')) {
            let (file, anchor) = href.split_once('#').unwrap_or((href, ""));
            let goal = resolved(path, file);
            let stands = match ids.get(goal.as_str()) {
                Some(ids) => anchor.is_empty() || ids.contains(anchor),
                None => site.iter().any(|(path, _)| path == goal),
            };
            if !stands {
                dead.push(format!("{path} leads to {href}"));
            }
        }
    }
    dead
}

fn resolved(from: &str, to: &str) -> String {
    if to.is_empty() {
        return from.to_owned();
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in to.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." | "" => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[test]
fn no_address_dies() {
    let mut faults = Vec::new();
    for (name, parts, _, before, style) in cases() {
        let first = pipeline::build(&before, &pipeline::BuildOptions::default()).value;
        let folders: Vec<String> = reports(&before).into_iter().map(|report| format!("{}/", report.id)).collect();
        for seed in SEEDS {
            let mut draft = parts.clone();
            let mut folder = before.clone();
            for step in 0..3 {
                draft = draft::revise(&draft, USUAL, seed + 100 * step);
                folder = imported(&folder, &draft::print(&draft, style).text, &format!("2026-0{}-01", step + 2));
            }
            let last = pipeline::build(&folder, &pipeline::BuildOptions::default()).value;
            faults.extend(dead_links(&last).into_iter().map(|dead| format!("{name} {seed}: {dead}")));
            for (path, bytes) in first
                .iter()
                .filter(|(path, _)| path.ends_with(".html") && folders.iter().any(|folder| path.starts_with(folder)))
            {
                let Some(now) = last.text(path) else {
                    faults.push(format!("{name} {seed}: {path} is gone"));
                    continue;
                };
                let (was, now) = (String::from_utf8_lossy(bytes).into_owned(), anchors(now).0);
                // The number of a page belongs to one print; a later print has pages of its own.
                let lasts = |id: &&str| !id.starts_with("ibid-") && !id.starts_with("page-");
                let gone = anchors(&was).0.into_iter().filter(|id| lasts(id) && !now.contains(id));
                faults.extend(gone.map(|id| format!("{name} {seed}: {path}#{id} is gone")));
            }
        }
    }
    told(&faults);
}

#[test]
fn what_was_set_aside_comes_back_with_its_words() {
    let (_, parts, printed, before, style) = cases().remove(0);
    let words = "gỡ 312 bẫy thú";
    let (path, text) = pages(&before).into_iter().find(|(_, text)| text.contains(words)).expect("the page");
    let line = text.lines().find(|line| line.contains(words) && line.contains("{#")).expect("the paragraph");
    let id = line.rsplit_once("{#").and_then(|(_, id)| id.strip_suffix('}')).expect("an id");
    let entry = format!("annotations:\n  - quote: \"{words}\"\n    at: {id}\n    note: Lời nhắc của tôi.\n---\n\n");
    let mut ours = before.clone();
    ours.insert(&path, text.replacen("---\n\n", &entry, 1)).expect("a path that was read");
    let gone: Vec<Part> = parts.iter().filter(|part| !part.text.contains(words)).cloned().collect();
    let there = imported(&ours, &draft::print(&gone, style).text, "2026-02-01");
    let aside = format!("{}/_aside.yaml", path.rsplit_once('/').expect("a folder").0);
    assert!(there.text(&aside).is_some_and(|text| text.contains("Lời nhắc của tôi.")));
    assert!(!pages(&there)[&path].contains("Lời nhắc"));
    let back = imported(&there, &printed.text, "2026-03-01");
    assert_eq!(pages(&back)[&path], pages(&ours)[&path]);
    assert_eq!(back.text(&aside), None);
    assert_eq!(imported(&back, &printed.text, "2026-04-01"), back);
}

#[test]
fn a_report_that_is_dropped_or_added_disturbs_no_other() {
    let (_, parts, printed, before, style) = cases().remove(0);
    let second = parts.iter().skip(1).position(|part| part.kind == draft::Kind::Report).expect("two reports") + 1;
    let alone = draft::print(&parts[second..], style);
    let source = Source::from_bytes("bao-cao.md", alone.text.as_bytes()).expect("text");
    let plan = pipeline::import(&before, &source, "2026-02-01");
    assert!(plan.diagnostics.iter().any(|one| one.code == "report-gone"));
    let dropped = plan.value.applied(&before);
    assert_eq!(pages(&dropped), pages(&before));
    assert_eq!(pages(&imported(&dropped, &printed.text, "2026-03-01")), pages(&before));
    // The second report was there first; another one comes before it.
    let first = imported(&empty(), &alone.text, "2026-01-01");
    let both = pages(&imported(&first, &printed.text, "2026-02-01"));
    assert!(pages(&first).iter().all(|(path, text)| both.get(path) == Some(text)));
    assert!(both.len() > pages(&first).len());
}
