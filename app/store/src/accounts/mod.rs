//! Accounts that sign in: log-in sessions, passwords, keys, preferences.
//!
//! Superadministrators sign in by a login of their own. An entry signs in by `login@name` or by an
//! address, while it administers a domain or units of one, has its mailbox on this system and is not suspended;
//! that is asked again at each request.

mod find;
mod kept_keys;
mod keys;
mod own;
mod own_password;
mod recover;
mod replace;
mod secret;
mod sessions;
mod sign_in;
mod throttle;

pub(crate) use find::named_entry;
pub use replace::Replaced;

use model::settings::Reading;
use model::{Actor, DomainName, OwnSettings, PasswordPolicy};

/// The account behind a log-in session, as the pages need it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedIn {
    /// Who acts.
    pub actor: Actor,
    /// What the account chose for itself.
    pub own: OwnSettings,
    /// How pages are written where it chose nothing: the settings of its domain, if it has one.
    pub follows: Reading,
    /// The rules for its password.
    pub passwords: PasswordPolicy,
    /// Kept theme: `light`, `dark`; `None` to follow the system.
    pub theme: Option<String>,
    /// Whether a new password must be chosen before anything else.
    pub must_change_password: bool,
    /// Whether that is because the present one has expired.
    pub password_expired: bool,
    /// Identifier of this log-in session.
    pub session_id: i64,
}

impl SignedIn {
    /// How its pages are written: its own settings over those of its domain.
    #[must_use]
    pub fn reading(&self) -> Reading {
        self.own.over(self.follows.clone())
    }
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
        /// The token.
        token: String,
        /// Whether a new password must be chosen before anything else.
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

/// A key that was made; the key itself is known only to whom it was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiKey {
    /// Identifier for revoking it.
    pub id: i64,
    /// The account it acts for: `admin0` or `login@domain`.
    pub account: String,
    /// What it is for.
    pub name: String,
    /// Domains it is limited to, by name; `None` for no limit.
    pub limited_to: Option<Vec<DomainName>>,
    /// Whether it may only read.
    pub read_only: bool,
    /// When it was made (seconds since 1970).
    pub created_at: i64,
    /// When it expires.
    pub expires_at: Option<i64>,
}
