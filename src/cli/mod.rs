//! The command line: what is asked for, and how the answer is said.
//!
//! Exit codes: 0 done, 1 the text has errors, 2 the world or the command line is wrong.

mod build;
mod import;
mod init;
mod say;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{CommandFactory as _, Parser, Subcommand, ValueEnum};

use crate::disk;
use say::Say;

/// Reading editions of official reports: from OCR'd text to a static site with every note clickable.
#[derive(Debug, Parser)]
#[command(name = "ibid", version, propagate_version = true, arg_required_else_help = true)]
struct Arguments {
    #[command(flatten)]
    common: Common,
    #[command(subcommand)]
    command: Command,
}

/// What every command understands.
#[derive(Debug, clap::Args)]
struct Common {
    /// The edition's folder [default: the nearest one above with an edition.yaml]
    #[arg(long, visible_alias = "edition", global = true, env = "IBID_ROOT", value_name = "FOLDER")]
    root: Option<PathBuf>,
    /// Say nothing but errors
    #[arg(short, long, global = true)]
    quiet: bool,
    /// Say more: every note and repair
    #[arg(short, long, global = true)]
    verbose: bool,
    /// Count warnings as errors
    #[arg(long, global = true)]
    strict: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make a new edition, ready to import into and to build
    Init {
        /// The folder to make
        folder: PathBuf,
    },
    /// Import OCR'd reports into content/
    ///
    /// Finds the reports of a compilation, their outline, their notes and what calls them, joins the paragraphs that page
    /// ends broke, and writes Markdown pages. Prints a ledger for each report. Importing a revised file again
    /// replaces the pages that you have not touched; where you have, nothing is written and each page is named.
    Import {
        /// The reports, Markdown or plain text in UTF-8
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        /// Show the ledger and write nothing
        #[arg(long)]
        dry_run: bool,
    },
    /// Build the site from content/
    Build(BuildArguments),
    /// Look for faults and write nothing
    ///
    /// Words and signs that look misread are among them, the surest first. With --suggest they become entries of `corrections` in the
    /// front matter of their pages, marked `proposed: true`: take the mark away to accept one, or the entry to refuse it.
    /// Nothing of the text changes until then.
    Check {
        /// How to write the diagnostics
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
        /// Write what looks misread as proposed corrections into the pages
        #[arg(long)]
        suggest: bool,
    },
    /// Remove the site that was built
    Clean {
        /// The site's folder [default: public in the edition's folder]
        #[arg(long, visible_alias = "destination", env = "IBID_OUTPUT_DIR", value_name = "FOLDER")]
        output_dir: Option<PathBuf>,
    },
    /// Write a completion script for a shell
    Completion {
        /// The shell
        shell: clap_complete::Shell,
    },
}

/// The options of `ibid build`.
#[derive(Debug, clap::Args)]
struct BuildArguments {
    /// Where to write the site [default: public in the edition's folder]
    #[arg(long, visible_alias = "destination", env = "IBID_OUTPUT_DIR", value_name = "FOLDER")]
    output_dir: Option<PathBuf>,
    /// The address where the site will stand, in place of the one in edition.yaml
    #[arg(short = 'u', long, env = "IBID_BASE_URL", value_name = "URL")]
    base_url: Option<String>,
    /// Build pages marked as drafts too
    #[arg(long)]
    drafts: bool,
    /// Write into a folder that ibid did not make
    #[arg(short, long)]
    force: bool,
}

/// How diagnostics are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people: place, message, the line with a caret.
    Text,
    /// For programs: a list of objects.
    Json,
}

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Done,
    TextHasErrors,
}

/// Runs the command line.
#[must_use]
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let say = Say::new(arguments.common.quiet, arguments.common.verbose, arguments.common.strict);
    match run(&arguments, &say) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::TextHasErrors) => ExitCode::from(1),
        Err(error) => {
            say.failure(&error);
            ExitCode::from(2)
        }
    }
}

fn run(arguments: &Arguments, say: &Say) -> anyhow::Result<Outcome> {
    match &arguments.command {
        Command::Init { folder } => init::init(folder, say),
        Command::Import { files, dry_run } => import::import(&root(&arguments.common)?, files, *dry_run, say),
        Command::Build(options) => build::build(&root(&arguments.common)?, options, say),
        Command::Check { suggest: true, .. } => build::suggest(&root(&arguments.common)?, say),
        Command::Check { format, .. } => build::check(&root(&arguments.common)?, *format, say),
        Command::Clean { output_dir } => {
            let folder = output_folder(&root(&arguments.common)?, output_dir.as_deref());
            let message = if disk::clean(&folder)? { "removed" } else { "there is no" };
            say.line(&format!("{message} {}", folder.display()));
            Ok(Outcome::Done)
        }
        Command::Completion { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(*shell, &mut Arguments::command(), "ibid", &mut script);
            say.raw(&String::from_utf8_lossy(&script));
            Ok(Outcome::Done)
        }
    }
}

/// The edition's folder: as named, or the nearest one above.
fn root(common: &Common) -> anyhow::Result<PathBuf> {
    if let Some(named) = &common.root {
        if !named.join("edition.yaml").is_file() {
            anyhow::bail!("{} is no edition: it has no edition.yaml; `ibid init` makes one", named.display());
        }
        return Ok(named.clone());
    }
    let here = std::env::current_dir()?;
    disk::edition_root(&here).ok_or_else(|| {
        anyhow::anyhow!(
            "neither {} nor a folder above it is an edition: there is no edition.yaml; `ibid init <folder>` makes one, --root names one",
            here.display()
        )
    })
}

fn output_folder(root: &Path, named: Option<&Path>) -> PathBuf {
    named.map_or_else(|| root.join("public"), Path::to_path_buf)
}
