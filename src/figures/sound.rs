//! Which figures may be shown by themselves: those whose names say what is measured to one who has not read the text.
//!
//! In: a figure. Out: yes or no. What always holds: when in doubt it is no.

use super::english::is_whole_name;
use super::names::is_head;
use super::words::lower;
use crate::language::year;
use crate::model::indicator::{Indicator, IndicatorKind};
use crate::text::word_count;

/// Words of a name.
const NAME: std::ops::RangeInclusive<usize> = 3..=14;
/// Counts below this are of what the text speaks of, and tell nothing alone.
const MANY: f64 = 100.0;

/// Whether a figure's name says what is measured, its unit how, and its period when.
#[must_use]
pub fn is_sound(figure: &Indicator) -> bool {
    let name = &figure.name;
    let is_plain = !name.contains(['/', '%', '”', '“', '’', '‘', '"', '(', ')', ';', ':']) && !has_number(name);
    let is_told = figure.period.is_some() && matches!(figure.kind, IndicatorKind::Actual | IndicatorKind::Target);
    let is_vietnamese = name.chars().any(|c| c.is_alphabetic() && !c.is_ascii());
    let is_named = if is_vietnamese { is_head(name) } else { is_whole_name(name) };
    let counts = !is_measured(&figure.unit);
    let is_much = figure.bounds().is_some_and(|(low, _)| low >= MANY);
    // "Number of cases": of which?
    let words = word_count(name).saturating_sub(usize::from(counts));
    is_plain && is_told && is_named && NAME.contains(&words) && (!counts || is_much)
}

/// Whether a name holds a number that is no year.
fn has_number(name: &str) -> bool {
    let mut words = name.split(|c: char| !c.is_alphanumeric());
    words.any(|word| word.starts_with(|c: char| c.is_ascii_digit()) && year(word).is_none())
}

/// Whether a unit is a share, money or a measure, and not a noun that is counted.
fn is_measured(unit: &str) -> bool {
    let low = lower(unit);
    let sort = super::units::unit(&low, unit).map(|unit| unit.sort);
    low.starts_with('%')
        || low.contains(['$', '€', '£'])
        || matches!(sort, Some(super::units::Sort::Money | super::units::Sort::Measure | super::units::Sort::Share))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sound(name: &str, value: f64, unit: &str, period: Option<&str>) -> bool {
        let period = period.map(str::to_owned);
        is_sound(&Indicator {
            name: name.to_owned(),
            value: Some(value),
            unit: unit.to_owned(),
            period,
            ..Indicator::default()
        })
    }

    #[test]
    fn names_that_stand_by_themselves() {
        assert!(sound("Tổng thu ngân sách địa phương", 28611.0, "tỷ đồng", Some("2025")));
        assert!(sound("Tỷ lệ che phủ rừng", 45.0, "%", Some("2030")));
        assert!(sound("Implementation rate of audit recommendations", 92.0, "%", Some("2024")));
        assert!(!sound("Tỷ lệ che phủ rừng", 45.0, "%", None), "nobody knows when");
        assert!(!sound("Tổ chức hội nghị đối thoại", 3.0, "Hội nghị", Some("2025")));
        assert!(!sound("Cơ quan, đơn vị", 42.0, "cơ quan", Some("2026")));
        assert!(!sound("Congress set the national limit", 39.0, "%", Some("2004")));
        assert!(!sound("Number of retrospective reviews", 14.0, "retrospective reviews", Some("2006")));
        assert!(!sound("Share of boys aged 2 to 15 and 15.2% of girls", 16.8, "%", Some("2010")));
    }
}
