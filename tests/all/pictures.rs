//! Pictures of a source are taken out, shown at their place, and kept through revisions.

use std::collections::BTreeMap;
use std::io::Cursor;

use base64::Engine as _;
use ibid::disk;
use ibid::model::page::Element;
use ibid::pipeline::{self, BuildOptions, ImportPlan, build};
use ibid::read::ReadOptions;
use ibid::source::Source;
use ibid::tree::FileTree;
use image::{ImageFormat, Rgb, RgbImage};
use regex::Regex;

use crate::support::docx::{Docx, archive_of_bytes, drawing, p, run, set, table};
use crate::support::edition;
use crate::support::pdf::{self, Page};

/// A picture of one colour and a bar, so that two of them differ.
fn picture(width: u32, height: u32, bar: u32, format: ImageFormat) -> Vec<u8> {
    let dots = RgbImage::from_fn(width, height, |x, _| if x < bar { Rgb([200, 30, 30]) } else { Rgb([240, 240, 250]) });
    let mut out = Cursor::new(Vec::new());
    dots.write_to(&mut out, format).expect("a picture");
    out.into_inner()
}

fn png(bar: u32) -> Vec<u8> {
    picture(300, 200, bar, ImageFormat::Png)
}

const STYLES: &str = r#"<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/></w:style>
 <w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 1"/></w:style>"#;

fn heading(words: &str) -> String {
    set(r#"<w:pStyle w:val="H"/>"#, &run(words))
}

const OPENING: &str =
    "The harbour was dredged twice in the year under review, and the quay was mended where the ice had lifted it.";
const CLOSING: &str =
    "Of the boats that were counted most were small, and few of them stayed for longer than a single tide.";

fn document(body: &[String], pictures: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let all = [heading("1. Boats"), p(&run(OPENING))].into_iter().chain(body.iter().cloned());
    let all: String = all.chain([heading("2. Tides"), p(&run(CLOSING))]).collect();
    let file = Docx::new(&(set("", &run("REPORT ON THE HARBOUR OF LOWNESS")) + &all)).part("styles", "styles", STYLES);
    pictures.iter().fold(file, |file, (ending, bytes)| file.picture(ending, bytes)).file()
}

fn planned(folder: &FileTree, name: &str, file: Vec<u8>) -> ImportPlan {
    let source = pipeline::read_source(name, file).expect("a file that is read").value;
    let plan = pipeline::import(folder, &source, "2026-03-04");
    assert!(!pipeline::has_errors(&plan.diagnostics), "{:?}", plan.diagnostics);
    plan.value
}

/// The pictures of the pages: id, words, file; and the files beside them.
type Shown = (Vec<(String, String)>, BTreeMap<String, usize>);

fn shown(folder: &FileTree) -> Shown {
    let reports = edition::reports(folder);
    let pages = reports.iter().flat_map(|report| report.all_pages());
    let blocks = pages.flat_map(|page| page.elements.iter().map(move |element| (page, element)));
    let found = blocks.filter_map(|(page, element)| match element {
        Element::Block(block) => {
            let (words, file) = ibid::markdown::lone_picture(&page.text[block.range.clone()])?;
            Some((block.id.clone(), format!("{words}|{file}")))
        }
        Element::Heading(_) => None,
    });
    let files = folder.within("content").filter(|(path, _)| !path.ends_with(".md") && !path.ends_with(".yaml"));
    (
        found.collect(),
        files.map(|(path, bytes)| (path.rsplit('/').next().unwrap_or(path).to_owned(), bytes.len())).collect(),
    )
}

fn words(shown: &Shown) -> Vec<&str> {
    shown.0.iter().map(|(_, picture)| picture.as_str()).collect()
}

#[test]
fn pictures_of_a_word_file_stand_at_their_place() {
    let large = picture(3200, 400, 90, ImageFormat::Jpeg);
    let body = [
        p(&(run("Look at the map. ") + &drawing("picture1", "Map of the [harbour]"))),
        p(&drawing("picture2", "")),
        table(&[&[&p(&run("Quay")), &p(&drawing("picture3", "A quay"))], &[&p(&run("North")), &p(&run("12"))]]),
        p(&drawing("picture4", "A sign")),
        p(&drawing("picture5", "Not for browsers")),
    ];
    let small = picture(20, 20, 3, ImageFormat::Png);
    let file = document(
        &body,
        &[("png", png(10)), ("jpeg", large), ("png", png(30)), ("png", small), ("emf", b"\x01\0\0\0 EMF".to_vec())],
    );
    let read = pipeline::read_source("harbour.docx", file.clone()).expect("a Word file");
    let told = read.diagnostics.iter().find(|said| said.code == "parts-left-out").map(|said| said.message.to_string());
    let told = told.expect("what is left out is told");
    assert!(told.contains("EMF") && told.contains("sign"), "{told}");
    let plan = planned(&edition::empty(), "harbour.docx", file);
    assert_eq!(plan.ledgers[0].pictures, (3, 0));
    assert!(plan.ledgers[0].reconciles(), "{:?}", plan.ledgers[0]);
    let folder = plan.applied(&edition::empty());
    let shown = shown(&folder);
    assert_eq!(words(&shown), ["Map of the harbour|picture-1.png", "|picture-2.png", "A quay|picture-3.png"]);
    assert_eq!(shown.1.keys().collect::<Vec<_>>(), ["picture-1.png", "picture-2.png", "picture-3.png"]);
    let made = folder.iter().find(|(path, _)| path.ends_with("picture-2.png")).map(|(_, bytes)| bytes.to_vec());
    assert_eq!(made.as_deref().and_then(ibid::raster::size), Some((1600, 200)), "a large picture is made smaller");
}

#[test]
fn the_site_and_the_books_show_them() {
    let body = [p(&drawing("picture1", "Map of the harbour")), p(&drawing("picture2", ""))];
    let file = document(&body, &[("png", png(10)), ("png", png(20))]);
    let folder = planned(&edition::empty(), "harbour.docx", file).applied(&edition::empty());
    let built = pipeline::build(&folder, &pipeline::BuildOptions::default());
    let errors: Vec<_> =
        built.diagnostics.iter().filter(|said| said.severity == ibid::diagnostic::Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:?}");
    let hints: Vec<_> = built.diagnostics.iter().filter(|said| said.code == "pictures-without-words").collect();
    assert_eq!(hints.len(), 1, "{hints:?}");
    let page =
        built.value.iter().filter(|(path, _)| path.ends_with(".html")).map(|(_, text)| String::from_utf8_lossy(text));
    let page = page.into_iter().find(|text| text.contains("picture-1.png")).expect("a page shows it");
    let image = r#"<a class="picture" href="picture-1.png"><img src="picture-1.png" alt="Map of the harbour" width="300" height="200" loading="lazy"></a>"#;
    assert!(page.contains(image), "{page}");
    assert!(page.contains(r#"<a class="picture" href="picture-2.png" aria-label=""#), "{page}");
    assert!(built.value.iter().any(|(path, _)| path.ends_with("/picture-2.png")));
}

#[test]
fn a_revision_keeps_the_file_the_id_and_the_words_of_the_editor() {
    let body = [p(&drawing("picture1", "")), p(&run(CLOSING)), p(&drawing("picture2", "Second"))];
    let first = document(&body, &[("png", png(10)), ("png", png(20))]);
    let before = planned(&edition::empty(), "harbour.docx", first.clone()).applied(&edition::empty());
    let was = shown(&before);
    // The same file again changes nothing.
    assert!(planned(&before, "harbour.docx", first).applied(&before) == before);
    // The editor gives the first its words.
    let mut edited = before.clone();
    let (path, text) = before
        .within("content")
        .find(|(path, text)| !path.contains("_import") && String::from_utf8_lossy(text).contains("![](picture-1.png)"))
        .map(|(path, text)| (path.to_owned(), String::from_utf8_lossy(text).into_owned()))
        .expect("a page");
    edited
        .insert(path.as_str(), text.replace("![](picture-1.png)", "![Boats at rest](picture-1.png)"))
        .expect("a path inside");
    // The source has a new one before both, and lacks the second.
    let body = [p(&drawing("picture1", "New")), p(&drawing("picture2", "")), p(&run(CLOSING))];
    let second = document(&body, &[("png", png(40)), ("png", png(10))]);
    let plan = planned(&edited, "harbour.docx", second);
    let after = plan.applied(&edited);
    let now = shown(&after);
    assert_eq!(words(&now), ["New|picture-1-2.png", "Boats at rest|picture-1.png"]);
    assert_eq!(now.0[1].0, was.0[0].0, "the id stays");
    assert_eq!(now.1.keys().collect::<Vec<_>>(), ["picture-1-2.png", "picture-1.png"]);
    let changes = &plan.revisions[0].1.changes;
    assert_eq!(changes.len(), 2, "{changes:?}");
}

#[test]
fn a_picture_that_the_editor_took_away_stays_away() {
    let body = [p(&drawing("picture1", "Boats"))];
    let file = document(&body, &[("png", png(10))]);
    let mut folder = planned(&edition::empty(), "harbour.docx", file).applied(&edition::empty());
    let pages: Vec<(String, String)> = folder
        .within("content")
        .filter(|(path, _)| path.ends_with(".md") && !path.contains("_import"))
        .map(|(path, text)| (path.to_owned(), String::from_utf8_lossy(text).into_owned()))
        .collect();
    for (path, text) in pages {
        let kept: Vec<&str> = text.split("\n\n").filter(|paragraph| !paragraph.starts_with("![")).collect();
        folder.insert(path.as_str(), kept.join("\n\n")).expect("a path inside");
    }
    let again = document(&[p(&drawing("picture1", "Boats")), p(&run("A new sentence on boats."))], &[("png", png(10))]);
    let after = planned(&folder, "harbour.docx", again).applied(&folder);
    assert!(words(&shown(&after)).is_empty(), "{:?}", shown(&after));
}

#[test]
fn a_logo_that_comes_again_is_no_picture() {
    let logo = || p(&drawing("picture1", "Logo"));
    let body = [logo(), p(&run(CLOSING)), logo(), p(&run(OPENING)), logo(), p(&drawing("picture2", "Boats"))];
    let file = document(&body, &[("png", png(10)), ("png", png(20))]);
    let folder = planned(&edition::empty(), "harbour.docx", file).applied(&edition::empty());
    assert_eq!(words(&shown(&folder)), ["Boats|picture-1.png"]);
}

#[test]
fn pictures_of_an_open_document_and_of_a_web_page() {
    let head = r#"<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"><office:body><office:text>"#;
    let frame = "<draw:frame><draw:image xlink:href='Pictures/a.png'/><svg:desc>Boats</svg:desc></draw:frame>";
    let text = format!(
        "{head}<text:h text:outline-level='1'>1. Boats</text:h><text:p>{OPENING}</text:p><text:p>See {frame}below.</text:p><text:p>{CLOSING}</text:p></office:text></office:body></office:document-content>"
    );
    let file = archive_of_bytes(&[
        ("mimetype".into(), b"application/vnd.oasis.opendocument.text".to_vec()),
        ("content.xml".into(), text.into_bytes()),
        ("Pictures/a.png".into(), png(10)),
    ]);
    let folder = planned(&edition::empty(), "harbour.odt", file).applied(&edition::empty());
    assert_eq!(words(&shown(&folder)), ["Boats|picture-1.png"]);
    let data = base64::prelude::BASE64_STANDARD.encode(png(10));
    let page = format!(
        "<html><body><h1>Report on the harbour</h1><h2>1. Boats</h2><p>{OPENING} <img alt='Boats' src='data:image/png;base64,{data}'> More.</p><p>{CLOSING}</p><img src='elsewhere.png'></body></html>"
    );
    let folder = planned(&edition::empty(), "harbour.html", page.into_bytes()).applied(&edition::empty());
    assert_eq!(words(&shown(&folder)), ["Boats|picture-1.png"]);
}

/// Text around a chart of three bars; `more` opens the report, so that everything below moves.
fn printed(more: &[&str], width: f32) -> Vec<u8> {
    let above = [
        "The harbours counted their crews in the spring, before the boats went out to the",
        "banks and long before the first storms of the autumn drove them home again.",
    ];
    let number = |page: Page, number: &str| page.text((290.0, 800.0), 9.0, number);
    let first = Page::new()
        .set("Times-Bold", (160.0, 80.0), 14.0, "REPORT ON THE HARBOURS")
        .set("Times-Bold", (72.0, 110.0), 10.0, "1. Crews")
        .lines((72.0, 130.0), more);
    let page = Page::new().lines((72.0, 80.0), &above).lines((72.0, 320.0), &above);
    let page = [(150.0, "12"), (200.0, "14"), (250.0, "9")].iter().enumerate().fold(page, |page, (at, (y, words))| {
        let bar = page.bar([140.0, *y, width + 30.0 * at as f32, 40.0]);
        bar.text((150.0, y + 24.0), 8.0, words).text((90.0, y + 24.0), 8.0, ["Amble", "Blyth", "Craster"][at])
    });
    // A ground, and what stands at one place of many pages.
    let page = page.picture([0.0, 0.0, 595.0, 842.0]);
    let logo = |page: Page| page.picture([440.0, 20.0, 100.0, 40.0]);
    let last = Page::new().lines((72.0, 90.0), &["When they came home the nets were mended on the quay."]);
    pdf::file(&[number(logo(first), "1"), number(logo(page), "2"), number(logo(last), "3")])
}

fn drawn(bytes: &[u8]) -> Source {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("harbours.pdf");
    std::fs::write(&path, bytes).expect("a file");
    disk::read_source(&path, &ReadOptions::default()).expect("a PDF with text").value
}

fn planned_of(folder: &FileTree, source: &Source) -> ImportPlan {
    let plan = pipeline::import(folder, source, "2026-03-04");
    assert!(!pipeline::has_errors(&plan.diagnostics), "{:?}", plan.diagnostics);
    plan.value
}

#[test]
fn a_chart_of_a_pdf_is_drawn_with_its_labels() {
    let more = ["All crews were counted once, on the same day of March, by those who keep the harbour."];
    let plan = planned_of(&edition::empty(), &drawn(&printed(&more, 120.0)));
    assert!(plan.ledgers[0].reconciles(), "{:?}", plan.ledgers[0]);
    let before = plan.applied(&edition::empty());
    let was = shown(&before);
    assert_eq!(words(&was), ["|picture-2-1.png"]);
    let pages = before.within("content").filter(|(path, _)| path.ends_with(".md"));
    let text: String = pages.map(|(_, text)| String::from_utf8_lossy(text).into_owned()).collect();
    let labels = Regex::new(r"\nAmble 12 Blyth 14 Craster 9 \{#\w+ \.labels\}\n").expect("a pattern");
    assert!(labels.is_match(&text), "labels are text: {text}");
    let site = build(&before, &BuildOptions::default()).value;
    let pages = site.iter().filter(|(path, _)| path.ends_with(".html"));
    let html: String = pages.map(|(_, page)| String::from_utf8_lossy(page).into_owned()).collect();
    let folded = Regex::new(r#"<details class="labels"><summary>[^<]+</summary>\s*<p id="\w+" class="labels""#)
        .expect("a pattern");
    assert!(folded.is_match(&html), "labels are folded");
    // The same chart in a text that has one line more, of letters that the line before has: so the codes of the font stay.
    let more = [more[0], "All crews of the harbour were counted by those who keep the day."];
    let after = planned_of(&before, &drawn(&printed(&more, 120.0))).applied(&before);
    assert_eq!(shown(&after), was);
    // Another chart at its place is another picture.
    let after = planned_of(&before, &drawn(&printed(&more, 180.0))).applied(&before);
    assert_eq!(words(&shown(&after)), ["|picture-2-1-2.png"]);
    assert_eq!(shown(&after).1.len(), 1);
}

#[test]
fn what_is_not_drawn_is_told_and_leaves_no_line() {
    let source = pipeline::read_source("harbours.pdf", printed(&["Crews."], 120.0)).expect("a PDF with text").value;
    assert_eq!(source.pictures.len(), 1);
    let plan = pipeline::import(&edition::empty(), &source, "2026-03-04");
    assert!(plan.diagnostics.iter().any(|said| said.code == "picture-left-out"), "{:?}", plan.diagnostics);
    let pages = plan.value.applied(&edition::empty());
    assert!(words(&shown(&pages)).is_empty());
    let pages = pages.within("content").map(|(_, page)| String::from_utf8_lossy(page).into_owned());
    let page = pages.filter(|page| page.contains("Amble 12")).collect::<String>();
    assert!(
        page.contains("> Amble 12") && !page.contains(".labels"),
        "words without their picture are not folded: {page}"
    );
}
