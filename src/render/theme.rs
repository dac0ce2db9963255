//! Themes: the edition's files over the theme's over the built-in theme.
//!
//! In: the edition's folder. Out: templates, static files, words.
//! What always holds: a file of an upper layer wins whole, words win key by key; a fault in a template is a
//! diagnostic with the template's own file and line.

use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};
use tera::ErrorKind;

use crate::diagnostic::{Checked, Diagnostic, Span};
use crate::model::config::Config;
use crate::tree::FileTree;
use crate::words::Words;

/// The theme that is compiled into the program.
static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");
/// Another theme of the program's own, over the first.
static PLAIN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/plain");

/// A template and the file it came from.
#[derive(Debug)]
struct Template {
    file: String,
    text: String,
}

/// All that a theme and the edition's overrides give.
#[derive(Debug)]
pub(super) struct Theme {
    templates: BTreeMap<String, Template>,
    /// Files to copy, by their paths on the site.
    pub statics: FileTree,
    /// The words of the interface.
    pub words: Words,
}

/// A layer: its name for messages and its files.
struct Layer {
    name: String,
    files: FileTree,
}

impl Theme {
    /// Loads the theme that the configuration names, with the edition's overrides.
    pub fn load(folder: &FileTree, config: &Config) -> Checked<Self> {
        let mut said = Vec::new();
        let layers = layers(folder, config, &mut said);
        let mut templates = BTreeMap::new();
        let mut statics = FileTree::new();
        for layer in &layers {
            for (path, bytes) in layer.files.below("templates").iter() {
                let template = Template {
                    file: format!("{}templates/{path}", layer.name),
                    text: String::from_utf8_lossy(bytes).into_owned(),
                };
                templates.insert(path.to_owned(), template);
            }
            statics.overlay(layer.files.below("static"));
        }
        if !has_words(&layers, &config.language) {
            said.push(no_words(folder, &config.language));
        }
        lighten(&mut statics);
        let words = words_of(&layers, &config.language, &mut said);
        let theme = Self { templates, statics, words };
        Checked::new(theme, said)
    }

    /// The names and texts of the templates.
    pub fn templates(&self) -> impl Iterator<Item = (&str, &str)> + Clone {
        self.templates.iter().map(|(name, template)| (name.as_str(), template.text.as_str()))
    }

    /// What Tera complains of, in the file that holds the fault.
    pub fn explain(&self, error: &tera::Error, name: &str) -> Diagnostic {
        let report = match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => report,
            other => {
                let file = self.file_of(name);
                return Diagnostic::new(
                    "template-error",
                    &file,
                    message!("template-broken", message = other.to_string()),
                );
            }
        };
        let name = if report.filename().is_empty() { name } else { report.filename() };
        let text = self.templates.get(name).map_or("", |template| template.text.as_str());
        let span = report.span();
        let line = text.lines().nth(span.start_line.saturating_sub(1)).unwrap_or_default();
        let length = match span.end_line == span.start_line {
            true => span.end_col.saturating_sub(span.start_col).max(1),
            false => line.chars().count().saturating_sub(span.start_col).max(1),
        };
        let place = Span { line: span.start_line.max(1), column: span.start_col + 1, length, text: line.to_owned() };
        Diagnostic::new("template-error", &self.file_of(name), message!("template-broken", message = report.message()))
            .at(place)
            .hint(message!("template-hint"))
    }

    fn file_of(&self, name: &str) -> String {
        self.templates.get(name).map_or_else(|| name.to_owned(), |template| template.file.clone())
    }
}

/// Takes the comments and indents out of the program's own scripts, which a sixth of what a reader loads of them would be. Scripts
/// that somebody changed go out as they are.
fn lighten(statics: &mut FileTree) {
    for file in BUILT_IN.get_dir("static").into_iter().flat_map(Dir::files) {
        let (name, own) = (file.path().file_name().unwrap_or_default().to_string_lossy(), file.contents());
        if name.ends_with(".js") && statics.get(&name) == Some(own) {
            // The name is one that the tree has.
            let _ = statics.insert(name.as_ref(), without_comments(&String::from_utf8_lossy(own)));
        }
    }
}

/// A script without the lines that are comments alone. It has no text over several lines.
fn without_comments(script: &str) -> String {
    let lines = script.lines().map(str::trim_start).filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.fold(String::with_capacity(script.len()), |out, line| out + line + "\n")
}

/// The built-in theme, the theme that the configuration names, the edition's own files.
fn layers(folder: &FileTree, config: &Config, said: &mut Vec<Diagnostic>) -> Vec<Layer> {
    let mut layers = vec![Layer { name: "(built-in theme) ".to_owned(), files: files_of(&BUILT_IN) }];
    let name = format!("themes/{}", config.theme);
    let files = folder.below(&name);
    if !files.is_empty() {
        layers.push(Layer { name: format!("{name}/"), files });
    } else if config.theme == "plain" {
        layers.push(Layer { name: "(built-in theme plain) ".to_owned(), files: files_of(&PLAIN) });
    } else if config.theme != "default" {
        let message = message!("theme-missing", folder = name);
        let missing = Diagnostic::new("theme-missing", "edition.yaml", message);
        said.push(missing.hint(message!("theme-missing-hint")));
    }
    let own = ["templates", "static", "i18n"].map(|name| folder.within(name));
    layers.push(Layer { name: String::new(), files: own.into_iter().flatten().collect() });
    layers
}

/// The files of a theme that the program carries: `default`, `plain`; none for any other.
pub(super) fn carried(name: &str) -> Option<FileTree> {
    match name {
        "default" => Some(files_of(&BUILT_IN)),
        "plain" => Some(files_of(&PLAIN)),
        _ => None,
    }
}

fn files_of(theme: &'static Dir<'static>) -> FileTree {
    let mut tree = FileTree::new();
    let mut folders = vec![theme];
    while let Some(folder) = folders.pop() {
        folders.extend(folder.dirs());
        for file in folder.files() {
            let path = file.path().to_string_lossy().replace('\\', "/");
            // Paths that the compiler wrote down cannot leave the folder.
            let _ = tree.insert(path, file.contents());
        }
    }
    tree
}

/// The words of the interface, for who needs nothing else of the theme. What is wrong with them is told by [`Theme::load`].
pub(super) fn words(folder: &FileTree, config: &Config) -> Words {
    let mut said = Vec::new();
    words_of(&layers(folder, config, &mut said), &config.language, &mut said)
}

/// English of all layers, then the edition's language of all layers.
fn words_of(layers: &[Layer], language: &str, said: &mut Vec<Diagnostic>) -> Words {
    let mut words = Words::default();
    for language in ["en", language] {
        for layer in layers {
            let path = format!("i18n/{language}.yaml");
            let Some(text) = layer.files.text(&path) else { continue };
            if let Err(error) = words.overlay(text) {
                let file = format!("{}{path}", layer.name);
                let message = message!("words-broken", error = error.to_string());
                let mut broken = Diagnostic::new("words-broken", &file, message);
                if let Some(place) = error.location() {
                    let line = text.lines().nth(place.line().saturating_sub(1)).unwrap_or_default();
                    broken = broken.at(Span::whole_line(place.line().max(1), line));
                }
                said.push(broken);
            }
        }
    }
    words
}

/// Whether a layer has words in a language.
fn has_words(layers: &[Layer], language: &str) -> bool {
    let path = format!("i18n/{language}.yaml");
    layers.iter().any(|layer| layer.files.get(&path).is_some())
}

/// What is said when no layer has words in the edition's language.
fn no_words(folder: &FileTree, language: &str) -> Diagnostic {
    let message = message!("language-no-words", language = language);
    let unknown = Diagnostic::new("language-unknown", "edition.yaml", message)
        .hint(message!("language-no-words-hint", language = language));
    let config = folder.text("edition.yaml").unwrap_or_default();
    let found = config.lines().enumerate().find(|(_, line)| line.starts_with("language:"));
    match found {
        Some((index, line)) => unknown.at(Span::whole_line(index + 1, line)),
        None => unknown,
    }
}
