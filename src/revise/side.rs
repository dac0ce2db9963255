//! A report's pages as one row of named pieces: what a merge compares.
//!
//! In: the files of a report's folder. Out: [`Side`]. What always holds: a name stands for one piece of a side; pieces
//! that carry no id are named by their words.

use std::collections::{BTreeMap, HashMap};

use super::chunks::{self, Chunk};
use super::front::Mapping;
use super::lists::{self, Item, LISTS};
use crate::yaml::front_matter;

/// The Markdown files of a report's folder, by name.
pub type Files = BTreeMap<String, String>;

/// A page in its parts.
#[derive(Debug, Clone, Default)]
pub struct SidePage {
    /// File name.
    pub file: String,
    /// The id of its section; `_index.md` for the report's own page.
    pub name: String,
    /// The front matter without the lists that are tied to words.
    pub front: Mapping,
    /// Those lists, by their place in [`LISTS`].
    pub lists: [Vec<Item>; 3],
    /// Where each of those lists stood: the key before it.
    pub list_after: [Option<String>; 3],
    /// Their order in the front matter.
    pub list_rank: [usize; 3],
    /// The body.
    pub chunks: Vec<Chunk>,
    /// The white space at its end.
    pub end: String,
    /// The whole page with plain line ends.
    pub text: String,
    /// Whether the file had the line ends of Windows.
    pub is_crlf: bool,
}

/// Where a named piece stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Position {
    /// A page.
    Page(usize),
    /// A chunk of a page.
    Chunk(usize, usize),
}

/// One of the three readings.
#[derive(Debug, Clone, Default)]
pub struct Side {
    /// The pages in reading order, the report's own first.
    pub pages: Vec<SidePage>,
    /// The names in reading order.
    pub names: Vec<String>,
    /// Where they stand.
    pub spots: HashMap<String, Position>,
}

impl Side {
    /// Reads a side.
    #[must_use]
    pub fn read(files: &Files) -> Self {
        let mut pages: Vec<SidePage> = files.iter().map(|(file, text)| read_page(file, text)).collect();
        let weight = |page: &SidePage| {
            let weight = page.front.get("weight").and_then(|entry| entry.body.split(':').nth(1)?.trim().parse().ok());
            (page.file != "_index.md", weight.unwrap_or(i64::MAX), page.file.clone())
        };
        pages.sort_by_key(weight);
        let mut side = Self { pages, ..Self::default() };
        side.name_pieces();
        side
    }

    /// Gives every piece its name; the second piece with an id is named by its words.
    pub fn name_pieces(&mut self) {
        self.names.clear();
        self.spots.clear();
        let mut counts: HashMap<String, usize> = HashMap::new();
        for page in 0..self.pages.len() {
            let name = self.pages[page].name.clone();
            self.add(name, Position::Page(page));
            for chunk in 0..self.pages[page].chunks.len() {
                let Chunk { text, name, .. } = &self.pages[page].chunks[chunk];
                let own = name.clone().filter(|name| !self.spots.contains_key(name));
                let name = own.unwrap_or_else(|| {
                    let count = counts.entry(text.clone()).or_default();
                    *count += 1;
                    format!("~{count} {text}")
                });
                self.add(name, Position::Chunk(page, chunk));
            }
        }
    }

    fn add(&mut self, name: String, spot: Position) {
        if !self.spots.contains_key(&name) {
            self.names.push(name.clone());
            self.spots.insert(name, spot);
        }
    }

    /// The chunk with a name.
    #[must_use]
    pub fn chunk(&self, name: &str) -> Option<&Chunk> {
        match self.spots.get(name)? {
            Position::Chunk(page, chunk) => self.pages[*page].chunks.get(*chunk),
            Position::Page(_) => None,
        }
    }

    /// The page with a name.
    #[must_use]
    pub fn page(&self, name: &str) -> Option<&SidePage> {
        match self.spots.get(name)? {
            Position::Page(page) => self.pages.get(*page),
            Position::Chunk(..) => None,
        }
    }

    /// The entries of a list in reading order, each with its page.
    #[must_use]
    pub fn items(&self, list: usize) -> Vec<(usize, &Item)> {
        let pages = self.pages.iter().enumerate();
        pages.flat_map(|(index, page)| page.lists[list].iter().map(move |item| (index, item))).collect()
    }
}

fn read_page(file: &str, text: &str) -> SidePage {
    let is_crlf = text.contains("\r\n");
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let parts = front_matter(&text, 0).ok().flatten();
    let (front, body) = parts.map_or(("", text.as_str()), |parts| (&text[parts.yaml], &text[parts.body_start..]));
    let mut front = Mapping::read(front);
    let mut page = SidePage { file: file.to_owned(), is_crlf, ..SidePage::default() };
    for (index, list) in LISTS.iter().enumerate() {
        let at = front.entries.iter().position(|entry| entry.key == *list);
        // A list that is written otherwise stays a key like any other.
        if let Some((at, items)) = at.and_then(|at| Some((at, lists::read(&front.entries[at])?))) {
            page.lists[index] = items;
            page.list_rank[index] = text.find(&format!("\n{list}:")).unwrap_or(usize::MAX);
            page.list_after[index] = at.checked_sub(1).map(|before| front.entries[before].key.clone());
            let lead = front.entries.remove(at).lead;
            if let Some(first) = page.lists[index].first_mut() {
                first.lead.insert_str(0, &lead);
            }
        }
    }
    let id = front.get("id").and_then(|entry| Some(entry.body.split_once(':')?.1.trim().trim_matches('"').to_owned()));
    page.name = if file == "_index.md" { file.to_owned() } else { id.unwrap_or_else(|| format!("file {file}")) };
    (page.chunks, page.end) = chunks::cut(body);
    page.front = front;
    page.text = text;
    page
}

/// The text of a page.
#[must_use]
pub fn write(page: &SidePage) -> String {
    let mut front = page.front.clone();
    let mut order: Vec<usize> = (0..LISTS.len()).filter(|index| !page.lists[*index].is_empty()).collect();
    // Lists after the same key: the last one first, so that each goes before the one that follows it.
    order.sort_by_key(|index| std::cmp::Reverse((page.list_rank[*index], *index)));
    for index in order {
        let after = page.list_after[index].as_ref();
        let at = after.and_then(|key| front.entries.iter().position(|entry| entry.key == *key)).map(|at| at + 1);
        let at = at.unwrap_or(front.entries.len());
        let body: String = page.lists[index].iter().map(Item::write).collect();
        let entry = super::front::Entry {
            key: LISTS[index].to_owned(),
            body: format!("{}:\n{body}", LISTS[index]),
            lead: String::new(),
        };
        front.entries.insert(at, entry);
    }
    let yaml = front.write();
    let head = if yaml.is_empty() { String::new() } else { format!("---\n{yaml}---\n") };
    head + &chunks::put_together(&page.chunks, &page.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_its_parts() {
        let text = "---\ntitle: A\nid: b1c2\n# hình\nindicators:\n  - name: x\n    at: k1k1\nextra: 1\n---\n\nMột {#k1k1}\n\n[^1]: Hai\n";
        let page = read_page("01-a.md", text);
        assert_eq!(page.name, "b1c2");
        let plain = text.replace("# hình\nindicators:\n", "indicators:\n# hình\n");
        assert_eq!(write(&page), plain);
        assert_eq!(write(&read_page("x.md", "Chỉ chữ.\n")), "Chỉ chữ.\n");
    }
}
