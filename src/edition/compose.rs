//! A report becomes pages: which section is a page of its own, and how it is written in Markdown.
//!
//! In: an imported [`Report`]. Out: the files of `content/<report>/` as text, and the record of the import. What always
//! holds: every section, block and note is on exactly one page; a page that is read and written back is the same;
//! the same report gives the same bytes.

use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;

mod breaks;
mod plan;

use super::record::{RECORD, record, write_record};
use crate::markdown::write;
use crate::model::config::Config;
use crate::model::edition::ImportRecord;
use crate::model::indicator::Indicator;
use crate::model::report::{Block, BlockKind, Holder, Item, Note, PageBreak, Report, ReportKind, Section};
use crate::model::revision::PageNames;
use crate::numbering;
use crate::yaml;
use plan::{Plan, PlannedPage};

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
                Item::Section(index) => {
                    let marks = breaks::before(&self.breaks(Holder::Section(*index)));
                    heading(&self.report.sections[*index], level, &marks)
                }
                Item::Block(index) => block_text(&self.report.blocks[*index], &self.breaks(Holder::Block(*index))),
            };
            called.extend(marks_in(&block));
            text.push('\n');
            text.push_str(&block);
            text.push('\n');
        }
        let notes = self.notes_for(called, last);
        for note in &notes {
            text.push('\n');
            text.push_str(&self.definition(note));
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

    /// The notes that this page defines: those that it or its own notes call first, and on the last page all that are left.
    fn notes_for(&mut self, mut called: Vec<String>, last: bool) -> Vec<&'a Note> {
        let mut here: Vec<&Note> = Vec::new();
        loop {
            let is_new =
                |note: &&Note| (last || called.contains(&note.key)) && !self.placed.contains(note.key.as_str());
            let new: Vec<&Note> = self.report.notes.iter().filter(is_new).collect();
            if new.is_empty() {
                here.sort_by_key(|note| note.number);
                return here;
            }
            self.placed.extend(new.iter().map(|note| note.key.as_str()));
            called = new.iter().flat_map(|note| &note.paragraphs).flat_map(|text| marks_in(text)).collect();
            here.extend(new);
        }
    }

    /// The printed pages that begin in a holder.
    fn breaks(&self, holder: Holder) -> Vec<&'a PageBreak> {
        self.report.page_breaks.iter().filter(|page| page.holder == holder).collect()
    }

    /// A note's definition; paragraphs after the first are indented.
    fn definition(&self, note: &Note) -> String {
        let index = self.report.notes.iter().position(|other| other.key == note.key).unwrap_or_default();
        let paragraphs = note.paragraphs.iter().enumerate().map(|(at, paragraph)| {
            breaks::marked(paragraph, write::running(paragraph), &self.breaks(Holder::Note(index, at)))
        });
        let paragraphs: Vec<String> = paragraphs.filter(|paragraph| !paragraph.is_empty()).collect();
        format!("[^{}]: {}", note.key, paragraphs.join("\n\n    "))
    }

    fn front_matter(&self, page: &PlannedPage, weight: i64) -> String {
        let mut front = String::from("---\n");
        let mut line = |key: &str, value: &str| {
            let _ = writeln!(front, "{key}: {value}");
        };
        // Of pages that begin with one title the last one has it: the others have no words.
        let printed_page = |breaks: Vec<&PageBreak>, line: &mut dyn FnMut(&str, &str)| {
            breaks.last().iter().for_each(|page| line("printed_page", &yaml::quoted(&page.label)));
        };
        match page.section {
            Some(index) => {
                let section = &self.report.sections[index];
                let title = if section.title.is_empty() {
                    section.label.clone().unwrap_or_default()
                } else {
                    section.title.clone()
                };
                line("title", &yaml::quoted(&title));
                if let Some(number) = &section.number {
                    line("number", &yaml::quoted(number));
                }
                if let Some(label) = section.label.as_ref().filter(|_| !section.title.is_empty()) {
                    line("label", &yaml::quoted(label));
                }
                line("id", &section.id);
                printed_page(self.breaks(Holder::Section(index)), &mut line);
                line("level", &section.level.to_string());
                line("weight", &weight.to_string());
                line("slug", &page.name.slug);
            }
            None => {
                line("title", &yaml::quoted(&self.report.title));
                for (key, value) in [
                    ("label", &self.report.label),
                    ("issuer", &self.report.issuer),
                    ("document_kind", &self.report.document_kind),
                    ("document_number", &self.report.document_number),
                    ("place", &self.report.place),
                    ("place_of_issue", &self.report.place_of_issue),
                    ("date", &self.report.date),
                ] {
                    if let Some(value) = value {
                        line(key, &yaml::quoted(value));
                    }
                }
                line(
                    "kind",
                    match self.report.kind {
                        ReportKind::Report => "report",
                        ReportKind::Appendix => "appendix",
                    },
                );
                printed_page(self.breaks(Holder::Title), &mut line);
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
        let _ = writeln!(front, "{lead}  - name: {}", yaml::quoted(&figure.name));
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
            line("op", yaml::quoted(figure.op.sign()));
        }
        if !figure.unit.is_empty() {
            line("unit", yaml::quoted(&figure.unit));
        }
        if let Some(period) = &figure.period {
            line("period", yaml::quoted(period));
        }
        line("kind", figure.kind.name().to_owned());
        line("quote", yaml::quoted(&figure.quote));
        line("at", if figure.note().is_some() { yaml::quoted(&figure.at) } else { figure.at.clone() });
        if let Some(id) = &figure.id {
            line("id", yaml::quoted(id));
        }
        if !figure.status.is_accepted() {
            line("status", figure.status.name().to_owned());
        }
    }
}

/// A heading within a page whose own section has the level `above`.
fn heading(section: &Section, above: usize, marks: &str) -> String {
    let depth = (section.level.saturating_sub(above) + 1).clamp(2, 6);
    let head = match (&section.label, &section.number) {
        (Some(label), _) if section.title.is_empty() => label.clone(),
        (Some(label), _) => format!("{label}. {}", section.title),
        (None, Some(number)) => format!("{} {}", numbering::punctuated(number), section.title),
        (None, None) => section.title.clone(),
    };
    format!("{} {marks}{} {{#{}}}", "#".repeat(depth), write::heading_words(&head), section.id)
}

/// A block as Markdown, with its id where the notation has room for it, and the marks of the pages that begin in it.
fn block_text(block: &Block, pages: &[&PageBreak]) -> String {
    let marked = |written: String| breaks::marked(&block.text, written, pages);
    let attributes = match block.kind.class() {
        Some(class) => format!("{{#{} .{class}}}", block.id),
        None => format!("{{#{}}}", block.id),
    };
    match block.kind {
        // Code and HTML hold no marks.
        BlockKind::Table | BlockKind::Code if !block.text.starts_with('|') && !pages.is_empty() => {
            format!("{}\n\n{}\n\n{attributes}", breaks::before(pages).trim_end(), block.text)
        }
        BlockKind::Table | BlockKind::Code => format!("{}\n\n{attributes}", marked(block.text.clone())),
        BlockKind::Quote => format!("> {} {attributes}", marked(write::running(&block.text))),
        _ => format!("{} {attributes}", marked(write::paragraph(&block.text))),
    }
}

/// The keys of the notes that a text calls.
fn marks_in(text: &str) -> Vec<String> {
    text.split("[^").skip(1).filter_map(|rest| Some(rest.split_once(']')?.0.to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::plan::without_marks;
    use super::*;

    #[test]
    fn marks_of_a_text() {
        assert_eq!(marks_in("một[^3] hai[^12a]."), ["3", "12a"]);
        assert_eq!(without_marks("một[^3] hai[^12]."), "một hai.");
    }
}
