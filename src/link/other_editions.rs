//! Passages that other editions say, too.
//!
//! In: the passages of this edition; of other editions those in which a job found runs of words that stand here. Out: what other
//! editions need of this one, and links to theirs. What always holds: whether two passages say the same is judged as within the
//! edition, by the same rules; a passage that changed since the job ran leads nowhere; nothing here depends on the order of files.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::parallels::{Pair, SHORTEST, SURE, SharedFigures, judged, runs};
use super::subjects::Subject;
use super::texts::Texts;
use super::units::{Kind, Unit};
use crate::language;
use crate::markdown::Passage;
use crate::model::edition::Edition;
use crate::model::links::{Degree, ForeignLink, ForeignLinks, Links, PassageFacts, Place};
use crate::model::other_editions::{Candidate, ForeignPassage, print_of, ranges_of_text};
use crate::text::fold;

/// The words of each unit that name documents.
type Names = BTreeMap<usize, Vec<Range<usize>>>;

/// What other editions need of the passages of this one. Those that are too short to be looked for have no part in it.
pub(super) fn facts(
    edition: &Edition,
    links: &Links,
    units: &[Unit],
    texts: &Texts,
    (subjects, names): (&[Subject], &Names),
) -> Vec<PassageFacts> {
    let lasting = texts.lasting();
    let titles = section_titles(links);
    let is_known = |at: &usize| units[*at].is_text() && texts.folded(*at).len() >= SHORTEST;
    let passage = |at: usize| {
        let (unit, front) = (&units[at], &edition.reports[units[at].report].index.front);
        let words: Vec<u64> = texts.folded(at).iter().map(|word| lasting[*word as usize]).collect();
        // The engines that read them have no numbers without a sign.
        let mut shingles: Vec<i64> = runs(&words).map(|run| run as i64).collect();
        shingles.sort_unstable();
        shingles.dedup();
        let section = unit.section.as_deref().and_then(|id| titles.get(&(unit.place.report.as_str(), id)));
        PassageFacts {
            place: unit.place.clone(),
            section: section.map_or_else(String::new, |title| links.title(title).to_owned()),
            subject: front.place.as_deref().map(fold).unwrap_or_default(),
            language: front.lang.as_deref().unwrap_or(&edition.config.language).to_owned(),
            is_target: subjects[at].is_target,
            is_norm: subjects[at].is_norm,
            words: words.len(),
            text: unit.text().to_owned(),
            names: names.get(&at).cloned().unwrap_or_default(),
            shingles,
        }
    };
    (0..units.len()).filter(is_known).map(passage).collect()
}

/// The titles of the sections, by report and id.
fn section_titles(links: &Links) -> HashMap<(&str, &str), &str> {
    let sections = links.reports.iter().flat_map(|(report, own)| own.sections.iter().map(move |one| (report, one)));
    sections.map(|(report, one)| ((report.as_str(), one.id.as_str()), one.title.as_str())).collect()
}

/// A passage of this edition, by its unit, and the candidate for it.
type Match<'c> = (usize, &'c Candidate);

/// The passages of other editions that say what passages of this one say.
pub(super) fn links(edition: &Edition, units: &[Unit], (subjects, names): (&[Subject], &Names)) -> ForeignLinks {
    let own = edition.other_editions.iter().filter(|(_, found)| found.edition == edition.config.base_url);
    let candidates: Vec<&Candidate> = own.flat_map(|(_, found)| &found.passages).collect();
    if candidates.is_empty() {
        return ForeignLinks::default();
    }
    let mut by_place: HashMap<String, usize> = HashMap::new();
    for (at, unit) in units.iter().enumerate().filter(|(_, unit)| unit.is_text()) {
        by_place.insert(format!("{}#{}", unit.place.report, unit.place.id), at);
    }
    let mut prints: BTreeMap<&str, bool> = BTreeMap::new();
    let mut matches: Vec<Match<'_>> = Vec::new();
    for candidate in candidates {
        let unit = by_place.get(&candidate.at).copied();
        let unit = unit.filter(|at| print_of(units[*at].text()) == candidate.print);
        *prints.entry(&candidate.at).or_default() |= unit.is_some();
        matches.extend(unit.map(|unit| (unit, candidate)));
    }
    matches.sort_by(|a, b| (a.0, &a.1.of.url).cmp(&(b.0, &b.1.of.url)));
    let passages = judge((edition, units), (subjects, names), &matches);
    ForeignLinks { passages, changed: prints.values().filter(|stands| !**stands).count(), known: prints.len() }
}

/// Judges the candidates beside one another, as if all were of one edition.
fn judge(
    (edition, units): (&Edition, &[Unit]),
    (subjects, names): (&[Subject], &Names),
    matches: &[Match<'_>],
) -> BTreeMap<String, Vec<ForeignLink>> {
    let mut beside = Beside::new(edition);
    let mut pairs = Vec::with_capacity(matches.len());
    for (at, candidate) in matches {
        let own = beside.own(*at, &units[*at], subjects[*at], names.get(at));
        pairs.push((own, beside.foreign(&candidate.of), candidate.shared));
    }
    let texts = Texts::new(&beside.units);
    let mut found = judged(&beside.units, &texts, (&beside.subjects, &beside.names), &SharedFigures::default(), pairs);
    // In reading order, for each passage the one with most words in common first.
    found.sort_by_key(|pair| (pair.a, Reverse(pair.common), pair.b));
    let mut links: BTreeMap<String, Vec<ForeignLink>> = BTreeMap::new();
    for link in found.iter().filter_map(|pair| beside.link(pair)) {
        links.entry(link.place.page.clone()).or_default().push(link);
    }
    links
}

/// Passages of this edition and of others, in one row.
struct Beside<'c> {
    units: Vec<Unit>,
    subjects: Vec<Subject>,
    names: Names,
    /// Where the passages of this edition stand in the row.
    own: HashMap<usize, usize>,
    /// Where those of others stand, by their addresses.
    foreign: HashMap<&'c str, usize>,
    /// Those of others, by their places in the row.
    passages: HashMap<usize, &'c ForeignPassage>,
    /// The reports of others, by the titles of edition and report.
    reports: HashMap<(&'c str, &'c str), usize>,
    /// The places of which reports speak, folded, by what they are in a [`Subject`].
    places: HashMap<String, usize>,
    /// How many reports and places are known.
    count: usize,
}

impl<'c> Beside<'c> {
    fn new(edition: &Edition) -> Self {
        let mut places = HashMap::new();
        for (at, report) in edition.reports.iter().enumerate() {
            if let Some(place) = &report.index.front.place {
                places.entry(fold(place)).or_insert(at);
            }
        }
        Self {
            units: Vec::new(),
            subjects: Vec::new(),
            names: Names::new(),
            own: HashMap::new(),
            foreign: HashMap::new(),
            passages: HashMap::new(),
            reports: HashMap::new(),
            places,
            count: edition.reports.len(),
        }
    }

    /// The place in the row of a passage of this edition.
    fn own(&mut self, at: usize, unit: &Unit, subject: Subject, names: Option<&Vec<Range<usize>>>) -> usize {
        if let Some(known) = self.own.get(&at) {
            return *known;
        }
        self.own.insert(at, self.units.len());
        self.push(unit.clone(), subject, names.cloned().unwrap_or_default())
    }

    /// The place in the row of a passage of another edition.
    fn foreign(&mut self, passage: &'c ForeignPassage) -> usize {
        if let Some(known) = self.foreign.get(passage.url.as_str()) {
            return *known;
        }
        self.foreign.insert(&passage.url, self.units.len());
        self.passages.insert(self.units.len(), passage);
        let count = &mut self.count;
        let mut next = || {
            *count += 1;
            *count
        };
        let report = *self.reports.entry((&passage.edition, &passage.report)).or_insert_with(&mut next);
        // A report that names no place speaks for itself.
        let place = match passage.place.as_str() {
            "" => report,
            place => *self.places.entry(place.to_owned()).or_insert_with(&mut next),
        };
        let mut words = Passage::default();
        words.text.clone_from(&passage.text);
        let unit = Unit {
            report,
            kind: if passage.note > 0 { Kind::Note } else { Kind::Block },
            language: language::lexicon(&passage.language),
            place: Place { id: passage.url.clone(), ..Place::default() },
            passage: words,
            is_line: false,
            section: None,
        };
        let subject = Subject { place, is_target: passage.is_target, is_norm: passage.is_norm };
        self.push(unit, subject, ranges_of_text(&passage.names, &passage.text))
    }

    fn push(&mut self, unit: Unit, subject: Subject, names: Vec<Range<usize>>) -> usize {
        let at = self.units.len();
        self.units.push(unit);
        self.subjects.push(subject);
        self.names.insert(at, names);
        at
    }

    fn link(&self, pair: &Pair) -> Option<ForeignLink> {
        let of = self.passages.get(&pair.b)?;
        Some(ForeignLink {
            place: self.units[pair.a].place.clone(),
            edition: of.edition.clone(),
            report: of.report.clone(),
            section: of.section.clone(),
            note: Some(of.note).filter(|note| *note > 0),
            url: of.url.clone(),
            text: of.text.clone(),
            degree: pair.degree,
            score: pair.score,
            is_doubtful: pair.degree == Degree::Partial && pair.margin < SURE,
        })
    }
}
