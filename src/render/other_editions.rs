//! What a page shows of other editions: their reports that say what it says.

use super::contexts::crosslinks::ElsewhereContext;
use super::site::Site;
use crate::model::links::ForeignLink;
use crate::model::page::Page;

/// The passages of other editions beside those of a page.
pub(super) fn passages<'a>(site: &Site<'a>, page: &Page) -> impl Iterator<Item = &'a ForeignLink> + use<'a> {
    site.links.elsewhere.passages.get(&page.path).into_iter().flatten()
}

/// The reports of other editions that say what a page says, each by the passage that has most of its words.
pub(super) fn of_page(site: &Site<'_>, page: &Page) -> Vec<ElsewhereContext> {
    let mut found: Vec<(f64, ElsewhereContext)> = Vec::new();
    for link in passages(site, page) {
        let context = |count: usize| ElsewhereContext {
            edition: link.edition.clone(),
            report: link.report.clone(),
            section: link.section.clone(),
            note: link.note.map(|number| number.to_string()),
            url: link.url.clone(),
            degree: link.degree.name(),
            doubtful: link.is_doubtful,
            count,
        };
        let known = found.iter_mut().find(|(_, one)| (&one.edition, &one.report) == (&link.edition, &link.report));
        match known {
            None => found.push((link.score, context(1))),
            Some((score, one)) if link.score > *score => (*score, *one) = (link.score, context(one.count + 1)),
            Some((_, one)) => one.count += 1,
        }
    }
    found.into_iter().map(|(_, one)| one).collect()
}
