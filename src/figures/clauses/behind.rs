//! What stands behind a figure: what it counts, what its verb acts on.

use super::super::figure::Figure;
use super::super::names;
use super::super::periods::Mention;
use super::super::units::{Sort, Unit};
use super::super::vocabulary::VI;
use super::super::words::{Words, ends_with_any, lower, starts, starts_with_any};
use super::Reader;
use super::spot::Spot;

impl Reader<'_> {
    /// "80 xã đạt chuẩn": what is counted stands after the figure.
    pub(super) fn named_after(&self, figure: &Figure, next: usize) -> Option<String> {
        let unit = figure.unit.as_ref()?;
        let own = self.words_behind(figure, unit, next);
        let said =
            Some(()).filter(|()| unit.sort == Sort::Share).and_then(|()| self.said_of_a_share(figure, &own, next));
        let after = said.unwrap_or(own);
        match unit.sort {
            Sort::Share if starts_with_any(&lower(&after), VI.dividing) => None,
            Sort::Share => {
                let low = lower(&after);
                let thing = VI
                    .before_things
                    .iter()
                    .find_map(|word| low.starts_with(*word).then(|| after[word.len()..].to_owned()))
                    .unwrap_or(after);
                (crate::text::word_count(&thing) >= 2)
                    .then(|| names::label(&format!("{} {}", VI.rate_of, names::small(&thing))))
            }
            Sort::Count if !unit.noun.is_empty() => {
                Some(names::whole_label(format!("{} {after}", unit.printed_noun()).trim()))
            }
            Sort::Measure
                if is_area(unit) && crate::text::word_count(&after) >= 1 && !after.starts_with(['/', '%']) =>
            {
                let named = starts(&lower(&after), &lower(VI.area_of));
                Some(names::label(&if named { after } else { format!("{} {}", VI.area_of, names::small(&after)) }))
            }
            Sort::Measure if crate::text::word_count(&after) >= 1 && !after.starts_with(['/', '%']) => {
                Some(names::label(&after))
            }
            _ => None,
        }
    }

    /// What is said of the thing that a share is of, where its own words do not say it; times within it are no part of it.
    fn said_of_a_share(&self, figure: &Figure, own: &str, next: usize) -> Option<String> {
        // "90% chủ bến không có đèn, thuộc diện nghèo được hỗ trợ": the comma parts the thing, and not what is said of it.
        let (behind, low) = (self.words.after(figure.range.end), lower(own));
        let rest = behind.find(&low).and_then(|at| behind[at + low.len()..].strip_prefix(','));
        let goes_on = rest.is_some_and(|rest| !names::counts(rest) && !names::is_head(rest.trim_start()));
        let says = |at: usize| !goes_on || starts_with_any(&own[at..], VI.passive);
        let is_said = names::predicate(&Words::new(own)).is_some_and(says) && !names::ends_with_an_adverb(&low);
        if own.is_empty() || is_said {
            return None;
        }
        let text = names::timeless(self.words, figure.range.end..next.max(figure.range.end), self.times);
        let ends = text.low.trim_end().ends_with('.');
        names::said_of(&text, !ends && next < self.words.raw.trim_end().len())
    }

    /// "tăng 15% về số doanh nghiệp": what moves stands behind "về".
    pub(super) fn moved_in(&self, figure: &Figure, next: usize) -> Option<String> {
        let rest = self.words.after(figure.range.end);
        let word = VI.regarding.iter().find(|word| starts(rest.trim_start(), word))?;
        let from = figure.range.end + rest.len() - rest.trim_start().len() + word.len();
        let thing = names::after(self.words, from, next);
        names::is_head(&thing).then(|| names::label(&thing))
    }

    /// "có thêm 7 bến", "có 12 bến và 30 thuyền được đăng kiểm": a noun alone with what its clause says of it.
    pub(super) fn restricted(&self, spot: &Spot<'_>, name: &str) -> Option<String> {
        let noun = spot.figure.counted().filter(|noun| *noun == lower(name))?;
        let before = self.words.low(0..spot.figure.range.start).trim_end();
        if ends_with_any(before, VI.added) && !names::opens_with_action(noun) {
            return Some(format!("{name} {}", VI.added_rise));
        }
        let joined = self.all.iter().find(|other| other.start == spot.next)?;
        let and = self.words.low(spot.figure.range.end..joined.range.start).trim();
        let next = self.all.iter().map(|other| other.start).find(|start| *start > joined.start);
        let thing =
            self.named_after(joined, next.unwrap_or(spot.sentence.end)).filter(|_| and == VI.and_between.trim())?;
        let said = names::predicate(&Words::new(&thing))?;
        starts_with_any(&thing[said..], VI.passive).then(|| format!("{name} {}", &thing[said..]))
    }

    /// The words behind a figure, up to the next time.
    fn words_behind(&self, figure: &Figure, unit: &Unit, next: usize) -> String {
        let from = figure.range.end;
        let time = self.times.iter().find(|time| time.range.start >= from && time.range.start < next);
        // "3% tổng chi hằng năm cho bến sông": what the time parts says for whom.
        let goes_on = |time: &&Mention| {
            unit.sort == Sort::Share && starts(self.words.after(time.range.end).trim_start(), VI.for_whom)
        };
        if time.filter(goes_on).is_some() {
            return names::after(&names::timeless(self.words, from..next, self.times), 0, next - from);
        }
        let to = time.map_or(next, |time| time.range.start);
        match unit.sort {
            Sort::Count => names::after_count(self.words, from, to),
            _ => names::after(self.words, from, to),
        }
    }

    /// "đầu tư 600 tỷ đồng cho bến sông": what a verb acts on stands behind its amount.
    pub(super) fn complement(&self, figure: &Figure, next: usize) -> Option<String> {
        let rest = self.words.after(figure.range.end);
        // "tiết kiệm 30% thời gian thao tác".
        if figure.sort() == Some(Sort::Share)
            && let Some(thing) = self.named_after(figure, next)
            && let Some(thing) = names::without_rate(&thing)
            && !VI.objects.iter().any(|word| starts(&lower(thing), word))
        {
            return Some(names::small(thing));
        }
        let object = VI.objects.iter().filter(|word| starts(rest.trim_start(), word)).max_by_key(|word| word.len())?;
        let from = figure.range.end + rest.len() - rest.trim_start().len() + object.len();
        let after = names::after(self.words, from, next);
        (!after.is_empty()).then(|| format!("{object} {after}"))
    }
}

/// "980 km² đất tự nhiên" is an area of land.
fn is_area(unit: &Unit) -> bool {
    VI.areas.contains(&unit.noun.as_str())
}
