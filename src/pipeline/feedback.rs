//! Readers' comments taken into the edition: what `ibid feedback import` does.
//!
//! In: the edition and comments as they came. Out: `feedback.yaml` with the new ones at its end. What always holds: what
//! stood in the file stays to the byte; a comment that is there already comes in once.

use std::collections::HashSet;
use std::fmt::Write as _;

use super::build::{BuildOptions, linked};
use super::watch::Unwatched;
use crate::cache::Cache;
use crate::edition;
use crate::message::Message;
use crate::model::edition::Edition;
use crate::model::feedback::{Comment, FEEDBACK, Feedback};
use crate::read::IncomingComment;
use crate::tree::FileTree;
use crate::yaml::quoted;

/// What an import of comments comes to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FeedbackPlan {
    /// The file as it will be; none when nothing is new.
    pub file: Option<String>,
    /// Comments that are new.
    pub added: usize,
    /// Comments that were there.
    pub known: usize,
    /// New ones whose words stand at their passage.
    pub at_words: usize,
    /// New ones whose passage has other words now.
    pub at_passage: usize,
    /// The first words of new ones that have no place.
    pub unplaced: Vec<String>,
}

/// Plans to take comments into an edition.
///
/// # Errors
/// When `feedback.yaml` cannot be added to; the message says why.
pub fn feedback(folder: &FileTree, incoming: &[IncomingComment]) -> Result<FeedbackPlan, String> {
    let mut edition = edition::read(folder).value;
    let before = folder.text(FEEDBACK).unwrap_or_default();
    let key = |one: &Comment| (one.at.clone(), one.comment.clone(), one.name.clone());
    let mut known: HashSet<(String, String, String)> = edition.feedback.iter().map(key).collect();
    let total = incoming.len();
    let comments: Vec<Comment> =
        incoming.iter().map(|one| taken_in(&edition, one)).filter(|one| known.insert(key(one))).collect();
    let mut plan = FeedbackPlan { added: comments.len(), known: total - comments.len(), ..FeedbackPlan::default() };
    if comments.is_empty() {
        return Ok(plan);
    }
    let file = appended(before, &comments)?;
    let stood = edition.feedback.len();
    edition.feedback.extend(comments);
    let (edition, links) = linked(edition, &BuildOptions::default(), (&Unwatched, &Cache::default())).value;
    for (comment, link) in edition.feedback.iter().zip(&links.comments).skip(stood) {
        match link {
            Some(link) if link.words_stand => plan.at_words += 1,
            Some(_) => plan.at_passage += 1,
            None => plan.unplaced.push(comment.comment.chars().take(60).collect()),
        }
    }
    plan.file = Some(file);
    Ok(plan)
}

/// A comment with its passage named as the edition names it.
fn taken_in(edition: &Edition, one: &IncomingComment) -> Comment {
    let (path, id) = one.address.split_once('#').unwrap_or((&one.address, ""));
    let mut parts = path.rsplit('/');
    let file = parts.next().unwrap_or_default();
    let folder = parts.next().unwrap_or_default();
    let report = edition.reports.iter().find(|report| report.id == folder);
    let page = report.and_then(|report| {
        let at = (0..=report.pages.len()).find(|at| report.page_url(*at).ends_with(&format!("/{file}")))?;
        report.all_pages().nth(at)
    });
    let id = if id.is_empty() { page.map_or("", |page| page.id.as_str()) } else { id };
    let at = report.filter(|_| !id.is_empty()).map(|report| format!("{}/{id}", report.id)).unwrap_or_default();
    Comment {
        at,
        quote: one.quote.clone(),
        comment: one.comment.clone(),
        name: one.name.clone(),
        date: one.date.clone(),
        ..Comment::default()
    }
}

/// The file with comments at its end.
fn appended(before: &str, comments: &[Comment]) -> Result<String, Message> {
    let stood = |text: &str| serde_yaml::from_str::<Feedback>(text).map(|file| file.comments.len());
    let is_empty = before.lines().all(|line| line.trim().is_empty() || line.starts_with('#'));
    let count = if is_empty {
        0
    } else {
        stood(before).map_err(|error| message!("feedback-broken", file = FEEDBACK, why = error.to_string()))?
    };
    let mut file = before.to_owned();
    if !file.is_empty() && !file.ends_with('\n') {
        file.push('\n');
    }
    if is_empty {
        file.push_str("comments:\n");
    }
    for one in comments {
        let mut sign = "  - ";
        for (name, words) in [
            ("at", &one.at),
            ("quote", &one.quote),
            ("comment", &one.comment),
            ("name", &one.name),
            ("date", &one.date),
        ] {
            if !words.is_empty() {
                let _ = writeln!(file, "{sign}{name}: {}", quoted(words));
                sign = "    ";
            }
        }
    }
    match stood(&file) {
        Ok(now) if now == count + comments.len() => Ok(file),
        _ => Err(message!("feedback-form", file = FEEDBACK)),
    }
}
