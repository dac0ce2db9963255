//! An edition of any size, for measuring what linking costs as editions grow.
//!
//! How it is made, so that a figure can be judged: syllables of Vietnamese shape (some 3,000) are drawn by Zipf's law
//! into 4,000 phrases of two to five syllables, phrases by Zipf's law into sentences, so that texts vary and still
//! meet in common runs of words; every fifth clause is a piece of boilerplate from a pool of 300 that all reports
//! share; sentences carry figures, years, abbreviations and citations. Reports come in pairs of one place: the second
//! restates three fifths of the first, half of it word for word, half with a word, a clause or a figure changed.
//! Nothing is copied from one pair to the next but boilerplate. A larger edition has more pairs, or, as one long
//! report, longer ones.

use ibid::tree::FileTree;

use super::chance::Chance;

/// Paragraphs of a report of the usual length.
const USUAL: usize = 120;
/// Paragraphs of a page.
const PAGE: usize = 12;

/// How an edition grows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Growth {
    /// More reports of the usual length.
    MoreReports,
    /// Two reports, however long.
    LongerReports,
}

/// A folder with so many paragraphs in all.
pub fn folder(paragraphs: usize, growth: Growth) -> FileTree {
    let mut pen = Pen::new(7);
    let mut folder = FileTree::new();
    let mut put = |path: String, text: String| folder.insert(&path, text).expect("a path inside");
    put("edition.yaml".to_owned(), "title: Ấn bản đo\nlanguage: vi\n".to_owned());
    put("content/_index.md".to_owned(), "---\ntitle: Ấn bản đo\n---\n".to_owned());
    let (pairs, length) = match growth {
        Growth::MoreReports => (paragraphs.div_ceil(2 * USUAL), USUAL),
        Growth::LongerReports => (1, paragraphs.div_ceil(2)),
    };
    for pair in 0..pairs {
        let place = format!("{} {}", capital(&pen.syllable()), capital(&pen.syllable()));
        let first: Vec<String> = (0..length).map(|_| pen.paragraph()).collect();
        let second: Vec<String> = first.iter().map(|text| pen.restated(text)).collect();
        for (half, paragraphs) in [first, second].iter().enumerate() {
            let report = format!("r{pair:05}-{half}");
            let kind = if half == 0 { "report" } else { "appendix" };
            let front = format!("---\ntitle: Báo cáo {place}\nplace: \"{place} {pair}\"\nkind: {kind}\n---\n");
            put(format!("content/{report}/_index.md"), front);
            for (at, chunk) in paragraphs.chunks(PAGE).enumerate() {
                put(format!("content/{report}/{at:05}.md"), pen.page(at, chunk));
            }
        }
    }
    folder
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// Writes texts, the same ones at each run.
struct Pen {
    chance: Chance,
    syllables: Vec<String>,
    phrases: Vec<String>,
    boilerplate: Vec<String>,
}

impl Pen {
    fn new(seed: u64) -> Self {
        let mut pen =
            Self { chance: Chance::new(seed), syllables: syllables(), phrases: Vec::new(), boilerplate: Vec::new() };
        for _ in 0..4_000 {
            let length = 2 + pen.chance.below(4);
            let words: Vec<String> = (0..length).map(|_| pen.syllable()).collect();
            pen.phrases.push(words.join(" "));
        }
        for _ in 0..300 {
            let length = 2 + pen.chance.below(4);
            let words: Vec<String> = (0..length).map(|_| pen.phrase()).collect();
            pen.boilerplate.push(words.join(" "));
        }
        pen
    }

    /// A rank below a limit by Zipf's law: the first is drawn most.
    fn rank(&mut self, limit: usize) -> usize {
        let share = self.chance.below(1 << 20) as f64 / f64::from(1 << 20);
        let drawn = ((limit as f64 + 1.0).ln() * share).exp() - 1.0;
        (drawn as usize).min(limit - 1)
    }

    fn syllable(&mut self) -> String {
        let at = self.rank(self.syllables.len());
        self.syllables[at].clone()
    }

    fn phrase(&mut self) -> String {
        let at = self.rank(self.phrases.len());
        self.phrases[at].clone()
    }

    fn clause(&mut self) -> String {
        if self.chance.below(5) == 0 {
            let at = self.rank(self.boilerplate.len());
            return self.boilerplate[at].clone();
        }
        let length = 2 + self.chance.below(3);
        (0..length).map(|_| self.phrase()).collect::<Vec<_>>().join(" ")
    }

    fn sentence(&mut self) -> String {
        let length = 2 + self.chance.below(3);
        let mut text = (0..length).map(|_| self.clause()).collect::<Vec<_>>().join(", ");
        match self.chance.below(6) {
            0 => text += &format!(" đạt {},{:02}%", self.chance.below(90) + 1, self.chance.below(100)),
            1 => {
                text += &format!(
                    " năm {} là {}.{:03} tỷ đồng",
                    2020 + self.chance.below(6),
                    self.chance.below(90) + 1,
                    self.chance.below(1000)
                )
            }
            2 => {
                text += &format!(
                    " theo Nghị quyết số {}-NQ/TU ngày {}/{}/2021",
                    self.chance.below(90) + 1,
                    self.chance.below(28) + 1,
                    self.chance.below(12) + 1
                )
            }
            3 => text += &format!(" (UBND; {} người)", self.chance.below(9000) + 10),
            _ => {}
        }
        capital(&text) + "."
    }

    fn paragraph(&mut self) -> String {
        let length = 2 + self.chance.below(5);
        (0..length).map(|_| self.sentence()).collect::<Vec<_>>().join(" ")
    }

    /// A paragraph as the second report has it: the same, changed, or another one.
    fn restated(&mut self, text: &str) -> String {
        match self.chance.below(10) {
            0..3 => text.to_owned(),
            3..6 => self.changed(text),
            _ => self.paragraph(),
        }
    }

    fn changed(&mut self, text: &str) -> String {
        let mut words: Vec<String> = text.split(' ').map(str::to_owned).collect();
        for _ in 0..1 + words.len() / 25 {
            let at = self.chance.below(words.len());
            words[at] = if words[at].starts_with(|c: char| c.is_ascii_digit()) {
                format!("{}7", words[at])
            } else {
                self.phrase()
            };
        }
        words.join(" ")
    }

    /// A page of paragraphs under three headings, with a note for every fourth.
    fn page(&mut self, at: usize, paragraphs: &[String]) -> String {
        let mut text = format!(
            "---\ntitle: \"{}\"\nid: s{at:05}\nnumber: \"{}.\"\nlevel: 1\nweight: {}\n---\n",
            capital(&self.clause()),
            at + 1,
            at + 1
        );
        let mut notes = String::new();
        for (index, paragraph) in paragraphs.iter().enumerate() {
            if index % 4 == 0 {
                text += &format!("\n## {}. {} {{#h{at:05}-{index}}}\n", index / 4 + 1, capital(&self.clause()));
            }
            let mark = if index % 4 == 1 { format!("[^{}]", index / 4 + 1) } else { String::new() };
            text += &format!("\n{paragraph}{mark} {{#p{at:05}-{index}}}\n");
            if !mark.is_empty() {
                notes += &format!("\n[^{}]: {}\n", index / 4 + 1, self.sentence());
            }
        }
        text + &notes
    }
}

/// Syllables of Vietnamese shape, the usual ones and the rare ones mixed.
fn syllables() -> Vec<String> {
    const ONSETS: [&str; 22] = [
        "th", "t", "c", "đ", "nh", "ph", "tr", "v", "l", "ch", "k", "h", "b", "ng", "s", "m", "d", "x", "n", "gi",
        "kh", "qu",
    ];
    const RIMES: [&str; 28] = [
        "ành", "ông", "ế", "ển", "ương", "àng", "ình", "ác", "ộ", "ến", "ăm", "ội", "ạt", "iệp", "ất", "ên", "ước",
        "ại", "ản", "ầu", "ức", "ao", "iều", "ôi", "uyện", "oan", "ùng", "ít",
    ];
    const ENDS: [&str; 5] = ["", "h", "m", "u", "p"];
    let mut all = Vec::new();
    for end in ENDS {
        for (at, rime) in RIMES.iter().enumerate() {
            all.extend(ONSETS.iter().cycle().skip(at).take(ONSETS.len()).map(|onset| format!("{onset}{rime}{end}")));
        }
    }
    all
}
