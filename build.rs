//! Writes the words of languages in JSON, for the program to carry; builds again when these or the theme change.
#![allow(clippy::print_stdout)] // This is how a build script speaks to cargo.

use std::error::Error;
use std::fs;
use std::path::Path;

/// Folders whose YAML the program reads at each of its starts: it carries them in JSON.
const READY: [&str; 2] = ["languages", "concepts"];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=themes/default");
    let out = std::env::var("OUT_DIR")?;
    for folder in READY {
        println!("cargo:rerun-if-changed={folder}");
        let target = Path::new(&out).join(folder);
        fs::create_dir_all(&target)?;
        for file in fs::read_dir(folder)? {
            let path = file?.path();
            if path.extension().is_some_and(|end| end == "yaml") {
                let value: serde_json::Value = serde_yaml::from_str(&fs::read_to_string(&path)?)?;
                let name = path.with_extension("json");
                fs::write(target.join(name.file_name().unwrap_or_default()), value.to_string())?;
            }
        }
    }
    Ok(())
}
