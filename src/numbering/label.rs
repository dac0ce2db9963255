//! The label of a note: "7", and "26a" of a note that was put in later.

use std::fmt;

/// A label of notes: a number, perhaps with a letter of somebody who put the note in later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Label {
    number: u32,
    letter: Option<char>,
}

impl Label {
    /// Reads "7" and "26a".
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let digits = text.trim_end_matches(|c: char| c.is_ascii_lowercase());
        let mut letters = text[digits.len()..].chars();
        let letter = letters.next();
        let fits = (1..=4).contains(&digits.len()) && !digits.starts_with('0') && letters.next().is_none();
        let number = digits.parse().ok().filter(|_| fits)?;
        Some(Self { number, letter })
    }

    /// A number without a letter.
    #[must_use]
    pub fn plain(number: u32) -> Self {
        Self { number, letter: None }
    }

    /// The number.
    #[must_use]
    pub fn number(self) -> u32 {
        self.number
    }

    /// Whether it has the letter of a note that was put in later.
    #[must_use]
    pub fn is_put_in(self) -> bool {
        self.letter.is_some()
    }

    /// The labels that may come before it in a row, with what the leap costs. `gap`: labels that may be lost.
    pub fn before(self, gap: u32) -> Vec<(Self, i32)> {
        let mut found = Vec::new();
        if let Some(letter) = self.letter {
            let last = char::from_u32(u32::from(letter) - 1).filter(char::is_ascii_lowercase);
            found.push((Self { number: self.number, letter: last }, 0));
            return found;
        }
        for lost in 0..=gap.min(self.number.saturating_sub(2)) {
            let number = self.number - 1 - lost;
            let penalty = -3 * i32::try_from(lost).unwrap_or(1);
            found.push((Self::plain(number), penalty));
            found.extend(('a'..='d').map(|letter| (Self { number, letter: Some(letter) }, penalty)));
        }
        found
    }
}

impl fmt::Display for Label {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{}{}", self.number, self.letter.map(String::from).unwrap_or_default())
    }
}
