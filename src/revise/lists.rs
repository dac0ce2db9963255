//! The lists of front matter whose entries are tied to words: indicators, annotations, corrections.
//!
//! In: a key with its lines. Out: its entries, each a mapping that knows its words and its place. What always holds: the
//! entries put together are the lines to the byte.

use std::collections::HashMap;

use super::front::{Entry, Mapping, dedented, indented};
use crate::model::indicator::Indicator;
use crate::yaml;

/// The lists that are tied to words.
pub const LISTS: [&str; 3] = ["indicators", "annotations", "corrections"];

/// An entry of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Item {
    /// Comments and blank lines before it.
    pub lead: String,
    /// Its keys, at the left margin.
    pub mapping: Mapping,
    /// The spaces before its dash.
    pub indent: usize,
}

impl Item {
    /// An entry that says what tells a figure from others.
    #[must_use]
    pub fn of(figure: &Indicator) -> Self {
        let mut item = Self { indent: 2, ..Self::default() };
        for (key, text) in [("name", &figure.name), ("quote", &figure.quote), ("at", &figure.at)] {
            item.set_text(key, text);
        }
        for (key, value) in [("value", figure.value), ("low", figure.low), ("high", figure.high)] {
            if let Some(value) = value {
                item.mapping.set(key, format!("{key}: {value}\n"));
            }
        }
        item
    }

    /// The plain value of a key; empty for none.
    #[must_use]
    pub fn value(&self, key: &str) -> String {
        let Some(entry) = self.mapping.get(key) else { return String::new() };
        let read: Option<HashMap<String, serde_yaml::Value>> = serde_yaml::from_str(&entry.body).ok();
        match read.and_then(|mut map| map.remove(key)) {
            Some(serde_yaml::Value::String(text)) => text,
            Some(serde_yaml::Value::Number(number)) => number.to_string(),
            Some(serde_yaml::Value::Bool(flag)) => flag.to_string(),
            _ => String::new(),
        }
    }

    /// Sets a key to a text.
    pub fn set_text(&mut self, key: &str, text: &str) {
        self.mapping.set(key, format!("{key}: {}\n", yaml::quoted(text)));
    }

    /// Its lines.
    #[must_use]
    pub fn write(&self) -> String {
        let lines = indented(&self.mapping.write(), self.indent + 2);
        let dash = format!("{}- ", " ".repeat(self.indent));
        format!("{}{dash}{}", self.lead, lines.get(self.indent + 2..).unwrap_or_default())
    }
}

/// What tells an entry from others, read once.
struct Facts {
    quote: String,
    at: String,
    names: [String; 3],
    figures: [String; 3],
}

impl Facts {
    fn of(item: &Item) -> Self {
        Self {
            quote: item.value("quote"),
            at: item.value("at"),
            names: ["name", "note", "read"].map(|key| item.value(key)),
            figures: ["value", "low", "high"].map(|key| item.value(key)),
        }
    }

    /// How surely two entries are one, by their words, place and name; none when they are not.
    fn likeness(&self, other: &Self) -> Option<usize> {
        let same = |a: &String, b: &String| !a.is_empty() && a == b;
        let any = |a: &[String; 3], b: &[String; 3]| a.iter().zip(b).any(|(a, b)| same(a, b));
        let (quote, at) = (same(&self.quote, &other.quote), same(&self.at, &other.at));
        let alike = usize::from(any(&self.names, &other.names)) + usize::from(any(&self.figures, &other.figures));
        let points = 4 * usize::from(quote) + 2 * usize::from(at) + 2 * alike;
        ((quote || at) && points >= 4).then_some(points)
    }
}

/// The entries of a list that is written one entry below the other; none when it is written otherwise.
#[must_use]
pub fn read(entry: &Entry) -> Option<Vec<Item>> {
    let (_, below) = entry.body.split_once('\n')?;
    let indent_of = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let dash = below.lines().find(|line| line.trim_start().starts_with("- ")).map(indent_of)?;
    let mut items: Vec<(String, String)> = Vec::new();
    let mut pending = String::new();
    for line in below.split_inclusive('\n') {
        let bare = line.trim();
        let is_item = indent_of(line) == dash && bare.starts_with("- ");
        if is_item {
            let body = line.replacen("- ", "  ", 1);
            items.push((std::mem::take(&mut pending), body));
        } else if bare.is_empty() || bare.starts_with('#') && indent_of(line) <= dash {
            pending.push_str(line);
        } else {
            let (_, body) = items.last_mut()?;
            body.push_str(&std::mem::take(&mut pending));
            body.push_str(line);
        }
    }
    if let Some((_, body)) = items.last_mut() {
        body.push_str(&pending);
    }
    let item = |(lead, body): (String, String)| Item { lead, mapping: Mapping::read(&dedented(&body)), indent: dash };
    Some(items.into_iter().map(item).collect())
}

/// For each entry of `others` the entry of `items` that it is, best first.
#[must_use]
pub fn pairs(items: &[Item], others: &[Item]) -> Vec<Option<usize>> {
    let mut scored = Vec::new();
    let facts: Vec<Facts> = items.iter().map(Facts::of).collect();
    let mut by_tie: HashMap<&str, Vec<usize>> = HashMap::new();
    for (index, one) in facts.iter().enumerate() {
        for tie in [&one.at, &one.quote] {
            by_tie.entry(tie).or_default().push(index);
        }
    }
    for (other, one) in others.iter().map(Facts::of).enumerate() {
        let ties = [&one.at, &one.quote].into_iter().filter_map(|tie| by_tie.get(tie.as_str()));
        for index in ties.flatten() {
            scored.extend(facts[*index].likeness(&one).map(|points| (points, *index, other)));
        }
    }
    scored.sort_by_key(|(points, index, other)| (std::cmp::Reverse(*points), index.abs_diff(*other), *index));
    let mut taken = vec![false; items.len()];
    let mut pairs = vec![None; others.len()];
    for (_, index, other) in scored {
        if !taken[index] && pairs[other].is_none() {
            taken[index] = true;
            pairs[other] = Some(index);
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = "indicators:\n  - name: \"Tỷ lệ\"\n    value: 54.01\n    quote: \"đạt 54,01%\"\n    at: k7f2\n  # xem lại\n  - name: Số xã\n    quote: 12 xã # đếm lại\n    at: \"^3\"\n";

    #[test]
    fn items_are_the_list() {
        let entry = Entry { body: LIST.to_owned(), ..Entry::default() };
        let items = read(&entry).unwrap();
        let written: String = items.iter().map(Item::write).collect();
        assert_eq!(format!("indicators:\n{written}"), LIST);
        assert_eq!((items[0].value("value"), items[1].value("quote")), ("54.01".to_owned(), "12 xã".to_owned()));
        assert_eq!(pairs(&items, &[items[1].clone(), items[0].clone()]), [Some(1), Some(0)]);
        let flow = Entry { body: "indicators: []\n".to_owned(), ..Entry::default() };
        assert!(read(&flow).is_none());
    }
}
