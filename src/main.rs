//! The command `ibid`.

fn main() {}
