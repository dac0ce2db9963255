//! Two small editions from beginning to end: their facts, the job with one worker and with two, and what their next build makes of it.
//!
//! `IBID` names the program that builds them (`bash tests/run.sh --scale` gives it); without it the tests say that they are skipped.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

const EDITIONS: [&str; 2] = ["song-thu", "ven-bien"];

/// The editions in a folder of their own, and built.
struct Archive {
    folder: TempDir,
    ibid: PathBuf,
}

impl Archive {
    fn new(test: &str) -> Option<Self> {
        let Some(ibid) = std::env::var_os("IBID") else {
            // Past what the test program keeps back.
            let _ = writeln!(std::io::stderr(), "skipped: two_editions::{test}: IBID names no program");
            return None;
        };
        let archive = Self { folder: TempDir::new().expect("a folder"), ibid: ibid.into() };
        for name in EDITIONS {
            let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/editions").join(name);
            copy(&from, &archive.folder.path().join(name));
            archive.build(name);
        }
        Some(archive)
    }

    fn build(&self, name: &str) {
        let root = self.folder.path().join(name);
        let site = self.folder.path().join("sites").join(name);
        let done = Command::new(&self.ibid)
            .args(["build", "--quiet", "--root"])
            .arg(&root)
            .arg("--output-dir")
            .arg(&site)
            .output()
            .expect("IBID is a program");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }

    fn run(&self, arguments: &[&str]) {
        let done = Command::new(env!("CARGO_BIN_EXE_ibid-scale"))
            .current_dir(self.folder.path())
            .args(arguments)
            .output()
            .expect("this program");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }

    fn results(&self, name: &str, arguments: &[&str]) -> BTreeMap<PathBuf, Vec<u8>> {
        self.run(&[&["match", "--out", name], arguments, &["sites"]].concat());
        files(&self.folder.path().join(name))
    }
}

fn copy(from: &Path, to: &Path) {
    for (path, bytes) in files(from) {
        let to = to.join(path);
        fs::create_dir_all(to.parent().expect("a folder")).expect("a folder");
        fs::write(to, bytes).expect("a file");
    }
}

/// The files of a folder by their paths in it.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(next).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else {
                found.insert(path.strip_prefix(folder).expect("below").to_owned(), fs::read(&path).expect("a file"));
            }
        }
    }
    found
}

#[test]
fn the_same_bytes_with_one_worker_and_with_two() {
    let Some(archive) = Archive::new("the_same_bytes_with_one_worker_and_with_two") else { return };
    let one = archive.results("one", &["--workers", "1"]);
    assert_eq!(one.len(), 6, "{:?}", one.keys());
    assert_eq!(one, archive.results("two", &["--workers", "2"]));
    assert_eq!(one, archive.results("five", &["--workers", "2", "--parts", "5"]));
}

#[test]
fn what_two_editions_share_is_found() {
    let Some(archive) = Archive::new("what_two_editions_share_is_found") else { return };
    let found = archive.results("out", &["--workers", "2"]);
    let read = |name: &str| -> Value {
        let path = PathBuf::from(format!("example.org-song-thu/{name}.json"));
        serde_json::from_slice(&found[&path]).expect("JSON")
    };
    let passages = read("passages");
    assert_eq!(passages["edition"], "https://example.org/song-thu/");
    let pair = |at: usize| {
        let one = &passages["passages"][at];
        let url = one["of"]["url"].as_str().unwrap_or_default().to_owned();
        (one["at"].as_str().unwrap_or_default(), url.rsplit('#').next().unwrap_or_default().to_owned())
    };
    assert_eq!((pair(0), pair(1)), (("xa-dong#a1", "c1".to_owned()), ("xa-dong#a2", "b1".to_owned())));
    let documents = read("documents");
    assert_eq!(documents["documents"][0]["of"]["edition"], "Báo cáo các xã ven biển", "{documents}");
    assert_eq!(documents["documents"].as_array().map(Vec::len), Some(1));
}

#[test]
fn the_next_build_leads_there() {
    let Some(archive) = Archive::new("the_next_build_leads_there") else { return };
    let pages = |site: &str| -> String {
        let pages = files(&archive.folder.path().join("sites").join(site));
        pages
            .iter()
            .filter(|(path, _)| path.extension().is_some_and(|end| end == "html"))
            .map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned())
            .collect()
    };
    assert!(!pages("song-thu").contains("https://example.org/ven-bien/"));
    let found = archive.results("out", &["--workers", "2"]);
    assert!(!found.is_empty());
    for name in EDITIONS {
        copy(
            &archive.folder.path().join("out").join(format!("example.org-{name}")),
            &archive.folder.path().join(name).join("khac"),
        );
        archive.build(name);
    }
    let (here, there) = (pages("song-thu"), pages("ven-bien"));
    assert!(here.contains("<a class=\"known elsewhere\" href=\"https://example.org/ven-bien/xa-cat/"), "{here}");
    assert!(here.contains("Báo cáo các xã ven biển") && there.contains("Báo cáo các xã ven sông"));
    assert!(there.contains("href=\"https://example.org/song-thu/xa-dong/"), "{there}");
    // What was taken in changes no facts.
    assert_eq!(found, archive.results("again", &[]));
}

#[test]
fn the_portal_names_the_editions() {
    let Some(archive) = Archive::new("the_portal_names_the_editions") else { return };
    archive.run(&["portal", "--out", "sites/cong", "--title", "Hai & ấn bản", "--beside", "sites"]);
    let page = fs::read_to_string(archive.folder.path().join("sites/cong/index.html")).expect("a page");
    assert!(page.contains("<title>Hai &amp; ấn bản</title>") && page.contains("<html lang=\"vi\">"), "{page}");
    for (name, title) in EDITIONS.iter().zip(["Báo cáo các xã ven sông", "Báo cáo các xã ven biển"]) {
        assert!(page.contains(&format!("<a href=\"../{name}/index.html\">{title}</a>")), "{page}");
    }
}
