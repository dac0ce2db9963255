//! Pictures that pages show and the site does not have, told at their lines of Markdown.
//!
//! In: the edition, and the files that are copied to the site. Out: a diagnostic for each picture that is not among them. Invariant: pictures of
//! other hosts are not looked for.

use crate::diagnostic::{Diagnostic, Span};
use crate::markdown::{Destination, Seen, destination, seen};
use crate::message::Message;
use crate::model::edition::Edition;
use crate::model::page::Page;
use crate::text::file_beside;
use crate::tree::FileTree;

/// Every picture that is missing.
pub(super) fn missing(edition: &Edition, folder: &FileTree, statics: &FileTree) -> Vec<Diagnostic> {
    let pages = edition.addresses().filter(|(page, _)| page.text.contains("!["));
    let mut said: Vec<Diagnostic> = pages.flat_map(|(page, url)| of_page(page, &url, statics)).collect();
    said.extend(logo(edition, folder, statics));
    said
}

fn of_page(page: &Page, url: &str, statics: &FileTree) -> Vec<Diagnostic> {
    let root = "../".repeat(url.matches('/').count());
    let mut said = Vec::new();
    for (piece, range) in seen(page.body()) {
        let Seen::Picture(dest_url) = piece else { continue };
        let Destination::Local(src) = destination(&dest_url, &root) else { continue };
        let is_there = file_beside(url, &src).is_some_and(|file| statics.get(&file).is_some());
        if !is_there && !src.is_empty() {
            let place = Span::in_text(&page.text, range.start + page.body_start..range.end + page.body_start);
            let missing = Diagnostic::new("picture-missing", &page.path, message!("picture-missing", path = dest_url));
            said.push(missing.at(place).hint(wanted(page, &dest_url)));
        }
    }
    said
}

/// Where the picture would have to stand.
fn wanted(page: &Page, written: &str) -> Message {
    match written.strip_prefix('/') {
        Some(below) => message!("picture-static-hint", path = below),
        None => {
            let folder = page.path.rsplit_once('/').map_or("content", |(folder, _)| folder);
            message!("picture-beside-hint", folder = folder)
        }
    }
}

fn logo(edition: &Edition, folder: &FileTree, statics: &FileTree) -> Option<Diagnostic> {
    let logo = edition.config.logo.trim_start_matches('/');
    if logo.is_empty() || statics.get(logo).is_some() {
        return None;
    }
    let text = folder.text("edition.yaml").unwrap_or_default();
    let missing = Diagnostic::new(
        "picture-missing",
        "edition.yaml",
        message!("picture-missing", path = format!("static/{logo}")),
    )
    .hint(message!("picture-logo-hint"));
    let line = text.lines().enumerate().find(|(_, line)| line.starts_with("logo:"));
    Some(match line {
        Some((at, line)) => missing.at(Span::whole_line(at + 1, line)),
        None => missing,
    })
}
