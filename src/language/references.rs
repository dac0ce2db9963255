//! Words around the parts of a text that another text refers to: "section 9 of the Act", "Điều 5 của Luật này".

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
}

impl References {
    /// The words of several languages together; of phrases that begin alike the longer first.
    pub(super) fn of<'l>(languages: impl Iterator<Item = &'l Self>) -> Self {
        let mut all = languages.fold(Self::default(), |mut all, one| {
            all.joining.extend_from_slice(&one.joining);
            all.of.extend_from_slice(&one.of);
            all.own.extend_from_slice(&one.own);
            all
        });
        for list in [&mut all.joining, &mut all.of, &mut all.own] {
            list.sort_by_key(|phrase| usize::MAX - phrase.len());
        }
        all
    }
}
