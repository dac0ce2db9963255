//! Readers' comments as they come in: a table (CSV), a list (JSON), a mailbox.
//!
//! In: a file's bytes. Out: the comments, each with the address and the words that it speaks of. What always holds: no file
//! makes this panic; a comment without words is none.

use std::fmt;

use mailparse::{MailHeaderMap as _, ParsedMail};
use serde::Deserialize;

/// The line that parts a reader's words from what a prefilled mail says of the passage. The theme's script writes it.
const PARTING: &str = "———";

/// A comment as it came.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct IncomingComment {
    /// The address of the passage: `https://example.org/can-tho/mo-dau.html#k7f2`.
    pub address: String,
    /// The words that it is about.
    pub quote: String,
    /// What the reader says.
    pub comment: String,
    /// Who says it.
    pub name: String,
    /// ISO date.
    pub date: String,
}

/// Why comments cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FeedbackError {
    /// The file is not UTF-8.
    NotText,
    /// It is neither a table with a column `comment`, nor a list in JSON, nor a mailbox.
    Unknown,
    /// A table or list is broken; what the reader of it says.
    Broken(String),
}

impl fmt::Display for FeedbackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotText => message!("comments-not-utf8").fmt(f),
            Self::Unknown => write!(f, "{}", message!("comments-no-list")),
            Self::Broken(why) => message!("comments-broken", why = why).fmt(f),
        }
    }
}

/// Reads a file of comments.
///
/// # Errors
/// When it is none.
pub fn feedback(bytes: &[u8]) -> Result<Vec<IncomingComment>, FeedbackError> {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let mut found = match bytes.iter().find(|byte| !byte.is_ascii_whitespace()) {
        _ if bytes.starts_with(b"From ") => mailbox(bytes),
        Some(b'[' | b'{') => list(bytes)?,
        _ => table(std::str::from_utf8(bytes).map_err(|_| FeedbackError::NotText)?)?,
    };
    for one in &mut found {
        for words in [&mut one.address, &mut one.quote, &mut one.comment, &mut one.name, &mut one.date] {
            *words = words.trim().replace("\r\n", "\n");
        }
        one.date.truncate(one.date.char_indices().nth(10).map_or(one.date.len(), |(at, _)| at));
    }
    found.retain(|one| !one.comment.is_empty());
    Ok(found)
}

fn list(bytes: &[u8]) -> Result<Vec<IncomingComment>, FeedbackError> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Shape {
        List(Vec<IncomingComment>),
        Named { comments: Vec<IncomingComment> },
    }
    match serde_json::from_slice(bytes) {
        Ok(Shape::List(comments) | Shape::Named { comments }) => Ok(comments),
        Err(error) => Err(FeedbackError::Broken(error.to_string())),
    }
}

fn table(text: &str) -> Result<Vec<IncomingComment>, FeedbackError> {
    let head = text.lines().next().unwrap_or_default();
    // Offices whose numbers have a comma write tables with semicolons.
    let separator = [b',', b';', b'\t'].into_iter().max_by_key(|sign| head.bytes().filter(|b| b == sign).count());
    let mut reader =
        csv::ReaderBuilder::new().delimiter(separator.unwrap_or(b',')).flexible(true).from_reader(text.as_bytes());
    let columns: Vec<String> = match reader.headers() {
        Ok(names) => names.iter().map(|name| name.trim().to_lowercase()).collect(),
        Err(error) => return Err(FeedbackError::Broken(error.to_string())),
    };
    let column = |name: &str| columns.iter().position(|column| column == name);
    let Some(comment) = column("comment") else { return Err(FeedbackError::Unknown) };
    let mut found = Vec::new();
    for row in reader.records() {
        let row = row.map_err(|error| FeedbackError::Broken(error.to_string()))?;
        let field = |at: Option<usize>| plain(at.and_then(|at| row.get(at)).unwrap_or_default());
        found.push(IncomingComment {
            address: field(column("address")),
            quote: field(column("quote")),
            comment: field(Some(comment)),
            name: field(column("name")),
            date: field(column("date")),
        });
    }
    Ok(found)
}

/// A field without the apostrophe that keeps a spreadsheet from taking words for a formula.
fn plain(field: &str) -> String {
    let is_kept = field.strip_prefix('\'').filter(|words| words.starts_with(['=', '+', '-', '@']));
    is_kept.unwrap_or(field).to_owned()
}

/// The mails of a mailbox: each begins with a line `From `.
fn mailbox(bytes: &[u8]) -> Vec<IncomingComment> {
    let mut mails: Vec<Vec<u8>> = Vec::new();
    let mut after_blank = true;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        if after_blank && line.starts_with(b"From ") {
            mails.push(Vec::new());
        } else if let Some(mail) = mails.last_mut() {
            // A line of the text that begins like the next mail has a `>` before it.
            let is_kept = line.starts_with(b">From ");
            mail.extend(if is_kept { &line[1..] } else { line });
        }
        after_blank = line.trim_ascii().is_empty();
    }
    mails.iter().filter_map(|mail| mailparse::parse_mail(mail).ok()).map(|mail| comment_of(&mail)).collect()
}

fn comment_of(mail: &ParsedMail<'_>) -> IncomingComment {
    let header = |name: &str| mail.headers.get_first_value(name).unwrap_or_default();
    let body = plain_part(mail).and_then(|part| part.get_body().ok()).unwrap_or_default();
    let date =
        jiff::fmt::rfc2822::parse(&header("Date")).map_or_else(|_| String::new(), |date| date.date().to_string());
    // The address of a person is nobody else's business; a name was given to be read.
    let name = match mailparse::addrparse(&header("From")).ok().and_then(|list| list.extract_single_info()) {
        Some(sender) => sender.display_name.unwrap_or_default(),
        None => String::new(),
    };
    IncomingComment { name, date, ..of_body(&body) }
}

fn plain_part<'m>(mail: &'m ParsedMail<'m>) -> Option<&'m ParsedMail<'m>> {
    if mail.subparts.is_empty() {
        return mail.ctype.mimetype.eq_ignore_ascii_case("text/plain").then_some(mail);
    }
    mail.subparts.iter().find_map(plain_part)
}

/// The reader's words before the parting line, the quoted words and the address behind it. Without such a line everything
/// is the reader's but the address.
fn of_body(body: &str) -> IncomingComment {
    let lines: Vec<&str> = body.lines().map(str::trim_end).collect();
    let parting = lines.iter().rposition(|line| line.trim() == PARTING);
    let is_address = |line: &&str| line.contains("://") && line.contains('#') && !line.trim().contains(' ');
    let from = parting.map_or(0, |at| at + 1);
    let address = lines[from..].iter().rfind(|line| is_address(line)).map_or("", |line| line.trim());
    let quoted = lines[from..].iter().filter_map(|line| line.strip_prefix('>')).map(str::trim);
    let own: Vec<&str> = match parting {
        Some(at) => lines[..at].to_vec(),
        None => lines.iter().filter(|line| !is_address(line) && !line.starts_with('>')).copied().collect(),
    };
    IncomingComment {
        address: address.to_owned(),
        quote: quoted.collect::<Vec<_>>().join(" "),
        comment: own.join("\n"),
        ..IncomingComment::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_a_list_and_a_mailbox_say_the_same() {
        let one = IncomingComment {
            address: "https://e.org/r/a.html#k7f2".to_owned(),
            quote: "Một hai".to_owned(),
            comment: "Nên thêm số liệu.\nXin cảm ơn.".to_owned(),
            name: "Lê Văn An".to_owned(),
            date: "2026-03-04".to_owned(),
        };
        let table = "\u{feff}address;quote;comment;name;date\r\nhttps://e.org/r/a.html#k7f2;Một hai;\"Nên thêm số liệu.\r\nXin cảm ơn.\";Lê Văn An;2026-03-04T10:00\r\n;;;;\r\n";
        assert_eq!(feedback(table.as_bytes()), Ok(vec![one.clone()]));
        let list = r#"[{"address":"https://e.org/r/a.html#k7f2","quote":"Một hai","comment":"Nên thêm số liệu.\nXin cảm ơn.","name":"Lê Văn An","date":"2026-03-04"}]"#;
        assert_eq!(feedback(list.as_bytes()), Ok(vec![one.clone()]));
        let mail = "From a@b Wed Mar  4 10:00:00 2026\nFrom: =?UTF-8?B?TMOqIFbEg24gQW4=?= <a@b.vn>\nDate: Wed, 4 Mar 2026 10:00:00 +0700\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\nNên thêm số liệu.\nXin cảm ơn.\n\n———\n> Một hai\nBáo cáo · Mục 1\nhttps://e.org/r/a.html#k7f2\n\nFrom x@y Thu Mar  5\nSubject: nothing\n\n\n";
        assert_eq!(feedback(mail.as_bytes()), Ok(vec![one]));
        assert_eq!(feedback(b"a,b\n1,2\n"), Err(FeedbackError::Unknown));
        assert!(matches!(feedback(b"[{]"), Err(FeedbackError::Broken(_))));
    }

    #[test]
    fn a_field_that_looks_like_a_formula_comes_back_as_it_was() {
        assert_eq!((plain("'=1+1").as_str(), plain("'a").as_str()), ("=1+1", "'a"));
    }
}
