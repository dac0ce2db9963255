//! Writes an edition many times its size, to measure with: `cargo run --release --example enlarge -- 10 <folder>`.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

#[path = "../benches/support/mod.rs"]
mod support;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, times, folder] = arguments.as_slice() else {
        println!("enlarge <times> <new folder>");
        return;
    };
    let (edition, name) = support::edition();
    let large = support::enlarge(&edition, times.parse().unwrap());
    ibid::disk::apply(std::path::Path::new(folder), &large, &[]).unwrap();
    println!("{} files of the {name}, {times} times", large.len());
}
