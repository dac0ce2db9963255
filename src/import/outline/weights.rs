//! The costs of the outline, by name.
//!
//! The numbers are data (`weights.txt`, which says what each is): `scripts/train_outline.py` trains them.

use std::sync::OnceLock;

/// Makes the table: a field for each name.
macro_rules! table {
    ($($name:ident,)*) => {
        /// All costs; ten is one doubt.
        #[derive(Debug, Clone, PartialEq, Eq, Default)]
        #[allow(missing_docs, reason = "weights.txt says what each is")]
        pub struct Weights {
            $(pub $name: i32,)*
        }

        impl Weights {
            /// The names, as `weights.txt` has them.
            #[cfg(test)]
            const NAMES: &[&str] = &[$(stringify!($name),)*];

            fn named(&mut self, name: &str) -> Option<&mut i32> {
                match name {
                    $(stringify!($name) => Some(&mut self.$name),)*
                    _ => None,
                }
            }
        }
    };
}

table! {
    leave_form_text,
    leave_form_code,
    leave_form_titled,
    leave_sign,
    leave_sign_without_levels,
    leave_run_in,
    leave_bold_numbered,
    leave_bold,
    leave_bold_stop,
    leave_italic_numbered,
    leave_italic_item,
    leave_row_title,
    leave_article_text,
    leave_article,
    leave_label,
    leave_label_titled,
    leave_letter_capitals,
    leave_letter_bare,
    leave_decimal,
    leave_number_bare,
    leave_listed,
    leave_margin,
    leave_margin_alone,
    plain_above_heading,
    plain_above_closed,
    plain_above_other,
    plain_above_line,
    plain_above_page,
    plain_above_open,
    plain_above_scrap,
    plain_below_text,
    plain_below_heading,
    plain_below_half,
    plain_below_other,
    plain_below_line,
    plain_below_scrap,
    plain_below_nothing,
    plain_in_run,
    plain_in_place,
    plain_form,
    plain_long,
    plain_print_in_list,
    plain_print_never,
    plain_print_mostly,
    plain_print_partly,
    plain_print_seldom,
    plain_centred,
    plain_capitals,
    plain_rare_phrase,
    plain_rare,
    plain_bold_by_margin,
    plain_bold_cell,
    plain_bold_cell_most,
    against_running,
    against_list,
    against_clauses,
    against_figures,
    against_sentence,
    against_long_sentence,
    against_small_letter,
    against_emphasis,
    against_caption,
    against_announcing,
    against_over_clause,
    against_fact,
    against_code,
    against_letterhead,
    against_over_number,
    against_over_label,
    against_bold_colon,
    against_numbered_sentence,
    against_sign_sentence,
    against_among_italics,
    against_first_half,
    against_item,
    against_repeated,
    against_cover,
    against_listing,
    against_unlisted,
    place_next,
    place_gap,
    place_gap_each,
    place_same_label,
    place_other_label,
    place_back,
    place_said_again,
    place_of_collection,
    place_first,
    place_stray,
    place_closes_higher,
    place_closes_equal,
    place_closes_row,
    place_bare_equal,
    place_bare_new,
    place_bare_past,
    place_bare_lower_print,
    place_bare_higher_level,
    place_bare_higher_rank,
    place_without_number,
    place_unusual,
    place_level_next,
    place_level_equal,
    place_level_above,
    place_approved,
    place_inner,
    place_number_over_label,
    place_rank_above,
    place_rank_equal,
    place_prefix,
    place_prefix_bare,
    place_prefix_stray,
    place_form_stray,
    place_form_closes,
    place_holds_nothing,
    place_unlisted,
}

impl Weights {
    /// The weights that the program has.
    pub fn of_program() -> &'static Self {
        static ALL: OnceLock<Weights> = OnceLock::new();
        ALL.get_or_init(|| Self::default().with(include_str!("weights.txt")))
    }

    /// These weights with others in the place of some: a name and an integer a line, what follows is a comment.
    #[must_use]
    pub fn with(&self, text: &str) -> Self {
        let mut weights = self.clone();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let mut parts = line.split_whitespace();
            let named = parts.next().and_then(|name| weights.named(name));
            if let Some((own, number)) = named.zip(parts.next().and_then(|number| number.parse().ok())) {
                *own = number;
            }
        }
        weights
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_each_name_once_and_no_other() {
        let lines = include_str!("weights.txt").lines().filter(|line| !line.starts_with('#') && !line.is_empty());
        let mut parts = lines.map(|line| line.splitn(3, ' ').collect::<Vec<_>>());
        let is_whole = |parts: &Vec<&str>| parts.len() == 3 && parts[1].parse::<i32>().is_ok();
        let names: Vec<&str> =
            parts.by_ref().inspect(|parts| assert!(is_whole(parts), "{parts:?}")).map(|parts| parts[0]).collect();
        assert_eq!(names, Weights::NAMES);
    }
}
