//! What may stand in a page: escaping, destinations of links, fragments of HTML that an editor wrote.
//!
//! What always holds: nothing that comes out of here runs a script or loads anything from another host.

use std::borrow::Cow;

use crate::markdown::{Destination, destination};
pub(super) use crate::text::{escape, escape_into};

/// A block of raw HTML with all taken out that could run or load something.
pub(super) fn clean_block(html: &str) -> String {
    ammonia::Builder::default()
        .url_schemes(["http", "https", "mailto"].into())
        .attribute_filter(|element, attribute, value| {
            let loads = matches!(attribute, "src" | "srcset" | "background" | "poster")
                || element == "img" && attribute == "href";
            let is_local = matches!(destination(value, ""), Destination::Local(_));
            (!loads || is_local).then_some(Cow::Borrowed(value))
        })
        .clean(html)
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn raw_blocks_are_cleaned() {
        let clean =
            clean_block("<div onclick=x><script>a()</script><img src=https://h/x.png><img src=a.png><b>c</b></div>");
        assert_eq!(clean, "<div><img><img src=\"a.png\"><b>c</b></div>");
    }
}
