//! A page that is one preformatted text, as printers of laws and old sites give theirs: it is read as the plain text that it is.
//!
//! In: the bytes of a page. Out: its text, each line with the number that it has in the file.

use super::tree;
use crate::read::encoding;
use crate::read::error::ReadError;
use crate::read::guard;

/// The preformatted text of a page that holds hardly anything else.
pub fn text(bytes: &[u8]) -> Option<String> {
    /// So much of a page's letters, in tenths, stands in it.
    const NEARLY_ALL: usize = 9;
    let file = encoding::named(bytes);
    let before = file.find("<pre").or_else(|| file.find("<PRE"))?;
    let opened = before + file[before..].find('>')? + 1;
    let owned = bytes.to_vec();
    let text = guard::apart(ReadError::HtmlEmpty, move || {
        let body = tree::parse(&owned)?.body;
        let all = body.all("pre");
        let pre = if body.is("pre") { Some(&body) } else { all.first().copied().filter(|_| all.len() == 1) };
        let text = pre.map(|pre| pre.text()).unwrap_or_default();
        let is_page = letters(&text) * 10 >= letters(&body.text()) * NEARLY_ALL;
        if is_page { Ok(text) } else { Err(ReadError::HtmlEmpty) }
    });
    // A browser takes the end of the line on which the text is opened for no part of it.
    let rest = &file[opened..];
    let is_dropped = rest.starts_with('\n') || rest.starts_with("\r\n");
    let above = file[..opened].matches('\n').count() + usize::from(is_dropped);
    text.ok().filter(|text| !text.trim().is_empty()).map(|text| "\n".repeat(above) + &text)
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_preformatted_page_is_its_text() {
        let page = "<html>\n<body><pre>\nI. Boats\n\n    All &amp; any <a href=\"/b\">boats</a>\nare old.\n</pre></body></html>";
        let read = text(page.as_bytes()).expect("a text");
        assert_eq!(read, "\n\nI. Boats\n\n    All & any boats\nare old.\n");
        let beside = "<html><body><p>The boats of the county are many.</p><pre>x = 1\n</pre></body></html>";
        assert_eq!(text(beside.as_bytes()), None);
    }
}
