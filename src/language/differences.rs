//! The words by which figures are compared: what leads to a figure, what opens a list of parts, what says that a percentage is a ratio.

use serde::Deserialize;

/// The words of comparisons, in small letters.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Differences {
    /// Words that come and go before a figure and say nothing of it: "about".
    pub fillers: Vec<String>,
    /// More of them that stand between the name of a quantity and its figure.
    pub lead_words: Vec<String>,
    /// Words before a year, which stand anywhere between a name and its figure.
    pub years: Vec<String>,
    /// Two words that stand before figures of many things: "in total".
    pub vague: Vec<String>,
    /// Words that only lead on to a figure, at the end of a title: "of which".
    pub title_ends: Vec<String>,
    /// Words that end what a figure counts: "with", "in".
    pub noun_ends: Vec<String>,
    /// Words before what is added to a count and is none itself: "another 12".
    pub added: Vec<String>,
    /// Words before a figure that is a name or a rank: "grade", "article".
    pub ranked: Vec<String>,
    /// Two words, of which the last would rank, that count all the same.
    pub summed: Vec<String>,
    /// Units that make a count of what could be a year: "1,990 households".
    pub counted: Vec<String>,
    /// What words count, and not figures, so that two of them are two things: "the first quarter".
    pub rounds: Vec<String>,
    /// Parts of years.
    pub seasons: Vec<String>,
    /// Words that say a figure is not exact.
    pub about: Vec<String>,
    /// What opens a list of parts.
    pub parts: Vec<String>,
    /// Such words after which two parts may leave something out.
    pub loose_parts: Vec<String>,
    /// What says that a list is none of parts: "compared with".
    pub no_parts: Vec<String>,
    /// Names of a whole in shares: "structure".
    pub structures: Vec<String>,
    /// What says that such a sentence tells no whole.
    pub no_structures: Vec<String>,
    /// What stands between two figures and the percentage that the first is of the second: "or".
    pub reached: Vec<String>,
    /// What stands before the percentage by which the first is above the second.
    pub exceeded: Vec<String>,
    /// What stands before a percentage that is of the words behind it: "accounting for".
    pub accounts: Vec<String>,
    /// Words that lead on to the name of such a whole: "of the total".
    pub totals: Vec<String>,
    /// What stands before the percentage by which something rose.
    pub risen: Vec<String>,
    /// What stands before the amount that is the same as that percentage.
    pub equal: Vec<String>,
}

impl Differences {
    /// The words of several languages together.
    pub(super) fn of<'l>(languages: impl Iterator<Item = &'l Self>) -> Self {
        languages.fold(Self::default(), |mut all, one| {
            for (list, more) in all.lists().into_iter().zip(one.clone().lists()) {
                list.append(more);
            }
            all
        })
    }

    /// Every list; one that is forgotten here does not compile.
    fn lists(&mut self) -> [&mut Vec<String>; 24] {
        macro_rules! all {
            ($($list:ident),*) => {{
                let Self { $($list),* } = self;
                [$($list),*]
            }};
        }
        all!(
            fillers,
            lead_words,
            years,
            vague,
            title_ends,
            noun_ends,
            added,
            ranked,
            summed,
            counted,
            rounds,
            seasons,
            about,
            parts,
            loose_parts,
            no_parts,
            structures,
            no_structures,
            reached,
            exceeded,
            accounts,
            totals,
            risen,
            equal
        )
    }
}

/// Whether a word is one of a list.
#[must_use]
pub fn has(list: &[String], word: &str) -> bool {
    list.iter().any(|known| known == word)
}
