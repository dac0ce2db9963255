//! The vocabulary: plain data that the phases share. No format, no IO.

pub mod as_text;
pub mod concept;
pub mod config;
pub mod download;
pub mod edition;
pub mod facsimile;
pub mod feedback;
pub mod indicator;
pub mod links;
pub mod other_editions;
pub mod page;
pub mod repair;
pub mod report;
pub mod revision;
pub mod scan;
