//! Import of web pages: what a browser shows as text comes over, notes by the links between them, the rest is told.

use ibid::import;
use ibid::model::report::Report;
use ibid::pipeline;

const WORD: &str = r##"<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">
<head><meta http-equiv=Content-Type content="text/html; charset=windows-1258"><title>BAO CAO NAM</title>
<style>p {margin: 0}</style></head><body lang=VI>
<h1><b>BÁO CÁO NĂM</b></h1>
<h2>I. Kết quả</h2>
<p class=MsoNormal>Lúa được mùa<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1" title=""><span
class=MsoFootnoteReference><sup>[1]</sup></span></a> và <b>giá</b>
cao<a style='mso-footnote-id:ftn2' href="#_ftn2" name="_ftnref2"><sup>[2]</sup></a>.</p>
<ol><li>Một</li><li><p>Hai</p></li></ol>
<table><tr><td colspan=2>Chỉ tiêu</td></tr><tr><td rowspan=2>Lúa</td><td>120</td></tr><tr><td>7</td></tr></table>
<h2>II. Kết luận</h2>
<p>Xem <a href="https://example.com/a (1)">trang khác</a>.</p>
<p style='display:none'>Chữ ẩn</p>
<script>alert("không phải chữ")</script>
<div style='mso-element:footnote-list'><br clear=all><hr>
<div style='mso-element:footnote' id=ftn1><p><a style='mso-footnote-id:ftn1' href="#_ftnref1" name="_ftn1"><sup>[1]</sup></a> Về lúa.</p>
<p>Đoạn hai.</p></div>
<div style='mso-element:footnote' id=ftn2><p><a href="#_ftnref2" name="_ftn2"><sup>[2]</sup></a> Về giá.</p></div>
</div></body></html>"##;

const SITE: &str = r##"<!DOCTYPE html>
<html lang="en-GB"><head><title>Annual report - Office</title></head><body>
<header><nav><a href="/">Home</a> <a href="/news">News</a></nav></header>
<main><h1>ANNUAL REPORT</h1><h2>1. Results</h2>
<p>Rice did well<sup id="cite_ref-1"><a href="#cite_note-1">[1]</a></sup> and maize
 too.<a href="#fn2" class="footnote-ref" id="fnref2"><sup>2</sup></a> Both again.<sup id="cite_ref-1b"><a href="#cite_note-1">[1]</a></sup></p>
<h2>2. Outlook</h2><p>Good, see the one without a way back<sup><a href="#n3">3</a></sup>.</p>
<ul><li>first</li><li>second</li></ul>
<ol><li id="cite_note-1"><a href="#cite_ref-1">^</a> <span>On rice.</span></li></ol>
<aside id="footnotes"><hr><ol><li id="fn2"><p>On maize. <a href="#fnref2">↩︎</a></p></li></ol></aside>
<p id="n3">3. On the outlook.</p>
</main><footer>All rights reserved <a href="/legal">Legal</a></footer></body></html>"##;

fn read(name: &str, page: &[u8]) -> (Report, Vec<&'static str>, String) {
    let read = pipeline::read_source(name, page.to_vec()).expect("a web page");
    let codes = read.diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
    let told = read.diagnostics.iter().map(|diagnostic| diagnostic.message.to_string()).collect::<Vec<_>>().join("\n");
    (import::import(&read.value).value.reports.remove(0), codes, told)
}

fn notes(report: &Report) -> Vec<(&str, usize, usize, &str)> {
    let words = |note: &'_ ibid::model::report::Note| note.paragraphs.len();
    let row = report.notes.iter().map(|note| {
        (note.label.as_str(), note.references.len(), words(note), note.paragraphs.first().map_or("", String::as_str))
    });
    row.collect()
}

#[test]
fn a_page_that_word_saved() {
    let (encoded, _, lossy) = encoding(WORD);
    assert!(!lossy);
    let (report, codes, told) = read("page.htm", &encoded);
    assert_eq!(report.title, "BÁO CÁO NĂM");
    let titles: Vec<&str> = report.sections.iter().map(|section| section.title.as_str()).collect();
    assert_eq!(titles, ["Kết quả", "Kết luận"]);
    assert_eq!(notes(&report), [("1", 1, 2, "Về lúa."), ("2", 1, 1, "Về giá.")]);
    let text: Vec<&str> = report.blocks.iter().map(|block| block.text.as_str()).collect();
    let all = text.join("\n");
    assert!(all.contains("và **giá** cao[^2]."), "{all}");
    assert!(all.contains("[trang khác](https://example.com/a%20%281%29)"), "{all}");
    assert!(all.contains("1. Một") && all.contains("2. Hai"), "{all}");
    assert!(all.contains("| Lúa | 120 |") && all.contains("|  | 7 |"), "{all}");
    assert!(!all.contains("ẩn") && !all.contains("alert"), "{all}");
    assert_eq!(codes, ["cells-merged", "parts-left-out"], "{told}");
    assert!(told.contains("1 scripts") && told.contains("1 pieces of hidden text"), "{told}");
}

/// Windows-1258, with the marks of tones as signs of their own.
fn encoding(page: &str) -> (Vec<u8>, &'static str, bool) {
    use unicode_normalization::UnicodeNormalization;
    let tones = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];
    let parted: String = page
        .chars()
        .flat_map(|letter| {
            let parts: Vec<char> = letter.nfd().collect();
            match parts.iter().rposition(|part| tones.contains(part)) {
                Some(at) => {
                    let rest: String =
                        parts.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, c)| *c).collect();
                    rest.nfc().chain([parts[at]]).collect::<Vec<_>>()
                }
                None => vec![letter],
            }
        })
        .collect();
    let (bytes, encoding, lossy) = encoding_rs::WINDOWS_1258.encode(&parted);
    (bytes.into_owned(), encoding.name(), lossy)
}

#[test]
fn a_page_of_a_site() {
    let (report, codes, told) = read("page.html", SITE.as_bytes());
    assert_eq!((report.title.as_str(), report.lang.as_str()), ("ANNUAL REPORT", "en"));
    assert_eq!(notes(&report), [("1", 2, 1, "On rice."), ("2", 1, 1, "On maize."), ("3", 1, 1, "On the outlook.")]);
    let text: Vec<&str> = report.blocks.iter().map(|block| block.text.as_str()).collect();
    let all = text.join("\n");
    assert!(!all.contains("Home") && !all.contains("rights") && !all.contains('↩'), "{all}");
    assert!(all.contains("- first"), "{all}");
    assert_eq!(codes, ["parts-left-out"], "{told}");
    assert!(told.contains("menus"), "{told}");
}

/// Whatever stands in a page, the reader ends, with a page or a message.
#[test]
fn what_is_there_for_the_hand_is_no_text_and_what_a_page_tells_machines_fills_gaps() {
    let page = r##"<!DOCTYPE html><html lang="en"><head><title>Old crossings - Library</title>
<meta name="DC.publisher" content="Board of Bridges"><meta name="dcterms.issued" content="2024-05-06"></head><body>
<div><div>Words</div><div>Facts</div></div>
<div><button type="button">-</button><span>Larger print</span><button role="switch">+</button></div>
<h1>Old crossings of the valley</h1>
<div role="tablist"><div role="tab">Words</div><div role="tab">Facts</div></div>
<p><a class="btn" href="/a.epub" download>EPUB</a></p>
<p>The bridges of the valley were looked at in spring, and most of them will last for some years.</p>
<h2><button>The upper valley</button></h2><p>Its bridges are of wood, as the forest is near.</p>
</body></html>"##;
    let (report, codes, _) = read("page.html", page.as_bytes());
    assert_eq!(report.title, "Old crossings of the valley");
    assert_eq!((report.issuer.as_deref(), report.date.as_deref()), (Some("Board of Bridges"), Some("2024-05-06")));
    let all = format!("{report:?}");
    for words in ["Facts", "Larger", "EPUB"] {
        assert!(!all.contains(words), "{words} in {all}");
    }
    assert!(all.contains("The upper valley") && codes.contains(&"parts-left-out"), "{codes:?}");
}

#[test]
fn a_letterhead_in_a_table_is_lines() {
    let page = r##"<html><body>
<table><tr><td><b>SỞ CẦU ĐƯỜNG</b><br>-------</td><td><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b><br>Độc lập - Tự do - Hạnh phúc</td></tr>
<tr><td>Số: 14/2025/TB-SCĐ</td><td><i>Hà Khê, ngày 21 tháng 11 năm 2025</i></td></tr></table>
<p><b>THÔNG BÁO</b></p><p><b>Về việc đóng cầu Lội trong mùa nước lớn</b></p>
<p>Cầu Lội đóng cửa từ thứ hai, người đi đường dùng cầu Mới cho tới khi nước rút.</p></body></html>"##;
    let (report, ..) = read("page.html", page.as_bytes());
    assert_eq!(report.title, "THÔNG BÁO Về việc đóng cầu Lội trong mùa nước lớn");
    assert_eq!((report.issuer.as_deref(), report.place_of_issue.as_deref()), (Some("SỞ CẦU ĐƯỜNG"), Some("Hà Khê")));
    assert_eq!(
        (report.date.as_deref(), report.document_number.as_deref()),
        (Some("2025-11-21"), Some("14/2025/TB-SCĐ"))
    );
    assert!(!format!("{report:?}").contains("---"));
}

#[test]
fn pages_of_ill_will_are_read_or_refused() {
    let deep = format!("<html><body>{}x{}", "<div>".repeat(1_000), "</div>".repeat(1_000));
    let wide = format!("<html><table><tr><td colspan=999999 rowspan=99999>{}", "<td>a".repeat(3_000));
    let circle = "<html><p id=a><a href=#a id=a>1</a><a href=#b>1</a><p id=b><a href=#b>1</a> x".to_owned();
    for page in [deep, wide, circle] {
        let read = pipeline::read_source("p.html", page.into_bytes()).expect("words");
        assert!(!read.value.text.trim().is_empty());
    }
    let deeper = format!("<html><body>{}x", "<div>".repeat(200_000));
    for (page, words) in [
        (&*deeper, "more than any report"),
        ("<html><body><script>1</script></body>", "no text"),
        ("<!doctype html>", "no text"),
    ] {
        let error = pipeline::read_source("p.html", page.as_bytes().to_vec()).expect_err("no words");
        assert!(error.contains(words), "{error}");
    }
}

#[test]
fn a_page_without_its_frame_and_a_label_among_the_words_of_a_note() {
    let page = "<h1>Report on boats</h1>\n<h2>Findings</h2>\n<p>The boats are old.<sup id=\"r1\"><a href=\"#n1\">1</a></sup> \
                Money was short.<sup id=\"r2\"><a href=\"#n2\">2</a></sup></p>\n<ul>\n\
                <li id=\"n1\"><sup>1</sup> Count of boats. <a href=\"#r1\">↩</a></li>\n\
                <li id=\"n2\"><sup>2</sup> Budget. <a href=\"#r2\">↩</a></li>\n</ul>\n";
    let (report, _, _) = read("page.html", page.as_bytes());
    assert_eq!((report.title.as_str(), report.sections.len()), ("Report on boats", 1));
    assert_eq!(notes(&report), [("1", 1, 1, "Count of boats."), ("2", 1, 1, "Budget.")]);
    let markdown = "<p align=\"center\"><b>Boats</b></p>\n\n# Report on boats\n\n<p>One</p> <p>two</p> <b>three</b>\n";
    let (report, _, _) = read("page.md", markdown.as_bytes());
    assert_eq!(report.title, "Report on boats", "Markdown may open with a tag");
}
