//! Words of a page: styles, links, notes at its foot, signs of the editor.

use std::fmt::Write;

use super::source::Writer;
use super::value::{Fields, quoted};
use super::whole;
use crate::book::content::{Block, Content, Inline, Mark, Note, Style};
use crate::book::places::ResolvedLink;

impl<'a> Writer<'a> {
    pub fn line(&mut self, line: &'a [Inline]) {
        line.iter().for_each(|piece| self.piece(piece));
    }

    fn words(&mut self, words: &str) {
        if !words.is_empty() {
            let _ = write!(self.out, "#{};", quoted(words));
        }
    }

    fn piece(&mut self, piece: &'a Inline) {
        match piece {
            Inline::Text(words) | Inline::Corrected(words, _) if words.is_empty() => {}
            Inline::Text(words) => self.words(words),
            Inline::Code(code) => {
                let _ = write!(self.out, "#raw({});", quoted(code));
            }
            Inline::Break => self.out.push_str("#linebreak();"),
            Inline::Styled(style, inner) => self.around(look(*style), inner),
            Inline::Link(target, inner) => match self.places.led(target) {
                ResolvedLink::Inside(file, id) => match whole::label(&self.prefix, &file, id.as_deref()) {
                    Some(label) => {
                        let id = self.leads_to_label(label);
                        self.around(&format!("b.lead({id})"), inner);
                    }
                    None => self.line(inner),
                },
                ResolvedLink::Outside(url) => self.around(&format!("link({})", quoted(&url)), inner),
                ResolvedLink::Nowhere => self.line(inner),
            },
            Inline::Term(_, inner) => self.line(inner),
            // What a note refers to is no word of the report.
            Inline::Referred(_) => {}
            Inline::Picture(path, words) => self.picture(path, words),
            Inline::Mark(mark) => self.mark(mark),
            Inline::Figure(id, inner) => {
                if let Some(id) = id.as_deref().and_then(|id| self.label(id)) {
                    let _ = write!(self.out, "#b.anchor({});", quoted(&id));
                }
                self.around("b.stated", inner);
            }
            Inline::Annotated(inner) => self.around("b.annotated", inner),
            Inline::Corrected(read, _) => {
                let _ = write!(self.out, "#b.corrected({});", quoted(read));
            }
            Inline::Page(_, label) => {
                let _ = write!(self.out, "#b.printed-page({});", quoted(label));
            }
            Inline::Sign(id, letter) => {
                let kind = if letter.is_some() { "ann" } else { "cor" };
                let target = self.leads_to(&format!("{kind}-{id}"));
                let _ = write!(self.out, "#b.sign({target}, {});", quoted(letter.as_deref().unwrap_or("*")));
            }
        }
    }

    fn around(&mut self, call: &str, inner: &'a [Inline]) {
        let inner = self.content(inner);
        let _ = write!(self.out, "#{call}{inner};");
    }

    /// A picture of the edition; what typst cannot set, or nobody has, is given by its words.
    fn picture(&mut self, path: &str, words: &str) {
        /// What typst sets.
        const KNOWN: [&str; 6] = ["png", "jpg", "jpeg", "gif", "svg", "webp"];
        let ending = path.rsplit_once('.').map_or_else(String::new, |(_, ending)| ending.to_lowercase());
        let folder = self.settings.folder;
        let file =
            ["static", "content"].iter().map(|top| format!("{top}/{path}")).find(|file| folder.get(file).is_some());
        match file.filter(|_| KNOWN.contains(&ending.as_str())) {
            Some(file) => {
                let mut fields = Fields::default();
                fields.text("words", words);
                fields.value(&quoted(&format!("/{file}")));
                self.call("picture", fields, "");
            }
            None => self.words(words),
        }
    }

    /// A mark: the first one of a note sets the note at the foot of its page, the others lead to it.
    fn mark(&mut self, mark: &'a Mark) {
        let note = mark.note.as_ref().and_then(|(_, id)| self.notes.get(id.as_str()).copied());
        let Some(note) = note else {
            let _ = write!(self.out, "#b.missing({});", quoted(&mark.sign));
            return;
        };
        if let Some(id) = mark.id.as_deref().and_then(|id| self.label(id)) {
            let _ = write!(self.out, "#b.anchor({});", quoted(&id));
        }
        // A note that another note calls stands at the foot of its own caller's page, or at the end.
        if self.in_note || self.placed.contains(note.id.as_str()) {
            let target = self.leads_to(&note.id);
            let _ = write!(self.out, "#b.again({target}, {});", quoted(&note.sign));
            return;
        }
        self.note(note);
    }

    /// A note at the foot of the page, and those that stand at its end.
    pub fn note(&mut self, note: &'a Note) {
        let mut fields = Fields::default();
        self.counted += 1;
        if self.counted.to_string() != note.sign {
            fields.text("sign", &note.sign);
        }
        self.id_field(&mut fields, Some(&note.id));
        if let Some(printed) = &note.printed {
            fields.text("printed", printed);
        }
        let body = self.note_text(note);
        let mut joined = String::new();
        let mut last = note.number;
        while let Some(next) = self.notes.values().copied().find(|next| next.number == last + 1 && self.joins(next)) {
            last = next.number;
            let label = self.label(&next.id).map_or_else(|| "none".to_owned(), |id| quoted(&id));
            let printed = next.printed.as_deref().map_or_else(|| "none".to_owned(), quoted);
            let body = self.note_text(next);
            let _ = write!(joined, "({label}, {}, {printed}, {body}), ", quoted(&next.sign));
        }
        if !joined.is_empty() {
            fields.raw("joined", &format!("({joined})"));
        }
        self.call("note", fields, &body);
    }

    fn joins(&self, note: &Note) -> bool {
        self.adjust.joined.contains(&self.own(&note.id)) && !self.placed.contains(note.id.as_str())
    }

    fn note_text(&mut self, note: &'a Note) -> String {
        self.placed.insert(&note.id);
        self.is_loose |= self.adjust.loose.contains(&self.own(&note.id));
        let outside = (std::mem::replace(&mut self.in_note, true), self.is_loose);
        let body = self.within(|writer| {
            let rest = match note.blocks.split_first() {
                Some((Block { content: Content::Words(line), .. }, rest)) => {
                    writer.line(line);
                    rest
                }
                _ => &note.blocks[..],
            };
            if !rest.is_empty() {
                writer.out.push_str("\n\n");
                writer.blocks(rest);
            }
        });
        (self.in_note, self.is_loose) = outside;
        body
    }
}

fn look(style: Style) -> &'static str {
    match style {
        Style::Emphasis => "emph",
        Style::Strong => "strong",
        Style::Deleted => "strike",
        Style::Underlined => "underline",
        Style::Raised => "super",
        Style::Lowered => "sub",
        Style::Small => "b.small",
        Style::Marked => "highlight",
    }
}
