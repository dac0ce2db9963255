//! A title and the aside behind it in one paragraph.

use crate::import::chunks::{Chunk, Shape};
use crate::import::emphasis;

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
