//! What a browser needs to keep reports for when there is no network: the service worker, and the list that tells it of which
//! content every file of the site is.
//!
//! In: the edition, the site's folder when all else is in it. Out: `sw.js` and `offline.json`. What always holds: the worker is another
//! one as soon as any file of the list is, so that browsers see every build that changed anything.

use std::collections::BTreeMap;

use crate::model::edition::Edition;
use crate::text::digest;
use crate::tree::SiteWriter;

use super::machine;

/// The service worker, with a sign for the version.
const WORKER: &str = include_str!("worker.js");

/// What a browser keeps, by the ends of names; what is for other programs is not listed.
const KEPT: [&str; 12] =
    ["html", "css", "js", "woff2", "svg", "png", "jpg", "jpeg", "gif", "webp", "avif", "webmanifest"];

/// What is always kept beside styles, scripts and fonts.
const ALWAYS: [&str; 3] = ["favicon.svg", "index.html", "offline.html"];

/// Writes the worker and its list, when the edition wants them.
pub fn offline(edition: &Edition, site: &SiteWriter<'_>) {
    if !edition.config.outputs.offline {
        return;
    }
    let is_kept = |path: &str| path.rsplit_once('.').is_some_and(|(_, end)| KEPT.contains(&end));
    let files: BTreeMap<String, String> = site
        .contents()
        .into_iter()
        .filter(|(path, _)| is_kept(path))
        .map(|(path, content)| (path, format!("{:016x}", content.0 & u128::from(u64::MAX))))
        .collect();
    let all: String = files.iter().map(|(path, content)| format!("{content} {path}\n")).collect();
    let core: Vec<&str> = files.keys().map(String::as_str).filter(|path| is_core(path)).collect();
    let reports: Vec<&str> = edition.reports.iter().map(|report| report.id.as_str()).collect();
    site.put("offline.json", machine::offline(&core, &reports, &files));
    site.put("sw.js", WORKER.replace("@VERSION@", &format!("{:032x}", digest(all.as_bytes()))));
}

/// Whether every page needs a file: styles, scripts and fonts of the theme.
fn is_core(path: &str) -> bool {
    let is_of_theme = !path.contains('/') || path.starts_with("fonts/");
    let is_needed = [".css", ".js", ".woff2", ".webmanifest"].iter().any(|end| path.ends_with(end));
    ALWAYS.contains(&path) || is_of_theme && is_needed
}
