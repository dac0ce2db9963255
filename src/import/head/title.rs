//! The title: rows of lines that may be it, and what the file says of itself, each with what speaks for it.
//!
//! In: the lines of a head. Out: candidates; [`super::model`] chooses.

use std::collections::BTreeSet;
use std::ops::Range;

use super::line::{HeadLine, Print};
use super::model::Candidate;
use super::roles::{LONGEST, Role, shares_words};
use super::traits::{say, step, traits};
use super::values::body_name;
use crate::language;
use crate::text::{fold_space, is_all_caps, word_count};

/// A title takes no more chunks.
const CHUNKS: usize = 8;
/// A text of no more chunks.
const FEW: usize = 4;
/// A line of more words is text.
const TEXT: usize = 40;

/// What may be the title.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Title {
    /// Its lines, counted from the head's first; none when the text does not print it.
    pub lines: Option<Range<usize>>,
    /// Its words on one line; none where the document has no title.
    pub words: String,
}

/// Titles that stand beside the text: by where they stand, front matter, properties, labels.
pub type Named = Vec<(&'static str, String)>;

/// The candidates: every row of lines that may be a title, what the file calls itself, and none.
#[must_use]
pub fn candidates(lines: &[HeadLine], named: &Named) -> Vec<Candidate<Title>> {
    let mut found = vec![none(lines)];
    let head = Head::of(lines);
    // A few paragraphs that nothing sets apart have none.
    let is_bare = |line: &HeadLine| rank(line) >= PLAIN && !line.is_caps && line.kind_at.is_none();
    let lines = if lines.len() <= FEW && lines.iter().all(is_bare) { &[] } else { lines };
    for start in (0..lines.len()).filter(|at| lines[*at].has_words()) {
        let mut count = 0;
        for end in start + 1..=(start + CHUNKS).min(lines.len()) {
            let last = &lines[end - 1];
            count += last.count;
            // Another's words within it would be lost.
            let is_other = !last.has_words() || last.is_listed || last.role == Role::Frame && end > start + 1;
            if is_other && last.count > 0 || count > LONGEST {
                break;
            }
            // A row that ends on a comma is none yet.
            if last.has_words() && !last.is("ends-with-comma") {
                found.push(row(&head, start..end, named));
            }
        }
    }
    found.extend(named.iter().map(|(name, words)| said(name, words, lines)));
    found
}

/// No title, and what speaks for it: a text without any.
fn none(lines: &[HeadLine]) -> Candidate<Title> {
    let first = lines.iter().find(|line| line.count > 0);
    let is_set = |line: &HeadLine| rank(line) < PLAIN;
    let mut features = vec!["none".to_owned(), format!("none:lines:{}", step(lines.len(), &[2, 3, 5, 9, 20]))];
    say(
        &mut features,
        [
            (!lines.iter().any(is_set), "none:plain"),
            (!lines.iter().any(|line| line.print == Print::Heading(1)), "none:no-h1"),
            (first.is_some_and(|line| line.role == Role::Body), "none:opens-with-text"),
            (first.is_some_and(is_set), "none:opens-set-apart"),
            (!lines.iter().any(|line| line.kind_at == Some(0)), "none:no-kind"),
            (lines.iter().all(|line| line.role != Role::Words), "none:no-words"),
        ],
    );
    Candidate { value: Title::default(), features }
}

/// The lines of a head with what is known of them together.
struct Head<'l> {
    lines: &'l [HeadLine],
    /// The rank of the line that is most set apart.
    most: usize,
    /// The first line of that rank, the first that may be a title by its role, the first that opens with a kind.
    firsts: [Option<usize>; 3],
}

impl<'l> Head<'l> {
    fn of(lines: &'l [HeadLine]) -> Self {
        let most = lines.iter().map(rank).min().unwrap_or(PLAIN);
        let first = |is: &dyn Fn(&HeadLine) -> bool| lines.iter().position(is);
        let firsts = [
            first(&|line| most < PLAIN && rank(line) == most),
            first(&|line| line.role == Role::Words),
            first(&|line| line.kind_at == Some(0)),
        ];
        Self { lines, most, firsts }
    }
}

/// The rank of a line that nothing sets apart.
const PLAIN: usize = 8;

fn rank(line: &HeadLine) -> usize {
    match line.print {
        Print::Heading(level) => level,
        Print::Bold => PLAIN - 1,
        _ => PLAIN,
    }
}

/// The title with the line above it that says what kind of document it is, and nothing else.
#[must_use]
pub fn with_kind(lines: &[HeadLine], title: Title) -> Title {
    let Some(own) = title.lines.clone() else { return title };
    let above = (0..own.start).rev().find(|at| lines[*at].count > 0);
    match above.filter(|at| lines[*at].role == Role::Kind && lines[own.start].role != Role::Kind) {
        Some(kind) => Title { words: words_of(&lines[kind..own.end]), lines: Some(kind..own.end) },
        None => title,
    }
}

/// The title with the lines below it that it goes on with: none ends on a word that must go on.
#[must_use]
pub fn whole(lines: &[HeadLine], title: Title) -> Title {
    let Some(own) = title.lines.clone() else { return title };
    let goes_on = |at: &usize| {
        let (last, next) = (&lines[*at - 1], lines.get(*at));
        // "Plan A" is whole.
        let is_letter = last.words.rsplit(' ').next().is_some_and(|word| word.chars().count() < 2);
        let must = is_broken(&last.words) || !is_letter && language::any().must_go_on(&last.words);
        must && next.is_some_and(|next| next.has_words() && next.is_set_like(last) && next.kind_at != Some(0))
    };
    let count = |end: usize| lines[own.start..end].iter().map(|line| line.count).sum::<usize>();
    let end = (own.end..own.end + CHUNKS).take_while(goes_on).last().map_or(own.end, |at| at + 1);
    if end == own.end || count(end) > LONGEST {
        return title;
    }
    Title { words: words_of(&lines[own.start..end]), lines: Some(own.start..end) }
}

/// Whether a line ends within a word: "Upper-".
fn is_broken(words: &str) -> bool {
    words.strip_suffix('-').is_some_and(|word| word.ends_with(char::is_alphabetic))
}

/// The words of a row.
fn words_of(lines: &[HeadLine]) -> String {
    let blank = |at: usize| if at > 0 && !is_broken(&lines[at - 1].words) { " " } else { "" };
    let words: String = lines.iter().enumerate().map(|(at, line)| format!("{}{}", blank(at), line.words)).collect();
    fold_space(&words).trim_end_matches(['*', ' ', '-', '–']).to_owned()
}

fn print_name(line: &HeadLine) -> &'static str {
    match (line.print, line.is_caps) {
        (Print::Heading(1), _) => "h1",
        (Print::Heading(2), _) => "h2",
        (Print::Heading(_), _) => "h3",
        (Print::Bold, true) => "bold-caps",
        (Print::Bold, false) => "bold",
        (Print::Plain, true) => "caps",
        (Print::Plain, false) => "plain",
        (Print::Other, _) => "other",
    }
}

/// A row of lines, and what is true of it.
fn row(head: &Head<'_>, at: Range<usize>, named: &Named) -> Candidate<Title> {
    let row = &head.lines[at.clone()];
    let words = words_of(row);
    let (first, last) = (&row[0], &row[row.len() - 1]);
    let count = word_count(&words);
    let (role, print) = (first.role.name(), print_name(first));
    let mut features = vec![
        format!("start:{print}"),
        format!("role:{role}"),
        format!("role-print:{role}:{print}"),
        format!("count:{}", step(count, &[2, 3, 5, 9, 16, 26, 41, 61, 81])),
        format!("count-print:{}:{print}", step(count, &[3, 9, 26, 61])),
        format!("lines:{}", row.len().min(5)),
    ];
    features.extend(first.traits.iter().map(|name| format!("first:{name}")));
    if row.len() > 1 {
        features.push(format!("prints:{print}:{}", print_name(last)));
        features.push(format!("roles:{role}:{}", last.role.name()));
        features.extend(last.traits.iter().map(|name| format!("last:{name}")));
    }
    if first.kind_at == Some(0) {
        features.push(format!("kind-print:{print}"));
    }
    say_inside(row, &mut features);
    say_around(head, &at, &mut features);
    say_place(head, &at, &mut features);
    for (name, title) in named {
        let (covers, covered) = (shares_words(title, &words), shares_words(&words, title));
        let agrees = match (covers, covered) {
            (true, true) => "same",
            (true, false) => "part",
            (false, true) => "whole",
            (false, false) => "other",
        };
        features.push(format!("{name}:{agrees}"));
    }
    Candidate { value: Title { lines: Some(at), words }, features }
}

/// How its lines go together.
fn say_inside(row: &[HeadLine], features: &mut Vec<String>) {
    let (first, inner) = (&row[0], &row[1..]);
    let names: BTreeSet<&str> = inner.iter().flat_map(|line| &line.traits).copied().collect();
    features.extend(names.into_iter().map(|name| format!("inside:{name}")));
    let roles: BTreeSet<&str> = inner.iter().filter(|line| line.count > 0).map(|line| line.role.name()).collect();
    features.extend(roles.into_iter().map(|name| format!("inside:{name}")));
    let pair = |is: &dyn Fn(&HeadLine, &HeadLine) -> bool| row.windows(2).any(|pair| is(&pair[0], &pair[1]));
    say(
        features,
        [
            (first.role == Role::Kind && inner.iter().any(|line| line.role == Role::Words), "kind-with-words"),
            (pair(&|line, next| !line.is_set_like(next)), "mixed-print"),
            (pair(&|line, next| line.print != next.print), "mixed-heading"),
            (pair(&|line, next| next.lines.0 > line.lines.1 + 3), "far-apart"),
            (pair(&|line, next| line.page != next.page), "over-pages"),
            (pair(&HeadLine::runs_into), "joined"),
            (row.iter().any(|line| line.comes_again), "comes-again"),
            (inner.last().is_some_and(|last| last.count > 25) && first.print != Print::Plain, "runs-into-text"),
        ],
    );
}

/// So many facts with their labels in a row are a list of facts.
const FIELDS: usize = 2;

/// Whether a line is a fact behind its label: "Author: …", "AGENCY: …".
fn is_field(line: &HeadLine) -> bool {
    /// A label has no more words.
    const LABEL: usize = 3;
    let key = line.words.split_once(": ").map(|(key, _)| key).filter(|key| word_count(key) <= LABEL);
    line.is("labelled") || key.is_some_and(is_all_caps)
}

/// What stands above it and below it.
fn say_around(head: &Head<'_>, at: &Range<usize>, features: &mut Vec<String>) {
    let (first, last) = (&head.lines[at.start], &head.lines[at.end - 1]);
    let worded = |line: &&HeadLine| line.count > 0;
    let above = head.lines[..at.start].iter().rev().find(worded);
    let below = head.lines[at.end..].iter().find(worded);
    let fields = head.lines[at.end..].iter().filter(worded).take(FIELDS).filter(|line| is_field(line)).count();
    let role = |line: Option<&HeadLine>| line.map_or("edge", |line| line.role.name());
    features.push(format!("above:{}", role(above)));
    features.push(format!("below:{}", role(below)));
    features.push(format!("above-first:{}:{}", role(above), first.role.name()));
    for (name, line) in [("above", above), ("below", below)] {
        features.extend(line.into_iter().flat_map(|line| &line.traits).map(|is| format!("{name}:{is}")));
    }
    let near = |line: &HeadLine, next: &HeadLine| next.lines.0 <= line.lines.1 + 2;
    let is_cut = |line: &HeadLine, next: &HeadLine| line.is_set_like(next) && line.print != Print::Plain;
    let is_above = |is: &dyn Fn(&HeadLine) -> bool| above.is_some_and(is);
    let is_below = |is: &dyn Fn(&HeadLine) -> bool| below.is_some_and(is);
    say(
        features,
        [
            (is_below(&|line| line.count > TEXT), "text-below"),
            (is_above(&|line| line.print == Print::Other), "list-above"),
            (is_below(&|line| line.print == Print::Other), "list-below"),
            (above.is_none_or(|line| line.page != first.page), "top-of-page"),
            (is_below(&|line| line.page != last.page), "end-of-page"),
            (is_above(&|line| line.is_set_like(first) && near(line, first)), "cut-above"),
            (is_below(&|line| line.is_set_like(last) && near(last, line)), "cut-below"),
            (is_above(&|line| line.runs_into(first)), "joined-above"),
            (is_below(&|line| last.runs_into(line)), "joined-below"),
            (fields == FIELDS, "fields-below"),
            (is_above(&|line| is_cut(line, first) && line.role == Role::Words), "set-on-above"),
            (is_below(&|line| is_cut(line, last) && line.role == Role::Words), "set-on-below"),
        ],
    );
}

/// Where in the head it stands.
fn say_place(head: &Head<'_>, at: &Range<usize>, features: &mut Vec<String>) {
    let first = &head.lines[at.start];
    let before = &head.lines[..at.start];
    features.push(format!("place:{}", step(first.above, &[1, 2, 4, 7, 12, 20, 35])));
    features.push(format!("page:{}", first.page.min(3)));
    features.push(format!("texts-above:{}", before.iter().filter(|line| line.count > TEXT).count().min(3)));
    let roles: BTreeSet<&str> = before.iter().map(|line| line.role.name()).collect();
    features.extend(roles.into_iter().map(|name| format!("after:{name}")));
    say(
        features,
        [
            (before.iter().any(|line| line.kind_at == Some(0)), "after-kind-opening"),
            (rank(first) == head.most && head.most < PLAIN, "most-set-apart"),
            (head.firsts[0] == Some(at.start), "first-set-apart"),
            (head.firsts[1] == Some(at.start), "first-words"),
            (head.firsts[2] == Some(at.start), "first-kind"),
        ],
    );
}

/// What a file calls itself, as a title that the text does not print.
fn said(name: &str, words: &str, lines: &[HeadLine]) -> Candidate<Title> {
    let words = fold_space(words);
    let mut features = vec![
        format!("said:{name}"),
        format!("said-count:{}", step(word_count(&words), &[2, 3, 5, 9, 16, 26, 41, 61, 81])),
    ];
    features.extend(traits(&words).into_iter().map(|name| format!("said:{name}")));
    let is_printed = lines.iter().any(|line| line.count > 1 && shares_words(&words, &line.words));
    say(&mut features, [(body_name(&words).is_some(), "said-body"), (is_printed, "said-printed")]);
    Candidate { value: Title { lines: None, words }, features }
}
