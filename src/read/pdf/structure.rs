//! The structure tree of a tagged PDF: which paragraph, heading, note, item or cell a marked part of a page belongs to.
//!
//! It is evidence, not truth: programs tag what their user styled. Who uses it looks whether the print agrees.

use std::collections::HashMap;

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, MaybeRef, Name, Object};
use hayro_syntax::page::Page;
use hayro_syntax::xref::XRef;

/// A cell of a table, by the elements' numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// The table.
    pub table: i32,
    /// The row.
    pub row: i32,
    /// The cell.
    pub cell: i32,
    /// It is tagged as a heading of its row or column.
    pub header: bool,
}

/// Where a part of a page stands in the structure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Place {
    /// The paragraph, heading, item, note or cell that holds it directly.
    pub block: Option<i32>,
    /// Level of the heading, from 1.
    pub heading: Option<usize>,
    /// The note.
    pub note: Option<i32>,
    /// The item of a list.
    pub item: Option<i32>,
    /// The cell of a table.
    pub cell: Option<Cell>,
    /// The row of a table, before its cell is known.
    row: Option<(i32, i32)>,
    /// It describes a picture.
    pub figure: bool,
}

/// The structure tree, looked at from its leaves.
pub struct Structure<'a> {
    xref: &'a XRef,
    /// The elements of each page's marks, by the page's number in the tree.
    pages: HashMap<i32, Array<'a>>,
    /// What the program's own names of elements stand for.
    roles: HashMap<Vec<u8>, Vec<u8>>,
    known: HashMap<i32, Place>,
}

/// Elements within elements.
const DEEPEST: usize = 64;
/// Entries of the tree of pages; more are nonsense.
const MOST_ENTRIES: usize = 200_000;

impl<'a> Structure<'a> {
    /// The structure of a file; empty when it has none.
    pub fn of(pdf: &'a Pdf) -> Self {
        let mut structure =
            Self { xref: pdf.xref(), pages: HashMap::new(), roles: HashMap::new(), known: HashMap::new() };
        let root = pdf.xref().get::<Dict<'a>>(pdf.xref().root_id());
        let Some(tree) = root.and_then(|root| root.get::<Dict<'a>>("StructTreeRoot")) else { return structure };
        for (name, role) in tree.get::<Dict<'a>>("RoleMap").iter().flat_map(|roles| roles.entries()) {
            if let MaybeRef::NotRef(Object::Name(role)) = role {
                structure.roles.insert(name.as_ref().to_vec(), role.as_ref().to_vec());
            }
        }
        if let Some(parents) = tree.get::<Dict<'a>>("ParentTree") {
            structure.read_tree(parents);
        }
        structure
    }

    /// The places of a page's marks, by their numbers.
    pub fn places(&mut self, page: &Page<'a>) -> Vec<Place> {
        let key = page.raw().get::<i32>("StructParents");
        let Some(elements) = key.and_then(|key| self.pages.get(&key)).cloned() else { return Vec::new() };
        let mut places = Vec::new();
        for element in elements.raw_iter().take(MOST_ENTRIES) {
            let element = match element {
                MaybeRef::Ref(reference) => match self.known.get(&(reference.obj_number as i32)) {
                    Some(known) => {
                        places.push(*known);
                        continue;
                    }
                    None => self.xref.get::<Dict<'a>>(reference.into()),
                },
                MaybeRef::NotRef(object) => object.into_dict(),
            };
            places.push(element.map(|element| self.place_of(&element, 0)).unwrap_or_default());
        }
        places
    }

    /// Walks the tree of numbers; its branches are bounded together.
    fn read_tree(&mut self, tree: Dict<'a>) {
        let mut open = vec![tree];
        let mut seen = 0usize;
        while let Some(branch) = open.pop() {
            seen += 1;
            if seen > MOST_ENTRIES || self.pages.len() > MOST_ENTRIES {
                return;
            }
            open.extend(
                branch.get::<Array<'a>>("Kids").iter().flat_map(|kids| kids.iter::<Dict<'a>>()).take(MOST_ENTRIES),
            );
            let Some(numbers) = branch.get::<Array<'a>>("Nums") else { continue };
            let mut key = None;
            for item in numbers.iter::<Object<'a>>().take(MOST_ENTRIES) {
                match (item, key) {
                    (Object::Number(number), _) => key = Some(number.as_i64() as i32),
                    (Object::Array(elements), Some(page)) => {
                        self.pages.insert(page, elements);
                        key = None;
                    }
                    _ => key = None,
                }
            }
        }
    }

    fn place_of(&mut self, element: &Dict<'a>, depth: usize) -> Place {
        let id = element.obj_id().map(|id| id.obj_number as i32);
        if let Some(known) = id.and_then(|id| self.known.get(&id)) {
            return *known;
        }
        let parent = element.get::<Dict<'a>>("P").filter(|_| depth < DEEPEST);
        let mut place = parent.map(|parent| self.place_of(&parent, depth + 1)).unwrap_or_default();
        if let (Some(id), Some(kind)) = (id, element.get::<Name<'_>>("S")) {
            let role = self.roles.get(kind.as_ref()).map_or(kind.as_ref(), Vec::as_slice);
            place = within(place, role, id);
            self.known.insert(id, place);
        }
        place
    }
}

/// The place of an element of some kind within that of its parent.
fn within(parent: Place, kind: &[u8], id: i32) -> Place {
    let block = Place { block: Some(id), ..parent };
    match kind {
        b"H" | b"Title" => Place { heading: Some(1), ..block },
        [b'H', level @ b'1'..=b'6'] => Place { heading: Some(usize::from(level - b'0')), ..block },
        b"P" | b"Caption" | b"TOCI" | b"BlockQuote" | b"BibEntry" => block,
        b"LI" => Place { item: Some(id), ..block },
        // A note stands at the foot of the page, whatever cell or heading calls it.
        b"Note" | b"FENote" => Place { note: Some(id), heading: None, cell: None, row: None, item: None, ..block },
        b"Table" => Place { row: Some((id, 0)), cell: None, ..block },
        b"TR" => Place { row: parent.row.map(|(table, _)| (table, id)), ..parent },
        b"TD" | b"TH" => {
            let cell = parent.row.map(|(table, row)| Cell { table, row, cell: id, header: kind == b"TH" });
            Place { cell, ..block }
        }
        b"Figure" => Place { figure: true, ..block },
        _ => parent,
    }
}
