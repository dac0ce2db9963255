//! Periods: the years, spans and words of time in a text.
//!
//! In: a text in lower case. Out: what it says of time, with places. What always holds: a period is a year, a span
//! "2021-2025" or a word; a time that a figure is only compared with is marked as a reference.

use super::vocabulary::VI;
use super::words::{behind_any, ends_with_any, one_of};
use std::ops::Range;
use std::sync::LazyLock;

use crate::text::pattern;
use regex::Regex;

/// A time that a text names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Where it stands, with the words that lead to it ("đến năm 2030").
    pub range: Range<usize>,
    /// What it says.
    pub period: Period,
    /// "so với năm 2020": it is the other end of a comparison.
    pub is_reference: bool,
}

/// A time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Period {
    /// One year.
    Year(u16),
    /// From one to another.
    Span(u16, u16),
    /// From a year until the report.
    Since(u16),
    /// "hằng năm".
    Yearly,
    /// The end of the term or of the years that the section speaks of.
    TermEnd,
    /// Where it began.
    TermStart,
    /// The whole of it: "trong nhiệm kỳ", "5 năm".
    Term,
}

impl Period {
    /// As front matter writes it. `span`: the years of the section.
    #[must_use]
    pub fn text(&self, span: Option<(u16, u16)>) -> String {
        match (self, span) {
            (Self::Year(year), _) => year.to_string(),
            (Self::TermEnd, Some((_, year))) | (Self::TermStart, Some((year, _))) => year.to_string(),
            (Self::Span(from, to), _) => format!("{from}-{to}"),
            (Self::Term, Some((from, to))) => format!("{from}-{to}"),
            (Self::Since(from), _) => format!("{} {from}", VI.period_since),
            (Self::Yearly, _) => VI.period_yearly.to_owned(),
            (Self::TermStart, None) => VI.period_term_start.to_owned(),
            (Self::TermEnd, None) => VI.period_term_end.to_owned(),
            (Self::Term, None) => VI.period_term.to_owned(),
        }
    }

    /// Whether the years are known, or the words that stand for them are a text's own: "5 năm" is no term.
    #[must_use]
    pub fn is_stated(&self, span: Option<(u16, u16)>, low: &str) -> bool {
        let is_term = matches!(self, Self::Term | Self::TermStart | Self::TermEnd);
        !is_term || span.is_some() || low.contains(&self.text(None))
    }

    /// Its last year, when it has one.
    #[must_use]
    pub fn end(&self, span: Option<(u16, u16)>) -> Option<u16> {
        match self {
            Self::Year(year) | Self::Span(_, year) => Some(*year),
            Self::TermEnd | Self::Term => span.map(|(_, to)| to),
            Self::TermStart => span.map(|(from, _)| from),
            Self::Since(_) | Self::Yearly => None,
        }
    }
}

static TIMES: LazyLock<Regex> = LazyLock::new(|| {
    let (day, month, quarter, year) = (VI.day_noun, VI.month_noun, VI.quarter_noun, VI.year_noun);
    let (part, span) = (one_of(VI.year_parts), one_of(VI.span_nouns));
    let lead = format!("(?:(?:(?:{}) )*)", one_of(VI.time_leads));
    let day = format!(
        r"(?:{day} \d{{1,2}}\s*/\s*\d{{1,2}}\s*/\s*|{month} \d{{1,2}}\s*(?:/|{year})\s*|\d{{1,2}}/\d{{1,2}}/|{quarter} [ivx\d]+(?:/|\s*{year}\s*)|\d{{1,2}} {month} (?:(?:{part}) )?(?:{year} )?)?"
    );
    let noun = format!(r"(?:(?:{span}) |\d{{1,2}} {year} |{year} )*");
    let (to, end) = (one_of(VI.range_joints), one_of(VI.span_ends));
    pattern(&format!(
        r"(?P<lead>{lead}{day}{noun}{lead}{noun})\(?(?P<a>(?:19|20)\d\d)(?:\s*(?:-|–|—|{to})\s*(?:{end})*(?P<b>(?:19|20)\d\d)?\)?)?"
    ))
});

static WORDS: LazyLock<Regex> = LazyLock::new(|| {
    let led = |leads: &[&str], words: &[&str]| format!("(?:(?:{}) )?(?:{})", one_of(leads), one_of(words));
    pattern(&format!(
        r"(?P<start>{})|(?P<yearly>{})|(?P<end>{})|(?P<term>{})",
        led(VI.term_start_leads, VI.term_starts),
        one_of(VI.yearly),
        led(VI.term_end_leads, VI.term_ends),
        led(VI.term_leads, VI.terms),
    ))
});

/// The times of a text, in order.
#[must_use]
pub fn mentions(low: &str) -> Vec<Mention> {
    let mut found: Vec<Mention> = Vec::new();
    for caught in TIMES.captures_iter(low) {
        let (Some(all), Some(first)) = (caught.get(0), caught.name("a")) else { continue };
        if let Some(mention) = years(low, all.range(), first.range(), caught.name("b").map(|b| b.range())) {
            found.push(mention);
        }
    }
    for caught in WORDS.captures_iter(low) {
        let Some(all) = caught.get(0) else { continue };
        let taken = found.iter().any(|other| other.range.start < all.end() && all.start() < other.range.end);
        let cut =
            low[all.end()..].starts_with(char::is_alphanumeric) || low[..all.start()].ends_with(char::is_alphanumeric);
        let before = low[..all.start()].trim_end();
        // "cây hàng năm" are crops.
        let near = before.rsplit([',', ';', '(']).next().unwrap_or_default();
        let planned = near.rfind(VI.plan_word).is_some_and(|at| crate::text::word_count(&near[at..]) <= 4);
        let names = caught.name("yearly").is_some() && (ends_with_any(before, VI.yearly_things) || planned);
        if taken || cut || names {
            continue;
        }
        let since = ends_with_any(before, VI.starting);
        let period = match (caught.name("yearly"), caught.name("end")) {
            _ if caught.name("start").is_some() && !since => Period::TermStart,
            (Some(_), _) => Period::Yearly,
            (_, Some(_)) => Period::TermEnd,
            _ => Period::Term,
        };
        // "nhiệm kỳ trước" is no time of this report's figures.
        let is_reference = compared(&low[..all.start()]) || behind_any(&low[all.end()..], VI.earlier).is_some();
        found.push(Mention { range: all.range(), period, is_reference });
    }
    found.sort_by_key(|mention| mention.range.start);
    found
}

/// Whether a time is a day: "ngày 22 tháng 12 năm 2024", "22/12/2024".
fn is_date(mention: &str) -> bool {
    DAY.is_match(mention)
}

static DAY: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"\d{{1,2}}\s*(?:/|{})\s*\d{{1,2}}\s*(?:/|{})", VI.month_noun, VI.year_noun)));

/// Whether the words before a day end with the number of a document: "số 12/kh-ubnd ngày …".
fn is_of_a_document(before: &str) -> bool {
    let word = before.trim_end_matches([' ', ',', '(']).rsplit([' ', '(']).next().unwrap_or_default();
    let has_digit = word.starts_with(|c: char| c.is_ascii_digit());
    has_digit && word.contains(['/', '-']) && word.contains(char::is_alphabetic)
}

/// A mention of one or two years, when the numbers are years there.
fn years(low: &str, all: Range<usize>, first: Range<usize>, second: Option<Range<usize>>) -> Option<Mention> {
    let year = |range: &Range<usize>| low.get(range.clone()).and_then(|text| text.parse::<u16>().ok());
    let from = year(&first)?;
    let second = second.filter(|range| year(range).is_some_and(|to| to > from) && ends_there(low, range.end));
    let end = match &second {
        Some(range) => {
            range.end + usize::from(low[range.end..].starts_with(')') && low[all.start..first.start].contains('('))
        }
        None => first.end,
    };
    let mut all = all;
    let of_every = || ends_with_any(low[..all.start].trim_end(), VI.every);
    if let Some(rest) = low[all.clone()].strip_prefix(VI.year_noun).and_then(|rest| rest.strip_prefix(' '))
        && (low[..all.start].ends_with('/') || of_every())
    {
        all.start = all.end - rest.len();
    }
    // "nước giai đoạn 2026": the end of a word is none of the words that lead to a year.
    if low[..all.start].ends_with(char::is_alphabetic)
        && let Some(space) = low[all.start..first.start].find(' ')
    {
        all.start += space + 1;
    }
    let lead = &low[all.start..first.start];
    let named = !lead.trim_matches([' ', '(']).is_empty() || second.is_some() || is_year_place(&low[..all.start]);
    let glued = low[..all.start].ends_with(|c: char| c.is_alphanumeric() || "./,".contains(c));
    if !named || glued || (second.is_none() && !ends_there(low, first.end)) {
        return None;
    }
    // The day on which a document was issued says nothing of the figures that it orders.
    if is_date(&low[all.start..end]) && is_of_a_document(&low[..all.start]) {
        return None;
    }
    let until_now = behind_any(low[first.end..].trim_start(), VI.until_now).is_some();
    // "từ đầu nhiệm kỳ đến cuối năm 2024": the term, as far as it has gone.
    let before = low[..all.start].trim_end();
    let began = |words: &&str| lead.contains(*words) || super::words::ends(before, words);
    if second.is_none() && VI.term_began.iter().any(began) {
        return Some(Mention { range: all.start..end, period: Period::Term, is_reference: false });
    }
    let period = match second.as_ref().and_then(year) {
        Some(to) => Period::Span(from, to),
        None if until_now => Period::Since(from),
        None => Period::Year(from),
    };
    let is_reference = compared(&low[..all.start]);
    Some(Mention { range: all.start..end, period, is_reference })
}

/// After a year comes no unit, no stroke, no further digit.
fn ends_there(low: &str, at: usize) -> bool {
    let rest = &low[at..];
    let digit_next =
        |sign: char| rest.strip_prefix(sign).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    !rest.starts_with(|c: char| c.is_alphanumeric() || c == '%' || c == '/') && !digit_next('.') && !digit_next(',')
}

/// "giá so sánh 2010", "so với 2020".
fn is_year_place(before: &str) -> bool {
    VI.year_places.iter().any(|word| super::words::ends(before.trim_end(), word))
}

/// Whether the words before a time make it the other end of a comparison, or the year of prices.
fn compared(before: &str) -> bool {
    let before = before.trim_end();
    let tail = before.rsplit([',', ';', '.', '(']).next().unwrap_or_default();
    VI.compared.iter().any(|word| super::words::ends(tail, word)) || super::words::has(tail, VI.comparing)
}

/// Whether a time of a title is that of what the title is of: the date of a document and an outlook are none.
fn is_own(low: &str, mention: &Mention) -> bool {
    !is_date(&low[mention.range.clone()]) && !super::words::has(&low[..mention.range.start], VI.outlooks)
}

/// The times that a title names, each once; the date of a document and an outlook are none.
#[must_use]
pub fn of_title(low: &str) -> Vec<Period> {
    let mut found: Vec<Period> = Vec::new();
    for mention in mentions(low).into_iter().filter(|mention| is_own(low, mention)) {
        if matches!(mention.period, Period::Year(_) | Period::Span(..)) && !found.contains(&mention.period) {
            found.push(mention.period);
        }
    }
    found
}

/// The year up to which a title looks ahead: nothing of today is of that year.
#[must_use]
pub fn horizon(low: &str) -> Option<Period> {
    let [period] = <[Period; 1]>::try_from(of_title(low)).ok()?;
    let looks_ahead = |mention: &Mention| super::words::starts(&low[mention.range.clone()], VI.to_word);
    mentions(low).into_iter().any(|mention| mention.period == period && looks_ahead(&mention)).then_some(period)
}

/// The years that a heading speaks of: its last span, else its last year.
#[must_use]
pub fn of_heading(low: &str) -> Option<Period> {
    let mentions = mentions(low);
    let own = || mentions.iter().rev().filter(|mention| is_own(low, mention));
    let span = own().find(|mention| matches!(mention.period, Period::Span(..)));
    let year = own().find(|mention| matches!(mention.period, Period::Year(_)));
    span.or(year).map(|mention| mention.period.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(low: &str) -> Vec<(String, bool)> {
        mentions(low).into_iter().map(|m| (m.period.text(Some((2026, 2030))), m.is_reference)).collect()
    }

    #[test]
    fn years_spans_and_words() {
        assert_eq!(texts("giai đoạn 2025 - 2030 bình quân"), [("2025-2030".to_owned(), false)]);
        assert_eq!(texts("bình quân 5 năm (2026 - 2030) đạt"), [("2026-2030".to_owned(), false)]);
        assert_eq!(texts("đến cuối nhiệm kỳ đạt"), [("2030".to_owned(), false)]);
        assert_eq!(texts("tăng 63 xã so với năm 2020"), [("2020".to_owned(), true)]);
        assert_eq!(texts("hằng năm có trên"), [("hằng năm".to_owned(), false)]);
        assert_eq!(texts("năm 2020 là 90%; có 2041 lượt, 2030 ha"), [("2020".to_owned(), false)]);
        assert_eq!(texts("theo giá so sánh 2010"), [("2010".to_owned(), true)]);
        assert_eq!(texts("từ đầu nhiệm kỳ đến cuối năm 2025, có"), [("2026-2030".to_owned(), false)]);
        assert_eq!(
            texts("từ đầu nhiệm kỳ đến ngày 15/8/2027, có").last().cloned(),
            Some(("2026-2030".to_owned(), false))
        );
        assert_eq!(texts("cao hơn đầu nhiệm kỳ là"), [("2026".to_owned(), false)]);
        assert_eq!(texts("từ đầu nhiệm kỳ đến nay"), [("2026-2030".to_owned(), false)]);
        assert_eq!(texts("từ năm 2021 đến nay"), [("từ 2021".to_owned(), false)]);
    }

    #[test]
    fn titles() {
        let span = of_title("kế hoạch cải cách hành chính nhà nước giai đoạn 2026 - 2030 của tỉnh bến lau");
        assert_eq!(span, [Period::Span(2026, 2030)]);
        assert_eq!(of_title("công tác năm 2025 và nhiệm vụ năm 2026").len(), 2);
        assert!(of_title("thực hiện nghị quyết số 57-nq/tw ngày 22 tháng 12 năm 2024").is_empty());
        assert_eq!(horizon("chiến lược phát triển bến thuyền đến năm 2030"), Some(Period::Year(2030)));
        assert_eq!(horizon("báo cáo kết quả công tác năm 2025"), None);
        assert_eq!(of_title("quý i năm 2026 và nhiệm vụ quý ii năm 2026"), [Period::Year(2026)]);
    }

    #[test]
    fn headings() {
        assert_eq!(of_heading("kết quả 05 năm (2020 - 2025) tỉnh"), Some(Period::Span(2020, 2025)));
        assert_eq!(of_heading("định hướng đến năm 2030, tầm nhìn đến năm 2045"), Some(Period::Year(2030)));
    }
}
