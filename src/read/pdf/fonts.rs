//! Fonts: which letters a code prints, how far it moves on, and whether the print is bold or italic.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use hayro_cmap::{BfString, CMapName};
use hayro_font::{CMapResolverFn, Font, FontCache, FontGlyph, FontQuery, FontResolverFn};
use hayro_syntax::object::{Array, Dict, Name, Object};

use crate::read::legacy::Legacy;

/// What stands for a code whose letter nobody knows.
pub const UNKNOWN: &str = "\u{FFFD}";

/// A font as the text needs it.
pub struct PdfFont<'a> {
    /// Its print is bold.
    pub bold: bool,
    /// Its print is between plain and bold.
    pub medium: bool,
    /// Its print is italic.
    pub italic: bool,
    /// It prints Vietnamese in an encoding older than Unicode.
    pub legacy: Option<Legacy>,
    font: Font<'a>,
    known: RefCell<HashMap<u32, (Rc<str>, f32)>>,
}

impl PdfFont<'_> {
    /// The next code of a string and its length in bytes; the length is at least 1.
    pub fn read_code(&self, bytes: &[u8], offset: usize) -> (u32, usize) {
        let (code, length) = self.font.read_code(bytes, offset);
        (code, length.max(1))
    }

    /// The letters of a code and its advance in thousandths of the size.
    pub fn letters(&self, code: u32) -> (Rc<str>, f32) {
        self.known.borrow_mut().entry(code).or_insert_with(|| self.look_up(code)).clone()
    }

    fn look_up(&self, code: u32) -> (Rc<str>, f32) {
        let advance = self.font.code_advance(code).x as f32;
        let glyph = self.font.map_code(code);
        let found = match self.font.glyph(glyph, code) {
            FontGlyph::Outline(glyph) => glyph.as_unicode(),
            FontGlyph::Type3(glyph) => glyph.as_unicode(),
        };
        let letters = match found {
            Some(BfString::Char(letter)) => clean(&letter.to_string()),
            Some(BfString::String(letters)) => clean(&letters),
            None => UNKNOWN.to_owned(),
        };
        (letters.into(), if advance.is_finite() { advance } else { 0.0 })
    }
}

/// Letters without control signs; ligatures as their letters, bullets of symbol fonts as bullets.
fn clean(letters: &str) -> String {
    let mut out = String::with_capacity(letters.len());
    for letter in letters.chars() {
        match letter {
            '\t' | '\n' | '\r' | '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' => out.push(' '),
            '\u{FB00}' => out.push_str("ff"),
            '\u{FB01}' => out.push_str("fi"),
            '\u{FB02}' => out.push_str("fl"),
            '\u{FB03}' => out.push_str("ffi"),
            '\u{FB04}' => out.push_str("ffl"),
            '\u{F0B7}' | '\u{F0A7}' | '\u{F076}' | '\u{F0D8}' | '\u{F09F}' => out.push('•'),
            '\u{F0FC}' => out.push('✓'),
            '\u{F0A8}' | '\u{F06F}' | '\u{F071}' => out.push('□'),
            '\u{F0FE}' | '\u{F052}' => out.push('☑'),
            '\u{F0E0}' => out.push('→'),
            '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' => {}
            // Symbol fonts set the signs of ASCII at U+F020 and above.
            '\u{F021}'..='\u{F07E}' => out.extend(char::from_u32(u32::from(letter) - 0xF000)),
            letter if letter.is_control() => {}
            letter => out.push(letter),
        }
    }
    out
}

/// The fonts of a file, each loaded once.
pub struct FontBook<'a> {
    cache: FontCache<'a>,
    resolver: FontResolverFn,
    cmaps: CMapResolverFn,
    known: HashMap<(i64, i64, usize), Option<Rc<PdfFont<'a>>>>,
}

impl<'a> FontBook<'a> {
    /// A book without fonts.
    pub fn new() -> Self {
        let resolver: FontResolverFn = Arc::new(|query| match query {
            FontQuery::Standard(font) => Some(font.get_font_data()),
            FontQuery::Fallback(query) => Some(query.pick_standard_font().get_font_data()),
        });
        let cmaps: CMapResolverFn = Arc::new(|_: CMapName<'_>| None);
        Self { cache: FontCache::new(), resolver, cmaps, known: HashMap::new() }
    }

    /// The font of a dictionary.
    pub fn font(&mut self, dict: &Dict<'a>) -> Option<Rc<PdfFont<'a>>> {
        let id = dict.obj_id().map_or((-1, -1), |id| (i64::from(id.obj_number), i64::from(id.gen_number)));
        let place = dict.data().as_ptr() as usize;
        if let Some(found) = self.known.get(&(id.0, id.1, place)) {
            return found.clone();
        }
        let made = self.load(dict).map(Rc::new);
        self.known.insert((id.0, id.1, place), made.clone());
        made
    }

    fn load(&self, dict: &Dict<'a>) -> Option<PdfFont<'a>> {
        if !is_bounded(dict) {
            return None;
        }
        let font = self.cache.font(dict, &self.resolver, &self.cmaps)?;
        let descendant = dict.get::<Array<'a>>("DescendantFonts").and_then(|fonts| fonts.iter::<Dict<'a>>().next());
        let described = descendant.as_ref().unwrap_or(dict);
        let name = dict.get::<Name<'_>>("BaseFont").map(|name| name.as_str().to_owned()).unwrap_or_default();
        let name = name.split_once('+').map_or(name.as_str(), |(_, name)| name).to_owned();
        let descriptor = described.get::<Dict<'a>>("FontDescriptor").unwrap_or_default();
        let flags = descriptor.get::<i32>("Flags").unwrap_or(0);
        let slant = descriptor.get::<f32>("ItalicAngle").unwrap_or(0.0);
        let weight = descriptor.get::<f32>("FontWeight").unwrap_or(400.0);
        let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
        // "Family-Bd": the style behind the family, shortened.
        let style = name.rsplit_once(['-', ',']).map_or("", |(_, style)| style);
        let is_short = |words: &[&str]| words.iter().any(|word| style.starts_with(word));
        let bold = has(&["Bold", "bold", "Black", "Heavy", "Demi"]) || is_short(&["Bd", "Blk", "Hv", "Sb"]);
        let bold = bold || flags & (1 << 18) != 0 || weight >= 600.0;
        Some(PdfFont {
            bold,
            medium: !bold && (has(&["Medium", "medium"]) || is_short(&["Md"]) || (500.0..600.0).contains(&weight)),
            italic: has(&["Italic", "italic", "Oblique", "oblique"]) || flags & (1 << 6) != 0 || slant.abs() > 1.0,
            legacy: Legacy::of_font(&name),
            font,
            known: RefCell::new(HashMap::new()),
        })
    }
}

/// Whether the lists of a font's widths are as long as a font may have: the loader fills them up unasked.
fn is_bounded(dict: &Dict<'_>) -> bool {
    const CODES: i64 = 0x10000;
    let small = |key: &str| dict.get::<Object<'_>>(key).is_none_or(|value| bounded_number(value, 0xFFFF));
    if !small("FirstChar") || !small("LastChar") {
        return false;
    }
    let Some(descendants) = dict.get::<Array<'_>>("DescendantFonts") else { return true };
    let mut fonts = descendants.iter::<Dict<'_>>().take(2);
    fonts.all(|font| {
        ["W", "W2"].iter().all(|key| {
            let widths = font.get::<Array<'_>>(key);
            widths.is_none_or(|widths| {
                let mut items = widths.iter::<Object<'_>>().take(CODES as usize);
                items.all(|item| bounded_number(item, CODES))
            })
        })
    })
}

fn bounded_number(value: Object<'_>, most: i64) -> bool {
    match value {
        Object::Number(number) => (-most..=most).contains(&number.as_i64()),
        _ => true,
    }
}
