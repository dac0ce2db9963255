//! Revisions whose map is known, several of each kind: ids stand with their words, addresses lead somewhere, pages stay pages, and what the
//! editor wrote is there.

use std::collections::{BTreeMap, BTreeSet};

use ibid::model::edition::EditionReport;
use ibid::model::revision::{ChangeKind, Revision};
use ibid::pipeline::{self, BuildOptions};
use ibid::tree::FileTree;

use crate::support::chance::Chance;
use crate::support::edition::{planned, reports};
use crate::support::editor::plant;
use crate::support::known::{Draft, Printed, SCENARIOS, Scenario};

const DAY: &str = "2026-03-01";
/// Drafts that the revisions are of, and revisions of which whole sites are built.
const DRAFTS: u64 = 4;
const BUILT: u64 = 2;

/// What went wrong.
#[derive(Debug, Default)]
struct Tally {
    survivors: usize,
    lost: Vec<String>,
    wrong: Vec<String>,
    untold: Vec<String>,
    folded: Vec<String>,
    dead: Vec<String>,
    gone: Vec<String>,
}

impl Tally {
    fn is_clean(&self) -> bool {
        let all = [&self.lost, &self.wrong, &self.untold, &self.folded, &self.dead, &self.gone];
        all.iter().all(|faults| faults.is_empty())
    }
}

/// Revisions of each kind: some, or as many as `IBID_SEEDS` says (twenty tell more and take minutes without optimisation).
fn seeds() -> u64 {
    std::env::var("IBID_SEEDS").ok().and_then(|count| count.parse().ok()).unwrap_or(4)
}

fn edition() -> FileTree {
    let mut folder = FileTree::new();
    folder.insert("edition.yaml", "title: Bến Lau\nlanguage: vi\npage_words: 40\n").expect("a path inside");
    folder
}

/// Ids of passages or headings by the lines that they stand on.
fn ids(all: &[EditionReport], is_heading: bool) -> BTreeMap<usize, String> {
    let mut found = BTreeMap::new();
    for report in all {
        if is_heading {
            found.extend(report.record.sections.iter().map(|(id, line)| (*line, id.clone())));
            continue;
        }
        for (id, lines) in &report.record.blocks {
            found.extend(lines.iter().flat_map(|(a, b)| *a..=*b).map(|line| (line, id.clone())));
        }
    }
    found
}

/// Holds ids, pages and entries of a revision against its map.
fn compare(
    tally: &mut Tally,
    (old, old_text): (&FileTree, &Printed),
    (new, text): (&FileTree, &Printed),
    told: &BTreeSet<&str>,
) {
    let (before, after) = (reports(old), reports(new));
    let (was, is) = (ids(&before, false), ids(&after, false));
    let mut stand: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (line, id) in &is {
        stand.entry(id).or_default().push(*line);
    }
    let mut joined: BTreeMap<usize, usize> = BTreeMap::new();
    text.paragraphs.values().flatten().for_each(|line| *joined.entry(*line).or_default() += 1);
    for (origin, lines) in &old_text.paragraphs {
        let Some(id) = was.get(&lines[0]) else { continue };
        let goals = text.paragraphs.get(origin).map_or(&[][..], Vec::as_slice);
        let here = stand.get(id.as_str()).map_or(&[][..], Vec::as_slice);
        let said = |lines: &[usize]| {
            lines.iter().filter_map(|line| text.text.lines().nth(line - 1)).collect::<Vec<_>>().join(" / ")
        };
        let name = format!("{origin} {id}: at {} instead of {}", said(here), said(goals));
        match (here.is_empty(), here.iter().any(|line| goals.contains(line))) {
            (false, false) => tally.wrong.push(name),
            (false, true) => tally.survivors += 1,
            // Of two paragraphs that are one now, the id of one leads to the other's.
            (true, _) if goals.is_empty() || goals.iter().any(|goal| joined[goal] > 1) => {
                tally.untold.extend((!told.contains(id.as_str())).then_some(name));
            }
            (true, _) => tally.lost.push(name),
        }
    }
    let (was, is) = (ids(&before, true), ids(&after, true));
    let pages: BTreeSet<&str> = after.iter().flat_map(|report| &report.pages).map(|page| page.id.as_str()).collect();
    let were: BTreeSet<&str> = before.iter().flat_map(|report| &report.pages).map(|page| page.id.as_str()).collect();
    for (origin, line) in &old_text.headings {
        let (Some(id), Some(goal)) = (was.get(line), text.headings.get(origin)) else { continue };
        match is.get(goal) {
            Some(now) if now == id => tally.survivors += 1,
            now => tally.lost.push(format!("heading {origin} {id}: {now:?}")),
        }
        tally.folded.extend((were.contains(id.as_str()) && !pages.contains(id.as_str())).then(|| id.clone()));
    }
}

fn site(folder: &FileTree) -> FileTree {
    let built = pipeline::build(folder, &BuildOptions::default());
    let errors: Vec<_> =
        built.diagnostics.iter().filter(|said| said.severity == ibid::diagnostic::Severity::Error).collect();
    assert!(errors.iter().all(|said| said.code == "merge-open"), "{:?}", errors.first());
    built.value
}

/// Addresses of a site that another one does not have: pages, and ids in what they say.
fn dead(old: &FileTree, new: &FileTree) -> Vec<String> {
    let own = |page: &str| -> BTreeSet<String> {
        let said = page.split_once("<main").map_or(page, |(_, main)| main);
        let ids = said.split(" id=\"").skip(1).filter_map(|rest| Some(rest.split_once('"')?.0.to_owned()));
        // What a page calls its own parts is none.
        ids.filter(|id| !id.starts_with("ibid-")).collect()
    };
    let mut dead = Vec::new();
    for (path, page) in old.iter().filter(|(path, _)| path.ends_with(".html")) {
        let Some(now) = new.text(path) else {
            dead.push(path.to_owned());
            continue;
        };
        if !now.contains("http-equiv=\"refresh\"") {
            let there = own(now);
            let lost = own(&String::from_utf8_lossy(page)).into_iter().filter(|id| !there.contains(id));
            dead.extend(lost.map(|id| format!("{path}#{id}")));
        }
    }
    dead
}

/// A draft imported, and what an editor wrote into it.
fn first(seed: u64) -> (Draft, Printed, FileTree) {
    let draft = Draft::new(seed);
    let printed = draft.print();
    let folder = planned(&edition(), &printed.text, DAY).applied(&edition());
    (draft, printed, folder)
}

fn removed(revisions: &[(String, Revision)]) -> BTreeSet<&str> {
    let changes = revisions.iter().flat_map(|(_, revision)| &revision.changes);
    let gone = changes.filter(|change| matches!(change.kind, ChangeKind::Removed | ChangeKind::Joined));
    gone.map(|change| change.id.as_str()).collect()
}

/// Twenty revisions of a kind: every other one where an editor was at work.
fn revisions(scenario: Scenario) -> Tally {
    let mut tally = Tally::default();
    for seed in 0..seeds() {
        let (draft, printed, folder) = first(seed % DRAFTS);
        let mut chance = Chance::new(seed * 7 + 1);
        let next = draft.revised(scenario, &mut chance).print();
        let (ours, planted) = if seed % 2 == 1 { plant(&folder, 12, &mut chance) } else { (folder, Vec::new()) };
        let plan = planned(&ours, &next.text, DAY);
        let after = plan.applied(&ours);
        compare(&mut tally, (&ours, &printed), (&after, &next), &removed(&plan.revisions));
        if seed < BUILT {
            tally.dead.extend(dead(&site(&ours), &site(&after)));
        }
        let kept = after.iter().filter(|(path, _)| path.starts_with("content/") && !path.contains("/_import/"));
        let kept: String = kept.map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned()).collect();
        let lost = planted.into_iter().filter(|(_, word)| !kept.contains(word.as_str()));
        tally.gone.extend(lost.map(|(path, word)| format!("{seed}: {path} {word}")));
    }
    tally
}

fn all_last(scenario: Scenario) {
    let tally = revisions(scenario);
    assert!(tally.survivors > 60 && tally.is_clean(), "{scenario:?}: {tally:#?}");
}

#[test]
fn words_change() {
    all_last(Scenario::Edits);
}

#[test]
fn paragraphs_move() {
    all_last(Scenario::Moves);
}

#[test]
fn paragraphs_are_split() {
    all_last(Scenario::Splits);
}

#[test]
fn paragraphs_are_joined() {
    all_last(Scenario::Merges);
}

#[test]
fn sections_are_numbered_anew() {
    all_last(Scenario::Renumbered);
}

#[test]
fn sections_move_to_other_chapters() {
    all_last(Scenario::OtherParent);
}

#[test]
fn the_pages_are_read_once_more() {
    all_last(Scenario::OcrRedone);
}

#[test]
fn from_the_first_draft_to_the_third() {
    let mut tally = Tally::default();
    for seed in 0..seeds() {
        let (draft, printed, folder) = first(seed % DRAFTS);
        let mut chance = Chance::new(seed * 11 + 3);
        let pick = |chance: &mut Chance| SCENARIOS[chance.below(SCENARIOS.len())];
        let (one, other) = (pick(&mut chance), pick(&mut chance));
        let second = draft.revised(one, &mut chance);
        let third = second.revised(other, &mut chance).print();
        // Straight, or by way of the second.
        let between = (seed % 2 == 1).then(|| planned(&folder, &second.print().text, DAY));
        let known = between.as_ref().map_or_else(|| folder.clone(), |plan| plan.applied(&folder));
        let last = planned(&known, &third.text, "2026-04-01");
        let after = last.applied(&known);
        let told = between.iter().flat_map(|plan| removed(&plan.revisions)).chain(removed(&last.revisions)).collect();
        let clean = tally.is_clean();
        compare(&mut tally, (&folder, &printed), (&after, &third), &told);
        if seed < BUILT {
            tally.dead.extend(dead(&site(&folder), &site(&after)));
        }
        assert!(!clean || tally.is_clean(), "{seed}: {one:?}, {other:?}: {tally:#?}");
    }
    assert!(tally.survivors > 60);
}
