//! Proposed corrections: entries of `corrections` in the front matter of a page, written as text, so that every comment, the
//! order and the quoting of all the rest stay as they are.
//!
//! In: the text of a page and what is proposed. Out: the text with the entries, each marked `proposed: true`. What always holds:
//! nothing but lines of `corrections` is added; without the mark an entry is the editor's own.

use std::ops::Range;

use crate::yaml;

/// A correction that is proposed: accepted by taking its mark away, refused by taking the entry away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Proposal<'a> {
    /// The printed words.
    pub quote: &'a str,
    /// Id of the block, or `^label` of the note, that holds them.
    pub at: &'a str,
    /// What they may have been.
    pub read: &'a str,
    /// Why.
    pub reason: &'a str,
}

/// The page with the proposals; none when its front matter has no end, or writes `corrections` on one line, where no
/// entry can be added without touching the editor's own.
#[must_use]
pub fn propose(text: &str, proposals: &[Proposal<'_>]) -> Option<String> {
    if proposals.is_empty() {
        return Some(text.to_owned());
    }
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    let Some(parts) = yaml::front_matter(text, start).ok()? else {
        let entries = entries(proposals, "  ", line_end);
        let (mark, body) = text.split_at(start);
        return Some(format!("{mark}---{line_end}corrections:{line_end}{entries}---{line_end}{line_end}{body}"));
    };
    let front = &text[parts.yaml.clone()];
    let Some(key) = yaml::keys(front).into_iter().find(|key| key.name == "corrections") else {
        let entries = entries(proposals, "  ", line_end);
        let (before, after) = text.split_at(parts.yaml.end);
        return Some(format!("{before}corrections:{line_end}{entries}{after}"));
    };
    let own = Own::of(text, parts.yaml.start + key.range.start..parts.yaml.start + key.range.end);
    let key = own.key;
    let value = text[key.clone()].split_once(':')?.1;
    let value = value.split(" #").next().unwrap_or_default().trim();
    match value {
        "" => {
            let (before, after) = text.split_at(own.last);
            Some(format!("{before}{}{after}", entries(proposals, &own.indent, line_end)))
        }
        "[]" => {
            let entries = entries(proposals, "  ", line_end);
            Some(format!("{}corrections:{line_end}{entries}{}", &text[..key.start], &text[key.end..]))
        }
        _ => None,
    }
}

/// The editor's `corrections`.
struct Own {
    /// The line of the key.
    key: Range<usize>,
    /// Where its last entry ends.
    last: usize,
    /// What stands before the dash of its entries.
    indent: String,
}

impl Own {
    /// `range` is the key with all that belongs to it.
    fn of(text: &str, range: Range<usize>) -> Self {
        let mut lines = text[range.clone()].split_inclusive('\n');
        let key = range.start..range.start + lines.next().map_or(0, str::len);
        let mut own = Self { last: key.end, indent: "  ".to_owned(), key };
        let mut at = own.key.end;
        for line in lines {
            at += line.len();
            if line.starts_with([' ', '-', '\t']) {
                own.last = at;
                if line.trim_start().starts_with("- ") && own.indent == "  " {
                    own.indent = line[..line.len() - line.trim_start().len()].to_owned();
                }
            }
        }
        own
    }
}

/// The entries as lines.
fn entries(proposals: &[Proposal<'_>], indent: &str, line_end: &str) -> String {
    let mut lines = String::new();
    for one in proposals {
        let fields = [("quote", one.quote), ("at", one.at), ("read", one.read), ("reason", one.reason)];
        for (index, (key, value)) in fields.into_iter().enumerate() {
            let dash = if index == 0 { "- " } else { "  " };
            lines.push_str(&format!("{indent}{dash}{key}: {}{line_end}", yaml::quoted(value)));
        }
        lines.push_str(&format!("{indent}  proposed: true{line_end}"));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edition::read_page;

    const ONE: Proposal<'_> =
        Proposal {
            quote: "lâm ngiệp \"mới\"", at: "k7f2", read: "lâm nghiệp \"mới\"", reason: "no syllable"
        };

    fn read(text: &str) -> Vec<(String, bool)> {
        let page = read_page("p.md", text);
        let errors = page.diagnostics.iter().filter(|said| said.severity == crate::diagnostic::Severity::Error).count();
        assert_eq!(errors, 0, "{:?}\n{text}", page.diagnostics);
        let corrections = serde_yaml::to_value(&page.value.front.corrections).expect("a list");
        let entries = corrections.as_sequence().cloned().unwrap_or_default();
        let word = |entry: &serde_yaml::Value, key: &str| {
            entry.get(key).and_then(serde_yaml::Value::as_str).unwrap_or_default().to_owned()
        };
        entries.iter().map(|entry| (word(entry, "quote"), entry.get("proposed").is_some())).collect()
    }

    #[test]
    fn entries_join_the_editors_own_and_nothing_else_changes() {
        let text = "---\ntitle: 'A'   # the title\ncorrections:\n# mine\n- quote: xa\n  at: aa11\n  read: xã\n  reason: scan\nweight: 3\n---\nWords.\n";
        let with = propose(text, &[ONE]).expect("a page");
        assert_eq!(read(&with), [("xa".to_owned(), false), ("lâm ngiệp \"mới\"".to_owned(), true)]);
        let without: String = with
            .split_inclusive('\n')
            .filter(|line| !["lâm", "k7f2", "no syllable", "proposed"].iter().any(|word| line.contains(word)))
            .collect();
        assert_eq!(without, text);
    }

    #[test]
    fn pages_without_corrections_or_front_matter() {
        for text in ["---\ntitle: A\n---\nWords.\n", "Words.\n", "---\ntitle: A\ncorrections: []\n---\nWords.\n"] {
            assert_eq!(read(&propose(text, &[ONE]).expect("a page")).len(), 1, "{text}");
        }
        let windows = propose("---\r\ntitle: A\r\n---\r\nWords.\r\n", &[ONE]).expect("a page");
        assert!(!windows.replace("\r\n", "").contains('\n'), "{windows:?}");
        assert_eq!(propose("---\ntitle: A\n", &[ONE]), None);
        assert_eq!(propose("---\ncorrections: [{quote: a}]\n---\n", &[ONE]), None);
    }
}
