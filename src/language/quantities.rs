//! Words that say how much a number means: "nghìn" is a thousand, "tấn" a thousand of "kg".

use std::collections::HashMap;

use super::words::Language;

/// What a word measures that only multiplies: "million".
pub const NUMBER: &str = "";

/// Each word with what it measures and how many of the smallest unit it is.
pub(super) type Scales = HashMap<String, (String, f64)>;

/// The words of some languages; where two languages have one word, the first.
pub(super) fn scales(languages: &[&Language]) -> Scales {
    let mut found = Scales::new();
    for language in languages {
        let measures = language
            .measures
            .iter()
            .flat_map(|(measure, units)| units.iter().map(move |unit| (measure.as_str(), unit)));
        let numbers = language.numbers.scales.iter().map(|scale| (NUMBER, scale));
        for (measure, (word, times)) in numbers.chain(measures) {
            #[expect(clippy::cast_precision_loss, reason = "powers of ten")]
            found.entry(word.clone()).or_insert_with(|| (measure.to_owned(), *times as f64));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::lexicon;
    use super::*;

    #[test]
    fn scales_and_measures() {
        assert_eq!(lexicon("vi").scale("tỉ"), Some((NUMBER, 1e9)));
        assert_eq!(
            (lexicon("en").scale("billion"), lexicon("de").scale("milliarden")),
            (Some((NUMBER, 1e9)), Some((NUMBER, 1e9)))
        );
        assert_eq!(lexicon("vi").scale("tấn"), Some(("mass", 1000.0)));
        assert_eq!(lexicon("vi").scale("xã"), None);
    }
}
