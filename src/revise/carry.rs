//! Ids that follow the words: which id each section, block and note of a new import gets.
//!
//! In: the report as the last import wrote it, the new import with fresh ids, the history. Out: [`Renaming`]. What always
//! holds: an id goes to at most one passage; an id that was ever given is not given to other words; a passage that comes
//! back with its old words gets its old id.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::matching::{self, Pairs, likeness};
use super::past::{FormerWords, Words};
use super::shape::{Passage, Shape};
use crate::model::report::{Holder, Report};
use crate::model::revision::{ChangedPart, History};
use crate::sequence;
use crate::text::IdMaker;

/// The ids of a new import and what becomes of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Renaming {
    /// Sections and blocks: fresh id to lasting id.
    pub ids: BTreeMap<String, String>,
    /// Notes: fresh key to lasting key.
    pub notes: BTreeMap<String, String>,
}

/// Finds the lasting ids of a new import.
#[must_use]
pub fn renaming(old: &Shape, new: &Shape, history: &History) -> Renaming {
    let past = FormerWords::new(old, history);
    let blocks = matching::pairs(&old.blocks, &new.blocks, &|block| past.known(ChangedPart::Block, block), &|_, _| 0.0);
    let heads = sections(old, new, &blocks, &past);
    let same_caller = |old_note: usize, new_note: usize| {
        let caller = new.notes[new_note].caller.and_then(|block| blocks[block]);
        f64::from(u8::from(caller.is_some() && caller == old.notes[old_note].caller))
    };
    let notes = matching::pairs(&old.notes, &new.notes, &|note| past.known(ChangedPart::Note, note), &same_caller);
    let mut ids = Ids::new(old, history, past.gone());
    let mut renaming = Renaming::default();
    let old_heads: Vec<&str> = old.heads.iter().map(|head| head.id.as_str()).collect();
    let old_blocks: Vec<&str> = old.blocks.iter().map(|block| block.id.as_str()).collect();
    for (index, head) in new.heads.iter().enumerate() {
        let kept = heads[index].map(|old| old_heads[old]);
        let id = ids.lasting(ChangedPart::Section, kept, &head.id, &head.text);
        renaming.ids.insert(head.id.clone(), id);
    }
    for (index, block) in new.blocks.iter().enumerate() {
        let kept = blocks[index].map(|old| old_blocks[old]);
        let id = ids.lasting(ChangedPart::Block, kept, &block.id, &block.text);
        renaming.ids.insert(block.id.clone(), id);
    }
    renaming.notes = note_keys(old, new, &notes, history, past.gone());
    renaming
}

/// Gives a report its lasting ids.
pub fn rename(report: &mut Report, renaming: &Renaming) {
    let rename = |id: &mut String| {
        if let Some(lasting) = renaming.ids.get(id.as_str()) {
            id.clone_from(lasting);
        }
    };
    move_breaks(report, &renaming.notes);
    report.sections.iter_mut().for_each(|section| rename(&mut section.id));
    report.blocks.iter_mut().for_each(|block| rename(&mut block.id));
    let sections = report.sections.iter_mut().map(|section| &mut section.title);
    let blocks = report.blocks.iter_mut().map(|block| &mut block.text);
    let notes = report.notes.iter_mut().flat_map(|note| &mut note.paragraphs);
    for text in sections.chain(blocks).chain(notes) {
        *text = with_keys(text, &renaming.notes);
    }
    for note in &mut report.notes {
        if let Some(key) = renaming.notes.get(&note.key) {
            note.key.clone_from(key);
        }
    }
    for figure in &mut report.indicators {
        match figure.at.strip_prefix('^').map(|key| renaming.notes.get(key)) {
            Some(Some(key)) => figure.at = format!("^{key}"),
            Some(None) => {}
            None => rename(&mut figure.at),
        }
    }
}

/// A text whose marks have their lasting keys.
/// Moves the places of printed pages behind labels that change.
fn move_breaks(report: &mut Report, keys: &BTreeMap<String, String>) {
    for page in &mut report.page_breaks {
        let text = match page.holder {
            Holder::Block(at) => report.blocks.get(at).map(|block| &block.text),
            Holder::Note(at, paragraph) => report.notes.get(at).and_then(|note| note.paragraphs.get(paragraph)),
            Holder::Title | Holder::Section(_) => None,
        };
        if let Some(before) = text.and_then(|text| text.get(..page.at)) {
            page.at = with_keys(before, keys).len();
        }
    }
}

fn with_keys(text: &str, keys: &BTreeMap<String, String>) -> String {
    let mut parts = text.split("[^");
    let mut renamed = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let key = part.split_once(']').and_then(|(key, rest)| Some((keys.get(key)?, rest)));
        renamed.push_str("[^");
        match key {
            Some((key, rest)) => {
                renamed.push_str(key);
                renamed.push(']');
                renamed.push_str(rest);
            }
            None => renamed.push_str(part),
        }
    }
    renamed
}

/// The ids that were ever given, and those of passages that are gone.
struct Ids<'a> {
    gone: &'a Words<'a, String>,
    maker: IdMaker,
    given: BTreeSet<String>,
}

impl<'a> Ids<'a> {
    fn new(old: &Shape, history: &History, gone: &'a Words<'a, String>) -> Self {
        let mut maker = IdMaker::default();
        let heads = old.heads.iter().map(|head| head.id.as_str());
        let blocks = old.blocks.iter().map(|block| block.id.as_str());
        for id in heads.chain(blocks).chain(history.ids()) {
            maker.reserve(id);
        }
        Self { gone, maker, given: BTreeSet::new() }
    }

    /// The id of a passage: the one it had, the one that the same words had before, its fresh one, or a new one.
    fn lasting(&mut self, part: ChangedPart, kept: Option<&str>, fresh: &str, words: &str) -> String {
        let back = || {
            let ids = self.gone.get(&(part.name(), words))?;
            ids.iter().find(|id| !self.given.contains(*id)).cloned()
        };
        let known = kept.map(str::to_owned).or_else(back);
        let id = known.unwrap_or_else(|| match self.maker.reserve(fresh) {
            true => fresh.to_owned(),
            false => self.maker.make(words),
        });
        self.given.insert(id.clone());
        id
    }
}

/// The key of each note: the one that it had, or one after the key of the note before, `12a` after `12`.
fn note_keys(
    old: &Shape,
    new: &Shape,
    pairs: &Pairs,
    history: &History,
    gone: &Words<'_, String>,
) -> BTreeMap<String, String> {
    let mut taken: BTreeSet<String> = old.notes.iter().map(|note| note.id.clone()).collect();
    taken.extend(history.ids().filter_map(|id| Some(id.strip_prefix("fn-")?.to_owned())));
    let mut given: BTreeSet<String> = BTreeSet::new();
    let mut keys = BTreeMap::new();
    let mut before = "0".to_owned();
    for (index, note) in new.notes.iter().enumerate() {
        let kept = pairs[index].map(|old_note| old.notes[old_note].id.clone());
        let back = || {
            let ids = gone.get(&(ChangedPart::Note.name(), note.text.as_str()))?;
            ids.iter().filter_map(|id| id.strip_prefix("fn-")).find(|key| !given.contains(*key)).map(str::to_owned)
        };
        let key = kept.or_else(back).unwrap_or_else(|| sequence::after(&before, |key| !taken.insert(key.to_owned())));
        before.clone_from(&key);
        given.insert(key.clone());
        keys.insert(note.id.clone(), key);
    }
    keys
}

/// What speaks for a section that had the heading of a new one before.
const RETURNED: f64 = 0.5;

/// Which section is which: by title, number and the blocks that they hold.
fn sections(old: &Shape, new: &Shape, blocks: &Pairs, past: &FormerWords<'_>) -> Pairs {
    let held = SharedWords::new(old, new, blocks);
    let mut scored: Vec<(f64, usize, usize)> = Vec::new();
    for index in 0..new.heads.len() {
        let head = &new.heads[index];
        let had = past.had(ChangedPart::Section, &head.text);
        // A heading that comes back is no other one reworded.
        let is_back = had.is_empty() && past.is_gone(ChangedPart::Section, &head.text);
        let candidates = held.candidates(old, new, index).into_iter().chain(had.iter().copied());
        for candidate in candidates.filter(|at| !is_back || old.heads[*at].tokens == head.tokens) {
            let score = held.score(old, new, candidate, index);
            let again = had.contains(&candidate).then(|| score.unwrap_or(0.0) + RETURNED);
            scored.extend(again.or(score).map(|score| (score, candidate, index)));
        }
    }
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    let mut pairs = vec![None; new.heads.len()];
    let mut taken = vec![false; old.heads.len()];
    for (_, candidate, index) in scored {
        if !taken[candidate] && pairs[index].is_none() {
            taken[candidate] = true;
            pairs[index] = Some(candidate);
        }
    }
    pairs
}

/// How many words sections hold, and how many of them both of a pair do.
struct SharedWords {
    old: Vec<usize>,
    new: Vec<usize>,
    both: HashMap<(usize, usize), usize>,
    titles: HashMap<Vec<u32>, Vec<usize>>,
}

impl SharedWords {
    fn new(old: &Shape, new: &Shape, blocks: &Pairs) -> Self {
        let mut both: HashMap<(usize, usize), usize> = HashMap::new();
        for (block, pair) in new.blocks.iter().zip(blocks) {
            let Some(pair) = pair.map(|at| &old.blocks[at]) else { continue };
            for below in new.chain(block.section) {
                for above in old.chain(pair.section) {
                    *both.entry((above, below)).or_default() += pair.tokens.len() + block.tokens.len();
                }
            }
        }
        let mut titles: HashMap<Vec<u32>, Vec<usize>> = HashMap::new();
        for (index, head) in old.heads.iter().enumerate() {
            titles.entry(head.tokens.clone()).or_default().push(index);
        }
        Self { old: words_held(old), new: words_held(new), both, titles }
    }

    /// Sections that share a block, or the title, or stand at the same place below the same section.
    fn candidates(&self, old: &Shape, new: &Shape, index: usize) -> BTreeSet<usize> {
        let head = &new.heads[index];
        let mut found: BTreeSet<usize> =
            self.both.keys().filter(|(_, below)| *below == index).map(|(above, _)| *above).collect();
        found.extend(self.titles.get(&head.tokens).into_iter().flatten());
        let same_number = |(_, other): &(usize, &super::shape::Head)| other.number == head.number;
        found.extend(old.heads.iter().enumerate().filter(same_number).map(|(index, _)| index));
        found
    }

    fn score(&self, old: &Shape, new: &Shape, candidate: usize, index: usize) -> Option<f64> {
        let (a, b) = (&old.heads[candidate], &new.heads[index]);
        let (title, _) = likeness(&a.tokens, &b.tokens);
        let all = self.old[candidate] + self.new[index];
        let both = self.both.get(&(candidate, index)).copied().unwrap_or(0);
        let content = if all == 0 { title } else { both as f64 / all as f64 };
        let is_it = title >= 0.999 && (content > 0.0 || all == 0 || a.number == b.number)
            || content >= 0.5
            || title >= 0.6 && content >= 0.2;
        let number = f64::from(u8::from(a.number == b.number));
        let level = f64::from(u8::from(a.level == b.level));
        is_it.then_some(title + content + 0.2 * number + 0.2 * level)
    }
}

/// The words of the blocks that each section holds, with those of the sections below.
fn words_held(shape: &Shape) -> Vec<usize> {
    let mut held = vec![0; shape.heads.len()];
    for block in &shape.blocks {
        for above in shape.chain(block.section) {
            held[above] += block.tokens.len();
        }
    }
    held
}

/// For each passage of `parts` that is not settled the one of `wholes` that has nearly all of its words in a row.
pub fn parts_of(parts: &[Passage], wholes: &[Passage], is_settled: impl Fn(usize) -> bool) -> HashMap<usize, usize> {
    const RUN: usize = 4;
    const LEAST: usize = 6;
    let mut index: HashMap<&[u32], Vec<usize>> = HashMap::new();
    for (at, whole) in wholes.iter().enumerate() {
        whole.tokens.windows(RUN).for_each(|run| index.entry(run).or_default().push(at));
    }
    let mut found = HashMap::new();
    for (at, part) in parts.iter().enumerate().filter(|(at, _)| !is_settled(*at)) {
        if part.tokens.len() < LEAST {
            continue;
        }
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        for run in part.tokens.windows(RUN) {
            index.get(run).into_iter().flatten().for_each(|whole| *counts.entry(*whole).or_default() += 1);
        }
        let best = counts.into_iter().max_by_key(|(whole, count)| (*count, std::cmp::Reverse(*whole)));
        let is_part = |whole: usize| likeness(&part.tokens, &wholes[whole].tokens).1 >= 0.8;
        if let Some((whole, _)) =
            best.filter(|(whole, _)| wholes[*whole].tokens.len() > part.tokens.len() && is_part(*whole))
        {
            found.insert(at, whole);
        }
    }
    found
}
