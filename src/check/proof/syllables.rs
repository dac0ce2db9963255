//! Which syllables Vietnamese can have: an onset, a rhyme, a tone.
//!
//! In: a word in lower case. Out: whether it is one possible syllable. What always holds: this follows from the tables of
//! onsets and rhymes and the rules between them; no list of words is asked.

use crate::text::spelling;

/// The onsets, the longer first.
const ONSETS: &[&str] = &[
    "ngh", "ng", "nh", "ch", "gh", "gi", "kh", "ph", "qu", "th", "tr", "b", "c", "d", "đ", "g", "h", "k", "l", "m",
    "n", "p", "r", "s", "t", "v", "x",
];

/// The rhymes without tones, by their first letter. `y` stands where the syllable has no onset or after `u`.
const RHYMES: &str = "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây \
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu êc êng \
    i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu \
    o oc oi om on ong op ot oong ooc oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oem oen oeo oet \
    ô ôc ôi ôm ôn ông ôp ôt ôông ơ ơi ơm ơn ơp ơt ơng \
    u ua uc ui um un ung up ut uân uâng uât uây uê uêch uênh uơ uôc uôi uôm uôn uông uôt uy uya uych uyên uyêt uynh uyp uyt uyu \
    ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu \
    y yêm yên yêng yêt yêu";

/// Rhymes after `qu`, whose `u` is part of the onset.
const AFTER_QU: &str = "a ac ach ai an ang anh ao at au ay ăc ăm ăn ăng ăp ăt ân âng ât ây e en eng eo et ê ên êt êch ênh \
    i inh it ich y ych ynh yt yên yêt yêu ơ ơn ôc ôi ông o";

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
            third.is_some_and(|c| "aàáảãạăâoòóỏõọôơuùúủũụưeê".contains(c))
        }
        _ => false,
    }
}

/// Every way to part a syllable into onset and rhyme.
fn readings(letters: &str) -> impl Iterator<Item = (&str, &str)> {
    let onsets = ONSETS.iter().filter_map(|onset| Some((*onset, letters.strip_prefix(onset)?)));
    std::iter::once(("", letters)).chain(onsets)
}

fn is_rhyme(onset: &str, rhyme: &str) -> bool {
    let table = if onset == "qu" { AFTER_QU } else { RHYMES };
    table.split_whitespace().any(|known| known == rhyme) || onset == "gi" && rhyme.is_empty()
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
