//! Undoing changes of units and of the administrators of a domain.

use std::collections::BTreeSet;

use model::access::Action;
use model::unit::UnitDraft;
use serde_json::{Value, json};

use super::HistoryRow;
use super::revert::{gone, refuse_changed_since, strings, subject, taken_back};
use super::undo::Outcome;
use crate::administration::administrators;
use crate::pool::Tx;
use crate::units::change::load;
use crate::{Desk, StoreError};

impl Desk {
    /// Gives a unit its former name and place.
    pub(super) async fn revert_unit(
        &self,
        tx: &mut Tx,
        row: &HistoryRow,
    ) -> Result<Outcome, StoreError> {
        let domain = self.lock_for_undo(tx, row, Action::ChangeUnits).await?;
        let id = subject(row)?;
        let before = load(tx, domain.id, id).await.map_err(gone)?;
        let draft = draft(&taken_back(row, &before.snapshot())?)?;
        let after = self.save_unit(tx, &domain, id, None, &draft).await?;
        Ok(Outcome {
            object: after.object(&domain),
            before: Some(before.snapshot()),
            after: Some(after.snapshot()),
            left_out: Vec::new(),
        })
    }

    /// Deletes a unit that nothing happened to since it was created.
    pub(super) async fn take_away_unit(
        &self,
        tx: &mut Tx,
        row: &HistoryRow,
    ) -> Result<Outcome, StoreError> {
        let domain = self.lock_for_undo(tx, row, Action::ChangeUnits).await?;
        let id = subject(row)?;
        let unit = load(tx, domain.id, id).await.map_err(gone)?;
        refuse_changed_since(tx, row, &unit.snapshot()).await?;
        self.remove_unit(tx, &domain, id, None).await?;
        Ok(Outcome {
            object: unit.object(&domain),
            before: Some(unit.snapshot()),
            after: None,
            left_out: Vec::new(),
        })
    }

    /// Creates a deleted unit again, under its old identifier.
    pub(super) async fn bring_back_unit(
        &self,
        tx: &mut Tx,
        row: &HistoryRow,
    ) -> Result<Outcome, StoreError> {
        let domain = self.lock_for_undo(tx, row, Action::ChangeUnits).await?;
        let kept = row.before.as_ref().ok_or(StoreError::NotFound)?;
        let new = draft(kept)?.check()?;
        let unit = self.insert_unit(tx, &domain, subject(row)?, &new).await?;
        Ok(Outcome {
            object: unit.object(&domain),
            before: None,
            after: Some(unit.snapshot()),
            left_out: Vec::new(),
        })
    }

    /// Makes those the administrators of a domain again who were, and those no longer who were not.
    pub(super) async fn revert_administrators(
        &self,
        tx: &mut Tx,
        row: &HistoryRow,
    ) -> Result<Outcome, StoreError> {
        let domain = self.lock_for_undo(tx, row, Action::GrantDomain).await?;
        let present = administrators(tx, domain.id).await?;
        let before = json!({ "administrators": present });
        let wanted = taken_back(row, &before)?;
        let wanted: BTreeSet<String> =
            strings(wanted.get("administrators").unwrap_or(&Value::Null))
                .into_iter()
                .collect();
        let present: BTreeSet<String> = present.into_iter().collect();
        for account in wanted.symmetric_difference(&present) {
            let is_in = wanted.contains(account);
            self.set_administrator_in(tx, domain.name.as_str(), account, is_in)
                .await?;
        }
        let after = administrators(tx, domain.id).await?;
        Ok(Outcome {
            object: domain.object(),
            before: Some(before),
            after: Some(json!({ "administrators": after })),
            left_out: Vec::new(),
        })
    }
}

fn draft(snapshot: &Value) -> Result<UnitDraft, StoreError> {
    let text = |field: &str| {
        let value = snapshot[field].as_str().map(str::to_owned);
        value.ok_or_else(|| StoreError::corrupt(field))
    };
    Ok(UnitDraft {
        name: text("name")?,
        parent: text("parent")?,
    })
}
