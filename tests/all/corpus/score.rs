//! One document imported and measured against its gold, and what the floors say to it.

use std::fmt;

use ibid::diagnostic::Diagnostic;
use ibid::import::{Compilation, import};
use ibid::model::report::Report;
use ibid::source::Source;

use super::gold::Gold;
use super::notes::{self, Notes};
use super::outline::{self, Outline, key};
use super::pages::{self, PageGold};

/// Something that import missed, with its line in the source.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Miss {
    pub line: usize,
    pub what: String,
}

impl Miss {
    pub fn new(line: usize, what: String) -> Self {
        Self { line, what }
    }
}

/// All figures of one document.
#[derive(Debug)]
pub struct Score {
    pub source: String,
    pub notes: Notes,
    pub outline: Outline,
    /// The facts of the title block: name, whether right.
    pub facts: Vec<(&'static str, bool)>,
    pub reports: usize,
    /// Words in no report, as a share of all.
    pub outside: f64,
    pub misses: Vec<Miss>,
    /// Lines that the ledgers list as unread.
    pub unread: usize,
    /// Why import would write nothing.
    pub excess: Vec<String>,
}

/// Imports a source and measures it.
pub fn score(gold: &Gold, bytes: &[u8]) -> Score {
    let source = Source::from_bytes(&gold.source, bytes).expect("the document is text");
    let lines: Vec<&str> = source.text.split('\n').collect();
    let checked = import(&source);
    measured(gold, &lines, &checked.value, &checked.diagnostics)
}

/// Imports a PDF and measures it by page.
pub fn score_of_pdf(gold: &PageGold, bytes: Vec<u8>) -> (Gold, Score) {
    let source = ibid::pipeline::read_source(&gold.source, bytes).expect("the document has text").value;
    let checked = import(&source);
    let (gold, read) = pages::by_page(gold, &source, checked.value);
    let score = measured(&gold, &[], &read, &[]);
    (gold, score)
}

fn measured(gold: &Gold, lines: &[&str], read: &Compilation, said: &[Diagnostic]) -> Score {
    let mut misses = Vec::new();
    let notes = notes::measure(gold, lines, read, said, &mut misses);
    let outline = outline::measure(gold, read, &mut misses);
    let facts = facts(gold, read, &mut misses);
    if std::env::var_os("IBID_CORPUS_UNREAD").is_some() {
        for place in read.ledgers.iter().flat_map(|ledger| &ledger.coverage.unread) {
            println!("    {}:{}: {:?} {}", gold.source, place.line, place.kind, place.words);
        }
    }
    misses.sort();
    Score {
        source: gold.source.clone(),
        notes,
        outline,
        facts,
        reports: read.reports.len(),
        outside: outside(read),
        misses,
        unread: read.ledgers.iter().map(|ledger| ledger.coverage.unread_lines()).sum(),
        excess: read.ledgers.iter().flat_map(ibid::import::Ledger::excess).map(|why| why.to_string()).collect(),
    }
}

fn outside(read: &Compilation) -> f64 {
    let (outside, all) = read.words_outside();
    outside as f64 / all.max(1) as f64
}

/// Who issued the report.
fn issuer(report: &Report) -> Option<&str> {
    report.issuer.as_deref()
}

/// What the report calls itself.
fn kind(report: &Report) -> Option<&str> {
    report.document_kind.as_deref()
}

/// The title block of the first report against the gold.
fn facts(gold: &Gold, read: &Compilation, misses: &mut Vec<Miss>) -> Vec<(&'static str, bool)> {
    let nothing = Report::default();
    let report = read.reports.first().unwrap_or(&nothing);
    let named = format!("{} {}", gold.kind.as_deref().unwrap_or_default(), gold.title);
    let titles = || gold.either_title.iter().chain([&gold.title, &named]);
    let same = |found: Option<&str>, wanted: &Option<String>, others: &[String]| {
        let found = found.map(key).unwrap_or_default();
        found == wanted.as_deref().map(key).unwrap_or_default() || others.iter().any(|other| key(other) == found)
    };
    let (date, place) = (report.date.as_deref(), report.place_of_issue.as_deref());
    let all = [
        ("title", titles().any(|title| key(title) == key(&report.title)), Some(report.title.as_str())),
        ("date", same(date, &gold.date, &gold.either_date), date),
        ("issuer", same(issuer(report), &gold.issuer, &gold.either_issuer), issuer(report)),
        ("place_of_issue", same(place, &gold.place_of_issue, &gold.either_place_of_issue), place),
        // None of these documents is about a single town or province.
        ("place", report.place.is_none(), report.place.as_deref()),
        ("kind", same(kind(report), &gold.kind, &gold.either_kind), kind(report)),
        ("language", report.lang == gold.language, Some(report.lang.as_str())),
        ("reports", read.reports.len() == gold.reports, None),
    ];
    for (name, _, found) in all.iter().filter(|(_, right, _)| !right) {
        let first: String = found.unwrap_or("nothing").chars().take(80).collect();
        misses.push(Miss::new(report.lines.0, format!("{name} is wrong: {first}")));
    }
    all.map(|(name, right, _)| (name, right)).to_vec()
}

impl Score {
    /// Where the score falls below the floors or exceeds the ceilings, a sentence each.
    pub fn faults(&self, gold: &Gold) -> Vec<String> {
        let (floors, ceilings) = (&gold.floors, &gold.ceilings);
        let (notes, outline) = (&self.notes, &self.outline);
        let shares = [
            ("notes", notes.linked, notes.marks, floors.notes),
            ("headings", outline.found, outline.headings, floors.headings),
            ("parents", outline.parents, outline.headings, floors.parents),
        ];
        let low = shares.iter().filter(|(_, right, all, floor)| share(*right, *all) + 1e-9 < *floor);
        let low = low.map(|(name, right, all, floor)| format!("{name}: {right} of {all}, the floor is {floor}"));
        let counts = [
            ("wrong", notes.wrong, ceilings.wrong),
            ("silent", notes.silent, ceilings.silent),
            ("false_notes", notes.false_notes, ceilings.false_notes),
            ("spliced", notes.spliced, ceilings.spliced),
            ("false_headings", outline.false_headings, ceilings.false_headings),
            ("silent_headings", outline.silent, ceilings.silent_headings),
        ];
        let high = counts.iter().filter_map(|(name, count, ceiling)| {
            let ceiling = ceiling.filter(|ceiling| count > ceiling)?;
            Some(format!("{name}: {count}, the ceiling is {ceiling}"))
        });
        let outside = ceilings.outside.filter(|ceiling| self.outside > *ceiling);
        let outside = outside.map(|ceiling| format!("outside: {:.3}, the ceiling is {ceiling}", self.outside));
        let lacking = floors.right.iter().filter(|name| !self.facts.contains(&(name.as_str(), true)));
        let lacking = lacking.map(|name| format!("{name}: no longer right"));
        let excess = self.excess.iter().map(|why| format!("would not be imported: {why}"));
        let faults = low.chain(high).chain(outside).chain(lacking).chain(excess);
        faults.map(|fault| format!("{}: {fault}", self.source)).collect()
    }
}

/// A share; of nothing, all is right.
fn share(part: usize, all: usize) -> f64 {
    if all == 0 { 1.0 } else { part as f64 / all as f64 }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (n, o) = (&self.notes, &self.outline);
        write!(f, "{}: notes {}/{} linked, {} wrong, {} told, ", self.source, n.linked, n.marks, n.wrong, n.told)?;
        write!(f, "{} silent, {} false, {} spliced · ", n.silent, n.false_notes, n.spliced)?;
        write!(f, "headings {}/{}, parents {}/{}, ", o.found, o.headings, o.parents, o.headings)?;
        write!(f, "silent {}, false {} · ", o.silent, o.false_headings)?;
        let facts = self.facts.iter().filter(|(name, _)| *name != "reports");
        let facts: Vec<String> =
            facts.map(|(name, right)| format!("{name} {}", if *right { "right" } else { "WRONG" })).collect();
        write!(f, "{} · {} reports · {:.1} % outside", facts.join(", "), self.reports, self.outside * 100.0)?;
        write!(
            f,
            " · {} lines unread{}",
            self.unread,
            self.excess.iter().map(|why| format!(" ({why})")).collect::<String>()
        )
    }
}
