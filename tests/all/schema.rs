//! The JSON Schemas that ship in `docs/schema/` are those that the program prints.
//!
//! `UPDATE_SCHEMA=1 cargo test --test all schema::` writes them anew. `tests/site/schema.mjs` holds editions against them.

use std::fs;
use std::path::Path;

use ibid::edition::{SchemaOf, schema};

#[test]
fn the_shipped_schemas_are_those_of_the_program() {
    for (name, of) in [("edition", SchemaOf::Edition), ("page", SchemaOf::Page)] {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("docs/schema/{name}.json"));
        if std::env::var_os("UPDATE_SCHEMA").is_some() {
            fs::write(&file, schema(of)).expect("a file");
        }
        assert_eq!(fs::read_to_string(&file).unwrap_or_default(), schema(of), "docs/schema/{name}.json is out of date");
    }
}
