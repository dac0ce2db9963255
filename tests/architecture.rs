//! The architecture, held by a test: arrows point down, phases do not meet, the world is in the porch, each
//! heavy crate has one home. See `docs/architecture.md`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use ibid::codes::{CODES, Code};

/// The rooms from the ground up; a room may use those in lower rows, never its own row.
const ROWS: [&[&str]; 8] = [
    &[
        "source",
        "cache",
        "codes",
        "diagnostic",
        "digest",
        "message",
        "text",
        "tokens",
        "compare",
        "language",
        "numbering",
        "numerals",
        "quiet",
        "raster",
        "sentences",
        "sequence",
        "tree",
        "yaml",
        "markdown",
        "model",
        "words",
    ],
    &["figures"],
    &["read", "facsimile", "import", "edition", "link", "check", "render", "data", "search", "revise", "book"],
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
const HOMES: &[(&str, &[&str])] = &[
    ("similar", &["compare/"]),
    ("postcard", &["cache.rs"]),
    ("parquet", &["data/parquet.rs"]),
    ("pulldown_cmark", &["markdown", "render/html", "book/blocks.rs", "book/lines.rs"]),
    ("tera", &["render/theme.rs", "render/engine.rs"]),
    ("include_dir", &["render/theme.rs"]),
    ("syntect", &["render/highlight.rs"]),
    ("ammonia", &["render/html_safe.rs"]),
    ("scraper", &["read/html/tree.rs"]),
    ("whatlang", &["language/detect.rs"]),
    ("fluent_bundle", &["message.rs"]),
    (
        "serde_yaml",
        &[
            "language/",
            "import/front_matter.rs",
            "edition/",
            "revise/lists.rs",
            "pipeline/feedback.rs",
            "model/",
            "words.rs",
            "render/contexts/",
        ],
    ),
    (
        "serde_json",
        &[
            "data/",
            "language/",
            "words.rs",
            "render/aliases.rs",
            "render/machine.rs",
            "search/format.rs",
            "edition/schema.rs",
            "edition/other_editions.rs",
            "model/",
            "cli/",
            "serve/http.rs",
            "serve/desk/",
            "read/feedback.rs",
            "read/html/metadata.rs",
        ],
    ),
    ("aho_corasick", &["link/concepts/states.rs"]),
    ("csv", &["data/table.rs", "read/feedback.rs"]),
    ("mailparse", &["read/feedback.rs"]),
    ("quick_xml", &["read/xml.rs", "render/feeds.rs"]),
    ("percent_encoding", &["cli/sarif.rs", "serve/address.rs"]),
    ("schemars", &["edition/schema.rs", "model/"]),
    ("walkdir", &["disk.rs", "disk/"]),
    ("flate2", &["read/pdf/limits.rs"]),
    ("chardetng", &["read/encoding.rs"]),
    ("encoding_rs", &["read/encoding.rs"]),
    ("zip", &["read/archive.rs", "book/container.rs"]),
    ("typst", &["book/pdf/engine.rs"]),
    ("typst_assets", &["book/pdf/engine.rs"]),
    ("typst_layout", &["book/pdf/engine.rs"]),
    ("typst_pdf", &["book/pdf/engine.rs"]),
    ("hayro", &["facsimile/draw.rs"]),
    ("image", &["facsimile/"]),
    ("png", &["facsimile/encode.rs"]),
    ("hayro_cmap", &["read/pdf/"]),
    ("hayro_font", &["read/pdf/"]),
    ("hayro_syntax", &["read/pdf/"]),
    ("jiff", &["cli/", "read/feedback.rs"]),
    ("rustix", &["disk/", "serve/priority.rs"]),
    ("annotate_snippets", &["diagnostic.rs"]),
    ("xxhash_rust", &["text.rs", "edition/", "disk.rs", "disk/", "digest.rs"]),
    ("unicode_normalization", &["text.rs", "text/", "source.rs"]),
    ("clap", &["cli/", "main.rs"]),
    ("axum", &["serve/mod.rs", "serve/http.rs", "serve/desk/"]),
    ("tokio", &["serve/"]),
    ("futures_util", &["serve/http.rs"]),
    ("mime_guess", &["serve/address.rs"]),
    ("notify", &["serve/watch.rs"]),
    ("open", &["cli/serve.rs"]),
    ("clap_mangen", &["cli/"]),
    ("console", &["cli/review.rs"]),
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

/// A pattern that is wrong is told where it is made, never taken for one that matches nothing: all are made by `text::pattern`.
#[test]
fn patterns_are_made_in_one_place() {
    let makers = ["Regex::new", "RegexSet", "RegexBuilder"];
    let sources = sources();
    let others = sources.iter().filter(|source| source.path != "text.rs");
    let wrong: Vec<&str> = others
        .filter(|source| makers.iter().any(|maker| source.code.contains(maker)))
        .map(|source| source.path.as_str())
        .collect();
    assert!(wrong.is_empty(), "use text::pattern, or text::try_pattern for what an editor wrote: {wrong:?}");
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
fn every_code_is_known_and_given() {
    let sources = sources();
    let rooms = sources.iter().filter(|source| source.room != "codes");
    let mut missing = Vec::new();
    let mut given = BTreeSet::new();
    for source in rooms {
        for (at, _) in source.code.match_indices("Diagnostic::new(") {
            let first = source.code[at..].split_once('(').map_or("", |(_, rest)| rest.trim_start());
            let Some(code) = first.strip_prefix('"').and_then(|rest| rest.split('"').next()) else { continue };
            if Code::of(code).is_none() {
                missing.push(format!("{code} ({})", source.path));
            }
        }
        given.extend(CODES.iter().map(|code| code.code).filter(|code| source.code.contains(&format!("\"{code}\""))));
    }
    assert!(missing.is_empty(), "add these to src/codes.rs: {missing:?}");
    let never: Vec<&str> = CODES.iter().map(|code| code.code).filter(|code| !given.contains(code)).collect();
    assert!(never.is_empty(), "no room gives these: {never:?}");
}

/// Files of circles that stand for the time being. Their owners take them out; nothing is added.
const KNOWN_CIRCLES: &[&str] = &["language/detect.rs", "language/mod.rs", "serve/builder.rs", "serve/mod.rs"];

#[test]
fn no_files_use_one_another_in_a_circle() {
    let uses = uses(&sources());
    let mut circles = circles(&uses);
    circles.retain(|circle| !circle.iter().all(|path| KNOWN_CIRCLES.contains(&path.as_str())));
    assert!(circles.is_empty(), "give what both need a file of its own: {circles:#?}");
}

#[test]
fn a_planted_circle_is_found() {
    let source = |path: &str, code: &str| Source { path: path.to_owned(), room: String::new(), code: code.to_owned() };
    let planted = [
        source("a/mod.rs", "mod b;\nmod c;\npub use b::{One, two as deux};"),
        source("a/b.rs", "use super::c::{self, Three};"),
        source("a/c.rs", "pub(in crate::a) fn three() { crate::a::b::two() }"),
        source("d.rs", "use crate::a;"),
    ];
    assert_eq!(circles(&uses(&planted)), [["a/b.rs", "a/c.rs"]]);
}

/// The files that each file uses, by their paths: what `use` and paths in the code name, as far as it is a file.
fn uses(sources: &[Source]) -> BTreeMap<String, BTreeSet<String>> {
    let files: BTreeMap<Vec<String>, &str> =
        sources.iter().map(|source| (module_of(&source.path), source.path.as_str())).collect();
    let used = |source: &Source| {
        let own = module_of(&source.path);
        let named = paths_named(&source.code);
        let found = named.iter().filter_map(|path| file_of(&files, &own, path)).filter(|file| *file != source.path);
        (source.path.clone(), found.map(str::to_owned).collect())
    };
    // The crate's own file declares the rooms and uses none of them.
    sources.iter().filter(|source| !["lib.rs", "main.rs"].contains(&source.path.as_str())).map(used).collect()
}

/// `a/b.rs` and `a/b/mod.rs` are the module a::b.
fn module_of(path: &str) -> Vec<String> {
    let path = path.trim_end_matches(".rs").trim_end_matches("/mod");
    path.split('/').filter(|part| *part != "lib").map(str::to_owned).collect()
}

/// Every path of the code, lists written out: `use a::{b, c::D}` names `a::b` and `a::c::D`.
fn paths_named(code: &str) -> Vec<String> {
    let code = code.replace("pub(in crate", "pub(in ");
    let mut found = Vec::new();
    for statement in code.split("use ").skip(1) {
        found.extend(written_out(statement.split(';').next().unwrap_or_default()));
    }
    let is_path = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    found.extend(
        code.split(|c| !is_path(c)).filter(|path| path.contains("::") && !path.ends_with("::")).map(str::to_owned),
    );
    found
}

fn written_out(tree: &str) -> Vec<String> {
    let Some((head, list)) = tree.split_once('{') else { return vec![tree.trim().to_owned()] };
    let list = list.rsplit_once('}').map_or(list, |(list, _)| list);
    let mut depth = 0usize;
    let mut branches = vec![String::new()];
    for c in list.chars() {
        depth = match c {
            '{' => depth + 1,
            '}' => depth.saturating_sub(1),
            _ => depth,
        };
        match branches.last_mut() {
            _ if c == ',' && depth == 0 => branches.push(String::new()),
            Some(last) => last.push(c),
            None => {}
        }
    }
    branches.iter().flat_map(|branch| written_out(branch)).map(|branch| format!("{}{branch}", head.trim())).collect()
}

/// The file that a path leads to from a module: the longest beginning of it that is one.
fn file_of<'f>(files: &BTreeMap<Vec<String>, &'f str>, own: &[String], path: &str) -> Option<&'f str> {
    let mut from = own.to_vec();
    let mut parts = path.split("::").map(|part| part.split(" as ").next().unwrap_or_default().trim()).peekable();
    let is_rooted = matches!(parts.peek(), Some(&("crate" | "self" | "super")));
    while let Some(step) = parts.next_if(|part| ["crate", "self", "super"].contains(part)) {
        match step {
            "crate" => from.clear(),
            "super" => drop(from.pop()),
            _ => {}
        }
    }
    let mut found = if is_rooted { files.get(&from) } else { None };
    for part in parts {
        from.push(part.to_owned());
        match files.get(&from) {
            Some(file) => found = Some(file),
            None => break,
        }
    }
    found.copied()
}

/// The sets of files that lead to one another, each sorted.
fn circles(uses: &BTreeMap<String, BTreeSet<String>>) -> Vec<Vec<String>> {
    let reach: BTreeMap<&String, BTreeSet<&String>> = uses.keys().map(|path| (path, reached(uses, path))).collect();
    let circle = |path: &String| {
        let back = reach[path].iter().filter(|other| reach.get(*other).is_some_and(|seen| seen.contains(path)));
        back.map(|other| (*other).clone()).collect::<Vec<String>>()
    };
    let found: BTreeSet<Vec<String>> = uses.keys().map(circle).filter(|circle| !circle.is_empty()).collect();
    found.into_iter().collect()
}

fn reached<'u>(uses: &'u BTreeMap<String, BTreeSet<String>>, start: &'u String) -> BTreeSet<&'u String> {
    let mut seen = BTreeSet::new();
    let mut open = vec![start];
    while let Some(next) = open.pop() {
        open.extend(uses.get(next).into_iter().flatten().filter(|path| seen.insert(*path)));
    }
    seen
}

/// Lines that a file may have.
const LONGEST: usize = 400;

#[test]
fn no_file_is_too_long() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let texts = sources().into_iter().map(|source| {
        let text = fs::read_to_string(root.join(&source.path)).expect("a source file");
        (source.path, text)
    });
    let long: Vec<String> = texts.filter_map(|(path, text)| too_long(&path, &text)).collect();
    assert!(long.is_empty(), "split these by noun: {long:?}");
    assert_eq!(too_long("planted.rs", &"//\n".repeat(LONGEST + 1)), Some("planted.rs: 401 lines".to_owned()));
}

/// What a merge that nobody finished leaves in a file.
const OPEN_MERGE: &str = concat!("<<<<<<", "< HEAD");

#[test]
fn no_merge_is_left_open() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["docs", "src", "tests", "themes", "languages", "messages", "concepts", "content", "."];
    let files = |folder: &str| {
        let deepest = if folder == "." { 1 } else { usize::MAX };
        let entries = walkdir::WalkDir::new(root.join(folder)).max_depth(deepest).into_iter();
        entries.filter_entry(|entry| entry.file_name() != "node_modules").filter_map(Result::ok)
    };
    let is_open = |path: &Path| fs::read_to_string(path).is_ok_and(|text| has_open_merge(&text));
    let open: Vec<_> = folders
        .iter()
        .flat_map(|folder| files(folder))
        .map(|entry| entry.into_path())
        .filter(|path| is_open(path))
        .collect();
    assert!(open.is_empty(), "finish these merges: {open:?}");
    assert!(has_open_merge(&format!("mill\n{OPEN_MERGE}\n")) && !has_open_merge("    <<<<<<< content"));
}

fn has_open_merge(text: &str) -> bool {
    text.lines().any(|line| line.starts_with(OPEN_MERGE))
}

/// Files that were too long when the limit came; none may grow.
const KNOWN_LONG: &[(&str, usize)] = &[];

fn too_long(path: &str, text: &str) -> Option<String> {
    let lines = text.lines().count();
    let most = KNOWN_LONG.iter().find(|(known, _)| *known == path).map_or(LONGEST, |(_, lines)| *lines);
    (lines > most).then(|| format!("{path}: {lines} lines"))
}

#[test]
fn every_file_says_what_it_is() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for source in sources() {
        let text = fs::read_to_string(root.join(&source.path)).expect("a source file");
        assert!(text.starts_with("//!"), "{} does not begin with what it is", source.path);
    }
}

/// Files whose strings still hold words of a natural language, as beginnings of paths below `src`. The list only shrinks.
const WORDED: [&str; 2] = ["link/documents/", "link/terms.rs"];

/// The strings that a piece of code writes, as they stand there.
fn strings(code: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = code[at..].find(['"', '\'']).map(|start| at + start) {
        let is_char = code[start..].starts_with('\'');
        let hashes = code[..start].bytes().rev().take_while(|byte| *byte == b'#').count();
        let is_raw = code[..start - hashes].ends_with('r');
        let inside = start + 1;
        if is_char {
            // A sign between quotes; anything else is a lifetime.
            let end =
                code[inside..].char_indices().skip(1).take(9).find(|(_, c)| *c == '\'').map(|(end, _)| inside + end);
            let is_sign =
                end.is_some_and(|end| code[inside..end].chars().count() == 1 || code[inside..].starts_with('\\'));
            at = if is_sign { end.unwrap_or(start) + 1 } else { inside };
            continue;
        }
        let closing = format!("\"{}", "#".repeat(if is_raw { hashes } else { 0 }));
        let mut end = inside;
        while !code[end..].starts_with(&closing) && end < code.len() {
            let escaped = !is_raw && code[end..].starts_with('\\');
            end += code[end..].chars().take(if escaped { 2 } else { 1 }).map(char::len_utf8).sum::<usize>();
        }
        found.push(&code[inside..end]);
        at = (end + closing.len()).min(code.len());
    }
    found
}

/// Words that only a file of `languages/` may hold: months, numbers, headings over notes and contents, kinds of documents.
fn language_words() -> std::collections::BTreeSet<String> {
    let mut known = std::collections::BTreeSet::new();
    for language in ibid::language::all() {
        let lists = language.months.values().chain(language.ordinals.values());
        let others =
            [&language.notes_headings, &language.contents_headings, &language.recipients, &language.appendices];
        known.extend(lists.chain(others).flatten().filter(|word| word.len() >= 4).cloned());
    }
    known
}

/// Whether a string holds a word with a letter that English has not. Ranges of a pattern ("[à-ỹ]") are no words, nor are tables of letters:
/// four and more of which none is plain.
fn has_marked_word(text: &str) -> bool {
    let is_marked = |c: char| matches!(c, 'À'..='ɏ' | 'Ḁ'..='ỹ') && c.is_alphabetic();
    let outside = text.split('[').enumerate().map(|(at, piece)| match piece.split_once(']') {
        Some((_, rest)) if at > 0 => rest,
        _ => piece,
    });
    let is_word = |word: &str| {
        let is_table = word.chars().count() > 3 && !word.contains(|c: char| c.is_ascii());
        word.contains(is_marked) && !is_table
    };
    outside.flat_map(|piece| piece.split(|c: char| !c.is_alphabetic())).any(is_word)
}

#[test]
fn words_are_told_from_letters() {
    for word in ["ở", "tỷ lệ", r"(\d+ năm)?", "[a-z] đồng"] {
        assert!(has_marked_word(word), "{word}");
    }
    for letters in ["ằẳẵắ", "[a-zđ]*[à-ỹ]", "per cent", "≥"] {
        assert!(!has_marked_word(letters), "{letters}");
    }
}

#[test]
fn no_words_of_a_natural_language() {
    let known = language_words();
    // What a program calls its own things in English.
    let own = ["appendix", "notes", "footnotes", "contents", "Contents", "first", "First", "second"];
    let mut wrong = std::collections::BTreeMap::new();
    for source in sources().into_iter().filter(|source| !source.path.ends_with("tests.rs")) {
        for text in strings(&source.code) {
            let is_word = known.contains(&text.to_lowercase()) && !own.contains(&text);
            if has_marked_word(text) || is_word {
                wrong.entry(source.path.clone()).or_insert_with(Vec::new).push(text.to_owned());
            }
        }
    }
    let idle: Vec<&&str> = WORDED.iter().filter(|file| !wrong.keys().any(|path| path.starts_with(**file))).collect();
    assert!(idle.is_empty(), "these files are clean: take them off the list: {idle:?}");
    wrong.retain(|path, _| !WORDED.iter().any(|file| path.starts_with(file)));
    assert!(wrong.is_empty(), "words belong into languages/*.yaml:\n{wrong:#?}");
}
