//! Names: what a figure speaks of, as a label.
//!
//! In: the words before a figure (its lead) and after it. Out: a name without verbs, periods and bounds, and what the lead
//! says beside it: growth, a plan, an equivalent. What always holds: a name is made of words of the text alone, but
//! for "Tỷ lệ" before a share of a noun.

mod after;
mod heads;
mod label;
mod lead;
mod offers;
mod pairs;
mod trim;

pub use after::{after, after_count, counts, ends_with_an_adverb, joined, predicate, said_of};
pub use heads::{
    ending_action, goes_on, is_action, is_bare, is_fund, is_head, is_part_name, is_verb, opens_with_action,
    without_rate, without_share,
};
pub use label::{combined, is_weak, label, last_part, lost_colon, of_a_level, small, whole_label, without_repeats};
pub use lead::{Lead, lead, timeless, unbracketed};
pub use offers::{Offer, Source, weighed};
pub use trim::trimmed;

pub use super::words::capitalised;
