//! Figures: the quantities that a text states, with names, units, times and kinds.
//!
//! In: the headings, passages and notes of a report, as import has just read them or as they stand in its pages. Out: its figures as
//! [`Indicator`]s, each tied to the words that state it. What always holds: the quote is in the plain text of its passage, every
//! number of the figure is in the quote; the same text gives the same figures, so none needs to be stored.
//!
//! The way: [`english`] reads reports in English; in all others [`numbers`] finds numbers with their [`bounds`] and [`units`], and leaves out what is [`exclusions`]; [`periods`] finds the times;
//! [`clauses`] goes through the sentences and gives each figure its name ([`names`]), time and kind. What a passage does not say itself its section's [`headings`] do.

mod bounds;
mod clauses;
mod english;
mod exclusions;
mod figure;
mod headings;
mod names;
mod numbers;
mod periods;
mod units;
mod words;

use std::collections::HashMap;

pub use headings::Heading;

use clauses::{Announced, Context, Found};
use periods::Period;
use rayon::prelude::*;
use words::Words;

use crate::model::indicator::{Indicator, Status};
use crate::model::report::BlockKind;
use crate::text::digest;

/// A block of text.
#[derive(Debug, Clone)]
pub struct Passage<'a> {
    /// Its id.
    pub id: &'a str,
    /// What it is.
    pub kind: BlockKind,
    /// Index of its section's heading.
    pub section: Option<usize>,
    /// Its words, without marks.
    pub text: std::borrow::Cow<'a, str>,
    /// The labels of the notes that it calls, and about where in its words.
    pub calls: Vec<(&'a str, usize)>,
}

/// A note that passages may call.
#[derive(Debug, Clone)]
pub struct Remark<'a> {
    /// What calls it.
    pub label: &'a str,
    /// Its words, paragraphs parted by line feeds.
    pub text: std::borrow::Cow<'a, str>,
}

/// Reads the passages of one report.
#[derive(Debug, Clone)]
pub struct Reader {
    base: Context,
    sections: Vec<Context>,
    is_english: bool,
}

impl Reader {
    /// Takes up what the whole report says: its title and date, its headings, the words of its first passages.
    #[must_use]
    pub fn new<'a>(
        title: &str,
        date: Option<&str>,
        sections: &[Heading<'_>],
        sample: impl Iterator<Item = &'a str>,
    ) -> Self {
        let is_english = english::is_english(sample);
        let base = headings::of_report(title, date);
        Self { sections: headings::of_sections(sections, &base, is_english), base, is_english }
    }

    /// A number for all that [`Reader::read`] looks at: the same number, the same figures.
    #[must_use]
    pub fn origin(&self, passages: &[Passage<'_>], notes: &[Remark<'_>]) -> u128 {
        let mut read = Vec::new();
        let mut add = |text: &str| {
            read.extend(text.len().to_le_bytes());
            read.extend(text.as_bytes());
        };
        add(&format!("{} {:?}", self.is_english, self.base));
        for section in passages.chunk_by(|a, b| a.section == b.section) {
            let context = section[0].section.and_then(|at| self.sections.get(at));
            add(&format!("{} {context:?}", section.len()));
            for Passage { id, kind, section: _, text, calls } in section {
                add(id);
                add(&format!("{kind:?} {calls:?}"));
                add(text);
            }
        }
        for Remark { label, text } in notes {
            add(label);
            add(text);
        }
        digest(&read)
    }

    /// The figures of passages and of the notes that they call, in reading order, notes last. A section is read by itself.
    #[must_use]
    pub fn read(&self, passages: &[Passage<'_>], notes: &[Remark<'_>]) -> Vec<Indicator> {
        let sections: Vec<&[Passage<'_>]> = passages.chunk_by(|a, b| a.section == b.section).collect();
        let read: Vec<_> = sections.into_par_iter().map(|passages| self.section(passages)).collect();
        let mut found = Vec::new();
        let mut called: HashMap<&str, Context> = HashMap::new();
        for (figures, calls) in read {
            found.extend(figures);
            for (label, context) in calls {
                called.entry(label).or_insert(context);
            }
        }
        let of_note = |note: &Remark<'_>| called.get(note.label).map(|context| self.note(note, context));
        let of_notes: Vec<Option<Vec<Indicator>>> = notes.par_iter().map(of_note).collect();
        found.extend(of_notes.into_iter().flatten().flatten());
        found
    }

    fn text(&self, words: &Words, context: &Context) -> (Vec<Found>, Option<Announced>) {
        match self.is_english {
            true => (english::read(words, context), None),
            false => clauses::read(words, context),
        }
    }

    /// The passages of one section: their figures, and what is known around each note that they call.
    fn section<'a>(&self, passages: &[Passage<'a>]) -> (Vec<Indicator>, Vec<(&'a str, Context)>) {
        let (mut found, mut notes) = (Vec::new(), Vec::new());
        let mut announced: Option<Announced> = None;
        for passage in passages {
            let base = passage.section.and_then(|section| self.sections.get(section)).unwrap_or(&self.base);
            let said = announced.take();
            let context = below(said.clone().unwrap_or_default(), base);
            if !matches!(passage.kind, BlockKind::Paragraph | BlockKind::Item | BlockKind::Quote) {
                continue;
            }
            if passage.calls.is_empty() && !passage.text.contains(|c: char| c.is_ascii_digit()) {
                let is_announcing = passage.text.trim_end().ends_with(':');
                let next = is_announcing.then(|| clauses::read(&Words::new(&passage.text), &context).1).flatten();
                announced = next.or(said.filter(|_| is_of_a_list(passage)));
                continue;
            }
            let words = Words::new(&passage.text);
            let (figures, next) = self.text(&words, &context);
            // What was announced for a list is said of all its items.
            announced = next.or(said.filter(|_| is_of_a_list(passage)));
            for (label, at) in &passage.calls {
                let before = figures.iter().rfind(|figure| figure.quote.start < *at);
                notes.push((*label, Context { name: before.map(Found::level).map(str::to_owned), ..base.clone() }));
            }
            found.extend(figures.into_iter().filter_map(|figure| indicator(&words, figure, base, passage.id)));
        }
        (found, notes)
    }

    fn note(&self, note: &Remark<'_>, context: &Context) -> Vec<Indicator> {
        let words = Words::new(&note.text);
        let (figures, _) = self.text(&words, context);
        let at = format!("^{}", note.label);
        figures.into_iter().filter_map(|figure| indicator(&words, figure, context, &at)).collect()
    }
}

/// "(3) …", "- …", "b) …": one of the lines that a line before announced.
fn is_of_a_list(passage: &Passage<'_>) -> bool {
    let text = passage.text.trim_start();
    let mark = text.split_whitespace().next().unwrap_or_default();
    let numbered = mark.len() <= 5 && mark.ends_with(')') && mark.trim_matches(['(', ')']).chars().count() <= 2;
    passage.kind == BlockKind::Item || numbered || ["-", "–", "+", "*", "•"].contains(&mark)
}

/// What is known below a line that announced something.
fn below(said: Announced, base: &Context) -> Context {
    let level = match (&said.period, &base.period) {
        (Some(Period::Year(_)), Some(Period::Span(..))) => said.period.clone(),
        (None, _) => base.level.clone(),
        _ => None,
    };
    let period = said.period.filter(|_| level.is_none() || base.period.is_none()).or_else(|| base.period.clone());
    Context { name: said.name, period, level, ..base.clone() }
}

/// A figure as an indicator; none when its words cannot prove it.
fn indicator(words: &Words, found: Found, context: &Context, at: &str) -> Option<Indicator> {
    let quote = unique(words, found.quote.start, found.quote.end);
    let proved = [found.figure.low, found.figure.high].into_iter().all(|value| crate::numerals::states(quote, value));
    let single = found.figure.low == found.figure.high;
    proved.then(|| Indicator {
        name: found.name,
        value: single.then_some(found.figure.low),
        low: (!single).then_some(found.figure.low),
        high: (!single).then_some(found.figure.high),
        op: found.figure.op,
        unit: found.unit,
        period: found.period.map(|period| period.text(context.span())),
        kind: found.kind,
        quote: quote.to_owned(),
        at: at.to_owned(),
        concept: None,
        id: None,
        topic: None,
        status: Status::Accepted,
    })
}

/// The words of a range, with as many before them as it takes that no other place of the text has the same.
fn unique(words: &Words, start: usize, end: usize) -> &str {
    let mut from = start;
    while words.raw.matches(words.raw(from..end)).count() > 1 && from > 0 {
        from = words.raw[..from].trim_end().rfind([' ', '\n']).map_or(0, |at| at + 1);
    }
    words.raw(from..end).trim()
}
