//! What speaks for and against a heading, as costs: ten is one doubt.
//!
//! [`Habits`] are what the whole report shows: whether its Markdown levels mean anything, whether anything is set apart
//! at all, whether lines that open with one kind of number are titles or items. They are priors, never verdicts.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;

use super::around::{
    is_among_italics, is_between_halves, is_first_half, is_over_clause, is_over_date, is_over_label, is_over_number,
    is_short_item,
};
use super::candidate::{
    Candidate, LevelStyle, Number, Setting, has_row_of_figures, is_in_row, is_sentence, is_title_like,
};
use super::plain::Others;
use super::series::{self, Rows};
use crate::import::chunks::{Chunk, Document, Shape};
use crate::import::quotations;
use crate::language;
use crate::numbering::{self, Style};
use crate::text::{is_all_caps, word_count};

/// What a report's headings have in common.
#[derive(Debug, Default)]
pub struct Habits {
    /// What each Markdown level stands for, where levels mean something.
    levels: HashMap<usize, usize>,
    levels_mean: bool,
    /// Whether Roman or letter numbers stand before capitals, so that a line in capitals is their equal.
    pub capitals: bool,
    /// Whether nothing is set apart: then a number and a short line are all that a heading has.
    bare: bool,
    /// By style, among lines that nothing but a number sets apart: titles and all.
    plain: HashMap<Style, (usize, usize)>,
    /// The styles of numbers that are set apart at least twice.
    set_apart: HashSet<Style>,
    /// How many headings have their sign, and the styles of their numbers.
    signs: (usize, HashSet<Style>),
    /// What stands between quotation marks.
    quoted: BTreeSet<usize>,
    /// Paragraphs of a row of numbers that runs on through the report whatever heading stands between.
    running: HashSet<usize>,
    /// What rows of numbers show.
    rows: Rows,
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

    /// Whether the report marks its headings by signs, and these have decimal numbers.
    fn signs_number(&self) -> bool {
        let is_decimal = |style: &Style| matches!(style, Style::Decimal(_));
        self.signs.0 >= MANY_SIGNS && self.signs.1.iter().any(is_decimal)
    }

    /// Whether an item that opens in bold is none of the report's headings: these have signs, and other numbers or none.
    fn is_list(&self, candidate: &Candidate) -> bool {
        let is_known = |style: Style| self.signs.1.contains(&style);
        candidate.setting == Setting::RunIn
            && self.signs.0 >= MANY_SIGNS
            && !candidate.numbers.iter().any(|number| is_known(number.style))
    }

    /// The share of titles among the unmarked lines of a style, in per cent.
    fn titles(&self, style: Style) -> usize {
        self.plain.get(&style).map_or(0, |(titles, all)| titles * 100 / all.max(&1))
    }
}

/// So many signs show how a report marks its headings.
const MANY_SIGNS: usize = 6;

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

/// The cost of leaving a candidate as text: how much its setting says that it is a heading. None: it is no candidate.
pub fn as_text(candidate: &Candidate, habits: &Habits, chunks: &[Chunk]) -> i32 {
    let text = candidate.text.as_str();
    let words = candidate.words();
    if is_cell(candidate, chunks) {
        return 0;
    }
    if candidate.numbers.first().is_some_and(|first| first.style == Style::Form) && candidate.is_text_of_label {
        return 70;
    }
    if candidate.numbers.first().is_some_and(|first| first.style == Style::Form) && !is_sentence(text) {
        return if candidate.more.is_empty() { 70 * i32::from(words <= 12) } else { 90 };
    }
    let numbered = candidate.numbers.iter().any(|number| number.label.is_some() || !number.title.is_empty());
    match candidate.setting {
        Setting::Hash(_) if habits.levels_mean => 80,
        Setting::Hash(_) => 60,
        Setting::RunIn if words <= 80 => 50,
        Setting::Bold if numbered && words <= 90 => 70,
        Setting::Bold if !numbered && words <= 40 && !is_sentence(text) && !text.starts_with(['“', '"', '(']) => 50,
        Setting::Italic if numbered && words <= 90 => 50,
        Setting::Italic if candidate.lead.is_some() && words <= 20 && (text.ends_with(':') || !is_sentence(text)) => 40,
        Setting::Plain if !chunks[candidate.chunk].text.contains("  \n") => plain_as_text(candidate, habits, chunks),
        _ => 0,
    }
}

/// Words before a colon that are a sentence.
const CLAUSE: usize = 12;

/// Words of an article's title that closes with a stop, its number with them.
const TITLE_WITH_STOP: usize = 12;

/// A heading that lost every sign but its number.
fn plain_as_text(candidate: &Candidate, habits: &Habits, chunks: &[Chunk]) -> i32 {
    let Some(first) = candidate.numbers.first() else { return 0 };
    let (title, words) = (first.title.as_str(), candidate.words());
    let sentence = is_sentence(&candidate.text);
    let titles = habits.titles(first.style);
    let capitals = is_all_caps(title);
    let capital = title.starts_with(char::is_uppercase);
    let is_letter =
        matches!(first.style, Style::Upper | Style::Roman | Style::ParenUpper | Style::ParenRoman) && first.marked;
    match first.style {
        _ if habits.rows.titles.contains(&candidate.chunk) => 45,
        style if style.is_article() && candidate.is_text_of_label => 45,
        // "Artículo 1. Objeto.": a title may close with a stop.
        style if style.is_article() => {
            let is_title = words <= 80 && !sentence || words <= TITLE_WITH_STOP && candidate.text.ends_with('.');
            i32::from(is_title) * 60
        }
        _ if first.label.is_some() && !sentence && words <= 60 && (title.is_empty() || capitals) => 70,
        _ if first.label.is_some() && capital && words <= 30 => {
            i32::from(!sentence || is_over_part(candidate, chunks)) * 45
        }
        _ if first.label.is_some() => 0,
        _ if is_letter && words <= 40 && capitals => 60,
        _ if is_letter
            && is_title_like(title.trim_end_matches(':'), 40)
            && !habits.set_apart.contains(&first.style) =>
        {
            if habits.bare {
                50
            } else {
                i32::from(titles >= 50) * 30
            }
        }
        Style::Decimal(2..) if titles < 20 => 0,
        // Where numbers have their sign, a long line without it opens a paragraph.
        Style::Decimal(2..) if words > 9 && habits.signs_number() => 0,
        Style::Decimal(2..) => i32::from(capital && words <= 25 && !sentence && !candidate.text.ends_with(':')) * 45,
        Style::Decimal(1) if habits.bare && first.marked && is_title_like(title, 25) => i32::from(titles >= 30) * 45,
        _ => 0,
    }
}

/// Whether the first of another kind of part stands below a label with its title: "Chapter I. Boats." above "Section 1".
fn is_over_part(candidate: &Candidate, chunks: &[Chunk]) -> bool {
    let own = candidate.numbers.first().map(|first| first.style);
    let below = chunks.get(candidate.last_chunk() + 1).map(Chunk::plain).unwrap_or_default();
    let is_first = |r: &numbering::Reading<'_>| r.head.label.is_some() && r.ordinal == 1 && Some(r.style) != own;
    candidate.text.ends_with('.') && numbering::readings(below).iter().any(is_first)
}

/// What speaks against a heading, the place of its number aside.
pub fn as_heading(candidate: &Candidate, habits: &Habits, chunks: &[Chunk], body: &Range<usize>) -> i32 {
    let text = candidate.text.as_str();
    let words = candidate.words();
    let is_hash = matches!(candidate.setting, Setting::Hash(_));
    // The label alone is the heading of an article whose text stands beside it.
    let is_label = is_hash && candidate.is_text_of_label;
    let sentence = is_sentence(text) && !is_label;
    let mut cost = 0;
    let mut weigh = |is_so: bool, weight: i32| cost += if is_so { weight } else { 0 };
    let counted = candidate.numbers.iter().any(|number| number.label.is_none());
    weigh(habits.running.contains(&candidate.chunk) || habits.quoted.contains(&candidate.chunk), 80);
    weigh(counted && habits.is_list(candidate) && is_short_item(chunks, candidate.chunk, body), 80);
    weigh(counted && habits.rows.clauses.contains(&candidate.chunk), 110);
    weigh(words > 60 && !is_label, 20);
    let is_sum = candidate.rest.as_ref().is_some_and(|rest| !rest.contains(char::is_alphabetic));
    weigh(is_sum || has_row_of_figures(text) && !candidate.is_text_of_label, 120);
    if candidate.numbers.is_empty() {
        weigh(sentence && is_hash, if candidate.lead.is_some() || words > 12 { 80 } else { 40 });
        weigh(words > 40, 40);
        weigh(text.starts_with(char::is_lowercase), 50);
        weigh(text.starts_with(['*', '_']), 80);
        let is_listed = candidate.entry.is_some();
        let is_counted = is_counted_label(text) || candidate.setting == Setting::Plain && is_counted_word(text);
        weigh(language::any().is_caption(text) || !is_hash && !is_listed && is_counted, 100);
        weigh(text.ends_with(':') && words > CLAUSE, 60);
        weigh(is_over_clause(candidate, chunks, body), 60);
        weigh(is_fact(text) || text.contains(['=', '…']) || text.contains("..."), 60);
        weigh(!text.contains(' ') && text.contains(|c: char| c.is_ascii_digit()), 80);
        weigh(is_head_or_date(text, words) || is_over_date(candidate, chunks), 90);
        weigh(candidate.margin.is_none() && is_between_halves(candidate, chunks, body), 60);
        weigh(is_over_number(candidate, chunks), 60);
        weigh(is_over_label(candidate, chunks), 60);
        // Where headings have their sign, words in bold that announce something are none.
        let announces = candidate.setting == Setting::Bold && candidate.lead.is_none() && text.ends_with(':');
        weigh(announces && habits.signs.0 >= MANY_SIGNS, 60);
    } else {
        weigh(sentence && words > 25, if is_hash { 60 } else { 20 });
        // A clause that was amended is set in italics as a whole.
        let is_part = candidate.numbers.iter().any(|number| number.label.is_some() && !number.style.is_article());
        weigh(sentence && !is_part && words > 8 && candidate.setting == Setting::Italic, 60);
        weigh(candidate.setting == Setting::Italic && is_among_italics(candidate, chunks), 80);
        weigh(counted && !is_hash && is_first_half(candidate, chunks, body), 60);
        weigh(candidate.setting == Setting::Plain && counted && is_short_item(chunks, candidate.chunk, body), 50);
    }
    cost
}

/// Whether a line stands between the bars of a table whose cells a converter wrote one below another. What has a label stands
/// in a table that parts the page.
fn is_cell(candidate: &Candidate, chunks: &[Chunk]) -> bool {
    if candidate.numbers.iter().any(|number| number.label.is_some()) {
        return false;
    }
    let is_bar = |chunk: &Chunk| chunk.shape == Shape::Table && !chunk.text.contains(char::is_alphanumeric);
    let (first, last) = (chunks[candidate.chunk].lines.0, chunks[candidate.last_chunk()].lines.1);
    let above = candidate.chunk.checked_sub(1).map(|above| &chunks[above]);
    let below = chunks.get(candidate.last_chunk() + 1);
    above.is_some_and(|above| is_bar(above) && above.lines.1 + 1 == first)
        || below.is_some_and(|below| is_bar(below) && last + 1 == below.lines.0)
}

/// "Column 1: …", "Step 2. …": a word and a figure that no outline counts by.
fn is_counted_label(text: &str) -> bool {
    let mut words = text.split_whitespace().skip(1);
    let second = words.next().unwrap_or_default();
    let number = second.trim_end_matches([':', '.']);
    number.len() < second.len() && !number.is_empty() && number.chars().all(|c| c.is_ascii_digit())
}

/// "File: A 3 - 17", "Date: 4 May 1999": the name of a thing, and its value in figures.
fn is_fact(text: &str) -> bool {
    /// Words of a fact.
    const LONGEST: usize = 10;
    let value = text.split_once(": ").map(|(_, value)| value);
    word_count(text) <= LONGEST && value.is_some_and(|value| value.contains(|c: char| c.is_ascii_digit()))
}

/// "Example 2" alone on its line.
fn is_counted_word(text: &str) -> bool {
    let (word, number) = text.split_once(' ').unwrap_or_default();
    word.chars().all(char::is_alphabetic) && !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// The number of a document has so many letters; "No. 2" counts parts.
const DOCUMENT: usize = 4;

/// A line of a letterhead, a date, the number of a document.
fn is_head_or_date(text: &str, words: usize) -> bool {
    let any = language::any();
    any.is_letterhead(text)
        || words <= 12 && any.date(text).is_some_and(|_| text.contains(','))
        || words <= 6 && any.document_number(text).is_some_and(|number| number.chars().count() >= DOCUMENT)
}
