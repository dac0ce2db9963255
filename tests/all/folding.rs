//! Folding, spelling and cutting into tokens: the same here as in the reader's script, on one shared file of examples,
//! `tests/fold-vectors.json`. `tests/site/search.test.mjs` runs the script on it.

use ibid::search::tokens::{key, tokens, variant};
use ibid::text::{fold, spelling};
use serde_json::Value;

/// The examples of one kind: what goes in, what comes out.
fn examples(kind: &str) -> Vec<(String, Value)> {
    let all: Value = serde_json::from_str(include_str!("../fold-vectors.json")).expect("the examples are JSON");
    let list = all.get(kind).and_then(Value::as_array).expect("a kind of examples").clone();
    assert!(!list.is_empty(), "no examples of {kind}");
    list.into_iter().map(|pair| (pair[0].as_str().expect("a text").to_owned(), pair[1].clone())).collect()
}

#[test]
fn texts_are_folded_as_the_examples_say() {
    for (text, expected) in examples("fold") {
        assert_eq!(fold(&text), expected, "fold {text:?}");
    }
    for (text, expected) in examples("spelling") {
        assert_eq!(spelling(&text), expected, "spelling {text:?}");
    }
}

#[test]
fn texts_are_cut_as_the_examples_say() {
    for (text, expected) in examples("tokens") {
        assert_eq!(Value::from(tokens(&text)), expected, "tokens {text:?}");
    }
    for (token, expected) in examples("key") {
        assert_eq!(key(&token), expected, "key {token:?}");
    }
    for (token, expected) in examples("variant") {
        assert_eq!(variant(&token), expected, "variant {token:?}");
    }
}

#[test]
fn a_syllable_is_folded_as_it_is_spelled() {
    for (text, _) in examples("fold") {
        assert_eq!(fold(&spelling(&text)), fold(&text));
    }
}
