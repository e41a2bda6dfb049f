//! Undoing what happened to a whole domain.

use model::access::Action;
use model::{Code, DomainName};
use serde_json::Value;

use super::undo::{Outcome, refusal};
use super::{Change, HistoryRow};
use crate::deleted::{self, Kept};
use crate::pool::{Tx, fetch_optional};
use crate::tasks::Progress;
use crate::{Desk, StoreError, domains};

impl Desk {
    /// Refuses to bring a deleted domain back.
    ///
    /// # Errors
    /// Whatever is in its way.
    pub(crate) async fn refuse_restoring(
        &self,
        tx: &mut Tx,
        row: &HistoryRow,
    ) -> Result<(), StoreError> {
        let kept = kept(tx, row).await?;
        deleted::refuse(tx, &kept).await?;
        Ok(())
    }

    /// What a deleted domain would come back as.
    pub(super) async fn preview_domain(
        &self,
        tx: &mut Tx,
        row: &HistoryRow,
    ) -> Result<Outcome, StoreError> {
        self.refuse_restoring(tx, row).await?;
        Ok(Outcome {
            object: row.object.clone(),
            before: None,
            after: row.before.clone(),
            left_out: Vec::new(),
        })
    }

    /// Brings a deleted domain back with everything in it, under its old identifiers, so that every
    /// history goes on.
    pub(super) async fn bring_back_domain(
        &self,
        tx: &mut Tx,
        row: &HistoryRow,
        progress: &Progress,
    ) -> Result<Outcome, StoreError> {
        let id = row.subject_id.ok_or(StoreError::NotFound)?;
        self.require(Action::DeleteDomain(id))?;
        tx.lock_deleted_domain(id).await?;
        let kept = kept(tx, row).await?;
        let servers = deleted::refuse(tx, &kept).await?;
        deleted::restore(tx, &kept, &servers, progress).await?;
        let domain = domains::read::load(tx, id).await?;
        let mut after = domain.snapshot();
        if let Some(fields) = after.as_object_mut() {
            fields.insert("entries".to_owned(), Value::from(kept.entries));
        }
        let change = Change {
            domain_id: Some(id),
            subject: Some(id),
            object: domain.object(),
            action: "restore",
            before: None,
            after: Some(after.clone()),
        };
        self.record(tx, change).await?;
        Ok(Outcome {
            object: domain.object(),
            before: None,
            after: Some(after),
            left_out: Vec::new(),
        })
    }

    /// The same, as undoing a row of the history.
    pub(crate) async fn restore_domain(
        &self,
        tx: &mut Tx,
        row: &HistoryRow,
        progress: &Progress,
    ) -> Result<(), StoreError> {
        let desk = Self {
            undoes: Some(row.id),
            ..self.clone()
        };
        desk.bring_back_domain(tx, row, progress).await.map(drop)
    }

    /// Refuses a deleted domain whose relay has become this server since; the resolver may be slow, so
    /// no transaction waits for it.
    pub(super) async fn refuse_kept_relay(&self, row: &HistoryRow) -> Result<(), StoreError> {
        let mut tx = self.store.pool.read().await?;
        let kept = kept(&mut tx, row).await?;
        let routing = deleted::routing(&mut tx, kept.id).await?;
        drop(tx);
        domains::refuse_relay_to_self(&routing, &self.store.settings.own).await
    }

    /// The domain that had a name until it was deleted, for whoever sees the history of everything.
    pub(super) async fn former_domain(&self, tx: &mut Tx, typed: &str) -> Result<i64, StoreError> {
        self.require(Action::ReadHistory)
            .map_err(|_| StoreError::NotFound)?;
        let name = DomainName::parse(typed).map_err(|_| StoreError::NotFound)?;
        let found = fetch_optional!(
            tx,
            (i64,),
            "SELECT subject_id FROM history
             WHERE object = $1 AND action = 'delete' AND subject_id IS NOT NULL
             ORDER BY id DESC LIMIT 1",
            format!("domain:{name}")
        )?;
        found.map(|(id,)| id).ok_or(StoreError::NotFound)
    }
}

/// What is kept of the domain whose deletion a row tells of.
async fn kept(tx: &mut Tx, row: &HistoryRow) -> Result<Kept, StoreError> {
    let undone = fetch_optional!(
        &mut *tx,
        (i64,),
        "SELECT id FROM history WHERE undoes = $1 LIMIT 1",
        row.id
    )?;
    if undone.is_some() {
        return Err(refusal(Code::UndoDone));
    }
    let id = row.subject_id.ok_or(StoreError::NotFound)?;
    let kept = deleted::find(tx, id).await?;
    kept.ok_or_else(|| refusal(Code::UndoNotKept))
}
