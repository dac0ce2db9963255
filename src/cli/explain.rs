//! `ibid explain`: what a diagnostic means and how to mend it, from the document that ships with the program.

use anyhow::{Result, bail};

use super::say::{Outcome, Say};
use crate::check;
use crate::codes::CODES;

/// Prints what the document says of a code.
pub fn explain(code: &str, say: &Say) -> Result<Outcome> {
    let known = CODES;
    let Some(found) = known.iter().find(|entry| entry.code == code) else {
        let near = known.iter().min_by_key(|entry| strsim::damerau_levenshtein(entry.code, code));
        bail!("there is no code `{code}`; did you mean `{}`?", near.map_or("", |entry| entry.code));
    };
    say.raw(&format!("{} ({})\n\n{}\n", found.code, found.severity, check::explanation(code).unwrap_or_default()));
    Ok(Outcome::Done)
}
