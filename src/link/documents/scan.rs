//! Citations in one text: kind, number, date, issuer.
//!
//! In: a text and what is known of its report. Out: [`Cited`] in order.
//! What always holds: citations do not overlap; the quote is what is printed, the number in its normal form.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;
use serde::{Deserialize, Serialize};

use super::dates::date_at;
use super::issuers::{CitingReport, Issuer, issuer};
use super::number::{Number, numbers};
use crate::language;
use crate::text::{capitalised, fold, pattern};

/// Kinds of documents in languages whose numbers name them: words, folded, and the name. Longer ones stand first.
static KINDS: LazyLock<Vec<(Vec<String>, String)>> = LazyLock::new(|| {
    let words = |kind: &str| fold(kind).split(' ').map(str::to_owned).collect();
    let numbered = language::all().iter().filter(|language| !language.document_codes.is_empty());
    let mut kinds: Vec<(Vec<String>, String)> =
        numbered.flat_map(|language| &language.kinds).map(|kind| (words(kind), capitalised(kind))).collect();
    kinds.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    kinds
});

static BARE: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b[sS]ố\s+([0-9]{1,5}[a-z]?)\b"));

/// A document that a text cites.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Cited {
    /// The words that name it.
    pub range: Range<usize>,
    /// The number in its normal form.
    pub number: String,
    /// The ordinal alone.
    pub ordinal: String,
    /// The ordinal with its year and organ, whatever code stands between.
    pub stem: String,
    /// What it is.
    pub kind: String,
    /// Whether the number's code says the same.
    pub is_coded: bool,
    /// Who issued it.
    pub issuer: Issuer,
    /// ISO date, when printed there.
    pub date: Option<String>,
    /// The term of office in which it was issued, when printed there.
    pub term: Option<Term>,
    /// Whether the number is whole, with its code.
    pub is_whole: bool,
}

/// A term of office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Term {
    /// Its number: "XII".
    pub number: String,
    /// As printed: "khóa XII".
    pub printed: String,
}

/// The term of office that the words after a document's number name.
pub(super) fn term_at(after: &str) -> Option<Term> {
    let (printed, number) = language::any().term_after(after)?;
    Some(Term { number: number.to_owned(), printed: printed.to_owned() })
}

/// The documents that a text cites.
pub(super) fn scan(text: &str, home: &CitingReport, places: &[String]) -> Vec<Cited> {
    let mut all: Vec<(Number, Option<Head>)> =
        numbers(text).into_iter().map(|number| (number.clone(), head(text, &number))).collect();
    all.extend(bare(text, &all));
    all.sort_by_key(|(number, _)| number.range.start);
    let mut cited: Vec<Cited> = Vec::new();
    let mut runs: Vec<bool> = Vec::new();
    for (index, (number, head)) in all.iter().enumerate() {
        let before = index.checked_sub(1).map(|at| all[at].0.range.end);
        let start = head.as_ref().map_or(number.range.start, |head| head.range.start);
        let joined = before.is_some_and(|end| end <= start && is_joint(&text[end..start]));
        let next = all.get(index + 1).map_or(text.len(), |(next, _)| next.range.start);
        let after = &text[number.range.end..next.max(number.range.end)];
        let (date, rest) = date_and_rest(after);
        let inherited = cited.last().filter(|_| joined).map(|last: &Cited| last.kind.clone());
        let letter = number.is_letter && is_called_letter(text, number.range.start);
        let kind = head.as_ref().map(|head| head.kind.to_owned()).or(inherited);
        let kind = kind.or_else(|| letter.then(|| "Công văn".to_owned()));
        if number.is_letter && !kind.as_deref().is_some_and(|kind| LETTERS.contains(&kind)) {
            continue;
        }
        let Some(kind) = kind.or_else(|| number.kind().map(str::to_owned)) else { continue };
        runs.push(joined && cited.last().is_some_and(|last| last.kind == kind));
        cited.push(Cited {
            range: start..number.range.end,
            number: number.normal(),
            ordinal: number.ordinal.clone(),
            stem: number.stem(),
            is_coded: number.kind() == Some(kind.as_str()),
            issuer: issuer(number.issuing(), (&text[..start], rest), home, places),
            term: term_at(after),
            kind,
            date,
            is_whole: !number.organ.is_empty(),
        });
    }
    share_along_runs(&mut cited, &runs);
    cited
}

/// Kinds whose numbers name who wrote them, and a desk.
const LETTERS: [&str; 4] = ["Công văn", "Công điện", "Tờ trình", "Thông báo"];

/// "Văn bản số" before a place.
fn is_called_letter(text: &str, at: usize) -> bool {
    let words: Vec<String> = words_before(text, at, 3).into_iter().map(|(_, word)| word).collect();
    words == ["van", "ban", "so"]
}

/// In a run ("số 18-NQ/TW và 19-NQ/TW ngày 25/10/2017") the date and issuer at the end are those of all.
fn share_along_runs(cited: &mut [Cited], runs: &[bool]) {
    for at in (1..cited.len()).rev() {
        if !runs.get(at).copied().unwrap_or(false) {
            continue;
        }
        let Cited { date, issuer, term, .. } = cited[at].clone();
        let earlier = &mut cited[at - 1];
        // Another series in the run ("59-NQ/TW và 45/2022/QH15 ngày …") has dates of its own.
        if earlier.date.is_none() && issuer.series == earlier.issuer.series {
            earlier.date = date;
            earlier.term = earlier.term.take().or(term);
            if !earlier.issuer.is_named {
                earlier.issuer = issuer;
            }
        }
    }
}

/// The kind before a number and where it begins.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Head {
    range: Range<usize>,
    kind: &'static str,
}

/// The kind that stands before a number: "Nghị quyết số", "Thông báo kết luận số", "Kế hoạch".
fn head(text: &str, number: &Number) -> Option<Head> {
    let heads = heads(text, number.range.start);
    let by_code = heads.iter().find(|head| Some(head.kind) == number.kind());
    let law = || if number.code.is_empty() && !number.organ.is_empty() { law(text, number.range.start) } else { None };
    by_code.or_else(|| heads.first()).cloned().or_else(law)
}

/// The name of a law before its number, however long: "Luật Tổ chức chính quyền địa phương số".
fn law(text: &str, at: usize) -> Option<Head> {
    /// Words of the longest name.
    const WORDS: usize = 24;
    let words = words_before(text, at, WORDS);
    // Only a capital begins a name.
    let begins = |at: usize| text[at..].starts_with(char::is_uppercase);
    let kinds = [("bo luat", "Bộ luật"), ("luat", "Luật"), ("phap lenh", "Pháp lệnh")];
    (0..words.len()).rev().filter(|word| begins(words[*word].0)).find_map(|word| {
        let pair = words[word..].iter().take(2).map(|(_, word)| word.as_str()).collect::<Vec<_>>().join(" ");
        let is_kind = |kind: &str| pair == kind || pair.split(' ').next() == Some(kind);
        let kind = kinds.iter().find(|(kind, _)| is_kind(kind))?.1;
        Some(Head { range: words[word].0..at, kind })
    })
}

/// The kinds that could belong to a number, the nearest one first.
fn heads(text: &str, at: usize) -> Vec<Head> {
    /// Words between the kind and "số".
    const BETWEEN: usize = 3;
    let mut words = words_before(text, at, 8);
    let has_sign = words.last().is_some_and(|(_, word)| word == "so");
    if has_sign {
        words.pop();
    }
    let reach = if has_sign { BETWEEN } else { 0 };
    let mut found = Vec::new();
    for end in (words.len().saturating_sub(reach)..=words.len()).rev() {
        let kind = KINDS.iter().find(|(kind, _)| {
            end >= kind.len() && words[end - kind.len()..end].iter().map(|(_, word)| word).eq(kind.iter())
        });
        if let Some((kind, name)) = kind {
            found.push(Head { range: words[end - kind.len()].0..at, kind: name });
        }
    }
    found
}

/// The last words before a place, folded, with their starts; only those that nothing but spaces parts.
fn words_before(text: &str, at: usize, limit: usize) -> Vec<(usize, String)> {
    let mut words = Vec::new();
    let mut end = at;
    let head = &text[..at];
    while words.len() < limit {
        let trimmed = head[..end].trim_end_matches([' ', '\u{a0}']);
        let trimmed = if words.is_empty() { trimmed.trim_end_matches([':', ' ']) } else { trimmed };
        let start = trimmed.char_indices().rev().take_while(|(_, c)| c.is_alphabetic()).last().map(|(start, _)| start);
        let Some(start) = start else { break };
        words.push((start, fold(&trimmed[start..])));
        end = start;
    }
    words.reverse();
    words
}

/// Whether words between two citations only join them.
fn is_joint(words: &str) -> bool {
    let folded = fold(words);
    let kept: Vec<&str> = folded
        .split(|c: char| c.is_whitespace() || ",;".contains(c))
        .filter(|word| !["", "so", "va", "cac", "hoac"].contains(word))
        .collect();
    kept.is_empty() && words.len() < 24
}

/// The date after a number, and the words that follow number or date; "của Bộ Chính trị ngày …" too.
fn date_and_rest(after: &str) -> (Option<String>, &str) {
    if let Some((date, length)) = date_at(after) {
        return (Some(date), &after[length..]);
    }
    let issued = after.trim_start_matches([',', ' ']);
    let late = issued.starts_with("của ").then(|| issued.find("ngày ")).flatten().filter(|at| {
        *at < 110 && !issued[..*at].contains([',', ';', '.', '“', '(', ')']) && !issued[..*at].contains(" về ")
    });
    (late.and_then(|at| date_at(&issued[at..])).map(|(date, _)| date), after)
}

/// Numbers without a code: "Quyết định số 3637 ngày 18/3/2024". The kind and the date prove them.
fn bare(text: &str, whole: &[(Number, Option<Head>)]) -> Vec<(Number, Option<Head>)> {
    let mut found = Vec::new();
    for caught in BARE.captures_iter(text) {
        let Some(ordinal) = caught.get(1) else { continue };
        let range = ordinal.range();
        let known = whole.iter().any(|(number, _)| number.range.contains(&range.start));
        if known || date_at(&text[range.end..]).is_none() {
            continue;
        }
        let number = Number {
            range: range.clone(),
            ordinal: ordinal.as_str().to_owned(),
            year: None,
            code: String::new(),
            organ: String::new(),
            is_letter: false,
        };
        if let Some(head) = heads(text, range.start).into_iter().next() {
            found.push((number, Some(head)));
        }
    }
    found
}

/// Places where a text says a kind and an ordinal alone: "Nghị quyết 59", "Chương trình số 50".
pub(super) fn shorts(text: &str) -> Vec<(Range<usize>, &'static str, String)> {
    let mut found = Vec::new();
    for (at, digits) in ordinals(text) {
        let (digits, after) = with_year(text, at, digits);
        let next = after.chars().next();
        let goes_on = next.is_some_and(|c| c.is_alphanumeric() || "/-–%".contains(c))
            || next.is_some_and(|c| ".,".contains(c)) && after[1..].starts_with(|c: char| c.is_ascii_digit());
        let quantity = ["năm", "tháng", "ngày", "-", "–", "%", "khóa", "khoá", "chỉ", "nhóm"]
            .iter()
            .any(|word| after.trim_start().starts_with(word));
        if goes_on || quantity {
            continue;
        }
        if let Some(head) = heads(text, at).into_iter().next() {
            found.push((head.range.start..at + digits.len(), head.kind, digits.to_owned()));
        }
    }
    found
}

/// "15/2021" of "Nghị định số 15/2021": an ordinal with its year, and what follows.
fn with_year<'t>(text: &'t str, at: usize, digits: &'t str) -> (&'t str, &'t str) {
    let after = &text[at + digits.len()..];
    let year = after.strip_prefix('/').filter(|rest| {
        let is_year = rest.get(..4).is_some_and(|year| language::year(year).is_some());
        is_year && !rest[4..].starts_with(|c: char| c.is_alphanumeric())
    });
    let length = digits.len() + if year.is_some() { 5 } else { 0 };
    (&text[at..at + length], &text[at + length..])
}

/// Places where a text says a kind and that it was named before: "Nghị quyết nêu trên".
pub(super) fn backward(text: &str) -> Vec<(Range<usize>, &'static str)> {
    let mut found = Vec::new();
    for words in ["nêu trên", "nói trên", "kể trên", "vừa nêu"] {
        for (at, said) in text.match_indices(words) {
            let Some(head) = heads(text, at).into_iter().next() else { continue };
            // Several are no one document.
            let before = fold(text[..head.range.start].trim_end());
            let several = ["cac", "nhung", "hai", "ba"].iter().any(|word| before.split(' ').next_back() == Some(word));
            if !several {
                found.push((head.range.start..at + said.len(), head.kind));
            }
        }
    }
    found
}

/// Runs of one to four digits that begin a word.
fn ordinals(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let bytes = text.as_bytes();
    let begins =
        move |at: usize| bytes[at].is_ascii_digit() && at > 0 && (bytes[at - 1] == b' ' || bytes[at - 1] == 0xa0);
    (0..text.len()).filter(move |at| begins(*at)).filter_map(move |at| {
        let digits = bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
        (digits <= 4).then(|| (at, &text[at..at + digits]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, String, Option<String>)> {
        let home = CitingReport { place: Some("Hải Sa".to_owned()), is_city: false };
        scan(text, &home, &[]).into_iter().map(|c| (c.kind, c.number, c.date)).collect()
    }

    fn triple(kind: &str, number: &str, date: Option<&str>) -> (String, String, Option<String>) {
        (kind.to_owned(), number.to_owned(), date.map(str::to_owned))
    }

    #[test]
    fn runs_share_kind_and_date() {
        assert_eq!(
            read("các Nghị quyết số 18-NQ/TW và 19-NQ/TW ngày 25/10/2017 của Ban Chấp hành Trung ương"),
            [
                triple("Nghị quyết", "18-NQ/TW", Some("2017-10-25")),
                triple("Nghị quyết", "19-NQ/TW", Some("2017-10-25"))
            ]
        );
        assert_eq!(read("các Quyết định số 652/QĐ-UBND và 653/QĐ-UBND")[1], triple("Quyết định", "653/QĐ-UBND", None));
    }

    #[test]
    fn kinds_are_read_from_words_before_codes() {
        assert_eq!(
            read("theo Luật Tổ chức chính quyền địa phương sửa đổi số 65/2025/QH15"),
            [triple("Luật", "65/2025/QH15", None)]
        );
        assert_eq!(read("Thông báo kết luận số 146/TB/BNCTW, ngày 28/02/2023")[0].0, "Thông báo");
        assert_eq!(read("Chương trình số 55-CT/TU")[0].0, "Chương trình");
        assert_eq!(read("Chi thị số 05-CT/TW")[0].0, "Chỉ thị");
        assert_eq!(read("được sửa đổi, bổ sung số 78-KL/TW")[0], triple("Kết luận", "78-KL/TW", None));
        assert_eq!(read("và Quyết định số 3637 ngày 18/3/2024")[0], triple("Quyết định", "3637", Some("2024-03-18")));
        assert!(read("bão số 3 ngày 07/9/2024 làm").is_empty());
    }

    #[test]
    fn shorts_are_kinds_with_ordinals() {
        let found: Vec<String> =
            shorts("theo Nghị quyết 59 và Kế hoạch 05 năm, Chương trình số 50, Nghị định số 15/2021.")
                .into_iter()
                .map(|(_, kind, ordinal)| format!("{kind} {ordinal}"))
                .collect();
        assert_eq!(found, ["Nghị quyết 59", "Chương trình 50", "Nghị định 15/2021"]);
    }
}
