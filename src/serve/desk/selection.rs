//! Words selected in a page of the desk's view: what the program reads there, and the entry that an editor makes of them.
//!
//! In: the page's address, the element, the words; an entry's fields. Out: JSON. What always holds: the page and the place are looked up
//! again at each step, and never taken from the browser as a path.

use anyhow::Result;
use serde_json::{Value, json};

use super::json;
use super::state::{Desk, Reply};
use crate::pipeline::desk::{Selection, select};

/// What is asked about selected words.
#[derive(Debug, serde::Deserialize)]
pub(super) struct Selected {
    /// The page's address on the site.
    file: String,
    /// The element that holds the words.
    id: String,
    /// The words.
    words: String,
    /// The list that gets an entry; empty to read alone.
    #[serde(default)]
    list: String,
    /// What the entry says.
    #[serde(default)]
    fields: std::collections::BTreeMap<String, String>,
}

fn found(desk: &Desk, asked: &Selected) -> Result<Selection, Reply> {
    let state = desk.state();
    let (path, text, figures) = state.page(&asked.file).ok_or(Reply::Stale)?;
    select(path, text, (&asked.id, &asked.words), figures).map_err(Reply::Refused)
}

/// What the program reads in the words.
pub(super) fn read(desk: &Desk, asked: &Selected) -> Value {
    match found(desk, asked) {
        Ok(selection) => {
            let fields: Vec<Value> = selection.indicator.iter().map(|field| json::field(desk, field)).collect();
            json!({"ok": true, "quote": selection.fix.quote, "indicator": fields})
        }
        Err(refused) => json::reply(desk, &desk.state(), &refused, u64::MAX),
    }
}

/// Makes an entry of the words.
///
/// # Errors
/// When the disk refuses.
pub(super) fn add(desk: &Desk, asked: &Selected) -> Result<Value> {
    let reply = match found(desk, asked) {
        Ok(selection) => desk.add(&selection.fix, &asked.list, &asked.fields)?,
        Err(refused) => refused,
    };
    Ok(json::reply(desk, &desk.state(), &reply, u64::MAX))
}
