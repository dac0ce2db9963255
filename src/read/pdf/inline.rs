//! The words of a piece as inline Markdown: emphasis from the fonts, raised print as `<sup>7</sup>`.

use super::lines::{Part, Piece};

/// A stretch of text in one style.
#[derive(Debug, Clone, PartialEq)]
struct Stretch {
    text: String,
    bold: bool,
    italic: bool,
    raised: bool,
}

/// Raised signs are no longer than this; what is longer is print of its own.
const LONGEST_RAISED: usize = 12;

/// The inline Markdown of pieces that stand on one line.
pub fn markdown(pieces: &[&Piece]) -> String {
    let mut stretches: Vec<Stretch> = Vec::new();
    let mut right = f32::MIN;
    for part in pieces.iter().flat_map(|piece| &piece.parts) {
        let gap = part.run.x.0 - right;
        let parted = right > f32::MIN && gap > 0.17 * part.run.size.max(1.0);
        push(&mut stretches, part, parted);
        right = right.max(part.run.x.1);
    }
    write(&settled(stretches))
}

/// The words of pieces that stand on one line, without any sign.
pub fn plain(pieces: &[&Piece]) -> String {
    let mut text = String::new();
    let mut right = f32::MIN;
    for part in pieces.iter().flat_map(|piece| &piece.parts) {
        if right > f32::MIN && part.run.x.0 - right > 0.17 * part.run.size.max(1.0) {
            text.push(' ');
        }
        text.push_str(&part.run.text);
        right = right.max(part.run.x.1);
    }
    text
}

/// Two lines of one paragraph as one, with one emphasis where both have the same.
pub fn joined(first: &str, second: &str) -> String {
    for sign in ["***", "**", "*"] {
        if let (Some(head), Some(tail)) = (first.strip_suffix(sign), second.strip_prefix(sign)) {
            return format!("{head} {tail}");
        }
    }
    format!("{first} {second}")
}

/// Adds a part; `parted` when a gap stands before it.
fn push(stretches: &mut Vec<Stretch>, part: &Part, parted: bool) {
    let run = &part.run;
    let ends_blank = stretches.last().is_none_or(|last| last.text.ends_with(' '));
    let mut text = String::new();
    if parted && !ends_blank && !run.text.starts_with(' ') {
        text.push(' ');
    }
    text.push_str(&run.text);
    let raised = part.raised && !run.text.trim().is_empty();
    match stretches.last_mut() {
        Some(last) if last.raised == raised && (last.bold, last.italic) == (run.bold, run.italic) => {
            last.text.push_str(&text);
        }
        _ => stretches.push(Stretch { text, bold: run.bold, italic: run.italic, raised }),
    }
}

/// Stretches without words take the style of what stands before them; a raised sign that is long is no sign.
fn settled(stretches: Vec<Stretch>) -> Vec<Stretch> {
    let mut out: Vec<Stretch> = Vec::new();
    for mut stretch in stretches {
        let sign = stretch.text.trim();
        stretch.raised &= sign.chars().count() <= LONGEST_RAISED;
        if stretch.raised {
            let (before, after) = (stretch.text.starts_with(' '), stretch.text.ends_with(' '));
            let sign = sign.to_owned();
            if let Some(last) = out.last_mut().filter(|last| last.raised) {
                last.text.push_str(&sign);
            } else {
                if before && let Some(last) = out.last_mut() {
                    last.text.push(' ');
                }
                out.push(Stretch { text: sign, ..stretch.clone() });
            }
            if after {
                out.push(Stretch { text: " ".into(), bold: stretch.bold, italic: stretch.italic, raised: false });
            }
            continue;
        }
        let wordless = !stretch.text.contains(char::is_alphanumeric);
        match out.last_mut() {
            Some(last) if !last.raised && (wordless || (last.bold, last.italic) == (stretch.bold, stretch.italic)) => {
                last.text.push_str(&stretch.text);
            }
            _ => {
                if wordless {
                    (stretch.bold, stretch.italic) = (false, false);
                }
                out.push(stretch);
            }
        }
    }
    out
}

/// Writes stretches with the signs of Markdown, which must not touch the inside of a blank, and close only where a
/// reader of Markdown sees them close.
fn write(stretches: &[Stretch]) -> String {
    let mut out = String::new();
    for (at, stretch) in stretches.iter().enumerate() {
        if stretch.raised {
            out.push_str("<sup>");
            out.push_str(&stretch.text.replace('*', "\\*"));
            out.push_str("</sup>");
            continue;
        }
        let sign = match (stretch.bold, stretch.italic) {
            (true, true) => "***",
            (true, false) => "**",
            (false, true) => "*",
            (false, false) => "",
        };
        if sign.is_empty() {
            out.push_str(&escaped(&stretch.text));
            continue;
        }
        let is_mark = |c: char| !c.is_alphanumeric() && !c.is_whitespace();
        let next = stretches
            .get(at + 1)
            .and_then(|next| next.text.chars().next())
            .filter(|_| stretches.get(at + 1).is_some_and(|next| !next.raised));
        let (mut from, mut to) = (
            stretch.text.len() - stretch.text.trim_start().len(),
            stretch.text.trim_end().len().max(stretch.text.len() - stretch.text.trim_start().len()),
        );
        let follows_word = out.ends_with(|c: char| c.is_alphanumeric()) && from == 0;
        if follows_word {
            from = stretch.text.len() - stretch.text.trim_start_matches(is_mark).len();
        }
        if to == stretch.text.len() && next.is_some_and(char::is_alphanumeric) {
            to = stretch.text.trim_end_matches(is_mark).len().max(from);
        }
        out.push_str(&escaped(&stretch.text[..from]));
        if from < to {
            out.push_str(sign);
            out.push_str(&escaped(&stretch.text[from..to]));
            out.push_str(sign);
        }
        out.push_str(&escaped(&stretch.text[to..]));
    }
    let folded = crate::text::fold_space(&out);
    crate::text::nfc(&folded)
}

/// Text whose signs mean nothing to Markdown.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let next = letters.peek().copied();
        let is_tag = letter == '<' && next.is_some_and(|c| c.is_ascii_alphabetic() || "/!?".contains(c));
        let is_escape = letter == '\\' && next.is_none_or(|c| c.is_ascii_punctuation());
        if matches!(letter, '*' | '`') || is_tag || is_escape {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}
