//! Everything of an edition that waits for a person, in the order of the desk.
//!
//! In: an edition with its links and diagnostics. Out: [`Item`]s, kind by kind in reading order. What always holds: what is proposed and
//! what a check tells of it is one item; the same edition gives the same items with the same ids.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::item::{Item, Kind, Spot, name_apart};
use super::{parallels, places, prints, proposals};
use crate::check::proof::proofread;
use crate::diagnostic::Diagnostic;
use crate::edition::{ASIDE, read_page_alone};
use crate::model::edition::{Edition, EditionReport};
use crate::model::indicator::Indicator;
use crate::model::links::Links;
use crate::model::page::Page;
use crate::tree::FileTree;

/// Diagnostics that have items of their own kind.
const OWN: [&str; 4] = ["correction-proposed", "figures-differ", "merge-open", "entry-aside"];

/// What is told beside the edition's own files: lists of what imports did not understand, by report.
pub type UnreadLists = BTreeMap<String, String>;

/// What a build gathers for the desk.
#[derive(Debug, Clone, Default)]
pub struct Gathered {
    /// The files from which it was read.
    pub folder: FileTree,
    /// What waits.
    pub items: Vec<Item>,
    /// The content file and title of each page, by its address on the site.
    pub pages: BTreeMap<String, (String, String)>,
    /// The place of each content file in reading order.
    pub order: BTreeMap<String, usize>,
    /// What the program reads in each page's text, by the page's content file.
    pub figures: BTreeMap<String, Vec<Arc<Indicator>>>,
}

/// All that the desk needs of an edition.
#[must_use]
pub fn gather(folder: FileTree, edition: &Edition, links: &Links, said: &[Diagnostic]) -> Gathered {
    let mut items = queue(&folder, edition, links, said);
    prints::show(edition, links, &mut items);
    let titled = |page: &Page| (page.path.clone(), links.title(&page.plain_title).to_owned());
    let pages = edition.addresses().map(|(page, url)| (url, titled(page))).collect();
    let of_report = |report: &EditionReport| {
        let found = links.reports.get(&report.id).map(|own| own.found.clone()).unwrap_or_default();
        report.all_pages().map(|page| page.path.clone()).zip(found).collect::<Vec<_>>()
    };
    let figures = edition.reports.iter().flat_map(of_report).collect();
    let order = edition.addresses().enumerate().map(|(at, (page, _))| (page.path.clone(), at)).collect();
    let mut gathered = Gathered { folder, items, pages, order, figures };
    gathered.sort();
    gathered
}

impl Gathered {
    /// Puts the items in the order of the desk: kind by kind, the doubtful ones last, in reading order.
    pub fn sort(&mut self) {
        let Self { items, order, .. } = self;
        let place = |item: &Item| (order.get(&item.spot.path).copied().unwrap_or(usize::MAX), item.spot.line);
        items.sort_by_cached_key(|item| (item.kind, item.is_doubtful, place(item)));
    }
}

/// All that waits.
#[must_use]
pub fn queue(folder: &FileTree, edition: &Edition, links: &Links, said: &[Diagnostic]) -> Vec<Item> {
    let pages: BTreeMap<&str, (&Page, Spot)> = edition
        .addresses()
        .map(|(page, url)| {
            let title = links.title(&page.plain_title).to_owned();
            (page.path.as_str(), (page, Spot { path: page.path.clone(), title, url, ..Spot::default() }))
        })
        .collect();
    let page_of = |path: &str| pages.get(path).map(|(page, spot)| (*page, spot.clone()));
    let mut items = Vec::new();
    for (page, _) in edition.addresses() {
        if let Some((_, spot)) = page_of(&page.path) {
            items.extend(of_read_page(page, &spot));
        }
    }
    for (path, _) in folder.within("content").filter(|(path, _)| path.ends_with(ASIDE)) {
        items.extend(of_file(path, folder.text(path).unwrap_or_default(), &Spot::default()));
    }
    for one in proofread(edition) {
        let Some((page, spot)) = page_of(&one.page) else { continue };
        items.extend(proposals::suspicion(page, &spot, &one, &edition.config.language));
    }
    items.extend(
        links
            .discrepancies
            .iter()
            .filter(|found| found.settled.is_none())
            .filter_map(|found| places::discrepancy(found, &page_of)),
    );
    let doubtful = links.parallels.iter().filter(|pair| pair.is_doubtful);
    items.extend(doubtful.filter_map(|pair| parallels::parallel(pair, links, &page_of)));
    let others = said.iter().filter(|one| !OWN.contains(&one.code));
    items.extend(others.map(|one| places::told(one, page_of(&one.file), folder.text(&one.file))));
    in_order(items)
}

/// Items in the order of the desk, each with a name of its own.
#[must_use]
pub fn in_order(mut items: Vec<Item>) -> Vec<Item> {
    let sure = |item: &Item| (item.kind, item.is_doubtful);
    items.sort_by_key(sure);
    name_apart(&mut items);
    items
}

/// What waits in one file alone, whatever the rest of the edition says: entries and merges.
#[must_use]
pub fn of_file(path: &str, text: &str, spot: &Spot) -> Vec<Item> {
    let spot = Spot { path: path.to_owned(), line: 0, ..spot.clone() };
    if path.ends_with(ASIDE) {
        return places::aside(text, &spot);
    }
    if !path.ends_with(".md") {
        return Vec::new();
    }
    of_read_page(&read_page_alone(path, text), &spot)
}

/// Whether an item is found again in its file alone.
#[must_use]
pub fn is_of_file(item: &Item) -> bool {
    use super::item::Work;
    matches!(item.work, Work::Entry(..) | Work::Conflict(_) | Work::Aside(_)) && item.kind != Kind::Told
}

fn of_read_page(page: &Page, spot: &Spot) -> Vec<Item> {
    let mut items = places::conflicts(&page.text, spot);
    items.extend(proposals::of_page(page, spot));
    items
}
