//! Where passages stand on the pages of a print, and the pictures of these.
//!
//! In: a report with what import kept of its print. Out: the places on each page, and the pictures. Invariants: a place leads to its passage; ids are
//! those of the passages, so that an address with one marks its place without a script.

use std::collections::BTreeMap;

use super::contexts::facsimile::PlaceContext;
use super::previews::shortened;
use super::site::{Site, picture_url};
use crate::model::edition::{Edition, EditionReport};
use crate::model::facsimile::{Area, PICTURES, Printed, letters};
use crate::model::page::Element;
use crate::tree::FileTree;

/// Adds the pictures to the files that are copied.
pub(super) fn add_pictures(edition: &Edition, folder: &FileTree, tree: &mut FileTree) {
    for report in &edition.reports {
        for page in &report.facsimile.pages {
            let path = format!("content/{}/{PICTURES}/{}", report.id, page.picture);
            let url = picture_url(report, page);
            if let Some(bytes) = folder.get(&path).filter(|_| tree.get(&url).is_none()) {
                let _ = tree.insert(url, bytes);
            }
        }
    }
}

/// What stands on a page of the print: by its name, in reading order.
pub(super) type Places = BTreeMap<String, Vec<PlaceContext>>;

/// The places of a report's passages on its pages.
pub(super) fn places(site: &Site<'_>, report: &EditionReport) -> Places {
    let mut found = Places::new();
    if report.facsimile.places.is_empty() {
        return found;
    }
    let links = site.report_links(report);
    let mut add = |key: &str, url: String, words: &str, count: usize| {
        let id = url.rsplit_once('#').map_or("", |(_, id)| id).to_owned();
        if let Some(printed) = report.facsimile.places.get(key).filter(|printed| printed.holds(count)) {
            for (page, place) in on_pages(printed, &id, &url, words) {
                found.entry(page).or_default().push(place);
            }
        }
    };
    for (index, page) in report.all_pages().enumerate() {
        let own = report.page_url(index);
        add(&page.id, format!("{own}#{}", page.id), &site.title_of(page), 0);
        for element in &page.elements {
            match element {
                Element::Heading(heading) => {
                    add(&heading.id, format!("{own}#{}", heading.id), site.links.title(&heading.title), 0);
                }
                Element::Block(block) => {
                    add(&block.id, format!("{own}#{}", block.id), &block.text, letters(&block.text));
                }
            }
        }
        for note in &page.notes {
            if let Some(link) = links.note(&page.path, &note.label) {
                let url = format!("{own}#{}", link.id);
                add(&format!("^{}", note.label), url, &note.text, letters(&note.text));
            }
        }
    }
    found
}

/// A passage's place on each page that it stands on.
fn on_pages(printed: &Printed, id: &str, url: &str, words: &str) -> Vec<(String, PlaceContext)> {
    let mut found: Vec<(String, PlaceContext)> = Vec::new();
    let mut first: Option<&Area> = None;
    for area in &printed.at {
        match (first.filter(|first| first.0 == area.0), found.last_mut()) {
            // What goes on in another column is measured by where it begins.
            (Some(first), Some((_, place))) => place.more.push(style(area, first)),
            _ => {
                first = Some(area);
                let place = PlaceContext {
                    id: id.to_owned(),
                    url: url.to_owned(),
                    words: shortened(words),
                    style: style(area, &Area(String::new(), 0, 0, 1000, 1000)),
                    more: Vec::new(),
                };
                found.push((area.0.clone(), place));
            }
        }
    }
    found
}

/// A box within another one, as a style.
fn style(Area(_, x0, y0, x1, y1): &Area, Area(_, left, top, right, bottom): &Area) -> String {
    let share = |from: &u16, to: &u16, of: (&u16, &u16)| {
        let whole = f64::from(of.1.saturating_sub(*of.0).max(1));
        let tenths = ((f64::from(*to) - f64::from(*from)) / whole * 1000.0).round() / 10.0;
        format!("{tenths}%")
    };
    let (across, down) = ((left, right), (top, bottom));
    let (left, top) = (share(left, x0, across), share(top, y0, down));
    let (width, height) = (share(x0, x1, across), share(y0, y1, down));
    format!("left:{left};top:{top};width:{width};height:{height}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_on_in_another_column_is_measured_by_where_it_begins() {
        let area = |page: &str, at: [u16; 4]| Area(page.to_owned(), at[0], at[1], at[2], at[3]);
        let at = vec![area("1", [100, 800, 500, 900]), area("1", [500, 100, 900, 300]), area("2", [100, 0, 900, 50])];
        let found = on_pages(&Printed { letters: 9, at }, "k7f2", "a/b.html#k7f2", "Words");
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].1.style, "left:10%;top:80%;width:40%;height:10%");
        assert_eq!(found[0].1.more, ["left:100%;top:-700%;width:100%;height:200%"]);
        assert_eq!((found[1].0.as_str(), found[1].1.style.as_str()), ("2", "left:10%;top:0%;width:80%;height:5%"));
    }
}
