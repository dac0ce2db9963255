//! The letters by which items are counted, of several languages in one row, and letters that stand for others.

use std::borrow::Cow;

use super::words::Language;

/// The letters of all rows, each behind the one that it follows in its own.
pub(super) fn merged(languages: &[&Language]) -> Vec<(char, bool)> {
    let rows: Vec<Vec<char>> = languages.iter().map(|l| l.letters.chars().collect()).collect();
    let mut all: Vec<char> = Vec::new();
    for row in &rows {
        let mut at = 0;
        for letter in row {
            let known = all.iter().position(|other| other == letter);
            at = known.unwrap_or_else(|| {
                all.insert(at, *letter);
                at
            }) + 1;
        }
    }
    let counted = rows.iter().filter(|row| !row.is_empty());
    all.into_iter().map(|letter| (letter, counted.clone().any(|row| !row.contains(&letter)))).collect()
}

/// A text with the letters that it means, of as many bytes: some fonts give the letter with a horn as another one.
pub(super) fn respelled(text: &str) -> Cow<'_, str> {
    const MISNAMED: [(char, char); 2] = [('\u{1a2}', '\u{1af}'), ('\u{1a3}', '\u{1b0}')];
    let is_misnamed = |c: char| MISNAMED.iter().any(|(given, _)| *given == c);
    if !text.contains(is_misnamed) {
        return text.into();
    }
    let meant = |c: char| MISNAMED.iter().find(|(given, _)| *given == c).map_or(c, |(_, meant)| *meant);
    text.chars().map(meant).collect::<String>().into()
}

#[cfg(test)]
mod tests {
    use crate::language::any;

    #[test]
    fn letters_of_all_languages_stand_in_one_row() {
        assert_eq!((any().letter('đ'), any().letter('e'), any().letter('1')), (Some(5), Some(6), None));
        assert!(any().may_lack_letters(4, 6) && !any().may_lack_letters(1, 3), "e after d, but not c after a");
    }
}
