//! What an answer changes: the smallest change of the files that says it.
//!
//! In: the edition's files, an item, an answer. Out: the files that change, each as it will be; none for a file that goes. What always
//! holds: what the item is about still stands there, word for word; a change that makes faults of its own is refused.

use std::collections::BTreeMap;

use super::item::{Answer, Fix, Item, Role, Spot, Verb, Work};
use super::proposals;
use super::refusal::Refusal;
use super::reshape::{WAYS, reshape};
use crate::diagnostic::Severity;
use crate::edition::{
    ASIDE, Decision, add_entry, add_written, amend, decide, entries, read_aside, read_config, read_page,
    read_page_alone, without_aside,
};
use crate::model::indicator::IndicatorKind;
use crate::numerals;
use crate::tree::FileTree;
use crate::yaml::quoted;

/// Files as they will be; none for one that goes.
pub type Changes = BTreeMap<String, Option<String>>;

/// The files with the answers to some items, all or none of them.
///
/// # Errors
/// Why nothing is changed.
pub fn act(folder: &FileTree, answers: &[(Item, Answer)]) -> Result<Changes, Refusal> {
    let mut changes = Changes::new();
    for (item, answer) in answers {
        if !item.verbs.contains(&answer.verb) {
            return Err(Refusal::Verb);
        }
        for (path, text) in of_one(&Files { folder, changes: &changes }, item, answer)? {
            changes.insert(path, text);
        }
    }
    for (path, text) in &changes {
        check(path, folder.text(path).unwrap_or_default(), text.as_deref().unwrap_or_default())?;
    }
    Ok(changes)
}

/// The folder with what was changed already.
struct Files<'f> {
    folder: &'f FileTree,
    changes: &'f Changes,
}

impl Files<'_> {
    fn text(&self, path: &str) -> Result<&str, Refusal> {
        let changed = self.changes.get(path).map(Option::as_deref);
        changed.unwrap_or_else(|| self.folder.text(path)).ok_or(Refusal::Gone)
    }
}

type Changed = Result<Vec<(String, Option<String>)>, Refusal>;

fn of_one(files: &Files<'_>, item: &Item, answer: &Answer) -> Changed {
    if answer.verb == Verb::Seen {
        return Ok(Vec::new());
    }
    let path = item.spot.path.as_str();
    let one = |text: String| Ok(vec![(path.to_owned(), Some(text))]);
    match &item.work {
        Work::Entry(list, source) => one(entry(files.text(path)?, (path, list, source), item, answer)?),
        Work::Suspicion(fix) => one(suspicion(files.text(path)?, fix, item, answer)?),
        Work::Discrepancy(at, values, fixes) => discrepancy(files, (at, values, fixes), answer),
        Work::Parallel(at) => parallel(files, at, answer),
        Work::Conflict(source) => {
            let [ours, theirs] = crate::markdown::conflict::readings(source);
            let text = match answer.verb {
                Verb::Accept => theirs,
                Verb::Change => closed(&field(item, answer, "text")),
                _ => ours,
            };
            one(replaced(files.text(path)?, source, &text)?)
        }
        Work::Aside(_) => aside(files, item, answer),
        Work::Passage(source) => one(replaced(files.text(path)?, source, field(item, answer, "text").trim_end())?),
        Work::Nothing => Err(Refusal::Verb),
    }
}

/// Lines with an end.
fn closed(text: &str) -> String {
    if text.is_empty() || text.ends_with('\n') { text.to_owned() } else { format!("{text}\n") }
}

/// What the answer says in a field, or what the item has there.
fn field(item: &Item, answer: &Answer, name: &str) -> String {
    let own = || item.fields.iter().find(|field| field.name == name).map(|field| field.value.clone());
    let given = answer.fields.get(name).map(|text| text.replace("\r\n", "\n"));
    given.or_else(own).unwrap_or_default()
}

/// The one place of a source exchanged; a source that stands twice is left alone, since none can say which was meant.
fn replaced(text: &str, source: &str, new: &str) -> Result<String, Refusal> {
    if source.is_empty() || text.matches(source).count() != 1 {
        return Err(Refusal::Gone);
    }
    let new = if text.contains("\r\n") { new.replace('\n', "\r\n") } else { new.to_owned() };
    Ok(text.replacen(source, &new, 1))
}

fn entry(
    text: &str,
    (path, list, source): (&str, &str, &str),
    item: &Item,
    answer: &Answer,
) -> Result<String, Refusal> {
    let all = entries(path, text, list);
    let nth = all.iter().position(|range| text[range.clone()].trim_end() == source.trim_end()).ok_or(Refusal::Gone)?;
    let mut text = text.to_owned();
    let marked = item.sentence.iter().find(|(role, _)| *role == Role::Marked).map(|(_, words)| words);
    if answer.verb != Verb::Refuse {
        for own in &item.fields {
            let Some(new) = answer.fields.get(own.name).filter(|new| new.trim() != own.value) else { continue };
            let value = value(own.name, new.trim())?;
            if let (Some(quote), Some(value)) = (marked, &value) {
                is_stated(quote, own.name, value)?;
            }
            text = amend(path, &text, list, nth, (own.name, value.as_deref())).ok_or(Refusal::Written)?;
        }
    }
    let decision = if answer.verb == Verb::Refuse { Decision::Refuse } else { Decision::Accept };
    decide(&text, list, nth, decision).ok_or(Refusal::Written)
}

/// A figure has to be the one that its words state.
fn is_stated(quote: &str, name: &str, value: &str) -> Result<(), Refusal> {
    match value.parse::<f64>() {
        Ok(number) if FIGURES.contains(&name) && !numerals::states(quote, number) => {
            Err(Refusal::Field(name.to_owned()))
        }
        _ => Ok(()),
    }
}

/// The fields that hold figures.
const FIGURES: [&str; 3] = ["value", "low", "high"];

/// A field's words as YAML; none where the key goes.
fn value(name: &str, words: &str) -> Result<Option<String>, Refusal> {
    let refused = || Refusal::Field(name.to_owned());
    match name {
        "value" | "low" | "high" => {
            let number: f64 = words.parse().map_err(|_| refused())?;
            if number.is_finite() { Ok(Some(number.to_string())) } else { Err(refused()) }
        }
        "name" | "read" | "quote" | "note" | "term" if words.is_empty() => Err(refused()),
        "op" if words == "=" => Ok(None),
        "kind" if IndicatorKind::ALL.iter().all(|kind| kind.name() != words) => Err(refused()),
        "kind" => Ok(Some(words.to_owned())),
        _ if words.is_empty() => Ok(None),
        _ => Ok(Some(quoted(words))),
    }
}

fn suspicion(text: &str, fix: &Fix, item: &Item, answer: &Answer) -> Result<String, Refusal> {
    let read = field(item, answer, "read");
    if read.trim().is_empty() || answer.verb != Verb::Refuse && read.trim() == fix.quote.trim() {
        return Err(Refusal::Field("read".to_owned()));
    }
    let mut fields = correction(fix, read.trim(), field(item, answer, "reason").trim());
    if answer.verb == Verb::Refuse {
        fields.push(("status", "refused".to_owned()));
    }
    add_entry(&fix.path, text, "corrections", &fields).ok_or(Refusal::Written)
}

fn correction(fix: &Fix, read: &str, reason: &str) -> Vec<(&'static str, String)> {
    let mut fields = vec![("quote", quoted(&fix.quote)), ("at", quoted(&fix.at)), ("read", quoted(read))];
    if !reason.is_empty() {
        fields.push(("reason", quoted(reason)));
    }
    fields
}

type Sides<'s> = (&'s [String; 2], &'s [String; 2], &'s [Fix]);

fn discrepancy(files: &Files<'_>, (at, values, fixes): Sides<'_>, answer: &Answer) -> Changed {
    let given = |name: &str| answer.fields.get(name).map(|words| words.trim().to_owned()).unwrap_or_default();
    let reason = given("reason");
    if reason.is_empty() {
        return Err(Refusal::Field("reason".to_owned()));
    }
    if answer.verb == Verb::Change {
        let wrong = given("wrong");
        let fix = fixes.iter().find(|fix| fix.quote == wrong).or_else(|| fixes.first().filter(|_| wrong.is_empty()));
        let fix = fix.ok_or_else(|| Refusal::Field("wrong".to_owned()))?;
        let read = given("read");
        if read.is_empty() || read == fix.quote {
            return Err(Refusal::Field("read".to_owned()));
        }
        let fields = correction(fix, &read, &reason);
        let text = add_entry(&fix.path, files.text(&fix.path)?, "corrections", &fields).ok_or(Refusal::Written)?;
        return Ok(vec![(fix.path.clone(), Some(text))]);
    }
    let fields = [("at", list(at)), ("values", list(values)), ("reason", quoted(&reason))];
    of_edition(files, "settled", &fields)
}

/// Whether two passages say the same.
fn parallel(files: &Files<'_>, at: &[String; 2], answer: &Answer) -> Changed {
    let says = if answer.verb == Verb::Refuse { "other" } else { "same" };
    of_edition(files, "parallels", &[("at", list(at)), ("answer", says.to_owned())])
}

/// Two words as a list.
fn list(words: &[String; 2]) -> String {
    format!("[{}, {}]", quoted(&words[0]), quoted(&words[1]))
}

/// An entry more of a list of the edition's own file.
fn of_edition(files: &Files<'_>, name: &str, fields: &[(&str, String)]) -> Changed {
    let text = add_entry(CONFIG, files.text(CONFIG)?, name, fields).ok_or(Refusal::Written)?;
    Ok(vec![(CONFIG.to_owned(), Some(text))])
}

/// The file of the editor's words on the edition as a whole.
const CONFIG: &str = "edition.yaml";

fn aside(files: &Files<'_>, item: &Item, answer: &Answer) -> Changed {
    let Work::Aside(wanted) = &item.work else { return Err(Refusal::Verb) };
    let path = &item.spot.path;
    let text = files.text(path)?;
    let nth = read_aside(text).iter().position(|entry| entry == wanted).ok_or(Refusal::Gone)?;
    let rest = without_aside(text, &[nth]);
    let mut changed = vec![(path.clone(), (!rest.is_empty()).then_some(rest))];
    if answer.verb != Verb::Refuse {
        let folder = path.trim_end_matches(ASIDE);
        let page = format!("{folder}{}", field(item, answer, "page").trim());
        let own = files.text(&page).map_err(|_| Refusal::Field("page".to_owned()))?;
        let lines = field(item, answer, "text");
        let lines: String = lines
            .lines()
            .enumerate()
            .map(|(at, line)| format!("{}{line}\n", if at == 0 { "- " } else { "  " }))
            .collect();
        let new = add_written(&page, own, &wanted.list, &lines).ok_or(Refusal::Written)?;
        changed.push((page, Some(new)));
    }
    Ok(changed)
}

/// An entry that an editor makes of words that were selected in a page, or the page in another shape.
///
/// # Errors
/// Why nothing is changed.
pub fn add(folder: &FileTree, fix: &Fix, list: &str, fields: &BTreeMap<String, String>) -> Result<Changes, Refusal> {
    if WAYS.contains(&list) {
        let text = folder.text(&fix.path).ok_or(Refusal::Gone)?;
        let new = reshape(text, fix, list, fields)?;
        check(&fix.path, text, &new)?;
        return Ok(Changes::from([(fix.path.clone(), Some(new))]));
    }
    let given = |name: &str| fields.get(name).map(|words| words.trim()).unwrap_or_default();
    let is_glossary = list == "glossary";
    let path = if is_glossary { CONFIG } else { fix.path.as_str() };
    let names: &[&'static str] = match list {
        "corrections" => &["read", "reason"],
        "annotations" => &["note", "by"],
        "glossary" => &["term", "abbr", "definition"],
        "indicators" => &["name", "value", "low", "high", "op", "unit", "period", "kind"],
        _ => return Err(Refusal::Verb),
    };
    let mut entry = Vec::new();
    for name in
        names.iter().filter(|name| fields.contains_key(**name) || ["name", "read", "note", "term"].contains(name))
    {
        // One end of a range, or the other: a single figure has neither.
        let is_open = FIGURES.contains(name) && given(name).is_empty();
        is_stated(&fix.quote, name, given(name))?;
        if let Some(value) = if is_open { None } else { value(name, given(name))? } {
            entry.push((*name, value));
        }
    }
    if !is_glossary {
        let place = [("quote", quoted(fix.quote.trim())), ("at", quoted(&fix.at))];
        let at = if list == "indicators" { entry.len() } else { 0 };
        entry.splice(at..at, place);
    }
    let text = folder.text(path).ok_or(Refusal::Gone)?;
    let new = match proposed(path, text, fix, list)? {
        Some(item) => of_proposal(text, (path, list), &item, fields)?,
        None => add_entry(path, text, list, &entry).ok_or(Refusal::Written)?,
    };
    check(path, text, &new)?;
    Ok(Changes::from([(path.to_owned(), Some(new))]))
}

/// The proposal that speaks of the same words; one is taken up, not written a second time.
fn proposed(path: &str, text: &str, fix: &Fix, list: &str) -> Result<Option<Item>, Refusal> {
    let page = read_page_alone(path, text);
    let overlap = |at: &str, quote: &str| at == fix.at && (quote.contains(&fix.quote) || fix.quote.contains(quote));
    let there: Vec<bool> = match list {
        "corrections" => page
            .front
            .corrections
            .iter()
            .filter(|one| overlap(&one.at, &one.quote))
            .map(|one| one.is_applied())
            .collect(),
        "indicators" => page
            .front
            .indicators
            .iter()
            .filter(|one| overlap(&one.at, &one.quote))
            .map(|one| one.status.is_accepted())
            .collect(),
        _ => Vec::new(),
    };
    if there.contains(&true) {
        return Err(Refusal::There);
    }
    let of_list = |item: &Item| matches!(item.work, Work::Entry(own, _) if own == list);
    let items =
        proposals::of_page(&page, &Spot { path: path.to_owned(), ..Spot::default() }).into_iter().filter(of_list);
    let is_same = |item: &Item| {
        let Work::Entry(_, source) = &item.work else { return false };
        let marked = item.sentence.iter().find(|(role, _)| *role == Role::Marked).map(|(_, words)| words.as_str());
        marked.is_some_and(|quote| overlap(&fix.at, quote)) && source.contains(&fix.at)
    };
    Ok(items.into_iter().find(is_same))
}

/// A proposal accepted as the fields say.
fn of_proposal(
    text: &str,
    (path, list): (&str, &str),
    item: &Item,
    fields: &BTreeMap<String, String>,
) -> Result<String, Refusal> {
    let Work::Entry(_, source) = &item.work else { return Err(Refusal::Verb) };
    let mut fields = fields.clone();
    // A reason that is left empty leaves the one that is there.
    fields.retain(|name, words| name != "reason" || !words.trim().is_empty());
    entry(text, (path, list, source), item, &Answer { verb: Verb::Change, fields })
}

/// A file may have no more errors than before.
fn check(path: &str, before: &str, after: &str) -> Result<(), Refusal> {
    let errors = |text: &str| {
        let said = match path {
            CONFIG => read_config(text).diagnostics,
            page if page.ends_with(".md") => read_page(page, text).diagnostics,
            _ => Vec::new(),
        };
        said.into_iter().filter(|one| one.severity == Severity::Error).map(|one| one.message).collect::<Vec<_>>()
    };
    let (before, after) = (errors(before), errors(after));
    match after.iter().find(|message| !before.contains(message)).filter(|_| after.len() > before.len()) {
        Some(message) => Err(Refusal::Fault(message.to_string())),
        None => Ok(()),
    }
}
