//! What a figure speaks of: from its own lead, from the words after it, or from the nearest figure that is named.

use super::super::figure::Figure;
use super::super::names::{self, Lead, Offer, Source};
use super::super::units::Sort;
use super::super::vocabulary::VI;
use super::super::words::{Words, before_any, ends, ends_with_any, has, lower, starts, starts_with_any};
use super::Reader;
use super::found::{Found, Group};
use super::kin::is_place;
use super::spot::{Ratio, Spot};

impl Reader<'_> {
    /// The names that the words around a figure offer, the one that weighs most first.
    pub(super) fn offers(&self, spot: &Spot<'_>) -> Vec<Offer> {
        let Spot { figure, group, lead, same, .. } = *spot;
        if lead.is_equivalent {
            let equal = same.map(|found| Offer::new(Source::Equal, found.name.clone()).moved(found.growth.clone()));
            return names::weighed(equal.into_iter().collect(), figure);
        }
        let mut offers = self.offered_behind(spot);
        match lead.name.is_empty() {
            true => offers.extend(self.offered_elsewhere(spot)),
            false => offers.extend(self.offered_before(spot)),
        }
        for offer in &mut offers {
            self.finish(spot, offer);
        }
        offers.extend(self.part_of_the_count_before(spot));
        offers.extend(self.result_of_the_count_before(spot));
        offers
            .retain(|offer| !self.is_bare_noun(figure, group, &offer.name) && !self.is_of_a_plan(figure, &offer.name));
        names::weighed(offers, figure)
    }

    /// A name with what its bracket belongs to and what its verb acts on; that of a level where one was reached.
    fn finish(&self, spot: &Spot<'_>, offer: &mut Offer) {
        if let Some(name) = self.of_the_bracket(spot.figure, spot.group, &offer.name) {
            offer.name = name;
        }
        if let Some(name) = self.of_a_verb(spot, &offer.name) {
            offer.name = name;
        }
        if let Some(name) = self.restricted(spot, &offer.name).or_else(|| self.acted(spot.figure, &offer.name)) {
            offer.name = name;
        }
        let more = self.joined_to_its_owner(spot.number, spot.figure, spot.group, &offer.name);
        let more = more.or_else(|| self.of_the_topic(spot.figure, &offer.name));
        if let Some(name) = more {
            offer.name = name;
        }
        // "GRDP năm 2022 đạt 13,9%": an amount in per cent is how fast it grows.
        let is_rate =
            spot.figure.unit.as_ref().is_some_and(|unit| unit.text.starts_with('%')) && offer.growth.is_none();
        if is_rate && VI.amounts.contains(&lower(&offer.name).as_str()) {
            offer.name = format!("{} {}", VI.growth_of, offer.name);
        }
        if self.is_reached(spot.figure) {
            offer.name = names::of_a_level(&offer.name);
            offer.growth = None;
        }
        // "tỷ lệ nữ cầm lái 10/50 người": the count is no share.
        let low = lower(&offer.name);
        if spot.figure.unit.as_ref().is_some_and(|unit| unit.sort == Sort::Count && !unit.text.contains('/'))
            && let Some(head) = VI.share_heads.iter().find(|head| starts(&low, head))
        {
            offer.name = names::capitalised(offer.name[head.len()..].trim_start());
        }
        // "số hộ dùng điện đạt tỷ lệ 97%".
        let number = VI.numbers_of.iter().find(|head| starts(&lower(&offer.name), head));
        if let Some(head) = number.filter(|_| is_rate && spot.ratio.is_none() && !offer.name.contains(',')) {
            offer.name = format!("{} {}", VI.rate_of, offer.name[head.len()..].trim_start());
        }
        // "thợ mộc có bằng nghề 91%", and not "quán nước đã bán thêm 4%".
        if is_rate && spot.ratio.is_none() && is_rate_of(&offer.name) {
            offer.name = format!("{} {}", VI.rate_of, names::small(&offer.name));
        }
        offer.name = names::without_repeats(&offer.name, spot.figure.unit.as_ref().map(|unit| unit.noun.as_str()));
    }

    /// Names of the words before a figure.
    fn offered_before(&self, spot: &Spot<'_>) -> Vec<Offer> {
        let Spot { number, figure, group, lead, from, .. } = *spot;
        let owned =
            self.completed(spot, &lead.name).into_iter().map(|offer| self.owned(number, figure, group, from, offer));
        owned
            .map(|offer| match self.takes_a_share(figure, &offer.name) {
                true => {
                    let base = self.share_of_the_whole(spot, &offer.name).unwrap_or_else(|| offer.name.clone());
                    Offer { name: format!("{base}{}", VI.share_tail), ..offer }
                }
                false => self.with_its_movement(spot, offer),
            })
            .collect()
    }

    /// Names that a figure does not say itself.
    fn offered_elsewhere(&self, spot: &Spot<'_>) -> Option<Offer> {
        let Spot { figure, lead, ratio, .. } = *spot;
        let Some(mut base) = self.inherited(spot) else {
            // "tốc độ tăng trưởng bình quân 9%/năm": a movement of nothing that was said is a name itself.
            let measure = lead.measure.clone().filter(|_| ratio.is_none())?;
            let name = self.of_what_grows(spot, &measure).unwrap_or(measure);
            return Some(Offer::new(Source::Measure, name).moved(lead.growth.clone()));
        };
        if figure.sort() != Some(Sort::Share) {
            base = names::without_share(&base).to_owned();
        }
        Some(self.with_its_movement(spot, Offer::new(Source::Elsewhere, base)))
    }

    /// Names that stand behind their figure.
    fn offered_behind(&self, spot: &Spot<'_>) -> Vec<Offer> {
        let Spot { figure, group, lead, next, ratio, .. } = *spot;
        let says_nothing = lead.name.is_empty() && ratio.is_none();
        let mut offers: Vec<Offer> = says_nothing.then(|| self.joined(spot)).flatten().into_iter().collect();
        if let Some(thing) = self.moved(figure, lead, &lead.name, next) {
            let how = lead.growth.clone().unwrap_or_default();
            let name = format!("{thing}, {how}{}", self.against(figure));
            offers.push(Offer::new(Source::Moved, name).moved(Some(how)));
        }
        if let (Some(how), Some(thing)) = (&lead.growth, self.moved_in(figure, next)) {
            let name = format!("{thing}, {how}{}", self.against(figure));
            offers.push(Offer::new(Source::Moved, name).moved(Some(how.clone())));
        }
        // ", 100% trẻ em không nguồn nuôi dưỡng được hưởng trợ cấp": the clause begins with its figure.
        let opens = self.words.low(0..figure.range.start).trim_end().ends_with([',', ';']);
        if opens && group == Group::Main && lead.growth.is_none() && ratio.is_none() {
            let thing = self.named_after(figure, next).filter(|thing| crate::text::word_count(thing) > 3);
            offers.extend(thing.map(|thing| Offer::new(Source::Opening, thing)));
        }
        offers
    }

    /// A name with what the figure says of it: that it moved, that it is a share, what it is compared with.
    fn with_its_movement(&self, spot: &Spot<'_>, offer: Offer) -> Offer {
        let Spot { figure, lead, ratio, .. } = *spot;
        let base = &offer.name;
        let growth = lead.growth.clone();
        if let Some(Ratio { of, .. }) = ratio {
            let suffix = match growth.as_deref() {
                // "tăng 9,9% kế hoạch" is by how much, as "vượt" is.
                Some(how) if of != VI.same_time && VI.exceeding_plans.contains(&how) => VI.exceeding,
                Some(how) if of != VI.same_time && VI.below_plans.contains(&how) => VI.falling_short,
                _ => VI.against_name,
            };
            return Offer { name: format!("{base}, {suffix} {of}"), growth: Some(suffix.to_owned()), ..offer };
        }
        if lead.is_share && lead.name.is_empty() {
            let tail = if lead.is_rate { VI.rate_tail } else { VI.share_tail };
            let is_said = before_any(base, VI.share_tails).is_some();
            let name = if is_said { base.clone() } else { format!("{base}{tail}") };
            return Offer { name, growth: None, ..offer };
        }
        let against = self.against(figure);
        // "tăng trưởng bình quân 6%/năm, kế hoạch tăng bình quân 7%": the name says how it moves.
        let says = starts_with_any(&lower(base), VI.growth_heads);
        let grows = ends_with_any(self.words.low(0..figure.range.start).trim_end(), VI.growing);
        match growth {
            Some(how) if says && (grows || how == VI.average_rise) && against.is_empty() => {
                Offer { growth: Some(how), ..offer }
            }
            Some(how) => Offer { name: format!("{base}, {how}{against}"), growth: Some(how), ..offer },
            None if figure.sort() == Some(Sort::Times) => Offer { growth: Some(VI.times_as.to_owned()), ..offer },
            None => Offer { growth: None, ..offer },
        }
    }

    /// Whether a noun adds nothing to a name when it stands in the unit: "vận tải hành khách 5 triệu lượt hành khách".
    pub(super) fn is_said_by_unit(&self, noun: &str, base: &str) -> bool {
        let again = VI
            .turns
            .iter()
            .find_map(|turn| noun.strip_prefix(turn)?.strip_prefix(' '))
            .is_some_and(|noun| has(&lower(base), &[noun]));
        let said = has(&lower(base), &[noun]) && !base.starts_with(|c: char| c.is_ascii_digit());
        again || said || VI.said_by_unit.contains(&noun) || VI.bodies.contains(&noun)
    }

    /// "giao thông chiếm 40%": a share of what the clauses before speak of.
    fn takes_a_share(&self, figure: &Figure, base: &str) -> bool {
        let before = self.words.low(0..figure.range.start).trim_end();
        let shares = VI.share_words;
        let before = before_any(before, VI.superlatives).unwrap_or(before).trim_end();
        let says = ends_with_any(before, VI.share_verbs);
        // "thợ mộc có bằng nghề chiếm 40%" is a rate of them ([`Self::finish`]).
        let is_rate = is_rate_of(base) && !names::is_part_name(base);
        figure.sort() == Some(Sort::Share) && says && !is_rate && !has(&lower(base), shares)
    }

    /// A name that the words before a figure have, made whole: with the noun that its verb counts, or with the name that it is a part of.
    fn completed(&self, spot: &Spot<'_>, base: &str) -> Vec<Offer> {
        let Spot { number, figure, group, lead, next, .. } = *spot;
        let mut offers: Vec<Offer> = self.counted(figure, base, lead, next).into_iter().collect();
        if names::is_head(base) && !names::is_part_name(base) {
            let parted = names::last_part(base).filter(|(_, part)| names::is_part_name(part));
            let prefix = parted.map(|(whole, _)| format!("{whole}, "));
            offers.push(Offer { prefix: Some(prefix.unwrap_or_default()), ..Offer::new(Source::Headed, base) });
            return offers;
        }
        offers.extend(self.governed(figure, base, next));
        let is_count = figure.sort() == Some(Sort::Count) && !offers.is_empty();
        if is_count || offers.iter().any(|offer| !names::is_weak(&offer.name)) {
            return offers;
        }
        offers.push(Offer::new(Source::Before, base));
        if let Some(prefix) = self.prefix.as_ref().filter(|_| lead.growth.is_none()) {
            offers.push(Offer::new(Source::Prefixed, format!("{prefix}{}", names::small(base))));
            return offers;
        }
        let alike = |found: &&Found| found.sentence == number && found.figure.sort() == figure.sort();
        let sibling =
            self.found.iter().rfind(alike).map(|found| found.level().trim_end_matches(VI.share_tail).to_owned());
        let around = self.around(group);
        let announced = || self.context.name.clone().filter(|_| names::is_part_name(base));
        let goes_on = sibling.clone().filter(|sibling| names::goes_on(sibling, base));
        let whole =
            around.clone().or(goes_on).or_else(|| self.whole.clone()).or_else(|| sibling.clone()).or_else(announced);
        let is_part = names::is_part_name(base)
            || lead.is_part && figure.sort() == Some(Sort::Share) && crate::text::word_count(base) <= 4;
        // Beside one another ("giao thông chiếm …, giáo dục chiếm …") nothing is the whole of the other.
        let is_whole = |name: &String| {
            names::is_head(name)
                || lead.is_part
                || self.whole.is_some()
                || name.contains(", ")
                || names::goes_on(name, base)
        };
        let whole = whole.filter(is_whole);
        let Some(sibling) = around.or(sibling).or_else(|| whole.clone()) else { return offers };
        let is_amount = matches!(figure.sort(), Some(Sort::Share | Sort::Measure | Sort::Money | Sort::Age));
        if let Some(whole) = whole.filter(|_| is_part && is_amount) {
            let (name, prefix) = names::combined(&sibling, &whole, base);
            offers.push(Offer { prefix: Some(prefix), ..Offer::new(Source::Part, name) });
        } else {
            offers.extend(self.beside(number, figure, &sibling, base).map(|name| Offer::new(Source::Beside, name)));
        }
        offers
    }

    /// "tiếp và làm việc với 477 đoàn": a noun that says too little has the verb and the preposition that govern it, or what its sentence
    /// speaks of.
    fn governed(&self, figure: &Figure, base: &str, next: usize) -> Option<Offer> {
        let thing = self.named_after(figure, next)?;
        let before = self.words.low(0..figure.range.start).trim_end();
        // "cung cấp nước sạch cho trên 92% hộ dân nông thôn".
        if figure.sort() == Some(Sort::Share) && ends(before, VI.for_whom) {
            let whom = names::small(names::without_rate(&thing).unwrap_or(&thing));
            return Some(Offer::new(Source::Governed, names::whole_label(&format!("{base} {} {whom}", VI.for_whom))));
        }
        let noun = figure.counted()?;
        let word = VI.governing.iter().find(|word| ends(before, word))?;
        let rest = before[..before.len() - word.len()].trim_end();
        let few = crate::text::word_count(&thing) <= crate::text::word_count(noun) + 2;
        if !few || !lower(&thing).starts_with(noun) || names::is_head(base) || !ends(rest, &lower(base)) {
            return None;
        }
        if crate::text::word_count(base) >= 3 {
            let name = names::whole_label(&format!("{base} {word} {}", names::small(&thing)));
            return Some(Offer::new(Source::Governed, name).with_verb(Some(format!("{base} {word}"))));
        }
        let subject = self.subject(figure).filter(|_| *word == VI.with)?;
        Some(Offer::new(Source::OfSubject, format!("{subject}, {}", names::small(&thing))))
    }

    /// The name of a count: the noun with the verb before it and the words after it.
    pub(super) fn counted(&self, figure: &Figure, base: &str, lead: &Lead, next: usize) -> Option<Offer> {
        let offer = |name: String| Some(Offer::new(Source::Counted, name));
        let before = self.words.low(0..figure.range.start).trim_end();
        if lead.growth.is_some() {
            return None;
        }
        let noun = figure.noun();
        let thing = self.named_after(figure, next);
        let verb = before_any(before, VI.passive).unwrap_or(before).trim_end();
        let verbal = !is_place(noun) && VI.verbal_heads.contains(&lower(base).as_str()) && ends(verb, &lower(base));
        if names::is_head(base) && names::ending_action(base).is_none() && !verbal {
            return self.counted_of_a_head(figure, base, lead, thing?);
        }
        let thing = thing?;
        if self.is_governed(figure, base, &thing) {
            return None;
        }
        let bare = names::without_rate(&thing).unwrap_or(&thing);
        let only_noun = lead.is_far && figure.sort() == Some(Sort::Count) && !names::is_action(base)
            || ends_with_any(before, VI.before_bare_nouns)
            || before.ends_with(':');
        let is_count = figure.sort() == Some(Sort::Count);
        let is_action = names::is_action(base);
        // "nhà ở công nhân là 320 căn", "tố cáo 45 đơn": the unit says the noun.
        let stated = !lead.is_far && ends_with_any(before, VI.stated_verbs);
        let announced =
            before.ends_with(':') && crate::text::word_count(base) <= 10 && !ends(&lower(base), VI.such_as.trim());
        let stated = stated || announced;
        let syllables = crate::text::word_count(base);
        // "trao giấy phép cho 7 dự án": whom, and "tạo việc làm cho 900 người", of whom the unit tells.
        let given = ends(before, VI.for_whom) && !VI.persons.contains(&noun);
        let only_unit = !given && self.is_only_unit(figure, base, &thing);
        if is_count && !is_action && syllables >= 2 && (stated || only_unit) {
            return Some(Offer::new(Source::Counted, base).with_verb(Some(base.to_owned()).filter(|_| !stated)));
        }
        // "trong 60 chợ đã sửa chữa 18 chợ": of the words before, the verb counts.
        if base.starts_with(|c: char| c.is_ascii_digit()) && is_count {
            let verb = names::ending_action(base)?;
            return offer(names::label(&format!("{verb} {}", names::small(bare))));
        }
        // "cấp 7 giấy phép khai thác cát cho 23 cơ sở": whom the count before was for.
        let last = self.found.last().filter(|last| given && syllables <= 3 && last.figure.range.end > self.floor);
        if let Some(last) = last.filter(|last| last.verb.is_some() && is_count && !names::opens_with_action(base)) {
            return offer(names::whole_label(&format!("{} {} {}", last.level(), VI.for_whom, names::small(&thing))));
        }
        // "thư mời đến hơn 90 doanh nghiệp tham gia hội chợ".
        let reached = ends(before, VI.to_word) && crate::text::word_count(&thing) > crate::text::word_count(noun) + 2;
        if (only_noun || reached) && (is_count || crate::text::word_count(&thing) > 2) {
            return offer(thing);
        }
        // "cứng hóa 27 km giao thông nông thôn": a short verb before a measure has its object after it.
        let verb = before_any(before, VI.passive).unwrap_or(before).trim_end();
        let does = figure.sort() == Some(Sort::Measure) && syllables <= 3 && ends(verb, &lower(base));
        if is_action || does || is_count && crate::text::word_count(base) <= 20 {
            // "trao giấy chứng nhận đầu tư cho 12 dự án": the verb has its object already.
            let to = ends(before, VI.for_whom) && syllables > 2 && !is_action;
            let base = if to { format!("{base} {}", VI.for_whom) } else { base.to_owned() };
            let name = names::whole_label(&format!("{base} {}", names::small(bare)));
            return Some(Offer::new(Source::Counted, name).with_verb(Some(base).filter(|_| is_count)));
        }
        if !is_count {
            return None;
        }
        // A long lead keeps its verb alone.
        let Some(verb) = names::ending_action(base) else { return offer(thing) };
        let name = names::label(&format!("{verb} {}", names::small(bare)));
        Some(Offer::new(Source::Counted, name).with_verb(Some(names::capitalised(verb))))
    }
}

/// Whether a name says something of things that are counted, so that a share of them is a rate.
fn is_rate_of(name: &str) -> bool {
    let low = lower(name);
    let says = names::predicate(&Words::new(name)).is_some() || ends_with_any(&low, VI.level_parts);
    says && names::counts(name) && !name.contains(',') && !has(&low, &[VI.rise, VI.fall])
}
