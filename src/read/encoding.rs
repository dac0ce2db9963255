//! Texts that are not UTF-8: UTF-16, the code pages of Windows, and Vietnamese letters of TCVN3.
//!
//! In: the bytes of a text. Out: UTF-8, and the name of the encoding where it was another. What always holds: a text that is
//! UTF-8 with a few wrong bytes is not guessed at, so that its own error names the first of them.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::legacy::Legacy;

/// A text that was converted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Converted {
    /// The text.
    pub text: String,
    /// What it was written in.
    pub encoding: &'static str,
}

/// The text of a web page in the encoding that it names, else in the one that its letters show.
pub fn named(bytes: &[u8]) -> String {
    /// So many bytes name it.
    const HEAD: usize = 2048;
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding.decode(bytes).0.into_owned();
    }
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).to_lowercase();
    let named = head.split_once("charset=").map(|(_, rest)| rest.trim_start_matches(['"', '\'', ' ']));
    let named = named.map(|rest| rest.split(|c: char| "\"'; />".contains(c)).next().unwrap_or_default());
    let encoding = named.and_then(|name| Encoding::for_label(name.as_bytes()));
    match encoding {
        Some(encoding) if std::str::from_utf8(bytes).is_err() => encoding.decode(bytes).0.into_owned(),
        _ => convert(bytes).map_or_else(|| String::from_utf8_lossy(bytes).into_owned(), |converted| converted.text),
    }
}

/// The text of bytes in another encoding than UTF-8; none when they are UTF-8, or no text.
pub fn convert(bytes: &[u8]) -> Option<Converted> {
    if let Some(wide) = wide(bytes) {
        let (text, _, _) = wide.decode(bytes);
        return Some(Converted { text: text.into_owned(), encoding: wide.name() });
    }
    if bytes.contains(&0) {
        return None;
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        // A program that did not know the old font copied its letters as Western ones.
        return is_tcvn3(text).then(|| tcvn3(text));
    }
    if is_damaged_utf8(bytes) {
        return None;
    }
    let (western, _, _) = WINDOWS_1252.decode(bytes);
    if is_tcvn3(&western) {
        return Some(tcvn3(&western));
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(Some(b"vn"), Utf8Detection::Deny);
    let (text, encoding, _) = guess.decode(bytes);
    Some(Converted { text: text.into_owned(), encoding: encoding.name() })
}

/// UTF-16, by its mark, or because every other byte of Latin letters is zero.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [0xFF, 0xFE, ..] => return Some(UTF_16LE),
        [0xFE, 0xFF, ..] => return Some(UTF_16BE),
        _ => {}
    }
    /// Fewer bytes show nothing.
    const ENOUGH: usize = 16;
    const SAMPLE: usize = 4096;
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let zeros = |place: usize| sample.iter().skip(place).step_by(2).filter(|byte| **byte == 0).count();
    let half = sample.len() / 2;
    if sample.len() < ENOUGH || !bytes.len().is_multiple_of(2) {
        return None;
    }
    match (zeros(0), zeros(1)) {
        (0, odd) if odd * 2 > half => Some(UTF_16LE),
        (even, 0) if even * 2 > half => Some(UTF_16BE),
        _ => None,
    }
}

/// Whether most letters beyond ASCII are those of UTF-8.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut wrong) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        wrong += usize::from(!chunk.invalid().is_empty());
    }
    whole >= wrong
}

/// Whether Western letters are really Vietnamese ones of TCVN3: signs that no Western text has within words stand within
/// many of them.
fn is_tcvn3(text: &str) -> bool {
    const SIGNS: &str = "¨©ª«¬\u{AD}®µ¶·¸¹»¼½¾";
    const SAMPLE: usize = 20_000;
    let (mut words, mut odd) = (0, 0);
    let is_letter = |letter: char| letter.is_alphabetic() || SIGNS.contains(letter);
    for word in text.split(|letter: char| !is_letter(letter)).filter(|word| !word.is_empty()).take(SAMPLE) {
        words += 1;
        let plain = word.chars().any(char::is_alphabetic);
        odd += usize::from(plain && word.chars().any(|letter| SIGNS.contains(letter)));
    }
    odd >= 3 && odd * 10 >= words
}

fn tcvn3(text: &str) -> Converted {
    Converted { text: Legacy::Tcvn3 { capitals: false }.letters(text), encoding: "TCVN3" }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Báo cáo kết quả năm 2025 của Ủy ban nhân dân xã: lúa được mùa, đường về các thôn đã xong.";

    #[test]
    fn encodings_are_known() {
        let wide: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(convert(&[&[0xFF, 0xFE][..], &wide].concat()).map(|found| found.encoding), Some("UTF-16LE"));
        let plain = "Annual report of the county for the year 2025";
        let unmarked: Vec<u8> = plain.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(convert(&unmarked).map(|found| found.text).as_deref(), Some(plain));
        let western = b"Le march\xe9 du comt\xe9 a \xe9t\xe9 r\xe9par\xe9 en f\xe9vrier.";
        let found = convert(western).expect("a text");
        assert_eq!(
            (found.encoding, found.text.as_str()),
            ("windows-1252", "Le marché du comté a été réparé en février.")
        );
        // Windows-1258 sets tones behind their vowels.
        let viet =
            b"B\xe1o c\xe1o k\xea\xect qu\xd2 n\xe3m 2025 c\xfea x\xe3 v\xea\xcc \xf0\xfd\xf5\xccng v\xe0 th\xf4n";
        assert_eq!(convert(viet).map(|found| found.encoding), Some("windows-1258"));
        let old = b"C\xe9ng h\xdfa x\xb7 h\xe9i ch\xf1 ngh\xdca Vi\xd6t Nam, l\xf3a \xae\xad\xeec m\xefa \xeb x\xb7";
        let found = convert(old).expect("a text");
        assert_eq!(
            (found.encoding, found.text.as_str()),
            ("TCVN3", "Cộng hòa xã hội chủ nghĩa Việt Nam, lúa được mùa ở xã")
        );
        let copied: String = old.iter().map(|byte| char::from(*byte)).collect();
        assert_eq!(convert(copied.as_bytes()).map(|found| found.encoding), Some("TCVN3"));
    }

    #[test]
    fn utf8_and_what_is_no_text_are_left_alone() {
        let prices = "Giá 120 ¥ ± 5, «trích», © 2025 ®, 3 µm".as_bytes();
        for bytes in [TEXT.as_bytes(), b"# B\xc3\xa1o c\xe1o\n", b"\x89PNG\0\0data", prices] {
            assert_eq!(convert(bytes), None);
        }
    }
}
