//! A name as a label, and what is no label.

use super::super::vocabulary::VI;
use super::super::words::{
    Words, before_any, capitalised, ends, ends_with_any, lower, places, starts, starts_with_any,
};
use super::heads::{is_bare, is_head, is_part_name};
use super::pairs::joins;
use super::trim::trimmed;

/// A name as a label: cut to the head that it ends with, no longer than can be read at a glance, first letter large.
#[must_use]
pub fn label(name: &str) -> String {
    let words = Words::new(name);
    if let Some((before, after)) = name.split_once(" : ").or_else(|| name.split_once(": ")) {
        let rest = trimmed(&Words::new(after));
        // "tỷ lệ trạm bơm còn tốt theo cỡ máy: cỡ nhỏ".
        if is_head(before) && is_part_name(&rest) && !rest.contains(": ") {
            return format!("{}, {}", label(before), small(&rest));
        }
        return label(if rest.is_empty() { before } else { &rest });
    }
    // "cơ cấu kinh tế gồm nông nghiệp": the part that comes first.
    if let Some((whole, part)) =
        name.split_once(VI.comprising).filter(|(whole, part)| is_head(whole) && is_part_name(part))
    {
        return format!("{}, {}", label(whole), small(part));
    }
    whole_label(&without_verb(words, is_head(name)).raw)
}

/// A name cut to the head that a verb in it leads to: "vị thế được nâng lên với tổng thu ngân sách".
fn without_verb(mut words: Words, headed: bool) -> Words {
    for verb in VI.verbs_to_heads {
        let cut = places(&words.low, verb)
            .filter(|_| !headed)
            .map(|at| at + verb.len())
            .filter(|at| is_head(&words.raw[*at..]) || is_bare(&words.raw[*at..]))
            .last();
        if let Some(at) = cut {
            words = Words::new(&words.raw[at..]);
        }
    }
    words
}

/// The name of a level that a movement led to: "Giảm tỷ lệ hộ nghèo", "Tỷ lệ hộ nghèo, giảm".
#[must_use]
pub fn of_a_level(name: &str) -> String {
    let moved = before_any(name, VI.fallen_tails).unwrap_or(name);
    let low = lower(moved);
    let verb = VI.lowering.iter().find(|verb| low.starts_with(**verb));
    let rest = verb.and_then(|verb| moved.get(verb.len()..)).filter(|rest| is_head(rest));
    capitalised(rest.unwrap_or(moved))
}

/// A name without what it says twice: a share of a rate ("Tỷ lệ nữ, tỷ trọng"), the rise of a growth, and the turns or cases that its
/// unit counts ("Cử lượt cán bộ đi học", "Chuyển cơ quan điều tra vụ").
#[must_use]
pub fn without_repeats(name: &str, unit: Option<&str>) -> String {
    let low = lower(name);
    let repeats = |(head, tail): (&[&str], &[&str])| {
        head.iter()
            .any(|head| starts(&low, head))
            .then(|| tail.iter().find_map(|tail| name.strip_suffix(tail)))
            .flatten()
    };
    let said = repeats((VI.share_heads, VI.share_tails)).or_else(|| repeats((VI.growth_heads, VI.growth_tails)));
    let mut kept = said.unwrap_or(name).to_owned();
    let is_number = |words: &str| ends_with_any(&lower(words), VI.number_words);
    for turn in VI.turns.iter().chain(VI.cases) {
        let hangs = kept.strip_suffix(turn).filter(|_| unit == Some(*turn)).map(str::trim_end);
        if let Some(rest) = hangs.filter(|rest| crate::text::word_count(rest) >= 3 && !ends(&lower(rest), VI.number_of))
        {
            kept = rest.to_owned();
        }
        // "vụ án" is a noun of its own.
        let is_part = |at: &usize| VI.cases.contains(turn) && begins_longer_noun(kept[*at..].trim_start());
        let inside = kept.find(&format!(" {turn} ")).filter(|at| !is_number(&kept[..*at]) && !is_part(at));
        if let Some(at) = inside.filter(|_| unit.is_some_and(|unit| starts(unit, turn))) {
            kept.replace_range(at..at + turn.len() + 1, "");
        }
    }
    kept
}

/// Whether words begin with a counted noun of several words.
fn begins_longer_noun(words: &str) -> bool {
    let low = lower(words);
    VI.counted.iter().any(|noun| noun.contains(' ') && starts(&low, noun))
}

/// "Cây chè Diện tích 900 ha": where the scan lost the colon before a head.
#[must_use]
pub fn lost_colon(raw: &str) -> Option<usize> {
    let heads = VI.lost_colon_heads;
    let at = heads.iter().filter_map(|head| places(raw, head).next()).min()?;
    raw[..at].ends_with(char::is_lowercase).then_some(at)
}

/// A name as a label, all of it: what stands behind a counted noun describes it.
#[must_use]
pub fn whole_label(name: &str) -> String {
    let lost = lost_colon(name).or_else(|| name.find(VI.new_clause)).filter(|at| !name[..*at].ends_with([',', ':']));
    let mended = lost.map(|at| format!("{}, {}", &name[..at], small(name[at..].trim_start())));
    let mut words = Words::new(mended.as_deref().unwrap_or(name));
    for tail in VI.label_ends {
        let found = places(&words.low, tail).next();
        if let Some(at) = found.filter(|at| *at > 6) {
            words = Words::new(&words.raw[..at]);
        }
    }
    // "Cơ cấu kinh tế chuyển dịch tích cực, công nghiệp, xây dựng": the part with which a name ends stays.
    if words.raw.len() < name.len()
        && let Some(part) = last_part(name).map(|(_, part)| trimmed(&Words::new(part)))
        && is_part_name(&part)
        && crate::text::word_count(&part) <= 6
    {
        words = Words::new(&format!("{}, {}", words.raw.trim_end(), small(&part)));
    }
    let pieces: Vec<&str> = words.raw.split_whitespace().collect();
    let text = if pieces.len() > LONGEST { shortened(&pieces) } else { pieces.join(" ") };
    let mut text = text
        .replace(" ,", ",")
        .replace(&format!("{0} {0}", VI.average), VI.average)
        .trim_matches(|c: char| c.is_whitespace() || ",;:-–".contains(c))
        .to_owned();
    if text.matches('“').count() > text.matches('”').count() {
        text.push('”');
    }
    capitalised(&text)
}

/// A name before its last comma, and the words behind it; a comma that joins two words to one thing parts nothing.
#[must_use]
pub fn last_part(name: &str) -> Option<(&str, &str)> {
    let low = lower(name);
    let comma = low.match_indices(',').map(|(at, _)| at).rfind(|at| !joins(&low, *at))?;
    Some((&name[..comma], name[comma + 1..].trim_start()))
}

/// The first words of a long name, up to a comma.
fn shortened(pieces: &[&str]) -> String {
    let short = &pieces[..LONGEST];
    let comma = short.iter().rposition(|piece| piece.ends_with(',')).filter(|at| *at > 4);
    // "trực tiếp, ủy thác và các dịch vụ …": what a comma and a word join is not cut between them, but where a word leads on to more.
    let goes_on = comma.is_some_and(|at| short[at + 1..].contains(&VI.and_between.trim()));
    let leads = || short.iter().rposition(|piece| VI.after_closers.contains(piece)).filter(|at| *at > 4);
    let end = if goes_on { leads() } else { comma.map(|at| at + 1) };
    pieces[..end.unwrap_or(LONGEST)].join(" ")
}

/// The most syllables that a label has.
const LONGEST: usize = 30;

/// Whether a name says too little to be a label, or begins in the middle of a thought.
#[must_use]
pub fn is_weak(name: &str) -> bool {
    let low = lower(name);
    let base = low.split(", ").next().unwrap_or_default();
    let short = base.chars().filter(|c| c.is_alphabetic()).count() < 3 || VI.weak_names.contains(&base);
    let middle = VI.middle_words.iter().any(|word| starts(base, word));
    let verb = super::heads::is_verb(base) && low == base;
    let aside = VI.aside_words.iter().any(|word| starts(base, word));
    let broken = base.char_indices().any(|(at, c)| {
        c == '/' && base[at + 1..].starts_with(|c: char| c.is_ascii_digit()) && !base[at..].starts_with("/10")
    });
    // "640m với mặt cầu": the middle of another figure.
    let first = base.split(' ').next().unwrap_or_default();
    let measure = first.starts_with(|c: char| c.is_ascii_digit()) && first.contains(char::is_alphabetic);
    short || measure || verb || aside || broken || middle && !starts_with_any(base, VI.no_middles)
}

/// A part's name made whole by the name of its sibling: "… ở cấp mầm non" and "cấp tiểu học" give "… ở cấp tiểu học".
#[must_use]
pub fn combined(sibling: &str, whole: &str, part: &str) -> (String, String) {
    let sibling_low = lower(sibling);
    let part_low = lower(part);
    let key = VI.parts.iter().filter(|key| starts(&part_low, key)).max_by_key(|key| key.len());
    // "vùng ngọt …, vùng nước lợ …": beside the other, not a part of it.
    if key.is_some_and(|key| starts(&sibling_low, key)) {
        return (part.to_owned(), String::new());
    }
    // "giáo viên đạt chuẩn …, trên chuẩn": the last words of the other, of which one is the same.
    if let Some((before, last)) = sibling.rsplit_once(' ')
        && part_low.split(' ').count() == 2
        && part_low.ends_with(&format!(" {}", lower(last)))
        && let Some((owner, verb)) = before.rsplit_once(' ')
        && VI.closers.contains(&verb)
    {
        return (format!("{owner} {}", small(part)), String::new());
    }
    if let Some(key) = key {
        let places = sibling_low.match_indices(key).map(|(at, _)| at).filter(|at| {
            *at > 0 && !sibling_low[..*at].ends_with(char::is_alphanumeric) && starts(&sibling_low[*at..], key)
        });
        if let Some(at) = places.last() {
            let prefix = &sibling[..at];
            return (format!("{prefix}{}", small(part)), prefix.to_owned());
        }
    }
    for classifier in VI.classifiers {
        if let Some(at) =
            sibling_low.rfind(classifier).filter(|at| *at > 0 && key.is_none_or(|key| !classifier.starts_with(key)))
        {
            let prefix = &sibling[..at + classifier.len()];
            return (format!("{prefix}{}", small(part)), prefix.to_owned());
        }
    }
    let prefix = format!("{whole}, ");
    (format!("{prefix}{}", small(part)), prefix)
}

/// With a small first letter, unless the word is one of capitals.
#[must_use]
pub fn small(text: &str) -> String {
    let mut chars = text.chars();
    match (chars.next(), chars.next()) {
        (Some(first), Some(second)) if first.is_uppercase() && (second.is_lowercase() || second == ' ') => {
            first.to_lowercase().chain(text.chars().skip(1)).collect()
        }
        _ => text.to_owned(),
    }
}
