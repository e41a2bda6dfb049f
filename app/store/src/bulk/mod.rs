//! One change of many entries: all of it in one transaction, with one history row.

mod chosen;
mod mail_type;

use model::task::{Counted, Exception, TaskOutcome};
use model::{Code, EntryRef, Problem};

use crate::users::EntryQuery;

/// Which entries are meant.
#[derive(Clone, Debug)]
pub enum Selection {
    /// These.
    Entries(Vec<EntryRef>),
    /// All that the Directory Browser lists under these filters; cursor and limit do not count.
    Matching(EntryQuery),
}

/// What a change of many entries does, or would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Entries that change.
    pub changed: i64,
    /// Entries that are already as wanted.
    pub unchanged: i64,
    /// Entries that stay as they are because a rule forbids the change, and the rule.
    pub refused: Vec<(EntryRef, Code)>,
}

impl Outcome {
    /// As a task tells it.
    fn into_task(self) -> TaskOutcome {
        let refused = i64::try_from(self.refused.len()).unwrap_or(i64::MAX);
        let exceptions = self.refused.into_iter().map(|(entry, code)| Exception {
            entry: entry.to_string(),
            problem: Problem::new("", code),
        });
        TaskOutcome {
            counts: vec![
                (Counted::Changed, self.changed),
                (Counted::Unchanged, self.unchanged),
                (Counted::Refused, refused),
            ],
            exceptions: exceptions.collect(),
            ..TaskOutcome::default()
        }
    }
}
