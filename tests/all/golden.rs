//! Small editions on disk and the site that each must give: `<main>` of every page, and the open data.
//!
//! `UPDATE_GOLDEN=1 cargo test --test all golden::` writes the expected files anew; look at the difference.

use std::fs;
use std::path::Path;

use ibid::pipeline::{BuildOptions, build};
use ibid::tree::FileTree;

/// The folder of the golden editions.
const GOLDEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden");

fn folder(root: &Path) -> FileTree {
    let mut tree = FileTree::new();
    for entry in walkdir::WalkDir::new(root).into_iter().filter_map(Result::ok) {
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(root).expect("below its root");
            let name = path.to_string_lossy().replace('\\', "/");
            let bytes = fs::read(entry.path()).expect("a file that was listed");
            tree.insert(name, bytes).expect("a path inside");
        }
    }
    tree
}

/// What is compared of a file: `<main>` of a page, the whole of other texts.
fn essence(path: &str, text: &str) -> String {
    if !path.ends_with(".html") {
        return text.to_owned();
    }
    let from = text.find("<main").unwrap_or(0);
    let to = text.find("</main>").map_or(text.len(), |at| at + "</main>".len());
    let mut main = text[from..to].to_owned();
    main.push('\n');
    main
}

fn is_compared(path: &str) -> bool {
    [".html", ".json", ".xml", ".txt"].iter().any(|end| path.ends_with(end)) && !path.starts_with("fonts/")
}

#[test]
fn golden_editions_give_what_is_expected() {
    let update = std::env::var_os("UPDATE_GOLDEN").is_some();
    for entry in fs::read_dir(GOLDEN).expect("the golden editions").filter_map(Result::ok) {
        let root = entry.path();
        let edition = folder(&root);
        let expected = edition.below("expected");
        let built = build(&edition, &BuildOptions::default());
        let said: Vec<String> = built.diagnostics.iter().map(|d| format!("{} {}\n", d.place(), d.code)).collect();
        let mut actual = FileTree::new();
        actual.insert("diagnostics.txt", said.concat()).expect("a path inside");
        for (path, bytes) in built.value.iter().filter(|(path, _)| is_compared(path)) {
            let text = std::str::from_utf8(bytes).expect("pages are UTF-8");
            actual.insert(path, essence(path, text)).expect("a path inside");
        }
        if update {
            for (path, bytes) in actual.iter() {
                let file = root.join("expected").join(path);
                fs::create_dir_all(file.parent().expect("a folder")).expect("a new folder");
                fs::write(file, bytes).expect("a new file");
            }
            continue;
        }
        for (path, _) in expected.iter().chain(actual.iter()) {
            assert_eq!(actual.text(path), expected.text(path), "{}: {path} is not as expected", root.display());
        }
    }
}

#[test]
fn building_twice_gives_the_same_bytes() {
    let edition = folder(&Path::new(GOLDEN).join("small"));
    let options = BuildOptions::default();
    assert_eq!(build(&edition, &options), build(&edition, &options));
}
