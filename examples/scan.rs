//! Shows what a reader makes of a file: `cargo run --example scan -- report.pdf` prints each line with its region, shape,
//! size and what parts it from the line before; `--text` prints the text that import gets.

use std::io::Write as _;

use ibid::read::{self, Format, ReadOptions};

fn main() -> std::io::Result<()> {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let as_text = arguments.iter().any(|argument| argument == "--text");
    arguments.retain(|argument| argument != "--text");
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for path in arguments {
        let bytes = std::fs::read(&path)?;
        let scan = match read::format(&bytes) {
            Format::Pdf => read::pdf(&path, bytes),
            _ => read::office(&path, bytes, &ReadOptions::default()),
        };
        let scan = match scan {
            Ok(scan) => scan,
            Err(error) => {
                writeln!(out, "{path}: {error}; {}", error.hint())?;
                continue;
            }
        };
        if as_text {
            out.write_all(read::text(&scan.value).text.as_bytes())?;
            continue;
        }
        for page in &scan.value.pages {
            writeln!(out, "=== {} {}", page.number, page.printed.as_deref().unwrap_or("-"))?;
            for line in &page.lines {
                let region = line.region.map_or("-".to_owned(), |region| format!("{region:?}"));
                let size = line.print_size.unwrap_or(0);
                writeln!(out, "{region:<11} {:?} {size} +{} | {}", line.shape, line.blank_before, line.text)?;
            }
        }
        for diagnostic in &scan.diagnostics {
            writeln!(out, "{}", diagnostic.render(false))?;
        }
    }
    Ok(())
}
