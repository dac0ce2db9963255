//! `ibid man`: the manual page, made from what `--help` says.

use anyhow::{Context as _, Result};
use clap::Command;
use clap_mangen::Man;

/// The page of the program, or of one of its commands.
///
/// # Errors
/// When there is no such command.
pub fn page(program: Command, command: Option<&str>) -> Result<String> {
    let mut program = program;
    program.build();
    let wanted = match command {
        None => program,
        Some(name) => {
            let found = program.find_subcommand(name).cloned();
            let found = found.with_context(|| message!("man-no-command", name = name))?;
            let title = format!("ibid-{}", found.get_name());
            found.display_name(title)
        }
    };
    let mut page = Vec::new();
    Man::new(wanted).render(&mut page)?;
    Ok(String::from_utf8_lossy(&page).into_owned())
}
