//! The desk's words in the edition's language, and what the program says in English put into it.
//!
//! In: the language. Out: phrases by their paths. What always holds: a phrase that the language lacks is the English one; a sentence that no
//! pattern knows stays as it is.

use serde_json::Value;

use crate::words::Words;

const ENGLISH: &str = include_str!("words/en.yaml");
const VIETNAMESE: &str = include_str!("words/vi.yaml");

/// The words of the desk.
#[derive(Debug, Default)]
pub(super) struct DeskWords {
    words: Words,
    /// Sentences of the program in English, with `{}` for what changes, and as the language says them.
    sentences: Vec<(String, String)>,
}

impl DeskWords {
    /// The words of a language.
    pub fn of(language: &str) -> Self {
        let mut words = Words::default();
        let files = if language == "vi" { vec![ENGLISH, VIETNAMESE] } else { vec![ENGLISH] };
        for file in files {
            // The files are the program's own; a test reads them.
            let _ = words.overlay(file);
        }
        let list = words.value().get("sentences").and_then(Value::as_array).cloned().unwrap_or_default();
        let pair = |one: &Value| Some((one.get("from")?.as_str()?.to_owned(), one.get("to")?.as_str()?.to_owned()));
        Self { sentences: list.iter().filter_map(pair).collect(), words }
    }

    /// All of them, for the desk's script.
    pub fn value(&self) -> &Value {
        self.words.value()
    }

    /// One phrase by its path; empty when there is none.
    pub fn phrase(&self, path: &str) -> String {
        self.words.phrase(path, &[])
    }

    /// A sentence of the program in the language.
    pub fn say(&self, sentence: &str) -> String {
        let found = self.sentences.iter().find_map(|(from, to)| {
            let caught = caught(from, sentence)?;
            let mut said = to.clone();
            for words in caught {
                said = said.replacen("{}", words, 1);
            }
            Some(said)
        });
        found.unwrap_or_else(|| sentence.to_owned())
    }
}

/// What stands in the places of a pattern; none when the sentence is not of it.
fn caught<'s>(pattern: &str, sentence: &'s str) -> Option<Vec<&'s str>> {
    let mut parts = pattern.split("{}");
    let mut rest = sentence.strip_prefix(parts.next()?)?;
    let mut caught = Vec::new();
    let parts: Vec<&str> = parts.collect();
    for (at, part) in parts.iter().enumerate() {
        let is_last = at + 1 == parts.len();
        let end = if is_last { rest.strip_suffix(part).map(str::len)? } else { rest.find(part)? };
        caught.push(&rest[..end]);
        rest = &rest[end + part.len()..];
    }
    rest.is_empty().then_some(caught)
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
            found.retain(|key| !key.starts_with(".sentences"));
            found.sort();
            found
        };
        assert_eq!(of(ENGLISH), of(VIETNAMESE));
    }

    #[test]
    fn sentences_of_the_program_are_put_into_the_language() {
        let words = DeskWords::of("vi");
        let said = words.say("between these words the edition has “chỉ”");
        assert!(said.contains("“chỉ”") && !said.contains("between"), "{said}");
        assert_eq!(words.say("nothing known"), "nothing known");
        assert_eq!(caught("a {} b {} c", "a 1 b 2 c"), Some(vec!["1", "2"]));
        assert_eq!(caught("a {}", "b 1"), None);
        assert_eq!(caught("plain", "plain"), Some(vec![]));
        assert_eq!(DeskWords::of("en").say("a space breaks a number"), "a space breaks a number");
    }
}
