//! What names begin with, and which words count: heads of indicators, names of parts, verbs with an object.

use super::super::words::{ends, lower, starts};

/// Whether a name begins as names of indicators do.
#[must_use]
pub fn is_head(name: &str) -> bool {
    let low = lower(name);
    HEADS.iter().any(|head| starts(&low, head))
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
