//! Blocks as HTML: paragraphs, headings, lists, tables, quotations, code.
//!
//! In: the events of a body or of a note. Out: HTML in the writer.
//! What always holds: a block that the page reads as an element carries the element's id; an ordered item
//! keeps its printed number.

use std::ops::Range;

use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, Event, Tag, TagEnd};

use super::highlight::highlight;
use super::html::{Writer, close_all};
use super::html_safe::{clean_block, escape};
use crate::markdown::{Ranged, plain_html};
use crate::model::links::{Field, PictureLinks};
use crate::model::page::{BlockElement, Element, HeadingElement};
use crate::model::report::BlockKind;
use crate::text::is_all_caps;

/// What the blocks around an event are.
#[derive(Default)]
struct State {
    /// Whether items are being written one by one, and how their list is closed.
    lists: Vec<&'static str>,
    /// Whether a `-` list was met since the last heading.
    dashed: bool,
    /// Alignment of the columns of the table that is open.
    columns: Vec<Alignment>,
    column: usize,
    /// Where the cell that is open begins in what was written.
    cell: usize,
    in_head: bool,
    /// The HTML block that is open: where it stands and its text.
    html: Option<(usize, String)>,
    /// The code block that is open: its opening tag, its language, its text.
    code: Option<(String, Option<String>, String)>,
    /// Whether the words of a heading are passed over, because its title is already written.
    skip: bool,
    /// Whether the paragraph that is open holds the words of a picture.
    labels: bool,
    /// Where the letterhead paragraph that is open begins in the output.
    letterhead: Option<usize>,
}

impl<'a> Writer<'a> {
    /// Writes blocks.
    pub(super) fn blocks(&mut self, events: Vec<Ranged<'_>>) {
        let mut state = State::default();
        for (event, range) in with_whole_addresses(events) {
            self.event(&mut state, &event, range);
        }
        close_all(&mut self.out, &mut self.stack);
    }

    fn event(&mut self, state: &mut State, event: &Event<'_>, range: Range<usize>) {
        let start = range.start;
        if state.skip {
            state.skip = !matches!(event, Event::End(TagEnd::Heading(_)));
            return;
        }
        if let (Some((_, _, code)), Event::Text(words)) = (&mut state.code, event) {
            code.push_str(words);
            return;
        }
        match event {
            Event::Start(tag) if !is_inline(&tag.to_end()) => self.open(state, tag, start),
            Event::End(tag) if !is_inline(tag) => {
                close_all(&mut self.out, &mut self.stack);
                self.out.end_part();
                self.close(state, *tag);
            }
            Event::Html(html) => {
                let (_, text) = state.html.get_or_insert((start, String::new()));
                text.push_str(html);
            }
            Event::Rule => self.out.push_str("<hr>\n"),
            inline => {
                let body = self.setting.page.body_start;
                self.inline_event(inline, range.start + body..range.end + body);
            }
        }
    }

    fn open(&mut self, state: &mut State, tag: &Tag<'_>, start: usize) {
        match tag {
            Tag::Paragraph => self.open_paragraph(state, start),
            Tag::Heading { level, .. } => self.open_heading(state, *level as usize, start),
            Tag::List(first) => self.open_list(state, *first, start),
            Tag::Item => self.open_item(state, start),
            Tag::BlockQuote(kind) => self.open_quotation(*kind, start),
            Tag::CodeBlock(kind) => {
                let language = match kind {
                    CodeBlockKind::Fenced(info) => info.split([' ', ',', '{']).next().map(str::to_owned),
                    CodeBlockKind::Indented => None,
                };
                let open = format!("<pre class=\"code\" tabindex=\"0\"{}>", self.attributes(start));
                state.code = Some((open, language.filter(|name| !name.is_empty()), String::new()));
            }
            Tag::HtmlBlock => state.html = Some((start, String::new())),
            Tag::Table(columns) => self.open_table(state, columns, start),
            Tag::TableHead => {
                state.in_head = true;
                state.column = 0;
                self.out.push_str("<thead>\n<tr>");
            }
            Tag::TableRow => {
                state.column = 0;
                self.out.push_str("<tr>");
            }
            Tag::TableCell => self.open_cell(state),
            _ => {}
        }
    }

    fn close(&mut self, state: &mut State, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.close_paragraph(state),
            TagEnd::Heading(level) => {
                let level = self.level(level as usize);
                self.out.push_str(&format!("</h{level}>\n"));
            }
            TagEnd::List(_) => {
                if let Some(name) = state.lists.pop() {
                    self.out.push_str(&format!("</{name}>\n"));
                }
            }
            TagEnd::Item => self.out.push_str("</li>\n"),
            TagEnd::BlockQuote(_) => self.out.push_str("</blockquote>\n"),
            TagEnd::CodeBlock => self.close_code(state),
            TagEnd::HtmlBlock => self.close_html(state),
            TagEnd::Table => self.out.push_str("</tbody>\n</table></div>\n"),
            TagEnd::TableHead => {
                state.in_head = false;
                self.out.push_str("</tr>\n</thead>\n<tbody>\n");
            }
            TagEnd::TableRow => self.out.push_str("</tr>\n"),
            TagEnd::TableCell => self.close_cell(state),
            _ => {}
        }
    }

    /// `> [!NOTE]` is a callout with its word above it.
    fn open_quotation(&mut self, kind: Option<BlockQuoteKind>, start: usize) {
        let attributes = self.attributes(start);
        let Some((name, word)) = kind.map(callout) else {
            self.out.push_str(&format!("<blockquote{attributes}>\n"));
            return;
        };
        let word = escape(&self.setting.words.phrase(word, &[]));
        self.out
            .push_str(&format!("<blockquote{attributes} data-callout=\"{name}\">\n<p class=\"callout\">{word}</p>\n"));
    }

    fn open_paragraph(&mut self, state: &mut State, start: usize) {
        let kind = self.block_at(start).map(|block| block.kind);
        if kind == Some(BlockKind::Letterhead) && self.setting.letterhead_apart {
            state.letterhead = Some(self.out.tag().len());
        }
        if kind == Some(BlockKind::Labels) {
            state.labels = true;
            let words = escape(&self.setting.words.phrase("picture.labels", &[]));
            self.out.push_str(&format!("<details class=\"labels\"><summary>{words}</summary>\n"));
        }
        let attributes = self.attributes(start);
        self.out.push_str(&format!("<p{attributes}>"));
    }

    fn close_paragraph(&mut self, state: &mut State) {
        self.out.push_str("</p>\n");
        if std::mem::take(&mut state.labels) {
            self.out.push_str("</details>\n");
        }
        if let Some(start) = state.letterhead.take() {
            let lines = self.out.tag().split_off(start);
            self.letterhead.push_str(&lines);
        }
    }

    fn open_heading(&mut self, state: &mut State, depth: usize, start: usize) {
        state.dashed = false;
        let Some(heading) = self.heading_at(start).cloned() else {
            // A heading in a quotation or note: it is no part of the outline.
            let level = self.level(depth);
            self.out.push_str(&format!("<h{level}>"));
            return;
        };
        let level = self.level(heading.depth);
        let title = self.setting.all.title(&heading.title);
        let class = if is_all_caps(title) { " class=\"caps\"" } else { "" };
        self.out.begin(self.marks.map_or(&[], |marks| marks.of_block(&heading.id)));
        let picture = self.picture(&heading.id);
        self.out.push_str(&format!("<h{level} id=\"{}\"{class}{picture}>", escape(&heading.id)));
        if !heading.head.is_empty() {
            let class = if heading.label.is_some() { "label" } else { "number" };
            self.out.push_str(&format!("<span class=\"{class}\">{}</span> ", escape(&heading.head)));
        }
        let field = self.index_at(start).map_or(Field::Body, Field::Heading);
        self.inline(title, field);
        self.out.end_part();
        self.out.push_str(&format!("</h{level}>\n"));
        state.skip = true;
    }

    /// The level of a heading where the page is shown: 2 for the highest one on the page's own.
    fn level(&self, depth: usize) -> usize {
        (depth.max(2) + self.setting.shift).min(6)
    }

    fn open_list(&mut self, state: &mut State, first: Option<u64>, start: usize) {
        let marker = self.body().get(start..).and_then(|text| text.trim_start().chars().next());
        let closes_with_bracket = self.number_at(start).is_some_and(|(_, sign)| sign == ')');
        let (name, class) = match (first, marker) {
            (Some(_), _) if closes_with_bracket => ("ol", " class=\"bracket\""),
            (Some(_), _) => ("ol", ""),
            (None, Some('+')) if state.dashed => ("ul", " class=\"sub\""),
            (None, _) => ("ul", ""),
        };
        state.dashed |= marker == Some('-');
        let html = self.out.tag();
        if !html.is_empty() && !html.ends_with('\n') {
            html.push('\n');
        }
        self.out.end_part();
        self.out.push_str(&format!("<{name}{class}>\n"));
        state.lists.push(name);
    }

    fn open_item(&mut self, state: &mut State, start: usize) {
        let ordered = state.lists.last() == Some(&"ol");
        let number = self.number_at(start).filter(|_| ordered);
        let value = number.map_or_else(String::new, |(number, _)| format!(" value=\"{number}\""));
        let attributes = self.attributes(start);
        self.out.push_str(&format!("<li{attributes}{value}>"));
    }

    /// The printed number of an ordered item, and the sign after it.
    fn number_at(&self, start: usize) -> Option<(u64, char)> {
        let text = self.body().get(start..)?.trim_start();
        let end = text.find(|c: char| !c.is_ascii_digit())?;
        Some((text[..end].parse().ok()?, text[end..].chars().next()?))
    }

    fn open_table(&mut self, state: &mut State, columns: &[Alignment], start: usize) {
        state.columns = columns.to_vec();
        let name = escape(&self.setting.words.phrase("table.scroll", &[]));
        let label = if name.is_empty() { String::new() } else { format!(" aria-label=\"{name}\"") };
        let attributes = self.attributes(start);
        self.out.push_str(&format!("<div class=\"table\" role=\"group\" tabindex=\"0\"{label}><table{attributes}>\n"));
    }

    fn open_cell(&mut self, state: &mut State) {
        let style = match state.columns.get(state.column) {
            Some(Alignment::Center) => " style=\"text-align: center\"",
            Some(Alignment::Right) => " style=\"text-align: right\"",
            Some(Alignment::Left) => " style=\"text-align: left\"",
            _ => "",
        };
        state.column += 1;
        state.cell = self.out.tag().len();
        let name = if state.in_head { "th scope=\"col\"" } else { "td" };
        self.out.push_str(&format!("<{name}{style}>"));
    }

    /// A cell of the head without words is the head of nothing.
    fn close_cell(&mut self, state: &State) {
        let html = self.out.tag();
        if state.in_head && html.ends_with('>') && html[state.cell..].matches('<').count() == 1 {
            html.truncate(state.cell);
            html.push_str("<td></td>");
        } else {
            html.push_str(if state.in_head { "</th>" } else { "</td>" });
        }
        // The plain text parts cells by this sign.
        if state.column < state.columns.len() {
            self.out.pass("|");
        }
    }

    fn close_code(&mut self, state: &mut State) {
        let Some((open, language, code)) = state.code.take() else { return };
        self.out.push_str(&open);
        self.out.push_str("<code>");
        match language.and_then(|language| highlight(&code, &language)) {
            Some(html) => self.out.markup(&html, &code),
            None => self.out.words(&code),
        }
        self.out.push_str("</code>");
        self.out.end_part();
        self.out.push_str("</pre>\n");
    }

    fn close_html(&mut self, state: &mut State) {
        let Some((start, html)) = state.html.take() else { return };
        let clean = clean_block(&html);
        let words = plain_html(&html);
        if clean.trim().is_empty() {
            return self.out.pass(&words);
        }
        let attributes = self.attributes(start);
        self.out.push_str(&format!("<div{attributes}>"));
        self.out.markup(clean.trim(), &words);
        self.out.end_part();
        self.out.push_str("</div>\n");
    }

    /// Begins the block that begins at a byte of the body, if one does: its id and class, and what is marked in it.
    fn attributes(&mut self, start: usize) -> String {
        let Some(block) = self.block_at(start) else {
            return String::new();
        };
        self.out.begin(self.marks.map_or(&[], |marks| marks.of_block(&block.id)));
        let class = block.kind.class().map_or_else(String::new, |class| format!(" class=\"{class}\""));
        format!(" id=\"{}\"{class}{}", escape(&block.id), self.picture(&block.id))
    }

    /// Where the print shows a block or heading, for the theme's script.
    fn picture(&self, id: &str) -> String {
        let place = self.setting.links.pictures.places.get(id).filter(|_| !self.setting.whole);
        let address = place.map(|place| escape(&PictureLinks::beside(&place.page)));
        address.map_or_else(String::new, |address| format!(" data-print=\"{address}\""))
    }

    fn block_at(&self, start: usize) -> Option<&'a BlockElement> {
        match self.element_at(start)? {
            Element::Block(block) => Some(block),
            Element::Heading(_) => None,
        }
    }

    fn heading_at(&self, start: usize) -> Option<&'a HeadingElement> {
        match self.element_at(start)? {
            Element::Heading(heading) => Some(heading),
            Element::Block(_) => None,
        }
    }

    fn element_at(&self, start: usize) -> Option<&'a Element> {
        self.setting.page.elements.get(self.index_at(start)?)
    }

    /// Elements come in the order of their starts.
    fn index_at(&self, start: usize) -> Option<usize> {
        if self.in_note {
            return None;
        }
        let page = self.setting.page;
        let wanted = start + page.body_start;
        let begin = |element: &Element| match element {
            Element::Heading(heading) => heading.range.start,
            Element::Block(block) => block.range.start,
        };
        page.elements.binary_search_by_key(&wanted, begin).ok()
    }

    fn body(&self) -> &str {
        self.setting.page.body()
    }
}

/// The name of a callout, and its word.
fn callout(kind: BlockQuoteKind) -> (&'static str, &'static str) {
    match kind {
        BlockQuoteKind::Note => ("note", "callout.note"),
        BlockQuoteKind::Tip => ("tip", "callout.tip"),
        BlockQuoteKind::Important => ("important", "callout.important"),
        BlockQuoteKind::Warning => ("warning", "callout.warning"),
        BlockQuoteKind::Caution => ("caution", "callout.caution"),
    }
}

/// The parser parts words at signs such as `_`; an address that it parted is one piece of words again.
fn with_whole_addresses(events: Vec<Ranged<'_>>) -> Vec<Ranged<'_>> {
    let mut whole: Vec<Ranged<'_>> = Vec::with_capacity(events.len());
    for (event, range) in events {
        if let (Event::Text(words), Some((Event::Text(before), place))) = (&event, whole.last_mut())
            && place.end == range.start
            && before.contains("://")
            && before.len() == place.len()
        {
            *before = format!("{before}{words}").into();
            place.end = range.end;
            continue;
        }
        whole.push((event, range));
    }
    whole
}

fn is_inline(tag: &TagEnd) -> bool {
    matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image)
}
