//! The pages of the book: cover, contents, title pages, chapters, lists of notes.

use super::names::{file_name, notes_name};
use super::package::Package;
use super::words::{Pictures, Writer};
use crate::book::assemble::headings;
use crate::book::content::{Book, Chapter, Note};
use crate::book::places::Places;
use crate::book::settings::BookSettings;
use crate::book::xml::{Xml, xml_id};

/// The beginning of a page.
fn opened(xml: &mut Xml, lang: &str, title: &str) {
    xml.raw("<!DOCTYPE html>\n");
    let names = [
        ("xmlns", "http://www.w3.org/1999/xhtml"),
        ("xmlns:epub", "http://www.idpf.org/2007/ops"),
        ("lang", lang),
        ("xml:lang", lang),
    ];
    xml.open("html", &names);
    xml.raw("\n<head><meta charset=\"utf-8\"/>");
    xml.element("title", &[], title);
    xml.raw("<link rel=\"stylesheet\" type=\"text/css\" href=\"style.css\"/></head>\n");
}

fn closed(mut xml: Xml) -> String {
    xml.raw("</body>\n</html>\n");
    xml.finish()
}

/// The page that shows the cover.
pub(super) fn cover(settings: &BookSettings<'_>, package: &Package) -> String {
    let mut xml = Xml::document();
    opened(&mut xml, &package.lang, &settings.words.phrase("book.cover", &[]));
    xml.open("body", &[("class", "cover"), ("epub:type", "cover")]);
    xml.empty("img", &[("src", "cover.svg"), ("alt", &package.title), ("role", "doc-cover")]);
    closed(xml)
}

/// An entry of the contents: its depth, its file, its words.
type ContentsEntry = (usize, String, String);

/// The contents, and the landmarks.
pub(super) fn navigation(settings: &BookSettings<'_>, package: &Package, books: &[&Book], is_edition: bool) -> String {
    let say = |key: &str| settings.words.phrase(key, &[]);
    let mut xml = Xml::document();
    opened(&mut xml, &package.lang, &say("report.contents"));
    xml.open("body", &[]);
    xml.open("nav", &[("epub:type", "toc"), ("role", "doc-toc"), ("id", "toc")]);
    xml.element("h1", &[], &say("report.contents"));
    let mut ways: Vec<ContentsEntry> = Vec::new();
    for (report, book) in books.iter().enumerate() {
        let base = usize::from(is_edition);
        let title = if is_edition { title_in_edition(book) } else { book.plain_title.clone() };
        ways.push((1, file_name(report, None), title));
        ways.extend(chapters(report, book).map(|(depth, file, words)| (depth + base, file, words)));
        if has_notes(book) {
            ways.push((1 + base, notes_name(report), say("book.notes")));
        }
    }
    nested(&mut xml, &ways);
    xml.close("nav");
    xml.line();
    page_list(settings, &mut xml, books, is_edition);
    xml.open("nav", &[("epub:type", "landmarks"), ("hidden", "hidden")]);
    xml.element("h2", &[], &say("book.landmarks"));
    xml.raw("<ol>");
    let first = file_name(0, None);
    let mut landmarks = vec![("cover", "cover.xhtml", "book.cover"), ("toc", "#toc", "report.contents")];
    landmarks.push(("bodymatter", &first, "book.text"));
    for (kind, href, words) in landmarks {
        xml.raw("<li>");
        xml.element("a", &[("epub:type", kind), ("href", href)], &say(words));
        xml.raw("</li>");
    }
    xml.raw("</ol>");
    xml.close("nav");
    closed(xml)
}

/// The pages of the print, where they are known.
fn page_list(settings: &BookSettings<'_>, xml: &mut Xml, books: &[&Book], is_edition: bool) {
    if books.iter().all(|book| book.pages.is_empty()) {
        return;
    }
    xml.open("nav", &[("epub:type", "page-list"), ("role", "doc-pagelist"), ("hidden", "hidden")]);
    xml.element("h2", &[], &settings.words.phrase("book.pages", &[]));
    xml.raw("<ol>");
    for (report, book) in books.iter().enumerate() {
        for page in &book.pages {
            let index = book.chapters.iter().position(|chapter| chapter.level > 0 && chapter.url == page.url);
            let href = format!("{}#{}", file_name(report, index), xml_id(&page.id));
            // Each report of an edition has pages of its own.
            let label = if is_edition { joined(&title_in_edition(book), &page.label) } else { page.label.clone() };
            xml.raw("<li>");
            xml.element("a", &[("href", &href)], &label);
            xml.raw("</li>");
        }
    }
    xml.raw("</ol>");
    xml.close("nav");
    xml.line();
}

/// A report among others: what it is, its place; its title when it has none.
fn title_in_edition(book: &Book) -> String {
    let kind = book.facts.label.as_ref().unwrap_or(&book.facts.kind);
    match &book.facts.place {
        Some(place) => format!("{kind} {place}"),
        None => format!("{kind}: {}", book.plain_title),
    }
}

fn has_notes(book: &Book) -> bool {
    book.chapters.iter().any(|chapter| !chapter.notes.is_empty())
}

/// The chapters of a report and the headings in them.
fn chapters(report: usize, book: &Book) -> impl Iterator<Item = ContentsEntry> {
    book.chapters.iter().enumerate().flat_map(move |(index, chapter)| {
        let file = if chapter.level == 0 { file_name(report, None) } else { file_name(report, Some(index)) };
        let head = chapter.head.as_deref().unwrap_or_default();
        let own = (chapter.level > 0).then(|| (chapter.level, file.clone(), joined(head, &chapter.plain_title)));
        let within = headings(chapter).map(move |(id, heading)| {
            (heading.level, format!("{file}#{}", xml_id(id)), joined(&heading.head, &heading.plain))
        });
        own.into_iter().chain(within)
    })
}

fn joined(head: &str, title: &str) -> String {
    format!("{head} {title}").trim().to_owned()
}

/// Ways as nested lists: one goes below the last one before it that is less deep.
fn nested(xml: &mut Xml, ways: &[ContentsEntry]) {
    let mut open: Vec<usize> = Vec::new();
    xml.raw("<ol>");
    for (depth, href, words) in ways {
        let is_below = open.last().is_some_and(|last| last < depth);
        while open.last().is_some_and(|last| last >= depth) {
            open.pop();
            xml.raw("</li>");
            // What was closed stood in a list of its own below the one that is closed next.
            if open.last().is_some_and(|last| last >= depth) {
                xml.raw("</ol>");
            }
        }
        if is_below {
            xml.raw("<ol>");
        }
        xml.raw("<li>");
        xml.element("a", &[("href", href)], words);
        open.push(*depth);
    }
    open.iter().for_each(|_| xml.raw("</li></ol>"));
    if ways.is_empty() {
        xml.raw("</ol>");
    }
    xml.line();
}

/// The pages of a report: their names and texts.
pub(super) fn report(
    settings: &BookSettings<'_>,
    places: &Places<'_>,
    pictures: &Pictures<'_>,
    (report, book): (usize, &Book),
) -> Vec<(String, String)> {
    let page = |file: String, level: usize, write: &dyn Fn(&mut Writer<'_, '_>)| {
        let xml = Xml::document();
        let mut writer = Writer { xml, places, pictures, file: &file, level, has_ids: true };
        write(&mut writer);
        let text = closed(writer.xml);
        (file, text)
    };
    let mut entries = vec![page(file_name(report, None), 0, &|writer| title_page(settings, writer, book))];
    for (index, chapter) in book.chapters.iter().enumerate().filter(|(_, chapter)| chapter.level > 0) {
        let file = file_name(report, Some(index));
        entries.push(page(file, chapter.level, &|writer| {
            let head = chapter.head.as_deref().unwrap_or_default();
            opened(&mut writer.xml, &book.lang, &joined(head, &chapter.plain_title));
            writer.xml.open("body", &[]);
            let id = xml_id(&chapter.id);
            let (kind, role) = if chapter.level == 1 { ("chapter", "doc-chapter") } else { ("", "") };
            writer.xml.open("section", &[("epub:type", kind), ("role", role), ("aria-labelledby", &id)]);
            writer.xml.open("h1", &[("id", &id)]);
            writer.head(head);
            writer.line(&chapter.title);
            writer.xml.close("h1");
            writer.xml.line();
            chapter_text(settings, writer, chapter);
            writer.xml.close("section");
        }));
    }
    if has_notes(book) {
        entries.push(page(notes_name(report), 0, &|writer| notes_page(settings, writer, book)));
    }
    entries
}

/// The title page, with the words before the first section.
fn title_page(settings: &BookSettings<'_>, writer: &mut Writer<'_, '_>, book: &Book) {
    let facts = &book.facts;
    opened(&mut writer.xml, &book.lang, &book.plain_title);
    writer.xml.open("body", &[]);
    writer.xml.open("section", &[("class", "title-page"), ("epub:type", "titlepage")]);
    writer.blocks(&book.letterhead);
    let kind = facts.label.as_ref().unwrap_or(&facts.kind);
    writer.xml.element("p", &[("class", "kind")], kind);
    if let Some(place) = &facts.place {
        writer.xml.element("p", &[("class", "place")], place);
    }
    writer.xml.open("h1", &[]);
    writer.line(&book.title);
    writer.xml.close("h1");
    for fact in [&facts.issuer, &facts.number, &facts.date_text].into_iter().flatten() {
        writer.xml.element("p", &[], fact);
    }
    writer.xml.element("p", &[("class", "series")], &settings.config.title);
    if let Some((file, lines)) = &facts.source {
        let (first, last) = (lines.0.to_string(), lines.1.to_string());
        let places = [("file", file.as_str()), ("first", &first), ("last", &last)];
        writer.xml.element("p", &[("class", "source")], &settings.words.phrase("source.lines", &places));
    }
    writer.xml.close("section");
    writer.xml.line();
    if let Some(opening) = book.chapters.first().filter(|chapter| chapter.level == 0) {
        writer.xml.open("section", &[("class", "opening")]);
        chapter_text(settings, writer, opening);
        writer.xml.close("section");
    }
}

/// The text of a chapter and all that belongs to it.
fn chapter_text(settings: &BookSettings<'_>, writer: &mut Writer<'_, '_>, chapter: &Chapter) {
    writer.blocks(&chapter.blocks);
    figures(settings, writer, chapter);
    let say = |key: &str| settings.words.phrase(key, &[]);
    if !chapter.notes.is_empty() {
        apart(writer, "apart notes", &say("notes.title"));
        chapter.notes.iter().for_each(|note| note_aside(writer, note));
        writer.xml.close("section");
    }
    if !chapter.annotations.is_empty() {
        apart(writer, "apart editor", &say("annotations.title"));
        annotations(writer, chapter);
        writer.xml.close("section");
    }
    if !chapter.corrections.is_empty() {
        apart(writer, "apart editor", &say("corrections.title"));
        corrections(settings, writer, chapter);
        writer.xml.close("section");
    }
}

fn apart(writer: &mut Writer<'_, '_>, class: &str, title: &str) {
    writer.xml.open("section", &[("class", class)]);
    writer.xml.element("h2", &[], title);
    writer.xml.line();
}

/// A note where a reading device opens it in place. Its number leads back to the first place that calls it.
fn note_aside(writer: &mut Writer<'_, '_>, note: &Note) {
    let id = xml_id(&note.id);
    let attributes = [("class", "note"), ("epub:type", "footnote"), ("role", "doc-footnote"), ("id", id.as_str())];
    writer.xml.open("aside", &attributes);
    back(writer, note);
    writer.blocks(&note.blocks);
    writer.xml.close("aside");
    writer.xml.line();
}

/// The number of a note, as links to its marks.
fn back(writer: &mut Writer<'_, '_>, note: &Note) {
    let places = writer.places;
    writer.xml.open("p", &[("class", "back")]);
    let found: Vec<(String, String)> = note
        .marks
        .iter()
        .filter_map(|(url, id)| Some((writer.href(places.file(url, id)?, Some(id)), id.clone())))
        .collect();
    for (at, (href, _)) in found.iter().enumerate() {
        let shown = if at == 0 { note.sign.clone() } else { format!(" {}", crate::text::letters(at + 1)) };
        writer.xml.element("a", &[("href", href), ("role", "doc-backlink")], &shown);
    }
    if found.is_empty() {
        writer.xml.text(&note.sign);
    }
    if let Some(printed) = &note.printed {
        writer.xml.text(&format!(" [{printed}]"));
    }
    writer.xml.close("p");
}

fn annotations(writer: &mut Writer<'_, '_>, chapter: &Chapter) {
    for one in &chapter.annotations {
        let (id, href) = (xml_id(&format!("ann-{}", one.id)), format!("#{}", xml_id(&format!("annref-{}", one.id))));
        let attributes =
            [("class", "annotation"), ("epub:type", "footnote"), ("role", "doc-footnote"), ("id", id.as_str())];
        writer.xml.open("aside", &attributes);
        writer.xml.open("p", &[]);
        if one.is_placed {
            writer.xml.element("a", &[("href", &href), ("role", "doc-backlink")], &one.letter);
        } else {
            writer.xml.text(&format!("{} [{}]", one.letter, one.quote));
        }
        writer.xml.close("p");
        for paragraph in &one.paragraphs {
            writer.xml.open("p", &[]);
            writer.line(paragraph);
            writer.xml.close("p");
        }
        if !one.by.is_empty() {
            writer.xml.element("p", &[("class", "by")], &one.by);
        }
        writer.xml.close("aside");
        writer.xml.line();
    }
}

fn corrections(settings: &BookSettings<'_>, writer: &mut Writer<'_, '_>, chapter: &Chapter) {
    for one in &chapter.corrections {
        let (id, href) = (xml_id(&format!("cor-{}", one.id)), format!("#{}", xml_id(&format!("corref-{}", one.id))));
        let attributes =
            [("class", "correction"), ("epub:type", "footnote"), ("role", "doc-footnote"), ("id", id.as_str())];
        writer.xml.open("aside", &attributes);
        writer.xml.open("p", &[]);
        writer.xml.element("a", &[("href", &href), ("role", "doc-backlink")], "*");
        writer.xml.text(&format!(" {} (", one.read));
        writer.xml.text(&settings.words.phrase("corrections.printed", &[("printed", &one.printed)]));
        writer.xml.text(&format!("). {} {}", one.reason, one.by));
        writer.xml.close("p");
        writer.xml.close("aside");
        writer.xml.line();
    }
}

/// The figures of a chapter as a table; each name leads to the words that state it.
fn figures(settings: &BookSettings<'_>, writer: &mut Writer<'_, '_>, chapter: &Chapter) {
    if chapter.figures.is_empty() {
        return;
    }
    let say = |key: &str| settings.words.phrase(key, &[]);
    apart(writer, "apart figures", &say("book.figures"));
    writer.xml.raw("<table><thead><tr>");
    for key in ["name", "value", "period", "kind"] {
        writer.xml.element("th", &[("scope", "col")], &say(&format!("indicator.columns.{key}")));
    }
    writer.xml.raw("</tr></thead><tbody>");
    for one in &chapter.figures {
        let place = one.id.as_deref().unwrap_or(&one.place);
        writer.xml.raw("<tr><td>");
        match writer.places.file(&chapter.url, place) {
            Some(file) => {
                let href = writer.href(file, Some(place));
                writer.xml.element("a", &[("href", &href)], &one.name);
            }
            None => writer.xml.text(&one.name),
        }
        writer.xml.raw("</td>");
        writer.xml.element("td", &[], &one.quantity());
        writer.xml.element("td", &[], one.period.as_deref().unwrap_or_default());
        writer.xml.element("td", &[], &say(&format!("indicator.kind.{}", one.kind.name())));
        writer.xml.raw("</tr>");
    }
    writer.xml.raw("</tbody></table>");
    writer.xml.close("section");
    writer.xml.line();
}

/// All notes of a report, for who reads them in a row.
fn notes_page(settings: &BookSettings<'_>, writer: &mut Writer<'_, '_>, book: &Book) {
    let title = settings.words.phrase("book.notes", &[]);
    opened(&mut writer.xml, &book.lang, &title);
    writer.xml.open("body", &[]);
    writer.xml.raw("<section epub:type=\"endnotes\" role=\"doc-endnotes\">");
    writer.xml.element("h1", &[], &title);
    writer.xml.raw("<ol class=\"numbered\">\n");
    writer.has_ids = false;
    let mut notes: Vec<&Note> = book.chapters.iter().flat_map(|chapter| &chapter.notes).collect();
    notes.sort_by_key(|note| note.number);
    for note in notes {
        writer.xml.open("li", &[]);
        back(writer, note);
        writer.blocks(&note.blocks);
        writer.xml.close("li");
        writer.xml.line();
    }
    writer.xml.raw("</ol>");
    writer.xml.close("section");
}
