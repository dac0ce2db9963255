//! Signs that open the items of a list: those of symbol fonts, and the letters that a converter made of them.
//!
//! In: a source. Out: the source, line for line, whose items open with "- ". A letter is such a sign only where the source
//! opens its lines so as a list does; a sign alone on its line opens the next one.

use std::borrow::Cow;
use std::collections::HashMap;

use super::verbatim::{Kind, Verbatim};
use crate::source::Source;

/// Nothing else than an item opens with these.
const SIGNS: &str = "•▪▫■●○◦◆◇♦►▶▸‣⁃➢➤❖❑❏✓✔✦★☆∙·";
/// It opens an item to whoever reads lines, and is evidence for how a list is set.
const KNOWN: char = '•';
/// What the signs of symbol fonts became in other fonts: words and signs of their own in some languages.
const LETTERS: [char; 8] = ['§', 'Ø', 'ü', 'o', 'q', 'v', 'n', 'l'];
/// The place of symbol fonts in Unicode.
const SYMBOLS: std::ops::RangeInclusive<char> = '\u{f020}'..='\u{f0ff}';
/// So many lines are a list.
const LIST: usize = 3;
/// Of so many lines, one may stand elsewhere.
const ELSEWHERE: usize = 5;

/// The source with its items.
#[must_use]
pub fn take(source: &Source) -> Cow<'_, Source> {
    if !source.text.lines().any(|line| sign(line).is_some()) {
        return Cow::Borrowed(source);
    }
    let verbatim = Verbatim::of(source);
    let is_code = |number: usize| matches!(verbatim.at(number), Some((Kind::Code, _)));
    let mut lines: Vec<Cow<'_, str>> = source.lines().map(|(_, line)| line.into()).collect();
    let letters = letters(&lines);
    let is_open = |found: &(char, usize, &str)| !LETTERS.contains(&found.0) || letters.contains(&found.0);
    for at in (0..lines.len()).filter(|at| !is_code(at + 1)) {
        let line = lines[at].clone();
        let Some((found, start, rest)) = sign(&line).filter(is_open) else { continue };
        let indent = &line[..start];
        if !rest.trim().is_empty() && found == KNOWN {
            continue;
        } else if !rest.trim().is_empty() {
            lines[at] = format!("{indent}- {}", rest.trim_start()).into();
        } else if !LETTERS.contains(&found)
            && let Some(next) = lines.get(at + 1).filter(|next| !next.trim().is_empty() && sign(next).is_none())
        {
            lines[at + 1] = format!("{indent}- {}", next.trim_start()).into();
            lines[at] = "".into();
        }
    }
    Cow::Owned(source.with_text(lines.join("\n")))
}

/// The sign that a line opens with, where it begins, and what stands behind it.
fn sign(line: &str) -> Option<(char, usize, &str)> {
    let body = line.trim_start();
    let found = body.chars().next().filter(|c| is_sign(*c) || LETTERS.contains(c))?;
    let rest = &body[found.len_utf8()..];
    let is_apart = rest.is_empty() || rest.starts_with(char::is_whitespace);
    let is_number = rest.trim_start().starts_with(|c: char| c.is_ascii_digit()) && !is_sign(found);
    (is_apart && !is_number).then_some((found, line.len() - body.len(), rest))
}

fn is_sign(c: char) -> bool {
    SIGNS.contains(c) || SYMBOLS.contains(&c)
}

/// The letters that open items: several lines begin so, and nearly all of them where a line ends that an item may follow.
fn letters(lines: &[Cow<'_, str>]) -> Vec<char> {
    let mut counts: HashMap<char, (usize, usize)> = HashMap::new();
    let mut above: Option<(&str, Option<char>)> = None;
    for line in lines.iter().map(AsRef::as_ref) {
        let found = sign(line).filter(|(found, _, rest)| LETTERS.contains(found) && !rest.trim().is_empty());
        let found = found.map(|(found, ..)| found);
        if let Some(letter) = found {
            let may_follow =
                above.is_none_or(|(above, of)| of == Some(letter) || above.trim_end().ends_with([':', ';', '.', ',']));
            let (all, fitting) = counts.entry(letter).or_default();
            *all += 1;
            *fitting += usize::from(may_follow);
        }
        if !line.trim().is_empty() {
            above = Some((line, found));
        }
    }
    let is_list = |(all, fitting): (usize, usize)| all >= LIST && (all - fitting) * ELSEWHERE <= all;
    // A sign that calls notes behind words opens them, too.
    let calls = |letter: char| {
        let mut places = lines.iter().flat_map(|line| line.match_indices(letter).map(move |(at, _)| &line[..at]));
        !letter.is_alphabetic()
            && places.any(|before| before.ends_with(|c: char| c.is_alphanumeric() || ".,;:”»)".contains(c)))
    };
    let of_lists = counts.into_iter().filter(|(letter, counts)| is_list(*counts) && !calls(*letter));
    of_lists.map(|(letter, _)| letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(text: &str) -> String {
        take(&Source { text: text.into(), ..Source::default() }).text.clone()
    }

    #[test]
    fn signs_open_items() {
        assert_eq!(taken("Three things:\n▪ a boat,\n  \u{f0a7} a pier,\n●\nand a man.\n"), {
            "Three things:\n- a boat,\n  - a pier,\n\n- and a man.\n"
        });
        assert_eq!(taken("Four ■ squares\n```\n▪ code\n```\n"), "Four ■ squares\n```\n▪ code\n```\n");
    }

    #[test]
    fn letters_open_items_only_where_lists_stand() {
        let list = "Three things:\n§ a boat,\n§ a pier,\n§ a man.\n";
        assert_eq!(taken(list), "Three things:\n- a boat,\n- a pier,\n- a man.\n");
        let text = "O barco espera\no homem e\no rio leva\no barco.\n";
        assert_eq!(taken(text), text);
        let law = "The law says so.\n§ 3 A boat floats.\n§ 4 A pier stands.\n§ 5 A man rows.\n";
        assert_eq!(taken(law), law);
        assert_eq!(taken("§ the sources of the table.\n"), "§ the sources of the table.\n");
    }
}
