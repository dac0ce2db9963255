//! Units: what stands after a figure.
//!
//! In: the words after a number. Out: the unit as printed, where it ends, and what sort it is. What always holds: a unit is
//! measured (%, money, hectares), or a count of a noun; what is neither is no unit.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::words::starts;

/// What a unit measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// % and ‰.
    Share,
    /// Đồng, USD and their thousands.
    Money,
    /// Length, area, weight, power.
    Measure,
    /// So many of something.
    Count,
    /// "gấp 2 lần".
    Times,
    /// Years of life: an indicator only where life is spoken of.
    Age,
    /// A span of time: no indicator.
    Time,
}

/// A unit after a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// As printed, white space folded.
    pub text: String,
    /// The noun that is counted, without its scale: "lượt" of "triệu lượt".
    pub noun: String,
    /// Bytes that it takes after the number, with the space before it.
    pub length: usize,
    /// What it measures.
    pub sort: Sort,
}

const SCALES: &[&str] = &[
    "nghìn tỷ",
    "ngàn tỷ",
    "nghìn tỉ",
    "ngàn tỉ",
    "triệu tỷ",
    "trăm nghìn",
    "nghìn",
    "ngàn",
    "vạn",
    "triệu",
    "tỷ",
    "tỉ",
];
const MONEY: &[&str] = &["đồng", "usd", "đô la mỹ", "đô la", "vnđ", "vnd", "eur", "euro", "đ"];
const MEASURES: &[&str] = &[
    "ha",
    "hecta",
    "héc ta",
    "héc-ta",
    "m²",
    "m2",
    "km²",
    "km2",
    "m³",
    "m3",
    "km",
    "mét",
    "m",
    "tấn",
    "tạ",
    "kg",
    "mw",
    "mwh",
    "kwh",
    "gwh",
    "mwp",
    "kwp",
    "kw",
    "mva",
    "kv",
    "gb",
    "tb",
    "lít",
    "triệu kwh",
    "điểm phần trăm",
    "điểm",
    "teu",
    "dwt",
    "°c",
    "độ",
];
const TIMES: &[&str] = &[
    "năm",
    "tháng",
    "ngày",
    "giờ",
    "phút",
    "tuần",
    "quý",
    "thập kỷ",
    "thế kỷ",
    "nhiệm kỳ",
    "kỳ",
    "sao",
    "mùa",
    "khóa",
    "khoá",
    "đợt",
];

/// Nouns that official reports count; the longest that fits wins.
const COUNTED: &[&str] = &[
    "an toàn khu",
    "bài báo",
    "bài viết",
    "bản ghi nhớ",
    "bác sĩ",
    "bác sỹ",
    "bạn",
    "bệnh viện",
    "biên chế",
    "buổi",
    "bệnh nhân",
    "bến cảng",
    "ca",
    "căn",
    "căn hộ",
    "căn nhà",
    "căn nhà ở xã hội",
    "cán bộ",
    "cán bộ, công chức",
    "cán bộ quản lý",
    "cảng",
    "cầu",
    "câu lạc bộ",
    "cây cầu",
    "chi bộ",
    "chi, đảng bộ",
    "chợ",
    "chủ thể",
    "chuyên đề",
    "chuyến",
    "chương trình",
    "con",
    "công chức",
    "công dân",
    "công trình",
    "công ty",
    "cơ quan",
    "cơ sở",
    "cơ sở giáo dục",
    "cơ sở sản xuất",
    "cụm",
    "cụm công nghiệp",
    "cuộc",
    "cuộc kiểm tra",
    "cặp",
    "cấp ủy",
    "dân",
    "di sản",
    "di sản văn hóa",
    "di sản văn hoá",
    "di tích",
    "doanh nghiệp",
    "dn",
    "dự án",
    "dịch vụ công",
    "dịch vụ công trực tuyến",
    "dịch vụ",
    "đại biểu",
    "đảng bộ",
    "đảng bộ cơ sở",
    "đảng viên",
    "đề án",
    "đề tài",
    "đoàn",
    "đoàn viên",
    "đô thị",
    "đơn",
    "đơn thư",
    "đơn vị",
    "đơn vị cấp huyện",
    "đơn vị hành chính",
    "đơn vị hành chính cấp xã",
    "đơn vị sự nghiệp",
    "đồ án",
    "đồng bào",
    "đồng chí",
    "đối tượng",
    "đội",
    "em",
    "gia đình",
    "giải",
    "giáo viên",
    "giảng viên",
    "giấy chứng nhận",
    "giường",
    "giường bệnh",
    "gói thầu",
    "hộ",
    "hộ dân",
    "hộ gia đình",
    "hộ kinh doanh",
    "hộ nghèo",
    "hội",
    "hội nghị",
    "hội viên",
    "hồ sơ",
    "hợp đồng",
    "hợp tác xã",
    "htx",
    "hồ",
    "học sinh",
    "học viên",
    "huân chương",
    "huy chương",
    "huy chương bạc",
    "huy chương đồng",
    "huy chương vàng",
    "huyện",
    "huyện/thị xã",
    "hiện vật",
    "huấn luyện viên",
    "kế hoạch",
    "khách",
    "khách du lịch",
    "khách quốc tế",
    "khóm",
    "khu",
    "khu công nghiệp",
    "khu dân cư",
    "khu đô thị",
    "khu nhà ở",
    "kỷ lục",
    "lao động",
    "làng nghề",
    "liên hiệp htx",
    "liên hiệp hợp tác xã",
    "lớp",
    "lượt",
    "lượt bạn đọc",
    "lượt hồ sơ",
    "lượt khách",
    "lượt người",
    "lượt doanh nghiệp",
    "lượt htx",
    "lượt nhà đầu tư",
    "lượt vận động viên",
    "lượt cán bộ",
    "mã số",
    "mã số vùng trồng",
    "máy",
    "mẹ việt nam anh hùng",
    "mô hình",
    "môn",
    "người",
    "người dân",
    "người lao động",
    "nhà",
    "nhà máy",
    "nhà đầu tư",
    "nhân khẩu",
    "nhãn hiệu",
    "nông dân",
    "nước",
    "phường",
    "phường, thị trấn",
    "quận",
    "quốc gia",
    "quyết định",
    "sản phẩm",
    "sản phẩm ocop",
    "sáng kiến",
    "sinh viên",
    "số vụ",
    "suất",
    "suất học bổng",
    "tài khoản",
    "tàu",
    "tác phẩm",
    "thành viên",
    "thạc sĩ",
    "tiến sĩ",
    "thiết bị",
    "thôn",
    "thôn, bản",
    "thủ tục hành chính",
    "thuê bao",
    "thị trấn",
    "thị xã",
    "tỉnh",
    "tỉnh, thành phố",
    "tiêu chí",
    "tổ",
    "tổ chức",
    "tổ chức đảng",
    "tổ chức cơ sở đảng",
    "tổ chức quốc tế",
    "tổ hợp tác",
    "trạm",
    "trạm y tế",
    "trang trại",
    "trẻ em",
    "trẻ",
    "trường",
    "trường học",
    "trường hợp",
    "tuyến",
    "tuyến đường",
    "thể thao",
    "ấn phẩm",
    "bản sách",
    "đầu sách",
    "ấp",
    "bản làng",
    "buôn",
    "vận động viên",
    "văn bản",
    "văn phòng",
    "viên chức",
    "vụ",
    "vụ việc",
    "vụ tai nạn giao thông",
    "vùng",
    "xã",
    "xã, phường",
    "xã, phường, thị trấn",
    "ý kiến",
    "hội thảo",
    "lô",
    "phòng học",
    "phòng",
    "quần chúng",
    "hộ nông dân",
    "tàu cá",
    "bộ hồ sơ",
    "chứng chỉ",
    "nền tảng",
    "bậc",
    "thanh niên",
    "tân binh",
    "liệt sĩ",
    "điểm trường",
    "điểm du lịch",
    "điểm",
    "trung tâm",
    "quỹ",
    "hạng mục",
    "văn bằng",
    "giấy phép",
    "phiên tòa",
    "phiên toà",
    "phiên",
    "bị can",
    "bị cáo",
    "việc",
    "ngành",
    "ngành, nghề",
    "nghề",
    "loại",
    "loại sản phẩm",
    "loại hình",
    "mặt hàng",
    "thương hiệu",
    "khách sạn",
    "nhà hàng",
    "cơ sở lưu trú",
    "cơ sở y tế",
    "phương tiện",
    "xe",
    "ô tô",
    "thuyền",
    "hồ chứa",
    "đập",
    "cống",
    "trạm bơm",
    "trạm biến áp",
    "giếng",
    "cây",
    "cột",
    "camera",
    "điểm sạt lở",
    "khách hàng",
    "nhân viên",
    "chuyên gia",
    "kỹ sư",
    "nhà khoa học",
    "nghệ nhân",
    "nghệ sĩ",
    "trọng tài",
    "đại lý",
    "siêu thị",
    "trung tâm thương mại",
    "cửa hàng",
    "gian hàng",
    "ứng dụng",
    "phần mềm",
    "cơ sở dữ liệu",
    "bộ",
    "chỉ thị",
    "quy định",
    "quy chế",
    "quy trình",
    "kết luận",
    "thông báo",
    "công văn",
    "tờ trình",
    "báo cáo",
    "chính sách",
    "phong trào",
    "hoạt động",
    "sự kiện",
    "lễ hội",
    "hội chợ",
    "phiên chợ",
    "triển lãm",
    "vở diễn",
    "bộ phim",
    "tiết mục",
    "chuyên mục",
    "tin, bài",
    "tin bài",
    "chi hội",
    "chi đoàn",
    "công đoàn cơ sở",
    "nghiệp đoàn",
    "tổ dân phố",
    "khối phố",
    "làng",
    "phum sóc",
    "hòa giải viên",
    "báo cáo viên",
    "tuyên truyền viên",
    "cộng tác viên",
    "tình nguyện viên",
    "người có công",
    "thương binh",
    "người cao tuổi",
    "người khuyết tật",
    "phụ nữ",
    "hộ cận nghèo",
    "hộ thoát nghèo",
    "phần quà",
    "suất quà",
    "thẻ",
    "liều",
    "liều vắc xin",
    "mũi tiêm",
    "mẫu",
    "lồng bè",
    "thửa đất",
    "lô đất",
    "lô hàng",
    "chuyến bay",
    "hành khách",
    "lượt hành khách",
    "container",
    "mã vùng trồng",
    "vùng trồng",
    "sáng chế",
    "giải pháp",
    "giải thưởng",
    "danh hiệu",
    "bằng khen",
    "giấy khen",
    "cờ thi đua",
    "kỷ niệm chương",
    "cúp",
    "nhiệm vụ",
    "tiểu dự án",
    "nút giao",
    "cảng biển",
    "cảng cá",
    "bến",
    "bến xe",
    "sân bay",
    "làn xe",
    "phòng khám",
    "ca mắc",
    "ca bệnh",
    "ổ dịch",
    "vụ cháy",
    "vụ án",
    "đường dây",
    "kiến nghị",
    "lượt công dân",
    "cuộc họp",
    "kỳ họp",
    "cử tri",
    "lượt cử tri",
    "vùng lãnh thổ",
    "quốc gia và vùng lãnh thổ",
    "thị trường",
    "đối tác",
    "tập đoàn",
    "ngân hàng",
    "chi nhánh",
    "phòng giao dịch",
    "tổ chức tín dụng",
    "điểm bán hàng",
    "hộ sản xuất",
    "chuỗi",
    "chuỗi liên kết",
    "chuỗi giá trị",
    "vùng nguyên liệu",
    "cánh đồng",
    "trụ sở",
    "lĩnh vực",
    "tập thể",
    "cá nhân",
    "điển hình",
    "chiến sĩ",
    "sĩ quan",
    "dân quân",
    "quân nhân",
    "thành tích",
    "lễ",
    "lễ ký",
    "công trình thủy lợi",
    "hệ thống",
    "nhóm",
    "câu hỏi",
    "kỳ giải",
];

/// Nouns that may stand below the stroke: "triệu đồng/người/năm".
const BELOW: &[&str] = &[
    "năm",
    "tháng",
    "ngày đêm",
    "ngày",
    "quý",
    "vụ",
    "người dân",
    "người",
    "lao động",
    "hộ nghèo",
    "hộ",
    "ha",
    "vạn dân",
    "10.000 dân",
    "10.000 người dân",
    "10 nghìn dân",
    "1.000 dân",
    "100.000 dân",
    "vạn người",
    "dn",
    "doanh nghiệp",
    "xã",
    "huyện",
    "km²",
    "km2",
    "km",
    "m²",
    "m2",
    "dân",
    "học sinh",
    "trẻ",
    "mô hình",
    "dự án",
    "lượt",
    "suất",
    "con",
    "căn",
];

/// The unit at the head of `low`, the words after a number in lower case; `raw` are the same words as printed.
#[must_use]
pub fn unit(low: &str, raw: &str) -> Option<Unit> {
    let space = low.len() - low.trim_start_matches([' ', '\u{a0}']).len();
    let rest = &low[space..];
    let (mut length, noun, sort) = share(rest).or_else(|| longer(money(rest), counted(rest)))?;
    if !matches!(sort, Sort::Time) {
        length += below(&rest[length..]);
    }
    let printed = raw.get(space..space + length)?;
    Some(Unit { text: crate::text::fold_space(printed), noun, length: space + length, sort })
}

type Head = (usize, String, Sort);

/// "02 đồng chí" are no đồng.
fn longer(money: Option<Head>, counted: Option<Head>) -> Option<Head> {
    match (money, counted) {
        (Some(money), Some(counted)) => Some(if counted.0 > money.0 { counted } else { money }),
        (money, counted) => money.or(counted),
    }
}

fn share(rest: &str) -> Option<Head> {
    let sign = ["%", "‰", "phần trăm"].into_iter().find(|sign| rest.starts_with(sign))?;
    let mut length = sign.len();
    for whole in [" grdp", " gdp"] {
        if starts(&rest[length..], whole) {
            length += whole.len();
        }
    }
    Some((length, String::new(), Sort::Share))
}

fn money(rest: &str) -> Option<Head> {
    let scale = scale(rest);
    let after = &rest[scale..];
    let trimmed = after.trim_start();
    let coin = MONEY.iter().find(|coin| starts(trimmed, coin));
    match coin {
        Some(coin) if scale > 0 || *coin != "đ" => {
            Some((rest.len() - trimmed.len() + coin.len(), String::new(), Sort::Money))
        }
        // "500 tỷ": the coin is understood.
        None if scale > 0 && (rest.starts_with('t') && !rest.starts_with("triệu")) && counted(trimmed).is_none() => {
            Some((scale, String::new(), Sort::Money))
        }
        _ => None,
    }
}

fn scale(rest: &str) -> usize {
    SCALES.iter().find(|scale| starts(rest, scale)).map_or(0, |scale| scale.len())
}

/// The nouns, measures and times by their first letter, the longest first.
static NOUNS: LazyLock<HashMap<char, Vec<(&'static str, Sort)>>> = LazyLock::new(|| {
    let mut table: HashMap<char, Vec<(&'static str, Sort)>> = HashMap::new();
    let lists: [(&[&'static str], Sort); 5] = [
        (COUNTED, Sort::Count),
        (MEASURES, Sort::Measure),
        (TIMES, Sort::Time),
        (&["lần"], Sort::Times),
        (&["tuổi"], Sort::Age),
    ];
    for (list, sort) in lists {
        for word in list {
            if let Some(first) = word.chars().next() {
                table.entry(first).or_default().push((word, sort));
            }
        }
    }
    // A stable sort of the reversed lists: of two words alike the later list's wins.
    table.values_mut().for_each(|words| {
        words.reverse();
        words.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
    });
    table
});

fn counted(rest: &str) -> Option<Head> {
    let scale = scale(rest);
    let after = rest[scale..].trim_start();
    let offset = rest.len() - after.len();
    let first = after.chars().next();
    let found = first
        .and_then(|first| NOUNS.get(&first))
        .and_then(|words| words.iter().find(|(word, _)| starts(after, word)))
        .copied();
    match found {
        Some((word, sort)) => {
            let mut length = offset + word.len();
            if word.starts_with('m') && starts(&rest[length..], " sàn") {
                length += " sàn".len();
            }
            Some((length, word.to_owned(), sort))
        }
        // "1,2 triệu": people or things that the words before name.
        None if scale > 0 && rest.starts_with("triệu") => Some((scale, String::new(), Sort::Count)),
        None => None,
    }
}

/// How much of the text is strokes with what stands below them.
fn below(rest: &str) -> usize {
    let mut length = 0;
    for _ in 0..3 {
        let after = &rest[length..];
        let Some(under) = after.strip_prefix('/').or_else(|| after.strip_prefix(" /")) else { break };
        let offset = after.len() - under.len();
        let trimmed = under.trim_start();
        let Some(word) = BELOW.iter().filter(|word| starts(trimmed, word)).max_by_key(|word| word.len()) else { break };
        length += offset + under.len() - trimmed.len() + word.len();
    }
    length
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(words: &str) -> Option<(String, Sort)> {
        unit(&super::super::words::lower(words), words).map(|unit| (unit.text, unit.sort))
    }

    #[test]
    fn units_as_printed() {
        assert_eq!(text("%/năm; và"), Some(("%/năm".to_owned(), Sort::Share)));
        assert_eq!(text(" % dân số"), Some(("%".to_owned(), Sort::Share)));
        assert_eq!(text("% GRDP."), Some(("% GRDP".to_owned(), Sort::Share)));
        assert_eq!(text(" triệu đồng/người/năm"), Some(("triệu đồng/người/năm".to_owned(), Sort::Money)));
        assert_eq!(text(" nghìn tỷ đồng"), Some(("nghìn tỷ đồng".to_owned(), Sort::Money)));
        assert_eq!(text(" triệu USD,"), Some(("triệu USD".to_owned(), Sort::Money)));
        assert_eq!(text(" m² sàn/người"), Some(("m² sàn/người".to_owned(), Sort::Measure)));
        assert_eq!(text("MW, các"), Some(("MW".to_owned(), Sort::Measure)));
        assert_eq!(text(" giường/vạn dân"), Some(("giường/vạn dân".to_owned(), Sort::Count)));
        assert_eq!(text(" triệu lượt khách"), Some(("triệu lượt khách".to_owned(), Sort::Count)));
        assert_eq!(text(" năm qua"), Some(("năm".to_owned(), Sort::Time)));
        assert_eq!(text(" hôm qua"), None);
    }
}
