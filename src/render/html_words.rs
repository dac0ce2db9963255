//! Words of the text that lead somewhere: documents, places, abbreviations.
//!
//! In: a piece of text with its bytes, the links of the page. Out: HTML in the writer.
//! What always holds: the words shown are those of the page; a link holds no link.

use std::ops::Range;

use super::html::Writer;
use super::html_safe::{escape, escape_into};
use crate::model::links::{Leads, WordLink};

impl<'a> Writer<'a> {
    /// Writes a piece of text with the links in it.
    pub(super) fn words(&mut self, words: &str, range: &Range<usize>) {
        let links = self.links_in(range);
        if links.is_empty() || words.len() != range.len() {
            // An entity or escape: its bytes are not those of the words, so it belongs to one link or none.
            let around = links.iter().find(|link| link.range.start <= range.start && range.end <= link.range.end);
            match around {
                Some(link) => self.lead(words, link, range),
                None => escape_into(&mut self.out, words),
            }
            return;
        }
        let mut at = range.start;
        for link in links {
            let (start, end) = (link.range.start.max(at), link.range.end.min(range.end));
            let part = |from: usize, to: usize| words.get(from - range.start..to - range.start);
            let (Some(before), Some(inside)) = (part(at, start), part(start, end)) else { continue };
            escape_into(&mut self.out, before);
            self.lead(inside, link, &(start..end));
            at = end;
        }
        escape_into(&mut self.out, words.get(at - range.start..).unwrap_or_default());
    }

    /// The links that touch a range of the field that is being written.
    fn links_in(&self, range: &Range<usize>) -> &'a [WordLink] {
        let all = self.leads;
        let first = all.partition_point(|link| (link.field, link.range.end) <= (self.field, range.start));
        let touches = |link: &&WordLink| link.field == self.field && link.range.start < range.end;
        let count = all[first..].iter().take_while(touches).count();
        &all[first..first + count]
    }

    /// Writes words with what they lead to.
    fn lead(&mut self, words: &str, link: &WordLink, range: &Range<usize>) {
        let root = self.setting.root;
        let links = self.setting.all;
        let words = escape(words);
        match &link.leads {
            Leads::Document(index) => match links.documents.get(*index) {
                Some(document) => {
                    let id = escape(&document.id);
                    self.out.push_str(&format!("<a class=\"document\" href=\"{root}documents.html#{id}\">{words}</a>"));
                }
                None => self.out.push_str(&words),
            },
            Leads::Place(url, preview) => {
                let href = self.place(url);
                self.out.push_str(&format!("<a class=\"reference\" href=\"{href}\">{words}</a>"));
                // The whole of a note that only refers: what it refers to stands after its last words.
                if let Some(preview) = preview.as_ref().filter(|_| range.end == link.range.end) {
                    self.out.push_str(&format!(" <q class=\"referred\">{}</q>", escape(preview)));
                }
            }
            Leads::Term(index) => match links.terms.get(*index).filter(|_| range == &link.range) {
                Some(term) => {
                    let (id, long) = (escape(&term.id), escape(&term.term));
                    let abbr = format!("<abbr title=\"{long}\">{words}</abbr>");
                    self.out.push_str(&format!("<a class=\"term\" href=\"{root}glossary.html#{id}\">{abbr}</a>"));
                }
                None => self.out.push_str(&words),
            },
        }
    }

    /// An address as a link from here; a note that this file shows is on this file.
    fn place(&self, url: &str) -> String {
        match url.rfind("#fn-") {
            Some(at) if self.setting.whole => escape(&url[at..]),
            _ => format!("{}{}", self.setting.root, escape(url)),
        }
    }
}
