//! `edition.yaml`: read like front matter, one fault one key.
//!
//! In: the edition's folder, or the file's text. Out: [`Config`].
//! What always holds: `base_url` is empty or an `http(s)` address that ends with `/`; `theme` is the name of
//! a folder; `page_depth` is at least 1.

use super::yaml::Yaml;
use crate::diagnostic::{Checked, Diagnostic, Span};
use crate::message::Message;
use crate::model::config::Config;
use crate::model::feedback::FeedbackConfig;
use crate::tree::{FileTree, is_inside};

/// The file's name.
pub(super) const FILE: &str = "edition.yaml";

/// The keys that it may have.
pub(super) const KEYS: [&str; 24] = [
    "title",
    "description",
    "language",
    "base_url",
    "publisher",
    "logo",
    "theme",
    "page_depth",
    "page_words",
    "outputs",
    "book",
    "concepts",
    "glossary",
    "documents",
    "settled",
    "parallels",
    "accepted",
    "titles",
    "feedback",
    "proposals",
    "versions",
    "facsimile",
    "other_editions",
    "extra",
];

/// Reads `edition.yaml` of a folder.
pub(super) fn read_from(tree: &FileTree) -> Checked<Config> {
    match tree.get(FILE).map(std::str::from_utf8) {
        Some(Ok(text)) => read_config(text),
        Some(Err(_)) => failed("config-not-utf8", message!("config-not-utf8"), message!("save-utf8-hint")),
        None => failed("config-missing", message!("config-missing"), message!("config-missing-hint")),
    }
}

fn failed(code: &'static str, message: Message, hint: Message) -> Checked<Config> {
    let said = Diagnostic::new(code, FILE, message).hint(hint);
    Checked::new(Config::default(), vec![said])
}

/// Reads the text of `edition.yaml`.
#[must_use]
pub fn read_config(text: &str) -> Checked<Config> {
    let mut said = Vec::new();
    let text: &str = &super::record::settle(FILE, text, &mut said);
    let bom = text.len() - text.trim_start_matches('\u{feff}').len();
    let yaml = Yaml { file: FILE, text, range: bom..text.len() };
    let mut config = yaml.read::<Config>(&KEYS).collect_into(&mut said);
    let defaults = Config::default();
    if config.title.trim().is_empty() {
        said.push(wrong(text, "title", "config-title", message!("config-title"), message!("title-hint")));
    }
    if let Some(url) = normal_base_url(&config.base_url) {
        config.base_url = url;
    } else {
        let message = message!("base-url-wrong", url = config.base_url);
        said.push(wrong(text, "base_url", "config-base-url", message, message!("base-url-hint")));
        config.base_url = defaults.base_url;
    }
    if config.theme.contains('/') || !is_inside(&config.theme) {
        let message = message!("config-theme", theme = config.theme);
        said.push(wrong(text, "theme", "config-theme", message, message!("config-theme-hint")));
        config.theme = defaults.theme;
    }
    if !config.other_editions.is_empty() && !is_inside(&config.other_editions) {
        let message = message!("config-other-editions", folder = config.other_editions);
        let hint = message!("config-other-editions-hint");
        said.push(wrong(text, "other_editions", "config-other-editions", message, hint));
        config.other_editions = defaults.other_editions;
    }
    if config.page_depth == 0 {
        let message = message!("config-page-depth");
        said.push(wrong(text, "page_depth", "config-page-depth", message, message!("config-page-depth-hint")));
        config.page_depth = defaults.page_depth;
    }
    check_feedback(text, &mut config.feedback, &mut said);
    Checked::new(config, said)
}

/// An address that nothing can go to is left out.
fn check_feedback(text: &str, feedback: &mut FeedbackConfig, said: &mut Vec<Diagnostic>) {
    let is_plain = |text: &str| !text.contains(|c: char| c.is_whitespace() || c.is_control() || "\"'<>\\".contains(c));
    let is_mail = |mail: &str| mail.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
    let is_form = |form: &str| form.starts_with("https://") || form.starts_with("http://");
    if !feedback.mail.is_empty() && (!is_mail(&feedback.mail) || !is_plain(&feedback.mail)) {
        let message = message!("config-mail", mail = feedback.mail);
        said.push(wrong(text, "feedback", "config-feedback", message, message!("config-mail-hint")));
        feedback.mail = String::new();
    }
    if !feedback.form.is_empty() && (!is_form(&feedback.form) || !is_plain(&feedback.form)) {
        let message = message!("config-form", form = feedback.form);
        let hint = message!("config-form-hint");
        said.push(wrong(text, "feedback", "config-feedback", message, hint));
        feedback.form = String::new();
    }
}

/// An `http(s)` address that ends with `/`, the empty one as it is; none for anything else.
#[must_use]
pub fn normal_base_url(url: &str) -> Option<String> {
    let url = url.trim();
    if url.is_empty() {
        return Some(String::new());
    }
    let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let plain = !host.is_empty()
        && !host.starts_with('/')
        && !host.contains(|c: char| c.is_whitespace() || c.is_control() || "\"'<>?#\\".contains(c));
    plain.then(|| format!("{}/", url.trim_end_matches('/')))
}

fn wrong(text: &str, key: &str, code: &'static str, message: Message, hint: Message) -> Diagnostic {
    let said = Diagnostic::new(code, FILE, message).hint(hint);
    let found = text.lines().enumerate().find(|(_, line)| line.split(':').next().map(str::trim_end) == Some(key));
    match found {
        Some((index, line)) => said.at(Span::whole_line(index + 1, line)),
        None => said,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_checked_and_mended() {
        let config = read_config("title: A\nbase_url: https://example.org/x\n");
        assert_eq!(config.value.base_url, "https://example.org/x/");
        assert_eq!(config.diagnostics, []);
        let config =
            read_config("title: A\nbase_url: javascript:alert(1)\ntheme: ../x\npage_depth: 0\noutputs:\n  dat: true\n");
        let codes: Vec<_> = config.diagnostics.iter().map(|d| (d.code, d.place())).collect();
        assert_eq!(
            codes,
            [
                ("key-unknown", "edition.yaml:6:3".to_owned()),
                ("config-base-url", "edition.yaml:2:1".to_owned()),
                ("config-theme", "edition.yaml:3:1".to_owned()),
                ("config-page-depth", "edition.yaml:4:1".to_owned()),
            ]
        );
        assert_eq!(config.value.theme, "default");
    }

    #[test]
    fn the_list_of_keys_is_the_one_that_serde_knows() {
        for key in KEYS {
            let error = serde_yaml::from_str::<Config>(&format!("{key}: &a [*a]"));
            let text = error.err().map(|e| e.to_string()).unwrap_or_default();
            assert!(!text.contains("unknown field"), "{key}: {text}");
        }
    }
}
