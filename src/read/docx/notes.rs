//! Which notes a file has, what calls each, and the labels that are printed for them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::numbering;
use crate::read::xml::Element;

/// The two rows of notes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Row {
    /// At the foot of the page.
    Foot,
    /// At the end.
    End,
}

/// The notes of a file.
#[derive(Debug, Default)]
pub struct NoteBook {
    texts: BTreeMap<(Row, String), Element>,
    formats: BTreeMap<Row, (String, i64)>,
    counts: BTreeMap<Row, i64>,
    labels: BTreeSet<String>,
    /// The notes that were called, with their places in the document's row.
    called: HashMap<(Row, String), usize>,
}

impl NoteBook {
    /// Takes in a part with notes; separators are none.
    pub fn take(&mut self, row: Row, part: Option<Element>) {
        let Some(part) = part else { return };
        for node in part.children {
            let crate::read::xml::Node::Element(note) = node else { continue };
            let is_text = matches!(note.attribute("type"), None | Some("normal"));
            if let Some(id) = note.attribute("id").filter(|_| is_text).map(str::to_owned) {
                self.texts.insert((row, id), note);
            }
        }
    }

    /// Takes in how labels are written: `w:footnotePr` or `w:endnotePr`.
    pub fn take_format(&mut self, row: Row, properties: Option<&Element>) {
        let value = |name: &str| properties.and_then(|p| p.child(name)).and_then(|found| found.attribute("val"));
        let usual = if row == Row::Foot { "decimal" } else { "lowerRoman" };
        let known = self.formats.entry(row).or_insert_with(|| (usual.to_owned(), 1));
        if let Some(format) = value("w:numFmt") {
            format.clone_into(&mut known.0);
        }
        if let Some(start) = value("w:numStart").and_then(|start| start.parse().ok()) {
            known.1 = start;
        }
    }

    /// The place of a note in the document's row, when it was called before.
    pub fn place(&self, row: Row, id: &str) -> Option<usize> {
        self.called.get(&(row, id.to_owned())).copied()
    }

    /// A note that is called for the first time: its label and text. `place`: its place in the document's row.
    /// `is_custom`: it has a sign of its own and does not count.
    pub fn call(&mut self, row: Row, id: &str, place: usize, is_custom: bool) -> Option<(String, Element)> {
        let text = self.texts.get(&(row, id.to_owned()))?.clone();
        self.called.insert((row, id.to_owned()), place);
        let (format, start) = self.formats.get(&row).cloned().unwrap_or(("decimal".to_owned(), 1));
        let count = self.counts.entry(row).or_insert(start - 1);
        *count += i64::from(!is_custom);
        let printed = numbering::written(&format, *count).filter(|label| !label.is_empty() && !is_custom);
        let printed = printed.unwrap_or_else(|| count.to_string());
        Some((self.unique(&printed), text))
    }

    /// A label that no other note has.
    fn unique(&mut self, printed: &str) -> String {
        let letters = (b'a'..=b'z').map(|letter| format!("{printed}{}", char::from(letter)));
        let last = format!("{printed}-{}", self.labels.len());
        let mut free = std::iter::once(printed.to_owned()).chain(letters);
        let label = free.find(|label| !self.labels.contains(label)).unwrap_or(last);
        self.labels.insert(label.clone());
        label
    }

    /// How many notes nothing calls.
    pub fn stray(&self) -> usize {
        self.texts.keys().filter(|key| !self.called.contains_key(*key)).count()
    }
}

/// The bookmarks that hold a mark of a note: what "see note 3" refers to.
pub fn bookmarks(document: &Element) -> HashMap<String, (Row, String)> {
    let mut found = HashMap::new();
    let mut open: Vec<(String, String)> = Vec::new();
    walk(document, &mut open, &mut found);
    found
}

fn walk(element: &Element, open: &mut Vec<(String, String)>, found: &mut HashMap<String, (Row, String)>) {
    /// Bookmarks that are open at once; those that never close are forgotten.
    const MOST: usize = 64;
    for child in element.elements() {
        let id = || child.attribute("id").unwrap_or_default().to_owned();
        match &*child.name {
            "w:bookmarkStart" if open.len() < MOST => {
                open.push((id(), child.attribute("name").unwrap_or_default().to_owned()));
            }
            "w:bookmarkEnd" => open.retain(|(other, _)| *other != id()),
            "w:footnoteReference" | "w:endnoteReference" => {
                let row = if child.is("w:footnoteReference") { Row::Foot } else { Row::End };
                found.extend(open.iter().map(|(_, name)| (name.clone(), (row, id()))));
            }
            _ => walk(child, open, found),
        }
    }
}
