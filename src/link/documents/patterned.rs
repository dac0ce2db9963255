//! Citations whose numbers are known by their form: "resolution 70/1", "Regulation (EU) 2016/679".
//!
//! In: a text and its language. Out: [`Cited`] in order. What always holds: languages whose numbers name their kinds by a
//! code are not read here; a number that no words give an issuer has that of its namesakes, when they agree.

use std::collections::{BTreeMap, BTreeSet};

use super::dates::date_at;
use super::identity::Citation;
use super::issuers::Issuer;
use super::scan::{Cited, term_at};
use crate::language::Lexicon;
use crate::text::{fold, fold_space};

/// The documents that a text cites.
pub(super) fn patterned(text: &str, language: &Lexicon) -> Vec<Cited> {
    if language.numbers_name_kinds() {
        return Vec::new();
    }
    let cited = language.cited_numbers(text).into_iter().map(|one| {
        let number = fold_space(&text[one.number.clone()]);
        let after = language.without_open_words(&text[one.number.end..]);
        let series = one.issuer.as_deref().map(fold).unwrap_or_default();
        Cited {
            range: one.range,
            ordinal: number.clone(),
            stem: number.clone(),
            number,
            kind: one.kind,
            is_coded: true,
            issuer: Issuer { series, is_named: one.issuer.is_some(), name: one.issuer },
            date: date_at(after).map(|(date, _)| date),
            term: term_at(after),
            is_whole: true,
        }
    });
    cited.collect()
}

/// Series and name of an issuer.
type Named = (String, Option<String>);

/// Gives the citations without an issuer that of the others with their kind and number, when these name one alone.
pub(super) fn share_issuers(citations: &mut [Citation]) {
    let key = |cited: &Cited| (cited.kind.clone(), cited.stem.clone());
    let mut known: BTreeMap<(String, String), BTreeSet<Named>> = BTreeMap::new();
    let is_nameless = |cited: &Cited| cited.issuer.series.is_empty() && cited.issuer.name.is_none();
    if !citations.iter().any(|citation| is_nameless(&citation.cited)) {
        return;
    }
    for cited in citations.iter().map(|citation| &citation.cited).filter(|cited| cited.issuer.is_named) {
        known.entry(key(cited)).or_default().insert((cited.issuer.series.clone(), cited.issuer.name.clone()));
    }
    for cited in citations.iter_mut().map(|citation| &mut citation.cited).filter(|cited| is_nameless(cited)) {
        let issuers = known.get(&key(cited)).map(|all| all.iter().collect::<Vec<_>>());
        if let Some([(series, name)]) = issuers.as_deref() {
            cited.issuer = Issuer { series: series.clone(), name: name.clone(), is_named: false };
        }
    }
}
