//! What one sentence says of its figures: a text of our own for every rule.

use super::*;
use crate::figures::words::Words;

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
    let found = read(&Words::new(text), &context).found;
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
    assert_eq!(names("Đón 86 lượt tàu trên 50.000 DWT."), ["Đón tàu trên 50.000 DWT"]);
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
        [
            "Chủ thể",
            "Chủ thể, công ty",
            "Chủ thể, công ty, tỷ trọng",
            "Chủ thể, hợp tác xã",
            "Chủ thể, hợp tác xã, tỷ trọng"
        ]
    );
}

#[test]
fn ratios_movements_and_levels() {
    let units = |text: &str| {
        let found = read(&Words::new(text), &context()).found;
        found.iter().map(|one| (one.name.clone(), one.unit.clone())).collect::<Vec<_>>()
    };
    let own = |name: &str, unit: &str| (name.to_owned(), unit.to_owned());
    // A movement against the same months of last year is no ratio.
    assert_eq!(
        units("Sản lượng muối đạt 40 nghìn tấn, giảm 12% so với cùng kỳ; sản lượng điện bằng 96% cùng kỳ.")[1..],
        [own("Sản lượng muối, giảm so với cùng kỳ", "%"), own("Sản lượng điện, so với cùng kỳ", "% cùng kỳ")]
    );
    assert_eq!(
        units("Doanh thu bưu chính đạt 90 tỷ đồng, bằng 98% so với năm 2021.")[1],
        own("Doanh thu bưu chính, so với 2021", "%")
    );
    assert_eq!(units("Thu phí đạt 40 tỷ đồng/50 tỷ đồng dự toán, đạt 80%.")[2], own("Thu phí, so với dự toán", "%"));
    assert_eq!(
        units("Tỷ lệ che phủ đạt 41%, thấp hơn 2% so với mục tiêu.")[1],
        own("Tỷ lệ che phủ, thấp hơn kế hoạch", "%")
    );
    assert_eq!(units("Tốc độ tăng trưởng bình quân 9,1%/năm.")[0], own("Tốc độ tăng trưởng bình quân", "%/năm"));
    assert_eq!(units("Sản lượng cá 5 nghìn tấn (+3,1%).")[1], own("Sản lượng cá, tăng", "%"));
}

#[test]
fn brackets_hold_plans_and_earlier_levels() {
    let kinds = |text: &str| all(text).into_iter().map(|one| (one.0, one.2, one.3)).collect::<Vec<_>>();
    let own = |name: &str, period: &str, kind| (name.to_owned(), period.to_owned(), kind);
    let plan = own("Tỷ lệ tiêm chủng", "2020-2025", "plan");
    assert_eq!(kinds("Tỷ lệ tiêm chủng đạt 81%, chưa đạt kế hoạch (≥ 90%).")[1], plan);
    assert_eq!(kinds("Tỷ lệ tiêm chủng đạt 91%, vượt mục tiêu Đại hội đề ra (85,5%).")[1], plan);
    assert_eq!(
        kinds("Năm 2024, diện tích ngô 900 ha (KH: 880 ha; cùng kỳ: 850 ha).")[1..],
        [own("Diện tích ngô", "2024", "plan"), own("Diện tích ngô", "2023", "baseline")]
    );
    assert_eq!(
        kinds("Năm 2024, tỷ lệ hộ nghèo còn 4%, giảm 1% so với đầu năm (5%).")[2],
        own("Tỷ lệ hộ nghèo", "2024", "baseline")
    );
    // The level of another place is none of the report's.
    assert_eq!(names("Mật độ đường đạt 1,4 km/km², cao hơn bình quân vùng (1,1 km/km²)."), ["Mật độ đường"]);
}

#[test]
fn parts_of_a_count_and_of_a_share() {
    assert_eq!(
        names("Cung cấp 90 dịch vụ công (60 toàn trình, 30 một phần)."),
        ["Cung cấp dịch vụ công", "Cung cấp dịch vụ công, toàn trình", "Cung cấp dịch vụ công, một phần"]
    );
    assert_eq!(names("Tỷ lệ hộ nghèo còn 4% (1.250 hộ)."), ["Tỷ lệ hộ nghèo", "Hộ nghèo"]);
    assert_eq!(names("Có 30/50 trường đạt chuẩn (đạt 60%)."), ["Trường đạt chuẩn", "Trường đạt chuẩn, tỷ lệ"]);
    assert_eq!(names("Diện tích chè 900 ha (trồng mới 40 ha)."), ["Diện tích chè", "Diện tích chè, trồng mới"]);
    assert_eq!(names("Thôn, tổ dân phố văn hóa 90/96, đạt 93%.")[0], "Thôn, tổ dân phố văn hóa");
    assert_eq!(names("Số xã đạt chuẩn tăng thêm 7 xã, lũy kế 70 xã.")[1], "Số xã đạt chuẩn");
    assert_eq!(
        names("Tỷ lệ lao động qua đào tạo đạt 70%, có bằng cấp, chứng chỉ 30%.")[1],
        "Tỷ lệ lao động qua đào tạo, có bằng cấp, chứng chỉ"
    );
}

#[test]
fn numbers_that_tell_which() {
    assert_eq!(names("Tỷ lệ trẻ được tiêm đủ 8 loại vắc xin đạt 81%."), ["Tỷ lệ trẻ được tiêm đủ 8 loại vắc xin"]);
    assert_eq!(names("Diện tích lúa 2 vụ ổn định 1.650 ha."), ["Diện tích lúa 2 vụ"]);
    assert_eq!(
        names("Cấp phép cho 90 tàu có chiều dài từ 15 m trở lên."),
        ["Cấp phép tàu có chiều dài từ 15 m trở lên"]
    );
    assert_eq!(names("Học sinh lớp 9 tốt nghiệp đạt 98%."), ["Học sinh lớp 9 tốt nghiệp"]);
    assert_eq!(names("Tính đến 30/6, có 12 chợ nông thôn."), ["Chợ nông thôn"]);
    assert_eq!(names("Hiện có 11,4 điều dưỡng trên 10.000 dân."), ["Điều dưỡng trên 10.000 dân"]);
    assert_eq!(periods("Tỷ lệ hộ nghèo theo chuẩn đa chiều giai đoạn 2022 - 2026 còn 8%."), ["2020-2025"]);
}

#[test]
fn verbs_and_their_objects() {
    assert_eq!(names("Xảy ra 187 vụ cháy, làm bị thương 96 người, giảm 23 vụ cháy.")[2], "Xảy ra vụ cháy, giảm");
    assert_eq!(names("Cứng hóa 27 km giao thông nông thôn."), ["Cứng hóa giao thông nông thôn"]);
    assert_eq!(names("Tỉnh đã đầu tư 900 tỷ đồng cho hạ tầng giao thông."), ["Đầu tư cho hạ tầng giao thông"]);
    assert_eq!(names("Xuất khẩu được 60 lao động."), ["Xuất khẩu lao động"]);
    assert_eq!(names("Đàn dê tăng từ 90 con năm 2020 lên 120 con năm 2024."), ["Đàn dê", "Đàn dê"]);
    assert_eq!(names("Thưởng cao nhất 320 triệu đồng, thấp nhất 5 triệu đồng.")[1], "Thưởng, thấp nhất");
    assert_eq!(names("Lúa xuân 6.240 ha, năng suất 68 tạ/ha.")[1], "Lúa xuân, năng suất");
}

#[test]
fn marks_of_items_and_ages_are_no_words_of_a_name() {
    assert_eq!(
        names("2) Tỷ lệ trường đạt chuẩn: mầm non 59%, tiểu học 64%."),
        ["Tỷ lệ trường đạt chuẩn, mầm non", "Tỷ lệ trường đạt chuẩn, tiểu học"]
    );
    assert_eq!(names("Tỷ lệ biết chữ độ tuổi 15 - 60 là 98%."), ["Tỷ lệ biết chữ độ tuổi 15 - 60"]);
    assert_eq!(names("Bình quân 30,2 trẻ/lớp ở mẫu giáo."), ["Bình quân trẻ ở mẫu giáo"]);
    assert_eq!(names("Các sở bố trí 90 tỷ đồng mua sắm thiết bị."), ["Sở bố trí mua sắm thiết bị"]);
}

#[test]
fn what_is_reached_is_a_level_and_a_plan_stands_beside_its_own_result() {
    assert_eq!(names("Giảm tỷ lệ hộ nghèo của huyện xuống còn 0,4%."), ["Tỷ lệ hộ nghèo của huyện"]);
    let all = all("Tăng trưởng bình quân 6,2%/năm, thấp hơn mục tiêu Nghị quyết (tăng bình quân 8 - 9%).");
    assert_eq!((all[1].1, all[1].3), (8.0, "plan"));
    assert_eq!(
        names("Tỷ lệ lao động qua đào tạo đạt trên 85%, trong đó tỷ lệ lao động có bằng cấp, chứng chỉ đạt trên 40%.")
            [1],
        "Tỷ lệ lao động có bằng cấp, chứng chỉ"
    );
    let shops =
        names("Có 900 cửa hàng đang mở, tăng 200 cửa hàng so với năm 2020, đạt 125% kế hoạch (kế hoạch 160 cửa hàng).");
    assert_ne!(shops.last(), shops.first(), "{shops:?}");
}

#[test]
fn an_address_of_the_web_states_nothing() {
    assert!(names("Xem https://vi.example.org/wiki/H%E1%BB%99_%2820%29 và www.example.org/12.").is_empty());
}
