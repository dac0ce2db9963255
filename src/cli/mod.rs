//! The command line: what is asked for, and how the answer is said.
//!
//! Exit codes: 0 done, 1 the text has errors, 2 the world or the command line is wrong.

mod arguments;
mod build;
mod diff;
mod explain;
mod feedback;
mod help;
mod import;
mod init;
mod man;
mod review;
mod sarif;
mod say;
mod serve;
mod speech;
mod starter;
mod status;
mod theme;
mod timings;
mod unread;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{CommandFactory as _, FromArgMatches as _};

use crate::book;
use crate::disk;
use crate::edition::{self, SchemaOf};
use crate::import::ImportOptions;
use crate::language;
use crate::message;
use arguments::{Arguments, Command, Common, FeedbackCommand, SchemaName, ThemeCommand, output_folder};
use say::{Outcome, Say};

/// Runs the command line.
#[must_use]
pub fn main() -> ExitCode {
    let words: Vec<std::ffi::OsString> = std::env::args_os().collect();
    message::speak(speech::of(&words));
    // Help is put into words where it is shown alone.
    let matches = Arguments::command().try_get_matches_from(&words);
    let matches = matches.or_else(|_| help::in_words(Arguments::command()).try_get_matches_from(&words));
    let arguments = match matches.and_then(|matches| Arguments::from_arg_matches(&matches)) {
        Ok(arguments) => arguments,
        Err(error) => return not_understood(&error),
    };
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

/// Shows the help that was asked for, or says what is wrong with the arguments.
fn not_understood(error: &clap::Error) -> ExitCode {
    if error.use_stderr() && error.kind() != ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        Say::new(false, false, false).failure(&help::complaint(error).into());
    } else {
        // Whoever read it may be gone.
        let _ = error.print();
    }
    ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
}

fn run(arguments: &Arguments, say: &Say) -> anyhow::Result<Outcome> {
    use Command::{Build, Check, Diff, Explain, Import, Review, Serve};
    let reads = matches!(arguments.command, Import { .. } | Diff { .. } | Build(_) | Check { .. } | Review | Serve(_));
    if reads || matches!(arguments.command, Explain { figure: Some(_), .. }) {
        let outcome = take_up_languages(&root(&arguments.common)?, say)?;
        if outcome == Outcome::TextHasErrors {
            return Ok(outcome);
        }
    }
    match &arguments.command {
        Command::Init { folder, edition_language } => init::init(folder, edition_language.as_deref(), say),
        Command::Import { files, dry_run, date, one, title, accept_unread, changes, ocr, ocr_languages, facsimile } => {
            if title.is_some() && files.len() > 1 {
                refuse!("import-title-one");
            }
            let options = ImportOptions { one: *one, title: title.clone(), accept_unread: *accept_unread };
            let date = day(date.as_deref())?;
            let how = import::ImportSettings {
                dry_run: *dry_run,
                options,
                reading: changes.reading(),
                ocr: ocr.then(|| ocr_languages.clone()),
                facsimile: *facsimile,
            };
            import::import(&root(&arguments.common)?, files, &date, &how, say)
        }
        Command::Diff { file, format, date, changes } => {
            let read = disk::read_source(file, &changes.reading())?;
            diff::diff(&root(&arguments.common)?, read, &day(date.as_deref())?, *format, say)
        }
        Command::Status => status::status(&root(&arguments.common)?, say),
        Command::Restore { page } => status::restore(&root(&arguments.common)?, page, say),
        Command::Undo => undo(&root(&arguments.common)?, say),
        Command::Feedback { command: FeedbackCommand::Import { files, dry_run } } => {
            feedback::import(&root(&arguments.common)?, files, *dry_run, say)
        }
        Command::Build(options) => build::build(&root(&arguments.common)?, options, say),
        Command::Check { suggest: true, .. } => build::suggest(&root(&arguments.common)?, say),
        Command::Review => review::review(&root(&arguments.common)?, say),
        Command::Serve(options) => serve::serve(&root(&arguments.common)?, options, say),
        Command::Check { format, deny, .. } => {
            let say = if deny.is_some() { say.strictly() } else { *say };
            build::check(&root(&arguments.common)?, *format, &say)
        }
        Command::Explain { figure: Some(place), .. } => explain::figures(&root(&arguments.common)?, place, say),
        Command::Explain { code, .. } => explain::explain(code.as_deref().unwrap_or_default(), say),
        Command::Schema { of } => {
            say.raw(schema(*of));
            Ok(Outcome::Done)
        }
        Command::Theme { command: ThemeCommand::Eject { names, theme, whole } } => {
            theme::eject(&root(&arguments.common)?, theme, names, whole.as_deref(), say)
        }
        Command::BookTemplate => {
            say.raw(book::PDF_TEMPLATE);
            Ok(Outcome::Done)
        }
        Command::Clean { output_dir } => clean(&root(&arguments.common)?, output_dir.as_deref(), say),
        Command::Completion { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(*shell, &mut Arguments::command(), "ibid", &mut script);
            say.raw(String::from_utf8_lossy(&script));
            Ok(Outcome::Done)
        }
        Command::Man { command } => {
            say.raw(man::page(help::in_words(Arguments::command()), command.as_deref())?);
            Ok(Outcome::Done)
        }
    }
}

fn schema(of: SchemaName) -> String {
    edition::schema(match of {
        SchemaName::Edition => SchemaOf::Edition,
        SchemaName::Page => SchemaOf::Page,
    })
}

/// Takes the last import back.
fn undo(root: &Path, say: &Say) -> anyhow::Result<Outcome> {
    let _lock = disk::Lock::take(root)?;
    say.line(if disk::undo(root)? { message!("undo-undone") } else { message!("undo-done") });
    Ok(Outcome::Done)
}

/// Removes the site that was built.
fn clean(root: &Path, output_dir: Option<&Path>, say: &Say) -> anyhow::Result<Outcome> {
    let folder = output_folder(root, output_dir);
    let _lock = disk::Lock::take(root)?;
    let folder_shown = folder.display();
    say.line(match disk::clean(root, &folder)? {
        true => message!("clean-done", folder = folder_shown),
        false => message!("clean-none", folder = folder_shown),
    });
    Ok(Outcome::Done)
}

/// The edition's own words of languages; a file that is wrong ends the command, since texts would be read by other words.
fn take_up_languages(root: &Path, say: &Say) -> anyhow::Result<Outcome> {
    let files = disk::read_languages(root)?;
    let yaml = files.iter().filter(|(name, _)| name.ends_with(".yaml"));
    let texts: Vec<(&str, std::borrow::Cow<'_, str>)> =
        yaml.map(|(name, bytes)| (name, String::from_utf8_lossy(bytes))).collect();
    let texts: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (*name, text.as_ref())).collect();
    Ok(say.diagnostics(&language::take_up(&texts)))
}

/// The day of an import: as named, or today.
fn day(named: Option<&str>) -> anyhow::Result<String> {
    match named {
        None => Ok(jiff::ZonedDateTime::now().date().to_string()),
        Some(text) => match text.parse::<jiff::civil::Date>() {
            Ok(date) => Ok(date.to_string()),
            Err(error) => refuse!("date-wrong", written = text, why = error.to_string()),
        },
    }
}

/// The edition's folder: as named, or the nearest one above.
fn root(common: &Common) -> anyhow::Result<PathBuf> {
    if let Some(named) = &common.root {
        if !named.join("edition.yaml").is_file() {
            refuse!("root-no-edition", folder = named.display());
        }
        return Ok(named.clone());
    }
    let here = std::env::current_dir()?;
    disk::edition_root(&here).ok_or_else(|| anyhow::Error::new(message!("root-none", folder = here.display())))
}
