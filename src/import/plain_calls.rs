//! Notes that plain numbers answer: "1. Theo nghị quyết …", "2/ Kể cả …" at the page's or the report's end, called by
//! raised marks or by plain numbers themselves: "có 12 xã[1]", "vùng (2)", "tỷ đồng3".
//!
//! In: a source. Out: how its calls are written and which lines open notes.
//! What always holds: a source has such notes only when runs of numbered lines ([`answers`]) answer nearly all of its
//! calls; where lines open with raised marks only square brackets may still be such calls, which are little else.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::answers::{self, Run};
use super::labels::{BareForm, any_label};
use super::marks;
use super::pages::Pages;
use super::sentence::{self, End, Start};
use crate::source::Source;
use crate::text::pattern;

/// How a call is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// "xã¹", as [`super::marks`] reads it
    Raised,
    /// "xã[1]"
    Square,
    /// "xã (1)"
    Brackets,
    /// "xã1)"
    HalfBracket,
    /// "xã1"
    Glued,
}

/// The plain notes of a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PlainNotes {
    form: Form,
    /// The labels of the lines that open notes.
    openers: HashMap<usize, usize>,
}

/// A call after a word, a figure's sign or a sign that closes; what stands before it, white space, and its number.
static SQUARE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(^|[^\s\[\]\\>])( ?)\\?\[(\d{1,3})\\?\]"));
pub(super) static BRACKETS: LazyLock<Regex> = LazyLock::new(|| pattern(r"([\p{L}\p{N}%”’»)])( ?)\((\d{1,3})\)"));
static HALF: LazyLock<Regex> = LazyLock::new(|| pattern(r"([\p{L}%”’»])()(\d{1,2})\)"));
static GLUED: LazyLock<Regex> = LazyLock::new(|| pattern(r"(\p{Ll}{2,}[.,;]?|[%”’»)][.,;]?)()(\d{1,2})\b"));

impl Form {
    /// None for marks that are raised already.
    fn pattern(self) -> Option<&'static Regex> {
        match self {
            Self::Raised => None,
            Self::Square => Some(&SQUARE),
            Self::Brackets => Some(&BRACKETS),
            Self::HalfBracket => Some(&HALF),
            Self::Glued => Some(&GLUED),
        }
    }

    /// The calls of a line: where the sign stands and its number.
    fn calls(self, line: &str) -> Vec<(Range<usize>, String)> {
        let Some(pattern) = self.pattern() else { return Vec::new() };
        let found = pattern.captures_iter(line).filter(|found| self.accepts(line, found));
        let call = |found: Captures<'_>| Some((found.get(1)?.end()..found.get(0)?.end(), found[3].to_owned()));
        found.filter_map(call).collect()
    }

    /// Whether what the pattern found in a line is a call.
    fn accepts(self, line: &str, found: &Captures<'_>) -> bool {
        let (Some(whole), before) = (found.get(0), &found[1]) else { return false };
        let (head, after) = (&line[..whole.start()], &line[whole.end()..]);
        match self {
            Self::Square => !after.starts_with(['(', ':']),
            Self::Raised | Self::Brackets => true,
            // The bracket closes none that is open.
            Self::HalfBracket => head.rfind('(').is_none_or(|open| head[open..].contains(')')),
            Self::Glued => {
                let word = before.trim_end_matches(['.', ',', ';']);
                let is_unit = ["km", "cm", "dm", "mm", "hm", "tr", "pp"].contains(&word);
                let follows_sign = word.len() < before.len();
                let goes_on = after.starts_with([',', '.']) && after[1..].starts_with(|c: char| c.is_ascii_digit());
                let closes = after.starts_with(')') && head.rfind('(').is_some_and(|open| !head[open..].contains(')'));
                let ends = closes || after.is_empty() || after.starts_with([' ', '.', ',', ';', ':', '”', '?', '!']);
                // "tỷ.3 Sau đó": a mark behind the sign stands at the end of the sentence or clause.
                let apart = !follows_sign || after.is_empty() || after.starts_with(' ');
                !is_unit && ends && !goes_on && apart && &found[3] != "0"
            }
        }
    }

    /// The call raised, so that it is read as any other mark.
    fn raised(self, number: &str) -> String {
        match self {
            Self::Square => format!("<sup>[{number}]</sup>"),
            Self::Brackets => format!("<sup>({number})</sup>"),
            _ => format!("<sup>{number}</sup>"),
        }
    }

    /// How many runs' members and calls it takes to believe in this form.
    fn is_proved(self, answered: usize, calls: usize) -> bool {
        match self {
            Self::Square => answered * 5 >= calls * 4,
            Self::Raised => answered >= 2 && answered * 5 >= calls * 4,
            Self::Brackets | Self::HalfBracket => answered >= 2 && calls <= answered + answered / 4,
            Self::Glued => answered >= 3 && calls <= answered + answered / 5,
        }
    }
}

impl PlainNotes {
    /// Looks for plain notes. `opened`: lines that open a paragraph without a blank line before them.
    pub fn of(source: &Source, pages: &Pages, opened: &BTreeSet<usize>) -> Option<Self> {
        let raised = raised_calls(source);
        let forms = match &raised {
            // Another report of the compilation may have habits of its own.
            Raised::Answered => &[Form::Square][..],
            Raised::None => &[Form::Square, Form::Brackets, Form::HalfBracket, Form::Glued][..],
            Raised::Calls(_) => &[Form::Raised, Form::Square][..],
        };
        let lines = paragraphs(source, pages, opened);
        let called = forms.iter().map(|form| match &raised {
            Raised::Calls(calls) if *form == Form::Raised => (*form, calls.clone()),
            _ => (*form, calls(&lines, *form)),
        });
        let called: Vec<(Form, Vec<(usize, usize)>)> = called.filter(|(_, calls)| !calls.is_empty()).collect();
        if called.is_empty() {
            return None;
        }
        let proved = called.iter().filter_map(|(form, calls)| {
            let answers = answer_forms(*form).iter().map(|answer| {
                let openers = openers(&lines, *answer, calls);
                // A list may follow the sentence that counts its items: notes stand at the foot of something, and
                // square brackets are answered twice by chance no more often.
                let (runs, at_foot) = runs_at_feet(&lines, &openers, pages);
                let is_sure = *form == Form::Raised || *form == Form::Square && runs >= 2;
                if is_sure || at_foot * 2 >= runs { openers } else { HashMap::new() }
            });
            let openers = answers.max_by_key(HashMap::len).filter(|openers| !openers.is_empty())?;
            form.is_proved(openers.len(), calls.len()).then_some(Self { form: *form, openers })
        });
        // Of two that answer as much the first is the surer sign.
        proved.reduce(|best, next| if next.openers.len() > best.openers.len() { next } else { best })
    }

    /// A line with its calls and the label that opens it raised.
    pub fn line(&self, number: usize, line: &str) -> String {
        let opened = self.openers.get(&number).and_then(|label| Some((*label, any_label(line)?.2)));
        let text = opened.map_or(line, |(_, text)| text);
        let mut out = opened.map_or_else(String::new, |(label, _)| format!("<sup>{label}</sup> "));
        let mut done = 0;
        for (sign, label) in self.form.calls(text) {
            out.push_str(&text[done..sign.start]);
            out.push_str(&self.form.raised(&label));
            done = sign.end;
        }
        out.push_str(&text[done..]);
        out
    }
}

/// What a source has of raised marks.
enum Raised {
    /// None.
    None,
    /// Marks in the text, none at the head of a line: lines and labels.
    Calls(Vec<(usize, usize)>),
    /// Marks at heads of lines: they are notes already.
    Answered,
}

fn raised_calls(source: &Source) -> Raised {
    let (mut found, mut above) = (Vec::new(), true);
    for (number, line) in source.lines() {
        let text = marks::take(line, number, &mut found);
        // A mark that a line's end parted from its word opens a line, too, but no paragraph.
        let opened = marks::leading(text.trim_start_matches(['-', '*', ' '])).filter(|(at, _)| found[*at].sure);
        if opened.is_some_and(|(_, rest)| above && !rest.starts_with([',', ';', '.', ')'])) {
            return Raised::Answered;
        }
        above = line.trim().is_empty();
    }
    let calls = found.iter().filter(|mark| mark.sure).filter_map(|mark| Some((mark.line, mark.label.parse().ok()?)));
    let calls = calls.collect();
    let is_raised = found.iter().any(|mark| mark.sure);
    if is_raised { Raised::Calls(calls) } else { Raised::None }
}

/// How notes may be labelled that are called so; numbers in square brackets on both sides are marks elsewhere.
fn answer_forms(form: Form) -> &'static [BareForm] {
    use BareForm::{Brackets, Colon, HalfBracket, Number, Point, Slash, Square};
    match form {
        Form::Raised => &[Point, HalfBracket, Slash, Brackets],
        Form::Square => &[Point, Number, HalfBracket, Slash, Brackets, Colon],
        Form::Brackets => &[Point, Number, HalfBracket, Slash, Square, Brackets],
        Form::HalfBracket => &[HalfBracket, Point, Number, Brackets],
        Form::Glued => &[Number, Point, HalfBracket, Slash, Brackets, Square],
    }
}

/// The calls of a form: lines and labels. The label of a line is none, save where the line goes on with a sentence.
fn calls(lines: &[Line<'_>], form: Form) -> Vec<(usize, usize)> {
    let mut calls = Vec::new();
    let mut before: Option<&str> = None;
    for line in lines {
        let begins = line.opens || before.is_some_and(|before| sentence::end_of(before) == End::Closed);
        let label = any_label(line.text).filter(|_| begins);
        let text = label.map_or(line.text, |(_, _, text)| text);
        calls.extend(form.calls(text).into_iter().filter_map(|(_, label)| Some((line.number, label.parse().ok()?))));
        before = Some(line.text);
    }
    calls
}

/// A line as it may open or go on with a note.
struct Line<'a> {
    number: usize,
    text: &'a str,
    /// A blank line or a page's end stands before it.
    opens: bool,
}

/// The lines with words, without pages' numbers and rules.
fn paragraphs<'a>(source: &'a Source, pages: &Pages, opened: &BTreeSet<usize>) -> Vec<Line<'a>> {
    let mut lines = Vec::new();
    let mut opens = true;
    for (number, line) in source.lines() {
        let text = line.trim();
        let is_rule = text.len() >= 3 && text.chars().all(|c| "-_*=–—".contains(c));
        if text.is_empty() || is_rule || pages.left_out.contains(&number) {
            opens = true;
            continue;
        }
        lines.push(Line { number, text, opens: opens || opened.contains(&number) || line.starts_with('\u{c}') });
        opens = false;
    }
    lines
}

/// The lines that open notes of one form, by the runs that answer the calls.
fn openers(lines: &[Line<'_>], form: BareForm, calls: &[(usize, usize)]) -> HashMap<usize, usize> {
    let mut runs: Vec<Run<usize>> = Vec::new();
    // Whether the last line belongs to the last run, and that line.
    let mut open: Option<&Line<'_>> = None;
    let mut before: Option<&str> = None;
    for line in lines {
        let label = any_label(line.text).filter(|(other, ..)| *other == form).map(|(_, number, _)| number);
        let after_stop = before.is_some_and(|before| sentence::end_of(before) == End::Closed);
        before = Some(line.text);
        let last = open.and_then(|_| runs.last()?.members.last().map(|(last, _)| *last));
        match (label, runs.last_mut()) {
            // One number may be lost with its note.
            (Some(number), Some(run)) if last.is_some_and(|last| number == last + 1 || number == last + 2) => {
                run.members.push((number, line.number));
                run.lines.1 = line.number;
            }
            (Some(number), _) if line.opens || after_stop => {
                runs.push(Run { lines: (line.number, line.number), members: vec![(number, line.number)] });
            }
            (_, Some(run)) if open.is_some() && !line.opens => run.lines.1 = line.number,
            // Perhaps the rest of the note, perhaps of the text that the notes cut: it counts when a note follows.
            (_, Some(_)) if open.is_some_and(|last| is_broken(last, line)) => {}
            _ => {
                open = None;
                continue;
            }
        }
        open = Some(line);
    }
    let chosen = answers::answering(&runs, calls);
    chosen.into_iter().flat_map(|run| &run.members).map(|(label, line)| (*line, *label)).collect()
}

/// How many runs there are, and how many stand where pages or reports end: below a text that breaks off or a line set
/// apart, or above a page's end, the source's, or the half of a sentence.
fn runs_at_feet(lines: &[Line<'_>], openers: &HashMap<usize, usize>, pages: &Pages) -> (usize, usize) {
    let opens = |at: usize| lines.get(at).is_some_and(|line| openers.contains_key(&line.number));
    let (mut runs, mut at_foot) = (0usize, 0usize);
    let mut at = 0;
    while at < lines.len() {
        if !opens(at) {
            at += 1;
            continue;
        }
        let first = at;
        while at < lines.len() && (opens(at) || !lines[at].opens) {
            at += 1;
        }
        let above = first.checked_sub(1).and_then(|above| lines.get(above));
        let below = |next: &Line<'_>| {
            sentence::start_of(next.text) == Start::Small || pages.end_between(lines[at - 1].number, next.number)
        };
        let breaks_off = above.is_some_and(|above| sentence::end_of(above.text) == End::Open);
        runs += 1;
        at_foot += usize::from(breaks_off || lines.get(at).is_none_or(below));
    }
    (runs, at_foot)
}

/// Whether a line after a blank one may go on with the line above it.
fn is_broken(last: &Line<'_>, line: &Line<'_>) -> bool {
    sentence::end_of(last.text) == End::Open && sentence::start_of(line.text) == Start::Small
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        let source = Source { name: "t".into(), text: text.into() };
        let notes = PlainNotes::of(&source, &Pages::of(&source), &BTreeSet::new());
        let raised = |(number, line): (usize, &str)| match &notes {
            Some(notes) => notes.line(number, line),
            None => line.to_owned(),
        };
        source.lines().map(raised).filter(|line| !line.is_empty()).collect()
    }

    #[test]
    fn plain_calls_are_raised_where_numbered_lines_answer() {
        assert_eq!(
            read("Có 12 xã[1], 2 phường [2].\n\n1. Năm 2024.\n2. Kể cả mới.\n"),
            ["Có 12 xã<sup>[1]</sup>, 2 phường<sup>[2]</sup>.", "<sup>1</sup> Năm 2024.", "<sup>2</sup> Kể cả mới."]
        );
        assert_eq!(
            read("Có xã (1), phường (2).\n\n1/ năm nay.\n\n2/ Mới.\n"),
            ["Có xã<sup>(1)</sup>, phường<sup>(2)</sup>.", "<sup>1</sup> năm nay.", "<sup>2</sup> Mới."]
        );
        assert_eq!(
            read("Có 8 km2 đồng1, xã.2 Đạt 5%3.\n\n1 Năm nay\nvà sau.\n\n2 Mới.\n\n3 Ước.\n")[..2],
            ["Có 8 km2 đồng<sup>1</sup>, xã.<sup>2</sup> Đạt 5%<sup>3</sup>.", "<sup>1</sup> Năm nay"]
        );
    }

    #[test]
    fn lists_of_the_body_answer_no_call() {
        for text in [
            "Gồm: (1) lúa; (2) bắp.\n\n1. Lúa tăng.\n\n2. Bắp giảm.\n",
            "Xem tài liệu [1].\n\n1. Lúa\n\nNhiều.\n\n2. Bắp\n\nÍt.\n\nXem [3], [4].\n",
            "Gồm lúa (1) và bắp (2), như sau.\n\n1. Lúa tăng.\n\n2. Bắp giảm.\n\nHết.\n",
            "See [2].\n\n1. Sales\n\nRose.\n\n2. Costs\n\nFell.\n",
            "Bảng a1, b2.\n\n1. Lúa.\n2. Bắp.\n",
        ] {
            let kept: Vec<&str> = text.lines().filter(|line| !line.is_empty()).collect();
            assert_eq!(read(text), kept);
        }
    }
}
