//! The concepts that a query may name, so that it is answered by their pages first.
//!
//! In: the edition with its concepts. Out: each with its address and its names as keys of tokens. What always holds: names are cut as
//! queries are, with one spelling for each word (`spellings` of `concepts/*.yaml`).

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::tokens::{key, tokens};
use crate::language::{self, Concepts};
use crate::model::edition::Edition;
use crate::model::links::{Concept, Links};
use crate::text::fold;

/// What the reader's script knows of concepts.
#[derive(Debug, Default, Serialize)]
pub(super) struct Named {
    /// Words by the keys of their other spellings.
    spellings: BTreeMap<String, String>,
    /// Name, topic, address, names as keys.
    list: Vec<(String, String, String, BTreeSet<String>)>,
}

/// The concepts that have a page.
pub(super) fn named(edition: &Edition, links: &Links) -> Named {
    let words = language::concepts(&edition.config.language);
    let one = |concept: &Concept| {
        let known = words.concepts.iter().find(|entry| entry.id == concept.id);
        let own = edition.config.concepts.0.iter().find(|(key, _)| *key == concept.name || *key == concept.id);
        let names = std::iter::once(&concept.name)
            .chain(known.into_iter().flat_map(|entry| &entry.names))
            .chain(own.into_iter().flat_map(|(_, entry)| &entry.names));
        let keys = names.map(|name| keys(words, name)).collect();
        let url = format!("concepts/{}.html", concept.id);
        (concept.name.clone(), concept.topic.clone(), url, keys)
    };
    let spellings = words.spellings.iter().map(|(other, one)| (fold(other), fold(one)));
    Named {
        spellings: spellings.filter(|(other, one)| other != one).collect(),
        list: links.concepts.iter().map(one).collect(),
    }
}

fn keys(words: &Concepts, name: &str) -> String {
    let plain = words.plain(name);
    tokens(&plain).into_iter().map(key).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_keys_in_one_spelling() {
        let words = language::concepts("vi");
        assert_eq!(keys(words, "Tỉ lệ hộ nghèo (đa chiều)"), "ty le ho ngheo");
        assert_eq!(named(&Edition::default(), &Links::default()).list.len(), 0);
    }
}
