//! Of what year a figure is, as its sentence says it, so that two entries of one name are told apart.
//!
//! In: a figure in its sentence. Out: "2024", "2021-2025", as indicators have it. What always holds: the year stands in the figure's
//! clause, before it or right behind it.

use crate::language::year;
use crate::model::links::Figure;
use crate::tokens::{Token, tokens};

/// Bytes before a figure, and behind it, in which its year stands.
const BEFORE: usize = 120;
const BEHIND: usize = 48;

/// The year or the span of years of a figure; none where its clause names none.
pub(super) fn period(figure: &Figure) -> Option<String> {
    let (before, behind) = (figure.quote.get(..figure.range.start)?, figure.quote.get(figure.range.end..)?);
    let from = before.rfind(';').map_or(0, |at| at + 1).max(before.len().saturating_sub(BEFORE));
    let to = behind.find([';', ',', '.']).unwrap_or(behind.len()).min(BEHIND);
    last(&before[before.ceil_char_boundary(from)..]).or_else(|| first(&behind[..behind.floor_char_boundary(to)]))
}

fn last(text: &str) -> Option<String> {
    let all = years(text);
    let at = all.len().checked_sub(1)?;
    let before = at.checked_sub(1).map(|before| &all[before]);
    Some(before.and_then(|before| span(text, before, &all[at])).unwrap_or_else(|| all[at].key.clone()))
}

fn first(text: &str) -> Option<String> {
    let all = years(text);
    let own = all.first()?;
    Some(all.get(1).and_then(|next| span(text, own, next)).unwrap_or_else(|| own.key.clone()))
}

fn years(text: &str) -> Vec<Token> {
    tokens(text).into_iter().filter(|token| token.is_number && year(&token.key).is_some()).collect()
}

/// Two years with nothing but a dash between them.
fn span(text: &str, from: &Token, to: &Token) -> Option<String> {
    let between = text[from.range.end..to.range.start].trim();
    (from.key < to.key && ["-", "–"].contains(&between)).then(|| format!("{}-{}", from.key, to.key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_year_of_the_clause_dates_a_figure() {
        let read = |quote: &str| {
            let at = quote.find('|').unwrap_or_default();
            let quote = quote.replace('|', "");
            period(&Figure { range: at..at + 2, quote, ..Figure::default() })
        };
        assert_eq!(read("In 2020 it was 7; in 2024 it was |47 boats").as_deref(), Some("2024"));
        assert_eq!(read("From 2021 - 2025 they built |47 boats").as_deref(), Some("2021-2025"));
        assert_eq!(read("They built |47 boats in 2023").as_deref(), Some("2023"));
        assert_eq!(read("In 2020 it was 7; they built |47 boats, as in 2023"), None);
    }
}
