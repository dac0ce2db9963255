//! Numbers that are no figures: of items, dates, documents, ranks, ages, places, and of how many.
//!
//! In: a text and its numbers. Out: whether one is no figure, and how many numbers it takes.

use super::figure::{is_plain_year, unit_at};
use super::units::{Sort, Unit};
use super::words::{Words, ends, has, starts};
use crate::numerals::Numeral;

/// How many numbers stand here that are no figures; none when the first may be one.
pub fn no_figure(words: &Words, numbers: &[Numeral]) -> Option<usize> {
    let number = &numbers[0];
    let before = words.low(0..number.range.start);
    let after = words.after(number.range.end);
    let raw_after = words.raw(number.range.end..words.raw.len());
    if before.ends_with(|c: char| c.is_alphabetic() || "/.,_".contains(c)) {
        return Some(1);
    }
    // A web address or a name of a file says nothing with its digits: "https://…/%C4%90%2820%29", "www.…".
    let word = &before[before.rfind(char::is_whitespace).map_or(0, |at| at + 1)..];
    if word.contains("://") || word.starts_with("www.") || word.contains('@') {
        return Some(1);
    }
    // "Covid-19", "QĐ-12".
    if before.ends_with('-') && before.trim_end_matches('-').ends_with(char::is_alphabetic) {
        return Some(1);
    }
    // "(1)", "1)": an item.
    if after.starts_with(')') && before.ends_with('(') && number.value < 100.0 && !number.is_decimal {
        return Some(1);
    }
    if let Some(used) = date(words, numbers) {
        return Some(used);
    }
    // "59-NQ/TW", "825/QĐ-TTg", "45/2022/QH15", "35CT".
    let capital = |text: &str| text.starts_with(|c: char| c.is_uppercase());
    let stroke = raw_after.trim_start_matches(' ').strip_prefix(['/', '-', '–']);
    let written =
        stroke.is_some_and(|rest| capital(rest) && rest.chars().take_while(|c| c.is_uppercase()).count() >= 2);
    let glued = capital(raw_after) && unit_at(words, number.range.end).is_none();
    // "30a", "5G": a name; "3km": a figure.
    let lettered = after.starts_with(char::is_alphabetic) && unit_at(words, number.range.end).is_none();
    if written || glued || lettered || after.starts_with('x') {
        return Some(1);
    }
    let lead = before.trim_end();
    let named = NAMED_BY.iter().any(|word| ends(lead, word)) && !after.trim_start().starts_with('%');
    // "số 12" names, "Tổng số 12 xã" counts; "lần thứ" names, "tăng 2 lần 3" does not occur.
    let counts = ["tổng số", "gấp", "điểm số", "hơn", "các loại"].iter().any(|word| ends(lead, word));
    let score = ends(lead, "điểm") && unit_at(words, number.range.end).is_some();
    // "dưới 3 tháng 13.500 người": a number in groups with a unit counts.
    let counts = counts || number.is_grouped && unit_at(words, number.range.end).is_some();
    if named && !counts && !score || is_of_a_series(words, number) {
        return Some(1);
    }
    if is_denominator(words, number) {
        return Some(1);
    }
    // "độ tuổi 15 - 60": ages without their noun behind them.
    if ["độ tuổi", "nhóm tuổi", "lứa tuổi", "độ tuổi từ"].iter().any(|word| ends(lead, word)) {
        let to = numbers
            .get(1)
            .is_some_and(|to| ["-", "–", "đến"].contains(&words.low(number.range.end..to.range.start).trim()));
        return Some(1 + usize::from(to));
    }
    // The item number at the head of a paragraph.
    let head = before.trim().is_empty() && after.starts_with(['.', ')']) && after[1..].starts_with(' ');
    head.then_some(1)
}

/// "lớp 9", "quận 7", "Chương trình 135": one of a series, where nothing is counted.
fn is_of_a_series(words: &Words, number: &Numeral) -> bool {
    let lead = words.low(0..number.range.start).trim_end();
    let plain = !number.is_decimal && !number.is_grouped && number.range.len() <= 3;
    plain && SERIES.iter().any(|word| ends(lead, word)) && unit_at(words, number.range.end).is_none()
}

/// "05/8/2020", "9/2021", "31/12": how many numbers the date takes.
fn date(words: &Words, numbers: &[Numeral]) -> Option<usize> {
    let joined = |a: &Numeral, b: &Numeral| words.low(a.range.end..b.range.start) == "/";
    let second = numbers.get(1).filter(|second| joined(&numbers[0], second))?;
    let third = numbers.get(2).filter(|third| joined(second, third));
    if third.is_some() {
        return Some(3);
    }
    let month = (1.0..=12.0).contains(&numbers[0].value) && is_plain_year(second);
    let ranked = {
        let lead = words.low(0..numbers[0].range.start).trim_end();
        ["thứ", "hạng", "xếp", "vị trí", "thứ hạng", "ngày"].iter().any(|word| ends(lead, word))
    };
    let document = words.raw(second.range.end..words.raw.len()).starts_with(['/', '-']);
    // "tính đến 30/6": a day without its year.
    let day = {
        let lead = words.low(0..numbers[0].range.start).trim_end();
        (1.0..=31.0).contains(&numbers[0].value)
            && (1.0..=12.0).contains(&second.value)
            && ["đến", "trước", "sau", "tới", "từ", "vào"].iter().any(|word| ends(lead, word))
            && unit_at(words, second.range.end).is_none()
    };
    (month || ranked || document || day).then_some(2)
}

/// "trên 10.000 dân", "/1.000 người": the number of whom something is counted.
fn is_denominator(words: &Words, number: &Numeral) -> bool {
    let round = [1.0, 100.0, 1000.0, 10_000.0, 100_000.0, 1_000_000.0].contains(&number.value);
    let before = words.low(0..number.range.start).trim_end();
    let after = words.after(number.range.end).trim_start();
    let of = ["trên", "cho", "mỗi", "trên mỗi", "trên tổng số"].iter().any(|word| ends(before, word))
        || before.ends_with('/');
    let whom = ["dân", "người", "trẻ", "ca", "lao động", "phụ nữ", "km", "ha", "hộ", "doanh nghiệp"]
        .iter()
        .any(|word| starts(after, word));
    let clause = before.rsplit([',', ';', '.', '(', ':']).next().unwrap_or_default();
    // "giá trị sản phẩm trên 1 ha".
    if number.value.to_bits() == 1f64.to_bits() {
        let single = ["ha", "người", "hộ", "km", "lao động", "m²"].iter().any(|word| starts(after, word));
        return of && single && has(clause, &["giá trị", "năng suất", "thu nhập", "lợi nhuận", "chi phí", "doanh thu"]);
    }
    // "11,4 điều dưỡng trên 10.000 dân": a count and its noun stand before.
    let counted = clause.rfind(|c: char| c.is_ascii_digit()).is_some_and(|at| {
        let noun = clause[at + 1..].trim_end().trim_end_matches("trên").trim();
        (1..=3).contains(&crate::text::word_count(noun)) && !has(noun, &["cho", "với", "có", "và", "hỗ trợ"])
    });
    if round && of && whom && counted {
        return true;
    }
    round
        && of
        && whom
        && has(
            clause,
            &[
                "số",
                "tỷ lệ",
                "tỷ suất",
                "tỉ lệ",
                "tỉ số",
                "tỷ số",
                "bác sĩ",
                "giường",
                "giường bệnh",
                "sinh viên",
                "tử vong",
            ],
        )
}

/// Figures that describe and do not measure: ages, sizes that sort ("từ 50 tỷ đồng trở lên chiếm …").
pub fn is_no_indicator(words: &Words, number: &Numeral, unit: &Unit) -> bool {
    let before = words.low(0..number.range.start);
    let clause = before.rsplit([';', '.', ':']).next().unwrap_or_default();
    let after = words.after(number.range.end + unit.length).trim_start();
    if unit.sort == Sort::Age {
        return !has(
            clause,
            &["tuổi thọ", "sống", "tuổi bình quân", "tuổi trung bình", "độ tuổi trung bình", "tuổi đời bình quân"],
        );
    }
    // "trong 60 chợ đã nâng cấp 18 chợ": of how many, not how many.
    let whole = ["trong", "trong số", "trên tổng số", "trong tổng số"].iter().any(|word| ends(before.trim_end(), word));
    if unit.sort == Sort::Count && whole {
        return true;
    }
    if unit.sort == Sort::Count && is_within_a_name(words, number, unit) {
        return true;
    }
    // The voltage of a line names it.
    if unit.noun == "kv" {
        return true;
    }
    // "tàu trên 50.000 DWT", "xe trên 16 tấn": the size sorts what is counted.
    let lead =
        ["trên", "từ", "dưới", "hơn"].iter().find_map(|word| before.trim_end().strip_suffix(word)).unwrap_or_default();
    let carriers = ["tàu", "xe", "xe tải", "sà lan", "tàu cá"];
    if unit.sort == Sort::Measure && carriers.iter().any(|carrier| ends(lead.trim_end(), carrier)) {
        return true;
    }
    // "xây dựng 4 trạm y tế tại 3 huyện": where, not how many.
    if is_place(&unit.noun) && ["tại", "thuộc", "trên địa bàn", "ở"].iter().any(|word| ends(before.trim_end(), word))
    {
        return true;
    }
    // "đất lúa 2 vụ": how often, not how many.
    if unit.noun == "vụ" && number.value < 4.0 && !words.raw(number.range.clone()).starts_with('0') {
        let what = clause.rsplit([',', '(']).next().unwrap_or_default();
        return has(what, &["lúa", "đất", "ruộng", "màu", "diện tích", "tôm"]);
    }
    if is_size_of_the_counted(clause) {
        return true;
    }
    let sorted = after.strip_prefix("trở lên").or_else(|| after.strip_prefix("trở xuống"));
    if let Some(rest) = sorted {
        let rest = rest.trim_start();
        return ["chiếm", "đạt", "là", "có", "được"].iter().any(|verb| starts(rest, verb))
            && has(clause, &["quy mô", "diện tích từ", "vốn từ", "công suất từ", "trọng tải"]);
    }
    false
}

/// "90 tàu có chiều dài từ 15 m": a size that tells which are counted.
fn is_size_of_the_counted(clause: &str) -> bool {
    let lead = ["từ", "trên", "dưới", "hơn"].iter().find_map(|word| clause.trim_end().strip_suffix(word));
    let Some(lead) = lead.map(str::trim_end) else { return false };
    let sizes = ["chiều dài", "công suất", "trọng tải", "dung tích", "chiều cao", "quy mô", "vốn", "diện tích"];
    sizes.iter().any(|size| ends(lead, &format!("có {size}"))) && lead.contains(|c: char| c.is_ascii_digit())
}

/// "Tỷ lệ trẻ được tiêm đủ 8 loại vắc xin đạt 80%": a count among the words that name a share tells which.
fn is_within_a_name(words: &Words, number: &Numeral, unit: &Unit) -> bool {
    let before = words.low(0..number.range.start);
    let clause = before.rsplit([',', ';', '.', ':', '(', '\n']).next().unwrap_or_default().trim_start();
    let says = ["đạt", "là", "chiếm", "còn", "tăng", "giảm", "có", "ước", "với", "bằng", "vượt"];
    let heads = ["tỷ lệ", "tỉ lệ", "tỷ trọng", "tỉ trọng", "tỷ suất", "số", "tổng số"];
    let headed = heads.iter().any(|head| starts(clause, head)) && !has(clause, &says);
    let rest = words.after(number.range.end + unit.length);
    let rest = rest.split([',', ';', '(', '\n']).next().unwrap_or_default();
    let goes_on = ["đạt", "là", "chiếm", "còn", "ước", "tăng", "giảm"]
        .iter()
        .any(|verb| super::words::find(rest, verb).is_some_and(|at| rest[at..].contains(|c: char| c.is_ascii_digit())));
    headed && goes_on && !ends(clause.trim_end(), "số")
}

/// "thời gian chờ giảm còn 5,2 giờ": a time that is measured, and no span of the report.
pub fn is_measured_time(words: &Words, number: &Numeral) -> bool {
    let before = words.low(0..number.range.start);
    let clause = before.rsplit([',', ';', '.', ':']).next().unwrap_or_default();
    has(
        clause,
        &[
            "thời gian",
            "số giờ",
            "số ngày",
            "số phút",
            "số năm",
            "số tháng",
            "ngày điều trị",
            "rút ngắn",
            "ngày nằm viện",
        ],
    )
}

fn is_place(noun: &str) -> bool {
    let places = [
        "tỉnh",
        "huyện",
        "xã",
        "phường",
        "thị trấn",
        "thị xã",
        "quận",
        "thành phố",
        "ấp",
        "thôn",
        "bản",
        "buôn",
        "khóm",
    ];
    noun.split([',', '/']).all(|part| places.contains(&part.trim()))
}

/// Words before a number that make it a name, not a figure: "thứ 12", "giai đoạn 1", "khoá 13", "ngày 5".
const NAMED_BY: &[&str] = &[
    "thứ",
    "lần",
    "khóa",
    "khoá",
    "loại",
    "giai đoạn",
    "điều",
    "khoản",
    "quý",
    "ngày",
    "tháng",
    "phụ lục",
    "mục",
    "chương",
    "quốc lộ",
    "ql",
    "đường",
    "vành đai",
    "lực lượng",
    "đề án",
    "bảng",
    "biểu",
    "hình",
    "hạng",
    "vị trí",
    "top",
    "thế kỷ",
    "đợt",
    "nghị quyết",
    "chỉ thị",
    "quyết định",
    "kết luận",
    "nghị định",
    "thông tư",
    "cấp độ",
    "mức độ",
    "phần",
    "covid",
    "điểm",
    "khu phố",
    "thuộc nhóm",
    "trong nhóm",
    "số",
];

/// Words before a number that make it one of a series when no noun that is counted follows.
const SERIES: &[&str] = &[
    "lớp",
    "khối",
    "quận",
    "phường",
    "nhóm",
    "khu vực",
    "vùng",
    "cấp",
    "kỳ",
    "tuyến",
    "lô",
    "tờ",
    "thửa",
    "tuần",
    "chương trình",
    "dự án",
    "bài",
    "gói",
];
