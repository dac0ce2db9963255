//! Inline events as pieces of a line: styles, links, marks, words that lead somewhere.
//!
//! In: inline events with their bytes. Out: [`Inline`] pieces. What always holds: what opens is closed at the end of its line;
//! a link holds no link and no mark.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::content::{Inline, Mark, Style, Target};
use crate::markdown::{self, Destination, Inline as Line, allowed_tag, destination};
use crate::model::links::{Field, LinkTarget, Links, ReportLinks, WordLink};
use crate::model::page::Page;
use crate::text::solid;
use crate::tree::below;

/// What the pages of a report are read with.
#[derive(Clone, Copy)]
pub(super) struct Around<'a> {
    pub links: &'a Links,
    /// The links of the report.
    pub own: &'a ReportLinks,
    /// The site's addresses of its pages, by their paths in the edition.
    pub urls: &'a BTreeMap<&'a str, String>,
}

/// What is open.
enum Open {
    Style(Style, &'static str),
    Markdown(Style),
    Link(Option<Target>),
    Picture(String),
    /// A tag without a style of its own.
    Bare(&'static str),
}

/// Reads the lines of a page.
pub(super) struct Lines<'a> {
    around: Around<'a>,
    page: &'a Page,
    leads: &'a [WordLink],
    /// The part of the page that is being read.
    pub field: Field,
    /// Whether the words are not the page's own: their marks lead to notes that do not lead back.
    is_aside: bool,
    counted: BTreeMap<String, usize>,
    open: Vec<(Open, Vec<Inline>)>,
    line: Vec<Inline>,
    /// Marks that stand in a link, to come after it.
    waiting: Vec<Inline>,
}

impl<'a> Lines<'a> {
    pub fn new(around: Around<'a>, page: &'a Page) -> Self {
        let leads = around.links.words.get(&page.path).map_or(&[][..], Vec::as_slice);
        Self {
            around,
            page,
            leads,
            field: Field::Body,
            is_aside: false,
            counted: BTreeMap::new(),
            open: Vec::new(),
            line: Vec::new(),
            waiting: Vec::new(),
        }
    }

    /// A line of inline Markdown: a title.
    pub fn title(&mut self, title: &str, field: Field) -> Vec<Inline> {
        let before = std::mem::replace(&mut self.field, field);
        let line = markdown::inline(title);
        for (event, range) in line.events() {
            let from = |at: usize| at.saturating_sub(Line::OFFSET);
            self.push(&event, from(range.start)..from(range.end));
        }
        self.field = before;
        self.finish()
    }

    /// A paragraph of the editor's own words about the page.
    pub fn aside(around: Around<'a>, page: &'a Page, words: &str) -> Vec<Inline> {
        /// A part of a page that has no words of its own, so that none of the page's links are in them.
        const ELSEWHERE: Field = Field::Heading(usize::MAX);
        Self { is_aside: true, ..Self::new(around, page) }.title(words, ELSEWHERE)
    }

    /// Ends the line.
    pub fn finish(&mut self) -> Vec<Inline> {
        while !self.open.is_empty() {
            self.close();
        }
        self.line.append(&mut self.waiting);
        std::mem::take(&mut self.line)
    }

    /// Takes the next event; `range` is its place in the field that is being read.
    pub fn push(&mut self, event: &Event<'_>, range: Range<usize>) {
        match event {
            Event::Text(words) if self.in_link() => self.text(words),
            Event::Text(words) => self.words(words, &range),
            Event::Code(code) => self.add(Inline::Code(code.to_string())),
            Event::SoftBreak => self.text(" "),
            Event::HardBreak => self.add(Inline::Break),
            Event::InlineHtml(html) => self.html(html),
            Event::FootnoteReference(label) => self.mark(label),
            Event::InlineMath(_) => self.page(Some(range.start)),
            Event::Start(tag) => self.start(tag),
            Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough) => {
                self.close_through(|open| matches!(open, Open::Markdown(_)));
            }
            Event::End(TagEnd::Link) => {
                self.close_through(|open| matches!(open, Open::Link(_)));
                if !self.in_link() {
                    let marks = std::mem::take(&mut self.waiting);
                    marks.into_iter().for_each(|mark| self.add(mark));
                }
            }
            Event::End(TagEnd::Image) => self.close_through(|open| matches!(open, Open::Picture(_))),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        let open = match tag {
            Tag::Emphasis => Open::Markdown(Style::Emphasis),
            Tag::Strong => Open::Markdown(Style::Strong),
            Tag::Strikethrough => Open::Markdown(Style::Deleted),
            Tag::Link { link_type: LinkType::Email, dest_url, .. } => {
                Open::Link(Some(Target::Web(format!("mailto:{dest_url}"))))
            }
            Tag::Link { dest_url, .. } => Open::Link(self.target(dest_url).filter(|_| !self.in_link())),
            Tag::Image { dest_url, .. } => Open::Picture(dest_url.to_string()),
            _ => return,
        };
        self.open.push((open, std::mem::take(&mut self.line)));
    }

    fn in_link(&self) -> bool {
        self.open.iter().any(|(open, _)| matches!(open, Open::Link(_)))
    }

    /// A tag of the allow-list is a tag when it can be balanced; everything else is words.
    fn html(&mut self, html: &str) {
        let Some((name, closes)) = allowed_tag(html) else { return self.text(html) };
        if name == "br" {
            return self.add(Inline::Break);
        }
        if closes {
            let is_open = |open: &Open| matches!(open, Open::Style(_, own) | Open::Bare(own) if *own == name);
            match self.open.last() {
                Some((open, _)) if is_open(open) => self.close(),
                _ => self.text(html),
            }
            return;
        }
        let style = match name {
            "sup" => Some(Style::Raised),
            "sub" => Some(Style::Lowered),
            "u" | "ins" => Some(Style::Underlined),
            "s" | "del" => Some(Style::Deleted),
            "small" => Some(Style::Small),
            "mark" => Some(Style::Marked),
            "em" => Some(Style::Emphasis),
            "strong" => Some(Style::Strong),
            _ => None,
        };
        let open = style.map_or(Open::Bare(name), |style| Open::Style(style, name));
        self.open.push((open, std::mem::take(&mut self.line)));
    }

    fn close_through(&mut self, wanted: impl Fn(&Open) -> bool) {
        while let Some((open, _)) = self.open.last() {
            let is_last = wanted(open);
            self.close();
            if is_last {
                return;
            }
        }
    }

    /// Closes what was opened last.
    fn close(&mut self) {
        let Some((open, before)) = self.open.pop() else { return };
        let inner = std::mem::replace(&mut self.line, before);
        match open {
            Open::Style(style, _) | Open::Markdown(style) => self.add(Inline::Styled(style, inner)),
            Open::Link(Some(target)) => self.add(Inline::Link(target, inner)),
            Open::Link(None) | Open::Bare(_) => inner.into_iter().for_each(|piece| self.add(piece)),
            Open::Picture(written) => self.picture(&written, super::content::plain(&inner)),
        }
    }

    /// A picture of the site is shown; one from elsewhere is a link, because a book loads nothing from there.
    fn picture(&mut self, written: &str, words: String) {
        match self.target(written) {
            Some(Target::Site(path)) => self.add(Inline::Picture(path, words)),
            Some(target @ Target::Web(_)) if !self.in_link() => {
                self.add(Inline::Link(target, vec![Inline::Text(words)]));
            }
            _ => self.text(&words),
        }
    }

    fn text(&mut self, words: &str) {
        match self.line.last_mut() {
            Some(Inline::Text(before)) => before.push_str(words),
            _ if words.is_empty() => {}
            _ => self.line.push(Inline::Text(words.to_owned())),
        }
    }

    fn add(&mut self, piece: Inline) {
        match piece {
            Inline::Text(words) => self.text(&words),
            piece => self.line.push(piece),
        }
    }

    /// A mark that calls a note.
    fn mark(&mut self, label: &str) {
        let links = self.around.own;
        let path = &self.page.path;
        let mark = match links.note(path, label) {
            None => {
                let missing = links.missing.iter().find(|mark| mark.label == label);
                Mark {
                    number: missing.map_or(0, |mark| mark.number),
                    sign: missing.map_or(label, |mark| mark.sign.as_str()).to_owned(),
                    ..Mark::default()
                }
            }
            Some(note) => {
                let before = self.counted.entry(label.to_owned()).or_default();
                let mut here = note.marks.iter().filter(|mark| mark.page == *path);
                let nth = here.nth(*before).map(|mark| mark.nth);
                *before += usize::from(!self.is_aside);
                let id = nth.filter(|_| !self.is_aside).map(|nth| note.mark_id(nth));
                let url = self.around.urls.get(note.page.as_str()).cloned().unwrap_or_default();
                Mark { number: note.number, sign: note.sign.clone(), note: Some((url, note.id.clone())), id }
            }
        };
        if self.in_link() { self.waiting.push(Inline::Mark(mark)) } else { self.add(Inline::Mark(mark)) }
    }

    /// The page of the print that begins at a byte, or with the page's title.
    pub fn page(&mut self, byte: Option<usize>) {
        if let Some(start) = self.around.own.printed.start(&self.page.path, byte) {
            self.add(Inline::Page(start.anchor.clone(), start.label.clone()));
        }
    }

    /// Where a link leads; none when it may not be followed.
    fn target(&self, written: &str) -> Option<Target> {
        let page = &self.page.path;
        if let Some(url) = self.around.links.targets.get(&(page.clone(), written.to_owned())) {
            return Some(Target::Site(url.clone()));
        }
        match destination(written, "/") {
            Destination::Remote(address) => Some(Target::Web(solid(&address))),
            Destination::Local(address) if !address.contains('\\') => {
                let own = self.around.urls.get(page.as_str())?;
                Some(Target::Site(joined(own, &solid(&address))))
            }
            Destination::Local(_) | Destination::Refused => None,
        }
    }

    /// A piece of text with the links in it.
    fn words(&mut self, words: &str, range: &Range<usize>) {
        for (part, link) in WordLink::part(self.leads, self.field, words, range) {
            match link {
                Some((link, range)) => self.lead(part, link, &range),
                None => self.text(part),
            }
        }
    }

    /// Words with what they lead to.
    fn lead(&mut self, words: &str, link: &WordLink, range: &Range<usize>) {
        let links = self.around.links;
        let text = vec![Inline::Text(words.to_owned())];
        match &link.leads {
            LinkTarget::Document(index) => match links.documents.get(*index) {
                Some(document) => {
                    let target = Target::Site(format!("documents.html#{}", document.id));
                    self.add(Inline::Link(target, text));
                }
                None => self.text(words),
            },
            LinkTarget::Place(url, preview) => {
                self.add(Inline::Link(Target::Site(url.clone()), text));
                if let Some(preview) = preview.as_ref().filter(|_| range.end == link.range.end) {
                    self.add(Inline::Referred(preview.clone()));
                }
            }
            LinkTarget::Term(index) => match links.terms.get(*index).filter(|_| *range == link.range) {
                Some(term) => self.add(Inline::Term(term.term.clone(), text)),
                None => self.text(words),
            },
        }
    }
}

/// A relative address from a page, as an address from the site's root.
fn joined(page: &str, written: &str) -> String {
    let (path, anchor) = written.split_at(written.find(['#', '?']).unwrap_or(written.len()));
    if path.is_empty() {
        return format!("{page}{anchor}");
    }
    let folder = page.rsplit_once('/').map_or("", |(folder, _)| folder);
    format!("{}{anchor}", below(folder, path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_start_at_the_root() {
        assert_eq!(joined("a/b.html", "../c.png"), "c.png");
        assert_eq!(joined("a/b.html", "c.html#d"), "a/c.html#d");
        assert_eq!(joined("a/b.html", "#d"), "a/b.html#d");
        assert_eq!(joined("a/b.html", "/x/y.svg"), "x/y.svg");
    }
}
