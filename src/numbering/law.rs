//! How laws number: "ABC Art 5", with the abbreviation of the law before the word; "Art 12a", put in by a later law.

/// What follows the abbreviation of a law that a short line opens with.
pub(super) fn after_abbreviation(text: &str) -> Option<&str> {
    /// Letters of an abbreviation, and of the whole line.
    const LONGEST: (usize, usize) = (6, 24);
    let (law, after) = text.split_once(' ').filter(|_| text.len() <= LONGEST.1)?;
    ((2..=LONGEST.0).contains(&law.len()) && law.chars().all(char::is_uppercase)).then_some(after)
}

/// Whether a number is all that a line has left: " 5", " 12a".
pub(super) fn is_number(rest: &str) -> bool {
    rest.trim().trim_end_matches(|c: char| c.is_ascii_lowercase()).bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a label or number is that of a part that a later law put in: "Art 12a", "IV a".
#[must_use]
pub fn is_inserted(label: &str) -> bool {
    let before = label.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let is_number = |c: char| c.is_ascii_digit() || "IVXL".contains(c);
    before.len() + 1 == label.len() && before.trim_end().ends_with(is_number)
}
