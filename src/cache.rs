//! What a build worked out, so that the next one does not work it out again from the same.
//!
//! In: a digest of all that a value is made from. Out: the value. What always holds: with the cache and without it, the value is the
//! same; what was not asked for in a build is not kept for the next one; bytes that are not whole are nothing.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::Serialize;
use serde::de::DeserializeOwned;

/// Values in their bytes, by what they were made from.
type Values = HashMap<u128, Arc<[u8]>>;

/// The values of the last build, and those of this one.
#[derive(Debug, Default)]
pub struct Cache {
    before: Values,
    now: Mutex<Values>,
    /// Whether a value was made.
    has_new: AtomicBool,
}

impl Cache {
    /// The values that were kept; none where the bytes are not whole.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Self {
        let kept: Vec<(u128, &[u8])> = postcard::from_bytes(bytes).unwrap_or_default();
        Self { before: kept.into_iter().map(|(key, value)| (key, Arc::from(value))).collect(), ..Self::default() }
    }

    /// What a later build needs; none when it is what was known before.
    #[must_use]
    pub fn to_bytes(&self) -> Option<Vec<u8>> {
        let now = lock(&self.now);
        if now.len() == self.before.len() && !self.has_new.load(Ordering::Relaxed) {
            return None;
        }
        let mut values: Vec<(u128, &[u8])> = now.iter().map(|(key, value)| (*key, &**value)).collect();
        values.sort_unstable();
        postcard::to_allocvec(&values).ok()
    }

    /// What the next build knows of this one.
    #[must_use]
    pub fn next(self) -> Self {
        Self { before: self.now.into_inner().unwrap_or_else(PoisonError::into_inner), ..Self::default() }
    }

    /// What is made from something, made now if it is not known; always made where there is no digest of that.
    pub(crate) fn kept<T: Serialize + DeserializeOwned>(&self, key: Option<u128>, make: impl FnOnce() -> T) -> T {
        let Some(key) = key else { return make() };
        if let Some(value) = self.known(key) {
            return value;
        }
        let value = make();
        if let Ok(bytes) = postcard::to_allocvec(&value) {
            self.has_new.store(true, Ordering::Relaxed);
            lock(&self.now).insert(key, bytes.into());
        }
        value
    }

    /// What was made from something before.
    fn known<T: DeserializeOwned>(&self, key: u128) -> Option<T> {
        let bytes = self.before.get(&key)?;
        let value = postcard::from_bytes(bytes).ok()?;
        lock(&self.now).insert(key, Arc::clone(bytes));
        Some(value)
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value() -> Vec<String> {
        vec!["a".to_owned()]
    }

    fn known() -> Vec<String> {
        panic!("it is known")
    }

    #[test]
    fn what_was_made_is_not_made_again() {
        let first = Cache::default();
        assert_eq!(first.kept(Some(1), value), value());
        assert_eq!(first.kept(None, value), value());
        let second = Cache::from_bytes(&first.to_bytes().unwrap_or_default());
        assert_eq!(second.kept(Some(1), known), value());
        assert_eq!(second.to_bytes(), None, "nothing is new");
        assert_eq!(second.next().kept(Some(1), known), value());
    }

    #[test]
    fn what_was_not_asked_for_is_forgotten() {
        let first = Cache::default();
        for key in [1, 2, 3] {
            first.kept(Some(key), value);
        }
        let second = first.next();
        second.kept(Some(1), known);
        let third = Cache::from_bytes(&second.to_bytes().unwrap_or_default());
        assert_eq!(third.before.len(), 1);
    }

    #[test]
    fn broken_bytes_are_nothing() {
        for bytes in [&b""[..], b"\xff\xff\xff\xff\xff\xff", b"nothing of ours"] {
            assert!(Cache::from_bytes(bytes).before.is_empty());
        }
    }
}
