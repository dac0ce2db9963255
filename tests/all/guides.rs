//! The guides hold: their commands run in an empty folder through the built program, their files are what they say, and every
//! relative link of the documents leads to a file and an anchor.
//!
//! Blocks `sh` of one guide are one script, run in order; a block with a path after its language is a file that is written on
//! the way (in the folder where the script then is). Blocks `yaml` without a path must be YAML.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::cargo::cargo_bin;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The documents of the repository.
fn documents() -> Vec<PathBuf> {
    let mut found = ["README.md", "CONTRIBUTING.md"].map(|name| Path::new(ROOT).join(name)).to_vec();
    for folder in ["docs", "docs/vi"] {
        let entries = fs::read_dir(Path::new(ROOT).join(folder)).expect("a folder").filter_map(Result::ok);
        found.extend(entries.map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|end| end == "md")));
    }
    found.sort();
    found
}

/// The fenced blocks of a document: what stands after the fence, and the text.
fn blocks(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let Some(info) = line.strip_prefix("```") else { continue };
        let body: String = lines.by_ref().take_while(|line| *line != "```").map(|line| format!("{line}\n")).collect();
        found.push((info.to_owned(), body));
    }
    found
}

/// The script of a guide; none when it has no commands.
fn script(text: &str) -> Option<String> {
    let mut script = String::from("set -eu\n");
    let blocks = blocks(text);
    if !blocks.iter().any(|(info, _)| info == "sh") {
        return None;
    }
    for (info, body) in blocks {
        match info.split_once(' ') {
            Some((_, path)) => {
                let folder = path.rsplit_once('/').map_or(".", |(folder, _)| folder);
                script.push_str(&format!("mkdir -p '{folder}'\ncat > '{path}' <<'END OF FILE'\n{body}END OF FILE\n"));
            }
            None if info == "sh" => script.push_str(&body),
            None => {}
        }
    }
    Some(script)
}

#[test]
fn the_commands_of_the_guides_run() {
    let program = cargo_bin("ibid");
    let folder_of_program = program.parent().expect("a folder").to_path_buf();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let paths = std::iter::once(folder_of_program).chain(std::env::split_paths(&path));
    let path = std::env::join_paths(paths).expect("a path");
    let mut run = BTreeSet::new();
    for document in documents() {
        let text = fs::read_to_string(&document).expect("a document");
        let Some(script) = script(&text) else { continue };
        let folder = tempfile::TempDir::new().expect("a folder");
        let output = std::process::Command::new("sh")
            .args(["-c", &script])
            .current_dir(folder.path())
            .env("PATH", &path)
            .env("NO_COLOR", "1")
            .env_remove("IBID_ROOT")
            .output()
            .expect("it runs");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{}: {}\n{said}", document.display(), output.status);
        run.insert(document.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default());
    }
    for wanted in [
        "publishing.md",
        "deploying.md",
        "revising.md",
        "xuat-ban.md",
        "trien-khai.md",
        "giao-dien.md",
        "books.md",
        "sach.md",
    ] {
        assert!(run.contains(wanted), "{wanted} has no commands");
    }
}

#[test]
fn examples_in_yaml_are_yaml() {
    for document in documents() {
        let text = fs::read_to_string(&document).expect("a document");
        for (info, body) in blocks(&text).into_iter().filter(|(info, _)| info == "yaml" || info.starts_with("yaml ")) {
            let read = serde_yaml::from_str::<serde_yaml::Value>(&body);
            assert!(read.is_ok(), "{}: {info}: {:?}\n{body}", document.display(), read.err());
        }
    }
}

/// The targets of the relative links of a text, code left out.
fn links(text: &str) -> Vec<String> {
    let mut is_code = false;
    let mut found = Vec::new();
    for line in text.lines() {
        let is_fence = line.starts_with("```") || line.starts_with("~~~");
        is_code ^= is_fence;
        if is_code || line.starts_with("    ") {
            continue;
        }
        // Every second piece between back quotes is code.
        for piece in line.split('`').step_by(2) {
            let targets = piece.match_indices("](").filter_map(|(at, _)| piece[at + 2..].split(')').next());
            found.extend(targets.map(str::to_owned));
        }
    }
    found.retain(|target| !target.contains("://") && !target.starts_with("mailto:"));
    found
}

/// The anchor that code hosts give a heading.
fn anchor(heading: &str) -> String {
    let kept = heading.to_lowercase().chars().filter(|c| c.is_alphanumeric() || " -_".contains(*c)).collect::<String>();
    kept.trim().replace(' ', "-")
}

#[test]
fn relative_links_hold() {
    let mut wrong = Vec::new();
    for document in documents() {
        let text = fs::read_to_string(&document).expect("a document");
        for target in links(&text) {
            let (path, place) = target.split_once('#').unwrap_or((&target, ""));
            let file = if path.is_empty() { document.clone() } else { document.parent().expect("a folder").join(path) };
            let there = file.exists();
            let anchored = place.is_empty()
                || fs::read_to_string(&file).is_ok_and(|text| {
                    text.lines().any(|line| line.starts_with('#') && anchor(line.trim_start_matches('#')) == place)
                });
            if !there || !anchored {
                wrong.push(format!("{}: {target}", document.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
