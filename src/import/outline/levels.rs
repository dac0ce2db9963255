//! Which prints of headings stand above which, where their look alone would not say it.
//!
//! In: the candidates with their looks. Out: looks that are set right.
//! What always holds: no candidate comes or goes.

use super::candidate::{Candidate, Setting};

/// The print of plain titles in capitals.
pub(super) const CAPITALS: usize = 2;
/// That of others.
pub(super) const PLAIN: usize = 5;
/// That of those in italics, below them.
pub(super) const ITALIC: usize = 6;

/// Titles without number that the table of contents lists in one run below those with a sign are their equals: what holds
/// others stands between these.
pub(super) fn level_listed(found: &mut [Candidate]) {
    let is_sign = |candidate: &Candidate| matches!(candidate.setting, Setting::Hash(_));
    let is_listed = |at: &usize| found[*at].entry.is_some() && found[*at].numbers.is_empty();
    let listed: Vec<usize> = (0..found.len()).filter(is_listed).collect();
    let signs = listed.iter().take_while(|at| is_sign(&found[**at])).count();
    let (above, below) = listed.split_at(signs);
    if signs > 1 && !below.iter().any(|at| is_sign(&found[*at])) {
        let look = found[above[signs - 1]].look;
        below.iter().for_each(|at| found[*at].look = look);
    }
}

/// Titles in capitals are above others, unless several others come first: what holds stands before what it holds.
pub(super) fn level_capitals(found: &mut [Candidate]) {
    /// Titles that show the order.
    const SEVERAL: usize = 2;
    let is_title = |candidate: &&Candidate| {
        candidate.is_bare && candidate.numbers.is_empty() && candidate.as_text > candidate.as_heading
    };
    let first = |found: &[Candidate], is_caps: bool| {
        let titles = found.iter().filter(is_title).filter(|one| one.look.print > 0);
        titles.enumerate().find(|(_, one)| (one.look.print == CAPITALS) == is_caps).map(|(at, _)| at)
    };
    if first(found, false) == Some(0) && first(found, true).is_some_and(|at| at >= SEVERAL) {
        for candidate in found.iter_mut().filter(|one| one.is_bare && one.look.print == CAPITALS) {
            candidate.look.print = ITALIC;
        }
    }
}
