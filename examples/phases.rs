//! How long each phase of a build takes, and how much memory the program then has:
//! `cargo run --release --example phases -- <times>`.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

#[path = "../benches/support/mod.rs"]
mod support;

use std::time::Instant;

use ibid::cache::Cache;
use ibid::pipeline::{BuildOptions, Workspace, build};
use ibid::tree::{FileTree, SiteWriter, UpdatedTree};

fn main() {
    let times = std::env::args().nth(1).map_or(1, |times| times.parse().unwrap());
    let (edition, name) = support::edition();
    let folder = support::enlarge(&edition, times);
    println!("{name}, {times} times: {} files", folder.len());
    let edition = timed("read", || ibid::edition::read(&folder).value);
    let links = timed("link", || ibid::link::link(&edition).value);
    let said = timed("check", || ibid::check::check(&edition, &links, &Cache::default()));
    let cache = Cache::default();
    let books = |site: &SiteWriter<'_>| {
        let words = || ibid::render::words(&folder, &edition.config);
        ibid::book::books((&edition, &links), &folder, words, site, &cache)
    };
    let site = filled(|site| {
        let downloads = timed("books", || books(site));
        drop(timed("render", || ibid::render::render((&edition, &links), &folder, &downloads.value, site, &cache)));
    });
    let data = filled(|site| timed("data", || ibid::data::data(&edition, &links, site, &Cache::default())));
    let search = filled(|site| timed("search", || ibid::search::search(&edition, &links, site, &Cache::default())));
    let size = |tree: &FileTree| tree.iter().map(|(_, bytes)| bytes.len()).sum::<usize>() / 1_000_000;
    let pages = site.iter().filter(|(path, _)| path.ends_with(".html")).count();
    println!(
        "{pages} pages of {} MB, data {} MB, index {} MB, {} diagnostics",
        size(&site),
        size(&data),
        size(&search),
        said.len()
    );
    drop((site, data, search, links, edition));
    let built = timed("build", || build(&folder, &BuildOptions::default()));
    drop(built);
    let mut desk = Workspace::new(folder);
    let _ = timed("desk", || desk.build(&BuildOptions::default()));
    previews(&mut desk);
    let _ = timed("again", || desk.build(&BuildOptions::default()));
}

/// The folder that a piece of work fills.
fn filled(work: impl FnOnce(&SiteWriter<'_>)) -> FileTree {
    let before = FileTree::new();
    let tree = UpdatedTree::new(&before);
    work(&SiteWriter::new(&tree));
    tree.done()
}

/// Does a piece of work and says how long it took.
fn timed<T>(name: &str, work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let done = work();
    println!("{name:<8}{:>9.1} ms {:>6} MB", start.elapsed().as_secs_f64() * 1e3, memory());
    done
}

/// The program's memory, where the system tells it.
fn memory() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.trim().split(' ').next()?.parse::<usize>().ok()).unwrap_or(0) / 1000
}

/// One page changed again and again: what `ibid serve` does between the save and the reload.
fn previews(desk: &mut Workspace) {
    let paths: Vec<String> = desk.folder().within("content").map(|(path, _)| path.to_owned()).collect();
    let is_page = |path: &&String| path.ends_with(".md") && path.matches('/').count() == 2;
    let pages: Vec<&String> = paths.iter().filter(is_page).collect();
    let mut taken = Vec::new();
    for nth in 0..20 {
        let path = pages[nth * pages.len() / 20].as_str();
        let text = desk.folder().text(path).unwrap_or_default().to_owned();
        let _ = desk.folder().insert(path, format!("{text}\n\nMột câu thêm vào.\n"));
        let start = Instant::now();
        let is_shown = desk.preview(path).is_some();
        taken.push((start.elapsed().as_secs_f64() * 1e3, is_shown));
    }
    taken.sort_by(|a, b| a.0.total_cmp(&b.0));
    let shown = taken.iter().filter(|(_, is_shown)| *is_shown).count();
    println!("preview {:>9.1} ms median, {:.1} most, {shown} of 20 shown", taken[10].0, taken[19].0);
}
