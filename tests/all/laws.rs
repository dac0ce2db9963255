//! Laws that hold for any text: building never fails hard, nothing runs, ids are unique, links lead somewhere.

use std::collections::BTreeSet;

use ibid::pipeline::{BuildOptions, build};
use ibid::tree::FileTree;
use proptest::prelude::*;

/// An edition of one report whose two pages have these bodies.
fn edition(first: &str, second: &str) -> FileTree {
    let mut tree = FileTree::new();
    for (path, text) in [
        ("edition.yaml", "title: E\nlanguage: vi\n".to_owned()),
        ("content/_index.md", "---\ntitle: E\n---\n".to_owned()),
        ("content/r/_index.md", "---\ntitle: R[^1]\n---\nLời[^a].\n".to_owned()),
        ("content/r/a.md", format!("---\ntitle: A[^a]\nlevel: 1\n---\n{first}")),
        ("content/r/b.md", format!("---\ntitle: B\nlevel: 2\n---\n{second}")),
    ] {
        tree.insert(path, text).expect("a path inside");
    }
    tree
}

/// The values of an attribute in a page.
fn values<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let open = format!(" {name}=\"");
    let parts = html.split(open.as_str()).skip(1);
    parts.filter_map(|part| part.split('"').next()).collect()
}

/// What is wrong with the links and ids of a site.
fn faults(site: &FileTree) -> Vec<String> {
    let mut faults = Vec::new();
    let page_ids = |path: &str| -> Vec<String> {
        let html = site.text(path).unwrap_or_default();
        values(html, "id").into_iter().map(str::to_owned).collect()
    };
    for (path, bytes) in site.iter().filter(|(path, _)| path.ends_with(".html") && *path != "404.html") {
        let html = String::from_utf8_lossy(bytes);
        let ids = page_ids(path);
        let unique: BTreeSet<&String> = ids.iter().collect();
        if unique.len() != ids.len() {
            faults.push(format!("{path}: an id stands twice"));
        }
        let main = html.split("<main").nth(1).unwrap_or_default();
        if main.contains("<script") || main.contains("=\"javascript:") || main.contains("onclick=\"") {
            faults.push(format!("{path}: something could run"));
        }
        for href in values(main, "href") {
            let Some((file, id)) = href.split_once('#') else { continue };
            if id.is_empty() || file.contains(':') {
                continue;
            }
            let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
            let target = match (file, file.strip_prefix("../")) {
                ("", _) => path.to_owned(),
                (_, Some(above)) => above.to_owned(),
                (file, None) => format!("{folder}/{file}").trim_start_matches('/').to_owned(),
            };
            let is_ours = id.starts_with("fn");
            if is_ours && !page_ids(&target).iter().any(|known| known == id) {
                faults.push(format!("{path}: {href} leads nowhere"));
            }
        }
    }
    faults
}

/// Pieces of Markdown, whole and broken.
fn body() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("[^1]"),
        Just("[^a]"),
        Just("\n\n[^1]: Lời một[^a].\n"),
        Just("\n\n[^a]: Lời a.\n\n    Đoạn hai[^1].\n"),
        Just("\n\n[^A]:\n"),
        Just(" {#k7f2}\n\n"),
        Just(" {#k7f2 .letterhead}\n"),
        Just(" {.signature}"),
        Just("\n\n## 1.1. Mục[^1] **con** {#h1}\n\n"),
        Just("\n# I\n"),
        Just("\n- một\n- hai\n\n"),
        Just("\n  + ba\n"),
        Just("\n7. bảy\n"),
        Just("\n> trích "),
        Just("\n| a | b |\n|---|---|\n| [^1] | {#x} |\n"),
        Just("{#t1}\n"),
        Just("<script>alert(1)</script>"),
        Just("\n\n<div onclick=\"x()\">\n"),
        Just("<sup>2</sup>"),
        Just("<u>"),
        Just("</sup>"),
        Just("**"),
        Just("*"),
        Just("`"),
        Just("\n```rust\n"),
        Just("[a[^1]](b.md#k7f2)"),
        Just("[a](javascript:x)"),
        Just("![x](https://h/x.png)"),
        Just("![x[^a]]("),
        Just("]"),
        Just("\\"),
        Just("    "),
        Just("\r\n"),
        Just("<!--"),
        Just("Đảng bộ 5 m"),
        "[a-zà-ỹ{}#.\\[\\]^():<>*_|~ \n-]{0,12}".prop_map(|text| &*text.leak()),
    ];
    proptest::collection::vec(piece, 0..14).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_gives_a_sound_site(first in body(), second in body()) {
        let site = build(&edition(&first, &second), &BuildOptions::default()).value;
        let found = faults(&site);
        prop_assert!(found.is_empty(), "{}", found.join("\n"));
    }
}
