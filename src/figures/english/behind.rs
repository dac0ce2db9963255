//! What stands behind a figure in English: what a share is of, and which of the things counted are meant.

use std::ops::Range;

use super::super::periods::Period;
use super::super::vocabulary::EN;
use super::super::words::{Words, behind_any, capitalised, ends_with_any};
use super::claims::movement;
use super::names::{is_stop, is_verb};

/// The most words that are taken from behind a figure.
const LONGEST: usize = 12;
/// How many bytes behind a figure these are looked for in.
const FARTHEST: usize = 2_000;

/// The words behind a figure up to a sign, without times.
pub(super) fn behind(words: &Words, from: usize, times: &[(Range<usize>, Period)]) -> Vec<String> {
    let to = words.raw.floor_char_boundary(from + FARTHEST);
    let mut text = words.raw(from..to).to_owned();
    let first = times.partition_point(|(time, _)| time.start < from);
    for (time, _) in times[first..].iter().take_while(|(time, _)| time.end <= to) {
        text.replace_range(time.start - from..time.end - from, &" ".repeat(time.len()));
    }
    let sign = |c: char| ",;:()[]\n“”\"".contains(c);
    let end = text.find(sign).unwrap_or(text.len());
    let end = text[..end].find(". ").unwrap_or(end);
    let mut found: Vec<String> = text[..end]
        .split_whitespace()
        .take(LONGEST)
        .map(|word| word.trim_end_matches('.').to_owned())
        .filter(|word| !word.is_empty())
        .collect();
    let leads_on = |word: &String| is_stop(&word.to_lowercase()) || EN.behind_participles.contains(&word.as_str());
    while found.last().is_some_and(leads_on) {
        found.pop();
    }
    found
}

/// "75 per cent of the fees came from ten boats": the share of what, and what is said of it; none where no thing follows.
pub(super) fn share_of(behind: &[String]) -> Option<String> {
    let (of, thing) = behind.split_first()?;
    let leads = EN.of_words.contains(&of.as_str()) && !thing.is_empty();
    leads.then(|| format!("{} {}", EN.share_of, with_its_verb(thing)))
}

/// "Among the crews, 40 per cent had served for years".
pub(super) fn share_among(lead: &str, behind: &[String]) -> Option<String> {
    let whom = behind_any(lead, EN.among)?;
    let says = behind.first().is_some_and(|word| is_verb(word));
    says.then(|| format!("{} {whom} {} {}", EN.share_of, EN.which, behind.join(" ")))
}

/// "31 boats paid the fee": the things counted, with the words behind that say which.
pub(super) fn counted(noun: &str, behind: &[String]) -> String {
    let first = behind.first().map_or("", String::as_str);
    let goes_on = behind.len() > 1 && EN.leading_on.contains(&first);
    if goes_on {
        return format!("{noun} {}", behind.join(" "));
    }
    let says = behind.len() > 1 && is_verb(first);
    match says {
        true if is_participle(behind, 0) => format!("{noun} {}", behind.join(" ")),
        true => format!("{noun} {} {}", EN.which, behind.join(" ")),
        false => noun.to_owned(),
    }
}

/// "a 9 per cent reduction in night trips": what moves, and how.
pub(super) fn moved(behind: &[String]) -> Option<(String, &'static str)> {
    let (how, rest) = behind.split_first()?;
    let how = movement(how)?;
    let (leads, thing) = rest.split_first()?;
    let (leads, is_said) = (leads.as_str(), (1..=8).contains(&thing.len()));
    let thing = thing.join(" ");
    let thing = EN.articles.iter().find_map(|word| thing.strip_prefix(word)?.strip_prefix(' ')).unwrap_or(&thing);
    (is_said && EN.moved_in.contains(&leads)).then(|| (capitalised(thing), how))
}

/// A noun phrase parted by "that" from its verb, where one is known.
fn with_its_verb(words: &[String]) -> String {
    let is_said = |at: &usize| {
        // "the town's repaired bridges": what stands behind an owner or an article belongs to the noun.
        let before = words[at - 1].as_str();
        let owns = before.ends_with("'s") || before.ends_with("’s") || EN.determining.contains(&before);
        is_verb(&words[*at]) && !is_participle(words, *at) && !owns && !EN.relatives.contains(&before)
    };
    let verb = (1..words.len()).find(is_said);
    match verb {
        Some(at) => format!("{} {} {}", words[..at].join(" "), EN.which, words[at..].join(" ")),
        None => words.join(" "),
    }
}

/// "fees paid by boats", and not "fees were in arrears": a participle that says which.
fn is_participle(words: &[String], at: usize) -> bool {
    let word = words[at].as_str();
    (word.ends_with(EN.past_ending) || EN.past_verbs.contains(&word))
        && words.get(at + 1).is_some_and(|next| EN.behind_participles.contains(&next.as_str()))
}

/// Whether a clause begins with its figure: behind a comma, "that", or nothing but words that say nothing.
pub fn opens(before: &str) -> bool {
    let clause = before.rfind([',', ';', ':', '(', '.']).map_or(before, |at| &before[at + 1..]);
    ends_with_any(clause.trim_end(), &[EN.which]) || clause.split_whitespace().all(is_stop)
}
