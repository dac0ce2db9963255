//! What a person read of a document's outline, and how near a found outline comes to it.

use std::collections::HashMap;
use std::sync::Mutex;

use ibid::import::TrialHeading;
use serde_json::Value;
use unicode_normalization::UnicodeNormalization as _;

/// The outline of one document, as a person read it.
pub struct Gold {
    /// The document.
    pub path: String,
    /// A source of `tests/outlines`, which counts a quarter.
    is_small: bool,
    /// Whether what is not listed is false.
    is_whole: bool,
    /// Lines that may be headings or not.
    free: Vec<usize>,
    rows: Vec<Row>,
    /// The rows that a found heading is like, by its two keys: the same headings are met again and again.
    alike: Mutex<HashMap<[String; 2], Alike>>,
}

/// Rows, with how alike each is.
type Alike = Vec<(usize, f64)>;

struct Row {
    /// The ways to write it, letters and digits alone.
    ways: Vec<String>,
    parent: Option<usize>,
    optional: bool,
    any_parent: bool,
}

/// How near a found outline comes.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Score {
    pub total: usize,
    pub found: usize,
    pub right: usize,
    pub wrong: usize,
}

impl Score {
    /// Missed and false headings, and those under another parent, of all.
    pub fn loss(&self) -> f64 {
        let total = self.total.max(1);
        let lost = (total - self.found.min(total)) + (self.found - self.right) + self.wrong.min(total);
        lost as f64 / total as f64
    }

    pub fn add(&mut self, other: &Self) {
        self.total += other.total;
        self.found += other.found;
        self.right += other.right;
        self.wrong += other.wrong;
    }
}

impl Gold {
    /// Reads a line that `scripts/outline_gold.py` wrote.
    pub fn of(line: &str) -> Option<Self> {
        let read: Value = serde_json::from_str(line).ok()?;
        let number = |value: &Value| value.as_u64().and_then(|number| usize::try_from(number).ok());
        let words = |value: &Value| value.as_str().map(str::to_owned);
        let rows = read["rows"].as_array()?.iter().map(|row| Row {
            ways: row["ways"].as_array().into_iter().flatten().filter_map(words).collect(),
            parent: number(&row["parent"]),
            optional: row["optional"] == true,
            any_parent: row["any_parent"] == true,
        });
        Some(Self {
            path: words(&read["path"])?,
            is_small: read["small"] == true,
            is_whole: read["whole"] == true,
            free: read["free"].as_array()?.iter().filter_map(number).collect(),
            rows: rows.collect(),
            alike: Mutex::default(),
        })
    }

    fn total(&self) -> usize {
        self.rows.iter().filter(|row| !row.optional).count()
    }

    /// How much it counts beside the others.
    pub fn worth(&self) -> f64 {
        (if self.is_small { 0.25 } else { 1.0 }) * (self.total() as f64 / 10.0).min(1.0)
    }

    pub fn is_small(&self) -> bool {
        self.is_small
    }

    /// The score of found headings; `say` is told each fault.
    pub fn score(&self, found: &[TrialHeading], mut say: impl FnMut(&str, &str, usize)) -> Score {
        let pairs = self.pairs(found);
        let parents = parents(found);
        let mut score = Score { total: self.total(), ..Score::default() };
        for (at, row) in self.rows.iter().enumerate().filter(|(_, row)| !row.optional) {
            let Some(own) = pairs[at] else {
                say("missed", row.ways.first().map_or("", String::as_str), 0);
                continue;
            };
            let mut above = row.parent;
            while let Some(at) = above.filter(|at| pairs[*at].is_none() && self.rows[*at].optional) {
                above = self.rows[at].parent;
            }
            let is_right = row.any_parent
                || match above {
                    Some(above) => pairs[above].is_some() && parents[own] == pairs[above],
                    None => parents[own].is_none(),
                };
            score.found += 1;
            score.right += usize::from(is_right);
            if !is_right {
                let held = parents[own].map_or("nothing", |above| &found[above].title);
                say(&format!("under “{held}”"), &found[own].title, found[own].line);
            }
        }
        let is_paired = |own: usize| pairs.contains(&Some(own));
        for (own, heading) in found.iter().enumerate() {
            if self.is_whole && !is_paired(own) && !self.free.contains(&heading.line) {
                score.wrong += 1;
                say("false", &format!("{} {}", heading.number, heading.title), heading.line);
            }
        }
        score
    }

    /// The found heading of each row: as alike as can be, in order.
    fn pairs(&self, found: &[TrialHeading]) -> Vec<Option<usize>> {
        let alike: Vec<Alike> = found.iter().map(|heading| self.alike(heading)).collect();
        let width = self.rows.len() + 1;
        // The best sum from each found heading and row on.
        let mut best = vec![0.0; (found.len() + 1) * width];
        for own in (0..found.len()).rev() {
            let (row, below) = (own * width, (own + 1) * width);
            for at in (0..self.rows.len()).rev() {
                best[row + at] = f64::max(best[row + at + 1], best[below + at]);
                if let Some((_, same)) = alike[own].iter().find(|(other, _)| *other == at) {
                    best[row + at] = best[row + at].max(best[below + at + 1] + same);
                }
            }
        }
        let mut pairs = vec![None; self.rows.len()];
        let (mut own, mut at) = (0, 0);
        while own < found.len() && at < self.rows.len() {
            let here = best[own * width + at];
            if here == best[own * width + at + 1] {
                at += 1;
            } else if here == best[(own + 1) * width + at] {
                own += 1;
            } else {
                pairs[at] = Some(own);
                (own, at) = (own + 1, at + 1);
            }
        }
        pairs
    }

    fn alike(&self, heading: &TrialHeading) -> Alike {
        let keys = [key(&format!("{} {}", heading.number, heading.title)), key(&heading.title)];
        if let Some(known) = self.alike.lock().ok().and_then(|known| known.get(&keys).cloned()) {
            return known;
        }
        let ratio = |row: &Row| {
            let pairs = row.ways.iter().flat_map(|way| keys.iter().map(move |key| (way, key)));
            pairs.map(|(way, key)| ratio(way, key)).fold(0.0, f64::max)
        };
        let alike = self.rows.iter().map(ratio).enumerate().filter(|(_, ratio)| *ratio >= LEAST);
        let alike: Alike = alike.collect();
        if let Ok(mut known) = self.alike.lock() {
            known.insert(keys, alike.clone());
        }
        alike
    }
}

/// So alike are two ways to write one heading.
const LEAST: f64 = 0.85;

fn ratio(one: &str, other: &str) -> f64 {
    /// Shorter ones are the same, or not.
    const SHORT: usize = 12;
    if one.is_empty() || other.is_empty() {
        return 0.0;
    }
    if one == other {
        return 1.1;
    }
    let lengths = (one.chars().count().min(other.chars().count()), one.chars().count().max(other.chars().count()));
    if lengths.0 < SHORT || (lengths.0 as f64) < 0.73 * lengths.1 as f64 {
        return 0.0;
    }
    // Of the letters that both have, as many as stand in order: an insertion counts half of a change.
    let distance = strsim::levenshtein(one, other) as f64;
    1.0 - distance / (lengths.0 + lengths.1) as f64 * 1.5
}

/// Letters and digits alone, small.
pub fn key(text: &str) -> String {
    let folded = text.nfkc().filter(|c| *c != '\u{ad}').flat_map(char::to_lowercase);
    folded.filter(|c| c.is_alphanumeric()).collect()
}

pub fn parents(found: &[TrialHeading]) -> Vec<Option<usize>> {
    let mut path: Vec<usize> = Vec::new();
    let parent = |(at, heading): (usize, &TrialHeading)| {
        while path.last().is_some_and(|above| found[*above].level >= heading.level) {
            path.pop();
        }
        let parent = path.last().copied();
        path.push(at);
        parent
    };
    found.iter().enumerate().map(parent).collect()
}
