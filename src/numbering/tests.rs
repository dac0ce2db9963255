//! Heads of headings in every writing that is known, and words that look like one and are none.

use super::*;

fn read(text: &str) -> Vec<(Style, usize, bool, &str)> {
    readings(text).into_iter().map(|r| (r.style, r.ordinal, r.marked, r.head.rest)).collect()
}

#[test]
fn labels() {
    assert_eq!(read("Phần thứ nhất"), [(Style::Part, 1, true, "")]);
    assert_eq!(read("PHẦN II: KẾT QUẢ"), [(Style::Part, 2, true, "KẾT QUẢ")]);
    assert_eq!(read("Chapter 3 Our people"), [(Style::Chapter, 3, true, "Our people")]);
    assert_eq!(read("Annexe n° 2. Glossaire"), [(Style::Appendix, 2, true, "Glossaire")]);
    assert_eq!(read("Art 16a"), [(Style::Article, 16, true, "")]);
    assert_eq!(read("Art. 5 Boats"), [(Style::Article, 5, true, "Boats")]);
    assert_eq!(read("§ 3 (weggefallen)"), [(Style::Article, 3, true, "(weggefallen)")]);
    assert!(read("Art 5 (3) applies").is_empty());
    for (text, rest) in [
        ("Điều 41.7.TB.3. Phạm vi", "Phạm vi"),
        ("§ 1.32(a)-1 Boats", "Boats"),
        ("Article R. 123-4 – Nets", "Nets"),
        ("Artículo: 1.2.1. Redes", "Redes"),
    ] {
        assert_eq!(read(text), [(Style::Article, 0, true, rest)], "{text}");
    }
    assert!(read("Article 25(1): Boats").is_empty());
    assert!(read("Điều 5.1 của Luật").is_empty());
    assert!(is_inserted("Art 16a") && !is_inserted("Art 16") && !is_inserted("Annex a"));
    assert_eq!(read("PHỤ LỤC"), [(Style::Appendix, 0, true, "")]);
    assert!(read("Phần lớn các xã").is_empty());
    assert!(read("Mục 3 nêu rõ").is_empty());
}

#[test]
fn numbers() {
    assert_eq!(read("IV- NGUYÊN NHÂN")[0], (Style::Roman, 4, true, "NGUYÊN NHÂN"));
    assert_eq!(read("II/ NHIỆM VỤ")[0], (Style::Roman, 2, true, "NHIỆM VỤ"));
    assert!(read("A/B là hai nhóm").is_empty() && read("D-2 (1)").is_empty());
    assert_eq!(read("10.1 Đẩy mạnh")[0], (Style::Decimal(2), 1, true, "Đẩy mạnh"));
    assert_eq!(read("II.3. Gastos de personal")[0], (Style::Decimal(2), 3, true, "Gastos de personal"));
    assert_eq!(read("(2)- Công tác")[0], (Style::Paren, 2, true, "Công tác"));
    assert_eq!(read("đ) Bảo vệ")[0], (Style::Lower, 5, true, "Bảo vệ"));
    assert_eq!(read("1 Introduction")[0], (Style::Decimal(1), 1, false, "Introduction"));
    assert_eq!(read("A KẾT QUẢ")[0], (Style::Upper, 1, false, "KẾT QUẢ"));
}

#[test]
fn quantities_are_not_numbers() {
    for text in ["1.890 tỷ đồng", "05 năm qua", "7,11%", "10%/năm", "2025 là năm", "1.5% mỗi năm"] {
        assert!(read(text).is_empty(), "{text}");
    }
}

#[test]
fn roman_numbers_are_well_formed() {
    assert_eq!(roman_value("XIV"), Some(14));
    assert_eq!(roman_value("IIII"), None);
    assert_eq!(roman_value("VX"), None);
}
