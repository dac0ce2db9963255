//! The passages that readers' comments are about, also after a revision.
//!
//! In: the comments, the texts with their ids, what became of ids that are gone. Out: a place for each comment that has one.
//! What always holds: a comment stands at its passage or at the one that took the passage up, else where alone its words
//! stand.

use std::collections::{HashMap, HashSet};

use super::units::{Kind, Unit};
use crate::model::edition::{Edition, EditionReport};
use crate::model::feedback::Comment;
use crate::model::links::CommentLink;
use crate::text::solid;

/// Letters that words have at least by which a passage is found.
const TELLING: usize = 12;

/// Finds the passages of the edition's comments, in their order.
pub(super) fn places(edition: &Edition, units: &[Unit]) -> Vec<Option<CommentLink>> {
    if edition.feedback.is_empty() {
        return Vec::new();
    }
    let finder = Finder::new(edition, units);
    edition.feedback.iter().map(|comment| finder.place(comment)).collect()
}

struct Finder<'a> {
    edition: &'a Edition,
    units: &'a [Unit],
    /// The texts' letters.
    letters: Vec<String>,
    by_id: HashMap<(&'a str, &'a str), usize>,
}

impl<'a> Finder<'a> {
    fn new(edition: &'a Edition, units: &'a [Unit]) -> Self {
        let id = |(at, unit): (usize, &'a Unit)| ((unit.place.report.as_str(), unit.place.id.as_str()), at);
        let by_id = units.iter().enumerate().map(id).collect();
        Self { edition, units, letters: units.iter().map(|unit| solid(unit.text())).collect(), by_id }
    }

    fn place(&self, comment: &Comment) -> Option<CommentLink> {
        let words = solid(&comment.quote);
        let (report, id) = comment.at.split_once('/').unwrap_or_default();
        let named = self.named(report, id);
        let has_words = |at: &usize| self.letters[*at].contains(&words);
        let link = |at: usize, words_stand| CommentLink { place: self.units[at].place.clone(), order: at, words_stand };
        if let Some(at) = named.filter(has_words) {
            return Some(link(at, true));
        }
        let elsewhere = self.with_words(report, &words).map(|at| link(at, true));
        match named {
            // The number of a note is no lasting name: a revision gives it to another note.
            Some(at) if self.units[at].kind != Kind::Note => Some(link(at, false)),
            _ => elsewhere,
        }
    }

    /// The passage of an id, or the one that took it up.
    fn named(&self, report: &str, id: &str) -> Option<usize> {
        let of = self.edition.reports.iter().find(|one| one.id == report)?;
        let mut id = id.to_owned();
        let mut seen = HashSet::new();
        while seen.insert(id.clone()) {
            if let Some(at) = self.by_id.get(&(report, id.as_str())) {
                return Some(*at);
            }
            id = taken_up(of, &id)?;
        }
        None
    }

    /// The one text that has the words: in the report, or in all of them.
    fn with_words(&self, report: &str, words: &str) -> Option<usize> {
        if words.chars().count() < TELLING {
            return None;
        }
        let only = |in_report: bool| {
            let of = |at: &usize| !in_report || self.units[*at].place.report == report;
            let mut found = (0..self.units.len()).filter(|at| self.letters[*at].contains(words)).filter(of);
            found.next().filter(|_| found.next().is_none())
        };
        only(true).or_else(|| only(false))
    }
}

/// The passage that a revision made of one that is gone.
fn taken_up(report: &EditionReport, id: &str) -> Option<String> {
    report.history.revisions.iter().rev().find_map(|revision| {
        let change = revision.changes.iter().find(|change| change.id == id).and_then(|change| change.other.clone());
        change.or_else(|| revision.forwards.iter().find(|one| one.id == id).and_then(|one| one.with.clone()))
    })
}
