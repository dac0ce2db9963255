//! Two figures that differ, with the signs marked in which they do.

use super::contexts::crosslinks::PieceContext;

/// Two figures with the signs marked in which they differ; of a sum what stands after "=", of a measure its number.
pub(super) fn digits(a: &str, b: &str) -> (Vec<PieceContext>, Vec<PieceContext>) {
    let ((head_a, left, unit_a), (head_b, right, unit_b)) = (parted(a), parted(b));
    let (x, y): (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
    // Sign by sign where that tells anything: in figures of other lengths, with most signs other or with others here and there,
    // all are marked.
    let other: Vec<bool> = x.iter().zip(&y).map(|(x, y)| x != y).collect();
    let count = other.iter().filter(|other| **other).count();
    let is_one_run = other.split(|other| !other).filter(|run| !run.is_empty()).count() <= 1;
    let is_close = x.len() == y.len() && count * 2 <= x.len() && is_one_run;
    let is_other = |at: usize| left != right && (!is_close || other.get(at).copied().unwrap_or(true));
    let unit = if unit_a == unit_b { "same" } else { "gone" };
    let unit_there = if unit_a == unit_b { "same" } else { "new" };
    (marked(head_a, &x, is_other, "gone", (unit, unit_a)), marked(head_b, &y, is_other, "new", (unit_there, unit_b)))
}

/// The words that give a figure, and in those that give a sum ("81 + 255 = 336") its parts apart from what stands between.
pub(super) fn parts(words: &str, value: &str) -> Vec<PieceContext> {
    let piece = |change, text: &str| PieceContext { change, text: text.to_owned() };
    let mut pieces = Vec::new();
    let mut rest = words;
    for part in value.split_once(" = ").map_or(value, |(parts, _)| parts).split(" + ") {
        let is_number = |at: &usize| {
            let goes_on = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric());
            let before = rest[..*at].strip_suffix(['.', ',']).unwrap_or(&rest[..*at]);
            !goes_on(before.chars().next_back()) && !goes_on(rest[at + part.len()..].chars().next())
        };
        let at = rest.match_indices(part).map(|(at, _)| at).find(is_number).filter(|_| value.contains(" + "));
        let Some(at) = at else { return vec![piece("new", words)] };
        pieces.extend([piece("same", &rest[..at]), piece("new", part)]);
        rest = &rest[at + part.len()..];
    }
    pieces.push(piece("same", rest));
    pieces.retain(|piece| !piece.text.is_empty());
    pieces
}

/// The words before a number, the number, and its unit: "81 + 255 = 336", "7,6 %", "5.400 km²".
fn parted(figure: &str) -> (&str, &str, &str) {
    let from = figure.rfind("= ").map_or(0, |at| at + 2);
    let unit = figure[from..].find(|c: char| c.is_alphabetic() || c == '%').map_or(figure.len(), |at| from + at);
    let to = from + figure[from..unit].trim_end().len();
    (&figure[..from], &figure[from..to], &figure[to..])
}

fn marked(
    head: &str,
    number: &[char],
    is_other: impl Fn(usize) -> bool,
    change: &'static str,
    unit: (&'static str, &str),
) -> Vec<PieceContext> {
    let mut found: Vec<PieceContext> = Vec::new();
    let mut push = |change, text: &str| match found.last_mut() {
        Some(last) if last.change == change => last.text.push_str(text),
        _ if text.is_empty() => {}
        _ => found.push(PieceContext { change, text: text.to_owned() }),
    };
    push("same", head);
    for (at, sign) in number.iter().enumerate() {
        push(if is_other(at) { change } else { "same" }, sign.encode_utf8(&mut [0; 4]));
    }
    push(unit.0, unit.1);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_that_differ_are_marked() {
        let shown = |a: &str, b: &str| {
            let show = |pieces: Vec<PieceContext>| {
                let piece = |p: PieceContext| if p.change == "same" { p.text } else { format!("[{}]", p.text) };
                pieces.into_iter().map(piece).collect::<String>()
            };
            let (a, b) = digits(a, b);
            format!("{} {}", show(a), show(b))
        };
        assert_eq!(shown("8,12%", "8,21%"), "8,[12]% 8,[21]%");
        assert_eq!(shown("637", "81 + 291 + 255 = 627"), "6[3]7 81 + 291 + 255 = 6[2]7");
        assert_eq!(shown("20.800 tỷ", "15.233 tỷ"), "[20.800] tỷ [15.233] tỷ");
        assert_eq!(shown("5.400 ha", "5.400 km²"), "5.400[ ha] 5.400[ km²]");
        assert_eq!(shown("47", "4"), "[47] [4]");
        assert_eq!(shown("12.437", "10.424"), "[12.437] [10.424]");
    }

    #[test]
    fn the_parts_of_a_sum_are_marked_each() {
        let shown = |words: &str, value: &str| {
            let piece = |p: PieceContext| if p.change == "same" { p.text } else { format!("[{}]", p.text) };
            parts(words, value).into_iter().map(piece).collect::<String>()
        };
        assert_eq!(
            shown("1.81 km, 81 roads, 22 of them new, 291 bridges", "81 + 291 = 372"),
            "1.81 km, [81] roads, 22 of them new, [291] bridges"
        );
        assert_eq!(shown("some 637 roads", "637"), "[some 637 roads]");
        assert_eq!(shown("eight and 5", "8 + 5 = 13"), "[eight and 5]");
    }
}
