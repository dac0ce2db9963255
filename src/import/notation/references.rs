//! What may call a note: raised signs, numbers in brackets, and plain digits behind a word or a full stop.
//!
//! In: a line. Out: the candidates with their place, label and how much each looks like a mark. No candidate is a
//! mark yet: [`super::chain`] decides by the notes that answer.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::import::verbatim::without_pictures;
use crate::import::{marks, sentence};
use crate::language;
use crate::numbering::label::Label;
use crate::text::pattern;

/// How a candidate is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Form {
    /// "xã¹" in any writing that [`marks`] knows.
    Raised,
    /// "xã[1]"
    Square,
    /// "xã (1)"
    Brackets,
    /// "xã1)"
    HalfBracket,
    /// "xã1", "goods.1"
    Glued,
    /// "goods. 1 Its"
    Spaced,
}

/// Bytes before a candidate that are looked at: a line may be megabytes long.
const CLAUSE: usize = 600;

/// A candidate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// Index of the line.
    pub line: usize,
    /// The bytes of the line that are the sign, white space before it with it.
    pub range: Range<usize>,
    /// The label.
    pub label: Label,
    /// How it is written.
    pub form: Form,
    /// How much it looks like a mark, by itself.
    pub strength: i32,
    /// A raised sign in brackets: "⁽¹⁾".
    pub bracketed: bool,
}

/// What stands before the sign, white space, and the label.
static SQUARE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(^|[^\s\[\]\\>])( ?)\\?\[ ?(\d{1,4}[a-z]?) ?\\?\]"));
static BRACKETS: LazyLock<Regex> = LazyLock::new(|| pattern(r"([\p{L}\p{N}%”’»)][*_.,]*)( ?)\((\d{1,4}[a-z]?)\)"));
static HALF: LazyLock<Regex> = LazyLock::new(|| pattern(r"([\p{L}%”’»])()(\d{1,3}[a-z]?)\)"));
static GLUED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r#"(\p{L}{2,}(?: ?[.,;:?!])?|[\p{L}\d€$£.:…]\)?(?: ?[.,;:?!])? ?[”’"»)%]{1,2}[.,;:?!]?[*_]*|[€$£][.,;:]?|\p{L}[*_]+[.,;:]?|\b(?:19|20)\d\d[.,]?|/\p{Lu}{2,4}\d\d)()(\d{1,4}[a-z]?)\b"#,
    )
});
static SPACED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r#"([\p{L}\d€](?: ?[.,;:?!])?(?: ?[”’"»)%*_]+)?[.,;:?!]?[*_]*|^)( +|^)(\d{1,4}[a-z]?)(?:\s|$|[.,;:)\]])"#)
});

/// The candidates of a line without mark-up of their own; `number`: the line's index.
pub fn plain(number: usize, line: &str) -> Vec<Reference> {
    let mut found: BTreeMap<usize, Reference> = BTreeMap::new();
    if !line.bytes().any(|byte| byte.is_ascii_digit()) {
        return Vec::new();
    }
    for (form, pattern) in [
        (Form::Square, &SQUARE),
        (Form::Brackets, &BRACKETS),
        (Form::HalfBracket, &HALF),
        (Form::Glued, &GLUED),
        (Form::Spaced, &SPACED),
    ] {
        let mut from = 0;
        while let Some(captures) = pattern.captures_at(line, from) {
            let (Some(before), Some(label)) = (captures.get(1), captures.get(3)) else { break };
            // The last digit may stand before the next sign: "in 2025. 2 Two".
            from = (label.end() - 1).max(from + 1);
            while !line.is_char_boundary(from) && from < line.len() {
                from += 1;
            }
            let end = match form {
                Form::Square | Form::Brackets | Form::HalfBracket => {
                    captures.get(0).map_or(label.end(), |all| all.end())
                }
                Form::Raised | Form::Glued | Form::Spaced => label.end(),
            };
            let strength = strength(form, line, &captures, end);
            let taken = found.range(..end).next_back().is_some_and(|(_, other)| before.end() < other.range.end);
            if let (Some(strength), Some(label), false) = (strength, Label::read(label.as_str()), taken) {
                let range = before.end()..end;
                let reference = Reference { line: number, range, label, form, strength, bracketed: false };
                found.insert(before.end(), reference);
            }
            if from >= line.len() {
                break;
            }
        }
    }
    found.into_values().collect()
}

/// The words that a source counts things by ("Goal 3", "Lot 4"): three numbers and more stand behind them.
pub fn counting_words<'a>(lines: impl Iterator<Item = &'a str>) -> HashSet<&'a str> {
    const ENOUGH: usize = 3;
    let mut numbers: HashMap<&str, HashSet<&str>> = HashMap::new();
    for (word, number) in lines.flat_map(counted_words) {
        numbers.entry(word).or_default().insert(number);
    }
    numbers.into_iter().filter(|(_, numbers)| numbers.len() >= ENOUGH).map(|(word, _)| word).collect()
}

/// The words of a line behind which a number of up to three digits stands, with it.
fn counted_words(line: &str) -> impl Iterator<Item = (&str, &str)> {
    line.match_indices(' ').filter_map(|(at, _)| {
        let after = &line[at + 1..];
        let number = &after[..after.bytes().take_while(u8::is_ascii_digit).count()];
        let is_whole = !after[number.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '_');
        let word = line[..at].rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        ((1..=3).contains(&number.len()) && is_whole && word.chars().nth(2).is_some()).then_some((word, number))
    })
}

/// Whether a plain digit belongs to the word before it.
pub fn is_counted(line: &str, reference: &Reference, words: &HashSet<&str>) -> bool {
    let before = line[..reference.range.start].rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    reference.form == Form::Spaced && words.contains(before)
}

/// The raised marks of a line that are no label of a note.
pub fn raised(number: usize, line: &str) -> Vec<Reference> {
    let mut signs = Vec::new();
    let text = marks::take(&without_pictures(line), number, &mut signs);
    let opens = marks::leading(text.trim_start_matches(['>', '-', '*', ' '])).map(|(index, _)| index);
    let mut at = 0;
    let mut found = Vec::new();
    for (index, sign) in signs.iter().enumerate() {
        let start = line[at..].find(&sign.raw).map_or(at, |start| at + start);
        let label = Label::read(&sign.label).filter(|_| sign.sure && Some(index) != opens);
        if let Some(label) = label {
            let range = start..start + sign.raw.len();
            let inside = line[..start].ends_with('(') && line[range.end.min(line.len())..].starts_with(')');
            let bracketed = inside || sign.raw.contains('(');
            found.push(Reference { line: number, range, label, form: Form::Raised, strength: 10, bracketed });
        }
        at = start;
    }
    found
}

/// How much a candidate looks like a mark; none when it cannot be one.
fn strength(form: Form, line: &str, found: &Captures<'_>, end: usize) -> Option<i32> {
    let before = &found[1];
    let head = sentence::tail(&line[..found.get(1)?.start()], CLAUSE);
    let after = &line[end..];
    let spaced = !found[2].is_empty();
    match form {
        Form::Raised => Some(10),
        // [7](address) and [7]: address belong to links.
        Form::Square if after.starts_with(':') => (!head.trim().is_empty() || !before.trim().is_empty()).then_some(6),
        Form::Square => (!after.starts_with('(')).then_some(6),
        Form::Brackets if closes_name(head, before) || is_label(head, before) => None,
        Form::Brackets => Some(if spaced { 2 } else { 4 }),
        // The bracket closes none that is open.
        Form::HalfBracket => head.rfind('(').is_none_or(|open| head[open..].contains(')')).then_some(4),
        Form::Glued => glued(head, before, after),
        Form::Spaced => spaced_sign(head, before, after),
    }
}

/// "goods3" and "goods.3": no unit, no figure, no name of a thing ("km2", "1.5", "A320").
fn glued(head: &str, before: &str, after: &str) -> Option<i32> {
    let word = before.trim_end_matches(['.', ',', ';', ':', '?', '!', ' ']);
    let is_unit = ["km", "cm", "dm", "mm", "hm", "tr", "pp"].contains(&word) || marks::FORMULAS.contains(&word);
    let goes_on = after.starts_with([',', '.', '/', '-', ':']) && after[1..].starts_with(|c: char| c.is_ascii_digit());
    let closes = after.starts_with(')') && head.rfind('(').is_some_and(|open| !head[open..].contains(')'));
    let ends =
        closes || after.is_empty() || after.starts_with([' ', '.', ',', ';', ':', '”', '?', '!', '*', '_', '\\', '|']);
    // "tỷ.3 Sau đó": a mark behind the sign stands at the end of the sentence or clause.
    let follows_sign = word.len() < before.len();
    let apart = !follows_sign || after.is_empty() || after.starts_with([' ', '*', '_', '”', '|']);
    // An address and a name of a file hold digits as well; years and dates do not.
    let token = head.rsplit(char::is_whitespace).next().unwrap_or_default();
    let year = word.starts_with(|c: char| c.is_ascii_digit()) && word.ends_with(|c: char| c.is_ascii_digit());
    let is_date = year && token.chars().all(|c| c.is_ascii_digit() || "./-–(".contains(c));
    // "70/2025/QH153": the number of a law closes with two digits.
    let code = word.starts_with('/');
    let is_address = token.contains(['/', '@', '#', '=', '_']) && !is_date && !code || token.starts_with("www");
    // "20193" and "OECD3" may as well be a figure and a name.
    let is_capital =
        |word: &str| word.ends_with(char::is_uppercase) || word.chars().rev().nth(1).is_some_and(char::is_uppercase);
    let is_short = follows_sign && language::any().is_abbreviation(word);
    let may_be_name = !follows_sign && (year || code || is_capital(word)) || is_short;
    let is_money = !follows_sign && word.ends_with(['€', '$', '£']);
    let fits = !is_unit && ends && !goes_on && apart && !is_address && !is_money;
    fits.then_some(if may_be_name { 3 } else { 5 })
}

/// Whether a label in brackets stands before a number in brackets: "paragraph (h)(1)" cites a paragraph.
fn is_label(head: &str, before: &str) -> bool {
    const LONGEST: usize = 4;
    let inside = before.starts_with(')').then(|| head.rfind('(')).flatten().map(|open| &head[open + 1..]);
    inside.is_some_and(|label| label.len() <= LONGEST && label.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// Whether the word before a number names what the number counts: a table, a chapter, an article.
fn closes_name(head: &str, before: &str) -> bool {
    let letter = before.chars().next().map_or(0, char::len_utf8);
    if letter < before.len() {
        return false;
    }
    let words = format!("{head}{before}");
    let mut starts = words.rmatch_indices(' ').map(|(at, _)| at + 1).chain([0]).take(2);
    let is_part = |word: &str| language::any().part_word(word).is_some_and(|(_, length)| length == word.len());
    starts.any(|start| is_part(&words[start..]) || language::any().is_caption(&format!("{} 1", &words[start..])))
}

/// "goods. 3 Its", "goods, 3 which", "goods 3": the weaker the less stands between.
fn spaced_sign(head: &str, before: &str, after: &str) -> Option<i32> {
    // "21,23" is a figure.
    let goes_on = after.starts_with([',', '.', ':', '/']) && after[1..].starts_with(|c: char| c.is_ascii_digit());
    if goes_on {
        return None;
    }
    let next = after.trim_start();
    let at_end = next.is_empty();
    let capital = next.starts_with(|c: char| c.is_uppercase() || "“‘\"(*_[".contains(c));
    let small = next.starts_with(char::is_lowercase);
    let sign = before.trim_end_matches(['”', '’', '"', '»', ')', '*', '_', ' ']);
    let closed = sign.ends_with(['.', '?', '!']) || sign.len() < before.len() && before.ends_with(['.', '”', '"', '»']);
    // "Table 1", "Article 4": the number is the word's; "3, 4 and 5" is a list.
    let last = head.rsplit(|c: char| c.is_whitespace() || "([".contains(c)).next().unwrap_or_default();
    let is_short = last.len() < 3 && last.chars().all(|c| c.is_ascii_digit());
    let is_list = is_short && before.starts_with(|c: char| c.is_ascii_digit()) && before.ends_with(',');
    if is_list || closes_name(head, before) {
        return None;
    }
    // "No. 5 The", "Nr. 4 Der": the stop belongs to the word.
    let letter = before.chars().next().filter(|c| c.is_alphabetic()).map(String::from).unwrap_or_default();
    let start = head.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let closed = closed && !language::any().is_abbreviation(&format!("{start}{letter}"));
    let strength = match (closed, at_end, capital, small) {
        // All of a line: a page's end or a converter parted it from its word.
        _ if before.is_empty() && after.trim().is_empty() => 4,
        _ if before.is_empty() && after.starts_with(' ') => 1,
        _ if before.is_empty() => return None,
        (true, true, ..) | (true, _, true, _) => 5,
        (true, ..) => 2,
        _ if before.ends_with([',', ';', ':']) && (small || at_end) => 3,
        (_, true, ..) => 2,
        _ if next.len() < after.len() => -1,
        // "goods 3." and "goods 3, which"
        _ if after.starts_with([',', '.', ';']) => -1,
        _ => return None,
    };
    Some(strength)
}
