//! What opens or closes a lead and names nothing, and how it is taken away.

use super::super::words::{Words, ends, starts};
use crate::text::fold_space;

/// Without openers, closers and signs at the ends.
#[must_use]
pub fn trimmed(words: &Words) -> String {
    let low = words.low.as_str();
    let (mut from, mut to) = (0, low.len());
    let signs = |c: char| c.is_whitespace() || ",;:.-–—(“\"'+*)/".contains(c);
    for _ in 0..24 {
        let left = low[from..to].len() - low[from..to].trim_start_matches(signs).len();
        from += left;
        let right = low[from..to].len()
            - low[from..to].trim_end_matches(|c: char| c.is_whitespace() || ",;:-–—(“\"'/".contains(c)).len();
        to -= right;
        let rest = &low[from..to];
        if let Some(opener) = OPENERS.iter().filter(|word| starts(rest, word)).max_by_key(|word| word.len())
            && !keeps_opener(rest, opener)
        {
            from += opener.len();
        } else if let Some(closer) =
            CLOSERS.iter().filter(|word| ends(rest, word) && !keeps_closer(rest, word)).max_by_key(|word| word.len())
        {
            to -= closer.len();
        } else if left + right == 0 {
            break;
        }
    }
    without_months(&fold_space(words.raw(from..to)))
}

/// "thu ngân sách 6 tháng đầu năm": the part of a year is no part of the name.
fn without_months(name: &str) -> String {
    let low = super::super::words::lower(name);
    let tail = ["đầu năm", "cuối năm"].iter().find_map(|part| low.strip_suffix(part)).unwrap_or(&low).trim_end();
    let Some(rest) = tail.strip_suffix(" tháng") else { return name.to_owned() };
    let number = super::super::words::last_word(rest);
    let counts = ["3", "6", "9", "03", "06", "09", "10", "11", "sáu", "chín", "ba"].contains(&number);
    let kept = rest[..rest.len() - number.len()].trim_end();
    let bounded = ["dưới", "trên", "từ", "hơn", "sau"].iter().any(|word| ends(kept, word));
    if counts && !kept.is_empty() && !bounded { name[..kept.len()].to_owned() } else { name.to_owned() }
}

/// "tỉnh lộ", "thành phố thông minh": some openers are names when more than a verb follows.
fn keeps_opener(rest: &str, opener: &str) -> bool {
    let after = rest[opener.len()..].trim_start();
    match opener {
        "đơn vị" | "thành phố" | "tỉnh" | "địa phương" => {
            !(after.is_empty()
                || [
                    "có",
                    "đã",
                    "hiện",
                    "đang",
                    "duy trì",
                    "thực hiện",
                    "đạt",
                    "được",
                    "thu hút",
                    "ước",
                    "tổ chức",
                    "tiếp",
                    "cũng",
                    "dự kiến",
                    "sẽ",
                    "tham gia",
                    "xuất khẩu",
                    "công nhận",
                ]
                .iter()
                .any(|verb| starts(after, verb)))
        }
        // "cả nước tăng 2,5%" is another place's.
        "cả nước" | "toàn quốc" | "toàn vùng" | "toàn ngành" => {
            after.is_empty()
                || ["tăng", "giảm", "đạt", "là", "bình quân", "và", "chiếm"].iter().any(|verb| starts(after, verb))
        }
        "nâng" => starts(after, "cấp"),
        "đưa" => starts(after, "vào"),
        "cả" => starts(after, "nước"),
        "đạt" => starts(after, "chuẩn") || starts(after, "trình độ"),
        "được" => false,
        "làm" => starts(after, "việc"),
        "các" | "những" => false,
        _ => false,
    }
}

/// "đạt chuẩn trên" keeps its noun; "tổng số" is a name.
fn keeps_closer(rest: &str, closer: &str) -> bool {
    let before = rest[..rest.len() - closer.len()].trim_end();
    match closer {
        "lên" => ends(before, "trở"),
        // "chứng chỉ đạt 40%": a compound is not cut.
        "chỉ đạt" | "chỉ có" | "chỉ" => ends(before, "chứng"),
        "hơn" => ["cao", "thấp", "nhiều", "nhanh", "lớn", "ít"].iter().any(|word| ends(before, word)),
        "xuống" => ends(before, "trở"),
        "số" => ["tổng", "kinh tế", "chuyển đổi", "dân", "hạ tầng", "chính quyền", "xã hội", "chỉ", "công dân"]
            .iter()
            .any(|word| ends(before, word)),
        "hiện" => ["phát", "thực", "thể", "xuất", "biểu"].iter().any(|word| ends(before, word)),
        "đề" => ["chuyên", "vấn", "chủ"].iter().any(|word| ends(before, word)),
        "hoàn thành" => before.is_empty() || ends(before, "xây dựng"),
        "duy trì" | "thực hiện" | "nâng" => before.is_empty() || ends(before, "duy trì"),
        "trong" => ends(before, "bên"),
        "còn lại" => ["lĩnh vực", "ngành", "khu vực", "các khoản"].iter().any(|word| ends(before, word)),
        "về" => ends(before, "thu"),
        "ra" => ["đầu", "xảy", "diễn"].iter().any(|word| ends(before, word)),
        "khóa" | "khoá" => before.is_empty() || ends(before, "học") || ends(before, "mở"),
        "đối" => ["cân", "đối", "tuyệt", "tương"].iter().any(|word| ends(before, word)),
        "năm" => ends(before, "hàng") || ends(before, "hằng"),
        "tỷ trọng" => before.is_empty(),
        "mức" => ends(before, "tổng"),
        "phần" | "phân" | "phấn" => !before.is_empty(),
        _ => false,
    }
}

/// Words that open a lead and name nothing; the longer come first.
const OPENERS: &[&str] = &[
    "tính đến thời điểm hiện tại",
    "đến thời điểm hiện tại",
    "đến thời điểm này",
    "trên địa bàn thành phố",
    "trên địa bàn tỉnh",
    "trên địa bàn",
    "toàn thành phố",
    "toàn tỉnh",
    "cả tỉnh",
    "cả nước",
    "toàn quốc",
    "toàn ngành",
    "toàn huyện",
    "toàn quận",
    "toàn thị xã",
    "toàn xã",
    "toàn vùng",
    "bên cạnh đó",
    "ngoài ra",
    "đặc biệt",
    "trong đó có",
    "trong đó",
    "trong số đó",
    "qua đó",
    "theo đó",
    "từ đó",
    "nhờ đó",
    "cụ thể",
    "đồng thời",
    "tương ứng với",
    "tương ứng",
    "tương đương với",
    "tương đương",
    "tính đến nay",
    "từ đó đến nay",
    "đến nay",
    "hiện nay",
    "hiện có",
    "hiện",
    "lũy kế đến",
    "lũy kế",
    "luỹ kế",
    "tính đến",
    "ước tính",
    "ước đến",
    "ước thực hiện",
    "ước đạt",
    "ước",
    "dự kiến đạt",
    "dự kiến",
    "mục tiêu cụ thể",
    "chỉ tiêu cụ thể",
    "phấn đấu",
    "phần đấu",
    "phân đấu",
    "phấn đầu",
    "phần đầu",
    "phân đầu",
    "bảo đảm",
    "đảm bảo",
    "góp phần",
    "nâng",
    "đưa",
    "và có",
    "và",
    "với",
    "có thêm",
    "có",
    "gồm có",
    "gồm",
    "bao gồm",
    "là",
    "đã",
    "đang",
    "sẽ",
    "được",
    "mới đạt",
    "chỉ đạt",
    "chưa đạt",
    "mới có",
    "chỉ có",
    "riêng",
    "còn",
    "cơ bản",
    "thành phố",
    "tỉnh",
    "địa phương",
    "đơn vị",
    "đến",
    "trong",
    "từ",
    "tại",
    "khoảng",
    "đạt",
    "cùng với",
    "nhất là",
    "như",
    "vào",
    "về",
    "cả",
    "kết quả đạt",
    "kết quả",
    "theo",
    "do đó",
    "thêm",
    "cũng",
    "nhưng",
    "tuy nhiên",
    "song",
    "mà",
    "vẫn",
    "mỗi",
    "để",
    "các",
    "những",
    "năm",
    "giai đoạn",
    "nhiệm kỳ",
    "nay",
    "tính",
    "chung",
    "đặt ra",
    "đề ra",
    "vượt kế hoạch",
    "đạt kế hoạch",
    "hoặc",
    "thực hiện được",
    "làm",
    "giúp",
    "khi",
    "nâng lên",
];

/// Words that close a lead and name nothing.
const CLOSERS: &[&str] = &[
    "ước thực hiện đạt",
    "ước thực hiện",
    "thực hiện đạt",
    "thực hiện được",
    "thực hiện",
    "ước đạt",
    "ước",
    "đạt được",
    "đạt",
    "là",
    "có",
    "chiếm tỷ trọng",
    "chiếm tỷ lệ",
    "chiếm tỉ lệ",
    "chiếm",
    "còn lại",
    "còn",
    "được",
    "lên",
    "lên đến",
    "xuống còn",
    "xuống",
    "khoảng",
    "dự kiến",
    "duy trì ở mức",
    "duy trì",
    "ở mức",
    "mức",
    "trên",
    "từ",
    "đến",
    "tỷ lệ đạt",
    "đối với",
    "đối",
    "đạt tỷ lệ",
    "đạt tỉ lệ",
    "chiếm tỉ trọng",
    "với",
    "cho",
    "hơn",
    "vào",
    "ổn định",
    "tỷ trọng",
    "bằng",
    "hoàn thành",
    "thêm",
    "gồm",
    "tính",
    "theo",
    "của",
    "trong",
    "và",
    "phấn đấu",
    "phần đấu",
    "phần đầu",
    "phân đầu",
    "cả",
    "ít nhất",
    "tối thiểu",
    "gần",
    "dưới",
    "không quá",
    "tối đa",
    "đã",
    "sẽ",
    "hiện",
    "vượt mức",
    "tại",
    "về",
    "không",
    "tương ứng",
    "hiện có",
    "tổng cộng",
    "ra",
    "để",
    "đề",
    "lần lượt",
    "cao nhất",
    "so",
    "số",
    "đảm bảo",
    "bảo đảm",
    "năm",
    "giai đoạn",
    "nâng",
    "đều",
    "mới đạt",
    "chỉ đạt",
    "chưa đạt",
    "đã đạt",
    "khóa",
    "khoá",
    "niên vụ",
    "năm học",
    "còn cao",
    "còn thấp",
    "còn lớn",
    "còn nhiều",
    "còn ít",
    "còn chậm",
    "khá cao",
    "rất cao",
    "khá thấp",
    "rất thấp",
    "phần",
    "phân",
    "phấn",
];
