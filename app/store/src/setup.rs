//! What a new installation begins with.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use model::PasswordPolicy;
use model::password::Owner;
use serde_json::json;

use crate::history::{Author, Change, record};
use crate::ids::new_id;
use crate::pool::{Tx, execute, fetch_optional, in_transaction};
use crate::{Store, StoreError, passwords};

/// The superadministrator's login.
const LOGIN: &str = "admin0";
/// Who does it, in the history.
const ACTOR: &str = "signalbox";
/// Random bytes of a generated password.
const PASSWORD_BYTES: usize = 15;

impl Store {
    /// Creates the mailbox server `default` and the superadministrator `admin0` when there is none.
    ///
    /// `password`: the initial one (no change forced), or `None` to generate one, returned once
    /// (then a change is forced at the first sign-in).
    ///
    /// # Errors
    /// [`StoreError::Invalid`] at `password` when it breaks the rules for passwords.
    pub async fn ensure_superadministrator(
        &self,
        password: Option<&str>,
        now: i64,
    ) -> Result<Option<String>, StoreError> {
        let mut tx = self.pool.read().await?;
        let complete = has_administrator(&mut tx).await? && has_server(&mut tx).await?;
        drop(tx);
        if complete {
            return Ok(None);
        }
        if let Some(password) = password {
            let owner = Owner::called([LOGIN]);
            passwords::check(&PasswordPolicy::default(), "password", password, &owner)?;
        }
        let generated = match password {
            Some(_) => None,
            None => Some(random_password()?),
        };
        let used = password.or(generated.as_deref()).unwrap_or_default();
        let hash = passwords::hash(used).await?;
        let created = in_transaction!(self.pool.write_all(), |tx| {
            begin(tx, &hash, generated.is_some(), now).await
        })?;
        Ok(generated.filter(|_| created))
    }
}

/// Makes what is missing; whether the superadministrator was.
async fn begin(tx: &mut Tx, hash: &str, must_change: bool, now: i64) -> Result<bool, StoreError> {
    if !has_server(tx).await? {
        execute!(
            &mut *tx,
            "INSERT INTO mailbox_server (id, name, endpoint, version)
             VALUES ($1, 'default', 'inet:127.0.0.1:24', 1)",
            new_id()
        )?;
        let after = json!({ "name": "default", "endpoint": "inet:127.0.0.1:24" });
        record_creation(tx, "mailbox_server:default".to_owned(), after, now).await?;
    }
    if has_administrator(tx).await? {
        return Ok(false);
    }
    execute!(
        &mut *tx,
        "INSERT INTO account (id, login, password_hash, must_change, created_at, password_changed_at)
         VALUES ($1, $2, $3, $4, $5, $5)",
        new_id(),
        LOGIN,
        hash,
        must_change,
        now
    )?;
    let after = json!({ "login": LOGIN });
    record_creation(tx, format!("superadministrator:{LOGIN}"), after, now).await?;
    Ok(true)
}

async fn record_creation(
    tx: &mut Tx,
    object: String,
    after: serde_json::Value,
    now: i64,
) -> Result<(), StoreError> {
    let change = Change {
        domain_id: None,
        subject: None,
        object,
        action: "create",
        before: None,
        after: Some(after),
    };
    let author = Author {
        actor: ACTOR,
        origin: "",
        undoes: None,
    };
    record(tx, &author, now, change).await
}

async fn has_administrator(tx: &mut Tx) -> Result<bool, StoreError> {
    let row = fetch_optional!(
        tx,
        (i64,),
        "SELECT id FROM account WHERE login IS NOT NULL LIMIT 1"
    )?;
    Ok(row.is_some())
}

async fn has_server(tx: &mut Tx) -> Result<bool, StoreError> {
    let row = fetch_optional!(tx, (i64,), "SELECT id FROM mailbox_server LIMIT 1")?;
    Ok(row.is_some())
}

/// A password of 120 random bits.
pub(crate) fn random_password() -> Result<String, StoreError> {
    let mut bytes = [0; PASSWORD_BYTES];
    getrandom::fill(&mut bytes).map_err(|error| StoreError::Internal(error.to_string()))?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}
