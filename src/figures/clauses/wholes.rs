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
            let own = self.counted(figure, &lead.name, lead, next).map(|offer| offer.name);
            let own = own.filter(|name| !has(&lower(name), &[whole.figure.noun()]));
            if let Some((name, at)) = own.and_then(|name| lower(&name).find(&unit.noun).map(|at| (name, at))) {
                let noun = whole.figure.unit.as_ref().map_or(unit.noun.as_str(), |unit| unit.printed_noun());
                let name = format!("{}{noun}{}", &name[..at], &name[at + unit.noun.len()..]);
                return Some(Offer::new(Source::PartOfCount, names::capitalised(&name)));
            }
        }
        if lower(&thing) != unit.noun {
            return None;
        }
        let last = self.last_of(number, group).map_or(opens, |last| last.figure.range.end).max(opens);
        let behind = self.words.after(last).trim_start();
        let begins = last == opens || behind.starts_with([',', ';', ':']) || starts(behind, VI.and_between.trim());
        let is_named = !lead.name.is_empty();
        let is_part = begins && names::is_part_name(&lead.name) || group == Group::Main && is_named;
        let whole = self.whole_before(spot, opens)?;
        let is_same = whole.figure.noun() == unit.noun || shortens(&unit.noun, whole.figure.noun());
        let part = if is_named { lead.name.clone() } else { thing };
        if names::is_head(&lead.name) || self.is_of_a_plan(figure, &part) {
            return None;
        }
        let own = self.words.low(last..figure.range.start).rfind(',').map_or(last, |comma| last + comma + 1);
        let says_no_more = is_named || names::trimmed(&self.words.part(own..figure.range.start)).is_empty();
        let fits = says_no_more
            && (if is_named { is_same || is_part && group != Group::Main } else { !is_same })
            && crate::text::word_count(&part) <= 5
            && names::ending_action(&part).is_none();
        fits.then(|| Offer::new(Source::PartOfCount, format!("{}, {}", whole.level(), names::small(&part))))
    }

    /// "nữ ở đội một 58 người, đội hai 10 người".
    fn part_beside(&self, spot: &Spot<'_>, thing: &str) -> Option<Offer> {
        let Spot { number, figure, lead, .. } = *spot;
        let before =
            self.mains(number).rfind(|found| found.growth.is_none() && found.figure.sort() == figure.sort())?;
        let own = &figure.unit.as_ref()?.noun;
        let goes_on =
            before.figure.noun() == *own && lower(thing) == *own && names::goes_on(before.level(), &lead.name);
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
            && whole.figure.sort() == Some(Sort::Count)
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

/// "căn" for "căn nhà".
fn shortens(noun: &str, whole: &str) -> bool {
    !noun.is_empty() && noun.len() < whole.len() && starts(whole, noun)
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
