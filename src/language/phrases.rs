//! Words and phrases as they are looked for in texts.

use std::collections::HashMap;

use super::words::Language;
use crate::text::{fold, fold_space};

/// Phrases to be found in a text's words in small letters; those with a star are ends of words. Accents count: "lợi" is not
/// the French "loi".
#[derive(Debug, Clone, Default)]
pub(super) struct Phrases {
    /// The words of each phrase by its first word, the longest first.
    whole: HashMap<String, Vec<Vec<String>>>,
    endings: Vec<String>,
}

impl Phrases {
    pub(super) fn of(phrases: impl Iterator<Item = String>) -> Self {
        let (endings, whole): (Vec<String>, Vec<String>) = phrases.partition(|phrase| phrase.starts_with('*'));
        let mut by_first: HashMap<String, Vec<Vec<String>>> = HashMap::new();
        for words in whole.iter().map(|phrase| small_words(phrase)) {
            by_first.entry(words.first().cloned().unwrap_or_default()).or_default().push(words);
        }
        by_first.values_mut().for_each(|phrases| phrases.sort_by_key(|words| usize::MAX - words.len()));
        Self {
            whole: by_first,
            endings: endings.iter().map(|ending| ending.trim_start_matches('*').to_owned()).collect(),
        }
    }

    /// How many of these words, from the first on, are one of the phrases.
    pub(super) fn at(&self, words: &[String]) -> Option<usize> {
        let first = words.first()?;
        let whole = self.whole.get(first).and_then(|phrases| phrases.iter().find(|phrase| words.starts_with(phrase)));
        let ends = |end: &String| first.len() > end.len() + 1 && first.ends_with(end.as_str());
        whole.map(Vec::len).or_else(|| self.endings.iter().any(ends).then_some(1))
    }

    /// The phrase that these words are, as it is written in the language's file: of a compound its end.
    pub(super) fn name(&self, words: &[String]) -> String {
        let with_first = words.first().and_then(|first| self.whole.get(first));
        let is_whole = with_first.is_some_and(|phrases| phrases.iter().any(|phrase| phrase == words));
        let end = words.first().and_then(|first| self.endings.iter().find(|end| first.ends_with(end.as_str())));
        match end.filter(|_| !is_whole) {
            Some(end) => end.clone(),
            None => words.join(" "),
        }
    }
}

/// The words of a text in small letters.
pub(super) fn small_words(text: &str) -> Vec<String> {
    crate::text::words(text).map(str::to_lowercase).collect()
}

/// The words of a text in small letters without accents.
pub(super) fn folded_words(text: &str) -> Vec<String> {
    crate::text::words(&fold(text)).map(str::to_owned).collect()
}

/// Alternatives of a pattern, the longest first.
pub(super) fn alternatives(words: &[String]) -> String {
    let mut words: Vec<&String> = words.iter().collect();
    words.sort_by_key(|word| usize::MAX - word.len());
    let escaped: Vec<String> = words.into_iter().map(|word| regex::escape(word).replace(' ', r"\s+")).collect();
    if escaped.is_empty() { r"[^\s\S]".to_owned() } else { escaped.join("|") }
}

pub(super) fn folded(words: Vec<String>) -> Vec<String> {
    words.iter().map(|word| fold_space(&fold(word))).collect()
}

/// The first word of a text: its letters and digits.
pub(super) fn first_word(text: &str) -> Option<&str> {
    let end = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    (end > 0).then(|| &text[..end])
}

/// Where the other words of a phrase end, when they follow a place of a text; spaces or hyphens part them.
pub(super) fn words_follow(text: &str, from: usize, others: &[String]) -> Option<usize> {
    let mut end = from;
    for other in others {
        let rest = text[end..].trim_start_matches([' ', '-']);
        let word = first_word(rest)?;
        if rest.len() == text.len() - end || word.to_lowercase() != *other {
            return None;
        }
        end = text.len() - rest.len() + word.len();
    }
    Some(end)
}

/// What follows a phrase at the head of a text, when the phrase ends there with a word.
pub(super) fn after_phrase<'a>(text: &'a str, phrase: &str) -> Option<&'a str> {
    let mut chars = text.char_indices();
    for expected in phrase.chars() {
        let (_, c) = chars.next()?;
        if c != expected && !c.to_lowercase().eq(std::iter::once(expected)) {
            return None;
        }
    }
    let rest = chars.as_str();
    (!rest.starts_with(char::is_alphanumeric) || phrase.ends_with('.')).then_some(rest)
}

/// Each phrase as its words.
pub(super) fn split_words(phrases: &[String]) -> Vec<Vec<String>> {
    phrases.iter().map(|phrase| phrase.split(' ').map(str::to_owned).collect()).collect()
}

/// The words of all languages under one key.
pub(super) fn gather<'a>(languages: &'a [&Language], key: impl Fn(&'a Language) -> &'a Vec<String>) -> Vec<String> {
    languages.iter().flat_map(|language| key(language)).cloned().collect()
}
