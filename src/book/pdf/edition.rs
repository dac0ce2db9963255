//! The whole edition as source for typst: its reports one after the other in one book.
//!
//! In: books. Out: the text of `/main.typ`. What always holds: labels of different reports are apart; every label that is led to is
//! there once.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::adjust::Adjustments;
use super::source::{Writer, anchors, document};
use super::whole;
use crate::book::content::Book;
use crate::book::settings::BookSettings;

/// Writes the edition, each report as a heading above its own.
pub(super) fn source(settings: &BookSettings<'_>, books: &[Book], adjust: &Adjustments) -> String {
    let mut body = String::new();
    let (mut labels, mut led, mut titles) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
    for (index, book) in books.iter().enumerate() {
        let mut writer = Writer::new(settings, book, adjust);
        writer.prefix = whole::prefix(index);
        writer.places = whole::places(&settings.config.base_url, books);
        (writer.above, writer.level) = (1, 1);
        writer.text();
        let id = writer.own(whole::REPORT);
        let mut part = writer.report_facts();
        part.text("id", &id);
        writer.labels.insert(id.clone());
        titles.push((id, String::new(), book.plain_title.clone()));
        let _ = write!(body, "#b.part({});\n\n{}", part.finish(), writer.out);
        labels.append(&mut writer.labels);
        led.append(&mut writer.led);
        titles.append(&mut writer.titles);
    }
    body.push_str(&anchors(&led, &labels));
    document(&whole::facts(settings, books), &titles, &body)
}
