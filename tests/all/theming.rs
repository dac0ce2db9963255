//! The theming contract: layers file by file, the words of the interface, the plain theme, and `docs/theming.md`,
//! whose every variable exists and whose every example builds.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use ibid::pipeline::{BuildOptions, build};
use ibid::tree::FileTree;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// What the shipped and the golden editions say wrong on purpose.
const PLANTED: [&str; 3] = ["figures-differ", "document-dates-differ", "markup-left-out"];

/// The files of a folder that are wanted, by their paths below it.
fn folder(root: &Path, wanted: &[&str]) -> FileTree {
    let mut tree = FileTree::new();
    for entry in walkdir::WalkDir::new(root).into_iter().filter_map(Result::ok) {
        let path = entry.path().strip_prefix(root).expect("below its root").to_string_lossy().replace('\\', "/");
        let is_wanted = wanted.is_empty() || wanted.iter().any(|start| path.starts_with(start));
        if entry.file_type().is_file() && is_wanted {
            tree.insert(path, fs::read(entry.path()).expect("a file that was listed")).expect("a path inside");
        }
    }
    tree
}

/// The golden edition without its expected pages.
fn small() -> FileTree {
    folder(&Path::new(ROOT).join("tests/golden/small"), &["content", "edition.yaml"])
}

/// The golden edition with cross links of every kind.
fn crosslinked() -> FileTree {
    folder(&Path::new(ROOT).join("tests/golden/crosslinks"), &["content", "edition.yaml"])
}

/// The site of an edition that builds without an error, and without a warning of its form: figures that differ and
/// dates that differ are planted.
fn site(edition: &FileTree) -> FileTree {
    let built = build(edition, &BuildOptions::default());
    let errors: Vec<String> = built
        .diagnostics
        .iter()
        .filter(|d| !PLANTED.contains(&d.code) && d.severity > ibid::diagnostic::Severity::Note)
        .map(|d| format!("{} {}: {}", d.place(), d.code, d.message))
        .collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
    built.value
}

fn with(mut tree: FileTree, files: &[(&str, &str)]) -> FileTree {
    for (path, text) in files {
        tree.overlay({
            let mut one = FileTree::new();
            one.insert(*path, *text).expect("a path inside");
            one
        });
    }
    tree
}

fn themed(tree: FileTree, theme: &str) -> FileTree {
    let yaml = tree.text("edition.yaml").expect("edition.yaml").to_owned();
    let lines: Vec<&str> = yaml.lines().filter(|line| !line.starts_with("theme:")).collect();
    with(tree, &[("edition.yaml", &format!("{}\ntheme: {theme}\n", lines.join("\n")))])
}

#[test]
fn an_editions_files_win_over_the_themes_and_those_over_the_built_in() {
    let theme = [
        ("themes/own/templates/partials/footer_extra.html", "<p>theme</p>"),
        ("themes/own/templates/partials/after_content.html", "<p>theme after</p>"),
        ("themes/own/static/style.css", "/* theme */"),
        ("themes/own/static/own.css", "/* theme */"),
        ("themes/own/i18n/vi.yaml", "site:\n  home: Nhà của giao diện\n  skip: Bỏ qua\n"),
    ];
    let edition = [
        ("templates/partials/footer_extra.html", "<p>edition</p>"),
        ("static/own.css", "/* edition */"),
        ("i18n/vi.yaml", "site:\n  home: Nhà của ấn bản\n"),
    ];
    let built = site(&with(themed(with(small(), &theme), "own"), &edition));
    let page = built.text("bao-cao-mau/ket-qua.html").expect("a page");
    assert!(page.contains("<p>edition</p>") && !page.contains("<p>theme</p>"), "the edition's partial wins");
    assert!(page.contains("<p>theme after</p>"), "the theme's partial wins over the built-in empty one");
    assert!(page.contains("Nhà của ấn bản") && page.contains("Bỏ qua"), "words win key by key");
    assert!(page.contains("Trang trước"), "other words are the built-in theme's");
    assert_eq!(built.text("own.css"), Some("/* edition */"));
    assert_eq!(built.text("style.css"), Some("/* theme */"));
    assert!(built.get("reader.js").is_some(), "other files are the built-in theme's");
}

#[test]
fn the_empty_partials_are_there_and_empty() {
    for name in ["head_extra", "header_extra", "after_content", "footer_extra"] {
        let file = Path::new(ROOT).join(format!("themes/default/templates/partials/{name}.html"));
        let text = fs::read_to_string(file).expect("an empty partial");
        assert_eq!(without(&text, "{#", "#}").trim(), "", "{name}");
        let path = format!("templates/partials/{name}.html");
        let built = site(&with(small(), &[(path.as_str(), "<!-- mine -->")]));
        for (page, bytes) in built.iter().filter(|(page, _)| page.ends_with(".html")) {
            let text = String::from_utf8_lossy(bytes);
            let leads_on = text.contains("http-equiv=\"refresh\"");
            assert!(leads_on || text.contains("<!-- mine -->"), "{name} is not in {page}");
        }
    }
}

#[test]
fn the_plain_theme_builds_the_shipped_edition() {
    let edition = folder(Path::new(ROOT), &["content", "edition.yaml", "themes/plain/"]);
    let default = site(&themed(edition.clone(), "default"));
    let plain = site(&themed(edition, "plain"));
    let names = |tree: &FileTree| tree.iter().map(|(path, _)| path.to_owned()).collect::<BTreeSet<_>>();
    let new: Vec<String> = names(&plain).difference(&names(&default)).cloned().collect();
    assert_eq!(new, ["plain.css"], "the same pages, and one file more");
    assert!(plain.text("index.html").is_some_and(|page| page.contains("plain-home") && !page.contains("class=\"card")));
    let section = |tree: &FileTree| {
        tree.text("hai-sa/index.html").map(|page| page.replace("<link rel=\"stylesheet\" href=\"../plain.css\">\n", ""))
    };
    assert_eq!(section(&plain), section(&default), "a page that the theme does not have is the built-in theme's");
}

#[test]
fn a_page_that_holds_only_a_heading_opens_its_chapter() {
    let built = site(&figures());
    let chapter = built.text("bao-cao-mau/chuong.html").expect("the chapter");
    let main = &chapter[chapter.find("<main").expect("main")..];
    assert!(main.contains("<li>1 mục</li>") && main.contains("<li>6 chữ</li>"), "what is below it is counted: {main}");
    let section = built.text("bao-cao-mau/muc.html").expect("the section");
    assert!(
        !section[section.find("<main").expect("main")..].contains("class=\"facts\""),
        "a page with text has no such line"
    );
}

// --- the words of the interface --------------------------------------------------------------------------------------

fn keys(value: &serde_yaml::Value, at: &str, found: &mut BTreeSet<String>) {
    match value.as_mapping() {
        Some(map) => {
            for (key, value) in map {
                keys(value, &format!("{at}.{}", key.as_str().unwrap_or_default()), found);
            }
        }
        None => {
            assert!(value.as_str().is_some_and(|words| !words.trim_matches(' ').is_empty()), "{at} has no words");
            found.insert(at.trim_start_matches('.').to_owned());
        }
    }
}

fn words(language: &str) -> BTreeSet<String> {
    let text = fs::read_to_string(Path::new(ROOT).join(format!("themes/default/i18n/{language}.yaml"))).expect("words");
    let mut found = BTreeSet::new();
    keys(&serde_yaml::from_str(&text).expect("YAML"), "", &mut found);
    found
}

#[test]
fn all_languages_have_the_same_words_and_none_is_idle() {
    let en = words("en");
    for language in ["vi", "de", "es", "fr", "it", "nl", "pt", "sv"] {
        let own = words(language);
        assert_eq!(own.symmetric_difference(&en).collect::<Vec<_>>(), Vec::<&String>::new(), "{language}");
    }
    let mut uses = String::new();
    for place in ["themes/default/templates", "src/render", "src/book"] {
        for (_, bytes) in folder(&Path::new(ROOT).join(place), &[]).iter() {
            uses.push_str(&String::from_utf8_lossy(bytes));
        }
    }
    uses.push_str(&fs::read_to_string(Path::new(ROOT).join("src/words.rs")).expect("a file of the program"));
    let is_used = |key: &&String| {
        let group = key.rsplit_once('.').map_or("", |(group, _)| group);
        [format!("t.{key}"), format!("\"{key}\""), format!("t.{group}[")].iter().any(|use_| uses.contains(use_))
            || group.starts_with("count.") && uses.contains(&format!("t.{group}"))
    };
    // All of `search` goes to the search script. The other is for the figures of the indicators, which no page shows yet.
    let waiting = "number.decimal";
    let idle: Vec<&String> =
        en.iter().filter(|key| !is_used(key) && *key != waiting && !key.starts_with("search.")).collect();
    assert!(idle.is_empty(), "no template says these: {idle:?}");
}

/// Takes out what stands between two signs.
fn without(text: &str, open: &str, close: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(open) {
        out.push_str(before);
        rest = after.split_once(close).map_or("", |(_, after)| after);
    }
    out + rest
}

#[test]
fn no_template_speaks_a_language_of_its_own() {
    // Names that are the same in every language, and the 404 sign.
    let allowed = ["Aa", "A", "BibTeX", "CSL", "JSON"];
    for (path, bytes) in folder(&Path::new(ROOT).join("themes"), &[]).iter().filter(|(path, _)| path.ends_with(".html"))
    {
        let mut text = String::from_utf8_lossy(bytes).into_owned();
        for (open, close) in [("{#", "#}"), ("{%", "%}"), ("{{", "}}"), ("<script", "</script>")] {
            text = without(&text, open, close);
        }
        let mut spoken = Vec::new();
        for name in ["aria-label", "title", "alt", "placeholder", "content"] {
            for part in text.split(&format!(" {name}=\"")).skip(1) {
                let value = part.split('"').next().unwrap_or_default();
                let is_setting = name == "content" && value.contains(['=', '/', '-', '_']) || value == "websitearticle";
                if !is_setting && value != "light dark" && value != "noindex" {
                    spoken.push(value.to_owned());
                }
            }
        }
        spoken.push(without(&text, "<", ">"));
        for word in spoken.join(" ").split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
            assert!(allowed.contains(&word), "{path} says “{word}”: put it into i18n/");
        }
    }
}

#[test]
fn the_scripts_speak_no_language_of_their_own() {
    for name in ["reader.js", "guide.js", "register.js", "indicators.js", "search.js"] {
        let file = Path::new(ROOT).join("themes/default/static").join(name);
        let script = fs::read_to_string(file).expect("the script");
        let code: String = script
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .map(|line| line.split(" // ").next().unwrap_or_default().to_owned() + "\n")
            .collect();
        let code = without(&code, "/*", "*/");
        for quoted in code.lines().flat_map(|line| line.split(['"', '\'']).skip(1).step_by(2)) {
            // A sentence, in any language: words apart with a capital before, or a letter of Vietnamese in a word.
            let word = quoted
                .split_whitespace()
                .any(|w| w.chars().count() > 2 && w.chars().any(|c| c.is_alphabetic() && !c.is_ascii()));
            let sentence = quoted.starts_with(char::is_uppercase) && quoted.contains(' ');
            assert!(!word && !sentence, "{name} says “{quoted}”: put it into i18n/");
        }
    }
}

// --- docs/theming.md -------------------------------------------------------------------------------------------------

fn doc() -> String {
    fs::read_to_string(Path::new(ROOT).join("docs/theming.md")).expect("docs/theming.md")
}

#[test]
fn every_example_of_the_document_builds() {
    let doc = doc();
    let mut count = 0;
    for fence in doc.split("\n```").skip(1).step_by(2) {
        let (head, text) = fence.split_once('\n').unwrap_or((fence, ""));
        let Some((_, path)) = head.split_once(' ') else { continue };
        let path = path.trim();
        count += 1;
        let in_theme = path.starts_with("themes/");
        let edition = with(figures(), &[(path, text)]);
        let edition = if in_theme { themed(edition, path.split('/').nth(1).unwrap_or_default()) } else { edition };
        let built = site(&edition);
        let used = built.iter().any(|(_, bytes)| String::from_utf8_lossy(bytes).contains("example-"));
        assert!(used, "the example {path} leaves no `example-…` on any page");
    }
    assert!(count >= 5, "{count} examples with a path");
}

#[test]
fn every_template_is_in_the_document() {
    let doc = doc();
    for (path, bytes) in folder(&Path::new(ROOT).join("themes/default/templates"), &[]).iter() {
        assert!(doc.contains(&format!("`{path}`")), "{path} is not in docs/theming.md");
        let text = String::from_utf8_lossy(bytes);
        for part in text.split("{% component ").skip(1) {
            let name = part.split('(').next().unwrap_or_default();
            assert!(doc.contains(&format!("`{name}`")), "the component {name} is not in docs/theming.md");
        }
        for part in text.split("{% block ").skip(1) {
            let name = part.split_whitespace().next().unwrap_or_default();
            assert!(doc.contains(&format!("`{name}`")), "the block {name} is not in docs/theming.md");
        }
    }
}

/// What each group of variables is read from; a list gives its entries.
const GROUPS: &[(&str, &[&str])] = &[
    ("config", &["config"]),
    ("outputs", &["config.outputs"]),
    ("ibid", &["ibid"]),
    ("download", &["downloads[]", "report.downloads[]"]),
    ("entry", &["pages[]", "page.related[]"]),
    ("crosslinks", &["crosslinks"]),
    ("cited", &["page.documents[]", "documents[].doubles[]"]),
    ("also", &["page.parallels[]", "pairs[].a", "pairs[].b"]),
    ("discrepancy", &["page.discrepancies[]", "discrepancies[]"]),
    ("side", &["discrepancies[].a", "discrepancies[].b"]),
    ("piece", &["discrepancies[].a.value[]", "rows[].a_pieces[]", "rows[].b_pieces[]"]),
    (
        "where",
        &["own", "other", "page.parallels[].at", "discrepancies[].a.at", "documents[].mentions[].at", "terms[].uses[]"],
    ),
    ("document", &["documents[]"]),
    ("kind", &["document_kinds[]"]),
    ("gathered", &["report.note_groups[]"]),
    ("mention", &["documents[].mentions[]"]),
    ("pair", &["pairs[]"]),
    ("row", &["rows[]"]),
    ("term", &["terms[]"]),
    ("page", &["page"]),
    ("report", &["report", "reports[]"]),
    ("note", &["report.note_groups[].notes[]", "page.notes[]", "report.notes[]", "page.sections[].notes[]"]),
    ("annotation", &["page.annotations[]", "page.sections[].annotations[]"]),
    ("correction", &["page.corrections[]", "page.sections[].corrections[]", "corrected[].entries[]"]),
    ("group", &["corrected[]"]),
    ("mark", &["page.notes[].marks[]", "report.notes[].marks[]"]),
    ("heading", &["page.toc[]", "report.outline[]", "report.outline[].children[]"]),
    ("way", &["page.ancestors[]", "page.lower", "page.higher"]),
    ("child", &["page.children[]"]),
    ("opening", &["page.opening"]),
    ("part", &["page.sections[]"]),
    ("source", &["page.source"]),
    ("facsimile", &["facsimile"]),
    ("passage", &["facsimile.places[]"]),
    ("root", &[]),
];

/// Most values are there on some pages only.
fn guard(value: &str) -> String {
    let root = value.split('.').next().unwrap_or_default();
    format!("{root} is defined and ")
}

/// The same for figures; see `figures`.
const FIGURES: [(&str, &[&str]); 13] = [
    ("card", &["page.indicators[]"]),
    ("figure", &["page.indicators[].figures[]", "report.key_figures[]", "report.indicators[]"]),
    ("around", &["report.indicators[].around"]),
    ("comparison", &["page.comparison"]),
    ("column", &["page.comparison.columns[]"]),
    ("row", &["page.comparison.rows[]"]),
    ("group", &["page.comparison.groups[]"]),
    ("state", &["page.comparison.rows[].states[]"]),
    ("cell", &["page.comparison.rows[].cells[][]"]),
    ("other", &["page.comparison.rows[].cells[][].others[]"]),
    ("concept", &["concept"]),
    ("place", &["concept.places[]"]),
    ("course", &["concept.places[].rows[]"]),
];

/// The same for revisions; see `HISTORY`.
const REVISIONS: [(&str, &[&str]); 9] = [
    ("revision", &["revision", "revisions[]"]),
    ("count", &["revision.counts[]", "revisions[].counts[]"]),
    ("group", &["revision.groups[]"]),
    ("change", &["revision.groups[].changes[]"]),
    ("piece", &["revision.groups[].changes[].pieces[]"]),
    ("revised", &["page.revised"]),
    ("version", &["page.version"]),
    ("kept", &["page.versions[]"]),
    ("led", &["page.led[]"]),
];

fn groups() -> impl Iterator<Item = (&'static str, &'static [&'static str])> {
    FIGURES.into_iter().chain(REVISIONS).chain(GROUPS.iter().copied())
}

/// A revision of the golden edition: one paragraph of the first page took another one in.
const HISTORY: &str = "revisions:\n\
    - date: '2026-03-01'\n  \
      file: bao-cao-mau.md\n  \
      changes:\n  \
      - {kind: edited, id: c1xz, section: h1kq, old: Vườn rộng 4 m2, new: Vườn rộng 5 m2}\n  \
      - {kind: joined, id: y7yt, section: h1kq, other: c1xz, old: xem lại}\n  \
      forwards:\n  \
      - {id: y7yt, was: ket-qua}\n";

/// The print of the golden edition: a page, and a place on it.
const PRINT: &str = "pages:\n- {name: '1', label: '1', picture: 1.png, size: [849, 1200]}\n\
    places:\n  h1kq: {letters: 0, at: [['1', 100, 100, 900, 120]]}\n";

/// The golden edition with figures that a row of the comparison holds, and with a revision.
fn figures() -> FileTree {
    let edition = small();
    let path = "content/bao-cao-mau/02-chi-tieu.md";
    let page = edition.text(path).expect("the second page").to_owned();
    let (front, body) = page.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")).expect("front matter");
    let figures = "indicators:\n\
        - {name: Số cây, value: 31, unit: cây, period: '2030', kind: target, quote: tới 31 cây, at: z1fg}\n\
        - {name: Số cây, value: 12, unit: cây, period: '2025', kind: actual, quote: từ 12 cây, at: z1fg}\n\
        - {name: Số cây, value: 13, unit: cây, period: '2025', kind: actual, quote: 13 cây, at: z1fg}\n\
        annotations:\n- {quote: 31 cây, note: Lời bình}\n\
        corrections:\n- {quote: từ 12, read: từ mười hai, reason: Viết chữ}";
    let page =
        format!("---\n{front}\n{figures}\n---\n{body}\nTrồng từ 12 cây tới 31 cây; đếm lại là 13 cây. {{#z1fg}}\n");
    let config = edition.text("edition.yaml").expect("edition.yaml").to_owned()
        + "concepts:\n  Số cây: []\nversions: keep\nfacsimile: true\noutputs: {epub: true}\n";
    let chapter = "---\ntitle: Chương\nid: chng\nlevel: 1\nweight: 40\n---\n";
    let below = "---\ntitle: Mục\nid: mucx\nlevel: 2\nweight: 50\n---\n\nHai câu. Ba chữ. {#doan}\n";
    let files = [
        (path, page.as_str()),
        ("edition.yaml", &config),
        ("content/bao-cao-mau/_revisions.yaml", HISTORY),
        ("content/bao-cao-mau/_pages.yaml", PRINT),
        ("content/bao-cao-mau/_pages/1.png", ""),
        ("content/bao-cao-mau/_versions.yaml", "- revision: 1\n  pages: [_index.md, 01-a.md]\n"),
        ("content/bao-cao-mau/_versions/1/_index.md", "---\ntitle: Báo cáo mẫu\n---\n"),
        ("content/bao-cao-mau/_versions/1/01-a.md", "---\ntitle: Mục\n---\n\nNhư trước.\n"),
        ("content/bao-cao-mau/03-chuong.md", chapter),
        ("content/bao-cao-mau/04-muc.md", below),
    ];
    with(edition, &files)
}

/// A template that writes `group key` lines for everything in the contexts.
fn probe() -> String {
    let mut out = String::new();
    for (group, places) in groups() {
        for place in places {
            let steps: Vec<&str> = place.split("[]").collect();
            let mut ends = 0;
            let mut value = String::new();
            for (at, step) in steps.iter().enumerate() {
                value = if at == 0 { (*step).to_owned() } else { format!("v{}{step}", at - 1) };
                if at + 1 < steps.len() {
                    let guard = guard(&value);
                    out.push_str(&format!("{{% if {guard}{value} %}}{{% for v{at} in {value} %}}"));
                    ends += 1;
                }
            }
            let guard = guard(&value);
            out.push_str(&format!("{{% if {guard}{value} %}}{{% for key, value in {value} %}}@@{group} {{{{ key }}}}\n{{% endfor %}}{{% endif %}}"));
            out.push_str(&"{% endfor %}{% endif %}".repeat(ends));
            out.push('\n');
        }
    }
    out
}

#[test]
fn every_variable_is_in_the_document_and_the_document_names_no_other() {
    let probe = probe();
    let names = [
        "home.html",
        "report.html",
        "section.html",
        "notes.html",
        "print.html",
        "page.html",
        "search.html",
        "404.html",
        "documents.html",
        "parallels.html",
        "parallel.html",
        "discrepancies.html",
        "glossary.html",
        "indicators.html",
        "comparison.html",
        "concept.html",
        "corrections.html",
        "changes.html",
        "revision.html",
        "facsimile.html",
    ];
    let templates: Vec<(String, &str)> =
        names.iter().map(|name| (format!("templates/{name}"), probe.as_str())).collect();
    let templates: Vec<(&str, &str)> = templates.iter().map(|(path, text)| (path.as_str(), *text)).collect();
    let pages = [small(), crosslinked(), figures()].map(|edition| site(&with(edition, &templates)));
    let mut known: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (path, bytes) in pages.iter().flat_map(FileTree::iter).filter(|(path, _)| path.ends_with(".html")) {
        let text = String::from_utf8_lossy(bytes).into_owned();
        for line in text.lines().filter_map(|line| line.strip_prefix("@@")) {
            let (group, key) = line.split_once(' ').unwrap_or_else(|| panic!("{path}: {line}"));
            known.entry(group.to_owned()).or_default().insert(key.to_owned());
        }
    }
    let mut written: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in doc().lines().filter(|line| line.starts_with("| `")) {
        let cell = row.split('|').nth(1).unwrap_or_default();
        for name in cell.split('`').skip(1).step_by(2) {
            if let Some((group, key)) = name.split_once('.').filter(|(group, _)| groups().any(|(g, _)| g == *group)) {
                written.entry(group.to_owned()).or_default().insert(key.to_owned());
            }
        }
    }
    // The name of a template is no variable.
    written.values_mut().for_each(|keys| {
        keys.remove("html");
    });
    let mut wrong = Vec::new();
    for (group, places) in groups().filter(|(_, places)| !places.is_empty()) {
        let none = BTreeSet::new();
        let (named, there) = (written.get(group).unwrap_or(&none), known.get(group).unwrap_or(&none));
        wrong
            .extend(there.difference(named).map(|key| format!("`{group}.{key}` of {places:?} is not in the document")));
        wrong.extend(
            named.difference(there).map(|key| format!("`{group}.{key}` is in the document and not in {places:?}")),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
