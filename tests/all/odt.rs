//! Import of OpenDocument texts: one written by hand, one by pandoc, and archives that are none.

use std::process::Command;

use ibid::import::{self, Ledger};
use ibid::model::report::Report;
use ibid::pipeline;

use crate::support::docx::archive;
use crate::support::real::skipped;

const HEAD: &str = r#"<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink">
<office:automatic-styles>
 <style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
 <style:style style:name="BB" style:family="text" style:parent-style-name="B"><style:text-properties fo:font-style="italic"/></style:style>
 <text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
  <text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")"/></text:list-style>
 <text:list-style style:name="U"><text:list-level-style-bullet text:level="1"/></text:list-style>
</office:automatic-styles><office:body><office:text>"#;

fn file(body: &str) -> Vec<u8> {
    let part = |name: &str, text: &str| (name.to_owned(), text.to_owned());
    archive(&[
        part("mimetype", "application/vnd.oasis.opendocument.text"),
        part("content.xml", &format!("{HEAD}{body}</office:text></office:body></office:document-content>")),
    ])
}

fn read(file: Vec<u8>) -> (Report, Ledger, Vec<&'static str>) {
    let read = pipeline::read_source("t.odt", file).expect("a text");
    let codes = read.diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
    let mut imported = import::import(&read.value).value;
    assert!(imported.ledgers.iter().all(Ledger::reconciles), "{:?}", imported.ledgers);
    (imported.reports.remove(0), imported.ledgers.remove(0), codes)
}

#[test]
fn a_text_with_notes_lists_and_tables() {
    let note = |label: &str, words: &str| {
        format!(
            "<text:note text:note-class='footnote'><text:note-citation>{label}</text:note-citation><text:note-body>{words}</text:note-body></text:note>"
        )
    };
    let p = |words: &str| format!("<text:p>{words}</text:p>");
    let body = [
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>đã bỏ</text:p></text:deletion></text:changed-region></text:tracked-changes>".to_owned(),
        p("<text:span text:style-name='B'>BÁO CÁO NĂM</text:span>"),
        format!("<text:h text:outline-level='1'>I. Kết quả{}</text:h>", note("1", &p("Của đề mục."))),
        p(&format!("Lúa <text:span text:style-name='BB'>được mùa</text:span>{} và giá<text:s/>cao.<office:annotation><text:p>Xem lại</text:p></office:annotation>", note("2", &(p("Về lúa.") + &p("Đoạn hai."))))),
        format!("<text:list text:style-name='L'><text:list-item>{}<text:list><text:list-item>{}</text:list-item></text:list></text:list-item><text:list-item>{}</text:list-item></text:list>", p("Một"), p("con"), p("Hai")),
        format!("<text:list text:style-name='U'><text:list-item>{}</text:list-item></text:list>", p("Gạch")),
        format!("<table:table><table:table-row><table:table-cell table:number-columns-spanned='2'>{}</table:table-cell><table:covered-table-cell/></table:table-row><table:table-row><table:table-cell>{}</table:table-cell><table:table-cell>{}</table:table-cell></table:table-row></table:table>", p("Chỉ tiêu"), p("Lúa"), p("120")),
        "<text:h text:outline-level='1'>II. Kết luận</text:h>".to_owned(),
        p("<text:a xlink:href='https://example.com/'>Trang khác</text:a> nói thêm."),
    ];
    let (report, ledger, codes) = read(file(&body.concat()));
    assert_eq!((ledger.linked, ledger.unresolved, ledger.unused), (2, 0, 0));
    assert_eq!(report.notes[1].paragraphs.len(), 2);
    let titles: Vec<&str> = report.sections.iter().map(|section| section.title.as_str()).collect();
    assert_eq!(titles, ["Kết quả[^1]", "Kết luận"]);
    let all = report.blocks.iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join("\n");
    for words in [
        "Lúa ***được mùa***[^2] và giá cao.",
        "1. Một",
        "a) con",
        "2. Hai",
        "- Gạch",
        "| Lúa | 120 |",
        "[Trang khác](https://example.com/)",
    ] {
        assert!(all.contains(words), "{words}: {all}");
    }
    assert!(!all.contains("đã bỏ") && !all.contains("Xem lại"), "{all}");
    assert_eq!(codes, ["changes-tracked", "comments-left-out", "cells-merged"]);
}

#[test]
fn a_text_of_pandoc() {
    let folder = tempfile::tempdir().expect("a folder");
    let (text, odt) = (folder.path().join("a.md"), folder.path().join("a.odt"));
    let words = "# I. KẾT QUẢ[^h]\n\n## 1. Trồng trọt\n\nLúa được mùa[^a] và *giá cao*.\n\n- Một[^b]\n- Hai\n\n1. Thứ nhất\n2. Thứ hai\n\n\
                 | Chỉ tiêu | Năm |\n|---|---|\n| Lúa | 120 |\n\n[^h]: Chú của đề mục.\n\n[^a]: Chú a.\n\n    Đoạn hai.\n\n[^b]: Chú b.\n";
    std::fs::write(&text, words).expect("room on the disk");
    let done = Command::new("pandoc").arg(&text).arg("-o").arg(&odt).status();
    if !done.is_ok_and(|status| status.success()) {
        skipped("pandoc is not there");
        return;
    }
    let (report, ledger, _) = read(std::fs::read(&odt).expect("pandoc's file"));
    assert_eq!((ledger.linked, ledger.unresolved, ledger.unused), (3, 0, 0));
    let all = report.blocks.iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join("\n");
    for words in ["*giá cao.*", "- Một[^3]", "1. Thứ nhất", "2. Thứ hai", "| Lúa | 120 |"] {
        assert!(all.contains(words), "{words}: {all}");
    }
}

#[test]
fn archives_that_are_no_text_are_refused() {
    let sheet = archive(&[("mimetype".to_owned(), "application/vnd.oasis.opendocument.spreadsheet".to_owned())]);
    let error = pipeline::read_source("t.ods", sheet).expect_err("a sheet");
    assert!(error.contains("no text document"), "{error}");
    let broken = archive(&[("mimetype".to_owned(), "application/vnd.oasis.opendocument.text".to_owned())]);
    assert!(pipeline::read_source("t.odt", broken).is_err());
    let deep = format!("{}x{}", "<text:section>".repeat(5_000), "</text:section>".repeat(5_000));
    assert!(pipeline::read_source("t.odt", file(&deep)).is_err());
}
