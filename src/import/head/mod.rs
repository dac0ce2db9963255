//! The head of a report: its title and its facts, each chosen among all that may be it by what speaks for it.
//!
//! In: the chunks of a report and what its file says beside the text. Out: title and facts. No rule excludes: roles, print,
//! places and words are features of candidates, and trained weights add them up ([`model`]).

mod cells;
mod facts;
mod issuers;
mod line;
mod model;
mod roles;
mod title;
mod traits;
mod values;

use std::ops::Range;

use super::chunks::Document;
use super::days::{place_and_date, place_before};
use crate::language;
use crate::source::{Beside, Metadata};
use crate::text::{fold_space, word_count};

pub use facts::{Facts, Said};
pub use roles::{names_author, shares_words};
pub use values::place_in_title;

use cells::Cell;
use line::{HeadLine, Seeks};
use model::{Candidate, best, weights};
use title::{Named, Title};

/// What the head of a report says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Head {
    /// The chunks of the title; none when the text does not print it.
    pub title: Option<Range<usize>>,
    /// The title on one line; empty when there is none.
    pub words: String,
    /// The facts.
    pub facts: Facts,
}

/// A candidate of any slot, for training: slot, value, features.
pub type Trained = (&'static str, Option<String>, Vec<String>);

/// Reads the head of a document that is one report.
#[must_use]
pub fn read(document: &Document, metadata: &Metadata, beside: &Beside) -> Head {
    let range = 0..document.chunks.len();
    let lines = line::lines(document, range.clone(), &beside.heads, Seeks::Title);
    let titles = titles(document, &lines, metadata, beside);
    let title = best(weights("title"), &titles).cloned().unwrap_or_default();
    let Title { lines: title, words } = title::with_kind(&lines, title);
    let cells = cells::of(document, range, &lines, title.as_ref(), &beside.heads);
    let said = Said { front: metadata, properties: &beside.properties };
    let facts = choose(&cells, &words, &said);
    Head { title, words, facts }
}

/// The facts of a report in a compilation. `range`: its chunks; `title`: those of its title, with their words.
#[must_use]
pub fn facts(document: &Document, range: Range<usize>, title: &Range<usize>, words: &str) -> Facts {
    let lines = line::lines(document, range.clone(), &[], Seeks::Facts);
    let title = title.start - range.start..title.end - range.start;
    let cells = cells::of(document, range, &lines, Some(&title), &[]);
    let none = Metadata::default();
    choose(&cells, words, &Said { front: &none, properties: &none })
}

fn titles(document: &Document, lines: &[HeadLine], metadata: &Metadata, beside: &Beside) -> Vec<Candidate<Title>> {
    let labelled = cells::labelled_titles(document, 0..lines.len()).into_iter().map(|words| ("label", words));
    let front = metadata.title.clone().map(|words| ("front", words));
    let properties = beside.properties.title.clone().map(|words| ("properties", words));
    let named: Named = labelled.chain(front).chain(properties).collect();
    title::candidates(lines, &named)
}

fn choose(cells: &[Cell], title: &str, said: &Said<'_>) -> Facts {
    let chosen = |slot: &str, candidates: &facts::Candidates| best(weights(slot), candidates).cloned().flatten();
    let number = chosen("number", &facts::numbers(cells, title, said)).or_else(|| said.front.number.clone());
    let date = chosen("date", &facts::dates(cells, title, said));
    Facts {
        issuer: chosen("issuer", &issuers::issuers(cells, said)).or_else(|| said.issuer()),
        kind: chosen("kind", &facts::kinds(cells, title, number.as_deref(), said)),
        place: date.as_deref().and_then(|date| place(cells, date)).or_else(|| {
            let (place, day) = place_and_date(said.front.date.as_deref()?)?;
            place.filter(|_| day == date)
        }),
        number,
        date,
    }
}

/// The place that stands before a date: on a line of their own, at the end of a line, in an imprint.
fn place(cells: &[Cell], date: &str) -> Option<String> {
    let is_weekday = |place: &String| language::any().is_weekday(place);
    let alone = |words: &str| {
        place_and_date(words).filter(|(_, other)| other.as_deref() == Some(date)).and_then(|(place, _)| place)
    };
    let before = |words: &str| {
        let found = language::any().date(words).filter(|found| found.iso == date)?;
        place_before(&words[..found.range.start])
    };
    let imprint = |words: &str| {
        let (place, year) = words.rsplit_once(['•', '·'])?.1.rsplit_once(',')?;
        (year.trim() == date && word_count(place) <= IMPRINT).then(|| fold_space(place))
    };
    let ways: [Way<'_>; 3] = [&alone, &before, &imprint];
    ways.into_iter().find_map(|way| cells.iter().find_map(|cell| way(&cell.words).filter(|place| !is_weekday(place))))
}

/// A way in which words give a place.
type Way<'w> = &'w dyn Fn(&str) -> Option<String>;

/// The place of an imprint has no more words.
const IMPRINT: usize = 4;

/// The candidates of a document that is one report: what the weights are trained on.
#[must_use]
pub fn candidates(document: &Document, metadata: &Metadata, beside: &Beside) -> Vec<Trained> {
    let range = 0..document.chunks.len();
    let lines = line::lines(document, range.clone(), &beside.heads, Seeks::Title);
    let titles = titles(document, &lines, metadata, beside);
    let Title { lines: title, words } = best(weights("title"), &titles).cloned().unwrap_or_default();
    let value = |title: Title| Some(title.words).filter(|words| !words.is_empty());
    let mut all: Vec<Trained> = titles.into_iter().map(|one| ("title", value(one.value), one.features)).collect();
    let cells = cells::of(document, range, &lines, title.as_ref(), &beside.heads);
    let said = Said { front: metadata, properties: &beside.properties };
    let numbers = facts::numbers(&cells, &words, &said);
    let number = best(weights("number"), &numbers).cloned().flatten();
    let slots = [
        ("date", facts::dates(&cells, &words, &said)),
        ("issuer", issuers::issuers(&cells, &said)),
        ("kind", facts::kinds(&cells, &words, number.as_deref(), &said)),
        ("number", numbers),
    ];
    for (slot, candidates) in slots {
        all.extend(candidates.into_iter().map(|one| (slot, one.value, one.features)));
    }
    all
}
