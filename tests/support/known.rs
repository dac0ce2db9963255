//! Reports of our own as trees, and what is done to them between two drafts: where every passage and heading went is known.
//!
//! Headings are numbered as they are printed, so that a section that comes, goes or moves renumbers those behind it.

use std::collections::BTreeMap;

use super::chance::Chance;

const WORDS: &str = "ruộng vườn chợ bến thuyền lúa ngô khoai sắn chè rừng suối cầu trường lớp trạm giếng mương kè đê xóm thôn bản làng thợ xưởng gạch ngói mộc \
    cá tôm cua vịt trâu bò lợn dê ngan ngỗng tằm ong mật mía dừa cam bưởi xoài mít nhãn chuối ổi mận gừng nghệ tỏi hành rau bầu bí mướp dưa cà \
    đậu lạc vừng muối gạo bột bún bánh rượu giấm mắm dầu đèn loa báo sách vở bút bảng ghế bàn tủ giường chiếu màn nón áo giày túi gùi cối chày liềm \
    cuốc xẻng cày bừa phà ghe xuồng lưới nơm trồng nuôi bán mua chở xây sửa giữ chia góp vay học dạy khám chữa đắp lợp dựng dời đo ghi đếm sông núi \
    đồi bãi cồn ngày đêm sớm muộn đầu cuối trên dưới trong ngoài mới cũ nhanh chậm xa gần cao thấp rộng hẹp";

/// What is done between two drafts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scenario {
    /// Some words and figures are others.
    Edits,
    /// Paragraphs stand elsewhere.
    Moves,
    /// A paragraph is two.
    Splits,
    /// Two paragraphs are one.
    Merges,
    /// A chapter and a section come in front of others.
    Renumbered,
    /// Sections stand in other chapters.
    OtherParent,
    /// The pages were read once more, with other faults.
    OcrRedone,
}

/// All of them.
pub const SCENARIOS: [Scenario; 7] = [
    Scenario::Edits,
    Scenario::Moves,
    Scenario::Splits,
    Scenario::Merges,
    Scenario::Renumbered,
    Scenario::OtherParent,
    Scenario::OcrRedone,
];

/// A paragraph; the numbers of those that it was, none when it is new.
#[derive(Debug, Clone)]
struct Paragraph {
    origins: Vec<usize>,
    text: String,
    notes: Vec<String>,
}

/// A section with its number among all headings.
#[derive(Debug, Clone)]
struct Section {
    origin: Option<usize>,
    title: String,
    paragraphs: Vec<Paragraph>,
    children: Vec<Section>,
}

/// Reports of one place.
#[derive(Debug, Clone)]
pub struct Draft {
    reports: Vec<Section>,
}

/// A draft as a source, with the lines of paragraphs and headings by their numbers.
pub struct Printed {
    pub text: String,
    pub paragraphs: BTreeMap<usize, Vec<usize>>,
    pub headings: BTreeMap<usize, usize>,
}

impl Draft {
    /// Two reports: the second says some of the first once more, with other figures.
    pub fn new(seed: u64) -> Self {
        let mut chance = Chance::new(seed);
        let mut count = 0;
        let mut section = |depth: usize, chance: &mut Chance| new_section(depth, &mut count, chance);
        let chapters: Vec<Section> = (0..3).map(|_| section(1, &mut chance)).collect();
        let mut again: Vec<Section> = (0..2).map(|_| section(1, &mut chance)).collect();
        for (chapter, other) in again.iter_mut().zip(&chapters) {
            for (own, from) in chapter.children.iter_mut().zip(&other.children) {
                own.paragraphs[0].text = from.paragraphs[0].text.replace("1.234", "1.324");
                own.paragraphs[1].text = from.paragraphs[1].text.replace("làm theo", "lại làm tiếp theo");
            }
        }
        let report =
            |title: &str, children| Section { origin: None, title: title.to_owned(), paragraphs: Vec::new(), children };
        Self {
            reports: vec![
                report("BÁO CÁO KẾT QUẢ NĂM CỦA XÃ BẾN LAU", chapters),
                report("BÁO CÁO TỔNG HỢP SỐ LIỆU CỦA XÃ BẾN LAU", again),
            ],
        }
    }

    /// The draft as a source.
    pub fn print(&self) -> Printed {
        let mut printed = Printed { text: String::new(), paragraphs: BTreeMap::new(), headings: BTreeMap::new() };
        let mut line = 1;
        for report in &self.reports {
            put(&mut printed.text, &mut line, &format!("# {}", report.title));
            let mut notes = Vec::new();
            for (at, chapter) in report.children.iter().enumerate() {
                let number = ["I", "II", "III", "IV", "V", "VI"][at];
                print_section(&mut printed, &mut line, &mut notes, (chapter, "##", number));
                for (at, section) in chapter.children.iter().enumerate() {
                    print_section(&mut printed, &mut line, &mut notes, (section, "###", &format!("{}", at + 1)));
                }
            }
            for (at, note) in notes.iter().enumerate() {
                put(&mut printed.text, &mut line, &format!("<sup>{}</sup> {note}", at + 1));
            }
        }
        printed
    }

    /// The next draft.
    pub fn revised(&self, scenario: Scenario, chance: &mut Chance) -> Self {
        let mut next = self.clone();
        match scenario {
            Scenario::Renumbered => next.renumber(chance),
            Scenario::OtherParent => next.move_sections(chance),
            Scenario::Moves => next.move_paragraphs(chance),
            Scenario::OcrRedone => {
                next.each_section(&mut |section| {
                    section.title = read_again(&section.title, 2, chance);
                    section.paragraphs.iter_mut().for_each(|own| own.text = read_again(&own.text, 4, chance));
                });
            }
            Scenario::Edits => {
                next.each_section(&mut |section| {
                    for own in &mut section.paragraphs {
                        if chance.percent(30) {
                            own.text = edited(&own.text, chance);
                        }
                    }
                });
            }
            Scenario::Splits => next.each_section(&mut |section| {
                section.paragraphs = section
                    .paragraphs
                    .drain(..)
                    .flat_map(|own| if chance.percent(20) { halves(own) } else { vec![own] })
                    .collect();
            }),
            Scenario::Merges => next.each_section(&mut |section| {
                if section.paragraphs.len() > 1 && chance.percent(60) {
                    let at = chance.below(section.paragraphs.len() - 1);
                    let second = section.paragraphs.remove(at + 1);
                    let first = &mut section.paragraphs[at];
                    first.text = format!("{} {}", first.text, second.text);
                    first.origins.extend(second.origins);
                    first.notes.extend(second.notes);
                }
            }),
        }
        next
    }

    fn each_section(&mut self, change: &mut impl FnMut(&mut Section)) {
        for chapter in self.reports.iter_mut().flat_map(|report| &mut report.children) {
            chapter.children.iter_mut().for_each(&mut *change);
        }
    }

    fn renumber(&mut self, chance: &mut Chance) {
        let chapters = &mut self.reports[0].children;
        let at = chance.below(chapters.len());
        chapters.insert(at, without_origin(new_section(1, &mut 0, chance)));
        let chapter = chance.below(chapters.len());
        chapters[chapter].children.insert(0, without_origin(new_section(2, &mut 0, chance)));
    }

    fn move_sections(&mut self, chance: &mut Chance) {
        let chapters = &mut self.reports[0].children;
        for _ in 0..2 {
            let from = chance.below(chapters.len());
            if chapters[from].children.len() < 2 {
                continue;
            }
            let at = chance.below(chapters[from].children.len());
            let section = chapters[from].children.remove(at);
            let to = (from + 1 + chance.below(chapters.len() - 1)) % chapters.len();
            let place = chance.below(chapters[to].children.len() + 1);
            chapters[to].children.insert(place, section);
        }
    }

    fn move_paragraphs(&mut self, chance: &mut Chance) {
        for report in &mut self.reports {
            for _ in 0..4 {
                let mut pick = |report: &Section| {
                    let chapter = chance.below(report.children.len());
                    let section = chance.below(report.children[chapter].children.len());
                    (chapter, section, chance.below(report.children[chapter].children[section].paragraphs.len()))
                };
                let ((a, b, from), (c, d, to)) = (pick(report), pick(report));
                if report.children[a].children[b].paragraphs.len() > 2 {
                    let moved = report.children[a].children[b].paragraphs.remove(from);
                    let home = &mut report.children[c].children[d].paragraphs;
                    home.insert(to.min(home.len()), moved);
                }
            }
        }
    }
}

fn put(text: &mut String, line: &mut usize, words: &str) {
    text.push_str(words);
    text.push_str("\n\n");
    *line += 2;
}

fn print_section(
    printed: &mut Printed,
    line: &mut usize,
    notes: &mut Vec<String>,
    (section, marks, number): (&Section, &str, &str),
) {
    if let Some(origin) = section.origin {
        printed.headings.insert(origin, *line);
    }
    put(&mut printed.text, line, &format!("{marks} {number}. {}", section.title));
    for paragraph in &section.paragraphs {
        for origin in &paragraph.origins {
            printed.paragraphs.entry(*origin).or_default().push(*line);
        }
        let mut words = paragraph.text.clone();
        for note in &paragraph.notes {
            notes.push(note.clone());
            words = format!("{}<sup>{}</sup>.", words.trim_end_matches('.'), notes.len());
        }
        put(&mut printed.text, line, &words);
    }
}

fn new_section(depth: usize, count: &mut usize, chance: &mut Chance) -> Section {
    let title = capital(&words(4, chance));
    let own = if depth == 1 { 0 } else { 4 };
    let mut number = || {
        *count += 1;
        *count
    };
    let origin = Some(number());
    let paragraphs = (0..own)
        .map(|at| {
            let text = match at {
                0 => format!("Trong năm cả xã đã {} được 1.234 ha, {}.", words(12, chance), words(5, chance)),
                1 => format!(
                    "Xã làm theo Nghị quyết số {}-NQ/HU ngày 12/3/2021 của Huyện ủy về {}; {}.",
                    10 + chance.below(80),
                    words(5, chance),
                    words(8, chance)
                ),
                _ => (0..2 + chance.below(2))
                    .map(|_| format!("{}. ", capital(&words(9 + chance.below(12), chance))))
                    .collect::<String>()
                    .trim()
                    .to_owned(),
            };
            let notes = if chance.percent(25) { vec![format!("{}.", capital(&words(10, chance)))] } else { Vec::new() };
            Paragraph { origins: vec![number()], text, notes }
        })
        .collect();
    let children = if depth == 1 { (0..3).map(|_| new_section(2, count, chance)).collect() } else { Vec::new() };
    Section { origin, title, paragraphs, children }
}

/// A section that was not in the draft before.
fn without_origin(mut section: Section) -> Section {
    section.origin = None;
    section.paragraphs.iter_mut().for_each(|own| own.origins.clear());
    section.children = section.children.into_iter().map(without_origin).collect();
    section
}

fn words(count: usize, chance: &mut Chance) -> String {
    let all: Vec<&str> = WORDS.split_whitespace().collect();
    (0..count).map(|_| all[chance.below(all.len())]).collect::<Vec<_>>().join(" ")
}

fn capital(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect()
}

/// One to three words that are others, or a figure.
fn edited(text: &str, chance: &mut Chance) -> String {
    let mut own: Vec<String> = text.split(' ').map(str::to_owned).collect();
    for _ in 0..=chance.below(3) {
        let at = 1 + chance.below(own.len() - 2);
        if own[at].chars().all(|sign| sign.is_alphabetic() && sign.is_lowercase()) {
            own[at] = words(1, chance);
        }
    }
    let text = own.join(" ");
    if chance.percent(30) { text.replace("1.234", "1.284") } else { text }
}

/// A paragraph parted behind one of its sentences.
fn halves(own: Paragraph) -> Vec<Paragraph> {
    let Some(at) = own.text.find(". ") else { return vec![own] };
    let (first, second) = own.text.split_at(at + 1);
    let part = |text: &str, notes| Paragraph { origins: own.origins.clone(), text: text.trim().to_owned(), notes };
    vec![part(first, Vec::new()), part(second, own.notes.clone())]
}

/// The words as a machine reads them once more: so many in a hundred with another sign or without their marks.
fn read_again(text: &str, of: usize, chance: &mut Chance) -> String {
    let one = |word: &str, chance: &mut Chance| match chance.below(3) {
        _ if word.chars().any(|sign| !sign.is_alphabetic()) || word.chars().count() < 3 => word.to_owned(),
        0 => ibid::text::fold(word),
        1 => word.replacen('n', "u", 1).replacen('o', "ơ", 1),
        _ => format!("{word}{}", word.chars().last().unwrap_or_default()),
    };
    let read = |word: &str, chance: &mut Chance| if chance.percent(of) { one(word, chance) } else { word.to_owned() };
    text.split(' ').map(|word| read(word, chance)).collect::<Vec<_>>().join(" ")
}
