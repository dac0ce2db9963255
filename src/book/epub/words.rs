//! Lines and blocks as XHTML.

use std::collections::BTreeMap;

use crate::book::content::{Align, Block, Content, Heading, Inline, List, Mark, Style, Table};
use crate::book::outline::Outline;
use crate::book::places::{Places, ResolvedLink};
use crate::book::xml::{Xml, xml_id};
use crate::tree::FileTree;

/// The pictures of a book: each file of the site once.
pub(super) struct Pictures<'a>(BTreeMap<String, (String, &'a [u8])>);

/// What every reading device shows.
const KNOWN: [&str; 6] = ["png", "jpg", "jpeg", "gif", "svg", "webp"];

impl<'a> Pictures<'a> {
    /// The pictures of some outlines, in the order in which they come.
    pub fn new(folder: &'a FileTree, outlines: &[Outline]) -> Self {
        let mut found = BTreeMap::new();
        for path in outlines.iter().flat_map(|outline| &outline.pictures) {
            let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
            let Some(ending) = KNOWN.into_iter().find(|known| Some(*known) == ending.as_deref()) else { continue };
            let file = ["static", "content"].iter().find_map(|top| folder.get(&format!("{top}/{path}")));
            let Some(file) = file.filter(|_| !found.contains_key(path)) else { continue };
            found.insert(path.clone(), (format!("picture-{:03}.{ending}", found.len() + 1), file));
        }
        Self(found)
    }

    /// The name in the book of a picture of the site; none when no file of the edition is shown by every device.
    pub fn name(&self, path: &str) -> Option<&str> {
        self.0.get(path).map(|(name, _)| name.as_str())
    }

    /// All of them: their names and files, by their paths on the site.
    pub fn files(&self) -> impl Iterator<Item = (&str, &'a [u8])> {
        self.0.values().map(|(name, file)| (name.as_str(), *file))
    }
}

/// Writes the text of one file.
pub(super) struct Writer<'w, 'p> {
    pub xml: Xml,
    pub places: &'w Places<'w>,
    pub pictures: &'w Pictures<'p>,
    /// The file that is written.
    pub file: &'w str,
    /// The depth in the outline of the file's first heading.
    pub level: usize,
    /// Whether the ids of the words are written: they are, where the words stand first.
    pub has_ids: bool,
}

impl Writer<'_, '_> {
    /// A link to a file of the book.
    pub fn href(&self, file: &str, id: Option<&str>) -> String {
        let file = if file == self.file && id.is_some() { "" } else { file };
        id.map_or_else(|| file.to_owned(), |id| format!("{file}#{}", xml_id(id)))
    }

    fn id(&self, id: Option<&str>) -> String {
        id.filter(|_| self.has_ids).map(xml_id).unwrap_or_default()
    }

    pub fn blocks(&mut self, blocks: &[Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &Block) {
        let id = self.id(block.id.as_deref());
        let class = block.kind.class().unwrap_or_default();
        match &block.content {
            Content::Words(words) => {
                self.xml.open("p", &[("id", &id), ("class", class)]);
                self.line(words);
                self.xml.close("p");
            }
            Content::Heading(heading) => self.heading(&id, heading),
            Content::List(list) => self.list(list),
            Content::Quote(inner) => {
                self.xml.open("blockquote", &[("id", &id)]);
                self.blocks(inner);
                self.xml.close("blockquote");
            }
            Content::Table(table) => self.table(&id, table),
            Content::Code(text) => {
                self.xml.open("pre", &[("id", &id)]);
                self.xml.element("code", &[], text);
                self.xml.close("pre");
            }
            Content::Rule => self.xml.empty("hr", &[]),
        }
        self.xml.line();
    }

    fn heading(&mut self, id: &str, heading: &Heading) {
        let level = (heading.level.saturating_sub(self.level) + 1).clamp(2, 6);
        let name = format!("h{level}");
        self.xml.open(&name, &[("id", id)]);
        self.head(&heading.head);
        self.line(&heading.title);
        self.xml.close(&name);
    }

    /// The number or label before a title.
    pub fn head(&mut self, head: &str) {
        if !head.is_empty() {
            self.xml.element("span", &[("class", "number")], head);
            self.xml.text(" ");
        }
    }

    fn list(&mut self, list: &List) {
        let (name, class) = if list.is_ordered { ("ol", "numbered") } else { ("ul", "") };
        self.xml.open(name, &[("class", class)]);
        for item in &list.items {
            let id = self.id(item.id.as_deref());
            self.xml.open("li", &[("id", &id)]);
            self.head(item.number.as_deref().unwrap_or_default());
            self.line(&item.words);
            self.blocks(&item.rest);
            self.xml.close("li");
        }
        self.xml.close(name);
    }

    fn table(&mut self, id: &str, table: &Table) {
        self.xml.open("table", &[("id", id)]);
        let class = |column: usize| match table.columns.get(column) {
            Some(Align::Center) => "center",
            Some(Align::Right) => "end",
            _ => "",
        };
        self.xml.raw("<thead><tr>");
        for (column, cell) in table.head.iter().enumerate() {
            self.xml.open("th", &[("scope", "col"), ("class", class(column))]);
            self.line(cell);
            self.xml.close("th");
        }
        self.xml.raw("</tr></thead><tbody>");
        for row in &table.rows {
            self.xml.raw("<tr>");
            for (column, cell) in row.iter().enumerate() {
                self.xml.open("td", &[("class", class(column))]);
                self.line(cell);
                self.xml.close("td");
            }
            self.xml.raw("</tr>");
        }
        // A table without rows is none.
        if table.rows.is_empty() {
            let span = table.head.len().max(1).to_string();
            self.xml.raw("<tr>");
            self.xml.element("td", &[("colspan", &span)], "");
            self.xml.raw("</tr>");
        }
        self.xml.raw("</tbody>");
        self.xml.close("table");
    }

    pub fn line(&mut self, line: &[Inline]) {
        line.iter().for_each(|piece| self.piece(piece));
    }

    fn piece(&mut self, piece: &Inline) {
        match piece {
            Inline::Text(words) => self.xml.text(words),
            Inline::Code(code) => self.xml.element("code", &[], code),
            Inline::Break => self.xml.empty("br", &[]),
            Inline::Styled(style, inner) => {
                let name = match style {
                    Style::Emphasis => "em",
                    Style::Strong => "strong",
                    Style::Deleted => "del",
                    Style::Underlined => "u",
                    Style::Raised => "sup",
                    Style::Lowered => "sub",
                    Style::Small => "small",
                    Style::Marked => "mark",
                };
                self.around(name, &[], inner);
            }
            Inline::Link(target, inner) => match self.places.led(target) {
                ResolvedLink::Inside(file, id) => {
                    let href = self.href(&file, id.as_deref());
                    self.around("a", &[("href", &href)], inner);
                }
                ResolvedLink::Outside(url) => self.around("a", &[("href", &address(&url))], inner),
                ResolvedLink::Nowhere => self.line(inner),
            },
            Inline::Term(long, inner) => self.around("abbr", &[("title", long)], inner),
            Inline::Referred(words) => {
                self.xml.text(" ");
                self.xml.element("q", &[("class", "referred")], words);
            }
            Inline::Picture(path, words) => match self.pictures.name(path) {
                Some(name) => self.xml.raw(&picture(name, words)),
                None => self.xml.text(words),
            },
            Inline::Mark(mark) => self.mark(mark),
            Inline::Figure(id, inner) => {
                let id = self.id(id.as_deref());
                self.around("span", &[("class", "figure"), ("id", &id)], inner);
            }
            Inline::Annotated(inner) => self.around("span", &[("class", "annotated")], inner),
            Inline::Corrected(read, _) if read.is_empty() => {}
            Inline::Corrected(read, _) => self.xml.element("ins", &[], read),
            Inline::Page(id, label) => self.page(id, label),
            Inline::Sign(id, letter) => self.sign(id, letter.as_deref()),
        }
    }

    fn around(&mut self, name: &str, attributes: &[(&str, &str)], inner: &[Inline]) {
        self.xml.open(name, attributes);
        self.line(inner);
        self.xml.close(name);
    }

    fn mark(&mut self, mark: &Mark) {
        let sign = mark.sign.as_str();
        let note = mark.note.as_ref().and_then(|(url, id)| Some((self.places.file(url, id)?, id)));
        let Some((file, note)) = note else {
            self.xml.element("sup", &[("class", "mark missing")], sign);
            return;
        };
        let href = self.href(file, Some(note));
        let id = self.id(mark.id.as_deref());
        self.xml.open("sup", &[("class", "mark")]);
        let attributes = [("href", href.as_str()), ("id", &id), ("epub:type", "noteref"), ("role", "doc-noteref")];
        self.xml.element("a", &attributes, sign);
        self.xml.close("sup");
    }

    /// Where a page of the print begins.
    fn page(&mut self, id: &str, label: &str) {
        if self.has_ids {
            let id = xml_id(id);
            let attributes =
                [("epub:type", "pagebreak"), ("role", "doc-pagebreak"), ("id", id.as_str()), ("title", label)];
            self.xml.empty("span", &attributes);
        }
    }

    /// The sign of an annotation or a correction; in the list of notes its words stand a second time, and lead nowhere.
    fn sign(&mut self, id: &str, letter: Option<&str>) {
        let (kind, class) = if letter.is_some() { ("ann", "mark annotation") } else { ("cor", "mark emended") };
        if !self.has_ids {
            return;
        }
        let (own, href) = (xml_id(&format!("{kind}ref-{id}")), format!("#{}", xml_id(&format!("{kind}-{id}"))));
        self.xml.open("sup", &[("class", class)]);
        let attributes = [("href", href.as_str()), ("id", &own), ("epub:type", "noteref"), ("role", "doc-noteref")];
        self.xml.element("a", &attributes, letter.unwrap_or("*"));
        self.xml.close("sup");
    }
}

/// A picture; one without words is decoration, and says so by empty ones.
fn picture(name: &str, words: &str) -> String {
    let mut xml = Xml::default();
    xml.text(words);
    format!("<img src=\"{name}\" alt=\"{}\"/>", xml.finish())
}

/// An address as a URL has it: white space and signs that no URL holds are written by their bytes.
fn address(url: &str) -> String {
    let mut out = String::new();
    for byte in url.bytes() {
        match byte {
            b' ' | b'"' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}' | 0..=0x1f | 0x7f.. => {
                out.push_str(&format!("%{byte:02X}"));
            }
            byte => out.push(char::from(byte)),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_urls() {
        assert_eq!(address("https://a.vn/đ b"), "https://a.vn/%C4%91%20b");
    }
}
