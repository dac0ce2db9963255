//! Requests and answers: files of the site from memory, the reload script, the events.
//!
//! In: requests. Out: answers. What always holds: only `GET` and `HEAD`, only for a host of this machine, only files of
//! the site; the reload script is added here and nowhere else, so that no built page has it.

use std::convert::Infallible;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::{Stream, StreamExt as _, stream};
use serde_json::json;
use tokio::sync::broadcast::error::RecvError;

use super::address::{Found, content_type, find, is_own_host};
use super::live::{Live, ReloadEvent, Snapshot};
use crate::message::Message;

/// Addresses of serve's own; no file of a site can begin like this.
const SCRIPT: &str = "/.ibid/reload.js";
const EVENTS: &str = "/.ibid/events";

/// Where somebody who heard of the desk may look for it.
const DESK: &str = "/-/desk";

/// What every request needs.
#[derive(Clone)]
pub(super) struct Service {
    /// The site.
    pub live: Arc<Live>,
    /// The part of an address that stands before the site: `/`, or `/edition/`.
    pub base: Arc<str>,
    /// Hosts besides this machine's own names.
    pub hosts: Arc<[String]>,
}

/// The service.
pub(super) fn router(service: Service) -> Router {
    Router::new().fallback(answer).with_state(service)
}

async fn answer(State(service): State<Service>, request: Request) -> Response {
    if !is_ours(request.headers(), request.uri().host(), &service.hosts) {
        return plain(StatusCode::MISDIRECTED_REQUEST, &message!("http-host"));
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let mut refused = plain(StatusCode::METHOD_NOT_ALLOWED, &message!("http-method"));
        refused.headers_mut().insert(header::ALLOW, header::HeaderValue::from_static("GET, HEAD"));
        return refused;
    }
    match request.uri().path() {
        SCRIPT => body(StatusCode::OK, "text/javascript; charset=utf-8", include_str!("reload.js").into()),
        EVENTS => events(&service.live).into_response(),
        path if path.trim_end_matches('/') == DESK => plain(StatusCode::NOT_FOUND, &message!("http-desk")),
        path => file(&service, path),
    }
}

fn is_ours(headers: &HeaderMap, in_uri: Option<&str>, more: &[String]) -> bool {
    let named = headers.get_all(header::HOST).iter().map(|host| host.to_str().unwrap_or_default());
    let mut hosts = named.chain(in_uri).peekable();
    hosts.peek().is_some() && hosts.all(|host| is_own_host(host, more))
}

fn file(service: &Service, path: &str) -> Response {
    let look = service.live.snapshot();
    match find(&look.site, &service.base, path) {
        Found::File(file) => {
            let bytes = service.live.file(&file).unwrap_or_default();
            let kind = content_type(&file);
            let bytes = if kind.starts_with("text/html") { with_script(bytes, &file, &look) } else { bytes };
            body(StatusCode::OK, &kind, bytes.into())
        }
        Found::Moved(to) => (StatusCode::FOUND, [(header::LOCATION, to)]).into_response(),
        Found::Refused => plain(StatusCode::BAD_REQUEST, &message!("http-address")),
        Found::Nothing if path.ends_with('/') || !path.rsplit('/').next().is_some_and(|name| name.contains('.')) => {
            not_found(service, &look)
        }
        Found::Nothing if path.ends_with(".html") => not_found(service, &look),
        Found::Nothing => plain(StatusCode::NOT_FOUND, &message!("http-no-file")),
    }
}

/// The site's own page for addresses that lead nowhere; before the first build, a page that waits for it.
fn not_found(service: &Service, look: &Snapshot) -> Response {
    const WAITING: &str =
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>ibid</title><body><p>…</p></body></html>";
    let (status, page) = match service.live.file("404.html") {
        Some(page) => (StatusCode::NOT_FOUND, page),
        None => (StatusCode::SERVICE_UNAVAILABLE, WAITING.into()),
    };
    body(status, "text/html; charset=utf-8", with_script(page, "404.html", look).into())
}

/// A page with the script that loads it anew, at the end of its body.
fn with_script(html: Vec<u8>, file: &str, look: &Snapshot) -> Vec<u8> {
    let tag = format!(
        "<script src=\"{SCRIPT}\" data-file=\"{}\" data-generation=\"{}\" defer></script>",
        file.replace('&', "&amp;").replace('"', "&quot;"),
        look.generation
    );
    let end = b"</body>";
    let at = html.windows(end.len()).rposition(|window| window == end).unwrap_or(html.len());
    [&html[..at], tag.as_bytes(), &html[at..]].concat()
}

fn plain(status: StatusCode, words: &Message) -> Response {
    body(status, "text/plain; charset=utf-8", words.to_string().into())
}

fn body(status: StatusCode, kind: &str, bytes: Body) -> Response {
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    let mut answer = Response::new(bytes);
    *answer.status_mut() = status;
    for (name, value) in headers {
        if let Ok(value) = header::HeaderValue::from_str(value) {
            answer.headers_mut().insert(name, value);
        }
    }
    answer
}

/// The state, then every event.
fn events(live: &Live) -> Sse<impl Stream<Item = Result<Event, Infallible>> + use<>> {
    let heard = live.listen();
    let look = live.snapshot();
    let first = Event::default().event("state").data(json!([look.generation, look.fault]).to_string());
    let rest = stream::unfold(heard, |mut heard| async move {
        let event = match heard.recv().await {
            Ok(event) => sent(&event),
            // A browser that missed something loads anew.
            Err(RecvError::Lagged(_)) => sent(&ReloadEvent::Changed(0, None)),
            Err(RecvError::Closed) => return None,
        };
        Some((Ok(event), heard))
    });
    let all = stream::once(async move { Ok(first) }).chain(rest);
    Sse::new(all).keep_alive(KeepAlive::default())
}

fn sent(event: &ReloadEvent) -> Event {
    let (name, data) = match event {
        ReloadEvent::Changed(generation, files) => ("changed", json!([generation, files])),
        ReloadEvent::Fault(text) => ("fault", json!([text])),
        ReloadEvent::Mended => ("mended", json!([])),
    };
    Event::default().event(name).data(data.to_string())
}
