//! Deleting a large domain and bringing it back, as tasks; small ones at once.

use model::access::Action;
use model::task::{Counted, TaskKind, TaskOutcome};

use super::find;
use crate::desk::check_version;
use crate::domains::read::count_entries;
use crate::history::HistoryRow;
use crate::pool::Tx;
use crate::tasks::{Done, Progress, Work};
use crate::{Desk, StoreError};

/// A domain of more entries than this keeps nobody waiting.
const AT_ONCE: i64 = 1000;

struct DeleteDomain {
    domain: String,
    version: Option<i64>,
}

impl Work for DeleteDomain {
    fn kind(&self) -> TaskKind {
        TaskKind::DeleteDomain
    }

    async fn run(&self, desk: &Desk, tx: &mut Tx, progress: &Progress) -> Result<Done, StoreError> {
        let (entries, history) = desk
            .remove_domain(tx, &self.domain, self.version, true, progress)
            .await?;
        Ok(Done {
            outcome: counted(Counted::Deleted, entries),
            history: Some(history).filter(|_| desk.days_deleted_domains_are_kept() > 0),
        })
    }
}

struct RestoreDomain {
    row: HistoryRow,
    entries: i64,
}

impl Work for RestoreDomain {
    fn kind(&self) -> TaskKind {
        TaskKind::RestoreDomain
    }

    async fn run(&self, desk: &Desk, tx: &mut Tx, progress: &Progress) -> Result<Done, StoreError> {
        desk.restore_domain(tx, &self.row, progress).await?;
        Ok(Done {
            outcome: counted(Counted::Restored, self.entries),
            history: None,
        })
    }
}

fn counted(what: Counted, entries: i64) -> TaskOutcome {
    TaskOutcome {
        counts: vec![(what, entries)],
        ..TaskOutcome::default()
    }
}

impl Desk {
    /// Deletes a domain with its entries: a small one at once, a large one as a task, whose number is
    /// given.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], [`StoreError::Denied`], [`StoreError::VersionMismatch`]; what comes up
    /// later is told by the task.
    pub async fn begin_domain_deletion(
        &self,
        domain: &str,
        version: Option<i64>,
    ) -> Result<Option<i64>, StoreError> {
        let mut tx = self.store.pool.read().await?;
        let opened = self
            .open_domain(&mut tx, domain, Action::DeleteDomain)
            .await?;
        check_version(version, opened.version)?;
        let entries = count_entries(&mut tx, opened.id).await?;
        drop(tx);
        if entries <= AT_ONCE {
            self.delete_domain(domain, version, true).await?;
            return Ok(None);
        }
        let work = DeleteDomain {
            domain: domain.to_owned(),
            version,
        };
        self.start_task(&opened, work).await.map(Some)
    }

    /// Brings a large domain back as a task, whose number is given; `None` for a small one, and then
    /// nothing is done.
    ///
    /// # Errors
    /// Whatever is in the way; what comes up later is told by the task.
    pub(crate) async fn start_restoring(&self, row: HistoryRow) -> Result<Option<i64>, StoreError> {
        let domain = row.subject_id.ok_or(StoreError::NotFound)?;
        let mut tx = self.store.pool.read().await?;
        let kept = find(&mut tx, domain).await?;
        let entries = kept.map_or(0, |kept| kept.entries);
        if entries <= AT_ONCE {
            return Ok(None);
        }
        self.refuse_restoring(&mut tx, &row).await?;
        drop(tx);
        let object = row.object.clone();
        let work = RestoreDomain { row, entries };
        self.start_task_on(domain, &object, work).await.map(Some)
    }
}
