//! How laws number: "ABC Art 5", with the abbreviation of the law before the word; "Art 12a", put in by a later law; "Art R. 123-4",
//! by a code.

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

/// Where the code of an article ends that has several numbers or letters: "41.7.TB.3.", "1.32(a)-1", "R. 123-4".
pub(super) fn code(text: &str) -> Option<usize> {
    /// Letters of one of its parts.
    const LONGEST: usize = 4;
    let lettered = text.get(..3).is_some_and(|head| head.ends_with(". ") && head.starts_with(char::is_uppercase));
    let from = if lettered { 3 } else { 0 };
    let end = text[from..].find(char::is_whitespace).map_or(text.len(), |end| from + end);
    let code = text[..end].trim_end_matches(['.', ':', ',', '-', '–']);
    let is_part = |part: &&str| {
        let digits = part.trim_end_matches(|c: char| c.is_ascii_lowercase());
        let is_number = part.len() <= digits.len() + 1 && digits.bytes().all(|byte| byte.is_ascii_digit());
        part.chars().count() <= LONGEST && (is_number || part.chars().all(char::is_uppercase))
    };
    let parts: Vec<&str> = code.split(['.', '-', '(', ')', ' ']).filter(|part| !part.is_empty()).collect();
    let has_number = parts.iter().any(|part| part.starts_with(|c: char| c.is_ascii_digit()));
    // "25(1)" cites a paragraph.
    let is_code = code.starts_with(char::is_alphanumeric) && code.contains(['.', '-']);
    (is_code && has_number && parts.len() > 1 && parts.iter().all(is_part)).then_some(code.len())
}

/// Whether a label or number is that of a part that a later law put in: "Art 12a", "IV a".
#[must_use]
pub fn is_inserted(label: &str) -> bool {
    let before = label.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let is_number = |c: char| c.is_ascii_digit() || "IVXL".contains(c);
    before.len() + 1 == label.len() && before.trim_end().ends_with(is_number)
}
