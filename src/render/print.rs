//! The print view: a whole report on one page, notes at the end of each part of level 1.
//!
//! In: a report. Out: its parts in reading order. What always holds: ids are unique on the page, because they
//! are unique in the report; each note stands once.

use std::collections::BTreeMap;

use super::annotations;
use super::context_build::{notes, setting};
use super::contexts::annotations::{AnnotationContext, CorrectionContext};
use super::contexts::{NoteContext, PrintSection};
use super::html::{PageHtml, Setting, page_html};
use super::site::Site;
use crate::model::edition::EditionReport;

/// The editor's notes and the corrections of the part that is open.
type Aside = (Vec<AnnotationContext>, Vec<CorrectionContext>);

/// The parts of the print view, and the report's title with its marks: their notes lead back to it.
pub(super) fn sections(site: &Site<'_>, report: &EditionReport, path: &str) -> (String, Vec<PrintSection>) {
    let links = site.report_links(report);
    let mut sections: Vec<PrintSection> = Vec::new();
    let mut pending: BTreeMap<usize, String> = BTreeMap::new();
    let mut title = String::new();
    let mut aside = (Vec::new(), Vec::new());
    let end_part = |sections: &mut Vec<PrintSection>, pending: &mut BTreeMap<usize, String>, aside: &mut Aside| {
        let html = std::mem::take(pending);
        let Some(last) = sections.last_mut() else { return };
        if !html.is_empty() {
            last.notes = notes(site, Some(report), links, &html, Some(path));
        }
        (last.annotations, last.corrections) = std::mem::take(aside);
    };
    for (index, page) in report.all_pages().enumerate() {
        let level = if index == 0 { 0 } else { page.front.level.unwrap_or(1).max(1) };
        let setting =
            Setting { whole: true, shift: level, letterhead_apart: index == 0, ..setting(site, links, page, "../") };
        let html = page_html(setting, &annotations::marks(site, links, (index, page), ""));
        if index == 0 {
            title.clone_from(&html.title);
        }
        if level <= 1 {
            end_part(&mut sections, &mut pending, &mut aside);
        }
        pending.extend(html.notes.clone());
        if index > 0 || !html.content.trim().is_empty() || !html.notes.is_empty() {
            sections.push(section(page, level, html));
        }
        aside.0.extend(annotations::annotations(site, setting, index));
        aside.1.extend(annotations::corrections(site, links, index, page));
    }
    end_part(&mut sections, &mut pending, &mut aside);
    (title, sections)
}

fn section(page: &crate::model::page::Page, level: usize, html: PageHtml) -> PrintSection {
    let is_index = level == 0;
    let own = |value: &Option<String>| value.clone().filter(|_| !is_index);
    PrintSection {
        depth: level.max(1),
        heading_id: (!is_index).then(|| page.id.clone()),
        number: own(&page.front.number),
        label: own(&page.front.label),
        // The report's own title stands above all parts.
        title: if is_index { String::new() } else { html.title },
        content: html.content.trim_end().to_owned(),
        notes: Vec::<NoteContext>::new(),
        annotations: Vec::new(),
        corrections: Vec::new(),
    }
}
