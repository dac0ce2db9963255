//! The printed pages of a source: the line where each begins, and its number.
//!
//! In: a source and what [`Pages`] found in it. Out: [`PageStart`]s in order. What always holds: a number that the page does
//! not print stands in square brackets; a source that shows no pages has none.

use super::pages::Pages;
use crate::numbering::roman_numeral;
use crate::source::Source;
use crate::text::word_count;

/// Where a page begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageStart {
    /// Its first line.
    pub line: usize,
    /// Its number as printed; in square brackets where it prints none.
    pub label: String,
}

/// The pages of a source.
#[must_use]
pub fn page_starts(source: &Source, pages: &Pages) -> Vec<PageStart> {
    let found: Vec<(usize, Option<String>)> = if !source.pages.is_empty() {
        source.pages.iter().map(|page| (page.line, page.printed.clone())).collect()
    } else if pages.are_counted() {
        by_breaks(pages)
    } else {
        return by_numbers(source, pages);
    };
    let labels = labels(&found.iter().map(|(_, printed)| printed.as_deref()).collect::<Vec<_>>());
    let starts = found.into_iter().zip(labels);
    starts.filter_map(|((line, _), label)| Some(PageStart { line, label: label? })).collect()
}

/// Pages that form feeds part, each with the number that stands on it.
fn by_breaks(pages: &Pages) -> Vec<(usize, Option<String>)> {
    let lines: Vec<usize> = std::iter::once(1).chain(pages.ends.iter().copied().filter(|line| *line > 1)).collect();
    let number = |from: usize, to: usize| pages.numbers.range(from..to).next().map(|(_, number)| number.to_string());
    let to = |at: usize| lines.get(at + 1).copied().unwrap_or(usize::MAX);
    lines.iter().enumerate().map(|(at, line)| (*line, number(*line, to(at)))).collect()
}

/// Pages of which only the numbers are seen: each stands at the head of its page, or each at the foot.
fn by_numbers(source: &Source, pages: &Pages) -> Vec<PageStart> {
    let numbers: Vec<(usize, usize)> = pages.numbers.iter().map(|(line, number)| (*line, *number)).collect();
    let (Some(first), Some(last)) = (numbers.first(), numbers.last()) else { return Vec::new() };
    if numbers.len() < 2 {
        return Vec::new();
    }
    let words = |from: usize, to: usize| {
        let lines = source.lines().filter(|(line, _)| *line > from && *line < to && !pages.left_out.contains_key(line));
        lines.map(|(_, line)| word_count(line)).sum::<usize>()
    };
    let (before, behind) = (words(0, first.0), words(last.0, usize::MAX));
    let few = words(first.0, last.0) / (numbers.len() - 1) / 5;
    // A first page rarely prints its number at its head; at its foot it is 1.
    let at_foot = match (before > few, behind > few) {
        (true, false) => true,
        (false, _) => false,
        (true, true) => first.1 <= 1,
    };
    let printed = |line: usize, number: usize| PageStart { line, label: number.to_string() };
    let counted = |line: usize, number: usize| PageStart { line, label: format!("[{number}]") };
    if at_foot {
        let lines = std::iter::once(1).chain(numbers.iter().map(|(line, _)| line + 1));
        let mut starts: Vec<PageStart> =
            lines.zip(&numbers).map(|(line, (_, number))| printed(line, *number)).collect();
        starts.extend((behind > 0).then(|| counted(last.0 + 1, last.1 + 1)));
        return starts;
    }
    let unnumbered = (before > 0 && first.1 > 1).then(|| counted(1, first.1 - 1));
    unnumbered.into_iter().chain(numbers.iter().map(|(line, number)| printed(*line, *number))).collect()
}

/// The numbers of pages in a row: those that print none are counted on from the page before, or back from the first that prints
/// one, or, where no page does, from the first page of the file.
fn labels(printed: &[Option<&str>]) -> Vec<Option<String>> {
    if printed.iter().all(Option::is_none) {
        return (1..=printed.len()).map(|number| Some(format!("[{number}]"))).collect();
    }
    let counted = |at: usize| {
        let known = |other: &usize| printed[*other].is_some();
        match (0..at).rev().find(known) {
            Some(before) => counted_on(printed[before]?, at - before),
            None => {
                let next = (at + 1..printed.len()).find(known)?;
                let value = printed[next]?.parse::<usize>().ok()?.checked_sub(next - at)?;
                (value > 0).then(|| value.to_string())
            }
        }
    };
    let label = |(at, label): (usize, &Option<&str>)| match label {
        Some(label) => Some((*label).to_owned()),
        None => counted(at).map(|number| format!("[{number}]")),
    };
    printed.iter().enumerate().map(label).collect()
}

/// The number so many pages after a printed one, which may be a small Roman number.
fn counted_on(printed: &str, pages: usize) -> Option<String> {
    match printed.parse::<usize>() {
        Ok(value) => Some((value + pages).to_string()),
        Err(_) => {
            let small = |value: i64| roman_numeral(value).to_lowercase();
            let value = (1..90).find(|value| small(*value) == printed)?;
            Some(small(value + i64::try_from(pages).ok()?))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn starts(text: &str) -> Vec<(usize, String)> {
        let source = Source { name: "t".into(), text: text.into(), ..Source::default() };
        let pages = Pages::of(&source);
        page_starts(&source, &pages).into_iter().map(|start| (start.line, start.label)).collect()
    }

    fn named(starts: &[(usize, &str)]) -> Vec<(usize, String)> {
        starts.iter().map(|(line, label)| (*line, (*label).to_owned())).collect()
    }

    #[test]
    fn numbers_stand_at_the_head_or_at_the_foot() {
        assert_eq!(starts("một hai\n\n2\n\nba bốn\n\n3\n\nnăm sáu\n"), named(&[(1, "[1]"), (3, "2"), (7, "3")]));
        assert_eq!(starts("một hai\n\n1\n\nba bốn\n\n2\n"), named(&[(1, "1"), (4, "2")]));
        assert_eq!(starts("một\n\n1\n\nhai\n\n2\n\nba\n"), named(&[(1, "1"), (4, "2"), (8, "[3]")]));
        assert_eq!(starts("12\n\nmột hai\n\n13\n\nba bốn\n"), named(&[(1, "12"), (5, "13")]));
        assert_eq!(starts("một hai\n\nba\n"), []);
    }

    #[test]
    fn form_feeds_part_pages_with_and_without_numbers() {
        assert_eq!(starts("một\n\u{c}hai\n\u{c}ba\n"), named(&[(1, "[1]"), (2, "[2]"), (3, "[3]")]));
        let text = "bìa\n\u{c}một\n\n5\n\u{c}hai\n\n6\n\u{c}ba\n\u{c}bốn\n\n8\n";
        let expected = [(1, "[4]"), (2, "5"), (5, "6"), (8, "[7]"), (9, "8")];
        assert_eq!(starts(text), named(&expected));
    }

    #[test]
    fn pages_without_a_number_are_counted() {
        let label = |printed: &[Option<&str>]| {
            labels(printed).into_iter().map(Option::unwrap_or_default).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(label(&[None, Some("2"), None, Some("4"), None]), "[1] 2 [3] 4 [5]");
        assert_eq!(label(&[None, None, Some("1")]), "  1");
        assert_eq!(label(&[Some("iv"), None, Some("1")]), "iv [v] 1");
        assert_eq!(label(&[Some("3"), None, Some("9")]), "3 [4] 9");
        assert_eq!(label(&[None, None]), "[1] [2]");
    }
}
