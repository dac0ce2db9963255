//! What a job over many editions found for this one: the files of the folder that `other_editions` names.
//!
//! In: the edition's folder. Out: the files, as far as they can be read. What always holds: an address in them is one of the web, so
//! that no page leads to anything else; a file that is broken or of another shape is told of, and the site is built without it.

use super::config;
use crate::diagnostic::Diagnostic;
use crate::model::config::Config;
use crate::model::other_editions::{OtherEditions, SCHEMA};
use crate::tree::FileTree;

/// The folder that an edition's configuration names for them; none where it names none.
#[must_use]
pub fn folder(tree: &FileTree) -> Option<String> {
    let text = tree.text(config::FILE)?;
    // Few editions have the key, and reading the whole configuration takes longer than looking for it.
    let names_one = text.contains("other_editions");
    names_one.then(|| config::read_config(text).value.other_editions).filter(|folder| !folder.is_empty())
}

/// Reads the files, with their paths.
pub(super) fn read(tree: &FileTree, config: &Config, said: &mut Vec<Diagnostic>) -> Vec<(String, OtherEditions)> {
    let folder = &config.other_editions;
    if folder.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (path, bytes) in tree.within(folder).filter(|(path, _)| path.ends_with(".json")) {
        match serde_json::from_slice::<OtherEditions>(bytes) {
            Ok(read) if read.schema == SCHEMA => found.push((path.to_owned(), only_web(read))),
            Ok(read) => {
                let message = message!("other-editions-schema", schema = read.schema, known = SCHEMA);
                said.push(broken(path, message));
            }
            Err(why) => said.push(broken(path, message!("other-editions-broken", why = why.to_string()))),
        }
    }
    if found.is_empty() && said.iter().all(|one| one.code != "other-editions-broken") {
        let missing = Diagnostic::new(
            "other-editions-missing",
            config::FILE,
            message!("other-editions-missing", folder = folder),
        );
        said.push(missing.hint(message!("other-editions-missing-hint")));
    }
    found
}

fn broken(path: &str, message: crate::message::Message) -> Diagnostic {
    Diagnostic::new("other-editions-broken", path, message).hint(message!("other-editions-broken-hint"))
}

/// Leaves out what leads to no page of the web.
fn only_web(mut read: OtherEditions) -> OtherEditions {
    let is_web = |url: &str| url.starts_with("https://") || url.starts_with("http://");
    read.passages.retain(|candidate| is_web(&candidate.of.url));
    read
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_file(text: &str) -> (Vec<(String, OtherEditions)>, Vec<&'static str>) {
        let mut tree = FileTree::new();
        tree.insert("beyond/a.json", text).expect("inside");
        let config = Config { other_editions: "beyond".to_owned(), ..Config::default() };
        let mut said = Vec::new();
        let found = read(&tree, &config, &mut said);
        (found, said.iter().map(|one| one.code).collect())
    }

    #[test]
    fn what_is_broken_is_told_of() {
        let good = format!("{{\"schema\":\"{SCHEMA}\",\"edition\":\"https://a.example/\",\"passages\":[]}}");
        assert_eq!(read_file(&good).1, Vec::<&str>::new());
        assert_eq!(read_file(&good[..20]).1, ["other-editions-broken"]);
        assert_eq!(read_file("{\"schema\":\"another\"}").1, ["other-editions-broken"]);
        assert_eq!(read_file("{\"passages\":3}").1, ["other-editions-broken"]);
    }

    #[test]
    fn an_empty_folder_is_told_of() {
        let config = Config { other_editions: "beyond".to_owned(), ..Config::default() };
        let mut said = Vec::new();
        assert!(read(&FileTree::new(), &config, &mut said).is_empty());
        assert_eq!(said.iter().map(|one| one.code).collect::<Vec<_>>(), ["other-editions-missing"]);
    }

    #[test]
    fn nothing_leads_out_of_the_web() {
        let one = |url: &str| format!("{{\"at\":\"a#b\",\"of\":{{\"url\":\"{url}\"}}}}");
        let text = format!(
            "{{\"schema\":\"{SCHEMA}\",\"passages\":[{},{}]}}",
            one("javascript:alert(1)"),
            one("https://b.example/x.html#y")
        );
        let (found, _) = read_file(&text);
        assert_eq!(found[0].1.passages.len(), 1);
    }
}
