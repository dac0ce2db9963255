//! The desk's words in the editor's language.
//!
//! In: the language. Out: phrases by their paths. What always holds: a phrase that the language lacks is the English one.

use serde_json::Value;

use crate::words::Words;

const ENGLISH: &str = include_str!("words/en.yaml");
const VIETNAMESE: &str = include_str!("words/vi.yaml");

/// The words of the desk.
#[derive(Debug, Default)]
pub(super) struct DeskWords(Words);

impl DeskWords {
    /// The words of a language.
    pub fn of(language: &str) -> Self {
        let mut words = Words::default();
        let files = if language == "vi" { vec![ENGLISH, VIETNAMESE] } else { vec![ENGLISH] };
        for file in files {
            // The files are the program's own; a test reads them.
            let _ = words.overlay(file);
        }
        Self(words)
    }

    /// All of them, for the desk's script.
    pub fn value(&self) -> &Value {
        self.0.value()
    }

    /// One phrase by its path; empty when there is none.
    pub fn phrase(&self, path: &str) -> String {
        self.0.phrase(path, &[])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(value: &Value, path: &str, found: &mut Vec<String>) {
        match value.as_object() {
            Some(map) => map.iter().for_each(|(key, value)| keys(value, &format!("{path}.{key}"), found)),
            None => found.push(path.to_owned()),
        }
    }

    #[test]
    fn both_languages_have_every_word() {
        let of = |text: &str| {
            let mut words = Words::default();
            assert!(words.overlay(text).is_ok(), "no YAML");
            let mut found = Vec::new();
            keys(words.value(), "", &mut found);
            found.sort();
            found
        };
        assert_eq!(of(ENGLISH), of(VIETNAMESE));
    }
}
