//! Tokens: a text cut into words, figures and signs.

use std::ops::Range;

use crate::text::{is_alphanumeric, lower};

/// A word, figure or sign of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Its bytes.
    pub range: Range<usize>,
    /// What it is compared by: lower case; a figure without the spaces of OCR.
    pub key: String,
    /// Whether it is a figure.
    pub is_number: bool,
}

/// The words and figures of a text; signs are left out.
#[must_use]
pub fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::new();
    each_token(text, |range, is_number| {
        let word = &text[range.clone()];
        let key = if is_number { word.split(' ').collect() } else { lower(word) };
        found.push(Token { range, key, is_number });
    });
    found
}

/// Takes each word and figure of a text: its bytes, and whether it is a figure.
pub fn each_token(text: &str, mut take: impl FnMut(Range<usize>, bool)) {
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let (length, is_number) = match c {
            '0'..='9' => (number_length(&text[at..]), true),
            c if is_alphanumeric(c) => {
                (text[at..].find(|c: char| !is_alphanumeric(c)).unwrap_or(text.len() - at), false)
            }
            c => (c.len_utf8(), false),
        };
        if is_alphanumeric(c) || matches!(c, '%' | '‰') {
            take(at..at + length, is_number);
        }
        at += length;
    }
}

/// How many bytes a figure takes: digits, groups parted by a full stop, comma or OCR's space.
fn number_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let digits = |from: usize| bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
    let mut end = digits(0);
    // "1 933,9": a group of three after at most three digits, not the start of "20 000 000m"-like words.
    while end < bytes.len() {
        let group = match bytes[end] {
            b'.' | b',' => digits(end + 1),
            b' ' if end <= 11 && digits(end + 1) == 3 && leads_group(&text[..end]) => 3,
            _ => 0,
        };
        if group == 0 {
            break;
        }
        end += 1 + group;
    }
    end
}

/// Whether digits before a space can be the front of a figure in groups: "1", "27", "120", "1 933".
fn leads_group(head: &str) -> bool {
    let last = head.rsplit(' ').next().unwrap_or(head);
    let plain = last.bytes().all(|b| b.is_ascii_digit());
    let is_first = last.len() == head.len();
    plain && !head.starts_with('0') && if is_first { last.len() <= 3 } else { last.len() == 3 }
}
