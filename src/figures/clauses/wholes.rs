//! What a count that says too little is a part of: the count before its bracket, or before the words after which parts are told.

use super::super::figure::Figure;
use super::super::names::{self, Lead, Offer, Source};
use super::super::units::Sort;
use super::super::vocabulary::VI;
use super::super::words::{Words, find, has, lower, starts};
use super::Reader;
use super::found::{Found, Group};
use super::spot::Spot;

impl Reader<'_> {
    /// "cử 900 lượt cán bộ đi đào tạo (56 thạc sĩ)", "31 cuộc kiểm tra; trong đó, đột xuất 7 cuộc": one of the parts of a count says another noun
    /// alone, or a name and the same noun again.
    pub(super) fn part_of_the_count_before(&self, spot: &Spot<'_>) -> Option<Offer> {
        let Spot { number, figure, group, lead, next, .. } = *spot;
        let unit = figure.unit.as_ref().filter(|unit| unit.sort == Sort::Count)?;
        if lead.growth.is_some() || lead.is_plan || lead.is_past {
            return None;
        }
        let thing = self.named_after(figure, next)?;
        let Some(opens) = self.parts_open(spot) else { return self.part_beside(spot, &thing) };
        let whole = |fits: &dyn Fn(&Found) -> bool| self.whole_before(spot, opens).filter(|whole| fits(whole));
        // "mã số ao nuôi (31 mã số gia hạn)": the noun is said shortly.
        if let Some(whole) = whole(&|whole| shortens(&unit.noun, whole.figure.noun())) {
            let own = if lead.name.is_empty() {
                Some(thing.clone())
            } else {
                self.counted(figure, &lead.name, lead, next).map(|offer| offer.name)
            };
            let own = own.filter(|name| !has(&lower(name), &[whole.figure.noun()]));
            if let Some((name, at)) = own.and_then(|name| lower(&name).find(&unit.noun).map(|at| (name, at))) {
                let name = format!("{}{}{}", &name[..at], whole.figure.noun(), &name[at + unit.noun.len()..]);
                return Some(Offer::new(Source::PartOfCount, names::capitalised(&name)));
            }
        }
        if lower(&thing) != unit.noun {
            let whole = whole(&|whole| whole.figure.noun() == unit.noun)?;
            let said = lead.name.is_empty().then(|| kind_of(&unit.noun, whole.level(), &thing))?;
            return said.map(|name| Offer::new(Source::PartOfCount, name));
        }
        let last = self.last_of(number, group).map_or(opens, |last| last.figure.range.end).max(opens);
        let behind = self.words.after(last).trim_start();
        let begins = last == opens || behind.starts_with([',', ';', ':']) || starts(behind, VI.and_between.trim());
        let is_named = !lead.name.is_empty();
        let is_part = begins && names::is_part_name(&lead.name) || group == Group::Main && is_named;
        let Some(whole) = self.whole_before(spot, opens) else { return self.part_of_the_caller(spot, opens, &thing) };
        let is_same = whole.figure.noun() == unit.noun || shortens(&unit.noun, whole.figure.noun());
        let part = if is_named { lead.name.clone() } else { thing };
        let is_next = self.last_of(number, group).is_some_and(|last| last.name.starts_with(whole.level()));
        let again = names::is_head(&lead.name) || !is_next && begins_alike(whole.level(), &lead.name);
        if again || self.is_of_a_plan(figure, &part) {
            return None;
        }
        let own = self.words.low(last..figure.range.start).rfind(',').map_or(last, |comma| last + comma + 1);
        let says_no_more = is_named || names::trimmed(&self.words.part(own..figure.range.start)).is_empty();
        let fits = says_no_more
            && (if is_named { is_same || is_part && group != Group::Main } else { !is_same })
            && crate::text::word_count(&part) <= 5
            && names::ending_action(&part).is_none()
            && crate::text::word_count(whole.level()) <= 22;
        fits.then(|| Offer::new(Source::PartOfCount, format!("{}, {}", whole.level(), names::small(&part))))
    }

    /// "6 trung tâm logistics … còn 2 trung tâm đang xây dựng": the noun stands for a longer one that was said before.
    pub(super) fn of_the_longer_noun(&self, figure: &Figure, name: &str) -> Option<String> {
        let own = figure.counted()?;
        let rest = lower(name).strip_prefix(own)?.trim_start().to_owned();
        VI.doing.iter().find(|word| starts(&rest, word))?;
        let alike = |found: &&Found| found.growth.is_none() && found.verb.is_none() && found.figure.noun() == own;
        let longer = self.found.iter().filter(alike).map(Found::level);
        let tail = |level: &str| level.get(own.len()..).map(|tail| tail.trim().to_owned());
        let fits = |tail: &String| {
            (1..=3).contains(&crate::text::word_count(tail)) && !VI.doing.iter().any(|word| starts(tail, word))
        };
        let new = |tail: &String| tail.starts_with(char::is_uppercase) && !has(&rest, &[&lower(tail)]);
        let tail = longer.filter(|level| lower(level).starts_with(own)).filter_map(tail).filter(new).rfind(fits)?;
        Some(format!("{} {tail} {}", &name[..own.len()], name[own.len()..].trim_start()))
    }

    /// A note that begins with the words after which parts are told: of the count that its mark stands after.
    fn part_of_the_caller(&self, spot: &Spot<'_>, opens: usize, thing: &str) -> Option<Offer> {
        let is_first = spot.number == 0 && spot.lead.name.is_empty() && spot.group == Group::Main;
        let whole = self.context.name.as_ref().filter(|name| is_first && !has(&lower(name), &[&lower(thing)]))?;
        let begins = names::trimmed(&self.words.part(self.floor..opens)).is_empty();
        begins.then(|| Offer::new(Source::PartOfCount, format!("{whole}, {}", names::small(thing))))
    }

    /// "nữ ở đội một 58 người, đội hai 10 người".
    fn part_beside(&self, spot: &Spot<'_>, thing: &str) -> Option<Offer> {
        let Spot { number, figure, lead, .. } = *spot;
        let before =
            self.mains(number).rfind(|found| found.growth.is_none() && found.figure.sort() == figure.sort())?;
        let own = &figure.unit.as_ref()?.noun;
        let goes_on = before.figure.noun() == *own
            && lower(thing) == *own
            && names::is_part_name(&lead.name)
            && names::goes_on(before.level(), &lead.name);
        let name = || names::combined(before.level(), before.level(), &lead.name).0;
        goes_on.then(|| Offer::new(Source::PartOfCount, name()))
    }

    /// Where the parts of a whole begin: behind the bracket, or behind "trong đó".
    fn parts_open(&self, spot: &Spot<'_>) -> Option<usize> {
        if let Group::Bracket(open, _) = spot.group {
            return Some(open + 1);
        }
        let before = self.words.low(self.floor..spot.figure.range.start);
        let ends = VI.parting.iter().filter_map(|word| before.rfind(word).map(|at| (at, at + word.len())));
        let outside = |(at, _): &(usize, usize)| self.group(self.floor + at) == Group::Main;
        let (at, end) = ends.filter(outside).max()?;
        let word = &before[at..end];
        let is_word = word == ":" || find(&before[at..], word) == Some(0);
        let goes_on = word == ":" || !before[end..].contains(';');
        (is_word && goes_on).then_some(self.floor + end)
    }

    /// "30 chợ, trong đó có 4 chợ nổi, 6 chợ phiên, giảm 3 chợ": behind a row of parts the noun alone is the whole's.
    pub(super) fn whole_of_a_row(&self, spot: &Spot<'_>, part: &Found) -> Option<&Found> {
        let opens = self.parts_open(spot).filter(|_| spot.group == Group::Main)?;
        let whole = self.whole_before(spot, opens).filter(|whole| whole.figure.noun() == part.figure.noun())?;
        let alike = |found: &&Found| {
            found.figure.start > opens && found.growth.is_none() && found.figure.noun() == part.figure.noun()
        };
        let alone = self.named_after(spot.figure, spot.next).is_some_and(|thing| lower(&thing) == part.figure.noun());
        (alone && self.mains(spot.number).filter(alike).count() > 1).then_some(whole)
    }

    /// The count before the place where its parts begin, in the sentence before where nothing stands between.
    fn whole_before(&self, spot: &Spot<'_>, opens: usize) -> Option<&Found> {
        let is_whole = |found: &&Found| {
            found.figure.range.end < opens
                && found.growth.is_none()
                && found.figure.sort() == Some(Sort::Count)
                && found.figure.low >= spot.figure.low
                && self.group(found.figure.start) == Group::Main
        };
        let own = self.mains(spot.number).rfind(is_whole);
        let begins = spot.group == Group::Main
            && names::trimmed(&self.words.part(self.floor..opens)).is_empty()
            && self.floor < opens;
        own.or_else(|| {
            let before = self.found.iter().rfind(|found| self.group(found.figure.start) == Group::Main);
            before.filter(|_| begins)?;
            self.found.iter().filter(|found| found.sentence + 1 == spot.number).rfind(is_whole)
        })
    }

    /// "tham dự 9 giải, kết quả đạt 21 huy chương": what came of the count before.
    pub(super) fn result_of_the_count_before(&self, spot: &Spot<'_>) -> Option<Offer> {
        let Spot { number, figure, group, lead, next, .. } = *spot;
        let unit = figure.unit.as_ref().filter(|unit| unit.sort == Sort::Count)?;
        let thing = self.named_after(figure, next).filter(|thing| lower(thing) == unit.noun)?;
        let last = self.last_of(number, group).filter(|last| last.figure.sort() == Some(Sort::Count))?;
        let between = self.words.part(last.figure.range.end..figure.range.start);
        let clause = between.low.rfind(',').map_or(0, |at| at + 1);
        let says = between.part(clause..between.low.len());
        let fits = lead.growth.is_none()
            && last.growth.is_none()
            && !between.low.contains([';', ':'])
            && last.figure.noun() != unit.noun
            && has(&says.low, VI.results)
            && names::trimmed(&without(&says.low, VI.results)).is_empty()
            && (last.verb.is_some() || names::opens_with_action(last.level()));
        fits.then(|| Offer::new(Source::Result, format!("{}, {}", last.level(), names::small(&thing))))
    }

    /// "trong đó, 14 thợ cả chiếm 40%, 8 thợ phụ chiếm 24%": a share of the count whose parts are told.
    pub(super) fn share_of_the_whole(&self, spot: &Spot<'_>, base: &str) -> Option<String> {
        let opens = self.parts_open(spot).filter(|_| spot.group == Group::Main)?;
        let whole = self.whole_before(spot, opens)?.level();
        let short = crate::text::word_count(base) <= 3 && crate::text::word_count(whole) <= 16;
        let told = self.found.iter().any(|found| found.name.starts_with(whole) && found.figure.start > opens);
        (short && told && !names::is_head(base)).then(|| format!("{whole}, {}", names::small(base)))
    }

    /// "Hội những người chèo đò (36 thành viên)": what stands before the bracket has so many.
    pub(super) fn of_the_bracket(&self, figure: &Figure, group: Group, name: &str) -> Option<String> {
        let Group::Bracket(open, _) = group else { return None };
        let noun = figure.unit.as_ref().map(|unit| unit.noun.as_str())?;
        if lower(name) != noun || !self.words.low(open + 1..figure.range.start).trim().is_empty() {
            return None;
        }
        let text = self.words.low(self.floor.min(open)..open);
        let from = self.floor + text.rfind([',', ';', ':', ')', '.']).map_or(0, |at| at + 1);
        let owner = names::trimmed(&self.words.part(from..open));
        let fits = (4..=22).contains(&crate::text::word_count(&owner)) && !owner.contains(|c: char| c.is_ascii_digit());
        fits.then(|| format!("{}, {}", names::capitalised(&owner), names::small(name)))
    }

    /// "90 thủ tục (60 trọn gói, 30 từng phần)": parts of a count whose noun is not said again.
    pub(super) fn part_of_a_count(
        &self,
        number: usize,
        figure: &Figure,
        open: usize,
        lead: &Lead,
        next: usize,
    ) -> Option<Found> {
        let whole = self.mains(number).rfind(|found| found.figure.start < open)?;
        let plain =
            figure.unit.is_none() && lead.name.is_empty() && lead.growth.is_none() && !lead.is_plan && !lead.is_past;
        let part = names::after(self.words, figure.range.end, next);
        let fits = (1..=5).contains(&crate::text::word_count(&part))
            && part.starts_with(char::is_alphabetic)
            && whole.figure.sort() == Some(Sort::Count)
            && figure.low == figure.high
            && figure.low.fract() == 0.0
            && figure.low < whole.figure.low;
        let name = format!("{}, {}", whole.level(), names::small(&part));
        (plain && fits).then(|| Found {
            name,
            figure: figure.clone(),
            growth: None,
            verb: None,
            owner: None,
            ..whole.clone()
        })
    }
}

/// Whether a part's name begins with words that the whole's has: the part names itself.
fn begins_alike(whole: &str, part: &str) -> bool {
    let take = if crate::text::word_count(part) > 3 { 3 } else { 2 };
    let head: Vec<&str> = part.split_whitespace().take(take).collect();
    head.len() > 1 && has(&lower(whole), &[&lower(&head.join(" "))])
}

/// "căn" for "căn nhà".
fn shortens(noun: &str, whole: &str) -> bool {
    !noun.is_empty() && noun.len() < whole.len() && starts(whole, noun)
}

/// "mã số ao nuôi (31 mã số gia hạn)": the part's words behind those that the whole has behind the same noun.
fn kind_of(noun: &str, whole: &str, part: &str) -> Option<String> {
    let at = find(&lower(whole), noun)?;
    let kind = whole[at + noun.len()..].trim();
    let own = part.get(noun.len()..).filter(|_| lower(part).starts_with(noun))?.trim();
    let leads_on = [VI.doing, VI.continuing].into_iter().flatten().any(|word| starts(&lower(kind), word));
    let is_kind = !leads_on && (1..=4).contains(&crate::text::word_count(kind));
    let first = own.split_whitespace().next()?;
    (is_kind && !has(&lower(kind), &[&lower(first)])).then(|| names::capitalised(&format!("{noun} {kind}, {own}")))
}

/// A text without words.
fn without(low: &str, words: &[&str]) -> Words {
    let mut low = low.to_owned();
    for word in words {
        if let Some(at) = find(&low, word) {
            low.replace_range(at..at + word.len(), " ");
        }
    }
    Words::new(&low)
}
