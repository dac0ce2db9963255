//! Two desks and a text editor at one edition: nothing is lost, nothing is written twice.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use super::state::{Desk, Reply};
use crate::disk;
use crate::pipeline::desk::{Verb, gather};
use crate::pipeline::{BuildOptions, read_and_link};
use crate::serve::live::Live;

const PAGES: [&str; 3] = ["content/r/01-a.md", "content/r/02-b.md", "content/r/03-c.md"];
const EACH: usize = 24;

/// A page with proposals of both kinds, each with words of its own.
fn page(of: usize) -> String {
    let (mut front, mut body) = (String::from("---\ntitle: Trang # mine\nindicators:\n"), String::new());
    for n in 0..EACH {
        let value = 1000 * (of + 1) + n;
        front.push_str(&format!("  - name: Việc {value}\n    value: {value}\n    unit: ha\n    period: '2024'\n    kind: actual\n    quote: đạt {value} ha\n    at: p{of}x{n:02}\n    status: proposed\n"));
        body.push_str(&format!("Việc {value} đạt {value} ha, chữ{value}sai. {{#p{of}x{n:02}}}\n\n"));
    }
    front.push_str("corrections:\n# mine too\n");
    for n in 0..EACH {
        let value = 1000 * (of + 1) + n;
        front.push_str(&format!(
            "- quote: chữ{value}sai\n  at: p{of}x{n:02}\n  read: chữ{value}đúng\n  reason: r\n  proposed: true\n"
        ));
    }
    format!("{front}weight: {of}\n---\n\n{body}")
}

fn edition() -> tempfile::TempDir {
    let root = tempfile::tempdir().expect("a folder");
    fs::create_dir_all(root.path().join("content/r")).expect("a folder");
    let put = |path: &str, text: &str| fs::write(root.path().join(path), text).expect("a file");
    put("edition.yaml", "title: Thử\nlanguage: vi\n");
    put("content/_index.md", "---\ntitle: Nhà\n---\n");
    put("content/r/_index.md", "---\ntitle: Báo cáo\n---\n");
    (0..PAGES.len()).for_each(|of| put(PAGES[of], &page(of)));
    root
}

fn desk(root: &Path) -> Desk {
    let desk = Desk::new(root, Arc::new(Live::new(0)), "vi").expect("a desk");
    build(root, &desk);
    desk
}

#[test]
fn builds_gather_only_once_the_desk_was_asked() {
    let root = edition();
    let desk = Desk::new(root.path(), Arc::new(Live::new(0)), "vi").expect("a desk");
    let (woken, wakes) = std::sync::mpsc::channel();
    desk.when_opened(move || woken.send(()).expect("somebody listens"));
    assert!(!desk.is_open() && wakes.try_recv().is_err());
    desk.open();
    desk.open();
    assert!(desk.is_open());
    assert_eq!(wakes.iter().count(), 1);
}

/// What a build gives the desk.
fn build(root: &Path, desk: &Desk) {
    let folder = disk::read_for_site(root).expect("the edition");
    let read = read_and_link(&folder, &BuildOptions::default());
    let (edition, links) = &read.value;
    desk.publish(gather(folder, edition, links, &read.diagnostics));
}

/// Numbers that come in the same order in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % sides
    }
}

/// The entries of a page: what is decided of each quote.
fn decided(text: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut quote = String::new();
    let front = text.split("\n---\n").next().unwrap_or_default();
    for line in front.lines() {
        let line = line.trim_start_matches([' ', '-']);
        if let Some(words) = line.strip_prefix("quote: ") {
            words.clone_into(&mut quote);
            let before = found.insert(quote.clone(), "accepted".to_owned());
            assert_eq!(before, None, "an entry stands twice");
        }
        if line == "status: proposed" || line == "proposed: true" {
            found.insert(quote.clone(), "proposed".to_owned());
        }
        if line == "status: refused" {
            found.insert(quote.clone(), "refused".to_owned());
        }
    }
    found
}

/// The lines of a page that no answer and no mark of the text editor touches.
fn rest(text: &str) -> Vec<&str> {
    let is_mark = |line: &&str| line.contains("status:") || line.contains("proposed:") || line.starts_with("Dấu ");
    text.lines().filter(|line| !line.is_empty() && !is_mark(line)).collect()
}

struct Table {
    desks: [Desk; 2],
    /// What each desk can take back: the quotes with what was decided before.
    steps: [Vec<Vec<(String, String)>>; 2],
    /// What is decided of each quote.
    model: BTreeMap<String, String>,
    counts: BTreeMap<&'static str, usize>,
}

impl Table {
    fn count(&mut self, what: &'static str) {
        *self.counts.entry(what).or_default() += 1;
    }

    /// One desk answers one item, or all that are alike; what it sees may be out of date.
    fn answer(&mut self, who: usize, dice: &mut Dice, seen: &[(String, String, String)]) {
        if seen.is_empty() {
            return;
        }
        let first = dice.roll(seen.len());
        let chosen = &seen[first..(first + 1 + dice.roll(3)).min(seen.len())];
        let verb = [Verb::Accept, Verb::Refuse][dice.roll(2)];
        let asked: Vec<(String, String)> =
            chosen.iter().map(|(id, version, _)| (id.clone(), version.clone())).collect();
        match self.desks[who].answer(&asked, verb, &BTreeMap::new()).expect("a disk") {
            Reply::Done(..) => {
                let word = if verb == Verb::Accept { "accepted" } else { "refused" };
                let before = chosen.iter().map(|(_, _, quote)| {
                    (quote.clone(), self.model.insert(quote.clone(), word.to_owned()).expect("a quote"))
                });
                let before: Vec<(String, String)> = before.collect();
                assert!(before.iter().all(|(_, state)| state == "proposed"), "answered twice: {before:?}");
                self.steps[who].push(before);
                self.count("answered");
            }
            Reply::Changed(_) => self.count("changed"),
            Reply::Stale => self.count("stale"),
            Reply::Refused(why) => unreachable!("{why:?}"),
        }
    }

    fn undo(&mut self, who: usize) {
        let reply = self.desks[who].undo().expect("a disk");
        let step = self.steps[who].pop();
        match (reply, step) {
            (Reply::Done(..), Some(step)) => {
                self.model.extend(step);
                self.count("undone");
            }
            (Reply::Changed(_), Some(_)) => self.count("not undone"),
            (Reply::Stale, None) => {}
            other => unreachable!("{other:?}"),
        }
    }

    /// What a desk shows now: id, version and quote.
    fn shown(&self, who: usize) -> Vec<(String, String, String)> {
        let state = self.desks[who].state();
        let quote = |item: &crate::pipeline::desk::Item| {
            let marked = item.sentence.iter().find(|(role, _)| *role == crate::pipeline::desk::Role::Marked);
            marked.map(|(_, words)| words.clone()).unwrap_or_default()
        };
        let open = state.items().filter(|item| item.verbs.contains(&Verb::Refuse));
        // What the marks of the text editor make a check tell of has no entry.
        let all = open.map(|item| (item.id.clone(), item.version(), quote(item)));
        all.filter(|(_, _, quote)| self.model.contains_key(quote)).collect()
    }
}

/// What a browser holds of the queue, which is told what changed and left since it asked last.
#[derive(Default)]
struct Browser {
    known: u64,
    order: Vec<String>,
    versions: BTreeMap<String, String>,
}

impl Browser {
    /// Takes up what it is told; then it has what the desk has.
    fn follow(&mut self, desk: &Desk) {
        let state = desk.state();
        self.versions.extend(state.fresh(self.known).map(|item| (item.id.clone(), item.version())));
        match state.gone(self.known).map(|gone| gone.collect::<Vec<_>>()) {
            Some(gone) => self.order.retain(|id| !gone.contains(&id.as_str())),
            None => self.order = state.items().map(|item| item.id.clone()).collect(),
        }
        self.known = state.generation;
        let told: Vec<(&String, Option<&String>)> = self.order.iter().map(|id| (id, self.versions.get(id))).collect();
        let versions: Vec<(String, String)> = state.items().map(|item| (item.id.clone(), item.version())).collect();
        let all: Vec<(&String, Option<&String>)> = versions.iter().map(|(id, version)| (id, Some(version))).collect();
        assert_eq!(told, all);
    }
}

/// How many actions are tried; more with `IBID_DESK_ACTIONS`.
fn actions() -> usize {
    std::env::var("IBID_DESK_ACTIONS").ok().and_then(|count| count.parse().ok()).unwrap_or(1000)
}

#[test]
fn a_thousand_actions_of_two_desks_and_a_text_editor() {
    let root = edition();
    let text = |path: &str| fs::read_to_string(root.path().join(path)).expect("a page");
    let before: Vec<String> = PAGES.iter().map(|path| text(path)).collect();
    let model = before.iter().flat_map(|text| decided(text)).collect();
    let desks = [desk(root.path()), desk(root.path())];
    let mut table = Table { desks, steps: [Vec::new(), Vec::new()], model, counts: BTreeMap::new() };
    let mut shown = [table.shown(0), table.shown(1)];
    let mut browsers = [Browser::default(), Browser::default()];
    assert_eq!(shown[0].len(), 2 * EACH * PAGES.len());
    let mut dice = Dice(2026);
    let mut marks: Vec<(usize, String)> = Vec::new();
    for turn in 0..actions() {
        let who = dice.roll(2);
        match dice.roll(20) {
            0..11 => table.answer(who, &mut dice, &shown[who]),
            11..15 => table.undo(who),
            15..17 => {
                shown[who] = table.shown(who);
                browsers[who].follow(&table.desks[who]);
            }
            17 => build(root.path(), &table.desks[who]),
            _ => {
                // The text editor saves a page with one more line.
                let of = dice.roll(PAGES.len());
                let mark = format!("Dấu {turn}.");
                fs::write(root.path().join(PAGES[of]), format!("{}{mark}\n", text(PAGES[of]))).expect("a page");
                marks.push((of, mark));
                table.count("saved");
            }
        }
    }
    println!("{:?}", table.counts);
    let now: Vec<String> = PAGES.iter().map(|path| text(path)).collect();
    let state: BTreeMap<String, String> = now.iter().flat_map(|text| decided(text)).collect();
    assert_eq!(state, table.model);
    for (before, now) in before.iter().zip(&now) {
        assert_eq!(rest(before), rest(now));
    }
    for (of, mark) in &marks {
        assert_eq!(now[*of].lines().filter(|line| line == mark).count(), 1, "{mark}");
    }
    for what in ["answered", "undone", "changed", "saved", "stale"] {
        assert!(table.counts.get(what).is_some_and(|count| *count >= 10), "too few {what}: {:?}", table.counts);
    }
    let left = fs::read_dir(root.path().join("content/r")).expect("a folder").filter_map(Result::ok);
    assert_eq!(left.count(), PAGES.len() + 1, "something is left beside");
}

#[test]
fn what_a_text_editor_saves_at_the_same_moment_is_never_overwritten() {
    let root = edition();
    let path = root.path().join(PAGES[0]);
    let begun = std::sync::Barrier::new(3);
    let work = |seed: u64| {
        let desk = desk(root.path());
        let mut dice = Dice(seed);
        begun.wait();
        for _ in 0..150 {
            let open: Vec<(String, String)> = {
                let state = desk.state();
                state
                    .items()
                    .filter(|item| item.spot.path == PAGES[0])
                    .map(|item| (item.id.clone(), item.version()))
                    .collect()
            };
            if open.is_empty() || dice.roll(3) == 0 {
                let _ = desk.undo();
            } else {
                let _ = desk.answer(&open[dice.roll(open.len())..][..1], Verb::Accept, &BTreeMap::new());
            }
        }
    };
    std::thread::scope(|scope| {
        scope.spawn(|| work(1));
        scope.spawn(|| work(2));
        begun.wait();
        for turn in 0..150 {
            let text = fs::read_to_string(&path).expect("the page is always there");
            let beside = root.path().join("saved");
            fs::write(&beside, format!("{text}Dấu {turn}.\n")).expect("a file");
            fs::rename(&beside, &path).expect("a page");
            std::thread::sleep(std::time::Duration::from_micros(300));
        }
    });
    let text = fs::read_to_string(&path).expect("a page");
    let marks: Vec<&str> = text.lines().filter(|line| line.starts_with("Dấu ")).collect();
    let wanted: Vec<String> = (0..150).map(|turn| format!("Dấu {turn}.")).collect();
    assert_eq!(marks, wanted, "a saved line is lost");
    assert_eq!(decided(&text).len(), 2 * EACH);
}
