//! What converters leave of HTML in Markdown, and of their own: tags, comments, addresses within the page, fences around prose.
//!
//! In: a source. Out: the source without them, line for line, its notes raised where tags or addresses tell them. Code and
//! tables stay as they are.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::joined_notes::NOTE_END;
use super::verbatim::{Kind, Verbatim};
use crate::source::Source;
use crate::text::pattern;

/// The place of a raised label: `<span id="n1"></span><sup>1</sup>`.
static LABEL_PLACE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r#"<(?:span|a)\s+(?:id|name)="([^"]*)"\s*(?:/>|>\s*</(?:span|a)>)\s*<sup>\s*(\d{1,4}[a-z]?)\s*</sup>"#)
});
/// `[1](#n1)` with the space before it.
static LINKED: LazyLock<Regex> = LazyLock::new(|| pattern(r" ?\[(\d{1,4}[a-z]?)\]\(#([^)\s]+)\)"));
/// Signs that lead from a note back to its mark: `<a href="#r1">↩</a>`, `[↩](#r1)`.
static BACK: LazyLock<Regex> = LazyLock::new(|| {
    let sign = r"(?:↩\u{fe0e}?|↑|⏎|\\?\^|&#8617;|&#x21[aA]9;|&uarr;)";
    pattern(&format!(r##"\s*(?:<a\b[^>]*href="#[^"]*"[^>]*>\s*{sign}\s*</a>|\[\s*{sign}\s*\]\(#[^)\s]*\))"##))
});
/// A place that links lead to, without words; that of a raised label stays.
static PLACE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r#"<(?:span|a)\s+(?:id|name)="[^"]*"[^>]*>\s*</(?:span|a)>(\s*<sup>)?"#));
/// A link within the page.
static INNER: LazyLock<Regex> = LazyLock::new(|| pattern(r##"<a\b[^>]*href="#[^"]*"[^>]*>([^<]*)</a>"##));
/// A link to another one.
static OUTER: LazyLock<Regex> =
    LazyLock::new(|| pattern(r#"<a\b[^>]*href="(https?://[^"\s()]*)"[^>]*>([^<\[\]]+)</a>"#));
static RAISED: LazyLock<Regex> = LazyLock::new(|| pattern(r"<sup\s[^>]*>"));
static HEADING: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\s*<h([1-6])\b[^>]*>\s*(.*?)\s*</h[1-6]>\s*$"));
static ITEM: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\s*<li\b[^>]*>\s*"));
static BREAK: LazyLock<Regex> = LazyLock::new(|| pattern(r"<br\s*/?>"));
/// Tags that say nothing of the words in them.
static BARE: LazyLock<Regex> = LazyLock::new(|| {
    let names = "u|mark|font|center|div|section|small|p|ul|ol|li|article|main|figure|figcaption|abbr|cite|ins";
    pattern(&format!(r"</?(?:{names})(?:\s[^>]*)?>|<!--.*?-->"))
});
/// What a converter says of a heading behind its words, and places without words: `{#boats .left data-n="1"}`, `[]{#nets}`.
static ATTRIBUTES: LazyLock<Regex> = LazyLock::new(|| {
    let one = r#"(?:[#.][^\s{}]+|[\w-]+="[^"]*")"#;
    pattern(&format!(r"^(\s*#{{1,6}}\s.*?)\s*\{{\s*{one}(?:\s+{one})*\s*\}}\s*$|\[\]\{{\s*{one}(?:\s+{one})*\s*\}}"))
});
/// `(^1) Words`: the label of a note.
static ROUND: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\s*\(\^(\d{1,4})\)\s+"));

/// `\1\`: a mark or label as typewriters have it.
static TYPED: LazyLock<Regex> = LazyLock::new(|| pattern(r"\\(\d{1,3})\\"));
/// A note in the place of its mark, words and all: `<sup> 1 Words. </sup>`.
static IN_PLACE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"[ \t]*<sup>\s*(\d{1,3})[.):]?\s+([^<>\d\s][^<>]{4,2000}?)\s*</sup>"));

/// The source without what is no text.
#[must_use]
pub fn take(source: &Source) -> Cow<'_, Source> {
    let is_marked = ["</", "(#", "(^", "{#", "{."].iter().any(|sign| source.text.contains(sign));
    let is_fenced = source.text.contains("```");
    let is_typed = TYPED.captures_iter(&source.text).filter(|found| &found[1] == "1").nth(1).is_some();
    if source.is_laid_out() || !is_marked && !is_fenced && !is_typed && !source.text.contains("-->") {
        return Cow::Borrowed(source);
    }
    let verbatim = Verbatim::of(source);
    let opens_fences = is_fenced && are_prose(source, &verbatim);
    let labels: HashSet<(&str, &str)> = LABEL_PLACE
        .captures_iter(&source.text)
        .filter_map(|found| Some((found.get(1)?.as_str(), found.get(2)?.as_str())))
        .collect();
    let mut lines: Vec<Cow<'_, str>> = Vec::new();
    let mut notes = String::new();
    for (number, line) in source.lines() {
        // Notes that stood within a paragraph come behind it.
        let is_over = line.trim().is_empty() || line.trim_start().starts_with(['#', '|']);
        if is_over && let Some(last) = lines.last_mut() {
            last.to_mut().push_str(&std::mem::take(&mut notes));
        }
        lines.push(match verbatim.at(number) {
            Some((Kind::Code, (first, _))) if opens_fences && is_plain(source, first) => {
                if line.trim_start().starts_with("```") { Cow::Borrowed("") } else { meant(line, &labels) }
            }
            Some(_) => Cow::Borrowed(line),
            None if line.trim_start().starts_with('|') => meant(line, &labels),
            None => {
                let line = if is_typed { typed(line) } else { line.into() };
                let line = without_notes(line, &mut notes);
                Cow::Owned(meant(&line, &labels).into_owned())
            }
        });
    }
    if let Some(last) = lines.last_mut() {
        last.to_mut().push_str(&notes);
    }
    Cow::Owned(source.with_text(lines.join("\n")))
}

/// A line with its typed marks raised. Rows of hyphens are the rules around notes there, and underline no heading.
fn typed(line: &str) -> Cow<'_, str> {
    /// A row of hyphens under a heading is no longer than it.
    const RULE: usize = 60;
    let is_rule = line.len() >= RULE && line.bytes().all(|byte| byte == b'-');
    if is_rule { "***".into() } else { TYPED.replace_all(line, "<sup>$1</sup>") }
}

/// A line with marks alone where notes stood in their places; these go to the others.
fn without_notes<'a>(line: Cow<'a, str>, notes: &mut String) -> Cow<'a, str> {
    if !line.contains("<sup>") || !IN_PLACE.is_match(&line) {
        return line;
    }
    let mark = |found: &Captures<'_>| {
        notes.extend([&NOTE_END.to_string(), "<sup>", &found[1], "</sup> ", &found[2]]);
        format!("<sup>{}</sup>", &found[1])
    };
    Cow::Owned(IN_PLACE.replace_all(&line, mark).into_owned())
}

/// Whether the fence at a line names no language.
fn is_plain(source: &Source, number: usize) -> bool {
    source.text.split('\n').nth(number - 1).is_some_and(|line| line.trim() == "```")
}

/// Whether what stands in the fences that name no language is running text.
fn are_prose(source: &Source, verbatim: &Verbatim) -> bool {
    /// Fewer lines may be anything.
    const ENOUGH: usize = 20;
    let is_code = |number: usize| matches!(verbatim.at(number), Some((Kind::Code, _)));
    let lines = source.lines().filter(|(number, line)| is_code(*number) && !line.trim().is_empty());
    let (mut all, mut prose) = (0, 0);
    for (_, line) in lines.filter(|(_, line)| !line.trim_start().starts_with("```")) {
        let words = line.split_whitespace().filter(|word| word.chars().all(|c| !"{}=<>_$/\\".contains(c)));
        all += 1;
        prose += usize::from(words.filter(|word| word.starts_with(char::is_alphabetic)).nth(3).is_some());
    }
    all >= ENOUGH && prose * 10 >= all * 6
}

/// A line with what its tags mean.
fn meant<'a>(line: &'a str, labels: &HashSet<(&str, &str)>) -> Cow<'a, str> {
    let mut line = Cow::Borrowed(line);
    if line.contains("](#") {
        let raise = |found: &Captures<'_>| {
            let is_label = labels.contains(&(&found[2], &found[1]));
            if is_label { format!("<sup>{}</sup>", &found[1]) } else { found[0].to_owned() }
        };
        line = LINKED.replace_all(&line, raise).into_owned().into();
        line = BACK.replace_all(&line, "").into_owned().into();
    }
    if line.contains("(^") {
        line = ROUND.replace(&line, "<sup>$1</sup> ").into_owned().into();
    }
    if line.contains('{') {
        line = ATTRIBUTES.replace_all(&line, "$1").into_owned().into();
    }
    let is_comment = || line.trim().starts_with("<!--") && line.trim().ends_with("-->");
    if !line.contains('<') || line.contains('`') || is_comment() {
        return line;
    }
    let mut text = line.into_owned();
    if PLACE.is_match(&text) {
        let kept = |found: &Captures<'_>| found.get(1).map_or(String::new(), |_| found[0].to_owned());
        // Where the place stood in bold there is nothing bold between the signs.
        text = PLACE.replace_all(&text, kept).replace("****", "");
    }
    for (tag, by) in [(&BACK, ""), (&INNER, "$1"), (&OUTER, "[$2]($1)"), (&RAISED, "<sup>"), (&ITEM, "- "), (&BARE, "")]
    {
        if tag.is_match(&text) {
            text = tag.replace_all(&text, by).into_owned();
        }
    }
    if let Some(found) = HEADING.captures(&text) {
        let level = found[1].parse().unwrap_or(1);
        text = format!("{} {}", "#".repeat(level), BREAK.replace_all(&found[2], " "));
    }
    if BREAK.replace_all(&text, "").trim().is_empty() {
        text.clear();
    }
    Cow::Owned(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        take(&Source { name: "t".into(), text: text.into(), ..Source::default() }).text.clone()
    }

    #[test]
    fn tags_mean_what_they_say() {
        for (text, expected) in [
            (
                "One boat.<sup id=\"r1\"><a href=\"#n1\">1</a></sup>\n<li id=\"n1\"><sup>1</sup> First. <a href=\"#r1\">&#8617;</a></li>",
                "One boat.<sup>1</sup>\n- <sup>1</sup> First.",
            ),
            (
                "One boat. [1](#p-1) Two, [2](#p-2).\n<span id=\"p-1\"></span><sup>1</sup> First.",
                "One boat.<sup>1</sup> Two, [2](#p-2).\n<span id=\"p-1\"></span><sup>1</sup> First.",
            ),
            ("<h3> Boats<br/>Nets</h3>\n<ul>\n<!-- Page 3 -->", "### Boats Nets\n\n<!-- Page 3 -->"),
            ("Boats<br><!-- End of picture --> </p>", "Boats<br> "),
            ("See <a href=\"https://x.vn/a\">there</a>.", "See [there](https://x.vn/a)."),
            ("(^1) First.", "<sup>1</sup> First."),
            ("[]{#b}\n## Boats {#b .left data-n=\"1 {x}\"}", "\n## Boats"),
            ("## Sets {a, b} {#sets}", "## Sets {a, b}"),
            ("## Sets {a, b}", "## Sets {a, b}"),
            ("**<u>\n</u>**<span id=\"b\" class=\"anchor\"></span>**BOATS**", "**\nBOATS**"),
        ] {
            assert_eq!(read(&format!("{text}\n</")), format!("{expected}\n</"), "{text}");
        }
    }

    #[test]
    fn notes_in_the_places_of_their_marks_come_behind_the_paragraph() {
        let text = "One boat<sup> 1 An old one. </sup>, and\ntwo nets <sup>2. Torn.</sup>.\n# Three oars";
        let expected = "One boat<sup>1</sup>, and\ntwo nets<sup>2</sup>.\u{b}<sup>1</sup> An old one.\u{b}<sup>2</sup> Torn.\n# Three oars";
        assert_eq!(read(text), expected);
        assert_eq!(read("10<sup>3 kg</sup> x</"), "10<sup>3 kg</sup> x</", "a unit");
    }

    #[test]
    fn typed_marks_are_raised() {
        let text = "One boat.\\1\\\n------------------------------------------------------------------\n\n    \\1\\ An old one.\n\nC:\\b\\c";
        assert_eq!(read(text), "One boat.<sup>1</sup>\n***\n\n    <sup>1</sup> An old one.\n\nC:\\b\\c");
        let path = "C:\\1\\b";
        assert_eq!(read(path), path);
    }

    #[test]
    fn fences_around_prose_are_none() {
        let prose = "The boats were counted again in spring.\n".repeat(20);
        assert_eq!(read(&format!("```\n{prose}```\n")), format!("\n{prose}\n"));
        for text in [format!("```sh\n{prose}```\n"), "```\nlet boats = 3;\n```\n".repeat(20)] {
            assert_eq!(read(&text), text);
        }
    }
}
