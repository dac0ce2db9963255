//! What the styles of an OpenDocument text say of words, paragraphs and lists.

use std::collections::HashMap;

use crate::read::xml::Element;

/// What a style says; what it does not say comes from its parent.
#[derive(Debug, Clone, Copy, Default)]
pub struct Style {
    /// Bold.
    pub bold: Option<bool>,
    /// Italic.
    pub italic: Option<bool>,
    /// Raised.
    pub raised: Option<bool>,
    /// Not shown.
    pub hidden: Option<bool>,
    /// A page ends before it.
    pub opens_page: Option<bool>,
}

/// The writing of a list's level: a bullet, or numbers with what stands around them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Level {
    /// "1", "a", "I"; none for a bullet.
    pub format: Option<String>,
    /// Before the number.
    pub prefix: String,
    /// Behind it.
    pub suffix: String,
    /// The first number.
    pub start: i64,
    /// How many levels are shown.
    pub shown: usize,
}

/// The styles of a file.
#[derive(Debug, Default)]
pub struct Styles {
    own: HashMap<String, (Style, Option<String>)>,
    lists: HashMap<String, Vec<Level>>,
}

/// Styles that come from one another.
const DEEPEST: usize = 32;

impl Styles {
    /// Takes in the styles of a part.
    pub fn take(&mut self, root: &Element) {
        for style in root.all("style:style") {
            let Some(name) = style.attribute("name") else { continue };
            let parent = style.attribute("parent-style-name").map(str::to_owned);
            self.own.insert(name.to_owned(), (style_of(style), parent));
        }
        for list in root.all("text:list-style") {
            if let Some(name) = list.attribute("name") {
                self.lists.insert(name.to_owned(), list.elements().map(level_of).collect());
            }
        }
    }

    /// What a style says, with all that it comes from.
    pub fn of(&self, name: Option<&str>) -> Style {
        let mut found = Style::default();
        let mut next = name;
        for _ in 0..DEEPEST {
            let Some((style, parent)) = next.and_then(|name| self.own.get(name)) else { break };
            found.bold = found.bold.or(style.bold);
            found.italic = found.italic.or(style.italic);
            found.raised = found.raised.or(style.raised);
            found.hidden = found.hidden.or(style.hidden);
            found.opens_page = found.opens_page.or(style.opens_page);
            next = parent.as_deref();
        }
        found
    }

    /// The writing of a list's level, from 0.
    pub fn level(&self, list: &str, level: usize) -> Level {
        self.lists.get(list).and_then(|levels| levels.get(level)).cloned().unwrap_or_default()
    }
}

fn style_of(style: &Element) -> Style {
    let text = style.child("style:text-properties");
    let value = |name: &str| text.and_then(|text| text.attribute(name));
    let paragraph = style.child("style:paragraph-properties");
    Style {
        bold: value("font-weight")
            .map(|weight| weight == "bold" || weight.parse::<u32>().is_ok_and(|weight| weight >= 600)),
        italic: value("font-style").map(|style| style == "italic" || style == "oblique"),
        raised: value("text-position").map(|position| {
            let up = position.split(' ').next().unwrap_or_default();
            up == "super" || up.trim_end_matches('%').parse::<f32>().is_ok_and(|up| up > 0.0)
        }),
        hidden: value("display").map(|display| display == "none"),
        opens_page: paragraph.and_then(|paragraph| paragraph.attribute("break-before")).map(|kind| kind == "page"),
    }
}

fn level_of(level: &Element) -> Level {
    let value = |name: &str| level.attribute(name).unwrap_or_default();
    Level {
        format: Some(value("num-format").to_owned()).filter(|format| !format.is_empty()),
        prefix: value("num-prefix").to_owned(),
        suffix: value("num-suffix").to_owned(),
        start: value("start-value").parse().unwrap_or(1),
        shown: value("display-levels").parse().unwrap_or(1),
    }
}
