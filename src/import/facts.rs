//! What the head of a report says of it besides its title: issuer, kind, number, place and date.
//!
//! In: the lines of a head (or of the place where it was signed). Out: the facts, each from the line that says it most plainly.

use super::days::{is_span, place_and_date, place_before};
use super::letterhead::cells;
use crate::language::{self, Fact};
use crate::source::{Beside, Metadata};
use crate::text::{fold_space, is_all_caps, word_count};

/// The facts of a report's head.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// Who issued it.
    pub issuer: Option<String>,
    /// "Báo cáo", "Prüfbericht", as printed.
    pub kind: Option<String>,
    /// "12/BC-UBND", "A/HRC/60/1".
    pub number: Option<String>,
    /// Where it was signed.
    pub place: Option<String>,
    /// ISO date, as far as printed.
    pub date: Option<String>,
}

impl Facts {
    /// The facts that the source says of itself.
    #[must_use]
    pub fn of_metadata(metadata: &Metadata) -> Self {
        let words = language::any();
        let dated = metadata.date.as_deref().and_then(place_and_date);
        let (place, date) = dated.unwrap_or_default();
        let date = date.or_else(|| metadata.date.as_deref().and_then(|text| words.date(text)).map(|date| date.iso));
        let is_year = |text: &&String| text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
        let names = [metadata.kind.as_deref(), metadata.subtitle.as_deref(), metadata.title.as_deref()];
        let kind = names.into_iter().flatten().find_map(|text| words.kind(text, 8)).map(|kind| kind.words);
        let of_title = metadata.title.as_deref().map(Self::of_title).unwrap_or_default();
        Self {
            // An address says where a text was found.
            issuer: (metadata.issuer.clone().filter(|issuer| !issuer.contains("://")))
                .or_else(|| metadata.subtitle.as_deref().and_then(|text| words.parties(text)).map(fold_space)),
            kind: kind.or_else(|| metadata.kind.clone()),
            number: metadata.number.clone().or(of_title.number),
            place,
            date: date.or(of_title.date).or_else(|| metadata.date.as_ref().filter(is_year).cloned()),
        }
    }

    /// Takes what is still unknown from other facts.
    pub fn fill(&mut self, other: Self) {
        let pairs = [
            (&mut self.issuer, other.issuer),
            (&mut self.kind, other.kind),
            (&mut self.number, other.number),
            (&mut self.place, other.place),
            (&mut self.date, other.date),
        ];
        for (own, other) in pairs {
            if own.is_none() {
                *own = other;
            }
        }
    }

    /// The kind as the number has it, where no words name one.
    pub fn name_kind(&mut self) {
        let by_number = self.number.as_deref().and_then(|number| language::any().kind_by_number(number));
        self.kind = self.kind.take().or_else(|| by_number.map(crate::text::capitalised));
    }

    /// The facts of the lines around a title, in their order. A line's columns, set apart by white space, are lines.
    #[must_use]
    pub fn of_lines<'a>(lines: impl Iterator<Item = &'a str>) -> Self {
        let mut facts = Self::default();
        let (mut bodies, mut was_body, mut is_broken): (Vec<String>, bool, bool) = (Vec::new(), false, false);
        let (mut last, mut is_cited, mut sentence) = (String::new(), false, None);
        for cell in cells(lines) {
            let words = language::any();
            // "To the Committee", "* Document 5": others, who are named on the way.
            if words.is_stamp(&cell) || words.is_gazette(&cell) || words.is_byline(&cell) {
                (is_cited, last) = (words.is_byline(&cell), cell);
                continue;
            }
            if is_cited && (words.must_go_on(&last) || last.ends_with(',') || !cell.starts_with(char::is_uppercase)) {
                last = cell;
                continue;
            }
            (is_cited, last) = (false, cell.clone());
            if let Some((key, _)) = cell.split_once(':').filter(|(key, _)| words.is_kind(key)) {
                facts.kind.get_or_insert_with(|| name(key));
            }
            if let Some((fact, value)) = labelled(&cell).filter(|_| words.document_number(&cell).is_none()) {
                facts.label(fact, value);
                // Two columns may stand on one line.
                facts.read_day(&cell);
                continue;
            }
            facts.read(&cell);
            // "HỘI ĐỒNG NHÂN DÂN" and, under it, "XÃ AN SƠN" are one name.
            let broke_off = is_broken;
            let is_short = was_body && word_count(&cell) <= 6;
            let goes_on = is_short && (words.opens_with_place_unit(&cell) || broke_off);
            let body = body_name(&cell);
            let was_body_above = std::mem::replace(&mut was_body, body.is_some());
            // "MINISTRY OF WORKS -" breaks off.
            is_broken = cell.ends_with(['-', '–']);
            let is_organ = was_body_above && words.is_organ(&cell);
            match (bodies.last_mut().filter(|_| goes_on || is_organ), body) {
                (Some(last), _) if is_organ => *last = format!("{last} - {}", name(&cell)),
                (Some(last), _) if broke_off => *last = format!("{last} - {cell}"),
                (Some(last), _) => *last = format!("{last} {cell}"),
                // "The Council," opens a sentence: a name only where no line has one.
                (None, body) if cell.ends_with(',') => sentence = sentence.or(body),
                (None, body) => bodies.extend(body),
            }
        }
        facts.issuer = facts.issuer.or_else(|| bodies.pop()).or(sentence);
        facts
    }

    /// What labels name, and nothing else.
    #[must_use]
    pub fn of_labels<'a>(lines: impl Iterator<Item = &'a str>) -> Self {
        let mut facts = Self::default();
        for cell in cells(lines) {
            if let Some((fact, value)) = labelled(&cell) {
                facts.label(fact, value);
            }
        }
        facts
    }

    /// The issuer, the number, the date that a labelled line gives: "Published: 3 April 2025".
    fn label(&mut self, fact: Fact, value: &str) {
        let words = language::any();
        match fact {
            Fact::Date => self.date = self.date.take().or_else(|| words.date(value).map(|date| date.iso)),
            Fact::Issuer => self.issuer = self.issuer.take().or_else(|| Some(name(value))),
            Fact::Number => self.number = self.number.take().or_else(|| number_of(value)),
            Fact::Kind if words.kind(value, 1).is_some() => {
                self.kind.get_or_insert_with(|| name(value));
            }
            _ => {}
        }
    }

    /// The place and the day at the end of a line.
    fn read_day(&mut self, line: &str) {
        let day = language::any().date(line).filter(|date| date.iso.len() == 10 && self.date.is_none());
        let Some(day) = day else { return };
        if let Some(place) = place_before(&line[..day.range.start]) {
            self.place.get_or_insert(place);
            self.date = Some(day.iso);
        }
    }

    /// What a title says behind its kind: "Decree no. 12/2025 of 3 April 2025 on …".
    #[must_use]
    pub fn of_title(title: &str) -> Self {
        /// Words between the kind, the number and the date.
        const BETWEEN: usize = 3;
        let words = language::any();
        let Some(kind) = words.kind(title, 1) else { return Self::default() };
        let mut rest = title.trim_start().get(kind.words.len()..).unwrap_or_default();
        let mut facts = Self { kind: Some(kind.words), ..Self::default() };
        let near = |text: &str, at: usize| word_count(&text[..at]) <= BETWEEN;
        let found =
            words.document_number(rest).map(|number| (number.as_ptr() as usize - rest.as_ptr() as usize, number));
        if let Some((at, number)) = found.filter(|(at, _)| near(rest, *at)) {
            facts.number = Some(tidy(number));
            rest = &rest[at + number.len()..];
        }
        if let Some(date) = words.date(rest).filter(|date| date.iso.len() == 10 && near(rest, date.range.start)) {
            facts.date = Some(date.iso);
        }
        facts
    }

    /// What the file says beside its text. A name that is no body's is that of whoever typed it.
    #[must_use]
    pub fn of_beside(beside: &Beside) -> Self {
        let mut facts = Self::of_lines(beside.heads.iter().map(String::as_str));
        facts.kind = None;
        facts.fill(Self::of_metadata(&Metadata { title: None, ..beside.properties.clone() }));
        facts
    }

    fn read(&mut self, line: &str) {
        let words = language::any();
        if let Some((place, year)) = imprint(line) {
            self.place.get_or_insert(place);
            self.date.get_or_insert(year);
            return;
        }
        if let Some((place, date)) = place_and_date(line).filter(|_| words.document_number(line).is_none()) {
            self.place = self.place.take().or(place);
            self.date = self.date.take().or(date);
            return;
        }
        let count = word_count(line);
        // "* Document 5" is a note, which cites another.
        if line.starts_with(['*', '\\']) {
            return;
        }
        // A line that opens small is running text, which cites the dates of others; "Updated: …" labels another day.
        let is_day = count <= 24 && self.date.is_none() && !words.is_head_line(line);
        if is_day && !line.starts_with(char::is_lowercase) && !labels_other_day(line) {
            let found = words.date(line).filter(|date| !is_span(line, &date.range));
            self.place = self.place.take().or_else(|| place_before(&line[..found.as_ref()?.range.start]));
            self.date = found.map(|date| date.iso);
        }
        if count <= 14 && self.number.is_none() {
            self.number = words.document_number(line).map(tidy);
        }
    }
}

/// "Labelled: value", when the label names a fact.
fn labelled(line: &str) -> Option<(Fact, &str)> {
    let (key, value) = line.split_once(':')?;
    let fact = language::any().fact(key)?;
    (word_count(key) <= 6 && !value.trim().is_empty()).then(|| (fact, value.trim()))
}

/// "Updated: 3 April 2025": a date and nothing else behind a label that no language knows for one.
fn labels_other_day(line: &str) -> bool {
    let words = language::any();
    let Some((key, value)) = line.split_once(':').filter(|(key, _)| words.fact(key).is_none()) else { return false };
    word_count(key) <= 5 && words.date(value).is_some_and(|date| value.trim().len() == date.range.len())
}

/// A number without the blanks of a form that was filled in: "63 /2025/QĐ".
fn tidy(number: &str) -> String {
    let number = fold_space(number).replace(" /", "/").replace("/ ", "/");
    // "14163 - On the bridges": words behind a dash are no part of it.
    let is_part = |rest: &str| rest.contains(|c: char| c.is_ascii_digit() || c == '/');
    match [" - ", " – "].iter().find_map(|dash| number.split_once(dash)) {
        Some((own, rest)) if !is_part(rest) => own.to_owned(),
        _ => number,
    }
}

/// The number that stands behind its label: what has the form of one, else the words up to a place and date.
fn number_of(value: &str) -> Option<String> {
    /// Words of a number: "B 12 (2025)".
    const LONGEST: usize = 6;
    let words = language::any();
    if let Some(number) = words.document_number(value) {
        return Some(tidy(number));
    }
    let date = words.date(value).map(|date| date.range.start);
    let before = value[..date.unwrap_or(value.len())].trim_end().trim_end_matches(',');
    let place = date.and_then(|at| place_before(&value[..at]));
    let number = name(place.and_then(|place| before.strip_suffix(place.as_str())).unwrap_or(before));
    let is_number = value.starts_with(char::is_alphanumeric)
        && number.contains(|c: char| c.is_ascii_digit())
        && word_count(&number) <= LONGEST;
    is_number.then(|| tidy(&number))
}

/// A name without what decorates it.
fn name(text: &str) -> String {
    fold_space(text.trim_matches(|c: char| !(c.is_alphanumeric() || matches!(c, '(' | ')' | '.'))))
}

/// The name of an issuing body, when a line is one: it is short, begins with a capital and names no kind of document
/// but in "Report of the …".
pub(super) fn body_name(line: &str) -> Option<String> {
    let words = language::any();
    if words.is_head_line(line) {
        return None;
    }
    let plain = name(words.without_letterhead(words.without_issuer_end(line)));
    if word_count(&plain) > 14
        || plain.contains(|c: char| c.is_ascii_digit())
        || !plain.starts_with(char::is_uppercase)
        || words.is_letterhead(&plain)
    {
        return None;
    }
    if let Some(kind) = words.kind(&plain, 1) {
        let rest = plain.get(kind.words.len()..)?.trim_start();
        let rest = rest.split_once(' ').filter(|(first, _)| words.must_go_on(first)).map(|(_, rest)| rest)?;
        let rest = rest.split_once(' ').filter(|(first, _)| words.must_go_on(first)).map_or(rest, |(_, rest)| rest);
        return (words.opens_with_issuer(rest) && word_count(rest) <= 10).then(|| rest.to_owned());
    }
    let is_name = || plain.split(' ').all(|word| !word.starts_with(char::is_lowercase) || words.must_go_on(word));
    let opens = words.opens_with_issuer(&plain) || words.names_issuer(&plain) && word_count(&plain) <= 8 && is_name();
    (opens && !plain.ends_with(['.', ';', ':'])).then_some(plain)
}

/// "United Nations • New York, 2025": where and when it was printed.
fn imprint(line: &str) -> Option<(String, String)> {
    let (_, imprint) = line.rsplit_once(['•', '·'])?;
    let (place, year) = imprint.rsplit_once(',')?;
    let year = year.trim();
    let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    (is_year && word_count(place) <= 4).then(|| (fold_space(place), year.to_owned()))
}

/// "SÓC" becomes "Sóc"; a word that is not all capitals stays.
pub(super) fn capitalised(word: &str) -> String {
    if !is_all_caps(word) {
        return word.to_owned();
    }
    let mut chars = word.chars();
    chars.next().into_iter().chain(chars.flat_map(char::to_lowercase)).collect()
}

/// The place that a title ends on: "… TỈNH AN SƠN", "… thành phố An Sơn, lần thứ XIV".
pub(super) fn place_in_title(title: &str) -> Option<String> {
    let name: Vec<String> = language::any().place_name(title).into_iter().map(capitalised).collect();
    (!name.is_empty()).then(|| name.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_and_dates() {
        let read = |text: &str| place_and_date(text).map(|(p, d)| (p.unwrap_or_default(), d.unwrap_or_default()));
        assert_eq!(read("Bến Tre, ngày 03 tháng 4 năm 2025"), Some(("Bến Tre".into(), "2025-04-03".into())));
        assert_eq!(read("York, 3 April 2025"), Some(("York".into(), "2025-04-03".into())));
        assert_eq!(read("Fait à Lyon, le 1er août 2024"), Some(("Lyon".into(), "2024-08-01".into())));
        assert_eq!(read("Năm 2025, tỉnh đã"), None);
    }

    #[test]
    fn columns_that_a_reader_ran_together() {
        let facts = Facts::of_lines(
            ["BỘ CẦU ĐƯỜNG CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 25/2026/TT-BCĐ Hà Khê, ngày 25 tháng 3 năm 2026"]
                .into_iter(),
        );
        assert_eq!((facts.issuer.as_deref(), facts.number.as_deref()), (Some("BỘ CẦU ĐƯỜNG"), Some("25/2026/TT-BCĐ")));
        assert_eq!((facts.place.as_deref(), facts.date.as_deref()), (Some("Hà Khê"), Some("2026-03-25")));
    }

    #[test]
    fn facts_of_letterheads() {
        let facts = Facts::of_lines(
            ["SỞ Y TẾ          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 7/BC-SYT     Hà Khê, ngày 3 tháng 4 năm 2025"]
                .into_iter(),
        );
        assert_eq!((facts.issuer.as_deref(), facts.number.as_deref()), (Some("SỞ Y TẾ"), Some("7/BC-SYT")));
        assert_eq!((facts.place.as_deref(), facts.date.as_deref()), (Some("Hà Khê"), Some("2025-04-03")));
        let facts = Facts::of_lines(
            [
                "United Bridges     BR/REP/2025/4",
                "14–18 July 2025",
                "**Published:** 6 May 2025",
                "Report of the Council of Bridges",
            ]
            .into_iter(),
        );
        assert_eq!((facts.date.as_deref(), facts.issuer.as_deref()), (Some("2025-05-06"), Some("Council of Bridges")));
    }
}
