//! JSON Schemas of edition.yaml and of front matter, from the types that read them: text editors complete keys with them and
//! mark what is wrong while one types.
//!
//! What always holds: a schema knows every key that ibid reads, the names of other generators included, and takes every value
//! that ibid takes: YAML calls `2025` a number, and ibid reads it as a year.

use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use crate::model::config::Config;
use crate::model::page::FrontMatter;

/// Which file a schema is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SchemaOf {
    /// `edition.yaml`.
    Edition,
    /// The front matter of a page.
    Page,
}

/// Other names of keys: those of other generators and of Open SDG, with the names that ibid gives them, and a key by which the
/// mapping that has them is known.
const ALIASES: [(&str, &str, &str); 10] = [
    ("tags", "topics", "slug"),
    ("layout", "template", "slug"),
    ("lastmod", "updated", "slug"),
    ("params", "extra", "slug"),
    ("indicator_name", "name", "concept"),
    ("computation_units", "unit", "concept"),
    ("target_year", "period", "concept"),
    ("reference_period", "period", "concept"),
    ("progress_status", "kind", "concept"),
    ("tags", "topic", "concept"),
];

/// The schema as JSON, with a line's end.
#[must_use]
pub fn schema(of: SchemaOf) -> String {
    // The dialect that YAML language servers know best.
    let generator = SchemaSettings::draft07().into_generator();
    let (schema, title) = match of {
        SchemaOf::Edition => (generator.into_root_schema_for::<Config>(), "edition.yaml"),
        SchemaOf::Page => (generator.into_root_schema_for::<FrontMatter>(), "Front matter of a page"),
    };
    let mut value = schema.to_value();
    loosen(&mut value);
    if let Value::Object(root) = &mut value {
        root.insert("title".to_owned(), json!(title));
    }
    let mut text = serde_json::to_string_pretty(&value).unwrap_or_default();
    text.push('\n');
    text
}

/// Lets words be numbers, gives keys their other names, and leaves out what only programs of Rust can use.
fn loosen(value: &mut Value) {
    match value {
        Value::Object(object) => {
            object.remove("format");
            object.remove("default");
            words_or_numbers(object);
            if let Some(Value::Object(properties)) = object.get_mut("properties") {
                add_aliases(properties);
            }
            object.values_mut().for_each(loosen);
        }
        Value::Array(values) => values.iter_mut().for_each(loosen),
        _ => {}
    }
}

fn words_or_numbers(object: &mut Map<String, Value>) {
    let is_choice = object.contains_key("enum") || object.contains_key("const");
    match object.get_mut("type") {
        Some(kind) if *kind == "string" && !is_choice => *kind = json!(["string", "number"]),
        Some(Value::Array(kinds)) if kinds.iter().any(|kind| kind == "string") => kinds.push(json!("number")),
        // A key without a value is as if it were not there.
        Some(kind) if *kind == "array" => *kind = json!(["array", "null"]),
        _ => {}
    }
}

/// Keys of the same schema under the names that other tools give them.
fn add_aliases(properties: &mut Map<String, Value>) {
    for (other, own, mapping) in ALIASES {
        let is_here = properties.contains_key(mapping);
        if let Some(schema) = properties.get(own).filter(|_| is_here).cloned() {
            properties.insert(other.to_owned(), schema);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schemas_know_the_keys_that_are_read() {
        for (of, known) in
            [(SchemaOf::Edition, &super::super::config::KEYS[..]), (SchemaOf::Page, &super::super::front::KEYS)]
        {
            let value: Value = serde_json::from_str(&schema(of)).unwrap_or_default();
            let properties = value["properties"].as_object().cloned().unwrap_or_default();
            let mut written: Vec<&str> = properties.keys().map(String::as_str).collect();
            let mut known = known.to_vec();
            written.sort_unstable();
            known.sort_unstable();
            assert_eq!(written, known);
            assert_eq!(value["additionalProperties"], json!(false));
            let described = properties.values().all(|key| key.get("description").is_some());
            assert!(described, "every key says what it is");
        }
    }
}
