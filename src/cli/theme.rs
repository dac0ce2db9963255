//! `ibid theme eject`: the templates of a theme that the program carries, as files of the edition.

use std::path::Path;

use anyhow::Result;

use super::say::{Outcome, Say};
use crate::disk;
use crate::pipeline::carried_theme;
use crate::tree::FileTree;

/// Writes the named files of a theme into the edition, where they win over the theme's; without names, lists what there is. With `whole`
/// all of them become a theme of that name.
pub fn eject(root: &Path, theme: &str, names: &[String], whole: Option<&str>, say: &Say) -> Result<Outcome> {
    let Some(files) = carried_theme(theme) else {
        refuse!("theme-unknown", theme = theme);
    };
    if let Some(name) = whole {
        return eject_whole(root, theme, &files, name, say);
    }
    if names.is_empty() {
        let templates = files.iter().map(|(path, _)| path).filter(|path| path.starts_with("templates/"));
        say.line(templates.map(|path| path.trim_start_matches("templates/")).collect::<Vec<_>>().join("\n"));
        return Ok(Outcome::Done);
    }
    let mut written = FileTree::new();
    for name in names {
        let known = [format!("templates/{name}"), name.clone()].into_iter().find(|path| files.get(path).is_some());
        let Some(path) = known else {
            refuse!("theme-no-file", theme = theme, name = name);
        };
        if root.join(&path).exists() {
            refuse!("theme-there", path = root.join(&path).display());
        }
        let _ = written.insert(&path, files.get(&path).unwrap_or_default());
    }
    write(root, &written, say)?;
    say.line(message!("theme-ejected"));
    Ok(Outcome::Done)
}

fn eject_whole(root: &Path, theme: &str, files: &FileTree, name: &str, say: &Say) -> Result<Outcome> {
    if name.is_empty() || name.starts_with('.') || name.contains(['/', '\\']) {
        refuse!("theme-name", name = name);
    }
    if root.join("themes").join(name).exists() {
        refuse!("theme-there", path = format!("themes/{name}"));
    }
    let mut written = FileTree::new();
    for (path, bytes) in files.iter() {
        let _ = written.insert(format!("themes/{name}/{path}"), bytes);
    }
    let _lock = disk::Lock::take(root)?;
    disk::apply(root, &written, &[])?;
    say.line(message!("theme-whole", theme = theme, name = name));
    Ok(Outcome::Done)
}

fn write(root: &Path, files: &FileTree, say: &Say) -> Result<()> {
    let _lock = disk::Lock::take(root)?;
    disk::apply(root, files, &[])?;
    for (path, _) in files.iter() {
        say.line(root.join(path).display());
    }
    Ok(())
}
