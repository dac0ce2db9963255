//! Laws that a text names without their number: "Luật Đất đai", "Luật Đất đai năm 2024".
//!
//! In: the citations that give a law its number. Out: where else its name stands.
//! What always holds: a name leads only to a law that the same report cites by number; where a name belongs to several
//! laws the year decides, and a year that no number has leads nowhere.

use std::collections::BTreeMap;
use std::ops::Range;

use super::scan::Cited;
use crate::language;

/// The laws of one report by their names: the year of each number, and what it is to the caller.
pub(super) type Laws = BTreeMap<String, Vec<(String, usize)>>;

/// Adds a citation's name, when it names a law and gives its number. `quote`: the words that cite it.
pub(super) fn remember(laws: &mut Laws, cited: &Cited, quote: &str, at: usize) {
    let is_law = ["Luật", "Bộ luật", "Pháp lệnh"].contains(&cited.kind.as_str());
    let year = cited.number.split('/').nth(1).filter(|year| year.len() == 4);
    let (Some(year), true) = (year, is_law && cited.is_whole) else { return };
    let end = quote.find(|c: char| c.is_ascii_digit()).unwrap_or(quote.len());
    let name = quote[..end].trim_end_matches(['(', ' ']);
    let name = ["số", "năm"].iter().fold(name, |name, word| name.strip_suffix(word).unwrap_or(name)).trim_end();
    let known = laws.entry(name.to_owned()).or_default();
    // "Luật" alone is no name.
    if name.split(' ').count() > cited.kind.split(' ').count() && !known.iter().any(|(other, _)| other == year) {
        known.push((year.to_owned(), at));
    }
}

/// Where a text names one of the laws, with its year if it stands there.
pub(super) fn named(text: &str, laws: &Laws) -> Vec<(Range<usize>, usize)> {
    let mut found = Vec::new();
    for (name, all) in laws.iter().filter(|(_, all)| !all.is_empty()) {
        for (start, _) in text.match_indices(name.as_str()) {
            let end = start + name.len();
            let before = text[..start].chars().next_back();
            let (year, length) = year_after(&text[end..]);
            let goes_on = is_name_going_on(&text[end + length..]);
            if before.is_some_and(char::is_alphanumeric) || goes_on {
                continue;
            }
            let meant = match (year, all.as_slice()) {
                (Some(year), all) => all.iter().find(|(own, _)| own == year),
                (None, [one]) => Some(one),
                (None, _) => None,
            };
            found.extend(meant.map(|(_, at)| (start..end + length, *at)));
        }
    }
    found
}

/// The year behind a name: " năm 2024", " 2024"; and how long that is.
fn year_after(after: &str) -> (Option<&str>, usize) {
    let rest = after.strip_prefix(" năm ").or_else(|| after.strip_prefix(' ')).unwrap_or("");
    let year = rest.get(..4).filter(|year| language::year(year).is_some());
    let ends = rest.get(4..).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    match year.filter(|_| ends) {
        Some(year) => (Some(year), after.len() - rest.len() + 4),
        None => (None, 0),
    }
}

/// Whether a longer name goes on: a letter close by, or "số" with a number, which is a citation of its own.
fn is_name_going_on(after: &str) -> bool {
    after.starts_with(char::is_alphanumeric) || after.starts_with(" số ") || after.starts_with(" sửa đổi")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_decides_between_laws_of_one_name() {
        let one = Laws::from([("Luật Đất đai".to_owned(), vec![("2024".to_owned(), 7)])]);
        fn read(text: &str, laws: &Laws) -> Vec<(String, usize)> {
            named(text, laws).into_iter().map(|(range, at)| (text[range].to_owned(), at)).collect()
        }
        assert_eq!(read("theo Luật Đất đai.", &one), [("Luật Đất đai".to_owned(), 7)]);
        assert_eq!(read("Luật Đất đai năm 2024 và", &one), [("Luật Đất đai năm 2024".to_owned(), 7)]);
        assert!(read("Luật Đất đai năm 2013, Luật Đất đai số 45, Luật Đất đaiX", &one).is_empty());
        let mut two = one.clone();
        two.entry("Luật Đất đai".to_owned()).or_default().push(("2013".to_owned(), 9));
        assert_eq!(read("Luật Đất đai; Luật Đất đai 2013", &two), [("Luật Đất đai 2013".to_owned(), 9)]);
    }
}
