//! What speaks for and against a heading, as costs: ten is one doubt.

use std::ops::Range;

use super::around::{is_among_italics, is_below_caption, is_first_half, is_over_date, is_over_text, is_short_item};
use super::candidate::{Candidate, Setting, is_date, is_sentence, is_title_like};
use super::habits::{Habits, MANY_SIGNS};
use super::weights::{Cost, cost};
use crate::import::chunks::Chunk;
use crate::language;
use crate::numbering::{self, Style};
use crate::text::{is_all_caps, word_count};

/// What it costs to leave a candidate as text: how much its setting says that it is a heading. None: it is no candidate.
pub fn as_text(candidate: &Candidate, habits: &Habits, chunks: &[Chunk]) -> Option<Cost> {
    let text = candidate.text.as_str();
    let words = candidate.words;
    let is_form = candidate.numbers.first().is_some_and(|first| first.style == Style::Form);
    if is_form && candidate.is_text_of_label {
        return Some(cost!(leave_form_text));
    }
    if is_form && !is_sentence(text) && !candidate.more.is_empty() {
        return Some(cost!(leave_form_titled));
    }
    if is_form && !is_sentence(text) {
        return (words <= 12).then_some(cost!(leave_form_code));
    }
    if habits.rows.items.contains(&candidate.chunk) && !matches!(candidate.setting, Setting::Hash(_)) {
        return None;
    }
    let numbered = candidate.numbers.iter().any(|number| number.label.is_some() || !number.title.is_empty());
    Some(match candidate.setting {
        Setting::Hash(_) if habits.levels_mean => cost!(leave_sign),
        Setting::Hash(_) => cost!(leave_sign_without_levels),
        Setting::RunIn if words <= 80 => cost!(leave_run_in),
        Setting::Bold if numbered && words <= 90 => cost!(leave_bold_numbered),
        // A question may be a title: "Issue 3: Is the plan justified?"
        Setting::Bold
            if !numbered
                && words <= 40
                && (!is_sentence(text) || text.ends_with('?'))
                && !text.starts_with(['“', '"', '(']) =>
        {
            cost!(leave_bold)
        }
        Setting::Bold if habits.have_stops && is_over_text(candidate, chunks) => cost!(leave_bold_stop),
        Setting::Italic if numbered && words <= 90 => cost!(leave_italic_numbered),
        Setting::Italic if candidate.lead.is_some() && words <= 20 && (text.ends_with(':') || !is_sentence(text)) => {
            cost!(leave_italic_item)
        }
        Setting::Plain if !chunks[candidate.chunk].text.contains("  \n") => {
            return plain_as_text(candidate, habits, chunks);
        }
        _ => return None,
    })
}

/// Words of a sentence that is no title.
const CLAUSE: usize = 12;

/// Words of an article's title that closes with a stop, its number with them.
const TITLE_WITH_STOP: usize = 12;

/// A heading that lost every sign but its number.
fn plain_as_text(candidate: &Candidate, habits: &Habits, chunks: &[Chunk]) -> Option<Cost> {
    let first = candidate.numbers.first()?;
    let (title, words) = (first.title.as_str(), candidate.words);
    let sentence = is_sentence(&candidate.text);
    let capitals = is_all_caps(title);
    let capital = title.starts_with(char::is_uppercase);
    let is_letter =
        matches!(first.style, Style::Upper | Style::Roman | Style::ParenUpper | Style::ParenRoman) && first.marked;
    let (is_so, cost): (bool, Cost) = match first.style {
        _ if habits.rows.titles.contains(&candidate.chunk) => (true, cost!(leave_row_title)),
        style if style.is_article() && candidate.is_text_of_label => (true, cost!(leave_article_text)),
        // "Artículo 1. Objeto.": a title may close with a stop.
        style if style.is_article() => {
            let is_title = words <= 80 && !sentence || words <= TITLE_WITH_STOP && candidate.text.ends_with('.');
            (is_title, cost!(leave_article))
        }
        _ if first.label.is_some() && !sentence && words <= 60 && (title.is_empty() || capitals) => {
            (true, cost!(leave_label))
        }
        _ if first.label.is_some() => {
            let is_title = capital && words <= 30 && (!sentence || is_over_part(candidate, chunks));
            (is_title, cost!(leave_label_titled))
        }
        _ if is_letter && words <= 40 && capitals => (true, cost!(leave_letter_capitals)),
        _ if is_letter && is_title_like(title.trim_end_matches(':'), 40) => (habits.bare, cost!(leave_letter_bare)),
        Style::Decimal(2..) => {
            let is_title = capital && words <= 25 && !sentence && !candidate.text.ends_with(':');
            (is_title, cost!(leave_decimal))
        }
        Style::Decimal(1) => {
            let is_title = habits.bare && first.marked && is_title_like(title, 25);
            (is_title, cost!(leave_number_bare))
        }
        _ => return None,
    };
    is_so.then_some(cost)
}

/// Whether the first of another kind of part stands below a label with its title: "Chapter I. Boats." above "Section 1".
fn is_over_part(candidate: &Candidate, chunks: &[Chunk]) -> bool {
    let own = candidate.numbers.first().map(|first| first.style);
    let below = chunks.get(candidate.last_chunk() + 1).map(Chunk::plain).unwrap_or_default();
    let is_first = |r: &numbering::Reading<'_>| r.head.label.is_some() && r.ordinal == 1 && Some(r.style) != own;
    candidate.text.ends_with('.') && numbering::readings(below).iter().any(is_first)
}

/// What speaks against a heading, the place of its number aside.
pub fn against(candidate: &Candidate, habits: &Habits, chunks: &[Chunk], body: &Range<usize>) -> Vec<Cost> {
    let text = candidate.text.as_str();
    let words = candidate.words;
    let is_hash = matches!(candidate.setting, Setting::Hash(_));
    let sentence = is_sentence(text);
    let mut against: Vec<Cost> = Vec::new();
    let mut weigh = |is_so: bool, cost: Cost| against.extend(is_so.then_some(cost));
    let counted = candidate.numbers.iter().any(|number| number.label.is_none());
    weigh(habits.quoted.contains(&candidate.chunk), cost!(against_quoted));
    weigh(habits.dates < 2 && is_date(text), cost!(against_letterhead));
    let is_labelled = candidate.numbers.iter().any(|number| number.label.is_some());
    weigh(text.chars().count() == 1 && !is_labelled, cost!(against_code));
    if candidate.numbers.is_empty() {
        weigh(sentence && is_hash && (candidate.lead.is_some() || words > CLAUSE), cost!(against_long_sentence));
        weigh(text.starts_with(char::is_lowercase), cost!(against_small_letter));
        weigh(text.starts_with(['*', '_']), cost!(against_emphasis));
        let is_listed = candidate.entry.is_some();
        let is_counted = is_counted_label(text) || candidate.setting == Setting::Plain && is_counted_word(text);
        let is_caption = language::any().is_caption(text) || is_below_caption(candidate, chunks, body);
        weigh(is_caption || !is_hash && !is_listed && is_counted, cost!(against_caption));
        weigh(is_fact(text), cost!(against_fact));
        weigh(is_code(text), cost!(against_code));
        weigh(is_head_or_number(text, words) || is_over_date(candidate, chunks), cost!(against_letterhead));
        // Where headings have their sign, words in bold that announce something are none.
        let announces = candidate.setting == Setting::Bold && candidate.lead.is_none() && text.ends_with(':');
        weigh(announces && habits.signs >= MANY_SIGNS, cost!(against_bold_colon));
    } else {
        weigh(sentence && words > 25 && !is_hash, cost!(against_numbered_sentence));
        weigh(
            candidate.setting == Setting::Italic && is_among_italics(candidate, chunks),
            cost!(against_among_italics),
        );
        weigh(counted && !is_hash && is_first_half(candidate, chunks, body), cost!(against_first_half));
        let is_plain = candidate.setting == Setting::Plain;
        weigh(is_plain && counted && is_short_item(chunks, candidate.chunk, body), cost!(against_item));
    }
    against
}

/// One word with figures, a tag.
fn is_code(text: &str) -> bool {
    !text.contains(' ') && text.contains(|c: char| c.is_ascii_digit()) || text.starts_with('<') && text.ends_with('>')
}

/// "Column 1: …", "Step 2. …": a word and a figure that no outline counts by.
fn is_counted_label(text: &str) -> bool {
    let mut words = text.split_whitespace().skip(1);
    let second = words.next().unwrap_or_default();
    let number = second.trim_end_matches([':', '.']);
    number.len() < second.len() && !number.is_empty() && number.chars().all(|c| c.is_ascii_digit())
}

/// "File: A 3 - 17", "Date: 4 May 1999", "Source: the office; data: the bank": the name of a thing, and its value in figures,
/// or several; "Value = 3 × 4", "Boats 1,250", a row of dots.
fn is_fact(text: &str) -> bool {
    /// Words of a fact.
    const LONGEST: usize = 10;
    if text.contains(" = ") || text.contains("....") || text.contains("……") {
        return true;
    }
    if text.rsplit(' ').next().is_some_and(is_amount) {
        return true;
    }
    let value = text.split_once(": ").map(|(_, value)| value);
    let in_figures = value.is_some_and(|value| value.contains(|c: char| c.is_ascii_digit()));
    word_count(text) <= LONGEST && in_figures || text.split(';').filter(|part| part.contains(": ")).count() > 1
}

/// "-1,250.5", "(3.400.000)": figures in groups, the last cell of a row.
fn is_amount(word: &str) -> bool {
    let figures = word.trim_matches(|c: char| !c.is_ascii_digit());
    let mut groups = figures.split([',', '.']);
    let is_first = groups.next().is_some_and(|group| (1..=3).contains(&group.len()));
    let is_whole = figures.chars().all(|c| c.is_ascii_digit() || ",.".contains(c));
    is_first && is_whole && !word.contains(char::is_alphabetic) && groups.next().is_some_and(|group| group.len() == 3)
}

/// "Example 2" alone on its line.
fn is_counted_word(text: &str) -> bool {
    let (word, number) = text.split_once(' ').unwrap_or_default();
    word.chars().all(char::is_alphabetic) && !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// The number of a document has so many letters; "No. 2" counts parts.
const DOCUMENT: usize = 4;

/// A line of a letterhead, the number of a document.
fn is_head_or_number(text: &str, words: usize) -> bool {
    let any = language::any();
    any.is_letterhead(text)
        || words <= 6 && any.document_number(text).is_some_and(|number| number.chars().count() >= DOCUMENT)
}
