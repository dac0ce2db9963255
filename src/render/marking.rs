//! The words of an indicator, marked in the HTML of a page.
//!
//! In: HTML and the words to mark, as plain text. Out: the same HTML with `<span class="figure" id="fig-…">` around them. What
//! always holds: tags stay balanced, because the span is closed before a tag and opened again after it; marks of notes are no
//! words, and words that are not found are left alone.

use crate::text::fold_space;

/// Words to mark: their id and themselves.
pub(super) struct Words<'a> {
    /// HTML id.
    pub id: &'a str,
    /// As in front matter.
    pub quote: &'a str,
}

/// Marks words in the element with this id, or in the whole when there is none.
pub(super) fn mark(html: &str, element: Option<&str>, words: &[Words<'_>]) -> String {
    let Some((from, to)) = element.map_or(Some((0, html.len())), |id| inner(html, id)) else { return html.to_owned() };
    let marked = mark_all(&html[from..to], words);
    format!("{}{marked}{}", &html[..from], &html[to..])
}

/// What an element holds up to its end, or up to the list or paragraph within it.
fn inner(html: &str, id: &str) -> Option<(usize, usize)> {
    let at = html.find(&format!(" id=\"{id}\""))?;
    let open = html[..at].rfind('<')?;
    let name: String = html[open + 1..].chars().take_while(char::is_ascii_alphanumeric).collect();
    let from = at + html[at..].find('>')? + 1;
    if name == "li" && html[from..].starts_with("<p") {
        let from = from + html[from..].find('>')? + 1;
        return Some((from, from + html[from..].find("</p>")?));
    }
    let close = format!("</{name}>");
    let ends: &[&str] = if name == "li" { &[&close, "<ul", "<ol", "<p"] } else { &[&close] };
    let end = ends.iter().filter_map(|end| html[from..].find(end)).min()?;
    Some((from, from + end))
}

/// A piece of plain text and where it stands in the HTML.
struct Letter {
    plain: char,
    from: usize,
    to: usize,
}

fn mark_all(html: &str, words: &[Words<'_>]) -> String {
    let letters = letters(html);
    let plain: String = letters.iter().map(|letter| letter.plain).collect();
    let mut ranges: Vec<(usize, usize, Vec<&str>)> = Vec::new();
    for one in words {
        let quote = fold_space(one.quote);
        let Some(at) = plain.find(&quote).filter(|_| !quote.is_empty()) else { continue };
        let first = plain[..at].chars().count();
        let last = first + quote.chars().count() - 1;
        let (Some(first), Some(last)) = (letters.get(first), letters.get(last)) else { continue };
        ranges.push((first.from, last.to, vec![one.id]));
    }
    ranges.sort_by_key(|range| range.0);
    let mut merged: Vec<(usize, usize, Vec<&str>)> = Vec::new();
    for (from, to, ids) in ranges {
        match merged.last_mut() {
            Some(last) if from < last.1 => {
                last.1 = last.1.max(to);
                last.2.extend(ids);
            }
            _ => merged.push((from, to, ids)),
        }
    }
    let mut out = String::new();
    let mut done = 0;
    for (from, to, ids) in merged {
        out.push_str(&html[done..from]);
        wrap(&mut out, &html[from..to], &ids);
        done = to;
    }
    out.push_str(&html[done..]);
    out
}

/// Writes a piece of HTML in spans, one within another for several ids, parted at tags.
fn wrap(out: &mut String, html: &str, ids: &[&str]) {
    let mut first = true;
    let mut rest = html;
    while !rest.is_empty() {
        let (text, tag) = match rest.find('<') {
            Some(0) => {
                let end = rest.find('>').map_or(rest.len(), |at| at + 1);
                ("", end)
            }
            Some(at) => (&rest[..at], 0),
            None => (rest, 0),
        };
        if tag > 0 {
            out.push_str(&rest[..tag]);
            rest = &rest[tag..];
            continue;
        }
        if first {
            ids.iter().for_each(|id| out.push_str(&format!("<span class=\"figure\" id=\"{id}\">")));
        } else {
            out.push_str("<span class=\"figure\">");
        }
        out.push_str(text);
        out.push_str(&"</span>".repeat(if first { ids.len() } else { 1 }));
        first = false;
        rest = &rest[text.len()..];
    }
}

/// The plain text of HTML, letter by letter: no tags, no marks of notes, white space folded.
fn letters(html: &str) -> Vec<Letter> {
    let mut found: Vec<Letter> = Vec::new();
    let mut raised = false;
    let mut at = 0;
    while at < html.len() {
        let rest = &html[at..];
        if rest.starts_with("<sup class=\"mark") {
            at += rest.find("</sup>").map_or(rest.len(), |end| end + "</sup>".len());
            continue;
        }
        if rest.starts_with('<') {
            raised = if rest.starts_with("<sup>") { true } else { raised && !rest.starts_with("</sup>") };
            let end = rest.find('>').map_or(rest.len(), |end| end + 1);
            if rest.starts_with("<br") || rest.starts_with("</p") {
                space(&mut found, at, at);
            }
            at += end;
            continue;
        }
        let (plain, length) = letter(rest);
        if plain.is_whitespace() {
            space(&mut found, at, at + length);
        } else {
            let plain = if raised { superscript(plain) } else { plain };
            found.push(Letter { plain, from: at, to: at + length });
        }
        at += length;
    }
    found
}

fn space(found: &mut Vec<Letter>, from: usize, to: usize) {
    if found.last().is_some_and(|last| last.plain != ' ') {
        found.push(Letter { plain: ' ', from, to });
    }
}

fn letter(rest: &str) -> (char, usize) {
    for (entity, plain) in
        [("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>'), ("&quot;", '"'), ("&#39;", '\''), ("&#x27;", '\'')]
    {
        if rest.starts_with(entity) {
            return (plain, entity.len());
        }
    }
    let plain = rest.chars().next().unwrap_or(' ');
    (plain, plain.len_utf8())
}

fn superscript(digit: char) -> char {
    match digit {
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_marked_over_tags_and_marks() {
        let html = "<p id=\"a1\">Đạt <strong>trên 5</strong> m<sup>2</sup><sup class=\"mark\"><a>1</a></sup> sàn &gt; 3</p><p id=\"b\">x</p>";
        let marked = mark(
            html,
            Some("a1"),
            &[Words { id: "fig-a1-1", quote: "trên 5 m²" }, Words { id: "fig-a1-2", quote: "> 3" }],
        );
        assert_eq!(
            marked,
            "<p id=\"a1\">Đạt <strong><span class=\"figure\" id=\"fig-a1-1\">trên 5</span></strong><span class=\"figure\"> m</span><sup><span class=\"figure\">2</span></sup><sup class=\"mark\"><a>1</a></sup> sàn <span class=\"figure\" id=\"fig-a1-2\">&gt; 3</span></p><p id=\"b\">x</p>"
        );
        assert_eq!(mark(html, Some("a1"), &[Words { id: "x", quote: "không có" }]), html);
        let item = "<li id=\"a1\"><p>Hơn 9%.</p><p>9%</p></li>";
        assert_eq!(
            mark(item, Some("a1"), &[Words { id: "x", quote: "9%" }]),
            "<li id=\"a1\"><p>Hơn <span class=\"figure\" id=\"x\">9%</span>.</p><p>9%</p></li>"
        );
    }
}
