//! Deleting a domain.

use model::access::Action;
use model::{Code, Problem};
use serde_json::json;

use super::read::count_entries;
use crate::desk::check_version;
use crate::history::Change;
use crate::pool::{Tx, execute, in_transaction};
use crate::{Desk, StoreError, contract};

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
        in_transaction!(self.store.pool.write(), |tx| {
            self.remove_domain(tx, domain, version, with_entries).await
        })
    }

    pub(crate) async fn remove_domain(
        &self,
        tx: &mut Tx,
        typed: &str,
        version: Option<i64>,
        with_entries: bool,
    ) -> Result<(), StoreError> {
        let domain = self.lock_domain(tx, typed, Action::DeleteDomain).await?;
        check_version(version, domain.version)?;
        let entries = count_entries(tx, domain.id).await?;
        if entries > 0 && !with_entries {
            let problem = Problem::new("name", Code::DomainNotEmpty).with(entries);
            return Err(StoreError::Conflict(problem));
        }
        contract::remove_domain(tx, domain.id).await?;
        delete_rows(tx, domain.id).await?;
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
        self.record(tx, change).await
    }
}

/// Whole tables first: left to the foreign keys, a large domain goes row by row.
async fn delete_rows(tx: &mut Tx, id: i64) -> Result<(), StoreError> {
    execute!(&mut *tx, "DELETE FROM entry_word WHERE domain_id = $1", id)?;
    execute!(&mut *tx, "DELETE FROM address WHERE domain_id = $1", id)?;
    execute!(
        &mut *tx,
        "DELETE FROM account WHERE entry_id IN (SELECT id FROM entry WHERE domain_id = $1)",
        id
    )?;
    execute!(&mut *tx, "DELETE FROM entry WHERE domain_id = $1", id)?;
    execute!(&mut *tx, "DELETE FROM domain_name WHERE domain_id = $1", id)?;
    execute!(&mut *tx, "DELETE FROM domain WHERE id = $1", id)?;
    Ok(())
}
