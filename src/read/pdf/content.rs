//! What a page draws: runs of letters, thin rules, pictures, each with its place.
//!
//! In: a page's content stream. Out: [`Drawing`], in the order in which the page draws. What always holds: the walk is
//! bounded by [`Budget`], whatever the stream says.

use std::rc::Rc;

use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction as Op;
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};
use hayro_syntax::page::{Page, Resources};

use super::drawing::{Drawing, MOST_PARTS, Run, UNSEEN};
use super::fonts::{FontBook, PdfFont, UNKNOWN};
use super::limits::{self, Budget};
use super::matrix::Matrix;
use super::raised;
use super::strings::words_of;

mod fields;
mod path;

use path::Path;

/// Reads what a page draws.
pub fn draw<'a>(page: &Page<'a>, fonts: &mut FontBook<'a>, budget: &mut Budget) -> Drawing {
    let transform = Matrix(page.initial_transform(true).as_coeffs());
    let mut walk = Walk {
        drawing: Drawing { size: page.render_dimensions(), ..Drawing::default() },
        state: State::new(transform),
        saved: Vec::new(),
        text: (Matrix::IDENTITY, Matrix::IDENTITY),
        marks: Vec::new(),
        forms: 0,
        path: Path::default(),
        actual: None,
        fields: Vec::new(),
        fonts,
        budget,
    };
    walk.fields(page, transform);
    walk.stream(&page_stream(page), page.resources(), 0);
    let mut drawing = walk.drawing;
    let (stamps, fields): (Vec<Run>, Vec<Run>) = walk.fields.into_iter().partition(|field| field.artifact);
    drawing.stamps = stamps.into_iter().map(|stamp| stamp.text).collect();
    drawing.runs.extend(fields);
    drawing.runs = raised::placed(std::mem::take(&mut drawing.runs));
    for run in &mut drawing.runs {
        run.stops = Vec::new();
        if let Some(legacy) = run.legacy {
            run.text = legacy.letters(&run.text);
        }
    }
    drawing.take_stamps();
    drawing.weigh();
    drawing
}

/// The content of a page, which may stand in several streams.
fn page_stream(page: &Page<'_>) -> Vec<u8> {
    if let Some(stream) = page.raw().get::<Stream<'_>>("Contents") {
        return limits::decoded(&stream).unwrap_or_default();
    }
    let mut whole = Vec::new();
    for stream in page.raw().get::<Array<'_>>("Contents").iter().flat_map(|parts| parts.iter::<Stream<'_>>()) {
        whole.extend(limits::decoded(&stream).unwrap_or_default());
        whole.push(b' ');
        if whole.len() > limits::LARGEST_STREAM {
            break;
        }
    }
    whole
}

/// The state that `q` saves.
#[derive(Clone)]
struct State<'a> {
    transform: Matrix,
    font: Option<Rc<PdfFont<'a>>>,
    size: f64,
    char_space: f64,
    word_space: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
    mode: i64,
}

impl State<'_> {
    fn new(transform: Matrix) -> Self {
        Self {
            transform,
            font: None,
            size: 1.0,
            char_space: 0.0,
            word_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            mode: 0,
        }
    }
}

/// A marked part of the content that is open.
#[derive(Debug, Clone, Default)]
struct Marked {
    id: Option<i32>,
    artifact: bool,
    /// It brings its own letters.
    actual: bool,
}

/// Of what is written level or upright hardly more leans to the side: the sine of some ten degrees.
const SLANT: f64 = 0.17;

struct Walk<'a, 'w> {
    drawing: Drawing,
    state: State<'a>,
    saved: Vec<State<'a>>,
    /// The text matrix and that of the line.
    text: (Matrix, Matrix),
    marks: Vec<Marked>,
    /// How many forms are open around what is drawn: their marks are their own.
    forms: usize,
    path: Path,
    /// The letters that stand for the ones drawn, until the first of these gives the place.
    actual: Option<String>,
    /// What stands in the fields of a form and has not found its line.
    fields: Vec<Run>,
    fonts: &'w mut FontBook<'a>,
    budget: &'w mut Budget,
}

/// Forms within forms.
const DEEPEST: usize = 12;
/// Saved states and open marks; more are nonsense.
const MOST_OPEN: usize = 512;

impl<'a> Walk<'a, '_> {
    fn stream(&mut self, bytes: &[u8], resources: &Resources<'a>, depth: usize) {
        let mut operations = TypedIter::new(bytes);
        while let Some(operation) = operations.next() {
            if !self.budget.step() {
                return;
            }
            match operation {
                Op::XObject(named) => self.x_object(named.0, resources, depth),
                Op::TextFont(font) => {
                    self.state.size = font.1.as_f64();
                    self.state.font = resources.get_font(font.0).and_then(|dict| self.fonts.font(&dict));
                }
                Op::BeginMarkedContentWithProperties(begin) => self.open_mark(begin.0, Some(begin.1), resources),
                Op::BeginMarkedContent(begin) => self.open_mark(begin.0, None, resources),
                Op::EndMarkedContent(_) => self.close_mark(),
                other => {
                    if !self.text_operation(&other) {
                        self.graphic(&other);
                    }
                }
            }
        }
    }

    /// Text state and text; whether the operation was one of these.
    fn text_operation(&mut self, operation: &Op<'_, '_>) -> bool {
        match operation {
            Op::BeginText(_) => self.text = (Matrix::IDENTITY, Matrix::IDENTITY),
            Op::CharacterSpacing(value) => self.state.char_space = value.0.as_f64(),
            Op::WordSpacing(value) => self.state.word_space = value.0.as_f64(),
            Op::HorizontalScaling(value) => self.state.stretch = value.0.as_f64() / 100.0,
            Op::TextLeading(value) => self.state.leading = value.0.as_f64(),
            Op::TextRise(value) => self.state.rise = value.0.as_f64(),
            Op::TextRenderingMode(value) => self.state.mode = value.0.as_i64(),
            Op::SetTextMatrix(matrix) => {
                let numbers = [&matrix.0, &matrix.1, &matrix.2, &matrix.3, &matrix.4, &matrix.5];
                let matrix = Matrix(numbers.map(|number| number.as_f64()));
                self.text = (matrix, matrix);
            }
            Op::NextLine(shift) => self.next_line(shift.0.as_f64(), shift.1.as_f64()),
            Op::NextLineAndSetLeading(shift) => {
                self.state.leading = -shift.1.as_f64();
                self.next_line(shift.0.as_f64(), shift.1.as_f64());
            }
            Op::NextLineUsingLeading(_) => self.next_line(0.0, -self.state.leading),
            Op::ShowText(text) => self.show(text.0.as_ref()),
            Op::NextLineAndShowText(text) => {
                self.next_line(0.0, -self.state.leading);
                self.show(text.0.as_ref());
            }
            Op::ShowTextWithParameters(text) => {
                self.state.word_space = text.0.as_f64();
                self.state.char_space = text.1.as_f64();
                self.next_line(0.0, -self.state.leading);
                self.show(text.2.as_ref());
            }
            Op::ShowTexts(texts) => self.show_all(texts.0),
            _ => return false,
        }
        true
    }

    fn next_line(&mut self, x: f64, y: f64) {
        let line = Matrix::shift(x, y).then(self.text.1);
        self.text = (line, line);
    }

    fn show_all(&mut self, texts: &Array<'_>) {
        for item in texts.iter::<Object<'_>>() {
            match item {
                Object::String(text) => self.show(text.as_ref()),
                Object::Number(number) => {
                    let back = number.as_f64() / 1000.0 * self.state.size * self.state.stretch;
                    self.text.0 = Matrix::shift(-back, 0.0).then(self.text.0);
                }
                _ => {}
            }
        }
    }

    fn show(&mut self, bytes: &[u8]) {
        let Some(font) = self.state.font.clone() else { return };
        let mut offset = 0;
        while offset < bytes.len() && self.budget.step() {
            let (code, length) = font.read_code(bytes, offset);
            let is_space = length == 1 && bytes[offset] == b' ';
            offset += length;
            let (letters, advance) = font.letters(code);
            let state = &self.state;
            let spacing = state.char_space + if is_space { state.word_space } else { 0.0 };
            let width = (f64::from(advance) / 1000.0 * state.size + spacing) * state.stretch;
            self.glyph(&font, code, &letters, width);
            self.text.0 = Matrix::shift(width, 0.0).then(self.text.0);
        }
    }

    /// A glyph goes on with the last run or opens one.
    fn glyph(&mut self, font: &PdfFont<'_>, code: u32, letters: &str, width: f64) {
        let place = self.text.0.then(self.state.transform);
        let (x0, y) = place.apply(0.0, self.state.rise);
        let (x1, y1) = place.apply(width, self.state.rise);
        let [a, b, c, d, ..] = place.0;
        let size = (self.state.size * c.hypot(d)).abs() as f32;
        let (x0, x1, y) = (x0 as f32, x1 as f32, y as f32);
        if !(x0.is_finite() && x1.is_finite() && y.is_finite() && size.is_finite()) {
            return;
        }
        if size < UNSEEN {
            self.drawing.unseen += usize::from(!letters.trim().is_empty());
            return;
        }
        let marked = self.marks.last().cloned().unwrap_or_default();
        let letters = if marked.actual { self.actual.take().unwrap_or_default() } else { letters.to_owned() };
        self.drawing.letters += usize::from(!letters.trim().is_empty());
        self.drawing.unknown += usize::from(letters == UNKNOWN);
        let letters = match font.legacy {
            // Western fonts have a second hyphen where the old encodings have a letter.
            Some(_) if code == 0xAD && letters == "-" => "\u{AD}".to_owned(),
            _ => letters,
        };
        let run = Run {
            text: letters,
            x: (x0.min(x1), x0.max(x1)),
            y,
            size,
            bold: font.bold || self.state.mode == 2,
            medium: font.medium,
            italic: font.italic || c.abs() > 0.1 * d.abs() && d.abs() > 0.0 && (y1 as f32 - y).abs() < 0.1,
            risen: self.state.rise > 0.0,
            // The way in which letters follow one another; an accent may step back by itself.
            turned: b.abs() > a.abs() || a < 0.0,
            slanted: a.abs().min(b.abs()) > SLANT * a.hypot(b),
            ends: [(x0, y), (x1, y1 as f32)],
            mark: marked.id,
            artifact: marked.artifact,
            legacy: font.legacy,
            stops: Vec::new(),
        };
        self.put_fields(&run);
        self.drawing.push(run);
    }

    /// A form is drawn as if it stood here, a picture is remembered.
    fn x_object(&mut self, name: &Name<'_>, resources: &Resources<'a>, depth: usize) {
        let Some(object) = resources.get_x_object(name) else { return };
        let dict = object.dict();
        match dict.get::<Name<'_>>("Subtype").as_deref() {
            Some(b"Image") => self.picture(),
            Some(b"Form") if depth < DEEPEST => {
                let Some(bytes) = limits::decoded(&object) else { return };
                let kept = (self.state.clone(), self.text, self.marks.len());
                if let Some(matrix) = dict.get::<[f64; 6]>("Matrix") {
                    self.state.transform = Matrix(matrix).then(self.state.transform);
                }
                let own = dict.get::<Dict<'a>>("Resources").map(Resources::new);
                self.forms += 1;
                self.stream(&bytes, own.as_ref().unwrap_or(resources), depth + 1);
                self.forms -= 1;
                (self.state, self.text) = (kept.0, kept.1);
                self.marks.truncate(kept.2);
            }
            _ => {}
        }
    }

    /// A picture fills the unit square.
    fn picture(&mut self) {
        if self.drawing.pictures.len() < MOST_PARTS {
            self.drawing.pictures.push(self.state.transform.apply_box(0.0, 0.0, 1.0, 1.0));
        }
    }

    fn open_mark(&mut self, tag: &Name<'_>, properties: Option<&Object<'_>>, resources: &Resources<'a>) {
        let outer = self.marks.last().cloned().unwrap_or_default();
        if self.marks.len() >= MOST_OPEN {
            return;
        }
        let named = match properties {
            Some(Object::Name(name)) => resources.properties.get::<Dict<'_>>(name),
            Some(Object::Dict(dict)) => Some(dict.clone()),
            _ => None,
        };
        let named = named.unwrap_or_default();
        let actual = named.get::<hayro_syntax::object::String<'_>>("ActualText").map(|text| words_of(text.as_bytes()));
        self.marks.push(Marked {
            id: named.get::<i32>("MCID").filter(|_| self.forms == 0).or(outer.id),
            artifact: outer.artifact || tag.as_ref() == b"Artifact",
            actual: outer.actual || actual.is_some(),
        });
        if !outer.actual && actual.is_some() {
            self.actual = actual;
        }
    }

    fn close_mark(&mut self) {
        self.marks.pop();
        if !self.marks.last().is_some_and(|mark| mark.actual) {
            self.actual = None;
        }
    }

    fn graphic(&mut self, operation: &Op<'_, '_>) {
        match operation {
            Op::SaveState(_) if self.saved.len() < MOST_OPEN => self.saved.push(self.state.clone()),
            Op::RestoreState(_) => {
                if let Some(state) = self.saved.pop() {
                    self.state = state;
                }
            }
            Op::Transform(matrix) => {
                let numbers = [&matrix.0, &matrix.1, &matrix.2, &matrix.3, &matrix.4, &matrix.5];
                let matrix = Matrix(numbers.map(|number| number.as_f64()));
                self.state.transform = matrix.then(self.state.transform);
            }
            Op::InlineImage(_) => self.picture(),
            Op::RectPath(r) => {
                let [x, y, width, height] = [&r.0, &r.1, &r.2, &r.3].map(|number| number.as_f64());
                self.path.push(self.state.transform.apply_box(x, y, width, height));
            }
            Op::MoveTo(to) => self.path.at = (to.0.as_f64(), to.1.as_f64()),
            Op::LineTo(to) => {
                let (from, to) = (self.path.at, (to.0.as_f64(), to.1.as_f64()));
                self.path.push(self.state.transform.apply_box(from.0, from.1, to.0 - from.0, to.1 - from.1));
                self.path.at = to;
            }
            Op::CubicTo(to) => {
                let (from, to) = (self.path.at, (to.4.as_f64(), to.5.as_f64()));
                self.path.reach(self.state.transform.apply_box(from.0, from.1, to.0 - from.0, to.1 - from.1));
                self.path.at = to;
            }
            Op::FillPathNonZero(_)
            | Op::FillPathNonZeroCompatibility(_)
            | Op::FillPathEvenOdd(_)
            | Op::StrokePath(_)
            | Op::CloseAndStrokePath(_)
            | Op::FillAndStrokeNonZero(_)
            | Op::FillAndStrokeEvenOdd(_)
            | Op::CloseFillAndStrokeNonZero(_)
            | Op::CloseFillAndStrokeEvenOdd(_) => self.paint(),
            Op::EndPath(_) => self.path = Path::default(),
            _ => {}
        }
    }

    fn paint(&mut self) {
        let path = std::mem::take(&mut self.path);
        self.drawing.add_path(path.areas, path.whole);
    }
}
