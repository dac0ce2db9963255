//! One text, sentence by sentence: its figures with their names, periods and kinds.
//!
//! In: a plain text and what is known around it. Out: [`Found`] figures. What always holds: a figure without a name is not
//! found; a name, period or kind that a figure does not state itself comes from the nearest place that does.

use std::ops::Range;

mod behind;
mod brackets;
mod found;
mod inherit;
mod kin;
mod kinds;
mod naming;
mod owners;
mod sentences;
mod spot;
mod times;
mod wholes;
mod words_before;

use found::Group;
pub use found::{Because, Found};
use spot::Spot;
use words_before::brackets;

use super::bounds::rises;
use super::exclusions::Why;
use super::figure::Figure;
use super::names;
use super::numbers;
use super::periods::{Mention, Period, mentions};
use super::units::Sort;
use super::vocabulary::VI;
use super::words::{Words, behind_any, ends_with_any, has, starts_with_any};
use crate::model::indicator::{IndicatorKind, Op};

/// What is known around a text.
#[derive(Debug, Clone, Default)]
pub struct Context {
    /// What figures are when nothing says otherwise.
    pub kind: IndicatorKind,
    /// The years that the section speaks of.
    pub period: Option<Period>,
    /// The one year, of the years that the section speaks of, for which its heading sets levels: "chỉ tiêu đến năm 2030".
    pub level: Option<Period>,
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

/// What a text says.
#[derive(Debug, Default)]
pub struct Reading {
    /// Its figures.
    pub found: Vec<Found>,
    /// Its other numbers, and why they are none.
    pub others: Vec<(Range<usize>, Why)>,
    /// What it announces for the lines after it.
    pub announced: Option<Announced>,
}

/// Reads a text.
#[must_use]
pub fn read(words: &Words, context: &Context) -> Reading {
    let numbers::Numbers { figures, others } = numbers::read(words);
    let times = mentions(&words.low);
    let brackets = brackets(&words.low);
    let mut reader = Reader {
        words,
        context,
        times: &times,
        brackets: &brackets,
        all: &figures,
        found: Vec::new(),
        others,
        whole: None,
        prefix: None,
        carried: None,
        floor: 0,
        topic: Reader::topic(words),
        spoken: None,
    };
    for (number, sentence) in sentences::sentences(&words.raw, &brackets).into_iter().enumerate() {
        reader.sentence(number, sentence);
    }
    let announced = announced(words, &times, &brackets);
    Reading { found: reader.found, others: reader.others, announced }
}

/// "Đến năm 2030, cơ cấu kinh tế dự kiến:" announces a name.
fn announced(words: &Words, times: &[Mention], brackets: &[Range<usize>]) -> Option<Announced> {
    let text = words.low.trim_end();
    let body = text.strip_suffix(':')?;
    let from = body.rfind(['.', ';']).map_or(0, |at| at + 1);
    let lead = names::lead(words, from..body.len(), times, brackets);
    let time = times.iter().rfind(|time| time.range.start >= from && !time.is_reference);
    let name = names::is_head(&lead.name).then_some(lead.name);
    let is_aim = announces_aims(body);
    let period = time.map(|time| time.period.clone());
    (name.is_some() || period.is_some() || is_aim).then_some(Announced { name, period, is_aim })
}

/// What a text that ends with a colon says of the lines after it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Announced {
    /// What they measure.
    pub name: Option<String>,
    /// Their time.
    pub period: Option<Period>,
    /// Whether they are aims.
    pub is_aim: bool,
}

/// "…, với mục tiêu cụ thể": whether the words before a colon announce aims, and not that they were met.
fn announces_aims(low: &str) -> bool {
    let clause = words_before::last_clause(low);
    has(clause, VI.announcing) && !has(clause, VI.met)
}

struct Reader<'a> {
    words: &'a Words,
    context: &'a Context,
    times: &'a [Mention],
    brackets: &'a [Range<usize>],
    all: &'a [Figure],
    found: Vec<Found>,
    /// Numbers that are no figures.
    others: Vec<(Range<usize>, Why)>,
    /// The name that parts belong to.
    whole: Option<String>,
    /// What the names of the parts before had in common.
    prefix: Option<String>,
    /// The time with which a sentence of this text began.
    carried: Option<Period>,
    /// Where the sentence begins.
    floor: usize,
    /// What the text says at its head that it speaks of.
    topic: Option<String>,
    /// What the last sentence without figures spoke of.
    spoken: Option<String>,
}

impl Reader<'_> {
    fn sentence(&mut self, number: usize, range: Range<usize>) {
        let low = self.words.low(range.clone());
        let first_word = low.trim_start().trim_start_matches(['-', '+', ' ']);
        self.whole = None;
        self.topic = Self::topic(&self.words.part(range.clone())).or(self.topic.take());
        self.prefix = None;
        self.floor = range.start;
        let head = low.len() - first_word.len() + range.start;
        let leading = self
            .times
            .iter()
            .find(|time| time.range.start >= range.start && time.range.start <= head + 12 && !time.is_reference);
        let here: Vec<usize> = (0..self.all.len()).filter(|at| range.contains(&self.all[*at].start)).collect();
        // Years and aims hold for the sentences after; "đến cuối năm 2024" within a text is of its sentence alone.
        let goes_on = |time: &&Mention| {
            number == 0 || self.context.kind == IndicatorKind::Target || !matches!(time.period, Period::Year(_))
        };
        if let Some(time) = leading.filter(goes_on) {
            self.carried = Some(time.period.clone());
        }
        if here.is_empty() {
            self.spoken = self.subject_within(range.clone());
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
        let last = before.max_by_key(|other| other.range.end);
        let is_count = last.is_some_and(|last| last.sort() == Some(Sort::Count));
        let last = last.map(|last| last.range.end);
        let mut from = last.unwrap_or(floor).max(floor);
        // "90 cơ sở, hộ kinh doanh, chiếm 56%": the second noun is counted, too.
        from += if is_count { names::joined(self.words.raw(from..figure.range.start)) } else { 0 };
        // What follows a figure up to the next comma still speaks of it.
        let tail = self.words.low(from..figure.range.start);
        let goes_on = tail
            .match_indices(VI.and_between)
            .find(|(at, and)| starts_with_any(&tail[at + and.len()..], VI.clause_verbs))
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
        let own = names::lead(self.words, from + colon..figure.range.start, self.times, self.brackets);
        let only_time = own.name.is_empty() && own.growth.is_none() && !own.is_share;
        // "Về doanh nghiệp: toàn tỉnh có thêm 900 đơn vị": the count names itself.
        let after = self.words.low(from + colon..figure.range.start).trim_end();
        if rest.is_empty() && ends_with_any(after, VI.having_verbs) {
            return (from + colon, None);
        }
        if rest.is_empty() || only_time {
            return (from + clause, None);
        }
        let header = names::lead(self.words, from + clause..from + colon - 1, self.times, self.brackets);
        // "ưu tiên ba lĩnh vực, chiếm tỷ lệ vốn đầu tư như: …".
        let name = behind_any(&header.name, VI.taking_shares).map_or_else(|| header.name.clone(), names::capitalised);
        (from + colon, Some(name).filter(|name| names::is_head(name)))
    }

    fn figure(&mut self, number: usize, sentence: &Range<usize>, at: usize, next: usize) {
        let figure = self.all[at].clone();
        let group = self.group(figure.start);
        let (from, header) = self.lead_start(sentence, &figure, group);
        let mut lead = names::lead(self.words, from..figure.range.start, self.times, self.brackets);
        // "giảm từ 9,4% … xuống còn 2,1%": where the way began is a level.
        if rises(self.words, &figure) {
            if lead.growth.as_deref().is_some_and(|how| how.contains(VI.average)) && !lead.name.is_empty() {
                lead.name = format!("{} {}", lead.name, VI.average);
            }
            lead.growth = None;
            lead.is_start = true;
        }
        // "(các khu vực lần lượt tăng 2%; 5%; 6%)": which is whose, only the reader can say.
        if let Group::Bracket(open, _) = group
            && has(self.words.low(open..figure.start), VI.respectively)
        {
            self.others.push((figure.range, Why::Row));
            return;
        }
        if header.is_some() {
            self.whole.clone_from(&header);
            self.prefix = header.map(|name| format!("{name}, "));
        }
        if let Group::Bracket(open, _) = group {
            if self.is_bracketed_elsewhere(number, sentence.start, (&figure, open), &mut lead) {
                self.others.push((figure.range, Why::ElsewhereInBracket));
                return;
            }
            if let Some(part) = self.part_of_a_count(number, &figure, open, &lead, next) {
                self.found.push(Found { quote: figure.range.clone(), ..part });
                return;
            }
        }
        if figure.row.len() > 2 {
            self.row(number, &figure, group, from);
            return;
        }
        if self.is_of_a_title(from, &figure) {
            self.others.push((figure.range, Why::Title));
            return;
        }
        let ratio = self.ratio(number, &figure, &lead);
        // "2 huyện đạt chuẩn nâng cao đạt 100% chỉ tiêu": the words between are those of the count.
        let counts = |last: &Found| last.figure.range.end == from && last.figure.sort() == Some(Sort::Count);
        let words = self.words.low(from..figure.range.start);
        if ratio.is_some() && self.last_of(number, group).is_some_and(counts) && !words.contains([',', ';', ':', '(']) {
            lead.name.clear();
        }
        let same = self.same(number, &figure, group, &lead).cloned();
        let (lead, ratio, same) = (&lead, ratio.as_ref(), same.as_ref());
        self.understand(&Spot { number, sentence, figure: &figure, group, lead, from, next, ratio, same });
    }

    /// "giảm tỷ lệ hộ nghèo xuống còn 0,5%": a level, however the clause began.
    pub(self) fn is_reached(&self, figure: &Figure) -> bool {
        let low = self.words.low(self.floor..figure.range.start).trim_end();
        ends_with_any(low, VI.left_over) && !ends_with_any(low, VI.still_left)
    }

    /// Takes a figure up when its name is found.
    fn understand(&mut self, spot: &Spot<'_>) {
        let figure = spot.figure;
        let offers = self.offers(spot);
        let Some(offer) = offers.first().cloned() else {
            return self.others.push((figure.range.clone(), Why::Nameless));
        };
        let Some(unit) = self.unit(spot, &offer.name) else {
            return self.others.push((figure.range.clone(), Why::Unitless));
        };
        if let Some(prefix) = offer.prefix {
            self.prefix = Some(prefix).filter(|prefix| !prefix.is_empty());
        }
        let (period, when) = self.period(spot, offer.growth.as_deref());
        let (kind, why) = self.kind(spot, period.as_ref());
        let found = Found {
            name: offer.name,
            unit,
            period,
            kind,
            growth: offer.growth,
            quote: self.quote(spot.from, figure),
            sentence: spot.number,
            figure: figure.clone(),
            verb: offer.verb,
            owner: offer.owner,
            because: Because { offers, period: when, kind: why },
        };
        let plan = figure.plan.map(|plan| Figure { low: plan, high: plan, op: Op::Equal, ..figure.clone() });
        let plan = plan.map(|figure| Found { figure, kind: IndicatorKind::Plan, ..found.clone() });
        self.found.push(found);
        self.found.extend(plan);
    }
}
