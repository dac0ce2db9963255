//! What one sentence says of its figures: a text of our own for every rule.

use super::*;
use crate::import::indicators::words::Words;

fn context() -> Context {
    Context {
        kind: IndicatorKind::Actual,
        period: Some(Period::Span(2020, 2025)),
        level: None,
        year: Some(2025),
        name: None,
    }
}

/// Name, value, period and kind of every figure.
fn all(text: &str) -> Vec<(String, f64, String, &'static str)> {
    let context = context();
    let (found, _) = read(&Words::new(text), &context);
    let period = |found: &Found| found.period.as_ref().map_or_else(String::new, |time| time.text(context.span()));
    found.iter().map(|one| (one.name.clone(), one.figure.low, period(one), one.kind.name())).collect()
}

fn names(text: &str) -> Vec<String> {
    all(text).into_iter().map(|one| one.0).collect()
}

fn periods(text: &str) -> Vec<String> {
    all(text).into_iter().map(|one| one.2).collect()
}

#[test]
fn a_second_count_has_the_verb_of_the_first() {
    assert_eq!(
        names("Huyện ủy kiểm tra 12 tổ chức đảng, 05 đảng viên và 03 chi bộ."),
        ["Huyện ủy kiểm tra tổ chức đảng", "Huyện ủy kiểm tra đảng viên", "Huyện ủy kiểm tra chi bộ"]
    );
    // "và tương đương" equals nothing.
    assert_eq!(
        names("Tỉnh ủy giám sát 9 tổ chức đảng, huyện ủy và tương đương giám sát 40 tổ chức đảng.")[1],
        "Huyện ủy và tương đương giám sát tổ chức đảng"
    );
}

#[test]
fn a_bare_head_has_an_owner() {
    assert_eq!(
        names("Toàn huyện có 14 dự án điện mặt trời với tổng vốn 960 tỷ đồng, diện tích 210 ha."),
        ["Dự án điện mặt trời", "Dự án điện mặt trời, tổng vốn", "Dự án điện mặt trời, diện tích"]
    );
    assert_eq!(
        names("Có hai nhà máy (Nhà máy giấy Bình Sơn, công suất 30 tấn và Nhà máy đường Phú Lộc, công suất 45 tấn).")[..],
        ["Nhà máy giấy Bình Sơn, công suất", "Nhà máy đường Phú Lộc, công suất"]
    );
    assert_eq!(names("- Lĩnh vực lâm nghiệp: phát triển ổn định, sản lượng đạt 7.400 m3."), ["Lâm nghiệp, sản lượng"]);
    assert_eq!(names("Cây chè Diện tích năm 2025 là 900 ha, tăng 3%, sản lượng 1.200 tấn.")[2], "Cây chè, sản lượng");
    assert_eq!(
        names("Khởi công khu hậu cần Tam Giang với diện tích 65 ha."),
        ["Khởi công khu hậu cần Tam Giang, diện tích"]
    );
}

#[test]
fn what_moves_may_stand_after_the_figure() {
    assert_eq!(names("Sau sắp xếp đã giảm 03 phòng chuyên môn thuộc sở."), ["Phòng chuyên môn thuộc sở, giảm"]);
    assert_eq!(
        names("Toàn tỉnh có 90 hợp tác xã, tăng 12 hợp tác xã so với năm 2020.")[1],
        "Hợp tác xã, tăng so với 2020"
    );
    assert_eq!(
        names("Có 310 đơn sáng chế (tăng 20% so với nhiệm kỳ trước).")[1],
        "Đơn sáng chế, tăng so với nhiệm kỳ trước"
    );
}

#[test]
fn rows_of_short_names_are_one_name() {
    assert_eq!(
        names("Vốn đầu tư cho nông nghiệp tăng; thủy lợi, đê điều và phòng lụt chiếm 12%; giao thông chiếm 40%."),
        ["Thủy lợi, đê điều và phòng lụt, tỷ trọng", "Giao thông, tỷ trọng"]
    );
    assert_eq!(names("Các ngành còn lại như in ấn, bao bì, đồ gỗ chiếm 16%."), ["Ngành còn lại, tỷ trọng"]);
}

#[test]
fn a_bracket_that_opens_with_a_share_speaks_of_the_thing_before() {
    assert_eq!(names("Có 40 trạm bơm điện (62% số trạm của huyện)."), ["Trạm bơm điện", "Trạm bơm điện, tỷ trọng"]);
}

#[test]
fn a_clause_may_begin_with_its_figure() {
    assert_eq!(
        names("Công tác chăm sóc trẻ em được quan tâm, 100% trẻ em mồ côi được nhận trợ cấp.")[0],
        "Tỷ lệ trẻ em mồ côi được nhận trợ cấp"
    );
}

#[test]
fn where_and_of_how_many_are_no_figures() {
    assert_eq!(names("Xây dựng 4 trạm y tế tại 3 huyện."), ["Xây dựng trạm y tế tại 3 huyện"]);
    assert_eq!(names("Cụ thể trong 60 chợ đã sửa chữa 18 chợ."), ["Sửa chữa chợ"]);
    assert!(names("Tỉnh tham gia Đề án trồng mới 5 triệu ha rừng.").is_empty());
}

#[test]
fn plans_in_brackets_and_plans_of_work() {
    let kinds = |text: &str| all(text).into_iter().map(|one| one.3).collect::<Vec<_>>();
    assert_eq!(kinds("Kim ngạch xuất khẩu đạt 600 triệu USD (KH 585 triệu USD)."), ["actual", "plan"]);
    assert_eq!(kinds("Kim ngạch xuất khẩu đạt 600 triệu USD (chỉ tiêu là 585 triệu USD)."), ["actual", "plan"]);
    assert_eq!(
        kinds("Có 90 cuộc thanh tra (trong đó 60 cuộc theo kế hoạch thanh tra và 30 cuộc đột xuất theo đơn).")[2],
        "actual"
    );
    assert_eq!(
        all("Tỷ lệ lấp đầy đạt 80% (cao hơn đầu nhiệm kỳ là 71%).")[1],
        ("Tỷ lệ lấp đầy".to_owned(), 71.0, "2020".to_owned(), "baseline")
    );
}

#[test]
fn times_hold_where_they_stand() {
    assert_eq!(periods("Từ đầu nhiệm kỳ đến cuối năm 2024, thành lập mới 30 hợp tác xã."), ["2020-2025"]);
    assert_eq!(
        periods(
            "Giá trị xuất khẩu năm 2025 đạt 2 tỷ USD, mức tăng bình quân giai đoạn 2021 - 2025 đạt 9%/năm, trong đó thủy sản đạt 1 tỷ USD."
        ),
        ["2025", "2021-2025", "2025"]
    );
    // The time at the head of the text goes on, that of a later sentence does not.
    assert_eq!(
        periods("Công tác bảo tồn được quan tâm. Đến cuối năm 2023, có 5 di tích. Sưu tầm 40 hiện vật quý."),
        ["2023", "2020-2025"]
    );
    assert_eq!(periods("Có 79 dự án FDI đang hoạt động Năm 2025 dự kiến thêm 05 dự án."), ["2020-2025", "2025"]);
    assert_eq!(
        periods("Tổng mức bán lẻ đạt 900 tỷ đồng (so giai đoạn 2011 - 2015 tăng bình quân 12%/năm)."),
        ["2020-2025", "2011-2015"]
    );
}

#[test]
fn phrases_go_on() {
    assert_eq!(
        names("Diện tích rừng do công ty quản lý 310 ha, do hộ dân quản lý 62 ha.")[1],
        "Diện tích rừng do hộ dân quản lý"
    );
    assert_eq!(names("Tỷ lệ nữ 52%, người cao tuổi 11%."), ["Tỷ lệ nữ", "Tỷ lệ người cao tuổi"]);
    assert_eq!(names("Có 17 mã số vườn ươm/12 cơ sở.")[0], "Mã số vườn ươm");
}

#[test]
fn a_companys_report() {
    assert_eq!(
        names("Công ty đưa vào sử dụng 03 cẩu bờ, 08 xe nâng."),
        ["Công ty đưa vào sử dụng cẩu bờ", "Công ty đưa vào sử dụng xe nâng"]
    );
    assert_eq!(names("Phát triển mới 06 dự án nhà ở (Khu A)."), ["Phát triển mới dự án nhà ở"]);
    assert_eq!(names("Khám 90 lượt; 100% công nhân vận hành được khám.")[1], "Tỷ lệ công nhân vận hành được khám");
    assert_eq!(names("Đón 86 lượt tàu trên 50.000 DWT."), ["Đón lượt tàu trên 50.000 DWT"]);
    assert_eq!(names("Giảm 15% lượng phát thải trên một tấn hàng."), ["Lượng phát thải trên một tấn hàng, giảm"]);
    assert_eq!(
        all("Năng suất bốc dỡ bình quân tăng từ 28 tấn năm 2022 lên 33 tấn."),
        [
            ("Năng suất bốc dỡ bình quân".to_owned(), 28.0, "2022".to_owned(), "baseline"),
            ("Năng suất bốc dỡ bình quân".to_owned(), 33.0, "2020-2025".to_owned(), "actual"),
        ]
    );
    assert_eq!(names("Thời gian chờ giảm còn 5,2 giờ; làm việc 12 giờ."), ["Thời gian chờ"]);
}

#[test]
fn brackets_hold_the_other_end_or_parts() {
    assert_eq!(
        all("Tỷ lệ hộ luyện tập thể thao đạt 37%, tăng 4% so với năm 2020 (33%).")[2],
        ("Tỷ lệ hộ luyện tập thể thao".to_owned(), 33.0, "2020".to_owned(), "baseline")
    );
    assert_eq!(
        names("Có 80 chủ thể (gồm 20 công ty, chiếm tỷ lệ 25%, có 36 hợp tác xã, chiếm tỷ lệ 45%)."),
        ["Chủ thể", "Công ty", "Công ty, tỷ trọng", "Hợp tác xã", "Hợp tác xã, tỷ trọng"]
    );
}
