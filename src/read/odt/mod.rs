//! OpenDocument texts (`.odt`).
//!
//! In: the bytes. Out: a [`Flow`](super::flow::Flow), written as a scan. The way: [`styles`] says what words look like;
//! [`body`] walks paragraphs, lists and notes, [`tables`] cells. Tracked changes are read as accepted: what was taken out
//! stands apart in the file.

mod body;
mod styles;
mod tables;

use super::archive::Archive;
use super::error::ReadError;
use super::flow::{Flow, Omission};
use super::guard;
use super::xml::{self, Element};
use crate::source::Metadata;

/// The part that says what an archive is.
const KIND: &str = "mimetype";
/// What it says of a text.
const TEXT: &[u8] = b"application/vnd.oasis.opendocument.text";

/// Whether an archive may be an OpenDocument text: its first part says what it is.
pub fn is_odt(bytes: &[u8]) -> bool {
    /// The name stands behind the archive's first header.
    const NAME: usize = 30;
    bytes.get(NAME..NAME + KIND.len()) == Some(KIND.as_bytes())
}

/// Reads an OpenDocument text.
///
/// # Errors
/// [`ReadError`] when it is damaged, locked or too large.
pub fn read(bytes: Vec<u8>) -> Result<Flow, ReadError> {
    guard::apart(ReadError::OfficeBroken, move || read_here(bytes))
}

fn read_here(bytes: Vec<u8>) -> Result<Flow, ReadError> {
    let archive = Archive::open(bytes, ReadError::OfficeBroken)?;
    let part = |name: &str| -> Result<Option<Element>, ReadError> {
        archive.part(name)?.map(|bytes| xml::parse(&bytes, ReadError::OfficeBroken)).transpose()
    };
    if archive.part(KIND)?.is_none_or(|kind| !kind.starts_with(TEXT)) {
        return Err(ReadError::OtherArchive);
    }
    if let Some(list) = archive.part("META-INF/manifest.xml")?
        && String::from_utf8_lossy(&list).contains("encryption-data")
    {
        return Err(ReadError::OfficeLocked);
    }
    let content = part("content.xml")?.ok_or(ReadError::OfficeBroken)?;
    let shared = part("styles.xml")?;
    let mut styles = styles::Styles::default();
    for root in shared.iter().chain([&content]) {
        styles.take(root);
    }
    let text = content.at(&["office:body", "office:text"]).ok_or(ReadError::OfficeBroken)?;
    let mut flow = body::flow(text, &styles, &archive);
    flow.running_heads = shared.as_ref().map(running_heads).unwrap_or_default();
    flow.metadata = part("meta.xml")?.as_ref().map(metadata).unwrap_or_default();
    let comments = text.all("office:annotation").len();
    if comments > 0 {
        flow.told.insert(Omission::Comment, comments);
    }
    Ok(flow)
}

/// The lines of headers and footers, each once.
fn running_heads(styles: &Element) -> Vec<String> {
    let mut heads: Vec<String> = Vec::new();
    for edge in ["style:header", "style:footer"].iter().flat_map(|name| styles.all(name)) {
        for line in edge.all("text:p") {
            let words = crate::text::fold_space(&line.text());
            if words.contains(char::is_alphabetic) && !heads.contains(&words) {
                heads.push(words);
            }
        }
    }
    heads
}

fn metadata(root: &Element) -> Metadata {
    let words = |name: &str| {
        let words = crate::text::fold_space(&root.at(&["office:meta", name])?.text());
        (words.chars().count() > 3).then_some(words)
    };
    Metadata { title: words("dc:title"), language: words("dc:language"), ..Metadata::default() }
}
