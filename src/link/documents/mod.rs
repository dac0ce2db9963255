//! Official documents that the reports cite: each citation found, and all citations of one document gathered.
//!
//! In: the units of all reports, the configuration. Out: the register, and the words of the pages that lead to it.
//! What always holds: a document is its kind, number, issuer and, where a number recurs, its year; every citation
//! belongs to exactly one document.

mod dates;
mod identity;
mod issuers;
mod laws;
mod misread;
mod number;
mod patterned;
mod scan;
mod subject;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rayon::prelude::*;

use super::units::{Kind, Unit, sentence};
use super::words::LinkedWords;
use crate::cache::{Cache, Parts};
use crate::digest::{Digest, named};
use crate::model::edition::Edition;
use crate::model::links::{DocumentLink, LinkTarget, Mention};
use identity::Citation;
use issuers::CitingReport;
use patterned::{patterned, share_issuers};
use scan::{Cited, backward, scan, shorts};

/// The register, and the words of each citation with the document that they lead to.
pub(super) fn documents(edition: &Edition, units: &[Unit], cache: &Cache) -> (Vec<DocumentLink>, Vec<LinkedWords>) {
    let reports: Vec<&[Unit]> = units.chunk_by(|a, b| a.report == b.report).collect();
    let homes: Vec<CitingReport> = reports.par_iter().map(|own| home(edition, own, cache)).collect();
    let places: Vec<String> = edition.reports.iter().filter_map(|report| report.index.front.place.clone()).collect();
    let of_report = |(own, home): (&&[Unit], &CitingReport)| {
        let report = own.first().and_then(|unit| edition.reports.get(unit.report));
        let lang = report.and_then(|report| report.index.front.lang.as_ref());
        let lang = lang.unwrap_or(&edition.config.language);
        let origin = digest("citations", (own, report.and_then(|report| report.origin)), (home, &places), lang);
        let of_page = |page: &&[Unit], parts: &Parts<'_>| -> Vec<(usize, Cited)> {
            let origin = digest("citations of a page", (page, None), (home, &places), lang);
            parts.kept(origin, || scan_all(page, home, &places))
        };
        let scanned: Vec<(usize, Cited)> = cache.kept_whole(origin, |parts| {
            let pages: Vec<&[Unit]> = own.chunk_by(|a, b| a.place.page == b.place.page).collect();
            let found: Vec<_> = pages.par_iter().map(|page| of_page(page, parts)).collect();
            let firsts = pages.iter().scan(0, |next, page| Some(std::mem::replace(next, *next + page.len())));
            firsts
                .zip(found)
                .flat_map(|(first, own)| own.into_iter().map(move |(at, cited)| (first + at, cited)))
                .collect()
        });
        (origin, scanned)
    };
    let (origins, scanned): (Vec<Option<u128>>, Vec<_>) =
        reports.par_iter().zip(&homes).map(of_report).collect::<Vec<_>>().into_iter().unzip();
    let citation = |(nth, (at, cited)): (usize, (usize, Cited))| Citation { unit: at, report: nth, cited };
    let scanned = scanned.into_iter().enumerate().flat_map(|(nth, own)| own.into_iter().map(move |one| (nth, one)));
    let mut citations: Vec<Citation> = scanned.map(citation).collect();
    share_issuers(&mut citations);
    let own: Vec<&[Citation]> = citations.chunk_by(|a, b| a.report == b.report).collect();
    let followed = own.par_iter().map(|own| {
        let nth = own.first().map_or(0, |citation| citation.report);
        let mut origin = Digest::default();
        origin.add_done(origins[nth]);
        own.iter().for_each(|citation| origin.add(&(citation.unit, &citation.cited)));
        cache.kept(named("short names", origin.done()), || short_citations(reports[nth], own))
    });
    let followed: Vec<Vec<(usize, Cited)>> = followed.collect();
    let followed = own.iter().zip(followed).flat_map(|(own, added)| {
        let report = own.first().map_or(0, |citation| citation.report);
        added.into_iter().map(move |(unit, cited)| Citation { unit, report, cited })
    });
    let followed: Vec<Citation> = followed.collect();
    citations.extend(followed);
    let firsts: Vec<usize> =
        reports.iter().scan(0, |next, own| Some(std::mem::replace(next, *next + own.len()))).collect();
    citations.iter_mut().for_each(|citation| citation.unit += firsts[citation.report]);
    citations.sort_by_key(|citation| (citation.unit, citation.cited.range.start));
    let misread = misread::settle(units, &mut citations);
    let groups = identity::group(&citations);
    let mut order: Vec<usize> = (0..groups.len()).collect();
    order.sort_by_cached_key(|at| identity::register_key(&citations[groups[*at][0]].cited));
    let mut documents = Vec::new();
    let mut words = Vec::new();
    for group in order.iter().map(|at| &groups[*at]) {
        for at in group {
            let citation = &citations[*at];
            let leads = LinkTarget::Document(documents.len());
            words.push(LinkedWords { unit: citation.unit, range: citation.cited.range.clone(), leads });
        }
        documents.push(entry(units, &citations, group, &misread));
    }
    identity::give_ids(&mut documents);
    identity::find_doubles(&mut documents);
    for document in &mut documents {
        add_editors_words(edition, document);
    }
    (documents, words)
}

/// A digest of all that citations in some units of a report are read from; `origin`: a digest of its files, where that is known and
/// all of them are asked for.
fn digest(
    name: &str,
    (units, origin): (&[Unit], Option<u128>),
    (home, places): (&CitingReport, &[String]),
    lang: &str,
) -> Option<u128> {
    let mut digest = Digest::default();
    digest.add(&(name, &home.place, home.is_city, places, lang, origin));
    if origin.is_none() {
        units.iter().for_each(|unit| digest.add(&(unit.kind == Kind::Frame, unit.text())));
    }
    digest.done()
}

/// The documents that units cite, each with its unit's place among them.
fn scan_all(units: &[Unit], home: &CitingReport, places: &[String]) -> Vec<(usize, Cited)> {
    let of_unit = |(at, unit): (usize, &Unit)| {
        let mut cited = scan(unit.text(), home, places);
        let by_form = patterned(unit.text(), unit.language);
        if !by_form.is_empty() {
            let touches = |a: &Cited, b: &Cited| a.range.start < b.range.end && b.range.start < a.range.end;
            cited.retain(|one| !by_form.iter().any(|other| touches(one, other)));
            cited.extend(by_form);
            cited.sort_by_key(|one| one.range.start);
        }
        cited.into_iter().map(move |cited| (at, cited))
    };
    let read = units.par_iter().enumerate().filter(|(_, unit)| unit.kind != Kind::Frame);
    read.flat_map_iter(of_unit).collect()
}

/// What is known of the report of some units: its place, and whether it is a city's.
fn home(edition: &Edition, own: &[Unit], cache: &Cache) -> CitingReport {
    let Some(report) = own.first().and_then(|unit| edition.reports.get(unit.report)) else {
        return CitingReport::default();
    };
    let count = |words: [&str; 2]| -> usize {
        own.iter().flat_map(|unit| words.map(|words| unit.text().matches(words).count())).sum()
    };
    let front = &report.index.front;
    let is_city = || count(["Thành ủy", "Thành uỷ"]) > count(["Tỉnh ủy", "Tỉnh uỷ"]);
    CitingReport {
        place: front.place.clone().or_else(|| front.place_of_issue.clone()),
        is_city: cache.kept(named("is a city's", report.origin), is_city),
    }
}

/// The places of a report, by their units, that name a document of the same report by its ordinal alone ("Nghị quyết 59"), by a name
/// that the text gives it ("viết tắt là …"), by the name of a law ("Luật Đất đai năm 2024"), or by its kind right after
/// it ("Nghị quyết nêu trên"). `units` and `citations`: those of the report.
fn short_citations(units: &[Unit], citations: &[Citation]) -> Vec<(usize, Cited)> {
    let mut known: BTreeMap<(String, String), Vec<usize>> = BTreeMap::new();
    for (at, citation) in citations.iter().enumerate().filter(|(_, citation)| citation.cited.is_whole) {
        let key = (citation.cited.kind.clone(), citation.cited.ordinal.clone());
        known.entry(key).or_default().push(at);
        // "15/2021/NĐ-CP" is called "15/2021", too.
        let dated = citation.cited.number.rsplit_once('/').map(|(dated, _)| dated.to_owned());
        for dated in dated.into_iter().filter(|dated| dated.contains('/')) {
            known.entry((citation.cited.kind.clone(), dated)).or_default().push(at);
        }
    }
    let names = short_names(units, citations);
    let mut laws = laws::Laws::default();
    for (at, citation) in citations.iter().enumerate() {
        let quote = &units[citation.unit].text()[citation.cited.range.clone()];
        laws::remember(&mut laws, &citation.cited, quote, at);
    }
    let mut added = Vec::new();
    for (index, unit) in units.iter().enumerate().filter(|(_, unit)| unit.kind != Kind::Frame) {
        let own = &citations[citations.partition_point(|c| c.unit < index)..];
        let mut taken: Vec<Range<usize>> =
            own.iter().take_while(|c| c.unit == index).map(|c| c.cited.range.clone()).collect();
        let by_ordinal = shorts(unit.text()).into_iter().filter_map(|(range, kind, ordinal)| {
            let all = known.get(&(kind.to_owned(), ordinal))?;
            let first = &citations[*all.first()?].cited;
            all.iter().all(|at| citations[*at].cited.number == first.number).then(|| (range, all[0]))
        });
        let by_name = names.iter().flat_map(|name| {
            let text = unit.text();
            let hits = text.match_indices(&name.name).map(|(start, words)| start..start + words.len());
            let meant = hits.filter(move |range| (index, range.start) > name.from && is_whole_word(text, range));
            meant.map(|range| (range, name.citation))
        });
        let by_kind = backward(unit.text()).into_iter().filter_map(|(range, kind)| {
            let at = last_before(citations, (index, range.start), kind)?;
            Some((range, at))
        });
        let by_law = laws::named(unit.text(), &laws);
        for (range, at) in by_ordinal.chain(by_name).chain(by_kind).chain(by_law).collect::<Vec<_>>() {
            if taken.iter().any(|other| other.start < range.end && range.start < other.end) {
                continue;
            }
            taken.push(range.clone());
            let cited = Cited { range, is_whole: false, ..citations[at].cited.clone() };
            added.push((index, cited));
        }
    }
    added
}

/// The last citation of a kind before a place, in its unit or the few before it.
fn last_before(citations: &[Citation], place: (usize, usize), kind: &str) -> Option<usize> {
    /// Units that are looked back.
    const NEAR: usize = 3;
    let end = citations.partition_point(|c| (c.unit, c.cited.range.start) < place);
    let near = |at: &usize| citations[*at].unit + NEAR >= place.0;
    (0..end).rev().take_while(near).find(|at| citations[*at].cited.kind == kind)
}

fn is_whole_word(text: &str, range: &Range<usize>) -> bool {
    let after = text[range.end..].chars().next();
    !after.is_some_and(|c| c.is_alphanumeric() || "-/".contains(c))
}

/// A name that a text gives to a document.
struct ShortName {
    name: String,
    /// Index of the citation that it follows.
    citation: usize,
    /// Unit and byte from which it holds.
    from: (usize, usize),
}

/// The names that the text of a report gives to documents.
fn short_names(units: &[Unit], citations: &[Citation]) -> Vec<ShortName> {
    /// Bytes between a document's number and the name that it is given.
    const NEAR: usize = 700;
    let mut names = Vec::new();
    for (at, citation) in citations.iter().enumerate() {
        let text = units[citation.unit].text();
        let end = citation.cited.range.end;
        let next = citations.get(at + 1).filter(|next| next.unit == citation.unit);
        let stop = next.map_or(text.len(), |next| next.cited.range.start).min(end + NEAR);
        let stop = (end..=stop).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(end);
        let between = &text[end..stop];
        let Some(found) = ["viết tắt là", "gọi tắt là"].iter().find_map(|w| between.find(w).map(|i| i + w.len()))
        else {
            continue;
        };
        let name = between[found..].trim_start_matches([':', ' ', '“', '"']);
        let name = &name[..name.find([')', ';', ',', '.', '”', '"', '\n']).unwrap_or(name.len())];
        let name = name.trim();
        // A kind alone ("Chương trình") would claim every other document of the kind.
        if name.split(' ').count() >= 3 && name.len() < 120 {
            let from = (citation.unit, end + found + name.len());
            names.push(ShortName { name: name.to_owned(), citation: at, from });
        }
    }
    names
}

/// The register's entry of a group of citations.
fn entry(units: &[Unit], citations: &[Citation], group: &[usize], misread: &BTreeSet<usize>) -> DocumentLink {
    let first = &citations[group[0]].cited;
    let issuers = group.iter().filter_map(|at| {
        let issuer = &citations[*at].cited.issuer;
        issuer.name.clone().map(|name| (name, if issuer.is_named { 2 } else { 1 }))
    });
    let dates = most_frequent(group.iter().filter_map(|at| citations[*at].cited.date.clone().map(|date| (date, 1))));
    let mentions = group.iter().map(|at| {
        let citation = &citations[*at];
        let unit = &units[citation.unit];
        let (sentence, range) = sentence(unit, &citation.cited.range);
        Mention {
            place: unit.place.clone(),
            source: unit.source(&citation.cited.range),
            quote: unit.text()[citation.cited.range.clone()].to_owned(),
            sentence,
            range,
            date: citation.cited.date.clone(),
            number: citation.cited.number.clone(),
        }
    });
    let terms = group.iter().filter_map(|at| citations[*at].cited.term.as_ref().map(|term| (term.printed.clone(), 1)));
    // Of two prints that are as frequent the one whose code is right.
    let number = |cited: &Cited| (cited.number.clone(), if cited.is_coded { 3 } else { 2 });
    let (misread, right): (Vec<usize>, Vec<usize>) = group.iter().partition(|at| misread.contains(*at));
    let numbers = most_frequent(right.iter().map(|at| number(&citations[*at].cited)));
    DocumentLink {
        number: numbers.into_iter().next().unwrap_or_default(),
        kind: first.kind.clone(),
        issuer: most_frequent(issuers).into_iter().next(),
        date: dates.first().cloned(),
        dates,
        term: most_frequent(terms).into_iter().next(),
        misread: most_frequent(misread.iter().map(|at| (citations[*at].cited.number.clone(), 1))),
        subject: subject::agreed(&subjects(units, citations, group)),
        mentions: mentions.collect(),
        ..DocumentLink::default()
    }
}

/// What the citations of a document say it is about.
fn subjects<'u>(units: &'u [Unit], citations: &[Citation], group: &[usize]) -> Vec<&'u str> {
    let of = |at: &usize| {
        let citation = &citations[*at];
        let text = units[citation.unit].text();
        let next = citations.get(at + 1).filter(|next| next.unit == citation.unit);
        let next = next.map_or(text.len()..text.len(), |next| next.cited.range.clone());
        let from = citation.cited.range.end;
        let lexicon = units[citation.unit].language;
        let subject = |end: usize| {
            let found = subject::subject(lexicon, text.get(from..end)?)?;
            Some(from + found.start..from + found.end)
        };
        let found = subject(next.start)?;
        // The other document is part of the subject.
        let goes_on = next.start < text.len()
            && subject::goes_on(lexicon, &text[found.clone()], text.get(found.end..next.start)?);
        let found = if goes_on { subject(next.end).unwrap_or(found) } else { found };
        // Where its own number comes again, the words are about it, and not its subject.
        text.get(found).filter(|found| !found.contains(citation.cited.number.as_str()))
    };
    group.iter().filter(|at| citations[**at].cited.is_whole).filter_map(of).collect()
}

/// The values by weight, the heaviest first, then in their order.
fn most_frequent(values: impl Iterator<Item = (String, usize)>) -> Vec<String> {
    let mut counted: Vec<(String, usize)> = Vec::new();
    for (value, weight) in values {
        match counted.iter_mut().find(|(known, _)| *known == value) {
            Some((_, count)) => *count += weight,
            None => counted.push((value, weight)),
        }
    }
    counted.sort_by_key(|(_, count)| usize::MAX - count);
    counted.into_iter().map(|(value, _)| value).collect()
}

/// What `edition.yaml` says of a document wins.
fn add_editors_words(edition: &Edition, document: &mut DocumentLink) {
    let known = &edition.config.documents;
    let Some(entry) = known.get(&document.id).or_else(|| known.get(&document.number)) else { return };
    document.title.clone_from(&entry.title);
    document.address.clone_from(&entry.url);
    document.issuer = entry.issuer.clone().or(document.issuer.take());
    document.date = entry.date.clone().or(document.date.take());
}
