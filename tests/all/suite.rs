//! Tests in plain text: `tests/suite/*.md`, each case an input, a line with a dot, the expected output.
//!
//! The first line of a file names its door: `door: render`, `door: link` (or another one of [`door`]). A case is
//! a fenced block of three or more backticks; the words between the cases are for the reader:
//!
//!     ```
//!     Một đoạn[^1].
//!
//!     [^1]: Lời.
//!     .
//!     <p …
//!     ```
//!
//! `UPDATE_SUITE=1 cargo test --test all suite::` writes the outputs anew; look at the difference.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use ibid::diagnostic::Diagnostic;
use ibid::pipeline::{BuildOptions, build, read_and_link};
use ibid::search::index::index;
use ibid::search::units::units;
use ibid::tree::FileTree;

/// The folder of the cases.
const SUITE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/suite");

/// A door: from the input of a case to its output.
type Door = fn(&str) -> String;

/// The doors by their names. A new room adds its own here.
fn door(name: &str) -> Option<Door> {
    match name {
        "render" => Some(through_render),
        "link" => Some(through_link),
        "import" => Some(through_import),
        "title" => Some(through_title),
        "search" => Some(through_search),
        "indicators" => Some(through_indicators),
        _ => None,
    }
}

/// A piece of a file: words between cases, or a case.
enum Piece {
    Words(String),
    Case { fence: String, line: usize, input: String, output: String },
}

/// Parts a file into pieces.
fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut lines = text.lines().enumerate();
    while let Some((index, line)) = lines.next() {
        if !line.starts_with("```") {
            pieces.push(Piece::Words(line.to_owned()));
            continue;
        }
        let fence: String = line.chars().take_while(|c| *c == '`').collect();
        let body: Vec<&str> = lines.by_ref().map(|(_, line)| line).take_while(|line| *line != fence).collect();
        let dot = body.iter().position(|line| *line == ".").unwrap_or(body.len());
        let join = |lines: &[&str]| lines.iter().map(|line| format!("{line}\n")).collect::<String>();
        pieces.push(Piece::Case {
            fence,
            line: index + 1,
            input: join(&body[..dot]),
            output: join(body.get(dot + 1..).unwrap_or_default()),
        });
    }
    pieces
}

#[test]
fn suite() {
    let update = std::env::var_os("UPDATE_SUITE").is_some();
    let mut faults = String::new();
    let mut files: Vec<_> = fs::read_dir(SUITE).expect("the suite").filter_map(Result::ok).collect();
    files.sort_by_key(fs::DirEntry::path);
    for file in files {
        let text = fs::read_to_string(file.path()).expect("a text file");
        let name = text.lines().next().and_then(|line| line.strip_prefix("door: ")).unwrap_or_default();
        let door = door(name);
        assert!(door.is_some(), "{}: the first line names no door", file.path().display());
        let Some(door) = door else { continue };
        let written = run(&file.path(), &text, door, &mut faults);
        if update {
            fs::write(file.path(), written).expect("a file that can be written");
        }
    }
    assert!(update || faults.is_empty(), "{faults}");
}

/// Runs the cases of a file; gives the file with the outputs as they are now.
fn run(path: &Path, text: &str, door: Door, faults: &mut String) -> String {
    let mut written = String::new();
    for piece in pieces(text) {
        match piece {
            Piece::Words(line) => written.push_str(&format!("{line}\n")),
            Piece::Case { fence, line, input, output } => {
                let actual = door(&input);
                if actual != output {
                    let _ = writeln!(
                        faults,
                        "{}:{line}\n--- input\n{input}--- expected\n{output}--- actual\n{actual}",
                        path.display()
                    );
                }
                let _ = write!(written, "{fence}\n{input}.\n{actual}{fence}\n");
            }
        }
    }
    written
}

/// An edition with one report of one page. Input that begins with `---` has front matter of its own.
fn edition(input: &str) -> FileTree {
    let page = match input.starts_with("---") {
        true => input.to_owned(),
        false => format!("---\ntitle: T\nid: page\nlevel: 1\n---\n{input}"),
    };
    // Only what the door is about: the text and the notes.
    let template = "{{ page.content | safe }}\n{% for note in page.notes %}[{{ note.id }}] {{ note.content | safe }}\n{% endfor %}";
    let mut tree = FileTree::new();
    for (path, text) in [
        ("edition.yaml", "title: E\nlanguage: vi\n"),
        ("content/_index.md", "---\ntitle: E\n---\n"),
        ("content/r/_index.md", "---\ntitle: R\n---\n"),
        ("content/r/p.md", page.as_str()),
        ("templates/section.html", template),
    ] {
        tree.insert(path, text).expect("a path inside");
    }
    tree
}

/// Line and column in the input, code.
fn told(diagnostics: &[Diagnostic], input: &str) -> String {
    let added = if input.starts_with("---") { 0 } else { 5 };
    let place = |said: &Diagnostic| match &said.span {
        Some(span) => format!("{}:{}", span.line.saturating_sub(added), span.column),
        None => "-".to_owned(),
    };
    let line = |said: &Diagnostic| format!("{} {} {}\n", said.severity, place(said), said.code);
    diagnostics.iter().map(line).collect()
}

/// Markdown to HTML, then the diagnostics.
fn through_render(input: &str) -> String {
    let built = build(&edition(input), &BuildOptions::default());
    let html = built.value.text("r/p.html").unwrap_or_default();
    let lines: String = html.lines().filter(|line| !line.is_empty()).map(|line| format!("{line}\n")).collect();
    lines + &told(&built.diagnostics, input)
}

/// Markdown to outline, blocks and notes, then the diagnostics.
fn through_link(input: &str) -> String {
    let checked = read_and_link(&edition(input), &BuildOptions::default());
    let (edition, links) = checked.value;
    let mut out = String::new();
    for links in links.reports.values() {
        for section in &links.sections {
            let head = [section.number.as_deref(), section.label.as_deref()];
            let head: String = head.into_iter().flatten().map(|word| format!("<{word}> ")).collect();
            let parent = section.parent.as_deref().unwrap_or("-");
            let _ = writeln!(out, "section {} {} below {parent}: {head}{}", section.level, section.id, section.title);
        }
        for block in &links.blocks {
            let page = edition.reports.iter().flat_map(|r| r.all_pages()).nth(block.page);
            let element = page.and_then(|page| page.elements.get(block.element));
            let Some(ibid::model::page::Element::Block(element)) = element else { continue };
            let section = block.section.as_deref().unwrap_or("-");
            let id = if element.id_given { &block.id } else { "*" };
            let _ = writeln!(out, "{} {id} in {section}: {}", element.kind.name(), element.text.replace('\n', " / "));
        }
        for note in &links.notes {
            let marks: Vec<&str> = note.marks.iter().map(|mark| mark.block.as_str()).collect();
            let text = note.text.replace('\n', " / ");
            let _ = writeln!(out, "note {} [^{}] from {}: {text}", note.number, note.label, marks.join(" "));
        }
        for mark in &links.missing {
            let _ = writeln!(out, "missing {} [^{}]", mark.number, mark.label);
        }
    }
    out + &told(&checked.diagnostics, input)
}

/// What import makes of a source: title lines, outline, blocks with their lines, notes with what calls them, codes.
fn through_import(input: &str) -> String {
    let source = match ibid::source::Source::from_bytes("source.md", input.as_bytes()) {
        Ok(source) => source,
        Err(error) => return format!("{error}\n"),
    };
    let read = ibid::import::import(&source);
    let mut out = String::new();
    for report in &read.value.reports {
        write_report(&mut out, report);
    }
    for ledger in read.value.ledgers.iter().filter(|ledger| !ledger.reconciles()) {
        let _ = writeln!(out, "ledger: lost {:?}, added {:?}", ledger.lost, ledger.added);
    }
    out + &told(&read.diagnostics, "---")
}

/// What the head of each report says, a fact a line, and what stands outside the reports.
fn through_title(input: &str) -> String {
    let source = ibid::source::Source::from_bytes("source.md", input.as_bytes()).expect("a text");
    let read = ibid::import::import(&source).value;
    let mut out = String::new();
    for report in &read.reports {
        let _ = writeln!(out, "{} ({}): {}", report.id, report.lang, report.title);
        let facts = [
            ("issuer", &report.issuer),
            ("kind", &report.document_kind),
            ("number", &report.document_number),
            ("place", &report.place),
            ("place of issue", &report.place_of_issue),
            ("date", &report.date),
        ];
        for (name, value) in facts {
            let _ = writeln!(out, "  {name}: {}", value.as_deref().unwrap_or("-"));
        }
    }
    for text in read.front.iter().chain(&read.back) {
        let _ = writeln!(out, "outside: {text}");
    }
    for ledger in read.ledgers.iter().filter(|ledger| !ledger.reconciles()) {
        let _ = writeln!(out, "ledger: lost {:?}, added {:?}", ledger.lost, ledger.added);
    }
    out
}

/// The figures that import proposes, a line each: bound, value, unit, time, kind, name; the words it reads them from below.
fn through_indicators(input: &str) -> String {
    let source = ibid::source::Source::from_bytes("source.md", input.as_bytes()).expect("a text");
    let read = ibid::import::import(&source).value;
    let mut out = String::new();
    for one in read.reports.iter().flat_map(|report| &report.indicators) {
        let (low, high) = one.bounds().unwrap_or_default();
        let value = if low < high { format!("{low}..{high}") } else { low.to_string() };
        let (op, unit) = (one.op.sign(), if one.unit.is_empty() { "-" } else { &one.unit });
        let period = one.period.as_deref().unwrap_or("-");
        let _ = writeln!(out, "{op} {value} | {unit} | {period} | {} | {}", one.kind.name(), one.name);
        let _ = writeln!(out, "    {}", one.quote);
    }
    out
}

fn write_report(out: &mut String, report: &ibid::model::report::Report) {
    use ibid::model::report::Item;
    let known = |value: &Option<String>| value.clone().unwrap_or_else(|| "-".to_owned());
    let kind = format!("{:?}", report.kind).to_lowercase();
    let _ =
        writeln!(out, "{kind} {} | {} | {} | {}", report.id, report.title, known(&report.place), known(&report.date));
    for item in &report.flow {
        match item {
            Item::Section(index) => {
                let section = &report.sections[*index];
                let head = section.label.as_ref().or(section.number.as_ref()).map(|head| format!("[{head}] "));
                let _ = writeln!(out, "{} {}{}", "#".repeat(section.level), head.unwrap_or_default(), section.title);
            }
            Item::Block(index) => {
                let block = &report.blocks[*index];
                let lines: Vec<String> = block.lines.iter().map(|(a, b)| format!("{a}-{b}")).collect();
                let _ = writeln!(out, "{} {}: {}", block.kind.name(), lines.join("+"), block.text.replace('\n', "/"));
            }
        }
    }
    for note in &report.notes {
        let repair = note.repair.as_ref().map(|why| format!(" ({why})")).unwrap_or_default();
        let text = note.paragraphs.join(" ¶ ");
        let _ = writeln!(
            out,
            "note {} printed {} called at {:?}{repair}: {text}",
            note.number, note.label, note.references
        );
    }
}

/// Markdown to units and their places, then the keys with their spellings; the pages outside the report are left out.
fn through_search(input: &str) -> String {
    let (edition, links) = read_and_link(&edition(input), &BuildOptions::default()).value;
    let units: Vec<_> = units(&edition, &links).into_iter().filter(|unit| unit.page == "r/p.html").collect();
    let index = index(&units);
    let mut out = String::new();
    for (number, (unit, starts)) in units.iter().zip(&index.starts).enumerate() {
        let (length, heading) = index.lengths[number];
        let _ = writeln!(out, "unit {number} of {length} tokens, {heading} in the heading, below {:?}", unit.above);
        for (piece, start) in unit.pieces.iter().zip(starts) {
            let note = piece.note.map_or_else(String::new, |number| format!(" note {number}"));
            let _ = writeln!(out, "  {start} #{}{note}: {}", piece.anchor, piece.text.replace('\n', " / "));
        }
    }
    for (key, spellings) in &index.keys {
        let spelled = spellings.iter().map(|(spelling, places)| {
            let places: Vec<String> = places.iter().map(|(unit, place)| format!("{unit}.{place}")).collect();
            format!(" {} {}", spelling.escape_debug(), places.join(" "))
        });
        let _ = writeln!(out, "{key}:{}", spelled.collect::<Vec<_>>().join(","));
    }
    out
}
