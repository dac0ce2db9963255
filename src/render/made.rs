//! Addresses on the pages that the program makes, and what stands at those that a revision took.
//!
//! In: the edition and its links. Out: every such address with what stands there ([`addresses`]); for a page the entries
//! that are there no longer ([`gone`]). What always holds: an address that a revision took has an entry on its page, or a
//! page that leads on.

use std::collections::{BTreeMap, BTreeSet};

use super::contexts::crosslinks::GoneContext;
use super::crosslinks::Crosslinks;
use super::site::{Site, revision_url};
use crate::model::edition::Edition;
use crate::model::links::Links;
use crate::model::revision::MadeAddress;
use crate::words::Words;

/// The pages that hold entries, and the page of pairs.
const REGISTERS: [&str; 4] = ["discrepancies.html", "documents.html", "glossary.html", "parallels.html"];

/// Every address on a page that the program makes of the edition's cross links, in order.
#[must_use]
pub fn addresses(edition: &Edition, links: &Links) -> Vec<MadeAddress> {
    let words = Words::default();
    let site = Site::new(edition, links, &words, &[]);
    let crosslinks = Crosslinks::new(&site);
    let mut found = Vec::new();
    let mut add = |page: &str, id: &str, words: String, of: &str| {
        found.push(MadeAddress { page: page.to_owned(), id: id.to_owned(), words, of: of.to_owned() });
    };
    for one in &links.discrepancies {
        add(REGISTERS[0], &one.id, format!("{}: {} / {}", one.what, one.a.value, one.b.value), "");
    }
    for one in &links.documents {
        add(REGISTERS[1], &one.id, format!("{} {}", one.kind, one.number), "");
    }
    for one in &links.terms {
        add(REGISTERS[2], &one.id, one.abbr.clone().unwrap_or_else(|| one.term.clone()), "");
    }
    let counts = [links.discrepancies.len(), links.documents.len(), links.terms.len(), links.parallels.len()];
    for (page, count) in REGISTERS.iter().zip(counts) {
        if count > 0 {
            add(page, "", String::new(), "");
        }
    }
    for view in crosslinks.views() {
        let page = crosslinks.view_url(&view).unwrap_or_default();
        let of = site.urls.get(&view.page).cloned().unwrap_or_default();
        add(&page, "", String::new(), &of);
        for (row, words) in crosslinks.row_ids(&view) {
            add(&page, &row, words, &of);
        }
    }
    found.sort();
    found
}

/// The entries of a page that are there no longer, the newest revision first.
pub(super) fn gone(site: &Site<'_>, page: &str, is_there: impl Fn(&str) -> bool) -> Vec<GoneContext> {
    let mut found: BTreeMap<&str, GoneContext> = BTreeMap::new();
    for (url, date, one) in taken(site).filter(|(_, _, one)| one.page == page && !one.id.is_empty()) {
        if !is_there(&one.id) {
            let date = site.words.date(date).unwrap_or_else(|| date.to_owned());
            found.insert(&one.id, GoneContext { id: one.id.clone(), words: one.words.clone(), url, date });
        }
    }
    found.into_values().collect()
}

/// The registers that would not be written but for what is gone from them.
pub(super) fn emptied(site: &Site<'_>) -> BTreeSet<&'static str> {
    let pages: BTreeSet<&str> = taken(site).map(|(_, _, one)| one.page.as_str()).collect();
    REGISTERS.into_iter().filter(|page| pages.contains(page)).collect()
}

/// The pages of passages side by side that are there no longer: each with the page that it was about and the revision.
pub(super) fn views<'a>(site: &'a Site<'_>) -> impl Iterator<Item = (&'a MadeAddress, String)> {
    let is_view = |one: &MadeAddress| one.id.is_empty() && !REGISTERS.contains(&one.page.as_str());
    taken(site).filter(move |(_, _, one)| is_view(one)).map(|(url, _, one)| (one, url))
}

/// What revisions took: with the address of the revision's page and its date, oldest first in each report.
fn taken<'a>(site: &'a Site<'_>) -> impl Iterator<Item = (String, &'a str, &'a MadeAddress)> {
    site.edition.reports.iter().flat_map(|report| {
        report.history.revisions.iter().enumerate().flat_map(move |(index, revision)| {
            revision.made.iter().map(move |one| (revision_url(report, index), revision.date.as_str(), one))
        })
    })
}
