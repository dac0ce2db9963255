//! Words that a hyphen broke at the end of a line: two in the source, one in the report.
//!
//! In: the lines of a source, and how often each word stands in source and report. Out: the source's counts with the halves
//! taken for the whole, wherever that brings the two counts nearer to each other.

use std::collections::HashMap;

use crate::text::words;

/// How often each word stands in a text.
pub type Counts = HashMap<String, usize, foldhash::fast::FixedState>;

/// Puts together, in the counts of the source, the halves that the report has as one word.
pub fn make_whole<'a>(lines: impl Iterator<Item = &'a str>, source: &mut Counts, result: &Counts) {
    let lines: Vec<&str> = lines.filter(|line| !line.trim().is_empty()).collect();
    let head = |line: &'a str| line.trim_end().strip_suffix(['-', '\u{ad}']).and_then(|line| words(line).last());
    let pairs = lines.windows(2).filter_map(|pair| Some((head(pair[0])?, words(pair[1]).next()?)));
    // A word that two lines break, one after the other, is put together in two steps.
    let mut left: Vec<(&str, &str)> = pairs.collect();
    loop {
        let before = left.len();
        left.retain(|(head, tail)| !join(head, tail, source, result));
        if left.len() == before {
            break;
        }
    }
    // The other half may stand on the next page, below notes.
    if left.is_empty() {
        return;
    }
    let lost: Vec<String> =
        source.iter().filter(|(word, count)| **count > times(result, word)).map(|(word, _)| word.clone()).collect();
    for (head, _) in left {
        lost.iter().any(|tail| tail.starts_with(char::is_lowercase) && join(head, tail, source, result));
    }
}

/// Joins two halves when the counts are nearer to one another then; whether it did.
fn join(head: &str, tail: &str, source: &mut Counts, result: &Counts) -> bool {
    let whole = format!("{head}{tail}");
    let too_many = |word: &str| times(source, word) > times(result, word);
    let is_missing = times(source, &whole) < times(result, &whole);
    let nearer = [too_many(head), too_many(tail), is_missing].into_iter().filter(|nearer| *nearer).count();
    if nearer < 2 || times(source, head) == 0 || times(source, tail) == 0 {
        return false;
    }
    for half in [head, tail] {
        if let Some(count) = source.get_mut(half) {
            *count = count.saturating_sub(1);
        }
    }
    *source.entry(whole).or_default() += 1;
    true
}

fn times(counts: &Counts, word: &str) -> usize {
    counts.get(word).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(text: &str) -> Counts {
        let mut counts = Counts::default();
        words(text).for_each(|word| *counts.entry(word.to_owned()).or_default() += 1);
        counts
    }

    fn reconciles(source: &str, result: &str) -> bool {
        let (mut source_words, result) = (counts(source), counts(result));
        make_whole(source.lines(), &mut source_words, &result);
        source_words.retain(|_, count| *count > 0);
        source_words == result
    }

    #[test]
    fn halves_are_neither_lost_nor_added() {
        assert!(reconciles("der Ent-\nwurf liegt", "der Entwurf liegt"));
        assert!(reconciles("zu ver-\nstärken und zu stär-\nken", "zu verstärken und zu stärken"));
        assert!(reconciles("die Aufga-\n12\nben", "die 12 Aufgaben"));
        assert!(reconciles("Sozial-\nund mehr", "Sozial- und mehr"));
        assert!(!reconciles("der Ent-\nwurf liegt", "der Entwurf"));
    }
}
