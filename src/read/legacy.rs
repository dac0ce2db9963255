//! Vietnamese print older than Unicode: fonts whose codes for Western letters show Vietnamese ones.
//!
//! TCVN3 (".VnTime") has one code a letter, and fonts of capitals ("…H"); VNI ("VNI-Times") sets the accents as signs of
//! their own behind the vowel.

use crate::text::nfc;

/// An encoding of old fonts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Legacy {
    /// TCVN 5712:1993, also called ABC.
    Tcvn3 {
        /// The font prints all letters as capitals.
        capitals: bool,
    },
    /// VNI for Windows.
    Vni,
}

/// The codes from A1 on that TCVN3 gives letters.
const TCVN3: [(char, &str); 8] = [
    ('\u{A1}', "ĂÂÊÔƠƯĐăâêôơưđ"),
    ('\u{B5}', "àảãáạ"),
    ('\u{BB}', "ằẳẵắ"),
    ('\u{C6}', "ặầẩẫấậè"),
    ('\u{CE}', "ẻẽéẹềểễếệìỉ"),
    ('\u{DC}', "ĩíịò"),
    ('\u{E1}', "ỏõóọồổỗốộờởỡớợù"),
    ('\u{F1}', "ủũúụừửữứựỳỷỹýỵ"),
];

/// What the accents of VNI are in combining marks: first as they stand behind small vowels.
const VNI_ACCENTS: [(char, &str); 17] = [
    ('ù', "\u{301}"),
    ('ø', "\u{300}"),
    ('û', "\u{309}"),
    ('õ', "\u{303}"),
    ('ï', "\u{323}"),
    ('â', "\u{302}"),
    ('á', "\u{302}\u{301}"),
    ('à', "\u{302}\u{300}"),
    ('å', "\u{302}\u{309}"),
    ('ã', "\u{302}\u{303}"),
    ('ä', "\u{302}\u{323}"),
    ('ê', "\u{306}"),
    ('é', "\u{306}\u{301}"),
    ('è', "\u{306}\u{300}"),
    ('ú', "\u{306}\u{309}"),
    ('ü', "\u{306}\u{303}"),
    ('ë', "\u{306}\u{323}"),
];

/// Letters of VNI with codes of their own.
const VNI_LETTERS: [(char, char); 9] =
    [('ô', 'ơ'), ('ö', 'ư'), ('ñ', 'đ'), ('í', 'í'), ('ì', 'ì'), ('æ', 'ỉ'), ('ó', 'ĩ'), ('ò', 'ị'), ('î', 'ỵ')];

impl Legacy {
    /// The encoding of a font, by its name without the prefix of a subset.
    pub fn of_font(name: &str) -> Option<Self> {
        if name.to_ascii_uppercase().starts_with("VNI") {
            return Some(Self::Vni);
        }
        let family = name.trim_start_matches('.').split([',', '-', ' ']).next().unwrap_or_default();
        let face = family.strip_prefix("Vn")?;
        face.starts_with(|c: char| c.is_ascii_uppercase())
            .then(|| Self::Tcvn3 { capitals: face.len() > 1 && face.ends_with('H') })
    }

    /// The letters that a run of this font's print shows.
    pub fn letters(self, printed: &str) -> String {
        match self {
            Self::Tcvn3 { capitals } => {
                let plain: String = printed.chars().map(tcvn3).collect();
                if capitals { plain.to_uppercase() } else { plain }
            }
            Self::Vni => nfc(&vni(printed)),
        }
    }
}

fn tcvn3(code: char) -> char {
    let row = TCVN3.iter().rev().find(|(first, _)| *first <= code);
    let found = row.and_then(|(first, letters)| letters.chars().nth(code as usize - *first as usize));
    found.unwrap_or(code)
}

fn vni(printed: &str) -> String {
    let mut out = String::with_capacity(printed.len());
    let mut before = ' ';
    for sign in printed.chars() {
        let small = sign.to_lowercase().next().unwrap_or(sign);
        let accent = VNI_ACCENTS.iter().find(|(code, _)| *code == small);
        let letter = VNI_LETTERS.iter().find(|(code, _)| *code == small);
        let on_vowel = matches!(before.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
            || matches!(before, 'ơ' | 'ư' | 'Ơ' | 'Ư');
        match (accent, letter) {
            (Some((_, marks)), _) if on_vowel => out.push_str(marks),
            (_, Some((_, letter))) => {
                let is_capital = sign.is_uppercase();
                before = if is_capital { letter.to_uppercase().next().unwrap_or(*letter) } else { *letter };
                out.push(before);
                continue;
            }
            _ => out.push(sign),
        }
        before = sign;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fonts_tell_their_encoding() {
        assert_eq!(Legacy::of_font(".VnTime"), Some(Legacy::Tcvn3 { capitals: false }));
        assert_eq!(Legacy::of_font(".VnTimeH,Bold"), Some(Legacy::Tcvn3 { capitals: true }));
        assert_eq!(Legacy::of_font("VNI-Times"), Some(Legacy::Vni));
        assert_eq!(Legacy::of_font("TimesNewRomanPSMT"), None);
        assert_eq!(Legacy::of_font("Vneshtorg"), None);
    }

    #[test]
    fn tcvn3_has_one_code_a_letter() {
        let text = Legacy::Tcvn3 { capitals: false }.letters("Céng hßa x· héi chñ nghÜa ViÖt Nam");
        assert_eq!(text, "Cộng hòa xã hội chủ nghĩa Việt Nam");
        assert_eq!(Legacy::Tcvn3 { capitals: true }.letters("b¸o c¸o §¶ng"), "BÁO CÁO ĐẢNG");
        let every = "µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ";
        assert_eq!(
            Legacy::Tcvn3 { capitals: false }.letters(every),
            "àảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
        );
    }

    #[test]
    fn vni_sets_accents_behind_vowels() {
        let text = Legacy::Vni.letters("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam");
        assert_eq!(text, "Cộng hòa xã hội chủ nghĩa Việt Nam");
        assert_eq!(
            Legacy::Vni.letters("ÑAÛNG BOÄ TÆNH, naêng suaát, ñöôøng, thôøi kyø"),
            "ĐẢNG BỘ TỈNH, năng suất, đường, thời kỳ"
        );
        assert_eq!(Legacy::Vni.letters("ñaëc bieät, baûo veä"), "đặc biệt, bảo vệ");
    }
}
