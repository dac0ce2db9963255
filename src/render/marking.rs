//! The words of an indicator, marked in the HTML of a page.
//!
//! In: HTML and the words to mark, as plain text. Out: the same HTML with `<span class="figure" id="fig-…">` around them. What
//! always holds: tags stay balanced, because the span is closed before a tag and opened again after it; marks of notes are no
//! words, and words that are not found are left alone.

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

/// What an element holds up to its end; an item only up to what is a block of its own within it.
fn inner(html: &str, id: &str) -> Option<(usize, usize)> {
    let at = html.find(&format!(" id=\"{id}\""))?;
    let open = html[..at].rfind('<')?;
    let name = tag_name(&html[open + 1..]);
    let from = at + html[at..].find('>')? + 1;
    let mut depth = 1usize;
    for (place, _) in html[from..].match_indices('<') {
        let place = from + place;
        let tag = &html[place + 1..];
        if let Some(closing) = tag.strip_prefix('/') {
            depth -= usize::from(tag_name(closing) == name);
        } else {
            depth += usize::from(tag_name(tag) == name);
            let own = matches!(tag_name(tag), "ul" | "ol" | "div" | "blockquote" | "pre")
                || tag_name(tag) == "p" && !html[from..place].trim().is_empty();
            if name == "li" && own {
                return Some((from, place));
            }
        }
        if depth == 0 {
            return Some((from, place));
        }
    }
    None
}

fn tag_name(tag: &str) -> &str {
    let end = tag.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(tag.len());
    &tag[..end]
}

/// A piece of plain text and where it stands in the HTML.
struct Letter {
    plain: char,
    from: usize,
    to: usize,
}

fn mark_all(html: &str, words: &[Words<'_>]) -> String {
    let letters = letters(html);
    // Where each letter begins in the plain text, so that a place found there is found here.
    let mut plain = String::new();
    let mut starts: Vec<usize> = Vec::with_capacity(letters.len());
    for letter in &letters {
        starts.push(plain.len());
        plain.push(letter.plain);
    }
    let mut ranges: Vec<(usize, usize, Vec<&str>)> = Vec::new();
    for one in words {
        let quote = solid(one.quote);
        let Some((at, quote)) = place(&plain, &quote) else { continue };
        let first = starts.partition_point(|start| *start < at);
        let last = starts.partition_point(|start| *start < at + quote.len()).saturating_sub(1);
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
        // White space between the tags of a table takes no span.
        if text.trim().is_empty() {
            out.push_str(text);
            rest = &rest[text.len()..];
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

/// Words without their white space: a line break, a table's cells and a note's paragraphs are spaced otherwise in HTML.
fn solid(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Where a quote stands. The number that an item begins with is the list's and not in the HTML, so a quote may have it too many.
fn place<'q>(plain: &str, quote: &'q str) -> Option<(usize, &'q str)> {
    let digits = quote.trim_start_matches(|c: char| c.is_ascii_digit());
    let unnumbered = digits.strip_prefix(['.', ')']).filter(|_| digits.len() < quote.len());
    let ways = [Some(quote), unnumbered].into_iter().flatten().filter(|words| !words.is_empty());
    ways.into_iter().find_map(|words| Some((plain.find(words)?, words)))
}

/// The plain text of HTML, letter by letter: no tags, no marks of notes, no words that a link adds, no white space.
fn letters(html: &str) -> Vec<Letter> {
    let mut found: Vec<Letter> = Vec::new();
    let mut raised = false;
    let mut at = 0;
    while at < html.len() {
        let rest = &html[at..];
        let added = [("<sup class=\"mark", "</sup>"), ("<q class=\"referred\"", "</q>")];
        if let Some((_, close)) = added.into_iter().find(|(open, _)| rest.starts_with(open)) {
            at += rest.find(close).map_or(rest.len(), |end| end + close.len());
            continue;
        }
        if rest.starts_with('<') {
            raised = if rest.starts_with("<sup>") { true } else { raised && !rest.starts_with("</sup>") };
            at += rest.find('>').map_or(rest.len(), |end| end + 1);
            continue;
        }
        let (plain, length) = letter(rest);
        if !plain.is_whitespace() {
            let plain = if raised { superscript(plain) } else { plain };
            found.push(Letter { plain, from: at, to: at + length });
        }
        at += length;
    }
    found
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
        let item = "<li id=\"a1\">\n<p>Hơn 9%.</p>\n<p>9%</p></li>";
        assert_eq!(
            mark(item, Some("a1"), &[Words { id: "x", quote: "9%" }]),
            "<li id=\"a1\">\n<p>Hơn <span class=\"figure\" id=\"x\">9%</span>.</p>\n<p>9%</p></li>"
        );
    }

    #[test]
    fn every_shape_of_a_block() {
        let found = |html: &str, quote: &str| {
            let marked = mark(html, Some("a"), &[Words { id: "x", quote }]);
            let bare = marked.replace("<span class=\"figure\" id=\"x\">", "").replace("<span class=\"figure\">", "");
            assert_eq!(bare.replace("</span>", ""), html, "{quote}");
            marked.matches("id=\"x\"").count() == 1
        };
        assert!(found("<li id=\"a\">Đạt 5 xã\n<ul>\n<li>Hơn 6 xã</li></ul></li>", "Đạt 5 xã"));
        assert!(!found("<li id=\"a\">Đạt 5 xã\n<ul>\n<li>Hơn 6 xã</li></ul></li>", "6 xã"));
        assert!(found("<li id=\"a\" value=\"3\">Đạt 5 xã</li>", "3. Đạt 5 xã"));
        assert!(found("<p id=\"a\">Đạt<br>5 <abbr title=\"một\">xã</abbr> mới</p>", "Đạt 5 xã"));
        assert!(found("<p id=\"a\">Theo <a href=\"b.html#c\">mục 2</a>, 5 <em>xã</em></p>", "mục 2, 5 xã"));
        assert!(found("<div id=\"a\"><table><tr><td>Xã</td>\n<td>5</td></tr></table></div>", "Xã 5"));
        assert!(found("<blockquote id=\"a\">\n<p>Một.</p>\n<p>Đạt 5 xã</p>\n</blockquote>", "Một. Đạt 5 xã"));
        assert!(found("<p id=\"a\">Như trên <q class=\"referred\">x</q>, 5 xã</p>", "Như trên, 5 xã"));
    }
}
