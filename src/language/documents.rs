//! What the head of a document says: its kind, its number, who issues it, and the lines that say nothing of it.

use super::lexicon::Lexicon;
use super::phrases::{after_phrase, folded_words};
use crate::text::{fold, fold_space};

/// A kind of document that a text names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kind {
    /// As printed: "BÁO CÁO", "Prüfbericht".
    pub words: String,
    /// The words of the text before it.
    pub words_before: usize,
}

impl Lexicon {
    /// The kind of document that a text names within its first words: the one that stands nearest to its head.
    #[must_use]
    pub fn kind(&self, text: &str, within: usize) -> Option<Kind> {
        let printed: Vec<&str> = crate::text::words(text).collect();
        let words = folded_words(text);
        (0..words.len().min(within)).find_map(|at| {
            let length = self.kinds.at(&words[at..])?;
            let words = printed.get(at..at + length)?.join(" ");
            Some(Kind { words, words_before: at })
        })
    }

    /// Whether a text opens with a kind of document.
    #[must_use]
    pub fn opens_with_kind(&self, text: &str) -> bool {
        self.kind(text, 1).is_some()
    }

    /// Whether a text is the name of a kind of document and nothing else: "BÁO CÁO", "Gesetz".
    #[must_use]
    pub fn is_kind(&self, text: &str) -> bool {
        let words = folded_words(text);
        self.kinds.at(&words) == Some(words.len())
    }

    /// The number of a document as a line of a letterhead prints it: by its form, or behind a word like "Số" or "No.".
    #[must_use]
    pub fn document_number<'a>(&self, text: &'a str) -> Option<&'a str> {
        let by_form = || self.numbers.iter().find_map(|form| form.captures(text)).and_then(|found| found.get(1));
        let labelled = self.number_label.captures(text).and_then(|found| found.get(1));
        let digits = |found: &regex::Match<'_>| found.as_str().contains(|c: char| c.is_ascii_digit());
        let number = labelled.filter(digits).or_else(by_form)?.as_str();
        Some(number.trim_end_matches(['.', ':', ')', '-']))
    }

    /// Whether a text names a body that issues documents.
    #[must_use]
    pub fn names_issuer(&self, text: &str) -> bool {
        let words = folded_words(text);
        (0..words.len()).any(|at| self.issuers.at(&words[at..]).is_some())
    }

    /// A line of a letterhead that names nobody: a state's motto, "Distr.: General".
    #[must_use]
    pub fn is_letterhead(&self, text: &str) -> bool {
        let text = fold_space(&fold(text));
        self.letterhead.iter().any(|line| text.contains(line.as_str()))
    }

    /// A line of a digital signature's stamp.
    #[must_use]
    pub fn is_stamp(&self, text: &str) -> bool {
        let text = fold_space(&fold(text));
        let follows = |line: &String, rest: &str| rest.trim_start().starts_with(':') || line.split(' ').count() >= 3;
        self.stamps.iter().any(|line| after_phrase(&text, line).is_some_and(|rest| follows(line, rest)))
    }

    /// A line that names an official journal.
    #[must_use]
    pub fn is_gazette(&self, text: &str) -> bool {
        let text = fold_space(&fold(text));
        self.gazettes.iter().any(|name| text.contains(name.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::super::any;

    #[test]
    fn heads_of_documents() {
        let words = any();
        assert_eq!(words.kind("Jährlicher Prüfbericht 2024", 8).map(|kind| kind.words).as_deref(), Some("Prüfbericht"));
        assert!(words.is_kind("NGHỊ QUYẾT") && !words.is_kind("NGHỊ QUYẾT SỐ 4"));
        assert!(words.opens_with_kind("Informe anual") && !words.opens_with_kind("Formación"));
        assert_eq!(words.document_number("Số: 122/2025/QH15"), Some("122/2025/QH15"));
        assert_eq!(words.document_number("A/HRC/60/12"), Some("A/HRC/60/12"));
        assert_eq!(words.document_number("Drucksache 19/4711"), Some("19/4711"));
        assert_eq!(words.document_number("Regulation (EU) 2024/1689 of"), Some("(EU) 2024/1689"));
        assert_eq!(words.document_number("Sốt rét 12"), None);
        assert!(words.names_issuer("ỦY BAN NHÂN DÂN") && words.names_issuer("Wirtschaftsministerium"));
        assert!(words.is_letterhead("Distr.: General") && words.is_letterhead("Độc lập - Tự do - Hạnh phúc"));
        assert!(words.is_stamp("Người ký: Cổng thông tin") && !words.is_stamp("Cơ quan nhà nước"));
    }
}
