//! What a machine proposed, as items: entries of front matter, and what looks misread.
//!
//! In: a page, or suspicions of the proofreader. Out: [`Item`]s in the order of the page. What always holds: an entry is known by its lines, so
//! that it is found again wherever it moves, and not when it was changed.

use super::excerpt;
use super::item::{Field, Fix, Item, Kind, Spot, Verb, Work};
use crate::check::proof::{PROPOSED, Suspicion};
use crate::edition::entries;
use crate::message::Message;
use crate::model::indicator::{Indicator, IndicatorKind, Op, Status};
use crate::model::page::{Correction, Page};
use crate::text::fold;

/// The proposed entries of a page.
pub(super) fn of_page(page: &Page, spot: &Spot) -> Vec<Item> {
    let indicators = written(page, "indicators").into_iter().zip(&page.front.indicators);
    let indicators = indicators.filter(|(_, one)| one.status == Status::Proposed);
    let corrections = written(page, "corrections").into_iter().zip(&page.front.corrections);
    let corrections = corrections.filter(|(_, one)| one.is_proposed());
    let corrections = corrections.map(|(lines, one)| correction(page, spot, one, Work::Entry("corrections", lines)));
    corrections.chain(indicators.map(|(lines, one)| indicator(page, spot, one, lines))).collect()
}

/// The lines of the entries of a list that were read.
fn written(page: &Page, list: &str) -> Vec<String> {
    let left_out = |at: &usize| page.left_out.iter().any(|(key, out)| key == list && out == at);
    let all = entries(&page.path, &page.text, list).into_iter().enumerate();
    all.filter(|(at, _)| !left_out(at)).map(|(_, range)| page.text[range].to_owned()).collect()
}

fn there(spot: &Spot, at: &str, line: usize) -> Spot {
    let id = at.strip_prefix('^').map_or_else(|| at.to_owned(), |label| format!("fn-{label}"));
    let url = if id.is_empty() || spot.url.is_empty() { spot.url.clone() } else { format!("{}#{id}", spot.url) };
    Spot { line, url, ..spot.clone() }
}

fn correction(page: &Page, spot: &Spot, one: &Correction, work: Work) -> Item {
    let (sentence, line) = excerpt::of_quote(page, &one.at, &one.quote);
    let spot = there(spot, &one.at, line);
    let says = [one.at.as_str(), one.quote.as_str(), one.read.as_str()];
    Item {
        sentence,
        change: (one.quote.clone(), one.read.clone()),
        why: Message::verbatim(&one.reason),
        fields: vec![Field::new("read", &one.read), Field::new("reason", &one.reason)],
        verbs: vec![Verb::Accept, Verb::Change, Verb::Refuse],
        alike: alike(&one.quote, &one.read, &one.reason),
        ..Item::new(Kind::Correction, spot, work, &says)
    }
}

/// What looks misread and is no entry yet; none in headings and titles, where no correction can stand.
pub(super) fn suspicion(page: &Page, spot: &Spot, one: &Suspicion, language: &str) -> Option<Item> {
    let fix = Fix { path: page.path.clone(), at: one.at.clone()?, quote: one.quote.clone() };
    let read = one.read.clone().unwrap_or_default();
    let entry = Correction {
        quote: one.quote.clone(),
        at: fix.at.clone(),
        read,
        reason: one.reason.in_language(language),
        ..Correction::default()
    };
    let mut item = correction(page, spot, &entry, Work::Suspicion(fix));
    item.is_doubtful = one.confidence < PROPOSED || one.read.is_none();
    item.code = one.code;
    if one.read.is_none() {
        item.verbs.retain(|verb| *verb != Verb::Accept);
        item.alike = None;
        item.fields[0].value.clone_from(&one.quote);
    }
    Some(item)
}

/// "chi tiêu,", "chỉ tiêu,": what all corrections of "chi" to "chỉ" have in common; of numbers the reason.
fn alike(quote: &str, read: &str, reason: &str) -> Option<(String, String)> {
    let (printed, meant): (Vec<&str>, Vec<&str>) =
        (quote.split_whitespace().collect(), read.split_whitespace().collect());
    let head = printed.iter().zip(&meant).take_while(|(a, b)| a == b).count();
    let most = printed.len().min(meant.len()) - head;
    let tail = printed.iter().rev().zip(meant.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
    let core = |words: &[&str]| {
        words[head..words.len() - tail].join(" ").trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
    };
    let (from, to) = (core(&printed), core(&meant));
    if from.contains(|c: char| c.is_ascii_digit()) || from.is_empty() {
        return (!reason.is_empty()).then(|| (format!("reason {reason}"), reason.to_owned()));
    }
    Some((format!("{from} → {to}"), format!("{from} → {to}")))
}

fn indicator(page: &Page, spot: &Spot, one: &Indicator, lines: String) -> Item {
    let (sentence, line) = excerpt::of_quote(page, &one.at, &one.quote);
    let figures = one.figures().map(|figure| figure.to_string()).collect::<Vec<_>>().join(" ");
    let period = one.period.clone().unwrap_or_default();
    let says = [one.at.as_str(), one.quote.as_str(), one.name.as_str(), &figures, period.as_str(), one.kind.name()];
    Item {
        sentence,
        fields: fields(one),
        verbs: vec![Verb::Accept, Verb::Change, Verb::Refuse],
        alike: Some((format!("{} {}", fold(&one.name), fold(&one.unit)), one.name.clone())),
        ..Item::new(Kind::Indicator, there(spot, &one.at, line), Work::Entry("indicators", lines), &says)
    }
}

/// What of an indicator may be changed.
pub(super) fn fields(one: &Indicator) -> Vec<Field> {
    let choice = |name, value: &str, choices: &[&str]| Field {
        choices: choices.iter().map(|one| (*one).to_owned()).collect(),
        ..Field::new(name, value)
    };
    let figure = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
    let mut fields = vec![Field::new("name", &one.name)];
    match one.value {
        Some(_) => fields.push(Field::new("value", figure(one.value))),
        None => fields.extend([Field::new("low", figure(one.low)), Field::new("high", figure(one.high))]),
    }
    fields.extend([
        choice("op", one.op.sign(), &Op::ALL.map(Op::sign)),
        Field::new("unit", &one.unit),
        Field::new("period", one.period.clone().unwrap_or_default()),
        choice("kind", one.kind.name(), &IndicatorKind::ALL.map(IndicatorKind::name)),
    ]);
    fields
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_alike_is_found_by_the_words_that_change() {
        let key = |quote, read| alike(quote, read, "why").map(|(key, _)| key);
        assert_eq!(key("các Chi tiêu,", "các Chỉ tiêu,").as_deref(), Some("chi → chỉ"));
        assert_eq!(key("chi,", "chỉ,"), key("chi tiêu", "chỉ tiêu"));
        assert_eq!(key("2 718 lượt", "2.718 lượt").as_deref(), Some("reason why"));
        assert_eq!(key("a a", "a").as_deref(), Some("a → "));
    }
}
