//! What to do about text that is no YAML: what most often is the matter, by what the lines look like.
//!
//! In: the YAML, what its reader says, and where. Out: a place and a remedy. Invariant: the place is in the text that was given.

use std::ops::Range;

use crate::message::Message;

/// Where the fault is, what it is, and what to do.
pub(super) struct Remedy {
    /// In bytes of the YAML; none for where the reader says.
    pub place: Option<Range<usize>>,
    /// In our own words, with the reader's in brackets.
    pub what: Message,
    pub hint: Message,
}

/// A line with where it begins.
#[derive(Clone, Copy)]
struct Line<'y> {
    start: usize,
    text: &'y str,
}

impl Line<'_> {
    fn indent(self) -> usize {
        self.text.len() - self.text.trim_start_matches([' ', '\t']).len()
    }

    fn words(self) -> Range<usize> {
        self.start + self.indent()..self.start + self.text.trim_end().len()
    }

    fn has_words(self) -> bool {
        let words = self.text.trim();
        !words.is_empty() && !words.starts_with('#')
    }
}

/// The remedy for what `message` says of the byte `at`.
pub(super) fn remedy(yaml: &str, message: &str, at: usize) -> Remedy {
    let mut start = 0;
    let lines: Vec<Line<'_>> = yaml
        .split_inclusive('\n')
        .map(|text| {
            let line = Line { start, text };
            start += text.len();
            line
        })
        .collect();
    let here = lines.iter().rposition(|line| line.start <= at).unwrap_or(0);
    let by_quotes =
        || Remedy { place: None, what: message!("yaml-broken", message = message), hint: message!("yaml-quotes-hint") };
    let opens =
        |signs: &[char]| lines[..(here + 1).min(lines.len())].iter().rev().find_map(|line| unclosed(*line, signs));
    // The reader may complain a line later than the fault stands.
    let near = &lines[here.saturating_sub(2).min(lines.len())..(here + 1).min(lines.len())];
    if let Some(line) = near.iter().find(|line| line.text[..line.indent()].contains('\t')) {
        let place = line.start..line.start + line.indent();
        return Remedy {
            place: Some(place),
            what: message!("yaml-tab", message = message),
            hint: message!("yaml-tab-hint"),
        };
    }
    if message.contains("quoted scalar") || message.contains("unexpected end of stream") {
        let what = message!("yaml-quote-open", message = message);
        return Remedy { place: opens(&['"', '\'']), what, hint: message!("yaml-quote-open-hint") };
    }
    if message.contains("flow") || message.contains("',' or") {
        let what = message!("yaml-bracket", message = message);
        return Remedy { place: opens(&['[', '{']), what, hint: message!("yaml-bracket-hint") };
    }
    let Some(line) = lines.get(here) else { return by_quotes() };
    if has_colon_in_value(line.text) {
        return Remedy { what: message!("yaml-colon", message = message), ..by_quotes() };
    }
    match wrong_indent(&lines, here, message) {
        Some(remedy) => remedy,
        None => by_quotes(),
    }
}

/// A value of a line that opens with one of these signs and does not close.
fn unclosed(line: Line<'_>, signs: &[char]) -> Option<Range<usize>> {
    if !line.has_words() {
        return None;
    }
    let words = line.text.trim_end();
    let value = words.find(": ").map_or_else(|| line.indent(), |at| at + 2);
    let value = value + words[value..].len() - words[value..].trim_start_matches(['-', ' ']).len();
    let sign = words[value..].chars().next().filter(|sign| signs.contains(sign))?;
    let is_closed = match sign {
        '[' => words.matches('[').count() <= words.matches(']').count(),
        '{' => words.matches('{').count() <= words.matches('}').count(),
        quote => words[value..].matches(quote).count() % 2 == 0,
    };
    (!is_closed).then_some(line.start + value..line.start + words.len())
}

/// "title: Part 1: the year": a second colon in one line.
fn has_colon_in_value(line: &str) -> bool {
    let line = line.trim().trim_start_matches("- ");
    line.split_once(": ").is_some_and(|(_, value)| value.contains(": ") && !value.starts_with(['"', '\'', '[', '{']))
}

/// A line that stands further in or out than its fellow above.
fn wrong_indent(lines: &[Line<'_>], here: usize, message: &str) -> Option<Remedy> {
    let line = lines.get(here).filter(|line| line.has_words())?;
    let above = lines[..here].iter().rev().find(|line| line.has_words())?;
    let (own, other) = (line.indent(), above.indent());
    if own == other {
        return None;
    }
    // A list entry's keys stand under its first one.
    let under = if above.text.trim_start().starts_with("- ") { other + 2 } else { other };
    let opens = above.text.trim_end().ends_with(':');
    let hint = match own > under && !opens {
        true => message!("yaml-indent-hint", column = under + 1),
        false => message!("yaml-columns-hint", column = own + 1),
    };
    Some(Remedy { place: Some(line.words()), what: message!("yaml-indent", message = message), hint })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hint(yaml: &str) -> String {
        let error = serde_yaml::from_str::<serde_yaml::Value>(yaml).expect_err("not YAML");
        let at = error.location().map_or(0, |place| place.index());
        remedy(yaml, &error.to_string(), at).hint.to_string()
    }

    #[test]
    fn each_fault_has_its_remedy() {
        for (yaml, words) in [
            ("title: A\noutputs:\n\tepub: true\n", "tabs"),
            ("title: A\n  language: vi\n", "column 1"),
            ("title: A\nglossary:\n  - term: a\n     abbr: b\n", "column 5"),
            ("title: A\noutputs:\n    data: true\n  print: true\n", "one column"),
            ("title: Part 1: the year\n", "colon"),
            ("title: \"A\nlanguage: vi\n", "quote"),
            ("accepted: [a, b\ntitle: A\n", "bracket"),
        ] {
            let told = hint(yaml);
            assert!(told.contains(words), "{yaml}: {told}");
        }
    }

    #[test]
    fn a_line_of_blanks_opens_nothing() {
        assert!(hint("title: \"A\n        \nlanguage: vi\n").contains("quote"));
    }
}
