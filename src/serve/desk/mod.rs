//! The desk: what waits for a person, in the browser of the machine that serves.
//!
//! In: what builds gather ([`Desk::publish`]), and the editor's answers over HTTP. Out: pages and answers of the desk; changed files of the
//! edition. What always holds: it listens at this machine's own address alone, at a port of its own, so that no page of the edition is
//! of its origin; nothing of it is shown or written without the token of this run; only files of the edition are written, and
//! none that changed since it was read.

mod guard;
mod http;
mod json;
mod selection;
mod state;
#[cfg(test)]
mod tests;
mod waiting;
mod words;

pub(super) use guard::{Guard, token};
pub(super) use http::{Service, router};
pub(super) use state::Desk;
