//! A compilation becomes its reports: by title blocks, not by line numbers or names.
//!
//! In: the chunks. Out: for each report its letterhead, title and body as ranges of chunks, with place, date and
//! kind; the matter before the first and after the last; the compilation's own table of contents.
//! What always holds: every chunk is in exactly one of these.

use std::collections::HashSet;
use std::ops::Range;

use super::chunks::{Chunk, Document, Shape};
use super::emphasis;

use super::days::place_and_date;
use super::head::{self, Doubt, Facts, place_in_title};
use super::titles::{Title, after_appendix_label, is_numbered, titles};
use crate::language;
use crate::model::report::{Lines, Report, ReportKind};
use crate::source::{Beside, Metadata};
use crate::text::{fold, fold_space, is_all_caps, word_count, words};

/// A report as ranges of chunks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Part {
    /// Report or appendix.
    pub kind: ReportKind,
    /// "PHỤ LỤC 1".
    pub label: Option<String>,
    /// The title on one line; empty when the source has none.
    pub title: String,
    /// Whether the title stands in the text.
    pub is_title_printed: bool,
    /// What stands above the title, the appendix's label with it.
    pub letterhead: Range<usize>,
    /// The title's own chunks.
    pub title_chunks: Range<usize>,
    /// The motto.
    pub epigraph: Range<usize>,
    /// What stands between the title and a table of contents.
    pub preface: Range<usize>,
    /// The rest.
    pub body: Range<usize>,
    /// The place that it is about.
    pub place: Option<String>,
    /// Where it was signed, when that is another place.
    pub place_of_issue: Option<String>,
    /// ISO date, as far as printed.
    pub date: Option<String>,
    /// Who issued it.
    pub issuer: Option<String>,
    /// The kind of document, as printed: "Báo cáo".
    pub document_kind: Option<String>,
    /// The document's number.
    pub document_number: Option<String>,
    /// What of this is in doubt.
    pub doubts: Vec<Doubt>,
}

/// What the editor said by hand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportOptions {
    /// The file is one report, whatever its title blocks say.
    pub one: bool,
    /// Its title.
    pub title: Option<String>,
    /// What was not understood was looked at: the file is imported however much it is.
    pub accept_unread: bool,
}

/// The compilation taken apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Split {
    /// Before the first report.
    pub front: Range<usize>,
    /// The reports.
    pub parts: Vec<Part>,
    /// The table of contents of a compilation: chunks that are not text.
    pub contents: Range<usize>,
    /// The lines of the table of contents.
    pub contents_lines: Vec<Lines>,
    /// Its entries, without page numbers.
    pub entries: Vec<String>,
    /// The labels of the appendices that are parts of the one report.
    pub appendices: Vec<String>,
    /// After the last report.
    pub back: Range<usize>,
}

/// What a source says of itself.
#[derive(Debug, Clone, Copy)]
pub struct Said<'a> {
    /// In its front matter.
    pub metadata: &'a Metadata,
    /// Beside its text.
    pub beside: &'a Beside,
}

/// Takes a source apart: several title blocks with place and date are a compilation, anything else is one report.
#[must_use]
pub fn split(document: &mut Document, said: &Said<'_>, options: &ImportOptions) -> Split {
    let (contents, entries) = contents(document);
    let titles = without_name(&document.chunks, titles(&document.chunks, &contents));
    let several = titles.iter().filter(|title| title.label.is_none()).count() > 1;
    if several && !options.one && options.title.is_none() {
        return compilation(document, &titles, contents, entries);
    }
    let appendices = titles.into_iter().filter_map(|title| title.label).collect();
    Split { appendices, entries, ..one_report(document, said, options, contents) }
}

/// Lines between the name that a page gives a document and its letterhead.
const NAME_ABOVE: usize = 8;

/// The title blocks without the name that a page gives a document above its letterhead and title.
fn without_name(chunks: &[Chunk], mut titles: Vec<Title>) -> Vec<Title> {
    let is_name = match titles.as_slice() {
        [first, second, ..] if first.label.is_none() && second.label.is_none() => {
            let text = |title: &Title| title_text(&chunks[title.block.clone()], None);
            let alike = head::shares_words(&text(first), &text(second));
            let is_close = second.start.saturating_sub(first.block.end) <= NAME_ABOVE;
            alike && is_close && first.start == first.block.start && second.start < second.block.start
        }
        _ => false,
    };
    if is_name {
        titles.remove(0);
    }
    titles
}

/// A source that is one report: every chunk is its own, the table of contents aside.
fn one_report(document: &mut Document, said: &Said<'_>, options: &ImportOptions, contents: Range<usize>) -> Split {
    let contents_lines = document.chunks.drain(contents.clone()).map(|chunk| chunk.lines).collect();
    let chunks = &document.chunks;
    let end = chunks.len();
    let found = head::read(document, said.metadata, said.beside);
    let block = found.title.clone().unwrap_or(0..0);
    let mut part = part(chunks, &Title { start: 0, block: block.clone(), label: None }, end);
    if options.title.is_some() {
        // The printed title stays as a line of the head.
        part.letterhead.end = block.end;
        part.title_chunks = block.end..block.end;
    }
    part.is_title_printed = found.title.is_some() && options.title.is_none();
    part.title = options.title.clone().unwrap_or(found.words);
    let before_contents = contents.start.saturating_sub(part.body.start);
    let is_head = contents.start > part.body.start && !has_text(&chunks[part.body.start..contents.start]);
    if is_head && !contents.is_empty() && before_contents <= end - contents.start {
        part.preface = part.body.start..contents.start;
        part.body.start = contents.start;
    }
    let place_of_issue = found.facts.place_of_issue.clone().or(part.place_of_issue.take());
    part.set(Facts { place_of_issue, ..found.facts });
    Split { contents_lines, parts: vec![part], front: 0..0, back: end..end, ..Split::default() }
}

/// Whether chunks before the table of contents are a summary, which is text like any other, and no cover: a paragraph, or lines
/// below a heading that are one in all.
fn has_text(chunks: &[Chunk]) -> bool {
    /// More words are text and no line of a cover.
    const LONGEST_LINE: usize = 40;
    let mut words = None;
    chunks.iter().any(|chunk| {
        let count = word_count(chunk.plain());
        words = match chunk.shape {
            Shape::Heading(_) => Some(0),
            _ => words.map(|words| words + count),
        };
        count > LONGEST_LINE || words.is_some_and(|words| words > LONGEST_LINE)
    })
}

impl Part {
    /// The chunks above the body.
    pub fn head(&self) -> Range<usize> {
        let starts = [&self.letterhead, &self.title_chunks, &self.epigraph, &self.preface];
        let first = starts.into_iter().filter(|range| !range.is_empty()).map(|range| range.start).min();
        first.unwrap_or(self.body.start).min(self.body.start)..self.body.start
    }

    fn set(&mut self, facts: Facts) {
        self.place = place_about(&self.title, &facts);
        let place = self.place.as_deref().map(fold);
        self.place_of_issue = facts.place_of_issue.filter(|issue| place != Some(fold(issue)));
        self.date = facts.date;
        self.issuer = facts.issuer;
        self.document_kind = facts.kind;
        self.document_number = facts.number;
        self.doubts = facts.doubts;
    }
}

/// The place that a report is about: its title names it, or else its issuer. Where it was signed alone tells nothing of
/// that.
fn place_about(title: &str, facts: &Facts) -> Option<String> {
    let spaced = |text: &str| format!(" {} ", words(&fold(text)).collect::<Vec<_>>().join(" "));
    let names = |text: &str| {
        let signed = facts.place_of_issue.clone().filter(|place| spaced(text).contains(&spaced(place)));
        signed.or_else(|| place_in_title(text))
    };
    names(title).or_else(|| names(facts.issuer.as_deref()?))
}

/// Reports that were each signed at another place are each about theirs, where nothing in them names one.
fn tell_apart_by_places(parts: &mut [Part]) {
    let mut reports: Vec<&mut Part> = parts.iter_mut().filter(|part| part.kind == ReportKind::Report).collect();
    let places: HashSet<String> = reports.iter().filter_map(|part| part.place_of_issue.as_deref().map(fold)).collect();
    if reports.len() > 1 && places.len() == reports.len() && reports.iter().all(|part| part.place.is_none()) {
        reports.iter_mut().for_each(|part| part.place = part.place_of_issue.take());
    }
}

/// A compilation by its title blocks.
fn compilation(document: &Document, titles: &[Title], contents: Range<usize>, entries: Vec<String>) -> Split {
    let chunks = &document.chunks;
    let contents_lines = chunks[contents.clone()].iter().map(|chunk| chunk.lines).collect();
    let mut split = Split { contents: contents.clone(), contents_lines, entries, ..Split::default() };
    // A table of contents at the end parts the last report from the back matter.
    let in_tail = !contents.is_empty() && titles.last().is_some_and(|t| t.block.end <= contents.start);
    let words = |range: Range<usize>| chunks[range].iter().map(|chunk| word_count(chunk.plain())).sum::<usize>();
    let tail_is_short = chunks[contents.end..].iter().all(|c| word_count(c.plain()) < 60)
        && words(contents.end..chunks.len()) < words(0..contents.start);
    let end = if in_tail && tail_is_short { contents.start } else { chunks.len() };
    split.back = if end < chunks.len() { contents.end..chunks.len() } else { chunks.len()..chunks.len() };
    split.front = 0..titles[0].start;
    for (index, title) in titles.iter().enumerate() {
        let stop = titles.get(index + 1).map_or(end, |next| next.start);
        let mut part = part(chunks, title, stop);
        let mut facts = head::facts(document, title.start..stop, &title.block, &part.title);
        facts.place_of_issue = part.place_of_issue.take();
        facts.date = part.date.take();
        facts.doubts.retain(|doubt| doubt.fact != "date");
        part.set(facts);
        split.parts.push(part);
    }
    tell_apart_by_places(&mut split.parts);
    inherit_date(chunks, &mut split);
    split
}

/// Assembles a report from its title on.
fn part(chunks: &[Chunk], title: &Title, stop: usize) -> Part {
    let text = title_text(&chunks[title.block.clone()], title.label.as_deref());
    let label_only = title.label.is_some() && text.is_empty();
    let after = (title.block.end..stop).find(|at| chunks[*at].shape != Shape::Rule).unwrap_or(stop);
    let belongs = |chunk: &Chunk| is_motto(chunk) || is_date_line(chunk) || is_author_line(chunk);
    let under_title = (after..stop).take_while(|at| belongs(&chunks[*at]) || chunks[*at].shape == Shape::Rule);
    let motto = under_title.filter(|at| belongs(&chunks[*at])).last().map_or(after, |last| last + 1);
    let letterhead = title.start..title.block.start.max(title.start);
    let beside_title = chunks[letterhead.clone()].iter().chain(&chunks[after..motto]);
    let dated = beside_title.into_iter().find_map(|c| place_and_date(c.plain()));
    let (place_of_issue, date) = dated.unwrap_or_default();
    Part {
        kind: if title.label.is_some() { ReportKind::Appendix } else { ReportKind::Report },
        label: title.label.clone(),
        is_title_printed: true,
        place_of_issue,
        title: if label_only { title.label.clone().unwrap_or_default() } else { text },
        letterhead,
        title_chunks: title.block.clone(),
        epigraph: after..motto,
        preface: motto..motto,
        body: motto..stop,
        date,
        ..Part::default()
    }
}

/// The title on one line, without emphasis and without the appendix's label.
fn title_text(chunks: &[Chunk], label: Option<&str>) -> String {
    let text = fold_space(&chunks.iter().map(Chunk::plain).collect::<Vec<_>>().join(" "));
    match label {
        Some(_) => after_appendix_label(&text)
            .map(|rest| rest.trim_start_matches([' ', '.', ':', '-', '–']).to_owned())
            .unwrap_or(text),
        None => text,
    }
}

/// A motto: wholly bold, in capitals, no heading sign, no number, more than a few words.
fn is_motto(chunk: &Chunk) -> bool {
    let plain = chunk.plain();
    chunk.shape == Shape::Text
        && emphasis::is_whole(&chunk.text, true)
        && is_all_caps(plain)
        && word_count(plain) >= 5
        && !is_numbered(chunk)
}

/// A line of its own with place and date, under the title.
fn is_date_line(chunk: &Chunk) -> bool {
    chunk.shape == Shape::Text && place_and_date(chunk.plain()).is_some()
}

/// "Report of the Council", set apart under a title: who wrote it.
fn is_author_line(chunk: &Chunk) -> bool {
    /// Such a line has no more words.
    const LONGEST: usize = 20;
    let plain = chunk.plain();
    let is_set = matches!(chunk.shape, Shape::Heading(_)) || emphasis::is_whole(&chunk.text, true);
    let kind = language::any().kind(plain, 1).filter(|_| is_set && word_count(plain) <= LONGEST);
    let rest = kind.and_then(|kind| plain.trim_start().get(kind.words.len()..)).unwrap_or_default();
    rest.split_whitespace().next().is_some_and(|word| language::any().must_go_on(word))
}

/// A report that prints no date has the compilation's, from the cover.
fn inherit_date(chunks: &[Chunk], split: &mut Split) {
    let cover = chunks[split.front.clone()].iter().rev().find_map(|c| place_and_date(c.plain()));
    let Some((_, Some(date))) = cover else { return };
    for part in &mut split.parts {
        part.date.get_or_insert_with(|| date.clone());
    }
}

/// The table of contents: its chunks and its entries without page numbers.
fn contents(document: &Document) -> (Range<usize>, Vec<String>) {
    let contents = &document.notation.contents;
    let Some((first, last)) = contents.lines else { return (0..0, Vec::new()) };
    let start = document.chunks.partition_point(|chunk| chunk.lines.0 < first);
    let end = document.chunks.partition_point(|chunk| chunk.lines.1 <= last).max(start);
    (start..end, contents.entries.clone())
}

/// How well the table of contents agrees with what was found: the entries that name no report and no part of one.
#[must_use]
pub fn unmatched_entries(split: &Split, reports: &[Report]) -> Vec<String> {
    let name = |label: Option<&str>, title: &str| fold(&fold_space(&format!("{} {title}", label.unwrap_or_default())));
    let parts = split.parts.iter().map(|part| name(part.label.as_deref(), &part.title));
    // In a compilation a title that became a heading is no report.
    let alone = reports.iter().filter(|_| split.parts.len() == 1);
    let sections = alone.flat_map(|report| &report.sections);
    let sections = sections.map(|section| name(section.label.as_deref().or(section.number.as_deref()), &section.title));
    let names: Vec<String> = parts.chain(sections).collect();
    let matches = |entry: &str| {
        let words: Vec<String> = crate::text::words(&fold(entry)).map(str::to_owned).collect();
        names.iter().any(|name| {
            let known: std::collections::HashSet<&str> = crate::text::words(name).collect();
            let shared = words.iter().filter(|word| known.contains(word.as_str())).count();
            shared * 10 >= words.len() * 7
        })
    };
    // The appendices of one report are parts of it.
    let is_part = |entry: &str| {
        let entry = fold(entry.trim_start_matches(|c: char| !c.is_alphabetic()));
        split.appendices.iter().any(|label| entry.starts_with(&fold(label)))
    };
    let missing = split.entries.iter().filter(|entry| !matches(entry) && !is_part(entry));
    let unmatched: Vec<String> = missing.cloned().collect();
    // A list of chapters names no report at all: then it is not a list of reports.
    if unmatched.len() == split.entries.len() { Vec::new() } else { unmatched }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_and_dates() {
        let read = |text| place_and_date(text).and_then(|(place, date)| Some((place?, date?)));
        assert_eq!(read("Bến Tre, ngày 03 tháng 4 năm 2025"), Some(("Bến Tre".into(), "2025-04-03".into())));
        assert_eq!(read("Bến Tre, ngày tháng 7 năm 2025"), Some(("Bến Tre".into(), "2025-07".into())));
        assert_eq!(read("Bến Tre, ngày 05/12/2023"), Some(("Bến Tre".into(), "2023-12-05".into())));
        assert_eq!(read("Bến Tre, ngày tháng năm 2024"), Some(("Bến Tre".into(), "2024".into())));
        assert_eq!(read("York, 3 April 2025"), Some(("York".into(), "2025-04-03".into())));
        assert_eq!(read("Năm 2025, tỉnh đã"), None);
    }

    #[test]
    fn the_place_in_a_title() {
        assert_eq!(place_in_title("BÁO CÁO KẾT QUẢ 05 NĂM TỈNH BẾN TRE").as_deref(), Some("Bến Tre"));
        assert_eq!(
            place_in_title("Báo cáo của Đảng bộ thành phố Vĩnh Long, lần thứ XIV").as_deref(),
            Some("Vĩnh Long")
        );
    }
}
