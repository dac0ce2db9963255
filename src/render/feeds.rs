//! Files for machines that need no template: `sitemap.xml`, `robots.txt`, the Atom feed, `llms.txt`.
//!
//! In: the site. Out: paths with their texts.
//! What always holds: sitemap, robots and feed are written only when the edition has a base address, because
//! they need absolute addresses; dates come from the front matter, never from a clock; an entry's id is the
//! report's address, so it lasts as long as the report.

use super::changes;
use super::contexts::changes::RevisionContext;
use super::html_safe::escape;
use super::site::Site;
use crate::markdown::plain_inline;
use crate::model::edition::{Edition, EditionReport};

/// The date of a feed that has none.
const NO_DATE: &str = "1970-01-01T00:00:00Z";

/// The files with their texts.
pub(super) fn files(site: &Site<'_>) -> Vec<(String, String)> {
    let mut files = vec![("llms.txt".to_owned(), llms(site))];
    let base = &site.edition.config.base_url;
    if !base.is_empty() {
        let robots = format!("User-agent: *\nAllow: /\n\nSitemap: {base}sitemap.xml\n");
        files.push(("robots.txt".to_owned(), robots));
        files.push(("sitemap.xml".to_owned(), sitemap(site)));
        files.push(("feed.xml".to_owned(), feed(site)));
    }
    files
}

fn sitemap(site: &Site<'_>) -> String {
    let mut entries: Vec<(String, Option<String>)> =
        site.edition.addresses().map(|(page, url)| (url, page.front.updated.clone())).collect();
    entries.extend(site.edition.reports.iter().map(|report| (format!("{}/notes.html", report.id), None)));
    let with_figures = site.edition.reports.iter().filter(|report| !site.report_links(report).indicators.is_empty());
    entries.extend(with_figures.map(|report| (format!("{}/indicators.html", report.id), None)));
    if !site.links.concepts.is_empty() {
        entries.push(("comparison.html".to_owned(), None));
        entries.extend(site.links.concepts.iter().map(|concept| (super::concepts::concept_url(&concept.id), None)));
    }
    let links = site.links;
    let own = [
        ("documents.html", links.documents.is_empty()),
        ("parallels.html", links.parallels.is_empty()),
        ("discrepancies.html", links.discrepancies.is_empty()),
        ("glossary.html", links.terms.is_empty()),
        ("changes.html", changes::count(site) == 0),
    ];
    entries.extend(own.into_iter().filter(|(_, is_empty)| !is_empty).map(|(file, _)| (file.to_owned(), None)));
    entries.extend(changes::list(site).into_iter().map(|revision| (revision.url, Some(revision.date))));
    entries.sort();
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for (url, updated) in entries {
        let Some(address) = site.permalink(&url) else { continue };
        let changed = updated.map_or_else(String::new, |date| format!("<lastmod>{}</lastmod>", escape(&date)));
        xml.push_str(&format!("<url><loc>{}</loc>{changed}</url>\n", escape(&address)));
    }
    xml.push_str("</urlset>\n");
    xml
}

/// The reports, newest first; one without a date is as old as the oldest.
fn feed(site: &Site<'_>) -> String {
    let config = &site.edition.config;
    let dates: Vec<Option<String>> = site.edition.reports.iter().map(last_date).collect();
    let oldest = dates.iter().flatten().min().cloned().unwrap_or_else(|| NO_DATE.to_owned());
    let dates = dates.into_iter().map(|date| date.unwrap_or_else(|| oldest.clone()));
    let mut entries: Vec<(String, &EditionReport)> = dates.zip(&site.edition.reports).collect();
    entries.sort_by(|(a, _), (b, _)| b.cmp(a));
    let revised = site.edition.reports.iter().flat_map(|report| &report.history.revisions);
    let revised = revised.filter_map(|revision| timestamp(&revision.date)).max();
    let newest = entries.first().map(|(date, _)| date.clone()).max(revised).unwrap_or_else(|| NO_DATE.to_owned());
    let base = escape(&config.base_url);
    let title = escape(&config.title);
    let author = if config.publisher.is_empty() { &title } else { &escape(&config.publisher) };
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n\
         <id>{base}</id>\n<title>{title}</title>\n<updated>{newest}</updated>\n<author><name>{author}</name></author>\n\
         <link rel=\"alternate\" type=\"text/html\" href=\"{base}\"/>\n\
         <link rel=\"self\" type=\"application/atom+xml\" href=\"{base}feed.xml\"/>\n",
        escape(&config.language),
    );
    for revision in changes::list(site) {
        xml.push_str(&revision_entry(site, &revision));
    }
    for (date, report) in &entries {
        xml.push_str(&entry(site, report, date));
    }
    xml.push_str("</feed>\n");
    xml
}

/// A revision as an entry: what a reader who follows the edition waits for.
fn revision_entry(site: &Site<'_>, revision: &RevisionContext) -> String {
    let address = escape(&site.permalink(&revision.url).unwrap_or_default());
    let date = timestamp(&revision.date).unwrap_or_else(|| NO_DATE.to_owned());
    let title = site.words.phrase("changes.of", &[("date", &revision.date_text)]);
    let name = revision.place.as_deref().unwrap_or(&revision.report);
    let counts = revision
        .counts
        .iter()
        .map(|count| site.words.phrase(&format!("changes.count.{}", count.kind), &[("n", &count.count.to_string())]));
    let summary = counts.collect::<Vec<_>>().join(", ");
    format!(
        "<entry><id>{address}</id><title>{}</title><link rel=\"alternate\" type=\"text/html\" href=\"{address}\"/>\
         <updated>{date}</updated><summary>{}</summary></entry>\n",
        escape(&format!("{name}: {title}")),
        escape(&summary),
    )
}

fn entry(site: &Site<'_>, report: &EditionReport, date: &str) -> String {
    let front = &report.index.front;
    let address = escape(&site.permalink(&report.page_url(0)).unwrap_or_default());
    let published = front.date.as_deref().and_then(timestamp);
    let published = published.map_or_else(String::new, |date| format!("<published>{date}</published>"));
    let summary = front.summary.as_ref().map_or_else(String::new, |s| format!("<summary>{}</summary>", escape(s)));
    format!(
        "<entry><id>{address}</id><title>{}</title><link rel=\"alternate\" type=\"text/html\" href=\"{address}\"/>\
         {published}<updated>{date}</updated>{summary}</entry>\n",
        escape(&plain_inline(&front.title)),
    )
}

/// When any page of the report last changed, or the date of the report.
fn last_date(report: &EditionReport) -> Option<String> {
    let changed = report.all_pages().filter_map(|page| page.front.updated.as_deref().and_then(timestamp)).max();
    changed.or_else(|| report.index.front.date.as_deref().and_then(timestamp))
}

/// A date with or without month and day as the instant at which it begins: `2025-07` as `2025-07-01T00:00:00Z`.
fn timestamp(iso: &str) -> Option<String> {
    let parts: Vec<u16> = iso.split('-').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let (year, month, day) = match parts.as_slice() {
        [year] => (*year, 1, 1),
        [year, month] => (*year, *month, 1),
        [year, month, day] => (*year, *month, *day),
        _ => return None,
    };
    ((1..=12).contains(&month) && (1..=31).contains(&day)).then(|| format!("{year:04}-{month:02}-{day:02}T00:00:00Z"))
}

/// The edition for a reader that is a program: what it is and where its texts stand.
fn llms(site: &Site<'_>) -> String {
    let config = &site.edition.config;
    let at = |url: &str| site.permalink(url).unwrap_or_else(|| url.to_owned());
    let mut out = format!("# {}\n", one_line(&config.title));
    if !config.description.is_empty() {
        out.push_str(&format!("\n> {}\n", one_line(&config.description)));
    }
    out.push_str(&format!("\n## {}\n\n", site.words.phrase("edition.reports", &[])));
    for card in site.cards() {
        let about = [card.place, card.date].into_iter().flatten().collect::<Vec<_>>().join(", ");
        let about = if about.is_empty() { about } else { format!(": {}", one_line(&about)) };
        out.push_str(&format!("- [{}]({}){about}\n", one_line(&card.title_plain), at(&card.url)));
        if let Some(print) = &card.print_url {
            out.push_str(&format!("  - [{}]({})\n", site.words.phrase("report.print", &[]), at(print)));
        }
        out.push_str(&format!("  - [{}]({})\n", site.words.phrase("report.notes", &[]), at(&card.notes_url)));
    }
    if config.outputs.data {
        let name = site.words.phrase("site.data", &[]);
        out.push_str(&format!("\n## {name}\n\n- [edition.json]({})\n", at("data/edition.json")));
    }
    if !site.edition.pages.is_empty() {
        out.push_str(&format!("\n## {}\n\n", site.words.phrase("site.pages", &[])));
        for page in &site.edition.pages {
            let title = one_line(&plain_inline(&page.front.title));
            out.push_str(&format!("- [{title}]({})\n", at(&Edition::free_url(page))));
        }
    }
    out
}

/// Words that cannot begin a line, or a link, of their own.
fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ").replace('[', "(").replace(']', ")")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_becomes_the_instant_at_which_it_begins() {
        assert_eq!(timestamp("2025").as_deref(), Some("2025-01-01T00:00:00Z"));
        assert_eq!(timestamp("2025-07").as_deref(), Some("2025-07-01T00:00:00Z"));
        assert_eq!(timestamp("2025-07-09").as_deref(), Some("2025-07-09T00:00:00Z"));
        assert_eq!(timestamp("2025-13"), None);
        assert_eq!(timestamp("mùa hè"), None);
    }
}
