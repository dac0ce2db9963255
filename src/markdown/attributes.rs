//! Attribute lists that end a block: ` {#k7f2 .letterhead}`.
//!
//! In: a body and its events. Out: each list with its bytes and the block that it belongs to.
//! What always holds: lists do not overlap, come in order, and hold at least one id or class.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

/// An event and the bytes of the prepared text that it came from.
pub type Ranged<'a> = (Event<'a>, Range<usize>);

/// An attribute list of a block.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Attributes {
    /// The id, without `#`.
    pub id: Option<String>,
    /// The classes, without `.`.
    pub classes: Vec<String>,
    /// The bytes of the list in the body.
    pub range: Range<usize>,
    /// Where the words that it ends begin; for a list that stands alone, where it stands itself.
    pub owner: usize,
    /// Whether it is a paragraph of its own, and so belongs to the block before.
    pub alone: bool,
}

/// Finds the attribute lists of a body.
pub(super) fn find(body: &str, events: &[Ranged<'_>]) -> Vec<Attributes> {
    let mut found = Vec::new();
    let mut run: Option<Range<usize>> = None;
    let mut closed_to = 0;
    let mut in_table = false;
    for (event, range) in events {
        if is_block_edge(event)
            && let Some(words) = run.take()
        {
            found.extend(list_at_end(body, words));
        }
        match event {
            Event::Start(Tag::Table(_)) => in_table = true,
            Event::End(TagEnd::Table) => {
                in_table = false;
                found.extend(last_row(body, range));
            }
            Event::Start(Tag::CodeBlock(_)) => closed_to = range.end,
            _ if is_inline(event) && !in_table && range.start >= closed_to => {
                let start = run.as_ref().map_or(range.start, |words| words.start);
                let end = run.as_ref().map_or(range.end, |words| words.end.max(range.end));
                run = Some(start..end);
            }
            _ => {}
        }
    }
    found.sort_by_key(|list| list.range.start);
    found
}

/// Whether an event opens or closes something that holds blocks or lines of text.
fn is_block_edge(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => !is_inline_tag(&tag.to_end()),
        Event::End(tag) => !is_inline_tag(tag),
        Event::Rule | Event::Html(_) => true,
        _ => false,
    }
}

fn is_inline(event: &Event<'_>) -> bool {
    !is_block_edge(event)
}

fn is_inline_tag(tag: &TagEnd) -> bool {
    matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image)
}

/// The list at the end of a run of words.
fn list_at_end(body: &str, words: Range<usize>) -> Option<Attributes> {
    let text = body.get(words.clone())?.trim_end();
    let open = text.rfind('{')?;
    let before = &text[..open];
    let parted = before.is_empty() || before.ends_with(char::is_whitespace);
    let inner = text[open + 1..].strip_suffix('}')?;
    if !parted {
        return None;
    }
    let mut list = parse(inner)?;
    list.range = words.start + open..words.start + text.len();
    list.owner = words.start;
    list.alone = before.trim().is_empty();
    Some(list)
}

/// The list that stands in a table's last row, alone.
fn last_row(body: &str, table: &Range<usize>) -> Option<Attributes> {
    let text = body.get(table.clone())?.trim_end();
    let start = text.rfind('\n')? + 1;
    let row = &text[start..];
    let mut list = parse(row.trim().strip_prefix('{')?.strip_suffix('}')?)?;
    list.range = table.start + start..table.start + text.len();
    list.owner = table.start;
    Some(list)
}

/// `#k7f2 .letterhead`; none when anything else stands there.
fn parse(inner: &str) -> Option<Attributes> {
    let mut list = Attributes::default();
    for token in inner.split_whitespace() {
        let (sign, name) = (token.chars().next()?, token.get(1..)?);
        if name.is_empty() || !name.chars().all(|c| c.is_alphanumeric() || "-_.:".contains(c)) {
            return None;
        }
        match sign {
            '#' => list.id = Some(name.to_owned()),
            '.' => list.classes.push(name.to_owned()),
            _ => return None,
        }
    }
    (list.id.is_some() || !list.classes.is_empty()).then_some(list)
}
