//! Where links lead from within a book: to a place in it, to the site, or nowhere.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::content::{Block, Book, Chapter, Content, Inline, Target};

/// The places of a book.
#[derive(Debug, Default)]
pub(super) struct Places<'a> {
    /// By the site's address of a page: the file of the book that has it, and the ids in it.
    files: BTreeMap<&'a str, (String, BTreeSet<&'a str>)>,
    /// The site's address, when it is known.
    base_url: &'a str,
}

/// Where a link leads.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) enum ResolvedLink {
    /// To a file of the book, and an id in it.
    Inside(String, Option<String>),
    /// To an address elsewhere.
    Outside(String),
    /// Nowhere from here: the words stand alone.
    Nowhere,
}

impl<'a> Places<'a> {
    pub fn new(base_url: &'a str) -> Self {
        Self { base_url, files: BTreeMap::new() }
    }

    /// The places of a book that is one file: its chapters by their ids.
    pub fn of_chapters(base_url: &'a str, book: &'a Book) -> Self {
        let mut places = Self::new(base_url);
        book.chapters.iter().for_each(|chapter| places.add(&chapter.url, &chapter.id, ids(chapter)));
        places
    }

    /// The same, with its title: a link to the report leads to the file's beginning.
    pub fn of_file(base_url: &'a str, book: &'a Book) -> Self {
        let mut places = Self::of_chapters(base_url, book);
        let opening = book.chapters.iter().find(|chapter| chapter.url == book.url);
        places.add(&book.url, "", opening.map(ids).unwrap_or_default().into_iter().chain(ids_in_title(book)).collect());
        places
    }

    /// Says which file of the book a page of the site is in. A format that is one file has one name for all.
    pub fn add(&mut self, url: &'a str, file: &str, ids: BTreeSet<&'a str>) {
        self.files.insert(url, (file.to_owned(), ids));
    }

    /// Where a link leads.
    pub fn led(&self, target: &Target) -> ResolvedLink {
        let url = match target {
            Target::Web(url) => return ResolvedLink::Outside(url.clone()),
            Target::Site(url) => url,
        };
        let (page, id) = url.split_once('#').map_or((url.as_str(), None), |(page, id)| (page, Some(id)));
        match self.files.get(page) {
            Some((file, ids)) => {
                ResolvedLink::Inside(file.clone(), id.filter(|id| ids.contains(id)).map(str::to_owned))
            }
            None if self.base_url.is_empty() => ResolvedLink::Nowhere,
            None => ResolvedLink::Outside(format!("{}{url}", self.base_url)),
        }
    }

    /// The file of the book that has an id of a page; none when nothing has it.
    pub fn file(&self, url: &str, id: &str) -> Option<&str> {
        self.files.get(url).filter(|(_, ids)| ids.contains(id)).map(|(file, _)| file.as_str())
    }
}

/// All ids of a chapter that a link can lead to.
pub(super) fn ids(chapter: &Chapter) -> BTreeSet<&str> {
    let mut ids = BTreeSet::new();
    if !chapter.id.is_empty() {
        ids.insert(chapter.id.as_str());
    }
    ids_in_line(&mut ids, &chapter.title);
    ids_in_blocks(&mut ids, &chapter.blocks);
    for note in &chapter.notes {
        ids.insert(&note.id);
        ids_in_blocks(&mut ids, &note.blocks);
    }
    ids
}

/// The ids in the report's title.
pub(super) fn ids_in_title(book: &Book) -> BTreeSet<&str> {
    let mut ids = BTreeSet::new();
    ids_in_line(&mut ids, &book.title);
    ids_in_blocks(&mut ids, &book.letterhead);
    ids
}

fn ids_in_blocks<'a>(ids: &mut BTreeSet<&'a str>, blocks: &'a [Block]) {
    for block in blocks {
        ids.extend(block.id.as_deref());
        match &block.content {
            Content::Words(words) => ids_in_line(ids, words),
            Content::Heading(heading) => ids_in_line(ids, &heading.title),
            Content::Quote(inner) => ids_in_blocks(ids, inner),
            Content::List(list) => {
                for item in &list.items {
                    ids.extend(item.id.as_deref());
                    ids_in_line(ids, &item.words);
                    ids_in_blocks(ids, &item.rest);
                }
            }
            Content::Table(table) => {
                let cells = table.head.iter().chain(table.rows.iter().flatten());
                cells.for_each(|cell| ids_in_line(ids, cell));
            }
            Content::Code(_) | Content::Rule => {}
        }
    }
}

fn ids_in_line<'a>(ids: &mut BTreeSet<&'a str>, line: &'a [Inline]) {
    for piece in line {
        match piece {
            Inline::Mark(mark) => ids.extend(mark.id.as_deref()),
            Inline::Page(id, _) => {
                ids.insert(id);
            }
            Inline::Figure(id, inner) => {
                ids.extend(id.as_deref());
                ids_in_line(ids, inner);
            }
            Inline::Styled(_, inner) | Inline::Link(_, inner) | Inline::Term(_, inner) | Inline::Annotated(inner) => {
                ids_in_line(ids, inner);
            }
            Inline::Corrected(_, printed) => ids_in_line(ids, printed),
            Inline::Text(_)
            | Inline::Code(_)
            | Inline::Break
            | Inline::Referred(_)
            | Inline::Picture(..)
            | Inline::Sign(..) => {}
        }
    }
}
