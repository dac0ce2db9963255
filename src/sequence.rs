//! Things in a row: which of them kept their order, and names for what comes between two of them.

/// Marks a longest choice of places whose values rise; a place without a value is never chosen.
///
/// What is not chosen has moved, as seen from the rest.
#[must_use]
pub fn rising<T: Ord + Copy>(values: &[Option<T>]) -> Vec<bool> {
    // `tails[n]` is the place of the smallest value that ends a rising choice of n + 1 places.
    let mut tails: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; values.len()];
    for (place, value) in values.iter().enumerate() {
        let Some(value) = value else { continue };
        let at = tails.partition_point(|tail| values[*tail].is_some_and(|other| other < *value));
        before[place] = at.checked_sub(1).map(|last| tails[last]);
        match tails.get_mut(at) {
            Some(tail) => *tail = place,
            None => tails.push(place),
        }
    }
    let mut chosen = vec![false; values.len()];
    let mut next = tails.last().copied();
    while let Some(place) = next {
        chosen[place] = true;
        next = before[place];
    }
    chosen
}

/// A name that comes after another and before the next, as articles are numbered that a later law puts in between: `12a`
/// after `12`, `12b` when that is taken, `12za` after `12z`.
pub fn after(name: &str, mut is_taken: impl FnMut(&str) -> bool) -> String {
    let stem = name.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let mut letters = name[stem.len()..].to_owned();
    loop {
        letters = match letters.pop() {
            Some('z') => format!("{letters}za"),
            Some(last) => format!("{letters}{}", char::from(last as u8 + 1)),
            None => "a".to_owned(),
        };
        let candidate = format!("{stem}{letters}");
        if !is_taken(&candidate) {
            return candidate;
        }
    }
}

/// A key that sorts `2`, `12`, `12a` as a reader would.
#[must_use]
pub fn natural(name: &str) -> (usize, String) {
    let digits = name.bytes().take_while(u8::is_ascii_digit).count();
    (name[..digits].parse().unwrap_or(usize::MAX), name[digits..].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_rises_stays() {
        assert_eq!(rising(&[Some(1), Some(4), Some(2), None, Some(3)]), [true, false, true, false, true]);
        assert!(rising::<usize>(&[]).is_empty());
    }

    #[test]
    fn names_between() {
        assert_eq!(after("12", |_| false), "12a");
        assert_eq!(after("12a", |name| name == "12b"), "12c");
        assert_eq!(after("12z", |_| false), "12za");
        assert!(natural("2") < natural("12") && natural("12") < natural("12a"));
    }
}
