//! Proof of the built site: every internal link leads to a file, every anchor to an id.
//!
//! In: the site. Out: a diagnostic for each link that leads nowhere. What always holds: a page is read once; links
//! to other hosts are not looked at.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Diagnostic;
use crate::message::Message;
use crate::text::file_beside;
use crate::tree::FileTree;

/// Checks every internal link and anchor of a site.
#[must_use]
pub fn check_site(site: &FileTree) -> Vec<Diagnostic> {
    let pages: BTreeMap<&str, &str> = site
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .filter_map(|(path, bytes)| Some((path, std::str::from_utf8(bytes).ok()?)))
        .collect();
    let ids: BTreeMap<&str, BTreeSet<&str>> =
        pages.iter().map(|(path, html)| (*path, values(html, " id=\"").collect())).collect();
    let mut said = Vec::new();
    for (path, html) in &pages {
        // The page for lost addresses is shown at any depth; its links begin at the host.
        if *path == "404.html" {
            continue;
        }
        let targets: BTreeSet<&str> = values(html, " href=\"").chain(values(html, " src=\"")).collect();
        for target in targets.into_iter().filter(|target| !is_elsewhere(target)) {
            if let Some(why) = broken(site, &ids, path, target) {
                let message = message!("link-broken", to = target, why = Message::new(why));
                let broken = Diagnostic::new("site-link-broken", path, message);
                said.push(broken.hint(message!("site-link-hint")));
            }
        }
    }
    said
}

/// The values of an attribute; what stands between tags is words.
fn values<'t>(html: &'t str, attribute: &'t str) -> impl Iterator<Item = &'t str> {
    html.match_indices(attribute).filter_map(move |(at, _)| {
        let is_in_tag = html[..at].rfind(['<', '>']).is_some_and(|sign| html[sign..].starts_with('<'));
        if !is_in_tag {
            return None;
        }
        let rest = &html[at + attribute.len()..];
        Some(&rest[..rest.find('"')?])
    })
}

fn is_elsewhere(target: &str) -> bool {
    let scheme = target.split(['/', '?', '#']).next().unwrap_or_default();
    target.is_empty() || scheme.contains(':') || target.starts_with("//")
}

/// Why a link leads nowhere.
fn broken(site: &FileTree, ids: &BTreeMap<&str, BTreeSet<&str>>, from: &str, target: &str) -> Option<&'static str> {
    let (path, anchor) = target.split_once('#').unwrap_or((target, ""));
    let path = path.split('?').next().unwrap_or_default();
    let Some(file) = file_beside(from, path) else { return Some("link-leaves") };
    if site.get(&file).is_none() {
        return Some("link-no-file");
    }
    let known = ids.get(file.as_str());
    let lost = !anchor.is_empty() && known.is_some_and(|ids| !ids.contains(anchor));
    lost.then_some("link-no-id")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dead_links_and_anchors_are_told() {
        let mut site = FileTree::new();
        for (path, html) in [
            (
                "index.html",
                "<a href=\"r/a.html#x\"></a><a href=\"r/b.html\"></a><a href=\"https://h/\"></a>&lt;a href=\"words\"",
            ),
            ("r/a.html", "<p id=\"x\"><a href=\"../index.html\"></a><a href=\"#y\"></a><a href=\"../../z\"></a></p>"),
        ] {
            assert_eq!(site.insert(path, html), Ok(()));
        }
        let said: Vec<String> = check_site(&site).into_iter().map(|d| format!("{} {}", d.file, d.message)).collect();
        assert_eq!(said.len(), 3, "{said:?}");
        assert!(said[0].contains("r/b.html") && said[1].contains("#y") && said[2].contains("leaves"), "{said:?}");
    }
}
