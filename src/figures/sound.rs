//! Which figures may be shown by themselves: those whose names say what is measured to one who has not read the text.
//!
//! In: a figure and the text that states it. Out: yes or no. What always holds: when in doubt it is no. The name itself tells ([`is_sound`]),
//! and how much of the text it has ([`is_whole`]).

use super::english::{is_stop, is_verb, is_whole_name, opens};
use super::names::{ends_with_an_adverb, is_fund, is_head, predicate};
use super::vocabulary::{EN, VI};
use super::words::{Words, ends, find, lower, starts};
use crate::language::year;
use crate::model::indicator::{Indicator, IndicatorKind};
use crate::text::word_count;

/// Words of a name.
const NAME: std::ops::RangeInclusive<usize> = 3..=14;
/// Counts below this are of what the text speaks of, and tell nothing alone.
const MANY: f64 = 100.0;

/// Whether a figure's name says what is measured, its unit how, and its period when.
#[must_use]
pub fn is_sound(figure: &Indicator) -> bool {
    let name = &figure.name;
    let is_plain = !name.contains(['/', '%', '”', '“', '’', '‘', '"', '(', ')', ';', ':']) && !has_number(name);
    let is_told = figure.period.is_some() && matches!(figure.kind, IndicatorKind::Actual | IndicatorKind::Target);
    let is_vietnamese = name.chars().any(|c| c.is_alphabetic() && !c.is_ascii());
    let is_named = if is_vietnamese { is_head(name) } else { is_whole_name(name) };
    let counts = !is_measured(&figure.unit);
    let is_much = figure.bounds().is_some_and(|(low, _)| low >= MANY);
    // "Number of cases": of which?
    let words = word_count(name).saturating_sub(usize::from(counts));
    is_plain && is_told && is_named && NAME.contains(&words) && (!counts || is_much)
}

/// Whether a name has all that its text says of what is measured: the figure stands in no bracket; the name is none of a movement or a ratio; it
/// begins and ends where the clause does.
#[must_use]
pub fn is_whole(figure: &Indicator, text: &str) -> bool {
    let words = Words::new(text);
    let Some(at) = text.find(&figure.quote) else { return false };
    let (before, behind) = (&words.low[..at], &words.low[at + figure.quote.len()..]);
    let is_bracketed = before.matches('(').count() > before.matches(')').count();
    let name = lower(&figure.name);
    let is_share = figure.unit.starts_with('%');
    let is_of_money = is_share && is_fund(&name);
    // "collected data of 8,081 boats": the name has not what is counted.
    let says = |word: &str| find(&name, word).is_some();
    let unit = lower(&figure.unit);
    let is_uncounted = !is_measured(&figure.unit) && !unit.split_whitespace().any(says);
    let is_derived = name.contains(", ") && !words.low.contains(thing_of(&name));
    let is_cut = is_measured(&figure.unit) && name.is_ascii() && !is_one_thing(&name);
    if is_bracketed || is_of_money || is_uncounted || is_derived || is_cut {
        return false;
    }
    match before.rfind(&name) {
        Some(from) => is_whole_before((&before[..from], &before[from + name.len()..]), behind, &name),
        None => is_whole_behind(before, behind, &name),
    }
}

/// Whether a name that stands before its figure begins and ends with its clause: what joins it to other words, or closes a row, leaves
/// these out.
fn is_whole_before((lead, rest): (&str, &str), behind: &str, name: &str) -> bool {
    let lead = lead.trim_end();
    let is_joined = VI.attributing.iter().any(|word| ends(lead, word));
    let closes_a_row = lead.ends_with(',') && VI.joining.iter().chain(EN.joining).any(|and| find(name, and).is_some());
    let is_open = VI.leading_to.iter().any(|word| ends(name, word));
    !is_joined && !closes_a_row && !is_open && (!name.is_ascii() || is_whole_in_english(rest, behind))
}

/// The same for a name in English: a verb or a sign follows, and no thing of its own follows the figure.
fn is_whole_in_english(rest: &str, behind: &str) -> bool {
    let is_word = |word: &str| word.starts_with(char::is_alphabetic) && !is_verb(word);
    let first = |text: &str| text.split_whitespace().next().unwrap_or_default().to_owned();
    let has_a_thing = is_word(&first(behind)) && !is_stop(&first(behind));
    // "The rate in 2024 was 92 per cent", but not "issued prior to 2024" and "resources core and 84 per cent".
    let next = first(rest);
    let goes_on = is_word(&next) && (!is_stop(&next) || EN.ending_names.contains(&next.as_str()));
    let says = rest.trim().is_empty() || rest.contains(':') || rest.split_whitespace().any(is_verb);
    says && !goes_on && !has_a_thing
}

/// Whether an English name is one thing: it ends with no verb, and joins no two that a time parted ("financial year the Government").
fn is_one_thing(name: &str) -> bool {
    let words: Vec<&str> = name.split(' ').collect();
    let is_two = words.windows(2).any(|pair| EN.articles.contains(&pair[1]) && !is_stop(pair[0]) && !is_verb(pair[0]));
    !is_two && words.last().is_some_and(|word| !is_verb(word))
}

/// Whether a name of the words behind its figure says what is said of the thing, and these words open their clause.
fn is_whole_behind(before: &str, behind: &str, name: &str) -> bool {
    if name.is_ascii() {
        // "90 boats (40%) were idle": the words behind the bracket say which.
        let is_parted = behind.trim_start().starts_with('(');
        return !is_parted && (!name.starts_with(&lower(EN.share_of)) || opens(before));
    }
    let is_led = VI.leading_to.iter().any(|word| ends(before.trim_end(), word));
    let thing = thing_of(name);
    if thing == name {
        return true;
    }
    let rest = behind.find(thing).map_or("", |at| behind[at + thing.len()..].trim_start());
    let is_cut = rest.starts_with(char::is_alphabetic) || rest.starts_with(',') && ends_with_an_adverb(thing);
    !is_led && !is_cut && predicate(&Words::new(thing)).is_some()
}

/// A name without the word that says that it is a share.
fn thing_of(name: &str) -> &str {
    let head = VI.share_heads.iter().find(|head| starts(name, head)).map_or(0, |head| head.len());
    name[head..].trim_start()
}

/// Whether a name holds a number that is no year.
fn has_number(name: &str) -> bool {
    let mut words = name.split(|c: char| !c.is_alphanumeric());
    words.any(|word| word.starts_with(|c: char| c.is_ascii_digit()) && year(word).is_none())
}

/// Whether a unit is a share, money or a measure, and not a noun that is counted.
fn is_measured(unit: &str) -> bool {
    let low = lower(unit);
    let sort = super::units::unit(&low, unit).map(|unit| unit.sort);
    low.starts_with('%')
        || low.contains(['$', '€', '£'])
        || matches!(sort, Some(super::units::Sort::Money | super::units::Sort::Measure | super::units::Sort::Share))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sound(name: &str, value: f64, unit: &str, period: Option<&str>) -> bool {
        let period = period.map(str::to_owned);
        is_sound(&Indicator {
            name: name.to_owned(),
            value: Some(value),
            unit: unit.to_owned(),
            period,
            ..Indicator::default()
        })
    }

    fn whole(name: &str, unit: &str, quote: &str, text: &str) -> bool {
        let [name, unit, quote] = [name, unit, quote].map(str::to_owned);
        is_whole(&Indicator { name, unit, quote, ..Indicator::default() }, text)
    }

    #[test]
    fn names_that_have_all_that_their_text_says() {
        let row = "100% thuyền, bè được kiểm định kịp thời.";
        assert!(whole("Tỷ lệ thuyền, bè được kiểm định kịp thời", "%", "100%", row));
        assert!(!whole("Tỷ lệ thuyền", "%", "100%", row), "nothing is said of them");
        let led = "Đèn tín hiệu đã lắp đến 100% bến phà trong huyện.";
        assert!(!whole("Tỷ lệ bến phà trong huyện", "%", "100%", led), "what is said stands before");
        let adverb = "90% chủ bến thực hiện đầy đủ, kịp thời quy định.";
        assert!(!whole("Tỷ lệ chủ bến thực hiện đầy đủ", "%", "90%", adverb), "it goes on");
        let bracket = "Tỷ lệ bến có đèn đạt 95% (tỷ lệ bến sông đạt 90%).";
        assert!(whole("Tỷ lệ bến có đèn", "%", "đạt 95%", bracket));
        assert!(!whole("Tỷ lệ bến sông", "%", "đạt 90%", bracket), "it is a part");
        let of = "Huyện xây bến mới, với tổng số cọc neo là 340 cọc.";
        assert!(!whole("Tổng số cọc neo", "cọc", "là 340 cọc", of), "of which?");
        assert!(
            !whole("Thu thập dữ liệu", "thuyền", "900 thuyền", "Đã thu thập dữ liệu 900 thuyền."),
            "it lacks the noun"
        );
    }

    #[test]
    fn english_names_that_have_all_that_their_text_says() {
        assert!(whole("Rate of repairs", "%", "92%", "The rate of repairs in 2024 was 92%."));
        assert!(!whole(
            "Rate of repairs ordered prior",
            "%",
            "92%",
            "The rate of repairs ordered prior to 2024 was 92%."
        ));
        assert!(!whole(
            "Winter season the council",
            "%",
            "8%",
            "In winter season 2024 the council raised the fees by 8%."
        ));
        assert!(!whole("Harbour staff core", "%", "84%", "16% are of the harbour staff core and 84% were not."));
        let share = "Night trips made up 20% of the noise.";
        assert!(!whole("Share of the noise", "%", "20%", share), "of what it is a share stands before");
        assert!(whole("Share of the noise", "%", "20%", "In 2024, 20% of the noise came by night."));
    }

    #[test]
    fn names_that_stand_by_themselves() {
        assert!(sound("Tổng thu ngân sách địa phương", 28611.0, "tỷ đồng", Some("2025")));
        assert!(sound("Tỷ lệ che phủ rừng", 45.0, "%", Some("2030")));
        assert!(sound("Implementation rate of audit recommendations", 92.0, "%", Some("2024")));
        assert!(!sound("Tỷ lệ che phủ rừng", 45.0, "%", None), "nobody knows when");
        assert!(!sound("Tổ chức hội nghị đối thoại", 3.0, "Hội nghị", Some("2025")));
        assert!(!sound("Cơ quan, đơn vị", 42.0, "cơ quan", Some("2026")));
        assert!(!sound("Congress set the national limit", 39.0, "%", Some("2004")));
        assert!(!sound("Number of retrospective reviews", 14.0, "retrospective reviews", Some("2006")));
        assert!(!sound("Share of boys aged 2 to 15 and 15.2% of girls", 16.8, "%", Some("2010")));
    }
}
