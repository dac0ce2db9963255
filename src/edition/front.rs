//! Front matter: the YAML between two lines of `---` at the top of a page.
//!
//! In: the whole text of a page. Out: what it says, and where the body begins.
//! What always holds: a byte order mark and CRLF line ends are fine; a page without front matter is a body.

use super::yaml::Yaml;
use crate::diagnostic::{Checked, Diagnostic, Span};
use crate::model::page::FrontMatter;
use crate::yaml::front_matter;

/// The keys that front matter may have, with the names that other generators give them.
pub(super) const KEYS: [&str; 34] = [
    "title",
    "number",
    "label",
    "id",
    "level",
    "weight",
    "report",
    "slug",
    "printed_page",
    "aliases",
    "summary",
    "description",
    "topics",
    "tags",
    "draft",
    "template",
    "layout",
    "lang",
    "issuer",
    "document_kind",
    "document_number",
    "place",
    "place_of_issue",
    "kind",
    "date",
    "updated",
    "lastmod",
    "source",
    "indicators",
    "annotations",
    "corrections",
    "related",
    "extra",
    "params",
];

/// Front matter as read: what it says, where the body begins, which entries of lists could not be read.
type Read = (FrontMatter, usize, Vec<(String, usize)>);

/// Reads the front matter of a page.
pub(super) fn read(path: &str, text: &str) -> Checked<Read> {
    let bom = text.len() - text.trim_start_matches('\u{feff}').len();
    match front_matter(text, bom) {
        Ok(None) => Checked::clean((FrontMatter::default(), bom, Vec::new())),
        Ok(Some(parts)) => {
            let yaml = Yaml { file: path, text, range: parts.yaml };
            let mut left_out = Vec::new();
            let checked = yaml.read_with::<FrontMatter>(&KEYS, &mut left_out);
            Checked::new((checked.value, parts.body_start, left_out), checked.diagnostics)
        }
        Err(first_line) => {
            let message = message!("front-unclosed");
            let unclosed = Diagnostic::new("front-unclosed", path, message)
                .at(Span::in_text(text, first_line))
                .hint(message!("front-unclosed-hint"));
            Checked::new((FrontMatter::default(), text.len(), Vec::new()), vec![unclosed])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(text: &str) -> Vec<(&'static str, String)> {
        let said = read("p.md", text).diagnostics;
        said.into_iter().map(|d| (d.code, d.place())).collect()
    }

    #[test]
    fn the_list_of_keys_is_the_one_that_serde_knows() {
        for key in KEYS {
            let error = serde_yaml::from_str::<FrontMatter>(&format!("{key}: &a [*a]"));
            let text = error.err().map(|e| e.to_string()).unwrap_or_default();
            assert!(!text.contains("unknown field"), "{key}: {text}");
        }
    }

    #[test]
    fn each_fault_is_told_at_its_place_and_the_rest_is_read() {
        let text = "---\ntitel: A\ntitle: B\nweight: nặng\ntitle: C\nnumber: 1.10\nslug: x\n---\nWords.\n";
        assert_eq!(
            codes(text),
            [
                ("key-unknown", "p.md:2:1".to_owned()),
                ("key-doubled", "p.md:5:1".to_owned()),
                ("value-type", "p.md:4:9".to_owned()),
            ]
        );
        let (front, body, _) = read("p.md", text).value;
        assert_eq!((front.title.as_str(), front.slug.as_deref()), ("B", Some("x")));
        assert_eq!(front.number.as_deref(), Some("1.10"), "a plain scalar keeps its words");
        assert_eq!(&text[body..], "Words.\n");
    }

    #[test]
    fn null_is_nothing_and_nested_keys_are_checked() {
        let (front, ..) = read("p.md", "---\ntitle: ~\nnumber:\n---\n").value;
        assert_eq!((front.title.as_str(), front.number), ("", None));
        let said = read("p.md", "---\nsource:\n  fiel: a\n  lines: [1, 2]\n---\n").diagnostics;
        assert_eq!(said.len(), 1, "{said:?}");
        assert_eq!(said[0].hint.as_ref().map(ToString::to_string).as_deref(), Some("did you mean `file`?"));
        assert_eq!(said[0].place(), "p.md:3:3");
    }

    #[test]
    fn edited_on_another_system() {
        let text = "\u{feff}---\r\ntitle: Mở đầu\r\n---\r\nLời.\r\n";
        let (front, body, _) = read("p.md", text).value;
        assert_eq!(front.title, "Mở đầu");
        assert_eq!(&text[body..], "Lời.\r\n");
        assert_eq!(codes("---\ntitle: A\n"), [("front-unclosed", "p.md:1:1".to_owned())]);
        assert_eq!(codes("No front matter.\n"), []);
    }
}
