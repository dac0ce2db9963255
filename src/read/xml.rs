//! XML as a tree, in bounded memory and depth.
//!
//! In: bytes. Out: the root element, with names by their namespaces, whatever prefixes the file has. Entities of a file's
//! own are never expanded, so that none can unfold into millions.

use std::collections::HashMap;
use std::rc::Rc;

use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};
use quick_xml::reader::NsReader;
use quick_xml::{XmlVersion, escape::resolve_predefined_entity};

use super::error::ReadError;

/// Elements, attributes and texts of one file.
const MOST_NODES: usize = 3_000_000;
/// Elements inside one another.
const DEEPEST: usize = 400;

/// Namespaces and the prefixes that the readers know them by. An end of the address is enough: the strict variant
/// of a format has another host.
const NAMESPACES: &[(&str, &str)] = &[
    ("/wordprocessingml/2006/main", "w"),
    ("/wordprocessingml/main", "w"),
    ("/officeDocument/2006/relationships", "r"),
    ("/officeDocument/relationships", "r"),
    ("/package/2006/relationships", "rel"),
    ("/drawingml/2006/main", "a"),
    ("/drawingml/main", "a"),
    ("/wordprocessingDrawing", "wp"),
    ("/officeDocument/2006/math", "m"),
    ("/officeDocument/math", "m"),
    ("/markup-compatibility/2006", "mc"),
    ("/word/2010/wordprocessingShape", "wps"),
    (":vml", "v"),
    ("/dc/elements/1.1/", "dc"),
    ("opendocument:xmlns:office:1.0", "office"),
    ("opendocument:xmlns:text:1.0", "text"),
    ("opendocument:xmlns:table:1.0", "table"),
    ("opendocument:xmlns:style:1.0", "style"),
    ("opendocument:xmlns:drawing:1.0", "draw"),
    ("opendocument:xmlns:xsl-fo-compatible:1.0", "fo"),
    ("opendocument:xmlns:meta:1.0", "meta"),
    ("/1999/xlink", "xlink"),
];

/// An element.
#[derive(Debug, Clone, Default)]
pub struct Element {
    /// Its prefix and name: "w:p". Elements of other namespaces have their name alone.
    pub name: Rc<str>,
    /// Attributes by their names without prefix; those that name relationships keep it: "r:id".
    pub attributes: Vec<(Rc<str>, Box<str>)>,
    /// What it holds, in order.
    pub children: Vec<Node>,
}

/// What an element holds.
#[derive(Debug, Clone)]
pub enum Node {
    /// An element.
    Element(Element),
    /// A text.
    Text(String),
}

impl Element {
    /// Whether it has this name.
    pub fn is(&self, name: &str) -> bool {
        &*self.name == name
    }

    /// An attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| &**key == name).map(|(_, value)| &**value)
    }

    /// The elements in it.
    pub fn elements(&self) -> impl DoubleEndedIterator<Item = &Element> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The first element in it with a name.
    pub fn child(&self, name: &str) -> Option<&Element> {
        self.elements().find(|element| element.is(name))
    }

    /// The element at the end of a path of names.
    pub fn at(&self, path: &[&str]) -> Option<&Element> {
        path.iter().try_fold(self, |element, name| element.child(name))
    }

    /// All elements below it with a name, in order.
    pub fn all<'e>(&'e self, name: &str) -> Vec<&'e Element> {
        self.outside(name, "")
    }

    /// All elements below it with a name that stand in none called `barrier`.
    pub fn outside<'e>(&'e self, name: &str, barrier: &str) -> Vec<&'e Element> {
        let mut found = Vec::new();
        self.gather(name, barrier, &mut found);
        found
    }

    fn gather<'e>(&'e self, name: &str, barrier: &str, found: &mut Vec<&'e Element>) {
        for element in self.elements() {
            if element.is(name) {
                found.push(element);
            }
            if !element.is(barrier) {
                element.gather(name, barrier, found);
            }
        }
    }

    /// All text below it.
    pub fn text(&self) -> String {
        let mut out = String::new();
        self.write_text(&mut out);
        out
    }

    fn write_text(&self, out: &mut String) {
        for node in &self.children {
            match node {
                Node::Element(element) => element.write_text(out),
                Node::Text(text) => out.push_str(text),
            }
        }
    }
}

/// Reads a file of XML.
///
/// # Errors
/// `broken` when it is none, [`ReadError::OfficeTooLarge`] when it holds or nests more than any report.
pub fn parse(bytes: &[u8], broken: ReadError) -> Result<Element, ReadError> {
    let text = decoded(bytes);
    let mut reader = NsReader::from_str(&text);
    let config = reader.config_mut();
    config.expand_empty_elements = true;
    config.allow_dangling_amp = true;
    let mut tree = Tree { open: vec![Element::default()], names: HashMap::new(), nodes: 0 };
    loop {
        let event = match reader.read_resolved_event() {
            Ok((namespace, Event::Start(start))) => {
                let prefix = prefix_of(&namespace);
                Some((prefix, start))
            }
            Ok((_, Event::End(_))) => {
                tree.close();
                None
            }
            Ok((_, Event::Text(text))) => tree.text(&text.xml10_content(), broken).map(|()| None)?,
            Ok((_, Event::CData(text))) => tree.text(&text.xml10_content(), broken).map(|()| None)?,
            Ok((_, Event::GeneralRef(entity))) => tree.text(&meaning(&entity), broken).map(|()| None)?,
            Ok((_, Event::Eof)) => break,
            Ok(_) => None,
            Err(_) => return Err(broken),
        };
        if let Some((prefix, start)) = event {
            tree.open(prefix, &start, &reader)?;
        }
    }
    if tree.open.len() != 1 {
        return Err(broken);
    }
    let root = tree.open.pop().unwrap_or_default();
    root.children
        .into_iter()
        .find_map(|node| if let Node::Element(element) = node { Some(element) } else { None })
        .ok_or(broken)
}

/// The file's text; XML may be UTF-16, too.
fn decoded(bytes: &[u8]) -> String {
    let unit = |pair: &[u8], big: bool| match pair {
        [a, b] if big => u16::from_be_bytes([*a, *b]),
        [a, b] => u16::from_le_bytes([*a, *b]),
        _ => 0xFFFD,
    };
    let wide = |big: bool| {
        let units: Vec<u16> = bytes[2..].chunks(2).map(|pair| unit(pair, big)).collect();
        String::from_utf16_lossy(&units)
    };
    match bytes {
        [0xFE, 0xFF, ..] => wide(true),
        [0xFF, 0xFE, ..] => wide(false),
        _ => String::from_utf8_lossy(bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(bytes)).into_owned(),
    }
}

/// The letter that an entity stands for; one of the file's own stays as it is written.
fn meaning(entity: &BytesRef<'_>) -> String {
    if let Ok(Some(letter)) = entity.resolve_char_ref() {
        return letter.to_string();
    }
    resolve_predefined_entity(entity).map_or_else(|| format!("&{};", &**entity), str::to_owned)
}

fn prefix_of(namespace: &ResolveResult<'_>) -> &'static str {
    let ResolveResult::Bound(Namespace(address)) = namespace else { return "" };
    NAMESPACES.iter().find(|(end, _)| address.ends_with(end)).map_or("", |(_, prefix)| prefix)
}

/// The elements that are open.
struct Tree {
    open: Vec<Element>,
    names: HashMap<String, Rc<str>>,
    nodes: usize,
}

impl Tree {
    fn open(&mut self, prefix: &str, start: &BytesStart<'_>, reader: &NsReader<&[u8]>) -> Result<(), ReadError> {
        self.count()?;
        if self.open.len() > DEEPEST {
            return Err(ReadError::OfficeTooLarge);
        }
        let local = start.local_name();
        let name = self.name(prefix, local.as_ref());
        let mut attributes = Vec::new();
        for attribute in start.attributes().with_checks(false).flatten() {
            self.count()?;
            let (namespace, local) = reader.resolver().resolve_attribute(attribute.key);
            let prefix = if prefix_of(&namespace) == "r" { "r" } else { "" };
            let value = attribute.normalized_value(XmlVersion::Implicit1_0);
            let value = value.map_or_else(|_| Box::from(&*attribute.value), |value| Box::from(&*value));
            attributes.push((self.name(prefix, local.as_ref()), value));
        }
        self.open.push(Element { name, attributes, children: Vec::new() });
        Ok(())
    }

    fn close(&mut self) {
        if self.open.len() > 1
            && let Some(element) = self.open.pop()
            && let Some(parent) = self.open.last_mut()
        {
            parent.children.push(Node::Element(element));
        }
    }

    /// Text joins the text before it: an entity parts it only for the parser.
    fn text(&mut self, text: &str, broken: ReadError) -> Result<(), ReadError> {
        self.count()?;
        let parent = self.open.last_mut().ok_or(broken)?;
        match parent.children.last_mut() {
            Some(Node::Text(before)) => before.push_str(text),
            _ => parent.children.push(Node::Text(text.into())),
        }
        Ok(())
    }

    fn count(&mut self) -> Result<(), ReadError> {
        self.nodes += 1;
        if self.nodes > MOST_NODES { Err(ReadError::OfficeTooLarge) } else { Ok(()) }
    }

    fn name(&mut self, prefix: &str, local: &str) -> Rc<str> {
        let name = if prefix.is_empty() { local.to_owned() } else { format!("{prefix}:{local}") };
        if let Some(known) = self.names.get(&name) {
            return known.clone();
        }
        let shared: Rc<str> = name.as_str().into();
        self.names.insert(name, shared.clone());
        shared
    }
}
