//! What a revision changed: the record that the page of changes shows.
//!
//! In: the shapes of a report before and after, with lasting ids. Out: [`Change`]s in reading order. What always holds:
//! every passage that is gone has an entry with its words; a passage whose words and place are the same has none.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::carry::parts_of;
use super::shape::{Passage, Shape};
use crate::model::revision::{Change, ChangeKind, ChangedPart};
use crate::sequence;

/// The changes from one shape to the other.
#[must_use]
pub fn changes(old: &Shape, new: &Shape) -> Vec<Change> {
    let mut found = section_changes(old, new);
    found.extend(passage_changes(ChangedPart::Block, old, new));
    found.extend(passage_changes(ChangedPart::Note, old, new));
    in_reading_order(found, old, new)
}

fn section_changes(old: &Shape, new: &Shape) -> Vec<Change> {
    let before: HashMap<&str, usize> = old.heads.iter().enumerate().map(|(at, head)| (head.id.as_str(), at)).collect();
    let kept: Vec<Option<usize>> = new.heads.iter().map(|head| before.get(head.id.as_str()).copied()).collect();
    let stays = sequence::rising(&kept);
    let mut found = Vec::new();
    for (index, head) in new.heads.iter().enumerate() {
        let was = kept[index].map(|at| &old.heads[at]);
        let moved = was.is_some() && !stays[index];
        let change = Change {
            part: ChangedPart::Section,
            id: head.id.clone(),
            section: head.id.clone(),
            old: was.map(|was| was.text.clone()),
            new: Some(head.text.clone()),
            ..Change::default()
        };
        match was {
            None => found.push(Change { kind: ChangeKind::Added, ..change }),
            Some(was) if was.text != head.text => found.push(Change { kind: ChangeKind::Edited, moved, ..change }),
            Some(_) if moved => found.push(Change { kind: ChangeKind::Moved, ..change }),
            Some(_) => {}
        }
    }
    let standing: HashSet<&str> = new.heads.iter().map(|head| head.id.as_str()).collect();
    let gone = old.heads.iter().filter(|head| !standing.contains(head.id.as_str()));
    found.extend(gone.map(|head| Change {
        kind: ChangeKind::Removed,
        part: ChangedPart::Section,
        id: head.id.clone(),
        section: head.id.clone(),
        old: Some(head.text.clone()),
        ..Change::default()
    }));
    found
}

/// The changes of blocks or of notes.
fn passage_changes(part: ChangedPart, old: &Shape, new: &Shape) -> Vec<Change> {
    let (before, after) = if part == ChangedPart::Note { (&old.notes, &new.notes) } else { (&old.blocks, &new.blocks) };
    let places: HashMap<&str, usize> = before.iter().enumerate().map(|(at, one)| (one.id.as_str(), at)).collect();
    let standing: HashSet<&str> = after.iter().map(|one| one.id.as_str()).collect();
    let kept: Vec<Option<usize>> = after.iter().map(|one| places.get(one.id.as_str()).copied()).collect();
    let stays = sequence::rising(&kept);
    let joined = parts_of(before, after, |at| standing.contains(before[at].id.as_str()));
    let split = parts_of(after, before, |at| kept[at].is_some());
    let id =
        |passage: &Passage| if part == ChangedPart::Note { format!("fn-{}", passage.id) } else { passage.id.clone() };
    let mut found = Vec::new();
    for (index, passage) in after.iter().enumerate() {
        let was = kept[index].map(|at| &before[at]);
        // A note follows its mark; only the text moves by itself.
        let moved = was.is_some() && !stays[index] && part == ChangedPart::Block;
        let change = Change {
            part,
            id: id(passage),
            section: new.section_id(passage.section),
            new: Some(passage.text.clone()),
            ..Change::default()
        };
        match was {
            Some(was) if was.text != passage.text => {
                let old = Some(was.text.clone());
                found.push(Change { kind: ChangeKind::Edited, old, moved, ..change });
            }
            Some(_) if moved => found.push(Change { kind: ChangeKind::Moved, ..change }),
            Some(_) => {}
            None => match split.get(&index) {
                Some(whole) => {
                    found.push(Change { kind: ChangeKind::Split, other: Some(id(&before[*whole])), ..change });
                }
                None => found.push(Change { kind: ChangeKind::Added, ..change }),
            },
        }
    }
    for (index, passage) in before.iter().enumerate().filter(|(_, one)| !standing.contains(one.id.as_str())) {
        let whole = joined.get(&index).map(|whole| &after[*whole]);
        found.push(Change {
            kind: if whole.is_some() { ChangeKind::Joined } else { ChangeKind::Removed },
            part,
            id: id(passage),
            section: old.section_id(passage.section),
            other: whole.map(id),
            old: Some(passage.text.clone()),
            ..Change::default()
        });
    }
    found
}

/// Puts the changes in the order of the new text; what is gone follows what stood before it and still stands.
fn in_reading_order(changes: Vec<Change>, old: &Shape, new: &Shape) -> Vec<Change> {
    let after: HashMap<String, usize> = flow(new).into_iter().enumerate().map(|(at, id)| (id, at)).collect();
    let mut places: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let (mut last, mut gone) = (0, 0);
    for id in flow(old) {
        match after.get(&id) {
            Some(at) => (last, gone) = (*at, 0),
            None => {
                gone += 1;
                places.insert(id, (last, gone));
            }
        }
    }
    let place = |change: &Change| {
        let standing = after.get(&change.id).map(|at| (*at, 0));
        standing.or_else(|| places.get(&change.id).copied()).unwrap_or((usize::MAX, 0))
    };
    let mut changes = changes;
    changes.sort_by_key(place);
    changes
}

/// The ids of sections, blocks and notes as a reader meets them: a note after the block that calls it.
fn flow(shape: &Shape) -> Vec<String> {
    let mut notes: BTreeMap<Option<usize>, Vec<String>> = BTreeMap::new();
    for note in &shape.notes {
        notes.entry(note.caller).or_default().push(format!("fn-{}", note.id));
    }
    let mut order = Vec::new();
    let mut head = 0;
    for (index, block) in shape.blocks.iter().enumerate() {
        let before = block.section.map_or(head, |section| section + 1);
        order.extend(shape.heads[head.min(before)..before.max(head)].iter().map(|head| head.id.clone()));
        head = head.max(before);
        order.push(block.id.clone());
        order.extend(notes.remove(&Some(index)).unwrap_or_default());
    }
    order.extend(shape.heads[head..].iter().map(|head| head.id.clone()));
    order.extend(notes.into_values().flatten());
    order
}
