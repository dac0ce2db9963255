//! Reference marks in the house styles that OCR gives: found, taken out of the text, kept with what was printed.
//!
//! In: one line. Out: the line with a token (`\u{E000}n\u{E001}`) in place of each mark, and the marks. Units
//! (m², km²) and formulas stay as they are. Which marks open a definition is decided later, by place.

use std::sync::LazyLock;

use regex::Regex;

use crate::numbering::small_roman;
use crate::text::pattern;

/// A mark as printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The label alone: "7", "*", "a".
    pub label: String,
    /// As printed, with its mark-up.
    pub raw: String,
    /// Line of the source, from 1.
    pub line: usize,
    /// A sign that nothing else looks like; otherwise it counts only when a definition answers it.
    pub sure: bool,
    /// A bracket is missing: `<sup>7)</sup>`.
    pub broken: bool,
    /// `[^7]:`, which only a definition has.
    pub defines: bool,
}

impl Mark {
    /// Whether it is "[7]" without mark-up or link.
    #[must_use]
    pub fn is_bare(&self) -> bool {
        !self.raw.contains(['<', '^', '$', '#']) && self.raw.is_ascii() && self.raw.starts_with(['[', '\\'])
    }
}

pub const OPEN: char = '\u{E000}';
/// What ends the token of a mark.
pub const CLOSE: char = '\u{E001}';

/// The token for a mark.
#[must_use]
pub fn token(index: usize) -> String {
    format!("{OPEN}{index}{CLOSE}")
}

static MARK: LazyLock<Regex> = LazyLock::new(|| {
    let patterns = [
        // <sup>7</sup> in its brackets, with or without a link in or around it
        r#"(?:<a\b[^>]*>\s*)?(?:\[\s*)?<sup>\s*(?:<a\b[^>]*>\s*)?(?P<sup>[^<>]{1,24}?)\s*(?:</a>\s*)?</sup>(?:\s*</a>)?(?:\]\(#[^)\s]*\))?"#,
        // [^7] of Markdown
        r"\[\^(?P<md>[^\]\s]{1,80})\](?P<colon>:)?",
        // ⁷ and ⁽⁷⁾
        r"(?P<digits>[⁽]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+[⁾]?)",
        // (*) and † in the line
        r"\((?P<stars>(?:\\?\*){1,3})\)|(?P<dagger>[†‡]{1,3})|(?P<paragraph>[§¶])",
        // $^{7}$, ${ }^{7}$, \(^{7}\) of mathematical OCR; ^7^ and ^(7)^ of Pandoc; ^7 and ^{7}
        r"(?:\$|\\\()\s*(?:\{\s*\}\s*)?\^\s*\{?\s*(?P<tex>[\(\[]?\d{1,4}[\)\]]?)\s*\}?\s*(?:\$|\\\))",
        r"\^[\(\[]?(?P<pandoc>\d{1,4})[\)\]]?\^",
        r"\^(?:\{(?P<braces>\d{1,4})\}|(?P<caret>\d{1,4})\b)",
        // [7](#fn7), [\[7\]](#_ftn7): linked
        r"\[\\?\[?(?P<linked>\d{1,3})\\?\]?\]\(#[^)\s]*\)",
        // [7], \[7\]: plain
        r"\\?\[ ?(?P<plain>\d{1,3}) ?\\?\]",
    ];
    pattern(&patterns.join("|"))
});

/// Takes the marks out of a line; their indexes go on from `marks.len()`.
#[must_use]
pub fn take(line: &str, number: usize, marks: &mut Vec<Mark>) -> String {
    let raised = ['<', '[', '^', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹', '⁰', '⁽', '†', '‡', '§', '¶'];
    if !line.contains(raised) && !line.contains("*)") {
        return line.to_owned();
    }
    let mut out = String::with_capacity(line.len());
    let mut done = 0;
    for found in MARK.captures_iter(line) {
        let Some(whole) = found.get(0) else { continue };
        let before = &line[..whole.start()];
        let Some(labels) = labels_of(&found, before, &line[whole.end()..]) else {
            continue;
        };
        out.push_str(line[done..whole.start()].trim_end_matches(' '));
        keep_space_before_definition(&mut out, before);
        for label in labels {
            out.push_str(&token(marks.len()));
            marks.push(Mark { raw: whole.as_str().to_owned(), line: number, ..label });
        }
        done = whole.end();
    }
    out.push_str(&line[done..]);
    out
}

/// A mark stands close to its word ("từ ⁷" is "từ⁷"), but not when it opens a line or follows an opening sign.
fn keep_space_before_definition(out: &mut String, before: &str) {
    let sign = before.trim_end().chars().next_back();
    if before.ends_with(' ') && sign.is_none_or(|c| "([“\"-–+:".contains(c)) {
        out.push(' ');
    }
}

/// The marks that one match stands for; none when it is a unit, a formula or a text in brackets.
fn labels_of(found: &regex::Captures<'_>, before: &str, after: &str) -> Option<Vec<Mark>> {
    let group = |name: &str| found.name(name).map(|m| m.as_str());
    if let Some(label) = group("md") {
        return Some(vec![mark(label, true, false, group("colon").is_some())]);
    }
    let opens = before.trim().is_empty();
    let opens_item = opens_item(before);
    if let Some(signs) = group("stars").or_else(|| group("dagger")) {
        return Some(vec![mark(&signs.replace('\\', ""), opens_item, false, false)]);
    }
    if let Some(sign) = group("paragraph") {
        return is_paragraph_mark(before, after).then(|| vec![mark(sign, opens_item, false, false)]);
    }
    if let Some(label) = group("braces").or_else(|| group("caret")) {
        // "x^2" and "10^6" are powers: a mark stands behind a word or a sign, or opens a line.
        let word = before.chars().rev().take_while(|c| c.is_alphabetic()).count();
        let behind = word > 1 || before.ends_with(['.', ',', ';', ':', '”', '"', '»', ')', '%']);
        let is_mark = (opens || behind) && !is_exponent(before, label, after);
        return is_mark.then(|| vec![mark(label, true, false, false)]);
    }
    if let Some(printed) = group("sup").or_else(|| group("tex")) {
        if is_exponent(before, printed, after) {
            return None;
        }
        return raised_labels(printed, opens_item);
    }
    if let Some(printed) = group("digits") {
        let plain: String = printed.chars().map(plain_digit).collect();
        if is_exponent(before, &plain, after) {
            return None;
        }
        return raised_labels(&plain, opens_item);
    }
    if let Some(label) = group("linked") {
        // The address names the note, brackets say that it is one, or it sticks to its word as a mark does: others lead to
        // a paragraph or a page.
        let (words, address) = found[0].split_once("](#")?;
        let sticks = before.ends_with(|c: char| c.is_alphanumeric() || ".,;:?!”»)%*".contains(c));
        let names = address.trim_end_matches(')').ends_with(label) || words.ends_with(']');
        let is_mark = opens || sticks || names;
        return is_mark.then(|| vec![mark(label, true, false, false)]);
    }
    if let Some(label) = group("pandoc") {
        return Some(vec![mark(label, true, false, false)]);
    }
    let label = group("plain")?;
    // [7](address) and [7]: address belong to links.
    let link = after.starts_with('(') || (after.starts_with(':') && opens);
    (!link).then(|| vec![mark(label, opens, false, false)])
}

/// Whether § or ¶ is a mark, not the sign of an article: close to a word, or before the words of a note.
fn is_paragraph_mark(before: &str, after: &str) -> bool {
    let is_number = after.trim_start().starts_with(|c: char| c.is_ascii_digit() || "§¶IVX(".contains(c));
    let close = before.ends_with(|c: char| c.is_alphabetic() || ".,;:”\"»)%".contains(c));
    let opens = opens_item(before) && after.starts_with(' ');
    (close || opens) && !is_number
}

/// The labels in a raised sign: "7", "(7)", "[7]", "7)", "7, 8", "*", "a", "iv". A sign that is no number is sure where it
/// opens a line, as before the words of a note.
fn raised_labels(printed: &str, opens: bool) -> Option<Vec<Mark>> {
    let signs = printed.replace('\\', "");
    let signs = signs.trim().trim_matches(['(', ')', '[', ']']);
    if (1..=5).contains(&signs.chars().count()) && signs.chars().all(|c| "*†‡§¶".contains(c)) {
        return Some(vec![mark(signs, opens, false, false)]);
    }
    // <sup>[7](#fn7)</sup>: a link within the sign.
    let words = printed.split_once("](").map_or(printed, |(words, _)| words);
    let linked = words.len() < printed.len();
    let printed = words.trim_start_matches(if linked { "[" } else { "" }).replace(['\\', '*', '^', '_'], "");
    let printed = printed.trim();
    let inner = printed.trim_matches(|c| "([{)]} .".contains(c));
    let opened = printed.starts_with(['(', '[', '{']);
    let closed = printed.ends_with([')', ']', '}']);
    let bare = |label: &'_ str| label.trim().trim_matches(['(', ')', '[', ']']).to_owned();
    let labels: Vec<String> = inner.split([',', ';']).map(bare).collect();
    if labels.iter().all(|label| is_number_label(label)) {
        let broken = opened != closed;
        return Some(labels.iter().map(|label| mark(label, true, broken, false)).collect());
    }
    let symbol = |label: &str| label.len() == 1 && label.bytes().all(|b| b == b'#' || b.is_ascii_lowercase());
    if symbol(inner) || small_roman(inner).is_some() {
        return Some(vec![mark(inner, opens, false, false)]);
    }
    None
}

/// "7", "1204", and "26a" of somebody who put a note in later.
fn is_number_label(label: &str) -> bool {
    let digits = label.strip_suffix(|c: char| c.is_ascii_lowercase()).unwrap_or(label);
    (1..=4).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit()) && !digits.starts_with('0')
}

fn mark(label: &str, sure: bool, broken: bool, defines: bool) -> Mark {
    Mark { label: label.to_owned(), raw: String::new(), line: 0, sure, broken, defines }
}

fn plain_digit(c: char) -> char {
    match c {
        '⁰' => '0',
        '¹' => '1',
        '²' => '2',
        '³' => '3',
        '⁽' => '(',
        '⁾' => ')',
        '⁴'..='⁹' => char::from_digit(c as u32 - 0x2070, 10).unwrap_or(c),
        other => other,
    }
}

/// Whether nothing stands before a mark but the signs of quotations and lists.
fn opens_item(before: &str) -> bool {
    before.trim_start_matches(['>', '-', '+', ' ']).is_empty()
}

/// What stands before the number of a formula.
pub const FORMULAS: [&str; 6] = ["CO", "NO", "SO", "NH", "PO", "H"];

/// Whether a raised 2 or 3 is the exponent of a unit (m², km³), or a raised number belongs to a formula
/// (10⁶, CO₂ set too high).
#[must_use]
pub fn is_exponent(before: &str, printed: &str, after: &str) -> bool {
    const UNITS: [&str; 8] = ["m", "km", "cm", "dm", "mm", "hm", "dam", "μm"];
    // A hectare is an area already: "3.100 ha²" has a note.
    const MEASURED: [&str; 4] = ["ft", "in", "mi", "yd"];
    let word_start =
        before.char_indices().rev().take_while(|(_, c)| c.is_alphabetic()).last().map_or(before.len(), |(at, _)| at);
    let word = &before[word_start..];
    let lead = before[..word_start].trim_end();
    let measured = lead.ends_with(|c: char| c.is_ascii_digit() || c == '/');
    match printed {
        "2" | "3" => {
            UNITS.contains(&word)
                || (MEASURED.contains(&word) && measured)
                || (FORMULAS.contains(&word) && !word.is_empty())
        }
        "4" => FORMULAS.contains(&word),
        _ => {
            let power = before.ends_with("10") && !before[..before.len() - 2].ends_with(|c: char| c.is_alphanumeric());
            power
                && after.trim_start().starts_with(|c: char| c.is_lowercase())
                && before[..before.len() - 2].trim_end().ends_with(['x', '×', '*', '·'])
        }
    }
}

/// A piece of a text with tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Words.
    Text(&'a str),
    /// A mark, by its index.
    Mark(usize),
}

/// Splits a text at its tokens.
#[must_use]
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(open) = rest.find(OPEN) {
        if open > 0 {
            found.push(Piece::Text(&rest[..open]));
        }
        let inside = &rest[open + OPEN.len_utf8()..];
        let Some(close) = inside.find(CLOSE) else {
            rest = inside;
            break;
        };
        if let Ok(index) = inside[..close].parse() {
            found.push(Piece::Mark(index));
        }
        rest = &inside[close + CLOSE.len_utf8()..];
    }
    if !rest.is_empty() {
        found.push(Piece::Text(rest));
    }
    found
}

/// The indexes of the marks in a text, in order.
#[must_use]
pub fn indexes(text: &str) -> Vec<usize> {
    pieces(text)
        .into_iter()
        .filter_map(|piece| match piece {
            Piece::Mark(index) => Some(index),
            Piece::Text(_) => None,
        })
        .collect()
}

/// The text with each mark replaced.
#[must_use]
pub fn replace(text: &str, mut by: impl FnMut(usize) -> String) -> String {
    if !text.contains(OPEN) {
        return text.to_owned();
    }
    pieces(text)
        .into_iter()
        .map(|piece| match piece {
            Piece::Text(words) => words.to_owned(),
            Piece::Mark(index) => by(index),
        })
        .collect()
}

/// The mark that a text opens with, and what follows it.
#[must_use]
pub fn leading(text: &str) -> Option<(usize, &str)> {
    let inside = text.trim_start().strip_prefix(OPEN)?;
    let close = inside.find(CLOSE)?;
    let index = inside[..close].parse().ok()?;
    Some((index, &inside[close + CLOSE.len_utf8()..]))
}

/// Whether a mark is the last sign of a text.
#[must_use]
pub fn ends_on_mark(text: &str) -> bool {
    text.trim_end_matches(['*', ' ']).ends_with(CLOSE)
}

/// The text without the private characters that tokens use, should the source hold some.
#[must_use]
pub fn without_private(text: &str) -> std::borrow::Cow<'_, str> {
    if text.contains([OPEN, CLOSE]) { text.replace([OPEN, CLOSE], "").into() } else { text.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(line: &str) -> Vec<String> {
        let mut marks = Vec::new();
        let _ = take(line, 1, &mut marks);
        marks.into_iter().map(|m| m.label).collect()
    }

    #[test]
    fn house_styles() {
        for line in [
            "chữ<sup>7</sup>.",
            "chữ<sup>(7)</sup>.",
            "chữ<sup>[7]</sup>.",
            "chữ<sup>7)</sup>.",
            "chữ <sup> 7 </sup>.",
            "chữ[^7].",
            "chữ⁷.",
            "chữ⁽⁷⁾.",
            "chữ$^{7}$.",
            "chữ^7^.",
            "chữ<a href=\"#fn7\"><sup>7</sup></a>.",
            "chữ<sup>[7](#fn7)</sup>.",
            "chữ[<sup>7</sup>](#fn7).",
            "chữ[\\[7\\]](#_ftn7).",
            "chữ[7].",
            "chữ^(7)^.",
        ] {
            assert_eq!(labels(line), ["7"], "{line}");
        }
        for line in ["chữ<sup>*</sup>.", "chữ<sup>\\*</sup>.", "chữ(\\*).", "chữ (*).", "(*) Chữ."] {
            assert_eq!(labels(line), ["*"], "{line}");
        }
        assert_eq!(labels("trips†, two boats‡"), ["†", "‡"]);
        assert_eq!(labels("chữ<sup>**</sup>, <sup>a</sup>"), ["**", "a"]);
        assert_eq!(labels("chữ<sup>7, 8</sup>"), ["7", "8"]);
    }

    #[test]
    fn units_and_formulas_are_not_notes() {
        for line in [
            "23,9 m<sup>2</sup> sàn",
            "72m<sup>2</sup>",
            "11 km²",
            "5 m³/s",
            "CO<sup>2</sup>",
            "1<sup>st</sup>",
            "3 x 10<sup>6</sup> tấn",
            "xem đoạn [68](#page-177-1)",
        ] {
            assert!(labels(line).is_empty(), "{line}");
        }
        assert_eq!(labels("trong năm<sup>2</sup>"), ["2"]);
        assert_eq!(labels("vượt 100 ha.<sup>3</sup>"), ["3"]);
    }
}
