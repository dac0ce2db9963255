//! A page's body in pieces that a merge can take one by one.
//!
//! In: the body of a page. Out: its chunks, each with the id or note label that it carries. What always holds: the gaps
//! and texts of the chunks, put together, are the body to the byte; a chunk carries at most one id.

use crate::markdown::conflict::is_marker;

/// A paragraph, heading, table, note, or whatever else stands between blank lines.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Chunk {
    /// The white space before it.
    pub gap: String,
    /// The text, without the line end at its end.
    pub text: String,
    /// What names it: the id of `{#k7f2}`, or `^12` for the note `[^12]:`.
    pub name: Option<String>,
}

/// Cuts a body; the second value is the white space at its end.
#[must_use]
pub fn cut(body: &str) -> (Vec<Chunk>, String) {
    let mut chunks: Vec<Chunk> = Vec::new();
    let mut gap = String::new();
    let mut open: Option<Chunk> = None;
    let mut fence: Option<&str> = None;
    for line in body.split_inclusive('\n') {
        let bare = line.trim();
        let is_blank = bare.is_empty() && fence.is_none();
        if is_blank {
            gap.push_str(line);
            continue;
        }
        if !goes_on(open.as_ref(), &gap, line, fence.is_some()) {
            chunks.extend(open.take().map(finished));
        }
        match &mut open {
            Some(chunk) => {
                chunk.text.push_str(&gap);
                chunk.text.push_str(line);
            }
            None => open = Some(Chunk { gap: gap.clone(), text: line.to_owned(), name: None }),
        }
        gap.clear();
        fence = fence_after(fence, bare);
    }
    if let Some(chunk) = open {
        let mut chunk = finished(chunk);
        let end = trailing_space(&mut chunk.text);
        chunks.push(chunk);
        gap.insert_str(0, &end);
    }
    move_line_ends(&mut chunks);
    (chunks, gap)
}

/// Puts a body together.
#[must_use]
pub fn put_together(chunks: &[Chunk], end: &str) -> String {
    let mut body: String = chunks.iter().flat_map(|chunk| [chunk.gap.as_str(), chunk.text.as_str()]).collect();
    body.push_str(end);
    body
}

/// Whether a line belongs to the chunk before it.
fn goes_on(open: Option<&Chunk>, gap: &str, line: &str, in_fence: bool) -> bool {
    let Some(chunk) = open else { return false };
    if in_fence {
        return true;
    }
    // The indented paragraphs of a note, and the attribute list below a table, stand apart and belong to it.
    let is_note = note_label(&chunk.text).is_some();
    if line.starts_with("    ") && is_note {
        return true;
    }
    if !gap.is_empty() {
        return is_attributes(line.trim()) && attribute_id(&chunk.text).is_none();
    }
    attribute_id(&chunk.text).is_none()
        && note_label(line).is_none()
        && !is_marker(line)
        && !chunk.text.trim_end().lines().last().is_some_and(is_marker)
}

fn finished(mut chunk: Chunk) -> Chunk {
    chunk.name = match note_label(&chunk.text) {
        Some(label) => Some(format!("^{label}")),
        None => attribute_id(&chunk.text).map(str::to_owned),
    };
    chunk
}

/// A chunk ends before its line end; the next one's gap begins with it.
fn move_line_ends(chunks: &mut [Chunk]) {
    let mut carried = String::new();
    for chunk in chunks {
        chunk.gap.insert_str(0, &carried);
        carried = trailing_space(&mut chunk.text);
    }
}

fn trailing_space(text: &mut String) -> String {
    let end = text.trim_end_matches(['\n', '\r', ' ', '\t']).len();
    text.split_off(end)
}

/// The fence that is open after a line.
fn fence_after<'a>(open: Option<&'a str>, line: &'a str) -> Option<&'a str> {
    let length = |sign: char| line.len() - line.trim_start_matches(sign).len();
    let fence = ['`', '~'].into_iter().map(length).find(|count| *count >= 3).map(|count| &line[..count]);
    match (open, fence) {
        (None, fence) => fence,
        (Some(open), Some(fence)) if fence.starts_with(open) && fence == line => None,
        (open, _) => open,
    }
}

/// The label of a note's definition.
fn note_label(text: &str) -> Option<&str> {
    let rest = text.strip_prefix("[^")?;
    let (label, after) = rest.split_once(']')?;
    (after.starts_with(':') && !label.is_empty() && !label.contains('\n')).then_some(label)
}

/// The id of the attribute list that ends a text.
fn attribute_id(text: &str) -> Option<&str> {
    let text = text.trim_end();
    let inner = text.strip_suffix('}')?;
    let list = &inner[inner.rfind('{')? + 1..];
    let known = |token: &str| token.starts_with(['#', '.']) && token.len() > 1;
    list.split_whitespace().all(known).then(|| list.split_whitespace().find_map(|token| token.strip_prefix('#')))?
}

fn is_attributes(line: &str) -> bool {
    line.starts_with('{') && attribute_id(line).is_some() && line.matches('{').count() == 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn names(body: &str) -> Vec<Option<String>> {
        cut(body).0.into_iter().map(|chunk| chunk.name).collect()
    }

    #[test]
    fn chunks_carry_their_names() {
        let body =
            "\nMột {#a1}\n\n| a |\n| - |\n\n{#t1}\n\n- x {#b1}\n- y {#b2}\n\n[^1]: Lời.\n\n    Đoạn hai.\n[^2]: Hai.\n";
        let some = |name: &str| Some(name.to_owned());
        assert_eq!(names(body), [some("a1"), some("t1"), some("b1"), some("b2"), some("^1"), some("^2")]);
        assert_eq!(names("```\na {#x}\n\n[^1]: b\n```\n\nSau.\n"), [None, None]);
    }

    proptest! {
        #[test]
        fn chunks_are_the_body(body in "([a-z]{0,3}|\\{#[a-z]{1,2}\\}|\\[\\^1\\]:|```|    | |\r?\n|<<<<<<< a|=======){0,30}") {
            let (chunks, end) = cut(&body);
            prop_assert_eq!(put_together(&chunks, &end), body);
        }
    }
}
