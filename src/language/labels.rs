//! What numbers label instead of counting it, which documents set norms, and which languages have words for figures.
//!
//! In: a text and the place of a number; what a document says it is. Out: yes or no. What always holds: a number behind a word
//! of labels, one that opens a paragraph as its number, and one that is a part of a sign ("b.4", "3.6.2", "2c") is no quantity.

use std::ops::Range;

use super::lexicon::Lexicon;
use super::phrases::small_words;
use super::words::PartLevel;
use crate::text::lower;

impl Lexicon {
    /// Whether the language has words by which numbers are read as figures with names.
    #[must_use]
    pub fn reads_figures(&self) -> bool {
        self.labels.reads_figures
    }

    /// Whether a number of a text labels something ("Box 3", "(4)", "3.6.2", "b.4", "0..1") and counts nothing.
    #[must_use]
    pub fn is_label(&self, text: &str, number: &Range<usize>) -> bool {
        let (before, after) = (&text[..number.start], &text[number.end..]);
        let printed = &text[number.clone()];
        is_part_of_a_sign(before, printed, after)
            || is_marked(before, printed, after)
            || opens_a_paragraph(before, after)
            || !after.trim_start().starts_with(['%', '‰']) && self.follows_a_label(before)
    }

    /// Whether a text ends with a word of labels, with or without a sign for "number" behind it.
    fn follows_a_label(&self, before: &str) -> bool {
        /// Bytes that the longest label may take.
        const LONGEST: usize = 48;
        let from = (before.len().saturating_sub(LONGEST)..=before.len()).find(|at| before.is_char_boundary(*at));
        let near = lower(&before[from.unwrap_or(0)..]);
        let near = near.trim_end_matches([' ', '\u{a0}', ':', '#', '№', '(', '[', '*', '_']);
        self.labels.words.iter().any(|label| {
            near.strip_suffix(label.as_str()).is_some_and(|rest| !rest.ends_with(|c: char| c.is_alphanumeric()))
        })
    }

    /// Whether a document sets norms and tells no results: by its kind, or where it names none by its title, or where most of its
    /// sections are articles. `labels`: those of its sections.
    pub fn sets_norms<'l>(
        &self,
        kind: Option<&str>,
        title: &str,
        labels: impl Iterator<Item = Option<&'l str>>,
    ) -> bool {
        /// Fewest articles of such a document.
        const ARTICLES: usize = 5;
        let kind = kind.map(small_words).filter(|words| !words.is_empty());
        let opens = |words: &[String]| self.labels.norms.at(words).is_some();
        match kind {
            // "Draft resolution" has its kind last, "nghị quyết liên tịch" first.
            Some(words) => (0..words.len()).any(|at| {
                let length = self.labels.norms.at(&words[at..]);
                length.is_some_and(|length| at == 0 || at + length == words.len())
            }),
            None => {
                let (mut all, mut articles) = (0, 0);
                for label in labels {
                    all += 1;
                    let level = label.and_then(|label| self.part_word(label)).map(|(level, _)| level);
                    articles += usize::from(matches!(level, Some(PartLevel::Article | PartLevel::Provision)));
                }
                opens(&small_words(title)) || articles >= ARTICLES && articles * 2 >= all
            }
        }
    }
}

/// "b.4", "T-1", "3.6.2", "2c", "0..1": a number that is a part of a sign.
fn is_part_of_a_sign(before: &str, printed: &str, after: &str) -> bool {
    let groups: Vec<&str> = printed.split('.').collect();
    let is_path = groups.len() > 2 && !groups[1..].iter().all(|group| group.split(',').next().map_or(0, str::len) == 3);
    let is_span = before.ends_with("..")
        || after.strip_prefix("..").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let lead = before.trim_end_matches(['.', '-']);
    let letters = lead.len() < before.len() && lead.ends_with(char::is_alphabetic);
    let sign = lead.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    // A full stop behind a whole word may have lost its space.
    let is_behind_letters = letters && (before.ends_with('-') || sign.chars().count() <= 2 || is_roman(sign));
    let mut behind = after.chars();
    let letter = behind.next().filter(|c| c.is_alphabetic() && !UNITS.contains(c));
    let is_lettered = letter.is_some() && !behind.next().is_some_and(char::is_alphanumeric) && !printed.contains(',');
    is_path || is_span || is_behind_letters || is_lettered
}

/// Letters that are signs of units, right behind a number: "5m".
const UNITS: [char; 7] = ['m', 'g', 'l', 't', 'k', 'M', 'W'];

fn is_roman(sign: &str) -> bool {
    !sign.is_empty() && sign.bytes().all(|letter| matches!(letter, b'I' | b'V' | b'X' | b'L'))
}

/// "(4)", "[12]": a mark, or the number of an item.
fn is_marked(before: &str, printed: &str, after: &str) -> bool {
    let is_short = printed.len() <= 3 && printed.bytes().all(|byte| byte.is_ascii_digit());
    let is_between =
        |open: char, close: char| before.trim_end().ends_with(open) && after.trim_start().starts_with(close);
    is_short && (is_between('(', ')') || is_between('[', ']'))
}

/// "5.26. The panel …", "3.1 Members of …", "12": a number with which a paragraph opens, and no noun that it counts.
fn opens_a_paragraph(before: &str, after: &str) -> bool {
    let line = before.rfind('\n').map_or(before, |at| &before[at + 1..]);
    let opens = line.trim_matches([' ', '\u{a0}', '(', '[', '*', '_']).is_empty();
    let rest = after.trim_start_matches(['*', '_']);
    let word = rest.trim_start();
    let goes_on = rest.starts_with(['.', ')', ':', ']']) || word.is_empty() || word.starts_with('\n');
    opens && (goes_on || rest.len() > word.len() && word.starts_with(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use crate::language::lexicon;

    fn labels(code: &str, text: &str) -> bool {
        let start = text.find('‹').expect("a sign before the number");
        let end = text.find('›').expect("a sign behind it") - '‹'.len_utf8();
        lexicon(code).is_label(&text.replace(['‹', '›'], ""), &(start..end))
    }

    #[test]
    fn numbers_that_label() {
        for text in [
            "see Box ‹15›, with pictures",
            "under recital ‹148› of the act",
            "‹5.26›. The panel met.",
            "‹3.6.2› this member must be",
            "‹3.1› Members of the board",
            "(‹9›) Head of the office",
            "point b.‹4› of this list",
            "Annex I.‹2› has it",
            "‹0›..1",
            "0..‹1›",
            "‹2›c. A class",
        ] {
            assert!(labels("en", text), "{text}");
        }
        for text in ["Cột ‹9›: số hồ sơ", "Mẫu số ‹02› kèm theo", "ví dụ ‹3›"] {
            assert!(labels("vi", text), "{text}");
        }
    }

    #[test]
    fn numbers_that_count() {
        for text in [
            "‹12› boats were sold",
            "the box held ‹15› apples",
            "a toolbox ‹15› cm wide",
            "cost €‹50›m",
            "‹1.210.000› crowns",
            "of ‹2.5› per cent",
        ] {
            assert!(!labels("en", text), "{text}");
        }
        for text in ["đạt ‹388› sản phẩm", "tỉnh Mường Lan ‹12› xã", "‹388› sản phẩm", "điểm ‹5›%"]
        {
            assert!(!labels("vi", text), "{text}");
        }
    }

    #[test]
    fn documents_that_set_norms() {
        let none = || std::iter::empty();
        let any = crate::language::any();
        for (kind, title) in [
            (Some("NGHỊ ĐỊNH"), ""),
            (Some("Draft resolution"), ""),
            (None, "Luật Bến bãi"),
            (Some("Guidelines 3/2020"), ""),
        ] {
            assert!(any.sets_norms(kind, title, none()), "{kind:?} {title}");
        }
        for (kind, title) in [
            (Some("BÁO CÁO"), "Nghị quyết"),
            (Some("Report"), ""),
            (None, "Ten years of ferries"),
            (Some("Kế hoạch"), ""),
        ] {
            assert!(!any.sets_norms(kind, title, none()), "{kind:?} {title}");
        }
        let articles = ["Điều 1", "Điều 2", "Điều 3", "Điều 4", "Điều 5"].map(Some);
        assert!(any.sets_norms(None, "Những điều chung", articles.into_iter()));
        assert!(!any.sets_norms(None, "Những điều chung", articles.into_iter().take(3)));
    }
}
