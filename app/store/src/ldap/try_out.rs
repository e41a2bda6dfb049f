//! Testing a connection: it connects, gives its name, counts, and shows the first few users.

use ::ldap::{Directory, Seen};
use model::access::Action;
use model::ldap::LdapDraft;

use super::settings::{load, wanted};
use crate::{Desk, StoreError};

impl Desk {
    /// Tries settings as typed, saved or not; a missing password is the saved one. Changes nothing.
    ///
    /// # Errors
    /// Those of [`Desk::change_ldap`]; [`StoreError::Conflict`] at `directory` with what the directory
    /// refuses.
    pub async fn try_ldap(&self, domain: &str, draft: &LdapDraft) -> Result<Seen, StoreError> {
        let mut tx = self.store.pool.read().await?;
        let domain = self
            .open_domain(&mut tx, domain, Action::ChangeDomain)
            .await?;
        let before = load(&mut tx, domain.id).await?;
        // The directory may be slow.
        drop(tx);
        let (settings, password) = wanted(&domain, before.as_ref(), draft)?;
        let opened = Directory::open(&settings, password.as_deref()).await;
        let mut directory = opened.map_err(StoreError::Conflict)?;
        directory.look().await.map_err(StoreError::Conflict)
    }
}
