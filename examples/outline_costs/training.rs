//! Coordinate descent over the table: each weight is moved by itself, and the moves that gain are taken together, the best
//! first, as long as they gain. Folds part the documents, so that what is printed as left out was not trained on.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;

use crate::Document;
use crate::gold::Score;

/// What a weight is multiplied by.
const STEPS: [f64; 3] = [0.7, 1.4, 0.0];
/// Of the loss, for each weight that leaves its value: what nothing decides stays.
const PULL: f64 = 0.0002;
/// A gain must come from so many documents.
const LEAST_DOCUMENTS: usize = 2;
const FOLDS: usize = 5;

/// Changed weights.
type Changes = BTreeMap<String, i32>;
/// A weight and its other value.
type Move = (String, i32);

pub struct Training<'a> {
    documents: &'a [Document],
    weights: Changes,
    /// What is changed from the start.
    given: String,
    known: RefCell<HashMap<String, Vec<Score>>>,
}

impl<'a> Training<'a> {
    pub fn new(documents: &'a [Document], table: &str, given: &str) -> Self {
        let lines = table.lines().chain(given.lines()).filter(|line| !line.starts_with('#'));
        let parts = lines.filter_map(|line| line.split_once(' '));
        let weight =
            |(name, rest): (&str, &str)| Some((name.to_owned(), rest.split_whitespace().next()?.parse().ok()?));
        let weights = parts.filter_map(weight).collect();
        Self { documents, weights, given: given.to_owned(), known: RefCell::default() }
    }

    pub fn everything(&self) -> Vec<usize> {
        (0..self.documents.len()).collect()
    }

    /// The scores of all documents.
    fn scores(&self, changes: &str) -> Vec<Score> {
        if let Some(known) = self.known.borrow().get(changes) {
            return known.clone();
        }
        let all = format!("{}{changes}", self.given);
        let scores: Vec<Score> = self.documents.par_iter().map(|document| document.score(&all)).collect();
        self.known.borrow_mut().insert(changes.to_owned(), scores.clone());
        scores
    }

    fn scores_of(&self, changes: &Changes) -> Vec<Score> {
        let lines: String = changes.iter().map(|(name, value)| format!("{name} {value}\n")).collect();
        self.scores(&lines)
    }

    /// The mean loss among some documents.
    fn mean(&self, losses: &[f64], among: &[usize]) -> f64 {
        let worth = |at: &usize| self.documents[*at].gold.worth();
        let all: f64 = among.iter().map(worth).sum();
        among.iter().map(|at| losses[*at] * worth(at)).sum::<f64>() / all
    }

    fn loss(&self, changes: &Changes, among: &[usize]) -> f64 {
        let losses: Vec<f64> = self.scores_of(changes).iter().map(Score::loss).collect();
        self.mean(&losses, among)
    }

    /// The loss and the counts in words.
    pub fn said(&self, changes: &str, among: &[usize]) -> String {
        let scores = self.scores(if changes == self.given { "" } else { changes });
        let mut sum = Score::default();
        among.iter().filter(|at| !self.documents[**at].gold.is_small()).for_each(|at| sum.add(&scores[*at]));
        let losses: Vec<f64> = scores.iter().map(Score::loss).collect();
        let share = |part: usize, all: usize| 100.0 * part as f64 / all.max(1) as f64;
        let (found, right) = (share(sum.found, sum.total), share(sum.right, sum.found));
        let wrong = share(sum.wrong, sum.found + sum.wrong);
        let mean = self.mean(&losses, among);
        format!("loss {mean:.4}; {sum:?}: {found:.1} % found, {right:.1} % under their parent, {wrong:.1} % false")
    }

    /// Each weight moved by itself: the losses of all documents, for the moves that change any.
    fn moves(&self, base: &Changes, steps: &[f64]) -> Vec<(Move, Vec<f64>)> {
        let before = self.scores_of(base);
        let mut moves = Vec::new();
        for (name, value) in &self.weights {
            let now = base.get(name).copied().unwrap_or(*value);
            for step in steps {
                // One that counts nothing yet is tried at two doubts.
                let moved = (f64::from(if now == 0 { 20 } else { now }) * step).round() as i32;
                if moved == now {
                    continue;
                }
                let mut changes = base.clone();
                changes.insert(name.clone(), moved);
                let after = self.scores_of(&changes);
                if after != before || moved == 0 {
                    moves.push(((name.clone(), moved), after.iter().map(Score::loss).collect()));
                }
            }
        }
        moves
    }

    /// What is lost without each weight, the least first.
    pub fn zero(&self) {
        let before: Vec<f64> = self.scores("").iter().map(Score::loss).collect();
        let everything = self.everything();
        let mut rows: Vec<(f64, String)> = Vec::new();
        for ((name, _), after) in self.moves(&Changes::new(), &[0.0]) {
            let lost = self.mean(&after, &everything) - self.mean(&before, &everything);
            let touched = before.iter().zip(&after).enumerate().filter(|(_, (before, after))| before != after);
            let touched = touched.map(|(at, (before, after))| {
                let path = &self.documents[at].gold.path;
                let parts: Vec<&str> = path.rsplit('/').collect();
                let folder = parts.get(2).map_or("", |folder| folder);
                format!("{folder}/{:.2} {:+.3}", parts[0], after - before)
            });
            let touched: Vec<String> = touched.collect();
            rows.push((lost, format!("{name} {}: {}", self.weights[&name], touched.join(", "))));
        }
        rows.sort_by(|one, other| one.0.total_cmp(&other.0));
        rows.iter().for_each(|(lost, said)| println!("{lost:+.5} {said}"));
    }

    /// Takes weights away as long as the loss of all documents grows by no more than `least` each time, the least one first.
    pub fn prune(&self, least: f64) {
        let everything = self.everything();
        let mut ranked: Vec<(f64, String)> = self
            .moves(&Changes::new(), &[0.0])
            .into_iter()
            .map(|((name, _), after)| (self.mean(&after, &everything), name))
            .collect();
        ranked.sort_by(|one, other| one.0.total_cmp(&other.0));
        let (mut gone, mut now) = (Changes::new(), self.loss(&Changes::new(), &everything));
        for (alone, name) in ranked {
            let mut tried = gone.clone();
            tried.insert(name.clone(), 0);
            let then = self.loss(&tried, &everything);
            let goes = then <= now + least;
            println!("{name}: alone {alone:.5}, {now:.5} -> {then:.5} {}", if goes { "goes" } else { "stays" });
            if goes {
                (gone, now) = (tried, then);
            }
        }
        println!("{gone:?}");
    }

    /// Takes the moves that gain among some documents, the best first, as long as they gain together.
    fn climb(&self, base: &Changes, moves: &[(Move, Vec<f64>)], among: &[usize]) -> Changes {
        let before: Vec<f64> = self.scores_of(base).iter().map(Score::loss).collect();
        let start = self.mean(&before, among);
        let gain = |after: &Vec<f64>| {
            let count = among.iter().filter(|at| after[**at] < before[**at] - 1e-9).count();
            let gain = start - self.mean(after, among) - PULL;
            (gain, count >= LEAST_DOCUMENTS)
        };
        let ranked = moves.iter().map(|(own, after)| (gain(after), own));
        let mut ranked: Vec<_> = ranked.filter(|((gain, many), _)| *gain > 0.0 && *many).collect();
        ranked.sort_by(|one, other| other.0.0.total_cmp(&one.0.0));
        let (mut current, mut now) = (base.clone(), start);
        for (_, (name, value)) in ranked {
            if current.get(name) != base.get(name) {
                continue;
            }
            let mut tried = current.clone();
            tried.insert(name.clone(), *value);
            let then = self.loss(&tried, among);
            if then < now - PULL {
                (now, current) = (then, tried);
            }
        }
        current
    }

    /// Trains on each set of folds but one, and on everything.
    pub fn train(&self, passes: usize) {
        let fold = |own: usize| self.everything().into_iter().filter(move |at| at * 7 % FOLDS == own).collect();
        let left_out: Vec<Vec<usize>> = (0..FOLDS).map(fold).collect();
        let rest = |fold: &Vec<usize>| self.everything().into_iter().filter(|at| !fold.contains(at)).collect();
        let mut sets: Vec<Vec<usize>> = left_out.iter().map(rest).collect();
        sets.push(self.everything());
        let mut bases = vec![Changes::new(); sets.len()];
        for pass in 1..=passes {
            let shared = (pass == 1).then(|| self.moves(&Changes::new(), &STEPS));
            for (at, among) in sets.iter().enumerate() {
                let moves = shared.clone().unwrap_or_else(|| self.moves(&bases[at], &STEPS));
                bases[at] = self.climb(&bases[at], &moves, among);
                let (then, now) = (self.loss(&Changes::new(), among), self.loss(&bases[at], among));
                println!("pass {pass}, set {at}: {then:.4} -> {now:.4}; {:?}", bases[at]);
            }
            let worth = |fold: &Vec<usize>| fold.iter().map(|at| self.documents[*at].gold.worth()).sum::<f64>();
            let all: f64 = left_out.iter().map(worth).sum();
            let mean = |base: &dyn Fn(usize) -> Changes| {
                let folds = left_out.iter().enumerate();
                folds.map(|(at, fold)| self.loss(&base(at), fold) * worth(fold)).sum::<f64>() / all
            };
            let (today, trained) = (mean(&|_| Changes::new()), mean(&|at| bases[at].clone()));
            println!("pass {pass}, left out: today {today:.4}, trained {trained:.4}");
        }
    }
}
