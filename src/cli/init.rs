//! `ibid init`: a new edition with a commented configuration, a home page and a page about it.

use std::path::Path;

use anyhow::Result;

use super::say::{Outcome, Say};
use super::{speech, starter};
use crate::disk;
use crate::edition::{SchemaOf, schema};
use crate::message::Message;
use crate::tree::FileTree;

/// Makes a new edition, in the language that is named or in the machine's.
pub fn init(folder: &Path, language: Option<&str>, say: &Say) -> Result<Outcome> {
    for taken in ["edition.yaml", "content"] {
        if folder.join(taken).exists() {
            refuse!("init-taken", folder = folder.display(), taken = taken);
        }
    }
    let language = language.unwrap_or_else(|| speech::of_new_edition());
    let mut files = FileTree::new();
    for (path, of) in [("schema/edition.json", SchemaOf::Edition), ("schema/page.json", SchemaOf::Page)] {
        let _ = files.insert(path, schema(of));
    }
    for (path, text) in starter::files(language).iter().copied().chain([(
        ".gitignore",
        "/public
/.ibid
",
    )]) {
        let _ = files.insert(path, text);
    }
    disk::apply(folder, &files, &[])?;
    say.line(message!("init-done", folder = folder.display()));
    for (command, key) in [
        (format!("cd {}", folder.display()), "init-go"),
        ("ibid import <file>…".to_owned(), "init-import"),
        ("ibid serve --open".to_owned(), "init-serve"),
        ("ibid build".to_owned(), "init-build"),
    ] {
        say.line(format!("  {command:<22}  {}", Message::new(key)).trim_end());
    }
    Ok(Outcome::Done)
}
