//! Links between pages: `[words](02-ket-qua.md#k7f2)` as an editor writes them, so that they also work in
//! any other Markdown tool.
//!
//! In: the edition. Out: for each page and destination the address on the site, relative to its root.
//! What always holds: only destinations that name a page of the edition are here; all others are the
//! reader's browser's business, except `.md` files and ids that do not exist, which are diagnostics.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Checked, Diagnostic, Span};
use crate::markdown::inline_links;
use crate::message::Message;
use crate::model::edition::Edition;
use crate::model::page::{Element, LinkElement, Page};

/// Where links lead: by page path and destination as written.
type Targets = BTreeMap<(String, String), String>;

/// A page that can be linked to.
struct Target<'a> {
    url: String,
    ids: BTreeSet<&'a str>,
}

/// Finds the target of every link between pages.
pub(super) fn targets(edition: &Edition) -> Checked<Targets> {
    targets_beside(edition, None)
}

/// The same for an edition of which another one has the pages that it has not.
pub(super) fn targets_beside(edition: &Edition, other: Option<&Edition>) -> Checked<Targets> {
    let all = other.into_iter().flat_map(Edition::addresses).chain(edition.addresses());
    let known: BTreeMap<&str, Target<'_>> =
        all.map(|(page, url)| (page.path.as_str(), Target { url, ids: ids(page) })).collect();
    let mut targets = Targets::new();
    let mut said = Vec::new();
    for (page, _) in edition.addresses() {
        let noted = annotated_links(page);
        for link in page.links.iter().chain(&noted) {
            let Some((path, id)) = target_path(&page.path, &link.destination) else {
                continue;
            };
            match known.get(path.as_str()) {
                None => said.push(broken(page, link, "link-no-page")),
                Some(target) if !id.is_empty() && !target.ids.contains(id) => {
                    said.push(broken(page, link, "link-no-anchor"));
                }
                Some(target) => {
                    let url = if id.is_empty() { target.url.clone() } else { format!("{}#{id}", target.url) };
                    targets.insert((page.path.clone(), link.destination.clone()), url);
                }
            }
        }
    }
    Checked::new(targets, said)
}

/// The links in the page's annotations; their place is where the front matter has the destination.
fn annotated_links(page: &Page) -> Vec<LinkElement> {
    let head = page.text.get(..page.body_start).unwrap_or_default();
    let notes = page.front.annotations.iter().map(|annotation| annotation.note.as_str());
    let destinations = notes.filter(|note| note.contains("](")).flat_map(inline_links);
    let place = |destination: &str| head.find(destination).map_or(0..0, |at| at..at + destination.len());
    destinations.map(|destination| LinkElement { range: place(&destination), destination }).collect()
}

/// The ids that a page can be linked at.
pub(super) fn ids(page: &Page) -> BTreeSet<&str> {
    let inner = page.elements.iter().map(|element| match element {
        Element::Heading(heading) => heading.id.as_str(),
        Element::Block(block) => block.id.as_str(),
    });
    inner.chain(std::iter::once(page.id.as_str())).collect()
}

/// The path and id that a destination names, when it names a Markdown file or a place on the same page.
pub(super) fn target_path<'a>(from: &str, destination: &'a str) -> Option<(String, &'a str)> {
    let (path, id) = destination.split_once('#').unwrap_or((destination, ""));
    if path.is_empty() {
        return (!id.is_empty()).then(|| (from.to_owned(), id));
    }
    if path.contains("://") || !path.ends_with(".md") {
        return None;
    }
    let mut parts: Vec<&str> = match path.strip_prefix('/') {
        Some(_) => vec!["content"],
        None => from.split('/').collect(),
    };
    if !path.starts_with('/') {
        parts.pop();
    }
    for part in path.split('/').filter(|part| !part.is_empty() && *part != ".") {
        if part == ".." {
            parts.pop();
        } else {
            parts.push(part);
        }
    }
    Some((parts.join("/"), id))
}

fn broken(page: &Page, link: &LinkElement, why: &'static str) -> Diagnostic {
    Diagnostic::new("link-broken", &page.path, message!("link-broken", to = link.destination, why = Message::new(why)))
        .at(Span::in_text(&page.text, link.range.clone()))
        .hint(message!("link-hint"))
}
