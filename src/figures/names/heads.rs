//! What names begin with, and which words count: heads of indicators, names of parts, verbs with an object.

use super::super::words::{ends, has, lower, starts};

/// Whether a name begins as names of indicators do.
#[must_use]
pub fn is_head(name: &str) -> bool {
    let low = lower(name);
    !starts(&low, "chất lượng cao") && HEADS.iter().any(|head| starts(&low, head))
}

/// Whether a name is a head alone, which measures nothing until one knows of what: "tổng vốn", "diện tích".
#[must_use]
pub fn is_bare(name: &str) -> bool {
    let low = lower(name);
    let low = low.strip_suffix(" đầu tư").unwrap_or(&low);
    BARE.contains(&low)
}

/// Whether a name is only the name of a part.
#[must_use]
pub fn is_part_name(name: &str) -> bool {
    let low = lower(name);
    PARTS.iter().any(|part| starts(&low, part))
}

/// Whether a name ends with a verb whose object is what is counted.
#[must_use]
pub fn is_action(name: &str) -> bool {
    let low = lower(name);
    ACTIONS.iter().any(|verb| ends(&low, verb))
        && (crate::text::word_count(name) <= 4 || ACTIONS.iter().any(|verb| low == *verb))
}

pub fn ends_in_action(name: &str) -> bool {
    let low = lower(name);
    crate::text::word_count(name) <= 10 && ACTIONS.iter().any(|verb| ends(&low, verb))
}

/// Whether a part's name takes up the word with which its sibling ends: "lĩnh vực kinh tế …, lĩnh vực xã hội …".
#[must_use]
pub fn goes_on(sibling: &str, part: &str) -> bool {
    let (sibling, part) = (lower(sibling), lower(part));
    starts(&part, "trên chuẩn") || PARTS.iter().any(|key| starts(&part, key) && has(&sibling, &[key]))
}

/// Whether a name is a verb alone.
pub fn is_verb(low: &str) -> bool {
    ACTIONS.contains(&low)
}

/// The verb with which a lead ends.
#[must_use]
pub fn ending_action(name: &str) -> Option<&'static str> {
    let low = lower(name);
    let low = low.strip_suffix(" mới").unwrap_or(&low);
    ACTIONS.iter().filter(|verb| ends(low, verb)).max_by_key(|verb| verb.len()).copied()
}

/// Whether the verb stands right before the figure: "phê duyệt 02 đồ án", and not "được thu gom, xử lý đạt 95%".
pub fn counts_next(low: &str) -> bool {
    let tail = low.trim_end();
    let tail = tail.strip_suffix("được").unwrap_or(tail).trim_end();
    let tail = ["khoảng", "trên", "hơn", "gần", "cho", "với", "thêm"]
        .iter()
        .fold(tail, |tail, word| tail.strip_suffix(word).unwrap_or(tail).trim_end());
    ACTIONS.iter().any(|verb| ends(tail, verb))
}

/// What names of indicators begin with.
const HEADS: &[&str] = &[
    "tỷ lệ",
    "tỉ lệ",
    "tỷ trọng",
    "tỉ trọng",
    "tỷ suất",
    "tổng",
    "tốc độ",
    "diện tích",
    "sản lượng",
    "năng suất",
    "giá trị",
    "kim ngạch",
    "doanh thu",
    "doanh số",
    "vốn",
    "nguồn vốn",
    "grdp",
    "gdp",
    "tuổi thọ",
    "dân số",
    "quy mô",
    "chỉ số",
    "chi số",
    "hệ số",
    "thu nhập",
    "số",
    "lượng",
    "lượt khách",
    "khách",
    "nợ xấu",
    "dư nợ",
    "độ che phủ",
    "thu ngân sách",
    "chi ngân sách",
    "thu nội địa",
    "chi đầu tư",
    "chi cân đối",
    "thu từ",
    "mật độ",
    "chiều dài",
    "công suất",
    "mức tăng",
    "tăng trưởng",
    "đóng góp",
    "giải ngân",
    "nhập khẩu",
    "xuất khẩu",
    "bình quân thu nhập",
    "hộ nghèo",
    "số dư",
    "huy động",
    "tiêu dùng",
    "ngân sách",
    "lợi nhuận",
    "lãi",
    "chi phí",
    "nộp ngân sách",
    "tài sản",
    "giá thành",
    "học phí",
    "mức lương",
    "tiền lương",
    "điểm trung bình",
    "công nợ",
    "sử dụng",
    "thời gian",
    "giao dịch",
    "cơ cấu",
    "đàn",
    "giường bệnh",
    "bác sĩ",
    "ước tổng",
    "kinh phí",
    "chất lượng",
    "mức",
    "phát triển",
    "giảm tỷ lệ",
    "nước sạch",
    "giải quyết việc làm",
    "chi",
    "thu",
    "công tác",
];

/// Heads that say nothing of what they measure; each also with "đầu tư" behind it.
const BARE: &[&str] = &[
    "vốn",
    "số vốn",
    "tổng vốn",
    "tổng số vốn",
    "vốn đăng ký",
    "tổng vốn đăng ký",
    "tổng vốn đầu tư đăng ký",
    "số vốn đăng ký",
    "tổng số vốn đăng ký",
    "mức",
    "tổng mức",
    "kinh phí",
    "tổng kinh phí",
    "kinh phí thực hiện",
    "tổng kinh phí thực hiện",
    "số tiền",
    "tổng số tiền",
    "trị giá",
    "tổng trị giá",
    "giá trị",
    "tổng giá trị",
    "giá trị sản xuất",
    "diện tích",
    "tổng diện tích",
    "quy mô",
    "quy mô diện tích",
    "công suất",
    "tổng công suất",
    "công suất thiết kế",
    "sản lượng",
    "năng suất",
    "năng suất bình quân",
    "chiều dài",
    "tổng chiều dài",
    "doanh thu",
    "sức chứa",
    "vốn điều lệ",
    "tổng vốn điều lệ",
    "diện tích đất",
];

/// What begins the name of a part: "khu vực II", "cấp tiểu học".
pub const PARTS: &[&str] = &[
    "khu vực",
    "cấp",
    "bậc",
    "vùng",
    "khối",
    "nhóm",
    "ngành",
    "lĩnh vực",
    "khu công nghiệp",
    "thành thị",
    "nông thôn",
    "đô thị",
    "nam",
    "nữ",
    "thuế sản phẩm",
    "thuế",
    "quốc tế",
    "nội địa",
    "mầm non",
    "tiểu học",
    "trung học",
    "dịch vụ",
    "công nghiệp",
    "nông nghiệp",
    "nông, lâm",
    "xây dựng",
    "thương mại",
    "quận",
    "huyện",
    "thành phố",
    "trên chuẩn",
    "loại",
    "trong nước",
    "tuyến",
    "hạng",
    "nước ngoài",
    "thủy sản",
    "lâm nghiệp",
    "chăn nuôi",
    "trồng trọt",
    "du lịch",
];

/// Verbs whose object is counted: the noun belongs to the name.
const ACTIONS: &[&str] = &[
    "công nhận",
    "công nhận thêm",
    "thành lập mới",
    "thành lập",
    "xây dựng",
    "xây dựng mới",
    "xây dựng hoàn thành",
    "hoàn thành",
    "duy trì",
    "phát triển",
    "cấp mới",
    "thu hút",
    "thu hồi",
    "hỗ trợ",
    "kết nạp",
    "tổ chức",
    "cấp",
    "sửa chữa",
    "khởi công",
    "triển khai",
    "giải thể",
    "tuyển chọn",
    "ký kết",
    "tiếp nhận",
    "xử lý",
    "kiểm tra",
    "giám sát",
    "bố trí",
    "ban hành",
    "phê duyệt",
    "đầu tư",
    "nâng cấp",
    "cải tạo",
    "trồng",
    "trồng mới",
    "vận động",
    "khen thưởng",
    "phục vụ",
    "bổ sung",
    "cử",
    "cho phép",
    "tham dự",
    "quy hoạch",
    "đăng ký",
    "hình thành",
    "quản lý",
    "phát hiện",
    "thi hành kỷ luật",
    "kỷ luật",
    "trao tặng",
    "trao",
    "tặng",
    "mở",
    "đưa vào sử dụng",
    "nâng cao",
    "đón",
    "thẩm định",
    "chuyển giao",
    "xuất bản",
    "sưu tầm",
    "duy trì thực hiện",
    "tiếp và làm việc với",
    "tiếp",
    "xét tặng",
    "thực hiện",
    "bồi dưỡng",
    "sắp xếp",
    "giảm",
    "đón tiếp",
    "lắp đặt",
    "bàn giao",
    "khánh thành",
    "bảo tồn",
    "khai thác",
    "huy động",
];
