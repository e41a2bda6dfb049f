//! Deleting a domain.

use model::access::Action;
use model::{Code, Problem};
use serde_json::json;

use super::read::count_entries;
use crate::deleted;
use crate::desk::check_version;
use crate::history::Change;
use crate::pool::{Tx, in_transaction};
use crate::tasks::Progress;
use crate::{Desk, StoreError};

impl Desk {
    /// Deletes a domain; `with_entries: false` refuses while entries remain (`Conflict`, `domain.not_empty`).
    ///
    /// # Errors
    /// [`StoreError::Conflict`] with [`Code::DomainNotEmpty`] at `name`, naming how many.
    pub async fn delete_domain(
        &self,
        domain: &str,
        version: Option<i64>,
        with_entries: bool,
    ) -> Result<(), StoreError> {
        let progress = Progress::new();
        in_transaction!(self.store.pool.write(), |tx| {
            let done = self
                .remove_domain(tx, domain, version, with_entries, &progress)
                .await;
            done.map(drop)
        })
    }

    /// How many entries went along, and the row of the history.
    pub(crate) async fn remove_domain(
        &self,
        tx: &mut Tx,
        typed: &str,
        version: Option<i64>,
        with_entries: bool,
        progress: &Progress,
    ) -> Result<(i64, i64), StoreError> {
        let domain = self.lock_domain(tx, typed, Action::DeleteDomain).await?;
        check_version(version, domain.version)?;
        let entries = count_entries(tx, domain.id).await?;
        if entries > 0 && !with_entries {
            let problem = Problem::new("name", Code::DomainNotEmpty).with(entries);
            return Err(StoreError::Conflict(problem));
        }
        let keep = (self.store.settings.keep_deleted_days > 0).then_some(self.now);
        deleted::remove(tx, &domain, keep, entries, progress).await?;
        let mut before = domain.snapshot();
        if let Some(fields) = before.as_object_mut() {
            fields.insert("entries".to_owned(), json!(entries));
        }
        let change = Change {
            domain_id: Some(domain.id),
            subject: Some(domain.id),
            object: domain.object(),
            action: "delete",
            before: Some(before),
            after: None,
        };
        Ok((entries, self.record_numbered(tx, change).await?))
    }
}
