//! Changes of a page's shape, asked for by words that were selected in it: a paragraph parted, joined with the next, made a heading; a mark of a note, a link.
//!
//! In: a page's text and the words in their place. Out: the text. What always holds: no word of the page changes or goes; the first half of what is parted, and
//! the first of two that are joined, keep the id; entries about the words of the other half follow them.

use std::collections::BTreeMap;
use std::ops::Range;

use super::item::Fix;
use super::refusal::Refusal;
use crate::edition::{amend, entries, read_page_alone};
use crate::markdown::{Destination, destination, passages};
use crate::model::page::{BlockElement, Element, Page};
use crate::model::report::BlockKind;
use crate::text::{fold_space, try_pattern};
use crate::yaml::quoted;

/// The ways in which a page is reshaped.
pub const WAYS: [&str; 5] = ["split", "join", "heading", "mark", "link"];

/// The lists of front matter whose entries speak of words.
const LISTS: [&str; 3] = ["corrections", "annotations", "indicators"];

/// The page's text in its new shape.
///
/// # Errors
/// Why it stays as it is.
pub(super) fn reshape(text: &str, fix: &Fix, way: &str, fields: &BTreeMap<String, String>) -> Result<String, Refusal> {
    let page = read_page_alone(&fix.path, text);
    let given = |name: &str| fields.get(name).map(|words| words.trim()).unwrap_or_default();
    match way {
        "split" => split(&page, fix),
        "join" => join(&page, fix),
        "heading" => heading(&page, fix),
        "mark" => {
            let label = given("label");
            if !page.notes.iter().any(|note| note.label == label) {
                return Err(Refusal::Field("label".to_owned()));
            }
            let mark = format!("[^{label}]");
            let place = place(&page, fix)?;
            let is_sign = fix.quote.chars().all(|c| c.is_numeric() || "()[]*".contains(c));
            let words = if is_sign { "" } else { &page.text[place.clone()] };
            Ok(exchanged(&page.text, place.clone(), &format!("{words}{mark}")))
        }
        "link" => {
            let address = given("address");
            let is_plain = !address.is_empty() && !address.contains(|c: char| c.is_whitespace() || "()<>".contains(c));
            if !is_plain || destination(address, "") == Destination::Refused {
                return Err(Refusal::Field("address".to_owned()));
            }
            let place = place(&page, fix)?;
            let words = &page.text[place.clone()];
            Ok(exchanged(&page.text, place.clone(), &format!("[{words}]({address})")))
        }
        _ => Err(Refusal::Verb),
    }
}

fn exchanged(text: &str, place: Range<usize>, new: &str) -> String {
    format!("{}{new}{}", &text[..place.start], &text[place.end..])
}

/// Where the words stand in the page; only words that markup neither opens nor closes in can be taken as they are.
fn place(page: &Page, fix: &Fix) -> Result<Range<usize>, Refusal> {
    let words: Vec<String> = fix.quote.split_whitespace().map(regex_words).collect();
    let pattern = try_pattern(&words.join(r"\s+")).map_err(|_| Refusal::Gone)?;
    let of_place = |passage: &crate::markdown::Passage| match (passage.note, passage.element) {
        (Some(note), _) => page.notes.get(note).is_some_and(|note| format!("^{}", note.label) == fix.at),
        (None, Some(element)) => {
            matches!(page.elements.get(element), Some(Element::Block(block)) if block.id == fix.at)
        }
        _ => false,
    };
    let passage = passages(page).into_iter().find(of_place).ok_or(Refusal::Gone)?;
    let mut found = pattern.find_iter(&passage.text);
    let (Some(words), None) = (found.next(), found.next()) else { return Err(Refusal::Gone) };
    let place = passage.source(words.range());
    let source = page.text.get(place.clone()).ok_or(Refusal::Gone)?;
    if source.contains(['[', ']', '\n']) || !is_balanced(source) {
        return Err(Refusal::Written);
    }
    Ok(place)
}

fn regex_words(words: &str) -> String {
    words
        .chars()
        .map(|c| if c.is_alphanumeric() { c.to_string() } else { format!(r"\x{{{:X}}}", u32::from(c)) })
        .collect()
}

/// Whether no emphasis, code or tag is open at the end of a piece of a page.
fn is_balanced(source: &str) -> bool {
    ["**", "__", "`", "~~"].iter().all(|sign| source.matches(sign).count().is_multiple_of(2))
        && source.matches('*').count().is_multiple_of(2)
        && source.matches('<').count() == source.matches('>').count()
        && source.matches('[').count() == source.matches(']').count()
}

/// A running paragraph: its index, its words as written, and the list of attributes behind them.
struct Paragraph<'p> {
    index: usize,
    range: Range<usize>,
    words: &'p str,
    attributes: String,
}

fn paragraph<'p>(page: &'p Page, index: usize) -> Result<Paragraph<'p>, Refusal> {
    let Some(Element::Block(block)) = page.elements.get(index) else { return Err(Refusal::Written) };
    let source = page.text.get(block.range.clone()).ok_or(Refusal::Gone)?;
    let words = source.trim_end();
    let is_running = block.kind == BlockKind::Paragraph && !words.starts_with(['|', '>', '<', ' ', '\t']);
    if !is_running {
        return Err(Refusal::Written);
    }
    // The list of attributes stands behind the words, on their last line.
    let end = block.range.start + words.len();
    let rest = page.text.get(end..).unwrap_or_default();
    let list = rest.trim_start_matches([' ', '\t']);
    let list = list.starts_with('{').then(|| list.find('}').map(|close| &list[..=close])).flatten();
    let list = list.filter(|list| block.id_given && !list.contains('\n'));
    let (attributes, end) = match list {
        Some(list) => (list.to_owned(), end + rest.find('{').unwrap_or_default() + list.len()),
        None => (format!("{{#{}}}", block.id), end),
    };
    let range = block.range.start..end;
    Ok(Paragraph { index, range, words, attributes })
}

fn of_fix<'p>(page: &'p Page, fix: &Fix) -> Result<Paragraph<'p>, Refusal> {
    let is_it = |element: &Element| matches!(element, Element::Block(BlockElement { id, .. }) if *id == fix.at);
    paragraph(page, page.elements.iter().position(is_it).ok_or(Refusal::Written)?)
}

/// The selected words open a paragraph of their own.
fn split(page: &Page, fix: &Fix) -> Result<String, Refusal> {
    let whole = of_fix(page, fix)?;
    let selected = (place(page, fix)?.start - whole.range.start).min(whole.words.len());
    // A selection that begins within a word takes the whole word.
    let at =
        whole.words[..selected].char_indices().rfind(|(_, c)| c.is_whitespace()).map_or(0, |(at, c)| at + c.len_utf8());
    let (head, tail) = (whole.words[..at].trim_end(), &whole.words[at..]);
    if head.is_empty() || !is_balanced(head) {
        return Err(if head.is_empty() { Refusal::Field("quote".to_owned()) } else { Refusal::Written });
    }
    let text = exchanged(&page.text, whole.range.clone(), &format!("{head} {}\n\n{tail}", whole.attributes));
    let after = read_page_alone(&fix.path, &text);
    let Some(Element::Block(second)) = after.elements.get(whole.index + 1) else { return Err(Refusal::Written) };
    let words = fold_space(&second.text);
    let first = match after.elements.get(whole.index) {
        Some(Element::Block(first)) => fold_space(&first.text),
        _ => return Err(Refusal::Written),
    };
    moved(&fix.path, text, (&fix.at, &second.id), |quote| !first.contains(quote) && words.contains(quote))
}

/// The next paragraph is the second half of this one.
fn join(page: &Page, fix: &Fix) -> Result<String, Refusal> {
    let first = of_fix(page, fix)?;
    let second = paragraph(page, first.index + 1)?;
    let between = page.text.get(first.range.end..second.range.start).unwrap_or("x");
    if !between.trim().is_empty() {
        return Err(Refusal::Written);
    }
    let Some(Element::Block(next)) = page.elements.get(second.index) else { return Err(Refusal::Written) };
    let joined = format!("{} {} {}", first.words, second.words, first.attributes);
    let text = exchanged(&page.text, first.range.start..second.range.end, &joined);
    moved(&fix.path, text, (&next.id, &fix.at), |_| true)
}

/// The paragraph is a heading, as high as the one above it.
fn heading(page: &Page, fix: &Fix) -> Result<String, Refusal> {
    let whole = of_fix(page, fix)?;
    let speaks = |id: &str| id == fix.at;
    let front = &page.front;
    let has_entries = front.corrections.iter().any(|one| speaks(&one.at))
        || front.annotations.iter().any(|one| speaks(&one.at))
        || front.indicators.iter().any(|one| speaks(&one.at));
    if has_entries || whole.words.contains('\n') {
        return Err(Refusal::Written);
    }
    let above = page.elements[..whole.index].iter().rev().find_map(|element| match element {
        Element::Heading(heading) => Some(heading.depth),
        Element::Block(_) => None,
    });
    let signs = "#".repeat(above.unwrap_or(2).max(2));
    Ok(exchanged(&page.text, whole.range, &format!("{signs} {} {}", whole.words, whole.attributes)))
}

/// Entries of one place that speak of words which now stand in another.
fn moved(
    path: &str,
    mut text: String,
    (from, to): (&str, &str),
    is_there: impl Fn(&str) -> bool,
) -> Result<String, Refusal> {
    for list in LISTS {
        let page = read_page_alone(path, &text);
        let places: Vec<(String, String)> = match list {
            "corrections" => page.front.corrections.iter().map(|one| (one.at.clone(), one.quote.clone())).collect(),
            "annotations" => page.front.annotations.iter().map(|one| (one.at.clone(), one.quote.clone())).collect(),
            _ => page.front.indicators.iter().map(|one| (one.at.clone(), one.quote.clone())).collect(),
        };
        // Entries that cannot be read have no place in the lists.
        if entries(path, &text, list).len() != places.len() {
            return Err(Refusal::Written);
        }
        for (nth, (at, quote)) in places.iter().enumerate() {
            if at == from && is_there(&fold_space(quote)) {
                text = amend(path, &text, list, nth, ("at", Some(&quoted(to)))).ok_or(Refusal::Written)?;
            }
        }
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "---\ntitle: T\ncorrections:\n  - quote: \"bờ sông\"\n    at: \"k7f2\"\n    read: \"ven sông\"\n    reason: \"x\"\n---\n\n\
        ## Đầu {#h1h1}\n\nXã trồng cây[^1]. Cây ở bờ sông 12. {#k7f2}\n\nChợ **đông**. {#m3p8}\n\n[^1]: Sổ xã.\n\n[^12]: Sổ khác.\n";

    fn shaped(way: &str, words: &str, at: &str, field: (&str, &str)) -> Result<String, Refusal> {
        let fix = Fix { path: "content/r/01-a.md".to_owned(), at: at.to_owned(), quote: words.to_owned() };
        reshape(PAGE, &fix, way, &BTreeMap::from([(field.0.to_owned(), field.1.to_owned())]))
    }

    fn body(text: &str) -> &str {
        text.split("{#h1h1}\n\n").nth(1).unwrap_or_default()
    }

    #[test]
    fn a_paragraph_is_parted_and_entries_follow_their_words() {
        let text = shaped("split", "Cây ở", "k7f2", ("", "")).expect("parted");
        assert!(body(&text).starts_with("Xã trồng cây[^1]. {#k7f2}\n\nCây ở bờ sông 12.\n\nChợ"), "{text}");
        assert_eq!(shaped("split", "ây ở", "k7f2", ("", "")).expect("parted"), text, "within a word");
        let page = read_page_alone("content/r/01-a.md", &text);
        let Some(Element::Block(second)) = page.elements.get(2) else { panic!("{text}") };
        assert_eq!(page.front.corrections[0].at, second.id);
        assert_eq!(shaped("split", "Xã trồng", "k7f2", ("", "")), Err(Refusal::Field("quote".to_owned())));
        assert_eq!(shaped("split", "không có", "k7f2", ("", "")), Err(Refusal::Gone));
    }

    #[test]
    fn two_paragraphs_are_joined() {
        let text = shaped("join", "Cây", "k7f2", ("", "")).expect("joined");
        assert!(body(&text).starts_with("Xã trồng cây[^1]. Cây ở bờ sông 12. Chợ **đông**. {#k7f2}\n\n[^1]"), "{text}");
        // Behind the last one stands no paragraph.
        assert_eq!(shaped("join", "Chợ", "m3p8", ("", "")), Err(Refusal::Written));
    }

    #[test]
    fn a_paragraph_becomes_a_heading() {
        let text = shaped("heading", "Chợ", "m3p8", ("", "")).expect("a heading");
        assert!(text.contains("\n## Chợ **đông**. {#m3p8}\n"), "{text}");
        // A correction cannot stand in a heading.
        assert_eq!(shaped("heading", "Xã", "k7f2", ("", "")), Err(Refusal::Written));
    }

    #[test]
    fn a_digit_becomes_a_mark_and_words_a_link() {
        let text = shaped("mark", "12", "k7f2", ("label", "12")).expect("a mark");
        assert!(text.contains("bờ sông [^12]."), "{text}");
        assert_eq!(shaped("mark", "12", "k7f2", ("label", "9")), Err(Refusal::Field("label".to_owned())));
        let text = shaped("mark", "Chợ", "m3p8", ("label", "12")).expect("a mark");
        assert!(text.contains("Chợ[^12] **đông**"), "{text}");
        let text = shaped("link", "bờ sông", "k7f2", ("address", "02-b.md#zz01")).expect("a link");
        assert!(text.contains("ở [bờ sông](02-b.md#zz01) 12."), "{text}");
        for wrong in ["", "javascript:x", "a b"] {
            assert_eq!(
                shaped("link", "bờ sông", "k7f2", ("address", wrong)),
                Err(Refusal::Field("address".to_owned()))
            );
        }
        // Words that emphasis opens or closes in are left alone.
        assert_eq!(shaped("link", "Chợ đông", "m3p8", ("address", "b.md")), Err(Refusal::Written));
    }
}
