//! What templates see of documents, parallels, discrepancies and terms.
//!
//! In: the site. Out: contexts, worked out once for all pages.
//! What always holds: addresses are relative to the site's root; a parallel view exists for every address that
//! names one.

use std::collections::{BTreeMap, BTreeSet};

use super::contexts::crosslinks::{
    AlsoContext, BesideContext, BesidePage, CountsContext, DiscrepancyContext, DocumentContext, DocumentKindContext,
    DocumentRef, MentionContext, PairContext, RowContext, TermContext, WhereContext,
};
use super::crosslinks_parts::{Beside, Part, cut, numbered, percent, pieces, reference, row_id, same};
use super::differences;
use super::previews::Previews;
use super::site::{Site, section_url};
use crate::model::links::{Discrepancy, DocumentLink, LinkTarget, ParallelLink, Place, SectionLink, Side, TermLink};
use crate::model::page::Page;
use crate::text::slug;

/// A parallel view: a page of one report beside what another report says of the same.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct View {
    /// Path of the page.
    pub page: String,
    /// Id of its report.
    pub report: String,
    /// Id of the other report.
    pub other: String,
}

/// What the pages need to know of the edition, by ids.
pub(super) struct Crosslinks<'a> {
    pub site: &'a Site<'a>,
    /// The reports, by id.
    parts: BTreeMap<&'a str, Part<'a>>,
    /// The pairs of blocks of each view, in reading order of the page.
    views: BTreeMap<View, Vec<Beside<'a>>>,
    /// The pairs of sections, by page and id.
    sections_beside: BTreeMap<(&'a String, &'a String), Vec<Beside<'a>>>,
    /// The discrepancies that have a side on a page.
    differing: BTreeMap<&'a String, Vec<&'a Discrepancy>>,
    /// The documents by their ids.
    documents: BTreeMap<&'a str, &'a DocumentLink>,
    /// What links lead to, in a few words.
    pub previews: Previews<'a>,
}

impl<'a> Crosslinks<'a> {
    /// Works out what the pages need.
    pub fn new(site: &'a Site<'a>) -> Self {
        Self::of(site, |_| true)
    }

    /// Works out what the pages need that are asked for, by their paths.
    pub fn of(site: &'a Site<'a>, is_asked: impl Fn(&str) -> bool) -> Self {
        let is_of = |pair: &&ParallelLink| is_asked(&pair.a.page) || is_asked(&pair.b.page);
        let parts = site.edition.reports.iter().map(|report| (report.id.as_str(), Part::new(site, report)));
        let mut found = Self {
            site,
            parts: parts.collect(),
            views: BTreeMap::new(),
            sections_beside: BTreeMap::new(),
            differing: BTreeMap::new(),
            documents: site.links.documents.iter().map(|document| (document.id.as_str(), document)).collect(),
            previews: Previews::new(site),
        };
        for pair in site.links.parallels.iter().filter(is_of) {
            // Two passages of one page stand there once, not each beside the other.
            let count = if !pair.is_section && pair.a.page == pair.b.page { 1 } else { 2 };
            for (own, other) in [(&pair.a, &pair.b), (&pair.b, &pair.a)].into_iter().take(count) {
                if pair.is_section {
                    found.sections_beside.entry((&own.page, &own.id)).or_default().push((own, other, pair));
                } else {
                    let view = View { page: own.page.clone(), report: own.report.clone(), other: other.report.clone() };
                    found.views.entry(view).or_default().push((own, other, pair));
                }
            }
        }
        for discrepancy in &site.links.discrepancies {
            let also = discrepancy.also.iter().map(|figure| &figure.place.page);
            let pages: BTreeSet<_> = also.chain([&discrepancy.a.place.page, &discrepancy.b.place.page]).collect();
            for page in pages.into_iter().filter(|page| is_asked(page)) {
                found.differing.entry(page).or_default().push(discrepancy);
            }
        }
        found
    }

    fn section(&self, place: &Place) -> Option<&'a SectionLink> {
        self.parts.get(place.report.as_str())?.section(&place.id)
    }

    fn text(&self, place: &Place) -> Option<(usize, &'a str)> {
        self.parts.get(place.report.as_str())?.text(&place.id)
    }

    /// How many there are of each.
    pub fn counts(&self) -> CountsContext {
        let links = self.site.links;
        CountsContext {
            documents: links.documents.len(),
            parallels: links.parallels.len(),
            discrepancies: links.discrepancies.len(),
            terms: links.terms.len(),
            corrections: super::annotations::count(self.site),
            revisions: super::changes::count(self.site),
            feedback: self.site.has_feedback(),
            reports: self.site.edition.reports.len(),
        }
    }

    /// Where a place is.
    pub fn at(&self, place: &Place) -> WhereContext {
        let page = self.site.urls.get(&place.page).map_or("", String::as_str);
        let part = self.parts.get(place.report.as_str());
        let mut found = part.map(|part| part.named(self.site).clone()).unwrap_or_default();
        found.url = format!("{page}#{}", place.id);
        found.note = self.note_sign(place);
        found.section = self.section(place).map_or_else(String::new, |section| numbered(self.site, section));
        found
    }

    /// The sign of the note that a place is.
    fn note_sign(&self, place: &Place) -> Option<String> {
        let links = self.site.links.reports.get(&place.report)?;
        Some(links.numbered(place.note?)?.sign.clone())
    }

    /// The register.
    pub fn documents(&self) -> Vec<DocumentContext> {
        self.site.links.documents.iter().map(|document| self.document(document)).collect()
    }

    /// The kinds of documents in the register, those with most documents first.
    pub fn document_kinds(&self) -> Vec<DocumentKindContext> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for document in &self.site.links.documents {
            *counts.entry(&document.kind).or_default() += 1;
        }
        let kind = |(name, count): (&str, usize)| DocumentKindContext {
            id: format!("kind-{}", slug(name, 40)),
            name: name.to_owned(),
            count,
        };
        let mut kinds: Vec<DocumentKindContext> = counts.into_iter().map(kind).collect();
        kinds.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.name.cmp(&b.name)));
        kinds
    }

    fn document(&self, document: &DocumentLink) -> DocumentContext {
        let mentions = document.mentions.iter().map(|mention| {
            let (before, quote, after) = cut(&mention.sentence, &mention.range);
            MentionContext { at: self.at(&mention.place), before, quote, after }
        });
        let double = |id: &String| self.documents.get(id.as_str()).map(|other| reference(other));
        DocumentContext {
            id: document.id.clone(),
            number: document.number.clone(),
            kind: document.kind.clone(),
            issuer: document.issuer.clone(),
            date: document.date.clone(),
            date_text: document.date.as_deref().and_then(|date| self.site.words.date(date)),
            dates: document.dates.iter().filter_map(|date| self.site.words.date(date)).collect(),
            term: document.term.clone(),
            doubles: document.doubles.iter().filter_map(double).collect(),
            misread: document.misread.clone(),
            subject: document.subject.clone(),
            title: document.title.clone(),
            address: document.address.clone().filter(|url| url.starts_with("https://") || url.starts_with("http://")),
            mentions: mentions.collect(),
        }
    }

    /// The documents that a page cites, in the order of their first mentions.
    pub fn documents_of(&self, page: &Page) -> Vec<DocumentRef> {
        let mut seen: Vec<usize> = Vec::new();
        for link in self.site.links.words.get(&page.path).into_iter().flatten() {
            if let LinkTarget::Document(index) = link.leads
                && !seen.contains(&index)
            {
                seen.push(index);
            }
        }
        seen.into_iter().filter_map(|index| self.site.links.documents.get(index)).map(reference).collect()
    }

    /// The sections elsewhere that say what a page says, and single blocks where no section does.
    pub fn parallels_of(&self, page: &Page) -> Vec<AlsoContext> {
        let mut found: Vec<AlsoContext> = Vec::new();
        let mut covered: Vec<&str> = Vec::new();
        for (own, other, pair) in self.sections_beside.get(&(&page.path, &page.id)).into_iter().flatten() {
            covered.push(&other.report);
            found.push(self.also(own, other, pair));
        }
        let first = View { page: page.path.clone(), ..View::default() };
        for (view, pairs) in self.views.range(first..).take_while(|(view, _)| view.page == page.path) {
            if !covered.contains(&view.other.as_str()) {
                let best = pairs.iter().max_by(|x, y| x.2.score.total_cmp(&y.2.score));
                found.extend(best.map(|(own, other, pair)| self.also(own, other, pair)));
            }
        }
        found
    }

    fn also(&self, own: &Place, other: &Place, pair: &ParallelLink) -> AlsoContext {
        let section = self.section(other);
        let view = View { page: own.page.clone(), report: own.report.clone(), other: other.report.clone() };
        AlsoContext {
            at: self.section_at(other),
            number: section.and_then(|section| section.number.clone()),
            title: section.map_or_else(String::new, |section| self.site.links.title(&section.title).to_owned()),
            degree: pair.degree.name(),
            doubtful: pair.is_doubtful,
            score: pair.score,
            view: self.view_url(&view),
        }
    }

    /// Where a place is; a section that is a page has no anchor.
    fn section_at(&self, place: &Place) -> WhereContext {
        let mut at = self.at(place);
        if let (Some(part), Some(section)) = (self.parts.get(place.report.as_str()), self.section(place))
            && section.id == place.id
        {
            at.url = section_url(part.report, section);
        }
        at
    }

    /// The views; each has a page of its own.
    pub fn views(&self) -> Vec<View> {
        self.views.keys().cloned().collect()
    }

    /// Address of a view, when there is one.
    pub fn view_url(&self, view: &View) -> Option<String> {
        self.views.contains_key(view).then(|| {
            let url = self.site.urls.get(&view.page).map_or("", String::as_str);
            let slug = url.rsplit('/').next().unwrap_or_default();
            let slug = slug.strip_suffix(".html").unwrap_or(slug);
            format!("parallels/{}--{slug}--{}.html", view.report, view.other)
        })
    }

    /// The rows of a view, not yet [`compared`]; `title` is the section that its head names.
    pub fn rows(&self, view: &View, title: &str) -> Vec<RowContext> {
        let mut last = title.to_owned();
        let pairs = self.views.get(view).map_or(&[][..], Vec::as_slice);
        let mut ordered: Vec<_> = pairs.iter().collect();
        let place = |place: &Place| self.text(place).map(|(at, _)| at);
        ordered.sort_by_cached_key(|(own, other, _)| (place(own), place(other)));
        let row = |(own, other, pair): &Beside<'_>| {
            let words = |place: &Place| self.text(place).map_or("", |(_, text)| text);
            let target = pair.target.map(|side| if (side == Side::A) == (*own == &pair.a) { "a" } else { "b" });
            let section = self.at(own).section;
            let is_new = section != last;
            last.clone_from(&section);
            RowContext {
                section: Some(section).filter(|section| is_new && !section.is_empty()),
                a: self.at(own).url,
                b: self.at(other).url,
                a_pieces: pieces(same(words(own))),
                b_pieces: pieces(same(words(other))),
                a_note: self.note_sign(own),
                b_note: self.note_sign(other),
                degree: pair.degree.name(),
                doubtful: pair.is_doubtful,
                target,
                id: row_id(own, other),
            }
        };
        ordered.into_iter().map(row).collect()
    }

    /// The anchors of a view's rows, with the words that the passages begin with.
    pub fn row_ids(&self, view: &View) -> Vec<(String, String)> {
        /// Words that tell which passage it was.
        const WORDS: usize = 12;
        let begins = |place: &Place| {
            let words = self.text(place).map_or("", |(_, text)| text).split_whitespace();
            words.take(WORDS).collect::<Vec<_>>().join(" ")
        };
        let pairs = self.views.get(view).into_iter().flatten();
        pairs.map(|(own, other, _)| (row_id(own, other), begins(own))).collect()
    }

    /// The pairs of sections, by the two reports.
    pub fn pairs(&self) -> Vec<PairContext> {
        let sections = self.site.links.parallels.iter().filter(|pair| pair.is_section);
        let pair = |pair: &ParallelLink| {
            let level = self.section(&pair.a).map_or(1, |s| s.level);
            let a = self.also(&pair.b, &pair.a, pair);
            let b = self.also(&pair.a, &pair.b, pair);
            let view = b.view.clone().or_else(|| a.view.clone());
            PairContext { level, degree: pair.degree.name(), percent: percent(pair.score), view, a, b }
        };
        sections.map(pair).collect()
    }

    /// The views by the two reports, each pair of passages in one of them: that of the earlier passage.
    pub fn pages_beside(&self) -> Vec<BesideContext> {
        let order = |report: &str| self.site.edition.reports.iter().position(|one| one.id == report);
        let mut found: BTreeMap<(Option<usize>, Option<usize>), BesideContext> = BTreeMap::new();
        for (view, pairs) in &self.views {
            let count = pairs.iter().filter(|(own, _, pair)| **own == pair.a).count();
            let Some((own, other)) = self.view_heads(view).filter(|_| count > 0) else { continue };
            let group = found.entry((order(&view.report), order(&view.other))).or_insert_with(|| BesideContext {
                own: own.clone(),
                other,
                pages: Vec::new(),
            });
            let url = self.view_url(view).unwrap_or_default();
            group.pages.push(BesidePage { title: own.section, url, count });
        }
        found.into_values().collect()
    }

    /// The discrepancies.
    pub fn discrepancies(&self) -> Vec<DiscrepancyContext> {
        self.site.links.discrepancies.iter().map(|found| self.discrepancy(found)).collect()
    }

    /// The passages of a page that another report has, too.
    pub fn beside(&self, page: &Page) -> impl Iterator<Item = &Beside<'a>> {
        let (first, path) = (View { page: page.path.clone(), ..View::default() }, page.path.clone());
        self.views.range(first..).take_while(move |(view, _)| view.page == path).flat_map(|(_, pairs)| pairs)
    }

    /// The plain words of a passage.
    pub fn words_of(&self, place: &Place) -> &'a str {
        self.text(place).map_or("", |(_, text)| text)
    }

    /// The discrepancies that a page is a side of, as linked.
    pub fn differing(&self, page: &Page) -> impl Iterator<Item = &'a Discrepancy> {
        self.differing.get(&page.path).into_iter().flatten().copied()
    }

    /// The discrepancies that a page is a side of.
    pub fn discrepancies_of(&self, page: &Page) -> Vec<DiscrepancyContext> {
        self.differing(page).map(|found| self.discrepancy(found)).collect()
    }

    fn discrepancy(&self, found: &Discrepancy) -> DiscrepancyContext {
        differences::difference(found, |place| self.at(place))
    }

    /// The glossary.
    pub fn terms(&self) -> Vec<TermContext> {
        self.site.links.terms.iter().map(|term| self.term(term)).collect()
    }

    fn term(&self, term: &TermLink) -> TermContext {
        /// Places that an entry lists.
        const PLACES: usize = 12;
        let name = term.abbr.as_deref().unwrap_or(&term.term);
        TermContext {
            id: term.id.clone(),
            letter: name.chars().next().map_or_else(String::new, |c| c.to_uppercase().collect()),
            abbr: term.abbr.clone(),
            term: term.term.clone(),
            definition: term.definition.clone(),
            defined: term.defined.as_ref().map(|place| self.at(place)),
            uses: term.uses.iter().take(PLACES).map(|place| self.at(place)).collect(),
            use_count: term.uses.len(),
        }
    }

    /// The title of a page and the name of a report, for the head of a view.
    pub fn view_heads(&self, view: &View) -> Option<(WhereContext, WhereContext)> {
        let report = self.parts.get(view.report.as_str())?.report;
        let page = report.all_pages().find(|page| page.path == view.page)?;
        let place = |report: &str, page: &Page| Place {
            report: report.to_owned(),
            page: page.path.clone(),
            id: page.id.clone(),
            note: None,
        };
        let mut own = self.section_at(&place(&view.report, page));
        own.section = match own.section.is_empty() {
            true => self.site.title_of(page),
            false => own.section,
        };
        own.url = self.site.urls.get(&page.path).cloned().unwrap_or_default();
        let other = self.parts.get(view.other.as_str())?.report;
        let mut beside = self.at(&place(&view.other, &other.index));
        beside.url = other.page_url(0);
        Some((own, beside))
    }
}
