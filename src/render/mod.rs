//! From the edition to a site: Markdown to HTML, contexts to templates, files to a [`FileTree`].
//!
//! In: the edition, its links, and the edition's folder (for `templates/`, `static/`, `i18n/`, `themes/`).
//! Out: every file of the site but the open data.
//! What always holds: the same input gives the same bytes; every link in a page is relative and names a
//! file; nothing that a report or an editor wrote runs as a script.

mod aliases;
mod annotations;
mod assets;
mod changes;
mod charts;
mod context_build;
mod contexts;
mod crosslinks;
mod crosslinks_pages;
mod crosslinks_parts;
mod feeds;
mod forwards;
mod highlight;
mod html;
mod html_blocks;
mod html_safe;
mod html_words;
mod indicators;
mod key_figures;
mod letters;
mod machine;
mod marking;
mod pages;
mod print;
mod site;
mod theme;
mod words;

use crate::diagnostic::{Checked, Diagnostic, Severity};
use crate::model::edition::Edition;
use crate::model::links::Links;
use crate::tree::FileTree;

use crosslinks::Crosslinks;
use site::Site;
use theme::Theme;

/// Renders the whole site.
#[must_use]
pub fn render(edition: &Edition, links: &Links, folder: &FileTree) -> Checked<FileTree> {
    let mut said = Vec::new();
    let theme = Theme::load(folder, &edition.config).collect_into(&mut said);
    let site = Site::new(edition, links, &theme.words);
    let mut output = Output { tree: assets::files(&theme.statics), said };
    assets::add_beside(edition, folder, &mut output.tree);
    let crosslinks = Crosslinks::new(&site);
    let engine = match theme.engine(&site, &crosslinks) {
        Ok(engine) => engine,
        Err(diagnostic) => {
            output.said.push(*diagnostic);
            return Checked::new(output.tree, output.said);
        }
    };
    for page in pages::render(&site, &engine, &crosslinks) {
        match page {
            Ok(page) => output.add(&page.path, page.html),
            Err(diagnostic) => output.complain(*diagnostic),
        }
    }
    if edition.config.outputs.search {
        output.add("search/words.js", theme.words.search_script());
    }
    for (path, text) in feeds::files(&site).into_iter().chain(aliases::files(&site)) {
        output.add(&path, text);
    }
    if theme.statics.get("manifest.webmanifest").is_none() {
        output.add("manifest.webmanifest", machine::manifest(&site));
    }
    Checked::new(output.tree, output.said)
}

/// Renders the page of one content file: its address on the site and its document. None when it has no page of its own,
/// or cannot be rendered; [`render`] then says why.
#[must_use]
pub fn render_page(edition: &Edition, links: &Links, folder: &FileTree, path: &str) -> Option<(String, String)> {
    let theme = Theme::load(folder, &edition.config).value;
    let site = Site::new(edition, links, &theme.words);
    let crosslinks = Crosslinks::new(&site);
    let engine = theme.engine(&site, &crosslinks).ok()?;
    let page = pages::render_one(&site, &engine, &crosslinks, path)?.ok()?;
    Some((page.path, page.html))
}

/// The files so far and what was said of them.
struct Output {
    tree: FileTree,
    said: Vec<Diagnostic>,
}

impl Output {
    fn add(&mut self, path: &str, text: String) {
        let taken = self.tree.get(path).is_some();
        if taken || self.tree.insert(path, text).is_err() {
            let message = format!("`{path}` would be written twice, or outside of the site");
            let collision = Diagnostic::new(Severity::Error, "output-collision", path, message);
            self.said.push(collision.hint("rename the page, the alias or the file in `static/`"));
        }
    }

    /// One fault of a template is told once, however many pages meet it.
    fn complain(&mut self, diagnostic: Diagnostic) {
        let known = self.said.iter().any(|said| {
            said.code == diagnostic.code && said.place() == diagnostic.place() && said.message == diagnostic.message
        });
        if !known {
            self.said.push(diagnostic);
        }
    }
}
