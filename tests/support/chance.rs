//! What a test draws by chance, and the same in every run.

/// A row of numbers that chance would give.
pub struct Chance(u64);

impl Chance {
    /// Starts a row; the same seed gives the same row.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below a limit.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % limit.max(1)
    }

    /// Whether something happens that happens so many times in a hundred.
    pub fn percent(&mut self, of: usize) -> bool {
        self.below(100) < of
    }

    /// A tenth of the indices below `count`, rounded up, each once, in order.
    pub fn tenth_of(&mut self, count: usize) -> Vec<usize> {
        let mut indices: Vec<usize> = (0..count).collect();
        for last in (1..count).rev() {
            indices.swap(last, self.below(last + 1));
        }
        indices.truncate(count.div_ceil(10));
        indices.sort_unstable();
        indices
    }

    /// Changes a file at some places as a bad copy or an attacker would; `signs` are bytes that its format has a use for.
    pub fn damage(&mut self, bytes: &mut Vec<u8>, signs: &[u8]) {
        for _ in 0..1 + self.below(6) {
            let at = self.below(bytes.len());
            match self.below(5) {
                0 => bytes[at] = self.below(256) as u8,
                1 => bytes[at] = signs[self.below(signs.len())],
                2 => bytes.truncate(at.max(16)),
                3 => {
                    let end = (at + self.below(200)).min(bytes.len());
                    let piece = bytes[at..end].to_vec();
                    let to = self.below(bytes.len());
                    bytes.splice(to..to, piece);
                }
                _ => {
                    let end = (at + self.below(40)).min(bytes.len());
                    bytes.drain(at..end);
                }
            }
            bytes.resize(bytes.len().max(16), b'x');
        }
    }
}
