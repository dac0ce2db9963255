//! Notes of a page, by the links between a mark and its note.
//!
//! In: the page's elements. Out: which link is a mark and which element its note. A mark leads to a place further down; the
//! note there leads back to the mark, or opens with the mark's own label.

use std::collections::{HashMap, HashSet};

use crate::read::xml::Element;
use crate::text::fold_space;

/// An element's identity: where it lies in memory, as long as the page stands.
pub type Id = usize;

/// The identity of an element.
pub fn id_of(element: &Element) -> Id {
    std::ptr::from_ref(element) as Id
}

/// A note.
#[derive(Debug, Clone)]
pub struct Found<'p> {
    /// As it is printed, without brackets.
    pub label: String,
    /// What holds its text.
    pub body: &'p Element,
    /// Its words open with the label.
    pub has_label: bool,
}

/// The notes of a page.
#[derive(Debug, Default)]
pub struct Notes<'p> {
    /// In the order of their marks.
    pub notes: Vec<Found<'p>>,
    /// The links that are marks, with the places of their notes in `notes`.
    pub marks: HashMap<Id, usize>,
    /// The links that lead back from notes.
    pub backs: HashSet<Id>,
    /// The elements that are notes.
    pub bodies: HashSet<Id>,
}

/// An element with those around it, by their places in the walk.
struct Place<'p> {
    element: &'p Element,
    parent: Option<usize>,
}

/// Blocks that may be a note.
const BLOCKS: [&str; 9] = ["p", "li", "div", "dd", "td", "aside", "section", "tr", "blockquote"];
/// The longest label of a note, in letters.
const LABEL: usize = 6;

/// Finds the notes of a page.
pub fn find(body: &Element) -> Notes<'_> {
    let mut page = Places { places: Vec::new(), names: HashMap::new() };
    page.walk(body, None);
    let links: Vec<(usize, usize)> = (0..page.places.len()).filter_map(|at| Some((at, page.target(at)?))).collect();
    let mut notes = Notes::default();
    let mut of_body: HashMap<usize, usize> = HashMap::new();
    let back_of: HashMap<usize, Vec<usize>> = links.iter().fold(HashMap::new(), |mut map, (at, target)| {
        map.entry(*target).or_default().push(*at);
        map
    });
    for (mark, target) in links.iter().filter(|(mark, target)| mark < target) {
        let Some(label) = page.label(*mark) else { continue };
        let back = page.back(*mark, *target, &back_of);
        let Some(body) = page.body(*mark, *target).filter(|body| back.is_some() || page.opens_with(*body, &label))
        else {
            continue;
        };
        let place = *of_body.entry(body).or_insert_with(|| {
            let has_label =
                page.opens_with(body, &label) && back.is_none_or(|back| page.label(back).as_ref() != Some(&label));
            notes.notes.push(Found { label, body: page.places[body].element, has_label });
            notes.notes.len() - 1
        });
        notes.bodies.insert(id_of(page.places[body].element));
        notes.marks.insert(id_of(page.places[*mark].element), place);
        notes.backs.extend(back.map(|back| id_of(page.places[back].element)));
    }
    notes
}

struct Places<'p> {
    places: Vec<Place<'p>>,
    /// The elements that links lead to, by their ids and names.
    names: HashMap<&'p str, usize>,
}

impl<'p> Places<'p> {
    fn walk(&mut self, element: &'p Element, parent: Option<usize>) {
        let at = self.places.len();
        self.places.push(Place { element, parent });
        for key in ["id", "name"] {
            if let Some(name) = element.attribute(key) {
                self.names.entry(name).or_insert(at);
            }
        }
        for child in element.elements() {
            self.walk(child, Some(at));
        }
    }

    /// The element that a link within the page leads to.
    fn target(&self, at: usize) -> Option<usize> {
        let element = self.places[at].element;
        let href = element.attribute("href").filter(|_| element.is("a"))?;
        self.names.get(href.strip_prefix('#')?).copied()
    }

    /// An element and those around it.
    fn around(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(Some(at), |at| self.places[*at].parent)
    }

    fn holds(&self, outer: usize, inner: usize) -> bool {
        self.around(inner).any(|at| at == outer)
    }

    /// The label that a link shows, when it may be that of a note.
    fn label(&self, at: usize) -> Option<String> {
        let words = fold_space(&self.places[at].element.text());
        let label = words.trim_matches(|c: char| "[]() ".contains(c) || c == '\u{a0}');
        let is_sign = label.chars().all(|c| "*†‡§".contains(c));
        let is_counted = label.chars().next().is_some_and(|c| c.is_ascii_digit()) || label.chars().count() <= 4;
        let is_label = (1..=LABEL).contains(&label.chars().count()) && !label.contains(' ') && (is_sign || is_counted);
        is_label.then(|| label.to_owned())
    }

    /// The link in or at a note that leads back to its mark or close around it.
    fn back(&self, mark: usize, target: usize, back_of: &HashMap<usize, Vec<usize>>) -> Option<usize> {
        /// The name stands on the mark, on the raised sign around it, or just inside.
        const NEAR: usize = 3;
        let block = self.body(mark, target)?;
        let names = self.around(mark).take(NEAR).chain(mark + 1..(mark + 1 + NEAR).min(self.places.len()));
        names.filter_map(|name| back_of.get(&name)).flatten().copied().find(|back| self.holds(block, *back))
    }

    /// The block that a note's place stands in, with all that belongs to that note alone.
    fn body(&self, mark: usize, target: usize) -> Option<usize> {
        let is_block = |at: &usize| BLOCKS.iter().any(|name| self.places[*at].element.is(name));
        let mut body = self.around(target).find(is_block)?;
        if self.holds(body, mark) {
            return None;
        }
        // A note of several paragraphs has an element of its own.
        while let Some(parent) = self.places[body].parent.filter(|parent| is_block(parent)) {
            let named = self.places[parent].element.attribute("id").is_some();
            if !named || self.holds(parent, mark) || self.is_list(parent) {
                break;
            }
            body = parent;
        }
        Some(body)
    }

    /// Whether an element holds several blocks that are led to: a list of notes, not one.
    fn is_list(&self, at: usize) -> bool {
        let is_led_to = |element: &Element| element.attribute("id").is_some() || element.attribute("name").is_some();
        let named = |element: &&Element| is_led_to(element) || element.all("a").iter().any(|link| is_led_to(link));
        self.places[at].element.elements().filter(named).count() > 1
    }

    fn opens_with(&self, at: usize, label: &str) -> bool {
        let words = fold_space(&self.places[at].element.text());
        let opened = words.trim_start_matches(['[', '(', ' ']).strip_prefix(label);
        opened.is_some_and(|rest| rest.starts_with([']', ')', '.', ' ', ':']))
    }
}
