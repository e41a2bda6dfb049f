//! Long work as it is told while it goes on: what it is, how far it is, and what came of it. All of it
//! codes; words live in the language tables of the console.

use serde::{Deserialize, Serialize};

use crate::Problem;

macro_rules! names {
    ($(#[$doc:meta])* $name:ident { $($(#[$each:meta])* $variant:ident = $text:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$each])* #[serde(rename = $text)] $variant,)+ }

        impl $name {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// How it is written.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)+ }
            }

            /// The one that is written so.
            #[must_use]
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|known| known.as_str() == name)
            }
        }
    };
}

names! {
    /// What a task does.
    TaskKind {
        /// Gives many entries a mail type.
        ChangeMailTypes = "change_mail_types",
        /// Creates and changes the entries of a file.
        Import = "import",
        /// Suspends many entries.
        SuspendEntries = "suspend_entries",
        /// Makes many entries active again.
        ActivateEntries = "activate_entries",
        /// Gives many mailboxes a size.
        ChangeQuotas = "change_quotas",
        /// Puts many entries into a group.
        AddMembers = "add_members",
        /// Takes many entries out of a group.
        RemoveMembers = "remove_members",
        /// Moves many entries to an organizational unit.
        MoveEntries = "move_entries",
        /// Deletes many entries.
        DeleteEntries = "delete_entries",
        /// Undoes a change of many entries.
        Undo = "undo",
        /// Deletes a domain with everything in it.
        DeleteDomain = "delete_domain",
        /// Brings a deleted domain back.
        RestoreDomain = "restore_domain",
        /// Creates and changes the entries of a directory server.
        ImportDirectory = "import_directory",
    }
}

names! {
    /// What a task is at; each phase counts from nothing.
    Phase {
        /// Nothing yet.
        Waiting = "waiting",
        /// Reading another server.
        Reading = "reading",
        /// Finding out which entries are meant and which rules hold them back.
        Choosing = "choosing",
        /// Keeping a copy of what will be deleted.
        Keeping = "keeping",
        /// Deleting the entries.
        Deleting = "deleting",
        /// Writing the entries.
        Writing = "writing",
        /// Renewing where mail goes.
        Routing = "routing",
        /// Writing the history and making everything permanent.
        Finishing = "finishing",
    }
}

names! {
    /// What happened to a number of entries.
    Counted {
        /// They were changed.
        Changed = "changed",
        /// They were as wanted already.
        Unchanged = "unchanged",
        /// A rule holds them back.
        Refused = "refused",
        /// They were created.
        Created = "created",
        /// They were deleted.
        Deleted = "deleted",
        /// They were brought back.
        Restored = "restored",
    }
}

names! {
    /// How a task stands.
    TaskState {
        /// It goes on.
        Running = "running",
        /// It is done and permanent.
        Done = "done",
        /// Rules or the machine stopped it; nothing was changed.
        Failed = "failed",
        /// Somebody stopped it; nothing was changed.
        Cancelled = "cancelled",
        /// The process that worked on it died; nothing was changed.
        Interrupted = "interrupted",
    }
}

impl TaskState {
    /// Whether it goes on.
    #[must_use]
    pub const fn is_running(self) -> bool {
        matches!(self, Self::Running)
    }
}

/// How far a task is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HowFar {
    /// What it is at.
    pub phase: Phase,
    /// Steps of the phase that are done.
    pub done: i64,
    /// Steps the phase has; zero when that is not known.
    pub total: i64,
}

impl HowFar {
    /// Nothing done yet.
    pub const NOT_BEGUN: Self = Self {
        phase: Phase::Waiting,
        done: 0,
        total: 0,
    };

    /// Hundredths of the phase that are done; `None` when its length is not known.
    #[must_use]
    pub const fn percent(self) -> Option<i64> {
        if self.total <= 0 {
            return None;
        }
        let percent = self.done.saturating_mul(100) / self.total;
        Some(if percent > 100 { 100 } else { percent })
    }
}

/// An entry that stays as it is, and the rule that holds it back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exception {
    /// How it is called inside its domain, such as `user:jdoe`.
    pub entry: String,
    /// The rule.
    pub problem: Problem,
}

/// What came of a task.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskOutcome {
    /// Numbers of entries, in the order in which they are told.
    #[serde(default)]
    pub counts: Vec<(Counted, i64)>,
    /// Entries that stay as they are, as many as are named.
    #[serde(default)]
    pub exceptions: Vec<Exception>,
    /// Entries that stay as they are beyond those.
    #[serde(default)]
    pub unnamed: i64,
    /// The rules that stopped a task which failed.
    #[serde(default)]
    pub problems: Vec<Problem>,
}

impl TaskOutcome {
    /// Exceptions that are named at most.
    pub const NAMED: usize = 500;

    /// Keeps as many exceptions as are named, and the number of the others.
    pub fn name_some(&mut self) {
        let beyond = self.exceptions.len().saturating_sub(Self::NAMED);
        self.exceptions.truncate(Self::NAMED);
        self.unnamed = self
            .unnamed
            .saturating_add(i64::try_from(beyond).unwrap_or(i64::MAX));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Code;

    #[test]
    fn a_phase_of_unknown_length_has_no_percentage() {
        let at = |done, total| {
            HowFar {
                phase: Phase::Writing,
                done,
                total,
            }
            .percent()
        };
        assert_eq!(at(5, 0), None);
        assert_eq!(at(1, 3), Some(33));
        assert_eq!(at(4, 3), Some(100));
    }

    #[test]
    fn an_outcome_names_so_many_exceptions_and_counts_the_others() {
        let exception = Exception {
            entry: "user:a".into(),
            problem: Problem::new("", Code::OwnAccount),
        };
        let mut outcome = TaskOutcome {
            exceptions: vec![exception; TaskOutcome::NAMED + 3],
            ..TaskOutcome::default()
        };
        outcome.name_some();
        assert_eq!(
            (outcome.exceptions.len(), outcome.unnamed),
            (TaskOutcome::NAMED, 3)
        );
    }
}
