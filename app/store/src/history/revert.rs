//! Undoing inside a transaction, by the code of ordinary saves.

use model::access::Action;
use model::{Code, EntryRef, Kind};
use serde_json::Value;

use super::HistoryRow;
use super::difference::{differences, take_back};
use super::restore;
use super::undo::{Outcome, Prepared, refusal};
use crate::administration::{self, AdministrationDraft};
use crate::domains::{self, Domain, WithAddresses};
use crate::entries::AnyEntry;
use crate::pool::{Tx, fetch_optional};
use crate::tasks::Progress;
use crate::users::MailAsked;
use crate::{Desk, StoreError, bulk};

impl Desk {
    /// Changes an entry back.
    pub(super) async fn revert_entry(
        &self,
        tx: &mut Tx,
        row: &HistoryRow,
    ) -> Result<Outcome, StoreError> {
        let domain = self.lock_for_undo(tx, row, Action::ReadDirectory).await?;
        let id = subject(row)?;
        let present = AnyEntry::load(tx, &domain, id).await.map_err(gone)?;
        let before = present.snapshot();
        let wanted = taken_back(row, &before)?;
        match &present {
            AnyEntry::User(user) => {
                self.revert_user(tx, &domain, user.login.as_str(), &wanted)
                    .await?;
            }
            AnyEntry::Other(entry) => {
                let named = (entry.kind, entry.name.as_str());
                let draft = restore::entry(&wanted)?;
                self.save_entry(tx, &domain, named, None, &draft).await?;
            }
        }
        let after = AnyEntry::load(tx, &domain, id).await?;
        Ok(Outcome {
            object: after.object(),
            before: Some(before),
            after: Some(after.snapshot()),
            left_out: Vec::new(),
        })
    }

    async fn revert_user(
        &self,
        tx: &mut Tx,
        domain: &Domain,
        login: &str,
        wanted: &Value,
    ) -> Result<(), StoreError> {
        let identity = restore::identity(wanted)?.check()?;
        let saved = self
            .save_identity(tx, domain, login, None, &identity, None)
            .await?;
        let asked = MailAsked {
            domain: domain.name.as_str(),
            login: saved.login.as_str(),
            version: None,
            draft: &restore::mail(wanted)?,
            hidden: None,
        };
        self.save_mail(tx, &asked).await?;
        let administration = AdministrationDraft {
            is_administrator: identity.is_administrator,
            rights: administration::from_texts(&strings(&wanted["rights"]))?,
        };
        let login = saved.login.as_str();
        self.save_administration(tx, domain, login, None, &administration)
            .await
            .map(|_| ())
    }

    /// Deletes an entry that nothing happened to since it was created.
    pub(super) async fn take_away_entry(
        &self,
        tx: &mut Tx,
        row: &HistoryRow,
    ) -> Result<Outcome, StoreError> {
        let domain = self.lock_for_undo(tx, row, Action::ReadDirectory).await?;
        let id = subject(row)?;
        let present = AnyEntry::load(tx, &domain, id).await.map_err(gone)?;
        refuse_changed_since(tx, row, &present.snapshot()).await?;
        let EntryRef { kind, name } = present.reference();
        match kind {
            Kind::User => {
                self.remove_user(tx, domain.name.as_str(), &name, None)
                    .await?;
            }
            kind => {
                self.remove_entry(tx, domain.name.as_str(), (kind, &name), None)
                    .await?;
            }
        }
        Ok(Outcome {
            object: present.object(),
            before: Some(present.snapshot()),
            after: None,
            left_out: Vec::new(),
        })
    }

    /// Changes a domain's settings back, as they were prepared.
    pub(super) async fn revert_domain(
        &self,
        tx: &mut Tx,
        row: &HistoryRow,
        prepared: &Prepared,
    ) -> Result<Outcome, StoreError> {
        let before = self.lock_for_undo(tx, row, Action::ChangeDomain).await?;
        let name = before.name.as_str();
        let saved = self
            .save_general(
                tx,
                name,
                Some(prepared.version),
                &prepared.general,
                WithAddresses::No,
            )
            .await?;
        let after = self
            .save_wanted(tx, saved.name.as_str(), None, &prepared.mail_system)
            .await?;
        Ok(Outcome {
            object: after.object(),
            before: Some(before.snapshot()),
            after: Some(after.snapshot()),
            left_out: Vec::new(),
        })
    }

    /// Deletes a domain that is still empty and as it was created.
    pub(super) async fn take_away_domain(
        &self,
        tx: &mut Tx,
        row: &HistoryRow,
    ) -> Result<Outcome, StoreError> {
        let domain = self.lock_for_undo(tx, row, Action::DeleteDomain).await?;
        refuse_changed_since(tx, row, &domain.snapshot()).await?;
        self.remove_domain(tx, domain.name.as_str(), None, false, &Progress::new())
            .await?;
        Ok(Outcome {
            object: domain.object(),
            before: Some(domain.snapshot()),
            after: None,
            left_out: Vec::new(),
        })
    }

    /// The domain of a row, kept from being changed by others; refuses what was undone already.
    pub(crate) async fn lock_for_undo(
        &self,
        tx: &mut Tx,
        row: &HistoryRow,
        action: fn(i64) -> Action,
    ) -> Result<Domain, StoreError> {
        let id = row.domain_id.ok_or(StoreError::NotFound)?;
        let present = domains::read::load(tx, id).await.map_err(gone)?;
        let domain = self.lock_domain(tx, present.name.as_str(), action).await?;
        bulk::refuse_undone(tx, row.id).await?;
        Ok(domain)
    }
}

/// What a snapshot becomes without a change.
pub(super) fn taken_back(row: &HistoryRow, present: &Value) -> Result<Value, StoreError> {
    let (Some(before), Some(after)) = (&row.before, &row.after) else {
        return Err(refusal(Code::UndoImpossible));
    };
    take_back(before, after, present).map_err(|fields| {
        let problem = model::Problem::new("id", Code::UndoChangedSince);
        StoreError::Conflict(problem.with(fields.join(", ")))
    })
}

/// Refuses when something else happened to what a row created.
pub(super) async fn refuse_changed_since(
    tx: &mut Tx,
    row: &HistoryRow,
    present: &Value,
) -> Result<(), StoreError> {
    let later = fetch_optional!(
        tx,
        (i64,),
        "SELECT id FROM history WHERE subject_id = $1 AND id > $2 LIMIT 1",
        row.subject_id,
        row.id
    )?;
    // A change of many at once is one row, about none of them.
    let is_same = differences(row.after.as_ref(), Some(present)).is_empty();
    if later.is_none() && is_same {
        Ok(())
    } else {
        Err(refusal(Code::UndoInUse))
    }
}

pub(super) fn subject(row: &HistoryRow) -> Result<i64, StoreError> {
    row.subject_id.ok_or(StoreError::NotFound)
}

pub(super) fn gone(error: StoreError) -> StoreError {
    match error {
        StoreError::NotFound => refusal(Code::UndoGone),
        error => error,
    }
}

pub(super) fn strings(list: &Value) -> Vec<String> {
    let members = list.as_array().into_iter().flatten();
    members
        .filter_map(|member| member.as_str().map(str::to_owned))
        .collect()
}
