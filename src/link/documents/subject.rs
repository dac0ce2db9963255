//! What a document is about: "về xây dựng …" after its number.
//!
//! In: the words after a citation. Out: its subject, as far as it can be told. What always holds: a subject stands in the
//! citation's own clause; what two citations say alike wins over what one says, which may go on with something else.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::language::Lexicon;

/// Where the subject stands that the words after a number give, up to the end of its clause, in bytes.
pub(super) fn subject(lexicon: &Lexicon, after: &str) -> Option<Range<usize>> {
    /// Bytes of the date and the issuer that may stand before it.
    const NEAR: usize = 160;
    let clause = &after[..clause_end(after)];
    let start = lexicon.subject_start(clause).filter(|start| *start <= NEAR)?;
    let words = &clause[start..];
    // What the quotation marks hold is the title; what follows them is not.
    let open = words.find(['“', '"']);
    let close = open.and_then(|open| {
        let inside = open + words[open..].chars().next().map_or(0, char::len_utf8);
        words[inside..].find(['”', '"']).map(|at| inside + at)
    });
    let end = close.map_or(words.len(), |close| close + words[close..].chars().next().map_or(0, char::len_utf8));
    Some(start..start + words[..end].trim_end_matches([' ', ',', '(', '-', '–']).len())
}

/// Where the clause ends that a number stands in.
fn clause_end(text: &str) -> usize {
    let ends = |(at, c): &(usize, char)| match c {
        ';' | '(' | ')' | '\n' | '|' => true,
        '.' => text[at + 1..].starts_with([' ', '\u{a0}']) || at + 1 == text.len(),
        _ => false,
    };
    text.char_indices().find(ends).map_or(text.len(), |(at, _)| at)
}

/// Whether the name of another document goes on with a subject: "on carrying out" right before "Resolution 70/1". `after`: the
/// words from the subject to that name.
pub(super) fn goes_on(lexicon: &Lexicon, subject: &str, after: &str) -> bool {
    let last = subject.rsplit(' ').next().unwrap_or_default();
    let joins = lexicon.references.joining.iter().any(|word| word.eq_ignore_ascii_case(last));
    after.trim().is_empty() && !joins && !subject.ends_with(['”', '"'])
}

/// The subject of a document by all its citations: the words up to which most of them agree before they part. Citations that
/// are the same to the end, as in passages that were copied, tell no more than one.
pub(super) fn agreed(subjects: &[&str]) -> Option<String> {
    /// Words that two citations must say alike, and those of the longest subject that is shown.
    const ALIKE: usize = 5;
    const WORDS: usize = 40;
    let words: Vec<Vec<&str>> = subjects.iter().map(|subject| subject.split_whitespace().collect()).collect();
    let alike = |a: &[&str], b: &[&str]| a.iter().zip(b).take_while(|(x, y)| plain(x) == plain(y)).count();
    let mut counts: BTreeMap<usize, (usize, &[&str])> = BTreeMap::new();
    for (at, a) in words.iter().enumerate() {
        for b in &words[at + 1..] {
            let count = alike(a, b);
            if count >= ALIKE && count < a.len().max(b.len()) {
                counts.entry(count).or_insert((0, &a[..count])).0 += 1;
            }
        }
    }
    let best = counts.into_iter().max_by_key(|(count, (votes, _))| (*votes, *count));
    let shortest = || subjects.iter().map(|subject| alone(subject)).min_by_key(|(subject, _)| subject.len());
    // Where the citations part behind a sign, or one of them ends, the subject may end there, too.
    let ends = |count: usize| {
        let is_end = |own: &Vec<&str>| {
            own.len() == count || own[..count.min(own.len())].last().is_some_and(|word| word.ends_with([',', '”', '"']))
        };
        words.iter().any(is_end)
    };
    let (chosen, is_cut) = match best {
        Some((count, (_, words))) => (words.join(" "), !ends(count)),
        None => {
            shortest().map(|(subject, is_cut)| (subject.split_whitespace().collect::<Vec<_>>().join(" "), is_cut))?
        }
    };
    let chosen = chosen.trim_end_matches([',', ' ', '(']);
    let shown: Vec<&str> = chosen.split(' ').take(WORDS).collect();
    let is_cut = is_cut || shown.len() < chosen.split(' ').count();
    (shown.len() > 1).then(|| if is_cut { format!("{} …", shown.join(" ")) } else { shown.join(" ") })
}

/// A subject that one citation gives: its quotation, or what stands before the first comma behind a few words; and
/// whether it goes on.
fn alone(subject: &str) -> (&str, bool) {
    const WORDS: usize = 8;
    if subject.contains(['“', '"']) {
        return (subject, false);
    }
    let mut commas = subject.match_indices(", ").map(|(at, _)| &subject[..at]);
    commas.find(|before| before.split(' ').count() > WORDS).map_or((subject, false), |before| (before, true))
}

fn plain(word: &str) -> String {
    crate::text::fold(word.trim_matches(['“', '”', '"', ',']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language;

    #[test]
    fn a_subject_stands_in_the_clause_of_its_number() {
        let read = |text: &'static str| subject(language::lexicon("vi"), text).map(|range| &text[range]);
        assert_eq!(read(" ngày 05/8/2020 của Bộ Chính trị về đường sá; xong"), Some("về đường sá"));
        assert_eq!(read(" về việc “mở chợ, bến” đã xong"), Some("về việc “mở chợ, bến”"));
        assert_eq!(read(" đã xong. Tỉnh bàn về chợ"), None);
        assert_eq!(read(" ngày 09/12/2022 của HĐND tỉnh quy định mức thu"), Some("quy định mức thu"));
        assert_eq!(read(", ngày 09/12/2022, tỉnh quy định mức thu"), None);
        assert_eq!(read(" ngày 09/12/2022 của HĐND tỉnh đã quy định mức thu"), None);
        assert_eq!(subject(language::lexicon("en"), " of the Council on roads."), Some(16..24));
    }

    #[test]
    fn what_two_citations_say_alike_wins() {
        let (a, b) = (
            "về mở mang đường sá miền núi, đến năm 2030 đã xong",
            "về mở mang đường sá miền núi, đến năm 2030, tỉnh bàn",
        );
        assert_eq!(agreed(&[a, b]).as_deref(), Some("về mở mang đường sá miền núi, đến năm 2030"));
        assert_eq!(agreed(&[a, a]).as_deref(), Some("về mở mang đường sá miền núi, đến năm 2030 đã xong"));
        let long = "về mở mang đường sá ở miền núi và ven biển, nhờ đó tỉnh vui";
        assert_eq!(agreed(&[long]).as_deref(), Some("về mở mang đường sá ở miền núi và ven biển …"));
        let (vi, carries) = (language::lexicon("vi"), "về tiếp tục thực hiện");
        assert!(goes_on(vi, carries, " ") && !goes_on(vi, carries, ", ") && !goes_on(vi, "về chợ và", " "));
        assert_eq!(agreed(&[]), None);
    }
}
