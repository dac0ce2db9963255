//! Two spellings of one syllable in one edition: `uỷ` and `ủy`, `tỉ` and `tỷ`. Told once, with their counts.

use std::collections::BTreeMap;

use super::tokens::Text;
use crate::diagnostic::{Diagnostic, Span};
use crate::message::Message;
use crate::text::one_spelling;

/// Less than this is a slip, and each slip is told by itself elsewhere.
const LEAST: usize = 2;

/// One diagnostic for the edition, at the first place of the rarer spelling; none when it spells in one way.
pub(super) fn check(texts: &[Text<'_>]) -> Option<Diagnostic> {
    let mut spelled: BTreeMap<String, BTreeMap<&str, usize>> = BTreeMap::new();
    for token in texts.iter().flat_map(|text| &text.tokens).filter(|token| !token.low.is_ascii()) {
        *spelled.entry(one_spelling(&token.low)).or_default().entry(&token.low).or_default() += 1;
    }
    let mut mixed: Vec<(usize, &str, usize, &str)> = spelled.values().filter_map(rarer).collect();
    mixed.sort_by_key(|(count, word, ..)| (std::cmp::Reverse(*count), *word));
    let (_, first, ..) = mixed.first()?;
    let (text, token) = texts
        .iter()
        .filter(|text| text.at.is_some())
        .find_map(|text| Some((text, text.tokens.iter().find(|token| token.low == *first)?)))?;
    let shown: Vec<Message> = mixed
        .iter()
        .take(6)
        .map(|(count, word, others, other)| {
            message!("tones-beside", word = word, count = count, other = other, others = others)
        })
        .collect();
    let message = message!("proof-tones", count = mixed.len(), shown = shown);
    let said = Diagnostic::new("proof-tones", &text.page.path, message);
    let place = Span::in_text(&text.page.text, text.passage.source(token.range.clone()));
    Some(said.at(place).hint(message!("proof-tones-hint")))
}

/// The rarer of two spellings with its count, and the commoner with its own.
fn rarer<'t>(ways: &BTreeMap<&'t str, usize>) -> Option<(usize, &'t str, usize, &'t str)> {
    let mut ways: Vec<(usize, &str)> = ways.iter().map(|(word, count)| (*count, *word)).collect();
    ways.sort_unstable();
    let [(count, word), .., (others, other)] = ways.as_slice() else { return None };
    (*count >= LEAST).then_some((*count, *word, *others, *other))
}
