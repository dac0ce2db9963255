//! What a new edition begins with, in each language that a site's words are in.
//!
//! In: an edition and what an import would add to it. Out: the files of the starter in the language of the first report, with a title. What always holds:
//! what an editor has written is never replaced.

use crate::pipeline::ImportPlan;
use crate::tree::FileTree;
use crate::yaml::quoted;

/// The files of a new edition in one language: its code, and path and text of each.
type Starter = (&'static str, [File; 3]);
type File = (&'static str, &'static str);

const STARTERS: [Starter; 2] = [
    (
        "vi",
        [
            ("edition.yaml", include_str!("../../starter/vi/edition.yaml")),
            ("content/_index.md", include_str!("../../starter/vi/home.md")),
            ("content/gioi-thieu.md", include_str!("../../starter/vi/about.md")),
        ],
    ),
    (
        "en",
        [
            ("edition.yaml", include_str!("../../starter/en/edition.yaml")),
            ("content/_index.md", include_str!("../../starter/en/home.md")),
            ("content/about.md", include_str!("../../starter/en/about.md")),
        ],
    ),
];

/// Paths and texts of the starter in a language; none for one that sites have no words in.
pub(super) fn files(language: &str) -> &'static [File] {
    STARTERS.iter().find(|(code, _)| *code == language).map_or(&[][..], |(_, files)| files)
}

/// What gives an edition the language and the title of what comes into it first; none where it has reports or where its editor has
/// written something. Reports in a language without words of the site get English ones.
pub(super) fn of_first(edition: &FileTree, plan: &ImportPlan) -> Option<ImportPlan> {
    let language = plan.language.as_deref()?;
    let wanted =
        STARTERS.iter().find(|(code, _)| *code == language).or(STARTERS.iter().find(|(code, _)| *code == "en"))?;
    let is_untouched = |(_, files): &&Starter| files.iter().all(|(path, text)| edition.text(path) == Some(*text));
    let (_, present) = STARTERS.iter().find(is_untouched)?;
    let pages = edition.below("content");
    if pages.iter().count() > present.iter().filter(|(path, _)| path.starts_with("content/")).count() {
        return None;
    }
    // The settings and the home page of the starter have one line for its name.
    let placeholder = title_line(wanted.1[1].1)?;
    let title = plan.title.as_deref().map_or(placeholder.to_owned(), |title| format!("title: {}", quoted(title)));
    let mut writes = FileTree::new();
    for (path, text) in &wanted.1 {
        let _ = writes.insert(*path, text.replacen(placeholder, &title, 1));
    }
    if writes.iter().all(|(path, bytes)| edition.get(path) == Some(bytes)) {
        return None;
    }
    let paths = present.iter().map(|(path, _)| (*path).to_owned());
    let removes = paths.filter(|path| writes.text(path).is_none()).collect();
    let (language, title) = (Some(wanted.0.to_owned()), plan.title.clone());
    Some(ImportPlan { writes, removes, language, title, ..ImportPlan::default() })
}

/// The line of a page's front matter that says its title.
fn title_line(page: &str) -> Option<&str> {
    page.lines().find(|line| line.starts_with("title: "))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn edition(language: &str) -> FileTree {
        let mut edition = FileTree::new();
        for (path, text) in files(language) {
            let _ = edition.insert(*path, *text);
        }
        edition
    }

    fn plan(language: &str) -> ImportPlan {
        let added = BTreeSet::from(["report".to_owned()]);
        ImportPlan { added, language: Some(language.to_owned()), ..ImportPlan::default() }
    }

    #[test]
    fn the_first_report_says_the_language() {
        let english = of_first(&edition("vi"), &plan("fr")).expect("English words");
        assert_eq!(english.writes.text("edition.yaml"), edition("en").text("edition.yaml"));
        assert_eq!(english.removes, ["content/gioi-thieu.md"]);
        assert!(of_first(&edition("vi"), &plan("vi")).is_none());
        let titled = ImportPlan { title: Some("Boats: \"the\" report".to_owned()), ..plan("vi") };
        let named = of_first(&edition("vi"), &titled).expect("a title");
        for path in ["edition.yaml", "content/_index.md"] {
            assert!(
                named.writes.text(path).is_some_and(|text| text.contains(r#"title: "Boats: \"the\" report""#)),
                "{path}"
            );
        }
        assert!(named.removes.is_empty());
        let vietnamese = of_first(&edition("en"), &plan("vi")).expect("Vietnamese words");
        assert!(vietnamese.writes.text("content/gioi-thieu.md").is_some());
    }

    #[test]
    fn what_was_written_stays() {
        let mut written = edition("vi");
        let _ = written.insert("content/_index.md", "---\ntitle: A\n---\n");
        assert!(of_first(&written, &plan("en")).is_none());
        let mut with_report = edition("vi");
        let _ = with_report.insert("content/a/_index.md", "---\ntitle: A\n---\n");
        assert!(of_first(&with_report, &plan("en")).is_none());
    }
}
