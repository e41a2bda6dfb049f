//! Deleting a user.

use model::access::Action;
use model::{Code, Problem};

use super::read;
use crate::desk::check_version;
use crate::entries::AnyEntry;
use crate::pool::{Tx, in_transaction};
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

    pub(crate) async fn remove_user(
        &self,
        tx: &mut Tx,
        domain: &str,
        login: &str,
        version: Option<i64>,
    ) -> Result<(), StoreError> {
        let domain = self.lock_domain(tx, domain, Action::ReadDirectory).await?;
        let keys = self.seen_user(tx, domain.id, login).await?;
        self.require_on(tx, domain.id, keys.entry, Action::ChangeEntry)
            .await?;
        let before = read::load(tx, &domain, keys.entry).await?;
        check_version(version, before.version)?;
        if keys.account == self.actor.account {
            return Err(StoreError::Conflict(Problem::new(
                "login",
                Code::OwnAccount,
            )));
        }
        self.delete_row(tx, &domain, keys.entry, &AnyEntry::User(Box::new(before)))
            .await
    }
}
