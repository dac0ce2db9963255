//! What is shown of the discrepancies: one entry for one pair of figures, under the name of the indicator.
//!
//! In: all that was found. Out: entries in reading order. What always holds: nothing found is lost: what says the same pair
//! of values of the same figure stands under the entry that came first.

use std::collections::{BTreeMap, HashMap};

use super::found::Found;
use super::periods;
use crate::language;
use crate::link::units::Unit;
use crate::model::edition::Edition;
use crate::model::links::{Discrepancy, Figure, Links};
use crate::numerals::value;
use crate::text::fold_space;
use crate::tokens::tokens;

/// The names of the figures in the units' texts: bytes of the quote, the figure, the name.
pub(super) struct Names<'e> {
    by_unit: BTreeMap<usize, Vec<Named<'e>>>,
}

struct Named<'e> {
    quote: std::ops::Range<usize>,
    bounds: (f64, f64),
    name: &'e str,
    period: Option<&'e str>,
}

impl<'e> Names<'e> {
    /// The names that the reports' indicators give.
    pub fn new(edition: &Edition, links: &'e Links, units: &[Unit]) -> Self {
        let by_place: HashMap<(usize, &str), usize> =
            units.iter().enumerate().map(|(at, unit)| ((unit.report, unit.place.id.as_str()), at)).collect();
        let mut by_unit: BTreeMap<usize, Vec<Named<'e>>> = BTreeMap::new();
        for (at, report) in edition.reports.iter().enumerate() {
            for link in links.reports.get(&report.id).into_iter().flat_map(|links| &links.indicators) {
                let Some(unit) = by_place.get(&(at, link.place.as_str())) else { continue };
                let indicator = &link.figure;
                let quote = fold_space(&indicator.quote);
                let start = units[*unit].text().find(&quote);
                if let (Some(start), Some(bounds)) = (start, indicator.bounds()) {
                    let named = Named {
                        quote: start..start + quote.len(),
                        bounds,
                        name: &indicator.name,
                        period: indicator.period.as_deref(),
                    };
                    by_unit.entry(*unit).or_default().push(named);
                }
            }
        }
        Self { by_unit }
    }

    /// The name of the figure at a place, and its period.
    fn at(&self, (unit, start): (usize, usize), figure: &str) -> Option<(&'e str, Option<&'e str>)> {
        let first = tokens(figure).into_iter().find(|token| token.is_number)?;
        let printed = value(&first.key)?.value;
        let is_it = |named: &&Named| {
            let is_value = (named.bounds.0 - printed).abs() < 1e-9 || (named.bounds.1 - printed).abs() < 1e-9;
            named.quote.contains(&start) && is_value
        };
        let found = self.by_unit.get(&unit)?.iter().find(is_it).filter(|named| !named.name.is_empty())?;
        Some((found.name, found.period))
    }
}

/// The entries.
pub(super) fn entries(mut found: Vec<Found>, names: &Names) -> Vec<Discrepancy> {
    found.sort_by_key(|found| (found.order, found.other));
    let mut all: Vec<Discrepancy> = Vec::new();
    // Which entries set a pair of values side by side: one edition has thousands, and few have one pair.
    let mut by_values: HashMap<[String; 2], Vec<usize>> = HashMap::new();
    for Found { order, other, mut discrepancy } in found {
        let name = names.at(order, &discrepancy.a.value).or_else(|| names.at(other, &discrepancy.b.value));
        let (what, period) = match name {
            Some((name, period)) => (name.to_owned(), period.map(str::to_owned)),
            None => (as_title(&discrepancy.what), None),
        };
        let printed = || periods::period(&discrepancy.a).or_else(|| periods::period(&discrepancy.b));
        discrepancy.period = period.or_else(printed).filter(|period| !what.contains(period.as_str()));
        discrepancy.what = what;
        let known = by_values.entry(values(&discrepancy)).or_default();
        match known.iter().find(|at| is_one(&all[**at], &discrepancy)) {
            Some(at) => add(&mut all[*at], discrepancy),
            None => {
                known.push(all.len());
                all.push(discrepancy);
            }
        }
    }
    all
}

/// The values that an entry sets side by side, whichever comes first.
fn values(one: &Discrepancy) -> [String; 2] {
    let mut values = [digits(&one.a.value), digits(&one.b.value)];
    values.sort_unstable();
    values
}

/// Whether two entries of the same values are of one figure or under one name.
fn is_one(known: &Discrepancy, other: &Discrepancy) -> bool {
    let mut all = known.also.iter().chain([&known.a, &known.b]);
    all.any(|figure| [&other.a, &other.b].iter().any(|own| is_same(figure, own)))
        || known.what == other.what && known.kind == other.kind
}

fn is_same(a: &Figure, b: &Figure) -> bool {
    (&a.place, &a.source) == (&b.place, &b.source)
}

fn add(known: &mut Discrepancy, other: Discrepancy) {
    for figure in [other.a, other.b] {
        let is_shown = known.also.iter().chain([&known.a, &known.b]).any(|one| is_same(one, &figure));
        if !is_shown {
            known.also.push(figure);
        }
    }
}

/// The digits of a figure with its unit, whatever signs a scan left between them; of parts their sum.
fn digits(figure: &str) -> String {
    let sum = figure.rsplit_once("= ").map_or(figure, |(_, sum)| sum);
    sum.chars().filter(|c| c.is_alphanumeric() || "+,%".contains(*c)).collect()
}

/// Words before a figure as a title: without what only leads on to the figure, and without half a pair of signs.
fn as_title(words: &str) -> String {
    let leads = &language::any().differences.title_ends;
    let mut kept = words.trim();
    if let Some(open) = kept.rfind('(').filter(|open| *open > 0 && !kept[*open..].contains(')')) {
        kept = &kept[..open];
    }
    loop {
        let signs = kept.trim_end().trim_end_matches([',', ';', ':', '(', '-', '–']).trim_end();
        let lead =
            leads.iter().find_map(|lead| signs.strip_suffix(lead.as_str()).filter(|rest| rest.ends_with([' ', ','])));
        kept = lead.unwrap_or(signs);
        if lead.is_none() {
            break;
        }
    }
    let unpaired = kept.matches('"').count() % 2 == 1 || kept.contains('”') != kept.contains('“');
    let whole: String = if unpaired { kept.replace(['"', '“', '”'], "") } else { kept.to_owned() };
    // The words may begin within a bracket.
    let closes = whole.find(')').filter(|close| !whole[..*close].contains('('));
    let whole = closes.map_or(whole.clone(), |close| format!("{}{}", &whole[..close], &whole[close + 1..]));
    let mut signs = whole.trim().chars();
    match signs.next() {
        Some(first) => first.to_uppercase().chain(signs).collect(),
        None => words.to_owned(),
    }
}

/// "7.480" beside "7.460": one digit of several differs, as where a scan or a hand slipped; of two digits one often does by itself.
/// Where the figures behind them differ, too, one was counted anew.
pub(super) fn is_one_digit(one: &Figure, other: &Figure) -> bool {
    const LEAST: usize = 3;
    let (a, b) = (&one.value, &other.value);
    let digits = a.chars().filter(char::is_ascii_digit).count();
    let differing: Vec<(char, char)> = a.chars().zip(b.chars()).filter(|(a, b)| a != b).collect();
    let is_digit = |(a, b): &(char, char)| a.is_ascii_digit() && b.is_ascii_digit();
    // One that was cut off is no other one.
    let differ = |(one, other): (String, String)| !one.starts_with(&other) && !other.starts_with(&one);
    let is_counted_anew = figure_behind(one).zip(figure_behind(other)).is_some_and(differ);
    digits >= LEAST
        && a.chars().count() == b.chars().count()
        && matches!(differing.as_slice(), [pair] if is_digit(pair))
        && !is_counted_anew
}

/// The figure that stands right behind another one in its sentence: what share it is, what it is a part of.
fn figure_behind(figure: &Figure) -> Option<String> {
    /// Letters between them.
    const NEAR: usize = 40;
    let behind = figure.quote.get(figure.range.end..)?;
    let next = tokens(behind).into_iter().find(|token| token.is_number)?;
    (behind[..next.range.start].chars().count() <= NEAR).then_some(next.key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_end_where_the_figure_is_led_to() {
        assert_eq!(as_title("637 hội viên ra khỏi hội, trong đó"), "637 hội viên ra khỏi hội");
        assert_eq!(as_title("nếp sống văn hóa\" (trong đó có"), "Nếp sống văn hóa");
        assert_eq!(as_title("tổng chi ngân sách năm 2025 ước đạt"), "Tổng chi ngân sách năm 2025");
        assert_eq!(as_title("GRDP) năm 2024 đạt"), "GRDP năm 2024");
        assert_eq!(as_title("diện tích (cả năm) là"), "Diện tích (cả năm)");
    }
}
