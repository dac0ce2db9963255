//! From Markdown events to HTML: inline text, note marks, links. Blocks are in `html_blocks.rs`.
//!
//! In: a page, its links, and where its HTML will be shown. Out: [`PageHtml`].
//! What always holds: every mark has an id of its own and leads to its note; tags are balanced; what is not
//! known markup is shown as words.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::html_safe::{escape, escape_into};
use super::marked_text::MarkedText;
use super::marks::PageMarks;
use crate::markdown::{self, Destination, Inline, allowed_tag, destination};
use crate::model::links::{Field, Links, PictureLinks, PrintedPage, ReportLinks, WordLink};
use crate::model::page::Page;
use crate::words::Words;

/// Where and how the HTML of a page is shown.
#[derive(Clone, Copy)]
pub(super) struct Setting<'a> {
    /// The page.
    pub page: &'a Page,
    /// Links and notes of the report that the page belongs to, or of the page itself.
    pub links: &'a ReportLinks,
    /// Links between pages.
    pub all: &'a Links,
    /// Addresses of the pages that define notes, by page path.
    pub urls: &'a BTreeMap<String, String>,
    /// Words for marks and tables.
    pub words: &'a Words,
    /// From the file that shows the HTML to the site's root: `"../"`.
    pub root: &'a str,
    /// Whether the file shows all notes of the report (notes page, print view).
    pub whole: bool,
    /// What is added to the level of headings.
    pub shift: usize,
    /// Whether letterhead lines are kept apart.
    pub letterhead_apart: bool,
    /// What leads to the pictures beside the page: nothing where they stand beside it on the site, too.
    pub pictures: &'a str,
}

/// A page as HTML.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct PageHtml {
    /// The title with its marks.
    pub title: String,
    /// The lines above the title, when they are kept apart.
    pub letterhead: String,
    /// The body.
    pub content: String,
    /// The notes that the page defines, by number.
    pub notes: BTreeMap<usize, String>,
}

/// Writes a page with its marks: title, body, notes, in the order in which marks of notes are counted.
pub(super) fn page_html<'a>(setting: Setting<'a>, marks: &'a PageMarks<'a>) -> PageHtml {
    let mut writer = Writer { marks: Some(marks), ..Writer::new(setting) };
    writer.inline(setting.all.title(&setting.page.front.title), Field::Title);
    let mut title = String::new();
    if let Some(start) = setting.links.printed.start(&setting.page.path, None) {
        title.push_str(&page_sign(start, setting));
    }
    title.push_str(&writer.out.take());
    let prepared = markdown::prepare(setting.page.body());
    let (body, definitions) = prepared.parted();
    writer.blocks(body);
    let content = writer.out.take();
    let letterhead = std::mem::take(&mut writer.letterhead);
    writer.in_note = true;
    let mut notes = BTreeMap::new();
    let mut seen: Vec<String> = Vec::new();
    for (label, events) in definitions {
        if seen.contains(&label) {
            continue;
        }
        let number = setting.links.note(&setting.page.path, &label).map(|note| note.number);
        writer.out.begin(number.map_or(&[], |number| marks.of_note(number)));
        writer.blocks(events);
        let html = writer.out.take();
        if let Some(number) = number {
            notes.insert(number, html.trim_end().to_owned());
        }
        seen.push(label);
    }
    PageHtml { title, letterhead, content, notes }
}

/// The sign of a printed page: an anchor with a name and without text, so that it is neither copied nor read into sentences;
/// the theme shows its number. Where the page has a picture it leads there.
fn page_sign(start: &PrintedPage, setting: Setting<'_>) -> String {
    let Setting { words, links, .. } = setting;
    let (anchor, label) = (escape(&start.anchor), escape(&start.label));
    let number = start.label.trim_matches(['[', ']']);
    let key = if number == start.label { "printed_page.name" } else { "printed_page.counted" };
    let name = escape(&words.phrase(key, &[("page", number)]));
    if let Some(picture) = links.pictures.anchors.get(&start.anchor).filter(|_| !setting.whole) {
        let (href, spoken) =
            (escape(&PictureLinks::beside(picture)), escape(&words.phrase("facsimile.open", &[("page", number)])));
        return format!(
            "<a class=\"printed-page\" id=\"{anchor}\" href=\"{href}\" title=\"{name}\" aria-label=\"{spoken}\" data-page=\"{label}\"></a>"
        );
    }
    format!(
        "<span class=\"printed-page\" id=\"{anchor}\" role=\"doc-pagebreak\" title=\"{name}\" data-page=\"{label}\"></span>"
    )
}

/// Paragraphs of the editor's own words about a page, which are not in its text: their marks lead to the notes and are none
/// of the marks that the notes lead back to.
pub(super) fn words_html(setting: Setting<'_>, words: &str) -> String {
    /// A part of a page that has no words of its own, so that none of the page's links are in them.
    const ELSEWHERE: Field = Field::Heading(usize::MAX);
    let mut writer = Writer { is_aside: true, ..Writer::new(setting) };
    for paragraph in words.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty()) {
        writer.out.push_str("<p>");
        writer.inline(paragraph, ELSEWHERE);
        writer.out.push_str("</p>\n");
    }
    writer.out.take().trim_end().to_owned()
}

/// A title as HTML without marks.
pub(super) fn title_html(title: &str) -> String {
    let mut out = MarkedText::default();
    let mut stack = Vec::new();
    for (event, _) in markdown::inline(title).events() {
        inline_event(&mut out, &mut stack, &event);
    }
    close_all(&mut out, &mut stack);
    out.take()
}

/// An open inline tag and whether it came from raw HTML.
pub(super) type Open = (&'static str, bool);

/// Writes HTML.
pub(super) struct Writer<'a> {
    pub(super) setting: Setting<'a>,
    /// The words of the page that lead somewhere.
    pub(super) leads: &'a [WordLink],
    /// What is to be marked in the page's words.
    pub(super) marks: Option<&'a PageMarks<'a>>,
    pub(super) out: MarkedText<'a>,
    pub(super) letterhead: String,
    /// The inline tags that are open.
    pub(super) stack: Vec<Open>,
    /// Whether a note is being written; its blocks have no ids.
    pub(super) in_note: bool,
    /// Whether the words are not the page's own: their marks are links alone.
    is_aside: bool,
    /// How many marks of each label were written.
    counted: BTreeMap<String, usize>,
    /// Whether each open link has a destination.
    pub(super) links: Vec<bool>,
    /// Marks that stand in a link, to be written after it: a link holds no link.
    waiting: String,
    /// The image that is open: where it stands, its caption, its alternative text.
    image: Option<[String; 3]>,
    /// The part of the page that is being written, for the words in it that lead somewhere.
    pub(super) field: Field,
}

impl<'a> Writer<'a> {
    fn new(setting: Setting<'a>) -> Self {
        Self {
            setting,
            leads: setting.all.words.get(&setting.page.path).map_or(&[], Vec::as_slice),
            marks: None,
            out: MarkedText::default(),
            letterhead: String::new(),
            stack: Vec::new(),
            in_note: false,
            is_aside: false,
            counted: BTreeMap::new(),
            links: Vec::new(),
            waiting: String::new(),
            image: None,
            field: Field::Body,
        }
    }

    /// Writes a line of inline Markdown.
    pub(super) fn inline(&mut self, line: &str, field: Field) {
        let before = std::mem::replace(&mut self.field, field);
        let inline = markdown::inline(line);
        for (event, range) in inline.events() {
            let offset = Inline::OFFSET;
            self.inline_event(&event, range.start.saturating_sub(offset)..range.end.saturating_sub(offset));
        }
        self.field = before;
        close_all(&mut self.out, &mut self.stack);
    }

    /// Writes an inline event; `range` is its place in the field that is being written.
    pub(super) fn inline_event(&mut self, event: &Event<'_>, range: Range<usize>) {
        if let Some([_, _, alternative]) = &mut self.image {
            match event {
                Event::Text(words) | Event::Code(words) => alternative.push_str(words),
                Event::End(TagEnd::Image) => self.close_image(),
                _ => {}
            }
            return;
        }
        match event {
            Event::InlineMath(_) => self.page_mark(range.start),
            Event::Text(words) if self.links.is_empty() => self.words_and_addresses(words, &range),
            Event::FootnoteReference(label) => self.mark(label),
            Event::Start(Tag::Link { link_type: LinkType::Email, dest_url, .. }) => {
                self.open_link(&format!("mailto:{dest_url}"), "");
            }
            Event::Start(Tag::Link { dest_url, title, .. }) => self.open_link(dest_url, title),
            Event::End(TagEnd::Link) => self.close_link(),
            Event::Start(Tag::Image { dest_url, title, .. }) => {
                self.image = Some([dest_url.to_string(), title.to_string(), String::new()]);
            }
            other => inline_event(&mut self.out, &mut self.stack, other),
        }
    }

    /// A mark that calls a note.
    fn mark(&mut self, label: &str) {
        let Setting { page, links, words, .. } = self.setting;
        let mut html = String::new();
        match links.note(&page.path, label) {
            None => {
                let missing = links.missing.iter().find(|mark| mark.label == label);
                let shown = missing.map_or(label, |mark| mark.sign.as_str());
                let title = escape(&words.phrase("notes.missing", &[("n", shown), ("label", label)]));
                html.push_str(&format!("<sup class=\"mark missing\" title=\"{title}\">{}</sup>", escape(shown)));
            }
            Some(note) if self.is_aside => {
                let href = self.note_page(&note.page);
                let (id, sign) = (escape(&note.id), escape(&note.sign));
                html.push_str(&format!("<sup class=\"mark\"><a href=\"{href}#{id}\">{sign}</a></sup>"));
            }
            Some(note) => {
                let before = self.counted.entry(label.to_owned()).or_default();
                let mut here = note.marks.iter().filter(|mark| mark.page == page.path);
                let nth = here.nth(*before).map_or(*before + 1, |mark| mark.nth);
                *before += 1;
                let sign = escape(&note.sign);
                let (id, own) = (escape(&note.id), escape(&note.mark_id(nth)));
                let spoken = escape(&words.phrase("notes.mark", &[("n", &note.sign)]));
                let href = self.note_page(&note.page);
                html.push_str(&format!(
                    "<sup class=\"mark\"><a id=\"{own}\" href=\"{href}#{id}\" role=\"doc-noteref\" aria-label=\"{spoken}\">{sign}</a></sup>"
                ));
            }
        }
        if self.links.is_empty() { self.out.push_str(&html) } else { self.waiting.push_str(&html) }
    }

    /// The sign of a printed page that begins here.
    fn page_mark(&mut self, byte: usize) {
        // A link holds no link.
        let setting = Setting { whole: self.setting.whole || !self.links.is_empty(), ..self.setting };
        if let Some(start) = setting.links.printed.start(&setting.page.path, Some(byte)) {
            self.out.push_str(&page_sign(start, setting));
        }
    }

    /// The file that shows the notes of a page, as a link from here; empty when it is this one.
    fn note_page(&self, path: &str) -> String {
        if self.setting.whole || path == self.setting.page.path {
            return String::new();
        }
        let url = self.setting.urls.get(path).map_or("", String::as_str);
        format!("{}{}", self.setting.root, escape(url))
    }

    pub(super) fn open_link(&mut self, written: &str, title: &str) {
        let Setting { page, all, root, .. } = self.setting;
        let known = all.targets.get(&(page.path.clone(), written.to_owned()));
        let href = match known {
            Some(url) => Some(format!("{root}{url}")),
            None => match destination(written, root) {
                Destination::Local(href) | Destination::Remote(href) => Some(href),
                Destination::Refused => None,
            },
        };
        let nested = self.links.contains(&true);
        self.links.push(href.is_some() && !nested);
        if let (Some(href), false) = (href, nested) {
            let title = if title.is_empty() { String::new() } else { format!("\" title=\"{}", escape(title)) };
            self.out.open_link(&format!("<a href=\"{}{title}\">", escape(&href)));
            self.stack.push(("a", false));
        }
    }

    pub(super) fn close_link(&mut self) {
        if self.links.pop() == Some(true) {
            close_through(&mut self.out, &mut self.stack, "a");
            self.out.closed_link();
        }
        if self.links.is_empty() {
            self.out.push_str(&std::mem::take(&mut self.waiting));
        }
    }

    /// An image of the site is shown, its title as a caption below it; one from elsewhere is a link, because a page loads nothing from there.
    fn close_image(&mut self) {
        let Some([written, caption, alternative]) = self.image.take() else { return };
        match destination(&written, self.setting.root) {
            Destination::Local(src) => {
                let beside = if src.starts_with(self.setting.root) { "" } else { self.setting.pictures };
                let src = format!("{beside}{}", escape(&src));
                self.shown_image(&written, &src, &alternative);
            }
            Destination::Remote(href) if self.links.is_empty() && !href.starts_with("mailto") => {
                self.out.open_link(&format!("<a href=\"{}\">", escape(&href)));
                self.out.words(&alternative);
                self.out.push_str("</a>");
                self.out.closed_link();
            }
            _ => self.out.words(&alternative),
        }
        if !caption.is_empty() {
            self.out.push_str(&format!("<span class=\"caption\">{}</span>", escape(&caption)));
        }
    }
}

/// Writes an inline event that needs neither notes nor links.
fn inline_event(out: &mut MarkedText<'_>, stack: &mut Vec<Open>, event: &Event<'_>) {
    match event {
        Event::Text(words) => out.words(words),
        Event::Code(code) => {
            out.push_str("<code>");
            out.words(code);
            out.push_str("</code>");
        }
        Event::SoftBreak => out.words("\n"),
        Event::HardBreak => {
            out.push_str("<br>");
            out.words("\n");
        }
        Event::InlineHtml(html) => inline_html(out, stack, html),
        Event::Start(tag) => {
            if let Some(name) = emphasis(&tag.to_end()) {
                out.push_str(&format!("<{name}>"));
                stack.push((name, false));
            }
        }
        Event::End(tag) => {
            if let Some(name) = emphasis(tag) {
                close_through(out, stack, name);
            }
        }
        _ => {}
    }
}

fn emphasis(tag: &TagEnd) -> Option<&'static str> {
    match tag {
        TagEnd::Emphasis => Some("em"),
        TagEnd::Strong => Some("strong"),
        TagEnd::Strikethrough => Some("del"),
        _ => None,
    }
}

/// A tag of the allow-list is a tag when it can be balanced; everything else is words.
fn inline_html(out: &mut MarkedText<'_>, stack: &mut Vec<Open>, html: &str) {
    match allowed_tag(html) {
        Some(("br", _)) => out.push_str("<br>"),
        Some((name, false)) => {
            out.push_str(&format!("<{name}>"));
            stack.push((name, true));
        }
        Some((name, true)) if stack.last() == Some(&(name, true)) => {
            stack.pop();
            out.push_str(&format!("</{name}>"));
        }
        // A tag that closes nothing is no word of the plain text.
        Some(_) => escape_into(out.tag(), html),
        None => out.words(html),
    }
}

/// Closes the innermost open Markdown tag `name`, and what raw HTML left open in it.
fn close_through(out: &mut MarkedText<'_>, stack: &mut Vec<Open>, name: &str) {
    while let Some((open, _)) = stack.pop() {
        out.push_str(&format!("</{open}>"));
        if open == name {
            return;
        }
    }
}

/// Closes what a block leaves open.
pub(super) fn close_all(out: &mut MarkedText<'_>, stack: &mut Vec<Open>) {
    while let Some((open, _)) = stack.pop() {
        out.push_str(&format!("</{open}>"));
    }
}
