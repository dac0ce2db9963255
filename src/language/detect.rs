//! The language of a text.

use whatlang::{Detector, Lang};

/// The code of the language that a text is written in; none when it is too short to tell, or in a language without a
/// file.
#[must_use]
pub fn detect(text: &str) -> Option<&'static str> {
    let of = |lang: Lang| code(lang).and_then(super::get).map(|language| language.code.as_str());
    let open = Detector::new().detect(text)?;
    let known = of(open.lang());
    // A few words look like many languages: the likeliest of those known will do.
    if known.is_some() || open.is_reliable() {
        return known;
    }
    let ours = Lang::all().iter().copied().filter(|lang| of(*lang).is_some()).collect();
    Detector::with_allowlist(ours).detect(text).and_then(|found| of(found.lang()))
}

/// The two-letter code, for languages that a file may stand for.
fn code(lang: Lang) -> Option<&'static str> {
    Some(match lang {
        Lang::Vie => "vi",
        Lang::Eng => "en",
        Lang::Fra => "fr",
        Lang::Deu => "de",
        Lang::Spa => "es",
        Lang::Por => "pt",
        Lang::Ita => "it",
        Lang::Nld => "nl",
        Lang::Pol => "pl",
        Lang::Swe => "sv",
        Lang::Ind => "id",
        Lang::Tgl => "tl",
        Lang::Tha => "th",
        Lang::Khm => "km",
        Lang::Cmn => "zh",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Rus => "ru",
        Lang::Tur => "tr",
        Lang::Ara => "ar",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_is_known_by_a_sentence() {
        let sentences = [
            ("vi", "Hội đồng nhân dân huyện đã thông qua kế hoạch sửa chữa các cây cầu trong năm nay."),
            ("en", "The council has adopted the plan to repair the bridges of the district during this year."),
            ("fr", "Le conseil municipal a adopté le plan de réparation des ponts de la commune pour cette année."),
            ("de", "Der Gemeinderat hat den Plan zur Instandsetzung der Brücken in diesem Jahr beschlossen."),
            ("es", "El ayuntamiento ha aprobado el plan de reparación de los puentes del municipio para este año."),
            ("pt", "A câmara municipal aprovou o plano de reparação das pontes do município para este ano."),
            ("it", "Il consiglio comunale ha approvato il piano di riparazione dei ponti del comune per quest'anno."),
            (
                "nl",
                "De gemeenteraad heeft het plan voor het herstel van de bruggen van de gemeente dit jaar vastgesteld.",
            ),
            ("sv", "Kommunfullmäktige har antagit planen för att reparera broarna i kommunen under det här året."),
        ];
        for (code, sentence) in sentences {
            assert_eq!(detect(sentence), Some(code), "{sentence}");
        }
        assert_eq!(detect("12/2025"), None);
        assert_eq!(detect("Совет района утвердил план ремонта мостов на этот год."), None);
    }
}
