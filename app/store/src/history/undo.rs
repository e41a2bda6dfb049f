//! Undoing a change: asked first, then done, both by the same code.

use model::domain::GeneralDraft;
use model::{Code, Problem};
use serde_json::Value;

use super::difference::{Difference, differences};
use super::revert::taken_back;
use super::{HistoryRow, Undoing, restore};
use crate::domains::{self, MailSystemWanted};
use crate::pool::{Tx, in_transaction};
use crate::tasks::Progress;
use crate::{Desk, StoreError, bulk};

/// What undoing a change does, or did.
#[derive(Clone, Debug, PartialEq)]
pub struct Undone {
    /// The change that is undone.
    pub row: HistoryRow,
    /// What undoing it is.
    pub undoing: Undoing,
    /// What is changed, as it is called afterwards.
    pub object: String,
    /// The fields that change.
    pub differences: Vec<Difference>,
    /// Members and groups of an entry that is brought back which are no longer there.
    pub left_out: Vec<String>,
    /// For a change of many entries: how many go back, and which do not.
    pub many: Option<bulk::Outcome>,
}

impl Undone {
    /// Whether a user comes back who needs a new password: none is kept.
    pub fn needs_password(&self) -> bool {
        self.undoing == Undoing::EntryDeletion && self.object.starts_with("user:")
    }
}

/// What came of it.
pub(super) struct Outcome {
    pub(super) object: String,
    pub(super) before: Option<Value>,
    pub(super) after: Option<Value>,
    pub(super) left_out: Vec<String>,
}

/// A domain's settings to go back to, checked as far as no transaction is needed.
pub(super) struct Prepared {
    /// The version they were made from.
    pub(super) version: i64,
    pub(super) general: GeneralDraft,
    pub(super) mail_system: MailSystemWanted,
}

impl Desk {
    /// What undoing a change would do; changes nothing.
    ///
    /// # Errors
    /// Those of [`Desk::undo`].
    pub async fn preview_undo(&self, id: i64) -> Result<Undone, StoreError> {
        let (row, undoing, prepared) = self.prepare_undo(id).await?;
        if undoing == Undoing::DomainDeletion {
            // Doing it for the look alone would take as long as doing it.
            let mut tx = self.store.pool.read().await?;
            let outcome = self.preview_domain(&mut tx, &row).await?;
            return Ok(undone(&row, undoing, outcome));
        }
        if undoing == Undoing::ManyChange {
            let outcome = self.preview_undo_many(&row).await?;
            return Ok(undone_many(row, undoing, outcome, Vec::new()));
        }
        if undoing == Undoing::ManyDeletion {
            let (outcome, left_out) = self.preview_restoring(&row).await?;
            return Ok(undone_many(row, undoing, outcome, left_out));
        }
        if undoing == Undoing::Import {
            let outcome = self.preview_undo_import(&row).await?;
            return Ok(undone_many(row, undoing, outcome, Vec::new()));
        }
        let mut tx = self.store.pool.write().await?;
        // Never committed: the answer of the real thing without its consequences.
        self.carry_out(&mut tx, &row, undoing, prepared.as_ref())
            .await
    }

    /// Undoes a change: what it changed is as before, what was changed elsewhere since stays. Each
    /// change is undone once; undoing that is undone like any other change.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such change or not for this actor to see,
    /// [`StoreError::Denied`]; [`StoreError::Conflict`] at `id` with [`Code::UndoDone`],
    /// [`Code::UndoChangedSince`] naming the fields, [`Code::UndoInUse`], [`Code::UndoGone`] or
    /// [`Code::UndoImpossible`]; what is in the way of entries that were deleted at once, each reason at its
    /// entry; for a deleted domain [`Code::UndoNotKept`], [`Code::UndoNameTaken`],
    /// [`Code::UndoServerGone`] (several as [`StoreError::Invalid`]) or [`Code::RelayIsSelf`] at `relay`;
    /// and what an ordinary save is refused with.
    pub async fn undo(&self, id: i64) -> Result<Undone, StoreError> {
        let (row, undoing, prepared) = self.prepare_undo(id).await?;
        if matches!(undoing, Undoing::ManyChange | Undoing::Import) {
            let outcome = match undoing {
                Undoing::Import => self.undo_import(&row).await?,
                _ => self.undo_many(&row).await?,
            };
            return match outcome.exceptions.first() {
                Some((_, problem)) if outcome.changed == 0 => Err(StoreError::Conflict(Problem {
                    field: "id".to_owned(),
                    ..problem.clone()
                })),
                _ => Ok(undone_many(row, undoing, outcome, Vec::new())),
            };
        }
        if undoing == Undoing::ManyDeletion {
            let (outcome, left_out) = self.undo_deletion(&row).await?;
            return Ok(undone_many(row, undoing, outcome, left_out));
        }
        in_transaction!(self.store.pool.write(), |tx| {
            self.carry_out(tx, &row, undoing, prepared.as_ref()).await
        })
    }

    /// Undoes a large change of many entries, or the deletion of a large domain, as a task; `None` when it
    /// is small, and then nothing is done.
    ///
    /// # Errors
    /// Those of [`Desk::undo`].
    pub async fn start_undo(&self, id: i64) -> Result<Option<i64>, StoreError> {
        let (row, undoing, _) = self.prepare_undo(id).await?;
        match undoing {
            Undoing::ManyChange => self.start_undo_many(&row).await,
            Undoing::ManyDeletion => self.start_undo_deletion(row).await,
            Undoing::Import => self.start_undo_import(row).await,
            Undoing::DomainDeletion => self.start_restoring(row).await,
            _ => Ok(None),
        }
    }

    /// What can be found out and checked before the transaction.
    async fn prepare_undo(
        &self,
        id: i64,
    ) -> Result<(HistoryRow, Undoing, Option<Prepared>), StoreError> {
        let mut tx = self.store.pool.read().await?;
        let row = self.history_row(&mut tx, id).await?;
        let undoing = row.undoing().ok_or_else(|| refusal(Code::UndoImpossible))?;
        if let Some(action) = row.undo_action() {
            self.require(action)?;
        }
        if row.undone_by.is_some() {
            return Err(refusal(Code::UndoDone));
        }
        if undoing == Undoing::DomainDeletion {
            drop(tx);
            self.refuse_kept_relay(&row).await?;
            return Ok((row, undoing, None));
        }
        if undoing != Undoing::DomainChange {
            return Ok((row, undoing, None));
        }
        let domain = row.domain_id.ok_or(StoreError::NotFound)?;
        let present = match domains::read::load(&mut tx, domain).await {
            Err(StoreError::NotFound) => return Err(refusal(Code::UndoGone)),
            found => found?,
        };
        drop(tx);
        let wanted = taken_back(&row, &present.snapshot())?;
        let (general, system) = restore::domain(&wanted)?;
        let mail_system = self
            .check_mail_system(present.name.as_str(), &system)
            .await?;
        let prepared = Prepared {
            version: present.version,
            general,
            mail_system,
        };
        Ok((row, undoing, Some(prepared)))
    }

    async fn carry_out(
        &self,
        tx: &mut Tx,
        row: &HistoryRow,
        undoing: Undoing,
        prepared: Option<&Prepared>,
    ) -> Result<Undone, StoreError> {
        let desk = Self {
            undoes: Some(row.id),
            ..self.clone()
        };
        let outcome = match (undoing, prepared) {
            (Undoing::EntryChange, _) => desk.revert_entry(tx, row).await?,
            (Undoing::HandlingChange, _) => desk.revert_handling(tx, row).await?,
            (Undoing::FilterChange, _) => desk.revert_filters(tx, row).await?,
            (Undoing::EntryCreation, _) => desk.take_away_entry(tx, row).await?,
            (Undoing::EntryDeletion, _) => desk.bring_back_entry(tx, row).await?,
            (Undoing::DomainCreation, _) => desk.take_away_domain(tx, row).await?,
            (Undoing::DomainDeletion, _) => {
                desk.bring_back_domain(tx, row, &Progress::new()).await?
            }
            (Undoing::AdministratorsChange, _) => desk.revert_administrators(tx, row).await?,
            (Undoing::UnitChange, _) => desk.revert_unit(tx, row).await?,
            (Undoing::UnitCreation, _) => desk.take_away_unit(tx, row).await?,
            (Undoing::UnitDeletion, _) => desk.bring_back_unit(tx, row).await?,
            (Undoing::DomainChange, Some(prepared)) => {
                desk.revert_domain(tx, row, prepared).await?
            }
            (Undoing::DomainChange, None)
            | (Undoing::ManyChange | Undoing::ManyDeletion | Undoing::Import, _) => {
                return Err(refusal(Code::UndoImpossible));
            }
        };
        Ok(undone(row, undoing, outcome))
    }
}

fn undone(row: &HistoryRow, undoing: Undoing, outcome: Outcome) -> Undone {
    Undone {
        row: row.clone(),
        undoing,
        differences: differences(outcome.before.as_ref(), outcome.after.as_ref()),
        object: outcome.object,
        left_out: outcome.left_out,
        many: None,
    }
}

fn undone_many(
    row: HistoryRow,
    undoing: Undoing,
    outcome: bulk::Outcome,
    left_out: Vec<String>,
) -> Undone {
    let differences = match undoing {
        // Its row only counts.
        Undoing::Import => Vec::new(),
        _ => differences(row.after.as_ref(), row.before.as_ref()),
    };
    Undone {
        undoing,
        object: row.object.clone(),
        differences,
        left_out,
        many: Some(outcome),
        row,
    }
}

/// A reason against undoing that no field of a form can mend.
pub(super) fn refusal(code: Code) -> StoreError {
    StoreError::Conflict(Problem::new("id", code))
}
