//! Tables: `indicators.csv`, `documents.csv` and the `datapackage.json` that describes them (Frictionless).
//!
//! What always holds: RFC 4180 with a head line, UTF-8, numbers with a point; a row is one indicator of `edition.json`.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, Write};

use serde_json::{Value, json};

use super::report::{indicator, source};
use super::schema;
use crate::markdown::plain_inline;
use crate::model::edition::{Edition, EditionReport};
use crate::model::links::{Links, ReportLinks};

/// The file's address on the site.
pub(super) const INDICATORS_CSV: &str = "data/indicators.csv";
/// The address of the register of documents.
pub(super) const DOCUMENTS_CSV: &str = "data/documents.csv";
/// The address of the comments.
pub(super) const FEEDBACK_CSV: &str = "data/feedback.csv";
/// The description's address.
pub(super) const PACKAGE: &str = "data/datapackage.json";

/// Name, type and meaning of the columns.
const FIELDS: [(&str, &str, &str); 20] = [
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
    ("status", "string", "accepted by an editor, proposed to one, or found in the text"),
    ("block", "string", "Id of the paragraph that states it"),
    ("note", "string", "Id of the note that states it"),
    ("url", "string", "Address of the words, relative to the site's root"),
    ("source", "string", "Name of the source file"),
    ("line", "integer", "First line of the paragraph or note in the source file"),
    ("page", "string", "The printed page on which the words begin; in square brackets when it prints no number"),
    ("quote", "string", "The words that state the figure"),
];

/// The head of the table of indicators.
pub(super) fn indicators_head(file: &mut dyn Write) -> io::Result<()> {
    Table::new(file, &FIELDS)?.0.flush()
}

/// The rows of a report in the table of indicators.
pub(super) fn indicator_rows(report: &EditionReport, own: &ReportLinks, file: &mut dyn Write) -> io::Result<()> {
    let mut table = Table::headless(file);
    let (title, front) = (plain_inline(&report.index.front.title), &report.index.front);
    for one in own.indicators.iter().filter_map(|link| indicator(report, own, link)) {
        let line = one.line.map(|line| line.to_string()).unwrap_or_default();
        table.row([
            report.id.as_str(),
            &title,
            front.place.as_deref().unwrap_or_default(),
            one.id,
            one.name,
            one.op,
            &one.low.to_string(),
            &one.high.to_string(),
            one.unit.unwrap_or_default(),
            one.period.unwrap_or_default(),
            one.kind,
            one.concept.unwrap_or_default(),
            one.status,
            one.block.unwrap_or_default(),
            one.note.unwrap_or_default(),
            &one.url,
            source(report).file.unwrap_or_default(),
            &line,
            one.page.unwrap_or_default(),
            one.quote,
        ])?;
    }
    table.0.flush()
}

/// The register of documents, one row a document.
pub(super) fn documents_csv(links: &Links, file: &mut dyn Write) -> io::Result<()> {
    let mut table = Table::new(file, &DOCUMENTS)?;
    for document in &links.documents {
        let mut reports: Vec<&str> = document.mentions.iter().map(|mention| mention.place.report.as_str()).collect();
        reports.dedup();
        table.row([
            document.id.as_str(),
            &document.kind,
            &document.number,
            document.issuer.as_deref().unwrap_or_default(),
            document.date.as_deref().unwrap_or_default(),
            document.title.as_deref().unwrap_or_default(),
            &document.mentions.len().to_string(),
            &reports.join(" "),
            &format!("documents.html#{}", document.id),
            document.address.as_deref().unwrap_or_default(),
        ])?;
    }
    table.0.flush()
}

/// Whether the edition shows comments.
pub(super) fn has_feedback(edition: &Edition) -> bool {
    edition.config.feedback.responses && edition.feedback.iter().any(|comment| !comment.hidden)
}

/// The comments that the edition shows, in the order in which they came.
pub(super) fn feedback_csv(edition: &Edition, links: &Links, file: &mut dyn Write) -> io::Result<()> {
    let mut table = Table::new(file, &FEEDBACK)?;
    let urls: BTreeMap<&str, String> = edition.addresses().map(|(page, url)| (page.path.as_str(), url)).collect();
    for (comment, link) in edition.feedback.iter().zip(&links.comments).filter(|(comment, _)| !comment.hidden) {
        let place = link.as_ref().map(|link| &link.place);
        let url = place.and_then(|at| Some(format!("{}#{}", urls.get(at.page.as_str())?, at.id))).unwrap_or_default();
        let name = if edition.config.feedback.names { comment.name.as_str() } else { "" };
        table.row([
            place.map_or("", |place| place.report.as_str()),
            &url,
            &comment.quote,
            &comment.comment,
            name,
            &comment.date,
            comment.answer.map_or("", |answer| answer.name()),
            &comment.reason,
        ])?;
    }
    table.0.flush()
}

/// A table that is being written: RFC 4180, fields quoted where they must.
struct Table<W: Write>(csv::Writer<W>);

impl<W: Write> Table<W> {
    fn new(file: W, columns: &[(&str, &str, &str)]) -> io::Result<Self> {
        let mut table = Self::headless(file);
        table.0.write_record(columns.iter().map(|(name, _, _)| *name))?;
        Ok(table)
    }

    fn headless(file: W) -> Self {
        Self(csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(file))
    }

    fn row<'a>(&mut self, fields: impl IntoIterator<Item = &'a str>) -> io::Result<()> {
        Ok(self.0.write_record(fields.into_iter().map(|field| plain(field).into_owned()))?)
    }
}

/// A field as words. A spreadsheet takes what begins with `=`, `+`, `-`, `@` or a control character for a formula and runs it;
/// an apostrophe before it says that it is text. Numbers and the signs of bounds are what they look like.
fn plain(field: &str) -> Cow<'_, str> {
    let is_formula =
        field.starts_with(['=', '+', '-', '@', '\t', '\r']) && field.len() > 2 && field.parse::<f64>().is_err();
    if is_formula { Cow::Owned(format!("'{field}")) } else { Cow::Borrowed(field) }
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

/// The columns of `feedback.csv`: name, type, meaning.
const FEEDBACK: [(&str, &str, &str); 8] = [
    ("report", "string", "Folder of the report; empty when the comment has no passage"),
    ("url", "string", "Address of the passage, relative to the site's root"),
    ("quote", "string", "The words that are commented on"),
    ("comment", "string", "What the reader says"),
    ("name", "string", "Who says it, where the edition shows names"),
    ("date", "string", "When"),
    ("answer", "string", "accepted, partly or declined; empty when there is none yet"),
    ("reason", "string", "Why"),
];

/// The description of the tables; `documents.csv` and `feedback.csv` are among them when the edition has them.
pub(super) fn package<R>(edition: &schema::Edition<'_, R>, has_feedback: bool) -> String {
    let mut resources = vec![resource("indicators", "indicators.csv", &FIELDS, &json!(["report", "id"]))];
    if !edition.documents.is_empty() {
        resources.push(resource("documents", "documents.csv", &DOCUMENTS, &json!(["id"])));
    }
    if has_feedback {
        resources.push(resource("feedback", "feedback.csv", &FEEDBACK, &json!(["url", "comment"])));
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
        let mut file = Vec::new();
        let mut table = Table::new(&mut file, &[("a", "", ""), ("b", "", "")]).expect("memory");
        table.row(["a, b", "“a” \"b\""]).expect("two fields");
        table.row(["two\nlines", ""]).expect("two fields");
        drop(table);
        assert_eq!(String::from_utf8_lossy(&file), "a,b\r\n\"a, b\",\"“a” \"\"b\"\"\"\r\n\"two\nlines\",\r\n");
    }

    #[test]
    fn a_row_has_all_columns() {
        let mut table = Table::new(Vec::new(), &[("a", "", ""), ("b", "", "")]).expect("memory");
        assert!(table.row(["one"]).is_err());
    }

    #[test]
    fn no_field_is_a_formula() {
        for (field, written) in [
            (">=", ">="),
            ("=", "="),
            ("-12.5", "-12.5"),
            ("=1+1", "'=1+1"),
            ("+84 1", "'+84 1"),
            ("-2+3", "'-2+3"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1+1", "'\t=1+1"),
        ] {
            assert_eq!(plain(field), written, "{field:?}");
        }
    }
}
