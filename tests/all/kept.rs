//! What is kept of a build never changes what the next one gives: pages that stand are as a cold build would make them.

use std::fs;
use std::path::{Path, PathBuf};

use ibid::disk::{self, KeptValues, Made, Staging};
use ibid::pipeline::{BuildOptions, Unwatched, build, build_watched, has_errors};
use ibid::tree::FileTree;
use proptest::prelude::*;
use tempfile::TempDir;

use crate::workspace::{Edit, apply, edit, edition};

/// What happens to what was kept, or to the site, between two builds.
#[derive(Debug, Clone, Copy)]
enum Mishap {
    Nothing,
    CacheGone,
    CacheCut,
    OtherProgram,
    PageTouched,
    PageGone,
    BookTouched,
    TwinTouched,
}

const MISHAPS: [Mishap; 8] = [
    Mishap::Nothing,
    Mishap::CacheGone,
    Mishap::CacheCut,
    Mishap::OtherProgram,
    Mishap::PageTouched,
    Mishap::PageGone,
    Mishap::BookTouched,
    Mishap::TwinTouched,
];

/// A folder into which sites are built.
struct Place {
    root: TempDir,
}

impl Place {
    fn new() -> Self {
        Self { root: TempDir::new().expect("a folder") }
    }

    fn site(&self) -> PathBuf {
        self.root.path().join("public")
    }

    /// Builds an edition; none when it has errors.
    fn build(&self, folder: &FileTree, program: &str) -> Option<Made> {
        let site = self.site();
        let standing = disk::Standing::look(&site);
        let staging = Staging::new(self.root.path(), &site, false).expect("a folder of ibid's");
        let staging = staging.keeping(program, false).standing(&standing);
        let values = KeptValues::new(self.root.path(), program, false);
        let cache = values.cache();
        let options = BuildOptions::default();
        let said = build_watched(folder.clone(), &options, &staging, (&Unwatched, &cache)).diagnostics;
        let made = staging.made();
        (!has_errors(&said)).then(|| {
            let (_, files) = staging.finish_and_look().expect("it is put in place");
            let stamp = disk::Stamp { inputs: String::new(), pages: 0, warnings: 0 };
            disk::stamp(&site, &stamp, &files).expect("it is stamped");
            values.keep(cache).expect("they are kept");
            made
        })
    }

    fn meet(&self, mishap: Mishap) {
        let cache = self.root.path().join(".ibid/cache");
        let page = self.site().join("r/index.html");
        match mishap {
            Mishap::Nothing | Mishap::OtherProgram => {}
            Mishap::CacheGone => drop(fs::remove_dir_all(cache)),
            Mishap::CacheCut => {
                for file in fs::read_dir(cache).into_iter().flatten().flatten() {
                    let bytes = fs::read(file.path()).expect("a file");
                    fs::write(file.path(), &bytes[..bytes.len() * 2 / 3]).expect("written");
                }
            }
            Mishap::PageTouched => {
                if let Ok(text) = fs::read(&page) {
                    fs::write(&page, vec![b'x'; text.len()]).expect("written");
                }
            }
            Mishap::PageGone => drop(fs::remove_file(page)),
            Mishap::BookTouched => {
                let book = self.site().join("edition.epub");
                if let Ok(bytes) = fs::read(&book) {
                    fs::write(&book, vec![b'x'; bytes.len()]).expect("written");
                }
            }
            Mishap::TwinTouched => {
                let sites = fs::read_dir(self.root.path().join(".ibid/sites")).into_iter().flatten().flatten();
                for twin in sites.filter(|entry| entry.path().is_dir()) {
                    fs::write(twin.path().join("r/stray.html"), "stray").expect("written");
                    let _ = fs::remove_file(twin.path().join("s/index.html"));
                }
            }
        }
    }
}

/// Where a folder differs from a site.
fn differing(folder: &Path, site: &FileTree) -> Vec<String> {
    let files = walkdir::WalkDir::new(folder).into_iter().flatten().filter(|entry| entry.file_type().is_file());
    let name = |path: &Path| path.strip_prefix(folder).expect("below").to_string_lossy().into_owned();
    let mut found: Vec<String> = files
        .filter(|entry| entry.file_name() != disk::MARKER)
        .filter(|entry| site.get(&name(entry.path())) != fs::read(entry.path()).ok().as_deref())
        .map(|entry| name(entry.path()))
        .collect();
    found.extend(site.iter().map(|(path, _)| path.to_owned()).filter(|path| !folder.join(path).is_file()));
    found
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn with_and_without_what_is_kept_the_site_is_the_same(
        edits in proptest::collection::vec((edit(), 0..MISHAPS.len()), 1..8),
        are_of_one_place in any::<bool>(),
    ) {
        let place = Place::new();
        let mut folder = edition();
        if are_of_one_place {
            // Two reports of one place: the figures of one are compared with those of the other.
            let index = "---\ntitle: Báo cáo R\nplace: Tỉnh S\n---\n";
            folder.insert("content/r/_index.md", index).expect("a path inside");
        }
        let _ = place.build(&folder, "one");
        for (nth, (edit, mishap)) in edits.iter().enumerate() {
            let mishap = MISHAPS[*mishap];
            apply(&mut folder, edit, nth);
            place.meet(mishap);
            let program = if matches!(mishap, Mishap::OtherProgram) { "other" } else { "one" };
            let made = place.build(&folder, program);
            let cold = build(&folder, &BuildOptions::default());
            prop_assert_eq!(made.is_some(), !has_errors(&cold.diagnostics));
            if made.is_some() {
                prop_assert_eq!(differing(&place.site(), &cold.value), Vec::<String>::new(), "{:?} {:?}", edit, mishap);
            }
        }
    }
}

/// How many pages were rendered.
fn rendered(made: &Made) -> usize {
    made.why.values().sum()
}

#[test]
fn only_what_a_change_reaches_is_rendered() {
    let place = Place::new();
    let mut folder = edition();
    let all = rendered(&place.build(&folder, "one").expect("it has no errors"));
    let again = place.build(&folder, "one").expect("it has no errors");
    assert_eq!((rendered(&again), again.kept), (0, all), "nothing changed");

    // A word of one report: of the other only the page that shows the passage beside its own.
    let text = folder.text("content/s/01-c.md").expect("a page").replace("- hai", "- hai ba bốn");
    folder.insert("content/s/01-c.md", text).expect("a path inside");
    let made = place.build(&folder, "one").expect("it has no errors");
    let paths: Vec<&str> = made.took.iter().map(|(_, path)| path.as_str()).collect();
    assert!(paths.contains(&"s/c.html") && paths.contains(&"index.html"), "{paths:?}");
    let other: Vec<&&str> = paths.iter().filter(|path| path.starts_with("r/")).collect();
    assert_eq!(other, [&"r/a.html"], "{paths:?}");

    // A template that every page has, and one that a page has.
    apply(&mut folder, &Edit::Other(1), 7);
    assert_eq!(rendered(&place.build(&folder, "one").expect("no errors")), all);
    let own = "{% extends \"page.html\" %}";
    folder.insert("templates/home.html", own).expect("a path inside");
    assert_eq!(rendered(&place.build(&folder, "one").expect("no errors")), 1);
}

/// A page of level 1.
fn page(title: &str, body: &str) -> String {
    format!("---\ntitle: {title}\nlevel: 1\n---\n\n{body}\n")
}

/// What an editor and the import write beside a page's words.
fn edits_of_lists() -> Vec<(&'static str, String)> {
    vec![
        (
            "content/s/02-d.md",
            page(
                "Mục D\ncorrections:\n  - {quote: năm 2025, read: năm 2024, reason: In sai., at: ngh1}",
                "Tỷ lệ hộ nghèo năm 2025 là 2,6%. {#ngh1}",
            ),
        ),
        (
            "content/s/02-d.md",
            page(
                "Mục D\nannotations:\n  - {quote: hộ nghèo, note: Lời bàn thêm., at: ngh1}\nextra: {a: [1, 2.5, x]}",
                "Tỷ lệ hộ nghèo năm 2025 là 2,6%. {#ngh1}",
            ),
        ),
        ("content/s/_import.yaml", "file: nguon.md\nlines: [1, 90]\nblocks:\n  ngh1: [[7, 9]]\n".to_owned()),
        ("content/s/_import.yaml", "file: nguon.md\nlines: [1, 90]\nblocks:\n  ngh1: [[8, 9]]\n".to_owned()),
    ]
}

/// What a page shows of other pages, one after the other: titles, words behind links, numbers of notes, terms, documents, figures,
/// concepts, passages that stand twice, what the edition says of all. After each, the site is that of a cold build.
#[test]
fn what_pages_show_of_others_is_made_anew() {
    let place = Place::new();
    let mut folder = FileTree::new();
    let config = "title: Ấn bản\nlanguage: vi\nbase_url: https://a.example/\n";
    let long = "Tăng trưởng kinh tế đạt 7,11%, vượt chỉ tiêu đề ra cho cả giai đoạn, là mức cao nhất từ đầu nhiệm kỳ đến nay. {#dai1}";
    let first = "Xem [mục ở S](../s/01-c.md#muc1) và [báo cáo S](../s/_index.md)[^1]; UBND họp. {#mot1}\n\n\
                 Tỷ lệ hộ nghèo năm 2025 là 1,5%, theo Nghị quyết số 59-NQ/TW. {#hai2}\n\n[^1]: Lời.";
    let second = "Lời của mục ở S[^1]. {#muc1}\n\nỦy ban nhân dân (UBND) tỉnh. {#ubnd}\n\n[^1]: Lời khác.";
    let twice = page("Mục B", &format!("Lời nữa[^1].\n\n{}\n\n[^1]: Lời ba.", long.replace("dai1", "dai2")));
    let mut edits: Vec<(&str, String)> = vec![
        ("content/r/02-b.md", twice.clone()),
        ("content/s/_index.md", page("Báo cáo của tỉnh S", "Lời mở đầu.")),
        ("content/s/01-c.md", page("Tên mới của mục", second)),
        ("content/s/01-c.md", page("Tên mới của mục", &second.replace("Lời của", "Lời đã sửa của"))),
        ("content/s/01-c.md", page("Tên mới của mục", &second.replace("Ủy ban nhân dân", "Ủy ban nhân dân các cấp"))),
        ("content/r/02-b.md", page("Mục B", "<div><a href='../s/c.html#muc1'>Mục ở S</a></div>")),
        ("content/s/01-c.md", page("Tên mới của mục", &second.replace("Lời của", "Lời sửa lần nữa của"))),
        ("content/r/02-b.md", twice.clone()),
        ("content/s/02-d.md", page("Mục D", "Tỷ lệ hộ nghèo năm 2025 là 2,5%. {#ngh1}")),
        (
            "content/s/02-d.md",
            page("Mục D", "Tỷ lệ hộ nghèo năm 2025 là 2,6%; Nghị quyết số 59-NQ/TW ngày 05/8/2020. {#ngh1}"),
        ),
        ("content/s/03-e.md", page("Mục E", long)),
        ("content/s/03-e.md", page("Mục E", &long.replace("7,11%", "7,21%"))),
        ("content/r/01-a.md", page("Mục A", &format!("Chen[^0].\n\n{first}\n\n[^0]: Chú thích chen vào."))),
        ("content/s/01-c.md", page("Tên mới của mục\nslug: dia-chi-khac", second)),
        // What comes first moves the places of all that follows in the index.
        ("content/a/_index.md", page("Báo cáo A\nweight: 1", "Lời đầu tiên.")),
        ("content/a/01-a.md", page("Mục A", &long.replace("dai1", "dai3"))),
        ("edition.yaml", format!("{}outputs: {{page_numbers: false}}\n", config.replace(": vi", ": en"))),
        ("edition.yaml", format!("{config}outputs: {{parallels: false}}\n")),
        ("edition.yaml", format!("{config}proposals: hide\nconcepts: {{Hộ nghèo: [Tỷ lệ hộ nghèo]}}\n")),
        ("edition.yaml", format!("{config}glossary: [{{term: Ủy ban nhân dân, abbr: UBND, definition: Lời giải.}}]\n")),
        ("content/r/_index.md", page("Báo cáo R\nplace: Tỉnh S", "")),
        ("templates/notes.html", "{% extends \"base.html\" %}".to_owned()),
        ("i18n/vi.yaml", "notes:\n  title: Ghi chú\n".to_owned()),
        ("content/s/01-c.md", page("Tên mới của mục\ndraft: true", second)),
    ];
    let at = edits.iter().position(|(path, _)| *path == "edition.yaml").unwrap_or_default();
    edits.splice(at..at, edits_of_lists());
    for (path, text) in [
        ("edition.yaml", config.to_owned()),
        ("content/_index.md", "---\ntitle: Nhà\n---\nLời.\n".to_owned()),
        ("content/r/_index.md", page("Báo cáo R", "")),
        ("content/r/01-a.md", page("Mục A", first)),
        ("content/r/02-b.md", page("Mục B", "Lời nữa.")),
        ("content/s/_index.md", page("Báo cáo S\nplace: Tỉnh S", "")),
        ("content/s/01-c.md", page("Mục C", second)),
    ] {
        folder.insert(path, text).expect("a path inside");
    }
    let _ = place.build(&folder, "one").expect("it has no errors");
    for (path, text) in edits {
        folder.insert(path, text.clone()).expect("a path inside");
        let made = place.build(&folder, "one");
        let cold = build(&folder, &BuildOptions::default());
        assert_eq!(made.is_some(), !has_errors(&cold.diagnostics), "{path}: {:?}", cold.diagnostics);
        if made.is_some() {
            assert_eq!(differing(&place.site(), &cold.value), Vec::<String>::new(), "{path}\n{text}");
        }
    }
}
