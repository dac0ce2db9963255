//! Which syllables Vietnamese can have: an onset, a rhyme, a tone.
//!
//! In: a word in lower case. Out: whether it is one possible syllable. What always holds: this follows from the tables of
//! onsets and rhymes (`proofreading:` in `languages/vi.yaml`) and the rules between them; no list of words is asked.

use std::sync::LazyLock;

use crate::language::{self, Proofreading};
use crate::text::{fold, spelling};

/// What proofreading knows of the language.
pub(super) static WORDS: LazyLock<Proofreading> = LazyLock::new(|| {
    language::get(language::OF_COMPOUNDS).map(|language| language.proofreading.clone()).unwrap_or_default()
});

/// Whether a word in lower case can be a syllable of Vietnamese.
#[must_use]
pub fn is_possible(word: &str) -> bool {
    if bears_tone_on_onset(word) {
        return false;
    }
    let spelled = spelling(word);
    let is_tone = |c: &char| ('\u{300}'..='\u{36f}').contains(c);
    let tones: Vec<char> = spelled.chars().filter(is_tone).collect();
    let letters: String = spelled.chars().filter(|c| !is_tone(c)).collect();
    if tones.len() > 1 || letters.is_empty() {
        return false;
    }
    readings(&letters).any(|(onset, rhyme)| is_rhyme(onset, rhyme) && agrees(onset, rhyme) && sounds(rhyme, &tones))
}

/// "qủa", "gía": the tone stands on the letter that belongs to the onset.
fn bears_tone_on_onset(word: &str) -> bool {
    let mut letters = word.chars();
    let (first, second, third) = (letters.next(), letters.next(), letters.next());
    match (first, second) {
        (Some('q'), Some(second)) => second != 'u',
        (Some('g'), Some('í' | 'ì' | 'ỉ' | 'ĩ' | 'ị')) => {
            third.is_some_and(|c| matches!(fold(&c.to_string()).as_str(), "a" | "o" | "u" | "e"))
        }
        _ => false,
    }
}

/// Every way to part a syllable into onset and rhyme.
fn readings(letters: &str) -> impl Iterator<Item = (&str, &str)> {
    let onsets =
        WORDS.syllables.onsets.iter().filter_map(|onset| Some((onset.as_str(), letters.strip_prefix(onset.as_str())?)));
    std::iter::once(("", letters)).chain(onsets)
}

fn is_rhyme(onset: &str, rhyme: &str) -> bool {
    let table = if onset == "qu" { &WORDS.syllables.rhymes_after_qu } else { &WORDS.syllables.rhymes };
    table.contains(rhyme) || onset == "gi" && rhyme.is_empty()
}

/// Which onsets are written before which vowels.
fn agrees(onset: &str, rhyme: &str) -> bool {
    let front = rhyme.starts_with(['e', 'ê', 'i', 'y']);
    let tall = rhyme.starts_with('y');
    match onset {
        "k" | "gh" | "ngh" => front && !(tall && onset != "k"),
        "c" | "ng" => !front,
        // "gì", "giêng": the `i` is the vowel.
        "g" => !front || rhyme.starts_with('i'),
        "gi" | "qu" | "" => onset != "gi" || !rhyme.starts_with(['i', 'y']),
        // "yêu" has no onset; "ly", "mỹ", "ký" are old spellings of `i`.
        _ => !tall || rhyme == "y",
    }
}

/// A rhyme that a stop closes has a rising or a heavy tone.
fn sounds(rhyme: &str, tones: &[char]) -> bool {
    let stopped = rhyme.ends_with(['c', 'p', 't']) || rhyme.ends_with("ch");
    !stopped || matches!(tones, ['\u{301}' | '\u{323}'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_that_exist() {
        for word in
            "nghiệp tỉnh ngành khuếch trương quyết giếng gì giữ quốc huyện khoẻ khỏe ủy uỷ thuở xoong yêu ý kỷ lý \
            khuya nguyễn tuýp đường ước mười sở ươm hoặc quý quy giặc nghĩa ghi kênh cả được ngoằn ngoèo tuần loại uống"
                .split_whitespace()
        {
            assert!(is_possible(word), "{word}");
        }
    }

    #[test]
    fn syllables_that_cannot() {
        for word in
            "ngiệp nghành kông cế ngề ghà gế quôc chât đươc nhât tiêp sởươm thựcc họat́ lâmm pháttriển tiể̉n ngh gn qủa gía"
                .split_whitespace()
        {
            assert!(!is_possible(word), "{word}");
        }
    }
}
