//! A redline: the old text and the new one in one row of pieces, each change in its layer.
//!
//! In: two texts. Out: [`Piece`]s in order. What always holds: the pieces that are the same or new give the new text, those
//! that are the same or gone give the old one's words. A change of capitals, signs, white space or of where a tone mark
//! stands is layout; a change that touches a figure is one of figures; any other is one of wording.

use super::steps::{Change, steps};
use crate::text::{fold_space, spelling};
use crate::tokens::{Token, tokens};

/// What kind of change it is; a later one weighs more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layer {
    /// The words are the same.
    Layout,
    /// Other words.
    Wording,
    /// Other figures.
    Figures,
}

impl Layer {
    /// The name in templates, style sheets and JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Layout => "layout",
            Self::Wording => "wording",
            Self::Figures => "figures",
        }
    }
}

/// A run of the redline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Same, gone or new.
    pub change: Change,
    /// Its layer; none when it is the same.
    pub layer: Option<Layer>,
    /// The words.
    pub text: String,
}

/// The redline from one text to the other.
#[must_use]
pub fn redline(old: &str, new: &str) -> Vec<Piece> {
    let (a, b) = (tokens(old), tokens(new));
    let key = |token: &Token| if token.is_number { token.key.clone() } else { spelling(&token.key) };
    let keys = |tokens: &[Token]| tokens.iter().map(key).collect::<Vec<_>>();
    let mut line = Line { old, new, at: (0, 0), pieces: Vec::new() };
    if old.is_empty() || new.is_empty() {
        // All of it came or went, its signs too.
        let is_figure = a.iter().chain(&b).any(|token| token.is_number);
        line.replace(old.len(), new.len(), if is_figure { Layer::Figures } else { Layer::Wording });
        return line.pieces;
    }
    for step in steps(&keys(&a), &keys(&b)) {
        if step.is_same {
            for (x, y) in a[step.a].iter().zip(&b[step.b]) {
                line.between(x.range.start, y.range.start);
                line.replace(x.range.end, y.range.end, Layer::Layout);
            }
        } else {
            let (gone, come) = (&a[step.a], &b[step.b]);
            if let (Some(x), Some(y)) = (gone.first(), come.first()) {
                line.between(x.range.start, y.range.start);
            }
            let is_figure = gone.iter().chain(come).any(|token| token.is_number);
            let layer = if is_figure { Layer::Figures } else { Layer::Wording };
            let end = |tokens: &[Token], at: usize| tokens.last().map_or(at, |token| token.range.end);
            line.replace(end(gone, line.at.0), end(come, line.at.1), layer);
        }
    }
    line.between(old.len(), new.len());
    line.pieces
}

/// The weightiest layer of a redline; none when nothing changed.
#[must_use]
pub fn layer(pieces: &[Piece]) -> Option<Layer> {
    pieces.iter().filter_map(|piece| piece.layer).max()
}

struct Line<'t> {
    old: &'t str,
    new: &'t str,
    /// How far both texts are written.
    at: (usize, usize),
    pieces: Vec<Piece>,
}

impl Line<'_> {
    /// Signs and white space up to the next words.
    fn between(&mut self, a: usize, b: usize) {
        let (x, y) = (&self.old[self.at.0..a], &self.new[self.at.1..b]);
        let spaced = |text: &str| (text.starts_with(char::is_whitespace), text.ends_with(char::is_whitespace));
        if fold_space(x) == fold_space(y) && spaced(x) == spaced(y) {
            self.push(Change::Same, None, y.to_owned());
            self.at = (a, b);
        } else {
            self.replace(a, b, Layer::Layout);
        }
    }

    /// Words in the place of others, or the same ones.
    fn replace(&mut self, a: usize, b: usize, layer: Layer) {
        let (x, y) = (self.old[self.at.0..a].to_owned(), self.new[self.at.1..b].to_owned());
        self.at = (a, b);
        if x == y {
            return self.push(Change::Same, None, y);
        }
        self.push(Change::Gone, Some(layer), x);
        self.push(Change::New, Some(layer), y);
    }

    fn push(&mut self, change: Change, layer: Option<Layer>, text: String) {
        if text.is_empty() {
            return;
        }
        match self.pieces.last_mut() {
            Some(last) if last.change == change && last.layer == layer => last.text.push_str(&text),
            _ => self.pieces.push(Piece { change, layer, text }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(old: &str, new: &str) -> String {
        let piece = |piece: Piece| match (piece.change, piece.layer) {
            (Change::Gone, layer) => format!("[-{}:{}]", layer.map_or("", Layer::name), piece.text),
            (Change::New, layer) => format!("[+{}:{}]", layer.map_or("", Layer::name), piece.text),
            (Change::Same, _) => piece.text,
        };
        redline(old, new).into_iter().map(piece).collect()
    }

    #[test]
    fn each_change_has_its_layer() {
        assert_eq!(
            shown("Uỷ ban có 12 xã.", "Ủy ban có 13 xã;"),
            "[-layout:Uỷ][+layout:Ủy] ban có [-figures:12][+figures:13] xã[-layout:.][+layout:;]"
        );
        assert_eq!(shown("Một hai ba", "Một bốn ba năm"), "Một [-wording:hai][+wording:bốn] ba[+wording: năm]");
        assert_eq!(shown("Bỏ 3 câu.", ""), "[-figures:Bỏ 3 câu.]");
        assert_eq!(layer(&redline("a", "a")), None);
        assert_eq!(layer(&redline("a, 1", "A 2")), Some(Layer::Figures));
    }

    proptest! {
        #[test]
        fn both_texts_are_in_it(a in "[a-c1-2 ,.A]{0,20}", b in "[a-c1-2 ,.A]{0,20}") {
            let pieces = redline(&a, &b);
            let text = |without: Change| -> String {
                pieces.iter().filter(|piece| piece.change != without).map(|piece| piece.text.as_str()).collect()
            };
            prop_assert_eq!(text(Change::Gone), b.clone());
            prop_assert_eq!(fold_space(&text(Change::New)), fold_space(&a));
        }
    }
}
