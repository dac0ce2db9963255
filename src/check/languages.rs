//! Codes of languages.

use crate::diagnostic::{Diagnostic, Span};
use crate::message::Message;
use crate::model::edition::Edition;

/// The two-letter codes of languages (ISO 639-1).
const KNOWN: &str = "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en \
    eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk \
    kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om \
    or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt \
    tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

/// Pages whose language is no code.
pub(super) fn check(edition: &Edition) -> Vec<Diagnostic> {
    let pages = edition.addresses().map(|(page, _)| page);
    let wrong = pages.filter_map(|page| Some((page, page.front.lang.as_deref().filter(|lang| !is_code(lang))?)));
    wrong
        .map(|(page, lang)| {
            let head = page.text.get(..page.body_start).unwrap_or_default();
            let place = head.find("\nlang:").map_or(0..0, |at| {
                let start = at + 1;
                start..start + head[start..].lines().next().map_or(0, str::len)
            });
            Diagnostic::new("language-unknown", &page.path, message!("language-code", lang = lang))
                .at(Span::in_text(&page.text, place))
                .hint(hint(lang))
        })
        .collect()
}

/// A language, and perhaps a script or country: `vi`, `zh-Hant`, `en-GB`; three letters name the smaller languages.
fn is_code(lang: &str) -> bool {
    let mut parts = lang.split('-');
    let first = parts.next().unwrap_or_default();
    let named = match first.len() {
        2 => KNOWN.split_whitespace().any(|known| known == first),
        3 => first.bytes().all(|byte| byte.is_ascii_lowercase()),
        _ => false,
    };
    named && parts.all(|part| (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// Countries are often written for their languages.
fn hint(lang: &str) -> Message {
    let meant = match lang.to_ascii_lowercase().as_str() {
        "vn" | "viet" | "vietnamese" => Some("vi"),
        "gb" | "us" | "eng" | "english" => Some("en"),
        "cn" => Some("zh"),
        "jp" => Some("ja"),
        other => KNOWN.split_whitespace().find(|known| other.starts_with(known) && !other.contains('-')),
    };
    match meant {
        Some(code) => message!("did-you-mean", word = code),
        None => message!("language-code-hint"),
    }
}
