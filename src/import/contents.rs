//! The table of contents: which lines it takes, what it lists, and the lines of the text that it names.
//!
//! In: a source and its pages. Out: the lines of the list, its entries, and where the text has them. The list is no text,
//! but evidence: a line that it names is a heading, in its words, however many lines they take.
//! Invariant: an entry has words and ends on a page's number, on a leader, or above a number that stands alone; the
//! numbers never fall; entries and the lines that they name stand in one order.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use super::labels;
use super::pages::Pages;
use super::verbatim::Verbatim;
use crate::language;
use crate::model::report::Lines;
use crate::numbering;
use crate::source::Source;
use crate::text::{fold_space, word_count};

mod titles;

use titles::{bare, clean, key};

/// A source's table of contents.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contents {
    /// First and last line of the list; none where the source has none.
    pub lines: Option<Lines>,
    /// Its entries without page numbers.
    pub entries: Vec<String>,
    /// The lines of the text that it names: first line, last line, entry.
    pub named: BTreeMap<usize, (usize, usize)>,
}

/// So many lines of a list may be none of its entries: a column's head, the word over a group.
const LOOSE_LINES: usize = 6;
/// So many words in them are text.
const LOOSE_WORDS: usize = 30;
/// An entry has no more lines below its first one.
const ENTRY_LINES: usize = 3;
/// A list under a heading has so many entries.
const HEADED: usize = 2;
/// A list without one.
const HEADLESS: usize = 5;
/// So far may one entry's page be from the next one's.
const LONGEST_PART: usize = 120;
/// A title of the text may take so many lines.
const TITLE_LINES: usize = 10;
/// Titles compared; a list of more is no list of titles.
const MOST: usize = 3000;

impl Contents {
    /// Looks for the list: below its heading, or else where many lines end on rising page numbers and come again as titles.
    #[must_use]
    pub fn of(source: &Source, pages: &Pages, verbatim: &Verbatim) -> Self {
        let lines: Vec<Row<'_>> = source
            .lines()
            .filter(|(number, line)| !line.trim().is_empty() && !pages.left_out.contains_key(number))
            .scan(0, |last, (number, line)| {
                let opens = number > *last + 1;
                *last = number;
                Some(Row { number, line: verbatim.bare(number, line), opens })
            })
            .collect();
        let is_heading = |row: &Row<'_>| language::any().is_contents_heading(bare(&row.line));
        let headed = || lines.iter().enumerate().filter(|(_, row)| is_heading(row)).map(|(at, _)| at);
        let mut lists =
            headed().map(|at| List::read(&lines, at + 1, pages)).filter(|list| list.entries.len() >= HEADED);
        if let Some(list) = lists.next() {
            return list.with_named(&lines, list.first.saturating_sub(1));
        }
        if let Some(list) = headed().take(titles::HEADINGS).find_map(|at| List::of_titles(&lines, at + 1)) {
            return list.with_named(&lines, list.first - 1);
        }
        Self::headless(&lines, pages)
    }

    fn headless(lines: &[Row<'_>], pages: &Pages) -> Self {
        let mut at = 0;
        // A table of contents stands in the first third.
        while at < lines.len() / 3 {
            if page_of(&lines[at].line, 0, true, false).is_none() {
                at += 1;
                continue;
            }
            let list = List::read(lines, at, pages);
            if list.entries.len() >= HEADLESS {
                let contents = list.with_named(lines, at);
                let is_caption = |entry: &&String| language::any().is_caption(entry);
                let titles = contents.entries.len() - contents.entries.iter().filter(is_caption).count();
                if contents.named.len() * 2 >= titles {
                    return contents;
                }
            }
            at = list.last.max(at) + 1;
        }
        Self::default()
    }
}

/// A line that is neither blank nor left out.
struct Row<'a> {
    number: usize,
    line: Cow<'a, str>,
    /// A blank line stands above.
    opens: bool,
}

/// A list as it is read.
#[derive(Default)]
struct List {
    first: usize,
    /// The last of its rows.
    last: usize,
    entries: Vec<String>,
}

/// What waits for its page number.
#[derive(Default)]
struct Pending {
    label: String,
    words: String,
    loose: usize,
    loose_words: usize,
}

impl Pending {
    fn push(&mut self, row: &Row<'_>, words: &str) {
        if labels::is_alone(words) {
            self.label = words.to_owned();
            self.words.clear();
            return;
        }
        if self.is_parted(row, words) {
            self.words.clear();
        }
        self.words = fold_space(&format!("{} {words}", self.words));
        self.loose += 1;
        self.loose_words += word_count(words);
    }

    /// The lowest page that an entry may have: tables and figures are listed by themselves.
    fn least(&self, line: &str, page: usize) -> usize {
        let is_caption = language::any().is_caption(bare(&self.words)) || language::any().is_caption(line);
        if is_caption { 0 } else { page }
    }

    /// A blank line parts what waits from another entry; what opens with a number waits for the rest of its words.
    fn is_parted(&self, row: &Row<'_>, words: &str) -> bool {
        row.opens && (!labels::is_numbered(&self.words) || labels::is_numbered(words))
    }

    fn take_with(&mut self, row: &Row<'_>, words: &str) -> String {
        if self.is_parted(row, words) {
            self.words.clear();
        }
        self.take(words)
    }

    fn take(&mut self, words: &str) -> String {
        let taken = std::mem::take(self);
        fold_space(&format!("{} {} {words}", taken.label, taken.words))
    }
}

impl List {
    fn read(rows: &[Row<'_>], first: usize, pages: &Pages) -> Self {
        let mut list = Self { first, last: first, ..Self::default() };
        let (mut pending, mut page, mut tight) = (Pending::default(), 0, 0usize);
        let mut waits = false;
        for (at, row) in rows.iter().enumerate().skip(first) {
            let cells = cells(&row.line);
            let line = cells.as_deref().unwrap_or_else(|| bare(&row.line));
            let is_tight_list = tight * 2 >= list.entries.len();
            let taken = if is_rule(line) {
                None
            } else if let Some((number, is_roman)) = lone_page(line) {
                // A number alone belongs to the words above it, or is a page's.
                let fits = !pending.words.is_empty() && !is_roman && number >= page && number <= page + LONGEST_PART;
                page = if fits || waits && number > page { number } else { page };
                if fits || waits {
                    list.last = at;
                }
                waits = false;
                fits.then(|| pending.take(""))
            } else if let Some(words) = before_leader(line) {
                let number = trailing_number(line).unwrap_or(page);
                page = page.max(number);
                waits = trailing_number(line).is_none();
                // A row of dots alone goes on with the words above it.
                Some(if words.is_empty() { pending.take("") } else { pending.take_with(row, words) })
            } else if let Some((words, number, is_tight)) =
                page_of(line, pending.least(line, page), is_tight_list, cells.is_some())
            {
                page = number;
                tight += usize::from(is_tight);
                Some(pending.take_with(row, words))
            } else {
                pending.push(row, line);
                None
            };
            if let Some(entry) = taken.map(|entry| clean(&entry)).filter(|entry| entry.chars().any(char::is_alphabetic))
            {
                list.entries.push(entry);
                list.last = at;
            }
            // A long entry takes lines, up to its leader.
            let has_page = |line: &str| page_of(line, page, false, false).is_some();
            let is_entry = |row: &Row<'_>| {
                before_leader(bare(&row.line)).is_some() || labels::is_numbered(&pending.words) && has_page(&row.line)
            };
            let goes_on = pending.loose <= LOOSE_LINES && rows[at + 1..].iter().take(ENTRY_LINES).any(is_entry);
            if !goes_on && (pending.loose > LOOSE_LINES || pending.loose_words > LOOSE_WORDS) {
                break;
            }
        }
        list.extend_to_page_end(rows, pages);
        list
    }

    /// A list without page numbers.
    fn of_titles(rows: &[Row<'_>], first: usize) -> Option<Self> {
        let below: Vec<&str> = rows.get(first..)?.iter().map(|row| row.line.as_ref()).collect();
        let (count, entries) = titles::list(&below)?;
        Some(Self { first, last: first + count - 1, entries })
    }

    /// Labels and single words that end the list's last page are its own.
    fn extend_to_page_end(&mut self, rows: &[Row<'_>], pages: &Pages) {
        let after = self.last + 1;
        let small = |row: &&Row<'_>| labels::is_alone(bare(&row.line)) || word_count(&row.line) <= 2;
        let tail = rows.iter().skip(after).take(4 * LOOSE_LINES).take_while(small).count();
        let number = |at: usize| rows.get(at).map_or(0, |row| row.number);
        let ends = (after..=after + tail).rev().find(|at| pages.end_between(number(at.saturating_sub(1)), number(*at)));
        if let Some(end) = ends.filter(|_| !self.entries.is_empty()) {
            self.last = end - 1;
        }
    }

    fn with_named(&self, rows: &[Row<'_>], first: usize) -> Contents {
        let lines = (rows[first].number, rows[self.last].number);
        let named = named(&self.entries, &rows[self.last + 1..]);
        Contents { lines: Some(lines), entries: self.entries.clone(), named }
    }
}

/// The cells of a table's row as one line.
fn cells(line: &str) -> Option<String> {
    let row = line.trim().strip_prefix('|')?.replace("<br>", " ");
    let cells = row.split('|').map(bare).filter(|cell| !cell.is_empty());
    Some(cells.collect::<Vec<_>>().join("  "))
}

fn is_rule(line: &str) -> bool {
    line.chars().all(|c| "-|: –—=".contains(c))
}

/// "12", "iv": a page's number alone, and whether it is a Roman one.
fn lone_page(line: &str) -> Option<(usize, bool)> {
    if !line.is_empty() && line.len() <= 5 && line.chars().all(|c| "ivxl".contains(c)) {
        return Some((0, true));
    }
    let is_number = (1..=4).contains(&line.len()) && line.chars().all(|c| c.is_ascii_digit());
    is_number.then(|| line.parse().ok()).flatten().map(|number| (number, false))
}

fn trailing_number(line: &str) -> Option<usize> {
    line.rsplit(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

/// The words before a row of dots.
fn before_leader(line: &str) -> Option<&str> {
    let at = [". . .", "....", "… …", "……", "_____"].iter().filter_map(|leader| line.find(leader)).min()?;
    let after = line[at..].trim_start_matches(|c: char| c.is_whitespace() || ".…_".contains(c));
    let is_page = after.len() <= 6 && after.chars().all(|c| c.is_ascii_digit() || "ivxlc-– ".contains(c));
    is_page.then(|| line[..at].trim())
}

/// The words of a line that ends on a page's number, the number, and whether only a space parts them; in a cell not even that.
fn page_of(line: &str, least: usize, may_be_tight: bool, is_cell: bool) -> Option<(&str, usize, bool)> {
    let linked = bare(line).rsplit_once("](").map_or(bare(line), |(words, _)| words);
    let words = linked.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = linked[words.len()..].parse().ok().filter(|_| linked.len() - words.len() <= 4)?;
    let clean = words.trim_end_matches(|c: char| c.is_whitespace() || ".|…[*_".contains(c));
    let gap = words[clean.len()..].trim_start_matches(['*', '_']);
    let is_tight = gap == " ";
    let fits = (is_cell || !gap.is_empty())
        && (is_cell || may_be_tight || !is_tight)
        && number >= least
        && number <= least + LONGEST_PART;
    (fits && word_count(clean) <= 60 && clean.chars().any(char::is_alphabetic)).then_some((clean, number, is_tight))
}

/// The lines of the text that entries name, in the order of the entries: as many as can be.
fn named(entries: &[String], rows: &[Row<'_>]) -> BTreeMap<usize, (usize, usize)> {
    if entries.len() > MOST {
        return BTreeMap::new();
    }
    let mut keys: Vec<(String, usize)> = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        let titles = numbering::readings(entry).into_iter().map(|reading| reading.head.rest);
        keys.extend(titles.chain([entry.as_str()]).map(|title| (key(title), index)).filter(|(key, _)| key.len() >= 3));
    }
    keys.sort();
    keys.dedup();
    let mut found: Vec<(usize, usize, usize)> = Vec::new();
    for at in 0..rows.len() {
        found.extend(matches(&keys, rows, at).into_iter().map(|(end, index)| (at, end, index)));
    }
    // A line with a sign, and one that has the entry's number, too, are surer.
    let weight = |(at, end, index): (usize, usize, usize)| {
        let own = if rows[at].line.trim_start().starts_with('#') { 6 } else { 4 };
        own + usize::from(rows[at..=end].iter().map(|row| key(&row.line)).collect::<String>() == key(&entries[index]))
    };
    let chosen = in_order(&found, weight);
    chosen.into_iter().map(|(at, end, index)| (rows[at].number, (rows[end].number, index))).collect()
}

/// The entries that the lines from one on spell, with the last line of each.
fn matches(keys: &[(String, usize)], rows: &[Row<'_>], at: usize) -> Vec<(usize, usize)> {
    let with_number = bare(&rows[at].line);
    if with_number.len() > 300 || with_number.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    let titles = numbering::readings(with_number).into_iter().map(|reading| reading.head.rest.to_owned());
    for opening in [with_number.to_owned()].into_iter().chain(titles) {
        let mut spelled = key(&opening);
        for (end, row) in rows.iter().enumerate().skip(at).take(TITLE_LINES) {
            if end > at {
                spelled.push_str(&key(&row.line));
            }
            let from = keys.partition_point(|(key, _)| key.as_str() < spelled.as_str());
            let equal = keys[from..].iter().take_while(|(key, _)| *key == spelled).count();
            found.extend(keys[from..from + equal].iter().map(|(_, index)| (end, *index)));
            let goes_on = keys.get(from + equal).is_some_and(|(key, _)| key.starts_with(&spelled));
            if spelled.is_empty() || !goes_on {
                break;
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The best row of matches in which lines and entries rise together: the longest, surer matches counting for more.
fn in_order(
    found: &[(usize, usize, usize)],
    weight: impl Fn((usize, usize, usize)) -> usize,
) -> Vec<(usize, usize, usize)> {
    // The best row that ends with each entry: its weight and its last match.
    let mut ends: HashMap<usize, (usize, usize)> = HashMap::new();
    let mut rows: Vec<(usize, Option<usize>)> = Vec::new();
    let mut best: Option<usize> = None;
    for (at, (first, _, index)) in found.iter().enumerate() {
        let before = ends.iter().filter(|(other, (_, last))| **other < *index && found[*last].1 < *first);
        let last = before.map(|(_, end)| *end).max_by_key(|(weight, last)| (*weight, *last));
        let weight = weight(found[at]) + last.map_or(0, |(weight, _)| weight);
        rows.push((weight, last.map(|(_, last)| last)));
        if ends.get(index).is_none_or(|(known, _)| weight > *known) {
            ends.insert(*index, (weight, at));
        }
        if best.is_none_or(|best| weight > rows[best].0) {
            best = Some(at);
        }
    }
    let mut chosen = Vec::new();
    while let Some(at) = best {
        chosen.push(found[at]);
        best = rows[at].1;
    }
    chosen.reverse();
    chosen
}
