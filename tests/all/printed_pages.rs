//! Printed page numbers, end to end: from a source into the pages, through edits and revisions, to site, data and books.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use regex::Regex;
use serde_json::Value;

use crate::support::edition::{empty, imported, reports};
use crate::support::editor::pages;
use ibid::markdown::without_page_marks;
use ibid::pipeline::{BuildOptions, build};
use ibid::tree::FileTree;

const DAY: &str = "2026-03-01";

/// A source whose pages print their numbers at the foot: a paragraph, an item, a table and a note go on over a page's end.
const PRINT: &str = "\
# BÁO CÁO TỔNG KẾT MÙA VỤ

Xã Đồng Sậy, ngày 10 tháng 12 năm 2025

## 1. Sản xuất

Hợp tác xã gieo 120 ha lúa sớm ngay sau Tết[^1], nước về đều nên cây đẻ nhánh khỏe và

11

không ai phải dặm lại thửa nào trong ba cánh đồng phía nam con kênh.

- Thôn Đông làm thêm 14 ha rau màu trên đất cao, bán cho chợ huyện mỗi tuần hai

12

phiên, người trồng lãi gấp đôi so với vụ trước.

| Thôn | Diện tích |
| --- | --- |
| Đông | 14 ha |

[^1]: Theo sổ của kế toán hợp tác xã, ghi ngày cuối tháng ba.

13

## 2. Việc chợ

Chợ xã họp ngày lẻ, tiểu thương nộp đủ phí và dọn sạch lều quán trước khi về nhà mỗi buổi chiều.

14
";

/// The same print as a text without any sign of its pages.
fn flowing() -> String {
    let numbers = Regex::new(r"\n\n1[1-4]\n").expect("a pattern");
    let joined = PRINT.replace("khỏe và\n\n11\n\nkhông", "khỏe và không").replace("hai\n\n12\n\nphiên", "hai phiên");
    numbers.replace_all(&joined, "\n").replace("tháng ba.\n\n13", "tháng ba.")
}

fn import(folder: &FileTree, text: &str) -> FileTree {
    imported(folder, text, DAY)
}

/// The marks of all pages, each with the words that follow it.
fn marks(folder: &FileTree) -> BTreeMap<String, String> {
    let mark = Regex::new(r"\{p\. ([^}]*)\} ?(\S+ \S+)").expect("a pattern");
    let title = Regex::new("(?s)title: \"([^\"]*)\".*\nprinted_page: \"([^\"]*)\"").expect("a pattern");
    let mut found = BTreeMap::new();
    for (_, text) in pages(folder) {
        let here = mark.captures_iter(&text).map(|caught| (caught[1].to_owned(), caught[2].to_owned()));
        let here = here.chain(title.captures_iter(&text).map(|caught| (caught[2].to_owned(), caught[1].to_owned())));
        // A note says again on which page it stands.
        for (page, words) in here {
            found.entry(page).or_insert(words);
        }
    }
    found
}

fn expected(all: &[(&str, &str)]) -> BTreeMap<String, String> {
    all.iter().map(|(page, words)| ((*page).to_owned(), (*words).to_owned())).collect()
}

#[test]
fn pages_of_the_print_stand_before_their_first_words() {
    let folder = import(&empty(), PRINT);
    let wanted = [("11", "BÁO CÁO TỔNG KẾT MÙA VỤ"), ("12", "không ai"), ("13", "phiên, người"), ("14", "Việc chợ")];
    assert_eq!(marks(&folder), expected(&wanted));
    // Without them the pages are those of the text that has no pages.
    let plain = import(&empty(), &flowing());
    let line = Regex::new("(?m)^printed_page: .*\n").expect("a pattern");
    let without: Vec<String> =
        pages(&folder).into_values().map(|text| line.replace(&without_page_marks(&text), "").into_owned()).collect();
    assert_eq!(without, pages(&plain).into_values().collect::<Vec<_>>());
}

#[test]
fn a_revision_without_pages_keeps_the_numbers_of_the_print() {
    let first = import(&empty(), PRINT);
    let after = import(&first, &flowing());
    assert_eq!(marks(&after), marks(&first));
    // A sentence comes in before, another goes: the numbers stay with their words.
    let revised =
        flowing().replace("nước về đều nên", "nước về đều, chuột ít phá nên").replace(", người trồng lãi gấp đôi", "");
    let after = import(&first, &revised);
    let mut wanted = marks(&first);
    wanted.insert("13".to_owned(), "phiên so".to_owned());
    assert_eq!(marks(&after), wanted);
}

#[test]
fn a_revision_with_pages_moves_the_numbers_and_keeps_the_editor_s_words() {
    let mut folder = import(&empty(), PRINT);
    let (path, text) = pages(&folder).into_iter().find(|(_, text)| text.contains("Chợ xã họp")).expect("the page");
    let path = if path.starts_with("content/") { path } else { format!("content/{path}") };
    folder.insert(path, text.replace("dọn sạch lều quán", "dọn sạch các lều quán")).expect("a path inside");
    let moved = PRINT.replace("khỏe và\n\n11\n\nkhông ai phải", "khỏe và không ai\n\n11\n\nphải");
    let after = import(&folder, &moved);
    assert_eq!(marks(&after).get("12").map(String::as_str), Some("phải dặm"));
    assert!(pages(&after).into_values().any(|text| text.contains("dọn sạch các lều quán")));
    assert_eq!(reports(&after).len(), 1);
}

fn with_outputs(folder: &FileTree, outputs: &str) -> FileTree {
    let mut folder = folder.clone();
    let config = folder.text("edition.yaml").unwrap_or_default().to_owned();
    let kept = Regex::new("(?m)^outputs:(.*\n)(  .*\n)*").expect("a pattern").replace(&config, "").into_owned();
    folder.insert("edition.yaml", format!("{kept}\noutputs: {{{outputs}}}\n")).expect("a path inside");
    folder
}

fn site(folder: &FileTree, outputs: &str) -> FileTree {
    build(&with_outputs(folder, outputs), &BuildOptions::default()).value
}

fn data(site: &FileTree) -> Value {
    serde_json::from_str(site.text("data/edition.json").expect("the data")).expect("JSON")
}

#[test]
fn the_data_say_on_which_page_everything_stands() {
    let site = site(&import(&empty(), PRINT), "search: true");
    let report = &data(&site)["reports"][0];
    let named = |list: &Value| {
        list.as_array()
            .map_or(Vec::new(), |all| all.iter().map(|one| one["page"].as_str().unwrap_or("").to_owned()).collect())
    };
    assert_eq!(named(&report["pages"]), ["11", "12", "13", "14"]);
    assert_eq!(named(&report["sections"]), ["11", "14"]);
    let pages = |text: &str| {
        let block = report["blocks"]
            .as_array()
            .expect("blocks")
            .iter()
            .find(|block| block["text"].as_str().is_some_and(|own| own.contains(text)));
        block.expect("the block")["pages"].to_string()
    };
    assert_eq!(pages("Hợp tác xã gieo"), "[\"11\",\"12\"]");
    assert_eq!(pages("Thôn Đông làm"), "[\"12\",\"13\"]");
    assert_eq!(pages("Chợ xã họp"), "[\"14\"]");
    // The note stands at the foot of page 13, its mark on page 11.
    assert_eq!(report["notes"][0]["pages"].to_string(), "[\"13\"]");
    let figures = report["indicators"].as_array().expect("figures");
    assert!(!figures.is_empty() && figures.iter().all(|figure| figure["page"].is_string()), "{figures:?}");
    for page in report["pages"].as_array().expect("pages") {
        let (file, anchor) = page["url"].as_str().and_then(|url| url.split_once('#')).expect("an address");
        let html = site.text(file).expect("the page");
        assert_eq!(html.matches(&format!("id=\"{anchor}\"")).count(), 1, "{anchor}");
    }
    let table = site.text("data/indicators.csv").expect("the table");
    assert!(table.lines().next().is_some_and(|head| head.contains(",page,")));
}

#[test]
fn numbers_are_no_words_and_can_be_left_out() {
    let folder = import(&empty(), PRINT);
    let outputs = "search: true, print: true, page_numbers";
    let (shown, hidden) = (site(&folder, &format!("{outputs}: true")), site(&folder, &format!("{outputs}: false")));
    let names = |site: &FileTree| site.iter().map(|(path, _)| path.to_owned()).collect::<BTreeSet<_>>();
    assert_eq!(names(&shown), names(&hidden));
    let sign = Regex::new("<span class=\"printed-page\"[^>]*></span>").expect("a pattern");
    // The line below a page names its printed pages, else its lines in the source.
    let cited = Regex::new(" data-pages=\"[^\"]*\"|,?\"pageStart\":\"[^\"]*\"|, (?:trang|dòng) [0-9–\\[\\]]+ ·")
        .expect("a pattern");
    let mut signs = 0;
    for (path, bytes) in hidden.iter() {
        let own = String::from_utf8_lossy(shown.get(path).expect("the same file"));
        if path.ends_with(".html") {
            signs += sign.find_iter(&own).count();
            let bare = |html: &str| cited.replace_all(&sign.replace_all(html, ""), "").into_owned();
            assert_eq!(bare(&own), bare(&String::from_utf8_lossy(bytes)), "{path}");
        } else if path.starts_with("search/") {
            assert_eq!(own, String::from_utf8_lossy(bytes), "{path}");
        }
    }
    assert_eq!(signs, 8, "each page once on its page of the site, and once in the print view");
    assert!(data(&hidden)["reports"][0].get("pages").is_none());
}

#[test]
fn books_have_the_pages_of_the_print() {
    let folder = import(&empty(), PRINT);
    let site = site(&folder, "epub: true, tei: true, akn: true, docx: true");
    let of = |ending: &str| {
        let file = site.iter().find(|(path, _)| path.ends_with(ending) && path.contains('/'));
        file.map(|(_, bytes)| bytes.to_vec()).expect("the file")
    };
    let text = |ending: &str| String::from_utf8(of(ending)).expect("text");
    let numbers = |text: &str, sign: &str| {
        let sign = Regex::new(sign).expect("a pattern");
        sign.captures_iter(text).map(|caught| caught[1].to_owned()).collect::<Vec<_>>()
    };
    let all = ["11", "12", "13", "14"];
    assert_eq!(numbers(&text(".tei.xml"), "<pb xml:id=\"[^\"]*\" n=\"([^\"]*)\"/>"), all);
    assert_eq!(
        numbers(&text(".akn.xml"), "<marker eId=\"page-[^\"]*\" name=\"page\" class=\"page\" title=\"([^\"]*)\"/>"),
        all
    );
    let epub = crate::books::unpacked(&of(".epub"));
    let part = |name: &str| {
        let (_, bytes) = epub.iter().find(|(path, _)| path.ends_with(name)).expect("the part");
        String::from_utf8_lossy(bytes).into_owned()
    };
    let list = part("nav.xhtml");
    let (_, list) = list.split_once("epub:type=\"page-list\"").expect("a list of pages");
    let list = list.split("</nav>").next().expect("its end");
    assert_eq!(numbers(list, "<a href=\"[^\"]*#page-[^\"]*\">([^<]*)</a>"), all);
    let breaks: Vec<String> = epub
        .iter()
        .filter(|(path, _)| path.ends_with(".xhtml"))
        .flat_map(|(_, bytes)| {
            numbers(
                &String::from_utf8_lossy(bytes),
                "<span epub:type=\"pagebreak\" role=\"doc-pagebreak\" id=\"[^\"]*\" title=\"([^\"]*)\"/>",
            )
        })
        .collect();
    assert_eq!(breaks, all);
    let package = part("package.opf");
    for wanted in ["pageBreakMarkers", "pageNavigation", "property=\"pageBreakSource\""] {
        assert!(package.contains(wanted), "{wanted}");
    }
}

/// Letters and digits, small; note labels aside.
fn letters(text: &str) -> String {
    static LABELS: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"<sup>[^<]*</sup>|\[\^[^\]]*\]|</?\w+>").expect("a pattern"));
    let plain = LABELS.replace_all(text, "");
    plain.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Every page of the corpus's PDFs that has text of the report begins at one of its own words.
#[test]
fn pages_of_real_files_are_kept() {
    /// Pages of the file, those of them that are kept, and places whose next letters are on their page; the other pages are
    /// covers without a number and tables of contents.
    const FILES: [(&str, usize, usize); 11] = [
        ("hop-nhat-06.pdf", 161, 161),
        ("hop-nhat-11.pdf", 82, 82),
        ("hop-nhat-605.pdf", 16, 16),
        ("huong-dan-06.pdf", 33, 33),
        ("nghi-quyet-122.pdf", 21, 21),
        ("nghi-quyet-24-2026.pdf", 176, 176),
        ("thong-tu-25-2026.pdf", 26, 26),
        ("un-audit-2025.pdf", 35, 35),
        ("un-experts-2025.pdf", 20, 20),
        ("un-inspection-2025.pdf", 79, 73),
        ("un-sdg-2025.pdf", 65, 59),
    ];
    let (mut places, mut wrong) = (0, Vec::new());
    for (name, pages, kept) in FILES {
        let Some(bytes) = crate::support::real::document(name) else { continue };
        let scan = ibid::read::pdf(name, bytes).expect("a PDF with text").value;
        assert_eq!(scan.pages.len(), pages, "{name}");
        let reports = ibid::import::import(&ibid::read::text(&scan)).value.reports;
        let breaks: Vec<_> =
            reports.iter().flat_map(|report| report.page_breaks.iter().map(move |at| (report, at))).collect();
        let labels: BTreeSet<&str> = breaks.iter().map(|(_, at)| at.label.as_str()).collect();
        assert!(labels.len() >= kept, "{name}: {} of {pages} pages are kept", labels.len());
        // Which page of the file has a number: most of those that print one agree.
        let shift = scan
            .pages
            .iter()
            .filter_map(|page| Some(page.printed.as_ref()?.parse::<usize>().ok()? + 1000 - page.number));
        let mut votes: BTreeMap<usize, usize> = BTreeMap::new();
        shift.for_each(|shift| *votes.entry(shift).or_default() += 1);
        let shift = votes.into_iter().max_by_key(|(_, count)| *count).map_or(1000, |(shift, _)| shift);
        for (report, at) in breaks {
            let text = match at.holder {
                ibid::model::report::Holder::Block(index) => &report.blocks[index].text,
                ibid::model::report::Holder::Note(index, paragraph) => &report.notes[index].paragraphs[paragraph],
                _ => continue,
            };
            let Ok(number) = at.label.trim_matches(['[', ']']).parse::<usize>() else { continue };
            let Some(page) = scan.pages.iter().find(|page| page.number + shift == number + 1000) else { continue };
            let first: String = letters(&text[at.at..]).chars().take(12).collect();
            let whole: String = page.lines.iter().map(|line| letters(&line.text)).collect();
            places += 1;
            if !whole.contains(&first) {
                wrong.push(format!("{name} {}: {first}", at.label));
            }
        }
    }
    println!("{places} places, {} not on their page: {wrong:?}", wrong.len());
    assert!(wrong.len() * 100 <= places, "{wrong:?}");
}
