//! What a template can see of the values that all pages share, and which other templates it can lead to.
//!
//! In: the texts of the templates. Out: for each the templates within its reach, and whether any of them names a value.
//! What always holds: what is not named cannot be seen, for Tera knows values, templates and components by names that are
//! written out (and one name that shows all). In doubt a template reaches, and sees.

use std::collections::{BTreeMap, BTreeSet};

/// The name under which a template shows everything.
const EVERYTHING: &str = "__tera_context";

/// A template's text as far as it matters here.
struct Part<'t> {
    text: &'t str,
    /// The names in its code that may be those of values.
    names: BTreeSet<&'t str>,
    /// The code that leads to other templates.
    leads: Vec<&'t str>,
    /// Components can be called from everywhere.
    has_components: bool,
}

/// The templates by their names.
pub(super) struct Sight<'t> {
    parts: BTreeMap<&'t str, Part<'t>>,
}

impl<'t> Sight<'t> {
    /// Looks at all templates: names and texts.
    pub fn new(templates: impl Iterator<Item = (&'t str, &'t str)>) -> Self {
        let part = |text: &'t str| {
            let code = code(text);
            let has_components = code.iter().any(|piece| piece.contains("component"));
            let is_lead = |piece: &&str| piece.contains("include") || piece.contains("extends");
            let leads = code.iter().copied().filter(is_lead).collect();
            Part { text, names: code.into_iter().flat_map(names).collect(), leads, has_components }
        };
        Self { parts: templates.map(|(name, text)| (name, part(text))).collect() }
    }

    /// The templates that a template can lead to, itself included, with their texts, in the order of their names.
    pub fn reach(&self, template: &str) -> BTreeMap<&'t str, &'t str> {
        let mut found = BTreeMap::new();
        let own = self.parts.get_key_value(template);
        let mut open: Vec<(&&'t str, &Part<'t>)> = own.into_iter().collect();
        open.extend(self.parts.iter().filter(|(_, part)| part.has_components));
        while let Some((name, part)) = open.pop() {
            if found.insert(*name, part.text).is_none() {
                let leads_to = |(other, _): &(&&str, &Part<'t>)| part.leads.iter().any(|code| code.contains(**other));
                open.extend(self.parts.iter().filter(leads_to));
            }
        }
        found
    }

    /// Whether any of some templates names a value.
    pub fn is_seen(&self, value: &str, by: &BTreeMap<&'t str, &'t str>) -> bool {
        let mut parts = by.keys().filter_map(|name| self.parts.get(name));
        parts.any(|part| part.names.contains(value) || part.names.contains(EVERYTHING))
    }
}

/// What stands between the signs of the template's language, comments left out; what has no end goes to the text's end.
fn code(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        let inside = &rest[open + 1..];
        let (code, end) = match inside.as_bytes().first() {
            Some(b'{') => (true, end_of_code(&inside[1..], "}}")),
            Some(b'%') => (true, end_of_code(&inside[1..], "%}")),
            Some(b'#') => (false, inside.find("#}").unwrap_or(inside.len())),
            _ => {
                rest = inside;
                continue;
            }
        };
        if code {
            found.push(&inside[1..=end]);
        }
        rest = &inside[(end + 1).min(inside.len())..];
    }
    found
}

/// Where code ends: signs in quotation marks do not end it.
fn end_of_code(code: &str, sign: &str) -> usize {
    let mut quote = None;
    for (at, c) in code.char_indices() {
        match quote {
            Some(open) if c == open => quote = None,
            Some(_) => {}
            None if code[at..].starts_with(sign) => return at,
            None if matches!(c, '"' | '\'' | '`') => quote = Some(c),
            None => {}
        }
    }
    code.len()
}

/// The names in a piece of code, fields (what follows a full stop) left out.
fn names(code: &str) -> impl Iterator<Item = &str> {
    let is_sign = |c: char| !(c.is_alphanumeric() || c == '_');
    let words = code.split(is_sign).filter(|word| !word.is_empty());
    words.filter(move |word| {
        let at = word.as_ptr() as usize - code.as_ptr() as usize;
        !code[..at].ends_with('.')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sight() -> Sight<'static> {
        let templates = [
            (
                "a.html",
                "{% extends \"base.html\" %}{% block x %}reports {{ t.nav.reports }}{# pages #}{% endblock x %} all.html",
            ),
            ("base.html", "{{ config.title }}{% include \"partials/c.html\" %}{ {{ \"}}\" ~ links }}"),
            ("partials/c.html", "{%- if crosslinks['pages'] %}"),
            ("all.html", "{{ __tera_context }}"),
            ("cards.html", "{% component ui.card(card, @root) %}{{ ibid.version }}{% endcomponent ui.card %}"),
        ];
        Sight::new(templates.into_iter())
    }

    #[test]
    fn a_template_sees_what_it_and_those_within_its_reach_name() {
        let sight = sight();
        let reach = sight.reach("a.html");
        assert_eq!(reach.keys().copied().collect::<Vec<_>>(), ["a.html", "base.html", "cards.html", "partials/c.html"]);
        let seen = ["config", "crosslinks", "ibid", "links", "pages", "root", "t"];
        for name in ["config", "crosslinks", "downloads", "ibid", "links", "pages", "reports", "root", "t", "title"] {
            assert_eq!(sight.is_seen(name, &reach), seen.contains(&name), "{name}");
        }
        assert!(sight.is_seen("reports", &sight.reach("all.html")), "a template may show everything");
    }

    #[test]
    fn code_without_an_end_is_code() {
        assert_eq!(code("{{ a"), [" a"]);
        assert_eq!(code("{{"), [""]);
        assert_eq!(code("{# a"), Vec::<&str>::new());
        assert_eq!(code("{% b %}{{ c }}{"), [" b ", " c "]);
    }
}
