//! The words after a figure that say what is counted.

use super::super::words::{Words, ends};
use super::heads::{is_bare, is_head};

/// The words after a figure that say what is counted: up to a sign, the next figure, or the next thought.
#[must_use]
pub fn after(words: &Words, from: usize, next: usize) -> String {
    let text = words.raw(from..next.max(from));
    if text.trim_start().starts_with([',', '/', '-', '–']) {
        return String::new();
    }
    // "17 mã số vườn ươm/12 cơ sở": the stroke parts two counts.
    let stroke = text.match_indices('/').map(|(at, _)| at).find(|at| {
        text[at + 1..].trim_start().starts_with(|c: char| c.is_ascii_digit()) || text[*at + 1..].trim().is_empty()
    });
    // "tàu trên 50.000 tấn": the stop within a number ends nothing.
    let in_number = |at: usize| text[at..].starts_with('.') && text[at + 1..].starts_with(|c: char| c.is_ascii_digit());
    let signs = text.match_indices(['.', ';', ':', '(', ')', '\n']).map(|(at, _)| at);
    let end = signs.into_iter().find(|at| !in_number(*at)).unwrap_or(text.len());
    let end = stroke.map_or(end, |stroke| stroke.min(end));
    let cut_by_next = end == text.len() && next < words.raw.len();
    let mut taken = 0;
    for piece in text[..end].split_inclusive(',') {
        let so_far = &text[..taken];
        let short = crate::text::word_count(so_far.rsplit_terminator(',').next().unwrap_or_default()) <= 2;
        let quotes = piece.contains('“') && !so_far.contains('“') && taken > 0;
        let head = taken > 0 && (is_head(piece.trim()) || is_bare(piece.trim()));
        if taken > 0 && !(short || quotes) || head {
            break;
        }
        taken += piece.len();
    }
    let whole = taken == end && cut_by_next;
    let taken = Words::new(&text[..taken]);
    let mut to = taken.raw.len();
    for stop in STOPS {
        // "12 xã đạt tiêu chí y tế": nothing else says which.
        let says = |at: &usize| *stop != " đạt tiêu chí" || !taken.low[..*at].trim().is_empty();
        if let Some(at) = taken.low.find(stop).filter(says) {
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
    without_closers(&Words::new(&pieces.join(" ")))
}

/// Words without the verbs and prepositions at their end.
fn without_closers(words: &Words) -> String {
    let mut end = words.low.len();
    loop {
        let rest = words.low[..end].trim_end_matches([' ', ',', '-']);
        let closer = [
            "đạt", "là", "có", "và", "của", "với", "trong", "cho", "khoảng", "trên", "năm", "ở", "còn", "tại", "được",
            "từ", "theo", "vào",
        ]
        .iter()
        .find(|word| ends(rest, word) && !["nhà ở", "chỗ ở", "nơi ở"].iter().any(|noun| ends(rest, noun)));
        // "20 triệu lượt khách du lịch/năm".
        let every = ["/năm", "/tháng", "/ngày", "/"].iter().find(|every| rest.ends_with(*every));
        match closer.or(every) {
            Some(closer) => end = rest.len() - closer.len(),
            None => return words.raw[..rest.len()].trim().to_owned(),
        }
    }
}

/// Where what is counted ends and the next thought begins.
const STOPS: &[&str] = &[
    " tăng ",
    " giảm ",
    " với ",
    " trong đó",
    " so với",
    " so đầu",
    " so cùng",
    " so ",
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
    " như ",
    " đối với",
    " nghị quyết số",
    " quyết định số",
    " theo quyết định",
    " đạt tiêu chí",
    " nhân dịp",
];
