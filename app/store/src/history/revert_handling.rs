//! Undoing changes of filters, forwarding and automatic replies.

use model::access::Action;
use model::handling::HandlingDraft;
use serde::Deserialize as _;
use serde_json::Value;

use super::HistoryRow;
use super::revert::{gone, subject, taken_back};
use super::undo::Outcome;
use crate::domains::Domain;
use crate::entries::AnyEntry;
use crate::pool::Tx;
use crate::{Desk, StoreError, filters, handling};

impl Desk {
    /// Changes an entry's forwarding and automatic reply back.
    pub(super) async fn revert_handling(
        &self,
        tx: &mut Tx,
        row: &HistoryRow,
    ) -> Result<Outcome, StoreError> {
        let domain = self.lock_for_undo(tx, row, Action::ReadDirectory).await?;
        let id = subject(row)?;
        let entry = AnyEntry::load(tx, &domain, id).await.map_err(gone)?;
        let present = handling::read::load(tx, id).await?;
        let before = handling::read::snapshot(&present);
        let wanted = taken_back(row, &before)?;
        let mut draft = HandlingDraft::deserialize(wanted).map_err(StoreError::corrupt)?;
        // A part that is not touched is not asked for: not every entry has both.
        draft.forward = draft.forward.filter(|forward| *forward != present.forward);
        let saved = self
            .save_handling(tx, &domain, (id, &entry), &draft)
            .await?;
        Ok(Outcome {
            object: entry.object(),
            before: Some(before),
            after: Some(handling::read::snapshot(&saved)),
            left_out: Vec::new(),
        })
    }

    /// Changes a domain's filters back.
    pub(super) async fn revert_filters(
        &self,
        tx: &mut Tx,
        row: &HistoryRow,
    ) -> Result<Outcome, StoreError> {
        let domain = self.lock_for_undo(tx, row, Action::ChangeFilters).await?;
        let before = filters::snapshot(&filters::load(tx, domain.id).await?);
        let wanted = taken_back(row, &before)?;
        let wanted = filters::of_snapshot(&wanted)?;
        let saved = self.save_filters(tx, &domain, None, &wanted).await?;
        Ok(Outcome {
            object: domain.object(),
            before: Some(before),
            after: Some(filters::snapshot(&saved.filters)),
            left_out: Vec::new(),
        })
    }

    /// Gives an entry that was brought back what its mailbox did with mail.
    pub(super) async fn bring_back_handling(
        &self,
        tx: &mut Tx,
        domain: &Domain,
        (id, entry): (i64, &AnyEntry),
        kept: &Value,
    ) -> Result<(), StoreError> {
        let Some(kept) = kept.get("handling") else {
            return Ok(());
        };
        let draft = HandlingDraft::deserialize(kept).map_err(StoreError::corrupt)?;
        self.save_handling(tx, domain, (id, entry), &draft)
            .await
            .map(|_| ())
    }
}
