//! What several tests share: the real input and its gold, and the same source in other house styles.
//!
//! Each test is a crate of its own and uses a part of this, so unused items are no fault here.
#![allow(dead_code)]

pub mod draft;
pub mod edition;
pub mod editor;
pub mod gold;
pub mod revise;
pub mod rewrite;
pub mod volume;

use std::path::PathBuf;

/// Where the real input lies: `../shared/seeds` beside the repository, or the folder that `IBID_SEEDS` names.
pub fn seeds() -> PathBuf {
    std::env::var_os("IBID_SEEDS")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/seeds"), PathBuf::from)
}

/// The real input's text; none when it is absent, and the caller says so ("skipped: …").
pub fn real_input(gold: &gold::Gold) -> Option<String> {
    std::fs::read_to_string(seeds().join(&gold.file)).ok()
}
