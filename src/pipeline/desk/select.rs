//! Words that an editor selected in a page, and what the program reads in them.
//!
//! In: a page's text, the id of the element that holds the words, the words; the figures that the page states. Out: [`Selection`]. What always
//! holds: the words stand once in their block or note, so that an entry about them has one place.

use std::sync::Arc;

use super::item::{Field, Fix};
use super::proposals::fields;
use super::refusal::Refusal;
use crate::edition::read_page_alone;
use crate::model::indicator::Indicator;
use crate::model::page::Element;
use crate::text::fold_space;

/// Selected words in their place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    /// The words and their place.
    pub fix: Fix,
    /// The figure that the program reads there, as fields of an indicator.
    pub indicator: Vec<Field>,
}

/// Finds selected words.
///
/// # Errors
/// When they do not stand there, or more than once.
pub fn select(
    path: &str,
    text: &str,
    (id, words): (&str, &str),
    found: &[Arc<Indicator>],
) -> Result<Selection, Refusal> {
    let page = read_page_alone(path, text);
    let quote = fold_space(words);
    let (at, own) = match id.strip_prefix("fn-") {
        Some(label) => {
            let note = page.notes.iter().find(|note| note.label == label).ok_or(Refusal::Gone)?;
            (format!("^{label}"), note.text.as_str())
        }
        None => page
            .elements
            .iter()
            .find_map(|element| match element {
                Element::Block(block) if block.id == id => Some((block.id.clone(), block.text.as_str())),
                _ => None,
            })
            .ok_or(Refusal::Gone)?,
    };
    match fold_space(own).matches(&quote).count() {
        0 => return Err(Refusal::Gone),
        1 if !quote.is_empty() => {}
        _ => return Err(Refusal::Field("quote".to_owned())),
    }
    let here = found.iter().filter(|figure| figure.at == at);
    let overlap = |figure: &&Arc<Indicator>| {
        let other = fold_space(&figure.quote);
        other.contains(&quote) || quote.contains(&other)
    };
    let figure = here.filter(overlap).min_by_key(|figure| figure.quote.len().abs_diff(quote.len()));
    let indicator = figure
        .map_or_else(|| Indicator { value: Some(0.0), ..Indicator::default() }, |figure| Indicator::clone(figure));
    let mut indicator = fields(&indicator);
    if figure.is_none() {
        indicator.iter_mut().filter(|field| field.name == "value").for_each(|field| field.value.clear());
    }
    Ok(Selection { fix: Fix { path: path.to_owned(), at, quote }, indicator })
}
