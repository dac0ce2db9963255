//! One text, sentence by sentence: its figures with their names, periods and kinds.
//!
//! In: a plain text and what is known around it. Out: [`Found`] figures. What always holds: a figure without a name is not
//! found; a name, period or kind that a figure does not state itself comes from the nearest place that does.

use std::ops::Range;

use super::figures::{Figure, figures, rises};
use super::names::{self, Lead};
use super::periods::{Mention, Period, mentions};
use super::units::{Sort, Unit};
use super::words::{Words, ends, find, has, starts};
use crate::model::indicator::{IndicatorKind, Op};

/// What is known around a text.
#[derive(Debug, Clone, Default)]
pub struct Context {
    /// What figures are when nothing says otherwise.
    pub kind: IndicatorKind,
    /// The years that the section speaks of.
    pub period: Option<Period>,
    /// The year of the report.
    pub year: Option<u16>,
    /// A name that the lines before announced ("… cơ cấu kinh tế:"), or that the mark of a note stands after.
    pub name: Option<String>,
}

impl Context {
    /// First and last year of the section.
    #[must_use]
    pub fn span(&self) -> Option<(u16, u16)> {
        match self.period {
            Some(Period::Span(from, to)) => Some((from, to)),
            _ => None,
        }
    }
}

/// A figure that was understood.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// What is measured.
    pub name: String,
    /// The number.
    pub figure: Figure,
    /// Its unit as it is to be shown.
    pub unit: String,
    /// Its time.
    pub period: Option<Period>,
    /// Its kind.
    pub kind: IndicatorKind,
    /// Where the words that state it begin; they end with the figure.
    pub quote: Range<usize>,
    /// How it moved, when it is a movement and no level.
    pub growth: Option<String>,
    /// The sentence that holds it.
    pub sentence: usize,
}

impl Found {
    /// The name of what moved, when the figure is a movement.
    #[must_use]
    pub fn level(&self) -> &str {
        let how = self.growth.as_deref().and_then(|how| self.name.rfind(&format!(", {how}")));
        how.map_or(&self.name, |at| &self.name[..at])
    }
}

/// What a figure is beside those before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Group {
    Main,
    Bracket(usize, usize),
}

/// Reads a text. The second value is what the text announces for the lines after it.
#[must_use]
pub fn read(words: &Words, context: &Context) -> (Vec<Found>, Option<Announced>) {
    let all = figures(words);
    let times = mentions(&words.low);
    let brackets = brackets(&words.low);
    let mut reader = Reader {
        words,
        context,
        times: &times,
        brackets: &brackets,
        all: &all,
        found: Vec::new(),
        whole: None,
        prefix: None,
        carried: None,
        floor: 0,
    };
    for (number, sentence) in sentences(&words.raw, &brackets).into_iter().enumerate() {
        reader.sentence(number, sentence);
    }
    let announced = announced(words, &times, &brackets);
    (reader.found, announced)
}

/// "Đến năm 2030, cơ cấu kinh tế dự kiến:" announces a name.
fn announced(words: &Words, times: &[Mention], brackets: &[Range<usize>]) -> Option<Announced> {
    let text = words.low.trim_end();
    let body = text.strip_suffix(':')?;
    let from = body.rfind(['.', ';']).map_or(0, |at| at + 1);
    let lead = names::lead(words, from..body.len(), times, brackets);
    let time = times.iter().rfind(|time| time.range.start >= from && !time.is_reference);
    let name = names::is_head(&lead.name).then_some(lead.name);
    (name.is_some() || time.is_some()).then(|| Announced { name, period: time.map(|time| time.period.clone()) })
}

/// What a text that ends with a colon says of the lines after it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Announced {
    /// What they measure.
    pub name: Option<String>,
    /// Their time.
    pub period: Option<Period>,
}

/// The pairs of round brackets, outermost only.
fn brackets(low: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open = None;
    let mut depth = 0usize;
    for (at, c) in low.char_indices() {
        match c {
            '(' => {
                open = open.or(Some(at));
                depth += 1;
            }
            ')' if depth > 0 => {
                depth -= 1;
                if depth == 0
                    && let Some(from) = open.take()
                {
                    found.push(from..at + 1);
                }
            }
            _ => {}
        }
    }
    found
}

/// The sentences: parted by a full stop before a capital, outside of brackets.
fn sentences(raw: &str, brackets: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    for (at, sign) in raw.match_indices(['.', '\n', '!', '?']) {
        let rest = &raw[at + 1..];
        let next = rest.trim_start();
        let parted = sign == "\n"
            || rest.starts_with(char::is_whitespace)
                && next.starts_with(|c: char| c.is_uppercase() || "“\"(-+".contains(c) || c.is_ascii_digit());
        let inside = brackets.iter().any(|bracket| bracket.contains(&at));
        if parted && !inside && at > from {
            found.push(from..at + 1);
            from = at + 1;
        }
    }
    found.push(from..raw.len());
    found
}

/// "980 km² đất tự nhiên" is an area of land.
fn is_area(unit: &Unit) -> bool {
    matches!(unit.noun.as_str(), "ha" | "hecta" | "héc ta" | "héc-ta" | "km²" | "km2" | "m²" | "m2")
}

struct Reader<'a> {
    words: &'a Words,
    context: &'a Context,
    times: &'a [Mention],
    brackets: &'a [Range<usize>],
    all: &'a [Figure],
    found: Vec<Found>,
    /// The name that parts belong to.
    whole: Option<String>,
    /// What the names of the parts before had in common.
    prefix: Option<String>,
    /// The time with which a sentence of this text began.
    carried: Option<Period>,
    /// Where the sentence begins.
    floor: usize,
}

impl Reader<'_> {
    fn sentence(&mut self, number: usize, range: Range<usize>) {
        let low = self.words.low(range.clone());
        let first_word = low.trim_start().trim_start_matches(['-', '+', ' ']);
        if !(starts(first_word, "trong đó") || starts(first_word, "gồm")) {
            self.whole = None;
        }
        self.prefix = None;
        self.floor = range.start;
        let head = low.len() - first_word.len() + range.start;
        let leading = self
            .times
            .iter()
            .find(|time| time.range.start >= range.start && time.range.start <= head + 12 && !time.is_reference);
        let here: Vec<usize> = (0..self.all.len()).filter(|at| range.contains(&self.all[*at].start)).collect();
        if let Some(time) = leading {
            self.carried = Some(time.period.clone());
        }
        for (place, at) in here.iter().enumerate() {
            let next = here.get(place + 1).map_or(range.end, |next| self.all[*next].range.start);
            self.figure(number, &range, *at, next);
        }
    }

    fn group(&self, at: usize) -> Group {
        let inside = self.brackets.iter().find(|bracket| bracket.contains(&at));
        inside.map_or(Group::Main, |bracket| Group::Bracket(bracket.start, bracket.end))
    }

    /// Figures of this sentence outside of brackets, latest last.
    fn mains(&self, sentence: usize) -> impl DoubleEndedIterator<Item = &Found> {
        self.found
            .iter()
            .filter(move |found| found.sentence == sentence && self.group(found.figure.start) == Group::Main)
    }

    /// Where the lead of a figure begins, and the name that a colon before it announces.
    fn lead_start(&self, sentence: &Range<usize>, figure: &Figure, group: Group) -> (usize, Option<String>) {
        let floor = match group {
            Group::Bracket(open, _) => open + 1,
            Group::Main => sentence.start,
        };
        let before = self
            .all
            .iter()
            .filter(|other| other.start < figure.start && other.start >= floor && self.group(other.start) == group);
        let last = before.map(|other| other.range.end).max();
        let mut from = last.unwrap_or(floor).max(floor);
        // What follows a figure up to the next comma still speaks of it.
        let tail = self.words.low(from..figure.range.start);
        let verbs = ["chiếm", "đạt", "tăng", "giảm"];
        let goes_on = tail
            .match_indices(" và ")
            .find(|(at, and)| verbs.iter().any(|verb| starts(&tail[at + and.len()..], verb)))
            .map(|(at, and)| from + at + and.len());
        let comma = tail
            .match_indices([',', ';'])
            .map(|(at, _)| from + at + 1)
            .chain(goes_on)
            .find(|at| group != Group::Main || self.group(*at) == Group::Main);
        if let (Some(_), Some(comma)) = (last, comma) {
            from = comma;
        }
        let low = self.words.low(from..figure.range.start);
        let outside = |at: usize| group != Group::Main || self.group(from + at) == Group::Main;
        let clause = low.match_indices(';').map(|(at, _)| at + 1).rfind(|at| outside(*at)).unwrap_or(0);
        let colon = low[clause..].match_indices(':').map(|(at, _)| clause + at + 1).rfind(|at| outside(*at));
        let Some(colon) = colon else { return (from + clause, None) };
        let rest = names::trimmed(&Words::new(self.words.raw(from + colon..figure.range.start)));
        let only_time = self
            .times
            .iter()
            .any(|time| time.range.start >= from && time.range.end >= from + colon && time.range.start <= from + colon);
        if rest.is_empty() || only_time {
            return (from + clause, None);
        }
        let header = names::lead(self.words, from + clause..from + colon - 1, self.times, self.brackets);
        (from + colon, Some(header.name).filter(|name| names::is_head(name)))
    }

    fn figure(&mut self, number: usize, sentence: &Range<usize>, at: usize, next: usize) {
        let figure = self.all[at].clone();
        let group = self.group(figure.start);
        let (from, header) = self.lead_start(sentence, &figure, group);
        let mut lead = names::lead(self.words, from..figure.range.start, self.times, self.brackets);
        // "giảm từ 9,4% … xuống còn 2,1%": where the way began is a level.
        if rises(self.words, &figure) {
            lead.growth = None;
            lead.is_start = true;
        }
        // "(các khu vực lần lượt tăng 2%; 5%; 6%)": which is whose, only the reader can say.
        if let Group::Bracket(open, _) = group
            && has(self.words.low(open..figure.start), &["lần lượt"])
        {
            return;
        }
        if header.is_some() {
            self.whole.clone_from(&header);
            self.prefix = header.map(|name| format!("{name}, "));
        }
        if let Group::Bracket(open, _) = group {
            let before = self.words.low(sentence.start.min(open)..open);
            let near = before.rsplit([',', ';', ')']).next().unwrap_or_default();
            lead.is_plan |= has(
                near,
                &["mục tiêu nghị quyết", "chỉ tiêu nghị quyết", "kế hoạch đề ra", "so với chỉ tiêu", "so với mục tiêu"],
            ) && lead.name.is_empty();
        }
        if lead.is_part {
            let whole = self.mains(number).rfind(|found| found.growth.is_none()).map(|found| found.name.clone());
            self.whole = whole.or_else(|| self.whole.take());
        }
        if figure.row.len() > 2 {
            self.row(number, &figure, group, from);
            return;
        }
        let ratio = self.ratio(&figure);
        let Some((name, growth)) = self.name(number, &figure, group, &lead, sentence, next, ratio) else { return };
        if names::is_weak(&name) {
            return;
        }
        let Some(unit) = self.unit(number, &figure, &name, ratio, &lead) else { return };
        let same = self.same(number, &figure, group, &lead).cloned();
        let period = self.period(&figure, group, from, &lead, growth.as_deref(), same.as_ref());
        let kind = self.kind(&figure, group, &lead, period.as_ref(), same.as_ref(), ratio);
        let quote = self.quote(from, &figure);
        let plan = figure.plan.map(|plan| Figure { low: plan, high: plan, op: Op::Equal, ..figure.clone() });
        let found = Found { name, unit, period, kind, quote, growth, sentence: number, figure };
        let plan = plan.map(|figure| Found { figure, kind: IndicatorKind::Plan, ..found.clone() });
        self.found.push(found);
        self.found.extend(plan);
    }

    /// "đạt 102,5% kế hoạch": a ratio to a plan, not the level.
    fn ratio(&self, figure: &Figure) -> Option<&'static str> {
        if figure.sort() != Some(Sort::Share) {
            return None;
        }
        let after = self.words.after(figure.range.end).trim_start();
        let after = after.strip_prefix("so với ").or_else(|| after.strip_prefix("so ")).unwrap_or(after).trim_start();
        if ["kế hoạch", "kh ", "chỉ tiêu", "dự toán", "nghị quyết", "mục tiêu"]
            .iter()
            .any(|word| starts(after, word.trim_end()))
        {
            let word = if starts(after, "chỉ tiêu") {
                "chỉ tiêu"
            } else if starts(after, "dự toán") {
                "dự toán"
            } else {
                "kế hoạch"
            };
            return Some(word);
        }
        starts(after, "cùng kỳ").then_some("cùng kỳ")
    }

    /// The figure before this one that speaks of the same thing, by unit.
    fn same(&self, number: usize, figure: &Figure, group: Group, lead: &Lead) -> Option<&Found> {
        let inside: Vec<&Found> = self
            .found
            .iter()
            .filter(|found| found.sentence == number && self.group(found.figure.start) == group)
            .collect();
        if lead.is_equivalent {
            return inside.last().copied().or_else(|| self.mains(number).next_back());
        }
        let pool: Vec<&Found> = match group {
            Group::Main => inside,
            Group::Bracket(open, _) => self.mains(number).filter(|found| found.figure.start < open).collect(),
        };
        let score = |found: &Found| {
            let level = if found.growth.is_some() == lead.growth.is_some() { 1 } else { 0 };
            let kin = match (&found.figure.unit, &figure.unit) {
                _ if found.unit.starts_with("% ") && figure.unit.as_ref().is_some_and(|unit| unit.text == "%") => 0,
                (Some(one), Some(other)) if one.text == other.text => 6,
                (Some(one), Some(other)) if one.text.starts_with(&other.text) || other.text.starts_with(&one.text) => 4,
                (Some(one), Some(other)) if one.sort == other.sort => 2,
                (None, None) => 6,
                (_, None) => 2,
                _ => 0,
            };
            kin + level
        };
        pool.into_iter().enumerate().max_by_key(|(place, found)| (score(found), *place)).map(|(_, found)| found)
    }

    /// What the figure speaks of, and how it moved.
    #[expect(clippy::too_many_arguments, reason = "every one is a different place that can hold the name")]
    fn name(
        &mut self,
        number: usize,
        figure: &Figure,
        group: Group,
        lead: &Lead,
        sentence: &Range<usize>,
        next: usize,
        ratio: Option<&str>,
    ) -> Option<(String, Option<String>)> {
        let same = self.same(number, figure, group, lead).cloned();
        if lead.is_equivalent {
            return same.map(|found| (found.name, found.growth));
        }
        let mut base = lead.name.clone();
        if base.is_empty() {
            base = self.inherited(number, figure, group, lead, sentence, same.as_ref(), ratio, next)?;
            if lead.growth.is_none() && ratio.is_none() && !lead.is_share {
                let growth = same.filter(|found| found.name == base).and_then(|found| found.growth);
                return Some((base, growth));
            }
        } else {
            base = self.completed(number, figure, group, base, lead, next);
        }
        let mut growth = lead.growth.clone();
        if let Some(of) = ratio {
            let suffix = if growth.as_deref() == Some("vượt") { "vượt" } else { "so với" };
            return Some((format!("{base}, {suffix} {of}"), Some(suffix.to_owned())));
        }
        if lead.is_share && lead.name.is_empty() {
            let word = if lead.is_rate { "tỷ lệ" } else { "tỷ trọng" };
            if base.ends_with(&format!(", {word}")) {
                return Some((base, None));
            }
            return Some((format!("{base}, {word}"), None));
        }
        if let Some(how) = &growth {
            let against = self.against(figure);
            base = format!("{base}, {how}{against}");
        } else if figure.sort() == Some(Sort::Times) {
            growth = Some("gấp".to_owned());
        }
        Some((base, growth))
    }

    /// " so với năm 2020" after a figure that compares.
    fn against(&self, figure: &Figure) -> String {
        let after = self.words.raw(figure.range.end..self.words.raw.len());
        let rest = after.trim_start();
        let low = super::words::lower(rest);
        let (skip, words) = if starts(&low, "so với") {
            ("so với".len(), " so với ")
        } else if starts(&low, "so") {
            (2, " so với ")
        } else {
            return String::new();
        };
        let from = figure.range.end + after.len() - rest.len() + skip;
        let time = self.times.iter().find(|time| time.range.start >= from && time.range.start <= from + 10);
        time.map_or_else(String::new, |time| format!("{words}{}", time.period.text(self.context.span())))
    }

    /// A name for a figure whose lead has none.
    #[expect(clippy::too_many_arguments, reason = "every one is a different place that can hold the name")]
    fn inherited(
        &self,
        number: usize,
        figure: &Figure,
        group: Group,
        lead: &Lead,
        sentence: &Range<usize>,
        same: Option<&Found>,
        ratio: Option<&str>,
        next: usize,
    ) -> Option<String> {
        let level = |found: &Found| found.name.split(", ").next().unwrap_or_default().to_owned();
        let of = |found: &Found| {
            if lead.growth.is_some() || ratio.is_some() || lead.is_share || lead.is_start {
                self.level_name(found).unwrap_or_else(|| level(found))
            } else {
                found.name.clone()
            }
        };
        if let Group::Bracket(open, _) = group {
            if figure.is_part {
                let near = self.mains(number).rfind(|found| found.figure.start < open).or(same);
                return near.map(|found| names::label(found.name.trim_start_matches("Tỷ lệ ")));
            }
            let near = self.mains(number).rfind(|found| {
                found.figure.start < open
                    && self.words.low(found.figure.range.end..open).matches([',', ';']).count() == 0
            });
            let timed = self.times.iter().any(|time| time.range.start > open && time.range.start < figure.start);
            if near.is_some()
                && (lead.is_plan
                    || timed
                    || lead.growth.is_some()
                    || lead.is_share
                    || ratio.is_some()
                    || figure.op != Op::Equal)
            {
                return same.map(of);
            }
            let inside =
                self.found.iter().rfind(|found| found.sentence == number && self.group(found.figure.start) == group);
            if let Some(inside) = inside.filter(|_| timed || lead.growth.is_some()) {
                return Some(of(inside));
            }
            if lead.is_plan || timed {
                let from = self
                    .mains(number)
                    .map(|found| found.figure.range.end)
                    .filter(|end| *end < open)
                    .max()
                    .unwrap_or(sentence.start);
                let outer = names::lead(self.words, from..open, self.times, self.brackets);
                return Some(outer.name).filter(|name| !name.is_empty()).or_else(|| same.map(of));
            }
            return self.named_after(figure, next);
        }
        if lead.growth.is_some() || ratio.is_some() || lead.is_share || lead.is_start {
            let level = self.mains(number).rfind(|found| found.growth.is_none());
            return level
                .or(self.mains(number).next_back())
                .map(|found| self.level_name(found).unwrap_or_else(|| found.name.clone()))
                .or_else(|| self.context.name.clone());
        }
        let after = self.named_after(figure, next).filter(|_| !lead.is_plan);
        let noun = figure.unit.as_ref().map(|unit| unit.noun.as_str()).unwrap_or_default();
        // A bare noun ("25 chủ thể") is what the context speaks of only when it has the noun.
        let spoken = |name: &String| {
            super::words::lower(name) == noun
                && self.context.name.as_ref().is_some_and(|name| has(&super::words::lower(name), &[noun]))
        };
        if let Some(name) = after.filter(|name| !spoken(name)) {
            return Some(name);
        }
        let kin = same.filter(|found| found.figure.sort() == figure.sort());
        // "tổng thu tăng 10%, đến năm 2030 đạt 21.000 tỷ đồng": the level of what moved.
        let moved = self.mains(number).next_back().and_then(|found| self.level_name(found));
        // "giải quyết 340 vụ, đạt 85%": how much of it.
        let counted = self.mains(number).next_back().filter(|found| found.figure.sort() == Some(Sort::Count));
        let verb = self.words.low(0..figure.range.start).trim_end();
        if figure.sort() == Some(Sort::Share)
            && ends(verb, "đạt")
            && let Some(counted) = counted
        {
            return Some(format!("{}, tỷ lệ", counted.name));
        }
        // "giảm bình quân 0,8%/năm, đến năm 2030 còn dưới 1%".
        let reached = self.words.low(0..figure.range.start).trim_end();
        let is_level = ["còn", "xuống còn", "xuống", "lên"].iter().any(|word| ends(reached, word));
        let name_of = |found: &Found| if is_level { found.level().to_owned() } else { found.name.clone() };
        kin.map(name_of).or(moved).or_else(|| self.context.name.clone())
    }

    /// The name of the thing that a movement or a ratio speaks of.
    fn level_name(&self, found: &Found) -> Option<String> {
        let growth = found.growth.as_deref()?;
        let at = found.name.rfind(&format!(", {growth}"))?;
        Some(found.name[..at].to_owned())
    }

    /// "80 xã đạt chuẩn": what is counted stands after the figure.
    fn named_after(&self, figure: &Figure, next: usize) -> Option<String> {
        let unit = figure.unit.as_ref()?;
        let time = self.times.iter().map(|time| time.range.start).find(|start| *start >= figure.range.end);
        let after = names::after(self.words, figure.range.end, time.map_or(next, |start| start.min(next)));
        match unit.sort {
            Sort::Share if starts(&super::words::lower(&after), "trên") => None,
            Sort::Share => {
                let low = super::words::lower(&after);
                let thing = ["tổng số ", "số ", "các ", "của "]
                    .iter()
                    .find_map(|word| low.starts_with(word).then(|| after[word.len()..].to_owned()))
                    .unwrap_or(after);
                (crate::text::word_count(&thing) >= 2).then(|| names::label(&format!("Tỷ lệ {}", names::small(&thing))))
            }
            Sort::Count if !unit.noun.is_empty() => {
                // As printed: "sản phẩm OCOP".
                let printed = unit.text.get(unit.text.len().saturating_sub(unit.noun.len())..).unwrap_or(&unit.noun);
                let noun = if super::words::lower(printed) == unit.noun { printed } else { &unit.noun };
                Some(names::label(format!("{noun} {after}").trim()))
            }
            Sort::Measure
                if is_area(unit) && crate::text::word_count(&after) >= 1 && !after.starts_with(['/', '%']) =>
            {
                let named = starts(&super::words::lower(&after), "diện tích");
                Some(names::label(&if named { after } else { format!("Diện tích {}", names::small(&after)) }))
            }
            Sort::Measure if crate::text::word_count(&after) >= 1 && !after.starts_with(['/', '%']) => {
                Some(names::label(&after))
            }
            _ => None,
        }
    }

    /// A name that the lead has, made whole: with the noun that its verb counts, or with the name that it is a part of.
    fn completed(
        &mut self,
        number: usize,
        figure: &Figure,
        group: Group,
        base: String,
        lead: &Lead,
        next: usize,
    ) -> String {
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
        let sibling = siblings.map(|found| found.name.clone());
        let whole = self
            .whole
            .clone()
            .or_else(|| sibling.clone())
            .or_else(|| self.context.name.clone().filter(|_| names::is_part_name(&base)));
        let is_part = names::is_part_name(&base)
            || lead.is_part && figure.sort() == Some(Sort::Share) && crate::text::word_count(&base) <= 4;
        match (sibling.or_else(|| whole.clone()), whole) {
            (Some(sibling), Some(whole))
                if is_part && matches!(figure.sort(), Some(Sort::Share | Sort::Measure | Sort::Money)) =>
            {
                let (name, prefix) = names::combined(&sibling, &whole, &base);
                self.prefix = Some(prefix);
                name
            }
            _ => base,
        }
    }

    /// The name of a count: the noun with the verb before it and the words after it.
    fn counted(&self, figure: &Figure, base: &str, lead: &Lead, next: usize) -> Option<String> {
        let before = self.words.low(0..figure.range.start).trim_end();
        if lead.growth.is_some() {
            return None;
        }
        // "tổng số cơ sở y tế … có 04 bệnh viện hạng II": the noun is another.
        let noun = figure.unit.as_ref().map(|unit| unit.noun.as_str()).unwrap_or_default();
        let other = ["có", "gồm", "gồm có"].iter().any(|verb| ends(before, verb))
            && figure.sort() == Some(Sort::Count)
            && !has(&super::words::lower(base), &[noun]);
        let thing = self.named_after(figure, next);
        if names::is_head(base) && !names::is_action(base) {
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
        if only_noun && (is_count || crate::text::word_count(&thing) > 2) {
            return Some(thing);
        }
        if names::is_action(base) || is_count && crate::text::word_count(base) <= 12 {
            return Some(names::label(&format!("{base} {}", names::small(bare))));
        }
        is_count.then_some(thing)
    }

    /// The unit to show; none when a bare number is no figure of an indicator.
    fn unit(&self, number: usize, figure: &Figure, name: &str, ratio: Option<&str>, lead: &Lead) -> Option<String> {
        if let Some(unit) = &figure.unit {
            return Some(match ratio {
                Some(of) if lead.growth.as_deref() != Some("vượt") => format!("{} {of}", unit.text),
                _ => unit.text.clone(),
            });
        }
        let after = self.words.after(figure.range.end).trim_start();
        let closed = after.is_empty()
            || after.starts_with([',', ';', '.', ')', '('])
            || ["vào", "năm", "so", "vượt", "và"].iter().any(|word| starts(after, word));
        let lead = self.words.low(figure.range.start.saturating_sub(40)..figure.range.start);
        let lead = if lead.is_empty() { self.words.low(0..figure.range.start) } else { lead };
        let stated = ["là", "đạt", "lên", "từ", "kế hoạch", "còn", ":", "xuống", "được"]
            .iter()
            .any(|verb| ends(lead.trim_end(), verb))
            || lead.trim_end().ends_with(':');
        if !closed || !(stated || figure.range.start < figure.start) {
            return None;
        }
        let low = super::words::lower(name);
        if let Some(rest) = find(&low, "số").map(|at| low[at + "số".len()..].trim_start()) {
            let unit: Option<Unit> = super::units::unit(rest, rest);
            if let Some(unit) = unit.filter(|unit| unit.sort == Sort::Count) {
                return Some(unit.noun);
            }
        }
        if let Some(at) = low.find("/vạn dân").or_else(|| low.find("/10.000 dân")) {
            let noun = low[..at].trim_start_matches("số ").trim_start_matches("tỷ lệ ").to_owned();
            return Some(format!("{noun}/vạn dân"));
        }
        let kin = self.found.iter().rfind(|found| found.sentence == number && found.name == name);
        match kin {
            Some(found) => Some(found.unit.clone()),
            None => has(&low, &["chỉ số", "chi số", "hệ số"]).then(String::new),
        }
    }

    /// The time of a figure.
    fn period(
        &self,
        figure: &Figure,
        group: Group,
        from: usize,
        lead: &Lead,
        growth: Option<&str>,
        same: Option<&Found>,
    ) -> Option<Period> {
        let direct = |time: &&Mention| !time.is_reference;
        let after = self.times.iter().filter(direct).find(|time| {
            let between = self.words.low(figure.range.end..time.range.start.max(figure.range.end));
            // "18,4% (năm 2012)", too.
            let bracketed = between.trim() == "(" && self.words.after(time.range.end).trim_start().starts_with(')');
            time.range.start >= figure.range.end
                && (between.trim().is_empty() || bracketed)
                && !matches!(time.period, Period::Yearly)
        });
        if let Some(time) = after {
            return Some(time.period.clone());
        }
        let own = self.times.iter().rev().filter(direct).find(|time| {
            time.range.start >= from
                && time.range.end <= figure.start + 1
                && (self.group(time.range.start) == group
                    || group == Group::Main
                        && self.group(time.range.start) != Group::Main
                        && self.words.low(time.range.end..figure.start).trim().len() < 12
                        && matches!(time.period, Period::Span(..))
                        && self.bracket_is_time(time))
        });
        if let Some(time) = own {
            return Some(time.period.clone());
        }
        // "đến năm 2030 …; đến nay, có 4 làng nghề": what was said before is over.
        let said = self.words.low(self.floor..figure.start);
        // But "từ năm 2021 đến nay" is a time itself.
        let is_time = |at: &usize| {
            let ends = self.times.iter().map(|time| time.range.end - time.range.end.min(self.floor));
            ends.filter(|end| end <= at).any(|end| said[end..*at].trim().is_empty())
        };
        let now = ["đến nay", "hiện nay", "hiện có", "đến thời điểm"].iter().filter_map(|word| said.rfind(word));
        let now = now.filter(|at| !is_time(at)).max();
        let floor = self.floor + now.unwrap_or(0);
        let earlier = |time: &&Mention| {
            time.range.start >= floor && time.range.end <= figure.start && self.group(time.range.start) == Group::Main
        };
        let is_average = growth.is_some_and(|how| how.contains("bình quân"))
            || figure.unit.as_ref().is_some_and(|unit| unit.text.ends_with("%/năm"));
        if let Group::Bracket(open, _) = group {
            let inside = self.times.iter().rev().filter(direct).find(|time| {
                time.range.start > open && time.range.end <= figure.start && !matches!(time.period, Period::Yearly)
            });
            if let Some(time) = inside.filter(|_| !lead.is_plan && figure.row.is_empty()) {
                return Some(time.period.clone());
            }
            return same
                .and_then(|found| found.period.clone())
                .or_else(|| self.times.iter().rev().filter(direct).find(earlier).map(|time| time.period.clone()))
                .or_else(|| self.settled());
        }
        if lead.is_equivalent {
            return same.and_then(|found| found.period.clone());
        }
        let span = |period: &Period| matches!(period, Period::Span(..) | Period::Term | Period::Yearly);
        if is_average {
            let stated = self
                .times
                .iter()
                .rev()
                .filter(direct)
                .filter(earlier)
                .find(|time| span(&time.period))
                .map(|time| time.period.clone());
            let around =
                self.carried.clone().filter(|period| span(period)).or_else(|| self.context.period.clone().filter(span));
            if let Some(period) = stated.or(around) {
                return Some(period);
            }
        }
        let once = |time: &&Mention| !matches!(time.period, Period::Yearly);
        let stated = self.times.iter().rev().filter(direct).filter(once).find(earlier).map(|time| time.period.clone());
        stated.or_else(|| self.settled())
    }

    /// "5 năm (2026 - 2030)": the bracket holds the time and nothing else.
    fn bracket_is_time(&self, time: &Mention) -> bool {
        self.brackets.iter().any(|bracket| {
            bracket.start >= time.range.start && bracket.end <= time.range.end + 1
                || bracket.contains(&time.range.start) && bracket.len() <= time.range.len() + 4
        })
    }

    /// The time with which the text began, or the section's.
    fn settled(&self) -> Option<Period> {
        self.carried.clone().or_else(|| self.context.period.clone())
    }

    fn kind(
        &self,
        figure: &Figure,
        group: Group,
        lead: &Lead,
        period: Option<&Period>,
        same: Option<&Found>,
        ratio: Option<&str>,
    ) -> IndicatorKind {
        let span = self.context.span();
        let end = period.and_then(|period| period.end(span));
        let bracketed = group != Group::Main;
        if lead.is_plan && ratio.is_none() && (bracketed || same.is_some()) {
            return IndicatorKind::Plan;
        }
        if lead.is_equivalent {
            return same.map_or(self.context.kind, |found| found.kind);
        }
        if rises(self.words, figure) && lead.growth.is_some() | ends(self.words.low(0..figure.start).trim_end(), "từ")
        {
            return IndicatorKind::Baseline;
        }
        let before = same.and_then(|found| found.period.as_ref()).and_then(|period| period.end(span));
        if bracketed
            && lead.name.is_empty()
            && lead.growth.is_none()
            && ratio.is_none()
            && end.zip(before).is_some_and(|(own, other)| own < other)
        {
            return IndicatorKind::Baseline;
        }
        // A report written before its term is over still reports on the term.
        let within = span.is_some_and(|(_, to)| end.is_some_and(|end| end <= to));
        let future = !within && end.zip(self.context.year).is_some_and(|(end, year)| end > year);
        let past = end.zip(self.context.year).is_some_and(|(end, year)| end <= year);
        match self.context.kind {
            IndicatorKind::Target if past && !lead.is_aim => IndicatorKind::Actual,
            IndicatorKind::Actual if lead.is_aim || future => IndicatorKind::Target,
            kind => kind,
        }
    }

    /// The words from the verb before the figure to its end.
    fn quote(&self, from: usize, figure: &Figure) -> Range<usize> {
        let low = self.words.low(from..figure.range.start);
        let text = low.trim_end();
        let verbs = [
            "ước đạt",
            "ước thực hiện",
            "dự kiến đạt",
            "đạt được",
            "đạt",
            "là",
            "chiếm",
            "còn",
            "có",
            "tăng bình quân",
            "tăng",
            "giảm",
            "gấp",
            "vượt",
            "lên",
            "xuống còn",
            "tương đương",
            "kế hoạch",
            "được",
            "thực hiện",
        ];
        let verb = verbs.iter().find(|verb| ends(text, verb));
        let start = verb.map_or(figure.range.start, |verb| from + text.len() - verb.len());
        start..figure.range.end
    }

    /// "(kế hoạch là 22% - 29,84% - 38,75%)": one number for each of the figures before.
    fn row(&mut self, number: usize, figure: &Figure, group: Group, from: usize) {
        let Group::Bracket(open, _) = group else { return };
        let unit = figure.unit.as_ref().map(|unit| unit.text.clone()).unwrap_or_default();
        let mains: Vec<Found> = self
            .mains(number)
            .filter(|found| found.figure.start < open && found.unit == unit && found.growth.is_none())
            .cloned()
            .collect();
        let Some(first) = mains.len().checked_sub(figure.row.len()) else { return };
        let quote = self.quote(from, figure);
        for (main, value) in mains[first..].iter().zip(&figure.row) {
            let single = Figure { low: *value, high: *value, row: Vec::new(), ..figure.clone() };
            self.found.push(Found { figure: single, kind: IndicatorKind::Plan, quote: quote.clone(), ..main.clone() });
        }
    }
}
