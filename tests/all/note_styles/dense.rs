//! Sources in which notes stand close together: several in a sentence, notes to notes, tables with notes of their own,
//! numbers that begin anew within a page, notes in the rows of a table and in lists.

use super::table::Labels::{self, Daggers, Digits, Letters, Stars};
use super::writer::{ENGLISH, FRENCH, GERMAN, NOTES, SPANISH, VIETNAMESE, Words, label};

/// Where the notes of a source stand, and what calls them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Four names of a sentence are called, a page has one sentence.
    Sentence,
    /// The same, and two marks stand behind each second name.
    Pairs,
    /// Each second note is called by the note before it.
    NoteToNote,
    /// A table has notes of its own right below it, with letters, and the page's text has others at the foot.
    Table,
    /// Two chapters stand on a page, and each counts from one; all their notes stand at its foot.
    MidPage,
    /// The last rows of a table are its notes.
    Rows,
    /// Under a heading at the end of each chapter.
    List,
    /// Under a heading at the end, as a table: the label in one cell, the words in the next.
    ListInTable,
}

/// A dense style. `@` is the label, `~` the words.
#[derive(Debug, Clone, Copy)]
pub struct Dense {
    pub name: &'static str,
    pub language: usize,
    pub shape: Shape,
    pub mark: &'static str,
    pub note: &'static str,
    /// What a table's own notes are counted by.
    pub labels: Labels,
    /// What stands above the notes of a page.
    pub rule: &'static str,
    /// What stands at a page's end.
    pub page: &'static str,
}

const BASE: Dense = Dense {
    name: "",
    language: ENGLISH,
    shape: Shape::Sentence,
    mark: "<sup>@</sup>",
    note: "<sup>@</sup> ~",
    labels: Digits,
    rule: "",
    page: "",
};

/// Plain digits above a rule.
const PLAIN: Dense = Dense { mark: "@", note: "@ ~", rule: "---", page: "\u{c}", ..BASE };

use Shape::{List, ListInTable, MidPage, NoteToNote, Pairs, Rows, Sentence, Table};

pub const DENSE: &[Dense] = &[
    Dense { name: "sentence-sup", ..BASE },
    Dense { name: "sentence-glued", language: GERMAN, ..PLAIN },
    Dense { name: "sentence-glued-point", note: "@. ~", language: VIETNAMESE, ..PLAIN },
    Dense { name: "sentence-square", mark: "[@]", note: "[@] ~", language: SPANISH, ..BASE },
    Dense { name: "sentence-round", mark: " (@)", note: "(@) ~", language: FRENCH, ..BASE },
    Dense { name: "sentence-sup-plain-note", note: "@ ~", language: VIETNAMESE, ..BASE },
    Dense { name: "pairs-sup", shape: Pairs, language: FRENCH, ..BASE },
    Dense { name: "pairs-square", shape: Pairs, mark: "[@]", note: "[@] ~", language: VIETNAMESE, ..BASE },
    Dense { name: "pairs-glued", shape: Pairs, language: GERMAN, ..PLAIN },
    Dense { name: "note-to-note-sup", shape: NoteToNote, language: GERMAN, ..BASE },
    Dense { name: "note-to-note-glued", shape: NoteToNote, ..PLAIN },
    Dense { name: "note-to-note-square", shape: NoteToNote, mark: "[@]", note: "[@] ~", language: FRENCH, ..BASE },
    Dense { name: "table-letters", shape: Table, labels: Letters, ..BASE },
    Dense { name: "table-stars", shape: Table, labels: Stars, language: VIETNAMESE, ..BASE },
    Dense { name: "table-daggers", shape: Table, labels: Daggers, language: SPANISH, ..BASE },
    Dense { name: "table-digits", shape: Table, language: GERMAN, ..BASE },
    Dense { name: "table-brackets", shape: Table, mark: " (@)", note: "(@) ~", language: FRENCH, ..BASE },
    Dense { name: "table-half-brackets", shape: Table, mark: "@)", note: "@) ~", ..PLAIN },
    Dense { name: "mid-page-sup", shape: MidPage, language: FRENCH, ..BASE },
    Dense { name: "mid-page-glued", shape: MidPage, ..PLAIN },
    Dense { name: "mid-page-sup-plain-note", shape: MidPage, note: "@ ~", language: VIETNAMESE, ..BASE },
    Dense { name: "mid-page-round", shape: MidPage, mark: " (@)", note: "(@) ~", language: SPANISH, ..BASE },
    Dense { name: "rows-sup", shape: Rows, ..BASE },
    Dense { name: "rows-glued", shape: Rows, language: VIETNAMESE, ..PLAIN },
    Dense { name: "rows-stars", shape: Rows, labels: Stars, language: GERMAN, ..BASE },
    Dense { name: "list-items", shape: List, note: "- @. ~", language: GERMAN, ..BASE },
    Dense { name: "list-points", shape: List, note: "@. ~", language: VIETNAMESE, ..BASE },
    Dense { name: "list-glued", shape: List, mark: "@", note: "@. ~", language: SPANISH, ..BASE },
    Dense { name: "list-stars", shape: List, mark: "@", note: "@ ~", labels: Stars, language: FRENCH, ..BASE },
    Dense { name: "list-daggers", shape: List, mark: "@", note: "@ ~", labels: Daggers, ..BASE },
    Dense { name: "list-daggers-items", shape: List, note: "- @ ~", labels: Daggers, language: GERMAN, ..BASE },
    Dense { name: "list-in-table-sup", shape: ListInTable, language: VIETNAMESE, ..BASE },
    Dense { name: "list-in-table-plain", shape: ListInTable, note: "@ | ~", ..BASE },
];

/// A source, and for each of its notes the label, and the name behind which it is called.
pub struct Written {
    pub text: String,
    pub labels: Vec<String>,
    pub called_at: Vec<&'static str>,
}

/// Writes the source of a style.
pub fn written(style: &Dense, words: &Words) -> Written {
    let mut writer = Writer { style, words, text: String::new(), labels: vec![String::new(); NOTES] };
    writer.paragraph(&format!("# {} 2023", words.title));
    writer.paragraph(words.dated[0]);
    for chapter in 0..4 {
        let number = ["I", "II", "III", "IV"][chapter];
        writer.paragraph(&format!("## {number}. {}", words.chapters[chapter]));
        writer.chapter(chapter);
    }
    if style.shape == ListInTable {
        writer.notes_heading();
        writer.paragraph("| | |\n|---|---|");
        writer.text.pop();
        writer.rows(0..NOTES);
        writer.text.push('\n');
    }
    let behind_next = |index: usize| style.shape == Pairs && index % 5 == 1;
    let called_at = (0..NOTES).map(|index| words.sites[index + usize::from(behind_next(index))]).collect();
    Written { text: writer.text, labels: writer.labels, called_at }
}

struct Writer<'a> {
    style: &'a Dense,
    words: &'a Words,
    text: String,
    labels: Vec<String>,
}

impl Writer<'_> {
    /// Five notes.
    fn chapter(&mut self, chapter: usize) {
        let first = chapter * 5;
        let all = first..first + 5;
        for index in all.clone() {
            let through = [Sentence, Pairs, NoteToNote, ListInTable].contains(&self.style.shape);
            let place = match self.style.shape {
                // Two notes of the text, three of the table.
                Table if index < first + 2 => chapter * 2 + index - first,
                Table => index - first - 2,
                _ if through => index,
                _ => index - first,
            };
            let labels = if self.style.shape == Table && index < first + 2 { Digits } else { self.style.labels };
            self.labels[index] = label(labels, place);
        }
        match self.style.shape {
            Sentence | MidPage | List | ListInTable => self.sentence(all.clone(), all.clone()),
            Pairs => self.sentence(all.clone(), all.clone()),
            NoteToNote => self.sentence((first..first + 5).step_by(2), all.clone()),
            Table => {
                self.sentence(first..first + 2, first..first + 2);
                self.table(first + 2..first + 5);
                self.text.push('\n');
                (first + 2..first + 5).for_each(|index| self.note(index));
                self.after();
            }
            Rows => {
                self.table(all.clone());
                self.rows(all.clone());
                self.text.push('\n');
            }
        }
        match self.style.shape {
            Sentence | Pairs | NoteToNote => self.foot(all),
            Table => self.foot(first..first + 2),
            MidPage if chapter % 2 == 1 => self.foot(first - 5..first + 5),
            List => {
                self.notes_heading();
                all.for_each(|index| self.note(index));
            }
            MidPage | Rows | ListInTable => {}
        }
    }

    fn mark(&self, index: usize) -> String {
        self.style.mark.replace('@', &self.labels[index])
    }

    /// A sentence that names sites with their marks.
    fn sentence(&mut self, sites: impl Iterator<Item = usize>, all: std::ops::Range<usize>) {
        let mut names: Vec<String> = Vec::new();
        for index in sites {
            let name = self.words.sites[index];
            let mark = self.mark(index);
            if self.style.shape == Pairs && index % 5 == 1 {
                // This mark stands behind the next name as well, before its own.
                names.push(name.to_owned());
            } else if self.style.shape == Pairs && index % 5 == 2 {
                let comma = if self.style.mark == "@" { "," } else { "" };
                names.push(format!("{name}{}{comma}{mark}", self.mark(index - 1)));
            } else {
                names.push(format!("{name}{mark}"));
            }
        }
        let [first, second] = self.words.call.map(|half| half.replace("{}", &names.join(", ")));
        let after = if all.len() > 2 { self.words.after } else { "" };
        self.paragraph(format!("{first} {second}. {after}").trim_end());
    }

    fn after(&mut self) {
        self.paragraph(self.words.after);
    }

    /// A table of sites with marks, without a line's end below it.
    fn table(&mut self, sites: std::ops::Range<usize>) {
        self.text.push_str("| | 2022 | 2023 |\n|---|---|---|\n");
        for index in sites {
            let row =
                format!("| {}{} | {} | {} |\n", self.words.sites[index], self.mark(index), 40 + index, 51 + index);
            self.text.push_str(&row);
        }
    }

    fn answer(&self, index: usize) -> String {
        let next = index + 1;
        let calls = self.style.shape == NoteToNote && [0, 2].contains(&(index % 5));
        let answer = self.words.answer(self.words.sites[index]);
        match calls {
            true => format!("{answer}, {}{}.", self.words.sites[next], self.mark(next)),
            false => format!("{answer}, {}.", index + 3),
        }
    }

    fn written(&self, index: usize) -> String {
        self.style.note.replace('@', &self.labels[index]).replace('~', &self.answer(index))
    }

    fn note(&mut self, index: usize) {
        let note = self.written(index);
        self.paragraph(&note);
    }

    /// Notes as rows of a table.
    fn rows(&mut self, notes: std::ops::Range<usize>) {
        for index in notes {
            let cells = if self.style.shape == Rows { " | |" } else { " |" };
            let row = match self.written(index) {
                note if self.style.shape == ListInTable && !note.contains('|') => note.replacen(' ', " | ", 1),
                note => note,
            };
            self.text.push_str(&format!("| {row}{cells}\n"));
        }
    }

    fn notes_heading(&mut self) {
        self.paragraph(&format!("## {}", self.words.notes));
    }

    fn foot(&mut self, notes: std::ops::Range<usize>) {
        if !self.style.rule.is_empty() {
            self.paragraph(self.style.rule);
        }
        notes.for_each(|index| self.note(index));
        self.text.push_str(self.style.page);
    }

    fn paragraph(&mut self, words: &str) {
        self.text.push_str(words);
        self.text.push_str("\n\n");
    }
}
