//! Fields of a form that were filled in: their words stand in drawings beside the page's content, which printers put over it.

use hayro_syntax::object::{Array, Dict, Name, Stream};
use hayro_syntax::page::{Page, Resources};

use super::super::drawing::Run;
use super::super::limits;
use super::super::matrix::{Area, Matrix};
use super::{State, Walk};

/// A page that has more is wrong.
const MOST: usize = 2_000;
/// Flags of what is neither shown nor printed: hidden, no view.
const UNSEEN: i32 = 0b10_0010;

impl<'a> Walk<'a, '_> {
    /// Reads the fields of a page, before the page itself.
    pub(super) fn fields(&mut self, page: &Page<'a>, transform: Matrix) {
        let Some(fields) = page.raw().get::<Array<'a>>("Annots") else { return };
        for field in fields.iter::<Dict<'a>>().take(MOST) {
            let is_field = field.get::<Name<'_>>("Subtype").as_deref() == Some(b"Widget");
            let kind = field.get::<Name<'_>>("FT");
            let is_button = kind.as_deref() == Some(b"Btn");
            if is_field && !is_button && field.get::<i32>("F").unwrap_or(0) & UNSEEN == 0 && self.budget.step() {
                let first = self.drawing.runs.len();
                self.field(&field, page.resources(), transform);
                // A signature that fills no gap of a line is a stamp.
                let is_signature = kind.as_deref() == Some(b"Sig");
                self.drawing.runs[first..].iter_mut().for_each(|run| run.artifact = is_signature);
            }
        }
        self.fields = std::mem::take(&mut self.drawing.runs);
        self.state = State::new(transform);
        self.saved.clear();
    }

    /// Puts a field where its line leaves room for it: between what was drawn last and what is drawn now.
    pub(super) fn put_fields(&mut self, next: &Run) {
        if self.fields.is_empty() || next.text.trim().is_empty() || self.forms > 0 {
            return;
        }
        let on_line = |run: &Run, field: &Run| (run.y - field.y).abs() < 0.5 * field.size.max(run.size);
        let Some(last) = self.drawing.runs.last() else { return };
        let fits = |field: &Run| {
            let middle = (field.x.0 + field.x.1) / 2.0;
            on_line(last, field) && on_line(next, field) && last.x.0 < middle && middle <= next.x.0
        };
        let Some(at) = self.fields.iter().position(fits) else { return };
        let look = Run { text: String::new(), x: (last.x.1, last.x.1), ..last.clone() };
        let field = self.fields.remove(at);
        self.drawing.push(Run { text: field.text, ..look });
    }

    fn field(&mut self, field: &Dict<'a>, resources: &Resources<'a>, transform: Matrix) {
        let Some(look) = field.get::<Dict<'a>>("AP").and_then(|looks| looks.get::<Stream<'a>>("N")) else { return };
        let (Some(rect), Some(bytes)) = (field.get::<[f64; 4]>("Rect"), limits::decoded(&look)) else { return };
        let dict = look.dict();
        let own = Matrix(dict.get::<[f64; 6]>("Matrix").unwrap_or([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]));
        let [x0, y0, x1, y1] = dict.get::<[f64; 4]>("BBox").unwrap_or([0.0, 0.0, rect[2] - rect[0], rect[3] - rect[1]]);
        let place = own.apply_box(x0, y0, x1 - x0, y1 - y0);
        self.state = State::new(own.then(onto(&place, rect)).then(transform));
        let own = dict.get::<Dict<'a>>("Resources").map(Resources::new);
        self.forms += 1;
        self.stream(&bytes, own.as_ref().unwrap_or(resources), 1);
        self.forms -= 1;
        self.marks.clear();
    }
}

/// What brings a box onto the rectangle of a field.
fn onto(place: &Area, rect: [f64; 4]) -> Matrix {
    let (left, right) = (rect[0].min(rect[2]), rect[0].max(rect[2]));
    let (low, high) = (rect[1].min(rect[3]), rect[1].max(rect[3]));
    let (width, height) = (f64::from(place.width()), f64::from(place.height()));
    let scale = |to: f64, from: f64| if from > 0.0 { to / from } else { 1.0 };
    let (x, y) = (scale(right - left, width), scale(high - low, height));
    Matrix([x, 0.0, 0.0, y, left - f64::from(place.x0) * x, low - f64::from(place.y0) * y])
}
