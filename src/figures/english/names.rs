//! What the words before a figure say in English: a name, a movement, an aim.

use std::ops::Range;

use super::super::periods::Period;
use super::super::vocabulary::EN;
use super::super::words::{Words, before_any, capitalised, ends, ends_with_any, find, has, lower, starts_with_any};
use super::claims::{intended, movement};

/// What the words before a figure say.
#[derive(Default)]
pub(super) struct Said {
    pub name: String,
    pub growth: Option<&'static str>,
    /// The figure is what the verb counts: "opened 12 schools".
    pub counts: bool,
    /// The verb right before the figure: "repaired 18 bridges".
    pub verb: Option<String>,
    pub is_aim: bool,
    pub is_start: bool,
    /// What stands before it in a bracket's place: "crews (12 boats)".
    pub is_bracketed: bool,
    /// "and" joins it to the figure before.
    pub is_joined: bool,
}

/// A noun that is counted, with what was done to it: "Bridges repaired", "Number of primary schools".
pub(super) fn of_a_count(noun: &str, verb: Option<&str>) -> String {
    match verb {
        Some(verb) => format!("{} {verb}", capitalised(noun)),
        None => format!("{} {noun}", EN.number_of),
    }
}

/// Whether a name is a single verb: "Totaling", "Transferred".
pub(super) fn is_verb_alone(name: &str) -> bool {
    let low = lower(name);
    !low.contains(' ') && (low.ends_with(EN.present_ending) || low.ends_with(EN.past_ending)) && low.len() > 5
}

/// The last word of a text where it is a verb in the past whose object is counted.
fn acting_verb(low: &str) -> Option<String> {
    if let Some(verb) = EN.phrasal.iter().find(|verb| ends(low.trim_end(), verb)) {
        return Some((*verb).to_owned());
    }
    let word = low.split_whitespace().next_back()?;
    let is_past = word.len() > 4 && word.ends_with(EN.past_ending) || EN.past_verbs.contains(&word);
    (is_past && !EN.stops.contains(&word) && !EN.stating.contains(&word)).then(|| word.to_owned())
}

impl Said {
    pub fn read(words: &Words, range: Range<usize>, times: &[(Range<usize>, Period)]) -> Self {
        let mut low = words.low(range.clone()).to_owned();
        let mut raw = words.raw(range.clone()).to_owned();
        for (time, _) in times.iter().filter(|(time, _)| time.start >= range.start && time.end <= range.end) {
            let blank = " ".repeat(time.len());
            low.replace_range(time.start - range.start..time.end - range.start, &blank);
            raw.replace_range(time.start - range.start..time.end - range.start, &blank);
        }
        let mut said = Self { is_start: ends_with_any(low.trim_end(), EN.starting), ..Self::default() };
        // "close to 900 complaints".
        if let Some(at) = before_any(low.trim_end(), EN.nearing).map(str::len) {
            low.truncate(at);
            raw.truncate(at);
        }
        said.is_aim = has(&low, EN.aims_before);
        let tail = low.trim_end();
        said.growth = if ends_with_any(tail, EN.risen_by) {
            Some(EN.increase)
        } else if ends_with_any(tail, EN.fallen_by) {
            Some(EN.decrease)
        } else {
            None
        };
        // "will reduce the fees by": how what it acts on is to move.
        if said.growth.is_none() && ends_with_any(tail, EN.moved_by) {
            said.growth = intended(tail, |verb| EN.opening_verbs.contains(&verb)).and_then(|(_, verb)| movement(verb));
        }
        said.verb = acting_verb(tail);
        let clause = clause(&low);
        let (name, counts) = named(&Words { raw: raw[clause.clone()].to_owned(), low: low[clause].to_owned() });
        // "made by clerks of 14 boats": whose name the words before say is another's.
        (said.name, said.counts) = (name, counts || said.growth.is_none() && ends_with_any(tail, EN.of_words));
        said.is_bracketed = tail.ends_with('(');
        said
    }
}

/// The last clause with words.
fn clause(low: &str) -> Range<usize> {
    let mut to = low.len();
    loop {
        let sign = low[..to].rfind([',', ';', ':', '(', ')']);
        let from = sign.map_or(0, |at| at + 1);
        if low[from..to].split_whitespace().any(|word| word.len() > 3 && !EN.stops.contains(&word)) || sign.is_none() {
            return from..low.len();
        }
        to = from - 1;
    }
}

/// The noun phrase before the verb ("The poverty rate fell to"), or behind a verb that opens the clause ("Raise the literacy rate to").
fn named(words: &Words) -> (String, bool) {
    let low = words.low.as_str();
    let opens = |word: &&str| EN.opening_verbs.contains(word);
    let begun = low.split_whitespace().next().filter(opens).and_then(|verb| low.find(verb).map(|at| at + verb.len()));
    let skip =
        begun.or_else(|| intended(low, |verb| EN.opening_verbs.contains(&verb)).map(|(end, _)| end)).unwrap_or(0);
    let verb = EN.closing_verbs.iter().filter_map(|verb| find(&low[skip..], verb)).min();
    let verb = verb.or_else(|| last_verb(&low[skip..]));
    let end = skip + verb.unwrap_or(low.len() - skip);
    let phrase = words.raw(skip..end);
    let kept: Vec<&str> = phrase
        .split_whitespace()
        .map(|word| word.trim_matches([',', ':', '(', ')', '-', '•', '"']))
        .filter(|word| !word.is_empty())
        .collect();
    let is_stop = |word: &&&str| EN.stops.contains(&lower(word).as_str());
    let from = kept.iter().take_while(is_stop).count();
    let to = kept.len() - kept[from..].iter().rev().take_while(is_stop).count();
    let name = kept[from..to].join(" ");
    let short = kept[from..to].len() <= 12;
    let holds = verb.is_some_and(|at| starts_with_any(&low[skip + at..], EN.holding));
    (if short { capitalised(&name) } else { String::new() }, verb.is_none() || holds || acting_verb(low).is_some())
}

/// Where the verb in the past begins with which a phrase ends, but for words that lead on: "the office awarded about".
fn last_verb(low: &str) -> Option<usize> {
    let end = low.split_whitespace().rev().find(|word| !EN.stops.contains(word) && !EN.leading.contains(word))?;
    let at = low.rfind(end)?;
    let subject = low[..at].split_whitespace().any(|word| !EN.stops.contains(&word));
    (subject && end.len() > 4 && end.ends_with(EN.past_ending)).then_some(at)
}

/// Whether a word is a verb that says something of what stands before it.
pub fn is_verb(word: &str) -> bool {
    let low = lower(word);
    let known = EN.closing_verbs.contains(&low.as_str()) && !EN.closing_words.contains(&low.as_str());
    known
        || EN.saying.contains(&low.as_str())
        || EN.past_verbs.contains(&low.as_str())
        || low.len() > 4 && low.ends_with(EN.past_ending)
}

/// Whether a name is a noun phrase that stands by itself: no verb in it says something, and no word leads into it or out of it.
pub fn is_whole_name(name: &str) -> bool {
    let low = lower(name);
    let words: Vec<&str> =
        low.split(|c: char| !c.is_alphabetic() && c != '-').filter(|word| !word.is_empty()).collect();
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return false };
    let leads = |word: &str| {
        EN.stops.contains(&word)
            || EN.adverbs.contains(&word)
            || EN.opening_verbs.contains(&word)
            || word.ends_with(EN.present_ending)
    };
    // "Two cases", "These": of what the text speaks of.
    let points = EN.pointing.contains(first) || crate::language::lexicon("en").ordinal(first).is_some();
    // "OAIS represented a decrease"; "earmarked contributions" and "reports issued" are things.
    let acts = words
        .windows(2)
        .any(|pair| pair[0].len() > 4 && pair[0].ends_with(EN.past_ending) && EN.determining.contains(&pair[1]));
    let states = |word: &&str| {
        EN.closing_verbs.contains(word) && !EN.closing_prepositions.contains(word) || EN.past_verbs.contains(word)
    };
    let says = acts || words.iter().any(|word| states(word) || EN.clausal.contains(word));
    words.len() > 1 && name.starts_with(char::is_alphabetic) && !points && !leads(first) && !leads(last) && !says
}

/// Whether a name is one thing, in a word or a short phrase.
pub(super) fn is_thing(name: &str) -> bool {
    let length = crate::text::word_count(name);
    length == 1 && !is_verb(name) || length <= 5 && is_whole_name(name)
}

/// Whether a name says nothing: adverbs and conjunctions alone, or the middle of another figure.
pub(super) fn is_empty(name: &str) -> bool {
    let says = |word: &str| !EN.stops.contains(&word) && !EN.adverbs.contains(&word);
    name.starts_with(|c: char| c.is_ascii_digit()) || !lower(name).split_whitespace().any(says)
}

/// Whether a word opens or closes a name and says nothing.
pub fn is_stop(word: &str) -> bool {
    EN.stops.contains(&word)
}
