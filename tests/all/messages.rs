//! The catalogue of messages: every language has every key with the same places to fill in, the source asks for nothing that it lacks, and a run
//! speaks the language of its edition.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use ibid::message::{LANGUAGES, Message};

/// Keys whose ends the source puts together.
const FAMILIES: [&str; 7] = ["code-", "part-", "change-", "kind-of-", "layer-", "level-", "help"];

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// The names that a pattern fills in.
fn names(pattern: &Pattern<String>, found: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            match expression {
                Expression::Inline(inline) => name(inline, found),
                Expression::Select { selector, variants } => {
                    name(selector, found);
                    variants.iter().for_each(|variant| names(&variant.value, found));
                }
            }
        }
    }
}

fn name(inline: &InlineExpression<String>, found: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => drop(found.insert(id.name.clone())),
        InlineExpression::StringLiteral { .. } => {}
        other => unreachable!("messages use variables and quoted signs alone: {other:?}"),
    }
}

/// The keys of a language with the names that each fills in.
fn catalogue(language: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut found = BTreeMap::new();
    for file in fs::read_dir(folder("messages").join(language)).expect("the catalogue") {
        let file = file.expect("a file").path();
        let text = fs::read_to_string(&file).expect("a text");
        let resource = fluent_syntax::parser::parse(text).map_err(|(_, faults)| format!("{file:?}: {faults:?}"));
        for entry in resource.expect("it is Fluent").body {
            match entry {
                Entry::Message(message) => {
                    let mut own = BTreeSet::new();
                    names(message.value.as_ref().expect("a message has words"), &mut own);
                    assert!(found.insert(message.id.name.clone(), own).is_none(), "{} stands twice", message.id.name);
                }
                Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => {}
                other => unreachable!("{file:?}: {other:?}"),
            }
        }
    }
    found
}

/// The Rust files of the program.
fn sources() -> Vec<(PathBuf, String)> {
    let files = walkdir::WalkDir::new(folder("src")).into_iter().filter_map(Result::ok);
    let rust = files.filter(|file| file.path().extension().is_some_and(|end| end == "rs"));
    rust.map(|file| (file.path().to_owned(), fs::read_to_string(file.path()).expect("a text"))).collect()
}

/// The keys and names of every `message!` and `refuse!` of a text.
fn asked(text: &str) -> Vec<(String, BTreeSet<String>)> {
    let call = regex::Regex::new(r#"(?:message|refuse)!\(\s*"([a-z0-9-]+)""#).expect("a pattern");
    let field = regex::Regex::new(r"^\s*,\s*([a-z_]+) = ").expect("a pattern");
    let of = |caught: regex::Captures<'_>| {
        let all = caught.get(0).expect("the whole");
        let (mut depth, mut own, mut quoted) = (0_usize, BTreeSet::new(), false);
        for (at, sign) in text[all.end()..].char_indices() {
            match sign {
                '"' => quoted = !quoted,
                _ if quoted => {}
                ')' | ']' | '}' if depth == 0 => break,
                '(' | '[' | '{' => depth += 1,
                ')' | ']' | '}' => depth -= 1,
                ',' if depth == 0 => {
                    own.extend(field.captures(&text[all.end() + at..]).map(|name| name[1].to_owned()));
                }
                _ => {}
            }
        }
        (caught[1].to_owned(), own)
    };
    call.captures_iter(text).map(of).collect()
}

#[test]
fn every_language_says_everything() {
    let first = catalogue(LANGUAGES[0]);
    for language in &LANGUAGES[1..] {
        let other = catalogue(language);
        // The English of `--help` is that of the command line itself; `cli::help` looks at it.
        let help = |key: &&String| !key.starts_with("help");
        let known: BTreeSet<&String> = first.keys().filter(help).collect();
        let said: BTreeSet<&String> = other.keys().filter(help).collect();
        assert_eq!(known.symmetric_difference(&said).collect::<Vec<_>>(), Vec::<&&String>::new(), "{language}");
        for (key, names) in &first {
            assert_eq!(Some(names), other.get(key), "{language}: {key}");
        }
        let words = |key: &String| {
            let plain = Message::of_key(key.clone());
            (plain.in_language(LANGUAGES[0]), plain.in_language(language))
        };
        let letters = |text: &str| text.split('{').next().unwrap_or_default().chars().any(char::is_alphabetic);
        for key in first.keys() {
            let (one, other) = words(key);
            assert!(one != other || !letters(&one), "{language}: {key} is not translated: {one}");
        }
    }
}

#[test]
fn the_source_asks_for_what_the_catalogue_has_and_for_all_of_it() {
    let known = catalogue(LANGUAGES[0]);
    let sources = sources();
    for (file, text) in &sources {
        let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
        for (key, names) in asked(code) {
            assert_eq!(known.get(&key), Some(&names), "{}: {key}", file.display());
        }
    }
    let all: String = sources.iter().map(|(_, text)| text.as_str()).collect();
    let is_used =
        |key: &&String| all.contains(&format!("\"{key}\"")) || FAMILIES.iter().any(|family| key.starts_with(family));
    let unused: Vec<&String> = known.keys().filter(|key| !is_used(key)).collect();
    assert!(unused.is_empty(), "no source says {unused:?}");
    let codes: BTreeSet<String> = ibid::codes::CODES.iter().map(|code| format!("code-{}", code.code)).collect();
    let said: BTreeSet<String> = known.keys().filter(|key| key.starts_with("code-")).cloned().collect();
    assert_eq!(codes, said);
}

/// Nothing is said in words that stand in the source.
#[test]
fn no_refusal_has_words_of_its_own() {
    let call = regex::Regex::new(r#"(?s)(?:bail!|ensure!|anyhow!|\.context|with_context)\s*\(([^"]{0,120}?)"([^"]*)""#)
        .expect("a pattern");
    let words = regex::Regex::new("[a-z]{4,} [a-z]{2,}").expect("a pattern");
    for (file, text) in sources() {
        let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
        let has_words = |found: &regex::Captures<'_>| !found[1].contains("message!") && words.is_match(&found[2]);
        let found: Vec<_> = call.captures_iter(code).filter(has_words).map(|found| found[0].to_owned()).collect();
        assert!(found.is_empty(), "{}: {found:?}", file.display());
    }
}

#[test]
fn the_guides_of_diagnostics_have_the_same_codes_in_each_language() {
    let codes = |path: &str| -> Vec<String> {
        let text = fs::read_to_string(folder(path)).expect("the document");
        text.lines().filter(|line| line.starts_with("### `")).map(str::to_owned).collect()
    };
    assert_eq!(codes("docs/diagnostics.md"), codes("docs/vi/chan-doan.md"));
    for code in ibid::codes::CODES {
        let words = ibid::check::explanation(code.code, "vi").unwrap_or_default();
        assert!(words.len() > 60, "{}: {words}", code.code);
    }
}

fn ibid(root: &Path, arguments: &[&str]) -> (String, String) {
    let mut command = Command::cargo_bin("ibid").expect("the program is built");
    command.env_remove("IBID_LANGUAGE").env("LC_ALL", "C").env_remove("LANG").current_dir(root).args(arguments);
    let done = command.output().expect("it runs");
    (String::from_utf8_lossy(&done.stdout).into_owned(), String::from_utf8_lossy(&done.stderr).into_owned())
}

#[test]
fn a_run_speaks_the_language_of_its_edition() {
    let folder = tempfile::tempdir().expect("a folder");
    let put = |path: &str, text: &str| {
        fs::create_dir_all(folder.path().join("content")).expect("a folder");
        fs::write(folder.path().join(path), text).expect("a file");
    };
    put("edition.yaml", "title: Ấn bản\nlanguage: vi\n");
    put("content/_index.md", "---\ntitle: Ấn bản\n---\n\nLời mở đầu[^1].\n");
    let (_, said) = ibid(folder.path(), &["check"]);
    assert!(said.contains("lỗi[note-unresolved]") || said.contains("cảnh báo[note-unresolved]"), "{said}");
    assert!(said.contains("không có lời chú"), "{said}");
    let (_, said) = ibid(folder.path(), &["check", "--language", "en"]);
    assert!(said.contains("no note says"), "{said}");
    let (explained, _) = ibid(folder.path(), &["explain", "note-unresolved"]);
    assert!(explained.contains("lời chú"), "{explained}");
    let (help, _) = ibid(folder.path(), &["import", "--help"]);
    assert!(help.contains("Cách dùng: ibid import") && !help.contains("Usage"), "{help}");
    let (page, _) = ibid(folder.path(), &["man", "build"]);
    assert!(page.contains("Dựng trang web"), "{page}");
    let (_, said) = ibid(folder.path(), &["bild"]);
    assert!(said.contains("lỗi: không có lệnh `bild`; có phải bạn định gõ `build`?"), "{said}");
    let (_, said) = ibid(folder.path(), &["import", "khong-co.md"]);
    assert!(said.contains("không có tệp hoặc thư mục ấy"), "{said}");
    put("edition.yaml", "title: Edition\nlanguage: en\n");
    assert!(ibid(folder.path(), &["check"]).1.contains("no note says"));
}

/// What is published is in the language of the edition, whatever the terminal speaks.
#[test]
fn proposed_corrections_give_their_reasons_in_the_edition_s_language() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir_all(folder.path().join("content")).expect("a folder");
    fs::write(folder.path().join("edition.yaml"), "title: Ấn bản\nlanguage: vi\n").expect("a file");
    let page = "---\ntitle: Ấn bản\n---\n\nXã trồng lúa,, ngô và đậu.\n";
    fs::write(folder.path().join("content/_index.md"), page).expect("a file");
    let _ = ibid(folder.path(), &["check", "--suggest", "--language", "en"]);
    let written = fs::read_to_string(folder.path().join("content/_index.md")).expect("a file");
    assert!(written.contains("reason: \"hai dấu phẩy liền nhau"), "{written}");
}
