//! `ibid serve`: the site from memory, built again when a file changes; browsers reload what changed.
//!
//! In: the edition's folder and where to listen. Out: an HTTP service until Ctrl-C, and [`ServeEvent`] for the terminal.
//! What always holds: nothing is written to the disk but by the desk; the last good site is served while the text has errors; the
//! service answers this machine only, unless told otherwise, and gives no file but the site's.

mod address;
mod builder;
mod desk;
mod http;
mod live;
mod priority;
mod watch;

use std::net::{IpAddr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use anyhow::{Context as _, Result};

use crate::diagnostic::{Diagnostic, Severity};
use crate::message;
use live::Live;

/// The port when none is asked for.
pub const PORT: u16 = 4000;

/// How many ports are tried after one that is taken.
const TRIES: u16 = 20;

/// What to serve, and where.
#[derive(Debug, Clone)]
pub struct Options {
    /// The edition's folder.
    pub root: PathBuf,
    /// Where to listen.
    pub interface: IpAddr,
    /// The port asked for; without one [`PORT`], or the next that is free. 0 takes any.
    pub port: Option<u16>,
    /// The address of the site, in place of this machine's.
    pub base_url: Option<String>,
    /// Whether drafts are shown.
    pub drafts: bool,
    /// The least severity that keeps a site from being served.
    pub least: Severity,
}

/// What the terminal should say.
#[derive(Debug)]
pub enum ServeEvent {
    /// The desk can be opened at this address; none where the site is shown to other machines.
    Desk(Option<String>),
    /// The site can be opened at this address; the port that was asked for, when another one was taken.
    Open(String, Option<u16>),
    /// A page as it was saved is shown.
    Page(String, Duration),
    /// The whole site is built.
    Built {
        /// How many pages it has.
        pages: usize,
        /// How many files are other than before.
        changed: usize,
        /// How long it took.
        time: Duration,
        /// What was met.
        diagnostics: Vec<Diagnostic>,
    },
    /// The text has errors: the site before is still served.
    Faults(Vec<Diagnostic>),
    /// The disk cannot be read.
    Trouble(anyhow::Error),
    /// A source changed, which no build reads.
    Source(String),
}

/// Says what is new; called from the builder's thread.
pub type Tell = Box<dyn Fn(&ServeEvent) + Send>;

/// Serves until Ctrl-C.
///
/// # Errors
/// When the port is taken, or the folder cannot be watched.
pub fn serve(options: Options, tell: Tell) -> Result<()> {
    let (listener, asked) = listen(options.interface, options.port)?;
    let local = listener.local_addr().context(message!("port-unusable"))?;
    let address = options.base_url.clone().unwrap_or_else(|| address_of(local));
    let address = format!("{}/", address.trim_end_matches('/'));
    let live = Arc::new(Live::new(first_generation()));
    let service = http::Service {
        live: Arc::clone(&live),
        base: base_of(&address).into(),
        hosts: host_of(&address).into_iter().collect::<Vec<_>>().into(),
    };
    tell(&ServeEvent::Open(address.clone(), asked));
    let (desk, at_desk) = match open_desk(&options, &live, local, &address)? {
        Some((service, listener)) => {
            tell(&ServeEvent::Desk(Some(format!("http://127.0.0.1:{}{}", service.guard.port, service.guard.base()))));
            (Some(Arc::clone(&service.desk)), Some((service, listener)))
        }
        None => {
            tell(&ServeEvent::Desk(None));
            (None, None)
        }
    };
    let builder = builder::Builder::new(options, address, (live, desk), tell)?;
    // The builder ends with the process: it holds nothing that a stop could break.
    std::thread::Builder::new().name("builder".to_owned()).spawn(move || builder.run())?;
    if let Some((service, listener)) = at_desk {
        std::thread::Builder::new().name("desk".to_owned()).spawn(move || serve_desk(service, listener))?;
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        listener.set_nonblocking(true)?;
        let listener = tokio::net::TcpListener::from_std(listener)?;
        tokio::select! {
            ended = async { axum::serve(listener, http::router(service)).await } => ended.context(message!("service-ended")),
            stopped = tokio::signal::ctrl_c() => stopped.context(message!("ctrl-c")),
        }
    })
}

/// The desk with a port of its own: pages of the edition are of another origin, and their scripts cannot ask it. None where
/// the site is shown to other machines.
fn open_desk(
    options: &Options,
    live: &Arc<Live>,
    local: SocketAddr,
    site: &str,
) -> Result<Option<(desk::Service, TcpListener)>> {
    if !local.ip().is_loopback() {
        return Ok(None);
    }
    // Policies of pages can name this address, and not that of IPv6.
    let own = IpAddr::from([127, 0, 0, 1]);
    let next = |more: u16| TcpListener::bind((own, local.port().checked_add(more)?)).ok();
    let listener = match (1..=TRIES).find_map(next) {
        Some(listener) => listener,
        None => TcpListener::bind((own, 0)).context(message!("port-none-desk"))?,
    };
    let guard = desk::Guard { token: desk::token()?, port: listener.local_addr()?.port() };
    let desk = Arc::new(desk::Desk::new(&options.root, Arc::clone(live), message::spoken())?);
    Ok(Some((desk::Service { desk, guard: Arc::new(guard), site: site.into() }, listener)))
}

/// Serves the desk until the program ends: it writes while it answers, and must not keep the site's readers waiting.
fn serve_desk(service: desk::Service, listener: TcpListener) {
    let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else { return };
    let served: Result<()> = runtime.block_on(async {
        listener.set_nonblocking(true)?;
        let listener = tokio::net::TcpListener::from_std(listener)?;
        Ok(axum::serve(listener, desk::router(service)).await?)
    });
    drop(served);
}

/// Listens at the port, or says which one is free.
fn listen(interface: IpAddr, port: Option<u16>) -> Result<(TcpListener, Option<u16>)> {
    let first = port.unwrap_or(PORT);
    let taken = match TcpListener::bind((interface, first)) {
        Ok(listener) => return Ok((listener, None)),
        Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => error,
        Err(error) => {
            return Err(error)
                .with_context(|| message!("port-listen", interface = interface.to_string(), port = first));
        }
    };
    let free = (1..=TRIES).find_map(|more| TcpListener::bind((interface, first.checked_add(more)?)).ok());
    match (port, free) {
        (None, Some(listener)) => Ok((listener, Some(first))),
        (Some(_), Some(listener)) => {
            let free = listener.local_addr()?.port();
            refuse!("port-taken", port = first, free = free)
        }
        (_, None) => Err(taken).with_context(|| message!("ports-taken", port = first, count = TRIES)),
    }
}

fn address_of(local: SocketAddr) -> String {
    let host = match local.ip() {
        ip if ip.is_unspecified() => "localhost".to_owned(),
        IpAddr::V4(ip) => ip.to_string(),
        IpAddr::V6(ip) => format!("[{ip}]"),
    };
    format!("http://{host}:{}", local.port())
}

/// What stands after the host: `/` or `/edition/`.
fn base_of(address: &str) -> String {
    let after = address.split_once("://").map_or(address, |(_, rest)| rest);
    after.find('/').map_or_else(|| "/".to_owned(), |at| after[at..].to_owned())
}

/// The host's name, when it is one.
fn host_of(address: &str) -> Option<String> {
    let after = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = after.split(['/', ':']).next().unwrap_or_default();
    (!host.is_empty() && !host.starts_with('[')).then(|| host.to_ascii_lowercase())
}

/// A number that no earlier run began with, so that a page of that run loads anew. Seconds fit in a script's numbers.
fn first_generation() -> u64 {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs());
    seconds * 1000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_of_an_address() {
        assert_eq!(base_of("http://localhost:4000/"), "/");
        assert_eq!(base_of("https://a.example/b/c/"), "/b/c/");
        assert_eq!(host_of("https://A.example:80/b/").as_deref(), Some("a.example"));
        assert_eq!(host_of("http://[::1]:4000/"), None);
    }

    #[test]
    fn a_taken_port_is_named_with_a_free_one() {
        let local = IpAddr::from([127, 0, 0, 1]);
        let held = TcpListener::bind((local, 0)).expect("a port");
        let port = held.local_addr().expect("its number").port();
        let said = listen(local, Some(port)).err().map(|error| error.to_string()).unwrap_or_default();
        assert!(said.contains(&format!("port {port} is taken")) && said.contains("ibid serve --port"), "{said}");
    }
}
