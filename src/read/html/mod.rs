//! Web pages, and pages that a word processor saved.
//!
//! In: the bytes. Out: a [`Flow`](super::flow::Flow), written as a scan. The way: [`tree`] parses the page as browsers do and
//! leaves out what is no text, [`metadata`] reads what it tells machines; [`notes`] pairs the links that lead to and fro between a mark and its note; [`walk`] goes
//! through blocks and words, [`tables`] through cells. A page that is one [`preformatted`](fn@preformatted) text is read as that.

mod embedded;
mod metadata;
mod notes;
mod preformatted;
mod tables;
mod tree;
mod walk;

pub use preformatted::text as preformatted;

use super::error::ReadError;
use super::flow::Flow;
use super::guard;

/// What a web page opens with, and what one without its frame does.
const FRAMES: [&str; 3] = ["html", "head", "body"];
const BLOCKS: [&str; 16] = [
    "h1", "h2", "h3", "h4", "p", "div", "article", "section", "main", "table", "center", "link", "meta", "style",
    "title", "base",
];

/// Whether the beginning of a file is that of a web page.
pub fn is_html(head: &[u8]) -> bool {
    // UTF-16 has a zero beside each letter.
    let letters: Vec<u8> = head.iter().copied().filter(|byte| *byte != 0).collect();
    let head = String::from_utf8_lossy(&letters).to_lowercase();
    let mut head = head.trim_start_matches(['\u{FEFF}', '\u{FFFD}']).trim_start();
    while let Some(end) = head.strip_prefix("<!--").and_then(|rest| rest.find("-->")) {
        head = head[end + 7..].trim_start();
    }
    // A page without its frame, as content systems and converters write it, opens with a block.
    let opens = |head: &str, name: &str| {
        head.strip_prefix('<')
            .and_then(|rest| rest.strip_prefix(name))
            .is_some_and(|rest| rest.starts_with(['>', ' ', '\n']))
    };
    let is_page = |head: &str| {
        head.starts_with("<!doctype html")
            || FRAMES.iter().any(|name| opens(head, name))
            || BLOCKS.iter().any(|name| opens(head, name)) && is_fragment(head)
    };
    is_page(head)
        || head.starts_with("<?xml") && head.find("?>").is_some_and(|end| is_page(head[end + 2..].trim_start()))
}

/// Whether a page that opens with a block has no frame: Markdown may open with a tag, too.
fn is_fragment(head: &str) -> bool {
    /// So many tags must be closed near its beginning.
    const CLOSED: usize = 3;
    /// Of its lines, so few may look like Markdown.
    const FEW: usize = 10;
    let lines = || head.lines().map(str::trim_start).filter(|line| !line.is_empty());
    let is_markdown = |line: &&str| ["#", "- ", "**", "|", "```"].iter().any(|sign| line.starts_with(sign));
    let tags = lines().filter(|line| line.starts_with('<')).count();
    let is_tagged = head.matches("</").count() >= CLOSED && tags * 2 >= lines().count();
    is_tagged && lines().filter(is_markdown).count() * FEW <= tags
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_may_open_with_a_table() {
        let table = "<table>\n<tr>\n<td><p>The town</p></td>\n<td><p>No. 4</p></td>\n</tr>\n</table>\n".repeat(12);
        assert!(is_html(table.as_bytes()));
        let text = format!("{table}\n**DECISION**\n\n{}", "**Article 1. Boats**\n\nEvery boat.\n\n".repeat(8));
        assert!(!is_html(text.as_bytes()));
    }
}
