//! The desk: everything that waits for a person, and what each answer changes.
//!
//! In: an edition with its links and diagnostics; later its files, items and answers. Out: [`Item`]s; the files that an answer changes. What
//! always holds: nothing is written here, every answer is a function from files to files; an answer changes the lines
//! that say it and no other; what was changed meanwhile is not found, and so not overwritten.

mod act;
mod excerpt;
mod item;
mod parallels;
mod places;
mod prints;
mod proposals;
mod queue;
mod refusal;
mod reshape;
mod select;
mod unread;

pub use act::{Changes, act, add};
pub(super) use excerpt::of_quote;
pub use item::{Answer, Excerpt, Field, Fix, Item, Kind, Role, Spot, SpotPrint, Verb, Work, name_apart};
pub use queue::{Gathered, UnreadLists, gather, in_order, is_of_file, of_file, queue};
pub use refusal::Refusal;
pub use select::{Selection, select};
pub use unread::unread;
