//! The pictures of a source wait beside its text until a report is put together, so that no rule meets their lines.
//!
//! In: a source. Out: its text without these lines, which stay as blank ones, and the pictures by their lines.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::source::{Source, SourcePicture};

/// The pictures of a source by the lines that stood for them.
pub type Pictures = BTreeMap<usize, SourcePicture>;

/// Takes the lines of pictures out of a text.
pub fn take(source: &Source) -> (Cow<'_, Source>, Pictures) {
    let mut pictures = Pictures::new();
    if source.pictures.is_empty() {
        return (Cow::Borrowed(source), pictures);
    }
    let mut lines: Vec<&str> = Vec::new();
    for (number, line) in source.lines() {
        let picture = source.picture_at(line);
        lines.push(if picture.is_some() { "" } else { line });
        pictures.extend(picture.map(|picture| (number, picture.clone())));
    }
    (Cow::Owned(source.with_text(lines.join("\n"))), pictures)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_keep_their_numbers() {
        let picture = SourcePicture { name: "picture-1".into(), ..SourcePicture::default() };
        let source = Source {
            text: "Boats\n\n![](picture-1)\n\n![](other.png)\n".into(),
            pictures: vec![picture.clone()],
            ..Source::default()
        };
        let (text, pictures) = take(&source);
        assert_eq!(text.text, "Boats\n\n\n\n![](other.png)\n");
        assert_eq!(pictures, Pictures::from([(3, picture)]));
    }
}
