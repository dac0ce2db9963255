//! Figures: a number, its bound and its unit, and everything that is a number and no figure.
//!
//! In: a text. Out: its figures, in order. What always holds: item numbers, dates, document numbers, ranks, ages,
//! denominators and spans of time are not among them; a range is one figure.

use std::ops::Range;

use super::units::{Sort, Unit, unit};
use super::words::{Words, ends, has, last_word, starts};
use crate::model::indicator::Op;
use crate::numerals::{Numeral, numerals};

/// A number with what belongs to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// From the bound's word to the end of the unit (or of "trở lên").
    pub range: Range<usize>,
    /// Where the number itself begins.
    pub start: usize,
    /// The number, or the lower end.
    pub low: f64,
    /// The upper end; the same for a single number.
    pub high: f64,
    /// The bound.
    pub op: Op,
    /// The unit; none for a bare number.
    pub unit: Option<Unit>,
    /// More numbers of a row: "22% - 29,84% - 38,75%".
    pub row: Vec<f64>,
    /// "43/51 xã": so many of so many.
    pub is_part: bool,
    /// The number below the stroke of "43/51 xã".
    pub of: Option<f64>,
    /// "64%/60%", "8.400/7.500 người": the plan below the stroke.
    pub plan: Option<f64>,
}

impl Figure {
    /// The sort of its unit.
    #[must_use]
    pub fn sort(&self) -> Option<Sort> {
        self.unit.as_ref().map(|unit| unit.sort)
    }
}

/// The figures of a text.
#[must_use]
pub fn figures(words: &Words) -> Vec<Figure> {
    let numbers = numerals(&words.raw);
    let mut found: Vec<Figure> = Vec::new();
    let mut at = 0;
    while at < numbers.len() {
        let (mut figure, mut used) = figure(words, &numbers[at..]);
        if let Some(part) = found.last().and_then(|last| part_again(words, &numbers[at..], last)) {
            (figure, used) = (Some(part), 2);
        }
        // "12 tỷ 450 triệu đồng": one amount, of which the first number says at least how much.
        let goes_on = |last: &Figure, figure: &Figure| {
            figure.sort() == Some(Sort::Money)
                && last.sort() == Some(Sort::Money)
                && words.low(last.range.end..figure.start).trim().is_empty()
        };
        if let (Some(last), Some(figure)) = (found.last_mut(), &figure)
            && goes_on(last, figure)
            && last.op == Op::Equal
        {
            last.op = Op::Above;
        }
        if let Some(mut figure) = figure.filter(|figure| !found.last().is_some_and(|last| goes_on(last, figure))) {
            let from = found.last().map_or(0, |last| last.range.end);
            bound(words, &mut figure, from);
            found.push(figure);
        }
        at += used.max(1);
    }
    found
}

/// The figure that begins with the first of the numbers, and how many numbers it takes.
fn figure(words: &Words, numbers: &[Numeral]) -> (Option<Figure>, usize) {
    let first = &numbers[0];
    if let Some(used) = no_figure(words, numbers) {
        return (None, used);
    }
    if let Some(part) = part(words, numbers) {
        return (Some(part), 2);
    }
    let own = unit_at(words, first.range.end);
    let chain = chain(words, numbers);
    // "giai đoạn 2021 - 2025 thành phố …": years, whatever noun comes after.
    if chain > 1 && numbers[..chain].iter().all(is_plain_year) && last_word_names_time(words, first) {
        return (None, chain);
    }
    let last = &numbers[chain - 1];
    let unit = unit_at(words, last.range.end).or_else(|| own.clone());
    let alone = chain == 1;
    if alone && is_year(words, first, unit.as_ref()) {
        return (None, 1);
    }
    // "Khu công nghiệp Hải Yến 2": the number is a part of the name.
    if alone && unit.is_none() && first.value < 100.0 && !first.is_decimal && follows_a_name(words, first) {
        return (None, 1);
    }
    if let Some(unit) = &unit
        && (unit.sort == Sort::Time && !is_measured_time(words, first) || is_no_indicator(words, last, unit))
    {
        return (None, chain);
    }
    let end = match unit_at(words, last.range.end) {
        Some(unit) => last.range.end + unit.length,
        None if alone => own.map_or(first.range.end, |unit| first.range.end + unit.length),
        None => last.range.end,
    };
    let row = if chain > 2 { numbers[..chain].iter().map(|number| number.value).collect() } else { Vec::new() };
    let figure = Figure {
        range: first.range.start..end,
        start: first.range.start,
        low: first.value,
        high: if chain == 2 { last.value } else { first.value },
        op: Op::Equal,
        unit,
        row,
        is_part: false,
        of: None,
        plan: None,
    };
    (Some(figure), chain)
}

fn unit_at(words: &Words, at: usize) -> Option<Unit> {
    unit(words.low.get(at..)?, words.raw.get(at..)?)
}

/// How many numbers belong together as a range ("40% - 45%", "từ 44 đến 45", "7,11 7,21%") or as a row.
fn chain(words: &Words, numbers: &[Numeral]) -> usize {
    let mut count = 1;
    while count < numbers.len() && count < 8 {
        let (before, next) = (&numbers[count - 1], &numbers[count]);
        let from = before.range.end;
        let unit = unit_at(words, from).filter(|unit| from + unit.length <= next.range.start);
        let between = words.low(from + unit.as_ref().map_or(0, |unit| unit.length)..next.range.start);
        let sign = between.trim();
        let dashed =
            matches!(sign, "-" | "–" | "—" | "÷") || (matches!(sign, "đến" | "tới" | "đến trên") && unit.is_none());
        let to = matches!(sign, "đến" | "tới") && has_from(words, before.range.start);
        // A dash that the OCR lost: two decimals alike, the second larger.
        let lost = sign.is_empty()
            && unit.is_none()
            && before.is_decimal
            && next.is_decimal
            && next.value > before.value
            && next.value < before.value * 2.0;
        let own = unit_at(words, next.range.end);
        let alike = match (&unit, &own) {
            (Some(unit), Some(own)) => unit.text == own.text,
            (Some(_), None) => false,
            (None, own) => own.is_some() || before.is_decimal || count > 1 || to,
        };
        if !(dashed || to || lost)
            || !alike
            || (is_plain_year(before) && own.is_none())
            || (own.is_none() && is_plain_year(next))
        {
            break;
        }
        if count == 1 && next.value <= before.value && !more_follow(words, numbers) {
            break;
        }
        count += 1;
    }
    count
}

/// "từ 21.000 đến 22.000".
fn has_from(words: &Words, at: usize) -> bool {
    ends(words.low(0..at).trim_end(), "từ")
}

/// Whether a third number follows with a dash: then it is a row, and the second may be smaller.
fn more_follow(words: &Words, numbers: &[Numeral]) -> bool {
    numbers.get(1).zip(numbers.get(2)).is_some_and(|(second, third)| {
        let between = words.low(second.range.end..third.range.start);
        let sign = between.trim().trim_start_matches(['%', ' ']);
        sign == "-" || sign == "–"
    })
}

fn is_plain_year(number: &Numeral) -> bool {
    !number.is_decimal && !number.is_grouped && number.range.len() == 4 && (1900.0..2100.0).contains(&number.value)
}

fn follows_a_name(words: &Words, number: &Numeral) -> bool {
    let before = words.raw(0..number.range.start).trim_end();
    let mut pieces = before.rsplit(' ');
    let is_name = |word: Option<&str>| word.is_some_and(|word| word.starts_with(char::is_uppercase));
    is_name(pieces.next()) && is_name(pieces.next())
}

fn last_word_names_time(words: &Words, number: &Numeral) -> bool {
    let before = words.low(0..number.range.start).trim_end_matches([' ', '(']);
    ["giai đoạn", "nhiệm kỳ", "năm", "năm học", "thời kỳ", "từ"].iter().any(|word| ends(before, word))
}

fn is_year(words: &Words, number: &Numeral, unit: Option<&Unit>) -> bool {
    let before = words.low(0..number.range.start).trim_end();
    let named = ["năm", "cuối", "đầu", "đến", "từ", "-", "–", "với", "so", "sánh", "hết"]
        .iter()
        .any(|word| before.ends_with(word));
    is_plain_year(number) && (unit.is_none() || named)
}

/// "43/51 xã": the first number counts. "64%/60%" and "8.400/7.500 người": the first is the result, the second the plan.
fn part(words: &Words, numbers: &[Numeral]) -> Option<Figure> {
    let (first, second) = (numbers.first()?, numbers.get(1)?);
    let own = unit_at(words, first.range.end);
    let from = first.range.end + own.as_ref().map_or(0, |unit| unit.length);
    if words.low(from..second.range.start).trim() != "/" {
        return None;
    }
    let unit = unit_at(words, second.range.end)?;
    let counts_alike = own.as_ref().is_none_or(|own| own.noun == unit.noun);
    let whole = unit.sort == Sort::Count
        && counts_alike
        && !first.is_decimal
        && !second.is_decimal
        && first.value <= second.value;
    let planned = match &own {
        Some(own) => own.text == unit.text && unit.sort == Sort::Share,
        None => matches!(unit.sort, Sort::Count | Sort::Money | Sort::Measure) && first.value > second.value,
    };
    if !whole && !planned {
        return None;
    }
    Some(Figure {
        range: first.range.start..second.range.end + unit.length,
        start: first.range.start,
        low: first.value,
        high: first.value,
        op: Op::Equal,
        unit: Some(unit),
        row: Vec::new(),
        is_part: whole,
        of: whole.then_some(second.value),
        plan: planned.then_some(second.value),
    })
}

/// "210/2.574 đơn …, 1.953/2.574 …": parts of one whole, the noun said once.
fn part_again(words: &Words, numbers: &[Numeral], last: &Figure) -> Option<Figure> {
    let (first, second) = (numbers.first()?, numbers.get(1)?);
    let whole = last.of?;
    let joined = words.low(first.range.end..second.range.start) == "/" && (second.value - whole).abs() < f64::EPSILON;
    let open = unit_at(words, second.range.end).is_none() && first.value <= second.value && second.value > 31.0;
    (joined && open).then(|| Figure {
        range: first.range.start..second.range.end,
        start: first.range.start,
        low: first.value,
        high: first.value,
        op: Op::Equal,
        row: Vec::new(),
        plan: None,
        ..last.clone()
    })
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
    "số",
];

/// How many numbers stand here that are no figures; none when the first may be one.
fn no_figure(words: &Words, numbers: &[Numeral]) -> Option<usize> {
    let number = &numbers[0];
    let before = words.low(0..number.range.start);
    let after = words.after(number.range.end);
    let raw_after = words.raw(number.range.end..words.raw.len());
    if before.ends_with(|c: char| c.is_alphabetic() || "/.,_".contains(c)) {
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
    if written || glued || after.starts_with('x') {
        return Some(1);
    }
    let lead = before.trim_end();
    let named = NAMED_BY.iter().any(|word| ends(lead, word)) && !after.trim_start().starts_with('%');
    // "số 12" names, "Tổng số 12 xã" counts; "lần thứ" names, "tăng 2 lần 3" does not occur.
    let counts = ["tổng số", "gấp", "điểm số", "hơn"].iter().any(|word| ends(lead, word));
    let score = ends(lead, "điểm") && unit_at(words, number.range.end).is_some();
    if named && !counts && !score {
        return Some(1);
    }
    if is_denominator(words, number) {
        return Some(1);
    }
    // The item number at the head of a paragraph.
    let head = before.trim().is_empty() && after.starts_with(['.', ')']) && after[1..].starts_with(' ');
    head.then_some(1)
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
    (month || ranked || document).then_some(2)
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
fn is_no_indicator(words: &Words, number: &Numeral, unit: &Unit) -> bool {
    let before = words.low(0..number.range.start);
    let clause = before.rsplit([';', '.', ':']).next().unwrap_or_default();
    let after = words.after(number.range.end + unit.length).trim_start();
    if unit.sort == Sort::Age {
        return !has(
            clause,
            &["tuổi thọ", "sống", "tuổi bình quân", "tuổi trung bình", "độ tuổi trung bình", "tuổi đời bình quân"],
        );
    }
    // "trong 65 chợ đã nâng cấp 21 chợ": of how many, not how many.
    let whole = ["trong", "trong số", "trên tổng số", "trong tổng số"].iter().any(|word| ends(before.trim_end(), word));
    if unit.sort == Sort::Count && whole {
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
    // "xây dựng 4 công trình tại 3 huyện": where, not how many.
    if is_place(&unit.noun) && ["tại", "thuộc", "trên địa bàn", "ở"].iter().any(|word| ends(before.trim_end(), word))
    {
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

/// "thời gian chờ giảm còn 5,2 giờ": a time that is measured, and no span of the report.
fn is_measured_time(words: &Words, number: &Numeral) -> bool {
    let before = words.low(0..number.range.start);
    let clause = before.rsplit([',', ';', '.', ':']).next().unwrap_or_default();
    has(clause, &["thời gian", "số giờ", "số ngày", "số phút", "ngày điều trị"])
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

/// What stands before a number and bounds it; the longer come first.
const BEFORE: &[(&str, Op)] = &[
    ("không vượt quá", Op::AtMost),
    ("không quá", Op::AtMost),
    ("tối đa", Op::AtMost),
    ("không cao hơn", Op::AtMost),
    ("nhiều nhất", Op::AtMost),
    ("không dưới", Op::AtLeast),
    ("không thấp hơn", Op::AtLeast),
    ("tối thiểu", Op::AtLeast),
    ("ít nhất", Op::AtLeast),
    ("ở mức trên", Op::Above),
    ("trên", Op::Above),
    ("hơn", Op::Above),
    ("dưới", Op::Below),
    ("chưa đến", Op::Below),
    ("chưa tới", Op::Below),
    ("thấp hơn", Op::Below),
    ("khoảng", Op::About),
    ("xấp xỉ", Op::About),
    ("gần", Op::About),
    ("chừng", Op::About),
    ("≥", Op::AtLeast),
    (">=", Op::AtLeast),
    ("≤", Op::AtMost),
    ("<=", Op::AtMost),
    (">", Op::Above),
    ("<", Op::Below),
    ("~", Op::About),
    ("từ", Op::Equal),
];

/// Reads the bound before and after a figure, and widens its place to hold it.
fn bound(words: &Words, figure: &mut Figure, from: usize) {
    let mut since = false;
    for _ in 0..3 {
        let before = words.low(from..figure.range.start).trim_end();
        let sign = |word: &str| !word.starts_with(char::is_alphabetic);
        let found =
            BEFORE.iter().find(|(word, _)| if sign(word) { before.ends_with(word) } else { ends(before, word) });
        let Some((word, op)) = found else { break };
        // ", thấp hơn 0,5%": a comparison, no bound.
        let lead = before[..before.len() - word.len()].trim_end();
        if *word == "thấp hơn" && (lead.is_empty() || lead.ends_with([',', ';', '(', '%'])) {
            break;
        }
        // "cao hơn 12%" compares, "sinh viên trên 10.000 dân" divides.
        if *word == "hơn"
            && ["cao", "nhiều", "lớn", "ít", "nhanh"]
                .iter()
                .any(|more| last_word(before.trim_end_matches("hơn")) == *more)
        {
            break;
        }
        since |= *word == "từ";
        if figure.op == Op::Equal {
            figure.op = *op;
        }
        figure.range.start = from + before.len() - word.len();
    }
    let single = figure.low == figure.high && figure.row.is_empty();
    let after = words.after(figure.range.end);
    let rest = after.trim_start();
    for (word, op) in [("trở lên", Op::AtLeast), ("trở xuống", Op::AtMost)] {
        if starts(rest, word) {
            figure.op = op;
            figure.range.end += after.len() - rest.len() + word.len();
            return;
        }
    }
    if since && single && figure.op == Op::Equal && !rises(words, figure) {
        figure.op = Op::AtLeast;
    }
}

/// "tăng từ 8,36 … lên 10": the figure is where the way began, not the least.
pub fn rises(words: &Words, figure: &Figure) -> bool {
    let before = words.low(0..figure.range.start).trim_end();
    let clause = before.rsplit([';', '.', '(']).next().unwrap_or_default();
    let after = words.after(figure.range.end).split([';', '.']).next().unwrap_or_default();
    let from = ends(words.low(0..figure.start).trim_end(), "từ");
    let to = has(after, &["lên", "xuống", "còn", "dự kiến", "tăng lên", "đến nay", "ước"])
        || starts(after.trim_start(), "năm");
    from && to && has(clause, &["tăng", "giảm", "nâng", "đưa", "hạ", "tăng dần", "từ"])
        || from && has(after, &["lên", "xuống còn", "giảm còn", "còn"])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(f64, f64, &'static str, String)> {
        figures(&Words::new(text))
            .into_iter()
            .map(|f| (f.low, f.high, f.op.sign(), f.unit.map(|unit| unit.text).unwrap_or_default()))
            .collect()
    }

    fn one(text: &str) -> (f64, f64, &'static str, String) {
        let found = read(text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        found[0].clone()
    }

    #[test]
    fn ranges_and_bounds() {
        assert_eq!(one("đạt 40% - 45%"), (40.0, 45.0, "=", "%".to_owned()));
        assert_eq!(one("tăng 7,11 7,21%"), (7.11, 7.21, "=", "%".to_owned()));
        assert_eq!(one("từ 44 đến 45 ngàn tỷ đồng"), (44.0, 45.0, "=", "ngàn tỷ đồng".to_owned()));
        assert_eq!(one("đạt từ 3 - 4% tổng số"), (3.0, 4.0, "=", "%".to_owned()));
        assert_eq!(one("từ 75 % trở lên"), (75.0, 75.0, ">=", "%".to_owned()));
        assert_eq!(one("suy dinh dưỡng <9%;"), (9.0, 9.0, "<", "%".to_owned()));
        assert_eq!(one("khoảng 0,67%/năm"), (0.67, 0.67, "~", "%/năm".to_owned()));
        assert_eq!(one("tối thiểu 55 giường"), (55.0, 55.0, ">=", "giường".to_owned()));
    }

    #[test]
    fn numbers_that_are_no_figures() {
        for text in [
            "(1) Tốc độ",
            "Nghị quyết số 59-NQ/TW ngày 05/8/2020",
            "số sinh viên trên 10.000 dân",
            "trẻ em dưới 5 tuổi",
            "05 năm qua",
            "đô thị loại IV, giai đoạn 1 - VSIP",
            "lần thứ 14",
            "dịch Covid-19",
            "Quyết định 825/QĐ-TTg",
            "xếp thứ 12/63 tỉnh",
            "lực lượng 35CT",
            "giai đoạn 2021 - 2025",
            "xây trạm bơm tại 3 huyện",
            "trong 65 chợ đã có",
        ] {
            let found: Vec<_> = read(text).into_iter().filter(|figure| !figure.3.is_empty()).collect();
            assert!(found.is_empty(), "{text}: {found:?}");
        }
    }

    #[test]
    fn rows_and_parts() {
        let row = figures(&Words::new("(kế hoạch là 22% - 29,84% - 38,75% - 9,41%)"));
        assert_eq!(row[0].row, [22.0, 29.84, 38.75, 9.41]);
        assert!(figures(&Words::new("đạt 43/51 xã"))[0].is_part);
        assert_eq!(read("loại tốt 40/96 mẫu, loại khá 56/96.")[1], (56.0, 56.0, "=", "mẫu".to_owned()));
    }
}
