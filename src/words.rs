//! The words of the interface: `i18n/<language>.yaml`, layer over layer.
//!
//! In: YAML texts in the order of their weight. Out: one nested value.
//! What always holds: a key that the language lacks is the theme's English.

use serde_json::{Map, Value};

use crate::model::indicator::Op;

/// The words, nested as in the files.
#[derive(Debug, Clone, Default)]
pub struct Words {
    value: Value,
}

impl Words {
    /// Lays the words of a file over those before.
    ///
    /// # Errors
    /// What is wrong with the file.
    pub fn overlay(&mut self, yaml: &str) -> Result<(), serde_yaml::Error> {
        let value: Value = serde_yaml::from_str(yaml)?;
        merge(&mut self.value, value);
        Ok(())
    }

    /// All of them, for templates.
    #[must_use]
    pub fn value(&self) -> &Value {
        &self.value
    }

    /// One phrase by its path (`notes.mark`) with its places filled in; empty when there is none.
    #[must_use]
    pub fn phrase(&self, path: &str, places: &[(&str, &str)]) -> String {
        let found = path.split('.').try_fold(&self.value, |value, key| value.get(key));
        let mut phrase = found.and_then(Value::as_str).unwrap_or_default().to_owned();
        for (name, word) in places {
            phrase = phrase.replace(&format!("{{{name}}}"), word);
        }
        phrase
    }

    /// "3 lần dẫn": a pair of `count` with its number.
    pub fn count(&self, name: &str, number: usize) -> String {
        let form = if number == 1 { "one" } else { "other" };
        self.phrase(&format!("count.{name}.{form}"), &[("n", &number.to_string())])
    }

    /// The words that search.js needs, as one of the files that it loads.
    #[must_use]
    pub fn search_script(&self) -> String {
        let word = |path: &str| path.split('.').try_fold(&self.value, |value, key| value.get(key));
        let words = serde_json::json!({
            "search": word("search"), "kind": word("report.kind"), "mark": word("notes.mark"),
        });
        format!("ibidSearch(\"words\",{words})\n")
    }

    /// A date as read in the language: `2025-07` as "tháng 7 năm 2025"; none when it is not a date.
    #[must_use]
    pub fn date(&self, iso: &str) -> Option<String> {
        let parts: Vec<&str> = iso.split('-').collect();
        let plain = |part: &&str| part.parse::<u16>().ok().map(|number| number.to_string());
        let numbers: Vec<String> = parts.iter().map(plain).collect::<Option<_>>()?;
        let names = self.phrase("date.months", &[]);
        let name = |month: &str| {
            let nth = month.parse::<usize>().ok().and_then(|month| month.checked_sub(1));
            nth.and_then(|nth| names.split(", ").nth(nth)).unwrap_or_default().to_owned()
        };
        let phrase = match numbers.as_slice() {
            [year] => self.phrase("date.year", &[("y", year)]),
            [year, month] => self.phrase("date.month", &[("y", year), ("m", month), ("name", &name(month))]),
            [year, month, day] => {
                self.phrase("date.full", &[("y", year), ("m", month), ("name", &name(month)), ("d", day)])
            }
            _ => return None,
        };
        (!phrase.is_empty()).then_some(phrase)
    }

    /// A number as the language writes it.
    #[must_use]
    pub fn number(&self, value: f64) -> String {
        let text = value.to_string();
        let (whole, decimals) = text.split_once('.').map_or((text.as_str(), None), |(whole, rest)| (whole, Some(rest)));
        let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("−", digits));
        let group = self.phrase("number.group", &[]);
        let mut grouped = String::new();
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                grouped.push_str(&group);
            }
            grouped.push(digit);
        }
        match decimals {
            Some(decimals) => format!("{sign}{grouped}{}{decimals}", self.phrase("number.decimal", &[])),
            None => format!("{sign}{grouped}"),
        }
    }

    /// A figure with its bound: "trên 85", "40–45".
    #[must_use]
    pub fn bounded(&self, low: f64, high: f64, op: Op) -> String {
        let plain = if low < high { format!("{}–{}", self.number(low), self.number(high)) } else { self.number(low) };
        let key = match op {
            Op::Equal => return plain,
            Op::AtLeast => "indicator.op.at_least",
            Op::Above => "indicator.op.above",
            Op::AtMost => "indicator.op.at_most",
            Op::Below => "indicator.op.below",
            Op::About => "indicator.op.about",
        };
        self.phrase(key, &[("v", &plain)])
    }
}

fn merge(below: &mut Value, above: Value) {
    match (below, above) {
        (Value::Object(below), Value::Object(above)) => {
            for (key, value) in above {
                merge(below.entry(key).or_insert(Value::Null), value);
            }
        }
        (_, Value::Null) => {}
        (below @ Value::Null, Value::Object(above)) => {
            *below = Value::Object(Map::new());
            merge(below, Value::Object(above));
        }
        (below, above) => *below = above,
    }
}

/// A value and its unit with a sign of money before the number, where it is printed: "about $289", "million".
#[must_use]
pub fn with_coin(value: String, unit: &str) -> (String, String) {
    let (scale, coin) = unit.rsplit_once(' ').unwrap_or(("", unit));
    let digits = value.find(|c: char| c.is_ascii_digit()).filter(|_| coin.ends_with(['$', '€', '£', '¥']));
    match digits {
        Some(at) => (format!("{}{coin}{}", &value[..at], &value[at..]), scale.to_owned()),
        None => (value, unit.to_owned()),
    }
}

/// A printed value with its unit; the sign of a share stands right behind its number.
#[must_use]
pub fn quantity(value: &str, unit: &str) -> String {
    match unit {
        "" => value.to_owned(),
        share if share.starts_with('%') => format!("{value}{share}"),
        unit => format!("{value} {unit}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_coin_stands_before_its_number() {
        let of = |value: &str, unit: &str| with_coin(value.to_owned(), unit);
        assert_eq!(of("about 289", "million $"), ("about $289".to_owned(), "million".to_owned()));
        assert_eq!(of("3–5", "US$"), ("US$3–5".to_owned(), String::new()));
        assert_eq!(of("7.480", "tỷ đồng"), ("7.480".to_owned(), "tỷ đồng".to_owned()));
    }

    #[test]
    fn later_words_win_and_gaps_are_filled() {
        let mut words = Words::default();
        assert!(words.overlay("notes: {mark: 'Note {n}', title: Notes}\ndate: {month: '{m}/{y}'}").is_ok());
        assert!(words.overlay("notes:\n  mark: Chú thích {n}\n  title:\n").is_ok());
        assert_eq!(words.phrase("notes.mark", &[("n", "5")]), "Chú thích 5");
        assert_eq!(words.phrase("notes.title", &[]), "Notes");
        assert_eq!(words.phrase("notes.nothing", &[]), "");
        assert_eq!(words.date("2025-07").as_deref(), Some("7/2025"));
        assert_eq!(words.date("mùa hè"), None);
        assert!(words.overlay("date: {full: '{d} {name} {y}', months: 'Harvest, Frost'}").is_ok());
        assert_eq!(words.date("2025-02-07").as_deref(), Some("7 Frost 2025"));
    }
}
