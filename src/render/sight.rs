//! What a template can see of the values that pages share, and which other templates it can lead to.
//!
//! In: the texts of the templates. Out: for each the parts within its reach (templates, and components by themselves), whether
//! any of them names a value, and which of a value's fields.
//! What always holds: what is not named cannot be seen, for Tera knows values, templates and components by names that are
//! written out (and one name that shows all). In doubt a template reaches, and sees.

use std::collections::BTreeSet;

/// The name under which a template shows everything.
const EVERYTHING: &str = "__tera_context";

/// A template without its components, or a component.
struct Part<'t> {
    name: &'t str,
    /// Whether every template can lead here.
    is_everywhere: bool,
    is_component: bool,
    /// Its text, in as many pieces as components leave of it.
    texts: Vec<&'t str>,
    code: Vec<&'t str>,
    /// The names in its code that may be those of values that it is not given by a caller.
    names: BTreeSet<&'t str>,
    /// The code that leads to other templates, and that which may call components.
    leads: [String; 2],
}

/// The templates.
pub(super) struct Sight<'t> {
    parts: Vec<Part<'t>>,
    /// By part: the parts that it can lead to.
    ways: Vec<Vec<usize>>,
}

/// What a template can lead to: places in the list of parts.
pub(super) type Reach = BTreeSet<usize>;

impl<'t> Sight<'t> {
    /// Looks at all templates: names and texts.
    pub fn new(templates: impl Iterator<Item = (&'t str, &'t str)>) -> Self {
        let parts: Vec<Part<'t>> = templates.flat_map(|(name, text)| parts(name, text)).collect();
        let ways = |part: &Part<'t>| {
            let leads =
                |(_, other): &(usize, &Part<'t>)| part.leads[usize::from(other.is_component)].contains(other.name);
            parts.iter().enumerate().filter(leads).map(|(at, _)| at).collect()
        };
        let ways = parts.iter().map(ways).collect();
        Self { parts, ways }
    }

    /// What a template can lead to, itself included.
    pub fn reach(&self, template: &str) -> Reach {
        let is_first = |part: &Part<'t>| part.is_everywhere || !part.is_component && part.name == template;
        let mut open: Vec<usize> = (0..self.parts.len()).filter(|at| is_first(&self.parts[*at])).collect();
        let mut found = Reach::new();
        while let Some(at) = open.pop() {
            if found.insert(at) {
                open.extend(&self.ways[at]);
            }
        }
        found
    }

    /// The texts within reach.
    pub fn texts(&self, reach: &Reach) -> Vec<(&'t str, &[&'t str])> {
        reach.iter().map(|at| (self.parts[*at].name, self.parts[*at].texts.as_slice())).collect()
    }

    /// Whether anything within reach names a value.
    pub fn is_seen(&self, value: &str, reach: &Reach) -> bool {
        let mut parts = reach.iter().map(|at| &self.parts[*at]);
        parts.any(|part| part.names.contains(value) || part.names.contains(EVERYTHING))
    }

    /// The fields of a value that are named within reach; none where it may be seen as a whole.
    pub fn fields(&self, value: &str, reach: &Reach) -> Option<BTreeSet<&'t str>> {
        let mut found = BTreeSet::new();
        for part in reach.iter().map(|at| &self.parts[*at]) {
            if part.names.contains(EVERYTHING) {
                return None;
            }
            for code in &part.code {
                for (before, after) in mentions(code, value) {
                    found.extend(field(code, value, before, after)?);
                }
            }
        }
        Some(found)
    }
}

/// A template's parts. Where its components cannot be told apart, it is one part that everything leads to.
fn parts<'t>(name: &'t str, text: &'t str) -> Vec<Part<'t>> {
    let pieces = pieces(text);
    let part = |name, is_component, is_everywhere, texts, code: Vec<&'t str>, own: &[&str]| {
        // What a component is given by a name is a name of the component's.
        let is_given = |code: &str, name: &str| code[place(code, name) + name.len()..].starts_with("={");
        let of = |code: &&'t str| {
            let code = *code;
            names(code).filter(move |name| !is_given(code, name))
        };
        let names = code.iter().flat_map(of).filter(|name| !own.contains(name)).collect();
        let with = |signs: &[&str]| {
            let leads = code.iter().copied().filter(|code| signs.iter().any(|sign| code.contains(sign)));
            leads.collect::<Vec<_>>().join("\n")
        };
        let leads = [with(&["include", "extends"]), with(&["<"])];
        Part { name, is_everywhere, is_component, texts, code, names, leads }
    };
    let has_components = pieces.iter().any(|(.., code)| code.contains("component"));
    let Some(components) = components(&pieces).filter(|_| has_components) else {
        let code = pieces.iter().map(|(.., code)| *code).collect();
        return vec![part(name, false, has_components, vec![text], code, &[])];
    };
    let mut found = Vec::new();
    let (mut rest, mut rest_code, mut done, mut next) = (Vec::new(), Vec::new(), 0, 0);
    for (first, last) in components {
        let (start, end) = (pieces[first].0, pieces[last].1);
        rest.push(&text[done..start]);
        rest_code.extend(pieces[next..first].iter().map(|(.., code)| *code));
        let code = pieces[first..=last].iter().map(|(.., code)| *code).collect();
        if let Some((name, own)) = definition(pieces[first].2) {
            found.push(part(name, true, false, vec![&text[start..end]], code, &own));
        }
        (done, next) = (end, last + 1);
    }
    rest.push(&text[done..]);
    rest_code.extend(pieces[next..].iter().map(|(.., code)| *code));
    found.push(part(name, false, false, rest, rest_code, &[]));
    found
}

/// The first and last pieces of each component; none where one has no name or no end.
fn components(pieces: &[(usize, usize, &str)]) -> Option<Vec<(usize, usize)>> {
    let mut found = Vec::new();
    let mut open = None;
    for (at, (.., code)) in pieces.iter().enumerate() {
        let word = names(code).next();
        match (word, open) {
            (Some("component"), None) => {
                definition(code)?;
                open = Some(at);
            }
            (Some("endcomponent"), Some(first)) => {
                found.push((first, at));
                open = None;
            }
            (Some("component" | "endcomponent"), _) => return None,
            _ => {}
        }
    }
    open.is_none().then_some(found)
}

/// The name of a component, and the names of what its callers give it: `component ui.card(card, here = none, @root)`.
fn definition(code: &str) -> Option<(&str, Vec<&str>)> {
    let (name, rest) = code.trim_start_matches(['-', ' ', '\n']).strip_prefix("component ")?.split_once('(')?;
    let (list, _) = rest.rsplit_once(')')?;
    let given = list.split(',').map(|one| one.split('=').next().unwrap_or_default().trim());
    Some((name.trim(), given.filter(|one| !one.starts_with('@')).collect())).filter(|(name, _)| !name.is_empty())
}

/// What stands between the signs of the template's language, with its place in the text, comments left out; what has no end
/// goes to the text's end.
fn pieces(text: &str) -> Vec<(usize, usize, &str)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = text[at..].find('{') {
        let start = at + open;
        let inside = &text[start + 1..];
        let (is_code, end) = match inside.as_bytes().first() {
            Some(b'{') => (true, end_of_code(&inside[1..], "}}")),
            Some(b'%') => (true, end_of_code(&inside[1..], "%}")),
            Some(b'#') => (false, inside.find("#}").unwrap_or(inside.len())),
            _ => {
                at = start + 1;
                continue;
            }
        };
        at = start + 1 + (end + 1).min(inside.len());
        if is_code {
            // The sign that closes it has two letters, of which one is behind `end`.
            found.push((start, (at + 2).min(text.len()), &inside[1..=end]));
        }
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
            None if is_quote(c) => quote = Some(c),
            None => {}
        }
    }
    code.len()
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '`')
}

/// The names in a piece of code, fields (what follows a full stop) left out.
fn names(code: &str) -> impl Iterator<Item = &str> {
    let is_sign = |c: char| !(c.is_alphanumeric() || c == '_');
    let words = code.split(is_sign).filter(|word| !word.is_empty());
    words.filter(move |word| !code[..place(code, word)].ends_with('.'))
}

/// Where a name stands in its code.
fn place(code: &str, name: &str) -> usize {
    name.as_ptr() as usize - code.as_ptr() as usize
}

/// Where a piece of code names a value: what stands before and behind it. Words in quotation marks are no names.
fn mentions<'t>(code: &'t str, value: &str) -> impl Iterator<Item = (&'t str, &'t str)> {
    let places = names(code).filter(move |name| *name == value).map(move |name| {
        let at = place(code, name);
        (&code[..at], &code[at + name.len()..])
    });
    let is_quoted = |before: &str| {
        let close = |quote: Option<char>, c: char| match quote {
            Some(open) => Some(open).filter(|open| *open != c),
            None => Some(c).filter(|c| is_quote(*c)),
        };
        before.chars().fold(None, close).is_some()
    };
    // Collected, for the test of what is quoted outlives no name.
    places.filter(|(before, _)| !is_quoted(before)).collect::<Vec<_>>().into_iter()
}

/// The field that a mention of a value names: `Some(None)` where it shows nothing by itself, none where it may show all.
fn field<'t>(code: &str, value: &str, before: &'t str, after: &'t str) -> Option<Option<&'t str>> {
    if let Some(field) = after.strip_prefix('.') {
        return Some(names(field).next());
    }
    let (before, after) = (before.trim_end(), after.trim_start());
    let is_given_on = before.strip_suffix("={").is_some_and(|before| names(before).last() == Some(value));
    let is_silent = after.starts_with("={")
        || is_given_on && after.starts_with('}')
        || after.starts_with("and ")
        || after.starts_with("is defined")
        || before.ends_with("for") && after.starts_with("in ")
        || definition(code).is_some();
    is_silent.then_some(None)
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
            ("partials/c.html", "{%- if crosslinks['pages'] %}{{ <ui.card card={title} /> }}"),
            ("all.html", "{{ __tera_context }}"),
            (
                "cards.html",
                "{{ t.x }}{% component ui.card(card, @root) -%}{{ ibid.version }}{{ card }}{%- endcomponent ui.card %} {{ pages }}\
                 {% component ui.other(downloads) %}{{ downloads }}{{ reports }}{% endcomponent ui.other %}",
            ),
        ];
        Sight::new(templates.into_iter())
    }

    fn named<'s>(sight: &Sight<'s>, template: &str) -> Vec<&'s str> {
        sight.texts(&sight.reach(template)).into_iter().map(|(name, _)| name).collect()
    }

    #[test]
    fn a_template_sees_what_it_and_those_within_its_reach_name() {
        let sight = sight();
        let reach = sight.reach("a.html");
        assert_eq!(named(&sight, "a.html"), ["a.html", "base.html", "partials/c.html", "ui.card"]);
        let seen = ["config", "crosslinks", "ibid", "links", "pages", "root", "t", "title"];
        for name in ["config", "crosslinks", "ibid", "links", "pages", "reports", "root", "t", "title", "downloads"] {
            assert_eq!(sight.is_seen(name, &reach), seen.contains(&name), "{name}");
        }
        assert!(sight.is_seen("reports", &sight.reach("all.html")), "a template may show everything");
        assert_eq!(named(&sight, "cards.html"), ["cards.html"]);
    }

    #[test]
    fn components_that_cannot_be_told_apart_are_in_reach_of_all() {
        let texts = [("a.html", "x"), ("b.html", "{% component ui.card(card) %}{{ ibid }}")];
        let sight = Sight::new(texts.into_iter());
        assert!(sight.is_seen("ibid", &sight.reach("a.html")));
    }

    #[test]
    fn the_fields_of_a_value_are_those_that_are_named() {
        let fields = |text: &'static str| {
            let sight = Sight::new([("a.html", text)].into_iter());
            sight.fields("report", &sight.reach("a.html")).map(Vec::from_iter)
        };
        let component = "{% component ui.x(report, @t) %}{% if report and report.date %}{{ report.kind }}{% endif %}{% endcomponent ui.x %}";
        assert_eq!(fields(component), Some(vec![]), "nobody calls it");
        assert_eq!(
            fields("{% if page.report == \"report\" %}{{ report.outline[0].title }}{{ <y report={report} /> }}"),
            Some(vec!["outline"])
        );
        assert_eq!(
            fields("{% for report in reports %}{{ report.title_plain }}{% endfor %}"),
            Some(vec!["title_plain"])
        );
        for whole in ["{{ report }}", "{{ <y x={report} /> }}", "{{ report['id'] }}", "{% set x = report %}"] {
            assert_eq!(fields(whole), None, "{whole}");
        }
        let sight = Sight::new([("a.html", "{{ <ui.x report={report} /> }}"), ("b.html", component)].into_iter());
        let fields = sight.fields("report", &sight.reach("a.html"));
        assert_eq!(fields.map(Vec::from_iter), Some(vec!["date", "kind"]));
    }

    #[test]
    fn pages_of_the_built_in_theme_see_no_more_than_they_show() {
        let theme = crate::render::carried_theme("default").expect("it is carried");
        let texts = theme
            .within("templates")
            .filter_map(|(path, bytes)| Some((path.strip_prefix("templates/")?, std::str::from_utf8(bytes).ok()?)));
        let sight = Sight::new(texts);
        let reach = sight.reach("section.html");
        for global in ["reports", "crosslinks", "downloads"] {
            assert!(!sight.is_seen(global, &reach), "{global}");
        }
        let fields = sight.fields("report", &reach).expect("no page shows the whole of its report");
        for field in ["word_count", "reading_time", "downloads", "notes"] {
            assert!(!fields.contains(field), "{field} of {fields:?}");
        }
    }

    #[test]
    fn code_without_an_end_is_code() {
        let code = |text| pieces(text).into_iter().map(|(.., code)| code).collect::<Vec<_>>();
        assert_eq!(code("{{ a"), [" a"]);
        assert_eq!(code("{{"), [""]);
        assert_eq!(code("{# a"), Vec::<&str>::new());
        assert_eq!(code("{% b %}{{ c }}{"), [" b ", " c "]);
    }
}
