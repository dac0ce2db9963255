//! What an Akoma Ntoso document says of itself: the work, this text of it, this file.

use crate::book::content::Book;
use crate::book::settings::BookSettings;
use crate::book::xml::Xml;

/// The code that stands for no country.
const NO_COUNTRY: &str = "xx";
/// A day that stands for none.
const NO_DAY: &str = "0001-01-01";

/// The metadata of a report; `kind` is the element that holds the document.
pub(super) fn meta(settings: &BookSettings<'_>, book: &Book, kind: &str, xml: &mut Xml) {
    let config = settings.config;
    let country = if config.book.country.is_empty() { NO_COUNTRY } else { &config.book.country };
    let lang = if book.lang.is_empty() { "und" } else { &book.lang };
    let date = day(book.facts.date.as_deref());
    let changed = day(book.changed.as_deref().or(book.facts.date.as_deref()));
    let work = format!("/akn/{country}/{kind}/{date}/{}", book.id);
    let text = format!("{work}/{lang}@{changed}");
    xml.raw("<meta>\n<identification source=\"#editor\">\n<FRBRWork>");
    core(xml, &work, (&date, if date == NO_DAY { "unknown" } else { "issued" }), "#issuer");
    xml.empty("FRBRcountry", &[("value", country)]);
    if let Some(number) = &book.facts.number {
        xml.empty("FRBRnumber", &[("value", number)]);
    }
    xml.raw("</FRBRWork>\n<FRBRExpression>");
    core(xml, &text, (&changed, if changed == NO_DAY { "unknown" } else { "edited" }), "#editor");
    xml.empty("FRBRlanguage", &[("language", lang)]);
    xml.raw("</FRBRExpression>\n<FRBRManifestation>");
    core(xml, &format!("{text}.akn"), (&changed, "made"), "#editor");
    xml.empty("FRBRformat", &[("value", "application/akn+xml")]);
    xml.raw("</FRBRManifestation>\n</identification>\n<references source=\"#editor\">");
    let names = [&config.publisher, &config.title];
    let editor = names.into_iter().find(|name| !name.is_empty()).map_or("ibid", String::as_str);
    let issuer = book.facts.issuer.as_deref().unwrap_or(editor);
    for (id, name) in [("issuer", issuer), ("editor", editor)] {
        let href = format!("/akn/ontology/organization/{country}/{}", crate::text::slug(name, 60));
        xml.empty("TLCOrganization", &[("eId", id), ("href", &href), ("showAs", name)]);
    }
    xml.raw("</references>\n</meta>\n");
}

fn core(xml: &mut Xml, address: &str, (date, name): (&str, &str), author: &str) {
    xml.empty("FRBRthis", &[("value", &format!("{address}/!main"))]);
    xml.empty("FRBRuri", &[("value", address)]);
    xml.empty("FRBRdate", &[("date", date), ("name", name)]);
    xml.empty("FRBRauthor", &[("href", author)]);
}

/// A date as a day: the schema knows no month or year alone, so their first day stands for them.
fn day(date: Option<&str>) -> String {
    let date = date.unwrap_or(NO_DAY);
    match date.len() {
        4 => format!("{date}-01-01"),
        7 => format!("{date}-01"),
        _ => date.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_days() {
        assert_eq!(
            (day(Some("2025")), day(Some("2025-04")), day(None)),
            ("2025-01-01".into(), "2025-04-01".into(), NO_DAY.into())
        );
    }
}
