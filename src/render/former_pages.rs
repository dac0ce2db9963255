//! The pages of former versions.
//!
//! In: the site of today. Out: the pages of every version that was kept, as the report's own pages are, below an address of their own
//! (`can-tho@1/mo-dau.html`).

use rayon::prelude::*;

use super::crosslinks::Crosslinks;
use super::engine::Engine;
use super::pages;
use super::site::Site;
use super::versions::site_of;
use crate::cache::Cache;
use crate::diagnostic::Diagnostic;
use crate::model::edition::{EditionReport, Version};

/// Renders them; why some could not be rendered.
pub(super) fn render(site: &Site<'_>, engine: &Engine<'_>) -> Vec<Diagnostic> {
    let all: Vec<(&EditionReport, &Version)> = site
        .edition
        .reports
        .iter()
        .flat_map(|report| report.versions.iter().map(move |version| (report, version)))
        .collect();
    let faults = all.into_par_iter().map(|(report, version)| {
        let Some(own) = site_of(site, report, version) else { return Vec::new() };
        pages::render_reports(&own, engine, &Crosslinks::new(&own), &Cache::default())
    });
    faults.flatten_iter().collect()
}
