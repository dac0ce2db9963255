//! PDF by its text layer.
//!
//! In: the bytes of a PDF. Out: a [`Scan`] with regions, sizes and places. The way: [`content`] walks what each page draws
//! into runs of letters ([`fonts`]); [`lines`] puts runs on lines, [`order`] lines into reading order,
//! [`structure`] tells what the tags of the file say of them; [`regions`] finds running heads, page numbers and notes by
//! place and repetition; [`layout`] writes the scan. [`limits`] bounds all of it.

mod aligned;
mod bookmarks;
mod boxes;
mod captions;
mod charts;
mod content;
mod drawing;
mod feet;
mod fonts;
mod glossary;
mod grid;
mod heads;
mod inline;
mod large;
mod layout;
mod level;
mod limits;
mod line_numbers;
mod lines;
mod margin;
mod matrix;
mod order;
mod outlined;
mod overleaf;
mod page;
mod pictures;
mod raised;
mod regions;
mod spacing;
mod stacks;
mod strings;
mod structure;
mod table_row;
mod tables;

use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use super::error::ReadError;
use super::guard;
use crate::diagnostic::Checked;
use crate::model::scan::Scan;
use crate::source::Metadata;

use drawing::Drawing;
use fonts::FontBook;
use layout::Beside;
use limits::Budget;
use line_numbers::LineNumbers;
use page::PageRows;
use structure::Structure;

/// Reads a PDF on a thread of its own, so that nothing that goes wrong in it goes further.
///
/// # Errors
/// [`ReadError`] when there is no text that can be read.
pub fn read(name: &str, bytes: Vec<u8>) -> Result<Checked<Scan>, ReadError> {
    let name = name.to_owned();
    guard::apart(ReadError::Broken, move || read_here(&name, bytes))
}

fn read_here(name: &str, bytes: Vec<u8>) -> Result<Checked<Scan>, ReadError> {
    if !limits::file_fits(&bytes) {
        return Err(ReadError::TooLarge);
    }
    let pdf = Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => ReadError::Encrypted,
        LoadPdfError::Decryption(_) => ReadError::Encrypted,
        LoadPdfError::Invalid => ReadError::Broken,
    })?;
    let mut structure = Structure::of(&pdf);
    let mut fonts = FontBook::new();
    let mut budget = Budget::new();
    let mut pages = Vec::new();
    let mut line_numbers = LineNumbers::default();
    let (mut letters, mut unknown, mut unseen, mut pictured) = (0, 0, 0, 0);
    for page in pdf.pages().iter() {
        let drawing = content::draw(page, &mut fonts, &mut budget);
        letters += drawing.letters;
        unknown += drawing.unknown;
        unseen += drawing.unseen;
        pictured += usize::from(is_picture(&drawing));
        let places = structure.places(page);
        pages.push(rows_of(drawing, &places, &mut line_numbers));
        if budget.is_spent() {
            return Err(ReadError::TooLarge);
        }
    }
    if pages.is_empty() {
        return Err(ReadError::Broken);
    }
    let tagged = tables::tagged(pages.iter().flat_map(|page: &PageRows| &page.rows));
    for page in &mut pages {
        let rows = tables::folded(std::mem::take(&mut page.rows), &tagged, &page.grids);
        page.rows = glossary::folded(aligned::folded(rows));
    }
    // A stamp or a page's number may be text where all else is a picture.
    const FEW: usize = 40;
    if letters == 0 && pictured * 2 < pages.len() {
        return Err(ReadError::Broken);
    }
    if letters == 0 || letters < FEW * pages.len() && pictured * 2 >= pages.len() {
        return Err(ReadError::NoText { pages: pages.len() });
    }
    if unknown * 2 > letters {
        return Err(ReadError::NoLetters);
    }
    let beside = Beside { metadata: metadata(&pdf), bookmarks: bookmarks::read(&pdf), unknown, unseen };
    Ok(layout::scan(name, beside, pages))
}

/// Whether a page is hardly more than a picture.
fn is_picture(drawing: &Drawing) -> bool {
    let page = drawing.size.0 * drawing.size.1;
    let covered: f32 = drawing.pictures.iter().map(|area| area.width() * area.height()).sum();
    covered * 2.0 >= page
}

fn rows_of(mut drawing: Drawing, places: &[structure::Place], numbers: &mut LineNumbers) -> PageRows {
    let mut grids = grid::Grids::of(&drawing.rules);
    let pieces = lines::pieces(std::mem::take(&mut drawing.runs), places, &grids);
    let (pieces, line_numbers) = numbers.part(pieces);
    let mut pieces = level::placed(pieces, &mut grids);
    stacks::part(&mut pieces);
    let held = |piece: &&lines::Piece| piece.artifact || piece.place.block.is_some();
    let tagged: usize = pieces.iter().filter(held).map(lines::Piece::letters).sum();
    let all: usize = pieces.iter().map(lines::Piece::letters).sum();
    let (boxes, pieces) = boxes::parted(pieces, &grids, drawing.size);
    let (chart_areas, charts, pieces) = charts::parted(pieces, &drawing);
    let (beside, text) = margin::parted(pieces);
    let mut rows = order::rows(text, all > 0 && tagged * 20 >= all * 19);
    margin::put_back(beside, &mut rows);
    boxes.into_iter().chain(charts).for_each(|aside| order::put_in(&mut rows, aside));
    let (pictures, stamps) = (drawing.pictures, drawing.stamps);
    PageRows { rows, grids, charts: chart_areas, pictures, stamps, line_numbers, size: drawing.size }
}

fn metadata(pdf: &Pdf) -> Metadata {
    let known = pdf.metadata();
    let words = |bytes: &Option<Box<[u8]>>| {
        let words = crate::text::fold_space(&strings::words_of(bytes.as_deref().unwrap_or_default()));
        // Word writes the file's name where nobody gave a title.
        (words.chars().count() > 3 && !words.contains(".doc")).then_some(words)
    };
    Metadata { title: words(&known.title), ..Metadata::default() }
}
