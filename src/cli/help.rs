//! What `--help` says, and what is said of arguments that are not understood, in the language of the run.
//!
//! In: the command line as `arguments` writes it, in English. Out: the same with the words of the catalogue: `help-import`,
//! `help-import-long`, `help-import-after` of a command, `help-import--date` and `help-import--date-long` of its arguments. What always holds: a
//! text that the catalogue lacks stays English; a test looks that none does.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command, Error};

use crate::message::{LANGUAGES, Message, spoken, words};
use crate::text::nearest;

/// The command line in the language of the run.
pub(super) fn in_words(command: Command) -> Command {
    in_language(command, spoken())
}

fn in_language(mut command: Command, language: &str) -> Command {
    if language == LANGUAGES[0] {
        return command;
    }
    command.build();
    said(command, "help", language)
}

/// A command and those below it. `key`: that of the command.
fn said(command: Command, key: &str, language: &str) -> Command {
    let text = |end: &str| words(&format!("{key}{end}"), language);
    let heading = |name: &str| words(name, language).unwrap_or_default();
    let mut command = command
        .help_template(template(language))
        .subcommand_help_heading(heading("help-commands"))
        .subcommand_value_name(heading("help-name-command"));
    if let Some(about) = text("") {
        command = command.about(about);
    }
    if let Some(long) = text("-long") {
        let about = text("").unwrap_or_default();
        command = command.long_about(format!("{about}\n\n{}", folded(&long)));
    }
    if let Some(after) = text("-after") {
        command = command.after_long_help(after);
    }
    let mut command = command.mut_args(|argument| of_argument(argument, key, language));
    let usage = command.render_usage().to_string();
    let usage =
        usage.trim_start_matches("Usage: ").replace("[OPTIONS]", &format!("[{}]", heading("help-name-options")));
    let command = command.override_usage(usage);
    command.mut_subcommands(|one| {
        let key =
            if one.get_name() == "help" { "help--command".to_owned() } else { format!("{key}-{}", one.get_name()) };
        said(one, &key, language)
    })
}

/// Paragraphs without the line ends of the file.
fn folded(text: &str) -> String {
    text.split("\n\n").map(|part| part.replace('\n', " ")).collect::<Vec<_>>().join("\n\n")
}

fn template(language: &str) -> String {
    let usage = words("help-usage", language).unwrap_or_default();
    format!("{{before-help}}{{about-with-newline}}\n{usage}: {{usage}}\n\n{{all-args}}{{after-help}}")
}

/// An argument: its own words in this command, or those that all commands share.
fn of_argument(argument: Arg, key: &str, language: &str) -> Arg {
    let own = argument_key(key, &argument);
    let shared = argument_key("help", &argument);
    let text = |end: &str| {
        let own = words(&format!("{own}{end}"), language);
        own.or_else(|| words(&format!("{shared}{end}"), language))
    };
    let Some(help) = text("") else { return argument };
    let more = extras(&argument, language);
    let placeholder = |name: &clap::builder::Str| {
        let key = format!("help-name-{}", name.to_lowercase().replace('_', "-"));
        words(&key, language).unwrap_or_else(|| name.to_string())
    };
    let takes_values = argument.get_action().takes_values();
    let names = argument.get_value_names().filter(|_| takes_values);
    let placeholders: Vec<String> = names.unwrap_or_default().iter().map(placeholder).collect();
    let heading = if argument.is_positional() { "help-arguments" } else { "help-options" };
    let long = text("-long").map_or_else(String::new, |long| format!("\n\n{}", folded(&long)));
    argument
        .long_help(format!("{help}{more}{long}"))
        .help(format!("{help}{more}"))
        .help_heading(words(heading, language).unwrap_or_default())
        .hide_default_value(true)
        .hide_possible_values(true)
        .hide_env(true)
        .value_names(placeholders)
}

fn argument_key(key: &str, argument: &Arg) -> String {
    format!("{key}--{}", argument.get_id().as_str().replace('_', "-"))
}

/// What clap adds to an argument in English: its default, what it may be, where else it comes from.
fn extras(argument: &Arg, language: &str) -> String {
    let values: Vec<String> = argument.get_possible_values().iter().map(|one| one.get_name().to_owned()).collect();
    let defaults: Vec<_> = argument.get_default_values().iter().map(|one| one.to_string_lossy()).collect();
    let takes_values = argument.get_action().takes_values();
    let variable = argument.get_env().map(|name| name.to_string_lossy().into_owned());
    let said = [
        (!values.is_empty() && takes_values).then(|| message!("help-values", values = values.join(", "))),
        (!defaults.is_empty() && takes_values).then(|| message!("help-default", value = defaults.join(", "))),
        variable.map(|name| message!("help-env", name = name)),
    ];
    said.into_iter().flatten().map(|one| format!(" {}", one.in_language(language))).collect()
}

/// Why the arguments cannot be understood, with what to do.
pub(super) fn complaint(error: &Error) -> Message {
    let text = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        Some(ContextValue::StyledStr(text)) => text.to_string(),
        Some(ContextValue::StyledStrs(texts)) => texts.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
        Some(ContextValue::Number(number)) => number.to_string(),
        _ => String::new(),
    };
    let (argument, value) = (text(ContextKind::InvalidArg), text(ContextKind::InvalidValue));
    // Of several the nearest alone.
    let meant = [argument.clone(), text(ContextKind::InvalidSubcommand), value.clone()];
    let near = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    let near = near
        .into_iter()
        .map(text)
        .zip(meant)
        .find(|(near, _)| !near.is_empty())
        .and_then(|(near, meant)| nearest(&meant, near.split(", ")).map(|(_, near)| near.to_owned()));
    let said = match error.kind() {
        ErrorKind::UnknownArgument => message!("usage-unknown", argument = argument),
        ErrorKind::InvalidSubcommand => message!("usage-command", command = text(ContextKind::InvalidSubcommand)),
        ErrorKind::MissingRequiredArgument => message!("usage-missing", argument = argument),
        ErrorKind::ArgumentConflict => {
            message!("usage-conflict", argument = argument, other = text(ContextKind::PriorArg))
        }
        ErrorKind::InvalidValue if value.is_empty() => message!("usage-no-value", argument = argument),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            message!("usage-value", argument = argument, value = value)
        }
        _ => Message::verbatim(error.to_string().trim_start_matches("error: ").lines().next().unwrap_or_default()),
    };
    let valid = text(ContextKind::ValidValue);
    match near {
        Some(near) => message!("usage-near", complaint = said, near = near),
        None if !valid.is_empty() => message!("usage-valid", complaint = said, values = valid),
        None => said,
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;
    use crate::cli::arguments::Arguments;

    /// The texts of a command that the catalogue lacks.
    fn lacking(command: &Command, key: &str, language: &str, found: &mut Vec<String>) {
        let mut want = |key: String| {
            if words(&key, language).is_none() {
                found.push(key);
            }
        };
        want(key.to_owned());
        if command.get_long_about().is_some() {
            want(format!("{key}-long"));
        }
        if command.get_after_long_help().is_some() {
            want(format!("{key}-after"));
        }
        for argument in command.get_arguments() {
            let own = argument_key(key, argument);
            let key = if words(&own, language).is_some() { own } else { argument_key("help", argument) };
            want(key.clone());
            if argument.get_long_help().is_some_and(|long| Some(long) != argument.get_help()) {
                want(format!("{key}-long"));
            }
        }
        for one in command.get_subcommands() {
            lacking(one, &format!("{key}-{}", one.get_name()), language, found);
        }
    }

    #[test]
    fn every_language_has_the_words_of_every_command_and_argument() {
        for language in &LANGUAGES[1..] {
            let mut found = Vec::new();
            lacking(&Arguments::command(), "help", language, &mut found);
            assert!(found.is_empty(), "{language} lacks {found:#?}");
        }
    }

    #[test]
    fn nothing_of_the_help_stays_english() {
        let mut command = in_language(Arguments::command(), "vi");
        let shown = command.render_long_help().to_string();
        let import = command.find_subcommand_mut("import").expect("a command").render_long_help().to_string();
        for english in [
            "Usage",
            "Options:",
            "Commands:",
            "Arguments:",
            "[default",
            "[possible",
            "[env",
            "[alias",
            "Print ",
            "OPTIONS",
            "FILE",
            "COMMAND",
        ] {
            assert!(!shown.contains(english), "{english} in {shown}");
            assert!(!import.contains(english), "{english} in {import}");
        }
    }

    #[test]
    fn what_is_not_understood_is_told_in_words() {
        let of = |line: &str| {
            let error = Arguments::command().try_get_matches_from(line.split(' ')).expect_err("it is wrong");
            complaint(&error)
        };
        for (line, key) in [
            ("ibid bild", "usage-near"),
            ("ibid build --frce", "usage-near"),
            ("ibid import", "usage-missing"),
            ("ibid import a.md --date", "usage-no-value"),
            ("ibid check --format xml", "usage-valid"),
            ("ibid serve --port x", "usage-value"),
        ] {
            assert_eq!(of(line).key(), key, "{line}: {}", of(line));
            assert_ne!(of(line).in_language("vi"), of(line).in_language("en"));
        }
    }
}
