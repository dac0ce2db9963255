//! A title and what stands behind it in one paragraph: an aside, or its text.

use crate::import::chunks::{Chunk, Shape};
use crate::import::emphasis::{self, Run};
use crate::import::sentence::{self, Start};
use crate::numbering;
use crate::text::word_count;

/// A bold title and what follows it in other type: "**BÁO CÁO** *(kèm theo …)*".
pub fn head_and_rest(chunk: &Chunk) -> (String, Option<String>) {
    let runs = emphasis::runs(&chunk.text);
    let parts = match runs.as_slice() {
        [title, rest, ..] if title.bold && !rest.bold && chunk.shape == Shape::Text => {
            let start = chunk.text[title.range.end..rest.range.start].trim_start_matches('*').trim_start().len();
            let signs = if rest.italic { "*" } else { "" };
            let rest_text = format!("{signs}{}", &chunk.text[rest.range.start..]);
            let opens = chunk.text[..title.range.start].chars().all(|c| c == '*');
            let is_aside = chunk.text[rest.range.clone()].trim_start().starts_with('(');
            (opens && is_aside && start <= 3).then(|| (chunk.text[title.range.clone()].to_owned(), Some(rest_text)))
        }
        _ => None,
    };
    parts.unwrap_or_else(|| (chunk.text.clone(), None))
}

/// Splits a paragraph that opens with an emphasised, numbered title: head and rest.
pub fn run_in(text: &str) -> Option<(String, String)> {
    let runs = emphasis::runs(text);
    let first = runs.first()?;
    // "2.1. **Mục tiêu:** …": the number alone may stand outside the emphasis.
    if !first.emphasised() || text[..first.range.start].chars().any(|c| c != '*') {
        return None;
    }
    // "**Article 2.** ***Boats.*** Every boat …": label and title may each have a print of their own.
    let is_label = |words: &str| {
        numbering::readings(words.trim()).iter().any(|r| r.head.label.is_some() && r.head.rest.is_empty())
    };
    let is_lone = is_label(&text[first.range.clone()]);
    let goes_on = |(run, above): &(&Run, &Run)| {
        let is_open = !text[above.range.clone()].trim_end().ends_with(['.', ':']);
        run.emphasised() && is_lone && (is_open || above.range == first.range)
    };
    let titles: Vec<&Run> = runs[1..].iter().zip(&runs).take_while(goes_on).map(|(run, _)| run).collect();
    let last = titles.last().copied().unwrap_or(first);
    let rest_start = runs.iter().find(|run| run.range.start > last.range.end)?.range.start;
    let marker = text[last.range.end..rest_start].trim_matches(' ');
    let closing = 2 * usize::from(last.bold) + usize::from(last.italic);
    let rest = format!("{}{}", &marker[closing.min(marker.len())..], &text[rest_start..]);
    let words = [first].into_iter().chain(titles).map(|run| text[run.range.clone()].trim());
    let head = words.collect::<Vec<_>>().join(" ");
    let plain = emphasis::strip(&head);
    let readings = numbering::readings(plain.trim());
    let numbered = readings.iter().any(|r| r.marked && word_count(r.head.rest) >= 1);
    let after = rest.trim_start_matches([' ', '*']);
    // A label's title needs no sign at its end: the emphasis ends it, and a new sentence begins.
    let labelled = first.bold && readings.iter().any(|r| r.head.label.is_some());
    let closes = plain.trim_end().ends_with([':', '.'])
        || after.starts_with([':', '.'])
        || labelled && sentence::start_of(after) == Start::Capital;
    let rest = rest.trim_start().strip_prefix([':', '.']).unwrap_or(rest.trim_start()).trim_start().to_owned();
    (numbered && closes && !rest.is_empty()).then_some((head, rest))
}
