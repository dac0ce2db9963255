//! Concepts: what socio-economic reports state figures of, as `concepts/*.yaml` have it.
//!
//! Out: [`Concepts`] of a language. What holds: ids are unique in a file and the same in every language; names are kept as written and
//! compared in the form that [`Concepts::normal`] gives.

use std::collections::BTreeMap;
use std::sync::{LazyLock, OnceLock};

use serde::Deserialize;

use crate::model::concept::ConceptEntry;
use crate::text::{fold_into, fold_space, is_alphanumeric, lower};

/// The files that the program carries, as the build script writes them in JSON.
const FILES: [(&str, &str); 2] = [
    ("vi", include_str!(concat!(env!("OUT_DIR"), "/concepts/vi.json"))),
    ("en", include_str!(concat!(env!("OUT_DIR"), "/concepts/en.json"))),
];

/// Each file, read when its language is first asked for.
static READ: [OnceLock<Concepts>; FILES.len()] = [const { OnceLock::new() }; FILES.len()];
static NONE: LazyLock<Concepts> = LazyLock::new(Concepts::default);

/// The concepts of a language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Concepts {
    /// Code of the language.
    pub language: String,
    /// Words that a name may have or not, in plain form between blanks, commas apart.
    #[serde(default)]
    pub idle: Vec<String>,
    /// Spellings of one word.
    #[serde(default)]
    pub spellings: BTreeMap<String, String>,
    /// Powers of ten that a unit may begin with, by their words in plain form.
    #[serde(default)]
    pub scales: BTreeMap<String, i32>,
    /// Names of money, in plain form.
    #[serde(default)]
    pub coins: Vec<String>,
    /// What may stand below the stroke of a share without changing it, in plain form.
    #[serde(default)]
    pub yearly: Vec<String>,
    /// The names of the topics, by their ids.
    #[serde(default)]
    pub topics: BTreeMap<String, String>,
    /// Those that stand for a report, the first one first, by their ids.
    #[serde(default)]
    pub headlines: Vec<String>,
    /// The concepts, in the order in which they are listed.
    pub concepts: Vec<ConceptEntry>,
}

/// The concepts of a language; none where it has no file.
#[must_use]
pub fn concepts(code: &str) -> &'static Concepts {
    let code = code.split('-').next().unwrap_or(code);
    let at = FILES.iter().position(|(name, _)| *name == code);
    at.map_or(&NONE, |at| READ[at].get_or_init(|| Concepts::read(FILES[at].1)))
}

impl Concepts {
    /// Reads a file; what is compared with plain words is brought into plain form once.
    fn read(text: &str) -> Self {
        let written: Self = serde_json::from_str(text).unwrap_or_default();
        let plain = |words: &[String]| words.iter().map(|word| written.plain(word)).collect();
        Self {
            idle: written.idle.iter().map(|idle| written.apart(idle)).collect(),
            scales: written.scales.iter().map(|(scale, power)| (written.plain(scale), *power)).collect(),
            coins: plain(&written.coins),
            yearly: plain(&written.yearly),
            ..written.clone()
        }
    }

    /// Plain words between blanks, with one before each comma, so that it ends a word.
    fn apart(&self, words: &str) -> String {
        format!(" {} ", self.plain(words).replace(',', " ,"))
    }

    /// The form in which names are compared: folded, without brackets, without the place and what is idle.
    #[must_use]
    pub fn normal(&self, name: &str, place: Option<&str>) -> String {
        let mut text = self.apart(name);
        let place = place.map(|place| self.apart(place));
        for idle in place.iter().chain(&self.idle) {
            if text.contains(idle.as_str()) {
                text = text.replace(idle.as_str(), " ");
            }
        }
        let text = fold_space(&text).replace(" ,", ",");
        text.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
    }

    /// Words folded, one spelling for each, without brackets and signs.
    #[must_use]
    pub fn plain(&self, words: &str) -> String {
        let mut bare = String::with_capacity(words.len());
        let mut depth = 0usize;
        for c in words.chars() {
            match c {
                '(' => depth += 1,
                ')' => depth = depth.saturating_sub(1),
                c if depth == 0 => bare.push(if is_alphanumeric(c) || "/,".contains(c) { c } else { ' ' }),
                _ => {}
            }
        }
        self.folded(&bare)
    }

    /// Words folded, one spelling for each; their signs stay.
    #[must_use]
    pub fn folded(&self, words: &str) -> String {
        let mut folded = String::with_capacity(words.len());
        for word in words.split_whitespace() {
            if !folded.is_empty() {
                folded.push(' ');
            }
            let low = lower(word);
            let bare = low.trim_end_matches(',');
            fold_into(&mut folded, self.spellings.get(bare).map_or(bare, String::as_str));
            folded.push_str(&low[bare.len()..]);
        }
        folded
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_file_is_read_and_has_the_same_concepts() {
        let read: Vec<Concepts> = FILES
            .iter()
            .map(|(name, text)| serde_json::from_str(text).unwrap_or_else(|why| panic!("{name}: {why}")))
            .collect();
        let ids = |file: &Concepts| file.concepts.iter().map(|one| one.id.clone()).collect::<Vec<_>>();
        for file in &read {
            let once: BTreeSet<String> = ids(file).into_iter().collect();
            assert_eq!(once.len(), file.concepts.len(), "{}: an id stands twice", file.language);
            assert!(
                file.headlines.len() >= 5 && file.headlines.iter().all(|id| once.contains(id)),
                "{:?}",
                file.headlines
            );
            assert!(once.len() >= 60, "{}: {}", file.language, once.len());
            let lacks: Vec<&str> = file
                .concepts
                .iter()
                .filter(|one| !file.topics.contains_key(&one.topic) || one.names.is_empty() || one.time.is_none())
                .map(|one| one.id.as_str())
                .collect();
            assert!(lacks.is_empty(), "{}: {lacks:?}", file.language);
        }
        assert_eq!(ids(&read[0]), ids(&read[1]));
    }

    #[test]
    fn a_name_of_one_unit_means_one_concept() {
        for file in [concepts("vi"), concepts("en")] {
            let mut known: BTreeMap<(String, String), &str> = BTreeMap::new();
            for one in &file.concepts {
                for (name, unit) in one.names.iter().flat_map(|name| one.unit.iter().map(move |unit| (name, unit))) {
                    let key = (file.normal(name, None), unit.clone());
                    let other = known.insert(key, &one.id);
                    assert!(other.is_none_or(|other| other == one.id), "{name} means {} and {other:?}", one.id);
                }
            }
        }
    }

    #[test]
    fn names_are_compared_without_what_is_idle() {
        let vi = concepts("vi");
        assert_eq!(vi.normal("Tỉ lệ đô thị hoá (ước) của tỉnh An Bình", Some("An Bình")), "ty le do thi hoa");
        assert_eq!(vi.normal("Cơ cấu kinh tế, khu vực I", None), "co cau kinh te, khu vuc i");
        assert_eq!(vi.normal("Sản lượng của tỉnh, tăng bình quân", None), "san luong, tang binh quan");
        assert_ne!(vi.normal("Tỷ trọng khu vực I", None), vi.normal("Tỷ trọng khu vực II", None));
    }
}
