//! The database and who may touch it.
//!
//! [`Store::as_actor`] gives a [`Desk`], the only public way to read or change anything an
//! administrator works on. Each of its methods asks the access policy, checks the rules, and writes
//! in one transaction together with its history row and the routing table that Postfix reads.

pub mod accounts;
pub mod domains;
pub mod error;
pub mod mailbox_servers;
pub mod page;
pub mod users;

pub use error::StoreError;
pub use page::{Cursor, Page};

use model::Actor;
use model::relay::OwnHost;

/// How to open the database.
#[derive(Clone, Debug)]
pub struct Settings {
    /// `sqlite:path` (or a bare path) or `postgres://…`.
    pub database_url: String,
    /// What "this server itself" is, for refusing a relay that would loop.
    pub own: OwnHost,
}

/// The open database. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Store {
    // pool, own host, … (private)
}

/// What one actor may do, at one moment.
#[derive(Clone, Debug)]
pub struct Desk {
    // store, actor, now (private)
}

impl Store {
    /// Opens the database without changing it; creates an empty SQLite file when there is none.
    pub async fn open(settings: Settings) -> Result<Self, StoreError> {
        todo!()
    }

    /// Brings the schema and the contract up to date.
    pub async fn migrate(&self) -> Result<(), StoreError> {
        todo!()
    }

    /// Whether the database answers and has the schema this program expects.
    pub async fn health(&self) -> Result<(), StoreError> {
        todo!()
    }

    /// The desk of `actor` at `now` (seconds since 1970).
    pub fn as_actor(&self, actor: Actor, now: i64) -> Desk {
        todo!()
    }

    /// Creates `default` mailbox server and the superadministrator `admin0` when there is none.
    /// `password`: the initial one (no change forced), or `None` to generate one, returned once
    /// (then a change is forced at the first sign-in).
    pub async fn ensure_superadministrator(
        &self,
        password: Option<&str>,
        now: i64,
    ) -> Result<Option<String>, StoreError> {
        todo!()
    }

    /// Fills an empty database with a small believable example; does nothing when there is a domain.
    pub async fn fill_with_example(&self, now: i64) -> Result<bool, StoreError> {
        todo!()
    }

    /// Writes the lookup tables and fragments for Postfix into a directory; returns the text that
    /// says what to include.
    pub async fn write_postfix_files(&self, dir: &std::path::Path) -> Result<String, StoreError> {
        todo!()
    }

    /// Writes passdb and userdb settings for Dovecot into a directory; returns what to include.
    pub async fn write_dovecot_files(&self, dir: &std::path::Path) -> Result<String, StoreError> {
        todo!()
    }

    /// Differences between the routing table and what the tables define; empty when all is well.
    pub async fn check_routes(&self) -> Result<Vec<String>, StoreError> {
        todo!()
    }
}

impl Desk {
    /// Who sits at it.
    pub fn actor(&self) -> &Actor {
        todo!()
    }

    /// Where a message to `recipient` goes now, and why (see `model::route::resolve`).
    /// For a name of a domain the actor may not see: `NotFound`.
    pub async fn route(&self, recipient: &str) -> Result<model::Decision, StoreError> {
        todo!()
    }
}
