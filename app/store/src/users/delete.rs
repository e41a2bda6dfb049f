//! Deleting a user.

use model::access::Action;
use model::{Code, Problem};

use super::read;
use crate::desk::check_version;
use crate::history::Change;
use crate::pool::{Tx, execute, in_transaction};
use crate::{Desk, StoreError};

impl Desk {
    /// Deletes a user with its addresses, log-in and administration rights.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] with [`Code::OwnAccount`] at `login` when it is the actor himself.
    pub async fn delete_user(
        &self,
        domain: &str,
        login: &str,
        version: Option<i64>,
    ) -> Result<(), StoreError> {
        in_transaction!(self.store.pool.write(), |tx| {
            self.remove_user(tx, domain, login, version).await
        })
    }

    async fn remove_user(
        &self,
        tx: &mut Tx,
        domain: &str,
        login: &str,
        version: Option<i64>,
    ) -> Result<(), StoreError> {
        let domain = self.lock_domain(tx, domain, Action::ChangeEntries).await?;
        let keys = read::find(tx, domain.id, login).await?;
        let before = read::load(tx, &domain, keys.entry).await?;
        check_version(version, before.version)?;
        if keys.account == self.actor.account {
            return Err(StoreError::Conflict(Problem::new(
                "login",
                Code::OwnAccount,
            )));
        }
        // Everything that is its own refers to it and goes along, its routes too.
        execute!(&mut *tx, "DELETE FROM entry WHERE id = $1", keys.entry)?;
        let change = Change {
            domain_id: Some(domain.id),
            object: before.object(),
            action: "delete",
            before: Some(before.snapshot()),
            after: None,
        };
        self.record(tx, change).await
    }
}
