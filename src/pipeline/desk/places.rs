//! What stands at a place and wants a person: merges left open, entries set aside, figures that differ, what checks tell of.
//!
//! In: a page, a file, a discrepancy, a diagnostic. Out: an [`Item`] each. What always holds: what is changed is named by
//! the words that stand there, never by a line's number alone.

use super::excerpt;
use super::item::{Excerpt, Field, Fix, Item, Kind, Role, Spot, Verb, Work};
use crate::diagnostic::{Diagnostic, Severity};
use crate::edition::read_aside;
use crate::markdown::{conflict, plain_inline};
use crate::message::Message;
use crate::model::links::{Discrepancy, DiscrepancyKind, Figure};
use crate::model::page::{Element, Page};
use crate::text::line_of;

/// The merges that a text leaves open.
pub(super) fn conflicts(text: &str, spot: &Spot) -> Vec<Item> {
    let item = |open: conflict::Conflict| {
        let range = open.whole(text);
        let source = &text[range.clone()];
        let [ours, theirs] = conflict::readings(source);
        let spot = Spot { line: line_of(text, range.start), ..spot.clone() };
        Item {
            sentence: around(text, &range),
            change: (without_ids(&ours), without_ids(&theirs)),
            fields: vec![Field { is_long: true, ..Field::new("text", ours) }],
            verbs: vec![Verb::Accept, Verb::Change, Verb::Refuse],
            code: "merge-open",
            ..Item::new(Kind::Conflict, spot, Work::Conflict(source.to_owned()), &[source])
        }
    };
    conflict::conflicts(text).into_iter().map(item).collect()
}

/// The paragraph before and the one behind a place.
fn around(text: &str, range: &std::ops::Range<usize>) -> Excerpt {
    let before = text[..range.start].trim_end().rsplit("\n\n").next().unwrap_or_default();
    let after = text[range.end..].trim_start().split("\n\n").next().unwrap_or_default();
    let pieces = [before, after].map(|words| plain_inline(&without_ids(&words.chars().take(400).collect::<String>())));
    let shown: Vec<&str> = pieces.iter().map(String::as_str).filter(|words| !words.is_empty()).collect();
    vec![(Role::Around, shown.join("\n…\n"))]
}

/// A text without the ids of its blocks, which tell an editor nothing.
fn without_ids(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(" {#") {
        shown.push_str(before);
        rest = after.split_once('}').map_or("", |(_, after)| after);
    }
    shown + rest
}

/// The entries of a file of what lost its place.
pub(super) fn aside(text: &str, spot: &Spot) -> Vec<Item> {
    let item = |entry: crate::model::revision::Aside| {
        let at = text.find(entry.text.lines().next().unwrap_or_default()).unwrap_or(0);
        let says = [entry.list.clone(), entry.page.clone(), entry.text.clone()];
        let is_list = entry.list != "front";
        let verbs = [(Verb::Accept, is_list), (Verb::Change, is_list), (Verb::Refuse, true)];
        Item {
            sentence: vec![(Role::Marked, entry.text.clone())],
            why: entry.why.clone(),
            code: "entry-aside",
            fields: vec![Field::new("page", &entry.page), Field { is_long: true, ..Field::new("text", &entry.text) }],
            verbs: verbs.into_iter().filter(|(_, takes)| *takes).map(|(verb, _)| verb).collect(),
            ..Item::new(
                Kind::Aside,
                Spot { line: line_of(text, at), ..spot.clone() },
                Work::Aside(entry),
                &says.each_ref().map(String::as_str),
            )
        }
    };
    read_aside(text).into_iter().map(item).collect()
}

/// Figures that differ. `page_of`: a page and its spot, by its path.
pub(super) fn discrepancy<'p>(found: &Discrepancy, page_of: &dyn Fn(&str) -> Option<(&'p Page, Spot)>) -> Option<Item> {
    let spot_of = |figure: &Figure| {
        let (page, spot) = page_of(&figure.place.page)?;
        let url = format!("{}#{}", spot.url, figure.place.id);
        Some((page, Spot { line: line_of(&page.text, figure.source.start), url, ..spot }))
    };
    let (page, spot) = spot_of(&found.a)?;
    let (other_page, other) = spot_of(&found.b)?;
    let at = [&found.a, &found.b].map(|figure| format!("{}#{}", figure.place.report, figure.place.id));
    let values = [&found.a, &found.b].map(|figure| figure.value.clone());
    let is_sum = matches!(found.kind, DiscrepancyKind::Sum | DiscrepancyKind::Shares | DiscrepancyKind::Ratio);
    let sides = [(page, &found.a), (other_page, &found.b)];
    let fixes: Vec<Fix> =
        sides.iter().take(if is_sum { 1 } else { 2 }).filter_map(|(page, figure)| fix(page, figure)).collect();
    let quote = |figure: &Figure| excerpt::in_sentence(&figure.quote, figure.range.clone());
    let mut verbs = vec![Verb::Accept, Verb::Refuse];
    let mut fields = vec![Field::new("reason", "")];
    if let Some(first) = fixes.first() {
        verbs.push(Verb::Change);
        let choices = fixes.iter().map(|fix| fix.quote.clone()).collect();
        fields.insert(0, Field { choices, ..Field::new("wrong", &first.quote) });
        fields.insert(1, Field::new("read", &first.quote));
    }
    Some(Item {
        sentence: quote(&found.a),
        other: Some((other, quote(&found.b))),
        change: (values[0].clone(), values[1].clone()),
        why: Message::verbatim(&found.what),
        code: "figures-differ",
        fields,
        verbs,
        ..Item::new(Kind::Discrepancy, spot, Work::Discrepancy(at, values, fixes), &[&found.id])
    })
}

/// A figure with as many words before it as it takes to stand once in its place.
fn fix(page: &Page, figure: &Figure) -> Option<Fix> {
    let words = page.text.get(figure.source.clone())?;
    let line = page.text[..figure.source.start].rfind('\n').map_or(0, |end| end + 1);
    let passage = page.text.get(excerpt::passage_at(page, figure.source.start))?;
    let mut start = figure.source.start;
    let mut quote = words;
    while passage.matches(quote).count() > 1 && start > line {
        start = page.text[line..start].trim_end().rfind(' ').map_or(line, |at| line + at + 1);
        quote = &page.text[start..figure.source.end];
    }
    let label =
        page.notes.iter().find(|note| note.range.contains(&figure.source.start)).map(|note| format!("^{}", note.label));
    let at = label.unwrap_or_else(|| figure.place.id.clone());
    // Marks and emphasis are no words of a quote.
    let is_plain = !quote.contains(['[', '*', '_', '<']);
    is_plain.then(|| Fix { path: page.path.clone(), at, quote: quote.to_owned() })
}

/// What a check tells of.
pub(super) fn told(said: &Diagnostic, page: Option<(&Page, Spot)>, text: Option<&str>) -> Item {
    let kind = if said.code.starts_with("note") { Kind::Note } else { Kind::Told };
    let line = said.span.as_ref().map_or(0, |span| span.line);
    let spot =
        page.as_ref().map_or_else(|| Spot { path: said.file.clone(), ..Spot::default() }, |(_, spot)| spot.clone());
    let (mut sentence, mut work, mut fields) = (Vec::new(), Work::Nothing, Vec::new());
    let mut url = spot.url.clone();
    if let (Some(span), Some(text)) = (&said.span, text) {
        let marked = offset(text, span.line, span.column);
        let end =
            span.text.chars().skip(span.column.saturating_sub(1)).take(span.length).map(char::len_utf8).sum::<usize>();
        let passage = page.as_ref().map_or_else(|| 0..0, |(page, _)| excerpt::passage_at(page, marked));
        let source = text.get(passage.clone()).filter(|source| !source.is_empty()).unwrap_or(&span.text);
        let start = if passage.is_empty() { 0 } else { marked.saturating_sub(passage.start) };
        let words = start.min(source.len())..(start + end).min(source.len());
        sentence = match source.get(words.clone()) {
            Some(_) => excerpt::in_sentence(source, words),
            None => vec![(Role::Marked, source.to_owned())],
        };
        work = Work::Passage(source.to_owned());
        fields = vec![Field { is_long: true, ..Field::new("text", source) }];
        let id = page.as_ref().and_then(|(page, _)| excerpt::id_at(page, marked));
        url = id.filter(|_| !url.is_empty()).map_or_else(|| url.clone(), |id| format!("{url}#{id}"));
    }
    let other = match (kind, &page, &said.span, text) {
        (Kind::Note, Some((page, spot)), Some(span), Some(text)) => {
            caller(page, spot, offset(text, span.line, span.column))
        }
        _ => None,
    };
    let mut verbs = Vec::new();
    if said.severity < Severity::Error {
        verbs.push(Verb::Seen);
    }
    if work != Work::Nothing {
        verbs.push(Verb::Change);
    }
    Item {
        sentence,
        other,
        why: said.message.clone(),
        code: said.code,
        fields,
        verbs,
        ..Item::new(kind, Spot { line, url, ..spot }, work, &[said.code, &said.message.in_language("en")])
    }
}

/// The sentence that calls the note which stands at a byte of a page.
fn caller(page: &Page, spot: &Spot, at: usize) -> Option<(Spot, Excerpt)> {
    let note = page.notes.iter().find(|note| note.range.contains(&at))?;
    let blocks = page.elements.iter().filter_map(|element| match element {
        Element::Block(block) => Some(block),
        Element::Heading(_) => None,
    });
    let (block, mark) = blocks
        .flat_map(|block| block.marks.iter().map(move |mark| (block, mark)))
        .find(|(_, mark)| mark.label == note.label)?;
    let text = page.text.get(block.range.clone())?;
    let start = mark.range.start.checked_sub(block.range.start)?;
    let words = start..(start + mark.range.len()).min(text.len());
    let url = format!("{}#{}", spot.url, block.id);
    let there = Spot { line: line_of(&page.text, mark.range.start), url, ..spot.clone() };
    text.get(words.clone()).map(|_| (there, excerpt::in_sentence(text, words)))
}

/// The byte at a line and column.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let words = text.get(start..).unwrap_or_default().chars().take(column.saturating_sub(1));
    start + words.map(char::len_utf8).sum::<usize>()
}
