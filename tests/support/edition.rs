//! Editions in memory, as tests of revision make and read them.

use ibid::edition;
use ibid::model::edition::EditionReport;
use ibid::pipeline::{self, ImportPlan};
use ibid::source::Source;
use ibid::tree::FileTree;

/// What an import of a text would do; an error in it is a fault of the test.
pub fn planned(folder: &FileTree, text: &str, date: &str) -> ImportPlan {
    let source = Source::from_bytes("bao-cao.md", text.as_bytes()).expect("the source is text");
    let plan = pipeline::import(folder, &source, date);
    assert!(!pipeline::has_errors(&plan.diagnostics), "{:?}", plan.diagnostics.first());
    plan.value
}

/// The edition after it.
pub fn imported(folder: &FileTree, text: &str, date: &str) -> FileTree {
    planned(folder, text, date).applied(folder)
}

/// An edition without reports.
pub fn empty() -> FileTree {
    let mut folder = FileTree::new();
    folder.insert("edition.yaml", "title: Thử\n").expect("a path inside");
    folder
}

/// An edition of one report of one section with this front matter and body; `settings` go into `edition.yaml`.
pub fn of_one_section(settings: &str, front: &str, body: &str) -> FileTree {
    let mut folder = FileTree::new();
    for (path, text) in [
        ("edition.yaml", format!("title: Thử\nlanguage: vi\n{settings}")),
        ("content/_index.md", "---\ntitle: Thử\n---\n".to_owned()),
        ("content/r/_index.md", "---\ntitle: Báo cáo\n---\n".to_owned()),
        ("content/r/01-a.md", format!("---\ntitle: Mục\nid: muc\n{front}---\n\n{body}\n")),
    ] {
        folder.insert(path, text).expect("a path inside");
    }
    folder
}

/// The reports of an edition.
pub fn reports(folder: &FileTree) -> Vec<EditionReport> {
    edition::read(folder).value.reports
}
