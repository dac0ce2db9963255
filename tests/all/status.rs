//! What an editor changed by hand, as `ibid status` tells it.

use crate::support::edition::{empty, imported};
use ibid::pipeline::{self, NotRestored};
use ibid::tree::FileTree;

#[test]
fn what_was_changed_by_hand_is_listed_and_other_figures_are_told() {
    let report = "# BÁO CÁO THỊ TRẤN\n\n## 1. Kết quả\n\nĐã trồng 1.250 cây dọc bờ sông trong năm nay.\n\nChợ họp mỗi tuần hai phiên vào buổi sáng.\n";
    let mut folder = imported(&empty(), report, "2026-03-01");
    assert_eq!(pipeline::status(&folder).edits, []);
    let path = folder
        .iter()
        .map(|(path, _)| path.to_owned())
        .find(|path| !path.contains("/_") && folder.text(path).is_some_and(|text| text.contains("1.250")));
    let path = path.expect("a page");
    let text = folder.text(&path).expect("text").replace("1.250", "1.260").replace("hai phiên", "ba phiên");
    folder.insert(&path, text.clone()).expect("a path inside");
    let said: Vec<String> =
        pipeline::status(&folder).edits.iter().map(|edit| format!("{} {}", edit.page, edit.layer.name())).collect();
    assert_eq!(said, [format!("{path} figures"), format!("{path} wording")]);
    let edits = pipeline::status(&folder).edits;
    let line = text.lines().position(|line| line.contains("1.260")).map(|at| at + 1);
    assert_eq!((edits[0].line, edits[0].section.as_str()), (line, "Kết quả"));
    assert_eq!(edits[0].begins, "Đã trồng 1.260 cây dọc bờ sông trong …");
}

fn pages(folder: &FileTree) -> Vec<String> {
    let paths = folder.within("content/bao-cao-thi-tran").map(|(path, _)| path.to_owned());
    paths.filter(|path| path.ends_with(".md") && !path.contains("/_")).collect()
}

const REPORT: &str = "# BÁO CÁO THỊ TRẤN\n\n## 1. Kết quả\n\nĐã trồng 1.250 cây dọc bờ sông trong năm nay.\n\n## 2. Nhiệm vụ\n\nNăm tới trồng thêm cây ở cuối chợ.\n";

#[test]
fn a_page_that_is_gone_is_told_and_comes_back() {
    let whole = imported(&empty(), REPORT, "2026-03-01");
    let all = pages(&whole);
    let [page, other, ..] = all.as_slice() else { panic!("{all:?}") };
    assert_eq!(pipeline::restore(&whole, page), Err(NotRestored::Stands(page.clone())));
    let mut folder = whole.clone();
    folder.retain(|path| path != page);
    let status = pipeline::status(&folder);
    assert_eq!((status.gone.as_slice(), status.edits.as_slice(), status.new.len()), (&[page.clone()][..], &[][..], 0));
    let name = page.rsplit('/').next().expect("a name");
    for named in [page.as_str(), name, name.trim_end_matches(".md")] {
        let back = pipeline::restore(&folder, named).expect("it is gone");
        assert_eq!(back, (page.clone(), whole.text(page).expect("a page").to_owned()));
    }
    assert_eq!(pipeline::restore(&folder, "99-khac.md"), Err(NotRestored::Unknown(vec![page.clone()])));
    // A page that was only renamed is neither gone nor new.
    let mut renamed = folder.clone();
    renamed.insert("content/bao-cao-thi-tran/09-khac.md", whole.text(page).expect("a page")).expect("a path inside");
    let status = pipeline::status(&renamed);
    assert_eq!((status.gone.len(), status.new.len()), (0, 0), "{status:?}");
    // One that the editor wrote is new.
    let mut longer = whole.clone();
    longer
        .insert("content/bao-cao-thi-tran/09-them.md", "---\ntitle: Thêm\n---\n\nChợ mới mở. {#zz01}\n")
        .expect("a path inside");
    assert_eq!(pipeline::status(&longer).new, ["content/bao-cao-thi-tran/09-them.md"]);
    // The first page of a report comes back, too.
    folder.retain(|path| path != "content/bao-cao-thi-tran/_index.md" && path != other);
    assert_eq!(pipeline::gone_pages(&folder).len(), 3);
}

#[test]
fn what_is_open_and_what_was_published_is_told() {
    let made = tempfile::tempdir().expect("a folder");
    let root = made.path();
    for (path, bytes) in imported(&empty(), REPORT, "2026-03-01").iter() {
        std::fs::create_dir_all(root.join(path).parent().expect("a folder")).expect("a folder");
        std::fs::write(root.join(path), bytes).expect("a file");
    }
    let run = |arguments: &[&str]| {
        let mut ibid = assert_cmd::Command::cargo_bin("ibid").expect("the program");
        let done = ibid.env("IBID_LANGUAGE", "en").args(arguments).current_dir(root).assert();
        String::from_utf8_lossy(&done.get_output().stdout).into_owned()
    };
    assert!(run(&["status"]).contains("no site"));
    run(&["build"]);
    assert!(run(&["status"]).contains("nothing changed since"));
    let page = std::fs::read_dir(root.join("content/bao-cao-thi-tran"))
        .expect("a folder")
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .find(|name| name.starts_with("01"))
        .expect("a page");
    let path = root.join("content/bao-cao-thi-tran").join(&page);
    let text = std::fs::read_to_string(&path).expect("text");
    std::fs::remove_file(&path).expect("it goes");
    let told = run(&["status"]);
    assert!(
        told.contains("ibid restore content/bao-cao-thi-tran/01") && told.contains("the edition changed since"),
        "{told}"
    );
    assert!(told.contains("pages gone: 1; new: 0"), "{told}");
    run(&["restore", &format!("content/bao-cao-thi-tran/{page}")]);
    assert_eq!(std::fs::read_to_string(&path).expect("it is back"), text);
    let proposed =
        text.replacen("---\n", "---\ncorrections:\n  - {quote: cây, at: x, read: câu, reason: y, proposed: true}\n", 1);
    std::fs::write(&path, proposed).expect("a file");
    assert!(run(&["status"]).contains("open: corrections 1"));
}
