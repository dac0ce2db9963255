//! The print in pictures, end to end: pages of a PDF drawn, kept with the edition, published, revised and taken back.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use assert_cmd::cargo::cargo_bin;
use ibid::facsimile::Picture;
use ibid::pipeline::{self, BuildOptions, build};
use ibid::source::Source;
use ibid::tree::FileTree;

use crate::support::pdf::{Page, file};

const DAY: &str = "2026-03-01";

/// A report of two pages: its second paragraph goes on over the page's end.
fn print(word: &str) -> Vec<u8> {
    let number = |page: Page, number: &str| page.text((290.0, 800.0), 9.0, number);
    let first = Page::new()
        .set("Times-Bold", (200.0, 80.0), 14.0, "BÁO CÁO")
        .set("Times-Bold", (160.0, 98.0), 14.0, "Kết quả công tác năm 2025")
        .set("Times-Bold", (72.0, 140.0), 10.0, "I. KẾT QUẢ")
        .lines((72.0, 164.0), &["Lúa được mùa trên khắp cánh đồng phía nam của xã, ai cũng vui mừng", word])
        .lines((72.0, 700.0), &["Đoạn sau dài cho hết một dòng chữ của trang, rồi còn đi sang tận trang"]);
    let second = Page::new().lines(
        (72.0, 100.0),
        &["kế bên mới chịu hết, như mọi đoạn văn vẫn thường làm khi trang in đã đầy.", "Rồi thôi, không còn gì nữa."],
    );
    file(&[number(first, "11"), number(second, "12")])
}

fn edition() -> FileTree {
    let mut folder = FileTree::new();
    folder.insert("edition.yaml", "title: Thử\nfacsimile: true\n").expect("a path inside");
    folder
}

fn source(bytes: Vec<u8>) -> Source {
    pipeline::read_source("bao-cao.pdf", bytes).expect("a PDF with text").value
}

/// A picture that no page has, for tests that draw nothing.
fn pictures(count: usize) -> Vec<Option<Picture>> {
    (0..count).map(|at| Some(Picture { bytes: vec![at as u8], ending: "png", width: 848, height: 1200 })).collect()
}

fn imported(folder: &FileTree, source: &Source, pictures: &[Option<Picture>]) -> FileTree {
    let mut plan = pipeline::import(folder, source, DAY);
    assert!(!pipeline::has_errors(&plan.diagnostics), "{:?}", plan.diagnostics.first());
    pipeline::keep_pictures(folder, source, pictures, &mut plan.value);
    plan.value.applied(folder)
}

fn names(folder: &FileTree, below: &str) -> BTreeSet<String> {
    folder.within(below).map(|(path, _)| path.to_owned()).collect()
}

fn kept(folder: &FileTree) -> Vec<String> {
    let all = names(folder, "content").into_iter();
    all.filter_map(|path| Some(path.split_once("/_pages")?.1.to_owned())).collect()
}

fn report(folder: &FileTree) -> String {
    let found =
        names(folder, "content").into_iter().find_map(|path| path.strip_suffix("/_pages.yaml").map(str::to_owned));
    found.expect("a report with pictures")["content/".len()..].to_owned()
}

/// The id of the paragraph with these words.
fn id_of(folder: &FileTree, words: &str) -> String {
    let report = format!("content/{}", report(folder));
    let pages = folder.within(&report).filter(|(path, _)| path.ends_with(".md") && !path.contains("/_import/"));
    let text: String = pages.map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned()).collect();
    let block = text.split("\n\n").find(|block| block.contains(words)).expect("a paragraph");
    let (_, id) = block.split_once("{#").expect("an id");
    id.split('}').next().unwrap_or_default().to_owned()
}

fn page_with<'s>(site: &'s FileTree, words: &str) -> &'s str {
    let pages = site.iter().filter(|(path, _)| path.ends_with(".html") && !path.ends_with("print.html"));
    let texts = pages.filter_map(|(path, _)| site.text(path));
    texts.into_iter().find(|text| text.contains(words)).expect("a page with these words")
}

#[test]
fn pages_lead_to_pictures_and_pictures_to_pages() {
    let folder = imported(&edition(), &source(print("hết.")), &pictures(2));
    assert_eq!(kept(&folder), [".yaml", "/11.png", "/12.png"]);
    let built = build(&folder, &BuildOptions::default());
    assert!(!pipeline::has_errors(&built.diagnostics), "{:?}", built.diagnostics.first());
    let (site, report) = (built.value, report(&folder));
    assert_eq!(site.get(&format!("{report}/pages/12.png")), Some(&[1][..]));
    assert!(names(&site, &report).iter().all(|path| !path.contains("_pages")));
    let (one, two) = (id_of(&folder, "Lúa được mùa"), id_of(&folder, "Đoạn sau"));
    let text = page_with(&site, &format!("id=\"{one}\""));
    assert!(text.contains(&format!("id=\"{one}\" data-print=\"pages/11.html\"")), "{text}");
    assert!(text.contains("id=\"page-12\" href=\"pages/12.html\""), "{text}");
    let first = site.text(&format!("{report}/pages/11.html")).expect("a page");
    let second = site.text(&format!("{report}/pages/12.html")).expect("a page");
    let kept = folder.text(&format!("content/{report}/_pages.yaml")).expect("places");
    for id in [&one, &two] {
        assert!(first.contains(&format!("class=\"place\" id=\"{id}\"")), "{one} {two}\n{kept}");
    }
    assert!(second.contains(&format!("class=\"place\" id=\"{two}\"")) && !second.contains(&format!("id=\"{one}\"")));
    assert!(first.contains("rel=\"next\" href=\"../../") && second.contains("rel=\"prev\" href=\"../../"));
    let print = site.text(&format!("{report}/print.html")).expect("the print view");
    assert!(!print.contains("pages/12.html\" title") && !print.contains("data-print=\"pages"));
    assert!(!names(&site, "search").iter().any(|path| site.text(path).is_some_and(|text| text.contains("pages/1"))));
    assert_eq!(site, build(&folder, &BuildOptions::default()).value);
}

#[test]
fn without_the_key_nothing_is_published() {
    let mut folder = imported(&edition(), &source(print("hết.")), &pictures(2));
    folder.insert("edition.yaml", "title: Thử\n").expect("a path inside");
    let site = build(&folder, &BuildOptions::default()).value;
    let plain = imported(
        &FileTree::from_iter([("edition.yaml", &b"title: Th\xe1\xbb\xad\n"[..])]),
        &source(print("hết.")),
        &[],
    );
    assert_eq!(site, build(&plain, &BuildOptions::default()).value);
}

#[test]
fn an_edit_keeps_a_place_and_another_paragraph_loses_it() {
    let folder = imported(&edition(), &source(print("hết.")), &pictures(2));
    let (report, one) = (report(&folder), id_of(&folder, "Lúa được mùa"));
    let place = format!("class=\"place\" id=\"{one}\"");
    let edited = |from: &str, to: &str| {
        let mut edited = folder.clone();
        let (path, text) = folder
            .within(&format!("content/{report}"))
            .filter(|(path, _)| path.ends_with(".md") && !path.contains("/_import/"))
            .find_map(|(path, bytes)| {
                Some((path, std::str::from_utf8(bytes).ok()?)).filter(|(_, text)| text.contains(from))
            })
            .expect("a page");
        edited.insert(path, text.replace(from, to)).expect("a path inside");
        build(&edited, &BuildOptions::default()).value
    };
    let page = format!("{report}/pages/11.html");
    let mended = edited("Lúa được mùa", "Lúa trúng mùa");
    assert!(mended.text(&page).expect("a page").contains(&place));
    let other = edited("Lúa được mùa trên khắp cánh đồng phía nam", "Lúa");
    assert!(!other.text(&page).expect("a page").contains(&place));
    // The page alone is known by its mark.
    assert!(
        page_with(&other, &format!("id=\"{one}\"")).contains(&format!("id=\"{one}\" data-print=\"pages/11.html\""))
    );
}

#[test]
fn a_revision_replaces_the_pictures_of_its_print() {
    let folder = imported(&edition(), &source(print("hết.")), &pictures(2));
    let one = id_of(&folder, "Lúa được mùa");
    let three: Vec<Option<Picture>> =
        pictures(2).into_iter().map(|picture| picture.map(|picture| Picture { ending: "jpg", ..picture })).collect();
    let revised = imported(&folder, &source(print("hết mùa.")), &three);
    assert_eq!(kept(&revised), [".yaml", "/11.jpg", "/12.jpg"]);
    assert_eq!(id_of(&revised, "Lúa được mùa"), one);
    assert!(revised.text(&format!("content/{}/_pages.yaml", report(&revised))).expect("places").contains(&one));
    // A page that was not drawn has none; a print without pictures takes the old ones away, a text leaves them.
    let half = imported(&folder, &source(print("hết.")), &[None, pictures(2)[1].clone()]);
    assert_eq!(kept(&half), [".yaml", "/12.png"]);
    assert_eq!(kept(&imported(&folder, &source(print("hết mùa.")), &[])), [""; 0]);
    let text = source(print("hết.")).text.replace(['\u{2028}', '\u{c}'], "");
    let text = Source::from_bytes("bao-cao.pdf", text.as_bytes()).expect("a text");
    assert_eq!(kept(&imported(&folder, &text, &[])), kept(&folder));
}

fn run(folder: &Path, arguments: &[&str]) -> String {
    let program = cargo_bin("ibid");
    let done = Command::new(program)
        .args(arguments)
        .current_dir(folder)
        .env("IBID_LANGUAGE", "en")
        .output()
        .expect("ibid runs");
    assert!(done.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8_lossy(&done.stdout).into_owned()
}

/// The pictures of an edition on the disk, by name.
fn on_disk(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let files = walkdir::WalkDir::new(folder.join("content")).sort_by_file_name().into_iter().filter_map(Result::ok);
    let pictures =
        files.filter(|file| file.file_type().is_file() && file.path().to_string_lossy().contains("/_pages/"));
    pictures
        .map(|file| (file.file_name().to_string_lossy().into_owned(), fs::read(file.path()).expect("a file")))
        .collect()
}

#[test]
fn pages_are_drawn_once_and_taken_back() {
    let place = tempfile::tempdir().expect("a folder");
    let root = place.path();
    fs::create_dir(root.join("content")).expect("a folder");
    fs::write(root.join("edition.yaml"), "title: Thử\nfacsimile: true\n").expect("written");
    fs::write(root.join("bao-cao.pdf"), print("hết.")).expect("written");
    assert!(run(root, &["import", "bao-cao.pdf", "--date", DAY]).contains("2 pages are drawn and kept"));
    let drawn = on_disk(root);
    assert_eq!(drawn.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["11.png", "12.png"]);
    for (_, bytes) in &drawn {
        let picture = image(bytes);
        assert_eq!((picture.0, picture.1), (848, 1200), "the long side has 1,200 dots");
        assert!(bytes.len() < 40_000, "{} bytes for a few lines", bytes.len());
    }
    // The same bytes give the same pictures.
    run(root, &["import", "bao-cao.pdf", "--date", DAY]);
    assert!(on_disk(root) == drawn);
    fs::write(root.join("bao-cao.pdf"), print("hết mùa rồi.")).expect("written");
    run(root, &["import", "bao-cao.pdf", "--date", DAY]);
    assert!(on_disk(root) != drawn);
    run(root, &["undo"]);
    assert!(on_disk(root) == drawn);
}

/// Width and height that a PNG says.
fn image(bytes: &[u8]) -> (u32, u32) {
    assert_eq!(&bytes[1..4], b"PNG");
    let number = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().expect("four bytes"));
    (number(16), number(20))
}

#[test]
fn files_of_ocr_engines_have_the_pictures_that_they_name() {
    let hocr = |name: &str| {
        format!(
            "<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\"><head><meta name=\"ocr-system\" content=\"t\"/></head><body>\
             <div class=\"ocr_page\" title=\"image &quot;{name}&quot;; bbox 0 0 1000 2000\"><p class=\"ocr_par\">\
             <span class=\"ocr_line\" title=\"bbox 100 200 900 260\"><span class=\"ocrx_word\">BÁO</span> <span class=\"ocrx_word\">CÁO</span></span></p>\
             <p class=\"ocr_par\"><span class=\"ocr_line\" title=\"bbox 100 400 900 460\"><span class=\"ocrx_word\">Lúa</span> <span class=\"ocrx_word\">được mùa.</span></span></p>\
             </div></body></html>"
        )
    };
    let place = tempfile::tempdir().expect("a folder");
    let root = place.path().join("edition");
    fs::create_dir_all(root.join("content")).expect("a folder");
    fs::write(root.join("edition.yaml"), "title: Thử\nfacsimile: true\n").expect("written");
    fs::write(root.join("bao-cao.pdf"), print("hết.")).expect("written");
    run(&root, &["import", "bao-cao.pdf", "--date", DAY]);
    let picture = on_disk(&root).remove(0).1;
    let scan = place.path().join("scan");
    fs::create_dir_all(scan.join("content")).expect("a folder");
    fs::write(scan.join("edition.yaml"), "title: Thử\nfacsimile: true\n").expect("written");
    fs::write(scan.join("trang.png"), &picture).expect("written");
    fs::write(place.path().join("ngoai.png"), &picture).expect("written");
    fs::write(scan.join("quet.hocr"), hocr("../scan/trang.png")).expect("written");
    run(&scan, &["import", "quet.hocr", "--one", "--date", DAY]);
    // Its one page prints no number.
    assert!(on_disk(&scan) == [("f1.png".to_owned(), picture)]);
    // Nothing is taken from elsewhere.
    fs::write(scan.join("quet.hocr"), hocr("../ngoai.png")).expect("written");
    run(&scan, &["import", "quet.hocr", "--one", "--date", DAY]);
    assert!(on_disk(&scan).is_empty());
}
