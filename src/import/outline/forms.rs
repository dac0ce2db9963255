//! The title of a form: bold print below its code ("Mẫu số 02"), the letterhead aside.
//!
//! A form has a letterhead of its own, so that its title seldom stands right below its code.

use std::ops::Range;

use crate::import::chunks::{Chunk, Shape};
use crate::import::{emphasis, marks};
use crate::language;
use crate::numbering;
use crate::text::{fold_space, is_all_caps, word_count};

/// Chunks between a form's code and its title.
const LETTERHEAD: usize = 16;
/// Chunks of a title.
const MOST_LINES: usize = 3;
/// A paragraph of so many words ends the search.
const PARAGRAPH: usize = 25;

/// The chunks of a form's title with their words; none where no print stands out.
pub fn title(chunks: &[Chunk], below: Range<usize>) -> Vec<(usize, String)> {
    let head = below.start..below.end.min(below.start + LETTERHEAD);
    let head = head.start..head.clone().find(|at| ends_head(&chunks[*at])).unwrap_or(head.end);
    let motto = head.clone().rev().find(|at| language::any().is_letterhead(chunks[*at].plain()));
    let from = motto.map_or(head.start, |motto| motto + 1);
    let mut lines: Vec<(usize, String)> = Vec::new();
    for at in from..head.end {
        let words = printed(&chunks[at]);
        let Some(words) = words else {
            if lines.is_empty() {
                continue;
            }
            break;
        };
        // Below the title stands who issues it, in capitals again.
        let is_other = is_all_caps(&plain(&words)) && lines.iter().any(|(_, words)| !is_all_caps(&plain(words)));
        if is_other || lines.len() == MOST_LINES {
            break;
        }
        lines.push((at, words));
    }
    lines
}

/// Where a form's own text begins, another form, or a part of the report.
fn ends_head(chunk: &Chunk) -> bool {
    let plain = chunk.plain();
    let is_label = numbering::readings(plain).iter().any(|reading| reading.head.label.is_some());
    match chunk.shape {
        Shape::Table | Shape::Code | Shape::Quote => true,
        Shape::Heading(_) => is_label,
        _ => is_label || word_count(plain) > PARAGRAPH && printed(chunk).is_none(),
    }
}

/// The words of a chunk that is printed as titles are: bold as a whole, no letterhead, no field to be filled in, no item.
fn printed(chunk: &Chunk) -> Option<String> {
    let unmarked = marks::replace(&chunk.text, |_| String::new());
    let is_set = match chunk.shape {
        Shape::Heading(_) => true,
        Shape::Text => emphasis::is_whole(&unmarked, false),
        _ => false,
    };
    let all = fold_space(&emphasis::strip(&chunk.text));
    // Dots are a field of the form.
    let words = all.split("....").next().unwrap_or_default().trim().to_owned();
    let bare = plain(&words);
    let opens = bare.starts_with(|c: char| c.is_uppercase());
    let is_item = numbering::readings(&bare).iter().any(|reading| reading.marked);
    let is_field = bare.ends_with(':') || bare.contains('…');
    (is_set && opens && !is_item && !is_field && !language::any().is_letterhead(&bare)).then_some(words)
}

fn plain(words: &str) -> String {
    marks::replace(words, |_| String::new())
}
