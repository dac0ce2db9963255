//! Words that a report counts its titles by and no language names as parts: "Issue 7 – …?", "Recommendation 3: …".
//!
//! In: all candidates. Out: the same; those that such a word and a number open have it as their label.
//! Invariant: a word counts titles that are set apart, or none; what stands below figures and tables is no title.

use std::collections::HashMap;

use super::candidate::{Candidate, Number, Setting, is_sentence};
use crate::language;
use crate::numbering::Style;

/// So many titles that count on are a row.
const ROW: usize = 3;

/// Gives the titles of such rows their labels.
pub fn read(found: &mut [Candidate]) {
    let mut rows: HashMap<String, Vec<(usize, Number)>> = HashMap::new();
    for (at, candidate) in found.iter().enumerate() {
        let is_set = matches!(candidate.setting, Setting::Hash(_) | Setting::Bold);
        let is_text = is_sentence(&candidate.text) && !candidate.text.ends_with('?');
        if let Some((word, number)) =
            counted(&candidate.text).filter(|_| is_set && candidate.numbers.is_empty() && !is_text)
        {
            rows.entry(word).or_default().push((at, number));
        }
    }
    let goes_on = |pair: &[(usize, Number)]| pair[0].1.ordinal + 1 == pair[1].1.ordinal;
    for row in rows.into_values().filter(|row| row.len() >= ROW && row.windows(2).all(goes_on)) {
        row.into_iter().for_each(|(at, number)| found[at].numbers.push(number));
    }
}

/// The word, small, and the number that words open with.
fn counted(text: &str) -> Option<(String, Number)> {
    /// Letters of a word, and of its number.
    const LETTERS: (usize, usize) = (4, 3);
    let (word, rest) = text.split_once(' ')?;
    let is_word = word.chars().count() >= LETTERS.0 && word.chars().all(char::is_alphabetic);
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let (digits, title) = rest.split_at(end);
    let parted = title.trim_start();
    let is_parted = parted.is_empty() || parted.starts_with([':', '.', '–', '—', '-']);
    let is_title = is_word && word.starts_with(char::is_uppercase) && is_parted && !language::any().is_caption(text);
    let ordinal: usize = digits.parse().ok().filter(|_| is_title && digits.len() <= LETTERS.1)?;
    let number = Number {
        style: Style::Counted,
        ordinal,
        components: vec![ordinal],
        number: None,
        label: Some(format!("{word} {digits}")),
        title: parted.trim_start_matches([':', '.', '–', '—', '-', ' ']).to_owned(),
        marked: true,
    };
    Some((word.to_lowercase(), number))
}
