//! Which file a request means, of which type it is, and whether its host is ours.
//!
//! In: the path and the `Host` header of a request. Out: a path in the site, or why there is none.
//! What always holds: a path that leaves the site, or could on some system, names no file.

use std::net::IpAddr;

use percent_encoding::percent_decode_str;

use crate::tree::{FileTree, is_inside};

/// What a request's path leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Found {
    /// A file of the site.
    File(String),
    /// A folder, asked for without the `/` at its end: the address with it.
    Moved(String),
    /// Nothing in the site.
    Nothing,
    /// A path that no file of a site can have.
    Refused,
}

/// Finds what a path leads to; `base` is the part of the path that stands before the site, `/` for none.
pub(super) fn find(site: &FileTree, base: &str, raw: &str) -> Found {
    let Some(below) = raw.strip_prefix(base) else {
        let is_base = format!("{raw}/") == base || raw == "/";
        return if is_base { Found::Moved(base.to_owned()) } else { Found::Nothing };
    };
    let Some(path) = decode(below) else { return Found::Refused };
    let file = match path.strip_suffix('/') {
        Some(folder) => format!("{folder}/index.html"),
        None if path.is_empty() => "index.html".to_owned(),
        None => path,
    };
    if !is_inside(&file) {
        return Found::Refused;
    }
    if site.get(&file).is_some() {
        return Found::File(file);
    }
    match site.get(&format!("{file}/index.html")) {
        Some(_) => Found::Moved(format!("{base}{file}/")),
        None => Found::Nothing,
    }
}

/// Percent-encoded bytes as text; none when they are no text, or hold signs that no address needs.
fn decode(path: &str) -> Option<String> {
    let is_byte = |after: &str| after.as_bytes().get(..2).is_some_and(|two| two.iter().all(u8::is_ascii_hexdigit));
    let text = percent_decode_str(path).decode_utf8().ok()?;
    (path.split('%').skip(1).all(is_byte) && !text.chars().any(char::is_control)).then(|| text.into_owned())
}

/// Whether the host that a browser names is this machine. A page elsewhere can give its own name the address of this
/// machine ("DNS rebinding"); then the browser still sends that name here. Numbers cannot be given to another.
pub(super) fn is_own_host(host: &str, more: &[String]) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.rsplit_once(':').map_or(host, |(name, _)| name),
    };
    let name = name.trim_end_matches('.').to_ascii_lowercase();
    name == "localhost" || name.parse::<IpAddr>().is_ok() || more.contains(&name)
}

/// The type of a file by its name.
pub(super) fn content_type(file: &str) -> String {
    let guess = match file.rsplit_once('.').map(|(_, end)| end) {
        Some("webmanifest") => return "application/manifest+json".to_owned(),
        _ => mime_guess::from_path(file).first_or_octet_stream().to_string(),
    };
    let is_text = guess.starts_with("text/") || guess.ends_with("json") || guess.ends_with("xml");
    if is_text { format!("{guess}; charset=utf-8") } else { guess }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site() -> FileTree {
        let mut site = FileTree::new();
        for path in ["index.html", "can-tho/index.html", "can-tho/mo-dau.html", "a b.txt"] {
            assert!(site.insert(path, "x").is_ok());
        }
        site
    }

    #[test]
    fn a_path_leads_to_a_file_or_nowhere() {
        let file = |path: &str| Found::File(path.to_owned());
        assert_eq!(find(&site(), "/", "/"), file("index.html"));
        assert_eq!(find(&site(), "/", "/can-tho/"), file("can-tho/index.html"));
        assert_eq!(find(&site(), "/", "/can-tho"), Found::Moved("/can-tho/".to_owned()));
        assert_eq!(find(&site(), "/", "/a%20b.txt"), file("a b.txt"));
        assert_eq!(find(&site(), "/", "/none.html"), Found::Nothing);
        assert_eq!(find(&site(), "/x/", "/x/can-tho/mo-dau.html"), file("can-tho/mo-dau.html"));
        assert_eq!(find(&site(), "/x/", "/x"), Found::Moved("/x/".to_owned()));
        assert_eq!(find(&site(), "/x/", "/can-tho/"), Found::Nothing);
    }

    #[test]
    fn no_path_leaves_the_site() {
        for path in [
            "/../edition.yaml",
            "/%2e%2e/edition.yaml",
            "/can-tho/%2e%2e%2fx",
            "/..%5cx",
            "/c:/x",
            "//etc/passwd",
            "/%00",
            "/a%0d%0ab",
            "/%ff",
            "/%4",
            "/can-tho//index.html",
        ] {
            assert_eq!(find(&site(), "/", path), Found::Refused, "{path}");
        }
    }

    #[test]
    fn only_names_of_this_machine() {
        let named = ["an-ban.example".to_owned()];
        for host in ["localhost:4000", "LOCALHOST", "127.0.0.1:1", "[::1]:4000", "192.168.1.5:80", "an-ban.example"] {
            assert!(is_own_host(host, &named), "{host}");
        }
        for host in ["evil.example", "localhost.evil.example:4000", "127.0.0.1.evil.example", "", ":4000"] {
            assert!(!is_own_host(host, &named), "{host}");
        }
    }
}
