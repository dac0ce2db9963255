//! The integration tests, in one program: thirty would each be linked with the whole of ibid.
//!
//! A file of this folder is a module here; `tests/architecture.rs` alone stays a program of its own, because it reads
//! the source and needs nothing built. One file's tests: `cargo test --test all suite::`. Their texts and what a person
//! read in them lie in the folders and `.yaml` files of `tests/`.

mod annotations;
mod archives;
mod books;
mod cli;
mod corpus;
mod cost;
mod crosslinks;
mod crosslinks_unseen;
mod desk;
mod diagnostics;
mod drafts;
mod facsimile;
mod feedback;
mod figures_that_differ;
mod fixtures;
mod folding;
mod fuzz_seeds;
mod golden;
mod guides;
mod import_accepted;
mod import_laws;
mod indicators;
mod kept;
mod laws;
mod layers;
mod messages;
mod mistakes;
mod note_styles;
mod ocr;
mod odt;
mod offline;
mod other_editions;
mod pdf;
mod pdf_tables;
mod pictures;
mod plain_outlines;
mod printed_pages;
mod proof;
mod real_input;
mod revision;
mod revisions_known;
mod rewriters;
mod schema;
mod serve;
mod session;
mod status;
mod suite;
#[path = "../support/mod.rs"]
mod support;
mod theming;
mod typeset;
mod versions;
mod web;
mod word;
mod workspace;
