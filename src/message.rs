//! What the program says to people, as data: a key, and what fills its words in.
//!
//! In: keys of `messages/<language>/*.ftl` (Project Fluent), words and numbers. Out: sentences in the language of whoever reads them. What always
//! holds: a message can be said in every language of [`LANGUAGES`]; a test compares the keys and their variables with the source.

use std::borrow::Cow;
use std::fmt;
use std::sync::{LazyLock, OnceLock};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

/// A catalogue: the code of its language and its files.
type Catalogue = (&'static str, &'static [&'static str]);

macro_rules! catalogue {
    ($code:literal) => {
        (
            $code,
            &[
                include_str!(concat!("../messages/", $code, "/codes.ftl")),
                include_str!(concat!("../messages/", $code, "/edition.ftl")),
                include_str!(concat!("../messages/", $code, "/figures.ftl")),
                include_str!(concat!("../messages/", $code, "/help.ftl")),
                include_str!(concat!("../messages/", $code, "/import.ftl")),
                include_str!(concat!("../messages/", $code, "/machine.ftl")),
                include_str!(concat!("../messages/", $code, "/terminal.ftl")),
            ],
        )
    };
}

/// What the program carries. The first language is the one of a machine that says none.
const CATALOGUES: [Catalogue; 2] = [catalogue!("en"), catalogue!("vi")];

/// The codes of the languages that the program speaks.
pub const LANGUAGES: [&str; CATALOGUES.len()] = [CATALOGUES[0].0, CATALOGUES[1].0];

static BUNDLES: LazyLock<Vec<FluentBundle<FluentResource>>> = LazyLock::new(|| CATALOGUES.iter().map(bundle).collect());

/// Which of [`CATALOGUES`] this run speaks.
static SPOKEN: OnceLock<usize> = OnceLock::new();

fn bundle((code, files): &Catalogue) -> FluentBundle<FluentResource> {
    let mut bundle = FluentBundle::new_concurrent(vec![code.parse::<LanguageIdentifier>().unwrap_or_default()]);
    // Terminals and logs show the marks that would keep directions apart.
    bundle.set_use_isolating(false);
    for file in *files {
        // The words that a broken file still has are better than none; a test finds it.
        let resource = match FluentResource::try_new((*file).to_owned()) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        bundle.add_resource_overriding(resource);
    }
    bundle
}

/// The place in [`LANGUAGES`] of a language tag (`vi`, `vi-VN`, `vi_VN.UTF-8`).
fn position(tag: &str) -> Option<usize> {
    LANGUAGES.iter().position(|known| known.eq_ignore_ascii_case(code_of(tag)))
}

/// The code of the language that a tag such as `vi_VN.UTF-8` names.
pub fn code_of(tag: &str) -> &str {
    tag.split(['-', '_', '.', '@']).next().unwrap_or_default()
}

/// The language of the program's that a tag means: `vi` for `vi_VN.UTF-8`; none when it speaks no such language.
#[must_use]
pub fn language(tag: &str) -> Option<&'static str> {
    position(tag).map(|at| LANGUAGES[at])
}

/// Speaks this language from now on. The first call counts: whoever reads one line of a run reads them all.
pub fn speak(tag: &str) {
    if let Some(at) = position(tag) {
        let _ = SPOKEN.set(at);
    }
}

/// The code of the language that this run speaks.
#[must_use]
pub fn spoken() -> &'static str {
    LANGUAGES[*SPOKEN.get_or_init(|| 0)]
}

/// What the catalogue of `language` has under a key that is known only now; none when it has nothing.
#[must_use]
pub fn words(key: &str, language: &str) -> Option<String> {
    let bundle = &BUNDLES[position(language)?];
    let pattern = bundle.get_message(key)?.value()?;
    Some(bundle.format_pattern(pattern, None, &mut Vec::new()).into_owned())
}

/// Something to say: a key, and what its words are filled in with.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Message {
    key: Cow<'static, str>,
    fields: Vec<(&'static str, Field)>,
}

/// What fills a place in a message.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// Words that are the same in every language: names, paths, quotes.
    Words(String),
    /// A number; it chooses the plural, too.
    Number(i64),
    /// Something that is itself said in the reader's language.
    Message(Message),
    /// Several of them, parted by commas.
    List(Vec<Self>),
}

impl Message {
    /// The message of a key, nothing filled in.
    #[must_use]
    pub const fn new(key: &'static str) -> Self {
        Self { key: Cow::Borrowed(key), fields: Vec::new() }
    }

    /// The message of a key that is put together: `code-note-empty`.
    #[must_use]
    pub fn of_key(key: String) -> Self {
        Self { key: Cow::Owned(key), fields: Vec::new() }
    }

    /// Words of elsewhere, the same in every language: what a library or the system says.
    #[must_use]
    pub fn verbatim(words: impl Into<String>) -> Self {
        Self::new("").with("words", Field::Words(words.into()))
    }

    /// What the system says of a file or a port.
    #[must_use]
    pub fn of_system(error: &std::io::Error) -> Self {
        use std::io::ErrorKind as Kind;
        let key = match error.kind() {
            Kind::NotFound => "system-not-found",
            Kind::PermissionDenied => "system-denied",
            Kind::AlreadyExists => "system-exists",
            Kind::StorageFull | Kind::QuotaExceeded => "system-full",
            Kind::ReadOnlyFilesystem => "system-read-only",
            Kind::ResourceBusy => "system-busy",
            Kind::AddrInUse => "system-port",
            _ => return Self::verbatim(error.to_string()),
        };
        Self::new(key)
    }

    /// The same message with a place filled in.
    #[must_use]
    pub fn with(mut self, name: &'static str, field: Field) -> Self {
        self.fields.push((name, field));
        self
    }

    /// The key.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The message in a language of [`LANGUAGES`]; in the first one for any other.
    #[must_use]
    pub fn in_language(&self, language: &str) -> String {
        self.said(position(language).unwrap_or(0))
    }

    fn said(&self, at: usize) -> String {
        if self.key.is_empty() {
            return self.fields.iter().map(|(_, field)| field.said(at)).collect();
        }
        let bundle = &BUNDLES[at];
        let Some(pattern) = bundle.get_message(&self.key).and_then(|message| message.value()) else {
            // Never silent: the key and what was to be filled in say at least what it is about.
            let filled: Vec<String> = self.fields.iter().map(|(_, field)| field.said(at)).collect();
            return format!("{} {}", self.key, filled.join(" ")).trim_end().to_owned();
        };
        let mut fields = FluentArgs::with_capacity(self.fields.len());
        for (name, field) in &self.fields {
            match field {
                Field::Number(number) => fields.set(*name, *number),
                other => fields.set(*name, FluentValue::from(other.said(at))),
            }
        }
        bundle.format_pattern(pattern, Some(&fields), &mut Vec::new()).into_owned()
    }
}

impl Field {
    fn said(&self, at: usize) -> String {
        match self {
            Self::Words(words) => words.clone(),
            Self::Number(number) => number.to_string(),
            Self::Message(message) => message.said(at),
            Self::List(fields) => fields.iter().map(|field| field.said(at)).collect::<Vec<_>>().join(", "),
        }
    }
}

/// Says nothing.
impl Default for Message {
    fn default() -> Self {
        Self::verbatim("")
    }
}

/// In the language that this run speaks.
impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.said(*SPOKEN.get_or_init(|| 0)))
    }
}

/// A message can be why something could not be done.
impl std::error::Error for Message {}

/// The terminal's words go where text goes.
impl From<Message> for String {
    fn from(message: Message) -> Self {
        message.to_string()
    }
}

/// What can fill a place in a message; it is borrowed, as `format!` does.
pub trait Fill {
    /// As a field.
    fn fill(&self) -> Field;
}

impl<F: Fill + ?Sized> Fill for &F {
    fn fill(&self) -> Field {
        (**self).fill()
    }
}

impl<F: Fill> Fill for Vec<F> {
    fn fill(&self) -> Field {
        Field::List(self.iter().map(Fill::fill).collect())
    }
}

impl Fill for Message {
    fn fill(&self) -> Field {
        Field::Message(self.clone())
    }
}

impl<F: Fill> Fill for Option<F> {
    fn fill(&self) -> Field {
        self.as_ref().map_or_else(|| Field::Words(String::new()), Fill::fill)
    }
}

macro_rules! words {
    ($($kind:ty)*) => {
        $(impl Fill for $kind {
            fn fill(&self) -> Field {
                Field::Words(self.to_string())
            }
        })*
    };
}

words!(str String char Cow<'_, str> std::path::Display<'_> f64);

macro_rules! numbers {
    ($($kind:ty)*) => {
        $(impl Fill for $kind {
            fn fill(&self) -> Field {
                // Nothing that is counted here comes near the limit.
                Field::Number(i64::try_from(*self).unwrap_or(i64::MAX))
            }
        })*
    };
}

numbers!(usize u128 u64 i64 u32 i32 u16 u8);

/// A [`Message`]: its key, and what fills it in by name. `message!("note-empty", label = note.label)`
macro_rules! message {
    ($key:literal $(, $name:ident = $field:expr)* $(,)?) => {
        $crate::message::Message::new($key)$(.with(stringify!($name), $crate::message::Fill::fill(&$field)))*
    };
}

/// Ends a command with a [`Message`] as the reason.
macro_rules! refuse {
    ($($message:tt)*) => {
        return Err(message!($($message)*).into())
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_said_in_each_language() {
        let message = Message::verbatim("các trang");
        assert_eq!(message.in_language("vi"), "các trang");
        assert_eq!(language("vi_VN.UTF-8"), Some("vi"));
        assert_eq!(language("pt"), None);
        let unknown = message!("no-such-key", n = 3usize, list = vec!["a", "b"]);
        assert_eq!(unknown.in_language("en"), "no-such-key 3 a, b");
    }
}
