//! The sentences of the reports, with their figures read.
//!
//! In: units. Out: [`Sentence`]s with tokens; figures that count nothing (years, dates, numbers of documents) are
//! known as such.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::compare::Token;
use crate::link::parallels::Words;
use crate::link::units::Unit;

/// A sentence, or a clause between semicolons.
pub(super) struct Sentence {
    /// Index of the unit.
    pub unit: usize,
    /// Its words and figures; ranges are bytes of the unit's text.
    pub tokens: Vec<Token>,
    /// What each token is.
    pub senses: Vec<Sense>,
    /// The words folded and hashed; figures are all alike.
    pub folded: Vec<u64>,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sense {
    /// A word.
    Word,
    /// A year.
    Year,
    /// A figure that counts or measures.
    Figure,
    /// A figure of a date, a document's number or the like.
    Name,
}

static DATE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"[0-9]{1,2}\s?[/.-]\s?[0-9]{1,2}\s?[/.-]\s?(?:19|20)[0-9]{2}|[0-9]{1,2}/(?:19|20)[0-9]{2}").ok()
});

/// Fewest words of a sentence that is compared.
const SHORTEST: usize = 8;

/// Words that come and go between a name and its figure.
const FILLERS: [&str; 9] = ["là", "đạt", "ước", "chiếm", "được", "khoảng", "có", "trên", "gần"];

/// The sentences of all units. `closed`: bytes of each unit whose figures are names.
pub(super) fn sentences(units: &[Unit], words: &[Words], closed: &BTreeMap<usize, Vec<Range<usize>>>) -> Vec<Sentence> {
    let mut found = Vec::new();
    for (index, unit) in units.iter().enumerate().filter(|(_, unit)| unit.is_text()) {
        let text = unit.text();
        let mut names = closed.get(&index).cloned().unwrap_or_default();
        names.extend(DATE.iter().flat_map(|date| date.find_iter(text).map(|found| found.range())));
        let all = words[index].tokens.iter().zip(&words[index].folded);
        let mut rest = all.filter(|(token, _)| !FILLERS.contains(&token.key.as_str())).peekable();
        for end in ends(text) {
            let own = std::iter::from_fn(|| rest.next_if(|(token, _)| token.range.start < end));
            let (tokens, folded): (Vec<&Token>, Vec<u64>) = own.map(|(token, hash)| (token, *hash)).unzip();
            if tokens.len() >= SHORTEST {
                let tokens: Vec<Token> = tokens.into_iter().cloned().collect();
                let senses = (0..tokens.len()).map(|at| sense(text, &tokens, at, &names)).collect();
                found.push(Sentence { unit: index, tokens, senses, folded });
            }
        }
    }
    found
}

/// Where sentences end.
fn ends(text: &str) -> Vec<usize> {
    let mut ends: Vec<usize> = text
        .match_indices(['.', ';', '\n', '?', '!'])
        .filter(|(at, sign)| {
            let rest = &text[at + 1..];
            matches!(*sign, "\n" | ";")
                || rest.starts_with([' ', '\u{a0}']) && !rest.trim_start().starts_with(char::is_lowercase)
        })
        .map(|(at, _)| at + 1)
        .collect();
    ends.push(text.len());
    ends
}

fn sense(text: &str, tokens: &[Token], at: usize, names: &[Range<usize>]) -> Sense {
    let token = &tokens[at];
    if !token.is_number {
        return Sense::Word;
    }
    if names.iter().any(|name| name.start < token.range.end && token.range.start < name.end) {
        return Sense::Name;
    }
    let plain = token.key.len() == 4 && token.key.bytes().all(|b| b.is_ascii_digit());
    if plain && token.key.parse::<u32>().is_ok_and(|year| (1930..2100).contains(&year)) {
        let unit = tokens.get(at + 1).map(|next| next.key.as_str());
        let counts = unit.is_some_and(|unit| ["tỷ", "triệu", "ha", "hộ", "người", "tấn", "đồng"].contains(&unit));
        return if counts { Sense::Figure } else { Sense::Year };
    }
    let before = at.checked_sub(1).map_or("", |at| tokens[at].key.as_str());
    let names_something = [
        "thứ", "khóa", "khoá", "số", "lớp", "điều", "khoản", "mục", "tháng", "ngày", "quý", "covid", "phần", "đề",
        "đợt",
    ];
    // "số 3" is a name, "một số 3" is none; "tổng số 120 hộ" counts.
    let summed = before == "số" && at >= 2 && ["tổng", "dân"].contains(&tokens[at - 2].key.as_str());
    let glued = text[..token.range.start].chars().next_back().is_some_and(char::is_alphabetic);
    if names_something.contains(&before) && !summed || glued {
        return Sense::Name;
    }
    Sense::Figure
}
