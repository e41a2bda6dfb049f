//! Forgetting what was kept long enough.

use model::DomainName;
use serde_json::json;

use super::SECONDS_OF_A_DAY;
use super::restore::forget;
use crate::history::{Author, Change, record};
use crate::pool::{Tx, fetch_all, in_transaction};
use crate::{Store, StoreError};

/// Who does it, in the history.
const AUTHOR: Author<'static> = Author {
    actor: "signalbox",
    origin: "",
    undoes: None,
};

impl Store {
    /// Forgets the deleted domains, and the entries deleted at once, that were kept for as long as the
    /// settings say, and writes into the history that it did; gives the domains' names.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when the database does not answer.
    pub async fn purge_deleted_domains(&self, now: i64) -> Result<Vec<DomainName>, StoreError> {
        let kept = i64::from(self.settings.keep_deleted_days) * SECONDS_OF_A_DAY;
        let mut tx = self.pool.read().await?;
        let old = fetch_all!(
            &mut tx,
            (i64, String),
            "SELECT id, name FROM deleted_domain WHERE deleted_at <= $1 ORDER BY deleted_at",
            now - kept
        )?;
        drop(tx);
        let mut purged = Vec::new();
        for (id, name) in old {
            let name = crate::domains::read::stored_name(name)?;
            let is_gone = in_transaction!(self.pool.write(), |tx| purge(tx, id, &name, now).await)?;
            if is_gone {
                purged.push(name);
            }
        }
        self.purge_deleted_entries(now - kept, now).await?;
        Ok(purged)
    }

    /// The same of entries that were deleted at once, until `until`.
    async fn purge_deleted_entries(&self, until: i64, now: i64) -> Result<(), StoreError> {
        let mut tx = self.pool.read().await?;
        let old = fetch_all!(
            &mut tx,
            (i64, i64, String, i64),
            "SELECT k.history_id, k.domain_id, d.name, k.entries
             FROM deleted_entries k JOIN domain d ON d.id = k.domain_id
             WHERE k.deleted_at <= $1 ORDER BY k.deleted_at",
            until
        )?;
        drop(tx);
        for (row, domain, name, entries) in old {
            let change = || Change {
                domain_id: Some(domain),
                subject: None,
                object: format!("domain:{name}"),
                action: "purge_entries",
                before: Some(json!({"number": entries})),
                after: None,
            };
            in_transaction!(self.pool.write(), |tx| {
                purge_entries(tx, (row, domain), now, change()).await
            })?;
        }
        Ok(())
    }
}

async fn purge_entries(
    tx: &mut Tx,
    (row, domain): (i64, i64),
    now: i64,
    change: Change,
) -> Result<(), StoreError> {
    // Somebody may be bringing them back.
    tx.lock_domain(domain).await?;
    if super::entries::forget(tx, row).await? {
        record(tx, &AUTHOR, now, change).await?;
    }
    Ok(())
}

/// Whether it was still there: another process may have done it, or it came back.
async fn purge(tx: &mut Tx, id: i64, name: &DomainName, now: i64) -> Result<bool, StoreError> {
    if !forget(tx, id).await? {
        return Ok(false);
    }
    let change = Change {
        domain_id: Some(id),
        subject: Some(id),
        object: format!("domain:{name}"),
        action: "purge",
        before: None,
        after: None,
    };
    record(tx, &AUTHOR, now, change).await?;
    Ok(true)
}
