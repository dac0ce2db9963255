//! Quiet signs where more is known: behind a figure that another place gives otherwise, at the end of a passage that another
//! report says, too, or whose words a revision changed.
//!
//! In: the site, its cross links, a page. Out: marks of the page's words, and what each sign leads to in a few words.
//! What always holds: a sign is a link to the page that tells all; one of a kind stands at a passage, or behind a figure;
//! words are not changed; a figure whose place is not known has its sign at the passage's end.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use serde::Serialize;

use super::crosslinks::{Crosslinks, View};
use super::html_safe::escape;
use super::marks::{Mark, MarkKind, PageMarks};
use super::other_editions;
use super::previews::{Preview, shortened};
use super::site::{Site, revision_url};
use crate::model::edition::EditionReport;
use crate::model::links::{Degree, Figure, Place, QuotePlace, ReportLinks};
use crate::model::page::{Element, Page};
use crate::model::report::BlockKind;
use crate::model::revision::{ChangeKind, ChangedPart};
use crate::tokens::tokens;

/// What is known of a passage.
#[derive(Serialize)]
struct Sign {
    kind: &'static str,
    mark: &'static str,
    name: String,
    url: String,
    told: String,
    /// The bytes of the number that it stands behind, in the passage's words; at the passage's end where there is none.
    figure: Option<Range<usize>>,
}

/// The signs of a page by the ids of its passages, in the order in which they stand.
type Signs = BTreeMap<String, Vec<Sign>>;

/// Adds the signs of a page to its marks; gives what they lead to.
pub(super) fn add_marks<'a>(
    site: &Site<'_>,
    crosslinks: &Crosslinks<'_>,
    (report, links, page): (&EditionReport, &'a ReportLinks, &'a Page),
    marks: &mut PageMarks<'a>,
    root: &str,
) -> BTreeMap<String, Preview> {
    let notes: BTreeMap<&str, usize> =
        links.notes.iter().filter(|note| note.page == page.path).map(|note| (note.id.as_str(), note.number)).collect();
    let mut signs = told_elsewhere(site, crosslinks, page);
    revised(site, (report, page), &notes, &mut signs);
    let mut previews = BTreeMap::new();
    for (id, signs) in signs {
        let element = page.elements.iter().find(|element| takes_signs(element) && id_of(element) == id);
        let (block, note) = (element.map(id_of), notes.get(id.as_str()).copied());
        if block.is_none() && note.is_none() {
            continue;
        }
        let whole = QuotePlace { block: block.map(str::to_owned), note, ..QuotePlace::default() };
        for sign in signs {
            let figure = sign.figure.clone().map(|range| QuotePlace { range, ..whole.clone() });
            let letters =
                figure.and_then(|figure| links.letters(page, &figure)).or_else(|| links.letters(page, &whole));
            let letters = letters.unwrap_or_default();
            marks.add((block, note), Mark { letters, kind: MarkKind::Known { sign: sign.html(root) } });
            if sign.kind != "elsewhere" {
                previews.insert(sign.url, [sign.name, sign.told]);
            }
        }
    }
    previews
}

/// Tables and code take no signs.
fn takes_signs(element: &Element) -> bool {
    !matches!(element, Element::Block(block) if matches!(block.kind, BlockKind::Table | BlockKind::Code))
}

/// The last number of a figure in the words of its passage, with the sign of percent behind it.
fn last_number(figure: &Figure, words: &str) -> Option<Range<usize>> {
    let words = words.replace('\n', " ");
    let quoted = figure.quote.get(..figure.range.end)?;
    let head = quoted.strip_prefix("… ").unwrap_or(quoted);
    let printed = figure.quote.get(figure.range.clone())?;
    let number = tokens(printed).into_iter().rfind(|token| token.is_number)?.range;
    let first = words.find(head)? + head.len() - printed.len();
    let end = first + number.end;
    Some(first + number.start..end + usize::from(words[end..].starts_with('%')))
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
                    figure: last_number(own, crosslinks.words_of(&own.place)),
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
fn revised(site: &Site<'_>, (report, page): (&EditionReport, &Page), notes: &BTreeMap<&str, usize>, signs: &mut Signs) {
    let mut here: HashSet<&str> = page.elements.iter().map(id_of).collect();
    here.extend(notes.keys());
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
    fn the_number_that_is_meant_is_found_among_others() {
        let words = "Có 12 xã, 112 ấp; thêm 12 xã và 12,5 %.";
        let figure = |quote: &str, range| Figure { quote: quote.to_owned(), range, ..Figure::default() };
        let found = last_number(&figure("thêm 12 xã", 6..8), words).expect("it stands there");
        assert_eq!((&words[found.clone()], &words[..found.start]), ("12", "Có 12 xã, 112 ấp; thêm "));
        assert_eq!(last_number(&figure("bớt 12 xã", 6..8), words), None);
        assert_eq!(last_number(&figure("tăng 5%", 6..7), "Đã tăng 5%.").map(|range| range.len()), Some(2));
    }
}
