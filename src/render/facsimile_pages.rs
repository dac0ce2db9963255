//! The pages of a print as pages of the site: a picture each, with the places of its passages over it.

use super::context_build::way;
use super::contexts::PageLink;
use super::contexts::facsimile::FacsimileContext;
use super::engine::{Engine, Outcome};
use super::report_pages::{ReportPages, UP, report_view};
use super::site::{Site, picture_url, print_page_url};
use crate::model::facsimile::PrintPage;

/// The page of a printed page.
pub(super) fn page(site: &Site<'_>, engine: &Engine<'_>, pages: &ReportPages<'_>, at: usize) -> Outcome {
    let report = pages.report;
    let Some(page) = report.facsimile.pages.get(at) else { return Ok(None) };
    let mut context = report_view(site, report, "facsimile", &print_page_url(report, page));
    context.title_plain = title(site, page);
    context.title.clone_from(&context.title_plain);
    context.json_ld = None;
    context.ancestors = way(site, report, 0).into_iter().collect();
    let link = |page: &PrintPage| PageLink {
        title: title(site, page),
        url: print_page_url(report, page),
        ..PageLink::default()
    };
    context.lower = at.checked_sub(1).and_then(|before| report.facsimile.pages.get(before)).map(link);
    context.higher = report.facsimile.pages.get(at + 1).map(link);
    let places = pages.places.get(&page.name).map_or(&[][..], Vec::as_slice);
    let printed = &site.report_links(report).printed;
    let anchors = &site.report_links(report).pictures.anchors;
    let start = printed.starts.iter().find(|start| anchors.get(&start.anchor) == Some(&page.name));
    let begins = start.and_then(|start| Some(format!("{}#{}", site.urls.get(&start.page)?, start.anchor)));
    let facsimile = FacsimileContext {
        picture: picture_url(report, page),
        width: page.size.0,
        height: page.size.1,
        text_url: begins.or_else(|| places.first().map(|place| place.url.clone())),
        places,
    };
    engine.finish(
        "facsimile.html",
        &context,
        &format!("{UP}{UP}"),
        &[("report", &pages.shared), ("facsimile", &facsimile)],
    )
}

/// What a page is called: by its number, or by its place in the file.
fn title(site: &Site<'_>, page: &PrintPage) -> String {
    let Some(label) = &page.label else {
        return site.words.phrase("facsimile.of_file", &[("page", page.name.trim_start_matches('f'))]);
    };
    let number = label.trim_matches(['[', ']']);
    site.words.phrase("printed_page.name", &[("page", number)])
}
