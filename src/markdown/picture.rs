//! A paragraph that is one picture: `![words](file)`.

/// The words and the address of a picture that stands alone, attributes behind it aside; none for any other Markdown.
#[must_use]
pub fn lone_picture(markdown: &str) -> Option<(&str, &str)> {
    let (words, rest) = markdown.trim().strip_prefix("![")?.split_once("](")?;
    let (inside, behind) = rest.split_once(')')?;
    let is_alone = behind.trim().is_empty() || behind.trim_start().starts_with('{') && behind.trim_end().ends_with('}');
    let address = inside.split_whitespace().next().unwrap_or_default();
    (is_alone && !words.contains(['[', ']'])).then_some((words, address))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_alone_or_none() {
        assert_eq!(lone_picture("![a b](c.png)"), Some(("a b", "c.png")));
        assert_eq!(lone_picture("![](c.png \"Boats\") {#k7f2}\n"), Some(("", "c.png")));
        for other in ["a ![b](c.png)", "![b](c.png) d", "![b](c.png) ![d](e.png)", "[b](c.png)", "![b](", ""] {
            assert_eq!(lone_picture(other), None, "{other}");
        }
    }
}
