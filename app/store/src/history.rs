//! The history: who changed what, before and after, written in the transaction of the change.

use serde_json::Value;

use crate::ids::new_id;
use crate::pool::{Tx, execute};
use crate::{Desk, StoreError};

/// One change, without any secret in it.
#[derive(Debug)]
pub(crate) struct Change {
    /// The domain it belongs to; `None` for what belongs to the whole installation.
    pub(crate) domain_id: Option<i64>,
    /// What was changed, such as `user:jdoe@example.com`.
    pub(crate) object: String,
    /// What was done, such as `change_mail`.
    pub(crate) action: &'static str,
    /// Before; `None` when it is new.
    pub(crate) before: Option<Value>,
    /// After; `None` when it is gone.
    pub(crate) after: Option<Value>,
}

/// Writes one row for `actor` (a name as in [`model::Actor::name`]) at `now` (seconds since 1970).
pub(crate) async fn record(
    tx: &mut Tx,
    actor: &str,
    now: i64,
    change: Change,
) -> Result<(), StoreError> {
    execute!(
        tx,
        "INSERT INTO history (id, at, actor, domain_id, object, action, before, after)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        new_id(),
        now,
        actor,
        change.domain_id,
        &change.object,
        change.action,
        change.before.as_ref().map(Value::to_string),
        change.after.as_ref().map(Value::to_string)
    )?;
    Ok(())
}

impl Desk {
    /// Writes one row for whoever sits at the desk.
    pub(crate) async fn record(&self, tx: &mut Tx, change: Change) -> Result<(), StoreError> {
        record(tx, &self.actor.name, self.now, change).await
    }
}
