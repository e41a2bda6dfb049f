//! Organizational units: a tree in each domain, and which of its units an entry is in.
//!
//! `unit` arguments are paths as typed, such as `europe/france`, compared without regard to case; the
//! empty path is the root, which is the domain itself and no unit.

pub(crate) mod change;
pub(crate) mod place;
mod read;
mod tree;

pub(crate) use tree::Tree;

use model::UnitPath;

/// A unit of a domain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Its identifier, for the access policy.
    pub id: i64,
    /// The way to it, its own name last.
    pub path: UnitPath,
    /// Version for optimistic locking.
    pub version: i64,
}

/// What is in a unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct UnitContent {
    /// Entries in the unit itself.
    pub entries: i64,
    /// Entries in it and in the units below it.
    pub entries_below: i64,
    /// Units directly below it.
    pub units: i64,
    /// User administrators with rights on the unit itself.
    pub administrators: i64,
}
