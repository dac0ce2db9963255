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
mod told;
mod traits;
mod values;

use std::ops::Range;

use super::chunks::Document;
use super::days::{place_and_date, place_before};
use crate::language;
use crate::source::{Beside, Metadata};
use crate::text::{fold, fold_space, word_count};

pub use facts::{Doubt, Facts};
pub use roles::{names_author, shares_words};
pub use values::place_in_title;

use cells::Cell;
use facts::Said;
use model::{Candidate, weights};
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
    let titled = Titled::of(document, metadata, beside);
    let mut facts = choose(&titled.cells, &titled.title.words, &titled.said);
    facts.doubts.extend(titled.rival.and_then(|rival| doubt("title", &titled.title.words, &rival)));
    Head { title: titled.title.lines, words: titled.title.words, facts }
}

/// The candidates of a document that is one report: what the weights are trained on.
#[must_use]
pub fn candidates(document: &Document, metadata: &Metadata, beside: &Beside) -> Vec<Trained> {
    let titled = Titled::of(document, metadata, beside);
    let value = |title: Title| Some(title.words).filter(|words| !words.is_empty());
    let titles = titled.candidates.into_iter().map(|one| ("title", value(one.value), one.features));
    let slots = slots(&titled.cells, &titled.title.words, &titled.said);
    let facts = slots
        .into_iter()
        .flat_map(|slot| slot.candidates.into_iter().map(move |one| (slot.name, one.value, one.features)));
    titles.chain(facts).collect()
}

/// The facts of a report in a compilation. `range`: its chunks; `title`: those of its title, with their words.
#[must_use]
pub fn facts(document: &Document, range: Range<usize>, title: &Range<usize>, words: &str) -> Facts {
    let lines = line::lines(document, range.clone());
    let title = title.start - range.start..title.end - range.start;
    let cells = cells::of(document, range, &lines, Some(&title), &[]);
    let none = Metadata::default();
    choose(&cells, words, &Said { front: &none, properties: &none })
}

/// A head whose title is chosen.
struct Titled<'a> {
    candidates: Vec<Candidate<Title>>,
    title: Title,
    /// The words of what else may be the title.
    rival: Option<String>,
    /// The cells around the title.
    cells: Vec<Cell>,
    said: Said<'a>,
}

impl<'a> Titled<'a> {
    fn of(document: &Document, metadata: &'a Metadata, beside: &'a Beside) -> Self {
        let range = 0..document.chunks.len();
        let mut lines = line::lines(document, range.clone());
        line::describe(&mut lines, document, &beside.heads);
        let labelled = cells::labelled_titles(document, 0..lines.len()).into_iter().map(|words| ("label", words));
        let front = metadata.title.clone().map(|words| ("front", words));
        let properties = beside.properties.title.clone().map(|words| ("properties", words));
        let named: Named = labelled.chain(front).chain(properties).collect();
        let candidates = title::candidates(&lines, &named);
        let has_pages = !document.notation.pages.ends.is_empty();
        let told = told::told(&lines, &named, has_pages, &candidates);
        let choice = model::choose(weights("title"), told, |title| &title.words);
        let rival = choice.and_then(|(_, rival)| rival).map(|rival| rival.words.clone());
        let title = title::whole(&lines, choice.map(|(title, _)| title.clone()).unwrap_or_default());
        let title = title::with_kind(&lines, title);
        let cells = cells::of(document, range, &lines, title.lines.as_ref(), &beside.heads);
        Self { candidates, title, rival, cells, said: Said { front: metadata, properties: &beside.properties } }
    }
}

/// A fact with all that may be it.
struct Slot {
    name: &'static str,
    candidates: facts::Candidates,
    chosen: Option<String>,
    doubt: Option<Doubt>,
}

impl Slot {
    fn new(name: &'static str, candidates: facts::Candidates) -> Self {
        let choice = model::choose(weights(name), &candidates, |value| value.as_deref().unwrap_or_default());
        let chosen = choice.and_then(|(value, _)| value.clone());
        let rival = choice.and_then(|(_, rival)| rival).map(|rival| rival.as_deref().unwrap_or_default());
        let doubt = rival.and_then(|rival| doubt(name, chosen.as_deref().unwrap_or_default(), rival));
        Self { name, candidates, chosen, doubt }
    }
}

/// The facts. The number comes first, since it may name the kind.
fn slots(cells: &[Cell], title: &str, said: &Said<'_>) -> [Slot; 4] {
    let number = Slot::new("number", facts::numbers(cells, title, said));
    let printed = number.chosen.as_ref().or(said.front.number.as_ref());
    let kind = Slot::new("kind", facts::kinds(cells, title, printed.map(String::as_str), said));
    let date = Slot::new("date", facts::dates(cells, title, said));
    [number, date, Slot::new("issuer", issuers::issuers(cells, said)), kind]
}

fn choose(cells: &[Cell], title: &str, said: &Said<'_>) -> Facts {
    let mut slots = slots(cells, title, said);
    let doubts = slots.iter_mut().filter_map(|slot| slot.doubt.take()).collect();
    let [number, date, issuer, kind] = slots.map(|slot| slot.chosen);
    Facts {
        number: number.or_else(|| said.front.number.clone()),
        issuer: issuer.or_else(|| said.issuer()),
        kind,
        place_of_issue: date.as_deref().and_then(|date| place(cells, date)).or_else(|| {
            let (place, day) = place_and_date(said.front.date.as_deref()?)?;
            place.filter(|_| day == date)
        }),
        date,
        doubts,
    }
}

/// A doubt between two values, empty where there is none; two spellings of one value are none.
fn doubt(fact: &'static str, chosen: &str, rival: &str) -> Option<Doubt> {
    let some = |value: &str| Some(value.to_owned()).filter(|value| !value.is_empty());
    (fold(chosen) != fold(rival)).then(|| Doubt { fact, chosen: some(chosen), rival: some(rival) })
}

/// The place that stands before a date: on a line of their own, at the end of a line, in an imprint.
fn place(cells: &[Cell], date: &str) -> Option<String> {
    // "The council chamber" is where they met.
    let is_other = |place: &String| {
        let lexicon = language::any();
        let opens = place.split(' ').next().unwrap_or_default();
        lexicon.is_weekday(place)
            || word_count(place) > IMPRINT
            || opens.len() > 1 && word_count(place) > 2 && lexicon.must_go_on(opens)
    };
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
    ways.into_iter().find_map(|way| cells.iter().find_map(|cell| way(&cell.words).filter(|place| !is_other(place))))
}

/// A way in which words give a place.
type Way<'w> = &'w dyn Fn(&str) -> Option<String>;

/// The place of an imprint has no more words.
const IMPRINT: usize = 4;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::chunks;
    use crate::source::Source;

    fn head_of(text: &str) -> Head {
        let source = Source { name: "head.txt".into(), text: text.into(), ..Source::default() };
        read(&chunks::read(&source), &Metadata::default(), &Beside::default())
    }

    #[test]
    fn columns_that_a_reader_ran_together() {
        let head = head_of(
            "BỘ CẦU ĐƯỜNG CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nSố: 25/2026/TT-BCĐ Hà Khê, ngày 25 tháng 3 năm 2026\n\n\
             **THÔNG TƯ**\n\n**Quy định về bảo trì cầu gỗ**\n\nThông tư này quy định việc bảo trì cầu gỗ ở các xã.\n",
        );
        let facts = head.facts;
        assert_eq!((facts.issuer.as_deref(), facts.number.as_deref()), (Some("BỘ CẦU ĐƯỜNG"), Some("25/2026/TT-BCĐ")));
        assert_eq!((facts.place_of_issue.as_deref(), facts.date.as_deref()), (Some("Hà Khê"), Some("2026-03-25")));
        assert_eq!(head.words, "THÔNG TƯ Quy định về bảo trì cầu gỗ");
    }

    #[test]
    fn facts_beside_and_below_a_title() {
        let head = head_of(
            "United Bridges     BR/REP/2025/4\n\n14–18 July 2025\n\n# The upkeep of wooden bridges\n\n\
             **Published:** 6 May 2025\n\nReport of the Council of Bridges\n\n## Summary\n\nMost bridges hold.\n",
        );
        let facts = head.facts;
        assert_eq!(head.words, "The upkeep of wooden bridges");
        assert_eq!((facts.date.as_deref(), facts.number.as_deref()), (Some("2025-05-06"), Some("BR/REP/2025/4")));
    }

    #[test]
    fn a_choice_in_doubt_names_what_else_it_may_be() {
        let candidate = |value: &'static str, feature: &str| Candidate { value, features: vec![feature.to_owned()] };
        let weights = [("strong", 3.0), ("weak", 2.9)].map(|(name, weight)| (name.to_owned(), weight));
        let weights = weights.into_iter().collect();
        let near = [candidate("one", "strong"), candidate("two", "weak"), candidate("three", "none")];
        assert_eq!(model::choose(&weights, &near, |value| value).and_then(|(_, rival)| rival), Some(&"two"));
        let far = [candidate("one", "strong"), candidate("three", "none")];
        assert_eq!(model::choose(&weights, &far, |value| value).and_then(|(_, rival)| rival), None);
    }
}
