//! Words compared with words: tokens of a text, and what differs between two texts.
//!
//! In: texts. Out: tokens with their bytes; pieces that are the same, gone or new.
//! What always holds: a figure is one token ("1.890", "7,11", OCR's "1 933,9"), so that a difference of a digit is
//! a difference of the figure; the pieces of a comparison give both texts back.

mod redline;
mod steps;

pub use redline::{Layer, Piece, layer, redline};
pub use steps::{Change, Pieces, Step, compare, compare_wording, steps};
