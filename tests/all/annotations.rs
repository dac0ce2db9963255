//! The editor's annotations and corrections, through the front door: in the text, in the lists, in search and open data,
//! and what is said when their words are gone.

use std::collections::BTreeMap;

use proptest::prelude::*;

use crate::support;
use crate::support::chance::Chance;
use ibid::check::check_site;
use ibid::model::page::{Element, Page};
use ibid::pipeline::{BuildOptions, build, read_and_link};
use ibid::search::units::units;
use ibid::tree::FileTree;

fn edition(front: &str, body: &str) -> FileTree {
    support::edition::of_one_section("", front, body)
}

/// The page and what was said: code, line and column.
fn page(front: &str, body: &str) -> (String, Vec<String>) {
    let built = build(&edition(front, body), &BuildOptions::default());
    let said = built.diagnostics.iter().map(|d| {
        let place = d.place();
        format!("{} {}", d.code, place.strip_prefix("content/r/01-a.md:").unwrap_or(&place))
    });
    (built.value.text("r/a.html").unwrap_or_default().to_owned(), said.collect())
}

fn has(html: &str, wanted: &str) {
    assert!(html.contains(wanted), "no {wanted} in\n{}", html.split("<main").nth(1).unwrap_or(html));
}

#[test]
fn a_correction_shows_both_readings_and_says_why() {
    let front = "corrections:\n  - {quote: \"chi tiêu\", at: p1, read: \"chỉ tiêu\", reason: Sót dấu}\n";
    let (html, said) = page(front, "Các *chi* tiêu[^1] đều đạt. {#p1}\n\n[^1]: Lời.");
    assert_eq!(said, Vec::<String>::new());
    has(
        &html,
        "<p id=\"p1\">Các <em><ins class=\"read\">chỉ tiêu</ins><del class=\"misprint\" hidden>chi</del></em><del class=\"misprint\" hidden> tiêu</del><sup class=\"mark emended\"><a id=\"corref-p1-1\" href=\"#cor-p1-1\" role=\"doc-noteref\"",
    );
    has(&html, "<li id=\"cor-p1-1\"");
    has(&html, "<b class=\"lemma\">chỉ tiêu</b>");
    has(&html, "<q class=\"was\">chi tiêu</q>. Sót dấu");
    has(&html, "href=\"#corref-p1-1\" role=\"doc-backlink\"");
    has(&html, "name=\"readings\" value=\"printed\"");
}

#[test]
fn the_sign_stands_behind_a_link_and_a_mark_is_no_word() {
    let front = "corrections:\n  - {quote: \"trang mộ\", read: \"trang một\", reason: Sót chữ}\nannotations:\n  - {quote: \"mộ, rồi hai\", note: Xem lại}\n";
    let (html, said) = page(front, "Xem [ở trang mộ](#p1), rồi[^1] hai. {#p1}\n\n[^1]: Lời.");
    assert_eq!(said, Vec::<String>::new());
    has(
        &html,
        "<del class=\"misprint\" hidden><span class=\"annotated\">trang mộ</span></del></a><sup class=\"mark emended\">",
    );
    has(&html, "<span class=\"annotated\"> hai</span><sup class=\"mark annotation\"><a id=\"annref-p1-1\"");
    assert!(!html.contains("<span class=\"annotated\">1</span>"), "the mark of a note is marked");
}

#[test]
fn the_place_is_told_by_words_not_by_letters() {
    // "chi" stands in "chia" and, as letters without spaces, in "đích in"; only one of them is the word.
    let front = "corrections:\n  - {quote: chi, at: p1, read: chỉ, reason: Sót dấu}\n";
    let (html, said) = page(front, "Đã chia đích in ra, còn chi tiêu. {#p1}");
    assert_eq!(said, Vec::<String>::new());
    has(&html, "Đã chia đích in ra, còn <ins class=\"read\">chỉ</ins>");
    // The number that the list gives an item counts for the words, not for the letters in the page.
    let front = "corrections:\n  - {quote: \"3\", at: p2, read: \"5\", reason: Sai}\n";
    let (html, said) = page(front, "3. Có 13 xã và 3 phường {#p1}\n4. Có 33 xã và 3 phường {#p2}");
    assert_eq!(said, Vec::<String>::new());
    has(&html, "Có 33 xã và <ins class=\"read\">5</ins>");
}

#[test]
fn letters_run_through_the_report_in_the_order_of_the_words() {
    let front = "annotations:\n  - {at: p2, note: Cả đoạn}\n  - {quote: hai, note: \"Có **đậm**\", by: Tổ, date: \"2025-07\"}\n  - {quote: lời, at: ^1, note: Về chú thích}\n";
    let (html, said) = page(front, "Một hai ba[^1]. {#p1}\n\nBốn năm. {#p2}\n\n[^1]: Một lời chú.");
    assert_eq!(said, Vec::<String>::new());
    for (letter, id) in [("a", "p1-1"), ("b", "p2-1"), ("c", "fn-1-1")] {
        has(
            &html,
            &format!(
                "href=\"#ann-{id}\" role=\"doc-noteref\" aria-label=\"Lời bình {letter} của ban biên tập\">{letter}</a>"
            ),
        );
        has(&html, &format!("<li id=\"ann-{id}\" value="));
    }
    has(&html, "Bốn năm.<sup class=\"mark annotation\">");
    has(&html, "<p>Có <strong>đậm</strong></p>");
    has(&html, "<time datetime=\"2025-07\">tháng 7 năm 2025</time>");
    // In the print view of the report and on its page of notes, too.
    let built = build(
        &edition(front, "Một hai ba[^1]. {#p1}\n\nBốn năm. {#p2}\n\n[^1]: Một lời chú."),
        &BuildOptions::default(),
    );
    has(built.value.text("r/print.html").unwrap_or_default(), "<li id=\"ann-fn-1-1\"");
    has(
        built.value.text("r/notes.html").unwrap_or_default(),
        "<sup class=\"mark annotation\"><a href=\"../r/a.html#ann-fn-1-1\"",
    );
}

#[test]
fn figures_are_found_by_either_reading() {
    let figure = |quote: &str| {
        format!(
            "corrections:\n  - {{quote: \"l2 xã\", at: p1, read: \"12 xã\", reason: OCR}}\nindicators:\n  - {{name: Xã, value: 12, quote: \"{quote}\", at: p1}}\n"
        )
    };
    let body = "Có *l2* xã đạt, hơn 12 phường. {#p1}";
    for quote in ["Có 12 xã đạt", "12 xã đạt, hơn 12", "Có l2 xã đạt, hơn 12"] {
        let (html, said) = page(&figure(quote), body);
        assert_eq!(said, Vec::<String>::new(), "{quote}");
        has(&html, "<ins class=\"read\"><span class=\"figure\"");
        assert_eq!(html.matches("id=\"fig-p1-1\"").count(), 1, "{quote}");
    }
    let (_, said) = page(&figure("Có 13 xã đạt"), body);
    assert_eq!(said, ["indicator-quote 7:27"]);
}

#[test]
fn nothing_is_dropped_without_a_word() {
    let front = "corrections:\n  - {quote: mất rồi, at: p1, read: còn, reason: x}\n  - quote: hai\n    read: 2\n    reason: x\n  - quote: một hai\n    at: p1\n    read: 1 hai\n    reason: x\n  - quote: hai ba\n    at: p1\n    read: 2 ba\n    reason: x\n  - {quote: cũ, at: p1, read: bốn, reason: x}\n  - {quote: bốn, at: zz, read: 4, reason: x}\n  - {quote: năm, at: p2, read: 5}\n  - quote: năm\n    at: p2\n    read: 5\n    reason: x\n    proposed: true\n";
    let (html, said) = page(front, "Số một hai ba bốn. {#p1}\n\nHai hai năm. {#p2}");
    assert_eq!(
        said,
        [
            "correction-quote 5:6",
            "correction-quote 6:5",
            "correction-done 17:25",
            "correction-quote 18:18",
            "correction-overlap 13:5",
            "correction-empty 19:3",
            "correction-proposed 24:5",
        ]
    );
    assert_eq!(html.matches("class=\"mark emended\"").count(), 2, "two corrections have their place");
    let front = "annotations:\n  - quote: đã mất\n    at: p1\n    note: Lời bình\n  - note: \"\"\n    quote: Một\n  - note: Không chỗ\n";
    let (html, said) = page(front, "Một. {#p1}");
    assert_eq!(said, ["annotation-quote 5:5", "annotation-empty 8:5", "annotation-empty 10:3"]);
    has(&html, "<li id=\"ann-lost-1\"");
    has(&html, "Chữ được bình không còn trong trang: “đã mất”");
}

#[test]
fn a_fault_in_one_entry_moves_no_other() {
    let front =
        "annotations:\n  - quote: một\n    noet: x\n  - quote: [hai]\n    note: y\n  - quote: mất\n    note: z\n";
    let (_, said) = page(front, "Một hai. {#p1}");
    assert_eq!(said, ["key-unknown 6:5", "value-type 7:12", "annotation-quote 9:5"]);
}

#[test]
fn search_and_open_data_have_both_readings() {
    let front = "annotations:\n  - {quote: đều đạt, note: Theo báo cáo quý}\ncorrections:\n  - {quote: chi tiêu, read: chỉ tiêu, reason: Sót dấu}\n";
    let tree = edition(front, "Các chi tiêu đều đạt. {#p1}");
    let checked = read_and_link(&tree, &BuildOptions::default());
    let (edition, links) = &checked.value;
    let pieces: Vec<(String, String)> = units(edition, links)
        .into_iter()
        .flat_map(|unit| unit.pieces)
        .map(|piece| (piece.anchor.into_owned(), piece.text.into_owned()))
        .collect();
    let of = |anchor: &str| pieces.iter().find(|(id, _)| id == anchor).map(|(_, text)| text.as_str());
    assert_eq!(of("p1"), Some("Các chỉ tiêu đều đạt."));
    assert_eq!(of("cor-p1-1"), Some("chỉ tiêu ] chi tiêu. Sót dấu"));
    assert_eq!(of("ann-p1-1"), Some("Theo báo cáo quý"));
    let built = build(&tree, &BuildOptions::default());
    let data: serde_json::Value =
        serde_json::from_str(built.value.text("data/edition.json").unwrap_or_default()).expect("JSON");
    let report = &data["reports"][0];
    assert_eq!(report["blocks"][0]["text"], "Các chi tiêu đều đạt.", "open data keeps the print");
    assert_eq!(report["corrections"][0]["read"], "chỉ tiêu");
    assert_eq!(report["corrections"][0]["url"], "r/a.html#corref-p1-1");
    assert_eq!(report["annotations"][0]["letter"], "a");
    let ledger = built.value.text("corrections.html").unwrap_or_default();
    has(ledger, "href=\"r/a.html#corref-p1-1\"");
    has(built.value.text("index.html").unwrap_or_default(), "href=\"corrections.html\"");
}

#[test]
fn a_corrected_figure_is_no_open_difference() {
    let sentence = "Tốc độ tăng tổng sản phẩm trên địa bàn tỉnh (GRDP) năm 2024 so với năm trước đạt 8,12%, cao hơn mức bình quân chung của cả nước trong cùng thời gian.";
    let front = "corrections:\n  - {quote: \"đạt 8,12%\", at: p1, read: \"đạt 8,21%\", reason: Đảo chữ số}\n";
    for (front, settled) in [("", None), (front, Some("Đảo chữ số"))] {
        let mut tree = edition(front, &format!("{sentence} {{#p1}}"));
        let other = sentence.replace("8,12", "8,21");
        for (path, text) in [
            ("content/r/_index.md", "---\ntitle: Báo cáo\nplace: Tỉnh Sơn Hà\n---\n".to_owned()),
            ("content/s/_index.md", "---\ntitle: Phụ lục\nplace: Tỉnh Sơn Hà\n---\n".to_owned()),
            ("content/s/01-b.md", format!("---\ntitle: Mục\n---\n\n{other} {{#q1}}\n")),
        ] {
            tree.insert(path, text).expect("a path inside");
        }
        let checked = read_and_link(&tree, &BuildOptions::default());
        let found: Vec<Option<&str>> = checked.value.1.discrepancies.iter().map(|one| one.settled.as_deref()).collect();
        assert_eq!(found, [settled]);
    }
}

/// Two runs of words of a text, apart from one another; chance decides which.
fn runs(text: &str, chance: &mut Chance) -> Option<(String, String)> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let half = words.len() / 2;
    let mut run = |from: usize, to: usize| {
        let start = from + chance.below(to - from);
        let end = (start + 2 + chance.below(6)).min(to);
        words[start..end].join(" ")
    };
    (half > 3).then(|| (run(0, half), run(half, words.len())))
}

/// The texts of a page with the `at` that names them.
fn holders(page: &Page) -> Vec<(String, &str)> {
    let blocks = page.elements.iter().filter_map(|element| match element {
        Element::Block(block) => Some((block.id.clone(), block.text.as_str())),
        Element::Heading(_) => None,
    });
    blocks.chain(page.notes.iter().map(|note| (format!("^{}", note.label), note.text.as_str()))).collect()
}

/// Every paragraph, item, table and note of the real input is corrected and annotated somewhere: all of it is found and shown.
#[test]
fn words_drawn_from_the_real_input_are_found_and_shown() {
    let Some(mut folder) = support::real::folder() else { return };
    let (edition, links) = read_and_link(&folder, &BuildOptions::default()).value;
    let plain = build(&folder, &BuildOptions::default());
    let mut chance = Chance::new(7);
    let mut drawn = 0;
    let mut pages = BTreeMap::new();
    for report in &edition.reports {
        for page in report.all_pages() {
            let mut front = (String::from("corrections:\n"), String::from("annotations:\n"));
            for (at, text) in holders(page) {
                let Some((printed, noted)) = runs(text, &mut chance) else { continue };
                // Words that stand twice in their place are told, not found.
                let twice = |words: &str| text.replace('\n', " ").matches(words).count() != 1;
                if twice(&printed) || twice(&noted) {
                    continue;
                }
                drawn += 1;
                let quoted = |words: &str| serde_json::to_string(words).expect("a text");
                front.0.push_str(&format!(
                    "  - {{quote: {}, at: \"{at}\", read: \"CHỮ MỚI\", reason: Thử}}\n",
                    quoted(&printed)
                ));
                front.1.push_str(&format!("  - {{quote: {}, at: \"{at}\", note: Lời bình}}\n", quoted(&noted)));
            }
            let head = page.text.find("\n---\n").expect("front matter") + 1;
            let has = |list: &str| if list.contains("- ") { list.to_owned() } else { String::new() };
            let text = format!("{}{}{}{}", &page.text[..head], has(&front.0), has(&front.1), &page.text[head..]);
            pages.insert(page.path.clone(), text);
        }
    }
    for (path, text) in pages {
        let mut one = FileTree::new();
        one.insert(path, text).expect("a path inside");
        folder.overlay(one);
    }
    let before = links.reports.values().map(|links| links.indicators.len()).sum::<usize>();
    let after = read_and_link(&folder, &BuildOptions::default()).value.1;
    let count = |of: fn(&ibid::model::links::ReportLinks) -> usize| after.reports.values().map(of).sum::<usize>();
    assert_eq!((count(|l| l.corrections.len()), count(|l| l.annotations.len())), (drawn, drawn));
    assert_eq!(count(|l| l.misquotes.len()), 0);
    assert_eq!(count(|l| l.indicators.len()), before);
    let built = build(&folder, &BuildOptions::default());
    let shown = |sign: &str| {
        let pages = built.value.iter().filter(|(path, _)| path.ends_with(".html") && !path.ends_with("print.html"));
        pages.map(|(_, bytes)| String::from_utf8_lossy(bytes).matches(sign).count()).sum::<usize>()
    };
    let marks = (shown("<a id=\"corref-"), shown("<a id=\"annref-"));
    println!(
        "{drawn} corrections and {drawn} annotations of the real input: {} and {} shown, {} of {before} figures marked",
        marks.0,
        marks.1,
        shown("class=\"figure\" id=")
    );
    assert_eq!(marks, (drawn, drawn), "what is linked is shown");
    assert!(
        shown("class=\"figure\" id=") * 100 >= before * 99,
        "figures are found beside corrections: {} of {before}",
        shown("class=\"figure\" id=")
    );
    let said = built.diagnostics.iter().filter(|d| d.severity == ibid::diagnostic::Severity::Error);
    let wrong: Vec<String> =
        said.chain(&check_site(&built.value)).map(|d| format!("{} {}", d.place(), d.message)).collect();
    assert!(wrong.is_empty(), "{} faults: {:#?}", wrong.len(), &wrong[..wrong.len().min(8)]);
    for (path, bytes) in plain.value.iter().filter(|(path, _)| path.ends_with(".html")) {
        let now = built.value.text(path).unwrap_or_default();
        let before = String::from_utf8_lossy(bytes);
        assert_eq!(printed(texts(now)), printed(texts(&before)), "{path}: the printed text is not whole");
    }
}

/// The parts of a page that hold a report's text.
fn texts(html: &str) -> String {
    let parts = html.split("<div class=\"text\">").skip(1).filter_map(|rest| rest.split("\n</div>").next());
    parts.collect::<Vec<_>>().join("\n")
}

/// What the editor adds to the HTML of a page, from its beginning to its end.
const ADDED: [(&str, &str); 4] = [
    ("<ins class=\"read\">", "</ins>"),
    ("<sup class=\"mark emended\">", "</sup>"),
    ("<sup class=\"mark annotation\">", "</sup>"),
    ("<a class=\"known", "</a>"),
];

/// Tags around the page's own words. A number's or label's own span ends like those of figures, so all ends are left out.
const AROUND: [&str; 5] =
    ["<span class=\"figure", "<span class=\"annotated", "</span", "<del class=\"misprint", "</del"];

/// HTML without what the editor and the figures add: the printed words in their tags.
fn printed(html: String) -> String {
    let mut out = String::new();
    let mut rest = html.as_str();
    let mut is_led = false;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        // A figure leads to its concept only where no sign of the editor's stands in it.
        if rest.starts_with("<a class=\"figure-lead\"") || is_led && rest.starts_with("</a>") {
            is_led = rest.starts_with("<a ");
            rest = rest.split_once('>').map_or("", |(_, rest)| rest);
            continue;
        }
        let added = ADDED.into_iter().find(|(open, _)| rest.starts_with(open));
        let end = match added {
            Some((_, close)) => rest.find(close).map_or(rest.len(), |at| at + close.len()),
            None => rest.find('>').map_or(rest.len(), |at| at + 1),
        };
        if added.is_none() && !AROUND.iter().any(|tag| rest.starts_with(tag)) {
            out.push_str(&rest[..end]);
        }
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}

/// Pieces of Markdown that a report's paragraph may hold.
const PIECES: [&str; 22] = [
    "Chữ",
    "chi tiêu",
    "**đậm**",
    "*nghiêng và* thường",
    "**nửa *trong* nửa**",
    "[liên kết](#p1)",
    "[**đậm** trong liên kết](01-a.md)",
    "[^1]",
    "[^mất]",
    "m<sup>2</sup>",
    "H<sub>2</sub>O",
    "`mã < 3`",
    "~~xóa~~",
    "![hình](/a.svg)",
    "<b>",
    "a<b và c>d",
    "&amp; &lt;",
    "Nghị quyết số 59-NQ/TW",
    "Ủy ban nhân dân (UBND)",
    "UBND",
    "xuống\ndòng  \nmới",
    "\\* “trích”",
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(32) })]
    /// Whatever words of whatever paragraph are corrected and annotated, the printed text stays whole, no link holds a link, and
    /// each sign is there once.
    #[test]
    fn the_printed_text_stays_whole(picks in prop::collection::vec(0..PIECES.len(), 1..14), is_item in any::<bool>(), cuts in [0usize..40, 0..40], lengths in [1usize..5, 1..5]) {
        let words: Vec<&str> = picks.iter().map(|at| PIECES[*at]).collect();
        let lead = if is_item { "3. " } else { "" };
        let body = format!("{lead}Đầu {} cuối {{#p1}}\n\n[^1]: Lời chú có chi tiêu.", words.join(" "));
        let tree = edition("", &body);
        let (read, _) = read_and_link(&tree, &BuildOptions::default()).value;
        let block = read.reports[0].pages[0].elements.iter().find_map(|element| match element {
            Element::Block(block) if block.id == "p1" => Some(block.text.clone()),
            _ => None,
        });
        prop_assume!(block.is_some());
        let text = block.unwrap_or_default();
        let all: Vec<&str> = text.split_whitespace().collect();
        let run = |at: usize| {
            let start = cuts[at] % all.len();
            all[start..(start + lengths[at]).min(all.len())].join(" ")
        };
        let quoted = |words: &str| serde_json::to_string(words).expect("a text");
        let front = format!(
            "corrections:\n  - {{quote: {}, at: p1, read: \"CHỮ <mới>\", reason: x}}\nannotations:\n  - {{quote: {}, at: p1, note: y}}\n",
            quoted(&run(0)), quoted(&run(1)),
        );
        let emended = edition(&front, &body);
        let (_, links) = read_and_link(&emended, &BuildOptions::default()).value;
        let links = &links.reports["r"];
        let plain = build(&tree, &BuildOptions::default()).value;
        // A correction without a place is an error; the site is made all the same.
        let now = build(&emended, &BuildOptions::default()).value;
        let (before, after) = (plain.text("r/a.html").unwrap_or_default(), now.text("r/a.html").unwrap_or_default());
        prop_assert_eq!(printed(texts(after)), printed(texts(before)));
        let linked = links.annotations.iter().filter(|link| link.place.is_some()).count();
        for (sign, count) in [("<a id=\"corref-", links.corrections.len()), ("<a id=\"annref-", linked)] {
            prop_assert_eq!(after.matches(sign).count(), count, "{} in {}", sign, texts(after));
        }
        let mut open = false;
        for (at, _) in after.match_indices('<') {
            let tag = &after[at..];
            prop_assert!(!(open && tag.starts_with("<a ")), "a link in a link: {}", texts(after));
            open = tag.starts_with("<a ") || open && !tag.starts_with("</a>");
        }
    }
}
