//! Quiet signs where more is known: behind a figure that another place gives otherwise, at the end of a passage that another
//! report says, too, or whose words a revision changed.
//!
//! In: the site, its cross links, a page. Out: signs in the page's HTML, and what each leads to in a few words.
//! What always holds: a sign is a link to the page that tells all; one of a kind stands at a passage, or behind a figure;
//! words are not changed; a figure that is not found in the HTML has its sign at the passage's end.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use serde::Serialize;

use super::contexts::PageContext;
use super::crosslinks::{Crosslinks, View};
use super::figure_places::Printed;
use super::html_safe::escape;
use super::other_editions;
use super::previews::{Preview, shortened};
use super::site::{Site, revision_url};
use crate::model::edition::EditionReport;
use crate::model::links::{Degree, Place};
use crate::model::page::{Element, Page};
use crate::model::revision::{ChangeKind, ChangedPart};

/// What is known of a passage.
#[derive(Serialize)]
struct Sign {
    kind: &'static str,
    mark: &'static str,
    name: String,
    url: String,
    told: String,
    /// The figure that it stands behind; at the passage's end where there is none.
    figure: Option<Printed>,
}

/// The signs of a page by the ids of its passages, in the order in which they stand.
type Signs = BTreeMap<String, Vec<Sign>>;

/// Puts the signs of a page into its text and notes; gives what they lead to.
pub(super) fn mark(
    site: &Site<'_>,
    crosslinks: &Crosslinks<'_>,
    (report, page): (&EditionReport, &Page),
    context: &mut PageContext<'_>,
    root: &str,
) -> BTreeMap<String, Preview> {
    let mut signs = told_elsewhere(site, crosslinks, page);
    let notes: Vec<String> = context.notes.iter().map(|note| note.id.clone()).collect();
    revised(site, (report, page), &notes, &mut signs);
    let mut previews = BTreeMap::new();
    for (id, signs) in signs {
        let mut note = context.notes.iter_mut().find(|note| note.id == id);
        // The last figure first, so that a sign does not move the places of the others.
        let (mut at_figures, at_end): (Vec<Sign>, Vec<Sign>) =
            signs.into_iter().partition(|sign| sign.figure.is_some());
        at_figures.sort_by_key(|sign| std::cmp::Reverse(sign.figure.as_ref().map(|figure| figure.at)));
        for sign in at_figures.into_iter().chain(at_end) {
            let html = sign.html(root);
            let is_set = match note.as_deref_mut() {
                Some(note) => set(&mut note.content, None, sign.figure.as_ref(), &html),
                None => set(&mut context.content, Some(&id), sign.figure.as_ref(), &html),
            };
            if is_set && sign.kind != "elsewhere" {
                previews.insert(sign.url, [sign.name, sign.told]);
            }
        }
    }
    previews
}

/// The signs of a page that come from other pages, as a value to digest.
pub(super) fn from_elsewhere(site: &Site<'_>, crosslinks: &Crosslinks<'_>, page: &Page) -> impl Serialize {
    told_elsewhere(site, crosslinks, page)
}

fn told_elsewhere(site: &Site<'_>, crosslinks: &Crosslinks<'_>, page: &Page) -> Signs {
    let mut signs = Signs::new();
    differing(site, crosslinks, page, &mut signs);
    restated(site, crosslinks, page, &mut signs);
    in_other_editions(site, page, &mut signs);
    signs
}

impl Sign {
    fn html(&self, root: &str) -> String {
        let (kind, mark, url, name) = (self.kind, self.mark, escape(&self.url), escape(&self.name));
        // What stands in another edition has a whole address.
        let root = if self.kind == "elsewhere" { "" } else { root };
        format!("<a class=\"known {kind}\" href=\"{root}{url}\" aria-label=\"{name}\">{mark}</a>")
    }
}

fn add(signs: &mut Signs, id: &str, sign: Sign) {
    let here = signs.entry(id.to_owned()).or_default();
    if here.iter().all(|other| (other.kind, &other.figure) != (sign.kind, &sign.figure)) {
        here.push(sign);
    }
}

/// Figures that another place gives otherwise.
fn differing(site: &Site<'_>, crosslinks: &Crosslinks<'_>, page: &Page, signs: &mut Signs) {
    for found in crosslinks.differing(page) {
        let both = format!("{}: {} / {}", found.what, found.a.value, found.b.value);
        let sides = [(&found.a, &found.b), (&found.b, &found.a)];
        for (own, other) in sides.into_iter().chain(found.also.iter().map(|more| (more, &found.a))) {
            if own.place.page == page.path && found.settled.is_none() {
                let sign = Sign {
                    kind: "differs",
                    mark: "≠",
                    name: site.words.phrase("trust.differs", &[]),
                    url: format!("discrepancies.html#{}", found.id),
                    told: format!("{both} · {}", crosslinks.named(&other.place)),
                    figure: Printed::of(own, crosslinks.words_of(&own.place)),
                };
                add(signs, &own.place.id, sign);
            }
        }
    }
}

/// Passages that another report says, too, where a page sets both side by side.
fn restated(site: &Site<'_>, crosslinks: &Crosslinks<'_>, page: &Page, signs: &mut Signs) {
    for (own, other, pair) in crosslinks.beside(page) {
        let view = View { page: page.path.clone(), report: own.report.clone(), other: other.report.clone() };
        let Some(url) = crosslinks.view_url(&view) else { continue };
        let name = site.words.phrase(how_far(pair.degree), &[]);
        let told = format!("{} · {}", crosslinks.named(other), shortened(crosslinks.words_of(other)));
        let url = format!("{url}#{}-{}", own.id, other.id);
        add(signs, &own.id, Sign { kind: "restated", mark: "≈", name, url, told, figure: None });
    }
}

/// The words for how far a passage is restated.
fn how_far(degree: Degree) -> &'static str {
    match degree {
        Degree::Same => "trust.same",
        Degree::Edited => "trust.edited",
        Degree::Partial => "trust.partial",
    }
}

/// Passages that another edition says, too.
fn in_other_editions(site: &Site<'_>, page: &Page, signs: &mut Signs) {
    for link in other_editions::passages(site, page) {
        let name = format!("{}: {} · {}", site.words.phrase(how_far(link.degree), &[]), link.edition, link.report);
        let (url, told) = (link.url.clone(), shortened(&link.text));
        add(signs, &link.place.id, Sign { kind: "elsewhere", mark: "≈", name, url, told, figure: None });
    }
}

/// Passages that a revision changed, by the last one that did.
fn revised(site: &Site<'_>, (report, page): (&EditionReport, &Page), notes: &[String], signs: &mut Signs) {
    let mut here: HashSet<&str> = page.elements.iter().map(id_of).collect();
    here.extend(notes.iter().map(String::as_str));
    for (index, revision) in report.history.revisions.iter().enumerate().rev() {
        let date = site.words.date(&revision.date).unwrap_or_else(|| revision.date.clone());
        for change in &revision.changes {
            let is_text = matches!(change.part, ChangedPart::Block | ChangedPart::Note);
            let is_new = matches!(change.kind, ChangeKind::Edited | ChangeKind::Added | ChangeKind::Split);
            if !is_text || !is_new || change.old == change.new || !here.contains(change.id.as_str()) {
                continue;
            }
            let old = change.old.as_deref().map(|old| site.words.phrase("trust.before", &[("words", &shortened(old))]));
            let sign = Sign {
                kind: "revised",
                mark: "∆",
                name: site.words.phrase("trust.revised", &[("date", &date)]),
                url: format!("{}#c-{}", revision_url(report, index), change.id),
                told: old.unwrap_or_else(|| site.words.phrase("trust.added", &[])),
                figure: None,
            };
            add(signs, &change.id, sign);
        }
    }
}

fn id_of(element: &Element) -> &str {
    match element {
        Element::Heading(heading) => &heading.id,
        Element::Block(block) => &block.id,
    }
}

/// Sets a sign behind its figure, or else at the end: in the element with an id, or in the whole of a note. False when
/// there is no place for it.
fn set(html: &mut String, id: Option<&str>, figure: Option<&Printed>, sign: &str) -> bool {
    let Some(range) = id.map_or_else(|| Some(0..end_of_note(html)), |id| passage(html, id)) else { return false };
    let behind = figure.and_then(|figure| figure.end_in(&html[range.clone()]));
    html.insert_str(behind.map_or(range.end, |at| range.start + at), sign);
    true
}

/// Where the words of the element with an id stand; none when it is not there or takes no sign.
fn passage(html: &str, id: &str) -> Option<Range<usize>> {
    let at = html.find(&format!(" id=\"{id}\""))?;
    let open = html[..at].rfind('<')?;
    let ends: &[&str] = match html[open + 1..at].split([' ', '\n']).next().unwrap_or_default() {
        "p" | "blockquote" => &["</p>"],
        "li" => &["</p>", "<ul", "<ol", "</li>"],
        "h2" | "h3" | "h4" | "h5" | "h6" => &["</h"],
        _ => return None,
    };
    let start = at + html[at..].find('>')? + 1;
    let end = ends.iter().filter_map(|end| html[start..].find(end)).min()?;
    Some(start..start + end)
}

/// Where the last words of a note end.
fn end_of_note(html: &str) -> usize {
    html.trim_end().strip_suffix("</p>").map_or(html.trim_end().len(), str::len)
}

impl<'a> Crosslinks<'a> {
    /// "Báo cáo Cần Thơ · 2.1 Kinh tế": where a place is, in words.
    fn named(&self, place: &Place) -> String {
        let at = self.at(place);
        let kind = at.label.unwrap_or_else(|| self.site.words.phrase(&format!("report.kind.{}", at.kind), &[]));
        let name = at.place.map_or(at.report, |place| format!("{kind} {place}"));
        if at.section.is_empty() { name } else { format!("{name} · {}", at.section) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_stands_after_the_last_words_of_its_passage() {
        let mut html = "<p id=\"a\">Một.</p>\n<ol><li id=\"b\">Hai\n<ul><li id=\"c\">Ba</li></ul></li></ol>".to_owned();
        let mut set_in = |id: &str, sign: &str| set(&mut html, Some(id), None, sign);
        assert!(set_in("a", "[≠]") && set_in("b", "[≈]") && set_in("c", "[∆]") && !set_in("d", "[≠]"));
        assert_eq!(
            html,
            "<p id=\"a\">Một.[≠]</p>\n<ol><li id=\"b\">Hai\n[≈]<ul><li id=\"c\">Ba[∆]</li></ul></li></ol>"
        );
    }
}
