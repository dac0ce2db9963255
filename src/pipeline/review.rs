//! `ibid review`: what waits for an editor's decision, and the pages with what was decided.
//!
//! In: the edition's folder. Out: its proposals in reading order, each with the sentence that it is about; then the pages that change. What
//! always holds: a page changes by the lines of the decisions alone.

use std::collections::BTreeMap;

use super::desk::{Role, of_quote};
use crate::diagnostic::{Checked, Diagnostic};
use crate::edition::{self, Decision, decide};
use crate::model::indicator::{Indicator, Status};
use crate::model::page::{Correction, Page};
use crate::text::fold_space;
use crate::tree::FileTree;

/// Something that waits for a decision.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Waiting {
    /// The page's path.
    pub path: String,
    /// The line of the words that it is about.
    pub line: usize,
    /// The list of the front matter that holds it.
    pub list: &'static str,
    /// Its place in the list, as written.
    pub entry: usize,
    /// What it says, in words.
    pub says: String,
    /// The sentence that it is about.
    pub sentence: String,
}

/// What waits for a decision, page by page.
#[must_use]
pub fn waiting(folder: &FileTree) -> Checked<Vec<Waiting>> {
    let mut said = Vec::new();
    let edition = edition::read(folder).collect_into(&mut said);
    let pages = edition.addresses().map(|(page, _)| page);
    Checked::new(pages.flat_map(of_page).collect(), said)
}

fn of_page(page: &Page) -> Vec<Waiting> {
    let indicators = page.front.indicators.iter().enumerate();
    let indicators = indicators.filter(|(_, one)| one.status == Status::Proposed);
    let indicators = indicators.map(|(at, one)| about(page, ("indicators", at), in_words(one), (&one.at, &one.quote)));
    let corrections = page.front.corrections.iter().enumerate().filter(|(_, one)| one.is_proposed());
    let says = |one: &Correction| format!("{} → {} ({})", one.quote, one.read, one.reason);
    let corrections = corrections.map(|(at, one)| about(page, ("corrections", at), says(one), (&one.at, &one.quote)));
    indicators.chain(corrections).collect()
}

fn about(page: &Page, (list, index): (&'static str, usize), says: String, (at, quote): (&str, &str)) -> Waiting {
    let left_out = |entry: &usize| page.left_out.iter().any(|(key, out)| key == list && out == entry);
    let entry = (0..).filter(|entry| !left_out(entry)).nth(index).unwrap_or(index);
    let (pieces, line) = of_quote(page, at, quote);
    let sentence = pieces.into_iter().filter(|(role, _)| *role != Role::Around).map(|(_, words)| words);
    Waiting { path: page.path.clone(), line, list, entry, says, sentence: fold_space(&sentence.collect::<String>()) }
}

fn in_words(one: &Indicator) -> String {
    let (low, high) = one.bounds().unwrap_or_default();
    let range = if low.total_cmp(&high).is_eq() { low.to_string() } else { format!("{low} - {high}") };
    let op = if one.op.is_equal() { String::new() } else { format!("{} ", one.op.sign()) };
    let period = one.period.as_deref().map(|period| format!(" · {period}")).unwrap_or_default();
    fold_space(&format!("{}: {op}{range} {}{period} · {}", one.name, one.unit, one.kind.name()))
}

/// The pages with what was decided, and what could not be written.
#[must_use]
pub fn decided(folder: &FileTree, decisions: &[(Waiting, Decision)]) -> Checked<FileTree> {
    let mut texts: BTreeMap<&str, String> = BTreeMap::new();
    let mut said = Vec::new();
    for (one, decision) in decisions {
        let text = texts.entry(&one.path).or_insert_with(|| folder.text(&one.path).unwrap_or_default().to_owned());
        match decide(text, one.list, one.entry, *decision) {
            Some(new) => *text = new,
            None => {
                let message = message!("status-written", entry = one.says);
                let hint = message!("status-written-hint");
                said.push(Diagnostic::new("proof-place", &one.path, message).hint(hint));
            }
        }
    }
    let mut writes = FileTree::new();
    for (path, text) in texts {
        if folder.text(path) != Some(text.as_str()) {
            let _ = writes.insert(path, text);
        }
    }
    Checked::new(writes, said)
}
