//! Paragraphs that are quoted: an act that amends another one prints its articles between quotation marks.
//!
//! In: chunks. Out: which of them stand within a quotation of several paragraphs, or end one.
//! Invariant: a quotation opens with its sign and ends with it; one that is never closed is none.

use std::collections::BTreeSet;
use std::ops::Range;

use super::chunks::Chunk;

/// So many chunks may be quoted together.
const LONGEST: usize = 60;
/// Signs that may stand around a quotation mark.
const AROUND: &str = "*_.;,:/() ";
const OPENING: &[char] = &['“', '«', '„'];
const CLOSING: &[char] = &['”', '»', '“'];

/// The chunks that stand between quotation marks, the first and the last with them.
pub fn chunks(chunks: &[Chunk], body: Range<usize>) -> BTreeSet<usize> {
    let mut quoted = BTreeSet::new();
    let mut at = body.start;
    while at < body.end {
        let last = opens(&chunks[at]).then(|| (at + 1..body.end.min(at + LONGEST)).find(|last| closes(&chunks[*last])));
        match last.flatten() {
            Some(last) => {
                quoted.extend(at..=last);
                at = last + 1;
            }
            None => at += 1,
        }
    }
    quoted
}

/// Whether a chunk opens with a quotation mark that it does not close.
pub fn opens(chunk: &Chunk) -> bool {
    let plain = chunk.plain().trim_start_matches(|c| AROUND.contains(c));
    let depth = |signs: &[char]| plain.matches(signs).count();
    plain.starts_with(OPENING) && depth(OPENING) > depth(&CLOSING[..2])
}

/// Whether a chunk ends with a quotation mark that it does not open.
fn closes(chunk: &Chunk) -> bool {
    let plain = chunk.plain().trim_end_matches(|c| AROUND.contains(c));
    plain.ends_with(CLOSING) && plain.matches(CLOSING).count() > plain.matches(&OPENING[..2]).count()
}
