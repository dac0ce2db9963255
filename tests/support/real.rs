//! The real input: its text, and the edition that import makes of it, made once for all tests of the program.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock};

use ibid::pipeline::import;
use ibid::source::Source;
use ibid::tree::FileTree;

use super::gold::Gold;

/// Where the real input lies: `../shared/seeds` beside the repository, or the folder that `IBID_SEEDS` names.
pub fn seeds() -> PathBuf {
    std::env::var_os("IBID_SEEDS")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/seeds"), PathBuf::from)
}

/// Where the real reports of others lie: `../shared/corpus` beside the repository, or the folder that `IBID_CORPUS` names.
pub fn corpus() -> PathBuf {
    std::env::var_os("IBID_CORPUS")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus"), PathBuf::from)
}

/// A document of the corpus. None when it is absent; then a line says so.
pub fn document(name: &str) -> Option<Vec<u8>> {
    let path = corpus().join(name);
    let bytes = std::fs::read(&path).ok();
    if bytes.is_none() {
        skipped(&format!("there is no {}", path.display()));
    }
    bytes
}

/// The text of the real input. None when it is absent; then a line says so, and the caller has only to return.
pub fn text(file: &str) -> Option<String> {
    let path = seeds().join(file);
    let text = std::fs::read_to_string(&path).ok();
    if text.is_none() {
        skipped(&format!("there is no {}", path.display()));
    }
    text
}

/// The real input as an edition of its own.
pub fn folder() -> Option<FileTree> {
    folder_of(&Gold::read().expect("the gold file reads").file)
}

/// A text of the real input as an edition of its own, imported once.
pub fn folder_of(file: &str) -> Option<FileTree> {
    static FOLDERS: Mutex<BTreeMap<String, Arc<OnceLock<FileTree>>>> = Mutex::new(BTreeMap::new());
    let text = text(file)?;
    let made = Arc::clone(FOLDERS.lock().expect("no test fails in here").entry(file.to_owned()).or_default());
    Some(made.get_or_init(|| edition_of(file, &text, "")).clone())
}

/// An edition of one source; `config` is added to its `edition.yaml`.
pub fn edition_of(file: &str, text: &str, config: &str) -> FileTree {
    let mut folder = FileTree::new();
    let config = format!("title: E\nlanguage: vi\n{config}");
    for (path, text) in [("edition.yaml", config.as_str()), ("content/_index.md", "---\ntitle: E\n---\n")] {
        folder.insert(path, text).expect("a path inside");
    }
    let source = Source::from_bytes(file, text.as_bytes()).expect("the input is text");
    folder.overlay(import(&folder, &source, "2026-01-01").value.writes);
    folder
}

/// Says that a test could not be run. The line goes past the test harness, which keeps to itself what a passing test
/// prints; `tests/run.sh` counts such lines.
pub fn skipped(why: &str) {
    let thread = std::thread::current();
    let line = format!("skipped: {}: {why}\n", thread.name().unwrap_or("a test"));
    // Nobody may be listening, which is no fault of the test.
    let _ = std::io::stderr().write_all(line.as_bytes());
}
