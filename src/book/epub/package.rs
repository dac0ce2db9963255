//! The package document: what the book is, which files it has, in which order they are read.

use serde::{Deserialize, Serialize};

use crate::book::container::Container;
use crate::book::content::{Book, Content};
use crate::book::settings::BookSettings;
use crate::book::xml::Xml;
use crate::cache::Parts;
use crate::digest::named;
use crate::text::digest;

/// Where the package document is.
pub(super) const CONTAINER: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<container version=\"1.0\" xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\"><rootfiles><rootfile full-path=\"EPUB/package.opf\" media-type=\"application/oebps-package+xml\"/></rootfiles></container>\n";

/// Files of the book that follow one another: their names, and themselves packed.
#[derive(Serialize, Deserialize)]
pub(in crate::book) struct Part {
    pub names: Vec<String>,
    pub archive: Vec<u8>,
}

impl Part {
    /// Packs files: names and contents. To pack one takes longer than to write it: those that were packed before are known by `parts`.
    pub fn pack<'f>(files: impl IntoIterator<Item = (&'f str, &'f [u8])>, parts: Option<&Parts<'_>>) -> Self {
        let mut zip = Container::new();
        let mut names = Vec::new();
        for (name, bytes) in files {
            let path = format!("EPUB/{name}");
            let packed = || {
                let mut zip = Container::new();
                zip.put(&path, bytes);
                zip.finish()
            };
            match parts {
                Some(parts) => zip.merge(&parts.kept(named(&path, Some(digest(bytes))), packed)),
                None => zip.put(&path, bytes),
            }
            names.push(name.to_owned());
        }
        Self { names, archive: zip.finish() }
    }
}

fn id(name: &str) -> String {
    format!("f-{}", name.replace('.', "-"))
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "xhtml" => "application/xhtml+xml",
        "css" => "text/css",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "gif" => "image/gif",
        "webp" => "image/webp",
        _ => "image/jpeg",
    }
}

fn properties(name: &str) -> &'static str {
    match name {
        "nav.xhtml" => "nav",
        "cover.svg" => "cover-image",
        _ => "",
    }
}

/// What the book says of itself.
pub(super) struct Package {
    /// The title, as a shelf lists it.
    pub title: String,
    /// The title on the cover.
    pub cover_title: String,
    /// The edition, for the book of a report.
    pub series: Option<String>,
    /// What it is: "Báo cáo", "Ấn bản đọc có chú thích".
    pub kind: String,
    /// Place of a report.
    pub place: String,
    /// The date as it is read.
    pub date: String,
    /// The language of most of the text.
    pub lang: String,
    iso_date: String,
    creators: Vec<String>,
    id: String,
    modified: String,
    has_pictures: bool,
    has_tables: bool,
    /// What has the pages whose numbers the book gives.
    page_sources: Vec<String>,
}

impl Package {
    pub fn new(settings: &BookSettings<'_>, books: &[&Book], is_edition: bool) -> Self {
        let config = &settings.config;
        let one = books.first().copied().filter(|_| !is_edition);
        let facts = one.map(|book| &book.facts);
        let of = |value: Option<&Option<String>>| value.cloned().flatten().unwrap_or_default();
        let place = of(facts.map(|facts| &facts.place));
        let plain = one.map_or(&config.title, |book| &book.plain_title);
        let kind = facts.map(|facts| facts.label.clone().unwrap_or_else(|| facts.kind.clone()));
        let kind = kind.unwrap_or_else(|| settings.words.phrase("edition.label", &[]));
        let mut creators: Vec<String> = books.iter().filter_map(|book| book.facts.issuer.clone()).collect();
        creators.dedup();
        let changed = books.iter().filter_map(|book| book.changed.clone()).max().unwrap_or_default();
        let name = format!("{}\n{}\n{}", config.base_url, config.title, one.map_or("", |book| book.id.as_str()));
        Self {
            title: if place.is_empty() { plain.clone() } else { format!("{place}: {plain}") },
            cover_title: plain.clone(),
            series: one.map(|_| config.title.clone()),
            kind,
            place,
            date: of(facts.map(|facts| &facts.date_text)),
            lang: one.map_or(&config.language, |book| &book.lang).clone(),
            iso_date: of(facts.map(|facts| &facts.date)),
            creators,
            id: urn(&name),
            modified: instant(&changed),
            has_pictures: false,
            page_sources: books.iter().filter(|book| !book.pages.is_empty()).map(|book| print_of(book)).collect(),
            has_tables: books.iter().flat_map(|book| &book.chapters).any(|chapter| {
                !chapter.figures.is_empty()
                    || chapter.blocks.iter().any(|block| matches!(block.content, Content::Table(_)))
            }),
        }
    }

    /// The package document.
    pub fn write(&self, settings: &BookSettings<'_>, names: &[&str]) -> String {
        let mut xml = Xml::document();
        xml.open(
            "package",
            &[
                ("xmlns", "http://www.idpf.org/2007/opf"),
                ("version", "3.0"),
                ("unique-identifier", "id"),
                ("xml:lang", &self.lang),
                ("prefix", "schema: http://schema.org/"),
            ],
        );
        xml.line();
        let has_pictures = self.has_pictures || names.iter().any(|name| name.starts_with("picture-"));
        self.metadata(settings, &mut xml, has_pictures);
        xml.open("manifest", &[]);
        xml.line();
        for name in names {
            let (id, kind) = (id(name), media_type(name));
            let attributes =
                [("id", id.as_str()), ("href", name), ("media-type", kind), ("properties", properties(name))];
            xml.empty("item", &attributes);
            xml.line();
        }
        xml.close("manifest");
        xml.open("spine", &[]);
        xml.line();
        for name in names.iter().filter(|name| name.ends_with(".xhtml")) {
            xml.empty("itemref", &[("idref", &id(name))]);
            xml.line();
        }
        xml.close("spine");
        xml.close("package");
        xml.line();
        xml.finish()
    }

    fn metadata(&self, settings: &BookSettings<'_>, xml: &mut Xml, has_pictures: bool) {
        let config = &settings.config;
        xml.open("metadata", &[("xmlns:dc", "http://purl.org/dc/elements/1.1/")]);
        xml.line();
        let mut said = |name: &str, attributes: &[(&str, &str)], words: &str| {
            if !words.is_empty() {
                xml.element(name, attributes, words);
                xml.line();
            }
        };
        said("dc:identifier", &[("id", "id")], &self.id);
        said("dc:title", &[], &self.title);
        said("dc:language", &[], &self.lang);
        self.creators.iter().for_each(|creator| said("dc:creator", &[], creator));
        said("dc:publisher", &[], &config.publisher);
        said("dc:date", &[], &self.iso_date);
        said("dc:description", &[], if self.series.is_none() { &config.description } else { "" });
        said("dc:source", &[], &config.base_url);
        if let Some(series) = &self.series {
            said("meta", &[("property", "belongs-to-collection"), ("id", "series")], series);
            said("meta", &[("refines", "#series"), ("property", "collection-type")], "set");
        }
        let mut meta = |property: &str, words: &str| said("meta", &[("property", property)], words);
        meta("dcterms:modified", &self.modified);
        meta("schema:accessMode", "textual");
        if has_pictures {
            meta("schema:accessMode", "visual");
        }
        meta("schema:accessModeSufficient", "textual");
        meta("schema:accessibilityFeature", "structuralNavigation");
        meta("schema:accessibilityFeature", "tableOfContents");
        meta("schema:accessibilityFeature", "readingOrder");
        meta("schema:accessibilityFeature", "displayTransformability");
        if has_pictures {
            meta("schema:accessibilityFeature", "alternativeText");
        }
        if !self.page_sources.is_empty() {
            meta("schema:accessibilityFeature", "pageBreakMarkers");
            meta("schema:accessibilityFeature", "pageNavigation");
        }
        self.page_sources.iter().for_each(|print| meta("pageBreakSource", print));
        meta("schema:accessibilityHazard", "none");
        let summary = if self.has_tables { "book.accessible_tables" } else { "book.accessible" };
        meta("schema:accessibilitySummary", &settings.words.phrase(summary, &[]));
        xml.close("metadata");
        xml.line();
    }
}

/// The print of a report: its number, or the file that came from it, or its title.
fn print_of(book: &Book) -> String {
    let file = book.facts.source.as_ref().map(|(file, _)| file);
    book.facts.number.as_ref().or(file).unwrap_or(&book.plain_title).clone()
}

/// A name that stays: made from the words that name the book.
fn urn(name: &str) -> String {
    let hex = format!("{:032x}", digest(name.as_bytes()));
    // Version 8: a name by a rule of our own.
    let (a, b, c, d, e) = (&hex[..8], &hex[8..12], &hex[13..16], &hex[17..20], &hex[20..]);
    format!("urn:uuid:{a}-{b}-8{c}-9{d}-{e}")
}

/// A date as an instant; a book without one begins with the count of time.
fn instant(date: &str) -> String {
    let mut parts = date.split('-');
    let mut part = |otherwise: &str| match parts.next() {
        Some(part) if !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()) => part.to_owned(),
        _ => otherwise.to_owned(),
    };
    let (year, month, day) = (part("1970"), part("01"), part("01"));
    format!("{year:0>4}-{month:0>2}-{day:0>2}T00:00:00Z")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_dates_have_their_forms() {
        assert_eq!(instant("2025-07"), "2025-07-01T00:00:00Z");
        assert_eq!(instant(""), "1970-01-01T00:00:00Z");
        let name = urn("a");
        assert_eq!((name.len(), name.as_str()), (45, urn("a").as_str()));
        assert_ne!(name, urn("b"));
    }
}
