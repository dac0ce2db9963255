//! What OCR engines write with the places of words: hOCR, ALTO (2 to 4), PAGE XML.
//!
//! In: the tree of such a file. Out: a [`Scan`], page by page, with the confidence of each line; and the words that the engine
//! doubts. What always holds: every word comes once, in the engine's own order.

use super::error::ReadError;
use super::stretch::escaped;
use super::xml::{self, Element};
use crate::diagnostic::{Checked, Diagnostic};
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
            "alto" => pages.extend(root.all("Page").into_iter().map(alto)),
            "PcGts" => pages.extend(root.all("Page").into_iter().map(page_xml)),
            _ => pages.extend(hocr(&root)),
        }
    }
    let (mut scan, mut doubtful) = (Scan { name: name.to_owned(), ..Scan::default() }, Vec::new());
    let (mut number, mut words) = (0, 0);
    for (index, rows) in pages.into_iter().enumerate() {
        let mut page = Page { number: index + 1, ..Page::default() };
        for row in rows.iter().filter(|row| !row.words.is_empty()) {
            number += 1;
            words += row.words.len();
            let unsure = row.words.iter().filter(|word| word.confidence.is_some_and(|c| c < DOUBTFUL));
            doubtful.extend(unsure.map(|word| (index + 1, word.text.clone())));
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

/// A line of the page.
#[derive(Default)]
struct Row {
    words: Vec<Word>,
    /// It opens a block or a paragraph.
    opens: bool,
}

impl Row {
    fn line(&self) -> Line {
        let text: Vec<String> = self.words.iter().map(|word| escaped(&word.text)).collect();
        let known: Vec<f32> = self.words.iter().filter_map(|word| word.confidence).collect();
        let mean = known.iter().sum::<f32>() / known.len().max(1) as f32;
        let confidence = (!known.is_empty()).then(|| mean.clamp(0.0, 100.0).round() as u8);
        Line { text: nfc(&text.join(" ")), confidence, ..Line::default() }
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

/// The lines of a page of ALTO. A word that a line's end broke ends on its hyphen.
fn alto(page: &Element) -> Vec<Row> {
    let mut rows = Vec::new();
    for block in page.all("TextBlock") {
        for (at, line) in block.all("TextLine").into_iter().enumerate() {
            let mut row = Row { opens: at == 0, ..Row::default() };
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
    rows
}

/// The lines of a page of PAGE XML: its words, or the whole line where it has none.
fn page_xml(page: &Element) -> Vec<Row> {
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
            rows.push(Row { words, opens: at == 0 });
        }
    }
    rows
}

/// The pages of hOCR.
fn hocr(root: &Element) -> Vec<Vec<Row>> {
    let mut pages = Vec::new();
    walk(root, &mut pages);
    pages
}

fn walk(element: &Element, pages: &mut Vec<Vec<Row>>) {
    for child in element.elements() {
        let classes = child.attribute("class").unwrap_or_default();
        let is = |name: &str| classes.split_whitespace().any(|class| class == name);
        if is("ocr_page") {
            pages.push(Vec::new());
            walk(child, pages);
        } else if is("ocrx_word") {
            let confidence = child.attribute("title").and_then(|title| property(title, "x_wconf"));
            if let Some(row) = pages.last_mut().and_then(|page| page.last_mut()) {
                row.words.extend(word(&child.text(), confidence));
            }
        } else if ["ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat"].into_iter().any(is) {
            // The first line of its paragraph: the paragraph left an empty one behind.
            let opens = pages.last().is_none_or(|page| page.last().is_none_or(|row| row.words.is_empty()));
            if let Some(page) = pages.last_mut() {
                page.push(Row { opens, ..Row::default() });
            }
            walk(child, pages);
        } else if is("ocr_par") {
            if let Some(page) = pages.last_mut() {
                page.push(Row::default());
            }
            walk(child, pages);
        } else {
            walk(child, pages);
        }
    }
}

/// A number of the properties in a title: "bbox 0 0 9 9; x_wconf 96".
fn property(title: &str, name: &str) -> Option<f32> {
    let own = title.split(';').map(str::trim).find_map(|part| part.strip_prefix(name))?;
    own.trim().parse().ok().filter(|value: &f32| value.is_finite())
}

fn told(name: &str, doubtful: &[(usize, String)], words: usize) -> Option<Diagnostic> {
    const EXAMPLES: usize = 12;
    let shown: Vec<String> =
        doubtful.iter().take(EXAMPLES).map(|(page, word)| format!("{word} (page {page})")).collect();
    let more = if doubtful.len() > EXAMPLES { ", …" } else { "" };
    let message =
        message!("words-doubtful", count = doubtful.len(), words = words, shown = shown.join(", "), more = more);
    let hint = message!("words-doubtful-hint");
    (!doubtful.is_empty()).then(|| Diagnostic::new("words-doubtful", name, message).hint(hint))
}
