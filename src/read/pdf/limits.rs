//! Bounds: how much a file may unpack to and how long reading it may go on.
//!
//! Time is counted in steps, not by a clock, so that the same file always ends the same way.

use std::io::Read;

use flate2::read::ZlibDecoder;
use hayro_syntax::Filter;
use hayro_syntax::object::Stream;

/// Steps of a whole file: operations and letters. A dense page has some ten thousand.
const MOST_STEPS: usize = 60_000_000;
/// A stream may unpack to this many bytes.
pub const LARGEST_STREAM: usize = 256 << 20;
/// All streams that are found in a file may unpack to this many bytes together.
const LARGEST_FILE: usize = 1 << 30;

/// What reading a file may still cost.
#[derive(Debug)]
pub struct Budget {
    steps: usize,
}

impl Budget {
    /// For a whole file.
    pub fn new() -> Self {
        Self { steps: MOST_STEPS }
    }

    /// Takes a step; false when none is left.
    pub fn step(&mut self) -> bool {
        self.steps = self.steps.saturating_sub(1);
        self.steps > 0
    }

    /// Whether the file was cut off for being too long.
    pub fn is_spent(&self) -> bool {
        self.steps == 0
    }
}

/// The bytes of a stream, when they are not too many.
pub fn decoded(stream: &Stream<'_>) -> Option<Vec<u8>> {
    fits(stream).then(|| stream.decoded_data().ok().map(std::borrow::Cow::into_owned)).flatten()
}

/// Whether a stream unpacks to few enough bytes.
pub fn fits(stream: &Stream<'_>) -> bool {
    let filters = stream.filters();
    let raw = stream.raw_data();
    if let [Filter::FlateDecode] = filters.as_slice() {
        return raw.len() < LARGEST_STREAM / 1100 || inflated(&raw, LARGEST_STREAM).0 < LARGEST_STREAM;
    }
    let grows = |filter: &Filter| match filter {
        Filter::FlateDecode => 1032,
        Filter::LzwDecode => 1366,
        Filter::RunLengthDecode => 64,
        _ => 1,
    };
    let most = filters.iter().fold(raw.len(), |most, filter| most.saturating_mul(grows(filter)));
    most < LARGEST_STREAM
}

/// How many bytes packed data unpacks to, counted up to `most`, and how many packed ones that took.
fn inflated(packed: &[u8], most: usize) -> (usize, usize) {
    let mut decoder = ZlibDecoder::new(packed);
    let mut buffer = [0; 1 << 14];
    let mut count = 0;
    while count < most {
        match decoder.read(&mut buffer) {
            Ok(read) if read > 0 => count += read,
            _ => break,
        }
    }
    (count, decoder.total_in() as usize)
}

/// Whether the packed streams of a file unpack to few enough bytes. Looked at before anything else reads the file, since
/// its own tables are packed, too.
pub fn file_fits(bytes: &[u8]) -> bool {
    let mut left = LARGEST_FILE;
    let mut at = 0;
    while let Some(found) = bytes[at..].windows(6).position(|window| window == b"stream") {
        at += found + 6;
        let head = match bytes.get(at..) {
            Some([b'\r', b'\n', ..]) => 2,
            Some([b'\n' | b'\r', ..]) => 1,
            _ => continue,
        };
        let data = &bytes[at + head..];
        if data.first().is_none_or(|first| first & 0x0F != 8) {
            continue;
        }
        let (size, taken) = inflated(data, LARGEST_STREAM);
        if size >= LARGEST_STREAM.min(left) {
            return false;
        }
        left -= size;
        at += head + taken.min(data.len());
    }
    true
}
