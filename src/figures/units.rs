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
    "điểm %",
    "mét khối",
    "mét vuông",
    "mã lực",
    "hải lý",
    "kva",
    "cv",
    "mm",
    "cm",
    "gam",
    "ml",
    "toe",
    "mbps",
    "gbps",
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
const COUNTED: &str = "\
    an toàn khu|ao nuôi|ban quản lý|biên chế|biên tập viên|buôn|buồng|buổi|bài|bài báo|bài báo khoa học|\
    bài giảng|bài viết|bác sĩ|bác sỹ|báo cáo|báo cáo viên|bãi|bé gái|bé trai|bãi chứa|bãi đỗ xe|bè|bưu cục|bạn|bản|bản ghi nhớ|\
    bản làng|bản sách|bảo tàng|bậc|bằng khen|bằng sáng chế|bằng độc quyền|bến|bến cảng|bến xe|bể bơi|bể chứa|\
    bệnh nhân|bệnh viện|bị can|bị cáo|bộ|bộ hồ sơ|bộ phim|bộ đề|bức|ca|ca bệnh|ca mắc|ca mổ|ca nhiễm|\
    ca phẫu thuật|ca sinh|ca tử vong|camera|chai|chi bộ|chi hội|chi nhánh|chi đoàn|chi, đảng bộ|chiếc|chiến sĩ|\
    chuyên gia|chuyên mục|chuyên đề|chuyến|chuyến bay|chuyến tàu|chuyến xe|chuỗi|chuỗi giá trị|chuỗi liên kết|\
    chính sách|chương trình|chương trình đào tạo|chỉ thị|chỗ|chỗ ngồi|chỗ đỗ xe|chỗ ở|chợ|chủ thể|chứng chỉ|\
    chứng thư số|chữ ký số|clip|con|con giống|container|cuốn|cuộc|cuộc gọi|cuộc họp|cuộc kiểm tra|cuộc thi|\
    cá nhân|cán bộ|cán bộ quản lý|cán bộ y tế|cán bộ, công chức|cánh đồng|câu hỏi|câu lạc bộ|cây|cây cầu|\
    cây xanh|công chức|công chứng viên|công dân|công nhân|công trình|công trình thủy lợi|công ty|công viên|\
    công văn|công đoàn cơ sở|cúp|căn|căn hộ|căn nhà|căn nhà ở xã hội|cơ quan|cơ sở|cơ sở dữ liệu|cơ sở giáo dục|\
    cơ sở lưu trú|cơ sở sản xuất|cơ sở y tế|cảng|cảng biển|cảng cá|cấp uỷ viên|cấp ủy|cấp ủy viên|cầu|cầu cảng|\
    cẩu|cẩu bờ|cặp|cống|cổ đông|cộng đồng|cộng tác viên|cột|cờ thi đua|cụm|cụm công nghiệp|cụm loa|cử nhân|cử tri|\
    cửa hàng|cửa khẩu|danh hiệu|di sản|di sản văn hoá|di sản văn hóa|di tích|dn|doanh nghiệp|dân|dân quân|\
    dây chuyền|dược sĩ|dược sỹ|dịch vụ|dịch vụ công|dịch vụ công trực tuyến|dự án|em|ga|ghế|gia trại|gia đình|\
    gian|gian hàng|giao dịch|giáo sư|giáo trình|giáo viên|giường|giường bệnh|giải|giải pháp|giải thưởng|\
    giải vàng|giảng viên|giấy chứng nhận|giấy khen|giấy phép|giếng|giếng khoan|giờ học|gói thầu|gương|\
    gương điển hình|gốc|hiện vật|hiệp hội|hoá đơn|hoạt động|htx|huy chương|huy chương bạc|huy chương vàng|\
    huy chương đồng|huyện|huyện/thị xã|huân chương|huấn luyện viên|hành khách|hòa giải viên|hóa đơn|hạng mục|\
    hầm|hệ thống|học sinh|học viên|hồ|hồ chứa|hồ sơ|hộ|hộ cận nghèo|hộ dân|hộ gia đình|hộ kinh doanh|hộ lý|\
    hộ nghèo|hộ nông dân|hộ sản xuất|hộ thiếu đói|hộ thoát nghèo|hộ tái nghèo|hội|hội chợ|hội nghị|hội thảo|\
    hội viên|hội đồng|hợp tác xã|hợp đồng|kho|khu|khu công nghiệp|khu dân cư|khu nhà ở|khu đô thị|khu đất|khách|\
    khách du lịch|khách hàng|khách quốc tế|khách sạn|khóm|khối phố|ki ốt|kiến nghị|kiểm sát viên|kế hoạch|\
    kết luận|kỳ giải|kỳ họp|kỷ lục|kỷ niệm chương|kỹ sư|kỹ thuật viên|lao động|liên hiệp htx|\
    liên hiệp hợp tác xã|liên minh|liều|liều vắc xin|liệt sĩ|loa|loại|loại hình|loại sản phẩm|luật sư|làn|\
    làn xe|làng|làng nghề|lò|lô|lô hàng|lô hàng hóa|lô đất|lĩnh vực|lượt|lượt bạn đọc|lượt bệnh nhân|\
    lượt cán bộ|lượt công dân|lượt cử tri|lượt doanh nghiệp|lượt htx|lượt hành khách|lượt hồ sơ|lượt khách|lượt lao động|\
    lượt khám|lượt khám bệnh|lượt người|lượt nhà đầu tư|lượt tàu|lượt vận động viên|lượt xe|lượt điều trị|lễ|\
    lễ hội|lễ ký|lồng|lồng bè|lớp|lớp học|lớp mẫu giáo|máy|máy bay|máy chủ|máy thở|máy tính|mã số|\
    mã số vùng trồng|mã vùng trồng|mô hình|môn|mũi tiêm|mẫu|mặt hàng|mẹ việt nam anh hùng|mỏ|nghiên cứu sinh|\
    nghiệp đoàn|nghề|nghệ nhân|nghệ sĩ|nghị quyết|nghị định|ngành|ngành đào tạo|ngành, nghề|ngân hàng|ngôi nhà|\
    ngư dân|người|người bệnh|người cao tuổi|người có công|người dân|người khuyết tật|người lao động|nhiệm vụ|\
    nhà|nhà cung cấp|nhà ga|nhà hàng|nhà khoa học|nhà máy|nhà tình nghĩa|nhà tình thương|nhà tạm|nhà văn hoá|\
    nhà văn hóa|nhà vệ sinh|nhà đại đoàn kết|nhà đầu tư|nhân khẩu|nhân viên|nhãn hiệu|nhóm|nhóm trẻ|nhịp|\
    nông dân|nút giao|nước|nạn nhân|nền tảng|nữ hộ sinh|pano|phiên|phiên chợ|phiên toà|phiên tòa|phiếu|\
    phong trào|phum sóc|phòng|phòng bệnh|phòng giao dịch|phòng học|phòng khám|phòng máy|phó giáo sư|phóng viên|\
    phương tiện|phường|phường, thị trấn|phần mềm|phần quà|phụ nữ|quy chế|quy trình|quy định|quyết định|quyển|\
    quân nhân|quả|quả bom|quần chúng|quận|quốc gia|quốc gia và vùng lãnh thổ|quỹ|sinh viên|siêu thị|suất|\
    suất học bổng|suất quà|sàn giao dịch|sáng chế|sáng kiến|sáng tác|sân bay|sân vận động|sĩ quan|sạp|sản phẩm|\
    sản phẩm ocop|sản phụ|số vụ|sổ|sổ tiết kiệm|sự kiện|thai phụ|thanh niên|thiết bị|thiết bị y tế|thuyền|\
    thuyền viên|thuê bao|thành tích|thành viên|thí sinh|thôn|thôn, bản|thôn, tổ dân phố|thôn, xóm|thông báo|thông tư|\
    thùng|thư viện|thư viện trường học|thương binh|thương hiệu|thạc sĩ|thạc sỹ|thẩm phán|thẻ|thẻ bảo hiểm y tế|\
    thể thao|thị trường|thị trấn|thị xã|thủ tục hành chính|thửa|thửa đất|tin|tin bài|tin nhắn|tin, bài|tiêu chí|\
    tiến sĩ|tiến sỹ|tiết học|tiết mục|tiểu dự án|tiểu phẩm|toa|toa xe|trang|trang trại|triển lãm|trung tâm|\
    trung tâm thương mại|trường|trường học|trường hợp|trại|trạm|trạm biến áp|trạm bts|trạm bơm|trạm y tế|trẻ|\
    trẻ em|trẻ sinh sống|trẻ sơ sinh|trẻ đẻ sống|trọng tài|trợ giúp viên|trụ sở|tuyên truyền viên|tuyến|\
    tuyến đường|tài khoản|tài liệu|tàu|tàu bay|tàu cá|tác phẩm|tân binh|tình nguyện viên|tấm|tầng|tập thể|\
    tập đoàn|tỉnh|tỉnh, thành phố|tổ|tổ chức|tổ chức cơ sở đảng|tổ chức quốc tế|tổ chức tín dụng|tổ chức đảng|\
    tổ công nghệ số cộng đồng|tổ dân phố|tổ hợp tác|tổ liên gia|tổ máy|tổ ong|tổ tiết kiệm|tổ tự quản|tờ khai|\
    tờ rơi|tờ trình|tủ sách|video|viên|viên chức|việc|vùng|vùng lãnh thổ|vùng nguyên liệu|vùng trồng|văn bản|\
    văn bằng|văn phòng|vận động viên|vở diễn|vụ|vụ cháy|vụ cháy, nổ|vụ tai nạn giao thông|vụ việc|vụ án|\
    vụ, việc|xe|xe buýt|xe máy|xe tải|xã|xã đảo|xã, phường|xã, phường, thị trấn|xã, thị trấn|xóm|xưởng|y sĩ|\
    y tá|áp phích|ô tô|ý kiến|điều dưỡng|điểm|điểm bán hàng|điểm cầu|điểm du lịch|điểm giao dịch|điểm sạt lở|\
    điểm trường|điểm đỗ xe|điển hình|đoàn|đoàn viên|đài|đàn ong|đô thị|đơn|đơn hàng|đơn thư|đơn vị|\
    đơn vị cấp huyện|đơn vị hành chính|đơn vị hành chính cấp xã|đơn vị sự nghiệp|đường dây|đại biểu|đại lý|\
    đảng bộ|đảng bộ cơ sở|đảng viên|đảo|đầu kéo|đầu máy|đầu sách|đầu xe|đập|đề tài|đề xuất|đề án|đối tác|\
    đối tượng|đồ án|đồng bào|đồng chí|đội|ấn phẩm|ấp|ổ|ổ bệnh|ổ dịch|ủy viên|ứng dụng|ứng viên|tín đồ|chức sắc|du khách";

/// Nouns that may stand below the stroke: "triệu đồng/người/năm".
const BELOW: &[&str] = &[
    "năm",
    "tháng",
    "ngày đêm",
    "giờ",
    "chuyến",
    "ca",
    "tấn",
    "kỳ",
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
    "10.000 lao động",
    "1.000 trẻ đẻ sống",
    "1.000 trẻ sinh sống",
    "100.000 trẻ đẻ sống",
    "100.000 người",
    "1.000 người",
    "100 hộ",
    "100 dân",
    "100 bé gái",
    "khẩu",
    "hộ dân",
    "bệnh nhân",
    "xã, phường",
    "trường",
    "lớp",
    "phòng",
    "giáo viên",
    "sinh viên",
    "cơ sở",
    "đơn vị",
    "hội viên",
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
    let sign = ["%", "‰", "phần trăm", "phần nghìn"].into_iter().find(|sign| rest.starts_with(sign))?;
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
    let counted: Vec<&'static str> = COUNTED.split('|').map(str::trim).collect();
    let lists: [(&[&'static str], Sort); 5] = [
        (&counted, Sort::Count),
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
