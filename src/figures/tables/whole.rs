//! What stands around a table and is said of all its cells: a caption, a unit, years, aims.
//!
//! In: the section's heading and the passages right above. Out: [`Whole`]. What always holds: a long passage is no caption.

use super::super::clauses::Context;
use super::super::english;
use super::super::periods::{self, Period};
use super::super::tongue::Tongue;
use super::super::vocabulary::Vocabulary;
use super::super::words::{behind_any, has, lower};
use super::units;
use crate::model::indicator::IndicatorKind;
use crate::text::{fold_space, word_count};

/// The most words of a caption, and how many passages above a table may be one.
const CAPTION_WORDS: usize = 25;
const CAPTION_PASSAGES: usize = 2;

/// What is known around a table.
pub struct Around<'a> {
    /// Of its section.
    pub context: &'a Context,
    /// Who reads.
    pub tongue: Tongue,
    /// The heading of its section.
    pub title: &'a str,
    /// The passages before it, the nearest last.
    pub above: &'a [&'a str],
}

/// What a caption and a section say of a whole table.
pub struct Whole {
    /// What names may begin with.
    pub caption: Option<String>,
    /// The unit.
    pub unit: Option<String>,
    /// The years.
    pub period: Option<String>,
    /// Whether it is a table of aims.
    pub aims: bool,
}

impl Whole {
    /// Of what stands around a table.
    pub fn of(around: &Around<'_>, language: &Vocabulary) -> Self {
        let (mut caption, mut unit) = (None, None);
        let all = || around.above.iter().rev().take(CAPTION_PASSAGES).chain([&around.title]);
        for (place, text) in all().enumerate().filter(|(_, text)| word_count(text) <= CAPTION_WORDS) {
            let is_title = place == all().count() - 1;
            let low = lower(text);
            unit = unit.or_else(|| units::announced(text, language));
            let is_bare = !text.trim_end().ends_with(['.', ':', ';', ')']) && !units::announces(&low, language);
            let own = behind_any(low.trim_start(), language.table_captions)
                .filter(|rest| rest.trim_start().starts_with(|c: char| c.is_ascii_digit()));
            if caption.is_none() && (is_bare && !is_title || own.is_some()) {
                caption = Some(caption_of(text, own.is_some(), language));
            }
        }
        let low = lower(caption.as_deref().unwrap_or_default());
        let own = periods::of_heading(&low).or_else(|| english::of_heading(&low));
        let context = around.context;
        let period = own.or_else(|| context.level.clone()).or_else(|| context.period.clone());
        let years = |period: &Period| matches!(period, Period::Year(_) | Period::Span(..));
        Self {
            period: period.filter(years).map(|period| period.text(None)),
            aims: context.kind == IndicatorKind::Target || has(&low, language.table_targets),
            unit,
            caption: caption.filter(|caption| !caption.is_empty()),
        }
    }
}

/// "Table 3.1: Visitors by age (thousand)" as what a name may begin with: "Visitors by age".
fn caption_of(text: &str, is_numbered: bool, language: &Vocabulary) -> String {
    let words = text.trim();
    let bare = match is_numbered {
        true => words
            .split_once(' ')
            .map_or("", |(_, rest)| rest.trim_start_matches(|c: char| !c.is_alphabetic() && c != '(').trim()),
        false => words,
    };
    let unit = units::bracket(bare, language);
    let bare = unit.map_or_else(|| bare.to_owned(), |(_, range)| format!("{}{}", &bare[..range.start], &bare[range.end..]));
    fold_space(bare.trim().trim_end_matches(['.', ':', ',']))
}

