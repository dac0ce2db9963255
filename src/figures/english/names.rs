//! What the words before a figure say in English: a name, a movement, an aim.

use std::ops::Range;
use std::sync::LazyLock;

use super::super::periods::Period;
use super::super::words::{Words, capitalised, ends, find, has, lower, starts};
use super::claims::{intended, list, movement};

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
}

/// A noun that is counted, with what was done to it: "Bridges repaired", "Number of primary schools".
pub(super) fn of_a_count(noun: &str, verb: Option<&str>) -> String {
    match verb {
        Some(verb) => format!("{} {verb}", capitalised(noun)),
        None => format!("Number of {noun}"),
    }
}

/// Whether a name is a single verb: "Totaling", "Transferred".
pub(super) fn is_verb_alone(name: &str) -> bool {
    let low = lower(name);
    !low.contains(' ') && (low.ends_with("ing") || low.ends_with("ed")) && low.len() > 5
}

/// The last word of a text where it is a verb in the past whose object is counted.
fn acting_verb(low: &str) -> Option<String> {
    let word = low.split_whitespace().next_back()?;
    let is_past = word.len() > 4 && word.ends_with("ed") || is_in(PAST, word);
    (is_past && !is_in(STOPS, word) && !is_in(STATES, word)).then(|| word.to_owned())
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
        let mut said = Self { is_start: ends(low.trim_end(), "from"), ..Self::default() };
        // "close to 900 complaints".
        if let Some(at) = low.trim_end().strip_suffix("close to").map(str::len) {
            low.truncate(at);
            raw.truncate(at);
        }
        said.is_aim = has(&low, &["target", "targets", "aim", "goal", "will", "should", "reduce", "raise"]);
        let up = ["rose by", "increased by", "grew by", "up", "increase of", "growth of", "grew", "an increase of"];
        let down = ["fell by", "decreased by", "declined by", "down", "decrease of", "reduction of", "by a"];
        let tail = low.trim_end();
        said.growth = if up.iter().any(|verb| ends(tail, verb)) {
            Some("increase")
        } else if down.iter().any(|verb| ends(tail, verb)) {
            Some("decrease")
        } else {
            None
        };
        // "will reduce the fees by": how what it acts on is to move.
        if said.growth.is_none() && ends(tail, "by") {
            said.growth = intended(tail, |verb| is_in(OPENING, verb)).and_then(|(_, verb)| movement(verb));
        }
        said.verb = acting_verb(tail);
        let clause = clause(&low);
        let (name, counts) = named(&Words { raw: raw[clause.clone()].to_owned(), low: low[clause].to_owned() });
        (said.name, said.counts) = (name, counts);
        said
    }
}

/// The last clause with words.
fn clause(low: &str) -> Range<usize> {
    let mut to = low.len();
    loop {
        let sign = low[..to].rfind([',', ';', ':', '(', ')']);
        let from = sign.map_or(0, |at| at + 1);
        if low[from..to].split_whitespace().any(|word| word.len() > 3 && !is_in(STOPS, word)) || sign.is_none() {
            return from..low.len();
        }
        to = from - 1;
    }
}

/// The noun phrase before the verb ("The poverty rate fell to"), or behind a verb that opens the clause ("Raise the literacy rate to").
fn named(words: &Words) -> (String, bool) {
    let low = words.low.as_str();
    let opens = |word: &&str| is_in(OPENING, word);
    let begun = low.split_whitespace().next().filter(opens).and_then(|verb| low.find(verb).map(|at| at + verb.len()));
    let skip = begun.or_else(|| intended(low, |verb| is_in(OPENING, verb)).map(|(end, _)| end)).unwrap_or(0);
    let verb = VERBS.split(' ').filter_map(|verb| find(&low[skip..], verb)).min();
    let verb = verb.or_else(|| last_verb(&low[skip..]));
    let end = skip + verb.unwrap_or(low.len() - skip);
    let phrase = words.raw(skip..end);
    let kept: Vec<&str> = phrase
        .split_whitespace()
        .map(|word| word.trim_matches([',', ':', '(', ')', '-', '•', '"']))
        .filter(|word| !word.is_empty())
        .collect();
    let is_stop = |word: &&&str| is_in(STOPS, &lower(word));
    let from = kept.iter().take_while(is_stop).count();
    let to = kept.len() - kept[from..].iter().rev().take_while(is_stop).count();
    let name = kept[from..to].join(" ");
    let short = kept[from..to].len() <= 12;
    let holds = verb.is_some_and(|at| HOLDING.split(' ').any(|word| starts(&low[skip + at..], word)));
    (if short { capitalised(&name) } else { String::new() }, verb.is_none() || holds || acting_verb(low).is_some())
}

/// Where the verb in the past begins with which a phrase ends, but for words that lead on: "the office awarded about".
fn last_verb(low: &str) -> Option<usize> {
    let end = low.split_whitespace().rev().find(|word| !is_in(STOPS, word) && !is_in(LEADING, word))?;
    let at = low.rfind(end)?;
    let subject = low[..at].split_whitespace().any(|word| !is_in(STOPS, word));
    (subject && end.len() > 4 && end.ends_with("ed")).then_some(at)
}

/// Words between a verb and its figure.
const LEADING: &str = "about approximately some nearly almost around only just another roughly";

/// Whether a word is a verb that says something of what stands before it.
pub fn is_verb(word: &str) -> bool {
    let low = lower(word);
    let prepositions = ["from", "at", "by", "to", "will", "should", "remained"];
    let known = is_in(VERBS, &low) && !prepositions.contains(&low.as_str());
    known || is_in(SAYING, &low) || is_in(PAST, &low) || low.len() > 4 && low.ends_with("ed")
}

/// Whether a name is a noun phrase that stands by itself: no verb in it says something, and no word leads into it or out of it.
pub fn is_whole_name(name: &str) -> bool {
    let low = lower(name);
    let words: Vec<&str> =
        low.split(|c: char| !c.is_alphabetic() && c != '-').filter(|word| !word.is_empty()).collect();
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return false };
    let leads =
        |word: &str| is_in(STOPS, word) || is_in(ADVERBS, word) || is_in(OPENING, word) || word.ends_with("ing");
    // "Two cases", "These": of what the text speaks of.
    let points = POINTING.contains(first) || crate::language::lexicon("en").ordinal(first).is_some();
    // "OAIS represented a decrease"; "earmarked contributions" and "reports issued" are things.
    let acts =
        words.windows(2).any(|pair| pair[0].len() > 4 && pair[0].ends_with("ed") && DETERMINING.contains(&pair[1]));
    let states = |word: &&str| is_in(VERBS, word) && !["from", "to", "at", "by"].contains(word) || is_in(PAST, word);
    let says = acts || words.iter().any(|word| states(word) || CLAUSAL.contains(word));
    words.len() > 1 && name.starts_with(char::is_alphabetic) && !points && !leads(first) && !leads(last) && !says
}

/// Whether a name says nothing: adverbs and conjunctions alone, or the middle of another figure.
pub(super) fn is_empty(name: &str) -> bool {
    let says = |word: &str| !is_in(STOPS, word) && !is_in(ADVERBS, word);
    name.starts_with(|c: char| c.is_ascii_digit()) || !lower(name).split_whitespace().any(says)
}

/// Verbs of people who are asked.
const SAYING: &str = "\
    understand believe consider agree think find felt feel saw see report live work say said use need rate know \
    expect prefer support represent represents come came do did paid drew spent lost kept went began took gave left met ran chose";

/// Words that stand beside a name and are none.
const ADVERBS: &str = "\
    alongside where may might can could currently following which previously however moreover overall respectively \
    among close whereas when as such so thus than not more less other others who whom whose totalling every each";

/// Whether a word opens or closes a name and says nothing.
pub fn is_stop(word: &str) -> bool {
    is_in(STOPS, word)
}

/// Whether a word is in a list of words.
fn is_in(list: &str, word: &str) -> bool {
    list.split(' ').any(|one| one == word)
}

/// Verbs and prepositions before which the name of a figure ends.
const VERBS: &str = "\
    rose increased grew fell declined decreased dropped reached was were is are stood totalled totaled \
    amounted accounted averaged exceeded improved climbed had has have to from at by will should remained \
    covered opened built trained served employed received attracted";

/// Verbs whose object is counted.
const HOLDING: &str = "\
    has have had served employed received attracted covered opened built trained";

/// Verbs that open a target: what they act on is the name.
const OPENING: &str = "\
    reduce raise increase achieve reach cut keep maintain lower bring lift ensure attain expand";

/// Words that point at what the text spoke of.
static POINTING: LazyLock<Vec<&str>> = LazyLock::new(|| list("pointing"));

/// Words with which the object of a verb begins.
static DETERMINING: LazyLock<Vec<&str>> = LazyLock::new(|| list("determining"));

/// Words with which a clause begins.
static CLAUSAL: LazyLock<Vec<&str>> = LazyLock::new(|| list("clausal"));

/// Verbs in the past that do not end as most do.
const PAST: &str = "built made held won sold bought set led taught grew sent";

/// Verbs that say how much there is, and nothing of what was done.
const STATES: &str =
    "reached totalled totaled remained exceeded averaged included employed numbered increased decreased declined";

/// Words that open or close a name and say nothing.
const STOPS: &str = "\
    the a an of in and or with for on at by to its their this that which while also about target targets from \
    compared than over is was were are be as has have including up down there it they we per between but \
    during still only will had";
