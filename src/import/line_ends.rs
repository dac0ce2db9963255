//! Blanks at line ends: a hard break of Markdown, a program's sign that a paragraph ends, or nothing at all.
//!
//! In: a source. Out: the source without blanks that are no hard breaks, and the lines that open a paragraph because the
//! line above ended one. What a blank line follows needs no hard break: where most such lines end with blanks, none is one.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::source::Source;

/// Fewer paragraphs show no habit.
const ENOUGH: usize = 8;

/// The source without blanks that mean no break, and the lines below those that end a paragraph.
#[must_use]
pub fn take(source: &Source) -> (Cow<'_, Source>, BTreeSet<usize>) {
    let lines: Vec<&str> = source.text.split('\n').collect();
    let is_text = |line: &str| !line.trim().is_empty();
    let ends_so = |line: &str| line.ends_with("  ");
    // By whether text follows: lines, and those that end with blanks.
    let mut counts = [(0, 0), (0, 0)];
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| is_text(line)) {
        let follows = lines.get(at + 1).is_some_and(|below| is_text(below));
        let (all, blank) = &mut counts[usize::from(follows)];
        *all += 1;
        *blank += usize::from(ends_so(line));
    }
    let [(last, blank_last), (inner, blank_inner)] = counts;
    if last < ENOUGH || blank_last * 10 < last * 7 {
        return (Cow::Borrowed(source), BTreeSet::new());
    }
    let parts = blank_inner * 3 <= inner;
    let opens = |at: &usize| parts && *at > 0 && ends_so(lines[at - 1]) && is_text(lines[at - 1]);
    let opened = (0..lines.len()).filter(|at| is_text(lines[*at])).filter(opens).map(|at| at + 1).collect();
    let text = lines.iter().map(|line| line.trim_end_matches(' ')).collect::<Vec<_>>().join("\n");
    (Cow::Owned(source.with_text(text)), opened)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opened(text: &str) -> Vec<usize> {
        let source = Source { text: text.into(), ..Source::default() };
        take(&source).1.into_iter().collect()
    }

    #[test]
    fn blanks_that_most_paragraphs_end_with_part_them() {
        let paragraph = "The boats were counted\nin spring.  \n\n";
        assert_eq!(
            opened(&format!("{}Article 1. Boats.  \nAll boats are counted\nat once.", paragraph.repeat(9))),
            [29]
        );
        assert!(opened(&"The boats,  \nthe nets.\n\n".repeat(9)).is_empty(), "hard breaks of verses");
        assert!(opened(&"The boats  \nwere counted  \nin spring.  \n\n".repeat(9)).is_empty(), "blanks everywhere");
    }
}
