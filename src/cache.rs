//! What a build worked out, so that the next one does not work it out again from the same.
//!
//! In: a digest of all that a value is made from. Out: the value. What always holds: with the cache and without it, the value is the
//! same; what was not asked for in a build is not kept for the next one; bytes that are not whole are nothing.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::Serialize;
use serde::de::DeserializeOwned;

/// Values in their bytes, by what they were made from. The keys are digests, as good as any other hash of them.
pub type Values = HashMap<u128, Vec<u8>, foldhash::fast::FixedState>;

/// Where values are that were kept.
pub trait Store: Send + Sync {
    /// The bytes of a value; none where they are not as they were kept.
    fn read(&self, key: u128) -> Option<Vec<u8>>;

    /// Takes the bytes of a value that was made; gives them back where it cannot.
    fn write(&self, key: u128, bytes: Vec<u8>) -> Option<Vec<u8>>;
}

/// The values of the last build, and those of this one.
#[derive(Default)]
pub struct Cache {
    before: Values,
    store: Option<Arc<dyn Store>>,
    /// What this build asked for and was known.
    asked: Mutex<HashSet<u128, foldhash::fast::FixedState>>,
    /// What it made, but for what the store took.
    made: Mutex<Values>,
}

impl fmt::Debug for Cache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cache").field("before", &self.before.len()).finish_non_exhaustive()
    }
}

impl Cache {
    /// Values that are read where they are kept, one by one as they are asked for, and go there as they are made: none is held.
    #[must_use]
    pub fn of(store: Arc<dyn Store>) -> Self {
        Self { store: Some(store), ..Self::default() }
    }

    /// What the next build needs: which of the values that were known, and those that were made and no store took.
    #[must_use]
    pub fn into_needed(self) -> (Vec<u128>, Values) {
        let mut asked: Vec<u128> = inner(self.asked).into_iter().collect();
        asked.sort_unstable();
        (asked, inner(self.made))
    }

    /// What the next build knows of this one; of a store, what was made alone.
    #[must_use]
    pub fn next(self) -> Self {
        let asked = inner(self.asked);
        let mut before = self.before;
        before.retain(|key, _| asked.contains(key));
        before.extend(inner(self.made));
        Self { before, ..Self::default() }
    }

    /// What is made from something, made now if it is not known; always made where there is no digest of that.
    pub(crate) fn kept<T: Serialize + DeserializeOwned>(&self, key: Option<u128>, make: impl FnOnce() -> T) -> T {
        let Some(key) = key else { return make() };
        if let Some(value) = self.known(key) {
            return value;
        }
        let value = make();
        self.keep(key, &value);
        value
    }

    /// What is made of parts that are known each by itself: where it is known as a whole, they stay known, and none is read.
    pub(crate) fn kept_whole<T: Serialize + DeserializeOwned>(
        &self,
        key: Option<u128>,
        make: impl FnOnce(&Parts<'_>) -> T,
    ) -> T {
        if let Some((parts, value)) = key.and_then(|key| self.known::<(Vec<u128>, T)>(key)) {
            lock(&self.asked).extend(parts);
            return value;
        }
        let parts = Parts { cache: self, keys: Mutex::default() };
        let value = make(&parts);
        if let Some(key) = key {
            let mut keys = inner(parts.keys);
            keys.sort_unstable();
            self.keep(key, &(keys, &value));
        }
        value
    }

    /// What was made from something before.
    pub(crate) fn known<T: DeserializeOwned>(&self, key: u128) -> Option<T> {
        let value = match (self.before.get(&key), &self.store) {
            (Some(bytes), _) => postcard::from_bytes(bytes).ok()?,
            (None, Some(store)) => postcard::from_bytes(&store.read(key)?).ok()?,
            (None, None) => return None,
        };
        lock(&self.asked).insert(key);
        Some(value)
    }

    /// Keeps what is made from something; what cannot be kept is made again.
    pub(crate) fn keep(&self, key: u128, value: &impl Serialize) {
        let Ok(bytes) = postcard::to_allocvec(value) else { return };
        let left = match &self.store {
            Some(store) => store.write(key, bytes),
            None => Some(bytes),
        };
        if let Some(bytes) = left {
            lock(&self.made).insert(key, bytes);
        }
    }
}

/// The parts of a value that is being made.
pub(crate) struct Parts<'c> {
    cache: &'c Cache,
    keys: Mutex<Vec<u128>>,
}

impl Parts<'_> {
    /// A part, as [`Cache::kept`] gives it.
    pub(crate) fn kept<T: Serialize + DeserializeOwned>(&self, key: Option<u128>, make: impl FnOnce() -> T) -> T {
        lock(&self.keys).extend(key);
        self.cache.kept(key, make)
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn inner<T>(mutex: Mutex<T>) -> T {
    mutex.into_inner().unwrap_or_else(PoisonError::into_inner)
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

    impl Store for Values {
        fn read(&self, key: u128) -> Option<Vec<u8>> {
            self.get(&key).cloned()
        }

        fn write(&self, _: u128, bytes: Vec<u8>) -> Option<Vec<u8>> {
            Some(bytes)
        }
    }

    #[test]
    fn what_was_made_is_not_made_again() {
        let first = Cache::default();
        assert_eq!(first.kept(Some(1), value), value());
        assert_eq!(first.kept(None, value), value());
        let (asked, made) = first.into_needed();
        assert_eq!((asked.len(), made.len()), (0, 1));
        let second = Cache::of(Arc::new(made));
        assert_eq!(second.kept(Some(1), known), value());
        let (asked, made) = second.into_needed();
        assert_eq!((asked, made.len()), (vec![1], 0), "nothing is new");
    }

    #[test]
    fn what_was_not_asked_for_is_forgotten() {
        let first = Cache::default();
        for key in [1, 2, 3] {
            first.kept(Some(key), value);
        }
        let second = first.next();
        assert_eq!(second.kept(Some(1), known), value());
        assert_eq!(second.next().before.len(), 1);
    }

    #[test]
    fn parts_of_what_is_known_stay_known() {
        let whole = |cache: &Cache, key, parts: &[u128], make: fn() -> Vec<String>| {
            cache.kept_whole(Some(key), |own| {
                parts.iter().flat_map(|key| own.kept(Some(*key), make)).collect::<Vec<String>>()
            })
        };
        let first = Cache::default();
        assert_eq!(whole(&first, 1, &[10, 11], value).len(), 2);
        let second = first.next();
        assert_eq!(whole(&second, 1, &[], known).len(), 2, "none of them is read");
        let third = second.next();
        assert_eq!(whole(&third, 2, &[10, 11], known).len(), 2, "they are known to a whole that is not");
    }

    #[test]
    fn broken_bytes_are_nothing() {
        for bytes in [&b""[..], b"\xff\xff\xff\xff\xff\xff", b"\x01"] {
            let broken = Values::from_iter([(1, bytes.to_vec())]);
            assert_eq!(Cache::of(Arc::new(broken)).kept(Some(1), value), value());
        }
    }
}
