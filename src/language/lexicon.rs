//! The words of one language, or of several together, prepared for the questions that rules ask.

use std::collections::{HashMap, HashSet};

use regex::Regex;

use super::citing::Citing;
use super::dates::{Dates, PrintedDate};
use super::differences::Differences;
use super::heads::Heads;
use super::label_words::Labels;
use super::letters;
use super::phrases::{
    Phrases, after_phrase, alternatives, first_word, folded, folded_words, gather, split_words, words_follow,
};
use super::quantities::{Scales, scales};
use super::references::References;
use super::referring::Referring;
use super::words::{Fact, Language, PartLevel, Signatures, parts};
use crate::text::{LatePattern, is_all_caps, word_count};

/// The words of some languages.
#[derive(Debug, Clone)]
pub struct Lexicon {
    /// First word of a part's word, its other words, its level; in small letters.
    parts: HashMap<String, Vec<(Vec<String>, PartLevel)>>,
    ordinals: HashMap<String, usize>,
    leading: HashMap<String, usize>,
    prefixes: HashSet<String>,
    letters: Vec<(char, bool)>,
    appendices: Vec<String>,
    pub(super) forms: Vec<String>,
    pub(super) form_subjects: Vec<String>,
    captions: Vec<String>,
    notes_headings: HashSet<String>,
    contents_headings: HashSet<String>,
    page_number: LatePattern,
    page_break: LatePattern,
    dates: Dates,
    pub(super) scales: Scales,
    pub(super) kinds: Phrases,
    /// The kinds that may stand inside a title.
    pub(super) inner_kinds: Phrases,
    pub(super) number_labels: Vec<String>,
    pub(super) number_label: LatePattern,
    pub(super) numbers: Vec<LatePattern>,
    pub(super) citing: Citing,
    pub(super) letterhead: Vec<String>,
    /// The same with accents.
    pub(super) mottos: Vec<String>,
    pub(super) issuers: Phrases,
    pub(super) heads: Heads,
    pub(super) head_sections: HashSet<String>,
    pub(super) forewords: Vec<String>,
    pub(super) facts: HashMap<String, Fact>,
    pub(super) weekdays: HashSet<String>,
    pub(super) enacting: Vec<String>,
    recipients: Vec<String>,
    pub(super) signatures: Vec<Signatures>,
    pub(super) between: Vec<String>,
    pub(super) issuer_ends: Vec<String>,
    pub(super) place_units: Vec<Vec<String>>,
    place_ends: HashSet<String>,
    pub(super) no_places: Vec<Vec<String>>,
    pub(super) open_words: HashSet<String>,
    endings: HashSet<String>,
    abbreviations: HashSet<String>,
    note_openings: Vec<String>,
    pub(super) labels: Labels,
    /// The words of references to parts of texts.
    pub references: References,
    pub(super) referring: Referring,
    /// The words by which figures are compared.
    pub differences: Differences,
}

impl Lexicon {
    /// The words of these languages together.
    #[must_use]
    pub fn of(languages: &[&Language]) -> Self {
        let page_words = alternatives(&gather(languages, |l| &l.pages.words));
        let page_of = alternatives(&gather(languages, |l| &l.pages.of));
        let breaks = alternatives(&gather(languages, |l| &l.pages.breaks));
        let labels = alternatives(&gather(languages, |l| &l.number_labels));
        let numbers = gather(languages, |l| &l.number_patterns);
        let (ordinals, leading) = ordinals(languages);
        Self {
            parts: parts(languages),
            ordinals,
            leading,
            prefixes: gather(languages, |l| &l.ordinal_prefixes).into_iter().collect(),
            letters: letters::merged(languages),
            appendices: gather(languages, |l| &l.appendices),
            forms: gather(languages, |l| &l.forms),
            form_subjects: gather(languages, |l| &l.form_subjects),
            captions: gather(languages, |l| &l.captions),
            notes_headings: gather(languages, |l| &l.notes_headings).into_iter().collect(),
            contents_headings: gather(languages, |l| &l.contents_headings).into_iter().collect(),
            page_number: LatePattern::new(format!(
                r"(?i)^((?:{page_words})\s*)?(\d{{1,4}})(?:\s*(?:/|{page_of})\s*\d{{1,4}})?$"
            )),
            page_break: LatePattern::new(format!(r"(?i)^(?:{breaks})(?:\s+\d{{1,4}})?$")),
            dates: Dates::of(languages),
            scales: scales(languages),
            kinds: Phrases::of(gather(languages, |l| &l.kinds).into_iter()),
            inner_kinds: Phrases::of(languages.iter().filter(|l| l.kinds_stand_inside).flat_map(|l| l.kinds.clone())),
            number_labels: folded(gather(languages, |l| &l.number_labels)),
            number_label: LatePattern::new(format!(
                r"(?i)(?:^|[\s(*_|])(?:{labels})\s*:?\s*([\p{{L}}\d][^\s,;|*]*(?:\s?[/–-]\s?[^\s,;|*]+)*)"
            )),
            numbers: numbers.iter().map(|written| LatePattern::new(format!(r"(?:^|[\s(*_|])({written})"))).collect(),
            citing: Citing::of(languages),
            mottos: gather(languages, |l| &l.letterhead),
            letterhead: folded(gather(languages, |l| &l.letterhead)),
            issuers: Phrases::of(gather(languages, |l| &l.issuers).into_iter()),
            heads: Heads::of(languages),
            head_sections: folded(gather(languages, |l| &l.head_sections)).into_iter().collect(),
            forewords: folded(gather(languages, |l| &l.forewords)),
            facts: facts(languages),
            weekdays: gather(languages, |l| &l.weekdays).into_iter().collect(),
            enacting: gather(languages, |l| &l.enacting),
            recipients: gather(languages, |l| &l.recipients),
            signatures: languages.iter().map(|language| language.signatures.clone()).collect(),
            issuer_ends: gather(languages, |l| &l.issuer_ends),
            between: gather(languages, |l| &l.between),
            place_units: split_words(&gather(languages, |l| &l.places.units)),
            place_ends: gather(languages, |l| &l.places.name_ends).into_iter().collect(),
            no_places: split_words(&gather(languages, |l| &l.places.no_units)),
            open_words: gather(languages, |l| &l.open_words).into_iter().collect(),
            endings: gather(languages, |l| &l.word_endings).into_iter().collect(),
            abbreviations: gather(languages, |l| &l.abbreviations).iter().map(|word| word.to_lowercase()).collect(),
            note_openings: gather(languages, |l| &l.note_openings),
            labels: Labels::of(languages),
            references: References::of(languages.iter().map(|language| &language.references)),
            referring: Referring::of(languages),
            differences: Differences::of(languages.iter().map(|language| &language.differences)),
        }
    }

    /// The level of the part's word that a text opens with, and where the word ends: "Tiểu mục 2" gives
    /// [`PartLevel::Subsection`] and 9.
    #[must_use]
    pub fn part_word(&self, text: &str) -> Option<(PartLevel, usize)> {
        // Some fonts name one letter for another that looks like it and has as many bytes.
        let text: &str = &letters::respelled(text);
        let first = if text.starts_with('§') { "§" } else { first_word(text)? };
        let known = self.parts.get(&first.to_lowercase())?;
        let mut best: Option<(PartLevel, usize)> = None;
        for (others, level) in known {
            if let Some(end) = words_follow(text, first.len(), others)
                && best.is_none_or(|(_, longest)| end > longest)
            {
                best = Some((*level, end));
            }
        }
        best
    }

    /// The value of an ordinal in words: 1 for "nhất", "One", "Erster".
    #[must_use]
    pub fn ordinal(&self, word: &str) -> Option<usize> {
        self.ordinals.get(&word.to_lowercase()).copied()
    }

    /// The value of an ordinal that may stand before its part's word: "Erster Teil", "Second Part".
    #[must_use]
    pub fn leading_ordinal(&self, word: &str) -> Option<usize> {
        self.leading.get(&word.to_lowercase()).copied()
    }

    /// Whether a word stands between a part's word and its number: "thứ".
    #[must_use]
    pub fn is_ordinal_prefix(&self, word: &str) -> bool {
        self.prefixes.contains(&word.to_lowercase())
    }

    /// The place of a small letter in the row that items are counted by, from 1.
    #[must_use]
    pub fn letter(&self, letter: char) -> Option<usize> {
        self.letters.iter().position(|(known, _)| *known == letter).map(|index| index + 1)
    }

    /// Whether every letter between two places is one by which some do not count: "đ", "f".
    #[must_use]
    pub fn may_lack_letters(&self, from: usize, to: usize) -> bool {
        self.letters.get(from..to.saturating_sub(1)).is_some_and(|between| between.iter().all(|(_, rare)| *rare))
    }

    /// What follows "Phụ lục", "Appendix", "Anlage" at the head of a text.
    #[must_use]
    pub fn after_appendix_word<'a>(&self, plain: &'a str) -> Option<&'a str> {
        self.appendices.iter().find_map(|word| after_phrase(plain, word))
    }

    /// Whether a text is the caption of a table or picture: "Bảng 3. …", "Table 2: …".
    #[must_use]
    pub fn is_caption(&self, plain: &str) -> bool {
        let plain = plain.trim_start();
        let counted =
            |rest: &str| rest.trim_start().starts_with(|c: char| c.is_ascii_digit() || c.is_ascii_uppercase());
        self.captions
            .iter()
            .filter_map(|word| after_phrase(plain, word))
            .any(|rest| rest.starts_with(' ') && counted(rest))
    }

    /// "Ghi chú", "Chú thích", "Notes" and the like, whatever signs stand around.
    #[must_use]
    pub fn is_notes_heading(&self, plain: &str) -> bool {
        let lower = plain.to_lowercase();
        self.notes_headings.contains(lower.trim_matches(|c: char| !c.is_alphabetic()))
    }

    /// "Mục lục", "Table of contents".
    #[must_use]
    pub fn is_contents_heading(&self, plain: &str) -> bool {
        let lower = plain.to_lowercase();
        self.contents_headings.contains(lower.trim().trim_end_matches([':', '.']))
    }

    /// "12", "Trang 12", "Page 12 of 40": group 1 is the word before the number, group 2 the number.
    #[must_use]
    pub fn page_number(&self) -> &Regex {
        &self.page_number
    }

    /// "page break", "hết trang", "newpage".
    #[must_use]
    pub fn page_break(&self) -> &Regex {
        &self.page_break
    }

    /// The first date of a text.
    #[must_use]
    pub fn date(&self, text: &str) -> Option<PrintedDate> {
        self.dates.find(text)
    }

    /// What a word measures ([`super::NUMBER`], or a key of `measures` in the language's file), and how many of the smallest
    /// unit of that measure it is. Small letters.
    #[must_use]
    pub fn scale(&self, word: &str) -> Option<(&str, f64)> {
        self.scales.get(word).map(|(measure, times)| (measure.as_str(), *times))
    }

    /// The date that a text begins with.
    #[must_use]
    pub fn date_at_start(&self, text: &str) -> Option<PrintedDate> {
        self.dates.at_start(text)
    }

    /// The number of a month by its name.
    #[must_use]
    pub fn month(&self, word: &str) -> Option<u32> {
        self.dates.month(word)
    }

    /// "Nơi nhận:", "Copies to:".
    #[must_use]
    pub fn is_recipients(&self, plain: &str) -> bool {
        let lower = plain.trim().to_lowercase();
        self.recipients.iter().any(|word| lower.starts_with(word.as_str()))
    }

    /// "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "On behalf of the board".
    #[must_use]
    pub fn is_signature(&self, plain: &str) -> bool {
        let plain = plain.trim();
        let opens = |words: &[String]| words.iter().any(|word| plain.starts_with(word.as_str()));
        let is_office = |signs: &Signatures| {
            let prefix = signs.office_prefixes.iter().find_map(|prefix| plain.strip_prefix(prefix.as_str()));
            let office = prefix.unwrap_or(plain);
            let ends = |words: &[String]| words.iter().any(|word| office.ends_with(word.as_str()));
            ends(&signs.office_endings) && !ends(&signs.no_offices)
                || signs.offices.iter().any(|word| office.starts_with(word.as_str()))
        };
        self.signatures.iter().any(|signs| opens(&signs.openings))
            || is_all_caps(plain) && word_count(plain) <= 6 && self.signatures.iter().any(is_office)
    }

    /// Whether the last word of a text cannot be the last of a sentence: "… của", "… and the".
    #[must_use]
    pub fn must_go_on(&self, plain: &str) -> bool {
        let last = plain.trim_end_matches(['*', ' ']).rsplit(|c: char| c.is_whitespace()).next().unwrap_or_default();
        self.open_words.contains(&last.to_lowercase())
    }

    /// Whether letters after a hyphen are the end of a word and no word: "…ment".
    #[must_use]
    pub fn is_word_ending(&self, tail: &str) -> bool {
        self.endings.contains(tail)
    }

    /// Whether the full stop behind a word ends no sentence: "Nr", "art", "z.B".
    #[must_use]
    pub fn is_abbreviation(&self, word: &str) -> bool {
        self.abbreviations.contains(word.trim_end_matches('.').to_lowercase().as_str())
    }

    /// Whether a text opens as notes like to: "Xem …", "See …", "Vgl. …".
    #[must_use]
    pub fn opens_note(&self, plain: &str) -> bool {
        self.note_openings.iter().any(|word| after_phrase(plain.trim_start(), word).is_some())
    }

    /// The place that a title names last, as its words after a unit: "TỈNH AN SƠN" gives "AN SƠN". At most four words.
    #[must_use]
    pub fn place_name<'a>(&self, title: &'a str) -> Vec<&'a str> {
        let words: Vec<&str> = title.split_whitespace().collect();
        let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
        let opens = |phrases: &[Vec<String>], at: usize| {
            phrases.iter().filter(|phrase| lower[at..].starts_with(phrase)).map(Vec::len).max()
        };
        let is_other = |at: usize| opens(&self.no_places, at).is_some();
        let last = (0..lower.len()).rev().find_map(|at| {
            let length = opens(&self.place_units, at).filter(|_| !is_other(at))?;
            Some(at + length)
        });
        let mut name = Vec::new();
        for word in words.get(last.unwrap_or(words.len())..).unwrap_or_default().iter().take(4) {
            let clean = word.trim_end_matches([',', '.', ';', ':']);
            if !clean.starts_with(char::is_uppercase) || self.place_ends.contains(&clean.to_lowercase()) {
                break;
            }
            name.push(clean);
            if clean.len() < word.len() {
                break;
            }
        }
        name
    }
}

fn facts(languages: &[&Language]) -> HashMap<String, Fact> {
    let named = languages.iter().flat_map(|language| &language.metadata);
    named.flat_map(|(fact, keys)| keys.iter().map(|key| (folded_words(key).join(" "), *fact))).collect()
}

fn ordinals(languages: &[&Language]) -> (HashMap<String, usize>, HashMap<String, usize>) {
    let (mut all, mut leading) = (HashMap::new(), HashMap::new());
    for language in languages {
        for (number, words) in &language.ordinals {
            let entries = words.iter().map(|word| (word.clone(), *number));
            all.extend(entries.clone());
            if language.ordinals_lead {
                leading.extend(entries);
            }
        }
    }
    (all, leading)
}

#[cfg(test)]
mod tests {
    use super::super::{PartLevel, any, lexicon};

    #[test]
    fn words_of_parts() {
        assert_eq!(any().part_word("CH\u{1a2}\u{1a0}NG II"), any().part_word("CHƯƠNG II"));
        let read = |text: &str| any().part_word(text).map(|(level, end)| (level, text[end..].trim().to_owned()));
        assert_eq!(read("Tiểu mục 2"), Some((PartLevel::Subsection, "2".into())));
        assert_eq!(read("MỤC 3. KẾT QUẢ"), Some((PartLevel::Section, "3. KẾT QUẢ".into())));
        assert_eq!(read("§ 5 Haushalt"), Some((PartLevel::Article, "5 Haushalt".into())));
        assert_eq!(read("CAPÍTULO II"), Some((PartLevel::Chapter, "II".into())));
        assert_eq!(read("Particular"), None);
        assert_eq!((any().ordinal("ZWEITER"), any().ordinal("nhất")), (Some(2), Some(1)));
        assert_eq!((any().leading_ordinal("First"), any().leading_ordinal("năm")), (Some(1), None));
    }

    #[test]
    fn ends_of_documents() {
        let words = any();
        assert!(["TM. ỦY BAN", "PHÓ CHỦ TỊCH", "VỤ TRƯỞNG"].iter().all(|line| words.is_signature(line)));
        assert!(!words.is_signature("TĂNG TRƯỞNG") && !words.is_signature("Chủ tịch nói"));
        assert!(words.is_recipients("Nơi nhận:") && words.is_recipients("Copies to the mayor"));
    }

    #[test]
    fn headings_pages_and_words() {
        let words = any();
        assert!(words.is_notes_heading("**Ghi chú:**") && words.is_contents_heading("MỤC LỤC"));
        for line in ["12", "Trang 12", "Trang số 3/40", "Page 3 of 40", "Seite 3", "p. 7"] {
            assert!(words.page_number().is_match(line), "{line}");
        }
        assert!(words.page_break().is_match("hết trang 4") && words.page_break().is_match("page-break"));
        assert!(words.is_caption("Table 2: Bridges") && !words.is_caption("Table manners"));
        assert_eq!(words.after_appendix_word("PHỤ LỤC 1"), Some(" 1"));
        assert!(words.after_appendix_word("Annexation").is_none());
        assert!(words.must_go_on("gồm các") && words.is_word_ending("ment") && words.is_abbreviation("Nr."));
        assert!(words.opens_note("Vgl. dazu") && !words.opens_note("Xemina"));
        assert!(lexicon("en").part_word("Chương 1").is_none());
    }

    #[test]
    fn places_in_titles() {
        assert_eq!(any().place_name("BÁO CÁO TỈNH AN SƠN NĂM 2025"), ["AN", "SƠN"]);
        assert_eq!(any().place_name("Kinh tế - xã hội của thành phố Hà Khê, lần thứ V"), ["Hà", "Khê"]);
        assert!(any().place_name("Report of the year").is_empty());
    }
}
