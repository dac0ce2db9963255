//! What several tests share: the real input and its gold, the same source in other house styles, editions in memory.
#![allow(dead_code, reason = "fields of the gold are read for their form, too")]

pub mod chance;
pub mod docx;
pub mod draft;
pub mod edition;
pub mod editor;
pub mod gold;
pub mod known;
pub mod pdf;
pub mod real;
pub mod revise;
pub mod rewrite;
pub mod running;
pub mod scans;
pub mod volume;
