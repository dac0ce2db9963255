//! What an editor decides of proposals: the smallest change of the front matter that says so.
//!
//! In: the text of a page, a list of its front matter, the place of an entry in it. Out: the text with that entry accepted or refused. What always
//! holds: no line but the entry's `status` (or `proposed`) is touched.

use std::ops::Range;

use crate::yaml;

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
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    let parts = yaml::front_matter(text, start).ok()??;
    let front = &text[parts.yaml.clone()];
    let key = yaml::keys(front).into_iter().find(|key| key.name == list)?;
    let lines = entries(front, key.range).into_iter().nth(entry)?;
    let line = said(front, lines)?;
    let line = line.start + parts.yaml.start..line.end + parts.yaml.start;
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

/// The entries of a list, each with all its lines.
fn entries(front: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut indent = None;
    let mut at = range.start;
    for line in front[range].split_inclusive('\n') {
        let own = line.len() - line.trim_start().len();
        if line.trim_start().starts_with("- ") && *indent.get_or_insert(own) == own {
            found.push(at..at);
        }
        at += line.len();
        if let Some(last) = found.last_mut() {
            last.end = at;
        }
    }
    found
}

/// The line that says of an entry that it is proposed.
fn said(front: &str, entry: Range<usize>) -> Option<Range<usize>> {
    let mut at = entry.start;
    for line in front[entry].split_inclusive('\n') {
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
