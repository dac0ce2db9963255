//! What a TEI document says of itself and of its source.

use crate::book::content::Book;
use crate::book::settings::BookSettings;
use crate::book::xml::Xml;

/// The id of who answers for the edition.
const EDITOR: &str = "edition-editor";

/// The header of a report.
pub(super) fn header(settings: &BookSettings<'_>, book: &Book, xml: &mut Xml) {
    let config = settings.config;
    xml.raw("<teiHeader>\n<fileDesc>\n<titleStmt>");
    xml.element("title", &[], &book.plain_title);
    if let Some(issuer) = &book.facts.issuer {
        xml.open("author", &[]);
        xml.element("orgName", &[], issuer);
        xml.close("author");
    }
    // The schema wants a publisher, whoever it is.
    let publisher = [&config.publisher, &config.title].into_iter().find(|name| !name.is_empty());
    let publisher = publisher.map_or("", String::as_str);
    xml.element("editor", &[("xml:id", EDITOR)], publisher);
    xml.raw("</titleStmt>\n<publicationStmt>");
    xml.element("publisher", &[], publisher);
    if !config.base_url.is_empty() {
        xml.element("idno", &[("type", "URL")], &format!("{}{}", config.base_url, book.url));
    }
    // What stands in the title block, not the day of the build, so that equal editions have equal bytes.
    if let Some(changed) = &book.changed {
        xml.element("date", &[("when", changed)], changed);
    }
    xml.raw("</publicationStmt>\n");
    if !config.title.is_empty() {
        xml.raw("<seriesStmt>");
        xml.element("title", &[], &config.title);
        xml.raw("</seriesStmt>\n");
    }
    source(book, xml);
    xml.raw("</fileDesc>\n<encodingDesc><appInfo>");
    xml.open("application", &[("ident", "ibid"), ("version", env!("CARGO_PKG_VERSION"))]);
    xml.element("label", &[], "ibid");
    xml.raw("</application></appInfo></encodingDesc>\n<profileDesc><langUsage>");
    xml.element("language", &[("ident", lang(book))], "");
    xml.raw("</langUsage></profileDesc>\n</teiHeader>\n");
}

/// The document that was scanned.
fn source(book: &Book, xml: &mut Xml) {
    let facts = &book.facts;
    xml.raw("<sourceDesc><bibl>");
    xml.element("title", &[], &book.plain_title);
    if let Some(issuer) = &facts.issuer {
        xml.element("publisher", &[], issuer);
    }
    if let Some(place) = facts.place_of_issue.as_ref().or(facts.place.as_ref()) {
        xml.element("pubPlace", &[], place);
    }
    if let Some(number) = &facts.number {
        xml.element("idno", &[("type", "document")], number);
    }
    if let Some(date) = &facts.date {
        xml.element("date", &[("when", date)], facts.date_text.as_ref().unwrap_or(date));
    }
    if let Some((file, lines)) = &facts.source {
        let place = format!("{}–{}", lines.0, lines.1);
        xml.element("idno", &[("type", "file")], file);
        xml.element("biblScope", &[("unit", "line")], &place);
    }
    xml.raw("</bibl></sourceDesc>\n");
}

/// The language of a report; `und` is the standard's own word for none that is known.
pub(super) fn lang(book: &Book) -> &str {
    if book.lang.is_empty() { "und" } else { &book.lang }
}
