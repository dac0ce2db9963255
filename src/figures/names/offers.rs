//! Names that the words around a figure offer, and the one that is chosen: each offer has the weight of what it rests on, less that
//! of its faults. All weights stand in the two tables below.

use super::super::figure::Figure;
use super::super::words::lower;
use super::after::is_noun;
use super::label::is_weak;

/// What a name rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// "tương đương": what the figure before is called.
    Equal,
    /// "kiểm tra 12 A, 05 B": the verb of the count before, the noun of its own.
    Joined,
    /// "giảm 3 phòng": what moves stands behind it.
    Moved,
    /// ", 100% trẻ em …": the clause begins with its figure.
    Opening,
    /// A noun that is counted, with the verb before it and the words behind it.
    Counted,
    /// "(756 thạc sĩ)": a part of the count that stands before the bracket.
    PartOfCount,
    /// "tham dự 9 giải, kết quả đạt 21 huy chương": what came of the count before.
    Result,
    /// "làm việc với 477 đoàn": the verb and its preposition before a noun that says too little.
    Governed,
    /// "hệ thống cấp nước được xây dựng với 70 trạm": a noun that says too little belongs to what its sentence speaks of.
    OfSubject,
    /// A name that begins as names of indicators do.
    Headed,
    /// What the names of the parts before had in common goes on.
    Prefixed,
    /// A part of a whole that the sentence names.
    Part,
    /// A short name beside one whose head it shares.
    Beside,
    /// The words before the figure as they stand.
    Before,
    /// The figure before, the bracket's owner, the words around.
    Elsewhere,
    /// "tốc độ tăng trưởng bình quân 9%": a movement of nothing that was said.
    Measure,
}

impl Source {
    /// How much an offer weighs by what it rests on.
    const fn weight(self) -> i32 {
        match self {
            Self::Equal => 100,
            Self::Joined => 90,
            Self::Moved => 86,
            Self::Opening => 80,
            Self::PartOfCount => 75,
            Self::Counted => 74,
            Self::Result => 73,
            Self::Governed => 72,
            Self::OfSubject => 71,
            Self::Headed => 70,
            Self::Prefixed => 66,
            Self::Part => 64,
            Self::Beside => 62,
            Self::Before => 60,
            Self::Elsewhere => 50,
            Self::Measure => 40,
        }
    }

    /// What it is, for `ibid explain --figure`.
    #[must_use]
    pub const fn says(self) -> &'static str {
        match self {
            Self::Equal => "offer-same-amount",
            Self::Joined => "offer-count-verb",
            Self::Moved => "offer-mover",
            Self::Opening => "offer-clause",
            Self::Counted => "offer-noun",
            Self::PartOfCount => "offer-part-bracket",
            Self::Result => "offer-result",
            Self::Governed => "offer-governing-verb",
            Self::OfSubject => "offer-subject",
            Self::Headed => "offer-name-like",
            Self::Prefixed => "offer-common",
            Self::Part => "offer-part-sentence",
            Self::Beside => "offer-head-before",
            Self::Before => "offer-words-before",
            Self::Elsewhere => "offer-topic",
            Self::Measure => "offer-movement",
        }
    }
}

/// What is wrong with a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It says only what the unit says.
    RepeatsUnit,
    /// It ends with a word that leads on.
    EndsOpen,
    /// It begins with a number.
    BeginsWithNumber,
}

impl Fault {
    const ALL: [Self; 3] = [Self::RepeatsUnit, Self::EndsOpen, Self::BeginsWithNumber];

    const fn weight(self) -> i32 {
        match self {
            Self::RepeatsUnit => 5,
            Self::EndsOpen => 15,
            Self::BeginsWithNumber => 40,
        }
    }

    /// What it is, for `ibid explain --figure`.
    #[must_use]
    pub const fn says(self) -> &'static str {
        match self {
            Self::RepeatsUnit => "fault-unit-only",
            Self::EndsOpen => "fault-leads-on",
            Self::BeginsWithNumber => "fault-number-first",
        }
    }

    fn is_in(self, name: &str, figure: &Figure) -> bool {
        match self {
            Self::RepeatsUnit => figure.unit.as_ref().is_some_and(|unit| lower(name) == unit.noun),
            Self::EndsOpen => crate::language::lexicon("vi").must_go_on(name) && !is_noun(&lower(name)),
            Self::BeginsWithNumber => name.starts_with(|c: char| c.is_ascii_digit()),
        }
    }
}

/// A name that is offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// What is measured.
    pub name: String,
    /// How it moved.
    pub growth: Option<String>,
    /// What the name rests on.
    pub source: Source,
    /// The verb of a count, which counts joined to it have, too.
    pub verb: Option<String>,
    /// What a head that names nothing by itself belongs to.
    pub owner: Option<String>,
    /// What the parts after it have in common with it.
    pub prefix: Option<String>,
    /// What it weighs.
    pub score: i32,
    /// What is wrong with it.
    pub faults: Vec<Fault>,
}

impl Offer {
    /// A name and what it rests on.
    #[must_use]
    pub fn new(source: Source, name: impl Into<String>) -> Self {
        let (growth, verb, owner, prefix) = (None, None, None, None);
        Self { name: name.into(), growth, source, verb, owner, prefix, score: source.weight(), faults: Vec::new() }
    }

    /// With how it moved.
    #[must_use]
    pub fn moved(self, growth: Option<String>) -> Self {
        Self { growth, ..self }
    }

    /// With the verb of a count.
    #[must_use]
    pub fn with_verb(self, verb: Option<String>) -> Self {
        Self { verb, ..self }
    }
}

/// Offers that are names at all, the one that weighs most first; of two alike the one that was offered first.
#[must_use]
pub fn weighed(offers: Vec<Offer>, figure: &Figure) -> Vec<Offer> {
    let mut names: Vec<Offer> = offers.into_iter().filter(|offer| !is_weak(&offer.name)).collect();
    for offer in &mut names {
        offer.faults = Fault::ALL.into_iter().filter(|fault| fault.is_in(&offer.name, figure)).collect();
        offer.score = offer.source.weight() - offer.faults.iter().map(|fault| fault.weight()).sum::<i32>();
    }
    names.sort_by_key(|offer| std::cmp::Reverse(offer.score));
    names
}
