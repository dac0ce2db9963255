//! Documents that a text cites by a number whose form the language knows: "resolution 70/1", "Regulation (EU) 2016/679".
//!
//! In: a running text. Out: where numbers stand, with the kind and the issuer that the words around them name.
//! What always holds: a number that only its place makes one ("70/1") stands right behind a kind; citations do not overlap.

use std::ops::Range;

use regex::Regex;

use super::lexicon::Lexicon;
use super::phrases::small_words;
use crate::text::capitalised;

/// A document that a text cites.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CitedNumber {
    /// The bytes of the kind and the number.
    pub range: Range<usize>,
    /// The bytes of the number alone.
    pub number: Range<usize>,
    /// What it is: "Resolution".
    pub kind: String,
    /// Who issued it, when the words say so.
    pub issuer: Option<String>,
}

/// The kind before a number.
struct Head {
    start: usize,
    kind: String,
    is_close: bool,
    issuer: Option<String>,
}

impl Lexicon {
    /// The documents that a text cites by numbers of a known form, in order.
    #[must_use]
    pub fn cited_numbers(&self, text: &str) -> Vec<CitedNumber> {
        if !text.bytes().any(|byte| byte.is_ascii_digit()) {
            return Vec::new();
        }
        let mut found: Vec<(Range<usize>, bool)> = Vec::new();
        found.extend(self.numbers.iter().flat_map(|form| places(form, text)).map(|range| (range, true)));
        found.extend(self.citing.forms.iter().flat_map(|form| places(form, text)).map(|range| (range, false)));
        // Of two forms at one place the longer one.
        found.sort_by_key(|(range, _)| (range.start, usize::MAX - range.end));
        let mut cited: Vec<CitedNumber> = Vec::new();
        for (number, is_plain) in found {
            if cited.last().is_some_and(|last| number.start < last.number.end) {
                continue;
            }
            cited.extend(self.cited_number(text, number, is_plain));
        }
        cited
    }

    fn cited_number(&self, text: &str, number: Range<usize>, is_plain: bool) -> Option<CitedNumber> {
        let head = self.head_before(text, number.start).filter(|head| is_plain || head.is_close);
        let by_form = || self.kind_of_number(&text[number.clone()]).filter(|_| is_plain);
        let issuer = head.as_ref().and_then(|head| head.issuer.clone()).or_else(|| self.issuer_after(text, number.end));
        let start = head.as_ref().map_or(number.start, |head| head.start);
        let kind = head.map(|head| head.kind).or_else(by_form)?;
        Some(CitedNumber { range: start..number.end, number, kind: capitalised(&kind), issuer })
    }

    /// What a part of a number says of its kind: "A/RES/70/1" is a resolution.
    fn kind_of_number(&self, number: &str) -> Option<String> {
        let mut parts = number.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
        let named = parts.find_map(|part| self.citing.kinds.get(part));
        named.or_else(|| self.citing.kinds.get("*")).cloned()
    }

    /// The kind that stands before a place, at most three words away.
    fn head_before(&self, text: &str, at: usize) -> Option<Head> {
        /// Words between a kind and its number, and words of an issuer before the kind.
        const BETWEEN: usize = 3;
        const ISSUER: usize = 4;
        let words = words_before(text, at, BETWEEN + 2 * ISSUER);
        let small: Vec<String> = words.iter().map(|(_, word)| word.to_lowercase()).collect();
        // "Drucksache 19/1234": the label is the kind.
        let label = words.last().zip(small.last());
        if let Some((start, kind)) = label.and_then(|((start, _), word)| Some((*start, self.citing.kinds.get(word)?))) {
            return Some(Head { start, kind: kind.clone(), is_close: true, issuer: None });
        }
        let (first, length) = (0..small.len()).rev().take(BETWEEN + 2).find_map(|first| {
            let length = self.kinds.at(&small[first..])?;
            (first + length + BETWEEN >= small.len()).then_some((first, length))
        })?;
        // A longer name of the kind may begin before: "draft resolution".
        let labelled = small[first + length..].iter().all(|word| self.is_number_label(word));
        let issuer = (first.saturating_sub(ISSUER)..first).find_map(|from| {
            let known = self.issuers.at(&small[from..first])?;
            (from + known == first).then(|| words[from].0..words[first].0)
        });
        let kind = self.kinds.name(&small[first..first + length]);
        let issuer = issuer.map(|range| text[range].trim().to_owned());
        Some(Head { start: words[first].0, kind, is_close: labelled, issuer })
    }

    fn is_number_label(&self, word: &str) -> bool {
        self.number_labels.iter().any(|label| label.trim_end_matches(['.', ':', '°', 'º']) == word)
    }

    /// The issuer that follows a number: "of the General Assembly".
    fn issuer_after(&self, text: &str, at: usize) -> Option<String> {
        /// "of the".
        const OPEN: usize = 2;
        let rest = text[at..].split([',', ';', '.', '(', ')', '\n']).next().unwrap_or_default();
        let printed: Vec<&str> = crate::text::words(rest).take(OPEN + 6).collect();
        let small = small_words(&printed.join(" "));
        let open = small.iter().take(OPEN).take_while(|word| self.is_open_word(word)).count();
        let length = self.issuers.at(small.get(open..).filter(|_| open > 0)?)?;
        // "the Secretary reports": a name has capitals.
        let name = printed.get(open..open + length)?;
        name.iter().all(|word| word.starts_with(char::is_uppercase)).then(|| name.join(" "))
    }

    /// The term of office that the words after a document's number name, as printed and its number: "khóa XII", "XII".
    #[must_use]
    pub fn term_after<'t>(&self, text: &'t str) -> Option<(&'t str, &'t str)> {
        /// Bytes within which the issuer stands.
        const NEAR: usize = 120;
        let near = &text[..text.floor_char_boundary(NEAR)];
        let near = near.split([';', '.', '“', '"', '\n']).next().unwrap_or_default();
        let near = self.subject_start(near).map_or(near, |subject| &near[..subject]);
        // What follows a bracket that closes here is of something else: "(Conclusion 1), with Resolution 4 of the XI term".
        let closes = near.find(')').filter(|close| !near[..*close].contains('('));
        let near = closes.map_or(near, |close| &near[..close]);
        let found = self.citing.terms.as_ref()?.captures(near)?;
        Some((found.get(0)?.as_str(), found.get(1)?.as_str()))
    }

    /// Where the subject of a document begins in the words after its number: the byte of "on" in "of the Council on roads".
    #[must_use]
    pub fn subject_start(&self, text: &str) -> Option<usize> {
        let is_whole = |at: usize, word: &str| {
            let before = text[..at].chars().next_back();
            let after = text[at + word.len()..].chars().next();
            let dated = text[at + word.len()..].trim_start().starts_with(|c: char| c.is_ascii_digit());
            !before.is_some_and(char::is_alphanumeric) && after == Some(' ') && !dated
        };
        let first = |word: &str| text.match_indices(word).map(|(at, _)| at).find(|at| is_whole(*at, word));
        let nouns = self
            .citing
            .about
            .iter()
            .filter_map(|word| [first(word), first(&capitalised(word))].into_iter().flatten().min());
        let verbs =
            self.citing.about_verbs.iter().filter_map(|verb| first(verb)).filter(|at| self.is_of_issuer(&text[..*at]));
        nouns.chain(verbs).min()
    }

    /// Whether words between a number and a verb are a date and the name of an issuer: "of 3 May of the Council".
    fn is_of_issuer(&self, words: &str) -> bool {
        /// Words of a date and of an issuer's name.
        const DATE: usize = 6;
        const NAME: usize = 12;
        let words: Vec<&str> = crate::text::words(words).collect();
        let has_figure = |word: &&str| word.chars().any(|c| c.is_ascii_digit());
        let date = words.iter().take(DATE).rposition(has_figure).map_or(0, |last| last + 1);
        let name = &words[date..];
        let joins = |word: &str| self.references.joining.iter().any(|joining| joining == word);
        let is_open = |word: &&&str| self.is_open_word(&word.to_lowercase()) && !joins(&word.to_lowercase());
        let opens = name.iter().take_while(is_open).count();
        let is_name =
            |word: &&str| !self.citing.small.contains(&word.to_lowercase()) && !word.ends_with([',', ';', '(']);
        name.is_empty() || opens > 0 && name.len() <= NAME && name[opens..].iter().all(is_name)
    }

    /// Whether the numbers of its documents tell their kinds by a code: "59-NQ/TW".
    #[must_use]
    pub fn numbers_name_kinds(&self) -> bool {
        self.citing.is_coded
    }

    /// Whether no sentence ends on a word in small letters: "of", "the".
    fn is_open_word(&self, word: &str) -> bool {
        self.open_words.contains(word)
    }

    /// A text without the words of a phrase that goes on: "of the 27 April" is "27 April".
    #[must_use]
    pub fn without_open_words<'t>(&self, text: &'t str) -> &'t str {
        let mut rest = text.trim_start();
        while let Some(after) = rest.split_once(' ').filter(|(word, _)| self.is_open_word(&word.to_lowercase())) {
            rest = after.1.trim_start();
        }
        rest
    }
}

/// Where numbers of a form stand.
fn places(form: &Regex, text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(caught) = form.captures_at(text, from) {
        let (Some(whole), Some(number)) = (caught.get(0), caught.get(1)) else { break };
        let printed = number.as_str().trim_end_matches(['.', ',', '-', '/', ':']);
        let range = number.start()..number.start() + printed.len();
        let ends = !text[range.end..].starts_with(|c: char| c.is_alphanumeric() || c == '/');
        from = if range.is_empty() { whole.end() } else { range.end }.max(from + 1);
        if ends && printed.contains(|c: char| c.is_ascii_digit()) {
            found.push(range);
        }
        if !text.is_char_boundary(from) || from >= text.len() {
            break;
        }
    }
    found
}

/// The last words before a place with their starts; no sign but a bracket or a stop of "No." parts them.
fn words_before(text: &str, at: usize, limit: usize) -> Vec<(usize, &str)> {
    let mut words = Vec::new();
    let mut end = at;
    while words.len() < limit {
        let signs: &[char] =
            if words.is_empty() { &[' ', '\u{a0}', '.', ':', '(', '°', 'º'] } else { &[' ', '\u{a0}'] };
        let trimmed = text[..end].trim_end_matches(signs);
        let start = trimmed.char_indices().rev().take_while(|(_, c)| c.is_alphabetic() || *c == '-').last();
        let Some((start, _)) = start else { break };
        words.push((start, &trimmed[start..]));
        end = start;
    }
    words.reverse();
    words
}

#[cfg(test)]
mod tests {
    use crate::language::lexicon;

    fn read(code: &str, text: &str) -> Vec<String> {
        let cited = lexicon(code).cited_numbers(text);
        let said = |one: super::CitedNumber| {
            format!("{} | {} | {}", one.kind, &text[one.number], one.issuer.as_deref().unwrap_or("-"))
        };
        cited.into_iter().map(said).collect()
    }

    #[test]
    fn numbers_are_cited_behind_their_kinds() {
        assert_eq!(
            read(
                "en",
                "as General Assembly resolution 70/1 and A/RES/66/288, or resolution 2231 (2015) of the Security Council, said"
            ),
            [
                "Resolution | 70/1 | General Assembly",
                "Resolution | A/RES/66/288 | -",
                "Resolution | 2231 (2015) | Security Council"
            ]
        );
        assert_eq!(
            read("en", "under Regulation (EU) 2016/679, Directive 2009/28/EC and audit report No. 2025/002"),
            ["Regulation | (EU) 2016/679 | -", "Directive | 2009/28/EC | -", "Report | 2025/002 | -"]
        );
        assert_eq!(
            read("de", "nach der Verordnung (EU) 2016/679 und dem Bundestagsbeschluss, Drucksache 19/1234"),
            ["Verordnung | (EU) 2016/679 | -", "Drucksache | 19/1234 | -"]
        );
        assert_eq!(read("fr", "la loi n° 2015-991 du 7 août 2015"), ["Loi | 2015-991 | -"]);
        assert_eq!(read("es", "la Ley 39/2015, de 1 de octubre"), ["Ley | 39/2015 | -"]);
    }

    #[test]
    fn other_figures_are_no_numbers() {
        for text in
            ["in 2024/25 the budget", "the report of 2025", "3/4 of the plan", "the plan for 2024/25", "page 70/71"]
        {
            assert!(read("en", text).is_empty(), "{text}: {:?}", read("en", text));
        }
    }
}
