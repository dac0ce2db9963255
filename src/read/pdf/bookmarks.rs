//! The outline that a file carries: its bookmarks, and the pages that these lead to.
//!
//! It is evidence, not truth: who uses it looks for the words on the page. Bounded, since a file may lead in circles.

use std::collections::HashMap;

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, MaybeRef, Name, Object, String as Words};

use super::strings::words_of;
use crate::model::scan::Bookmark;
use crate::text::fold_space;

/// More bookmarks are no outline.
const MOST: usize = 5_000;
/// Bookmarks within bookmarks.
const DEEPEST: usize = 12;
/// Names of places; more are nonsense.
const MOST_NAMES: usize = 200_000;

/// The places that a file has names for, and its pages by the numbers of their objects.
struct Places<'a> {
    named: HashMap<Vec<u8>, Object<'a>>,
    pages: HashMap<u32, usize>,
}

/// The bookmarks of a file, in their order.
pub fn read(pdf: &Pdf) -> Vec<Bookmark> {
    let root = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id());
    let Some((root, outlines)) = root.and_then(|root| Some((root.clone(), root.get::<Dict<'_>>("Outlines")?))) else {
        return Vec::new();
    };
    let numbers = pdf.pages().iter().enumerate();
    let pages = numbers.filter_map(|(at, page)| Some((page.raw().obj_id()?.obj_number, at + 1)));
    let places = Places { named: named(&root), pages: pages.collect() };
    let mut found = Vec::new();
    let mut open: Vec<(Dict<'_>, usize)> = outlines.get::<Dict<'_>>("First").into_iter().map(|one| (one, 1)).collect();
    while let Some((entry, level)) = open.pop().filter(|_| found.len() < MOST) {
        let title = entry.get::<Words<'_>>("Title").map(|words| fold_space(&words_of(words.as_bytes())));
        found.push(Bookmark { title: title.unwrap_or_default(), level, page: places.page_of(&entry) });
        open.extend(entry.get::<Dict<'_>>("Next").map(|next| (next, level)));
        let below = entry.get::<Dict<'_>>("First").filter(|_| level < DEEPEST);
        open.extend(below.map(|below| (below, level + 1)));
    }
    found
}

impl Places<'_> {
    /// The page that a bookmark leads to.
    fn page_of(&self, entry: &Dict<'_>) -> Option<usize> {
        let action = || entry.get::<Dict<'_>>("A")?.get::<Object<'_>>("D");
        let mut place = entry.get::<Object<'_>>("Dest").or_else(action)?;
        // A name leads to a place, or to a dictionary that holds one.
        for _ in 0..3 {
            place = match place {
                Object::Array(place) => return self.page_at(&place),
                Object::Dict(place) => place.get::<Object<'_>>("D")?,
                Object::String(name) => self.named.get(name.as_bytes())?.clone(),
                Object::Name(name) => self.named.get(name.as_ref())?.clone(),
                _ => return None,
            };
        }
        None
    }

    fn page_at(&self, place: &Array<'_>) -> Option<usize> {
        match place.raw_iter().next()? {
            MaybeRef::Ref(page) => self.pages.get(&page.obj_number).copied(),
            MaybeRef::NotRef(Object::Number(number)) => usize::try_from(number.as_i64()).ok().map(|at| at + 1),
            MaybeRef::NotRef(_) => None,
        }
    }
}

/// The places that a file has names for: a dictionary of old, or a tree.
fn named<'a>(root: &Dict<'a>) -> HashMap<Vec<u8>, Object<'a>> {
    let mut named = HashMap::new();
    if let Some(places) = root.get::<Dict<'a>>("Dests") {
        let names: Vec<Name<'a>> = places.keys().take(MOST_NAMES).collect();
        let place = |name: Name<'a>| Some((name.as_ref().to_vec(), places.get::<Object<'a>>(name.as_ref())?));
        named.extend(names.into_iter().filter_map(place));
    }
    let tree = root.get::<Dict<'a>>("Names").and_then(|names| names.get::<Dict<'a>>("Dests"));
    let mut open: Vec<Dict<'a>> = tree.into_iter().collect();
    let mut seen = 0;
    while let Some(branch) = open.pop() {
        seen += 1;
        if seen > MOST_NAMES || named.len() > MOST_NAMES {
            break;
        }
        let below = branch.get::<Array<'a>>("Kids");
        open.extend(below.iter().flat_map(|below| below.iter::<Dict<'a>>()).take(MOST_NAMES));
        let Some(entries) = branch.get::<Array<'a>>("Names") else { continue };
        let mut name = None;
        for entry in entries.iter::<Object<'a>>().take(MOST_NAMES) {
            name = match (entry, name) {
                (Object::String(own), None) => Some(own.as_bytes().to_vec()),
                (place, Some(name)) => {
                    named.insert(name, place);
                    None
                }
                (_, None) => None,
            };
        }
    }
    named
}
