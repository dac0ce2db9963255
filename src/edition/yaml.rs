//! YAML that an editor wrote, read key by key so that one fault costs one key.
//!
//! In: a piece of YAML (a mapping) inside a file. Out: the value, with a diagnostic for each fault at its
//! place in the file.
//! What always holds: an unknown, doubled or ill-typed key is reported and left out, the rest is read.

use std::ops::Range;

use serde::de::DeserializeOwned;

use super::yaml_remedy::remedy;
use crate::diagnostic::{Checked, Diagnostic, Span};
use crate::message::Message;
use crate::text::nearest;
use crate::yaml::{entries, keys};

/// A piece of YAML and where it stands.
pub(super) struct Yaml<'a> {
    /// Name of the file, for messages.
    pub file: &'a str,
    /// The whole file.
    pub text: &'a str,
    /// The bytes of the YAML in it.
    pub range: Range<usize>,
}

impl Yaml<'_> {
    /// Reads the mapping; `known` are the keys that it may have.
    pub fn read<T: DeserializeOwned + Default>(&self, known: &[&str]) -> Checked<T> {
        self.read_with(known, &mut Vec::new())
    }

    /// The same, and says which entries of lists could not be read: key and index.
    pub fn read_with<T: DeserializeOwned + Default>(
        &self,
        known: &[&str],
        left_out: &mut Vec<(String, usize)>,
    ) -> Checked<T> {
        let mut said = Vec::new();
        let mut yaml = self.yaml().to_owned();
        self.leave_out_wrong_keys(&mut yaml, known, &mut said);
        // Each round that fails leaves out one key or one entry of a list, so there are at most as many rounds.
        for _ in 0..=keys(self.yaml()).len() + self.yaml().matches("- ").count() {
            if yaml.trim().is_empty() || keys(&yaml).is_empty() && only_comments(&yaml) {
                return Checked::new(T::default(), said);
            }
            match serde_yaml::from_str::<T>(&yaml) {
                Ok(value) => return Checked::new(value, said),
                Err(error) => {
                    said.push(self.fault(&yaml, &error));
                    let wrong = fault_at(&yaml, &error).and_then(|at| wrong_part(&yaml, at));
                    let Some(range) = wrong else { break };
                    left_out.extend(self.entry_at(&range));
                    blank(&mut yaml, &range);
                }
            }
        }
        Checked::new(T::default(), said)
    }

    /// The key and index of the entry of a list that begins where a range does.
    fn entry_at(&self, range: &Range<usize>) -> Option<(String, usize)> {
        let key = keys(self.yaml()).into_iter().find(|key| key.range.contains(&range.start))?;
        let index = entries(self.yaml(), &key.range).iter().position(|entry| entry.start == range.start)?;
        Some((key.name.to_owned(), index))
    }

    fn yaml(&self) -> &str {
        self.text.get(self.range.clone()).unwrap_or_default()
    }

    fn span(&self, range: &Range<usize>) -> Span {
        Span::in_text(self.text, self.range.start + range.start..self.range.start + range.end)
    }

    /// Reports unknown and doubled keys and blanks them; blanks keys without a value, which YAML would
    /// read as the word "~".
    fn leave_out_wrong_keys(&self, yaml: &mut String, known: &[&str], said: &mut Vec<Diagnostic>) {
        let original = self.yaml();
        let mut seen: Vec<&str> = Vec::new();
        for key in keys(original) {
            let doubled = seen.contains(&key.name);
            if !known.contains(&key.name) {
                let message = message!("key-unknown", key = key.name);
                let unknown = Diagnostic::new("key-unknown", self.file, message);
                said.push(unknown.at(self.span(&key.name_range)).hint(did_you_mean(key.name, known)));
            } else if doubled {
                let message = message!("key-doubled", key = key.name);
                let twice = Diagnostic::new("key-doubled", self.file, message);
                said.push(twice.at(self.span(&key.name_range)).hint(message!("key-doubled-hint")));
            } else {
                seen.push(key.name);
                if !is_null(&original[key.name_range.end..key.range.end]) {
                    continue;
                }
            }
            blank(yaml, &key.range);
        }
    }

    /// What serde_yaml complains of, at its place.
    fn fault(&self, yaml: &str, error: &serde_yaml::Error) -> Diagnostic {
        let full = error.to_string();
        let message = full.split(" at line ").next().unwrap_or(&full);
        let index = error.location().map(|place| place.index().min(yaml.len()));
        let wrong_type = message.contains("invalid type") || message.contains("unknown variant");
        let (code, what, hint, place) = match unknown_field(message) {
            Some(name) => {
                let hint = did_you_mean(name, &expected_fields(message));
                ("key-unknown", message!("key-unknown", key = name), hint, None)
            }
            None if wrong_type => {
                let what = message!("value-type", message = without_path(message));
                ("value-type", what, how_to_write(message), None)
            }
            None => {
                let remedy = remedy(yaml, message, index.unwrap_or(0));
                ("yaml-syntax", remedy.what, remedy.hint, remedy.place)
            }
        };
        let fault = Diagnostic::new(code, self.file, what).hint(hint);
        match place.or_else(|| index.map(|index| index..token_end(yaml, index))) {
            Some(range) => fault.at(self.span(&range)),
            None => fault,
        }
    }
}

/// Whether an error is of a value or key, and not of what YAML is.
fn is_of_value(message: &str) -> bool {
    message.contains("invalid type") || message.contains("unknown variant") || unknown_field(message).is_some()
}

/// The byte where what must be left out begins, or lies.
fn fault_at(yaml: &str, error: &serde_yaml::Error) -> Option<usize> {
    let message = error.to_string();
    let at = error.location()?.index().min(yaml.len());
    let remedy = (!is_of_value(&message)).then(|| remedy(yaml, &message, at));
    Some(remedy.and_then(|remedy| remedy.place).map_or(at, |place| place.start))
}

/// Whether what follows a key is no value: `: ~`, `: null`, `:` and comments.
fn is_null(after: &str) -> bool {
    let value = after.trim_start_matches(['"', '\'']).trim_start_matches([' ', '\t']);
    let Some(value) = value.strip_prefix(':') else {
        return false;
    };
    let words: Vec<&str> = value
        .lines()
        .map(|line| line.split(" #").next().unwrap_or_default().trim())
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect();
    matches!(words.as_slice(), [] | ["~" | "null" | "Null" | "NULL"])
}

fn only_comments(yaml: &str) -> bool {
    yaml.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#'))
}

/// What is left out so that the rest can be read: the entry of a list that holds the fault, or the whole key.
fn wrong_part(yaml: &str, index: usize) -> Option<Range<usize>> {
    let key = key_at(yaml, index)?;
    let entries = entries(yaml, &key);
    let fault = entries.iter().rfind(|entry| entry.start <= index).filter(|entry| index < entry.end);
    match fault {
        Some(entry) if entries.len() > 1 => Some(entry.clone()),
        _ => Some(key),
    }
}

fn key_at(yaml: &str, index: usize) -> Option<Range<usize>> {
    let found = keys(yaml);
    let inside = found.iter().find(|key| key.range.contains(&index));
    inside.or_else(|| found.last().filter(|key| index >= key.range.end)).map(|key| key.range.clone())
}

/// Replaces a range by white space and keeps its line ends, so that places stay right.
fn blank(yaml: &mut String, range: &Range<usize>) {
    let blanks: String = yaml[range.clone()].bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect();
    yaml.replace_range(range.clone(), &blanks);
}

/// Where the word or quoted text at `start` ends.
fn token_end(yaml: &str, start: usize) -> usize {
    let Some(rest) = yaml.get(start..) else { return start };
    let line = rest.split(['\n', '\r']).next().unwrap_or_default();
    let token = match line.chars().next() {
        Some(quote @ ('"' | '\'')) => line[1..].find(quote).map_or(line.len(), |at| at + 2),
        _ => line.find([' ', ',', ']', '}', ':']).unwrap_or(line.len()),
    };
    start + token
}

/// The message without the way to the value, whose indices count what is left.
fn without_path(message: &str) -> &str {
    let start = ["invalid type", "unknown variant"].into_iter().filter_map(|words| message.find(words)).min();
    &message[start.unwrap_or(0)..]
}

/// How a value of the type that is expected is written.
fn how_to_write(message: &str) -> Message {
    let expected = message.rsplit(", expected ").next().unwrap_or_default();
    let known = [
        ("f64", "write-number"),
        ("usize", "write-whole-number"),
        ("i64", "write-whole-number"),
        ("u64", "write-whole-number"),
        ("a boolean", "write-true-false"),
        ("a sequence", "write-list"),
        ("a map", "write-map"),
        ("struct", "write-map"),
        ("a string", "write-words"),
    ];
    let found = known.into_iter().find(|(kind, _)| expected.contains(kind)).map(|(_, hint)| Message::new(hint));
    found.unwrap_or_else(|| message!("may-be", values = expected.trim_start_matches("one of ")))
}

fn unknown_field(message: &str) -> Option<&str> {
    message.split("unknown field `").nth(1)?.split('`').next()
}

fn expected_fields(message: &str) -> Vec<&str> {
    let list = message.split(", expected ").nth(1).unwrap_or_default();
    list.split('`').skip(1).step_by(2).collect()
}

/// "did you mean" the nearest known key, or the list of them.
fn did_you_mean(name: &str, known: &[&str]) -> Message {
    let near = nearest(name, known.iter().copied());
    match near.filter(|(distance, key)| *distance <= 1 + key.chars().count() / 3) {
        Some((_, key)) => message!("did-you-mean", word = key),
        None => message!("may-have", keys = known.join(", ")),
    }
}
