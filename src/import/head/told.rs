//! Where the file itself tells the title: the candidates that agree with it.
//!
//! In: the lines of a head, what the file says of itself, all candidates. Out: those among which the model chooses.

use std::collections::BTreeSet;

use super::line::{HeadLine, Print};
use super::model::Candidate;
use super::roles::Role;
use super::title::{Named, Title};
use crate::language;
use crate::text::{fold, word_count, words};

/// A program writes a title of its own into the properties of a file; one that is meant has so many words.
const FEWEST: usize = 3;
/// Two titles are one where so many in a hundred of the words of both stand in both.
const SHARED: usize = 85;

/// Candidates for the title.
type Titles<'c> = Vec<&'c Candidate<Title>>;

/// The candidates among which the title stands where the file tells it; all where it does not. By what tells it:
///
/// 1. front matter that an editor wrote;
/// 2. what the file says of itself, where the head prints these words;
/// 3. in a text without pages, whose signs of headings somebody wrote, the one of the highest level, above all others.
#[must_use]
pub fn told<'c>(lines: &[HeadLine], named: &Named, has_pages: bool, all: &'c [Candidate<Title>]) -> Titles<'c> {
    let said = |name: &str, fewest: usize| {
        let words = named.iter().find(|(own, _)| *own == name).map(|(_, words)| words.as_str());
        words.filter(|words| word_count(words) >= fewest && !language::any().is_kind(words))
    };
    if let Some(front) = said("front", 1) {
        let holding = || all.iter().filter(|one| holds(&one.value.words, front)).collect();
        return closest(front, all.iter()).unwrap_or_else(holding);
    }
    let first = |one: &Candidate<Title>| one.value.lines.as_ref().map(|at| lines[at.start].role);
    // A word processor takes the first line for the title: often the name of who issues it.
    let titles = all.iter().filter(|one| matches!(first(one), Some(Role::Words | Role::Kind)));
    let printed = said("properties", FEWEST).and_then(|words| closest(words, titles));
    let headed = || {
        let at = lone_heading(lines).filter(|_| !has_pages)?;
        Some(all.iter().filter(|one| one.value.lines.as_ref().is_some_and(|lines| lines.contains(&at))).collect())
    };
    printed.or_else(headed).unwrap_or_else(|| all.iter().collect())
}

/// Whether words stand in a text, one behind the other.
fn holds(text: &str, own: &str) -> bool {
    let folded = |text: &str| format!(" {} ", words(&fold(text)).collect::<Vec<_>>().join(" "));
    folded(text).contains(&folded(own))
}

/// The printed rows whose words are closest to those that a file says, nearly all of them and little else.
fn closest<'c>(said: &str, all: impl Iterator<Item = &'c Candidate<Title>>) -> Option<Titles<'c>> {
    let said = fold(said);
    let said: BTreeSet<&str> = words(&said).collect();
    let share = |one: &Candidate<Title>| {
        let own = fold(&one.value.words);
        let own: BTreeSet<&str> = words(&own).collect();
        200 * said.intersection(&own).count() / (said.len() + own.len()).max(1)
    };
    let rows = all.filter(|one| one.value.lines.is_some());
    let shares: Vec<(usize, &Candidate<Title>)> = rows.map(|one| (share(one), one)).collect();
    let most = shares.iter().map(|(share, _)| *share).max().filter(|most| *most >= SHARED)?;
    Some(shares.into_iter().filter(|(share, _)| *share == most).map(|(_, one)| one).collect())
}

/// The one heading of the first level, where it stands above all others. One word may as well name what follows it in a series.
fn lone_heading(lines: &[HeadLine]) -> Option<usize> {
    let is_first = |line: &HeadLine| line.print == Print::Heading(1);
    let first = lines.iter().position(|line| matches!(line.print, Print::Heading(_)))?;
    let is_lone = is_first(&lines[first]) && lines.iter().filter(|line| is_first(line)).count() == 1;
    (is_lone && lines[first].role == Role::Words && lines[first].count > 1).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use crate::import::chunks;
    use crate::source::{Beside, Metadata, Source};

    fn title_of(text: &str, front: Option<&str>, property: Option<&str>) -> String {
        let source = Source { name: "head.txt".into(), text: text.into(), ..Source::default() };
        let metadata = |title: Option<&str>| Metadata { title: title.map(str::to_owned), ..Metadata::default() };
        let beside = Beside { properties: metadata(property), ..Beside::default() };
        read(&chunks::read(&source), &metadata(front), &beside).words
    }

    const COVER: &str = "COUNCIL OF BRIDGES\n\nBoats and ferries\n\nof the upper valley\n\nConsultation paper\n\n\
                         ## What we ask\n\nThe council asks all who keep a boat what they need.\n";

    #[test]
    fn front_matter_tells_it() {
        let text = "3 May 2025\n\n## What was done so far\n\nThe council has built four bridges since the flood.\n";
        assert_eq!(title_of(text, Some("Bridges after the flood"), None), "Bridges after the flood");
        // What the text prints around these words is a part of it.
        let whole = "# Report on boats in winter\n\nThe council asks all who keep a boat what they need.\n";
        assert_eq!(title_of(whole, Some("Boats in winter"), None), "Report on boats in winter");
    }

    #[test]
    fn properties_tell_it_where_the_cover_prints_them() {
        let told = title_of(COVER, None, Some("Boats and Ferries of the Upper Valley - Consultation paper"));
        assert_eq!(told, "Boats and ferries of the upper valley Consultation paper");
        assert_eq!(title_of(COVER, None, Some("form letter 3 final")), title_of(COVER, None, None));
        assert_ne!(title_of(COVER, None, Some("Council of Bridges")), "COUNCIL OF BRIDGES");
    }

    #[test]
    fn one_heading_above_all_others_is_it() {
        let text = "You read an old version of this guide.\n\n# Bridges for all\n\n## Why\n\nAll who walk need bridges.\n\n## How\n\nBy rule.\n";
        assert_eq!(title_of(text, None, None), "Bridges for all");
    }
}
