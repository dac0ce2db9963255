//! The last step of every page: its context and a template become a document.

use super::contexts::PageContext;
use super::theme::{Engine, Shared, to_value};
use crate::diagnostic::Diagnostic;
use crate::model::page::Page;

/// A finished page.
pub(super) struct Rendered {
    /// Its file, relative to the site's root.
    pub path: String,
    /// The whole document.
    pub html: String,
}

/// A finished page, or why there is none.
pub(super) type Outcome = Result<Rendered, Box<Diagnostic>>;

/// Renders a context with a template and values beside it.
pub(super) fn finish(
    engine: &Engine<'_>,
    template: &str,
    context: &PageContext<'_>,
    root: &str,
    more: Vec<(&'static str, Shared)>,
) -> Outcome {
    finish_page(engine, template, &Page::default(), context, root, more)
}

/// The same for the page of a content file, whose front matter may ask for a template of its own.
pub(super) fn finish_page(
    engine: &Engine<'_>,
    template: &str,
    page: &Page,
    context: &PageContext<'_>,
    root: &str,
    more: Vec<(&'static str, Shared)>,
) -> Outcome {
    let template = page.front.template.as_deref().unwrap_or(template);
    let mut values = vec![("root", to_value(root)), ("page", to_value(context))];
    values.extend(more);
    let html = engine.render(template, &page.path, values)?;
    Ok(Rendered { path: context.path.clone(), html })
}
