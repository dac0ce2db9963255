//! The texts for archives: that they are valid by their schemas, and that outline, words and notes come out of them again.
//!
//! The schemas stand under their own licences and are no part of this repository. `tests/run.sh` fetches packages that
//! have them into `tests/.cache/schemas`; `IBID_SCHEMAS` names another folder with `tei.rng` and `akomantoso30.xsd`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use regex::Regex;

use crate::support;
use ibid::model::page::Element;
use ibid::pipeline::{BuildOptions, build, read_and_link};
use ibid::tree::FileTree;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The edition in a folder of the repository.
fn edition(folder: &str) -> FileTree {
    let root = PathBuf::from(ROOT).join(folder);
    let mut tree = FileTree::new();
    for entry in walkdir::WalkDir::new(&root).into_iter().filter_map(Result::ok).filter(|e| e.file_type().is_file()) {
        let path = entry.path().strip_prefix(&root).expect("below its root").to_string_lossy().replace('\\', "/");
        if ["content/", "static/", "edition.yaml"].iter().any(|start| path.starts_with(start)) {
            tree.insert(path, std::fs::read(entry.path()).expect("a file that was listed")).expect("a path inside");
        }
    }
    with_outputs(tree)
}

fn with_outputs(mut tree: FileTree) -> FileTree {
    const WANTED: &str = "outputs: {tei: true, akn: true}\nbook: {country: vn}\n";
    let config = tree.text("edition.yaml").expect("an edition").to_owned();
    let outputs = Regex::new("(?m)^outputs:(.*\n)(  .*\n)*").expect("a pattern");
    let config = format!("{}\n{WANTED}", outputs.replace(&config, ""));
    tree.insert("edition.yaml", config).expect("a path inside");
    tree
}

/// An edition of one report whose first page has this front matter and body.
fn one(front: &str, body: &str) -> FileTree {
    let mut tree = FileTree::new();
    for (path, text) in [
        ("edition.yaml", "title: Thử\nlanguage: vi\n".to_owned()),
        ("content/_index.md", "---\ntitle: Thử\n---\n".to_owned()),
        ("content/r/_index.md", "---\ntitle: Báo cáo\n---\n".to_owned()),
        ("content/r/01-a.md", format!("---\ntitle: Mục\nid: muc\nlevel: 1\n{front}---\n\n{body}\n")),
    ] {
        tree.insert(path, text).expect("a path inside");
    }
    with_outputs(tree)
}

fn site(folder: &FileTree) -> FileTree {
    build(folder, &BuildOptions::default()).value
}

fn pattern(written: &str) -> Regex {
    Regex::new(written).expect("a pattern")
}

/// The file of a schema, where it is there.
fn schema(name: &str) -> Option<PathBuf> {
    let folder =
        std::env::var_os("IBID_SCHEMAS").map_or_else(|| Path::new(ROOT).join("tests/.cache/schemas"), PathBuf::from);
    Some(folder.join(name)).filter(|file| file.is_file())
}

/// Holds documents against a schema by a program; without schema or program a line says so.
fn assert_valid(name: &str, program: &[&str], documents: &[(String, String)]) {
    let Some(schema) = schema(name) else { return support::real::skipped(&format!("there is no {name}")) };
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in documents {
        let file = folder.path().join(path.replace('/', "-"));
        std::fs::write(&file, text).expect("a file in the folder");
        let said = Command::new(program[0]).args(&program[1..]).arg(&schema).arg(&file).output();
        let Ok(said) = said else { return support::real::skipped(&format!("there is no {}", program[0])) };
        let all = format!("{}{}", String::from_utf8_lossy(&said.stdout), String::from_utf8_lossy(&said.stderr));
        assert!(said.status.success(), "{path}:\n{}", all.chars().take(2000).collect::<String>());
    }
}

/// The documents of a format in a site.
fn documents(site: &FileTree, ending: &str) -> Vec<(String, String)> {
    let all = site.iter().filter(|(path, _)| path.ends_with(ending));
    all.map(|(path, bytes)| (path.to_owned(), String::from_utf8(bytes.to_vec()).expect("UTF-8"))).collect()
}

/// The letters of XML without its tags.
fn letters(xml: &str) -> String {
    let text = pattern("<[^>]*>").replace_all(xml, "");
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
    solid(&text)
}

/// Letters without white space, and with raised and lowered digits as plain ones.
fn solid(text: &str) -> String {
    let digit = |c: char| "⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉".chars().position(|sign| sign == c);
    let plain = |c: char| digit(c).and_then(|at| char::from_digit(u32::try_from(at % 10).ok()?, 10)).unwrap_or(c);
    text.chars().filter(|c| !c.is_whitespace() && *c != '|').map(plain).collect()
}

/// No id is there twice, and every reference within the document leads to one.
fn assert_references(document: &str, id: &str, target: &str) {
    let mut ids = BTreeSet::new();
    for found in pattern(id).captures_iter(document) {
        assert!(ids.insert(found[1].to_owned()), "{} is there twice", &found[1]);
    }
    for found in pattern(target).captures_iter(document) {
        assert!(ids.contains(&found[1]), "{} leads nowhere", &found[1]);
    }
}

/// What the text of a TEI document is without what is no word of the report: notes, long forms, readings, numbers of marks.
fn running(document: &str) -> String {
    let text = document.split_once("<text>").expect("a text").1;
    let text = text.split("<back>").next().expect("a body").to_owned();
    // Notes may stand in notes: the innermost go first.
    let note = pattern("(?s)<note [^>]*>(?:[^<]|<[^n/]|<n[^o]|</[^n]|</n[^o])*</note>");
    let mut text = text;
    while note.is_match(&text) {
        text = note.replace_all(&text, "").into_owned();
    }
    let rest = "(?s)<expan>.*?</expan>|<corr/>|<corr>.*?</corr>|<ref type=\"noteref\".*?</ref>";
    letters(&pattern(rest).replace_all(&text, ""))
}

/// Nothing of the edition is lost on the way into its TEI documents; how many notes they have.
fn assert_tei(folder: &FileTree, site: &FileTree) -> usize {
    let (edition, links) = read_and_link(folder, &BuildOptions::default()).value;
    let mut count = 0;
    for report in &edition.reports {
        let own = &links.reports[&report.id];
        let path = format!("{0}/{0}.tei.xml", report.id);
        let document = site.text(&path).expect(&path);
        assert_references(document, " xml:id=\"([^\"]*)\"", " (?:target|corresp|resp)=\"#([^\"]*)\"");
        let readings = pattern(
            "(?s)<expan>.*?</expan>|<corr/>|<corr>.*?</corr>|<ref type=\"noteref\".*?</ref>|<note [^>]*type=\"(?:editorial|correction)\".*?</note>",
        );
        let (all, whole) = (running(document), letters(&readings.replace_all(document, "")));
        let mut from = 0;
        for element in report.all_pages().flat_map(|page| &page.elements) {
            match element {
                Element::Block(block) => {
                    let wanted = solid(&block.text);
                    // Pictures have their words in a description, the letterhead stands before the title.
                    let found = all[from..].find(&wanted).map(|at| from + at).or_else(|| all.find(&wanted));
                    assert!(found.is_some(), "{} is not in {path}: {}", block.id, block.text);
                    from = found.filter(|at| *at >= from).map_or(from, |at| at + wanted.len());
                    assert!(document.contains(&format!(" xml:id=\"{}\"", block.id)), "{} has no id", block.id);
                }
                Element::Heading(heading) => {
                    assert!(document.contains(&format!("<div type=\"section\" xml:id=\"{}\"", heading.id)));
                }
            }
        }
        for note in &own.notes {
            assert_eq!(document.matches(&format!("<note xml:id=\"{}\"", note.id)).count(), 1, "{} of {path}", note.id);
            assert!(whole.contains(&solid(&note.text)), "note {} of {path}: {}", note.number, note.text);
        }
        count += own.notes.len();
    }
    count
}

#[test]
fn archives_hold_the_whole_edition_and_are_valid() {
    for folder in [".", "tests/room", "tests/golden/small", "tests/golden/crosslinks"] {
        let edition = edition(folder);
        let site = site(&edition);
        assert_tei(&edition, &site);
        assert_valid("tei.rng", &["jing"], &documents(&site, ".tei.xml"));
        assert_akn(&edition, &site);
        assert_valid("akomantoso30.xsd", XSD, &documents(&site, ".akn.xml"));
    }
}

/// A program apart from the writers rebuilds outline, notes and printed pages from the documents and finds the edition's.
/// `spoilt` changes a document: then it must find that.
fn assert_rebuilt(site: &FileTree, spoilt: impl Fn(&str) -> String) {
    let script = Path::new(ROOT).join("tests/archives.py");
    let said = |change: &dyn Fn(&str) -> String| {
        let folder = tempfile::tempdir().expect("a folder");
        for (path, bytes) in site.iter() {
            if path == "data/edition.json" || path.ends_with(".tei.xml") || path.ends_with(".akn.xml") {
                let file = folder.path().join(path);
                std::fs::create_dir_all(file.parent().expect("a folder above")).expect("a folder");
                let text = String::from_utf8_lossy(bytes);
                let text = if path.ends_with(".xml") { change(&text) } else { text.into_owned() };
                std::fs::write(file, text).expect("a file in the folder");
            }
        }
        Command::new("python3").arg(&script).arg(folder.path()).output().ok()
    };
    let Some(whole) = said(&str::to_owned) else { return support::real::skipped("there is no Python") };
    assert!(
        whole.status.success(),
        "{}{}",
        String::from_utf8_lossy(&whole.stdout),
        String::from_utf8_lossy(&whole.stderr)
    );
    assert!(!said(&spoilt).expect("it ran before").status.success(), "what is spoilt is found");
}

#[test]
fn outline_and_notes_come_out_again() {
    for folder in [".", "tests/room", "tests/golden/small", "tests/golden/crosslinks"] {
        let site = site(&edition(folder));
        // A note's text, and a number of the outline.
        assert_rebuilt(&site, |text| {
            text.replacen("</p>\n</note>", "x</p>\n</note>", 1).replacen("<num>", "<num>9", 1)
        });
    }
}

/// What holds a document against an XML Schema.
const XSD: &[&str] = &["xmllint", "--noout", "--nonet", "--schema"];

/// Nothing of the edition is lost on the way into its Akoma Ntoso documents; how many notes they have.
fn assert_akn(folder: &FileTree, site: &FileTree) -> usize {
    let (edition, links) = read_and_link(folder, &BuildOptions::default()).value;
    let mut count = 0;
    for report in &edition.reports {
        let own = &links.reports[&report.id];
        let path = format!("{0}/{0}.akn.xml", report.id);
        let document = site.text(&path).expect(&path);
        assert_references(document, " eId=\"([^\"]*)\"", " (?:href|source)=\"#([^\"]*)\"");
        let text = document.split_once("</meta>").expect("metadata").1.to_owned();
        let notes = pattern("(?s)<authorialNote(?: [^>]*)?>(?:[^<]|<[^a/]|<a[^u]|</[^a]|</a[^u])*</authorialNote>");
        let mut running = text.clone();
        while notes.is_match(&running) {
            running = notes.replace_all(&running, "").into_owned();
        }
        let rest = pattern("(?s)<ins class=\"read\">.*?</ins>|<sup[^>]* class=\"missing\">.*?</sup>");
        let asides = pattern("(?s)<authorialNote [^>]*class=\"(?:editorial|correction)\".*?</authorialNote>");
        let alt = pattern("<img [^>]*alt=\"([^\"]*)\"/>");
        let whole = asides.replace_all(&text, "");
        let whole = rest.replace_all(&alt.replace_all(&whole, "$1"), "").into_owned();
        let (all, whole) = (letters(&rest.replace_all(&alt.replace_all(&running, "$1"), "")), letters(&whole));
        for element in report.all_pages().flat_map(|page| &page.elements) {
            match element {
                Element::Block(block) => {
                    assert!(all.contains(&solid(&block.text)), "{} is not in {path}: {}", block.id, block.text);
                    assert!(document.contains(&format!(" eId=\"{}\"", block.id)), "{} has no id", block.id);
                }
                Element::Heading(heading) => {
                    assert!(document.contains(&format!(" eId=\"{}\"", heading.id)), "{} of {path}", heading.id);
                }
            }
        }
        for note in &own.notes {
            let opened = format!("<authorialNote eId=\"{}\" marker=\"{}\"", note.id, note.sign);
            assert_eq!(document.matches(&opened).count(), 1, "{} of {path}", note.id);
            assert!(whole.contains(&solid(&note.text)), "note {} of {path}: {}", note.number, note.text);
        }
        count += own.notes.len();
    }
    count
}

#[test]
fn akoma_ntoso_knows_the_parts_of_laws() {
    let body = "## Điều 1. Phạm vi {#d1}\n\nLời mở đầu. {#p1}\n\n### a) Tiểu mục {#d11}\n\nNội dung[^1]. {#p2}\n\n## Điều 2. Hiệu lực {#d2}\n\n1. Khoản một[^1]. {#p3}\n\n[^1]: Lời.";
    let site = site(&one("label: Chương I\n", body));
    let document = site.text("r/r.akn.xml").expect("the document");
    for wanted in [
        "<act name=",
        "<FRBRcountry value=\"vn\"/>",
        "<chapter eId=\"muc\"><num>Chương I</num><heading>Mục</heading>",
        "<article eId=\"d1\"><num>Điều 1.</num><heading>Phạm vi</heading>\n<intro>\n<p eId=\"p1\">Lời mở đầu.</p>",
        "<hcontainer eId=\"d11\" name=\"division\"><num>a)</num>",
        "<marker eId=\"fnref-1-1\" name=\"noteref\"/><authorialNote eId=\"fn-1\" marker=\"1\" placement=\"bottom\"><p>Lời.</p>",
        "<blockList><item eId=\"p3\"><num>1.</num><p>Khoản một<noteRef eId=\"fnref-1-2\" href=\"#fn-1\" marker=\"1\"/>.</p></item></blockList>",
    ] {
        assert!(document.contains(wanted), "no {wanted} in\n{document}");
    }
    assert_valid("akomantoso30.xsd", XSD, &documents(&site, ".akn.xml"));
}

#[test]
fn where_a_report_was_signed_is_not_what_it_is_about() {
    let mut folder = one("", "Lời. {#p1}");
    let front = "---\ntitle: Báo cáo\nplace: Sơn Hà\nplace_of_issue: Bến Lội\n---\n";
    folder.insert("content/r/_index.md", front).expect("a path inside");
    let site = site(&folder);
    for (file, wanted) in [
        ("r/r.tei.xml", "<pubPlace>Bến Lội</pubPlace>"),
        ("r/index.html", r#""spatialCoverage":{"@type":"Place","name":"Sơn Hà"}"#),
        ("r/index.html", r#""locationCreated":{"@type":"Place","name":"Bến Lội"}"#),
    ] {
        let text = site.text(file).expect("a file of the site");
        assert!(text.contains(wanted), "no {wanted} in\n{text}");
    }
}

#[test]
fn tei_has_notes_readings_and_figures() {
    let front = "number: \"1.\"\nannotations:\n  - {quote: đều đạt, at: p1, note: \"Một *lời*.\", by: Biên tập}\ncorrections:\n  - {quote: \"chi tiêu\", at: p1, read: \"chỉ tiêu\", reason: Sót dấu}\nindicators:\n  - {name: Tăng trưởng, value: 8.5, op: \">=\", unit: \"tỷ đồng\", period: \"2025\", kind: target, quote: \"tăng 8,5 tỷ đồng\", at: p2}\n";
    let body = "Các *chi*[^1] tiêu đều đạt. {#p1}\n\n## 1.1. Kinh tế {#kt}\n\nKinh tế **tăng 8**,5 tỷ đồng[^1] & hơn[^9]. {#p2}\n\n[^1]: Lời.";
    let site = site(&one(front, body));
    let document = site.text("r/r.tei.xml").expect("the document");
    for wanted in [
        "<div type=\"section\" xml:id=\"muc\" n=\"1.\"><head><label>1.</label> Mục</head>",
        "<choice><sic><hi rend=\"italic\">chi</hi> tiêu</sic><corr>chỉ tiêu</corr></choice>",
        "<anchor type=\"noteref\" xml:id=\"fnref-1-1\"/><note xml:id=\"fn-1\" place=\"foot\" n=\"1\"><p>Lời.</p>",
        "<note xml:id=\"cor-p1-1\" type=\"correction\" resp=\"#edition-editor\">Sót dấu</note>",
        "<seg type=\"annotated\">đều đạt</seg><note xml:id=\"ann-p1-1\" type=\"editorial\" n=\"a\" resp=\"#edition-editor\"><p>Một <hi rend=\"italic\">lời</hi>.</p><p rend=\"by\">Biên tập</p></note>",
        "<measure xml:id=\"fig-p2-1\" type=\"target\" unit=\"tỷ_đồng\" commodity=\"Tăng trưởng\"><num atLeast=\"8.5\"><hi rend=\"bold\">tăng 8</hi>,5 tỷ đồng</num></measure>",
        "<ref type=\"noteref\" xml:id=\"fnref-1-2\" target=\"#fn-1\">1</ref> &amp; hơn<ref type=\"noteref\" subtype=\"missing\">",
        "<cell><ref target=\"#fig-p2-1\">Tăng trưởng</ref></cell>",
    ] {
        assert!(document.contains(wanted), "no {wanted} in\n{document}");
    }
    assert_valid("tei.rng", &["jing"], &documents(&site, ".tei.xml"));
}

#[test]
fn the_real_input_for_archives() {
    let Some(folder) = support::real::folder() else { return };
    let folder = with_outputs(folder);
    let site = site(&folder);
    assert_eq!(assert_tei(&folder, &site), 216);
    assert_valid("tei.rng", &["jing"], &documents(&site, ".tei.xml"));
    assert_eq!(assert_akn(&folder, &site), 216);
    assert_valid("akomantoso30.xsd", XSD, &documents(&site, ".akn.xml"));
    assert_rebuilt(&site, |text| text.replacen("</p>\n</note>", "x</p>\n</note>", 1).replacen("<num>", "<num>9", 1));
}
