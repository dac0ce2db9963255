//! What the book of the whole edition has beside its reports: labels that keep them apart, links from one to another, its title.

use super::value::{Fields, day, quoted};
use crate::book::content::Book;
use crate::book::places::{Places, ids, ids_in_title};
use crate::book::settings::BookSettings;

/// The label of a report's title, behind the report's prefix.
pub(super) const REPORT: &str = "report";

/// What stands before the labels of a report.
pub(super) fn prefix(index: usize) -> String {
    format!("r{index}-")
}

/// Where each page of the site is in the book: the chapters by their ids, behind the prefixes of their reports.
pub(super) fn places<'a>(base_url: &'a str, books: &'a [Book]) -> Places<'a> {
    let mut places = Places::new(base_url);
    for (index, book) in books.iter().enumerate() {
        let prefix = prefix(index);
        for chapter in &book.chapters {
            places.add(&chapter.url, &format!("{prefix}{}", chapter.id), ids(chapter));
        }
        let opening = book.chapters.iter().find(|chapter| chapter.url == book.url);
        let own = opening.map(ids).unwrap_or_default().into_iter().chain(ids_in_title(book));
        places.add(&book.url, &prefix, own.collect());
    }
    places
}

/// The label that a place has: an id, or the file that holds it. `own`: the prefix of the report that leads there. None for the
/// beginning of a book of one report.
pub(super) fn label(own: &str, file: &str, id: Option<&str>) -> Option<String> {
    let end = if own.is_empty() { 0 } else { file.find('-').map_or(0, |at| at + 1) };
    let (prefix, chapter) = file.split_at(end);
    match id.unwrap_or(chapter) {
        "" if prefix.is_empty() => None,
        "" => Some(format!("{prefix}{REPORT}")),
        id => Some(format!("{prefix}{id}")),
    }
}

/// What the template is given of the edition.
pub(super) fn facts(settings: &BookSettings<'_>, books: &[Book]) -> String {
    let config = settings.config;
    let say = |key: &str| settings.words.phrase(key, &[]);
    let newest = books.iter().filter_map(|book| book.changed.as_deref().or(book.facts.date.as_deref())).max();
    let mut fields = Fields::default();
    fields.raw("title", &format!("[#{};]", quoted(&config.title)));
    fields.text("plain-title", &config.title);
    fields.text("lang", if config.language.is_empty() { "und" } else { &config.language });
    fields.text("kind", &say("edition.label"));
    fields.text("publisher", &config.publisher);
    fields.text("contents-title", &say("report.contents"));
    fields.raw("day", &day(newest));
    fields.text("paper", config.book.paper.name());
    fields.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_reports_are_apart() {
        assert_eq!(label("", "muc-1", Some("k7f2")).as_deref(), Some("k7f2"));
        assert_eq!(label("", "muc-1", None).as_deref(), Some("muc-1"));
        assert_eq!(label("", "", None), None);
        assert_eq!(label("r0-", "r2-muc-1", None).as_deref(), Some("r2-muc-1"));
        assert_eq!(label("r0-", "r2-muc-1", Some("k7f2")).as_deref(), Some("r2-k7f2"));
        assert_eq!(label("r0-", "r2-", None).as_deref(), Some("r2-report"));
    }
}
