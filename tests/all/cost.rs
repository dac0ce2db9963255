//! What linking costs as editions grow: `cargo test --release --test all cost:: -- --ignored --nocapture`.
//!
//! The editions are made up (`support/volume.rs` says how). Time is that of the thread on a processor, so that a busy
//! machine counts for less; the least of several runs is taken. For instruction counts, which hardly vary, run one
//! size under a profiler: `IBID_PARAGRAPHS=10000 valgrind --tool=callgrind <the test binary> --ignored cost::link_once`.

use crate::support::volume::{Growth, folder};
use ibid::edition;
use ibid::model::edition::Edition;

fn edition_of(paragraphs: usize, growth: Growth) -> Edition {
    edition::read(&folder(paragraphs, growth)).value
}

/// Seconds that this thread has had a processor; the clock's where the system does not say.
fn on_processor() -> f64 {
    let said = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = said.and_then(|said| said.split(' ').next()?.parse::<f64>().ok());
    let now = || std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0.0, |d| d.as_secs_f64());
    nanoseconds.map_or_else(now, |nanoseconds| nanoseconds / 1e9)
}

/// The least of several runs, each over as many links as are worth measuring.
fn seconds_to_link(edition: &Edition, runs: usize, times: usize) -> f64 {
    let run = |_| {
        let start = on_processor();
        for _ in 0..times {
            assert!(!ibid::link::link(edition).value.parallels.is_empty());
        }
        (on_processor() - start) / times as f64
    };
    (0..runs).map(run).fold(f64::MAX, f64::min)
}

#[test]
#[ignore = "a measurement: run it in release"]
fn cost_is_near_linear() {
    let mut grown = Vec::new();
    for growth in [Growth::MoreReports, Growth::LongerReports] {
        let small = seconds_to_link(&edition_of(960, growth), 5, 8);
        let large = seconds_to_link(&edition_of(96_000, growth), 3, 1);
        println!(
            "{growth:?}: 960 paragraphs {:.1} ms, 96,000 {:.1} ms: {:.0} times",
            small * 1e3,
            large * 1e3,
            large / small
        );
        grown.push(large / small);
    }
    assert!(grown.iter().all(|times| *times <= 130.0), "{grown:?}");
}

#[test]
#[ignore = "for a profiler: links once, so many paragraphs as IBID_PARAGRAPHS says"]
fn link_once() {
    let paragraphs = std::env::var("IBID_PARAGRAPHS").ok().and_then(|n| n.parse().ok()).unwrap_or(960);
    let growth = if std::env::var_os("IBID_LONGER").is_some() { Growth::LongerReports } else { Growth::MoreReports };
    let links = ibid::link::link(&edition_of(paragraphs, growth)).value;
    println!(
        "{} parallels, {} discrepancies, {} documents",
        links.parallels.len(),
        links.discrepancies.len(),
        links.documents.len()
    );
}
