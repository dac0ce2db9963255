//! The words after a figure that say what is counted.

use super::super::units::{Sort, unit};
use super::super::vocabulary::VI;
use super::super::words::{Words, ends, holds, lower, places, starts};
use super::heads::{is_bare, is_head};
use super::pairs::joins;

/// The words after a count that say what is counted: "12 cơ quan, đơn vị được kiểm tra" counts two nouns, and "12 hộ, cơ sở đạt 90%" leads
/// to the next figure.
#[must_use]
pub fn after_count(words: &Words, from: usize, next: usize) -> String {
    let text = words.raw(from..next.max(from));
    let ends = next >= words.raw.trim_end().len();
    let more = if ends { joined(&format!("{text}.")) } else { joined(text) };
    if more == 0 {
        return after(words, from, next);
    }
    up_to_a_stop(&Words::new(&text[..more]), false, LONGEST)
}

/// The words after a figure that say what is counted: up to a sign, the next figure, or the next thought.
#[must_use]
pub fn after(words: &Words, from: usize, next: usize) -> String {
    let text = words.raw(from..next.max(from));
    let text = if lists_places(text) { &text[..text.find(VI.at_places).unwrap_or(text.len())] } else { text };
    if text.trim_start().starts_with([',', '/', '-', '–']) {
        return String::new();
    }
    // "17 mã số vườn ươm/12 cơ sở": the stroke parts two counts.
    let stroke = text.match_indices('/').map(|(at, _)| at).find(|at| {
        text[at + 1..].trim_start().starts_with(|c: char| c.is_ascii_digit()) || text[*at + 1..].trim().is_empty()
    });
    // "tàu trên 50.000 tấn": the stop within a number ends nothing.
    let in_number = |at: usize| text[at..].starts_with('.') && text[at + 1..].starts_with(|c: char| c.is_ascii_digit());
    let signs = text.match_indices(['.', ';', ':', '(', ')', '\n']).map(|(at, _)| at);
    let end = signs.into_iter().find(|at| !in_number(*at)).unwrap_or(text.len());
    let end = stroke.map_or(end, |stroke| stroke.min(end));
    // "bến sông: 7 bến và bến biển: 2 bến": the label is the next figure's.
    let label = text[..end].rfind(VI.and_between).filter(|_| text[end..].trim() == ":");
    let end = label.unwrap_or(end);
    let cut_by_next = end == text.len() && next < words.raw.len();
    // "12 cơ quan, đơn vị được kiểm tra": a second noun goes on; "12 hộ, cơ sở đạt 90%" leads to the next figure.
    let pieces: Vec<&str> = text[..end].split_inclusive(',').collect();
    let low = lower(text);
    let is_joined = |at: usize| counts(pieces[at]) && !(cut_by_next && at + 1 == pieces.len());
    let mut taken = 0;
    for (at, piece) in pieces.iter().enumerate() {
        let so_far = &text[..taken];
        let short = crate::text::word_count(so_far.rsplit_terminator(',').next().unwrap_or_default()) <= 2;
        let quotes = piece.contains('“') && !so_far.contains('“') && taken > 0;
        let head = taken > 0 && (is_head(piece.trim()) || is_bare(piece.trim()));
        let stops = VI.thought_stops.iter().any(|stop| holds(&low[taken..taken + piece.len()], stop));
        let row = is_row(&pieces[at..]) && !(cut_by_next && at + 1 == pieces.len());
        // "dân tộc Hoa, Khmer, Chăm": names in a row.
        let row = row
            || is_name(so_far.trim_end_matches(',')) && crate::text::word_count(so_far) <= 8 && is_name_in_a_row(piece);
        // "lò nung, lò sấy": the comma parts nothing.
        let row = row || taken > 0 && joins(&low, taken - 1) && !(cut_by_next && at + 1 == pieces.len());
        let leads_on = cut_by_next && at + 1 == pieces.len() && counts(piece) && !stops;
        if taken > 0 && (leads_on || !(short || quotes || row || is_joined(at))) || head {
            break;
        }
        taken += piece.len();
    }
    up_to_a_stop(&Words::new(&text[..taken]), taken == end && cut_by_next, LONGEST)
}

/// What is said of the thing behind a share, over the commas of its row: "hồ sơ, tài liệu tiếp nhận được số hóa"; `leads_on` when the next
/// figure follows without a sign.
#[must_use]
pub fn said_of(text: &Words, leads_on: bool) -> Option<String> {
    let sign = text.low.find([';', ':', '(', ')', '\n']).unwrap_or(text.low.len());
    let end = text.low.find(". ").map_or(sign, |stop| stop.min(sign));
    let thought = up_to_a_stop(&text.part(0..end), false, LONGEST_SAID);
    let said = Words::new(&thought);
    let verb = predicate(&said)?;
    // "thực hiện đầy đủ, kịp thời các kiến nghị": an adverb leads on to the next one.
    let commas = said.low.match_indices(',').map(|(at, _)| at);
    let comma = commas.into_iter().find(|at| *at > verb && !ends_with_an_adverb(&said.low[..*at]));
    let is_cut = leads_on && comma.is_none() && end == text.low.len();
    let to = comma.unwrap_or(said.low.len());
    (!is_cut && crate::text::word_count(said.low(0..to)) <= LONGEST_SAID)
        .then(|| said.raw(0..to).trim_end_matches(['.', ' ']).trim_start().to_owned())
}

/// Where a verb says something of the words before it; the passive says it before all others.
pub fn predicate(words: &Words) -> Option<usize> {
    let said = |list: &'static [&'static str]| {
        let found = list.iter().flat_map(|word| places(&words.low, word).map(|at| (at, at + word.len())));
        let says = |(at, end): &(usize, usize)| {
            let rest = &words.raw[*end..];
            // "được Chính phủ giao": by whom, and not what.
            let goes_on = rest.strip_prefix(' ').is_some_and(|rest| !rest.starts_with(char::is_uppercase));
            *at > 0 && words.low[..*at].ends_with(' ') && goes_on
        };
        found.filter(says).map(|(at, _)| at).min()
    };
    said(VI.passive).or_else(|| said(VI.predicates))
}

/// Whether words end with an adverb.
pub fn ends_with_an_adverb(low: &str) -> bool {
    VI.adverbs.iter().any(|word| ends(low.trim_end(), word))
}

/// The most syllables of a thing and what is said of it.
const LONGEST_SAID: usize = 29;

/// How much of the words behind a count names more of what it counts: ", đơn vị" of "12 cơ quan, đơn vị, …".
pub fn joined(text: &str) -> usize {
    let end = text.find(['.', ';', ':', '(', ')', '\n']);
    let pieces: Vec<&str> = text[..end.unwrap_or(text.len())].split_inclusive(',').collect();
    if pieces.first().is_none_or(|piece| piece.trim() != ",") {
        return 0;
    }
    // The last piece leads to the next figure, where no sign parts them.
    let whole = pieces.len() - usize::from(end.is_none());
    let count = (1..whole).take_while(|at| counts(pieces[*at])).count();
    let taken: usize = pieces[..=count].iter().map(|piece| piece.len()).sum();
    let comma = usize::from(pieces[count].ends_with(','));
    if count == 0 { 0 } else { taken - comma }
}

/// "giải cấp khu vực, toàn quốc và quốc tế": short words that "và" closes.
fn is_row(pieces: &[&str]) -> bool {
    let closes = pieces.iter().position(|piece| piece.contains(VI.and_between));
    let is_short = |piece: &&str| {
        let low = lower(piece);
        crate::text::word_count(piece) <= 5
            && !VI.thought_stops.iter().any(|stop| holds(&low, stop))
            && !is_head(piece.trim())
    };
    closes.is_some_and(|closes| pieces[..=closes].iter().all(is_short))
}

/// Whether words begin with a noun that reports count.
pub fn counts(piece: &str) -> bool {
    let piece = piece.trim_start();
    let unit = unit(&lower(piece), piece).filter(|unit| unit.sort == Sort::Count && !unit.noun.is_empty());
    // "Công ty TNHH …" is one of its own.
    let is_longer = |unit: &str| VI.parts.iter().any(|part| part.len() > unit.len() && starts(&lower(piece), part));
    unit.is_some_and(|unit| {
        !is_longer(&unit.noun) && !piece[unit.length..].trim_start().starts_with(char::is_uppercase)
    })
}

/// "tại quận A, huyện B": a list of places, of which no part is a name's.
fn lists_places(text: &str) -> bool {
    let clause = text.split([';', '.', '(', '\n']).next().unwrap_or_default();
    let Some(at) = clause.find(VI.at_places) else { return false };
    let places = &clause[at + VI.at_places.len()..];
    let is_place = |place: &str| VI.place_units.iter().any(|unit| starts(place.trim_start(), unit));
    places.contains(',') && places.split(',').take(2).all(is_place)
}

/// The most syllables of the words behind a figure.
const LONGEST: usize = 22;

/// The words up to where the next thought begins, so many at most; `whole` when the next figure follows them without a sign.
fn up_to_a_stop(words: &Words, whole: bool, longest: usize) -> String {
    let mut to = words.raw.len();
    for stop in VI.thought_stops {
        // "12 xã đạt tiêu chí y tế": nothing else says which.
        let says = |at: &usize| !VI.criteria_stops.contains(stop) || !words.low[..*at].trim().is_empty();
        if let Some(at) = places(&words.low, stop).filter(says).find(|at| !is_within_a_word(&words.low, *at, stop)) {
            to = to.min(at);
        }
    }
    if whole
        && to == words.raw.len()
        && let Some(at) = words.low.rfind(VI.and_between)
    {
        to = at;
    }
    // "nhà máy xử lý rác công suất 60 tấn": the head leads to the next figure.
    let heads = words.low[..to].match_indices(' ').map(|(at, _)| at);
    if let Some(at) = heads.into_iter().filter(|_| whole).find(|at| is_bare(words.low[*at..to].trim())) {
        to = at;
    }
    let all: Vec<&str> = words.raw[..to].split_whitespace().collect();
    // A long name ends before the word that leads on to its last words.
    let leads = || all[..longest].iter().rposition(|word| VI.after_closers.contains(word)).filter(|at| *at > 8);
    let whole = if all.len() <= longest { all.len() } else { leads().unwrap_or(longest) };
    let pieces = &all[..whole];
    without_closers(&Words::new(&pieces.join(" ")))
}

/// "đồng bằng", "chiếm đoạt": the word of a stop is a part of a longer one.
fn is_within_a_word(low: &str, at: usize, stop: &str) -> bool {
    let from = at + stop.len() - stop.trim_start_matches([',', ' ']).len();
    VI.compounds
        .iter()
        .any(|compound| places(low, compound).any(|place| place <= from && from < place + compound.len()))
}

/// Words without the verbs and prepositions at their end.
fn without_closers(words: &Words) -> String {
    let mut end = words.low.len();
    loop {
        let rest = words.low[..end].trim_end_matches([' ', ',', '-']);
        let closer = VI
            .after_closers
            .iter()
            .find(|word| ends(rest, word) && !is_noun(rest) && !is_name(&words.raw[..rest.len()]));
        // "20 triệu lượt khách du lịch/năm".
        let every = VI.per_time.iter().find(|every| rest.ends_with(*every));
        match closer.or(every) {
            Some(closer) => end = rest.len() - closer.len(),
            None => return words.raw[..rest.len()].trim().to_owned(),
        }
    }
}

/// "nhà ở": a noun that ends like a preposition.
pub fn is_noun(low: &str) -> bool {
    VI.compounds.iter().any(|noun| ends(low, noun))
}

/// ", Chăm vào kho": one word written large, and others small.
fn is_name_in_a_row(piece: &str) -> bool {
    let mut words = piece.split_whitespace();
    unit(&lower(piece.trim_start()), piece.trim_start()).is_none()
        && words.next().is_some_and(|word| word.starts_with(char::is_uppercase) && word.chars().any(char::is_lowercase))
        && words.next().is_none_or(|word| !word.starts_with(char::is_uppercase))
}

/// "HTX Kỳ Như": the last word is written large.
fn is_name(raw: &str) -> bool {
    super::super::words::last_word(raw).starts_with(char::is_uppercase)
}
