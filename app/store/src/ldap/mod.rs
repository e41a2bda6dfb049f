//! LDAP import: users and groups of a directory server as entries of a domain.
//!
//! An import reads the whole directory, compares it with what the directory said last time and with the
//! entries as they are, and hands what is to change to [`crate::import`], all of it or nothing. An entry is
//! found by the directory's own identifier first, so that it stays the same when it is renamed there.
//! What an administrator has changed since by hand stays as he left it, unless told otherwise.

mod compare;
mod fields;
mod given;
mod present;
mod report;
mod reports;
mod run;
mod schedule;
mod settings;
mod try_out;
mod work;

pub use ::ldap::{Person, Seen};
pub use report::{Fate, LdapField, LdapOutcome, LdapReport, LdapRow};
pub use settings::LdapImport;

/// How an import is wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ask {
    /// Whether only to tell what would happen.
    pub dry_run: bool,
    /// Whether the directory's values count also where somebody changed something by hand.
    pub take_all: bool,
    /// The digest of what was shown: anything else is not done.
    pub digest: Option<String>,
}

/// Who asks for an import.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asked {
    ByHand,
    /// By the clock: it stops where it would touch too much.
    BySchedule,
}
