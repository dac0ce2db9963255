//! Pictures of a document: the files of the edition that Word shows, at their size and no wider than the text.
//!
//! What always holds: a picture that Word does not show, or that nobody has, is given by its words.

use super::runs::{RunStyle, words};
use crate::book::xml::Xml;
use crate::raster;
use crate::tree::FileTree;

/// The formats that every Word shows.
const KNOWN: [&str; 4] = ["png", "jpg", "jpeg", "gif"];
/// What Word measures in, for a pixel of a picture.
const PIXEL: u64 = 9525;
/// As wide as the text, and nearly as high.
const LARGEST: (u64, u64) = (5_760_000, 8_400_000);

/// The pictures that the text shows.
#[derive(Debug)]
pub(super) struct Pictures<'a> {
    folder: &'a FileTree,
    found: Vec<Picture<'a>>,
    /// How often pictures are shown.
    shown: usize,
}

/// A picture of the document.
#[derive(Debug, Clone)]
pub(super) struct Picture<'a> {
    /// Its path on the site.
    path: String,
    /// Its name in the document: `picture1.png`.
    pub name: String,
    pub bytes: &'a [u8],
    size: (u64, u64),
}

impl<'a> Pictures<'a> {
    pub fn new(folder: &'a FileTree) -> Self {
        Self { folder, found: Vec::new(), shown: 0 }
    }

    /// All that the text shows, in the order of their numbers.
    pub fn done(self) -> Vec<Picture<'a>> {
        self.found
    }

    /// Writes the picture at a path of the site, or its words.
    pub fn write(&mut self, xml: &mut Xml, look: RunStyle, path: &str, said: &str) {
        let Some(at) = self.place(path) else {
            let said = if said.is_empty() { String::new() } else { format!("[{said}]") };
            words(xml, look, &said);
            return;
        };
        self.shown += 1;
        let (number, picture) = (self.shown.to_string(), &self.found[at]);
        let (wide, high) = picture.size;
        let (wide, high) = (wide.to_string(), high.to_string());
        let names = [("id", number.as_str()), ("name", &picture.name), ("descr", said)];
        let extent = [("cx", wide.as_str()), ("cy", high.as_str())];
        xml.raw("<w:r><w:drawing>");
        xml.open("wp:inline", &[("xmlns:wp", DRAWING), ("distT", "0"), ("distB", "0"), ("distL", "0"), ("distR", "0")]);
        xml.empty("wp:extent", &extent);
        xml.empty("wp:docPr", &names);
        xml.open("a:graphic", &[("xmlns:a", SHAPES)]);
        xml.open("a:graphicData", &[("uri", PICTURES)]);
        xml.open("pic:pic", &[("xmlns:pic", PICTURES)]);
        xml.raw("<pic:nvPicPr>");
        xml.empty("pic:cNvPr", &names);
        xml.raw("<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>");
        xml.empty("a:blip", &[("r:embed", &picture_id(at))]);
        xml.raw("<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/>");
        xml.empty("a:ext", &extent);
        xml.raw("</a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>");
        xml.raw("</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>");
    }

    /// The number of the picture at a path of the site; none when Word does not show it.
    fn place(&mut self, path: &str) -> Option<usize> {
        if let Some(at) = self.found.iter().position(|known| known.path == path) {
            return Some(at);
        }
        let ending = path.rsplit_once('.')?.1.to_lowercase();
        let ending = KNOWN.into_iter().find(|known| *known == ending)?;
        let bytes = ["static", "content"].iter().find_map(|top| self.folder.get(&format!("{top}/{path}")))?;
        let size = fitted(raster::size(bytes)?);
        let name = format!("picture{}.{ending}", self.found.len() + 1);
        self.found.push(Picture { path: path.to_owned(), name, bytes, size });
        Some(self.found.len() - 1)
    }
}

const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";
const SHAPES: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
const PICTURES: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";

/// How the text names a picture.
pub(super) fn picture_id(at: usize) -> String {
    format!("picture{}", at + 1)
}

/// A size in pixels as Word measures, made smaller where the page has no room for it.
fn fitted((wide, high): (u32, u32)) -> (u64, u64) {
    let (wide, high) = (u64::from(wide.max(1)) * PIXEL, u64::from(high.max(1)) * PIXEL);
    let (wide, high) = if wide > LARGEST.0 { (LARGEST.0, high * LARGEST.0 / wide) } else { (wide, high) };
    let (wide, high) = if high > LARGEST.1 { (wide * LARGEST.1 / high, LARGEST.1) } else { (wide, high) };
    (wide.max(1), high.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_picture_is_wider_or_higher_than_a_page() {
        assert_eq!(fitted((100, 50)), (952_500, 476_250));
        assert_eq!(fitted((10_000, 100)).0, LARGEST.0);
        let high = fitted((1000, 10_000));
        assert!(high.1 == LARGEST.1 && high.0 < LARGEST.0, "{high:?}");
        assert_eq!(fitted((u32::MAX, 0)).1, 1);
    }
}
