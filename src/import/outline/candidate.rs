//! A line that may be a heading: how it is set, every way to read its number, and its two costs.

use super::weights::Cost;
use crate::import::marks;
use crate::language;
use crate::numbering::{self, Style};
use crate::text::{is_all_caps, word_count};

/// How a line is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Setting {
    /// A `#` line.
    Hash(usize),
    /// Wholly bold.
    Bold,
    /// Wholly italic (or bold and italic mixed).
    Italic,
    /// Opens a paragraph in bold or italics.
    RunIn,
    /// Nothing but its words.
    Plain,
}

/// One way to read a candidate's number.
#[derive(Debug, Clone)]
pub struct Number {
    pub style: Style,
    pub ordinal: usize,
    pub components: Vec<usize>,
    pub number: Option<String>,
    pub label: Option<String>,
    /// The words after it.
    pub title: String,
    pub marked: bool,
}

/// A chunk that may be a heading.
#[derive(Debug, Clone)]
pub struct Candidate {
    pub chunk: usize,
    /// Chunks under it that hold the rest of its title.
    pub more: Vec<usize>,
    pub setting: Setting,
    /// `-`, `+` or `*` before the words.
    pub lead: Option<char>,
    /// Words with tokens, without emphasis and lead.
    pub text: String,
    /// How many words it has, its number with them.
    pub words: usize,
    pub rest: Option<String>,
    /// Likeliest first.
    pub numbers: Vec<Number>,
    /// What it looks like: equal looks are equals.
    pub look: LevelStyle,
    /// How much its setting says that it is a heading.
    pub leave: Option<Cost>,
    /// What speaks against it.
    pub against: Vec<Cost>,
    /// The cost of leaving it as text.
    pub as_text: i32,
    /// What speaks against a heading, its number aside.
    pub as_heading: i32,
    /// "Điều 3. A sentence.": the label heads its own text.
    pub is_text_of_label: bool,
    /// A `#` line in italics.
    pub is_italic: bool,
    /// The entry of the table of contents that names it.
    pub entry: Option<usize>,
    /// It is a plain line without a number that may be a title.
    pub is_bare: bool,
    /// It stands in the margin of the print, wherever the text has it: whether text follows.
    pub margin: Option<bool>,
    /// It stands behind the table of contents.
    pub is_listed_part: bool,
}

/// What sets headings of one level apart, as far as the report keeps to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct LevelStyle {
    /// The Markdown level; 0 where the report's levels mean nothing.
    pub level: usize,
    /// 0 for none, then `*`, `-`, `+`.
    pub lead: usize,
    /// For plain titles: the higher print first.
    pub print: usize,
}

impl Candidate {
    /// Its last chunk.
    pub fn last_chunk(&self) -> usize {
        self.more.last().copied().unwrap_or(self.chunk)
    }

    /// Adds words below to those it has: a title to its label, or the rest of a title.
    pub fn say_more(&mut self, plain: &str) {
        let label = self.numbers.first().filter(|first| first.label.is_some()).cloned();
        self.say(format!("{} {plain}", self.text));
        // "Annex" has no number that would show where its label ends.
        if let Some(label) = label.filter(|_| self.numbers.is_empty()) {
            self.numbers.push(Number { title: format!("{} {plain}", label.title).trim().to_owned(), ..label });
        }
    }

    /// Sets the words, and reads them. A note's mark beside the number ("Annex I¹") goes to the end of the title.
    pub fn say(&mut self, text: String) {
        let mut numbers = numbers(&text, "");
        if numbers.is_empty() && text.contains(marks::token(0).chars().next().unwrap_or_default()) {
            let mut taken = String::new();
            let plain = marks::replace(&text, |index| {
                taken.push_str(&marks::token(index));
                String::new()
            });
            numbers = self::numbers(&plain, &taken);
        }
        self.numbers = numbers;
        self.words = word_count(&text);
        self.text = text;
    }
}

fn numbers(text: &str, marks_of_title: &str) -> Vec<Number> {
    let readings = numbering::readings(text).into_iter();
    let number = |reading: numbering::Reading<'_>| {
        // "I. - Boats".
        let rest = reading.head.rest.trim_start_matches(|c: char| c.is_whitespace() || "-–—".contains(c));
        let (mut title, mut taken) = (if rest.is_empty() { reading.head.rest } else { rest }, String::new());
        while let Some((index, rest)) = marks::leading(title) {
            taken.push_str(&marks::token(index));
            title = rest.trim_start();
        }
        Number {
            style: reading.style,
            ordinal: reading.ordinal,
            components: reading.components,
            number: reading.head.number,
            label: reading.head.label,
            title: format!("{title}{taken}{marks_of_title}"),
            marked: reading.marked,
        }
    };
    readings.map(number).collect()
}

/// Whether a line offers answers to choose from: "YES / NO".
pub fn is_choice(plain: &str) -> bool {
    /// Words of an answer.
    const LONGEST: usize = 3;
    let is_answer = |answer: &str| (1..=LONGEST).contains(&word_count(answer)) && !answer.contains(char::is_numeric);
    plain.contains(" / ") && plain.split(" / ").all(is_answer)
}

/// Whether a text ends like a sentence or a clause.
pub fn is_sentence(text: &str) -> bool {
    text.ends_with(['.', ';', ',', '…', '!', '?'])
}

/// Whether a line is a day and nothing else.
pub fn is_date(text: &str) -> bool {
    const DAY: usize = "2025-04-03".len();
    let bare = text.trim_end_matches(['.', ',', ' ']);
    language::any().date_at_start(bare).is_some_and(|date| date.range.end == bare.len() && date.iso.len() == DAY)
}

/// Whether words are a title rather than the text of an item: short, capital first, no sentence.
pub fn is_title_like(text: &str, most: usize) -> bool {
    let words = word_count(text);
    (1..=most).contains(&words)
        && text.starts_with(|c: char| !c.is_lowercase() && c.is_alphabetic())
        && !is_sentence(text)
        && !text.ends_with(':')
        && !language::any().must_go_on(text)
        && (is_all_caps(text) || !text.contains(". "))
}
