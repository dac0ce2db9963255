//! The facts of a head: every date, number, name and kind in its cells, and what the file says of itself, each with what
//! speaks for it.
//!
//! In: the cells of a head and the title. Out: candidates for each fact, none among them; [`super::model`] chooses.

use std::collections::HashMap;

use super::cells::Cell;
use super::model::Candidate;
use super::roles::{Role, is_only_numbered};
use super::traits::{say, say_in_zone, step};
use super::values::{body_name, code, number_of, tidy};
use crate::import::days::{is_span, place_before};
use crate::language::{self, Fact, PrintedDate};
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
    pub place_of_issue: Option<String>,
    /// ISO date, as far as printed.
    pub date: Option<String>,
    /// What is in doubt.
    pub doubts: Vec<Doubt>,
}

/// A fact that is in doubt, or that was left out although something may be it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// Which: its slot, "title" among them.
    pub fact: &'static str,
    /// What was chosen; none where it was left out.
    pub chosen: Option<String>,
    /// What it may be as well; none where there may be no such fact.
    pub rival: Option<String>,
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

/// More words behind a label are text.
const LABELLED: usize = 8;
/// A line of more words is running text.
const TITLE_WORDS: usize = 30;

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
        let mut from = 0;
        let mut nth = 0;
        while let Some(date) = lexicon.date(&cell.words[from..]) {
            let features = features_of_date(cell, from, &date, nth);
            nth += 1;
            from += date.range.end;
            found.push(Candidate { value: Some(date.iso), features });
        }
        if let Some(year) = lone_year(&cell.words) {
            let mut features = cell.features.clone();
            say_in_zone(&mut features, true, "year-alone", cell.zone.name());
            found.push(Candidate { value: Some(year.to_owned()), features });
        }
    }
    for (name, metadata) in said.each() {
        let date = metadata.date.as_deref().and_then(|text| lexicon.date(text)).map(|date| date.iso);
        let date = date.or_else(|| metadata.date.as_deref().and_then(lone_year).map(str::to_owned));
        found.extend(date.map(|iso| Candidate { value: Some(iso), features: vec![format!("said:{name}")] }));
    }
    say_counts(&mut found);
    say_each(&mut found, |iso| title.contains(iso.get(..4).unwrap_or(iso)), "year-in-title");
    let is_day = |iso: &String| iso.len() == "2025-01-01".len();
    let last = found.iter().filter_map(|candidate| candidate.value.clone()).filter(is_day).max();
    say_each(&mut found, |iso| last.as_deref() == Some(iso), "last-of-all");
    found
}

/// What is true of a date in a cell. `from`: the byte behind the dates before it, which are `nth`; the date's range counts from there.
fn features_of_date(cell: &Cell, from: usize, date: &PrintedDate, nth: usize) -> Vec<String> {
    let zone = cell.zone.name();
    let rest = &cell.words[from..];
    let (before, after) = (&rest[..date.range.start], &rest[date.range.end..]);
    let own = word_count(&rest[date.range.clone()]);
    let mut features = cell.features.clone();
    say_label(&mut features, &cell.words, Fact::Date);
    let precision = date.iso.len();
    features.extend([
        format!("precision:{precision}"),
        format!("precision-zone:{precision}:{zone}"),
        format!("nth:{}", nth.min(3)),
    ]);
    let place = place_before(before).is_some();
    say_in_zone(&mut features, place, "place", zone);
    say_in_zone(&mut features, cell.count <= own + 1, "alone", zone);
    say(
        &mut features,
        [
            (place && cell.is_signed, "place-signed"),
            (cell.count <= own + 5, "nearly-alone"),
            (is_span(rest, &date.range), "span"),
            (before.trim_end().ends_with(['(', '[']), "bracketed"),
            (language::any().document_number(&cell.words).is_some(), "number-beside"),
            (after.trim().is_empty(), "ends-cell"),
            (before.trim().is_empty() && nth == 0, "opens-cell"),
        ],
    );
    features
}

/// A year that stands alone or ends a short line.
fn lone_year(words: &str) -> Option<&str> {
    let last = words.rsplit([' ', ',']).next()?;
    let is_short = word_count(words) <= 6 && !words.contains(['-', '–']);
    (is_short && last.len() == 4 && language::year(last).is_some()).then_some(last)
}

/// Says of each candidate how often its value comes.
pub(super) fn say_counts(found: &mut Candidates) {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for value in found.iter().filter_map(|candidate| candidate.value.as_ref()) {
        *counts.entry(value.clone()).or_default() += 1;
    }
    for Candidate { value, features } in found.iter_mut() {
        features.extend(value.iter().map(|value| format!("comes:{}", step(counts[value], &[2, 3, 5]))));
    }
}

/// Says of each value what is true of it.
fn say_each(found: &mut Candidates, is: impl Fn(&str) -> bool, name: &str) {
    for Candidate { value, features } in found.iter_mut() {
        say(features, [(value.as_deref().is_some_and(&is), name)]);
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
        let known = [("form", by_form), ("value", by_label), ("kind", behind_kind)];
        let is_known = |number: &str| known.iter().any(|(_, known)| known.as_deref() == Some(number));
        // Running text is full of codes.
        let by_shape = code(&cell.words).filter(|number| cell.count <= TITLE_WORDS && !is_known(number));
        for (form, number) in known.into_iter().chain([("shape", by_shape)]) {
            let Some(number) = number.filter(|number| is_number(number)) else { continue };
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
    say_counts(&mut found);
    say_each(&mut found, |number| title.contains(number), "in-title");
    found
}

/// Whether nothing in it is a word: "12/Monday" names a page, "of 7" goes on from words before it.
fn is_number(number: &str) -> bool {
    let lexicon = language::any();
    let opens = number.split(' ').next().unwrap_or_default();
    !lexicon.must_go_on(opens) && !number.split(['/', ' ', '-']).any(|part| lexicon.is_weekday(part))
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

/// Adds what is true of a number in its cell.
fn describe_number(number: &str, cell: &Cell, features: &mut Vec<String>) {
    let lexicon = language::any();
    let zone = cell.zone.name();
    let slashes = number.matches('/').count();
    let has_letters = number.contains(char::is_alphabetic);
    let own = word_count(number);
    let before = cell.words.find(number).map_or("", |at| &cell.words[..at]);
    features.push(format!("slashes:{}", slashes.min(3)));
    features.push(format!("length:{}", step(number.chars().count(), &[3, 5, 8, 12, 20])));
    say_in_zone(features, lexicon.opens_with_number_label(&cell.words), "number-label", zone);
    say_in_zone(features, cell.count <= own + 2, "alone", zone);
    say(
        features,
        [
            (has_letters, "letters"),
            (!has_letters && slashes == 0, "digits-only"),
            (has_letters && slashes > 0, &format!("symbol:{zone}")),
            (is_only_numbered(&cell.words, cell.count), "kind-and-number"),
            (cell.words.starts_with(number), "opens-cell"),
            (lexicon.kind_by_number(number).is_some(), "names-kind"),
            (lexicon.date(&cell.words).is_some(), "date-beside"),
            (before.trim_end().ends_with(['(', '[']), "bracketed"),
            (word_count(before) > 6, "deep"),
            (lexicon.kind(before, 4).is_some_and(|kind| before.trim_end().ends_with(&kind.words)), "behind-kind"),
        ],
    );
}

/// The kinds of document.
#[must_use]
pub fn kinds(cells: &[Cell], title: &str, number: Option<&str>, said: &Said<'_>) -> Candidates {
    let lexicon = language::any();
    let mut found = none();
    for cell in cells.iter().filter(|cell| cell.count <= 40) {
        // "SUMMARY: The office says …" is a label; "Report: 12/7" names the kind.
        let text = |words: &str| cell.words.strip_prefix(words).and_then(|rest| rest.strip_prefix(':'));
        let is_label = |words: &str| text(words).is_some_and(|text| word_count(text) > LABELLED);
        let Some(kind) = lexicon.kind(&cell.words, 12).filter(|kind| !is_label(&kind.words)) else { continue };
        let mut features = cell.features.clone();
        say_label(&mut features, &cell.words, Fact::Kind);
        let (zone, before) = (cell.zone.name(), step(kind.words_before, &[1, 2, 4, 8]));
        features.extend([format!("words-before:{before}"), format!("words-before:{zone}:{before}")]);
        say(
            &mut features,
            [
                (cell.count == word_count(&kind.words), &format!("alone:{zone}")),
                (cell.role == Role::Kind, &format!("kind-line:{zone}")),
            ],
        );
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
    say_counts(&mut found);
    found
}
