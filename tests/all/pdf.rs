//! `read::pdf`: small files that these tests write, broken ones, and the real ones of the corpus.

use ibid::model::scan::{Line, Region, Scan, Shape};
use ibid::read::{self, ReadError};

use crate::support::chance::Chance;
use crate::support::pdf::{Page, file, outlined_file};
use crate::support::scans::headings;

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

/// Where a line that begins at 72 points ends: each letter is half as wide as its size.
fn end_of(line: &str) -> f32 {
    let letters = u16::try_from(line.chars().count()).expect("a line");
    72.5 + 5.0 * f32::from(letters)
}

#[test]
fn notes_at_the_end_are_linked() {
    let text = |number: usize, word: &str| {
        let calling = format!("{word} dài cho hết một dòng chữ của trang, rồi mới gọi lời chú của mình");
        let other = format!("{word} sau cũng dài cho hết một dòng chữ của trang, rồi thôi không gọi nữa.");
        Page::new()
            .lines((72.0, 100.0), &[&calling])
            .text((end_of(&calling), 96.5), 6.0, &number.to_string())
            .lines((72.0, 130.0), &[&other])
    };
    let label =
        |page: Page, y: f32, note: &str, words: &str| page.text((72.0, y - 3.0), 5.0, note).text((78.0, y), 8.0, words);
    let end = label(label(Page::new(), 500.0, "1", "Lời chú thứ nhất."), 520.0, "2", "Lời chú thứ hai.");
    let read = ibid::pipeline::read_source("t.pdf", file(&[text(1, "Đoạn này"), text(2, "Trang kia"), end]))
        .expect("a PDF with text");
    let imported = ibid::import::import(&read.value).value;
    assert_eq!((imported.ledgers[0].linked, imported.ledgers[0].unresolved), (2, 0), "{}", read.value.text);
}

#[test]
fn small_print_that_a_mark_calls_is_a_note_and_a_number_beside_it_a_page() {
    let words = ["một", "hai", "ba"];
    let page = |number: usize| {
        let word = words[number - 1];
        let calling = format!("Đoạn {word} dài cho hết một dòng chữ của trang, rồi mới gọi lời chú");
        Page::new()
            .lines((72.0, 100.0), &["Trang này có hai đoạn."])
            .lines((72.0, 130.0), &[&calling])
            .text((end_of(&calling), 126.5), 6.0, &number.to_string())
            .text((72.0, 780.0), 8.0, &format!("{number} Lời chú {word} của trang này, dài hai dòng,"))
            .text((84.0, 789.0), 8.0, &format!("dòng {word} rồi mới hết."))
            .text((30.0, 790.0), 14.0, &number.to_string())
    };
    let scan = scan(&[page(1), page(2), page(3)]);
    for (index, page) in scan.pages.iter().enumerate() {
        let number = (index + 1).to_string();
        assert_eq!(page.printed.as_deref(), Some(number.as_str()));
        let note = format!("<sup>{number}</sup> Lời chú {} của trang này, dài hai dòng,", words[index]);
        assert_eq!(texts(&scan, index, Region::Foot).first(), Some(&note.as_str()), "{page:?}");
    }
}

#[test]
fn large_print_is_headings_where_tags_name_none() {
    let text = ["Đoạn này kéo dài cho hết một dòng chữ của trang, dài như mọi dòng khác", "rồi mới hết."];
    let page = Page::new()
        .text((72.0, 60.0), 20.0, "Cầu đường")
        .text((72.0, 100.0), 14.0, "Cầu gỗ ở trên")
        .text((72.0, 116.0), 14.0, "các con suối")
        .lines((72.0, 150.0), &text)
        .text((72.0, 200.0), 14.0, "Cầu đá")
        .lines((72.0, 230.0), &text);
    let scan = scan(&[page]);
    let found: Vec<(Shape, &str)> = scan.pages[0]
        .lines
        .iter()
        .filter(|line| matches!(line.shape, Shape::Heading(_)))
        .map(|line| (line.shape, line.text.as_str()))
        .collect();
    let expected = [
        (Shape::Heading(1), "Cầu đường"),
        (Shape::Heading(2), "Cầu gỗ ở trên các con suối"),
        (Shape::Heading(2), "Cầu đá"),
    ];
    assert_eq!(found, expected);
}

#[test]
fn bookmarks_name_headings_and_their_levels() {
    let text = ["The paragraph goes on to the end of its line, as long as all the other lines of", "this page."];
    let cover = Page::new().text((72.0, 300.0), 24.0, "The harbours of the coast").lines((72.0, 500.0), &text);
    let front = Page::new().text((72.0, 60.0), 14.0, "Who wrote this").lines((72.0, 80.0), &text);
    let page = |title: &str, part: &str| {
        let page = Page::new().text((72.0, 60.0), 14.0, title).lines((72.0, 80.0), &text);
        page.set("Times-Bold", (72.0, 130.0), 10.0, part).lines((72.0, 150.0), &text)
    };
    let last = page("2. Boats", "Nets").text((72.0, 200.0), 14.0, "Sails").lines((72.0, 220.0), &text);
    let bookmarks =
        [(1, "_place", 1), (1, "1. Quays", 3), (2, "Piers", 3), (1, "Boats", 4), (2, "Nets", 4), (1, "Nowhere", 4)];
    let file = outlined_file(&[cover, front, page("1. Quays", "Piers"), last], &bookmarks);
    let scan = read::pdf("t.pdf", file).expect("a PDF with text").value;
    let expected = [
        (1, "The harbours of the coast"),
        (1, "1. Quays"),
        (2, "**Piers**"),
        (1, "2. Boats"),
        (2, "**Nets**"),
        (1, "Sails"),
    ];
    assert_eq!(
        headings(&scan),
        expected,
        "what no bookmark names has the level of its print, and before the first is none"
    );
}

#[test]
fn the_last_line_of_notes_that_say_the_same_is_no_running_foot() {
    let page = |number: usize| {
        let page = Page::new()
            .lines((72.0, 100.0), &["Đoạn văn mở đầu của trang, kéo dài cho hết một dòng chữ,"; 5])
            .lines((72.0, 160.0), &["có chú thích"])
            .text((130.0, 156.5), 6.0, &number.to_string())
            .text((72.0, 752.0), 5.0, &number.to_string())
            .text((78.0, 755.0), 8.0, "Khoản này được sửa theo quy định tại Luật số");
        // Every third note ends with the same line; each page has the same foot, set apart.
        let end = if number.is_multiple_of(3) { "51/2019 về các cây cầu." } else { "của mình." };
        page.text((72.0, 765.0), 8.0, end).text((72.0, 800.0), 8.0, &format!("Trang {number} Sách nói về cầu"))
    };
    let pages: Vec<Page> = (1..=12).map(page).collect();
    let scan = scan(&pages);
    for index in 0..12 {
        let foot = texts(&scan, index, Region::Foot);
        assert_eq!(foot.len(), 2, "page {}: {foot:?}", index + 1);
        assert_eq!(texts(&scan, index, Region::RunningHead), [format!("Trang {} Sách nói về cầu", index + 1)]);
        assert_eq!(scan.pages[index].printed, Some((index + 1).to_string()));
    }
}

#[test]
fn headings_in_the_margin_stand_before_the_text_beside_them() {
    let row = |row: usize| format!("dòng chữ {row} của đoạn văn bên phải, kéo dài cho hết cột chữ rộng");
    let rows: Vec<String> = (0..12).map(row).collect();
    let text: Vec<&str> = rows.iter().map(String::as_str).collect();
    let page = Page::new()
        .lines((200.0, 100.0), &text[..6])
        .lines((200.0, 190.0), &text[6..])
        .set("Times-Bold", (60.0, 101.0), 12.0, "Cầu gỗ")
        .set("Times-Bold", (60.0, 115.0), 12.0, "trên suối")
        .set("Times-Bold", (60.0, 191.0), 12.0, "Cầu đá");
    let scan = scan(&[page]);
    let read: Vec<&str> = scan.pages[0].lines.iter().map(|line| line.text.as_str()).collect();
    let mut wanted = vec!["**Cầu gỗ trên suối**"];
    wanted.extend(&text[..6]);
    wanted.push("**Cầu đá**");
    wanted.extend(&text[6..]);
    assert_eq!(read, wanted);
}

#[test]
fn a_day_that_opens_a_line_of_a_note_is_no_label() {
    let page = Page::new()
        .lines((72.0, 100.0), &["Đoạn văn mở đầu của trang, kéo dài cho hết một dòng chữ,"; 5])
        .rule((72.0, 720.0), (200.0, 720.0))
        .text((72.0, 732.0), 5.0, "44")
        .text((78.0, 735.0), 8.0, "Lời chú của trang này.")
        .text((72.0, 742.0), 5.0, "45")
        .text((78.0, 745.0), 8.0, "Lời chú sau, ra ngày.")
        .text((72.0, 755.0), 8.0, "14 tháng sáu.");
    let scan = scan(&[page]);
    let foot = texts(&scan, 0, Region::Foot);
    assert_eq!(foot, ["<sup>44</sup> Lời chú của trang này.", "<sup>45</sup> Lời chú sau, ra ngày.", "14 tháng sáu."]);
}

#[test]
fn recipients_and_signature_are_read_one_after_the_other() {
    let page = Page::new()
        .lines((72.0, 100.0), &["Đoạn văn của trang, kéo dài cho hết một dòng chữ, rồi mới hết ở bên phải trang."])
        .set("Times-Bold", (72.0, 140.0), 10.0, "Nơi nhận:")
        .set("Times-Bold", (400.0, 140.0), 10.0, "KT. CHỦ TỊCH")
        .set("Times-Bold", (398.0, 152.0), 10.0, "PHÓ CHỦ TỊCH")
        .lines((74.0, 152.0), &["Như trên;", "Lưu: VT."]);
    let scan = scan(&[page]);
    let read: Vec<&str> = scan.pages[0].lines.iter().skip(1).map(|line| line.text.as_str()).collect();
    assert_eq!(read, ["**Nơi nhận:**", "Như trên;", "Lưu: VT.", "**KT. CHỦ TỊCH PHÓ CHỦ TỊCH**"]);
}

#[test]
fn medium_print_is_bold_beside_plain_print() {
    let page = Page::new()
        .set("Sach-Medium", (72.0, 80.0), 10.0, "Cầu gỗ")
        .lines((72.0, 110.0), &["Đoạn văn của trang, kéo dài cho hết một dòng chữ,", "rồi mới hết."]);
    assert_eq!(scan(&[page]).pages[0].lines[0].text, "**Cầu gỗ**");
    let alone = Page::new().set("Sach-Medium", (72.0, 80.0), 10.0, "Cầu gỗ");
    assert_eq!(scan(&[alone]).pages[0].lines[0].text, "Cầu gỗ");
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

/// Three columns, each from the same height and so far from the left.
fn are_read_one_after_the_other(columns: &[Vec<String>; 3], lefts: [f32; 3]) {
    let page = columns.iter().zip(lefts).fold(Page::new(), |page, (column, left)| {
        page.lines((left, 130.0), &column.iter().map(String::as_str).collect::<Vec<_>>())
    });
    let scan = scan(&[page]);
    let read: Vec<&str> = scan.pages[0].lines.iter().map(|line| line.text.as_str()).collect();
    let wanted: Vec<&str> = columns.iter().flatten().map(String::as_str).collect();
    assert_eq!(read, wanted);
}

#[test]
fn three_columns_of_running_text_are_read_one_after_the_other() {
    let column =
        |name: &str| -> Vec<String> { (0..6).map(|row| format!("cột {name} dài hết dòng {row} ạ")).collect() };
    let columns = [column("một"), column("hai"), column("bai")];
    are_read_one_after_the_other(&columns, [60.0, 220.0, 380.0]);
}

#[test]
fn a_gutter_that_a_line_shows_holds_where_full_lines_leave_less_of_it() {
    let column = |name: &str| -> Vec<String> {
        let full = (1..7).map(|row| format!("cột {name} dài hết dòng {row} ạ"));
        [format!("cột {name} mở đầu ngắn")].into_iter().chain(full).collect()
    };
    // Full lines end eight points before the next column, less than their size.
    let columns = [column("một"), column("hai"), column("bai")];
    are_read_one_after_the_other(&columns, [60.0, 188.0, 316.0]);
}

#[test]
fn a_gazette_counts_its_pages_through_the_year_and_its_printer_counts_them_anew() {
    let page =
        |number: usize| {
            page(number, ["Một", "Hai", "Ba"][number - 1])
                .text((480.0, 40.0), 9.0, &(81_300 + number).to_string())
                .text((72.0, 830.0), 6.5, &format!("Nhà in số 1357 bản kẽm 0000{number} khổ 864200 tờ lẻ"))
        };
    let scan = scan(&[page(1), page(2), page(3)]);
    for index in 0..3 {
        let heads = texts(&scan, index, Region::RunningHead);
        assert!(heads.iter().any(|head| head.starts_with("Nhà in số 1357")), "{heads:?}");
        assert!(texts(&scan, index, Region::Body).iter().all(|line| !line.contains("kẽm")));
    }
}

#[test]
fn the_text_overleaf_goes_on_with_no_note() {
    let page = |number: usize, words: &str| {
        Page::new()
            .lines(
                (72.0, 100.0),
                &[words, "của trang, rồi mới hết ở đây. Câu sau cũng dài như các câu khác,", "có chú thích"],
            )
            .text((130.5, 120.5), 6.0, &number.to_string())
            .text((133.5, 124.0), 10.0, ".")
            .text((72.0, 732.0), 5.0, &number.to_string())
            .text((78.0, 735.0), 8.0, "Lời chú của trang này không có dấu chấm ở cuối")
    };
    let second = "b) Trang này mở đầu bằng một chữ nhỏ, kéo dài cho hết một dòng chữ";
    let pages = [page(1, "a) Trang này mở đầu bằng một chữ nhỏ, kéo dài cho hết một dòng chữ"), page(2, second)];
    let read = ibid::pipeline::read_source("t.pdf", file(&pages)).expect("a PDF with text");
    let report = &ibid::import::import(&read.value).value.reports[0];
    assert!(report.blocks.iter().any(|block| block.text.contains("b) Trang này")), "{report:?}");
}

#[test]
fn a_table_to_be_filled_in_is_one() {
    let page = Page::new()
        .lines((72.0, 80.0), &["Mẫu dưới đây để điền:"])
        .grid(&[72.0, 200.0, 300.0, 400.0], &[100.0, 120.0, 140.0, 160.0, 180.0])
        .text((80.0, 114.0), 10.0, "Hồ sơ")
        .text((210.0, 114.0), 10.0, "Đã nhận")
        .text((310.0, 114.0), 10.0, "Đã trả")
        .text((80.0, 134.0), 10.0, "Cấp mới")
        .text((80.0, 154.0), 10.0, "Cấp lại")
        .text((80.0, 174.0), 10.0, "Thu hồi");
    let scan = scan(&[page]);
    let rows: Vec<&str> =
        scan.pages[0].lines.iter().filter(|line| line.shape == Shape::Table).map(|line| line.text.as_str()).collect();
    assert_eq!(rows[0], "| Hồ sơ | Đã nhận | Đã trả |", "{scan:?}");
    assert_eq!(rows.len(), 5);
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
fn fields_that_were_filled_in_stand_in_their_lines() {
    let page = Page::new()
        .text((72.0, 100.0), 10.0, "Số:      ")
        .text((117.0, 100.0), 10.0, "/2025/QĐ-UBND")
        .field((92.0, 100.0), 10.0, "63")
        .text((72.0, 130.0), 10.0, "Một dòng khác")
        .field((72.0, 160.0), 10.0, "Điền riêng");
    let scan = scan(&[page]);
    let read: Vec<&str> = scan.pages[0].lines.iter().map(|line| line.text.as_str()).collect();
    assert_eq!(read.len(), 3, "{read:?}");
    assert_eq!(read[0].replace(' ', ""), "Số:63/2025/QĐ-UBND");
    assert_eq!(read[1..], ["Một dòng khác", "Điền riêng"]);
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

/// A page that is a ruled table: its head, and rows of three cells.
fn table_page(number: usize, rows: &[[&str; 3]]) -> Page {
    let left = 72.0 + if number.is_multiple_of(2) { 9.0 } else { 0.0 };
    let columns = [left, left + 40.0, left + 240.0, left + 340.0];
    let edges: Vec<f32> = (0..=rows.len()).map(|row| 100.0 + 20.0 * row as f32).collect();
    let page = Page::new().text((290.0, 800.0), 9.0, &number.to_string()).grid(&columns, &edges);
    rows.iter().zip(&edges).fold(page, |page, (row, top)| {
        let cells = row.iter().zip(&columns).filter(|(words, _)| !words.is_empty());
        cells.fold(page, |page, (words, x)| page.text((x + 4.0, top + 14.0), 10.0, words))
    })
}

#[test]
fn a_table_over_several_pages_is_one() {
    let head = ["TT", "Việc", "Ai làm"];
    let pages = [
        table_page(1, &[head, ["1", "Đắp đê.", "Xã"], ["2", "Nạo vét kênh mương nội", "Huyện và"]]),
        table_page(2, &[head, ["", "đồng.", "xã"], ["3", "Sửa cầu.", "Xã"]]),
        table_page(3, &[head, ["4", "Làm đường.", "Xã"]]),
    ];
    let read = ibid::pipeline::read_source("t.pdf", file(&pages)).expect("a PDF with text");
    let report = &ibid::import::import(&read.value).value.reports[0];
    let tables: Vec<&str> =
        report.blocks.iter().filter(|block| block.text.starts_with('|')).map(|block| block.text.as_str()).collect();
    let expected = "| TT | Việc | Ai làm |\n|---|---|---|\n| 1 | Đắp đê. | Xã |\n\
        | 2 | Nạo vét kênh mương nội đồng. | Huyện và xã |\n| 3 | Sửa cầu. | Xã |\n| 4 | Làm đường. | Xã |";
    assert_eq!(tables, [expected]);
    let breaks: Vec<(&str, &str)> = report
        .page_breaks
        .iter()
        .map(|found| (found.label.as_str(), tables[0][found.at..].split(' ').next().unwrap_or_default()))
        .collect();
    assert_eq!(breaks, [("1", "TT"), ("2", "đồng."), ("3", "4")]);
}

#[test]
fn what_is_left_out_is_in_the_ledger() {
    let head = ["TT", "Việc", "Ai làm"];
    let pages = [table_page(1, &[head, ["1", "Đắp đê.", "Xã"]]), table_page(2, &[head, ["2", "Sửa cầu.", "Xã"]])];
    let read = ibid::pipeline::read_source("t.pdf", file(&pages)).expect("a PDF with text");
    let ledger = &ibid::import::import(&read.value).value.ledgers[0];
    let left_out: Vec<(&str, usize, &str)> =
        ledger.coverage.left_out.iter().map(|out| (out.what, out.count, out.example.1.as_str())).collect();
    let expected = [("left-page-numbers", 2, "1"), ("left-table-heads", 1, "| TT | Việc | Ai làm |")];
    assert_eq!(left_out, expected);
    assert!(ledger.reconciles());
}

#[test]
fn short_cells_in_columns_are_a_table_without_rules() {
    let row = |page: Page, (at, words): (usize, &[&str; 3])| {
        let y = 140.0 + 14.0 * at as f32;
        let cells = words.iter().zip([72.0, 300.0, 420.0]);
        cells.fold(page, |page, (words, x)| page.text((x, y), 10.0, words))
    };
    let text = ["Bảng dưới đây cho số liệu của hai năm, theo từng xã và từng ấp của huyện:"];
    let rows: [[&str; 3]; 4] =
        [["Xã", "Năm 2024", "Năm 2025"], ["An Sơn", "120", "131"], ["Tả Lèng", "80", "96"], ["Hải Sa", "75", "70"]];
    let page = rows.iter().enumerate().fold(Page::new().lines((72.0, 100.0), &text), row);
    let read = read::pdf("t.pdf", file(&[page])).expect("a PDF with text");
    let table: Vec<&str> = read.value.pages[0]
        .lines
        .iter()
        .filter(|line| line.shape == Shape::Table)
        .map(|line| line.text.as_str())
        .collect();
    assert_eq!(table.len(), 5, "{:?}", read.value.pages[0]);
    assert_eq!(table[..3], ["| Xã | Năm 2024 | Năm 2025 |", "|---|---|---|", "| An Sơn | 120 | 131 |"]);
    assert!(read.diagnostics.iter().any(|said| said.code == "table-by-places"));
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
        .map(|told| (told.code, told.message.to_string().ends_with(" 2") || told.message.to_string().ends_with(": 2")))
        .collect();
    assert_eq!(said, [("picture-left-out", true), ("page-without-text", true)]);
    let pages: Vec<usize> = read.value.pictures.iter().filter_map(|picture| Some(picture.area?.page)).collect();
    assert_eq!(pages, [4], "a page that is a picture is none of the text");
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
    for (name, pages, marks, labels) in files {
        let Some(bytes) = crate::support::real::document(name) else { continue };
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
