//! The editor's layer after a revision: indicators, annotations and corrections find their words again.
//!
//! In: three readings and the merged pages. Out: the same pages with their lists; what has no place any more is set aside
//! with the reason. What always holds: every entry of the editor's is on a page or aside; the words of an entry stand in
//! its place; no figure has the address of another.

use std::collections::{BTreeSet, HashMap};

use super::figures::{Figure, names_to_write, place_of};
use super::front;
use super::lists::{self, Item, LISTS};
use super::merged::{Merged, Updated};
use super::order;
use super::quotes;
use super::side::{self, Side, SidePage};
use crate::markdown::{self, conflict};
use crate::message::Message;
use crate::model::indicator;
use crate::model::page::Element;
use crate::model::revision::Aside;
use crate::numerals;
use crate::text::fold_space;

/// Puts the lists of front matter on the merged pages.
pub fn attach(
    base: &Side,
    ours: &Side,
    theirs: &Side,
    pages: &mut [SidePage],
    used: &BTreeSet<String>,
    merged: &mut Merged,
) {
    let after = Texts::of(pages);
    let (mine, new) = (Texts::of(&ours.pages), Texts::of(&theirs.pages));
    for (list, name) in LISTS.iter().enumerate() {
        let carrier = Carrier { list: name, base, ours, theirs, mine: &mine, new: &new, after: &after };
        let mut kept = carrier.merge(list, pages, merged);
        if list == 0 {
            keep_names(ours, &mut kept, used);
        }
        for one in kept {
            let page = &mut pages[one.page];
            if page.lists[list].is_empty() {
                let like = ours.page(&page.name).filter(|page| !page.lists[list].is_empty());
                if let Some(like) = like.or_else(|| theirs.page(&page.name)) {
                    page.list_after[list].clone_from(&like.list_after[list]);
                    page.list_rank[list] = like.list_rank[list];
                }
            }
            page.lists[list].push(one.item);
        }
    }
}

/// The plain words of every block and note of a side, by name, each with its page.
pub(super) struct Texts {
    by_name: HashMap<String, (usize, String)>,
}

impl Texts {
    pub(super) fn of(pages: &[SidePage]) -> Self {
        let mut by_name = HashMap::new();
        for (index, page) in pages.iter().enumerate() {
            let body =
                side::write(&SidePage { front: front::Mapping::default(), lists: Default::default(), ..page.clone() });
            let body = markdown::read(&conflict::ours_only(&body), 0);
            for element in body.elements {
                if let Element::Block(block) = element {
                    by_name.insert(block.id, (index, fold_space(&block.text)));
                }
            }
            for note in body.notes {
                by_name.insert(format!("^{}", note.label), (index, fold_space(&note.text)));
            }
        }
        by_name.remove("");
        Self { by_name }
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.by_name.get(name).map(|(_, text)| text.as_str())
    }

    /// The page of a place that has these words.
    pub(super) fn page_with(&self, name: &str, quote: &str) -> Option<usize> {
        self.by_name.get(name).filter(|(_, text)| text.contains(quote)).map(|(page, _)| *page)
    }

    /// The only place with these words.
    pub(super) fn only_place(&self, quote: &str) -> Option<&str> {
        let mut places =
            self.by_name.iter().filter(|(_, (_, text))| text.contains(quote)).map(|(name, _)| name.as_str());
        let first = places.next()?;
        places.next().is_none().then_some(first)
    }
}

/// An entry and the merged page that it goes to.
struct Kept {
    page: usize,
    item: Item,
    /// Its index among the editor's entries.
    ours: Option<usize>,
}

struct Carrier<'a> {
    list: &'a str,
    base: &'a Side,
    ours: &'a Side,
    theirs: &'a Side,
    mine: &'a Texts,
    new: &'a Texts,
    after: &'a Texts,
}

impl Carrier<'_> {
    fn merge(&self, list: usize, pages: &[SidePage], merged: &mut Merged) -> Vec<Kept> {
        let (b, o, t) = (self.base.items(list), self.ours.items(list), self.theirs.items(list));
        let only = |items: &[(usize, &Item)]| items.iter().map(|(_, item)| (*item).clone()).collect::<Vec<Item>>();
        let (b_items, o_items, t_items) = (only(&b), only(&o), only(&t));
        let of_ours = lists::pairs(&b_items, &o_items);
        let of_theirs = lists::pairs(&b_items, &t_items);
        let names = Names::new(&o_items, &t_items, &of_ours, &of_theirs);
        let mut kept = Vec::new();
        for name in names.order(b_items.len()) {
            let (base, ours, theirs) = (names.base(&name), names.ours(&name), names.theirs(&name));
            let was = base.map(|at| &b_items[at]);
            let found = match (was, ours.map(|at| &o_items[at]), theirs.map(|at| &t_items[at])) {
                (None, None, Some(new)) => Some((new.clone(), false)),
                (None, Some(own), _) => Some((own.clone(), true)),
                // The editor deleted it, and it stays deleted; or the source lost what nobody had touched.
                (Some(_), None, _) | (None, None, None) => None,
                (Some(was), Some(own), None) => (own.mapping != was.mapping).then(|| (own.clone(), true)),
                (Some(was), Some(own), Some(new)) => Some((merge_item(was, own, new), false)),
            };
            let Some((item, by_hand)) = found else { continue };
            let file = ours.map(|at| self.ours.pages[o[at].0].file.clone());
            let page_name = match (ours, theirs) {
                (Some(at), _) => self.ours.pages[o[at].0].name.clone(),
                (None, Some(at)) => self.theirs.pages[t[at].0].name.clone(),
                (None, None) => String::new(),
            };
            let home = pages.iter().position(|page| page.name == page_name);
            if let (Some(was), true) = (was, ours.is_some()) {
                merged.updated.extend(updated(was, &item, file.as_deref().unwrap_or_default()));
            }
            match self.settle(item.clone(), home, by_hand) {
                Ok((item, page)) => kept.push(Kept { page, item, ours }),
                // A proposal that the editor's own words contradict is proposed no more.
                Err(_) if ours.is_none() => {}
                Err(why) => merged.aside.push(Aside {
                    list: self.list.to_owned(),
                    page: file.unwrap_or_default(),
                    why,
                    text: item.mapping.write(),
                }),
            }
        }
        kept
    }

    /// Finds the place of an entry; the error says why it has none.
    fn settle(&self, mut item: Item, home: Option<usize>, by_hand: bool) -> Result<(Item, usize), Message> {
        let quote = fold_space(&item.value("quote"));
        let at = item.value("at");
        if quote.is_empty() {
            let page = self.after.by_name.get(&at).map(|(page, _)| *page).or(home);
            return page.map(|page| (item, page)).ok_or_else(|| message!("aside-page-gone"));
        }
        if let Some((page, _)) = self.after.by_name.get(&at).filter(|(_, text)| text.contains(&quote)) {
            return Ok((item, *page));
        }
        let place =
            if at.is_empty() { self.mine.only_place(&quote).unwrap_or_default().to_owned() } else { at.clone() };
        let source = self.mine.text(&place).filter(|text| text.contains(&quote)).or_else(|| self.new.text(&place));
        if let (Some((page, text)), Some(source)) = (self.after.by_name.get(&place), source) {
            if at.is_empty() && text.contains(&quote) {
                return Ok((item, *page));
            }
            let read = fold_space(&item.value("read"));
            let now = quotes::follow(source, text, &quote);
            if !read.is_empty() && now.as_ref().is_some_and(|now| now.contains(&read)) {
                return Err(message!("aside-read", read = read));
            }
            if let Some(now) = now
                && self.follow_figure(&mut item, &quote, &now, by_hand)
            {
                item.set_text("quote", &now);
                return Ok((item, *page));
            }
        }
        if let Some(place) = self.after.only_place(&quote).filter(|_| quote.split(' ').count() > 1) {
            let page = self.after.by_name.get(place).map_or(0, |(page, _)| *page);
            if !at.is_empty() {
                let written =
                    if place.starts_with('^') { format!("at: \"{place}\"\n") } else { format!("at: {place}\n") };
                item.mapping.set("at", written);
            }
            return Ok((item, page));
        }
        Err(match self.after.by_name.contains_key(&place) {
            true => message!("aside-moved"),
            false => message!("aside-passage-gone"),
        })
    }

    /// Whether an indicator's figures are in the new words, or can follow them one for one.
    fn follow_figure(&self, item: &mut Item, before: &str, now: &str, by_hand: bool) -> bool {
        if self.list != "indicators" {
            return true;
        }
        let keys: Vec<(&str, f64)> =
            ["value", "low", "high"].into_iter().filter_map(|key| Some((key, item.value(key).parse().ok()?))).collect();
        if keys.iter().all(|(_, value)| numerals::states(now, *value)) {
            return true;
        }
        let (old, new) = (numerals::numerals(before), numerals::numerals(now));
        if !by_hand || old.len() != new.len() {
            return false;
        }
        keys.into_iter().all(|(key, value)| {
            let at = old.iter().position(|numeral| (numeral.value - value).abs() < 1e-9);
            let Some(next) = at.map(|at| new[at].value) else { return false };
            item.mapping.set(key, format!("{key}: {next}\n"));
            true
        })
    }
}

fn merge_item(was: &Item, own: &Item, new: &Item) -> Item {
    let (mapping, _) = front::merge(&was.mapping, &own.mapping, &new.mapping);
    Item { mapping, ..own.clone() }
}

/// What the editor should know of a figure that changed.
fn updated(was: &Item, now: &Item, page: &str) -> Option<Updated> {
    let figure = |item: &Item| {
        let parts = ["value", "low", "high", "unit"].map(|key| item.value(key));
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    };
    let (from, to) = (figure(was), figure(now));
    (from != to).then(|| Updated { page: page.to_owned(), name: now.value("name"), from, to })
}

/// Names for the entries of three lists: an entry of the last import, one of the editor's own, a new one.
struct Names {
    ours: Vec<String>,
    theirs: Vec<String>,
}

impl Names {
    fn new(ours: &[Item], theirs: &[Item], of_ours: &[Option<usize>], of_theirs: &[Option<usize>]) -> Self {
        let name =
            |pair: Option<usize>, sign: &str, at: usize| pair.map_or(format!("{sign}{at}"), |base| format!("b{base}"));
        let mut names = Self {
            ours: of_ours.iter().enumerate().map(|(at, pair)| name(*pair, "o", at)).collect(),
            theirs: of_theirs.iter().enumerate().map(|(at, pair)| name(*pair, "t", at)).collect(),
        };
        // What the editor wrote before the import proposed it is one entry.
        let free = |names: &[String], sign: char| -> Vec<usize> {
            (0..names.len()).filter(|at| names[*at].starts_with(sign)).collect()
        };
        let (own, new) = (free(&names.ours, 'o'), free(&names.theirs, 't'));
        let pick = |items: &[Item], which: &[usize]| which.iter().map(|at| items[*at].clone()).collect::<Vec<_>>();
        for (at, pair) in lists::pairs(&pick(ours, &own), &pick(theirs, &new)).into_iter().enumerate() {
            if let Some(pair) = pair {
                names.theirs[new[at]] = names.ours[own[pair]].clone();
            }
        }
        names
    }

    fn order(&self, base: usize) -> Vec<String> {
        let base: Vec<String> = (0..base).map(|at| format!("b{at}")).collect();
        order::merge(&base, &self.ours, &self.theirs).into_iter().map(str::to_owned).collect()
    }

    fn base(&self, name: &str) -> Option<usize> {
        name.strip_prefix('b')?.parse().ok()
    }

    fn ours(&self, name: &str) -> Option<usize> {
        self.ours.iter().position(|own| own == name)
    }

    fn theirs(&self, name: &str) -> Option<usize> {
        self.theirs.iter().position(|new| new == name)
    }
}

/// Writes the names of figures whose order does not give them the address that they had.
fn keep_names(ours: &Side, kept: &mut [Kept], used: &BTreeSet<String>) {
    let written = |item: &Item| Some(item.value("id")).filter(|name| !name.is_empty());
    let items: Vec<(String, Option<String>)> =
        ours.items(0).into_iter().map(|(_, item)| (place_of(&item.value("at")), written(item))).collect();
    let mut names = indicator::Names::new(items.iter().filter_map(|(_, name)| name.as_deref()));
    let before: Vec<String> = items.iter().map(|(place, name)| names.name(place, name.as_deref())).collect();
    let mut used = used.clone();
    used.extend(before.iter().cloned());
    let figures: Vec<Figure> = kept
        .iter()
        .map(|one| Figure {
            place: place_of(&one.item.value("at")),
            before: one.ours.map(|at| before[at].clone()),
            written: written(&one.item),
        })
        .collect();
    for (one, name) in kept.iter_mut().zip(names_to_write(&figures, &used)) {
        if let Some(name) = name.filter(|name| one.item.value("id") != *name) {
            one.item.set_text("id", &name);
        }
    }
}
