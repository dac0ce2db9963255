//! What a web page tells machines of itself: `<meta>` elements by the names of Dublin Core, of social networks and of indexes of
//! papers, and linked data in JSON.
//!
//! In: names with their contents, and the texts of linked data. Out: what they say; of two that say the same thing the more
//! exact one.

use serde_json::Value;

use crate::language;
use crate::source::Metadata;
use crate::text::fold_space;

/// What a page has in its head.
#[derive(Debug, Default)]
pub struct Told {
    /// Names and contents of its `<meta>` elements.
    pub metas: Vec<(String, String)>,
    /// Its linked data.
    pub linked: Vec<String>,
}

/// Names of a title, of who issued it, of its date, of its number, of its kind: the most exact first.
const TITLE: [&str; 4] = ["title", "citation_title", "dcterms.alternative", "og:title"];
const ISSUER: [&str; 6] = [
    "publisher",
    "citation_technical_report_institution",
    "citation_publisher",
    "creator",
    "article:publisher",
    "og:site_name",
];
const DATE: [&str; 7] = [
    "issued",
    "date.issued",
    "citation_publication_date",
    "citation_date",
    "date",
    "article:published_time",
    "datepublished",
];
const NUMBER: [&str; 3] = ["citation_technical_report_number", "identifier", "reportnumber"];
const KIND: [&str; 2] = ["type", "citation_type"];

/// What a page says of itself.
pub fn of(told: &Told) -> Metadata {
    let mut pairs: Vec<(String, String)> = Vec::new();
    for (name, content) in &told.metas {
        let name = name.trim().to_lowercase();
        let bare = ["dcterms.", "dcterms:", "dc.", "dc:", "eprints."].iter().find_map(|space| name.strip_prefix(space));
        pairs.push((bare.unwrap_or(&name).to_owned(), fold_space(content)));
    }
    for text in &told.linked {
        if let Ok(value) = serde_json::from_str::<Value>(text) {
            linked(&value, 0, &mut pairs);
        }
    }
    let first = |names: &[&str], fits: &dyn Fn(&str) -> bool| {
        let of =
            |name: &&str| pairs.iter().find(|(key, value)| key == *name && fits(value)).map(|(_, value)| value.clone());
        names.iter().find_map(of)
    };
    let is_words = |value: &str| value.chars().count() > 3 && !is_address(value);
    let author = || first(&["author"], &|value| language::any().names_issuer(value));
    let has_digit = |value: &str| value.contains(|c: char| c.is_ascii_digit());
    Metadata {
        title: first(&TITLE, &is_words),
        issuer: first(&ISSUER, &|value| value.chars().count() > 1 && !is_address(value)).or_else(author),
        date: first(&DATE, &has_digit),
        number: first(&NUMBER, &|value| {
            has_digit(value) && !is_address(value) && language::any().document_number(value).is_some()
        }),
        kind: first(&KIND, &|value| language::any().is_kind(value)),
        ..Metadata::default()
    }
}

fn is_address(value: &str) -> bool {
    value.contains("://") || value.starts_with("www.") || value.starts_with('@') || value.starts_with("doi:")
}

/// The keys of linked data that say something of a document.
fn linked(value: &Value, depth: usize, pairs: &mut Vec<(String, String)>) {
    /// Linked data nests no deeper where it speaks of the page.
    const DEEPEST: usize = 4;
    if depth > DEEPEST {
        return;
    }
    match value {
        Value::Array(values) => values.iter().for_each(|value| linked(value, depth + 1, pairs)),
        Value::Object(object) => {
            if let Some(graph) = object.get("@graph") {
                linked(graph, depth + 1, pairs);
            }
            let is_document = |kind: &str| {
                ["Article", "Report", "Legislation", "CreativeWork", "Document", "Book"]
                    .iter()
                    .any(|end| kind.ends_with(end))
            };
            let kinds = match object.get("@type") {
                Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).any(is_document),
                Some(kind) => kind.as_str().is_some_and(is_document),
                None => false,
            };
            let keys = [
                ("headline", "title"),
                ("name", "title"),
                ("publisher", "publisher"),
                ("legislationPassedBy", "publisher"),
                ("author", "creator"),
                ("legislationDate", "issued"),
                ("datePublished", "issued"),
                ("reportNumber", "reportnumber"),
                ("legislationIdentifier", "identifier"),
                ("identifier", "identifier"),
            ];
            for (key, name) in keys.into_iter().filter(|_| kinds) {
                let words = object.get(key).and_then(words_of);
                pairs.extend(words.map(|words| (name.to_owned(), fold_space(&words))));
            }
        }
        _ => {}
    }
}

/// A value as words: itself, the name of a thing, the first of several.
fn words_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Array(values) => {
            values.first().and_then(|value| value.as_str().map(str::to_owned).or_else(|| named(value)))
        }
        value => named(value),
    }
}

fn named(value: &Value) -> Option<String> {
    value.get("name").and_then(Value::as_str).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_page_tells_machines() {
        let metas = [
            ("DC.Title", "Bridges of the valley"),
            ("og:site_name", "A site"),
            ("dcterms.publisher", "Board of Bridges"),
            ("article:published_time", "2025-04-03T10:00:00Z"),
            ("DC.type", "Text"),
            ("author", "A. Person"),
        ];
        let metas = metas.map(|(name, content)| (name.to_owned(), content.to_owned())).into();
        let told = of(&Told { metas, linked: Vec::new() });
        assert_eq!(
            (told.title.as_deref(), told.issuer.as_deref()),
            (Some("Bridges of the valley"), Some("Board of Bridges"))
        );
        assert_eq!((told.date.as_deref(), told.kind), (Some("2025-04-03T10:00:00Z"), None));
        let linked = r#"{"@graph": [{"@type": "WebSite", "name": "A site"}, {"@type": "Report", "headline": "Bridges",
            "publisher": {"name": "Board of Bridges"}, "datePublished": "2025-04-03", "reportNumber": "BR-25-104"}]}"#;
        let told = of(&Told { metas: Vec::new(), linked: vec![linked.to_owned(), "{broken".to_owned()] });
        assert_eq!((told.title.as_deref(), told.number.as_deref()), (Some("Bridges"), Some("BR-25-104")));
        assert_eq!((told.issuer.as_deref(), told.date.as_deref()), (Some("Board of Bridges"), Some("2025-04-03")));
    }
}
