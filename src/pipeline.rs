//! The phases joined, the only room that knows more than one of them: what `ibid build`, `ibid serve` and `ibid check` do between reading and writing.
//!
//! In: the edition's folder as a [`FileTree`]. Out: the site as a [`FileTree`], or the diagnostics alone.
//! What always holds: nothing here touches the world; the porch writes a site only when no diagnostic is an
//! error.

mod build;
pub mod desk;
mod doubtful;
mod explain;
mod facsimile;
mod feedback;
mod import;
mod made;
mod pictures;
mod plan;
mod propose;
mod reading;
mod restore;
mod review;
mod revise;
mod status;
mod suggest;
mod watch;
mod whereabouts;
mod workspace;

pub use build::{BuildOptions, build, build_into, build_watched, check, has_errors, read_and_link};
pub use explain::{Explained, explain_figures};
pub use facsimile::{keep_pictures, wants_pictures};
pub use feedback::{FeedbackPlan, feedback};
pub use import::{import, import_with};
pub use plan::ImportPlan;
pub use reading::{read_pages, read_source, read_source_with};
pub use restore::{NotRestored, gone_pages, restore};
pub use review::{Waiting, decided, waiting};
pub use status::{Edit, Status, status};
pub use suggest::{Suggested, suggest};
pub use watch::{Unwatched, Watch};
pub use whereabouts::{Whereabouts, whereabouts};
pub use workspace::{Done, Task, Workspace};

/// The files of a theme that the program carries.
pub use crate::render::carried_theme;
