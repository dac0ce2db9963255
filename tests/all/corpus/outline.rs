//! Headings against the gold: which are found, under which parent, and which are none.

use ibid::import::{Compilation, UnreadKind};
use ibid::model::report::ReportKind;
use ibid::text::{fold, words};

use super::gold::{Gold, Heading};
use super::score::Miss;

/// What became of the headings that the gold names, and of the sections that it does not name.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// All headings of the gold.
    pub headings: usize,
    /// Those that import found with their words.
    pub found: usize,
    /// Those found that also stand under their parent.
    pub parents: usize,
    /// Sections that are no headings.
    pub false_headings: usize,
    /// Headings that were missed and that nothing names.
    pub silent: usize,
}

/// A section that import found. An appendix that it took for a report of its own counts as one, so that
/// the outline and the number of reports are measured apart.
struct Found {
    line: usize,
    /// As import wrote it.
    title: String,
    /// Every way to write it, folded: the words alone, and with what stands before them.
    spellings: Vec<String>,
    parent: Option<usize>,
}

/// Measures the outline of all reports and names each miss.
pub fn measure(gold: &Gold, read: &Compilation, misses: &mut Vec<Miss>) -> Outline {
    let found = sections(read);
    let told = told(read);
    let matched = matched(gold, &found);
    let heading_of = |section: usize| matched.iter().position(|at| *at == Some(section));
    let mut score = Outline { headings: gold.headings.len(), ..Outline::default() };
    for (heading, at) in gold.headings.iter().zip(&matched) {
        let Some(at) = at else {
            let page = gold.page.unwrap_or(1);
            let (first, last) = (heading.line / page, heading.to.unwrap_or(heading.line) / page);
            let is_told = told.iter().any(|line| (first..=last).contains(&(line / page)));
            score.silent += usize::from(!is_told);
            let how = if is_told { "told" } else { "silent" };
            misses.push(Miss::new(heading.line, format!("heading not found ({how}): {}", heading.title)));
            continue;
        };
        let section = &found[*at];
        if !is_same_title(heading, section) {
            misses
                .push(Miss::new(heading.line, format!("heading {:?} was read as {:?}", heading.title, section.title)));
            continue;
        }
        score.found += 1;
        let parent = section.parent.map(|parent| heading_of(parent).map(|at| gold.headings[at].line));
        if heading.any_parent || parent == heading.parent.map(Some) {
            score.parents += 1;
        } else {
            let under = section.parent.map_or(0, |parent| found[parent].line);
            let wanted = heading.parent.unwrap_or(0);
            let what = format!("{:?} stands under line {under}, not under {wanted} (0: none)", heading.title);
            misses.push(Miss::new(heading.line, what));
        }
    }
    for (at, section) in found.iter().enumerate() {
        if heading_of(at).is_none() && !gold.either.contains(&section.line) {
            score.false_headings += 1;
            misses.push(Miss::new(section.line, format!("false heading: {:?}", section.title)));
        }
    }
    score
}

/// The lines that the lists of what is unread name for the outline's sake; a gap stands at the heading behind it.
fn told(read: &Compilation) -> Vec<usize> {
    let unread = read.ledgers.iter().flat_map(|ledger| &ledger.coverage.unread);
    unread
        .filter(|place| matches!(place.kind, UnreadKind::Heading | UnreadKind::ShortLine | UnreadKind::Gap))
        .map(|place| place.line)
        .collect()
}

fn sections(read: &Compilation) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for report in &read.reports {
        let mut root = None;
        if report.kind == ReportKind::Appendix {
            root = Some(found.len());
            let spellings = spellings(report.label.as_deref(), None, &report.title);
            found.push(Found { line: report.lines.0, title: report.title.clone(), spellings, parent: None });
        }
        let first = found.len();
        for section in &report.sections {
            let spellings = spellings(section.label.as_deref(), section.number.as_deref(), &section.title);
            let parent = section.parent.map(|parent| first + parent).or(root);
            found.push(Found { line: section.line, title: section.title.clone(), spellings, parent });
        }
    }
    found
}

fn spellings(label: Option<&str>, number: Option<&str>, title: &str) -> Vec<String> {
    let (label, number) = (label.unwrap_or_default(), number.unwrap_or_default());
    vec![key(title), key(&format!("{label} {title}")), key(&format!("{label} {number} {title}"))]
}

/// For each heading of the gold the section at its lines: one with its words if there is one.
fn matched(gold: &Gold, found: &[Found]) -> Vec<Option<usize>> {
    let mut used = vec![false; found.len()];
    let mut matched = vec![None; gold.headings.len()];
    // Right words first, on the lines themselves before their neighbours; last whatever stands there.
    for (slack, by_words) in [(0, true), (1, true), (0, false)] {
        // Of a page only the words tell which heading is meant.
        if gold.page.is_some() && !by_words {
            continue;
        }
        for (heading, at) in gold.headings.iter().zip(&mut matched) {
            let lines = match gold.page {
                Some(page) => heading.line / page * page..=heading.line / page * page + page - 1,
                None => heading.line - slack..=heading.to.unwrap_or(heading.line) + slack,
            };
            let fits =
                |section: &Found| lines.contains(&section.line) && (!by_words || is_same_title(heading, section));
            if at.is_none() {
                *at = (0..found.len()).find(|at| !used[*at] && fits(&found[*at]));
                if let Some(at) = *at {
                    used[at] = true;
                }
            }
        }
    }
    matched
}

fn is_same_title(heading: &Heading, section: &Found) -> bool {
    let wanted = spellings(heading.label.as_deref(), heading.number.as_deref(), &heading.title);
    section.spellings.iter().any(|found| {
        let runs_on = || wanted.iter().any(|w| !w.is_empty() && (found.starts_with(w) || found.ends_with(w)));
        wanted.contains(found) || (heading.run_in && runs_on())
    })
}

/// Letters and digits alone, without accents, tags and note marks: how titles are compared.
pub fn key(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['<', '[']) {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let is_mark = rest.starts_with("[^") || rest.starts_with('<');
        let end = if is_mark { rest.find([']', '>']).unwrap_or(0) } else { 0 };
        rest = &rest[end + 1..];
    }
    plain.push_str(rest);
    words(&fold(&plain)).collect()
}
