//! Where an entry of a list in the front matter stands.
//!
//! In: a page, the list's key, the entry's index, one of its keys. Out: a span. What always holds: there is always a span, at
//! worst that of the list's own key.

use std::ops::Range;

use crate::diagnostic::Span;
use crate::model::page::Page;

/// Where a key of an entry stands; the whole entry's first line when it has no such key.
pub(super) fn span(page: &Page, list: &str, index: usize, key: &str) -> Span {
    let head = page.text.get(..page.body_start).unwrap_or_default();
    let from = head.find(&format!("\n{list}:")).map_or(0, |at| at + 1);
    let mut entries = Vec::new();
    let mut at = from;
    let mut indent = None;
    for line in head[from..].split_inclusive('\n') {
        let is_key = !line.starts_with([' ', '-', '\n', '\r', '#']);
        if is_key && at > from {
            break;
        }
        let own = line.len() - line.trim_start().len();
        // Only items as far in as the first one are entries: a note's words may begin with a dash too.
        if line.trim_start().starts_with("- ") && *indent.get_or_insert(own) == own {
            entries.push(at..at);
        }
        if let Some(last) = entries.last_mut() {
            last.end = at + line.len();
        }
        at += line.len();
    }
    let Some(entry) = entries.get(written(page, list, index)).cloned() else {
        return Span::in_text(&page.text, from..from + list.len() + 1);
    };
    let range = key_in(&head[entry.clone()], key);
    Span::in_text(&page.text, entry.start + range.start..entry.start + range.end)
}

/// The index, as written, of an entry that is the nth of those that could be read.
fn written(page: &Page, list: &str, index: usize) -> usize {
    let left_out = |at: &usize| page.left_out.iter().any(|(key, out)| key == list && out == at);
    (0..).filter(|at| !left_out(at)).nth(index).unwrap_or(index)
}

/// Where a key with its value stands in an entry, written in lines of its own or in braces; else the entry's first line.
fn key_in(entry: &str, key: &str) -> Range<usize> {
    let mut at = 0;
    for line in entry.split_inclusive('\n') {
        let own = line.trim_start().trim_start_matches("- ").trim_start_matches('{').trim_start();
        if own.starts_with(&format!("{key}:")) {
            let start = at + line.len() - own.len();
            let is_braced = line.trim_start().starts_with("- {");
            return start..start + if is_braced { value_end(own) } else { own.trim_end().len() };
        }
        at += line.len();
    }
    let first = entry.lines().next().unwrap_or_default().trim_end();
    let braced = first.contains('{').then(|| first.find(&format!(", {key}:"))).flatten();
    match braced {
        Some(comma) => comma + 2..comma + 2 + value_end(&first[comma + 2..]),
        None => first.len() - first.trim_start().len()..first.len(),
    }
}

/// Where the value of a key ends: at its closing quote, or at a comma or brace, or at the line's end.
fn value_end(line: &str) -> usize {
    let value = line.find(": ").map_or(line.len(), |at| at + 2);
    let rest = &line[value..];
    let quoted = rest.strip_prefix('"').and_then(|words| words.find('"')).map(|end| end + 2);
    value + quoted.or_else(|| rest.find([',', '}'])).unwrap_or(rest.len())
}
