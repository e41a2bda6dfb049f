//! Log-in sessions.

use super::find::{Holder, holder};
use super::secret::digest;
use super::{LogInSession, SignedIn};
use crate::pool::{Tx, execute, fetch_all, fetch_optional};
use crate::{Desk, Store, StoreError};

/// A session ends after this many seconds without use.
pub(super) const IDLE: i64 = 12 * 60 * 60;
/// And after this many seconds in any case.
pub(super) const LONGEST: i64 = 7 * 24 * 60 * 60;
/// Seconds between two notes of its use.
const NOTED_EVERY: i64 = 60;

impl Store {
    /// The account of a session token; `None` when unknown, expired, or the account may no longer sign in.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn signed_in(&self, token: &str, now: i64) -> Result<Option<SignedIn>, StoreError> {
        let mut tx = self.pool.read().await?;
        let session = fetch_optional!(
            &mut tx,
            (i64, i64, i64),
            "SELECT id, account_id, seen_at FROM log_in_session
             WHERE token_hash = $1 AND expires_at > $2 AND seen_at > $3",
            digest(token),
            now,
            now - IDLE
        )?;
        let Some((session_id, account, seen_at)) = session else {
            return Ok(None);
        };
        let found = holder(&mut tx, account).await?;
        drop(tx);
        if found.is_some() && now - seen_at >= NOTED_EVERY {
            self.note_use(session_id, now).await;
        }
        Ok(found.map(|holder| signed_in(holder, session_id, now)))
    }

    /// Ends a log-in session.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn sign_out(&self, token: &str) -> Result<(), StoreError> {
        let mut tx = self.pool.write().await?;
        execute!(
            &mut tx,
            "DELETE FROM log_in_session WHERE token_hash = $1",
            digest(token)
        )?;
        tx.commit().await
    }

    /// Reading must go on while nobody can write, so a failure here is only told, and long work of
    /// somebody else is not waited for.
    async fn note_use(&self, session: i64, now: i64) {
        let noted = async {
            let Some(mut tx) = self.pool.write_aside_unless_busy().await? else {
                return Ok(());
            };
            execute!(
                &mut tx,
                "UPDATE log_in_session SET seen_at = $1 WHERE id = $2 AND seen_at < $1",
                now,
                session
            )?;
            tx.commit().await
        };
        if let Err(error) = noted.await {
            tracing::warn!(%error, "the use of a log-in session was not noted");
        }
    }
}

fn signed_in(holder: Holder, session_id: i64, now: i64) -> SignedIn {
    let password_expired = holder.is_expired(now);
    SignedIn {
        actor: holder.actor,
        own: holder.own,
        follows: holder.follows,
        passwords: holder.passwords,
        theme: holder.theme,
        must_change_password: holder.must_change || password_expired,
        password_expired,
        session_id,
    }
}

/// Sessions that ended by themselves.
pub(super) async fn remove_ended(tx: &mut Tx, now: i64) -> Result<(), StoreError> {
    execute!(
        tx,
        "DELETE FROM log_in_session WHERE expires_at <= $1 OR seen_at <= $2",
        now,
        now - IDLE
    )?;
    Ok(())
}

impl Desk {
    /// One's own log-in sessions, newest first.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn list_log_in_sessions(&self) -> Result<Vec<LogInSession>, StoreError> {
        let mut tx = self.store.pool.read().await?;
        let rows = fetch_all!(
            &mut tx,
            (i64, i64, i64, String, String),
            "SELECT id, created_at, seen_at, address, user_agent FROM log_in_session
             WHERE account_id = $1 AND expires_at > $2 AND seen_at > $3
             ORDER BY id DESC",
            self.actor.account,
            self.now,
            self.now - IDLE
        )?;
        let session = |(id, created_at, seen_at, address, user_agent)| LogInSession {
            id,
            created_at,
            seen_at,
            address,
            user_agent,
        };
        Ok(rows.into_iter().map(session).collect())
    }

    /// Ends one of one's own log-in sessions.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when the account has no such session, [`StoreError::Denied`] to keys
    /// that carry less than the account's rights.
    pub async fn end_log_in_session(&self, id: i64) -> Result<(), StoreError> {
        self.require_whole_account()?;
        let mut tx = self.store.pool.write().await?;
        let ended = execute!(
            &mut tx,
            "DELETE FROM log_in_session WHERE id = $1 AND account_id = $2",
            id,
            self.actor.account
        )?;
        tx.commit().await?;
        if ended == 0 {
            Err(StoreError::NotFound)
        } else {
            Ok(())
        }
    }

    /// What belongs to the account itself is out of reach for keys that carry less than its rights.
    pub(super) fn require_whole_account(&self) -> Result<(), StoreError> {
        if self.actor.read_only || self.actor.limited_to.is_some() {
            Err(StoreError::Denied)
        } else {
            Ok(())
        }
    }
}
