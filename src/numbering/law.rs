//! The number of an article with the abbreviation of its law: "ABC Art 5".

use super::{Style, label_word};

/// "ABC Art 5" alone on its line: the abbreviation of the law stands before the word.
pub(super) fn article_of(text: &str) -> Option<(Style, &str)> {
    /// Letters of an abbreviation, and of the whole line.
    const LONGEST: (usize, usize) = (6, 24);
    let (law, after) = text.split_once(' ').filter(|_| text.len() <= LONGEST.1)?;
    let is_law = (2..=LONGEST.0).contains(&law.len()) && law.chars().all(char::is_uppercase);
    let (style, rest) = label_word(after).filter(|(style, _)| is_law && *style == Style::Article)?;
    let ends = rest.trim().trim_end_matches(|c: char| c.is_ascii_lowercase()).bytes().all(|byte| byte.is_ascii_digit());
    ends.then_some((style, rest))
}
