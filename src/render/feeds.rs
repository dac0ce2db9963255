//! Files for machines that need no template: `sitemap.xml`, `robots.txt`, the Atom feed, `llms.txt`.
//!
//! In: the site. Out: the files.
//! What always holds: sitemap, robots and feed are written only when the edition has a base address, because
//! they need absolute addresses; dates come from the front matter, never from a clock; an entry's id is the
//! report's address, so it lasts as long as the report.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::changes;
use super::contexts::changes::RevisionContext;
use super::site::Site;
use crate::markdown::plain_inline;
use crate::model::edition::{Edition, EditionReport};
use crate::tree::SiteWriter;

/// The date of a feed that has none.
const NO_DATE: &str = "1970-01-01T00:00:00Z";

/// A document of XML that is being written.
type Xml<'w> = Writer<&'w mut dyn io::Write>;

/// Writes the files.
pub(super) fn write(site: &Site<'_>, folder: &SiteWriter<'_>) {
    folder.put("llms.txt", llms(site));
    let base = &site.edition.config.base_url;
    if base.is_empty() {
        return;
    }
    folder.put("robots.txt", format!("User-agent: *\nAllow: /\n\nSitemap: {base}sitemap.xml\n"));
    folder.write("sitemap.xml", |file| document(file, |xml| sitemap(site, xml)));
    folder.write("feed.xml", |file| document(file, |xml| feed(site, xml)));
}

/// Writes a document: its declaration, one element, a line end.
fn document(file: &mut dyn io::Write, root: impl FnOnce(&mut Xml<'_>) -> io::Result<()>) -> io::Result<()> {
    let mut xml = Writer::new_with_indent(file, b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    root(&mut xml)?;
    xml.into_inner().write_all(b"\n")
}

/// Writes an element that holds words alone.
fn element(xml: &mut Xml<'_>, name: &str, words: &str) -> io::Result<()> {
    xml.create_element(name).write_text_content(BytesText::new(words)).map(drop)
}

/// Writes an element that has attributes alone.
fn link(xml: &mut Xml<'_>, relation: &str, kind: &str, address: &str) -> io::Result<()> {
    let attributes = [("rel", relation), ("type", kind), ("href", address)];
    xml.create_element("link").with_attributes(attributes).write_empty().map(drop)
}

fn sitemap(site: &Site<'_>, xml: &mut Xml<'_>) -> io::Result<()> {
    let mut entries: Vec<(String, Option<String>)> =
        site.edition.addresses().map(|(page, url)| (url, page.front.updated.clone())).collect();
    entries.extend(site.edition.reports.iter().map(|report| (format!("{}/notes.html", report.id), None)));
    let with_figures = site.edition.reports.iter().filter(|report| !site.report_links(report).indicators.is_empty());
    entries.extend(with_figures.map(|report| (format!("{}/indicators.html", report.id), None)));
    if !site.links.concepts.is_empty() {
        entries.push(("comparison.html".to_owned(), None));
        entries.extend(site.links.concepts.iter().map(|concept| (super::site::concept_url(&concept.id), None)));
    }
    let links = site.links;
    let own = [
        ("documents.html", links.documents.is_empty()),
        ("parallels.html", links.parallels.is_empty()),
        ("discrepancies.html", links.discrepancies.is_empty()),
        ("glossary.html", links.terms.is_empty()),
        ("changes.html", changes::count(site) == 0),
        ("feedback.html", !site.has_feedback()),
    ];
    entries.extend(own.into_iter().filter(|(_, is_empty)| !is_empty).map(|(file, _)| (file.to_owned(), None)));
    entries.extend(changes::list(site).into_iter().map(|revision| (revision.url, Some(revision.date))));
    entries.sort();
    let root = xml.create_element("urlset").with_attribute(("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"));
    root.write_inner_content(|xml| {
        for (url, updated) in entries {
            let Some(address) = site.permalink(&url) else { continue };
            xml.create_element("url").write_inner_content(|xml| {
                element(xml, "loc", &address)?;
                updated.map_or(Ok(()), |date| element(xml, "lastmod", &date))
            })?;
        }
        Ok(())
    })?;
    Ok(())
}

/// The reports, newest first; one without a date is as old as the oldest.
fn feed(site: &Site<'_>, xml: &mut Xml<'_>) -> io::Result<()> {
    let config = &site.edition.config;
    let dates: Vec<Option<String>> = site.edition.reports.iter().map(last_date).collect();
    let oldest = dates.iter().flatten().min().cloned().unwrap_or_else(|| NO_DATE.to_owned());
    let dates = dates.into_iter().map(|date| date.unwrap_or_else(|| oldest.clone()));
    let mut entries: Vec<(String, &EditionReport)> = dates.zip(&site.edition.reports).collect();
    entries.sort_by(|(a, _), (b, _)| b.cmp(a));
    let revised = site.edition.reports.iter().flat_map(|report| &report.history.revisions);
    let revised = revised.filter_map(|revision| timestamp(&revision.date)).max();
    let newest = entries.first().map(|(date, _)| date.clone()).max(revised).unwrap_or_else(|| NO_DATE.to_owned());
    let author = if config.publisher.is_empty() { &config.title } else { &config.publisher };
    let attributes = [("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", &config.language)];
    xml.create_element("feed").with_attributes(attributes).write_inner_content(|xml| {
        element(xml, "id", &config.base_url)?;
        element(xml, "title", &config.title)?;
        element(xml, "updated", &newest)?;
        xml.create_element("author").write_inner_content(|xml| element(xml, "name", author))?;
        link(xml, "alternate", "text/html", &config.base_url)?;
        link(xml, "self", "application/atom+xml", &format!("{}feed.xml", config.base_url))?;
        changes::list(site).iter().try_for_each(|revision| revision_entry(site, revision, xml))?;
        entries.iter().try_for_each(|(date, report)| report_entry(site, report, date, xml))
    })?;
    Ok(())
}

/// A revision as an entry: what a reader who follows the edition waits for.
fn revision_entry(site: &Site<'_>, revision: &RevisionContext, xml: &mut Xml<'_>) -> io::Result<()> {
    let date = timestamp(&revision.date).unwrap_or_else(|| NO_DATE.to_owned());
    let title = site.words.phrase("changes.of", &[("date", &revision.date_text)]);
    let name = revision.place.as_deref().unwrap_or(&revision.report);
    let counts = revision
        .counts
        .iter()
        .map(|count| site.words.phrase(&format!("changes.count.{}", count.kind), &[("n", &count.count.to_string())]));
    let summary = counts.collect::<Vec<_>>().join(", ");
    let address = site.permalink(&revision.url).unwrap_or_default();
    entry(xml, &address, &format!("{name}: {title}"), |xml| {
        element(xml, "updated", &date)?;
        element(xml, "summary", &summary)
    })
}

fn report_entry(site: &Site<'_>, report: &EditionReport, date: &str, xml: &mut Xml<'_>) -> io::Result<()> {
    let front = &report.index.front;
    let address = site.permalink(&report.page_url(0)).unwrap_or_default();
    entry(xml, &address, &plain_inline(&front.title), |xml| {
        if let Some(published) = front.date.as_deref().and_then(timestamp) {
            element(xml, "published", &published)?;
        }
        element(xml, "updated", date)?;
        front.summary.as_ref().map_or(Ok(()), |summary| element(xml, "summary", summary))
    })
}

/// Writes an entry: its address is its id.
fn entry(
    xml: &mut Xml<'_>,
    address: &str,
    title: &str,
    rest: impl FnOnce(&mut Xml<'_>) -> io::Result<()>,
) -> io::Result<()> {
    xml.create_element("entry").write_inner_content(|xml| {
        element(xml, "id", address)?;
        element(xml, "title", title)?;
        link(xml, "alternate", "text/html", address)?;
        rest(xml)
    })?;
    Ok(())
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
