//! Undoing an import, as one change: what it created is deleted, what it changed goes back, by an import
//! of what there was. What something else happened to since stays as it is.

use std::collections::HashMap;

use model::access::Action;
use model::task::{Counted, Phase, TaskKind, TaskOutcome};
use model::{Code, EntryRef, Problem};
use serde_json::{Value, json};

use super::items::Worked;
use super::present::{self, Known};
use super::told::{self, NOTHING};
use super::write::{self, number as count};
use super::{Outcome, Plan, Record, TOLD};
use crate::bulk;
use crate::domains::Domain;
use crate::entries::AnyEntry;
use crate::entries::read::kind;
use crate::history::{HistoryRow, restore, take_back};
use crate::pool::{Tx, execute, fetch_all, in_transaction};
use crate::tasks::{Done, Progress, Work};
use crate::{Desk, StoreError};

/// Whether a row tells of an import whose entries are remembered.
pub(crate) fn is_import(row: &HistoryRow) -> bool {
    let after = row.after.as_ref();
    row.action == "import"
        && row.undoes.is_none()
        && after.is_some_and(|after| after["entries"].is_array())
}

/// How many entries an import created and changed.
fn number(row: &HistoryRow) -> i64 {
    let after = row.after.as_ref();
    let count = |field| after.and_then(|after| after[field].as_i64());
    count("created").unwrap_or_default() + count("changed").unwrap_or_default()
}

/// An entry that an import changed.
#[derive(sqlx::FromRow)]
struct Changed {
    entry_id: i64,
    kind: String,
    name: String,
    before: String,
    after: String,
}

/// An entry that stays as it is, and why.
type Kept = (EntryRef, Problem);

struct UndoImport {
    row: HistoryRow,
}

impl Work for UndoImport {
    fn kind(&self) -> TaskKind {
        TaskKind::Undo
    }

    async fn run(&self, desk: &Desk, tx: &mut Tx, progress: &Progress) -> Result<Done, StoreError> {
        let (outcome, history) = desk.take_back_import(tx, &self.row, progress).await?;
        Ok(Done {
            outcome: outcome.into_task(Counted::Restored),
            history,
        })
    }
}

impl Desk {
    /// What undoing an import would do. Of a large one only how many entries it is about: who is in the
    /// way is told when it is done.
    pub(crate) async fn preview_undo_import(
        &self,
        row: &HistoryRow,
    ) -> Result<bulk::Outcome, StoreError> {
        if number(row) > bulk::FEW {
            return Ok(bulk::Outcome {
                changed: number(row),
                ..bulk::Outcome::default()
            });
        }
        let mut tx = self.store.pool.write().await?;
        // Never committed: the answer of the real thing without its consequences.
        let (outcome, _) = self
            .take_back_import(&mut tx, row, &Progress::new())
            .await?;
        Ok(outcome)
    }

    /// Undoes an import while the caller waits.
    pub(crate) async fn undo_import(&self, row: &HistoryRow) -> Result<bulk::Outcome, StoreError> {
        let progress = Progress::new();
        in_transaction!(self.store.pool.write(), |tx| {
            self.take_back_import(tx, row, &progress)
                .await
                .map(|(outcome, _)| outcome)
        })
    }

    /// Undoes a large import as a task; the task's number, or `None` when it is small.
    pub(crate) async fn start_undo_import(
        &self,
        row: HistoryRow,
    ) -> Result<Option<i64>, StoreError> {
        if number(&row) <= bulk::FEW {
            return Ok(None);
        }
        let id = row.domain_id.ok_or(StoreError::NotFound)?;
        let object = row.object.clone();
        self.start_task_on(id, &object, UndoImport { row })
            .await
            .map(Some)
    }

    async fn take_back_import(
        &self,
        tx: &mut Tx,
        row: &HistoryRow,
        progress: &Progress,
    ) -> Result<(bulk::Outcome, Option<i64>), StoreError> {
        let domain = self.lock_for_undo(tx, row, Action::ChangeEntries).await?;
        progress.phase(Phase::Choosing, 0)?;
        // Read before anything is deleted: who was created may be a member of what was changed.
        let (mut records, mut refused) = changed_back(tx, &domain, row.id).await?;
        let (deleted, kept) = bulk::delete_created(tx, domain.id, row.id, NOTHING).await?;
        refused.extend(kept);
        forget_origins(tx, row.id).await?;
        let mut may_leave_out = true;
        let (worked, plan) = loop {
            let worked = Worked::of(self, tx, &domain, &records).await?;
            let plan = worked.plan();
            if !may_leave_out || unknown(&plan).next().is_none() {
                break (worked, plan);
            }
            may_leave_out = leave_out(&mut records, &plan);
        };
        for planned in &plan.rows {
            if let Outcome::Refused(problems) = &planned.outcome {
                let problem = problems.first().cloned();
                let problem = problem.unwrap_or_else(|| Problem::new("", Code::UndoImpossible));
                refused.push((planned.entry.clone(), problem));
            }
        }
        let changed = count(plan.counts.changed);
        let mut outcome = bulk::Outcome {
            changed: count(deleted.len()) + changed,
            unchanged: count(plan.counts.unchanged),
            refused: count(refused.len()),
            ..bulk::Outcome::default()
        };
        refused.truncate(TaskOutcome::NAMED);
        outcome.exceptions = refused;
        if outcome.changed == 0 {
            return Ok((outcome, None));
        }
        write::write(tx, &domain, &worked, self.now, progress).await?;
        let after = json!({
            "deleted": deleted.len(),
            "changed": changed,
            "entries": some_names(&deleted, &plan),
        });
        let desk = Self {
            undoes: Some(row.id),
            ..self.clone()
        };
        let history = desk.record_import(tx, &domain, after).await?;
        told::remember(tx, history, &worked, &plan).await?;
        Ok((outcome, Some(history)))
    }
}

/// The places of records that name members or groups which are no longer there, and those names.
fn unknown(plan: &Plan) -> impl Iterator<Item = (usize, &String)> {
    let rows = plan.rows.iter().enumerate();
    rows.filter_map(|(place, row)| match &row.outcome {
        Outcome::Refused(problems) => Some((place, problems)),
        _ => None,
    })
    .flat_map(|(place, problems)| {
        let unknown = problems
            .iter()
            .filter(|one| one.code == Code::MemberUnknown);
        unknown
            .filter_map(|problem| problem.args.first())
            .map(move |name| (place, name))
    })
}

/// Takes them out of what is to come back, so that the others come; whether any was.
fn leave_out(records: &mut [Record], plan: &Plan) -> bool {
    let mut is_any = false;
    for (place, name) in unknown(plan) {
        if let Some(record) = records.get_mut(place) {
            is_any |= record.forget(name);
        }
    }
    is_any
}

/// Entries that an import of a directory linked to it are told apart by their names again: the directory
/// is to be read as if it had not been.
async fn forget_origins(tx: &mut Tx, row: i64) -> Result<(), StoreError> {
    execute!(
        tx,
        "DELETE FROM ldap_origin
         WHERE entry_id IN (SELECT entry_id FROM history_entry WHERE history_id = $1)
             AND EXISTS (SELECT 1 FROM task WHERE history_id = $1 AND kind = $2)",
        row,
        TaskKind::ImportDirectory.as_str()
    )?;
    Ok(())
}

/// A few of the entries that were deleted or changed back.
fn some_names(deleted: &[EntryRef], plan: &Plan) -> Vec<String> {
    let deleted = deleted.iter().map(ToString::to_string);
    deleted.chain(plan.some_names()).take(TOLD).collect()
}

impl Record {
    /// Leaves a member or group out; whether it was named.
    fn forget(&mut self, name: &str) -> bool {
        let mut is_named = false;
        for list in [&mut self.members, &mut self.groups].into_iter().flatten() {
            let before = list.len();
            list.retain(|one| one != name && format!("group:{one}") != name);
            is_named |= list.len() < before;
        }
        is_named
    }
}

/// What changed entries are to be again, and those that something else happened to.
async fn changed_back(
    tx: &mut Tx,
    domain: &Domain,
    row: i64,
) -> Result<(Vec<Record>, Vec<Kept>), StoreError> {
    let changed = fetch_all!(
        &mut *tx,
        Changed,
        "SELECT entry_id, kind, name, before, after FROM history_entry
         WHERE history_id = $1 AND before <> $2 ORDER BY entry_id",
        row,
        NOTHING
    )?;
    let ids: Vec<i64> = changed.iter().map(|entry| entry.entry_id).collect();
    let known = present::with_ids(tx, domain, &ids).await?;
    let mut groups = present::groups_of(tx, &ids).await?;
    let (mut records, mut kept) = (Vec::new(), Vec::new());
    for (line, entry) in (1..).zip(changed) {
        let groups = groups.remove(&entry.entry_id).unwrap_or_default();
        match entry.back(line, &known, &groups.into_iter().collect::<Vec<_>>())? {
            Ok(record) => records.push(record),
            Err(because) => kept.push(because),
        }
    }
    Ok((records, kept))
}

impl Changed {
    /// The record by which it is as it was, or why it cannot be.
    fn back(
        self,
        line: u64,
        known: &HashMap<i64, Known>,
        groups: &[String],
    ) -> Result<Result<Record, Kept>, StoreError> {
        let Some(Known { entry, .. }) = known.get(&self.entry_id) else {
            let gone = EntryRef {
                kind: kind(&self.kind)?,
                name: self.name,
            };
            return Ok(Err((gone, Problem::new("", Code::UndoGone))));
        };
        let read = |text: &str| serde_json::from_str::<Value>(text).map_err(StoreError::corrupt);
        let mut present = entry.snapshot();
        if let Some(fields) = present.as_object_mut() {
            fields.insert("groups".to_owned(), json!(groups));
        }
        match take_back(&read(&self.before)?, &read(&self.after)?, &present) {
            Ok(wanted) => {
                let mut record = record(line, entry, &wanted)?;
                // What is left unsaid leaves the other side of a membership its say.
                let is_changed =
                    |field| read(&self.before).map(|before| before.get(field).is_some());
                if !is_changed("members")? {
                    record.members = None;
                }
                if is_changed("groups")? {
                    let groups = wanted.get("groups").cloned().unwrap_or_default();
                    record.groups =
                        Some(serde_json::from_value(groups).map_err(StoreError::corrupt)?);
                }
                Ok(Ok(record))
            }
            Err(fields) => {
                let problem = Problem::new("", Code::UndoChangedSince).with(fields.join(", "));
                Ok(Err((entry.reference(), problem)))
            }
        }
    }
}

/// A whole entry as a snapshot describes it.
fn record(line: u64, present: &AnyEntry, wanted: &Value) -> Result<Record, StoreError> {
    let EntryRef { kind, name } = present.reference();
    let (mail, suspended, mut record) = if let AnyEntry::User(_) = present {
        let identity = restore::identity(wanted)?;
        let record = Record {
            first_name: Some(identity.first_name),
            last_name: Some(identity.last_name),
            display_name: Some(identity.display_name),
            hidden: Some(identity.hidden),
            ..Record::new(line, kind, identity.login)
        };
        (restore::mail(wanted)?, identity.suspended, record)
    } else {
        let entry = restore::entry(wanted)?;
        let record = Record {
            display_name: Some(entry.display_name),
            hidden: Some(entry.hidden),
            members: Some(entry.members),
            outside_address: Some(entry.address),
            ..Record::new(line, kind, entry.name)
        };
        (entry.mail, entry.suspended, record)
    };
    record.present_name = Some(name);
    record.suspended = Some(suspended);
    record.addresses = Some(mail.addresses.into_iter().map(Into::into).collect());
    if kind.may_have_mailbox() {
        record.mail_type = Some(mail.mail_type);
        record.quota_kib = mail.quota_kib;
        record.mailbox_server = Some(mail.mailbox_server.unwrap_or_default());
    }
    Ok(record)
}
