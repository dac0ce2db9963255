//! The figures of pages as they were read before, so that a page whose words are as they were is not read again.
//!
//! In: a number for what a page is read from ([`crate::figures::Reader::origin`]). Out: its figures. What always holds: with the cache and
//! without it, the figures are the same; what was not asked for in a build is not kept for the next one.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};

use crate::model::indicator::{Indicator, IndicatorKind, Op};

/// The figures of one page.
pub(super) type Found = Vec<Arc<Indicator>>;

/// The figures of pages, by what they were read from.
#[derive(Debug, Default)]
pub struct FigureCache {
    before: HashMap<u128, Found>,
    now: Mutex<HashMap<u128, Found>>,
    /// Whether a page was read that was not known.
    has_new: AtomicBool,
}

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
        let kept: Vec<(u128, Vec<Kept>)> = postcard::from_bytes(bytes).unwrap_or_default();
        let figures = |kept: Vec<Kept>| kept.into_iter().map(|one| Arc::new(one.figure())).collect();
        Self { before: kept.into_iter().map(|(origin, kept)| (origin, figures(kept))).collect(), ..Self::default() }
    }

    /// What a later build needs; none when it is what was known before.
    #[must_use]
    pub fn to_bytes(&self) -> Option<Vec<u8>> {
        let now = self.now();
        if !self.has_new.load(Ordering::Relaxed) && now.len() == self.before.len() {
            return None;
        }
        let mut origins: Vec<(&u128, &Found)> = now.iter().collect();
        origins.sort_unstable_by_key(|(origin, _)| **origin);
        let kept: Vec<(u128, Vec<Kept>)> = origins
            .into_iter()
            .map(|(origin, figures)| (*origin, figures.iter().map(|figure| Kept::of(figure)).collect()))
            .collect();
        postcard::to_allocvec(&kept).ok()
    }

    /// What the next build knows of this one.
    #[must_use]
    pub fn next(self) -> Self {
        let now = self.now.into_inner().unwrap_or_else(PoisonError::into_inner);
        Self { before: now, ..Self::default() }
    }

    /// The figures that were read from something, read now if they are not known.
    pub(super) fn figures(&self, origin: u128, read: impl FnOnce() -> Found) -> Found {
        let figures = self.before.get(&origin).cloned().unwrap_or_else(|| {
            self.has_new.store(true, Ordering::Relaxed);
            read()
        });
        self.now().insert(origin, figures.clone());
        figures
    }

    fn now(&self) -> MutexGuard<'_, HashMap<u128, Found>> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }
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
    fn broken_bytes_are_nothing() {
        for bytes in [&b""[..], b"\xff\xff\xff\xff\xff\xff", b"nothing of ours"] {
            assert!(FigureCache::from_bytes(bytes).before.is_empty());
        }
    }
}
