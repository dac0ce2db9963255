//! What a page says to machines: JSON-LD in the words of schema.org, and the site's web manifest.
//!
//! In: the site and a page's context. Out: JSON text.
//! What always holds: the text is safe inside a `<script>` element whatever a report says (`<`, `>` and `&` are
//! written as escapes); an address is absolute when the edition has a base address, relative to the page otherwise.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::contexts::{PageContext, PageLink};
use super::site::Site;
use crate::model::edition::EditionReport;

/// The page as a graph: what it is, what it is part of, and its breadcrumbs. None for a page that is no part of
/// the edition (404).
pub(super) fn json_ld(
    site: &Site<'_>,
    report: Option<&EditionReport>,
    page: &PageContext<'_>,
    root: &str,
) -> Option<String> {
    if site.former.is_some() {
        return None;
    }
    let maker = Maker { site, root };
    let subject = match (page.kind, report) {
        ("home", _) => maker.book(true),
        ("report" | "print", Some(report)) => maker.report(report, &page.path, true),
        (_, Some(report)) => maker.chapter(report, page),
        ("page", None) => maker.article(page),
        _ => return None,
    };
    let mut graph = vec![subject];
    graph.extend(maker.breadcrumbs(page));
    Some(for_script(&json!({ "@context": "https://schema.org", "@graph": graph })))
}

/// What links lead to, by their addresses: a title and a text each.
pub(super) fn previews(entries: &BTreeMap<String, [String; 2]>) -> String {
    for_script(&json!(entries))
}

/// `manifest.webmanifest`: name, start page and icon of the edition.
pub(super) fn manifest(site: &Site<'_>) -> String {
    let config = &site.edition.config;
    let mut text = json!({
        "name": config.title,
        "description": config.description,
        "lang": config.language,
        "start_url": "index.html",
        "scope": "./",
        "display": "minimal-ui",
        "background_color": "#fbf9f4",
        "theme_color": "#8a1c1c",
        "icons": [{ "src": "favicon.svg", "type": "image/svg+xml", "sizes": "any" }],
    })
    .to_string();
    text.push('\n');
    text
}

/// `offline.json`: the files that every page needs, the reports, and of which content each file is.
pub(super) fn offline(core: &[&str], reports: &[&str], files: &BTreeMap<String, String>) -> String {
    json!({ "core": core, "reports": reports, "files": files }).to_string() + "\n"
}

/// Makes the parts of a graph for one page.
struct Maker<'a> {
    site: &'a Site<'a>,
    root: &'a str,
}

impl Maker<'_> {
    fn address(&self, url: &str) -> String {
        self.site.permalink(url).unwrap_or_else(|| format!("{}{url}", self.root))
    }

    /// The edition. `whole`: with the list of its reports, on the home page.
    fn book(&self, whole: bool) -> Value {
        let config = &self.site.edition.config;
        let parts = self.site.edition.reports.iter().map(|report| self.report(report, &report.page_url(0), false));
        object([
            ("@type", json!("Book")),
            ("name", text(&config.title)),
            ("url", json!(self.address("index.html"))),
            ("description", text(&config.description).filled(whole)),
            ("inLanguage", text(&config.language)),
            ("publisher", organisation(&config.publisher)),
            ("hasPart", if whole { Value::Array(parts.collect()) } else { Value::Null }),
        ])
    }

    /// A report. `whole`: with the edition that it is part of.
    fn report(&self, report: &EditionReport, path: &str, whole: bool) -> Value {
        let front = &report.index.front;
        let place = |name: &Option<String>| {
            name.as_ref().map(|name| json!({ "@type": "Place", "name": name })).unwrap_or_default()
        };
        object([
            ("@type", json!("Report")),
            ("name", text(&self.site.title_of(&report.index))),
            ("alternateName", optional(front.label.as_deref())),
            ("url", json!(self.address(path))),
            ("description", optional(front.summary.as_deref()).filled(whole)),
            ("inLanguage", optional(front.lang.as_deref())),
            ("datePublished", optional(front.date.as_deref())),
            ("dateModified", optional(front.updated.as_deref())),
            ("spatialCoverage", place(&front.place)),
            ("locationCreated", place(&front.place_of_issue)),
            ("isPartOf", if whole { self.book(false) } else { Value::Null }),
        ])
    }

    /// A page of a report.
    fn chapter(&self, report: &EditionReport, page: &PageContext<'_>) -> Value {
        let kind = if page.kind == "section" { "Chapter" } else { "WebPage" };
        object([
            ("@type", json!(kind)),
            ("name", text(&page.title_plain)),
            ("alternateName", optional(page.label).filled(kind == "Chapter")),
            ("position", optional(page.number).filled(kind == "Chapter")),
            ("pageStart", optional(self.first_page(report, page))),
            ("url", json!(self.address(&page.path))),
            ("description", optional(page.summary)),
            ("inLanguage", text(page.lang)),
            ("dateModified", optional(page.updated)),
            ("isPartOf", self.report(report, &report.page_url(0), true)),
        ])
    }

    /// The printed page on which a section begins.
    fn first_page<'s>(&'s self, report: &EditionReport, page: &PageContext<'_>) -> Option<&'s str> {
        self.site.report_links(report).printed.sections.get(page.heading_id?).map(String::as_str)
    }

    /// A page of the editor's.
    fn article(&self, page: &PageContext<'_>) -> Value {
        object([
            ("@type", json!("Article")),
            ("name", text(&page.title_plain)),
            ("url", json!(self.address(&page.path))),
            ("description", optional(page.summary)),
            ("inLanguage", text(page.lang)),
            ("datePublished", optional(page.date)),
            ("dateModified", optional(page.updated)),
            ("isPartOf", self.book(false)),
        ])
    }

    /// Home, the pages above, the page itself; none on the home page.
    fn breadcrumbs(&self, page: &PageContext<'_>) -> Option<Value> {
        if page.kind == "home" {
            return None;
        }
        let home = (self.site.edition.config.title.clone(), self.address("index.html"));
        let above = page.ancestors.iter().map(|way| (name(way), self.address(&way.url)));
        let own = (page.title_plain.clone(), self.address(&page.path));
        let items =
            std::iter::once(home).chain(above).chain([own]).enumerate().map(
                |(at, (name, item))| json!({ "@type": "ListItem", "position": at + 1, "name": name, "item": item }),
            );
        Some(json!({ "@type": "BreadcrumbList", "itemListElement": items.collect::<Vec<_>>() }))
    }
}

fn name(way: &PageLink) -> String {
    let head = way.label.as_ref().or(way.number.as_ref());
    head.map_or_else(|| way.title.clone(), |head| format!("{head} {}", way.title))
}

fn organisation(name: &str) -> Value {
    match name {
        "" => Value::Null,
        name => json!({ "@type": "Organization", "name": name }),
    }
}

fn text(words: &str) -> Value {
    if words.is_empty() { Value::Null } else { json!(words) }
}

fn optional(words: Option<&str>) -> Value {
    words.map_or(Value::Null, text)
}

/// Keeps a value, or takes it out.
trait Filled {
    fn filled(self, keep: bool) -> Value;
}

impl Filled for Value {
    fn filled(self, keep: bool) -> Value {
        if keep { self } else { Value::Null }
    }
}

/// An object of the keys that have a value.
fn object<const N: usize>(entries: [(&str, Value); N]) -> Value {
    let known = entries.into_iter().filter(|(_, value)| !value.is_null());
    Value::Object(known.map(|(key, value)| (key.to_owned(), value)).collect::<Map<_, _>>())
}

/// JSON that cannot end the script element that holds it, nor begin a comment in it.
fn for_script(value: &Value) -> String {
    let mut out = String::new();
    for c in value.to_string().chars() {
        match c {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_cannot_leave_its_script() {
        let value = json!({ "name": "</script><script>alert(1)</script><!-- & \u{2028}" });
        let written = for_script(&value);
        assert!(!written.contains(['<', '>', '&', '\u{2028}']), "{written}");
        assert_eq!(serde_json::from_str::<Value>(&written).ok(), Some(value));
    }

    #[test]
    fn what_is_empty_is_left_out() {
        let made = object([("a", text("")), ("b", json!("x")), ("c", optional(None)), ("d", json!("y").filled(false))]);
        assert_eq!(made, json!({ "b": "x" }));
    }
}
