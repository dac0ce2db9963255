//! Dates as reports print them: "ngày 05/8/2020", "ngày 15-10-2020", "ngày 02 tháng 4 năm 2022".
//!
//! In: the words after a document's number. Out: the ISO date and how many bytes it takes.
//! What always holds: a date that is none on the calendar's face (month 13) is not read.

use std::sync::LazyLock;

use regex::Regex;

use crate::text::pattern;

static DATE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x) ^ [\s,;(]* (?:ký\s+|ban\s+hành\s+)? ngày \s* ([0-9]{1,2}) \s* (?: [-/.] \s* ([0-9]{1,2}) \s* [-/.] \s* ([0-9]{4})
        | tháng \s* ([0-9]{1,2}) \s* ,? \s* năm \s* ([0-9]{4}) )",
    )
});

/// The date that the words begin with.
pub(super) fn date_at(words: &str) -> Option<(String, usize)> {
    let caught = DATE.captures(words)?;
    let part = |index: usize| caught.get(index).and_then(|part| part.as_str().parse::<u32>().ok());
    let day = part(1)?;
    let month = part(2).or_else(|| part(4))?;
    let year = part(3).or_else(|| part(5))?;
    let sound = (1..=31).contains(&day) && (1..=12).contains(&month) && (1900..2100).contains(&year);
    sound.then(|| (format!("{year:04}-{month:02}-{day:02}"), caught.get(0).map_or(0, |whole| whole.end())))
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
