//! A law: what import writes, `check` and `build` accept. Whatever a source holds, no page of it is refused, and a reader
//! sees every word of it, or the ledger says that it is lost.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use ibid::diagnostic::{Diagnostic, Severity};
use ibid::edition;
use ibid::import::{Ledger, LeftOut};
use ibid::model::edition::Edition;
use ibid::model::page::{Element, Page};
use ibid::pipeline::{self, ImportPlan};
use ibid::source::Source;
use ibid::tree::FileTree;
use proptest::prelude::*;

/// What sources hold that Markdown, YAML or HTML would take for something else. `§` stands for a word of its own.
const PIECES: &[&str] = &[
    // Words
    "§ § §.",
    "§ §",
    "Đạt § 12,5% và § 1.200 tỷ đồng §.",
    "Mức hỗ trợ § đạt 650.000 đồng/tháng.",
    "Sản lượng § tăng 7.5% so với §, 8.5% của §, 9.25% mỗi §.",
    "| TT | § |\n|---|---|\n| 1.1 | § |\n| 1.2 | 2.5 |",
    "The output reached 45 § in 2024 and 30% of § was spent.",
    "§ § § § § § § § § § § § § § § § § § § § § § § § § § § §",
    // Headings
    "# BÁO CÁO\n\nNĂM §",
    "# § #",
    "## I. §",
    "## II- §",
    "### _1.1. §_",
    "**1. § §**",
    "**§**",
    "##",
    "## § {#x .y}",
    "## § `§",
    "## <b>§</b> §",
    "## [§](#_Toc1)",
    "## § x^{2}",
    "####### §",
    "## §\\",
    "## 1. 2. §",
    "## - §",
    "§ §\n===",
    "§ §\n---",
    "Điều 5. §",
    "CHƯƠNG II\n§ §",
    "PHỤ LỤC 1\n§",
    "# Search\n\n§",
    // Notes in several styles, and oddities
    "§<sup>1</sup> §.",
    "<sup>1</sup> § §.",
    "§[^1] § §[^1].",
    "[^1]: § §",
    "[^1]: §\n\n[^1]: §",
    "[^2]:     §",
    "[^2]:\n\n    # §",
    "§[^x y] [^] [^§ [^^2^] §",
    "[^long label of §]: §",
    "§ [2] § [3].",
    "[2] § §",
    "[§]: https://example.org",
    "§.3 § §.4",
    "3 See §.",
    "4. - §",
    "> 3 §",
    "* §\n\n(*) §",
    "1\n\n§ §",
    "¹ §",
    "§ `code[^1]` §",
    "<sup>§</sup> <sup>1 §",
    // Lists
    "- §",
    "-     §",
    "- - §",
    "- # §",
    "- > §",
    "- ```\n§",
    "- 1. §",
    "- {#a1}",
    "-",
    "+ §",
    "• §",
    "1.     §",
    "1.\t\t§",
    "1. 2. §",
    "1. # §",
    "1.",
    "2025. §",
    "7) §",
    "1. > §",
    "    § §",
    "\t§ {#a}",
    // Quotations
    "> §",
    "> # §",
    "> - §",
    ">     §",
    "> > §\n> §",
    ">",
    "> ```",
    "> | § | § |",
    // Tables
    "| § | § |\n|---|---|\n| § | § |",
    "| § |\n|---|---|\n| § | § | § |",
    "| § | § |\n| § |",
    "| § \\| § | `§|§` |\n|:-:|--:|",
    "|---|",
    "|",
    "||| § {#a}",
    "| <b>§</b> | § {#a} |\n|---|---|\n| <td> | [^1] |",
    "| § |\n|---|\n| {#a .b} |",
    "<table><tr><td>§</td></tr></table>",
    "<table>\n<tr><td>§ 12%</td>\n\n    <td>§</td></tr>\n</table>",
    "<table><tr><td>§",
    "<tablet> §",
    "<table><tr><td>§</td></tr></table> § {#a}",
    "</table> §",
    // Code
    "```\n§\n```",
    "```\n§",
    "```rust {#a}\n<<<<<<< §\n```",
    "~~~\n§\n```\n§\n~~~",
    "````\n```\n§\n```\n````",
    "``` §",
    "`§",
    "`` § ` §",
    // Raw HTML
    "<div>§</div>",
    "<div>\n§\n\n§ {#a}",
    "</div>",
    "§ <u>§</u> <b>§</b> <i>§ </i>§<em>§</em>",
    "<b>§",
    "§</b> </i> § <b></b>",
    "<span style=\"color:red\">§ 12%</span> §",
    "<span id=\"p1\"></span>§",
    "<script>alert('§')</script>",
    "<style>§ {x:y}",
    "<!-- note --> §",
    "<!--",
    "<!-- <span style=\"color:red\">§ 12%</span>",
    "-->",
    "<?php § ?>",
    "<![CDATA[ § ]]>",
    "<!DOCTYPE §>",
    "§ &nbsp; § &lt;b&gt; §&amp;lt; &copy; &#35; &#x27; &bogus; &#0;",
    "&nbsp;&nbsp;&nbsp;&nbsp;§",
    "&#35; §",
    "§ <br> § <br/> § <BR />",
    "<p align=\"center\">§</p>",
    "<a href=\"#x\">§</a> <a name=\"y\">",
    "§ < § > § <= 5 >= 6 <9% <a@b.c>",
    "H<sub>2</sub>O § m<sup>2</sup> <sub>§",
    "<pre>\n\n§\n\n</pre>",
    "<note:§> <https://example.org/a_b_c>",
    "§ 5<sup>th</sup> § <sup>**2**</sup> 30%",
    "<input onclick=\"§\"",
    "<details><summary>§</summary>\n\n§ 15%\n\n</details>",
    // Links and pictures
    "[§](#_Toc1) [§](#x \"t\") [§](<#a b>)",
    "[§](other.md) [§](other.md#x) [§](/a.pdf) [§](..)",
    "[§](https://example.org/a_(b)) <§@example.org>",
    "[§](javascript:x) [§](mailto:a@b.c) [§](//host/x)",
    "[§][ref] [§][] [ref]",
    "[ref]: #x",
    "[§](#x",
    "[§](",
    "[[§](#a)](#b)",
    "![§](a.png)",
    "![§][ref] ![](x.png \"t\") ![§](<a b.png>) ![[§](#x)](y.png)",
    "[![§](a.png)](#b) § 12%",
    "[**§**](#x) [`§`](#x) [<b>§</b>](#x)",
    // Attributes and front matter
    "§ {#abcd}",
    "§ {.letterhead}",
    "{#abcd .table}",
    "{#fn-1}",
    "§ {#fn-1 .signature} {#a b}",
    "§ {",
    "}",
    "---\ntitle: §\n---",
    "---",
    "---\ntitle: \"§\ndate: [\n---",
    "...",
    "%YAML 1.2",
    "title: §",
    "***",
    "===",
    // Emphasis
    "**§ § *§",
    "*§ **§* §**",
    "__§_ § _§__ ~~§~ ~§~ 5~6 § 7~8",
    "§*§*§ **§**§** ** * _ __",
    "\\*§\\* \\§ \\\\ \\",
    "§ \\",
    "§  \n# §",
    "§  \n- §  \n    §\\\n1. §",
    "§  \n===",
    "§  \n---\n§",
    "§  \n| a | b |",
    "§  \n```\n§",
    "§  \n<div>§",
    "§  \n> §",
    "§  \n[^1]: §",
    "[^1]: § [^1]: §\n\n[^1]: §",
    // Conflict signs
    "<<<<<<< §",
    "<<<<<<< content\n§\n=======\n§\n>>>>>>> source",
    "=======",
    ">>>>>>> §",
    "||||||| §",
    // Signs of other kinds
    "$x^2_{§}$ \\(§\\) $$ § $$ ${ }^{1}$ \\[§\\]",
    "§\u{c}§",
    "\u{c}",
    "\u{c}§\u{b}§",
    "\u{feff}§ \u{feff}§",
    "§\u{1}§ \u{7f}§ \u{85}§ \u{9b}§",
    "§\u{2028}§\u{2029}§\u{a0}§\u{200b}§\u{ad}",
    "\u{e000}§ \u{e000}7\u{e001} \u{e001}",
    "\u{202e}§ \u{5d0}\u{5d1} \u{627}\u{644} §",
    "\u{301}§ a\u{301}\u{302} \u{fffe}§ \u{ffff} \u{fffd} 🏛️",
    "\u{3000}§ \u{2003}§",
    "§\r§\r\n§",
    "12%\u{a0}§ 1\u{a0}200 § 99999999999999999999999999 §",
    "\"§\" '§' : # - § ! & * ? | > @ ` %",
    "ngày 31 tháng 02 năm 2025 §",
    "Hà Nội, ngày 32 tháng 13 năm 2025",
    "§ -\n§ §-\n§",
    "## \u{feff}§\u{2028}§ \u{fffe}",
    "đạt 99999999999999999999999999999999% và § 1.000.000.000.000.000.000.000 tỷ đồng",
    "| § | § |\n|---|---|\n| § | § | § |",
    "## §}",
    "## § #",
    "1. § 5%\n2. § 6%\n- § 7%",
    "[^1]: - § 5%\n[^2]: 1. § 6%",
    "<table><tr><td><a href=\"#x\">§</a> <img src=\"a.png\"> <script>§</script></td></tr></table>",
    "- <u>§ đạt 5%</u>  \n- tăng 6% §",
];

/// A text of pieces, each on a line, in a paragraph or in the sentence of its own; every `§` becomes another word.
fn text() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(PIECES);
    let gap = prop_oneof![5 => Just("\n\n"), 3 => Just("\n"), 1 => Just(" "), 1 => Just("")];
    prop::collection::vec((piece, gap), 1..10)
        .prop_map(|pieces| worded(&pieces.into_iter().flat_map(|(piece, gap)| [piece, gap]).collect::<String>()))
}

/// The text with words for `§`.
fn worded(text: &str) -> String {
    let mut out = String::new();
    for (count, part) in text.split('§').enumerate() {
        if count > 0 {
            let _ = write!(out, "{}", word(count));
        }
        out.push_str(part);
    }
    out
}

/// A word that stands once in a text.
fn word(count: usize) -> String {
    format!("Từ{}q", ibid::text::letters(count))
}

/// The edition before the import: empty but for its configuration.
fn empty_edition() -> FileTree {
    let mut folder = FileTree::new();
    folder.insert("edition.yaml", "title: E\nlanguage: vi\n").expect("a path inside");
    folder.insert("content/_index.md", "---\ntitle: E\n---\n").expect("a path inside");
    folder
}

/// What a reader sees of a page.
fn shown(page: &Page) -> String {
    let front = &page.front;
    let mut words = vec![page.plain_title.clone()];
    words.extend([&front.label, &front.number, &front.place].into_iter().flatten().cloned());
    for element in &page.elements {
        match element {
            Element::Heading(heading) => words.extend([heading.head.clone(), heading.title.clone()]),
            Element::Block(block) => words.push(block.text.clone()),
        }
    }
    words.extend(page.notes.iter().map(|note| note.text.clone()));
    words.join("\n")
}

/// What is wrong with the import of a text; none when the law holds.
fn fault(text: &str) -> Option<String> {
    let source = Source::from_bytes("law.md", text.as_bytes()).ok()?;
    let folder = empty_edition();
    let plan = pipeline::import(&folder, &source, "2025-07-01").value;
    let after = plan.applied(&folder);
    let refused: Vec<Diagnostic> =
        pipeline::check(&after).into_iter().filter(|said| said.severity == Severity::Error).collect();
    if !refused.is_empty() {
        let told: String = refused.iter().map(|said| said.render(false)).collect();
        return Some(format!("refused:\n{told}"));
    }
    let edition = edition::read(&after).value;
    if let Some(stray) = stray(&edition) {
        return Some(format!("stray: {stray}\n{}", written(&after)));
    }
    lost(&source, &plan, &edition).map(|lost| format!("lost: {lost}\n{}", written(&after)))
}

/// The first block or section that import wrote and that a page does not have as one, or has beside them.
fn stray(edition: &Edition) -> Option<String> {
    for report in &edition.reports {
        let mut found = BTreeSet::new();
        for page in report.all_pages() {
            found.insert(page.id.as_str());
            for element in &page.elements {
                let (id, is_given, words) = match element {
                    Element::Heading(heading) => (&heading.id, heading.id_given, &heading.title),
                    Element::Block(block) => (&block.id, block.id_given, &block.text),
                };
                if !is_given {
                    return Some(format!("{words:?} was not written as a block of its own"));
                }
                found.insert(id);
            }
        }
        let ids = report.record.blocks.keys().chain(report.record.sections.keys());
        if let Some(lost) = ids.into_iter().find(|id| !found.contains(id.as_str())) {
            return Some(format!("`{lost}` is no block of its own"));
        }
    }
    None
}

/// The words of a source that no reader sees and no ledger names.
fn lost(source: &Source, plan: &ImportPlan, edition: &Edition) -> Option<String> {
    let pages: String = edition.addresses().map(|(page, _)| shown(page)).collect();
    // The words that stand for a picture are named with the picture.
    let is_of_picture = |word: &str| source.text.lines().any(|line| line.contains("![") && line.contains(word));
    let is_named = |ledger: &Ledger, word: &str| {
        let are_pictures_told = ledger.coverage.left_out.iter().any(|left| left.what == "left-pictures");
        // A title that the file gives itself and the report does not have is named in full.
        let is_of_file = |left: &LeftOut| left.what == "left-file-title" && left.example.1.contains(word);
        ledger.lost.iter().any(|(lost, _)| lost == word)
            || are_pictures_told && is_of_picture(word)
            || ledger.coverage.left_out.iter().any(is_of_file)
    };
    let words = ibid::text::words(&source.text).filter(|word| word.starts_with("Từ") && word.ends_with('q'));
    let lost = words.filter(|word| !pages.contains(*word) && !plan.ledgers.iter().any(|ledger| is_named(ledger, word)));
    let lost: Vec<&str> = lost.collect();
    (!lost.is_empty()).then(|| lost.join(" "))
}

fn written(folder: &FileTree) -> String {
    let pages = folder.iter().filter(|(path, _)| path.ends_with(".md") && !path.contains("_import/"));
    pages.map(|(path, bytes)| format!("=== {path}\n{}", String::from_utf8_lossy(bytes))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn pages_of_any_source_are_accepted(text in text()) {
        prop_assert_eq!(fault(&text), None, "{}", text);
    }
}

/// Each piece by itself, between paragraphs.
#[test]
fn pages_of_every_piece_are_accepted() {
    let mut faults = String::new();
    for piece in PIECES {
        let text = worded(&format!("# BÁO CÁO\n\n## I. §\n\n§ §.\n\n{piece}\n\n§ đạt 12%.\n"));
        if let Some(fault) = fault(&text) {
            let _ = writeln!(faults, "##### {piece:?}\n{fault}");
        }
    }
    assert!(faults.is_empty(), "{faults}");
}
