//! Numbers of official documents: reading them in any state, writing them in the normal form.
//!
//! In: a text. Out: where numbers stand, with their parts.
//! What always holds: a number has an ordinal and a code; Party documents are written `59-NQ/TW`, documents of
//! the state `98/NQ-CP`, `45/2022/QH15`, `26/2021/NQ-HĐND`, whatever signs OCR left between the parts.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::language::{self, YEAR};
use crate::text::{capitalised, pattern};

/// A document's number and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Number {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// The ordinal with its letter: "59", "1877a".
    pub ordinal: String,
    /// The year that is part of the number.
    pub year: Option<String>,
    /// What it is: "NQ", "QĐ"; empty for a National Assembly number and for a bare one.
    pub code: String,
    /// Who gave it: "TW", "UBND", "QH15"; empty for a bare one. Of a letter ("1187/UBND-KTN") its desk.
    pub organ: String,
    /// A letter's: its code is who gave it.
    pub is_letter: bool,
}

/// The codes of kinds with their names. A code alone proves a kind only where the name is sure.
static CODES: LazyLock<BTreeMap<&str, String>> = LazyLock::new(|| {
    let codes = language::all().iter().flat_map(|language| &language.document_codes);
    codes.map(|(code, kind)| (code.as_str(), capitalised(kind))).collect()
});

/// Party organs below the centre.
const PARTY: [&str; 6] = ["TU", "HU", "ThU", "QU", "ĐU", "ĐUK"];

static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?x)
        (?P<ordinal>[0-9]{{1,5}}[a-zđ]?)
        (?: \s?/\s? (?P<year>{YEAR}) )?
        (?P<first>\s?[-/–‑]\s?|\s)
        (?: (?P<assembly>(?:UBTV)?QH[0-9]{{1,2}})
          | (?P<code>[A-ZĐ]{{1,4}}[a-zA-ZĐ]{{0,3}}) (?P<second>\s?[-/–‑]\s?|\s) (?P<organ>[A-ZĐ][A-Za-zĐđ]{{1,11}}[0-9]{{0,2}})
        )"
    ))
});

/// All full numbers of a text, in order.
pub(super) fn numbers(text: &str) -> Vec<Number> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(caught) = NUMBER.captures_at(text, from) {
        let Some(whole) = caught.get(0) else { break };
        match number(text, &caught) {
            Some(number) => {
                from = number.range.end;
                found.push(number);
            }
            // Another ordinal may stand within what did not fit: "năm 2020 - 2025, 59-NQ/TW".
            None => from = caught.name("ordinal").map_or(whole.end(), |ordinal| ordinal.end()),
        }
    }
    found
}

fn number(text: &str, caught: &regex::Captures<'_>) -> Option<Number> {
    let whole = caught.get(0)?;
    let before = text[..whole.start()].chars().next_back();
    let after = text[whole.end()..].chars().next();
    let parted = !before.is_some_and(|c| c.is_alphanumeric() || "/-.,".contains(c));
    if !parted || after.is_some_and(char::is_alphanumeric) {
        return None;
    }
    let part = |name: &str| caught.name(name).map_or("", |part| part.as_str());
    let signed = |name: &str| !part(name).trim().is_empty();
    let year = Some(part("year").to_owned()).filter(|year| !year.is_empty());
    let (code, organ) = match part("assembly") {
        "" => (repaired_code(part("code")), part("organ").to_owned()),
        assembly => (String::new(), assembly.to_owned()),
    };
    let known_code = code.is_empty() || CODES.contains_key(code.as_str());
    let known_organ = is_organ(&organ);
    // "1187/UBND-KTN", "88/SYT-NVY": who wrote, and which desk; the words before it must say that it is a letter.
    let office = is_organ(&code) || code.len() >= 3 && code.starts_with('S') && code.chars().all(char::is_uppercase);
    let is_letter = !known_code && office && part("first").trim() == "/" && part("second").trim() == "-";
    // With both signs any organ will do; a sign that was lost wants a known code and organ.
    let sound = match (signed("first"), code.is_empty() || signed("second")) {
        (true, true) => known_code || is_letter,
        (true, false) | (false, true) => known_code && known_organ,
        (false, false) => false,
    };
    // "11/2015/TTLT-BYT-BNV": all who issued it together; "515/KH-BCA-BNN&MT": desks, and ministries with two tasks.
    let further = if code.ends_with("LT") { &*ORGANS } else { &*DESKS };
    let others = further_organs(&text[whole.end()..], further);
    sound.then(|| Number {
        range: whole.start()..whole.end() + others.len(),
        ordinal: part("ordinal").to_owned(),
        year,
        code,
        organ: organ + others,
        is_letter,
    })
}

static ORGANS: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:-[A-ZĐ][A-ZĐa-zđ]{1,15}[0-9]{0,2})+"));
static DESKS: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:[-&][A-ZĐ]{2,12}[0-9]{0,2})+"));

/// The organs that go on after the first: "-BNV", "-CP-ĐCTUBTWMTTQVN".
fn further_organs<'t>(text: &'t str, further: &Regex) -> &'t str {
    let found = further.find(text).map_or("", |found| found.as_str());
    let is_whole = !text[found.len()..].starts_with(char::is_alphanumeric);
    if is_whole { found } else { "" }
}

/// "QD" is "QĐ" whose stroke was lost; likewise "DA" and "ND".
fn repaired_code(code: &str) -> String {
    match code {
        "QD" => "QĐ".to_owned(),
        "DA" => "ĐA".to_owned(),
        "ND" => "NĐ".to_owned(),
        other => other.to_owned(),
    }
}

/// Whether an abbreviation names an organ: the Party's, the state's, a ministry.
fn is_organ(organ: &str) -> bool {
    const STATE: [&str; 8] = ["CP", "TTg", "TTG", "UBND", "HĐND", "CTN", "VPCP", "HĐBCQG"];
    let ministry = organ.starts_with('B') && organ.len() > 2 && organ.chars().all(char::is_uppercase);
    is_party(organ) || STATE.contains(&organ) || organ.starts_with("QH") || organ.starts_with("UBTVQH") || ministry
}

/// Whether an organ is the Party's.
pub(super) fn is_party(organ: &str) -> bool {
    organ.ends_with("TW") || PARTY.contains(&organ)
}

impl Number {
    /// Who issued it: of a letter and of other documents without their desks.
    pub fn issuing(&self) -> &str {
        if self.is_letter {
            return &self.code;
        }
        let first = self.organ.split(['-', '&']).next().unwrap_or_default();
        if self.code.ends_with("LT") { &self.organ } else { first }
    }

    /// The number in its normal form.
    pub fn normal(&self) -> String {
        let ordinal = &self.ordinal;
        let year = self.year.as_ref().map_or_else(String::new, |year| format!("/{year}"));
        match (self.code.as_str(), self.organ.as_str()) {
            ("", "") => ordinal.clone(),
            ("", organ) => format!("{ordinal}{year}/{organ}"),
            (code, organ) if is_party(organ) => format!("{ordinal}{year}-{code}/{organ}"),
            (code, organ) => format!("{ordinal}{year}/{code}-{organ}"),
        }
    }

    /// The number without its code, by which a document is known: "31-CT/TU" and "31-CTr/TU" are two prints of one when
    /// the words before them call both a programme.
    pub fn stem(&self) -> String {
        format!("{} {} {}", self.ordinal, self.year.as_deref().unwrap_or_default(), self.organ)
    }

    /// The kind that the code names.
    pub fn kind(&self) -> Option<&'static str> {
        if self.code.is_empty() && !self.organ.is_empty() {
            return Some("Nghị quyết");
        }
        CODES.get(self.code.as_str()).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn normal(text: &str) -> Vec<String> {
        numbers(text).iter().map(Number::normal).collect()
    }

    #[test]
    fn signs_that_were_lost_come_back() {
        assert_eq!(normal("số 163 KH/TU, số 57- NQ/TW"), ["163-KH/TU", "57-NQ/TW"]);
        assert_eq!(normal("số 62 KH-UBND; 62/KH UBND; 2348/QĐ TTg"), ["62/KH-UBND", "62/KH-UBND", "2348/QĐ-TTg"]);
        assert_eq!(normal("11/2015/TTLT-BYT-BNV; 1187/UBND-KTN"), ["11/2015/TTLT-BYT-BNV", "1187/UBND-KTN"]);
        assert_eq!(normal("515/KH-BCA-BNN&MT, 208/KH-CAT-PC06."), ["515/KH-BCA-BNN&MT", "208/KH-CAT-PC06"]);
        assert_eq!(normal("07/NQ/TU và 146/TB/BNCTW"), ["07-NQ/TU", "146-TB/BNCTW"]);
        assert_eq!(
            normal("45/2022/QH15, 26/2021/NQ-HĐND, 1877a-QĐ/TU"),
            ["45/2022/QH15", "26/2021/NQ-HĐND", "1877a-QĐ/TU"]
        );
    }

    #[test]
    fn other_figures_are_no_numbers() {
        for text in
            ["24 HTX", "01 HCB Giải", "120 USD/năm", "giai đoạn 1 - VSIP", "03 KH&CN", "2021 - 2025", "5 TB đồng"]
        {
            assert!(normal(text).is_empty(), "{text}: {:?}", normal(text));
        }
    }
}
