//! Proposed corrections: entries of `corrections` in the front matter of a page, written as text, so that every comment, the
//! order and the quoting of all the rest stay as they are.
//!
//! In: the text of a page and what is proposed. Out: the text with the entries, each marked `proposed: true`. What always holds:
//! nothing but lines of `corrections` is added; without the mark an entry is the editor's own.

use super::entries;
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
    let entry = |one: &Proposal<'_>, indent: &str, end: &str| {
        let fields = [("quote", one.quote), ("at", one.at), ("read", one.read), ("reason", one.reason)];
        let fields = fields.map(|(key, value)| (key, yaml::quoted(value)));
        let proposed = ("proposed", "true".to_owned());
        entries::written(&fields.into_iter().chain([proposed]).collect::<Vec<_>>(), indent, end)
    };
    let lines = |indent: &str, end: &str| proposals.iter().map(|one| entry(one, indent, end)).collect();
    entries::add_lines("page.md", text, "corrections", &lines)
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
