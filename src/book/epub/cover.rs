//! The cover: the title block as a drawing, which every shelf of books shows.

use super::package::Package;
use crate::book::settings::BookSettings;
use crate::book::xml::Xml;

const WIDTH: usize = 1200;
const HEIGHT: usize = 1800;
const EDGE: usize = 120;

/// The cover as SVG. Its letters are those of the reading device.
pub(super) fn cover(settings: &BookSettings<'_>, package: &Package) -> String {
    let mut drawing = Drawing { xml: Xml::document(), at: 0 };
    let size = (WIDTH.to_string(), HEIGHT.to_string());
    let view = format!("0 0 {WIDTH} {HEIGHT}");
    drawing.xml.open(
        "svg",
        &[
            ("xmlns", "http://www.w3.org/2000/svg"),
            ("width", &size.0),
            ("height", &size.1),
            ("viewBox", &view),
            ("role", "img"),
            ("aria-label", &package.title),
        ],
    );
    drawing.xml.element("title", &[], &package.title);
    drawing.box_at((0, 0), (WIDTH, HEIGHT), "#fbf9f4");
    drawing.box_at((0, 0), (WIDTH, 36), "#8a1c1c");
    drawing.box_at((EDGE, HEIGHT - 260), (WIDTH - 2 * EDGE, 3), "#8a806f");
    drawing.at = 200;
    if let Some(series) = &package.series {
        drawing.lines(series, (34, 2), "#5f584c", "normal");
        drawing.at += 60;
    }
    drawing.lines(&package.kind, (52, 2), "#8a1c1c", "normal");
    drawing.lines(&package.place, (76, 2), "#221f1a", "bold");
    drawing.at += 60;
    let title = sized(&package.cover_title, HEIGHT - 480 - drawing.at);
    drawing.lines(&package.cover_title, (title, 99), "#221f1a", "bold");
    drawing.at = HEIGHT - 220;
    let below = [package.date.as_str(), settings.config.publisher.as_str()];
    below.iter().for_each(|words| drawing.lines(words, (36, 2), "#5f584c", "normal"));
    drawing.xml.close("svg");
    drawing.xml.finish()
}

/// The largest letters with which words fit into a height.
fn sized(words: &str, height: usize) -> usize {
    let fits = |size: &usize| wrapped(words, *size).len() * size * 13 / 10 <= height;
    [72, 62, 54, 46, 40, 34, 28].into_iter().find(fits).unwrap_or(24)
}

/// Words on lines that are no wider than the cover.
fn wrapped(words: &str, size: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words.split_whitespace() {
        match lines.last_mut() {
            Some(line) if width(line, size) + width(word, size) + size * 35 / 100 <= WIDTH - 2 * EDGE => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// How wide a line is, by what letters measure in most typefaces.
fn width(line: &str, size: usize) -> usize {
    let of = |c: char| {
        if c.is_uppercase() {
            84
        } else if c.is_numeric() {
            70
        } else if c.is_whitespace() {
            35
        } else {
            60
        }
    };
    line.chars().map(of).sum::<usize>() * size / 100
}

struct Drawing {
    xml: Xml,
    /// Where the last line stands.
    at: usize,
}

impl Drawing {
    fn box_at(&mut self, at: (usize, usize), size: (usize, usize), fill: &str) {
        let [x, y, width, height] = [at.0, at.1, size.0, size.1].map(|number| number.to_string());
        self.xml.empty("rect", &[("x", &x), ("y", &y), ("width", &width), ("height", &height), ("fill", fill)]);
    }

    /// Words below what was drawn before, on at most so many lines.
    fn lines(&mut self, words: &str, (size, most): (usize, usize), fill: &str, weight: &str) {
        for line in wrapped(words, size).iter().take(most) {
            self.at += size * 13 / 10;
            let [x, y, size] = [WIDTH / 2, self.at, size].map(|number| number.to_string());
            let attributes = [
                ("x", x.as_str()),
                ("y", &y),
                ("font-size", &size),
                ("font-family", "serif"),
                ("font-weight", weight),
                ("text-anchor", "middle"),
                ("fill", fill),
            ];
            self.xml.element("text", &attributes, line);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_title_is_set_smaller() {
        let long = "KẾT QUẢ THỰC HIỆN NHIỆM VỤ ".repeat(8);
        let size = sized(&long, 900);
        assert!(size < sized("Báo cáo", 900));
        assert!(wrapped(&long, size).len() * size * 13 / 10 <= 900);
        assert!(wrapped(&long, size).iter().all(|line| width(line, size) <= WIDTH - 2 * EDGE));
    }
}
