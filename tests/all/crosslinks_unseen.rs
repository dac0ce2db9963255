//! Cross links on a second edition of our own (`tests/crosslinks`): a provincial council's and a district's reports with
//! circulars, letters, joint circulars, resolutions of councils, articles and chapters. It was written before the finders
//! had seen its like; what is planted and which traps stand beside is in the lists below.

use std::collections::BTreeSet;
use std::path::Path;

use ibid::model::edition::Edition;
use ibid::model::links::{LinkTarget, Links};
use ibid::pipeline::{BuildOptions, read_and_link};
use ibid::tree::FileTree;

fn read() -> (Edition, Links) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/crosslinks");
    let mut folder = FileTree::new();
    for entry in walkdir::WalkDir::new(&root).into_iter().filter_map(Result::ok).filter(|e| e.file_type().is_file()) {
        let path = entry.path().strip_prefix(&root).expect("below its root").to_string_lossy().into_owned();
        folder.insert(&path, std::fs::read(entry.path()).expect("a file")).expect("a path inside");
    }
    read_and_link(&folder, &BuildOptions::default()).value
}

/// Asserts that all that is wanted was found and nothing else; says how many in words.
fn compare(what: &str, found: &[String], wanted: &[&str]) -> String {
    let found: BTreeSet<&str> = found.iter().map(String::as_str).collect();
    let wanted: BTreeSet<&str> = wanted.iter().copied().collect();
    let missed: Vec<_> = wanted.difference(&found).collect();
    let wrong: Vec<_> = found.difference(&wanted).collect();
    let said = format!("{what}: {} of {}, {} wrong", wanted.len() - missed.len(), wanted.len(), wrong.len());
    assert!(missed.is_empty() && wrong.is_empty(), "{said}: missed {missed:#?}, wrong {wrong:#?}");
    said
}

#[test]
fn documents() {
    let (_, links) = read();
    let mentions = links.documents.iter().flat_map(|d| d.mentions.iter().map(move |m| (d, m)));
    let found: Vec<String> = mentions
        .map(|(d, m)| {
            let issuer = d.issuer.as_deref().unwrap_or("-");
            format!("{} {} {} | {} | {issuer}", m.place.id, d.kind, d.number, d.date.as_deref().unwrap_or("-"))
        })
        .collect();
    let said = compare(
        "documents",
        &found,
        &[
            "a1 Luật 31/2024/QH15 | - | Quốc hội",
            "a1 Nghị định 12/2021/NĐ-CP | 2021-02-24 | Chính phủ",
            "a1 Thông tư 07/2022/TT-BTC | 2022-02-10 | Bộ Tài chính",
            "a2 Nghị quyết 31/NQ-HĐND | 2022-07-08 | Hội đồng nhân dân tỉnh Mường Lan",
            "a2 Nghị quyết 32/NQ-HĐND | 2022-07-08 | Hội đồng nhân dân tỉnh Mường Lan",
            "a2 Nghị quyết 33/NQ-HĐND | 2022-07-08 | Hội đồng nhân dân tỉnh Mường Lan",
            "a2 Chỉ thị 09-CT/HU | 2022-03-04 | Huyện ủy",
            "a3 Công văn 1187/UBND-KTN | - | Ủy ban nhân dân tỉnh Mường Lan",
            "a3 Công văn 2345/BTC-NSNN | 2023-06-19 | BTC",
            "a4 Thông tư liên tịch 11/2015/TTLT-BYT-BNV | - | BYT-BNV",
            "a4 Nghị định 12/2021/NĐ-CP | 2021-02-24 | Chính phủ",
            "a4 Kế hoạch 210/KH-UBND | 2023-03-02 | Ủy ban nhân dân tỉnh Mường Lan",
            "a5 Quyết định 1719/QĐ-TTg | 2021-10-14 | Thủ tướng Chính phủ",
            "a7 Luật 31/2024/QH15 | - | Quốc hội",
            "a7 Luật 65/2025/QH15 | - | Quốc hội",
            "a7 Nghị định 12/2021/NĐ-CP | 2021-02-24 | Chính phủ",
            "fn-1 Nghị định 12/2021/NĐ-CP | 2021-02-24 | Chính phủ",
            "b8 Nghị quyết 31/NQ-HĐND | 2022-07-08 | Hội đồng nhân dân tỉnh Mường Lan",
            "k1 Thông tư 07/2022/TT-BTC | 2022-02-10 | Bộ Tài chính",
            "q7 Quyết định 88/QĐ-UBND | 2023-01-11 | Ủy ban nhân dân tỉnh Mường Lan",
            "t3 Quyết định 88/QĐ-UBND | 2022-08-02 | Ủy ban nhân dân huyện Tả Phìn",
            "t3 Quyết định 88/QĐ-UBND | 2023-01-11 | Ủy ban nhân dân tỉnh Mường Lan",
        ],
    );
    println!("{said}");
    let quotes: Vec<&str> = links.documents.iter().flat_map(|d| &d.mentions).map(|m| m.quote.as_str()).collect();
    for said in ["Chương trình vùng cao", "Quyết định nêu trên", "Thông tư nói trên"] {
        assert!(quotes.contains(&said), "{said}: {quotes:?}");
    }
}

#[test]
fn references() {
    let (edition, links) = read();
    let mut found = Vec::new();
    for (page, words) in &links.words {
        let (page, _) = edition.addresses().find(|(other, _)| other.path == *page).expect("a page");
        for link in words {
            if let LinkTarget::Place(url, _) = &link.leads {
                found.push(format!("{} -> {url}", &page.text[link.range.clone()]));
            }
        }
    }
    let said = compare(
        "references",
        &found,
        &[
            "Phụ lục II -> phu-luc-ii/index.html",
            "Điều 3 -> muong-lan/ket-qua.html#d3",
            "khoản 1 Điều 2 -> muong-lan/can-cu.html#d2",
            "Mục III.2 -> muong-lan/kien-nghi.html#e2",
            "mục 1 Chương III -> muong-lan/kien-nghi.html#e1",
            "Chương II -> muong-lan/ket-qua.html#c2",
            "Sđd -> muong-lan/ket-qua.html#fn-2",
            "chú thích 2 -> muong-lan/ket-qua.html#fn-2",
        ],
    );
    println!("{said}");
}

#[test]
fn parallels_and_discrepancies() {
    let (_, links) = read();
    let pairs: Vec<String> = links
        .parallels
        .iter()
        .filter(|pair| !pair.a.report.starts_with("ta-phin") && !pair.b.report.starts_with("ta-phin"))
        .map(|pair| format!("{} {}", pair.a.id, pair.b.id))
        .collect();
    let said = compare(
        "parallels",
        &pairs,
        &["d3 s1", "c2 s1", "b1 q1", "b2 q2", "b3 q3", "b4 q4", "b5 q5", "b6 q6", "b9 q9", "k2 q4"],
    );
    println!("{said}");
    let figures: Vec<String> = links
        .discrepancies
        .iter()
        .map(|d| format!("{} {} {} | {} {}", d.kind.name(), d.a.place.id, d.a.value, d.b.place.id, d.b.value))
        .collect();
    let said = compare(
        "discrepancies",
        &figures,
        &[
            "figure b1 4.318 ha | q1 4.381 ha",
            "unit b2 88.412 ha | q2 88.412 km²",
            "figure b3 96,4 tỷ | q3 69,4 tỷ",
            "sum b7 486 | b7 312 + 96 + 68 = 476",
        ],
    );
    println!("{said}");
}

#[test]
fn terms() {
    let (_, links) = read();
    let terms: Vec<String> =
        links.terms.iter().map(|term| format!("{} {}", term.abbr.as_deref().unwrap_or("-"), term.term)).collect();
    let said = compare("terms", &terms, &["HCN hộ cận nghèo", "HN Hộ nghèo"]);
    println!("{said}");
}
