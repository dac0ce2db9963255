//! The styles: how a source writes its marks, its notes, its numbers and its pages.

use super::writer::{ENGLISH, FRENCH, GERMAN, SPANISH, VIETNAMESE};

/// What labels are made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Labels {
    Digits,
    Raised,
    Stars,
    Daggers,
    Letters,
}

/// Where numbering begins anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Numbers {
    /// Nowhere; from this number on.
    Through(usize),
    Page,
    Chapter,
    Report,
    /// Nowhere, with two notes that a reviser put in.
    Inserted,
}

/// Where notes stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Foot,
    Chapter,
    End,
}

/// Where a mark stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum At {
    Word,
    Comma,
    Stop,
}

/// A style. `@` is the label, `~` the words.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    pub name: &'static str,
    pub language: usize,
    pub mark: &'static str,
    pub at: At,
    pub note: &'static str,
    pub labels: Labels,
    pub numbers: Numbers,
    pub place: Place,
    /// Notes on a page.
    pub a_page: usize,
    /// The line at a page's end; `@` is its number.
    pub page: &'static str,
    /// A rule stands above the notes of a page.
    pub rule: bool,
    /// Notes stand on lines right below one another.
    pub tight: bool,
    /// The last note of a page goes on at the next foot.
    pub overleaf: bool,
    /// Headings have no signs.
    pub plain: bool,
    /// No blank line stands between paragraphs: a page is one block of lines.
    pub dense: bool,
    /// Lines are broken at so many characters.
    pub width: usize,
    /// Nothing more than telling is asked.
    pub only_told: bool,
}

const BASE: Style = Style {
    name: "",
    language: ENGLISH,
    mark: "<sup>@</sup>",
    at: At::Word,
    note: "<sup>@</sup> ~",
    labels: Labels::Digits,
    numbers: Numbers::Through(1),
    place: Place::Foot,
    a_page: 4,
    page: "",
    rule: false,
    tight: false,
    overleaf: false,
    plain: false,
    dense: false,
    width: 0,
    only_told: false,
};

const DENSE: Style = Style { mark: "@", at: At::Stop, tight: true, plain: true, dense: true, width: 84, ..BASE };

use At::{Comma, Stop, Word};
use Numbers::{Inserted, Through};

pub const STYLES: &[Style] = &[
    // Raised marks.
    Style { name: "sup", overleaf: true, ..BASE },
    Style { name: "sup-italics", mark: "<sup>_@_</sup>", note: "<sup>_@_</sup> ~", language: GERMAN, ..BASE },
    Style { name: "sup-and-plain-number", note: "@ ~", at: Stop, ..BASE },
    Style { name: "sup-and-point", note: "@. ~", language: SPANISH, at: Comma, page: "- @ -", ..BASE },
    Style { name: "sup-brackets", mark: "<sup>(@)</sup>", note: "(@) ~", language: VIETNAMESE, ..BASE },
    Style { name: "sup-by-page", numbers: Numbers::Page, language: FRENCH, page: "**@**", ..BASE },
    Style { name: "sup-letters", labels: Labels::Letters, numbers: Numbers::Page, ..BASE },
    Style { name: "sup-letters-through", labels: Labels::Letters, place: Place::End, language: FRENCH, ..BASE },
    Style { name: "caret", mark: "^@", note: "^@ ~", language: FRENCH, ..BASE },
    Style { name: "caret-both-sides", mark: "^@^", note: "^@^ ~", at: Stop, language: SPANISH, ..BASE },
    Style {
        name: "caret-and-plain-number",
        mark: "^@^",
        note: "@ ~",
        language: VIETNAMESE,
        page: "<!-- @ -->",
        ..BASE
    },
    Style { name: "superscript-digits", mark: "@", note: "@ ~", labels: Labels::Raised, language: VIETNAMESE, ..BASE },
    Style {
        name: "superscript-by-chapter",
        mark: "@",
        note: "@~",
        labels: Labels::Raised,
        numbers: Numbers::Chapter,
        place: Place::Chapter,
        ..BASE
    },
    Style { name: "formula", mark: "${ }^{@}$", note: "${ }^{@}$ ~", language: GERMAN, at: Stop, ..BASE },
    Style { name: "formula-and-quote", mark: "${ }^{@}$", note: "> @ ~", ..BASE },
    Style { name: "markdown", mark: "[^@]", note: "[^@]: ~", place: Place::End, language: VIETNAMESE, ..BASE },
    Style { name: "markdown-through-1014", mark: "[^@]", note: "[^@]: ~", numbers: Through(995), ..BASE },
    // Brackets.
    Style { name: "square", mark: "[@]", note: "[@] ~", language: GERMAN, place: Place::End, ..BASE },
    Style { name: "square-escaped", mark: "\\[@\\]", note: "\\[@\\] ~", page: "\u{c}", ..BASE },
    Style {
        name: "square-by-report",
        mark: "[@]",
        note: "[@]. ~",
        numbers: Numbers::Report,
        place: Place::End,
        language: VIETNAMESE,
        ..BASE
    },
    Style { name: "round", mark: " (@)", note: "(@) ~", language: SPANISH, ..BASE },
    Style {
        name: "round-glued-and-point",
        mark: "(@)",
        note: "(@). ~",
        at: Stop,
        language: VIETNAMESE,
        page: "Trang @",
        ..BASE
    },
    Style {
        name: "round-and-list",
        mark: " (@)",
        note: "- (@) ~",
        numbers: Numbers::Chapter,
        place: Place::Chapter,
        ..BASE
    },
    Style {
        name: "half-bracket",
        mark: "@)",
        note: "@) ~",
        language: GERMAN,
        numbers: Numbers::Page,
        page: "\u{c}",
        ..BASE
    },
    // Stars.
    Style {
        name: "stars",
        mark: "@",
        note: "@ ~",
        labels: Labels::Stars,
        numbers: Numbers::Page,
        a_page: 3,
        language: FRENCH,
        ..BASE
    },
    Style {
        name: "stars-in-brackets",
        mark: " (@)",
        note: "(@) ~",
        labels: Labels::Stars,
        numbers: Numbers::Page,
        a_page: 2,
        language: VIETNAMESE,
        ..BASE
    },
    Style { name: "daggers", mark: "@", note: "@ ~", labels: Labels::Daggers, numbers: Numbers::Page, ..BASE },
    Style {
        name: "daggers-raised",
        mark: "<sup>@</sup>",
        note: "<sup>@</sup> ~",
        labels: Labels::Daggers,
        numbers: Numbers::Page,
        language: GERMAN,
        ..BASE
    },
    // Plain digits.
    Style { name: "glued", mark: "@", note: "@ ~", rule: true, ..BASE },
    Style { name: "glued-behind-stops", mark: "@", at: Stop, note: "@. ~", language: VIETNAMESE, rule: true, ..BASE },
    Style { name: "glued-behind-commas", mark: "@", at: Comma, note: "> @ ~", language: GERMAN, ..BASE },
    Style { name: "glued-list", mark: "@", at: Stop, note: "- @ ~", language: SPANISH, page: "- @ -", ..BASE },
    Style {
        name: "glued-by-page",
        mark: "@",
        at: Stop,
        note: "@ ~",
        numbers: Numbers::Page,
        page: "\u{c}",
        width: 70,
        plain: true,
        ..BASE
    },
    Style {
        name: "glued-by-chapter",
        mark: "@",
        at: Stop,
        note: "@. ~",
        numbers: Numbers::Chapter,
        place: Place::Chapter,
        language: FRENCH,
        ..BASE
    },
    Style { name: "glued-at-the-end", mark: "@", at: Stop, note: "@. ~", place: Place::End, language: GERMAN, ..BASE },
    Style { name: "glued-slash", mark: "@", at: Comma, note: "@/ ~", language: VIETNAMESE, page: "\u{c}", ..BASE },
    Style { name: "glued-label-alone", mark: "@", at: Stop, note: "@\n~", rule: true, language: SPANISH, ..BASE },
    Style {
        name: "glued-indented",
        mark: "@",
        at: Stop,
        note: "   @ ~",
        page: "\u{c}",
        width: 72,
        plain: true,
        language: FRENCH,
        ..BASE
    },
    Style { name: "glued-inserted", mark: "@", at: Stop, note: "@ ~", numbers: Inserted, rule: true, ..BASE },
    Style {
        name: "glued-overleaf",
        mark: "@",
        at: Stop,
        note: "@ ~",
        overleaf: true,
        rule: true,
        page: "\u{c}",
        ..BASE
    },
    Style {
        name: "glued-three-digits",
        mark: "@",
        at: Stop,
        note: "@ ~",
        numbers: Through(95),
        rule: true,
        page: "\u{c}",
        ..BASE
    },
    Style { name: "spaced", mark: " @", at: Stop, note: "@ ~", language: GERMAN, rule: true, ..BASE },
    // What stands between words like a figure is told, not linked.
    Style { name: "spaced-words", only_told: true, mark: " @", at: Word, note: "@ ~", page: "\u{c}", ..BASE },
    Style {
        name: "spaced-tight",
        mark: " @",
        at: Stop,
        note: "@ ~",
        tight: true,
        page: "\u{c}",
        width: 76,
        plain: true,
        language: SPANISH,
        ..BASE
    },
    Style {
        name: "glued-by-report",
        mark: "@",
        at: Stop,
        note: "@. ~",
        numbers: Numbers::Report,
        place: Place::End,
        language: VIETNAMESE,
        ..BASE
    },
    // Pages as blocks of lines, as programs draw them out of a PDF.
    Style { name: "dense-tab", note: "@\t ~", page: "\n@", ..DENSE },
    Style { name: "dense-tab-commas", at: Comma, note: "@\t ~", page: "\n@", language: GERMAN, ..DENSE },
    Style { name: "dense-blank", note: "@ ~", page: "\n@", language: SPANISH, ..DENSE },
    Style { name: "dense-by-page", note: "@\t~", numbers: Numbers::Page, page: "\n- @ -", ..DENSE },
    Style { name: "dense-point", note: "@. ~", page: "\n@", language: VIETNAMESE, ..DENSE },
    Style { name: "dense-glued-label", note: "@~", at: Comma, page: "\u{c}", language: FRENCH, ..DENSE },
];
