//! Front matter merged key by key, with comments, order and quoting kept.
//!
//! In: three readings of a mapping in YAML, as text. Out: one, and how many keys two hands changed differently: both
//! readings of such a key stand between markers. What always holds: a key that only one hand changed has that hand's
//! value; a comment of the editor's stays.

use super::order;
use crate::markdown::conflict::{BETWEEN, OURS, THEIRS, is_marker};
use crate::yaml::key_of;

/// A key with its lines.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// Comments and blank lines before it.
    pub lead: String,
    /// The key.
    pub key: String,
    /// Its line and the lines below it that belong to it, with line ends.
    pub body: String,
}

/// A mapping.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mapping {
    /// Its keys, in order.
    pub entries: Vec<Entry>,
    /// Comments after the last one.
    pub tail: String,
}

impl Mapping {
    /// Reads a mapping whose keys stand at the left margin.
    #[must_use]
    pub fn read(yaml: &str) -> Self {
        let mut mapping = Self::default();
        let mut pending = String::new();
        for line in yaml.split_inclusive('\n') {
            let bare = line.trim();
            match key_of(line) {
                Some(key) => mapping.entries.push(Entry {
                    lead: std::mem::take(&mut pending),
                    key: key.to_owned(),
                    body: line.to_owned(),
                }),
                None if bare.is_empty() || line.starts_with('#') => pending.push_str(line),
                None => match mapping.entries.last_mut() {
                    Some(entry) => {
                        entry.body.push_str(&std::mem::take(&mut pending));
                        entry.body.push_str(line);
                    }
                    None => pending.push_str(line),
                },
            }
        }
        mapping.tail = pending;
        mapping
    }

    /// The text of the mapping.
    #[must_use]
    pub fn write(&self) -> String {
        let mut text: String =
            self.entries.iter().flat_map(|entry| [entry.lead.as_str(), entry.body.as_str()]).collect();
        text.push_str(&self.tail);
        text
    }

    /// The entry of a key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }

    /// Sets the lines of a key, at its place or before the end.
    pub fn set(&mut self, key: &str, body: String) {
        match self.entries.iter_mut().find(|entry| entry.key == key) {
            Some(entry) => entry.body = body,
            None => self.entries.push(Entry { key: key.to_owned(), body, lead: String::new() }),
        }
    }
}

/// Merges three mappings.
#[must_use]
pub fn merge(base: &Mapping, ours: &Mapping, theirs: &Mapping) -> (Mapping, usize) {
    let keys = |mapping: &'_ Mapping| mapping.entries.iter().map(|entry| entry.key.clone()).collect::<Vec<_>>();
    let (b, o, t) = (keys(base), keys(ours), keys(theirs));
    let mut merged = Mapping::default();
    let mut conflicts = 0;
    let mut lead = String::new();
    for key in order::merge(&b, &o, &t) {
        let (entry, count) = merge_entry(base.get(key), ours.get(key), theirs.get(key));
        conflicts += count;
        match entry {
            Some(mut entry) => {
                entry.lead.insert_str(0, &std::mem::take(&mut lead));
                merged.entries.push(entry);
            }
            // The editor's comment on a key that went.
            None => lead.push_str(comment_of(base.get(key), ours.get(key))),
        }
    }
    merged.tail = lead + if ours.tail == base.tail { &theirs.tail } else { &ours.tail };
    (merged, conflicts)
}

fn comment_of<'e>(base: Option<&Entry>, ours: Option<&'e Entry>) -> &'e str {
    let before = base.map_or("", |entry| entry.lead.as_str());
    ours.map_or("", |entry| entry.lead.as_str()).strip_prefix(before).unwrap_or_default()
}

fn merge_entry(base: Option<&Entry>, ours: Option<&Entry>, theirs: Option<&Entry>) -> (Option<Entry>, usize) {
    let same = |a: Option<&Entry>, b: Option<&Entry>| a.map(|one| bare(&one.body)) == b.map(|one| bare(&one.body));
    let lead = match (base, ours, theirs) {
        (Some(b), Some(o), Some(t)) if o.lead == b.lead => &t.lead,
        (_, Some(o), _) => &o.lead,
        (_, None, Some(t)) => &t.lead,
        _ => "",
    };
    let with_lead = |entry: &Entry| Some(Entry { lead: lead.to_owned(), ..entry.clone() });
    if same(base, theirs) || same(ours, theirs) {
        return (ours.and_then(with_lead), 0);
    }
    if same(base, ours) {
        let entry = theirs.map(|t| Entry { body: with_comments(base, ours, t), ..t.clone() });
        return (entry.as_ref().and_then(with_lead), 0);
    }
    match (ours, theirs) {
        (Some(o), None) => (with_lead(o), 0),
        _ => {
            if let (Some(b), Some(o), Some(t)) = (base, ours, theirs)
                && let Some((body, conflicts)) = merge_nested(b, o, t)
            {
                return (with_lead(&Entry { body, ..o.clone() }), conflicts);
            }
            let text = |entry: Option<&Entry>| entry.map_or("", |entry| entry.body.as_str()).to_owned();
            let body = format!("{OURS}\n{}{BETWEEN}\n{}{THEIRS}\n", text(ours), text(theirs));
            let key = ours.or(theirs).map(|entry| entry.key.clone()).unwrap_or_default();
            (Some(Entry { lead: lead.to_owned(), key, body }), 1)
        }
    }
}

/// The new value with the comments that the editor wrote beside the old one.
fn with_comments(base: Option<&Entry>, ours: Option<&Entry>, theirs: &Entry) -> String {
    let (Some(base), Some(ours)) = (base, ours) else { return theirs.body.clone() };
    if base.body == ours.body {
        return theirs.body.clone();
    }
    if let Some((merged, _)) = merge_nested(base, ours, theirs) {
        return merged;
    }
    let comments: String = ours.body.lines().filter_map(comment_in).fold(String::new(), |all, one| all + " " + one);
    let mut lines = theirs.body.split_inclusive('\n');
    let first = lines.next().unwrap_or_default();
    format!("{}{comments}\n{}", first.trim_end(), lines.collect::<String>())
}

/// Merges the mappings below a key, when all three are mappings.
fn merge_nested(base: &Entry, ours: &Entry, theirs: &Entry) -> Option<(String, usize)> {
    let (b, o, t) = (nested(base)?, nested(ours)?, nested(theirs)?);
    let (merged, conflicts) = merge(&b, &o, &t);
    let head = ours.body.split_inclusive('\n').next().unwrap_or_default();
    Some((format!("{head}{}", indented(&merged.write(), 2)), conflicts))
}

fn nested(entry: &Entry) -> Option<Mapping> {
    let (head, below) = entry.body.split_once('\n')?;
    let is_bare = bare(head).ends_with(':');
    let below = dedented(below);
    let mapping = Mapping::read(&below);
    (is_bare && !mapping.entries.is_empty() && !below.starts_with('-')).then_some(mapping)
}

/// The text without the white space that all its lines begin with.
#[must_use]
pub fn dedented(text: &str) -> String {
    let written = text.lines().filter(|line| !line.trim().is_empty());
    let common = written.map(|line| line.len() - line.trim_start_matches(' ').len()).min().unwrap_or(0);
    text.split_inclusive('\n').map(|line| line.get(common..).unwrap_or("\n")).collect()
}

/// The text with so many spaces before each line; markers stay at the margin.
#[must_use]
pub fn indented(text: &str, by: usize) -> String {
    let indent = |line: &str| match line.trim().is_empty() || is_marker(line) {
        true => line.to_owned(),
        false => format!("{}{line}", " ".repeat(by)),
    };
    text.split_inclusive('\n').map(indent).collect()
}

/// The lines of a value without its comments and the space at line ends.
fn bare(body: &str) -> String {
    let plain = |line: &str| {
        let end = comment_in(line).map_or(line.len(), |comment| line.len() - comment.len());
        line[..end].trim_end().to_owned()
    };
    body.lines().map(plain).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// The comment at the end of a line, `#` first.
fn comment_in(line: &str) -> Option<&str> {
    let line = line.trim_end();
    let mut quote = None;
    let mut before = ' ';
    let mut escaped = false;
    for (at, c) in line.char_indices() {
        match quote {
            Some('"') if escaped => escaped = false,
            Some('"') if c == '\\' => escaped = true,
            Some(open) if c == open => quote = None,
            Some(_) => {}
            None if matches!(c, '"' | '\'') && matches!(before, ' ' | '[' | '{' | ',') => quote = Some(c),
            None if c == '#' && before == ' ' => return Some(&line[at..]),
            None => {}
        }
        before = c;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn merged(base: &str, ours: &str, theirs: &str) -> (String, usize) {
        let (mapping, conflicts) = merge(&Mapping::read(base), &Mapping::read(ours), &Mapping::read(theirs));
        (mapping.write(), conflicts)
    }

    #[test]
    fn each_hand_keeps_its_keys() {
        let base = "title: \"A\"\nnumber: \"I\"\nweight: 10\n";
        let ours = "title: \"A\" # xem lại\nnumber: \"I\"\n# ghi chú\nweight: 15\nsummary: Tóm tắt\n";
        let theirs = "title: \"B\"\nnumber: \"II\"\nweight: 10\n";
        let want = "title: \"B\" # xem lại\nnumber: \"II\"\n# ghi chú\nweight: 15\nsummary: Tóm tắt\n";
        assert_eq!(merged(base, ours, theirs), (want.to_owned(), 0));
    }

    #[test]
    fn two_readings_stand_side_by_side() {
        let (text, conflicts) = merged("title: A\n", "title: B\n", "title: C\n");
        assert_eq!((text.as_str(), conflicts), ("<<<<<<< content\ntitle: B\n=======\ntitle: C\n>>>>>>> source\n", 1));
    }

    #[test]
    fn mappings_within_are_merged_too() {
        let base = "source:\n  file: a\n  lines: [1, 2]\n";
        let ours = "source:\n  file: a # cũ\n  lines: [1, 2]\n";
        assert_eq!(
            merged(base, ours, "source:\n  file: b\n  lines: [1, 3]\n").0,
            "source:\n  file: b # cũ\n  lines: [1, 3]\n"
        );
    }

    proptest! {
        #[test]
        fn laws(b in "(([abc]: [xy\"]( # z)?|# n|  d: e)\n){0,6}", x in "(([abc]: [xy\"]( # z)?|# n|  d: e)\n){0,6}") {
            let unique = |text: &str| {
                let mapping = Mapping::read(text);
                let mut keys: Vec<&String> = mapping.entries.iter().map(|entry| &entry.key).collect();
                keys.sort();
                keys.windows(2).all(|two| two[0] != two[1])
            };
            prop_assume!(unique(&b) && unique(&x));
            prop_assert_eq!(Mapping::read(&b).write(), b.clone());
            prop_assert_eq!(merged(&b, &x, &b), (x.clone(), 0));
            prop_assert_eq!(merged(&b, &x, &x), (x.clone(), 0));
        }
    }
}
