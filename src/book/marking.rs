//! Words of a block, found by their letters: corrected words, annotated words, figures.
//!
//! In: lines of a block and which run of letters is meant. Out: the same lines with the run in a piece of its own. What always
//! holds: marks and white space are no letters; a run that is not found changes nothing; where a correction gives two readings,
//! words are found in either and taken whole.

use super::content::{Block, Content, Inline, Style};
use crate::markdown::raised;
use crate::text::{solid, without_item_number};

/// Which of two readings counts where a correction gives both.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    Printed,
    Corrected,
}

/// The letters of lines.
pub(super) fn letters(lines: &[&mut Vec<Inline>], reading: Reading) -> String {
    let mut out = String::new();
    lines.iter().for_each(|line| push_letters(&mut out, line, reading, None));
    out
}

fn push_letters(out: &mut String, line: &[Inline], reading: Reading, up: Option<bool>) {
    for piece in line {
        match piece {
            Inline::Text(words) => {
                let letters = words.chars().filter(|c| !c.is_whitespace());
                out.extend(letters.map(|c| up.and_then(|up| raised(c, up)).unwrap_or(c)));
            }
            Inline::Code(words) | Inline::Picture(_, words) => out.push_str(&solid(words)),
            Inline::Styled(Style::Raised, inner) => push_letters(out, inner, reading, Some(true)),
            Inline::Styled(Style::Lowered, inner) => push_letters(out, inner, reading, Some(false)),
            Inline::Styled(_, inner)
            | Inline::Link(_, inner)
            | Inline::Term(_, inner)
            | Inline::Figure(_, inner)
            | Inline::Annotated(inner) => push_letters(out, inner, reading, up),
            Inline::Corrected(read, printed) => match reading {
                Reading::Corrected => out.push_str(&solid(read)),
                Reading::Printed => push_letters(out, printed, reading, up),
            },
            Inline::Break | Inline::Referred(_) | Inline::Mark(_) | Inline::Page(..) | Inline::Sign(..) => {}
        }
    }
}

/// The own lines of the block with an id: an item's first words, all cells of a table.
pub(super) fn lines_of<'b>(blocks: &'b mut [Block], id: &str) -> Option<Vec<&'b mut Vec<Inline>>> {
    for block in blocks {
        if block.id.as_deref() == Some(id) {
            return Some(all_lines(std::slice::from_mut(block)));
        }
        let found = match &mut block.content {
            Content::Quote(inner) => lines_of(inner, id),
            Content::List(list) => list.items.iter_mut().find_map(|item| {
                if item.id.as_deref() == Some(id) { Some(vec![&mut item.words]) } else { lines_of(&mut item.rest, id) }
            }),
            _ => None,
        };
        if found.is_some() {
            return found;
        }
    }
    None
}

/// All lines of blocks.
pub(super) fn all_lines(blocks: &mut [Block]) -> Vec<&mut Vec<Inline>> {
    let mut lines = Vec::new();
    for block in blocks {
        match &mut block.content {
            Content::Words(words) => lines.push(words),
            Content::Heading(heading) => lines.push(&mut heading.title),
            Content::Quote(inner) => lines.extend(all_lines(inner)),
            Content::List(list) => {
                for item in &mut list.items {
                    lines.push(&mut item.words);
                    lines.extend(all_lines(&mut item.rest));
                }
            }
            Content::Table(table) => {
                lines.extend(table.head.iter_mut().chain(table.rows.iter_mut().flatten()));
            }
            Content::Code(_) | Content::Rule => {}
        }
    }
    lines
}

/// Where a quote stands among letters: the first and the last letter, counted. `nth`: how many equal runs stand before.
pub(super) fn place(letters: &str, quote: &str, nth: usize) -> Option<(usize, usize)> {
    let quote = solid(quote);
    let first = quote.chars().next()?;
    let mut from = 0;
    let mut left = nth;
    loop {
        let at = from + letters.get(from..)?.find(&quote)?;
        if left == 0 {
            let start = letters[..at].chars().count();
            return Some((start, start + quote.chars().count()));
        }
        left -= 1;
        from = at + first.len_utf8();
    }
}

/// Where a quote stands; the number that an item begins with is the list's and no letter here, so a quote may have it too many.
pub(super) fn place_of_item(letters: &str, quote: &str) -> Option<(usize, usize)> {
    let quote = solid(quote);
    [Some(quote.as_str()), without_item_number(&quote)].into_iter().flatten().find_map(|words| place(letters, words, 0))
}

/// A run of letters that becomes pieces of its own.
pub(super) struct Run<'m> {
    /// The first letter and the one after the last.
    pub letters: (usize, usize),
    /// Which reading is counted.
    pub reading: Reading,
    /// Makes pieces of the words of the run; the first of them is told.
    pub make: &'m mut dyn FnMut(Vec<Inline>, bool) -> Vec<Inline>,
    /// What comes behind the last letter.
    pub behind: Option<Inline>,
}

/// Parts the lines at the run, and makes its words what the run makes of them; whether it was there.
pub(super) fn wrap(lines: Vec<&mut Vec<Inline>>, mut run: Run<'_>) -> bool {
    let mut at = 0;
    let mut is_first = true;
    for line in lines {
        let parted = run.part(std::mem::take(line), &mut at, &mut is_first);
        *line = parted;
    }
    !is_first
}

impl Run<'_> {
    fn part(&mut self, line: Vec<Inline>, at: &mut usize, is_first: &mut bool) -> Vec<Inline> {
        let mut out = Vec::new();
        let mut inside: Vec<Inline> = Vec::new();
        for piece in line {
            let (from, to) = self.letters;
            let mut counted = String::new();
            push_letters(&mut counted, std::slice::from_ref(&piece), self.reading, None);
            let (start, end) = (*at, *at + counted.chars().count());
            let touches = start < to && end > from;
            let whole = start >= from && end <= to && start < end;
            let between = start == end && start > from && start < to;
            match piece {
                piece if whole || between => {
                    inside.push(piece);
                    *at = end;
                }
                piece if !touches => {
                    self.flush(&mut out, &mut inside, *at, is_first);
                    out.push(piece);
                    *at = end;
                }
                Inline::Text(words) => {
                    let (mut before, mut within, after) = cut(&words, from.saturating_sub(start), to - start);
                    // White space between two words of the run belongs to it.
                    if start > from {
                        within = std::mem::take(&mut before) + &within;
                    }
                    if !before.is_empty() {
                        self.flush(&mut out, &mut inside, start, is_first);
                        out.push(Inline::Text(before));
                    }
                    inside.push(Inline::Text(within));
                    *at = end.min(to);
                    if !after.is_empty() {
                        self.flush(&mut out, &mut inside, *at, is_first);
                        out.push(Inline::Text(after));
                    }
                    *at = end;
                }
                piece => {
                    self.flush(&mut out, &mut inside, start, is_first);
                    out.extend(self.within(piece, at, is_first));
                    *at = end;
                }
            }
        }
        self.flush(&mut out, &mut inside, *at, is_first);
        out
    }

    /// A piece of which a part belongs to the run.
    fn within(&mut self, piece: Inline, at: &mut usize, is_first: &mut bool) -> Vec<Inline> {
        let mut inner = |run: &mut Self, line| run.part(line, at, is_first);
        let kept = match piece {
            Inline::Styled(style, line) => Inline::Styled(style, inner(self, line)),
            Inline::Term(long, line) => Inline::Term(long, inner(self, line)),
            Inline::Figure(id, line) => Inline::Figure(id, inner(self, line)),
            Inline::Annotated(line) => Inline::Annotated(inner(self, line)),
            Inline::Link(target, line) => {
                // A link holds no sign: it comes behind the link.
                let behind = self.behind.take();
                let ends = self.letters.1;
                let line = inner(self, line);
                let link = Inline::Link(target, line);
                if *at >= ends {
                    return std::iter::once(link).chain(behind).collect();
                }
                self.behind = behind;
                link
            }
            // A reading, a picture and code are taken whole.
            piece => {
                let mut out = (self.make)(vec![piece], *is_first);
                *is_first = false;
                out.extend(self.behind.take());
                return out;
            }
        };
        vec![kept]
    }

    fn flush(&mut self, out: &mut Vec<Inline>, inside: &mut Vec<Inline>, at: usize, is_first: &mut bool) {
        if inside.is_empty() {
            return;
        }
        out.extend((self.make)(std::mem::take(inside), *is_first));
        *is_first = false;
        if at >= self.letters.1 {
            out.extend(self.behind.take());
        }
    }
}

/// Words before, within and after a range of their letters; white space at the edges stays outside.
fn cut(words: &str, from: usize, to: usize) -> (String, String, String) {
    let mut letter = 0;
    let (mut start, mut end) = (words.len(), words.len());
    for (at, c) in words.char_indices() {
        if c.is_whitespace() {
            continue;
        }
        if letter == from {
            start = at;
        }
        if letter + 1 == to {
            end = at + c.len_utf8();
        }
        letter += 1;
    }
    let end = end.max(start);
    (words[..start].to_owned(), words[start..end].to_owned(), words[end..].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(mut line: Vec<Inline>, quote: &str) -> Vec<Inline> {
        let found = place(&letters(&[&mut line], Reading::Printed), quote, 0).expect("the quote stands there");
        let mut make = |words: Vec<Inline>, first: bool| vec![Inline::Figure(first.then(|| "fig".to_owned()), words)];
        let run = Run { letters: found, reading: Reading::Printed, make: &mut make, behind: None };
        assert!(wrap(vec![&mut line], run));
        line
    }

    fn text(words: &str) -> Inline {
        Inline::Text(words.to_owned())
    }

    #[test]
    fn words_are_parted_over_styles_and_marks() {
        let mark = Inline::Mark(super::super::content::Mark::default());
        let strong = |words| Inline::Styled(Style::Strong, words);
        let squared = Inline::Styled(Style::Raised, vec![text("2")]);
        let line =
            vec![text("Đạt "), strong(vec![text("trên 5")]), mark.clone(), text(" m"), squared.clone(), text(" sàn")];
        let marked = figure(line, "5 m²");
        let id = |id: Option<&str>, words| Inline::Figure(id.map(str::to_owned), words);
        assert_eq!(
            marked,
            [
                text("Đạt "),
                strong(vec![text("trên "), id(Some("fig"), vec![text("5")])]),
                id(None, vec![mark, text(" m"), squared]),
                text(" sàn"),
            ]
        );
    }

    #[test]
    fn a_later_run_is_found() {
        assert_eq!(place("mộthaimột", "m ột", 1), Some((6, 9)));
        assert_eq!(place_of_item("Đạt5xã", "3. Đạt 5 xã"), Some((0, 6)));
        assert_eq!(place("một", "hai", 0), None);
    }
}
