//! What stands around a table and is said of all its cells: a caption, a unit, years, aims.
//!
//! In: the section's heading and the passages right above. Out: [`Whole`]. What always holds: a long passage is no caption.

use super::super::clauses::Context;
use super::super::periods::Period;
use super::super::tongue::Tongue;
use super::super::vocabulary::Vocabulary;
use super::super::words::{behind_any, has, lower, starts_with_any};
use super::{head, units};
use crate::model::indicator::IndicatorKind;
use crate::text::word_count;

/// The most words of a caption, and how many passages above a table may be one.
const CAPTION_WORDS: usize = 25;
const CAPTION_PASSAGES: usize = 3;

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
    /// The last year that the caption itself names.
    pub year: Option<u16>,
    /// Whether the caption has a number, and is one for sure.
    pub is_numbered: bool,
    /// Whether it is a table of aims.
    pub aims: bool,
    /// Whether it looks ahead: what no head calls a result is none.
    pub looks_ahead: bool,
}

impl Whole {
    /// Of what stands around a table.
    pub fn of(around: &Around<'_>, within: Option<&str>, language: &Vocabulary) -> Self {
        let (mut caption, mut unit, mut is_numbered) = (None, None, false);
        let all = || within.iter().chain(around.above.iter().rev().take(CAPTION_PASSAGES)).chain([&around.title]);
        for (place, text) in all().enumerate().filter(|(_, text)| word_count(text) <= CAPTION_WORDS) {
            let is_title = place == all().count() - 1;
            let low = lower(text);
            unit = unit.or_else(|| units::announced(text, language));
            if starts_with_any(low.trim_start(), language.table_sources) {
                continue;
            }
            let is_bare = !text.trim_start().starts_with('(')
                && !text.trim_end().ends_with(['.', ':', ';', ')'])
                && !units::announces(&low, language);
            let own = behind_any(low.trim_start(), language.table_captions).filter(|rest| is_number(rest));
            if caption.is_none() && (is_bare && !is_title || own.is_some()) {
                let own_caption = caption_of(text, own.is_some(), language);
                is_numbered = own.is_some();
                caption = Some(own_caption).filter(|caption| !caption.is_empty());
            }
        }
        let low = lower(caption.as_deref().unwrap_or_default());
        let own = head::period(&low);
        let context = around.context;
        let years = |period: &Period| matches!(period, Period::Year(_) | Period::Span(..));
        let of_section = || context.level.clone().or_else(|| context.period.clone()).filter(years);
        Self {
            year: own.as_ref().map(|(_, year)| *year),
            period: own.map(|(period, _)| period).or_else(|| Some(of_section()?.text(None))),
            looks_ahead: has(&low, language.table_outlooks),
            aims: context.kind == IndicatorKind::Target || has(&low, language.table_targets),
            is_numbered,
            unit,
            caption: caption.filter(|caption| !caption.is_empty()),
        }
    }
}

/// "3.1: …", "IV.2 …": the number behind the word for a table.
fn is_number(behind: &str) -> bool {
    let first = behind.split_whitespace().next().unwrap_or_default().trim_end_matches(['.', ':']);
    behind.starts_with(' ')
        && !first.is_empty()
        && first.split(['.', '-']).all(|part| {
            part.chars().all(|c| c.is_ascii_digit()) || part.chars().all(|c| "ivxlc".contains(c)) || part.len() == 1
        })
}

/// "Table 3.1: Visitors by age (thousand)" as what a name may begin with: "Visitors by age".
fn caption_of(text: &str, is_numbered: bool, language: &Vocabulary) -> String {
    let words = text.trim();
    let bare = match is_numbered {
        true => {
            let behind = words.split_once(' ').map_or("", |(_, rest)| rest.trim_start());
            let behind = behind.split_once(' ').map_or("", |(_, rest)| rest);
            behind.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '(').trim()
        }
        false => words,
    };
    let unit = units::bracket(bare, language);
    let bare =
        unit.map_or_else(|| bare.to_owned(), |(_, range)| format!("{}{}", &bare[..range.start], &bare[range.end..]));
    // The time at its end is the figure's own.
    let bare = bare.replace('*', "");
    let words: Vec<&str> = bare.split_whitespace().collect();
    let says_nothing = |word: &&&str| {
        let low = lower(word);
        let bare = low.trim_matches(|c: char| !c.is_alphanumeric());
        bare.is_empty() || language.table_time_words.contains(&bare) || head::period(bare).is_some()
    };
    let kept = words.len() - words.iter().rev().take_while(says_nothing).count();
    let kept = if !words[kept..].iter().any(|word| head::has_year(word)) { words.len() } else { kept };
    words[..kept].join(" ").trim_end_matches(['.', ':', ',', ' ', ';']).to_owned()
}
