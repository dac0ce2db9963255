//! Fields: instructions with what they gave when the file was saved.

/// What a field is for the reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// What it gave is text.
    Text,
    /// A table of contents.
    Contents,
    /// It names a note again, by the bookmark around the note's mark.
    Note(String),
}

/// A field that is open.
#[derive(Debug, Clone, Default)]
struct Open {
    instruction: String,
    /// What it gave has begun.
    is_result: bool,
}

/// The fields that are open, outermost first.
#[derive(Debug, Default)]
pub struct Fields {
    open: Vec<Open>,
}

impl Fields {
    /// Takes a sign of a field: "begin", "separate" or "end". Gives the kind of one whose result begins.
    pub fn sign(&mut self, sign: &str) -> Option<Kind> {
        /// Deeper ones are no fields of a report.
        const DEEPEST: usize = 64;
        match sign {
            "begin" if self.open.len() < DEEPEST => self.open.push(Open::default()),
            "separate" => {
                let field = self.open.last_mut()?;
                field.is_result = true;
                return Some(kind(&field.instruction));
            }
            "end" => {
                self.open.pop();
            }
            _ => {}
        }
        None
    }

    /// Takes words of an instruction.
    pub fn instruct(&mut self, words: &str) {
        if let Some(field) = self.open.last_mut().filter(|field| !field.is_result) {
            field.instruction.push_str(words);
        }
    }

    /// Whether words that come now are an instruction, not text.
    pub fn is_instruction(&self) -> bool {
        self.open.last().is_some_and(|field| !field.is_result)
    }

    /// Whether words that come now are a table of contents.
    pub fn is_contents(&self) -> bool {
        self.open.iter().any(|field| field.is_result && kind(&field.instruction) == Kind::Contents)
    }

    /// Whether the words that come now only repeat the label of a note.
    pub fn is_note(&self) -> bool {
        self.open.iter().any(|field| field.is_result && matches!(kind(&field.instruction), Kind::Note(_)))
    }
}

/// What an instruction asks for.
pub fn kind(instruction: &str) -> Kind {
    let mut words = instruction.split_whitespace();
    match words.next().map(str::to_ascii_uppercase).as_deref() {
        Some("TOC") => Kind::Contents,
        Some("NOTEREF" | "FTNREF") => Kind::Note(words.next().unwrap_or_default().trim_matches('"').to_owned()),
        _ => Kind::Text,
    }
}
