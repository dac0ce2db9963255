//! What the whole report shows: whether its Markdown levels mean anything, whether anything is set apart at all, whether lines
//! that open with one kind of number are titles or items. Habits are priors, never verdicts.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use super::around::is_over_text;
use super::candidate::{Candidate, LevelStyle, Setting, is_date, is_sentence, is_title_like};
use super::plain::Others;
use super::series;
use crate::import::chunks::{Chunk, Document, Shape};
use crate::import::quotations;
use crate::numbering::Style;

/// What a report's headings have in common.
#[derive(Debug, Default)]
pub struct Habits {
    /// What each Markdown level stands for, where levels mean something.
    levels: HashMap<usize, usize>,
    pub levels_mean: bool,
    /// Whether nothing is set apart: then a number and a short line are all that a heading has.
    pub bare: bool,
    /// How many headings have their sign.
    pub signs: usize,
    /// How many lines are days and nothing else: many are the titles of a chronicle.
    pub dates: usize,
    /// Whether titles in bold end with a stop.
    pub have_stops: bool,
    /// What stands between quotation marks.
    pub quoted: BTreeSet<usize>,
    /// What the rows of numbers show of their lines.
    pub rows: series::Rows,
}

impl Habits {
    /// Looks at all candidates before any is chosen.
    pub fn of(candidates: &[Candidate], document: &Document, body: Range<usize>) -> Self {
        let chunks = &document.chunks;
        let others = others(candidates);
        let mut habits = Self { bare: others.marked * 8 <= others.numbered, ..Self::default() };
        let mut levels: HashMap<Style, HashMap<usize, usize>> = HashMap::new();
        for candidate in candidates {
            if let (Some(first), Setting::Hash(level)) = (candidate.numbers.first(), candidate.setting) {
                *levels.entry(first.style).or_default().entry(level).or_default() += 1;
            }
        }
        habits.levels_mean = levels_mean(&levels);
        if !habits.levels_mean {
            habits.levels = alike(&levels);
            habits.levels_mean = !habits.levels.is_empty();
        }
        habits.signs = candidates.iter().filter(|other| matches!(other.setting, Setting::Hash(_))).count();
        habits.dates = candidates.iter().filter(|other| is_date(&other.text)).count();
        habits.have_stops = have_stops(candidates, chunks);
        habits.quoted = quotations::chunks(chunks, body.clone());
        habits.rows = series::rows(candidates, document, &body);
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
        let lead = match candidate.lead {
            None => 0,
            Some('*' | '•') => 1,
            Some('-' | '–') => 2,
            Some(_) => 3,
        };
        LevelStyle { level, lead, print: usize::from(candidate.is_italic) }
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
    let is_title = |candidate: &&Candidate| candidate.words <= 25 && !is_sentence(&candidate.text);
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
    usual * 100 >= all * 85
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
