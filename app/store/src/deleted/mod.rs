//! Deleted domains: kept for a while as they were, so that deleting one can be undone.
//!
//! The rows of every table are copied as JSON into `deleted_rows`, a thousand or two at a time, by the
//! database itself; the columns are those its catalogue names, so a column that a later migration adds
//! is kept without a word about it here. Which tables hold rows of a domain stands in one list
//! ([`tables`]), and a test compares it with the schema.

mod conflicts;
pub(crate) mod entries;
pub(crate) mod entry_conflicts;
mod keep;
mod purge;
mod restore;
mod steps;
pub(crate) mod tables;
#[cfg(test)]
mod tests;
mod work;

pub(crate) use conflicts::{refuse, routing};
pub(crate) use keep::remove;
pub(crate) use restore::restore;

use model::access::Action;

use crate::pool::{Tx, fetch_all, fetch_optional};
use crate::{Desk, StoreError};

const SECONDS_OF_A_DAY: i64 = 24 * 60 * 60;

/// A deleted domain that is still kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeletedDomain {
    /// The name it had.
    pub name: String,
    /// How many entries come back with it.
    pub entries: i64,
    /// When it was deleted (seconds since 1970).
    pub deleted_at: i64,
    /// Until when it is kept at least (seconds since 1970).
    pub kept_until: i64,
    /// The row of the history that tells of it, by which it is brought back.
    pub history_id: i64,
}

impl Desk {
    /// For how many days a deleted domain can come back; 0 when not at all.
    pub fn days_deleted_domains_are_kept(&self) -> u32 {
        self.store.settings.keep_deleted_days
    }

    /// The deleted domains that can be brought back, the latest first.
    ///
    /// # Errors
    /// [`StoreError::Denied`] to everybody but superadministrators.
    pub async fn list_deleted_domains(&self) -> Result<Vec<DeletedDomain>, StoreError> {
        self.require(Action::ReadHistory)?;
        let mut tx = self.store.pool.read().await?;
        let rows = fetch_all!(
            &mut tx,
            (String, i64, i64, Option<i64>),
            "SELECT d.name, d.entries, d.deleted_at,
                    (SELECT MAX(h.id) FROM history h
                     WHERE h.subject_id = d.id AND h.action = 'delete')
             FROM deleted_domain d ORDER BY d.deleted_at DESC, d.id DESC"
        )?;
        let days = i64::from(self.store.settings.keep_deleted_days);
        let row = |(name, entries, deleted_at, history_id): (String, i64, i64, Option<i64>)| {
            history_id.map(|history_id| DeletedDomain {
                name,
                entries,
                deleted_at,
                kept_until: deleted_at + days * SECONDS_OF_A_DAY,
                history_id,
            })
        };
        Ok(rows.into_iter().filter_map(row).collect())
    }
}

/// What is kept of a deleted domain.
pub(crate) struct Kept {
    pub(crate) id: i64,
    pub(crate) entries: i64,
    servers: String,
}

/// What is kept of the domain that had an identifier; `None` when nothing is, or no longer.
pub(crate) async fn find(tx: &mut Tx, id: i64) -> Result<Option<Kept>, StoreError> {
    let row = fetch_optional!(
        tx,
        (i64, String),
        "SELECT entries, servers FROM deleted_domain WHERE id = $1",
        id
    )?;
    Ok(row.map(|(entries, servers)| Kept {
        id,
        entries,
        servers,
    }))
}
