//! Blocks written for a page: each stays the one block that it is meant to be, whatever signs its text begins with.
//!
//! In: inline Markdown of a page, or a table or code of a source. Out: Markdown for the page's body. What always holds: no
//! line of it opens another block, a definition or two readings of a merge; no blank line parts it.

use super::conflict;
use super::foreign::foreign_inline;
use super::plain::allowed_tag;

/// A block of foreign text, by the signs that it begins with: rows, a table in HTML, fenced code, words.
#[must_use]
pub fn foreign_block(text: &str) -> String {
    if text.starts_with('|') || text.starts_with("<table") && text.contains("</table>") {
        table(text)
    } else if text.contains('\n') && (text.starts_with("```") || text.starts_with("~~~")) {
        code(text)
    } else {
        paragraph(&foreign_inline(text))
    }
}

/// A paragraph, or an item with its sign: `- a`, `+ a`, `1. a`, `2) a`.
#[must_use]
pub fn paragraph(text: &str) -> String {
    let (sign, rest) = item_sign(text);
    format!("{sign}{}", running(rest))
}

/// Words that are neither a list nor any other block: those of a note or a quotation.
#[must_use]
pub fn running(text: &str) -> String {
    let lines = text.split('\n').map(|line| line.trim_start_matches([' ', '\t']));
    let lines: Vec<String> = lines.filter(|line| !line.trim().is_empty()).map(guarded).collect();
    unattributed(lines.join("\n"))
}

/// A text whose last brace would close attributes, or whose last `#` the heading, has a backslash before it.
fn unattributed(text: String) -> String {
    match text.strip_suffix(['#', '}']) {
        Some(words) if !words.ends_with('\\') => format!("{words}\\{}", &text[words.len()..]),
        _ => text,
    }
}

/// The words of a heading, on one line.
#[must_use]
pub fn heading_words(text: &str) -> String {
    unattributed(crate::text::fold_space(text))
}

/// The sign of a list's item that a text begins with: "- ", "1. "; empty for none.
#[must_use]
pub fn sign_of_item(text: &str) -> String {
    item_sign(text).0
}

/// The sign of a list's item that a text begins with, and the words after it.
fn item_sign(text: &str) -> (String, &str) {
    let text = text.trim_start_matches([' ', '\t']);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let length = match text.as_bytes().get(digits) {
        Some(b'-' | b'+') if digits == 0 => 1,
        // Longer numbers are years.
        Some(b'.' | b')') if (1..=2).contains(&digits) => digits + 1,
        _ => return (String::new(), text),
    };
    let (sign, rest) = text.split_at(length);
    let words = rest.trim_start_matches([' ', '\t']);
    if words.len() < rest.len() && !words.trim().is_empty() && !words.starts_with('\n') {
        (format!("{sign} "), words)
    } else {
        (String::new(), text)
    }
}

/// A line whose first signs Markdown would take for something else has a backslash before them.
fn guarded(line: &str) -> String {
    match sign_at(line) {
        Some(at) => format!("{}\\{}", &line[..at], &line[at..]),
        None => line.to_owned(),
    }
}

/// Where a line has a sign that makes it more than words.
fn sign_at(line: &str) -> Option<usize> {
    let bare = line.trim_end();
    let digits = bare.bytes().take_while(u8::is_ascii_digit).count();
    let parted = |from: usize| bare.as_bytes().get(from).is_none_or(|b| b" \t".contains(b));
    let all = |signs: &str| bare.chars().all(|c| signs.contains(c) || c == ' ' || c == '\t');
    let is_block = match *bare.as_bytes().first()? {
        b'#' | b'>' | b'|' | b'=' => true,
        b'-' | b'+' | b'*' => parted(1) || all("-") || all("*") || all("-:|"),
        b'_' => all("_"),
        b':' => all("-:|"),
        b'`' | b'~' => bare.starts_with("```") || bare.starts_with("~~~"),
        b'<' => opens_html(bare) || conflict::is_marker(bare),
        b'[' if bare.starts_with("[^") => {
            let colon = bare.find("]:").filter(|at| !bare[..*at].contains(']'));
            return colon.map(|at| at + 1);
        }
        b'[' => bare.contains("]:"),
        b'0'..=b'9' if digits < 10 => {
            let is_number = matches!(bare.as_bytes().get(digits), Some(b'.' | b')')) && parted(digits + 1);
            return is_number.then_some(digits);
        }
        _ => false,
    };
    is_block.then_some(0)
}

/// Whether a line can open a block of HTML: all that begins like a tag, unless it is one of a page's own with words behind.
fn opens_html(line: &str) -> bool {
    let is_tag = line[1..].starts_with(|c: char| c.is_ascii_alphabetic() || "/!?".contains(c));
    let end = line.find('>').map_or(line.len(), |at| at + 1);
    let is_link = line[..end].contains([':', '@']) && !line[1..end].contains([' ', '\t', '<']);
    is_tag && !is_link && (allowed_tag(&line[..end]).is_none() || line[end..].trim().is_empty())
}

/// Fenced code of a source, its first and last line being the fences.
#[must_use]
pub fn code(text: &str) -> String {
    let lines: Vec<&str> = text.split('\n').collect();
    let (first, inner) = lines.split_first().map_or(("", &[][..]), |(first, rest)| (first.trim(), rest));
    let sign = if first.starts_with('~') { '~' } else { '`' };
    let inner = match inner.split_last() {
        Some((last, inner)) if last.trim().chars().all(|c| c == sign) => inner,
        _ => inner,
    };
    let run = |line: &str| line.trim_start().chars().take_while(|c| *c == sign).count();
    let longest = inner.iter().map(|line| run(line)).max().unwrap_or(0);
    let fence = sign.to_string().repeat(run(first).max(longest + 1).max(3));
    let mut out = format!("{fence}{}\n", first.trim_start_matches(sign));
    for line in inner {
        // A space keeps the line from opening two readings.
        let space = if conflict::is_marker(line) { " " } else { "" };
        out.push_str(&format!("{space}{line}\n"));
    }
    out + &fence
}

/// A table of a source: rows of `|`, or HTML.
#[must_use]
pub fn table(text: &str) -> String {
    if text.starts_with('<') { html_table(text) } else { rows(text) }
}

/// A table in rows: each cell is words, no cell stands beyond the heads.
fn rows(text: &str) -> String {
    let lines: Vec<&str> = text.split('\n').map(str::trim).filter(|line| !line.is_empty()).collect();
    let is_table = lines.get(1).is_some_and(|line| is_rule(line));
    let mut rows: Vec<Vec<String>> = lines.iter().map(|line| cells(line)).collect();
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut written = Vec::new();
    for (at, row) in rows.iter_mut().enumerate() {
        let is_ruled = is_rule(lines[at]);
        let is_short = is_table && at < 2 && row.len() < columns;
        if is_short {
            row.resize(columns, if at == 1 { "---" } else { " " }.to_owned());
        }
        let line = if is_ruled && at > 1 && !is_table { format!("\\{}", lines[at]) } else { lines[at].to_owned() };
        let words: Vec<String> =
            row.iter().map(|cell| if is_ruled { cell.clone() } else { foreign_inline(cell) }).collect();
        // What stands in braces at the end of a row without its last bar would be the row's attributes.
        let is_open = line.ends_with('}');
        written.push(if is_short || is_open || words != *row { format!("|{}|", words.join("|")) } else { line });
    }
    written.join("\n")
}

/// The row that parts the heads of a table from its rows.
#[must_use]
pub fn is_rule(line: &str) -> bool {
    line.contains('-') && line.chars().all(|c| "|-: \t".contains(c))
}

/// The cells of a row, as they stand between its bars.
#[must_use]
pub fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut escaped = false;
    for c in line.strip_prefix('|').unwrap_or(line).chars() {
        match cells.last_mut() {
            Some(cell) if c != '|' || escaped => cell.push(c),
            _ => cells.push(String::new()),
        }
        escaped = c == '\\' && !escaped;
    }
    if cells.len() > 1 && cells.last().is_some_and(|cell| cell.trim().is_empty()) {
        cells.pop();
    }
    cells
}

/// Tags that a table in HTML keeps.
const TABLE_TAGS: [&str; 27] = [
    "table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "colgroup", "col", "p", "div", "span", "br", "b",
    "i", "u", "s", "em", "strong", "small", "sup", "sub", "ul", "ol", "li", "a",
];

/// A table in HTML without blank lines; of links the words stay, and tags that are no part of tables are letters.
fn html_table(html: &str) -> String {
    let lines: Vec<&str> = html.split('\n').filter(|line| !line.trim().is_empty()).collect();
    let html = lines.join("\n");
    let mut out = String::with_capacity(html.len());
    let mut rest = html.as_str();
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let name = rest[1..].trim_start_matches('/');
        let name = &name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())];
        let end = rest.find('>').filter(|end| !rest[1..*end].contains('<')).map(|end| end + 1);
        match end {
            Some(end) if name.eq_ignore_ascii_case("a") => rest = &rest[end..],
            Some(end) if TABLE_TAGS.iter().any(|tag| tag.eq_ignore_ascii_case(name)) => {
                out.push_str(&rest[..end]);
                rest = &rest[end..];
            }
            _ => {
                out.push_str("&lt;");
                rest = &rest[1..];
            }
        }
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_stay_paragraphs_and_items_keep_their_sign() {
        for same in ["1. Được sự quan tâm", "- Một", "+ Hai", "(1) Ba", "*a* b", "[^1] c", "<sup>a</sup> b", "5 < 6"]
        {
            assert_eq!(paragraph(same), same);
        }
        for (text, written) in [
            ("2025. Năm qua", "2025\\. Năm qua"),
            ("1.     Một", "1. Một"),
            ("1.", "1\\."),
            ("1. 2. Một", "1. 2\\. Một"),
            ("- # Một", "- \\# Một"),
            ("[7]: chữ", "\\[7]: chữ"),
            ("[^7]: chữ", "[^7]\\: chữ"),
            ("    Một", "Một"),
            ("Một  \n# Hai  \n\n    ba\n===", "Một  \n\\# Hai  \nba\n\\==="),
            ("a | b\n---|---", "a | b\n\\---|---"),
            ("<<<<<<< Một", "\\<<<<<<< Một"),
            ("<br>", "\\<br>"),
            ("```", "\\```"),
        ] {
            assert_eq!(paragraph(text), written);
        }
        assert_eq!(running("1. Một {#a}"), "1\\. Một {#a\\}");
        assert_eq!(heading_words("Một #  \n{a}"), "Một # {a\\}");
    }

    #[test]
    fn code_ends_with_its_fence() {
        assert_eq!(code("```rust\na\n```"), "```rust\na\n```");
        assert_eq!(code("````\n```\n<<<<<<< a\n````"), "````\n```\n <<<<<<< a\n````");
        assert_eq!(code("```\n````\n```"), "`````\n````\n`````");
    }

    #[test]
    fn tables_keep_all_cells() {
        assert_eq!(table("| a | b |\n|---|:-:|\n| `c` | d |"), "| a | b |\n|---|:-:|\n| `c` | d |");
        assert_eq!(table("| a |\n|---|\n| b | c |"), "| a | |\n|---|---|\n| b | c |");
        assert_eq!(table("| a |\n| b |\n|---|"), "| a |\n| b |\n\\|---|");
        assert_eq!(table("| <div>a \\| b | [c](#d) |"), "| \\<div\\>a \\| b | c |");
        assert_eq!(
            table("<table>\n\n<tr><td>a <x> <a href=\"#b\">c</a></td></tr></table> <!-- d"),
            "<table>\n<tr><td>a &lt;x> c</td></tr></table> &lt;!-- d"
        );
    }
}
