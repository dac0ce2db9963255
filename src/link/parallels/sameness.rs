//! Whether two passages were meant to be the same words.
//!
//! In: two units. Out: yes or no. What always holds: another figure is another text; words that lost their marks, and one
//! word with a slip of one letter that hardly stands elsewhere, are what a scan did and no editor.

use strsim::damerau_levenshtein;

use crate::compare::steps;
use crate::link::texts::{Texts, Token};

/// One word in so many may have lost its marks.
const MARKS: usize = 12;
/// A word with a slip stands this often at most.
const RARE: u32 = 2;

/// The words of the units as printed.
pub(super) struct Printed<'t> {
    texts: &'t Texts<'t>,
    /// How often each word stands in all units.
    counts: Vec<u32>,
}

impl<'t> Printed<'t> {
    /// Counts the words.
    pub fn new(texts: &'t Texts<'t>) -> Self {
        Self { texts, counts: texts.counts() }
    }

    /// Whether two units have the same words and figures, but for what a scan does.
    pub fn are_same(&self, a: usize, b: usize) -> bool {
        let (left, right) = (self.texts.tokens(a), self.texts.tokens(b));
        if left.len().abs_diff(right.len()) > 1 {
            return false;
        }
        let keys = |tokens: &[Token]| tokens.iter().map(|token| token.word).collect::<Vec<_>>();
        let (mut marks, mut slips) = (0, 0);
        for step in steps(&keys(left), &keys(right)).into_iter().filter(|step| !step.is_same) {
            let (gone, new) = (&left[step.a], &right[step.b]);
            if gone.iter().chain(new).any(|token| token.is_number) {
                return false;
            }
            let lost = gone.len() == new.len() && gone.iter().zip(new).all(|(x, y)| self.has_lost_marks(*x, *y));
            match lost {
                true => marks += gone.len(),
                false if self.is_slip(gone, new) => slips += 1,
                false => return false,
            }
        }
        marks * MARKS <= left.len().max(MARKS) && slips <= 1
    }

    fn has_lost_marks(&self, a: Token, b: Token) -> bool {
        self.texts.lexicon.fold_of(a.word) == self.texts.lexicon.fold_of(b.word)
    }

    /// Whether words differ by one letter, or by a space, and one side is no word that stands elsewhere.
    fn is_slip(&self, gone: &[Token], new: &[Token]) -> bool {
        let joined = |tokens: &[Token]| tokens.iter().map(|t| self.texts.lexicon.key(t.word)).collect::<String>();
        let is_rare = |tokens: &[Token]| tokens.iter().any(|token| self.counts[token.word as usize] <= RARE);
        let (x, y) = (joined(gone), joined(new));
        let is_short = gone.len().max(new.len()) <= 2 && !x.is_empty() && !y.is_empty();
        is_short && damerau_levenshtein(&x, &y) <= 1 && (is_rare(gone) || is_rare(new))
    }
}
