//! A small writer of PDF files, for tests of the reader: text at places, rules, pictures.
//!
//! Every letter is half a size wide. A font whose name begins with `.Vn` or `VNI` has Western letters, as old fonts do;
//! all others say by a table which letters they print.

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Width and height of a page in points.
const SIZE: (f32, f32) = (595.0, 842.0);

/// A page that is being drawn; places count from its upper left corner.
#[derive(Debug, Clone, Default)]
pub struct Page {
    texts: Vec<Text>,
    drawing: String,
    pictures: usize,
    fields: Vec<Text>,
}

#[derive(Debug, Clone)]
struct Text {
    font: String,
    size: f32,
    at: (f32, f32),
    words: String,
}

impl Page {
    /// An empty page.
    pub fn new() -> Self {
        Self::default()
    }

    /// Words in plain print.
    pub fn text(self, at: (f32, f32), size: f32, words: &str) -> Self {
        self.set("Times-Roman", at, size, words)
    }

    /// Words in a font of that name.
    pub fn set(mut self, font: &str, at: (f32, f32), size: f32, words: &str) -> Self {
        self.texts.push(Text { font: font.into(), size, at, words: words.into() });
        self
    }

    /// A field of a form with words that were filled in, in plain print.
    pub fn field(mut self, at: (f32, f32), size: f32, words: &str) -> Self {
        self.fields.push(Text { font: "Times-Roman".into(), size, at, words: words.into() });
        self
    }

    /// Lines under one another in plain print of size 10, with 12 points from one to the next.
    pub fn lines(self, at: (f32, f32), lines: &[&str]) -> Self {
        let step = |index: usize| at.1 + 12.0 * index as f32;
        lines.iter().enumerate().fold(self, |page, (index, line)| page.text((at.0, step(index)), 10.0, line))
    }

    /// A thin rule from one point to another.
    pub fn rule(mut self, from: (f32, f32), to: (f32, f32)) -> Self {
        let height = SIZE.1;
        let _ = writeln!(self.drawing, "{} {} m {} {} l S", from.0, height - from.1, to.0, height - to.1);
        self
    }

    /// A filled rectangle: left, top, width, height.
    pub fn bar(mut self, area: [f32; 4]) -> Self {
        let [x, y, width, height] = area;
        let _ = writeln!(self.drawing, "{x} {} {width} {height} re f", SIZE.1 - y - height);
        self
    }

    /// A picture: left, top, width, height.
    pub fn picture(mut self, area: [f32; 4]) -> Self {
        let [x, y, width, height] = area;
        let bottom = SIZE.1 - y - height;
        let _ = writeln!(self.drawing, "q {width} 0 0 {height} {x} {bottom} cm /Im0 Do Q");
        self.pictures += 1;
        self
    }

    /// A grid of rules: the edges of its columns and of its rows.
    pub fn grid(self, columns: &[f32], rows: &[f32]) -> Self {
        let (left, right) = (columns[0], columns[columns.len() - 1]);
        let (top, bottom) = (rows[0], rows[rows.len() - 1]);
        let page = rows.iter().fold(self, |page, y| page.rule((left, *y), (right, *y)));
        columns.iter().fold(page, |page, x| page.rule((*x, top), (*x, bottom)))
    }
}

/// A font as the file has it: the codes of its letters.
#[derive(Default)]
struct Font {
    codes: BTreeMap<char, u8>,
}

impl Font {
    fn code(&mut self, letter: char) -> u8 {
        let next = u8::try_from(self.codes.len() + 33).expect("a test's font has few letters");
        *self.codes.entry(letter).or_insert(if letter == ' ' { 32 } else { next })
    }

    fn table(&self) -> String {
        let mut table = format!("{} beginbfchar\n", self.codes.len());
        for (letter, code) in &self.codes {
            let mut units = [0; 2];
            let units: String = letter.encode_utf16(&mut units).iter().map(|unit| format!("{unit:04X}")).collect();
            let _ = writeln!(table, "<{code:02X}> <{units}>");
        }
        format!("begincmap\n1 begincodespacerange\n<00> <FF>\nendcodespacerange\n{table}endbfchar\nendcmap\n")
    }
}

fn is_western(font: &str) -> bool {
    font.starts_with(".Vn") || font.starts_with("VNI")
}

/// The file with these pages.
pub fn file(pages: &[Page]) -> Vec<u8> {
    outlined_file(pages, &[])
}

/// The file with these pages and bookmarks: level, title, page from 1. Every other one leads there by a name.
pub fn outlined_file(pages: &[Page], bookmarks: &[(usize, &str, usize)]) -> Vec<u8> {
    let mut fonts: BTreeMap<String, Font> = FONTS.iter().map(|name| ((*name).to_owned(), Font::default())).collect();
    let contents: Vec<String> = pages.iter().map(|page| content(page, &mut fonts)).collect();
    let looks: Vec<Vec<String>> =
        pages.iter().map(|page| page.fields.iter().map(|field| look(field, &mut fonts)).collect()).collect();
    // 1 catalogue, 2 pages, 3 picture, then fonts with their tables, then pages with their contents.
    let first_page = 4 + 2 * fonts.len();
    let mut objects = vec!["<</Type/Catalog/Pages 2 0 R>>".to_owned()];
    let kids: String = (0..pages.len()).map(|page| format!("{} 0 R ", first_page + 2 * page)).collect();
    objects.push(format!("<</Type/Pages/Count {}/Kids[{kids}]>>", pages.len()));
    let picture = "<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray/Length 1>>";
    objects.push(format!("{picture}\nstream\n0\nendstream"));
    let mut named = String::new();
    for (index, (name, font)) in fonts.iter().enumerate() {
        let _ = write!(named, "/F{index} {} 0 R", 4 + 2 * index);
        let says = if is_western(name) { String::new() } else { format!("/ToUnicode {} 0 R", 5 + 2 * index) };
        let widths = "500 ".repeat(256);
        objects.push(format!(
            "<</Type/Font/Subtype/TrueType/BaseFont/{name}/Encoding/WinAnsiEncoding/FirstChar 0/LastChar 255/Widths[{widths}]{says}>>"
        ));
        objects.push(stream(&font.table()));
    }
    let mut first_field = first_page + 2 * contents.len();
    for (index, content) in contents.iter().enumerate() {
        let fields: String =
            pages[index].fields.iter().enumerate().map(|(at, field)| widget(field, first_field + at)).collect();
        first_field += looks[index].len();
        objects.push(format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 {} {}]/Resources<</Font<<{named}>>/XObject<</Im0 3 0 R>>>>/Contents {} 0 R/Annots[{fields}]>>",
            SIZE.0,
            SIZE.1,
            first_page + 2 * index + 1
        ));
        objects.push(stream(content));
    }
    for look in looks.iter().flatten() {
        let dict = format!("/Type/XObject/Subtype/Form/BBox[0 0 200 20]/Resources<</Font<<{named}>>>>");
        objects.push(format!("<<{dict}/Length {}>>\nstream\n{look}\nendstream", look.len()));
    }
    let page_at = |page: usize| format!("[{} 0 R/Fit]", first_page + 2 * (page - 1));
    add_bookmarks(&mut objects, bookmarks, page_at);
    written(&objects)
}

/// Adds the outline of a file, and the names that some of its entries lead to.
fn add_bookmarks(objects: &mut Vec<String>, bookmarks: &[(usize, &str, usize)], page_at: impl Fn(usize) -> String) {
    if bookmarks.is_empty() {
        return;
    }
    let first = objects.len() + 2;
    let mut names = String::new();
    objects.push(format!("<</Type/Outlines/First {first} 0 R>>"));
    for (at, (level, title, page)) in bookmarks.iter().enumerate() {
        let below = bookmarks.get(at + 1).filter(|next| next.0 > *level).map(|_| at + 1);
        let behind = (at + 1..bookmarks.len()).take_while(|next| bookmarks[*next].0 >= *level);
        let next = behind.into_iter().find(|next| bookmarks[*next].0 == *level);
        let link = |key: &str, at: Option<usize>| at.map_or(String::new(), |at| format!("/{key} {} 0 R", first + at));
        let _ = write!(names, "(place{at})<</D{}>>", page_at(*page));
        let place =
            if at % 2 == 0 { format!("/Dest{}", page_at(*page)) } else { format!("/A<</S/GoTo/D(place{at})>>") };
        let units: String = title.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
        objects.push(format!("<</Title<FEFF{units}>{place}{}{}>>", link("First", below), link("Next", next)));
    }
    objects[0] = format!("<</Type/Catalog/Pages 2 0 R/Outlines {} 0 R/Names<</Dests<</Names[{names}]>>>>>>", first - 1);
}

/// What a field draws, from its own lower left corner.
fn look(field: &Text, fonts: &mut BTreeMap<String, Font>) -> String {
    content(&Page::new().set(&field.font, (2.0, SIZE.1 - 4.0), field.size, &field.words), fonts)
}

/// A field that is drawn by that object.
fn widget(field: &Text, object: usize) -> String {
    let (left, low) = (field.at.0 - 2.0, SIZE.1 - field.at.1 - 4.0);
    let rect = format!("[{left} {low} {} {}]", left + 200.0, low + 20.0);
    format!("<</Type/Annot/Subtype/Widget/FT/Tx/F 4/Rect{rect}/AP<</N {object} 0 R>>>>")
}

fn stream(text: &str) -> String {
    format!("<</Length {}>>\nstream\n{text}\nendstream", text.len())
}

fn content(page: &Page, fonts: &mut BTreeMap<String, Font>) -> String {
    let mut out = page.drawing.clone();
    for text in &page.texts {
        let font = fonts.get_mut(&text.font).expect("a font of FONTS");
        let western = is_western(&text.font);
        let codes: String = text
            .words
            .chars()
            .map(|letter| if western { letter as u32 as u8 } else { font.code(letter) })
            .map(|code| format!("{code:02X}"))
            .collect();
        let name = FONTS.iter().position(|known| *known == text.font).expect("a font of FONTS");
        let _ = writeln!(out, "BT /F{name} {} Tf {} {} Td <{codes}> Tj ET", text.size, text.at.0, SIZE.1 - text.at.1);
    }
    out
}

/// The fonts that tests use, sorted as the file lists them.
const FONTS: [&str; 6] = [".VnTime", "Sach-Medium", "Times-Bold", "Times-Italic", "Times-Roman", "VNI-Times"];

/// The objects with the table of their places.
fn written(objects: &[String]) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        places.push(file.len());
        file.extend(format!("{} 0 obj\n{object}\nendobj\n", index + 1).bytes());
    }
    let table = file.len();
    file.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for place in places {
        file.extend(format!("{place:010} 00000 n \n").bytes());
    }
    file.extend(format!("trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n", objects.len() + 1).bytes());
    file
}
