//! Times of figures: what may stand side by side, and how a stock at the end of a term is dated.

use serde::{Deserialize, Serialize};

use crate::language;
use crate::model::concept::TimeSort;
use crate::model::links::Span;

/// The time of a figure as a row has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Dated {
    /// Which row it belongs to.
    pub span: Span,
    /// Its time.
    pub period: Option<String>,
    /// The last year of it; 0 where none is known.
    pub year: u32,
    /// Whether it was said for this very time, not for a term that ends with it.
    pub is_own: bool,
}

/// How a figure of a concept is dated; none where its time cannot stand beside others.
pub(super) fn dated(period: Option<&str>, time: TimeSort) -> Option<Dated> {
    let years: Vec<u32> = period.map(years).unwrap_or_default();
    let words = period.map(str::trim);
    let is_year = matches!(words, Some(text) if text.len() == 4 && years.len() == 1);
    let is_term = matches!(words, Some(text) if text.len() == 9 && years.len() == 2);
    let last = years.last().copied().unwrap_or_default();
    let own = |span| Dated { span, period: period.map(str::to_owned), year: last, is_own: true };
    match time {
        TimeSort::Point if is_term => Some(Dated { period: Some(last.to_string()), is_own: false, ..own(Span::Year) }),
        TimeSort::Point => Some(own(Span::Year)),
        TimeSort::Flow if is_term => Some(own(Span::Term)),
        // What holds of each year is a year's; what began with some year has no end, and a part of a year is no year.
        TimeSort::Flow => (is_year || period.is_some() && years.is_empty()).then(|| own(Span::Year)),
        TimeSort::Average if is_year => Some(own(Span::Year)),
        TimeSort::Average => (is_term || period.is_some() && years.is_empty()).then(|| own(Span::Term)),
    }
}

/// The years that a time names, in order.
fn years(period: &str) -> Vec<u32> {
    period.split(|c: char| !c.is_ascii_digit()).filter_map(language::year).map(u32::from).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stock_is_dated_by_the_end_of_its_term_and_a_flow_by_the_term() {
        let of = |period, time| dated(period, time).map(|one| (one.span, one.period.unwrap_or_default(), one.year));
        let year = |text: &str, year| Some((Span::Year, text.to_owned(), year));
        let term = |text: &str, year| Some((Span::Term, text.to_owned(), year));
        assert_eq!(of(Some("2025-2030"), TimeSort::Point), year("2030", 2030));
        assert_eq!(of(Some("2025-2030"), TimeSort::Flow), term("2025-2030", 2030));
        assert_eq!(of(Some("2030"), TimeSort::Flow), year("2030", 2030));
        assert_eq!(of(Some("2024"), TimeSort::Average), year("2024", 2024));
        assert_eq!(of(Some("hằng năm"), TimeSort::Average), term("hằng năm", 0));
        assert_eq!(of(Some("hằng năm"), TimeSort::Flow), year("hằng năm", 0));
        assert_eq!(of(Some("từ 2021"), TimeSort::Flow), None);
        assert_eq!(of(Some("9/2024"), TimeSort::Flow), None);
        assert_eq!(of(None, TimeSort::Flow), None);
        assert_eq!(of(None, TimeSort::Point), year("", 0));
    }
}
