//! Inline Markdown of elsewhere as a page may have it: what has a meaning in a page keeps it, all else is letters.
//!
//! In: a run of a source's text, which may hold tags, links and signs of any kind. Out: the same run for a page. What always
//! holds: every word that a reader of the source saw is in it; links lead to other hosts alone; tags are balanced and bare;
//! `[^label]` calls no note.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::inline::{Inline, inline};
use super::page_marks::Unmarked;
use super::plain::allowed_tag;

/// How often a text is read again after a change: a link within a link shows only when the inner one is gone.
const ROUNDS: usize = 8;

/// Schemes of the links that stay.
const REMOTE: [&str; 3] = ["http://", "https://", "mailto:"];

/// Bytes of a text and what takes their place.
type Edit = (Range<usize>, String);

/// A run of foreign text as inline Markdown of a page.
#[must_use]
pub fn foreign_inline(text: &str) -> String {
    let mut written = unmarked(text);
    for _ in 0..ROUNDS {
        let edits = if has_signs(&written) { edits(&written) } else { Vec::new() };
        if edits.is_empty() {
            return written.into_owned();
        }
        written = apply(&written, edits).into();
    }
    letters(text)
}

/// What looks like the mark of a printed page is words of the source.
fn unmarked(text: &str) -> Cow<'_, str> {
    let marks = Unmarked::of(text).marks;
    if marks.is_empty() {
        return Cow::Borrowed(text);
    }
    let edits = marks.into_iter().map(|mark| (mark.range.start..mark.range.start, "\\".to_owned()));
    apply(text, edits.collect()).into()
}

/// Whether a text has signs that could be more than words and emphasis.
fn has_signs(text: &str) -> bool {
    text.contains(['<', '[', '~', '`'])
}

/// Every sign of Markdown as a letter.
fn letters(text: &str) -> String {
    let mut letters = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if "\\`*_[]<>&~".contains(c) {
            letters.push('\\');
        }
        letters.push(c);
    }
    letters
}

fn apply(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|(range, _)| range.start);
    let mut out = String::with_capacity(text.len() + edits.len());
    let mut done = 0;
    for (range, new) in edits {
        if range.start >= done {
            out.push_str(&text[done..range.start]);
            out.push_str(&new);
            done = range.end;
        }
    }
    out.push_str(&text[done..]);
    out
}

/// What has to change in a text, as far as one reading shows it.
fn edits(text: &str) -> Vec<Edit> {
    let inline = inline(text);
    let mut finder = Finder { text, open: Vec::new(), code: Vec::new(), edits: Vec::new() };
    for (event, range) in inline.events() {
        let (start, end) = (range.start.saturating_sub(Inline::OFFSET), range.end.saturating_sub(Inline::OFFSET));
        finder.event(&event, start..end.min(text.len()));
    }
    finder.unwind();
    finder.escape_labels();
    finder.edits
}

/// What is open at a place of the text.
enum Open {
    /// Emphasis of Markdown.
    Emphasis,
    /// A link: its bytes, and where the words in it end so far.
    Link { range: Range<usize>, remote: bool, words: Option<Range<usize>> },
    /// A tag: its name in a page, and its bytes.
    Tag(&'static str, Range<usize>),
}

struct Finder<'a> {
    text: &'a str,
    open: Vec<Open>,
    code: Vec<Range<usize>>,
    edits: Vec<Edit>,
}

impl Finder<'_> {
    fn event(&mut self, event: &Event<'_>, range: Range<usize>) {
        if let Some(Open::Link { words, .. }) =
            self.open.iter_mut().rev().find(|open| matches!(open, Open::Link { .. }))
            && !matches!(event, Event::End(TagEnd::Link))
        {
            let first = words.get_or_insert(range.clone());
            first.end = first.end.max(range.end);
        }
        match event {
            Event::Start(Tag::Link { dest_url, .. }) => {
                let is_mail = self.text[range.clone()].starts_with('<') && dest_url.contains('@');
                let remote = is_mail || is_remote(dest_url);
                self.open.push(Open::Link { range, remote, words: None });
            }
            Event::Start(Tag::Image { .. }) => {
                self.edits.push((range.start..range.start + 2, "!\\[".to_owned()));
                self.open.push(Open::Emphasis);
            }
            Event::Start(tag) => {
                // One tilde is a sign between numbers, two strike out.
                if matches!(tag, Tag::Strikethrough) && !self.text[range.clone()].starts_with("~~") {
                    self.edits.extend([range.start, range.end - 1].map(|at| (at..at, "\\".to_owned())));
                }
                self.open.push(Open::Emphasis);
            }
            Event::End(_) => self.close(),
            Event::InlineHtml(html) => self.tag(html, range),
            Event::Code(_) => self.code.push(range),
            _ => {}
        }
    }

    /// Closes the innermost emphasis or link; tags that were opened in it stay open no longer.
    fn close(&mut self) {
        while let Some(open) = self.open.pop() {
            match open {
                Open::Emphasis => return,
                Open::Link { range, remote, words } => {
                    if !remote {
                        self.unlink(range, words);
                    }
                    return;
                }
                Open::Tag(_, range) => self.escape(range),
            }
        }
    }

    /// Tags that nothing closes are letters.
    fn unwind(&mut self) {
        while let Some(open) = self.open.pop() {
            if let Open::Tag(_, range) = open {
                self.escape(range);
            }
        }
    }

    /// Takes a link's signs and address away; its words stay. A link without words is letters.
    fn unlink(&mut self, range: Range<usize>, words: Option<Range<usize>>) {
        let close = words.and_then(|words| Some(words.end + self.text.get(words.end..range.end)?.find("](")?));
        match close.filter(|_| self.text[range.clone()].starts_with('[')) {
            Some(close) => {
                self.edits.push((range.start..range.start + 1, String::new()));
                self.edits.push((close..range.end, String::new()));
            }
            None => self.escape(range),
        }
    }

    fn tag(&mut self, html: &str, range: Range<usize>) {
        match page_tag(html) {
            Some(("br", _)) => {}
            Some((name, false)) => self.open.push(Open::Tag(name, range)),
            Some((name, true)) => match self.open.pop() {
                Some(Open::Tag(open, opening)) if open == name => {
                    self.rename(name, opening, "<");
                    self.rename(name, range, "</");
                }
                other => {
                    self.open.extend(other);
                    self.escape(range);
                }
            },
            None => self.escape(range),
        }
    }

    /// Writes a tag with the name that pages have for it.
    fn rename(&mut self, name: &str, range: Range<usize>, opening: &str) {
        if allowed_tag(&self.text[range.clone()]).is_none() {
            self.edits.push((range, format!("{opening}{name}>")));
        }
    }

    fn escape(&mut self, range: Range<usize>) {
        let letters = letters(&self.text[range.clone()]);
        self.edits.push((range, letters));
    }

    /// `[^` begins a mark wherever it stands; here it is two letters.
    fn escape_labels(&mut self) {
        for (at, _) in self.text.match_indices("[^") {
            let escaped = self.text[..at].bytes().rev().take_while(|b| *b == b'\\').count() % 2 == 1;
            if !escaped && !self.code.iter().any(|code| code.contains(&at)) {
                self.edits.push((at..at, "\\".to_owned()));
            }
        }
    }
}

/// Whether an address is on another host, or a mail address.
fn is_remote(address: &str) -> bool {
    let starts = |scheme: &str| address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    REMOTE.into_iter().any(starts)
}

/// The tag of a page that means what a source's tag means, and whether it closes.
fn page_tag(html: &str) -> Option<(&'static str, bool)> {
    match html.to_ascii_lowercase().as_str() {
        "<b>" => Some(("strong", false)),
        "</b>" => Some(("strong", true)),
        "<i>" => Some(("em", false)),
        "</i>" => Some(("em", true)),
        _ => allowed_tag(html),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_page_knows_stays() {
        for same in [
            "m<sup>2</sup> *a* **b** `c<d>` ~~e~~",
            "[a](https://example.org/a_(b)) <a@example.org> 5 < 6 > 4",
            "a \\< b \\[^1] \\*",
            "one<br>two<br/>three",
        ] {
            assert_eq!(foreign_inline(same), same);
        }
    }

    #[test]
    fn all_else_is_letters() {
        for (source, page) in [
            ("<b>a</b> <I>b</I>", "<strong>a</strong> <em>b</em>"),
            ("<b>a", "\\<b\\>a"),
            ("a</sup> *b<u>c*</u>", "a\\</sup\\> *b\\<u\\>c*\\</u\\>"),
            ("<span title=\"*x*\">a</span>", "\\<span title=\"\\*x\\*\"\\>a\\</span\\>"),
            ("<!-- a --> <script>b", "\\<!-- a --\\> \\<script\\>b"),
            ("[a](#_Toc1) [**b** `c`](d.md \"t\")", "a **b** `c`"),
            ("[[a](#b)](#c) [](#d)", "a \\[\\](#d)"),
            ("![a](b.png)", "!\\[a](b.png)"),
            ("<note:a>", "\\<note:a\\>"),
            ("a[^b c] `[^d]`", "a\\[^b c] `[^d]`"),
            ("a {p. 12} b", "a \\{p. 12} b"),
            ("~5 và 7~ và 9", "\\~5 và 7\\~ và 9"),
        ] {
            assert_eq!(foreign_inline(source), page);
            assert_eq!(foreign_inline(page), page, "it is a page's own already");
        }
    }

    #[test]
    fn links_in_links_end() {
        let deep = format!("{}a{}", "[".repeat(50), "](#b)".repeat(50));
        let written = foreign_inline(&deep);
        assert!(edits(&written).is_empty(), "{written}");
    }
}
