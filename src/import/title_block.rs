//! Where a single report has its title, whatever stands before it: stamps, a gazette's head line, symbols, a letterhead.
//!
//! In: the chunks of a source. Out: the chunks of the title and its words. Every chunk before the text has a role by what
//! it says; those that may be titles are weighed by print, place and words, and the heaviest wins.

use std::ops::Range;

use super::chunks::{Chunk, Document, Shape};
use super::days::place_and_date;
use super::emphasis;
use super::letterhead::{self, plain_words};
use crate::language;
use crate::numbering;
use crate::source::Metadata;
use crate::text::{fold, fold_space, is_all_caps, word_count, words};

/// So far into a source its title is looked for.
const DEEPEST: usize = 60;
/// A title has no more words.
const LONGEST: usize = 110;
/// Less weighs no title.
const LEAST: i32 = 3;
/// The heading of a foreword has no more words.
const LONGEST_FOREWORD: usize = 12;
/// The name of a body that its words for a body end has no more words.
const LONGEST_NAME: usize = 6;
/// Nor has one that opens with them.
const LONGEST_BODY: usize = 24;
/// So much more weighs what stands on a cover.
const COVER: i32 = 4;
/// So much weighs a title that is beyond doubt.
pub(super) const SURE: i32 = 5;

/// The title of a report.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TitleBlock {
    /// Its chunks.
    pub chunks: Range<usize>,
    /// Its words on one line.
    pub title: String,
    /// How sure it is; the weights of [`weight`].
    pub weight: i32,
}

/// What a chunk before the text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
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
    Body,
}

/// Finds the title; none when the source has no chunk that looks like one.
#[must_use]
pub fn find(document: &Document, metadata: &Metadata) -> Option<TitleBlock> {
    let chunks = &document.chunks;
    let roles = roles(chunks);
    let cover = cover(document, &roles);
    let candidates = (0..roles.len()).filter(|at| matches!(roles[*at], Role::Words | Role::Kind));
    let weighed = candidates.map(|at| (weight(chunks, &roles, at, metadata) + if at < cover { COVER } else { 0 }, at));
    // The first of the heaviest: a cover repeats what the title page says.
    let (weight, at) = weighed.max_by_key(|(weight, at)| (*weight, usize::MAX - at))?;
    (weight >= LEAST).then(|| block(chunks, &roles, (at, weight), cover))
}

/// How many chunks stand on a cover: a first page without any text.
fn cover(document: &Document, roles: &[Role]) -> usize {
    let Some(end) = document.notation.pages.ends.first() else { return 0 };
    let count = document.chunks.partition_point(|chunk| chunk.lines.0 < *end);
    let is_cover = count <= roles.len() && !roles[..count].contains(&Role::Body);
    if is_cover { count } else { 0 }
}

/// The roles of the chunks up to the text. The menu of a web page, list or table, is no part of a head.
fn roles(chunks: &[Chunk]) -> Vec<Role> {
    let mut roles = vec![Role::Frame; letterhead::start(chunks)];
    let mut has_words = false;
    let mut depth = 0;
    let mut has_opened = false;
    for (at, chunk) in chunks.iter().enumerate().skip(roles.len()).take(DEEPEST * 10) {
        depth += usize::from(matches!(chunk.shape, Shape::Text | Shape::Heading(_)));
        if depth > DEEPEST {
            break;
        }
        let mut role = if letterhead::is_field(chunks, at) { Role::Frame } else { role(chunk) };
        // What begins with a later number than the first is a part of a larger work, under the part's title.
        if role == Role::Body && !has_opened && is_heading(chunk) && is_later_part(chunk.plain()) {
            role = Role::Words;
        }
        // A kind in a line of its own heads its subject, whoever that names.
        if role == Role::Issuer && roles.last() == Some(&Role::Kind) && !opens_with_body(chunk.plain()) {
            role = Role::Words;
        }
        // "Bridge Mission" above "Report of the Council": whom it is about.
        let is_author = |plain: &str| names_author(plain) && !language::any().is_byline(plain);
        let is_author_below = chunks.get(at + 1).is_some_and(|next| is_author(&plain_words(next.plain())));
        if role == Role::Issuer && is_author_below && is_heading(chunk) {
            role = Role::Words;
        }
        // "PEOPLE'S COUNCIL" and, under it, "CITY OF BRIDGES" are one name.
        let is_place = role == Role::Words && language::any().opens_with_place_unit(chunk.plain());
        if is_place && roles.last() == Some(&Role::Issuer) && word_count(chunk.plain()) <= LONGEST_NAME {
            role = Role::Issuer;
        }
        has_opened |= role != Role::Frame;
        // The text ends the head once there is something that a title could be.
        if role == Role::Body && has_words {
            break;
        }
        has_words |= matches!(role, Role::Words | Role::Kind);
        roles.push(role);
    }
    roles
}

fn role(chunk: &Chunk) -> Role {
    let lexicon = language::any();
    let plain = &plain_words(chunk.plain());
    let count = word_count(plain);
    if chunk.shape == Shape::Rule || count == 0 {
        return Role::Frame;
    }
    if lexicon.is_contents_heading(plain) || lexicon.opens_enacting(plain) {
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
    if !is_text || is_numbered || is_sentence && count > 6 || count > LONGEST {
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

/// "Of the Council", "Council": a line that names a body and nothing before it.
fn opens_with_body(plain: &str) -> bool {
    let lexicon = language::any();
    let rest = plain.split_once(' ').filter(|(first, _)| lexicon.must_go_on(first)).map(|(_, rest)| rest);
    lexicon.opens_with_issuer(plain) || rest.is_some_and(|rest| lexicon.opens_with_issuer(rest))
}

fn is_heading(chunk: &Chunk) -> bool {
    matches!(chunk.shape, Shape::Heading(_)) || emphasis::is_whole(&chunk.text, false)
}

/// "Decree no. 12/2025": a kind with a number and nothing else.
fn is_only_numbered(plain: &str, count: usize) -> bool {
    let lexicon = language::any();
    let number = lexicon.document_number(plain).map_or(0, word_count);
    number > 0 && lexicon.kind(plain, 1).is_some_and(|kind| count <= word_count(&kind.words) + number + 1)
}

/// "Decree 12 March 2025, no. 45": a kind with its date, and what it is about stands below.
fn is_dated_kind(plain: &str, count: usize) -> bool {
    let date = language::any().date(plain).filter(|date| date.iso.len() == 10);
    let words = date.map_or(0, |date| word_count(&plain[date.range]));
    words > 0 && language::any().kind(plain, 1).is_some_and(|kind| count <= word_count(&kind.words) + words + 4)
}

/// "OEB Testimony": a kind behind the letters of who issues it.
fn is_series(plain: &str, count: usize) -> bool {
    let (letters, kind) = plain.split_once(' ').unwrap_or_default();
    count > 1 && is_all_caps(letters) && !is_all_caps(kind) && language::any().is_kind(kind)
}

/// Whether a heading has another number than the first of its row.
fn is_later_part(plain: &str) -> bool {
    let readings = numbering::readings(plain);
    let marked = || readings.iter().filter(|reading| reading.marked);
    marked().next().is_some() && marked().all(|reading| reading.ordinal > 1)
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

/// Whether a chunk is text, and no line of a head.
pub(super) fn is_text(chunk: &Chunk) -> bool {
    role(chunk) == Role::Body
}

/// What speaks for a chunk as the title, and what against it.
fn weight(chunks: &[Chunk], roles: &[Role], at: usize, metadata: &Metadata) -> i32 {
    let lexicon = language::any();
    let chunk = &chunks[at];
    let plain = plain_words(chunk.plain());
    let count = word_count(&plain);
    let print = match chunk.shape {
        Shape::Heading(1) => 3,
        Shape::Heading(2) => 2,
        Shape::Heading(_) => 1,
        _ => 0,
    }
    .max(if emphasis::is_whole(&chunk.text, false) { 2 } else { 0 })
        + i32::from(is_all_caps(&plain)) * 2;
    let kind = lexicon.kind(&plain, 10);
    let by_kind = match &kind {
        Some(kind) if kind.words_before == 0 => 3,
        // In languages that put the kind first, a word like it within a line is another word.
        Some(_) if lexicon.names_kind(&plain) => 2,
        _ => 0,
    };
    // "Consolidated text - Ministry of …" above the kind and its title names a series; both may stand in one chunk.
    let series = |at: usize| {
        let plain = plain_words(chunks[at].plain());
        let opens = lexicon.kind(&plain, 1).is_some_and(|kind| names_body(&plain, &kind.words));
        opens && (at + 1..roles.len()).any(|below| opens_title(&chunks[below], roles[below]))
    };
    let authors = names_author(&plain) || series(at);
    let is_next_author = chunks.get(at + 1).is_some_and(|next| names_author(&plain_words(next.plain())));
    let above_author = is_next_author && !series(at + 1);
    let worded = |role: &Role| !matches!(role, Role::Frame);
    let above = roles[..at].iter().rev().find(|role| worded(role));
    let under_kind = if above == Some(&Role::Kind) && roles[at] == Role::Words { 5 } else { 0 };
    let folded = fold(&plain);
    let repeated = count >= 3
        && chunks
            .iter()
            .take(DEEPEST)
            .enumerate()
            .any(|(other, chunk)| other != at && fold(&plain_words(chunk.plain())) == folded);
    let after_frame = at > 0 && roles[at - 1] == Role::Frame;
    let named = metadata.title.as_deref().is_some_and(|title| shares_words(title, &plain));
    // Behind a foreword the head begins.
    let start = roles[..at].iter().rposition(|role| *role == Role::Body).map_or(0, |body| body + 1);
    let from = if roles[..at].contains(&Role::Foreword) { start } else { 0 };
    let is_line = |chunk: &&Chunk| !matches!(chunk.shape, Shape::Item | Shape::Table);
    let place = chunks[from..at].iter().filter(is_line).count();
    let early = if place < 6 { 1 } else { 0 } - i32::try_from(place / 8).unwrap_or(8);
    let under_issuer =
        !authors && above == Some(&Role::Issuer) && matches!(&kind, Some(kind) if kind.words_before == 0);
    let after_section = roles[..at].contains(&Role::Section);
    let sentence = plain.ends_with('.') && count > 20;
    let only_numbered = is_only_numbered(&plain, count);
    // "Communication from the Commission to …" above the title.
    let is_author = |at: &usize| names_author(&plain_words(chunks[*at].plain()));
    let mut titles_above = (0..at).filter(|above| matches!(roles[*above], Role::Words | Role::Kind));
    let under_author = roles[at] == Role::Words
        && titles_above.clone().any(|at| is_author(&at))
        && titles_above.all(|at| is_author(&at) || word_count(chunks[at].plain()) < 4);
    print
        + by_kind
        + under_kind
        + i32::from(under_issuer) * 2
        + early
        + i32::from(repeated) * 2
        + i32::from(after_frame)
        + i32::from(named) * 4
        + i32::from(above_author && !authors) * 4
        - i32::from(authors) * 4
        - i32::from(count < 2 && roles[at] != Role::Kind) * 6
        - i32::from(count > 60) * 2
        - i32::from(sentence || only_numbered) * 3
        + i32::from(lexicon.form_subject(&plain) == Some(0)) * 4
        + i32::from(under_author) * 5
        - i32::from(after_section) * 4
}

/// "Report of the Council": who wrote it, not what it is about.
pub(super) fn names_author(plain: &str) -> bool {
    let lexicon = language::any();
    let behind = lexicon.kind(plain, 2).map(|kind| kind.words_before + 1);
    word_count(plain) <= 30
        && behind.is_some_and(|behind| behind == 1 || is_all_caps(plain.split(' ').next().unwrap_or_default()))
        && plain.split_whitespace().skip(behind.unwrap_or(1)).take(3).any(|word| lexicon.opens_with_author(word))
}

/// Whether a chunk of the head opens with the kind of the document, in capitals.
fn opens_title(chunk: &Chunk, role: Role) -> bool {
    let plain = plain_words(chunk.plain());
    let kind = language::any().kind(&plain, 1);
    role == Role::Kind || role == Role::Words && kind.is_some_and(|kind| is_all_caps(&kind.words))
}

/// Whether the name of a body follows a kind within two words.
fn names_body(plain: &str, kind: &str) -> bool {
    let rest = plain.get(kind.len()..).unwrap_or_default();
    let starts = rest.char_indices().filter(|(at, _)| rest[..*at].ends_with(' ')).map(|(at, _)| at);
    starts.take(3).any(|at| language::any().opens_with_issuer(&rest[at..]))
}

/// Whether most words of one text stand in the other.
pub(super) fn shares_words(title: &str, plain: &str) -> bool {
    let (title, plain) = (fold(title), fold(plain));
    let known: Vec<&str> = words(&title).collect();
    let (mut shared, mut all) = (0, 0);
    for word in words(&plain) {
        all += 1;
        shared += usize::from(known.contains(&word));
    }
    all > 1 && shared * 10 >= all * 7
}

/// The chosen chunk with the kind above it and the lines that go on with it.
fn block(chunks: &[Chunk], roles: &[Role], (at, weight): (usize, i32), cover: usize) -> TitleBlock {
    let worded_above = (0..at).rev().find(|other| chunks[*other].shape != Shape::Rule);
    let above = worded_above.filter(|other| roles[*other] == Role::Kind && roles[at] == Role::Words);
    let start = above.unwrap_or(at);
    let mut end = at + 1;
    let mut count = word_count(chunks[at].plain());
    while let Some(next) = chunks.get(end).filter(|_| roles.get(end) == Some(&Role::Words)) {
        count += word_count(next.plain());
        let alone = roles[at] == Role::Kind && end == at + 1;
        let is_one_print = chunks[at].shape == Shape::Heading(1)
            && next.shape == chunks[at].shape
            && end < cover
            && !names_author(&plain_words(next.plain()));
        if count > LONGEST || !(alone || is_one_print || goes_on(&chunks[at], next)) {
            break;
        }
        end += 1;
    }
    let parts = chunks[start..end].iter().filter(|chunk| chunk.shape != Shape::Rule);
    let title = fold_space(&parts.map(|chunk| plain_words(chunk.plain())).collect::<Vec<_>>().join(" "));
    TitleBlock { chunks: start..end, title: title.trim_end_matches(['*', ' ', '-', '–']).to_owned(), weight }
}

/// Whether a line under a title is set like it and begins no other sentence.
fn goes_on(title: &Chunk, next: &Chunk) -> bool {
    let bold = |chunk: &Chunk| emphasis::is_whole(&chunk.text, false);
    let alike = title.shape == next.shape
        && bold(title) == bold(next)
        && is_all_caps(title.plain()) == is_all_caps(next.plain());
    let broken =
        language::any().must_go_on(title.plain()) || next.plain().starts_with(|c: char| c.is_lowercase() || c == '(');
    let close = next.lines.0 <= title.lines.1 + 2;
    let set_apart = bold(title) || matches!(title.shape, Shape::Heading(_)) || is_all_caps(title.plain());
    !language::any().opens_with_kind(next.plain()) && (broken || alike && close && set_apart)
}
