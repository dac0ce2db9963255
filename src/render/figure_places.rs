//! Where a figure of a text stands in the HTML of its passage.
//!
//! In: a figure in its sentence, the words of its passage. Out: a place in the HTML. What always holds: of figures printed
//! alike the one that is meant is found, or none.

use serde::Serialize;

use super::marking::behind_link;
use crate::model::links::Figure;

/// A figure as it is printed, and which of those printed alike it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Printed {
    /// Its byte in the passage's words.
    pub at: usize,
    number: String,
    nth: usize,
    count: usize,
}

impl Printed {
    /// The last number of a figure in the words of its passage.
    pub fn of(figure: &Figure, words: &str) -> Option<Self> {
        let words = words.replace('\n', " ");
        let quoted = figure.quote.get(..figure.range.end)?;
        let head = quoted.strip_prefix("… ").unwrap_or(quoted);
        let printed = figure.quote.get(figure.range.clone())?;
        let (from, to) = numbers(printed).pop()?;
        let start = words.find(head)? + head.len() - printed.len() + from;
        let number = printed.get(from..to)?.to_owned();
        let places = places(&words, &number);
        let nth = places.iter().position(|place| *place == start)?;
        Some(Self { at: start, nth, count: places.len(), number })
    }

    /// Where it ends in the HTML of the passage.
    pub fn end_in(&self, html: &str) -> Option<usize> {
        let places = places(&without_tags(html), &self.number);
        let end = places.get(self.nth).filter(|_| places.len() == self.count)? + self.number.len();
        // A link holds no link, so what is set behind the figure stands behind the link that is open.
        Some(behind_link(html, if html[end..].starts_with('%') { end + 1 } else { end }))
    }
}

/// The numbers of a text.
fn numbers(text: &str) -> Vec<(usize, usize)> {
    let tokens = crate::tokens::tokens(text).into_iter().filter(|token| token.is_number);
    tokens.map(|token| (token.range.start, token.range.end)).collect()
}

/// Where a number stands that is no part of a longer one.
fn places(text: &str, number: &str) -> Vec<usize> {
    let is_whole = |at: usize| {
        let before = text[..at].trim_end_matches(['.', ',']).chars().next_back();
        let gap = text[..at].ends_with(['.', ',']);
        let mut after = text[at + number.len()..].chars();
        let next = after.next();
        let goes_on = next.is_some_and(|c| ".,".contains(c)) && after.next().is_some_and(|c| c.is_ascii_digit());
        let joined =
            if gap { before.is_some_and(|c| c.is_ascii_digit()) } else { before.is_some_and(char::is_alphanumeric) };
        !joined && !goes_on && !next.is_some_and(|c| c.is_ascii_digit())
    };
    text.match_indices(number).map(|(at, _)| at).filter(|at| is_whole(*at)).collect()
}

/// HTML with its tags, and the marks of notes in it, as blanks of the same length.
fn without_tags(html: &str) -> String {
    let mut plain = String::with_capacity(html.len());
    let (mut is_tag, mut in_mark) = (false, false);
    for (at, c) in html.char_indices() {
        if c == '<' {
            is_tag = true;
            in_mark = match &html[at..] {
                rest if rest.starts_with("<sup") => true,
                rest if rest.starts_with("</sup") => false,
                _ => in_mark,
            };
        }
        match is_tag || in_mark {
            true => plain.extend(std::iter::repeat_n('\u{1}', c.len_utf8())),
            false => plain.push(c),
        }
        is_tag = is_tag && c != '>';
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_figure_that_is_meant_is_found_among_others() {
        let words = "Có 12 xã, 112 ấp; thêm 12 xã và 12,5 ha.";
        let figure = Figure { quote: "thêm 12 xã".to_owned(), range: 6..8, ..Figure::default() };
        let found = Printed::of(&figure, words).expect("it stands there");
        let html = "Có <b>12</b> xã,<sup class=\"mark\"><a href=\"#fn-12\">12</a></sup> 112 ấp; thêm <a id=\"x\">12</a> xã và 12,5 ha.";
        let end = found.end_in(html).expect("a place");
        assert!(html[..end].ends_with("<a id=\"x\">12</a>"), "{}", &html[..end]);
        assert_eq!(found.end_in("Có 12 xã."), None);
    }
}
