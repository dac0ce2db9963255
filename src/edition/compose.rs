//! A report becomes pages: which section is a page of its own, and how it is written in Markdown.
//!
//! In: an imported [`Report`]. Out: the files of `content/<report>/` as text, and the record of the import. What always
//! holds: every section, block and note is on exactly one page; a page that is read and written back is the same;
//! the same report gives the same bytes.

use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;

use super::record::RECORD;
use crate::model::config::Config;
use crate::model::edition::{ImportRecord, NoteRecord};
use crate::model::indicator::Indicator;
use crate::model::report::{Block, BlockKind, Item, Lines, Note, Report, ReportKind, Section};
use crate::model::revision::{PageName, PageNames};
use crate::numbering;
use crate::sequence;
use crate::text::{slug, word_count};

/// A child section of fewer words than this folds into its parent's page when it comes first there.
const SHORT_SECTION: usize = 120;

/// The pages of a report and what import knew of them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Composed {
    /// File name within the report's folder, and text.
    pub files: BTreeMap<String, String>,
    /// Lines, labels and repairs, for open data and for the next import.
    pub record: ImportRecord,
}

/// Writes a report as pages. `file` is the source's name, `weight` the report's place in the edition, `names` those of
/// the pages that it had before a revision.
#[must_use]
pub fn compose(report: &Report, config: &Config, file: &str, weight: i64, names: &PageNames) -> Composed {
    let plan = Plan::new(report, config, names);
    let mut writer = Writer { report, placed: HashSet::new() };
    let mut files = BTreeMap::new();
    for (index, page) in plan.pages.iter().enumerate() {
        let last = index + 1 == plan.pages.len();
        let weight = if page.section.is_some() { page.name.weight } else { weight };
        files.insert(page.name.file.clone(), writer.page(page, weight, last));
    }
    let record = record(report, file);
    files.insert(RECORD.to_owned(), write_record(&record));
    Composed { files, record }
}

/// A page before it is written.
#[derive(Debug, Clone, Default)]
struct PlannedPage {
    name: PageName,
    /// The section that the page is; none for the report's own page.
    section: Option<usize>,
    items: Vec<Item>,
}

/// Which sections are pages.
struct Plan<'a> {
    report: &'a Report,
    config: &'a Config,
    /// Words of each section with all that it holds.
    words: Vec<usize>,
    children: Vec<Vec<usize>>,
    pages: Vec<PlannedPage>,
}

impl<'a> Plan<'a> {
    fn new(report: &'a Report, config: &'a Config, names: &PageNames) -> Self {
        let mut plan = Self {
            report,
            config,
            words: section_words(report),
            children: vec![Vec::new(); report.sections.len()],
            pages: vec![PlannedPage::default()],
        };
        let mut pages = HashSet::new();
        for (index, section) in report.sections.iter().enumerate() {
            match section.parent {
                Some(parent) => plan.children[parent].push(index),
                None => plan.divide(index, &mut pages),
            }
        }
        for (index, section) in report.sections.iter().enumerate() {
            if section.parent.is_none() {
                plan.divide_children(index, &mut pages);
            }
        }
        plan.fill(&pages);
        plan.name(names);
        plan
    }

    fn divide(&self, section: usize, pages: &mut HashSet<usize>) {
        if self.config.page_depth >= 1 {
            pages.insert(section);
        }
    }

    /// A section too long for one sitting gives its children pages of their own, down to the page depth; short
    /// ones that come first stay with it.
    fn divide_children(&self, section: usize, pages: &mut HashSet<usize>) {
        let children = &self.children[section];
        let deep = self.report.sections[section].level >= self.config.page_depth;
        if deep || self.words[section] <= self.config.page_words || children.is_empty() {
            return;
        }
        let long = children.iter().filter(|child| self.words[**child] >= SHORT_SECTION).count();
        if long * 2 < children.len() {
            return;
        }
        let first = children.iter().position(|child| self.words[*child] >= SHORT_SECTION).unwrap_or(0);
        for child in &children[first..] {
            self.divide(*child, pages);
            self.divide_children(*child, pages);
        }
    }

    /// Deals the reading order out to the pages.
    fn fill(&mut self, pages: &HashSet<usize>) {
        for item in &self.report.flow {
            if let Item::Section(index) = item
                && pages.contains(index)
            {
                self.pages.push(PlannedPage { section: Some(*index), ..PlannedPage::default() });
            } else if let Some(page) = self.pages.last_mut() {
                page.items.push(*item);
            }
        }
    }

    /// Names the files. A page keeps the names that it had; a new one is numbered by its place in the reading order, or
    /// after the page before it: `02a-tom-tat.md`.
    fn name(&mut self, names: &PageNames) {
        let kept = |page: &PlannedPage| {
            let id = &self.report.sections[page.section?].id;
            names.kept.get(id).or_else(|| names.gone.get(id)).cloned()
        };
        let known: Vec<Option<PageName>> = self.pages.iter().map(kept).collect();
        // The report's own page, the first, has its weight from the edition.
        let has_lost = names.kept.len() > known.iter().flatten().count();
        let weights = weights(known_weights(&known[1..]), has_lost);
        let all = || known.iter().flatten().chain(names.gone.values());
        let mut slugs: HashSet<String> = ["index", "indicators", "notes", "print"].map(str::to_owned).into();
        slugs.extend(all().map(|name| name.slug.clone()));
        let mut files: HashSet<String> = all().map(|name| name.file.clone()).chain(names.taken.clone()).collect();
        let is_first = names.kept.is_empty();
        let digits = self.pages.len().to_string().len().max(2);
        let mut before = format!("{:0digits$}", 0);
        for (at, known) in known.into_iter().enumerate() {
            let Some(section) = self.pages[at].section else {
                self.pages[at].name.file = "_index.md".to_owned();
                continue;
            };
            let name = known.unwrap_or_else(|| {
                let slug = free_slug(&self.report.sections[section], &mut slugs);
                let number = match is_first {
                    true => format!("{at:0digits$}"),
                    false => sequence::after(&before, |number| !files.insert(format!("{number}-{slug}.md"))),
                };
                PageName { file: format!("{number}-{slug}.md"), slug, weight: 0 }
            });
            before = name.file.split('-').next().unwrap_or_default().to_owned();
            self.pages[at].name = PageName { weight: weights[at - 1], ..name };
        }
    }
}

/// An address for a section's page, made of its title, that no page has.
fn free_slug(section: &Section, taken: &mut HashSet<String>) -> String {
    let title = crate::text::fold_space(&without_marks(&section.title));
    let name = if title.is_empty() { section.label.clone().unwrap_or_default() } else { title };
    let base = slug(&name, 48);
    let mut candidate = base.clone();
    let mut count = 2;
    while !taken.insert(candidate.clone()) {
        candidate = format!("{base}-{count}");
        count += 1;
    }
    candidate
}

/// The weights that pages had, and those of the first import, which their file names tell.
fn known_weights(known: &[Option<PageName>]) -> (Vec<Option<i64>>, Vec<Option<i64>>) {
    let first = |name: &PageName| Some(name.file.split('-').next()?.parse::<i64>().ok()? * 10);
    let kept = known.iter().map(|name| Some(name.as_ref()?.weight)).collect();
    (kept, known.iter().map(|name| first(name.as_ref()?)).collect())
}

/// The weights of section pages in their order: those that are known and rise stay, the others lie between their
/// neighbours. Where pages moved or went and the rest has its first order again, it has its first weights. Ten apart at first; where no room is left all are given anew.
fn weights((known, first): (Vec<Option<i64>>, Vec<Option<i64>>), has_lost: bool) -> Vec<i64> {
    let in_order = |weights: &[Option<i64>]| weights.iter().flatten().is_sorted();
    let is_back = (has_lost || !in_order(&known)) && in_order(&first);
    let known = if is_back { first.iter().zip(known).map(|(first, kept)| first.or(kept)).collect() } else { known };
    let stays = sequence::rising(&known);
    let mut given = Vec::with_capacity(known.len());
    while given.len() < known.len() {
        let at = given.len();
        let before = given.last().copied().unwrap_or(0);
        let next = (at..known.len()).find(|index| stays[*index]).unwrap_or(known.len());
        let room = i64::try_from(next - at).unwrap_or(i64::MAX) + 1;
        let bound = known.get(next).copied().flatten();
        let end = bound.unwrap_or(before + 10 * room);
        let step = (end - before) / room;
        if step < 1 {
            return (1..).map(|place| place * 10).take(known.len()).collect();
        }
        match first[at..next].iter().copied().collect::<Option<Vec<i64>>>().filter(|own| fits(own, before, bound)) {
            Some(own) => given.extend(own),
            None => given.extend((1..room).map(|place| before + place * step)),
        }
        given.extend(bound);
    }
    given
}

/// Whether weights rise between two others.
fn fits(weights: &[i64], before: i64, bound: Option<i64>) -> bool {
    let row: Vec<i64> = [before].into_iter().chain(weights.iter().copied()).chain(bound).collect();
    row.windows(2).all(|pair| pair[0] < pair[1])
}

/// The words of each section with its children's.
fn section_words(report: &Report) -> Vec<usize> {
    let mut words = vec![0; report.sections.len()];
    for block in &report.blocks {
        let count = word_count(&block.text);
        let mut at = block.section;
        while let Some(section) = at {
            words[section] += count;
            at = report.sections[section].parent;
        }
    }
    words
}

/// Writes pages; a note goes to the first page that calls it.
struct Writer<'a> {
    report: &'a Report,
    placed: HashSet<&'a str>,
}

impl<'a> Writer<'a> {
    fn page(&mut self, page: &PlannedPage, weight: i64, last: bool) -> String {
        let mut text = String::new();
        let level = page.section.map_or(0, |section| self.report.sections[section].level);
        let mut called = Vec::new();
        if let Some(section) = page.section {
            called.extend(marks_in(&self.report.sections[section].title));
        }
        for item in &page.items {
            let block = match item {
                Item::Section(index) => heading(&self.report.sections[*index], level),
                Item::Block(index) => block_text(&self.report.blocks[*index]),
            };
            called.extend(marks_in(&block));
            text.push('\n');
            text.push_str(&block);
            text.push('\n');
        }
        let notes = self.notes_for(&called, last);
        for note in &notes {
            text.push('\n');
            text.push_str(&definition(note));
            text.push('\n');
        }
        let mut places: HashSet<String> = notes.iter().map(|note| format!("^{}", note.key)).collect();
        places.extend(page.items.iter().filter_map(|item| match item {
            Item::Block(index) => Some(self.report.blocks[*index].id.clone()),
            Item::Section(_) => None,
        }));
        let mut front = self.front_matter(page, weight);
        write_indicators(&mut front, self.report.indicators.iter().filter(|figure| places.contains(&figure.at)));
        front.push_str("---\n");
        front + &text
    }

    /// The notes that this page defines: those it calls first, and on the last page those that nothing calls.
    fn notes_for(&mut self, called: &[String], last: bool) -> Vec<&'a Note> {
        let mut notes = Vec::new();
        for note in &self.report.notes {
            let here = called.contains(&note.key) || (last && note.references.is_empty());
            if here && self.placed.insert(&note.key) {
                notes.push(note);
            }
        }
        notes
    }

    fn front_matter(&self, page: &PlannedPage, weight: i64) -> String {
        let mut front = String::from("---\n");
        let mut line = |key: &str, value: &str| {
            let _ = writeln!(front, "{key}: {value}");
        };
        match page.section.map(|section| &self.report.sections[section]) {
            Some(section) => {
                let title = if section.title.is_empty() {
                    section.label.clone().unwrap_or_default()
                } else {
                    section.title.clone()
                };
                line("title", &quoted(&title));
                if let Some(number) = &section.number {
                    line("number", &quoted(number));
                }
                if let Some(label) = section.label.as_ref().filter(|_| !section.title.is_empty()) {
                    line("label", &quoted(label));
                }
                line("id", &section.id);
                line("level", &section.level.to_string());
                line("weight", &weight.to_string());
                line("slug", &page.name.slug);
            }
            None => {
                line("title", &quoted(&self.report.title));
                for (key, value) in
                    [("label", &self.report.label), ("place", &self.report.place), ("date", &self.report.date)]
                {
                    if let Some(value) = value {
                        line(key, &quoted(value));
                    }
                }
                line(
                    "kind",
                    match self.report.kind {
                        ReportKind::Report => "report",
                        ReportKind::Appendix => "appendix",
                    },
                );
                line("lang", &self.report.lang);
                line("weight", &weight.to_string());
            }
        }
        front
    }
}

/// The sidebar's figures, one key a line.
fn write_indicators<'i>(front: &mut String, figures: impl Iterator<Item = &'i Indicator>) {
    let mut lead = "indicators:\n";
    for figure in figures {
        let _ = writeln!(front, "{lead}  - name: {}", quoted(&figure.name));
        lead = "";
        let mut line = |key: &str, value: String| {
            let _ = writeln!(front, "    {key}: {value}");
        };
        for (key, value) in [("value", figure.value), ("low", figure.low), ("high", figure.high)] {
            if let Some(value) = value {
                line(key, value.to_string());
            }
        }
        if !figure.op.is_equal() {
            line("op", quoted(figure.op.sign()));
        }
        if !figure.unit.is_empty() {
            line("unit", quoted(&figure.unit));
        }
        if let Some(period) = &figure.period {
            line("period", quoted(period));
        }
        line("kind", figure.kind.name().to_owned());
        line("quote", quoted(&figure.quote));
        line("at", if figure.note().is_some() { quoted(&figure.at) } else { figure.at.clone() });
        if let Some(id) = &figure.id {
            line("id", quoted(id));
        }
    }
}

/// A heading within a page whose own section has the level `above`.
fn heading(section: &Section, above: usize) -> String {
    let depth = (section.level.saturating_sub(above) + 1).clamp(2, 6);
    let head = match (&section.label, &section.number) {
        (Some(label), _) if section.title.is_empty() => label.clone(),
        (Some(label), _) => format!("{label}. {}", section.title),
        (None, Some(number)) => format!("{} {}", numbering::punctuated(number), section.title),
        (None, None) => section.title.clone(),
    };
    format!("{} {} {{#{}}}", "#".repeat(depth), head.trim(), section.id)
}

/// A block as Markdown, with its id where the notation has room for it.
fn block_text(block: &Block) -> String {
    let attributes = match block.kind.class() {
        Some(class) => format!("{{#{} .{class}}}", block.id),
        None => format!("{{#{}}}", block.id),
    };
    match block.kind {
        BlockKind::Table | BlockKind::Code => format!("{}\n\n{attributes}", block.text),
        BlockKind::Quote => format!("> {} {attributes}", block.text),
        _ => format!("{} {attributes}", guarded(&block.text)),
    }
}

/// A note's definition; paragraphs after the first are indented.
fn definition(note: &Note) -> String {
    let mut paragraphs = note.paragraphs.iter();
    let mut text = format!("[^{}]: {}", note.key, paragraphs.next().map_or("", String::as_str));
    for paragraph in paragraphs {
        text.push_str("\n\n    ");
        text.push_str(&guarded(paragraph));
    }
    text
}

/// A paragraph whose first signs Markdown would take for something else gets a backslash before them.
fn guarded(text: &str) -> String {
    let first = text.split('\n').next().unwrap_or_default();
    let digits = first.bytes().take_while(u8::is_ascii_digit).count();
    let numbered = first[digits..].starts_with(['.', ')']) && first[digits + 1..].starts_with(' ');
    if digits > 2 && numbered {
        return format!("{}\\{}", &text[..digits], &text[digits..]);
    }
    let definition = first.starts_with('[') && !first.starts_with("[^") && first.contains("]:");
    if definition || first.starts_with(['#', '>', '=', '~', '`', '|']) || first.starts_with("    ") {
        return format!("\\{}", text.trim_start());
    }
    text.to_owned()
}

/// The keys of the notes that a text calls.
fn marks_in(text: &str) -> Vec<String> {
    text.split("[^").skip(1).filter_map(|rest| Some(rest.split_once(']')?.0.to_owned())).collect()
}

fn without_marks(text: &str) -> String {
    let mut parts = text.split("[^");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        plain.push_str(part.split_once(']').map_or("", |(_, rest)| rest));
    }
    plain
}

/// A YAML string in double quotes.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            c if c.is_control() => {}
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

fn record(report: &Report, file: &str) -> ImportRecord {
    ImportRecord {
        file: file.to_owned(),
        lines: report.lines,
        sections: report.sections.iter().map(|section| (section.id.clone(), section.line)).collect(),
        blocks: report.blocks.iter().map(|block| (block.id.clone(), block.lines.clone())).collect(),
        notes: report
            .notes
            .iter()
            .map(|note| {
                let record = NoteRecord {
                    label: note.label.clone(),
                    lines: note.lines.clone(),
                    marks: note.references.clone(),
                    repair: note.repair.clone(),
                };
                (note.key.clone(), record)
            })
            .collect(),
    }
}

/// The record as YAML, one entry a line: readable, and a change shows as one line.
fn write_record(record: &ImportRecord) -> String {
    let mut out = String::from("# What the last import knew of this report. Written by ibid; not for editing.\n");
    let ranges = |lines: &[Lines]| {
        let parts: Vec<String> = lines.iter().map(|(first, last)| format!("[{first}, {last}]")).collect();
        format!("[{}]", parts.join(", "))
    };
    let _ = writeln!(out, "file: {}\nlines: [{}, {}]", quoted(&record.file), record.lines.0, record.lines.1);
    out.push_str("sections:");
    write_map(&mut out, record.sections.iter().map(|(id, line)| (id.as_str(), line.to_string())));
    out.push_str("blocks:");
    write_map(&mut out, record.blocks.iter().map(|(id, lines)| (id.as_str(), ranges(lines))));
    out.push_str("notes:");
    let mut notes: Vec<_> = record.notes.iter().collect();
    notes.sort_by_key(|(label, _)| sequence::natural(label));
    write_map(
        &mut out,
        notes.into_iter().map(|(label, note)| {
            let repair = note.repair.as_ref().map(|why| format!(", repair: {}", quoted(why))).unwrap_or_default();
            let value = format!(
                "{{label: {}, lines: {}, marks: {:?}{repair}}}",
                quoted(&note.label),
                ranges(&note.lines),
                note.marks
            );
            (label.as_str(), value)
        }),
    );
    out
}

fn write_map<'a>(out: &mut String, entries: impl Iterator<Item = (&'a str, String)>) {
    let mut any = false;
    for (key, value) in entries {
        let separator = if any { "" } else { "\n" };
        let _ = writeln!(out, "{separator}  {}: {value}", quoted(key));
        any = true;
    }
    if !any {
        out.push_str(" {}\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_at_the_head_of_a_paragraph_are_kept() {
        assert_eq!(guarded("2025. Năm qua"), "2025\\. Năm qua");
        assert_eq!(guarded("1. Được sự quan tâm"), "1. Được sự quan tâm");
        assert_eq!(guarded("[7]: chữ"), "\\[7]: chữ");
    }

    #[test]
    fn marks_of_a_text() {
        assert_eq!(marks_in("một[^3] hai[^12a]."), ["3", "12a"]);
        assert_eq!(without_marks("một[^3] hai[^12]."), "một hai.");
    }
}
