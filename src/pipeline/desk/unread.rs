//! What import did not understand, as items: each with its words in their place, where the pages still have them.
//!
//! In: the lists that imports left, the edition's files. Out: an [`Item`] a line. What always holds: a line whose words stand nowhere, or
//! in more places than one, is told without a place.

use super::excerpt;
use super::item::{Field, Item, Kind, Role, Spot, Verb, Work};
use super::queue::{Gathered, UnreadLists};
use crate::edition::read_page_alone;
use crate::message::Message;
use crate::text::line_of;

/// What waits in the lists.
#[must_use]
pub fn unread(lists: &UnreadLists, gathered: &Gathered) -> Vec<Item> {
    let of =
        |(report, list): (&String, &String)| list.lines().map(|line| one(report, line, gathered)).collect::<Vec<_>>();
    lists.iter().flat_map(of).collect()
}

/// A line of a list: "file:line: page 4: what: words", with or without the page.
fn one(report: &str, line: &str, gathered: &Gathered) -> Item {
    let after = line.split_once(':').map_or(line, |(_, rest)| rest);
    let after = after.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches(':').trim();
    let paged = after.split_once(": ").filter(|(page, _)| page.ends_with(|c: char| c.is_ascii_digit()));
    let (page, after) = paged.unwrap_or(("", after));
    let (what, words) = after.split_once(": ").unwrap_or((after, ""));
    let why = if page.is_empty() { what.to_owned() } else { format!("{what} · {page}") };
    let index =
        Spot { path: format!("content/{report}/_index.md"), url: format!("{report}/index.html"), ..Spot::default() };
    let title = gathered.pages.get(&index.url).map(|(_, title)| title.clone()).unwrap_or_default();
    let shown = if words.is_empty() { line } else { words };
    let item = Item {
        sentence: vec![(Role::Marked, shown.to_owned())],
        why: Message::verbatim(&why),
        verbs: vec![Verb::Seen],
        ..Item::new(Kind::Unread, Spot { title, ..index }, Work::Nothing, &[report, line])
    };
    placed(&item, report, words, gathered).unwrap_or(item)
}

/// The item with the passage that has its words; none where there is no such passage, or more than one.
fn placed(item: &Item, report: &str, words: &str, gathered: &Gathered) -> Option<Item> {
    /// Fewer letters stand in many places.
    const LEAST: usize = 12;
    // The list cuts long lines within a word.
    let words = words.strip_suffix('…').map_or(words, |cut| cut.rsplit_once(' ').map_or(cut, |(head, _)| head));
    if words.chars().count() < LEAST {
        return None;
    }
    let mut found = None;
    for (url, (path, title)) in &gathered.pages {
        let Some(text) = gathered.folder.text(path).filter(|_| path.split('/').nth(1) == Some(report)) else {
            continue;
        };
        let mut places = text.match_indices(words);
        let Some((at, _)) = places.next() else { continue };
        if places.next().is_some() || found.replace((url, path, title, text, at)).is_some() {
            return None;
        }
    }
    let (url, path, title, text, at) = found?;
    let page = read_page_alone(path, text);
    let passage = excerpt::passage_at(&page, at);
    let source = text.get(passage.clone())?;
    let start = at.checked_sub(passage.start)?;
    let id = excerpt::id_at(&page, at);
    let url = id.map_or_else(|| url.clone(), |id| format!("{url}#{id}"));
    Some(Item {
        spot: Spot { path: path.clone(), line: line_of(text, at), title: title.clone(), url, print: None },
        sentence: excerpt::in_sentence(source, start..(start + words.len()).min(source.len())),
        fields: vec![Field { is_long: true, ..Field::new("text", source) }],
        verbs: vec![Verb::Seen, Verb::Change],
        work: Work::Passage(source.to_owned()),
        ..item.clone()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_its_page_its_reason_and_its_place() {
        let mut gathered = Gathered::default();
        let text = "---\ntitle: Mục\n---\n\nMở đầu. {#a1b2}\n\n2. Lập sổ của các xã và phường. {#k7f2}\n";
        gathered.folder.insert("content/r/01-a.md", text).expect("a path inside");
        gathered.pages.insert("r/muc.html".to_owned(), ("content/r/01-a.md".to_owned(), "Mục".to_owned()));
        let list =
            "a.pdf:41: trang 4: giống đề mục: 2. Lập sổ của các xã v…\na.pdf:9: chữ lạ: không còn ở trang nào nữa\n";
        let items = unread(&UnreadLists::from([("r".to_owned(), list.to_owned())]), &gathered);
        assert_eq!(items[0].why.in_language("en"), "giống đề mục · trang 4");
        assert_eq!((items[0].spot.url.as_str(), items[0].spot.line), ("r/muc.html#k7f2", 7));
        assert!(items[0].sentence.contains(&(Role::Marked, "2. Lập sổ của các xã".to_owned())), "{items:?}");
        assert_eq!(items[0].verbs, [Verb::Seen, Verb::Change]);
        assert_eq!((items[1].spot.line, items[1].verbs.as_slice()), (0, &[Verb::Seen][..]));
    }
}
