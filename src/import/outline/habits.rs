//! What the whole report shows: whether its Markdown levels mean anything, whether anything is set apart at all, whether lines
//! that open with one kind of number are titles or items. Habits are priors, never verdicts.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;

use super::around::is_over_text;
use super::candidate::{Candidate, LevelStyle, Number, Setting, is_in_row, is_sentence, is_title_like};
use super::plain::Others;
use super::series::{self, Rows};
use crate::import::chunks::{Chunk, Document, Shape};
use crate::import::quotations;
use crate::numbering::{self, Style};
use crate::text::{is_all_caps, word_count};

/// What a report's headings have in common.
#[derive(Debug, Default)]
pub struct Habits {
    /// What each Markdown level stands for, where levels mean something.
    levels: HashMap<usize, usize>,
    pub levels_mean: bool,
    /// Whether Roman or letter numbers stand before capitals, so that a line in capitals is their equal.
    pub capitals: bool,
    /// Whether nothing is set apart: then a number and a short line are all that a heading has.
    pub bare: bool,
    /// By style, among lines that nothing but a number sets apart: titles and all.
    plain: HashMap<Style, (usize, usize)>,
    /// The styles of numbers that are set apart at least twice.
    pub set_apart: HashSet<Style>,
    /// How many headings have their sign, and the styles of their numbers.
    pub signs: (usize, HashSet<Style>),
    /// Whether titles in bold end with a stop.
    pub have_stops: bool,
    /// What stands between quotation marks.
    pub quoted: BTreeSet<usize>,
    /// Paragraphs of a row of numbers that runs on through the report whatever heading stands between.
    pub running: HashSet<usize>,
    /// What rows of numbers show.
    pub rows: Rows,
}

impl Habits {
    /// Looks at all candidates before any is chosen.
    pub fn of(candidates: &[Candidate], document: &Document, body: Range<usize>) -> Self {
        let chunks = &document.chunks;
        let others = others(candidates);
        let mut habits = Self { bare: others.marked * 8 <= others.numbered, ..Self::default() };
        let mut levels: HashMap<Style, HashMap<usize, usize>> = HashMap::new();
        let mut set: HashMap<Style, usize> = HashMap::new();
        let (mut capital, mut small) = (0, 0);
        let firsts = candidates.iter().filter_map(|candidate| candidate.numbers.first());
        let bare: HashSet<_> =
            firsts.filter(|first| !first.marked).map(|first| (first.style, first.components.clone())).collect();
        for candidate in candidates {
            let is_number = |first: &&Number| first.marked || is_in_row(&bare, first);
            let Some(first) = candidate.numbers.first().filter(is_number) else { continue };
            let is_roman = matches!(first.style, Style::Roman | Style::Upper) && candidate.setting != Setting::Plain;
            if is_roman && is_all_caps(&first.title) {
                capital += 1;
            } else if is_roman {
                small += 1;
            }
            match candidate.setting {
                Setting::Plain => {
                    let (titles, all) = habits.plain.entry(first.style).or_default();
                    *titles += usize::from(is_title_like(&first.title, 25));
                    *all += 1;
                    continue;
                }
                Setting::Hash(level) => *levels.entry(first.style).or_default().entry(level).or_default() += 1,
                _ => {}
            }
            *set.entry(first.style).or_default() += 1;
        }
        habits.capitals = capital >= 2 && capital > small * 3;
        habits.levels_mean = levels_mean(&levels);
        if !habits.levels_mean {
            habits.levels = alike(&levels);
            habits.levels_mean = !habits.levels.is_empty();
        }
        habits.set_apart = set.into_iter().filter(|(_, count)| *count >= 2).map(|(style, _)| style).collect();
        habits.signs.0 = candidates.iter().filter(|other| matches!(other.setting, Setting::Hash(_))).count();
        habits.have_stops = have_stops(candidates, chunks);
        habits.signs.1 = levels.into_keys().collect();
        habits.quoted = quotations::chunks(chunks, body.clone());
        habits.running = running(document, body.clone());
        habits.rows = series::rows(candidates, document, &body, &habits.running);
        habits
    }

    /// What a candidate looks like to a reader of this report.
    pub fn look(&self, candidate: &Candidate) -> LevelStyle {
        let level = match candidate.setting {
            _ if !self.levels_mean => 0,
            Setting::Hash(level) => self.levels.get(&level).copied().unwrap_or(level),
            Setting::Bold => 7,
            Setting::Italic => 8,
            Setting::RunIn | Setting::Plain => 9,
        };
        let title = candidate.numbers.first().map_or(candidate.text.as_str(), |number| number.title.as_str());
        let lead = match candidate.lead {
            None => 0,
            Some('*' | '•') => 1,
            Some('-' | '–') => 2,
            Some(_) => 3,
        };
        LevelStyle {
            level,
            capitals: is_all_caps(title) && word_count(title) >= 2 && self.capitals,
            lead,
            print: usize::from(candidate.is_italic),
        }
    }

    /// Whether an item that opens in bold is none of the report's headings: these have signs, and other numbers or none.
    pub fn is_list(&self, candidate: &Candidate) -> bool {
        let is_known = |style: Style| self.signs.1.contains(&style);
        candidate.setting == Setting::RunIn
            && self.signs.0 >= MANY_SIGNS
            && !candidate.numbers.iter().any(|number| is_known(number.style))
    }

    /// The share of titles among the unmarked lines of a style, in per cent.
    pub fn titles(&self, style: Style) -> usize {
        self.plain.get(&style).map_or(0, |(titles, all)| titles * 100 / all.max(&1))
    }
}

/// Whether bold lines with a stop stand between paragraphs; right below a heading they are its first words.
fn have_stops(candidates: &[Candidate], chunks: &[Chunk]) -> bool {
    /// So many are a habit.
    const HABIT: usize = 3;
    let lines: Vec<&Candidate> = candidates.iter().filter(|candidate| is_over_text(candidate, chunks)).collect();
    let is_text = |above: &Chunk| above.shape == Shape::Text && !above.text.starts_with('*');
    let between = lines.iter().filter(|line| line.chunk > 0 && is_text(&chunks[line.chunk - 1])).count();
    between >= HABIT && between * 2 > lines.len()
}

/// So many signs show how a report marks its headings.
pub const MANY_SIGNS: usize = 6;

/// The titles that are marked, and those that have a number alone.
pub fn others(candidates: &[Candidate]) -> Others {
    let is_plain = |candidate: &&Candidate| candidate.setting == Setting::Plain;
    let is_sign = |candidate: &&Candidate| {
        matches!(candidate.setting, Setting::Hash(_)) || !is_plain(candidate) && !candidate.numbers.is_empty()
    };
    let is_title = |candidate: &&Candidate| candidate.words() <= 25 && !is_sentence(&candidate.text);
    let is_numbered = |candidate: &&Candidate| {
        candidate.numbers.iter().any(|number| number.marked && is_title_like(&number.title, 25))
    };
    Others {
        marked: candidates.iter().filter(|c| is_sign(c) && is_title(c)).count(),
        numbered: candidates.iter().filter(|c| is_plain(c) && is_numbered(c)).count(),
    }
}

/// Whether most numbered `#` lines stand on the usual level of their style; so too where none is numbered.
fn levels_mean(levels: &HashMap<Style, HashMap<usize, usize>>) -> bool {
    let all: usize = levels.values().flat_map(HashMap::values).sum();
    let usual: usize = levels.values().filter_map(|counts| counts.values().max()).sum();
    let distinct: HashSet<usize> = levels.values().flat_map(|counts| counts.keys().copied()).collect();
    // One number of its kind shows no habit.
    let rows = levels.values().filter(|counts| counts.values().sum::<usize>() > 1).count();
    usual * 100 >= all * 85 && (all < 2 || distinct.len() > 1 || rows <= 1)
}

/// Levels that follow one another and whose numbers are of one style are one: a converter may give sections one level or another, as long as none has
/// numbers of two styles.
fn alike(styles: &HashMap<Style, HashMap<usize, usize>>) -> HashMap<usize, usize> {
    let counts = |level: usize| styles.iter().filter_map(move |(style, levels)| Some((*levels.get(&level)?, *style)));
    let levels: BTreeSet<usize> = styles.values().flat_map(HashMap::keys).copied().collect();
    let all: usize = styles.values().flat_map(HashMap::values).sum();
    let usual: usize = levels.iter().filter_map(|level| counts(*level).max()).map(|(count, _)| count).sum();
    let mut found: HashMap<usize, usize> = HashMap::new();
    let mut above = (0, None);
    for level in &levels {
        let style = counts(*level).max().map(|(_, style)| style);
        above = if style == above.1 { above } else { (*level, style) };
        found.insert(*level, above.0);
    }
    let distinct: BTreeSet<usize> = found.values().copied().collect();
    if all >= MANY_SIGNS && distinct.len() > 1 && usual * 100 >= all * 85 { found } else { HashMap::new() }
}

/// How long a row of numbered paragraphs must be that is no list.
const LONG_ROW: usize = 12;

/// Numbered paragraphs that count on through the whole report: "12. …" before a heading, "13. …" after it.
fn running(document: &Document, body: Range<usize>) -> HashSet<usize> {
    let chunks = &document.chunks;
    let mut row: Vec<usize> = Vec::new();
    let (mut last, mut words, mut crossed, mut crossings) = (0, 0, false, 0);
    for at in body {
        let plain = chunks[at].plain();
        let readings = numbering::readings(plain);
        let other = readings
            .iter()
            .any(|r| r.marked && matches!(r.style, Style::Roman | Style::Upper) && word_count(plain) < 30);
        let is_sign = matches!(chunks[at].shape, Shape::Heading(_));
        crossed |= other || is_sign;
        let Some(number) = readings.iter().find(|r| r.style == Style::Decimal(1)) else { continue };
        // "1 Boats" with a sign, or in the table of contents, above "1. The boats …" is a title.
        let is_known = is_sign || document.notation.contents.named.contains_key(&chunks[at].lines.0);
        if number.ordinal == last + 1 && !(is_known && is_title_like(number.head.rest, LONG_ROW)) {
            crossings += usize::from(crossed && last > 0 && !is_sign);
            last += 1;
            words += word_count(plain);
            row.push(at);
            crossed = false;
        }
    }
    let is_running = row.len() >= LONG_ROW && crossings >= 3 && words >= row.len() * 25;
    if is_running { row.into_iter().collect() } else { HashSet::new() }
}
