//! The date behind a document's number: "ngày 05/8/2020", "ký ngày 15-10-2020", "ngày 02 tháng 4 năm 2022".
//!
//! In: the words after a document's number. Out: the ISO date and how many bytes it takes.
//! What always holds: a date that is none on the calendar's face (month 13) is not read.

use std::sync::LazyLock;

use regex::Regex;

use crate::language;
use crate::text::pattern;

static LEAD: LazyLock<Regex> = LazyLock::new(|| pattern(r"^[\s,;(]*(?:ký\s+|ban\s+hành\s+)?"));

/// The date that the words begin with.
pub(super) fn date_at(words: &str) -> Option<(String, usize)> {
    /// No date is longer.
    const LONGEST: usize = 64;
    /// "2020-08-05".
    const WHOLE: usize = 10;
    let lead = LEAD.find(words).map_or(0, |lead| lead.end());
    let end = words.floor_char_boundary(lead + LONGEST);
    let date = language::any().date_at_start(&words[lead..end])?;
    (date.iso.len() == WHOLE).then(|| (date.iso, lead + date.range.end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_three_dresses() {
        let read = |text| date_at(text).map(|(date, _)| date);
        assert_eq!(read(" ngày 05/8/2020 của"), Some("2020-08-05".to_owned()));
        assert_eq!(read(", ngày 15-10-2020"), Some("2020-10-15".to_owned()));
        assert_eq!(read(" ngày 02 tháng 4 năm 2022"), Some("2022-04-02".to_owned()));
        assert_eq!(read(" ngày 05/13/2020"), None);
        assert_eq!(read(" của Chính phủ ngày 05/8/2020"), None);
    }
}
