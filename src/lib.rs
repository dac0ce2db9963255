//! `ibid`: reading editions of official reports, from OCR'd text to a static site.
//!
//! The rooms, from the ground up; an arrow points down only (see `docs/architecture.md`):
//!
//! - ground: [`source`], [`diagnostic`], [`text`], [`compare`], [`message`], [`language`], [`numbering`], [`numerals`], [`sequence`], [`tree`], [`markdown`]
//! - vocabulary: [`model`]
//! - what phases share: [`figures`]
//! - phases, which never import one another: [`read`], [`import`], [`facsimile`], [`edition`], [`link`], [`check`], [`render`], [`data`], [`search`], [`revise`]
//! - composition: [`pipeline`]
//! - the porch, which alone touches the world: [`disk`], [`serve`], [`cli`]

// Its macro is used by the rooms below.
#[macro_use]
pub mod message;

pub mod cache;
pub mod codes;
pub mod compare;
pub mod diagnostic;
mod digest;
pub mod language;
pub mod markdown;
pub mod numbering;
pub mod numerals;
mod quiet;
pub mod raster;
pub mod sentences;
pub mod sequence;
pub mod source;
pub mod text;
pub mod tokens;
pub mod tree;
pub mod words;
pub mod yaml;

pub mod model;

pub mod figures;

pub mod book;
pub mod check;
pub mod data;
pub mod edition;
pub mod facsimile;
pub mod import;
pub mod link;
pub mod read;
pub mod render;
pub mod revise;
pub mod search;

pub mod pipeline;

pub mod cli;
pub mod disk;
pub mod serve;
