//! The books through the front door: what is in them, that nothing is lost, that every link in them leads somewhere.
//!
//! EPUBCheck looks at them where it is installed: `IBID_EPUBCHECK` names its `.jar`, else `tests/run.sh` puts it under
//! `tests/.cache`.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _};
use std::path::PathBuf;
use std::process::Command;

use regex::Regex;

use crate::support;
use ibid::model::page::Element;
use ibid::pipeline::{BuildOptions, build, read_and_link};
use ibid::tree::FileTree;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The edition in a folder of the repository, with books.
fn edition(folder: &str) -> FileTree {
    let root = PathBuf::from(ROOT).join(folder);
    let mut tree = FileTree::new();
    for entry in walkdir::WalkDir::new(&root).into_iter().filter_map(Result::ok).filter(|e| e.file_type().is_file()) {
        let path = entry.path().strip_prefix(&root).expect("below its root").to_string_lossy().replace('\\', "/");
        if ["content/", "static/", "edition.yaml"].iter().any(|start| path.starts_with(start)) {
            tree.insert(path, std::fs::read(entry.path()).expect("a file that was listed")).expect("a path inside");
        }
    }
    with_books(tree)
}

fn with_books(mut tree: FileTree) -> FileTree {
    let config = tree.text("edition.yaml").expect("an edition").to_owned();
    let config = match config.contains("outputs: {") {
        true => config.replace("outputs: {", "outputs: {epub: true, docx: true, "),
        false if config.contains("epub: true") => config.replace("epub: true", "docx: true\n  epub: true"),
        false => format!("{config}\noutputs: {{epub: true, docx: true}}\n"),
    };
    tree.insert("edition.yaml", config).expect("a path inside");
    tree
}

/// An edition of one report with books, whose one section has this front matter and body.
fn one(front: &str, body: &str) -> FileTree {
    support::edition::of_one_section("outputs: {epub: true, docx: true}\n", front, body)
}

fn site(folder: &FileTree) -> FileTree {
    build(folder, &BuildOptions::default()).value
}

/// The files of a book in their order.
pub fn unpacked(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut files = Vec::new();
    for index in 0..zip.len() {
        let mut file = zip.by_index(index).expect("a file of the archive");
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("a file that can be unpacked");
        files.push((file.name().expect("a name").into_owned(), bytes));
    }
    files
}

/// The pages of a book by their names.
fn pages(bytes: &[u8]) -> BTreeMap<String, String> {
    let files = unpacked(bytes).into_iter().filter(|(name, _)| name.ends_with(".xhtml"));
    files.map(|(name, bytes)| (name.replace("EPUB/", ""), String::from_utf8(bytes).expect("UTF-8"))).collect()
}

fn pattern(written: &str) -> Regex {
    Regex::new(written).expect("a pattern")
}

/// The letters of XHTML without its tags.
fn letters(xhtml: &str) -> String {
    // The words for a picture are words of the text.
    let text = pattern("<img [^>]*alt=\"([^\"]*)\"/>").replace_all(xhtml, "$1");
    let text = pattern("<[^>]*>").replace_all(&text, "");
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
    solid(&text)
}

fn solid(text: &str) -> String {
    let plain = |c: char| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().chain("₀₁₂₃₄₅₆₇₈₉".chars()).position(|sign| sign == c);
    let digit = |c: char| plain(c).and_then(|at| char::from_digit(u32::try_from(at % 10).ok()?, 10)).unwrap_or(c);
    text.chars().filter(|c| !c.is_whitespace() && *c != '|').map(digit).collect()
}

/// Every link of every page leads to a file and an id that are there, and no id is there twice.
fn assert_links(pages: &BTreeMap<String, String>) {
    let (id, href) = (pattern(" id=\"([^\"]*)\""), pattern(" href=\"([^\"]*)\""));
    let mut ids: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (name, page) in pages {
        for found in id.captures_iter(page) {
            let id = found.get(1).expect("a group").as_str();
            assert!(ids.entry(name).or_default().insert(id), "{id} is twice in {name}");
        }
    }
    for (name, page) in pages {
        for found in href.captures_iter(page).map(|found| found.get(1).expect("a group").as_str()) {
            if found.contains("://") || found.starts_with("mailto:") || found.ends_with(".css") {
                continue;
            }
            let (file, anchor) = found.split_once('#').map_or((found, None), |(file, id)| (file, Some(id)));
            let file = if file.is_empty() { name } else { file };
            assert!(pages.contains_key(file), "{name} leads to {found}");
            let known = anchor.is_none_or(|anchor| ids.get(file).is_some_and(|ids| ids.contains(anchor)));
            assert!(known, "{name} leads to {found}");
        }
    }
}

/// Nothing of the edition is lost on the way into its book; how many notes it has.
fn assert_whole(folder: &FileTree, pages: &BTreeMap<String, String>) -> usize {
    let (edition, links) = read_and_link(folder, &BuildOptions::default()).value;
    let marks = pattern("(?s)<sup class=\"mark.*?</sup>| <q class=\"referred\">.*?</q>");
    let all: Vec<String> = pages.values().map(|page| letters(&marks.replace_all(page, ""))).collect();
    for report in &edition.reports {
        let own = &links.reports[&report.id];
        // Corrected words stand beside the printed ones in the apparatus, so the rest of their block is looked at elsewhere.
        let corrected: BTreeSet<String> = own.corrections.iter().map(|link| own.id_of(&link.place)).collect();
        for page in report.all_pages() {
            for element in &page.elements {
                let Element::Block(block) = element else { continue };
                let wanted = solid(&block.text);
                let found = corrected.contains(&block.id) || all.iter().any(|page| page.contains(&wanted));
                assert!(found, "{} of {} is not in the book: {}", block.id, page.path, block.text);
            }
        }
        for note in own.notes.iter().filter(|note| !corrected.contains(&note.id)) {
            assert!(all.iter().any(|page| page.contains(&solid(&note.text))), "note {} is not there", note.number);
        }
    }
    let count = |what: &str| pages.values().map(|page| page.matches(what).count()).sum::<usize>();
    let notes: usize = links.reports.values().map(|own| own.notes.len()).sum();
    let marks: usize = links.reports.values().flat_map(|own| &own.notes).map(|note| note.marks.len()).sum();
    assert_eq!(count("<aside class=\"note\" epub:type=\"footnote\""), notes, "notes in place");
    assert_eq!(count("\" id=\"fnref-"), marks, "marks with a way back");
    notes
}

#[test]
fn nothing_is_lost_in_a_book() {
    for folder in [".", "tests/room", "tests/golden/small", "tests/golden/crosslinks"] {
        let edition = edition(folder);
        let site = site(&edition);
        let pages = pages(site.get("edition.epub").unwrap_or_else(|| panic!("the book of {folder}")));
        assert_links(&pages);
        assert_whole(&edition, &pages);
    }
}

#[test]
fn a_book_is_the_same_each_time_and_begins_with_its_type() {
    let edition = edition("tests/golden/crosslinks");
    let (first, second) = (site(&edition), site(&edition));
    let books: Vec<&str> = first.iter().map(|(path, _)| path).filter(|path| path.ends_with(".epub")).collect();
    assert!(books.len() > 2, "{books:?}");
    for book in books {
        assert!(first.get(book) == second.get(book), "{book} differs");
        let bytes = first.get(book).expect("a book that was listed");
        assert_eq!(&bytes[30..58], b"mimetypeapplication/epub+zip", "{book}");
    }
}

#[test]
fn notes_readings_and_the_editor_s_words_stand_apart() {
    let front = "annotations:\n  - {quote: đều đạt, at: p1, note: \"Một *lời*.\", by: Biên tập}\ncorrections:\n  - {quote: \"chi tiêu\", at: p1, read: \"chỉ tiêu\", reason: Sót dấu}\nindicators:\n  - {name: Tăng trưởng, value: 8.5, unit: \"%\", period: \"2025\", kind: actual, quote: \"tăng 8,5%\", at: p2}\n";
    let body = "Các *chi*[^1] tiêu đều đạt. {#p1}\n\nKinh tế **tăng 8**,5%[^1] năm 2025. {#p2}\n\n[^1]: Lời.";
    let site = site(&one(front, body));
    let pages = pages(site.get("r/r.epub").expect("the book"));
    assert_links(&pages);
    let page = &pages["r01-001.xhtml"];
    for wanted in [
        "<p id=\"p1\">Các <ins>chỉ tiêu</ins><sup class=\"mark\"><a href=\"#fn-1\" id=\"fnref-1-1\"",
        "<a href=\"#fn-1\" id=\"fnref-1-1\" epub:type=\"noteref\" role=\"doc-noteref\">1</a>",
        "<a href=\"#cor-p1-1\" id=\"corref-p1-1\"",
        "chỉ tiêu (bản in: chi tiêu). Sót dấu",
        "<span class=\"annotated\">đều đạt</span><sup class=\"mark annotation\"><a href=\"#ann-p1-1\"",
        "Một <em>lời</em>.",
        "<span class=\"figure\" id=\"fig-p2-1\"><strong>tăng 8</strong>,5%</span>",
        "<td><a href=\"#fig-p2-1\">Tăng trưởng</a></td><td>8,5 %</td><td>2025</td><td>Thực hiện</td>",
        "<a href=\"#fnref-1-1\" role=\"doc-backlink\">1</a><a href=\"#fnref-1-2\" role=\"doc-backlink\"> b</a>",
    ] {
        assert!(page.contains(wanted), "no {wanted} in\n{page}");
    }
}

#[test]
fn the_pages_lead_to_the_books() {
    let site = site(&edition("tests/golden/crosslinks"));
    let home = site.text("index.html").expect("the home page");
    assert!(home.contains("<a href=\"edition.epub\" download>Sách EPUB <span class=\"size\">"), "{home}");
    for (path, _) in site.iter().filter(|(path, _)| path.ends_with(".epub") && path.contains('/')) {
        let folder = path.split('/').next().expect("a folder");
        let index = site.text(&format!("{folder}/index.html")).expect("a report's page");
        assert!(index.contains(&format!("href=\"../{path}\" download>")), "{path}");
    }
    let mut none = one("", "A.");
    none.insert("edition.yaml", "title: Thử\n").expect("a path inside");
    let bare = self::site(&none);
    assert!(
        bare.iter().all(|(path, text)| !path.ends_with(".epub") && !String::from_utf8_lossy(text).contains(".epub"))
    );
}

/// A part of a Word document.
fn part(document: &[u8], name: &str) -> String {
    let file = unpacked(document).into_iter().find(|(path, _)| path == name);
    String::from_utf8(file.expect(name).1).expect("UTF-8")
}

/// The letters of the words of a part, without the numbers of notes.
fn letters_of_part(part: &str) -> String {
    let notes =
        pattern("(?s)<w:hyperlink w:anchor=\"note_.*?</w:hyperlink>|<w:t>(?:[0-9]+[a-z]?|[^\\w\\s]{1,4})</w:t>");
    letters(&notes.replace_all(part, ""))
}

/// Nothing of the edition is lost on the way into its Word documents; how many footnotes they have.
fn assert_documents(folder: &FileTree, site: &FileTree) -> usize {
    let (edition, links) = read_and_link(folder, &BuildOptions::default()).value;
    let mut count = 0;
    for report in &edition.reports {
        let own = &links.reports[&report.id];
        let path = format!("{}/{}.docx", report.id, report.id);
        let document = site.get(&path).expect(&path);
        let (text, notes) = (part(document, "word/document.xml"), part(document, "word/footnotes.xml"));
        let corrected: BTreeSet<String> = own.corrections.iter().map(|link| own.id_of(&link.place)).collect();
        let all = letters_of_part(&text);
        for element in report.all_pages().flat_map(|page| &page.elements) {
            let Element::Block(block) = element else { continue };
            let is_there = all.contains(&solid(&block.text)) || corrected.contains(&block.id);
            assert!(is_there || block.text.contains('['), "{} is not in {path}: {}", block.id, block.text);
        }
        let found = text.matches("<w:footnoteReference ").count();
        assert!(found >= own.notes.len(), "{found} footnotes in {path} of {}", own.notes.len());
        assert_eq!(found, notes.matches("<w:footnote w:id=").count(), "{path}");
        count += own.notes.len();
    }
    count
}

#[test]
fn nothing_is_lost_in_a_word_document() {
    for folder in [".", "tests/golden/small", "tests/golden/crosslinks"] {
        let edition = edition(folder);
        assert_documents(&edition, &site(&edition));
    }
}

#[test]
fn pictures_are_in_the_word_document() {
    let png = [&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], &[0, 0, 2, 128, 0, 0, 1, 224], b"x"].concat();
    let body = "Xem ![Bản \"đồ\"](/ban-do.png) và ![Bản đồ](/ban-do.png)[^1]. {#p1}\n\n![Sơ đồ](/so-do.svg)\n\n[^1]: ![Ảnh](/anh.gif)";
    let mut folder = one("", body);
    folder.insert("static/ban-do.png", png.clone()).expect("a path inside");
    folder.insert("static/so-do.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>").expect("a path inside");
    folder.insert("static/anh.gif", b"GIF89a\x20\x03\x58\x02".to_vec()).expect("a path inside");
    let site = site(&folder);
    let document = site.get("r/r.docx").expect("the document");
    let text = part(document, "word/document.xml");
    assert_eq!(text.matches("r:embed=\"picture1\"").count(), 2, "{text}");
    assert!(text.contains("descr=\"Bản &quot;đồ&quot;\"") && text.contains("[Sơ đồ]"), "{text}");
    assert!(part(document, "word/footnotes.xml").contains("r:embed=\"picture2\""));
    for rels in ["word/_rels/document.xml.rels", "word/_rels/footnotes.xml.rels"] {
        let rels = part(document, rels);
        assert!(rels.contains("Target=\"media/picture1.png\"") && rels.contains("Target=\"media/picture2.gif\""));
    }
    let types = part(document, "[Content_Types].xml");
    assert!(types.contains("Extension=\"png\"") && types.contains("Extension=\"gif\"") && !types.contains("jpeg"));
    let kept = unpacked(document).into_iter().find(|(name, _)| name == "word/media/picture1.png");
    assert_eq!(kept.map(|(_, bytes)| bytes), Some(png));
    ibid::pipeline::read_source("r.docx", document.to_vec()).expect("a Word file");
}

/// The outline, the passages and the notes of an edition's reports, as words.
fn read_in(folder: &FileTree) -> Vec<String> {
    let mut found = Vec::new();
    for page in support::edition::reports(folder).iter().flat_map(|report| report.all_pages()) {
        let number = page.front.number.as_deref().unwrap_or_default();
        found.push(format!("{number} {}", page.front.title));
        found.extend(page.elements.iter().map(|element| match element {
            Element::Block(block) => block.text.clone(),
            Element::Heading(heading) => format!("{:?} {}", heading.number, heading.title),
        }));
        found.extend(page.notes.iter().map(|note| format!("[^{}] {}", note.label, note.text)));
    }
    found
}

#[test]
fn a_word_document_imported_again_loses_no_word_heading_or_note() {
    const REPORT: &str = "# BÁO CÁO KẾT QUẢ NĂM CỦA XÃ AN BÌNH\n\n## 1. Sản xuất nông nghiệp\n\nVụ đông xuân toàn xã gieo sạ 1.250 ha lúa<sup>1</sup>, năng suất bình quân đạt 6,8 tấn/ha.\n\n### 1.1. Cây ăn quả\n\nHợp tác xã Tân Tiến ký được hợp đồng bao tiêu với ba doanh nghiệp<sup>2</sup>.\n\n| Xã | Diện tích |\n|---|---|\n| An Bình | 120 |\n\n## 2. Văn hóa và xã hội\n\nToàn xã còn 42 hộ nghèo, giảm 15 hộ so với năm trước.\n\n<sup>1</sup> Số của Chi cục Thống kê.\n\n<sup>2</sup> Hợp đồng ký ngày 12/3, thời hạn hai năm.\n";
    let mut folder = FileTree::new();
    folder.insert("edition.yaml", "title: Thử\noutputs: {docx: true}\n").expect("a path inside");
    let folder = support::edition::imported(&folder, REPORT, "2026-01-01");
    let site = site(&folder);
    let (_, document) = site.iter().find(|(path, _)| path.ends_with(".docx")).expect("a document");
    let source = ibid::pipeline::read_source("r.docx", document.to_vec()).expect("a Word file").value;
    let plan = ibid::pipeline::import(&support::edition::empty(), &source, "2026-02-01");
    assert!(!ibid::pipeline::has_errors(&plan.diagnostics), "{:?}", plan.diagnostics);
    assert_eq!(read_in(&folder), read_in(&plan.value.applied(&support::edition::empty())));
}

#[test]
fn word_s_footnotes_are_read_again() {
    let body = "## 1. Mục tiêu {#hd01}\n\nTăng *8%*[^1] và 9%[^2], như trên[^1]. {#p1}\n\n[^1]: Lời một[^2].\n\n[^2]: Lời hai.";
    let site = site(&one("", body));
    let document = site.get("r/r.docx").expect("the document");
    let text = part(document, "word/document.xml");
    assert!(text.contains("<w:pStyle w:val=\"Heading2\"/>"), "{text}");
    assert_eq!(text.matches("<w:footnoteReference w:id=").count(), 2, "{text}");
    let source = ibid::pipeline::read_source("r.docx", document.to_vec()).expect("a Word file").value;
    let ledgers = ibid::import::import(&source).value.ledgers;
    assert!(ledgers.iter().map(|ledger| ledger.linked).sum::<usize>() >= 2, "{ledgers:?}");
    assert!(ledgers.iter().all(|ledger| ledger.unresolved == 0 && ledger.unused == 0), "{ledgers:?}");
}

/// Where EPUBCheck is.
fn epubcheck() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("IBID_EPUBCHECK") {
        return Some(PathBuf::from(named)).filter(|jar| jar.is_file());
    }
    let cache = PathBuf::from(ROOT).join("tests/.cache/venv");
    let found = walkdir::WalkDir::new(cache).into_iter().filter_map(Result::ok);
    found.map(walkdir::DirEntry::into_path).find(|path| path.ends_with("epubcheck/epubcheck.jar"))
}

fn assert_valid(books: &[(&str, &[u8])]) {
    let Some(jar) = epubcheck() else { return support::real::skipped("EPUBCheck is not installed") };
    let folder = tempfile::tempdir().expect("a folder");
    for (name, bytes) in books {
        let file = folder.path().join(name.replace('/', "-"));
        std::fs::write(&file, bytes).expect("a file in the folder");
        let said = Command::new("java").arg("-jar").arg(&jar).arg("--failonwarnings").arg(&file).output();
        let Ok(said) = said else { return support::real::skipped("there is no Java") };
        assert!(said.status.success(), "{name}:\n{}", String::from_utf8_lossy(&said.stderr));
    }
}

#[test]
fn epubcheck_finds_nothing() {
    let shipped = site(&edition("."));
    let room = site(&edition("tests/room"));
    let small = site(&edition("tests/golden/small"));
    let books = [&shipped, &room, &small].map(|site| ("edition.epub", site.get("edition.epub").expect("a book")));
    assert_valid(&books);
}

#[test]
fn the_real_input_as_a_book() {
    let Some(folder) = support::real::folder() else { return };
    let folder = with_books(folder);
    let site = site(&folder);
    let book = site.get("edition.epub").expect("a book");
    let pages = pages(book);
    assert_links(&pages);
    assert_eq!(assert_whole(&folder, &pages), 216);
    assert_eq!(assert_documents(&folder, &site), 216);
    assert!(book.len() < 1_000_000, "{} bytes", book.len());
    assert_valid(&[("edition.epub", book)]);
}

#[test]
fn the_site_as_an_archive_is_whole() {
    let mut tree = edition("tests/golden/small");
    let config = tree.text("edition.yaml").expect("an edition").replacen("epub: true", "zip: true, epub: true", 1);
    tree.insert("edition.yaml", config).expect("a path inside");
    let site = site(&tree);
    let packed = unpacked(site.get("site.zip").expect("the archive"));
    let folder = packed[0].0.split('/').next().expect("a folder").to_owned();
    let names: BTreeSet<String> = packed.iter().map(|(name, _)| name.replacen(&format!("{folder}/"), "", 1)).collect();
    let wanted: BTreeSet<String> =
        site.iter().map(|(path, _)| path.to_owned()).filter(|path| path != "site.zip").collect();
    assert_eq!(names, wanted);
    for (name, bytes) in &packed {
        let path = name.replacen(&format!("{folder}/"), "", 1);
        let is_home = site.text(&path).is_some_and(|text| text.contains("site.zip"));
        assert!(is_home || site.get(&path) == Some(&bytes[..]), "{path} differs");
        assert!(!String::from_utf8_lossy(bytes).contains("href=\"site.zip\""), "{path} leads out of the archive");
    }
    assert!(site.text("index.html").is_some_and(|home| home.contains("<a href=\"site.zip\" download>")));
}
