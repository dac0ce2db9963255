//! How long each phase of a build takes: `cargo run --release --example phases -- <times>`.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

#[path = "../benches/support/mod.rs"]
mod support;

use std::time::Instant;

fn main() {
    let times = std::env::args().nth(1).map_or(1, |times| times.parse().unwrap());
    let (edition, name) = support::edition();
    let folder = support::enlarge(&edition, times);
    println!("{name}, {times} times: {} files", folder.len());
    let start = Instant::now();
    let edition = ibid::edition::read(&folder).value;
    println!("read    {:>8.1} ms", start.elapsed().as_secs_f64() * 1e3);
    let start = Instant::now();
    let links = ibid::link::link(&edition).value;
    println!("link    {:>8.1} ms", start.elapsed().as_secs_f64() * 1e3);
    let start = Instant::now();
    let said = ibid::check::check(&edition, &links);
    println!("check   {:>8.1} ms  {} diagnostics", start.elapsed().as_secs_f64() * 1e3, said.len());
    let start = Instant::now();
    let site = ibid::render::render(&edition, &links, &folder).value;
    let pages = site.iter().filter(|(path, _)| path.ends_with(".html")).count();
    println!("render  {:>8.1} ms  {pages} pages", start.elapsed().as_secs_f64() * 1e3);
    let start = Instant::now();
    let data = ibid::data::data(&edition, &links);
    println!("data    {:>8.1} ms  {} files", start.elapsed().as_secs_f64() * 1e3, data.len());
    let start = Instant::now();
    let search = ibid::search::search(&edition, &links);
    println!("search  {:>8.1} ms  {} files", start.elapsed().as_secs_f64() * 1e3, search.len());
    let start = Instant::now();
    let built = ibid::pipeline::build(&folder, &ibid::pipeline::BuildOptions::default());
    println!("build   {:>8.1} ms  {} files", start.elapsed().as_secs_f64() * 1e3, built.value.len());
    preview(folder);
}

/// One page changed again and again: what `ibid serve` does between the save and the reload.
fn preview(folder: ibid::tree::FileTree) {
    let options = ibid::pipeline::BuildOptions::default();
    let paths: Vec<String> = folder.within("content").map(|(path, _)| path.to_owned()).collect();
    let pages: Vec<&String> =
        paths.iter().filter(|path| path.ends_with(".md") && path.matches('/').count() == 2).collect();
    let mut desk = ibid::pipeline::Desk::new(folder);
    let _ = desk.build(&options);
    let mut taken = Vec::new();
    for nth in 0..20 {
        let path = pages[nth * pages.len() / 20].as_str();
        let text = desk.folder().text(path).unwrap_or_default().to_owned();
        let _ = desk.folder().insert(path, format!("{text}\n\nMột câu thêm vào.\n"));
        let start = Instant::now();
        let shown = desk.preview(path).is_some();
        taken.push((start.elapsed().as_secs_f64() * 1e3, shown));
    }
    taken.sort_by(|a, b| a.0.total_cmp(&b.0));
    println!(
        "preview {:>8.1} ms median, {:.1} most, {} of 20 shown",
        taken[10].0,
        taken[19].0,
        taken.iter().filter(|one| one.1).count()
    );
    let start = Instant::now();
    let _ = desk.build(&options);
    println!("again   {:>8.1} ms", start.elapsed().as_secs_f64() * 1e3);
}
