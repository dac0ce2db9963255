//! Pairs that better ones leave nothing to.
//!
//! In: passages that share words, with the runs that they share. Out: those pairs that say something of their own.
//! What always holds: of two passages that are better matched elsewhere in each other's report, by the same words, the
//! pair goes; the best pair of a passage always stays, and so does what is the same text word by word for long.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::Range;

use super::pair::Pair;
use super::runs::Run;
use crate::link::texts::Texts;
use crate::link::units::Unit;

/// Two units that say the same, with the runs that they share.
pub(super) struct Fit {
    /// The units.
    pub pair: Pair,
    /// The runs.
    pub runs: Vec<Run>,
}

/// Words of one run that are the same text, whatever better pairs there are.
const LONG: usize = 40;

/// The words of a unit that another report has in better pairs, by unit and report.
type Taken = HashMap<(usize, usize), Vec<bool>, foldhash::fast::FixedState>;

/// The pairs that do not cross better ones, in reading order.
pub(super) fn uncrossed(units: &[Unit], texts: &Texts, mut fits: Vec<Fit>) -> Vec<Pair> {
    let words = |fit: &Fit| words_of(&fit.runs);
    fits.sort_by(|x, y| {
        let by_words = words(y).cmp(&words(x)).then_with(|| y.pair.score.total_cmp(&x.pair.score));
        by_words.then_with(|| (x.pair.a, x.pair.b).cmp(&(y.pair.a, y.pair.b)))
    });
    let mut taken = Taken::default();
    let mut kept = Vec::with_capacity(fits.len());
    for Fit { pair, runs } in fits {
        let sides = [
            ((pair.a, units[pair.b].report), runs.iter().map(|run| run.a.clone()).collect::<Vec<_>>()),
            ((pair.b, units[pair.a].report), runs.iter().map(|run| run.b.clone()).collect::<Vec<_>>()),
        ];
        let is_left_nothing = |(key, ranges): &(_, Vec<_>)| taken.get(key).is_some_and(|taken| is_taken(taken, ranges));
        let is_long =
            runs.iter().any(|run| run.a.len() >= LONG) || pair.margin.is_infinite() && words_of(&runs) >= LONG;
        if !is_long && sides.iter().all(is_left_nothing) {
            continue;
        }
        for (key, ranges) in sides {
            let taken = taken.entry(key).or_insert_with(|| vec![false; texts.folded(key.0).len()]);
            ranges.into_iter().for_each(|range| taken[range].fill(true));
        }
        kept.push(pair);
    }
    kept.sort_by_key(|pair| (pair.a, pair.b, Reverse(pair.common)));
    kept
}

fn words_of(runs: &[Run]) -> usize {
    runs.iter().map(|run| run.a.len()).sum()
}

/// Whether more than half of the words are taken.
fn is_taken(taken: &[bool], ranges: &[Range<usize>]) -> bool {
    let words = || ranges.iter().flat_map(|range| &taken[range.clone()]);
    words().filter(|taken| **taken).count() * 2 > words().count()
}
