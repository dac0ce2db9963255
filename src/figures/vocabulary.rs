//! The words by which figures are read: data of the languages (`figures:` in `languages/vi.yaml` and `en.yaml`).
//!
//! In: the lists of a language's file. Out: [`VI`], [`EN`]. What always holds: each list of a file has a field, and each field a list in one
//! of them; what has the same name in both says the same.

use std::sync::LazyLock;

use crate::language;

/// A list of words, in the order of the file.
type List = &'static [&'static str];

macro_rules! vocabulary {
    (lists { $($list:ident),+ $(,)? } words { $($word:ident),+ $(,)? }) => {
        /// The lists by their names in the file, which says what each is for; of some the first word alone.
        pub struct Vocabulary {
            $(pub $list: List,)+
            $(pub $word: &'static str,)+
        }

        impl Vocabulary {
            fn of(code: &str) -> Self {
                let lists = language::get(code).map(|language| &language.figures);
                let list = |name: &str| list(lists.and_then(|lists| lists.get(name)));
                Self {
                    $($list: list(stringify!($list)),)+
                    $($word: list(stringify!($word)).first().copied().unwrap_or_default(),)+
                }
            }
        }

        #[cfg(test)]
        const NAMES: &[&str] = &[$(stringify!($list),)+ $(stringify!($word)),+];
    };
}

vocabulary! {
    lists {
        about_before, above_before, actions, adverbs, after_closers, age_groups, ages, aim_headings, aims, aims_before,
        among, amounts, announcing, area_heads, articles, aside_words, at_least_after, at_least_before, at_most_after,
        at_most_before, attributing, bare_heads, bare_tails, before_counts, before_years, behind_examples,
        behind_listed_years, behind_participles, being, below, below_before, between, bound_joints,
        bounded_range_joints, branches, carriers, cases, classifiers, clausal, closers, closers_alone, closers_behind,
        closing_prepositions, closing_verbs, closing_words, coinless_scales, coins, compared, compared_before,
        comparing, comparing_above, comparing_below, compounds, continuing, counted, counted_before, counted_what,
        counted_whom, counting, counting_scales, counts_before, criteria_stops, crops, determining, developing,
        dividing, doing, done_before, done_closers, each, earlier, ending_names, ends_of_years, equal_words, every,
        examples, extremes, fallen_by, fallen_tails, falling, funds, generic, goals, governing, governing_whom,
        growth_heads, growth_tails, guesses, harvests, having, heads, holders, holding, intending, joining,
        kept_closers, kept_openers, label_ends, leading, leading_on, leading_to, leads_to_whom, leaving_titles,
        level_comparisons, level_parts, life_years, limits, locating, lost_colon_heads, lowering, measure_nouns,
        measured_each, measured_times, measures, measuring, met, metre_tails, middle_words, money_units, month_bounds,
        month_counts, more_and_less, moved_by, moved_in, movement_nouns, movements, multiples, name_enders, named_by,
        nearing, new_closers, new_tails, new_things, no_heads, no_middles, no_names, no_rate_words, now_words,
        number_heads, number_words, numbered, numbers_of, objects, of_how_many, of_so_many, of_the_thing, of_words,
        opener_verbs, openers, opening_verbs, openings, other_ends, other_place_openers, other_place_verbs,
        other_places, outlook_headings, outlooks, own_objects, pairs, part_openers, parting, parts, passive, past_names,
        past_verbs, per, per_so_many, per_time, persons, phrasal, place_openers, place_units, places, plan_names,
        plan_phrases, plan_tails, plan_verbs, plan_words, planned_heads, plans, plans_before, plurals, pointing,
        possessives, predicates, programmes, quoted_verbs, range_joints, ranking, ranks, rate_words, reached,
        reached_verbs, reaching, regarding, relatives, result_headings, results, risen_by, rising, row_breakers,
        said_by_unit, saying, saying_of, scaled_coins, scales, scores, series, share_heads, share_points, share_tails,
        share_units, share_words, shared_heads, shares, single_whom, sittings, size_bounds, sizes, sorted_verbs,
        sorting_sizes, span_ends, span_nouns, spending, starting, stating, stating_after, stops, summing, sums, tasks,
        telltales, term_began, term_end_leads, term_ends, term_leads, term_start_leads, term_starts, terms,
        thought_stops, time_leads, time_words, times, topic_openers, turns, uncounted, until, until_now, verbal_heads,
        verbs_to_heads, way_ends, way_levels, way_verbs, weak_names, where_words, works_of_plans, year_list_joints,
        year_parts, year_places, year_words, yearly, yearly_things, years_from,
    }
    words {
        and_between, at_places, average, comprising, day_noun, decrease, equivalent, increase, month_noun, new_clause,
        number_of, past_ending, period_since, period_term, period_term_end, period_term_start, period_yearly, plan_word,
        plural, present_ending, quarter_noun, share_of, such_as, which, year_noun,
    }
}

/// The words of Vietnamese.
pub static VI: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary::of("vi"));

/// The words of English.
pub static EN: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary::of("en"));

/// A list as the readers use it; made once for the whole run.
fn list(words: Option<&'static Vec<String>>) -> List {
    Box::leak(words.into_iter().flatten().map(String::as_str).collect())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_list_of_the_files_is_used_and_every_list_used_is_there() {
        let files = ["vi", "en"].map(|code| &language::get(code).expect("the program knows it").figures);
        let written: BTreeSet<&str> = files.iter().flat_map(|lists| lists.keys().map(String::as_str)).collect();
        assert_eq!(written, NAMES.iter().copied().collect());
        assert!(files.iter().flat_map(|lists| lists.values()).all(|list| !list.is_empty()));
    }
}
