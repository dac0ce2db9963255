//! Who may ask the desk, and who may tell it to write.
//!
//! In: a request's headers and path. Out: what is below the desk's address, or why the request is refused. What always holds: without the
//! token of this run nothing is answered; a write needs it a second time, in a header that no form and no link can send, and
//! must come from the desk's own pages.

use anyhow::{Context as _, Result};
use axum::http::{HeaderMap, Method, StatusCode, header};

/// The header that repeats the token.
const TOKEN: &str = "x-desk-token";

/// How many random bytes a token has.
const BYTES: usize = 24;

/// A token that nobody guesses: random bytes of the system, in hexadecimal digits.
///
/// # Errors
/// When the system has none.
pub(in crate::serve) fn token() -> Result<String> {
    let mut bytes = [0; BYTES];
    getrandom::fill(&mut bytes).context(message!("no-random-numbers"))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// What the desk knows of itself.
#[derive(Debug, Clone)]
pub(in crate::serve) struct Guard {
    /// The token of this run.
    pub token: String,
    /// The port that it listens at.
    pub port: u16,
}

impl Guard {
    /// Where the desk's addresses begin.
    pub fn base(&self) -> String {
        format!("/-/desk/{}/", self.token)
    }

    /// What a request asks for below the desk's address.
    ///
    /// # Errors
    /// Why it is refused.
    pub fn admit<'p>(&self, method: &Method, headers: &HeaderMap, path: &'p str) -> Result<&'p str, StatusCode> {
        if !self.is_own_host(headers) {
            return Err(StatusCode::MISDIRECTED_REQUEST);
        }
        let rest = path.strip_prefix("/-/desk/").ok_or(StatusCode::NOT_FOUND)?;
        let (token, below) = rest.split_once('/').ok_or(StatusCode::NOT_FOUND)?;
        if !is_same(token, &self.token) {
            return Err(StatusCode::NOT_FOUND);
        }
        match *method {
            Method::GET | Method::HEAD => Ok(below),
            Method::POST => self.admit_write(headers).map(|()| below),
            _ => Err(StatusCode::METHOD_NOT_ALLOWED),
        }
    }

    /// Names of this machine with the desk's own port; a name that leads here by a trick is none.
    fn is_own_host(&self, headers: &HeaderMap) -> bool {
        let mut hosts = headers.get_all(header::HOST).iter();
        let host = hosts.next().and_then(|host| host.to_str().ok()).unwrap_or_default();
        hosts.next().is_none() && self.hosts().contains(&host.to_ascii_lowercase())
    }

    fn hosts(&self) -> [String; 2] {
        ["127.0.0.1", "localhost"].map(|name| format!("{name}:{}", self.port))
    }

    fn admit_write(&self, headers: &HeaderMap) -> Result<(), StatusCode> {
        let one = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let host = one(header::HOST.as_str()).to_ascii_lowercase();
        let is_own = one(header::ORIGIN.as_str()) == format!("http://{host}");
        let site = one("sec-fetch-site");
        let is_json = one(header::CONTENT_TYPE.as_str()).starts_with("application/json");
        let is_admitted = is_own && (site.is_empty() || site == "same-origin") && is_same(one(TOKEN), &self.token);
        match (is_admitted, is_json) {
            (false, _) => Err(StatusCode::FORBIDDEN),
            (true, false) => Err(StatusCode::UNSUPPORTED_MEDIA_TYPE),
            (true, true) => Ok(()),
        }
    }
}

/// Whether two words are the same, in a time that does not tell where they differ.
fn is_same(one: &str, other: &str) -> bool {
    let differ = one.bytes().zip(other.bytes()).fold(0, |differ, (a, b)| differ | (a ^ b));
    one.len() == other.len() && differ == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guard() -> Guard {
        Guard { token: "abc123".to_owned(), port: 4001 }
    }

    fn headers(all: &[(&'static str, &str)]) -> HeaderMap {
        all.iter()
            .map(|(name, value)| (header::HeaderName::from_static(name), value.parse().expect("a value")))
            .collect()
    }

    const OWN: [(&str, &str); 4] = [
        ("host", "127.0.0.1:4001"),
        ("origin", "http://127.0.0.1:4001"),
        ("x-desk-token", "abc123"),
        ("content-type", "application/json"),
    ];

    #[test]
    fn the_desk_answers_its_own_page_alone() {
        let path = "/-/desk/abc123/answer";
        assert_eq!(guard().admit(&Method::POST, &headers(&OWN), path), Ok("answer"));
        for (name, value, status) in [
            ("host", "evil.example:4001", StatusCode::MISDIRECTED_REQUEST),
            ("host", "127.0.0.1:4000", StatusCode::MISDIRECTED_REQUEST),
            ("host", "127.0.0.1", StatusCode::MISDIRECTED_REQUEST),
            ("origin", "http://127.0.0.1:4000", StatusCode::FORBIDDEN),
            ("origin", "http://localhost:4001", StatusCode::FORBIDDEN),
            ("origin", "null", StatusCode::FORBIDDEN),
            ("origin", "", StatusCode::FORBIDDEN),
            ("x-desk-token", "abc12", StatusCode::FORBIDDEN),
            ("x-desk-token", "", StatusCode::FORBIDDEN),
            ("sec-fetch-site", "same-site", StatusCode::FORBIDDEN),
            ("sec-fetch-site", "cross-site", StatusCode::FORBIDDEN),
            ("content-type", "text/plain", StatusCode::UNSUPPORTED_MEDIA_TYPE),
        ] {
            let mut all: Vec<(&str, &str)> = OWN.into_iter().filter(|(own, _)| *own != name).collect();
            all.push((name, value));
            assert_eq!(guard().admit(&Method::POST, &headers(&all), path), Err(status), "{name}: {value}");
        }
        for wrong in ["/-/desk/abc124/queue", "/-/desk/abc123", "/-/desk//queue", "/queue", "/-/desk/abc1234/queue"] {
            assert_eq!(guard().admit(&Method::GET, &headers(&OWN), wrong), Err(StatusCode::NOT_FOUND), "{wrong}");
        }
        let twice = headers(&[("host", "127.0.0.1:4001")]);
        assert_eq!(guard().admit(&Method::GET, &twice, "/-/desk/abc123/"), Ok(""));
        assert_eq!(guard().admit(&Method::PUT, &twice, path), Err(StatusCode::METHOD_NOT_ALLOWED));
    }

    #[test]
    fn tokens_are_long_and_never_the_same() {
        let tokens: std::collections::BTreeSet<String> = (0..100).map(|_| token().expect("a token")).collect();
        assert_eq!(tokens.len(), 100);
        assert!(tokens.iter().all(|token| token.len() == 2 * BYTES));
    }
}
