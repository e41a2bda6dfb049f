//! Long work that tells how far it is and can be stopped: its row, its page, and the frame it runs in.
//!
//! The work is one transaction, which also writes that it is done: there is nothing half done and nothing
//! done that the task does not know of. Whatever else it tells (a heartbeat, how far it is) is only for
//! those who wait, see [`progress`].

mod progress;
mod read;
#[cfg(test)]
mod tests;
mod work;

pub(crate) use progress::{Live, Progress};
pub(crate) use work::{Done, Work};

use model::task::{HowFar, TaskKind, TaskOutcome, TaskState};

/// Long work on a domain, at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// Its number.
    pub id: i64,
    /// What it does.
    pub kind: TaskKind,
    /// The domain it works on, which may be gone.
    pub domain_id: i64,
    /// The present name of that domain; `None` when it is gone.
    pub domain: Option<String>,
    /// What it works on, as it was called then, such as `domain:example.com`.
    pub object: String,
    /// Who began it, as he was called then.
    pub actor: String,
    /// When it began (seconds since 1970).
    pub started_at: i64,
    /// When it ended (seconds since 1970).
    pub finished_at: Option<i64>,
    /// How it stands.
    pub state: TaskState,
    /// How far it is.
    pub how_far: HowFar,
    /// Whether somebody asked for it to stop.
    pub is_cancel_asked: bool,
    /// What came of it; `None` while it goes on, or when the machine failed.
    pub outcome: Option<TaskOutcome>,
    /// The row of the history it wrote.
    pub history: Option<i64>,
    /// Whether this actor may stop it.
    pub may_cancel: bool,
}
