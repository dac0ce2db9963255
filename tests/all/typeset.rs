//! Books set by typst. Without the feature `pdf` the source is looked at alone; with it the pages, too:
//!
//!     cargo test --features pdf --test all -- typeset::
//!
//! `IBID_TYPST_SOURCE` names a folder that gets the sources of the real input with the template, for a look by hand:
//! `typst compile --root FOLDER FOLDER/can-tho.typ`.

use std::path::Path;

use regex::Regex;

use crate::support;
use ibid::model::page::Element;
use ibid::pipeline::{BuildOptions, build, read_and_link};
use ibid::tree::FileTree;

/// An edition of one report whose first page has this front matter and body.
fn one(front: &str, body: &str) -> FileTree {
    let mut tree = FileTree::new();
    for (path, text) in [
        ("edition.yaml", "title: Thử\nlanguage: vi\noutputs: {pdf: true}\n".to_owned()),
        ("content/_index.md", "---\ntitle: Thử\n---\n".to_owned()),
        ("content/r/_index.md", "---\ntitle: Báo cáo\n---\n".to_owned()),
        ("content/r/01-a.md", format!("---\ntitle: Mục\nid: muc\n{front}---\n\n{body}\n")),
    ] {
        tree.insert(path, text).expect("a path inside");
    }
    tree
}

/// The source of each report's book, by the report's folder.
fn sources(folder: &FileTree) -> Vec<(String, String)> {
    let (edition, links) = read_and_link(folder, &BuildOptions::default()).value;
    let words = ibid::render::words(folder, &edition.config);
    let one = |report| ibid::book::typst_source(&edition, &links, report, &words);
    edition.reports.iter().map(|report| (report.id.clone(), one(report))).collect()
}

fn pattern(written: &str) -> Regex {
    Regex::new(written).expect("a pattern")
}

/// Letters without white space, and with raised and lowered digits as plain ones.
fn solid(text: &str) -> String {
    let digit = |c: char| "⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉".chars().position(|sign| sign == c);
    let plain = |c: char| digit(c).and_then(|at| char::from_digit(u32::try_from(at % 10).ok()?, 10)).unwrap_or(c);
    text.chars().filter(|c| !c.is_whitespace() && *c != '|').map(plain).collect()
}

/// The words that a source gives to typst as strings of the text, in their order.
fn given(source: &str) -> String {
    const STRING: &str = r#"("(?:[^"\\]|\\.)*")"#;
    let text = pattern(&format!(r"#{STRING};|#raw\({STRING}\);|#b\.corrected\({STRING}\);|\({STRING}, \["));
    let words = text.captures_iter(source).filter_map(|found| (1..=4).find_map(|group| found.get(group)));
    let all: String = words.map(|one| one.as_str().trim_matches('"')).collect();
    solid(&all.replace("\\\"", "\"").replace("\\\\", "\\").replace("\\n", "\n"))
}

/// A source without its notes.
fn without_notes(source: &str) -> String {
    const CALL: &str = "#b.note(";
    let (mut out, mut rest) = (String::new(), source);
    while let Some(at) = rest.find(CALL) {
        out.push_str(&rest[..at]);
        let (mut depth, mut in_string, mut escaped, mut end) = (0, false, false, rest.len());
        for (place, c) in rest[at..].char_indices() {
            match c {
                _ if escaped => escaped = false,
                '\\' if in_string => escaped = true,
                '"' => in_string = !in_string,
                '[' | '(' if !in_string => depth += 1,
                ']' | ')' if !in_string => depth -= 1,
                ';' if !in_string && depth == 0 => {
                    end = at + place + 1;
                    break;
                }
                _ => {}
            }
        }
        rest = &rest[end..];
    }
    out + rest
}

/// Every word of the edition is in the source, and every note once; how many notes there are.
fn assert_given(folder: &FileTree) -> usize {
    let (edition, links) = read_and_link(folder, &BuildOptions::default()).value;
    let mut count = 0;
    for ((_, source), report) in sources(folder).iter().zip(&edition.reports) {
        let own = &links.reports[&report.id];
        let (all, whole) = (given(&without_notes(source)), given(source));
        let mut from = 0;
        for element in report.all_pages().flat_map(|page| &page.elements) {
            let Element::Block(block) = element else { continue };
            let wanted = solid(&block.text);
            let found = all[from..].find(&wanted).map(|at| from + at);
            assert!(found.is_some(), "{} is not there, or not in its order: {}", block.id, block.text);
            from = found.map_or(from, |at| at + wanted.len());
        }
        for note in &own.notes {
            let label = pattern(&format!("#b\\.note\\((?:sign: \"[^\"]*\", )?id: \"{}\"", note.id));
            assert_eq!(label.find_iter(source).count(), 1, "{} of {}", note.id, report.id);
            assert!(whole.contains(&solid(&note.text)), "{} of {}: {}", note.id, report.id, note.text);
        }
        assert_eq!(source.matches("#b.note(").count(), own.notes.len(), "notes of {}", report.id);
        count += own.notes.len();
    }
    count
}

#[test]
fn words_reach_typst_as_strings() {
    let body = "Dấu \\# \\[x\\] \"ngoặc\" \\\\ và `mã` $x$[^1]. {#p1}\n\n1. Một[^1]\n2. Hai\n\n| a | b |\n|---|--:|\n| c | d |\n\n[^1]: Lời *nhấn*.";
    let (_, source) = sources(&one("", body)).remove(0);
    for wanted in [
        "#b.section(level: 1, head: \"\", id: \"muc\")[#\"Mục\";];",
        "#b.paragraph(id: \"p1\")[#\"Dấu # [x] \\\"ngoặc\\\" \\\\ và \";#raw(\"mã\");#\" $x$\";#b.anchor(\"fnref-1-1\");#b.note(id: \"fn-1\")[#\"Lời \";#emph[#\"nhấn\";];#\".\";];#\".\";];",
        "#b.again(\"fn-1\", \"1\");",
        "#b.grid-of(id: \"pf5r\", columns: (left, right, ), head: ([#\"a\";], [#\"b\";],), ([#\"c\";], [#\"d\";],));",
    ] {
        assert!(source.contains(wanted), "no {wanted} in\n{source}");
    }
}

#[test]
fn the_reports_of_an_edition_are_apart_in_one_book() {
    let mut tree = one("", "Lời một[^1]. {#p1}\n\n[^1]: Chú một.");
    for (path, text) in [
        ("content/s/_index.md", "---\ntitle: Báo cáo hai\n---\n"),
        (
            "content/s/01-b.md",
            "---\ntitle: Mục hai\nid: muc\n---\n\nXem [chỗ kia](../r/01-a.md#p1) và [báo cáo](../r/_index.md)[^1]. {#p1}\n\n[^1]: Chú hai.\n",
        ),
    ] {
        tree.insert(path, text).expect("a path inside");
    }
    let (edition, links) = read_and_link(&tree, &BuildOptions::default()).value;
    let words = ibid::render::words(&tree, &edition.config);
    let source = ibid::book::typst_edition(&edition, &links, &words);
    for wanted in [
        "#b.part(title: [#\"Báo cáo\";], plain-title: \"Báo cáo\"",
        "id: \"r1-report\")",
        "#b.section(level: 2, head: \"\", id: \"r1-muc\")[#\"Mục hai\";];",
        "#b.paragraph(id: \"r0-p1\")[#\"Lời một\";#b.anchor(\"r0-fnref-1-1\");#b.note(id: \"r0-fn-1\")[#\"Chú một.\";];",
        "#b.lead(\"r0-p1\")[#\"chỗ kia\";];",
        "#b.lead(\"r0-report\")[#\"báo cáo\";];",
        "\"r1-report\": (\"\", \"Báo cáo hai\")",
    ] {
        assert!(source.contains(wanted), "no {wanted} in\n{source}");
    }
    // Whatever is led to is there, once.
    let there = pattern("(?:id: |anchor\\()\"(r\\d-[^\"]*)\"");
    let labels: Vec<&str> = there.captures_iter(&source).filter_map(|found| Some(found.get(1)?.as_str())).collect();
    for led in pattern("(?:lead|again)\\(\"(r\\d-[^\"]*)\"").captures_iter(&source) {
        let label = led.get(1).expect("a group").as_str();
        assert_eq!(labels.iter().filter(|one| **one == label).count(), 1, "{label}");
    }
}

#[test]
fn a_program_without_typst_says_so() {
    let said = build(&one("", "Lời. {#p1}"), &BuildOptions::default());
    let told = said.diagnostics.iter().any(|one| one.code == "pdf-unavailable");
    assert_eq!(told, !cfg!(feature = "pdf"), "{:?}", said.diagnostics);
    assert_eq!(said.value.get("r/r.pdf").is_some(), cfg!(feature = "pdf"));
}

#[test]
fn the_real_input_as_source() {
    let Some(folder) = support::real::folder() else { return };
    let (edition, links) = read_and_link(&folder, &BuildOptions::default()).value;
    let whole = ibid::book::typst_edition(&edition, &links, &ibid::render::words(&folder, &edition.config));
    assert_eq!(whole.matches("#b.note(").count(), 216);
    if let Some(to) = std::env::var_os("IBID_TYPST_SOURCE") {
        let to = Path::new(&to);
        std::fs::create_dir_all(to.join("templates")).expect("a folder");
        std::fs::write(to.join("templates/book.typ"), ibid::book::PDF_TEMPLATE).expect("a file");
        std::fs::write(to.join("edition.typ"), whole).expect("a file");
        for (report, source) in sources(&folder) {
            std::fs::write(to.join(format!("{report}.typ")), source).expect("a file");
        }
    }
    assert_eq!(assert_given(&folder), 216);
}
