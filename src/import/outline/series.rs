//! Rows of numbered lines: whether they number titles or the items of a list.
//!
//! In: all candidates. Out: the plain ones whose row shows that they are titles, and those whose row shows that they are items.
//! What counts is the row and not the line: a title has the form of one and holds something, that is, what stands below it is
//! not the next of its row. Where most of a row are titles, all that have the form are; where most are as long as a paragraph, none is.
//! Where most hold nothing they are items, however they are set.
//! Invariant: a line that stands alone in its row is none by this.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::candidate::{Candidate, Number, Setting, is_title_like};
use crate::import::chunks::{Chunk, Document, Shape};
use crate::import::sentence::{self, Start};
use crate::import::{labels, marks};
use crate::numbering::{self, Reading, Style};
use crate::text::{is_all_caps, word_count};

/// Words of a title that nothing but its number sets apart.
const LONGEST: usize = 60;
/// A numbered paragraph has more words.
const PARAGRAPH: usize = 25;
/// Letters of two full lines: what is longer is a paragraph where its row is.
const LINES: usize = 150;

/// What the rows show.
#[derive(Debug, Default)]
pub struct Rows {
    /// The chunks of plain lines that are titles.
    pub titles: HashSet<usize>,
    /// The chunks of lines that are items of a list.
    pub items: HashSet<usize>,
}

/// A row of numbers that count on.
#[derive(Default)]
struct Row {
    components: Vec<usize>,
    members: Vec<Member>,
    /// It stands in an article or a form: there numbers count clauses and fields.
    is_of_article: bool,
}

/// One of its lines.
struct Member {
    chunk: usize,
    is_title: bool,
    /// A paragraph stands below it, and no item: two lines above items may be items themselves.
    holds_text: bool,
    /// The next of its row stands right below it.
    is_item: bool,
    /// It is as long as a paragraph, and nothing but its number sets it apart.
    is_paragraph: bool,
}

/// The chunks that are titles or items by their rows.
pub fn rows(candidates: &[Candidate], document: &Document, body: &Range<usize>) -> Rows {
    let mut open: HashMap<Style, Row> = HashMap::new();
    let mut found = Rows::default();
    let mut is_in_article = false;
    for candidate in candidates {
        is_in_article = is_article(candidate).unwrap_or(is_in_article);
        let numbers = candidate.numbers.iter().filter(|number| number.marked && number.label.is_none());
        let below = below(candidate, document, body);
        let next = below.map(|below| numbering::readings(document.chunks[below].plain())).unwrap_or_default();
        let holds = below.is_some_and(|below| holds(&document.chunks[below], &next));
        for number in numbers {
            let row = open.entry(number.style).or_default();
            if !row.goes_on(number.style, &number.components) {
                if number.ordinal != 1 {
                    continue;
                }
                row.close(&mut found);
                row.is_of_article = is_in_article;
            }
            row.components.clone_from(&number.components);
            let is_item = next.iter().any(|next| row.is_next(number.style, next));
            let is_text = |below: usize| document.chunks[below].shape == Shape::Text;
            row.members.push(Member {
                chunk: candidate.chunk,
                holds_text: below.is_some_and(is_text) && !next.iter().any(|next| next.marked),
                is_title: holds
                    && (has_form(number) || has_stop(number) && !next.iter().any(|next| next.marked))
                    && !is_item,
                is_item: is_item && candidate.rest.is_none(),
                is_paragraph: candidate.text.chars().count() > LINES && candidate.setting == Setting::Plain,
            });
        }
    }
    open.into_values().for_each(|mut row| row.close(&mut found));
    found
}

/// The articles of a text whose chapters are its headings: hardly one has a title, the text stands behind the label.
pub fn clauses(candidates: &[Candidate]) -> HashSet<usize> {
    /// Fewer articles are a short act, which has nothing else.
    const ENOUGH: usize = 8;
    /// Parts that hold them.
    const PARTS: usize = 3;
    let style = |one: &Candidate| one.numbers.first().filter(|first| first.label.is_some()).map(|first| first.style);
    let articles: Vec<&Candidate> = candidates.iter().filter(|one| style(one) == Some(Style::Article)).collect();
    let texts = articles.iter().filter(|one| one.is_text_of_label).count();
    let is_part =
        |one: &&Candidate| style(one).is_some_and(|style| (Style::Title..=Style::Subdivision).contains(&style));
    let parts = candidates.iter().filter(is_part).count();
    let are_paragraphs = articles.len() >= ENOUGH && parts >= PARTS && texts * 10 >= articles.len() * 8;
    articles.into_iter().filter(|_| are_paragraphs).map(|one| one.chunk).collect()
}

/// Whether a candidate opens an article or a form, or another part of the outline; none where it opens neither.
fn is_article(candidate: &Candidate) -> Option<bool> {
    let first = candidate.numbers.first()?;
    match first.style {
        Style::Article | Style::Provision | Style::Form => Some(true),
        _ if first.label.is_some() => Some(false),
        Style::Roman | Style::Upper if first.marked && is_all_caps(&first.title) => Some(false),
        _ => None,
    }
}

impl Row {
    /// Whether a number is the next of the row.
    fn goes_on(&self, style: Style, components: &[usize]) -> bool {
        let (Some((last, above)), Some((own, prefix))) = (self.components.split_last(), components.split_last()) else {
            return false;
        };
        above == prefix && numbering::follows(style, *last, *own)
    }

    /// The same of what opens a line.
    fn is_next(&self, style: Style, reading: &Reading<'_>) -> bool {
        reading.style == style && self.goes_on(style, &reading.components)
    }

    /// Ends the row; its titles and items go to those found. Where most are as long as a paragraph, they are paragraphs.
    fn close(&mut self, found: &mut Rows) {
        /// Fewer are no list.
        const LIST: usize = 4;
        let members = std::mem::take(&mut self.members);
        let paragraphs = members.iter().filter(|member| member.is_paragraph).count();
        let titles = members.iter().filter(|member| member.is_title).count();
        if paragraphs * 2 <= members.len()
            && !self.is_of_article
            && (members.len() > 2 || members.len() == 2 && members.iter().all(|member| member.holds_text))
            && titles * 10 >= members.len() * 7
        {
            found.titles.extend(members.iter().filter(|member| member.is_title).map(|member| member.chunk));
        }
        let items = members.iter().filter(|member| member.is_item).count();
        if members.len() >= LIST && items * 2 > members.len() {
            found.items.extend(members.iter().map(|member| member.chunk));
        }
    }
}

/// A quotation may open a title.
fn has_form(number: &Number) -> bool {
    let title = number.title.trim_start_matches(|c: char| "“\"«„‘".contains(c));
    is_title_like(title, LONGEST) || title.len() < number.title.len() && is_title_like(&title.to_uppercase(), LONGEST)
}

/// "3.2. Scope." above text: a title in a row of several numbers may close with a stop.
fn has_stop(number: &Number) -> bool {
    let title = number.title.strip_suffix('.').unwrap_or_default();
    number.components.len() > 1 && is_title_like(title, LONGEST)
}

/// The next chunk of the text.
fn below(candidate: &Candidate, document: &Document, body: &Range<usize>) -> Option<usize> {
    let is_aside = |chunk: &Chunk| {
        chunk.shape == Shape::Rule || marks::leading(&chunk.text).is_some() || document.is_at_foot(chunk)
    };
    (candidate.last_chunk() + 1..body.end).find(|at| !is_aside(&document.chunks[*at]))
}

/// Whether a chunk stands below a title as what it holds: no rest of its sentence, no end of what holds it, no item that counts
/// on from one above.
fn holds(below: &Chunk, readings: &[Reading<'_>]) -> bool {
    let is_label = readings.iter().any(|reading| reading.head.label.is_some());
    let begins = readings.iter().any(|reading| reading.marked && reading.ordinal == 1);
    let counts = readings.iter().any(|reading| reading.marked);
    match below.shape {
        _ if is_label => false,
        Shape::Heading(_) => begins,
        Shape::Text if counts => begins || labels::is_alone(below.plain()) || word_count(below.plain()) > PARAGRAPH,
        Shape::Text => sentence::start_of(below.plain()) != Start::Small,
        // What stands above a table is the table's.
        Shape::Table => false,
        _ => true,
    }
}
