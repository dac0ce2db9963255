//! Laws for any bytes: what each fuzz target tries, and what must hold of it. `tests/all/fuzz_seeds.rs` runs the same laws.

use std::collections::BTreeSet;
use std::ops::Range;

use ibid::compare::{Change, redline};
use ibid::edition::compose::compose;
use ibid::edition::read_page;
use ibid::import::import as import_source;
use ibid::markdown::passages;
use ibid::model::config::Config;
use ibid::model::page::{Element, Page};
use ibid::model::revision::PageNames;
use ibid::pipeline::{BuildOptions, read_and_link};
use ibid::revise::{Files, merge as merge_files};
use ibid::search::index::index;
use ibid::search::tokens::{key, tokens};
use ibid::search::units::units;
use ibid::source::Source;
use ibid::text::words;
use ibid::tree::FileTree;

/// A target: its name and its law.
pub type Target = (&'static str, fn(&str));

/// All of them.
pub const TARGETS: [Target; 6] = [
    ("import", import),
    ("page", page),
    ("front_matter", front_matter),
    ("merge", merge),
    ("redline", redline_of_two),
    ("search", search),
];

/// Runs a target on what a fuzzer gives.
pub fn run(name: &str, data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let law = TARGETS.into_iter().find(|(known, _)| *known == name).expect("a known target").1;
    law(&text);
}

/// What parts the texts of a target that takes several.
pub const PARTING: char = '\u{1e}';

/// Import is total; notes are counted once; its pages are read back with the same words and ids.
fn import(text: &str) {
    let Ok(source) = Source::from_bytes("source.md", text.as_bytes()) else { return };
    let read = import_source(&source).value;
    for ledger in &read.ledgers {
        assert_eq!(ledger.references, ledger.linked + ledger.unresolved, "references are counted once");
    }
    for report in &read.reports {
        let written = compose(report, &Config::default(), "source.md", 10, &PageNames::default()).files;
        for (name, page) in written.iter().filter(|(name, _)| name.ends_with(".md")) {
            let path = format!("content/{}/{name}", report.id);
            let read = read_page(&path, page);
            let severe: Vec<_> = read.diagnostics.iter().filter(|said| said.code.starts_with("yaml")).collect();
            assert!(severe.is_empty(), "{path} is read back: {severe:?}");
        }
    }
}

/// A page is read the same twice, and every place in it is a piece of its text.
fn page(text: &str) {
    let read = read_page("content/r/p.md", text);
    assert_eq!(read.value, read_page("content/r/p.md", text).value);
    for range in ranges(&read.value) {
        assert!(text.get(range.clone()).is_some(), "{range:?} is no piece of the page");
    }
    for passage in passages(&read.value) {
        let whole = passage.source(0..passage.text.len());
        assert!(whole.start <= whole.end.max(whole.start), "{whole:?}");
    }
}

fn ranges(page: &Page) -> Vec<Range<usize>> {
    let elements = page.elements.iter().map(|element| match element {
        Element::Heading(heading) => heading.range.clone(),
        Element::Block(block) => block.range.clone(),
    });
    elements.chain(page.notes.iter().map(|note| note.range.clone())).collect()
}

/// Front matter of any kind costs itself alone: the body stays, and each fault has a place in the file.
fn front_matter(text: &str) {
    const BODY: &str = "---\n\nThe body stays. {#k7f2}\n";
    if text.lines().any(|line| line.trim_end() == "---") || text.ends_with('\r') {
        return;
    }
    let page = format!("---\n{}\n{BODY}", text.trim_start_matches('\u{feff}'));
    let read = read_page("content/r/p.md", &page);
    let lines = page.lines().count();
    for said in &read.diagnostics {
        assert!(said.span.as_ref().is_none_or(|span| span.line <= lines), "{}: {:?}", said.code, said.span);
    }
    let is_conflict = text.lines().any(ibid::markdown::conflict::is_marker);
    assert!(is_conflict || page[read.value.body_start..].contains("The body stays."), "the body is lost");
}

/// Where two of three readings agree the third is taken; where none do, the merge still gives pages.
fn merge(text: &str) {
    let mut parts = text.split(PARTING);
    let mut files = || Files::from([("_index.md".to_owned(), parts.next().unwrap_or_default().to_owned())]);
    let (base, ours, theirs) = (files(), files(), files());
    let merged = |b: &Files, o: &Files, t: &Files| merge_files(b, o, t, &BTreeSet::new()).files;
    assert_eq!(merged(&base, &base, &theirs), theirs);
    assert_eq!(merged(&base, &ours, &base), ours);
    assert_eq!(merged(&base, &ours, &ours), ours);
    let all = merged(&base, &ours, &theirs);
    assert_eq!(all, merged(&base, &ours, &theirs), "the same readings give the same pages");
}

/// The pieces of a redline that stay or come are the new text; of a text and itself nothing changes.
fn redline_of_two(text: &str) {
    let (old, new) = text.split_once(PARTING).unwrap_or((text, text));
    let pieces = redline(old, new);
    let come: String =
        pieces.iter().filter(|piece| piece.change != Change::Gone).map(|piece| piece.text.as_str()).collect();
    assert_eq!(come, new);
    let gone: String =
        pieces.iter().filter(|piece| piece.change != Change::New).map(|piece| piece.text.as_str()).collect();
    assert!(words(&gone).eq(words(old)), "the words of the old text");
    assert!(redline(old, old).iter().all(|piece| piece.change == Change::Same));
}

/// Every word of a page is found in the index by its key, at its place.
fn search(text: &str) {
    let mut tree = FileTree::new();
    for (path, text) in [
        ("edition.yaml", "title: E\nlanguage: vi\n"),
        ("content/_index.md", "---\ntitle: E\n---\n"),
        ("content/r/_index.md", "---\ntitle: R\n---\n"),
        ("content/r/p.md", text),
    ] {
        tree.insert(path, text).expect("a path inside");
    }
    let (edition, links) = read_and_link(&tree, &BuildOptions::default()).value;
    let units = units(&edition, &links);
    let index = index(&units);
    for (number, (unit, starts)) in units.iter().zip(&index.starts).enumerate() {
        for (piece, start) in unit.pieces.iter().zip(starts) {
            for (at, token) in tokens(&piece.text).into_iter().enumerate() {
                let place = (u32::try_from(number).unwrap_or(0), start + u32::try_from(at).unwrap_or(0));
                let spellings = index.keys.get(&key(token));
                let is_found = spellings.is_some_and(|all| all.values().any(|places| places.contains(&place)));
                assert!(is_found, "{token:?} is not found at {place:?}");
            }
        }
    }
}
