//! Items and replies as the desk's script gets them: words of the language put in, nothing as HTML.
//!
//! In: items, replies. Out: JSON.

use serde_json::{Map, Value, json};

use super::state::{Desk, Progress, Reply, name};
use super::waiting::State;
use crate::compare::{Change, compare};
use crate::pipeline::desk::{Excerpt, Field, Item, Kind, Role, Spot};

/// What waits: the order of all, or what left it, and what a browser does not have yet that knows a generation; 0 for one that knows nothing.
pub(super) fn queue(desk: &Desk, state: &State, known: u64) -> Value {
    Value::Object(waiting(desk, state, known))
}

/// What an answer came to, and what waits now.
pub(super) fn reply(desk: &Desk, state: &State, reply: &Reply, known: u64) -> Value {
    let mut answer = waiting(desk, state, known);
    let mut put = |key: &str, value: Value| drop(answer.insert(key.to_owned(), value));
    let said = |key: &str, words: &str| desk.words.phrase(&format!("refusal.{key}")).replace("{words}", words);
    match reply {
        Reply::Done(focus) => {
            put("ok", true.into());
            put("focus", json!(focus));
        }
        Reply::Changed(path) => put("said", said("changed", path).into()),
        Reply::Stale => put("said", said("stale", "").into()),
        Reply::Refused(refusal) => {
            let words = desk.words.phrase(&format!("field.{}", refusal.words()));
            let words = if words.is_empty() { refusal.words().to_owned() } else { words };
            put("said", said(refusal.name(), &words).into());
        }
    }
    Value::Object(answer)
}

fn waiting(desk: &Desk, state: &State, known: u64) -> Map<String, Value> {
    let mut answer = head(desk, &desk.progress(state));
    // The order of all is long: mostly it is enough to say what left it.
    let (key, ids): (_, Vec<&str>) = match state.gone(known) {
        Some(gone) => ("gone", gone.collect()),
        None => ("order", state.items().map(|item| item.id.as_str()).collect()),
    };
    answer.insert(key.to_owned(), json!(ids));
    answer.insert("items".to_owned(), state.fresh(known).map(|item| one(desk, state, item)).collect());
    answer
}

fn head(desk: &Desk, progress: &Progress) -> Map<String, Value> {
    let undo = progress.undo.map(|(verb, count, kind)| {
        let what = kind.map(|kind| desk.words.phrase(&format!("kind.{}", kind.name()))).unwrap_or_default();
        let words = desk.words.phrase(&format!("done.{verb}")).replace("{n}", &count.to_string());
        if what.is_empty() { words } else { format!("{words} · {what}") }
    });
    let counted = |verb: &str| {
        progress.counts.get(verb).map(|count| format!("{count} {}", desk.words.phrase(&format!("commit.{verb}"))))
    };
    let counts: Vec<String> = ["accept", "change", "refuse", "add"].into_iter().filter_map(counted).collect();
    let line = format!(
        "git commit -m \"{}: {}\" -- content edition.yaml",
        desk.words.phrase("commit.title"),
        counts.join(", ")
    );
    let commit = (progress.is_versioned && !counts.is_empty()).then_some(line);
    let value = json!({
        "generation": progress.generation, "ready": progress.is_ready, "answered": progress.answered, "undo": undo, "commit": commit,
    });
    value.as_object().cloned().unwrap_or_default()
}

fn one(desk: &Desk, state: &State, item: &Item) -> Value {
    let other = item.other.as_ref().map(|(spot, words)| json!({"spot": place(spot), "sentence": excerpt(words)}));
    let verbs: Vec<&str> = item.verbs.iter().map(|verb| name(*verb)).collect();
    let fields: Vec<Value> = item.fields.iter().map(|one| field(desk, one)).collect();
    let title = if item.code.is_empty() { String::new() } else { desk.words.phrase(&format!("code.{}", item.code)) };
    let alike =
        item.alike.as_ref().map(|(key, label)| json!({"key": format!("{} {key}", item.kind.name()), "label": label}));
    json!({
        "id": item.id, "version": item.version(), "kind": item.kind.name(), "spot": place(&item.spot),
        "sentence": excerpt(&item.sentence), "other": other, "change": [item.change.0, item.change.1], "pair": pair(item),
        "why": item.why.in_language(&desk.language), "code": item.code, "title": title, "doubtful": item.is_doubtful,
        "fields": fields, "verbs": verbs, "alike": alike, "later": state.is_later(&item.id),
    })
}

/// Two readings with what is in one of them alone; empty where the words are few.
fn pair(item: &Item) -> Vec<Value> {
    if item.kind != Kind::Conflict {
        return Vec::new();
    }
    let (ours, theirs) = compare(&item.change.0, &item.change.1);
    let piece = |(change, words): &(Change, String)| match change {
        Change::Same => json!(["sentence", words]),
        Change::Gone | Change::New => json!(["marked", words]),
    };
    [ours, theirs].iter().map(|pieces| pieces.iter().map(piece).collect()).collect()
}

/// A field with its label.
pub(super) fn field(desk: &Desk, field: &Field) -> Value {
    let choice = |one: &String| {
        let label = desk.words.phrase(&format!("choice.{one}"));
        json!([one, if label.is_empty() { one } else { &label }])
    };
    json!({
        "name": field.name, "label": desk.words.phrase(&format!("field.{}", field.name)), "value": field.value, "long": field.is_long,
        "choices": field.choices.iter().map(choice).collect::<Vec<_>>(),
    })
}

fn place(spot: &Spot) -> Value {
    let print = spot.print.as_ref().map(|print| {
        json!({"picture": print.picture, "url": print.url, "size": [print.size.0, print.size.1], "areas": print.areas})
    });
    json!({"path": spot.path, "line": spot.line, "title": spot.title, "url": spot.url, "print": print})
}

fn excerpt(pieces: &Excerpt) -> Value {
    let piece = |(role, words): &(Role, String)| match role {
        Role::Around => json!(["around", words]),
        Role::Sentence => json!(["sentence", words]),
        Role::Marked => json!(["marked", words]),
    };
    pieces.iter().map(piece).collect()
}
