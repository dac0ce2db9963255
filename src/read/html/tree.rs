//! A page as the tree that browsers make of it, without what is no text of it.

use scraper::{ElementRef, Html, Node as Parsed};

use crate::read::encoding;
use crate::read::error::ReadError;
use crate::read::xml::{Element, Node};
use crate::source::Metadata;

use super::metadata::{self, Told};
use crate::text::fold_space;

/// A page.
#[derive(Debug, Default)]
pub struct Page {
    /// What holds its text.
    pub body: Element,
    /// What it says of itself.
    pub metadata: Metadata,
    /// Menus, heads, feet and forms with words, which are left out.
    pub furniture: usize,
    /// Scripts, which are left out.
    pub scripts: usize,
    /// Films, frames and drawings, which are left out.
    pub objects: usize,
    /// Pieces of hidden text, which are left out.
    pub hidden: usize,
    /// What it tells machines.
    told: Told,
    /// The words of tabs, which a page may repeat elsewhere.
    tabs: Vec<String>,
    /// Buttons that were met.
    controls: usize,
}

/// A larger page is none that a person wrote.
const MOST_BYTES: usize = 64 << 20;
/// Elements inside one another; the words of deeper ones stand in the last that counts.
const DEEPEST: usize = 200;
/// Elements and texts of a page.
const MOST_NODES: usize = 3_000_000;

/// Parses a page.
///
/// # Errors
/// [`ReadError`] when it has no words or is larger than any report.
pub fn parse(bytes: &[u8]) -> Result<Page, ReadError> {
    if bytes.len() > MOST_BYTES {
        return Err(ReadError::OfficeTooLarge);
    }
    let text = encoding::named(bytes);
    if nests_too_deep(&text) {
        return Err(ReadError::OfficeTooLarge);
    }
    let parsed = Html::parse_document(&text);
    if parsed.tree.values().count() > MOST_NODES {
        return Err(ReadError::OfficeTooLarge);
    }
    let mut page = Page::default();
    let mut html = page.element(parsed.root_element(), 0).unwrap_or_default();
    page.leave_out_tabs(&mut html);
    page.metadata = metadata::of(&page.told);
    let title = html.at(&["head", "title"]).map(|title| fold_space(&title.text()));
    let title = title.filter(|title| title.chars().count() > 3);
    page.metadata.title = page.metadata.title.take().or(title);
    let language = |lang: &str| lang.split(['-', '_']).next().unwrap_or(lang).to_lowercase();
    page.metadata.language = html.attribute("lang").map(language);
    page.body = main_part(html.child("body").unwrap_or(&html), &mut page.furniture).clone();
    if page.body.text().trim().is_empty() { Err(ReadError::HtmlEmpty) } else { Ok(page) }
}

/// Whether elements nest as in no page that a person wrote: a browser's way of reading takes the square of the depth.
fn nests_too_deep(text: &str) -> bool {
    const MOST: usize = 2_000;
    /// Elements that a page need not close.
    const OPEN: [&str; 24] = [
        "p", "li", "td", "th", "tr", "dt", "dd", "br", "hr", "img", "input", "meta", "link", "col", "option", "tbody",
        "thead", "tfoot", "colgroup", "area", "base", "wbr", "source", "param",
    ];
    let (mut depth, mut deepest) = (0usize, 0usize);
    for tag in text.split('<').skip(1) {
        let name = tag.trim_start_matches('/');
        let name = &name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())];
        let closes = tag.starts_with('/');
        let is_open = OPEN.iter().any(|open| name.eq_ignore_ascii_case(open));
        if closes && !is_open {
            depth = depth.saturating_sub(1);
        } else if !closes && !is_open && !name.is_empty() {
            depth += 1;
        }
        deepest = deepest.max(depth);
    }
    deepest > MOST
}

/// The element that the page calls its main part, where that holds most of its words.
fn main_part<'e>(body: &'e Element, furniture: &mut usize) -> &'e Element {
    let is_main = |element: &Element| element.is("main") || element.attribute("role") == Some("main");
    let only = |found: Vec<&'e Element>| if let [one] = found.as_slice() { Some(*one) } else { None };
    let mut all = Vec::new();
    elements_in(body, &mut all);
    let main = all.iter().copied().find(|element| is_main(element)).or_else(|| only(body.all("article")));
    let letters = |element: &Element| element.text().chars().filter(|c| c.is_alphanumeric()).count();
    match main {
        Some(main) if letters(main) * 2 > letters(body) => {
            *furniture += usize::from(letters(main) < letters(body));
            main
        }
        _ => body,
    }
}

fn elements_in<'e>(parent: &'e Element, found: &mut Vec<&'e Element>) {
    for element in parent.elements() {
        found.push(element);
        elements_in(element, found);
    }
}

/// Programs and their dress.
const SCRIPTS: [&str; 6] = ["script", "style", "noscript", "template", "link", "meta"];
/// What shows no words, or none that an edition could keep.
const OBJECTS: [&str; 8] = ["svg", "iframe", "object", "embed", "canvas", "video", "audio", "applet"];
/// What is there for the hand.
const CONTROLS: [&str; 6] = ["nav", "button", "select", "textarea", "dialog", "menu"];
/// The same by its role.
const CONTROL_ROLES: [&str; 8] = ["tab", "button", "switch", "menu", "menubar", "menuitem", "toolbar", "tooltip"];
/// Parts of a page by their role that are none of its text.
const ROLES: [&str; 5] = ["navigation", "banner", "contentinfo", "search", "complementary"];

impl Page {
    /// An element with what it holds; none when it is left out.
    fn element(&mut self, parsed: ElementRef<'_>, depth: usize) -> Option<Element> {
        let name = parsed.value().name();
        let attributes = parsed.value().attrs();
        let attributes = attributes.map(|(key, value)| (key.into(), value.into())).collect();
        let mut element = Element { name: name.into(), attributes, children: Vec::new() };
        if SCRIPTS.contains(&name) {
            self.tell_machines(&element, &parsed);
            self.scripts += usize::from(name == "script");
            return None;
        }
        if OBJECTS.contains(&name) {
            self.objects += 1;
            return None;
        }
        if depth >= DEEPEST {
            element.children.push(Node::Text(parsed.text().collect()));
            return Some(element);
        }
        let controls = self.controls;
        for child in parsed.children() {
            match child.value() {
                Parsed::Text(text) => element.children.push(Node::Text(text.to_string())),
                Parsed::Element(_) => {
                    let inner = ElementRef::wrap(child).and_then(|inner| self.element(inner, depth + 1));
                    element.children.extend(inner.map(Node::Element));
                }
                _ => {}
            }
        }
        let has_words = |element: &Element| element.text().contains(char::is_alphanumeric);
        if is_hidden(&element) && has_words(&element) {
            self.hidden += 1;
            return None;
        }
        // The button that opens a section bears its title.
        let titles = || parsed.ancestors().filter_map(ElementRef::wrap).any(|outer| is_title(outer.value().name()));
        let is_control = is_control(&element) && !titles();
        self.controls += usize::from(is_control);
        let is_bar = controls < self.controls && is_bar(&element);
        if (is_control || is_bar || is_furniture(&element)) && has_words(&element) {
            if element.attribute("role") == Some("tab") {
                self.tabs.push(fold_space(&element.text()));
            }
            self.furniture += 1;
            return None;
        }
        Some(element)
    }

    /// Keeps what an element of the head says.
    fn tell_machines(&mut self, element: &Element, parsed: &ElementRef<'_>) {
        let name = ["name", "property", "itemprop"].iter().find_map(|key| element.attribute(key));
        if let (true, Some(name), Some(content)) = (element.is("meta"), name, element.attribute("content")) {
            self.told.metas.push((name.to_owned(), content.to_owned()));
        }
        if element.is("script") && element.attribute("type") == Some("application/ld+json") {
            self.told.linked.push(parsed.text().collect());
        }
    }

    /// Pages for small screens say their tabs once more, without saying that they are some.
    fn leave_out_tabs(&mut self, parent: &mut Element) {
        if self.tabs.is_empty() {
            return;
        }
        let before = parent.children.len();
        let tabs = &self.tabs;
        let is_tab = |node: &Node| match node {
            Node::Element(element) => {
                let is_plain = ["div", "span", "li"].iter().any(|name| element.is(name));
                is_plain && element.elements().next().is_none() && tabs.contains(&fold_space(&element.text()))
            }
            Node::Text(_) => false,
        };
        parent.children.retain(|node| !is_tab(node));
        self.furniture += before - parent.children.len();
        for node in &mut parent.children {
            if let Node::Element(element) = node {
                self.leave_out_tabs(element);
            }
        }
    }
}

fn is_title(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// What is there for the hand: a button, a tab, a link that loads a file down or is dressed as a button.
fn is_control(element: &Element) -> bool {
    let classes = element.attribute("class").unwrap_or_default();
    let is_dressed = classes.split_whitespace().any(|class| {
        let class = class.to_lowercase();
        ["btn", "button"].iter().any(|name| class == *name)
    });
    // What leads to a place of the page may be a note.
    if element.attribute("href").is_some_and(|href| href.starts_with('#')) {
        return false;
    }
    let is_link = element.is("a") && (element.attribute("download").is_some() || is_dressed);
    is_link
        || CONTROLS.iter().any(|control| element.is(control))
        || element.attribute("role").is_some_and(|role| CONTROL_ROLES.contains(&role))
}

/// A few words beside a button are its label.
fn is_bar(element: &Element) -> bool {
    /// A label has no more words.
    const LONGEST: usize = 5;
    let is_plain = ["div", "span", "label"].iter().any(|name| element.is(name));
    let holds = ["h1", "h2", "h3", "h4", "h5", "h6", "p", "table", "li", "img"];
    is_plain
        && element.text().split_whitespace().count() <= LONGEST
        && holds.iter().all(|name| element.all(name).is_empty())
}

fn is_hidden(element: &Element) -> bool {
    let style = element.attribute("style").unwrap_or_default().to_lowercase().replace(' ', "");
    let by_style = ["display:none", "mso-hide:all", "visibility:hidden"].iter().any(|hides| style.contains(hides));
    by_style || element.attribute("hidden").is_some() && !element.is("html")
}

/// Menus, heads and feet; what leads to a place of the page may be a note, and what has a title is text.
fn is_furniture(element: &Element) -> bool {
    let by_role = element.attribute("role").is_some_and(|role| ROLES.contains(&role));
    let style = element.attribute("style").unwrap_or_default().replace(' ', "");
    let of_paper = style.contains("mso-element:header")
        || style.contains("mso-element:footer;")
        || style.ends_with("mso-element:footer");
    let edge = ["header", "footer", "aside"].iter().any(|edge| element.is(edge));
    let leads_within = |element: &Element| {
        let links = element.all("a");
        links.iter().any(|link| link.attribute("href").is_some_and(|href| href.len() > 1 && href.starts_with('#')))
    };
    let has_title = |element: &Element| ["h1", "h2"].iter().any(|name| !element.all(name).is_empty());
    of_paper || (by_role || edge) && !leads_within(element) && !has_title(element)
}
