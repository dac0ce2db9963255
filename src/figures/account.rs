//! What became of each number of a text, for people who ask.
//!
//! In: a text as it was read. Out: an [`Account`] of each of its numbers, in order. What always holds: a number is a figure with what its
//! name, time and kind rest on, or none for one reason.

use super::clauses::{Context, Found, Reading};
use super::names::Offer;
use super::tables::{Cell, Stated};
use super::words::Words;
use crate::model::indicator::Indicator;

/// What became of a number.
#[derive(Debug, Clone, PartialEq)]
pub struct Account {
    /// The number as printed, with its bound and unit where it is a figure.
    pub printed: String,
    /// The figure, or why it is none.
    pub outcome: Result<Explanation, &'static str>,
}

/// A figure and what it rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// As the build has it.
    pub indicator: Indicator,
    /// The names that were offered, the chosen first.
    pub offers: Vec<Offered>,
    /// Where its time is said.
    pub period: &'static str,
    /// What makes it of its kind.
    pub kind: &'static str,
}

/// A name that was offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offered {
    /// The name.
    pub name: String,
    /// What it weighs.
    pub score: i32,
    /// What it rests on.
    pub source: &'static str,
    /// What is wrong with it.
    pub faults: Vec<&'static str>,
}

impl From<&Offer> for Offered {
    fn from(offer: &Offer) -> Self {
        let faults = offer.faults.iter().map(|fault| fault.says()).collect();
        Self { name: offer.name.clone(), score: offer.score, source: offer.source.says(), faults }
    }
}

/// The accounts of a text's numbers.
pub(super) fn accounts_of(words: &Words, reading: Reading, context: &Context, at: &str) -> Vec<Account> {
    let figures =
        reading.found.into_iter().map(|found| (found.figure.range.start, of_a_figure(words, found, context, at)));
    let others = reading.others.into_iter().map(|(range, why)| {
        let printed = words.raw(range.clone()).to_owned();
        (range.start, Account { printed, outcome: Err(why.says()) })
    });
    let mut all: Vec<(usize, Account)> = figures.chain(others).collect();
    all.sort_by_key(|(start, _)| *start);
    all.into_iter().map(|(_, account)| account).collect()
}

/// The accounts of a table's numbers.
pub(super) fn accounts_of_cells(text: &str, cells: Vec<Cell>) -> impl Iterator<Item = Account> {
    cells.into_iter().map(move |cell| {
        let printed = text.get(cell.range).unwrap_or_default().to_owned();
        let explain = |Stated { indicator, period, kind }: Stated| {
            let name = indicator.name.clone();
            let offers = vec![Offered { name, score: 0, source: "offer-row", faults: Vec::new() }];
            Explanation { indicator, offers, period, kind }
        };
        Account { printed, outcome: cell.figure.map(explain).ok_or("exclusion-cell") }
    })
}

fn of_a_figure(words: &Words, found: Found, context: &Context, at: &str) -> Account {
    let printed = words.raw(found.figure.range.clone()).trim().to_owned();
    let because = found.because.clone();
    let outcome = super::proof::indicator(words, found, context, at).map(|indicator| Explanation {
        indicator,
        offers: because.offers.iter().map(Offered::from).collect(),
        period: because.period,
        kind: because.kind,
    });
    Account { printed, outcome: outcome.ok_or("figure-unproved") }
}
