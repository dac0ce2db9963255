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
    say.line(format!("\n{}", message!("serve-stopped")));
    Ok(Outcome::Done)
}

fn tell(news: &ServeEvent, say: &Say, opens: bool) {
    match news {
        ServeEvent::Open(address, asked) => {
            if let Some(port) = asked {
                say.line(message!("serve-port-taken", port = port));
            }
            say.line(message!("serve-open", address = address));
            if opens && open::that_detached(address).is_err() {
                say.line(message!("serve-no-browser"));
            }
        }
        ServeEvent::Desk(Some(address)) => say.line(message!("serve-desk", address = address)),
        ServeEvent::Desk(None) => say.line(message!("serve-desk-off")),
        ServeEvent::Page(file, time) => say.line(message!("serve-page-shown", file = file, ms = time.as_millis())),
        ServeEvent::Built { pages, changed, time, diagnostics } => {
            let warnings = diagnostics.iter().filter(|said| said.severity == Severity::Warning).count();
            let told = super::say::warnings(warnings);
            say.line(message!("serve-built", pages = pages, ms = time.as_millis(), changed = changed, told = told));
        }
        ServeEvent::Faults(diagnostics) => {
            say.diagnostics(diagnostics);
            say.line(message!("serve-last-good"));
        }
        ServeEvent::Trouble(error) => say.failure(error),
        ServeEvent::Source(name) => say.line(message!("serve-source-changed", name = name)),
    }
}
