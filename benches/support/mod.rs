//! Editions to measure with: the real input's, or the shipped one where that is absent, and the same many times over.
//!
//! What always holds: the same edition and number give the same bytes; a copy has other words than the original, as
//! often as the original's, so that an index grows as with new reports and copies are no parallels of one another.
#![allow(dead_code, clippy::unwrap_used)]

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use ibid::pipeline;
use ibid::source::Source;
use ibid::tree::FileTree;

/// The edition of the real input as import makes it; without the input, the shipped one. With its name.
pub fn edition() -> (FileTree, &'static str) {
    let Some(source) = source() else {
        return (ibid::disk::read_edition(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap(), "shipped edition");
    };
    let mut edition = FileTree::new();
    let config = "title: Ấn bản\nlanguage: vi\nbase_url: https://an-ban.example/\n";
    edition.insert("edition.yaml", config).unwrap();
    edition.insert("content/_index.md", "---\ntitle: Ấn bản\n---\n\nLời mở đầu.\n").unwrap();
    edition.overlay(pipeline::import(&edition, &source, "2026-01-01").value.writes);
    (edition, "real edition")
}

/// The real input, where it is present.
pub fn source() -> Option<Source> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let seeds = std::env::var_os("IBID_SEEDS").map_or_else(|| here.join("../shared/seeds"), Into::into);
    let mut files: Vec<_> = std::fs::read_dir(seeds).ok()?.flatten().map(|entry| entry.path()).collect();
    files.sort();
    Source::from_bytes("report.md", &std::fs::read(files.first()?).ok()?).ok()
}

/// An edition with every report so many times.
pub fn enlarge(edition: &FileTree, times: usize) -> FileTree {
    let words = Vocabulary::of(edition);
    let mut large = edition.clone();
    for copy in 1..times {
        for (path, bytes) in edition.iter() {
            let Some(inside) = path.strip_prefix("content/").filter(|inside| inside.contains('/')) else { continue };
            let (folder, name) = inside.split_once('/').unwrap();
            let target = match folder {
                "sources" => format!("content/sources/{}-{copy}.md", name.trim_end_matches(".md")),
                _ => format!("content/{folder}-{copy}/{name}"),
            };
            let text = String::from_utf8_lossy(bytes);
            let text = if name == "_import.yaml" { text.into_owned() } else { words.vary(&text, copy) };
            large.insert(target, text).unwrap();
        }
    }
    large
}

/// How many words of like frequency change places with one another.
const GROUP: usize = 61;

/// Words by which documents, units and times are known: they stay, so that every phase has in a copy what it has in the
/// original.
const KEPT: &str = "nghị quyết định thông tư chỉ thị kế hoạch luật số ngày tháng năm đồng tỷ triệu nghìn tấn xã phường hộ đạt \
                    trên dưới tối thiểu khoảng tăng giảm phần thứ mục đề án chương trình";

/// The words with letters that English has not, most frequent first.
struct Vocabulary {
    order: Vec<String>,
    rank: HashMap<String, usize>,
}

impl Vocabulary {
    fn of(edition: &FileTree) -> Self {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for (_, bytes) in edition.iter().filter(|(path, _)| path.ends_with(".md")) {
            for word in String::from_utf8_lossy(bytes).split(|c: char| !c.is_alphabetic()) {
                *counts.entry(word.to_lowercase()).or_default() += 1;
            }
        }
        let kept: Vec<&str> = KEPT.split_whitespace().collect();
        let mut found: Vec<(String, usize)> =
            counts.into_iter().filter(|(word, _)| !word.is_ascii() && !kept.contains(&word.as_str())).collect();
        found.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        let order: Vec<String> = found.into_iter().map(|(word, _)| word).collect();
        let rank = order.iter().enumerate().map(|(at, word)| (word.clone(), at)).collect();
        Self { order, rank }
    }

    /// A text with its words changed; everything that is ASCII (ids, marks, addresses, keys, figures) stays.
    fn vary(&self, text: &str, copy: usize) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(start) = rest.find(char::is_alphabetic) {
            let end = rest[start..].find(|c: char| !c.is_alphabetic()).map_or(rest.len(), |at| start + at);
            out.push_str(&rest[..start]);
            out.push_str(&self.varied(&rest[start..end], copy));
            rest = &rest[end..];
        }
        out.push_str(rest);
        out
    }

    fn varied(&self, word: &str, copy: usize) -> String {
        let Some(rank) = self.rank.get(&word.to_lowercase()) else { return word.to_owned() };
        let first = rank - rank % GROUP;
        let size = GROUP.min(self.order.len() - first);
        // Each place in a group moves by a step of its own, so that runs of words are not those of another copy.
        let other = &self.order[first + (rank - first + copy * (1 + first / GROUP % 7)) % size];
        let is_capital = |c: Option<char>| c.is_some_and(char::is_uppercase);
        match (is_capital(word.chars().next()), is_capital(word.chars().nth(1))) {
            (true, true) => other.to_uppercase(),
            (true, false) => {
                let mut letters = other.chars();
                letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
            }
            _ => other.clone(),
        }
    }
}
