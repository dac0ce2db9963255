//! Import into an edition: what a source would change in `content/`, as a value.
//!
//! In: the edition's folder, a source and the day. Out: files to write and to remove, the ledgers, and what a revision
//! changed. What always holds: a report that the edition has is revised, never written over; an import whose diagnostics
//! hold an error changes nothing.

use std::collections::BTreeSet;

use super::doubtful;
use super::made;
use super::pictures;
use super::plan::{ImportPlan, put, title_key};
use super::revise::{self, Incoming, Known};
use crate::diagnostic::{Checked, Diagnostic, Severity, Span};
use crate::edition;
use crate::import::{self, Compilation, ImportOptions, Ledger};
use crate::markdown::plain_inline;
use crate::markdown::write::foreign_block;
use crate::message::Message;
use crate::model::config::Config;
use crate::source::Source;
use crate::text::slug;
use crate::tree::FileTree;

/// So much of a report's text must be that of a report of the edition to be its revision whatever it is called.
const SAME_TEXT: f64 = 0.5;

/// Plans the import of a source into the edition in `folder`; `date` is the ISO date that a revision gets. Errors among
/// the diagnostics mean that the plan must not be carried out.
#[must_use]
pub fn import(folder: &FileTree, source: &Source, date: &str) -> Checked<ImportPlan> {
    import_with(folder, source, date, &ImportOptions::default())
}

/// Plans an import as [`import`] does, with what the editor said of the source by hand.
#[must_use]
pub fn import_with(folder: &FileTree, source: &Source, date: &str, options: &ImportOptions) -> Checked<ImportPlan> {
    let mut said = Vec::new();
    let config_text = folder.text("edition.yaml").unwrap_or_default();
    let config = edition::read_config(config_text).collect_into(&mut said);
    said.retain(|diagnostic| diagnostic.severity == Severity::Error);
    let named = pictures::named(folder, source, &mut said);
    let source = named.as_ref();
    let mut compilation = import::import_with(source, options).collect_into(&mut said);
    let outside = compilation.words_outside();
    let mut plan = ImportPlan {
        ledgers: std::mem::take(&mut compilation.ledgers),
        page_starts: std::mem::take(&mut compilation.page_starts),
        ..ImportPlan::default()
    };
    let file = file_name(&source.name);
    let known = Known::all(folder);
    let incoming: Vec<Incoming> = std::mem::take(&mut compilation.reports)
        .into_iter()
        .map(|report| Incoming::new(report, &config, file))
        .collect();
    plan.title = match incoming.as_slice() {
        [only] => Some(plain_inline(&only.report.title)),
        _ => title_of_cover(&compilation.front),
    };
    plan.title = plan.title.filter(|title| !title.trim().is_empty());
    let homes = homes(&known, &incoming, file);
    let mut taken: BTreeSet<String> = known.iter().map(|known| known.id.clone()).collect();
    let mut last = known.iter().map(|known| known.weight).max().unwrap_or(0);
    for (index, (mut incoming, home)) in incoming.into_iter().zip(&homes).enumerate() {
        match home {
            Some(home) => {
                incoming.report.id.clone_from(&known[*home].id);
                revise::revise(&known[*home], &mut incoming, &config, date, &mut plan, &mut said);
            }
            None => {
                incoming.report.id = free_folder(&incoming.report.id, &mut taken);
                last += 10;
                revise::add(&incoming, &config, last, &mut plan);
            }
        }
        if let Some(ledger) = plan.ledgers.get_mut(index) {
            ledger.report.clone_from(&incoming.report.id);
        }
    }
    // A revision leaves what an editor wrote of its reports as it is.
    if homes.iter().all(Option::is_some) {
        said.retain(|diagnostic| diagnostic.code != "fact-doubtful");
    }
    name_missing(&known, &homes, file, &mut said);
    if !options.accept_unread {
        refuse_unread(source, &plan.ledgers, outside, &mut said);
    }
    doubtful::keep(source, &mut plan);
    matter_page(folder, &compilation, file, &config, &mut plan);
    if !has_error(&said) {
        pictures::keep(folder, source, &mut plan);
        made::record(folder, &mut plan);
    }
    Checked::new(plan, said)
}

fn has_error(said: &[Diagnostic]) -> bool {
    said.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
}

fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// The report of the edition that each new one revises: the same title from the same source or in the same folder, or
/// else much the same text. Each is revised once.
fn homes(known: &[Known], incoming: &[Incoming], file: &str) -> Vec<Option<usize>> {
    let mut scored: Vec<(f64, usize, usize)> = Vec::new();
    for (new, report) in incoming.iter().enumerate() {
        let key = title_key(report.report.label.as_deref(), &report.report.title);
        for (old, known) in known.iter().enumerate() {
            let same_source = known.record.as_ref().is_some_and(|record| record.file == file);
            let same_folder = known.id == report.report.id;
            let same_title = known.title == key;
            let text = known.same_text(report);
            let is_it = same_title && (same_source || same_folder) || same_source && same_folder || text >= SAME_TEXT;
            if is_it {
                let points = |flag: bool| f64::from(u8::from(flag));
                scored.push((
                    text + points(same_title) + 0.5 * points(same_folder) + 0.2 * points(same_source),
                    old,
                    new,
                ));
            }
        }
    }
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    let mut homes = vec![None; incoming.len()];
    let mut taken = vec![false; known.len()];
    for (_, old, new) in scored {
        if !taken[old] && homes[new].is_none() {
            taken[old] = true;
            homes[new] = Some(old);
        }
    }
    homes
}

fn free_folder(wanted: &str, taken: &mut BTreeSet<String>) -> String {
    let mut id = wanted.to_owned();
    let mut count = 2;
    while id == "sources" || !taken.insert(id.clone()) {
        id = format!("{wanted}-{count}");
        count += 1;
    }
    id
}

/// Where too much of a source was not understood, nothing is written until the editor has looked at it.
fn refuse_unread(source: &Source, ledgers: &[Ledger], outside: (usize, usize), said: &mut Vec<Diagnostic>) {
    /// Words in no report: so many, and a quarter of all.
    const OUTSIDE: (usize, usize) = (400, 4);
    const PLACES: usize = 12;
    let hint = message!("unread-accept-hint");
    for ledger in ledgers {
        let reasons = ledger.excess();
        let unread = &ledger.coverage.unread;
        if reasons.is_empty() {
            continue;
        }
        let lines: Vec<String> = unread.iter().take(PLACES).map(|place| place.line.to_string()).collect();
        let more = if unread.len() > PLACES { ", …" } else { "" };
        let lines = (!lines.is_empty()).then(|| message!("in-lines", lines = format!("{}{more}", lines.join(", "))));
        let message = message!("source-unread", report = ledger.report, reasons = reasons, lines = lines);
        let refused = Diagnostic::new("source-unread", &source.name, message).hint(hint.clone());
        said.push(match unread.first() {
            Some(place) => {
                let text = source.text.split('\n').nth(place.line - 1).unwrap_or_default();
                refused.at(Span::whole_line(place.line, text))
            }
            None => refused,
        });
    }
    if outside.0 >= OUTSIDE.0 && outside.0 * OUTSIDE.1 > outside.1 {
        let message = message!("words-outside", count = outside.0, all = outside.1);
        let hint = message!("words-outside-hint");
        said.push(Diagnostic::new("source-unread", &source.name, message).hint(hint));
    }
}

/// A report that came from this source and is in it no longer stays; the editor decides.
fn name_missing(known: &[Known], homes: &[Option<usize>], file: &str, said: &mut Vec<Diagnostic>) {
    for (index, known) in known.iter().enumerate() {
        let from_here = known.record.as_ref().is_some_and(|record| record.file == file);
        if from_here && !homes.contains(&Some(index)) {
            let path = format!("content/{}/_index.md", known.id);
            let message = message!("report-gone", file = file, report = known.id);
            let gone = Diagnostic::new("report-gone", &path, message);
            said.push(gone.hint(message!("report-gone-hint")));
        }
    }
}

/// The longest paragraph of a cover that is set as a title: all of it bold, or a heading.
fn title_of_cover(front: &[String]) -> Option<String> {
    let is_title = |text: &&String| text.starts_with('#') || text.starts_with("**") && text.ends_with("**");
    let longest = front.iter().filter(is_title).max_by_key(|text| text.chars().count())?;
    Some(plain_inline(longest.trim_start_matches(['#', ' '])))
}

/// The matter before the first report and after the last has a page among the sources.
fn matter_page(folder: &FileTree, compilation: &Compilation, file: &str, config: &Config, plan: &mut ImportPlan) {
    if compilation.front.is_empty() && compilation.back.is_empty() {
        return;
    }
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let paragraphs: Vec<String> =
        compilation.front.iter().chain(&compilation.back).map(|text| foreign_block(text)).collect();
    let name = known_matter(folder, &paragraphs).unwrap_or_else(|| format!("{}.md", slug(stem, 60)));
    let title = Message::new("cover-of-compilation").in_language(&config.language);
    let mut text = format!("---\ntitle: {title:?}\n---\n");
    for paragraph in paragraphs {
        text.push('\n');
        text.push_str(&paragraph);
        text.push('\n');
    }
    let (page, base) = (format!("content/sources/{name}"), format!("content/sources/{}/{name}", edition::BASE));
    // The editor's own version stays: this matter has no ids to merge by.
    let untouched = folder.text(&page) == folder.text(&base);
    if folder.text(&page).is_none() || untouched {
        put(&mut plan.writes, page, text.clone());
    }
    put(&mut plan.writes, base, text);
}

/// The page of an earlier import that has half of this matter: the source may have another name now.
fn known_matter(folder: &FileTree, paragraphs: &[String]) -> Option<String> {
    let bases = folder.below(&format!("content/sources/{}", edition::BASE));
    let shares = |text: &str| paragraphs.iter().filter(|paragraph| text.contains(paragraph.as_str())).count();
    let known = bases.iter().map(|(name, bytes)| (shares(&String::from_utf8_lossy(bytes)), name));
    let (count, name) = known.max()?;
    (count * 2 >= paragraphs.len()).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cover_is_called_by_what_is_largest_on_it() {
        let cover = |lines: &[&str]| title_of_cover(&lines.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>());
        let lines =
            ["**THE HARBOUR**", "**PAPERS FOR  \nTHE CONFERENCE**", "(for comment, by whoever lives at the harbour)"];
        assert_eq!(cover(&lines).as_deref(), Some("PAPERS FOR THE CONFERENCE"));
        assert_eq!(cover(&["# Papers of **1999**", "Harbour"]).as_deref(), Some("Papers of 1999"));
        assert_eq!(cover(&["Papers", "Harbour"]), None);
    }
}
