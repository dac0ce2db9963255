//! The engine: SQL by SQLite, which goes to the disk where the memory ends.
//!
//! In: facts of sites, files of a former step. Out: one file a part. What always holds: the sentences are in `sql/`, and what is alike is
//! said there alone; a file that stands is whole.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use anyhow::{Context as _, Result, bail, ensure};
use clap::ValueEnum;
use rusqlite::{Connection, params_from_iter};

use crate::facts::{self, files};
use crate::found;

/// The steps that are cut into parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Step {
    /// Pairs of passages by the runs of words that they share; parts are cut by runs
    Runs,
    /// Pairs that share enough; parts are cut by passages
    Pairs,
    /// The results; parts are cut by editions
    Found,
}

impl Step {
    /// The name on the command line and of the files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Runs => "runs",
            Self::Pairs => "pairs",
            Self::Found => "found",
        }
    }
}

/// A part of a step: which of how many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// From 0.
    pub at: usize,
    /// How many there are.
    pub of: usize,
}

impl Part {
    /// Whether what has a number belongs to it.
    pub fn has(self, number: i64) -> bool {
        // Numbers of facts are hashes: any part of them is as large as the others.
        number.unsigned_abs() % self.of as u64 == self.at as u64
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.at, self.of)
    }
}

impl FromStr for Part {
    type Err = anyhow::Error;

    fn from_str(text: &str) -> Result<Self> {
        let (at, of) = text.split_once('/').context("a part is written 0/2")?;
        let part = Self { at: at.parse()?, of: of.parse()? };
        ensure!(part.at < part.of, "a part is counted from 0");
        Ok(part)
    }
}

/// The folder that the steps share.
pub fn work(out: &Path) -> PathBuf {
    out.join(".work")
}

/// Says how it went.
#[expect(clippy::print_stdout, reason = "the terminal is what it is for")]
pub fn say(words: &str) {
    println!("{words}");
}

/// An engine over a new file, with so many megabytes.
pub fn engine(file: &Path, memory: usize) -> Result<Connection> {
    let engine = Connection::open(file).with_context(|| format!("{} cannot be written", file.display()))?;
    // A step that is cut off is done again; nobody reads its file.
    engine.execute_batch(&format!(
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = FILE; PRAGMA temp.cache_size = -{}; PRAGMA cache_size = -{};",
        memory * 768,
        memory * 256
    ))?;
    Ok(engine)
}

/// Makes a table of columns of the facts. `keep`: a column of numbers, and which rows are taken by it.
pub fn load(
    engine: &Connection,
    (table, columns): (&str, &[&str]),
    sites: &[PathBuf],
    keep: Option<(&str, &dyn Fn(i64) -> bool)>,
) -> Result<()> {
    let marks = vec!["?"; columns.len()].join(", ");
    engine.execute_batch(&format!("CREATE TEMP TABLE {table} ({}); BEGIN", columns.join(", ")))?;
    let mut insert = engine.prepare(&format!("INSERT INTO temp.{table} VALUES ({marks})"))?;
    let key = keep.and_then(|(name, _)| columns.iter().position(|column| *column == name));
    // The table of the editions is named for all of them.
    let kind = if table == "editions" { "edition" } else { table };
    for file in files(sites, kind) {
        facts::read(&file, columns, &mut |rows, values| {
            for row in 0..rows {
                let number = key.and_then(|key| values[key].number(row));
                if keep.zip(number).is_none_or(|((_, keeps), number)| keeps(number)) {
                    insert.execute(params_from_iter(values.iter().map(|column| column.value(row))))?;
                }
            }
            Ok(())
        })?;
    }
    engine.execute_batch("COMMIT")?;
    Ok(())
}

/// Makes a table of what all parts of a step gave, as far as they please.
pub fn gather(engine: &Connection, out: &Path, step: Step, columns: &str, pleases: &str) -> Result<()> {
    let name = step.name();
    engine.execute_batch(&format!("CREATE TEMP TABLE {name} ({columns})"))?;
    let written = written(out, step)?;
    for file in written {
        engine.execute("ATTACH ? AS part", [file.to_string_lossy()])?;
        engine.execute_batch(&format!(
            "INSERT INTO temp.{name} SELECT * FROM part.{name} WHERE {pleases}; DETACH part"
        ))?;
    }
    Ok(())
}

/// The files that a step wrote: all of one cut, and of one cut alone, since else something would be counted never or twice.
fn written(out: &Path, step: Step) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in work(out).read_dir().context("the step before is not done")? {
        let path = entry?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if name.starts_with(&format!("{}-", step.name())) && name.ends_with(".db") {
            found.push(path);
        }
    }
    found.sort();
    let name = step.name();
    let Some(cut) = found.first().and_then(|file| parts_of(file)) else { bail!("no part of `{name}` is done") };
    ensure!(
        found.iter().all(|file| parts_of(file) == Some(cut)),
        "parts of `{name}` were made for other numbers of parts: remove {} and begin anew",
        work(out).display()
    );
    ensure!(found.len() == cut, "{} of {cut} parts of `{name}` are done", found.len());
    Ok(found)
}

/// Of how many parts a step's file is one, by its name.
fn parts_of(file: &Path) -> Option<usize> {
    file.file_stem()?.to_str()?.rsplit_once("-of-")?.1.parse().ok()
}

/// One part of a step.
pub fn step(step: Step, part: Part, out: &Path, sites: &[PathBuf], memory: usize) -> Result<()> {
    fs::create_dir_all(work(out)).with_context(|| format!("{} cannot be made", work(out).display()))?;
    let file = work(out).join(format!("{}-{}-of-{}.db", step.name(), part.at, part.of));
    let begun = file.with_extension("begun");
    if begun.exists() {
        fs::remove_file(&begun)?;
    }
    let engine = engine(&begun, memory)?;
    match step {
        Step::Runs => {
            let columns = ["edition", "passage", "shingle"];
            load(&engine, ("shingles", &columns), sites, Some(("shingle", &|shingle| part.has(shingle))))?;
            engine.execute_batch("CREATE INDEX temp.by_shingle ON shingles (shingle, edition, passage)")?;
            engine.execute_batch(&format!("CREATE TABLE main.runs AS {}", include_str!("../sql/runs.sql")))?;
        }
        Step::Pairs => {
            let pleases = format!("abs(a % {0}) = {1}", part.of, part.at);
            gather(&engine, out, Step::Runs, "a, b, shared", &pleases)?;
            load(&engine, ("passages", &["edition", "passage", "words"]), sites, None)?;
            engine.execute_batch("CREATE INDEX temp.by_passage ON passages (passage)")?;
            engine.execute_batch(&format!("CREATE TABLE main.pairs AS {}", include_str!("../sql/pairs.sql")))?;
        }
        Step::Found => found::write(&engine, part, out, sites)?,
    }
    drop(engine);
    fs::rename(&begun, &file).with_context(|| format!("{} cannot be put in its place", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_read_as_it_is_written() {
        let part: Part = "1/3".parse().expect("a part");
        assert_eq!((part, part.to_string().as_str()), (Part { at: 1, of: 3 }, "1/3"));
        assert!("3/3".parse::<Part>().is_err() && "x".parse::<Part>().is_err());
    }

    #[test]
    fn every_number_belongs_to_one_part() {
        for number in [0, 1, -1, 7, i64::MIN, i64::MAX] {
            let parts = (0..3).filter(|at| Part { at: *at, of: 3 }.has(number));
            assert_eq!(parts.count(), 1, "{number}");
        }
    }
}
