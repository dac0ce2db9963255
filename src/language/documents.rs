//! What the head of a document says: its kind, its number, who issues it, and the lines that say nothing of it.

use std::ops::Range;

use super::lexicon::Lexicon;
use super::phrases::{after_phrase, folded_words, small_words};
use super::words::Fact;
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
    /// The kind of document that a text names within its first words: the one that stands nearest to its head. Inside a
    /// text it ends its phrase or opens one: "a new policy consensus" is no policy.
    #[must_use]
    pub fn kind(&self, text: &str, within: usize) -> Option<Kind> {
        let printed: Vec<&str> = crate::text::words(text).collect();
        let words = small_words(text);
        (0..words.len().min(within)).find_map(|at| {
            let length = self.kinds.at(&words[at..])?;
            if at > 0 && !self.stands_free(text, &printed, at..at + length) {
                return None;
            }
            // "Audit Office" names a body.
            let names_body =
                self.inner_kinds.at(&words[at..]).is_some() && self.issuers.at(&words[at + length..]).is_some();
            let printed = printed.get(at..at + length).filter(|_| !names_body)?;
            Some(Kind { words: printed.join(" "), words_before: at })
        })
    }

    /// Whether a text names a kind within its first words, whatever it is about.
    #[must_use]
    pub fn mentions_kind(&self, text: &str, within: usize) -> bool {
        let words = small_words(text);
        (0..words.len().min(within)).any(|at| self.kinds.at(&words[at..]).is_some())
    }

    /// Whether a text is the name of a day of the week.
    #[must_use]
    pub fn is_weekday(&self, text: &str) -> bool {
        self.weekdays.contains(text.trim().to_lowercase().as_str())
    }

    /// Whether no word of the same phrase follows these words of a text, or a sign stands before them.
    fn stands_free(&self, text: &str, words: &[&str], range: Range<usize>) -> bool {
        let place = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
        let (Some(first), Some(last)) = (words.get(range.start), words.get(range.end - 1)) else { return false };
        let before = text[..place(first)].trim_end();
        let after = &text[place(last) + last.len()..];
        let Some(next) = words.get(range.end) else { return true };
        let is_sign = |c: char| !c.is_alphanumeric() && !matches!(c, ',' | '\'' | '’');
        before.ends_with(is_sign)
            || !after.trim_start().starts_with(char::is_alphabetic)
            || self.open_words.contains(&next.to_lowercase())
    }

    /// The kind that a document's number names: "BC" in "12/BC-UBND".
    #[must_use]
    pub fn kind_by_number(&self, number: &str) -> Option<&str> {
        let mut parts = number.split(|c: char| !c.is_alphanumeric()).filter(|part| part.len() > 1);
        parts.find_map(|part| self.citing.codes.get(part).or_else(|| self.citing.kinds.get(part))).map(String::as_str)
    }

    /// Whether a text opens the part in which a document says by what right it was made: "Having regard to".
    #[must_use]
    pub fn opens_enacting(&self, text: &str) -> bool {
        let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
        self.enacting.iter().any(|opening| after_phrase(text, opening).is_some())
    }

    /// Whether a text opens with a kind of document.
    #[must_use]
    pub fn opens_with_kind(&self, text: &str) -> bool {
        self.kind(text, 1).is_some()
    }

    /// What follows the kind of document that a text opens with: " số 5" of "Nghị định số 5".
    #[must_use]
    pub fn after_kind<'a>(&self, text: &'a str) -> Option<&'a str> {
        let kind = self.kind(text, 1)?;
        let last = kind.words.rsplit(' ').next()?;
        let end = kind.words.split(' ').try_fold(0, |from, word| Some(from + text[from..].find(word)? + word.len()))?;
        text[..end].ends_with(last).then(|| &text[end..])
    }

    /// Whether a title names a kind of document: at its head, or near it in languages that put it there ("Annual report").
    #[must_use]
    pub fn names_kind(&self, text: &str) -> bool {
        /// So many words may stand before.
        const NEAR: usize = 8;
        let words = small_words(text);
        self.kinds.at(&words).is_some()
            || (1..words.len().min(NEAR)).any(|at| self.inner_kinds.at(&words[at..]).is_some())
    }

    /// Whether a line opens with what stands before a document's number: "Số:", "No.".
    #[must_use]
    pub fn opens_with_number_label(&self, text: &str) -> bool {
        let text = fold(text.trim_start());
        self.number_labels
            .iter()
            .any(|label| after_phrase(&text, label).is_some_and(|rest| rest.starts_with([':', ' '])))
    }

    /// Whether a text is the name of a kind of document and nothing else: "BÁO CÁO", "Gesetz".
    #[must_use]
    pub fn is_kind(&self, text: &str) -> bool {
        let words = small_words(text);
        self.kinds.at(&words) == Some(words.len())
    }

    /// The number of a document as a line of a letterhead prints it: by its form, or behind a word like "Số" or "No.".
    #[must_use]
    pub fn document_number<'a>(&self, text: &'a str) -> Option<&'a str> {
        // What goes on behind the form is another number.
        let is_whole = |found: &regex::Match<'_>| !text[found.end()..].starts_with(char::is_alphanumeric);
        let whole =
            |form: &crate::text::LatePattern| form.captures(text).and_then(|found| found.get(1)).filter(is_whole);
        let by_form = || self.numbers.iter().find_map(whole);
        let labelled = self.number_label.captures(text).and_then(|found| found.get(1));
        let digits = |found: &regex::Match<'_>| found.as_str().contains(|c: char| c.is_ascii_digit());
        // "Supplement No. 8" is no number of a document.
        let is_plain = |found: &regex::Match<'_>| found.as_str().bytes().all(|byte| byte.is_ascii_digit());
        let opens = self.opens_with_number_label(text);
        let labelled = labelled.filter(digits).filter(|found| opens || !is_plain(found));
        let number = labelled.or_else(by_form)?.as_str();
        let number = number.trim_end_matches(['.', ':', '-']);
        Some(if number.contains('(') { number } else { number.trim_end_matches(')') })
    }

    /// What follows "Mẫu số" at the head of a text.
    #[must_use]
    pub fn after_form_word<'a>(&self, plain: &'a str) -> Option<&'a str> {
        self.forms.iter().find_map(|word| after_phrase(plain, word))
    }

    /// Where "V/v …" opens the subject of a letter, at the head of a text or behind a number.
    #[must_use]
    pub fn form_subject(&self, text: &str) -> Option<usize> {
        let opens = |at: usize| self.form_subjects.iter().any(|word| after_phrase(&text[at..], word).is_some());
        let starts = text.char_indices().filter(|(at, _)| *at == 0 || text[..*at].ends_with([' ', '*', '\n']));
        starts.map(|(at, _)| at).find(|at| opens(*at))
    }

    /// Whether a text names a body that issues documents.
    #[must_use]
    pub fn names_issuer(&self, text: &str) -> bool {
        let words = small_words(text);
        (0..words.len()).any(|at| self.issuers.at(&words[at..]).is_some())
    }

    /// Whether a text opens with the name of such a body.
    #[must_use]
    pub fn opens_with_issuer(&self, text: &str) -> bool {
        self.issuers.at(&small_words(text)).is_some()
    }

    /// Whether a text is a name that ends with such a body, in capitals: "Northern Audit Office".
    #[must_use]
    pub fn ends_with_issuer(&self, text: &str) -> bool {
        let words = small_words(text);
        let ends = |at: usize| self.issuers.at(&words[at..]).is_some_and(|length| at + length == words.len());
        text.split(' ').all(|word| word.starts_with(char::is_uppercase)) && (0..words.len()).any(ends)
    }

    /// Whether a text opens with the word for a place: "xã", "city of".
    #[must_use]
    pub fn opens_with_place_unit(&self, text: &str) -> bool {
        let words = small_words(text);
        self.place_units.iter().any(|unit| words.starts_with(unit))
            && !self.no_places.iter().any(|other| words.starts_with(other))
    }

    /// A line up to the word that ends the name of a body: "BỘ TÀI CHÍNH XÁC THỰC …".
    #[must_use]
    pub fn without_issuer_end<'a>(&self, line: &'a str) -> &'a str {
        let lower = line.to_lowercase();
        let end = self.issuer_ends.iter().filter_map(|word| lower.find(&format!(" {word}"))).min();
        end.and_then(|end| line.get(..end)).unwrap_or(line)
    }

    /// A line up to a motto of a state that a reader ran into it; the motto alone stays.
    #[must_use]
    pub fn without_letterhead<'a>(&self, line: &'a str) -> &'a str {
        let lower = line.to_lowercase();
        let at = self.mottos.iter().filter_map(|motto| lower.find(motto.as_str())).min().filter(|at| *at > 0);
        at.and_then(|at| line.get(..at)).unwrap_or(line)
    }

    /// Those who made an agreement: what follows "between" in a text.
    #[must_use]
    pub fn parties<'a>(&self, text: &'a str) -> Option<&'a str> {
        let lower = text.to_lowercase();
        let found =
            self.between.iter().find_map(|word| lower.find(&format!(" {word} ")).map(|at| at + word.len() + 2))?;
        text.get(found..)
    }

    /// A place as a line gives it, without the words that may stand before: "Done at", "Fait à".
    #[must_use]
    pub fn without_signature_opening<'a>(&self, place: &'a str) -> &'a str {
        let mut openings = self.signatures.iter().flat_map(|signs| &signs.openings);
        openings.find_map(|opening| place.strip_prefix(opening.as_str())).unwrap_or(place)
    }

    /// A line of a letterhead that names nobody: a state's motto, "Distr.: General".
    #[must_use]
    pub fn is_letterhead(&self, text: &str) -> bool {
        let text = fold_space(&fold(text));
        self.letterhead.iter().any(|line| text.contains(line.as_str()))
    }

    /// Whether a line has the motto of a state.
    #[must_use]
    pub fn is_motto(&self, text: &str) -> bool {
        let lower = text.to_lowercase();
        self.mottos.iter().any(|motto| lower.contains(motto.as_str()))
    }

    /// A line of a digital signature's stamp.
    #[must_use]
    pub fn is_stamp(&self, text: &str) -> bool {
        let text = fold_space(&fold(text));
        let follows = |line: &String, rest: &str| {
            rest.is_empty() || rest.trim_start().starts_with(':') || line.split(' ').count() >= 3
        };
        self.heads.stamps.iter().any(|line| after_phrase(&text, line).is_some_and(|rest| follows(line, rest)))
    }

    /// A line that names the meeting or the item that a document is for: "Third session", "Agenda item 5".
    #[must_use]
    pub fn is_head_line(&self, text: &str) -> bool {
        self.heads.lines.iter().any(|line| line.is_match(text))
    }

    /// Whether a text opens with who writes for a body: "Secretary-General".
    #[must_use]
    pub fn opens_with_author(&self, text: &str) -> bool {
        let words = small_words(text);
        self.heads.authors.at(&words).is_some() || self.issuers.at(&words).is_some()
    }

    /// Whether a text is the name of a part of a body and nothing else: "Executive Board".
    #[must_use]
    pub fn is_organ(&self, text: &str) -> bool {
        let words = small_words(text);
        self.heads.organs.at(&words) == Some(words.len())
    }

    /// A line that names authors: "Prepared by …".
    #[must_use]
    pub fn is_byline(&self, text: &str) -> bool {
        let text = fold_space(&fold(text));
        self.heads.bylines.iter().any(|opening| after_phrase(&text, opening).is_some())
    }

    /// A heading that may stand before the title page: "Foreword by the President".
    #[must_use]
    pub fn is_foreword(&self, text: &str) -> bool {
        let text = fold_space(&fold(text.trim_matches(|c: char| !c.is_alphanumeric())));
        let opens = |opening: &String| after_phrase(&text, opening).is_some_and(|rest| rest.split(' ').count() <= 10);
        self.forewords.iter().any(opens)
    }

    /// A heading that stands behind every title: "Summary", "Introduction".
    #[must_use]
    pub fn is_head_section(&self, text: &str) -> bool {
        let text = fold(text);
        self.head_sections.contains(fold_space(text.trim_matches(|c: char| !c.is_alphanumeric())).as_str())
    }

    /// The fact that a key names: "ngay_ban_hanh", "Publisher".
    #[must_use]
    pub fn fact(&self, key: &str) -> Option<Fact> {
        self.facts.get(&folded_words(key).join(" ")).copied()
    }

    /// A line that names an official journal.
    #[must_use]
    pub fn is_gazette(&self, text: &str) -> bool {
        let text = fold_space(&fold(text));
        self.heads.gazettes.iter().any(|name| text.contains(name.as_str()))
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
        assert_eq!(words.document_number("Records, Supplement No. 8"), None);
        assert!(words.names_issuer("ỦY BAN NHÂN DÂN") && words.names_issuer("Wirtschaftsministerium"));
        assert!(words.is_letterhead("Distr.: General") && words.is_letterhead("Độc lập - Tự do - Hạnh phúc"));
        assert!(words.is_stamp("Người ký: Cổng thông tin") && !words.is_stamp("Cơ quan nhà nước"));
    }
}
