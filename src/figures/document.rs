//! What a report says of itself, before its figures are read.

use crate::language::any;

/// What a report says of itself.
#[derive(Debug, Clone, Copy, Default)]
pub struct Document<'a> {
    /// Its title, without marks.
    pub title: &'a str,
    /// Its date.
    pub date: Option<&'a str>,
    /// The code of its language, where it is said.
    pub language: Option<&'a str>,
    /// Whether it sets norms ([`crate::language::Lexicon::sets_norms`]).
    pub sets_norms: bool,
}

impl<'a> Document<'a> {
    /// By its title, date and language, the kind of document that it calls itself, and the labels of its sections.
    pub fn new<'l>(
        title: &'a str,
        (date, language): (Option<&'a str>, Option<&'a str>),
        kind: Option<&str>,
        labels: impl Iterator<Item = Option<&'l str>>,
    ) -> Self {
        Self { title, date, language, sets_norms: any().sets_norms(kind, title, labels) }
    }
}
