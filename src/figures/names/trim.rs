//! What opens or closes a lead and names nothing, and how it is taken away.

use super::super::vocabulary::VI;
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
        if let Some(opener) = VI.openers.iter().filter(|word| starts(rest, word)).max_by_key(|word| word.len())
            && !keeps_opener(rest, opener)
        {
            from += opener.len();
        } else if let Some(closer) =
            VI.closers.iter().filter(|word| ends(rest, word) && !keeps_closer(rest, word)).max_by_key(|word| word.len())
        {
            to -= closer.len();
        } else if let Some(comma) = rest.rfind(',').filter(|at| VI.openers.contains(&rest[at + 1..].trim())) {
            // "vốn vay ưu đãi, trên địa bàn tỉnh".
            to = from + comma;
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
    let counts = VI.month_counts.contains(&number);
    let kept = rest[..rest.len() - number.len()].trim_end();
    let bounded = ["dưới", "trên", "từ", "hơn", "sau"].iter().any(|word| ends(kept, word));
    if counts && !kept.is_empty() && !bounded { name[..kept.len()].to_owned() } else { name.to_owned() }
}

/// "tỉnh lộ", "thành phố thông minh": some openers are names when more than a verb follows.
fn keeps_opener(rest: &str, opener: &str) -> bool {
    let after = rest[opener.len()..].trim_start();
    if VI.compounds.iter().any(|compound| starts(compound, opener) && starts(rest, compound)) {
        return true;
    }
    match opener {
        "đơn vị" | "thành phố" | "tỉnh" | "địa phương" => {
            !(after.is_empty() || VI.opener_verbs.iter().any(|verb| starts(after, verb)))
        }
        // "cả nước tăng 2,5%" is another place's.
        "cả nước" | "toàn quốc" | "toàn vùng" | "toàn ngành" => {
            after.is_empty() || VI.other_place_verbs.iter().any(|verb| starts(after, verb))
        }
        "nâng" => starts(after, "cấp"),
        "đưa" => starts(after, "vào"),
        "cả" => starts(after, "nước"),
        "đạt" => starts(after, "chuẩn") || starts(after, "trình độ"),
        "được" => false,
        "làm" => starts(after, "việc"),
        // "các cấp, các ngành đã tiếp 12 lượt": one body.
        "các" => starts(after, "cấp, các") || starts(after, "ngành, các"),
        "những" => false,
        _ => false,
    }
}

/// "đạt chuẩn trên" keeps its noun; "tổng số" is a name.
fn keeps_closer(rest: &str, closer: &str) -> bool {
    let before = rest[..rest.len() - closer.len()].trim_end();
    match closer {
        "lên" => ends(before, "trở"),
        // "doanh nghiệp thành lập mới đạt 2.079": "mới" belongs to its verb.
        "mới đạt" | "mới có" => is_noun_or_verb_before(before),
        // "chứng chỉ đạt 40%": a compound is not cut.
        "chỉ đạt" | "chỉ có" | "chỉ" => ends(before, "chứng"),
        "hơn" => VI.compared_before.iter().any(|word| ends(before, word)),
        "xuống" => ends(before, "trở"),
        "số" => VI.counted_before.iter().any(|word| ends(before, word)),
        "hiện" => ["phát", "thực", "thể", "xuất", "biểu"].iter().any(|word| ends(before, word)),
        "đề" => ["chuyên", "vấn", "chủ"].iter().any(|word| ends(before, word)),
        "hoàn thành" => before.is_empty() || ends(before, "xây dựng"),
        // "số kiến nghị chưa thực hiện".
        "thực hiện" if VI.numbers_of.iter().any(|head| starts(before, head)) => {
            ["chưa", "đã"].iter().any(|word| ends(before, word))
        }
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

/// Whether "mới" says of what stands before it that it is new.
fn is_noun_or_verb_before(before: &str) -> bool {
    super::heads::ending_action(before).is_some() || ends(before, "nông thôn")
}
