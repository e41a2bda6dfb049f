//! Applying kept records as a task.

use model::access::Action;
use model::task::{Counted, Exception, TaskKind, TaskOutcome};

use super::kept::forget;
use super::{Outcome, Plan, Refused};
use crate::pool::Tx;
use crate::tasks::{Done, Progress, Work};
use crate::{Desk, StoreError};

/// Kept records, to be applied.
struct ImportKept {
    domain: String,
    id: i64,
    digest: String,
    refused: Refused,
}

impl Work for ImportKept {
    fn kind(&self) -> TaskKind {
        TaskKind::Import
    }

    async fn run(&self, desk: &Desk, tx: &mut Tx, progress: &Progress) -> Result<Done, StoreError> {
        let kept = desk.kept_import(&self.domain, self.id).await?;
        let applied = desk
            .apply_import_in(
                tx,
                &self.domain,
                &kept.records,
                Some(&self.digest),
                self.refused,
                progress,
            )
            .await?;
        forget(tx, self.id).await?;
        Ok(Done {
            outcome: applied.plan.into_task(),
            history: applied.history,
        })
    }
}

impl Desk {
    /// As [`Desk::apply_kept_import`], as a task; its number.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], [`StoreError::Denied`]; everything else is told by the task.
    pub async fn start_kept_import(
        &self,
        domain: &str,
        id: i64,
        digest: &str,
        refused: Refused,
    ) -> Result<i64, StoreError> {
        let work = ImportKept {
            domain: domain.to_owned(),
            id,
            digest: digest.to_owned(),
            refused,
        };
        let mut tx = self.store.pool.read().await?;
        let domain = self
            .open_domain(&mut tx, domain, Action::ChangeEntries)
            .await?;
        drop(tx);
        self.kept_import(domain.name.as_str(), id).await?;
        self.start_task(&domain, work).await
    }
}

impl Plan {
    /// As a task tells it.
    fn into_task(self) -> TaskOutcome {
        let counts = self.counts;
        let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        let exceptions = self.rows.into_iter().filter_map(|row| match row.outcome {
            Outcome::Refused(problems) => {
                let problem = problems.into_iter().next()?;
                let entry = row.entry.to_string();
                Some(Exception { entry, problem })
            }
            _ => None,
        });
        TaskOutcome {
            exceptions: exceptions.collect(),
            counts: vec![
                (Counted::Created, count(counts.new)),
                (Counted::Changed, count(counts.changed)),
                (Counted::Unchanged, count(counts.unchanged)),
                (Counted::Refused, count(counts.refused)),
            ],
            ..TaskOutcome::default()
        }
    }
}
