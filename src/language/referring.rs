//! The forms of references to parts, appendices and notes in some languages, put together from their words.

use std::collections::HashSet;

use super::phrases::{alternatives, gather, small_words};
use super::references::References;
use super::words::{Language, PartLevel};
use crate::text::LatePattern;

/// The forms of references in some languages.
#[derive(Debug, Clone)]
pub(super) struct Referring {
    pub(super) form: LatePattern,
    /// The words of a note that says nothing but where to look.
    pub(super) pointing: HashSet<String>,
}

impl Referring {
    pub(super) fn of(languages: &[&Language]) -> Self {
        let words = References::of(languages.iter().map(|language| &language.references));
        let of_levels = |levels: &[PartLevel]| {
            let of =
                |language: &&Language| levels.iter().filter_map(|l| language.parts.get(l)).flatten().cloned().collect();
            alternatives(&languages.iter().flat_map(|language| -> Vec<String> { of(language) }).collect::<Vec<_>>())
        };
        use PartLevel::{Article, Chapter, Clause, Part, Point, Section, Subsection, Title};
        let [clause, point] = [Clause, Point].map(|level| of_levels(&[level]));
        let parts = of_levels(&[Part, Title, Chapter, Section, Subsection, Article]);
        let prefixes = alternatives(&gather(languages, |l| &l.ordinal_prefixes));
        let appendices = alternatives(&gather(languages, |l| &l.appendices));
        let [note, same, of] = [&words.note, &words.same, &words.of].map(|phrases| alternatives(phrases));
        let number = format!(
            r"(?i:{prefixes})[ \x{{a0}}]?(?:\p{{L}}+|[0-9]{{1,3}})|[0-9]{{1,3}}(?:\.[0-9]{{1,2}}){{0,4}}[a-z]?|\p{{Lu}}\p{{Ll}}+|[A-Z](?:\.[IVXL0-9]{{1,4}}){{1,2}}|[IVXL]{{1,6}}(?:\.[0-9]{{1,2}}){{0,3}}|[A-Z]"
        );
        let led = format!(
            r"(?:(?:(?i:{point})[ \x{{a0}}]\p{{Ll}}\)?,?[ \x{{a0}}])?(?i:{clause})[ \x{{a0}}][0-9]{{1,2}},?[ \x{{a0}}])?"
        );
        let form = LatePattern::new(format!(
            r"(?P<note>(?i:{note})[ \x{{a0}}](?P<n>[0-9]{{1,3}}))|(?P<same>^\s*(?i:{same}))|(?P<appendix>(?i:{appendices})[ \x{{a0}}](?P<a>(?:(?i:{prefixes})[ \x{{a0}}]?)?(?:[0-9]{{1,2}}|[IVXL]{{1,5}}|[A-Z])))|{led}(?P<part>(?P<word>(?i:{parts}))\.?[ \x{{a0}}]?(?P<number>{number}))(?:,?[ \x{{a0}}](?:(?i:{of})[ \x{{a0}}])?(?P<inside>(?i:{parts})[ \x{{a0}}](?:(?i:{prefixes})[ \x{{a0}}])?[^[ \x{{a0}}],;.)]+))?"
        ));
        let prefix = gather(languages, |l| &l.ordinal_prefixes);
        let pages = gather(languages, |l| &l.pages.words);
        let lists = [&words.note, &words.same, &words.see, &prefix, &pages];
        Self { form, pointing: lists.into_iter().flatten().flat_map(|phrase| small_words(phrase)).collect() }
    }
}
