//! Accounts that sign in: log-in sessions, passwords, keys, preferences.

use model::Actor;

use crate::{Desk, Store, StoreError};

/// The account behind a log-in session, as the pages need it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedIn {
    /// Who acts.
    pub actor: Actor,
    /// Kept language: `en`, `fr`, `de`; `None` to follow Accept-Language.
    pub language: Option<String>,
    /// Kept theme: `light`, `dark`; `None` to follow the system.
    pub theme: Option<String>,
    /// Whether a new password must be chosen before anything else.
    pub must_change_password: bool,
    /// Identifier of this log-in session.
    pub session_id: i64,
}

/// Where a sign-in comes from.
#[derive(Clone, Debug, Default)]
pub struct Client {
    /// IP address as text.
    pub address: String,
    /// User-Agent header, shortened by the store.
    pub user_agent: String,
}

/// Outcome of a sign-in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignInOutcome {
    /// The new session's secret token, to be put in the cookie; stored only hashed.
    SignedIn {
        token: String,
        must_change_password: bool,
    },
    /// Unknown account, wrong password, not an administrator, suspended or not hosted here: all the same.
    Refused,
    /// Too many failures; seconds to wait.
    Throttled(i64),
}

/// A log-in session in the list of one's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogInSession {
    /// Identifier for revoking it.
    pub id: i64,
    /// When it began (seconds since 1970).
    pub created_at: i64,
    /// Last use.
    pub seen_at: i64,
    /// From where.
    pub address: String,
    /// With what.
    pub user_agent: String,
}

/// A key to make.
#[derive(Clone, Debug, Default)]
pub struct NewKey {
    /// What it is for.
    pub name: String,
    /// Domains it is limited to, by any name; empty for no limit.
    pub domains: Vec<String>,
    /// Whether it may only read.
    pub read_only: bool,
    /// Days until it expires.
    pub expires_days: Option<i64>,
}

impl Store {
    /// Checks a password and opens a log-in session. `login`: `admin0`, `login@name` or an address.
    pub async fn sign_in(
        &self,
        login: &str,
        password: &str,
        client: &Client,
        now: i64,
    ) -> Result<SignInOutcome, StoreError> {
        todo!()
    }

    /// The account of a session token; `None` when unknown, expired, or the account may no longer sign in.
    pub async fn signed_in(&self, token: &str, now: i64) -> Result<Option<SignedIn>, StoreError> {
        todo!()
    }

    /// Ends a log-in session.
    pub async fn sign_out(&self, token: &str) -> Result<(), StoreError> {
        todo!()
    }

    /// The actor of an API key; `None` when unknown, expired, or its account may no longer sign in.
    pub async fn actor_of_key(&self, key: &str, now: i64) -> Result<Option<Actor>, StoreError> {
        todo!()
    }

    /// The actor of an account by login (`admin0` or `login@domain`), for the command line.
    pub async fn actor_of_account(&self, login: &str) -> Result<Option<Actor>, StoreError> {
        todo!()
    }

    /// Sets an account's password from the server's shell; ends its log-in sessions.
    pub async fn recover_password(
        &self,
        login: &str,
        password: &str,
        now: i64,
    ) -> Result<(), StoreError> {
        todo!()
    }
}

impl Desk {
    /// Changes one's own password (fields `current`, `password`); ends all other sessions of the account.
    pub async fn change_own_password(
        &self,
        current: &str,
        password: &str,
        session_id: i64,
    ) -> Result<(), StoreError> {
        todo!()
    }

    /// Keeps the language and theme of one's account; `None` follows browser and system.
    pub async fn keep_preferences(
        &self,
        language: Option<&str>,
        theme: Option<&str>,
    ) -> Result<(), StoreError> {
        todo!()
    }

    /// One's own log-in sessions, newest first.
    pub async fn list_log_in_sessions(&self) -> Result<Vec<LogInSession>, StoreError> {
        todo!()
    }

    /// Ends one of one's own log-in sessions.
    pub async fn end_log_in_session(&self, id: i64) -> Result<(), StoreError> {
        todo!()
    }

    /// Makes a key that acts for one's account; returns it once, stored only hashed.
    pub async fn create_api_key(&self, key: &NewKey) -> Result<String, StoreError> {
        todo!()
    }
}
