//! The costs of the outline, by name.
//!
//! The numbers are data (`weights.txt`, which says what each is): `examples/outline_costs` trains them.

use std::collections::HashMap;
use std::ops::Index;
use std::sync::OnceLock;

/// The table: a name, an integer and what it is, a line each; ten is one doubt.
const TABLE: &str = include_str!("weights.txt");

/// One of the costs: its line in the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost(pub usize);

/// The cost of a name; a name that the table has not does not compile.
macro_rules! cost {
    ($name:ident) => {{
        const AT: usize = $crate::import::outline::weights::line_of(stringify!($name));
        $crate::import::outline::weights::Cost(AT)
    }};
}
pub(super) use cost;

/// The line of a name in the table, from 0.
pub const fn line_of(name: &str) -> usize {
    let (table, name) = (TABLE.as_bytes(), name.as_bytes());
    let (mut line, mut at) = (0, 0);
    loop {
        let mut same = 0;
        while same < name.len() && table[at + same] == name[same] {
            same += 1;
        }
        if same == name.len() && table[at + same] == b' ' {
            return line;
        }
        while table[at] != b'\n' {
            at += 1;
        }
        (line, at) = (line + 1, at + 1);
    }
}

/// All costs, by their lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weights(Vec<i32>);

impl Index<Cost> for Weights {
    type Output = i32;

    fn index(&self, cost: Cost) -> &i32 {
        &self.0[cost.0]
    }
}

impl Weights {
    /// The weights that the program has.
    pub fn of_program() -> &'static Self {
        static ALL: OnceLock<Weights> = OnceLock::new();
        ALL.get_or_init(|| Self(TABLE.lines().map(|line| named(line).map_or(0, |(_, number)| number)).collect()))
    }

    /// These weights with others in the place of some: a name and an integer a line.
    #[must_use]
    pub fn with(&self, text: &str) -> Self {
        let changed: HashMap<&str, i32> = text.lines().filter_map(named).collect();
        let own =
            |(line, own): (&str, &i32)| named(line).and_then(|(name, _)| changed.get(name).copied()).unwrap_or(*own);
        Self(TABLE.lines().zip(&self.0).map(own).collect())
    }
}

/// The name and the number of a line; what follows is a comment.
fn named(line: &str) -> Option<(&str, i32)> {
    let mut parts = line.split_whitespace();
    Some((parts.next()?, parts.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_name_of_the_table_is_asked_for() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/import/outline");
        let files = std::fs::read_dir(folder).expect("a folder").filter_map(|file| Some(file.ok()?.path()));
        let code: String = files
            .filter(|path| path.extension().is_some_and(|ending| ending == "rs"))
            .map(|path| std::fs::read_to_string(path).expect("a file"))
            .collect();
        for (name, _) in TABLE.lines().filter_map(named) {
            assert!(code.contains(&format!("cost!({name})")), "{name}");
        }
    }
}
