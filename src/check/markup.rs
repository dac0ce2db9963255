//! Markup that readers will not see as it is written: tags that are taken out, pictures of other hosts, formulas, paths with spaces.
//!
//! In: pages. Out: a diagnostic where a page loses something, or shows its markup as words. What always holds: what stands in code is not looked at.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::diagnostic::{Diagnostic, Span};
use crate::markdown::{Destination, Seen, allowed_tag, destination, seen};
use crate::message::Message;
use crate::model::page::Page;
use crate::text::pattern;

/// What blocks of HTML keep.
const KEPT: &str = "a abbr acronym area article aside b bdi bdo blockquote br caption center cite code col colgroup data dd del details dfn div dl dt em \
    figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr i img ins kbd li map mark nav ol p pre q rp rt rtc ruby s samp small span strike strong \
    sub summary sup table tbody td th thead time tr tt u ul var wbr";

static TAG: LazyLock<Regex> = LazyLock::new(|| pattern(r"<([A-Za-z][A-Za-z0-9-]*)([^<>]*)>"));
static STYLE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\s(style|on[a-z]+)\s*="));
static FOREIGN: LazyLock<Regex> = LazyLock::new(|| pattern(r#"(?i)\s(?:src|poster)\s*=\s*["']?(?:https?:)?//"#));
static FORMULA: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\$\$[^$]+\$\$|\$[^$\s][^$\n]*[\\^_][^$\n]*\$|\\\(.+?\\\)|\\\[.+?\\\]"));
static SPACED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r#"!\[[^\]\n]*\]\(([^()<>"'\n]*[^()<>"'\s] +[^()<>"'\s][^()<>"'\n]*)\)"#));

/// What a page loses.
pub(super) fn of_page(page: &Page) -> Vec<Diagnostic> {
    let body = page.body();
    if !body.contains(['<', '$', '\\']) && !body.contains("![") {
        return Vec::new();
    }
    let mut found = Found { page, said: Vec::new(), words: None };
    for (piece, range) in seen(body) {
        match piece {
            Seen::Block(html) => found.block(&html, range.start),
            Seen::Inline(html) => found.inline(&html, range),
            Seen::Picture(address) => found.picture(&address, range),
            Seen::Words => found.text(range),
            Seen::Other => found.end_text(),
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
    fn tell(&mut self, range: Range<usize>, message: Message, hint: Message) {
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
                self.tell(range, message!("markup-tag", tag = name), message!("markup-tag-hint"));
            } else if FOREIGN.is_match(all.as_str()) {
                self.tell(range, message!("markup-picture"), message!("markup-copy-hint"));
            } else if let Some(named) = STYLE.captures(all.as_str()).and_then(|caught| caught.get(1)) {
                self.tell(range, message!("markup-look", attribute = named.as_str()), message!("markup-look-hint"));
            }
        }
    }

    fn inline(&mut self, html: &str, range: Range<usize>) {
        self.end_text();
        if allowed_tag(html).is_none() {
            self.tell(range, message!("markup-words"), message!("markup-words-hint"));
        }
    }

    fn picture(&mut self, written: &str, range: Range<usize>) {
        match destination(written, "") {
            Destination::Local(_) => {}
            Destination::Remote(_) => {
                self.tell(range, message!("markup-link"), message!("markup-copy-hint"));
            }
            Destination::Refused => {
                self.tell(range, message!("markup-refused"), message!("markup-copy-hint"));
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
            self.tell(at, message!("markup-formula"), message!("markup-formula-hint"));
        }
        if let Some(picture) = SPACED.find(text) {
            let at = range.start + picture.start()..range.start + picture.end();
            self.tell(at, message!("markup-spaced"), message!("markup-spaced-hint"));
        }
    }
}
