//! `ibid review`: what a machine proposed, one by one, one key each.

use std::io::{IsTerminal as _, Read as _};
use std::path::Path;

use anyhow::Result;

use super::say::{Outcome, Say};
use crate::disk;
use crate::edition::Decision;
use crate::pipeline::{self, Waiting};

/// Where keys come from: a terminal, one key at a time, or what is piped in.
enum Keys {
    Terminal(console::Term),
    Piped(std::io::Stdin),
}

impl Keys {
    fn new() -> Self {
        let input = std::io::stdin();
        if input.is_terminal() { Self::Terminal(console::Term::stderr()) } else { Self::Piped(input) }
    }

    /// The next key; none where there are no more.
    fn next(&mut self) -> Option<char> {
        match self {
            Self::Terminal(terminal) => terminal.read_char().ok(),
            Self::Piped(input) => {
                let mut byte = [0];
                match input.read(&mut byte) {
                    Ok(1) => Some(char::from(byte[0])),
                    _ => None,
                }
            }
        }
    }

    /// What a key asks for; keys that ask for nothing are passed over.
    fn answer(&mut self) -> Answer {
        loop {
            match self.next().map(|key| key.to_ascii_lowercase()) {
                Some('a' | 'y') => return Answer::Decide(Decision::Accept),
                Some('r' | 'n') => return Answer::Decide(Decision::Refuse),
                Some('s') => return Answer::Skip,
                Some('q' | '\u{1b}' | '\u{3}' | '\u{4}') | None => return Answer::Quit,
                Some(_) => {}
            }
        }
    }
}

/// What an editor answers.
enum Answer {
    Decide(Decision),
    Skip,
    Quit,
}

/// Shows what waits, asks, and writes what was decided.
pub fn review(root: &Path, say: &Say) -> Result<Outcome> {
    let _lock = disk::Lock::take(root)?;
    let reading = disk::read_to_write(root)?;
    let waiting = pipeline::waiting(&reading.edition);
    if say.diagnostics(&waiting.diagnostics) == Outcome::TextHasErrors {
        say.line(message!("nothing-written"));
        return Ok(Outcome::TextHasErrors);
    }
    let all = waiting.value.len();
    let decisions = ask(waiting.value, say);
    let decided = pipeline::decided(&reading.edition, &decisions);
    let outcome = say.diagnostics(&decided.diagnostics);
    disk::replace_pages(root, &reading, &decided.value, &[])?;
    let count = |wanted: Decision| decisions.iter().filter(|(_, one)| *one == wanted).count();
    say.line(message!(
        "review-done",
        accepted = count(Decision::Accept),
        refused = count(Decision::Refuse),
        left = all - decisions.len()
    ));
    Ok(outcome)
}

fn ask(waiting: Vec<Waiting>, say: &Say) -> Vec<(Waiting, Decision)> {
    let (all, mut keys, mut decisions) = (waiting.len(), Keys::new(), Vec::new());
    for (nth, one) in waiting.into_iter().enumerate() {
        say.line(message!("review-shown", nth = nth + 1, all = all, path = one.path, line = one.line));
        say.line(format!("  {}\n  “{}”\n  {}", one.says, one.sentence, message!("review-keys")));
        match keys.answer() {
            Answer::Decide(decision) => decisions.push((one, decision)),
            Answer::Skip => {}
            Answer::Quit => break,
        }
    }
    decisions
}
