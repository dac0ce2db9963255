//! What an editor waits for: import, build, a page that was saved, the search index, check. `cargo bench`
//!
//! Editions are those of `benches/support`: the real input's (the shipped one's where that is absent) as it is and ten
//! times over; fifty times with `IBID_BENCH_LARGE=1`, which takes minutes and a gigabyte.
#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

use std::collections::BTreeMap;
use std::sync::{Mutex, OnceLock};

use divan::{Bencher, black_box};
use ibid::cache::Cache;
use ibid::pipeline::{self, BuildOptions, Workspace};
use ibid::tree::{FileTree, SiteWriter, UpdatedTree};
use ibid::{edition, link, search};

fn main() {
    divan::main();
}

/// How many times the edition is enlarged.
fn times() -> Vec<usize> {
    if std::env::var_os("IBID_BENCH_LARGE").is_some() { vec![1, 10, 50] } else { vec![1, 10] }
}

/// The edition so many times; made once.
fn folder(times: usize) -> FileTree {
    static MADE: OnceLock<Mutex<BTreeMap<usize, FileTree>>> = OnceLock::new();
    let mut made = MADE.get_or_init(Mutex::default).lock().unwrap();
    made.entry(times).or_insert_with(|| support::enlarge(&support::edition().0, times)).clone()
}

/// The path and text of a page in the middle of the edition.
fn some_page(folder: &FileTree) -> (String, String) {
    let is_section =
        |path: &str| path.ends_with(".md") && path.matches('/').count() == 2 && !path.ends_with("_index.md");
    let pages: Vec<(&str, &[u8])> = folder.within("content").filter(|(path, _)| is_section(path)).collect();
    let (path, bytes) = pages[pages.len() / 2];
    (path.to_owned(), String::from_utf8_lossy(bytes).into_owned())
}

#[divan::bench(sample_count = 10)]
fn import(bencher: Bencher<'_, '_>) {
    let Some(source) = support::source() else { return };
    bencher.bench(|| pipeline::import(&FileTree::new(), black_box(&source), "2026-01-01"));
}

#[divan::bench(args = times(), sample_count = 10, max_time = 60)]
fn cold_build(bencher: Bencher<'_, '_>, times: usize) {
    let folder = folder(times);
    bencher.bench(|| pipeline::build(black_box(&folder), &BuildOptions::default()));
}

/// From the changed text of a page to its document: what `ibid serve` does before the browser is told.
#[divan::bench(args = times(), sample_count = 20)]
fn one_page_shown(bencher: Bencher<'_, '_>, times: usize) {
    let folder = folder(times);
    let (path, text) = some_page(&folder);
    let mut desk = Workspace::new(folder);
    let _ = desk.build(&BuildOptions::default());
    let mut nth = 0;
    bencher.bench_local(|| {
        nth += 1;
        desk.folder().insert(path.as_str(), format!("{text}\n\nMột câu thêm vào, lần {nth}.\n")).unwrap();
        desk.preview(&path)
    });
}

/// The whole site after one page changed: what `ibid serve` does when the hand rests.
#[divan::bench(args = times(), sample_count = 10, max_time = 60)]
fn one_page_rebuild(bencher: Bencher<'_, '_>, times: usize) {
    let folder = folder(times);
    let (path, text) = some_page(&folder);
    let mut desk = Workspace::new(folder);
    let _ = desk.build(&BuildOptions::default());
    let mut nth = 0;
    bencher.bench_local(|| {
        nth += 1;
        desk.folder().insert(path.as_str(), format!("{text}\n\nMột câu thêm vào, lần {nth}.\n")).unwrap();
        desk.build(&BuildOptions::default())
    });
}

#[divan::bench(args = times(), sample_count = 10, max_time = 60)]
fn search_index(bencher: Bencher<'_, '_>, times: usize) {
    let edition = edition::read(&folder(times)).value;
    let links = link::link(&edition).value;
    bencher.bench(|| {
        let before = FileTree::new();
        let tree = UpdatedTree::new(&before);
        search::search(black_box(&edition), &links, &SiteWriter::new(&tree), &Cache::default());
        tree.done()
    });
}

#[divan::bench(args = times(), sample_count = 5, max_time = 60)]
fn check(bencher: Bencher<'_, '_>, times: usize) {
    let folder = folder(times);
    bencher.bench(|| pipeline::check(black_box(&folder)));
}
