//! The same quantity by what the reports' indicators say of it.
//!
//! In: the indicators of the reports, the sentences that hold them. Out: pairs of figures of one name, place, period,
//! unit and kind.
//! What always holds: a name counts only where it has one figure in each of two reports, and says enough to be the
//! name of one quantity.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::figures::same_period;
use super::following::with_following;
use super::found::Found;
use super::groups::Group;
use super::sentences::{Sense, Sentence};
use super::values::{compare, measured};
use crate::link::units::Unit;
use crate::model::edition::{Edition, EditionReport};
use crate::model::indicator::{Indicator, Op};
use crate::model::links::{ConceptCell, IndicatorLink, Links};
use crate::numerals::value;
use crate::text::{fold, fold_space};

/// Words of a name: shorter ones ("diện tích") name many things.
const NAME: usize = 4;
/// How many times the smaller figure the larger one may be: what differs more is another quantity.
const TIMES: f64 = 2.0;

/// Place, name, unit, period, kind.
type Key = [String; 5];

/// Where a figure stands: sentence, token.
type Position = (usize, usize);

/// Places of figures by report.
type ByReport = BTreeMap<usize, Vec<Position>>;

/// The sentences, found by unit, and the units by report and id.
struct Index<'a> {
    units: &'a [Unit],
    sentences: &'a [Sentence<'a>],
    by_place: HashMap<(usize, &'a str), usize>,
    by_unit: HashMap<usize, Vec<usize>>,
}

/// The quantities whose figures differ between two reports.
pub(super) fn indicators(
    edition: &Edition,
    links: &Links,
    group: &Group<'_>,
    (units, sentences): (&[Unit], &[Sentence]),
) -> Vec<Found> {
    let index = Index::new(units, sentences);
    let mut named: BTreeMap<Key, ByReport> = BTreeMap::new();
    for (at, report) in group.reports.iter().map(|at| (*at, &edition.reports[*at])) {
        for link in links.reports.get(&report.id).into_iter().flat_map(|links| &links.indicators) {
            let indicator = &*link.figure;
            if let (Some(key), Some(spot)) = (key(report, indicator), index.spot(at, link, indicator)) {
                named.entry(key).or_default().entry(at).or_default().push(spot);
            }
        }
    }
    let pairs = named.into_values().filter(|reports| reports.len() == 2);
    let spots = pairs.map(|reports| reports.into_values().collect::<Vec<_>>());
    let differ = |spots: Vec<Vec<Position>>| index.differ([spots.first()?, spots.get(1)?]);
    let named = spots.flat_map(|spots| differ(spots).unwrap_or_default());
    named.chain(concepts(edition, links, group, &index)).collect()
}

/// What an indicator is of; none for bounds and for names that say too little.
fn key(report: &EditionReport, indicator: &Indicator) -> Option<Key> {
    let name = fold(&indicator.name);
    let place = fold(report.index.front.place.as_ref()?);
    let is_exact = indicator.op == Op::Equal && indicator.bounds().is_some_and(|(low, high)| low == high);
    (is_exact && crate::text::words(&name).count() >= NAME).then(|| {
        let period = indicator.period.clone().unwrap_or_default();
        [place, name, fold(&indicator.unit), period, indicator.kind.name().to_owned()]
    })
}

/// The figures of a concept that one place gives twice for one time: for the times that stand side by side whatever differs from the figure
/// that is shown; for others where each of two reports has one figure.
fn concepts(edition: &Edition, links: &Links, group: &Group<'_>, index: &Index) -> Vec<Found> {
    let spot = |report: usize, figure: usize| {
        let link = links.reports.get(&edition.reports[report].id)?.indicators.get(figure)?;
        let indicator = &link.figure;
        let is_exact = indicator.op == Op::Equal && indicator.bounds().is_some_and(|(low, high)| low == high);
        index.spot(report, link, indicator).filter(|_| is_exact)
    };
    let by_id: HashMap<&str, usize> = group.reports.iter().map(|at| (edition.reports[*at].id.as_str(), *at)).collect();
    let place = |id: &String| by_id.get(id.as_str()).copied();
    let mut found = Vec::new();
    for row in &group.rows {
        for cell in &row.cells {
            for (report, figure) in cell.others.iter().filter(|(report, _)| *report != cell.report) {
                let spots = place(&cell.report).and_then(|own| spot(own, cell.indicator));
                let spots = spots.zip(place(report).and_then(|other| spot(other, *figure)));
                found.extend(spots.and_then(|(a, b)| index.pair(a.min(b), a.max(b))).unwrap_or_default());
            }
        }
        let is_shown = |figure: &ConceptCell| {
            let shows = |cell: &ConceptCell| {
                (cell.column, cell.kind, &cell.period) == (figure.column, figure.kind, &figure.period)
            };
            row.cells.iter().copied().any(shows)
        };
        let mut stated: BTreeMap<_, ByReport> = BTreeMap::new();
        for figure in row.figures.iter().copied().filter(|figure| !is_shown(figure)) {
            let report = place(&figure.report);
            if let Some((report, spot)) = report.and_then(|report| Some((report, spot(report, figure.indicator)?))) {
                let key = (figure.column, figure.kind.name(), figure.period.as_deref());
                stated.entry(key).or_default().entry(report).or_default().push(spot);
            }
        }
        for reports in stated.into_values() {
            let spots: Vec<Vec<Position>> = reports.into_values().collect();
            let pairs = (0..spots.len()).flat_map(|a| (a + 1..spots.len()).map(move |b| (a, b)));
            found.extend(pairs.filter_map(|(a, b)| index.differ([&spots[a], &spots[b]])).flatten());
        }
    }
    found
}

impl<'a> Index<'a> {
    /// Lays out the sentences.
    fn new(units: &'a [Unit], sentences: &'a [Sentence<'a>]) -> Self {
        let mut by_unit: HashMap<usize, Vec<usize>> = HashMap::new();
        for (at, sentence) in sentences.iter().enumerate() {
            by_unit.entry(sentence.unit).or_default().push(at);
        }
        let by_place = units.iter().enumerate().map(|(at, unit)| ((unit.report, unit.place.id.as_str()), at)).collect();
        Self { units, sentences, by_place, by_unit }
    }

    /// The sentence and token of an indicator's figure.
    fn spot(&self, report: usize, link: &IndicatorLink, indicator: &Indicator) -> Option<Position> {
        let unit = *self.by_place.get(&(report, link.place.as_str()))?;
        let quote = fold_space(&indicator.quote);
        let start = self.units[unit].text().find(&quote)?;
        let wanted = indicator.bounds()?.0;
        let is_it = |sentence: &Sentence, at: usize| {
            let range = sentence.tokens[at].range();
            let is_inside = range.start >= start && range.end <= start + quote.len();
            let is_value = || value(sentence.key(at)).is_some_and(|value| (value.value - wanted).abs() < 1e-9);
            is_inside && sentence.senses[at] == Sense::Figure && is_value()
        };
        self.by_unit.get(&unit)?.iter().find_map(|sentence| {
            let found = &self.sentences[*sentence];
            (0..found.tokens.len()).find(|at| is_it(found, *at)).map(|at| (*sentence, at))
        })
    }

    /// The one figure of each of two reports, when they differ.
    fn differ(&self, [one, other]: [&Vec<Position>; 2]) -> Option<Vec<Found>> {
        let printed = |spot: &Position| self.sentences[spot.0].tokens[spot.1].word;
        let single = |spots: &Vec<Position>| {
            let first = spots.first()?;
            spots.iter().all(|spot| printed(spot) == printed(first)).then_some(*first)
        };
        self.pair(single(one)?, single(other)?)
    }

    /// Two figures that differ, and those that follow; what differs very much is of two things.
    fn pair(&self, (a, i): Position, (b, j): Position) -> Option<Vec<Found>> {
        let (left, right) = (&self.sentences[a], &self.sentences[b]);
        if are_parted(self.units, left, right) {
            return None;
        }
        let kind = compare(self.units, left, i, right, j).filter(|_| same_period(left, i, right, j))?;
        let (x, y) = (measured(left, i)?, measured(right, j)?);
        let is_near = x.max(y) <= x.min(y) * TIMES;
        is_near.then(|| with_following(self.units, left, i, right, j, kind))
    }
}

/// Whether sentences number what they speak of, and otherwise: the first quarter and the second, in Roman numerals.
fn are_parted(units: &[Unit], left: &Sentence, right: &Sentence) -> bool {
    let is_roman = |word: &&str| !word.is_empty() && word.bytes().all(|letter| matches!(letter, b'I' | b'V' | b'X'));
    let parts = |sentence: &Sentence| -> BTreeSet<String> {
        let text = units[sentence.unit].text();
        let words = sentence.tokens.iter().filter_map(|token| text.get(token.range()));
        words.filter(is_roman).map(str::to_owned).collect()
    };
    let (left, right) = (parts(left), parts(right));
    !left.is_empty() && !right.is_empty() && left != right
}
