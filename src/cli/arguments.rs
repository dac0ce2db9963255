//! What the command line understands.

use std::path::{Path, PathBuf};

use clap::{Parser, Subcommand, ValueEnum};

use super::diff::DiffFormat;
use super::starter;
use crate::disk;
use crate::message::LANGUAGES;
use crate::read::{Changes, ReadOptions};

/// How a first edition comes about, under `ibid --help`.
const EXAMPLES: &str = "\
Examples:
  ibid init an-ban                 a new edition in the folder an-ban
  cd an-ban
  ibid import ../bao-cao.md        bring in a report; its ledger says what was found
  ibid check                       what is wrong or doubtful, with file, line and what to do
  ibid serve --open                read it in the browser while you edit content/
  ibid build -u https://a.example/ the site in public/, ready to be copied to a host

Exit codes: 0 done, 1 the text has errors, 2 the command line or the machine is wrong.
`ibid help <command>` tells more of each; `ibid man` writes the manual page.";

/// Reading editions of official reports: from OCR'd text to a static site with every note clickable.
///
/// An editor imports a report once; from then on the text is Markdown pages in content/ that any editor opens. ibid checks
/// them, links notes, documents and figures, and writes a folder that any web server can show.
#[derive(Debug, Parser)]
#[command(name = "ibid", version, propagate_version = true, arg_required_else_help = true, after_long_help = EXAMPLES)]
pub(super) struct Arguments {
    #[command(flatten)]
    pub common: Common,
    #[command(subcommand)]
    pub command: Command,
}

/// What every command understands.
#[derive(Debug, clap::Args)]
pub(super) struct Common {
    /// The edition's folder, also `--edition` [default: the nearest one above with an edition.yaml]
    #[arg(long, alias = "edition", global = true, env = "IBID_ROOT", value_name = "FOLDER")]
    pub root: Option<PathBuf>,
    /// The language of messages: vi, en [default: the edition's, then the machine's]
    #[arg(long, global = true, env = "IBID_LANGUAGE", value_name = "CODE", value_parser = LANGUAGES)]
    pub language: Option<String>,
    /// Say nothing but errors
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Say more: every note and repair
    #[arg(short, long, global = true)]
    pub verbose: bool,
    /// Count warnings as errors
    #[arg(long, global = true)]
    pub strict: bool,
}

/// How tracked changes are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ChangesRead {
    /// As if all were accepted
    Accepted,
    /// As if all were refused
    Original,
}

impl ChangesRead {
    /// As the readers take it.
    pub fn reading(self) -> ReadOptions {
        let changes = match self {
            Self::Accepted => Changes::Accepted,
            Self::Original => Changes::Original,
        };
        ReadOptions { changes }
    }
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Make a new edition, ready to import into and to build
    ///
    /// Writes a commented edition.yaml, a home page and a page about the edition. Nothing that stands is written over.
    #[command(
        after_long_help = "Examples:\n  ibid init an-ban && cd an-ban && ibid serve --open\n  ibid init reports --edition-language en"
    )]
    Init {
        /// The folder to make
        folder: PathBuf,
        /// The language of the edition, its words and pages: vi, en, de, es, fr, it, nl, pt, sv [default: the machine's; the first report that is imported settles it]
        #[arg(long, value_name = "CODE", value_parser = starter::languages())]
        edition_language: Option<String>,
    },
    /// Import OCR'd reports into content/
    ///
    /// Finds the reports of a compilation, their outline, their notes and what calls them, joins the paragraphs that page
    /// ends broke, and writes Markdown pages. Prints a ledger for each report; its last line counts what was not understood and
    /// names the file that lists the places. Where that is too much, nothing is written and the exit code is 1. Importing a revised file merges it: your
    /// edits and the source's changes both stand, addresses stay, and where both changed the same words both readings
    /// stay in the page for you to settle. `ibid diff` shows beforehand what would change, `ibid undo` takes it back.
    #[command(
        after_long_help = "Examples:\n  ibid import bao-cao.md --dry-run   the ledger alone\n  ibid import bao-cao.md\n  ibid import tap-1.md tap-2.txt\n  ibid import minutes.txt --one --title \"Minutes of 3 April\"\n  ibid import draft.docx --changes original\n  ibid import scan.pdf --ocr"
    )]
    Import {
        /// The reports: PDF, Word (.docx), OpenDocument (.odt), web page, Markdown, plain text, pictures of pages, hOCR, ALTO, PAGE XML
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        /// Show the ledger and write nothing
        #[arg(long)]
        dry_run: bool,
        /// The day that a revision gets [default: today]
        #[arg(long, value_name = "YYYY-MM-DD")]
        date: Option<String>,
        /// The file is one report, whatever looks like another title in it
        #[arg(long)]
        one: bool,
        /// The report's title, in place of the printed one; the file is one report
        #[arg(long, value_name = "WORDS")]
        title: Option<String>,
        /// Import the file however much of it was not understood
        #[arg(long)]
        accept_unread: bool,
        /// How tracked changes of a Word file are read
        #[arg(long, value_enum, value_name = "READING", default_value = "accepted")]
        changes: ChangesRead,
        /// Let Tesseract read scans: PDFs without text, pictures of pages
        ///
        /// Each page is kept in `.ibid/ocr/`, so that a second run reads new ones alone. Needs `tesseract`, and `pdftoppm`
        /// for PDFs.
        #[arg(long)]
        ocr: bool,
        /// Draw the pages of a PDF and keep the pictures, as `facsimile: true` in edition.yaml does
        #[arg(long)]
        facsimile: bool,
        /// The languages that Tesseract reads
        #[arg(long, value_name = "CODES", default_value = "vie+eng")]
        ocr_languages: String,
    },
    /// Show what a revised source would change, before importing it
    ///
    /// Writes nothing into the edition. Each passage is shown with its old and new words; moved, split and joined passages
    /// are told as such.
    #[command(
        after_long_help = "Examples:\n  ibid diff bao-cao-sua.md\n  ibid diff bao-cao-sua.md --format html > sua.html"
    )]
    Diff {
        /// The revised report
        file: PathBuf,
        /// How to write it
        #[arg(long, value_enum, default_value = "text")]
        format: DiffFormat,
        /// The day that the revision would get [default: today]
        #[arg(long, value_name = "YYYY-MM-DD")]
        date: Option<String>,
        /// How tracked changes of a Word file are read
        #[arg(long, value_enum, value_name = "READING", default_value = "accepted")]
        changes: ChangesRead,
    },
    /// List what was changed by hand since the last import
    ///
    /// Each passage of the reports is shown with its old and new words; those with other figures are counted, because they
    /// change what the report says. Writes nothing.
    ///
    /// Pages that are gone or new are named, what is open is counted, and the site that was built last is told.
    Status,
    /// Bring back a page of the last import that is gone
    ///
    /// Puts the file where it stood, as the last import wrote it. Nothing that stands is written over.
    #[command(after_long_help = "Examples:\n  ibid status\n  ibid restore content/bao-cao/02-kinh-te.md")]
    Restore {
        /// The page: its path, or the end of it
        page: String,
    },
    /// Take back the last import
    ///
    /// Puts content/ back as it stood before; a second time brings the import back.
    Undo,
    /// Take in what readers say of the passages
    #[command(subcommand_required = true, arg_required_else_help = true)]
    Feedback {
        #[command(subcommand)]
        command: FeedbackCommand,
    },
    /// Build the site from content/
    ///
    /// While the text has errors nothing is written, and the site before stays whole. When nothing changed since the last
    /// build it ends at once; --force builds all the same.
    #[command(
        after_long_help = "Examples:\n  ibid build\n  ibid build --base-url https://example.org/an-ban/ --output-dir /srv/www/an-ban\n  ibid build --strict                warnings refuse the site, too"
    )]
    Build(BuildArguments),
    /// Build, show the site in the browser, and build again when a file changes (also `server`, `preview`)
    ///
    /// Watches content/, templates/, static/, i18n/, themes/ and edition.yaml. The page that you save is shown at once, the
    /// rest of the site follows; style sheets change without a reload, and your place on the page is kept. While the text
    /// has errors the last good site stays, with the message over it. Nothing is written to public/. Ctrl-C ends it.
    ///
    /// The second address is the desk: everything that waits for you, answered in the browser and written into the edition. It is for
    /// this machine alone, and off where the site is shown to others.
    #[command(
        aliases = ["server", "preview"],
        after_long_help = "Examples:\n  ibid serve --open\n  ibid serve --port 8080 --drafts\n  ibid serve --interface 0.0.0.0     for a phone in the same network: anyone there can read it"
    )]
    Serve(ServeArguments),
    /// Look for faults and write nothing
    ///
    /// Words and signs that look misread are among them, the surest first. With --suggest they become entries of `corrections` in the
    /// front matter of their pages, marked `proposed: true`: take the mark away to accept one, or write `status: refused` in its place.
    /// Nothing of the text changes until then.
    Check {
        /// How to write the diagnostics
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
        /// What else ends with exit code 1
        #[arg(long, value_enum, value_name = "WHAT")]
        deny: Option<Deny>,
        /// Write what looks misread as proposed corrections into the pages
        #[arg(long)]
        suggest: bool,
    },
    /// Accept or refuse what was proposed, one key each
    ///
    /// Import proposes figures for the sidebars, and `ibid check --suggest` corrections; each carries a mark that it is proposed. Every one is
    /// shown with the sentence that it is about: `a` accepts it, `r` refuses it, `s` leaves it for later, `q` ends. What is refused is
    /// shown nowhere, and no import proposes it again. Keys can be piped in.
    #[command(
        after_long_help = "Examples:\n  ibid review\n  printf 'aarq' | ibid review     two accepted, one refused"
    )]
    Review,
    /// Say what a diagnostic means and how to mend it, or how the figures of a line came to be read
    ///
    /// With `--figure` each number of a passage or note is told: number, unit and bound, the names that its words offer with what each weighs,
    /// the time and kind with what they rest on; or why the number is no figure.
    #[command(
        after_long_help = "Examples:\n  ibid explain note-unresolved\n  ibid explain --figure content/bao-cao/02-kinh-te.md:41\n  ibid explain --figure '7.480'"
    )]
    Explain {
        /// The code in brackets: note-unresolved
        #[arg(required_unless_present = "figure", conflicts_with = "figure")]
        code: Option<String>,
        /// A page and a line of it (`content/…/page.md:41`), or words of the text
        #[arg(long, value_name = "PLACE")]
        figure: Option<String>,
    },
    /// Write the JSON Schema of edition.yaml or of front matter, for text editors
    Schema {
        /// Which of the two
        #[arg(value_enum)]
        of: SchemaName,
    },
    /// Take files of the built-in themes into the edition, to change them
    #[command(subcommand_required = true, arg_required_else_help = true)]
    Theme {
        #[command(subcommand)]
        command: ThemeCommand,
    },
    /// Write the template of typeset books, for an edition that wants its own
    #[command(after_long_help = "Examples:\n  ibid book-template > templates/book.typ")]
    BookTemplate,
    /// Remove the site that was built
    Clean {
        /// The site's folder, also `--destination` [default: public in the edition's folder]
        #[arg(long, alias = "destination", env = "IBID_OUTPUT_DIR", value_name = "FOLDER")]
        output_dir: Option<PathBuf>,
    },
    /// Write a completion script for a shell
    #[command(
        after_long_help = "Examples:\n  ibid completion bash > ~/.local/share/bash-completion/completions/ibid\n  ibid completion fish > ~/.config/fish/completions/ibid.fish\n  ibid completion zsh  > \"${fpath[1]}/_ibid\""
    )]
    Completion {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Write the manual page, or that of one command
    #[command(
        after_long_help = "Examples:\n  ibid man > ~/.local/share/man/man1/ibid.1\n  ibid man import > ~/.local/share/man/man1/ibid-import.1\n  ibid man | man -l -"
    )]
    Man {
        /// The command whose page is wanted [default: that of ibid itself]
        command: Option<String>,
    },
}

/// The options of `ibid build`.
#[derive(Debug, clap::Args)]
pub(super) struct BuildArguments {
    /// Where to write the site, also `--destination` [default: public in the edition's folder]
    #[arg(long, alias = "destination", env = "IBID_OUTPUT_DIR", value_name = "FOLDER")]
    pub output_dir: Option<PathBuf>,
    /// The address where the site will stand, in place of the one in edition.yaml
    #[arg(short = 'u', long, env = "IBID_BASE_URL", value_name = "URL")]
    pub base_url: Option<String>,
    /// Build pages marked as drafts too
    #[arg(long)]
    pub drafts: bool,
    /// Write into a folder that ibid did not make, and make every page anew
    #[arg(short, long)]
    pub force: bool,
    /// Say how long each step took, which pages were the slowest, and what stood already
    #[arg(long)]
    pub timings: bool,
}

/// What `ibid feedback` does.
#[derive(Debug, Subcommand)]
pub(super) enum FeedbackCommand {
    /// Put comments at the end of feedback.yaml, each with its passage
    ///
    /// Reads tables (CSV), lists (JSON) and mailboxes (mbox). Each comment finds its passage by the address that it came with,
    /// or by the words that it quotes, also after a revision. One that is there already comes in once. You answer a
    /// comment in feedback.yaml: `answer: accepted`, `partly` or `declined`, and `reason:`.
    #[command(
        after_long_help = "Examples:\n  ibid feedback import gop-y.csv\n  ibid feedback import inbox.mbox --dry-run"
    )]
    Import {
        /// The files of comments
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        /// Say what would come in, and write nothing
        #[arg(long)]
        dry_run: bool,
    },
}

/// What `ibid theme` does.
#[derive(Debug, Subcommand)]
pub(super) enum ThemeCommand {
    /// Write templates of a built-in theme into the edition; without names, list them
    ///
    /// A file in `templates/` wins over the theme's file of that name. Nothing that stands is written over. A block of a template is enough for
    /// most changes, see docs/theming.md.
    #[command(
        after_long_help = "Examples:\n  ibid theme eject                          what there is\n  ibid theme eject home.html partials/footer_extra.html\n  ibid theme eject static/style.css\n  ibid theme eject --whole mine             a theme of your own in themes/mine"
    )]
    Eject {
        /// Templates, or files with their folder: home.html, static/style.css
        #[arg(value_name = "FILE")]
        names: Vec<String>,
        /// Which theme: default or plain
        #[arg(long, default_value = "default", value_name = "NAME")]
        theme: String,
        /// Write the whole theme as a theme of this name
        #[arg(long, value_name = "NAME", conflicts_with = "names")]
        whole: Option<String>,
    },
}

/// The options of `ibid serve`.
#[derive(Debug, clap::Args)]
pub(super) struct ServeArguments {
    /// The port [default: 4000, or the next one that is free]
    #[arg(short, long, env = "IBID_PORT", value_name = "PORT")]
    pub port: Option<u16>,
    /// The address of this machine to listen at: 0.0.0.0 shows the site to the whole network
    #[arg(long, default_value = "127.0.0.1", env = "IBID_INTERFACE", value_name = "ADDRESS")]
    pub interface: std::net::IpAddr,
    /// Open the site in the browser
    #[arg(short = 'O', long)]
    pub open: bool,
    /// The address at which the site is seen, when something stands between: https://example.org/edition/
    #[arg(short = 'u', long, env = "IBID_BASE_URL", value_name = "URL")]
    pub base_url: Option<String>,
    /// Show pages marked as drafts too
    #[arg(long)]
    pub drafts: bool,
}

/// How diagnostics are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people: place, message, the line with a caret.
    Text,
    /// For programs: a list of objects.
    Json,
    /// For code hosts and editors: SARIF 2.1.0.
    Sarif,
}

/// What a schema is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum SchemaName {
    /// edition.yaml.
    Edition,
    /// The front matter of a page.
    Page,
}

/// What counts as an error besides errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Deny {
    /// Warnings too, as with --strict.
    Warnings,
}

pub(super) fn output_folder(root: &Path, named: Option<&Path>) -> PathBuf {
    named.map_or_else(|| root.join(disk::SITE), Path::to_path_buf)
}
