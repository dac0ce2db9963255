//! Quiet signs at passages of which more is known: another place gives another figure, another report says the same, a
//! revision changed the words.
//!
//! In: the site, its cross links, a page. Out: signs in the page's HTML, and what each leads to in a few words.
//! What always holds: a sign is a link to the page that tells all; one of a kind stands at a passage; words are not changed.

use std::collections::{BTreeMap, HashSet};

use super::contexts::PageContext;
use super::crosslinks::{Crosslinks, View};
use super::html_safe::escape;
use super::previews::{Preview, shortened};
use super::site::{Site, revision_url};
use crate::model::edition::EditionReport;
use crate::model::links::{Degree, Place};
use crate::model::page::{Element, Page};
use crate::model::revision::{ChangeKind, ChangedPart};

/// What is known of a passage.
struct Sign {
    kind: &'static str,
    mark: &'static str,
    name: String,
    url: String,
    told: String,
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
    let mut signs = Signs::new();
    differing(site, crosslinks, page, &mut signs);
    restated(site, crosslinks, page, &mut signs);
    let notes: Vec<String> = context.notes.iter().map(|note| note.id.clone()).collect();
    revised(site, (report, page), &notes, &mut signs);
    let mut previews = BTreeMap::new();
    for (id, signs) in &signs {
        let html: String = signs.iter().map(|sign| sign.html(root)).collect();
        let is_set = match context.notes.iter_mut().find(|note| note.id == *id) {
            Some(note) => set_at_end(&mut note.content, &html),
            None => set_in(&mut context.content, id, &html),
        };
        if is_set {
            let told = signs.iter().map(|sign| (sign.url.clone(), [sign.name.clone(), sign.told.clone()]));
            previews.extend(told);
        }
    }
    previews
}

impl Sign {
    fn html(&self, root: &str) -> String {
        let (kind, mark, url, name) = (self.kind, self.mark, escape(&self.url), escape(&self.name));
        format!("<a class=\"known {kind}\" href=\"{root}{url}\" aria-label=\"{name}\">{mark}</a>")
    }
}

fn add(signs: &mut Signs, id: &str, sign: Sign) {
    let here = signs.entry(id.to_owned()).or_default();
    if here.iter().all(|other| other.kind != sign.kind) {
        here.push(sign);
    }
}

/// Figures that another place gives otherwise.
fn differing(site: &Site<'_>, crosslinks: &Crosslinks<'_>, page: &Page, signs: &mut Signs) {
    for found in crosslinks.differing(page) {
        let both = format!("{}: {} / {}", found.what, found.a.value, found.b.value);
        for (own, other) in [(&found.a, &found.b), (&found.b, &found.a)] {
            if own.place.page == page.path && found.settled.is_none() {
                let sign = Sign {
                    kind: "differs",
                    mark: "≠",
                    name: site.words.phrase("trust.differs", &[]),
                    url: format!("discrepancies.html#{}", found.id),
                    told: format!("{both} · {}", crosslinks.named(&other.place)),
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
        let key = match pair.degree {
            Degree::Same => "trust.same",
            Degree::Edited => "trust.edited",
            Degree::Partial => "trust.partial",
        };
        let name = site.words.phrase(key, &[]);
        let told = format!("{} · {}", crosslinks.named(other), shortened(crosslinks.words_of(other)));
        let url = format!("{url}#{}-{}", own.id, other.id);
        add(signs, &own.id, Sign { kind: "restated", mark: "≈", name, url, told });
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

/// Sets signs at the end of the element with an id; false when it is not there or takes none.
fn set_in(html: &mut String, id: &str, signs: &str) -> bool {
    let Some(at) = html.find(&format!(" id=\"{id}\"")) else { return false };
    let Some(tag) = html[..at].rfind('<').map(|open| html[open + 1..at].split([' ', '\n']).next().unwrap_or_default())
    else {
        return false;
    };
    let ends: &[&str] = match tag {
        "p" | "blockquote" => &["</p>"],
        "li" => &["</p>", "<ul", "<ol", "</li>"],
        "h2" | "h3" | "h4" | "h5" | "h6" => &["</h"],
        _ => return false,
    };
    let end = ends.iter().filter_map(|end| html[at..].find(end)).min();
    if let Some(end) = end {
        html.insert_str(at + end, signs);
    }
    end.is_some()
}

/// The same for a note: after its last words.
fn set_at_end(html: &mut String, signs: &str) -> bool {
    let end = html.trim_end().strip_suffix("</p>").map_or(html.trim_end().len(), str::len);
    html.insert_str(end, signs);
    true
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
        assert!(set_in(&mut html, "a", "[≠]") && set_in(&mut html, "b", "[≈]") && set_in(&mut html, "c", "[∆]"));
        assert_eq!(
            html,
            "<p id=\"a\">Một.[≠]</p>\n<ol><li id=\"b\">Hai\n[≈]<ul><li id=\"c\">Ba[∆]</li></ul></li></ol>"
        );
        assert!(!set_in(&mut html, "d", "[≠]"));
    }
}
