//! Units of figures: what they measure, and how many of the smallest one they are.

use crate::language::Concepts;

/// What a unit measures, and how many of the smallest one it is: tỷ đồng are 1e9 of đồng.
pub(super) fn dimension(words: &Concepts, unit: &str) -> (String, f64) {
    let plain = words.folded(unit);
    for coin in &words.coins {
        let Some(at) = plain.find(coin) else { continue };
        let lead = plain[..at].trim();
        match power(words, lead) {
            Some(power) if power.1 == lead.len() => return (coin.clone(), power.0),
            _ if lead.is_empty() => return (coin.clone(), 1.0),
            _ => {}
        }
    }
    if plain.starts_with(['%', '‰']) {
        let yearly = words.yearly.iter().map(|year| format!("/{year}"));
        let bare = yearly.into_iter().find_map(|year| plain.strip_suffix(&year).map(str::to_owned));
        return (bare.unwrap_or(plain), 1.0);
    }
    let (factor, length) = power(words, &plain).unwrap_or((1.0, 0));
    // "giường", "giường bệnh" and "giường/vạn dân" count the same: the concept says of how many people.
    let noun = plain[length..].trim_start();
    (noun.split([' ', '/']).next().unwrap_or_default().to_owned(), factor)
}

/// The power of ten at the head of a unit, and its bytes.
fn power(words: &Concepts, plain: &str) -> Option<(f64, usize)> {
    let fits = |(scale, _): &(&String, &i32)| {
        plain.strip_prefix(scale.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    let (scale, power) = words.scales.iter().filter(fits).max_by_key(|(scale, _)| scale.len())?;
    Some((10f64.powi(*power), scale.len()))
}

/// A product without the dust of binary fractions: twelve digits are more than any report prints.
pub(super) fn exact(value: f64, factor: f64) -> f64 {
    format!("{:.11e}", value * factor).parse().unwrap_or(value * factor)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_of_one_dimension() {
        let vi = crate::language::concepts("vi");
        let of = |unit: &str| dimension(vi, unit);
        assert_eq!(of("nghìn tỷ đồng"), ("dong".to_owned(), 1e12));
        assert_eq!(of("triệu đồng/người/năm"), ("dong".to_owned(), 1e6));
        assert_eq!(of("tỉ USD"), ("usd".to_owned(), 1e9));
        assert_eq!(of("%/năm"), ("%".to_owned(), 1.0));
        assert_eq!(of("% GRDP"), ("% grdp".to_owned(), 1.0));
        assert_eq!(of("triệu lượt khách"), ("luot".to_owned(), 1e6));
        assert_eq!(of("giường bệnh/vạn dân"), of("giường"));
        let en = crate::language::concepts("en");
        assert_eq!(dimension(en, "million dong"), ("dong".to_owned(), 1e6));
        assert!(exact(2.5, 1e9 / 1e6).to_string() == "2500");
    }
}
