//! The phases joined, the only room that knows more than one of them: what `ibid build`, `ibid serve` and `ibid check` do between reading and writing.
//!
//! In: the edition's folder as a [`FileTree`]. Out: the site as a [`FileTree`], or the diagnostics alone.
//! What always holds: nothing here touches the world; the porch writes a site only when no diagnostic is an
//! error.

mod build;
mod desk;
mod import;
mod made;
mod plan;
mod reading;
mod revise;
mod status;
mod suggest;

pub use build::{BuildOptions, build, build_into, check, has_errors, read_and_link};
pub use desk::{Desk, Done, Task};
pub use import::{import, import_with};
pub use plan::ImportPlan;
pub use reading::{read_pages, read_source, read_source_with};
pub use status::{Edit, Status, status};
pub use suggest::{Suggested, suggest};
