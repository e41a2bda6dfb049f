//! From the server's shell: whoever has it needs no password.

use model::password::Owner;
use model::{Actor, PasswordPolicy};
use serde_json::json;

use super::find::{holder, named, object};
use crate::history::{Author, CLI, Change, record};
use crate::pool::{Tx, execute, in_transaction};
use crate::{Store, StoreError, passwords};

/// Who acts, in the history.
const SHELL: &str = "command line";

impl Store {
    /// The actor of an account by login (`admin0` or `login@domain`), for the command line.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn actor_of_account(&self, login: &str) -> Result<Option<Actor>, StoreError> {
        let mut tx = self.pool.read().await?;
        match named(&mut tx, login).await?.id {
            Some(id) => Ok(holder(&mut tx, id).await?.map(|holder| holder.actor)),
            None => Ok(None),
        }
    }

    /// Sets an account's password from the server's shell; ends its log-in sessions.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such account, [`StoreError::Invalid`] at `password`.
    pub async fn recover_password(
        &self,
        login: &str,
        password: &str,
        now: i64,
    ) -> Result<(), StoreError> {
        // Whoever has the shell is bound by the floor of the installation only.
        let owner = Owner::called(login.split('@'));
        passwords::check(&PasswordPolicy::default(), "password", password, &owner)?;
        let hash = passwords::hash(password).await?;
        in_transaction!(self.pool.write(), |tx| {
            recover(tx, login, &hash, now).await
        })
    }
}

async fn recover(tx: &mut Tx, login: &str, hash: &str, now: i64) -> Result<(), StoreError> {
    let account = named(tx, login).await?;
    let id = account.id.ok_or(StoreError::NotFound)?;
    execute!(
        &mut *tx,
        "UPDATE account SET password_hash = $1, must_change = FALSE, password_changed_at = $2
         WHERE id = $3",
        hash,
        now,
        id
    )?;
    execute!(
        &mut *tx,
        "DELETE FROM log_in_session WHERE account_id = $1",
        id
    )?;
    execute!(
        &mut *tx,
        "DELETE FROM sign_in_failure WHERE subject = $1",
        &account.subject
    )?;
    let named = object(tx, id).await?;
    let change = Change {
        domain_id: named.domain_id,
        subject: named.entry_id,
        object: named.object,
        action: "change_password",
        before: None,
        after: Some(json!({ "password": "changed" })),
    };
    let author = Author {
        actor: SHELL,
        origin: CLI,
        undoes: None,
    };
    record(tx, &author, now, change).await
}
