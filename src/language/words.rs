//! A language as its file has it.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;

use super::differences::Differences;
use super::proofreading::Proofreading;
use super::references::References;
use crate::text::fold;

/// A file of `languages/`. All words are in small letters unless a key says otherwise; capitals and accents do not
/// matter where they are looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Language {
    /// ISO 639 code: `vi`.
    #[serde(default)]
    pub code: String,
    /// Its own name.
    #[serde(default)]
    pub name: String,
    /// In a file of an edition: the keys whose words take the place of the program's, instead of being added to them.
    #[serde(default)]
    pub replace: Vec<String>,
    /// The row of letters that items are counted by.
    #[serde(default)]
    pub letters: String,
    /// Whether capitals are also printed without their marks: "CAPITULO".
    #[serde(default)]
    pub capitals_without_marks: bool,
    /// The words of parts: `chapter: [chương]`.
    #[serde(default)]
    pub parts: BTreeMap<PartLevel, Vec<String>>,
    /// What may stand between a part's word and its number: "thứ".
    #[serde(default)]
    pub ordinal_prefixes: Vec<String>,
    /// Whether the number may stand first: "Erster Teil".
    #[serde(default)]
    pub ordinals_lead: bool,
    /// The words of numbers: `1: [one, first]`.
    #[serde(default)]
    pub ordinals: BTreeMap<usize, Vec<String>>,
    /// "phụ lục", "annex".
    #[serde(default)]
    pub appendices: Vec<String>,
    /// What stands before the number of a form: "mẫu số".
    #[serde(default)]
    pub forms: Vec<String>,
    /// What opens the subject of a letter: "v/v".
    #[serde(default)]
    pub form_subjects: Vec<String>,
    /// What tables and pictures are called.
    #[serde(default)]
    pub captions: Vec<String>,
    /// Headings over notes.
    #[serde(default)]
    pub notes_headings: Vec<String>,
    /// Headings over tables of contents.
    #[serde(default)]
    pub contents_headings: Vec<String>,
    /// How pages are counted.
    #[serde(default)]
    pub pages: Pages,
    /// The months: `4: [april, apr]`.
    #[serde(default)]
    pub months: BTreeMap<u32, Vec<String>>,
    /// The days of the week, which may stand before a date.
    #[serde(default)]
    pub weekdays: Vec<String>,
    /// What may stand behind the figure of a day: "st", "er", "º".
    #[serde(default)]
    pub day_endings: Vec<String>,
    /// How dates are written, with `{day}`, `{month}` (a name), `{month-number}` and `{year}`; `{day?}` may be left blank.
    #[serde(default)]
    pub dates: Vec<String>,
    /// How numbers are written.
    #[serde(default)]
    pub numbers: Numbers,
    /// Units that go over into one another, by what they measure: `mass: {kg: 1, tonne: 1000}`.
    #[serde(default)]
    pub measures: BTreeMap<String, BTreeMap<String, u64>>,
    /// What is counted and measured.
    #[serde(default)]
    pub units: Vec<String>,
    /// Phrases that say the same before a figure, in groups: `[plan, target]`.
    #[serde(default)]
    pub same_words: Vec<Vec<String>>,
    /// What stands in a document's number for its kind: `NQ: nghị quyết`.
    #[serde(default)]
    pub document_codes: BTreeMap<String, String>,
    /// The kinds of official documents; `*bericht` for the end of a word.
    #[serde(default)]
    pub kinds: Vec<String>,
    /// Whether the kind may stand inside a title: "Annual report".
    #[serde(default)]
    pub kinds_stand_inside: bool,
    /// What stands before the number of a document.
    #[serde(default)]
    pub number_labels: Vec<String>,
    /// Numbers of documents that are known by their form, as regular expressions.
    #[serde(default)]
    pub number_patterns: Vec<String>,
    /// Numbers that are some only right behind a kind ("resolution 70/1"), as regular expressions.
    #[serde(default)]
    pub cited_numbers: Vec<String>,
    /// What a part of a number says of its kind: `RES: resolution`; `*` for every other number of a known form.
    #[serde(default)]
    pub number_kinds: BTreeMap<String, String>,
    /// Lines of letterheads that are no names: mottos, "Distr.: General".
    #[serde(default)]
    pub letterhead: Vec<String>,
    /// Words that the names of issuing bodies open with or hold; `*ministerium` for the end of a word.
    #[serde(default)]
    pub issuers: Vec<String>,
    /// Words that end the name of such a body in a line that goes on.
    #[serde(default)]
    pub issuer_ends: Vec<String>,
    /// What stands before the subject of a document: "concerning".
    #[serde(default)]
    pub about: Vec<String>,
    /// Verbs that open the subject of a document right behind its date and issuer: "amending".
    #[serde(default)]
    pub about_verbs: Vec<String>,
    /// Words before the number of the term in which a body issued a document: "khóa XII".
    #[serde(default)]
    pub terms: Vec<String>,
    /// How the lines of a digital signature's stamp open.
    #[serde(default)]
    pub stamps: Vec<String>,
    /// The names of official journals.
    #[serde(default)]
    pub gazettes: Vec<String>,
    /// How a line opens that names authors: "prepared by".
    #[serde(default)]
    pub bylines: Vec<String>,
    /// Whole lines of a head that name the meeting or the item that a document is for, as regular expressions.
    #[serde(default)]
    pub head_lines: Vec<String>,
    /// Who writes for a body: "secretary-general".
    #[serde(default)]
    pub authors: Vec<String>,
    /// Parts of bodies whose names say too little without the body: "executive board".
    #[serde(default)]
    pub organs: Vec<String>,
    /// How a heading opens that may stand before the title page: "foreword".
    #[serde(default)]
    pub forewords: Vec<String>,
    /// Headings that stand behind every title: "summary", "introduction".
    #[serde(default)]
    pub head_sections: Vec<String>,
    /// What a document calls its own facts, in front matter and in lines like "Date: …".
    #[serde(default)]
    pub metadata: BTreeMap<Fact, Vec<String>>,
    /// How the part opens in which a document says by what right it was made: "having regard to".
    #[serde(default)]
    pub enacting: Vec<String>,
    /// How the list of recipients opens.
    #[serde(default)]
    pub recipients: Vec<String>,
    /// What stands before the names of those who made an agreement: "between".
    #[serde(default)]
    pub between: Vec<String>,
    /// How signatures look.
    #[serde(default)]
    pub signatures: Signatures,
    /// Names of places.
    #[serde(default)]
    pub places: Places,
    /// Words that no sentence ends on.
    #[serde(default)]
    pub open_words: Vec<String>,
    /// Other words that stand beside anything, so that a neighbour of theirs says little of what was printed.
    #[serde(default)]
    pub function_words: Vec<String>,
    /// Words of more than one syllable, for proofreading; added to those of `languages/vi.compounds.txt`.
    #[serde(default)]
    pub compounds: Vec<String>,
    /// Ends of words that are no words themselves.
    #[serde(default)]
    pub word_endings: Vec<String>,
    /// What a full stop follows that ends no sentence, without that stop.
    #[serde(default)]
    pub abbreviations: Vec<String>,
    /// The words by which figures are compared.
    #[serde(default)]
    pub differences: Differences,
    /// What proofreading knows of the language.
    #[serde(default)]
    pub proofreading: Proofreading,
    /// The words by which figures are read, by the names of their lists.
    #[serde(default)]
    pub figures: BTreeMap<String, Vec<String>>,
    /// Words before a number that labels something and counts nothing: "box", "example".
    #[serde(default)]
    pub labels: Vec<String>,
    /// Of the kinds, those whose documents set norms and tell no results: "act", "decree".
    #[serde(default)]
    pub norms: Vec<String>,
    /// The words around references to parts of texts.
    #[serde(default)]
    pub references: References,
    /// How notes like to begin.
    #[serde(default)]
    pub note_openings: Vec<String>,
    /// Names as they are written, for titles that are printed in capitals.
    #[serde(default)]
    pub names: Vec<String>,
}

/// The levels of a document's parts, from the outermost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PartLevel {
    /// "Phần", "Part", "Teil", "Book".
    Part,
    /// "Title", "Titre", "Título".
    Title,
    /// "Chương", "Chapter".
    Chapter,
    /// "Mục", "Section".
    Section,
    /// "Tiểu mục", "Subsection".
    Subsection,
    /// "Điều", "Article", "§".
    Article,
    /// "disposición transitoria": an article behind the parts of a law, in none of them.
    Provision,
    /// "khoản", "paragraph": named in the text, opens no heading.
    Clause,
    /// "điểm", "point": named in the text, opens no heading.
    Point,
}

/// A fact of a document's head.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Fact {
    /// Its title.
    Title,
    /// What stands under the title.
    Subtitle,
    /// Who issued it.
    Issuer,
    /// When.
    Date,
    /// Its number.
    Number,
    /// What kind of document it is.
    Kind,
    /// The language it is written in.
    Language,
}

/// How pages are counted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pages {
    /// What stands before the number: "trang", "page".
    pub words: Vec<String>,
    /// What stands before the number of all pages: "of".
    #[serde(default)]
    pub of: Vec<String>,
    /// What says that a page ends.
    #[serde(default)]
    pub breaks: Vec<String>,
}

/// How numbers are written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Numbers {
    /// The sign before the fraction.
    pub decimal: String,
    /// The sign between groups of three.
    pub group: String,
    /// "nghìn", "million", with what they multiply by.
    #[serde(default)]
    pub scales: BTreeMap<String, u64>,
}

/// How signatures look. Capitals matter here.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signatures {
    /// How the line opens: "TM. ", "On behalf of ".
    #[serde(default)]
    pub openings: Vec<String>,
    /// How an office opens that stands alone in capitals: "CHỦ TỊCH".
    #[serde(default)]
    pub offices: Vec<String>,
    /// How such an office ends: "TRƯỞNG".
    #[serde(default)]
    pub office_endings: Vec<String>,
    /// What may stand before it: "PHÓ ".
    #[serde(default)]
    pub office_prefixes: Vec<String>,
    /// What ends alike and is no office.
    #[serde(default)]
    pub no_offices: Vec<String>,
}

/// Names of places.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Places {
    /// What stands before the name: "tỉnh", "city of".
    #[serde(default)]
    pub units: Vec<String>,
    /// Words that end a name in a title that is all in capitals.
    #[serde(default)]
    pub name_ends: Vec<String>,
    /// What opens like a unit and is none.
    #[serde(default)]
    pub no_units: Vec<String>,
}

impl Language {
    /// Reads a file of `languages/`.
    ///
    /// # Errors
    ///
    /// When it is no YAML, or has a key that is unknown.
    pub fn read(text: &str) -> Result<Self, serde_yaml::Error> {
        serde_yaml::from_str(text).map(Self::with_unmarked_words)
    }

    /// The same with the words of an outline as capitals without marks give them.
    pub(super) fn with_unmarked_words(mut self) -> Self {
        if !self.capitals_without_marks {
            return self;
        }
        let lists = [&mut self.appendices, &mut self.captions, &mut self.notes_headings, &mut self.contents_headings];
        let numbered = self.parts.values_mut().chain(self.ordinals.values_mut()).chain(self.months.values_mut());
        for words in lists.into_iter().chain(numbered) {
            let unmarked: Vec<String> =
                words.iter().map(|word| fold(word)).filter(|word| !words.contains(word)).collect();
            words.extend(unmarked);
        }
        self
    }
}

/// First word of a part's word, its other words, its level; in small letters.
pub(super) fn parts(languages: &[&Language]) -> HashMap<String, Vec<(Vec<String>, PartLevel)>> {
    let mut parts: HashMap<String, Vec<(Vec<String>, PartLevel)>> = HashMap::new();
    for (level, phrases) in languages.iter().flat_map(|language| &language.parts) {
        for phrase in phrases {
            let mut words = phrase.split([' ', '-']).map(str::to_owned);
            let known = parts.entry(words.next().unwrap_or_default()).or_default();
            known.push((words.collect(), *level));
        }
    }
    parts
}
