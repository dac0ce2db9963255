//! What a report's folder keeps of the pages of its print: `_pages.yaml`, and the pictures in `_pages/`.
//!
//! In: the files. Out: [`Facsimile`], and its file. Invariant: every page that is given has its picture, and a name of its own that is a
//! part of an address.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::record;
use crate::diagnostic::Diagnostic;
use crate::model::facsimile::{Area, Facsimile, PICTURES};
use crate::tree::FileTree;
use crate::yaml;

/// Where the report stands on the pages of its print.
pub const PRINT: &str = "_pages.yaml";

/// Reads what is kept of a report's print.
pub(super) fn read(tree: &FileTree, folder: &str, said: &mut Vec<Diagnostic>) -> Facsimile {
    let mut facsimile: Facsimile = record::read(tree, folder, PRINT, said);
    let mut names = BTreeSet::new();
    facsimile.pages.retain(|page| {
        let path = format!("{folder}/{PICTURES}/{}", page.picture);
        let is_there = is_name(&page.picture) && tree.get(&path).is_some();
        if !is_there {
            let missing = message!("picture-missing", path = format!("{PICTURES}/{}", page.picture));
            let missing = Diagnostic::new("picture-missing", &format!("{folder}/{PRINT}"), missing);
            said.push(missing.hint(message!("facsimile-again-hint")));
        }
        is_there && is_name(&page.name) && names.insert(page.name.clone())
    });
    for printed in facsimile.places.values_mut() {
        printed.at.retain(|area| names.contains(&area.0));
    }
    facsimile.places.retain(|_, printed| !printed.at.is_empty());
    facsimile
}

fn is_name(name: &str) -> bool {
    let is_plain = |c: u8| c.is_ascii_alphanumeric() || c == b'-' || c == b'.';
    !name.is_empty() && !name.starts_with('.') && name.bytes().all(is_plain)
}

/// The file, one entry a line.
#[must_use]
pub fn write_facsimile(facsimile: &Facsimile) -> String {
    let mut out =
        String::from("# Where this report stands on the pages of its print. Written by ibid; not for editing.\npages:");
    out.push_str(if facsimile.pages.is_empty() { " []\n" } else { "\n" });
    for page in &facsimile.pages {
        let label = page.label.as_ref().map(|label| format!("label: {}, ", yaml::quoted(label))).unwrap_or_default();
        let (name, picture) = (yaml::quoted(&page.name), yaml::quoted(&page.picture));
        let (width, height) = page.size;
        let _ = writeln!(out, "  - {{name: {name}, {label}picture: {picture}, size: [{width}, {height}]}}");
    }
    out.push_str(if facsimile.places.is_empty() { "places: {}\n" } else { "places:\n" });
    for (id, printed) in &facsimile.places {
        let area = |Area(page, x0, y0, x1, y1): &Area| format!("[{}, {x0}, {y0}, {x1}, {y1}]", yaml::quoted(page));
        let areas: Vec<String> = printed.at.iter().map(area).collect();
        let _ = writeln!(out, "  {}: {{letters: {}, at: [{}]}}", yaml::quoted(id), printed.letters, areas.join(", "));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::facsimile::{PrintPage, Printed};

    #[test]
    fn what_is_written_is_read() {
        let mut facsimile = Facsimile::default();
        let page = |name: &str, label: Option<&str>| PrintPage {
            name: name.to_owned(),
            label: label.map(str::to_owned),
            picture: format!("{name}.png"),
            size: (849, 1200),
        };
        facsimile.pages = vec![page("1", Some("[1]")), page("f2", None)];
        let printed = Printed { letters: 40, at: vec![Area("1".into(), 1, 2, 3, 4), Area("f2".into(), 0, 0, 9, 1000)] };
        facsimile.places.insert("^12a".into(), printed);
        let mut folder = FileTree::new();
        for (path, text) in [
            ("content/a/_pages.yaml", write_facsimile(&facsimile)),
            ("content/a/_pages/1.png", String::new()),
            ("content/a/_pages/f2.png", String::new()),
        ] {
            folder.insert(path, text).expect("a path inside");
        }
        let mut said = Vec::new();
        assert_eq!(read(&folder, "content/a", &mut said), facsimile);
        assert_eq!(said, []);
        folder.take("content/a/_pages/1.png");
        let left = read(&folder, "content/a", &mut said);
        assert_eq!(said.len(), 1);
        assert_eq!(left.pages, facsimile.pages[1..]);
        assert_eq!(left.places["^12a"].at, facsimile.places["^12a"].at[1..]);
    }
}
