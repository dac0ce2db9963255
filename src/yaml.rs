//! YAML as text: keys found by their lines, words written so that they are read back.
//!
//! In: a piece of YAML whose keys stand at the left margin, as in front matter and `edition.yaml`. Out: where each key and
//! what belongs to it stands. What always holds: nothing is parsed, so a piece that is no YAML, one with the two readings of a
//! conflict among them, has its places too. Values are read by `serde_yaml` in the rooms that know their shape.

use std::ops::Range;

/// Where the parts of a page stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parts {
    /// The YAML between the two lines of `---`.
    pub yaml: Range<usize>,
    /// Where the body begins.
    pub body_start: usize,
}

/// The front matter of a page whose text begins at `start`; nothing when it has none.
///
/// # Errors
///
/// The range of the first `---` when there is no second.
pub fn front_matter(text: &str, start: usize) -> Result<Option<Parts>, Range<usize>> {
    let mut at = start;
    let mut yaml_start = None;
    for line in text[start..].split_inclusive('\n') {
        let is_fence = line.trim_end() == "---";
        let next = at + line.len();
        match (yaml_start, is_fence) {
            (None, false) => return Ok(None),
            (None, true) => yaml_start = Some(next),
            (Some(from), true) => return Ok(Some(Parts { yaml: from..at, body_start: next })),
            (Some(_), false) => {}
        }
        at = next;
    }
    match yaml_start {
        Some(_) => Err(start..start + 3),
        None => Ok(None),
    }
}

/// A key at the left margin with all that belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key<'a> {
    /// The key without quotes.
    pub name: &'a str,
    /// Bytes of the name.
    pub name_range: Range<usize>,
    /// Bytes of the key, its value and the lines below it.
    pub range: Range<usize>,
}

/// The entries of a key whose value is a list with one entry a line or more: each with all its lines, as bytes of `yaml`.
#[must_use]
pub fn entries(yaml: &str, key: &Range<usize>) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut indent = None;
    let mut at = key.start;
    for line in yaml[key.clone()].split_inclusive('\n') {
        let own = line.len() - line.trim_start().len();
        if line.trim_start().starts_with("- ") && *indent.get_or_insert(own) == own {
            found.push(at..at);
        }
        at += line.len();
        if let Some(entry) = found.last_mut() {
            entry.end = at;
        }
    }
    found
}

/// The keys at the left margin.
#[must_use]
pub fn keys(yaml: &str) -> Vec<Key<'_>> {
    let mut found: Vec<Key<'_>> = Vec::new();
    let mut start = 0;
    for line in yaml.split_inclusive('\n') {
        let end = start + line.len();
        match key_of(line) {
            Some(name) => {
                let at = start + usize::from(line.starts_with(['"', '\'']));
                found.push(Key { name, name_range: at..at + name.len(), range: start..end });
            }
            None => {
                if let Some(key) = found.last_mut() {
                    key.range.end = end;
                }
            }
        }
        start = end;
    }
    found
}

/// The key that a line at the left margin begins with.
#[must_use]
pub fn key_of(line: &str) -> Option<&str> {
    let first = line.chars().next()?;
    if first.is_whitespace() || "#-}]{[%&*!|>@`,?<=".contains(first) {
        return None;
    }
    let (name, rest) = line.split_once(':')?;
    let parted = rest.is_empty() || rest.starts_with(char::is_whitespace);
    parted.then(|| name.trim().trim_matches(['"', '\'']))
}

/// Words in double quotes, as they are read back; the one way in which ibid writes them for an editor.
#[must_use]
pub fn quoted(words: &str) -> String {
    let mut quoted = String::from("\"");
    for c in words.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            c if c.is_control() => quoted.push_str(&format!("\\u{:04x}", u32::from(c))),
            // Signs that YAML takes for the end of a line, or for none at all.
            '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' => {
                quoted.push_str(&format!("\\u{:04X}", u32::from(c)));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yaml_gives_the_words_back() {
        let words = "a \"b\" \\ c: #\td\ne\u{1}\u{85}";
        assert_eq!(serde_yaml::from_str::<String>(&quoted(words)).ok().as_deref(), Some(words));
    }

    #[test]
    fn keys_have_their_lines() {
        let yaml = "# first\na: 1 # x\n  more\n<<<<<<< content\n\"b c\": 2\n=======\nd:\n- e: 3\n";
        let found: Vec<(&str, &str)> = keys(yaml).into_iter().map(|key| (key.name, &yaml[key.range])).collect();
        assert_eq!(
            found,
            [("a", "a: 1 # x\n  more\n<<<<<<< content\n"), ("b c", "\"b c\": 2\n=======\n"), ("d", "d:\n- e: 3\n")]
        );
        assert_eq!(&yaml[keys(yaml)[1].name_range.clone()], "b c");
    }
}
