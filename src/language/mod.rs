//! What the program knows of natural languages: the files `languages/*.yaml`, read once.
//!
//! Out: each [`Language`] as its file has it ([`all`], [`get`]); its words prepared for use as a [`Lexicon`] ([`lexicon`]), and the
//! one of all languages together ([`any`]), for rules that work before the language of a text is known; and [`detect`].
//! No other room holds words of a natural language. `docs/languages.md` says what each key of a file means.
//!
//! | question | answer |
//! |---|---|
//! | "Phần", "Chapter", "§" at the head of a text, and its rank | [`Lexicon::part_word`] |
//! | "nhất", "First", "Erster" | [`Lexicon::ordinal`], [`Lexicon::leading_ordinal`] |
//! | "Phụ lục", "Annex", "Anlage" | [`Lexicon::after_appendix_word`] |
//! | "Bảng 3", "Table 3" | [`Lexicon::is_caption`] |
//! | "Ghi chú", "Endnotes" | [`Lexicon::is_notes_heading`] |
//! | "Mục lục", "Contents" | [`Lexicon::is_contents_heading`] |
//! | "Trang 3/40", "Page 3 of 40" | [`Lexicon::page_number`] |
//! | "page break", "hết trang" | [`Lexicon::page_break`] |
//! | "Báo cáo", "Report", "Prüfbericht" | [`Lexicon::kind`], [`Lexicon::opens_with_kind`] |
//! | "Số: 12/BC-UBND", "A/HRC/60/1" | [`Lexicon::document_number`] |
//! | "Ủy ban", "Council", "…ministerium" | [`Lexicon::names_issuer`] |
//! | "Distr.: General", a motto of a state | [`Lexicon::is_letterhead`] |
//! | "Người ký", "Signed by"; "Công báo", "Official Journal" | [`Lexicon::is_stamp`], [`Lexicon::is_gazette`] |
//! | "Prepared by"; "Foreword"; "Summary" | [`Lexicon::is_byline`], [`Lexicon::is_foreword`], [`Lexicon::is_head_section`] |
//! | "Số hiệu", "Publisher", as keys | [`Lexicon::fact`] |
//! | "Nơi nhận", "Copies to" | [`Lexicon::is_recipients`] |
//! | "TM. …", "On behalf of …" | [`Lexicon::is_signature`] |
//! | "ngày 3 tháng 4 năm 2025", "3. April 2025" | [`Lexicon::date`] |
//! | "April", "tháng tư" | [`Lexicon::month`] |
//! | "2025": a year; "3/4/2025" | [`year`], [`dates_in_figures`] |
//! | "triệu", "million", "tấn" | [`Lexicon::scale`] |
//! | "của", "of the": no sentence ends so | [`Lexicon::must_go_on`] |
//! | "…ment", "…tion" behind a hyphen | [`Lexicon::is_word_ending`] |
//! | "Nr.", "Art.": no sentence ends here | [`Lexicon::is_abbreviation`] |
//! | "Xem", "See", "Vgl.": so notes begin | [`Lexicon::opens_note`] |
//! | "box 3", "(4)", "3.6.2": numbers that label | [`Lexicon::is_label`] |
//! | "Luật", "Guidelines": documents that set norms | [`Lexicon::sets_norms`] |
//! | "công nghiệp": two syllables that are one word | [`Compounds::holds`] |

mod citations;
mod citing;
mod compounds;
mod concepts;
mod dates;
mod detect;
mod differences;
mod documents;
mod heads;
mod label_words;
mod labels;
mod letters;
mod lexicon;
mod own;
mod phrases;
mod proofreading;
mod quantities;
mod references;
mod referred;
mod referring;
mod words;

use std::sync::{LazyLock, OnceLock};

use crate::diagnostic::Diagnostic;

pub use citations::CitedNumber;
pub use compounds::Compounds;
pub use concepts::{Concepts, concepts};
pub use dates::{Dates, PrintedDate, YEAR, dates_in_figures, year};
pub use detect::detect;
pub use differences::{Differences, has};
pub use documents::Kind;
pub use lexicon::Lexicon;
pub use proofreading::{Proofreading, Syllables};
pub use quantities::NUMBER;
pub use references::References;
pub use referred::{Named, Reference};
pub use words::{Fact, Language, Numbers, Pages, PartLevel, Places, Signatures};

macro_rules! carried {
    ($code:literal) => {
        (
            $code,
            include_str!(concat!("../../languages/", $code, ".yaml")),
            include_str!(concat!(env!("OUT_DIR"), "/languages/", $code, ".json")),
        )
    };
}

/// The files that the program carries: their codes, their texts as they are written, and as the build script writes them in JSON,
/// which takes a tenth of the time to read.
const FILES: [(&str, &str, &str); 9] = [
    carried!("vi"),
    carried!("en"),
    carried!("fr"),
    carried!("de"),
    carried!("es"),
    carried!("pt"),
    carried!("it"),
    carried!("nl"),
    carried!("sv"),
];

/// With the words of the edition, where they were taken up before the first question.
static TAKEN_UP: OnceLock<Vec<Language>> = OnceLock::new();
static LANGUAGES: LazyLock<&'static [Language]> =
    LazyLock::new(|| TAKEN_UP.get_or_init(|| own::read_over(&FILES, &[]).value));
static ANY: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::of(&LANGUAGES.iter().collect::<Vec<_>>()));
/// One for each language, made when it is first asked for.
static EACH: LazyLock<Vec<OnceLock<Lexicon>>> = LazyLock::new(|| LANGUAGES.iter().map(|_| OnceLock::new()).collect());

static COMPOUNDS: LazyLock<Compounds> = LazyLock::new(|| {
    let language = get("vi");
    let own = language.map_or(&[][..], |language| language.compounds.as_slice());
    let weak = language.map(|language| language.open_words.iter().chain(&language.function_words));
    Compounds::of(own, weak.into_iter().flatten())
});

/// Takes up the files of an edition, names and texts, and says what is wrong with them. Once, before any text is read: a program works on one
/// edition, and what it knows of languages does not change while it works.
#[must_use]
pub fn take_up(files: &[(&str, &str)]) -> Vec<Diagnostic> {
    // Without any, the program's own are read when they are first asked for.
    if files.is_empty() {
        return Vec::new();
    }
    let read = own::read_over(&FILES, files);
    let mut said = read.diagnostics;
    if TAKEN_UP.set(read.value).is_err() {
        said.push(Diagnostic::new("language-broken", "languages/", message!("languages-in-use")));
    }
    said
}

/// The languages that the program knows.
#[must_use]
pub fn all() -> &'static [Language] {
    &LANGUAGES
}

/// A language by its code: `vi`, `en`; a region (`en-GB`) does not matter.
#[must_use]
pub fn get(code: &str) -> Option<&'static Language> {
    place(code).and_then(|at| LANGUAGES.get(at))
}

fn place(code: &str) -> Option<usize> {
    let code = code.split('-').next().unwrap_or(code);
    LANGUAGES.iter().position(|language| language.code == code)
}

/// Whether texts in a language are read for figures: it has words for them.
#[must_use]
pub fn has_figures(code: &str) -> bool {
    get(code).is_some_and(|language| !language.figures.is_empty())
}

/// The language of [`compounds`].
pub const OF_COMPOUNDS: &str = "vi";

/// The compounds of Vietnamese, and the words that stand beside anything in it.
#[must_use]
pub fn compounds() -> &'static Compounds {
    &COMPOUNDS
}

/// The words of all languages together.
#[must_use]
pub fn any() -> &'static Lexicon {
    &ANY
}

/// The words of one language; those of all where the code is unknown.
#[must_use]
pub fn lexicon(code: &str) -> &'static Lexicon {
    let of = |at: usize| Some(EACH.get(at)?.get_or_init(|| Lexicon::of(&[&LANGUAGES[at]])));
    place(code).and_then(of).unwrap_or(&ANY)
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    #[test]
    fn every_file_is_read() {
        for (code, text, _) in FILES {
            let read = Language::read(text);
            assert!(read.is_ok(), "{code}: {read:?}");
            assert_eq!(read.as_ref().map(|language| language.code.as_str()).ok(), Some(code));
            assert_eq!(read.ok().as_ref(), get(code), "{code}: as it is written and as the program carries it");
        }
        assert_eq!(all().len(), FILES.len());
    }

    #[test]
    fn a_word_has_one_ordinal_in_all_languages() {
        let mut known: HashMap<&str, usize> = HashMap::new();
        for language in all() {
            for (number, words) in &language.ordinals {
                for word in words {
                    assert_eq!(known.insert(word, *number).unwrap_or(*number), *number, "{word}");
                }
            }
        }
    }

    #[test]
    fn a_language_is_found_by_its_code() {
        assert_eq!(get("en-GB").map(|language| language.name.as_str()), Some("English"));
        assert!(get("xx").is_none());
        assert!(lexicon("en").ordinal("erster").is_none());
        assert_eq!(lexicon("xx").ordinal("erster"), Some(1));
    }
}
