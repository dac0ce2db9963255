//! Units of tables: in a column of their own, in brackets of heads, labels and captions, behind the words for a unit above a table.
//!
//! In: words. Out: the unit as printed. What always holds: words of which none is one of measuring, money or scale are no unit.

use std::ops::Range;

use super::super::units;
use super::super::vocabulary::Vocabulary;
use super::super::words::{behind_any, find, has, lower, starts};
use crate::text::{fold_space, word_count};

/// The most words of a unit.
const LONGEST: usize = 5;

/// Whether words are a unit.
pub fn is_unit(text: &str, language: &Vocabulary) -> bool {
    let low = lower(text.trim());
    let counts = || units::unit(&low, &low).is_some_and(|unit| unit.length == low.len());
    is_measured(text, language) || language.plurals.is_empty() && word_count(&low) <= LONGEST && counts()
}

/// Whether words are a unit of measuring, of money or of scale.
pub fn is_measured(text: &str, language: &Vocabulary) -> bool {
    let low = lower(text.trim());
    if low.is_empty()
        || language.table_time_words.contains(&low.as_str())
        || word_count(&low) > LONGEST
        || crate::language::year(&low).is_some()
    {
        return false;
    }
    let words = |list: &[&str]| has(&low, list);
    let of_many =
        || low.split(' ').any(|word| language.scales.iter().any(|scale| word.strip_suffix('s') == Some(scale)));
    low.starts_with(['%', '‰', '£', '€', '$', '₹', '¥'])
        || words(language.coins)
        || words(language.scales)
        || words(language.measures)
        || words(language.share_units)
        || words(language.table_unit_words)
        || of_many()
}

/// The bytes of the coin that a text begins with.
pub fn coin(low: &str, language: &Vocabulary) -> usize {
    let sign = language.coin_signs.iter().filter(|sign| low.starts_with(**sign)).map(|sign| sign.len()).max();
    sign.unwrap_or(0)
}

/// The unit in the last bracket of words, and the place of the bracket.
pub fn bracket(text: &str, language: &Vocabulary) -> Option<(String, Range<usize>)> {
    let open = text.rfind('(')?;
    let close = open + text[open..].find(')')?;
    let unit = named(&text[open + 1..close], language);
    // "(percentage of schools with water)".
    let low = lower(unit);
    if language.table_shares.iter().any(|word| starts(&low, word)) {
        return Some(("%".to_owned(), open..close + 1));
    }
    // "(%, age 15+)" and "(age 15 to 24 years)".
    let is_scale = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).trim_matches('1') == "000";
    let counts =
        low.split(' ').any(|word| word.contains(|c: char| c.is_ascii_digit()) && !is_scale(&word.replace('.', "")));
    match counts && !low.contains(['²', '³']) {
        true => low.starts_with('%').then(|| ("%".to_owned(), open..close + 1)),
        false => is_unit(unit, language).then(|| (fold_space(unit), open..close + 1)),
    }
}

/// "Unit: million" and "in million" as the unit alone.
fn named<'t>(text: &'t str, language: &Vocabulary) -> &'t str {
    let text = text.trim();
    let low = lower(text);
    let rest = language.table_units.iter().chain(language.table_unit_leads).filter(|word| starts(&low, word));
    let longest = rest.map(|word| word.len()).max().unwrap_or(0);
    text.get(longest..).unwrap_or_default().trim_start_matches([':', ' '])
}

/// Whether words say that a unit follows: "(Unit: %)".
pub fn announces(low: &str, language: &Vocabulary) -> bool {
    let text = low.trim_start_matches(|c: char| !c.is_alphanumeric());
    language.table_units.iter().any(|word| starts(text, word) && text[word.len()..].trim_start().starts_with(':'))
}

/// The unit that a line above a table says: behind the words for a unit, or in its last bracket.
pub fn announced(text: &str, language: &Vocabulary) -> Option<String> {
    let low = lower(text);
    let said = language.table_units.iter().find_map(|word| {
        let at = find(&low, word)? + word.len();
        let rest = behind_any(low[at..].trim_start(), &[":"])?.trim_start();
        let from = low.len() - rest.len();
        let end = rest.find([')', ';', '.', '|']).unwrap_or(rest.len());
        text.get(from..from + end).map(fold_space)
    });
    said.filter(|unit| word_count(unit) <= LONGEST).or_else(|| Some(bracket(text, language)?.0))
}
