//! The history: who changed what, before and after, written in the transaction of the change; and
//! undoing it.

mod bring_back;
mod difference;
mod domains;
mod list;
pub(crate) mod restore;
mod revert;
mod revert_handling;
mod row;
mod undo;
mod units;

pub use difference::Difference;
pub(crate) use difference::{differences, take_back};
#[cfg(test)]
pub(crate) use list::examples;
pub use list::{HistoryQuery, HistoryScope};
pub use row::{HistoryRow, Undoing};
pub use serde_json::Value;
pub use undo::Undone;

use crate::ids::new_id;
use crate::pool::{Tx, execute};
use crate::{Desk, StoreError};

/// The origin of what is done at the server's shell.
pub const CLI: &str = "cli";

/// One change, without any secret in it.
#[derive(Debug)]
pub(crate) struct Change {
    /// The domain it belongs to; `None` for what belongs to the whole installation.
    pub(crate) domain_id: Option<i64>,
    /// The entry or the domain it speaks of, whatever it is called by and by.
    pub(crate) subject: Option<i64>,
    /// What was changed, such as `user:jdoe@example.com`.
    pub(crate) object: String,
    /// What was done, such as `change_mail`.
    pub(crate) action: &'static str,
    /// Before; `None` when it is new.
    pub(crate) before: Option<Value>,
    /// After; `None` when it is gone.
    pub(crate) after: Option<Value>,
}

/// Who writes a row.
pub(crate) struct Author<'a> {
    /// A name as in [`model::Actor::name`].
    pub(crate) actor: &'a str,
    /// From where; empty when unknown.
    pub(crate) origin: &'a str,
    /// The row that is being undone.
    pub(crate) undoes: Option<i64>,
}

/// Writes one row at `now` (seconds since 1970).
pub(crate) async fn record(
    tx: &mut Tx,
    author: &Author<'_>,
    now: i64,
    change: Change,
) -> Result<(), StoreError> {
    record_as(tx, new_id(), author, now, change).await
}

async fn record_as(
    tx: &mut Tx,
    id: i64,
    author: &Author<'_>,
    now: i64,
    change: Change,
) -> Result<(), StoreError> {
    execute!(
        tx,
        "INSERT INTO history (id, at, actor, origin, domain_id, subject_id, object, action, before,
                              after, undoes, unit_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11,
                 (SELECT e.unit_id FROM entry e WHERE e.id = $6))",
        id,
        now,
        author.actor,
        author.origin,
        change.domain_id,
        change.subject,
        &change.object,
        change.action,
        change.before.as_ref().map(Value::to_string),
        change.after.as_ref().map(Value::to_string),
        author.undoes
    )?;
    Ok(())
}

impl Desk {
    /// The same desk, whose changes the history says came from `origin`: a client's address or [`CLI`].
    #[must_use]
    pub fn with_origin(self, origin: impl Into<String>) -> Self {
        Self {
            origin: origin.into(),
            ..self
        }
    }

    /// The same desk, for a program with the key of this name.
    pub(crate) fn with_key(self, name: &str) -> Self {
        self.with_origin(format!("api key {name}"))
    }

    /// Writes one row for whoever sits at the desk.
    pub(crate) async fn record(&self, tx: &mut Tx, change: Change) -> Result<(), StoreError> {
        self.record_numbered(tx, change).await.map(drop)
    }

    /// The same; the number of the row.
    pub(crate) async fn record_numbered(
        &self,
        tx: &mut Tx,
        change: Change,
    ) -> Result<i64, StoreError> {
        let id = new_id();
        self.record_as(tx, id, change).await.map(|()| id)
    }

    /// The same under a number that is known before.
    pub(crate) async fn record_as(
        &self,
        tx: &mut Tx,
        id: i64,
        change: Change,
    ) -> Result<(), StoreError> {
        let author = Author {
            actor: &self.actor.name,
            origin: &self.origin,
            undoes: self.undoes,
        };
        record_as(tx, id, &author, self.now, change).await
    }
}
