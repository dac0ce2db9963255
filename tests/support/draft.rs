//! Small reports in a plain form, printed in several house styles and revised as people revise them.
//!
//! In: a text with `= title | letterhead`, `# heading`, `- item`, `| table || row`, `{words of a note}`. Out: the source
//! as an office would print it, with the lines of each part, and later drafts of it. Numbers of headings and labels of
//! notes are made anew at each printing, so that they shift as they do in real drafts.

use std::collections::BTreeMap;

use super::chance::Chance;

/// What a part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Report,
    Heading(usize),
    Paragraph,
    Item,
    Table,
}

/// A part of a draft. Its keys are those of the parts of the first draft that it continues.
#[derive(Debug, Clone)]
pub struct Part {
    pub keys: Vec<usize>,
    pub kind: Kind,
    pub text: String,
}

/// How an office prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Markdown headings, raised labels, notes at the end of a report.
    Raised,
    /// Headings in bold, "[1]" with "1." at the foot of each page.
    Feet,
    /// Decimal headings, "[1]" with "[1]" at the end of a report.
    Brackets,
}

/// A printed draft: its text and the lines of each key, from 1.
pub struct Printed {
    pub text: String,
    pub lines: BTreeMap<usize, Vec<usize>>,
}

/// Reads the plain form.
pub fn read(text: &str) -> Vec<Part> {
    let part = |(key, line): (usize, &str)| {
        let level = line.len() - line.trim_start_matches('#').len();
        let (kind, text) = match line.split_at(line.find(' ').map_or(0, |at| at + 1)) {
            ("= ", text) => (Kind::Report, text),
            ("- ", text) => (Kind::Item, text),
            ("| ", text) => (Kind::Table, text),
            (_, text) if level > 0 => (Kind::Heading(level), text),
            _ => (Kind::Paragraph, line),
        };
        Part { keys: vec![key], kind, text: text.to_owned() }
    };
    text.lines().enumerate().map(part).collect()
}

/// Prints a draft.
pub fn print(parts: &[Part], style: Style) -> Printed {
    let mut press =
        Press { style, lines: Vec::new(), places: BTreeMap::new(), notes: Vec::new(), counts: [0; 4], page: 1 };
    for (index, part) in parts.iter().enumerate() {
        press.part(part);
        let ends_report = parts.get(index + 1).is_none_or(|next| next.kind == Kind::Report);
        if style == Style::Feet && (index % 6 == 5 || ends_report) {
            press.foot();
        } else if ends_report {
            press.notes_here();
        }
    }
    let mut text = press.lines.join("\n");
    text.push('\n');
    Printed { text, lines: press.places }
}

struct Press {
    style: Style,
    lines: Vec<String>,
    places: BTreeMap<usize, Vec<usize>>,
    notes: Vec<String>,
    counts: [usize; 4],
    page: usize,
}

impl Press {
    fn part(&mut self, part: &Part) {
        let text = self.with_marks(&part.text);
        let text = match part.kind {
            Kind::Report => {
                self.counts = [0; 4];
                let (title, head) = text.split_once(" | ").unwrap_or((&text, ""));
                let (sir, title) = title.split_at(if title.starts_with("BÁO CÁO") { "BÁO CÁO".len() } else { 0 });
                let title = title.trim();
                match (self.style, sir) {
                    (_, "") => format!("*{head}*\n\n# {title}"),
                    (Style::Feet, _) => format!("*{head}*\n\n**{sir}**\n\n**{title}**"),
                    _ => format!("*{head}*\n\n# {sir}\n\n**{title}**"),
                }
            }
            Kind::Heading(level) => {
                self.counts[level] += 1;
                self.counts[level + 1..].fill(0);
                let number = self.number(level);
                match self.style {
                    Style::Feet => format!("**{number} {text}**"),
                    _ => format!("{} {number} {text}", "#".repeat(level + 1)),
                }
            }
            Kind::Paragraph => text,
            Kind::Item => format!("- {text}"),
            Kind::Table => {
                let mut rows: Vec<String> = text.split(" || ").map(|row| format!("| {row} |")).collect();
                rows.insert(1, format!("|{}", " --- |".repeat(rows[0].matches('|').count() - 1)));
                rows.join("\n")
            }
        };
        for key in &part.keys {
            self.places.entry(*key).or_default().push(self.lines.len() + 1);
        }
        self.lines.extend(text.lines().map(str::to_owned));
        self.lines.push(String::new());
    }

    fn number(&self, level: usize) -> String {
        const ROMAN: [&str; 12] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];
        let count = self.counts[level];
        match (self.style, level) {
            (Style::Brackets, 1) => format!("{count}."),
            (Style::Brackets, _) => format!("{}.{count}", self.counts[1]),
            (_, 1) => format!("{}.", ROMAN[(count - 1).min(11)]),
            _ => format!("{count}."),
        }
    }

    fn with_marks(&mut self, text: &str) -> String {
        let mut printed = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let (note, after) = after.split_once('}').expect("a note ends");
            self.notes.push(note.to_owned());
            let label = self.notes.len();
            // The mark stands at the word before it.
            printed.push_str(before.trim_end());
            printed.push_str(&if self.style == Style::Raised {
                format!("<sup>{label}</sup>")
            } else {
                format!("[{label}]")
            });
            rest = after;
        }
        printed + rest
    }

    fn notes_here(&mut self) {
        for (index, note) in std::mem::take(&mut self.notes).into_iter().enumerate() {
            let label = index + 1;
            self.lines.push(match self.style {
                Style::Raised => format!("<sup>{label}</sup> {note}"),
                Style::Feet => format!("{label}. {note}"),
                Style::Brackets => format!("[{label}] {note}"),
            });
            self.lines.push(String::new());
        }
    }

    fn foot(&mut self) {
        self.notes_here();
        self.lines.push(format!("Trang {}/40", self.page));
        self.lines.push(String::new());
        self.page += 1;
    }
}

/// How much of each a revision does, in a hundred.
#[derive(Debug, Clone, Copy)]
pub struct Measure {
    pub edited: usize,
    pub moved: usize,
    pub split: usize,
    pub joined: usize,
    pub removed: usize,
    pub added: usize,
    pub notes: usize,
    pub sections: usize,
}

/// A usual revision.
pub const USUAL: Measure =
    Measure { edited: 15, moved: 6, split: 25, joined: 6, removed: 6, added: 6, notes: 8, sections: 25 };

/// The next draft.
pub fn revise(parts: &[Part], measure: Measure, seed: u64) -> Vec<Part> {
    let mut chance = Chance::new(seed * 77 + 5);
    let mut parts = parts.to_vec();
    for _ in 0..12 {
        chance.below(9);
    }
    let mut at = 0;
    while at < parts.len() {
        at += match parts[at].kind {
            Kind::Report => 1,
            Kind::Heading(_) => heading(&mut parts, at, measure, &mut chance),
            _ => passage(&mut parts, at, measure, &mut chance),
        };
    }
    if chance.percent(measure.sections * 2) {
        move_section(&mut parts, &mut chance);
    }
    parts
}

/// What becomes of a passage; gives how many parts are done with.
fn passage(parts: &mut Vec<Part>, at: usize, measure: Measure, chance: &mut Chance) -> usize {
    let kind = parts[at].kind;
    if chance.percent(measure.notes) {
        other_note(&mut parts[at], chance);
    }
    if chance.percent(measure.edited) {
        parts[at].text = edited(&parts[at].text, chance);
    }
    if chance.percent(measure.added) && kind != Kind::Table {
        let text = new_text(chance);
        parts.insert(at, Part { keys: Vec::new(), kind, text });
        return 2;
    }
    if chance.percent(measure.removed) && alone_counts(parts, at) {
        parts.remove(at);
        return 0;
    }
    if kind != Kind::Paragraph {
        return 1;
    }
    if chance.percent(measure.moved)
        && let Some(goal) = (at + 2..parts.len()).find(|goal| parts[*goal].kind == Kind::Paragraph)
        && !parts[at..goal].iter().any(|part| part.kind == Kind::Report)
    {
        let part = parts.remove(at);
        parts.insert(goal, part);
        return 0;
    }
    if chance.percent(measure.joined) && parts.get(at + 1).is_some_and(|next| next.kind == Kind::Paragraph) {
        let next = parts.remove(at + 1);
        parts[at].text = format!("{} {}", parts[at].text, next.text);
        parts[at].keys.extend(next.keys);
    } else if chance.percent(measure.split)
        && let Some(end) = parts[at].text.find(". ").filter(|_| !parts[at].text.contains('{'))
    {
        let second = parts[at].text.split_off(end + 2);
        parts[at].text.truncate(end + 1);
        parts.insert(at + 1, Part { text: second, ..parts[at].clone() });
        return 2;
    }
    1
}

/// A heading may be reworded, go, or have a new one before it.
fn heading(parts: &mut Vec<Part>, at: usize, measure: Measure, chance: &mut Chance) -> usize {
    let Kind::Heading(level) = parts[at].kind else { return 1 };
    if !chance.percent(measure.sections) {
        return 1;
    }
    match chance.below(4) {
        0 => parts[at].text.push_str(" và tình hình mới"),
        1 => {
            let mut words: Vec<&str> = parts[at].text.split(' ').collect();
            words.truncate(words.len().max(3) - 1);
            parts[at].text = words.join(" ");
        }
        2 if level == 2 && parts[at - 1].kind != Kind::Heading(1) => {
            parts.remove(at);
            return 0;
        }
        // A section is split: what follows belongs to the new heading.
        _ if !matches!(parts[at - 1].kind, Kind::Heading(_) | Kind::Report) => {
            let text = format!("Mục thêm về {} việc khác", 2 + chance.below(40));
            let words = Part { keys: Vec::new(), kind: Kind::Paragraph, text: new_text(chance) };
            parts.splice(at..at, [Part { keys: Vec::new(), kind: Kind::Heading(level.min(1)), text }, words]);
            return 3;
        }
        _ => {}
    }
    1
}

/// A first-level section changes places with the one after it.
fn move_section(parts: &mut [Part], chance: &mut Chance) {
    let end = (1..parts.len()).find(|at| parts[*at].kind == Kind::Report).unwrap_or(parts.len());
    let heads: Vec<usize> = (0..end).filter(|at| parts[*at].kind == Kind::Heading(1)).collect();
    if heads.len() < 3 {
        return;
    }
    let first = chance.below(heads.len() - 2);
    let (a, b, c) = (heads[first], heads[first + 1], heads[first + 2]);
    parts[a..c].rotate_left(b - a);
}

/// A section keeps at least one passage.
fn alone_counts(parts: &[Part], at: usize) -> bool {
    let is_head = |part: Option<&Part>| part.is_none_or(|part| matches!(part.kind, Kind::Heading(_) | Kind::Report));
    !(is_head(at.checked_sub(1).and_then(|at| parts.get(at))) && is_head(parts.get(at + 1)))
}

/// A note goes, or one comes.
fn other_note(part: &mut Part, chance: &mut Chance) {
    if part.kind == Kind::Table {
        return;
    }
    match part.text.find(" {").and_then(|from| Some((from, part.text[from..].find('}')? + from))) {
        Some((from, to)) => part.text.replace_range(from..=to, ""),
        None => part.text.push_str(&format!(" {{Chú thích thêm lần sau, {} dòng.}}", 10 + chance.below(9000))),
    }
}

/// One or two words or figures are others.
fn edited(text: &str, chance: &mut Chance) -> String {
    const NEW: [&str; 6] = ["vừa", "cũng", "lại", "mới", "thường", "dần"];
    let end = text.find(" {").unwrap_or(text.len());
    let mut words: Vec<String> = text[..end].split(' ').map(str::to_owned).collect();
    for _ in 0..=chance.below(2) {
        let figure = words.iter().position(|word| word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_digit()));
        match figure.filter(|_| chance.percent(60)) {
            Some(at) => words[at] = (words[at].parse::<usize>().unwrap_or(7) + 1 + chance.below(8)).to_string(),
            None => {
                let at = 1 + chance.below(words.len() - 1);
                if words[at].chars().all(char::is_alphabetic) {
                    words.insert(at, NEW[chance.below(NEW.len())].to_owned());
                }
            }
        }
    }
    words.join(" ") + &text[end..]
}

fn new_text(chance: &mut Chance) -> String {
    const WHAT: [&str; 5] = ["cây cầu treo", "bến đò ngang", "sân phơi", "nhà sinh hoạt", "trạm bơm"];
    const DONE: [&str; 5] = ["đã sửa xong", "còn dang dở", "phải chờ vốn", "giao cho thôn", "vừa khánh thành"];
    let (what, done) = (WHAT[chance.below(5)], DONE[chance.below(5)]);
    format!(
        "Bản thảo lần này nói thêm rằng {what} số {} {done}, tốn {} ngày công.",
        chance.below(90) + 10,
        chance.below(900) + 100
    )
}
