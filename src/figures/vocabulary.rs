//! The words by which figures are read: data of the languages (`figures:` in `languages/vi.yaml` and `en.yaml`).
//!
//! In: the lists of a language's file. Out: [`VI`], [`EN`]. What always holds: each list of a file has a field, and each field a list in one
//! of them; what has the same name in both says the same.

use std::sync::LazyLock;

use crate::language;

/// A list of words, in the order of the file.
pub type List = &'static [&'static str];

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
        about_before, above_before, acting, actions, added, adverbs, after_closers, against, age_groups, ages, aim_headings,
        aims, aims_before, among, amounts, announcing, area_heads, areas, articles, aside_words, at_least_after,
        at_least_before, at_most_after, at_most_before, attributing, averages, bare_heads, bare_tails,
        before_bare_nouns, before_counts, before_things, before_years, beginnings, behind_bare_numbers, behind_heads,
        behind_participles, being, below, below_before, below_plans, between, binding, bodies, bound_joints,
        bounded_range_joints, branches, carriers, cases, classifiers, clausal, clause_verbs, closers, closers_alone,
        closing_prepositions, closing_verbs, closing_words, coin_signs, coinless_scales, coins, comparatives, compared,
        compared_before, compared_things, comparing, comparing_above, comparing_below, comparing_levels, compounds,
        counted, counted_before, counted_what, counted_whom, counting, counting_scales, counts_before, criteria_stops,
        destinations, determining, developing, dividing, done_before, done_closers, each, earlier, earlier_ends,
        ending_names, ends_of_years, equal_words, equals, every, examples, exceeding_plans, fallen_by, fallen_tails,
        falling, funds, generic, goals, governing, governing_whom, growing, growth_heads, growth_tails, guesses,
        having_verbs, heads, holders, holding, indices, intending, joining, kept_closers, kept_openers, label_ends,
        leading, leading_on, leading_to, leads_to_whom, leaving_titles, left_over, level_comparisons, level_parts,
        life_years, limits, locating, lost_colon_heads, lowering, measure_nouns, measured_each, measured_times,
        measures, measuring, met, metre_tails, middle_words, money_units, month_bounds, month_counts, more_and_less,
        moved_by, moved_in, movement_nouns, movements, multiples, name_enders, named_by, nearing, new_closers,
        new_tails, new_things, no_heads, no_joining, no_middles, no_names, no_rate_words, nouns_alone, now_said,
        now_words, number_heads, number_words, numbered, numbers_of, objects, of_how_many, of_so_many, of_the_thing,
        of_words, open_ends, opener_verbs, openers, opening_verbs, openings, other_ends, other_place_openers,
        other_place_verbs, other_places, outcomes, outlooks, own_objects, pairs, part_openers, parting, parts, passive,
        past_names, past_verbs, per, per_people, per_so_many, per_time, persons, phrasal, place_openers, place_units,
        places, plan_names, plan_phrases, plan_tails, plan_verbs, plan_words, planned_heads, plans, plans_before,
        plans_of, plurals, pointing, possessives, predicates, programmes, quoted_verbs, range_joints, ranking, ranks,
        rate_openers, rate_words, reached_verbs, reaching, regarding, relatives, respectively, result_headings,
        results, risen_by, rising, row_breakers, said_by_unit, said_levels, saying, saying_of, scaled_coins, scales,
        scores, share_heads, share_points, share_tails, share_units, share_verbs, share_words, shared_heads, shares,
        single_whom, sittings, size_bounds, sorted_verbs, sorting_sizes, span_ends, span_nouns, spending, starting,
        stated_verbs, stating, stating_after, still_left, stops, sums, superlatives, table_baselines, table_captions,
        table_changes, table_measures, table_notes, table_outlooks, table_parts, table_parts_of_years, table_plans,
        table_rates, table_results, table_shares, table_sources, table_targets, table_time_words, table_topics,
        table_totals, table_unit_leads, table_unit_words, table_units, taking_shares, tasks, telltales, term_began,
        term_end_leads, term_ends, term_leads, term_start_leads, term_starts, terms, thought_stops, time_leads, times,
        topic_openers, turns, uncounted, until, until_now, verbal_heads, verbs_to_heads, way_ends, way_levels,
        way_verbs, weak_names, where_words, works_of_plans, year_parts, year_places, year_words, yearly, yearly_things,
        years_from,
    }
    words {
        added_rise, against_name, aim_word, and_between, area_of, at_places, average, average_rise, budget, comprising,
        day_noun, decrease, equivalent, exceeding, fall, falling_short, for_whom, growth_of, having, increase,
        month_noun, new_clause, number_of, past_ending, per_ten_thousand, period_since, period_term, period_term_end,
        period_term_start, period_yearly, plan_word, present_ending, quarter_noun, rate_of, rate_tail, rise, same_time,
        share_of, share_tail, such_as, times_as, to_word, which, with, year_noun,
    }
}

/// The words of Vietnamese.
pub static VI: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary::of("vi"));

/// The words of English.
pub static EN: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary::of("en"));

/// The two sides of each entry of a list, around a sign.
pub fn sides(list: List, sign: &str) -> Vec<(&'static str, &'static str)> {
    list.iter().filter_map(|entry| entry.split_once(sign)).collect()
}

/// The words of a list by one of their bytes, so that few of a long list are looked at.
pub struct ByByte([Vec<&'static str>; 256]);

impl ByByte {
    /// By their first bytes.
    pub fn first(list: List) -> Self {
        Self::by(list, |word| word.bytes().next())
    }

    /// By their last bytes.
    pub fn last(list: List) -> Self {
        Self::by(list, |word| word.bytes().next_back())
    }

    fn by(list: List, key: impl Fn(&str) -> Option<u8>) -> Self {
        let mut words = [const { Vec::new() }; 256];
        for word in list {
            if let Some(byte) = key(word) {
                words[usize::from(byte)].push(*word);
            }
        }
        Self(words)
    }

    /// The words that begin as a text does, in the order of the list.
    pub fn beginning(&self, text: &str) -> &[&'static str] {
        text.bytes().next().map_or(&[], |byte| &self.0[usize::from(byte)])
    }

    /// The words that end as a text does, in the order of the list.
    pub fn ending(&self, text: &str) -> &[&'static str] {
        text.bytes().next_back().map_or(&[], |byte| &self.0[usize::from(byte)])
    }
}

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
