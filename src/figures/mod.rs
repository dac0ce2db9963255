//! Figures: the quantities that a text states, with names, units, times and kinds.
//!
//! In: the headings, passages and notes of a report, as import has just read them or as they stand in its pages. Out: its figures as
//! [`Indicator`]s, each tied to the words that state it. What always holds: the quote is in the plain text of its passage, every
//! number of the figure is in the quote; the same text gives the same figures, so none needs to be stored.
//!
//! The way: [`tongue`] tells who reads: [`english`] reports in English, nobody those in languages without words for figures; in Vietnamese [`numbers`] finds numbers with their [`bounds`] and [`units`], and leaves out what is [`exclusions`]; [`periods`] finds the times;
//! [`clauses`] goes through the sentences and gives each figure its name ([`names`]), time and kind. What a passage does not say itself its section's [`headings`] do.
//! Tables are read cell by cell ([`tables`]).
//! A document that sets norms has aims alone; [`sound`] tells which names stand by themselves.

mod account;
mod bounds;
mod clauses;
mod document;
mod english;
mod exclusions;
mod figure;
mod headings;
mod names;
mod numbers;
mod periods;
mod proof;
mod sound;
mod stretches;
mod tables;
mod tongue;
mod units;
mod vocabulary;
mod words;

use std::collections::{HashMap, HashSet};

pub use document::Document;
pub use headings::Heading;
pub use sound::{is_sound, is_whole};
pub use units::is_money;

use account::accounts_of;
pub use account::{Account, Explanation, Offered};
use clauses::{Announced, Context, Found, Reading};
use exclusions::Why;
use periods::Period;
use proof::indicator;
use rayon::prelude::*;
use tables::Cell;
use tongue::Tongue;
use words::Words;

use crate::model::indicator::{Indicator, IndicatorKind};
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
    titles: Vec<String>,
    tongue: Tongue,
    sets_norms: bool,
}

impl Reader {
    /// Takes up what the whole report says: of itself, its headings, the words of its first passages.
    #[must_use]
    pub fn new<'a>(document: &Document<'_>, sections: &[Heading<'_>], sample: impl Iterator<Item = &'a str>) -> Self {
        let tongue = Tongue::of(document.language, sample);
        let base = headings::of_report(document, tongue);
        let titles = sections.iter().map(|section| section.title.to_owned()).collect();
        let sections = headings::of_sections(sections, &base, tongue, document);
        Self { sections, titles, base, tongue, sets_norms: document.sets_norms }
    }

    /// A number for all that [`Reader::read`] looks at: the same number, the same figures.
    #[must_use]
    pub fn origin(&self, passages: &[Passage<'_>], notes: &[Remark<'_>]) -> u128 {
        let mut read = Vec::new();
        let mut add = |text: &str| {
            read.extend(text.len().to_le_bytes());
            read.extend(text.as_bytes());
        };
        add(&format!("{:?} {} {:?}", self.tongue, self.sets_norms, self.base));
        for section in passages.chunk_by(|a, b| a.section == b.section) {
            let context = section[0].section.and_then(|at| self.sections.get(at));
            add(&format!("{} {context:?} {:?}", section.len(), self.title(&section[0])));
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

    /// What became of each number of one passage (by its id) or note (by its label), in the order of its words.
    #[must_use]
    pub fn explain(&self, passages: &[Passage<'_>], notes: &[Remark<'_>], at: &str) -> Vec<Account> {
        let mut accounts = Vec::new();
        let mut called = None;
        for section in passages.chunk_by(|a, b| a.section == b.section) {
            for (passage, cells) in self.tables(section).filter(|(passage, _)| passage.id == at) {
                accounts.extend(account::accounts_of_cells(&passage.text, cells));
            }
            self.walk(section, |passage, words, reading, base| {
                called = called
                    .take()
                    .or_else(|| calls(passage, &reading, base).into_iter().find(|(label, _)| *label == at));
                if passage.id == at {
                    accounts.extend(accounts_of(words, reading, base, passage.id));
                }
            });
        }
        let note = notes.iter().find(|note| note.label == at);
        if let (Some(note), Some((_, context))) = (note, called) {
            let words = Words::new(&note.text);
            accounts.extend(accounts_of(&words, self.text(&words, &context), &context, &format!("^{at}")));
        }
        accounts
    }

    fn text(&self, words: &Words, context: &Context) -> Reading {
        let mut reading = in_stretches(words, |words| match self.tongue {
            Tongue::English => Reading { found: english::read(words, context), ..Reading::default() },
            Tongue::Vietnamese => clauses::read(words, context),
            Tongue::Unread => Reading::default(),
        });
        if self.sets_norms {
            let is_aim = |found: &Found| {
                found.kind == IndicatorKind::Target && (self.tongue == Tongue::Vietnamese || context.kind == found.kind)
            };
            let (aims, norms): (Vec<Found>, Vec<Found>) = reading.found.into_iter().partition(is_aim);
            reading.found = aims;
            reading.others.extend(norms.into_iter().map(|norm| (norm.figure.range, Why::Norm)));
        }
        reading
    }

    /// The passages of one section: their figures, and what is known around each note that they call.
    fn section<'a>(&self, passages: &[Passage<'a>]) -> (Vec<Indicator>, Vec<(&'a str, Context)>) {
        let (mut found, mut notes) = (Vec::new(), Vec::new());
        let stated = self.tables(passages).flat_map(|(_, cells)| cells).filter_map(|cell| cell.figure);
        found.extend(stated.map(|stated| stated.indicator));
        self.walk(passages, |passage, words, reading, base| {
            notes.extend(calls(passage, &reading, base));
            found.extend(reading.found.into_iter().filter_map(|figure| indicator(words, figure, base, passage.id)));
        });
        (found, notes)
    }

    /// The numbers of each table of a section.
    fn tables<'p, 'a>(&self, passages: &'p [Passage<'a>]) -> impl Iterator<Item = (&'p Passage<'a>, Vec<Cell>)> {
        let is_table = |passage: &Passage<'_>| passage.kind == BlockKind::Table;
        passages.iter().enumerate().filter(move |(_, passage)| is_table(passage)).map(move |(at, passage)| {
            let before = passages[..at].iter().rev().take_while(|passage| !is_table(passage)).take(3);
            let before: Vec<&str> = before.map(|passage| &*passage.text).collect();
            let above: Vec<&str> = before.into_iter().rev().collect();
            let (context, tongue, title) = (self.known(passage), self.tongue, self.title(passage));
            let around = tables::Around { context, tongue, title, above: &above };
            let mut cells = tables::read(&Words::new(&passage.text), &around, passage.id);
            if self.sets_norms {
                let is_aim = |stated: &tables::Stated| stated.indicator.kind == IndicatorKind::Target;
                cells.iter_mut().for_each(|cell| cell.figure = cell.figure.take().filter(is_aim));
            }
            (passage, cells)
        })
    }

    /// The heading above a passage.
    fn title(&self, passage: &Passage<'_>) -> &str {
        passage.section.and_then(|section| self.titles.get(section)).map_or("", String::as_str)
    }

    /// What is known of the section of a passage.
    fn known(&self, passage: &Passage<'_>) -> &Context {
        passage.section.and_then(|section| self.sections.get(section)).unwrap_or(&self.base)
    }

    /// Reads the passages of one section, one after another, and gives each with what was read and what is known around it.
    fn walk<'a>(&self, passages: &[Passage<'a>], mut take: impl FnMut(&Passage<'a>, &Words, Reading, &Context)) {
        let mut announced: Option<Announced> = None;
        for passage in passages {
            let base = self.known(passage);
            let said = announced.take();
            let context = below(said.clone().unwrap_or_default(), base);
            if !matches!(passage.kind, BlockKind::Paragraph | BlockKind::Item | BlockKind::Quote) {
                continue;
            }
            if passage.calls.is_empty() && !passage.text.contains(|c: char| c.is_ascii_digit()) {
                let is_announcing = passage.text.trim_end().ends_with(':');
                let read =
                    || in_stretches(&Words::new(&passage.text), |words| clauses::read(words, &context)).announced;
                announced = is_announcing.then(read).flatten().or(said.filter(|_| is_of_a_list(passage)));
                continue;
            }
            let words = Words::new(&passage.text);
            let mut reading = self.text(&words, &context);
            // What was announced for a list is said of all its items.
            announced = reading.announced.take().or(said.filter(|_| is_of_a_list(passage)));
            take(passage, &words, reading, base);
        }
    }

    fn note(&self, note: &Remark<'_>, context: &Context) -> Vec<Indicator> {
        let words = Words::new(&note.text);
        let at = format!("^{}", note.label);
        let figures = self.text(&words, context).found;
        figures.into_iter().filter_map(|figure| indicator(&words, figure, context, &at)).collect()
    }
}

/// What a text says, read stretch by stretch; what it announces is what its last stretch does.
fn in_stretches(words: &Words, read: impl Fn(&Words) -> Reading) -> Reading {
    let mut whole = Reading::default();
    for stretch in stretches::stretches(&words.raw) {
        let reading = if stretch == (0..words.raw.len()) { read(words) } else { read(&words.part(stretch.clone())) };
        whole.found.extend(reading.found.into_iter().map(|found| found.moved(stretch.start)));
        let moved = |range: std::ops::Range<usize>| range.start + stretch.start..range.end + stretch.start;
        whole.others.extend(reading.others.into_iter().map(|(range, why)| (moved(range), why)));
        whole.announced = reading.announced;
    }
    whole
}

/// What is known around each note that a passage calls: the name that its mark stands after.
fn calls<'a>(passage: &Passage<'a>, reading: &Reading, base: &Context) -> Vec<(&'a str, Context)> {
    let known = |at: usize| {
        let before = reading.found.iter().rfind(|figure| figure.quote.start < at);
        Context { name: before.map(Found::level).map(str::to_owned), ..base.clone() }
    };
    passage.calls.iter().map(|(label, at)| (*label, known(*at))).collect()
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
    let kind = if said.is_aim { IndicatorKind::Target } else { base.kind };
    Context { kind, name: said.name, period, level, ..base.clone() }
}

/// How many tables of numbers are among some passages of which these figures were found, and give none of them.
#[must_use]
pub fn tables_without(passages: &[Passage<'_>], found: &[Indicator]) -> usize {
    let told: HashSet<&str> = found.iter().map(|figure| figure.at.as_str()).collect();
    let is_without = |passage: &&Passage<'_>| {
        passage.kind == BlockKind::Table && !told.contains(passage.id) && tables::has_numbers(&passage.text)
    };
    passages.iter().filter(is_without).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What reading a text of so many words without a stop costs, by the bytes that were searched, and how many figures it has.
    fn cost(tongue: Tongue, words: &[&str], count: usize) -> (usize, usize) {
        let text: Vec<&str> = (0..count).map(|at| words[at * 7 % 11 * (at % 13) % words.len()]).collect();
        let (base, sections) = (Context::default(), Vec::new());
        let reader = Reader { base: base.clone(), sections, titles: Vec::new(), tongue, sets_norms: false };
        let before = words::LOOKED_THROUGH.get();
        let found = reader.text(&Words::new(&text.join(" ")), &base).found;
        (words::LOOKED_THROUGH.get() - before, found.len())
    }

    #[test]
    fn a_text_without_stops_costs_as_much_as_it_is_long() {
        let english = ["boats", "the", "town", "has", "3", "schools", "in", "2020", "market", "reduce", "7"];
        let vietnamese = ["bến", "có", "3", "thuyền", "tăng", "12%", "xã", "năm", "2020", "và", "7"];
        for (tongue, words) in [(Tongue::English, english), (Tongue::Vietnamese, vietnamese)] {
            let (once, found) = cost(tongue, &words, 8_000);
            let (four, more) = cost(tongue, &words, 32_000);
            assert!(found > 0 && more > 3 * found, "{tongue:?}: {found} and {more} figures");
            assert!(four < 5 * once, "{tongue:?}: {once} bytes were searched, {four} of a text four times as long");
        }
    }
}
