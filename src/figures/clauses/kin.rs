//! What figures of one sentence lend one another: the verb of a count, the owner of a bare head, the beginning of a
//! phrase that goes on.

use super::super::figure::Figure;
use super::super::names::{self, Lead, Offer, Source};
use super::super::units::Sort;
use super::super::vocabulary::VI;
use super::super::words::{Words, ends, has, lower, starts};
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
        let joined = ["và", "với", "cùng"].iter().any(|word| ends(between, word)) || between.ends_with([',', ';']);
        if !joined || has(between, &["có", "gồm", "bao gồm", "đối với"]) {
            return None;
        }
        let thing = self.named_after(figure, next)?;
        // "với 85 sản phẩm tiêu biểu" says of its own what it counts.
        if ends(between, "với") && crate::text::word_count(&thing) > 2 {
            return None;
        }
        let name = names::label(&format!("{verb} {}", names::small(&thing)));
        Some(Offer::new(Source::Joined, name).with_verb(Some(verb)))
    }

    /// "cử 900 lượt cán bộ đi đào tạo (56 thạc sĩ)", "121 cuộc diễn tập (cấp tỉnh 1 cuộc)": parts of the count before their bracket, of which
    /// one says another noun alone, or a name and the same noun again.
    pub(super) fn part_of_the_count_before(&self, spot: &Spot<'_>) -> Option<Offer> {
        let Spot { number, figure, group, lead, next, .. } = *spot;
        let unit = figure.unit.as_ref().filter(|unit| unit.sort == Sort::Count)?;
        let Group::Bracket(open, _) = group else {
            // "cán bộ nữ ở cấp cơ sở 58 đồng chí, cấp tỉnh 10 đồng chí".
            let before =
                self.mains(number).rfind(|found| found.growth.is_none() && found.figure.sort() == figure.sort())?;
            let alike = before.figure.unit.as_ref().is_some_and(|other| other.noun == unit.noun);
            let says_no_more = self.named_after(figure, next).is_some_and(|thing| lower(&thing) == unit.noun);
            let goes_on =
                alike && says_no_more && names::is_part_name(&lead.name) && names::goes_on(before.level(), &lead.name);
            let name = || names::combined(before.level(), before.level(), &lead.name).0;
            return (goes_on && lead.growth.is_none()).then(|| Offer::new(Source::PartOfCount, name()));
        };
        let thing = self.named_after(figure, next).filter(|thing| lower(thing) == unit.noun)?;
        let noun = |found: &Found| found.figure.unit.as_ref().map(|unit| unit.noun.clone()).unwrap_or_default();
        let is_named = !lead.name.is_empty();
        let is_level = |found: &&Found| {
            found.figure.start < open && found.growth.is_none() && found.figure.sort() == Some(Sort::Count)
        };
        let last = self.last_of(number, group).map_or(open + 1, |last| last.figure.range.end);
        let behind = self.words.after(last).trim_start();
        let begins = last == open + 1 || behind.starts_with([',', ';', ':']) || starts(behind, "và");
        let is_part = begins && names::is_part_name(&lead.name);
        let again = |found: &&Found| !is_named || noun(found) == unit.noun || is_part;
        let whole = self.mains(number).filter(is_level).rfind(again)?;
        let plain = lead.growth.is_none() && !lead.is_plan && !lead.is_past && figure.low <= whole.figure.low;
        let part = if is_named { lead.name.clone() } else { thing };
        let says_no_more = is_named || names::trimmed(&self.words.part(last..figure.range.start)).is_empty();
        let fits = plain
            && says_no_more
            && (is_named || noun(whole) != unit.noun)
            && crate::text::word_count(&part) <= 5
            && names::ending_action(&part).is_none()
            && crate::text::word_count(whole.level()) <= 14;
        fits.then(|| Offer::new(Source::PartOfCount, format!("{}, {}", whole.level(), names::small(&part))))
    }

    /// The figure before in the same sentence and bracket.
    pub(super) fn last_of(&self, number: usize, group: Group) -> Option<&Found> {
        let mut before = self.found.iter().rev().filter(|found| found.kind != IndicatorKind::Plan);
        before.find(|found| found.sentence == number && self.group(found.figure.start) == group)
    }

    /// "diện tích rừng do công ty quản lý 310 ha, do hộ dân quản lý 62 ha": the phrase goes on where the first branched off.
    pub(super) fn branched(&self, number: usize, figure: &Figure, base: &str) -> Option<String> {
        let low = lower(base);
        let word = ["do", "của", "ở", "tại", "từ"].into_iter().find(|word| starts(&low, word))?;
        let sibling =
            self.mains(number).rfind(|found| found.figure.sort() == figure.sort() && found.growth.is_none())?;
        let at = lower(&sibling.name).find(&format!(" {word} "))?;
        Some(format!("{} {}", &sibling.name[..at], names::small(base)))
    }

    /// "12 dự án với tổng vốn 300 tỷ đồng": the head alone says too little, so what it belongs to stands before it.
    pub(super) fn owned(&self, number: usize, figure: &Figure, group: Group, from: usize, offer: Offer) -> Offer {
        if !names::is_bare(&offer.name)
            && let Some(offer) = self.headed_within(number, figure, group, &offer)
        {
            return offer;
        }
        if !names::is_bare(&offer.name) {
            return offer;
        }
        let base = names::small(&offer.name);
        let from = self.last_of(number, group).map_or(from, |last| last.figure.range.end.min(from));
        let between = self.words.low(from..figure.range.start);
        let near = crate::text::word_count(between) <= 16
            || between.contains(&format!("với {base}")) && !between.contains(|c: char| c.is_ascii_digit());
        let owner = self
            .owner_in_lead(from, figure, group)
            .or_else(|| self.owner_before(number, group).filter(|_| near))
            .or_else(|| self.topic.clone())
            .filter(|owner| crate::text::word_count(owner) <= 18)
            .or_else(|| self.subject(figure))
            .or_else(|| self.counted_before(number, figure, &base));
        match owner {
            Some(owner) => Offer { name: format!("{owner}, {base}"), owner: Some(owner), ..offer },
            None => offer,
        }
    }

    /// "01 nhà máy xử lý rác thải công suất xử lý 160 tấn": the words behind a count end with a head, which is the count's.
    fn headed_within(&self, number: usize, figure: &Figure, group: Group, offer: &Offer) -> Option<Offer> {
        let last = self.last_of(number, group).filter(|last| last.figure.sort() == Some(Sort::Count))?;
        let between = self.words.low(last.figure.range.end..figure.range.start);
        let name = &offer.name;
        let head = name.match_indices(' ').map(|(at, _)| at + 1).find(|at| names::is_bare(&name[*at..]))?;
        let direct = !between.contains([',', ';', ':', '(']) && figure.sort() != Some(Sort::Count);
        let owner = last.level().strip_suffix(&name[head..]).unwrap_or(last.level()).trim_end().to_owned();
        direct.then(|| Offer { name: format!("{owner}, {}", &name[head..]), owner: Some(owner), ..offer.clone() })
    }

    /// "10 căn nhà cho người có công, hộ nghèo, trị giá 2 tỷ đồng": the last count, where the clause is the head alone.
    fn counted_before(&self, number: usize, figure: &Figure, base: &str) -> Option<String> {
        let before = self.words.low(self.floor..figure.range.start);
        let clause = names::trimmed(&Words::new(before.rsplit([',', ';']).next().unwrap_or_default()));
        let count = self.mains(number).rfind(|found| found.figure.sort() == Some(Sort::Count));
        count.filter(|_| lower(&clause) == lower(base)).map(|found| found.level().to_owned())
    }

    /// "Các chế độ ưu đãi được thực hiện tốt, … với tổng kinh phí 50 tỷ đồng": what the sentence says something of.
    pub(super) fn subject(&self, figure: &Figure) -> Option<String> {
        let text = self.words.low(self.floor..figure.range.start);
        let clause = &text[..text.find([',', ';', ':', '(']).unwrap_or(text.len())];
        let verb = [" được ", " đã ", " đang ", " tiếp tục "].iter().filter_map(|verb| clause.find(verb)).min()?;
        let subject = names::trimmed(&self.words.part(self.floor..self.floor + verb));
        let fits =
            (2..=16).contains(&crate::text::word_count(&subject)) && !subject.contains(|c: char| c.is_ascii_digit());
        fits.then(|| names::capitalised(&subject))
    }

    /// "- Lĩnh vực thủy sản: …": what a text that begins so speaks of.
    pub(super) fn topic(words: &Words) -> Option<String> {
        let head = words.raw.find(':').or_else(|| names::lost_colon(&words.raw))?;
        let part = words.part(0..head);
        let name = names::trimmed(&part);
        let name = ["Lĩnh vực ", "Về ", "Ngành ", "Công tác "]
            .iter()
            .find_map(|word| name.strip_prefix(word))
            .unwrap_or(&name);
        let short = (1..=8).contains(&crate::text::word_count(name)) && !name.contains(|c: char| c.is_ascii_digit());
        (short && !names::is_bare(name)).then(|| names::capitalised(name))
    }

    /// "Nhà máy điện rác Tân Lập, công suất 12 MW": the owner is the name that stands before the head.
    fn owner_in_lead(&self, from: usize, figure: &Figure, group: Group) -> Option<String> {
        let text = self.words.raw(from..figure.range.start);
        if let Some(owner) = self.owner_with(from, figure, group) {
            return Some(owner);
        }
        let comma = text.rfind(',').filter(|at| self.group(from + at) == group)?;
        let signs = text[..comma].rfind([',', ';', ':', '(']).map(|at| at + 1);
        let and = text[..comma].rfind(" và ").map(|at| at + " và ".len());
        let clause = signs.max(and).unwrap_or(0);
        let words = self.words.part(from + clause..from + comma);
        let owner = names::trimmed(&words);
        let is_name = owner.starts_with(char::is_uppercase) && (2..=14).contains(&crate::text::word_count(&owner));
        let says = VI.saying;
        (is_name && !has(&lower(&owner), says)).then_some(owner)
    }

    /// "khởi công khu hậu cần với diện tích 65 ha".
    fn owner_with(&self, from: usize, figure: &Figure, group: Group) -> Option<String> {
        let timeless = names::timeless(self.words, from..figure.range.start, self.times);
        let text = timeless.low.as_str();
        let with = text.rfind(" với ").filter(|at| self.group(from + at) == group)?;
        // Without a sign between, the words are those of the count before, which is the owner itself.
        let after_count = self.found.last().is_some_and(|last| last.figure.range.end == from);
        let clause = match text[..with].rfind([',', ';', ':', '(', ')']) {
            Some(at) => at + 1,
            None if after_count => return None,
            None => 0,
        };
        let owner = names::trimmed(&timeless.part(clause..with));
        let direct = !text[with..].contains([',', ';', ':', '(', ')']);
        let fits = direct
            && (3..=18).contains(&crate::text::word_count(&owner))
            && !owner.contains(|c: char| c.is_ascii_digit());
        fits.then(|| names::capitalised(&owner))
    }

    /// "tỷ lệ nữ 52%, người cao tuổi 11%"; "sản lượng ngô đạt 60 tấn, khoai đạt 20 tấn": the head is said once.
    pub(super) fn beside(&self, number: usize, figure: &Figure, sibling: &str, base: &str) -> Option<String> {
        let low = lower(sibling);
        let head = VI.shared_heads.iter().find(|head| starts(&low, head))?;
        let last = self.mains(number).rfind(|found| found.name == sibling)?;
        let alike = last.figure.unit.as_ref().map(|unit| &unit.text) == figure.unit.as_ref().map(|unit| &unit.text);
        // "tỷ lệ lao động qua đào tạo 70%, có bằng cấp 30%": the same subject, told further.
        let clause = self.words.low(last.figure.range.end..figure.range.start).trim_start_matches([' ', ',', ';', '(']);
        if alike && figure.sort() == Some(Sort::Share) && starts(clause, "có") {
            return Some(format!("{sibling}, có {}", names::small(base)));
        }
        let short = crate::text::word_count(base) <= 4 && !names::is_action(base);
        (alike && short).then(|| format!("{} {}", names::capitalised(head), names::small(base)))
    }

    /// "Mạng lưới cố vấn khởi nghiệp (36 thành viên)": what stands before the bracket has so many.
    pub(super) fn of_the_bracket(&self, figure: &Figure, group: Group, name: &str) -> Option<String> {
        let Group::Bracket(open, _) = group else { return None };
        let noun = figure.unit.as_ref().map(|unit| unit.noun.as_str())?;
        if lower(name) != noun || !self.words.low(open + 1..figure.range.start).trim().is_empty() {
            return None;
        }
        let text = self.words.low(self.floor.min(open)..open);
        let from = self.floor + text.rfind([',', ';', ':', ')', '.']).map_or(0, |at| at + 1);
        let owner = names::trimmed(&self.words.part(from..open));
        let fits = (4..=18).contains(&crate::text::word_count(&owner)) && !owner.contains(|c: char| c.is_ascii_digit());
        fits.then(|| format!("{}, {}", names::capitalised(&owner), names::small(name)))
    }

    /// "1.842 dịch vụ (1.120 toàn trình, 722 một phần)": parts of a count whose noun is not said again.
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

    /// The thing that the figure before counts, or whose amount it states.
    fn owner_before(&self, number: usize, group: Group) -> Option<String> {
        let outer = || self.mains(number).next_back();
        let last = match group {
            Group::Main => self.last_of(number, group)?,
            Group::Bracket(..) => self.last_of(number, group).or_else(outer)?,
        };
        if last.owner.is_some() {
            return last.owner.clone();
        }
        let level = self.mains(number).rfind(|found| found.growth.is_none());
        let last = if last.growth.is_some() { level? } else { last };
        let low = lower(&last.name);
        match last.figure.sort() {
            Some(Sort::Count) => Some(last.name.clone()),
            Some(Sort::Measure) => {
                let head = VI.area_heads.iter().filter(|head| low.starts_with(**head)).max_by_key(|head| head.len());
                // "lúa xuân 6.240 ha, năng suất 68 tạ/ha": the area needs no head.
                // "cây chè, diện tích 900 ha": the same owner.
                if let Some((owner, _)) = names::last_part(&last.name).filter(|(_, part)| names::is_head(part)) {
                    return Some(owner.to_owned());
                }
                let bare = head.is_none() && !names::is_head(&last.name);
                if bare && last.verb.is_none() {
                    return Some(last.name.clone()).filter(|name| crate::text::word_count(name) <= 8);
                }
                Some(names::capitalised(last.name.get(head?.len()..)?))
            }
            Some(Sort::Share) => {
                let thing = last.name.strip_suffix(", tỷ trọng").or_else(|| last.name.strip_prefix("Tỷ trọng "))?;
                Some(names::capitalised(thing))
            }
            _ => None,
        }
    }

    /// "giảm 3 phòng chuyên môn của sở": what moves stands after the figure.
    pub(super) fn moved(&self, figure: &Figure, lead: &Lead, base: &str, next: usize) -> Option<String> {
        let how = lead.growth.as_deref().filter(|how| how.starts_with("tăng") || how.starts_with("giảm"))?;
        // "giảm 15% lượng phát thải trên một tấn hàng".
        let plain = matches!(how, "tăng" | "giảm") && self.context.name.is_none();
        if figure.sort() == Some(Sort::Share) && base.is_empty() && plain {
            let first = !self.found.iter().any(|found| found.figure.start >= self.floor);
            let thing = self.named_after(figure, next).filter(|_| first)?;
            let thing = names::capitalised(thing.strip_prefix("Tỷ lệ ")?);
            let compares =
                ["thấp hơn", "cao hơn", "mục tiêu", "kế hoạch"].iter().any(|word| starts(&lower(&thing), word));
            return Some(thing).filter(|_| !compares);
        }
        if figure.sort() != Some(Sort::Count) || how.contains("bình quân") {
            return None;
        }
        let noun = figure.unit.as_ref()?.noun.clone();
        let known = has(&lower(base), &[&noun]) || names::is_head(base) && !names::is_action(base);
        let thing = self.named_after(figure, next)?;
        // "kết quả sắp xếp giảm 01 đơn vị hành chính": what went before says how it came about.
        let acts = !base.is_empty() && names::is_action(base) && matches!(how, "tăng" | "giảm");
        let says_more = crate::text::word_count(&thing) >= crate::text::word_count(&noun) + 2;
        (!known && (says_more || acts)).then_some(thing)
    }

    /// "diện tích cà phê 900 ha (trồng mới 40 ha)", "riêng năm 2019 thu hút 1,4 tỷ USD": a verb alone is a part of what stands before, or says
    /// the same again.
    pub(super) fn of_a_verb(&self, spot: &Spot<'_>, name: &str) -> Option<String> {
        let Spot { number, figure, group, next, .. } = *spot;
        let low = lower(name);
        // "thưởng cao nhất 320 triệu đồng, thấp nhất 5 triệu đồng".
        if VI.extremes.contains(&low.as_str()) {
            let last = self.last_of(number, group).filter(|last| last.figure.sort() == figure.sort())?;
            return Some(format!("{}, {low}", last.level()));
        }
        let short = crate::text::word_count(name) <= 4 && figure.sort() == Some(Sort::Money);
        let verb = names::is_verb(&low) || VI.spending.contains(&low.as_str());
        let acts = verb || short && !names::is_head(name) && names::ending_action(name).is_some();
        let alone = acts && !matches!(figure.sort(), Some(Sort::Count | Sort::Share));
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
        Some(match group {
            Group::Main if before.sentence != number => before.level().to_owned(),
            _ => format!("{}, {low}", before.level()),
        })
    }

    /// "đầu tư 18.640 tỷ đồng cho hạ tầng giao thông": what a verb acts on stands behind its amount.
    fn complement(&self, figure: &Figure, next: usize) -> Option<String> {
        if figure.sort() != Some(Sort::Money) {
            return None;
        }
        let rest = self.words.after(figure.range.end);
        let object = VI.objects.iter().filter(|word| starts(rest.trim_start(), word)).max_by_key(|word| word.len())?;
        let from = figure.range.end + rest.len() - rest.trim_start().len() + object.len();
        let after = names::after(self.words, from, next);
        (!after.is_empty()).then(|| format!("{object} {after}"))
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
}
