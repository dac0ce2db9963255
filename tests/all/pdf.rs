//! `read::pdf`: small files that these tests write, broken ones, and the real ones of the corpus.

use ibid::model::scan::{Line, Region, Scan, Shape};
use ibid::read::{self, ReadError};

use crate::support::chance::Chance;
use crate::support::pdf::{Page, file};

fn scan(pages: &[Page]) -> Scan {
    read::pdf("t.pdf", file(pages)).expect("a PDF with text").value
}

fn texts(scan: &Scan, page: usize, region: Region) -> Vec<&str> {
    let lines = scan.pages[page].lines.iter().filter(|line| line.region == Some(region));
    lines.map(|line| line.text.as_str()).collect()
}

fn line<'s>(scan: &'s Scan, words: &str) -> &'s Line {
    let mut lines = scan.pages.iter().flat_map(|page| &page.lines);
    lines.find(|line| line.text.contains(words)).expect("a line with these words")
}

/// A page of running text with a head, a number, a raised mark and its note.
fn page(number: usize, words: &str) -> Page {
    let own = format!("{words} trang này, dài cho hết dòng như dòng trên kia");
    Page::new()
        .text((72.0, 40.0), 9.0, "Báo cáo năm")
        .text((290.0, 800.0), 9.0, &number.to_string())
        .lines((72.0, 100.0), &[&own, "Đoạn văn mở đầu của trang, kéo dài cho hết một dòng chữ,", "rồi mới hết."])
        .lines((72.0, 148.0), &["Đoạn sau có chú thích"])
        .text((177.5, 144.5), 6.0, &number.to_string())
        .text((181.0, 148.0), 10.0, ", rồi thôi.")
        .rule((72.0, 720.0), (200.0, 720.0))
        .text((72.0, 732.0), 5.0, &number.to_string())
        .text((78.0, 735.0), 8.0, "Lời chú của trang này.")
}

#[test]
fn pages_have_heads_numbers_marks_and_notes() {
    let scan = scan(&[page(1, "Một"), page(2, "Hai"), page(3, "Ba")]);
    for (index, page) in scan.pages.iter().enumerate() {
        let number = (index + 1).to_string();
        assert_eq!(page.printed.as_deref(), Some(number.as_str()));
        assert_eq!(texts(&scan, index, Region::RunningHead), ["Báo cáo năm"]);
        assert_eq!(texts(&scan, index, Region::PageNumber), [number.as_str()]);
        let note = format!("<sup>{number}</sup> Lời chú của trang này.");
        assert_eq!(texts(&scan, index, Region::Foot), [note.as_str()]);
        let body = texts(&scan, index, Region::Body);
        assert_eq!(body.last().copied(), Some(format!("Đoạn sau có chú thích<sup>{number}</sup>, rồi thôi.").as_str()));
    }
    let blanks: Vec<usize> = scan.pages[1].lines.iter().map(|line| line.blank_before.min(1)).collect();
    assert_eq!(blanks, [1, 1, 1, 0, 0, 1, 1], "a paragraph opens where the gap is wide");
    assert_eq!(line(&scan, "Lời chú").print_size, Some(80));
}

#[test]
fn a_pdf_is_imported_with_its_notes() {
    let title = Page::new().set("Times-Bold", (200.0, 80.0), 14.0, "BÁO CÁO").set(
        "Times-Bold",
        (160.0, 98.0),
        14.0,
        "Kết quả công tác năm 2025",
    );
    let pages = [
        title.set("Times-Bold", (72.0, 140.0), 10.0, "I. KẾT QUẢ").lines((72.0, 164.0), &["Lúa được mùa."]),
        page(2, "Hai"),
        page(3, "Ba"),
    ];
    let read = ibid::pipeline::read_source("t.pdf", file(&pages)).expect("a PDF with text");
    let imported = ibid::import::import(&read.value).value;
    assert_eq!(imported.ledgers.len(), 1);
    assert_eq!((imported.ledgers[0].linked, imported.ledgers[0].unresolved), (2, 0), "{}", read.value.text);
}

#[test]
fn two_columns_are_read_one_after_the_other() {
    let rows: Vec<String> = (0..8).map(|row| format!("cột thứ nhất dài cho hết dòng {row} ạ")).collect();
    let others: Vec<String> = (0..8).map(|row| format!("cột thứ hai cũng dài hết dòng {row} ạ")).collect();
    let left: Vec<&str> = rows.iter().map(String::as_str).collect();
    let right: Vec<&str> = others.iter().map(String::as_str).collect();
    let page = Page::new()
        .lines((72.0, 100.0), &["Một dòng chạy qua hết cả trang, trên hai cột chữ, cho biết chúng bắt đầu từ đây."])
        .lines((72.0, 130.0), &left)
        .lines((320.0, 130.0), &right);
    let scan = scan(&[page]);
    let read: Vec<&str> = scan.pages[0].lines.iter().skip(1).map(|line| line.text.as_str()).collect();
    let wanted: Vec<&str> = left.into_iter().chain(right).collect();
    assert_eq!(read, wanted);
}

#[test]
fn three_columns_of_running_text_are_read_one_after_the_other() {
    let column =
        |name: &str| -> Vec<String> { (0..6).map(|row| format!("cột {name} dài hết dòng {row} ạ")).collect() };
    let columns = [column("một"), column("hai"), column("bai")];
    let page = columns.iter().zip([60.0, 220.0, 380.0]).fold(Page::new(), |page, (column, left)| {
        page.lines((left, 130.0), &column.iter().map(String::as_str).collect::<Vec<_>>())
    });
    let scan = scan(&[page]);
    let read: Vec<&str> = scan.pages[0].lines.iter().map(|line| line.text.as_str()).collect();
    let wanted: Vec<&str> = columns.iter().flatten().map(String::as_str).collect();
    assert_eq!(read, wanted);
}

#[test]
fn print_gives_emphasis_and_items() {
    let page = Page::new()
        .set("Times-Bold", (72.0, 100.0), 10.0, "1. Trồng trọt:")
        .text((147.0, 100.0), 10.0, "lúa *")
        .set("Times-Italic", (72.0, 130.0), 10.0, "Nguồn")
        .lines((72.0, 160.0), &["- Lúa nước"])
        .lines((72.0, 190.0), &["+ Vụ mùa"]);
    let scan = scan(&[page]);
    assert_eq!(line(&scan, "Trồng").text, "**1. Trồng trọt:** lúa \\*");
    assert_eq!(line(&scan, "Nguồn").text, "*Nguồn*");
    assert_eq!((line(&scan, "Lúa nước").shape, line(&scan, "Lúa nước").text.as_str()), (Shape::Item, "Lúa nước"));
    assert_eq!(line(&scan, "Vụ mùa").text, "+ Vụ mùa");
}

#[test]
fn fonts_older_than_unicode_are_read() {
    let page = Page::new().set(".VnTime", (72.0, 100.0), 10.0, "Céng hßa x· héi chñ nghÜa ViÖt Nam").set(
        "VNI-Times",
        (72.0, 130.0),
        10.0,
        "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam",
    );
    let scan = scan(&[page]);
    let read: Vec<&str> = scan.pages[0].lines.iter().map(|line| line.text.as_str()).collect();
    assert_eq!(read, ["Cộng hòa xã hội chủ nghĩa Việt Nam"; 2]);
}

#[test]
fn rules_make_a_table() {
    let page = Page::new()
        .lines((72.0, 80.0), &["Bảng 1 dưới đây cho số liệu của hai năm:"])
        .grid(&[72.0, 200.0, 300.0], &[100.0, 120.0, 150.0, 170.0])
        .text((80.0, 114.0), 10.0, "Chỉ tiêu")
        .text((210.0, 114.0), 10.0, "Năm 2025")
        .text((80.0, 132.0), 10.0, "Lúa được")
        .text((80.0, 144.0), 10.0, "gặt xong")
        .text((210.0, 138.0), 10.0, "120")
        .text((210.0, 164.0), 10.0, "7|8");
    let scan = scan(&[page]);
    let rows: Vec<&str> =
        scan.pages[0].lines.iter().filter(|line| line.shape == Shape::Table).map(|line| line.text.as_str()).collect();
    assert_eq!(rows, ["| Chỉ tiêu | Năm 2025 |", "|---|---|", "| Lúa được gặt xong | 120 |", "|  | 7\\|8 |"]);
}

#[test]
fn pictures_and_pages_without_text_are_told() {
    let full = [0.0, 0.0, 595.0, 842.0];
    let scanned = read::pdf("t.pdf", file(&[Page::new().picture(full), Page::new().picture(full)]));
    assert_eq!(scanned.err(), Some(ReadError::NoText { pages: 2 }));
    assert!(ReadError::NoText { pages: 2 }.hint().to_string().contains("ocrmypdf -l vie+eng"));
    let pages =
        [page(1, "Một"), Page::new().picture(full), page(3, "Ba"), page(4, "Bốn").picture([300.0, 300.0, 99.0, 99.0])];
    let read = read::pdf("t.pdf", file(&pages)).expect("three pages with text");
    let said: Vec<(&str, bool)> = read
        .diagnostics
        .iter()
        .map(|told| (told.code, told.message.to_string().contains("2, 4") || told.message.to_string().ends_with(": 2")))
        .collect();
    assert_eq!(said, [("picture-left-out", true), ("page-without-text", true)]);
}

#[test]
fn letters_without_a_name_are_told() {
    let whole = file(&[page(1, "Một")]);
    let text = String::from_utf8(whole).expect("the writer writes ASCII");
    let broken = text.replace("<21> <0042>", "<21> <FFFD>");
    let read = read::pdf("t.pdf", broken.into_bytes()).expect("most letters are known");
    assert!(read.diagnostics.iter().any(|told| told.code == "letters-unknown"));
    assert!(read.value.pages[0].lines.iter().any(|line| line.text.contains('\u{FFFD}')));
}

#[test]
fn files_that_cannot_be_read_say_so() {
    assert_eq!(read::pdf("t.pdf", b"%PDF-1.7\nnothing".to_vec()).err(), Some(ReadError::Broken));
    assert_eq!(read::pdf("t.pdf", Vec::new()).err(), Some(ReadError::Broken));
    assert!(!read::is_pdf("Một báo cáo".as_bytes()));
}

/// The real files: every one is read, with words on nearly every page, marks and notes by the print's own count.
#[test]
fn real_files_are_read() {
    // Pages, and raised labels in the text and at the foot as `pdftohtml -xml` shows them by size and height.
    let files = [
        ("un-experts-2025.pdf", 20, 121, 122),
        ("hop-nhat-11.pdf", 82, 84, 84),
        ("un-audit-2025.pdf", 35, 19, 20),
        ("nghi-quyet-122.pdf", 21, 0, 0),
    ];
    let folder = std::env::var_os("IBID_CORPUS").map_or_else(
        || std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus"),
        std::path::PathBuf::from,
    );
    for (name, pages, marks, labels) in files {
        let Ok(bytes) = std::fs::read(folder.join(name)) else {
            println!("skipped: {name} is not in {}", folder.display());
            continue;
        };
        let scan = read::pdf(name, bytes).expect("a PDF with text").value;
        assert_eq!(scan.pages.len(), pages, "{name}");
        let lines = || scan.pages.iter().flat_map(|page| &page.lines);
        let raised = |line: &Line| {
            line.text
                .match_indices("<sup>")
                .filter(|(at, _)| line.text[at + 5..].starts_with(|c: char| c.is_ascii_digit()) && *at > 0)
                .count()
        };
        let foot = |line: &&Line| line.region == Some(Region::Foot);
        let found = lines().map(raised).sum::<usize>();
        let noted = lines()
            .filter(foot)
            .filter(|line| line.text.starts_with("<sup>") && line.text[5..].starts_with(|c: char| c.is_ascii_digit()))
            .count();
        assert_eq!((found, noted), (marks, labels), "{name}: marks and notes");
        let numbered = scan.pages.iter().filter(|page| page.printed.is_some()).count();
        assert!(numbered + 1 >= pages, "{name}: {numbered} printed page numbers");
    }
}

/// Damaged files end in a scan or in an error, in bounded time, and never in a panic that comes through.
#[test]
fn damaged_files_do_no_harm() {
    let whole = file(&[page(1, "Một"), page(2, "Hai"), page(3, "Ba")]);
    let rounds = std::env::var("IBID_MUTATIONS").ok().and_then(|count| count.parse().ok()).unwrap_or(300);
    let mut chance = Chance::new(7);
    for _ in 0..rounds {
        let mut bytes = whole.clone();
        chance.damage(&mut bytes, b"0123456789<>[]()/ ");
        if let Ok(read) = read::pdf("t.pdf", bytes) {
            assert!(read.value.pages.len() < 100);
        }
    }
}
