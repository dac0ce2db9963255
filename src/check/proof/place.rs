//! Where a suspicion stands, and the words that quote it.

use std::ops::Range;

use super::suspicion::Suspicion;
use super::tokens::Text;
use crate::message::Message;
use crate::text::fold_space;

/// A suspicion of a range of a text's words. `read`: what the range may have been.
pub(super) fn suspicion(
    text: &Text<'_>,
    code: &'static str,
    range: Range<usize>,
    read: Option<String>,
    reason: Message,
    confidence: f64,
) -> Suspicion {
    let words = text.words();
    let around = unique(words, &range);
    let part = |range: Range<usize>| words.get(range).unwrap_or_default();
    let read = read.map(|read| {
        let whole = format!("{}{read}{}", part(around.start..range.start), part(range.end..around.end));
        fold_space(&whole)
    });
    Suspicion {
        code,
        page: text.page.path.clone(),
        at: text.at.clone(),
        quote: fold_space(part(around)),
        read,
        word: part(range.clone()).to_owned(),
        reason,
        confidence,
        range: if text.at.is_some() { text.passage.source(range) } else { heading(text) },
    }
}

/// A heading's own bytes: its words count for themselves.
fn heading(text: &Text<'_>) -> Range<usize> {
    let element = text.passage.element.and_then(|element| text.page.elements.get(element));
    match element {
        Some(crate::model::page::Element::Heading(heading)) => heading.range.clone(),
        _ => 0..0,
    }
}

/// The range with as many words around it as it takes to stand once, at least one: after it, then before, in turn.
fn unique(words: &str, range: &Range<usize>) -> Range<usize> {
    let mut found = range.clone();
    for step in 0..24 {
        let once = words.get(found.clone()).is_some_and(|part| words.matches(part).count() == 1);
        if step > 0 && once {
            break;
        }
        let wider = if step % 2 == 0 { after(words, &found) } else { before(words, &found) };
        let other = || if step % 2 == 0 { before(words, &found) } else { after(words, &found) };
        let Some(wider) = wider.or_else(other) else { break };
        found = wider;
    }
    found
}

/// The range with the word after it; none at the end or where a line ends.
fn after(words: &str, range: &Range<usize>) -> Option<Range<usize>> {
    let rest = words.get(range.end..)?;
    let next = rest.trim_start_matches(' ');
    let word = next.find(char::is_whitespace).unwrap_or(next.len());
    (word > 0).then(|| range.start..range.end + rest.len() - next.len() + word)
}

/// The range with the word before it.
fn before(words: &str, range: &Range<usize>) -> Option<Range<usize>> {
    let rest = words.get(..range.start)?.trim_end_matches(' ');
    let start = rest.rfind(char::is_whitespace).map_or(0, |at| at + 1);
    (start < rest.len()).then_some(start..range.end)
}
