//! HTML that is being written, with the marks of its words.
//!
//! In: tags and words in their order, and what is to be marked in the block or note that they belong to. Out: HTML. What always holds:
//! tags stay balanced, because a span is closed before a tag and opened again at the next word; each letter is counted once, as
//! in the block's plain text; what is no word of the page (marks of notes, words that a link adds) is written as a tag is.

use std::ops::Range;

use super::html_safe::escape_into;
use super::marks::{Mark, MarkKind};
use crate::text::solid_length;

/// HTML with marked words.
#[derive(Default)]
pub(super) struct MarkedText<'m> {
    html: String,
    /// The marks of the block or note that is being written; of two around the same words the outer one first.
    marks: &'m [Mark<'m>],
    /// Those that did not begin yet, the next one last.
    waiting: Vec<usize>,
    /// Those that the next letter may be in.
    active: Vec<Active>,
    /// How many of these have a span open.
    open: usize,
    /// How many letters were written.
    letter: usize,
    /// White space behind the last letter: it belongs to the spans of the letter before if no tag follows.
    blank: String,
    /// How many links are open.
    links: usize,
    /// Signs of words whose end is in a link or in a corrected word, to be written behind it.
    held: Vec<&'m str>,
    /// Whether the signs of the whole are written.
    is_signed: bool,
}

/// A mark that began.
struct Active {
    mark: usize,
    /// Where its first piece stands in the HTML.
    first: Option<Range<usize>>,
    /// Whether a link stands in it or around it.
    is_linked: bool,
}

impl<'m> MarkedText<'m> {
    /// Begins a block or note.
    pub fn begin(&mut self, marks: &'m [Mark<'m>]) {
        self.tag();
        let mut waiting: Vec<usize> = (0..marks.len()).filter(|at| !marks[*at].letters.is_empty()).collect();
        waiting.sort_by_key(|at| std::cmp::Reverse((marks[*at].letters.start, *at)));
        let (html, links) = (std::mem::take(&mut self.html), self.links);
        *self = Self { html, links, marks, waiting, ..Self::default() };
    }

    /// The HTML so far, for a tag to be written: no span is open.
    pub fn tag(&mut self) -> &mut String {
        self.html.push_str(&std::mem::take(&mut self.blank));
        self.close(0);
        &mut self.html
    }

    /// Takes what was written.
    pub fn take(&mut self) -> String {
        std::mem::take(self.tag())
    }

    /// Writes a tag, or something else that is no word of the page.
    pub fn push_str(&mut self, html: &str) {
        self.tag().push_str(html);
        if html.contains("<a ") {
            self.active.iter_mut().for_each(|active| active.is_linked = true);
        }
    }

    /// Writes words of the page.
    pub fn words(&mut self, words: &str) {
        if self.marks.is_empty() {
            escape_into(&mut self.html, words);
            return;
        }
        let mut written = String::new();
        for c in words.chars() {
            written.clear();
            escape_into(&mut written, c.encode_utf8(&mut [0; 4]));
            self.sign(c, &written);
        }
    }

    /// Counts words that a tag stands for.
    pub fn pass(&mut self, words: &str) {
        let count = if self.marks.is_empty() { 0 } else { solid_length(words) };
        for _ in 0..count {
            self.arrive();
            self.leave();
        }
    }

    /// Writes HTML that others made of words.
    pub fn markup(&mut self, html: &str, words: &str) {
        let shown = Pieces(html).filter(|(c, _)| c.is_some_and(|c| !c.is_whitespace())).count();
        if self.marks.is_empty() || shown != solid_length(words) {
            self.push_str(html);
            return self.pass(words);
        }
        for (sign, written) in Pieces(html) {
            match sign {
                Some(c) => self.sign(c, written),
                None => self.push_str(written),
            }
        }
    }

    /// Opens a link, with its tag.
    pub fn open_link(&mut self, tag: &str) {
        self.push_str(tag);
        self.links += 1;
    }

    /// Tells that a link was closed, with its tag written.
    pub fn closed_link(&mut self) {
        self.links = self.links.saturating_sub(1);
        self.release();
    }

    /// Writes the signs of the whole when its last letter is written: a part of the block ends here.
    pub fn end_part(&mut self) {
        let (marks, letter) = (self.marks, self.letter);
        let whole = marks.iter().filter(|mark| mark.letters.is_empty() && mark.letters.start <= letter);
        for mark in whole.take_while(|_| !self.is_signed).collect::<Vec<_>>() {
            if let MarkKind::Annotated { sign } | MarkKind::Known { sign } = &mark.kind {
                self.push_str(sign);
            }
            self.is_signed = true;
        }
    }

    fn sign(&mut self, c: char, written: &str) {
        if c.is_whitespace() {
            return self.blank.push_str(written);
        }
        // White space stands in what the letters on both its sides are in.
        let blank = std::mem::take(&mut self.blank);
        let kept = self.kept();
        if !blank.is_empty() && self.open == 0 {
            self.open(kept);
        }
        self.html.push_str(&blank);
        self.close(kept);
        self.arrive();
        self.open(self.active.len());
        self.html.push_str(written);
        self.leave();
    }

    /// How many of the active marks stand around all that begin with the next letter.
    fn kept(&self) -> usize {
        let begin = self.waiting.iter().rev().take_while(|at| self.marks[**at].letters.start <= self.letter);
        let outermost = begin.min().copied().unwrap_or(usize::MAX);
        self.active.partition_point(|active| active.mark < outermost)
    }

    /// The marks that begin with the next letter are active.
    fn arrive(&mut self) {
        while let Some(mark) = self.waiting.pop_if(|at| self.marks[*at].letters.start <= self.letter) {
            let at = self.active.partition_point(|active| active.mark < mark);
            self.active.insert(at, Active { mark, first: None, is_linked: self.links > 0 });
        }
    }

    /// A letter is written: the marks that end with it are done.
    fn leave(&mut self) {
        self.letter += 1;
        for at in (0..self.active.len()).rev() {
            if self.marks[self.active[at].mark].letters.end <= self.letter {
                self.close(at);
                let done = self.active.remove(at);
                self.end(&done);
            }
        }
    }

    fn end(&mut self, done: &Active) {
        match &self.marks[done.mark].kind {
            MarkKind::Corrected { read, sign } => {
                // The words of an image are no text that a reading could stand before.
                if done.first.is_none() {
                    self.html.push_str(&format!("<ins class=\"read\">{read}</ins>"));
                }
                self.editors_sign(sign);
            }
            MarkKind::Annotated { sign } => self.editors_sign(sign),
            MarkKind::Known { sign } => {
                self.held.push(sign);
                self.release();
            }
            MarkKind::Figure { lead, .. } => {
                if let (Some(lead), Some(first), false) = (lead, &done.first, done.is_linked) {
                    self.html.insert_str(first.end, "</a>");
                    self.html.insert_str(first.start, &format!("<a class=\"figure-lead\" href=\"{lead}\">"));
                }
            }
        }
    }

    /// Writes a sign of the editor's where it may stand: to a figure that goes on behind it, it is a link.
    fn editors_sign(&mut self, sign: &'m str) {
        self.active.iter_mut().for_each(|active| active.is_linked = true);
        self.held.push(sign);
        self.release();
    }

    /// Writes the signs that wait, where they may stand: a link holds no link, and a hidden word no sign.
    fn release(&mut self) {
        let may_be_link =
            |at: usize| matches!(self.kind(at), MarkKind::Figure { lead: Some(_), .. }) && self.is_first(at);
        let is_hidden = |active: &Active| matches!(self.marks[active.mark].kind, MarkKind::Corrected { .. });
        if self.links == 0 && !(0..self.open).any(may_be_link) && !self.active.iter().any(is_hidden) {
            self.html.extend(self.held.drain(..));
        }
    }

    /// Opens the spans of the first active marks, so many that this many are open.
    fn open(&mut self, count: usize) {
        while self.open < count {
            let at = self.open;
            if let (MarkKind::Corrected { read, .. }, true) = (self.kind(at), self.active[at].first.is_none()) {
                self.html.push_str("<ins class=\"read\">");
                (at + 1..count).for_each(|inner| self.open_span(inner));
                self.html.push_str(read);
                (at + 1..count).rev().for_each(|inner| self.close_span(inner));
                self.html.push_str("</ins>");
            }
            self.open_span(at);
            self.open += 1;
        }
    }

    /// Closes the spans of all active marks but the first ones.
    fn close(&mut self, count: usize) {
        while self.open > count {
            self.open -= 1;
            self.close_span(self.open);
            self.release();
        }
    }

    fn kind(&self, at: usize) -> &'m MarkKind<'m> {
        &self.marks[self.active[at].mark].kind
    }

    fn open_span(&mut self, at: usize) {
        let start = self.html.len();
        let is_first = self.active[at].first.is_none();
        match self.kind(at) {
            MarkKind::Corrected { .. } => self.html.push_str("<del class=\"misprint\" hidden>"),
            MarkKind::Annotated { .. } => self.html.push_str("<span class=\"annotated\">"),
            MarkKind::Known { .. } => {}
            MarkKind::Figure { ids, .. } if is_first => {
                ids.iter().for_each(|id| self.html.push_str(&format!("<span class=\"figure\" id=\"{id}\">")));
            }
            MarkKind::Figure { .. } => self.html.push_str("<span class=\"figure\">"),
        }
        self.active[at].first.get_or_insert(start..start);
    }

    fn close_span(&mut self, at: usize) {
        let is_first = self.is_first(at);
        match self.kind(at) {
            MarkKind::Corrected { .. } => self.html.push_str("</del>"),
            MarkKind::Annotated { .. } => self.html.push_str("</span>"),
            MarkKind::Known { .. } => {}
            MarkKind::Figure { ids, .. } => self.html.push_str(&"</span>".repeat(if is_first { ids.len() } else { 1 })),
        }
        let end = self.html.len();
        if let Some(first) = self.active[at].first.as_mut().filter(|_| is_first) {
            first.end = end;
        }
    }

    /// Whether the piece of a mark that is open is its first.
    fn is_first(&self, at: usize) -> bool {
        self.active[at].first.as_ref().is_some_and(Range::is_empty)
    }
}

/// HTML in pieces: a sign of its text with how it is written, or a tag.
struct Pieces<'h>(&'h str);

impl<'h> Iterator for Pieces<'h> {
    type Item = (Option<char>, &'h str);

    fn next(&mut self) -> Option<Self::Item> {
        const ENTITIES: [(&str, char); 6] =
            [("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>'), ("&quot;", '"'), ("&#39;", '\''), ("&nbsp;", '\u{a0}')];
        let first = self.0.chars().next()?;
        let entity = ENTITIES.into_iter().find(|(entity, _)| self.0.starts_with(entity));
        let (sign, length) = match (first, entity) {
            ('<', _) => (None, self.0.find('>').map_or(self.0.len(), |end| end + 1)),
            (_, Some((entity, sign))) => (Some(sign), entity.len()),
            _ => (Some(first), first.len_utf8()),
        };
        let (piece, rest) = self.0.split_at(length);
        self.0 = rest;
        Some((sign, piece))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure<'a>(letters: Range<usize>, id: &'a str, lead: Option<&str>) -> Mark<'a> {
        Mark { letters, kind: MarkKind::Figure { ids: vec![id], lead: lead.map(str::to_owned) } }
    }

    /// Writes HTML, its tags as tags, with marks.
    fn written(html: &str, marks: &[Mark<'_>]) -> String {
        let mut out = MarkedText::default();
        out.begin(marks);
        for (sign, piece) in Pieces(html) {
            match sign {
                Some(c) => out.sign(c, piece),
                None if piece.starts_with("<a") => out.open_link(piece),
                None => out.push_str(piece),
            }
            if piece == "</a>" {
                out.closed_link();
            }
        }
        out.take()
    }

    #[test]
    fn words_are_marked_over_tags() {
        let marks = [figure(3..10, "a", None), figure(13..15, "b", None)];
        assert_eq!(
            written("Đạt <b>trên 5</b> m<sup>2</sup> sàn &gt; 3", &marks),
            "Đạt <b><span class=\"figure\" id=\"a\">trên 5</span></b><span class=\"figure\"> m</span><sup><span class=\"figure\">2</span></sup> sàn <span class=\"figure\" id=\"b\">&gt; 3</span>"
        );
        assert_eq!(written("Đạt 5", &[]), "Đạt 5");
    }

    #[test]
    fn words_lead_where_no_link_is() {
        let marks = [figure(3..6, "x", Some("c.html"))];
        assert_eq!(
            written("Đạt 5 xã", &marks),
            "Đạt <a class=\"figure-lead\" href=\"c.html\"><span class=\"figure\" id=\"x\">5 xã</span></a>"
        );
        for html in ["Theo <a href=\"b\">đạt 5 xã</a>", "Đạt 5 <a href=\"b\">xã</a>"] {
            assert!(!written(html, &marks).contains("figure-lead"), "{html}");
        }
    }

    #[test]
    fn a_corrected_word_has_both_readings_and_its_sign_behind_them() {
        let corrected =
            |letters| Mark { letters, kind: MarkKind::Corrected { read: "sáu".to_owned(), sign: "[*]".to_owned() } };
        let annotated = |letters, sign: &str| Mark { letters, kind: MarkKind::Annotated { sign: sign.to_owned() } };
        let marks = [corrected(3..6), annotated(0..6, "[a]"), annotated(3..8, "[b]"), figure(3..8, "x", None)];
        assert_eq!(
            written("Đạt năm xã", &marks),
            "<span class=\"annotated\">Đạt </span><ins class=\"read\"><span class=\"annotated\"><span class=\"annotated\"><span class=\"figure\" id=\"x\">sáu</span></span></span></ins>\
             <del class=\"misprint\" hidden><span class=\"annotated\"><span class=\"annotated\"><span class=\"figure\">năm</span></span></span></del>[a][*]\
             <span class=\"annotated\"><span class=\"figure\"> xã</span></span>[b]"
        );
        assert_eq!(
            written("<a href=\"b\">Đạt</a>", &[annotated(0..3, "[a]")]),
            "<a href=\"b\"><span class=\"annotated\">Đạt</span></a>[a]"
        );
    }

    #[test]
    fn the_sign_of_a_whole_stands_where_its_last_part_ends() {
        let whole = Mark { letters: 2..2, kind: MarkKind::Annotated { sign: "[a]".to_owned() } };
        let marks = [whole];
        let mut out = MarkedText::default();
        out.begin(&marks);
        for part in ["x", "y", ""] {
            out.words(part);
            out.end_part();
            out.push_str("<br>");
        }
        assert_eq!(out.take(), "x<br>y[a]<br><br>");
    }
}
