//! The architecture, held by a test: arrows point down, phases do not meet, the world is in the porch, each
//! heavy crate has one home. See `docs/architecture.md`.

use std::fs;
use std::path::Path;

/// The rooms from the ground up; a room may use those in lower rows, never its own row.
const ROWS: [&[&str]; 7] = [
    &[
        "source",
        "diagnostic",
        "text",
        "compare",
        "language",
        "numbering",
        "numerals",
        "sequence",
        "tree",
        "markdown",
        "model",
    ],
    &["import", "edition", "link", "check", "render", "data", "search", "revise"],
    &["pipeline"],
    &["disk"],
    &["serve"],
    &["cli"],
    &["main"],
];

/// Rooms that may touch files, sockets, the environment and the clock.
const PORCH: [&str; 4] = ["disk", "serve", "cli", "main"];

/// Modules of the world.
const WORLD: [&str; 6] = ["std::fs", "std::env::", "std::net", "std::time", "std::process", "std::io::stdin"];

/// Heavy crates and the files that are their homes, as beginnings of paths below `src`.
const HOMES: [(&str, &[&str]); 26] = [
    ("similar", &["compare.rs"]),
    ("pulldown_cmark", &["markdown", "render/html"]),
    ("tera", &["render/theme.rs"]),
    ("include_dir", &["render/theme.rs"]),
    ("syntect", &["render/highlight.rs"]),
    ("ammonia", &["render/html_safe.rs"]),
    ("whatlang", &["language/detect.rs"]),
    ("serde_yaml", &["language/", "edition/", "revise/lists.rs", "model/", "render/words.rs", "render/contexts.rs"]),
    (
        "serde_json",
        &[
            "data/",
            "render/words.rs",
            "render/aliases.rs",
            "render/machine.rs",
            "search/format.rs",
            "edition/schema.rs",
            "model/",
            "cli/",
            "serve/http.rs",
        ],
    ),
    ("schemars", &["edition/schema.rs", "model/"]),
    ("walkdir", &["disk.rs", "disk/"]),
    ("jiff", &["cli/"]),
    ("rustix", &["disk/"]),
    ("annotate_snippets", &["diagnostic.rs"]),
    ("xxhash_rust", &["text.rs", "edition/", "disk.rs", "disk/"]),
    ("unicode_normalization", &["text.rs", "source.rs"]),
    ("clap", &["cli/", "main.rs"]),
    ("axum", &["serve/mod.rs", "serve/http.rs"]),
    ("tokio", &["serve/"]),
    ("futures_util", &["serve/http.rs"]),
    ("mime_guess", &["serve/http.rs"]),
    ("notify", &["serve/watch.rs"]),
    ("open", &["cli/serve.rs"]),
    ("clap_mangen", &["cli/"]),
    ("indicatif", &["cli/say.rs"]),
    ("anyhow", &["cli/", "main.rs", "disk.rs", "disk/", "serve/", "serve.rs"]),
];

/// A source file: its path below `src`, its room, its code without comments, strings and tests.
struct Source {
    path: String,
    room: String,
    code: String,
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    for entry in walkdir::WalkDir::new(&root).sort_by_file_name().into_iter().filter_map(Result::ok) {
        let path = entry.path();
        if path.extension().is_none_or(|end| end != "rs") {
            continue;
        }
        let below = path.strip_prefix(&root).expect("below src").to_string_lossy().replace('\\', "/");
        let first = below.split('/').next().unwrap_or_default();
        found.push(Source {
            room: first.trim_end_matches(".rs").to_owned(),
            code: code_of(&fs::read_to_string(path).expect("a source file")),
            path: below,
        });
    }
    found
}

/// The code without line comments and without the tests at its end.
fn code_of(text: &str) -> String {
    let code = text.split("\n#[cfg(test)]").next().unwrap_or_default();
    let lines = code.lines().map(|line| {
        let comment = line.find("//").filter(|at| !line[..*at].contains('"'));
        &line[..comment.unwrap_or(line.len())]
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn row(room: &str) -> Option<usize> {
    ROWS.iter().position(|row| row.contains(&room))
}

/// The rooms that a piece of code names: `crate::link::…`, `use crate::{check, data}`.
fn rooms_named(code: &str) -> Vec<String> {
    let mut rooms = Vec::new();
    for root in ["crate::", "ibid::"] {
        for (at, _) in code.match_indices(root) {
            let rest = &code[at + root.len()..];
            let names = match rest.strip_prefix('{') {
                Some(list) => first_names(list),
                None => vec![name_at(rest)],
            };
            rooms.extend(names);
        }
    }
    rooms
}

/// The first name of each entry of a `{…}` list.
fn first_names(list: &str) -> Vec<String> {
    let mut names = vec![name_at(list.trim_start())];
    let mut depth = 0usize;
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => names.push(name_at(list[at + 1..].trim_start())),
            _ => {}
        }
    }
    names
}

fn name_at(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

#[test]
fn every_room_is_known() {
    let unknown: Vec<String> = sources()
        .into_iter()
        .filter(|source| source.room != "lib" && row(&source.room).is_none())
        .map(|source| source.path)
        .collect();
    assert!(unknown.is_empty(), "give these a row in this test and in docs/architecture.md: {unknown:?}");
}

#[test]
fn arrows_point_down() {
    let mut wrong = Vec::new();
    for source in sources() {
        let Some(own) = row(&source.room) else { continue };
        for named in rooms_named(&source.code) {
            let Some(other) = row(&named) else { continue };
            let is_ground = own == 0 && other == 0;
            if named != source.room && !is_ground && other >= own {
                wrong.push(format!("{} uses {named}", source.path));
            }
        }
    }
    assert!(wrong.is_empty(), "phases meet in model and are joined in pipeline.rs:\n{}", wrong.join("\n"));
}

#[test]
fn the_world_is_in_the_porch() {
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|source| !PORCH.contains(&source.room.as_str())) {
        for module in WORLD {
            let braced = module.strip_prefix("std::").map(|name| format!("{},", name.trim_end_matches("::")));
            let listed = source.code.contains("use std::{") && braced.is_some_and(|name| source.code.contains(&name));
            if source.code.contains(module) || listed && module != "std::env::" {
                wrong.push(format!("{} uses {module}", source.path));
            }
        }
    }
    assert!(wrong.is_empty(), "only the porch touches the world:\n{}", wrong.join("\n"));
}

#[test]
fn heavy_crates_have_one_home() {
    let mut wrong = Vec::new();
    for source in sources() {
        for (name, homes) in HOMES {
            let at_home = homes.iter().any(|home| source.path.starts_with(home));
            let named = [format!("{name}::"), format!("use {name};")].iter().any(|path| is_named(&source.code, path));
            if named && !at_home {
                wrong.push(format!("{} uses {name}, whose home is {}", source.path, homes.join(", ")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whether a path stands in the code and is not the end of a longer name.
fn is_named(code: &str, path: &str) -> bool {
    code.match_indices(path).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':')
    })
}

#[test]
fn every_code_is_in_the_catalogue() {
    let known: Vec<&str> = ibid::check::catalogue().iter().map(|code| code.code).collect();
    let rooms = ["import", "edition", "link", "check", "render", "pipeline"];
    let mut missing = Vec::new();
    for source in sources().iter().filter(|source| rooms.contains(&source.room.as_str())) {
        for (at, _) in source.code.match_indices("Severity::") {
            let after = source.code[at..].split_once(',').map_or("", |(_, rest)| rest.trim_start());
            let Some(code) = after.strip_prefix('"').and_then(|rest| rest.split('"').next()) else {
                continue;
            };
            let is_code = code.contains('-') && code.chars().all(|c| c.is_ascii_lowercase() || c == '-');
            if is_code && !known.contains(&code) {
                missing.push(format!("{code} ({})", source.path));
            }
        }
    }
    assert!(missing.is_empty(), "add these to src/check: {missing:?}");
}

#[test]
fn every_file_says_what_it_is() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for source in sources() {
        let text = fs::read_to_string(root.join(&source.path)).expect("a source file");
        assert!(text.starts_with("//!"), "{} does not begin with what it is", source.path);
    }
}
