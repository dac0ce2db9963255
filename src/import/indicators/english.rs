//! English reports: their figures with names, times and kinds.
//!
//! In: a plain text in English and what is known around it. Out: [`Found`] figures. What always holds: a figure has a
//! unit (a share, money, a measure, or a plural noun that it counts) and a name from its own clause; what has neither is none.

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::clauses::{Context, Found};
use super::figure::Figure;
use super::periods::Period;
use super::units::{Sort, Unit};
use super::words::{Words, capitalised, ends, has, lower, starts};
use crate::model::indicator::{IndicatorKind, Op};
use crate::model::report::Report;
use crate::text::pattern;

/// A number or a range with its bound before it and its unit behind it; in lower case.
static FIGURE: LazyLock<Regex> = LazyLock::new(|| {
    let number = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?";
    let bound = r"(?P<op>at least|no less than|not less than|at most|no more than|not more than|up to|more than|over|above|less than|fewer than|below|under|about|around|approximately|some|nearly|almost)\s+";
    let scale = r"(?:thousand|million|billion|trillion)";
    let coin = r"us\$|usd ?|\$|€|£|eur ?|vnd ?";
    let share = r"%|per cent|percentage points?|percent";
    let measure = r"km²|km2|km|kilometres|kilometers|hectares?|ha|tonnes|tons|kg|mw|gw|kwh|gwh|mwh|m³|m3|m²|m2|litres|usd|dollars|euros|vnd|teu|times";
    pattern(&format!(
        r"(?:{bound})?(?P<coin>{coin})?(?P<low>{number})(?:\s*(?:%|per cent|percent)?\s*(?:-|–|to)\s*(?P<high>{number}))?(?P<unit>\s?(?:(?:{scale})\s+(?:{measure})|{share}|{measure}|{scale}(?:\s+[a-z]+)?)(?:\s?/\s?[a-z]+| per (?:person|capita|year|hectare|month|day|household))?|(?:\s[a-z]+){{0,2}}\s(?:[a-z]{{3,}}s|people|children|staff|women|men))?"
    ))
});

/// A year or two with the word that leads to them.
static YEARS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?P<lead>since|from|in|by|during|for|of|at the end of|end-)?\s*\b(?P<a>(?:19|20)\d\d)(?:\s*(?:-|–|to)\s*(?P<b>(?:19|20)\d\d))?\b",
    )
});

/// Whether a report is in English: hardly a letter of another alphabet, and the words that English needs.
pub fn is_english(report: &Report) -> bool {
    let (mut letters, mut other, mut articles) = (0usize, 0usize, 0usize);
    for block in report.blocks.iter().take(60) {
        letters += block.text.chars().filter(|c| c.is_alphabetic()).count();
        other += block.text.chars().filter(|c| c.is_alphabetic() && !c.is_ascii()).count();
        articles += block.text.split_whitespace().filter(|word| matches!(*word, "the" | "The" | "of" | "and")).count();
    }
    letters > 0 && other * 100 < letters && articles * 200 > letters
}

/// The years of an English heading.
pub fn of_heading(low: &str) -> Option<Period> {
    YEARS.captures_iter(low).filter_map(|caught| years(&caught)).map(|(_, period)| period).last()
}

/// The figures of an English text.
pub fn read(words: &Words, context: &Context) -> Vec<Found> {
    let times: Vec<(Range<usize>, Period)> =
        YEARS.captures_iter(&words.low).filter_map(|caught| years(&caught)).collect();
    let mut found: Vec<Found> = Vec::new();
    let mut at = 0;
    while let Some(caught) = FIGURE.captures_at(&words.low, at) {
        let Some(low) = caught.name("low") else { break };
        let one = figure(words, context, &times, &found, &caught);
        // A year may open what looks like a range: "in 2020 to 3.1%".
        at = match (&one, caught.get(0)) {
            (Some(_), Some(all)) => all.end(),
            _ => low.end(),
        };
        found.extend(one);
    }
    found
}

fn years(caught: &Captures) -> Option<(Range<usize>, Period)> {
    let year = |name: &str| caught.name(name).and_then(|part| part.as_str().parse::<u16>().ok());
    let from = year("a")?;
    let period = year("b").filter(|to| *to > from).map_or(Period::Year(from), |to| Period::Span(from, to));
    Some((caught.get(0)?.range(), period))
}

/// One figure of a text; none when it is a year, names a part of the text, or has no unit or name.
fn figure(
    words: &Words,
    context: &Context,
    times: &[(Range<usize>, Period)],
    found: &[Found],
    caught: &Captures,
) -> Option<Found> {
    let (all, low) = (caught.get(0)?, caught.name("low")?);
    if times.iter().any(|(range, _)| range.contains(&low.start())) || is_no_figure(words, low.range()) {
        return None;
    }
    let unit = unit(words, caught)?;
    let value = |name: &str| caught.name(name).and_then(|part| part.as_str().replace(',', "").parse::<f64>().ok());
    let low_value = value("low")?;
    let figure = Figure {
        high: value("high").filter(|high| *high > low_value).unwrap_or(low_value),
        op: caught.name("op").map_or(Op::Equal, |op| bound(op.as_str())),
        ..Figure::single(all.range(), low.start(), low_value, Some(unit.clone()))
    };
    let sentence = sentence(&words.low, all.start());
    let from = found.last().map_or(0, |last| last.figure.range.end).max(sentence);
    let last = found.last().filter(|last| last.figure.range.end > sentence);
    // Up to the comma the words still speak of the figure before.
    let comma = words.low(from..all.start()).find(", ").filter(|_| last.is_some()).map_or(0, |at| at + 1);
    let said = Said::read(words, from + comma..all.start(), times);
    let same = last.filter(|last| {
        let noun = |figure: &Figure| figure.unit.as_ref().map(|unit| unit.noun.clone());
        let alike = last.figure.sort() == figure.sort() && noun(&last.figure) == noun(&figure);
        said.name.is_empty() && (alike || matches!(unit.sort, Sort::Share) || said.growth.is_some())
    });
    let mut name = match (&same, unit.sort) {
        (Some(last), _) => last.level().to_owned(),
        (None, Sort::Count) if said.name.is_empty() || said.counts => capitalised(&unit.noun),
        _ => said.name.clone(),
    };
    if name.chars().filter(|c| c.is_alphabetic()).count() < 3 {
        return None;
    }
    if let Some(how) = said.growth {
        name = format!("{name}, {how}");
    }
    let period = period(words, context, times, &all.range(), sentence);
    let kind = kind(words, context, &all.range(), sentence, period.as_ref(), &said);
    Some(Found {
        name,
        unit: unit.text,
        period,
        kind,
        quote: all.range(),
        growth: said.growth.map(str::to_owned),
        sentence,
        figure,
        verb: None,
        owner: None,
    })
}

/// "Section 3", "aged 15", "per 100,000", "15 March", "(1)", "4.": numbers that are no figures.
fn is_no_figure(words: &Words, number: Range<usize>) -> bool {
    let before = words.low(0..number.start).trim_end();
    let after = words.after(number.end);
    let named = [
        "section",
        "article",
        "table",
        "figure",
        "chapter",
        "no.",
        "number",
        "page",
        "paragraph",
        "part",
        "aged",
        "per",
        "phase",
        "goal",
        "grade",
        "class",
        "annex",
        "appendix",
        "item",
        "note",
        "version",
        "covid-",
    ];
    let months = "january february march april may june july august september october november december";
    let next = after.split_whitespace().next().unwrap_or_default().trim_end_matches([',', '.']);
    let dated = months.split(' ').any(|month| month == next || ends(before, month));
    let glued = before.ends_with(['/', '-', '.', ',', '#']) && !words.low(0..number.start).ends_with(' ');
    let item = before.ends_with('(') && after.starts_with(')') || before.is_empty() && after.starts_with(['.', ')']);
    let lettered = words.low(0..number.start).ends_with(char::is_alphabetic) || after.starts_with(char::is_alphabetic);
    named.iter().any(|word| before.ends_with(word)) || dated || glued || item || lettered || after.starts_with('/')
}

/// The unit as printed, with the coin that stands before the number.
fn unit(words: &Words, caught: &Captures) -> Option<Unit> {
    let coin = caught.name("coin").map(|coin| words.raw(coin.range()).trim().to_owned());
    let printed = caught.name("unit").map(|unit| words.raw(unit.range()).trim().to_owned()).unwrap_or_default();
    let low = lower(&printed);
    let length = caught.name("unit").map_or(0, |unit| unit.len());
    let scales = ["thousand", "million", "billion", "trillion"];
    let make = |text: String, noun: &str, sort| Some(Unit { text, noun: noun.to_owned(), length, sort });
    if let Some(coin) = coin {
        let scale = scales.iter().find(|scale| starts(&low, scale)).copied().unwrap_or_default();
        return make(format!("{scale} {coin}").trim().to_owned(), "", Sort::Money);
    }
    if ["per cent", "percent"].iter().any(|word| starts(&low, word)) || low.starts_with('%') {
        return make("%".to_owned(), "", Sort::Share);
    }
    if low.starts_with("percentage point") {
        return make("percentage points".to_owned(), "", Sort::Measure);
    }
    let time = ["years", "months", "days", "hours", "weeks", "minutes", "decades", "times"];
    let nouns: Vec<&str> = low.split_whitespace().collect();
    let last = *nouns.last()?;
    if time.contains(&last) || nouns.iter().any(|word| is_in(STOPS, word)) {
        return None;
    }
    if ["usd", "vnd", "dollars", "euros"].contains(&last) {
        return make(printed, "", Sort::Money);
    }
    let counts =
        last.len() > 3 && last.ends_with('s') || ["people", "children", "staff", "women", "men"].contains(&last);
    let measured = ["hectares", "kilometres", "kilometers", "tonnes", "tons", "litres"].contains(&last);
    if counts && !measured {
        let noun: Vec<&str> = nouns.iter().filter(|word| !scales.contains(word)).copied().collect();
        return make(printed, &noun.join(" "), Sort::Count);
    }
    let bare_scale = scales.contains(&last);
    (!bare_scale).then(|| Unit { text: printed, noun: String::new(), length, sort: Sort::Measure })
}

fn bound(op: &str) -> Op {
    match op {
        "at least" | "no less than" | "not less than" => Op::AtLeast,
        "at most" | "no more than" | "not more than" | "up to" => Op::AtMost,
        "more than" | "over" | "above" => Op::Above,
        "less than" | "fewer than" | "below" | "under" => Op::Below,
        _ => Op::About,
    }
}

/// Where the sentence or the clause behind a semicolon begins.
fn sentence(low: &str, at: usize) -> usize {
    let before = &low[..at];
    [". ", "; ", "\n"].iter().filter_map(|sign| before.rfind(sign).map(|at| at + sign.len())).max().unwrap_or(0)
}

/// What the words before a figure say.
#[derive(Default)]
struct Said {
    name: String,
    growth: Option<&'static str>,
    /// The figure is what the verb counts: "opened 12 schools".
    counts: bool,
    is_aim: bool,
    is_start: bool,
}

impl Said {
    fn read(words: &Words, range: Range<usize>, times: &[(Range<usize>, Period)]) -> Self {
        let mut low = words.low(range.clone()).to_owned();
        let mut raw = words.raw(range.clone()).to_owned();
        for (time, _) in times.iter().filter(|(time, _)| time.start >= range.start && time.end <= range.end) {
            let blank = " ".repeat(time.len());
            low.replace_range(time.start - range.start..time.end - range.start, &blank);
            raw.replace_range(time.start - range.start..time.end - range.start, &blank);
        }
        let mut said = Self { is_start: ends(low.trim_end(), "from"), ..Self::default() };
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
    let begun = low.split_whitespace().next().filter(opens);
    let skip = begun.map_or(0, |verb| low.find(verb).unwrap_or(0) + verb.len());
    let verb = VERBS.split(' ').filter_map(|verb| super::words::find(&low[skip..], verb)).min();
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
    (if short { capitalised(&name) } else { String::new() }, verb.is_none() || holds)
}

/// The time behind a figure, before it in its sentence, or of the section.
fn period(
    words: &Words,
    context: &Context,
    times: &[(Range<usize>, Period)],
    figure: &Range<usize>,
    sentence: usize,
) -> Option<Period> {
    let near = |range: &Range<usize>| {
        let between = words.low(figure.end..range.start.max(figure.end)).trim();
        range.start >= figure.end && between.is_empty()
    };
    let compared = |range: &Range<usize>| {
        let before = words.low(0..range.start).trim_end();
        ["compared with", "compared to", "than", "over", "on", "since"].iter().any(|word| ends(before, word))
            || words.low(range.clone()).starts_with("since")
            || words.low(range.clone()).starts_with("from")
    };
    let after = times.iter().find(|(range, _)| near(range) && !compared(range));
    let before =
        times.iter().rfind(|(range, _)| range.start >= sentence && range.end <= figure.start && !compared(range));
    let single = after.or(before).map(|(_, period)| period.clone());
    single.or_else(|| context.level.clone()).or_else(|| context.period.clone())
}

fn kind(
    words: &Words,
    context: &Context,
    figure: &Range<usize>,
    sentence: usize,
    period: Option<&Period>,
    said: &Said,
) -> IndicatorKind {
    let before = words.low(sentence..figure.start);
    let bracket = before.rfind('(').filter(|open| !before[*open..].contains(')'));
    let inside = bracket.map_or("", |open| &before[open..]);
    let year = period.and_then(|period| period.end(context.span()));
    if has(inside, &["target", "plan", "planned"]) {
        return IndicatorKind::Plan;
    }
    if said.is_start
        || bracket.is_some()
            && year.zip(context.year).is_some_and(|(year, own)| year < own && context.kind == IndicatorKind::Target)
    {
        return IndicatorKind::Baseline;
    }
    let future = year.zip(context.year).is_some_and(|(year, own)| year > own);
    if future || said.is_aim && context.year.is_none() { IndicatorKind::Target } else { context.kind }
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

/// Words that open or close a name and say nothing.
const STOPS: &str = "\
    the a an of in and or with for on at by to its their this that which while also about target targets from \
    compared than over is was were are be as has have including up down there it they we per between but \
    during still only will had";

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<(String, f64, String, String, &'static str)> {
        let context = Context { kind: IndicatorKind::Actual, year: Some(2024), ..Context::default() };
        let period = |found: &Found| found.period.as_ref().map_or_else(String::new, |time| time.text(None));
        let found = read(&Words::new(text), &context);
        found
            .iter()
            .map(|one| (one.name.clone(), one.figure.low, one.unit.clone(), period(one), one.kind.name()))
            .collect()
    }

    fn own(
        name: &str,
        value: f64,
        unit: &str,
        period: &str,
        kind: &'static str,
    ) -> (String, f64, String, String, &'static str) {
        (name.to_owned(), value, unit.to_owned(), period.to_owned(), kind)
    }

    #[test]
    fn levels_ways_and_movements() {
        assert_eq!(
            all("The poverty rate fell from 5.2% in 2020 to 3.1% in 2024."),
            [own("Poverty rate", 5.2, "%", "2020", "baseline"), own("Poverty rate", 3.1, "%", "2024", "actual")]
        );
        assert_eq!(
            all("In 2024, export turnover reached US$1.25 billion and tourist arrivals rose by 12 per cent."),
            [
                own("Export turnover", 1.25, "billion US$", "2024", "actual"),
                own("Tourist arrivals, increase", 12.0, "%", "2024", "actual")
            ]
        );
    }

    #[test]
    fn targets_and_counts() {
        assert_eq!(
            all("Reduce the unemployment rate to below 3% by 2030 (target: 2.5%)."),
            [own("Unemployment rate", 3.0, "%", "2030", "target"), own("Unemployment rate", 2.5, "%", "2030", "plan")]
        );
        assert_eq!(
            all("The province has 1,890 primary schools.")[0],
            own("Primary schools", 1890.0, "primary schools", "", "actual")
        );
    }

    #[test]
    fn numbers_that_are_no_figures() {
        assert!(all("Section 3 of Decision No. 12/2024 of 15 March 2024 covers children aged 5 and rates per 100,000 people.").is_empty());
    }
}
