//! Trouble in the text, as data: where, what, and what next.
//!
//! What always holds: a diagnostic names a file; a span's line and column count from 1, columns in characters.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::codes::Code;
pub use crate::codes::Severity;
use crate::message::Message;

/// A place in a text file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// Line, from 1.
    pub line: usize,
    /// Column of the first character, from 1, in characters.
    pub column: usize,
    /// How many characters the caret marks; at least 1.
    pub length: usize,
    /// The line's own text, for the excerpt under the message.
    pub text: String,
}

impl Span {
    /// A span over a whole line, without its indentation.
    #[must_use]
    pub fn whole_line(line: usize, text: &str) -> Self {
        let indent = text.chars().take_while(|c| c.is_whitespace()).count();
        Self { line, column: indent + 1, length: text.trim().chars().count().max(1), text: text.to_owned() }
    }

    /// A span over the byte range `range` of a line.
    #[must_use]
    pub fn in_line(line: usize, text: &str, range: std::ops::Range<usize>) -> Self {
        let start = text.get(..range.start).map_or(0, |s| s.chars().count());
        let length = text.get(range).map_or(1, |s| s.chars().count());
        Self { line, column: start + 1, length: length.max(1), text: text.to_owned() }
    }

    /// The span of the byte range `range` in a whole file's text.
    #[must_use]
    pub fn in_text(text: &str, range: std::ops::Range<usize>) -> Self {
        let start = range.start.min(text.len());
        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        let line = 1 + text[..line_start].matches('\n').count();
        let end = range.end.clamp(start, line_end);
        Self::in_line(line, &text[line_start..line_end], start - line_start..end - line_start)
    }
}

/// One thing to tell the editor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The stable code, in kebab case: `note-unresolved`.
    pub code: &'static str,
    /// How grave it is.
    pub severity: Severity,
    /// What is the matter, in one sentence.
    pub message: Message,
    /// The file, as the editor named it or relative to the edition.
    pub file: String,
    /// Where in the file, when it has a place.
    pub span: Option<Span>,
    /// What to do next.
    pub hint: Option<Message>,
}

impl Diagnostic {
    /// A diagnostic without a place, as grave as its code is; add a place with [`Diagnostic::at`].
    #[must_use]
    pub fn new(code: &'static str, file: &str, message: Message) -> Self {
        let severity = Code::of(code).map_or(Severity::Error, |code| code.severity);
        Self { code, severity, message, file: file.to_owned(), span: None, hint: None }
    }

    /// The same diagnostic for the record alone: what it tells of is not sure.
    #[must_use]
    pub fn as_note(mut self) -> Self {
        self.severity = Severity::Note;
        self
    }

    /// The same diagnostic, with its place.
    #[must_use]
    pub fn at(mut self, span: Span) -> Self {
        self.span = Some(span);
        self
    }

    /// The same diagnostic, with what to do about it.
    #[must_use]
    pub fn hint(mut self, hint: Message) -> Self {
        self.hint = Some(hint);
        self
    }

    /// `file:line:column`, as far as known.
    #[must_use]
    pub fn place(&self) -> String {
        match &self.span {
            Some(span) => format!("{}:{}:{}", self.file, span.line, span.column),
            None => self.file.clone(),
        }
    }

    /// The message for a terminal: place, message, the line with a caret, the hint.
    #[must_use]
    pub fn render(&self, color: bool) -> String {
        let level = match self.severity {
            Severity::Note => Level::NOTE.with_name(message!("level-note").to_string()),
            Severity::Warning => Level::WARNING.with_name(message!("level-warning").to_string()),
            Severity::Error => Level::ERROR.with_name(message!("level-error").to_string()),
        };
        let title = level.primary_title(self.message.to_string()).id(self.code);
        let mut group = match &self.span {
            Some(span) => {
                let window = Window::of(span);
                let snippet = Snippet::source(window.text)
                    .path(self.place())
                    .line_start(span.line)
                    .annotation(AnnotationKind::Primary.span(window.range));
                title.element(snippet)
            }
            None => Group::with_title(title).element(annotate_snippets::Origin::path(self.file.as_str())),
        };
        if let Some(hint) = &self.hint {
            group = group.element(Level::HELP.with_name(message!("level-help").to_string()).message(hint.to_string()));
        }
        let renderer = if color { Renderer::styled() } else { Renderer::plain() };
        let rendered = renderer.render(&[group]);
        if self.span.is_some() { without_second_place(&rendered, &self.place()) } else { rendered }
    }
}

/// The renderer adds a line and column of its own after the place, and counts them in the window, not in the line.
fn without_second_place(rendered: &str, place: &str) -> String {
    let Some((before, after)) = rendered.split_once(place) else { return rendered.to_owned() };
    let rest = after.trim_start_matches(|c: char| c == ':' || c.is_ascii_digit());
    format!("{before}{place}{rest}")
}

/// The part of a long line that is worth showing: OCR lines run to thousands of characters.
struct Window {
    text: String,
    range: std::ops::Range<usize>,
}

impl Window {
    const BEFORE: usize = 40;
    const AFTER: usize = 60;

    fn of(span: &Span) -> Self {
        let chars: Vec<char> = span.text.chars().collect();
        let from = (span.column - 1).min(chars.len());
        let to = (from + span.length).min(chars.len()).min(from + Self::AFTER);
        let start = from.saturating_sub(Self::BEFORE);
        let end = (to + Self::AFTER).min(chars.len());
        let mut text = String::new();
        if start > 0 {
            text.push('…');
        }
        text.extend(&chars[start..from]);
        let range_start = text.len();
        text.extend(&chars[from..to]);
        let range_end = text.len();
        text.extend(&chars[to..end]);
        if end < chars.len() {
            text.push('…');
        }
        Self { text, range: range_start..range_end.max(range_start) }
    }
}

/// A value and the diagnostics met on the way to it: what every phase returns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked<T> {
    /// The value: always there, as good as the text allows.
    pub value: T,
    /// What was met, in reading order.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Checked<T> {
    /// A value with nothing to say about it.
    pub fn clean(value: T) -> Self {
        Self { value, diagnostics: Vec::new() }
    }

    /// A value with its diagnostics.
    pub fn new(value: T, diagnostics: Vec<Diagnostic>) -> Self {
        Self { value, diagnostics }
    }

    /// The value, its diagnostics moved to the end of `into`.
    pub fn collect_into(self, into: &mut Vec<Diagnostic>) -> T {
        into.extend(self.diagnostics);
        self.value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_says_its_place_once() {
        let text = format!("{} sai", "ệ ".repeat(60));
        let span = Span::in_text(&text, text.len() - 3..text.len());
        let said = Diagnostic::new("x", "a.md", Message::verbatim("Sai"))
            .at(span)
            .hint(Message::verbatim("Sửa"))
            .render(false);
        assert!(said.contains("a.md:1:122\n"), "{said}");
        assert_eq!(said.matches("a.md").count(), 1);
        assert!(said.contains("^^^"), "{said}");
    }
}
