//! Automatic numbers: what Word prints before a paragraph and no text of the file says.
//!
//! In: `numbering.xml`, and the paragraphs in their order. Out: the label of each. Lists that share their definition
//! count on together; a level begins anew when one above it counts; a list may say that it starts over.

use std::collections::{BTreeMap, BTreeSet};

use crate::numbering::roman_numeral;
use crate::read::xml::Element;

/// Levels of a list.
const LEVELS: usize = 9;

/// What stands before a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Label {
    /// A number as printed: "1.2.", "a)", "Chapter 3:".
    Number {
        /// The words.
        text: String,
        /// Its writing is not known, and stands in Arabic digits.
        is_guessed: bool,
    },
    /// The sign of an item.
    Bullet,
}

/// A level of a list.
#[derive(Debug, Clone, Default)]
struct Level {
    start: Option<i64>,
    format: String,
    /// "%1.%2."
    text: String,
    /// The level, from 1, after which it begins anew; 0 is never.
    restart: Option<usize>,
    /// All numbers in Arabic digits.
    is_legal: bool,
    /// The paragraph style that belongs to it.
    style: Option<String>,
}

/// A list as paragraphs name it.
#[derive(Debug, Clone, Default)]
struct List {
    definition: i64,
    starts: BTreeMap<usize, i64>,
    levels: BTreeMap<usize, Level>,
}

/// The lists of a file, and how far each has counted.
#[derive(Debug, Default)]
pub struct Numbering {
    definitions: BTreeMap<i64, BTreeMap<usize, Level>>,
    lists: BTreeMap<i64, List>,
    counts: BTreeMap<i64, [Option<i64>; LEVELS]>,
    begun: BTreeSet<i64>,
}

impl Numbering {
    /// Reads `numbering.xml`.
    pub fn of(root: &Element) -> Self {
        let mut numbering = Self::default();
        let id = |element: &Element, name: &str| element.attribute(name).and_then(|id| id.parse::<i64>().ok());
        let mut styled: BTreeMap<String, i64> = BTreeMap::new();
        let mut linked: Vec<(i64, String)> = Vec::new();
        for element in root.elements().filter(|element| element.is("w:abstractNum")) {
            let Some(own) = id(element, "abstractNumId") else { continue };
            numbering.definitions.insert(own, levels(element));
            let style = |name: &str| element.child(name).and_then(|link| link.attribute("val")).map(str::to_owned);
            styled.extend(style("w:styleLink").map(|style| (style, own)));
            linked.extend(style("w:numStyleLink").map(|style| (own, style)));
        }
        for (own, style) in linked {
            let found = styled.get(&style).and_then(|other| numbering.definitions.get(other)).cloned();
            numbering.definitions.extend(found.map(|levels| (own, levels)));
        }
        for element in root.elements().filter(|element| element.is("w:num")) {
            let definition = element.child("w:abstractNumId").and_then(|link| id(link, "val"));
            let (Some(own), Some(definition)) = (id(element, "numId"), definition) else { continue };
            let mut list = List { definition, ..List::default() };
            for change in element.elements().filter(|change| change.is("w:lvlOverride")) {
                let Some(level) = change.attribute("ilvl").and_then(|level| level.parse().ok()) else { continue };
                let start = change.child("w:startOverride").and_then(|start| id(start, "val"));
                list.starts.extend(start.map(|start| (level, start)));
                list.levels.extend(change.child("w:lvl").map(|changed| (level, Level::of(changed))));
            }
            numbering.lists.insert(own, list);
        }
        numbering
    }

    /// The level of a list that belongs to a paragraph style.
    pub fn level_of_style(&self, list: i64, style: &str) -> Option<usize> {
        let levels = self.definitions.get(&self.lists.get(&list)?.definition)?;
        levels.iter().find(|(_, level)| level.style.as_deref() == Some(style)).map(|(at, _)| *at)
    }

    /// Counts a paragraph of a list, and says what stands before it; none when nothing does.
    pub fn next(&mut self, id: i64, level: usize) -> Option<Label> {
        let list = self.lists.get(&id)?.clone();
        let level = level.min(LEVELS - 1);
        let own = self.level(&list, level)?.clone();
        let mut counts = self.counts.get(&list.definition).copied().unwrap_or_default();
        if self.begun.insert(id) {
            for (at, _) in list.starts.iter().filter(|(at, _)| **at < LEVELS) {
                counts[*at] = None;
            }
        }
        let start = |at: usize| {
            let by_level = || self.level(&list, at).and_then(|level| level.start);
            list.starts.get(&at).copied().or_else(by_level).unwrap_or(1)
        };
        counts[level] = Some(counts[level].map_or_else(|| start(level), |count| count.saturating_add(1)));
        for (at, count) in counts.iter_mut().enumerate().take(level) {
            *count = Some(count.unwrap_or_else(|| start(at)));
        }
        for (at, count) in counts.iter_mut().enumerate().skip(level + 1) {
            let restart = self.level(&list, at).and_then(|level| level.restart).unwrap_or(at);
            if level < restart {
                *count = None;
            }
        }
        let label = self.label(&list, &own, &counts);
        self.counts.insert(list.definition, counts);
        label
    }

    fn level<'n>(&'n self, list: &'n List, at: usize) -> Option<&'n Level> {
        list.levels.get(&at).or_else(|| self.definitions.get(&list.definition)?.get(&at))
    }

    fn label(&self, list: &List, own: &Level, counts: &[Option<i64>; LEVELS]) -> Option<Label> {
        match own.format.as_str() {
            "bullet" if own.text.trim().is_empty() => return None,
            "bullet" => return Some(Label::Bullet),
            // A level without numbers may print a text all the same.
            "none" if own.text.trim().is_empty() => return None,
            _ => {}
        }
        let (mut text, mut is_guessed) = (String::new(), false);
        let mut signs = own.text.chars().peekable();
        while let Some(sign) = signs.next() {
            let place = signs.peek().and_then(|digit| digit.to_digit(10)).filter(|digit| sign == '%' && *digit > 0);
            let Some(place) = place.map(|digit| digit as usize - 1) else {
                text.push(sign);
                continue;
            };
            signs.next();
            let count = counts[place].unwrap_or(1);
            let format = self.level(list, place).map_or("decimal", |level| level.format.as_str());
            match written(if own.is_legal { "decimal" } else { format }, count) {
                Some(number) => text.push_str(&number),
                None => {
                    is_guessed = true;
                    text.push_str(&count.to_string());
                }
            }
        }
        let text = crate::text::fold_space(&text);
        (!text.is_empty()).then_some(Label::Number { text, is_guessed })
    }
}

impl Level {
    fn of(element: &Element) -> Self {
        let value = |name: &str| element.child(name).map(|found| found.attribute("val").unwrap_or("1"));
        // A format of the writer's own is wrapped, with a known one beside it.
        let wrapped = element.at(&["mc:AlternateContent", "mc:Fallback", "w:numFmt"]);
        let format = value("w:numFmt").or_else(|| wrapped.and_then(|format| format.attribute("val")));
        Self {
            start: value("w:start").and_then(|start| start.parse().ok()),
            format: format.unwrap_or("decimal").to_owned(),
            text: value("w:lvlText").unwrap_or_default().to_owned(),
            restart: value("w:lvlRestart").and_then(|level| level.parse().ok()),
            is_legal: value("w:isLgl").is_some_and(|value| value != "0" && value != "false"),
            style: value("w:pStyle").map(str::to_owned),
        }
    }
}

fn levels(definition: &Element) -> BTreeMap<usize, Level> {
    let levels = definition.elements().filter(|element| element.is("w:lvl"));
    levels.filter_map(|element| Some((element.attribute("ilvl")?.parse().ok()?, Level::of(element)))).collect()
}

/// A number in a writing; none when the writing is not known.
pub fn written(format: &str, number: i64) -> Option<String> {
    let letters = |first: u8| {
        let place = (number - 1).clamp(0, 26 * 20);
        let letter = char::from(first + u8::try_from(place % 26).unwrap_or(0));
        // Behind z stands aa, then bb.
        std::iter::repeat_n(letter, usize::try_from(place / 26).unwrap_or(0) + 1).collect::<String>()
    };
    Some(match format {
        "decimal" => number.to_string(),
        "decimalZero" => format!("{number:02}"),
        "lowerLetter" => letters(b'a'),
        "upperLetter" => letters(b'A'),
        "upperRoman" => roman_numeral(number),
        "lowerRoman" => roman_numeral(number).to_lowercase(),
        "none" => String::new(),
        "decimalEnclosedParen" => format!("({number})"),
        "decimalEnclosedFullstop" => format!("{number}."),
        "numberInDash" => format!("- {number} -"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_their_writings() {
        assert_eq!(written("upperRoman", 14).as_deref(), Some("XIV"));
        assert_eq!(written("lowerLetter", 28).as_deref(), Some("bb"));
        assert_eq!(written("decimalZero", 7).as_deref(), Some("07"));
        assert_eq!(written("chineseCounting", 7), None);
    }
}
