//! Notes that typst did not set on the page of their marks, and what brings them there.
//!
//! typst moves a line to the next page when its first note does not fit below it, but not for its second one; and it may set a
//! note before it moves the line for the sake of its paragraph. So pages are looked at, and set again.

use std::collections::BTreeSet;

/// What is set otherwise than typst would.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Adjustments {
    /// Ids of notes that stand at the end of the note before them.
    pub joined: BTreeSet<String>,
    /// Ids of notes whose paragraph may leave a line alone on a page.
    pub loose: BTreeSet<String>,
}

/// A note that stands on another page than its mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stray {
    pub id: String,
    /// The page of its mark.
    pub mark: usize,
    /// Its own page.
    pub note: usize,
}

impl Adjustments {
    /// Takes up what strays; whether there is anything new to try.
    pub fn take(&mut self, strays: &[Stray]) -> bool {
        // One at a time: what comes after it moves with it.
        strays.iter().any(|stray| {
            let (first, second) = match stray.note > stray.mark {
                true => (&mut self.joined, &mut self.loose),
                false => (&mut self.loose, &mut self.joined),
            };
            first.insert(stray.id.clone()) || second.insert(stray.id.clone())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_stray_is_tried_in_both_ways() {
        let mut adjust = Adjustments::default();
        let stray = [Stray { id: "fn-2".into(), mark: 3, note: 4 }];
        assert!(adjust.take(&stray) && adjust.joined.contains("fn-2") && adjust.loose.is_empty());
        assert!(adjust.take(&stray) && adjust.loose.contains("fn-2"));
        assert!(!adjust.take(&stray));
    }
}
