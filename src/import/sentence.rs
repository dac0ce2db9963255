//! How a text begins and ends: whether it can be the half of a paragraph that a page end broke.

use crate::language;

/// How the last words of a text stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// A full stop or its equal: nothing is missing.
    Closed,
    /// A semicolon or colon: a clause is over, the sentence perhaps not.
    Clause,
    /// A bracket or quotation mark: it may be the end.
    Bracket,
    /// A word, a figure, a comma, a dash: the sentence goes on.
    Open,
}

/// How the first words stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// A small letter: the text goes on from somewhere.
    Small,
    /// A capital.
    Capital,
    /// A figure, a quotation mark, a bracket or another sign.
    Sign,
}

/// How a text ends, marks and emphasis aside.
#[must_use]
pub fn end_of(plain: &str) -> End {
    let text = plain.trim_end_matches(|c: char| c.is_whitespace() || c == '*');
    if ends_on_enumerator(text) {
        return End::Open;
    }
    let bare = text.trim_end_matches(|c: char| ")]}”’\"'»*".contains(c) || c.is_whitespace());
    match bare.chars().next_back() {
        None | Some('.' | '!' | '?' | '…') => End::Closed,
        Some(';' | ':') => End::Clause,
        Some(_) if bare.len() < text.len() => End::Bracket,
        Some(_) => End::Open,
    }
}

/// The last bytes of a text, so many at most: a line or a paragraph may be megabytes long.
#[must_use]
pub fn tail(text: &str, bytes: usize) -> &str {
    &text[text.ceil_char_boundary(text.len().saturating_sub(bytes))..]
}

/// Whether a text ends with a full stop that only shortens a word: "… bzw.", "… 500 Mio."; and whether a number stands before
/// that word.
#[must_use]
pub fn ends_shortened(plain: &str) -> Option<bool> {
    let text = plain.trim_end_matches(|c: char| c.is_whitespace() || c == '*').strip_suffix('.')?;
    let mut words = text.rsplit(|c: char| c.is_whitespace() || "(“\"".contains(c));
    let is_short = words.next().is_some_and(|word| !word.is_empty() && language::any().is_abbreviation(word));
    is_short.then(|| words.next().is_some_and(|word| word.ends_with(|c: char| c.is_ascii_digit())))
}

/// Whether the last word of a text cannot be the last of a sentence: "… của", "… and the".
#[must_use]
pub fn must_go_on(plain: &str) -> bool {
    language::any().must_go_on(plain)
}

/// "…; (2)": the item that the number announces is on the next page.
fn ends_on_enumerator(text: &str) -> bool {
    let Some((before, inside)) = text.strip_suffix(')').and_then(|text| text.rsplit_once('(')) else {
        return false;
    };
    let short = (1..=2).contains(&inside.len()) && inside.bytes().all(|b| b.is_ascii_alphanumeric());
    short && before.trim_end().ends_with([';', ':', ',', '.'])
}

/// How a text begins.
#[must_use]
pub fn start_of(plain: &str) -> Start {
    match plain.trim_start_matches(['*', ' ']).chars().next() {
        Some(c) if c.is_lowercase() => Start::Small,
        Some(c) if c.is_uppercase() => Start::Capital,
        _ => Start::Sign,
    }
}

/// Whether a text begins with a day: "31. Mai", "3 May". Its number counts no items.
#[must_use]
pub fn opens_with_day(plain: &str) -> bool {
    let digits = plain.bytes().take_while(u8::is_ascii_digit).count();
    let is_day = plain[..digits].parse().is_ok_and(|day: u32| (1..=31).contains(&day));
    let rest = plain[digits..].trim_start_matches('.').trim_start();
    let name = rest.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    is_day && !name.is_empty() && language::any().month(name).is_some()
}

/// Whether a line stands between the two halves of a sentence.
pub fn is_cut_by(lines: &[(usize, &str)], at: usize) -> bool {
    /// Lines that a page's head and foot have between the halves.
    const AROUND: usize = 8;
    let is_text = |line: &&str| line.split_whitespace().nth(4).is_some();
    let above = lines[at.saturating_sub(AROUND)..at].iter().rev().map(|(_, line)| line.trim()).find(is_text);
    let below = lines[at + 1..].iter().take(AROUND).map(|(_, line)| line.trim()).find(is_text);
    above.zip(below).is_some_and(|(above, below)| end_of(above) == End::Open && start_of(below) == Start::Small)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_and_starts() {
        assert_eq!(end_of("hết câu.”"), End::Closed);
        assert_eq!(end_of("còn nữa,"), End::Open);
        assert_eq!(end_of("(kèm phụ lục)"), End::Bracket);
        assert_eq!(end_of("như sau:"), End::Clause);
        assert_eq!(end_of("gồm: (1) xã; (2)"), End::Open);
        assert!(must_go_on("theo Nghị quyết của") && !must_go_on("theo đó."));
        assert_eq!(start_of("*và*"), Start::Small);
        assert_eq!(start_of("“Đề án”"), Start::Sign);
        assert!(opens_with_day("31. März des Jahres") && opens_with_day("3 May"));
        assert!(!opens_with_day("31. Maße") && !opens_with_day("3. 5") && !opens_with_day("45. Mai"));
    }
}
