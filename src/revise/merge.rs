//! Three readings of a report's pages in one.
//!
//! In: the pages as the last import wrote them, as they stand now, and as a new import would write them. Out: the pages
//! with what the editor and the source changed, and what could not be put back in its place. What always holds:
//! `merge(b, b, x) = x`, `merge(b, x, b) = x`, `merge(b, x, x) = x`; what only one hand changed is as that hand left it;
//! where both changed the same words, both readings stay; nothing of the editor's is dropped without a word.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::attach;
use super::chunks::Chunk;
use super::front::{self, Mapping};
use super::matching::likeness;
use super::merged::Merged;
use super::order;
use super::shape::Vocabulary;
use super::side::{self, Files, Position, Side, SidePage};
use super::words;
use crate::markdown::conflict::{BETWEEN, OURS, THEIRS};
use crate::model::revision::Aside;

/// Merges three readings. `used` are names of figures that are not to be given again.
#[must_use]
pub fn merge(base: &Files, ours: &Files, theirs: &Files, used: &BTreeSet<String>) -> Merged {
    if ours == base || ours == theirs {
        return Merged { files: theirs.clone(), ..Merged::default() };
    }
    if theirs == base {
        return Merged { files: ours.clone(), ..Merged::default() };
    }
    let (own, shared) = own_pages(base, ours, theirs);
    let mut merger =
        Merger { base: Side::read(base), ours: Side::read(&shared), theirs: Side::read(theirs), ..Merger::default() };
    merger.find_lost_ids();
    // Figures and notes of the editor are looked for in the paragraphs as they will stand.
    let mut pages: Vec<SidePage> = merger.pages().iter().map(|page| merger.spaced(page)).collect();
    attach::attach(&merger.base, &merger.ours, &merger.theirs, &mut pages, used, &mut merger.merged);
    for page in &pages {
        let text = merger.text_of(page);
        merger.merged.files.insert(page.file.clone(), text);
    }
    merger.merged.files.extend(own);
    merger.merged
}

/// The pages that the editor made, and all others.
fn own_pages(base: &Files, ours: &Files, theirs: &Files) -> (Files, Files) {
    let known: HashSet<String> =
        [base, theirs].into_iter().flat_map(|files| Side::read(files).pages).map(|page| page.name).collect();
    let names: HashMap<String, String> =
        Side::read(ours).pages.into_iter().map(|page| (page.file, page.name)).collect();
    ours.clone().into_iter().partition(|(file, _)| {
        names.get(file).is_some_and(|name| !known.contains(name))
            && !base.contains_key(file)
            && !theirs.contains_key(file)
    })
}

#[derive(Default)]
struct Merger {
    base: Side,
    ours: Side,
    theirs: Side,
    merged: Merged,
}

impl Merger {
    /// A paragraph whose `{#id}` an editor took out has it again, when its words are still much the same.
    fn find_lost_ids(&mut self) {
        const ALIKE: f64 = 0.6;
        let lost: Vec<&Chunk> = self
            .base
            .names
            .iter()
            .filter(|name| !self.ours.spots.contains_key(*name))
            .filter_map(|name| self.base.chunk(name))
            .filter(|chunk| chunk.name.is_some())
            .collect();
        let mut vocabulary = Vocabulary::default();
        let mut found: Vec<(usize, usize, String)> = Vec::new();
        let free =
            self.ours.names.iter().filter(|name| name.starts_with('~')).filter_map(|name| self.ours.spots.get(name));
        for spot in free {
            let Position::Chunk(page, chunk) = *spot else { continue };
            let words = vocabulary.tokens(&self.ours.pages[page].chunks[chunk].text);
            let best = lost
                .iter()
                .map(|old| (likeness(&vocabulary.tokens(&old.text), &words).0, old))
                .max_by(|a, b| a.0.total_cmp(&b.0));
            if let Some((_, old)) = best.filter(|(alike, _)| *alike >= ALIKE) {
                found.extend(old.name.clone().map(|name| (page, chunk, name)));
            }
        }
        for (page, chunk, name) in found {
            let chunk = &mut self.ours.pages[page].chunks[chunk];
            if chunk.name.is_none() && !name.starts_with('^') {
                chunk.text.push_str(&format!(" {{#{name}}}"));
                chunk.name = Some(name);
            }
        }
        self.ours.name_pieces();
    }

    /// The merged pages, without the lists that are tied to words.
    fn pages(&mut self) -> Vec<SidePage> {
        let order = order::merge(&self.base.names, &self.ours.names, &self.theirs.names);
        let order: Vec<String> = order.into_iter().map(str::to_owned).collect();
        let mut pages: Vec<SidePage> = Vec::new();
        for name in &order {
            let is_page = match (self.theirs.spots.get(name), self.ours.spots.get(name)) {
                (Some(spot), _) | (None, Some(spot)) => matches!(spot, Position::Page(_)),
                (None, None) => false,
            };
            if is_page {
                pages.extend(self.page(name));
            } else if let Some(chunk) = self.chunk(name) {
                if pages.is_empty() {
                    pages.push(SidePage {
                        file: "_index.md".to_owned(),
                        name: "_index.md".to_owned(),
                        ..SidePage::default()
                    });
                }
                if let Some(page) = pages.last_mut() {
                    page.chunks.push(chunk);
                }
            }
        }
        pages
    }

    /// A page's front matter; none when the page is gone.
    fn page(&mut self, name: &str) -> Option<SidePage> {
        let (b, o, t) = (self.base.page(name), self.ours.page(name), self.theirs.page(name));
        let kept = match (o, t) {
            (Some(o), Some(t)) => {
                let empty = Mapping::default();
                let (front, _) = front::merge(b.map_or(&empty, |page| &page.front), &o.front, &t.front);
                let renamed = b.is_none_or(|b| b.file != o.file);
                let file = if renamed { o.file.clone() } else { t.file.clone() };
                SidePage { front, file, ..o.clone() }
            }
            // The editor deleted the page; what the source changed on it is told below, word by word.
            (None, Some(t)) if b.is_none() || self.is_heading_of_ours(name) => t.clone(),
            (None, Some(_)) => return None,
            (Some(_), None) if b.is_some() => {
                self.leave_front(name);
                return None;
            }
            (Some(o), None) => o.clone(),
            (None, None) => return None,
        };
        Some(SidePage { chunks: Vec::new(), lists: Default::default(), ..kept })
    }

    /// Whether what is a page now is a heading in the editor's reading.
    fn is_heading_of_ours(&self, name: &str) -> bool {
        matches!(self.ours.spots.get(name), Some(Position::Chunk(..)))
    }

    /// What the editor wrote into the front matter of a page that is no longer one.
    fn leave_front(&mut self, name: &str) {
        let (Some(ours), base) = (self.ours.page(name), self.base.page(name)) else { return };
        let was = base.map(|page| page.front.write()).unwrap_or_default();
        let front = ours.front.write();
        if front != was {
            let why = message!("aside-no-page");
            self.merged.aside.push(Aside { list: "front".to_owned(), page: ours.file.clone(), why, text: front });
        }
    }

    /// The text of a chunk from three readings; none when it is gone.
    fn chunk(&mut self, name: &str) -> Option<Chunk> {
        if self.theirs.chunk(name).is_some() && self.ours.page(name).is_some() {
            // A page became a heading of another page.
            self.leave_front(name);
            return self.theirs.chunk(name).cloned();
        }
        let text = |side: &'_ Side| side.chunk(name).map(|chunk| chunk.text.clone());
        let (b, o, t) = (text(&self.base), text(&self.ours), text(&self.theirs));
        let merged = match (&b, &o, &t) {
            (_, None, None) => return None,
            (None, Some(only), None) | (None, None, Some(only)) => only.clone(),
            (Some(b), Some(kept), None) | (Some(b), None, Some(kept)) if b == kept => return None,
            (Some(b), Some(o), Some(t)) => words::merge(b, o, t).unwrap_or_else(|| both(o, t)),
            (None, Some(o), Some(t)) if o == t => o.clone(),
            (_, o, t) => both(o.as_deref().unwrap_or_default(), t.as_deref().unwrap_or_default()),
        };
        let gap = self.ours.chunk(name).or_else(|| self.theirs.chunk(name)).map(|chunk| chunk.gap.clone());
        let name = (!name.starts_with('~')).then(|| name.to_owned());
        Some(Chunk { gap: gap.unwrap_or_default(), text: merged, name })
    }

    /// The page as a file: as it stands in one of the readings, when it says the same.
    fn text_of(&self, page: &SidePage) -> String {
        let same = |other: &SidePage| {
            let texts = |page: &'_ SidePage| page.chunks.iter().map(|chunk| chunk.text.clone()).collect::<Vec<_>>();
            texts(other) == texts(page) && other.front == page.front && other.lists == page.lists
        };
        let crlf = |text: String, is_crlf: bool| if is_crlf { text.replace('\n', "\r\n") } else { text };
        for side in [&self.ours, &self.theirs] {
            if let Some(other) = side.page(&page.name).filter(|other| same(other)) {
                return crlf(other.text.clone(), page.is_crlf);
            }
        }
        crlf(side::write(page), page.is_crlf)
    }

    /// A page whose chunks stand as far apart as in the side that has them beside each other, otherwise a blank line.
    fn spaced(&self, page: &SidePage) -> SidePage {
        let mut page = page.clone();
        let mut before: Option<String> = None;
        for chunk in &mut page.chunks {
            let blank = chunk.gap.matches('\n').count() > 1;
            let wanted = match &before {
                None => "\n",
                Some(before) => match self.gap_between(before, chunk.name.as_deref()) {
                    Some(gap) => gap,
                    None if blank => chunk.gap.as_str(),
                    None => "\n\n",
                },
            };
            chunk.gap = wanted.to_owned();
            before = Some(chunk.name.clone().unwrap_or_default());
        }
        if !page.end.ends_with('\n') {
            page.end.push('\n');
        }
        page
    }

    /// What stands between two chunks in the first side that has them beside each other. The gap before a page's first
    /// chunk never counts: behind another chunk it would make the two one paragraph.
    fn gap_between(&self, before: &str, name: Option<&str>) -> Option<&str> {
        let name = name?;
        [&self.ours, &self.theirs].into_iter().find_map(|side| match (side.spots.get(before), side.spots.get(name)) {
            (Some(Position::Chunk(page, a)), Some(Position::Chunk(other, b))) if page == other && a + 1 == *b => {
                side.chunk(name).map(|chunk| chunk.gap.as_str())
            }
            _ => None,
        })
    }
}

/// Two readings side by side.
fn both(ours: &str, theirs: &str) -> String {
    let line = |text: &str| if text.is_empty() { String::new() } else { format!("{text}\n") };
    format!("{OURS}\n{}{BETWEEN}\n{}{THEIRS}", line(ours), line(theirs))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A report of three pages, each with some paragraphs.
    fn report(paragraphs: &[(usize, String)]) -> Files {
        let mut files =
            Files::from([("_index.md".to_owned(), "---\ntitle: Báo cáo\n---\n\nLời đầu. {#z0z0}\n".to_owned())]);
        for page in 1..=3_usize {
            let mut text = format!("---\ntitle: Mục {page}\nid: p{page}\nweight: {page}0\n---\n");
            for (at, words) in paragraphs.iter().enumerate().filter(|(at, _)| at % 3 + 1 == page) {
                text.push_str(&format!("\n{} {{#b{at}}}\n", words.1));
            }
            files.insert(format!("0{page}-muc.md"), text);
        }
        files
    }

    fn merged(base: &Files, ours: &Files, theirs: &Files) -> Merged {
        merge(base, ours, theirs, &BTreeSet::new())
    }

    #[test]
    fn what_each_hand_changed_stands() {
        let base = report(&[(0, "Một hai ba bốn năm sáu bảy".to_owned()), (1, "Đoạn hai".to_owned())]);
        let with = |page: &str, from: &str, to: &str| {
            let mut files = base.clone();
            let text = files[page].replace(from, to);
            assert_ne!(text, files[page]);
            files.insert(page.to_owned(), text);
            files
        };
        let ours = with("01-muc.md", "Một hai", "Một E hai");
        let both = merged(&base, &ours, &with("01-muc.md", "sáu bảy", "sáu S bảy")).files;
        assert!(both["01-muc.md"].contains("Một E hai ba bốn năm sáu S bảy {#b0}"), "{}", both["01-muc.md"]);
        let open = merged(&base, &ours, &with("01-muc.md", "Một hai", "Một S hai")).files;
        assert!(open["01-muc.md"].contains("<<<<<<< content\nMột E hai"), "{}", open["01-muc.md"]);
        // The page is gone from the source: what the editor wrote into its text is asked about, its front matter set aside.
        let mut gone = base.clone();
        gone.remove("01-muc.md");
        let ours = with("01-muc.md", "title: Mục 1\n", "title: Mục 1 # nhớ\n");
        let left = merged(&base, &ours, &gone);
        assert!(left.aside[0].text.contains("# nhớ") && !left.files.contains_key("01-muc.md"));
    }

    proptest! {
        /// Paragraphs that the source moves over pages stay apart on pages that the editor touched, too.
        #[test]
        fn moved_paragraphs_stay_apart(places in Just((0..9_usize).collect::<Vec<_>>()).prop_shuffle(), touched in 1..=3_usize) {
            let words = |at: usize| format!("đoạn {at} có {at}{at} chữ riêng của nó");
            let on_pages = |order: &[usize]| {
                let mut files = report(&[]);
                for (place, at) in order.iter().enumerate() {
                    let text = files.entry(format!("0{}-muc.md", place / 3 + 1)).or_default();
                    text.push_str(&format!("\n{} {{#b{at}}}\n", words(*at)));
                }
                files
            };
            let base = on_pages(&(0..9).collect::<Vec<_>>());
            let theirs = on_pages(&places);
            let mut ours = base.clone();
            let first = (touched - 1) * 3;
            let file = format!("0{touched}-muc.md");
            ours.insert(file.clone(), base[&file].replace(&words(first), &format!("{} E", words(first))));
            let files: Vec<String> = merged(&base, &ours, &theirs).files.into_values().collect();
            let all = files.join("\n\n");
            for at in 0..9 {
                let id = format!("{{#b{at}}}");
                let mut blocks = all.split("\n\n").map(str::trim);
                let stands = blocks.any(|block| block.starts_with(&words(at)) && block.ends_with(&id));
                prop_assert!(stands, "paragraph {} in {}", at, all);
            }
        }

        #[test]
        fn no_word_of_either_hand_is_lost(
            words in proptest::collection::vec("([a-d]{2} ){6,9}", 3..9),
            edits in proptest::collection::vec((any::<bool>(), 0_usize..9, 0_usize..6, 0_usize..4), 0..8),
        ) {
            let base: Vec<(usize, String)> = words.iter().map(|words| (0, words.trim().to_owned())).collect();
            let (mut ours, mut theirs) = (base.clone(), base.clone());
            let mut marks = Vec::new();
            for (index, (is_ours, paragraph, place, kind)) in edits.into_iter().enumerate() {
                let side = if is_ours { &mut ours } else { &mut theirs };
                let Some(paragraph) = side.get_mut(paragraph) else { continue };
                let mark = format!("{}{index}", if is_ours { "E" } else { "S" });
                let mut all: Vec<&str> = paragraph.1.split(' ').collect();
                match kind {
                    0 => all.insert(0, &mark),
                    1 => all.push(&mark),
                    _ => all.insert(place.min(all.len()), &mark),
                }
                paragraph.1 = all.join(" ");
                marks.push(mark);
            }
            let (base, ours, theirs) = (report(&base), report(&ours), report(&theirs));
            let all: String = merged(&base, &ours, &theirs).files.into_values().collect();
            for mark in marks {
                prop_assert!(all.contains(&mark), "{} in {}", mark, all);
            }
            prop_assert_eq!(&merged(&base, &base, &theirs).files, &theirs);
            prop_assert_eq!(&merged(&base, &ours, &base).files, &ours);
            prop_assert_eq!(&merged(&base, &ours, &ours).files, &ours);
        }
    }
}
