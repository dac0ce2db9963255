//! Laws of import for any text: it never fails hard, loses no word, gives unique ids and addresses, and its pages are
//! read back as they were written.

use std::collections::HashSet;

use ibid::edition::compose::compose;
use ibid::edition::{read_page, write_page};
use ibid::import::import;
use ibid::model::config::Config;
use ibid::model::revision::PageNames;
use ibid::source::Source;
use ibid::text::slug;
use proptest::prelude::*;

/// Lines as reports have them, and lines that nobody foresaw.
fn line() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[A-ZĐ][a-zđáảơ ]{5,60}[.,]?",
        2 => "[a-zđáảơ ]{5,60}<sup>[1-9]</sup>[.,;]",
        2 => "<sup>\\(?[1-9]\\)?</sup> [A-Z][a-z ]{3,30}",
        2 => "#{1,6} [IVX1-9]{1,3}[.-]? [A-ZĐ ]{3,20}",
        1 => "\\*\\*[1-9]\\.[1-9]\\. [a-z ]{3,20}:\\*\\* [a-z ]{5,20}",
        1 => "[-+] [a-z ]{3,30};?",
        1 => "\\([1-9]\\) [a-z 0-9,%]{3,30}",
        1 => "# (BÁO CÁO|PHỤ LỤC [1-3])",
        1 => "\\[\\^?[1-9]\\]:? [a-z]{3,9}",
        1 => "(---|\\*\\*\\*|\\||```|<div>|&lt;|[*_`~>#=]{1,4})",
        1 => "\\PC{0,40}",
    ]
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec((line(), any::<bool>()), 1..40).prop_map(|lines| {
        lines.into_iter().map(|(line, blank)| if blank { format!("{line}\n\n") } else { format!("{line}\n") }).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn import_is_total_and_its_pages_read_back(text in text()) {
        let Ok(source) = Source::from_bytes("law.md", text.as_bytes()) else { return Ok(()) };
        let read = import(&source).value;
        let mut folders = HashSet::new();
        for report in &read.reports {
            prop_assert!(folders.insert(report.id.clone()), "folder {} twice", report.id);
            let ids: Vec<&String> = report.sections.iter().map(|s| &s.id).chain(report.blocks.iter().map(|b| &b.id)).collect();
            prop_assert_eq!(ids.iter().collect::<HashSet<_>>().len(), ids.len());
            for (index, note) in report.notes.iter().enumerate() {
                prop_assert!(note.number > index);
            }
            for (name, page) in compose(report, &Config::default(), "law.md", 10, &PageNames::default()).files {
                if name.ends_with(".md") {
                    let read = read_page(&format!("content/{}/{name}", report.id), &page);
                    prop_assert_eq!(write_page(&read.value), page.as_str());
                }
            }
        }
        for ledger in &read.ledgers {
            prop_assert_eq!(ledger.references, ledger.linked + ledger.unresolved);
        }
    }

    #[test]
    fn the_same_text_gives_the_same_reports(text in text()) {
        let Ok(source) = Source::from_bytes("law.md", text.as_bytes()) else { return Ok(()) };
        prop_assert_eq!(import(&source).value, import(&source).value);
    }

    #[test]
    fn slugs_are_idempotent_and_safe(title in "\\PC{0,80}") {
        let once = slug(&title, 48);
        prop_assert_eq!(slug(&once, 48), once.clone());
        prop_assert!(!once.is_empty() && once.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'));
    }
}

/// Words are lost to nothing that reports are made of.
#[test]
fn no_word_of_plain_material_is_lost() {
    let material = "# BÁO CÁO NĂM\n\n## I. MỘT\n\nMột hai<sup>1</sup> ba\n\n<sup>1</sup> Bốn năm\n\nsáu bảy.\n\n- tám\n\n| a | b |\n|---|---|\n| c | d |\n\n> lời dẫn\n\n```\nmã\n```\n\n(1) chín.\n";
    let source = Source::from_bytes("law.md", material.as_bytes()).expect("text");
    let read = import(&source).value;
    assert!(read.ledgers.iter().all(ibid::import::Ledger::reconciles), "{:?}", read.ledgers);
}
