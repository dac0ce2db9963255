//! Notes that are called by stars without brackets: "2.310 tỷ đồng*" in the text, "* Theo giá …" under it.
//!
//! In: a line, or a whole source. Out: where stars call or open a note.
//! What always holds: stars that set words apart (`*so*`, `**so**`) and stars that open items are none; a source has
//! such notes only when its lines that open with stars answer the stars before them.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::source::Source;
use crate::text::pattern;

/// Stars of the longest label.
const LONGEST: usize = 5;

/// Stars that mark-up raises.
static RAISED: LazyLock<Regex> = LazyLock::new(|| pattern(r"<sup>((?:\\?\*)+)</sup>"));

/// Whether the stars of a source are marks: each line that opens with them answers one that waits, and hardly one is
/// left over. A list whose items open with stars answers nothing.
pub fn are_marks(source: &Source) -> bool {
    let mut waiting: HashMap<usize, usize> = HashMap::new();
    let (mut answered, mut opened, mut called) = (0, 0, 0);
    for (_, line) in source.lines().filter(|(_, line)| line.contains('*')) {
        if let Some((stars, _)) = opening(line) {
            let calls = waiting.entry(stars).or_default();
            opened += 1;
            answered += usize::from(*calls > 0);
            *calls = calls.saturating_sub(1);
        }
        let raised = RAISED.captures_iter(line).map(|found| found[1].replace('\\', "").len());
        for stars in calls(line).into_iter().map(|call| label(line, &call).len()).chain(raised) {
            *waiting.entry(stars).or_default() += 1;
            called += 1;
        }
    }
    answered > 0 && answered == opened && called <= answered + answered / 3
}

/// A line with its stars raised, as the other rooms know marks.
pub fn raised(line: &str) -> String {
    let mut out = String::with_capacity(line.len() + 16);
    let mut done = 0;
    if let Some((stars, end)) = opening(line) {
        out.push_str(&sign(stars));
        done = end;
    }
    for call in calls(line) {
        out.push_str(&line[done..call.start]);
        out.push_str(&sign(label(line, &call).len()));
        done = call.end;
    }
    out.push_str(&line[done..]);
    out
}

fn sign(stars: usize) -> String {
    format!("<sup>{}</sup>", "*".repeat(stars))
}

fn label(line: &str, range: &Range<usize>) -> String {
    line[range.clone()].replace('\\', "")
}

/// The stars that a line opens with before a space and a word, and where they end.
fn opening(line: &str) -> Option<(usize, usize)> {
    let body = line.trim_start_matches([' ', '\t', '>']);
    let indent = line.len() - body.strip_prefix("- ").unwrap_or(body).len();
    let end = indent + line[indent..].find(|c| c != '*' && c != '\\')?;
    let stars = label(line, &(indent..end)).len();
    let goes_on = line[end..].strip_prefix(' ').is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric()));
    ((1..=LONGEST).contains(&stars) && goes_on).then_some((stars, end))
}

/// Stars behind a word or figure that close nothing that stars before them opened.
fn calls(line: &str) -> Vec<Range<usize>> {
    let from = opening(line).map_or(0, |(_, end)| end);
    let is_star = |c: char| c == '*' || c == '\\';
    let (mut found, mut open, mut at) = (Vec::new(), 0usize, from);
    while let Some(start) = line[at..].find(is_star).map(|start| at + start) {
        let end = line[start..].find(|c| !is_star(c)).map_or(line.len(), |length| start + length);
        at = end;
        let stars = label(line, &(start..end)).len();
        let before = line[..start].chars().next_back();
        let after = line[end..].trim_end().chars().next();
        let behind_word = before.is_some_and(|c| c.is_alphanumeric() || "%”’»)".contains(c));
        let before_word = after.is_some_and(char::is_alphanumeric);
        // "**Title** *": a converter parted the mark from the words that its line ends with.
        let closes_line = before == Some(' ') && after.is_none() && open == 0 && !line[from..start].trim().is_empty();
        if closes_line && (1..=LONGEST).contains(&stars) {
            found.push(start..end);
        } else if behind_word && open >= stars && stars > 0 {
            open -= stars;
        } else if behind_word && !before_word && (1..=LONGEST).contains(&stars) {
            found.push(start..end);
        } else if !behind_word && after.is_some_and(|c| !c.is_whitespace()) {
            open += stars;
        } else {
            open = open.saturating_sub(stars);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(text: &str) -> bool {
        are_marks(&Source { name: "t".into(), text: text.into(), ..Source::default() })
    }

    #[test]
    fn stars_behind_words_are_raised() {
        assert_eq!(
            raised("Đạt 486 tỷ đồng*, chi 471 tỷ\\*\\*."),
            "Đạt 486 tỷ đồng<sup>*</sup>, chi 471 tỷ<sup>**</sup>."
        );
        assert_eq!(raised("\\*\\* Chưa gồm *chi* khác."), "<sup>**</sup> Chưa gồm *chi* khác.");
        assert_eq!(raised("**Tổng thu** và *chi*: 5%*"), "**Tổng thu** và *chi*: 5%<sup>*</sup>");
    }

    #[test]
    fn items_and_emphasis_are_no_notes() {
        assert!(marks("Thu 486 tỷ*.\n\n* Số ước.\n"));
        assert!(!marks("Gồm:\n\n* Lúa\n\n* Bắp\n"));
        assert!(!marks("**Đậm** và *nghiêng*.\n\n* Một mục\n"));
        assert!(!marks("Thu 486 tỷ*.\n\n* Số ước.\n\n* Lúa\n\n* Bắp\n"));
    }
}
