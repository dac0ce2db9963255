//! What an editor decides of proposals: the smallest change of the front matter that says so.
//!
//! In: the text of a page, a list of its front matter, the place of an entry in it. Out: the text with that entry accepted or refused. What always
//! holds: no line but the entry's `status` (or `proposed`) is touched.

use std::ops::Range;

use super::entries::entries;

/// What an editor says of a proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// It stands.
    Accept,
    /// It is shown nowhere, and not proposed again.
    Refuse,
}

/// The page with a decision on an entry; none when the entry does not say that it is proposed, or is not written in lines of its own.
#[must_use]
pub fn decide(text: &str, list: &str, entry: usize, decision: Decision) -> Option<String> {
    let lines = entries("page.md", text, list).into_iter().nth(entry)?;
    let line = said(text, lines)?;
    let (before, after) = (&text[..line.start], &text[line.end..]);
    let own = &text[line];
    let indent = &own[..own.len() - own.trim_start_matches([' ', '-']).len()];
    let end = if own.ends_with("\r\n") { "\r\n" } else { "\n" };
    match decision {
        // The dash of an entry that begins with its status stays.
        Decision::Accept if indent.contains('-') => Some(format!("{before}{indent}status: accepted{end}{after}")),
        Decision::Accept => Some(format!("{before}{after}")),
        Decision::Refuse => Some(format!("{before}{indent}status: refused{end}{after}")),
    }
}

/// The line that says of an entry that it is proposed.
fn said(text: &str, entry: Range<usize>) -> Option<Range<usize>> {
    let mut at = entry.start;
    for line in text[entry].split_inclusive('\n') {
        let words = line.trim_start_matches([' ', '-']);
        let words = words.split(" #").next().unwrap_or_default().trim_end().replace(['"', '\''], "");
        if words == "status: proposed" || words == "proposed: true" {
            return Some(at..at + line.len());
        }
        at += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "---\ntitle: 'A' # mine\nindicators:\n  # first\n  - name: x\n    quote: \"- 5%\"\n    status: proposed\n  - name: y\n    status: proposed # look\nweight: 3\n---\nWords.\n";

    #[test]
    fn one_line_changes() {
        let accepted = decide(PAGE, "indicators", 0, Decision::Accept).expect("an entry");
        assert_eq!(accepted, PAGE.replacen("    status: proposed\n", "", 1));
        let refused = decide(PAGE, "indicators", 1, Decision::Refuse).expect("an entry");
        assert_eq!(refused, PAGE.replace("proposed # look", "refused"));
        assert_eq!(decide(&accepted, "indicators", 0, Decision::Accept), None);
        assert_eq!(decide(PAGE, "indicators", 2, Decision::Accept), None);
        assert_eq!(decide(PAGE, "corrections", 0, Decision::Accept), None);
        let windows = decide(&PAGE.replace('\n', "\r\n"), "indicators", 0, Decision::Refuse).expect("an entry");
        assert!(!windows.replace("\r\n", "").contains('\n'), "{windows:?}");
        let flow = "---\nindicators: [{name: x, status: proposed}]\n---\n";
        assert_eq!(decide(flow, "indicators", 0, Decision::Accept), None);
        let first = "---\nindicators:\n- status: proposed\n  name: x\n---\n";
        let accepted = decide(first, "indicators", 0, Decision::Accept);
        assert_eq!(accepted.as_deref(), Some("---\nindicators:\n- status: accepted\n  name: x\n---\n"));
    }
}
