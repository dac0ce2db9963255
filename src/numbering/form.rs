//! The codes of forms: "Mẫu số: 01-ĐK-TCT", "Mẫu số 14- MST".

use crate::language;

/// Where the code of a form ends that a text opens with, and its first number.
pub fn code(text: &str) -> Option<(usize, usize)> {
    let code = language::any().after_form_word(text)?.trim_start_matches([':', ' ', '.']);
    let start = text.len() - code.len();
    let is_code = |c: char| c.is_alphanumeric() || "-./".contains(c);
    let length = |from: usize| code[from..].find(|c| !is_code(c)).unwrap_or(code.len() - from);
    let mut end = length(0);
    // A blank behind a hyphen parts no code.
    while code[..end].ends_with(['-', '/']) && code[end..].starts_with(' ') {
        let more = length(end + 1);
        if more == 0 {
            return None;
        }
        end += 1 + more;
    }
    let end = code[..end].trim_end_matches(['.', '-', '/']).len();
    let digits = code[..end].chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit);
    let ordinal = digits.take(4).collect::<String>().parse().ok()?;
    Some((start + end, ordinal))
}
