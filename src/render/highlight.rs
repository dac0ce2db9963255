//! Code with its syntax marked by classes; the colours stand in the theme's `code.css`.
//!
//! In: code and the name of its language. Out: `<span class="hl-…">` lines, or nothing for a language that is
//! not known. What always holds: the grammars are loaded only when a page has such code, and once.

use std::sync::OnceLock;

use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::parsing::SyntaxSet;
use syntect::util::LinesWithEndings;

/// The classes that the theme's `code.css` colours.
const STYLE: ClassStyle = ClassStyle::SpacedPrefixed { prefix: "hl-" };

static GRAMMARS: OnceLock<SyntaxSet> = OnceLock::new();

/// Marks up code; none when the language has no grammar.
pub(super) fn highlight(code: &str, language: &str) -> Option<String> {
    let grammars = GRAMMARS.get_or_init(SyntaxSet::load_defaults_newlines);
    let syntax = grammars.find_syntax_by_token(language)?;
    let mut generator = ClassedHTMLGenerator::new_with_class_style(syntax, grammars, STYLE);
    for line in LinesWithEndings::from(code) {
        generator.parse_html_for_line_which_includes_newline(line).ok()?;
    }
    Some(generator.finalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_languages_only() {
        let html = highlight("{\"a\": \"<b>\"}\n", "json").unwrap_or_default();
        assert!(html.contains("class=\"hl-"), "{html}");
        assert!(!html.contains("<b>"), "{html}");
        assert_eq!(highlight("x", "no-such-language"), None);
    }
}
