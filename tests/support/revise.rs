//! A revision made by a script: what careful people do to a report between two drafts, by chance and always the same.
//!
//! In: a source and the lines of its paragraphs and headings. Out: the revised source, where each line went, and what was
//! done to it.

use std::collections::BTreeMap;

use super::chance::Chance;
use super::rewrite::{Kind, labels};

/// What becomes of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// Its words stay.
    Same,
    /// A few words or a figure are others.
    Edited,
    /// It stands elsewhere.
    Moved,
    /// It is two paragraphs.
    Split,
    /// It is gone.
    Removed,
    /// Its heading has other words.
    Reworded,
}

/// A revised source.
pub struct Revised {
    /// The text.
    pub text: String,
    /// New lines, from 1, of each old line, from 1; none when it is gone.
    pub lines: BTreeMap<usize, Vec<usize>>,
    /// What was done to the lines of paragraphs and headings.
    pub fates: BTreeMap<usize, Fate>,
    /// How many paragraphs were added.
    pub added: usize,
}

struct Line {
    text: String,
    origin: Option<usize>,
}

/// Revises a source. `paragraphs` and `headings` are lines that hold one whole each, `reports` the lines of each report.
pub fn revise(text: &str, paragraphs: &[usize], headings: &[usize], reports: &[(usize, usize)], seed: u64) -> Revised {
    let mut chance = Chance::new(seed);
    let (text, kept) = with_other_notes(text, reports, &mut chance);
    let mut lines: Vec<Line> =
        text.split('\n').zip(kept).map(|(text, origin)| Line { text: text.to_owned(), origin }).collect();
    let mut fates = BTreeMap::new();
    let mut added = 0;
    for heading in headings {
        if chance.percent(8)
            && let Some(line) = lines.iter_mut().find(|line| line.origin == Some(*heading))
            && let Some(reworded) = reworded(&line.text)
        {
            line.text = reworded;
            fates.insert(*heading, Fate::Reworded);
        }
    }
    for (index, paragraph) in paragraphs.iter().enumerate() {
        let Some(at) = lines.iter().position(|line| line.origin == Some(*paragraph)) else { continue };
        let fate = match chance.below(100) {
            0..12 => Fate::Edited,
            12..16 => Fate::Moved,
            16..19 => Fate::Split,
            19..22 => Fate::Removed,
            22..25 => {
                let text =
                    format!("Đoạn bổ sung thứ {added} nêu thêm {} nội dung mới của kỳ này.", 11 + chance.below(80));
                lines.splice(at + 1..at + 1, [blank(), Line { text, origin: None }]);
                added += 1;
                Fate::Same
            }
            _ => Fate::Same,
        };
        let done = match fate {
            Fate::Edited => {
                lines[at].text = edited(&lines[at].text, &mut chance);
                true
            }
            // Marks stay in the order of their notes, so only paragraphs without any move or go.
            Fate::Moved | Fate::Removed if lines[at].text.contains("<sup>") => false,
            Fate::Moved => {
                let goal = paragraphs.get(index + 3 + chance.below(6)).and_then(|goal| {
                    lines.iter().position(|line| line.origin == Some(*goal)).filter(|goal| *goal > at + 2)
                });
                goal.is_some_and(|goal| {
                    let line = lines.remove(at);
                    lines.splice(goal..goal, [blank(), line]);
                    true
                })
            }
            Fate::Split => split(&lines[at].text).is_some_and(|(first, second)| {
                let origin = lines[at].origin;
                lines[at].text = first;
                lines.splice(at + 1..at + 1, [blank(), Line { text: second, origin }]);
                true
            }),
            Fate::Removed => {
                lines.remove(at);
                true
            }
            Fate::Same | Fate::Reworded => true,
        };
        fates.insert(*paragraph, if done { fate } else { Fate::Same });
    }
    let mut places: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (index, line) in lines.iter().enumerate() {
        if let Some(origin) = line.origin {
            places.entry(origin).or_default().push(index + 1);
        }
    }
    let text = lines.into_iter().map(|line| line.text).collect::<Vec<_>>().join("\n");
    Revised { text, lines: places, fates, added }
}

fn blank() -> Line {
    Line { text: String::new(), origin: None }
}

/// In each report one note goes and one comes in the middle; the labels after them follow.
fn with_other_notes(text: &str, reports: &[(usize, usize)], chance: &mut Chance) -> (String, Vec<Option<usize>>) {
    let mut lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
    let mut kept: Vec<Option<usize>> = (1..=lines.len()).map(Some).collect();
    for report in reports.iter().rev() {
        remove_note(&mut lines, *report, chance);
        insert_note(&mut lines, &mut kept, *report, chance);
    }
    (lines.join("\n"), kept)
}

/// A label of a report that one mark and one definition have.
fn a_label(lines: &[String], report: (usize, usize), chance: &mut Chance) -> Option<usize> {
    let text = lines[report.0 - 1..report.1.min(lines.len())].join("\n");
    let all = labels(&text);
    let count =
        |kind: Kind, number: &str| all.iter().filter(|label| label.kind == kind && label.number == number).count();
    let fit: Vec<usize> = all
        .iter()
        .filter(|label| label.kind == Kind::Mark && count(Kind::Mark, &label.number) == 1)
        .filter(|label| count(Kind::Definition, &label.number) == 1)
        .filter_map(|label| label.number.parse().ok())
        .collect();
    let middle = fit.get(fit.len() / 4..fit.len() * 3 / 4)?;
    middle.get(chance.below(middle.len())).copied()
}

/// Adds a number to every label of a report from one on.
fn shift(lines: &mut [String], report: (usize, usize), from: usize, by: isize) {
    for line in &mut lines[report.0 - 1..report.1] {
        let mut found = labels(line);
        found.retain(|label| label.kind != Kind::Unit);
        for label in found.into_iter().rev() {
            if let Some(number) = label.number.parse::<usize>().ok().filter(|number| *number >= from) {
                let new = label.text.replace(&label.number, &number.saturating_add_signed(by).to_string());
                line.replace_range(label.range, &new);
            }
        }
    }
}

fn remove_note(lines: &mut [String], report: (usize, usize), chance: &mut Chance) {
    let Some(number) = a_label(lines, report, chance) else { return };
    for line in &mut lines[report.0 - 1..report.1] {
        for label in labels(line).into_iter().rev().filter(|label| label.number == number.to_string()) {
            match label.kind {
                Kind::Mark => line.replace_range(label.range, ""),
                Kind::Definition => line.clear(),
                Kind::Unit => {}
            }
        }
    }
    shift(lines, report, number + 1, -1);
}

fn insert_note(lines: &mut Vec<String>, kept: &mut Vec<Option<usize>>, report: (usize, usize), chance: &mut Chance) {
    let Some(number) = a_label(lines, report, chance) else { return };
    shift(lines, report, number, 1);
    let next = (number + 1).to_string();
    let mut definition = None;
    let from = report.0 - 1;
    for (index, line) in lines[from..report.1].iter_mut().enumerate() {
        for label in labels(line).into_iter().rev().filter(|label| label.number == next) {
            match label.kind {
                // The new note's mark stands right before that of the one that was there.
                Kind::Mark => {
                    let word = line[..label.range.start].rfind(' ').unwrap_or(0);
                    line.insert_str(word, &format!("<sup>{number}</sup>"));
                }
                Kind::Definition => definition = Some(from + index),
                Kind::Unit => {}
            }
        }
    }
    if let Some(at) = definition {
        let text =
            format!("<sup>{number}</sup> Chú thích bổ sung khi sửa bản thảo, ghi thêm {} điều.", 20 + chance.below(70));
        lines.splice(at..at, [text, String::new()]);
        kept.splice(at..at, [None, None]);
    }
}

/// A heading whose last word is two others.
fn reworded(line: &str) -> Option<String> {
    let end = line.trim_end_matches(|c: char| !c.is_alphabetic()).len();
    let start = line[..end].rfind(' ')? + 1;
    (line[..end].split(' ').count() > 4 && !line[start..end].contains('<'))
        .then(|| format!("{}trong giai đoạn tới{}", &line[..start], &line[end..]))
}

/// One to three words changed: a word, a figure's digit, or some words put in.
fn edited(line: &str, chance: &mut Chance) -> String {
    const NEW: [&str; 8] =
        ["khẩn trương", "tích cực", "kịp thời", "rõ nét", "bền vững", "toàn diện", "chủ động", "đồng bộ"];
    let mut words: Vec<String> = line.split(' ').map(str::to_owned).collect();
    for _ in 0..=chance.below(3) {
        let at = 1 + chance.below(words.len().saturating_sub(2));
        let plain = |word: &str| word.chars().all(|c| c.is_alphanumeric() || c == ',' || c == '.');
        let Some(word) = words.get_mut(at).filter(|word| plain(word)) else { continue };
        match word.find(|c: char| c.is_ascii_digit()) {
            Some(digit) => {
                let other = (word.as_bytes()[digit] - b'0' + 1 + u8::try_from(chance.below(8)).unwrap_or(0)) % 10;
                word.replace_range(digit..=digit, &other.to_string());
            }
            None if chance.percent(50) => *word = NEW[chance.below(NEW.len())].to_owned(),
            None => word.push_str(&format!(" {}", NEW[chance.below(NEW.len())])),
        }
    }
    words.join(" ")
}

/// Two halves, parted after the sentence nearest to the middle.
fn split(line: &str) -> Option<(String, String)> {
    let middle = line.len() / 2;
    let ends = line.match_indices(". ").map(|(at, _)| at + 1);
    let fits = |at: &usize| *at > line.len() / 5 && *at < line.len() * 4 / 5;
    let capital = |at: &usize| line[at + 1..].starts_with(|c: char| c.is_uppercase());
    let at = ends.filter(|at| fits(at) && capital(at)).min_by_key(|at| at.abs_diff(middle))?;
    Some((line[..at].to_owned(), line[at + 1..].to_owned()))
}
