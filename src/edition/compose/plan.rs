//! Which sections of a report are pages, and what they are called.

use std::collections::HashSet;

use crate::model::config::Config;
use crate::model::report::{Item, Report, Section};
use crate::model::revision::{PageName, PageNames};
use crate::sequence;
use crate::text::{slug, word_count};

/// A child section of fewer words than this folds into its parent's page when it comes first there.
const SHORT_SECTION: usize = 120;

/// A page before it is written.
#[derive(Debug, Clone, Default)]
pub(super) struct PlannedPage {
    pub name: PageName,
    /// The section that the page is; none for the report's own page.
    pub section: Option<usize>,
    pub items: Vec<Item>,
}

/// Which sections are pages.
pub(super) struct Plan<'a> {
    report: &'a Report,
    config: &'a Config,
    /// Words of each section with all that it holds.
    words: Vec<usize>,
    children: Vec<Vec<usize>>,
    pub pages: Vec<PlannedPage>,
}

impl<'a> Plan<'a> {
    pub fn new(report: &'a Report, config: &'a Config, names: &PageNames) -> Self {
        let mut plan = Self {
            report,
            config,
            words: section_words(report),
            children: vec![Vec::new(); report.sections.len()],
            pages: vec![PlannedPage::default()],
        };
        let mut pages = HashSet::new();
        for (index, section) in report.sections.iter().enumerate() {
            match section.parent {
                Some(parent) => plan.children[parent].push(index),
                None => plan.divide(index, &mut pages),
            }
        }
        for (index, section) in report.sections.iter().enumerate() {
            if section.parent.is_none() {
                plan.divide_children(index, names, &mut pages);
            }
        }
        plan.fill(&pages);
        plan.name(names);
        plan
    }

    fn divide(&self, section: usize, pages: &mut HashSet<usize>) {
        if self.config.page_depth >= 1 {
            pages.insert(section);
        }
    }

    /// Gives the children of a section pages of their own, down to the page depth: those that had some, and what stands
    /// behind the first of them.
    fn divide_children(&self, section: usize, names: &PageNames, pages: &mut HashSet<usize>) {
        let deep = self.report.sections[section].level >= self.config.page_depth;
        let first = if deep { None } else { self.first_page(section, names) };
        for child in first.map_or(&[][..], |first| &self.children[section][first..]) {
            self.divide(*child, pages);
            self.divide_children(*child, names, pages);
        }
    }

    /// The first child that is a page. What an earlier draft cut stays cut and what it left whole stays whole, however
    /// many words come or go; new sections follow their neighbours. Where most children are new the words decide.
    fn first_page(&self, section: usize, names: &PageNames) -> Option<usize> {
        let children = &self.children[section];
        let id = |child: &usize| self.report.sections[*child].id.as_str();
        let is_inner = |child: &usize| names.inner.contains(id(child));
        let is_kept = |child: &usize| {
            names.kept.contains_key(id(child)) || names.gone.contains_key(id(child)) && !is_inner(child)
        };
        let is_long = |child: &usize| self.words[*child] >= SHORT_SECTION;
        if let Some(kept) = children.iter().position(is_kept) {
            let fresh = children[..kept].iter().rev().take_while(|child| !is_inner(child)).count();
            let before = kept - fresh..kept;
            return before.into_iter().find(|at| is_long(&children[*at])).or(Some(kept));
        }
        let inner = children.iter().filter(|child| is_inner(child)).count();
        let is_whole = inner * 2 > children.len() || self.words[section] <= self.config.page_words;
        let long = children.iter().filter(|child| is_long(child)).count();
        if is_whole || children.is_empty() || long * 2 < children.len() {
            return None;
        }
        // Short ones that come first stay with the section.
        Some(children.iter().position(is_long).unwrap_or(0))
    }

    /// Deals the reading order out to the pages.
    fn fill(&mut self, pages: &HashSet<usize>) {
        for item in &self.report.flow {
            if let Item::Section(index) = item
                && pages.contains(index)
            {
                self.pages.push(PlannedPage { section: Some(*index), ..PlannedPage::default() });
            } else if let Some(page) = self.pages.last_mut() {
                page.items.push(*item);
            }
        }
    }

    /// Names the files. A page keeps the names that it had; a new one is numbered by its place in the reading order, or
    /// after the page before it: `02a-tom-tat.md`.
    fn name(&mut self, names: &PageNames) {
        let kept = |page: &PlannedPage| {
            let id = &self.report.sections[page.section?].id;
            names.kept.get(id).or_else(|| names.gone.get(id)).cloned()
        };
        let known: Vec<Option<PageName>> = self.pages.iter().map(kept).collect();
        // The report's own page, the first, has its weight from the edition.
        let has_lost = names.kept.len() > known.iter().flatten().count();
        let weights = weights(known_weights(&known[1..]), has_lost);
        let all = || known.iter().flatten().chain(names.gone.values());
        let mut slugs: HashSet<String> = ["index", "indicators", "notes", "print"].map(str::to_owned).into();
        slugs.extend(all().map(|name| name.slug.clone()));
        let mut files: HashSet<String> = all().map(|name| name.file.clone()).chain(names.taken.clone()).collect();
        let is_first = names.kept.is_empty();
        let digits = self.pages.len().to_string().len().max(2);
        let mut before = format!("{:0digits$}", 0);
        for (at, known) in known.into_iter().enumerate() {
            let Some(section) = self.pages[at].section else {
                self.pages[at].name.file = "_index.md".to_owned();
                continue;
            };
            let name = known.unwrap_or_else(|| {
                let slug = free_slug(&self.report.sections[section], &mut slugs);
                let number = match is_first {
                    true => format!("{at:0digits$}"),
                    false => sequence::after(&before, |number| !files.insert(format!("{number}-{slug}.md"))),
                };
                PageName { file: format!("{number}-{slug}.md"), slug, weight: 0 }
            });
            before = name.file.split('-').next().unwrap_or_default().to_owned();
            self.pages[at].name = PageName { weight: weights[at - 1], ..name };
        }
    }
}

/// An address for a section's page, made of its title, that no page has.
fn free_slug(section: &Section, taken: &mut HashSet<String>) -> String {
    let title = crate::text::fold_space(&without_marks(&section.title));
    let name = if title.is_empty() { section.label.clone().unwrap_or_default() } else { title };
    let base = slug(&name, 48);
    let mut candidate = base.clone();
    let mut count = 2;
    while !taken.insert(candidate.clone()) {
        candidate = format!("{base}-{count}");
        count += 1;
    }
    candidate
}

/// The weights that pages had, and those of the first import, which their file names tell.
fn known_weights(known: &[Option<PageName>]) -> (Vec<Option<i64>>, Vec<Option<i64>>) {
    let first = |name: &PageName| Some(name.file.split('-').next()?.parse::<i64>().ok()? * 10);
    let kept = known.iter().map(|name| Some(name.as_ref()?.weight)).collect();
    (kept, known.iter().map(|name| first(name.as_ref()?)).collect())
}

/// The weights of section pages in their order: those that are known and rise stay, the others lie between their
/// neighbours. Where pages moved or went and the rest has its first order again, it has its first weights. Ten apart at first; where no room is left all are given anew.
fn weights((known, first): (Vec<Option<i64>>, Vec<Option<i64>>), has_lost: bool) -> Vec<i64> {
    let in_order = |weights: &[Option<i64>]| weights.iter().flatten().is_sorted();
    let is_back = (has_lost || !in_order(&known)) && in_order(&first);
    let known = if is_back { first.iter().zip(known).map(|(first, kept)| first.or(kept)).collect() } else { known };
    let stays = sequence::rising(&known);
    let mut given = Vec::with_capacity(known.len());
    while given.len() < known.len() {
        let at = given.len();
        let before = given.last().copied().unwrap_or(0);
        let next = (at..known.len()).find(|index| stays[*index]).unwrap_or(known.len());
        let room = i64::try_from(next - at).unwrap_or(i64::MAX) + 1;
        let bound = known.get(next).copied().flatten();
        let end = bound.unwrap_or(before + 10 * room);
        let step = (end - before) / room;
        if step < 1 {
            return (1..).map(|place| place * 10).take(known.len()).collect();
        }
        match first[at..next].iter().copied().collect::<Option<Vec<i64>>>().filter(|own| fits(own, before, bound)) {
            Some(own) => given.extend(own),
            None => given.extend((1..room).map(|place| before + place * step)),
        }
        given.extend(bound);
    }
    given
}

/// Whether weights rise between two others.
fn fits(weights: &[i64], before: i64, bound: Option<i64>) -> bool {
    let row: Vec<i64> = [before].into_iter().chain(weights.iter().copied()).chain(bound).collect();
    row.windows(2).all(|pair| pair[0] < pair[1])
}

/// The words of each section with its children's.
fn section_words(report: &Report) -> Vec<usize> {
    let mut words = vec![0; report.sections.len()];
    for block in &report.blocks {
        let count = word_count(&block.text);
        let mut at = block.section;
        while let Some(section) = at {
            words[section] += count;
            at = report.sections[section].parent;
        }
    }
    words
}

pub(super) fn without_marks(text: &str) -> String {
    let mut parts = text.split("[^");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        plain.push_str(part.split_once(']').map_or("", |(_, rest)| rest));
    }
    plain
}
