//! What each template can see, looked through once for the same templates: from build to build it is kept.
//!
//! In: the templates, the names of what every page sees. Out: one [`Seen`] a template.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::sight::Sight;
use crate::cache::Cache;
use crate::digest::Digest;

/// What a template can see.
#[derive(Serialize, Deserialize)]
pub(super) struct Seen {
    /// A digest of all texts that it can lead to.
    pub texts: Option<u128>,
    /// The values that it sees, of those that every page sees.
    pub values: BTreeSet<String>,
    /// The fields that it sees of the value that the pages of a report share; none for all.
    pub fields: Option<BTreeSet<String>>,
}

/// What the templates can see. `templates`: names and texts; `values`: the names of what every page sees; `shared`: the name of the value
/// that pages share.
pub(super) fn seen<'t>(
    templates: impl Iterator<Item = (&'t str, &'t str)> + Clone,
    values: &[&str],
    shared: &str,
    cache: &Cache,
) -> BTreeMap<String, Seen> {
    let mut digest = Digest::default();
    digest.add(&("what templates see", values, shared));
    templates.clone().for_each(|template| digest.add(&template));
    cache.kept(digest.done(), || {
        let sight = Sight::new(templates.clone());
        let seen = |name: &str| {
            let reach = sight.reach(name);
            let mut texts = Digest::default();
            texts.add(&sight.texts(&reach));
            let is_seen = |value: &&&str| sight.is_seen(value, &reach);
            Seen {
                texts: texts.done(),
                values: values.iter().filter(is_seen).map(|value| (*value).to_owned()).collect(),
                fields: sight.fields(shared, &reach).map(|names| names.into_iter().map(str::to_owned).collect()),
            }
        };
        templates.clone().map(|(name, _)| (name.to_owned(), seen(name))).collect()
    })
}
