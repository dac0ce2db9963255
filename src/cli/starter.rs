//! What a new edition begins with, in each language that a site's words are in.
//!
//! In: an edition and what an import would add to it. Out: the files of the starter in the language of the first report, with a title. What always holds:
//! what an editor has written is never replaced.

use crate::message::code_of;
use crate::pipeline::ImportPlan;
use crate::tree::FileTree;
use crate::yaml::quoted;

/// The files of a new edition in one language: its code, and path and text of each.
type Starter = (&'static str, [File; 3]);
type File = (&'static str, &'static str);

/// A starter with the name of the page about the edition.
macro_rules! starter {
    ($language:literal, $about:literal) => {
        (
            $language,
            [
                ("edition.yaml", include_str!(concat!("../../starter/", $language, "/edition.yaml"))),
                ("content/_index.md", include_str!(concat!("../../starter/", $language, "/home.md"))),
                (concat!("content/", $about, ".md"), include_str!(concat!("../../starter/", $language, "/about.md"))),
            ],
        )
    };
}

const STARTERS: [Starter; 9] = [
    starter!("vi", "gioi-thieu"),
    starter!("en", "about"),
    starter!("de", "ueber"),
    starter!("es", "acerca-de"),
    starter!("fr", "a-propos"),
    starter!("it", "informazioni"),
    starter!("nl", "over"),
    starter!("pt", "sobre"),
    starter!("sv", "om"),
];

/// The codes of the languages that a new edition can be in.
pub(super) fn languages() -> [&'static str; STARTERS.len()] {
    STARTERS.map(|(code, _)| code)
}

/// The language of a starter that a tag such as `de_CH.UTF-8` names.
pub(super) fn language(tag: &str) -> Option<&'static str> {
    languages().into_iter().find(|known| known.eq_ignore_ascii_case(code_of(tag)))
}

/// Paths and texts of the starter in a language; none for one that sites have no words in.
pub(super) fn files(language: &str) -> &'static [File] {
    STARTERS.iter().find(|(code, _)| *code == language).map_or(&[][..], |(_, files)| files)
}

/// What an editor may fill in before the first import, in the settings; the title also on the home page.
const FILLED: [&str; 4] = ["title: ", "description: ", "base_url: ", "publisher: "];

/// What gives an edition the language and the title of what comes into it first; none where it has reports or where its editor has
/// written something. What an editor filled in stays. Reports in a language without words of the site get English ones.
pub(super) fn of_first(edition: &FileTree, plan: &ImportPlan) -> Option<ImportPlan> {
    let language = plan.language.as_deref()?;
    let wanted =
        STARTERS.iter().find(|(code, _)| *code == language).or(STARTERS.iter().find(|(code, _)| *code == "en"))?;
    let is_untouched = |(path, text): &File| edition.text(path).is_some_and(|own| is_filled(own, text));
    let (_, present) = STARTERS.iter().find(|(_, files)| files.iter().all(is_untouched))?;
    let pages = edition.below("content");
    if pages.iter().count() > present.iter().filter(|(path, _)| path.starts_with("content/")).count() {
        return None;
    }
    // The settings and the home page have the same line for the edition's name.
    let [settings, home, about] = &wanted.1;
    let mut filled: Vec<String> =
        edition.text(settings.0)?.lines().filter(|line| is_own(line, present)).map(str::to_owned).collect();
    let named = plan.title.as_deref().filter(|_| !filled.iter().any(|line| line.starts_with(FILLED[0])));
    filled.extend(named.map(|title| format!("{}{}", FILLED[0], quoted(title))));
    let mut writes = FileTree::new();
    for (path, text) in [settings, home] {
        let lines = text.split_inclusive('\n').map(|line| {
            let own = FILLED.iter().find(|key| line.starts_with(**key));
            let own = own.and_then(|key| filled.iter().find(|filled| filled.starts_with(key)));
            own.map_or(line.to_owned(), |own| format!("{own}\n"))
        });
        let _ = writes.insert(*path, lines.collect::<String>());
    }
    let _ = writes.insert(about.0, about.1);
    if writes.iter().all(|(path, bytes)| edition.get(path) == Some(bytes)) {
        return None;
    }
    let paths = present.iter().map(|(path, _)| (*path).to_owned());
    let removes = paths.filter(|path| writes.text(path).is_none()).collect();
    let (language, title) = (Some(wanted.0.to_owned()), named.map(str::to_owned));
    Some(ImportPlan { writes, removes, language, title, ..ImportPlan::default() })
}

/// Whether a file is that of a starter, but for what is filled in.
fn is_filled(own: &str, text: &str) -> bool {
    let key = |line: &str| FILLED.into_iter().find(|key| line.starts_with(key));
    own.lines().count() == text.lines().count()
        && own.lines().zip(text.lines()).all(|(own, line)| own == line || key(own).is_some() && key(own) == key(line))
}

/// Whether a line of the settings is filled in, and not the starter's.
fn is_own(line: &str, present: &[File]) -> bool {
    let is_starters = |(_, text): &File| text.lines().any(|other| other == line);
    FILLED.iter().any(|key| line.starts_with(key)) && !present.iter().any(is_starters)
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
        let english = of_first(&edition("vi"), &plan("fi")).expect("English words");
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
        let german = of_first(&edition("en"), &plan("de")).expect("German words");
        assert!(german.writes.text("content/ueber.md").is_some());
        assert!(of_first(&edition("de"), &plan("de")).is_none());
    }

    #[test]
    fn each_starter_is_in_its_language() {
        for (code, [settings, home, _]) in &STARTERS {
            assert!(settings.1.contains(&format!("\nlanguage: {code}\n")), "{code}");
            let title = home.1.lines().find(|line| line.starts_with("title: ")).expect("a title");
            assert!(settings.1.lines().any(|line| line == title), "{code}: {title}");
        }
        assert_eq!(language("de_CH.UTF-8"), Some("de"));
        assert_eq!(language("C"), None);
    }

    #[test]
    fn what_was_filled_in_stays_in_another_language() {
        let mut edition = edition("vi");
        let filled = edition
            .text("edition.yaml")
            .map(|text| text.replace(r#"base_url: """#, r#"base_url: "https://example.org/""#));
        let _ = edition.insert("edition.yaml", filled.unwrap_or_default());
        let titled = ImportPlan { title: Some("Boats".to_owned()), ..plan("en") };
        let english = of_first(&edition, &titled).expect("English words");
        let settings = english.writes.text("edition.yaml").unwrap_or_default();
        assert!(
            settings.contains("language: en") && settings.contains("base_url: \"https://example.org/\""),
            "{settings}"
        );
        assert!(settings.contains("title: \"Boats\""), "{settings}");
        let named = settings.replace("Boats", "Ferries").replace("language: en", "language: vi");
        let _ = edition.insert("edition.yaml", named);
        assert!(of_first(&edition, &titled).is_none(), "comments of another language");
    }

    #[test]
    fn what_was_written_stays() {
        let mut written = edition("vi");
        let _ = written.insert("content/_index.md", "---\ntitle: A\n---\n\nOurs.\n");
        assert!(of_first(&written, &plan("en")).is_none());
        let mut with_report = edition("vi");
        let _ = with_report.insert("content/a/_index.md", "---\ntitle: A\n---\n");
        assert!(of_first(&with_report, &plan("en")).is_none());
    }
}
