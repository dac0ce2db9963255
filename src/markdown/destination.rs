//! Where links and pictures lead, as a page writes them.
//!
//! What always holds: an address that could run a script, or has another scheme than those known, is refused.

/// Where a link or image leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// A place on the site, relative to the page.
    Local(String),
    /// Another host, or a mail address.
    Remote(String),
    /// A scheme that is not let through.
    Refused,
}

/// Sorts a destination as written; `root` leads from the page to the site's root.
#[must_use]
pub fn destination(written: &str, root: &str) -> Destination {
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
}
