//! The parts of a document besides its text.

use super::pictures::{Picture, picture_id};
use crate::book::content::Book;
use crate::book::settings::BookSettings;
use crate::book::xml::Xml;

/// What a document is made of.
#[derive(Debug, Default)]
pub(super) struct Parts<'a> {
    pub document: String,
    pub footnotes: String,
    pub comments: String,
    /// Addresses elsewhere, in the order of their numbers.
    pub links: Vec<String>,
    pub pictures: Vec<Picture<'a>>,
}

/// What stands above footnotes, and above those that go on from the page before.
pub(super) const SEPARATORS: &str = "<w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote w:type=\"continuationSeparator\" w:id=\"0\"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>";

/// The name space of the text.
pub(super) const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
/// The name space of what leads from part to part.
pub(super) const LEADS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

const CONTENT_TYPES: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/><Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/><Override PartName=\"/word/numbering.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml\"/><Override PartName=\"/word/settings.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml\"/><Override PartName=\"/word/footnotes.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml\"/><Override PartName=\"/word/comments.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml\"/><Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/></Types>\n";

pub(super) const RELATIONS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/><Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/></Relationships>\n";

/// One list of points; numbers of items are printed as they are.
pub(super) const NUMBERING: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:numbering xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:abstractNum w:abstractNumId=\"0\"><w:multiLevelType w:val=\"hybridMultilevel\"/><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"–\"/><w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"567\" w:hanging=\"283\"/></w:pPr></w:lvl><w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"+\"/><w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"1134\" w:hanging=\"283\"/></w:pPr></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>\n";

pub(super) const SETTINGS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:settings xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"567\"/><w:footnotePr><w:footnote w:id=\"-1\"/><w:footnote w:id=\"0\"/></w:footnotePr><w:compat><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat></w:settings>\n";

/// The types of the files, those of pictures where there are any.
pub(super) fn content_types(pictures: &[Picture<'_>]) -> String {
    let mut types = String::new();
    for (ending, kind) in [("gif", "gif"), ("jpeg", "jpeg"), ("jpg", "jpeg"), ("png", "png")] {
        if pictures.iter().any(|picture| picture.name.rsplit('.').next() == Some(ending)) {
            types.push_str(&format!("<Default Extension=\"{ending}\" ContentType=\"image/{kind}\"/>"));
        }
    }
    CONTENT_TYPES.replacen("<Override ", &format!("{types}<Override "), 1)
}

/// Which parts the text leads to, which addresses and which pictures.
pub(super) fn links(parts: &Parts<'_>) -> String {
    relations(&["styles", "numbering", "settings", "footnotes", "comments"], parts)
}

/// What notes lead to and show.
pub(super) fn links_alone(parts: &Parts<'_>) -> String {
    relations(&[], parts)
}

fn relations(names: &[&str], parts: &Parts<'_>) -> String {
    let mut xml = Xml::document();
    xml.open("Relationships", &[("xmlns", PACKAGE)]);
    for part in names {
        let (kind, file) = (format!("{LEADS}/{part}"), format!("{part}.xml"));
        xml.empty("Relationship", &[("Id", part), ("Type", &kind), ("Target", &file)]);
    }
    let kind = format!("{LEADS}/hyperlink");
    for (at, url) in parts.links.iter().enumerate() {
        let id = link_id(at);
        let attributes = [("Id", id.as_str()), ("Type", &kind), ("Target", url), ("TargetMode", "External")];
        xml.empty("Relationship", &attributes);
    }
    let kind = format!("{LEADS}/image");
    for (at, picture) in parts.pictures.iter().enumerate() {
        let (id, file) = (picture_id(at), format!("media/{}", picture.name));
        xml.empty("Relationship", &[("Id", &id), ("Type", &kind), ("Target", &file)]);
    }
    xml.close("Relationships");
    xml.finish()
}

/// How the text names an address.
pub(super) fn link_id(at: usize) -> String {
    format!("link{}", at + 1)
}

/// What the document says of itself.
pub(super) fn properties(settings: &BookSettings<'_>, book: &Book) -> String {
    let mut xml = Xml::document();
    xml.open(
        "cp:coreProperties",
        &[
            ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
            ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ],
    );
    xml.element("dc:title", &[], &book.plain_title);
    let creator = book.facts.issuer.as_ref().unwrap_or(&settings.config.publisher);
    if !creator.is_empty() {
        xml.element("dc:creator", &[], creator);
    }
    xml.element("dc:language", &[], &book.lang);
    xml.close("cp:coreProperties");
    xml.finish()
}
