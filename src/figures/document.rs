//! What a report says of itself, before its figures are read.

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
