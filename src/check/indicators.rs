//! Codes of indicators: a figure is in its words, the words are in their place.

use std::cell::OnceCell;

use super::clean::unless_clean;
use super::front;
use crate::cache::Cache;
use crate::diagnostic::Diagnostic;
use crate::digest::named;
use crate::language;
use crate::message::Message;
use crate::model::edition::Edition;
use crate::model::indicator::{Indicator, Status};
use crate::model::links::{Links, ReportLinks};
use crate::model::page::{Element, Page};
use crate::numerals;
use crate::text::fold_space;

/// Every indicator of every page, proved by the text. A report without faults that is as it was is not proved again.
pub(super) fn check(edition: &Edition, links: &Links, cache: &Cache) -> Vec<Diagnostic> {
    let mut said = Vec::new();
    for report in &edition.reports {
        let prove = || faults(links.reports.get(&report.id), report.all_pages().collect());
        said.extend(unless_clean(cache, named("indicators", report.origin), prove));
    }
    for page in edition.pages.iter().chain([&edition.home]) {
        said.extend(faults(links.pages.get(&page.path), vec![page]));
    }
    said
}

/// What is wrong with the indicators of pages that belong together.
fn faults(links: Option<&ReportLinks>, all: Vec<&Page>) -> Vec<Diagnostic> {
    let none = ReportLinks::default();
    let pages = Pages { links: links.unwrap_or(&none), all, sign: OnceCell::new() };
    let of_page = |page: &&Page| {
        let indicators = page.front.indicators.iter().enumerate();
        indicators.filter_map(|(index, one)| fault(&pages, page, index, one)).collect::<Vec<_>>()
    };
    pages.all.iter().flat_map(of_page).collect()
}

/// What is wrong with an indicator: its place first, then its figures, then its words.
fn fault(pages: &Pages<'_>, page: &Page, index: usize, indicator: &Indicator) -> Option<Diagnostic> {
    let say = |code: &'static str, key: &str, message: Message, hint: Message| {
        let said = Diagnostic::new(code, &page.path, message).hint(hint);
        Some(said.at(front::span(page, "indicators", index, key)))
    };
    // What was refused is shown nowhere.
    if indicator.status == Status::Refused {
        return None;
    }
    let name = &indicator.name;
    let Some(text) = text_at(page, indicator) else {
        let message = message!("indicator-place", name = name, at = indicator.at);
        return say("indicator-place", "at", message, message!("quote-place-hint"));
    };
    let quote = fold_space(&indicator.quote);
    // Words may be quoted as printed or as corrected.
    let corrected = corrected(page, pages.links, indicator, text).unwrap_or_default();
    let stands = |text: &str| text.contains(&quote) || fold_space(text).contains(&quote);
    let is_quoted = !quote.is_empty() && (stands(text) || stands(&corrected));
    // Without its words a figure may still stand in its place.
    let words = if is_quoted { quote } else { format!("{text} {corrected}") };
    if let Some(value) = indicator.figures().find(|value| !numerals::states(&words, *value)) {
        let message = message!("indicator-digits", name = name, value = value);
        let hint = message!("indicator-digits-hint");
        return say("indicator-digits", key_of(indicator, value), message, hint);
    }
    if indicator.bounds().is_none() {
        let message = message!("indicator-no-figure", name = name);
        return say("indicator-digits", "name", message, message!("indicator-no-figure-hint"));
    }
    if !is_quoted {
        let message = message!("indicator-quote", name = name, at = indicator.at);
        return say("indicator-quote", "quote", message, message!("indicator-quote-hint"));
    }
    let (value, printed, read) = indicator.figures().find_map(|value| pages.misread(&words, value))?;
    let message = message!("indicator-form", name = name, value = value, printed = printed, read = read);
    let hint = message!("indicator-form-hint");
    say("indicator-digits", key_of(indicator, value), message, hint)
}

/// The key that holds a value.
fn key_of(indicator: &Indicator, value: f64) -> &'static str {
    match (indicator.value, indicator.low) {
        (Some(_), _) => "value",
        (None, Some(low)) if low.total_cmp(&value).is_eq() => "low",
        _ => "high",
    }
}

/// Pages that belong together, with their links and the sign that they have before decimals.
struct Pages<'a> {
    links: &'a ReportLinks,
    all: Vec<&'a Page>,
    sign: OnceCell<char>,
}

impl Pages<'_> {
    fn sign(&self) -> char {
        *self.sign.get_or_init(|| decimal_sign(&self.all))
    }

    /// A value that is not what its words are in this report: the value, the printed number, what that is.
    fn misread(&self, words: &str, value: f64) -> Option<(f64, String, f64)> {
        // Nearly every number is the same however it is read.
        let is_sure = || [',', '.'].into_iter().all(|sign| numerals::states_as(words, value, sign));
        if is_sure() || numerals::states_as(words, value, self.sign()) {
            return None;
        }
        let token = |numeral: &numerals::Numeral| numerals::states(&words[numeral.range.clone()], value);
        let numeral = numerals::numerals(words).into_iter().find(token)?;
        let printed = &words[numeral.range];
        Some((value, printed.to_owned(), numerals::reading(printed, self.sign())?))
    }
}

/// The sign before decimals that most numbers of some pages show, or that of their language.
#[must_use]
pub fn decimal_sign(pages: &[&Page]) -> char {
    let elements = pages.iter().flat_map(|page| &page.elements);
    let texts = elements.filter_map(|element| match element {
        Element::Block(block) => Some(block.text.as_str()),
        Element::Heading(_) => None,
    });
    let own = || pages.first().and_then(|page| language::get(page.front.lang.as_deref()?));
    let of_language = || own().and_then(|language| language.numbers.decimal.chars().next());
    numerals::sign_of(texts).or_else(of_language).unwrap_or(',')
}

/// Whether all values of an indicator are what its quote says, read with this sign before decimals.
#[must_use]
pub fn is_as_printed(indicator: &Indicator, sign: char) -> bool {
    indicator.figures().all(|value| numerals::states_as(&indicator.quote, value, sign))
}

/// The same text as the corrections have it.
fn corrected(page: &Page, links: &ReportLinks, indicator: &Indicator, text: &str) -> Option<String> {
    match indicator.note() {
        Some(label) => links.corrected(None, Some(links.note(&page.path, label)?.number), text),
        None => links.corrected(Some(&indicator.at), None, text),
    }
}

/// The plain text of the block or note that an indicator names.
fn text_at<'p>(page: &'p Page, indicator: &Indicator) -> Option<&'p str> {
    if let Some(label) = indicator.note() {
        return page.notes.iter().find(|note| note.label == label).map(|note| note.text.as_str());
    }
    page.elements.iter().find_map(|element| match element {
        Element::Block(block) if block.id == indicator.at => Some(block.text.as_str()),
        _ => None,
    })
}
