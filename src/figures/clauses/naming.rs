//! What a figure speaks of: from its own lead, from the words after it, or from the nearest figure that is named.

use super::super::figure::Figure;
use super::super::names::{self, Lead};
use super::super::units::{Sort, Unit};
use super::super::words::{ends, has, lower, starts};
use super::Reader;
use super::found::{Found, Group};
use super::spot::{Ratio, Spot};

impl Reader<'_> {
    /// What the figure speaks of, and how it moved.
    pub(super) fn name(&mut self, spot: &Spot<'_>) -> Option<(String, Option<String>)> {
        let Spot { number, figure, group, lead, from, ratio, same, .. } = *spot;
        if lead.is_equivalent {
            return same.map(|found| (found.name.clone(), found.growth.clone()));
        }
        if let Some(found) = self.name_after(spot) {
            return Some(found);
        }
        let mut base = lead.name.clone();
        if base.is_empty() {
            let inherited = self.inherited(spot);
            // "tốc độ tăng trưởng bình quân 9%/năm": a movement of nothing that was said is a name itself.
            base = inherited.or_else(|| lead.measure.clone().filter(|_| ratio.is_none()))?;
            if lead.measure.as_ref() == Some(&base) {
                return Some((base, lead.growth.clone()));
            }
            if figure.sort() != Some(Sort::Share) {
                base = base.trim_end_matches(", tỷ lệ").trim_end_matches(", tỷ trọng").to_owned();
            }
            if lead.growth.is_none() && ratio.is_none() && !lead.is_share {
                let growth = same.filter(|found| found.name == base).and_then(|found| found.growth.clone());
                return Some((base, growth));
            }
        } else {
            base = match self.branched(number, figure, &base) {
                Some(name) => name,
                None => self.completed(spot, base),
            };
            base = self.owned(number, figure, group, from, base);
            if self.takes_a_share(figure, &base) {
                return Some((format!("{base}, tỷ trọng"), None));
            }
        }
        self.with_its_movement(spot, base)
    }

    /// The name and the movement of a figure whose name stands after it.
    fn name_after(&mut self, spot: &Spot<'_>) -> Option<(String, Option<String>)> {
        let Spot { number: _, figure, group, lead, next, ratio, same, .. } = *spot;
        if lead.name.is_empty()
            && ratio.is_none()
            && let Some(name) = self.coordinated(spot)
        {
            return Some((name, None));
        }
        // "bình quân 30,2 trẻ/lớp ở mẫu giáo": an average of what stands behind it.
        if lead.name.is_empty()
            && lead.growth.as_deref() == Some("bình quân")
            && figure.sort() == Some(Sort::Count)
            && same.is_none()
            && let Some(thing) = self.named_after(figure, next)
        {
            return Some((names::label(&format!("Bình quân {}", names::small(&thing))), None));
        }
        if let Some(thing) = self.moved(figure, lead, &lead.name, next) {
            let how = lead.growth.clone();
            return Some((format!("{thing}, {}{}", how.as_deref().unwrap_or_default(), self.against(figure)), how));
        }
        // ", 100% trẻ em không nguồn nuôi dưỡng được hưởng trợ cấp": the clause begins with its figure.
        let opens = self.words.low(0..figure.range.start).trim_end().ends_with([',', ';']);
        if opens
            && group == Group::Main
            && lead.growth.is_none()
            && ratio.is_none()
            && let Some(thing) = self.named_after(figure, next).filter(|thing| crate::text::word_count(thing) > 3)
        {
            return Some((thing, None));
        }
        None
    }

    /// A name with what the figure says of it: that it moved, that it is a share, what it is compared with.
    fn with_its_movement(&self, spot: &Spot<'_>, mut base: String) -> Option<(String, Option<String>)> {
        let Spot { figure, lead, ratio, .. } = *spot;
        let mut growth = lead.growth.clone();
        if let Some(Ratio { of, .. }) = ratio {
            let suffix = match growth.as_deref() {
                // "tăng 9,9% kế hoạch" is by how much, as "vượt" is.
                Some("vượt" | "tăng" | "cao hơn") if of != "cùng kỳ" => "vượt",
                Some("thấp hơn" | "giảm") if of != "cùng kỳ" => "thấp hơn",
                _ => "so với",
            };
            return Some((format!("{base}, {suffix} {of}"), Some(suffix.to_owned())));
        }
        if lead.is_share && lead.name.is_empty() {
            let word = if lead.is_rate { "tỷ lệ" } else { "tỷ trọng" };
            if [", tỷ lệ", ", tỷ trọng"].iter().any(|tail| base.ends_with(tail)) {
                return Some((base, None));
            }
            return Some((format!("{base}, {word}"), None));
        }
        // "tăng trưởng bình quân 6%/năm, kế hoạch tăng bình quân 7%": the name says how it moves.
        let says = ["tăng trưởng", "tốc độ tăng", "mức tăng"].iter().any(|head| starts(&lower(&base), head));
        if says && growth.as_deref().is_some_and(|how| how == "tăng bình quân") && self.against(figure).is_empty() {
            return Some((base, growth));
        }
        if let Some(how) = &growth {
            let against = self.against(figure);
            base = format!("{base}, {how}{against}");
        } else if figure.sort() == Some(Sort::Times) {
            growth = Some("gấp".to_owned());
        }
        Some((base, growth))
    }

    /// "đối với 120 tổ chức": a noun that says nothing of what was counted; after "có" it is the count itself.
    pub(super) fn is_bare_noun(&self, figure: &Figure, group: Group, name: &str) -> bool {
        let before = self.words.low(0..figure.range.start).trim_end();
        // ", 212 phương tiện": one of a row.
        let of_a_row =
            before.ends_with(',') && self.found.last().is_some_and(|last| last.figure.range.end > self.floor);
        let counts = of_a_row || ["có", "gồm", "là", "còn", "số", "đạt", "được"].iter().any(|verb| ends(before, verb));
        let low = lower(name);
        if counts || figure.unit.as_ref().is_none_or(|unit| unit.noun != low) {
            return !counts && GENERIC.contains(&low.as_str());
        }
        // In a row of bare nouns ("có 20 tiến sĩ, 31 thạc sĩ") each is a count; after a fuller name the noun alone is none.
        let beside = |last: &&Found| last.figure.range.end > self.floor && self.group(last.figure.start) == group;
        let noun = |last: &Found| last.figure.unit.as_ref().map(|unit| unit.noun.clone()).unwrap_or_default();
        let row: Vec<&Found> = self.found.iter().filter(beside).collect();
        if row.last().is_some_and(|last| lower(&last.name) == noun(last)) {
            return false;
        }
        let kin = |last: &&Found| noun(last).split(' ').next().is_some_and(|word| low.starts_with(word));
        let fuller = row.iter().any(|last| last.verb.is_some() && lower(&last.name) != noun(last));
        fuller && !row.iter().any(|last| kin(last) && last.verb.is_none()) || GENERIC.contains(&low.as_str())
    }

    /// "theo kế hoạch 30/32 cuộc": the plan is no name of what was done.
    pub(super) fn is_of_a_plan(&self, figure: &Figure, name: &str) -> bool {
        lower(name) == "kế hoạch" && figure.unit.as_ref().is_none_or(|unit| unit.noun != "kế hoạch")
    }

    /// "giao thông chiếm 40%": a share of what the clauses before speak of.
    fn takes_a_share(&self, figure: &Figure, base: &str) -> bool {
        let before = self.words.low(0..figure.range.start).trim_end();
        let shares = ["tỷ trọng", "tỉ trọng", "tỷ lệ", "tỉ lệ", "cơ cấu", "tăng", "giảm"];
        figure.sort() == Some(Sort::Share) && ends(before, "chiếm") && !has(&lower(base), &shares)
    }

    /// "80 xã đạt chuẩn": what is counted stands after the figure.
    pub(super) fn named_after(&self, figure: &Figure, next: usize) -> Option<String> {
        let unit = figure.unit.as_ref()?;
        let time = self.times.iter().map(|time| time.range.start).find(|start| *start >= figure.range.end);
        let after = names::after(self.words, figure.range.end, time.map_or(next, |start| start.min(next)));
        match unit.sort {
            Sort::Share if starts(&lower(&after), "trên") => None,
            Sort::Share => {
                let low = lower(&after);
                let thing = ["tổng số ", "số ", "các ", "của "]
                    .iter()
                    .find_map(|word| low.starts_with(word).then(|| after[word.len()..].to_owned()))
                    .unwrap_or(after);
                (crate::text::word_count(&thing) >= 2).then(|| names::label(&format!("Tỷ lệ {}", names::small(&thing))))
            }
            Sort::Count if !unit.noun.is_empty() => {
                // As printed: "sản phẩm OCOP".
                let printed = unit.text.get(unit.text.len().saturating_sub(unit.noun.len())..).unwrap_or(&unit.noun);
                let noun = if lower(printed) == unit.noun { printed } else { &unit.noun };
                Some(names::whole_label(format!("{noun} {after}").trim()))
            }
            Sort::Measure
                if is_area(unit) && crate::text::word_count(&after) >= 1 && !after.starts_with(['/', '%']) =>
            {
                let named = starts(&lower(&after), "diện tích");
                Some(names::label(&if named { after } else { format!("Diện tích {}", names::small(&after)) }))
            }
            Sort::Measure if crate::text::word_count(&after) >= 1 && !after.starts_with(['/', '%']) => {
                Some(names::label(&after))
            }
            _ => None,
        }
    }

    /// A name that the lead has, made whole: with the noun that its verb counts, or with the name that it is a part of.
    fn completed(&mut self, spot: &Spot<'_>, base: String) -> String {
        let Spot { number, figure, group, lead, next, .. } = *spot;
        if let Some(name) = self.counted(figure, &base, lead, next) {
            return name;
        }
        if names::is_head(&base) && !names::is_part_name(&base) {
            let parted = base.rsplit_once(", ").filter(|(_, part)| names::is_part_name(part));
            self.prefix = parted.map(|(whole, _)| format!("{whole}, "));
            return base;
        }
        let siblings = self.found.iter().rfind(|found| {
            found.sentence == number
                && found.figure.sort() == figure.sort()
                && self.group(found.figure.start) == group
                && found.growth.is_none()
                || found.sentence == number
                    && self.group(found.figure.start) == Group::Main
                    && found.figure.sort() == figure.sort()
                    && found.growth.is_none()
        });
        if let Some(prefix) = self.prefix.clone().filter(|_| lead.growth.is_none()) {
            return format!("{prefix}{}", names::small(&base));
        }
        if ends(&lower(&base), "còn lại") {
            return base;
        }
        let sibling = siblings.map(|found| found.name.trim_end_matches(", tỷ trọng").to_owned());
        let whole = self
            .around(group)
            .or_else(|| self.whole.clone())
            .or_else(|| sibling.clone())
            .or_else(|| self.context.name.clone().filter(|_| names::is_part_name(&base)));
        let is_part = names::is_part_name(&base)
            || lead.is_part && figure.sort() == Some(Sort::Share) && crate::text::word_count(&base) <= 4;
        // Beside one another ("giao thông chiếm …, giáo dục chiếm …") nothing is the whole of the other.
        let is_whole = |name: &String| {
            names::is_head(name)
                || lead.is_part
                || self.whole.is_some()
                || name.contains(", ")
                || names::goes_on(name, &base)
        };
        let whole = whole.filter(is_whole);
        let sibling = self.around(group).or(sibling);
        match (sibling.or_else(|| whole.clone()), whole) {
            (Some(sibling), Some(whole))
                if is_part && matches!(figure.sort(), Some(Sort::Share | Sort::Measure | Sort::Money | Sort::Age)) =>
            {
                let (name, prefix) = names::combined(&sibling, &whole, &base);
                self.prefix = Some(prefix);
                name
            }
            (Some(sibling), _) => self.beside(number, figure, &sibling, &base).unwrap_or(base),
            _ => base,
        }
    }

    /// The name of a count: the noun with the verb before it and the words after it.
    pub(super) fn counted(&mut self, figure: &Figure, base: &str, lead: &Lead, next: usize) -> Option<String> {
        let before = self.words.low(0..figure.range.start).trim_end();
        if lead.growth.is_some() {
            return None;
        }
        // "tổng số cơ sở y tế … có 04 bệnh viện hạng II": the noun is another.
        let noun = figure.unit.as_ref().map(|unit| unit.noun.as_str()).unwrap_or_default();
        let other = ["có", "gồm", "gồm có", "cho"].iter().any(|verb| ends(before, verb))
            && figure.sort() == Some(Sort::Count)
            && !has(&lower(base), &[noun]);
        // "thôn văn hóa 90/96": the noun was taken from the name itself.
        if figure.unit.as_ref().is_some_and(|unit| unit.length == 0) {
            return Some(base.to_owned());
        }
        let thing = self.named_after(figure, next);
        let place = ["quốc gia", "nước", "thị trường", "tỉnh"].iter().any(|place| starts(noun, place));
        let verb = before.strip_suffix("được").unwrap_or(before).trim_end();
        let verbal = !place && VERBAL_HEADS.contains(&lower(base).as_str()) && ends(verb, &lower(base));
        if names::is_head(base) && names::ending_action(base).is_none() && !verbal {
            return thing.filter(|thing| other && crate::text::word_count(thing) > 2);
        }
        let thing = thing?;
        let bare = thing.strip_prefix("Tỷ lệ ").unwrap_or(&thing);
        let only_noun =
            ["có", "có thêm", "và", "còn", "hiện có", "ở", "tại", "với", "của", "từ", "vào", "trong", "gồm", "như"]
                .iter()
                .any(|verb| ends(before, verb))
                || before.ends_with(':');
        let is_count = figure.sort() == Some(Sort::Count);
        let is_action = names::is_action(base);
        // "nhà ở công nhân là 320 căn", "tố cáo 45 đơn": the unit says the noun.
        let stated = ["là", "đạt", "ước đạt", "ước"].iter().any(|verb| ends(before, verb));
        let announced = before.ends_with(':') && crate::text::word_count(base) <= 10 && !ends(&lower(base), "như");
        let stated = stated || announced || figure.unit.as_ref().is_some_and(|unit| unit.text.contains("/100 "));
        let syllables = crate::text::word_count(base);
        // "ảnh hưởng tới 36.700 lao động".
        let open = ["tới", "đến", "về", "với"].iter().any(|word| ends(&lower(base), word));
        let only_unit =
            lower(&thing) == noun && !open && !ends(before, "có") && SAID_BY_UNIT.contains(&noun) && syllables >= 3
                || matches!(noun, "đơn" | "cuộc") && lower(&thing) == noun;
        if is_count && !is_action && syllables >= 2 && (stated || only_unit) {
            self.verb = Some(base.to_owned()).filter(|_| !stated);
            return Some(base.to_owned());
        }
        // "trong 60 chợ đã sửa chữa 18 chợ": of the words before, the verb counts.
        if base.starts_with(|c: char| c.is_ascii_digit()) && is_count {
            let verb = names::ending_action(base)?;
            return Some(names::label(&format!("{verb} {}", names::small(bare))));
        }
        // "thư mời đến hơn 90 doanh nghiệp tham gia hội chợ".
        let reached = ends(before, "đến") && crate::text::word_count(&thing) > crate::text::word_count(noun) + 2;
        if (only_noun || reached) && (is_count || crate::text::word_count(&thing) > 2) {
            return Some(thing);
        }
        // "cứng hóa 27 km giao thông nông thôn": a short verb before a measure has its object after it.
        let verb = before.strip_suffix("được").unwrap_or(before).trim_end();
        let does = figure.sort() == Some(Sort::Measure) && syllables <= 3 && ends(verb, &lower(base));
        if is_action || does || is_count && crate::text::word_count(base) <= 16 {
            let bare = if does { bare.strip_prefix("Diện tích ").unwrap_or(bare) } else { bare };
            self.verb = Some(base.to_owned()).filter(|_| is_count);
            return Some(names::whole_label(&format!("{base} {}", names::small(bare))));
        }
        if !is_count {
            return None;
        }
        // A long lead keeps its verb alone.
        let Some(verb) = names::ending_action(base) else { return Some(thing) };
        self.verb = Some(names::capitalised(verb));
        Some(names::label(&format!("{verb} {}", names::small(bare))))
    }
}

/// Heads that are verbs before a count: "xuất khẩu 60 lao động".
const VERBAL_HEADS: &[&str] = &["xuất khẩu", "nhập khẩu", "sử dụng", "phát triển", "huy động"];

/// Nouns that need more words to name a count.
const GENERIC: &[&str] = &[
    "tổ chức",
    "cá nhân",
    "đơn vị",
    "cơ quan",
    "đối tượng",
    "tập thể",
    "huyện",
    "xã",
    "phường",
    "tỉnh",
    "địa phương",
    "nước",
    "cuộc",
    "đợt",
    "lớp",
    "đoàn",
    "nhóm",
    "điểm",
    "bộ",
    "khu",
    "vùng",
    "việc",
    "nội dung",
    "hoạt động",
    "nhiệm vụ",
    "lĩnh vực",
];

/// Nouns that add nothing to a name when they stand in the unit.
const SAID_BY_UNIT: &[&str] =
    &["trường hợp", "gương", "căn", "hộ", "người", "lao động", "lượt", "mô hình", "dự án", "buổi"];

/// "980 km² đất tự nhiên" is an area of land.
fn is_area(unit: &Unit) -> bool {
    matches!(unit.noun.as_str(), "ha" | "hecta" | "héc ta" | "héc-ta" | "km²" | "km2" | "m²" | "m2")
}
