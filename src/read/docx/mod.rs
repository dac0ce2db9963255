//! Word files (`.docx`).
//!
//! In: the bytes. Out: a [`Flow`](super::flow::Flow), written as a scan. The way: [`package`] opens the parts; [`styles`]
//! says what a paragraph or run looks like, [`numbering`] what Word prints before it; [`body`] walks the paragraphs and
//! tables, [`runs`] their words; [`notes`] knows the notes and what calls them, [`fields`] which words are instructions.

mod body;
mod fields;
mod notes;
mod numbering;
mod package;
mod reader;
mod runs;
mod styles;
mod tables;

use super::error::ReadError;
use super::flow::{Flow, Omission, lower_captions};
use super::guard;
use super::xml::Element;
use crate::source::Metadata;

use notes::{NoteBook, Row};
use numbering::Numbering;
pub use numbering::written as number_in;
use package::Package;
pub use reader::Changes;
use reader::Reader;
use styles::Styles;

/// Reads a Word file.
///
/// # Errors
/// [`ReadError`] when it is none, or cannot be read.
pub fn read(bytes: Vec<u8>, changes: Changes) -> Result<Flow, ReadError> {
    guard::apart(ReadError::OfficeBroken, move || read_here(bytes, changes))
}

fn read_here(bytes: Vec<u8>, changes: Changes) -> Result<Flow, ReadError> {
    let package = Package::open(bytes)?;
    let mut styles = package.part("styles")?.map(|root| Styles::of(&root)).unwrap_or_default();
    styles.rank(package.document.all("w:pStyle").iter().filter_map(|style| style.attribute("val")));
    let numbering = package.part("numbering")?.map(|root| Numbering::of(&root)).unwrap_or_default();
    let notes = note_book(&package)?;
    let mut reader = Reader::new(&package, &styles, numbering, notes, changes);
    reader.document();
    let mut flow = reader.finish();
    lower_captions(&mut flow);
    flow.running_heads = running_heads(&package)?;
    flow.metadata = metadata(package.properties()?.as_ref());
    let comments = package.part("comments")?.map_or(0, |root| root.elements().filter(|e| e.is("w:comment")).count());
    if comments > 0 {
        flow.told.insert(Omission::Comment, comments);
    }
    Ok(flow)
}

fn note_book(package: &Package) -> Result<NoteBook, ReadError> {
    let mut notes = NoteBook::default();
    let settings = package.part("settings")?;
    let section = package.document.at(&["w:body", "w:sectPr"]);
    for (row, name) in [(Row::Foot, "foot"), (Row::End, "end")] {
        let properties = format!("w:{name}notePr");
        notes.take(row, package.part(&format!("{name}notes"))?);
        notes.take_format(row, settings.as_ref().and_then(|settings| settings.child(&properties)));
        notes.take_format(row, section.and_then(|section| section.child(&properties)));
    }
    Ok(notes)
}

/// The lines of headers and footers, each once; numbers of pages are none.
fn running_heads(package: &Package) -> Result<Vec<String>, ReadError> {
    /// Sections may have heads of their own.
    const MOST: usize = 200;
    let mut heads: Vec<String> = Vec::new();
    let sections = package.document.all("w:sectPr");
    let references = sections.iter().flat_map(|section| section.elements());
    let wanted = |element: &&Element| element.is("w:headerReference") || element.is("w:footerReference");
    let mut references: Vec<&Element> = references.filter(wanted).take(MOST).collect();
    // The first page has the letterhead.
    references.sort_by_key(|reference| reference.attribute("type") != Some("first"));
    for reference in references {
        let part = reference.attribute("r:id").map(|id| package.part_by_id(id)).transpose()?.flatten();
        for paragraph in part.iter().flat_map(|root| root.all("w:p")) {
            let words: String = paragraph.all("w:t").iter().map(|text| text.text()).collect();
            let words = crate::text::fold_space(&words);
            if words.contains(char::is_alphabetic) && !heads.contains(&words) {
                heads.push(words);
            }
        }
    }
    Ok(heads)
}

fn metadata(properties: Option<&Element>) -> Metadata {
    let words = |name: &str| {
        let words = crate::text::fold_space(&properties?.child(name)?.text());
        (words.chars().count() > 3 && !words.contains(".doc")).then_some(words)
    };
    // Word writes down who typed the text; only a body issues it.
    let issuer = words("dc:creator").filter(|name| crate::language::any().names_issuer(name));
    Metadata { title: words("dc:title"), issuer, language: words("dc:language"), ..Metadata::default() }
}
