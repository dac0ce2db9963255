//! One report revised: the last import, the edition's pages and the new import become new pages and a record of the
//! revision.
//!
//! In: what the edition knows of the report, and the new import. Out: the files of its folder, in the plan. What always
//! holds: pages that neither the source nor the editor changed stay to the byte; every address that pages had leads
//! somewhere.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::plan::{ImportPlan, folder_of, put, title_key};
use super::propose::propose;
use crate::diagnostic::{Diagnostic, Span};
use crate::edition;
use crate::edition::{ASIDE, BASE, RECORD, REVISIONS, compose};
use crate::link;
use crate::markdown::conflict;
use crate::model::config::Config;
use crate::model::edition::{EditionReport, ImportRecord};
use crate::model::page::Element;
use crate::model::report::Report;
use crate::model::revision::{
    Change, ChangeKind, ChangedPart, Forward, GonePage, History, PageName, PageNames, Revision,
};
use crate::revise::{self as words, Files, MadeIds, Merged, Shape, Vocabulary};
use crate::text::{fold, fold_space, word_count};
use crate::tree::FileTree;

/// A report of the edition.
pub(super) struct Known {
    /// Its folder.
    pub id: String,
    /// Its title, as reports are known by.
    pub title: String,
    /// Its order in the edition.
    pub weight: i64,
    /// What the last import knew.
    pub record: Option<ImportRecord>,
    /// Its pages as the last import wrote them.
    base: Files,
    /// Its pages.
    ours: Files,
    /// Its revisions so far.
    history: History,
    /// The file of what lost its place.
    aside: String,
    /// All files of its folder.
    files: FileTree,
    /// The words of its paragraphs.
    paragraphs: HashSet<String>,
}

/// A report of the source, with its pages as a first import would write them.
pub(super) struct Incoming {
    /// The report.
    pub report: Report,
    /// The source's name.
    file: String,
    /// Its pages with fresh ids, read.
    fresh: EditionReport,
    /// The words of its paragraphs.
    paragraphs: HashSet<String>,
}

impl Incoming {
    /// Reads a report as pages.
    pub fn new(mut report: Report, config: &Config, file: &str) -> Self {
        report.indicators.clear();
        let composed = compose::compose(&report, config, file, 10, &PageNames::default());
        let fresh = propose(&mut report, read(&pages_of(composed.files)), config);
        Self { report, file: file.to_owned(), paragraphs: paragraphs(&fresh), fresh }
    }
}

impl Known {
    /// Every report of the edition.
    pub fn all(folder: &FileTree) -> Vec<Self> {
        let content = folder.below("content");
        let indexes = content.iter().filter_map(|(path, _)| path.strip_suffix("/_index.md"));
        indexes.filter(|id| !id.contains('/')).map(|id| Self::read(folder, id)).collect()
    }

    fn read(folder: &FileTree, id: &str) -> Self {
        let files = folder.below(&format!("content/{id}"));
        let text = |name: &str| files.text(name).unwrap_or_default().to_owned();
        let ours = markdown_files(&files);
        let index = edition::read_page("_index.md", &text("_index.md")).value.front;
        let base = markdown_files(&files.below(BASE));
        let standing = read(if base.is_empty() { &ours } else { &base });
        Self {
            id: id.to_owned(),
            title: title_key(index.label.as_deref(), &index.title),
            weight: index.weight.unwrap_or(0),
            record: edition::parse_record(&text(RECORD)),
            history: edition::parse_history(&text(REVISIONS)).unwrap_or_default(),
            aside: text(ASIDE),
            paragraphs: paragraphs(&standing),
            base,
            ours,
            files,
        }
    }

    /// The report as the last import wrote it, and as it stands; none where its pages were not kept.
    pub fn before_and_now(&self) -> Option<(EditionReport, EditionReport)> {
        (!self.base.is_empty()).then(|| (read(&self.base), read(&self.ours)))
    }

    /// How much of a report's text is this one's, from 0 to 1.
    pub fn same_text(&self, incoming: &Incoming) -> f64 {
        let new = &incoming.paragraphs;
        let both = new.iter().filter(|words| self.paragraphs.contains(*words)).count();
        both as f64 / new.len().max(1) as f64
    }
}

/// The longer paragraphs of a report, as plain folded words.
fn paragraphs(report: &EditionReport) -> HashSet<String> {
    const LONG: usize = 8;
    let blocks = report.all_pages().flat_map(|page| &page.elements).filter_map(|element| match element {
        Element::Block(block) => Some(block.text.as_str()),
        Element::Heading(_) => None,
    });
    blocks.filter(|text| word_count(text) >= LONG).map(|text| fold_space(&fold(text))).collect()
}

fn markdown_files(tree: &FileTree) -> Files {
    let pages = tree.iter().filter(|(path, _)| path.ends_with(".md") && !path.contains('/'));
    pages.map(|(path, bytes)| (path.to_owned(), String::from_utf8_lossy(bytes).into_owned())).collect()
}

fn pages_of(mut files: BTreeMap<String, String>) -> Files {
    files.remove(RECORD);
    files
}

/// The pages of one report, read.
fn read(files: &Files) -> EditionReport {
    edition::read(&folder_of("report", files)).value.reports.into_iter().next().unwrap_or_default()
}

/// Adds a report that the edition has not.
pub(super) fn add(incoming: &Incoming, config: &Config, weight: i64, plan: &mut ImportPlan) {
    let composed = compose::compose(&incoming.report, config, &incoming.file, weight, &PageNames::default());
    let id = &incoming.report.id;
    plan.added.insert(id.clone());
    plan.language.get_or_insert_with(|| incoming.report.lang.clone());
    for (name, text) in &composed.files {
        put(&mut plan.writes, format!("content/{id}/{name}"), text.clone());
        if name != RECORD {
            put(&mut plan.writes, format!("content/{id}/{BASE}/{name}"), text.clone());
        }
    }
}

/// Revises a report that the edition has.
pub(super) fn revise(
    known: &Known,
    incoming: &mut Incoming,
    config: &Config,
    date: &str,
    plan: &mut ImportPlan,
    said: &mut Vec<Diagnostic>,
) {
    let weight = index_weight(if known.base.is_empty() { &known.ours } else { &known.base }).unwrap_or(known.weight);
    let base_report = read(&known.base);
    let mut vocabulary = Vocabulary::default();
    let old = Shape::of(&base_report, &mut vocabulary);
    if !known.base.is_empty() {
        let fresh = Shape::of(&incoming.fresh, &mut vocabulary);
        words::rename(&mut incoming.report, &words::renaming(&old, &fresh, &known.history));
        words::name_figures(&mut incoming.report, &base_report, &known.history);
        keep_pages(known, incoming, &base_report, said);
    }
    let names = page_names(known, &old, &base_report);
    let composed = compose::compose(&incoming.report, config, &incoming.file, weight, &names);
    let theirs = pages_of(composed.files.clone());
    if known.base.is_empty() && known.ours != theirs {
        said.extend(without_base(known, &theirs));
        return;
    }
    let open = open_conflicts(known);
    if !open.is_empty() {
        said.extend(open);
        return;
    }
    let mut merged = words::merge(&known.base, &known.ours, &theirs, &words::names_gone(&known.history));
    let waiting = edition::read_aside(&known.aside);
    let back = words::put_back(&mut merged.files, &waiting);
    if theirs != known.base {
        write_ids(&known.ours, &mut merged.files);
    }
    let new = read(&theirs);
    let mut revision = Revision { date: date.to_owned(), file: incoming.file.clone(), ..Revision::default() };
    // Without a base the pages are those of this import: nothing was revised.
    if !known.base.is_empty() {
        revision.changes = words::changes(&old, &Shape::of(&new, &mut vocabulary));
    }
    figure_changes(&base_report, &new, &mut revision);
    addresses(&read(&known.ours), &read(&merged.files), &mut revision);
    say(known, &merged, said);
    for (at, page) in &back {
        let message = message!("entry-back", list = waiting[*at].list);
        said.push(Diagnostic::new("entry-back", &format!("content/{}/{page}", known.id), message));
    }
    let settled: Vec<usize> = back.into_iter().map(|(at, _)| at).collect();
    let aside = edition::without_aside(&known.aside, &settled);
    let before = plan.revisions.len();
    write(known, &merged, &theirs, &composed.files[RECORD], revision, plan);
    if config.versions.are_kept() && plan.revisions.len() > before {
        let kept = edition::keep_version(&known.files, &known.ours, known.history.revisions.len() + 1);
        kept.into_iter().for_each(|(name, text)| put(&mut plan.writes, format!("content/{}/{name}", known.id), text));
    }
    write_aside(known, &merged, &aside, date, plan);
}

/// A source without pages leaves those of the print before as they are.
fn keep_pages(known: &Known, incoming: &mut Incoming, base: &EditionReport, said: &mut Vec<Diagnostic>) {
    let count = words::keep_pages(&mut incoming.report, base);
    if count > 0 {
        let kept = Diagnostic::new("page-marks-kept", &incoming.file, message!("page-marks-kept", count = count));
        said.push(kept.hint(message!("page-marks-kept-hint", report = known.id)));
    }
}

/// What the editor added gets the ids written that it had so far.
fn write_ids(ours: &Files, merged: &mut Files) {
    let made = MadeIds::of(read(ours).all_pages());
    for page in read(merged).all_pages() {
        let file = page.path.rsplit('/').next().unwrap_or(&page.path);
        if let Some(text) = merged.get_mut(file) {
            *text = made.write(page);
        }
    }
}

fn index_weight(files: &Files) -> Option<i64> {
    edition::read_page("_index.md", files.get("_index.md")?).value.front.weight
}

/// Without the pages of the last import nobody can tell what the editor changed.
fn without_base(known: &Known, theirs: &Files) -> Vec<Diagnostic> {
    let differs = |(name, text): &(&String, &String)| theirs.get(*name) != Some(*text);
    let pages = known.ours.iter().filter(differs);
    let edited = |(name, _): (&String, &String)| {
        let message = message!("page-edited", base = BASE, page = name);
        let path = format!("content/{}/{name}", known.id);
        Diagnostic::new("page-edited", &path, message).hint(message!("page-edited-hint"))
    };
    pages.map(edited).collect()
}

/// Places that the last revision left open.
fn open_conflicts(known: &Known) -> Vec<Diagnostic> {
    let pages = known.ours.iter();
    let open = pages.flat_map(|(name, text)| {
        conflict::conflicts(text).into_iter().map(move |place| {
            let path = format!("content/{}/{name}", known.id);
            edition::merge_open(&path, Span::in_text(text, place.opening))
        })
    });
    open.collect()
}

/// The names of the pages that stand and of those that are gone.
fn page_names(known: &Known, old: &Shape, base: &EditionReport) -> PageNames {
    let kept: BTreeMap<String, PageName> =
        base.pages.iter().map(|page| (page.id.clone(), PageName::of(page))).collect();
    let is_page = |id: &String| kept.contains_key(id) && old.heads.iter().any(|head| head.id == *id);
    let gone = known.history.gone_pages().filter(|page| !is_page(&page.section));
    let gone = gone.map(|page| (page.section.clone(), page.name.clone())).collect();
    let inner = old.heads.iter().filter(|head| !kept.contains_key(&head.id)).map(|head| head.id.clone()).collect();
    PageNames { gone, inner, taken: known.ours.keys().cloned().collect(), kept }
}

/// The figures that changed or went: a record of its own, since their names stay when their words go.
fn figure_changes(old: &EditionReport, new: &EditionReport, revision: &mut Revision) {
    let (before, after) = (figures(old), figures(new));
    for (id, (block, words)) in &before {
        let now = after.get(id).map(|(_, words)| words.clone());
        if now.as_ref() == Some(words) {
            continue;
        }
        revision.changes.push(Change {
            kind: if now.is_some() { ChangeKind::Edited } else { ChangeKind::Removed },
            part: ChangedPart::Indicator,
            id: id.clone(),
            other: Some(block.clone()),
            old: Some(words.clone()),
            new: now,
            ..Change::default()
        });
    }
}

/// The figures of a report: by id their place, and what they say in words.
fn figures(report: &EditionReport) -> BTreeMap<String, (String, String)> {
    let links = link::report(report);
    let words = links.indicators.iter();
    words.map(|link| (link.id.clone(), (link.place.clone(), words::words_of(&link.figure)))).collect()
}

/// What became of every address that the pages had.
fn addresses(before: &EditionReport, after: &EditionReport, revision: &mut Revision) {
    let now = anchors(after);
    let joined: HashMap<String, String> =
        revision.changes.iter().filter_map(|change| Some((change.id.clone(), change.other.clone()?))).collect();
    for (id, (was, place)) in anchors(before) {
        let stays = now.get(&id).is_some_and(|(page, _)| *page == was);
        if !stays {
            let with = joined.get(&id).cloned().or(place);
            revision.forwards.push(Forward { id, was, with });
        }
    }
    let pages: HashSet<&str> = after.pages.iter().map(|page| page.id.as_str()).collect();
    let gone = before.pages.iter().filter(|page| !pages.contains(page.id.as_str()));
    revision.pages.extend(gone.map(|page| GonePage {
        section: page.id.clone(),
        name: PageName::of(page),
        title: page.plain_title.clone(),
    }));
}

/// Every anchor of a report with the slug of its page; a figure and a mark with the block that holds it, too.
fn anchors(report: &EditionReport) -> BTreeMap<String, (String, Option<String>)> {
    let links = link::report(report);
    let mut found = BTreeMap::new();
    for section in &links.sections {
        found.insert(section.id.clone(), (report.page_slug(section.page), None));
    }
    for block in &links.blocks {
        found.insert(block.id.clone(), (report.page_slug(block.page), None));
    }
    for note in &links.notes {
        let page = report.page_index(&note.page).unwrap_or(0);
        found.insert(note.id.clone(), (report.page_slug(page), None));
        for mark in &note.marks {
            let page = report.page_index(&mark.page).unwrap_or(0);
            found.insert(note.mark_id(mark.nth), (report.page_slug(page), Some(mark.block.clone())));
        }
    }
    for figure in &links.indicators {
        found.insert(figure.id.clone(), (report.page_slug(figure.page), Some(figure.place.clone())));
    }
    found
}

/// Tells the editor what the merge could not settle and what it changed.
fn say(known: &Known, merged: &Merged, said: &mut Vec<Diagnostic>) {
    let path = |page: &str| format!("content/{}/{page}", known.id);
    for (name, text) in &merged.files {
        for place in conflict::conflicts(text) {
            let message = message!("merge-conflict");
            let open = Diagnostic::new("merge-conflict", &path(name), message);
            said.push(open.at(Span::in_text(text, place.opening)).hint(message!("merge-open-hint")));
        }
    }
    for aside in &merged.aside {
        let message = message!("entry-aside", list = aside.list, why = aside.why);
        let set = Diagnostic::new("entry-aside", &path(&aside.page), message);
        said.push(set.hint(message!("entry-aside-hint", report = known.id, file = ASIDE)));
    }
    for figure in &merged.updated {
        let message = message!("indicator-updated", name = figure.name, before = figure.from, after = figure.to);
        said.push(Diagnostic::new("indicator-updated", &path(&figure.page), message));
    }
}

/// Writes what waits for a place: what waited before and what lost its place now.
fn write_aside(known: &Known, merged: &Merged, before: &str, date: &str, plan: &mut ImportPlan) {
    let path = format!("content/{}/{ASIDE}", known.id);
    let text =
        if merged.aside.is_empty() { before.to_owned() } else { edition::write_aside(before, date, &merged.aside) };
    match text.is_empty() {
        true if !known.aside.is_empty() => plan.removes.push(path),
        false if text != known.aside => put(&mut plan.writes, path, text),
        _ => {}
    }
}

fn write(known: &Known, merged: &Merged, theirs: &Files, record: &str, revision: Revision, plan: &mut ImportPlan) {
    let id = &known.id;
    for (name, text) in &merged.files {
        put(&mut plan.writes, format!("content/{id}/{name}"), text.clone());
    }
    for (name, text) in theirs {
        put(&mut plan.writes, format!("content/{id}/{BASE}/{name}"), text.clone());
    }
    put(&mut plan.writes, format!("content/{id}/{RECORD}"), record.to_owned());
    let gone = known.ours.keys().filter(|name| !merged.files.contains_key(*name));
    plan.removes.extend(gone.map(|name| format!("content/{id}/{name}")));
    let gone = known.base.keys().filter(|name| !theirs.contains_key(*name));
    plan.removes.extend(gone.map(|name| format!("content/{id}/{BASE}/{name}")));
    if !revision.changes.is_empty() || !revision.forwards.is_empty() || !revision.pages.is_empty() {
        let mut history = known.history.clone();
        history.revisions.push(revision.clone());
        put(&mut plan.writes, format!("content/{id}/{REVISIONS}"), edition::write_history(&history));
        plan.revisions.push((id.clone(), revision));
    }
}
