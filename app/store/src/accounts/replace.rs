//! A new password for whoever knows the present one, signed in or not: people who administer nothing
//! cannot sign in, and a password that has expired must be changed somewhere.

use serde_json::json;

use super::Client;
use super::find::{named, object};
use super::own_password::{OwnPassword, own_password};
use super::sign_in::{ADDRESS_KEPT, kept};
use super::throttle::{self, Subjects};
use crate::history::{Author, Change, record};
use crate::pool::{Tx, execute, in_transaction};
use crate::{Store, StoreError, passwords};

/// What came of a change of a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Replaced {
    /// The new password counts; all log-in sessions of the account have ended.
    Done,
    /// Unknown account, wrong password, suspended or not hosted here: all the same.
    Refused,
    /// Too many failures; seconds to wait.
    Throttled(i64),
}

impl Store {
    /// Changes the password of an account by login (`admin0`, `login@name` or an address) for
    /// whoever knows the present one.
    ///
    /// # Errors
    /// [`StoreError::Invalid`] at `password`, told only to who knows the present one:
    /// [`model::Code::PasswordSame`], [`model::Code::PasswordCommon`] and those of
    /// [`model::PasswordPolicy::check`].
    pub async fn replace_password(
        &self,
        login: &str,
        current: &str,
        password: &str,
        client: &Client,
        now: i64,
    ) -> Result<Replaced, StoreError> {
        let mut tx = self.pool.read().await?;
        let account = named(&mut tx, login).await?;
        let known = match account.id {
            Some(id) => own_password(&mut tx, id).await?,
            None => None,
        };
        let known = known.filter(OwnPassword::is_usable);
        drop(tx);
        let origin = kept(&client.address, ADDRESS_KEPT);
        let subjects = Subjects {
            account: account.subject,
            address: Some(format!("address:{origin}")),
        };
        if let Some(seconds) = throttle::count(&self.pool, &subjects, now).await? {
            return Ok(Replaced::Throttled(seconds));
        }
        let hash = known.as_ref().and_then(|own| own.hash.as_deref());
        let right = passwords::is_right(current, hash).await?;
        let (Some(known), Some(id), true) = (known, account.id, right) else {
            return Ok(Replaced::Refused);
        };
        known.check_next(current, password)?;
        let wanted = passwords::hash(password).await?;
        in_transaction!(self.pool.write(), |tx| {
            throttle::forgive(tx, &subjects, now).await?;
            let hashes = (known.hash.as_deref(), wanted.as_str());
            write(tx, id, hashes, &origin, now).await
        })
    }
}

/// Writes the new password, unless the account got another one meanwhile.
async fn write(
    tx: &mut Tx,
    account: i64,
    (before, wanted): (Option<&str>, &str),
    origin: &str,
    now: i64,
) -> Result<Replaced, StoreError> {
    let changed = execute!(
        &mut *tx,
        "UPDATE account SET password_hash = $1, must_change = FALSE, password_changed_at = $2
         WHERE id = $3 AND password_hash = $4",
        wanted,
        now,
        account,
        before
    )?;
    if changed == 0 {
        return Ok(Replaced::Refused);
    }
    execute!(
        &mut *tx,
        "DELETE FROM log_in_session WHERE account_id = $1",
        account
    )?;
    let named = object(tx, account).await?;
    let actor = named.object.split_once(':').map_or("", |(_, name)| name);
    let author = Author {
        actor,
        origin,
        undoes: None,
    };
    let change = Change {
        domain_id: named.domain_id,
        subject: named.entry_id,
        object: named.object.clone(),
        action: "change_password",
        before: None,
        after: Some(json!({ "password": "changed" })),
    };
    record(tx, &author, now, change).await?;
    Ok(Replaced::Done)
}
