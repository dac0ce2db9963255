//! The page of readers' comments: those that the office shows with its answers, and where a reader's own are gathered.
//!
//! In: the comments and their passages. Out: what `feedback.html` shows. What always holds: a comment that is hidden, and the
//! name of its author where the edition does not show names, are nowhere in the site.

use super::contexts::crosslinks::{CommentContext, CommentGroup};
use super::crosslinks::Crosslinks;
use super::site::Site;
use crate::model::edition::Edition;
use crate::model::feedback::Comment;
use crate::model::links::{CommentLink, Links};
use crate::text::digest;

/// The comments that the site shows, with their passages.
fn shown<'a>(edition: &'a Edition, links: &'a Links) -> impl Iterator<Item = (&'a Comment, Option<&'a CommentLink>)> {
    let responses = edition.config.feedback.responses;
    let comments = edition.feedback.iter().zip(links.comments.iter().map(Option::as_ref));
    comments.filter(move |(comment, _)| responses && !comment.hidden)
}

/// The comments by report, in the order of the reports and of their passages; those without a passage come last.
pub(super) fn groups(site: &Site<'_>, crosslinks: &Crosslinks<'_>) -> Vec<CommentGroup> {
    let all: Vec<_> = shown(site.edition, site.links).collect();
    let mut groups: Vec<CommentGroup> = Vec::new();
    for report in &site.edition.reports {
        let mut own: Vec<_> =
            all.iter().filter(|(_, link)| link.is_some_and(|link| link.place.report == report.id)).collect();
        own.sort_by_key(|(_, link)| link.map(|link| link.order));
        let comments: Vec<CommentContext> =
            own.into_iter().map(|(comment, link)| context(site, crosslinks, comment, *link)).collect();
        if let Some(at) = comments.first().and_then(|comment| comment.at.clone()) {
            groups.push(CommentGroup { at: Some(at), comments });
        }
    }
    let of_none = all.iter().filter(|(_, link)| link.is_none());
    let comments: Vec<CommentContext> = of_none.map(|(comment, _)| context(site, crosslinks, comment, None)).collect();
    if !comments.is_empty() {
        groups.push(CommentGroup { at: None, comments });
    }
    groups
}

fn context(
    site: &Site<'_>,
    crosslinks: &Crosslinks<'_>,
    comment: &Comment,
    link: Option<&CommentLink>,
) -> CommentContext {
    let has_name = site.edition.config.feedback.names && !comment.name.is_empty();
    CommentContext {
        id: comment_id(comment),
        at: link.map(|link| crosslinks.at(&link.place)),
        quote: comment.quote.clone(),
        words_stand: link.is_some_and(|link| link.words_stand),
        paragraphs: comment.comment.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect(),
        name: has_name.then(|| comment.name.clone()),
        date_text: site.words.date(&comment.date),
        answer: comment.answer.map(|answer| answer.name()),
        reason: comment.reason.clone(),
    }
}

/// The anchor of a comment, which lasts: it comes from what the comment says and where.
fn comment_id(comment: &Comment) -> String {
    let words = format!("{}\n{}\n{}", comment.at, comment.comment, comment.date);
    format!("y{:08x}", digest(words.as_bytes()) & 0xffff_ffff)
}
