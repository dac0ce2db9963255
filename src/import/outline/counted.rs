//! Words that a report counts its titles by and no language names as parts: "Issue 7 – …?", "No. K 2014-57 …"; and
//! Roman numbers that stand alone on their lines.
//!
//! In: all candidates. Out: the same; those that such a word and a number open have it as their label.
//! Invariant: a word counts titles that are set apart, or none; what stands below figures and tables is no title.

use std::collections::HashMap;

use super::candidate::{Candidate, Number, Setting, is_sentence};
use crate::import::chunks::{Chunk, Shape};
use crate::language;
use crate::numbering::{self, Style};
use crate::text::word_count;

/// So many titles that count on are a row.
const ROW: usize = 3;
/// A number of the row may lack here and there.
const GAP: usize = 3;

/// Gives the titles of such rows their labels.
pub fn read(found: &mut [Candidate], chunks: &[Chunk]) {
    let mut rows: HashMap<String, Vec<(usize, Number)>> = HashMap::new();
    for (at, candidate) in found.iter().enumerate() {
        let is_set = matches!(candidate.setting, Setting::Hash(_) | Setting::Bold) && candidate.numbers.is_empty();
        let is_text = is_sentence(&candidate.text) && !candidate.text.ends_with('?');
        let counted = counted(&candidate.text).filter(|_| is_set && !is_text);
        if let Some((word, number)) = counted.or_else(|| lone(candidate, chunks)) {
            rows.entry(word).or_default().push((at, number));
        }
    }
    let step = |pair: &[(usize, Number)]| pair[1].1.ordinal.wrapping_sub(pair[0].1.ordinal);
    let counts = |row: &Vec<(usize, Number)>| {
        let next = row.windows(2).filter(|pair| step(pair) == 1).count();
        row.windows(2).all(|pair| (1..=GAP).contains(&step(pair))) && next * 10 >= (row.len() - 1) * 7
    };
    for row in rows.into_values().filter(|row| row.len() >= ROW && counts(row)) {
        let before = row[0].1.ordinal - 1;
        for (at, number) in row {
            let ordinal = number.ordinal - before;
            found[at].numbers.push(Number { ordinal, components: vec![ordinal], ..number });
        }
    }
}

/// A Roman number alone on its line above running text.
fn lone(candidate: &Candidate, chunks: &[Chunk]) -> Option<(String, Number)> {
    /// A paragraph has more words.
    const PARAGRAPH: usize = 12;
    let text = candidate.text.as_str();
    let below = chunks.get(candidate.last_chunk() + 1)?;
    let is_over_text = below.shape == Shape::Text && word_count(below.plain()) > PARAGRAPH;
    let is_roman = text.bytes().all(|byte| b"IVX".contains(&byte));
    let (_, ordinal) =
        numbering::ordinal(text).filter(|(style, _)| is_roman && is_over_text && *style == Style::Roman)?;
    Some((String::new(), number(ordinal, text, "")))
}

/// The word, small, and the number that words open with: "Issue 7 – …", "No. K 2014-57 …".
fn counted(text: &str) -> Option<(String, Number)> {
    /// Letters of a word, and words before a number.
    const WORD: (usize, usize) = (4, 2);
    let (word, code) = text.split_at(text.find(|c: char| c.is_ascii_digit())?);
    let end = code.find(|c: char| !c.is_ascii_digit() && !"-/".contains(c)).unwrap_or(code.len());
    let (code, title) = code.split_at(end);
    let groups: Vec<&str> = code.split(['-', '/']).collect();
    let parted = title.trim_start();
    let is_parted = parted.is_empty() || parted.starts_with([':', '.', '–', '—', '-']);
    let is_word = match groups.as_slice() {
        [_] => is_parted && word.trim_end().chars().count() >= WORD.0 && !word.trim_end().contains(' '),
        _ => title.is_empty() || title.starts_with([' ', ':', '.']),
    };
    let opens = |word: &str| word.starts_with(char::is_uppercase);
    let words = word.split_whitespace().count();
    if !is_word || !word.ends_with(' ') || words > WORD.1 || !word.split_whitespace().all(opens) {
        return None;
    }
    let ordinal: usize = groups.last()?.parse().ok().filter(|ordinal| *ordinal > 0)?;
    if language::any().is_caption(text) {
        return None;
    }
    let title = parted.trim_start_matches([':', '.', '–', '—', '-', ' ']);
    Some((word.to_lowercase(), number(ordinal, &format!("{word}{code}"), title)))
}

fn number(ordinal: usize, label: &str, title: &str) -> Number {
    Number {
        style: Style::Counted,
        ordinal,
        components: vec![ordinal],
        number: None,
        label: Some(label.to_owned()),
        title: title.to_owned(),
        marked: true,
    }
}
