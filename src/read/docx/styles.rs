//! Styles of a Word file: what a paragraph or a run looks like once its style and all that the style is based on are counted.

use std::collections::HashMap;

use crate::read::legacy::Legacy;
use crate::read::xml::Element;

/// Styles may be based on one another this deep.
const DEEPEST: usize = 24;

/// How a run looks; none where nothing says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RunStyle {
    /// Bold.
    pub bold: Option<bool>,
    /// Italics.
    pub italic: Option<bool>,
    /// Raised print.
    pub raised: Option<bool>,
    /// Not shown.
    pub hidden: Option<bool>,
    /// The old encoding of its font.
    pub legacy: Option<Option<Legacy>>,
}

impl RunStyle {
    /// What run properties say themselves.
    pub fn of(properties: Option<&Element>) -> Self {
        let Some(properties) = properties else { return Self::default() };
        let raised = properties.child("w:vertAlign").and_then(|align| align.attribute("val"));
        let font = properties.child("w:rFonts").and_then(|fonts| fonts.attribute("ascii").or(fonts.attribute("hAnsi")));
        Self {
            bold: switch(properties, "w:b"),
            italic: switch(properties, "w:i"),
            raised: raised.map(|align| align == "superscript"),
            hidden: switch(properties, "w:vanish"),
            legacy: font.map(Legacy::of_font),
        }
    }

    /// This look where it says something, and another one beneath it.
    pub fn over(self, beneath: Self) -> Self {
        Self {
            bold: self.bold.or(beneath.bold),
            italic: self.italic.or(beneath.italic),
            raised: self.raised.or(beneath.raised),
            hidden: self.hidden.or(beneath.hidden),
            legacy: self.legacy.or(beneath.legacy),
        }
    }
}

/// A property that is on by being there, unless it says "0".
pub fn switch(properties: &Element, name: &str) -> Option<bool> {
    let property = properties.child(name)?;
    Some(!matches!(property.attribute("val"), Some("0" | "false" | "off" | "none")))
}

/// What a style says.
#[derive(Debug, Clone, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    look: RunStyle,
    /// Level of the outline, from 0; 9 is body text.
    outline: Option<usize>,
    /// Size of its print, in half points.
    size: Option<u32>,
    number: Option<(Option<i64>, Option<usize>)>,
    has_rules: bool,
}

/// All styles of a file.
#[derive(Debug, Default)]
pub struct Styles {
    styles: HashMap<String, Style>,
    default_paragraph: Option<String>,
    defaults: RunStyle,
    /// The levels of the heading styles that the text uses, from 1.
    levels: HashMap<String, usize>,
}

impl Styles {
    /// Reads `styles.xml`.
    pub fn of(root: &Element) -> Self {
        let mut styles =
            Self { defaults: RunStyle::of(root.at(&["w:docDefaults", "w:rPrDefault", "w:rPr"])), ..Self::default() };
        for element in root.elements().filter(|element| element.is("w:style")) {
            let Some(id) = element.attribute("styleId") else { continue };
            let value = |path: &[&str]| element.at(path).and_then(|found| found.attribute("val"));
            let is_default = matches!(element.attribute("default"), Some("1" | "true" | "on"));
            if is_default && element.attribute("type") == Some("paragraph") {
                styles.default_paragraph = Some(id.to_owned());
            }
            let style = Style {
                name: value(&["w:name"]).unwrap_or_default().to_lowercase(),
                based_on: value(&["w:basedOn"]).map(str::to_owned),
                look: RunStyle::of(element.child("w:rPr")),
                size: value(&["w:rPr", "w:sz"]).and_then(|size| size.parse().ok()),
                outline: value(&["w:pPr", "w:outlineLvl"]).and_then(|level| level.parse().ok()),
                number: element.at(&["w:pPr", "w:numPr"]).map(number),
                has_rules: ["w:tblBorders", "w:tcBorders"]
                    .iter()
                    .any(|name| element.all(name).into_iter().any(has_rules)),
            };
            styles.styles.insert(id.to_owned(), style);
        }
        styles
    }

    /// A style and those that it is based on, nearest first.
    fn chain<'s>(&'s self, id: Option<&'s str>) -> impl Iterator<Item = &'s Style> {
        let first = id.and_then(|id| self.styles.get(id));
        let next = |style: &&'s Style| style.based_on.as_deref().and_then(|id| self.styles.get(id));
        std::iter::successors(first, next).take(DEEPEST)
    }

    /// The style of a paragraph that names none.
    pub fn default_paragraph(&self) -> Option<&str> {
        self.default_paragraph.as_deref()
    }

    /// How the runs of a style look.
    pub fn look(&self, id: Option<&str>) -> RunStyle {
        self.chain(id).fold(RunStyle::default(), |look, style| look.over(style.look))
    }

    /// How runs look where nothing says anything.
    pub fn defaults(&self) -> RunStyle {
        self.defaults
    }

    /// The level of the outline that a style has, from 1.
    pub fn heading(&self, id: Option<&str>) -> Option<usize> {
        id.and_then(|id| self.levels.get(id).copied()).or_else(|| self.outline(id).map(|level| level + 1))
    }

    /// Ranks the heading styles that a text uses. A style that takes its level over from the one that it is based on and is
    /// printed larger stands above it.
    pub fn rank<'s>(&mut self, used: impl Iterator<Item = &'s str>) {
        let mut ranks: Vec<(usize, u32, String)> = Vec::new();
        for id in used {
            if let Some(level) = self.outline(Some(id)).filter(|_| !ranks.iter().any(|(_, _, known)| known == id)) {
                ranks.push((level, self.rises(id), id.to_owned()));
            }
        }
        ranks.sort_by_key(|(level, size, _)| (*level, u32::MAX - size));
        let mut above = 0;
        for (at, (level, size, id)) in ranks.iter().enumerate() {
            // One level for each size beyond the first of a level of the outline.
            above += usize::from(at > 0 && ranks[at - 1].0 == *level && ranks[at - 1].1 > *size);
            self.levels.insert(id.clone(), level + 1 + above);
        }
    }

    /// By how much a style is printed larger than the one that gives it its level.
    fn rises(&self, id: &str) -> u32 {
        let size = |from: usize| self.chain(Some(id)).skip(from).find_map(|style| style.size);
        let giver = self.chain(Some(id)).position(|style| style.outline.is_some()).unwrap_or_default();
        match (size(0), size(giver)) {
            (Some(own), Some(of_giver)) if giver > 0 => own.saturating_sub(of_giver),
            _ => 0,
        }
    }

    fn outline(&self, id: Option<&str>) -> Option<usize> {
        let by_outline = self.chain(id).find_map(|style| style.outline);
        let by_name = || {
            self.chain(id).find_map(|style| style.name.strip_prefix("heading ")?.parse::<usize>().ok()?.checked_sub(1))
        };
        by_outline.or_else(by_name).filter(|level| *level < 9)
    }

    /// Whether a style, or one that it is based on, has a name that Word gives.
    pub fn is_named(&self, id: Option<&str>, named: impl Fn(&str) -> bool) -> bool {
        self.chain(id).any(|style| named(&style.name))
    }

    /// The list that a style numbers its paragraphs by, and the level in it.
    pub fn number(&self, id: Option<&str>) -> Option<(i64, Option<usize>)> {
        let list = self.chain(id).find_map(|style| style.number.and_then(|(list, _)| list))?;
        Some((list, self.chain(id).find_map(|style| style.number.and_then(|(_, level)| level))))
    }

    /// Whether a style draws the rules of tables.
    pub fn has_rules(&self, id: Option<&str>) -> bool {
        self.chain(id).any(|style| style.has_rules)
    }
}

/// List and level of `w:numPr`.
pub fn number(properties: &Element) -> (Option<i64>, Option<usize>) {
    let value = |name: &str| properties.child(name).and_then(|found| found.attribute("val"));
    (value("w:numId").and_then(|id| id.parse().ok()), value("w:ilvl").and_then(|level| level.parse().ok()))
}

/// Whether a set of borders draws any.
pub fn has_rules(borders: &Element) -> bool {
    borders.elements().any(|side| !matches!(side.attribute("val"), None | Some("nil" | "none")))
}
