//! Reading without a network: what the build gives the browser for it. `tests/site/offline.mjs` reads in a browser.

use std::collections::BTreeMap;

use ibid::pipeline::{BuildOptions, Workspace, build};
use ibid::tree::FileTree;

use crate::support::edition::of_one_section;

fn edition(outputs: &str) -> FileTree {
    of_one_section(&format!("outputs: {{{outputs}}}\n"), "", "Lúa được mùa. {#a1}")
}

fn site(folder: &FileTree) -> FileTree {
    build(folder, &BuildOptions::default()).value
}

/// Of which content the list says files are.
fn listed(site: &FileTree) -> BTreeMap<String, String> {
    let list: serde_json::Value = serde_json::from_str(site.text("offline.json").expect("a list")).expect("JSON");
    serde_json::from_value(list["files"].clone()).expect("files by their content")
}

#[test]
fn the_list_has_every_page_and_what_pages_need() {
    let site = site(&edition("offline: true, epub: true"));
    let list = listed(&site);
    for (path, _) in site.iter() {
        let is_for_readers =
            [".html", ".css", ".js", ".woff2", ".svg", ".webmanifest"].iter().any(|end| path.ends_with(end));
        assert_eq!(list.contains_key(path), is_for_readers && path != "sw.js", "{path}");
    }
    assert!(site.text("r/a.html").is_some_and(|page| page.contains("src=\"../offline.js\" defer data-notice=")));
    assert!(site.get("offline.html").is_some());
}

#[test]
fn the_worker_is_another_one_after_every_change_and_only_then() {
    let folder = edition("offline: true");
    let before = site(&folder);
    assert_eq!(before, site(&folder));
    let mut edited = folder.clone();
    let text = folder.text("content/r/01-a.md").expect("the page").replace("được mùa", "mất mùa");
    edited.insert("content/r/01-a.md", text).expect("a path inside");
    let after = site(&edited);
    assert_ne!(before.get("sw.js"), after.get("sw.js"));
    let (was, is) = (listed(&before), listed(&after));
    let changed: Vec<&str> =
        is.iter().filter(|(path, now)| was.get(*path) != Some(now)).map(|(path, _)| path.as_str()).collect();
    assert!(
        changed.contains(&"r/a.html") && !changed.contains(&"style.css") && !changed.contains(&"404.html"),
        "{changed:?}"
    );
    for path in was.keys().filter(|path| !changed.contains(&path.as_str())) {
        assert_eq!(before.get(path), after.get(path), "{path} is of another content");
    }
}

#[test]
fn pages_that_are_not_made_again_are_of_the_same_content() {
    let folder = edition("offline: true");
    let mut workspace = Workspace::new(folder.clone());
    workspace.build(&BuildOptions::default());
    let text = folder.text("content/r/01-a.md").expect("the page").replace("được mùa", "mất mùa");
    workspace.folder().insert("content/r/01-a.md", text.clone()).expect("a path inside");
    let again = workspace.build(&BuildOptions::default()).value;
    let mut edited = folder;
    edited.insert("content/r/01-a.md", text).expect("a path inside");
    assert_eq!(again, site(&edited));
}

#[test]
fn without_the_output_there_is_no_worker_and_no_word_of_it() {
    let site = site(&edition("offline: false"));
    for path in ["sw.js", "offline.json", "offline.html"] {
        assert!(site.get(path).is_none(), "{path}");
    }
    assert!(
        site.iter()
            .filter(|(path, _)| path.ends_with(".html"))
            .all(|(path, _)| { site.text(path).is_some_and(|page| !page.contains("offline")) })
    );
}
