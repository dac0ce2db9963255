//! What the terminal shows: results on standard output, everything else on standard error.

use std::fmt::Display;
use std::io::{IsTerminal as _, Write as _};
use std::sync::mpsc::RecvTimeoutError;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use crate::diagnostic::{Diagnostic, Severity};
use crate::message::Message;

/// How long work may take before it shows that it goes on.
const PATIENCE: Duration = Duration::from_secs(1);

/// How many warnings of one kind are shown in full before the rest of them is counted.
const SHOWN: usize = 3;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    Done,
    TextHasErrors,
}

/// How much to say, and how.
#[derive(Debug, Clone, Copy)]
pub struct Say {
    quiet: bool,
    verbose: bool,
    strict: bool,
    color: bool,
}

impl Say {
    pub fn new(quiet: bool, verbose: bool, strict: bool) -> Self {
        let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        Self { quiet, verbose, strict, color: !plain && std::io::stderr().is_terminal() }
    }

    /// The same, warnings counted as errors.
    pub fn strictly(self) -> Self {
        Self { strict: true, ..self }
    }

    /// Whether more should be said than the result.
    pub fn is_verbose(&self) -> bool {
        self.verbose
    }

    /// Does some work; what takes over a second shows that it goes on, on a terminal.
    pub fn while_working<T>(&self, what: &(dyn Fn() -> String + Sync), work: impl FnOnce() -> T) -> T {
        if self.quiet || !std::io::stderr().is_terminal() {
            return work();
        }
        std::thread::scope(|scope| {
            let (done, is_done) = std::sync::mpsc::channel::<()>();
            scope.spawn(move || {
                if is_done.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                    let bar = ProgressBar::new_spinner().with_elapsed(PATIENCE).with_message(what());
                    bar.set_style(
                        ProgressStyle::with_template("{spinner} {msg} {elapsed}")
                            .unwrap_or_else(|_| ProgressStyle::default_spinner()),
                    );
                    bar.enable_steady_tick(PATIENCE / 8);
                    while is_done.recv_timeout(PATIENCE / 8) == Err(RecvTimeoutError::Timeout) {
                        bar.set_message(what());
                    }
                    bar.finish_and_clear();
                }
            });
            let result = work();
            drop(done);
            result
        })
    }

    /// A line of the result.
    pub fn line(&self, text: impl Display) {
        if !self.quiet {
            // Whoever read the lines may be gone (`ibid … | head`); that is no reason to stop.
            let _ = writeln!(std::io::stdout(), "{text}");
        }
    }

    /// Output that is the result itself: said even when quiet.
    pub fn raw(&self, text: impl Display) {
        let _ = write!(std::io::stdout(), "{text}");
    }

    /// Why the command could not be done.
    pub fn failure(&self, error: &anyhow::Error) {
        let said = |cause: &(dyn std::error::Error + 'static)| match cause.downcast_ref::<std::io::Error>() {
            Some(error) => Message::of_system(error).to_string(),
            None => cause.to_string(),
        };
        let chain: Vec<String> = error.chain().map(said).collect();
        let _ = writeln!(std::io::stderr(), "{}: {}", message!("level-error"), chain.join(": "));
    }

    /// Shows diagnostics, errors last, where the eye falls; says how the command ended.
    pub fn diagnostics(&self, diagnostics: &[Diagnostic]) -> Outcome {
        let (errors, others): (Vec<&Diagnostic>, Vec<&Diagnostic>) =
            diagnostics.iter().filter(|d| self.wants(d)).partition(|d| d.severity == Severity::Error);
        let mut counts: Vec<(&str, usize)> = Vec::new();
        for diagnostic in others {
            let known = counts.iter().position(|(code, _)| *code == diagnostic.code);
            let at = known.unwrap_or_else(|| {
                counts.push((diagnostic.code, 0));
                counts.len() - 1
            });
            counts[at].1 += 1;
            if counts[at].1 <= SHOWN || self.verbose {
                self.show(diagnostic);
            }
        }
        let hidden: Vec<Message> = counts
            .iter()
            .filter(|(_, count)| *count > SHOWN && !self.verbose)
            .map(|(code, count)| message!("say-hidden-kind", count = *count - SHOWN, code = *code))
            .collect();
        if !hidden.is_empty() {
            let _ = writeln!(std::io::stderr(), "{}\n", message!("say-hidden", kinds = hidden));
        }
        for error in &errors {
            self.show(error);
        }
        if !errors.is_empty() {
            let _ = writeln!(std::io::stderr(), "{}", self.summary(diagnostics));
        }
        self.outcome(diagnostics)
    }

    /// "2 errors, 14 warnings": how many there are of what an editor must or should look at.
    pub fn summary(&self, diagnostics: &[Diagnostic]) -> Message {
        let of = |severity: Severity| diagnostics.iter().filter(|d| d.severity == severity).count();
        let (errors, warnings, notes) = (of(Severity::Error), of(Severity::Warning), of(Severity::Note));
        let mut counts = Vec::new();
        if errors > 0 {
            counts.push(message!("count-errors", count = errors));
        }
        if warnings > 0 {
            counts.push(message!("count-warnings", count = warnings));
        }
        if notes > 0 {
            counts.push(match self.verbose {
                true => message!("count-notes", count = notes),
                false => message!("count-notes-hidden", count = notes),
            });
        }
        match counts.is_empty() {
            true => message!("check-done", count = 0),
            false => message!("counts", kinds = counts),
        }
    }

    fn show(&self, diagnostic: &Diagnostic) {
        let _ = writeln!(std::io::stderr(), "{}\n", diagnostic.render(self.color));
    }

    fn wants(&self, diagnostic: &Diagnostic) -> bool {
        match diagnostic.severity {
            Severity::Note => self.verbose,
            Severity::Warning => !self.quiet,
            Severity::Error => true,
        }
    }

    /// The least severity that counts as an error.
    pub fn least(&self) -> Severity {
        if self.strict { Severity::Warning } else { Severity::Error }
    }

    /// Whether diagnostics mean that the text has errors.
    pub fn outcome(&self, diagnostics: &[Diagnostic]) -> Outcome {
        if diagnostics.iter().any(|diagnostic| diagnostic.severity >= self.least()) {
            Outcome::TextHasErrors
        } else {
            Outcome::Done
        }
    }
}

/// What a line adds about warnings that are not shown: nothing for none.
pub fn warnings(count: usize) -> Message {
    match count {
        0 => Message::verbatim(""),
        count => message!("warnings-count", count = count),
    }
}
