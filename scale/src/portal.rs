//! A page that searches many editions by their own indexes: static, without a server.
//!
//! In: folders of sites. Out: `index.html` and `portal.js`. What always holds: nothing of an edition is copied; its index and the script
//! that reads it are loaded from where the edition stands, and so is how the page looks, from the first edition.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use clap::Args;

use crate::engine::say;
use crate::facts::{self, Column};
use crate::sites;

#[derive(Args)]
pub struct Portal {
    /// Where the page goes
    #[arg(long)]
    out: PathBuf,
    /// Its title
    #[arg(long)]
    title: String,
    /// The sites stand in folders beside the page, and are not asked for at their addresses
    #[arg(long)]
    beside: bool,
    /// Folders of sites, or folders that hold such folders
    #[arg(required = true)]
    sites: Vec<PathBuf>,
}

/// An edition as the page names it.
struct Edition {
    address: String,
    title: String,
    language: String,
}

/// Writes the page.
pub fn write(task: &Portal) -> Result<()> {
    let mut editions = Vec::new();
    for site in sites::find(&task.sites)? {
        if !site.join("search/manifest.js").is_file() {
            bail!("{} has no index: build it with `outputs: {{search: true}}`", site.display());
        }
        let mut edition = edition(&site)?;
        if task.beside {
            let name = site.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            edition.address = format!("../{name}/");
        }
        editions.push(edition);
    }
    fs::create_dir_all(&task.out).with_context(|| format!("{} cannot be made", task.out.display()))?;
    let list: String = editions
        .iter()
        .map(|one| format!("<li><a href=\"{}index.html\">{}</a></li>\n", escape(&one.address), escape(&one.title)))
        .collect();
    let first = editions.first().context("there is no edition")?;
    let page = include_str!("../portal/index.html")
        .replace("{language}", &escape(&first.language))
        .replace("{first}", &escape(&first.address))
        .replace("{title}", &escape(&task.title))
        .replace("{editions}", &list);
    let write = |name: &str, text: &str| {
        fs::write(task.out.join(name), text).with_context(|| format!("{name} cannot be written"))
    };
    write("index.html", &page)?;
    write("portal.js", include_str!("../portal/portal.js"))?;
    say(&format!("{} editions: {}", editions.len(), task.out.join("index.html").display()));
    Ok(())
}

/// What an edition says of itself in its facts.
fn edition(site: &Path) -> Result<Edition> {
    let mut found = None;
    facts::read(&site.join("facts/edition.parquet"), &["address", "title", "language"], &mut |_, columns| {
        let text = |at: usize| match &columns[at] {
            Column::Text(values) => values.first().map(|text| String::from_utf8_lossy(text.data()).into_owned()),
            _ => None,
        };
        let words = (text(0), text(1), text(2));
        if let (Some(address), Some(title), Some(language)) = words {
            found = Some(Edition { address, title, language });
        }
        Ok(())
    })?;
    found.with_context(|| format!("the facts of {} name no edition", site.display()))
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
