//! What an OCR engine doubts, kept with the report: proofreading suspects such a word sooner.
//!
//! In: the plan of an import, and its source. Out: the words in the records of the plan. Invariant: nothing else of a record changes.

use std::collections::HashMap;

use super::plan::{ImportPlan, put};
use crate::edition::{self, RECORD};
use crate::model::report::Lines;
use crate::source::Source;

/// Keeps the doubtful words of each block and note.
pub(super) fn keep(source: &Source, plan: &mut ImportPlan) {
    if source.doubtful.is_empty() {
        return;
    }
    let mut by_line: HashMap<usize, Vec<&String>> = HashMap::new();
    for (line, word) in &source.doubtful {
        by_line.entry(*line).or_default().push(word);
    }
    let words = |lines: &[Lines]| -> Vec<String> {
        let lines = lines.iter().flat_map(|(first, last)| *first..=*last);
        lines.filter_map(|line| by_line.get(&line)).flatten().map(|word| (*word).clone()).collect()
    };
    let paths: Vec<String> = plan.ledgers.iter().map(|ledger| format!("content/{}/{RECORD}", ledger.report)).collect();
    for path in paths {
        let Some(mut record) = plan.writes.text(&path).and_then(edition::parse_record) else { continue };
        let blocks = record.blocks.iter().map(|(id, lines)| (id.clone(), words(lines)));
        let notes = record.notes.iter().map(|(label, note)| (format!("^{label}"), words(&note.lines)));
        record.doubtful = blocks.chain(notes).filter(|(_, words)| !words.is_empty()).collect();
        put(&mut plan.writes, path, edition::write_record(&record));
    }
}
