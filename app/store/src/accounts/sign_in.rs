//! Signing in.

use super::find::{holder, named};
use super::secret::{digest, new_token};
use super::sessions::{self, IDLE, LONGEST};
use super::throttle::{self, Subjects};
use super::{Client, SignInOutcome};
use crate::ids::new_id;
use crate::pool::{Tx, execute, in_transaction};
use crate::{Store, StoreError, passwords};

/// Characters kept of a User-Agent header.
const USER_AGENT_KEPT: usize = 200;
/// Characters kept of a client address: the longest text of an IPv6 address with zone fits.
pub(super) const ADDRESS_KEPT: usize = 64;

impl Store {
    /// Checks a password and opens a log-in session. `login`: `admin0`, `login@name` or an address.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`]; every refusal is an outcome.
    pub async fn sign_in(
        &self,
        login: &str,
        password: &str,
        client: &Client,
        now: i64,
    ) -> Result<SignInOutcome, StoreError> {
        let mut tx = self.pool.read().await?;
        let account = named(&mut tx, login).await?;
        drop(tx);
        let client = Client {
            address: kept(&client.address, ADDRESS_KEPT),
            user_agent: kept(&client.user_agent, USER_AGENT_KEPT),
        };
        let subjects = Subjects {
            account: account.subject,
            address: Some(format!("address:{}", client.address)),
        };
        if let Some(seconds) = throttle::count(&self.pool, &subjects, now).await? {
            return Ok(SignInOutcome::Throttled(seconds));
        }
        // Whoever may not sign in waits for the same work and hears the same answer.
        let right = passwords::is_right(password, account.hash.as_deref()).await?;
        match (right, account.id) {
            (true, Some(id)) => {
                let hash = account.hash.as_deref();
                self.open_session(id, hash, &client, &subjects, now).await
            }
            _ => Ok(SignInOutcome::Refused),
        }
    }

    async fn open_session(
        &self,
        account: i64,
        hash: Option<&str>,
        client: &Client,
        subjects: &Subjects,
        now: i64,
    ) -> Result<SignInOutcome, StoreError> {
        let token = new_token()?;
        let opened = in_transaction!(self.pool.write(), |tx| {
            open(tx, account, hash, &token, client, subjects, now).await
        })?;
        Ok(match opened {
            Some(must_change_password) => SignInOutcome::SignedIn {
                token,
                must_change_password,
            },
            None => SignInOutcome::Refused,
        })
    }
}

/// Opens the session, unless the account may not sign in or got another password meanwhile; whether
/// it must change its password.
async fn open(
    tx: &mut Tx,
    account: i64,
    hash: Option<&str>,
    token: &str,
    client: &Client,
    subjects: &Subjects,
    now: i64,
) -> Result<Option<bool>, StoreError> {
    let same = execute!(
        &mut *tx,
        "UPDATE account SET password_hash = password_hash WHERE id = $1 AND password_hash = $2",
        account,
        hash
    )?;
    if same == 0 {
        return Ok(None);
    }
    let Some(holder) = holder(tx, account).await? else {
        return Ok(None);
    };
    throttle::forgive(tx, subjects, now).await?;
    execute!(
        &mut *tx,
        "UPDATE account SET last_sign_in_at = $1 WHERE id = $2",
        now,
        account
    )?;
    sessions::remove_ended(tx, now).await?;
    execute!(
        &mut *tx,
        "INSERT INTO log_in_session (id, token_hash, account_id, created_at, seen_at, expires_at,
                                     address, user_agent)
         VALUES ($1, $2, $3, $4, $4, $5, $6, $7)",
        new_id(),
        digest(token),
        account,
        now,
        now + LONGEST.max(IDLE),
        &client.address,
        &client.user_agent
    )?;
    Ok(Some(holder.must_change || holder.is_expired(now)))
}

/// Text from outside, shortened and without control characters.
pub(super) fn kept(text: &str, characters: usize) -> String {
    text.chars()
        .filter(|c| !model::text::is_forbidden(*c))
        .take(characters)
        .collect()
}
