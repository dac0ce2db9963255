//! Who issued a document: the words after its number, else the organ in the number with the report's place.
//!
//! In: the organ, the words that follow, what is known of the report. Out: an issuer's name, and the one under
//! which the document's series is counted.
//! What always holds: the Party's centre is one series whatever of its bodies signed; a province's series is
//! told by its place.

use serde::{Deserialize, Serialize};

use crate::text::fold;

/// What is known of the report that cites.
#[derive(Debug, Clone, Default)]
pub(super) struct CitingReport {
    /// Its place.
    pub place: Option<String>,
    /// Whether it is a city under the centre ("Thành ủy") and not a province.
    pub is_city: bool,
}

/// An issuer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Issuer {
    /// Whose series of numbers it is.
    pub series: String,
    /// The name to show, when the words or the number tell it.
    pub name: Option<String>,
    /// Whether the words named it, and not the number alone.
    pub is_named: bool,
}

/// The centre's bodies, folded beginnings first.
const CENTRE: [(&str, &str); 16] = [
    ("bo chinh tri", "Bộ Chính trị"),
    ("ban bi thu", "Ban Bí thư"),
    ("ban chap hanh trung uong", "Ban Chấp hành Trung ương"),
    ("hoi nghi trung uong", "Ban Chấp hành Trung ương"),
    ("hoi nghi lan thu", "Ban Chấp hành Trung ương"),
    ("trung uong dang", "Ban Chấp hành Trung ương"),
    ("uy ban kiem tra trung uong", "Ủy ban Kiểm tra Trung ương"),
    ("ubkt trung uong", "Ủy ban Kiểm tra Trung ương"),
    ("ban noi chinh trung uong", "Ban Nội chính Trung ương"),
    ("ban to chuc trung uong", "Ban Tổ chức Trung ương"),
    ("ban tuyen giao trung uong", "Ban Tuyên giáo Trung ương"),
    ("thu tuong chinh phu", "Thủ tướng Chính phủ"),
    ("chinh phu", "Chính phủ"),
    ("uy ban thuong vu quoc hoi", "Ủy ban Thường vụ Quốc hội"),
    ("quoc hoi", "Quốc hội"),
    ("chu tich nuoc", "Chủ tịch nước"),
];

/// The issuer of a document with this organ, cited between these words in a report of this home.
pub(super) fn issuer(organ: &str, (before, after): (&str, &str), home: &CitingReport, places: &[String]) -> Issuer {
    let named = named(after);
    let place = || place_in(after, places).or_else(|| subject_place(organ, before, places));
    let place = || place().or_else(|| home.place.clone()).unwrap_or_default();
    let local = |body: &str| {
        let place = place();
        let name = match place.is_empty() {
            true => body.to_owned(),
            false => format!("{body} {place}"),
        };
        Issuer { series: format!("{organ} {}", fold(&place)), name: Some(name), is_named: true }
    };
    let division = if home.is_city { "thành phố" } else { "tỉnh" };
    let central = |series: &str, name: Option<&str>| Issuer {
        series: series.to_owned(),
        name: named.clone().or_else(|| name.map(str::to_owned)),
        is_named: named.is_some(),
    };
    match organ {
        "TU" => local(if home.is_city { "Thành ủy" } else { "Tỉnh ủy" }),
        "UBND" | "HĐND" => {
            let body = if organ == "UBND" { "Ủy ban nhân dân" } else { "Hội đồng nhân dân" };
            match division_in(after) {
                Some((low, name)) => district(organ, &format!("{body} {low}"), name, home),
                None => local(&format!("{body} {division}")),
            }
        }
        "HU" => committee(organ, "Huyện ủy", after, home),
        "ThU" => committee(organ, "Thị ủy", after, home),
        "QU" => committee(organ, "Quận ủy", after, home),
        "TW" => central("TW", None),
        "UBKTTW" => central(organ, Some("Ủy ban Kiểm tra Trung ương")),
        "BNCTW" => central(organ, Some("Ban Nội chính Trung ương")),
        "CP" => central(organ, Some("Chính phủ")),
        "TTg" | "TTG" => central("TTg", Some("Thủ tướng Chính phủ")),
        _ if organ.starts_with("QH") => central("QH", Some("Quốc hội")),
        _ if organ.starts_with("UBTVQH") => central("UBTVQH", Some("Ủy ban Thường vụ Quốc hội")),
        "" => bare((before, after), home, places),
        _ => {
            let name = ministry(after).or_else(|| named.clone());
            Issuer { series: organ.to_owned(), is_named: name.is_some(), name: name.or_else(|| Some(organ.to_owned())) }
        }
    }
}

/// The division below the province that the words name, and its name when that follows: "của UBND huyện Tả Lèng".
fn division_in(after: &str) -> Option<(&'static str, &str)> {
    const LOW: [&str; 6] = ["huyện", "quận", "thị xã", "xã", "phường", "thị trấn"];
    let words = after.trim_start_matches([',', ' ']);
    let words = words.strip_prefix("của ").or_else(|| words.strip_prefix("do "))?;
    let bodies = ["UBND ", "HĐND ", "Ủy ban nhân dân ", "Uỷ ban nhân dân ", "Hội đồng nhân dân "];
    let rest = bodies.iter().find_map(|body| words.strip_prefix(body))?;
    let low = LOW
        .into_iter()
        .find(|low| rest.strip_prefix(low).is_some_and(|rest| !rest.starts_with(char::is_alphabetic)))?;
    Some((low, name_at(rest[low.len()..].trim_start())))
}

/// The words of a name that a text begins with: capitals, four at most.
fn name_at(text: &str) -> &str {
    let is_name = |word: &&str| word.starts_with(char::is_uppercase);
    let words = text.split([' ', ',', ';', '.', ')']).take_while(is_name).take(4);
    let length: usize = words.map(|word| word.len() + 1).sum();
    text.get(..length.saturating_sub(1)).unwrap_or_default()
}

/// A body of a district; one whose name is not said is the home's.
fn district(organ: &str, body: &str, name: &str, home: &CitingReport) -> Issuer {
    let place = if name.is_empty() { home.place.clone().unwrap_or_default() } else { name.to_owned() };
    let shown = format!("{body} {place}").trim().to_owned();
    Issuer { series: fold(&format!("{organ} {body} {place}")), name: Some(shown), is_named: true }
}

/// A Party committee below the province's: named by the words, else by its rank alone.
fn committee(organ: &str, body: &str, after: &str, home: &CitingReport) -> Issuer {
    let near = after.split([',', ';', '.', '“']).next().unwrap_or_default();
    let place = near.find(body).map_or("", |at| name_at(near[at + body.len()..].trim_start()));
    match place {
        "" => Issuer {
            series: fold(&format!("{organ} {}", home.place.clone().unwrap_or_default())),
            name: Some(body.to_owned()),
            is_named: near.contains(body),
        },
        place => {
            Issuer { series: fold(&format!("{organ} {place}")), name: Some(format!("{body} {place}")), is_named: true }
        }
    }
}

/// The issuer of a document whose number is bare: only the words can tell.
fn bare((before, after): (&str, &str), home: &CitingReport, places: &[String]) -> Issuer {
    let folded = fold(after);
    let head = head_after_of(&folded).unwrap_or_default();
    let organ = ["tinh uy", "thanh uy", "dang bo"].iter().any(|body| head.contains(body)).then_some("TU");
    let organ = organ.or_else(|| (head.starts_with("ubnd") || head.starts_with("uy ban nhan dan")).then_some("UBND"));
    let organ = organ.or_else(|| (head.starts_with("hdnd") || head.starts_with("hoi dong nhan dan")).then_some("HĐND"));
    match (organ, named(after)) {
        (Some(organ), _) => issuer(organ, (before, after), home, places),
        (None, Some(name)) => Issuer { series: name.clone(), name: Some(name), is_named: true },
        (None, None) => Issuer::default(),
    }
}

/// The body of the centre that the words name: "của Bộ Chính trị".
fn named(after: &str) -> Option<String> {
    let folded = fold(after);
    let head = head_after_of(&folded)?;
    CENTRE.iter().find(|(start, _)| head.starts_with(start)).map(|(_, name)| (*name).to_owned())
}

/// The ministry that the words name, to the next word that is none of a name.
fn ministry(after: &str) -> Option<String> {
    const ENDS: [&str; 12] = ["về", "quy", "phê", "ban", "hướng", "công", "thực", "sửa", "trong", "tại", "đã", "để"];
    let words = after.trim_start_matches([',', ' ']);
    let words = words.strip_prefix("của ").or_else(|| words.strip_prefix("do "))?;
    let words = words.strip_prefix("Bộ trưởng ").unwrap_or(words);
    if !words.starts_with("Bộ ") && !words.starts_with("Ngân hàng") && !words.starts_with("Thanh tra") {
        return None;
    }
    let cut = words.find([',', ';', '.', '(', ')', '“', '"', '\n']).unwrap_or(words.len());
    let kept: Vec<&str> = words[..cut].split(' ').take_while(|word| !ENDS.contains(word)).take(14).collect();
    (kept.len() > 1).then(|| kept.join(" "))
}

/// The words after "của" or "do", when they follow at once.
fn head_after_of(folded: &str) -> Option<&str> {
    let words = folded.trim_start_matches([',', ' ']);
    words.strip_prefix("cua ").or_else(|| words.strip_prefix("do ")).or_else(|| words.strip_prefix("cac "))
}

/// The place that the words name: "của Tỉnh ủy Hải Sa", "của UBND tỉnh Hải Sa", when it stands near.
fn place_in(after: &str, places: &[String]) -> Option<String> {
    /// Bytes within which an issuer stands.
    const NEAR: usize = 90;
    let end = (0..=NEAR.min(after.len())).rev().find(|at| after.is_char_boundary(*at)).unwrap_or(0);
    let near = after[..end].split([',', ';', '.', '“']).next().unwrap_or_default();
    let near = near.trim_start();
    if !near.starts_with("của ") && !near.starts_with("do ") {
        return None;
    }
    let bodies = [
        "Tỉnh ủy ",
        "Tỉnh uỷ ",
        "Thành ủy ",
        "Thành uỷ ",
        "Đảng bộ tỉnh ",
        "UBND tỉnh ",
        "HĐND tỉnh ",
        "nhân dân tỉnh ",
        "nhân dân thành phố ",
        "UBND thành phố ",
        "HĐND thành phố ",
        "Đảng bộ thành phố ",
    ];
    let rest = bodies.iter().find_map(|body| near.find(body).map(|at| &near[at + body.len()..]))?;
    place_at(rest, places)
}

/// The place of the body that the clause around a number has as its subject: "Ủy ban nhân dân tỉnh Hải Sa phê duyệt … tại
/// Quyết định số 12/QĐ-UBND".
fn subject_place(organ: &str, before: &str, places: &[String]) -> Option<String> {
    /// Bytes of a sentence that are looked back at.
    const FAR: usize = 900;
    let bodies: &[&str] = match organ {
        "UBND" => &["UBND", "Ủy ban nhân dân", "Uỷ ban nhân dân"],
        "HĐND" => &["HĐND", "Hội đồng nhân dân"],
        "TU" => &["Tỉnh ủy", "Tỉnh uỷ", "Thành ủy", "Thành uỷ"],
        _ => return None,
    };
    let from = (before.len().saturating_sub(FAR)..=before.len()).find(|at| before.is_char_boundary(*at))?;
    let sentence = before[from..].rsplit(['\n', '.']).next().unwrap_or_default();
    // The subject opens a clause; what stands behind another word is its object.
    let opens = |at: usize| {
        let is_word = sentence[..at].is_empty() || sentence[..at].ends_with([' ', '(', '*']);
        let left = sentence[..at].trim_end();
        is_word && (left.is_empty() || left.ends_with([',', ';', ':', '-', '–', '+', '(', '*']))
    };
    let subjects = bodies.iter().flat_map(|body| sentence.match_indices(body).map(|(at, body)| (at, at + body.len())));
    let (_, end) = subjects.filter(|(at, _)| opens(*at)).max()?;
    let rest = sentence[end..].trim_start();
    let rest =
        ["tỉnh ", "thành phố "].iter().find_map(|rank| rest.strip_prefix(rank)).or((organ == "TU").then_some(rest))?;
    place_at(rest, places)
}

/// The place whose name a text begins with.
fn place_at(rest: &str, places: &[String]) -> Option<String> {
    if let Some(known) = places.iter().find(|place| rest.starts_with(place.as_str())) {
        return Some(known.clone());
    }
    let name: Vec<&str> =
        rest.split(' ').take_while(|word| word.chars().next().is_some_and(char::is_uppercase)).take(4).collect();
    (name.len() >= 2).then(|| name.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_subject_of_a_clause_issues_what_it_names() {
        let home = CitingReport { place: Some("An Sơn".into()), ..CitingReport::default() };
        let place = |before: &str, after: &str| issuer("UBND", (before, after), &home, &[]).name.unwrap_or_default();
        let before =
            "Trước sáp nhập, Ủy ban nhân dân tỉnh Hải Sa phê duyệt việc ấy tại Quyết định số 12/QĐ-UBND và số ";
        assert_eq!(place(before, " ngày 3/2"), "Ủy ban nhân dân tỉnh Hải Sa");
        assert_eq!(place("theo báo cáo của UBND tỉnh Hải Sa, Quyết định số ", ""), "Ủy ban nhân dân tỉnh An Sơn");
        assert_eq!(place("UBND tỉnh Hải Sa đã có. Quyết định số ", ""), "Ủy ban nhân dân tỉnh An Sơn");
        assert_eq!(place(before, " của UBND tỉnh Tả Lèng"), "Ủy ban nhân dân tỉnh Tả Lèng");
    }

    #[test]
    fn a_series_is_told_by_its_place() {
        let home = CitingReport { place: Some("Lâm Nguyên".to_owned()), is_city: false };
        let own = issuer("TU", ("", " về rừng"), &home, &[]);
        assert_eq!(own.name.as_deref(), Some("Tỉnh ủy Lâm Nguyên"));
        let other = issuer("TU", ("", " của Tỉnh ủy Hải Sa, tỉnh"), &home, &[]);
        assert_eq!(other.name.as_deref(), Some("Tỉnh ủy Hải Sa"));
        let central = issuer("TW", ("", " của Bộ Chính trị về"), &home, &[]);
        assert_eq!((central.series.as_str(), central.name.as_deref()), ("TW", Some("Bộ Chính trị")));
        let ministry = issuer("BLĐTBXH", ("", " của Bộ trưởng Bộ Lao động - Thương binh và Xã hội về"), &home, &[]);
        assert_eq!(ministry.name.as_deref(), Some("Bộ Lao động - Thương binh và Xã hội"));
    }
}
