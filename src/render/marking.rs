//! Words of a page's plain text, found again in its HTML by their letters: figures, annotated words, corrected words.
//!
//! In: HTML and the words, as plain text. Out: the same HTML with spans around them, or with another reading beside them. What
//! always holds: tags stay balanced, because a span is closed before a tag and opened again after it; marks of notes are no
//! words; words that are not found are left alone; where a correction gives two readings, words are found in either.

use super::letters::{MARK, PRINTED, Plain, READ, Reading, letters, place};
use crate::text::solid;

/// Words to mark: their id and themselves.
pub(super) struct Words<'a> {
    /// HTML id.
    pub id: &'a str,
    /// As in front matter.
    pub quote: &'a str,
    /// Where they lead, where no link stands in them or around them.
    pub lead: Option<String>,
}

/// Words that the link phase has found: which of the equal runs of letters they are, and in which reading.
pub(super) struct Run<'a> {
    /// The words; empty for the whole element.
    pub quote: &'a str,
    /// How many equal runs of letters stand before them.
    pub nth: usize,
    /// The reading that has them.
    pub reading: Reading,
}

/// Marks figures in the element with this id, or in the whole when there is none.
pub(super) fn mark(html: &str, element: Option<&str>, words: &[Words<'_>]) -> String {
    let Some((from, to)) = element.map_or(Some((0, html.len())), |id| inner(html, id)) else { return html.to_owned() };
    let marked = mark_all(&html[from..to], words);
    format!("{}{marked}{}", &html[..from], &html[to..])
}

/// Marks words as annotated and puts a sign behind them; without words, behind the whole element.
pub(super) fn annotate(html: &str, element: Option<&str>, run: &Run<'_>, sign: &str) -> Option<String> {
    let (from, to) = element.map_or(Some((0, html.len())), |id| inner(html, id))?;
    let inside = &html[from..to];
    let mut out = html[..from].to_owned();
    if run.quote.is_empty() {
        let end = last_letter(inside);
        out.push_str(&format!("{}{sign}{}", &inside[..end], &inside[end..]));
    } else {
        let (start, end) = find(inside, run)?;
        let (start, end) = (reading_start(inside, start), end + reading_tail(&inside[end..]));
        out.push_str(&inside[..start]);
        wrap(&mut out, &inside[start..end], &mut Spans::new("annotated", &[]));
        behind(&mut out, inside, end, sign);
    }
    out.push_str(&html[to..]);
    Some(out)
}

/// Sets another reading beside words, which are hidden, and puts a sign behind them.
pub(super) fn emend(html: &str, element: Option<&str>, run: &Run<'_>, read: &str, sign: &str) -> Option<String> {
    let (from, to) = element.map_or(Some((0, html.len())), |id| inner(html, id))?;
    let inside = &html[from..to];
    let (start, end) = find(inside, run)?;
    let mut out = format!("{}{}", &html[..from], &inside[..start]);
    let read = super::html_safe::escape(read);
    let mut readings = Readings(Some(&read));
    wrap(&mut out, &inside[start..end], &mut readings);
    // The words of an image are no pieces of text.
    if let Some(read) = readings.0 {
        out.push_str(&format!("{READ}{read}</ins>"));
    }
    behind(&mut out, inside, end, sign);
    out.push_str(&html[to..]);
    Some(out)
}

/// Writes a sign and what follows it: a link holds no link, so the sign goes behind the link that is open, and behind both
/// readings of a word.
fn behind(out: &mut String, html: &str, at: usize, sign: &str) {
    let end = behind_link(html, at + reading_end(&html[at..]));
    out.push_str(&html[at..end]);
    out.push_str(sign);
    out.push_str(&html[end..]);
}

/// A place in HTML, or the end of the link that is open there.
pub(super) fn behind_link(html: &str, at: usize) -> usize {
    let close = html[at..].find("</a>").filter(|_| is_in_link(&html[..at]));
    close.map_or(at, |close| at + close + "</a>".len())
}

/// How many bytes end a reading that is open, and hold the other one that follows.
fn reading_end(rest: &str) -> usize {
    let mut end = ["</ins>", "</del>"].into_iter().find(|close| rest.starts_with(close)).map_or(0, str::len);
    while end > 0 && rest[end..].starts_with(PRINTED) {
        end += rest[end..].find("</del>").map_or(0, |close| close + "</del>".len());
    }
    end
}

/// Where the letters of an element end, marks behind them included.
fn last_letter(html: &str) -> usize {
    let end = letters(html, Reading::Corrected).last().map_or(0, |letter| letter.to);
    let rest = &html[end..];
    // A sign goes behind the emphasis and the marks that end the element, and stays in the paragraph.
    let close = ["</p>", "</li>", "</td>", "</tr>", "<p", "<ul", "<ol"];
    end + close.into_iter().filter_map(|tag| rest.find(tag)).min().unwrap_or(rest.trim_end().len())
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

/// The place of words that the link phase has found.
fn find(html: &str, run: &Run<'_>) -> Option<(usize, usize)> {
    let plain = Plain::new(html, run.reading);
    let quote = solid(run.quote);
    let mut from = 0;
    let mut left = run.nth;
    loop {
        let at = from + plain.text.get(from..)?.find(&quote)?;
        if left == 0 {
            return plain.source(at, quote.len());
        }
        left -= 1;
        from = at + plain.text[at..].chars().next().map_or(1, char::len_utf8);
    }
}

fn mark_all(html: &str, words: &[Words<'_>]) -> String {
    let corrected = Plain::new(html, Reading::Corrected);
    let printed = html.contains(PRINTED).then(|| Plain::new(html, Reading::Printed));
    let mut ranges: Vec<(usize, usize, Vec<&str>, Option<&str>)> = Vec::new();
    for one in words {
        let quote = solid(one.quote);
        let found = std::iter::once(&corrected).chain(&printed).find_map(|plain| {
            let (at, quote) = place(&plain.text, &quote)?;
            plain.source(at, quote.len())
        });
        let Some((from, to)) = found else { continue };
        ranges.push((reading_start(html, from), to + reading_tail(&html[to..]), vec![one.id], one.lead.as_deref()));
    }
    ranges.sort_by_key(|range| range.0);
    let mut merged: Vec<(usize, usize, Vec<&str>, Option<&str>)> = Vec::new();
    for (from, to, ids, lead) in ranges {
        match merged.last_mut() {
            Some(last) if from < last.1 => {
                last.1 = last.1.max(to);
                last.2.extend(ids);
                last.3 = last.3.or(lead);
            }
            _ => merged.push((from, to, ids, lead)),
        }
    }
    let mut out = String::new();
    let mut done = 0;
    for (from, to, ids, lead) in merged {
        out.push_str(&html[done..from]);
        let lead = lead.filter(|_| !html[from..to].contains("<a ") && !is_in_link(&html[..from]));
        wrap(&mut out, &html[from..to], &mut Spans { lead, ..Spans::new("figure", &ids) });
        done = to;
    }
    out.push_str(&html[done..]);
    out
}

/// Whether a link is open at the end of some HTML.
fn is_in_link(before: &str) -> bool {
    before.rfind("<a ").is_some_and(|open| !before[open..].contains("</a>"))
}

/// Words that begin in the printed reading are marked from the corrected one on: it stands before and is what is shown.
fn reading_start(html: &str, from: usize) -> usize {
    let before = &html[..from];
    let Some(open) = before.rfind(PRINTED).filter(|open| !before[*open..].contains("</del>")) else { return from };
    before[..open].rfind(READ).map_or(from, |read| read + READ.len())
}

/// Words that end in the corrected reading are marked up to the end of the printed one.
fn reading_tail(rest: &str) -> usize {
    if rest.starts_with("</ins>") { reading_end(rest).saturating_sub("</del>".len()) } else { 0 }
}

/// What is written around each piece of text.
trait Around {
    fn write(&mut self, out: &mut String, text: &str);
}

/// Spans of a class, one within another for several ids; the ids are those of the first piece.
struct Spans<'a> {
    class: &'a str,
    ids: &'a [&'a str],
    /// Where the first piece leads.
    lead: Option<&'a str>,
    first: bool,
}

impl<'a> Spans<'a> {
    fn new(class: &'a str, ids: &'a [&'a str]) -> Self {
        Self { class, ids, lead: None, first: true }
    }
}

impl Around for Spans<'_> {
    fn write(&mut self, out: &mut String, text: &str) {
        let ids = if self.first { self.ids } else { &[] };
        let lead = self.lead.filter(|_| self.first);
        lead.iter().for_each(|lead| out.push_str(&format!("<a class=\"figure-lead\" href=\"{lead}\">")));
        ids.iter().for_each(|id| out.push_str(&format!("<span class=\"{}\" id=\"{id}\">", self.class)));
        if ids.is_empty() {
            out.push_str(&format!("<span class=\"{}\">", self.class));
        }
        out.push_str(text);
        out.push_str(&"</span>".repeat(ids.len().max(1)));
        out.push_str(lead.map_or("", |_| "</a>"));
        self.first = false;
    }
}

/// The corrected reading before the first piece; the pieces themselves are the printed one.
struct Readings<'a>(Option<&'a str>);

impl Around for Readings<'_> {
    fn write(&mut self, out: &mut String, text: &str) {
        if let Some(read) = self.0.take() {
            out.push_str(&format!("{READ}{read}</ins>"));
        }
        out.push_str(&format!("{PRINTED}{text}</del>"));
    }
}

/// Writes a piece of HTML, each text between its tags as `around` has it; marks of notes are left alone.
fn wrap(out: &mut String, html: &str, around: &mut dyn Around) {
    let mut rest = html;
    while !rest.is_empty() {
        let length = match rest.find('<') {
            Some(0) if rest.starts_with(MARK) => rest.find("</sup>").map_or(rest.len(), |at| at + "</sup>".len()),
            Some(0) => rest.find('>').map_or(rest.len(), |at| at + 1),
            Some(at) => at,
            None => rest.len(),
        };
        let (part, after) = rest.split_at(length);
        // White space between the tags of a table takes no span.
        if part.starts_with('<') || part.trim().is_empty() {
            out.push_str(part);
        } else {
            around.write(out, part);
        }
        rest = after;
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
            &[
                Words { id: "fig-a1-1", quote: "trên 5 m²", lead: None },
                Words { id: "fig-a1-2", quote: "> 3", lead: None },
            ],
        );
        assert_eq!(
            marked,
            "<p id=\"a1\">Đạt <strong><span class=\"figure\" id=\"fig-a1-1\">trên 5</span></strong><span class=\"figure\"> m</span><sup><span class=\"figure\">2</span></sup><sup class=\"mark\"><a>1</a></sup> sàn <span class=\"figure\" id=\"fig-a1-2\">&gt; 3</span></p><p id=\"b\">x</p>"
        );
        assert_eq!(mark(html, Some("a1"), &[Words { id: "x", quote: "không có", lead: None }]), html);
        let item = "<li id=\"a1\">\n<p>Hơn 9%.</p>\n<p>9%</p></li>";
        assert_eq!(
            mark(item, Some("a1"), &[Words { id: "x", quote: "9%", lead: None }]),
            "<li id=\"a1\">\n<p>Hơn <span class=\"figure\" id=\"x\">9%</span>.</p>\n<p>9%</p></li>"
        );
    }

    #[test]
    fn words_lead_where_no_link_is() {
        let lead = |html: &str| {
            let words = Words { id: "x", quote: "5 xã", lead: Some("../concepts/a.html".to_owned()) };
            mark(html, None, &[words])
        };
        let led = "<p>Đạt <a class=\"figure-lead\" href=\"../concepts/a.html\"><span class=\"figure\" id=\"x\">5 xã</span></a></p>";
        assert_eq!(lead("<p>Đạt 5 xã</p>"), led);
        for html in ["<p>Theo <a href=\"b\">đạt 5 xã</a></p>", "<p>Đạt 5 <a href=\"b\">xã</a></p>"] {
            assert!(!lead(html).contains("figure-lead"), "{html}");
        }
    }

    #[test]
    fn every_shape_of_a_block() {
        let found = |html: &str, quote: &str| {
            let marked = mark(html, Some("a"), &[Words { id: "x", quote, lead: None }]);
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
