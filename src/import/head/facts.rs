//! The facts of a head: every date, number, name and kind in its cells, and what the file says of itself, each with what
//! speaks for it.
//!
//! In: the cells of a head and the title. Out: candidates for each fact, none among them; [`super::model`] chooses.

use super::cells::Cell;
use super::model::Candidate;
use super::roles::{Role, is_only_numbered};
use super::traits::step;
use super::values::{body_name, number_of, tidy};
use crate::import::days::{is_span, place_before};
use crate::language::{self, Fact};
use crate::source::Metadata;
use crate::text::{fold_space, word_count};

/// The facts of a report's head.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// Who issued it.
    pub issuer: Option<String>,
    /// "Báo cáo", "Prüfbericht", as printed.
    pub kind: Option<String>,
    /// "12/BC-UBND", "A/HRC/60/1".
    pub number: Option<String>,
    /// Where it was signed.
    pub place: Option<String>,
    /// ISO date, as far as printed.
    pub date: Option<String>,
}

/// What a file says of itself: in front matter or on a web page, and in its properties.
#[derive(Debug, Clone, Copy)]
pub struct Said<'a> {
    /// The first.
    pub front: &'a Metadata,
    /// The second.
    pub properties: &'a Metadata,
}

impl<'a> Said<'a> {
    pub(super) fn each(&self) -> [(&'static str, &'a Metadata); 2] {
        [("front", self.front), ("properties", self.properties)]
    }
}

impl Said<'_> {
    /// Who issued the document by what its file says, where its text names nobody. An address says where a text was found, and
    /// a name in the properties that is no body's is that of whoever typed it.
    #[must_use]
    pub fn issuer(&self) -> Option<String> {
        let front = self.front.issuer.clone().filter(|issuer| !issuer.contains("://"));
        let parties = || self.front.subtitle.as_deref().and_then(|text| language::any().parties(text)).map(fold_space);
        let typed = || self.properties.issuer.clone().filter(|issuer| body_name(issuer).is_some());
        front.or_else(parties).or_else(typed)
    }
}

/// The candidates of one fact.
pub type Candidates = Vec<Candidate<Option<String>>>;

pub(super) fn none() -> Candidates {
    vec![Candidate { value: None, features: vec!["none".to_owned()] }]
}

/// The label before a colon: the fact that it names, another label, or none.
fn label(words: &str) -> (&'static str, Option<Fact>) {
    let Some((key, value)) = words.split_once(':') else { return ("unlabelled", None) };
    let fact = language::any().fact(key);
    let is_label = word_count(key) <= 6 && !value.trim().is_empty();
    match fact {
        Some(fact) if is_label => ("labelled", Some(fact)),
        _ if is_label => ("labelled-other", None),
        _ => ("unlabelled", None),
    }
}

/// Adds what a label says of a fact.
pub(super) fn say_label(features: &mut Vec<String>, words: &str, wanted: Fact) {
    let (name, fact) = label(words);
    features.push(match fact {
        Some(fact) if fact == wanted => "label".to_owned(),
        Some(_) => "label-of-another".to_owned(),
        None => name.to_owned(),
    });
}

/// The dates.
#[must_use]
pub fn dates(cells: &[Cell], title: &str, said: &Said<'_>) -> Candidates {
    let lexicon = language::any();
    let mut found = none();
    for cell in cells {
        let mut rest = cell.words.as_str();
        let mut nth = 0;
        while let Some(date) = lexicon.date(rest) {
            let before = &rest[..date.range.start];
            let mut features = cell.features.clone();
            let own = word_count(&rest[date.range.clone()]);
            say_label(&mut features, &cell.words, Fact::Date);
            let mut say = |is: bool, name: &str| {
                if is {
                    features.push(name.to_owned());
                }
            };
            say(true, &format!("precision:{}", date.iso.len()));
            say(true, &format!("precision-zone:{}:{}", date.iso.len(), cell.zone.name()));
            say(true, &format!("nth:{}", nth.min(3)));
            let place = place_before(before).is_some();
            say(place, "place");
            say(place && cell.is_signed, "place-signed");
            say(place, &format!("place:{}", cell.zone.name()));
            say(cell.count <= own + 1, "alone");
            say(cell.count <= own + 1, &format!("alone:{}", cell.zone.name()));
            say(cell.count <= own + 5, "nearly-alone");
            say(is_span(rest, &date.range), "span");
            say(before.trim_end().ends_with(['(', '[']), "bracketed");
            say(lexicon.document_number(&cell.words).is_some(), "number-beside");
            say(rest[date.range.end..].trim().is_empty(), "ends-cell");
            say(before.trim().is_empty() && nth == 0, "opens-cell");
            found.push(Candidate { value: Some(date.iso.clone()), features });
            nth += 1;
            rest = &rest[date.range.end..];
        }
        if let Some(year) = lone_year(&cell.words) {
            let mut features = cell.features.clone();
            features.push("year-alone".to_owned());
            features.push(format!("year-alone:{}", cell.zone.name()));
            found.push(Candidate { value: Some(year.to_owned()), features });
        }
    }
    for (name, metadata) in said.each() {
        let date = metadata.date.as_deref().and_then(|text| lexicon.date(text)).map(|date| date.iso);
        let date = date.or_else(|| metadata.date.as_deref().and_then(lone_year).map(str::to_owned));
        found.extend(date.map(|iso| Candidate { value: Some(iso), features: vec![format!("said:{name}")] }));
    }
    say_shared(&mut found, |iso| title.contains(iso.get(..4).unwrap_or(iso)), "year-in-title");
    found
}

/// A year that stands alone or ends a short line.
fn lone_year(words: &str) -> Option<&str> {
    let last = words.rsplit([' ', ',']).next()?;
    let is_short = word_count(words) <= 6 && !words.contains(['-', '–']);
    (is_short && last.len() == 4 && language::year(last).is_some()).then_some(last)
}

/// Says of each candidate how often its value comes, and what else is true of it.
pub(super) fn say_shared(found: &mut Candidates, is: impl Fn(&str) -> bool, name: &str) {
    let mut counts: std::collections::HashMap<String, usize> = std::collections::HashMap::new();
    for value in found.iter().filter_map(|candidate| candidate.value.clone()) {
        *counts.entry(value).or_default() += 1;
    }
    let least = found.iter().filter_map(|candidate| candidate.value.clone()).filter(|iso| iso.len() == 10).max();
    for candidate in found.iter_mut() {
        let Some(value) = candidate.value.as_deref() else { continue };
        candidate.features.push(format!("comes:{}", step(counts[value], &[2, 3, 5])));
        if is(value) {
            candidate.features.push(name.to_owned());
        }
        if least.as_deref() == Some(value) {
            candidate.features.push("last-of-all".to_owned());
        }
    }
}

/// The numbers.
#[must_use]
pub fn numbers(cells: &[Cell], title: &str, said: &Said<'_>) -> Candidates {
    let lexicon = language::any();
    let mut found = none();
    for cell in cells {
        let labelled = cell.words.split_once(':').filter(|(key, _)| lexicon.fact(key) == Some(Fact::Number));
        let by_form = lexicon.document_number(&cell.words).map(tidy);
        let by_label = labelled.and_then(|(_, value)| number_of(value));
        let behind_kind = number_behind_kind(&cell.words);
        for (form, number) in [("form", by_form), ("value", by_label), ("kind", behind_kind)] {
            let Some(number) = number else { continue };
            let mut features = cell.features.clone();
            say_label(&mut features, &cell.words, Fact::Number);
            features.push(format!("by:{form}"));
            describe_number(&number, cell, &mut features);
            found.push(Candidate { value: Some(number), features });
        }
    }
    for (name, metadata) in said.each() {
        let number = metadata.number.clone();
        found.extend(number.map(|number| Candidate { value: Some(number), features: vec![format!("said:{name}")] }));
        let titled = metadata.title.as_deref().and_then(|title| lexicon.document_number(title)).map(tidy);
        found.extend(titled.map(|number| {
            let features = vec![format!("said-title:{name}")];
            Candidate { value: Some(number), features }
        }));
    }
    say_shared(&mut found, |number| title.contains(number), "in-title");
    found
}

/// "Decree no. 12 of 3 April 2025": the number that follows a kind within a few words.
fn number_behind_kind(words: &str) -> Option<String> {
    /// Words between them.
    const BETWEEN: usize = 3;
    let lexicon = language::any();
    let kind = lexicon.kind(words, 1)?;
    let rest = words.trim_start().get(kind.words.len()..)?;
    let number = lexicon.document_number(rest)?;
    let at = rest.find(number)?;
    (word_count(&rest[..at]) <= BETWEEN).then(|| tidy(number))
}

fn describe_number(number: &str, cell: &Cell, features: &mut Vec<String>) {
    let zone = cell.zone.name();
    let mut say = |is: bool, name: &str| {
        if is {
            features.push(name.to_owned());
        }
    };
    let slashes = number.matches('/').count();
    let has_letters = number.contains(char::is_alphabetic);
    let own = word_count(number);
    say(true, &format!("slashes:{}", slashes.min(3)));
    say(has_letters, "letters");
    say(!has_letters && slashes == 0, "digits-only");
    say(has_letters && slashes > 0, &format!("symbol:{zone}"));
    say(true, &format!("length:{}", step(number.chars().count(), &[3, 5, 8, 12, 20])));
    say(language::any().opens_with_number_label(&cell.words), "number-label");
    say(language::any().opens_with_number_label(&cell.words), &format!("number-label:{zone}"));
    say(cell.count <= own + 2, "alone");
    say(cell.count <= own + 2, &format!("alone:{zone}"));
    say(is_only_numbered(&cell.words, cell.count), "kind-and-number");
    say(cell.words.starts_with(number), "opens-cell");
    say(language::any().kind_by_number(number).is_some(), "names-kind");
    say(language::any().date(&cell.words).is_some(), "date-beside");
    let before = cell.words.find(number).map_or("", |at| &cell.words[..at]);
    say(before.trim_end().ends_with(['(', '[']), "bracketed");
    say(word_count(before) > 6, "deep");
}

/// The kinds of document.
#[must_use]
pub fn kinds(cells: &[Cell], title: &str, number: Option<&str>, said: &Said<'_>) -> Candidates {
    let lexicon = language::any();
    let mut found = none();
    for cell in cells.iter().filter(|cell| cell.count <= 40) {
        let Some(kind) = lexicon.kind(&cell.words, 12) else { continue };
        let mut features = cell.features.clone();
        say_label(&mut features, &cell.words, Fact::Kind);
        features.push(format!("words-before:{}", step(kind.words_before, &[1, 2, 4, 8])));
        features.push(format!("words-before:{}:{}", cell.zone.name(), step(kind.words_before, &[1, 2, 4, 8])));
        if cell.count == word_count(&kind.words) {
            features.push(format!("alone:{}", cell.zone.name()));
        }
        if cell.role == Role::Kind {
            features.push(format!("kind-line:{}", cell.zone.name()));
        }
        found.push(Candidate { value: Some(kind.words), features });
    }
    if let Some(kind) = lexicon.kind(title, 12) {
        let features = vec!["title".to_owned(), format!("title:{}", step(kind.words_before, &[1, 2, 4, 8]))];
        found.push(Candidate { value: Some(kind.words), features });
    }
    if let Some(kind) = number.and_then(|number| lexicon.kind_by_number(number)) {
        let features = vec!["by-number".to_owned()];
        found.push(Candidate { value: Some(crate::text::capitalised(kind)), features });
    }
    for (name, metadata) in said.each() {
        let kind = metadata.kind.clone();
        found.extend(kind.map(|kind| Candidate { value: Some(kind), features: vec![format!("said:{name}")] }));
        let texts = [metadata.subtitle.as_deref(), metadata.title.as_deref()];
        for kind in texts.into_iter().flatten().filter_map(|text| lexicon.kind(text, 8)) {
            found.push(Candidate { value: Some(kind.words), features: vec![format!("said-title:{name}")] });
        }
    }
    say_shared(&mut found, |_| false, "");
    found
}
