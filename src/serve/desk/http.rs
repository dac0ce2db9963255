//! Requests and answers of the desk.
//!
//! In: requests that the [`Guard`] admits. Out: the desk's page, its queue, what answers came to; pages of the site to select words in. What always
//! holds: only `POST` writes; every answer forbids frames, foreign scripts and caches, and tells no other site
//! where it came from.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::Response;
use serde_json::{Value, json};

use super::guard::Guard;
use super::state::{Desk, Reply};
use super::{json, selection};
use crate::pipeline::desk::Verb;
use crate::serve::address::{Found, content_type, find};
use crate::text::{digest, escape};

/// How many bytes a request may have.
const MOST: usize = 256 * 1024;

/// How long a browser waits for another page than it knows before it asks again.
const PATIENCE: Duration = Duration::from_secs(20);

/// What every request needs.
#[derive(Clone)]
pub(in crate::serve) struct Service {
    /// The desk.
    pub desk: Arc<Desk>,
    /// Who is let in.
    pub guard: Arc<Guard>,
    /// The address of the site.
    pub site: Arc<str>,
}

/// The service.
pub(in crate::serve) fn router(service: Service) -> Router {
    Router::new().fallback(answer).with_state(service)
}

async fn answer(State(service): State<Service>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let below = match service.guard.admit(&parts.method, &parts.headers, parts.uri.path()) {
        Ok(below) => below.to_owned(),
        Err(status) => return refused(status),
    };
    service.desk.open();
    if parts.method != Method::POST {
        return match below.strip_prefix("shown/").and_then(|asked| asked.split_once('/')) {
            Some((known, path)) => service.shown(known, path).await,
            None => service.get(&below),
        };
    }
    let Ok(bytes) = to_bytes(body, MOST).await else { return refused(StatusCode::PAYLOAD_TOO_LARGE) };
    // An answer reads and writes files, which takes a moment; the site is served by a thread of its own.
    match service.post(&below, &bytes) {
        Ok(Some(value)) => data(&value),
        Ok(None) => refused(StatusCode::NOT_FOUND),
        Err(Fault::Request) => refused(StatusCode::BAD_REQUEST),
        Err(Fault::Disk(error)) => data(&json!({"said": format!("{error:#}")})),
    }
}

/// Why a request has no answer.
enum Fault {
    Request,
    Disk(anyhow::Error),
}

impl From<anyhow::Error> for Fault {
    fn from(error: anyhow::Error) -> Self {
        Self::Disk(error)
    }
}

/// What an editor answers.
#[derive(Debug, serde::Deserialize)]
struct Answered {
    /// Items: the id and the version of each.
    items: Vec<(String, String)>,
    /// The answer.
    verb: String,
    /// What the fields say.
    #[serde(default)]
    fields: BTreeMap<String, String>,
    /// The generation that the browser knows.
    #[serde(default)]
    known: u64,
}

/// An editor takes back the last answer.
#[derive(Debug, serde::Deserialize)]
struct TakenBack {
    /// The generation that the browser knows.
    #[serde(default)]
    known: u64,
}

impl Service {
    fn get(&self, below: &str) -> Response {
        match below {
            "" => self.page(),
            "desk.css" => text("text/css", include_str!("desk.css")),
            "desk.js" => text("text/javascript", include_str!("desk.js")),
            "page.js" => text("text/javascript", include_str!("page.js")),
            // A browser asks for it by itself.
            "icon.svg" => text("image/svg+xml", include_str!("icon.svg")),
            "words" => data(self.desk.words.value()),
            "queue" => data(&json::queue(&self.desk, &self.desk.state(), 0)),
            "generation" => data(&json!(self.desk.progress(&self.desk.state()).generation)),
            _ => match below.split_once('/') {
                Some(("site", path)) => self.site_file(path),
                Some(("queue", known)) => match known.parse() {
                    Ok(known) => data(&json::queue(&self.desk, &self.desk.state(), known)),
                    Err(_) => refused(StatusCode::NOT_FOUND),
                },
                _ => refused(StatusCode::NOT_FOUND),
            },
        }
    }

    fn post(&self, below: &str, bytes: &[u8]) -> Result<Option<Value>, Fault> {
        let told = |reply: &Reply, known: u64| Some(json::reply(&self.desk, &self.desk.state(), reply, known));
        match below {
            "answer" => {
                let asked: Answered = parsed(bytes)?;
                let verb = match asked.verb.as_str() {
                    "accept" => Verb::Accept,
                    "change" => Verb::Change,
                    "refuse" => Verb::Refuse,
                    "seen" => Verb::Seen,
                    "later" => return Ok(told(&self.desk.put_off(&asked.items), asked.known)),
                    _ => return Err(Fault::Request),
                };
                let reply = self.desk.answer(&asked.items, verb, &asked.fields)?;
                Ok(told(&reply, asked.known))
            }
            "undo" => {
                let asked: TakenBack = parsed(bytes)?;
                let reply = self.desk.undo()?;
                Ok(told(&reply, asked.known))
            }
            "read" => Ok(Some(selection::read(&self.desk, &parsed(bytes)?))),
            "add" => Ok(Some(selection::add(&self.desk, &parsed(bytes)?)?)),
            _ => Ok(None),
        }
    }

    /// The page of the desk, with its words.
    fn page(&self) -> Response {
        let mut html =
            include_str!("desk.html").replace("{lang}", &self.desk.language).replace("{site}", &escape(&self.site));
        while let Some((start, end)) =
            html.find("{{").and_then(|start| Some((start, start + html[start..].find("}}")?)))
        {
            let phrase = escape(&self.desk.words.phrase(html[start + 2..end].trim()));
            html.replace_range(start..end + 2, &phrase);
        }
        made(StatusCode::OK, "text/html; charset=utf-8", html.into(), &self.policy(OWN))
    }

    /// Which page stands, by its digest, as soon as it is another than the browser knows.
    async fn shown(&self, known: &str, path: &str) -> Response {
        let base = format!("{}site/", self.guard.base());
        let mut news = self.desk.live.listen();
        let end = tokio::time::Instant::now() + PATIENCE;
        loop {
            let Found::File(file) = find(&self.desk.live.snapshot().site, &base, &format!("{base}{path}")) else {
                return refused(StatusCode::NOT_FOUND);
            };
            let now = name_of(&self.desk.live.file(&file).unwrap_or_default());
            // A browser that missed some news looks again, as with any.
            if now != known || tokio::time::timeout_at(end, news.recv()).await.is_err() {
                return data(&json!(now));
            }
        }
    }

    /// A file of the site for the desk's view: its own scripts do not run, the desk's does.
    fn site_file(&self, path: &str) -> Response {
        let look = self.desk.live.snapshot();
        let base = format!("{}site/", self.guard.base());
        match find(&look.site, &base, &format!("{base}{path}")) {
            Found::File(file) => {
                let bytes = self.desk.live.file(&file).unwrap_or_default();
                let kind = content_type(&file);
                let policy = self.policy(["'self' 'unsafe-inline'", "'self' data:"]);
                let bytes = if kind.starts_with("text/html") { self.with_script(&bytes, &file) } else { bytes };
                made(StatusCode::OK, &kind, bytes.into(), &policy)
            }
            Found::Moved(to) => {
                let mut moved = made(StatusCode::FOUND, "text/plain", Body::empty(), &self.policy(OWN));
                if let Ok(to) = HeaderValue::from_str(&to) {
                    moved.headers_mut().insert(header::LOCATION, to);
                }
                moved
            }
            Found::Nothing => refused(StatusCode::NOT_FOUND),
            Found::Refused => refused(StatusCode::BAD_REQUEST),
        }
    }

    /// A page with the desk's script, and without the policy that it brings: the desk's own is stricter.
    fn with_script(&self, html: &[u8], file: &str) -> Vec<u8> {
        let html = String::from_utf8_lossy(html);
        let base = self.guard.base();
        let tag = format!(
            "<script src=\"{base}page.js\" data-file=\"{}\" data-page=\"{}\" defer></script>",
            escape(file),
            name_of(html.as_bytes())
        );
        let at = html.rfind("</body>").unwrap_or(html.len());
        [&html[..at], &tag, &html[at..]].concat().into_bytes()
    }

    /// What a page of the desk may load: the desk's own scripts by their addresses, and no other.
    fn policy(&self, [styles, pictures]: [&str; 2]) -> String {
        let (base, port) = (self.guard.base(), self.guard.port);
        let scripts: Vec<String> = ["127.0.0.1", "localhost"]
            .iter()
            .flat_map(|host| ["desk.js", "page.js"].map(|name| format!("http://{host}:{port}{base}{name}")))
            .collect();
        format!(
            "default-src 'none'; script-src {}; style-src {styles}; img-src {pictures}; font-src 'self'; connect-src 'self'; \
             frame-ancestors 'none'; form-action 'none'; base-uri 'none'",
            scripts.join(" ")
        )
    }
}

/// What a page is known by: a digest of its bytes.
fn name_of(html: &[u8]) -> String {
    format!("{:032x}", digest(html))
}

fn parsed<T: serde::de::DeserializeOwned>(bytes: &[u8]) -> Result<T, Fault> {
    serde_json::from_slice(bytes).map_err(|_| Fault::Request)
}

fn data(value: &Value) -> Response {
    made(StatusCode::OK, "application/json", value.to_string().into(), NOTHING)
}

fn text(kind: &str, words: &'static str) -> Response {
    made(StatusCode::OK, &format!("{kind}; charset=utf-8"), words.into(), NOTHING)
}

fn refused(status: StatusCode) -> Response {
    const WORDS: &str = "The desk is at the address that `ibid serve` says in the terminal.\n";
    made(status, "text/plain; charset=utf-8", WORDS.into(), NOTHING)
}

/// Where the desk's own pages have their styles and pictures from; those of the site may hold some themselves.
const OWN: [&str; 2] = ["'self'", "'self'"];

/// The policy of what is no page.
const NOTHING: &str = "default-src 'none'; frame-ancestors 'none'";

fn made(status: StatusCode, kind: &str, bytes: Body, policy: &str) -> Response {
    let mut answer = Response::new(bytes);
    *answer.status_mut() = status;
    let headers = [
        ("content-type", kind),
        ("content-security-policy", policy),
        ("cache-control", "no-store"),
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
    ];
    for (name, value) in headers {
        if let Ok(value) = HeaderValue::from_str(value) {
            answer.headers_mut().insert(HeaderName::from_static(name), value);
        }
    }
    answer
}
