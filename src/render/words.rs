//! The words of the interface: `i18n/<language>.yaml`, layer over layer.
//!
//! In: YAML texts in the order of their weight. Out: one nested value.
//! What always holds: a key that the language lacks is the theme's English.

use serde_json::{Map, Value};

/// The words, nested as in the files.
#[derive(Debug, Clone, Default)]
pub(super) struct Words {
    value: Value,
}

impl Words {
    /// Lays the words of a file over those before. The error is what is wrong with the file.
    pub fn overlay(&mut self, yaml: &str) -> Result<(), serde_yaml::Error> {
        let value: Value = serde_yaml::from_str(yaml)?;
        merge(&mut self.value, value);
        Ok(())
    }

    /// All of them, for templates.
    pub fn value(&self) -> &Value {
        &self.value
    }

    /// One phrase by its path (`notes.mark`) with its places filled in; empty when there is none.
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
    pub fn search_script(&self) -> String {
        let word = |path: &str| path.split('.').try_fold(&self.value, |value, key| value.get(key));
        let words = serde_json::json!({
            "search": word("search"), "kind": word("report.kind"), "mark": word("notes.mark"),
        });
        format!("ibidSearch(\"words\",{words})\n")
    }

    /// A date as read in the language: `2025-07` as "tháng 7 năm 2025"; none when it is not a date.
    pub fn date(&self, iso: &str) -> Option<String> {
        let parts: Vec<&str> = iso.split('-').collect();
        let plain = |part: &&str| part.parse::<u16>().ok().map(|number| number.to_string());
        let numbers: Vec<String> = parts.iter().map(plain).collect::<Option<_>>()?;
        let phrase = match numbers.as_slice() {
            [year] => self.phrase("date.year", &[("y", year)]),
            [year, month] => self.phrase("date.month", &[("y", year), ("m", month)]),
            [year, month, day] => self.phrase("date.full", &[("y", year), ("m", month), ("d", day)]),
            _ => return None,
        };
        (!phrase.is_empty()).then_some(phrase)
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

#[cfg(test)]
mod tests {
    use super::*;

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
    }
}
