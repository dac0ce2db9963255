//! One order from three: the new import's, with what the editor put in or moved.
//!
//! In: unique names in the order of the last import, of the editor's pages, of the new import. Out: one order of all names
//! of the last two. What always holds: where the editor moved nothing, the new import's order stands; where the source
//! moved nothing, the editor's does.

use std::collections::{HashMap, HashSet};

use crate::sequence;

/// Merges three orders.
#[must_use]
pub fn merge<'n, S: AsRef<str>>(base: &'n [S], ours: &'n [S], theirs: &'n [S]) -> Vec<&'n str> {
    let (base, ours, theirs) = (refs(base), refs(ours), refs(theirs));
    let (base, ours, theirs) = (base.as_slice(), ours.as_slice(), theirs.as_slice());
    let by_ours = moved(base, ours);
    let by_theirs = moved(base, theirs);
    let in_theirs: HashSet<&str> = theirs.iter().copied().collect();
    let placed_by_ours =
        |name: &&str| !in_theirs.contains(*name) || by_ours.contains(*name) && !by_theirs.contains(*name);
    let order: Vec<&str> = theirs.iter().copied().filter(|name| !placed_by_ours(name)).collect();
    let mut before = None;
    // Each of the editor's own follows the name before it.
    let mut following: HashMap<Option<&str>, Vec<&str>> = HashMap::new();
    let standing: HashSet<&str> = order.iter().copied().collect();
    for name in ours.iter().copied() {
        if placed_by_ours(&name) {
            following.entry(before).or_default().push(name);
        } else if standing.contains(name) {
            before = Some(name);
        }
    }
    let mut merged = following.remove(&None).unwrap_or_default();
    for name in order {
        merged.push(name);
        merged.extend(following.remove(&Some(name)).unwrap_or_default());
    }
    merged
}

fn refs<S: AsRef<str>>(names: &[S]) -> Vec<&str> {
    names.iter().map(AsRef::as_ref).collect()
}

/// The names of both orders that do not stand in the order of the first.
fn moved<'n>(base: &[&'n str], other: &[&'n str]) -> HashSet<&'n str> {
    let places: HashMap<&str, usize> = base.iter().enumerate().map(|(at, name)| (*name, at)).collect();
    let known: Vec<Option<usize>> = other.iter().map(|name| places.get(name).copied()).collect();
    let stays = sequence::rising(&known);
    let moved = other.iter().zip(known).zip(stays).filter(|((_, known), stays)| known.is_some() && !stays);
    moved.map(|((name, _), _)| *name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn order(base: &[&str], ours: &[&str], theirs: &[&str]) -> String {
        merge(base, ours, theirs).concat()
    }

    #[test]
    fn both_count() {
        let base = ["a", "b", "c", "d"];
        assert_eq!(order(&base, &["a", "x", "b", "c", "d"], &["b", "c", "a", "d", "e"]), "bcaxde");
        assert_eq!(order(&base, &["d", "a", "b", "c"], &["a", "b", "n", "c", "d"]), "dabnc");
        // The editor deleted b; its place is still known.
        assert_eq!(order(&base, &["a", "x", "c", "d"], &base), "axbcd");
    }

    proptest! {
        #[test]
        fn laws(seed in proptest::sample::subsequence(vec!["a", "b", "c", "d", "e", "f"], 0..6).prop_shuffle(),
                other in proptest::sample::subsequence(vec!["a", "b", "c", "d", "e", "f", "x", "y"], 0..8).prop_shuffle()) {
            let of = |merged: Vec<&str>, order: &[&str]| -> Vec<String> {
                merged.into_iter().filter(|name| order.contains(name)).map(str::to_owned).collect()
            };
            let owned: Vec<String> = other.iter().map(|name| (*name).to_owned()).collect();
            prop_assert_eq!(of(merge(&seed, &seed, &other), &other), owned.clone());
            prop_assert_eq!(of(merge(&seed, &other, &seed), &other), owned.clone());
            prop_assert_eq!(of(merge(&seed, &other, &other), &other), owned);
        }
    }
}
