//! Words of a block that become pieces of their own: corrected words, annotated words, figures.
//!
//! In: lines of a block and which of its letters are meant. Out: the same lines with these in pieces of their own. What always
//! holds: letters are counted as in the block's plain text; marks and white space are none; a corrected word is taken whole.

use std::ops::Range;

use super::content::{Block, Content, Inline};
use crate::text::solid_length;

/// A part of a block: a line of words, or letters that stand in no line.
pub(super) enum Part<'b> {
    Line(&'b mut Vec<Inline>),
    Letters(usize),
}

/// How many letters pieces have.
fn count(line: &[Inline]) -> usize {
    let of = |piece: &Inline| match piece {
        Inline::Text(words) | Inline::Code(words) | Inline::Picture(_, words) => solid_length(words),
        Inline::Styled(_, inner)
        | Inline::Link(_, inner)
        | Inline::Term(_, inner)
        | Inline::Figure(_, inner)
        | Inline::Annotated(inner)
        | Inline::Corrected(_, inner) => count(inner),
        Inline::Break | Inline::Referred(_) | Inline::Mark(_) | Inline::Page(..) | Inline::Sign(..) => 0,
    };
    line.iter().map(of).sum()
}

/// The own parts of the block with an id: an item's first words, all cells of a table.
pub(super) fn parts_of<'b>(blocks: &'b mut [Block], id: &str) -> Option<Vec<Part<'b>>> {
    for block in blocks {
        if block.id.as_deref() == Some(id) {
            return Some(all_parts(std::slice::from_mut(block)));
        }
        let found = match &mut block.content {
            Content::Quote(inner) => parts_of(inner, id),
            Content::List(list) => list.items.iter_mut().find_map(|item| {
                if item.id.as_deref() == Some(id) {
                    Some(vec![Part::Line(&mut item.words)])
                } else {
                    parts_of(&mut item.rest, id)
                }
            }),
            _ => None,
        };
        if found.is_some() {
            return found;
        }
    }
    None
}

/// All parts of blocks.
pub(super) fn all_parts(blocks: &mut [Block]) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    for block in blocks {
        match &mut block.content {
            Content::Words(words) => parts.push(Part::Line(words)),
            Content::Heading(heading) => parts.push(Part::Line(&mut heading.title)),
            Content::Quote(inner) => parts.extend(all_parts(inner)),
            Content::List(list) => {
                for item in &mut list.items {
                    parts.push(Part::Line(&mut item.words));
                    parts.extend(all_parts(&mut item.rest));
                }
            }
            Content::Table(table) => {
                for row in std::iter::once(&mut table.head).chain(&mut table.rows) {
                    for (at, cell) in row.iter_mut().enumerate() {
                        // The plain text parts cells by a sign.
                        parts.extend((at > 0).then_some(Part::Letters(1)));
                        parts.push(Part::Line(cell));
                    }
                }
            }
            Content::Code(code) => parts.push(Part::Letters(solid_length(code))),
            Content::Rule => {}
        }
    }
    parts
}

/// A run of letters that becomes pieces of its own.
pub(super) struct Run<'m> {
    /// Its letters among those of the block.
    pub letters: Range<usize>,
    /// Makes pieces of the words of the run; the first of them is told.
    pub make: &'m mut dyn FnMut(Vec<Inline>, bool) -> Vec<Inline>,
    /// What comes behind the last letter.
    pub behind: Option<Inline>,
}

/// Makes the words of the run what the run makes of them; whether they were there.
pub(super) fn wrap(parts: Vec<Part<'_>>, mut run: Run<'_>) -> bool {
    let mut at = 0;
    let mut is_first = true;
    for part in parts {
        match part {
            Part::Line(line) => *line = run.part(std::mem::take(line), &mut at, &mut is_first),
            Part::Letters(count) => at += count,
        }
    }
    !is_first
}

impl Run<'_> {
    fn part(&mut self, line: Vec<Inline>, at: &mut usize, is_first: &mut bool) -> Vec<Inline> {
        let mut out = Vec::new();
        let mut inside: Vec<Inline> = Vec::new();
        for piece in line {
            let Range { start: from, end: to } = self.letters;
            let (start, end) = (*at, *at + count(std::slice::from_ref(&piece)));
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
                let ends = self.letters.end;
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
        if at >= self.letters.end {
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
    use super::super::content::Style;
    use super::*;

    fn figure(mut line: Vec<Inline>, letters: Range<usize>) -> Vec<Inline> {
        let mut make = |words: Vec<Inline>, first: bool| vec![Inline::Figure(first.then(|| "fig".to_owned()), words)];
        assert!(wrap(vec![Part::Line(&mut line)], Run { letters, make: &mut make, behind: None }));
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
        let marked = figure(line, 7..10);
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
}
