//! Quoted words in a text that changed.
//!
//! In: the text that held the words, the text as it is now, the words. Out: what stands there now. What always holds: the
//! answer is part of the new text; words that are mostly other ones are no answer.

use super::matching::likeness;
use super::shape::Vocabulary;
use crate::compare;
use crate::tokens::{Token, tokens};

/// Half of the words must still be there.
const ALIKE: f64 = 0.5;

/// What stands in the new text where the quoted words stood in the old one.
#[must_use]
pub fn follow(old: &str, new: &str, quote: &str) -> Option<String> {
    let start = old.find(quote)?;
    let (before, after) = (tokens(old), tokens(new));
    let inside = |range: &std::ops::Range<usize>| range.start < start + quote.len() && range.end > start;
    let first = before.iter().position(|token| inside(&token.range))?;
    let last = before.iter().rposition(|token| inside(&token.range))?;
    let keys = |tokens: &[Token]| tokens.iter().map(|token| token.key.clone()).collect::<Vec<_>>();
    let steps = compare::steps(&keys(&before), &keys(&after));
    // Where a word was changed, the words in its place count as its own.
    let place = |at: usize, is_end: bool| {
        steps.iter().find(|step| step.a.contains(&at)).map(|step| match (step.is_same, is_end) {
            (true, _) => step.b.start + at - step.a.start,
            (false, false) => step.b.start,
            (false, true) => step.b.end.max(1) - 1,
        })
    };
    let (from, to) = (place(first, false)?, place(last, true)?);
    let (from, to) = (after.get(from)?.range.start, after.get(to)?.range.end);
    let mut now = new.get(from..to)?.to_owned();
    // A quote that ends on a sign goes on to it.
    let rest = new[to..].chars().next();
    if let (Some(sign), Some(end)) = (rest, quote.chars().last())
        && sign == end
        && !sign.is_alphanumeric()
        && !sign.is_whitespace()
    {
        now.push(sign);
    }
    let mut vocabulary = Vocabulary::default();
    let (alike, _) = likeness(&vocabulary.tokens(quote), &vocabulary.tokens(&now));
    (alike >= ALIKE && !now.is_empty()).then_some(now)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_again() {
        let old = "Năm 2024, toàn tỉnh đạt 54,01% kế hoạch, cao hơn năm trước.";
        let new = "Năm 2024, toàn tỉnh đạt 56,2% kế hoạch được giao, cao hơn năm trước.";
        assert_eq!(follow(old, new, "đạt 54,01%").as_deref(), Some("đạt 56,2%"));
        assert_eq!(follow(old, new, "cao hơn năm trước.").as_deref(), Some("cao hơn năm trước."));
        assert_eq!(follow(old, "Một câu khác hẳn.", "đạt 54,01%"), None);
    }
}
