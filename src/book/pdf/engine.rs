//! typst: source, template, fonts and pictures in, pages out.
//!
//! What always holds: the world that typst sees is the edition's folder and nothing else; it has no clock and no network.

use std::ops::Range;
use std::sync::LazyLock;

use typst::diag::{FileError, FileResult, Severity, SourceDiagnostic};
use typst::foundations::{Bytes, Content, Datetime, Duration, NativeElement, Smart};
use typst::introspection::Introspector;
use typst::model::FootnoteEntry;
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World, WorldExt};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use super::adjust::{Adjustments, Stray};
use super::template::TEMPLATE;
use crate::book::settings::BookSettings;
use crate::diagnostic::{Diagnostic, Span};
use crate::message::Message;
use crate::tree::FileTree;

/// The source of the book, and the program's template, as typst names them.
const MAIN: &str = "/main.typ";
const BUILT_IN: &str = "ibid/book.typ";
/// Where an edition's template stands.
const OWN_TEMPLATE: &str = "templates/book.typ";

/// So often a book is set again for the sake of its notes.
const MOST_ROUNDS: usize = 12;

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));
/// The typefaces that typst brings.
static FONTS: LazyLock<Vec<Font>> =
    LazyLock::new(|| typst_assets::fonts().flat_map(|data| Font::iter(Bytes::new(data))).collect());

/// Sets books.
pub(super) struct Workshop<'a> {
    folder: &'a FileTree,
    fonts: Vec<Font>,
    book: LazyHash<FontBook>,
}

impl<'a> Workshop<'a> {
    pub fn new(settings: &BookSettings<'a>) -> Self {
        let own = settings.folder.iter().filter(|(path, _)| is_font(path));
        // The edition's typefaces first, so that they win.
        let own = own.flat_map(|(_, bytes)| Font::iter(Bytes::new(bytes.to_vec())));
        let fonts: Vec<Font> = own.chain(FONTS.iter().cloned()).collect();
        let book = LazyHash::new(FontBook::from_fonts(&fonts));
        Self { folder: settings.folder, fonts, book }
    }

    /// Sets a book; none when its template or a picture is at fault.
    pub fn typeset(
        &self,
        report: &str,
        text: &dyn Fn(&Adjustments) -> String,
        said: &mut Vec<Diagnostic>,
    ) -> Option<Vec<u8>> {
        let mut adjust = Adjustments::default();
        let mut sheets = self.sheets(report, text(&adjust), said)?;
        let mut strays = strays(&sheets);
        for _ in 0..MOST_ROUNDS {
            if strays.is_empty() || !adjust.take(&strays) {
                break;
            }
            said.retain(|one| one.code != "pdf-doubtful");
            sheets = self.sheets(report, text(&adjust), said)?;
            strays = self::strays(&sheets);
        }
        if !strays.is_empty() {
            let message = message!("pdf-notes-strayed", count = strays.len(), report = report);
            said.push(Diagnostic::new("pdf-doubtful", "edition.yaml", message));
        }
        // What typst remembers of this book is of no use to the next one.
        typst::comemo::evict(0);
        let strict = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1]).unwrap_or_default();
        match typst_pdf::pdf(&sheets, &options(report, strict)) {
            Ok(bytes) => Some(bytes),
            Err(faults) => {
                // A book that archives refuse is still one for readers.
                let world = TypstWorld::new(self, text(&adjust))?;
                said.extend(faults.iter().map(|fault| world.told("pdf-standard", report, fault)));
                typst_pdf::pdf(&sheets, &options(report, PdfStandards::default())).ok()
            }
        }
    }

    /// The pages of a book.
    fn sheets(&self, report: &str, text: String, said: &mut Vec<Diagnostic>) -> Option<PagedDocument> {
        let world = TypstWorld::new(self, text)?;
        let made = typst::compile::<PagedDocument>(&world);
        match made.output {
            Ok(sheets) => {
                said.extend(made.warnings.iter().map(|fault| world.told("pdf-doubtful", report, fault)));
                Some(sheets)
            }
            Err(faults) => {
                said.extend(faults.iter().map(|fault| world.told("pdf-failed", report, fault)));
                None
            }
        }
    }
}

/// The notes that do not stand on the page of their marks.
fn strays(sheets: &PagedDocument) -> Vec<Stray> {
    let book = sheets.introspector();
    let page = |of: &Content| Some(book.page(of.location()?)?.get());
    let entries = book.query(&FootnoteEntry::ELEM.select());
    let stray = |entry: &Content| {
        let note = entry.to_packed::<FootnoteEntry>()?.note.clone().pack();
        let (mark, own) = (page(&note)?, page(entry)?);
        let id = note.label()?.resolve().as_str().to_owned();
        (mark != own).then_some(Stray { id, mark, note: own })
    };
    entries.iter().filter_map(stray).collect()
}

/// Equal books have equal bytes: their name is the report's, and they have no date of making.
fn options(report: &str, standards: PdfStandards) -> PdfOptions {
    PdfOptions { ident: Smart::Custom(report.to_owned()), standards, ..PdfOptions::default() }
}

fn is_font(path: &str) -> bool {
    let is_there = path.starts_with("static/") || path.starts_with("templates/");
    is_there && [".ttf", ".otf"].iter().any(|ending| path.to_lowercase().ends_with(ending))
}

fn file_id(path: &str) -> Option<FileId> {
    Some(RootedPath::new(VirtualRoot::Project, VirtualPath::new(path).ok()?).intern())
}

/// The world as typst sees it while it sets one book.
struct TypstWorld<'a> {
    workshop: &'a Workshop<'a>,
    main: FileId,
    text: Source,
}

impl<'a> TypstWorld<'a> {
    fn new(workshop: &'a Workshop<'a>, text: String) -> Option<Self> {
        let main = file_id(MAIN)?;
        Some(Self { workshop, main, text: Source::new(main, text) })
    }

    fn bytes(&self, id: FileId) -> FileResult<&[u8]> {
        let missing = || FileError::NotFound(id.vpath().get_with_slash().into());
        let path = id.vpath().get_without_slash();
        if *id.root() != VirtualRoot::Project {
            return Err(FileError::AccessDenied);
        }
        match self.workshop.folder.get(path) {
            Some(bytes) => Ok(bytes),
            None if path == OWN_TEMPLATE || path == BUILT_IN => Ok(TEMPLATE.as_bytes()),
            None => Err(missing()),
        }
    }

    /// A fault, at its place in the edition's template when it is there.
    fn told(&self, code: &'static str, report: &str, fault: &SourceDiagnostic) -> Diagnostic {
        let at = |id: FileId, range: Option<Range<usize>>| (id.vpath().get_without_slash().to_owned(), id, range);
        let traced = fault.trace.iter().map(|point| (point.span.id(), self.range(point.span)));
        let places = std::iter::once((fault.span.id(), self.range(fault.span))).chain(traced);
        let own = places
            .filter_map(|(id, range)| Some(at(id?, range)))
            .find(|(path, ..)| self.workshop.folder.get(path).is_some());
        let kind = if fault.severity == Severity::Error { "" } else { "typst: " };
        let fault_words = format!("{kind}{}", fault.message);
        let message = message!("pdf-fault", fault = fault_words, report = report);
        let mut told = match own {
            Some((path, id, range)) => {
                let told = Diagnostic::new(code, &path, message);
                let text = self.source(id).ok().map(|source| source.text().to_owned());
                match (text, range) {
                    (Some(text), Some(range)) => told.at(Span::in_text(&text, range)),
                    _ => told,
                }
            }
            None => Diagnostic::new(code, "edition.yaml", message),
        };
        if let Some(hint) = fault.hints.first() {
            told = told.hint(Message::verbatim(hint.v.to_string()));
        }
        told
    }
}

impl World for TypstWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.workshop.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main {
            return Ok(self.text.clone());
        }
        let text = std::str::from_utf8(self.bytes(id)?).map_err(|_| FileError::InvalidUtf8)?;
        Ok(Source::new(id, text.to_owned()))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        Ok(Bytes::new(self.bytes(id)?.to_vec()))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.workshop.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
