//! The lines of a drawn cell as its words: what is one line of the print, and its emphasis.

/// The lines of the print in a cell: a break, a blank line or an item's sign parts them; the others are one running text.
/// Emphasis is closed and opened again where a line ends; lines without letters or digits are rules and are left out.
#[must_use]
pub fn pieces(cell: &[String]) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut opens = true;
    for line in cell {
        let line = line.trim();
        let (words, is_hard) = without_break(line, pieces.first().map_or(line, String::as_str));
        let is_item = ["- ", "* ", "+ "].iter().any(|sign| words.starts_with(sign));
        match pieces.last_mut().filter(|_| !opens && !is_item && !words.is_empty()) {
            Some(last) => *last = format!("{last} {words}"),
            None if words.is_empty() => {}
            None => pieces.push(words),
        }
        opens = is_hard || line.is_empty();
    }
    let mut open = 0;
    let balanced: Vec<String> = pieces.iter().map(|piece| balanced(piece, &mut open)).collect();
    balanced.into_iter().filter(|piece| piece.contains(char::is_alphanumeric)).collect()
}

/// A cell on one line.
#[must_use]
pub fn joined(pieces: &[String]) -> String {
    let escaped = |piece: &String| {
        let mut text = String::new();
        let mut last = ' ';
        for c in piece.chars() {
            if c == '|' && last != '\\' {
                text.push('\\');
            }
            text.push(c);
            last = c;
        }
        text
    };
    pieces.iter().map(escaped).collect::<Vec<_>>().join("<br>")
}

/// A line without the backslash that breaks it, and whether it has one; `first` is the cell's first line. Pandoc writes a
/// break at the end of bold words before the stars that close them.
fn without_break(line: &str, first: &str) -> (String, bool) {
    if let Some(words) = line.strip_suffix('\\').filter(|words| !words.ends_with('\\')) {
        return (words.trim_end().to_owned(), true);
    }
    let words = line.trim_end_matches('*');
    let stars = line.len() - words.len();
    let closes = stars == 2 || stars == 3 && first.starts_with("***");
    match words.strip_suffix('\\').filter(|_| closes) {
        Some(words) => (format!("{}{}", words.trim_end(), &line[line.len() - stars..]), true),
        None => (line.to_owned(), false),
    }
}

/// A line with its emphasis opened where the line before left it open, and closed at its end; signs that need no backslash
/// have none.
fn balanced(piece: &str, open: &mut usize) -> String {
    let mut text = "*".repeat(*open);
    let mut chars = piece.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' => {
                let next = chars.next();
                if next.is_none_or(|next| !".-+%\"'".contains(next)) {
                    text.push('\\');
                }
                text.extend(next);
            }
            '*' => {
                let mut run = 1;
                while chars.next_if_eq(&'*').is_some() {
                    run += 1;
                }
                *open = match (*open, run) {
                    (1, 2) | (2, 1) => 3,
                    (open, run) => open.abs_diff(run).min(3),
                };
                text.push_str(&"*".repeat(run));
            }
            _ => text.push(c),
        }
    }
    let trimmed = text.trim_end().len();
    text.truncate(trimmed);
    text + &"*".repeat(*open)
}
