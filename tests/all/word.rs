//! `read::office`: Word files written by hand, by pandoc and by python-docx, and broken ones.

use std::process::Command;

use ibid::import;
use ibid::model::scan::{Scan, Shape};
use ibid::pipeline;
use ibid::read::{self, Changes, ReadError, ReadOptions};
use ibid::tree::FileTree;

use crate::support;
use crate::support::chance::Chance;
use crate::support::docx::{Docx, archive, listed, mark, note, p, run, set, styled, table};

const STYLES: &str = r#"
  <w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
  <w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
  <w:style w:type="paragraph" w:styleId="H2"><w:name w:val="Own"/><w:basedOn w:val="H"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
  <w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>"#;

/// Three levels as laws have them, a list with letters that begins anew, and bullets.
const NUMBERS: &str = r#"
  <w:abstractNum w:abstractNumId="0">
    <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
    <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>
    <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2.%3"/></w:lvl>
  </w:abstractNum>
  <w:abstractNum w:abstractNumId="1">
    <w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1)"/></w:lvl>
    <w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl>
    <w:lvl w:ilvl="2"><w:numFmt w:val="thaiCounting"/><w:lvlText w:val="(%3)"/></w:lvl>
  </w:abstractNum>
  <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
  <w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
  <w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>"#;

fn read_as(file: Vec<u8>, changes: Changes) -> (Scan, Vec<(&'static str, String)>) {
    let read = read::office("t.docx", file, &ReadOptions { changes }).expect("a Word file");
    (read.value, read.diagnostics.into_iter().map(|told| (told.code, told.message.to_string())).collect())
}

fn lines(file: Vec<u8>) -> Vec<String> {
    let (scan, _) = read_as(file, Changes::Accepted);
    scan.pages.into_iter().flat_map(|page| page.lines).map(|line| line.text).collect()
}

/// Marks that are linked, those without a note, and notes without a mark, in all reports of a file.
fn linked(name: &str, file: Vec<u8>) -> (usize, usize, usize) {
    let read = pipeline::read_source(name, file).expect("a Word file");
    let imported = import::import(&read.value).value;
    let sum = |count: fn(&import::Ledger) -> usize| imported.ledgers.iter().map(count).sum();
    assert!(imported.ledgers.iter().all(import::Ledger::reconciles), "{:?}", imported.ledgers);
    (sum(|ledger| ledger.linked), sum(|ledger| ledger.unresolved), sum(|ledger| ledger.unused))
}

#[test]
fn notes_in_every_place_are_linked() {
    let again = |text: &str| {
        format!(
            r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> NOTEREF _R1 \h </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>"#,
            run(text)
        )
    };
    let first = format!(r#"<w:bookmarkStart w:id="9" w:name="_R1"/>{}<w:bookmarkEnd w:id="9"/>"#, mark(2));
    let body = [
        set(r#"<w:pStyle w:val="H"/>"#, &(run("I. Kết quả") + &mark(1))),
        p(&(run("Lúa được mùa") + &first + &run(" và giá cao") + &mark(3) + &run(", 12 tấn mỗi ha2"))),
        p(&(run("không có dấu chấm hết, xem chú") + &again("2"))),
        listed(2, 1, "Một mục").replace("</w:p>", &format!("{}</w:p>", mark(4))),
        listed(2, 1, "Mục sau"),
        table(&[
            &[&p(&run("Chỉ tiêu")), &p(&run("Năm"))],
            &[&p(&(run("Lúa") + &mark(5))), &p(&(run("120") + &mark(6)))],
            &[&p(&run("Ngô")), &p(&run("7"))],
        ]),
        p(&(run("1. Một đoạn có số") + r#"<w:r><w:endnoteReference w:id="1"/></w:r>"# + &run("."))),
        p(&(run("Dấu riêng")
            + r#"<w:r><w:footnoteReference w:customMarkFollows="1" w:id="7"/><w:t>*</w:t></w:r>"#
            + &run(" của tác giả."))),
    ];
    let notes = [
        "Của đề mục",
        "Về lúa.\nđoạn hai của chú\n3. đoạn ba",
        "2. Về giá",
        "Về mục",
        "Về bảng.",
        "Về số",
        "Dấu riêng.",
    ];
    let file = Docx::new(&body.concat())
        .notes(&notes)
        .part("endnotes", "endnotes", &note("endnote", 1, "Chú cuối."))
        .part("styles", "styles", STYLES)
        .part("numbering", "numbering", NUMBERS)
        .file();
    assert_eq!(linked("t.docx", file.clone()), (9, 0, 0));
    let read = pipeline::read_source("t.docx", file).expect("a Word file");
    let report = import::import(&read.value).value.reports.remove(0);
    let printed: Vec<(&str, usize)> =
        report.notes.iter().map(|note| (note.label.as_str(), note.references.len())).collect();
    assert_eq!(printed, [("1", 1), ("2", 2), ("3", 1), ("4", 1), ("5", 1), ("6", 1), ("i", 1), ("6a", 1)]);
    let second = &report.notes[1];
    assert_eq!(second.paragraphs.len(), 3, "{:?}", second.paragraphs);
}

#[test]
fn each_report_of_a_file_keeps_its_notes() {
    let title = |words: &str| p(&styled("<w:b/>", words));
    let report = |number: usize| {
        p(&run("ỦY BAN NHÂN DÂN XÃ"))
            + &p(&run("Hà Nội, ngày 3 tháng 4 năm 2025"))
            + &title("BÁO CÁO")
            + &title(&format!("Kết quả công tác của xã thứ {number}"))
            + &title("I. KẾT QUẢ")
            + &p(&(run("Lúa được mùa") + &mark(number) + &run(".")))
            + &p(&run("Nguyễn Văn A"))
    };
    let file = Docx::new(&(report(1) + &report(2) + &report(3))).notes(&["Một.", "Hai.", "Ba."]).file();
    let read = pipeline::read_source("t.docx", file.clone()).expect("a Word file");
    assert_eq!(import::import(&read.value).value.reports.len(), 3, "{}", read.value.text);
    assert_eq!(linked("t.docx", file), (3, 0, 0));
}

#[test]
fn automatic_numbers_are_text() {
    let body = [
        listed(1, 0, "Một"),
        listed(1, 1, "Hai"),
        listed(1, 2, "Ba"),
        listed(1, 2, "Bốn"),
        listed(1, 1, "Năm"),
        listed(1, 2, "Sáu"),
        listed(1, 0, "Bảy"),
        listed(1, 1, "Tám"),
        listed(2, 0, "Chín"),
        listed(2, 1, "Mười"),
        listed(3, 0, "Mười một"),
        listed(3, 2, "Mười hai"),
        listed(2, 0, "Mười ba"),
        listed(0, 0, "Không số"),
    ];
    let file = Docx::new(&body.concat()).part("numbering", "numbering", NUMBERS).file();
    let (scan, told) = read_as(file, Changes::Accepted);
    let read: Vec<&str> = scan.pages[0].lines.iter().map(|line| line.text.as_str()).collect();
    let wanted = [
        "I. Một",
        "1. Hai",
        "1.1.1 Ba",
        "1.1.2 Bốn",
        "2. Năm",
        "1.2.1 Sáu",
        "II. Bảy",
        "1. Tám",
        "c) Chín",
        "Mười",
        "a) Mười một",
        "(1) Mười hai",
        "b) Mười ba",
        "Không số",
    ];
    assert_eq!(read, wanted);
    assert_eq!(scan.pages[0].lines[9].shape, Shape::Item);
    assert_eq!(told.iter().map(|(code, _)| *code).collect::<Vec<_>>(), ["number-guessed"]);
}

#[test]
fn styles_give_headings_and_emphasis() {
    let body = set(r#"<w:pStyle w:val="H"/>"#, &run("Phần một"))
        + &set(r#"<w:pStyle w:val="H2"/>"#, &run("Mục hai"))
        + &set(r#"<w:outlineLvl w:val="2"/>"#, &run("Mục ba"))
        + &set(r#"<w:pStyle w:val="H"/><w:outlineLvl w:val="9"/>"#, &run("Không phải đề mục"))
        + &p(&(run("Chữ ")
            + &styled(r#"<w:rStyle w:val="Strong"/>"#, "đậm")
            + &styled("<w:i/>", " nghiêng")
            + &run(", m")
            + &styled(r#"<w:vertAlign w:val="superscript"/>"#, "2")))
        + &p(&(styled(r#"<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/>"#, "Céng hßa x· héi chñ nghÜa ViÖt Nam")));
    let (scan, _) = read_as(Docx::new(&body).part("styles", "styles", STYLES).file(), Changes::Accepted);
    let read: Vec<(Shape, &str)> = scan.pages[0].lines.iter().map(|line| (line.shape, line.text.as_str())).collect();
    let wanted = [
        (Shape::Heading(1), "Phần một"),
        (Shape::Heading(2), "Mục hai"),
        (Shape::Heading(3), "Mục ba"),
        (Shape::Text, "**Không phải đề mục**"),
        (Shape::Text, "Chữ **đậm** *nghiêng*, m<sup>2</sup>"),
        (Shape::Text, "Cộng hòa xã hội chủ nghĩa Việt Nam"),
    ];
    assert_eq!(read, wanted);
}

#[test]
fn styles_of_ones_own_keep_their_ranks_and_captions_are_no_headings() {
    let styles = STYLES.to_owned()
        + r#"<w:style w:type="paragraph" w:styleId="S1"><w:name w:val="s1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:sz w:val="24"/></w:rPr></w:style>
        <w:style w:type="paragraph" w:styleId="SCh"><w:name w:val="sch"/><w:basedOn w:val="S1"/><w:rPr><w:sz w:val="28"/></w:rPr></w:style>
        <w:style w:type="paragraph" w:styleId="S2"><w:name w:val="s2"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>"#;
    let set_as = |style: &str, words: &str| set(&format!(r#"<w:pStyle w:val="{style}"/>"#), &run(words));
    let rows = || table(&[&[&p(&run("Cầu")), &p(&run("12"))]]);
    let body = [
        set_as("SCh", "Bridges of the valley"),
        set_as("S1", "The upper valley"),
        p(&run("The bridges of the upper valley are of wood.")),
        set_as("S2", "The old bridge"),
        p(&run("It is the oldest of all, and nobody knows who made it.")),
        set_as("S2", "Table 3"),
        set_as("S2", "Bridges by their length"),
        p(&run("(Metres)")),
        rows(),
        set_as("S2", "(1) Upper valley"),
        rows(),
        set_as("S2", "The new bridge"),
        p(&run("It was made last year.")),
    ];
    let (scan, _) = read_as(Docx::new(&body.concat()).part("styles", "styles", &styles).file(), Changes::Accepted);
    assert_eq!(
        support::scans::headings(&scan),
        [(1, "Bridges of the valley"), (2, "The upper valley"), (3, "The old bridge"), (3, "The new bridge")]
    );
}

#[test]
fn the_masthead_of_a_file_says_what_its_text_does_not() {
    let head = p(&run("Council of Bridges")) + &p(&run("BR/80/6")) + &p(&run("12 March 2025"));
    let body = p(&run("Proposed crossings for 2026"))
        + &p(&run("The bridges of the valley were looked at in spring, and most of them will last."))
        + r#"<w:sectPr><w:headerReference w:type="first" r:id="head"/></w:sectPr>"#;
    let file = Docx::new(&body).part("header1", "hdr", &head).relation("head", "header", "header1.xml", false).file();
    let read = pipeline::read_source("t.docx", file).expect("a Word file");
    let report = import::import(&read.value).value.reports.remove(0);
    assert_eq!(
        (report.issuer.as_deref(), report.document_number.as_deref()),
        (Some("Council of Bridges"), Some("BR/80/6"))
    );
    assert_eq!(report.date.as_deref(), Some("2025-03-12"));
}

#[test]
fn tracked_changes_are_read_in_both_ways() {
    let deleted = |text: &str| {
        format!(r#"<w:del w:id="1"><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>"#)
    };
    let inserted = |inner: &str| format!(r#"<w:ins w:id="2">{inner}</w:ins>"#);
    let row = |change: &str, text: &str| {
        format!("<w:tr><w:trPr>{change}</w:trPr><w:tc>{0}</w:tc><w:tc>{0}</w:tc></w:tr>", p(&run(text)))
    };
    let cells = format!(
        r#"<w:tbl><w:tblPr><w:tblBorders><w:top w:val="single"/></w:tblBorders></w:tblPr>{}{}{}</w:tbl>"#,
        row("", "giữ"),
        row(r#"<w:ins w:id="4"/>"#, "mới"),
        row(r#"<w:del w:id="5"/>"#, "cũ")
    );
    let body = p(&(run("Đạt ") + &deleted("12") + &inserted(&run("15")) + &run(" tấn.")))
        + &set(r#"<w:rPr><w:del w:id="3"/></w:rPr>"#, &run("Nửa đầu "))
        + &p(&run("nửa sau."))
        + &p(&inserted(&(run("Chú mới") + &mark(1))))
        + &p(&format!(r#"<w:moveFrom w:id="7">{}</w:moveFrom>"#, run("Dời đi.")))
        + &p(&format!(r#"<w:moveTo w:id="8">{}</w:moveTo>"#, run("Dời đến.")))
        + &cells;
    let file = Docx::new(&body).notes(&["Chú."]).file();
    let text = |changes| {
        let (scan, told) = read_as(file.clone(), changes);
        let lines: Vec<String> = scan.pages.into_iter().flat_map(|page| page.lines).map(|line| line.text).collect();
        (lines.join("\n"), told)
    };
    let (accepted, told) = text(Changes::Accepted);
    let rows = "| giữ | giữ |\n|---|---|\n| mới | mới |";
    assert_eq!(accepted, format!("Đạt 15 tấn.\nNửa đầu nửa sau.\nChú mới[^1]\n[^1]: Chú.\nDời đến.\n{rows}"));
    assert_eq!(
        told[0],
        (
            "changes-tracked",
            "changes are tracked, 4 insertions and 3 deletions: read as if all were accepted".to_owned()
        )
    );
    let (original, told) = text(Changes::Original);
    let rows = "| giữ | giữ |\n|---|---|\n| cũ | cũ |";
    assert_eq!(original, format!("Đạt 12 tấn.\nNửa đầu\nnửa sau.\nDời đi.\n{rows}"));
    assert!(told[0].1.ends_with("refused"), "{told:?}");
}

#[test]
fn what_does_not_come_over_is_told() {
    let contents = r#"<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \o "1-3"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>I. Kết quả 3</w:t></w:r></w:p><w:p><w:r><w:t>II. Nhiệm vụ 4</w:t></w:r></w:p><w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>"#;
    let drawing = r#"<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="Bản đồ xã"/><a:graphic><a:blip r:embed="im1"/></a:graphic></wp:inline></w:drawing></w:r>"#;
    let boxed = format!(
        r#"<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict>{0}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"#,
        p(&run("Chữ trong khung."))
    );
    let body = contents.to_owned()
        + &p(&(run("Xem hình. ") + drawing))
        + &p(&(run("Khung bên.") + &boxed))
        + &p(&(run("Tỷ lệ ") + r#"<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>"# + &styled("<w:vanish/>", "ẩn")))
        + &p(r#"<w:hyperlink r:id="l1"><w:r><w:t>trang của xã</w:t></w:r></w:hyperlink>"#)
        + &p(r#"<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>"#)
        + r#"<w:sectPr><w:headerReference w:type="default" r:id="h1"/></w:sectPr>"#;
    let comments = format!(r#"<w:comment w:id="1">{}</w:comment>"#, p(&run("Sửa chỗ này.")));
    let file = Docx::new(&body)
        .part("comments", "comments", &comments)
        .part("header1", "hdr", &p(&run("Báo cáo mật")))
        .relation("im1", "image", "media/image1.png", false)
        .relation("l1", "hyperlink", "https://example.org/xa", true)
        .relation("h1", "header", "header1.xml", false)
        .file();
    let (scan, told) = read_as(file.clone(), Changes::Accepted);
    let wanted = "Báo cáo mật\nXem hình.\nKhung bên.\nChữ trong khung.\nTỷ lệ \u{FFFD}\n[trang của xã](https://example.org/xa)\na+b";
    let lines: Vec<&str> = scan.pages[0].lines.iter().map(|line| line.text.as_str()).collect();
    assert_eq!(lines.join("\n"), wanted);
    let codes: Vec<&str> = told.iter().map(|(code, _)| *code).collect();
    assert_eq!(codes, ["comments-left-out", "contents-left-out", "parts-left-out", "letters-unknown"]);
    let source = pipeline::read_source("t.docx", file).expect("a Word file").value;
    assert!(!source.text.contains("Báo cáo mật"), "a running head is no text");
    let left = told.iter().find(|(code, _)| *code == "parts-left-out").map(|(_, words)| words.as_str());
    assert!(left.is_some_and(|words| words.contains("pictures that the file does not hold")), "{left:?}");
}

#[test]
fn tables_and_frames() {
    let wide = r#"<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>"#.to_owned() + &p(&run("Cả năm"));
    let down = r#"<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>"#.to_owned() + &p(&run("Lúa"));
    let under = r#"<w:tcPr><w:vMerge/></w:tcPr>"#.to_owned() + &p("");
    let body = format!(
        "<w:tbl><w:tr><w:tc>{}{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>",
        p(&run("ỦY BAN NHÂN DÂN")),
        p(&run("Số: 12/BC")),
        p(&run("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"))
    ) + &table(&[
        &[&p(&run("Cây")), &wide],
        &[&down, &p(&run("7|8")), &(p(&run("một")) + &p(&run("hai")))],
        &[&under, &p(&run("9")), &p("")],
    ]);
    let (scan, told) = read_as(Docx::new(&body).file(), Changes::Accepted);
    let read: Vec<&str> = scan.pages[0].lines.iter().map(|line| line.text.as_str()).collect();
    let wanted = [
        "ỦY BAN NHÂN DÂN",
        "Số: 12/BC",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "| Cây | Cả năm |  |",
        "|---|---|---|",
        "| Lúa | 7\\|8 | một<br>hai |",
        "|  | 9 |  |",
    ];
    assert_eq!(read, wanted);
    assert_eq!(told, [("cells-merged", "2 cells of tables span rows or columns".to_owned())]);
}

#[test]
fn paragraphs_are_whole_and_pages_end_where_the_writer_wished() {
    let body = p(&run("Đoạn đầu không có dấu chấm"))
        + &p(&run("đoạn sau viết thường, kéo dài"))
        + &p(r#"<w:r><w:br w:type="page"/></w:r>"#)
        + &p(&(run("Trang hai") + "<w:r><w:br/></w:r>" + &run("dòng hai")));
    let file = Docx::new(&body).file();
    let (scan, _) = read_as(file.clone(), Changes::Accepted);
    assert_eq!(scan.pages.len(), 2);
    assert_eq!(lines(file.clone())[2..], ["Trang hai\\".to_owned(), "dòng hai".to_owned()]);
    let source = pipeline::read_source("t.docx", file).expect("a Word file").value;
    let report = import::import(&source).value.reports.remove(0);
    assert_eq!(report.blocks.len(), 3, "{:?}", report.blocks);
}

#[test]
fn other_formats_are_refused_with_the_remedy() {
    let refused = |bytes: &[u8]| read::office("t", bytes.to_vec(), &ReadOptions::default()).err();
    assert_eq!(refused(br"{\rtf1\ansi Xin}"), Some(ReadError::Rtf));
    let mut old = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    assert_eq!(refused(&old), Some(ReadError::OldWord));
    old.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(refused(&old), Some(ReadError::OfficeLocked));
    let sheet = archive(&[("xl/workbook.xml".to_owned(), "<workbook/>".to_owned())]);
    assert_eq!(refused(&sheet), Some(ReadError::OtherArchive));
    assert!(
        pipeline::read_source("t.rtf", br"{\rtf1 Xin}".to_vec()).is_err_and(|why| why.contains("save it as .docx"))
    );
}

#[test]
fn hostile_files_end_in_a_message() {
    let refused = |body: &str| read::office("t.docx", Docx::new(body).file(), &ReadOptions::default()).err();
    let deep = "<w:sdt><w:sdtContent>".repeat(100_000);
    assert_eq!(refused(&deep), Some(ReadError::OfficeTooLarge));
    let many = "<w:p/>".repeat(4_000_000);
    assert_eq!(refused(&many), Some(ReadError::OfficeTooLarge));
    let bomb = " ".repeat(140 << 20);
    assert_eq!(refused(&bomb), Some(ReadError::OfficeTooLarge), "a part unpacks to 140 MB from 140 kB");
    // An entity of the file's own stays as it is written.
    let laughs = Docx::new(&p(&run("&lol;"))).file();
    assert_eq!(lines(laughs), ["&lol;"]);
    let whole = Docx::new(&p(&run("Một."))).file();
    assert_eq!(
        read::office("t.docx", whole[..whole.len() / 2].to_vec(), &ReadOptions::default()).err(),
        Some(ReadError::OfficeBroken)
    );
}

/// Damaged files end in a scan or in an error, in bounded time, and never in a panic that comes through. The archive's
/// parts are changed before they are packed, too, where its own sums would refuse them.
#[test]
fn damaged_files_do_no_harm() {
    let rounds = std::env::var("IBID_MUTATIONS").ok().and_then(|count| count.parse().ok()).unwrap_or(1500);
    let body = [
        set(r#"<w:pStyle w:val="H"/>"#, &(run("I. Kết quả") + &mark(1))),
        listed(1, 2, "Một mục"),
        table(&[&[&p(&run("Lúa")), &p(&(run("120") + &mark(2)))], &[&p(&run("Ngô")), &p(&run("7"))]]),
        r#"<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>NOTEREF a</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:ins w:id="1"><w:r><w:t>x</w:t></w:r></w:ins><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>"#.to_owned(),
    ]
    .concat();
    let mut chance = Chance::new(11);
    let signs = b"0123456789<>\"=/ &";
    for round in 0..rounds {
        let file = if round % 2 == 0 {
            let mut file = Docx::new(&body).notes(&["Một.", "Hai."]).part("numbering", "numbering", NUMBERS).file();
            chance.damage(&mut file, signs);
            file
        } else {
            let mut part = if round % 4 == 1 { body.clone() } else { NUMBERS.to_owned() }.into_bytes();
            chance.damage(&mut part, signs);
            let part = String::from_utf8_lossy(&part).into_owned();
            let (body, numbers) =
                if round % 4 == 1 { (part.as_str(), NUMBERS) } else { (body.as_str(), part.as_str()) };
            Docx::new(body).notes(&["Một.", "Hai."]).part("numbering", "numbering", numbers).file()
        };
        if let Ok(read) = read::office("t.docx", file, &ReadOptions::default()) {
            let _ = import::import(&read::text(&read.value));
        }
    }
}

/// A report that came as Markdown of an OCR comes as the Word file that it was printed from, then with tracked changes: the same
/// report, with the ids that it had and what the editor wrote.
#[test]
fn one_report_in_two_formats_is_a_revision() {
    let title = "BÁO CÁO\nKết quả công tác của xã Vĩnh Giang năm 2025";
    let first = "Sản lượng lúa của toàn xã trong năm đạt mười hai nghìn tấn";
    let second = "Đường liên thôn đã được rải nhựa và đưa vào dùng từ tháng sáu.";
    let markdown = format!(
        "**{}**\n\n## I. KẾT QUẢ\n\n{first}<sup>(1)</sup>, cao hơn năm trước.\n\n<sup>(1)</sup> Theo số liệu của thống kê xã.\n\n## II. NHIỆM VỤ\n\n{second}\n",
        title.replace('\n', "**\n\n**")
    );
    let before = support::edition::imported(&support::edition::empty(), &markdown, "2026-01-01");
    let ids = |folder: &FileTree| {
        let pages = folder.iter().filter(|(path, _)| path.starts_with("content/") && path.ends_with(".md"));
        let pages = pages.filter(|(path, _)| !path.contains("/_import/"));
        let text: String = pages.map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned()).collect();
        let id = |words: &str| {
            let line = text.lines().find(|line| line.contains(words)).unwrap_or_default();
            line.rsplit_once("{#").map(|(_, id)| id.trim_end_matches('}').to_owned())
        };
        assert!(id("Sản lượng").is_some() && id("Đường liên thôn").is_some(), "{text}");
        (id("Sản lượng"), id("Đường liên thôn"), text)
    };
    // The editor mends a word of the page.
    let page = before
        .iter()
        .map(|(path, _)| path.to_owned())
        .find(|path| path.ends_with("02-nhiem-vu.md") && !path.contains("_import"))
        .expect("a page");
    let mut edited = before.clone();
    let text = edited.text(&page).expect("a text").replace("rải nhựa", "trải nhựa");
    edited.insert(&page, text.into_bytes()).expect("a path inside");
    let head: String = title.lines().map(|line| p(&styled("<w:b/>", line))).collect();
    let body = head
        + &set(r#"<w:pStyle w:val="H"/>"#, &run("I. KẾT QUẢ"))
        + &p(&(run(first)
            + &mark(1)
            + &run(", cao hơn năm trước")
            + r#"<w:ins w:id="1"><w:r><w:t xml:space="preserve"> hai phần trăm</w:t></w:r></w:ins>"#
            + &run(".")))
        + &set(r#"<w:pStyle w:val="H"/>"#, &run("II. NHIỆM VỤ"))
        + &p(&run(second));
    let file = Docx::new(&body).notes(&["Theo số liệu của thống kê xã."]).part("styles", "styles", STYLES).file();
    let import = |folder: &FileTree, changes: Changes| {
        let source =
            pipeline::read_source_with("bao-cao.docx", file.clone(), &ReadOptions { changes }).expect("a Word file");
        let plan = pipeline::import(folder, &source.value, "2026-02-01");
        assert!(!pipeline::has_errors(&plan.diagnostics), "{:?}", plan.diagnostics);
        assert!(plan.value.added.is_empty(), "{:?} is no new report", plan.value.added);
        plan.value.applied(folder)
    };
    let original = import(&edited, Changes::Original);
    let accepted = import(&original, Changes::Accepted);
    let (was, is, now) = (ids(&before), ids(&original), ids(&accepted));
    assert_eq!((&was.0, &was.1), (&is.0, &is.1), "the text before the changes has the ids that it had");
    assert_eq!(is.1, now.1);
    assert!(
        now.2.contains("trải nhựa") && now.2.contains("hai phần trăm") && now.2.contains("[^1]: Theo số liệu"),
        "{}",
        now.2
    );
}

/// What pandoc writes of a Markdown with notes in every place.
#[test]
fn a_file_of_pandoc_is_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let (text, word) = (folder.path().join("a.md"), folder.path().join("a.docx"));
    std::fs::write(&text, PANDOC).expect("room on the disk");
    let done = Command::new("pandoc").arg(&text).arg("-o").arg(&word).status();
    if !done.is_ok_and(|status| status.success()) {
        support::real::skipped("pandoc is not there");
        return;
    }
    let file = std::fs::read(&word).expect("pandoc's file");
    assert_eq!(linked("a.docx", file.clone()), (7, 0, 0));
    let read = lines(file);
    for line in ["I. KẾT QUẢ[^1]", "| Lúa[^6] | 120 |", "a. con", "2. Thứ hai", "    Đoạn hai của chú b không có chấm"]
    {
        assert!(read.iter().any(|read| read == line), "{line}: {read:#?}");
    }
}

const PANDOC: &str = "---\ntitle: BÁO CÁO KẾT QUẢ NĂM 2025\n---\n
# I. KẾT QUẢ[^h]\n\n## 1. Trồng trọt\n\nLúa được mùa[^a], sản lượng tăng[^b] và giá cao.\n
Đoạn không có dấu chấm cuối[^c]\n\nnhưng đoạn sau bắt đầu bằng chữ thường.\n\n- Một[^d]\n- Hai\n
1. Thứ nhất\n2. Thứ hai\n   a. con\n   b. con hai\n\n| Chỉ tiêu | Năm |\n|---|---|\n| Lúa[^e] | 120 |\n| Ngô | 7 |\n
# II. NHIỆM VỤ\n\nLàm tốt hơn[^f].\n\n[^h]: Chú của đề mục.\n\n[^a]: Chú a.\n
[^b]: Chú b dài.\n\n    Đoạn hai của chú b không có chấm\n\n[^c]: Chú c\n\n[^d]: Chú d.\n\n[^e]: Chú e.\n\n[^f]: Chú f.\n";

/// What python-docx writes with its own template, which has Word's styles and lists.
#[test]
fn a_file_of_python_docx_is_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let word = folder.path().join("b.docx");
    let done = Command::new("python3").arg("-c").arg(PYTHON).arg(&word).output();
    if !done.is_ok_and(|done| done.status.success()) {
        support::real::skipped("python3 with python-docx is not there");
        return;
    }
    let read = lines(std::fs::read(&word).expect("its file"));
    let wanted = [
        "BÁO CÁO NĂM 2025",
        "I. Kết quả",
        "Đoạn **đậm** và *nghiêng.*",
        "Mục một",
        "1. Bước một",
        "2. Bước hai",
        "| Cây | Tấn |",
        "|---|---|",
        "| Lúa | 120 |",
        "Trang sau.",
    ];
    assert_eq!(read, wanted);
}

const PYTHON: &str = "
import sys, docx
d = docx.Document()
d.add_paragraph('BÁO CÁO NĂM 2025', style='Title')
d.add_heading('I. Kết quả', 1)
p = d.add_paragraph('Đoạn ')
p.add_run('đậm').bold = True
p.add_run(' và ')
p.add_run('nghiêng').italic = True
p.add_run('.')
d.add_paragraph('Mục một', style='List Bullet')
d.add_paragraph('Bước một', style='List Number')
d.add_paragraph('Bước hai', style='List Number')
t = d.add_table(rows=2, cols=2, style='Table Grid')
for r, row in enumerate([['Cây', 'Tấn'], ['Lúa', '120']]):
    for c, words in enumerate(row):
        t.cell(r, c).text = words
d.add_page_break()
d.add_paragraph('Trang sau.')
d.save(sys.argv[1])
";
