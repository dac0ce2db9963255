//! The files that an edition adds to the program's own languages, or sets against them.
//!
//! In: the texts of `languages/*.yaml` beside `edition.yaml`. Out: all languages, with the words of each file added to the language of
//! its name, and what is wrong with a file. Invariant: a file that is wrong changes nothing.

use serde_yaml::{Mapping, Value};

use super::words::Language;
use crate::diagnostic::{Checked, Diagnostic, Span};
use crate::message::Message;
use crate::text::try_pattern;

/// Reads the files over the program's languages. `embedded`: codes, texts in YAML, the same in JSON; `files`: names and texts.
pub fn read_over(embedded: &[(&str, &str, &str)], files: &[(&str, &str)]) -> Checked<Vec<Language>> {
    let mut added: Vec<(&str, Value)> = Vec::new();
    let mut said = Vec::new();
    for (name, text) in files {
        let code = stem(name);
        let base = added.iter().position(|(known, _)| *known == code);
        let written =
            || embedded.iter().find(|(known, ..)| *known == code).map(|(_, text, _)| serde_yaml::from_str(text));
        let known: Option<Value> = base.map(|at| added[at].1.clone()).or_else(|| written()?.ok());
        match merged(name, text, known.as_ref()) {
            Ok(value) => match base {
                Some(at) => added[at].1 = value,
                None => added.push((code, value)),
            },
            Err(wrong) => said.push(*wrong),
        }
    }
    let of_added = |(_, value): (&str, Value)| serde_yaml::from_value(value).ok();
    let mut languages: Vec<Option<Language>> = Vec::new();
    for (code, _, ready) in embedded {
        let own = added.iter().position(|(known, _)| known == code).map(|at| added.remove(at));
        languages.push(own.map_or_else(|| serde_json::from_str(ready).ok(), of_added));
    }
    languages.extend(added.into_iter().map(of_added));
    Checked::new(languages.into_iter().flatten().map(Language::with_unmarked_words).collect(), said)
}

/// "languages/pt.yaml" is of `pt`.
fn stem(name: &str) -> &str {
    let file = name.rsplit('/').next().unwrap_or(name);
    file.strip_suffix(".yaml").unwrap_or(file)
}

/// The words of a file over those of the language that it extends.
fn merged(name: &str, text: &str, base: Option<&Value>) -> Result<Value, Box<Diagnostic>> {
    let wrong = |error: &serde_yaml::Error| Box::new(broken(name, text, error));
    let own: Language = if text.trim().is_empty() {
        Language::default()
    } else {
        serde_yaml::from_str(text).map_err(|error| wrong(&error))?
    };
    if !own.code.is_empty() && own.code != stem(name) {
        let message = message!("language-code-file", code = own.code);
        return Err(Box::new(at_words(name, text, &own.code, message)));
    }
    for written in own.number_patterns.iter().chain(&own.cited_numbers) {
        if let Err(why) = try_pattern(&format!("({written})")) {
            let message = message!("language-pattern", written = written, why = why);
            return Err(Box::new(at_words(name, text, written, message)));
        }
    }
    let mut over = match serde_yaml::from_str(text) {
        Ok(Value::Mapping(over)) => over,
        _ => Mapping::new(),
    };
    over.remove("replace");
    over.insert("code".into(), stem(name).into());
    let mut all = base.and_then(Value::as_mapping).cloned().unwrap_or_default();
    for key in &own.replace {
        if !over.contains_key(key.as_str()) {
            let message = message!("language-replace", key = key);
            return Err(Box::new(at_words(name, text, key, message)));
        }
        all.remove(key.as_str());
    }
    add(&mut all, over);
    Ok(Value::Mapping(all))
}

/// Adds what one mapping has to another: lists grow, single values change.
fn add(all: &mut Mapping, over: Mapping) {
    for (key, value) in over {
        match (all.get_mut(&key), value) {
            (Some(Value::Sequence(known)), Value::Sequence(more)) => {
                let new: Vec<Value> = more.into_iter().filter(|word| !known.contains(word)).collect();
                known.extend(new);
            }
            (Some(Value::Mapping(known)), Value::Mapping(more)) => add(known, more),
            (_, value) => {
                all.insert(key, value);
            }
        }
    }
}

/// What is wrong with a file, at the place that its reader names.
fn broken(name: &str, text: &str, error: &serde_yaml::Error) -> Diagnostic {
    let place = error.location().map_or((1, 1), |place| (place.line(), place.column()));
    let line = text.split('\n').nth(place.0 - 1).unwrap_or_default();
    let start = line.char_indices().nth(place.1.saturating_sub(1)).map_or(line.len(), |(at, _)| at);
    let length = line[start..].find([' ', ':', ',', ']']).unwrap_or(line.len() - start);
    let message = error.to_string();
    let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(message, _)| message);
    said(name, Message::verbatim(message)).at(Span::in_line(place.0, line, start..start + length))
}

/// What is wrong with some words of a file.
fn at_words(name: &str, text: &str, words: &str, message: Message) -> Diagnostic {
    let found = text.split('\n').enumerate().find_map(|(at, line)| Some((at + 1, line, line.find(words)?)));
    match found {
        Some((number, line, start)) => said(name, message).at(Span::in_line(number, line, start..start + words.len())),
        None => said(name, message),
    }
}

fn said(name: &str, message: Message) -> Diagnostic {
    Diagnostic::new("language-broken", name, message).hint(message!("language-hint"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASE: [(&str, &str, &str); 1] = [(
        "en",
        "code: en\nname: English\nkinds: [report, minutes]\nparts:\n  chapter: [chapter]\n",
        r#"{"code": "en", "name": "English", "kinds": ["report", "minutes"], "parts": {"chapter": ["chapter"]}}"#,
    )];

    fn read(name: &str, text: &str) -> Checked<Vec<Language>> {
        read_over(&BASE, &[(name, text)])
    }

    #[test]
    fn words_are_added_or_replaced() {
        let added = read("languages/en.yaml", "kinds: [report, memorial]\nparts:\n  chapter: [canto]\n");
        assert_eq!(added.diagnostics, []);
        assert_eq!(added.value[0].kinds, ["report", "minutes", "memorial"]);
        assert_eq!(
            added.value[0].parts.values().next().map(Vec::as_slice),
            Some(&["chapter".into(), "canto".into()][..])
        );
        let replaced = read("languages/en.yaml", "replace: [kinds]\nkinds: [memorial]\n");
        assert_eq!((replaced.value[0].kinds.as_slice(), replaced.diagnostics), (&["memorial".into()][..], vec![]));
    }

    #[test]
    fn a_new_file_is_a_new_language() {
        let read = read("languages/pt.yaml", "name: Português\nkinds: [relatório]\n");
        let codes: Vec<&str> = read.value.iter().map(|language| language.code.as_str()).collect();
        assert_eq!((codes.as_slice(), read.diagnostics), (&["en", "pt"][..], vec![]));
    }

    #[test]
    fn a_wrong_file_changes_nothing_and_is_told_with_its_place() {
        for (text, place, words) in [
            ("kinds: [memorial]\nkind: [act]\n", "languages/en.yaml:2:1", "unknown field `kind`"),
            ("kinds:\n  - act\n  - [x\n", "languages/en.yaml:3:5", "sequence"),
            ("number_patterns: ['A/(']\n", "languages/en.yaml:1:20", "is no regular expression"),
            ("code: fr\n", "languages/en.yaml:1:7", "is not the name of the file"),
            ("replace: [kinds]\n", "languages/en.yaml:1:11", "has no words for it"),
        ] {
            let read = read("languages/en.yaml", text);
            let told: Vec<(String, String)> =
                read.diagnostics.iter().map(|said| (said.place(), said.message.to_string())).collect();
            assert_eq!(told.len(), 1, "{text}");
            assert!(told[0].0 == place && told[0].1.contains(words), "{text}: {told:?}");
            assert_eq!(read.value[0].kinds, ["report", "minutes"]);
        }
    }
}
