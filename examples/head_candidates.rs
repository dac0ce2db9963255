//! Prints what may be title and facts of each file, with what speaks for it, as JSON lines: what
//! `scripts/train_head.py` trains the weights of the head on. `cargo run --example head_candidates -- FILE...`

use std::io::Write as _;

use ibid::import;
use ibid::pipeline;

fn main() -> std::io::Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for path in std::env::args().skip(1) {
        let Some(source) = source(&path)? else { continue };
        let mut slots = serde_json::Map::new();
        for (slot, value, features) in import::head_candidates(&source) {
            let candidate = serde_json::json!({"value": value, "features": features});
            let all = slots.entry(slot).or_insert_with(|| serde_json::json!([]));
            all.as_array_mut().into_iter().for_each(|all| all.push(candidate.clone()));
        }
        slots.insert("file".to_owned(), path.into());
        writeln!(out, "{}", serde_json::Value::Object(slots))?;
    }
    Ok(())
}

fn source(path: &str) -> std::io::Result<Option<ibid::source::Source>> {
    use ibid::source::{Beside, Metadata, Source, SourcePage};
    let key = path.replace('/', "_");
    let kept = format!("/work/tune/model/cache/{key}");
    let s = |m: &Option<String>| serde_json::json!(m);
    if let Ok(text) = std::fs::read_to_string(&kept) {
        let v: serde_json::Value = serde_json::from_str(&text).unwrap();
        let g = |v: &serde_json::Value| v.as_str().map(str::to_owned);
        let p = &v["p"];
        return Ok(Some(Source {
            name: path.to_owned(),
            text: g(&v["text"]).unwrap(),
            pages: v["pages"]
                .as_array()
                .unwrap()
                .iter()
                .map(|p| SourcePage { line: p[0].as_u64().unwrap() as usize, printed: g(&p[1]) })
                .collect(),
            beside: Beside {
                properties: Metadata {
                    title: g(&p[0]),
                    subtitle: g(&p[1]),
                    issuer: g(&p[2]),
                    date: g(&p[3]),
                    number: g(&p[4]),
                    kind: g(&p[5]),
                    language: g(&p[6]),
                },
                heads: v["heads"].as_array().unwrap().iter().filter_map(g).collect(),
            },
        }));
    }
    let bytes = std::fs::read(path)?;
    let Ok(read) = pipeline::read_source(path, bytes) else { return Ok(None) };
    let source = read.value;
    let m = &source.beside.properties;
    let v = serde_json::json!({"text": source.text, "pages": source.pages.iter().map(|p| serde_json::json!([p.line, p.printed])).collect::<Vec<_>>(),
        "p": [s(&m.title), s(&m.subtitle), s(&m.issuer), s(&m.date), s(&m.number), s(&m.kind), s(&m.language)], "heads": source.beside.heads});
    std::fs::write(kept, v.to_string())?;
    Ok(Some(source))
}
