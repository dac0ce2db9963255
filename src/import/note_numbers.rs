//! The numbers that the notes of a report get.
//!
//! In: its marks and notes, linked. Out: a number for each note and mark, by the order in which the text calls them.

use std::collections::HashMap;

use super::notes::Notes;

/// The number of each note and what each mark becomes in the text.
#[derive(Debug)]
pub struct NoteNumbers {
    /// Of each definition, by its place.
    pub of_definition: Vec<usize>,
    /// Of each mark, by its index.
    pub of_mark: HashMap<usize, usize>,
}

impl NoteNumbers {
    /// Numbers by the order of the first marks, a mark without definition counting too; uncalled notes last.
    #[must_use]
    pub fn of(notes: &Notes) -> Self {
        let mut order: Vec<usize> = notes.links.keys().copied().chain(notes.unresolved.iter().copied()).collect();
        order.sort_unstable();
        let mut of_definition = vec![0; notes.definitions.len()];
        let mut of_mark = HashMap::new();
        let mut last = 0;
        for mark in order {
            let number = match notes.links.get(&mark) {
                Some(definition) if of_definition[*definition] > 0 => of_definition[*definition],
                Some(definition) => {
                    last += 1;
                    of_definition[*definition] = last;
                    last
                }
                None => {
                    last += 1;
                    last
                }
            };
            of_mark.insert(mark, number);
        }
        for number in &mut of_definition {
            if *number == 0 {
                last += 1;
                *number = last;
            }
        }
        Self { of_definition, of_mark }
    }
}
