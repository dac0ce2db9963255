//! An editor's work on pages, by chance and always the same: words, paragraphs, annotations, corrections, figures, comments.

use std::collections::BTreeMap;

use ibid::tree::FileTree;

use super::chance::Chance;

/// The pages of an edition, by path.
pub fn pages(folder: &FileTree) -> BTreeMap<String, String> {
    let page = |path: &str| path.starts_with("content/") && path.ends_with(".md") && !path.contains("/_import/");
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("pages are text");
    folder.iter().filter(|(path, _)| page(path)).map(|(path, bytes)| (path.to_owned(), text(bytes))).collect()
}

/// What an editor wrote, found again by a word that stands nowhere else.
pub fn plant(before: &FileTree, wanted: usize, chance: &mut Chance) -> (FileTree, Vec<(String, String)>) {
    let mut after = FileTree::new();
    let mut planted: Vec<(String, String)> = Vec::new();
    let count = pages(before).len();
    for (path, bytes) in before.iter() {
        let text = String::from_utf8_lossy(bytes).into_owned();
        let is_page = path.ends_with(".md")
            && !path.contains("/_import/")
            && path.matches('/').count() == 2
            && !path.contains("/sources/");
        let edited = if is_page { edit_page(&text, path, wanted.div_ceil(count), chance, &mut planted) } else { text };
        after.insert(path, edited).expect("a path that was read");
    }
    (after, planted)
}

fn edit_page(text: &str, path: &str, each: usize, chance: &mut Chance, planted: &mut Vec<(String, String)>) -> String {
    let Some((front, body)) = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")) else {
        return text.to_owned();
    };
    let mut blocks: Vec<String> = body.split("\n\n").map(str::to_owned).collect();
    let mut front = front.to_owned();
    let mut lists: BTreeMap<&str, String> = BTreeMap::new();
    for _ in 0..each {
        let word = format!("dấu{}x", planted.len());
        let at = chance.below(blocks.len());
        let block = blocks[at].clone();
        let id = block
            .rsplit_once("{#")
            .and_then(|(_, rest)| rest.strip_suffix('}'))
            .map(|id| id.split(' ').next().unwrap_or_default().to_owned());
        let words: Vec<&str> = block.split(' ').collect();
        let usable =
            words.len() > 14 && id.is_some() && !block.starts_with(['#', '|']) && !block.contains(['*', '\\', '_']);
        let kind = if usable { chance.below(6) } else { 4 };
        let quote = || {
            let from = 2 + (planted.len() * 7) % (words.len() - 10);
            let run = words[from..from + 4].join(" ");
            (!run.contains("[^") && block.matches(&run).count() == 1).then_some(run)
        };
        let id = id.unwrap_or_default();
        match (kind, if usable { quote() } else { None }) {
            (0, _) => {
                let mut words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
                let place = 1 + chance.below(words.len() - 4);
                words.insert(place, word.clone());
                blocks[at] = words.join(" ");
            }
            (1, Some(quote)) => {
                let entry =
                    format!("  - quote: {quote:?}\n    at: {id}\n    note: \"Lời {word} của người biên tập.\"\n");
                lists.entry("annotations").or_default().push_str(&entry);
            }
            (2, Some(quote)) => {
                let entry = format!("  - quote: {quote:?}\n    at: {id}\n    read: \"{word}\"\n    reason: chính tả\n");
                lists.entry("corrections").or_default().push_str(&entry);
            }
            (5, _) => {
                let figure = |word: &str| word.len() < 4 && !word.starts_with('0') && word.parse::<usize>().is_ok();
                let Some(place) = (1..words.len() - 2).find(|place| figure(words[*place])) else { continue };
                let quote = words[place - 1..place + 2].join(" ");
                if quote.contains("[^") {
                    continue;
                }
                let value = words[place];
                let entry = format!(
                    "  - name: \"{word}\"\n    value: {value}\n    kind: actual\n    quote: {quote:?}\n    at: {id}\n"
                );
                match front.contains("\nindicators:\n") {
                    true => front = front.replacen("\nindicators:\n", &format!("\nindicators:\n{entry}"), 1),
                    false => lists.entry("indicators").or_default().push_str(&entry),
                }
            }
            (3, _) => blocks.insert(at + 1, format!("Đoạn {word} do người biên tập thêm.")),
            _ => front = front.replacen("\nslug:", &format!("\n# nhắc {word}\nslug:"), 1),
        }
        let stands = front.contains(&word)
            || blocks.iter().any(|block| block.contains(&word))
            || lists.values().any(|list| list.contains(&word));
        if stands {
            planted.push((path.to_owned(), word));
        }
    }
    for (name, list) in lists {
        front.push_str(&format!("\n{name}:\n{}", list.trim_end()));
    }
    format!("---\n{front}\n---\n{}", blocks.join("\n\n"))
}
