//! Files of OCR engines, and scans read by one: a program of the test stands on `PATH` for Tesseract.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Command;

use assert_cmd::cargo::cargo_bin;
use ibid::model::scan::Scan;
use ibid::read::{self, Format, ReadError};

const HOCR: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><head><meta name="ocr-system" content="tesseract 5"/></head><body>
<div class="ocr_page" title="ppageno 0"><div class="ocr_carea"><p class="ocr_par">
<span class="ocr_header" title="bbox 0 0 9 9"><span class="ocrx_word" title="bbox 0 0 9 9; x_wconf 96">BÁO</span> <span class="ocrx_word" title="bbox 0 0 9 9; x_wconf 90"><strong>CÁO</strong></span></span>
<span class="ocr_line"><span class="ocrx_word" title="x_wconf 88">năm</span> <span class="ocrx_word" title="x_wconf 31">2O25</span></span></p>
<p class="ocr_par"><span class="ocr_line"><span class="ocrx_word" title="x_wconf 95">Lúa&#39;s *</span></span></p></div></div>
<div class="ocr_page"><p class="ocr_par"><span class="ocr_line"><span class="ocrx_word">hai</span></span></p></div>
</body></html>"#;

const ALTO: &str = r#"<?xml version="1.0"?><alto xmlns="http://www.loc.gov/standards/alto/ns-v3#"><Layout><Page><PrintSpace>
<TextBlock><TextLine><String CONTENT="BÁO" WC="0.96"/><SP/><String CONTENT="CÁO" WC="0.90"/></TextLine>
<TextLine><String CONTENT="năm" WC="0.88"/><SP/><String CONTENT="2O25" WC="0.31"/></TextLine></TextBlock>
<TextBlock><TextLine><String CONTENT="Lúa's" WC="0.95"/><SP/><String CONTENT="*" WC="0.95"/></TextLine></TextBlock></PrintSpace></Page>
<Page><PrintSpace><TextBlock><TextLine><String CONTENT="hai"/></TextLine></TextBlock></PrintSpace></Page></Layout></alto>"#;

const PAGE: &str = r#"<?xml version="1.0"?><PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"><Page>
<TextRegion><TextLine><Word><TextEquiv conf="0.96"><Unicode>BÁO</Unicode></TextEquiv></Word><Word><TextEquiv conf="0.9"><Unicode>CÁO</Unicode></TextEquiv></Word><TextEquiv><Unicode>BÁO CÁO</Unicode></TextEquiv></TextLine>
<TextLine><Word><TextEquiv conf="0.88"><Unicode>năm</Unicode></TextEquiv></Word><Word><TextEquiv conf="0.31"><Unicode>2O25</Unicode></TextEquiv></Word></TextLine></TextRegion>
<TextRegion><TextLine><TextEquiv conf="0.95"><Unicode>Lúa's *</Unicode></TextEquiv></TextLine></TextRegion></Page>
<Page><TextRegion><TextLine><TextEquiv><Unicode>hai</Unicode></TextEquiv></TextLine></TextRegion></Page></PcGts>"#;

fn lines(scan: &Scan) -> Vec<(usize, &str, usize, Option<u8>)> {
    let all = scan.pages.iter().flat_map(|page| page.lines.iter().map(|line| (page.number, line)));
    all.map(|(page, line)| (page, line.text.as_str(), line.blank_before, line.confidence)).collect()
}

#[test]
fn formats_of_ocr_engines_give_the_same_scan() {
    for file in [HOCR, ALTO, PAGE] {
        assert_eq!(read::format(file.as_bytes()), Format::Ocr);
        let read = read::ocr("t", vec![file.as_bytes().to_vec()]).expect("a file of an OCR");
        let wanted = [
            (1, "BÁO CÁO", 0, Some(93)),
            (1, "năm 2O25", 0, Some(60)),
            (1, "Lúa's \\*", 1, Some(95)),
            (2, "hai", 0, None),
        ];
        assert_eq!(lines(&read.value), wanted);
        let told: Vec<String> = read.diagnostics.iter().map(|told| told.message.to_string()).collect();
        assert!(told.len() == 1 && told[0].starts_with("the OCR doubts 1 of ") && told[0].ends_with("2O25 (page 1)"));
        let text = ibid::pipeline::read_source("t", file.as_bytes().to_vec()).expect("a file of an OCR").value.text;
        assert!(text.contains("năm 2O25\n\nLúa's"), "{text}");
    }
}

#[test]
fn what_the_engine_doubts_is_kept_with_the_report() {
    let doubted = HOCR.replace("x_wconf 95\">Lúa", "x_wconf 12\">Lúa");
    let source = ibid::pipeline::read_source("t.hocr", doubted.into_bytes()).expect("a file of an OCR").value;
    let mut folder = ibid::tree::FileTree::new();
    folder.insert("edition.yaml", "title: T\n").expect("a path inside");
    let plan = ibid::pipeline::import(&folder, &source, "2026-01-01").value;
    let (_, record) = plan.writes.iter().find(|(path, _)| path.ends_with("/_import.yaml")).expect("a record");
    let record = String::from_utf8_lossy(record);
    let doubtful = record.split_once("\ndoubtful:\n").expect("doubtful words").1;
    assert!(doubtful.ends_with(": [\"Lúa's *\"]\n"), "{record}");
}

#[test]
fn broken_files_say_so() {
    let refused = |text: &str| read::ocr("t", vec![text.as_bytes().to_vec()]).err();
    assert_eq!(refused(&HOCR[..700]), Some(ReadError::OcrBroken));
    assert_eq!(refused("<alto/>"), Some(ReadError::OcrBroken));
    assert_eq!(read::format(b"<p>Words alone</p>"), Format::Text);
}

/// A program that the test puts on `PATH`.
fn program(folder: &Path, name: &str, script: &str) {
    let path = folder.join(name);
    fs::write(&path, format!("#!/bin/sh\n{script}")).expect("a file");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("a right");
}

#[test]
fn a_scan_is_read_by_the_ocr_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let (root, bin, count) = (folder.path().join("e"), folder.path().join("bin"), folder.path().join("count"));
    fs::create_dir_all(&bin).expect("a folder");
    fs::create_dir_all(&root).expect("a folder");
    fs::write(root.join("edition.yaml"), "title: Thử\n").expect("a file");
    let scan = folder.path().join("quet.png");
    fs::write(&scan, b"\x89PNG\r\n\x1a\n picture").expect("a file");
    let run = |path: String, options: &[&str]| {
        let mut command = Command::new(cargo_bin("ibid"));
        command.env("IBID_LANGUAGE", "en");
        command.env("PATH", path).arg("import").arg("--root").arg(&root).arg(&scan).args(options);
        let output = command.output().expect("the program");
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let (code, said) = run(bin.display().to_string(), &[]);
    assert!(code == Some(2) && said.contains("ibid import --ocr"), "{said}");
    let (code, said) = run(bin.display().to_string(), &["--ocr"]);
    assert!(code == Some(2) && said.contains("apt install tesseract-ocr tesseract-ocr-vie"), "{said}");
    fs::write(bin.join("page.hocr"), HOCR).expect("a file");
    let answer = format!(
        "[ \"$1\" = --version ] && exit 0\necho \"$@\" >> {}\ncat {}\n",
        count.display(),
        bin.join("page.hocr").display()
    );
    program(&bin, "tesseract", &answer);
    let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap_or_default());
    let (code, said) = run(path.clone(), &["--ocr", "--accept-unread"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("words-doubtful"), "{said}");
    assert_eq!(run(path.clone(), &["--ocr", "--accept-unread"]).0, Some(0));
    let asked = fs::read_to_string(&count).expect("the program was asked");
    assert_eq!(asked.lines().count(), 1, "a page that was read is not read again");
    assert!(asked.contains("quet.png stdout -l vie+eng hocr"), "{asked}");
    assert_eq!(run(path.clone(), &["--ocr", "--ocr-languages", "fra", "--accept-unread"]).0, Some(0));
    assert_eq!(fs::read_to_string(&count).expect("asked again").lines().count(), 2);
    program(&bin, "tesseract", "[ \"$1\" = --version ] && exit 0\necho no such language >&2\nexit 1\n");
    let (code, said) = run(path, &["--ocr", "--ocr-languages", "xyz"]);
    assert!(code == Some(2) && said.contains("no such language") && said.contains("--list-langs"), "{said}");
}
