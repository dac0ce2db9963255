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

/// Whether two units have the same words and figures, but for what a scan does.
pub(super) fn are_same(texts: &Texts, left: &[Token], right: &[Token]) -> bool {
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
        let lost = gone.len() == new.len() && gone.iter().zip(new).all(|(x, y)| has_lost_marks(texts, *x, *y));
        match lost {
            true => marks += gone.len(),
            false if is_slip(texts, gone, new) => slips += 1,
            false => return false,
        }
    }
    marks * MARKS <= left.len().max(MARKS) && slips <= 1
}

fn has_lost_marks(texts: &Texts, a: Token, b: Token) -> bool {
    texts.lexicon.fold_of(a.word) == texts.lexicon.fold_of(b.word)
}

/// Whether words differ by one letter, or by a space, and one side is no word that stands elsewhere.
fn is_slip(texts: &Texts, gone: &[Token], new: &[Token]) -> bool {
    let joined = |tokens: &[Token]| tokens.iter().map(|t| texts.lexicon.key(t.word)).collect::<String>();
    let is_rare = |tokens: &[Token]| tokens.iter().any(|token| texts.count(token.word) <= RARE);
    let (x, y) = (joined(gone), joined(new));
    let is_short = gone.len().max(new.len()) <= 2 && !x.is_empty() && !y.is_empty();
    is_short && damerau_levenshtein(&x, &y) <= 1 && (is_rare(gone) || is_rare(new))
}
