//! What speaks for and against notes and marks when [`super::chain`] chooses them. Whole numbers, so that equal chains stay
//! equal on every machine.

/// What a definition without raised sign must bring before it counts.
pub const PLAIN: i32 = 7;
/// No reference calls it.
pub const UNCALLED: i32 = -6;
/// No reference calls one with a raised label.
pub const UNCALLED_RAISED: i32 = -1;
/// A label between two definitions is missing.
pub const GAP: i32 = -3;
/// Numbering begins anew.
pub const ANEW: i32 = -2;
/// Numbering goes on after more lost notes than a row bears, or begins with a number above the first: only the notes
/// that follow can make up for it.
pub const LEAP: i32 = -8;
/// It goes on with the notes right above.
pub const SAME_FOOT: i32 = 1;
/// The next number right below the note before, though no reference calls it: the scan lost the sign.
pub const WITHIN_FOOT: i32 = 4;
/// The next number right below the note before, and both are called.
pub const BOTH_IN_ROW: i32 = 2;
/// The next number in a row.
pub const IN_ROW: i32 = 1;
/// Both sides are written alike, in brackets.
pub const ALIKE: i32 = 2;
/// A raised sign in brackets and an item of a list.
pub const UNLIKE: i32 = -12;
/// The reference stands above the foot before.
pub const FOOT_SKIPPED: i32 = -8;
/// The reference is more than a page away where pages are known.
pub const PAGES_AWAY: i32 = -3;
/// Nearly all notes have raised labels, and it has none.
pub const STANDS_OUT: i32 = -12;
/// A chain of plain numbers must bring so much in all.
pub const LEAST: i32 = 5;
/// The form that most notes of the source have; any other; any other where notes are many; one that hardly any has.
pub const HABIT: (i32, i32, i32, i32) = (2, -1, -4, -6);
