//! `ibid explain`: what a diagnostic means and how to mend it, from the document that ships with the program; how the figures of a line
//! came to be read.

use std::path::Path;

use anyhow::Result;

use super::say::{Outcome, Say};
use crate::codes::CODES;
use crate::figures::{Account, Explanation};
use crate::message::{Message, spoken};
use crate::pipeline::{self, Explained};
use crate::text::nearest;
use crate::{check, disk};

/// Prints what the document says of a code.
pub fn explain(code: &str, say: &Say) -> Result<Outcome> {
    let known = CODES;
    let Some(found) = known.iter().find(|entry| entry.code == code) else {
        // At most a third of its letters are others.
        let is_near = |(distance, near): &(usize, &str)| distance * 3 <= near.chars().count().max(3);
        match nearest(code, known.iter().map(|entry| entry.code)).filter(is_near) {
            Some((_, near)) => refuse!("explain-no-code", code = code, near = near),
            None => refuse!("explain-none", code = code),
        }
    };
    let severity = Message::of_key(format!("level-{}", found.severity));
    say.raw(format!("{} ({})\n\n{}\n", found.code, severity, check::explanation(code, spoken()).unwrap_or_default()));
    Ok(Outcome::Done)
}

/// Prints what became of each number at a place.
pub fn figures(root: &Path, place: &str, say: &Say) -> Result<Outcome> {
    let explained = pipeline::explain_figures(&disk::read_edition(root)?, place);
    if explained.value.is_empty() {
        refuse!("explain-no-place", place = place);
    }
    let told: Vec<String> = explained.value.iter().map(of_passage).collect();
    say.raw(told.join("\n"));
    Ok(Outcome::Done)
}

fn of_passage(explained: &Explained) -> String {
    let mut told = format!("{}:{}\n", explained.path, explained.line);
    if explained.accounts.is_empty() {
        told.push_str(&format!("  {}\n", message!("explain-no-number")));
    }
    explained.accounts.iter().for_each(|account| told.push_str(&of_number(account)));
    told
}

fn of_number(account: &Account) -> String {
    let Explanation { indicator, offers, period, kind } = match &account.outcome {
        Ok(figure) => figure,
        Err(why) => {
            return format!("  {}\n    {}\n", account.printed, message!("explain-no-figure", why = Message::new(why)));
        }
    };
    let mut told = format!("  {}\n{}{}\n", account.printed, row("explain-name"), indicator.name);
    for (at, offer) in offers.iter().enumerate() {
        let mark = if at == 0 { '*' } else { ' ' };
        let faults: String = offer.faults.iter().map(|fault| format!("; {}", Message::new(fault))).collect();
        told.push_str(&format!(
            "          {mark} {:>3}  {} ({}{faults})\n",
            offer.score,
            offer.name,
            Message::new(offer.source)
        ));
    }
    let (low, high) = indicator.bounds().unwrap_or_default();
    let value = if low < high { format!("{low}–{high}") } else { low.to_string() };
    told.push_str(&format!("{}{} {value}\n", row("explain-value"), indicator.op.sign()));
    told.push_str(&format!("{}{}\n", row("explain-unit"), indicator.unit));
    let when = indicator.period.as_deref().unwrap_or("-");
    told.push_str(&format!("{}{when} ({})\n", row("explain-time"), Message::new(period)));
    let what = Message::of_key(format!("kind-of-{}", indicator.kind.name()));
    told.push_str(&format!("{}{what} ({})\n", row("explain-kind"), Message::new(kind)));
    told
}

/// What is told of a figure.
const ROWS: [&str; 5] = ["explain-name", "explain-value", "explain-unit", "explain-time", "explain-kind"];

/// The head of a row: "    unit    ".
fn row(key: &'static str) -> String {
    let name = Message::new(key).to_string();
    let longest = ROWS.iter().map(|row| Message::new(row).to_string().chars().count()).max().unwrap_or_default();
    format!("    {name:<width$}", width = 8.max(longest + 2))
}
