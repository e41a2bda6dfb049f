//! Bringing entries back that were deleted at once: all of them, as they were, or none.

use model::access::Action;
use model::task::{Counted, Phase, TaskKind, TaskOutcome};
use model::{Code, EntryRef, Problem, Problems};
use serde_json::json;

use super::frame::refuse_undone;
use super::{FEW, Outcome, chosen};
use crate::deleted::{entries as kept, entry_conflicts};
use crate::domains::{self, Domain};
use crate::history::{Change, HistoryRow};
use crate::ids::new_id;
use crate::pool::{Tx, execute, fetch_all, fetch_optional, in_transaction};
use crate::tasks::{Done, Progress, Work};
use crate::{Desk, StoreError, contract};

/// Whether a row tells of entries that were deleted at once.
pub(crate) fn is_deletion(row: &HistoryRow) -> bool {
    let after = row.after.as_ref();
    row.action == "delete_entries" && after.is_some_and(|after| after["entries"].is_array())
}

struct RestoreEntries {
    row: HistoryRow,
}

impl Work for RestoreEntries {
    fn kind(&self) -> TaskKind {
        TaskKind::Undo
    }

    async fn run(&self, desk: &Desk, tx: &mut Tx, progress: &Progress) -> Result<Done, StoreError> {
        let (outcome, _) = desk.restore_entries(tx, &self.row, progress).await?;
        Ok(Done {
            outcome: TaskOutcome {
                counts: vec![(Counted::Restored, outcome.changed)],
                ..TaskOutcome::default()
            },
            history: None,
        })
    }
}

impl Desk {
    /// What bringing them back would do: all come back, or some cannot and none does. Also what they
    /// were part of that is no longer there.
    pub(crate) async fn preview_restoring(
        &self,
        row: &HistoryRow,
    ) -> Result<(Outcome, Vec<String>), StoreError> {
        let mut tx = self.store.pool.read().await?;
        let id = row.domain_id.ok_or(StoreError::NotFound)?;
        let domain = domains::read::load(&mut tx, id).await?;
        let (kept, conflicts) = self.restorable(&mut tx, &domain, row).await?;
        let left_out = kept::left_out(&mut tx, &kept).await?;
        let is_free = conflicts.is_empty();
        let outcome = Outcome {
            changed: if is_free { kept.entries } else { 0 },
            refused: i64::try_from(conflicts.len()).unwrap_or(i64::MAX),
            exceptions: conflicts,
            ..Outcome::default()
        };
        Ok((outcome, left_out))
    }

    /// Brings them back while the caller waits.
    pub(crate) async fn undo_deletion(
        &self,
        row: &HistoryRow,
    ) -> Result<(Outcome, Vec<String>), StoreError> {
        let progress = Progress::new();
        in_transaction!(self.store.pool.write(), |tx| {
            self.restore_entries(tx, row, &progress).await
        })
    }

    /// The same as a task when they are many; the task's number.
    pub(crate) async fn start_undo_deletion(
        &self,
        row: HistoryRow,
    ) -> Result<Option<i64>, StoreError> {
        let (outcome, _) = self.preview_restoring(&row).await?;
        if outcome.changed <= FEW {
            return Ok(None);
        }
        let id = row.domain_id.ok_or(StoreError::NotFound)?;
        let object = row.object.clone();
        self.start_task_on(id, &object, RestoreEntries { row })
            .await
            .map(Some)
    }

    async fn restorable(
        &self,
        tx: &mut Tx,
        domain: &Domain,
        row: &HistoryRow,
    ) -> Result<(kept::KeptEntries, Vec<(EntryRef, Problem)>), StoreError> {
        self.require(Action::ChangeEntries(domain.id))?;
        refuse_undone(tx, row.id).await?;
        let kept = kept::find(tx, row.id).await?;
        let kept = kept.ok_or_else(|| refusal(Code::UndoNotKept))?;
        let conflicts = entry_conflicts::find(tx, &self.actor, domain, &kept).await?;
        Ok((kept, conflicts))
    }

    async fn restore_entries(
        &self,
        tx: &mut Tx,
        row: &HistoryRow,
        progress: &Progress,
    ) -> Result<(Outcome, Vec<String>), StoreError> {
        let id = row.domain_id.ok_or(StoreError::NotFound)?;
        let name = domains::read::load(tx, id).await?.name;
        let domain = self
            .lock_domain(tx, name.as_str(), Action::ChangeEntries)
            .await?;
        progress.phase(Phase::Choosing, 0)?;
        let (kept, conflicts) = self.restorable(tx, &domain, row).await?;
        if !conflicts.is_empty() {
            return Err(in_the_way(conflicts).into());
        }
        let left_out = kept::left_out(tx, &kept).await?;
        progress.phase(Phase::Writing, 0)?;
        kept::restore(tx, &kept, progress).await?;
        chosen::fill_deleted(tx, row.id).await?;
        refuse_circles(tx).await?;
        renew_versions(tx).await?;
        progress.phase(Phase::Routing, 0)?;
        contract::refresh_chosen(tx, i64::MIN, i64::MAX).await?;
        let groups = groups_changed(tx).await?;
        contract::groups::refresh_all(tx, &groups).await?;
        self.record_restoring(tx, &domain, row, kept.entries)
            .await?;
        let outcome = Outcome {
            changed: kept.entries,
            ..Outcome::default()
        };
        Ok((outcome, left_out))
    }

    async fn record_restoring(
        &self,
        tx: &mut Tx,
        domain: &Domain,
        row: &HistoryRow,
        entries: i64,
    ) -> Result<(), StoreError> {
        let names = row.after.as_ref().map(|after| after["entries"].clone());
        let change = Change {
            domain_id: Some(domain.id),
            subject: None,
            object: domain.object(),
            action: "restore_entries",
            before: Some(json!({"deleted": true})),
            after: Some(json!({"deleted": false, "number": entries, "entries": names})),
        };
        let restoring = new_id();
        let desk = Self {
            undoes: Some(row.id),
            ..self.clone()
        };
        desk.record_as(tx, restoring, change).await?;
        execute!(
            tx,
            "INSERT INTO history_entry (history_id, entry_id, kind, name, before, after)
             SELECT $1, id, kind, login, 'true', 'false' FROM chosen",
            restoring
        )?;
        Ok(())
    }
}

/// Every reason, at the entry it is about.
fn in_the_way(conflicts: Vec<(EntryRef, Problem)>) -> Problems {
    let problems = conflicts.into_iter().map(|(entry, problem)| Problem {
        field: entry.to_string(),
        ..problem
    });
    Problems(problems.collect())
}

fn refusal(code: Code) -> StoreError {
    StoreError::Conflict(Problem::new("id", code))
}

/// A group may have been put into one that was in it when it was deleted.
async fn refuse_circles(tx: &mut Tx) -> Result<(), StoreError> {
    let found = fetch_optional!(
        tx,
        (String,),
        "WITH RECURSIVE inside (root, member_id) AS (
             SELECT c.id, m.member_id FROM chosen c JOIN group_member m ON m.group_id = c.id
             WHERE c.kind = 'group'
             UNION
             SELECT i.root, m.member_id FROM inside i JOIN group_member m ON m.group_id = i.member_id
         )
         SELECT e.login FROM inside i JOIN entry e ON e.id = i.root WHERE i.root = i.member_id LIMIT 1"
    )?;
    match found {
        Some((name,)) => Err(StoreError::Conflict(
            Problem::new("id", Code::MemberCycle).with(name),
        )),
        None => Ok(()),
    }
}

/// Groups that stayed have somebody again: whoever opened one before is told when he saves.
async fn renew_versions(tx: &mut Tx) -> Result<(), StoreError> {
    execute!(
        tx,
        "UPDATE entry SET version = version + 1
         WHERE id IN (SELECT m.group_id FROM chosen c JOIN group_member m ON m.member_id = c.id)
             AND id NOT IN (SELECT id FROM chosen)"
    )?;
    Ok(())
}

/// The groups that came back or have somebody again, and those around them.
async fn groups_changed(tx: &mut Tx) -> Result<Vec<i64>, StoreError> {
    let rows = fetch_all!(
        tx,
        (i64,),
        "WITH RECURSIVE around (id) AS (
             SELECT c.id FROM chosen c WHERE c.kind = 'group'
             UNION
             SELECT m.group_id FROM chosen c JOIN group_member m ON m.member_id = c.id
             UNION
             SELECT m.group_id FROM around a JOIN group_member m ON m.member_id = a.id
         )
         SELECT id FROM around ORDER BY id"
    )?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}
