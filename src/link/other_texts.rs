//! Whether a part that is named is another text's: "section 9(4) of the Ports Act", "Chapter VII XYZ", "Điều 5 Nghị định số …".
//!
//! In: the words behind a reference. Out: yes or no. What always holds: a list of parts is passed over to the text that has them all;
//! what calls itself this text, or by its own kind, is no other; a comma ends the reference.

use crate::language::Lexicon;
use crate::text::fold;

/// Parts of a list that are passed over.
const PARTS: usize = 24;
/// What parts words.
const BLANKS: [char; 3] = [' ', '\u{a0}', '\n'];

/// Whether the words behind a reference name another text. `own`: what the report calls itself, its kind or its title.
pub(super) fn is_of_another(language: &Lexicon, own: &[&str], after: &str) -> bool {
    let (rest, parted) = past_parts(language, after);
    let (rest, is_led) = match opening(&language.references.of, rest) {
        Some(rest) => (rest, true),
        None => (rest, false),
    };
    if opening(&language.references.own, rest).is_some() {
        return false;
    }
    // Behind a comma, too, a kind is of what was named: "khoản 7 Điều 1, Nghị định số …".
    let text = rest.trim_start_matches([',', ' ', '\u{a0}', '\n']);
    if let Some(behind) = language.after_kind(text).filter(|_| !parted || is_led || rest.starts_with(',')) {
        let named = fold(&text[..text.len() - behind.len()]);
        let is_own = own.iter().any(|own| fold(own).starts_with(&named));
        let is_this = opening(&language.references.own, behind).is_some();
        return match (is_own, is_this) {
            // "Luật này".
            (true, true) => false,
            (true, false) => {
                let name = opening(&language.references.of, behind).unwrap_or(behind);
                !is_led || behind.trim_start().starts_with(char::is_alphanumeric) && is_named(name)
            }
            (false, _) => !parted || is_led || is_named(behind),
        };
    }
    // "XYZ", "Ports Act 1960": a name.
    (!parted || is_led) && rest.trim_start().starts_with(char::is_uppercase)
}

/// Whether a number or a name goes on with a kind: "Nghị định số 5", "Luật Bến bãi".
fn is_named(behind: &str) -> bool {
    let word = behind.split_whitespace().next().unwrap_or_default();
    word.starts_with(char::is_uppercase)
        || behind.split_whitespace().take(2).any(|word| word.starts_with(|c: char| c.is_ascii_digit()))
}

/// What follows the numbers and parts that go on with a reference ("(4)", ", 12 and paragraph 3"), and whether a sign parts it from them.
fn past_parts<'a>(language: &Lexicon, after: &'a str) -> (&'a str, bool) {
    let (mut rest, mut parted) = (after, false);
    for _ in 0..PARTS {
        let text = rest.trim_start_matches(BLANKS);
        let sign = text.trim_start_matches([',', ';', '–', '-']);
        let next = match () {
            () if sign.len() < text.len() => (past_number(language, sign).is_some()).then_some(sign),
            () => past_number(language, text),
        };
        let Some(next) = next else { return (rest, parted || text.starts_with([',', ';', '.', ':', ')', '|'])) };
        (rest, parted) = (next, false);
    }
    (rest, parted)
}

/// What follows a number, a letter in brackets, a part with its number, or a word that joins two of them.
fn past_number<'a>(language: &Lexicon, text: &'a str) -> Option<&'a str> {
    let text = text.trim_start_matches(BLANKS);
    let text = opening(&language.references.joining, text).unwrap_or(text).trim_start_matches(BLANKS);
    let number = |text: &'a str| {
        let inside = text.strip_prefix('(').and_then(|text| text.split_once(')'));
        if let Some((_, rest)) = inside.filter(|(inside, _)| inside.chars().count() <= 5) {
            return Some(rest);
        }
        let end = text.find(|c: char| !c.is_alphanumeric() && c != '.').unwrap_or(text.len());
        let number = text[..end].trim_end_matches('.');
        let is_roman = !number.is_empty() && number.bytes().all(|byte| b"IVXL".contains(&byte));
        let is_letter = number.chars().count() == 1 && number.chars().all(char::is_lowercase);
        (number.starts_with(|c: char| c.is_ascii_digit()) || is_roman || is_letter).then(|| &text[number.len()..])
    };
    let part = language.part_word(text).map(|(_, end)| &text[end..]);
    let part = part.or_else(|| language.after_appendix_word(text));
    match part {
        Some(rest) => number(rest.trim_start_matches([' ', '\u{a0}'])),
        None => number(text),
    }
}

/// What follows one of some phrases at the head of a text, as whole words.
fn opening<'a>(phrases: &[String], text: &'a str) -> Option<&'a str> {
    let text = text.trim_start_matches(BLANKS);
    phrases.iter().find_map(|phrase| {
        let rest =
            text.get(..phrase.len()).filter(|head| head.to_lowercase() == *phrase).map(|_| &text[phrase.len()..])?;
        (!rest.starts_with(char::is_alphanumeric) || phrase.ends_with(['\'', '’'])).then_some(rest)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::lexicon;

    #[test]
    fn parts_of_other_texts() {
        let english = lexicon("en");
        for after in [
            "(4) of the Ports Act 1960",
            " of the treaty",
            " XYZ",
            "(1)(a) River Boats Act 1960",
            " and 12 of Directive 5",
            " and Chapter V XYZ",
            ", 4 and 5 of the Ports Act",
        ] {
            assert!(is_of_another(english, &["Report"], after), "{after}");
        }
        for after in [
            "",
            ". The board",
            ", The board",
            " of this act",
            " of the Report",
            " says so",
            " and section 4 say so",
            "(2) has it",
            ", and the Ports Act",
        ] {
            assert!(!is_of_another(english, &["Report"], after), "{after}");
        }
        let vietnamese = lexicon("vi");
        for after in [
            " Nghị định số 5",
            " của Luật Bến bãi",
            ", Điều 6 và Điều 7 Luật Bến bãi",
            "; khoản 2 Điều 9 của Nghị định số 3",
            " ban hành kèm theo Thông tư số 4",
            ", Nghị định số 34",
            " Quyết định này",
        ] {
            assert!(is_of_another(vietnamese, &["Luật"], after), "{after}");
        }
        for after in [
            " của Luật này",
            " và Điều 7 của Luật này",
            " được sửa đổi",
            "; các xã",
            " ban hành kèm theo Luật này",
            " của Luật",
        ] {
            assert!(!is_of_another(vietnamese, &["Luật"], after), "{after}");
        }
    }
}
