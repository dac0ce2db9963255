//! Stretches of text in one style, written as inline Markdown.

/// A stretch of text in one style.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Stretch {
    /// Its text.
    pub text: String,
    /// Printed bold.
    pub bold: bool,
    /// Printed in italics.
    pub italic: bool,
    /// What it is beside its style.
    pub kind: Kind,
}

/// What a stretch is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Kind {
    /// Words.
    #[default]
    Plain,
    /// Raised print.
    Raised,
    /// Markdown already: marks of notes, links, pictures.
    Written,
}

/// Raised signs are no longer than this; what is longer is print of its own.
const LONGEST_RAISED: usize = 12;

/// The inline Markdown of stretches that stand on one line.
pub fn written(stretches: Vec<Stretch>) -> String {
    write(&settled(stretches))
}

/// Stretches without words take the style of what stands before them; a raised sign that is long is no sign.
fn settled(stretches: Vec<Stretch>) -> Vec<Stretch> {
    let mut out: Vec<Stretch> = Vec::new();
    for mut stretch in stretches {
        let sign = stretch.text.trim();
        if stretch.kind == Kind::Raised && sign.chars().count() > LONGEST_RAISED {
            stretch.kind = Kind::Plain;
        }
        if stretch.kind == Kind::Written {
            out.push(stretch);
            continue;
        }
        if stretch.kind == Kind::Raised {
            let (before, after) = (stretch.text.starts_with(' '), stretch.text.ends_with(' '));
            let sign = sign.to_owned();
            if let Some(last) = out.last_mut().filter(|last| last.kind == Kind::Raised) {
                last.text.push_str(&sign);
            } else {
                if before && let Some(last) = out.last_mut() {
                    last.text.push(' ');
                }
                out.push(Stretch { text: sign, ..stretch.clone() });
            }
            if after {
                out.push(Stretch { text: " ".into(), bold: stretch.bold, italic: stretch.italic, kind: Kind::Plain });
            }
            continue;
        }
        let wordless = !stretch.text.contains(char::is_alphanumeric);
        match out.last_mut() {
            Some(last)
                if last.kind == Kind::Plain
                    && (wordless || (last.bold, last.italic) == (stretch.bold, stretch.italic)) =>
            {
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
        if stretch.kind == Kind::Written {
            out.push_str(&stretch.text);
            continue;
        }
        if stretch.kind == Kind::Raised {
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
            .filter(|_| stretches.get(at + 1).is_some_and(|next| next.kind == Kind::Plain));
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
pub fn escaped(text: &str) -> String {
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

/// An address without the signs that end it in Markdown.
pub fn address_of(address: &str) -> String {
    address.replace('(', "%28").replace(')', "%29").replace(' ', "%20").replace('<', "%3C").replace('>', "%3E")
}
