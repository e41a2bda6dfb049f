//! The database and who may touch it.
//!
//! [`Store::as_actor`] gives a [`Desk`], the only public way to read or change anything an
//! administrator works on. Each of its methods asks the access policy, checks the rules, and writes
//! in one transaction together with its history row and the routing table that Postfix reads.

pub mod accounts;
pub mod administration;
mod backup;
pub mod bulk;
mod contract;
pub mod deleted;
mod desk;
pub mod domains;
mod dovecot;
pub mod entries;
pub mod error;
pub mod example;
#[cfg(test)]
mod faults;
pub mod filters;
pub mod handling;
pub mod history;
mod ids;
pub mod import;
pub mod ldap;
pub mod mailbox_servers;
pub mod page;
pub mod passwords;
#[cfg(test)]
mod plans;
mod pool;
mod postfix;
mod routing;
mod schema;
pub mod search;
mod setup;
mod sqlite;
mod statement;
#[cfg(test)]
#[expect(dead_code, reason = "written for the tests beside the source")]
#[path = "../tests/support/mod.rs"]
mod support;
pub mod tasks;
pub mod units;
pub mod users;

#[cfg(test)]
extern crate self as store;

pub use error::StoreError;
pub use page::{Cursor, Page};

use std::path::PathBuf;
use std::sync::Arc;

use model::Actor;
use model::relay::OwnHost;

use crate::pool::Pool;

/// How to open the database.
#[derive(Clone, Debug)]
pub struct Settings {
    /// `sqlite:path` (or a bare path) or `postgres://…`.
    pub database_url: String,
    /// What "this server itself" is, for refusing a relay that would loop.
    pub own: OwnHost,
    /// For how many days a deleted domain is kept so that it can come back; 0 for not at all.
    pub keep_deleted_days: u32,
}

/// The open database. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Store {
    pool: Pool,
    settings: Arc<Settings>,
    /// The long work of this process.
    live: tasks::Live,
}

/// What one actor may do, at one moment.
#[derive(Clone, Debug)]
pub struct Desk {
    store: Store,
    actor: Actor,
    now: i64,
    /// From where, for the history.
    origin: String,
    /// The row of the history that is being undone.
    undoes: Option<i64>,
}

impl Store {
    /// Opens the database without changing it; creates an empty SQLite file when there is none.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when there is no database behind the URL,
    /// [`StoreError::Internal`] when the file cannot be created.
    pub async fn open(settings: Settings) -> Result<Self, StoreError> {
        let pool = match sqlite_path(&settings.database_url) {
            Some(path) => Pool::Sqlite(sqlite::open(&path).await?),
            None => Pool::Postgres(schema::open_postgres(&settings.database_url)?),
        };
        Ok(Self {
            pool,
            settings: Arc::new(settings),
            live: tasks::Live::default(),
        })
    }

    /// Brings the schema and the contract up to date.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when the database refuses, or was written by a newer program.
    pub async fn migrate(&self) -> Result<(), StoreError> {
        schema::migrate(&self.pool).await?;
        contract::roles::grant(&self.pool).await
    }

    /// Whether the database answers and has the schema this program expects.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when it does not.
    pub async fn health(&self) -> Result<(), StoreError> {
        schema::check(&self.pool).await
    }

    /// The desk of `actor` at `now` (seconds since 1970).
    pub fn as_actor(&self, actor: Actor, now: i64) -> Desk {
        Desk {
            store: self.clone(),
            actor,
            now,
            origin: String::new(),
            undoes: None,
        }
    }
}

/// The file a database URL names; `None` when it names a PostgreSQL server.
fn sqlite_path(url: &str) -> Option<PathBuf> {
    if url.starts_with("postgres://") || url.starts_with("postgresql://") {
        return None;
    }
    let path = url
        .strip_prefix("sqlite://")
        .or_else(|| url.strip_prefix("sqlite:"))
        .unwrap_or(url);
    Some(PathBuf::from(path))
}
