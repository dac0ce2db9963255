//! Indicators as a table: `indicators.csv`, and the `datapackage.json` that describes it and `documents.csv` (Frictionless).
//!
//! What always holds: RFC 4180 with a head line, UTF-8, numbers with a point; a row is one indicator of `edition.json`.

use serde_json::{Value, json};

use super::schema;

/// The file's address on the site.
pub(super) const CSV: &str = "data/indicators.csv";
/// The description's address.
pub(super) const PACKAGE: &str = "data/datapackage.json";

/// Name, type and meaning of the columns.
const FIELDS: [(&str, &str, &str); 18] = [
    ("report", "string", "Folder of the report"),
    ("report_title", "string", "Title of the report"),
    ("place", "string", "Place of the report"),
    ("id", "string", "Id of the words on their page"),
    ("name", "string", "What is measured"),
    ("op", "string", "How the figure bounds: = >= > <= < ~"),
    ("low", "number", "The figure, or the lower end of a range"),
    ("high", "number", "The upper end of a range; the figure itself when it is one"),
    ("unit", "string", "The unit as printed"),
    ("period", "string", "A year, a span 2021-2025, or a word"),
    ("kind", "string", "target, actual, plan or baseline"),
    ("concept", "string", "Id of the concept in the comparison"),
    ("block", "string", "Id of the paragraph that states it"),
    ("note", "string", "Id of the note that states it"),
    ("url", "string", "Address of the words, relative to the site's root"),
    ("source", "string", "Name of the source file"),
    ("line", "integer", "First line of the paragraph or note in the source file"),
    ("quote", "string", "The words that state the figure"),
];

/// The table of all indicators.
pub(super) fn csv(edition: &schema::Edition<'_>) -> String {
    let mut out = FIELDS.map(|(name, _, _)| name).join(",");
    out.push_str("\r\n");
    for report in &edition.reports {
        for one in &report.indicators {
            let line = one.line.map(|line| line.to_string()).unwrap_or_default();
            let (low, high) = (one.low.to_string(), one.high.to_string());
            let cells = [
                report.id,
                &report.title,
                report.place.unwrap_or_default(),
                one.id,
                one.name,
                one.op,
                &low,
                &high,
                one.unit.unwrap_or_default(),
                one.period.unwrap_or_default(),
                one.kind,
                one.concept.unwrap_or_default(),
                one.block.unwrap_or_default(),
                one.note.unwrap_or_default(),
                &one.url,
                report.source.file.unwrap_or_default(),
                &line,
                one.quote,
            ];
            out.push_str(&cells.map(field).join(","));
            out.push_str("\r\n");
        }
    }
    out
}

/// A field; quoted when it holds a sign of the format. A spreadsheet takes a leading `=` or `@` for a formula: those are set
/// off by an apostrophe only where they are words, never in the column of bounds.
fn field(text: &str) -> String {
    let formula = text.len() > 2 && text.starts_with(['=', '@', '\t']);
    let text = if formula { format!("'{text}") } else { text.to_owned() };
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

/// The columns of `documents.csv`: name, type, meaning.
const DOCUMENTS: [(&str, &str, &str); 10] = [
    ("id", "string", "Id of the document in `documents.html`"),
    ("type", "string", "Kind of document, as the reports write it"),
    ("number", "string", "Number as printed"),
    ("issuer", "string", "Who issued it, when the number says so"),
    ("date", "string", "Its date: year, month or day"),
    ("title", "string", "Title, when the edition's settings give it"),
    ("mentions", "integer", "How often the reports cite it"),
    ("reports", "string", "Folders of the reports that cite it, parted by a space"),
    ("url", "string", "Address of its entry, relative to the site's root"),
    ("address", "string", "Address of its full text, when the edition's settings give it"),
];

/// The description of the tables; `documents.csv` is among them when the edition has it.
pub(super) fn package(edition: &schema::Edition<'_>) -> String {
    let mut resources = vec![resource("indicators", "indicators.csv", &FIELDS, &json!(["report", "id"]))];
    if !edition.documents.is_empty() {
        resources.push(resource("documents", "documents.csv", &DOCUMENTS, &json!(["id"])));
    }
    let package = json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "edition",
        "title": edition.title,
        "resources": resources,
    });
    let mut text = serde_json::to_string_pretty(&package).unwrap_or_default();
    text.push('\n');
    text
}

fn resource(name: &str, path: &str, columns: &[(&str, &str, &str)], key: &Value) -> Value {
    let fields: Vec<Value> = columns
        .iter()
        .map(|(column, kind, meaning)| {
            let mut field = json!({ "name": column, "type": kind, "description": meaning });
            match (name, *column) {
                ("indicators", "op") => {
                    field["constraints"] = json!({ "required": true, "enum": ["=", ">=", ">", "<=", "<", "~"] });
                }
                ("indicators", "kind") => {
                    field["constraints"] =
                        json!({ "required": true, "enum": ["target", "actual", "plan", "baseline"] });
                }
                ("indicators", "report" | "id" | "name" | "low" | "high" | "url" | "quote")
                | ("documents", "id" | "number" | "mentions" | "url") => {
                    field["constraints"] = json!({ "required": true });
                }
                _ => {}
            }
            field
        })
        .collect();
    json!({
        "name": name,
        "path": path,
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": { "fields": fields, "primaryKey": key, "missingValues": [""] }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_quoted_when_they_must() {
        assert_eq!(field("a, b"), "\"a, b\"");
        assert_eq!(field("“a” \"b\""), "\"“a” \"\"b\"\"\"");
        assert_eq!((field(">="), field("="), field("=1+1")), (">=".to_owned(), "=".to_owned(), "'=1+1".to_owned()));
    }
}
