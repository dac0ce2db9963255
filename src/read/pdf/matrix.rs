//! Places on a page: transformations and boxes, in points from the page's upper left corner.

/// A transformation as PDF writes it: `[a b c d e f]`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Matrix(pub [f64; 6]);

impl Matrix {
    /// The one that changes nothing.
    pub const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// A shift.
    pub fn shift(x: f64, y: f64) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// This one first, `then` the other.
    #[must_use]
    pub fn then(self, other: Self) -> Self {
        let ([a, b, c, d, e, f], [g, h, i, j, k, l]) = (self.0, other.0);
        Self([a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l])
    }

    /// Where a point goes.
    pub fn apply(self, x: f64, y: f64) -> (f64, f64) {
        let [a, b, c, d, e, f] = self.0;
        (a * x + c * y + e, b * x + d * y + f)
    }

    /// The box of a rectangle's four corners.
    pub fn apply_box(self, x: f64, y: f64, width: f64, height: f64) -> Area {
        let corners = [(x, y), (x + width, y), (x, y + height), (x + width, y + height)].map(|(x, y)| self.apply(x, y));
        let mut area = Area { x0: f32::MAX, y0: f32::MAX, x1: f32::MIN, y1: f32::MIN };
        for (x, y) in corners {
            let (x, y) = (x as f32, y as f32);
            area = Area { x0: area.x0.min(x), y0: area.y0.min(y), x1: area.x1.max(x), y1: area.y1.max(y) };
        }
        area
    }
}

/// A box; `y` grows downwards.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Area {
    /// Left.
    pub x0: f32,
    /// Top.
    pub y0: f32,
    /// Right.
    pub x1: f32,
    /// Bottom.
    pub y1: f32,
}

impl Area {
    /// From left to right.
    pub fn width(&self) -> f32 {
        self.x1 - self.x0
    }

    /// From top to bottom.
    pub fn height(&self) -> f32 {
        self.y1 - self.y0
    }

    /// The smallest box around both.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self {
            x0: self.x0.min(other.x0),
            y0: self.y0.min(other.y0),
            x1: self.x1.max(other.x1),
            y1: self.y1.max(other.y1),
        }
    }
}
