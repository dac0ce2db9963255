//! References inside the text: "xem chú thích 5", "như trên", "mục 2.1", "khoản 2 Điều 5", "Phụ lục 1", "Phần thứ nhất".
//!
//! In: the units, the outlines, the notes. Out: words that lead to a place, in the right report.
//! What always holds: a reference to what the report does not have, or to a part of another text, stays words; no place leads to itself; each report's
//! sections and notes are looked up in tables that are made once ([`Tables`]).

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::OnceLock;

use super::articles;
use super::other_texts::is_of_another;
use super::referring::referring;
use super::subjects::sets_norms;
use super::units::{Kind, Unit};
use super::words::LinkedWords;
use crate::cache::Cache;
use crate::language::{self, Named, PartLevel, Reference};
use crate::model::edition::{Edition, EditionReport};
use crate::model::links::{LinkTarget, LinkedNote, Links, ReportLinks, SectionLink};
use crate::model::report::ReportKind;
use crate::numbering::{self, Style};

/// Signs of the text of a note that a preview shows.
const PREVIEW: usize = 600;

/// All references, with their units and words.
pub(super) fn references(edition: &Edition, links: &Links, units: &[Unit], cache: &Cache) -> Vec<LinkedWords> {
    let mut found = Vec::new();
    let mut tables: HashMap<usize, Tables> = HashMap::new();
    for (index, unit) in referring(edition, units, cache).into_iter().map(|index| (index, &units[index])) {
        let named = unit.language.references_in(unit.text());
        let Some(report) = edition.reports.get(unit.report) else { continue };
        let Some(own) = links.reports.get(&report.id) else { continue };
        let front = &report.index.front;
        let called = [front.document_kind.as_deref().unwrap_or_default(), report.index.plain_title.as_str()];
        let called: Vec<&str> = called.into_iter().filter(|name| !name.is_empty()).collect();
        let known = || Tables { sets_norms: sets_norms(report, links), ..Tables::of(own) };
        let tables = tables.entry(unit.report).or_insert_with(known);
        // A note of a law tells of the acts that changed it.
        let is_of_acts = unit.kind == Kind::Note && tables.sets_norms;
        let resolver = Resolver { edition, links, report, own, tables, unit };
        for Reference { range, named } in named {
            let leads = match named {
                Named::Note(number) => resolver.note(number),
                Named::NoteBefore => resolver.same(),
                _ if is_of_acts || is_quoted(unit, &range) || resolver.changes_another() => None,
                _ if is_of_another(unit.language, &called, &unit.text()[range.end..]) => None,
                Named::Part { level: PartLevel::Section | PartLevel::Subsection, words, number, inside } => {
                    resolver.section(words, number, inside)
                }
                Named::Part { level: PartLevel::Chapter, words, number, inside } => {
                    resolver.part(words).or_else(|| resolver.section(words, number, inside))
                }
                Named::Part { words, .. } => resolver.part(words),
                Named::Appendix(words, number) => resolver.appendix(words, number),
            };
            found.extend(leads.map(|leads| LinkedWords { unit: index, range, leads }));
        }
    }
    found
}

/// Whether a reference is the head of a text that is quoted ("Điều 9. Thủ tục …"), or stands in a row of a table, which may name its text
/// in another cell.
fn is_quoted(unit: &Unit, range: &Range<usize>) -> bool {
    let (before, after) = (&unit.text()[..range.start], &unit.text()[range.end..]);
    let opens = before.rsplit('\n').next().is_none_or(|line| line.trim_matches([' ', '"', '“', '*']).is_empty());
    let titled = after.strip_prefix('.').is_some_and(|title| title.trim_start().starts_with(char::is_uppercase));
    // An order says in quotation marks what another text shall read.
    let quotes = ends_in_quotation(before);
    opens && titled || quotes || before.contains('|') || after.contains('|')
}

/// Whether a quotation is open at the end of a text: “…”, „…“, «…».
fn ends_in_quotation(text: &str) -> bool {
    let step = |open: Option<char>, c: char| match (open, c) {
        (None, '“' | '„' | '«') => Some(c),
        (Some('„'), '“' | '”') | (Some('“'), '”') | (Some('«'), '»') => None,
        _ => open,
    };
    text.chars().fold(None, step).is_some()
}

/// A report's sections and notes by what references call them; the numbers are places in [`ReportLinks`].
#[derive(Default)]
struct Tables<'a> {
    by_id: HashMap<&'a str, usize>,
    by_number: HashMap<&'a str, Vec<usize>>,
    by_label: HashMap<(Style, usize), Vec<usize>>,
    /// Paragraphs that open with an article's label, in a text whose headings are none: page and id.
    articles: OnceLock<HashMap<(Style, usize), (usize, String)>>,
    /// Whether headings are articles.
    has_articles: bool,
    /// By the label that the source prints.
    notes: HashMap<&'a str, Vec<usize>>,
    /// Whether it is a law, a decree or the like.
    sets_norms: bool,
    /// The sections whose heading names another document by its number: what they name is that document's.
    of_another: HashSet<&'a str>,
}

impl<'a> Tables<'a> {
    fn of(own: &'a ReportLinks) -> Self {
        let mut tables = Self::default();
        for (at, section) in own.sections.iter().enumerate() {
            tables.by_id.entry(&section.id).or_insert(at);
            if names_document(&section.title) {
                tables.of_another.insert(&section.id);
            }
            if let Some(number) = section.number.as_deref() {
                tables.by_number.entry(bare_number(number)).or_default().push(at);
            }
            if let Some(label) = section.label.as_deref().and_then(label_of) {
                tables.by_label.entry(label).or_default().push(at);
            }
        }
        tables.has_articles = tables.by_label.keys().any(|(style, _)| style.is_article());
        for (at, note) in own.notes.iter().enumerate() {
            tables.notes.entry(note.printed.as_deref().unwrap_or(&note.label)).or_default().push(at);
        }
        tables
    }
}

/// A unit with all that its references may mean.
struct Resolver<'a> {
    edition: &'a Edition,
    links: &'a Links,
    report: &'a EditionReport,
    own: &'a ReportLinks,
    tables: &'a Tables<'a>,
    unit: &'a Unit,
}

impl Resolver<'_> {
    /// The note whose printed label is this one, else the one that readers know by it.
    fn note(&self, number: &str) -> Option<LinkTarget> {
        let one = match self.tables.notes.get(number).map(Vec::as_slice) {
            Some([one]) => Some(&self.own.notes[*one]),
            _ => None,
        };
        self.lead_to_note(one.or_else(|| self.own.notes.iter().find(|note| note.sign == number))?)
    }

    /// The note before: "như trên" says that its words count here too. A chain is followed to its first words.
    fn same(&self) -> Option<LinkTarget> {
        let number = self.unit.place.note?;
        let mut before = self.own.notes.iter().rev().filter(|note| note.number < number);
        self.lead_to_note(before.find(|note| !self.unit.language.is_only_reference(&note.text))?)
    }

    fn lead_to_note(&self, note: &LinkedNote) -> Option<LinkTarget> {
        let page = self.report.page_index(&note.page)?;
        if Some(note.number) == self.unit.place.note {
            return None;
        }
        let url = format!("{}#{}", self.report.page_url(page), note.id);
        // A note that says nothing else shows what it means.
        let preview = (self.unit.kind == Kind::Note && self.unit.language.is_only_reference(self.unit.text()))
            .then(|| shortened(&note.text));
        Some(LinkTarget::Place(url, preview))
    }

    /// The section with this number: nearest in the outline above the unit first, then the only one of the report.
    fn section(&self, words: &str, number: &str, inside: Option<&str>) -> Option<LinkTarget> {
        if let Some(above) = inside {
            return self.lead_to_section(self.inside(number, Some(self.named(above)?))?);
        }
        if let Some(whole) = self.inside_whole(number) {
            return self.lead_to_section(whole);
        }
        let all = self.numbered(number);
        let chain = self.chain();
        let near = chain.iter().find_map(|above| all.iter().find(|section| section.parent.as_deref() == Some(*above)));
        let only = || all.first().filter(|_| all.len() == 1);
        let labelled = || self.labelled(words);
        self.lead_to_section(near.or_else(only).copied().or_else(labelled)?)
    }

    /// "III.2": the second of the third; none when the number is no such path.
    fn inside_whole(&self, number: &str) -> Option<&SectionLink> {
        let (above, below) =
            number.split_once('.').filter(|(above, _)| above.starts_with(|c: char| c.is_uppercase()))?;
        let above = self.numbered(above).first().copied().or_else(|| self.counted(above))?;
        self.inside(below, Some(above))
    }

    /// The section with a number below another one: with the number as it is ("2.1"), else step by step ("I.1").
    fn inside(&self, number: &str, above: Option<&SectionLink>) -> Option<&SectionLink> {
        let above = above?;
        let below = |number: &str, above: &SectionLink| {
            self.numbered(number).into_iter().find(|section| self.is_below(section, &above.id))
        };
        below(number, above).or_else(|| {
            let (first, rest) = number.split_once('.')?;
            self.inside(rest, below(first, above))
        })
    }

    /// The sections with a number, in order.
    fn numbered(&self, number: &str) -> Vec<&SectionLink> {
        self.tables.by_number.get(number).into_iter().flatten().map(|at| &self.own.sections[*at]).collect()
    }

    /// "Phần thứ nhất", "Phần A", "Mục II": by its label, else by its number.
    fn named(&self, words: &str) -> Option<&SectionLink> {
        let number = || words.rsplit(' ').next().and_then(|number| self.numbered(number).first().copied());
        self.labelled(words).or_else(number)
    }

    /// Whether the unit stands in a section that is about another document: "Changes to Act 5/2000".
    fn changes_another(&self) -> bool {
        self.chain().iter().any(|id| self.tables.of_another.contains(id))
    }

    /// The ids of the sections that hold the unit, the innermost first.
    fn chain(&self) -> Vec<&str> {
        let mut chain = Vec::new();
        let mut next = self.unit.section.as_deref();
        while let Some(section) = next.and_then(|id| self.by_id(id)) {
            chain.push(section.id.as_str());
            next = section.parent.as_deref();
        }
        chain
    }

    fn by_id(&self, id: &str) -> Option<&SectionLink> {
        self.tables.by_id.get(id).map(|at| &self.own.sections[*at])
    }

    fn is_below(&self, section: &SectionLink, id: &str) -> bool {
        let mut next = section.parent.as_deref();
        while let Some(above) = next {
            if above == id {
                return true;
            }
            next = self.by_id(above).and_then(|section| section.parent.as_deref());
        }
        false
    }

    fn part(&self, words: &str) -> Option<LinkTarget> {
        // "Phần A": a letter is a number, no label.
        let is_letter =
            words.rsplit(' ').next().is_some_and(|word| word.len() == 1 && matches!(word.as_bytes()[0], b'A'..=b'H'));
        let part = if is_letter { self.named(words) } else { self.labelled(words) };
        match part {
            Some(section) => self.lead_to_section(section),
            None => self.lead_to_paragraph(label_of(words)?),
        }
    }

    /// An article that is a paragraph. They are looked for when the first one is called.
    fn lead_to_paragraph(&self, label: (Style, usize)) -> Option<LinkTarget> {
        let articles = &self.tables.articles;
        let all = (label.0.is_article() && !self.tables.has_articles)
            .then(|| articles.get_or_init(|| articles::paragraphs(self.report)))?;
        let (page, id) = all.get(&label).filter(|(_, id)| self.unit.place.id != *id)?;
        Some(LinkTarget::Place(format!("{}#{id}", self.report.page_url(*page)), None))
    }

    /// The section with this label, however its ordinal is written: "Phần III" is "Phần thứ ba".
    fn labelled(&self, words: &str) -> Option<&SectionLink> {
        self.labelled_as(label_of(words)?)
    }

    fn labelled_as(&self, label: (Style, usize)) -> Option<&SectionLink> {
        let all = self.tables.by_label.get(&label)?;
        let mut sections = all.iter().map(|at| &self.own.sections[*at]);
        if all.len() == 1 {
            return sections.next();
        }
        // Of several ("Mục 1" of each chapter) the one beside the unit.
        let chain = self.chain();
        sections.find(|section| section.parent.as_deref().is_some_and(|above| chain.contains(&above)))
    }

    /// The chapter or part whose ordinal is this Roman number.
    fn counted(&self, number: &str) -> Option<&SectionLink> {
        let ordinal = ordinal(number)?;
        [Style::Chapter, Style::Part, Style::Division].into_iter().find_map(|style| self.labelled_as((style, ordinal)))
    }

    fn lead_to_section(&self, section: &SectionLink) -> Option<LinkTarget> {
        // A section that names itself leads nowhere.
        if self.chain().first() == Some(&section.id.as_str()) {
            return None;
        }
        Some(LinkTarget::Place(format!("{}#{}", self.report.page_url(section.page), section.id), None))
    }

    /// The appendix of this report, where its headings have one of this label, else one of the edition.
    fn appendix(&self, words: &str, number: &str) -> Option<LinkTarget> {
        match self.labelled(words) {
            Some(section) => self.lead_to_section(section),
            None => self.annex(number),
        }
    }

    /// The appendix with this number: of the report's own place first, then the only one with the number.
    fn annex(&self, number: &str) -> Option<LinkTarget> {
        let wanted = ordinal(number)?;
        let has_ordinal = |report: &&EditionReport| {
            let label = report.index.front.label.as_deref().unwrap_or_default();
            language::any().after_appendix_word(label).and_then(|number| ordinal(number.trim())) == Some(wanted)
        };
        let annexes = self.edition.reports.iter().filter(|r| r.index.front.kind == Some(ReportKind::Appendix));
        let found: Vec<&EditionReport> = annexes.filter(has_ordinal).collect();
        let own = found.iter().find(|annex| annex.index.front.place == self.report.index.front.place);
        let target = own.or(found.first().filter(|_| found.len() == 1))?;
        let exists = self.links.reports.contains_key(&target.id) && target.id != self.report.id;
        exists.then(|| LinkTarget::Place(target.page_url(0), None))
    }
}

/// Whether a heading holds the number of a document: "65/2013", "2016/679".
fn names_document(title: &str) -> bool {
    let figures = |part: Option<&str>| part.is_some_and(|part| part.contains(|c: char| c.is_ascii_digit()));
    let is_number = |word: &str| {
        let mut parts = word.split('/');
        figures(parts.next()) && figures(parts.next())
    };
    title.split_whitespace().any(is_number)
}

/// The family and ordinal of a label: "Phần thứ ba" is the third part.
fn label_of(words: &str) -> Option<(Style, usize)> {
    let capital = |c: char| c.to_uppercase().collect::<String>();
    let words = words.trim();
    let first = words.chars().next()?;
    let words = format!("{}{}", capital(first), &words[first.len_utf8()..]);
    let reading = numbering::readings(&words).into_iter().find(|reading| reading.head.label.is_some())?;
    // The code of an article is no ordinal.
    let is_code = reading.style.is_article() && reading.ordinal == 0;
    (!is_code).then_some((reading.style, reading.ordinal))
}

fn shortened(text: &str) -> String {
    let flat = crate::text::fold_space(text);
    match flat.char_indices().nth(PREVIEW) {
        Some((at, _)) => format!("{} …", flat[..at].trim_end()),
        None => flat,
    }
}

fn bare_number(number: &str) -> &str {
    number.trim_end_matches(['.', ')'])
}

/// 1 for "1" and "I".
fn ordinal(number: &str) -> Option<usize> {
    if let Ok(number) = number.parse() {
        return Some(number);
    }
    if number.is_empty() || !number.chars().all(|c| "IVXL".contains(c)) {
        return None;
    }
    let values = [('I', 1), ('V', 5), ('X', 10), ('L', 50)];
    let digits: Vec<usize> =
        number.chars().filter_map(|c| values.iter().find(|(sign, _)| *sign == c).map(|(_, value)| *value)).collect();
    let signed = digits.iter().enumerate().map(|(at, digit)| {
        let smaller = digits.get(at + 1).is_some_and(|next| next > digit);
        if smaller { -(*digit as i64) } else { *digit as i64 }
    });
    usize::try_from(signed.sum::<i64>()).ok().filter(|value| *value > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotations() {
        for text in ["sửa là: “Điều 5", "queda así: «Artículo 7", "lautet: „Kapitel 2"] {
            assert!(ends_in_quotation(text), "{text}");
        }
        for text in ["das „Amt“ nach", "the “Act” of", "la «Ley» y"] {
            assert!(!ends_in_quotation(text), "{text}");
        }
    }

    #[test]
    fn ordinals() {
        assert_eq!(ordinal("IV"), Some(4));
        assert_eq!(ordinal("2"), Some(2));
    }
}
