//! What other editions compare theirs with, as Parquet files in `facts/`: `docs/scale.md` says what each column holds.
//!
//! In: the edition, its links with the passages. Out: six tables. What always holds: rows come in reading order; a passage's number and an
//! edition's are the same in every build; addresses are relative to the address of the edition.

use std::collections::{BTreeMap, HashMap};
use std::io;

use super::parquet::{Column, file};
use crate::language;
use crate::markdown::plain_inline;
use crate::model::concept::{ConceptEntry, Measure};
use crate::model::edition::Edition;
use crate::model::links::{ConceptCell, ConceptRow, IndicatorLink, Links, PassageFacts, Place};
use crate::model::other_editions::{print_of, ranges_to_text};
use crate::text::fold;
use crate::tree::SiteWriter;

/// The shape of the tables. Another number is another shape.
const SCHEMA: &str = "ibid-facts/1";

/// The columns of a table, by name.
type Table = Vec<(&'static str, Column)>;

/// Writes the facts into the site's folder, when the edition wants them.
pub(super) fn facts(edition: &Edition, links: &Links, site: &SiteWriter<'_>) {
    if !edition.config.outputs.facts {
        return;
    }
    let known = Known::new(edition, links);
    let tables: [(&str, &dyn Fn() -> Table); 6] = [
        ("edition", &|| known.edition()),
        ("reports", &|| known.reports()),
        ("passages", &|| known.passages()),
        ("shingles", &|| known.shingles()),
        ("figures", &|| known.figures()),
        ("documents", &|| known.documents()),
    ];
    for (name, columns) in tables {
        site.write(&format!("facts/{name}.parquet"), |out| {
            out.write_all(&file(name, &columns()).map_err(io::Error::other)?)
        });
    }
}

/// What the tables are made from.
struct Known<'a> {
    edition: &'a Edition,
    links: &'a Links,
    /// The edition's number.
    number: i64,
    /// The addresses of the pages, by path.
    urls: BTreeMap<&'a str, String>,
}

impl<'a> Known<'a> {
    fn new(edition: &'a Edition, links: &'a Links) -> Self {
        let urls = edition.addresses().map(|(page, url)| (page.path.as_str(), url)).collect();
        Self { edition, links, number: print_of(&edition.config.base_url), urls }
    }

    fn url(&self, place: &Place) -> String {
        format!("{}#{}", self.urls.get(place.page.as_str()).map_or("", String::as_str), place.id)
    }

    /// A passage by a number of its own among those of all editions.
    fn passage(&self, place: &Place) -> i64 {
        print_of(&format!("{}\n{}\n{}", self.edition.config.base_url, place.report, place.id))
    }

    fn every(&self, count: usize) -> Column {
        Column::Number(vec![self.number; count])
    }

    fn edition(&self) -> Table {
        let config = &self.edition.config;
        vec![
            ("edition", self.every(1)),
            ("schema", Column::text([SCHEMA])),
            ("address", Column::text([config.base_url.as_str()])),
            ("title", Column::text([config.title.as_str()])),
            ("language", Column::text([config.language.as_str()])),
        ]
    }

    fn reports(&self) -> Table {
        let reports = &self.edition.reports;
        let fronts = || reports.iter().map(|report| &report.index.front);
        let word = |word: &Option<String>| word.clone().unwrap_or_default();
        vec![
            ("edition", self.every(reports.len())),
            ("report", Column::text(reports.iter().map(|report| report.id.as_str()))),
            ("title", Column::text(fronts().map(|front| plain_inline(self.links.title(&front.title))))),
            ("place", Column::text(fronts().map(|front| word(&front.place)))),
            ("kind", Column::text(fronts().map(|front| word(&front.document_kind)))),
            ("number", Column::text(fronts().map(|front| word(&front.document_number)))),
            ("issuer", Column::text(fronts().map(|front| word(&front.issuer)))),
            ("date", Column::text(fronts().map(|front| word(&front.date)))),
            ("url", Column::text(reports.iter().map(|report| report.page_url(0)))),
        ]
    }

    fn passages(&self) -> Table {
        let all = &self.links.passages;
        let text = |of: fn(&PassageFacts) -> &str| Column::text(all.iter().map(of));
        vec![
            ("edition", self.every(all.len())),
            ("passage", Column::Number(all.iter().map(|one| self.passage(&one.place)).collect())),
            ("report", text(|one| &one.place.report)),
            ("at", Column::text(all.iter().map(|one| format!("{}#{}", one.place.report, one.place.id)))),
            ("url", Column::text(all.iter().map(|one| self.url(&one.place)))),
            ("section", text(|one| &one.section)),
            ("note", Column::count(all.iter().map(|one| one.place.note.unwrap_or_default()))),
            ("place", text(|one| &one.subject)),
            ("language", text(|one| &one.language)),
            ("is_target", Column::Flag(all.iter().map(|one| one.is_target).collect())),
            ("is_norm", Column::Flag(all.iter().map(|one| one.is_norm).collect())),
            ("words", Column::count(all.iter().map(|one| one.words))),
            ("print", Column::Number(all.iter().map(|one| print_of(&one.text)).collect())),
            ("text", text(|one| &one.text)),
            ("names", Column::text(all.iter().map(|one| ranges_to_text(&one.names)))),
        ]
    }

    fn shingles(&self) -> Table {
        let all = &self.links.passages;
        let count = all.iter().map(|one| one.shingles.len()).sum();
        let passages = all.iter().flat_map(|one| vec![self.passage(&one.place); one.shingles.len()]);
        vec![
            ("edition", self.every(count)),
            ("passage", Column::Number(passages.collect())),
            ("shingle", Column::Number(all.iter().flat_map(|one| &one.shingles).copied().collect())),
        ]
    }

    /// The figures of concepts: what they measure, of what, when, and how much.
    fn figures(&self) -> Table {
        let entries = self.entries();
        let mut rows: Vec<Figure<'_>> = Vec::new();
        for concept in &self.links.concepts {
            let entry = entries.get(concept.id.as_str()).copied();
            let of_row = |row: &'a ConceptRow| row.figures.iter().map(move |cell| (row, cell));
            rows.extend(concept.rows.iter().flat_map(of_row).map(|(row, cell)| Figure {
                concept: &concept.id,
                name: &concept.name,
                scope: entry.map_or("", |entry| &entry.scope),
                measure: measure_name(entry.and_then(|entry| entry.measure).unwrap_or_default()),
                row,
                cell,
            }));
        }
        let text = |of: &dyn Fn(&Figure<'a>) -> String| Column::text(rows.iter().map(of));
        vec![
            ("edition", self.every(rows.len())),
            ("report", text(&|one| one.cell.report.clone())),
            ("concept", text(&|one| one.concept.to_owned())),
            ("name", text(&|one| one.name.to_owned())),
            ("scope", text(&|one| one.scope.to_owned())),
            ("measure", text(&|one| one.measure.to_owned())),
            ("span", text(&|one| one.row.span.name().to_owned())),
            ("unit", text(&|one| one.row.unit.clone())),
            (
                "place",
                text(&|one| self.links.columns.get(one.cell.column).map(|place| fold(place)).unwrap_or_default()),
            ),
            ("kind", text(&|one| one.cell.kind.name().to_owned())),
            ("period", text(&|one| one.cell.period.clone().unwrap_or_default())),
            ("low", Column::Real(rows.iter().map(|one| one.cell.low).collect())),
            ("high", Column::Real(rows.iter().map(|one| one.cell.high).collect())),
            ("url", text(&|one| self.figure_url(one.cell))),
            ("quote", text(&|one| self.quote(one.cell))),
        ]
    }

    /// What is known of the concepts: the editor's own word comes before the program's.
    fn entries(&self) -> HashMap<&'a str, &'a ConceptEntry> {
        let config = &self.edition.config;
        let known = &language::concepts(&config.language).concepts;
        let chosen = config.concepts.0.iter().map(|(_, entry)| entry);
        known.iter().chain(chosen).map(|entry| (entry.id.as_str(), entry)).collect()
    }

    fn figure(&self, cell: &ConceptCell) -> Option<&IndicatorLink> {
        self.links.reports.get(&cell.report)?.indicators.get(cell.indicator)
    }

    fn figure_url(&self, cell: &ConceptCell) -> String {
        let report = self.edition.reports.iter().find(|report| report.id == cell.report);
        let place = report.zip(self.figure(cell));
        place.map(|(report, link)| format!("{}#{}", report.page_url(link.page), link.id)).unwrap_or_default()
    }

    fn quote(&self, cell: &ConceptCell) -> String {
        self.figure(cell).map(|link| link.figure.quote.clone()).unwrap_or_default()
    }

    fn documents(&self) -> Table {
        let all = &self.links.documents;
        let word = |word: &Option<String>| word.clone().unwrap_or_default();
        vec![
            ("edition", self.every(all.len())),
            ("document", Column::text(all.iter().map(|one| one.id.as_str()))),
            ("kind", Column::text(all.iter().map(|one| one.kind.as_str()))),
            ("number", Column::text(all.iter().map(|one| one.number.as_str()))),
            ("issuer", Column::text(all.iter().map(|one| word(&one.issuer)))),
            ("date", Column::text(all.iter().map(|one| word(&one.date)))),
            ("title", Column::text(all.iter().map(|one| word(&one.title)))),
            ("mentions", Column::count(all.iter().map(|one| one.mentions.len()))),
            ("url", Column::text(all.iter().map(|one| format!("documents.html#{}", one.id)))),
        ]
    }
}

/// A figure of a concept.
struct Figure<'a> {
    concept: &'a str,
    name: &'a str,
    scope: &'a str,
    measure: &'static str,
    row: &'a ConceptRow,
    cell: &'a ConceptCell,
}

fn measure_name(measure: Measure) -> &'static str {
    match measure {
        Measure::Level => "level",
        Measure::Growth => "growth",
        Measure::Change => "change",
        Measure::Share => "share",
    }
}
