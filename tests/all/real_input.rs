//! The real input against what a person read in it (`real_input.gold.yaml`), as it is and rewritten in other house
//! styles. Skipped, and said to be, where the seeds are absent.

use std::collections::{BTreeMap, BTreeSet};

use crate::support;
use crate::support::gold::Gold;
use crate::support::rewrite;
use ibid::diagnostic::Diagnostic;
use ibid::import::{Compilation, import};
use ibid::model::report::{BlockKind, Report, ReportKind};
use ibid::source::Source;

struct Case {
    gold: Gold,
    text: String,
}

fn case() -> Option<Case> {
    let gold = Gold::read().expect("the gold file reads");
    let text = support::real::text(&gold.file)?;
    Some(Case { gold, text })
}

fn read(bytes: &str) -> (Compilation, Vec<Diagnostic>) {
    let source = Source::from_bytes("seed.txt", bytes.as_bytes()).expect("the input is text");
    let checked = import(&source);
    (checked.value, checked.diagnostics)
}

/// Everything that must be the same in every style.
fn assert_reports(gold: &Gold, read: &Compilation) {
    assert_eq!(read.reports.len(), gold.reports.len(), "reports");
    for (report, expected) in read.reports.iter().zip(&gold.reports) {
        assert_title_block(report, expected);
        assert_outline(report, expected);
        assert_joins(report, expected);
        assert_end_matter(report, expected);
    }
}

fn assert_title_block(report: &Report, expected: &support::gold::Report) {
    let kind = if report.kind == ReportKind::Appendix { "appendix" } else { "report" };
    assert_eq!(kind, expected.kind, "{}", expected.name);
    assert_eq!(report.lines, expected.lines, "{}", expected.name);
    assert_eq!(report.place.as_deref(), Some(expected.place.as_str()));
    assert_eq!(report.label.as_deref().map(str::to_lowercase), expected.label.as_deref().map(str::to_lowercase));
    // An appendix that prints no date has the compilation's.
    let date = expected.date.clone().unwrap_or_else(|| "2025-07".to_owned());
    assert_eq!(report.date.as_deref(), Some(date.as_str()), "{}", expected.name);
    assert!(report.title.starts_with("BÁO CÁO"), "{}", report.title);
}

fn assert_outline(report: &Report, expected: &support::gold::Report) {
    let line_of = |index: Option<usize>| index.map(|index| report.sections[index].line);
    let numbered: Vec<_> = report
        .sections
        .iter()
        .filter(|section| section.number.is_some() || section.label.is_some())
        .map(|s| (s.line, s.number.clone(), s.label.clone(), s.level, line_of(s.parent)))
        .collect();
    let gold: Vec<_> =
        expected.sections.iter().map(|s| (s.line, s.number.clone(), s.label.clone(), s.level, s.parent)).collect();
    for (found, wanted) in numbered.iter().zip(&gold) {
        assert_eq!(found, wanted, "{}", expected.name);
    }
    assert_eq!(numbered.len(), gold.len(), "{}", expected.name);
    let unnumbered: BTreeSet<usize> = report
        .sections
        .iter()
        .filter(|section| section.number.is_none() && section.label.is_none())
        .map(|section| section.line)
        .collect();
    let wanted: BTreeSet<usize> = expected.unnumbered.iter().map(|(line, _)| *line).collect();
    assert_eq!(unnumbered, wanted, "{}", expected.name);
}

fn assert_joins(report: &Report, expected: &support::gold::Report) {
    let joins: BTreeSet<(usize, usize)> =
        report.blocks.iter().flat_map(|block| block.lines.windows(2).map(|pair| (pair[0].1, pair[1].0))).collect();
    let wanted: BTreeSet<(usize, usize)> = expected.joins.iter().copied().collect();
    assert_eq!(joins, wanted, "{}", expected.name);
}

fn assert_end_matter(report: &Report, expected: &support::gold::Report) {
    let lines_of = |kind: BlockKind| {
        let mut lines = report.blocks.iter().filter(|b| b.kind == kind).flat_map(|b| b.lines.clone());
        let first = lines.next()?;
        Some(lines.fold(first, |all, next| (all.0, next.1)))
    };
    assert_eq!(lines_of(BlockKind::Recipients), expected.recipients, "{}", expected.name);
    assert_eq!(lines_of(BlockKind::Signature), expected.signature, "{}", expected.name);
    assert_eq!(lines_of(BlockKind::Epigraph), expected.epigraph, "{}", expected.name);
}

/// Every mark leads to the definition that the gold names, all but the ones in `missing` (report, place).
fn assert_notes(gold: &Gold, read: &Compilation, missing: &BTreeSet<(usize, usize)>) {
    for (index, (report, expected)) in read.reports.iter().zip(&gold.reports).enumerate() {
        let found: BTreeSet<(usize, usize, usize)> = report
            .notes
            .iter()
            .flat_map(|note| note.references.iter().map(|line| (note.number, *line, note.lines[0].0)))
            .collect();
        let wanted: BTreeSet<(usize, usize, usize)> = expected
            .references
            .iter()
            .filter(|reference| !missing.contains(&(index, reference.2)))
            .map(|reference| (reference.2, reference.0, reference.3))
            .collect();
        let lost: Vec<_> = wanted.difference(&found).collect();
        let wrong: Vec<_> = found.difference(&wanted).collect();
        assert!(lost.is_empty() && wrong.is_empty(), "{}: lost {lost:?}, wrong {wrong:?}", expected.name);
    }
}

fn assert_continuations(gold: &Gold, read: &Compilation) {
    for (report, expected) in read.reports.iter().zip(&gold.reports) {
        let found: BTreeSet<(usize, usize)> = report
            .notes
            .iter()
            .flat_map(|note| note.lines[1..].iter().map(|lines| (note.lines[0].0, lines.0)))
            .collect();
        let wanted: BTreeSet<(usize, usize)> = expected.note_continuations.iter().copied().collect();
        assert_eq!(found, wanted, "{}", expected.name);
    }
}

fn assert_conserved(read: &Compilation) {
    for ledger in &read.ledgers {
        assert!(ledger.reconciles(), "{}: lost {:?}, added {:?}", ledger.report, ledger.lost, ledger.added);
        assert!(ledger.words_in > 5_000, "{}: {} words", ledger.report, ledger.words_in);
    }
}

fn assert_all(gold: &Gold, text: &str) {
    let (read, _) = read(text);
    assert_reports(gold, &read);
    assert_notes(gold, &read, &BTreeSet::new());
    assert_continuations(gold, &read);
    assert_conserved(&read);
}

#[test]
fn as_it_is() {
    let Some(case) = case() else { return };
    assert_all(&case.gold, &case.text);
    let (read, diagnostics) = read(&case.text);
    let count: usize = read.ledgers.iter().map(|ledger| ledger.references).sum();
    assert_eq!(count, 216, "references");
    assert_eq!(read.ledgers.iter().map(|ledger| ledger.linked).sum::<usize>(), 216, "linked");
    let grave: Vec<_> = diagnostics
        .iter()
        .filter(|d| {
            ["note-unresolved", "note-unused", "words-lost", "words-added", "contents-mismatch"].contains(&d.code)
        })
        .collect();
    assert!(grave.is_empty(), "{grave:?}");
    assert!(diagnostics.iter().any(|d| d.code == "contents-left-out"));
    let units: usize =
        read.reports.iter().flat_map(|r| &r.blocks).map(|b| b.text.matches("<sup>2</sup>").count()).sum();
    let noted: usize = read
        .reports
        .iter()
        .flat_map(|r| &r.notes)
        .flat_map(|n| &n.paragraphs)
        .map(|p| p.matches("<sup>2</sup>").count())
        .sum();
    assert_eq!(units + noted, case.gold.units.len(), "units left alone");
}

#[test]
fn in_other_bytes() {
    let Some(case) = case() else { return };
    assert_all(&case.gold, &rewrite::crlf(&case.text));
    assert_all(&case.gold, &rewrite::nfd(&case.text));
    assert_all(&case.gold, &rewrite::bom(&case.text));
}

#[test]
fn with_heading_levels_at_random() {
    let Some(case) = case() else { return };
    for seed in 1..=8 {
        assert_all(&case.gold, &rewrite::shuffled_headings(&case.text, seed));
    }
}

#[test]
fn in_other_note_styles() {
    let Some(case) = case() else { return };
    assert_all(&case.gold, &rewrite::superscript_digits(&case.text));
    assert_all(&case.gold, &rewrite::bracket_notes(&case.text));
    assert_all(&case.gold, &rewrite::plain_definitions(&case.text));
}

/// The real input with its labels beginning anew on every page.
fn restarting(case: &Case) -> String {
    let references = case.gold.reports.iter().enumerate().flat_map(|(report, expected)| {
        expected.references.iter().map(move |reference| (report, reference.2, reference.3))
    });
    rewrite::restarting_labels(&case.text, &case.gold.report_lines(), &references.collect::<Vec<_>>())
}

#[test]
fn with_labels_that_begin_anew_on_every_page() {
    let Some(case) = case() else { return };
    let text = restarting(&case);
    let ones = rewrite::labels(&text).iter().filter(|label| label.number == "1").count();
    assert!(ones > 100, "{ones}");
    assert_all(&case.gold, &text);
    assert_all(&case.gold, &rewrite::superscript_digits(&text));
}

/// Where labels begin anew and a tenth of the definitions are gone, a mark may take its neighbour's: hardly one does.
#[test]
fn with_labels_that_begin_anew_and_definitions_missing() {
    let Some(case) = case() else { return };
    let text = restarting(&case);
    let (mut all, mut wrong, mut lost) = (0, 0, 0);
    for seed in 1..=24 {
        let (text, faults) =
            rewrite::missing_definitions(&text, &case.gold.report_lines(), &case.gold.note_continuations(), seed);
        let gone: BTreeSet<(usize, usize)> = faults.iter().map(|fault| (fault.report, fault.place)).collect();
        let (read, _) = read(&text);
        for (index, (report, expected)) in read.reports.iter().zip(&case.gold.reports).enumerate() {
            let found: BTreeSet<(usize, usize)> = report
                .notes
                .iter()
                .flat_map(|note| note.references.iter().map(|line| (*line, note.lines[0].0)))
                .collect();
            let there = expected.references.iter().filter(|reference| !gone.contains(&(index, reference.2)));
            let wanted: BTreeSet<(usize, usize)> = there.map(|reference| (reference.0, reference.3)).collect();
            all += wanted.len();
            wrong += found.difference(&wanted).count();
            lost += wanted.difference(&found).count();
        }
    }
    println!("{all} marks, {wrong} led to another note, {lost} led to none");
    assert!((wrong + lost) * 100 <= all, "{all} marks, {wrong} wrong, {lost} lost");
}

#[test]
fn with_a_tenth_of_the_labels_wrong() {
    let Some(case) = case() else { return };
    for seed in 1..=24 {
        let (text, faults) = rewrite::wrong_labels(&case.text, &case.gold.report_lines(), seed);
        assert!(faults.len() >= 15, "{} faults", faults.len());
        let (read, _) = read(&text);
        assert_notes(&case.gold, &read, &BTreeSet::new());
    }
}

#[test]
fn with_a_tenth_of_the_definitions_missing() {
    let Some(case) = case() else { return };
    for seed in 1..=24 {
        let (text, faults) =
            rewrite::missing_definitions(&case.text, &case.gold.report_lines(), &case.gold.note_continuations(), seed);
        let missing: BTreeSet<(usize, usize)> = faults.iter().map(|fault| (fault.report, fault.place)).collect();
        let (read, diagnostics) = read(&text);
        assert_notes(&case.gold, &read, &missing);
        let reported: BTreeMap<usize, usize> = diagnostics
            .iter()
            .filter(|d| d.code == "note-unresolved")
            .filter_map(|d| d.span.as_ref())
            .fold(BTreeMap::new(), |mut lines, span| {
                *lines.entry(span.line).or_default() += 1;
                lines
            });
        let mut wanted: BTreeMap<usize, usize> = BTreeMap::new();
        for fault in &faults {
            let reference = case.gold.reports[fault.report].references.iter().find(|r| r.2 == fault.place);
            *wanted.entry(reference.expect("the gold knows it").0).or_default() += 1;
        }
        assert_eq!(reported, wanted, "those and only those, seed {seed}");
        for report in &read.ledgers {
            assert!(report.lost.is_empty() && report.added.is_empty(), "{report:?}");
        }
    }
}
