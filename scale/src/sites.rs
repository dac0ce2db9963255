//! The sites whose editions are compared: folders with `facts/`.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

/// The folders of sites among some folders, and directly below them, sorted and each once.
pub fn find(folders: &[PathBuf]) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for folder in folders {
        let folder = folder.canonicalize().with_context(|| format!("{} cannot be read", folder.display()))?;
        if is_site(&folder) {
            found.push(folder);
            continue;
        }
        let before = found.len();
        for entry in folder.read_dir().with_context(|| format!("{} cannot be read", folder.display()))? {
            let path = entry?.path();
            found.extend(is_site(&path).then_some(path));
        }
        if found.len() == before {
            bail!("{} has no facts: build it with `outputs: {{facts: true}}`", folder.display());
        }
    }
    found.sort();
    found.dedup();
    Ok(found)
}

fn is_site(folder: &Path) -> bool {
    folder.join("facts/edition.parquet").is_file()
}
