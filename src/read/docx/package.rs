//! The parts of a Word file and how they lead to one another.

use std::collections::BTreeMap;

use crate::read::archive::Archive;
use crate::read::error::ReadError;
use crate::read::xml::{self, Element};
use crate::tree::below;

/// The main part and those that it names.
pub struct Package {
    /// `word/document.xml`.
    pub document: Element,
    archive: Archive,
    folder: String,
    /// The targets of the document by id, with the kind of each.
    relations: BTreeMap<String, Relation>,
}

/// Where a part leads.
#[derive(Debug, Clone)]
struct Relation {
    kind: String,
    target: String,
    is_outside: bool,
}

impl Package {
    /// Opens a file.
    ///
    /// # Errors
    /// [`ReadError`] when it is no Word file, is damaged, locked or too large.
    pub fn open(bytes: Vec<u8>) -> Result<Self, ReadError> {
        let archive = Archive::open(bytes, ReadError::OfficeBroken)?;
        let roots = relations(&archive, "", "_rels/.rels")?;
        let main = roots.values().find(|relation| relation.kind == "officeDocument");
        let main = main.map_or_else(|| "word/document.xml".to_owned(), |relation| relation.target.clone());
        let Some(bytes) = archive.part(&main)? else {
            return Err(if archive.names().is_empty() { ReadError::OfficeBroken } else { ReadError::OtherArchive });
        };
        let document = xml::parse(&bytes, ReadError::OfficeBroken)?;
        if !document.is("w:document") {
            return Err(ReadError::OtherArchive);
        }
        let (folder, file) = main.rsplit_once('/').unwrap_or(("", &main));
        let relations = relations(&archive, folder, &below(folder, &format!("_rels/{file}.rels")))?;
        Ok(Self { document, folder: folder.to_owned(), archive, relations })
    }

    /// The part that the document names by its kind: "styles", "footnotes".
    ///
    /// # Errors
    /// [`ReadError`] when it is damaged or too large.
    pub fn part(&self, kind: &str) -> Result<Option<Element>, ReadError> {
        let named = self.relations.values().find(|relation| relation.kind == kind && !relation.is_outside);
        let path =
            named.map_or_else(|| below(&self.folder, &format!("{kind}.xml")), |relation| relation.target.clone());
        self.read(&path)
    }

    /// A part by the id that the document names it with.
    ///
    /// # Errors
    /// [`ReadError`] when it is damaged or too large.
    pub fn part_by_id(&self, id: &str) -> Result<Option<Element>, ReadError> {
        match self.relations.get(id).filter(|relation| !relation.is_outside) {
            Some(relation) => self.read(&relation.target),
            None => Ok(None),
        }
    }

    /// The properties of the file.
    ///
    /// # Errors
    /// [`ReadError`] when they are damaged or too large.
    pub fn properties(&self) -> Result<Option<Element>, ReadError> {
        self.read("docProps/core.xml")
    }

    /// Where an id leads: an address, or a file of the archive.
    pub fn target(&self, id: &str) -> Option<&str> {
        self.relations.get(id).map(|relation| relation.target.as_str())
    }

    /// The bytes of the file of the archive that an id leads to; none where it is elsewhere, or cannot be unpacked.
    pub fn file(&self, id: &str) -> Option<Vec<u8>> {
        let relation = self.relations.get(id).filter(|relation| !relation.is_outside)?;
        self.archive.part(&relation.target).ok().flatten()
    }

    fn read(&self, path: &str) -> Result<Option<Element>, ReadError> {
        let Some(bytes) = self.archive.part(path)? else { return Ok(None) };
        xml::parse(&bytes, ReadError::OfficeBroken).map(Some)
    }
}

fn relations(archive: &Archive, folder: &str, path: &str) -> Result<BTreeMap<String, Relation>, ReadError> {
    let Some(bytes) = archive.part(path)? else { return Ok(BTreeMap::new()) };
    let root = xml::parse(&bytes, ReadError::OfficeBroken)?;
    let relation = |element: &Element| {
        let is_outside = element.attribute("TargetMode") == Some("External");
        let target = element.attribute("Target")?;
        let kind = element.attribute("Type")?.rsplit('/').next()?.to_owned();
        let target = if is_outside { target.to_owned() } else { below(folder, target) };
        Some((element.attribute("Id")?.to_owned(), Relation { kind, target, is_outside }))
    };
    Ok(root.elements().filter_map(relation).collect())
}
