//! The words before a figure: the name in them, and what they say beside it.

use std::ops::Range;

use super::super::periods::Mention;
use super::super::words::{Words, ends, find, has, lower, starts};
use super::heads::{counts_next, ends_in_action, is_head};
use super::label::label;
use super::pairs::joins;
use super::trim::trimmed;

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
    /// "cùng kỳ", "đầu năm": the figure of the other end.
    pub is_past: bool,
    /// "tốc độ tăng trưởng bình quân": a movement that is a name, when nothing is said to move.
    pub measure: Option<String>,
}

/// Reads the lead of a figure: the words of `range`, times and brackets within it left out.
#[must_use]
pub fn lead(words: &Words, range: Range<usize>, mentions: &[Mention], brackets: &[Range<usize>]) -> Lead {
    let within = brackets.iter().filter(|bracket| range.start <= bracket.start && bracket.end <= range.end);
    let holes = mentions.iter().map(|mention| mention.range.clone()).chain(within.cloned());
    let text = blanked(words, range.clone(), holes);
    let mut lead = Lead {
        is_part: has(&text.low, &["trong đó", "gồm", "bao gồm"]),
        is_aim: has(
            &text.low,
            &["phấn đấu", "phần đấu", "phân đấu", "phấn đầu", "phần đầu", "phân đầu", "mục tiêu đến"],
        ),
        is_plan: !["theo", "thực hiện", "xây dựng", "ban hành"]
            .iter()
            .any(|verb| has(last_segment(&text.low), &[&format!("{verb} kế hoạch"), &format!("{verb} nghị quyết")]))
            && has(
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
        is_equivalent: is_equivalent(last_segment(&text.low)),
        ..Lead::default()
    };
    let text = without_examples(text);
    let chosen = segment(&text);
    let mut name = trimmed(&chosen);
    // "tính đến 30/6, có": a date is no name.
    if !name.contains(char::is_alphabetic) {
        name.clear();
    }
    // "(chỉ tiêu là 585 triệu USD)", "(KH 560 triệu USD)".
    lead.is_plan |= ["chỉ tiêu", "mục tiêu", "kh", "chỉ tiêu giao", "kế hoạch giao", "dự toán", "quy định"]
        .contains(&lower(&name).as_str());
    if lead.is_plan {
        name = without_plan(&name);
    }
    if PAST.contains(&lower(&name).as_str()) {
        lead.is_past = true;
        name.clear();
    }
    // "thấp hơn kế hoạch", "xếp hạng 19": nothing is named here.
    let low = lower(&name);
    if ["cao", "thấp", "lớn", "nhiều", "ít", "nhanh", "tỷ lệ", "tỉ lệ"].contains(&low.as_str()) || starts(&low, "xếp")
    {
        name.clear();
    }
    if starts(&low, "so với") {
        name = GROWTH.iter().find(|(tail, _)| ends(&low, tail)).map(|(tail, _)| (*tail).to_owned()).unwrap_or_default();
    }
    lead.is_rate = has(last_segment(&text.low), &["đạt tỷ lệ", "tỷ lệ đạt", "đạt tỉ lệ"]);
    lead.is_share = name.is_empty() && has(&text.low, &["chiếm", "chiếm tỷ lệ", "chiếm tỷ trọng", "tỷ lệ", "tỷ trọng"]);
    (lead.name, lead.growth) = parted_growth(&name);
    let is_noun = ["tốc độ ", "mức tăng ", "tăng trưởng"].iter().any(|head| low.starts_with(head));
    lead.measure = (lead.name.is_empty() && lead.growth.is_some() && is_noun).then(|| label(&name));
    // "giảm còn 0,74%", "tăng lên 85%": the figure is the level that was reached.
    let verb = text.low.trim_end();
    if ["còn", "xuống", "lên", "lên đến", "lên tới", "đến", "lên trên", "còn lại", "còn dưới", "lên hơn", "còn khoảng"]
        .iter()
        .any(|word| ends(verb, word))
    {
        lead.growth = None;
    }
    // "(cao hơn đầu nhiệm kỳ là 71%)": the level at the other end.
    if ends(verb, "là") && lead.growth.as_deref().is_some_and(|how| how.ends_with("hơn")) {
        lead.growth = None;
    }
    // "cao hơn bình quân giai đoạn trước": the thing is the one before.
    if ["cao hơn", "thấp hơn"].iter().any(|word| starts(&lower(&lead.name), word)) {
        lead.name.clear();
    }
    // The verb may be what was trimmed: ", tăng" after a name of an earlier clause.
    lead.name = label(&lead.name);
    lead
}

/// What names the figure of an earlier time.
const PAST: &[&str] = &[
    "cùng kỳ",
    "ck",
    "cùng kỳ năm trước",
    "cùng kỳ năm ngoái",
    "năm trước",
    "năm ngoái",
    "đầu năm",
    "đầu kỳ",
    "thực hiện năm trước",
    "thực hiện cùng kỳ",
];

/// A text with a part blanked out, letter offsets kept.
fn blanked(words: &Words, range: Range<usize>, holes: impl Iterator<Item = Range<usize>>) -> Words {
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

/// "các ngành còn lại như in ấn, bao bì chiếm 16%": the examples are no names.
fn without_examples(text: Words) -> Words {
    let Some(at) = text.low.find(" như ") else { return text };
    let examples = &text.low[at + " như ".len()..];
    let lists = examples.contains(',') && !examples.contains([':', ';']) && text.low[..at].contains("các ");
    let Some(verb) =
        ["chiếm", "đạt", "là", "có"].into_iter().filter_map(|verb| examples.rfind(&format!(" {verb}"))).max()
    else {
        return text;
    };
    if !lists {
        return text;
    }
    let cut = |words: &str| format!("{}{}", &words[..at], &words[at + " như ".len() + verb..]);
    Words { raw: cut(&text.raw), low: cut(&text.low) }
}

/// "tương đương 3.050 USD", and not "huyện ủy và tương đương giám sát".
fn is_equivalent(segment: &str) -> bool {
    find(segment, "tương đương").is_some_and(|at| {
        let rest = &segment[at + "tương đương".len()..];
        rest.split_whitespace().all(|word| ["với", "khoảng", "mức", "hơn", "trên", "gần", "là"].contains(&word))
    })
}

fn last_segment(low: &str) -> &str {
    low.rsplit([',', ';']).next().unwrap_or_default()
}

/// The clause that names the figure: the last one with words, and with those before it when it goes on an earlier one.
fn segment(text: &Words) -> Words {
    let mut starts_at = vec![0];
    starts_at.extend(
        text.low.match_indices([',', ';']).map(|(at, _)| at).filter(|at| !joins(&text.low, *at)).map(|at| at + 1),
    );
    let part = |at: usize| text.part(at..text.raw.len());
    let Some(last) = starts_at.iter().rev().find(|at| !trimmed(&part(**at)).is_empty()) else {
        return text.clone();
    };
    let own = trimmed(&part(*last));
    if is_head(&own) || growth_only(&own) || ends_in_action(&own) && counts_next(&text.low) {
        return part(*last);
    }
    if let Some(from) = enumeration(text, &starts_at, *last, &own) {
        return part(from);
    }
    let earlier = starts_at.iter().rev().filter(|at| *at < last).find(|at| is_head(&trimmed(&part(**at))));
    let joined = earlier.map(|at| part(*at));
    // Only a short gap: a clause far before is another thought.
    match joined {
        Some(joined) if crate::text::word_count(&joined.raw) <= 40 => joined,
        _ => part(*last),
    }
}

/// "thủy lợi, đê điều và phòng lụt": where a row of short names that "và" closes begins.
fn enumeration(text: &Words, starts_at: &[usize], last: usize, own: &str) -> Option<usize> {
    if !own.contains(" và ") || crate::text::word_count(own) > 7 {
        return None;
    }
    let says = ["đạt", "tăng", "giảm", "có", "là", "được", "đã", "còn", "chiếm", "trong đó", "cho", "của"];
    let mut from = None;
    let mut end = last - usize::from(last > 0);
    for at in starts_at.iter().rev().filter(|at| **at < last) {
        let piece = trimmed(&text.part(*at..end));
        let whole = crate::text::word_count(text.low(*at..end));
        if !(1..=4).contains(&whole)
            || piece.is_empty()
            || has(&lower(&piece), &says)
            || text.low[end..].starts_with(';')
        {
            break;
        }
        from = Some(*at);
        end = at.saturating_sub(1);
    }
    from
}

fn growth_only(name: &str) -> bool {
    let low = lower(name);
    GROWTH.iter().any(|(tail, _)| *tail == low)
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
        "dự toán",
        "quy định",
        "kh",
        "giao",
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
