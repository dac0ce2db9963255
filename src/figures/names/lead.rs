//! The words before a figure: the name in them, and what they say beside it.

use std::ops::Range;
use std::sync::LazyLock;

use super::super::periods::Mention;
use super::super::vocabulary::VI;
use super::super::words::{Words, behind_any, ends, ends_with_any, find, has, lower, starts, starts_with_any};
use super::heads::{counts_next, ends_in_action, is_head, is_part_name, opens_with_action};
use super::label::label;
use super::pairs::joins;
use super::trim::trimmed;

/// What the words before a figure say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lead {
    /// What is measured; empty when the lead does not say it.
    pub name: String,
    /// "tăng bình quân", "giảm", "gấp", "vượt": how it moved.
    pub growth: Option<String>,
    /// "kế hoạch", "chỉ tiêu Nghị quyết".
    pub is_plan: bool,
    /// "tương đương".
    pub is_equivalent: bool,
    /// "trong đó": what follows is a part.
    pub is_part: bool,
    /// "giảm từ 9,4%": where a way began.
    pub is_start: bool,
    /// "phấn đấu", "mục tiêu".
    pub is_aim: bool,
    /// "chiếm tỷ lệ": a share of the thing before.
    pub is_share: bool,
    /// "đạt tỷ lệ": how much of the thing before.
    pub is_rate: bool,
    /// "cùng kỳ", "đầu năm": the figure of the other end.
    pub is_past: bool,
    /// "tham gia giải quốc gia, đạt 70 huy chương": the name is of a clause before the figure's own.
    pub is_far: bool,
    /// "tốc độ tăng trưởng bình quân": a movement that is a name, when nothing is said to move.
    pub measure: Option<String>,
}

/// Reads the lead of a figure: the words of `range`, times and brackets within it left out.
#[must_use]
pub fn lead(words: &Words, range: Range<usize>, mentions: &[Mention], brackets: &[Range<usize>]) -> Lead {
    let range = behind_a_time(words, range, mentions);
    let within = brackets.iter().filter(|bracket| range.start <= bracket.start && bracket.end <= range.end);
    let holes = mentions.iter().map(|mention| mention.range.clone()).chain(within.cloned());
    let text = blanked(words, range.clone(), holes);
    let mut lead = Lead {
        is_part: has(&text.low, VI.part_openers),
        is_aim: has(&text.low, VI.aims),
        is_plan: !has(last_segment(&text.low), VI.works_of_plans) && has(last_segment(&text.low), VI.plans_before),
        is_equivalent: is_equivalent(last_segment(&text.low)),
        ..Lead::default()
    };
    let own = text.low.rfind(',').filter(|at| !joins(&text.low, *at)).map(|at| text.part(at + 1..text.raw.len()));
    lead.is_far = own.is_some_and(|own| has(&own.low, VI.reached_verbs) && trimmed(&own).is_empty());
    let chosen = segment(&text);
    let mut name = trimmed(&chosen);
    // "(chỉ tiêu là 585 triệu USD)", "(KH 560 triệu USD)".
    lead.is_plan |= VI.plan_names.contains(&lower(&name).as_str());
    if lead.is_plan {
        name = without_plan(&name);
    }
    if VI.past_names.contains(&lower(&name).as_str()) {
        lead.is_past = true;
        name.clear();
    }
    // "thấp hơn kế hoạch", "xếp hạng 19": nothing is named here.
    let low = lower(&name);
    if VI.no_names.contains(&low.as_str()) || starts_with_any(&low, VI.ranking) {
        name.clear();
    }
    lead.is_rate = has(last_segment(&text.low), VI.rate_words);
    lead.is_share = name.is_empty() && has(&text.low, VI.shares);
    (lead.name, lead.growth) = parted_growth(&name);
    let is_noun = behind_any(&low, VI.movement_nouns).is_some();
    lead.measure = (lead.name.is_empty() && lead.growth.is_some() && is_noun).then(|| label(&name));
    let verb = text.low.trim_end();
    // "(cao hơn đầu nhiệm kỳ là 71%)": the level at the other end.
    if ends_with_any(verb, VI.being) && lead.growth.as_deref().is_some_and(|how| ends_with_any(how, VI.comparing_above))
    {
        lead.growth = None;
    }
    // "cao hơn bình quân giai đoạn trước": the thing is the one before.
    if starts_with_any(&lower(&lead.name), VI.level_comparisons) {
        lead.name.clear();
    }
    // The verb may be what was trimmed: ", tăng" after a name of an earlier clause.
    lead.name = label(&lead.name);
    lead
}

/// "Tổng đàn gia súc năm 2025 đàn lợn 900 con": a head right behind a time begins anew.
fn behind_a_time(words: &Words, range: Range<usize>, mentions: &[Mention]) -> Range<usize> {
    let within = mentions.iter().filter(|time| range.start < time.range.start && time.range.end < range.end);
    let begins = |time: &&Mention| {
        let rest = words.part(time.range.end..range.end);
        let named = !rest.low.contains([',', ';', ':', '(']) && is_head(rest.raw.trim_start());
        named && is_head(&trimmed(&words.part(range.start..time.range.start)))
    };
    within.rev().find(begins).map_or(range.clone(), |time| time.range.end..range.end)
}

/// The words of a range without its times, letter offsets kept.
pub fn timeless(words: &Words, range: Range<usize>, mentions: &[Mention]) -> Words {
    blanked(words, range, mentions.iter().map(|mention| mention.range.clone()))
}

/// The words of a range without its brackets, in lower case.
pub fn unbracketed(words: &Words, range: Range<usize>, brackets: &[Range<usize>]) -> String {
    blanked(words, range, brackets.iter().cloned()).low
}

/// A text with a part blanked out, letter offsets kept.
fn blanked(words: &Words, range: Range<usize>, holes: impl Iterator<Item = Range<usize>>) -> Words {
    let mut raw = words.raw(range.clone()).as_bytes().to_vec();
    let mut low = words.low(range.clone()).as_bytes().to_vec();
    for hole in holes {
        let (from, to) = (hole.start.max(range.start), hole.end.min(range.end));
        if from < to {
            raw[from - range.start..to - range.start].fill(b' ');
            low[from - range.start..to - range.start].fill(b' ');
        }
    }
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap_or_default();
    Words { raw: text(raw), low: text(low) }
}

/// "tương đương 3.050 USD", and not "huyện ủy và tương đương giám sát".
fn is_equivalent(segment: &str) -> bool {
    find(segment, VI.equivalent).is_some_and(|at| {
        let rest = &segment[at + VI.equivalent.len()..];
        rest.split_whitespace().all(|word| VI.equal_words.contains(&word))
    })
}

fn last_segment(low: &str) -> &str {
    low.rsplit([',', ';']).next().unwrap_or_default()
}

/// The clause that names the figure: the last one with words, and with those before it when it goes on an earlier one.
fn segment(text: &Words) -> Words {
    let mut starts_at = vec![0];
    starts_at.extend(
        text.low.match_indices([',', ';']).map(|(at, _)| at).filter(|at| !joins(&text.low, *at)).map(|at| at + 1),
    );
    let part = |at: usize| text.part(at..text.raw.len());
    let Some(last) = starts_at.iter().rev().find(|at| !trimmed(&part(**at)).is_empty()) else {
        return text.clone();
    };
    let own = trimmed(&part(*last));
    // "y tế, dân số và gia đình": the row begins the clause.
    if let Some(from) = enumeration(text, &starts_at, *last, &own).filter(|from| *from == 0 && is_head(&own)) {
        return part(from);
    }
    if let Some(from) = share_begun(text, &starts_at, *last) {
        return part(from);
    }
    let governed = governed(text, &starts_at, *last);
    if is_head(&own) || growth_only(&own) || governed.is_none() && ends_in_action(&own) && counts_next(&text.low) {
        return part(*last);
    }
    if let Some(from) = enumeration(text, &starts_at, *last, &own) {
        return part(from);
    }
    if let Some(from) = governed.or_else(|| parts(text, &starts_at)) {
        return part(from);
    }
    let earlier = starts_at.iter().rev().filter(|at| *at < last).find(|at| is_head(&trimmed(&part(**at))));
    let joined = earlier.map(|at| part(*at));
    // Only a short gap: a clause far before is another thought.
    match joined {
        Some(joined) if crate::text::word_count(&joined.raw) <= 40 => joined,
        _ => part(*last),
    }
}

/// "tỷ lệ khai thác, sử dụng lại dữ liệu": where a share begins whose few words commas join to the next ones.
fn share_begun(text: &Words, starts_at: &[usize], last: usize) -> Option<usize> {
    let begins = |list: &[&str], low: &str| list.iter().any(|head| starts(low.trim_start(), head));
    let mut end = text.low.len();
    for at in starts_at.iter().rev().filter(|at| **at <= last) {
        let piece = text.low(*at..end);
        let count = crate::text::word_count(&trimmed(&text.part(*at..end)));
        if *at < last && begins(VI.share_heads, piece) {
            return (3..=4).contains(&count).then_some(*at);
        }
        let most = if *at == last { 12 } else { 6 };
        let goes_on = count <= most && !begins(VI.number_heads, piece) && text.low[..*at].ends_with(',');
        if !goes_on {
            return None;
        }
        end = at - 1;
    }
    None
}

/// "nâng cấp nhà xưởng, thiết bị, đồ dùng cho 7 trường": where the verb stands that a row of objects belongs to.
fn governed(text: &Words, starts_at: &[usize], last: usize) -> Option<usize> {
    let own = trimmed(&text.part(last..text.raw.len()));
    let acts = starts_with_any(&lower(&own), VI.own_objects);
    let leads = ends_with_any(text.low.trim_end(), VI.leads_to_whom);
    if !leads || acts || opens_with_action(&own) {
        return None;
    }
    let from = *starts_at
        .iter()
        .rev()
        .filter(|at| **at < last)
        .find(|at| opens_with_action(&trimmed(&text.part(**at..text.raw.len()))))?;
    let row = text.low(from..text.low.len());
    (crate::text::word_count(row) <= 20 && !row.contains([';', '(', ':'])).then_some(from)
}

/// "cấp quận, huyện, đảng ủy": a clause of short names that begins with a part's.
fn parts(text: &Words, starts_at: &[usize]) -> Option<usize> {
    let ends = starts_at[1..].iter().map(|at| at - 1).chain([text.low.len()]);
    let pieces: Vec<String> =
        starts_at.iter().zip(ends).map(|(from, to)| text.low(*from..to).trim().to_owned()).collect();
    let is_short = |piece: &String| (1..=3).contains(&crate::text::word_count(piece));
    let is_row = pieces.len() > 1 && pieces.iter().all(is_short) && is_part_name(&pieces[0]);
    (is_row && !has(&text.low, VI.row_breakers)).then_some(0)
}

/// "thủy lợi, đê điều và phòng lụt": where a row of short names that "và" closes begins.
fn enumeration(text: &Words, starts_at: &[usize], last: usize, own: &str) -> Option<usize> {
    if !own.contains(VI.and_between) || crate::text::word_count(own) > 7 {
        return None;
    }
    let says = VI.row_breakers;
    let mut from = None;
    let mut end = last - usize::from(last > 0);
    for at in starts_at.iter().rev().filter(|at| **at < last) {
        let piece = trimmed(&text.part(*at..end));
        let whole = crate::text::word_count(text.low(*at..end));
        if !(1..=4).contains(&whole)
            || piece.is_empty()
            || has(&lower(&piece), says)
            || text.low[end..].starts_with(';')
        {
            break;
        }
        from = Some(*at);
        end = at.saturating_sub(1);
    }
    from
}

fn growth_only(name: &str) -> bool {
    let low = lower(name);
    MOVEMENTS.iter().any(|(tail, _)| *tail == low)
}

/// The name without the words of a plan.
fn without_plan(name: &str) -> String {
    let mut words = Words::new(name);
    for plan in VI.plan_words {
        if let Some(at) = find(&words.low, plan) {
            let mut raw = words.raw.clone();
            raw.replace_range(at..at + plan.len(), " ");
            words = Words::new(&raw);
        }
    }
    trimmed(&words)
}

/// How a thing moves, and what that is called; the longer come first.
static MOVEMENTS: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    VI.movements.iter().map(|movement| movement.split_once(" = ").unwrap_or((movement, movement))).collect()
});

/// Parts a name from how it moves: "dân số tăng bình quân" is the movement of "dân số".
fn parted_growth(name: &str) -> (String, Option<String>) {
    let words = Words::new(name);
    for &(tail, label) in MOVEMENTS.iter() {
        if ends(&words.low, tail) {
            let base = words.raw(0..words.raw.len() - tail.len());
            if tail == VI.average && !base.trim().is_empty() {
                return (name.to_owned(), None);
            }
            return (trimmed(&Words::new(base)), Some(label.to_owned()));
        }
        // "tăng bình quân hàng năm giải quyết việc làm cho": the movement stands first.
    }
    (name.to_owned(), None)
}
