//! Web pages, and pages that a word processor saved.
//!
//! In: the bytes. Out: a [`Flow`](super::flow::Flow), written as a scan. The way: [`tree`] parses the page as browsers do and
//! leaves out what is no text, [`metadata`] reads what it tells machines; [`notes`] pairs the links that lead to and fro between a mark and its note; [`walk`] goes
//! through blocks and words, [`tables`] through cells.

mod metadata;
mod notes;
mod tables;
mod tree;
mod walk;

use super::error::ReadError;
use super::flow::Flow;
use super::guard;

/// Whether the beginning of a file is that of a web page.
pub fn is_html(head: &[u8]) -> bool {
    // UTF-16 has a zero beside each letter.
    let letters: Vec<u8> = head.iter().copied().filter(|byte| *byte != 0).collect();
    let head = String::from_utf8_lossy(&letters).to_lowercase();
    let mut head = head.trim_start_matches(['\u{FEFF}', '\u{FFFD}']).trim_start();
    while let Some(end) = head.strip_prefix("<!--").and_then(|rest| rest.find("-->")) {
        head = head[end + 7..].trim_start();
    }
    let is_page = |head: &str| head.starts_with("<!doctype html") || head.starts_with("<html");
    is_page(head)
        || head.starts_with("<?xml") && head.find("?>").is_some_and(|end| is_page(head[end + 2..].trim_start()))
}

/// Reads a web page.
///
/// # Errors
/// [`ReadError`] when it has no text.
pub fn read(bytes: Vec<u8>) -> Result<Flow, ReadError> {
    guard::apart(ReadError::HtmlEmpty, move || {
        let page = tree::parse(&bytes)?;
        walk::flow(page)
    })
}
