//! Marks of pages: what they take with them, where they stand, and that they change nothing.

use super::super::{passages, prepare, read};
use super::*;
use crate::model::page::{Element, Page};
use proptest::prelude::*;

/// The marks of a body, each with the words that follow it in the event stream.
fn marked(body: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    for (event, _) in prepare(body).events() {
        match (marked_page(&event), &event, found.last_mut()) {
            (Some(page), ..) => found.push((page.to_owned(), String::new())),
            (_, Event::Text(words), Some((_, after))) if after.is_empty() => after.push_str(words),
            _ => {}
        }
    }
    found
}

#[test]
fn marks_take_their_space_with_them() {
    for (marked, plain) in [
        ("Một {p. 12} hai", "Một hai"),
        ("Một {p. [12]} hai", "Một hai"),
        ("Một{p. iv}hai", "Mộthai"),
        ("Một{p. 12} hai", "Một hai"),
        ("Một {p. 12}hai", "Một hai"),
        ("{p. 12} Một", "Một"),
        ("{p. 11} {p. 12} Một", "Một"),
        ("a {p. 11}{p. 12} b", "a b"),
        ("Một\n{p. 12} hai", "Một\nhai"),
        ("Một {p. 12}\nhai", "Một\nhai"),
        ("Một\n{p. 12}\nhai", "Một\nhai"),
        ("Một\n\n{p. 12}\n\n| a |\n| - |", "Một\n\n\n| a |\n| - |"),
        ("> a\n> {p. 12}\n> b", "> a\n> b"),
        ("## {p. 12} 1. Mục {#a}", "## 1. Mục {#a}"),
        ("- {p. 12} a", "- a"),
        ("| {p. 12} a | b |\n| - | - |", "| a | b |\n| - | - |"),
        ("[^1]: {p. 12} Lời", "[^1]: Lời"),
        ("Một {p. 12} {#a}", "Một {#a}"),
    ] {
        assert_eq!(without_page_marks(marked), plain, "{marked}");
    }
    for same in ["`{p. 12}`", "    {p. 12}", "{p. }", "{p. 12", "{p.12}", "\\{p. 12}", "<b title=\"{p. 12}\">"] {
        assert_eq!(without_page_marks(same), same);
    }
}

#[test]
fn marks_stand_before_their_words() {
    let body = "## A {p. 11} b {#h}\n\nMột {p. 12} hai **{p. 13} ba** [^1] {#b1}\n\n{p. 14}\n\n| a | {p. 15} b |\n| - | - |\n\n{#t}\n\n{p. 16}\n\n[^1]: Lời {p. 17} chú.\n\n    {p. 18}\n";
    let after: Vec<(String, String)> = marked(body);
    let expected = [
        ("11", "A b"),
        ("12", "hai "),
        ("13", "ba"),
        ("14", "a"),
        ("15", "b"),
        ("16", "Lời "),
        ("17", "chú."),
        ("18", ""),
    ];
    assert_eq!(after, expected.map(|(page, words)| (page.to_owned(), words.to_owned())));
    let (words, notes) = {
        let prepared = prepare(body);
        let (body, notes) = prepared.parted();
        (body.len(), notes[0].1.iter().filter(|(event, _)| marked_page(event).is_some()).count())
    };
    assert!(words > 0 && notes == 1, "a mark of its own above the notes is none of theirs");
    let read = read(body, 0);
    let ids: Vec<&str> = read
        .elements
        .iter()
        .map(|element| match element {
            Element::Heading(heading) => heading.id.as_str(),
            Element::Block(block) => block.id.as_str(),
        })
        .collect();
    assert_eq!(ids, ["h", "b1", "t"]);
    for mark in &read.page_marks {
        assert_eq!(&body[mark.range.clone()], page_mark(&mark.label));
    }
}

#[test]
fn what_nearly_is_a_mark_is_told() {
    let nearly =
        |body: &str| nearly_page_marks(body).into_iter().map(|range| body[range].to_owned()).collect::<Vec<_>>();
    for wrong in ["{p.12}", "{p 12}", "{P. 12}", "{tr. 12}", "{p. }", "{ p. 12}", "{p. 1 2}", "{p. [12}", "{page 12}"] {
        assert_eq!(nearly(&format!("Một {wrong} hai")), [wrong]);
    }
    assert_eq!(nearly("Một {p. 12 hai"), ["{p. 12 "]);
    for right in ["{p. 12}", "{#p12}", "{.letterhead}", "`{p 12}`", "{a}", "{1; 2}", "f{x}"] {
        assert!(nearly(&format!("Một {right} hai")).is_empty(), "{right}");
    }
}

/// All that a page says, without the bytes where it stands.
fn said(body: &str) -> (Vec<String>, Vec<String>, Vec<String>) {
    let read = read(body, 0);
    let elements = read.elements.iter().map(|element| match element {
        Element::Heading(heading) => {
            format!("{} {} {:?} {}", heading.id, heading.head, heading.title, heading.marks.len())
        }
        Element::Block(block) => format!("{} {:?} {:?} {}", block.id, block.kind, block.text, block.marks.len()),
    });
    let elements: Vec<String> = elements.collect();
    let notes = read.notes.iter().map(|note| format!("{} {}", note.label, note.text)).collect();
    let page = Page { text: body.to_owned(), elements: read.elements, notes: read.notes, ..Page::default() };
    (elements, notes, passages(&page).into_iter().map(|passage| passage.text).collect())
}

const BODY: &str = "Một hai ba {#k1}\n\n## 1.1. Mục **bốn** năm {#h1}\n\n- sáu bảy {#b1}\n- tám\n  chín {#b2}\n\n1. mười[^1] và\n\n   đoạn hai\n\n| a b | c |\n| --- | --- |\n| d e | *f* g |\n\n{#t1}\n\n> lời dẫn [liên kết](https://example.org) {#q1}\n\n```\nmã {#x}\n```\n\nCuối m<sup>2</sup> &amp; hết {#k2 .signature}\n\n[^1]: Lời chú\n    hai dòng.\n\n    Đoạn sau.\n";

proptest! {
    #[test]
    fn marks_change_no_word_and_no_id(places in proptest::collection::vec(0_usize..60, 1..8)) {
        let mut body = BODY.to_owned();
        let bytes: Vec<usize> = words(BODY).into_iter().flat_map(|range| {
            let text = &BODY[range.clone()];
            text.split_whitespace().map(|word| range.start + (word.as_ptr() as usize - text.as_ptr() as usize)).collect::<Vec<_>>()
        }).filter(|at| !BODY[*at..].starts_with(['{', '#'])).collect();
        let mut places: Vec<usize> = places.iter().map(|place| bytes[place % bytes.len()]).collect();
        places.sort_unstable();
        places.dedup();
        for (number, place) in places.iter().enumerate().rev() {
            body.insert_str(*place, &format!("{{p. {number}}} "));
        }
        prop_assert_eq!(without_page_marks(&body), BODY);
        prop_assert_eq!(said(&body), said(BODY));
        prop_assert_eq!(marked(&body).len(), places.len());
        let ranges = prepare(&body).events().all(|(_, range)| body.get(range).is_some());
        prop_assert!(ranges);
    }
}
