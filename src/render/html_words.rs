//! Words of the text that lead somewhere: documents, places, abbreviations.
//!
//! In: a piece of text with its bytes, the links of the page. Out: HTML in the writer.
//! What always holds: the words shown are those of the page; a link holds no link.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::html::Writer;
use super::html_safe::escape;
use crate::model::links::{LinkTarget, WordLink};
use crate::text::pattern;

static ADDRESS: LazyLock<Regex> = LazyLock::new(|| pattern(r#"\bhttps?://[^\s<>"“”]+"#));

/// An address without the stops of the sentence around it, and without a bracket that it does not open.
fn without_stops(address: &str) -> &str {
    let mut address = address;
    loop {
        let shorter = address.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '’']);
        let closes = shorter.ends_with(')') && shorter.matches(')').count() > shorter.matches('(').count();
        let next = if closes { &shorter[..shorter.len() - 1] } else { shorter };
        if next == address {
            return address;
        }
        address = next;
    }
}

impl<'a> Writer<'a> {
    /// Writes a piece of text; a bare address in it is a link.
    pub(super) fn words_and_addresses(&mut self, words: &str, range: &Range<usize>) {
        let mut done = 0;
        // Where signs of the source stand for other ones, the places of words in it are not known.
        let is_plain = words.len() == range.len();
        for address in ADDRESS.find_iter(words).filter(|_| is_plain) {
            let address = address.start()..address.start() + without_stops(address.as_str()).len();
            self.words(&words[done..address.start], &(range.start + done..range.start + address.start));
            self.open_link(&words[address.clone()], "");
            self.out.words(&words[address.clone()]);
            self.close_link();
            done = address.end;
        }
        self.words(&words[done..], &(range.start + done..range.end));
    }

    /// Writes a piece of text with the links in it.
    pub(super) fn words(&mut self, words: &str, range: &Range<usize>) {
        for (part, link) in WordLink::part(self.leads, self.field, words, range) {
            match link {
                Some((link, range)) => self.lead(part, link, &range),
                None => self.out.words(part),
            }
        }
    }

    /// Writes words with what they lead to.
    fn lead(&mut self, words: &str, link: &WordLink, range: &Range<usize>) {
        let root = self.setting.root;
        let links = self.setting.all;
        match &link.leads {
            LinkTarget::Document(index) => match links.documents.get(*index) {
                Some(document) => {
                    let id = escape(&document.id);
                    self.led(&format!("<a class=\"document\" href=\"{root}documents.html#{id}\">"), words, "</a>");
                }
                None => self.out.words(words),
            },
            LinkTarget::Place(url, preview) => {
                let href = self.place(url);
                self.led(&format!("<a class=\"reference\" href=\"{href}\">"), words, "</a>");
                // The whole of a note that only refers: what it refers to stands after its last words.
                if let Some(preview) = preview.as_ref().filter(|_| range.end == link.range.end) {
                    self.out.push_str(&format!(" <q class=\"referred\">{}</q>", escape(preview)));
                }
            }
            LinkTarget::Term(index) => match links.terms.get(*index).filter(|_| range == &link.range) {
                Some(term) => {
                    let (id, long) = (escape(&term.id), escape(&term.term));
                    let open = format!("<a class=\"term\" href=\"{root}glossary.html#{id}\"><abbr title=\"{long}\">");
                    self.led(&open, words, "</abbr></a>");
                }
                None => self.out.words(words),
            },
        }
    }

    /// Writes words between the tags of a link.
    fn led(&mut self, open: &str, words: &str, close: &str) {
        self.out.open_link(open);
        self.out.words(words);
        self.out.push_str(close);
        self.out.closed_link();
    }

    /// An address as a link from here; a note that this file shows is on this file.
    fn place(&self, url: &str) -> String {
        match url.rfind("#fn-") {
            Some(at) if self.setting.whole => escape(&url[at..]),
            _ => format!("{}{}", self.setting.root, escape(url)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stops_of_a_sentence_are_no_part_of_an_address() {
        for (written, address) in [
            ("https://a.vn/b.", "https://a.vn/b"),
            ("https://a.vn/b_(c)).", "https://a.vn/b_(c)"),
            ("https://a.vn/?x=1&y=2,", "https://a.vn/?x=1&y=2"),
        ] {
            assert_eq!(without_stops(written), address);
        }
    }
}
