//! Names: what a figure speaks of, as a label.
//!
//! In: the words before a figure (its lead) and after it. Out: a name without verbs, periods and bounds, and what the lead
//! says beside it: growth, a plan, an equivalent. What always holds: a name is made of words of the text alone, but
//! for "Tỷ lệ" before a share of a noun.

use super::periods::Mention;
use super::words::{Words, capitalised, ends, find, has, starts};
use crate::text::fold_space;

/// What the words before a figure say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lead {
    /// What is measured; empty when the lead does not say it.
    pub name: String,
    /// "tăng bình quân", "giảm", "gấp", "vượt": how it moved.
    pub growth: Option<String>,
    /// "kế hoạch", "chỉ tiêu Nghị quyết".
    pub is_plan: bool,
    /// "tương đương".
    pub is_equivalent: bool,
    /// "trong đó": what follows is a part.
    pub is_part: bool,
    /// "giảm từ 9,4%": where a way began.
    pub is_start: bool,
    /// "phấn đấu", "mục tiêu".
    pub is_aim: bool,
    /// "chiếm tỷ lệ": a share of the thing before.
    pub is_share: bool,
    /// "đạt tỷ lệ": how much of the thing before.
    pub is_rate: bool,
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
    "phần",
    "phân",
    "phấn",
];

/// How a thing moves; the longer come first.
const GROWTH: &[(&str, &str)] = &[
    ("tốc độ tăng trưởng bình quân", "tăng bình quân"),
    ("tốc độ tăng bình quân", "tăng bình quân"),
    ("mức tăng trưởng bình quân", "tăng bình quân"),
    ("mức tăng bình quân", "tăng bình quân"),
    ("tăng trưởng bình quân", "tăng bình quân"),
    ("bình quân tăng", "tăng bình quân"),
    ("tăng bình quân", "tăng bình quân"),
    ("giảm bình quân", "giảm bình quân"),
    ("bình quân giảm", "giảm bình quân"),
    ("tăng trưởng", "tăng"),
    ("tăng thêm", "tăng thêm"),
    ("tăng lên", "tăng"),
    ("giảm xuống", "giảm"),
    ("tăng", "tăng"),
    ("giảm", "giảm"),
    ("gấp", "gấp"),
    ("vượt", "vượt"),
    ("cao hơn", "cao hơn"),
    ("nhiều hơn", "nhiều hơn"),
    ("lớn hơn", "lớn hơn"),
    ("ít hơn", "ít hơn"),
    ("thấp hơn", "thấp hơn"),
    ("bình quân", "bình quân"),
];

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
const PARTS: &[&str] = &[
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

/// Words that a comma joins to one thing.
const PAIRS: &[(&str, &str)] = &[
    ("xuất", "nhập"),
    ("nông", "lâm"),
    ("lâm", "thủy"),
    ("lâm", "ngư"),
    ("ấp", "khu"),
    ("thôn", "bản"),
    ("cán bộ", "công chức"),
    ("công chức", "viên chức"),
    ("xã", "phường"),
    ("phường", "thị trấn"),
    ("văn bằng", "chứng chỉ"),
    ("bằng cấp", "chứng chỉ"),
    ("gia súc", "gia cầm"),
    ("chế biến", "chế tạo"),
    ("quốc phòng", "an ninh"),
    ("trật tự", "an toàn"),
];

/// A text with a part blanked out, letter offsets kept.
fn blanked(words: &Words, range: std::ops::Range<usize>, holes: impl Iterator<Item = std::ops::Range<usize>>) -> Words {
    let mut raw = words.raw(range.clone()).as_bytes().to_vec();
    let mut low = words.low(range.clone()).as_bytes().to_vec();
    for hole in holes {
        let (from, to) = (hole.start.max(range.start), hole.end.min(range.end));
        if from < to {
            raw[from - range.start..to - range.start].fill(b' ');
            low[from - range.start..to - range.start].fill(b' ');
        }
    }
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap_or_default();
    Words { raw: text(raw), low: text(low) }
}

/// Reads the lead of a figure: the words of `range`, times and brackets within it left out.
#[must_use]
pub fn lead(
    words: &Words,
    range: std::ops::Range<usize>,
    mentions: &[Mention],
    brackets: &[std::ops::Range<usize>],
) -> Lead {
    let within = brackets.iter().filter(|bracket| range.start <= bracket.start && bracket.end <= range.end);
    let holes = mentions.iter().map(|mention| mention.range.clone()).chain(within.cloned());
    let text = blanked(words, range.clone(), holes);
    let mut lead = Lead {
        is_part: has(&text.low, &["trong đó", "gồm", "bao gồm"]),
        is_aim: has(
            &text.low,
            &["phấn đấu", "phần đấu", "phân đấu", "phấn đầu", "phần đầu", "phân đầu", "mục tiêu đến"],
        ),
        is_plan: has(
            last_segment(&text.low),
            &[
                "kế hoạch",
                "nghị quyết",
                "mục tiêu nghị quyết",
                "chỉ tiêu nghị quyết",
                "chỉ tiêu đề ra",
                "kế hoạch đề ra",
                "ngụ quyết",
            ],
        ),
        is_equivalent: has(last_segment(&text.low), &["tương đương"]),
        ..Lead::default()
    };
    let chosen = segment(&text);
    let mut name = trimmed(&chosen);
    if lead.is_plan {
        name = without_plan(&name);
    }
    // "thấp hơn kế hoạch", "xếp hạng 19": nothing is named here.
    let low = super::words::lower(&name);
    if ["cao", "thấp", "lớn", "nhiều", "ít", "nhanh", "tỷ lệ", "tỉ lệ"].contains(&low.as_str()) || starts(&low, "xếp")
    {
        name.clear();
    }
    lead.is_rate = has(last_segment(&text.low), &["đạt tỷ lệ", "tỷ lệ đạt", "đạt tỉ lệ"]);
    lead.is_share = name.is_empty() && has(&text.low, &["chiếm", "chiếm tỷ lệ", "chiếm tỷ trọng", "tỷ lệ", "tỷ trọng"]);
    (lead.name, lead.growth) = parted_growth(&name);
    // "giảm còn 0,74%", "tăng lên 85%": the figure is the level that was reached.
    let verb = text.low.trim_end();
    if ["còn", "xuống", "lên", "lên đến", "lên tới", "đến", "lên trên", "còn lại", "còn dưới", "lên hơn", "còn khoảng"]
        .iter()
        .any(|word| ends(verb, word))
    {
        lead.growth = None;
    }
    // "cao hơn bình quân giai đoạn trước": the thing is the one before.
    if ["cao hơn", "thấp hơn"].iter().any(|word| starts(&super::words::lower(&lead.name), word)) {
        lead.name.clear();
    }
    // The verb may be what was trimmed: ", tăng" after a name of an earlier clause.
    lead.name = label(&lead.name);
    lead
}

fn last_segment(low: &str) -> &str {
    low.rsplit([',', ';']).next().unwrap_or_default()
}

/// The clause that names the figure: the last one with words, and with those before it when it goes on an earlier one.
fn segment(text: &Words) -> Words {
    let mut starts_at = vec![0];
    let inner = |at: usize| {
        PAIRS.iter().any(|(one, other)| ends(&text.low[..at], one) && starts(text.low[at + 1..].trim_start(), other))
    };
    starts_at.extend(text.low.match_indices([',', ';']).map(|(at, _)| at).filter(|at| !inner(*at)).map(|at| at + 1));
    let part = |at: usize| text.part(at..text.raw.len());
    let Some(last) = starts_at.iter().rev().find(|at| !trimmed(&part(**at)).is_empty()) else {
        return text.clone();
    };
    let own = trimmed(&part(*last));
    if is_head(&own) || growth_only(&own) || ends_in_action(&own) && counts_next(&text.low) {
        return part(*last);
    }
    let earlier = starts_at.iter().rev().filter(|at| *at < last).find(|at| is_head(&trimmed(&part(**at))));
    let joined = earlier.map(|at| part(*at));
    // Only a short gap: a clause far before is another thought.
    match joined {
        Some(joined) if crate::text::word_count(&joined.raw) <= 40 => joined,
        _ => part(*last),
    }
}

fn growth_only(name: &str) -> bool {
    let low = super::words::lower(name);
    GROWTH.iter().any(|(tail, _)| *tail == low)
}

/// Whether a name begins as names of indicators do.
#[must_use]
pub fn is_head(name: &str) -> bool {
    let low = super::words::lower(name);
    HEADS.iter().any(|head| starts(&low, head))
}

/// Whether a name is only the name of a part.
#[must_use]
pub fn is_part_name(name: &str) -> bool {
    let low = super::words::lower(name);
    PARTS.iter().any(|part| starts(&low, part))
}

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
        } else if let Some(closer) = CLOSERS.iter().filter(|word| ends(rest, word)).max_by_key(|word| word.len())
            && !keeps_closer(rest, closer)
        {
            to -= closer.len();
        } else if left + right == 0 {
            break;
        }
    }
    fold_space(words.raw(from..to))
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
        "nâng" => starts(after, "cấp"),
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
        "về" => ends(before, "thu"),
        "ra" => ends(before, "đầu"),
        "năm" => ends(before, "hàng") || ends(before, "hằng"),
        "tỷ trọng" => before.is_empty(),
        "mức" => ends(before, "tổng"),
        "phần" | "phân" | "phấn" => !before.is_empty(),
        _ => false,
    }
}

/// The name without the words of a plan.
fn without_plan(name: &str) -> String {
    let mut words = Words::new(name);
    for plan in [
        "chỉ tiêu nghị quyết",
        "mục tiêu nghị quyết",
        "kế hoạch đề ra",
        "chỉ tiêu đề ra",
        "nghị quyết đề ra",
        "kế hoạch là",
        "kế hoạch",
        "nghị quyết",
        "ngụ quyết",
        "chỉ tiêu",
        "mục tiêu",
        "đề ra",
        "đặt ra",
    ] {
        if let Some(at) = find(&words.low, plan) {
            let mut raw = words.raw.clone();
            raw.replace_range(at..at + plan.len(), " ");
            words = Words::new(&raw);
        }
    }
    trimmed(&words)
}

/// Parts a name from how it moves: "dân số tăng bình quân" is the movement of "dân số".
fn parted_growth(name: &str) -> (String, Option<String>) {
    let words = Words::new(name);
    for (tail, label) in GROWTH {
        if ends(&words.low, tail) {
            let base = words.raw(0..words.raw.len() - tail.len());
            if *tail == "bình quân" && !base.trim().is_empty() {
                return (name.to_owned(), None);
            }
            return (trimmed(&Words::new(base)), Some((*label).to_owned()));
        }
        // "tăng bình quân hàng năm giải quyết việc làm cho": the movement stands first.
    }
    (name.to_owned(), None)
}

/// A name as a label: cut to the head that it ends with, no longer than can be read at a glance, first letter large.
#[must_use]
pub fn label(name: &str) -> String {
    let mut words = Words::new(name);
    if let Some((before, after)) = name.split_once(" : ").or_else(|| name.split_once(": ")) {
        let rest = trimmed(&Words::new(after));
        // "tỷ lệ giáo viên đạt chuẩn các cấp học: mầm non".
        if is_head(before) && is_part_name(&rest) && !rest.contains(": ") {
            return format!("{}, {}", label(before), small(&rest));
        }
        return label(if rest.is_empty() { before } else { &rest });
    }
    let headed = is_head(name);
    for verb in [" với ", " có ", " đưa ", " nâng ", " giúp ", " là ", " thì ", " mà ", " do ", " nâng dần "]
    {
        let cut = words
            .low
            .match_indices(verb)
            .filter(|_| !headed)
            .map(|(at, _)| at + verb.len())
            .filter(|at| is_head(&words.raw[*at..]))
            .last();
        if let Some(at) = cut {
            words = Words::new(&words.raw[at..]);
        }
    }
    for tail in [
        ", nhất là",
        " nhất là",
        ", góp phần",
        ", qua đó",
        ", trong đó",
        " trong đó",
        " tiếp tục được",
        " tiếp tục",
        " không ngừng",
        " từng bước",
        " ngày càng",
        ", đạt",
        ", đảm bảo",
        ", tương ứng",
        " tăng qua",
        " giảm qua",
        " tăng dần",
        " giảm dần",
        " qua các năm",
        " tăng từ",
        " giảm từ",
        " nhờ ",
        " để ",
        ", bình quân",
    ] {
        if let Some(at) = words.low.find(tail).filter(|at| *at > 6) {
            words = Words::new(&words.raw[..at]);
        }
    }
    let pieces: Vec<&str> = words.raw.split_whitespace().collect();
    let text = if pieces.len() > LONGEST { shortened(&pieces) } else { pieces.join(" ") };
    let mut text = text
        .replace(" ,", ",")
        .replace("bình quân bình quân", "bình quân")
        .trim_matches(|c: char| c.is_whitespace() || ",;:-–".contains(c))
        .to_owned();
    if text.matches('“').count() > text.matches('”').count() {
        text.push('”');
    }
    capitalised(&text)
}

/// The most syllables that a label has.
const LONGEST: usize = 30;

/// The tail of a long name from its last head on, else its first words up to a comma.
fn shortened(pieces: &[&str]) -> String {
    let head = (1..pieces.len().saturating_sub(3))
        .rev()
        .find(|at| pieces[at - 1].ends_with(',') && is_head(&pieces[*at..].join(" ")));
    if let Some(at) = head {
        let tail = &pieces[at..];
        return tail[..tail.len().min(LONGEST)].join(" ");
    }
    let cut = pieces[..LONGEST].iter().rposition(|piece| piece.ends_with(',')).filter(|at| *at > 4);
    pieces[..cut.map_or(LONGEST, |at| at + 1)].join(" ")
}

/// Whether a name says too little to be a label, or begins in the middle of a thought.
#[must_use]
pub fn is_weak(name: &str) -> bool {
    let low = super::words::lower(name);
    let base = low.split(", ").next().unwrap_or_default();
    let short = base.chars().filter(|c| c.is_alphabetic()).count() < 3
        || matches!(
            base,
            "trước"
                | "luôn"
                | "thực hiện"
                | "sau"
                | "đất"
                | "kỳ trước"
                | "cuộc"
                | "con"
                | "lượt"
                | "suất"
                | "đơn"
                | "buổi"
                | "trường hợp"
                | "lượt người"
                | "vụ việc"
                | "hồ sơ"
        )
        || matches!(base, "tỷ lệ" | "số" | "tổng số" | "chất lượng" | "mức" | "người" | "quy mô");
    let middle = ["của", "ở", "về", "do", "bởi", "mà", "thì", "nên", "vì", "bằng", "cho", "hoặc", "khi", "nếu"]
        .iter()
        .any(|word| starts(base, word));
    let aside = ["đây", "mức cao nhất", "tiếp tục", "đặc biệt", "điều này"].iter().any(|word| starts(base, word));
    let broken = base.char_indices().any(|(at, c)| {
        c == '/' && base[at + 1..].starts_with(|c: char| c.is_ascii_digit()) && !base[at..].starts_with("/10")
    });
    short
        || aside
        || broken
        || middle && !starts(base, "cho ra") && !starts(base, "cho vay") && !starts(base, "cho phép")
}

/// Whether the verb stands right before the figure: "phê duyệt 02 đồ án", and not "được thu gom, xử lý đạt 95%".
fn counts_next(low: &str) -> bool {
    let tail = low.trim_end();
    let tail = tail.strip_suffix("được").unwrap_or(tail).trim_end();
    let tail = ["khoảng", "trên", "hơn", "gần", "cho", "với", "thêm"]
        .iter()
        .fold(tail, |tail, word| tail.strip_suffix(word).unwrap_or(tail).trim_end());
    ACTIONS.iter().any(|verb| ends(tail, verb))
}

fn ends_in_action(name: &str) -> bool {
    let low = super::words::lower(name);
    crate::text::word_count(name) <= 10 && ACTIONS.iter().any(|verb| ends(&low, verb))
}

/// Whether a name ends with a verb whose object is what is counted.
#[must_use]
pub fn is_action(name: &str) -> bool {
    let low = super::words::lower(name);
    ACTIONS.iter().any(|verb| ends(&low, verb))
        && (crate::text::word_count(name) <= 4 || ACTIONS.iter().any(|verb| low == *verb))
}

/// The words after a figure that say what is counted: up to a sign, the next figure, or the next thought.
#[must_use]
pub fn after(words: &Words, from: usize, next: usize) -> String {
    let text = words.raw(from..next.max(from));
    if text.trim_start().starts_with([',', '/', '-', '–']) {
        return String::new();
    }
    let end = text.find(['.', ';', ':', '(', ')', '\n']).unwrap_or(text.len());
    let cut_by_next = end == text.len() && next < words.raw.len();
    let mut taken = 0;
    for piece in text[..end].split_inclusive(',') {
        let so_far = &text[..taken];
        let short = crate::text::word_count(so_far.rsplit_terminator(',').next().unwrap_or_default()) <= 2;
        let quotes = piece.contains('“') && !so_far.contains('“') && taken > 0;
        if taken > 0 && !(short || quotes) {
            break;
        }
        taken += piece.len();
    }
    let whole = taken == end && cut_by_next;
    let taken = Words::new(&text[..taken]);
    let mut to = taken.raw.len();
    for stop in [
        " tăng ",
        " giảm ",
        " với ",
        " trong đó",
        " so với",
        " gồm ",
        " bao gồm",
        " chiếm ",
        " tương ứng",
        " đạt tỷ lệ",
        " đạt trên",
        " bằng ",
        " từ năm",
        " vượt ",
        " trên tổng",
        ", đạt",
        ", tăng",
        ", giảm",
        " để ",
        " nhằm ",
        " nhân ",
    ] {
        if let Some(at) = taken.low.find(stop) {
            to = to.min(at);
        }
    }
    if whole
        && to == taken.raw.len()
        && let Some(at) = taken.low.rfind(" và ")
    {
        to = at;
    }
    let pieces: Vec<&str> = taken.raw[..to].split_whitespace().take(18).collect();
    let text = pieces.join(" ");
    let words = Words::new(&text);
    let mut end = words.low.len();
    loop {
        let rest = words.low[..end].trim_end_matches([' ', ',', '-']);
        let closer = [
            "đạt", "là", "có", "và", "của", "với", "trong", "cho", "khoảng", "trên", "năm", "ở", "còn", "tại", "được",
            "từ", "theo", "vào",
        ]
        .iter()
        .find(|word| ends(rest, word));
        match closer {
            Some(closer) => end = rest.len() - closer.len(),
            None => return words.raw[..rest.len()].trim().to_owned(),
        }
    }
}

/// A part's name made whole by the name of its sibling: "… ở cấp mầm non" and "cấp tiểu học" give "… ở cấp tiểu học".
#[must_use]
pub fn combined(sibling: &str, whole: &str, part: &str) -> (String, String) {
    let sibling_low = super::words::lower(sibling);
    let part_low = super::words::lower(part);
    let key = PARTS.iter().filter(|key| starts(&part_low, key)).max_by_key(|key| key.len());
    // "vùng ngọt …, vùng nước lợ …": beside the other, not a part of it.
    if key.is_some_and(|key| starts(&sibling_low, key)) {
        return (part.to_owned(), String::new());
    }
    if let Some(key) = key {
        let places = sibling_low.match_indices(key).map(|(at, _)| at).filter(|at| {
            *at > 0 && !sibling_low[..*at].ends_with(char::is_alphanumeric) && starts(&sibling_low[*at..], key)
        });
        if let Some(at) = places.last() {
            let prefix = &sibling[..at];
            return (format!("{prefix}{}", small(part)), prefix.to_owned());
        }
    }
    for classifier in ["khu vực ", "ngành ", "lĩnh vực ", "cấp ", "nhóm "] {
        if let Some(at) =
            sibling_low.rfind(classifier).filter(|at| *at > 0 && key.is_none_or(|key| !classifier.starts_with(key)))
        {
            let prefix = &sibling[..at + classifier.len()];
            return (format!("{prefix}{}", small(part)), prefix.to_owned());
        }
    }
    let prefix = format!("{whole}, ");
    (format!("{prefix}{}", small(part)), prefix)
}

/// With a small first letter, unless the word is one of capitals.
#[must_use]
pub fn small(text: &str) -> String {
    let mut chars = text.chars();
    match (chars.next(), chars.next()) {
        (Some(first), Some(second)) if first.is_uppercase() && second.is_lowercase() => {
            first.to_lowercase().chain(text.chars().skip(1)).collect()
        }
        _ => text.to_owned(),
    }
}
