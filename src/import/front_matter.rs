//! The YAML front matter of a source: what the source says of itself, which is no text.
//!
//! In: a source. Out: its facts, by the keys that the languages name, and the source without them, line for line.

use std::borrow::Cow;

use crate::language::{self, Fact};
use crate::source::Source;
use crate::text::fold_space;

/// What a source says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Metadata {
    /// The title, one line.
    pub title: Option<String>,
    /// What stands under it.
    pub subtitle: Option<String>,
    /// Who issued it.
    pub issuer: Option<String>,
    /// As written.
    pub date: Option<String>,
    /// Number of the document.
    pub number: Option<String>,
    /// Kind of the document.
    pub kind: Option<String>,
    /// Code of its language.
    pub language: Option<String>,
}

/// Takes the front matter off a source; its lines stay as blank ones, so that line numbers hold.
#[must_use]
pub fn take(source: &Source) -> (Metadata, Cow<'_, Source>) {
    let Some(end) = end_of_front(&source.text) else {
        return (Metadata::default(), Cow::Borrowed(source));
    };
    let lines: Vec<&str> = source.text.split('\n').collect();
    let yaml = lines[1..end].join("\n");
    let Ok(serde_yaml::Value::Mapping(keys)) = serde_yaml::from_str(&yaml) else {
        return (Metadata::default(), Cow::Borrowed(source));
    };
    let mut metadata = Metadata::default();
    for (key, value) in &keys {
        if let (Some(key), Some(value)) = (key.as_str(), words_of(value)) {
            metadata.set(key, value);
        }
    }
    let text = "\n".repeat(end + 1) + &lines[end + 1..].join("\n");
    (metadata, Cow::Owned(Source { name: source.name.clone(), text }))
}

/// The line that closes front matter, from 0; none when the text does not begin with a row of keys.
fn end_of_front(text: &str) -> Option<usize> {
    let mut lines = text.split('\n').map(str::trim_end);
    if lines.next()? != "---" {
        return None;
    }
    lines.take(400).position(|line| line == "---" || line == "...").map(|at| at + 1)
}

/// A value as words on one line; hard breaks are spaces.
fn words_of(value: &serde_yaml::Value) -> Option<String> {
    let text = match value {
        serde_yaml::Value::String(text) => text.replace("\\\n", "\n"),
        serde_yaml::Value::Number(number) => number.to_string(),
        serde_yaml::Value::Sequence(values) => values.iter().filter_map(words_of).collect::<Vec<_>>().join(", "),
        _ => return None,
    };
    let text = fold_space(text.trim().trim_end_matches('\\'));
    (!text.is_empty()).then_some(text)
}

impl Metadata {
    fn set(&mut self, key: &str, value: String) {
        let place = match language::any().fact(&key.replace(['_', '-'], " ")) {
            Some(Fact::Title) => &mut self.title,
            Some(Fact::Subtitle) => &mut self.subtitle,
            Some(Fact::Issuer) => &mut self.issuer,
            Some(Fact::Date) => &mut self.date,
            Some(Fact::Number) => &mut self.number,
            Some(Fact::Kind) => &mut self.kind,
            Some(Fact::Language) => &mut self.language,
            None => return,
        };
        place.get_or_insert(value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(text: &str) -> (Metadata, String) {
        let source = Source { name: "t".into(), text: text.into() };
        let (metadata, source) = take(&source);
        (metadata, source.text.clone())
    }

    #[test]
    fn facts_are_taken_in_any_language_and_lines_keep_their_numbers() {
        let (metadata, text) = taken(
            "---\ntitle: |\n  Ein Weg\\\n  ins Tal\nngay_ban_hanh: 2025-04-03\nso_hieu: 7/NQ\ntags: [a]\n---\n\nText\n",
        );
        assert_eq!(metadata.title.as_deref(), Some("Ein Weg ins Tal"));
        assert_eq!((metadata.date.as_deref(), metadata.number.as_deref()), (Some("2025-04-03"), Some("7/NQ")));
        assert_eq!(text.lines().position(|line| line == "Text"), Some(9));
        assert!(!text.contains("Weg"));
    }

    #[test]
    fn a_rule_is_no_front_matter() {
        for text in ["---\n\nWords between rules.\n\n---\n\nText\n", "Text\n\n---\n", "---\nnever: closed\n"] {
            assert_eq!(taken(text), (Metadata::default(), text.to_owned()));
        }
    }
}
