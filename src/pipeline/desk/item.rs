//! What waits for a person, as one kind of value: what the desk shows, and what its answers change.
//!
//! In: nothing. Out: [`Item`] and its parts. What always holds: an item's id is made of what the item says, so that it lasts over builds,
//! runs and machines as long as the words stand; its version changes with anything that is shown of it.

use std::collections::BTreeMap;

use crate::message::Message;
use crate::text::digest;

/// What kind of thing waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Two readings that a merge left side by side.
    Conflict,
    /// What lost its place at a revision.
    Aside,
    /// A word or sign that may be misread.
    Correction,
    /// A figure that is proposed for a sidebar.
    Indicator,
    /// Figures that differ.
    Discrepancy,
    /// Two passages that may say the same.
    Parallel,
    /// A note that was mended, or that has no partner.
    Note,
    /// What import did not understand.
    Unread,
    /// Anything else that a check tells of.
    Told,
}

impl Kind {
    /// All of them, in the order of the queue.
    pub const ALL: [Self; 9] = [
        Self::Conflict,
        Self::Aside,
        Self::Correction,
        Self::Indicator,
        Self::Discrepancy,
        Self::Parallel,
        Self::Note,
        Self::Unread,
        Self::Told,
    ];

    /// The name for templates and words of the interface.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Conflict => "conflict",
            Self::Aside => "aside",
            Self::Correction => "correction",
            Self::Indicator => "indicator",
            Self::Discrepancy => "discrepancy",
            Self::Parallel => "parallel",
            Self::Note => "note",
            Self::Unread => "unread",
            Self::Told => "told",
        }
    }
}

/// How a piece of an excerpt is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// What stands around the sentence.
    Around,
    /// The sentence.
    Sentence,
    /// The words that it is about.
    Marked,
}

/// A passage in pieces.
pub type Excerpt = Vec<(Role, String)>;

/// Where an item stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Spot {
    /// The file.
    pub path: String,
    /// Its line, from 1; 0 for the whole file.
    pub line: usize,
    /// The page's title.
    pub title: String,
    /// The address on the site, with the place in the page; empty where there is none.
    pub url: String,
    /// What the print shows of it, where its pages have pictures.
    pub print: Option<SpotPrint>,
}

/// The picture of a printed page with a passage on it. Addresses are relative to the site's root.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SpotPrint {
    /// The picture.
    pub picture: String,
    /// Its page, with the place on it.
    pub url: String,
    /// The picture's width and height in dots.
    pub size: (u32, u32),
    /// Where the passage stands: left, top, right and bottom in thousandths; none where that is not known.
    pub areas: Vec<[u16; 4]>,
}

/// Something that an editor may change before accepting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its name, as in front matter.
    pub name: &'static str,
    /// What it says.
    pub value: String,
    /// What it may say; empty for anything.
    pub choices: Vec<String>,
    /// Whether it holds more than a line.
    pub is_long: bool,
}

impl Field {
    /// A field for a line of words.
    #[must_use]
    pub fn new(name: &'static str, value: impl Into<String>) -> Self {
        Self { name, value: value.into(), choices: Vec::new(), is_long: false }
    }
}

/// An answer that an item takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// What is proposed stands.
    Accept,
    /// It stands as the fields say.
    Change,
    /// It does not stand.
    Refuse,
    /// The editor has seen it; nothing of the edition changes.
    Seen,
}

/// An editor's answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// What it is.
    pub verb: Verb,
    /// What the fields say, as far as the editor changed them.
    pub fields: BTreeMap<String, String>,
}

/// A figure that can be corrected.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fix {
    /// The page.
    pub path: String,
    /// The block or note that holds the words.
    pub at: String,
    /// The words as printed, so many that they stand once in their place.
    pub quote: String,
}

/// What an answer changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Work {
    /// An entry of a list of front matter, with its lines.
    Entry(&'static str, String),
    /// Words that look misread and are no entry yet.
    Suspicion(Fix),
    /// Two figures: their places, their values as printed, and the figures that can be corrected.
    Discrepancy([String; 2], [String; 2], Vec<Fix>),
    /// Two passages: their places.
    Parallel([String; 2]),
    /// Two readings, with the lines of signs.
    Conflict(String),
    /// An entry of a report's list of what lost its place: its lines there, the list and the page that it was in.
    Aside(crate::model::revision::Aside),
    /// A passage as it is written.
    Passage(String),
    /// Nothing of the edition.
    Nothing,
}

/// Something that waits for a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// A name that lasts.
    pub id: String,
    /// What kind.
    pub kind: Kind,
    /// Where.
    pub spot: Spot,
    /// The sentence in its place.
    pub sentence: Excerpt,
    /// The other place, of two that differ.
    pub other: Option<(Spot, Excerpt)>,
    /// What stands there, and what is proposed in its place; empty where nothing is.
    pub change: (String, String),
    /// Why, in a sentence.
    pub why: Message,
    /// The code of a diagnostic; empty for none.
    pub code: &'static str,
    /// Whether it is less sure than others.
    pub is_doubtful: bool,
    /// What may be changed.
    pub fields: Vec<Field>,
    /// The answers that it takes.
    pub verbs: Vec<Verb>,
    /// What those that are alike have in common: a key, and words for it.
    pub alike: Option<(String, String)>,
    /// What an answer changes.
    pub work: Work,
}

impl Item {
    /// An item with the id that its words give it, and nothing else.
    #[must_use]
    pub fn new(kind: Kind, spot: Spot, work: Work, says: &[&str]) -> Self {
        let words = [kind.name(), spot.path.as_str()].into_iter().chain(says.iter().copied()).collect::<Vec<_>>();
        let id = format!("{}-{:012x}", kind.name(), digest(words.join("\n").as_bytes()) & 0xffff_ffff_ffff);
        Self {
            id,
            kind,
            spot,
            sentence: Vec::new(),
            other: None,
            change: (String::new(), String::new()),
            why: Message::verbatim(""),
            code: "",
            is_doubtful: false,
            fields: Vec::new(),
            verbs: Vec::new(),
            alike: None,
            work,
        }
    }

    /// A number that changes with anything that is shown of the item; its line may move.
    #[must_use]
    pub fn version(&self) -> String {
        let shown = format!(
            "{:?}",
            (&self.sentence, &self.other.as_ref().map(|(_, words)| words), &self.change, &self.fields, &self.work)
        );
        format!("{:012x}", digest(shown.as_bytes()) & 0xffff_ffff_ffff)
    }
}

/// Gives each of the items that say the same a name of its own, in their order.
pub fn name_apart(items: &mut [Item]) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for item in items {
        let count = seen.entry(item.id.clone()).or_default();
        *count += 1;
        if *count > 1 {
            item.id = format!("{}-{count}", item.id);
        }
    }
}
