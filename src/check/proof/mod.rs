//! Proofreading: words and signs that the scan is likely to have misread.
//!
//! In: an [`Edition`]. Out: [`Suspicion`]s, the surest first: where, what is printed, what it may have been, and why. What always
//! holds: the quote stands once in its block or note, a suggestion changes nothing but the quoted words, and what the
//! editor's `corrections` speak of already is left alone.
//!
//! The way: [`tokens`] are the words with their places, [`counts`] what the edition itself writes how often; [`syllables`] knows
//! which syllables Vietnamese can have. [`words`], [`signs`] and [`tones`] are the kinds of suspicion.

mod counts;
mod place;
mod signs;
mod syllables;
mod tokens;
mod tones;
mod words;

use std::collections::HashMap;
use std::ops::Range;

use super::Code;
use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::model::edition::Edition;

/// The codes of this family.
pub(super) const CODES: &[Code] = &[
    Code {
        code: "proof-debris",
        severity: Severity::Warning,
        meaning: "A number hangs on a word, as the rest of a note's mark does.",
    },
    Code {
        code: "proof-joined",
        severity: Severity::Warning,
        meaning: "Two words stand together that the edition writes apart.",
    },
    Code {
        code: "proof-number",
        severity: Severity::Note,
        meaning: "A space stands in a number, or its groups of digits are broken.",
    },
    Code {
        code: "proof-place",
        severity: Severity::Warning,
        meaning: "`ibid check --suggest` cannot add entries to the `corrections` of a page.",
    },
    Code {
        code: "proof-stray",
        severity: Severity::Warning,
        meaning: "A sign stands where none belongs: doubled commas, letters of another script, signs of a broken scan.",
    },
    Code { code: "proof-syllable", severity: Severity::Warning, meaning: "A syllable cannot exist in Vietnamese." },
    Code {
        code: "proof-tones",
        severity: Severity::Note,
        meaning: "The edition writes the same syllables in two ways: `uỷ` and `ủy`, `tỉ` and `tỷ`.",
    },
    Code {
        code: "proof-word",
        severity: Severity::Warning,
        meaning: "A word differs only by its marks from the one that the edition has in this place elsewhere.",
    },
];

/// Something that looks misread.
#[derive(Debug, Clone, PartialEq)]
pub struct Suspicion {
    /// Its diagnostic code.
    pub code: &'static str,
    /// Path of the page.
    pub page: String,
    /// Id of the block, or `^label` of the note; none in headings and titles, where no correction can stand.
    pub at: Option<String>,
    /// The printed words, with as many around them as it takes to stand once in their place.
    pub quote: String,
    /// The quote with what it may have been; none when nothing is likely.
    pub read: Option<String>,
    /// The suspected word alone.
    pub word: String,
    /// Why, in a sentence.
    pub reason: String,
    /// How sure it is, up to 1.
    pub confidence: f64,
    /// Where it stands, in bytes of the page.
    pub range: Range<usize>,
}

/// Suspicions below this are not told.
const LEAST: f64 = 0.5;
/// Suspicions from here on are proposed as corrections.
pub const PROPOSED: f64 = 0.7;
/// From here on a suspicion is a warning; below it is a note.
const SURE: f64 = 0.8;

/// Everything in the edition that looks misread, the surest first.
#[must_use]
pub fn proofread(edition: &Edition) -> Vec<Suspicion> {
    suspicions(&tokens::texts(edition), &edition.config.accepted)
}

fn suspicions(texts: &[tokens::Text<'_>], accepted: &[String]) -> Vec<Suspicion> {
    let counts = counts::Counts::of(texts);
    let mut found: Vec<Suspicion> = Vec::new();
    for text in texts {
        let mut own = words::suspicions(text, &counts);
        own.extend(signs::suspicions(text));
        let is_told = |one: &Suspicion| {
            one.confidence >= LEAST && !text.is_known(one) && !accepted.iter().any(|words| text.accepts(one, words))
        };
        found.extend(own.into_iter().filter(is_told));
    }
    found.sort_by(|a, b| b.confidence.total_cmp(&a.confidence));
    found
}

/// The suspicions as diagnostics, and one for the whole edition when it spells in two ways.
#[must_use]
pub fn check(edition: &Edition) -> Vec<Diagnostic> {
    let texts = tokens::texts(edition);
    let pages: HashMap<&str, &str> =
        texts.iter().map(|text| (text.page.path.as_str(), text.page.text.as_str())).collect();
    let text_of = |path: &str| pages.get(path).copied().unwrap_or_default();
    let mut said: Vec<Diagnostic> =
        suspicions(&texts, &edition.config.accepted).iter().map(|one| diagnostic(one, text_of(&one.page))).collect();
    said.extend(tones::check(&texts));
    said
}

fn diagnostic(one: &Suspicion, text: &str) -> Diagnostic {
    let severity = if one.confidence >= SURE { Severity::Warning } else { Severity::Note };
    let percent = (one.confidence * 100.0).round();
    let message = format!("`{}` looks misread: {} ({percent} %)", one.word, one.reason);
    let hint = match &one.read {
        Some(read) => {
            format!("if so, correct it with `corrections`: read “{read}”; `ibid check --suggest` writes the entry")
        }
        None => "compare it with the printed page".to_owned(),
    };
    Diagnostic::new(severity, one.code, &one.page, message).at(Span::in_text(text, one.range.clone())).hint(hint)
}
