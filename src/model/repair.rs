//! What import had to mend to join a mark with its note.
//!
//! In the record of an import and in open data it is written in one form ([`Repair::written`]); people read it in their language.

use std::fmt;

use crate::message::Message;

/// One thing that was mended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Repair {
    /// Mark and definition show different labels; one of them was misread.
    Misread {
        /// Label of the mark.
        mark: String,
        /// Label of the definition.
        definition: String,
    },
    /// The definition lost its mark-up.
    Unmarked,
    /// The mark lost its bracket.
    Unbracketed,
    /// What an earlier version of the program wrote.
    Other(String),
}

const MISREAD: (&str, &str) = ("label misread: mark ", ", definition ");
const UNMARKED: &str = "definition lost its mark-up";
const UNBRACKETED: &str = "bracket of the mark lost";
const APART: &str = "; ";

impl fmt::Display for Repair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Misread { mark, definition } => write!(f, "{}{mark}{}{definition}", MISREAD.0, MISREAD.1),
            Self::Unmarked => f.write_str(UNMARKED),
            Self::Unbracketed => f.write_str(UNBRACKETED),
            Self::Other(words) => f.write_str(words),
        }
    }
}

impl Repair {
    /// The form of records and open data.
    #[must_use]
    pub fn written(repairs: &[Self]) -> String {
        repairs.iter().map(ToString::to_string).collect::<Vec<_>>().join(APART)
    }

    /// What a record says, for people.
    #[must_use]
    pub fn message(written: &str) -> Message {
        let mut parts = written.split(APART).map(|part| Self::read(part).said());
        let first = parts.next().unwrap_or_else(|| Message::verbatim(written));
        parts.fold(first, |before, part| message!("and-then", before = before, after = part))
    }

    /// Whether a record says that a label was misread, or what nobody reads any more.
    #[must_use]
    pub fn is_misread(written: &str) -> bool {
        written.split(APART).any(|part| matches!(Self::read(part), Self::Misread { .. } | Self::Other(_)))
    }

    fn read(written: &str) -> Self {
        match written {
            UNMARKED => Self::Unmarked,
            UNBRACKETED => Self::Unbracketed,
            other => match other.strip_prefix(MISREAD.0).and_then(|labels| labels.split_once(MISREAD.1)) {
                Some((mark, definition)) => Self::Misread { mark: mark.to_owned(), definition: definition.to_owned() },
                None => Self::Other(other.to_owned()),
            },
        }
    }

    fn said(&self) -> Message {
        match self {
            Self::Misread { mark, definition } => message!("repair-misread", mark = mark, definition = definition),
            Self::Unmarked => message!("repair-unmarked"),
            Self::Unbracketed => message!("repair-unbracketed"),
            Self::Other(words) => Message::verbatim(words),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_said_in_each_language() {
        let misread = Repair::Misread { mark: "3".to_owned(), definition: "8".to_owned() };
        let written = Repair::written(&[misread, Repair::Unbracketed]);
        assert_eq!(written, "label misread: mark 3, definition 8; bracket of the mark lost");
        assert_eq!(Repair::message(&written).in_language("en"), written);
        assert!(Repair::message(&written).in_language("vi").contains("8"));
        assert_eq!(Repair::message("something older").in_language("vi"), "something older");
    }
}
