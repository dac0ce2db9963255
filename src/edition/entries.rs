//! Entries of lists in YAML, changed as text: every comment, the order and the quoting of all the rest stay as they are.
//!
//! In: the text of a page or of `edition.yaml`, a list, what is to stand there. Out: the text with the entry. What always holds: only
//! lines of the entry that is named are touched; a list that is written on one line, or holds the two readings of a
//! conflict, is left to the editor.

use std::ops::Range;

use crate::markdown::conflict::is_marker;
use crate::yaml;

/// The keys of an entry in their order, with their values as YAML.
pub type Fields<'f> = [(&'f str, String)];

/// Where the YAML of a file stands: all of it, or the front matter; none when a page has none.
fn yaml_of(path: &str, text: &str) -> Option<Range<usize>> {
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    match path.ends_with(".md") {
        false => Some(start..text.len()),
        true => yaml::front_matter(text, start).ok()?.map(|parts| parts.yaml),
    }
}

/// The file with one more entry at the end of a list; none when no entry can be added without touching the editor's own.
#[must_use]
pub fn add_entry(path: &str, text: &str, list: &str, fields: &Fields<'_>) -> Option<String> {
    add_lines(path, text, list, &|indent, end| written(fields, indent, end))
}

/// The file with one more entry whose lines are given, the first with its dash at the left margin.
#[must_use]
pub fn add_written(path: &str, text: &str, list: &str, entry: &str) -> Option<String> {
    let lines = |indent: &str, end: &str| entry.lines().map(|line| format!("{indent}{line}{end}")).collect();
    add_lines(path, text, list, &lines)
}

/// What gives the lines of entries, from the spaces before their dash and the end of a line.
type Lines<'l> = &'l dyn Fn(&str, &str) -> String;

/// The file with more lines at the end of a list.
pub(super) fn add_lines(path: &str, text: &str, list: &str, lines: Lines<'_>) -> Option<String> {
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let Some(range) = yaml_of(path, text) else {
        let start = text.len() - text.trim_start_matches('\u{feff}').len();
        // A page whose front matter has no end is not one without any.
        yaml::front_matter(text, start).ok()?;
        let (mark, body) = text.split_at(start);
        return Some(format!("{mark}---{end}{list}:{end}{}---{end}{end}{body}", lines("  ", end)));
    };
    let yaml = &text[range.clone()];
    if yaml.lines().any(is_marker) {
        return None;
    }
    let Some(key) = yaml::keys(yaml).into_iter().find(|key| key.name == list) else {
        let (before, after) = text.split_at(range.end);
        let gap = if before.is_empty() || before.ends_with('\n') { "" } else { end };
        return Some(format!("{before}{gap}{list}:{end}{}{after}", lines("  ", end)));
    };
    let own = Own::of(text, range.start + key.range.start..range.start + key.range.end);
    let key = own.key;
    let value = text[key.clone()].split_once(':')?.1;
    let value = value.split(" #").next().unwrap_or_default().trim();
    match value {
        "" => {
            let (before, after) = text.split_at(own.last);
            let gap = if before.ends_with('\n') { "" } else { end };
            Some(format!("{before}{gap}{}{after}", lines(&own.indent, end)))
        }
        "[]" => Some(format!("{}{list}:{end}{}{}", &text[..key.start], lines("  ", end), &text[key.end..])),
        _ => None,
    }
}

/// The editor's list.
struct Own {
    /// The line of the key.
    key: Range<usize>,
    /// Where its last entry ends.
    last: usize,
    /// What stands before the dash of its entries.
    indent: String,
}

impl Own {
    /// `range` is the key with all that belongs to it.
    fn of(text: &str, range: Range<usize>) -> Self {
        let mut lines = text[range.clone()].split_inclusive('\n');
        let key = range.start..range.start + lines.next().map_or(0, str::len);
        let mut own = Self { last: key.end, indent: "  ".to_owned(), key };
        let mut at = own.key.end;
        for line in lines {
            at += line.len();
            if line.starts_with([' ', '-', '\t']) && !line.trim().is_empty() {
                own.last = at;
                if line.trim_start().starts_with("- ") && own.indent == "  " {
                    own.indent = line[..line.len() - line.trim_start().len()].to_owned();
                }
            }
        }
        own
    }
}

/// An entry as lines.
pub(super) fn written(fields: &Fields<'_>, indent: &str, end: &str) -> String {
    let lines = fields.iter().enumerate().map(|(index, (key, value))| {
        let dash = if index == 0 { "- " } else { "  " };
        format!("{indent}{dash}{key}: {value}{end}")
    });
    lines.collect()
}

/// The entries of a list, each with all its lines, as bytes of the text.
#[must_use]
pub fn entries(path: &str, text: &str, list: &str) -> Vec<Range<usize>> {
    let Some(range) = yaml_of(path, text) else { return Vec::new() };
    let keys = yaml::keys(&text[range.clone()]);
    let Some(key) = keys.into_iter().find(|key| key.name == list) else { return Vec::new() };
    let found = yaml::entries(&text[range.clone()], &key.range).into_iter();
    found.map(|entry| range.start + entry.start..range.start + entry.end).collect()
}

/// The file with one key of an entry set to a value, or taken out; none when the entry is not written in lines of its own.
#[must_use]
pub fn amend(path: &str, text: &str, list: &str, entry: usize, (key, value): (&str, Option<&str>)) -> Option<String> {
    let entry = entries(path, text, list).into_iter().nth(entry)?;
    let end = if text[entry.clone()].contains("\r\n") { "\r\n" } else { "\n" };
    let own = &text[entry.clone()];
    let margin = own.len() - own.trim_start_matches([' ', '-']).len();
    // `- {name: x}` has no lines of its own.
    yaml::key_of(&own[margin..])?;
    let line = key_lines(own, margin, key);
    let Some(value) = value else {
        let line = line?;
        // The dash of an entry that begins with the key goes to the next one.
        let is_first = line.start == 0;
        let rest = &own[line.end..];
        let rest = if is_first && rest.len() > margin {
            format!("{}{}", &own[..margin], &rest[margin..])
        } else {
            rest.to_owned()
        };
        return Some(format!("{}{}{rest}{}", &text[..entry.start], &own[..line.start], &text[entry.end..]));
    };
    let (start, stop) = match &line {
        Some(line) => (line.start, line.end),
        None => (last_key(own, margin), last_key(own, margin)),
    };
    let lead = if start == 0 { own[..margin].to_owned() } else { " ".repeat(margin) };
    let gap = if own[..start].is_empty() || own[..start].ends_with('\n') { "" } else { end };
    let new = format!("{}{gap}{lead}{key}: {value}{end}{}", &own[..start], &own[stop..]);
    Some(format!("{}{new}{}", &text[..entry.start], &text[entry.end..]))
}

/// The lines of a key of an entry, with those below it that belong to it.
fn key_lines(own: &str, margin: usize, key: &str) -> Option<Range<usize>> {
    let (mut at, mut found) = (0, None::<Range<usize>>);
    for line in own.split_inclusive('\n') {
        let next = at + line.len();
        let is_key = line.len() - line.trim_start_matches([' ', '-']).len() == margin
            && yaml::key_of(line.trim_start_matches([' ', '-'])).is_some();
        match &mut found {
            None if is_key && yaml::key_of(&line[margin..]) == Some(key) => found = Some(at..next),
            None => {}
            Some(lines) => {
                let belongs = !is_key && line.len() - line.trim_start().len() > margin && !line.trim().is_empty();
                if !belongs {
                    return found;
                }
                lines.end = next;
            }
        }
        at = next;
    }
    found
}

/// Where the last line of an entry that belongs to one of its keys ends: comments and empty lines behind it are the next entry's.
fn last_key(own: &str, margin: usize) -> usize {
    let (mut at, mut last) = (0, 0);
    for (index, line) in own.split_inclusive('\n').enumerate() {
        at += line.len();
        let indent = line.len() - line.trim_start().len();
        if index == 0 || indent >= margin && !line.trim().is_empty() {
            last = at;
        }
    }
    last
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "---\ntitle: A # mine\nindicators:\n  # first\n  - name: x\n    quote: >-\n      two\n      lines\n    unit: '%'\n\n  - name: y # keep\nweight: 3\n---\nWords.\n";

    #[test]
    fn one_key_changes() {
        let set = |entry, key, value| amend("p.md", PAGE, "indicators", entry, (key, value)).expect("an entry");
        assert_eq!(set(0, "quote", Some("\"z\"")), PAGE.replace(">-\n      two\n      lines", "\"z\""));
        assert_eq!(set(0, "unit", None), PAGE.replace("    unit: '%'\n", ""));
        assert_eq!(set(0, "period", Some("2025")), PAGE.replace("unit: '%'\n", "unit: '%'\n    period: 2025\n"));
        assert_eq!(set(1, "unit", Some("ha")), PAGE.replace("# keep\n", "# keep\n    unit: ha\n"));
        assert_eq!(set(0, "name", None), PAGE.replace("  - name: x\n    quote", "  - quote"));
        assert_eq!(amend("p.md", PAGE, "indicators", 2, ("unit", None)), None);
        let flow = "---\nindicators:\n  - {name: x}\n---\n";
        assert_eq!(amend("p.md", flow, "indicators", 0, ("name", Some("y"))), None);
    }

    #[test]
    fn entries_are_added_at_the_end_of_a_list() {
        let fields = [("at", "[a]".to_owned()), ("reason", "\"b\"".to_owned())];
        let text = "title: A\nsettled:\n  - at: [x]\n\n# after\nextra: 1\n";
        let with = add_entry("edition.yaml", text, "settled", &fields).expect("a file");
        assert_eq!(with, text.replace("[x]\n", "[x]\n  - at: [a]\n    reason: \"b\"\n"));
        let without = add_entry("edition.yaml", "title: A", "settled", &fields).expect("a file");
        assert_eq!(without, "title: A\nsettled:\n  - at: [a]\n    reason: \"b\"\n");
        assert_eq!(add_entry("edition.yaml", "settled: [{at: [x]}]\n", "settled", &fields), None);
        assert_eq!(add_entry("p.md", "---\n<<<<<<< content\n---\n", "settled", &fields), None);
    }
}
