//! What a line of a head is by what it says: the name of who issues the document, its kind, a stamp, words, text.
//!
//! In: a chunk. Out: its role. It decides nothing: it is one of the features by which a title is chosen.

use crate::import::chunks::{Chunk, Shape};
use crate::import::days::place_and_date;
use crate::import::emphasis;
use crate::import::letterhead::plain_words;
use crate::language;
use crate::numbering;
use crate::text::{fold, is_all_caps, word_count, words};

/// A title has no more words.
pub const LONGEST: usize = 110;
/// The heading of a foreword has no more words.
const LONGEST_FOREWORD: usize = 12;
/// The name of a body that its words for a body end has no more words.
const LONGEST_NAME: usize = 6;
/// Nor has one that opens with them.
const LONGEST_BODY: usize = 24;

/// What a chunk before the text is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Role {
    /// Stamps, symbols, mottos, rules, dates: nothing of the title.
    Frame,
    /// The name of who issues it.
    Issuer,
    /// A kind of document and nothing else: "NGHỊ QUYẾT".
    Kind,
    /// What may be a title.
    Words,
    /// A heading that may stand before the title page, its text behind it.
    Foreword,
    /// A heading that stands behind every title: "Summary".
    Section,
    /// The text has begun.
    #[default]
    Body,
}

impl Role {
    /// Its name in features.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Frame => "frame",
            Self::Issuer => "issuer",
            Self::Kind => "kind",
            Self::Words => "words",
            Self::Foreword => "foreword",
            Self::Section => "section",
            Self::Body => "body",
        }
    }
}

/// The role of a chunk.
#[must_use]
pub fn role(chunk: &Chunk) -> Role {
    let lexicon = language::any();
    let plain = &plain_words(chunk.plain());
    let count = word_count(plain);
    if chunk.shape == Shape::Rule || count == 0 {
        return Role::Frame;
    }
    if lexicon.is_contents_heading(plain) || lexicon.opens_enacting(plain) {
        return Role::Body;
    }
    if count > LONGEST {
        return Role::Body;
    }
    let is_text = matches!(chunk.shape, Shape::Text | Shape::Heading(_));
    if is_text && lexicon.is_foreword(plain) && count <= LONGEST_FOREWORD {
        return Role::Foreword;
    }
    if is_text && lexicon.is_head_section(plain) {
        return Role::Section;
    }
    if lexicon.is_kind(plain) || is_series(plain, count) || is_dated_kind(plain, count) {
        return Role::Kind;
    }
    let is_heading = is_heading(chunk);
    let is_marked = matches!(chunk.shape, Shape::Heading(_)) && lexicon.opens_with_kind(plain);
    if !is_marked && is_frame(plain, count, is_heading || is_all_caps(plain)) {
        return Role::Frame;
    }
    let is_numbered = numbering::readings(plain).iter().any(|reading| reading.marked);
    let is_sentence = plain.ends_with([';', ':']) || plain.ends_with('.') && !is_heading && !is_all_caps(plain);
    // "To the members:" opens a letter.
    let announces = plain.ends_with(':') && !is_all_caps(plain);
    if !is_text || is_numbered || is_sentence && count > 6 {
        return Role::Body;
    }
    if announces {
        return Role::Frame;
    }
    // An issuer's name opens its line; "Report of the Council" is a title.
    let longest = if lexicon.opens_with_issuer(plain) { LONGEST_BODY } else { 12 };
    let is_issuer = count <= longest && !lexicon.mentions_kind(plain, 8) && lexicon.names_issuer(plain);
    let is_name = count <= LONGEST_NAME && lexicon.ends_with_issuer(plain);
    let is_set = is_all_caps(plain) || lexicon.opens_with_issuer(plain) || is_name;
    if is_issuer && is_set { Role::Issuer } else { Role::Words }
}

fn is_heading(chunk: &Chunk) -> bool {
    matches!(chunk.shape, Shape::Heading(_)) || emphasis::is_whole(&chunk.text, false)
}

/// "Decree no. 12/2025": a kind with a number and nothing else.
pub fn is_only_numbered(plain: &str, count: usize) -> bool {
    let lexicon = language::any();
    let number = lexicon.document_number(plain).map_or(0, word_count);
    number > 0 && lexicon.kind(plain, 1).is_some_and(|kind| count <= word_count(&kind.words) + number + 1)
}

/// "Decree 12 March 2025, no. 45": a kind with its date, and what it is about stands below.
fn is_dated_kind(plain: &str, count: usize) -> bool {
    let Some(kind) = language::any().kind(plain, 1) else { return false };
    let date = language::any().date(plain).filter(|date| date.iso.len() == 10);
    let words = date.map_or(0, |date| word_count(&plain[date.range]));
    words > 0 && count <= word_count(&kind.words) + words + 4
}

/// "OEB Testimony": a kind behind the letters of who issues it.
fn is_series(plain: &str, count: usize) -> bool {
    let (letters, kind) = plain.split_once(' ').unwrap_or_default();
    count > 1 && is_all_caps(letters) && !is_all_caps(kind) && language::any().is_kind(kind)
}

/// Lines of the head that are no part of a title. `is_set`: its print sets it apart.
fn is_frame(plain: &str, count: usize, is_set: bool) -> bool {
    let lexicon = language::any();
    let bracketed = plain.starts_with('[') && plain.ends_with(']');
    if bracketed
        || lexicon.is_stamp(plain)
        || lexicon.is_head_line(plain)
        || count <= 40 && lexicon.is_letterhead(plain)
        || lexicon.is_byline(plain)
    {
        return true;
    }
    if count <= 12 && lexicon.is_gazette(plain) || place_and_date(plain).is_some() {
        return true;
    }
    let labelled = plain.split(['|', ':']).next().is_some_and(|key| lexicon.fact(key).is_some()) && plain.contains(':');
    // "Boats Act, No. 12 of 2025" is a title; "No. 12/2025" stands above one.
    let is_name = is_set && lexicon.names_kind(plain) && !is_only_numbered(plain, count);
    let numbered = !is_name && lexicon.document_number(plain).is_some_and(|number| count <= word_count(number) + 4);
    let dated = lexicon.date(plain).is_some_and(|date| count <= word_count(&plain[date.range]) + 3);
    labelled || numbered || dated || !plain.contains(char::is_alphabetic)
}

/// "Report of the Council": who wrote it, not what it is about.
pub fn names_author(plain: &str) -> bool {
    let lexicon = language::any();
    let behind = lexicon.kind(plain, 2).map(|kind| kind.words_before + 1);
    word_count(plain) <= 30
        && behind.is_some_and(|behind| behind == 1 || is_all_caps(plain.split(' ').next().unwrap_or_default()))
        && plain.split_whitespace().skip(behind.unwrap_or(1)).take(3).any(|word| lexicon.opens_with_author(word))
}

/// Whether most words of one text stand in the other.
pub fn shares_words(title: &str, plain: &str) -> bool {
    let (title, plain) = (fold(title), fold(plain));
    let known: Vec<&str> = words(&title).collect();
    let (mut shared, mut all) = (0, 0);
    for word in words(&plain) {
        all += 1;
        shared += usize::from(known.contains(&word));
    }
    all > 1 && shared * 10 >= all * 7
}
