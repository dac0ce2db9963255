//! Figures: a number, its bound and its unit, and everything that is a number and no figure.
//!
//! In: a text. Out: its figures, in order. What always holds: item numbers, dates, document numbers, ranks, ages,
//! denominators and spans of time are not among them; a range is one figure.

use std::ops::Range;

use super::bounds::bound;
use super::exclusions::{Why, is_measured_time, is_no_indicator, no_figure};
use super::figure::{Figure, is_plain_year, unit_at};
use super::units::{Sort, Unit, unit};
use super::vocabulary::VI;
use super::words::{Words, ends, ends_with_any};
use crate::model::indicator::Op;
use crate::numerals::{Numeral, numerals};

/// The numbers of a text: those that are figures, and why the others are none.
#[derive(Debug, Default)]
pub struct Numbers {
    /// The figures, in order.
    pub figures: Vec<Figure>,
    /// The places of the others.
    pub others: Vec<(Range<usize>, Why)>,
}

/// The numbers of a text.
#[must_use]
pub fn read(words: &Words) -> Numbers {
    let numbers = numerals(&words.raw);
    let (mut found, mut others): (Vec<Figure>, Vec<(Range<usize>, Why)>) = Default::default();
    let mut at = 0;
    while at < numbers.len() {
        let (read, used) = figure(words, &numbers[at..]);
        let why = read.as_ref().err().copied();
        let figure = read.ok();
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
        } else if let Some(why) = why {
            let last = numbers.len().min(at + used.max(1)) - 1;
            others.push((numbers[at].range.start..numbers[last].range.end, why));
        }
        at += used.max(1);
    }
    Numbers { figures: found, others }
}

/// The figure that begins with the first of the numbers, or why it is none, and how many numbers it takes.
fn figure(words: &Words, numbers: &[Numeral]) -> (Result<Figure, Why>, usize) {
    let first = &numbers[0];
    if let Some((used, why)) = no_figure(words, numbers) {
        return (Err(why), used);
    }
    if let Some(found) = rate(words, numbers).or_else(|| part(words, numbers)) {
        return (Ok(found), 2);
    }
    let own = unit_at(words, first.range.end);
    let chain = chain(words, numbers);
    let last = &numbers[chain - 1];
    let unit = unit_at(words, last.range.end).or_else(|| own.clone());
    let alone = chain == 1;
    if alone && is_year(words, first, unit.as_ref()) {
        return (Err(Why::Years), 1);
    }
    // "Khu công nghiệp Hải Yến 2": the number is a part of the name.
    if alone && unit.is_none() && first.value < 100.0 && !first.is_decimal && follows_a_name(words, first) {
        return (Err(Why::Name), 1);
    }
    if let Some(unit) = &unit {
        if unit.sort == Sort::Time && !is_measured_time(words, first) {
            return (Err(Why::Time), chain);
        }
        if is_no_indicator(words, last, unit) {
            return (Err(Why::Describes), chain);
        }
    }
    let end = match unit_at(words, last.range.end) {
        Some(unit) => last.range.end + unit.length,
        None if alone => own.map_or(first.range.end, |unit| first.range.end + unit.length),
        None => last.range.end,
    };
    let row = if chain > 2 { numbers[..chain].iter().map(|number| number.value).collect() } else { Vec::new() };
    let single = Figure::single(first.range.start..end, first.range.start, first.value, unit);
    let figure = Figure { high: if chain == 2 { last.value } else { first.value }, row, ..single };
    (Ok(figure), chain)
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
        let joint = VI.range_joints.contains(&sign);
        let dashed = matches!(sign, "-" | "–" | "—" | "÷")
            || (joint || VI.bounded_range_joints.contains(&sign)) && unit.is_none();
        let to = joint && has_from(words, before.range.start);
        let own = unit_at(words, next.range.end);
        let lost = sign.is_empty() && unit.is_none() && lost_dash(words, before, next, own.as_ref());
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

/// A dash that the scan lost: two numbers alike, the second larger by less than half. Whole numbers need more to show that they are one
/// range: a share ("10 12%"), or a word of measuring before them ("từ 20 25 ha").
fn lost_dash(words: &Words, before: &Numeral, next: &Numeral, unit: Option<&Unit>) -> bool {
    let rises = next.value > before.value;
    let lead = words.low(0..before.range.start).trim_end();
    let measured = VI.measuring.iter().any(|word| ends(lead, word));
    let alike = unit.is_some_and(|unit| unit.sort == Sort::Share || measured && unit.sort != Sort::Time);
    rises && alike && before.value > 0.0 && next.value <= before.value * 1.5 && !is_plain_year(before)
}

/// "từ 21.000 đến 22.000".
fn has_from(words: &Words, at: usize) -> bool {
    ends_with_any(words.low(0..at).trim_end(), VI.starting)
}

/// Whether a third number follows with a dash: then it is a row, and the second may be smaller.
fn more_follow(words: &Words, numbers: &[Numeral]) -> bool {
    numbers.get(1).zip(numbers.get(2)).is_some_and(|(second, third)| {
        let between = words.low(second.range.end..third.range.start);
        let sign = between.trim().trim_start_matches(['%', ' ']);
        sign == "-" || sign == "–"
    })
}

fn follows_a_name(words: &Words, number: &Numeral) -> bool {
    let before = words.raw(0..number.range.start).trim_end();
    let mut pieces = before.rsplit(' ');
    let is_name = |word: Option<&str>| word.is_some_and(|word| word.starts_with(char::is_uppercase));
    is_name(pieces.next()) && is_name(pieces.next())
}

fn is_year(words: &Words, number: &Numeral, unit: Option<&Unit>) -> bool {
    let before = words.low(0..number.range.start).trim_end();
    let named = VI.year_words.iter().any(|word| before.ends_with(word));
    is_plain_year(number) && (unit.is_none() || named)
}

/// "43/51 xã": the first number counts. "64%/60%", "8.400/7.500 người", "12 tỷ đồng/15 tỷ đồng": the first is the result, the
/// second the plan.
fn part(words: &Words, numbers: &[Numeral]) -> Option<Figure> {
    let (first, second) = (numbers.first()?, numbers.get(1)?);
    let own = unit_at(words, first.range.end);
    let from = first.range.end + own.as_ref().map_or(0, |unit| unit.length);
    if words.low(from..second.range.start).trim() != "/" {
        return None;
    }
    let unit = unit_at(words, second.range.end).or_else(|| noun_before(words, first, second))?;
    let counts_alike = own.as_ref().is_none_or(|own| own.noun == unit.noun);
    let rises = first.value <= second.value;
    let whole = match unit.sort {
        Sort::Count => counts_alike && !first.is_decimal && !second.is_decimal && rises,
        // "312/520 tỷ đồng", "4,2/5 điểm".
        Sort::Money | Sort::Measure => own.is_none() && rises,
        _ => false,
    };
    let planned = match &own {
        Some(own) => own.text == unit.text && matches!(unit.sort, Sort::Share | Sort::Money | Sort::Measure),
        None => matches!(unit.sort, Sort::Count | Sort::Money | Sort::Measure) && !rises,
    };
    if !whole && !planned {
        return None;
    }
    let range = first.range.start..second.range.end + unit.length;
    Some(Figure {
        is_part: whole,
        of: whole.then_some(second.value),
        plan: planned.then_some(second.value),
        ..Figure::single(range, first.range.start, first.value, Some(unit))
    })
}

/// "thôn văn hóa 148/160, đạt 92%": the noun that is counted begins the clause.
fn noun_before(words: &Words, first: &Numeral, second: &Numeral) -> Option<Unit> {
    let after = words.after(second.range.end).trim_start();
    let closed = after.is_empty() || after.starts_with([',', ';', '.', ')', '(']);
    let before = words.low(0..first.range.start);
    let sign = before.rfind([';', '.', ':', '(', '\n']).map_or(0, |at| at + 1);
    let comma = before.rfind(',').map_or(0, |at| at + 1);
    [sign, comma].into_iter().filter(|_| closed).find_map(|from| {
        let low = before[from..].trim_start();
        let low = low.strip_prefix(VI.number_of).and_then(|low| low.strip_prefix(' ')).unwrap_or(low);
        let raw = words.raw(before.len() - low.len()..before.len());
        let unit =
            unit(low, raw).filter(|unit| unit.sort == Sort::Count && !low.starts_with(|c: char| c.is_ascii_digit()))?;
        Some(Unit { length: 0, ..unit })
    })
}

/// "dưới 42/100.000 trẻ đẻ sống": so many for every round number of them.
fn rate(words: &Words, numbers: &[Numeral]) -> Option<Figure> {
    let (first, second) = (numbers.first()?, numbers.get(1)?);
    let stroke = words.low(first.range.end..second.range.start).trim() == "/";
    let round = [1000.0, 10_000.0, 100_000.0, 1_000_000.0].contains(&second.value);
    let whom = unit_at(words, second.range.end).filter(|unit| unit.sort == Sort::Count)?;
    if !stroke || !round || first.value > second.value {
        return None;
    }
    let end = second.range.end + whom.length;
    let text = words.raw(first.range.end..end).trim().to_owned();
    let unit = Unit { text, noun: String::new(), length: end - first.range.end, sort: Sort::Measure };
    Some(Figure::single(first.range.start..end, first.range.start, first.value, Some(unit)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(f64, f64, &'static str, String)> {
        super::read(&Words::new(text))
            .figures
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
        assert_eq!(one("vượt từ 10 12%"), (10.0, 12.0, "=", "%".to_owned()));
        assert_eq!(one("trồng từ 20 25 ha"), (20.0, 25.0, "=", "ha".to_owned()));
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
            "trong 60 chợ đã có",
        ] {
            let found: Vec<_> = read(text).into_iter().filter(|figure| !figure.3.is_empty()).collect();
            assert!(found.is_empty(), "{text}: {found:?}");
        }
    }

    #[test]
    fn rows_and_parts() {
        let row = super::read(&Words::new("(dự kiến là 21% - 30,5% - 40% - 8,5%)")).figures;
        assert_eq!(row[0].row, [21.0, 30.5, 40.0, 8.5]);
        assert!(super::read(&Words::new("đạt 43/51 xã")).figures[0].is_part);
    }
}
