//! A compilation becomes its reports: by title blocks, not by line numbers or names.
//!
//! In: the chunks. Out: for each report its letterhead, title and body as ranges of chunks, with place, date and
//! kind; the matter before the first and after the last; the compilation's own table of contents.
//! What always holds: every chunk is in exactly one of these.

use std::ops::Range;

use super::chunks::{Chunk, Document, Shape};
use super::emphasis;
use crate::model::report::ReportKind;
use crate::text::{fold, fold_space, is_all_caps, word_count};
use crate::{language, numbering};

/// A report as ranges of chunks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Part {
    /// Report or appendix.
    pub kind: ReportKind,
    /// "PHỤ LỤC 1".
    pub label: Option<String>,
    /// The title on one line; empty when the source has none.
    pub title: String,
    /// What stands above the title, the appendix's label with it.
    pub letterhead: Range<usize>,
    /// The title's own chunks.
    pub title_chunks: Range<usize>,
    /// The motto.
    pub epigraph: Range<usize>,
    /// What stands between the title and a table of contents.
    pub preface: Range<usize>,
    /// The rest.
    pub body: Range<usize>,
    /// Place, as the letterhead or the title says.
    pub place: Option<String>,
    /// ISO date, as far as printed.
    pub date: Option<String>,
}

/// The compilation taken apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Split {
    /// Before the first report.
    pub front: Range<usize>,
    /// The reports.
    pub parts: Vec<Part>,
    /// The table of contents: chunks that are not text.
    pub contents: Range<usize>,
    /// Its entries, without page numbers.
    pub entries: Vec<String>,
    /// After the last report.
    pub back: Range<usize>,
}

/// Takes a compilation apart.
#[must_use]
pub fn split(document: &Document) -> Split {
    let chunks = &document.chunks;
    let (contents, entries) = contents(document);
    let titles = titles(chunks, &contents);
    let mut split = Split { contents: contents.clone(), entries, ..Split::default() };
    // A table of contents at the end parts the last report from the back matter.
    let in_tail = !contents.is_empty() && titles.last().is_some_and(|t| t.block.end <= contents.start);
    let words = |range: Range<usize>| chunks[range].iter().map(|chunk| word_count(chunk.plain())).sum::<usize>();
    let tail_is_short = chunks[contents.end..].iter().all(|c| word_count(c.plain()) < 60)
        && words(contents.end..chunks.len()) < words(0..contents.start);
    let end = if in_tail && tail_is_short { contents.start } else { chunks.len() };
    split.back = if end < chunks.len() { contents.end..chunks.len() } else { chunks.len()..chunks.len() };
    if titles.is_empty() {
        let start = if contents.start == 0 { contents.end } else { 0 };
        split.parts.push(Part { body: start..end, ..Part::default() });
        return split;
    }
    split.front = 0..titles[0].start;
    for (index, title) in titles.iter().enumerate() {
        let stop = titles.get(index + 1).map_or(end, |next| next.start);
        split.parts.push(part(chunks, title, stop));
    }
    inherit_date(chunks, &mut split);
    split
}

/// Where a report begins.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Title {
    /// First chunk of the letterhead (or the title's own).
    start: usize,
    /// The chunks of the title.
    block: Range<usize>,
    label: Option<String>,
}

/// Finds the title blocks.
fn titles(chunks: &[Chunk], contents: &Range<usize>) -> Vec<Title> {
    let mut found: Vec<Title> = Vec::new();
    let mut at = 0;
    while at < chunks.len() {
        if contents.contains(&at) {
            at = contents.end;
            continue;
        }
        let listed = if contents.end <= at { contents.end } else { 0 };
        let floor = found.last().map_or(0, |title| title.block.end).max(listed);
        if let Some(title) = appendix(chunks, at).or_else(|| report_title(chunks, at, floor, found.is_empty())) {
            at = title.block.end;
            found.push(title);
        } else {
            at += 1;
        }
    }
    if found.is_empty() {
        found.extend(plain_title(chunks, contents));
    }
    found
}

/// Whether a chunk is set like a heading: a `#` line, or wholly bold.
fn is_heading_like(chunk: &Chunk) -> bool {
    match chunk.shape {
        Shape::Heading(_) => true,
        Shape::Text => emphasis::is_whole(&chunk.text, false),
        _ => false,
    }
}

/// "PHỤ LỤC 1" on a line of its own, with the title that follows it; or in capitals with its title beside it.
fn appendix(chunks: &[Chunk], at: usize) -> Option<Title> {
    let chunk = &chunks[at];
    let plain = chunk.plain();
    let after = after_appendix_label(plain)?;
    let label = fold_space(plain[..plain.len() - after.len()].trim_end_matches([' ', '.', ':', '-', '–']));
    let set_apart = is_heading_like(chunk) || is_all_caps(&label);
    if !set_apart || plain.len() > 400 {
        return None;
    }
    let beside = after.trim_start_matches([' ', '.', ':', '-', '–']);
    if !beside.is_empty() {
        return (is_heading_like(chunk) && is_all_caps(&label)).then(|| Title {
            start: at,
            block: at..at + 1,
            label: Some(label),
        });
    }
    let next = next_worded(chunks, at + 1)?;
    let titled = is_heading_like(&chunks[next]) && !is_numbered(&chunks[next]);
    let block = if titled { next..next + 1 } else { at..at + 1 };
    Some(Title { start: at, block, label: Some(label) })
}

/// What follows the words "Phụ lục 2", "Appendix B", "Annex III"; none when the text does not open with them.
fn after_appendix_label(plain: &str) -> Option<&str> {
    const WORDS: [&str; 4] = ["phụ lục", "phụ biểu", "appendix", "annex"];
    let lower = plain.to_lowercase();
    let word = WORDS.iter().find(|word| lower.starts_with(**word))?;
    let rest = plain.get(word.len()..)?;
    if rest.is_empty() {
        return Some(rest);
    }
    let number = rest.strip_prefix(' ')?;
    let end = number.find(|c: char| !c.is_alphanumeric()).unwrap_or(number.len());
    let token = &number[..end];
    let is_number = token.chars().all(|c| c.is_ascii_digit())
        || token.chars().all(|c| "IVXLC".contains(c))
        || (token.len() == 1 && token.chars().all(|c| c.is_ascii_uppercase()));
    (is_number && !token.is_empty()).then(|| &number[end..])
}

/// A title block: "BÁO CÁO …" set like a heading, in capitals. The first one needs no more; a later one must
/// follow a letterhead with place and date, so that a heading of the body is not taken for a title.
fn report_title(chunks: &[Chunk], at: usize, floor: usize, first: bool) -> Option<Title> {
    let chunk = &chunks[at];
    let plain = chunk.plain();
    if !(is_heading_like(chunk) || first && is_bare_title(chunks, at))
        || plain.len() > 600
        || !opens_with_report_word(plain)
    {
        return None;
    }
    let head_in_capitals =
        is_all_caps(plain.split([',', ':']).next().unwrap_or(plain)) || is_all_caps(&first_words(plain, 2));
    let opening_heading = first && matches!(chunk.shape, Shape::Heading(_));
    if !(head_in_capitals || opening_heading) {
        return None;
    }
    let start = letterhead_start(chunks, at, floor);
    let dated = chunks[start..at].iter().any(|c| place_and_date(c.plain()).is_some());
    if !first && !dated {
        return None;
    }
    Some(Title { start, block: at..title_end(chunks, at), label: None })
}

/// In a source that sets nothing apart: a short paragraph near the top, under nothing but letterhead lines.
fn is_bare_title(chunks: &[Chunk], at: usize) -> bool {
    const DEEPEST: usize = 14;
    let chunk = &chunks[at];
    let is_short = word_count(chunk.plain()) <= 60 && !chunk.plain().ends_with(['.', ';', ':']);
    let above = |above: &Chunk| {
        let plain = above.plain();
        place_and_date(plain).is_some() || above.shape == Shape::Rule || is_letterhead_line(above, plain)
    };
    at < DEEPEST && chunk.shape == Shape::Text && is_short && chunks[..at].iter().all(above)
}

fn first_words(text: &str, count: usize) -> String {
    text.split_whitespace().take(count).collect::<Vec<_>>().join(" ")
}

/// The kinds of official documents that a title opens with, as folded words.
const KINDS: [&str; 20] = [
    "bao cao",
    "chi thi",
    "chien luoc",
    "chuong trinh",
    "de an",
    "du thao bao cao",
    "huong dan",
    "ke hoach",
    "ket luan",
    "nghi dinh",
    "nghi quyet",
    "quy che",
    "quy dinh",
    "quy hoach",
    "quyet dinh",
    "thong bao",
    "thong tu",
    "to trinh",
    "tong ket",
    "van kien",
];

/// Whether a title names a kind of document.
pub(super) fn opens_with_report_word(plain: &str) -> bool {
    const ENGLISH: [&str; 5] = ["report", "review", "statement", "strategy", "plan"];
    let folded = fold(plain);
    KINDS.iter().any(|word| folded.starts_with(word))
        || crate::text::words(&folded).take(8).any(|word| ENGLISH.contains(&word))
}

/// A title that only says what it is ("BÁO CÁO") takes in the heading lines under it; where nothing is set apart, the
/// short paragraph under it.
fn title_end(chunks: &[Chunk], at: usize) -> usize {
    let end = at + 1;
    let folded = fold(chunks[at].plain());
    let name = folded.trim();
    let names_only_the_kind = KINDS.contains(&name) || ["bao cao tong ket", "report"].contains(&name);
    let goes_on = |next: &Chunk| {
        let plain_alike = !is_heading_like(&chunks[at])
            && next.shape == Shape::Text
            && word_count(next.plain()) <= 40
            && !next.plain().ends_with(['.', ';', ':'])
            && place_and_date(next.plain()).is_none();
        (is_heading_like(next) || plain_alike) && !is_numbered(next)
    };
    if names_only_the_kind && chunks.get(end).is_some_and(goes_on) { end + 1 } else { end }
}

/// In a source without any title block: the first heading, when it is not numbered and opens the text.
fn plain_title(chunks: &[Chunk], contents: &Range<usize>) -> Vec<Title> {
    let first = chunks.iter().position(|c| matches!(c.shape, Shape::Heading(_)) || emphasis::is_whole(&c.text, false));
    let Some(at) = first.filter(|at| *at < contents.start.max(12)) else {
        return Vec::new();
    };
    let opens = chunks[..at].iter().all(|c| word_count(c.plain()) <= 20);
    if !opens || is_numbered(&chunks[at]) || contents.contains(&at) {
        return Vec::new();
    }
    vec![Title { start: letterhead_start(chunks, at, 0), block: at..at + 1, label: None }]
}

fn is_numbered(chunk: &Chunk) -> bool {
    let plain = chunk.plain();
    numbering::readings(plain).iter().any(|reading| reading.marked || is_all_caps(reading.head.rest))
}

fn next_worded(chunks: &[Chunk], from: usize) -> Option<usize> {
    (from..chunks.len()).find(|at| chunks[*at].shape != Shape::Rule)
}

/// Goes up from a title over the lines of its letterhead: names in capitals or bold, a number, the national
/// motto, one line with place and date.
fn letterhead_start(chunks: &[Chunk], title: usize, floor: usize) -> usize {
    let mut start = title;
    let mut dated = false;
    while start > floor && title - start < 14 {
        let chunk = &chunks[start - 1];
        let plain = chunk.plain();
        let is_date = place_and_date(plain).is_some();
        if is_date && dated {
            break;
        }
        // Who signs, signs the report before.
        let signs = language::any().is_signature(plain.trim()) || language::any().is_recipients(plain);
        if signs || !(is_date || chunk.shape == Shape::Rule || is_letterhead_line(chunk, plain)) {
            break;
        }
        dated |= is_date;
        start -= 1;
    }
    // A rule at the top belongs to what stands before.
    while start < title && chunks[start].shape == Shape::Rule {
        start += 1;
    }
    start
}

/// A short line as letterheads have them.
fn is_letterhead_line(chunk: &Chunk, plain: &str) -> bool {
    if !matches!(chunk.shape, Shape::Text | Shape::Table | Shape::Heading(_)) || word_count(plain) > 40 {
        return false;
    }
    let folded = fold(plain);
    let known = folded.starts_with("so:") || folded.starts_with("so ") || folded.contains("doc lap - tu do");
    if chunk.text.contains('\u{E000}') {
        return false;
    }
    let numbered = numbering::readings(plain).iter().any(|reading| reading.marked);
    known
        || (!numbered && is_all_caps(plain) && word_count(plain) <= 30)
        || (!numbered
            && emphasis::is_whole(&chunk.text, true)
            && word_count(plain) <= 20
            && !plain.ends_with(['.', ';', ':']))
        || (chunk.shape == Shape::Table && word_count(plain) <= 40)
}

/// Assembles a report from its title on.
fn part(chunks: &[Chunk], title: &Title, stop: usize) -> Part {
    let text = title_text(&chunks[title.block.clone()], title.label.as_deref());
    let label_only = title.label.is_some() && text.is_empty();
    let after = (title.block.end..stop).find(|at| chunks[*at].shape != Shape::Rule).unwrap_or(stop);
    let belongs = |chunk: &Chunk| is_motto(chunk) || is_date_line(chunk);
    let under_title = (after..stop).take_while(|at| belongs(&chunks[*at]) || chunks[*at].shape == Shape::Rule);
    let motto = under_title.filter(|at| belongs(&chunks[*at])).last().map_or(after, |last| last + 1);
    let letterhead = title.start..title.block.start.max(title.start);
    let beside_title = chunks[letterhead.clone()].iter().chain(&chunks[after..motto]);
    let dated = beside_title.into_iter().find_map(|c| place_and_date(c.plain()));
    let (place, date) = dated.unwrap_or_default();
    Part {
        kind: if title.label.is_some() { ReportKind::Appendix } else { ReportKind::Report },
        label: title.label.clone(),
        place: place.or_else(|| place_in_title(&text)),
        title: if label_only { title.label.clone().unwrap_or_default() } else { text },
        letterhead,
        title_chunks: title.block.clone(),
        epigraph: after..motto,
        preface: motto..motto,
        body: motto..stop,
        date,
    }
}

/// The title on one line, without emphasis and without the appendix's label.
fn title_text(chunks: &[Chunk], label: Option<&str>) -> String {
    let text = fold_space(&chunks.iter().map(Chunk::plain).collect::<Vec<_>>().join(" "));
    match label {
        Some(_) => after_appendix_label(&text)
            .map(|rest| rest.trim_start_matches([' ', '.', ':', '-', '–']).to_owned())
            .unwrap_or(text),
        None => text,
    }
}

/// A motto: wholly bold, in capitals, no heading sign, no number, more than a few words.
fn is_motto(chunk: &Chunk) -> bool {
    let plain = chunk.plain();
    chunk.shape == Shape::Text
        && emphasis::is_whole(&chunk.text, true)
        && is_all_caps(plain)
        && word_count(plain) >= 5
        && !is_numbered(chunk)
}

/// A line of its own with place and date, under the title.
fn is_date_line(chunk: &Chunk) -> bool {
    chunk.shape == Shape::Text && place_and_date(chunk.plain()).is_some()
}

/// "An Sơn, ngày 03 tháng 4 năm 2025" and its shorter and English forms: the place and the ISO date.
#[must_use]
pub fn place_and_date(plain: &str) -> Option<(Option<String>, Option<String>)> {
    if word_count(plain) > 16 {
        return None;
    }
    let (place, rest) = plain.split_once(',')?;
    let place = place.trim().trim_matches(['(', '*', '_']);
    let is_name = |word: &str| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let ends = [place.split(' ').next(), place.rsplit(' ').next()];
    let named = word_count(place) <= 6 && ends.into_iter().flatten().all(is_name);
    let date = vietnamese_date(rest).or_else(|| english_date(rest))?;
    named.then(|| (Some(place.to_owned()), Some(date)))
}

/// "ngày 03 tháng 4 năm 2025", with day and month perhaps left blank; "ngày 03/4/2025".
fn vietnamese_date(text: &str) -> Option<String> {
    let figures = text.trim().strip_prefix("ngày ").map(|rest| rest.split(['/', '-', '.']).map(str::trim));
    let figures: Vec<Option<u32>> = figures.into_iter().flatten().map(|figure| figure.parse().ok()).collect();
    if let [Some(day), Some(month), Some(year @ 1900..2200)] = figures[..] {
        return Some(iso(year, Some(month), Some(day)));
    }
    let words: Vec<String> = crate::text::words(text).map(str::to_lowercase).collect();
    let after = |name: &str| {
        let at = words.iter().position(|word| word == name)?;
        words.get(at + 1)?.parse::<u32>().ok()
    };
    let year = after("năm").filter(|year| (1900..2200).contains(year))?;
    if !words.iter().any(|word| word == "tháng") {
        return None;
    }
    Some(iso(year, after("tháng"), after("ngày")))
}

/// "3 April 2025", "April 3, 2025", "April 2025".
fn english_date(text: &str) -> Option<String> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let words: Vec<String> = crate::text::words(text).map(str::to_lowercase).collect();
    let month = words.iter().find_map(|word| MONTHS.iter().position(|month| month == word))?;
    let numbers: Vec<u32> = words.iter().filter_map(|word| word.parse().ok()).collect();
    let year = *numbers.iter().find(|number| (1900..2200).contains(*number))?;
    let day = numbers.iter().copied().find(|number| (1..=31).contains(number));
    Some(iso(year, u32::try_from(month + 1).ok(), day))
}

fn iso(year: u32, month: Option<u32>, day: Option<u32>) -> String {
    match (month.filter(|m| (1..=12).contains(m)), day.filter(|d| (1..=31).contains(d))) {
        (Some(month), Some(day)) => format!("{year}-{month:02}-{day:02}"),
        (Some(month), None) => format!("{year}-{month:02}"),
        _ => year.to_string(),
    }
}

/// The place that a title ends on: "… TỈNH AN SƠN", "… thành phố An Sơn, lần thứ XIV".
fn place_in_title(title: &str) -> Option<String> {
    // In a title all in capitals only these words tell where the name ends.
    const ENDS: [&str; 14] =
        ["năm", "giai", "lần", "nhiệm", "thời", "và", "trong", "đến", "khóa", "khoá", "về", "theo", "từ", "quý"];
    const UNITS: [&str; 8] = ["thành phố", "tỉnh", "huyện", "quận", "thị xã", "thị trấn", "xã", "phường"];
    let words: Vec<&str> = title.split_whitespace().collect();
    let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let mut best: Option<(usize, usize)> = None;
    for unit in UNITS {
        let unit: Vec<&str> = unit.split(' ').collect();
        for at in 0..lower.len().saturating_sub(unit.len()) {
            let named = lower[at..].iter().zip(&unit).all(|(word, part)| word == part);
            let society = unit == ["xã"] && lower.get(at + 1).is_some_and(|next| next.starts_with("hội"));
            if named && !society && best.is_none_or(|(start, _)| at > start) {
                best = Some((at, at + unit.len()));
            }
        }
    }
    let (_, start) = best?;
    let mut name = Vec::new();
    for word in &words[start..] {
        let clean = word.trim_end_matches([',', '.', ';', ':']);
        let goes_on = ENDS.contains(&clean.to_lowercase().as_str());
        if !clean.chars().next().is_some_and(char::is_uppercase) || goes_on || name.len() == 4 {
            break;
        }
        name.push(capitalised(clean));
        if clean.len() < word.len() {
            break;
        }
    }
    (!name.is_empty()).then(|| name.join(" "))
}

/// "SÓC" becomes "Sóc"; a word that is not all capitals stays.
fn capitalised(word: &str) -> String {
    if !is_all_caps(word) {
        return word.to_owned();
    }
    let mut chars = word.chars();
    chars.next().into_iter().chain(chars.flat_map(char::to_lowercase)).collect()
}

/// A report that prints no date has the compilation's, from the cover.
fn inherit_date(chunks: &[Chunk], split: &mut Split) {
    let cover = chunks[split.front.clone()].iter().rev().find_map(|c| place_and_date(c.plain()));
    let Some((_, Some(date))) = cover else { return };
    for part in &mut split.parts {
        part.date.get_or_insert_with(|| date.clone());
    }
}

/// The table of contents: its chunks and its entries without page numbers.
fn contents(document: &Document) -> (Range<usize>, Vec<String>) {
    const NAMES: [&str; 5] = ["mục lục", "contents", "table of contents", "list of contents", "nội dung"];
    let chunks = &document.chunks;
    let none = (0..0, Vec::new());
    let Some(start) = chunks.iter().position(|chunk| {
        let plain = chunk.plain().to_lowercase();
        NAMES.contains(&plain.trim_end_matches([':', '.']))
    }) else {
        return none;
    };
    let mut end = start + 1;
    let mut entries = Vec::new();
    while end < chunks.len() {
        let lines: Vec<&str> = document.source_lines(chunks[end].lines).collect();
        let found: Option<Vec<String>> = lines.iter().map(|line| contents_entry(line)).collect();
        match found {
            Some(found) => entries.extend(found.into_iter().filter(|entry| !entry.is_empty())),
            None if chunks[end].shape == Shape::Rule => {}
            None => break,
        }
        end += 1;
    }
    if entries.is_empty() { none } else { (start..end, entries) }
}

/// The words of a line of a table of contents: it ends on a page number. Rules of a table give an empty entry.
fn contents_entry(line: &str) -> Option<String> {
    let line = line.trim().trim_matches(|c: char| c == '|' || c.is_whitespace());
    if line.chars().all(|c| "-|: ".contains(c)) {
        return Some(String::new());
    }
    let linked = line.rsplit_once("](").map_or(line, |(words, _)| words);
    let words = linked.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = linked.len() - words.len();
    let parted = words.ends_with([' ', '.', '\t', '|', '…', '[']);
    let clean = words.trim_end_matches(|c: char| c.is_whitespace() || ".|…[*".contains(c));
    let listed = clean.trim_start_matches(['-', '+', '*', '#', ' ', '[', '|']);
    ((1..=4).contains(&digits) && parted && !listed.is_empty() && word_count(listed) <= 60)
        .then(|| emphasis::strip(listed))
}

/// How well the table of contents agrees with the reports: the entries that name none of them.
#[must_use]
pub fn unmatched_entries(split: &Split) -> Vec<String> {
    let names: Vec<String> = split
        .parts
        .iter()
        .map(|part| fold(&fold_space(&format!("{} {}", part.label.as_deref().unwrap_or_default(), part.title))))
        .collect();
    let matches = |entry: &str| {
        let words: Vec<String> = crate::text::words(&fold(entry)).map(str::to_owned).collect();
        names.iter().any(|name| {
            let known: std::collections::HashSet<&str> = crate::text::words(name).collect();
            let shared = words.iter().filter(|word| known.contains(word.as_str())).count();
            shared * 10 >= words.len() * 7
        })
    };
    let unmatched: Vec<String> = split.entries.iter().filter(|entry| !matches(entry)).cloned().collect();
    // A list of chapters names no report at all: then it is not a list of reports.
    if unmatched.len() == split.entries.len() { Vec::new() } else { unmatched }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_and_dates() {
        let read = |text| place_and_date(text).and_then(|(place, date)| Some((place?, date?)));
        assert_eq!(read("Bến Tre, ngày 03 tháng 4 năm 2025"), Some(("Bến Tre".into(), "2025-04-03".into())));
        assert_eq!(read("Bến Tre, ngày tháng 7 năm 2025"), Some(("Bến Tre".into(), "2025-07".into())));
        assert_eq!(read("Bến Tre, ngày 05/12/2023"), Some(("Bến Tre".into(), "2023-12-05".into())));
        assert_eq!(read("Bến Tre, ngày tháng năm 2024"), Some(("Bến Tre".into(), "2024".into())));
        assert_eq!(read("York, 3 April 2025"), Some(("York".into(), "2025-04-03".into())));
        assert_eq!(read("Năm 2025, tỉnh đã"), None);
    }

    #[test]
    fn the_place_in_a_title() {
        assert_eq!(place_in_title("BÁO CÁO KẾT QUẢ 05 NĂM TỈNH BẾN TRE").as_deref(), Some("Bến Tre"));
        assert_eq!(
            place_in_title("Báo cáo của Đảng bộ thành phố Vĩnh Long, lần thứ XIV").as_deref(),
            Some("Vĩnh Long")
        );
    }
}
