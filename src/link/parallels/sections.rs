//! Sections that restate sections: what their blocks have in common, added up.
//!
//! In: pairs of blocks. Out: for each section and each other report the section there that it restates.
//! What always holds: a pair of sections shares text below its headings; each is the best that the
//! other one's report has for one of the two.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::pairs::{EDITED, Pair, ratio};
use crate::link::texts::Texts;
use crate::link::units::{Kind, Unit};
use crate::model::edition::Edition;
use crate::model::links::{Degree, Links, ParallelLink, Place};
use crate::text::{fold, words};

/// Words that two sections must have in common.
const LEAST: usize = 12;
/// Share of the shorter section that the other one must have.
const SHARED: f64 = 0.4;

/// The least score of two sections that are each other's best.
const MUTUAL: f64 = 0.15;
/// The least score of a section with its best, when that has a better one.
const SINGLE: f64 = 0.3;

/// A map whose keys nobody chose to do harm.
type FastMap<K, V> = HashMap<K, V, foldhash::fast::FixedState>;

/// A section: index of the report, index in its outline.
type Section = (usize, usize);

/// Two sections that have text in common.
struct Fit {
    a: Section,
    b: Section,
    /// What they are chosen by.
    rank: f64,
    /// Share of the words of both, 0 to 1.
    score: f64,
    /// Whether all that they share is the same.
    all_same: bool,
    are_namesakes: bool,
}

/// What is known of the sections.
struct Outline<'a> {
    edition: &'a Edition,
    links: &'a Links,
    /// The sections that hold each unit, the innermost first.
    above: Vec<Vec<Section>>,
    /// Words of each section with all below it.
    size: FastMap<Section, usize>,
    /// The folded words of each section's title.
    titles: HashMap<Section, Vec<String>>,
}

/// The pairs of sections.
pub(super) fn sections(
    edition: &Edition,
    links: &Links,
    units: &[Unit],
    texts: &Texts,
    pairs: &[Pair],
) -> Vec<ParallelLink> {
    let outline = outline(edition, links, units, texts);
    let mut common: BTreeMap<(Section, Section), (usize, bool)> = BTreeMap::new();
    for pair in best(units, pairs) {
        for a in &outline.above[pair.a] {
            for b in &outline.above[pair.b] {
                let entry = common.entry((*a, *b)).or_insert((0, true));
                entry.0 += pair.common;
                entry.1 &= pair.degree == Degree::Same;
            }
        }
    }
    let fits: Vec<Fit> =
        common.into_iter().filter_map(|((a, b), (shared, same))| outline.fit(a, b, shared, same)).collect();
    let mut partners: BTreeMap<(Section, usize), (f64, Section)> = BTreeMap::new();
    for fit in &fits {
        for (own, other) in [(fit.a, fit.b), (fit.b, fit.a)] {
            let entry = partners.entry((own, other.0)).or_insert((fit.rank, other));
            if fit.rank > entry.0 {
                *entry = (fit.rank, other);
            }
        }
    }
    let is_best = |own: Section, other: Section| partners.get(&(own, other.0)).is_some_and(|(_, best)| *best == other);
    let is_mutual = |fit: &Fit| is_best(fit.a, fit.b) && is_best(fit.b, fit.a) && fit.score >= MUTUAL;
    let settled: BTreeSet<(Section, usize)> =
        fits.iter().filter(|fit| is_mutual(fit)).flat_map(|fit| [(fit.a, fit.b.0), (fit.b, fit.a.0)]).collect();
    // What has no partner of its own still tells where most of it stands.
    let is_single = |fit: &Fit| {
        let of_a = is_best(fit.a, fit.b) && !settled.contains(&(fit.a, fit.b.0));
        let of_b = is_best(fit.b, fit.a) && !settled.contains(&(fit.b, fit.a.0));
        fit.score >= SINGLE && (of_a || of_b)
    };
    // Where text moved to a section of another depth, the one that kept the title is a counterpart too.
    let chosen = fits.iter().filter(|fit| fit.are_namesakes || is_mutual(fit) || is_single(fit));
    chosen.filter_map(|fit| outline.link(fit)).collect()
}

/// For each block and each other report the best pair, and of those the ones that both blocks have as their best.
fn best<'p>(units: &[Unit], pairs: &'p [Pair]) -> Vec<&'p Pair> {
    let is_block = |at: usize| units[at].kind == Kind::Block;
    let mut best: FastMap<(usize, usize), &Pair> = FastMap::default();
    let across = |pair: &&Pair| units[pair.a].report != units[pair.b].report && is_block(pair.a) && is_block(pair.b);
    for pair in pairs.iter().filter(across) {
        for (own, other) in [(pair.a, pair.b), (pair.b, pair.a)] {
            let entry = best.entry((own, units[other].report)).or_insert(pair);
            if (pair.common, pair.score) > (entry.common, entry.score) {
                *entry = pair;
            }
        }
    }
    let mut chosen: Vec<&Pair> = pairs
        .iter()
        .filter(across)
        .filter(|pair| {
            let is_best = |own: usize, other: usize| best.get(&(own, units[other].report)) == Some(pair);
            is_best(pair.a, pair.b) || is_best(pair.b, pair.a)
        })
        .collect();
    chosen.dedup_by_key(|pair| (pair.a, pair.b));
    chosen
}

fn outline<'a>(edition: &'a Edition, links: &'a Links, units: &[Unit], texts: &Texts) -> Outline<'a> {
    let mut by_id: HashMap<(usize, &str), usize> = HashMap::new();
    let mut titles = HashMap::new();
    for (report, pages) in edition.reports.iter().enumerate() {
        for (at, section) in links.reports.get(&pages.id).into_iter().flat_map(|l| &l.sections).enumerate() {
            by_id.insert((report, section.id.as_str()), at);
            titles.insert((report, at), title_words(&section.title));
        }
    }
    let mut above = Vec::with_capacity(units.len());
    let mut size: FastMap<Section, usize> = FastMap::default();
    for (index, unit) in units.iter().enumerate() {
        let mut chain = Vec::new();
        let sections = links.reports.get(&edition.reports[unit.report].id).map_or(&[][..], |l| &l.sections);
        let mut next = unit.section.as_deref();
        while let Some(at) = next.and_then(|id| by_id.get(&(unit.report, id))) {
            chain.push((unit.report, *at));
            next = sections.get(*at).and_then(|section| section.parent.as_deref());
        }
        for section in &chain {
            *size.entry(*section).or_default() += texts.folded(index).len();
        }
        above.push(chain);
    }
    Outline { edition, links, above, size, titles }
}

impl Outline<'_> {
    /// How well two sections fit: what they share of each other, their titles breaking ties; none for too little.
    fn fit(&self, a: Section, b: Section, shared: usize, all_same: bool) -> Option<Fit> {
        let (left, right) = (self.size.get(&a).copied()?, self.size.get(&b).copied()?);
        let contained = ratio(shared, left.min(right));
        if shared < LEAST || contained < SHARED {
            return None;
        }
        let alike = ratio(shared, (left + right).saturating_sub(shared).max(1)).min(1.0);
        let titles = self.title_likeness(a, b);
        let score = ratio(2 * shared, left + right).min(1.0);
        Some(Fit { a, b, rank: alike + 0.12 * titles, score, all_same, are_namesakes: titles >= 1.0 })
    }

    fn title_likeness(&self, a: Section, b: Section) -> f64 {
        let (Some(left), Some(right)) = (self.titles.get(&a), self.titles.get(&b)) else { return 0.0 };
        let common = left.iter().filter(|word| right.contains(word)).count();
        ratio(2 * common, left.len() + right.len())
    }

    fn section(&self, section: Section) -> Option<&crate::model::links::SectionLink> {
        let report = self.edition.reports.get(section.0)?;
        self.links.reports.get(&report.id)?.sections.get(section.1)
    }

    fn place(&self, section: Section) -> Option<Place> {
        let report = self.edition.reports.get(section.0)?;
        let link = self.section(section)?;
        let page = report.all_pages().nth(link.page)?;
        Some(Place { report: report.id.clone(), page: page.path.clone(), id: link.id.clone(), note: None })
    }

    fn link(&self, fit: &Fit) -> Option<ParallelLink> {
        let degree = match fit.score {
            score if score > 0.999 && fit.all_same => Degree::Same,
            score if score >= EDITED => Degree::Edited,
            _ => Degree::Partial,
        };
        let score = if degree == Degree::Same { 1.0 } else { (fit.score.min(0.999) * 1000.0).round() / 1000.0 };
        Some(ParallelLink {
            is_section: true,
            a: self.place(fit.a)?,
            b: self.place(fit.b)?,
            degree,
            score,
            target: None,
            is_doubtful: false,
        })
    }
}

/// The folded words of a title, for telling which of two sections a section restates.
fn title_words(title: &str) -> Vec<String> {
    words(&fold(title)).map(str::to_owned).collect()
}
