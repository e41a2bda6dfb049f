//! Forgetting what was kept long enough.

use model::DomainName;

use super::SECONDS_OF_A_DAY;
use super::restore::forget;
use crate::history::{Author, Change, record};
use crate::pool::{Tx, fetch_all, in_transaction};
use crate::{Store, StoreError};

/// Who does it, in the history.
const ACTOR: &str = "signalbox";

impl Store {
    /// Forgets the deleted domains that were kept for as long as the settings say, and writes into the
    /// history that it did; gives their names.
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
        Ok(purged)
    }
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
    let author = Author {
        actor: ACTOR,
        origin: "",
        undoes: None,
    };
    record(tx, &author, now, change).await?;
    Ok(true)
}
