//! Diagnostics as SARIF 2.1.0, which code hosts and editors show beside the lines.
//!
//! In: diagnostics. Out: one run with the codes that it met as rules. What always holds: columns count code points, as
//! [`crate::diagnostic::Span`] does; paths are relative to the edition's folder.

use std::collections::BTreeSet;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use crate::check;
use crate::codes::{CODES, Code};
use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::message::spoken;

/// The diagnostics as a SARIF log.
pub fn sarif(diagnostics: &[Diagnostic]) -> Value {
    let met: BTreeSet<&str> = diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
    let rules: Vec<Code> = CODES.iter().copied().filter(|code| met.contains(code.code)).collect();
    let results: Vec<Value> = diagnostics.iter().map(|diagnostic| result(diagnostic, &rules)).collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "ibid",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules.iter().map(rule).collect::<Vec<_>>(),
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Note => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

fn rule(code: &Code) -> Value {
    let help = check::explanation(code.code, spoken()).unwrap_or_else(|| code.meaning().to_string());
    json!({
        "id": code.code,
        "shortDescription": { "text": code.meaning().to_string() },
        "help": { "text": help, "markdown": help },
        "defaultConfiguration": { "level": level(code.severity) },
    })
}

fn result(diagnostic: &Diagnostic, rules: &[Code]) -> Value {
    let text = match &diagnostic.hint {
        Some(hint) => format!("{}. {hint}", diagnostic.message),
        None => diagnostic.message.to_string(),
    };
    let mut place = json!({ "artifactLocation": { "uri": uri(&diagnostic.file) } });
    if let Some(span) = &diagnostic.span {
        place["region"] = region(span);
    }
    let mut result = json!({
        "ruleId": diagnostic.code,
        "level": level(diagnostic.severity),
        "message": { "text": text },
        "locations": [{ "physicalLocation": place }],
    });
    if let Some(index) = rules.iter().position(|rule| rule.code == diagnostic.code) {
        result["ruleIndex"] = json!(index);
    }
    result
}

fn region(span: &Span) -> Value {
    json!({
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.line,
        "endColumn": span.column + span.length,
        "snippet": { "text": span.text },
    })
}

/// What stands in a path as it is.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// A path as a relative reference.
fn uri(path: &str) -> String {
    utf8_percent_encode(&path.replace('\\', "/"), PATH).to_string()
}
