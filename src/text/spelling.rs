//! How syllables are spelled, whatever the capitals and wherever the tone mark stands.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

/// The five tone marks of Vietnamese: grave, acute, hook above, tilde, dot below.
const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{309}', '\u{303}', '\u{323}'];

/// A letter in lower case without its tone, and the tone.
type Letter = (char, Option<char>);

/// The letters of Latin script; none where a character is no single letter.
static LETTERS: LazyLock<Vec<Option<Letter>>> = LazyLock::new(|| ('\0'..'\u{1f00}').map(letter).collect());

fn letter(c: char) -> Option<Letter> {
    if !matches!(c, '\0'..'\u{250}' | '\u{1e00}'..'\u{1f00}') {
        return None;
    }
    let (letters, tones) = parted(&c.to_string());
    let (mut letters, mut tones) = (letters.chars(), tones.chars());
    match (letters.next(), letters.next(), tones.next(), tones.next()) {
        (Some(letter), None, tone, None) => Some((letter, tone)),
        _ => None,
    }
}

/// The letters of a syllable, lower case and composed, and its tone marks.
fn parted(syllable: &str) -> (String, String) {
    let mut tones = String::new();
    let toneless = |c: &char| {
        let is_tone = TONES.contains(c);
        if is_tone {
            tones.push(*c);
        }
        !is_tone
    };
    let letters: String = syllable.nfd().filter(toneless).flat_map(char::to_lowercase).collect();
    (letters.nfc().collect(), tones)
}

/// How a syllable is spelled, whatever the capitals and wherever the tone mark stands: lower case, composed but for the
/// tone, which comes last. `Hòa` and `HOÀ` give `hoa` and a grave; a syllable without accents gives what [`fold`] gives.
#[must_use]
pub fn spelling(syllable: &str) -> String {
    let mut spelling = String::with_capacity(syllable.len() + 2);
    let mut tones = String::new();
    for c in syllable.chars() {
        // A mark by itself belongs to the letter before it.
        let Some((letter, tone)) = LETTERS.get(c as usize).copied().flatten() else {
            let (letters, tones) = parted(syllable);
            return letters + &tones;
        };
        spelling.push(letter);
        tones.extend(tone);
    }
    spelling.push_str(&tones);
    spelling
}

/// What two spellings of a syllable have in common: letters and tone wherever it stands ([`spelling`]), and one letter for the `i` and
/// the `y` of `kĩ` and `kỹ`.
#[must_use]
pub fn one_spelling(syllable: &str) -> String {
    let mut spelled = spelling(syllable);
    let letters = spelled.trim_end_matches(TONES).len();
    let is_long =
        spelled[..letters].strip_suffix('y').is_some_and(|rest| rest.ends_with(['t', 'k', 'l', 'm', 's', 'h']));
    if is_long {
        spelled.replace_range(letters - 1..letters, "i");
    }
    spelled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_by_themselves_give_what_the_syllable_gives() {
        for c in '\0'..'\u{3000}' {
            for syllable in [c.to_string(), format!("A{c}"), format!("{c}\u{302}\u{301}o")] {
                let (letters, tones) = parted(&syllable);
                assert_eq!(spelling(&syllable), letters + &tones, "{syllable:?}");
            }
        }
    }
}
