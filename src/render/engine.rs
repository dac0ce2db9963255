//! The last step of every page: its context and a template become a document, where none of the same stands already.
//!
//! In: the theme, the site, a page's context. Out: documents, handed over as each is finished.
//! What always holds: a page is not rendered only when its template, all that this can lead to, its context and every shared
//! value that it can see are as they were when the page that stands was rendered. What goes in is known by its digest,
//! which is made of the very values that the template gets.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::OnceLock;

use serde::Serialize;
use tera::{Context, Tera, Value};

use super::contexts::PageContext;
use super::crosslinks::Crosslinks;
use super::digest_fields::{FieldDigests, field_digests};
use super::seen::seen;
use super::site::Site;
use super::theme::Theme;
use crate::cache::Cache;
use crate::diagnostic::Diagnostic;
use crate::digest::Digest;
use crate::model::config::Config;
use crate::model::page::Page;
use crate::tree::{FileTree, Origin, SiteWriter};

/// About how many bytes a page has around its text.
const SHELL: usize = 24 * 1024;

/// What a page is made from, as far as that is known, when it is there; or why there is none.
pub(super) type Outcome = Result<Option<Origin>, Box<Diagnostic>>;

/// What a template sees under a name: digested always, made into a value only when a page is rendered.
pub(super) trait Shown: Sync {
    /// Adds what it is made from to a digest.
    fn add_to(&self, digest: &mut Digest);
    /// The same for what of it a template can see: these fields; all where it is not known which.
    fn add_seen_to(&self, digest: &mut Digest, _fields: Option<&BTreeSet<String>>) {
        self.add_to(digest);
    }

    /// The value; what cannot be one is none.
    fn value(&self) -> Value;
}

impl<T: Serialize + Sync> Shown for T {
    fn add_to(&self, digest: &mut Digest) {
        digest.add(self);
    }

    fn value(&self) -> Value {
        Value::try_from_serializable(self).unwrap_or_else(|_| Value::none())
    }
}

/// What many pages see: digested, field by field, and made once.
pub(super) struct Shared<T> {
    of: T,
    digest: OnceLock<Option<u128>>,
    fields: OnceLock<Option<FieldDigests>>,
    value: OnceLock<Value>,
}

impl<T> Shared<T> {
    /// Of what it is made.
    pub fn new(of: T) -> Self {
        Self { of, digest: OnceLock::new(), fields: OnceLock::new(), value: OnceLock::new() }
    }
}

impl<T: Serialize + Sync + Send> Shown for Shared<T> {
    fn add_to(&self, digest: &mut Digest) {
        digest.add_done(*self.digest.get_or_init(|| digest_of(&self.of)));
    }

    fn add_seen_to(&self, digest: &mut Digest, fields: Option<&BTreeSet<String>>) {
        let known = fields.and_then(|seen| Some((seen, self.fields.get_or_init(|| field_digests(&self.of)).as_ref()?)));
        let Some((seen, known)) = known else { return self.add_to(digest) };
        for (name, field) in known.iter().filter(|(name, _)| seen.contains(*name)) {
            digest.add(name);
            digest.add_done(*field);
        }
    }

    fn value(&self) -> Value {
        self.value.get_or_init(|| self.of.value()).clone()
    }
}

/// A value that takes long to make, known by what it is made from: by that and nothing else.
pub(super) struct Late<I, F> {
    from: I,
    make: F,
}

impl<I, F> Late<I, F> {
    /// A value that is made when a page is rendered.
    pub fn new(from: I, make: F) -> Self {
        Self { from, make }
    }
}

impl<I: Serialize + Sync, T: Serialize, F: Fn(&I) -> T + Sync> Shown for Late<I, F> {
    fn add_to(&self, digest: &mut Digest) {
        digest.add(&self.from);
    }

    fn value(&self) -> Value {
        Value::try_from_serializable(&(self.make)(&self.from)).unwrap_or_else(|_| Value::none())
    }
}

fn digest_of(shown: &dyn Shown) -> Option<u128> {
    let mut digest = Digest::default();
    shown.add_to(&mut digest);
    digest.done()
}

/// Values by the names under which templates see them.
pub(super) type Named<'v> = (&'static str, Box<dyn Shown + 'v>);

/// A value as templates get it.
pub(super) fn boxed<'v>(value: impl Serialize + Sync + 'v) -> Box<dyn Shown + 'v> {
    Box::new(value)
}

/// What pages that are rendered one by one share: the theme, and its templates once they are parsed.
#[derive(Debug)]
pub struct Shell {
    theme: Theme,
    tera: Option<Tera>,
}

impl Shell {
    /// The theme of an edition.
    #[must_use]
    pub fn new(folder: &FileTree, config: &Config) -> Self {
        Self { theme: Theme::load(folder, config).value, tera: None }
    }

    pub(super) fn parts(&mut self) -> (&Theme, &mut Option<Tera>) {
        (&self.theme, &mut self.tera)
    }
}

/// What is known of a template.
struct Template {
    /// A digest of all that it can lead to, and of what every page sees as far as it can see it.
    digest: Option<u128>,
    /// The fields of [`REPORT`] that it can see; none for all.
    fields: Option<BTreeSet<String>>,
}

/// The value that the pages of a report share.
const REPORT: &str = "report";

/// Renders pages into the site's folder.
pub(super) struct Engine<'a> {
    theme: &'a Theme,
    folder: &'a SiteWriter<'a>,
    /// What every page sees.
    global: Vec<Named<'a>>,
    /// What is known of each template.
    templates: HashMap<&'a str, Template>,
    /// Made when the first page has to be rendered.
    tera: OnceLock<Result<Tera, Box<Diagnostic>>>,
}

impl<'a> Engine<'a> {
    /// An engine that renders into a folder. `cache`: what the last build worked out.
    pub fn new(
        theme: &'a Theme,
        site: &'a Site<'a>,
        crosslinks: &Crosslinks<'a>,
        folder: &'a SiteWriter<'a>,
        cache: &Cache,
    ) -> Self {
        let global = global(site, crosslinks);
        let templates = known(theme, &global, cache);
        Self { theme, folder, global, templates, tera: OnceLock::new() }
    }

    /// An engine for a page that is rendered whatever it is made from, with templates that were parsed before.
    pub fn of_one(
        (theme, parsed): (&'a Theme, Option<Tera>),
        site: &'a Site<'a>,
        crosslinks: &Crosslinks<'a>,
        folder: &'a SiteWriter<'a>,
    ) -> Self {
        let unknown = theme.templates().map(|(name, _)| (name, Template { digest: None, fields: None }));
        let global = global(site, crosslinks);
        let mut engine = Self { theme, folder, global, templates: unknown.collect(), tera: OnceLock::new() };
        if let Some(tera) = parsed {
            engine.tera = OnceLock::from(Ok(engine.set(tera)));
        }
        engine
    }

    /// Renders a context with a template and values beside it.
    pub fn finish(
        &self,
        template: &str,
        context: &PageContext<'_>,
        root: &str,
        more: &[(&'static str, &dyn Shown)],
    ) -> Outcome {
        self.finish_page(template, &Page::default(), context, root, more)
    }

    /// The same for the page of a content file, whose front matter may ask for a template of its own.
    pub fn finish_page(
        &self,
        template: &str,
        page: &Page,
        context: &PageContext<'_>,
        root: &str,
        more: &[(&'static str, &dyn Shown)],
    ) -> Outcome {
        let template = page.front.template.as_deref().unwrap_or(template);
        let Some(known) = self.templates.get(template) else {
            let message = message!("template-missing", template = template);
            let missing = Diagnostic::new("template-missing", &page.path, message);
            let hint = message!("template-missing-hint");
            return Err(Box::new(missing.hint(hint)));
        };
        let own: [(&'static str, &dyn Shown); 2] = [("root", &root), ("page", context)];
        let values = || own.into_iter().chain(more.iter().copied());
        let origin = known.digest.and_then(|digest| {
            let mut origin = Digest::default();
            origin.add(template);
            origin.add_done(Some(digest));
            for (name, value) in values() {
                origin.add(name);
                value.add_seen_to(&mut origin, known.fields.as_ref().filter(|_| name == REPORT));
            }
            origin.done().map(Origin)
        });
        let made = self.folder.make(&context.path, origin, || {
            let mut document = Vec::with_capacity(context.content.len() + SHELL);
            let mut context = Context::new();
            values().for_each(|(name, value)| context.insert_value(name, value.value()));
            let tera = self.tera.get_or_init(|| self.tera()).as_ref().map_err(Clone::clone)?;
            let rendered = tera.render_to(template, &context, &mut document);
            rendered.map_err(|error| Box::new(self.theme.explain(&error, template)))?;
            Ok(document)
        });
        made.map(|()| origin)
    }

    /// Takes a page as it stands, where one stands that was made from the same; whether one does.
    pub fn stands(&self, path: &str, origin: Origin) -> bool {
        self.folder.stands(path, Some(origin))
    }

    /// A digest of a template with what every page sees as far as it can see it; none where there is no such template.
    pub fn template(&self, name: &str) -> Option<u128> {
        self.templates.get(name)?.digest
    }

    /// Parses the templates and sets what every page sees.
    fn tera(&self) -> Result<Tera, Box<Diagnostic>> {
        let mut tera = Tera::default();
        let parsed = tera.add_raw_templates(self.theme.templates());
        parsed.map_err(|error| Box::new(self.theme.explain(&error, "templates")))?;
        Ok(self.set(tera))
    }

    fn set(&self, mut tera: Tera) -> Tera {
        let global = tera.global_context();
        self.global.iter().for_each(|(name, value)| global.insert_value(*name, value.value()));
        tera
    }

    /// The templates, where they were parsed.
    pub fn into_tera(self) -> Option<Tera> {
        self.tera.into_inner()?.ok()
    }
}

/// What every page sees.
fn global<'a>(site: &'a Site<'a>, crosslinks: &Crosslinks<'a>) -> Vec<Named<'a>> {
    let comparison = (!site.links.concepts.is_empty()).then_some("comparison.html");
    vec![
        ("config", boxed(site.config_context())),
        ("t", boxed(site.words.value())),
        ("reports", boxed(site.cards())),
        ("comparison_url", boxed(comparison)),
        ("crosslinks", boxed(crosslinks.counts())),
        ("ways", boxed(crosslinks.counts().ways())),
        ("pages", boxed(site.free_pages())),
        ("downloads", boxed(site.downloads(None))),
        ("ibid", boxed(BTreeMap::from([("version", env!("CARGO_PKG_VERSION"))]))),
    ]
}

/// What is known of each template.
fn known<'t>(theme: &'t Theme, global: &[Named<'_>], cache: &Cache) -> HashMap<&'t str, Template> {
    let global: Vec<(&str, Option<u128>)> = global.iter().map(|(name, value)| (*name, digest_of(&**value))).collect();
    let names: Vec<&str> = global.iter().map(|(name, _)| *name).collect();
    let mut seen = seen(theme.templates(), &names, REPORT, cache);
    let known = |(name, _): (&'t str, &str)| {
        let seen = seen.remove(name)?;
        let mut digest = Digest::default();
        digest.add_done(seen.texts);
        for (name, value) in global.iter().filter(|(name, _)| seen.values.contains(*name)) {
            digest.add(name);
            digest.add_done(*value);
        }
        Some((name, Template { digest: digest.done(), fields: seen.fields }))
    };
    theme.templates().filter_map(known).collect()
}
