//! The laws of `fuzz/targets.rs` on seeds of the text suite, changed at random: what a stable compiler can do of fuzzing. A
//! fuzzer (see CONTRIBUTING.md) goes further; what it finds becomes a case of the suite. `IBID_FUZZ_CASES` sets how many
//! inputs each target gets, `IBID_FUZZ_ONLY=page` names one target.

#[path = "../../fuzz/targets.rs"]
mod targets;

use std::fs;

use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::{TestCaseError, TestRunner};

/// Inputs of the suite's cases: what stands between a fence and the line with a dot.
fn seeds() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/suite");
    let mut files: Vec<_> = fs::read_dir(folder).expect("the suite").filter_map(Result::ok).collect();
    files.sort_by_key(fs::DirEntry::path);
    let texts = files.iter().map(|file| fs::read_to_string(file.path()).expect("a text file"));
    let inputs = texts.flat_map(|text| {
        let parts: Vec<String> = text.split("```").skip(1).step_by(2).map(str::to_owned).collect();
        parts.into_iter().filter_map(|part| Some(part.split_once('\n')?.1.split("\n.\n").next()?.to_owned()))
    });
    inputs.filter(|input| !input.trim().is_empty()).collect()
}

/// A change of a text.
#[derive(Debug, Clone)]
enum Change {
    /// Takes a piece out.
    Cut(Index, Index),
    /// Writes a piece twice.
    Double(Index, Index),
    /// Puts signs in.
    Insert(Index, String),
    /// Puts a piece of another seed in.
    Graft(Index, Index, Index),
}

fn change() -> impl Strategy<Value = Change> {
    let index = any::<Index>;
    let signs = select(vec![
        "\n",
        "\n\n",
        "---",
        "[^1]",
        "[^1]: ",
        "<sup>",
        "</sup>",
        "{#k7f2}",
        "# ",
        "**",
        "|",
        "`",
        "```\n",
        "\t",
        "\r\n",
        "\u{feff}",
        "\u{2028}",
        "\0",
        "&amp;",
        ": ",
        "- ",
        "\"",
        "1.",
        "(",
        "é",
        "ệ",
        "😀",
        "<<<<<<< content\n",
        "=======\n",
        "\u{1e}",
    ]);
    prop_oneof![
        (index(), index()).prop_map(|(from, length)| Change::Cut(from, length)),
        (index(), index()).prop_map(|(from, length)| Change::Double(from, length)),
        (index(), prop_oneof![signs.prop_map(str::to_owned), "\\PC{1,6}"])
            .prop_map(|(at, signs)| Change::Insert(at, signs)),
        (index(), index(), index()).prop_map(|(at, seed, from)| Change::Graft(at, seed, from)),
    ]
}

impl Change {
    fn apply(&self, text: &mut String, seeds: &[String]) {
        /// No piece is longer.
        const PIECE: usize = 60;
        let place = |text: &str, index: &Index| text.floor_char_boundary(index.index(text.len() + 1));
        let piece = |text: &str, from: &Index, length: &Index| {
            let from = place(text, from);
            from..text.floor_char_boundary((from + length.index(PIECE)).min(text.len())).max(from)
        };
        match self {
            Self::Cut(from, length) => text.replace_range(piece(text, from, length), ""),
            Self::Double(from, length) => {
                let range = piece(text, from, length);
                let copy = text[range.clone()].to_owned();
                text.insert_str(range.end, &copy);
            }
            Self::Insert(at, signs) => text.insert_str(place(text, at), signs),
            Self::Graft(at, seed, from) => {
                let other = &seeds[seed.index(seeds.len())];
                let range = piece(other, from, seed);
                text.insert_str(place(text, at), &other[range]);
            }
        }
    }
}

/// A seed with some changes; of a target that takes several texts, the seed changed again and again.
fn input(seeds: Vec<String>) -> impl Strategy<Value = String> {
    let changes = || proptest::collection::vec(change(), 0..8);
    (any::<Index>(), changes(), changes(), changes()).prop_map(move |(seed, first, second, third)| {
        let base = &seeds[seed.index(seeds.len())];
        let changed = [first, second, third].map(|changes| {
            let mut text = base.clone();
            changes.iter().for_each(|change| change.apply(&mut text, &seeds));
            text
        });
        changed.join(&targets::PARTING.to_string())
    })
}

#[test]
fn laws_hold_for_changed_seeds() {
    let cases = std::env::var("IBID_FUZZ_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(48);
    let config = ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() };
    let only = std::env::var("IBID_FUZZ_ONLY").unwrap_or_default();
    for (name, law) in targets::TARGETS.into_iter().filter(|(name, _)| only.is_empty() || *name == only) {
        let seeds = seeds();
        let result = TestRunner::new(config.clone()).run(&input(seeds), |text| {
            let found = std::panic::catch_unwind(|| law(&text));
            found.map_err(|_| TestCaseError::fail(format!("{name} does not hold")))
        });
        assert!(result.is_ok(), "{name}: {}", result.err().map_or_else(String::new, |error| error.to_string()));
    }
    // What a fuzzer calls is what runs here.
    targets::run("redline", "a\u{1e}b".as_bytes());
}
