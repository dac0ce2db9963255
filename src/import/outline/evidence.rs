//! What speaks for and against a heading, as costs: ten is one doubt.

use std::ops::Range;

use super::around::{
    is_among_italics, is_first_half, is_over_clause, is_over_date, is_over_label, is_over_number, is_over_text,
    is_short_item,
};
use super::candidate::{Candidate, Setting, has_row_of_figures, is_sentence, is_title_like};
use super::habits::{Habits, MANY_SIGNS};
use super::weights::Weights;
use crate::import::chunks::{Chunk, Shape};
use crate::language;
use crate::numbering::{self, Style};
use crate::text::{is_all_caps, word_count};

/// The cost of leaving a candidate as text: how much its setting says that it is a heading. None: it is no candidate.
pub fn as_text(weights: &Weights, candidate: &Candidate, habits: &Habits, chunks: &[Chunk]) -> i32 {
    let text = candidate.text.as_str();
    let words = candidate.words();
    if is_cell(candidate, chunks) {
        return 0;
    }
    if candidate.numbers.first().is_some_and(|first| first.style == Style::Form) && candidate.is_text_of_label {
        return weights.leave_form_text;
    }
    if candidate.numbers.first().is_some_and(|first| first.style == Style::Form) && !is_sentence(text) {
        let alone = i32::from(words <= 12) * weights.leave_form_code;
        return if candidate.more.is_empty() { alone } else { weights.leave_form_titled };
    }
    let numbered = candidate.numbers.iter().any(|number| number.label.is_some() || !number.title.is_empty());
    match candidate.setting {
        Setting::Hash(_) if habits.levels_mean => weights.leave_sign,
        Setting::Hash(_) => weights.leave_sign_without_levels,
        Setting::RunIn if words <= 80 => weights.leave_run_in,
        Setting::Bold if numbered && words <= 90 => weights.leave_bold_numbered,
        Setting::Bold if !numbered && words <= 40 && !is_sentence(text) && !text.starts_with(['“', '"', '(']) => {
            weights.leave_bold
        }
        Setting::Bold if habits.have_stops && is_over_text(candidate, chunks) => weights.leave_bold_stop,
        Setting::Italic if numbered && words <= 90 => weights.leave_italic_numbered,
        Setting::Italic if candidate.lead.is_some() && words <= 20 && (text.ends_with(':') || !is_sentence(text)) => {
            weights.leave_italic_item
        }
        Setting::Plain if !chunks[candidate.chunk].text.contains("  \n") => {
            plain_as_text(weights, candidate, habits, chunks)
        }
        _ => 0,
    }
}

/// Words before a colon that are a sentence.
const CLAUSE: usize = 12;

/// Words of an article's title that closes with a stop, its number with them.
const TITLE_WITH_STOP: usize = 12;

/// A heading that lost every sign but its number.
fn plain_as_text(weights: &Weights, candidate: &Candidate, habits: &Habits, chunks: &[Chunk]) -> i32 {
    let Some(first) = candidate.numbers.first() else { return 0 };
    let (title, words) = (first.title.as_str(), candidate.words());
    let sentence = is_sentence(&candidate.text);
    let titles = habits.titles(first.style);
    let capitals = is_all_caps(title);
    let capital = title.starts_with(char::is_uppercase);
    let is_letter =
        matches!(first.style, Style::Upper | Style::Roman | Style::ParenUpper | Style::ParenRoman) && first.marked;
    match first.style {
        _ if habits.rows.titles.contains(&candidate.chunk) => weights.leave_row_title,
        style if style.is_article() && candidate.is_text_of_label => weights.leave_article_text,
        // "Artículo 1. Objeto.": a title may close with a stop.
        style if style.is_article() => {
            let is_title = words <= 80 && !sentence || words <= TITLE_WITH_STOP && candidate.text.ends_with('.');
            i32::from(is_title) * weights.leave_article
        }
        _ if first.label.is_some() && !sentence && words <= 60 && (title.is_empty() || capitals) => weights.leave_label,
        _ if first.label.is_some() && capital && words <= 30 => {
            i32::from(!sentence || is_over_part(candidate, chunks)) * weights.leave_label_titled
        }
        _ if first.label.is_some() => 0,
        _ if is_letter && words <= 40 && capitals => weights.leave_letter_capitals,
        _ if is_letter
            && is_title_like(title.trim_end_matches(':'), 40)
            && !habits.set_apart.contains(&first.style) =>
        {
            i32::from(habits.bare) * weights.leave_letter_bare
        }
        Style::Decimal(2..) if titles < 20 => 0,
        Style::Decimal(2..) => {
            i32::from(capital && words <= 25 && !sentence && !candidate.text.ends_with(':')) * weights.leave_decimal
        }
        Style::Decimal(1) if habits.bare && first.marked && is_title_like(title, 25) => {
            i32::from(titles >= 30) * weights.leave_number_bare
        }
        _ => 0,
    }
}

/// Whether the first of another kind of part stands below a label with its title: "Chapter I. Boats." above "Section 1".
fn is_over_part(candidate: &Candidate, chunks: &[Chunk]) -> bool {
    let own = candidate.numbers.first().map(|first| first.style);
    let below = chunks.get(candidate.last_chunk() + 1).map(Chunk::plain).unwrap_or_default();
    let is_first = |r: &numbering::Reading<'_>| r.head.label.is_some() && r.ordinal == 1 && Some(r.style) != own;
    candidate.text.ends_with('.') && numbering::readings(below).iter().any(is_first)
}

/// What speaks against a heading, the place of its number aside.
pub fn as_heading(
    weights: &Weights,
    candidate: &Candidate,
    habits: &Habits,
    chunks: &[Chunk],
    body: &Range<usize>,
) -> i32 {
    let text = candidate.text.as_str();
    let words = candidate.words();
    let is_hash = matches!(candidate.setting, Setting::Hash(_));
    // The label alone is the heading of an article whose text stands beside it.
    let is_label = is_hash && candidate.is_text_of_label;
    let sentence = is_sentence(text) && !is_label;
    let mut cost = 0;
    let mut weigh = |is_so: bool, weight: i32| cost += if is_so { weight } else { 0 };
    let counted = candidate.numbers.iter().any(|number| number.label.is_none());
    weigh(
        habits.running.contains(&candidate.chunk) || habits.quoted.contains(&candidate.chunk),
        weights.against_running,
    );
    weigh(counted && habits.is_list(candidate) && is_short_item(chunks, candidate.chunk, body), weights.against_list);
    weigh(counted && habits.rows.clauses.contains(&candidate.chunk), weights.against_clauses);
    let is_sum = candidate.rest.as_ref().is_some_and(|rest| !rest.contains(char::is_alphabetic));
    weigh(is_sum || has_row_of_figures(text) && !candidate.is_text_of_label, weights.against_figures);
    if candidate.numbers.is_empty() {
        let is_long = candidate.lead.is_some() || words > 12;
        weigh(sentence && is_hash, if is_long { weights.against_long_sentence } else { weights.against_sentence });
        weigh(text.starts_with(char::is_lowercase), weights.against_small_letter);
        weigh(text.starts_with(['*', '_']), weights.against_emphasis);
        let is_listed = candidate.entry.is_some();
        let is_counted = is_counted_label(text) || candidate.setting == Setting::Plain && is_counted_word(text);
        weigh(language::any().is_caption(text) || !is_hash && !is_listed && is_counted, weights.against_caption);
        weigh(text.ends_with(':') && words > CLAUSE, weights.against_announcing);
        weigh(is_over_clause(candidate, chunks, body), weights.against_over_clause);
        weigh(is_fact(text) || text.contains(['=', '…']) || text.contains("..."), weights.against_fact);
        weigh(!text.contains(' ') && text.contains(|c: char| c.is_ascii_digit()), weights.against_code);
        weigh(is_head_or_date(text, words) || is_over_date(candidate, chunks), weights.against_letterhead);
        weigh(is_over_number(candidate, chunks), weights.against_over_number);
        weigh(is_over_label(candidate, chunks), weights.against_over_label);
        // Where headings have their sign, words in bold that announce something are none.
        let announces = candidate.setting == Setting::Bold && candidate.lead.is_none() && text.ends_with(':');
        weigh(announces && habits.signs.0 >= MANY_SIGNS, weights.against_bold_colon);
    } else {
        let plain = weights.against_numbered_sentence;
        weigh(sentence && words > 25, if is_hash { weights.against_sign_sentence } else { plain });
        weigh(
            candidate.setting == Setting::Italic && is_among_italics(candidate, chunks),
            weights.against_among_italics,
        );
        weigh(counted && !is_hash && is_first_half(candidate, chunks, body), weights.against_first_half);
        weigh(
            candidate.setting == Setting::Plain && counted && is_short_item(chunks, candidate.chunk, body),
            weights.against_item,
        );
    }
    cost
}

/// Whether a line stands between the bars of a table whose cells a converter wrote one below another. What has a label stands
/// in a table that parts the page.
fn is_cell(candidate: &Candidate, chunks: &[Chunk]) -> bool {
    if candidate.numbers.iter().any(|number| number.label.is_some()) {
        return false;
    }
    let is_bar = |chunk: &Chunk| chunk.shape == Shape::Table && !chunk.text.contains(char::is_alphanumeric);
    let (first, last) = (chunks[candidate.chunk].lines.0, chunks[candidate.last_chunk()].lines.1);
    let above = candidate.chunk.checked_sub(1).map(|above| &chunks[above]);
    let below = chunks.get(candidate.last_chunk() + 1);
    above.is_some_and(|above| is_bar(above) && above.lines.1 + 1 == first)
        || below.is_some_and(|below| is_bar(below) && last + 1 == below.lines.0)
}

/// "Column 1: …", "Step 2. …": a word and a figure that no outline counts by.
fn is_counted_label(text: &str) -> bool {
    let mut words = text.split_whitespace().skip(1);
    let second = words.next().unwrap_or_default();
    let number = second.trim_end_matches([':', '.']);
    number.len() < second.len() && !number.is_empty() && number.chars().all(|c| c.is_ascii_digit())
}

/// "File: A 3 - 17", "Date: 4 May 1999": the name of a thing, and its value in figures.
fn is_fact(text: &str) -> bool {
    /// Words of a fact.
    const LONGEST: usize = 10;
    let value = text.split_once(": ").map(|(_, value)| value);
    word_count(text) <= LONGEST && value.is_some_and(|value| value.contains(|c: char| c.is_ascii_digit()))
}

/// "Example 2" alone on its line.
fn is_counted_word(text: &str) -> bool {
    let (word, number) = text.split_once(' ').unwrap_or_default();
    word.chars().all(char::is_alphabetic) && !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// The number of a document has so many letters; "No. 2" counts parts.
const DOCUMENT: usize = 4;

/// A line of a letterhead, a date, the number of a document.
fn is_head_or_date(text: &str, words: usize) -> bool {
    let any = language::any();
    any.is_letterhead(text)
        || words <= 12 && any.date(text).is_some_and(|_| text.contains(','))
        || words <= 6 && any.document_number(text).is_some_and(|number| number.chars().count() >= DOCUMENT)
}
