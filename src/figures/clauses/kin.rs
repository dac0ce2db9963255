//! What figures of one sentence lend one another: the verb of a count, the owner of a bare head, the beginning of a
//! phrase that goes on.

use super::super::figure::Figure;
use super::super::names::{self, Lead};
use super::super::units::Sort;
use super::super::words::{Words, ends, has, lower, starts};
use super::Reader;
use super::found::{Found, Group};
use super::spot::Spot;
use crate::model::indicator::IndicatorKind;

impl Reader<'_> {
    /// "kiểm tra 12 tổ chức đảng, 05 đảng viên": the second count has the verb of the first.
    pub(super) fn coordinated(&mut self, spot: &Spot<'_>) -> Option<String> {
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
        self.verb = Some(verb);
        Some(name)
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
    pub(super) fn owned(&mut self, number: usize, figure: &Figure, group: Group, from: usize, base: String) -> String {
        if !names::is_bare(&base) {
            return base;
        }
        let from = self.last_of(number, group).map_or(from, |last| last.figure.range.end.min(from));
        let between = self.words.low(from..figure.range.start);
        let near = crate::text::word_count(between) <= 16
            || between.contains(&format!("với {}", lower(&base))) && !between.contains(|c: char| c.is_ascii_digit());
        let owner = self
            .owner_in_lead(from, figure, group)
            .or_else(|| self.owner_before(number, group).filter(|_| near))
            .or_else(|| self.topic.clone());
        match owner.filter(|owner| crate::text::word_count(owner) <= 18) {
            Some(owner) => {
                let name = format!("{owner}, {}", names::small(&base));
                self.owner = Some(owner);
                name
            }
            None => base,
        }
    }

    /// "- Lĩnh vực thủy sản: …": what a text that begins so speaks of.
    pub(super) fn topic(words: &Words) -> Option<String> {
        let head = words.raw.find(':').or_else(|| lost_colon(&words.raw))?;
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
        let says = [
            "được",
            "đã",
            "có",
            "phát triển",
            "tiếp tục",
            "tăng",
            "giảm",
            "ngày càng",
            "cơ bản",
            "bước đầu",
            "đạt",
            "là",
            "cho",
            "do",
            "tập trung",
            "đẩy mạnh",
            "thực hiện",
            "góp phần",
            "thu hút",
            "huy động",
            "trong năm",
        ];
        (is_name && !has(&lower(&owner), &says)).then_some(owner)
    }

    /// "khởi công khu hậu cần với diện tích 65 ha".
    fn owner_with(&self, from: usize, figure: &Figure, group: Group) -> Option<String> {
        let text = self.words.low(from..figure.range.start);
        let with = text.rfind(" với ").filter(|at| self.group(from + at) == group)?;
        // Without a sign between, the words are those of the count before, which is the owner itself.
        let after_count = self.found.last().is_some_and(|last| last.figure.range.end == from);
        let clause = match text[..with].rfind([',', ';', ':', '(', ')']) {
            Some(at) => at + 1,
            None if after_count => return None,
            None => 0,
        };
        let owner = names::trimmed(&self.words.part(from + clause..from + with));
        let direct = !text[with..].contains([',', ';', ':', '(', ')']);
        let fits = direct
            && (3..=18).contains(&crate::text::word_count(&owner))
            && !owner.contains(|c: char| c.is_ascii_digit());
        fits.then(|| names::capitalised(&owner))
    }

    /// "tỷ lệ nữ 52%, người cao tuổi 11%"; "sản lượng ngô đạt 60 tấn, khoai đạt 20 tấn": the head is said once.
    pub(super) fn beside(&self, number: usize, figure: &Figure, sibling: &str, base: &str) -> Option<String> {
        let low = lower(sibling);
        let head = SHARED_HEADS.iter().find(|head| starts(&low, head))?;
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
                let head = AREA_HEADS.iter().filter(|head| low.starts_with(**head)).max_by_key(|head| head.len());
                // "lúa xuân 6.240 ha, năng suất 68 tạ/ha": the area needs no head.
                let bare = head.is_none() && !names::is_head(&last.name) && lost_colon(&last.name).is_none();
                if bare && last.verb.is_none() {
                    return Some(last.name.clone()).filter(|name| crate::text::word_count(name) <= 8);
                }
                // "Cây chè Diện tích 900 ha", where the scan lost the colon.
                if head.is_none()
                    && let Some(at) = lost_colon(&last.name)
                {
                    return Some(last.name[..at].to_owned());
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
        (!known && crate::text::word_count(&thing) >= crate::text::word_count(&noun) + 2).then_some(thing)
    }

    /// "diện tích cà phê 900 ha (trồng mới 40 ha)", "riêng năm 2019 thu hút 1,4 tỷ USD": a verb alone is a part of what stands before, or says
    /// the same again.
    pub(super) fn of_a_verb(&self, spot: &Spot<'_>, name: &str) -> Option<String> {
        let Spot { number, figure, group, next, .. } = *spot;
        let low = lower(name);
        // "thưởng cao nhất 320 triệu đồng, thấp nhất 5 triệu đồng".
        if EXTREMES.contains(&low.as_str()) {
            let last = self.last_of(number, group).filter(|last| last.figure.sort() == figure.sort())?;
            return Some(format!("{}, {low}", last.level()));
        }
        let short = crate::text::word_count(name) <= 4 && figure.sort() == Some(Sort::Money);
        let verb = names::is_verb(&low);
        let acts = verb || short && !names::is_head(name) && names::ending_action(name).is_some();
        let alone = acts && !matches!(figure.sort(), Some(Sort::Count | Sort::Share));
        let unit = figure.unit.as_ref().filter(|_| alone)?;
        // "đầu tư 18.640 tỷ đồng cho hạ tầng giao thông".
        let after = names::after(self.words, figure.range.end, next);
        let objects = ["cho", "vào", "mua sắm", "mua", "xây dựng", "thực hiện", "hỗ trợ", "đầu tư", "sửa chữa"];
        if figure.sort() == Some(Sort::Money) && objects.iter().any(|word| starts(&lower(&after), word)) {
            return Some(names::whole_label(&format!("{name} {after}")));
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

    /// "tham gia Đề án trồng mới 5 triệu ha rừng": the number belongs to the title of a programme.
    pub(super) fn is_of_a_title(&self, from: usize, figure: &Figure) -> bool {
        let raw = self.words.raw(from..figure.range.start);
        let titles = ["Đề án", "Chương trình", "Dự án", "Cuộc vận động", "Phong trào", "Kế hoạch", "Chiến dịch"];
        let Some(at) = titles.iter().filter_map(|title| raw.rfind(title)).max() else { return false };
        let inside = &raw[at..];
        let says = [
            "đạt",
            "có",
            "là",
            "với",
            "được",
            "thu hút",
            "hỗ trợ",
            "cho",
            "khoảng",
            "trên",
            "hơn",
            "gồm",
            "tổng",
            "chiếm",
            "tăng",
            "giảm",
            "gần",
            "còn",
            "đã",
            "từ",
            "kinh phí",
            "công suất",
            "diện tích",
            "quy mô",
            "vốn",
        ];
        figure.sort() == Some(Sort::Measure)
            && figure.range.start == figure.start
            && !inside.contains([',', ';', ':', '(', ')', '.'])
            && !has(&lower(inside), &says)
    }
}

/// "Cây chè Diện tích 900 ha": where the scan lost the colon before a head.
fn lost_colon(raw: &str) -> Option<usize> {
    let heads = [" Diện tích", " Sản lượng", " Tổng ", " Năng suất", " Doanh thu", " Giá trị"];
    let at = heads.iter().filter_map(|head| raw.find(head)).min()?;
    raw[..at].ends_with(char::is_lowercase).then_some(at)
}

/// Ends of a scale, which name nothing by themselves.
const EXTREMES: &[&str] = &["cao nhất", "thấp nhất", "nhiều nhất", "ít nhất", "lớn nhất", "nhỏ nhất", "trung bình"];

/// Heads of areas and yields: what stands behind one is what grows or is made there.
const AREA_HEADS: &[&str] = &[
    "diện tích trồng ",
    "diện tích gieo trồng ",
    "diện tích gieo cấy ",
    "diện tích nuôi ",
    "diện tích nuôi trồng ",
    "diện tích ",
    "tổng diện tích gieo trồng ",
    "tổng diện tích ",
    "sản lượng ",
    "tổng sản lượng ",
];

/// Heads that a row of short names shares; amounts of money name themselves.
const SHARED_HEADS: &[&str] =
    &["tỷ lệ", "tổng sản lượng", "sản lượng", "tổng diện tích", "diện tích", "năng suất", "công suất"];
