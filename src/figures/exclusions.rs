//! Numbers that are no figures: of items, dates, documents, ranks, ages, places, and of how many.
//!
//! In: a text and its numbers. Out: whether one is no figure, and how many numbers it takes.

use super::figure::{is_plain_year, unit_at};
use super::units::{Sort, Unit};
use super::vocabulary::VI;
use super::words::{Words, before_any, behind_any, ends, ends_with_any, has, starts, starts_with_any};
use crate::numerals::Numeral;

/// Why a number is no figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    Glued,
    Address,
    Item,
    Date,
    Document,
    Name,
    Denominator,
    Age,
    Years,
    Time,
    Describes,
    Title,
    Row,
    ElsewhereInBracket,
    Nameless,
    Unitless,
    Norm,
}

impl Why {
    /// In words, for `ibid explain --figure`.
    #[must_use]
    pub const fn says(self) -> &'static str {
        match self {
            Self::Glued => "exclusion-word",
            Self::Address => "exclusion-address",
            Self::Item => "exclusion-item",
            Self::Date => "exclusion-date",
            Self::Document => "exclusion-document",
            Self::Name => "exclusion-series",
            Self::Denominator => "exclusion-whole",
            Self::Age => "exclusion-age",
            Self::Years => "exclusion-year",
            Self::Time => "exclusion-span",
            Self::Describes => "exclusion-which",
            Self::Title => "exclusion-title",
            Self::Row => "exclusion-row",
            Self::ElsewhereInBracket => "exclusion-elsewhere",
            Self::Nameless => "exclusion-nameless",
            Self::Unitless => "exclusion-unitless",
            Self::Norm => "exclusion-norm",
        }
    }
}

/// A number that may be a figure, with the words before and behind it.
struct Place<'a> {
    words: &'a Words,
    numbers: &'a [Numeral],
    before: &'a str,
    after: &'a str,
}

impl Place<'_> {
    fn number(&self) -> &Numeral {
        &self.numbers[0]
    }

    fn has_unit(&self) -> bool {
        unit_at(self.words, self.number().range.end).is_some()
    }

    fn raw_after(&self) -> &str {
        self.words.raw(self.number().range.end..self.words.raw.len())
    }
}

/// How many numbers a reading takes that makes them no figures.
type Reading = fn(&Place<'_>) -> Option<usize>;

/// The readings by which numbers are no figures.
const READINGS: &[(Why, Reading)] = &[
    (Why::Glued, |at| at.before.ends_with(|c: char| c.is_alphabetic() || "/.,_".contains(c)).then_some(1)),
    // A web address or a name of a file says nothing with its digits: "https://…/%C4%90%2820%29", "www.…".
    (Why::Address, |at| {
        let word = &at.before[at.before.rfind(char::is_whitespace).map_or(0, |at| at + 1)..];
        (word.contains("://") || word.starts_with("www.") || word.contains('@')).then_some(1)
    }),
    // "ISO 9001: 2015".
    (Why::Document, |at| {
        let code =
            at.before.trim_end().strip_suffix(':').is_some_and(|rest| rest.ends_with(|c: char| c.is_ascii_digit()));
        (code && is_plain_year(at.number())).then_some(1)
    }),
    // "Covid-19", "QĐ-12".
    (Why::Glued, |at| {
        (at.before.ends_with('-') && at.before.trim_end_matches('-').ends_with(char::is_alphabetic)).then_some(1)
    }),
    // "(1)", "1)": an item.
    (Why::Item, |at| {
        let closed = at.after.starts_with(')') && at.before.ends_with('(');
        (closed && at.number().value < 100.0 && !at.number().is_decimal).then_some(1)
    }),
    (Why::Date, |at| date(at.words, at.numbers)),
    (Why::Document, is_coded),
    (Why::Name, is_named),
    (Why::Item, |at| {
        let label = crate::language::lexicon("vi").is_label(&at.words.raw, &at.number().range);
        (label && !at.has_unit()).then_some(1)
    }),
    (Why::Denominator, |at| is_denominator(at.words, at.number()).then_some(1)),
    // "độ tuổi 15 - 60": ages without their noun behind them.
    (Why::Age, |at| {
        let lead = at.before.trim_end();
        let aged = ends_with_any(lead, VI.age_groups);
        let between = |to: &Numeral| at.words.low(at.number().range.end..to.range.start).trim();
        let joins = |to: &Numeral| matches!(between(to), "-" | "–") || VI.range_joints.contains(&between(to));
        let to = at.numbers.get(1).is_some_and(joins);
        aged.then_some(1 + usize::from(to))
    }),
    // The item number at the head of a paragraph.
    (Why::Item, |at| {
        let closed = at.after.starts_with(['.', ')']) && at.after[1..].starts_with(' ');
        (closed && at.before.trim().is_empty()).then_some(1)
    }),
];

/// How many numbers stand here that are no figures, and why; none when the first may be one.
pub fn no_figure(words: &Words, numbers: &[Numeral]) -> Option<(usize, Why)> {
    let range = &numbers.first()?.range;
    let place = Place { words, numbers, before: words.low(0..range.start), after: words.after(range.end) };
    READINGS.iter().find_map(|(why, reading)| reading(&place).map(|used| (used, *why)))
}

/// "59-NQ/TW", "825/QĐ-TTg", "45/2022/QH15", "35CT".
fn is_coded(at: &Place<'_>) -> Option<usize> {
    let capital = |text: &str| text.starts_with(|c: char| c.is_uppercase());
    let stroke = at.raw_after().trim_start_matches(' ').strip_prefix(['/', '-', '–']);
    let written =
        stroke.is_some_and(|rest| capital(rest) && rest.chars().take_while(|c| c.is_uppercase()).count() >= 2);
    let glued = capital(at.raw_after()) && !at.has_unit();
    // "30a", "5G": a name; "3km": a figure.
    let lettered = at.after.starts_with(char::is_alphabetic) && !at.has_unit();
    (written || glued || lettered || at.after.starts_with('x')).then_some(1)
}

/// "giai đoạn 1", "khoá 13".
fn is_named(at: &Place<'_>) -> Option<usize> {
    let lead = at.before.trim_end();
    let named = VI.named_by.iter().any(|word| ends(lead, word)) && !at.after.trim_start().starts_with('%');
    // "số 12" names, "Tổng số 12 xã" counts; "lần thứ" names, "tăng 2 lần 3" does not occur.
    let counts = ends_with_any(lead, VI.counts_before);
    let score = ends_with_any(lead, VI.scores) && at.has_unit();
    // "dưới 3 tháng 13.500 người": a number in groups with a unit counts.
    let counts = counts || at.number().is_grouped && at.has_unit();
    (named && !counts && !score).then_some(1)
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
        VI.ranks.iter().any(|word| ends(lead, word))
    };
    let document = words.raw(second.range.end..words.raw.len()).starts_with(['/', '-']);
    // "tính đến 30/6": a day without its year.
    let day = {
        let lead = words.low(0..numbers[0].range.start).trim_end();
        (1.0..=31.0).contains(&numbers[0].value)
            && (1.0..=12.0).contains(&second.value)
            && VI.until.iter().any(|word| ends(lead, word))
            && unit_at(words, second.range.end).is_none()
    };
    (month || ranked || document || day).then_some(2)
}

/// "trên 10.000 dân", "/1.000 người": the number of whom something is counted.
fn is_denominator(words: &Words, number: &Numeral) -> bool {
    let round = [1.0, 100.0, 1000.0, 10_000.0, 100_000.0, 1_000_000.0].contains(&number.value);
    let before = words.before(number.range.start).trim_end();
    let after = words.after(number.range.end).trim_start();
    let of = ends_with_any(before, VI.per_so_many) || before.ends_with('/');
    let whom = VI.counted_whom.iter().any(|word| starts(after, word));
    if !(round && of) {
        return false;
    }
    let clause = before.rsplit([',', ';', '.', '(', ':']).next().unwrap_or_default();
    // "giá trị sản phẩm trên 1 ha".
    if number.value.to_bits() == 1f64.to_bits() {
        let single = VI.single_whom.iter().any(|word| starts(after, word));
        return single && has(clause, VI.measured_each);
    }
    // "11,4 điều dưỡng trên 10.000 dân": a count and its noun stand before.
    let counted = clause.rfind(|c: char| c.is_ascii_digit()).is_some_and(|at| {
        let noun = clause[at + 1..].trim_end();
        let noun = before_any(noun, VI.dividing).unwrap_or(noun).trim();
        (1..=3).contains(&crate::text::word_count(noun)) && !has(noun, VI.no_rate_words)
    });
    whom && (counted || has(clause, VI.counted_what))
}

/// Figures that describe and do not measure: ages, sizes that sort ("từ 50 tỷ đồng trở lên chiếm …").
pub fn is_no_indicator(words: &Words, number: &Numeral, unit: &Unit) -> bool {
    let before = words.before(number.range.start);
    let clause = before.rsplit([';', '.', ':']).next().unwrap_or_default();
    let after = words.after(number.range.end + unit.length).trim_start();
    if unit.sort == Sort::Age {
        return !has(clause, VI.ages);
    }
    // "trong 60 chợ đã nâng cấp 18 chợ": of how many, not how many.
    let whole = ends_with_any(before.trim_end(), VI.of_how_many);
    if unit.sort == Sort::Count && whole {
        return true;
    }
    if unit.sort == Sort::Count && is_within_a_name(words, number, unit) {
        return true;
    }
    // "tàu trên 50.000 DWT", "xe trên 16 tấn": the size sorts what is counted.
    let lead = before_any(before.trim_end(), VI.size_bounds).unwrap_or_default();
    if unit.sort == Sort::Measure && ends_with_any(lead.trim_end(), VI.carriers) {
        return true;
    }
    // "xây dựng 4 trạm y tế tại 3 huyện": where, not how many.
    if is_place(&unit.noun) && ends_with_any(before.trim_end(), VI.where_words) {
        return true;
    }
    let sorted = behind_any(after, VI.at_least_after).or_else(|| behind_any(after, VI.at_most_after));
    if let Some(rest) = sorted {
        let rest = rest.trim_start();
        return starts_with_any(rest, VI.sorted_verbs) && has(clause, VI.sorting_sizes);
    }
    false
}

/// "Tỷ lệ trẻ được tiêm đủ 8 loại vắc xin đạt 80%": a count among the words that name a share tells which.
fn is_within_a_name(words: &Words, number: &Numeral, unit: &Unit) -> bool {
    let before = words.before(number.range.start);
    let clause = before.rsplit([',', ';', '.', ':', '(', '\n']).next().unwrap_or_default().trim_start();
    let says = VI.name_enders;
    let heads = VI.number_heads;
    let headed = heads.iter().any(|head| starts(clause, head)) && !has(clause, says);
    let rest = words.after(number.range.end + unit.length);
    let rest = rest.split([',', ';', '(', '\n']).next().unwrap_or_default();
    let goes_on = |verb: &&str| {
        super::words::find(rest, verb).is_some_and(|at| rest[at..].contains(|c: char| c.is_ascii_digit()))
    };
    headed && VI.stating_after.iter().any(goes_on) && !ends(clause.trim_end(), VI.number_of)
}

/// "thời gian chờ giảm còn 5,2 giờ": a time that is measured, and no span of the report.
pub fn is_measured_time(words: &Words, number: &Numeral) -> bool {
    let before = words.before(number.range.start);
    let clause = before.rsplit([',', ';', '.', ':']).next().unwrap_or_default();
    has(clause, VI.measured_times)
}

fn is_place(noun: &str) -> bool {
    let places = VI.places;
    noun.split([',', '/']).all(|part| places.contains(&part.trim()))
}
