//! From the edition to a site: Markdown to HTML, contexts to templates, files to a folder as each is finished.
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
mod concepts;
mod context_build;
mod contexts;
mod crosslinks;
mod crosslinks_parts;
mod differences;
mod digest_fields;
mod digits;
mod engine;
mod facsimile;
mod facsimile_pages;
mod feedback;
mod feeds;
mod former_pages;
mod highlight;
mod html;
mod html_blocks;
mod html_pictures;
mod html_safe;
mod html_words;
mod indicators;
mod key_figures;
mod known;
mod machine;
mod made;
mod marked_text;
mod marks;
mod offline;
mod other_editions;
mod own_pages;
mod pages;
mod pictures;
mod previews;
mod print;
mod redirects;
mod report_digest;
mod report_page;
mod report_pages;
mod seen;
mod sight;
mod site;
mod theme;
mod versions;

pub use engine::Shell;
pub use made::addresses as made_addresses;
pub use offline::offline;

use crate::cache::Cache;
use crate::diagnostic::Diagnostic;
use crate::model::config::Config;
use crate::model::download::Download;
use crate::model::edition::Edition;
use crate::model::links::Links;
use crate::tree::{FileTree, SiteWriter, UpdatedTree};
use crate::words::Words;

use crosslinks::Crosslinks;
use engine::Engine;
use site::Site;
use theme::Theme;

/// Renders the whole site into a folder. `cache`: what the last build worked out.
#[must_use]
pub fn render(
    (edition, links): (&Edition, &Links),
    folder: &FileTree,
    downloads: &[Download],
    site_folder: &SiteWriter<'_>,
    cache: &Cache,
) -> Vec<Diagnostic> {
    let mut said = Vec::new();
    let theme = Theme::load(folder, &edition.config).collect_into(&mut said);
    let site = Site::new(edition, links, &theme.words, downloads);
    let mut statics = assets::files(&theme.statics);
    assets::add_beside(edition, folder, &mut statics);
    facsimile::add_pictures(edition, folder, &mut statics);
    statics.iter().for_each(|(path, bytes)| site_folder.put(path, bytes));
    said.extend(pictures::missing(edition, folder, &statics));
    let crosslinks = Crosslinks::new(&site);
    let engine = Engine::new(&theme, &site, &crosslinks, site_folder, cache);
    for diagnostic in
        pages::render(&site, &engine, &crosslinks, cache).into_iter().chain(former_pages::render(&site, &engine))
    {
        complain(&mut said, diagnostic);
    }
    if edition.config.outputs.search {
        site_folder.put("search/words.js", theme.words.search_script());
    }
    feeds::write(&site, site_folder);
    for (path, text) in aliases::files(&site, &crosslinks) {
        site_folder.put(&path, text);
    }
    if theme.statics.get("manifest.webmanifest").is_none() {
        site_folder.put("manifest.webmanifest", machine::manifest(&site));
    }
    said
}

/// One fault of a template is told once, however many pages meet it.
fn complain(said: &mut Vec<Diagnostic>, diagnostic: Diagnostic) {
    let is_known = said.iter().any(|said| {
        said.code == diagnostic.code && said.place() == diagnostic.place() && said.message == diagnostic.message
    });
    if !is_known {
        said.push(diagnostic);
    }
}

/// The files of a theme that the program carries: `default`, `plain`; none for any other name.
#[must_use]
pub fn carried_theme(name: &str) -> Option<FileTree> {
    theme::carried(name)
}

/// The words of the interface in the edition's language.
#[must_use]
pub fn words(folder: &FileTree, config: &Config) -> Words {
    theme::words(folder, config)
}

/// Renders the page of one content file: its address on the site and its document. None when it has no page of its own,
/// or cannot be rendered; [`render`] then says why.
#[must_use]
pub fn render_page(
    edition: &Edition,
    links: &Links,
    downloads: &[Download],
    shell: &mut Shell,
    path: &str,
) -> Option<(String, String)> {
    let (theme, parsed) = shell.parts();
    let site = Site::new(edition, links, &theme.words, downloads);
    let crosslinks = Crosslinks::of(&site, |page| page == path);
    let before = FileTree::new();
    let shown = UpdatedTree::new(&before);
    let filling = SiteWriter::new(&shown);
    let engine = Engine::of_one((theme, parsed.take()), &site, &crosslinks, &filling);
    pages::render_one(&site, &engine, &crosslinks, path)?.ok()?;
    *parsed = engine.into_tera();
    let shown = shown.done();
    let (address, document) = shown.iter().next()?;
    Some((address.to_owned(), String::from_utf8_lossy(document).into_owned()))
}
