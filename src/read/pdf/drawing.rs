//! What a page draws, as values: runs of letters, thin rules, pictures.

use super::matrix::Area;
use crate::read::legacy::Legacy;

/// Runs, rules and pictures of a page; more are nonsense.
pub const MOST_PARTS: usize = 200_000;
/// A rule is thinner than this.
const THIN: f32 = 3.0;
/// Letters smaller than this, in points, are no print: programs leave fields and anchors so.
pub const UNSEEN: f32 = 1.5;
/// A space that is wider than this part of the size parts words though none is printed.
const WORD_GAP: f32 = 0.17;

/// A run of letters of one font, size and mark on one line.
#[derive(Debug, Clone, Default)]
pub struct Run {
    /// Its letters.
    pub text: String,
    /// Left and right end.
    pub x: (f32, f32),
    /// Its baseline.
    pub y: f32,
    /// Height of its font.
    pub size: f32,
    /// Bold print.
    pub bold: bool,
    /// Print between plain and bold: bold beside plain print, plain by itself.
    pub medium: bool,
    /// Italic print.
    pub italic: bool,
    /// It is set higher than its line by the text's own rise.
    pub risen: bool,
    /// It is written from the bottom to the top or otherwise not from left to right.
    pub turned: bool,
    /// It is written across the page, neither level nor upright.
    pub slanted: bool,
    /// Where its first letter begins and its last one ends, along its own direction.
    pub ends: [(f32, f32); 2],
    /// The mark of the structure that it belongs to.
    pub mark: Option<i32>,
    /// The structure says that it is no text: a running head, a page's number, decoration.
    pub artifact: bool,
    /// Where its letters begin, until raised signs are placed: their bytes in the text and their left ends.
    pub stops: Vec<(usize, f32)>,
    /// Its font is older than Unicode; `text` is turned into letters when the run is whole.
    pub legacy: Option<Legacy>,
}

impl Run {
    /// The letters that begin before a place, if there are any, and those from there on.
    pub fn parted(&self, at: f32) -> (Option<Self>, Self) {
        // A sign stands a little over the end of the letter before it.
        let first = self.stops.iter().position(|(_, x)| *x > at - 0.1 * self.size).unwrap_or(self.stops.len());
        if first == 0 {
            return (None, self.clone());
        }
        let (byte, x) = self.stops.get(first).copied().unwrap_or((self.text.len(), self.x.1));
        let moved = |(place, x): &(usize, f32)| (place - byte, *x);
        let before = Self {
            text: self.text[..byte].to_owned(),
            x: (self.x.0, at.min(x)),
            stops: self.stops[..first].to_vec(),
            ..self.clone()
        };
        let behind = Self {
            text: self.text[byte..].to_owned(),
            x: (x, self.x.1),
            stops: self.stops[first..].iter().map(moved).collect(),
            ..self.clone()
        };
        (Some(before), behind)
    }
}

/// What a page draws.
#[derive(Debug, Clone, Default)]
pub struct Drawing {
    /// Letters.
    pub runs: Vec<Run>,
    /// Thin lines, horizontal and vertical.
    pub rules: Vec<Area>,
    /// What is drawn and no thin line, each in its box.
    pub shapes: Vec<Area>,
    /// Pictures.
    pub pictures: Vec<Area>,
    /// What the signature of a program prints over the page.
    pub stamps: Vec<String>,
    /// Letters that nobody knows.
    pub unknown: usize,
    /// Letters that are too small to be seen.
    pub unseen: usize,
    /// Letters in all.
    pub letters: usize,
    /// The page's width and height.
    pub size: (f32, f32),
}

impl Drawing {
    /// A run goes on with the last one or opens a new one.
    pub fn push(&mut self, run: Run) {
        let run = Run { stops: vec![(0, run.x.0)], ..run };
        let Some(last) = self.runs.last_mut() else {
            self.runs.push(run);
            return;
        };
        let gap = if run.turned && last.turned {
            (run.ends[0].0 - last.ends[1].0).hypot(run.ends[0].1 - last.ends[1].1)
        } else {
            run.x.0 - last.x.1
        };
        let alike = last.mark == run.mark
            && last.legacy == run.legacy
            && last.artifact == run.artifact
            && (last.bold, last.medium, last.italic) == (run.bold, run.medium, run.italic)
            && (last.risen, last.turned) == (run.risen, run.turned)
            && (last.size - run.size).abs() < 0.05
            && (run.turned || (last.y - run.y).abs() < 0.05);
        if !alike || !(-0.3 * run.size..=0.9 * run.size).contains(&gap) {
            if self.runs.len() < MOST_PARTS {
                self.runs.push(run);
            }
            return;
        }
        if gap > WORD_GAP * run.size && !last.text.ends_with(' ') && !run.text.starts_with(' ') {
            last.text.push(' ');
        }
        // The blanks before words are no part of their box.
        if last.text.trim().is_empty() {
            (last.x.0, last.ends[0]) = (run.x.0, run.ends[0]);
        }
        last.stops.push((last.text.len(), run.x.0));
        last.text.push_str(&run.text);
        last.x = (last.x.0.min(run.x.0), last.x.1.max(run.x.1));
        last.ends[1] = run.ends[1];
    }

    /// What large print says across the page is stamped on it: "DRAFT", the name of a shop.
    pub fn take_stamps(&mut self) {
        /// Print of the text, and the words at a chart's axis, are smaller.
        const LARGE: f32 = 24.0;
        let is_stamp = |run: &mut Run| run.slanted && run.size >= LARGE;
        let words: Vec<String> = self.runs.extract_if(.., is_stamp).map(|run| run.text).collect();
        self.stamps.extend((!words.is_empty()).then(|| words.concat()));
    }

    /// Medium print is bold on a page that is plain for the most part.
    pub fn weigh(&mut self) {
        let medium: usize = self.runs.iter().filter(|run| run.medium).map(|run| run.text.len()).sum();
        let plain: usize = self.runs.iter().filter(|run| !run.medium && !run.bold).map(|run| run.text.len()).sum();
        for run in self.runs.iter_mut().filter(|run| run.medium && medium < plain) {
            run.bold = true;
        }
    }

    /// Of a painted path the parts that are long and thin are remembered, or the box around one that has none.
    pub fn add_path(&mut self, areas: Vec<Area>, whole: Option<Area>) {
        let is_rule =
            |area: &Area| area.width().min(area.height()) < THIN && area.width().max(area.height()) > 2.0 * THIN;
        let room = MOST_PARTS.saturating_sub(self.rules.len());
        self.rules.extend(areas.into_iter().filter(is_rule).take(room));
        let is_shape = |area: &Area| area.width() >= THIN && area.height() >= THIN;
        if self.shapes.len() < MOST_PARTS {
            self.shapes.extend(whole.filter(is_shape));
        }
    }
}
