//! The bodies that may have issued a report: names that stand alone, names within a line, names on two lines.
//!
//! In: the cells of a head. Out: candidates with what speaks for each.

use super::cells::Cell;
use super::facts::{Candidates, Said, none, say_counts, say_label};
use super::model::Candidate;
use super::traits::{say, step};
use super::values::body_name;
use crate::language::{self, Fact};
use crate::numbering;
use crate::text::{fold_space, is_all_caps, word_count};

/// The bodies that may have issued the document.
#[must_use]
pub fn issuers(cells: &[Cell], said: &Said<'_>) -> Candidates {
    let lexicon = language::any();
    let mut found = none();
    for (at, cell) in cells.iter().enumerate() {
        let labelled = cell.words.split_once(':').filter(|(key, _)| lexicon.fact(key) == Some(Fact::Issuer));
        if let Some((_, value)) = labelled {
            push_name(&mut found, cells, at, fold_space(value), "label");
        }
        let is_name = |words: &str, count: usize| {
            (1..=16).contains(&count)
                && !words.contains(|c: char| c.is_ascii_digit())
                && !words.contains(": ")
                && words.contains(char::is_uppercase)
        };
        // "CHAPTER V OF THE COUNCIL": a part of the text.
        if numbering::readings(&cell.words).iter().any(|reading| reading.head.label.is_some()) {
            continue;
        }
        let body = body_name(&cell.words);
        let whole = fold_space(lexicon.without_letterhead(lexicon.without_issuer_end(&cell.words)));
        if let Some(body) = body.clone() {
            push_name(&mut found, cells, at, body, "body");
        }
        if body.as_deref() != Some(whole.as_str()) && is_name(&whole, word_count(&whole)) {
            push_name(&mut found, cells, at, whole.clone(), "line");
        }
        for phrase in phrases(&cell.words) {
            if phrase != whole && body.as_deref() != Some(phrase.as_str()) {
                push_name(&mut found, cells, at, phrase, "phrase");
            }
        }
        let Some(next) = cells.get(at + 1).filter(|next| next.zone == cell.zone) else { continue };
        let next_words = fold_space(lexicon.without_letterhead(&next.words));
        if is_name(&whole, cell.count) && is_name(&next_words, next.count) {
            push_name(&mut found, cells, at, format!("{whole} {next_words}"), "pair");
        }
    }
    for (name, metadata) in said.each() {
        let issuer = metadata.issuer.clone().filter(|issuer| !issuer.contains("://"));
        let issuers = issuer.into_iter().map(|issuer| {
            let mut features = vec![format!("said:{name}")];
            if body_name(&issuer).is_some() {
                features.push(format!("said-body:{name}"));
            }
            Candidate { value: Some(issuer), features }
        });
        found.extend(issuers);
        let parties = metadata.subtitle.as_deref().and_then(|text| lexicon.parties(text)).map(fold_space);
        found.extend(parties.map(|issuer| Candidate { value: Some(issuer), features: vec!["parties".to_owned()] }));
    }
    say_counts(&mut found);
    found
}

/// The names of bodies within a line: from the word for a body over capitalised words on both sides.
fn phrases(line: &str) -> Vec<String> {
    /// A name has no more words.
    const LONGEST: usize = 12;
    /// So many of its words stand before the word for a body.
    const BEFORE: usize = 4;
    let lexicon = language::any();
    let words: Vec<&str> = line.split_whitespace().collect();
    let mut found = Vec::new();
    let mut from = 0;
    for at in 0..words.len() {
        if at < from || !lexicon.opens_with_issuer(words[at..].join(" ").as_str()) {
            continue;
        }
        let in_caps = is_all_caps(words[at]);
        let is_name = |word: &str| word.starts_with(char::is_uppercase) && (in_caps || !is_all_caps(word));
        let mut start = at;
        while start > from
            && at - start < BEFORE
            && is_name(words[start - 1])
            && !words[start - 1].ends_with([',', '.', ';', ':'])
        {
            start -= 1;
        }
        let mut end = at + 1;
        while end < words.len() && end - start < LONGEST && !words[end - 1].ends_with([',', '.', ';', ':', ')']) {
            let goes_on = is_name(words[end])
                || (lexicon.must_go_on(words[end]) || matches!(words[end], "-" | "–"))
                    && words.get(end + 1).is_some_and(|word| is_name(word));
            if !goes_on {
                break;
            }
            end += 1;
        }
        let name = words[start..end].join(" ");
        let name = name.trim_matches(|c: char| !(c.is_alphanumeric() || c == ')' || c == '('));
        if name.starts_with(char::is_uppercase) || end - start > 1 {
            found.push(fold_space(name));
        }
        from = end;
    }
    found
}

fn push_name(found: &mut Candidates, cells: &[Cell], at: usize, name: String, by: &str) {
    let lexicon = language::any();
    let cell = &cells[at];
    let zone = cell.zone.name();
    let mut features = cell.features.clone();
    say_label(&mut features, &cell.words, Fact::Issuer);
    features.extend([
        format!("by:{by}"),
        format!("by-zone:{by}:{zone}"),
        format!("by-role:{by}:{}", cell.role.name()),
        format!("words:{}", step(word_count(&name), &[2, 3, 5, 8, 12])),
    ]);
    let opens = lexicon.opens_with_issuer(&name);
    let is_capital = |word: &str| !word.starts_with(char::is_lowercase) || lexicon.must_go_on(word);
    say(
        &mut features,
        [
            (by == "phrase" && cell.words.starts_with(&name), "phrase-opens"),
            (by == "phrase" && cell.words.ends_with(&name), "phrase-ends"),
            (opens, "opens-with-issuer"),
            (opens, &format!("opens-with-issuer:{by}:{zone}")),
            (!opens && lexicon.names_issuer(&name), "names-issuer"),
            (lexicon.ends_with_issuer(&name), "ends-with-issuer"),
            (!lexicon.names_issuer(&name), "no-issuer-word"),
            (lexicon.is_organ(&name), "organ"),
            (lexicon.must_go_on(&name), "breaks-off"),
            (name.ends_with(['-', '–', ',', ':']), "ends-open"),
            (lexicon.is_motto(&name) || lexicon.is_letterhead(&name), "names-state"),
            (lexicon.is_kind(&name), "is-kind"),
            (name.split(' ').all(is_capital), "all-capitalised"),
            (lexicon.is_signature(&name), "signature"),
        ],
    );
    let next = cells.get(at + 1).filter(|next| next.zone == cell.zone);
    features.extend(next.map(|next| say_next(cell, next, by)).unwrap_or_default());
    found.push(Candidate { value: Some(name), features });
}

/// What the cell below a name says: its other half, or what stands below it.
fn say_next(cell: &Cell, next: &Cell, by: &str) -> Vec<String> {
    let lexicon = language::any();
    let goes_on = next.words.starts_with(char::is_lowercase);
    let mut features = Vec::new();
    if by == "pair" {
        say(
            &mut features,
            [
                (lexicon.opens_with_place_unit(&next.words), "pair:place-unit"),
                (lexicon.is_organ(&next.words), "pair:organ"),
                (lexicon.opens_with_issuer(&next.words), "pair:issuer"),
                (goes_on, "pair:goes-on"),
                (lexicon.must_go_on(&cell.words) || cell.words.ends_with(['-', '–', ',']), "pair:broken"),
                (is_all_caps(&cell.words) == is_all_caps(&next.words), "pair:alike"),
                (next.count <= 4, "pair:short"),
                (lexicon.is_motto(&next.words) || lexicon.is_letterhead(&next.words), "pair:state"),
                (lexicon.is_kind(&next.words), "pair:kind"),
            ],
        );
    } else {
        let is_place = lexicon.opens_with_place_unit(&next.words) && next.count <= 6;
        say(&mut features, [(is_place, "place-below"), (goes_on, "goes-on-below")]);
    }
    features
}
