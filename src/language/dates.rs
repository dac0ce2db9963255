//! Dates as documents print them, by the forms that a language's file gives.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::words::Language;
use crate::text::{LatePattern, pattern};

/// A year as a pattern. Reports speak of no others; a number beyond is a number.
pub const YEAR: &str = "(?:19|20)[0-9]{2}";

/// The year that a word is.
#[must_use]
pub fn year(word: &str) -> Option<u16> {
    let is_year = word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()) && ["19", "20"].contains(&&word[..2]);
    is_year.then(|| word.parse().ok()).flatten()
}

/// Where dates stand that are written in figures, with or without the day: "3/4/2025", "04/2025".
pub fn dates_in_figures(text: &str) -> impl Iterator<Item = Range<usize>> {
    static DATE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(&format!(r"[0-9]{{1,2}}\s?[/.-]\s?[0-9]{{1,2}}\s?[/.-]\s?{YEAR}|[0-9]{{1,2}}/{YEAR}"))
    });
    DATE.find_iter(text).map(|found| found.range())
}

/// A date found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintedDate {
    /// ISO date as far as printed: `2025`, `2025-04` or `2025-04-03`.
    pub iso: String,
    /// Where it stands.
    pub range: Range<usize>,
}

/// A form of dates.
#[derive(Debug, Clone)]
struct Form {
    pattern: LatePattern,
    begins: Begins,
    /// It has the name of a month.
    is_named: bool,
}

/// What a form begins with, so that most forms are not even made into patterns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Begins {
    Digit,
    /// A letter, in small.
    Letter(char),
    /// Nobody knows.
    Any,
}

/// The forms of dates of some languages.
#[derive(Debug, Clone, Default)]
pub struct Dates {
    forms: Vec<Form>,
    months: HashMap<String, u32>,
    /// The names of months, so that texts without one are not looked through for each form.
    names: Option<LatePattern>,
}

impl Dates {
    /// The forms of these languages, the fullest first.
    #[must_use]
    pub fn of(languages: &[&Language]) -> Self {
        let mut months = HashMap::new();
        for (number, names) in languages.iter().flat_map(|language| &language.months) {
            months.extend(names.iter().map(|name| (name.clone(), *number)));
        }
        // One form is one pattern, in however many languages it is written.
        let mut forms: Vec<&String> = languages.iter().flat_map(|language| &language.dates).collect();
        forms.sort_by_key(|form| (!form.contains("{day}"), usize::MAX - form.len(), form.as_str()));
        forms.dedup();
        let names = alternatives(months.keys().cloned());
        let endings = alternatives(languages.iter().flat_map(|language| language.day_endings.iter().cloned()));
        let forms = forms.into_iter().map(|form| Form {
            pattern: form_pattern(form, &names, &endings),
            begins: Begins::of(form),
            is_named: form.contains("{month}"),
        });
        let figures = |written| Form { pattern: LatePattern::new(written), begins: Begins::Digit, is_named: false };
        let iso = figures(format!(r"\b(?P<year>{YEAR})-(?P<month>\d{{2}})-(?P<day>\d{{2}})\b"));
        // In figures only what no country reads otherwise: no month has the number 13.
        let (late, sign) = (r"(?P<day>1[3-9]|2\d|3[01])", r"[/.-]");
        let month = r"(?P<month>0?[1-9]|1[0-2])";
        let in_figures = [format!("{late}{sign}{month}"), format!("{month}{sign}{late}")];
        let in_figures = in_figures.map(|day| figures(format!(r"\b{day}{sign}(?P<year>{YEAR})\b")));
        // "12.IX.2025": the month in Roman figures.
        let roman =
            figures(format!(r"\b(?P<day>\d{{1,2}}){sign}\s?(?P<month>[IVX]{{1,4}}){sign}\s?(?P<year>{YEAR})\b"));
        let forms = std::iter::once(iso).chain(forms).chain(in_figures).chain([roman]).collect();
        let names = Some(LatePattern::new(format!(r"(?i)(?:{names})(?:\b|\d)")));
        Self { forms, months, names }
    }

    /// The month of a name or figure.
    #[must_use]
    pub fn month(&self, word: &str) -> Option<u32> {
        let lower = word.to_lowercase();
        let lower = lower.trim_end_matches('.');
        let figure = lower.parse().ok().filter(|month| (1..=12).contains(month));
        self.months.get(lower).copied().or(figure)
    }

    /// The first date of a text, in its fullest form.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<PrintedDate> {
        if !has_year(text) {
            return None;
        }
        self.forms_in(text).find_map(|form| form.pattern.captures_iter(text).find_map(|found| self.date(&found)))
    }

    /// The forms that a text may have.
    fn forms_in(&self, text: &str) -> impl Iterator<Item = &Form> {
        let is_named = self.names.as_ref().is_some_and(|names| names.is_match(text));
        self.forms.iter().filter(move |form| !form.is_named || is_named)
    }

    /// The date that a text begins with, in its fullest form.
    #[must_use]
    pub fn at_start(&self, text: &str) -> Option<PrintedDate> {
        let first = text.chars().next().filter(|_| has_year(text))?;
        let begins = |form: &Form| {
            form.pattern.captures(text).filter(|found| found.get(0).is_some_and(|whole| whole.start() == 0))
        };
        self.forms_in(text).filter(|form| form.begins.fits(first)).find_map(|form| self.date(&begins(form)?))
    }

    fn date(&self, found: &Captures<'_>) -> Option<PrintedDate> {
        let year = found.name("year")?.as_str();
        let month =
            found.name("month").and_then(|month| self.month(month.as_str()).or_else(|| roman_month(month.as_str())));
        let day: Option<u32> = found.name("day").and_then(|day| day.as_str().parse().ok());
        let iso = match (month, day.filter(|day| (1..=31).contains(day))) {
            (Some(month), Some(day)) => format!("{year}-{month:02}-{day:02}"),
            (Some(month), None) => format!("{year}-{month:02}"),
            _ => year.to_owned(),
        };
        Some(PrintedDate { iso, range: found.get(0)?.range() })
    }
}

impl Begins {
    fn of(form: &str) -> Self {
        let first = form.chars().next();
        match first.filter(|c| c.is_alphabetic()).map(|c| (c, c.to_lowercase().next())) {
            // Letters whose small form is another letter or several are left to the pattern.
            Some((c, Some(small))) if c.to_lowercase().count() == 1 && small.is_alphabetic() => Self::Letter(small),
            _ if form.starts_with("{day}") || form.starts_with("{month-number}") => Self::Digit,
            _ => Self::Any,
        }
    }

    fn fits(self, first: char) -> bool {
        match self {
            Self::Digit => first.is_numeric(),
            Self::Letter(letter) => first.to_lowercase().next() == Some(letter),
            Self::Any => true,
        }
    }
}

/// Whether a text has a year in figures, as every form does and few texts do.
fn has_year(text: &str) -> bool {
    let is_year = |digits: &[u8]| matches!(&digits[..2], b"19" | b"20") && digits[2..].iter().all(u8::is_ascii_digit);
    text.as_bytes().windows(4).any(is_year)
}

/// The month of a Roman figure.
fn roman_month(word: &str) -> Option<u32> {
    let months = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];
    months.iter().position(|month| *month == word).and_then(|at| u32::try_from(at + 1).ok())
}

/// Alternatives of a pattern, the longest first.
fn alternatives(words: impl Iterator<Item = String>) -> String {
    super::phrases::alternatives(&words.collect::<Vec<_>>())
}

/// A form as a pattern: `{day}` and `{month-number}` are figures, `{month}` is a name; a `?` says that the place may be
/// left blank ("ngày   tháng   năm 2025").
fn form_pattern(form: &str, names: &str, endings: &str) -> LatePattern {
    let named = format!(r"(?P<month>(?:{names})\.?)");
    let blank = r"[\s._…]*";
    let keys = [
        ("{day}", format!(r"(?P<day>\d{{1,2}})(?:{endings})?")),
        ("{day?}", format!(r"{blank}(?P<day>\d{{1,2}})?{blank}")),
        ("{month}", named),
        ("{month-number}", r"(?P<month>\d{1,2})".to_owned()),
        ("{month-number?}", format!(r"{blank}(?P<month>\d{{1,2}})?{blank}")),
        ("{year}", format!("(?P<year>{YEAR})")),
    ];
    let mut written = regex::escape(form).replace(' ', r"\s*");
    for sign in ["/", r"\-", r"\."] {
        written = written.replace(&format!(r"\}}{sign}\{{"), &format!(r"\}}\s*{sign}\s*\{{"));
    }
    for (key, pattern) in keys {
        written = written.replace(&regex::escape(key), &pattern);
    }
    LatePattern::new(format!(r"(?i)\b{written}\b"))
}

#[cfg(test)]
mod tests {
    use super::super::{any, lexicon};
    use super::{dates_in_figures, year};

    #[test]
    fn dates_in_every_language() {
        for (text, iso) in [
            ("Hà Khê, ngày 03 tháng 4 năm 2025", "2025-04-03"),
            ("ngày   tháng 7 năm 2025", "2025-07"),
            ("ngày tháng năm 2024", "2024"),
            ("ngày 05/12/2023", "2023-12-05"),
            ("tháng 11 năm 2024", "2024-11"),
            ("Millford, 3 April 2025", "2025-04-03"),
            ("April 3rd, 2025", "2025-04-03"),
            ("Adopted in Sept. 2025", "2025-09"),
            ("Berlin, den 12. März 2018", "2018-03-12"),
            ("Stand: 12.03.2018", "2018-03-12"),
            ("Issued 21/03/2018", "2018-03-21"),
            ("Filed 03/21/2018", "2018-03-21"),
            ("Pratinha, 4 de março de 2020", "2020-03-04"),
            ("Rivalta, 1º agosto 2024", "2024-08-01"),
            ("Fait à Lyon, le 1er août 2024", "2024-08-01"),
            ("Given on the 3rd day of March, 2021", "2021-03-03"),
            ("le 12.IX.2025", "2025-09-12"),
            ("Utrecht, 3 mei 2022", "2022-05-03"),
            ("Stockholm den 3 oktober 2019", "2019-10-03"),
            ("d.d. 5-6-2020", "2020-06-05"),
            ("Aos 4 dias do mês de março de 2020", "2020-03-04"),
            ("Madrid, a 5 de diciembre de 2023", "2023-12-05"),
            ("enero de 2024", "2024-01"),
        ] {
            assert_eq!(any().date(text).map(|date| date.iso).as_deref(), Some(iso), "{text}");
        }
        assert_eq!([year("1899"), year("1999"), year("2100"), year("202")], [None, Some(1999), None, None]);
        let found: Vec<_> = dates_in_figures("ngày 3/4/2025, 04/2025, 12/31, 1.234").collect();
        assert_eq!(found, [6..14, 16..23]);
        assert_eq!(any().date("in 2025 there were 12 of 31"), None);
        assert_eq!(lexicon("en").date("12. März 2018"), None);
    }
}
