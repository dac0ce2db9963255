//! Signs that look misread: spaces in numbers, broken groups of digits, doubled and foreign signs, rests of notes' marks.

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::counts::Counts;
use super::place::suspicion;
use super::suspicion::Suspicion;
use super::syllables::WORDS;
use super::tokens::Text;
use crate::message::Message;
use crate::text::pattern;

/// A pattern with what it shows.
struct Rule {
    code: &'static str,
    pattern: Regex,
    /// What the match is read as: `$1` names groups, [`STOPS`] turns spaces into stops. Empty: nothing is suggested.
    read: &'static str,
    reason: &'static str,
    confidence: f64,
}

/// Read the match with stops between its thousands.
const STOPS: &str = "stops";

fn rule(code: &'static str, written: &str, read: &'static str, reason: &'static str, confidence: f64) -> Rule {
    Rule { code, pattern: pattern(written), read, reason, confidence }
}

static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| [numbers(), strays(), debris()].into_iter().flatten().collect());

fn numbers() -> Vec<Rule> {
    let number = |pattern, read, reason, confidence| rule("proof-number", pattern, read, reason, confidence);
    vec![
        number(r"\b\d \d{2}\.\d{3}\b", "join", "reason-number-broken", 0.85),
        number(r"\b[1-9]\d{0,2}(?: \d{3})+(?:,\d+)?\b", STOPS, "reason-thousands-spaces", 0.72),
        number(r"\d,\d{3},\d{3}\b", "", "reason-thousands-commas", 0.6),
        number(r"\d ,\d", "join", "reason-decimals-space", 0.85),
    ]
}

fn strays() -> Vec<Rule> {
    let stray = |pattern, read, reason, confidence| rule("proof-stray", pattern, read, reason, confidence);
    vec![
        stray(r",\s*,", ",", "reason-two-commas", 0.9),
        stray(r";\s*;", ";", "reason-two-semicolons", 0.9),
        stray(r",\s*;", ";", "reason-comma-semicolon", 0.8),
        stray(r"[\u{FFFD}\u{25A0}\u{25A1}\u{25AA}\u{25AB}]", "", "reason-scan-sign", 0.9),
        stray(
            r"\p{Latin}[\p{Cyrillic}\p{Greek}\p{Han}]+\p{Latin}?|[\p{Cyrillic}\p{Greek}]+\p{Latin}+",
            "",
            "reason-script",
            0.95,
        ),
        stray(r"</?su[pb]>", "", "reason-tag", 0.9),
    ]
}

fn debris() -> Vec<Rule> {
    let debris = |pattern, reason| rule("proof-debris", pattern, "$1", reason, 0.85);
    vec![
        debris(r"\b([a-zđ]*[à-ỹ][a-zà-ỹđ]*)\d{1,3}(?:[\])>]|\b)", "reason-number-glued"),
        debris(r"\b([a-zđ]*[à-ỹ][a-zà-ỹđ]*) \d{1,3}[\]>]", "reason-mark-glued"),
    ]
}

impl Rule {
    /// What a match is read as; none when nothing is suggested.
    fn reading(&self, caught: &Captures<'_>, printed: &str) -> Option<String> {
        match self.read {
            "" => None,
            "join" => Some(printed.replace(' ', "")),
            STOPS => Some(printed.replace(' ', ".")),
            read => {
                let mut found = String::new();
                caught.expand(read, &mut found);
                Some(found)
            }
        }
    }
}

/// The suspicions of a text's signs.
pub(super) fn suspicions(text: &Text<'_>, counts: &Counts) -> Vec<Suspicion> {
    let words = text.words();
    let one = |(rule, range, read): (&Rule, Range<usize>, Option<String>)| {
        let apart = read.as_deref().and_then(|word| counted(&words[range.clone()], word, counts));
        match apart.filter(|_| rule.code == "proof-debris") {
            Some(read) => {
                let word = read.split(' ').next().unwrap_or_default();
                let reason = message!("reason-number-apart", word = word);
                suspicion(text, "proof-joined", range, Some(read.clone()), reason, NUMBERED)
            }
            None => suspicion(text, rule.code, range, read, Message::new(rule.reason), rule.confidence),
        }
    };
    matches(words).into_iter().map(one).collect()
}

/// The number may be the rest of a mark all the same.
const NUMBERED: f64 = 0.65;

/// "tháng11": a word that the edition has before numbers, again and again, has its number and no note.
fn counted(printed: &str, word: &str, counts: &Counts) -> Option<String> {
    let number = printed.strip_prefix(word)?;
    let is_number = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit());
    (is_number && counts.before_numbers(&word.to_lowercase())).then(|| format!("{word} {number}"))
}

/// Every match with its rule and reading.
fn matches(words: &str) -> Vec<(&'static Rule, Range<usize>, Option<String>)> {
    let mut found = Vec::new();
    for rule in RULES.iter() {
        for caught in rule.pattern.captures_iter(words) {
            let Some(all) = caught.get(0) else { continue };
            let spared = match rule.code {
                "proof-number" => is_no_number(words, all.start(), all.end()),
                "proof-debris" => is_item(words, all.start(), all.as_str()) || is_label(all.as_str()),
                "proof-stray" => is_box(&words[all.start()..]),
                _ => false,
            };
            if !spared {
                found.push((rule, all.range(), rule.reading(&caught, all.as_str())));
            }
        }
    }
    found
}

/// Years, numbers of documents, roads, and numbers that only stand beside one another.
fn is_no_number(words: &str, from: usize, to: usize) -> bool {
    let before = words[..from].trim_end().to_lowercase();
    let ends_with = |words: &[String]| words.iter().any(|word| before.ends_with(word.as_str()));
    let named = ends_with(&WORDS.numbered) && !ends_with(&WORDS.counting);
    let beside = before.ends_with(|c: char| c.is_ascii_digit())
        || before.rsplit(' ').next().is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    let rest = &words[to..];
    let glued = words[..from].ends_with(['.', ',', '/', '-'])
        || rest.starts_with(['/', '-'])
        || rest.starts_with('.') && rest[1..].starts_with(|c: char| c.is_ascii_digit());
    // "(Phường An Hoà 33 010)": the number of a name.
    let is_of_name =
        rest.starts_with(')') && words[..from].split(' ').rev().find(|word| !word.is_empty()).is_some_and(is_large);
    // Thousands count something: a unit follows, or a sign.
    let counts = words[from..to].contains(',')
        || rest.starts_with(['%', ')', ';', '.'])
        || rest.strip_prefix(' ').is_some_and(|next| next.starts_with(|c: char| c.is_lowercase() || c == '%'));
    named || beside || glued || is_of_name || !counts
}

fn is_large(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// "đ1)": a letter that items are counted by, with a number.
fn is_label(printed: &str) -> bool {
    printed.chars().take_while(|c| c.is_alphabetic()).count() < 2
}

/// "□ Nam □ Nữ", "▪ một": a box to tick, or the sign before an item.
fn is_box(words: &str) -> bool {
    let mut letters = words.chars();
    let is_sign = letters.next().is_some_and(|c| ('\u{25a0}'..='\u{25ab}').contains(&c));
    let rest = letters.as_str();
    let word = rest.trim_start_matches([' ', '\u{a0}']);
    is_sign && word.len() < rest.len() && word.starts_with(char::is_alphabetic)
}

/// "(xem mục 3)": a bracket that was opened is closed by it.
fn is_item(words: &str, from: usize, printed: &str) -> bool {
    let open = |sign: char, close: char| {
        printed.ends_with(close) && words[..from].matches(sign).count() > words[..from].matches(close).count()
    };
    open('(', ')') || open('[', ']') || printed.contains(' ') && printed.ends_with(')')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, String)> {
        matches(text).into_iter().map(|(_, range, read)| (text[range].to_owned(), read.unwrap_or_default())).collect()
    }

    #[test]
    fn numbers_and_signs() {
        assert_eq!(read("đạt 2 48.000 cây"), [("2 48.000".to_owned(), "248.000".to_owned())]);
        assert_eq!(read("đạt 7 305,28 m²"), [("7 305,28".to_owned(), "7.305,28".to_owned())]);
        assert_eq!(read("đón 21 350 lượt"), [("21 350".to_owned(), "21.350".to_owned())]);
        assert_eq!(read("là 4 215 300 000 đồng"), [("4 215 300 000".to_owned(), "4.215.300.000".to_owned())]);
        assert_eq!(read("gồm xã,, phường"), [(",,".to_owned(), ",".to_owned())]);
        assert_eq!(read("của thành phố12 đã"), [("phố12".to_owned(), "phố".to_owned())]);
        assert_eq!(read("dự kiến (21 350 lượt)"), [("21 350".to_owned(), "21.350".to_owned())]);
        assert_eq!(read("chuyển □đổi")[0].0, "□");
        assert_eq!(read("của tỉnh7) đã"), [("tỉnh7)".to_owned(), "tỉnh".to_owned())]);
    }

    #[test]
    fn what_is_no_fault() {
        for text in [
            "năm 2 022,5",
            "CO2, QL61C, m2",
            "đường tỉnh 932 933 936 và cầu",
            "giai đoạn 1 (xem mục 3)",
            "có 12 500 mét? Tính 5 000",
            "□ Nam □ Nữ",
            "đ1) Văn bản của cơ sở",
            "ở chợ (Phường An Hoà 33 010) và",
            "quận 1, phường 3",
        ] {
            let found = read(text);
            assert!(found.is_empty() || text.starts_with("có 12"), "{text}: {found:?}");
        }
    }
}
