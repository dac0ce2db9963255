//! What figures of one sentence lend one another: the verb of a count, the owner of a bare head, the beginning of a
//! phrase that goes on.

use super::super::figure::Figure;
use super::super::names::{self, Lead, Offer, Source};
use super::super::units::Sort;
use super::super::vocabulary::VI;
use super::super::words::{ends, ends_with_any, has, lower, starts, starts_with_any};
use super::Reader;
use super::found::{Found, Group};
use super::spot::Spot;
use crate::model::indicator::IndicatorKind;

impl Reader<'_> {
    /// "kiểm tra 12 tổ chức đảng, 05 đảng viên": the second count has the verb of the first.
    pub(super) fn joined(&self, spot: &Spot<'_>) -> Option<Offer> {
        let Spot { number, figure, group, lead, next, .. } = *spot;
        if figure.sort() != Some(Sort::Count) || lead.growth.is_some() || lead.is_share || lead.is_part {
            return None;
        }
        let last = self.last_of(number, group)?;
        let verb = last.verb.clone()?;
        let between = self.words.low(last.figure.range.end..figure.range.start).trim_end();
        let joined = ends_with_any(between, VI.joining) || between.ends_with([',', ';']);
        if !joined || has(between, VI.no_joining) {
            return None;
        }
        let thing = self.named_after(figure, next)?;
        // "với 85 sản phẩm tiêu biểu" says of its own what it counts.
        if ends(between, VI.with) && crate::text::word_count(&thing) > 2 {
            return None;
        }
        let name = names::label(&format!("{verb} {}", names::small(&thing)));
        Some(Offer::new(Source::Joined, name).with_verb(Some(verb)))
    }

    /// The figure before in the same sentence and bracket.
    pub(super) fn last_of(&self, number: usize, group: Group) -> Option<&Found> {
        let mut before = self.found.iter().rev().filter(|found| found.kind != IndicatorKind::Plan);
        before.find(|found| found.sentence == number && self.group(found.figure.start) == group)
    }

    /// "tỷ lệ nữ 52%, người cao tuổi 11%"; "sản lượng ngô đạt 60 tấn, khoai đạt 20 tấn": the head is said once.
    pub(super) fn beside(&self, number: usize, figure: &Figure, sibling: &str, base: &str) -> Option<String> {
        let low = lower(sibling);
        let head = VI.shared_heads.iter().find(|head| starts(&low, head))?;
        let last = self.mains(number).rfind(|found| found.name == sibling)?;
        let alike = last.figure.unit.as_ref().map(|unit| &unit.text) == figure.unit.as_ref().map(|unit| &unit.text);
        let short = crate::text::word_count(base) <= 4 && !names::is_action(base);
        (alike && short).then(|| format!("{} {}", names::capitalised(head), names::small(base)))
    }

    /// "giảm 3 phòng chuyên môn của sở": what moves stands after the figure.
    pub(super) fn moved(&self, figure: &Figure, lead: &Lead, base: &str, next: usize) -> Option<String> {
        let how = lead.growth.as_deref().filter(|how| how.starts_with(VI.rise) || how.starts_with(VI.fall))?;
        // "giảm 15% lượng phát thải trên một tấn hàng".
        let is_plain = how == VI.rise || how == VI.fall;
        let plain = is_plain && self.context.name.is_none();
        if figure.sort() == Some(Sort::Share) && base.is_empty() && plain {
            let first = !self.found.iter().any(|found| found.figure.start >= self.floor);
            let thing = self.named_after(figure, next).filter(|_| first)?;
            let thing = names::capitalised(names::without_rate(&thing)?);
            let compares = starts_with_any(&lower(&thing), VI.compared_things);
            return Some(thing).filter(|_| !compares);
        }
        if figure.sort() != Some(Sort::Count) || how.contains(VI.average) {
            return None;
        }
        let noun = figure.unit.as_ref()?.noun.clone();
        let known = has(&lower(base), &[&noun]) || names::is_head(base) && !names::is_action(base);
        let thing = self.named_after(figure, next)?;
        // "kết quả sắp xếp giảm 01 đơn vị hành chính": what went before says how it came about.
        let acts = !base.is_empty() && names::is_action(base) && is_plain;
        let says_more = crate::text::word_count(&thing) >= crate::text::word_count(&noun) + 2;
        (!known && (says_more || acts)).then_some(thing)
    }

    /// "diện tích cà phê 900 ha (trồng mới 40 ha)", "riêng năm 2019 thu hút 1,4 tỷ USD": a verb alone is a part of what stands before, or says
    /// the same again.
    pub(super) fn of_a_verb(&self, spot: &Spot<'_>, name: &str) -> Option<String> {
        let Spot { number, figure, group, next, .. } = *spot;
        let low = lower(name);
        let short = crate::text::word_count(name) <= 4 && figure.sort() == Some(Sort::Money);
        let verb = names::is_verb(&low) || VI.spending.contains(&low.as_str());
        let acts = verb || short && !names::is_head(name) && names::ending_action(name).is_some();
        let shares = figure.sort() == Some(Sort::Share) && !VI.spending.contains(&low.as_str());
        let alone = acts && !shares && figure.sort() != Some(Sort::Count);
        let unit = figure.unit.as_ref().filter(|_| alone)?;
        if let Some(complement) = self.complement(figure, next) {
            return Some(names::whole_label(&format!("{name} {complement}")));
        }
        let alike = |found: &&Found| {
            verb && found.figure.unit.as_ref().is_some_and(|other| other.text == unit.text) && found.growth.is_none()
        };
        let before = match group {
            Group::Bracket(open, _) => self.mains(number).filter(|found| found.figure.start < open).rfind(alike),
            Group::Main => self.found.iter().rfind(|found| found.sentence + 1 >= number && alike(found)),
        }?;
        Some(format!("{}, {low}", before.level()))
    }

    /// "tham gia Đề án trồng mới 5 triệu ha rừng": the number belongs to the title of a programme.
    pub(super) fn is_of_a_title(&self, from: usize, figure: &Figure) -> bool {
        let raw = self.words.raw(from..figure.range.start);
        let titles = VI.programmes;
        let Some(at) = titles.iter().filter_map(|title| raw.rfind(title)).max() else { return false };
        let inside = &raw[at..];
        let says = VI.leaving_titles;
        figure.sort() == Some(Sort::Measure)
            && figure.range.start == figure.start
            && !inside.contains([',', ';', ':', '(', ')', '.'])
            && !has(&lower(inside), says)
    }

    /// "đối với 120 tổ chức": a noun that says nothing of what was counted; after "có" it is the count itself.
    pub(super) fn is_bare_noun(&self, figure: &Figure, group: Group, name: &str) -> bool {
        let before = self.words.low(0..figure.range.start).trim_end();
        // ", 212 phương tiện": one of a row.
        let of_a_row =
            before.ends_with(',') && self.found.last().is_some_and(|last| last.figure.range.end > self.floor);
        let counts = of_a_row || VI.counting.iter().any(|verb| ends(before, verb));
        let low = lower(name);
        if counts || figure.unit.as_ref().is_none_or(|unit| unit.noun != low) {
            return !counts && VI.generic.contains(&low.as_str());
        }
        // In a row of bare nouns ("có 20 tiến sĩ, 31 thạc sĩ") each is a count; after a fuller name the noun alone is none.
        let beside = |last: &&Found| last.figure.range.end > self.floor && self.group(last.figure.start) == group;
        let row: Vec<&Found> = self.found.iter().filter(beside).collect();
        let kin = |last: &&Found| last.figure.noun().split(' ').next().is_some_and(|word| low.starts_with(word));
        let fuller = row.iter().any(|last| last.verb.is_some() && lower(&last.name) != last.figure.noun());
        fuller && !row.iter().any(|last| kin(last) && last.verb.is_none()) || VI.generic.contains(&low.as_str())
    }

    /// "theo kế hoạch 30/32 cuộc": the plan is no name of what was done.
    pub(super) fn is_of_a_plan(&self, figure: &Figure, name: &str) -> bool {
        lower(name) == VI.plan_word && figure.noun() != VI.plan_word
    }

    /// The name of a count behind a head: the noun where it is another ("tổng số bến … có 4 bến khách"), with the head where the
    /// noun alone belongs to it ("nguồn vốn vay có 7 dự án", "bán sang 30 nước").
    pub(super) fn counted_of_a_head(&self, figure: &Figure, base: &str, lead: &Lead, thing: String) -> Option<Offer> {
        let before = self.words.low(0..figure.range.start).trim_end();
        let noun = figure.noun();
        let other =
            ends_with_any(before, VI.behind_heads) && figure.sort() == Some(Sort::Count) && !has(&lower(base), &[noun]);
        let says_where = is_place(noun) && VI.verbal_heads.contains(&lower(base).as_str());
        if !other && !says_where {
            return None;
        }
        let alone = lower(&thing) == noun && !lead.is_far && ends(before, VI.having) && names::is_fund(base);
        let name = if alone || says_where { format!("{base}, {}", names::small(&thing)) } else { thing };
        (crate::text::word_count(&name) > 2).then(|| Offer::new(Source::Counted, name))
    }

    /// "tập huấn đối với 12 chủ ghe, chủ lưới": the verb governs what is counted.
    pub(super) fn is_governed(&self, figure: &Figure, base: &str, thing: &str) -> bool {
        let before = self.words.low(0..figure.range.start).trim_end();
        let Some(unit) = figure.unit.as_ref().filter(|unit| unit.sort == Sort::Count) else { return false };
        let few = crate::text::word_count(thing) <= crate::text::word_count(&unit.noun) + 2;
        few && !VI.said_by_unit.contains(&unit.noun.as_str())
            && VI.governing_whom.iter().any(|word| ends(before, word))
            && crate::text::word_count(base) >= 3
    }

    /// "tố cáo 45 đơn": the unit says the noun; and not "ảnh hưởng tới 700 hộ".
    pub(super) fn is_only_unit(&self, figure: &Figure, base: &str, thing: &str) -> bool {
        let before = self.words.low(0..figure.range.start).trim_end();
        let noun = figure.noun();
        let open = ends_with_any(&lower(base), VI.open_ends);
        let said = !open && !ends(before, VI.having) && self.is_said_by_unit(noun, base);
        lower(thing) == noun && (said && crate::text::word_count(base) >= 3 || VI.nouns_alone.contains(&noun))
    }
}

/// Whether a noun is one of places that something goes to.
pub(super) fn is_place(noun: &str) -> bool {
    starts_with_any(noun, VI.destinations)
}
