//! Pages that came from an import and are gone from `content/`, and how one comes back.
//!
//! In: the edition's folder. Out: their paths; one of them as the last import wrote it. What always holds: a page that was only renamed is not gone;
//! nothing that stands is written over.

use std::collections::BTreeSet;

use crate::edition::{BASE, read_page_alone};
use crate::model::page::{Element, Page};
use crate::tree::FileTree;

/// The pages that are gone, by the paths that they had.
#[must_use]
pub fn gone_pages(folder: &FileTree) -> Vec<String> {
    let kept = format!("/{BASE}/");
    let imported = folder.within("content").filter_map(|(path, _)| {
        let (report, name) = path.split_once(&kept)?;
        let is_page = name.ends_with(".md") && !name.contains('/') && report.matches('/').count() == 1;
        is_page.then(|| (path, report, format!("{report}/{name}")))
    });
    let missing = imported.filter(|(_, _, home)| folder.get(home).is_none());
    missing.filter(|(path, report, _)| !stands_elsewhere(folder, path, report)).map(|(_, _, home)| home).collect()
}

/// Whether most passages of a page stand on other pages of its report: it was renamed, or its text moved.
fn stands_elsewhere(folder: &FileTree, imported: &str, report: &str) -> bool {
    let ids = ids(&read_page_alone(imported, folder.text(imported).unwrap_or_default()));
    let pages = folder.within(report).filter(|(path, _)| {
        let name = path.strip_prefix(report).unwrap_or_default().trim_start_matches('/');
        name.ends_with(".md") && !name.contains('/')
    });
    let here: BTreeSet<String> =
        pages.flat_map(|(path, _)| self::ids(&read_page_alone(path, folder.text(path).unwrap_or_default()))).collect();
    !ids.is_empty() && ids.iter().filter(|id| here.contains(*id)).count() * 2 > ids.len()
}

fn ids(page: &Page) -> Vec<String> {
    let of = |element: &Element| match element {
        Element::Heading(heading) => heading.id.clone(),
        Element::Block(block) => block.id.clone(),
    };
    page.elements.iter().map(of).collect()
}

/// Why a page cannot be brought back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotRestored {
    /// It stands there.
    Stands(String),
    /// No page of an import that is gone has this name; those that are gone.
    Unknown(Vec<String>),
    /// Several have it.
    Several(Vec<String>),
}

/// The path and text of a page that is gone, named by its path, its end, or its file's name without `.md`.
///
/// # Errors
/// When it is not gone, or several pages have the name.
pub fn restore(folder: &FileTree, named: &str) -> Result<(String, String), NotRestored> {
    let named = named.trim_start_matches("./");
    let gone = gone_pages(folder);
    let fits = |path: &&String| {
        let plain = path.trim_end_matches(".md");
        [path.as_str(), plain].iter().any(|path| *path == named || path.ends_with(&format!("/{named}")))
    };
    let found: Vec<String> = gone.iter().filter(fits).cloned().collect();
    match found.as_slice() {
        [path] => {
            let (report, name) = path.rsplit_once('/').unwrap_or(("content", path));
            let text = folder.text(&format!("{report}/{BASE}/{name}")).unwrap_or_default();
            Ok((path.clone(), text.to_owned()))
        }
        [] if folder.get(named).is_some() => Err(NotRestored::Stands(named.to_owned())),
        [] => Err(NotRestored::Unknown(gone)),
        _ => Err(NotRestored::Several(found)),
    }
}
