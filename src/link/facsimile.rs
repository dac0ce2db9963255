//! Which picture of the print shows a page, a block, a heading.
//!
//! In: a report with what import kept of its print, and its printed pages. Out: [`PictureLinks`]. Invariant: a place is given only while the
//! passage has about as many letters as when it was imported; of any other the page alone is known, where a mark says it.

use std::collections::{BTreeMap, HashMap};

use crate::model::edition::EditionReport;
use crate::model::facsimile::letters;
use crate::model::links::{PictureLink, PictureLinks, PrintedPages};
use crate::model::page::Element;

/// Finds the pictures of a report.
pub(super) fn pictures(report: &EditionReport, printed: &PrintedPages) -> PictureLinks {
    let facsimile = &report.facsimile;
    let sizes = report.picture_sizes.clone();
    if facsimile.pages.is_empty() {
        return PictureLinks { sizes, ..PictureLinks::default() };
    }
    let mut by_label: HashMap<&str, Vec<&str>> = HashMap::new();
    for page in &facsimile.pages {
        by_label.entry(page.label.as_deref().unwrap_or_default()).or_default().push(&page.name);
    }
    let mut found = PictureLinks { anchors: anchors(printed, &by_label), sizes, ..PictureLinks::default() };
    let mut add = |id: &str, count: usize, label: Option<&str>| {
        let placed =
            facsimile.places.get(id).filter(|printed| printed.holds(count)).and_then(|printed| printed.at.first());
        let alone = || by_label.get(label?)?.first().copied();
        let page = placed.map(|area| area.0.as_str()).or_else(alone);
        found.places.extend(
            page.map(|page| (id.to_owned(), PictureLink { page: page.to_owned(), is_placed: placed.is_some() })),
        );
    };
    for page in report.all_pages() {
        add(&page.id, 0, printed.sections.get(&page.id).map(String::as_str));
        for element in &page.elements {
            match element {
                Element::Heading(heading) => {
                    add(&heading.id, 0, printed.sections.get(&heading.id).map(String::as_str));
                }
                Element::Block(block) => {
                    let label = printed.blocks.get(&block.id).and_then(|pages| pages.first());
                    add(&block.id, letters(&block.text), label.map(|page| page.label.as_str()));
                }
            }
        }
    }
    found
}

/// The pages that begin at the anchors of the text; of several that print one number the first begins first.
fn anchors(printed: &PrintedPages, by_label: &HashMap<&str, Vec<&str>>) -> BTreeMap<String, String> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    let mut found = BTreeMap::new();
    for start in &printed.starts {
        let count = counts.entry(&start.label).or_default();
        let name = by_label.get(start.label.as_str()).and_then(|names| names.get(*count).or(names.last()));
        found.extend(name.map(|name| (start.anchor.clone(), (*name).to_owned())));
        *count += 1;
    }
    found
}
