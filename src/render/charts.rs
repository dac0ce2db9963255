//! Charts as SVG, made at build time: bars that a screen reader can name, in the colours of the page.
//!
//! In: labelled figures. Out: an `<svg>`. What always holds: every figure of a chart stands in a table or list beside it; lengths
//! begin at zero; colours are classes of the style sheet, so both themes can set them.

use super::html_safe::escape;

/// One bar.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Bar {
    /// What stands before it.
    pub label: String,
    /// What stands after it.
    pub value: String,
    /// Lower end of a range; the same as `high` for a single figure.
    pub low: f64,
    /// What its length shows.
    pub high: f64,
    /// `target`, `actual`, `plan` or `baseline`.
    pub class: &'static str,
}

const ROW: f64 = 26.0;
const LABEL: f64 = 96.0;
const WIDTH: f64 = 420.0;
const VALUE: f64 = 104.0;
/// About how wide a letter of a figure is.
const LETTER: f64 = 7.0;

/// Bars one under another. `id` makes the names of title and description unique on the page.
pub(super) fn bars(id: &str, title: &str, description: &str, bars: &[Bar]) -> String {
    let most = bars.iter().map(|bar| bar.high).fold(0.0, f64::max);
    // The longest figure stands whole beside the longest bar.
    let longest = bars.iter().map(|bar| bar.value.chars().count()).max().unwrap_or(0);
    let value = VALUE.max(f64::from(u16::try_from(longest).unwrap_or(u16::MAX)) * LETTER + 8.0);
    let room = (WIDTH - LABEL - value).max(60.0);
    let length = |value: f64| if most > 0.0 { (value.max(0.0) / most * room * 10.0).round() / 10.0 } else { 0.0 };
    let height = ROW * f64::from(u16::try_from(bars.len()).unwrap_or(u16::MAX)) + 2.0;
    let mut svg = format!(
        "<svg class=\"chart\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\"><title id=\"{id}-t\">{}</title><desc id=\"{id}-d\">{}</desc>",
        escape(title),
        escape(description),
    );
    let mut top = 1.0;
    for bar in bars {
        let (low, high) = (length(bar.low), length(bar.high).max(1.5));
        let middle = top + ROW / 2.0;
        svg.push_str(&format!(
            "<text class=\"axis\" x=\"{}\" y=\"{middle}\" dy=\".35em\" text-anchor=\"end\">{}</text><rect class=\"bar {}\" x=\"{LABEL}\" y=\"{}\" width=\"{high}\" height=\"{}\" rx=\"1\"/>",
            LABEL - 8.0,
            escape(&bar.label),
            bar.class,
            top + 5.0,
            ROW - 10.0,
        ));
        if low < high && bar.low < bar.high {
            svg.push_str(&format!(
                "<rect class=\"range\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>",
                LABEL + low,
                top + 5.0,
                ((high - low) * 10.0).round() / 10.0,
                ROW - 10.0,
            ));
        }
        svg.push_str(&format!(
            "<text class=\"figure-value\" x=\"{}\" y=\"{middle}\" dy=\".35em\">{}</text>",
            LABEL + high + 6.0,
            escape(&bar.value)
        ));
        top += ROW;
    }
    svg.push_str("</svg>");
    svg
}

/// A dot on a line.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Dot {
    /// Where it stands.
    pub at: f64,
    /// `target`, `actual`, `plan` or `baseline`.
    pub class: &'static str,
}

/// One line from zero to `most` with a sign for each figure; the four kinds differ in shape, too.
pub(super) fn track(id: &str, title: &str, description: &str, dots: &[Dot], most: f64) -> String {
    let room = WIDTH - 20.0;
    let place = |at: f64| if most > 0.0 { 10.0 + (at.max(0.0) / most * room * 10.0).round() / 10.0 } else { 10.0 };
    let mut svg = format!(
        "<svg class=\"chart track\" viewBox=\"0 0 {WIDTH} 24\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\"><title id=\"{id}-t\">{}</title><desc id=\"{id}-d\">{}</desc><path class=\"line\" d=\"M10 12H{}\"/>",
        escape(title),
        escape(description),
        WIDTH - 10.0,
    );
    for dot in dots {
        let x = place(dot.at);
        let shape = match dot.class {
            "target" => format!("M{} 19V5l12 4.5L{x} 14", x),
            "plan" => format!("M{} 12l6 -6l6 6l-6 6z", x - 6.0),
            "baseline" => format!("M{} 7h10v10h-10z", x - 5.0),
            _ => format!("M{} 12a6 6 0 1 0 12 0a6 6 0 1 0 -12 0z", x - 6.0),
        };
        svg.push_str(&format!("<path class=\"dot {}\" d=\"{shape}\"/>", dot.class));
    }
    svg.push_str("</svg>");
    svg
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_named_and_begin_at_zero() {
        let bar = |label: &str, value: f64| Bar {
            label: label.to_owned(),
            value: value.to_string(),
            low: value,
            high: value,
            class: "actual",
        };
        let svg = bars("c1", "A < B", "x", &[bar("2020", 50.0), bar("2025", 100.0)]);
        assert!(svg.contains("<title id=\"c1-t\">A &lt; B</title>"), "{svg}");
        assert!(svg.contains("width=\"110\"") && svg.contains("width=\"220\""), "{svg}");
    }
}
