//! `ibid serve`: what the terminal says while the site is served.

use std::path::Path;

use anyhow::Result;

use super::arguments::ServeArguments;
use super::say::{Outcome, Say};
use crate::diagnostic::Severity;
use crate::disk;
use crate::serve::{self, Options, ServeEvent};

/// Serves until Ctrl-C.
pub fn serve(root: &Path, arguments: &ServeArguments, say: &Say) -> Result<Outcome> {
    let options = Options {
        root: disk::full_path(root)?,
        interface: arguments.interface,
        port: arguments.port,
        base_url: arguments.base_url.clone(),
        drafts: arguments.drafts,
        least: say.least(),
    };
    let (say_there, opens) = (*say, arguments.open);
    serve::serve(options, Box::new(move |news| tell(news, &say_there, opens)))?;
    say.line("\nstopped");
    Ok(Outcome::Done)
}

fn tell(news: &ServeEvent, say: &Say, opens: bool) {
    match news {
        ServeEvent::Open(address, asked) => {
            if let Some(port) = asked {
                say.line(&format!("port {port} is taken by another program, so the next free one is used"));
            }
            say.line(&format!("open {address}  (Ctrl-C stops)"));
            if opens && open::that_detached(address).is_err() {
                say.line("no browser could be opened");
            }
        }
        ServeEvent::Desk(Some(address)) => {
            say.line(&format!("desk {address}  (what waits for you; for this machine alone)"))
        }
        ServeEvent::Desk(None) => {
            say.line("the desk is off: it is for this machine alone, and the site is shown to others")
        }
        ServeEvent::Page(file, time) => say.line(&format!("{file} in {} ms", time.as_millis())),
        ServeEvent::Built { pages, changed, time, diagnostics } => {
            let warnings = diagnostics.iter().filter(|said| said.severity == Severity::Warning).count();
            let told = super::say::warnings(warnings);
            say.line(&format!("{pages} pages in {} ms, {changed} files changed{told}", time.as_millis()));
        }
        ServeEvent::Faults(diagnostics) => {
            say.diagnostics(diagnostics);
            say.line("the last good site is still served");
        }
        ServeEvent::Trouble(error) => say.failure(error),
        ServeEvent::Source(name) => say.line(&format!("{name} changed: `ibid import {name}` brings it into content/")),
    }
}
