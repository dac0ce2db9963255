//! What linking worked out before, so that it is not worked out again from the same: the figures of a page whose words are as
//! they were, and what the finders find in a part of the edition by itself ([`FigureCache::made`]).
//!
//! In: a number for what something is made from ([`crate::figures::Reader::origin`], a digest). Out: what was made. What always holds:
//! with the cache and without it, it is the same; what was not asked for in a build is not kept for the next one.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::model::indicator::{Indicator, IndicatorKind, Op};

/// The figures of one page.
pub(super) type Found = Vec<Arc<Indicator>>;

/// What was made, in bytes.
type Made = HashMap<u128, Arc<Vec<u8>>>;

/// The figures of pages, and what else was made, by what they were made from.
#[derive(Debug, Default)]
pub struct FigureCache {
    before: HashMap<u128, Found>,
    now: Mutex<HashMap<u128, Found>>,
    made_before: Made,
    made: Mutex<Made>,
    /// Whether a page was read that was not known.
    has_new: AtomicBool,
}

/// What is kept, by its number.
type Numbered<T> = Vec<(u128, T)>;

/// A figure as it is kept.
#[derive(Serialize, Deserialize)]
struct Kept {
    name: String,
    value: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    op: Op,
    unit: String,
    period: Option<String>,
    kind: IndicatorKind,
    quote: String,
    at: String,
}

impl FigureCache {
    /// The figures that were kept; none where the bytes are not whole.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Self {
        let (kept, made): (Numbered<Vec<Kept>>, Numbered<Vec<u8>>) = postcard::from_bytes(bytes).unwrap_or_default();
        let figures = |kept: Vec<Kept>| kept.into_iter().map(|one| Arc::new(one.figure())).collect();
        Self {
            before: kept.into_iter().map(|(origin, kept)| (origin, figures(kept))).collect(),
            made_before: made.into_iter().map(|(origin, bytes)| (origin, Arc::new(bytes))).collect(),
            ..Self::default()
        }
    }

    /// What a later build needs; none when it is what was known before.
    #[must_use]
    pub fn to_bytes(&self) -> Option<Vec<u8>> {
        let (now, made) = (lock(&self.now), lock(&self.made));
        let is_as_before = now.len() == self.before.len() && made.len() == self.made_before.len();
        if is_as_before && !self.has_new.load(Ordering::Relaxed) {
            return None;
        }
        let mut parts: Vec<(&u128, &[u8])> = made.iter().map(|(origin, bytes)| (origin, bytes.as_slice())).collect();
        parts.sort_unstable();
        let mut origins: Vec<(&u128, &Found)> = now.iter().collect();
        origins.sort_unstable_by_key(|(origin, _)| **origin);
        let kept: Numbered<Vec<Kept>> = origins
            .into_iter()
            .map(|(origin, figures)| (*origin, figures.iter().map(|figure| Kept::of(figure)).collect()))
            .collect();
        postcard::to_allocvec(&(kept, parts)).ok()
    }

    /// What the next build knows of this one.
    #[must_use]
    pub fn next(self) -> Self {
        let before = self.now.into_inner().unwrap_or_else(PoisonError::into_inner);
        let made_before = self.made.into_inner().unwrap_or_else(PoisonError::into_inner);
        Self { before, made_before, ..Self::default() }
    }

    /// The figures that were read from something, read now if they are not known.
    pub(super) fn figures(&self, origin: u128, read: impl FnOnce() -> Found) -> Found {
        let figures = self.before.get(&origin).cloned().unwrap_or_else(|| {
            self.has_new.store(true, Ordering::Relaxed);
            read()
        });
        lock(&self.now).insert(origin, figures.clone());
        figures
    }

    /// What is made from something, made now if it is not known; always made where there is no number for that.
    pub(super) fn made<T: Serialize + DeserializeOwned>(&self, origin: Option<u128>, make: impl FnOnce() -> T) -> T {
        let Some(origin) = origin else { return make() };
        let known = self.made_before.get(&origin).and_then(|bytes| Some((postcard::from_bytes(bytes).ok()?, bytes)));
        if let Some((made, bytes)) = known {
            lock(&self.made).insert(origin, Arc::clone(bytes));
            return made;
        }
        let made = make();
        if let Ok(bytes) = postcard::to_allocvec(&made) {
            self.has_new.store(true, Ordering::Relaxed);
            lock(&self.made).insert(origin, Arc::new(bytes));
        }
        made
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Kept {
    fn of(figure: &Indicator) -> Self {
        Self {
            name: figure.name.clone(),
            value: figure.value,
            low: figure.low,
            high: figure.high,
            op: figure.op,
            unit: figure.unit.clone(),
            period: figure.period.clone(),
            kind: figure.kind,
            quote: figure.quote.clone(),
            at: figure.at.clone(),
        }
    }

    fn figure(self) -> Indicator {
        Indicator {
            name: self.name,
            value: self.value,
            low: self.low,
            high: self.high,
            op: self.op,
            unit: self.unit,
            period: self.period,
            kind: self.kind,
            quote: self.quote,
            at: self.at,
            ..Indicator::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure() -> Indicator {
        Indicator {
            name: "Rainfall".to_owned(),
            low: Some(1.5),
            high: Some(2.0),
            op: Op::AtLeast,
            unit: "m".to_owned(),
            period: Some("2025".to_owned()),
            kind: IndicatorKind::Plan,
            quote: "1.5 to 2 m".to_owned(),
            at: "abcd".to_owned(),
            ..Indicator::default()
        }
    }

    #[test]
    fn what_was_read_is_not_read_again() {
        let first = FigureCache::default();
        let read = first.figures(7, || vec![Arc::new(figure())]);
        let second = FigureCache::from_bytes(&first.to_bytes().unwrap_or_default());
        assert_eq!(second.figures(7, || panic!("it is known")), read);
        assert_eq!(second.to_bytes(), None, "nothing is new");
        let third = second.next();
        assert_eq!(third.figures(7, || panic!("it is known")), read);
    }

    #[test]
    fn what_was_not_asked_for_is_forgotten() {
        let first = FigureCache::default();
        for origin in [1, 2] {
            first.figures(origin, Vec::new);
        }
        let second = first.next();
        second.figures(1, || panic!("it is known"));
        let third = FigureCache::from_bytes(&second.to_bytes().unwrap_or_default());
        assert_eq!(third.before.len(), 1);
    }

    #[test]
    fn what_was_made_is_not_made_again() {
        let first = FigureCache::default();
        let make = || vec!["a".to_owned()];
        assert_eq!(first.made(Some(1), make), make());
        assert_eq!(first.made(None, make), make());
        first.made(Some(2), make);
        let second = FigureCache::from_bytes(&first.to_bytes().unwrap_or_default());
        assert_eq!(second.made(Some(1), || -> Vec<String> { panic!("it is known") }), make());
        assert!(second.to_bytes().is_some(), "the other one was not asked for");
        let third = second.next();
        assert_eq!(third.made_before.len(), 1);
        assert_eq!(third.made(Some(1), || -> Vec<String> { panic!("it is known") }), make());
    }

    #[test]
    fn broken_bytes_are_nothing() {
        for bytes in [&b""[..], b"\xff\xff\xff\xff\xff\xff", b"nothing of ours"] {
            assert!(FigureCache::from_bytes(bytes).before.is_empty());
        }
    }
}
