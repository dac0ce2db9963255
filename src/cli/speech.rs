//! Which language the command line speaks.
//!
//! In: the arguments, the environment, the edition. Out: a code of [`message::LANGUAGES`]. The first of these that names a language counts:
//! `--language`, `IBID_LANGUAGE`, the edition's own language, the machine's, the first of the catalogue.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::starter;
use crate::message::{LANGUAGES, language};
use crate::{disk, edition};

/// The language of a run, known before its arguments are understood: help and complaints of them are said in it, too.
pub(super) fn of(arguments: &[OsString]) -> &'static str {
    let named = value_of(arguments, &["--language"]).or_else(|| environment("IBID_LANGUAGE"));
    let of_edition = || root(arguments).as_deref().and_then(of_edition);
    let of_machine = || sys_locale::get_locales().find_map(|tag| language(&tag));
    named.as_deref().and_then(language).or_else(of_edition).or_else(of_machine).unwrap_or(LANGUAGES[0])
}

/// The language of a new edition: the machine's, or English where it names none or one that no new edition can be in.
pub(super) fn of_new_edition() -> &'static str {
    sys_locale::get_locales().next().and_then(|tag| starter::language(&tag)).unwrap_or("en")
}

/// What stands behind an option, or behind its `=`.
fn value_of(arguments: &[OsString], names: &[&str]) -> Option<String> {
    let words: Vec<&str> = arguments.iter().map_while(|word| word.to_str()).take_while(|word| *word != "--").collect();
    words.iter().enumerate().find_map(|(at, word)| match word.split_once('=') {
        Some((name, value)) => names.contains(&name).then(|| value.to_owned()),
        None => names.contains(word).then(|| words.get(at + 1).map(|value| (*value).to_owned()))?,
    })
}

fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// The edition's folder: as named, or the nearest one above.
fn root(arguments: &[OsString]) -> Option<PathBuf> {
    let named = value_of(arguments, &["--root", "--edition"]).or_else(|| environment("IBID_ROOT"));
    named.map(PathBuf::from).or_else(|| disk::edition_root(&std::env::current_dir().ok()?))
}

/// The language that an edition's configuration names; none where it names none.
fn of_edition(root: &Path) -> Option<&'static str> {
    let text = std::fs::read_to_string(root.join("edition.yaml")).ok()?;
    let is_named = text.lines().any(|line| line.starts_with("language:"));
    is_named.then(|| language(&edition::read_config(&text).value.language))?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Vec<OsString> {
        line.split(' ').map(OsString::from).collect()
    }

    #[test]
    fn the_arguments_name_the_language_first() {
        assert_eq!(of(&words("ibid --language vi check")), "vi");
        assert_eq!(of(&words("ibid check --language=en")), "en");
        assert_eq!(value_of(&words("ibid explain -- --language vi"), &["--language"]), None);
    }

    #[test]
    fn then_the_edition_does() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("edition.yaml"), "title: A\nlanguage: vi\n").expect("a file");
        assert_eq!(of_edition(folder.path()), Some("vi"));
        std::fs::write(folder.path().join("edition.yaml"), "title: A\n").expect("a file");
        assert_eq!(of_edition(folder.path()), None);
    }
}
