//! Why the store did not do what was asked.

use model::{Problem, Problems};

/// The outcomes a caller must tell apart.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Not there, or not for this actor to know about.
    #[error("not found")]
    NotFound,
    /// The actor sees it but may not do this.
    #[error("denied")]
    Denied,
    /// The object was changed since the version the caller has; its present version.
    #[error("changed by somebody else, now at version {0}")]
    VersionMismatch(i64),
    /// The state of other objects forbids it: a name or login is taken, something is in use.
    #[error("conflict: {0:?}")]
    Conflict(Problem),
    /// Fields break rules.
    #[error("invalid: {0:?}")]
    Invalid(Problems),
    /// The database is locked, gone or not migrated.
    #[error("database unavailable")]
    Unavailable(#[from] sqlx::Error),
    /// The machine failed us: random numbers, threads, files.
    #[error("internal: {0}")]
    Internal(String),
}

impl From<Problems> for StoreError {
    fn from(problems: Problems) -> Self {
        Self::Invalid(problems)
    }
}

impl From<Problem> for StoreError {
    /// One field breaks a rule.
    fn from(problem: Problem) -> Self {
        Self::Invalid(problem.into())
    }
}

impl StoreError {
    /// What stands in the database cannot have been written by this program.
    pub(crate) fn corrupt(what: impl std::fmt::Display) -> Self {
        Self::Internal(format!("unreadable row: {what}"))
    }

    /// Whether another transaction won a race that only the database's constraints noticed; the
    /// same work, done again, sees what the winner wrote.
    pub(crate) fn is_lost_race(&self) -> bool {
        let Self::Unavailable(sqlx::Error::Database(error)) = self else {
            return false;
        };
        // 40001 and 40P01: serialisation failure and deadlock of PostgreSQL.
        let asked_to_retry = matches!(error.code().as_deref(), Some("40001" | "40P01"));
        asked_to_retry || error.is_unique_violation() || error.is_foreign_key_violation()
    }
}
