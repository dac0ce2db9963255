//! Discrepancies and documents on small editions of our own, which the rules were not made on: each with a trap beside it.

use ibid::model::links::Links;
use ibid::pipeline::{BuildOptions, build, read_and_link};
use ibid::tree::FileTree;

/// An edition of two reports of one place, each with one page of results.
fn folder(language: &str, a: &str, b: &str) -> FileTree {
    let page = |id: &str, text: &str| format!("---\ntitle: Kết quả {id}\nid: {id}\nlevel: 1\n---\n\n{text}\n");
    let mut folder = FileTree::new();
    for (path, text) in [
        ("edition.yaml", format!("title: E\nlanguage: {language}\n")),
        ("content/_index.md", "---\ntitle: E\n---\n".to_owned()),
        ("content/a/_index.md", "---\ntitle: A\nplace: Bến Lau\n---\n".to_owned()),
        ("content/a/p.md", page("k1", a)),
        ("content/b/_index.md", "---\ntitle: B\nplace: Bến Lau\n---\n".to_owned()),
        ("content/b/p.md", page("k2", b)),
    ] {
        folder.insert(path, text).expect("a path inside");
    }
    folder
}

fn links(language: &str, a: &str, b: &str) -> Links {
    read_and_link(&folder(language, a, b), &BuildOptions::default()).value.1
}

fn figures(a: &str, b: &str) -> Vec<String> {
    let found = links("vi", &format!("{a} {{#x}}"), &format!("{b} {{#y}}")).discrepancies;
    found.iter().map(|one| format!("{} {} | {}", one.kind.name(), one.a.value, one.b.value)).collect()
}

const SPENDING: &str = "Việc chi tiêu được quản lý chặt, có tính toán cho những năm sau, nhất là chi cho trường học, trạm y tế và đường \
                        ra bến, nên các xã đều yên tâm bắt tay vào làm ngay từ đầu vụ";

#[test]
fn passages_are_compared_as_a_whole() {
    let head = "Nguồn thu từ chợ và bến bãi ngày một khá. Tổng thu của thị trấn năm nào cũng vượt dự toán huyện giao";
    let a = format!("{head}; ước năm 2025 thực hiện 145 tỷ đồng. {SPENDING}.");
    let b = format!("{head}, tăng đều; ước cuối năm 2025 đạt khoảng 123 tỷ đồng. {SPENDING}.");
    assert_eq!(figures(&a, &b), ["figure 145 tỷ | 123 tỷ"]);
    let other_year = b.replace("2025", "2023");
    assert!(figures(&a, &other_year).is_empty(), "another year is another quantity");
}

#[test]
fn what_follows_a_figure_is_compared_and_words_for_a_plan_are_one() {
    let a = "Cả thị trấn chung tay làm ăn; riêng thu thuế bến bãi của thị trấn là 304 tỷ đồng, đạt 179% chỉ tiêu Nghị quyết";
    let b = "Năm năm qua có nhiều khó khăn; dù vậy thu thuế bến bãi của thị trấn đạt 306 tỷ đồng, đạt 172,3% kế hoạch năm năm";
    assert_eq!(figures(a, b), ["figure 304 tỷ | 306 tỷ", "figure 179% | 172,3%"]);
    let cut = b.replace("172,3%", "179,6%");
    assert_eq!(figures(a, &cut), ["digit 304 tỷ | 306 tỷ"], "a figure that was cut off is no other one");
}

#[test]
fn a_rate_is_part_of_a_name() {
    let a = "Trạm xá đã được xây lại; số giường bệnh trên 10 000 dân là 62 giường, cao hơn các nơi khác";
    let b = "Người dân được chăm sóc tốt hơn; số giường bệnh trên 10.000 dân là 25 (năm 2020 là 20), như đã định";
    assert_eq!(figures(a, b), ["figure 62 | 25"]);
    assert!(figures(a, &b.replace("10.000", "1.000")).is_empty(), "of a thousand is another rate");
}

#[test]
fn the_years_of_a_note_make_their_total() {
    let read = |last: &str| {
        let text = format!(
            "Giai đoạn 2021 - 2023, tổng sản lượng tôm nuôi đạt 6.300 tấn[^1], tăng đều. {{#x}}\n\n[^1]: Năm 2021 đạt 1.900 tấn, \
             năm 2022 đạt 2.000 tấn, năm 2023 đạt {last} tấn."
        );
        let found = links("vi", &text, "Không có gì thêm để nói ở đây. {#y}").discrepancies;
        found.iter().map(|one| format!("{} {} | {}", one.kind.name(), one.a.value, one.b.value)).collect::<Vec<_>>()
    };
    assert_eq!(read("2.700"), ["sum 6.300 | 1.900 + 2.000 + 2.700 = 6.600"]);
    assert!(read("2.400").is_empty());
    assert!(read("900").is_empty(), "what is far from the total is no list of its parts");
}

#[test]
fn the_same_digits_at_another_scale_are_a_slip() {
    let a = "Tôm và cá vẫn là thế mạnh, giá trị hàng thủy sản bán ra nước ngoài của thị trấn là 1,05 tỷ USD trong năm";
    let b = "Chợ nổi đông khách; tính ra giá trị hàng thủy sản bán ra nước ngoài của thị trấn đạt chừng 1,05 triệu USD";
    assert_eq!(figures(a, b), ["unit 1,05 tỷ | 1,05 triệu"]);
    let other =
        "Nhờ đó quỹ khuyến học đã góp được cho học trò nghèo vượt khó ở các xã bãi ngang tổng cộng 1,05 triệu USD";
    assert!(figures(a, other).is_empty());
}

const TWICE: &str =
    "Toàn thị trấn có 388 sản phẩm làng nghề được công nhận và bày bán ở các chợ phiên ven sông trong năm";

#[test]
fn equal_pairs_are_one_entry_and_a_sign_stands_at_each_figure() {
    let a = format!("Trong 12 xã thì 12 xã có chợ. {TWICE}. {{#x}}");
    let again = TWICE.replace("388", "348");
    let b = format!("{again}. {{#y}}\n\n{again}. {{#z}}");
    let folder = folder("vi", &a, &b);
    let links = read_and_link(&folder, &BuildOptions::default()).value.1;
    let [found] = &links.discrepancies[..] else { panic!("{:?}", links.discrepancies) };
    assert_eq!((found.a.value.as_str(), found.b.value.as_str(), found.also.len()), ("388", "348", 1), "{found:?}");
    let site = build(&folder, &BuildOptions::default()).value;
    for (page, figure, count) in [("a/p.html", "388", 1), ("b/p.html", "348", 2)] {
        let html = site.text(page).expect("a page");
        let sign = format!("{figure}<a class=\"known differs\" href=\"../discrepancies.html#{}\"", found.id);
        assert_eq!(html.matches(&sign).count(), count, "{page}: {html}");
    }
}

#[test]
fn documents_of_other_languages_are_known_by_their_forms() {
    let said = |links: &Links| {
        let of = |one: &ibid::model::links::DocumentLink| {
            let text = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned());
            format!(
                "{} {} | {} | {} | {} | {}",
                one.kind,
                one.number,
                text(&one.issuer),
                text(&one.date),
                text(&one.subject),
                one.mentions.len()
            )
        };
        links.documents.iter().map(of).collect::<Vec<_>>()
    };
    let english = links(
        "en",
        "The Board recalls General Assembly resolution 70/1 of 25 September 2015 on common aims; and document A/78/286. {#x}",
        "As resolution 70/1 says, ferries matter; see Regulation (EU) 2016/679 and the plan for 2024/25. {#y}",
    );
    assert_eq!(
        said(&english),
        [
            "Document A/78/286 | - | - | - | 1",
            "Regulation (EU) 2016/679 | - | - | - | 1",
            "Resolution 70/1 | General Assembly | 2015-09-25 | on common aims | 2",
        ]
    );
    let german = links(
        "de",
        "Nach der Verordnung (EU) 2016/679 zum Schutz der Flussufer wird geprüft; siehe Drucksache 19/1234. {#x}",
        "Die Verordnung (EU) 2016/679 gilt auch am Nebenfluss; 3/4 der Ufer sind frei. {#y}",
    );
    assert_eq!(
        said(&german),
        [
            "Drucksache 19/1234 | - | - | - | 1",
            "Verordnung (EU) 2016/679 | - | - | zum Schutz der Flussufer wird geprüft | 2"
        ]
    );
}

#[test]
fn one_document_under_two_codes_is_one_entry() {
    let a = "Thị trấn làm theo Chương trình số 31-CT/TU ngày 24/02/2023 của Tỉnh ủy và Kết luận số 31-CT/TU ngày 24/02/2023. {#x}";
    let b = "Chương trình số 31-CTr/TU ngày 24/02/2023 của Tỉnh ủy về bến sông được thực hiện tốt. {#y}";
    let found: Vec<String> = links("vi", a, b)
        .documents
        .iter()
        .map(|one| format!("{} {} {}", one.kind, one.number, one.mentions.len()))
        .collect();
    assert_eq!(found, ["Chương trình 31-CTr/TU 2", "Kết luận 31-CT/TU 1"]);
}

#[test]
fn an_edition_may_keep_what_differs_and_what_is_restated_to_its_editor() {
    let line = "Tổng diện tích rừng trồng mới trong năm của toàn huyện là 540 ha, chủ yếu ở các xã vùng cao phía tây của huyện";
    let mut folder = folder("vi", &format!("{line}. {{#x}}"), &format!("{}. {{#y}}", line.replace("540", "450")));
    let shown = |folder: &FileTree| {
        let built = build(folder, &BuildOptions::default());
        let told = built.diagnostics.iter().filter(|said| said.code == "figures-differ").count();
        let data: serde_json::Value =
            serde_json::from_str(built.value.text("data/edition.json").unwrap_or_default()).expect("data");
        let count = |key: &str| data[key].as_array().map_or(0, Vec::len);
        let pages = ["discrepancies.html", "parallels.html"].map(|page| built.value.text(page).is_some());
        (told, count("discrepancies"), count("parallels") > 0, pages)
    };
    assert_eq!(shown(&folder), (1, 1, true, [true, true]));
    let config = "title: E\nlanguage: vi\noutputs: {discrepancies: false, parallels: false}\n";
    folder.insert("edition.yaml", config).expect("a path inside");
    assert_eq!(shown(&folder), (1, 0, false, [false, false]));
}

#[test]
fn a_single_digit_is_told_as_such() {
    let a =
        "Cả huyện chung tay làm đường; số hộ hiến đất mở đường của huyện năm 2025 là 7.480 hộ, tăng đều qua các năm";
    let of = |figure: &str| figures(a, &a.replace("7.480", figure));
    assert_eq!(of("7.460"), ["digit 7.480 | 7.460"]);
    assert_eq!(of("9.120"), ["figure 7.480 | 9.120"]);
}

#[test]
fn a_percentage_follows_from_its_figures() {
    let of = |text: &str| figures(text, "Một câu khác.");
    let told = "Trong năm qua cả huyện đã giải quyết 366/370 đơn của người dân ở các xã (đạt 98,19%), không để đơn tồn";
    assert_eq!(of(told), ["ratio 98,19% | 366/370 = 98,92%"]);
    assert!(of(&told.replace("98,19%", "98,92%")).is_empty());
    assert!(of(&told.replace("98,19%", "98,9%")).is_empty(), "rounded");
    assert!(of(&told.replace("98,19%", "61,5%")).is_empty(), "of something else");
    let both = told.replace("(đạt 98,19%)", "(đạt 98,19% số đơn mới và đạt 98,92% số đơn)");
    assert!(of(&both).is_empty(), "one of two percentages follows");
    let above = told.replace("366/370", "96.232/75.000").replace("(đạt 98,19%)", "vượt 28,13% kế hoạch");
    assert_eq!(of(&above), ["ratio 28,13% | 96.232/75.000 = 28,31%"]);
    let rise =
        "Đến nay toàn huyện có 3.876 cơ sở đang hoạt động, tăng 146,48% so với năm 2020, tương đương 1.230 cơ sở";
    assert_eq!(of(rise), ["ratio 146,48% | 1.230/2.646 = 46,49%"]);
    assert!(of(&rise.replace("146,48", "46,48")).is_empty());
}

#[test]
fn parts_of_two_totals_prove_one_another() {
    let of = |text: &str| figures(text, "Một câu khác.");
    let visits = "Năm năm qua huyện đã tiếp 340 lượt/ 290 người đến hỏi việc (trong đó: tiếp thường xuyên 200 lượt/ 150 người, tiếp \
                  định kỳ, đột xuất 140 lượt/ 40 người)";
    assert_eq!(of(visits), ["sum 290 | 150 + 40 = 190"]);
    assert!(of(&visits.replace("290", "190")).is_empty());
    assert!(of(&visits.replace("340", "450")).is_empty(), "neither is whole: the list leaves something out");
}

#[test]
fn a_part_may_have_a_comma_in_its_name_and_a_bracket_may_stand_before_the_parts() {
    let of = |text: &str| figures(text, "Một câu khác.");
    let named = "Toàn huyện có 953 mô hình được đăng ký (trong đó, lĩnh vực kinh tế 283 mô hình, văn hóa, xã hội 354 mô hình, quốc phòng 218 mô hình)";
    assert_eq!(of(named), ["sum 953 | 283 + 354 + 218 = 855"]);
    let twice =
        "Các chi hội đã nhắc nhở 516 hội viên (có 10 chi hội trưởng), (nhắc 334, phê bình 75, cảnh cáo 20, đưa ra 27)";
    assert_eq!(of(twice), ["sum 516 | 334 + 75 + 20 + 27 = 456"]);
}

#[test]
fn a_concept_is_compared_for_every_year_that_two_reports_state() {
    let a = "GRDP năm 2022 đạt 13,94%, mức cao nhất từ trước tới nay; năm 2023 đạt 12,27%; năm 2024 đạt 8,76%, đứng thứ hai trong vùng";
    let b = "Kinh tế phát triển khá, tăng trưởng kinh tế năm 2022 tăng 14,63%, năm 2023 tăng 12,27%, năm 2024 tăng 8,76% so với năm trước";
    assert_eq!(figures(a, b), ["figure 13,94% | 14,63%"]);
}

#[test]
fn a_note_breaks_down_two_totals() {
    let of = |note: &str| {
        let a = format!("Cả huyện đã thăm 217 thôn bản và 134 gia đình[^1] trong mùa lũ. {{#x}}\n\n[^1]: {note}");
        let found = links("vi", &a, "Một câu khác. {#y}").discrepancies;
        found.iter().map(|one| format!("{} {} | {}", one.kind.name(), one.a.value, one.b.value)).collect::<Vec<_>>()
    };
    let note = "Xã Thượng thăm 54 thôn và 29 gia đình, xã Trung thăm 100 thôn và 95 gia đình, xã Hạ thăm 63 thôn và 21 gia đình.";
    assert_eq!(of(note), ["sum 134 | 29 + 95 + 21 = 145"]);
    assert!(of(&note.replace("21 gia", "10 gia")).is_empty());
    assert!(of(&note.replace("54 thôn", "44 thôn")).is_empty(), "neither is whole: the note leaves something out");
}

#[test]
fn a_share_told_from_the_whole_on_is_another_measure() {
    let a = "Cả huyện lo việc làm cho dân; trong năm năm tạo việc làm mới cho 41.350/32.000 lao động, đạt 129,22% chỉ tiêu kế hoạch đề ra";
    let b = "Các xã mở hội chợ việc làm hằng quý; nhờ thế tạo việc làm mới cho 43.900/32.000 lao động, vượt 37,19% chỉ tiêu kế hoạch đề ra";
    assert_eq!(figures(a, b), ["figure 41.350 | 43.900"]);
    let told_alike = b.replace("vượt 37,19%", "đạt 137,19%");
    assert_eq!(figures(a, &told_alike), ["figure 41.350 | 43.900", "figure 129,22% | 137,19%"]);
}

#[test]
fn a_figure_that_a_scan_broke_off_is_no_other_figure() {
    let told = |count: &str| {
        format!(
            "Cả huyện đã công nhận 281.220 hộ văn hóa, trong đó có {count} thôn bản đạt danh hiệu xanh, sạch, đẹp của tỉnh"
        )
    };
    assert_eq!(figures(&told("47"), &told("42")), ["figure 47 | 42"]);
    assert!(figures(&told("47"), &told("4/")).is_empty());
}

#[test]
fn a_share_of_a_whole_that_another_passage_tells() {
    let of = |share: &str, whole: &str| {
        let a = format!(
            "Vốn của huyện là 240 tỷ đồng, tăng khá, chiếm {share} tổng vốn làm đường ra bến. {{#x}}\n\n{whole} {{#z}}"
        );
        let found = links("vi", &a, "Một câu khác. {#y}").discrepancies;
        found.iter().map(|one| format!("{} {} | {}", one.kind.name(), one.a.value, one.b.value)).collect::<Vec<_>>()
    };
    let whole = "Vốn làm đường ra bến khoảng 1.000 tỷ đồng.";
    assert_eq!(of("25,3%", whole), ["ratio 25,3% | 240/1.000 = 24,0%"]);
    assert!(of("24%", whole).is_empty());
    assert!(of("60%", whole).is_empty(), "of something else");
    let two = format!("{whole} Năm sau, vốn làm đường ra bến khoảng 1.400 tỷ đồng.");
    assert!(of("25,3%", &two).is_empty(), "the whole is not one figure");
    assert!(of("25,3%", &whole.replace("tỷ", "triệu")).is_empty());
}

/// What is found in one report of several passages.
fn in_one(language: &str, front: &str, passages: &[&str]) -> Vec<String> {
    let text: String = passages.iter().enumerate().map(|(at, text)| format!("{text} {{#p{at}}}\n\n")).collect();
    let mut folder = folder(language, &text, "Không có gì thêm để nói. {#y}");
    folder
        .insert("content/a/_index.md", format!("---\ntitle: A\nplace: Bến Lau\n{front}---\n"))
        .expect("a path inside");
    let links = read_and_link(&folder, &BuildOptions::default()).value.1;
    links.discrepancies.iter().map(|one| format!("{} {} | {}", one.kind.name(), one.a.value, one.b.value)).collect()
}

const FERRIES: &str =
    "In the course of the year the ferries of the whole district carried 7,480 people across the wide river";

#[test]
fn in_one_report_only_a_quantity_of_the_same_thing_differs() {
    let told = |a: &str, b: &str| in_one("en", "", &[a, b]);
    let again = FERRIES.replace("7,480", "7,460");
    assert_eq!(told(&format!("{FERRIES}."), &format!("{again}.")), ["digit 7,480 | 7,460"]);
    let elsewhere = again.replace("wide river", "Lower Bay");
    assert!(told(&format!("{FERRIES}."), &format!("{elsewhere}.")).is_empty(), "another water");
    assert!(told(&format!("- {FERRIES}."), &format!("- {again}.")).is_empty(), "lines of lists");
    let more = again.replace("the year", "6 weeks");
    assert!(told(&format!("{FERRIES}."), &format!("{more}.")).is_empty(), "other words, too");
    let third = FERRIES.replace("7,480", "9,120");
    let form = in_one("en", "", &[&format!("{FERRIES}."), &format!("{again}."), &format!("{third}.")]);
    assert!(form.is_empty(), "a form that is filled: {form:?}");
    let norm = in_one("en", "document_kind: Order\n", &[&format!("{FERRIES}."), &format!("{again}.")]);
    assert!(norm.is_empty(), "norms for two cases: {norm:?}");
}

#[test]
fn labels_and_tongues_without_words_for_figures_differ_in_nothing() {
    let told = |language: &str, a: &str, b: &str| in_one(language, "", &[a, b]);
    let board = "Members of the board of the harbour are chosen by the crews of the ferries for three years each.";
    assert!(told("en", &format!("3.6.2 {board}"), &format!("3.7.3 {board}")).is_empty());
    assert!(told("en", &format!("5.26. {board}"), &format!("8.18. {board}")).is_empty());
    assert!(told("en", &format!("(4) {board}"), &format!("(6) {board}")).is_empty());
    let box_of = |number: u8| {
        format!(
            "The crews of the ferries tell more of the long nights on the water in Box {number} of the same chapter."
        )
    };
    assert!(told("en", &box_of(3), &box_of(7)).is_empty());
    let day = |day: u8| {
        format!(
            "At the meeting of the board of the harbour on {day} March the following persons made statements about the ferries."
        )
    };
    assert!(told("en", &day(10), &day(11)).is_empty());
    let boats = |count: u16| {
        format!(
            "Im Laufe des Jahres haben die Fähren des ganzen Kreises nach eigenen Angaben {count} Menschen über den breiten Fluss gebracht."
        )
    };
    assert!(told("de", &boats(7480), &boats(7460)).is_empty());
    let grown = "Tổng hàng qua bến bốn tháng đạt 344 tấn, tăng 24,2% so với cùng kỳ; trong đó hàng ra đạt 168 tấn, tăng 19,7%, hàng vào đạt 176 tấn, tăng 28,7%";
    assert!(told("vi", grown, "Một câu khác.").is_empty(), "what grew makes no sum");
}

#[test]
fn parts_that_count_what_their_total_counts_make_it() {
    let of = |text: &str| figures(text, "Một câu khác.");
    let visits = "Cả huyện tổ chức 3 073 cuộc kiểm tra bến bãi (năm trước chuyển sang 02 cuộc) Trong đó, kiểm tra thường xuyên 2 770 cuộc, theo kế \
                  hoạch 216/224 cuộc (đạt 96,43%) và đột xuất 60 cuộc đối với 1 406 chủ ghe";
    assert_eq!(of(visits), ["sum 3 073 | 2 770 + 216 + 60 = 3.046"]);
    assert!(of(&visits.replace("60 cuộc", "87 cuộc")).is_empty());
    assert!(of(&visits.replace("60 cuộc", "60 lượt")).is_empty(), "two parts may leave something out");
    let guests = "Khách đến bến 13,3 triệu lượt, trong đó, khách tham quan 11 420 141 lượt (khách xa 116 496 lượt), khách ở lại 2,5 triệu lượt";
    assert_eq!(of(guests), ["sum 13,3 triệu | 11 420 141 + 2,5 triệu = 13.920.141"]);
    assert!(of(&guests.replace("2,5", "1,9")).is_empty(), "rounded");
    let sites =
        "Toàn huyện có 53 di tích, trong đó có 08 di tích cấp quốc gia và 45 di tích cấp tỉnh và 08 di sản văn hóa";
    assert!(of(sites).is_empty(), "the parts before make the whole");
}

#[test]
fn the_same_things_are_counted_twice() {
    let a = "Đến năm 2025, toàn huyện có 04 đơn vị cấp xã được công nhận hoàn thành/đạt chuẩn làng chài kiểu mẫu, các nơi khác còn làm";
    let b = "Việc xây dựng làng chài đã xong nhiều nơi. Có 03 đơn vị cấp xã đạt chuẩn/hoàn thành nhiệm vụ xây dựng làng chài kiểu mẫu";
    assert_eq!(figures(a, b), ["figure 04 | 03"]);
    assert!(figures(a, &b.replace("Có 03", "Công nhận thêm 03")).is_empty(), "what is added is no count");
    assert!(
        figures(
            a,
            &b.replace(
                "đạt chuẩn/hoàn thành nhiệm vụ xây dựng làng chài kiểu mẫu",
                "chưa lập xong sổ thuyền và danh sách thợ lưới ở các vạn đò phía nam"
            )
        )
        .is_empty(),
        "of which other words are said"
    );
}
