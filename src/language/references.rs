//! The words by which a text refers to parts of texts: "section 9 of the Act", "Điều 5 của Luật này", "siehe Anlage 2", "như trên".

use serde::Deserialize;

/// The words of references, in small letters.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct References {
    /// What joins the parts of a list of references: "and", "to".
    pub joining: Vec<String>,
    /// What leads from a part to the text that has it: "of", "of the".
    pub of: Vec<String>,
    /// What says that this text is the text itself: "this", "này".
    pub own: Vec<String>,
    /// What a note is called where a text names one: "footnote".
    pub note: Vec<String>,
    /// What says at the head of a note that the words of the one before count here too: "ibid".
    pub same: Vec<String>,
    /// What leads a reader elsewhere: "see".
    pub see: Vec<String>,
    /// Numbers that are words of the language, too: the English "I".
    pub words_too: Vec<String>,
}

impl References {
    /// The words of several languages together; of phrases that begin alike the longer first.
    pub(super) fn of<'l>(languages: impl Iterator<Item = &'l Self>) -> Self {
        let mut all = languages.fold(Self::default(), |mut all, one| {
            for (list, more) in all.lists().into_iter().zip(one.clone().lists()) {
                list.append(more);
            }
            all
        });
        for list in all.lists() {
            list.sort_by_key(|phrase| usize::MAX - phrase.len());
        }
        all
    }

    fn lists(&mut self) -> [&mut Vec<String>; 7] {
        let Self { joining, of, own, note, same, see, words_too } = self;
        [joining, of, own, note, same, see, words_too]
    }
}
