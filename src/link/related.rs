//! The editor's own cross links (`related:`) and earlier addresses (`aliases:`), checked.
//!
//! In: the edition. Out: for each page the places that it is related to, and diagnostics for those that are dead
//! or lead in a circle. What always holds: an entry is a path like a link's (`02-ket-qua.md#k7f2`), or a mapping
//! with `to` and, if wished, `title`.

use std::collections::BTreeMap;

use super::cross::{ids, target_path};
use crate::diagnostic::{Checked, Diagnostic, Span};
use crate::markdown::plain_inline;
use crate::message::Message;
use crate::model::edition::Edition;
use crate::model::page::Page;

/// Title and address of the places, by page path.
type Related = BTreeMap<String, Vec<(String, String)>>;

/// The places that each page is related to.
pub(super) fn related(edition: &Edition) -> Checked<Related> {
    let known: BTreeMap<&str, (&Page, String)> =
        edition.addresses().map(|(page, url)| (page.path.as_str(), (page, url))).collect();
    let mut found = Related::new();
    let mut said = Vec::new();
    for (page, _) in edition.addresses() {
        for entry in &page.front.related {
            let to = entry.as_str().or_else(|| entry.get("to").and_then(|to| to.as_str())).unwrap_or_default();
            let title = entry.get("title").and_then(|title| title.as_str());
            let target = target_path(&page.path, to);
            let place = target.as_ref().and_then(|(path, id)| Some((known.get(path.as_str())?, *id)));
            match place {
                Some(((other, _), _)) if other.path == page.path => {
                    let message = message!("related-self", to = to);
                    said.push(told(page, "related-self", message, "related").hint(message!("take-out-hint")));
                }
                Some(((other, url), id)) if id.is_empty() || ids(other).contains(id) => {
                    let url = if id.is_empty() { url.clone() } else { format!("{url}#{id}") };
                    let title = title.map_or_else(|| plain_inline(&other.front.title), str::to_owned);
                    found.entry(page.path.clone()).or_default().push((title, url));
                }
                _ => {
                    let message = message!("related-unknown", to = to);
                    let dead = told(page, "related-dead", message, "related");
                    said.push(dead.hint(message!("link-hint")));
                }
            }
        }
    }
    Checked::new(found, said)
}

/// Earlier addresses that are those of a page that stands, or that two pages claim.
pub(super) fn aliases(edition: &Edition) -> Vec<Diagnostic> {
    let living: BTreeMap<String, &Page> = edition.addresses().map(|(page, url)| (url, page)).collect();
    let mut claimed: BTreeMap<String, &Page> = BTreeMap::new();
    let mut said = Vec::new();
    for (page, url) in edition.addresses() {
        let folder = url.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
        for alias in page.front.aliases.iter().filter(|alias| !alias.contains('#')) {
            let file = format!("{folder}{}.html", alias.strip_suffix(".html").unwrap_or(alias));
            let holder = living.get(&file).or_else(|| claimed.get(&file).filter(|other| other.path != page.path));
            if let Some(holder) = holder {
                let message = message!("alias-taken", alias = alias, path = holder.path);
                let taken = told(page, "alias-taken", message, "aliases");
                said.push(taken.hint(message!("alias-taken-hint")));
            }
            claimed.insert(file, page);
        }
    }
    said
}

/// A diagnostic at a key of the page's front matter.
fn told(page: &Page, code: &'static str, message: Message, key: &str) -> Diagnostic {
    let head = page.text.get(..page.body_start).unwrap_or_default();
    let line = head.lines().enumerate().find(|(_, line)| line.split(':').next() == Some(key));
    let said = Diagnostic::new(code, &page.path, message);
    match line {
        Some((index, line)) => said.at(Span::whole_line(index + 1, line)),
        None => said,
    }
}
