//! Tables, captions and charts of PDFs, on pages that these tests draw.

use ibid::model::scan::{Region, Scan, Shape};
use ibid::read;

use crate::support::pdf::{Page, file};

fn scan(pages: &[Page]) -> Scan {
    read::pdf("t.pdf", file(pages)).expect("a PDF with text").value
}

fn of_shape(scan: &Scan, page: usize, shape: Shape) -> Vec<&str> {
    scan.pages[page].lines.iter().filter(|line| line.shape == shape).map(|line| line.text.as_str()).collect()
}

/// Level rules across a table at these heights.
fn level(page: Page, heights: &[f32]) -> Page {
    heights.iter().fold(page, |page, y| page.rule((72.0, *y), (500.0, *y)))
}

/// Words at the columns of a table.
fn row(page: Page, y: f32, cells: &[(f32, &str)]) -> Page {
    cells.iter().fold(page, |page, (x, words)| page.text((*x, y), 10.0, words))
}

const ABOVE: [&str; 2] =
    ["The table below sets out what the harbours reported in both years, one line for each;", "it was checked twice."];

#[test]
fn level_rules_make_a_table_whose_names_stand_over_its_columns() {
    let page = level(Page::new().lines((72.0, 80.0), &ABOVE), &[110.0, 150.0, 230.0])
        .rule((250.0, 128.0), (400.0, 128.0))
        .text((300.0, 122.0), 10.0, "Ships");
    let page = row(page, 142.0, &[(76.0, "Harbour"), (260.0, "2024"), (350.0, "2025"), (440.0, "Crew")]);
    let page = row(page, 164.0, &[(76.0, "Amble, with the")]);
    let page = row(page, 175.0, &[(76.0, "outer quay"), (260.0, "12"), (350.0, "14"), (440.0, "96")]);
    let page = row(page, 192.0, &[(76.0, "Blyth"), (260.0, "7"), (350.0, "9"), (440.0, "51")]);
    let page = row(page, 209.0, &[(76.0, "Craster"), (260.0, "3"), (440.0, "11")]);
    let read = scan(&[page.lines((72.0, 250.0), &["Crews count those who sailed more than once."])]);
    let expected = [
        "| Harbour | Ships – 2024 | Ships – 2025 | Crew |",
        "|---|---|---|---|",
        "| Amble, with the outer quay | 12 | 14 | 96 |",
        "| Blyth | 7 | 9 | 51 |",
        "| Craster | 3 |  | 11 |",
    ];
    assert_eq!(of_shape(&read, 0, Shape::Table), expected);
    assert_eq!(of_shape(&read, 0, Shape::Text).len(), 3);
}

#[test]
fn text_between_level_rules_is_no_table() {
    let page = level(Page::new().lines((72.0, 80.0), &ABOVE), &[110.0, 150.0, 230.0])
        .lines((76.0, 130.0), &["What stands between rules and fills its lines from one end to the other goes on."])
        .lines((76.0, 170.0), &["It is text like all else on the page, however many rules are drawn around it, too."]);
    assert_eq!(of_shape(&scan(&[page]), 0, Shape::Table), [""; 0]);
}

#[test]
fn a_head_over_two_rows_is_one() {
    let columns = [72.0, 200.0, 300.0, 400.0];
    let page = Page::new().lines((72.0, 80.0), &ABOVE[..1]);
    let page = [100.0, 140.0, 160.0, 180.0].iter().fold(page, |page, y| page.rule((72.0, *y), (400.0, *y)));
    let page = [72.0, 200.0, 400.0].iter().fold(page, |page, x| page.rule((*x, 100.0), (*x, 180.0)));
    let page = page.rule((200.0, 120.0), (400.0, 120.0)).rule((columns[2], 120.0), (columns[2], 180.0));
    let page = row(page, 114.0, &[(80.0, "Harbour"), (280.0, "Ships")]);
    let page = row(page, 134.0, &[(210.0, "in port"), (310.0, "at sea")]);
    let page = row(page, 154.0, &[(80.0, "Amble"), (210.0, "12"), (310.0, "14")]);
    let page = row(page, 174.0, &[(80.0, "Blyth"), (210.0, "7"), (310.0, "9")]);
    let expected =
        ["| Harbour | Ships – in port | Ships – at sea |", "|---|---|---|", "| Amble | 12 | 14 |", "| Blyth | 7 | 9 |"];
    assert_eq!(of_shape(&scan(&[page]), 0, Shape::Table), expected);
}

#[test]
fn a_table_without_outer_rules_is_whole_and_lines_of_figures_are_rows() {
    let page = Page::new().lines((72.0, 80.0), &ABOVE[..1]);
    let page = [100.0, 120.0, 200.0, 220.0].iter().fold(page, |page, y| page.rule((72.0, *y), (500.0, *y)));
    let page = [200.0, 300.0, 400.0].iter().fold(page, |page, x| page.rule((*x, 100.0), (*x, 220.0)));
    let page = row(page, 114.0, &[(80.0, "Harbour"), (210.0, "2023"), (310.0, "2024"), (410.0, "2025")]);
    let page = row(page, 133.0, &[(80.0, "Northern coast:")]);
    let page = row(page, 148.0, &[(80.0, "Amble, with the")]);
    let page = row(page, 160.0, &[(80.0, "outer quay"), (210.0, "12.5"), (310.0, "14"), (410.0, "(96)")]);
    let page = row(page, 175.0, &[(80.0, "Blyth"), (210.0, "7"), (310.0, "-"), (410.0, "51")]);
    let page = row(page, 190.0, &[(80.0, "Craster"), (210.0, "3"), (310.0, "9"), (410.0, "11")]);
    let page = row(page, 214.0, &[(80.0, "All"), (210.0, "22.5"), (310.0, "23"), (410.0, "158")]);
    let expected = [
        "| Harbour | 2023 | 2024 | 2025 |",
        "|---|---|---|---|",
        "| Northern coast: |  |  |  |",
        "| Amble, with the outer quay | 12.5 | 14 | (96) |",
        "| Blyth | 7 | - | 51 |",
        "| Craster | 3 | 9 | 11 |",
        "| All | 22.5 | 23 | 158 |",
    ];
    assert_eq!(of_shape(&scan(&[page]), 0, Shape::Table), expected);
}

#[test]
fn words_that_wrap_in_a_ruled_table_are_one_row() {
    let page = Page::new().lines((72.0, 80.0), &ABOVE[..1]).grid(&[72.0, 200.0, 300.0, 400.0], &[100.0, 120.0, 160.0]);
    let page = row(page, 114.0, &[(80.0, "Harbour"), (210.0, "Who"), (310.0, "How many")]);
    let page = row(page, 134.0, &[(80.0, "Amble, with"), (210.0, "Keepers"), (310.0, "12")]);
    let page = row(page, 146.0, &[(80.0, "Outer Quay"), (210.0, "Pilots"), (310.0, "14")]);
    let expected =
        ["| Harbour | Who | How many |", "|---|---|---|", "| Amble, with Outer Quay | Keepers Pilots | 12 14 |"];
    assert_eq!(of_shape(&scan(&[page]), 0, Shape::Table), expected);
}

#[test]
fn a_title_within_a_table_stands_above_it() {
    let page = Page::new().lines((72.0, 80.0), &ABOVE[..1]);
    let page = [100.0, 120.0, 140.0, 160.0].iter().fold(page, |page, y| page.rule((72.0, *y), (400.0, *y)));
    let page = [72.0, 400.0].iter().fold(page, |page, x| page.rule((*x, 100.0), (*x, 160.0)));
    let page = [200.0, 300.0].iter().fold(page, |page, x| page.rule((*x, 120.0), (*x, 160.0)));
    let page = row(page, 114.0, &[(200.0, "Ships by harbour")]);
    let page = row(page, 134.0, &[(80.0, "Harbour"), (210.0, "in port"), (310.0, "at sea")]);
    let page = row(page, 154.0, &[(80.0, "Amble"), (210.0, "12"), (310.0, "14")]);
    let read = scan(&[page]);
    assert_eq!(
        of_shape(&read, 0, Shape::Table),
        ["| Harbour | in port | at sea |", "|---|---|---|", "| Amble | 12 | 14 |"]
    );
    assert_eq!(of_shape(&read, 0, Shape::Text), [ABOVE[0], "Ships by harbour"]);
}

#[test]
fn a_caption_in_large_print_is_no_heading() {
    let page = Page::new().text((72.0, 60.0), 14.0, "Harbours").lines((72.0, 80.0), &ABOVE);
    let page = page.text((72.0, 120.0), 14.0, "Table 3").text((72.0, 146.0), 14.0, "Ships and crews");
    let page = level(page, &[160.0, 180.0, 230.0]);
    let page = row(page, 174.0, &[(76.0, "Harbour"), (260.0, "2024"), (350.0, "2025")]);
    let page = row(page, 194.0, &[(76.0, "Amble"), (260.0, "12"), (350.0, "14")]);
    let page = row(page, 211.0, &[(76.0, "Blyth"), (260.0, "7"), (350.0, "9")]);
    let read = scan(&[page]);
    let headings: Vec<&str> = read.pages[0]
        .lines
        .iter()
        .filter(|line| matches!(line.shape, Shape::Heading(_)))
        .map(|line| line.text.as_str())
        .collect();
    assert_eq!(headings, ["Harbours"]);
    assert!(of_shape(&read, 0, Shape::Text).iter().any(|line| line.starts_with("Table 3")), "{read:?}");
}

#[test]
fn labels_of_a_chart_above_the_text_are_no_note() {
    let text = |number: usize| {
        let lines = ["A paragraph that goes on to the end of its line, as paragraphs do in a report,", "and ends."];
        let page = Page::new().lines((72.0, 300.0), &lines).lines((72.0, 340.0), &lines);
        page.text((290.0, 800.0), 9.0, &number.to_string())
    };
    let first = text(1).text((109.0, 348.5), 6.0, "1").rule((72.0, 720.0), (200.0, 720.0));
    let first = first.text((72.0, 732.0), 5.0, "1").text((78.0, 735.0), 8.0, "A note that ends without a stop");
    let second = text(2).text((300.0, 100.0), 8.0, "19%").text((300.0, 130.0), 8.0, "22%");
    let read = scan(&[first, second]);
    let feet = |page: usize| read.pages[page].lines.iter().filter(|line| line.region == Some(Region::Foot)).count();
    assert_eq!((feet(0), feet(1)), (1, 0), "{read:?}");
}

#[test]
fn labels_of_a_chart_are_apart_from_the_text() {
    let page = Page::new().lines((72.0, 80.0), &ABOVE).lines((72.0, 320.0), &ABOVE);
    let page = [(150.0, "12"), (200.0, "14"), (250.0, "9")].iter().enumerate().fold(page, |page, (at, (y, words))| {
        let bar = page.bar([140.0, *y, 120.0 + 30.0 * at as f32, 40.0]);
        bar.text((150.0, y + 24.0), 8.0, words).text((90.0, y + 24.0), 8.0, ["Amble", "Blyth", "Craster"][at])
    });
    let read = scan(&[page]);
    assert_eq!(of_shape(&read, 0, Shape::Label), ["Amble 12", "Blyth 14", "Craster 9"], "{read:?}");
    assert_eq!(of_shape(&read, 0, Shape::Text), [ABOVE, ABOVE].concat());
}

#[test]
fn text_in_a_frame_is_apart_and_no_heading() {
    let page = Page::new().lines((72.0, 80.0), &ABOVE).grid(&[72.0, 510.0], &[110.0, 170.0]);
    let page = page.set("Times-Bold", (80.0, 126.0), 10.0, "Recommendation 4");
    let inner = ["The harbours should count their crews in the same way by the end of the next year.", "It is due."];
    let page = page.lines((80.0, 144.0), &inner[..1]).lines((72.0, 190.0), &ABOVE);
    let read = scan(&[page]);
    assert_eq!(of_shape(&read, 0, Shape::Quote), ["**Recommendation 4**", inner[0]], "{read:?}");
    assert_eq!(of_shape(&read, 0, Shape::Text), [ABOVE, ABOVE].concat());
}

#[test]
fn keys_and_what_they_stand_for_are_a_table() {
    let keys = ["GT", "HM", "ICS", "NUTS", "TEU", "VTS"];
    let words = [
        "Gross tonnage",
        "Harbour master",
        "Inland crew scheme",
        "Units of the statistics",
        "Boxes of twenty feet",
        "Vessels",
    ];
    let at = |index: usize| 130.0 + 14.0 * index as f32;
    // All meanings are drawn first, then all keys.
    let page = Page::new().text((72.0, 80.0), 14.0, "Abbreviations");
    let page = words.iter().enumerate().fold(page, |page, (index, words)| page.text((150.0, at(index)), 10.0, words));
    let page = keys.iter().enumerate().fold(page, |page, (index, key)| page.text((72.0, at(index)), 10.0, key));
    let read = scan(&[page]);
    let table = of_shape(&read, 0, Shape::Table);
    assert_eq!(table[..4], ["|  |  |", "|---|---|", "| GT | Gross tonnage |", "| HM | Harbour master |"], "{read:?}");
    assert_eq!(table.len(), 8);
}
