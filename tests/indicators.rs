//! Indicators.
mod support;

use ibid::import::import;
use ibid::source::Source;

#[test]
fn dump() {
    let Some(path) = std::env::var_os("IBID_DUMP") else { return };
    let text = std::fs::read(path).expect("a file");
    let source = Source::from_bytes("seed.txt", &text).expect("text");
    let start = std::time::Instant::now();
    let read = import(&source).value;
    eprintln!("import {:?}", start.elapsed());
    for report in &read.reports {
        println!("## {}", report.id);
        for i in &report.indicators {
            let line = match i.note() {
                Some(n) => report.notes.iter().find(|note| note.number.to_string() == n).map_or(0, |n| n.lines[0].0),
                None => report.blocks.iter().find(|b| b.id == i.at).map_or(0, |b| b.lines[0].0),
            };
            let v = i.value.map_or_else(|| format!("{}..{}", i.low.unwrap(), i.high.unwrap()), |v| v.to_string());
            println!(
                "{line}\t{}\t{}{v}\t{}\t{}\t{}\t{}",
                i.name,
                i.op.sign(),
                i.unit,
                i.period.as_deref().unwrap_or("-"),
                i.kind.name(),
                i.quote
            );
        }
    }
}
