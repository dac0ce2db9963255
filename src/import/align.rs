//! References and definitions as two rows that belong together: aligned in order, not looked up by label,
//! because OCR misreads labels, repeats them and loses them on either side.
//!
//! In: two rows of printed labels with their lines. Out: pairs of indexes, both increasing. The cheapest way
//! to walk both rows at once wins: equal labels cost nothing, a label that its neighbours show to be misread costs
//! little, leaving one out costs more.

/// A label in its row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// As printed, without brackets.
    pub label: String,
    /// Line of the source, from 1.
    pub line: usize,
}

/// Costs are whole numbers so that equal ways stay equal on every machine.
mod cost {
    pub const ONE_DIGIT: u32 = 6;
    pub const MISREAD: u32 = 10;
    pub const DOUBTFUL: u32 = 30;
    pub const CONTRARY: u32 = 38;
    pub const TWO_GAPS: u32 = 45;
    pub const LEFT_OUT: u32 = 20;
    pub const BACKWARD: u32 = 40;
    pub const REPEATED: u32 = 1;
    pub const OTHER_PAGE: u32 = 25;
    pub const SUPERSEDED: u32 = 2;
    pub const FAR: u32 = u32::MAX / 4;
}

/// How many more or fewer entries than the other row may lie between two partners.
const BAND: usize = 96;

/// Pairs the two rows. The result is in order; an index that is missing has no partner.
#[must_use]
pub fn align(references: &[Entry], definitions: &[Entry]) -> Vec<(usize, usize)> {
    let mut rows = (Row::new(references), Row::new(definitions));
    if rows.1.begins_anew() {
        let pages = pages(references, definitions);
        rows.0.next_alike = next_alike(references);
        (rows.0.pages, rows.1.pages) = pages;
    }
    let (height, width) = (references.len(), definitions.len());
    let band = BAND + height.abs_diff(width);
    let mut table = Table::new(height, width, band);
    for at in 0..=height {
        for to in table.columns(at) {
            let best = if at == 0 && to == 0 { (0, Step::Start) } else { step(&table, &rows, at, to) };
            table.set(at, to, best);
        }
    }
    straighten(&trace(&table, height, width), &rows)
}

/// Where the way leaves the straight line and comes back to it, as many marks as definitions were left out. Unless
/// two labels or more agree on the detour, the straight line is likelier: one chance agreement of a misread
/// label is no evidence.
fn straighten(pairs: &[(usize, usize)], rows: &(Row<'_>, Row<'_>)) -> Vec<(usize, usize)> {
    let (height, width) = (rows.0.entries.len(), rows.1.entries.len());
    let mut straight: Vec<(usize, usize)> = Vec::with_capacity(pairs.len());
    // One before the first and one after the last entry of either row are partners.
    let shifted: Vec<(usize, usize)> =
        pairs.iter().map(|(r, d)| (r + 1, d + 1)).chain([(height + 1, width + 1)]).collect();
    let (mut last, mut at) = ((0, 0), 0);
    while at < shifted.len() {
        let back = (at..shifted.len()).find(|next| on_line(last, shifted[*next])).unwrap_or(at);
        let (from, to) = (last, shifted[back]);
        let detour = &shifted[at..back];
        let line: Vec<(usize, usize)> = (from.0 + 1..to.0).map(|r| (r, from.1 + (r - from.0))).collect();
        let on_straight = on_line(from, to) && detour.len() < line.len() && line_holds(&line, detour, rows);
        straight.extend(if on_straight { &line } else { detour });
        straight.push(to);
        (last, at) = (to, back + 1);
    }
    straight.pop();
    straight.into_iter().map(|(r, d)| (r - 1, d - 1)).collect()
}

fn on_line(from: (usize, usize), to: (usize, usize)) -> bool {
    to.0 - from.0 == to.1 - from.1
}

/// Whether the straight line is likelier than the detour. Both count from 1.
fn line_holds(line: &[(usize, usize)], detour: &[(usize, usize)], rows: &(Row<'_>, Row<'_>)) -> bool {
    let agree = |pairs: &[(usize, usize)]| {
        let same = |(r, d): &&(usize, usize)| rows.0.entries[r - 1].label == rows.1.entries[d - 1].label;
        pairs.iter().filter(same).count()
    };
    // A mark that the detour leaves out may call an earlier note again: then nothing is wrong with the detour.
    let left_out = line.iter().map(|(r, _)| *r).filter(|r| detour.iter().all(|(other, _)| other != r));
    let mut left_out = left_out.peekable();
    let calls_again = |r: usize| {
        let entry = &rows.0.entries[r - 1];
        !rows.0.trusted[r - 1] && rows.0.entries[..r - 1].iter().any(|earlier| earlier.label == entry.label)
    };
    if left_out.peek().is_some() && left_out.all(calls_again) {
        return false;
    }
    let bearable = |(r, d): &(usize, usize)| {
        // One mark and one definition between partners belong together, whatever their labels say.
        let dearest = if line.len() == 1 { cost::TWO_GAPS + 1 } else { cost::BACKWARD };
        pair_cost(rows, r - 1, d - 1) < dearest
    };
    agree(detour) < agree(line) + 2 && line.iter().all(bearable)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Start,
    Pair,
    SkipReference,
    SkipDefinition,
}

/// The cheapest way into a cell. A pair wins over leaving out when they cost the same.
fn step(table: &Table, rows: &(Row<'_>, Row<'_>), at: usize, to: usize) -> (u32, Step) {
    let mut best = (cost::FAR, Step::Start);
    if at > 0 && to > 0 {
        best = (table.cost(at - 1, to - 1) + pair_cost(rows, at - 1, to - 1), Step::Pair);
    }
    if at > 0 {
        let skip = table.cost(at - 1, to) + cost::LEFT_OUT;
        if skip < best.0 {
            best = (skip, Step::SkipReference);
        }
    }
    if to > 0 {
        let skip = table.cost(at, to - 1) + cost::LEFT_OUT;
        if skip < best.0 {
            best = (skip, Step::SkipDefinition);
        }
    }
    best
}

fn pair_cost((references, definitions): &(Row<'_>, Row<'_>), reference: usize, definition: usize) -> u32 {
    let (first, second) = (&references.entries[reference], &definitions.entries[definition]);
    let repeated = reference > 0 && references.entries[reference - 1].label == first.label;
    let order = if second.line < first.line { cost::BACKWARD } else { 0 } + if repeated { cost::REPEATED } else { 0 };
    let labels = if first.label == second.label {
        0
    } else if references.trusted[reference] && definitions.trusted[definition] {
        // Each label may be missing from the other row, right here: then they are two notes, not one.
        let two = references.has_gap_for(reference, &second.label) && definitions.has_gap_for(definition, &first.label);
        if two { cost::TWO_GAPS } else { cost::CONTRARY }
    } else if differ_in_one_digit(&first.label, &second.label) {
        cost::ONE_DIGIT
    } else {
        let supposed = references.supposed[reference];
        let agree = supposed.is_some() && supposed == definitions.supposed[definition];
        if agree { cost::MISREAD } else { cost::DOUBTFUL }
    };
    labels + order + page_cost(references, definitions, reference, definition)
}

/// Where labels begin anew, a mark and its definition stand on one page, and of two marks alike the nearer one calls.
fn page_cost(references: &Row<'_>, definitions: &Row<'_>, reference: usize, definition: usize) -> u32 {
    let page = |row: &Row<'_>, at: usize| row.pages.get(at).copied().unwrap_or_default();
    let away = page(definitions, definition).saturating_sub(page(references, reference)).min(2);
    let next = references.next_alike.get(reference).copied().flatten();
    let is_superseded = next.is_some_and(|line| line < definitions.entries[definition].line);
    away * cost::OTHER_PAGE + if is_superseded { cost::SUPERSEDED } else { 0 }
}

/// The page of each entry: a page ends with a run of definitions that no mark parts.
fn pages(references: &[Entry], definitions: &[Entry]) -> (Vec<u32>, Vec<u32>) {
    let mut starts: Vec<usize> = Vec::new();
    let (mut last, mut mark) = (0, 0);
    let mut own = Vec::with_capacity(definitions.len());
    for definition in definitions {
        while references.get(mark).is_some_and(|reference| reference.line <= last) {
            mark += 1;
        }
        if starts.is_empty() || references.get(mark).is_some_and(|reference| reference.line < definition.line) {
            starts.push(definition.line);
        }
        last = definition.line;
        own.push(count(starts.len()));
    }
    let page = |reference: &Entry| count(starts.partition_point(|start| *start < reference.line)) + 1;
    (references.iter().map(page).collect(), own)
}

fn count(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// The line of the next mark with the same label, where another label stands between.
fn next_alike(references: &[Entry]) -> Vec<Option<usize>> {
    /// Marks that a page has at most, more or less.
    const NEAR: usize = 40;
    let next = |at: usize| {
        let later = references.iter().skip(at + 2).take(NEAR);
        let parted = references.get(at + 1).is_some_and(|next| next.label != references[at].label);
        later.filter(|_| parted).find(|later| later.label == references[at].label).map(|later| later.line)
    };
    (0..references.len()).map(next).collect()
}

/// 31 for 51: OCR misreads one digit more often than a number.
fn differ_in_one_digit(first: &str, second: &str) -> bool {
    first.len() == second.len()
        && first.len() > 1
        && first.bytes().zip(second.bytes()).filter(|(a, b)| a != b).count() == 1
}

fn trace(table: &Table, height: usize, width: usize) -> Vec<(usize, usize)> {
    let (mut at, mut to) = (height, width);
    let mut pairs = Vec::new();
    while at > 0 || to > 0 {
        match table.step(at, to) {
            Step::Pair => {
                (at, to) = (at - 1, to - 1);
                pairs.push((at, to));
            }
            Step::SkipReference => at -= 1,
            Step::SkipDefinition => to -= 1,
            Step::Start => break,
        }
    }
    pairs.reverse();
    pairs
}

/// The cells near the diagonal.
struct Table {
    width: usize,
    band: usize,
    cells: Vec<(u32, Step)>,
}

impl Table {
    fn new(height: usize, width: usize, band: usize) -> Self {
        let cells = vec![(cost::FAR, Step::Start); (height + 1) * (2 * band + 1)];
        Self { width, band, cells }
    }

    fn columns(&self, at: usize) -> std::ops::RangeInclusive<usize> {
        at.saturating_sub(self.band)..=(at + self.band).min(self.width)
    }

    fn index(&self, at: usize, to: usize) -> Option<usize> {
        let column = (to + self.band).checked_sub(at)?;
        (column <= 2 * self.band).then(|| at * (2 * self.band + 1) + column)
    }

    fn cost(&self, at: usize, to: usize) -> u32 {
        self.index(at, to).map_or(cost::FAR, |index| self.cells[index].0)
    }

    fn step(&self, at: usize, to: usize) -> Step {
        self.index(at, to).map_or(Step::Start, |index| self.cells[index].1)
    }

    fn set(&mut self, at: usize, to: usize, value: (u32, Step)) {
        if let Some(index) = self.index(at, to) {
            self.cells[index] = value;
        }
    }
}

/// A row with what its own order says of each label.
struct Row<'a> {
    entries: &'a [Entry],
    /// The label fits the count before and after it.
    trusted: Vec<bool>,
    /// What the label must have been.
    supposed: Vec<Option<usize>>,
    /// The page of each entry, where labels begin anew.
    pages: Vec<u32>,
    /// The line of the next entry that is alike, where labels begin anew.
    next_alike: Vec<Option<usize>>,
}

impl<'a> Row<'a> {
    fn new(entries: &'a [Entry]) -> Self {
        let numbers: Vec<Option<usize>> = entries.iter().map(|entry| entry.label.parse().ok()).collect();
        let mut trusted = vec![false; entries.len()];
        for run in runs(&numbers) {
            for index in longest_rise(&numbers[run.clone()]) {
                trusted[run.start + index] = true;
            }
        }
        // A sign that is not a number says what it says.
        for (flag, number) in trusted.iter_mut().zip(&numbers) {
            *flag |= number.is_none();
        }
        let supposed = suppose(&numbers, &trusted);
        Self { entries, trusted, supposed, pages: Vec::new(), next_alike: Vec::new() }
    }

    /// Whether labels begin with the first again and again, as on every page.
    fn begins_anew(&self) -> bool {
        self.entries.iter().filter(|entry| ["1", "a", "*"].contains(&entry.label.as_str())).count() >= 3
    }

    /// Whether the row counts past a label at this place, so that its entry may be missing here: between the nearest
    /// labels that can be trusted the count is longer than the row.
    fn has_gap_for(&self, at: usize, label: &str) -> bool {
        let Ok(label) = label.parse::<usize>() else { return true };
        let known = |index: &usize| self.trusted[*index];
        let before = (0..at).rev().find(known).map_or((0, 0), |index| (index + 1, self.supposed[index].unwrap_or(0)));
        let after =
            (at + 1..self.entries.len()).find(known).map(|index| (index + 1, self.supposed[index].unwrap_or(0)));
        after.is_some_and(|after| {
            before.1 < label && label < after.1 && after.1.saturating_sub(before.1) > after.0 - before.0
        })
    }
}

/// The stretches between restarts: where numbering begins again at 1 and goes on from there.
fn runs(numbers: &[Option<usize>]) -> Vec<std::ops::Range<usize>> {
    let mut starts = vec![0];
    for at in 1..numbers.len() {
        let goes_on = numbers.get(at + 1).copied().flatten().is_none_or(|next| next <= 2);
        if numbers[at] == Some(1) && goes_on {
            starts.push(at);
        }
    }
    let ends = starts[1..].iter().copied().chain([numbers.len()]);
    starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
}

/// The indexes of a longest strictly rising choice of numbers.
fn longest_rise(numbers: &[Option<usize>]) -> Vec<usize> {
    let mut tails: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; numbers.len()];
    for (at, number) in numbers.iter().enumerate() {
        let Some(number) = number else { continue };
        let length = tails.partition_point(|tail| numbers[*tail] < Some(*number));
        before[at] = length.checked_sub(1).map(|last| tails[last]);
        if length == tails.len() {
            tails.push(at);
        } else {
            tails[length] = at;
        }
    }
    let mut rise = Vec::new();
    let mut next = tails.last().copied();
    while let Some(at) = next {
        rise.push(at);
        next = before[at];
    }
    rise.reverse();
    rise
}

/// What each label must have been, counted on from the last one that can be trusted.
fn suppose(numbers: &[Option<usize>], trusted: &[bool]) -> Vec<Option<usize>> {
    let mut supposed = Vec::with_capacity(numbers.len());
    let mut last: Option<usize> = Some(0);
    for (at, number) in numbers.iter().enumerate() {
        let value = if trusted[at] { *number } else { last.map(|last| last + 1) };
        supposed.push(value);
        last = value;
    }
    supposed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(references: &[usize], definitions: &[usize]) -> Vec<(usize, usize)> {
        let row = |labels: &[usize], from: usize| -> Vec<Entry> {
            labels.iter().enumerate().map(|(at, label)| Entry { label: label.to_string(), line: from + at }).collect()
        };
        align(&row(references, 1), &row(definitions, 1000))
    }

    #[test]
    fn misread_labels_on_either_side() {
        let definitions: Vec<usize> = (1..=50).chain(31..=35).collect();
        let references: Vec<usize> = (1..=55).collect();
        let expected: Vec<(usize, usize)> = (0..55).map(|at| (at, at)).collect();
        assert_eq!(pairs(&references, &definitions), expected);
        assert_eq!(pairs(&[1, 2, 3, 4, 3, 6], &[1, 2, 3, 4, 5, 6]), expected[..6]);
        assert_eq!(pairs(&[1, 2, 8, 4], &[1, 7, 3, 4]), expected[..4]);
        let (marks, definitions) = ([1, 2, 3, 4, 5, 6], [1, 2, 4, 5, 6, 9]);
        assert_eq!(pairs(&marks, &definitions), [(0, 0), (1, 1), (3, 2), (4, 3), (5, 4)], "3 is lost, 9 unused");
    }

    #[test]
    fn what_is_missing_is_left_out_alone() {
        assert_eq!(pairs(&[1, 2, 3, 4], &[1, 2, 4]), [(0, 0), (1, 1), (3, 2)]);
        assert_eq!(pairs(&[1, 2, 4], &[1, 2, 3, 4]), [(0, 0), (1, 1), (2, 3)]);
        assert_eq!(pairs(&[1, 2, 8, 4, 5], &[1, 2, 3, 5]), [(0, 0), (1, 1), (2, 2), (4, 3)]);
    }

    #[test]
    fn one_mark_and_one_definition_left_are_partners() {
        assert_eq!(pairs(&[4, 7, 12], &[4, 5, 12]), [(0, 0), (1, 1), (2, 2)]);
    }

    #[test]
    fn numbering_that_begins_again_on_every_page() {
        assert_eq!(pairs(&[1, 2, 1, 2, 3, 1], &[1, 1, 2, 3, 1]), [(0, 0), (2, 1), (3, 2), (4, 3), (5, 4)]);
    }
}
