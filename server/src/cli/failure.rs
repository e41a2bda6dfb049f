//! Why a command did not do what it should, and the mend: each in a few words.

use std::fmt;

use app::words::{self, Lang};
use model::Problem;
use store::StoreError;

/// The outcome of a command.
pub type Result<T> = std::result::Result<T, Failure>;

/// One sentence for standard error.
#[derive(Debug)]
pub struct Failure {
    what: String,
    mend: String,
}

impl Failure {
    /// What failed, and how to mend it.
    pub fn new(what: impl Into<String>, mend: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            mend: mend.into(),
        }
    }

    /// The failure an error of the store is while doing `what`.
    pub fn of(what: &str, error: &StoreError) -> Self {
        match error {
            StoreError::NotFound => Self::new(format!("{what}: not found"), "check the name"),
            StoreError::Denied => Self::new(
                format!("{what}: not allowed"),
                "use an account that may do this",
            ),
            StoreError::VersionMismatch(_) => {
                Self::new(format!("{what}: somebody else changed it"), "try again")
            }
            StoreError::Conflict(problem) => Self::of_problems(what, std::slice::from_ref(problem)),
            StoreError::Invalid(problems) => Self::of_problems(what, &problems.0),
            StoreError::Unavailable(cause) => Self::new(
                format!("{what}: {cause}"),
                "check that the database is there and migrated with `signalbox check`",
            ),
            StoreError::Internal(cause) => Self::new(
                format!("{what}: {cause}"),
                "check permissions and free space",
            ),
        }
    }

    fn of_problems(what: &str, problems: &[Problem]) -> Self {
        let mends: Vec<String> = problems
            .iter()
            .map(|problem| format!("{}: {}", problem.field, words::problem(Lang::En, problem)))
            .collect();
        Self::new(format!("{what}: refused"), mends.join("; "))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; mend: {}", self.what, self.mend)
    }
}
