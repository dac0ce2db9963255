//! What a head that names nothing by itself belongs to, looked for outwards: its clause, the figure before, the words with which its
//! text or sentence begins, the count before, what the sentence before spoke of.

use std::ops::Range;

use super::super::figure::Figure;
use super::super::names::{self, Offer};
use super::super::units::Sort;
use super::super::vocabulary::VI;
use super::super::words::{Words, find, has, lower, starts};
use super::Reader;
use super::found::{Found, Group};
use super::spot::Spot;

impl Reader<'_> {
    /// "12 dự án với tổng vốn 300 tỷ đồng": the head alone says too little, so what it belongs to stands before it.
    pub(super) fn owned(&self, number: usize, figure: &Figure, group: Group, from: usize, offer: Offer) -> Offer {
        if !names::is_bare(&offer.name)
            && let Some(offer) = self.headed_within(number, figure, group, &offer)
        {
            return offer;
        }
        let base = self.of_each(figure, &names::small(&offer.name));
        if !names::is_bare(&offer.name) {
            let owner = self.spoken.as_ref().filter(|_| is_number_alone(&base));
            return match owner {
                Some(owner) => Offer { name: format!("{owner}, {base}"), owner: Some(owner.clone()), ..offer },
                None => offer,
            };
        }
        let from = self.last_of(number, group).map_or(from, |last| last.figure.range.end.min(from));
        let between = names::unbracketed(self.words, from..figure.range.start, self.brackets);
        // Behind a semicolon the head alone goes on; a longer clause speaks of something else.
        let goes_on = between
            .rsplit_once(';')
            .is_none_or(|(_, own)| crate::text::word_count(own) <= crate::text::word_count(&base) + 5);
        let near = goes_on && crate::text::word_count(&between) <= 16;
        let owner = self
            .owner_in_lead(from, figure, group)
            .or_else(|| self.owner_before(number, group).filter(|_| near))
            .or_else(|| self.subject(figure))
            .or_else(|| self.topic.clone())
            .or_else(|| self.counted_before(number, figure, &base))
            .or_else(|| self.branch(figure));
        match owner {
            Some(owner) => Offer { name: format!("{owner}, {base}"), owner: Some(owner), ..offer },
            None => offer,
        }
    }

    /// "mỗi chiếc trị giá 40 triệu đồng": a head with the words that stand before it.
    fn of_each(&self, figure: &Figure, base: &str) -> String {
        let before = self.words.low(self.floor..figure.range.start).trim_end();
        let each = before.strip_suffix(base).and_then(|rest| {
            let at = VI.each.iter().filter_map(|word| rest.rfind(word)).max()?;
            Some(rest[at..].trim()).filter(|words| crate::text::word_count(words) <= 3)
        });
        each.map_or_else(|| base.to_owned(), |each| format!("{base} {each}"))
    }

    /// "cơ cấu lại ngành chăn nuôi theo hướng an toàn, giá trị sản xuất …": the branch that the sentence speaks of.
    fn branch(&self, figure: &Figure) -> Option<String> {
        let before = self.words.low(self.floor..figure.range.start);
        let (word, at) =
            VI.branches.iter().filter_map(|word| find(before, word).map(|at| (word, at))).min_by_key(|(_, at)| *at)?;
        let rest = before[at + word.len()..].split([',', ';', ':', '(']).next().unwrap_or_default();
        let name: Vec<&str> = rest.split_whitespace().take(2).collect();
        let plain = |word: &&str| word.chars().all(char::is_alphabetic);
        (name.len() == 2 && name.iter().all(plain)).then(|| names::capitalised(&name.join(" ")))
    }

    /// "Dự án A, quy mô 5 ha, với 300 căn nhà": what "với" joins has the owner of the figure before.
    pub(super) fn joined_to_its_owner(
        &self,
        number: usize,
        figure: &Figure,
        group: Group,
        name: &str,
    ) -> Option<String> {
        let last = self.last_of(number, group).filter(|last| last.figure.start < figure.start)?;
        let owner = last.owner.as_ref().filter(|owner| owner.starts_with(char::is_uppercase))?;
        let between = self.words.low(last.figure.range.end..figure.range.start).trim_start_matches([',', ' ']);
        let joins = starts(between, VI.with) || starts(between, VI.and_between.trim()) && names::is_bare(name);
        let joined = joins && !between.contains([';', ',']) && last.figure.sort() != Some(Sort::Count);
        let noun = figure.counted();
        let name = match noun {
            Some(noun) if VI.sums.contains(&lower(name).as_str()) => format!("{name} {noun}"),
            _ => name.to_owned(),
        };
        (joined && !name.starts_with(owner.as_str())).then(|| format!("{owner}, {}", names::small(&name)))
    }

    /// "Đối với trạm bơm xã: … còn 40 trạm": the noun alone is what the text speaks of.
    pub(super) fn of_the_topic(&self, figure: &Figure, name: &str) -> Option<String> {
        let noun = figure.counted()?;
        let topic = self.topic.as_ref().filter(|_| lower(name) == noun)?;
        (starts(&lower(topic), noun) && topic.len() > noun.len()).then(|| topic.clone())
    }

    /// "3 lò nung vôi công suất nung 90 tấn": the words behind a count end with a head, which is the count's.
    fn headed_within(&self, number: usize, figure: &Figure, group: Group, offer: &Offer) -> Option<Offer> {
        let last = self.last_of(number, group).filter(|last| last.figure.sort() == Some(Sort::Count))?;
        let between = self.words.low(last.figure.range.end..figure.range.start);
        let name = &offer.name;
        let head = name.match_indices(' ').map(|(at, _)| at + 1).find(|at| names::is_bare(&name[*at..]))?;
        let direct = !between.contains([',', ';', ':', '(']) && figure.sort() != Some(Sort::Count);
        let owner = last.level().strip_suffix(&name[head..]).unwrap_or(last.level()).trim_end().to_owned();
        direct.then(|| Offer { name: format!("{owner}, {}", &name[head..]), owner: Some(owner), ..offer.clone() })
    }

    /// "10 chiếc ghe cho hộ chài, hộ lưới, trị giá 2 tỷ đồng": the last count, where the clause is the head alone.
    fn counted_before(&self, number: usize, figure: &Figure, base: &str) -> Option<String> {
        let before = self.words.low(self.floor..figure.range.start);
        let clause = names::trimmed(&Words::new(before.rsplit([',', ';']).next().unwrap_or_default()));
        let count = self.mains(number).rfind(|found| found.figure.sort() == Some(Sort::Count));
        count.filter(|_| lower(&clause) == lower(base)).map(|found| found.level().to_owned())
    }

    /// "Các bến đò được sửa kịp mùa lũ, … với tổng kinh phí 50 tỷ đồng": what the sentence says something of.
    pub(super) fn subject(&self, figure: &Figure) -> Option<String> {
        let before = self.words.low(self.floor..figure.range.start);
        let signs = before.match_indices(';').map(|(at, _)| self.floor + at + 1);
        let from = signs.into_iter().rfind(|at| self.group(*at) == Group::Main).unwrap_or(self.floor);
        self.subject_within(from..figure.range.start)
    }

    /// "trụ cột nuôi tôm giữ vững nhịp độ, tăng trưởng bình quân 4%/năm": what grows, in the clauses before; or the growth that was told
    /// before for one year.
    pub(super) fn of_what_grows(&self, spot: &Spot<'_>, measure: &str) -> Option<String> {
        let head = VI.growth_heads.iter().find(|head| starts(&lower(measure), head))?;
        let told = self.found.iter().rev().map(Found::level).find(|name| {
            starts(&lower(name), head) && !name.contains(',') && name.len() > measure.len().min(head.len())
        });
        let average = lower(measure).get(head.len()..).map(str::trim).unwrap_or_default().to_owned();
        if let Some(told) = told.filter(|told| !average.is_empty() && !lower(told).ends_with(&average)) {
            return Some(format!("{told} {average}"));
        }
        let text = names::timeless(self.words, self.floor..spot.figure.range.start, self.times);
        let clauses: Vec<Range<usize>> = clauses(&text.low);
        let (at, verb) = clauses.iter().enumerate().rev().skip(1).find_map(|(at, clause)| {
            let verb = VI.developing.iter().filter_map(|verb| text.low(clause.clone()).find(verb)).min()?;
            Some((at, clause.start + verb))
        })?;
        let owner = names::trimmed(&text.part(clauses[at].start..verb));
        let fits = (1..=8).contains(&crate::text::word_count(&owner)) && !owner.contains(|c: char| c.is_ascii_digit());
        fits.then(|| format!("{}, {}", names::capitalised(&owner), names::small(measure)))
    }

    /// "Ban tổ chức hội đò đã họp 3 phiên, xử phạt 40 chủ đò": the body of the clauses before that a verb without a subject belongs to.
    pub(super) fn acted(&self, figure: &Figure, name: &str) -> Option<String> {
        let begins = |low: &str| VI.acting.iter().filter(|body| starts(low, body)).map(|body| body.len()).max();
        let done = VI.done_before[1];
        if begins(&lower(name)).is_some() {
            let (body, act) = name.split_once(&format!(" {done} "))?;
            return names::opens_with_action(act).then(|| format!("{body} {act}"));
        }
        let text = names::timeless(self.words, self.floor..figure.range.start, self.times);
        let clauses = clauses(&text.low);
        let acts = names::opens_with_action(name)
            && !names::counts(name)
            && figure.sort() == Some(Sort::Count)
            && !text.low.contains(':');
        let (body, from) = clauses.iter().rev().skip(1).filter(|_| acts).find_map(|clause| {
            let words = names::trimmed(&text.part(clause.clone()));
            begins(&lower(&words)).map(|from| (words, from))
        })?;
        let low = lower(&body);
        // "các tổ chức": a noun that looks like a verb.
        let is_verb = |at: &usize| VI.before_things.iter().all(|word| !low[..*at].ends_with(word));
        let verbs = VI.actions.iter().filter(|verb| verb.contains(' ')).chain([&done]);
        let to = verbs.filter_map(|verb| find(&low[from..], verb)).map(|at| at + from).filter(is_verb).min()?;
        let fits = crate::text::word_count(&body[..to]) <= 14 && !body[..to].contains(|c: char| c.is_ascii_digit());
        fits.then(|| format!("{} {}", names::capitalised(body[..to].trim_end()), names::small(name)))
    }

    /// What the first clause of some words says something of.
    pub(super) fn subject_within(&self, range: Range<usize>) -> Option<String> {
        let timeless = names::timeless(self.words, range, self.times);
        let text = timeless.low.as_str();
        let clause = &text[..text.find([',', ';', ':', '(']).unwrap_or(text.len())];
        let verb = VI.saying_of.iter().filter_map(|verb| clause.find(verb)).min()?;
        let subject = names::trimmed(&timeless.part(0..verb));
        let fits =
            (2..=16).contains(&crate::text::word_count(&subject)) && !subject.contains(|c: char| c.is_ascii_digit());
        fits.then(|| names::capitalised(&subject))
    }

    /// "- Lĩnh vực thủy sản: …": what a text that begins so speaks of.
    pub(super) fn topic(words: &Words) -> Option<String> {
        let head = words.raw.find(':').or_else(|| names::lost_colon(&words.raw))?;
        let part = words.part(0..head);
        let name = names::trimmed(&part);
        let low = lower(&name);
        let opened = VI.topic_openers.iter().find(|word| starts(&low, word)).map_or(0, |word| word.len());
        let name = name[opened..].trim_start();
        let short = (1..=8).contains(&crate::text::word_count(name)) && !name.contains(|c: char| c.is_ascii_digit());
        (short && !names::is_bare(name)).then(|| names::capitalised(name))
    }

    /// "Nhà máy nước Bến Lau, công suất 12 MW": the owner is the name that stands before the head.
    fn owner_in_lead(&self, from: usize, figure: &Figure, group: Group) -> Option<String> {
        let text = self.words.raw(from..figure.range.start);
        if let Some(owner) = self.owner_with(from, figure, group) {
            return Some(owner);
        }
        let mut end = text.rfind(',').filter(|at| self.group(from + at) == group)?;
        // Times and the words that say where stand between a name and its head.
        for _ in 0..3 {
            let signs = text[..end].rfind([',', ';', ':', '(']).map(|at| at + 1);
            let and = text[..end].rfind(VI.and_between).map(|at| at + VI.and_between.len());
            let clause = signs.max(and).unwrap_or(0);
            let words = names::timeless(self.words, from + clause..from + end, self.times);
            let owner = names::trimmed(&words);
            let says_where = VI.openers.iter().any(|word| word.contains(' ') && starts(words.low.trim_start(), word));
            if (owner.is_empty() || says_where) && text[..clause].ends_with(',') {
                end = clause - 1;
                continue;
            }
            // "Phát huy Chương trình …, giải ngân 90 tỷ đồng".
            let title = VI.programmes.iter().filter_map(|title| words.raw.find(title)).min();
            if let Some(title) = title.map(|at| names::trimmed(&words.part(at..words.raw.len()))) {
                return Some(title).filter(|title| crate::text::word_count(title) <= 22);
            }
            let is_name = owner.starts_with(char::is_uppercase) && (2..=18).contains(&crate::text::word_count(&owner));
            // "tại quận A, huyện B, C, với quy mô": one of a list of places owns nothing.
            let is_place = VI.locating.iter().any(|word| has(&lower(&text[..clause]), &[word]));
            return (is_name && !is_place && !has(&lower(&owner), VI.saying)).then_some(owner);
        }
        None
    }

    /// "khởi công khu hậu cần với diện tích 65 ha".
    fn owner_with(&self, from: usize, figure: &Figure, group: Group) -> Option<String> {
        let timeless = names::timeless(self.words, from..figure.range.start, self.times);
        let text = timeless.low.as_str();
        let with = text.rfind(&format!(" {} ", VI.with)).filter(|at| self.group(from + at) == group)?;
        // Without a sign between, the words are those of the count before, which is the owner itself.
        let after_count = self.found.last().is_some_and(|last| last.figure.range.end == from);
        let clause = match text[..with].rfind([',', ';', ':', '(', ')']) {
            Some(at) => at + 1,
            None if after_count => return None,
            None => 0,
        };
        let owner = names::trimmed(&timeless.part(clause..with));
        let direct = !text[with..].contains([',', ';', ':', '(', ')']);
        // "tham gia Đề án trồng 5 triệu ha rừng với diện tích 900 ha": a title may hold a number.
        let title = VI.programmes.iter().filter_map(|title| owner.find(title)).min().filter(|_| direct);
        if let Some(title) = title.map(|at| &owner[at..]).filter(|title| crate::text::word_count(title) <= 24) {
            return Some(title.to_owned());
        }
        let fits = direct
            && (3..=18).contains(&crate::text::word_count(&owner))
            && !owner.contains(|c: char| c.is_ascii_digit());
        fits.then(|| names::capitalised(&owner))
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
            // "kinh phí 400 triệu đồng (vốn địa phương 90 triệu đồng)".
            Some(Sort::Money) if group != Group::Main && self.group(last.figure.start) == Group::Main => {
                Some(last.level().to_owned())
            }
            Some(Sort::Measure) => {
                let head = VI.area_heads.iter().filter(|head| low.starts_with(**head)).max_by_key(|head| head.len());
                // "lúa xuân 6.240 ha, năng suất 68 tạ/ha": the area needs no head.
                // "cây chè, diện tích 900 ha": the same owner.
                if let Some((owner, _)) = names::last_part(&last.name).filter(|(_, part)| names::is_head(part)) {
                    return Some(owner.to_owned());
                }
                let bare = head.is_none() && !names::is_head(&last.name);
                if bare && last.verb.is_none() {
                    return Some(last.name.clone()).filter(|name| {
                        crate::text::word_count(name) <= 12 && !name.starts_with(|c: char| c.is_ascii_digit())
                    });
                }
                Some(names::capitalised(last.name.get(head?.len()..)?))
            }
            Some(Sort::Share) => {
                let thing = last.name.strip_suffix(VI.share_tail);
                let thing = thing.or_else(|| last.name.strip_prefix(VI.share_of)?.strip_prefix(' '))?;
                Some(names::capitalised(thing))
            }
            _ => None,
        }
    }
}

/// "số vụ", "số người chết": a number of what the sentence before spoke of.
fn is_number_alone(low: &str) -> bool {
    let rest = low.strip_prefix(VI.number_of).and_then(|rest| rest.strip_prefix(' '));
    rest.is_some_and(|rest| crate::text::word_count(rest) <= 3 && VI.numbered.iter().any(|noun| starts(rest, noun)))
}

/// The clauses of a text, parted by commas and semicolons.
fn clauses(low: &str) -> Vec<Range<usize>> {
    let ends = low.match_indices([',', ';']).map(|(at, _)| at).chain([low.len()]);
    let mut from = 0;
    ends.map(|at| std::mem::replace(&mut from, at + 1)..at).collect()
}
