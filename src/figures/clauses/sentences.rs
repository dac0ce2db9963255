//! Where sentences begin, also where the scan lost the full stop.

use std::ops::Range;

use super::super::stretches::{LONGEST_SENTENCE, pieces};
use super::super::vocabulary::VI;
use super::super::words::{find, lower, starts};

/// The sentences: parted by a full stop before a capital, outside of brackets; a long one is in pieces.
pub(super) fn sentences(raw: &str, brackets: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut starts_at: Vec<usize> = raw
        .match_indices(['.', '\n', '!', '?'])
        .filter(|(at, sign)| *sign == "\n" || begins_anew(&raw[at + 1..]))
        .map(|(at, _)| at + 1)
        .chain(lost_stops(raw))
        .filter(|at| !brackets.iter().any(|bracket| bracket.contains(&(at - 1))))
        .collect();
    starts_at.sort_unstable();
    let mut found = Vec::new();
    let mut from = mark_of_an_item(raw);
    for at in starts_at.into_iter().chain([raw.len()]) {
        if at > from + 1 || at == raw.len() {
            found.extend(pieces(raw, from..at, LONGEST_SENTENCE));
            from = at;
        }
    }
    found
}

/// How long the mark is with which an item begins: "2) ", "b) ", "(iv) ".
fn mark_of_an_item(raw: &str) -> usize {
    let mark = raw.split(' ').next().unwrap_or_default();
    let inner = mark.trim_start_matches('(');
    let label = inner.strip_suffix(')').filter(|label| (1..=4).contains(&label.len()));
    let is_label = label.is_some_and(|label| label.chars().all(|c| c.is_ascii_digit() || c.is_alphabetic()));
    if is_label && raw.len() > mark.len() { mark.len() } else { 0 }
}

fn begins_anew(rest: &str) -> bool {
    let next = rest.trim_start();
    rest.starts_with(char::is_whitespace)
        && next.starts_with(|c: char| c.is_uppercase() || "“\"(-+".contains(c) || c.is_ascii_digit())
}

/// Where a sentence begins with a large letter and no stop before it.
fn lost_stops(raw: &str) -> Vec<usize> {
    let mut found = Vec::new();
    let mut before = "";
    for (at, word) in words_at(raw) {
        let is_shortened = before.chars().count() > 2 && before.chars().all(char::is_uppercase);
        let ended = before.chars().next_back().is_some_and(|c| c.is_lowercase() || c.is_ascii_digit() || c == ')');
        let lost = (ended || is_shortened)
            && word.starts_with(char::is_uppercase)
            && !VI.holders.contains(&lower(before).as_str());
        if lost {
            let head: String = raw[at..].chars().take(32).collect();
            let low = lower(&head);
            let opens = VI.openings.iter().any(|opening| {
                if opening.ends_with(char::is_numeric) { low.starts_with(opening) } else { starts(&low, opening) }
            });
            // The rest of the opening is written small, or it is a title.
            let small = head.split_whitespace().nth(1).is_some_and(|next| !next.starts_with(char::is_uppercase));
            if opens && small && find(&low, VI.number_of).is_none_or(|at| at > 0) {
                found.push(at);
            }
        }
        before = word;
    }
    found
}

/// The words of a text with their places.
fn words_at(raw: &str) -> impl Iterator<Item = (usize, &str)> {
    raw.split_whitespace().map(|word| (word.as_ptr() as usize - raw.as_ptr() as usize, word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(raw: &str) -> Vec<&str> {
        sentences(raw, &[]).into_iter().map(|range| raw[range].trim()).collect()
    }

    #[test]
    fn stops_and_lost_stops() {
        assert_eq!(read("Có 5 xã. Đạt 2,5%. Hết."), ["Có 5 xã.", "Đạt 2,5%.", "Hết."]);
        assert_eq!(
            read("Mở 12 lớp cho hội viên Tổ chức thành công 3 hội chợ"),
            ["Mở 12 lớp cho hội viên", "Tổ chức thành công 3 hội chợ"]
        );
        assert_eq!(read("Sở Xây dựng mới có 5 người của Trong đó"), ["Sở Xây dựng mới có 5 người của Trong đó"]);
    }
}
