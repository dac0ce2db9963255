//! Markup that readers will not see as it is written: tags that are taken out, pictures of other hosts, formulas, paths with spaces.
//!
//! In: pages. Out: a diagnostic where a page loses something, or shows its markup as words. What always holds: what stands in code is not looked at.

use std::ops::Range;
use std::sync::LazyLock;

use pulldown_cmark::{Event, Tag, TagEnd};
use regex::Regex;

use crate::diagnostic::{Diagnostic, Span};
use crate::markdown::{Destination, allowed_tag, destination, prepare};
use crate::model::edition::Edition;
use crate::model::page::Page;
use crate::text::pattern;

/// What blocks of HTML keep.
const KEPT: &str = "a abbr acronym area article aside b bdi bdo blockquote br caption center cite code col colgroup data dd del details dfn div dl dt em \
    figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr i img ins kbd li map mark nav ol p pre q rp rt rtc ruby s samp small span strike strong \
    sub summary sup table tbody td th thead time tr tt u ul var wbr";

static TAG: LazyLock<Regex> = LazyLock::new(|| pattern(r"<([A-Za-z][A-Za-z0-9-]*)([^<>]*)>"));
static STYLE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\s(style|on[a-z]+)\s*="));
static FOREIGN: LazyLock<Regex> = LazyLock::new(|| pattern(r#"(?i)\s(?:src|poster)\s*=\s*["']?(?:https?:)?//"#));
static FORMULA: LazyLock<Regex> = LazyLock::new(|| pattern(r"\$\$[^$]+\$\$|\\\(.+?\\\)|\\\[.+?\\\]"));
static SPACED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r#"!\[[^\]\n]*\]\(([^()<>"'\n]*[^()<>"'\s] +[^()<>"'\s][^()<>"'\n]*)\)"#));

/// What pages lose.
pub(super) fn check(edition: &Edition) -> Vec<Diagnostic> {
    edition.addresses().flat_map(|(page, _)| of_page(page)).collect()
}

fn of_page(page: &Page) -> Vec<Diagnostic> {
    let body = page.body();
    if !body.contains(['<', '$', '\\']) && !body.contains("![") {
        return Vec::new();
    }
    let mut found = Found { page, said: Vec::new(), words: None };
    let mut in_code = false;
    for (event, range) in prepare(body).events() {
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            _ if in_code => {}
            Event::Html(html) => found.block(&html, range.start),
            Event::InlineHtml(html) => found.inline(&html, range),
            Event::Start(Tag::Image { dest_url, .. }) => found.picture(&dest_url, range),
            Event::Text(_) => found.text(range),
            _ => found.end_text(),
        }
    }
    found.end_text();
    found.said
}

struct Found<'p> {
    page: &'p Page,
    said: Vec<Diagnostic>,
    /// Where the words that were met last stand: signs part them.
    words: Option<Range<usize>>,
}

impl Found<'_> {
    fn tell(&mut self, range: Range<usize>, message: String, hint: &str) {
        let start = self.page.body_start;
        let place = Span::in_text(&self.page.text, start + range.start..start + range.end);
        self.said.push(Diagnostic::new("markup-left-out", &self.page.path, message).at(place).hint(hint));
    }

    /// A line of a block of HTML.
    fn block(&mut self, html: &str, start: usize) {
        for tag in TAG.captures_iter(html) {
            let (Some(all), Some(name)) = (tag.get(0), tag.get(1)) else { continue };
            let range = start + all.start()..start + all.end();
            let name = name.as_str().to_lowercase();
            if !KEPT.split_whitespace().any(|kept| kept == name) {
                let hint =
                    "a page runs no scripts and shows nothing of other hosts: write a link, or say it in Markdown";
                self.tell(range, format!("the tag `<{name}>` is left out of the page"), hint);
            } else if FOREIGN.is_match(all.as_str()) {
                self.tell(range, "a picture of another host is left out of the page".to_owned(), COPY);
            } else if let Some(named) = STYLE.captures(all.as_str()).and_then(|caught| caught.get(1)) {
                let hint = "looks belong into a style sheet of `static/`; a class of its own is written as `{.name}` behind the paragraph";
                self.tell(range, format!("`{}` of this tag is left out of the page", named.as_str()), hint);
            }
        }
    }

    fn inline(&mut self, html: &str, range: Range<usize>) {
        self.end_text();
        if allowed_tag(html).is_none() {
            let hint = "within a paragraph ibid knows `<br>`, `<sup>`, `<sub>` and a few more; write the rest in Markdown, or `\\<` for the sign";
            self.tell(range, "readers see this tag as words".to_owned(), hint);
        }
    }

    fn picture(&mut self, written: &str, range: Range<usize>) {
        match destination(written, "") {
            Destination::Local(_) => {}
            Destination::Remote(_) => {
                self.tell(range, "a picture of another host is shown as a link".to_owned(), COPY);
            }
            Destination::Refused => {
                self.tell(
                    range,
                    "this picture is left out: its address has no form that a page may load".to_owned(),
                    COPY,
                );
            }
        }
    }

    fn text(&mut self, range: Range<usize>) {
        match &mut self.words {
            Some(words) if words.end <= range.start && range.start <= words.end + 1 => words.end = range.end,
            _ => {
                self.end_text();
                self.words = Some(range);
            }
        }
    }

    /// Looks at the words that came to an end.
    fn end_text(&mut self) {
        let Some(range) = self.words.take() else { return };
        let Some(text) = self.page.body().get(range.clone()) else { return };
        if let Some(formula) = FORMULA.find(text) {
            let at = range.start + formula.start()..range.start + formula.end();
            let hint = "ibid sets no formulas: write it in words and signs (x², √), or as a picture with the formula as its description";
            self.tell(at, "this formula is shown as it is written".to_owned(), hint);
        }
        if let Some(picture) = SPACED.find(text) {
            let at = range.start + picture.start()..range.start + picture.end();
            let hint = "a path with spaces stands between `<` and `>`: ![…](<my picture.png>)";
            self.tell(at, "this picture is shown as words".to_owned(), hint);
        }
    }
}

const COPY: &str =
    "a page loads nothing from elsewhere: put a copy of the picture beside the page, and name it by its file";
