//! Writes a report of twenty notes in a style of the table.

use super::table::{At, Labels, Numbers, Place, Style};

/// Notes a source.
pub const NOTES: usize = 20;
/// Notes a chapter; a page has four or five.
const CHAPTER: usize = 5;

/// The words of a language; `{}` is the name of a site.
pub struct Words {
    pub title: &'static str,
    pub dated: [&'static str; 2],
    pub chapters: [&'static str; 4],
    pub notes: &'static str,
    /// A sentence in two halves: a page may end between them.
    pub call: [&'static str; 2],
    /// What follows it.
    pub after: &'static str,
    answer: &'static str,
    /// What makes a note go on, in two halves as well.
    more: [&'static str; 2],
    pub sites: [&'static str; NOTES],
}

impl Words {
    /// What the sentence with the mark of a site says and nothing else.
    pub fn call(&self, site: &str) -> String {
        let head = self.call[0].split("{}").next().unwrap_or_default();
        format!("{head}{site} ")
    }

    /// What the note of a site says and nothing else.
    pub fn answer(&self, site: &str) -> String {
        self.answer.split(',').next().unwrap_or_default().replace("{}", site)
    }
}

/// The source.
pub fn written(style: &Style, words: &Words) -> String {
    let mut writer = Writer { style, words, text: String::new(), waiting: Vec::new(), page: 1, carried: None };
    let reports = if style.numbers == Numbers::Report { 2 } else { 1 };
    for report in 0..reports {
        writer.report(report, reports);
    }
    writer.text
}

/// The label of the note at a place in its row.
pub fn label(labels: Labels, place: usize) -> String {
    match labels {
        Labels::Digits => (place + 1).to_string(),
        Labels::Raised => {
            let raised = |digit: char| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().nth(digit as usize - '0' as usize).unwrap_or('?');
            (place + 1).to_string().chars().map(raised).collect()
        }
        Labels::Stars => "*".repeat(place + 1),
        Labels::Daggers => ["*", "†", "‡", "§", "¶"][place].to_owned(),
        Labels::Letters => char::from(b'a' + u8::try_from(place).unwrap_or(0)).to_string(),
    }
}

struct Writer<'a> {
    style: &'a Style,
    words: &'a Words,
    text: String,
    /// Notes called and not yet written.
    waiting: Vec<usize>,
    page: usize,
    /// The half of a note that goes on overleaf.
    carried: Option<String>,
}

impl Writer<'_> {
    fn report(&mut self, report: usize, reports: usize) {
        let heading = if self.style.plain { "" } else { "# " };
        self.paragraph(&format!("{heading}{} {}", self.words.title, 2023 + report));
        self.paragraph(self.words.dated[report]);
        let share = NOTES / reports;
        for index in report * share..(report + 1) * share {
            if index % CHAPTER == 0 {
                let chapter = index / CHAPTER;
                let sign = if self.style.plain { "" } else { "## " };
                let number = ["I", "II", "III", "IV"][chapter - report * share / CHAPTER];
                self.paragraph(&format!("{sign}{number}. {}", self.words.chapters[chapter]));
            }
            self.waiting.push(index);
            let is_page_end = self.style.place == Place::Foot && self.waiting.len() == self.style.a_page;
            self.sentence(index, is_page_end);
            let is_chapter_end = (index + 1) % CHAPTER == 0;
            if self.style.place == Place::Chapter && is_chapter_end {
                self.notes(None);
            }
        }
        if self.style.place == Place::End {
            let sign = if self.style.plain { "" } else { "## " };
            self.paragraph(&format!("{sign}{}", self.words.notes));
        }
        self.notes(None);
    }

    /// The paragraph of a site; where a page ends, its notes stand between the halves.
    fn sentence(&mut self, index: usize, is_page_end: bool) {
        let [first, second] = self.words.call.map(|half| half.replace("{}", self.words.sites[index]));
        let mark = self.style.mark.replace('@', &self.label(index));
        let (first, second) = match self.style.at {
            At::Word => (format!("{first}{mark}"), format!("{second}.")),
            At::Comma => (format!("{first},{mark}"), format!("{second}.")),
            At::Stop => (first, format!("{second}.{mark}")),
        };
        let after = self.words.after;
        if is_page_end && self.style.at != At::Stop {
            self.paragraph(&first);
            self.notes(Some(index));
            self.paragraph(&format!("{second} {after}"));
        } else {
            self.paragraph(&format!("{first} {second} {after}"));
            if is_page_end {
                self.notes(Some(index));
            }
        }
    }

    /// The notes that wait, and the page's end.
    fn notes(&mut self, page_end: Option<usize>) {
        let waiting = std::mem::take(&mut self.waiting);
        if self.style.rule && !waiting.is_empty() {
            self.paragraph("---");
        }
        if let Some(half) = self.carried.take() {
            self.paragraph(&half);
        }
        let last = waiting.last().copied();
        for index in &waiting {
            let number = index + 3;
            let mut words = format!("{}{number}.", self.words.answer.replace("{}", self.words.sites[*index]));
            let goes_on = self.style.overleaf && Some(*index) == last && page_end.is_some();
            if goes_on {
                words = format!("{words} {}", self.words.more[0]);
                self.carried = Some(format!("{}.", self.words.more[1]));
            }
            let note = self.style.note.replace('@', &self.label(*index)).replace('~', &words);
            if self.style.tight {
                self.text.push_str(&note);
                self.text.push('\n');
            } else {
                self.paragraph(&note);
            }
        }
        if self.style.tight && !self.style.dense {
            self.text.push('\n');
        }
        if page_end.is_some() {
            self.page += 1;
            match self.style.page {
                "" => {}
                "\u{c}" => self.text.push('\u{c}'),
                sign => self.paragraph(&sign.replace('@', &self.page.to_string())),
            }
        }
    }

    fn label(&self, index: usize) -> String {
        let place = match self.style.numbers {
            Numbers::Through(first) => index + first - 1,
            Numbers::Page => index % self.style.a_page,
            Numbers::Chapter => index % CHAPTER,
            Numbers::Report => index % (NOTES / 2),
            // A reviser put two notes in: 5, 5a, 6.
            Numbers::Inserted => {
                let inserted = [5, 12];
                if inserted.contains(&index) {
                    let before = inserted.iter().filter(|other| **other < index).count();
                    return format!("{}a", index - before);
                }
                index - inserted.iter().filter(|other| **other < index).count()
            }
        };
        label(self.style.labels, place)
    }

    /// A paragraph, in lines of the style's width, and a blank line.
    fn paragraph(&mut self, words: &str) {
        let indent = words.len() - words.trim_start().len();
        let mut width = 0;
        self.text.push_str(&words[..indent]);
        for word in words[indent..].split(' ') {
            if self.style.width > 0 && width > 0 && width + word.chars().count() > self.style.width {
                self.text.push('\n');
                width = 0;
            } else if width > 0 {
                self.text.push(' ');
            }
            self.text.push_str(word);
            width += word.chars().count() + 1;
        }
        self.text.push_str(if self.style.dense { "\n" } else { "\n\n" });
    }
}

pub const ENGLISH: usize = 0;
pub const VIETNAMESE: usize = 1;
pub const GERMAN: usize = 2;
pub const FRENCH: usize = 3;
pub const SPANISH: usize = 4;

pub const LANGUAGES: [Words; 5] = [
    Words {
        title: "ANNUAL REPORT OF THE HARBOUR BOARD",
        dated: ["Wexcombe, 3 April 2024", "Wexcombe, 5 May 2025"],
        chapters: ["Works of the year", "Repairs and upkeep", "Money and people", "What comes next"],
        notes: "Notes",
        call: ["The site {} was surveyed in the spring", "and handed over to the council with 3 of its keys"],
        after: "Its keeper reported 12 visits in 2023 and no damage.",
        answer: "See the register of {}, sheet ",
        more: ["The clerk keeps a copy of it in the", "archive of the old customs house"],
        sites: [
            "Bridge", "Harbour", "Market", "School", "Mill", "Weir", "Chapel", "Library", "Tower", "Orchard", "Quarry",
            "Ferry", "Canal", "Stable", "Bakery", "Forge", "Well", "Barn", "Inn", "Pier",
        ],
    },
    Words {
        title: "BÁO CÁO CÔNG TRÌNH NĂM",
        dated: ["Hà Khê, ngày 03 tháng 4 năm 2024", "Hà Khê, ngày 05 tháng 5 năm 2025"],
        chapters: ["Công việc trong năm", "Sửa chữa và trông nom", "Tiền và người", "Việc năm sau"],
        notes: "Chú thích",
        call: ["Công trình {} được khảo sát trong mùa xuân", "và bàn giao cho hội đồng cùng 3 chìa khóa"],
        after: "Người trông nom đã ghi 12 lượt khách trong năm 2023.",
        answer: "Xem sổ theo dõi {}, tờ số ",
        more: ["Văn thư còn giữ một bản sao trong", "kho lưu trữ của trạm thuế cũ"],
        sites: [
            "Cầu Gỗ",
            "Bến Đò",
            "Chợ Hôm",
            "Trường Làng",
            "Cối Nước",
            "Đập Tràn",
            "Đền Thờ",
            "Thư Viện",
            "Ngọn Tháp",
            "Vườn Cam",
            "Mỏ Đá",
            "Phà Ngang",
            "Kênh Đào",
            "Chuồng Ngựa",
            "Lò Bánh",
            "Lò Rèn",
            "Giếng Đôi",
            "Kho Thóc",
            "Quán Trọ",
            "Cầu Tàu",
        ],
    },
    Words {
        title: "JAHRESBERICHT DES HAFENAMTS",
        dated: ["Lindau, 3. April 2024", "Lindau, 5. Mai 2025"],
        chapters: ["Arbeiten des Jahres", "Pflege und Unterhalt", "Geld und Leute", "Was noch kommt"],
        notes: "Anmerkungen",
        call: ["Der Ort {} wurde im Frühjahr vermessen", "und dem Rat mit 3 Schlüsseln übergeben"],
        after: "Sein Hüter zählte im Jahr 2023 nur 12 Gäste.",
        answer: "Siehe das Register für {}, Blatt ",
        more: ["Der Schreiber verwahrt eine Abschrift davon in dem", "alten Archiv des Zollhauses"],
        sites: [
            "Brücke",
            "Hafen",
            "Markt",
            "Schule",
            "Mühle",
            "Wehr",
            "Kapelle",
            "Bücherei",
            "Turm",
            "Obstgarten",
            "Steinbruch",
            "Fähre",
            "Kanal",
            "Stall",
            "Bäckerei",
            "Schmiede",
            "Brunnen",
            "Scheune",
            "Gasthof",
            "Steg",
        ],
    },
    Words {
        title: "RAPPORT ANNUEL DU PORT",
        dated: ["Sarlat, le 3 avril 2024", "Sarlat, le 5 mai 2025"],
        chapters: ["Travaux de cette année", "Entretien et réparations", "Argent et personnes", "La suite"],
        notes: "Notes",
        call: ["Le site {} fut mesuré au printemps", "et remis au conseil avec 3 de ses clés"],
        after: "Son gardien a compté 12 visites pendant l’année 2023.",
        answer: "Voir le registre de {}, feuille ",
        more: ["Le greffier en garde une copie dans les", "archives de la vieille douane"],
        sites: [
            "Pont",
            "Port",
            "Marché",
            "École",
            "Moulin",
            "Barrage",
            "Chapelle",
            "Bibliothèque",
            "Tour",
            "Verger",
            "Carrière",
            "Bac",
            "Canal",
            "Écurie",
            "Boulangerie",
            "Forge",
            "Puits",
            "Grange",
            "Auberge",
            "Quai",
        ],
    },
    Words {
        title: "INFORME ANUAL DEL PUERTO",
        dated: ["Ronda, 3 de abril de 2024", "Ronda, 5 de mayo de 2025"],
        chapters: ["Obras de este año", "Cuidado y arreglos", "Dinero y personas", "Lo que sigue"],
        notes: "Notas",
        call: ["El sitio {} fue medido durante la primavera", "y entregado al consejo con 3 de sus llaves"],
        after: "Su guarda contó 12 visitas durante el año 2023.",
        answer: "Véase el registro de {}, hoja ",
        more: ["El escribano guarda una copia en el", "archivo de la antigua aduana"],
        sites: [
            "Puente",
            "Puerto",
            "Mercado",
            "Escuela",
            "Molino",
            "Presa",
            "Capilla",
            "Biblioteca",
            "Torre",
            "Huerto",
            "Cantera",
            "Barca",
            "Canal",
            "Establo",
            "Panadería",
            "Fragua",
            "Pozo",
            "Granero",
            "Posada",
            "Muelle",
        ],
    },
];
