//! How far the work on a whole domain is: by its statements, told in entries.

use model::task::Phase;

use crate::StoreError;
use crate::tasks::Progress;

/// One phase of the work.
#[derive(Debug)]
pub(super) struct Steps<'a> {
    progress: &'a Progress,
    entries: i64,
    done: i64,
    total: i64,
}

impl<'a> Steps<'a> {
    /// A phase of so many statements on so many entries begins.
    ///
    /// # Errors
    /// [`model::Code::TaskCancelled`] when the work is to stop.
    pub(super) fn begin(
        progress: &'a Progress,
        phase: Phase,
        entries: i64,
        statements: usize,
    ) -> Result<Self, StoreError> {
        progress.phase(phase, entries)?;
        Ok(Self {
            progress,
            entries,
            done: 0,
            total: i64::try_from(statements).unwrap_or(i64::MAX).max(1),
        })
    }

    /// A statement is done.
    ///
    /// # Errors
    /// [`model::Code::TaskCancelled`] when the work is to stop.
    pub(super) fn next(&mut self) -> Result<(), StoreError> {
        self.done += 1;
        let entries = self.entries.saturating_mul(self.done) / self.total;
        self.progress.done(entries)
    }
}
