//! What the rest of a document says of a name or a title in its head: how often it comes again, whether its initials stand in
//! the text and its numbers, whether an address on the web is named after it.
//!
//! In: the chunks of a report. Out: features. Invariant: a head is read in time that its length bounds, however long the report.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::traits::{say, step};
use crate::import::chunks::Document;
use crate::language;
use crate::text::{fold, fold_into, words};

/// Bytes of a text that are looked through.
const LONGEST: usize = 300_000;
/// Letters of a word of an address that may be a name's.
const NAME: usize = 5;

/// A document's words, folded.
#[derive(Debug, Clone, Default)]
pub struct Echoes {
    /// All words, with a space before and behind each.
    text: String,
    /// Words in capitals, with how often they come.
    capitals: HashMap<String, usize>,
    /// Words of numbers: "bqp" of "88/VBHN-BQP".
    of_numbers: HashSet<String>,
    /// Words of addresses on the web.
    of_addresses: HashSet<String>,
}

impl Echoes {
    /// Reads a report.
    #[must_use]
    pub fn of(document: &Document, range: Range<usize>) -> Self {
        let mut echoes = Self { text: " ".to_owned(), ..Self::default() };
        for chunk in &document.chunks[range] {
            if echoes.text.len() > LONGEST {
                break;
            }
            chunk.text.split_whitespace().for_each(|token| echoes.take(token));
        }
        echoes
    }

    fn take(&mut self, token: &str) {
        if token.contains("://") || token.contains("www.") || token.contains('@') {
            self.of_addresses.extend(words(token).filter(|word| word.len() > 1).map(fold));
            return;
        }
        let is_number = token.contains('/') && token.contains(|c: char| c.is_ascii_digit());
        for word in words(token) {
            let start = self.text.len();
            fold_into(&mut self.text, word);
            let is_capital = word.chars().nth(1).is_some() && word.chars().all(char::is_uppercase);
            if is_capital || is_number {
                let folded = self.text[start..].to_owned();
                if is_number {
                    self.of_numbers.insert(folded.clone());
                }
                *self.capitals.entry(folded).or_default() += usize::from(is_capital);
            }
            self.text.push(' ');
        }
    }

    /// How often some words come.
    fn count(&self, phrase: &str) -> usize {
        let folded: Vec<String> = words(phrase).map(fold).collect();
        let phrase = format!(" {} ", folded.join(" "));
        if folded.is_empty() { 0 } else { self.text.matches(&phrase).count() }
    }

    /// Says of a name what its document says.
    pub fn say_of_name(&self, features: &mut Vec<String>, name: &str) {
        features.push(format!("again:{}", step(self.count(name), &[1, 2, 3, 6, 16])));
        let full: Vec<String> = words(name).map(fold).collect();
        let lexicon = language::any();
        let main = words(name).filter(|word| !lexicon.must_go_on(word)).map(fold);
        let initials = |words: &mut dyn Iterator<Item = String>| -> String {
            words.filter_map(|word| word.chars().next()).collect()
        };
        let short: HashSet<String> = [initials(&mut full.iter().cloned()), initials(&mut main.into_iter())]
            .into_iter()
            .filter(|i| i.len() > 1)
            .collect();
        let most = short.iter().filter_map(|initials| self.capitals.get(initials)).max().copied().unwrap_or_default();
        features.push(format!("initials:{}", step(most, &[1, 3, 10])));
        let is_addressed = |word: &String| self.of_addresses.contains(word);
        say(
            features,
            [
                (short.iter().any(|initials| self.of_numbers.contains(initials)), "initials-in-number"),
                (short.iter().any(is_addressed), "initials-in-address"),
                (full.iter().any(|word| word.len() >= NAME && is_addressed(word)), "word-in-address"),
                (is_addressed(&full.concat()), "name-in-address"),
            ],
        );
    }

    /// Says of a title whether its words come again. `ends`: its first line alone, and its last.
    pub fn say_of_title(&self, features: &mut Vec<String>, title: &str, (first, last): (&str, &str)) {
        let [whole, first, last] = [title, first, last].map(|words| self.count(words));
        features.push(format!("again:{}", step(whole, &[2, 3, 5, 9])));
        if first > 0 && last > 0 && (first > whole || last > whole) {
            features.push(format!("again-first:{}:{}", step(first, &[2, 3, 5]), step(whole, &[2, 3, 5])));
            features.push(format!("again-last:{}:{}", step(last, &[2, 3, 5]), step(whole, &[2, 3, 5])));
        }
    }
}
