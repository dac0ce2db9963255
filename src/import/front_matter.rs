//! The front matter of a source, in YAML, as Pandoc's title block or as keys with values: what the source says of itself, which is no text.
//!
//! In: a source. Out: its facts, by the keys that the languages name, and the source without them, line for line.

use std::borrow::Cow;

use crate::language::{self, Fact};
use crate::source::{Metadata, Source};
use crate::text::fold_space;

/// Takes the front matter off a source; its lines stay as blank ones, so that line numbers hold.
#[must_use]
pub fn take(source: &Source) -> (Metadata, Cow<'_, Source>) {
    let Some(end) = end_of_front(&source.text) else {
        let block = title_block(&source.text).or_else(|| keys(&source.text));
        let (metadata, text) = block.unwrap_or_default();
        let text = text.map(|text| source.with_text(text));
        return (metadata, text.map_or(Cow::Borrowed(source), Cow::Owned));
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
    (metadata, Cow::Owned(source.with_text(text)))
}

/// Pandoc's title block: up to three fields behind `%`, each going on in indented lines: title, authors, date. Only the
/// title is certain; where the third field is no date, the others are lines of the text.
fn title_block(text: &str) -> Option<(Metadata, Option<String>)> {
    let belongs = |line: &&str| line.starts_with('%') || line.starts_with(' ') && !line.trim().is_empty();
    let end = text.split('\n').take_while(belongs).count();
    let lines: Vec<&str> = text.split('\n').collect();
    let opens: Vec<usize> = (0..end).filter(|at| lines[*at].starts_with('%')).collect();
    if !(1..=3).contains(&opens.len()) || opens[0] != 0 {
        return None;
    }
    let field = |index: usize| {
        let to = opens.get(index + 1).copied().unwrap_or(end);
        let parts = opens.get(index).map(|from| &lines[*from..to])?;
        let words = |line: &&str| line.trim_start_matches('%').trim().trim_end_matches('\\').to_owned();
        Some(fold_space(&parts.iter().map(words).collect::<Vec<_>>().join(" "))).filter(|field| !field.is_empty())
    };
    let has_year = |field: &String| field.split(|c: char| !c.is_ascii_digit()).any(|run| run.len() == 4);
    let date = field(2).filter(has_year);
    let issuer = field(1).filter(|_| date.is_some());
    let taken = if date.is_some() { end } else { opens.get(1).copied().unwrap_or(end) };
    let mut rest: Vec<String> = vec![String::new(); taken];
    rest.extend(lines[taken..end].iter().map(|line| line.trim_start_matches('%').trim().to_owned()));
    rest.extend(lines[end..].iter().map(|line| (*line).to_owned()));
    Some((Metadata { title: Some(field(0)?), issuer, date, ..Metadata::default() }, Some(rest.join("\n"))))
}

/// The first lines as MultiMarkdown and Pelican have them: keys with values, up to a blank line, the title the first.
fn keys(text: &str) -> Option<(Metadata, Option<String>)> {
    let lines: Vec<&str> = text.split('\n').take_while(|line| !line.trim().is_empty()).take(MOST_KEYS).collect();
    let pairs: Option<Vec<(&str, &str)>> = lines.iter().map(|line| line.trim_end().split_once(": ")).collect();
    let pairs = pairs.filter(|pairs| pairs.len() >= 2)?;
    let is_key = |key: &str| key.len() <= 24 && key.chars().all(|c| c.is_alphanumeric() || "_- ".contains(c));
    let titled = language::any().fact(pairs[0].0) == Some(Fact::Title);
    if !titled || !pairs.iter().all(|(key, value)| is_key(key) && !value.trim().is_empty()) {
        return None;
    }
    let mut metadata = Metadata::default();
    for (key, value) in &pairs {
        metadata.set(key, fold_space(value));
    }
    let rest = text.split('\n').skip(pairs.len());
    let blank = vec![""; pairs.len()];
    Some((metadata, Some(blank.into_iter().chain(rest).collect::<Vec<_>>().join("\n"))))
}

/// So many keys may open a source.
const MOST_KEYS: usize = 20;

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
        let source = Source { name: "t".into(), text: text.into(), ..Source::default() };
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
    fn a_title_block_of_pandoc_is_front_matter() {
        let (metadata, text) = taken("% Ways \\\n  of the Valley\n% The Board\n% May 2016\n\nText\n");
        assert_eq!(metadata.title.as_deref(), Some("Ways of the Valley"));
        assert_eq!((metadata.issuer.as_deref(), metadata.date.as_deref()), (Some("The Board"), Some("May 2016")));
        assert_eq!(text.trim_start_matches('\n'), "Text\n");
        // Three fields without a date are a title with two lines of words.
        let (metadata, text) = taken("% Ways\n% of the Valley\n% The Board\n\nText\n");
        assert_eq!((metadata.title.as_deref(), metadata.issuer), (Some("Ways"), None));
        assert_eq!(text, "\nof the Valley\nThe Board\n\nText\n");
    }

    #[test]
    fn keys_with_values_are_front_matter() {
        let (metadata, text) = taken("Title: Minutes of May\nDate: 2016-05-20 18:30\nCategory: Boats\n\nText\n");
        assert_eq!(metadata.title.as_deref(), Some("Minutes of May"));
        assert_eq!((metadata.date.as_deref(), text.as_str()), (Some("2016-05-20 18:30"), "\n\n\n\nText\n"));
        for text in
            ["Title: Minutes of May\n\nText\n", "Title: Minutes\nof May: Boats\nand oars\n", "Note: a\nTitle: b\n"]
        {
            assert_eq!(taken(text), (Metadata::default(), text.to_owned()));
        }
    }

    #[test]
    fn a_rule_is_no_front_matter() {
        for text in ["---\n\nWords between rules.\n\n---\n\nText\n", "Text\n\n---\n", "---\nnever: closed\n"] {
            assert_eq!(taken(text), (Metadata::default(), text.to_owned()));
        }
    }
}
