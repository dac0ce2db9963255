//! Numbers that count pages: those alone on their lines, and those beside the words of a head.
//!
//! In: the numbers. Out: those of the longest rows that count on. Invariant: between two numbers of a row stands text, and a
//! short row within a long one counts something else.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::language;
use crate::text::{fold_space, pattern};

/// What parts the words of a running head from the page's number.
static WELL_APART: LazyLock<Regex> = LazyLock::new(|| pattern(r"\s{2,}|\s*[|•·]\s*"));
/// What parts them from a page's number that says what it is: "Issue 7 - Page 12".
static DASH: LazyLock<Regex> = LazyLock::new(|| pattern(r"\s+[-–—]\s+"));

/// Numbers that are looked back at when a row of page numbers goes on.
const NEAR: usize = 48;

/// So many spaces set a line in the middle.
const CENTRED: usize = 10;
/// A number that stands alone on its line.
#[derive(Debug, Clone, Copy)]
pub struct LoneNumber {
    /// Its place among the lines.
    pub at: usize,
    /// The number.
    pub value: usize,
    /// A page's end beyond doubt.
    pub sure: bool,
}

/// How many words stand before each line: what comes again page by page has a page's words between.
#[derive(Debug)]
pub struct Period {
    before: Vec<usize>,
}

impl Period {
    /// Counts the words of a source.
    #[must_use]
    pub fn of(lines: &[(usize, &str)]) -> Self {
        let count = |words: &mut usize, (_, line): &(usize, &str)| {
            *words += line.split_whitespace().filter(|word| word.contains(char::is_alphabetic)).count();
            Some(*words)
        };
        Self { before: std::iter::once(0).chain(lines.iter().scan(0, count)).collect() }
    }

    /// The words between two neighbours of some places, the fewest first, and what is usual.
    fn gaps(&self, places: &[usize]) -> (Vec<usize>, usize) {
        let mut gaps: Vec<usize> = places.windows(2).map(|pair| self.before[pair[1]] - self.before[pair[0]]).collect();
        gaps.sort_unstable();
        let usual = gaps.get(gaps.len() / 2).copied().unwrap_or_default();
        (gaps, usual)
    }

    /// The words that stand between two neighbours of most of some places.
    #[must_use]
    pub fn usual(&self, places: &[usize]) -> usize {
        self.gaps(places).1
    }

    /// Whether places are as far from one another as the heads of pages: a page's words between, hardly ever much less, and
    /// over a good part of the source.
    #[must_use]
    pub fn is_of_pages(&self, places: &[usize]) -> bool {
        /// Words of a page that has few.
        const PAGE: usize = 60;
        /// So many alike are seldom chance, wherever they stand.
        const MANY: usize = 8;
        let (gaps, usual) = self.gaps(places);
        let close = gaps.iter().filter(|gap| **gap * 3 < usual).count();
        let span: usize = gaps.iter().sum();
        let all = self.before.last().copied().unwrap_or_default();
        usual >= PAGE && close * 5 <= gaps.len() && (places.len() >= MANY || span * 3 >= all)
    }
}

/// The lone numbers right under a rule that a page's notes stand below: their labels, not pages.
pub fn labels_under_rules(lines: &[(usize, &str)]) -> BTreeSet<usize> {
    let mut labels = BTreeSet::new();
    for at in (0..lines.len()).filter(|at| is_foot_rule(lines[*at].1)) {
        let mut last = None;
        for (below, (_, line)) in lines.iter().enumerate().skip(at + 1) {
            let value: Option<usize> = line.trim().parse().ok();
            let goes_on = value.is_some_and(|value| last.is_none_or(|last| value == last + 1));
            if !goes_on {
                break;
            }
            last = value;
            labels.insert(below);
        }
    }
    labels
}

/// The rows of dots that stand above the notes of pages: the same line comes again, nearly always above what a number opens.
/// Those of forms are filled in by hand, and words stand below them.
pub fn dotted_rules(lines: &[(usize, &str)]) -> Vec<usize> {
    /// A rule has so many dots, and so many pages have one.
    const DOTS: usize = 10;
    const MANY: usize = 3;
    let is_dotted = |line: &str| line.chars().count() >= DOTS && line.chars().all(|c| "….·".contains(c));
    let mut alike: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, (_, line)) in lines.iter().enumerate().filter(|(_, (_, line))| is_dotted(line.trim())) {
        alike.entry(line.trim()).or_default().push(at);
    }
    let is_note = |line: &str| line.starts_with(|c: char| c.is_ascii_digit() || "[<^\\*".contains(c));
    let is_above_note = |at: &&usize| {
        let below = lines[*at + 1..].iter().map(|(_, line)| line.trim()).find(|line| !line.is_empty());
        below.is_some_and(is_note)
    };
    let rules = alike
        .into_values()
        .filter(|places| places.len() >= MANY && places.iter().filter(is_above_note).count() * 5 >= places.len() * 4);
    rules.flatten().collect()
}

/// Whether a line ends with the rule that stands above the notes of a page.
pub fn is_foot_rule(line: &str) -> bool {
    line.trim_end().ends_with("__________")
}

/// The places of the lone numbers that count on with another one: the longest rows of them.
pub fn counting_on(numbers: &[LoneNumber], lines: &[(usize, &str)]) -> BTreeSet<usize> {
    // Between two pages' numbers stands a page.
    let mut worded = Vec::with_capacity(lines.len() + 1);
    worded.push(0usize);
    for (_, line) in lines {
        let words = usize::from(line.chars().any(char::is_alphabetic));
        worded.push(worded.last().copied().unwrap_or_default() + words);
    }
    let has_text = |from: usize, to: usize| worded[to] > worded[from + 1];
    // Length of the longest row that ends with each, and the one before it.
    let mut rows: Vec<(usize, Option<usize>)> = Vec::with_capacity(numbers.len());
    for (index, number) in numbers.iter().enumerate() {
        let before = (index.saturating_sub(NEAR)..index).rev().filter(|other| {
            let other = numbers[*other];
            other.value < number.value && number.value <= other.value + 2 && has_text(other.at, number.at)
        });
        // The nearest of equally long rows, and a number that is next before one that leaves a gap.
        let best = before.max_by_key(|other| {
            let next = numbers[*other].value + 1 == number.value;
            (rows[*other].0 * 2 + usize::from(next), *other)
        });
        rows.push(best.map_or((1, None), |best| (rows[best].0 + 1, Some(best))));
    }
    let mut taken = vec![false; numbers.len()];
    let mut found = BTreeSet::new();
    let mut by_length: Vec<usize> = (0..numbers.len()).filter(|index| rows[*index].0 >= 2).collect();
    by_length.sort_by_key(|index| std::cmp::Reverse(rows[*index].0));
    // Where one long row counts the pages, a short one inside it counts something else.
    let mut spans: Vec<(usize, usize, usize)> = Vec::new();
    for last in by_length {
        let mut row = Vec::new();
        let mut at = Some(last).filter(|last| !taken[*last]);
        while let Some(index) = at.filter(|index| !taken[*index]) {
            row.push(index);
            at = rows[index].1;
        }
        let (Some(first), Some(end)) = (row.last().copied(), row.first().copied()) else { continue };
        let (from, to) = (numbers[first].at, numbers[end].at);
        let within = spans.iter().any(|(start, stop, length)| from < *stop && to > *start && row.len() * 3 <= *length);
        let sure = row.iter().any(|index| numbers[*index].sure);
        if row.len() < 2 || within && !sure {
            continue;
        }
        spans.push((from, to, row.len()));
        for index in row {
            taken[index] = true;
            found.insert(numbers[index].at);
        }
    }
    found
}

/// The words and the page's number of a line that has both, well apart: "Báo cáo năm    12", "12 | Annual report", "Annual report   - 12 -".
pub fn counted(line: &str) -> Option<(String, usize)> {
    let line = line.trim();
    let gaps = |between: &Regex| between.find_iter(line).map(|gap| gap.range()).collect::<Vec<_>>();
    let (wide, dashes) = (gaps(&WELL_APART), gaps(&DASH));
    let last = |gaps: &[Range<usize>]| gaps.last().map(|gap| (&line[..gap.start], &line[gap.end..]));
    let first = wide.first().map(|gap| (&line[gap.end..], &line[..gap.start]));
    let parts = [(last(&wide), false), (first, false), (last(&dashes), true)].into_iter();
    parts.filter_map(|(part, needs_word)| Some((part?, needs_word))).find_map(|((words, number), needs_word)| {
        let inside = number.trim_matches(|c: char| "-–—()[] ".contains(c));
        let found = language::any().page_number().captures(inside)?;
        let is_named = words.chars().filter(|c| c.is_alphabetic()).count() >= 4;
        let fits = is_named && (!needs_word || found.get(1).is_some());
        let page = found[2].parse().ok().filter(|_| fits)?;
        Some((fold_space(words), page))
    })
}

/// Whether nothing but blank lines stands around a line; set in the middle of the page, it needs none above.
pub fn stands_alone(lines: &[(usize, &str)], at: usize) -> bool {
    let is_blank = |at: Option<usize>| {
        let line = at.and_then(|at| lines.get(at));
        line.is_none_or(|(_, line)| line.trim().is_empty() || line.starts_with('\u{c}'))
    };
    let line = lines[at].1;
    let centred = line.len() - line.trim_start().len() >= CENTRED;
    is_blank(Some(at + 1)) && (centred || is_blank(at.checked_sub(1)))
}

/// Whether a blank line parts a line from its neighbours on one side at least, or its print does: a line of a paragraph that
/// comes again word for word is text.
pub fn stands_apart(lines: &[(usize, &str)], at: usize) -> bool {
    let is_text = |at: Option<usize>| {
        let line = at.and_then(|at| lines.get(at));
        line.is_some_and(|(_, line)| !line.trim().is_empty() && !line.contains('\u{c}'))
    };
    let is_set = lines[at].1.trim_start().starts_with(['#', '*', '_']);
    is_set || !is_text(at.checked_sub(1)) || !is_text(Some(at + 1))
}
