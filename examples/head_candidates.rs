//! Prints what may be title and facts of each file, with what speaks for it, as JSON lines: what
//! `scripts/train_head.py` trains the weights of the head on. `cargo run --example head_candidates -- FILE...`

use std::io::Write as _;

use ibid::import;
use ibid::pipeline;

fn main() -> std::io::Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path)?;
        let Ok(source) = pipeline::read_source(&path, bytes) else { continue };
        let mut slots = serde_json::Map::new();
        for (slot, value, features) in import::head_candidates(&source.value) {
            let candidate = serde_json::json!({"value": value, "features": features});
            let all = slots.entry(slot).or_insert_with(|| serde_json::json!([]));
            all.as_array_mut().into_iter().for_each(|all| all.push(candidate.clone()));
        }
        slots.insert("file".to_owned(), path.into());
        writeln!(out, "{}", serde_json::Value::Object(slots))?;
    }
    Ok(())
}
