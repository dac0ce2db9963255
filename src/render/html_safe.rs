//! What may stand in a page: escaping, destinations of links, fragments of HTML that an editor wrote.
//!
//! What always holds: nothing that comes out of here runs a script or loads anything from another host.

use std::borrow::Cow;

/// Writes text with the signs of HTML escaped; right in elements and in quoted attributes.
pub(super) fn escape_into(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
    }
}

/// Text with the signs of HTML escaped.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape_into(&mut out, text);
    out
}

/// Where a link or image leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Destination {
    /// A place on the site, relative to the page.
    Local(String),
    /// Another host, or a mail address.
    Remote(String),
    /// A scheme that is not let through.
    Refused,
}

/// Sorts a destination as written; `root` leads from the page to the site's root.
pub(super) fn destination(written: &str, root: &str) -> Destination {
    // Browsers ignore control signs and white space in a scheme, so they are not looked at here either.
    let seen: String = written.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
    let before = &seen[..seen.find(['/', '?', '#']).unwrap_or(seen.len())];
    let address = written.trim().replace(|c: char| c.is_control(), "");
    match before.split_once(':') {
        Some((scheme, _)) => match scheme.to_ascii_lowercase().as_str() {
            "http" | "https" | "mailto" => Destination::Remote(address),
            _ => Destination::Refused,
        },
        None if seen.starts_with("//") || seen.starts_with("/\\") || seen.starts_with('\\') => Destination::Refused,
        None => match address.strip_prefix('/') {
            Some(below) => Destination::Local(format!("{root}{below}")),
            None => Destination::Local(address),
        },
    }
}

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
    fn only_known_schemes_pass() {
        for wrong in [
            "javascript:alert(1)",
            " java\nscript:alert(1)",
            "\u{1}javascript:x",
            "data:text/html,x",
            "vbscript:x",
            "//evil.example/x",
            "/\\evil.example",
        ] {
            assert_eq!(destination(wrong, ""), Destination::Refused, "{wrong:?}");
        }
        assert_eq!(destination("/a/b.png", "../"), Destination::Local("../a/b.png".to_owned()));
        assert_eq!(destination("a:b/c", ""), Destination::Refused);
        assert_eq!(destination("./a:b", ""), Destination::Local("./a:b".to_owned()));
        assert_eq!(destination("HTTPS://a", ""), Destination::Remote("HTTPS://a".to_owned()));
    }

    #[test]
    fn raw_blocks_are_cleaned() {
        let clean =
            clean_block("<div onclick=x><script>a()</script><img src=https://h/x.png><img src=a.png><b>c</b></div>");
        assert_eq!(clean, "<div><img><img src=\"a.png\"><b>c</b></div>");
    }
}
