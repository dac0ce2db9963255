//! What the links of a page lead to, in a few words, so that a reader sees it without leaving.
//!
//! In: the site and a page's context. Out: JSON, from an address relative to the site's root to a title and a text.
//! What always holds: only links of the page's text, notes and ways on have an entry; a text has at most [`MOST`] letters.

use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

use super::contexts::PageContext;
use super::machine;
use super::site::Site;
use crate::markdown::plain_inline;
use crate::model::edition::EditionReport;
use crate::model::indicator::{IndicatorKind, Op};
use crate::model::links::{Concept, ConceptCell, DocumentLink, TermLink};
use crate::model::page::{Element, Page};
use crate::text::fold_space;
use crate::words::quantity;

/// Letters of a preview's text.
const MOST: usize = 180;
/// Entries of one page.
const MOST_ENTRIES: usize = 80;

/// Title and text of what a link leads to.
pub(super) type Preview = [String; 2];

/// Pages of a report by their addresses.
type PagesByAddress<'a> = HashMap<String, &'a Page>;

/// Finds what an address leads to.
pub(super) struct Previews<'a> {
    site: &'a Site<'a>,
    documents: HashMap<&'a str, &'a DocumentLink>,
    terms: HashMap<&'a str, &'a TermLink>,
    concepts: HashMap<&'a str, &'a Concept>,
    /// The reports by their ids, with their pages by their addresses once one of them is asked for.
    reports: HashMap<&'a str, (&'a EditionReport, OnceLock<PagesByAddress<'a>>)>,
}

impl<'a> Previews<'a> {
    /// Works out the tables that all pages share.
    pub fn new(site: &'a Site<'a>) -> Self {
        let reports = site.edition.reports.iter().map(|report| (report.id.as_str(), (report, OnceLock::new())));
        Self {
            site,
            documents: site.links.documents.iter().map(|document| (document.id.as_str(), document)).collect(),
            terms: site.links.terms.iter().map(|term| (term.id.as_str(), term)).collect(),
            concepts: site.links.concepts.iter().map(|concept| (concept.id.as_str(), concept)).collect(),
            reports: reports.collect(),
        }
    }

    /// The previews of a page's links, or None when there are none.
    /// `known` are told before by others.
    pub fn of(&self, context: &PageContext<'_>, root: &str, known: BTreeMap<String, Preview>) -> Option<String> {
        let texts = std::iter::once(&context.content).chain(context.notes.iter().map(|note| &note.content));
        let mut addresses: Vec<String> = texts.flat_map(|html| links(html, root)).collect();
        addresses.extend(context.related.iter().map(|entry| entry.url.clone()));
        addresses.extend(context.parallels.iter().map(|also| also.at.url.clone()));
        addresses.extend(context.documents.iter().map(|document| document.url.clone()));
        let mut found = known;
        for address in addresses {
            if found.len() < MOST_ENTRIES
                && !found.contains_key(&address)
                && let Some(entry) = self.entry(&address)
            {
                found.insert(address, entry);
            }
        }
        (!found.is_empty()).then(|| machine::previews(&found))
    }

    /// Title and text of a target.
    pub fn entry(&self, address: &str) -> Option<Preview> {
        let (file, id) = address.split_once('#').unwrap_or((address, ""));
        if let Some(name) = file.strip_prefix("concepts/").and_then(|name| name.strip_suffix(".html")) {
            return self.concepts.get(name).map(|concept| self.concept(concept));
        }
        match file {
            "documents.html" => self.documents.get(id).map(|document| self.document(document)),
            "glossary.html" => self.terms.get(id).map(|term| self.term(term)),
            _ => {
                let (report, pages) = self.reports.get(file.split('/').next()?)?;
                let addresses =
                    || report.all_pages().enumerate().map(|(at, page)| (report.page_url(at), page)).collect();
                self.passage(report, pages.get_or_init(addresses).get(file)?, id)
            }
        }
    }

    /// A concept by its targets and results, place by place.
    fn concept(&self, concept: &Concept) -> Preview {
        let words = self.site.words;
        let said = |column: usize, place: &String| {
            let cells = concept.rows.iter().flat_map(|row| row.cells.iter().map(move |cell| (cell, &row.unit)));
            let wanted = |cell: &ConceptCell| matches!(cell.kind, IndicatorKind::Target | IndicatorKind::Actual);
            let cells = cells.filter(|(cell, _)| cell.column == column && wanted(cell));
            let value = |(cell, unit): (&ConceptCell, &String)| {
                let kind = words.phrase(&format!("indicator.kind.{}", cell.kind.name()), &[]);
                let (op, period) = (self.op(cell), cell.period.as_deref().unwrap_or_default());
                let value = words.bounded(cell.low, cell.high, op);
                fold_space(&format!("{kind} {period}: {}", quantity(&value, unit)))
            };
            let values: Vec<String> = cells.take(2).map(value).collect();
            (!values.is_empty()).then(|| format!("{place}: {}", values.join(", ")))
        };
        let places = self.site.links.columns.iter().enumerate();
        let places: Vec<String> = places.filter_map(|(column, place)| said(column, place)).collect();
        [concept.name.clone(), shortened(&places.join("; "))]
    }

    fn op(&self, cell: &ConceptCell) -> Op {
        let report = self.site.links.reports.get(&cell.report);
        let link = report.and_then(|report| report.indicators.get(cell.indicator));
        link.map_or(Op::Equal, |link| link.figure.op)
    }

    fn document(&self, document: &DocumentLink) -> Preview {
        let date = document.date.as_deref().and_then(|date| self.site.words.date(date));
        let count = self.site.words.count("mentions", document.mentions.len());
        let title = document.title.clone().or_else(|| document.subject.as_deref().map(shortened));
        let when = date.or_else(|| document.term.clone());
        let facts = [title, document.issuer.clone(), when, Some(count)];
        let facts: Vec<String> = facts.into_iter().flatten().filter(|fact| !fact.is_empty()).collect();
        [format!("{} {}", document.kind, document.number), facts.join(" · ")]
    }

    fn term(&self, term: &TermLink) -> Preview {
        let title = term.abbr.clone().unwrap_or_else(|| term.term.clone());
        let text = term.definition.clone().or_else(|| term.abbr.as_ref().map(|_| term.term.clone()));
        [title, shortened(&text.unwrap_or_default())]
    }

    /// A passage by its words, a page or heading by what follows it.
    fn passage(&self, report: &EditionReport, page: &Page, id: &str) -> Option<Preview> {
        let id = id.strip_prefix("fig-").and_then(|rest| rest.rsplit_once('-')).map_or(id, |(block, _)| block);
        let is_page = id.is_empty() || id == page.id;
        let at = page.elements.iter().position(|element| match element {
            Element::Heading(heading) => heading.id == id,
            Element::Block(block) => block.id == id,
        });
        let text_from = |from: usize| {
            page.elements.iter().skip(from).find_map(|element| match element {
                Element::Block(block) => Some(shortened(&block.text)),
                Element::Heading(_) => None,
            })
        };
        let text = match (at, is_page) {
            (Some(at), _) => text_from(at),
            (None, true) => page.front.summary.clone().map(|text| shortened(&text)).or_else(|| text_from(0)),
            (None, false) => return None,
        };
        let named = self.site.links.title(&report.index.plain_title);
        let name = self.site.edition.place_of(report).unwrap_or(named);
        let section = match at.and_then(|at| page.elements.get(at)) {
            Some(Element::Heading(heading)) => plain_inline(self.site.links.title(&heading.title)),
            _ => self.site.title_of(page),
        };
        let title = if std::ptr::eq(page, &report.index) { name.to_owned() } else { format!("{name} · {section}") };
        Some([title, text.unwrap_or_default()])
    }
}

/// The first words of a page's text, for search engines.
pub(super) fn opening_words(page: &Page) -> Option<String> {
    page.elements.iter().find_map(|element| match element {
        Element::Block(block) if !block.text.is_empty() => Some(shortened(&block.text)),
        _ => None,
    })
}

/// The addresses that an HTML text leads to, relative to the site's root.
fn links<'h>(html: &'h str, root: &'h str) -> impl Iterator<Item = String> + 'h {
    html.split(" href=\"").skip(1).filter_map(move |rest| {
        let address = rest.split('"').next()?.strip_prefix(root)?;
        let inside = !address.starts_with('#') && !address.contains(':') && !address.starts_with("..");
        inside.then(|| address.replace("&amp;", "&"))
    })
}

/// The first letters of a text, to the end of a word.
pub(super) fn shortened(text: &str) -> String {
    match text.char_indices().nth(MOST) {
        None => text.to_owned(),
        Some((end, _)) => {
            let cut = &text[..end];
            format!("{}…", cut.rsplit_once(' ').map_or(cut, |(words, _)| words))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_of_the_site_are_found_and_no_others() {
        let html = "<a class=\"x\" href=\"../documents.html#a\">1</a> <a href=\"#fn-1\">2</a> <a href=\"https://example.org/\">3</a>";
        assert_eq!(links(html, "../").collect::<Vec<_>>(), ["documents.html#a"]);
    }

    #[test]
    fn a_long_text_ends_with_a_whole_word() {
        let long = "từ ".repeat(100);
        let short = shortened(&long);
        assert!(short.ends_with("từ…") && short.chars().count() <= MOST + 1, "{short}");
        assert_eq!(shortened("ngắn"), "ngắn");
    }
}
