//! Whatever was built before, a workspace gives what a cold build gives: any series of edits, with pages shown in between.

use ibid::pipeline::{BuildOptions, Workspace, build, has_errors};
use ibid::tree::FileTree;
use proptest::prelude::*;

/// What an editor does to the folder.
#[derive(Debug, Clone)]
pub enum Edit {
    /// A page of a report gets this body.
    Body(usize, usize),
    /// A page of a report gets this front matter.
    Front(usize, usize),
    /// A page comes or goes.
    Toggle(usize),
    /// The configuration, a template, a style or the words change.
    Other(usize),
}

const BODIES: [&str; 10] = [
    "Tăng trưởng kinh tế đạt 7,11%, vượt chỉ tiêu đề ra cho cả giai đoạn[^1]. {#k7f2}\n\n[^1]: Nghị quyết số 59-NQ/TW ngày 05/8/2020.\n",
    "Tăng trưởng kinh tế đạt 7,12%, vượt chỉ tiêu đề ra cho cả giai đoạn. {#k7f3}\n\n## 1. Mục con {#con}\n\nXem [trang kia](02-b.md).\n",
    "## 2. Mục khác\n\nỦy ban nhân dân (UBND) tỉnh. UBND họp[^a].\n\n[^a]: Lời a[^b].\n\n[^b]: Lời b.\n",
    "Một dòng không có gì.\n",
    "",
    "Lỗi: [^thieu] và [lạc](khong-co.md).\n",
    "Hai lần {#k7f2}\n\nhai lần {#k7f2}\n",
    "Tăng trưởng kinh tế đạt 7,11%, vượt chỉ tiêu đề ra cho cả giai đoạn. {#z9z9}\n\n- một\n- hai\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
    "Xem [mục ở S](../s/01-c.md) và [báo cáo S](../s/_index.md). UBND họp. Tỷ lệ hộ nghèo năm 2025 là 1,5%. {#ngh1}\n",
    "Tỷ lệ hộ nghèo năm 2025 là 2,5%; Nghị quyết số 59-NQ/TW nêu. {#ngh2}\n\nỦy ban nhân dân các cấp (UBND).\n",
];

const FRONTS: [&str; 8] = [
    "title: Kết quả\nlevel: 1\n",
    "title: Kết quả khác\nlevel: 2\nnumber: '1.1'\n",
    "title: Kết quả\nlevel: 1\nslug: dia-chi-khac\naliases: [cu]\n",
    "title: Kết quả\nlevel: 1\ndraft: true\n",
    "title: Kết quả\nlevel: 1\nweight: 90\n",
    "titel: Sai\n",
    "title: Kết quả\nlevel: 1\nindicators:\n  - {name: Tăng trưởng, value: 7.11, unit: '%', period: '2025', kind: actual, quote: 'đạt 7,11%', at: k7f2}\n",
    "title: Kết quả\nlevel: 1\nsummary: Tóm tắt.\ntemplate: rieng.html\n",
];

const PAGES: [&str; 5] =
    ["content/r/01-a.md", "content/r/02-b.md", "content/s/01-c.md", "content/s/_index.md", "content/about.md"];

pub fn edition() -> FileTree {
    let mut folder = FileTree::new();
    for (path, text) in [
        ("edition.yaml", "title: Ấn bản\nlanguage: vi\nbase_url: https://a.example/\n".to_owned()),
        ("content/_index.md", "---\ntitle: Nhà\n---\nLời.\n".to_owned()),
        ("content/r/_index.md", "---\ntitle: Báo cáo R\n---\n".to_owned()),
        ("content/r/01-a.md", page(0, 0)),
        ("content/r/02-b.md", page(1, 1)),
        ("content/s/_index.md", "---\ntitle: Báo cáo S\nplace: Tỉnh S\n---\n".to_owned()),
        ("content/s/01-c.md", page(0, 7)),
        (
            "templates/rieng.html",
            "<!doctype html><title>{{ page.title_plain }}</title>{{ page.content | safe }}".to_owned(),
        ),
    ] {
        folder.insert(path, text).expect("a path inside");
    }
    folder
}

fn page(front: usize, body: usize) -> String {
    format!("---\n{}---\n\n{}", FRONTS[front], BODIES[body])
}

/// Does an edit to a folder; the path that changed.
pub fn apply(folder: &mut FileTree, edit: &Edit, nth: usize) -> String {
    let (path, text) = match *edit {
        Edit::Body(at, body) => {
            let before = folder.text(PAGES[at]).unwrap_or("---\ntitle: Mới\nlevel: 1\n---\n").to_owned();
            let head = before.rfind("---\n").map_or("", |end| &before[..end + 4]);
            (PAGES[at], Some(format!("{head}\n{}", BODIES[body])))
        }
        Edit::Front(at, front) => {
            let before = folder.text(PAGES[at]).unwrap_or_default().to_owned();
            let body = before.rfind("---\n").map_or("", |end| &before[end + 4..]);
            (PAGES[at], Some(format!("---\n{}---\n{body}", FRONTS[front])))
        }
        Edit::Toggle(at) if folder.get(PAGES[at]).is_some() => (PAGES[at], None),
        Edit::Toggle(at) => (PAGES[at], Some(page(0, 3))),
        Edit::Other(0) => ("edition.yaml", Some(format!("title: Ấn bản {nth}\nlanguage: vi\n"))),
        Edit::Other(1) => ("templates/partials/footer_extra.html", Some(format!("<p>{nth}</p>"))),
        Edit::Other(4) => (
            "edition.yaml",
            Some(format!("title: Ấn bản\nlanguage: vi\nproposals: hide\nconcepts: {{Số {nth}: [Tỷ lệ hộ nghèo]}}\n")),
        ),
        Edit::Other(2) => ("static/rieng.css", Some(format!("p{{order:{nth}}}"))),
        Edit::Other(_) => ("i18n/vi.yaml", Some(format!("notes:\n  title: Chú thích {nth}\n"))),
    };
    match text {
        Some(text) => folder.insert(path, text).expect("a path inside"),
        None => drop(folder.take(path)),
    }
    path.to_owned()
}

pub fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        4 => (0..PAGES.len(), 0..BODIES.len()).prop_map(|(page, body)| Edit::Body(page, body)),
        2 => (0..PAGES.len(), 0..FRONTS.len()).prop_map(|(page, front)| Edit::Front(page, front)),
        1 => (0..PAGES.len()).prop_map(Edit::Toggle),
        1 => (0..5usize).prop_map(Edit::Other),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_way_to_a_text_gives_the_same_site(edits in proptest::collection::vec((edit(), 0..4u8), 1..12)) {
        let options = BuildOptions::default();
        let mut workspace = Workspace::new(edition());
        let _ = workspace.build(&options);
        let mut newer: Vec<String> = Vec::new();
        let mut under_way = None;
        for (nth, (edit, then)) in edits.iter().enumerate() {
            let path = apply(workspace.folder(), edit, nth);
            let _ = workspace.preview(&path);
            newer.push(path);
            // A build that was begun before this change ends after it.
            if let Some(done) = under_way.take() {
                let _ = workspace.settle(done, newer.iter().map(String::as_str));
            }
            newer.clear();
            if *then == 1 {
                under_way = Some(workspace.task(options.clone()).run());
            } else if *then == 2 {
                let (warm, cold) = (workspace.build(&options), build(&workspace.folder().clone(), &options));
                prop_assert_eq!(&warm.diagnostics, &cold.diagnostics, "{:?}", edit);
                let differs: Vec<&str> = cold.value.iter().filter(|(path, bytes)| warm.value.get(path) != Some(*bytes)).map(|(path, _)| path).collect();
                prop_assert!(differs.is_empty() && warm.value.len() == cold.value.len(), "{:?}: {:?}", edit, differs);
            }
        }
    }
}

/// A page that is shown before the rest is the page that the whole build gives, where nothing but its own words changed.
#[test]
fn a_page_is_shown_as_it_will_be() {
    let options = BuildOptions::default();
    for body in [0, 2, 3, 4, 7] {
        let mut workspace = Workspace::new(edition());
        let said = workspace.build(&options).diagnostics;
        assert!(!has_errors(&said), "{said:?}");
        let path = apply(workspace.folder(), &Edit::Body(2, body), 0);
        let (file, html) = workspace.preview(&path).expect("a page");
        assert_eq!(file, "s/c.html");
        let whole = workspace.build(&options).value;
        let settled = whole.text(&file).expect("the page");
        // The outline at its side and the text of the page; what other pages say of it follows with them.
        let heading = |html: &str| {
            html.split("<header class=\"heading\">")
                .nth(1)
                .and_then(|rest| rest.split("</header>").next())
                .map(str::to_owned)
        };
        assert_eq!(heading(&html), heading(settled));
        let plain = |html: &str| {
            let text = html.split("<div class=\"text\">").nth(1).unwrap_or_default();
            let text = text.split("</div>").next().unwrap_or_default().split(['<', '>']).step_by(2);
            // The signs of what other passages say follow with the whole site.
            text.collect::<String>().replace(['≈', '≠', '∆'], "")
        };
        assert_eq!(plain(&html), plain(settled), "body {body}");
    }
}

#[test]
fn a_page_with_faults_or_a_new_address_is_left_to_the_whole_build() {
    let options = BuildOptions::default();
    for front in [2, 3, 4, 5] {
        let mut workspace = Workspace::new(edition());
        let _ = workspace.build(&options);
        let path = apply(workspace.folder(), &Edit::Front(0, front), 0);
        assert_eq!(workspace.preview(&path), None, "{}", FRONTS[front]);
    }
    let mut workspace = Workspace::new(edition());
    assert_eq!(workspace.preview(PAGES[0]), None, "nothing was built yet");
}
