//! Lines become chunks: headings, paragraphs, items, tables, rules, as the blank lines and signs part them.
//!
//! What always holds: every line that is not blank is in exactly one chunk, in order; marks are tokens.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::OnceLock;

use super::emphasis;
use super::joined_notes::NOTE_END;
use super::joined_words::append_words;
use super::labels;
use super::line_ends;
use super::marks::{self, Mark};
use super::notation::Notation;
use super::pictures::Pictures;
use super::sentence::{self, End, Start};
use super::verbatim::{Kind, PICTURE, Verbatim, are_pictures, is_rule};
use super::vocabulary::Vocabulary;
use crate::model::report::Lines;
use crate::source::{LeftOutLine, Source};

/// What a chunk looks like, before anything is known of its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A `#` line, with its level.
    Heading(usize),
    /// A paragraph.
    Text,
    /// An item after `-`, `+`, `*` or `•`; the text keeps `- ` or `+ `.
    Item,
    /// `>` lines.
    Quote,
    /// `|` lines or a `<table>`.
    Table,
    /// Fenced lines.
    Code,
    /// `---`, `***`, a lone `\*`.
    Rule,
}

/// A run of lines that belong together.
#[derive(Debug, Clone)]
pub struct Chunk {
    /// What it looks like.
    pub shape: Shape,
    /// The text with tokens; `#` signs are gone, soft line ends are spaces.
    pub text: String,
    /// First and last line.
    pub lines: Lines,
    /// See [`Chunk::plain`]: many rules ask for it.
    plain: OnceLock<String>,
}

impl Chunk {
    /// The text without emphasis and marks, white space folded. The text no longer changes once it was asked for.
    #[must_use]
    pub fn plain(&self) -> &str {
        let plain = || crate::text::fold_space(&emphasis::strip(&marks::replace(&self.text, |_| String::new())));
        self.plain.get_or_init(plain)
    }
}

/// A source in chunks, with the marks that their tokens mean.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// In reading order.
    pub chunks: Vec<Chunk>,
    /// In reading order.
    pub marks: Vec<Mark>,
    /// Its words.
    pub vocabulary: Vocabulary,
    /// The source's lines, for the ledger and for messages.
    pub source: Vec<String>,
    /// The pictures of the source by the lines that stood for them.
    pub shown: Pictures,
    /// Pictures that the text names, and nobody has: line and file.
    pub pictures: Vec<(usize, String)>,
    /// Its code and its tables in HTML.
    pub verbatim: Verbatim,
    /// How it writes its marks.
    pub notation: Notation,
    /// What its reader left out.
    pub furniture: Vec<LeftOutLine>,
    /// Lines that had control characters, which are gone.
    pub controls: Vec<usize>,
}

impl Document {
    /// The source lines of a range, each as it stands in the file.
    pub fn source_lines(&self, lines: Lines) -> impl Iterator<Item = &str> {
        let first = lines.0.max(1) - 1;
        self.source[first.min(self.source.len())..lines.1.min(self.source.len())].iter().map(String::as_str)
    }

    /// A line as it stands in the file; empty where the file has none of that number.
    pub fn line(&self, number: usize) -> &str {
        self.source_lines((number, number)).next().unwrap_or_default()
    }

    /// Whether a chunk opens with the raised number of a paragraph, which is no mark.
    pub fn is_numbered_paragraph(&self, chunk: &Chunk) -> bool {
        self.notation.paragraph_numbers.contains(&chunk.lines.0)
    }

    /// Whether the source's reader saw where notes stand, so that what stands elsewhere is none.
    pub fn sees_feet(&self) -> bool {
        !self.notation.foot_lines.is_empty()
    }

    /// Whether a chunk stands at the foot of its page, among the notes.
    pub fn is_at_foot(&self, chunk: &Chunk) -> bool {
        self.notation.foot_lines.contains(&chunk.lines.0)
    }

    /// The lines of a chunk that is pictures and nothing else: their words tell who cannot see them what they show.
    pub fn picture_lines(&self, chunk: &Chunk) -> Option<Lines> {
        let lines: Vec<&str> = self.source_lines(chunk.lines).collect();
        are_pictures(&lines.join("\n")).then_some(chunk.lines)
    }

    /// Whether a page ends between two lines.
    pub fn page_ends(&self, from: usize, to: usize) -> bool {
        self.notation.pages.end_between(from, to)
    }
}

/// Cuts a source into chunks.
#[must_use]
pub fn read(source: &Source) -> Document {
    let (source, opened) = line_ends::take(source);
    let verbatim = Verbatim::of(&source);
    let mut reader = Reader {
        document: Document {
            vocabulary: Vocabulary::of(&source.text),
            source: source.text.split('\n').map(str::to_owned).collect(),
            notation: Notation::of(&source, &verbatim, opened),
            verbatim,
            furniture: source.left_out.clone(),
            ..Document::default()
        },
        open: None,
    };
    for (number, line) in source.lines() {
        let is_page = reader.document.verbatim.at(number).is_none()
            && reader.document.notation.pages.left_out.contains_key(&number);
        let line = if is_page { "".into() } else { marks::without_private(line) };
        let line = reader.document.notation.line(number, &line).into_owned();
        for (at, part) in line.split(NOTE_END).enumerate() {
            if at > 0 {
                reader.close();
            }
            let part = reader.bare(number, part);
            reader.line(number, &part);
        }
    }
    reader.close();
    reader.document
}

struct Reader {
    document: Document,
    /// The chunk that the next line may join; the flag says that a hard break ends its last line.
    open: Option<(Chunk, bool)>,
}

impl Reader {
    /// A line as it counts; the files of its pictures are remembered.
    fn bare<'a>(&mut self, number: usize, line: &'a str) -> Cow<'a, str> {
        let is_code = matches!(self.document.verbatim.at(number), Some((Kind::Code, _)));
        if !is_code && line.contains("![") {
            let files = PICTURE.captures_iter(line).map(|found| (number, found[2].to_owned()));
            self.document.pictures.extend(files);
        }
        self.document.verbatim.bare(number, line)
    }

    fn line(&mut self, number: usize, line: &str) {
        if self.in_block(number, line) || self.is_underline(line) {
            return;
        }
        if self.document.notation.openers.contains(&number) {
            self.close();
        }
        if line.trim().is_empty() {
            // "B." and, below a blank line, its words: one heading or paragraph.
            let waits = |(open, _): &(Chunk, bool)| open.shape == Shape::Text && labels::is_alone(&open.text);
            if !self.open.as_ref().is_some_and(waits) {
                self.close();
            }
            return;
        }
        let is_apart = |open: &Chunk| open.lines.1 + 1 < number && !labels::follows_label(line);
        let parts = |(open, was_hard): &(Chunk, bool)| *was_hard && labels::opens_part(&open.text, line);
        if self.open.as_ref().is_some_and(|open| is_apart(&open.0) || parts(open)) {
            self.close();
        }
        let hard = line.ends_with("  ") || line.ends_with('\\');
        let (shape, body) = classify(line, self.open.is_some());
        let text = marks::take(body.trim(), number, &mut self.document.marks);
        let text = emphasis::with_stars(&text);
        let text = if shape == Shape::Text { emphasis::without_needless(&text) } else { text }.into_owned();
        match &mut self.open {
            Some((open, was_hard)) if continues(open, shape, &text, &self.document.marks) => {
                if *was_hard {
                    open.text.truncate(open.text.trim_end_matches('\\').len());
                }
                let separator = match (shape, *was_hard) {
                    (Shape::Table, _) => "\n",
                    (_, true) if !labels::is_bold_label(&open.text) => "  \n",
                    _ => " ",
                };
                match separator {
                    " " if marks::leading(&text).is_some() => open.text.push_str(&text),
                    " " => append_words(&mut open.text, &text, &self.document.vocabulary),
                    _ => open.text.extend([separator, &text]),
                }
                open.lines.1 = number;
                *was_hard = hard;
            }
            _ => {
                self.close();
                self.open = Some((chunk(shape, text, (number, number)), hard));
            }
        }
        if matches!(shape, Shape::Heading(_) | Shape::Rule) {
            self.close();
        }
    }

    /// Takes a line of code or of a table in HTML into its chunk.
    fn in_block(&mut self, number: usize, line: &str) -> bool {
        let Some((kind, (first, last))) = self.document.verbatim.at(number) else { return false };
        let (shape, line) = match kind {
            Kind::Code => (Shape::Code, line.to_owned()),
            Kind::Table => (Shape::Table, marks::take(line, number, &mut self.document.marks)),
        };
        match &mut self.open {
            Some((open, _)) if number > first => {
                open.text.push('\n');
                open.text.push_str(&line);
                open.lines.1 = number;
            }
            _ => {
                self.close();
                self.open = Some((chunk(shape, line.trim_start().to_owned(), (number, number)), false));
            }
        }
        if number == last {
            self.close();
        }
        true
    }

    /// A row of `=` or `-` straight under a text makes that text a heading.
    fn is_underline(&mut self, line: &str) -> bool {
        let sign = line.trim();
        let level = match sign.chars().next() {
            Some('=') if sign.len() >= 3 && sign.bytes().all(|b| b == b'=') => 1,
            Some('-') if sign.len() >= 3 && sign.bytes().all(|b| b == b'-') => 2,
            _ => return false,
        };
        match &mut self.open {
            Some((open, _)) if open.shape == Shape::Text && open.lines.0 == open.lines.1 => {
                open.shape = Shape::Heading(level);
                open.lines.1 += 1;
                self.close();
                true
            }
            _ => false,
        }
    }

    fn close(&mut self) {
        if let Some((mut chunk, _)) = self.open.take() {
            // A break behind the last line parts nothing.
            if chunk.shape != Shape::Code && chunk.text.ends_with('\\') && !chunk.text.ends_with("\\\\") {
                chunk.text.pop();
            }
            self.document.chunks.push(chunk);
        }
    }
}

/// The source lines from the first to the last chunk of a range.
pub fn line_range(chunks: &[Chunk], range: Range<usize>) -> Lines {
    let first = chunks.get(range.start).map_or(1, |chunk| chunk.lines.0);
    let last = chunks[range].iter().rev().find(|chunk| chunk.shape != Shape::Rule);
    (first, last.map_or(first, |chunk| chunk.lines.1))
}

/// A chunk from its lines.
pub fn chunk(shape: Shape, text: String, lines: Lines) -> Chunk {
    Chunk { shape, text, lines, plain: OnceLock::new() }
}

/// The shape of a line and its text without the sign of that shape.
fn classify(line: &str, within: bool) -> (Shape, Cow<'_, str>) {
    let trimmed = line.trim();
    let hashes = trimmed.bytes().take_while(|b| *b == b'#').count();
    // "##Boats", as old writers have it; "#3" and "#tag" are words.
    let is_glued = hashes >= 2 && !within && trimmed[hashes..].starts_with(char::is_alphanumeric);
    if (1..=6).contains(&hashes) && (is_glued || trimmed[hashes..].starts_with([' ', '\t', '*'])) {
        let text = trimmed[hashes..].trim().trim_end_matches('#').trim_end();
        return (Shape::Heading(hashes), text.into());
    }
    if is_rule(trimmed) && !(within && trimmed.starts_with("---")) {
        return (Shape::Rule, trimmed.into());
    }
    if trimmed.starts_with('|') {
        return (Shape::Table, trimmed.into());
    }
    if let Some(quoted) = trimmed.strip_prefix('>') {
        return (Shape::Quote, quoted.trim_start().into());
    }
    if let Some(rest) = trimmed.strip_prefix(['-', '*', '•', '–']).and_then(|rest| rest.strip_prefix([' ', '\t'])) {
        return (Shape::Item, format!("- {}", rest.trim_start()).into());
    }
    if let Some(rest) = trimmed.strip_prefix("+ ") {
        return (Shape::Item, format!("+ {}", rest.trim_start()).into());
    }
    (Shape::Text, trimmed.into())
}

/// Whether a line goes on with the open chunk.
fn continues(open: &Chunk, shape: Shape, text: &str, all: &[Mark]) -> bool {
    match (open.shape, shape) {
        (Shape::Table, Shape::Table) | (Shape::Quote, Shape::Quote) => true,
        (Shape::Text | Shape::Item, Shape::Text) => {
            // A mark that the line's end parted from its word goes on with the sentence.
            let is_call = |rest: &str| {
                marks::leading(&open.text).is_none()
                    && sentence::end_of(&open.text) == End::Open
                    && sentence::start_of(rest.trim_start()) == Start::Small
            };
            let opens_note = marks::leading(text).is_some_and(|(index, rest)| {
                all.get(index).is_some_and(|mark| mark.sure)
                    && rest.trim_start().starts_with(char::is_alphanumeric)
                    && !is_call(rest)
            });
            let bold_open = emphasis::is_whole(&open.text, false);
            let both_bold = bold_open && emphasis::is_whole(text, false);
            let is_title = || labels::is_numbered(text) || labels::is_lone(&emphasis::strip(&open.text));
            let is_apart = labels::is_next_item(&open.text, text) || both_bold && is_title();
            if is_apart || labels::parts_form(&open.text, text, bold_open, both_bold) {
                return false;
            }
            let is_closed = || open.text.matches("**").count().is_multiple_of(2);
            let change = bold_open != emphasis::is_whole(text, false) && is_closed();
            // A note that ended ends; what begins with a small letter is the text that the notes cut.
            let after_note = marks::leading(&open.text)
                .is_some_and(|(index, _)| all.get(index).is_some_and(|m| m.sure))
                && open.text.ends_with('.')
                && sentence::start_of(text) == Start::Small;
            !opens_note && !change && !after_note
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shapes(text: &str) -> Vec<(Shape, String, Lines)> {
        let source = Source { name: "t".into(), text: text.into(), ..Source::default() };
        read(&source).chunks.into_iter().map(|c| (c.shape, c.text, c.lines)).collect()
    }

    #[test]
    fn blank_lines_and_signs_part_chunks() {
        let read = shapes("# Một\nhai\nba\n\n- bốn\n- năm\n\n-----\n\n**A  \nB**\\\n");
        assert_eq!(
            read,
            [
                (Shape::Heading(1), "Một".into(), (1, 1)),
                (Shape::Text, "hai ba".into(), (2, 3)),
                (Shape::Item, "- bốn".into(), (5, 5)),
                (Shape::Item, "- năm".into(), (6, 6)),
                (Shape::Rule, "-----".into(), (8, 8)),
                (Shape::Text, "**A  \nB**".into(), (10, 11)),
            ]
        );
    }

    #[test]
    fn a_broken_word_is_whole_when_the_text_knows_it() {
        let read = shapes("the develop-\nment of long-\nterm plans; development");
        assert_eq!(read[0].1, "the development of long-term plans; development");
    }
}
