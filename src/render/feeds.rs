//! Files for machines that need no template: `sitemap.xml` and `robots.txt`.
//!
//! What always holds: they are written only when the edition has a base address, because both need absolute
//! addresses.

use super::html_safe::escape;
use super::site::Site;

/// The files with their texts.
pub(super) fn files(site: &Site<'_>) -> Vec<(String, String)> {
    let base = &site.edition.config.base_url;
    if base.is_empty() {
        return Vec::new();
    }
    let robots = format!("User-agent: *\nAllow: /\n\nSitemap: {base}sitemap.xml\n");
    vec![("sitemap.xml".to_owned(), sitemap(site)), ("robots.txt".to_owned(), robots)]
}

fn sitemap(site: &Site<'_>) -> String {
    let mut entries: Vec<(String, Option<String>)> =
        site.edition.addresses().map(|(page, url)| (url, page.front.updated.clone())).collect();
    entries.extend(site.edition.reports.iter().map(|report| (format!("{}/notes.html", report.id), None)));
    let links = site.links;
    let own = [
        ("documents.html", links.documents.is_empty()),
        ("parallels.html", links.parallels.is_empty()),
        ("discrepancies.html", links.discrepancies.is_empty()),
        ("glossary.html", links.terms.is_empty()),
    ];
    entries.extend(own.into_iter().filter(|(_, is_empty)| !is_empty).map(|(file, _)| (file.to_owned(), None)));
    entries.sort();
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for (url, updated) in entries {
        let Some(address) = site.permalink(&url) else { continue };
        let changed = updated.map_or_else(String::new, |date| format!("<lastmod>{}</lastmod>", escape(&date)));
        xml.push_str(&format!("<url><loc>{}</loc>{changed}</url>\n", escape(&address)));
    }
    xml.push_str("</urlset>\n");
    xml
}
