//! The words by which Vietnamese figures are read: data of the language (`figures:` in `languages/vi.yaml`).
//!
//! In: the lists of the language's file. Out: [`VI`]. What always holds: each list of the file has a field, and each field a list.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::language;

/// A list of words, in the order of the file.
type List = &'static [&'static str];

macro_rules! vocabulary {
    ($($name:ident),+ $(,)?) => {
        /// The lists by their names in the file, which says what each is for.
        pub struct Vocabulary {
            $(pub $name: List,)+
        }

        impl Vocabulary {
            fn of(lists: &'static BTreeMap<String, Vec<String>>) -> Self {
                Self { $($name: list(lists, stringify!($name)),)+ }
            }
        }

        #[cfg(test)]
        const NAMES: &[&str] = &[$(stringify!($name)),+];
    };
}

vocabulary! {
    actions, adverbs, after_closers, ages, aims, amounts, announcing, area_heads, aside_words, attributing, bare_heads, bare_tails,
    before_counts, below, bound_joints, branches, cases, closers, coins, compared, compared_before, compounds, continuing, counted, counted_before,
    counted_what, counted_whom, counting, crops, developing, doing, each, equal_words, extremes, funds, generic, goals, governing, governing_whom, growth_heads, heads, holders, joining,
    label_ends, leading_to, leaving_titles, limits, locating, lost_colon_heads, measured_each, measured_times, measures, measuring, met,
    middle_words, month_counts, more_and_less, movements, name_enders, named_by, no_names, now_words, number_heads, numbered, numbers_of,
    objects, of_the_thing, opener_verbs, openers, openings, other_ends, other_place_verbs, other_places,
    pairs, parting, parts, passive, past_names, persons, place_units, places, plan_names, plan_phrases, plan_tails, plan_verbs,
    plan_words, planned_heads, plans, plans_before, predicates, programmes, quoted_verbs, ranks, reached, reaching, regarding, results, row_breakers,
    said_by_unit, saying, saying_of, scales, series, share_heads, share_words, shared_heads, shares, single_whom, sizes, spending,
    stating, summing, sums, tasks, term_began, thought_stops, time_words, times, topic_openers, turns, until, verbal_heads, way_ends, way_verbs,
    year_places, year_words,
}

/// The words of Vietnamese.
pub static VI: LazyLock<Vocabulary> = LazyLock::new(|| {
    static NONE: BTreeMap<String, Vec<String>> = BTreeMap::new();
    Vocabulary::of(language::get("vi").map_or(&NONE, |language| &language.figures))
});

/// A list as the readers use it; made once for the whole run.
fn list(lists: &'static BTreeMap<String, Vec<String>>, name: &str) -> List {
    let words = lists.get(name).map(Vec::as_slice).unwrap_or_default();
    Box::leak(words.iter().map(String::as_str).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_of_the_file_is_used_and_every_list_used_is_there() {
        let lists = &language::get("vi").expect("the program knows Vietnamese").figures;
        let written: Vec<&str> = lists.keys().map(String::as_str).collect();
        assert_eq!(written, NAMES);
        assert!(lists.values().all(|list| !list.is_empty()));
    }
}
