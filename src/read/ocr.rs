//! What OCR engines write with the places of words: hOCR, ALTO (2 to 4), PAGE XML.
//!
//! In: the tree of such a file. Out: a [`Scan`], page by page, with the confidence of each line; and the words that the engine
//! doubts. What always holds: every word comes once, in the engine's own order.

use super::error::ReadError;
use super::stretch::escaped;
use super::xml::{self, Element};
use crate::diagnostic::{Checked, Diagnostic};
use crate::message::Message;
use crate::model::scan::{Line, Page, Region, Scan};
use crate::text::{fold_space, nfc};

/// A word that the engine gives less is doubtful, in hundredths.
const DOUBTFUL: f32 = 60.0;

/// Whether the beginning of a file is that of a format of OCR engines.
pub fn is_ocr(head: &[u8]) -> bool {
    let head = String::from_utf8_lossy(head);
    let opens = head.trim_start_matches('\u{FEFF}').trim_start().starts_with('<');
    opens && ["<alto", ":alto", "PcGts", "ocr_page", "ocr-system"].iter().any(|sign| head.contains(sign))
}

/// Reads files of an OCR engine, one after the other.
///
/// # Errors
/// [`ReadError`] when one is damaged, or none has words.
pub fn read(name: &str, files: &[Vec<u8>]) -> Result<Checked<Scan>, ReadError> {
    let mut pages = Vec::new();
    for bytes in files {
        let root = xml::parse(bytes, ReadError::OcrBroken)?;
        match &*root.name {
            "alto" => {
                let picture = root.all("fileName").first().map(|name| name.text());
                let page = |page: &Element| Sheet { picture: picture.clone(), ..alto(page) };
                pages.extend(root.all("Page").into_iter().map(page));
            }
            "PcGts" => pages.extend(root.all("Page").into_iter().map(page_xml)),
            _ => pages.extend(hocr(&root)),
        }
    }
    let (mut scan, mut doubtful) = (Scan { name: name.to_owned(), ..Scan::default() }, Vec::new());
    let (mut number, mut words) = (0, 0);
    for (index, sheet) in pages.into_iter().enumerate() {
        let mut page = Page { number: index + 1, size: sheet.size, picture: sheet.picture, ..Page::default() };
        for row in sheet.rows.iter().filter(|row| !row.words.is_empty()) {
            number += 1;
            words += row.words.len();
            doubtful.extend(row.doubtful().map(|word| (index + 1, word.to_owned())));
            let blank_before = usize::from(row.opens && !page.lines.is_empty());
            page.lines.push(Line { number, blank_before, region: Some(Region::Body), ..row.line() });
        }
        scan.pages.push(page);
    }
    if words == 0 {
        return Err(ReadError::OcrBroken);
    }
    let diagnostics = told(name, &doubtful, words).into_iter().collect();
    Ok(Checked::new(scan, diagnostics))
}

/// A word with the confidence that the engine has in it, in hundredths.
struct Word {
    text: String,
    confidence: Option<f32>,
}

/// A page: its lines, its size and the name of its picture.
#[derive(Default)]
struct Sheet {
    rows: Vec<Row>,
    size: Option<(f32, f32)>,
    picture: Option<String>,
}

/// A line of the page.
#[derive(Default)]
struct Row {
    words: Vec<Word>,
    /// Left, top, right and bottom.
    bounds: Option<[f32; 4]>,
    /// It opens a block or a paragraph.
    opens: bool,
}

impl Row {
    /// The words that the engine doubts.
    fn doubtful(&self) -> impl Iterator<Item = &str> {
        let unsure = self.words.iter().filter(|word| word.confidence.is_some_and(|sure| sure < DOUBTFUL));
        unsure.map(|word| word.text.as_str())
    }

    fn line(&self) -> Line {
        let text: Vec<String> = self.words.iter().map(|word| escaped(&word.text)).collect();
        let known: Vec<f32> = self.words.iter().filter_map(|word| word.confidence).collect();
        let mean = known.iter().sum::<f32>() / known.len().max(1) as f32;
        let confidence = (!known.is_empty()).then(|| mean.clamp(0.0, 100.0).round() as u8);
        let doubtful = self.doubtful().map(nfc).collect();
        Line { text: nfc(&text.join(" ")), confidence, doubtful, bounds: self.bounds, ..Line::default() }
    }
}

fn word(text: &str, confidence: Option<f32>) -> Option<Word> {
    let text = fold_space(text);
    (!text.is_empty()).then_some(Word { text, confidence })
}

/// A share from 0 to 1 in hundredths.
fn share(text: Option<&str>) -> Option<f32> {
    text.and_then(|share| share.parse::<f32>().ok()).filter(|share| share.is_finite()).map(|share| share * 100.0)
}

/// A page of ALTO. A word that a line's end broke ends on its hyphen.
fn alto(page: &Element) -> Sheet {
    let mut rows = Vec::new();
    for block in page.all("TextBlock") {
        for (at, line) in block.all("TextLine").into_iter().enumerate() {
            let mut row = Row { opens: at == 0, bounds: alto_bounds(line), ..Row::default() };
            for element in line.elements() {
                let content = element.attribute("CONTENT").unwrap_or_default();
                match (&*element.name, row.words.last_mut()) {
                    ("HYP", Some(last)) => last.text.push_str(content),
                    ("String", _) => row.words.extend(word(content, share(element.attribute("WC")))),
                    _ => {}
                }
            }
            rows.push(row);
        }
    }
    let size = number(page, "WIDTH").zip(number(page, "HEIGHT"));
    Sheet { rows, size, picture: None }
}

fn number(element: &Element, name: &str) -> Option<f32> {
    element.attribute(name)?.trim().parse().ok().filter(|value: &f32| value.is_finite())
}

fn alto_bounds(line: &Element) -> Option<[f32; 4]> {
    let (left, top) = (number(line, "HPOS")?, number(line, "VPOS")?);
    Some([left, top, left + number(line, "WIDTH")?, top + number(line, "HEIGHT")?])
}

/// The box around the corners that PAGE XML writes: "10,20 90,20 90,40".
fn corners(line: &Element) -> Option<[f32; 4]> {
    let points = line.child("Coords")?.attribute("points")?.split_whitespace();
    let point = |point: &str| -> Option<(f32, f32)> {
        let (x, y) = point.split_once(',')?;
        x.parse().ok().zip(y.parse().ok())
    };
    let around = |[x0, y0, x1, y1]: [f32; 4], (x, y): (f32, f32)| [x0.min(x), y0.min(y), x1.max(x), y1.max(y)];
    let nothing = [f32::INFINITY, f32::INFINITY, f32::NEG_INFINITY, f32::NEG_INFINITY];
    let bounds = points.filter_map(point).fold(nothing, around);
    bounds.iter().all(|value| value.is_finite()).then_some(bounds)
}

/// The lines of a page of PAGE XML: its words, or the whole line where it has none.
fn page_xml(page: &Element) -> Sheet {
    let read = |element: &Element| {
        let reading = element.child("TextEquiv")?;
        word(&reading.child("Unicode")?.text(), share(reading.attribute("conf")))
    };
    let mut rows = Vec::new();
    for region in page.all("TextRegion") {
        let lines = region.elements().filter(|element| element.is("TextLine"));
        for (at, line) in lines.enumerate() {
            let mut words: Vec<Word> = line.elements().filter(|e| e.is("Word")).filter_map(read).collect();
            if words.is_empty() {
                words.extend(read(line));
            }
            rows.push(Row { words, opens: at == 0, bounds: corners(line) });
        }
    }
    let size = number(page, "imageWidth").zip(number(page, "imageHeight"));
    Sheet { rows, size, picture: page.attribute("imageFilename").map(str::to_owned) }
}

/// The pages of hOCR.
fn hocr(root: &Element) -> Vec<Sheet> {
    let mut pages = Vec::new();
    walk(root, &mut pages);
    pages
}

fn walk(element: &Element, pages: &mut Vec<Sheet>) {
    for child in element.elements() {
        let classes = child.attribute("class").unwrap_or_default();
        let title = child.attribute("title").unwrap_or_default();
        let is = |name: &str| classes.split_whitespace().any(|class| class == name);
        if is("ocr_page") {
            let size = hocr_bounds(title).map(|[left, top, right, bottom]| (right - left, bottom - top));
            pages.push(Sheet { size, picture: hocr_picture(title), ..Sheet::default() });
            walk(child, pages);
        } else if is("ocrx_word") {
            let confidence = property(title, "x_wconf");
            if let Some(row) = pages.last_mut().and_then(|page| page.rows.last_mut()) {
                row.words.extend(word(&child.text(), confidence));
            }
        } else if ["ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat"].into_iter().any(is) {
            // The first line of its paragraph: the paragraph left an empty one behind.
            let opens = pages.last().is_none_or(|page| page.rows.last().is_none_or(|row| row.words.is_empty()));
            if let Some(page) = pages.last_mut() {
                page.rows.push(Row { opens, bounds: hocr_bounds(title), ..Row::default() });
            }
            walk(child, pages);
        } else if is("ocr_par") {
            if let Some(page) = pages.last_mut() {
                page.rows.push(Row::default());
            }
            walk(child, pages);
        } else {
            walk(child, pages);
        }
    }
}

/// What a title says under a name: "bbox 0 0 9 9; x_wconf 96".
fn said<'t>(title: &'t str, name: &str) -> Option<&'t str> {
    title.split(';').map(str::trim).find_map(|part| part.strip_prefix(name)).map(str::trim)
}

/// A number of the properties in a title.
fn property(title: &str, name: &str) -> Option<f32> {
    said(title, name)?.parse().ok().filter(|value: &f32| value.is_finite())
}

/// The box in a title.
fn hocr_bounds(title: &str) -> Option<[f32; 4]> {
    let numbers: Vec<f32> = said(title, "bbox ")?.split_whitespace().filter_map(|number| number.parse().ok()).collect();
    <[f32; 4]>::try_from(numbers).ok().filter(|bounds| bounds.iter().all(|value| value.is_finite()))
}

/// The picture in a title: `image "page-1.png"`.
fn hocr_picture(title: &str) -> Option<String> {
    let name = said(title, "image ")?.trim_matches(['"', '\'']);
    (!name.is_empty()).then(|| name.to_owned())
}

fn told(name: &str, doubtful: &[(usize, String)], words: usize) -> Option<Diagnostic> {
    const EXAMPLES: usize = 12;
    let shown: Vec<Message> =
        doubtful.iter().take(EXAMPLES).map(|(page, word)| message!("word-on-page", word = word, page = page)).collect();
    let more = if doubtful.len() > EXAMPLES { ", …" } else { "" };
    let message = message!("words-doubtful", count = doubtful.len(), words = words, shown = shown, more = more);
    let hint = message!("words-doubtful-hint");
    (!doubtful.is_empty()).then(|| Diagnostic::new("words-doubtful", name, message).hint(hint))
}
