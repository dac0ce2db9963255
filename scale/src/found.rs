//! The results: for each edition a folder with what other editions have that it has, too.
//!
//! In: the pairs of all parts, the facts. Out: `<edition>/passages.json`, `figures.json`, `documents.json`. What always holds: an edition
//! for which nothing was found has its files, too; rows stand in one order, whatever the parts were.

use std::collections::{BTreeMap, HashSet};
use std::fs::{self, File};
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail, ensure};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row};
use serde_json::{Map, Value, json};

use crate::engine::{Part, Step, gather, load};

/// The shape of the files, as ibid knows it.
const SCHEMA: &str = "ibid-other-editions/1";

/// The shape of the facts that are read.
const FACTS: &str = "ibid-facts/1";

/// The results by their names, and the sentences that give them.
const RESULTS: [(&str, &str); 3] = [
    ("passages", include_str!("../sql/found.sql")),
    ("figures", include_str!("../sql/figures.sql")),
    ("documents", include_str!("../sql/documents.sql")),
];

/// Writes the results of the editions of a part.
pub fn write(engine: &Connection, part: Part, out: &Path, sites: &[PathBuf]) -> Result<()> {
    tables(engine, out, sites)?;
    let editions = editions(engine, part)?;
    for (name, sql) in RESULTS {
        let mut files: BTreeMap<i64, (&str, PathBuf)> = BTreeMap::new();
        for (number, address) in &editions {
            let folder = out.join(folder_name(address)?);
            fs::create_dir_all(&folder).with_context(|| format!("{} cannot be made", folder.display()))?;
            files.insert(*number, (address, folder.join(format!("{name}.json"))));
        }
        write_rows(engine, sql, name, files)?;
    }
    Ok(())
}

/// The tables that the sentences ask; of the passages those of pairs alone.
fn tables(engine: &Connection, out: &Path, sites: &[PathBuf]) -> Result<()> {
    gather(engine, out, Step::Pairs, "a_edition, b_edition, a, b, shared", "true")?;
    let mut wanted: HashSet<i64> = HashSet::new();
    let mut pairs = engine.prepare("SELECT a, b FROM temp.pairs")?;
    let mut rows = pairs.query([])?;
    while let Some(row) = rows.next()? {
        wanted.extend([row.get::<_, i64>(0)?, row.get(1)?]);
    }
    let columns: &[&str] = &[
        "edition",
        "passage",
        "report",
        "at",
        "url",
        "section",
        "note",
        "place",
        "language",
        "is_target",
        "is_norm",
        "print",
        "text",
        "names",
    ];
    load(engine, ("passages", columns), sites, Some(("passage", &|passage| wanted.contains(&passage))))?;
    load(engine, ("editions", &["edition", "schema", "address", "title"]), sites, None)?;
    load(engine, ("reports", &["edition", "report", "title"]), sites, None)?;
    let columns: &[&str] = &[
        "edition", "report", "concept", "name", "scope", "measure", "span", "unit", "place", "kind", "period", "low",
        "high", "url", "quote",
    ];
    load(engine, ("figures", columns), sites, None)?;
    load(engine, ("documents", &["edition", "document", "kind", "number", "mentions", "title", "url"]), sites, None)?;
    engine.execute_batch(
        "CREATE INDEX temp.by_passage ON passages (passage); CREATE INDEX temp.by_report ON reports (edition, report); CREATE TEMP TABLE mine (edition)",
    )?;
    Ok(())
}

/// The addresses of the editions of a part by their numbers; also as the table `mine`.
fn editions(engine: &Connection, part: Part) -> Result<BTreeMap<i64, String>> {
    let mut found = BTreeMap::new();
    let mut known = engine.prepare("SELECT edition, address, schema FROM temp.editions ORDER BY address")?;
    let mut rows = known.query([])?;
    while let Some(row) = rows.next()? {
        let (number, address, schema): (i64, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        ensure!(schema == FACTS, "{address}: its facts are of the shape {schema}, and this program reads {FACTS}");
        if found.insert(number, address.clone()).is_some() {
            bail!("two sites are the edition at {address}");
        }
    }
    let mut folders: BTreeMap<String, &str> = BTreeMap::new();
    for address in found.values() {
        ensure!(
            address.starts_with("https://") || address.starts_with("http://"),
            "{address} is no address of an edition"
        );
        if let Some(other) = folders.insert(folder_name(address)?, address) {
            bail!("what is found for {other} and for {address} would stand in one folder");
        }
    }
    found.retain(|number, _| part.has(*number));
    let mut mine = engine.prepare("INSERT INTO temp.mine VALUES (?)")?;
    for number in found.keys() {
        mine.execute([number])?;
    }
    Ok(found)
}

/// The name of an edition's folder: its address in letters, digits and hyphens.
fn folder_name(address: &str) -> Result<String> {
    let bare = address.trim_start_matches("https://").trim_start_matches("http://").trim_end_matches('/');
    let name: String = bare.chars().map(|c| if c.is_ascii_alphanumeric() || c == '.' { c } else { '-' }).collect();
    // No address names the folder of the steps, or one above.
    let name = name.trim_matches('.');
    ensure!(!name.is_empty(), "an edition has no address");
    Ok(name.to_owned())
}

/// Writes rows, which come edition by edition, each edition's into its file.
fn write_rows(engine: &Connection, sql: &str, name: &str, mut files: BTreeMap<i64, (&str, PathBuf)>) -> Result<()> {
    let mut open: Option<(i64, BufWriter<File>)> = None;
    let mut asked = engine.prepare(sql)?;
    let columns: Vec<String> = asked.column_names().map(str::to_owned).collect();
    let mut rows = asked.query([])?;
    while let Some(row) = rows.next()? {
        let edition: i64 = row.get("edition")?;
        match &mut open {
            Some((number, file)) if *number == edition => file.write_all(b",\n")?,
            _ => {
                close(open.take())?;
                let (address, path) = files.remove(&edition).context("rows of one edition come together")?;
                open = Some((edition, begin(&path, address, name)?));
            }
        }
        if let Some((_, file)) = &mut open {
            serde_json::to_writer(file, &object(row, &columns)?)?;
        }
    }
    close(open)?;
    for (address, path) in files.values() {
        close(Some((0, begin(path, address, name)?)))?;
    }
    Ok(())
}

fn begin(path: &Path, address: &str, name: &str) -> Result<BufWriter<File>> {
    let file = File::create(path).with_context(|| format!("{} cannot be written", path.display()))?;
    let mut file = BufWriter::new(file);
    writeln!(file, "{{\"schema\":{},\"edition\":{},\"{name}\":[", json!(SCHEMA), json!(address))?;
    Ok(file)
}

fn close(open: Option<(i64, BufWriter<File>)>) -> Result<()> {
    if let Some((_, mut file)) = open {
        file.write_all(b"\n]}\n")?;
        file.flush()?;
    }
    Ok(())
}

/// A row as JSON without the edition; columns whose names begin with `of_` are the other edition's, and stand in an object of their own.
fn object(row: &Row<'_>, columns: &[String]) -> Result<Map<String, Value>> {
    let (mut own, mut of) = (Map::new(), Map::new());
    for (at, column) in columns.iter().enumerate().filter(|(_, column)| *column != "edition") {
        let other = column.strip_prefix("of_");
        let name = other.unwrap_or(column);
        let value = match row.get_ref(at)? {
            ValueRef::Integer(value) if name.starts_with("is_") => json!(value != 0),
            ValueRef::Integer(value) => json!(value),
            ValueRef::Real(value) => json!(value),
            ValueRef::Text(text) => json!(String::from_utf8_lossy(text)),
            ValueRef::Null | ValueRef::Blob(_) => bail!("{column} has no value"),
        };
        if other.is_some() { &mut of } else { &mut own }.insert(name.to_owned(), value);
    }
    own.insert("of".to_owned(), Value::Object(of));
    Ok(own)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_name() {
        let name = |address: &str| folder_name(address).unwrap_or_default();
        assert_eq!(name("https://example.org/a/b/"), "example.org-a-b");
        assert_eq!(name("http://localhost:80/x/"), "localhost-80-x");
        assert_eq!((name("https://../"), name("")), (String::new(), String::new()));
    }
}
